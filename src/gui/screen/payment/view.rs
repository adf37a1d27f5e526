//! How Payment looks, in the cart's place.

use super::{Message, NOTE, Standing, State};
use crate::domain::cart::Cart;
use crate::domain::correction::Back;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::payment::{Method, quick_amounts};
use crate::domain::pricing::PricedBasket;
use crate::gui::change::pieces;
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::walk;
use crate::gui::widget::{chip, field, great, hair, key_cap, letters, line, notice, press, press_key, push};
use crate::gui::words::{say, tell};
use crate::gui::{measure, price};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Alignment, Element, Fill, FillPortion, Size};

/// In less height than this what goes back stands outside what scrolls.
const LOW: f32 = 480.0;
/// Height of a button that gives an amount.
const QUICK: f32 = 56.0;

impl State {
    /// Payment in a column of this size.
    pub fn view<'a>(
        &'a self,
        look: &Look,
        shop: &'a Shop,
        cart: &'a Cart,
        priced: &PricedBasket,
        room: Size,
    ) -> Element<'a, Message> {
        let width = room.width;
        let low = room.height < LOW;
        let standing = self.standing(cart, priced, shop);
        let mut content = column![self.methods(look, shop, width)].spacing(S3);
        let due = to_pay(look, shop.currency(), &standing, width, low);
        let heading = if low {
            due
        } else {
            content = content.push(due);
            line(say("payment"), BOLD, LARGE, look.ink).into()
        };
        if !self.tenders.is_empty() {
            content = content.push(self.parts(look, shop));
        }
        if !standing.to_pay.is_zero() {
            content = content.push(self.amounts(look, shop, &standing));
        }
        // What goes back is always in sight: in little height it stands outside what scrolls.
        let outcome = self.outcome(look, shop, &standing, width, low);
        let (outcome, below) = if low {
            (None, Some(outcome))
        } else {
            (Some(outcome), None)
        };
        content = content.push(outcome);
        if !standing.change.is_zero() && standing.settled.is_ok() {
            content = content.push(press_key(
                look,
                say("payment-keep-change"),
                cap(Act::Donation),
                Face::Plain,
                Some(Message::KeepChangePressed),
            ));
        }
        for donation in &cart.donations {
            let words = tell(
                "payment-donation",
                &[("amount", shop.currency().show(donation.amount).into())],
            );
            content = content.push(letters(words, SEMIBOLD, SMALL, look.teal_text));
        }
        content = content.push(
            row![
                press(look, say("payment-split"), Face::Plain, Some(Message::SplitPressed)),
                press(
                    look,
                    say(if self.note.is_some() {
                        "payment-note-away"
                    } else {
                        "payment-note"
                    }),
                    Face::Plain,
                    Some(Message::NotePressed)
                ),
            ]
            .spacing(S2),
        );
        if let Some(note) = &self.note {
            content = content.push(field(look, NOTE, &say("payment-note-hint"), note, Message::NoteChanged));
        }
        let ready = standing.settled.is_ok() && !self.recording;
        let words = say(if self.recording {
            "payment-recording"
        } else {
            "payment-record"
        });
        let record = great(
            look,
            words,
            cap(Act::Record),
            Face::Safe,
            ready.then_some(Message::RecordPressed),
        );
        let problem: Option<Element<'a, Message>> = self
            .problem
            .as_ref()
            .map(|words| notice(look, icon::WARNING, words.clone(), true));
        let column = column![
            header(look, heading),
            hair(look),
            scrollable(container(content).padding(pad(S4, S4, S2, S4)).width(Fill))
                .height(Fill)
                .width(Fill)
                .style(look.scroll()),
            container(column![problem, below, record].spacing(S2)).padding(pad(S2, S4, if low { S2 } else { S4 }, S4)),
        ];
        container(column)
            .id(walk::HERE)
            .width(width)
            .height(Fill)
            .style(look.ground(look.card, look.ink))
            .into()
    }

    fn methods<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
        let others = shop
            .settings
            .methods
            .iter()
            .filter_map(|name| Method::new(name))
            .filter(|method| !method.is_cash());
        let all: Vec<Method> = [Method::cash()].into_iter().chain(others).collect();
        let per_row = if width < 360.0 { 4 } else { 5 };
        let mut rows = column![].spacing(1);
        for methods in all.chunks(per_row) {
            let mut segments = row![];
            for method in methods {
                let face = if *method == self.method {
                    Face::Inked
                } else {
                    Face::Bare
                };
                let name = measure::cut(&method_words(method), width / 2.0, SEMIBOLD, BODY);
                let share = measure::width(&name, SEMIBOLD, BODY) + S5;
                segments = segments.push(
                    pressable(
                        name.clone(),
                        text(name)
                            .font(SEMIBOLD)
                            .size(BODY)
                            .width(Fill)
                            .align_x(Alignment::Center)
                            .wrapping(text::Wrapping::None),
                    )
                    .padding([S3, 0.0])
                    .width(FillPortion(share as u16))
                    .height(TOUCH)
                    .style(look.segment(face))
                    .on_press(Message::MethodPressed(method.clone())),
                );
            }
            rows = rows.push(segments);
        }
        container(rows)
            .padding(2)
            .style(look.panel(look.card, look.ink, look.hair))
            .into()
    }

    fn amounts<'a>(&'a self, look: &Look, shop: &Shop, standing: &Standing) -> Element<'a, Message> {
        let currency = shop.currency();
        let mut offered = vec![(say("payment-exact"), standing.to_pay)];
        if self.method.is_cash() {
            let quick = quick_amounts(standing.to_pay, currency);
            offered.extend(quick.into_iter().map(|amount| (short(currency, amount), amount)));
        }
        let given = self.given.filter(|_| self.typed.is_empty());
        let offers_it = offered.iter().any(|(_, amount)| given == Some(*amount));
        let mut cells: Vec<Element<'a, Message>> = Vec::new();
        for (words, amount) in offered {
            let chosen = given == Some(amount);
            let name = words.clone();
            cells.push(quick_button(look, name, words, chosen, Message::AmountPressed(amount)));
        }
        let other_chosen = self.other && !offers_it;
        let other = match (other_chosen, self.typed.is_empty(), self.given) {
            (true, false, _) => format!("{}{}", currency.sign(), self.typed),
            (true, true, Some(given)) => short(currency, given),
            (true, true, None) => say("payment-type-amount"),
            _ => say("payment-other"),
        };
        let name = say("payment-other");
        cells.push(quick_button(look, name, other, other_chosen, Message::OtherPressed));
        let mut rows = column![].spacing(S2);
        let mut cells = cells.into_iter().peekable();
        while cells.peek().is_some() {
            let mut three = row![].spacing(S2);
            for _ in 0..3 {
                three = three.push(cells.next().unwrap_or_else(|| space().width(Fill).into()));
            }
            rows = rows.push(three);
        }
        rows.into()
    }

    /// What goes back, or what is missing, as large as anything on the screen.
    fn outcome<'a>(
        &'a self,
        look: &Look,
        shop: &Shop,
        standing: &Standing,
        width: f32,
        low: bool,
    ) -> Element<'a, Message> {
        let currency = shop.currency();
        let nothing_given = standing.given.is_zero() && self.tenders.is_empty() && !standing.to_pay.is_zero();
        let (label, amount, ink) = if nothing_given {
            (say("payment-change"), String::from("—"), look.soft)
        } else if !standing.missing.is_zero() {
            (say("payment-missing"), currency.show(standing.missing), look.red_text)
        } else {
            (say("payment-change"), currency.show(standing.change), look.ink)
        };
        let under = if nothing_given {
            say("payment-how-much")
        } else if standing.missing.is_zero() && self.method.is_cash() {
            pieces(standing.change, currency)
        } else {
            String::new()
        };
        let amount_size = [GIANT, HUGE, LARGE]
            .into_iter()
            .skip(usize::from(low))
            .find(|size| measure::width(&amount, MONO_BOLD, *size) < width - 4.0 * S4 - 90.0)
            .unwrap_or(LARGE);
        let room = width - 4.0 * S4;
        let mut content = column![
            row![
                line(label, SEMIBOLD, BODY, look.ink),
                push(),
                line(amount, MONO_BOLD, amount_size, ink).line_height(1.1)
            ]
            .align_y(Alignment::Center)
        ];
        if !under.is_empty() && !low {
            content = content.push(letters(under, look.small_font(), SMALL, look.soft).width(room));
        }
        if let (Err(why), true) = (&standing.settled, standing.missing.is_zero() && !nothing_given) {
            content = content.push(letters(why.clone(), SEMIBOLD, SMALL, look.red_text).width(room));
        }
        container(content)
            .padding([if low { 2.0 } else { S2 }, S4])
            .width(Fill)
            .style(look.panel(look.wash, look.ink, look.hair))
            .into()
    }

    fn parts<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let mut rows = column![].spacing(S1);
        for (place, tender) in self.tenders.iter().enumerate() {
            rows = rows.push(
                row![
                    icon::CHECK.at(BODY).color(look.teal_text),
                    line(method_words(&tender.method), SEMIBOLD, BODY, look.ink),
                    push(),
                    line(shop.currency().show(tender.given), MONO_BOLD, BODY, look.ink),
                    chip(
                        look,
                        Some(icon::CLOSE),
                        say("remove"),
                        false,
                        Some(Message::TenderRemoved(place))
                    ),
                ]
                .spacing(S2)
                .align_y(Alignment::Center),
            );
        }
        rows.into()
    }
}

