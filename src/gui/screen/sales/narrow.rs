//! What narrows the list: when, which kind, how it was paid, who was at the table. Each stands in a chip of its own, from which
//! it is taken away again. Never reads the list.

use super::{Message, State};
use crate::domain::correction::How;
use crate::domain::payment::Method;
use crate::domain::sales_filter::Figure;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::screen::day::span_words;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::Pressable;
use crate::gui::widget::{chip, chip_key, chip_open, chip_out, letters};
use crate::gui::words::say;
use iced::widget::{Row, column, container, scrollable};
use iced::{Element, Fill};

/// The widest words of a chip.
const WORDS: f32 = 220.0;

/// What is asked for with one press.
const ALONE: [Figure; 2] = [Figure::Waiting, Figure::Late];

/// One thing that a list is narrowed by, of which there is one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Sales or corrections.
    Kind,
    /// How it was paid.
    Method,
    /// Who was at the table.
    Volunteer,
}

impl Facet {
    const ALL: [Facet; 3] = [Facet::Kind, Facet::Method, Facet::Volunteer];

    fn words(self) -> String {
        say(match self {
            Facet::Kind => "sales-kind",
            Facet::Method => "sales-method",
            Facet::Volunteer => "sales-volunteer",
        })
    }

    fn has(self, figure: &Figure) -> bool {
        match self {
            Facet::Kind => matches!(figure, Figure::Sales | Figure::How(_) | Figure::Corrections),
            Facet::Method => matches!(figure, Figure::Method(_)),
            Facet::Volunteer => matches!(figure, Figure::Volunteer(_)),
        }
    }
}

impl State {
    /// Everything that the list can be narrowed by, and what it is narrowed to.
    pub(super) fn facets<'a>(&'a self, look: &Look, shop: &'a Shop) -> Option<Element<'a, Message>> {
        let beside = self.panel.is_none() && !self.waiting.shown;
        beside.then(|| self.all_facets(look, shop, true))
    }

