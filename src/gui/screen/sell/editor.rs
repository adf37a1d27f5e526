//! What is entered in place beside the cart: a donation, a custom amount, the amount a buyer chose.
//! Never touches the cart before it is valid.

use super::Message;
use crate::domain::cart::Donation;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::gui::basket::Basket;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{field, letters, line, press, press_key};
use crate::gui::words::say;
use iced::widget::{column, container, row};
use iced::{Element, Fill};

/// Id of the amount.
pub const AMOUNT: &str = "editor-amount";
/// Id of the name or jar.
pub const NAME: &str = "editor-name";

/// What is being entered, as typed.
#[derive(Debug, Clone)]
pub enum Editor {
    /// A donation and whom it is for.
    Donation {
        /// As typed.
        amount: String,
        /// As typed.
        jar: String,
        /// Why it is not valid.
        problem: Option<String>,
    },
    /// Something without an entry.
    Custom {
        /// As typed.
        amount: String,
        /// As typed.
        name: String,
        /// Why it is not valid.
        problem: Option<String>,
    },
    /// The amount for a line.
    Amount {
        /// Which line.
        place: usize,
        /// As typed.
        amount: String,
        /// Why it is not valid.
        problem: Option<String>,
    },
}

/// A field of an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The amount.
    Amount,
    /// The name or the jar.
    Name,
}

impl Editor {
    /// For a donation, holding the one in the cart.
    pub fn donation(now: Option<&Donation>, currency: Currency) -> Editor {
        Editor::Donation {
            amount: now.map(|donation| currency.plain(donation.amount)).unwrap_or_default(),
            jar: now.map(|donation| donation.jar.clone()).unwrap_or_default(),
            problem: None,
        }
    }

    /// For something without an entry.
    pub fn custom() -> Editor {
        Editor::Custom {
            amount: String::new(),
            name: String::new(),
            problem: None,
        }
    }

    /// For the amount of a line.
    pub fn amount(place: usize) -> Editor {
        Editor::Amount {
            place,
            amount: String::new(),
            problem: None,
        }
    }

    /// The field to be filled in first.
    pub fn first_field(&self) -> &'static str {
        AMOUNT
    }

    /// A field holds this now.
    pub fn change(&mut self, part: Part, text: String) {
        match (self, part) {
            (
                Editor::Donation { amount, problem, .. }
                | Editor::Custom { amount, problem, .. }
                | Editor::Amount { amount, problem, .. },
                Part::Amount,
            ) => {
                *amount = text;
                *problem = None;
            }
            (Editor::Donation { jar: name, .. } | Editor::Custom { name, .. }, Part::Name) => *name = text,
            (Editor::Amount { .. }, Part::Name) => {}
        }
    }

    /// Says why it is not valid.
    pub fn refuse(&mut self, why: String) {
        match self {
            Editor::Donation { problem, .. } | Editor::Custom { problem, .. } | Editor::Amount { problem, .. } => {
                *problem = Some(why);
            }
        }
    }

    /// Does what was entered; answers whether the cart changed.
    ///
    /// # Errors
    /// The sentence that says why the amount is none.
    pub fn apply(&self, basket: &mut Basket, currency: Currency) -> Result<bool, String> {
        let parse = |text: &str| currency.parse(text).map_err(|why| why.to_string());
        match self {
            Editor::Donation { amount, jar, .. } if amount.trim().is_empty() => Ok(basket.donate(jar, Money::ZERO)),
            Editor::Donation { amount, jar, .. } => Ok(basket.donate(jar, parse(amount)?)),
            Editor::Custom { amount, name, .. } => {
                let each = parse(amount)?;
                let name = if name.trim().is_empty() {
                    say("custom-name")
                } else {
                    name.trim().to_owned()
                };
                Ok(basket.add_custom(&name, each, Quantity::ONE))
            }
            Editor::Amount { place, amount, .. } => Ok(basket.choose(*place, parse(amount)?, None)),
        }
    }

    fn problem(&self) -> Option<&str> {
        match self {
            Editor::Donation { problem, .. } | Editor::Custom { problem, .. } | Editor::Amount { problem, .. } => {
                problem.as_deref()
            }
        }
    }

    fn amount_typed(&self) -> &str {
        match self {
            Editor::Donation { amount, .. } | Editor::Custom { amount, .. } | Editor::Amount { amount, .. } => amount,
        }
    }

    /// The fields of a donation or a custom amount, in the cart's column.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop) -> Option<Element<'a, Message>> {
        let (heading, name, hint, done) = match self {
            Editor::Donation { jar, .. } => (say("donation-heading"), jar, say("donation-jar"), say("donation-done")),
            Editor::Custom { name, .. } => (say("custom-heading"), name, say("custom-hint"), say("custom-done")),
            Editor::Amount { .. } => return None,
        };
        let mut content = column![line(heading, BOLD, BODY, look.ink)].spacing(S2);
        if matches!(self, Editor::Donation { .. }) {
            let mut quick = row![].spacing(S2);
            for units in [1, 2, 5] {
                let amount =
                    Money::from_minor(units * 10_i64.saturating_pow(shop.currency().places()), shop.currency());
                let plain = shop.currency().plain(amount);
                let face = if plain == self.amount_typed() {
                    Face::Chosen
                } else {
                    Face::Plain
                };
                quick = quick.push(press(
                    look,
                    shop.currency().brief(amount),
                    face,
                    Some(Message::EditorChanged(Part::Amount, plain)),
                ));
            }
            content = content.push(quick);
        }
        content = content
            .push(
                row![
                    self.amount_field(look).width(130.0),
                    field(look, NAME, &hint, name, |text| Message::EditorChanged(Part::Name, text))
                        .on_submit(Message::EditorDone)
                        .width(Fill),
                ]
                .spacing(S2),
            )
            .push(
                row![
                    press_key(
                        look,
                        say("cancel"),
                        cap(Act::Back),
                        Face::Plain,
                        Some(Message::EditorClosed)
                    ),
                    press(look, done, Face::Inked, Some(Message::EditorDone)),
                ]
                .spacing(S2),
            );
        if let Some(problem) = self.problem() {
            content = content.push(letters(problem.to_owned(), SEMIBOLD, SMALL, look.red_text));
        }
        let content = container(content).padding(pad(S3, S4, S3, S4)).width(Fill);
        Some(content.style(look.ground(look.card, look.ink)).into())
    }

    /// The field of the amount a buyer chose, within the line.
    pub fn amount_view<'a>(&'a self, look: &Look, of: usize) -> Option<Element<'a, Message>> {
        let Editor::Amount { place, problem, .. } = self else {
            return None;
        };
        if *place != of {
            return None;
        }
        let mut content = column![
            row![
                self.amount_field(look).width(Fill),
                press(look, say("amount-done"), Face::Inked, Some(Message::EditorDone)).width(110.0),
            ]
            .spacing(S2)
        ]
        .spacing(S1);
        if let Some(problem) = problem {
            content = content.push(letters(problem.clone(), SEMIBOLD, SMALL, look.red_text));
        }
        Some(content.into())
    }

    fn amount_field<'a>(&'a self, look: &Look) -> iced::widget::TextInput<'a, Message> {
        field(look, AMOUNT, &say("amount-hint"), self.amount_typed(), |text| {
            Message::EditorChanged(Part::Amount, text)
        })
        .font(MONO)
        .on_submit(Message::EditorDone)
    }
}
