//! A receipt on a roll of 80 mm: one column, as long as it needs to be.
//! Never decides what a receipt says.

use super::layout::{self, Align, Cell, Line, Page, Row, Style, banner, cells, rule, space};
use super::receipt::{Goods, Slip};
use super::{text, words};
use crate::domain::settings::Settings;

/// 80 mm.
const WIDTH: f32 = 226.77;
/// 4 mm that printers for such rolls cannot reach.
const MARGIN: f32 = 11.34;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const INDENT: f32 = 10.0;
const GAP: f32 = 6.0;
/// PDF readers refuse pages of more than 200 inches.
const LONGEST: f32 = 14_000.0;

const TEXT: Style = Style::plain(9.2);
const STRONG: Style = Style::bold(9.2);
const SHOP: Style = Style::bold(17.0);
const TOTAL: Style = Style::bold(15.0);

/// The pages of the roll: one, unless a sale is longer than a page of a PDF can be.
pub(super) fn pages(slip: &Slip, settings: &Settings) -> Vec<Page> {
    let mut rows = head(slip, settings);
    for (n, line) in slip.goods.iter().enumerate() {
        rows.extend((n > 0).then(|| space(3.5)));
        rows.extend(goods(slip, line));
    }
    let reasons = &slip.reasons;
    rows.extend((!reasons.is_empty()).then(|| space(3.5)));
    rows.extend(reasons.iter().map(|reason| left(reason, 0.0, TEXT)));
    if !slip.goods.is_empty() {
        rows.push(tear());
    }
    rows.extend(totals(slip));
    if !slip.closing.is_empty() {
        rows.push(tear());
        for (n, text) in slip.closing.iter().enumerate() {
            rows.extend((n > 0).then(|| space(4.0)));
            rows.push(centered(text, TEXT));
        }
    }
    if slip.practice {
        rows.push(space(8.0));
        rows.push(practice());
    }
    cut(rows)
}

fn head(slip: &Slip, settings: &Settings) -> Vec<Row> {
    let mut rows = Vec::new();
    if slip.practice {
        rows.extend([
            practice(),
            space(3.0),
            centered(words::PRACTICE_NOTE, Style::plain(7.6)),
            space(8.0),
        ]);
    }
    for stamp in &slip.stamps {
        rows.push(banner(stamp, MARGIN + 1.0, INNER - 2.0, 18.0, false));
        rows.push(space(8.0));
    }
    rows.push(centered(&settings.shop, SHOP));
    rows.push(centered(&settings.tagline, TEXT));
    rows.push(centered(&slip.event, TEXT));
    rows.push(tear());
    let (number, moment) = (&slip.name, slip.moment());
    if text::width(number, TEXT) + GAP + text::width(&moment, TEXT) <= INNER {
        rows.push(opposite(number, &moment, 0.0, TEXT));
    } else {
        rows.push(left(number, 0.0, TEXT));
        rows.push(left(&moment, 0.0, TEXT));
    }
    rows.extend(slip.about.iter().map(|text| left(text, 0.0, TEXT)));
    rows.push(tear());
    rows
}

fn goods(slip: &Slip, line: &Goods) -> Vec<Row> {
    let mut rows = vec![left(&line.title, 0.0, STRONG)];
    let mut notes = line.notes.as_slice();
    for (text, amount) in &line.charges {
        let amount = slip.currency.show(*amount);
        let room = INNER - INDENT - GAP - text::width(&amount, TEXT);
        let beside = notes
            .first()
            .map(|note| format!("{text} {note}"))
            .filter(|both| line.charges.len() == 1 && text::width(both, TEXT) <= room);
        if beside.is_some() {
            notes = notes.get(1..).unwrap_or_default();
        }
        rows.push(opposite(beside.as_deref().unwrap_or(text), &amount, INDENT, TEXT));
    }
    rows.extend(notes.iter().map(|note| left(note, INDENT, TEXT)));
    rows
}

fn totals(slip: &Slip) -> Vec<Row> {
    slip.sums
        .iter()
        .flat_map(|sum| {
            if sum.total {
                vec![space(1.5), opposite(&sum.label, &sum.amount, 0.0, TOTAL), space(1.5)]
            } else {
                vec![opposite(&sum.label, &sum.amount, 0.0, TEXT)]
            }
        })
        .collect()
}

fn practice() -> Row {
    banner(words::PRACTICE, MARGIN, INNER, 26.0, true)
}

fn tear() -> Row {
    rule(MARGIN, INNER, Line::Dashed, 7.0)
}

fn left(text: &str, indent: f32, style: Style) -> Row {
    one(text, indent, Align::Left, style)
}

fn centered(text: &str, style: Style) -> Row {
    one(text, 0.0, Align::Center, style)
}

fn one(text: &str, indent: f32, align: Align, style: Style) -> Row {
    cells(&[Cell {
        text,
        left: MARGIN + indent,
        width: INNER - indent,
        align,
        style,
    }])
}

/// A text at the left, wrapped beside what stands at the right of its first line.
fn opposite(text: &str, right: &str, indent: f32, style: Style) -> Row {
    let taken = text::width(right, style).min(INNER * 0.6);
    cells(&[
        Cell {
            text,
            left: MARGIN + indent,
            width: INNER - indent - taken - GAP,
            align: Align::Left,
            style,
        },
        Cell {
            text: right,
            left: MARGIN + INNER - taken,
            width: taken,
            align: Align::Right,
            style,
        },
    ])
}

fn cut(rows: Vec<Row>) -> Vec<Page> {
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    let mut length = 0.0;
    for row in rows {
        if length + row.height > LONGEST {
            pages.push(Vec::new());
            length = 0.0;
        }
        length += row.height;
        if let Some(page) = pages.last_mut() {
            page.push(row);
        }
    }
    pages
        .into_iter()
        .map(|rows| {
            let mut page = Page::new(WIDTH, layout::height(&rows) + 2.0 * MARGIN);
            page.place(rows, MARGIN);
            page
        })
        .collect()
}
