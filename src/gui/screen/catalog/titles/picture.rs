//! The cover of a title: a picture by dialog, by path or dropped, scaled beside the window's thread.
//! Never reads a file itself: a thread of its own does.

use crate::domain::title::Title;
use crate::exchange::picture::{self, Picture};
use crate::gui::desk::Desk;
use crate::gui::drop::{PICTURES, dropping};
use crate::gui::files::{self, Picked};
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{Column, container, image, row};
use iced::{Alignment, ContentFit, Element, Fill, Task};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The path field's id.
pub const PATH: &str = "cover-path";
/// Width and height of the cover in the form.
const WIDE: f32 = 96.0;
const HIGH: f32 = 128.0;

/// How a picture is being chosen.
#[derive(Debug, Default)]
pub struct State {
    /// The path is asked for, where there is a cover already.
    open: bool,
    typed: String,
    /// The picture that is being read; one that was chosen before it comes too late.
    reading: Option<PathBuf>,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A picture is to be chosen.
    ChoosePressed,
    /// A file was chosen, or not.
    Picked(Picked),
    /// The path holds this now.
    PathTyped(String),
    /// The picture of that path is to be taken.
    PathPressed,
    /// A picture was dropped on the window.
    Dropped(PathBuf),
    /// A picture was read and scaled, or not.
    Scaled(PathBuf, Result<Picture, Error>),
    /// The cover is to be taken away.
    RemovePressed,
}

/// What only the parent may do.
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Keep this as the title's cover; none takes it away.
    Keep(Option<Picture>),
}

/// Reads a picture and scales it.
///
/// # Errors
/// Why it is not taken, in a sentence.
pub fn taken(file: &Path) -> Result<Picture, String> {
    let mut bytes = Vec::new();
    // One byte more than is taken tells a file that is too large from one that just fits.
    File::open(file)
        .and_then(|file| file.take(picture::LARGEST as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    picture::scaled(&bytes).map_err(|error| error.to_string())
}

/// Reads a picture beside the window's thread.
pub fn read(file: PathBuf, desk: &Desk) -> Task<Message> {
    let read = file.clone();
    let scaled = desk.beside(move |_| taken(&read).map_err(Error::Refused));
    Task::perform(scaled, move |scaled| Message::Scaled(file.clone(), scaled))
}

impl State {
    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        self.problem = None;
        match message {
            Message::ChoosePressed => {
                self.open = true;
                let picked = files::pick(say("cover-choose"), say("cover-kinds"), &PICTURES);
                return Action::Run(Task::perform(picked, Message::Picked));
            }
            Message::Picked(Picked::File(file)) | Message::Dropped(file) => return self.read(file, desk),
            // The path stays there for whom the dialog shows nothing.
            Message::Picked(Picked::Nothing) => {}
            Message::Picked(Picked::NoDialog) => {
                return Action::Run(iced::widget::operation::focus(PATH));
            }
            Message::PathTyped(typed) => self.typed = typed,
            Message::PathPressed => {
                if let Some(file) = files::meant(&self.typed, &files::folder(desk.folder())) {
                    return self.read(file, desk);
                }
            }
            Message::Scaled(file, _) if self.reading.as_ref() != Some(&file) => {}
            Message::Scaled(_, Ok(picture)) => {
                self.reading = None;
                self.open = false;
                self.typed.clear();
                return Action::Keep(Some(picture));
            }
            Message::Scaled(_, Err(why)) => {
                self.reading = None;
                self.problem = Some(why.to_string());
            }
            Message::RemovePressed => return Action::Keep(None),
        }
        Action::None
    }

    fn read(&mut self, file: PathBuf, desk: &Desk) -> Action {
        self.typed = file.display().to_string();
        self.reading = Some(file.clone());
        Action::Run(read(file, desk))
    }

    /// The cover and what can be done to it; beside it stands what is given.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, title: &Title) -> Element<'a, Message> {
        let shown: Element<'a, Message> = match shop.covers.get(title.cover.as_ref()) {
            Some(handle) => image(handle.clone())
                .width(WIDE)
                .height(HIGH)
                .content_fit(ContentFit::Contain)
                .into(),
            None => {
                let ground = look.cover(title.sku.as_str());
                let name = crate::gui::measure::lines(&title.name.to_uppercase(), WIDE - S4, EXTRABOLD, SMALL, 6);
                container(letters(name.join("\n"), EXTRABOLD, SMALL, look.on_strong))
                    .padding(S2)
                    .width(WIDE)
                    .height(HIGH)
                    .align_y(Alignment::End)
                    .style(look.ground(ground, look.on_strong))
                    .into()
            }
        };
        let working = self.reading.is_some();
        let word = match (working, &title.cover) {
            (true, _) => "cover-working",
            (false, Some(_)) => "cover-other",
            (false, None) => "cover-choose",
        };
        let choose = (!working).then_some(Message::ChoosePressed);
        let mut does = Column::new()
            .spacing(S2)
            .push(chip(look, Some(icon::FOLDER), say(word), false, choose));
        if title.cover.is_some() {
            let remove = Some(Message::RemovePressed);
            does = does.push(chip(look, Some(icon::TRASH), say("cover-remove"), false, remove));
        }
        does = does.push(letters(
            tell("cover-how", &[dropping()]),
            look.small_font(),
            SMALL,
            look.soft,
        ));
        let mut content = Column::new()
            .spacing(S2)
            .push(row![shown, does.width(Fill)].spacing(S3).align_y(Alignment::Center));
        if self.open || title.cover.is_none() {
            let path = field(look, PATH, &say("cover-path"), &self.typed, Message::PathTyped);
            let take = (!self.typed.trim().is_empty() && !working).then_some(Message::PathPressed);
            content = content.push(
                row![
                    path.on_submit(Message::PathPressed),
                    chip(look, None, say("cover-take"), false, take)
                ]
                .spacing(S2),
            );
        }
        if let Some(problem) = &self.problem {
            content = content.push(letters(problem.as_str(), SEMIBOLD, BODY, look.red_text));
        }
        content.into()
    }
}
