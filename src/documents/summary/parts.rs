//! The tables of a summary on paper, each in the strip where it stands.
//! Never decides what a figure is.

use super::{APART, HEADING};
use super::{SMALL, STRONG, Strip, TEXT, Table, beside, cell, say};
use crate::documents::fonts::Letters;
use crate::documents::layout::{self, Align, Line, Mark, Page, Row, Style, cells, rule};
use crate::documents::text;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::report::{Report, Summary};
use crate::domain::session::{TinReport, Way};

/// A table of a summary, where there is something to tell.
type TableOf = fn(&Summary, Currency, Strip) -> Option<Table>;

/// Height of the tallest bar.
const BARS: f32 = 72.0;
/// A chart of days has no more than these; of more there is a table.
const MOST_BARS: usize = 24;
/// Of so few days each bears its weekday.
const FEW_BARS: usize = 8;
/// Widths of a column of counts, and between columns.
const COUNT: f32 = 23.0;
const BETWEEN: f32 = 6.0;

/// The tables of the left and the right column. Makers and tags, which may be many, go where there is more room.
pub(super) fn columns(report: &Report, currency: Currency, left: Strip, right: Strip) -> (Vec<Table>, Vec<Table>) {
    let summary = &report.summary;
    let mut at_left: Vec<Table> = Vec::new();
    if summary.by_hour.is_empty() && summary.by_title.is_empty() {
        let nothing = cells(&[cell(say::NOTHING, left, Align::Left, HEADING)]);
        at_left.push(Table {
            head: Vec::new(),
            rows: vec![nothing],
        });
    }
    let hours: Vec<(String, i64)> = summary
        .hours()
        .iter()
        .map(|row| (row.hour.to_string(), row.sales))
        .collect();
    at_left.extend(chart(say::BY_HOUR, &hours, left));
    if summary.by_day.len() > 1 {
        at_left.push(days(summary, currency, left));
    }
    at_left.extend(titles(summary, currency, left));
    let mut at_right: Vec<Table> = report.tins.iter().map(|of| tin(of, currency, right)).collect();
    if !report.tells_tins() {
        let words = cells(&[cell(say::TIN_NOT_TOLD, right, Align::Left, SMALL)]);
        at_right.push(Table {
            head: vec![heading(say::TIN, right)],
            rows: vec![words],
        });
    }
    at_right.extend(payments(summary, currency, right));
    at_right.extend(volunteers(summary, currency, right));
    at_right.extend(corrections(summary, currency, right));
    at_right.extend(amounts(summary, currency, right));
    for of in [makers, tags, events] as [TableOf; 3] {
        let (first, second) = (height(&at_left), height(&at_right));
        if first <= second {
            at_left.extend(of(summary, currency, left));
        } else {
            at_right.extend(of(summary, currency, right));
        }
    }
    (at_left, at_right)
}

fn height(tables: &[Table]) -> f32 {
    tables.iter().map(Table::height).sum::<f32>() - APART
}

fn heading(words: &str, strip: Strip) -> Row {
    cells(&[cell(words, strip, Align::Left, HEADING)])
}

/// A column's head or cell: its words, where it ends, to which side it stands.
struct Grid {
    strip: Strip,
    /// Widths of the columns after the first, which has what is left.
    widths: Vec<f32>,
}

impl Grid {
    /// Columns after the first, as wide as the widest of their words.
    fn of(strip: Strip, rows: &[Vec<String>]) -> Grid {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
        let width = |n: usize| {
            let words = rows.iter().filter_map(|row| row.get(n));
            let figures = TEXT.in_letters(Letters::Figures);
            words.map(|words| text::width(words, figures)).fold(0.0_f32, f32::max) + 1.0
        };
        Grid {
            strip,
            widths: (1..columns).map(width).map(|width| width.max(COUNT)).collect(),
        }
    }

    fn row(&self, words: &[String]) -> Row {
        self.set(words, TEXT, Letters::Figures)
    }

