//! A receipt on letter sheets: a table of titles, charges and amounts, over as many pages as it needs.
//! Never decides what a receipt says.

use super::layout::{self, Align, Cell, Ink, Line, Page, Row, Style, banner, cells, rule, space};
use super::receipt::{Goods, Slip};
use super::{text, words};
use crate::domain::money::Money;
use crate::domain::settings::Settings;

const WIDTH: f32 = 612.0;
const HEIGHT: f32 = 792.0;
const MARGIN: f32 = 54.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const GAP: f32 = 14.0;
/// What rows may take of a page; below it stand the sum carried forward and the page's number.
const ROOM: f32 = HEIGHT - 2.0 * MARGIN - 40.0;

const TEXT: Style = Style::plain(10.5);
const STRONG: Style = Style::bold(10.5);
const HEADING: Style = Style::bold(9.5).in_ink(Ink::Soft);
const SHOP: Style = Style::bold(20.0);
const TOTAL: Style = Style::bold(16.0);

/// Columns: left edge and width.
type Column = (f32, f32);
const ALL: Column = (MARGIN, INNER);
const TITLES: Column = (MARGIN, 286.0);
const CHARGES: Column = (MARGIN + 286.0 + GAP, 112.0);
const AMOUNTS: Column = (MARGIN + 412.0 + GAP, INNER - 412.0 - GAP);
const SHOPS: Column = (MARGIN, 260.0);
const NUMBERS: Column = (MARGIN + 260.0 + GAP, INNER - 260.0 - GAP);
const SUMS: Column = (MARGIN + 230.0, INNER - 230.0);

/// The sheets of a receipt, numbered where there are several.
pub(super) fn pages(slip: &Slip, settings: &Settings) -> Vec<Page> {
    let mut sheets = Sheets::new(head(slip, settings));
    if !slip.goods.is_empty() {
        sheets.rows.extend(columns());
    }
    let carry = |sum: Money, label: &str| opposite(label, &slip.currency.show(sum), STRONG);
    let carried = |sum: Money| vec![space(4.0), carry(sum, words::CARRIED)];
    let mut sum = Money::ZERO;
    for line in &slip.goods {
        sheets.add(goods(slip, line), || Turn {
            last: carried(sum),
            first: [columns(), vec![carry(sum, words::BROUGHT), thin()]].concat(),
        });
        sum += line.amount();
    }
    sheets.add(totals(slip), || Turn {
        last: carried(sum),
        first: vec![carry(sum, words::BROUGHT), thin()],
    });
    sheets.add(foot(slip), Turn::default);
    sheets.finished()
}

/// How a page ends and the next one begins, below the head.
#[derive(Default)]
struct Turn {
    last: Vec<Row>,
    first: Vec<Row>,
}

/// Pages while they are filled.
struct Sheets {
    head: Vec<Row>,
    full: Vec<Vec<Row>>,
    rows: Vec<Row>,
}

impl Sheets {
    fn new(head: Vec<Row>) -> Sheets {
        Sheets {
            rows: head.clone(),
            head,
            full: Vec::new(),
        }
    }

    /// Adds rows that belong together. Where they do not fit, the page is turned; only rows that fill more than a page
    /// are torn apart.
    fn add(&mut self, rows: Vec<Row>, turn: impl Fn() -> Turn) {
        let whole = layout::height(&rows);
        if layout::height(&self.rows) + whole <= ROOM {
            self.rows.extend(rows);
            return;
        }
        let turn = turn();
        let fresh = [self.head.as_slice(), turn.first.as_slice()].concat();
        if layout::height(&fresh) + whole <= ROOM {
            self.turn(&turn.last, &fresh);
        }
        for row in rows {
            let full = layout::height(&self.rows) + row.height > ROOM;
            if full && self.rows.len() > fresh.len() {
                self.turn(&turn.last, &fresh);
            }
            self.rows.push(row);
        }
    }

    fn turn(&mut self, last: &[Row], fresh: &[Row]) {
        self.rows.extend_from_slice(last);
        self.full.push(std::mem::replace(&mut self.rows, fresh.to_vec()));
    }

    fn finished(mut self) -> Vec<Page> {
        self.full.push(self.rows);
        let count = self.full.len();
        self.full
            .into_iter()
            .enumerate()
            .map(|(n, rows)| {
                let mut page = Page::new(WIDTH, HEIGHT);
                page.place(rows, MARGIN);
                if count > 1 {
                    let text = words::page(n + 1, count);
                    let number = one(&text, ALL, Align::Center, HEADING);
                    page.place([number], HEIGHT - MARGIN + 8.0);
                }
                page
            })
            .collect()
    }
}

