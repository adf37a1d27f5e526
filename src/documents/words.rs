//! What papers say, in English: the one place to look when they learn another language.
//! Never holds amounts, names or layout.

use crate::domain::discount::{Discount, Off};
use crate::domain::money::percent;
use crate::domain::tax::TaxClass;

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
pub const DONATION: &str = "Donation";
pub const ROUNDING: &str = "Rounding";
pub const TOTAL: &str = "TOTAL";
pub const CHANGE: &str = "Change";
pub const CARRIED: &str = "Carried forward";
pub const BROUGHT: &str = "Brought forward";

/// `Discount 10 % on Bent corner (creased)`.
pub fn discount(on: Option<&str>, discount: &Discount) -> String {
    let mut label = "Discount".to_owned();
    if let Off::Rate(rate) = discount.off {
        label.push_str(&format!(" {}", percent(rate)));
    }
    label.extend(on.map(|title| format!(" on {title}")));
    if !discount.reason.is_empty() {
        label.push_str(&format!(" ({})", discount.reason));
    }
    label
}

/// `Tax: books 8.875 %`, and whether the prices hold it.
pub fn tax(class: &TaxClass) -> String {
    let how = if class.included { "Included tax" } else { "Tax" };
    format!("{how}: {} {}", class.name, class.rate())
}

pub fn saved(amount: &str) -> String {
    format!("You saved {amount} by taking more than one.")
}

pub fn page(number: usize, of: usize) -> String {
    format!("Page {number} of {of}")
}
