//! How the till is set, a field each. Never decides what a value may be: the till answers, beside the field.

use super::Action;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::settings::Settings;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, notice, press, push};
use crate::gui::words::say;
use crate::till::Error;
use iced::widget::{Row, column, row};
use iced::{Alignment, Element};
use std::collections::HashMap;

/// The smallest coins that are offered, in minor units.
const COINS: [i64; 4] = [5, 10, 50, 100];
const COIN: &str = "smallest-coin";

/// A setting as the till names it, its words, and the words on how to fill it in.
const SETTINGS: [(&str, &str, &str); 8] = [
    ("shop", "set-shop", "set-shop-how"),
    ("tagline", "set-tagline", "set-tagline-how"),
    ("footer", "set-footer", "set-footer-how"),
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
    /// A smallest coin was pressed, or none.
    CoinPressed(String),
    /// It was kept, or not.
    Saved(&'static str, Result<Box<Shop>, Error>),
}

/// A setting as it is typed.
fn value(settings: &Settings, key: &str) -> String {
    match key {
        "shop" => settings.shop.clone(),
        "tagline" => settings.tagline.clone(),
        "footer" => settings.footer.clone(),
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
            Message::CoinPressed(coin) => {
                self.typed.insert(COIN, coin);
                return self.save(COIN, desk);
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
        let mut content = column![].spacing(S4);
        for (key, word, how) in SETTINGS {
            content = content.push(self.setting(look, settings, key, word, how));
        }
        content.into()
    }

    fn setting<'a>(
        &'a self,
        look: &Look,
        settings: &Settings,
        key: &'static str,
        word: &str,
        how: &str,
    ) -> Element<'a, Message> {
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
        if key == COIN {
            content = content.push(coins(look, settings));
        }
        if let Some((_, Err(why))) = answer {
            content = content.push(notice(look, icon::WARNING, why.clone(), true));
        }
        content.into()
    }
}

fn coins<'a>(look: &Look, settings: &Settings) -> Element<'a, Message> {
    let currency = settings.currency;
    let coins = COINS.map(|minor| Some(Money::from_minor(minor, currency)));
    let chips = [None].into_iter().chain(coins).map(|coin| {
        let words = coin.map_or_else(|| say("set-coin-none"), |coin| currency.show(coin));
        let pressed = Message::CoinPressed(plain(currency, coin));
        chip(look, None, words, settings.smallest_coin == coin, Some(pressed)).into()
    });
    Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2).into()
}
