//! The panel that saves a receipt where the person wants it. Never writes over a file without being told to.

use crate::domain::day::BusinessDay;
use crate::domain::sale::ReceiptNumber;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::screen::event::papers::paper_words;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, line, notice, press, press_key};
use crate::gui::words::{say, tell};
use crate::till::{Paper, write_whole};
use iced::widget::{Row, column, container, row};
use iced::{Element, Fill, Task};
use std::path::{Path, PathBuf};

/// The field of the path.
pub const PATH: &str = "save-path";

/// The buttons grow no wider than this.
const BUTTONS: f32 = 560.0;

/// A receipt that is to be saved.
#[derive(Debug)]
pub struct Save {
    number: ReceiptNumber,
    name: String,
    folder: PathBuf,
    paper: Paper,
    typed: String,
    taken: Option<PathBuf>,
    problem: Option<String>,
}

/// What happened in the panel.
#[derive(Debug, Clone)]
pub enum Message {
    /// A paper was pressed.
    PaperPressed(Paper),
    /// The path holds this now.
    PathChanged(String),
    /// It is to be written.
    SavePressed,
    /// It is to be written over the file that lies there.
    ReplacePressed,
    /// It is to be written under the next name that is free.
    FreePressed,
    /// It was written, or not.
    Written(Result<PathBuf, Refusal>),
    /// The panel is to be closed.
    ClosePressed,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A file lies there.
    Taken(PathBuf),
    /// A sentence of what happened.
    Failed(String),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// It is written there: close the panel and say so.
    Done(PathBuf),
    /// Close the panel.
    Close,
}

impl Save {
    /// The panel for the receipt of this number and day, its path in this folder.
    pub fn new(number: &ReceiptNumber, day: BusinessDay, paper: Paper, folder: &Path) -> Save {
        let name = format!("{number} {day}.pdf");
        Save {
            number: number.clone(),
            typed: folder.join(&name).display().to_string(),
            name,
            folder: folder.to_owned(),
            paper,
            taken: None,
            problem: None,
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::PaperPressed(paper) => self.paper = paper,
            Message::PathChanged(typed) => {
                self.typed = typed;
                self.taken = None;
                self.problem = None;
            }
            Message::SavePressed => return self.write(desk, false),
            Message::ReplacePressed => return self.write(desk, true),
            Message::FreePressed => {
                if let Some(taken) = self.taken.take() {
                    self.typed = free(&taken).display().to_string();
                }
                return self.write(desk, false);
            }
            Message::Written(Ok(file)) => return Action::Done(file),
            Message::Written(Err(Refusal::Taken(file))) => self.taken = Some(file),
            Message::Written(Err(Refusal::Failed(why))) => self.problem = Some(why),
            Message::ClosePressed => return Action::Close,
        }
        Action::None
    }

    fn write(&mut self, desk: &Desk, replace: bool) -> Action {
        self.taken = None;
        self.problem = None;
        let Some(file) = target(&self.typed, &self.folder, &self.name) else {
            self.problem = Some(say("save-nowhere"));
            return Action::None;
        };
        let (number, paper) = (self.number.clone(), self.paper);
        let receipt = desk.run(move |till| till.receipt(&number, paper, false));
        let written = async move {
            let bytes = receipt.await.map_err(|why| Refusal::Failed(why.to_string()))?;
            write(file, &bytes, replace)
        };
        Action::Run(Task::perform(written, Message::Written))
    }

    /// The panel.
    pub fn view<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let heading = tell("save-heading", &[("number", self.number.to_string().into())]);
        let papers = Paper::ALL.map(|paper| {
            let pressed = Some(Message::PaperPressed(paper));
            chip(look, None, paper_words(paper), self.paper == paper, pressed).into()
        });
        let papers = Row::with_children(papers);
        let mut content = column![
            line(heading, BOLD, LARGE, look.ink),
            papers.spacing(S2).wrap().vertical_spacing(S2),
            line(say("save-where"), SEMIBOLD, SMALL, look.soft),
            field(look, PATH, &self.name, &self.typed, Message::PathChanged).on_submit(Message::SavePressed),
        ]
        .spacing(S2);
        let (esc, close) = (cap(Act::Back), Some(Message::ClosePressed));
        let cancel = press_key(look, say("cancel"), esc, Face::Plain, close);
        let buttons = match &self.taken {
            None => {
                let save = press(look, say("save-do"), Face::Inked, Some(Message::SavePressed));
                column![row![cancel, save].spacing(S2)]
            }
            Some(file) => {
                let there = tell("save-taken", &[("file", name_of(file).into())]);
                content = content.push(notice(look, icon::WARNING, there, true));
                let next = tell("save-free", &[("file", name_of(&free(file)).into())]);
                let replace = press(look, say("save-replace"), Face::Plain, Some(Message::ReplacePressed));
                column![
                    press(look, next, Face::Inked, Some(Message::FreePressed)),
                    row![cancel, replace].spacing(S2),
                ]
            }
        };
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        container(content.push(buttons.spacing(S2).max_width(BUTTONS)))
            .padding(S4)
            .width(Fill)
            .style(look.panel(look.card, look.ink, look.rule))
            .into()
    }
}

