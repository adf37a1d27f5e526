//! The panel that saves a receipt where the person wants it. Never writes over a file without being told to.

use crate::domain::day::BusinessDay;
use crate::domain::sale::ReceiptNumber;
use crate::gui::desk::Desk;
use crate::gui::files::{Refusal, free, name_of, target, write};
use crate::gui::icon;
use crate::gui::screen::event::papers::paper_words;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, line, notice, press, press_key};
use crate::gui::words::{say, tell};
use crate::till::Paper;
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
