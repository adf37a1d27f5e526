//! How the panel that corrects a sale looks.

use super::{Coming, Correct, Message, WHY};
use crate::domain::correction::{How, Reversal};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::screen::PAGE;
use crate::gui::screen::payment::{method_words, ways};
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::steady::steady;
use crate::gui::widget::{GREAT, chip, field, hair, letters, line, notice, press, press_key, push, stepper};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill};

/// Width of the way out.
const CANCEL: f32 = 96.0;
/// Width of a stepper.
const STEPPER: f32 = 3.0 * TOUCH + 2.0;

impl Correct {
    /// The panel; `small` where everything in it scrolls together.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, width: f32, small: bool) -> Element<'a, Message> {
        let inner = width - 2.0 * S4;
        let mut content = column![].spacing(S3).width(Fill);
        content = match self.how {
            How::Void => content.push(self.all_of_it(look, inner)),
            How::Refund => self
                .copies(look, shop, inner)
                .into_iter()
                .fold(content, |c, part| c.push(part)),
            How::Repay => self
                .methods(look, shop)
                .into_iter()
                .fold(content, |c, part| c.push(part)),
        };
        content = content.push(self.why(look));
        let foot = column![
            self.comes_to(look, inner),
            self.problem
                .as_ref()
                .map(|why| notice(look, icon::WARNING, why.clone(), true)),
            self.button(look),
        ]
        .spacing(S2);
        let head = container(self.head(look)).padding(pad(S3, S4, S2, S4));
        let content = container(content).padding(pad(S2, S4, S3, S4)).width(Fill);
        let foot = container(foot).padding(pad(S3, S4, S4, S4)).width(Fill);
        let panel: Element<'a, Message> = if small {
            let all = column![head, content, foot];
            scrollable(all).id(PAGE).style(look.scroll()).height(Fill).into()
        } else {
            let content = scrollable(content).id(PAGE).style(look.scroll()).height(Fill);
            column![head, hair(look), content, hair(look), foot].into()
        };
        container(panel)
            .padding(look.rule)
            .width(Fill)
            .height(Fill)
            .style(look.panel(look.card, look.ink, look.rule))
            .into()
    }

    /// Of which sale, and the kinds to choose from.
    fn head<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let number = self.past.sale.number.to_string();
        let mut parts = row![line(number, MONO_BOLD, BODY, look.ink)].spacing(S2);
        for how in self.offered() {
            let words = match how {
                How::Refund => say("correct-return"),
                How::Void => say("correct-void"),
                How::Repay => say("correct-repay"),
            };
            parts = parts.push(chip(look, None, words, how == self.how, Some(Message::HowPressed(how))));
        }
        parts.align_y(Alignment::Center).wrap().vertical_spacing(S2).into()
    }

    /// Everything that a void takes back.
    fn all_of_it<'a>(&'a self, look: &Look, width: f32) -> Element<'a, Message> {
        let mut rows = column![letters(say("correct-void-how"), REGULAR, BODY, look.soft)].spacing(S1);
        if let Some(reversal) = &self.shown {
            for (label, amount) in parts_of(reversal, self.past.sale.currency) {
                rows = rows.push(amount_row(look, label, amount, width));
            }
        }
        rows.into()
    }

    /// The copies that come back, whether they are sold again, and by which method the money goes back.
    fn copies<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Vec<Element<'a, Message>> {
        let currency = self.past.sale.currency;
        let mut parts: Vec<Element<'a, Message>> = Vec::new();
        for (n, coming) in self.coming.iter().enumerate() {
            parts.push(coming_row(look, currency, n, coming, width));
        }
        let mark = self.damaged.then_some(icon::CHECK);
        let damaged = chip(
            look,
            mark,
            say("correct-damaged"),
            self.damaged,
            Some(Message::DamagedPressed),
        );
        parts.push(damaged.into());
        let as_paid = chip(
            look,
            None,
            say("correct-as-paid"),
            self.by.is_none(),
            Some(Message::ByPressed(None)),
        );
        let mut chips = row![as_paid].spacing(S2);
        for method in methods(shop) {
            let chosen = self.by.as_ref() == Some(&method);
            let words = method_words(&method);
            chips = chips.push(chip(look, None, words, chosen, Some(Message::ByPressed(Some(method)))));
        }
        parts.push(group(look, "correct-by", chips.wrap().vertical_spacing(S2)));
        parts
    }

    /// The payment on record, and what it really was.
    fn methods<'a>(&'a self, look: &Look, shop: &Shop) -> Vec<Element<'a, Message>> {
        let currency = self.past.sale.currency;
        let mut held = row![].spacing(S2);
        for paid in self.past.held.iter().filter(|held| held.amount > Money::ZERO) {
            let words = format!("{} {}", currency.show(paid.amount), method_words(&paid.method));
            let chosen = self.from.as_ref() == Some(&paid.method);
            let pressed = Message::FromPressed(paid.method.clone());
            held = held.push(chip(look, None, words, chosen, Some(pressed)));
        }
        let mut real = row![].spacing(S2);
        for method in methods(shop)
            .into_iter()
            .filter(|method| Some(method) != self.from.as_ref())
        {
            let chosen = self.to.as_ref() == Some(&method);
            let words = method_words(&method);
            real = real.push(chip(look, None, words, chosen, Some(Message::ToPressed(method))));
        }
        vec![
            group(look, "correct-from", held.wrap().vertical_spacing(S2)),
            group(look, "correct-to", real.wrap().vertical_spacing(S2)),
        ]
    }

    fn why<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let at_hand: &[&str] = match self.how {
            How::Void => &["why-twice", "why-wrong", "why-mind", "why-unpaid"],
            How::Refund => &["why-mind", "why-creased", "why-wrong"],
            How::Repay => &["why-slip", "why-unseen"],
        };
        let mut chips = row![].spacing(S2);
        for word in at_hand {
            let words = say(word);
            let chosen = self.reason == words;
            chips = chips.push(chip(
                look,
                None,
                words.clone(),
                chosen,
                Some(Message::ReasonPressed(words)),
            ));
        }
        let hint = match self.how {
            How::Repay => say("correct-why-hint-free"),
            _ => say("correct-why-hint"),
        };
        column![
            line(say("correct-why"), SEMIBOLD, SMALL, look.soft),
            chips.wrap().vertical_spacing(S2),
            steady(field(look, WHY, &hint, &self.reason, Message::ReasonChanged)),
        ]
        .spacing(S2)
        .into()
    }

    /// The amount, before it is done.
    fn comes_to<'a>(&'a self, look: &Look, width: f32) -> Element<'a, Message> {
        let currency = self.past.sale.currency;
        let label = match self.how {
            How::Repay => say("correct-moves"),
            _ => say("correct-goes-back"),
        };
        let Some(reversal) = &self.shown else {
            let how = match self.how {
                How::Void => String::new(),
                How::Refund => say("correct-pick-copies"),
                How::Repay => say("correct-pick-methods"),
            };
            return letters(how, REGULAR, BODY, look.soft).into();
        };
        let amount = currency.show(reversal.amount());
        let mut said = column![
            row![
                line(label, BOLD, LARGE, look.ink),
                push(),
                line(amount, MONO_BOLD, HUGE, look.ink)
            ]
            .align_y(Alignment::Center)
        ]
        .spacing(S1);
        if self.how == How::Repay {
            return said
                .push(letters(self.moved(reversal), SEMIBOLD, BODY, look.ink))
                .into();
        }
        let by = if reversal.payments.is_empty() {
            let kept = self.how == How::Refund && self.past.sale.goods > Money::ZERO;
            say(if kept {
                "correct-costs-as-much"
            } else {
                "correct-nothing-back"
            })
        } else {
            ways(&reversal.payments, currency)
        };
        said = said.push(letters(by, SEMIBOLD, BODY, look.ink).width(width));
        let unseen: Money = reversal
            .payments
            .iter()
            .filter(|back| back.unverified)
            .map(|back| back.amount)
            .sum();
        if unseen > Money::ZERO {
            let words = tell("correct-unseen", &[("amount", currency.show(unseen).into())]);
            said = said.push(letters(words, SEMIBOLD, BODY, look.red_text).width(width));
        }
        said.into()
    }

    /// `$4.00 from Venmo to Card`.
    fn moved(&self, reversal: &Reversal) -> String {
        let name = |method: &Option<Method>| method.as_ref().map(method_words).unwrap_or_default();
        let amount = self.past.sale.currency.show(reversal.amount());
        let about = [
            ("amount", amount.into()),
            ("from", name(&self.from).into()),
            ("to", name(&self.to).into()),
        ];
        tell("correct-moved", &about)
    }

    /// The way out, and the button that is named by its effect.
    fn button<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let amount = self.shown.as_ref().map(Reversal::amount);
        let about = [(
            "amount",
            self.past.sale.currency.show(amount.unwrap_or_default()).into(),
        )];
        let some = amount.is_some_and(|amount| amount > Money::ZERO);
        let words = match self.how {
            _ if self.recording => say("payment-recording"),
            How::Void if some => tell("correct-do-void", &about),
            How::Void => say("correct-do-void-nothing"),
            How::Refund if some => tell("correct-do-return", &about),
            How::Refund => say("correct-do-return-nothing"),
            How::Repay if some => tell("correct-do-repay", &about),
            How::Repay => say("correct-repay"),
        };
        let ready = self.settled && !self.recording;
        let away = (!self.recording).then_some(Message::ClosePressed);
        row![
            press_key(look, say("cancel"), cap(Act::Back), Face::Plain, away)
                .width(CANCEL)
                .height(GREAT),
            press(look, words, Face::Next, ready.then_some(Message::RecordPressed)).height(GREAT),
        ]
        .spacing(S2)
        .into()
    }
}

