//! What is entered in place beside the cart: a donation, a custom amount, a discount, the amount a buyer chose.
//! Never touches the cart before it is valid.

use super::Message;
use super::cart::name_of;
use crate::domain::cart::{Cart, Override};
use crate::domain::currency::Currency;
use crate::domain::discount::{Discount, Off};
use crate::domain::money::{Money, Quantity, percent};
use crate::gui::basket::Basket;
use crate::gui::measure;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, press, press_key};
use crate::gui::words::{say, tell};
use iced::widget::{Row, column, container, row};
use iced::{Element, Fill};

/// Id of the amount.
pub const AMOUNT: &str = "editor-amount";
/// Id of the name or jar.
pub const NAME: &str = "editor-name";

/// What is being entered, as typed.
#[derive(Debug, Clone)]
pub struct Editor {
    kind: Kind,
    amount: String,
    /// The name, the jar or the reason.
    name: String,
    problem: Option<String>,
}

/// What an editor is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A donation and whom it is for.
    Donation,
    /// Something without an entry.
    Custom,
    /// The amount the buyer chose for a line.
    Amount(usize),
    /// A discount on a line.
    OffLine(usize),
    /// A discount on the whole cart.
    OffAll,
    /// A price by hand for each copy of a line.
    Price(usize),
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
    /// An editor that holds what the cart has.
    pub fn new(kind: Kind, cart: &Cart, currency: Currency) -> Editor {
        let line = |place: usize| cart.lines.get(place);
        let discount = |discount: Option<&Discount>| match discount {
            Some(Discount { off, reason }) => (discount_words(*off, currency), reason.clone()),
            None => Default::default(),
        };
        let (amount, name) = match kind {
            Kind::Custom | Kind::Amount(_) => Default::default(),
            Kind::Donation => cart.donations.first().map_or_else(Default::default, |donation| {
                (currency.plain(donation.amount), donation.jar.clone())
            }),
            Kind::OffAll => discount(cart.discount.as_ref()),
            Kind::OffLine(place) => discount(line(place).and_then(|line| line.discount.as_ref())),
            Kind::Price(place) => line(place)
                .and_then(|line| line.price_override.as_ref())
                .map_or_else(Default::default, |by_hand| {
                    (currency.plain(by_hand.each), by_hand.reason.clone())
                }),
        };
        Editor {
            kind,
            amount,
            name,
            problem: None,
        }
    }

    /// What it is for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The field to be filled in first.
    pub fn first_field(&self) -> &'static str {
        AMOUNT
    }

    /// A field holds this now.
    pub fn change(&mut self, part: Part, text: String) {
        match part {
            Part::Amount => self.amount = text,
            Part::Name => self.name = text,
        }
        self.problem = None;
    }

    /// Says why it is not valid.
    pub fn refuse(&mut self, why: String) {
        self.problem = Some(why);
    }

    /// Does what was entered; answers whether the cart changed. An empty amount takes away what was there.
    ///
    /// # Errors
    /// The sentence that says why the amount is none, or what is missing.
    pub fn apply(&self, basket: &mut Basket, currency: Currency) -> Result<bool, String> {
        let amount = || currency.parse(&self.amount).map_err(|why| why.to_string());
        let (name, nothing) = (self.name.trim(), self.amount.trim().is_empty());
        let discount = || Discount::parse(&self.amount, name, currency).map_err(|why| why.to_string());
        Ok(match self.kind {
            Kind::Donation if nothing => basket.donate(name, Money::ZERO),
            Kind::Donation => basket.donate(name, amount()?),
            Kind::Custom if name.is_empty() => basket.add_custom(&say("custom-name"), amount()?, Quantity::ONE),
            Kind::Custom => basket.add_custom(name, amount()?, Quantity::ONE),
            Kind::Amount(place) => basket.choose(place, amount()?, None),
            Kind::OffLine(place) if nothing => basket.discount(Some(place), None),
            Kind::OffLine(place) => basket.discount(Some(place), Some(discount()?)),
            Kind::OffAll if nothing => basket.discount(None, None),
            Kind::OffAll => basket.discount(None, Some(discount()?)),
            Kind::Price(place) if nothing => basket.price_by_hand(place, None),
            Kind::Price(_) if name.is_empty() => return Err(say("discount-why-missing")),
            Kind::Price(place) => basket.price_by_hand(
                place,
                Some(Override {
                    each: amount()?,
                    reason: name.to_owned(),
                }),
            ),
        })
    }

    /// The fields of all but a chosen amount, in the cart's column.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, cart: &Cart, selected: usize) -> Option<Element<'a, Message>> {
        let (heading, hint, done) = match self.kind {
            Kind::Donation => ("donation-heading", "donation-jar", "donation-done"),
            Kind::Custom => ("custom-heading", "custom-hint", "custom-done"),
            Kind::OffLine(_) | Kind::OffAll | Kind::Price(_) => ("discount-heading", "discount-why", "discount-done"),
            Kind::Amount(_) => return None,
        };
        let mut content = column![line(say(heading), BOLD, BODY, look.ink)].spacing(S2);
        if matches!(self.kind, Kind::OffLine(_) | Kind::OffAll | Kind::Price(_)) {
            content = content.push(self.targets(look, shop, cart, selected));
        }
        let quick = self.quick(look, shop.currency());
        content = content.push((!quick.is_empty()).then(|| Row::with_children(quick).spacing(S2)));
        if self.kind == Kind::Donation && !shop.settings.jars.is_empty() {
            let jar = |jar: &String| {
                let chosen = *jar == self.name;
                chip(
                    look,
                    None,
                    jar.clone(),
                    chosen,
                    Some(Message::EditorChanged(Part::Name, jar.clone())),
                )
                .into()
            };
            let jars = Row::with_children(shop.settings.jars.iter().map(jar)).spacing(S2);
            content = content.push(jars.wrap().vertical_spacing(S2));
        }
        content = content
            .push(
                row![
                    self.amount_field(look).width(130.0),
                    field(look, NAME, &say(hint), &self.name, |text| Message::EditorChanged(
                        Part::Name,
                        text
                    ))
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
                    press(look, say(done), Face::Inked, Some(Message::EditorDone)),
                ]
                .spacing(S2),
            );
        if let Some(problem) = &self.problem {
            content = content.push(letters(problem.clone(), SEMIBOLD, SMALL, look.red_text));
        }
        let content = container(content).padding(pad(S3, S4, S3, S4)).width(Fill);
        Some(content.style(look.ground(look.card, look.ink)).into())
    }

    /// What a discount is on: the selected line, everything, or a price by hand instead.
    fn targets<'a>(&self, look: &Look, shop: &Shop, cart: &Cart, selected: usize) -> Element<'a, Message> {
        let face = |chosen: bool| if chosen { Face::Chosen } else { Face::Plain };
        let mut parts = row![].spacing(S2);
        if let Some(line) = cart.lines.get(selected) {
            let name = measure::cut(&name_of(line, shop), 110.0, BOLD, BODY);
            parts = parts
                .push(press(
                    look,
                    tell("discount-line", &[("title", name.into())]),
                    face(matches!(self.kind, Kind::OffLine(_))),
                    Some(Message::EditorOpened(Kind::OffLine(selected))),
                ))
                .push(press(
                    look,
                    say("discount-price"),
                    face(matches!(self.kind, Kind::Price(_))),
                    Some(Message::EditorOpened(Kind::Price(selected))),
                ));
        }
        let all = Some(Message::EditorOpened(Kind::OffAll));
        parts
            .push(press(look, say("discount-all"), face(self.kind == Kind::OffAll), all))
            .into()
    }

    /// What is often entered, at one press.
    fn quick<'a>(&self, look: &Look, currency: Currency) -> Vec<Element<'a, Message>> {
        let often: Vec<(String, String)> = match self.kind {
            Kind::Donation => [1, 2, 5]
                .map(|units| Money::from_minor(units * 10_i64.saturating_pow(currency.places()), currency))
                .map(|amount| (currency.brief(amount), currency.plain(amount)))
                .into(),
            Kind::OffLine(_) | Kind::OffAll => ["10", "20", "50"]
                .map(|rate| (format!("{rate} %"), format!("{rate}%")))
                .into(),
            _ => Vec::new(),
        };
        let button = |(words, typed): (String, String)| {
            let face = if typed == self.amount {
                Face::Chosen
            } else {
                Face::Plain
            };
            press(look, words, face, Some(Message::EditorChanged(Part::Amount, typed))).into()
        };
        often.into_iter().map(button).collect()
    }

    /// The field of the amount a buyer chose, within the line.
    pub fn amount_view<'a>(&'a self, look: &Look, of: usize) -> Option<Element<'a, Message>> {
        if self.kind != Kind::Amount(of) {
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
        if let Some(problem) = &self.problem {
            content = content.push(letters(problem.clone(), SEMIBOLD, SMALL, look.red_text));
        }
        Some(content.into())
    }

    fn amount_field<'a>(&'a self, look: &Look) -> iced::widget::TextInput<'a, Message> {
        let hint = match self.kind {
            Kind::OffLine(_) | Kind::OffAll => "discount-hint",
            _ => "amount-hint",
        };
        field(look, AMOUNT, &say(hint), &self.amount, |text| {
            Message::EditorChanged(Part::Amount, text)
        })
        .font(MONO)
        .on_submit(Message::EditorDone)
    }
}

/// A discount as it would be typed.
fn discount_words(off: Off, currency: Currency) -> String {
    match off {
        Off::Rate(rate) => percent(rate).replace(' ', ""),
        Off::Amount(amount) => currency.plain(amount),
    }
}
