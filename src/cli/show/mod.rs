//! Answers, as text for people and as one JSON document for programs.
//! Never asks the till anything.

mod backup;
mod books;
mod catalog;
mod correction;
mod files;
mod sale;
mod stock;
mod summary;
mod tin;

pub use backup::{backed_up, backups, repaired, restored};
pub use books::verification;
pub use catalog::{catalog, covers, kind, list, lists, offer, offers, pasted, removed, tax, title, titles};
pub use correction::{confirmed, corrected, correction, reversal, sale_and_after, unverified};
pub use files::{exported, planned, undone};
pub use sale::{quote, recorded, sales, sheet};
pub use stock::{given, movements, packing, stock, stock_now, stocktake, taken, taken_back};
pub use summary::report;
pub use tin::{handed_over, session, tin, tin_done};

use crate::till::{Done, Roll};
use serde_json::Value;
use std::fmt::Display;

/// An answer in both forms.
pub struct Shown {
    pub json: Value,
    pub text: String,
    /// Something to say on stderr although it went well.
    pub warning: Option<String>,
    /// Whether the command ends well.
    pub good: bool,
}

impl Shown {
    pub fn new(json: Value, text: impl Into<String>) -> Shown {
        Shown {
            json,
            text: text.into(),
            warning: None,
            good: true,
        }
    }
}

/// Puts one more key into a document.
pub fn insert(document: &mut Value, key: &str, value: Value) {
    if let Some(object) = document.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

/// Rows of text, or what to say where there are none.
pub fn rows(rows: Vec<String>, none: &str) -> String {
    if rows.is_empty() {
        none.to_owned()
    } else {
        rows.join("\n")
    }
}

/// A count with its word: `1 sale`, `2 sales`.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let word = if count == N::from(1) { one } else { many };
    format!("{count} {word}")
}

fn roll_word(roll: &Roll) -> &'static str {
    match roll {
        Roll::Synced => "synced",
        Roll::Behind(_) => "behind",
    }
}

fn roll_warning(roll: &Roll) -> Option<String> {
    match roll {
        Roll::Synced => None,
        Roll::Behind(why) => Some(format!(
            "zinetill: recorded, but the till roll could not be written: {why}"
        )),
    }
}

/// An answer about something that was recorded, with how it stands in the roll.
fn done_as<T>(done: &Done<T>, mut document: Value, text: String) -> Shown {
    insert(&mut document, "replayed", done.replayed.into());
    insert(&mut document, "roll", roll_word(&done.roll).into());
    Shown {
        warning: roll_warning(&done.roll),
        ..Shown::new(document, text)
    }
}
