//! Offers: several copies together for one price. They are made here and stopped here. Never changed: what was sold by one keeps it.

mod form;

pub use form::UNITS;

use super::super::PAGE;
use super::{Action, beside};
use crate::domain::currency::Currency;
use crate::domain::offer::{Offer, Scope};
use crate::gui::desk::Desk;
use crate::gui::measure::cut;
use crate::gui::shop::{Shop, change, full_day_words};
use crate::gui::theme::*;
use crate::gui::widget::{chip, hair, letters, line, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use form::Form;
use iced::widget::operation::snap_to_end;
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Size};

/// Room for an offer's number, and for the button that stops it.
const NUMBER: f32 = 32.0;
const STOP: f32 = 96.0;

/// The offers, and the one that is being made.
#[derive(Debug, Default)]
pub struct State {
    form: Form,
    /// One is on its way to the till: a second press makes no second one.
    making: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the form.
    Form(form::Message),
    /// The offer is to be made.
    MakePressed,
    /// The offer was made, or not.
    Made(Result<Box<Shop>, Error>),
    /// The offer of this number is to be stopped.
    StopPressed(u32),
    /// It was stopped, or not.
    Stopped(Result<Box<Shop>, Error>),
}

/// What an offer is over, in words.
fn over(shop: &Shop, scope: &Scope) -> String {
    match scope {
        Scope::Everything => say("offer-everything"),
        Scope::Tag(tag) => tell("offer-tag", &[("tag", tag.as_str().into())]),
        Scope::Titles(titles) => {
            let names = titles.iter().map(|sku| {
                let title = shop.catalog.get(sku);
                title.map_or_else(|| sku.to_string(), |title| title.name.clone())
            });
            names.collect::<Vec<_>>().join(" / ")
        }
    }
}

/// How many for how much, over what, where and when.
fn terms(shop: &Shop, offer: &Offer, currency: Currency) -> String {
    let whole = tell(
        "offer-terms",
        &[
            ("units", offer.units.into()),
            ("over", over(shop, &offer.scope).into()),
            ("price", currency.show(offer.price).into()),
        ],
    );
    let event = (!offer.event.is_empty()).then(|| tell("offer-at", &[("event", offer.event.as_str().into())]));
    let day = |key: &str, day| tell(key, &[("day", full_day_words(day).into())]);
    let from = offer.from.map(|from| day("offer-from", from));
    let until = offer.until.map(|until| day("offer-until", until));
    [Some(whole), event, from, until]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

impl State {
    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::Form(message) => self.form.update(message),
            Message::MakePressed if self.making => {}
            Message::MakePressed => match self.form.offer(shop) {
                Ok(offer) => {
                    self.making = true;
                    let made = change(desk, move |till| till.add_offer(&offer).map(|_| ()));
                    return Action::Run(made.map(|answer| super::Message::Offers(Message::Made(answer))));
                }
                Err(why) => {
                    self.form.answer(Err(why));
                    // It is told at the foot of the form.
                    return Action::Run(snap_to_end(PAGE));
                }
            },
            Message::StopPressed(number) => {
                let stopped = change(desk, move |till| till.stop_offer(number).map(|_| ()));
                return Action::Run(stopped.map(|answer| super::Message::Offers(Message::Stopped(answer))));
            }
            Message::Made(Ok(shop)) => {
                *self = State::default();
                let number = shop.catalog.offers.len();
                self.form.answer(Ok(tell("offer-made", &[("number", number.into())])));
                return Action::Changed(shop);
            }
            Message::Stopped(Ok(shop)) => return Action::Changed(shop),
            Message::Made(Err(why)) | Message::Stopped(Err(why)) => {
                self.making = false;
                self.form.answer(Err(why.to_string()));
            }
        }
        Action::None
    }

    /// The offers and the form.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let form = |width| self.form.view(look, shop, width - 2.0 * S4);
        beside(look, room, |width| list(look, shop, width), form)
    }
}

fn list<'a>(look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
    if shop.catalog.offers.is_empty() {
        let words = letters(say("offer-none"), REGULAR, BODY, look.soft);
        return container(words).padding(S4).into();
    }
    let text = width - NUMBER - STOP - 2.0 * S3 - 2.0 * S3;
    let mut rows = column![];
    for (number, offer) in (1..).zip(&shop.catalog.offers) {
        let (ink, at_the_end): (_, Element<'a, Message>) = if offer.stopped {
            (look.soft, line(say("offer-stopped"), REGULAR, BODY, look.soft).into())
        } else {
            let stop = Some(Message::StopPressed(number));
            (look.ink, chip(look, None, say("offer-stop"), false, stop).into())
        };
        let words = row![
            line(number.to_string(), MONO_BOLD, BODY, ink).width(NUMBER),
            column![
                line(cut(&offer.name, text, SEMIBOLD, BODY), SEMIBOLD, BODY, ink),
                letters(terms(shop, offer, shop.currency()), look.small_font(), SMALL, look.soft),
            ]
            .spacing(2.0)
            .width(text),
            push(),
            at_the_end,
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        rows = rows.push(container(words).padding([S2, S3])).push(hair(look));
    }
    rows.into()
}
