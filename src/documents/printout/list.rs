//! Lists that run over sheets: a head on each, columns, rows that stay whole, the page's number.

use super::{Printout, bold, one, practice, size, soft};
use crate::documents::layout::{self, Align, Cell, Line, Page, Row, Style, cells, rule, space};
use crate::documents::words;

pub(super) const MARGIN: f32 = 42.0;
/// Below the list stands the page's number.
const FOOT: f32 = 22.0;

/// A column: its head, left edge, width, and where its text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub head: &'static str,
    pub left: f32,
    pub width: f32,
    pub align: Align,
}

impl Column {
    pub(super) fn cell<'a>(&self, text: &'a str, style: Style) -> Cell<'a> {
        Cell {
            text,
            left: self.left,
            width: self.width,
            align: self.align,
            style,
        }
    }
}

/// Columns of these widths side by side; the one of no width takes what is left.
pub(super) fn columns(inner: f32, of: &[(&'static str, f32, Align)]) -> Vec<Column> {
    let gap = 10.0;
    let taken: f32 = of.iter().map(|(_, width, _)| width).sum::<f32>() + gap * (of.len() - 1) as f32;
    let mut left = MARGIN;
    let column = |(head, width, align): &(&'static str, f32, Align)| {
        let width = if *width == 0.0 { inner - taken } else { *width };
        let column = Column {
            head,
            left,
            width,
            align: *align,
        };
        left += width + gap;
        column
    };
    of.iter().map(column).collect()
}

/// A list while it is made.
pub(super) struct List<'a, 'b> {
    of: &'a Printout<'b>,
    head: Vec<Row>,
    pages: Vec<Page>,
    top: f32,
}

impl<'a, 'b> List<'a, 'b> {
    /// A list whose pages begin with the shop, what it is, some words about it, and the heads of its columns.
    pub(super) fn new(of: &'a Printout<'b>, about: &[(&str, Style)], columns: &[Column]) -> List<'a, 'b> {
        let (width, _) = size(of.sheet);
        let inner = width - 2.0 * MARGIN;
        let half = inner / 2.0;
        let mut head = vec![cells(&[
            Cell {
                text: of.kind.heading(),
                left: MARGIN,
                width: half,
                align: Align::Left,
                style: bold(20.0),
            },
            Cell {
                text: &of.settings.shop,
                left: MARGIN + half,
                width: half,
                align: Align::Right,
                style: bold(12.0),
            },
        ])];
        for (text, style) in about {
            head.push(space(2.0));
            head.push(one(text, MARGIN, inner, Align::Left, *style));
        }
        head.push(space(6.0));
        let heads: Vec<Cell<'_>> = columns
            .iter()
            .map(|column| column.cell(column.head, soft(8.5)))
            .collect();
        head.push(cells(&heads));
        head.push(rule(MARGIN, inner, Line::Thick, 3.0));
        let mut list = List {
            of,
            head,
            pages: Vec::new(),
            top: 0.0,
        };
        list.turn();
        list
    }

    /// Width between the margins.
    pub(super) fn inner(of: &Printout<'_>) -> f32 {
        size(of.sheet).0 - 2.0 * MARGIN
    }

    /// How much of the page is left.
    pub(super) fn room(&self) -> f32 {
        size(self.of.sheet).1 - MARGIN - FOOT - self.top
    }

    fn turn(&mut self) {
        let (width, height) = size(self.of.sheet);
        let mut page = Page::new(width, height);
        practice(&mut page, self.of, 12.0);
        self.top = page.place(self.head.clone(), MARGIN);
        self.pages.push(page);
    }

    /// Goes on below with other columns; their heads stand on the pages to come.
    pub(super) fn go_on_with(&mut self, rows: Vec<Row>, next: Vec<Row>) {
        self.head = next;
        self.put(rows);
    }

    /// Goes on overleaf with this at the head of the pages to come.
    pub(super) fn overleaf(&mut self, next: Vec<Row>) {
        self.head = next;
        self.turn();
    }

    /// Adds rows that belong together.
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        if layout::height(&rows) > self.room() {
            self.turn();
        }
        self.put(rows);
    }

    fn put(&mut self, rows: Vec<Row>) {
        if let Some(page) = self.pages.last_mut() {
            self.top = page.place(rows, self.top);
        }
    }

    pub(super) fn finished(self) -> Vec<Page> {
        let (width, height) = size(self.of.sheet);
        let count = self.pages.len();
        let mut pages = self.pages;
        for (n, page) in pages.iter_mut().enumerate() {
            let number = words::page(n + 1, count);
            let made = self.of.at.local().format("%Y-%m-%d %H:%M").to_string();
            let inner = width - 2.0 * MARGIN;
            let row = cells(&[
                Cell {
                    text: &made,
                    left: MARGIN,
                    width: inner / 2.0,
                    align: Align::Left,
                    style: soft(8.0),
                },
                Cell {
                    text: &number,
                    left: MARGIN + inner / 2.0,
                    width: inner / 2.0,
                    align: Align::Right,
                    style: soft(8.0),
                },
            ]);
            page.place([row], height - MARGIN - 8.0);
        }
        pages
    }
}
