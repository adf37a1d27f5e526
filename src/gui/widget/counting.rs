//! Counting money: by coins and notes, a row for each, or as one sum. Never knows what should be there.

use super::pressable::pressable;
use super::walk::turn_to;
use super::{chip, field, letters, line, push};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::session::{Pieces, denominations};
use crate::gui::icon::{self, Icon};
use crate::gui::measure;
use crate::gui::theme::*;
use crate::gui::words::{say, tell};
use iced::widget::{Id, Row, column, container, row};
use iced::{Alignment, Element, Fill, Task};

/// The field of the sum.
pub const SUM: &str = "counting-sum";
/// The least width of a row of coins or notes.
const LEAST: f32 = 280.0;
/// Width of the field with how many there are.
const HOW_MANY: f32 = 60.0;

/// How it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By coins and notes.
    Pieces,
    /// As one sum.
    Sum,
    /// Not at all, and that is said.
    Not,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            How::Pieces => "counting-pieces",
            How::Sum => "counting-sum",
            How::Not => "counting-not",
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// All of it.
    pub sum: Money,
    /// The coins and notes, where they were counted.
    pub pieces: Vec<Pieces>,
}

/// Money that is being counted.
#[derive(Debug)]
pub struct Counting {
    ways: &'static [How],
    how: How,
    sum: String,
    pieces: Vec<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another way to count was pressed.
    HowPressed(How),
    /// The sum as typed.
    SumTyped(String),
    /// How many of a value, as typed.
    Typed(usize, String),
    /// So many more of a value, or less.
    Stepped(usize, i64),
    /// Enter in the field of a value: on to the next.
    Entered(usize),
    /// Enter in the field of the sum.
    SumEntered,
}

impl Counting {
    /// What lies in the tin at the start: nobody has to count it.
    pub fn float() -> Counting {
        Counting::new(&[How::Sum, How::Pieces, How::Not])
    }

    /// What is found in the tin.
    pub fn count() -> Counting {
        Counting::new(&[How::Pieces, How::Sum])
    }

    fn new(ways: &'static [How]) -> Counting {
        Counting {
            ways,
            how: ways.first().copied().unwrap_or(How::Sum),
            sum: String::new(),
            pieces: Vec::new(),
        }
    }

    /// Proposes a sum, where nothing was typed.
    pub fn propose(&mut self, sum: Money, currency: Currency) {
        if self.is_untouched() {
            self.sum = currency.plain(sum);
        }
    }

    /// Whether nothing was typed.
    pub fn is_untouched(&self) -> bool {
        self.sum.trim().is_empty() && self.pieces.iter().all(|typed| typed.trim().is_empty())
    }

    /// Where counting begins.
    pub fn first(&self) -> Id {
        match self.how {
            How::Pieces => field_of(0),
            How::Sum | How::Not => Id::new(SUM),
        }
    }

    /// What was counted; `None` where it is said that nobody counted.
    ///
    /// # Errors
    /// The sentence that says what cannot be read, or is missing.
    pub fn counted(&self, currency: Currency) -> Result<Option<Counted>, String> {
        match self.how {
            How::Not => Ok(None),
            How::Sum if self.sum.trim().is_empty() => Err(say(if self.ways.contains(&How::Not) {
                "counting-float-missing"
            } else {
                "counting-missing"
            })),
            How::Sum => {
                let sum = currency.parse(&self.sum).map_err(|why| why.to_string())?;
                let pieces = Vec::new();
                Ok(Some(Counted { sum, pieces }))
            }
            How::Pieces => self.by_pieces(currency).map(Some),
        }
    }

    fn by_pieces(&self, currency: Currency) -> Result<Counted, String> {
        let mut counted = Counted::default();
        for (value, typed) in denominations(currency).into_iter().zip(&self.pieces) {
            let Some(pieces) = how_many(typed) else {
                let about = [("typed", typed.trim().into()), ("value", currency.brief(value).into())];
                return Err(tell("counting-no-number", &about));
            };
            if let Ok(quantity) = Quantity::new(pieces) {
                counted.sum += value.times(quantity);
                counted.pieces.push(Pieces { value, pieces });
            }
        }
        Ok(counted)
    }