/// A method as people write it.
pub fn method_words(method: &Method) -> String {
    if method.is_cash() {
        return say("cash");
    }
    method.written()
}

/// Money that goes back, by its methods: `$1.75 Cash + $1.00 Venmo`.
pub fn ways(backs: &[Back], currency: Currency) -> String {
    let mut ways: Vec<(&Method, Money)> = Vec::new();
    for back in backs {
        match ways.iter_mut().find(|(method, _)| **method == back.method) {
            Some((_, amount)) => *amount += back.amount,
            None => ways.push((&back.method, back.amount)),
        }
    }
    let ways = ways
        .into_iter()
        .map(|(method, amount)| format!("{} {}", currency.show(amount), method_words(method)));
    ways.collect::<Vec<_>>().join(" + ")
}

/// What is to be handed out for a correction, in a sentence; what nobody saw arrive is looked for first.
pub fn give_back(backs: &[Back], currency: Currency) -> String {
    let unseen = backs.iter().any(|back| back.unverified);
    let words = if unseen { "give-back-unseen" } else { "give-back" };
    tell(words, &[("ways", ways(backs, currency).into())])
}

/// `$10`, `$9.25`, never `75¢` on a button of amounts.
fn short(currency: Currency, amount: Money) -> String {
    let brief = currency.brief(amount);
    if brief.ends_with('¢') {
        currency.show(amount)
    } else {
        brief
    }
}

