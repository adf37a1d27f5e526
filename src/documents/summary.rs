//! A summary on A4 or letter: one page for a usual day, as many as it needs for an event or a year.
//! Never adds anything up, and never leaves a row out: where a column is full it goes on overleaf.

mod parts;

use super::DocumentError;
use super::fonts::Letters;
use super::layout::{self, Align, Cell, Ink, Line, Page, Row, Style, banner, cells, rule, space};
use super::pdf::{self, About};
use super::words::summary as say;
use super::{size, text, words};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::report::{Headline, Report};
use crate::domain::settings::{Settings, Sheet};
use crate::domain::span::Span;

/// A key figure: its name, the sum, a word on it, what it was before.
type Card = (&'static str, Money, String, String);

const MARGIN: f32 = 42.0;
/// Between the two columns.
const GAP: f32 = 22.0;
/// Between two tables.
const APART: f32 = 13.0;
/// What the left column takes of both.
const SHARE: f32 = 0.56;
/// So many rows stand below a heading at least, before the page is turned.
const TOGETHER: usize = 3;
/// The foot with the page's number.
const FOOT: f32 = 18.0;

const TEXT: Style = Style::plain(8.5).in_letters(Letters::Words);
const STRONG: Style = Style::bold(8.5).in_letters(Letters::Words);
const SMALL: Style = Style::plain(7.5).in_ink(Ink::Soft).in_letters(Letters::Words);
const HEADING: Style = Style::bold(10.0).in_letters(Letters::Words);
const SPAN: Style = Style::bold(13.0).in_letters(Letters::Words);
const FIGURE: Style = Style::bold(15.0).in_letters(Letters::Figures);
const SHOP: Style = Style::bold(19.0).in_letters(Letters::Words);

/// A report as a PDF: the same bytes for the same report and settings.
///
/// # Errors
/// [`DocumentError`] when the paper cannot be made; the books are not touched.
pub fn summary(report: &Report, settings: &Settings, sheet: Sheet) -> Result<Vec<u8>, DocumentError> {
    let about = About {
        title: text::clean(&format!("{} {}", say::name(&report.span), say::span(&report.span))),
        author: text::clean(&settings.shop),
        created: report.read_at,
        language: "en".to_owned(),
    };
    pdf::write(&pages(report, settings, sheet), &[], &about)
}

/// A strip of paper from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Strip {
    left: f32,
    width: f32,
}

/// A table: what stands above it, again on each page that it goes on to, and its rows.
struct Table {
    head: Vec<Row>,
    rows: Vec<Row>,
}

impl Table {
    fn height(&self) -> f32 {
        APART + layout::height(&self.head) + layout::height(&self.rows)
    }
}

/// The sheet's measures.
struct Measures {
    width: f32,
    height: f32,
    all: Strip,
    left: Strip,
    right: Strip,
}

impl Measures {
    fn of(sheet: Sheet) -> Measures {
        let (width, height) = size(sheet);
        let inner = width - 2.0 * MARGIN;
        let left = ((inner - GAP) * SHARE).floor();
        let strip = |left, width| Strip { left, width };
        Measures {
            width,
            height,
            all: strip(MARGIN, inner),
            left: strip(MARGIN, left),
            right: strip(MARGIN + left + GAP, inner - GAP - left),
        }
    }

    /// Where rows have to end.
    fn bottom(&self) -> f32 {
        self.height - MARGIN - FOOT
    }
}