/// Cash and the methods of the till.
fn methods(shop: &Shop) -> Vec<Method> {
    let others = shop.settings.methods.iter().filter_map(|name| Method::new(name));
    std::iter::once(Method::cash()).chain(others).collect()
}

fn group<'a>(look: &Look, heading: &str, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    column![line(say(heading), SEMIBOLD, SMALL, look.soft), content.into()]
        .spacing(S2)
        .into()
}

fn coming_row<'a>(look: &Look, currency: Currency, n: usize, coming: &Coming, width: f32) -> Element<'a, Message> {
    let room = width - STEPPER - S3;
    let title = measure::cut(&coming.title, room, BOLD, BODY);
    let most = ("count", coming.most.into());
    let under = match coming.amount {
        Some(amount) => tell("correct-most-at", &[most, ("amount", currency.show(amount).into())]),
        None => tell("correct-most", &[most]),
    };
    let step = |by: i32, can: bool| can.then_some(Message::CopiesPressed(n, by));
    let less = step(-1, coming.copies > 0);
    let more = step(1, coming.copies < coming.most);
    row![
        column![
            line(title, BOLD, BODY, look.ink),
            line(under, look.small_font(), SMALL, look.soft)
        ],
        push(),
        stepper(look, &n.to_string(), coming.copies, less, more),
    ]
    .align_y(Alignment::Center)
    .into()
}

