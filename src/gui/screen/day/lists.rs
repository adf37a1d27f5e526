//! The tables of a summary, each row of which leads to the sales behind it. Never adds anything up: the summary did.

use super::Message;
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::report::{CorrectionRow, Summary};
use crate::domain::sales_filter::Figure;
use crate::gui::measure;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::{clock, day_words};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{hair, letters, line, press, push};
use crate::gui::words::{say, tell};
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Element, Fill, Font};

/// As many rows as a table has before the others are asked for.
pub const MOST: usize = 12;
/// Widths of a column of counts, and of one of money.
const COUNT: f32 = 48.0;
const MONEY: f32 = 96.0;

/// A table: its heading, the heads of its columns, its rows.
pub struct Table {
    /// The key of its heading.
    pub heading: &'static str,
    /// Words above the columns after the first; none where they speak for themselves.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// What stands below them however many are shown, and leads nowhere.
    pub sum: Option<Line>,
}

/// A row: its words, and the figure it stands for.
pub struct Line {
    /// What it is about.
    pub name: String,
    /// A word below it, in small.
    pub under: String,
    /// Its figures, the last of which are money where they look like it.
    pub cells: Vec<(String, Wide)>,
    /// What is behind it.
    pub figure: Option<Figure>,
}

/// How wide a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    /// A count.
    Count,
    /// An amount.
    Money,
}

impl Wide {
    fn points(self) -> f32 {
        match self {
            Wide::Count => COUNT,
            Wide::Money => MONEY,
        }
    }
}

/// A row without a word below it.
pub fn entry(name: String, cells: Vec<(String, Wide)>, figure: Figure) -> Line {
    Line {
        name,
        under: String::new(),
        cells,
        figure: Some(figure),
    }
}

/// A name, or what is said where there is none.
pub fn named(name: &str, none: &str) -> String {
    if name.trim().is_empty() {
        say(none)
    } else {
        name.to_owned()
    }
}

fn count(count: i64) -> (String, Wide) {
    (count.to_string(), Wide::Count)
}

/// A table in a width. Where it is long its end is asked for with a button.
pub fn view<'a>(look: &Look, table: Table, width: f32, whole: bool) -> Element<'a, Message> {
    let mut content = Column::new();
    let widths: Vec<f32> = table.rows.first().map_or_else(Vec::new, |row| {
        row.cells.iter().map(|(_, wide)| wide.points()).collect()
    });
    let name = width - widths.iter().map(|width| width + S2).sum::<f32>();
    if !table.heads.is_empty() {
        let mut heads = row![line("", SEMIBOLD, SMALL, look.soft).width(name)].spacing(S2);
        for (head, width) in table.heads.iter().zip(&widths) {
            let head = line(head.clone(), SEMIBOLD, SMALL, look.soft);
            heads = heads.push(head.width(*width).align_x(Alignment::End));
        }
        content = content.push(container(heads).padding(pad(0.0, 0.0, S1, 0.0)));
    }
    let count = table.rows.len();
    // One row more is no reason for a button.
    let most = if whole || count <= MOST + 1 { count } else { MOST };
    for (n, row) in table.rows.into_iter().take(most).enumerate() {
        content = content.push((n > 0 || !table.heads.is_empty()).then(|| hair(look)));
        content = content.push(view_row(look, row, name, &widths));
    }
    if most < count {
        let words = tell("day-more", &[("count", (count - most).into())]);
        let more = press(look, words, Face::Quiet, Some(Message::MorePressed(table.heading)));
        content = content.push(container(more).padding(pad(S2, 0.0, S2, 0.0)));
    }
    if let Some(sum) = table.sum {
        content = content.push((most == count).then(|| hair(look)));
        content = content.push(view_row(look, sum, name, &widths));
    }
    content.into()
}