fn pages(report: &Report, settings: &Settings, sheet: Sheet) -> Vec<Page> {
    let of = Measures::of(sheet);
    let first = [
        head(report, settings, of.all),
        figures(report, settings.currency, of.all),
    ]
    .concat();
    let next = again(report, settings, of.all);
    let tops = [layout::height(&first), layout::height(&next)].map(|height| MARGIN + height);
    let (left, right) = parts::columns(report, settings.currency, of.left, of.right);
    let columns = [flowed(left, tops, of.bottom()), flowed(right, tops, of.bottom())];
    let count = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let mut pages: Vec<Page> = (0..count)
        .map(|n| {
            let mut page = Page::new(of.width, of.height);
            page.place(if n == 0 { first.clone() } else { next.clone() }, MARGIN);
            page
        })
        .collect();
    for column in columns {
        for (page, placed) in pages.iter_mut().zip(column) {
            for (row, top) in placed {
                page.place([row], top);
            }
        }
    }
    for (n, page) in pages.iter_mut().enumerate() {
        let number = words::page(n + 1, count);
        let made = say::made(&settings.register, report.read_at);
        let half = Strip {
            width: of.all.width / 2.0,
            ..of.all
        };
        let row = cells(&[
            cell(&made, half, Align::Left, SMALL),
            cell(&number, beside(of.all, half.width), Align::Right, SMALL),
        ]);
        page.place([row], of.height - MARGIN - SMALL.size);
    }
    pages
}

/// Rows with where they stand, for each page that a column takes.
fn flowed(tables: Vec<Table>, [first, next]: [f32; 2], bottom: f32) -> Vec<Vec<(Row, f32)>> {
    let mut full: Vec<Vec<(Row, f32)>> = Vec::new();
    let mut page: Vec<(Row, f32)> = Vec::new();
    let mut top = first;
    for table in tables {
        let head = layout::height(&table.head);
        let opening: f32 = table.rows.iter().take(TOGETHER).map(|row| row.height).sum();
        // A heading never stands at the foot with next to nothing below it.
        if !page.is_empty() && top + APART + head + opening > bottom {
            full.push(std::mem::take(&mut page));
            top = next;
        }
        top += APART;
        let mut started = false;
        for row in table.rows {
            if !started || (top + row.height > bottom && !page.is_empty()) {
                if started {
                    full.push(std::mem::take(&mut page));
                    top = next + APART;
                }
                for row in &table.head {
                    page.push((row.clone(), top));
                    top += row.height;
                }
                started = true;
            }
            let height = row.height;
            page.push((row, top));
            top += height;
        }
    }
    full.push(page);
    full
}

/// The shop at the left, at the right what this is of.
fn head(report: &Report, settings: &Settings, all: Strip) -> Vec<Row> {
    let mut rows = Vec::new();
    if settings.practice {
        rows.push(banner(words::PRACTICE, all.left, all.width, 22.0, true));
        rows.push(space(8.0));
    }
    let half = Strip {
        width: all.width / 2.0 - GAP / 2.0,
        ..all
    };
    let other = beside(all, half.width + GAP);
    let left = [(settings.shop.as_str(), SHOP), (settings.tagline.as_str(), TEXT)];
    let days = Span::days(report.summary.from, report.summary.to);
    let mut right = vec![(say::name(&report.span).to_owned(), HEADING)];
    right.push((say::span(&report.span), SPAN));
    match &report.span {
        Span::Event(_) => right.push((say::span(&days), TEXT)),
        Span::Day(_) | Span::Days(..) => {
            let events = report.summary.by_event.iter().filter(|row| !row.event.is_empty());
            right.extend(events.take(3).map(|row| (row.event.clone(), TEXT)));
        }
    }
    let one = |text: &str, strip, align, style| cells(&[cell(text, strip, align, style)]);
    let left: Vec<Row> = left.map(|(text, style)| one(text, half, Align::Left, style)).into();
    let right: Vec<Row> = right
        .iter()
        .map(|(text, style)| one(text, other, Align::Right, *style))
        .collect();
    rows.push(side_by_side(left, right));
    rows.push(rule(all.left, all.width, Line::Thick, 6.0));
    rows
}

/// The head of the pages after the first.
fn again(report: &Report, settings: &Settings, all: Strip) -> Vec<Row> {
    let half = Strip {
        width: all.width / 2.0 - GAP / 2.0,
        ..all
    };
    let of = format!("{} · {}", say::name(&report.span), say::span(&report.span));
    vec![
        cells(&[
            cell(&settings.shop, half, Align::Left, STRONG),
            cell(&of, beside(all, half.width + GAP), Align::Right, STRONG),
        ]),
        rule(all.left, all.width, Line::Thick, 5.0),
    ]
}

