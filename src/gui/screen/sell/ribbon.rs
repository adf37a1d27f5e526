//! The undo ribbon: the last sale of this window, its change, its receipt, and Undo for ten minutes.
//! Never takes anything back itself: the root asks the till.

use super::Message;
use super::tiles::HEADER;
use crate::domain::correction::{After, Correction, How};
use crate::domain::day::Instant as Moment;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::gui::icon::{self, Icon};
use crate::gui::measure;
use crate::gui::screen::payment::{give_back, method_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::alarm::alarm;
use crate::gui::widget::over::over;
use crate::gui::widget::pressable::{Pressable, pressable};
use crate::gui::widget::{letters, line, press_key, push};
use crate::gui::words::{say, tell};
use iced::time::Instant;
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill};
use std::sync::Arc;
use std::time::Duration;

/// For so long the last sale is taken back with one tap.
const OFFERED: Duration = Duration::from_secs(10 * 60);
/// The minutes that are left are said in whole ones.
const MINUTE: Duration = Duration::from_secs(60);
/// Width of the undo button.
const BUTTON: f32 = 132.0;
/// Narrower than this the facts stand in two lines.
const ONE_LINE: f32 = 640.0;

/// The last sale of this window.
#[derive(Debug, Clone, Default)]
pub struct Ribbon {
    sale: Option<Arc<Sale>>,
    /// Until then it is taken back with one tap.
    ends: Option<Instant>,
    /// How many minutes that is, the last one begun counted whole.
    minutes: u32,
    /// The till is taking it back.
    busy: bool,
    taken: Option<Taken>,
}

/// The sale was taken back.
#[derive(Debug, Clone)]
struct Taken {
    by: ReceiptNumber,
    /// The sentence of what to hand out; empty where that is not to be said here.
    back: String,
    /// Its cart stands on the screen again.
    undone: bool,
}

impl Ribbon {
    /// The sale that was the last when the window opened, at this moment, after all that happened to it.
    pub fn found(sale: Option<Arc<Sale>>, after: &[After], now: Moment) -> Ribbon {
        let mut ribbon = Ribbon::default();
        if let Some(sale) = sale {
            let gone = u64::try_from(now.utc_ms.saturating_sub(sale.sold_at.utc_ms)).unwrap_or_default();
            ribbon.show(sale, OFFERED.saturating_sub(Duration::from_millis(gone)));
        }
        for after in after {
            if let After::Corrected(correction) = after {
                ribbon.corrected(correction);
            }
        }
        ribbon
    }

    /// A sale was recorded just now.
    pub fn sold(&mut self, sale: Arc<Sale>) {
        self.show(sale, OFFERED);
    }

    fn show(&mut self, sale: Arc<Sale>, left: Duration) {
        let now = Instant::now();
        *self = Ribbon {
            sale: Some(sale),
            ends: now.checked_add(left),
            ..Ribbon::default()
        };
        self.turn(now);
    }

    /// It is this moment now.
    pub fn turn(&mut self, now: Instant) {
        let left = self
            .ends
            .map_or(Duration::ZERO, |ends| ends.saturating_duration_since(now));
        self.minutes = u32::try_from(left.as_millis().div_ceil(MINUTE.as_millis())).unwrap_or_default();
        if self.minutes == 0 {
            self.ends = None;
        }
    }

    /// When the minutes that are left are others.
    fn turns(&self) -> Option<Instant> {
        self.ends?.checked_sub(MINUTE * self.minutes.saturating_sub(1))
    }

    /// The sale that one tap takes back now, if any.
    pub fn undoable(&self) -> Option<&Arc<Sale>> {
        self.sale.as_ref().filter(|_| self.ends.is_some() && !self.busy)
    }

    /// The till is asked to take the sale back; `None` where there is nothing to take back.
    pub fn begin(&mut self) -> Option<Arc<Sale>> {
        let sale = self.undoable().cloned()?;
        self.busy = true;
        Some(sale)
    }

    /// Undo took it back: its cart is on the screen again, or not.
    pub fn undone(&mut self, by: &Correction, cart: bool) {
        self.corrected(by);
        if let Some(taken) = &mut self.taken {
            let backs = &by.reversal.payments;
            taken.back = if backs.is_empty() {
                String::new()
            } else {
                give_back(backs, by.currency)
            };
            taken.undone = cart;
        }
    }

    /// Nothing was taken back; where it is refused it would be again.
    pub fn not_undone(&mut self, refused: bool) {
        self.busy = false;
        if refused {
            self.ends = None;
        }
    }

    /// A sale was corrected; it may be this one.
    pub fn corrected(&mut self, correction: &Correction) {
        self.busy = false;
        if self.sale.as_ref().is_none_or(|sale| sale.id != correction.sale) {
            return;
        }
        match correction.reversal.how {
            // What it was paid by is another; it is taken back as before.
            How::Repay => {}
            // Of a sale of which copies came back the cart would not be what the buyer has: that is for Sales.
            How::Refund => self.ends = None,
            How::Void => {
                self.ends = None;
                self.taken = Some(Taken {
                    by: correction.number.clone(),
                    back: String::new(),
                    undone: false,
                });
            }
        }
    }

    /// Whether there is a sale to speak of.
    pub fn is_empty(&self) -> bool {
        self.sale.is_none()
    }

