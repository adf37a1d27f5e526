//! The form of a new offer: how many for how much, over what, its words, where and when.
//! Never decides what makes an offer: `Offer` does, and its sentences are shown.

use crate::domain::day::BusinessDay;
use crate::domain::offer::{Offer, Scope};
use crate::domain::title::Sku;
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::screen::catalog::chips;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::Pressable;
use crate::gui::widget::{chip, field, letters, line, notice, panel, press};
use crate::gui::words::{say, tell};
use iced::widget::{TextInput, column, row};
use iced::{Element, Fill};
use uuid::Uuid;

/// The id of the field for how many copies.
pub const UNITS: &str = "offer-units";
/// As many titles as are offered to be chosen; the search finds the others.
const MOST: usize = 6;

/// What the offer is to be over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Over {
    /// The whole table.
    #[default]
    Everything,
    /// Titles with this tag.
    Tag(String),
    /// The chosen titles.
    Titles,
}

/// A text field of the form.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// How many copies.
    Units,
    /// What they cost together.
    Price,
    /// The search of titles.
    Search,
    /// The sign's words.
    Name,
    /// The first day.
    From,
    /// The last day.
    Until,
}

/// An offer as it is being filled in.
#[derive(Debug, Default)]
pub struct Form {
    units: String,
    price: String,
    over: Over,
    titles: Vec<Sku>,
    search: String,
    /// The sign's words; `None` while they follow what is filled in.
    name: Option<String>,
    here: bool,
    from: String,
    until: String,
    answer: Option<Result<String, String>>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field as typed.
    Typed(Part, String),
    /// What it is over was pressed.
    OverPressed(Over),
    /// A title was pressed: it comes in, or goes out again.
    TitlePressed(Sku),
    /// Only at this event, or at every one.
    HerePressed,
}

impl Form {
    /// What came of it: a sentence for the person.
    pub fn answer(&mut self, answer: Result<String, String>) {
        self.answer = Some(answer);
    }

    /// Changes the form by what the person did.
    pub fn update(&mut self, message: Message) {
        self.answer = None;
        match message {
            Message::Typed(part, text) => match part {
                Part::Units => self.units = text,
                Part::Price => self.price = text,
                Part::Search => self.search = text,
                Part::Name => self.name = Some(text),
                Part::From => self.from = text,
                Part::Until => self.until = text,
            },
            Message::OverPressed(over) => self.over = over,
            Message::TitlePressed(sku) => match self.titles.iter().position(|known| *known == sku) {
                Some(place) => {
                    self.titles.remove(place);
                }
                None => self.titles.push(sku),
            },
            Message::HerePressed => self.here = !self.here,
        }
    }