    fn heads(&self, words: &[String]) -> Row {
        self.set(words, SMALL, Letters::Words)
    }

    fn set(&self, words: &[String], style: Style, others: Letters) -> Row {
        let taken: f32 = self.widths.iter().map(|width| width + BETWEEN).sum();
        let first = Strip {
            width: self.strip.width - taken,
            ..self.strip
        };
        let mut at = first.left + first.width;
        let mut row = Vec::new();
        for (n, words) in words.iter().enumerate() {
            let strip = match n.checked_sub(1).and_then(|n| self.widths.get(n)) {
                Some(width) => {
                    let strip = Strip {
                        left: at + BETWEEN,
                        width: *width,
                    };
                    at += BETWEEN + width;
                    strip
                }
                None => first,
            };
            let align = if n == 0 { Align::Left } else { Align::Right };
            let letters = if n == 0 { Letters::Words } else { others };
            row.push(cell(words, strip, align, style.in_letters(letters)));
        }
        cells(&row)
    }
}

/// A table with column heads; `None` where it has no rows.
fn table(words: &str, strip: Strip, heads: &[&str], rows: Vec<Vec<String>>) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let mut all = vec![heads.clone()];
    all.extend(rows.iter().cloned());
    let grid = Grid::of(strip, &all);
    Some(Table {
        head: vec![
            heading(words, strip),
            grid.heads(&heads),
            rule(strip.left, strip.width, Line::Thin, 1.5),
        ],
        rows: rows.iter().map(|row| grid.row(row)).collect(),
    })
}

/// A table of words and amounts, without column heads.
fn list(words: &str, strip: Strip, rows: Vec<(String, String)>) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let rows: Vec<Row> = rows
        .iter()
        .map(|(label, amount)| opposite(label, amount, strip, TEXT))
        .collect();
    Some(Table {
        head: vec![heading(words, strip), rule(strip.left, strip.width, Line::Thin, 1.5)],
        rows,
    })
}

fn opposite(label: &str, amount: &str, strip: Strip, style: Style) -> Row {
    let figures = style.in_letters(Letters::Figures);
    let taken = text::width(amount, figures) + 1.0;
    let first = Strip {
        width: strip.width - taken - BETWEEN,
        ..strip
    };
    cells(&[
        cell(label, first, Align::Left, style),
        cell(amount, beside(strip, strip.width - taken), Align::Right, figures),
    ])
}

/// Bars with their counts above and their names below.
fn chart(words: &str, bars: &[(String, i64)], strip: Strip) -> Option<Table> {
    let most = bars.iter().map(|(_, value)| *value).max().filter(|most| *most > 0)?;
    let step = (strip.width / bars.len() as f32).min(34.0);
    let mut page = Page::new(strip.width, BARS + 26.0);
    for (n, (name, value)) in bars.iter().enumerate() {
        let place = Strip {
            left: strip.left + step * n as f32,
            width: step,
        };
        let height = BARS * (*value as f32) / (most as f32);
        let style = if *value == most { STRONG } else { TEXT };
        let style = Style { size: 7.5, ..style };
        if *value > 0 {
            page.marks.push(Mark::Bar {
                left: place.left + step * 0.16,
                top: 12.0 + BARS - height,
                width: step * 0.68,
                height,
                filled: true,
            });
            let count = value.to_string();
            page.place(
                [cells(&[cell(&count, place, Align::Center, style)])],
                2.0 + BARS - height,
            );
        }
        page.place([cells(&[cell(name, place, Align::Center, SMALL)])], 14.0 + BARS);
    }
    let row = Row {
        height: BARS + 26.0,
        marks: page.marks,
    };
    Some(Table {
        head: vec![heading(words, strip)],
        rows: vec![row],
    })
}

