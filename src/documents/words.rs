//! What papers say, in English: the one place to look when they learn another language.
//! Never holds amounts, names or layout.

pub const RECEIPT: &str = "Receipt";
pub const SERVED_BY: &str = "Served by";
pub const PRACTICE: &str = "PRACTICE";
pub const PRACTICE_NOTE: &str = "made in practice: no money, no receipt";
pub const COPY: &str = "COPY";
pub const TITLE: &str = "Title";
pub const COPIES: &str = "Copies";
pub const AMOUNT: &str = "Amount";
pub const PRICE_BY_HAND: &str = "price set by hand";
pub const SUBTOTAL: &str = "Subtotal";
pub const DISCOUNT: &str = "Discount";
pub const TAX: &str = "Tax";
pub const DONATION: &str = "Donation";
pub const ROUNDING: &str = "Rounding";
pub const TOTAL: &str = "TOTAL";
pub const CHANGE: &str = "Change";
pub const CARRIED: &str = "Carried forward";
pub const BROUGHT: &str = "Brought forward";

pub fn saved(amount: &str) -> String {
    format!("You saved {amount} by taking more than one.")
}

pub fn page(number: usize, of: usize) -> String {
    format!("Page {number} of {of}")
}
