//! What is printed of the catalog: price cards to cut, a price list that folds into a small zine, a tick sheet for when the
//! battery dies, a packing list. Never says a price in other words than the canonical sentence.

mod cards;
mod list;
mod packing;
mod ticks;
mod zine;

use super::code::{Code, code};
use super::fonts::Letters;
use super::layout::{Align, Cell, Ink, Page, Row, Style, banner, cells};
use super::pdf::{self, About};
use super::words::{self, printout as say};
use super::{DocumentError, size, text};
use crate::domain::day::Instant;
use crate::domain::offer::Offer;
use crate::domain::settings::{Settings, Sheet};
use crate::domain::title::Title;
use std::sync::Arc;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Cards to cut, ten on a sheet.
    #[default]
    Cards,
    /// A price list on one sheet that folds into eight small pages.
    MiniZine,
    /// A sheet to tick on when the till is off.
    TickSheet,
    /// What goes into the bag.
    Packing,
}

impl Kind {
    /// Every kind, in the order shown.
    pub const ALL: [Kind; 4] = [Kind::Cards, Kind::MiniZine, Kind::TickSheet, Kind::Packing];

    /// Its name on the command line and of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Cards => "cards",
            Kind::MiniZine => "mini-zine",
            Kind::TickSheet => "tick-sheet",
            Kind::Packing => "packing-list",
        }
    }

    /// The kind of a name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn heading(self) -> &'static str {
        match self {
            Kind::Cards => say::CARDS,
            Kind::MiniZine => say::PRICE_LIST,
            Kind::TickSheet => say::TICKS,
            Kind::Packing => say::PACKING,
        }
    }
}

/// All that a print-out is made of.
#[derive(Debug, Clone)]
pub struct Printout<'a> {
    /// What is printed.
    pub kind: Kind,
    /// On what.
    pub sheet: Sheet,
    /// Titles, in the order of the tiles.
    pub titles: &'a [Arc<Title>],
    /// Offers in force.
    pub offers: &'a [Offer],
    /// How the till is set.
    pub settings: &'a Settings,
    /// What a code on it holds; `{sku}` stands for the title's SKU on a card. Empty for none.
    pub code: &'a str,
    /// The moment it is made.
    pub at: Instant,
}

/// A print-out as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many sheets it has.
    pub sheets: usize,
    /// Words that were cut with an ellipsis because even the smallest letters left them no room.
    pub cut: Vec<String>,
}

/// What could not be kept whole.
#[derive(Debug, Default)]
struct Kept {
    cut: Vec<String>,
}

impl Kept {
    /// Text as large as these sizes, the first of them the largest, let it stand in its room; cut with an ellipsis where even the
    /// smallest is too large, and then named.
    fn fitted(&mut self, words: &str, style: Style, sizes: &[f32], room: [f32; 3], align: Align) -> Row {
        let (row, whole) = fitted(words, style, sizes, room, align);
        if !whole {
            self.cut.push(text::clean(words));
        }
        row
    }
}

/// A print-out as a PDF: the same bytes for the same catalog and moment.
///
/// # Errors
/// [`DocumentError`] where there is nothing to print, it does not fit, or the PDF cannot be made.
pub fn printout(of: &Printout<'_>) -> Result<Made, DocumentError> {
    if of.titles.is_empty() {
        return Err(DocumentError::Refused("there are no titles to print".to_owned()));
    }
    let mut kept = Kept::default();
    let pages = match of.kind {
        Kind::Cards => cards::pages(of, &mut kept)?,
        Kind::MiniZine => zine::sheets(of, &mut kept)?,
        Kind::TickSheet => ticks::pages(of),
        Kind::Packing => packing::pages(of),
    };
    let about = About {
        title: text::clean(format!("{} {}", of.settings.shop, of.kind.heading()).trim()),
        author: text::clean(&of.settings.shop),
        created: of.at,
        language: "en".to_owned(),
    };
    let mut cut = kept.cut;
    cut.dedup();
    Ok(Made {
        bytes: pdf::write(&pages, &[], &about)?,
        sheets: pages.len(),
        cut,
    })
}

const fn plain(size: f32) -> Style {
    Style::plain(size).in_letters(Letters::Words)
}

const fn bold(size: f32) -> Style {
    Style::bold(size).in_letters(Letters::Words)
}

const fn soft(size: f32) -> Style {
    plain(size).in_ink(Ink::Soft)
}

const fn figures(size: f32) -> Style {
    Style::plain(size).in_letters(Letters::Figures)
}

/// A code's dots; an error where its text is too long for one.
fn code_of(text: &str) -> Result<Option<Arc<Code>>, DocumentError> {
    if text.is_empty() {
        return Ok(None);
    }
    match code(text) {
        Some(code) => Ok(Some(Arc::new(code))),
        None => Err(DocumentError::Refused(
            "the text of the code is too long for a phone to read; give at most 400 characters".to_owned(),
        )),
    }
}

fn one(text: &str, left: f32, width: f32, align: Align, style: Style) -> Row {
    cells(&[Cell {
        text,
        left,
        width,
        align,
        style,
    }])
}

/// Text as large as these sizes, the first of them the largest, let it stand in its room; cut with an ellipsis where even the
/// smallest is too large; with whether it is whole.
fn fitted(words: &str, style: Style, sizes: &[f32], [left, width, room]: [f32; 3], align: Align) -> (Row, bool) {
    let mut smallest = style;
    for size in sizes {
        smallest = Style { size: *size, ..style };
        let torn = text::clean(words)
            .split_whitespace()
            .any(|word| text::width(word, smallest) > width);
        let row = one(words, left, width, align, smallest);
        if row.height <= room && !torn {
            return (row, true);
        }
    }
    let letters: Vec<char> = text::clean(words).chars().collect();
    let cut = |count: usize| -> String {
        let kept: String = letters.iter().take(count).collect();
        match count {
            count if count >= letters.len() => kept,
            _ => format!("{}…", kept.trim_end()),
        }
    };
    // As many letters as fit, found by halves.
    let (mut fits, mut too_many) = (0, letters.len() + 1);
    while too_many - fits > 1 {
        let tried = (fits + too_many) / 2;
        if one(&cut(tried), left, width, align, smallest).height <= room {
            fits = tried;
        } else {
            too_many = tried;
        }
    }
    let row = one(&cut(fits), left, width, align, smallest);
    (row, fits >= letters.len())
}

/// PRACTICE across the top of a page of a practice till.
fn practice(page: &mut Page, of: &Printout<'_>, top: f32) {
    if of.settings.practice {
        let width = 120.0;
        page.place(
            [banner(words::PRACTICE, (page.width - width) / 2.0, width, 10.0, true)],
            top,
        );
    }
}