/// Days as a chart, or as a table where they are many.
fn days(summary: &Summary, currency: Currency, strip: Strip) -> Table {
    if summary.by_day.len() <= MOST_BARS {
        let bars: Vec<(String, i64)> = summary
            .by_day
            .iter()
            .map(|row| (say::bar(row.day, summary.by_day.len() <= FEW_BARS), row.sales))
            .collect();
        if let Some(chart) = chart(say::BY_DAY, &bars, strip) {
            return chart;
        }
    }
    let rows = summary.by_day.iter();
    let rows = rows.map(|row| vec![say::day(row.day), row.sales.to_string(), currency.show(row.amount)]);
    let empty = Table {
        head: Vec::new(),
        rows: Vec::new(),
    };
    table(say::BY_DAY, strip, &["", say::SALES, say::AMOUNT], rows.collect()).unwrap_or(empty)
}

fn titles(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    // A column for what came back only where something did.
    let back = summary.by_title.iter().any(|row| row.refunded > 0);
    let mut heads = vec![say::TITLE, say::SOLD, say::FREE];
    heads.extend(back.then_some(say::RETURNED));
    heads.extend([say::TAKINGS, say::LEFT]);
    let rows = summary.by_title.iter().map(|row| {
        let mut words = vec![row.title.clone(), row.sold.to_string(), row.free.to_string()];
        words.extend(back.then(|| row.refunded.to_string()));
        let left = row
            .left
            .map(|left| left.to_string().replace('-', "−"))
            .unwrap_or_default();
        words.extend([currency.show(row.takings), left]);
        words
    });
    table(say::BY_TITLE, strip, &heads, rows.collect())
}

fn payments(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let rows = summary.by_payment.iter().map(|row| {
        let mut method = row.method.written();
        if !row.unverified.is_zero() {
            let waits = say::unverified(&currency.show(row.unverified));
            method = format!("{method} · {waits}");
        }
        vec![method, row.count.to_string(), currency.show(row.amount)]
    });
    table(
        say::BY_PAYMENT,
        strip,
        &[say::METHOD, say::SALES, say::AMOUNT],
        rows.collect(),
    )
}

fn named(name: &str, none: &str) -> String {
    if name.trim().is_empty() {
        none.to_owned()
    } else {
        name.to_owned()
    }
}

fn volunteers(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let rows = summary.by_volunteer.iter();
    let rows = rows.map(|row| {
        vec![
            named(&row.by, say::NOBODY),
            row.sales.to_string(),
            currency.show(row.amount),
        ]
    });
    table(
        say::BY_VOLUNTEER,
        strip,
        &[say::NAME, say::SALES, say::AMOUNT],
        rows.collect(),
    )
}

fn events(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let rows = summary.by_event.iter().filter(|_| summary.by_event.len() > 1);
    let rows = rows.map(|row| {
        vec![
            named(&row.event, say::NO_EVENT),
            row.sales.to_string(),
            currency.show(row.amount),
        ]
    });
    table(
        say::BY_EVENT,
        strip,
        &[say::NAME, say::SALES, say::AMOUNT],
        rows.collect(),
    )
}

fn tags(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let rows = summary.by_tag.iter().map(|row| {
        let copies = (row.sold + row.free).to_string();
        vec![named(&row.tag, say::NO_TAG), copies, currency.show(row.takings)]
    });
    table(
        say::BY_TAG,
        strip,
        &[say::TAG, say::COPIES, say::TAKINGS],
        rows.collect(),
    )
}

fn makers(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let shared = !summary.shares().is_zero();
    let rows = summary.by_maker.iter().map(|row| {
        let mut words = vec![
            named(&row.maker, say::NO_MAKER),
            row.copies.to_string(),
            currency.show(row.takings),
        ];
        words.extend(shared.then(|| currency.show(row.share)));
        words
    });
    let mut heads = vec![say::MAKER, say::COPIES, say::TAKINGS];
    heads.extend(shared.then_some(say::SHARE));
    let mut table = table(say::BY_MAKER, strip, &heads, rows.collect())?;
    if shared {
        table
            .rows
            .push(opposite(say::KEPT, &currency.show(summary.kept()), strip, STRONG));
    }
    Some(table)
}