fn quick_button<'a>(look: &Look, name: String, words: String, chosen: bool, message: Message) -> Element<'a, Message> {
    let size = if words.chars().count() > 8 { BODY } else { LARGE };
    let ink = if chosen { look.on_marker } else { look.ink };
    pressable(name, container(line(words, BOLD, size, ink)).center(Fill))
        .padding(0)
        .width(Fill)
        .height(QUICK)
        .style(look.press(if chosen { Face::Chosen } else { Face::Plain }))
        .on_press(message)
        .into()
}

fn header<'a>(look: &Look, heading: Element<'a, Message>) -> Element<'a, Message> {
    let back = pressable(
        "back",
        container(
            row![
                icon::BACK.at(BODY),
                line(say("back"), REGULAR, BODY, look.ink),
                key_cap(cap(Act::Back), look.ink)
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        )
        .center_y(Fill),
    )
    .padding([0.0, S4])
    .height(TOUCH)
    .radius(TOUCH / 2.0)
    .style(look.chip(Face::Plain))
    .on_press(Message::BackPressed);
    container(row![heading, push(), back].align_y(Alignment::Center))
        .padding([0.0, S4])
        .center_y(60.0)
        .into()
}

fn to_pay<'a>(look: &Look, currency: Currency, standing: &Standing, width: f32, low: bool) -> Element<'a, Message> {
    let amount = if standing.to_pay.is_zero() {
        say("payment-nothing")
    } else {
        currency.show(standing.to_pay)
    };
    let words = if standing.rounding.is_zero() {
        say("payment-to-pay")
    } else {
        let exact = currency.show(standing.to_pay - standing.rounding);
        tell("payment-to-pay-rounded", &[("exact", exact.into())])
    };
    let label = line(words, REGULAR, BODY, look.soft);
    if low {
        let amount = line(amount, MONO_BOLD, LARGE, look.ink);
        return row![label, amount].spacing(S2).align_y(Alignment::Center).into();
    }
    let size = price::fitting(&amount, width - 2.0 * S4);
    column![label, line(amount, MONO_BOLD, size, look.ink).line_height(1.1)]
        .width(Fill)
        .align_x(Alignment::Center)
        .into()
}