/// The five key figures, what they were before, and the sum that shows that they hold.
fn figures(report: &Report, currency: Currency, all: Strip) -> Vec<Row> {
    let summary = &report.summary;
    let now = summary.headline();
    let before = report.before.as_ref().map(|(_, headline)| headline);
    let was = |of: &dyn Fn(&Headline) -> Money| before.map(|was| say::was(&currency.show(of(was)))).unwrap_or_default();
    let cards: [(&str, Money, String, String); 5] = [
        (
            say::GOODS,
            now.goods,
            say::sold(now.sales, now.copies),
            was(&|headline| headline.goods),
        ),
        (
            say::DONATIONS,
            now.donations,
            say::APART.to_owned(),
            was(&|headline| headline.donations),
        ),
        (
            say::AVERAGE,
            now.average(currency),
            say::EACH.to_owned(),
            was(&|headline| headline.average(currency)),
        ),
        (say::SAVED, now.saved, String::new(), was(&|headline| headline.saved)),
        (
            say::BACK,
            now.given_back,
            say::corrections(summary.corrections.len()),
            was(&|headline| headline.given_back),
        ),
    ];
    let step = all.width / 5.0;
    let strip = |n: usize| Strip {
        left: all.left + step * n as f32,
        width: step - 8.0,
    };
    let row = |of: &dyn Fn(&Card) -> String, style: Style| {
        let texts: Vec<String> = cards.iter().map(of).collect();
        // A large sum is set smaller rather than broken.
        let widest = texts
            .iter()
            .map(|text| text::width(text, style))
            .fold(1.0_f32, f32::max);
        let size = if style == FIGURE {
            style.size * ((step - 8.0) / widest).min(1.0)
        } else {
            style.size
        };
        let style = Style { size, ..style };
        let row: Vec<Cell<'_>> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| cell(text, strip(n), Align::Left, style))
            .collect();
        cells(&row)
    };
    let mut rows = vec![
        space(2.0),
        row(&|card| card.0.to_owned(), SMALL),
        row(&|card| currency.show(card.1), FIGURE),
        row(&|card| card.2.clone(), SMALL),
    ];
    if let Some((span, _)) = &report.before {
        rows.push(row(&|card| card.3.clone(), SMALL));
        rows.push(cells(&[cell(&say::compared(span), all, Align::Left, SMALL)]));
    }
    rows.push(rule(all.left, all.width, Line::Thin, 5.0));
    let identity = say::identity(
        [
            summary.goods,
            summary.tax_added,
            summary.donations,
            summary.rounding,
            summary.payments,
            summary.change,
        ]
        .map(|amount| currency.show(amount)),
    );
    if summary.holds() {
        let words = format!("{} {identity}", say::HOLDS);
        rows.push(cells(&[cell(&words, all, Align::Left, SMALL)]));
    } else {
        rows.push(banner(say::HOLDS_NOT, all.left + 1.0, all.width - 2.0, 10.0, false));
        rows.push(cells(&[cell(&identity, all, Align::Left, STRONG)]));
    }
    rows
}

fn cell(text: &str, strip: Strip, align: Align, style: Style) -> Cell<'_> {
    Cell {
        text,
        left: strip.left,
        width: strip.width,
        align,
        style,
    }
}

/// What is left of a strip beside its first points.
fn beside(strip: Strip, taken: f32) -> Strip {
    Strip {
        left: strip.left + taken,
        width: strip.width - taken,
    }
}

/// Two stacks of rows, read one after the other.
fn side_by_side(left: Vec<Row>, right: Vec<Row>) -> Row {
    let height = layout::height(&left).max(layout::height(&right));
    let mut page = Page::new(0.0, height);
    page.place(left, 0.0);
    page.place(right, 0.0);
    Row {
        height,
        marks: page.marks,
    }
}
