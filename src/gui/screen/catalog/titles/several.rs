//! Several titles at once: price, tags, tax, sold out, archive. Each press is done at once, for all of them, and can be undone.
//! Never writes: the parent hands the edit to the till.

use super::price::{self, Price};
use crate::domain::edit::{self, Edit, Tags};
use crate::domain::title::Title;
use crate::gui::measure::cut;
use crate::gui::screen::catalog::chips;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, press};
use crate::gui::words::{say, tell};
use iced::widget::{Column, row};
use iced::{Element, Fill};
use std::sync::Arc;

/// The tag field's id.
pub const TAGS: &str = "several-tags";
/// So many names are told.
const NAMED: usize = 8;

/// What is filled in for all of them.
#[derive(Debug, Clone, Default)]
pub struct State {
    price: Price,
    tags: String,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the price.
    Price(price::Message),
    /// All of them are to cost what is filled in.
    CostPressed,
    /// All of them are to be under this tax class, or none.
    TaxPressed(Option<String>),
    /// The tags as typed.
    TagsTyped(String),
    /// They are to be put on, or taken off.
    TagsPressed(bool),
    /// All of them are sold out, or not.
    SoldOutPressed(bool),
    /// All of them are put away, or come back.
    ArchivedPressed(bool),
    /// All of them are to be taken away.
    RemovePressed,
    /// Every title that is found is to be marked.
    AllPressed,
    /// None is.
    NonePressed,
}

/// A price is filled in first; a tax class is given at once.
fn of_price(message: price::Message) -> Message {
    match message {
        price::Message::TaxPressed(class) => Message::TaxPressed(class),
        price::Message::Entered => Message::CostPressed,
        other => Message::Price(other),
    }
}

impl State {
    /// Changes the form by what the person did; answers with what is to be done to all of them.
    pub fn update(&mut self, message: Message, shop: &Shop) -> Option<Edit> {
        let edit = Edit::default();
        match message {
            Message::Price(message) => {
                self.price.update(message);
                None
            }
            Message::TagsTyped(tags) => {
                self.tags = tags;
                None
            }
            Message::CostPressed => Some(Edit {
                price: Some(self.price.cost(shop)?),
                ..edit
            }),
            Message::TaxPressed(class) => Some(Edit {
                tax_class: Some(class),
                ..edit
            }),
            Message::TagsPressed(put) => {
                let tags = edit::tags(&self.tags);
                if tags.is_empty() {
                    return None;
                }
                self.tags.clear();
                let (put, take) = if put { (tags, Vec::new()) } else { (Vec::new(), tags) };
                Some(Edit {
                    tags: Some(Tags::Change { put, take }),
                    ..edit
                })
            }
            Message::SoldOutPressed(sold_out) => Some(Edit {
                sold_out: Some(sold_out),
                ..edit
            }),
            Message::ArchivedPressed(archived) => Some(Edit {
                archived: Some(archived),
                ..edit
            }),
            Message::RemovePressed | Message::AllPressed | Message::NonePressed => None,
        }
    }

    /// What can be done to all of them.
    pub fn view<'a>(
        &'a self,
        look: &Look,
        shop: &Shop,
        titles: &[&Arc<Title>],
        found: usize,
        room: f32,
    ) -> Element<'a, Message> {
        let choice = |words: String, message: Message| -> Element<'a, Message> {
            let words = cut(&words, room - 2.0 * S4, SEMIBOLD, BODY);
            chip(look, None, words, false, Some(message)).into()
        };
        let heading = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let mut names: Vec<&str> = titles.iter().take(NAMED).map(|title| title.name.as_str()).collect();
        if titles.len() > NAMED {
            names.push("…");
        }
        let all = tell("several-all", &[("count", found.into())]);
        let mut content = Column::new()
            .spacing(S2)
            .push(letters(names.join(" · "), REGULAR, BODY, look.soft))
            .push(chips([
                choice(all, Message::AllPressed),
                choice(say("several-none"), Message::NonePressed),
            ]))
            .push(self.price.view(look, shop, room).map(of_price));
        let cost = self.price.cost(shop).map(|_| Message::CostPressed);
        let class = titles.first().map(|title| title.tax_class.as_ref());
        let class = class.filter(|class| titles.iter().all(|title| title.tax_class.as_ref() == *class));
        content = content
            .push(press(look, say("several-cost"), Face::Plain, cost))
            .push(price::taxes(look, shop, room, class).map(|taxes| taxes.map(of_price)));
        let tags = field(look, TAGS, &say("several-tags-hint"), &self.tags, Message::TagsTyped)
            .on_submit(Message::TagsPressed(true));
        let typed = !self.tags.trim().is_empty();
        content = content.push(heading("catalog-tags")).push(tags).push(
            row![
                press(
                    look,
                    say("several-put"),
                    Face::Plain,
                    typed.then_some(Message::TagsPressed(true))
                ),
                press(
                    look,
                    say("several-take"),
                    Face::Plain,
                    typed.then_some(Message::TagsPressed(false))
                ),
            ]
            .spacing(S2)
            .width(Fill),
        );
        let archived = titles.iter().all(|title| title.archived);
        let sold_out = titles.iter().all(|title| title.sold_out);
        let sold = if sold_out {
            "several-not-sold-out"
        } else {
            "several-sold-out"
        };
        let archive = if archived { "title-unarchive" } else { "title-archive" };
        content
            .push(heading("several-on-sale"))
            .push(chips([
                choice(say(sold), Message::SoldOutPressed(!sold_out)),
                choice(say(archive), Message::ArchivedPressed(!archived)),
                choice(say("title-remove"), Message::RemovePressed),
            ]))
            .push(letters(say("several-how"), look.small_font(), SMALL, look.soft))
            .into()
    }
}