    /// In little room: what it is narrowed to, in one row, and the way to more.
    pub(super) fn narrow_row<'a>(&'a self, look: &Look) -> Option<Element<'a, Message>> {
        if self.waiting.shown {
            return None;
        }
        let open = chip_open(look, say("sales-narrow"), self.narrowing, Message::NarrowPressed);
        let span = self.filter.span.as_ref();
        let span = span.map(|span| chip_out(look, cut(&span_words(span)), Message::SpanRemoved));
        let figures = self.filter.figures.iter().map(|figure| self.out(look, figure));
        let chips = [open].into_iter().chain(span).chain(figures).chain(self.all_chip(look));
        let chips = Row::with_children(chips.map(Element::from)).spacing(S2);
        let bar = scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden());
        Some(scrollable(chips).direction(bar).width(Fill).into())
    }

    /// In little room: everything it can be narrowed by, in the list's place.
    pub(super) fn narrow_view<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        scrollable(self.all_facets(look, shop, false))
            .style(look.scroll())
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn all_facets<'a>(&'a self, look: &Look, shop: &'a Shop, all: bool) -> Element<'a, Message> {
        let when = match &self.filter.span {
            Some(span) => chip_out(look, cut(&span_words(span)), Message::SpanRemoved),
            None => chip_open(look, say("sales-when"), false, Message::SpanPressed),
        };
        let facets = Facet::ALL.map(|facet| match self.figure_of(facet) {
            Some(figure) => self.out(look, figure),
            None => chip_open(
                look,
                facet.words(),
                self.open == Some(facet),
                Message::FacetPressed(facet),
            ),
        });
        let alone = ALONE.map(|figure| match self.filter.figures.contains(&figure) {
            true => self.out(look, &figure),
            false => {
                let words = self.figure_words(&figure);
                chip(look, None, words, false, Some(Message::FigurePressed(figure)))
            }
        });
        let has_place = |figure: &Figure| ALONE.contains(figure) || Facet::ALL.iter().any(|facet| facet.has(figure));
        let others = self.filter.figures.iter().filter(|figure| !has_place(figure));
        let others = others.map(|figure| self.out(look, figure));
        let chips = [when].into_iter().chain(facets).chain(alone).chain(others);
        let chips = chips.chain(self.all_chip(look).filter(|_| all));
        let chips = Row::with_children(chips.map(Element::from)).spacing(S2).wrap();
        column![chips.vertical_spacing(S2)]
            .push(self.choices(look, shop))
            .spacing(S2)
            .into()
    }

    /// The way back to all of them.
    fn all_chip<'a>(&self, look: &Look) -> Option<Pressable<'a, Message>> {
        let all = || say("sales-to-list");
        self.is_narrowed()
            .then(|| chip_key(look, icon::CLOSE, all(), cap(Act::Back), Some(Message::AllPressed)))
    }

    /// Whether anything but the search narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filter.span.is_some() || !self.filter.figures.is_empty()
    }

    fn figure_of(&self, facet: Facet) -> Option<&Figure> {
        self.filter.figures.iter().find(|figure| facet.has(figure))
    }

    fn out<'a>(&self, look: &Look, figure: &Figure) -> Pressable<'a, Message> {
        chip_out(
            look,
            cut(&self.figure_words(figure)),
            Message::FigureRemoved(figure.clone()),
        )
    }

    /// What there is to choose of the facet that is open.
    fn choices<'a>(&'a self, look: &Look, shop: &'a Shop) -> Option<Element<'a, Message>> {
        let facet = self.open?;
        let cash = Method::cash();
        let figures: Vec<Figure> = match facet {
            Facet::Kind => [Figure::Sales, Figure::Corrections]
                .into_iter()
                .chain([How::Void, How::Refund, How::Repay].map(Figure::How))
                .collect(),
            Facet::Method => {
                let others = shop.settings.methods.iter().filter_map(|name| Method::new(name));
                let others = others.filter(|other| *other != cash);
                [cash.clone()].into_iter().chain(others).map(Figure::Method).collect()
            }
            Facet::Volunteer => self.volunteers.iter().cloned().map(Figure::Volunteer).collect(),
        };
        if figures.is_empty() {
            return Some(letters(say("sales-no-volunteers"), REGULAR, BODY, look.soft).into());
        }
        let chips = figures.into_iter().map(|figure| {
            let words = cut(&self.figure_words(&figure));
            chip(look, None, words, false, Some(Message::FigurePressed(figure))).into()
        });
        let chips = Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2);
        Some(container(chips).padding(S2).width(Fill).style(look.card()).into())
    }

    /// What a figure is called: as the summary called it that led here, else by what it is.
    pub(super) fn figure_words(&self, figure: &Figure) -> String {
        // What tiers save and what offers save is behind the same sales.
        if *figure == Figure::Savings {
            return say("day-saved");
        }
        if let Some((_, words)) = self.called.iter().find(|(called, _)| called == figure) {
            return words.clone();
        }
        match figure {
            Figure::Sales => say("sales-kind-sale"),
            Figure::Corrections => say("sales-kind-correction"),
            Figure::How(How::Void) => say("sales-kind-void"),
            Figure::How(How::Refund) => say("sales-kind-refund"),
            Figure::How(How::Repay) => say("sales-kind-repay"),
            Figure::Late => say("sales-late"),
            Figure::Waiting => say("sales-waiting"),
            Figure::Method(method) | Figure::Unverified(method) => method_words(method),
            Figure::Volunteer(name) if name.is_empty() => say("day-nobody"),
            Figure::Title(name)
            | Figure::Volunteer(name)
            | Figure::Event(name)
            | Figure::Tag(name)
            | Figure::Maker(name)
            | Figure::Jar(name)
            | Figure::Band(name)
            | Figure::Tax(name) => name.clone(),
            Figure::Hour(hour) => format!("{hour:02}:00"),
            Figure::Day(day) => day.to_string(),
            Figure::Donations => say("day-donations"),
            Figure::Savings => say("day-saved"),
            Figure::Discounts => say("day-given-discounts"),
        }
    }
}

fn cut(words: &str) -> String {
    measure::cut(words, WORDS, SEMIBOLD, BODY)
}