    /// The ribbon in so much room.
    pub fn view<'a>(&'a self, look: &Look, width: f32) -> Element<'a, Message> {
        let content: Element<'a, Message> = match (&self.sale, &self.taken) {
            (Some(sale), Some(taken)) => taken_back(look, sale, taken),
            (Some(sale), None) => self.last_sale(look, sale, width - S2 - S3),
            (None, _) => letters(say("ribbon-none"), REGULAR, BODY, look.soft).into(),
        };
        let ribbon = container(content)
            .padding(pad(S2, S2, S2, S3))
            .width(Fill)
            .center_y(HEADER)
            .style(look.panel(look.card, look.ink, look.hair));
        over(ribbon, alarm(self.turns(), Message::MinutePassed))
    }

    fn last_sale<'a>(&'a self, look: &Look, sale: &'a Sale, width: f32) -> Element<'a, Message> {
        let number = tell("ribbon-sale", &[("number", sale.number.to_string().into())]);
        let change = tell("ribbon-change", &[("change", sale.currency.show(sale.change()).into())]);
        let receipt = link(look, icon::FILE, "ribbon-receipt").on_press(Message::ReceiptPressed(sale.number.clone()));
        let (last, last_width): (Element<'a, Message>, f32) = if self.ends.is_some() {
            (self.undo(look), BUTTON)
        } else {
            let later = link(look, icon::FORWARD, "ribbon-later").on_press(Message::LaterPressed(sale.number.clone()));
            (later.into(), link_width("ribbon-later"))
        };
        let room = width - link_width("ribbon-receipt") - last_width - 2.0 * S2;
        let facts = facts(sale);
        let right = row![receipt, last].spacing(S2).align_y(Alignment::Center);
        let said: Element<'a, Message> = if width > ONE_LINE {
            let taken = measure::width(&number, BOLD, BODY) + measure::width(&change, BOLD, LARGE) + LARGE + 3.0 * S3;
            let facts = measure::cut(&facts, (room - taken).max(0.0), REGULAR, BODY);
            row![
                icon::CHECK.at(LARGE).color(look.teal_text),
                line(number, BOLD, BODY, look.ink),
                line(facts, REGULAR, BODY, look.soft),
                line(change, BOLD, LARGE, look.ink),
            ]
            .spacing(S3)
            .align_y(Alignment::Center)
            .into()
        } else {
            let under = measure::cut(&change, (room - LARGE - S2).max(0.0), BOLD, BODY);
            let facts_room = room - measure::width(&number, BOLD, BODY) - LARGE - 2.0 * S2;
            let facts = measure::cut(&facts, facts_room.max(0.0), REGULAR, BODY);
            let first = row![
                line(number, BOLD, BODY, look.ink),
                line(facts, REGULAR, BODY, look.soft)
            ];
            row![
                icon::CHECK.at(LARGE).color(look.teal_text),
                column![first.spacing(S2), line(under, BOLD, BODY, look.ink)]
            ]
            .spacing(S2)
            .align_y(Alignment::Center)
            .into()
        };
        row![said, push(), right].align_y(Alignment::Center).into()
    }

    fn undo<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let words = if self.busy {
            say("ribbon-undoing")
        } else {
            tell("ribbon-undo", &[("minutes", self.minutes.into())])
        };
        let pressed = self.undoable().map(|_| Message::UndoSalePressed);
        press_key(look, words, cap(Act::Undo), Face::Inked, pressed)
            .width(BUTTON)
            .into()
    }
}

/// How many, how much, by which methods.
fn facts(sale: &Sale) -> String {
    let methods = sale.payments.iter().map(|payment| method_words(&payment.method));
    let methods: Vec<String> = methods.collect();
    tell(
        "ribbon-facts",
        &[
            ("count", sale.copies().into()),
            ("total", sale.currency.show(sale.total).into()),
            ("method", methods.join(" + ").into()),
        ],
    )
}

fn link<'a>(look: &Look, icon: Icon, word: &str) -> Pressable<'a, Message> {
    let words = row![icon.at(BODY), line(say(word), BOLD, BODY, look.teal_text)];
    let words = words.spacing(S1).align_y(Alignment::Center);
    pressable(word, container(words).center_y(Fill))
        .height(TOUCH)
        .padding([0.0, S2])
        .style(look.press(Face::Link))
}

fn link_width(word: &str) -> f32 {
    measure::width(&say(word), BOLD, BODY) + BODY + S1 + 2.0 * S2
}

/// What was taken back, and what to hand out for it.
fn taken_back<'a>(look: &Look, sale: &Sale, taken: &Taken) -> Element<'a, Message> {
    let about = [
        ("number", sale.number.to_string().into()),
        ("by", taken.by.to_string().into()),
    ];
    let mut said = column![letters(tell("ribbon-taken", &about), BOLD, BODY, look.ink)];
    let give = (!taken.back.is_empty()).then(|| taken.back.clone());
    let cart = taken.undone.then(|| say("ribbon-cart-back"));
    let next: Vec<String> = give.into_iter().chain(cart).collect();
    let next = (!next.is_empty()).then(|| letters(next.join(" "), SEMIBOLD, BODY, look.ink));
    said = said.push(next);
    row![icon::UNDO.at(LARGE).color(look.ink), said.width(Fill)]
        .spacing(S3)
        .align_y(Alignment::Center)
        .into()
}
