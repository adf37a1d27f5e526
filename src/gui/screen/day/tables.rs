//! What a day came to: the key figures, the sum that shows it adds up, the tables. Never adds up a table: the summary did.

use super::{Message, terms, tin};
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::report::Summary;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::price::fitting;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::{Shop, clock};
use crate::gui::theme::*;
use crate::gui::widget::bars::bars;
use crate::gui::widget::{hair, letters, line, notice, panel, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill, Font};

/// As many titles as are listed.
const MOST: usize = 100;
/// Widths of a column of counts, and of one of money.
const COUNT: f32 = 48.0;
const MONEY: f32 = 96.0;

/// The five key figures.
pub fn figures<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let average = u32::try_from(summary.sales)
        .ok()
        .and_then(|sales| Quantity::new(sales).ok())
        .map_or(Money::ZERO, |sales| {
            let minor = summary.goods.to_minor(currency) / i64::from(sales.get());
            Money::from_minor(minor, currency)
        });
    let under = tell(
        "day-goods-under",
        &[("sales", summary.sales.into()), ("copies", summary.copies.into())],
    );
    let corrections = tell("day-back-under", &[("count", summary.corrections.len().into())]);
    let cards = [
        (say("day-goods"), summary.goods, under),
        (say("day-donations"), summary.donations, say("day-donations-under")),
        (say("day-average"), average, say("day-average-under")),
        (say("day-saved"), summary.saved, say("day-saved-under")),
        (say("day-back"), summary.given_back(), corrections),
    ];
    let beside = if width < NARROW { 2.0 } else { 5.0 };
    let whole = ((width - 2.0 * S4 - (beside - 1.0) * S3) / beside).floor();
    let room = whole - 2.0 * S3;
    let small = |words: &str| {
        let words = measure::cut(words, room, look.small_font(), SMALL);
        line(words, look.small_font(), SMALL, look.soft)
    };
    let mut cells = row![].spacing(S3);
    for (label, amount, under) in cards {
        let amount = currency.show(amount);
        let size = fitting(&amount, room).min(HUGE);
        let cell = column![small(&label), line(amount, MONO_BOLD, size, look.ink), small(&under)].spacing(2.0);
        cells = cells.push(container(cell).padding(S3).width(whole).style(look.card()));
    }
    cells.wrap().vertical_spacing(S3).into()
}

/// The line that says that it adds up, with the figures it is about.
pub fn holds<'a>(look: &Look, currency: Currency, summary: &Summary) -> Element<'a, Message> {
    let show = |amount: Money| currency.show(amount).into();
    let identity = tell(
        "day-identity",
        &[
            ("goods", show(summary.goods)),
            ("tax", show(summary.tax_added)),
            ("donations", show(summary.donations)),
            ("rounding", show(summary.rounding)),
            ("payments", show(summary.payments)),
            ("change", show(summary.change)),
        ],
    );
    if !summary.holds() {
        return column![
            notice(look, icon::WARNING, say("day-holds-not"), true),
            letters(identity, MONO, SMALL, look.red_text)
        ]
        .spacing(S1)
        .into();
    }
    row![
        icon::CHECK.at(LARGE).color(look.teal_text),
        line(say("day-holds"), BOLD, BODY, look.teal_text),
        letters(identity, look.small_font(), SMALL, look.soft).width(Fill),
    ]
    .spacing(S2)
    .align_y(Alignment::Center)
    .into()
}

/// The tables of a day, beside one another or, in little room, one below the other.
pub fn tables<'a>(look: &Look, shop: &Shop, books: &super::Books, width: f32, is_today: bool) -> Element<'a, Message> {
    let summary = &books.summary;
    let currency = shop.currency();
    let narrow = width < NARROW;
    let left = super::share(width);
    let right = if narrow { left } else { width - 2.0 * S4 - S3 - left };
    let sold = summary.sales > 0 || !summary.by_title.is_empty();
    let chart = || {
        let by_hour = summary.by_hour.iter().map(|row| (row.hour.to_string(), row.sales));
        let chart = bars(look, by_hour.collect());
        panel(look, say("day-by-hour"), container(chart).height(190.0))
    };
    let titles = || {
        let table = by_title(look, currency, summary, left - 2.0 * S4);
        panel(look, say("day-by-title"), table)
    };
    let payments = || {
        let table = by_payment(look, currency, summary, right - 2.0 * S4);
        panel(look, say("day-by-payment"), table)
    };
    let mut first = column![].spacing(S3);
    if sold {
        first = first.push(chart()).push(titles());
    } else {
        first = first.push(letters(say("day-nothing"), REGULAR, LARGE, look.soft));
    }
    let mut second = column![tin::panel(look, shop, books, right - 2.0 * S4, is_today)].spacing(S3);
    if !summary.by_payment.is_empty() {
        second = second.push(payments());
    }
    if !summary.corrections.is_empty() {
        let table = corrections(look, currency, summary, right - 2.0 * S4);
        second = second.push(panel(look, say("day-corrections"), table));
    }
    second = second.extend(terms::panels(look, currency, summary));
    if narrow {
        return column![first, second].spacing(S3).into();
    }
    row![first.width(left), second.width(right)].spacing(S3).into()
}

