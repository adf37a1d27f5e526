//! Saves a summary, or every sale behind it, as a file where the person wants it. Never writes over a file without being told to.

use crate::domain::currency::Currency;
use crate::domain::report::Report;
use crate::gui::desk::Desk;
use crate::gui::files::{self, Refusal};
use crate::gui::icon;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, great, line, notice, panel, press};
use crate::gui::words::{say, tell};
use crate::till::{CsvForm, FileKind, Sheet, Till};
use iced::widget::{Row, column, row};
use iced::{Element, Task};
use std::path::PathBuf;

/// The field of the path.
pub const PATH: &str = "day-save-path";

/// A file that is to be written.
#[derive(Debug)]
pub struct State {
    report: Box<Report>,
    currency: Currency,
    kind: FileKind,
    folder: PathBuf,
    typed: String,
    taken: Option<PathBuf>,
    problem: Option<String>,
    writing: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another kind of file was pressed.
    KindPressed(FileKind),
    /// The path holds this now.
    PathTyped(String),
    /// It is to be written.
    SavePressed,
    /// It is to be written over the file that lies there.
    ReplacePressed,
    /// It is to be written under the next name that is free.
    FreePressed,
    /// It was written, or not.
    Written(Result<PathBuf, Refusal>),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// It is written there.
    Done(PathBuf),
}

impl State {
    /// A file of this kind, to be written into this folder.
    pub fn new(report: Box<Report>, currency: Currency, kind: FileKind, folder: PathBuf) -> State {
        let mut state = State {
            report,
            currency,
            kind,
            folder,
            typed: String::new(),
            taken: None,
            problem: None,
            writing: false,
        };
        state.typed = state.folder.join(state.name()).display().to_string();
        state
    }

    /// Its heading.
    pub fn heading(&self) -> String {
        say("day-save")
    }

    /// A file is being written.
    pub fn writing(&self) -> bool {
        self.writing
    }

