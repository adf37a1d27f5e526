//! What a span came to: the key figures, the sum that shows it adds up, the tables side by side.
//! Never adds up a table: the summary did.

use super::lists::{self, Table};
use super::{Message, State, terms, tin};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::report::{Headline, Report, Summary};
use crate::domain::sales_filter::Figure;
use crate::domain::span::Span;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::price::fitting;
use crate::gui::shop::{Shop, day_words};
use crate::gui::theme::*;
use crate::gui::widget::bars::{Bar, bars};
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{letters, line, notice, panel};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill};

/// Height of a chart.
const CHART: f32 = 190.0;
/// A chart has no more bars than this: of more days there is a table.
const MOST_DAYS: usize = 31;

/// A key figure: its word, how much, what stands under it, what it was before, and what is behind it.
struct Card {
    label: String,
    amount: Money,
    under: String,
    was: Option<Money>,
    figure: Option<Figure>,
}

/// The five key figures, each with what it was before.
pub fn figures<'a>(look: &Look, currency: Currency, report: &Report, width: f32) -> Element<'a, Message> {
    let summary = &report.summary;
    let now = summary.headline();
    let was = |of: &dyn Fn(&Headline) -> Money| report.before.as_ref().map(|(_, before)| of(before));
    let card = |word: &str, amount: Money, under: String, was: Option<Money>, figure: Option<Figure>| Card {
        label: say(word),
        amount,
        under,
        was,
        figure,
    };
    let sold = [("sales", now.sales.into()), ("copies", now.copies.into())];
    let back = [("count", summary.corrections.len().into())];
    let cards = [
        card(
            "day-goods",
            now.goods,
            tell("day-goods-under", &sold),
            was(&|before| before.goods),
            None,
        ),
        card(
            "day-donations",
            now.donations,
            say("day-donations-under"),
            was(&|before| before.donations),
            Some(Figure::Donations),
        ),
        card(
            "day-average",
            now.average(currency),
            say("day-average-under"),
            was(&|before| before.average(currency)),
            None,
        ),
        card(
            "day-saved",
            now.saved,
            say("day-saved-under"),
            was(&|before| before.saved),
            Some(Figure::Savings),
        ),
        card(
            "day-back",
            now.given_back,
            tell("day-back-under", &back),
            was(&|before| before.given_back),
            Some(Figure::Corrections),
        ),
    ];
    let beside = if width < NARROW { 2.0 } else { 5.0 };
    let whole = ((width - 2.0 * S4 - (beside - 1.0) * S3) / beside).floor();
    let mut cells = row![].spacing(S3);
    for card in cards {
        cells = cells.push(card_view(look, currency, card, whole));
    }
    cells.wrap().vertical_spacing(S3).into()
}

fn card_view<'a>(look: &Look, currency: Currency, card: Card, whole: f32) -> Element<'a, Message> {
    let room = whole - 2.0 * S3;
    let small = |words: &str| {
        let words = measure::cut(words, room, look.small_font(), SMALL);
        line(words, look.small_font(), SMALL, look.soft)
    };
    let amount = currency.show(card.amount);
    let size = fitting(&amount, room).min(HUGE);
    let was = card
        .was
        .map(|was| small(&tell("day-was", &[("amount", currency.show(was).into())])));
    let words = column![
        small(&card.label),
        line(amount, MONO_BOLD, size, look.ink),
        small(&card.under),
        was
    ]
    .spacing(2.0);
    let pressed = Message::FigurePressed(card.figure, card.label.clone());
    pressable(format!("figure {}", card.label), container(words).width(Fill))
        .padding(S3)
        .width(whole)
        .style(look.press(Face::Card))
        .on_press(pressed)
        .into()
}

/// The line that says that it adds up, with the figures it is about; below it what it is compared with.
pub fn holds<'a>(look: &Look, currency: Currency, report: &Report) -> Element<'a, Message> {
    let summary = &report.summary;
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
    let before = report.before.as_ref().map(|(span, before)| {
        let about = [("span", span_words(span).into()), ("sales", before.sales.into())];
        letters(tell("day-compared", &about), look.small_font(), SMALL, look.soft)
    });
    let adds = row![
        icon::CHECK.at(LARGE).color(look.teal_text),
        line(say("day-holds"), BOLD, BODY, look.teal_text),
        letters(identity, look.small_font(), SMALL, look.soft).width(Fill),
    ]
    .spacing(S2)
    .align_y(Alignment::Center);
    column![adds, before].spacing(S1).into()
}

