//! Backups: the last one, one now, the second place, and the way back to one.
//! Never copies anything itself: the till does, beside the selling.

use super::Action;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, hair, letters, line, notice, press, push};
use crate::gui::words::{say, tell};
use crate::till::{BackedUp, Backup, Error, Second, Till};
use iced::widget::{column, row};
use iced::{Alignment, Element, Task};
use std::path::PathBuf;

/// So many backups are listed unasked.
const LISTED: usize = 3;

/// What was typed, what is being done, and the till's last answer.
#[derive(Debug, Default)]
pub struct State {
    place: Option<String>,
    file: String,
    working: bool,
    all: bool,
    chosen: Option<PathBuf>,
    answer: Option<Result<String, String>>,
    place_answer: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A backup is to be made.
    BackUpPressed,
    /// It was made, or not.
    BackedUp(Result<BackedUp, Error>),
    /// The second place as typed.
    PlaceChanged(String),
    /// It is to be that.
    PlacePressed,
    /// It was chosen, or not.
    PlaceKept(Result<Box<Shop>, Error>),
    /// Every backup is to be listed.
    AllPressed,
    /// A backup may be restored.
    RestorePressed(PathBuf),
    /// The file of another backup, as typed.
    FileChanged(String),
    /// That one may be restored.
    FilePressed,
    /// It is not to be restored.
    CancelPressed,
    /// It is to be restored.
    RestoreConfirmed,
}

