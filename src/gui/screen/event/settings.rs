//! How the till is set, a field each. Never decides what a value may be: the till answers, beside the field.

use super::Action;
use crate::domain::currency::Currency;
use crate::domain::letterhead;
use crate::domain::money::Money;
use crate::domain::settings::Settings;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, notice, press, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Element};
use std::collections::HashMap;

/// The smallest coins that are offered, in minor units.
const COINS: [i64; 4] = [5, 10, 50, 100];
const COIN: &str = "smallest-coin";
const LOGO: &str = "logo";

/// What stands on papers.
const PAPERS: [Setting; 5] = [
    ("shop", "set-shop", "set-shop-how"),
    ("tagline", "set-tagline", "set-tagline-how"),
    ("footer", "set-footer", "set-footer-how"),
    ("qr", "set-qr", "set-qr-how"),
    ("logo", "set-logo", "set-logo-how"),
];

/// A setting as the till names it, its words, and the words on how to fill it in.
type Setting = (&'static str, &'static str, &'static str);

/// How the till is set.
const SETTINGS: [Setting; 5] = [
    ("methods", "set-methods", "set-methods-how"),
    ("trusted", "set-trusted", "set-trusted-how"),
    ("jars", "set-jars", "set-jars-how"),
    (COIN, "set-coin", "set-coin-how"),
    ("rollover-hour", "set-hour", "set-hour-how"),
];

/// What was typed and is not kept yet, and the till's last answer.
#[derive(Debug, Default)]
pub struct State {
    typed: HashMap<&'static str, String>,
    answer: Option<(&'static str, Result<(), String>)>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A setting as typed.
    Typed(&'static str, String),
    /// It is to be what was typed.
    SavePressed(&'static str),
    /// One of the values that are offered was pressed.
    ValuePressed(&'static str, String),
    /// It was kept, or not.
    Saved(&'static str, Result<Box<Shop>, Error>),
}

/// A setting as it is typed.
fn value(settings: &Settings, key: &str) -> String {
    match key {
        "shop" => settings.shop.clone(),
        "tagline" => letterhead::typed(&settings.tagline),
        "footer" => letterhead::typed(&settings.footer),
        "qr" => settings.papers.code.clone(),
        "logo" => String::new(),
        "paper" => settings.papers.paper.name().to_owned(),
        "printer" => settings.papers.printer.clone(),
        "print-each" => String::new(),
        "methods" => settings.methods.join(", "),
        "trusted" => settings.trusted.join(", "),
        "jars" => settings.jars.join(", "),
        COIN => plain(settings.currency, settings.smallest_coin),
        _ => settings.rollover_hour.to_string(),
    }
}

fn plain(currency: Currency, coin: Option<Money>) -> String {
    coin.map(|coin| currency.plain(coin)).unwrap_or_default()
}

impl State {
    /// Shown again: what was answered before is no news.
    pub fn show(&mut self) {
        self.answer = None;
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        self.answer = None;
        match message {
            Message::Typed(key, text) => {
                self.typed.insert(key, text);
            }
            Message::SavePressed(key) => return self.save(key, desk),
            Message::ValuePressed(key, value) => {
                self.typed.insert(key, value);
                return self.save(key, desk);
            }
            Message::Saved(key, Ok(shop)) => {
                self.typed.remove(key);
                self.answer = Some((key, Ok(())));
                return Action::Changed(shop);
            }
            Message::Saved(key, Err(why)) => self.answer = Some((key, Err(why.to_string()))),
        }
        Action::None
    }

    fn save(&self, key: &'static str, desk: &Desk) -> Action {
        let Some(text) = self.typed.get(key).cloned() else {
            return Action::None;
        };
        let saved = change(desk, move |till| till.set(key, &text));
        Action::Run(saved.map(move |answer| super::Message::Settings(Message::Saved(key, answer))))
    }

    /// The settings.
    pub fn view<'a>(&'a self, look: &Look, settings: &Settings) -> Element<'a, Message> {
        let settings = SETTINGS.map(|of| self.setting(look, settings, of));
        Column::with_children(settings).spacing(S4).into()
    }

    /// What stands on papers.
    pub fn on_papers<'a>(&'a self, look: &Look, settings: &Settings) -> Element<'a, Message> {
        let settings = PAPERS.map(|of| self.setting(look, settings, of));
        Column::with_children(settings).spacing(S4).into()
    }

    /// What was wrong with a value that was pressed.
    pub fn refusal(&self, key: &str) -> Option<&str> {
        match &self.answer {
            Some((about, Err(why))) if *about == key => Some(why),
            _ => None,
        }
    }

    fn setting<'a>(&'a self, look: &Look, settings: &Settings, (key, word, how): Setting) -> Element<'a, Message> {
        let kept = value(settings, key);
        let typed = self.typed.get(key).unwrap_or(&kept);
        let answer = self.answer.as_ref().filter(|(about, _)| *about == key);
        let mut head = row![line(say(word), SEMIBOLD, BODY, look.ink), push()].align_y(Alignment::Center);
        if let Some((_, Ok(()))) = answer {
            head = head.push(icon::CHECK.at(BODY).color(look.teal_text)).push(line(
                say("set-saved"),
                SEMIBOLD,
                BODY,
                look.teal_text,
            ));
        }
        let save = Message::SavePressed(key);
        let input = field(look, key, "", typed, move |text| Message::Typed(key, text)).on_submit(save.clone());
        let changed = *typed != kept;
        let mut content = column![
            head.spacing(S1),
            letters(say(how), look.small_font(), SMALL, look.soft),
            row![
                input,
                press(look, say("set-save"), Face::Inked, changed.then_some(save)).width(84.0)
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        ]
        .spacing(S1);
        match key {
            COIN => content = content.push(coins(look, settings)),
            LOGO => content = content.push(logo(look, settings)),
            _ => {}
        }
        if let Some((_, Err(why))) = answer {
            content = content.push(notice(look, icon::WARNING, why.clone(), true));
        }
        content.into()
    }
}

/// The logo that is kept, and the way to be rid of it.
fn logo<'a>(look: &Look, settings: &Settings) -> Option<Element<'a, Message>> {
    let (width, height) = settings.papers.logo?;
    let about = [("width", i64::from(width).into()), ("height", i64::from(height).into())];
    let without = Message::ValuePressed(LOGO, String::new());
    let kept = row![
        icon::CHECK.at(BODY).color(look.teal_text),
        line(tell("set-logo-kept", &about), REGULAR, BODY, look.ink),
        chip(look, None, say("set-logo-none"), false, Some(without)),
    ];
    Some(kept.spacing(S2).align_y(Alignment::Center).into())
}

fn coins<'a>(look: &Look, settings: &Settings) -> Element<'a, Message> {
    let currency = settings.currency;
    let coins = COINS.map(|minor| Some(Money::from_minor(minor, currency)));
    let chips = [None].into_iter().chain(coins).map(|coin| {
        let words = coin.map_or_else(|| say("set-coin-none"), |coin| currency.show(coin));
        let pressed = Message::ValuePressed(COIN, plain(currency, coin));
        chip(look, None, words, settings.smallest_coin == coin, Some(pressed)).into()
    });
    Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2).into()
}