fn view_row<'a>(look: &Look, of: Line, name: f32, widths: &[f32]) -> Element<'a, Message> {
    let title = line(measure::cut(&of.name, name, REGULAR, BODY), REGULAR, BODY, look.ink);
    let under = (!of.under.is_empty()).then(|| {
        let words = measure::cut(&of.under, name, look.small_font(), SMALL);
        line(words, look.small_font(), SMALL, look.soft)
    });
    let mut parts = row![column![title, under].spacing(2.0).width(name)]
        .spacing(S2)
        .align_y(Alignment::Center);
    for ((words, _), width) in of.cells.into_iter().zip(widths) {
        let size = fitting(&words, *width, MONO, BODY);
        parts = parts.push(line(words, MONO, size, look.ink).width(*width).align_x(Alignment::End));
    }
    linked(look, of.name, parts.into(), of.figure)
}

/// A figure that is wider than its column is set smaller rather than cut.
fn fitting(words: &str, width: f32, font: Font, size: f32) -> f32 {
    let wide = measure::width(words, font, size).max(1.0);
    (size * (width / wide).min(1.0)).max(SMALL - 2.0)
}

/// A row that leads to the sales behind it.
pub fn linked<'a>(
    look: &Look,
    name: String,
    parts: Element<'a, Message>,
    figure: Option<Figure>,
) -> Element<'a, Message> {
    let pressed = figure.map(|figure| Message::FigurePressed(Some(figure), name.clone()));
    pressable(format!("figure {name}"), container(parts).center_y(Fill))
        .padding(0)
        .width(Fill)
        .height(TOUCH)
        .style(look.segment(Face::Bare))
        .on_press_maybe(pressed)
        .into()
}

/// What each title sold, gave away, got back and took, and what is left of it.
pub fn titles(currency: Currency, summary: &Summary) -> Table {
    // A column for what came back only where something did.
    let back = summary.by_title.iter().any(|title| title.refunded > 0);
    let mut heads = vec![say("day-sold"), say("day-free")];
    heads.extend(back.then(|| say("day-returned")));
    heads.extend([say("day-takings"), say("day-left")]);
    let rows = summary.by_title.iter().map(|title| {
        let mut cells = vec![count(title.sold), count(title.free)];
        cells.extend(back.then(|| count(title.refunded)));
        let left = title.left.map(|left| left.to_string()).unwrap_or_default();
        cells.extend([(currency.show(title.takings), Wide::Money), (left, Wide::Count)]);
        entry(title.title.clone(), cells, Figure::Title(title.sku.clone()))
    });
    Table {
        heading: "day-by-title",
        heads,
        rows: rows.collect(),
        sum: None,
    }
}

/// What came in by each method, and what of it nobody saw arrive.
pub fn payments(currency: Currency, summary: &Summary) -> Table {
    let rows = summary.by_payment.iter().map(|payment| {
        let amount = currency.show(payment.unverified);
        Line {
            under: if payment.unverified.is_zero() {
                String::new()
            } else {
                tell("day-unverified", &[("amount", amount.into())])
            },
            ..entry(
                method_words(&payment.method),
                vec![count(payment.count), (currency.show(payment.amount), Wide::Money)],
                Figure::Method(payment.method.clone()),
            )
        }
    });
    Table {
        heading: "day-by-payment",
        heads: vec![say("day-count"), say("day-amount")],
        rows: rows.collect(),
        sum: None,
    }
}

/// Who sold how much.
pub fn volunteers(currency: Currency, summary: &Summary) -> Table {
    let rows = summary.by_volunteer.iter().map(|row| {
        let cells = vec![count(row.sales), (currency.show(row.amount), Wide::Money)];
        entry(named(&row.by, "day-nobody"), cells, Figure::Volunteer(row.by.clone()))
    });
    Table {
        heading: "day-by-volunteer",
        heads: vec![say("day-count"), say("day-amount")],
        rows: rows.collect(),
        sum: None,
    }
}