    /// The offer as it is filled in.
    ///
    /// # Errors
    /// The sentence of what does not fit.
    pub fn offer(&self, shop: &Shop) -> Result<Offer, String> {
        let day = |typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => BusinessDay::parse(typed)
                .map(Some)
                .ok_or_else(|| tell("offer-no-day", &[("typed", typed.into())])),
        };
        let event = shop.session.as_ref().filter(|_| self.here);
        self.terms(shop, self.name.as_deref().unwrap_or_default())?
            .held(
                event.map_or("", |session| &session.event),
                day(&self.from)?,
                day(&self.until)?,
            )
            .map_err(|why| why.to_string())
    }

    /// How many for how much, over what; without a name it is called by that.
    fn terms(&self, shop: &Shop, name: &str) -> Result<Offer, String> {
        let units = self.units.trim().parse().unwrap_or(0);
        let price = shop.currency().parse(&self.price).map_err(|why| why.to_string())?;
        let scope = match &self.over {
            Over::Everything => Scope::Everything,
            Over::Tag(tag) => Scope::Tag(tag.clone()),
            Over::Titles => Scope::Titles(self.titles.clone()),
        };
        Offer::new(Uuid::now_v7(), name, units, price, scope, shop.currency()).map_err(|why| why.to_string())
    }

    /// The form, so wide within.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: f32) -> Element<'a, super::Message> {
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let typed = |id, hint: &str, part, value: &str| -> TextInput<'a, super::Message> {
            field(look, id, hint, value, move |text| {
                super::Message::Form(Message::Typed(part, text))
            })
            .on_submit(super::Message::MakePressed)
        };
        let half = (room - S2) / 2.0;
        let called = self.terms(shop, "").map(|offer| offer.name).unwrap_or_default();
        let name = self.name.as_ref().unwrap_or(&called);
        let mut content = column![
            row![
                column![
                    label("offer-units"),
                    typed(UNITS, "3", Part::Units, &self.units).font(MONO)
                ]
                .spacing(S1)
                .width(half),
                column![
                    label("offer-price"),
                    typed("offer-price", &say("amount-hint"), Part::Price, &self.price).font(MONO)
                ]
                .spacing(S1)
                .width(Fill),
            ]
            .spacing(S2),
            label("offer-over"),
            self.overs(look, shop, room),
        ]
        .spacing(S2);
        if self.over == Over::Titles {
            content = content
                .push(typed(
                    "offer-search",
                    &say("catalog-search"),
                    Part::Search,
                    &self.search,
                ))
                .push(self.choice(look, shop, room));
        }
        content = content
            .push(label("offer-name"))
            .push(typed("offer-name", &called, Part::Name, name));
        if let Some(session) = shop.session.as_ref().filter(|session| !session.event.is_empty()) {
            let words = tell("offer-only-at", &[("event", session.event.as_str().into())]);
            content = content.push(pick(look, words, self.here, Message::HerePressed, room));
        }
        let day = shop.today.to_string();
        content = content.push(
            row![
                column![
                    label("offer-first-day"),
                    typed("offer-first", &day, Part::From, &self.from)
                ]
                .spacing(S1)
                .width(half),
                column![
                    label("offer-last-day"),
                    typed("offer-last", &day, Part::Until, &self.until)
                ]
                .spacing(S1)
                .width(Fill),
            ]
            .spacing(S2),
        );
        content = match &self.answer {
            Some(Ok(done)) => content.push(notice(look, icon::CHECK, done.clone(), false)),
            Some(Err(why)) => content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => content,
        };
        content = content
            .push(press(
                look,
                say("offer-make"),
                Face::Next,
                Some(super::Message::MakePressed),
            ))
            .push(letters(say("offer-how"), look.small_font(), SMALL, look.soft));
        panel(look, say("offer-new"), content).into()
    }

    fn overs<'a>(&self, look: &Look, shop: &Shop, room: f32) -> Element<'a, super::Message> {
        let over = |words: String, over: Over| {
            let chosen = self.over == over;
            pick(look, words, chosen, Message::OverPressed(over), room).into()
        };
        let tags = shop.catalog.tags().iter();
        let tags = tags.map(|tag| over(tag.clone(), Over::Tag(tag.clone())));
        let everything = over(say("offer-everything"), Over::Everything);
        let titles = over(say("offer-titles"), Over::Titles);
        chips([everything, titles].into_iter().chain(tags))
    }

    /// The titles that the search finds, then the others that are in. A press moves none of them.
    fn choice<'a>(&self, look: &Look, shop: &Shop, room: f32) -> Element<'a, super::Message> {
        let mut titles = shop.catalog.search(self.search.trim(), None);
        titles.truncate(MOST);
        let known = self.titles.iter().filter_map(|sku| shop.catalog.get(sku).cloned());
        let others: Vec<_> = known.filter(|title| !titles.contains(title)).collect();
        titles.extend(others);
        chips(titles.into_iter().map(|title| {
            let chosen = self.titles.contains(&title.sku);
            let message = Message::TitlePressed(title.sku.clone());
            pick(look, title.name.clone(), chosen, message, room).into()
        }))
    }
}

fn pick<'a>(look: &Look, words: String, chosen: bool, message: Message, room: f32) -> Pressable<'a, super::Message> {
    let words = cut(&words, room - 2.0 * S4, SEMIBOLD, BODY);
    chip(look, None, words, chosen, Some(super::Message::Form(message)))
}
