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
use crate::gui::widget::{chip, chip_key, chip_open, chip_out, letters, line};
use crate::gui::words::say;
use iced::widget::{Row, column, container};
use iced::{Element, Fill};

/// The widest words of a chip.
const WORDS: f32 = 220.0;

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
    pub(super) fn facets<'a>(&'a self, look: &Look, shop: &'a Shop, small: bool) -> Option<Element<'a, Message>> {
        let shown = !small || self.narrowing || self.is_narrowed();
        if self.panel.is_some() || self.waiting.shown || !shown {
            return None;
        }
        let when = match &self.filter.span {
            Some(span) => chip_out(look, cut(&span_words(span)), Message::SpanRemoved),
            None => chip_open(look, say("sales-when"), false, Message::SpanPressed),
        };
        let mut chips: Vec<Element<'a, Message>> = vec![when.into()];
        for facet in Facet::ALL {
            let words = facet.words();
            chips.push(match self.figure_of(facet) {
                Some(figure) => self.out(look, figure).into(),
                None => chip_open(look, words, self.open == Some(facet), Message::FacetPressed(facet)).into(),
            });
        }
        let late = self.filter.figures.contains(&Figure::Late);
        chips.push(match late {
            true => self.out(look, &Figure::Late).into(),
            false => chip(
                look,
                None,
                say("sales-late"),
                false,
                Some(Message::FigurePressed(Figure::Late)),
            )
            .into(),
        });
        let others = self.filter.figures.iter();
        let others =
            others.filter(|figure| **figure != Figure::Late && !Facet::ALL.iter().any(|facet| facet.has(figure)));
        chips.extend(others.map(|figure| self.out(look, figure).into()));
        if self.is_narrowed() {
            let all = say("sales-to-list");
            chips.push(chip_key(look, icon::CLOSE, all, cap(Act::Back), Some(Message::AllPressed)).into());
        }
        let chips = Row::from_vec(chips).spacing(S2).wrap().vertical_spacing(S2);
        Some(column![chips].push(self.choices(look, shop)).spacing(S2).into())
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
        let content = column![line(facet.words(), SEMIBOLD, SMALL, look.soft), chips].spacing(S1);
        Some(container(content).padding(S3).width(Fill).style(look.card()).into())
    }

    /// What a figure is called: as the summary called it that led here, else by what it is.
    pub(super) fn figure_words(&self, figure: &Figure) -> String {
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
