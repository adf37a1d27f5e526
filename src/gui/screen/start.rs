//! The first start: three choices on one page.
//! Never makes a till where one was lost: that is `trouble`'s.

use crate::gui::icon::{self, Icon};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, field, letters, notice, press};
use crate::gui::words::say;
use crate::till::Error;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill};
use std::path::PathBuf;

/// The first start.
#[derive(Debug, Default)]
pub struct State {
    busy: bool,
    /// The file of a backup as typed, where one is to be brought back.
    backup: Option<String>,
    problem: Option<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// Try it with a demo table.
    DemoPressed,
    /// Bring a catalog.
    CatalogPressed,
    /// Start empty.
    EmptyPressed,
    /// Bring back a backup.
    BackupPressed,
    /// Its file as typed.
    FileChanged(String),
    /// That backup is to become the till.
    RestorePressed,
}

/// What only the root may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Make a till.
    Make(How),
    /// Make this backup the till.
    Restore(PathBuf),
}

/// How a new till is to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// With the demo table, as practice.
    Demo,
    /// With a catalog that is brought in at once.
    Catalog,
    /// Empty.
    Empty,
}

impl State {
    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message) -> Action {
        if self.busy {
            return Action::None;
        }
        let how = match message {
            Message::DemoPressed => How::Demo,
            Message::EmptyPressed => How::Empty,
            Message::CatalogPressed => How::Catalog,
            Message::BackupPressed => {
                self.backup = Some(String::new());
                return Action::None;
            }
            Message::FileChanged(file) => {
                self.backup = Some(file);
                return Action::None;
            }
            Message::RestorePressed => {
                let file = self.backup.as_deref().unwrap_or_default().trim();
                return match file.is_empty() {
                    true => Action::None,
                    false => Action::Restore(PathBuf::from(file)),
                };
            }
        };
        self.busy = true;
        self.problem = None;
        Action::Make(how)
    }

    /// The till was not made.
    pub fn refused(&mut self, why: &Error) {
        self.busy = false;
        self.problem = Some(format!("{}: {why}", say("start-not")));
    }

    /// The page.
    pub fn view(&self, look: &Look) -> Element<'_, Message> {
        let choices = column![
            choice(look, icon::SELL, "start-demo", "start-demo-under", Message::DemoPressed),
            choice(
                look,
                icon::FOLDER,
                "start-catalog",
                "start-catalog-under",
                Message::CatalogPressed
            ),
            choice(
                look,
                icon::PLUS,
                "start-empty",
                "start-empty-under",
                Message::EmptyPressed
            ),
        ]
        .spacing(S3);
        let back: Element<'_, Message> = match &self.backup {
            None => chip(look, None, say("start-backup"), false, Some(Message::BackupPressed)).into(),
            Some(file) => row![
                field(look, "start-file", &say("backup-file-hint"), file, Message::FileChanged)
                    .on_submit(Message::RestorePressed),
                press(look, say("backup-restore"), Face::Inked, Some(Message::RestorePressed)).width(120.0),
            ]
            .spacing(S2)
            .align_y(Alignment::Center)
            .into(),
        };
        let mut page = column![
            letters(say("start-heading"), EXTRABOLD, GIANT, look.ink),
            letters(say("start-under"), REGULAR, LARGE, look.soft),
            choices,
            back,
        ]
        .spacing(S4)
        .max_width(720.0);
        if self.busy {
            page = page.push(letters(say("start-busy"), SEMIBOLD, BODY, look.ink));
        }
        if let Some(problem) = &self.problem {
            page = page.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        scrollable(container(page).padding(S5).center_x(Fill))
            .style(look.scroll())
            .into()
    }
}

fn choice<'a>(look: &Look, icon: Icon, word: &str, under: &str, message: Message) -> Element<'a, Message> {
    let words = column![
        letters(say(word), BOLD, LARGE, look.ink),
        letters(say(under), REGULAR, BODY, look.soft)
    ]
    .spacing(S1)
    .width(Fill);
    pressable(
        word,
        row![icon.at(HUGE), words, icon::FORWARD.at(LARGE)]
            .spacing(S4)
            .align_y(Alignment::Center),
    )
    .padding([S4, S4])
    .width(Fill)
    .style(look.press(Face::Plain))
    .on_press(message)
    .into()
}
