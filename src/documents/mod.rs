//! Papers: a sale becomes rows, rows become pages, pages become the bytes of a PDF.
//! Never asks a clock, never opens a file, never decides a price: what is printed was decided before.
//!
//! `receipt` says what a receipt says, `roll` and `sheet` where it stands, `text` measures and wraps, `layout` places,
//! `picture` reads a logo, `logo` makes it light, `code` what phones read, `fonts` knows the glyphs, `sfnt` makes a font small, `pdf` writes the file, `words` holds the English.
//! `printout` makes what is printed of the catalog: price cards, a price list to fold, a tick sheet, a packing list.

mod across;
mod code;
pub mod fonts;
pub mod layout;
pub mod logo;
pub mod pdf;
pub mod picture;
pub mod printout;
pub mod receipt;
mod roll;
mod sfnt;
mod shape;
mod sheet;
mod summary;
mod system;
pub mod text;
mod words;

use crate::domain::settings::Sheet;
pub use code::code;
pub use receipt::{Book, Issue, Stationery, Subject, receipt, receipts};
pub use summary::summary;

/// Width and height of an A4 sheet that stands upright, in points.
const A4: (f32, f32) = (595.28, 841.89);

/// Of a US letter.
const LETTER: (f32, f32) = (612.0, 792.0);

/// The width and height of a sheet that stands upright, in points.
fn size(sheet: Sheet) -> (f32, f32) {
    match sheet {
        Sheet::A4 => A4,
        Sheet::Letter => LETTER,
    }
}

/// Why a paper was not made. The sale it tells of stands, whatever happened here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// An embedded typeface cannot be read or cut down.
    #[error("the paper was not made: the typeface {0} cannot be used; the sale itself is safe")]
    Typeface(&'static str),
    /// It cannot be made of this, and what to do instead.
    #[error("{0}")]
    Refused(String),
    /// The PDF cannot be put together.
    #[error("the paper was not made: {0}; the sale itself is safe")]
    Pdf(String),
}
