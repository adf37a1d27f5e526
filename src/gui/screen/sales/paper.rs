//! A sale as its receipt, followed by what happened to it since; a correction as its own. Never changes them.

use super::correct::parts_of;
use super::record::{Past, Record, how_words};
use super::{Message, State};
use crate::domain::correction::{After, Correction, How, Reversal};
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::gui::icon::{self, Icon};
use crate::gui::measure;
use crate::gui::screen::PAGE;
use crate::gui::screen::payment::{method_words, ways};
use crate::gui::shop::{Shop, clock, day_words};
use crate::gui::theme::*;
use crate::gui::widget::pressable::{Pressable, pressable};
use crate::gui::widget::{hair, letters, line, press, push};
use crate::gui::words::{say, tell};
use iced::widget::{Column, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill};

impl State {
    /// The receipt; `low` where there is so little height that its buttons scroll with it.
    pub(super) fn paper<'a>(&'a self, look: &Look, shop: &Shop, width: f32, low: bool) -> Element<'a, Message> {
        let Some(record) = &self.chosen else {
            return container(letters(say("sales-pick"), REGULAR, BODY, look.soft))
                .center(Fill)
                .style(look.card())
                .into();
        };
        let inner = width - 2.0 * S4;
        let paper = match record {
            Record::Sale(past) => sale(look, shop, past, inner),
            Record::Correction(correction) => correction_paper(look, shop, correction, inner),
        };
        let (paper, buttons) = match low {
            true => (column![paper, self.buttons(look, record)].spacing(S3).into(), None),
            false => (paper, Some(self.buttons(look, record))),
        };
        // While a correction is entered the page keys scroll that.
        let scrolled = scrollable(container(paper).padding(S4).width(Fill));
        let scrolled = match self.panel {
            None => scrolled.id(PAGE),
            Some(_) => scrolled,
        };
        let paper = container(scrolled.style(look.scroll()).height(Fill))
            .style(look.card())
            .height(Fill);
        column![paper, buttons].spacing(S3).into()
    }

    /// What can be done with it.
    fn buttons<'a>(&'a self, look: &Look, record: &Record) -> Element<'a, Message> {
        let show = press(look, say("sales-show-pdf"), Face::Inked, Some(Message::ShowPressed));
        let save = press(look, say("sales-save"), Face::Plain, Some(Message::SavePressed));
        let print = press(look, say("sales-print"), Face::Plain, Some(Message::PrintPressed));
        let Record::Sale(past) = record else {
            return row![show, print, save].spacing(S2).into();
        };
        let correct = |word: &str, how: How, can: bool| {
            let pressed = (can && self.panel.is_none()).then_some(Message::CorrectPressed(how));
            press(look, say(word), Face::Plain, pressed)
        };
        column![
            row![
                correct("correct-return", How::Refund, past.has_copies()),
                correct("correct-repay", How::Repay, past.has_money()),
            ]
            .spacing(S2),
            row![correct("correct-void", How::Void, past.voided.is_none()), print].spacing(S2),
            row![show, save].spacing(S2),
        ]
        .spacing(S2)
        .into()
    }
}

/// A name and an amount.
fn amount<'a>(look: &Look, width: f32, label: &str, money: String, strong: bool) -> Element<'a, Message> {
    let (sans, mono) = if strong { (BOLD, MONO_BOLD) } else { (REGULAR, MONO) };
    let size = if strong { LARGE } else { BODY };
    let label = measure::cut(label, width - measure::width(&money, mono, size) - S3, sans, size);
    row![
        line(label, sans, size, look.ink),
        push(),
        line(money, mono, size, look.ink)
    ]
    .align_y(Alignment::Center)
    .into()
}

fn small<'a>(look: &Look, words: String) -> Element<'a, Message> {
    letters(words, look.small_font(), SMALL, look.soft).into()
}

fn at(day: BusinessDay, moment: Instant) -> String {
    let about = [("day", day_words(day).into()), ("at", clock(moment).into())];
    tell("sales-at", &about)
}

/// Something to know about it, with a drawing.
fn remark<'a>(icon: Icon, words: String, ink: iced::Color) -> Element<'a, Message> {
    row![icon.at(BODY).color(ink), letters(words, BOLD, BODY, ink).width(Fill)]
        .spacing(S2)
        .align_y(Alignment::Center)
        .into()
}

/// The way to another record.
fn leads_to<'a>(look: &Look, words: String, number: &ReceiptNumber) -> Pressable<'a, Message> {
    let said = row![
        line(words, BOLD, BODY, look.teal_text),
        icon::FORWARD.at(BODY).color(look.teal_text)
    ];
    pressable(
        format!("to {number}"),
        container(said.spacing(S1).align_y(Alignment::Center)).center_y(Fill),
    )
    .height(TOUCH)
    .padding(0)
    .style(look.press(Face::Link))
    .on_press(Message::RecordPressed(number.clone()))
}