    /// Changes the state by what happened; after the last field the ring goes to what has the id `then`.
    pub fn update<T: Send + 'static>(&mut self, message: Message, currency: Currency, then: &'static str) -> Task<T> {
        let values = denominations(currency).len();
        self.pieces.resize(values, String::new());
        match message {
            Message::HowPressed(how) => {
                self.how = how;
                return if how == How::Not {
                    Task::none()
                } else {
                    turn_to(self.first())
                };
            }
            Message::SumTyped(typed) => self.sum = typed,
            Message::Typed(place, typed) => {
                if let Some(pieces) = self.pieces.get_mut(place) {
                    *pieces = typed;
                }
            }
            Message::Stepped(place, by) => {
                if let Some(pieces) = self.pieces.get_mut(place) {
                    let now = how_many(pieces).map_or(0, i64::from) + by;
                    let now = now.clamp(0, i64::from(Quantity::MAX));
                    *pieces = if now == 0 { String::new() } else { now.to_string() };
                }
            }
            Message::Entered(place) if place + 1 < values => return turn_to(field_of(place + 1)),
            Message::Entered(_) | Message::SumEntered => return turn_to(then),
        }
        Task::none()
    }

    /// The ways to count, the fields, and the sum in large letters.
    pub fn view<'a>(&'a self, look: &Look, currency: Currency, width: f32) -> Element<'a, Message> {
        let ways = self.ways.iter().map(|way| {
            let pressed = Some(Message::HowPressed(*way));
            chip(look, None, say(way.word()), self.how == *way, pressed).into()
        });
        let ways = Row::with_children(ways).spacing(S2).wrap().vertical_spacing(S2);
        let content = column![ways].spacing(S3);
        match self.how {
            How::Not => content.push(letters(say("counting-not-how"), REGULAR, BODY, look.soft)),
            How::Sum => content.push(
                field(look, SUM, &say("amount-hint"), &self.sum, Message::SumTyped)
                    .font(MONO_BOLD)
                    .size(HUGE)
                    .line_height(iced::widget::text::LineHeight::Relative(1.2))
                    .width(width.min(LEAST))
                    .on_submit(Message::SumEntered),
            ),
            How::Pieces => content
                .push(self.rows(look, currency, width))
                .push(self.sum(look, currency)),
        }
        .into()
    }

    fn sum<'a>(&'a self, look: &Look, currency: Currency) -> Element<'a, Message> {
        match self.by_pieces(currency) {
            Ok(counted) => row![
                line(say("counting-together"), BOLD, BODY, look.ink),
                push(),
                line(currency.show(counted.sum), MONO_BOLD, GIANT, look.ink),
            ]
            .align_y(Alignment::Center)
            .into(),
            Err(why) => letters(why, SEMIBOLD, BODY, look.red_text).into(),
        }
    }

    /// A row for each coin and note, in as many columns as there is room for.
    fn rows<'a>(&'a self, look: &Look, currency: Currency, width: f32) -> Element<'a, Message> {
        let values = denominations(currency);
        let columns = (((width + S5) / (LEAST + S5)).floor() as usize).clamp(1, 3);
        let names: Vec<String> = values.iter().map(|value| currency.brief(*value)).collect();
        let widest = names.iter().map(|name| measure::width(name, MONO_BOLD, BODY));
        let widest = widest.fold(0.0, f32::max) + S1;
        let mut beside = row![].spacing(S5);
        let places: Vec<(usize, (&Money, String))> = values.iter().zip(names).enumerate().collect();
        for places in places.chunks(values.len().div_ceil(columns).max(1)) {
            let mut below = column![].spacing(S1).width(Fill);
            for (place, (value, name)) in places {
                below = below.push(self.row(look, currency, (*place, **value), name.clone(), widest));
            }
            beside = beside.push(below);
        }
        beside.into()
    }

    fn row<'a>(
        &'a self,
        look: &Look,
        currency: Currency,
        (place, value): (usize, Money),
        name: String,
        widest: f32,
    ) -> Element<'a, Message> {
        let typed = self.pieces.get(place).map_or("", String::as_str);
        let step = |what: &str, icon: Icon, by: i64| {
            pressable(format!("{what} {name}"), container(icon.at(LARGE)).center(Fill))
                .padding(0)
                .width(TOUCH)
                .height(TOUCH)
                .style(look.segment(Face::Bare))
                .on_press(Message::Stepped(place, by))
        };
        let how_many_field = field(look, field_of(place), "0", typed, move |typed| {
            Message::Typed(place, typed)
        })
        .font(MONO_BOLD)
        .width(HOW_MANY)
        .style(look.cell())
        .on_submit(Message::Entered(place));
        let steps = row![
            step("less", icon::MINUS, -1),
            how_many_field,
            step("more", icon::PLUS, 1)
        ];
        let amount = how_many(typed)
            .and_then(|pieces| Quantity::new(pieces).ok())
            .map(|pieces| currency.show(value.times(pieces)));
        row![
            line(name.clone(), MONO_BOLD, BODY, look.ink)
                .width(widest)
                .align_x(Alignment::End),
            container(steps).style(look.panel(look.card, look.ink, look.hair)),
            line(amount.unwrap_or_default(), MONO, BODY, look.ink)
                .width(Fill)
                .align_x(Alignment::End),
        ]
        .spacing(S2)
        .align_y(Alignment::Center)
        .into()
    }
}

/// The field of a value, by its place among the coins and notes.
pub fn field_of(place: usize) -> Id {
    Id::from(format!("counting-{place}"))
}

/// Nothing typed is none; `None` where it is no number of coins or notes.
fn how_many(typed: &str) -> Option<u32> {
    match typed.trim() {
        "" => Some(0),
        typed => typed.parse().ok().filter(|pieces| *pieces <= Quantity::MAX),
    }
}
