//! Which titles the table shows: by tag, maker, price list, stock, and whether archived.
//! Never searches by words: that is the search's.

use crate::domain::catalog::fold;
use crate::domain::title::{Left, Title};
use crate::gui::measure::cut;
use crate::gui::screen::catalog::chips;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line};
use crate::gui::words::say;
use iced::Element;
use iced::widget::Column;
use std::collections::BTreeSet;

/// So many chips of one kind are offered.
const OFFERED: usize = 40;
/// The maker field's id.
const MAKER: &str = "filter-maker";

/// Copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stock {
    /// There are some.
    Some,
    /// There are few.
    Few,
    /// There is none.
    SoldOut,
    /// They are not counted.
    Uncounted,
}

/// What a title costs by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A sentence of its own.
    Own,
    /// This price list.
    List(String),
}

/// What is filtered by; everything on sale where nothing is.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    tag: Option<String>,
    maker: Option<String>,
    by: Option<By>,
    stock: Option<Stock>,
    archived: bool,
    /// What is typed to find a maker.
    typed: String,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// A tag was pressed, or every tag.
    TagPressed(Option<String>),
    /// A maker was pressed, or every maker.
    MakerPressed(Option<String>),
    /// A price was pressed, or every price.
    ByPressed(Option<By>),
    /// Copies were pressed, or any number.
    StockPressed(Option<Stock>),
    /// Archived titles instead of those on sale, or back.
    ArchivedPressed(bool),
    /// The maker field holds this now.
    MakerTyped(String),
    /// Nothing is to be filtered by.
    ClearPressed,
    /// It is done.
    ClosePressed,
}

impl Filter {
    /// How many things are filtered by.
    pub fn count(&self) -> usize {
        [
            self.tag.is_some(),
            self.maker.is_some(),
            self.by.is_some(),
            self.stock.is_some(),
            self.archived,
        ]
        .into_iter()
        .filter(|on| *on)
        .count()
    }

    /// Whether a title is shown.
    pub fn keeps(&self, title: &Title) -> bool {
        title.archived == self.archived
            && self.tag.as_ref().is_none_or(|tag| title.tags.contains(tag))
            && self.maker.as_ref().is_none_or(|maker| title.makers.contains(maker))
            && match &self.by {
                None => true,
                Some(By::Own) => title.price_list.is_none(),
                Some(By::List(name)) => title.price_list.as_ref() == Some(name),
            }
            && match (self.stock, title.left()) {
                (None, _)
                | (Some(Stock::Some), Left::Enough(_) | Left::Few(_))
                | (Some(Stock::Few), Left::Few(_))
                | (Some(Stock::SoldOut), Left::SoldOut)
                | (Some(Stock::Uncounted), Left::Uncounted) => true,
                (Some(_), _) => false,
            }
    }

    /// Changes it by what the person did.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::TagPressed(tag) => self.tag = tag,
            Message::MakerPressed(maker) => self.maker = maker,
            Message::ByPressed(by) => self.by = by,
            Message::StockPressed(stock) => self.stock = stock,
            Message::ArchivedPressed(archived) => self.archived = archived,
            Message::MakerTyped(typed) => self.typed = typed,
            Message::ClearPressed => *self = Filter::default(),
            Message::ClosePressed => {}
        }
    }

    /// Everything that can be filtered by.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, room: f32) -> Element<'a, Message> {
        let choice = |words: String, chosen: bool, message: Message| -> Element<'a, Message> {
            let words = cut(&words, room - 2.0 * S4, SEMIBOLD, BODY);
            chip(look, None, words, chosen, Some(message)).into()
        };
        let heading = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let archived = [(false, "filter-on-sale"), (true, "catalog-archived")];
        let archived =
            chips(archived.into_iter().map(|(archived, word)| {
                choice(say(word), self.archived == archived, Message::ArchivedPressed(archived))
            }));
        let mut content = Column::new().spacing(S2).push(archived).push(heading("catalog-stock"));
        let stock = [
            (None, "filter-any"),
            (Some(Stock::Some), "filter-some"),
            (Some(Stock::Few), "filter-few"),
            (Some(Stock::SoldOut), "tile-sold-out"),
            (Some(Stock::Uncounted), "catalog-uncounted"),
        ];
        content =
            content.push(chips(stock.into_iter().map(|(stock, word)| {
                choice(say(word), self.stock == stock, Message::StockPressed(stock))
            })));
        let by = [(None, say("filter-any")), (Some(By::Own), say("price-own"))].into_iter();
        let lists = shop.catalog.lists.iter().take(OFFERED);
        let lists = lists.map(|list| (Some(By::List(list.name.clone())), list.name.clone()));
        content = content
            .push(heading("catalog-list"))
            .push(chips(by.chain(lists).map(|(by, words)| {
                let chosen = self.by == by;
                choice(words, chosen, Message::ByPressed(by))
            })));
        let tags = shop.catalog.tags().iter().take(OFFERED).map(|tag| Some(tag.clone()));
        content = content
            .push(heading("catalog-tags"))
            .push(chips([None].into_iter().chain(tags).map(|tag| {
                let words = tag.clone().unwrap_or_else(|| say("filter-any"));
                choice(words, self.tag == tag, Message::TagPressed(tag))
            })));
        let (makers, more) = self.makers(shop);
        content = content
            .push(heading("catalog-makers"))
            .push(field(
                look,
                MAKER,
                &say("filter-maker"),
                &self.typed,
                Message::MakerTyped,
            ))
            .push(chips([None].into_iter().chain(makers).map(|maker| {
                let words = maker.clone().unwrap_or_else(|| say("filter-any"));
                choice(words, self.maker == maker, Message::MakerPressed(maker))
            })));
        if more {
            content = content.push(letters(say("filter-more"), look.small_font(), SMALL, look.soft));
        }
        content.into()
    }

    /// The makers that what is typed leaves, at most as many as are offered; and whether there are more.
    fn makers(&self, shop: &Shop) -> (Vec<Option<String>>, bool) {
        let typed = fold(self.typed.trim());
        let makers: BTreeSet<&String> = shop
            .catalog
            .titles()
            .iter()
            .flat_map(|title| &title.makers)
            .filter(|maker| typed.is_empty() || fold(maker).contains(&typed))
            .collect();
        let more = makers.len() > OFFERED;
        (makers.into_iter().take(OFFERED).cloned().map(Some).collect(), more)
    }
}
