//! Papers: data → rows of measured text → PDF.
//! Never reads the books or a clock: the same data give the same bytes, years later too.

mod fonts;
mod layout;
mod pdf;
pub mod receipt;
mod sfnt;

/// Why a paper could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DocumentError(pub String);