/// The parts of what goes back, with their amounts.
pub fn parts_of(reversal: &Reversal, currency: Currency) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for line in &reversal.lines {
        let about = [("count", line.copies.into()), ("title", line.title.as_str().into())];
        let mut label = match line.copies {
            0 => line.title.clone(),
            _ => tell("correction-copies", &about),
        };
        if line.damaged {
            label = tell("correction-damaged", &[("what", label.into())]);
        }
        parts.push((label, currency.show(line.amount)));
    }
    if !reversal.tax_added.is_zero() {
        parts.push((say("correction-tax"), currency.show(reversal.tax_added)));
    }
    for gift in &reversal.donations {
        let label = if gift.jar.is_empty() {
            say("receipt-donation")
        } else {
            tell("receipt-donation-to", &[("jar", gift.jar.as_str().into())])
        };
        parts.push((label, currency.show(gift.amount)));
    }
    if !reversal.rounding.is_zero() {
        parts.push((say("receipt-rounding"), currency.show(reversal.rounding)));
    }
    parts
}

fn amount_row<'a>(look: &Look, label: String, amount: String, width: f32) -> Element<'a, Message> {
    let room = width - measure::width(&amount, MONO, BODY) - S3;
    row![
        line(measure::cut(&label, room, REGULAR, BODY), REGULAR, BODY, look.ink),
        push(),
        line(amount, MONO, BODY, look.ink)
    ]
    .align_y(Alignment::Center)
    .into()
}