/// Small tables: jars, taxes, bands, what readers saved.
fn amounts(summary: &Summary, currency: Currency, strip: Strip) -> Vec<Table> {
    let show = |amount: Money| currency.show(amount);
    let jars = summary.jars.iter();
    let jars = jars.map(|row| (named(&row.jar, say::THE_TABLE), show(row.amount)));
    let taxes = summary.taxes.iter();
    let taxes = taxes.map(|row| (say::tax(row, &show(row.base)), show(row.amount)));
    let bands = summary.bands.iter();
    let bands = bands.map(|row| {
        let copies = say::counted(row.copies, "copy", "copies");
        (format!("{} · {copies}", row.band), show(row.amount))
    });
    let saved = [
        (say::TIERS, summary.saved_by_tiers()),
        (say::OFFERS, summary.saved_by_offers),
        (say::DISCOUNTS, summary.discounts),
    ];
    let saved = saved.into_iter().filter(|(_, amount)| !amount.is_zero());
    let saved = saved.map(|(words, amount)| (words.to_owned(), show(amount)));
    [
        list(say::BY_JAR, strip, jars.collect()),
        list(say::TAXES, strip, taxes.collect()),
        list(say::BANDS, strip, bands.collect()),
        list(say::SAVINGS, strip, saved.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn corrections(summary: &Summary, currency: Currency, strip: Strip) -> Option<Table> {
    let rows: Vec<Row> = summary
        .corrections
        .iter()
        .map(|row| {
            let first = opposite(&say::correction(row), &currency.show(row.amount), strip, TEXT);
            let second = cells(&[cell(&say::correction_about(row), strip, Align::Left, SMALL)]);
            stacked(vec![first, second])
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        head: vec![
            heading(say::CORRECTIONS, strip),
            rule(strip.left, strip.width, Line::Thin, 1.5),
        ],
        rows,
    })
}

/// Rows that stay together.
fn stacked(rows: Vec<Row>) -> Row {
    let height = layout::height(&rows);
    let mut page = Page::new(0.0, height);
    page.place(rows, 0.0);
    Row {
        height,
        marks: page.marks,
    }
}

/// One session of the tin.
fn tin(report: &TinReport, currency: Currency, strip: Strip) -> Table {
    let show = |amount: Money| currency.show(amount);
    let row = |label: &str, amount: String| opposite(label, &amount, strip, TEXT);
    let strong = |label: &str, amount: String| opposite(label, &amount, strip, STRONG);
    let session = &report.session;
    let closed = report.closed.as_ref().map(|close| close.at);
    let when = say::session(session.opened_at, closed, &report.volunteers());
    let mut rows = vec![row(
        say::FLOAT,
        session.float.map_or_else(|| say::NOT_COUNTED.to_owned(), show),
    )];
    rows.push(row(say::CASH, show(report.cash_taken)));
    if !report.cash_back.is_zero() {
        rows.push(row(say::CASH_BACK, show(-report.cash_back)));
    }
    for moved in &report.movements {
        rows.push(match moved.way {
            Way::In => row(&say::paid_in(&moved.reason), show(moved.amount)),
            Way::Out => row(&say::paid_out(&moved.reason), show(-moved.amount)),
        });
    }
    let expected = report.expected().map_or_else(|| say::UNKNOWN.to_owned(), show);
    rows.push(strong(say::EXPECTED, expected));
    for count in &report.counts {
        rows.push(row(&say::counted_by(&count.by, count.at), show(count.counted)));
        let Some(difference) = count.difference() else {
            continue;
        };
        let word = if difference.is_zero() {
            say::RIGHT
        } else if difference > Money::ZERO {
            say::OVER
        } else {
            say::SHORT
        };
        rows.push(strong(word, show(difference)));
    }
    Table {
        head: vec![
            heading(say::TIN, strip),
            cells(&[cell(&when, strip, Align::Left, SMALL)]),
            rule(strip.left, strip.width, Line::Thin, 1.5),
        ],
        rows,
    }
}
