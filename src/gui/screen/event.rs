//! Event: the session, how the window looks, how the till is set, and its tax classes.
//! Never decides what a setting may be: the till does.

mod backups;
pub mod papers;
mod session;
mod settings;
mod taxes;

use super::PAGE;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::preferences::Preferences;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, hair, letters, line, panel};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size, Task};
use std::path::{Path, PathBuf};

/// The screen of the event.
#[derive(Debug, Default)]
pub struct State {
    session: session::State,
    settings: settings::State,
    taxes: taxes::State,
    backups: backups::State,
    papers: papers::State,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// At the session.
    Session(session::Message),
    /// A theme was pressed.
    ThemePressed(Name),
    /// A zoom was pressed.
    ZoomPressed(i32),
    /// Among the settings.
    Settings(settings::Message),
    /// Among the tax classes.
    Taxes(taxes::Message),
    /// Among the backups.
    Backups(backups::Message),
    /// Among the papers.
    Papers(papers::Message),
}

/// What only the root may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// A session was opened: read what is shown of it.
    Opened,
    /// The till was set: this is the shop now.
    Changed(Box<Shop>),
    /// Use this theme.
    Theme(Name),
    /// Zoom a step.
    Zoom(i32),
    /// Put this backup in the till's place.
    Restore(PathBuf),
    /// Close the day.
    CloseDay,
}

impl State {
    /// Shown again: what is told of the session is read anew.
    pub fn show(&mut self, desk: &Desk) -> Task<Message> {
        self.settings.show();
        self.backups.show();
        Task::batch([self.session.read(desk).map(Message::Session), self.papers.show(desk)])
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::Session(message) => self.session.update(message, desk, shop),
            Message::ThemePressed(theme) => Action::Theme(theme),
            Message::ZoomPressed(step) => Action::Zoom(step),
            Message::Settings(message) => self.settings.update(message, desk),
            Message::Taxes(message) => self.taxes.update(message, desk, shop),
            Message::Backups(message) => self.backups.update(message, desk),
            Message::Papers(message) => self.papers.update(message, desk),
        }
    }

    /// The screen.
    pub fn view<'a>(
        &'a self,
        look: &Look,
        shop: &'a Shop,
        preferences: &Preferences,
        folder: &Path,
        room: Size,
    ) -> Element<'a, Message> {
        let beside = room.width > 800.0;
        let whole = room.width - 2.0 * S4;
        let inside = if beside { (whole - S3) / 2.0 } else { whole } - 2.0 * S4;
        let session = panel(
            look,
            say("event-session"),
            self.session.view(look, shop, inside).map(Message::Session),
        );
        let appearance = panel(look, say("event-look"), appearance(look, preferences));
        let till = panel(
            look,
            say("event-till"),
            self.settings.view(look, &shop.settings).map(Message::Settings),
        );
        let taxes = panel(
            look,
            say("event-taxes"),
            self.taxes.view(look, shop).map(Message::Taxes),
        );
        let backups = panel(
            look,
            say("event-backups"),
            self.backups.view(look, shop).map(Message::Backups),
        );
        let papers = self.papers.view(look, shop, &self.settings);
        let papers = panel(look, say("event-papers"), papers);
        let facts = panel(look, say("event-facts"), facts(look, shop, folder));
        let parts: Element<'a, Message> = if beside {
            let left = column![session, backups, appearance, taxes, facts]
                .spacing(S3)
                .width(Fill);
            let right = column![papers, till].spacing(S3).width(Fill);
            row![left, right].spacing(S3).into()
        } else {
            column![session, backups, papers, till, taxes, appearance, facts]
                .spacing(S3)
                .into()
        };
        let header = container(line(say("event-heading"), EXTRABOLD, HUGE, look.ink))
            .padding([0.0, S4])
            .center_y(60.0);
        let content = scrollable(container(parts).padding(S4).width(Fill))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill);
        column![header, hair(look), content].width(Fill).into()
    }
}

fn appearance<'a>(look: &Look, preferences: &Preferences) -> Element<'a, Message> {
    let mut themes = row![].spacing(S2);
    for name in Name::ALL {
        let chosen = name == preferences.theme;
        themes = themes.push(chip(
            look,
            None,
            say(name.word()),
            chosen,
            Some(Message::ThemePressed(name)),
        ));
    }
    let percent = (preferences.zoom * 100.0).round() as i64;
    let zoom = row![
        chip_key(
            look,
            icon::MINUS,
            say("key-zoom-out"),
            cap(Act::Zoom(-1)),
            Some(Message::ZoomPressed(-1))
        ),
        line(
            tell("event-zoom-now", &[("percent", percent.into())]),
            MONO_BOLD,
            BODY,
            look.ink
        ),
        chip_key(
            look,
            icon::PLUS,
            say("key-zoom-in"),
            cap(Act::Zoom(1)),
            Some(Message::ZoomPressed(1))
        ),
        chip_key(
            look,
            icon::UNDO,
            say("key-zoom-whole"),
            cap(Act::Zoom(0)),
            Some(Message::ZoomPressed(0))
        ),
    ]
    .spacing(S3)
    .align_y(Alignment::Center)
    .wrap()
    .vertical_spacing(S2);
    column![
        line(say("event-theme"), SEMIBOLD, SMALL, look.soft),
        themes,
        line(say("event-zoom"), SEMIBOLD, SMALL, look.soft),
        zoom
    ]
    .spacing(S2)
    .into()
}

/// What cannot be changed.
fn facts<'a>(look: &Look, shop: &Shop, folder: &Path) -> Element<'a, Message> {
    let settings = &shop.settings;
    let facts = [
        ("event-register", settings.register.clone()),
        ("event-currency", settings.currency.code().to_owned()),
        ("event-folder", folder.display().to_string()),
    ];
    let mut rows = column![].spacing(S2);
    for (label, words) in facts {
        rows = rows.push(
            row![
                letters(say(label), REGULAR, BODY, look.soft).width(150.0),
                letters(words, REGULAR, BODY, look.ink).width(Fill)
            ]
            .spacing(S2),
        );
    }
    if settings.practice {
        rows = rows.push(letters(say("event-practice"), BOLD, BODY, look.ink));
    }
    rows.into()
}