/// What was sold at each event, where there were several.
pub fn events(currency: Currency, summary: &Summary) -> Table {
    let rows = summary.by_event.iter().filter(|_| summary.by_event.len() > 1);
    let rows = rows.map(|row| {
        let cells = vec![count(row.sales), (currency.show(row.amount), Wide::Money)];
        entry(
            named(&row.event, "day-no-event"),
            cells,
            Figure::Event(row.event.clone()),
        )
    });
    Table {
        heading: "day-by-event",
        heads: vec![say("day-count"), say("day-amount")],
        rows: rows.collect(),
        sum: None,
    }
}

/// What titles with a tag did.
pub fn tags(currency: Currency, summary: &Summary) -> Table {
    let rows = summary.by_tag.iter().map(|row| {
        let cells = vec![
            count(row.sold),
            count(row.free),
            (currency.show(row.takings), Wide::Money),
        ];
        entry(named(&row.tag, "day-no-tag"), cells, Figure::Tag(row.tag.clone()))
    });
    Table {
        heading: "day-by-tag",
        heads: vec![say("day-sold"), say("day-free"), say("day-takings")],
        rows: rows.collect(),
        sum: None,
    }
}

/// What makers' titles took, and what of it is theirs.
pub fn makers(currency: Currency, summary: &Summary) -> Table {
    let shared = !summary.shares().is_zero();
    let rows = summary.by_maker.iter().map(|row| {
        let mut cells = vec![count(row.copies), (currency.show(row.takings), Wide::Money)];
        cells.extend(shared.then(|| (currency.show(row.share), Wide::Money)));
        entry(
            named(&row.maker, "day-no-maker"),
            cells,
            Figure::Maker(row.maker.clone()),
        )
    });
    let mut heads = vec![say("day-copies"), say("day-takings")];
    heads.extend(shared.then(|| say("day-share")));
    Table {
        heading: "day-by-maker",
        heads,
        rows: rows.collect(),
        sum: shared.then(|| Line {
            name: say("day-kept"),
            under: String::new(),
            cells: vec![
                (String::new(), Wide::Count),
                (String::new(), Wide::Money),
                (currency.show(summary.kept()), Wide::Money),
            ],
            figure: None,
        }),
    }
}

/// What was taken back, or paid otherwise.
pub fn corrections<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let several = summary.by_day.len() > 1;
    let mut rows = column![];
    for (n, correction) in summary.corrections.iter().enumerate() {
        rows = rows.push((n > 0).then(|| hair(look)));
        rows = rows.push(corrected(look, currency, correction, width, several));
    }
    rows.into()
}

fn corrected<'a>(
    look: &Look,
    currency: Currency,
    correction: &CorrectionRow,
    width: f32,
    several: bool,
) -> Element<'a, Message> {
    let how = match correction.how {
        How::Void => "day-correction-void",
        How::Refund => "day-correction-refund",
        How::Repay => "day-correction-repay",
    };
    let what = tell(how, &[("of", correction.corrects.to_string().into())]);
    let amount = currency.show(correction.amount);
    let room = width - measure::width(&amount, MONO, BODY) - S2;
    let what = format!("{} · {what}", correction.number);
    let day = several.then(|| day_words(crate::domain::day::BusinessDay(correction.made_at.local().date())));
    let facts = [
        day.unwrap_or_default(),
        clock(correction.made_at),
        correction.by.clone(),
        correction.reason.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let parts = column![
        row![
            line(measure::cut(&what, room, REGULAR, BODY), REGULAR, BODY, look.ink),
            push(),
            line(amount, MONO, BODY, look.ink),
        ],
        letters(facts.join(" · "), look.small_font(), SMALL, look.soft),
    ]
    .spacing(2.0);
    let number = correction.number.clone();
    pressable(format!("figure {number}"), container(parts).padding([S2 - 2.0, 0.0]))
        .padding(0)
        .width(Fill)
        .style(look.segment(Face::Bare))
        .on_press(Message::RecordPressed(number))
        .into()
}