/// A row of a table: the first cell to the left, the others to the right.
fn cells<'a>(look: &Look, font: Font, size: f32, words: Vec<(String, f32)>) -> Element<'a, Message> {
    let mut parts = row![].spacing(S2);
    for (n, (words, width)) in words.into_iter().enumerate() {
        let color = if size < BODY { look.soft } else { look.ink };
        let cell = if n == 0 {
            let font = if font == MONO { REGULAR } else { font };
            line(measure::cut(&words, width, font, size), font, size, color).width(width)
        } else {
            line(words, font, size, color).width(width).align_x(Alignment::End)
        };
        parts = parts.push(cell);
    }
    container(parts).padding([S2, 0.0]).into()
}

fn by_title<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    // A column for what came back only where something did.
    let back = summary.by_title.iter().any(|title| title.refunded > 0);
    let counts = if back { 4.0 } else { 3.0 };
    let name = width - counts * (COUNT + S2) - MONEY - S2;
    let row = |first: String, sold: String, free: String, refunded: String, takings: String, left: String| {
        let mut cells = vec![(first, name), (sold, COUNT), (free, COUNT)];
        cells.extend(back.then_some((refunded, COUNT)));
        cells.extend([(takings, MONEY), (left, COUNT)]);
        cells
    };
    let heads = row(
        say("day-title"),
        say("day-sold"),
        say("day-free"),
        say("day-returned"),
        say("day-takings"),
        say("day-left"),
    );
    let mut rows = column![cells(look, SEMIBOLD, SMALL, heads)];
    for title in summary.by_title.iter().take(MOST) {
        let words = row(
            title.title.clone(),
            title.sold.to_string(),
            title.free.to_string(),
            title.refunded.to_string(),
            currency.show(title.takings),
            title.left.map(|left| left.to_string()).unwrap_or_default(),
        );
        rows = rows.push(hair(look)).push(cells(look, MONO, BODY, words));
    }
    rows.into()
}

/// A word and an amount.
pub fn two<'a>(look: &Look, label: String, words: String, strong: bool) -> Element<'a, Message> {
    let (sans, mono) = if strong { (BOLD, MONO_BOLD) } else { (REGULAR, MONO) };
    container(row![
        letters(label, sans, BODY, look.ink).width(Fill),
        line(words, mono, BODY, look.ink)
    ])
    .padding([S2, 0.0])
    .into()
}

/// What came in by each method, and what of it nobody saw arrive.
pub fn by_payment<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let (count, amount) = (COUNT + S4, MONEY + S3);
    let name = width - count - amount - 2.0 * S2;
    let heads = vec![
        (say("day-method"), name),
        (say("day-count"), count),
        (say("day-amount"), amount),
    ];
    let mut rows = column![cells(look, SEMIBOLD, SMALL, heads)];
    for payment in &summary.by_payment {
        let method = method_words(&payment.method);
        let method = if payment.unverified.is_zero() {
            method
        } else {
            let amount = currency.show(payment.unverified);
            tell(
                "day-unverified",
                &[("method", method.into()), ("amount", amount.into())],
            )
        };
        let words = vec![
            (method, name),
            (payment.count.to_string(), count),
            (currency.show(payment.amount), amount),
        ];
        rows = rows.push(hair(look)).push(cells(look, MONO, BODY, words));
    }
    rows.into()
}

/// What was taken back, or paid otherwise, on the day.
fn corrections<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let mut rows = column![];
    for (n, correction) in summary.corrections.iter().enumerate() {
        let how = match correction.how {
            How::Void => "day-correction-void",
            How::Refund => "day-correction-refund",
            How::Repay => "day-correction-repay",
        };
        let what = tell(how, &[("of", correction.corrects.to_string().into())]);
        let amount = currency.show(correction.amount);
        let room = width - measure::width(&amount, MONO, BODY) - S2;
        let what = format!("{} · {what}", correction.number);
        let facts = [
            clock(correction.made_at),
            correction.by.clone(),
            correction.reason.clone(),
        ];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let under = letters(facts.join(" · "), look.small_font(), SMALL, look.soft);
        rows = rows.push((n > 0).then(|| hair(look))).push(
            container(
                column![
                    row![
                        line(measure::cut(&what, room, REGULAR, BODY), REGULAR, BODY, look.ink),
                        push(),
                        line(amount, MONO, BODY, look.ink),
                    ],
                    under,
                ]
                .spacing(2.0),
            )
            .padding([S2, 0.0]),
        );
    }
    rows.into()
}
