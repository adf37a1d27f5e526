//! What is printed of the catalog says this, in English.

use crate::domain::packing::{grams, pounds};

pub const CARDS: &str = "Price cards";
pub const PRICE_LIST: &str = "Price list";
pub const TICKS: &str = "Tick sheet";
pub const PACKING: &str = "Packing list";
pub const MORE: &str = "When you take several";
pub const TITLE: &str = "Title";
pub const COPIES: &str = "Copies";
pub const CASH: &str = "Cash";
pub const OTHER: &str = "Other";
pub const EACH: &str = "Each";
pub const WEIGHT: &str = "Weight";
pub const DAY: &str = "Day and event: ______________________________";
pub const TIME: &str = "Time";
pub const WHAT: &str = "Titles and copies";
pub const PAID: &str = "Paid";
pub const HOW: &str = "How";
pub const BASKETS: &str = "Sales with several titles, discounts, donations";
pub const TICKS_HOW: &str = "Draw a ring round the strokes of one buyer: the first and the further copies are counted for each buyer. \
     Key it in afterwards under Day, Paper sheet.";

/// What the copies weigh together, in both measures.
pub fn weight(mg: u64) -> String {
    format!("{} · {}", grams(mg), pounds(mg))
}

pub fn copies(copies: i64) -> String {
    match copies {
        1 => "1 copy".to_owned(),
        copies => format!("{copies} copies"),
    }
}

/// What the sum leaves out.
pub fn unweighed(titles: usize) -> String {
    match titles {
        1 => "1 title has no weight and is not in the sum".to_owned(),
        titles => format!("{titles} titles have no weight and are not in the sum"),
    }
}

/// Which of the zines it is, where the list takes several.
pub fn part(part: usize, parts: usize) -> String {
    format!("Part {part} of {parts}")
}

/// Why an entry does not fit on a page.
pub fn too_long(name: &str) -> String {
    format!("`{name}` with its makers is longer than a small page holds: shorten it, or print price cards")
}

/// Why the cover does not hold what is on it.
pub const LONG_HEAD: &str =
    "the lines below the shop's name are longer than the cover of a small zine holds: shorten them under Event";
/// Why the back does not hold what is on it.
pub const LONG_FOOT: &str =
    "the foot of the shop's papers is longer than the back of a small zine holds: shorten it under Event";