fn head<'a>(look: &Look, shop: &Shop, event: &str) -> Column<'a, Message> {
    let mut paper = column![].spacing(S1).width(Fill);
    if !shop.settings.shop.is_empty() {
        paper = paper.push(letters(shop.settings.shop.clone(), BOLD, LARGE, look.ink));
    }
    if !event.is_empty() {
        paper = paper.push(letters(event.to_owned(), REGULAR, BODY, look.ink));
    }
    paper
}

/// The sale as its receipt says it, and how it stands.
fn sale<'a>(look: &Look, shop: &Shop, past: &'a Past, width: f32) -> Element<'a, Message> {
    let of = &past.sale;
    let mut paper = head(look, shop, &of.event)
        .push(line(of.number.to_string(), MONO_BOLD, LARGE, look.ink))
        .push(small(look, at(of.business_day, of.sold_at)));
    if let Some(by) = &past.voided {
        let words = tell("sales-voided-by", &[("number", by.to_string().into())]);
        paper = paper.push(remark(icon::UNDO, words, look.red_text));
    }
    paper = receipt(look, paper.push(space().height(S1)).push(hair(look)), of, width);
    paper = money_seen(look, paper, past);
    let mut corrections = past
        .after
        .iter()
        .filter_map(|after| match after {
            After::Corrected(correction) => Some(correction),
            After::Confirmed => None,
        })
        .peekable();
    if corrections.peek().is_some() {
        paper = paper
            .push(hair(look))
            .push(line(say("sales-since"), BOLD, BODY, look.ink));
    }
    for correction in corrections {
        paper = paper.push(since(look, correction, width));
    }
    paper.into()
}

/// Whether its phone payments were seen to arrive.
fn money_seen<'a>(look: &Look, paper: Column<'a, Message>, past: &Past) -> Column<'a, Message> {
    let waits = past.unverified();
    if past.voided.is_none() && waits > Money::ZERO {
        let words = tell("sales-unverified", &[("amount", past.sale.currency.show(waits).into())]);
        let pressed = Message::ArrivedPressed(past.sale.number.clone());
        return paper
            .push(hair(look))
            .push(remark(icon::CLOCK, words, look.ink))
            .push(press(look, say("waiting-arrived"), Face::Safe, Some(pressed)));
    }
    if past.confirmed() {
        return paper
            .push(hair(look))
            .push(remark(icon::CHECK, say("sales-confirmed"), look.teal_text));
    }
    paper
}

/// One thing that happened to it since.
fn since<'a>(look: &Look, correction: &'a Correction, width: f32) -> Element<'a, Message> {
    let currency = correction.currency;
    let reversal = &correction.reversal;
    let about = [
        ("number", correction.number.to_string().into()),
        ("how", how_words(reversal.how).into()),
    ];
    let label = tell("sales-since-row", &about);
    let (money, what) = match reversal.how {
        How::Repay => (String::new(), moved(reversal, currency)),
        How::Void | How::Refund => (
            currency.show(-reversal.amount()),
            parts_of(reversal, currency)
                .into_iter()
                .map(|(label, _)| label)
                .collect::<Vec<_>>()
                .join(" · "),
        ),
    };
    let mut facts = vec![at(correction.business_day, correction.made_at)];
    facts.extend(
        [&correction.by, &correction.reason]
            .into_iter()
            .filter(|fact| !fact.is_empty())
            .cloned(),
    );
    let room = width - measure::width(&money, MONO_BOLD, BODY) - BODY - 2.0 * S3;
    let label = measure::cut(&label, room, BOLD, BODY);
    let content = column![
        row![
            line(label, BOLD, BODY, look.teal_text),
            icon::FORWARD.at(BODY).color(look.teal_text),
            push(),
            line(money, MONO_BOLD, BODY, look.ink)
        ]
        .spacing(S1)
        .align_y(Alignment::Center),
        small(look, what),
        small(look, facts.join(" · ")),
    ];
    pressable(format!("to {}", correction.number), content)
        .padding([S2, 0.0])
        .width(Fill)
        .style(look.press(Face::Bare))
        .on_press(Message::RecordPressed(correction.number.clone()))
        .into()
}