fn head(slip: &Slip, settings: &Settings) -> Vec<Row> {
    let mut rows = Vec::new();
    if slip.practice {
        rows.extend([
            banner(words::PRACTICE, MARGIN, INNER, 36.0, true),
            space(4.0),
            one(words::PRACTICE_NOTE, ALL, Align::Center, TEXT),
            space(12.0),
        ]);
    }
    for stamp in &slip.stamps {
        rows.push(banner(stamp, MARGIN + 1.0, INNER - 2.0, 24.0, false));
        rows.push(space(12.0));
    }
    rows.push(beside(
        vec![
            one(&settings.shop, SHOPS, Align::Left, SHOP),
            one(&settings.tagline, SHOPS, Align::Left, TEXT),
        ],
        [(&slip.name, STRONG), (&slip.moment(), TEXT), (&slip.event, TEXT)]
            .into_iter()
            .chain(slip.about.iter().map(|text| (text, TEXT)))
            .map(|(text, style)| one(text, NUMBERS, Align::Right, style))
            .collect(),
    ));
    rows.push(rule(MARGIN, INNER, Line::Dashed, 8.0));
    rows
}

/// The heads of the table's columns.
fn columns() -> Vec<Row> {
    vec![
        cells(&[
            cell(words::TITLE, TITLES, Align::Left, HEADING),
            cell(words::COPIES, CHARGES, Align::Right, HEADING),
            cell(words::AMOUNT, AMOUNTS, Align::Right, HEADING),
        ]),
        thin(),
    ]
}

/// A title with its makers and notes, its charges beside them.
fn goods(slip: &Slip, line: &Goods) -> Vec<Row> {
    let mut left: Vec<(&str, Style)> = vec![(&line.title, STRONG), (&line.makers, TEXT)];
    left.extend(line.notes.iter().map(|note| (note.as_str(), TEXT)));
    let mut left = left.into_iter().filter(|(text, _)| !text.trim().is_empty());
    let mut charges = line.charges.iter();
    let mut rows = Vec::new();
    loop {
        let (text, charge) = (left.next(), charges.next());
        if text.is_none() && charge.is_none() {
            break;
        }
        let mut side_by_side = Vec::new();
        if let Some((text, style)) = &text {
            side_by_side.push(cell(text, TITLES, Align::Left, *style));
        }
        let amount = charge.map(|(_, amount)| slip.currency.show(*amount));
        if let (Some((text, _)), Some(amount)) = (charge, &amount) {
            side_by_side.push(cell(text, CHARGES, Align::Right, TEXT));
            side_by_side.push(cell(amount, AMOUNTS, Align::Right, TEXT));
        }
        rows.push(cells(&side_by_side));
    }
    rows.push(thin());
    rows
}

fn totals(slip: &Slip) -> Vec<Row> {
    let reasons = &slip.reasons;
    let reasons = reasons.iter().map(|reason| one(reason, ALL, Align::Left, TEXT));
    reasons
        .chain(slip.sums.iter().map(|sum| {
            let style = if sum.total { TOTAL } else { TEXT };
            opposite(&sum.label, &sum.amount, style)
        }))
        .collect()
}

fn foot(slip: &Slip) -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, text) in slip.closing.iter().enumerate() {
        rows.push(match n {
            0 => rule(MARGIN, INNER, Line::Dashed, 10.0),
            _ => space(4.0),
        });
        rows.push(one(text, ALL, Align::Center, TEXT));
    }
    rows
}

fn thin() -> Row {
    rule(MARGIN, INNER, Line::Thin, 4.0)
}

fn one(text: &str, column: Column, align: Align, style: Style) -> Row {
    cells(&[cell(text, column, align, style)])
}

fn cell(text: &str, (left, width): Column, align: Align, style: Style) -> Cell<'_> {
    Cell {
        text,
        left,
        width,
        align,
        style,
    }
}

/// A label and an amount in the block of sums.
fn opposite(label: &str, amount: &str, style: Style) -> Row {
    let (left, width) = SUMS;
    let taken = text::width(amount, style).min(width * 0.6);
    cells(&[
        cell(label, (left, width - taken - GAP), Align::Left, style),
        cell(amount, (left + width - taken, taken), Align::Right, style),
    ])
}

/// Two stacks of rows side by side, read one after the other.
fn beside(left: Vec<Row>, right: Vec<Row>) -> Row {
    let height = layout::height(&left).max(layout::height(&right));
    let mut page = Page::new(WIDTH, height);
    page.place(left, 0.0);
    page.place(right, 0.0);
    Row {
        height,
        marks: page.marks,
    }
}
