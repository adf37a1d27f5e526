//! Price sentences: a rule as a sign says it, read generously and written in one canonical way.
//! Never decides what a quantity costs (see `rule`); `parse(print(rule)) == rule` for every rule.

mod parse;
mod print;
mod token;

pub use parse::{SentenceError, parse};
pub use print::{brief, print, warnings};