/// `$4.00 from Venmo to Card`.
fn moved(reversal: &Reversal, currency: Currency) -> String {
    let from = reversal.payments.iter().find(|back| back.amount > Money::ZERO);
    let to = reversal.payments.iter().find(|back| back.amount < Money::ZERO);
    let name = |back: Option<&crate::domain::correction::Back>| {
        back.map(|back| method_words(&back.method)).unwrap_or_default()
    };
    // What nobody had seen and what somebody had are moved apart: together they are what came in otherwise.
    let amount = to.map_or(Money::ZERO, |back| -back.amount);
    let about = [
        ("amount", currency.show(amount).into()),
        ("from", name(from).into()),
        ("to", name(to).into()),
    ];
    tell("correct-moved", &about)
}

/// A correction as its own receipt.
fn correction_paper<'a>(look: &Look, shop: &Shop, of: &'a Correction, width: f32) -> Element<'a, Message> {
    let currency = of.currency;
    let reversal = &of.reversal;
    let about = [
        ("how", how_words(reversal.how).into()),
        ("number", of.corrects.to_string().into()),
    ];
    let mut paper = head(look, shop, &of.event)
        .push(line(of.number.to_string(), MONO_BOLD, LARGE, look.ink))
        .push(leads_to(look, tell("correction-of", &about), &of.corrects))
        .push(small(look, at(of.business_day, of.made_at)))
        .push(space().height(S1))
        .push(hair(look));
    if reversal.how == How::Repay {
        paper = paper.push(letters(moved(reversal, currency), BOLD, BODY, look.ink));
    } else {
        for (label, money) in parts_of(reversal, currency) {
            paper = paper.push(amount(look, width, &label, money, false));
        }
        paper = paper.push(hair(look)).push(amount(
            look,
            width,
            &say("correction-back"),
            currency.show(reversal.total),
            true,
        ));
        if !reversal.payments.is_empty() {
            paper = paper.push(letters(ways(&reversal.payments, currency), REGULAR, BODY, look.ink));
        }
    }
    paper = paper.push(space().height(S1));
    if !of.reason.is_empty() {
        let words = tell("correction-why", &[("why", of.reason.as_str().into())]);
        paper = paper.push(letters(words, REGULAR, BODY, look.ink));
    }
    if !of.by.is_empty() {
        paper = paper.push(small(look, tell("correction-by", &[("by", of.by.as_str().into())])));
    }
    paper.into()
}

/// What was bought and how it was paid.
fn receipt<'a>(look: &Look, paper: Column<'a, Message>, sale: &Sale, width: f32) -> Column<'a, Message> {
    let currency = sale.currency;
    let mut paper = paper;
    let row_of = |label: &str, money: Money, strong: bool| amount(look, width, label, currency.show(money), strong);
    for sold in &sale.lines {
        let charges: Vec<&str> = sold.charges.iter().map(|charge| charge.text.as_str()).collect();
        paper = paper.push(row_of(&sold.title, sold.total, false)).push(letters(
            charges.join(" + "),
            look.small_font(),
            SMALL,
            look.soft,
        ));
    }
    paper = paper.push(hair(look));
    if !sale.donations.is_empty() || !sale.tax_added.is_zero() {
        paper = paper.push(row_of(&say("receipt-goods"), sale.goods, false));
    }
    if !sale.tax_added.is_zero() {
        paper = paper.push(row_of(&say("correction-tax"), sale.tax_added, false));
    }
    for donation in &sale.donations {
        let label = if donation.jar.is_empty() {
            say("receipt-donation")
        } else {
            tell("receipt-donation-to", &[("jar", donation.jar.as_str().into())])
        };
        paper = paper.push(row_of(&label, donation.amount, false));
    }
    if !sale.rounding.is_zero() {
        paper = paper.push(row_of(&say("receipt-rounding"), sale.rounding, false));
    }
    paper = paper.push(row_of(&say("receipt-total"), sale.total, true));
    for payment in &sale.payments {
        let label = tell("receipt-given", &[("method", method_words(&payment.method).into())]);
        paper = paper.push(row_of(&label, payment.given, false));
    }
    if !sale.change().is_zero() {
        paper = paper.push(row_of(&say("receipt-change"), sale.change(), false));
    }
    if !sale.saved().is_zero() {
        let words = tell("receipt-saved-you", &[("amount", currency.show(sale.saved()).into())]);
        paper = paper.push(letters(words, SEMIBOLD, SMALL, look.teal_text));
    }
    if !sale.by.is_empty() {
        let words = tell("receipt-by", &[("by", sale.by.as_str().into())]);
        paper = paper.push(letters(words, look.small_font(), SMALL, look.soft));
    }
    if !sale.note.is_empty() {
        let words = tell("receipt-note", &[("note", sale.note.as_str().into())]);
        paper = paper.push(letters(words, look.small_font(), SMALL, look.soft));
    }
    paper
}
