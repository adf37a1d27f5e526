//! What narrows the list: words that are pressed instead of typed, and the stretches it is read in.
//! Never reads the list.

use super::{MOST, Message, State};
use crate::domain::payment::Method;
use crate::domain::sales_filter::SalesFilter;
use crate::domain::span::Span;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::{Shop, day_words};
use crate::gui::theme::*;
use crate::gui::widget::{chip, hair, line, press, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill};

/// Words by which corrections and late sales are found, with what they are called here.
const KINDS: [(&str, &str); 4] = [
    ("void", "sales-word-void"),
    ("refund", "sales-word-refund"),
    ("repay", "sales-word-repay"),
    ("late", "sales-word-late"),
];

impl State {
    /// The words that can be pressed, in one row.
    pub(super) fn word_chips<'a>(&'a self, look: &Look, shop: &'a Shop) -> Option<Element<'a, Message>> {
        if self.behind.is_some() || self.panel.is_some() || self.waiting.shown {
            return None;
        }
        let today = chip(look, None, say("sales-word-today"), false, Some(Message::TodayPressed));
        let mut chips = row![today].spacing(S2);
        let cash = Method::cash();
        let others = shop.settings.methods.iter().filter_map(|name| Method::new(name));
        let methods = [cash].into_iter().chain(others);
        let methods = methods.map(|method| (method.as_str().to_owned(), method_words(&method)));
        let kinds = KINDS.map(|(word, key)| (word.to_owned(), say(key)));
        for (words, called) in methods.chain(kinds) {
            let chosen = self.asks_for(&words);
            chips = chips.push(chip(look, None, called, chosen, Some(Message::WordPressed(words))));
        }
        let bar = scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden());
        Some(scrollable(chips).direction(bar).width(Fill).into())
    }

    fn asks_for(&self, words: &str) -> bool {
        let asked: Vec<&str> = self.search.split_whitespace().collect();
        words.split_whitespace().all(|word| asked.contains(&word))
    }

    /// Words go into the search, or out of it where they stand there.
    pub(super) fn word_pressed(&mut self, words: &str) {
        self.search = if self.asks_for(words) {
            let own: Vec<&str> = words.split_whitespace().collect();
            let left = self.search.split_whitespace().filter(|word| !own.contains(word));
            left.collect::<Vec<_>>().join(" ")
        } else {
            format!("{} {words}", self.search.trim()).trim().to_owned()
        };
    }

    /// Only what was recorded on the day it is.
    pub(super) fn today_pressed(&mut self, shop: &Shop) {
        let span = Span::Day(shop.today);
        self.show_behind(SalesFilter { span, figure: None }, day_words(shop.today));
    }

    /// The way to the stretches before and behind this one, where there are any.
    pub(super) fn stretches<'a>(&'a self, look: &Look) -> Option<Element<'a, Message>> {
        let heads = self.heads.as_deref().unwrap_or_default();
        let older = heads.len() == MOST as usize;
        if !older && self.newer.is_empty() {
            return None;
        }
        let first = self.newer.len() * MOST as usize + 1;
        let which = tell(
            "sales-stretch",
            &[("from", first.into()), ("to", (first + heads.len().max(1) - 1).into())],
        );
        let newer = (!self.newer.is_empty()).then_some(Message::NewerPressed);
        let buttons = row![
            press(look, say("sales-newer"), Face::Plain, newer).width(120.0),
            push(),
            line(which, look.small_font(), SMALL, look.soft),
            push(),
            press(
                look,
                say("sales-older"),
                Face::Plain,
                older.then_some(Message::OlderPressed)
            )
            .width(120.0),
        ]
        .align_y(Alignment::Center);
        Some(column![hair(look), container(buttons).padding([S2, S3]), space().height(0)].into())
    }
}
