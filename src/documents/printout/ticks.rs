//! A sheet to tick on when the till is off: the titles in the order of the tiles, room for strokes by how it was paid, and
//! lines for sales that are more than a stroke.

use super::list::{Column, List, MARGIN, columns};
use super::{Printout, bold, one, plain, soft};
use crate::documents::layout::{self, Align, Cell, Line, Mark, Page, Row, cells, rule, space};
use crate::documents::words::printout as say;
use crate::domain::sentence;

/// A row takes at least this much, for a pen in a hurry.
const LEAST: f32 = 27.0;
/// So many lines for other sales at least.
const LINES: usize = 10;
const LINE: f32 = 24.0;

pub(super) fn pages(of: &Printout<'_>) -> Vec<Page> {
    let inner = List::inner(of);
    let strokes = (inner - 10.0) * 0.29;
    let table = columns(
        inner,
        &[
            (say::TITLE, 0.0, Align::Left),
            (say::CASH, strokes, Align::Left),
            (say::OTHER, strokes, Align::Left),
        ],
    );
    let mut list = List::new(of, &[(say::DAY, plain(9.5)), (say::TICKS_HOW, plain(9.5))], &table);
    let [name, cash, other] = table.as_slice() else {
        return list.finished();
    };
    for title in of.titles {
        let price = sentence::print(&title.rule, of.settings.currency);
        let words = vec![
            one(&title.name, name.left, name.width, Align::Left, bold(10.0)),
            one(&price, name.left, name.width, Align::Left, soft(8.5)),
        ];
        let high = layout::height(&words).max(LEAST);
        let mut row = Row {
            height: high,
            marks: Vec::new(),
        };
        let mut page = Page::new(0.0, high);
        page.place(words, 0.0);
        row.marks = page.marks;
        row.marks.extend(edges(&[cash, other], high));
        list.add(vec![row, rule(MARGIN, inner, Line::Thin, 2.0)]);
    }
    others(of, &mut list, inner);
    list.finished()
}

/// The left edges of columns.
fn edges(columns: &[&Column], high: f32) -> Vec<Mark> {
    columns
        .iter()
        .map(|column| Mark::Stroke {
            from: [column.left - 5.0, -2.0],
            to: [column.left - 5.0, high + 2.0],
            line: Line::Thin,
        })
        .collect()
}

/// Lines for sales with several titles: what `Day → Paper sheet` asks for, in its order.
fn others(of: &Printout<'_>, list: &mut List<'_, '_>, inner: f32) {
    let table = columns(
        inner,
        &[
            (say::TIME, 44.0, Align::Left),
            (say::WHAT, 0.0, Align::Left),
            (say::PAID, 64.0, Align::Left),
            (say::HOW, 74.0, Align::Left),
        ],
    );
    let heads: Vec<Cell<'_>> = table.iter().map(|column| column.cell(column.head, soft(8.5))).collect();
    let heading = vec![
        one(say::BASKETS, MARGIN, inner, Align::Left, bold(12.0)),
        space(3.0),
        cells(&heads),
        rule(MARGIN, inner, Line::Thick, 3.0),
    ];
    let line = || {
        let mut row = Row {
            height: LINE,
            marks: edges(&table.iter().skip(1).collect::<Vec<_>>(), LINE),
        };
        row.marks.push(Mark::Rule {
            left: MARGIN,
            width: inner,
            y: LINE,
            line: Line::Thin,
        });
        row
    };
    let whole = layout::height(&heading) + 16.0 + LINE * LINES as f32;
    // Where less than that is left the lines begin overleaf; either way they fill their page.
    let mut next = vec![
        one(of.kind.heading(), MARGIN, inner, Align::Left, bold(12.0)),
        space(6.0),
    ];
    next.extend(heading.iter().cloned());
    if whole > list.room() {
        list.overleaf(next);
    } else {
        list.go_on_with([vec![space(16.0)], heading].concat(), next);
    }
    while list.room() >= LINE {
        list.add(vec![line()]);
    }
}