    /// The file's usual name: `summary 2026-11-22.pdf`, `sales Zine Fest.xlsx`.
    fn name(&self) -> String {
        let of = files::safe(&self.report.span.to_string());
        let what = match self.kind {
            FileKind::Paper(_) | FileKind::Workbook | FileKind::Table(_) | FileKind::Message => {
                say("day-save-summary-name")
            }
            FileKind::SalesWorkbook | FileKind::SalesTable(_) | FileKind::SalesJournal => say("day-save-sales-name"),
        };
        format!("{what} {of}.{}", self.kind.ending())
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            _ if self.writing && !matches!(message, Message::Written(_)) => {}
            Message::KindPressed(kind) => {
                let usual = self.folder.join(self.name()).display().to_string();
                let own = self.typed != usual;
                self.kind = kind;
                self.taken = None;
                self.typed = if own {
                    PathBuf::from(&self.typed)
                        .with_extension(kind.ending())
                        .display()
                        .to_string()
                } else {
                    self.folder.join(self.name()).display().to_string()
                };
            }
            Message::PathTyped(typed) => {
                self.typed = typed;
                self.taken = None;
                self.problem = None;
            }
            Message::SavePressed => return self.write(desk, false),
            Message::ReplacePressed => return self.write(desk, true),
            Message::FreePressed => {
                if let Some(taken) = self.taken.take() {
                    self.typed = files::free(&taken).display().to_string();
                }
                return self.write(desk, false);
            }
            Message::Written(Ok(file)) => return Action::Done(file),
            Message::Written(Err(refusal)) => {
                self.writing = false;
                match refusal {
                    Refusal::Taken(file) => self.taken = Some(file),
                    Refusal::Failed(why) => self.problem = Some(why),
                }
            }
        }
        Action::None
    }

    fn write(&mut self, desk: &Desk, replace: bool) -> Action {
        self.taken = None;
        self.problem = None;
        let Some(file) = files::target(&self.typed, &self.folder, &self.name()) else {
            self.problem = Some(say("save-nowhere"));
            return Action::None;
        };
        self.writing = true;
        let (report, kind) = (self.report.clone(), self.kind);
        // A year of sales takes its time: nobody who sells waits for it.
        let made = desk.beside(move |folder| Till::open(&folder)?.report_file(&report, kind));
        let written = async move {
            let bytes = made.await.map_err(|why| Refusal::Failed(why.to_string()))?;
            files::write(file, &bytes, replace)
        };
        Action::Run(Task::perform(written, Message::Written))
    }

    /// What kind of file, and where to.
    pub fn view<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let same = |kind: FileKind| std::mem::discriminant(&kind) == std::mem::discriminant(&self.kind);
        let kinds = |kinds: &[(&str, FileKind)]| {
            let chips = kinds
                .iter()
                .map(|(word, kind)| chip(look, None, say(word), same(*kind), Some(Message::KindPressed(*kind))).into());
            Row::with_children(chips.collect::<Vec<_>>())
                .spacing(S2)
                .wrap()
                .vertical_spacing(S2)
        };
        let usual = CsvForm::usual(self.currency);
        let summary = [
            ("day-save-pdf", FileKind::Paper(Sheet::usual(self.currency))),
            ("day-save-xlsx", FileKind::Workbook),
            ("day-save-csv", FileKind::Table(usual)),
            ("day-save-text", FileKind::Message),
        ];
        let sales = [
            ("day-save-xlsx", FileKind::SalesWorkbook),
            ("day-save-csv", FileKind::SalesTable(usual)),
            ("day-save-journal", FileKind::SalesJournal),
        ];
        let mut content = column![
            label("day-save-summary"),
            kinds(&summary),
            label("day-save-sales"),
            kinds(&sales)
        ]
        .spacing(S2);
        if let Some((word, choices)) = self.choices() {
            let chips = choices.map(|(word, kind)| {
                let chosen = kind == self.kind;
                chip(look, None, say(word), chosen, Some(Message::KindPressed(kind))).into()
            });
            content = content.push(label(word)).push(Row::with_children(chips).spacing(S2));
        }
        content = content
            .push(label("save-where"))
            .push(field(look, PATH, &self.name(), &self.typed, Message::PathTyped).on_submit(Message::SavePressed));
        if let Some(file) = &self.taken {
            let there = tell("save-taken", &[("file", files::name_of(file).into())]);
            let next = tell("save-free", &[("file", files::name_of(&files::free(file)).into())]);
            content = content
                .push(notice(look, icon::WARNING, there, true))
                .push(press(look, next, Face::Inked, Some(Message::FreePressed)))
                .push(press(
                    look,
                    say("save-replace"),
                    Face::Plain,
                    Some(Message::ReplacePressed),
                ));
        }
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        panel(look, say("day-save-what"), content).into()
    }

    /// What else is to be chosen: the paper, or how numbers are written.
    fn choices(&self) -> Option<(&'static str, [(&'static str, FileKind); 2])> {
        let forms = |kind: fn(CsvForm) -> FileKind| {
            [
                ("day-save-point", kind(CsvForm::Point)),
                ("day-save-comma", kind(CsvForm::Comma)),
            ]
        };
        match self.kind {
            FileKind::Paper(_) => Some((
                "day-save-paper",
                [
                    ("day-save-a4", FileKind::Paper(Sheet::A4)),
                    ("day-save-letter", FileKind::Paper(Sheet::Letter)),
                ],
            )),
            FileKind::Table(_) => Some(("day-save-numbers", forms(FileKind::Table))),
            FileKind::SalesTable(_) => Some(("day-save-numbers", forms(FileKind::SalesTable))),
            _ => None,
        }
    }

    /// The button that writes it.
    pub fn foot<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let words = if self.writing {
            say("day-save-writing")
        } else {
            say("save-do")
        };
        let save = (!self.writing).then_some(Message::SavePressed);
        row![great(look, words, cap(Act::Record), Face::Next, save)].into()
    }
}
