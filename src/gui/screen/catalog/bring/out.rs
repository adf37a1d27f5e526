//! The catalog out: as CSV or XLSX that comes in again as it went out, or in Square's columns.
//! Never writes over a file without being told to.

use crate::exchange::export::{self, Sheet};
use crate::gui::desk::Desk;
use crate::gui::files::{self, Refusal};
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, notice, press};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{Row, column, row};
use iced::{Element, Task};
use std::path::PathBuf;

/// The field of the path.
const PATH: &str = "out-path";

/// What it is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A CSV file of our own.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
    /// A CSV file in Square's columns.
    Square,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Csv, Kind::Xlsx, Kind::Square];

    fn word(self) -> &'static str {
        match self {
            Kind::Csv => "out-csv",
            Kind::Xlsx => "out-xlsx",
            Kind::Square => "out-square",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Csv => "catalog.csv",
            Kind::Xlsx => "catalog.xlsx",
            Kind::Square => "catalog for Square.csv",
        }
    }
}

/// What goes out.
#[derive(Debug, Default)]
pub struct State {
    kind: Kind,
    folder: PathBuf,
    typed: Option<String>,
    taken: Option<PathBuf>,
    said: Option<Result<String, String>>,
    working: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A kind was pressed.
    KindPressed(Kind),
    /// The path holds this now.
    PathChanged(String),
    /// It is to be written.
    WritePressed,
    /// It is to be written over the file that lies there.
    ReplacePressed,
    /// It is to be written under the next name that is free.
    FreePressed,
    /// It was written, with so many titles, of which so many lost something; or not.
    Written(Result<(PathBuf, usize, usize), Refusal>),
}

impl State {
    /// Shown again: files go to this folder where no other is named.
    pub fn show(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    fn path(&self) -> String {
        let usual = || self.folder.join(self.kind.name()).display().to_string();
        self.typed.clone().unwrap_or_else(usual)
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Task<Message> {
        match message {
            Message::KindPressed(kind) => {
                *self = State {
                    kind,
                    folder: std::mem::take(&mut self.folder),
                    ..State::default()
                };
            }
            Message::PathChanged(typed) => {
                self.typed = Some(typed);
                self.taken = None;
                self.said = None;
            }
            Message::WritePressed => return self.write(desk, false),
            Message::ReplacePressed => return self.write(desk, true),
            Message::FreePressed => {
                if let Some(taken) = self.taken.take() {
                    self.typed = Some(files::free(&taken).display().to_string());
                }
                return self.write(desk, false);
            }
            Message::Written(answer) => {
                self.working = false;
                match answer {
                    Ok((file, titles, lost)) => self.written(&file, titles, lost),
                    Err(Refusal::Taken(file)) => self.taken = Some(file),
                    Err(why @ Refusal::Failed(_)) => self.said = Some(Err(why.words())),
                }
            }
        }
        Task::none()
    }

    fn written(&mut self, file: &std::path::Path, titles: usize, lost: usize) {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let about = [
            ("count", number(titles).into()),
            ("file", file.display().to_string().into()),
        ];
        let mut said = tell("out-written", &about);
        if lost > 0 {
            said = format!("{said} {}", tell("out-lost", &[("count", number(lost).into())]));
        }
        self.said = Some(Ok(said));
    }

    fn write(&mut self, desk: &Desk, replace: bool) -> Task<Message> {
        self.taken = None;
        self.said = None;
        let Some(mut file) = files::meant(&self.path(), &self.folder) else {
            self.said = Some(Err(say("files-nowhere")));
            return Task::none();
        };
        if file.is_dir() {
            file.push(self.kind.name());
        } else if file.extension().is_none() {
            file.set_extension(if self.kind == Kind::Xlsx { "xlsx" } else { "csv" });
        }
        self.working = true;
        let kind = self.kind;
        let sheet = desk.run(move |till| {
            let (catalog, currency) = (till.catalog()?, till.settings()?.currency);
            Ok(match kind {
                Kind::Csv | Kind::Xlsx => export::own(&catalog, currency),
                Kind::Square => export::square(&catalog, currency),
            })
        });
        let desk = desk.clone();
        let written = async move {
            let failed = |why: Error| Refusal::Failed(why.to_string());
            let sheet: Sheet = sheet.await.map_err(failed)?;
            // What takes its time is done where nobody waits for it.
            let done = desk.beside(move |_| {
                let bytes = match kind {
                    Kind::Xlsx => export::xlsx(&sheet),
                    Kind::Csv | Kind::Square => export::csv(&sheet),
                };
                let written = bytes
                    .map_err(Refusal::Failed)
                    .and_then(|bytes| files::write(file, &bytes, replace));
                Ok(written.map(|file| (file, sheet.rows.len(), sheet.lost.len())))
            });
            done.await.map_err(failed).flatten()
        };
        Task::perform(written, Message::Written)
    }

    /// The panel.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let kinds = Kind::ALL.map(|kind| {
            let pressed = Some(Message::KindPressed(kind));
            chip(look, None, say(kind.word()), self.kind == kind, pressed).into()
        });
        let any = !self.working && !shop.catalog.titles().is_empty();
        let mut content = column![
            letters(say("out-how"), REGULAR, BODY, look.soft),
            Row::with_children(kinds).spacing(S2).wrap().vertical_spacing(S2),
            line(say("out-where"), SEMIBOLD, SMALL, look.soft),
            field(look, PATH, self.kind.name(), &self.path(), Message::PathChanged).on_submit(Message::WritePressed),
        ]
        .spacing(S2);
        match &self.said {
            Some(Ok(said)) => content = content.push(notice(look, icon::CHECK, said.clone(), false)),
            Some(Err(why)) => content = content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => {}
        }
        match &self.taken {
            None => {
                let write = any.then_some(Message::WritePressed);
                content.push(press(look, say("out-write"), Face::Inked, write)).into()
            }
            Some(file) => {
                let there = tell("files-taken", &[("file", files::name_of(file).into())]);
                let next = tell("files-free", &[("file", files::name_of(&files::free(file)).into())]);
                content
                    .push(notice(look, icon::WARNING, there, true))
                    .push(press(look, next, Face::Inked, Some(Message::FreePressed)))
                    .push(row![press(
                        look,
                        say("files-replace"),
                        Face::Plain,
                        Some(Message::ReplacePressed)
                    )])
                    .into()
            }
        }
    }
}
