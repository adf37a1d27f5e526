//! Price sentences: a rule the way a sign says it, read generously and printed in one canonical form.
//! Never decides what a quantity costs (see `rule`) and never what an amount is (see `currency`).

mod build;
mod error;
mod lex;
mod parse;
mod part;
mod print;
mod quantity;
mod words;

pub use error::{Problem, SentenceError};
pub use print::{brief, print, warnings};

use super::currency::Currency;
use super::rule::PriceRule;

/// Reads a price sentence such as `1st @ $1.00, Rest $0.75/ea.` in the till's currency.
///
/// What [`print`] writes is read back as the same rule.
///
/// # Errors
/// [`SentenceError`] when the text is empty, when a word of it is not understood, when an amount or a quantity is none
/// that a till can keep, when a price is missing, and when two parts cannot both hold.
pub fn parse(text: &str, currency: Currency) -> Result<PriceRule, SentenceError> {
    let parts = parse::parts(text, currency)?;
    build::rule(&parts, text, currency)
}