/// A span as people say it.
pub fn span_words(span: &Span) -> String {
    match span {
        Span::Day(day) => day_words(*day),
        Span::Days(from, to) => {
            let about = [("from", day_words(*from).into()), ("to", day_words(*to).into())];
            tell("day-from-to", &about)
        }
        Span::Event(event) => event.trim().to_owned(),
    }
}

impl State {
    /// The tables, beside one another or, in little room, one below the other.
    pub(super) fn tables<'a>(&'a self, look: &Look, shop: &Shop, report: &Report, width: f32) -> Element<'a, Message> {
        let summary = &report.summary;
        let currency = shop.currency();
        let narrow = width < NARROW;
        let left = super::share(width);
        let right = if narrow { left } else { width - 2.0 * S4 - S3 - left };
        let table = |table: Table, width: f32| {
            let whole = self.whole.contains(&table.heading);
            let heading = say(table.heading);
            (!table.rows.is_empty()).then(|| panel(look, heading, lists::view(look, table, width - 2.0 * S4, whole)))
        };
        let mut first = column![].spacing(S3);
        if summary.sales > 0 || !summary.by_title.is_empty() {
            first = first
                .push((summary.sales > 0).then(|| hours(look, summary, left - 2.0 * S4)))
                .push(days(look, summary, left - 2.0 * S4))
                .push(table(lists::titles(currency, summary), left))
                .push(table(lists::makers(currency, summary), left))
                .push(table(lists::tags(currency, summary), left));
        } else {
            let words = if matches!(report.span, Span::Day(_)) {
                "day-nothing"
            } else {
                "day-nothing-then"
            };
            first = first.push(letters(say(words), REGULAR, LARGE, look.soft));
        }
        let mut second = column![self.tin(look, shop, report, right - 2.0 * S4)].spacing(S3);
        second = second
            .push(table(lists::payments(currency, summary), right))
            .push(table(lists::volunteers(currency, summary), right))
            .push(table(lists::events(currency, summary), right));
        if !summary.corrections.is_empty() {
            let rows = lists::corrections(look, currency, summary, right - 2.0 * S4);
            second = second.push(panel(look, say("day-corrections"), rows));
        }
        for of in terms::tables(currency, summary) {
            second = second.push(table(of, right));
        }
        if narrow {
            return column![first, second].spacing(S3).into();
        }
        row![first.width(left), second.width(right)].spacing(S3).into()
    }

    fn tin<'a>(&'a self, look: &Look, shop: &Shop, report: &Report, width: f32) -> Element<'a, Message> {
        let rows = self.sheet.as_ref().map_or(0, |sheet| sheet.count());
        tin::panel(look, shop, report, width, (self.is_now(shop), rows))
    }
}

fn hours<'a>(look: &Look, summary: &Summary, width: f32) -> Element<'a, Message> {
    let hours = summary.hours().into_iter().map(|row| {
        let clock = format!("{:02}:00", row.hour);
        Bar {
            label: row.hour.to_string(),
            value: row.sales,
            on_press: Message::FigurePressed(Some(Figure::Hour(row.hour)), clock),
        }
    });
    panel(look, say("day-by-hour"), bars(look, hours.collect(), width, CHART)).into()
}

/// Days as bars, where there are several and not too many.
fn days<'a>(look: &Look, summary: &Summary, width: f32) -> Option<Element<'a, Message>> {
    let count = summary.by_day.len();
    if !(2..=MOST_DAYS).contains(&count) {
        return None;
    }
    let days = summary.by_day.iter().map(|row| Bar {
        // No wider than its bar.
        label: row.day.0.format(if count <= 7 { "%a %-d" } else { "%-d" }).to_string(),
        value: row.sales,
        on_press: Message::SpanPressed(Span::Day(row.day)),
    });
    let chart = bars(look, days.collect(), width, CHART);
    Some(panel(look, say("day-by-day"), chart).into())
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