impl State {
    /// Shown again: what was answered before is no news.
    pub fn show(&mut self) {
        self.answer = None;
        self.place_answer = None;
        self.chosen = None;
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::BackUpPressed if !self.working => return self.back_up(desk),
            Message::BackUpPressed => {}
            Message::BackedUp(answer) => {
                self.working = false;
                let made = |made: BackedUp| tell("backup-made", &[("count", count(made.sales))]);
                self.answer = Some(answer.map(made).map_err(|why| why.to_string()));
                return Action::Opened;
            }
            Message::PlaceChanged(place) => {
                self.place = Some(place);
                self.place_answer = None;
            }
            Message::PlacePressed => {
                let place = self.place.clone().unwrap_or_default();
                let kept = change(desk, move |till| till.set("backup-to", &place));
                return Action::Run(kept.map(|answer| super::Message::Backups(Message::PlaceKept(answer))));
            }
            Message::PlaceKept(Ok(shop)) => {
                self.place = None;
                return Action::Changed(shop);
            }
            Message::PlaceKept(Err(why)) => self.place_answer = Some(why.to_string()),
            Message::AllPressed => self.all = true,
            Message::RestorePressed(file) => self.chosen = Some(file),
            Message::FileChanged(file) => self.file = file,
            Message::FilePressed if self.file.trim().is_empty() => {}
            Message::FilePressed => self.chosen = Some(PathBuf::from(self.file.trim())),
            Message::CancelPressed => self.chosen = None,
            Message::RestoreConfirmed => {
                if let Some(file) = self.chosen.take() {
                    return Action::Restore(file);
                }
            }
        }
        Action::None
    }

    fn back_up(&mut self, desk: &Desk) -> Action {
        self.working = true;
        self.answer = None;
        let made = desk.beside(|folder| {
            let mut till = Till::open(&folder)?;
            till.back_up()
        });
        let heard = |answer| super::Message::Backups(Message::BackedUp(answer));
        Action::Run(Task::perform(made, heard))
    }

    /// The section.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        let last = shop.backups.iter().max_by_key(|backup| backup.at_ms);
        let last = last.map_or_else(
            || say("backup-none"),
            |last| {
                tell(
                    "backup-last",
                    &[("at", when(last).into()), ("count", count(last.entries))],
                )
            },
        );
        let word = if self.working { "backup-working" } else { "backup-now" };
        let now = (!self.working).then_some(Message::BackUpPressed);
        let mut content = column![
            letters(last, REGULAR, BODY, look.ink),
            press(look, say(word), Face::Inked, now),
        ]
        .spacing(S2);
        match &self.answer {
            Some(Ok(said)) => content = content.push(notice(look, icon::CHECK, said.clone(), false)),
            Some(Err(why)) => content = content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => {}
        }
        content = content.push(self.second(look, shop)).push(hair(look));
        if let Some(file) = &self.chosen {
            return content.push(self.sure(look, file)).into();
        }
        content.push(self.list(look, shop)).into()
    }

    fn second<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let (kept, state) = match &shop.second {
            Second::None => (String::new(), None),
            Second::Synced(place) => (
                place.display().to_string(),
                Some((say("backup-second-synced"), look.teal_text)),
            ),
            Second::Behind(place, why) => {
                let words = tell("backup-second-behind", &[("why", why.as_str().into())]);
                (place.display().to_string(), Some((words, look.red_text)))
            }
        };
        let typed = self.place.as_ref().unwrap_or(&kept);
        let save = (*typed != kept).then_some(Message::PlacePressed);
        let input = field(
            look,
            "backup-place",
            &say("backup-file-hint"),
            typed,
            Message::PlaceChanged,
        );
        let mut content = column![
            line(say("backup-second"), SEMIBOLD, BODY, look.ink),
            letters(say("backup-second-how"), look.small_font(), SMALL, look.soft),
            row![
                input.on_submit(Message::PlacePressed),
                press(look, say("set-save"), Face::Inked, save).width(84.0)
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        ]
        .spacing(S1);
        if let Some((words, ink)) = state {
            content = content.push(letters(words, SEMIBOLD, SMALL, ink));
        }
        if let Some(why) = &self.place_answer {
            content = content.push(notice(look, icon::WARNING, why.clone(), true));
        }
        content.into()
    }

    fn list<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        let mut content = column![line(say("backup-list"), SEMIBOLD, BODY, look.ink)].spacing(S2);
        let shown = if self.all { shop.backups.len() } else { LISTED };
        for backup in shop.backups.iter().rev().take(shown) {
            let mut words = tell(
                "backup-row",
                &[("at", when(backup).into()), ("count", count(backup.entries))],
            );
            if let Some(version) = backup.before {
                words = format!("{words} · {}", tell("backup-before", &[("version", version.into())]));
            }
            content = content.push(
                row![
                    letters(words, REGULAR, BODY, look.ink),
                    push(),
                    chip(
                        look,
                        None,
                        say("backup-restore"),
                        false,
                        Some(Message::RestorePressed(backup.file.clone()))
                    ),
                ]
                .spacing(S2)
                .align_y(Alignment::Center),
            );
        }
        if shop.backups.len() > shown {
            let all = tell("backup-list-more", &[("count", count(shop.backups.len() as u64))]);
            content = content.push(chip(look, None, all, false, Some(Message::AllPressed)));
        }
        let named = (!self.file.trim().is_empty()).then_some(Message::FilePressed);
        let input = field(
            look,
            "backup-file",
            &say("backup-file-hint"),
            &self.file,
            Message::FileChanged,
        );
        content = content.push(line(say("backup-file"), SEMIBOLD, SMALL, look.soft)).push(
            row![
                input.on_submit(Message::FilePressed),
                press(look, say("backup-restore"), Face::Plain, named).width(120.0)
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        );
        content.into()
    }

    /// What a restore does, before it is done: it is the one thing here that changes what everybody sees.
    fn sure<'a>(&'a self, look: &Look, file: &std::path::Path) -> Element<'a, Message> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        column![
            letters(name, MONO_BOLD, BODY, look.ink),
            letters(say("backup-sure"), REGULAR, BODY, look.ink),
            row![
                press(look, say("cancel"), Face::Plain, Some(Message::CancelPressed)),
                press(look, say("backup-do"), Face::Next, Some(Message::RestoreConfirmed)),
            ]
            .spacing(S2),
        ]
        .spacing(S2)
        .into()
    }
}

fn count(count: u64) -> fluent_bundle::FluentValue<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// When a backup was made, as the clock here says it.
fn when(backup: &Backup) -> String {
    let at = chrono::DateTime::from_timestamp_millis(backup.at_ms).unwrap_or_default();
    at.with_timezone(&chrono::Local)
        .format("%a %-d %b %Y %H:%M")
        .to_string()
}
