//! Ticking off beside the phone: the sales with money that nobody saw arrive yet. A row that is ticked off keeps its place
//! until the list is read anew, so that nothing moves under the finger. Never decides that money arrived.

use super::Message;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::sale::ReceiptNumber;
use crate::domain::session::{ToTickOff, Unverified};
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::{clock, day_words};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, hair, letters, line, press};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill};

/// Widths of the two buttons of a row.
const ARRIVED: f32 = 116.0;
const NOT_ARRIVED: f32 = 112.0;
/// Width of number and time.
const WHICH: f32 = 128.0;
/// Heights of a row and of its buttons: they are pressed one after the other, standing.
const ROW: f32 = 68.0;
const BUTTON: f32 = 52.0;
/// Narrower than this a row's buttons stand below its words.
const BESIDE: f32 = 500.0;

/// How far a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tick {
    Waits,
    /// The till is being told.
    Telling,
    Done,
}

/// The list to tick off.
#[derive(Debug, Default)]
pub struct Waiting {
    rows: Vec<(Unverified, Tick)>,
    /// How many wait, and what of their money, in all: the list may be of the newest alone.
    all: (u64, Money),
    /// It stands in the place of all sales.
    pub shown: bool,
}

impl Waiting {
    /// It was read anew.
    pub fn read(&mut self, read: ToTickOff) {
        self.all = (read.count, read.amount);
        self.rows = read.newest.into_iter().map(|row| (row, Tick::Waits)).collect();
    }

    fn done(&self) -> impl Iterator<Item = &Unverified> {
        let done = self.rows.iter().filter(|(_, tick)| *tick == Tick::Done);
        done.map(|(row, _)| row)
    }

    /// Sales that wait.
    pub fn count(&self) -> u64 {
        self.all.0.saturating_sub(self.done().count() as u64)
    }

    /// The money that waits.
    fn amount(&self) -> Money {
        self.all.1 - self.done().map(|row| row.amount).sum::<Money>()
    }

    fn set(&mut self, number: &ReceiptNumber, to: Tick) -> bool {
        let found = self.rows.iter_mut().find(|(row, _)| row.number == *number);
        found.is_none_or(|(_, tick)| {
            let changed = *tick == Tick::Waits || to != Tick::Telling;
            *tick = if changed { to } else { *tick };
            changed
        })
    }

    /// The till is to be told that a sale's money arrived; false where it was told already.
    pub fn telling(&mut self, number: &ReceiptNumber) -> bool {
        self.set(number, Tick::Telling)
    }

    /// The till was told, or not.
    pub fn told(&mut self, number: &ReceiptNumber, done: bool) {
        self.set(number, if done { Tick::Done } else { Tick::Waits });
    }

    /// The way to the list, and back from it.
    pub fn chip<'a>(&self, look: &Look) -> Option<Element<'a, Message>> {
        let count = self.count();
        (count > 0 || self.shown).then(|| {
            let words = tell("waiting-chip", &[("count", count.into())]);
            chip(
                look,
                Some(icon::CLOCK),
                words,
                self.shown,
                Some(Message::WaitingPressed),
            )
            .into()
        })
    }

    /// The list.
    pub fn view<'a>(&'a self, look: &Look, currency: Currency, width: f32) -> Element<'a, Message> {
        let sum = if self.count() == 0 {
            say("waiting-none")
        } else {
            tell("waiting-sum", &[("amount", currency.show(self.amount()).into())])
        };
        let mut rows = column![];
        for (waiting, tick) in &self.rows {
            rows = rows
                .push(row_view(look, currency, waiting, *tick, width))
                .push(hair(look));
        }
        if (self.rows.len() as u64) < self.all.0 {
            let words = tell("waiting-newest", &[("count", self.rows.len().into())]);
            rows = rows.push(container(letters(words, REGULAR, BODY, look.soft)).padding(S3));
        }
        let how = (width >= BESIDE).then(|| letters(say("waiting-how"), REGULAR, BODY, look.soft));
        let head = column![line(sum, BOLD, LARGE, look.ink), how];
        column![
            container(head.spacing(S1)).padding(S3).width(Fill),
            hair(look),
            scrollable(container(rows).padding(2)).style(look.scroll()).height(Fill),
        ]
        .into()
    }
}

fn row_view<'a>(
    look: &Look,
    currency: Currency,
    waiting: &'a Unverified,
    tick: Tick,
    width: f32,
) -> Element<'a, Message> {
    let day = waiting.sold_at.local().date();
    let at = format!(
        "{} · {}",
        day_words(crate::domain::day::BusinessDay(day)),
        clock(waiting.sold_at)
    );
    let amount = currency.show(waiting.amount);
    let narrow = width < BESIDE;
    let buttons_width = if narrow { 0.0 } else { ARRIVED + NOT_ARRIVED + 2.0 * S2 };
    let room = width - WHICH - buttons_width - S5 - 2.0 * S3;
    let methods = measure::cut(&names(&waiting.methods), room, SEMIBOLD, BODY);
    let words = row![
        column![
            line(waiting.number.to_string(), MONO_BOLD, BODY, look.ink),
            line(at, look.small_font(), SMALL, look.soft)
        ]
        .width(WHICH),
        column![
            line(amount, MONO_BOLD, LARGE, look.ink),
            line(methods, SEMIBOLD, BODY, look.ink)
        ],
    ]
    .spacing(S3)
    .align_y(Alignment::Center);
    let words = pressable(format!("row {}", waiting.number), container(words).center_y(Fill))
        .padding([0.0, S3])
        .width(Fill)
        .height(ROW)
        .style(look.segment(Face::Bare))
        .on_press(Message::RecordPressed(waiting.number.clone()));
    let number = || waiting.number.clone();
    let done = match tick {
        Tick::Done => {
            let said = row![
                icon::CHECK.at(LARGE).color(look.teal_text),
                line(say("waiting-done"), BOLD, BODY, look.teal_text)
            ];
            let said = said.spacing(S2).align_y(Alignment::Center);
            container(container(said).center_y(BUTTON).width(ARRIVED + S2 + NOT_ARRIVED))
        }
        Tick::Waits | Tick::Telling => {
            let waits = tick == Tick::Waits;
            let arrived = waits.then(|| Message::ArrivedPressed(number()));
            let not = waits.then(|| Message::NotArrivedPressed(number()));
            container(
                row![
                    press(look, say("waiting-arrived"), Face::Safe, arrived)
                        .width(ARRIVED)
                        .height(BUTTON),
                    press(look, say("waiting-not-arrived"), Face::Plain, not)
                        .width(NOT_ARRIVED)
                        .height(BUTTON),
                ]
                .spacing(S2),
            )
        }
    };
    if narrow {
        return column![words, container(done).padding(pad(0.0, S3, S2, S3))].into();
    }
    row![words, done.padding(pad(0.0, S4, 0.0, 0.0))]
        .align_y(Alignment::Center)
        .into()
}

/// The methods as people write them.
pub(super) fn names(methods: &str) -> String {
    let names = methods.split(" + ").filter_map(Method::new);
    names
        .map(|method| method_words(&method))
        .collect::<Vec<_>>()
        .join(" + ")
}