/// The folder a person looks in first: their documents, else their home, else the till's own receipts.
pub fn folder(till: &Path) -> PathBuf {
    let user = directories::UserDirs::new();
    user.as_ref()
        .and_then(|user| user.document_dir().filter(|folder| folder.is_dir()))
        .or_else(|| user.as_ref().map(|user| user.home_dir()).filter(|home| home.is_dir()))
        .map_or_else(|| till.to_owned(), Path::to_owned)
}

/// A file's name without its folder.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file that is meant by what was typed: `~` is home, a folder alone takes the usual name, nothing is no file.
fn target(typed: &str, folder: &Path, name: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let mut file = home(typed, folder);
    if file.is_dir() || typed.ends_with(std::path::MAIN_SEPARATOR) {
        file.push(name);
    } else if file.extension().is_none() {
        file.set_extension("pdf");
    }
    Some(file)
}

/// What was typed, in a folder where it names none; `~` is home.
pub(super) fn home(typed: &str, folder: &Path) -> PathBuf {
    let home = directories::UserDirs::new().map(|user| user.home_dir().to_owned());
    match (typed.trim().strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(typed.trim()),
    }
}

/// The next name that is free: `A-0031 2026-11-22 (2).pdf`.
pub(super) fn free(taken: &Path) -> PathBuf {
    let pdf = taken.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let (stem, end) = match pdf {
        true => (taken.file_stem(), ".pdf"),
        false => (taken.file_name(), ""),
    };
    let stem = stem.unwrap_or_default().to_string_lossy();
    let named = |n: u32| taken.with_file_name(format!("{stem} ({n}){end}"));
    (2..1_000)
        .map(named)
        .find(|file| !file.exists())
        .unwrap_or_else(|| named(1_000))
}

fn write(file: PathBuf, bytes: &[u8], replace: bool) -> Result<PathBuf, Refusal> {
    if !replace && file.exists() {
        return Err(Refusal::Taken(file));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        let folder = folder.display().to_string();
        return Err(Refusal::Failed(tell("save-no-folder", &[("folder", folder.into())])));
    }
    match write_whole(&file, bytes) {
        Ok(()) => Ok(file),
        Err(why) => {
            let about = [
                ("file", file.display().to_string().into()),
                ("why", why.to_string().into()),
            ];
            Err(Refusal::Failed(tell("save-failed", &about)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_names_a_file() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        let at = |path: &str| Some(folder.join(path));
        for (typed, file) in [
            ("  ", None),
            ("mine", at("mine.pdf")),
            ("mine.pdf", at("mine.pdf")),
            ("new/", at("new/A-0001.pdf")),
            (folder.to_str().unwrap(), at("A-0001.pdf")),
        ] {
            assert_eq!(target(typed, folder, "A-0001.pdf"), file, "{typed}");
        }
    }

    #[test]
    fn a_file_that_lies_there_is_written_over_only_when_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("A-0001 2026-11-22.pdf");
        assert_eq!(write(file.clone(), b"one", false), Ok(file.clone()));
        assert_eq!(write(file.clone(), b"two", false), Err(Refusal::Taken(file.clone())));
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
        assert_eq!(name_of(&free(&file)), "A-0001 2026-11-22 (2).pdf");
        assert_eq!(write(file.clone(), b"two", true), Ok(file.clone()));
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        let nowhere = folder.path().join("none").join("a.pdf");
        assert!(matches!(write(nowhere, b"", false), Err(Refusal::Failed(why)) if why.contains("There is no folder")));
    }
}
