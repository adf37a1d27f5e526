//! What papers say, in English: the one place to look when they learn another language.
//! Never holds amounts, names or layout.

pub mod printout;
pub mod summary;

use crate::domain::correction::How;
use crate::domain::discount::{Discount, Off};
use crate::domain::money::percent;
use crate::domain::tax::TaxClass;

pub const RECEIPT: &str = "Receipt";
pub const SERVED_BY: &str = "Served by";
pub const PRACTICE: &str = "PRACTICE";
pub const PRACTICE_NOTE: &str = "made in practice: no money, no receipt";
pub const COPY: &str = "COPY";
pub const VOID: &str = "VOID";
pub const DAMAGED: &str = "damaged";
pub const TITLE: &str = "Title";
pub const COPIES: &str = "Copies";
pub const AMOUNT: &str = "Amount";
pub const PRICE_BY_HAND: &str = "price set by hand";
pub const SUBTOTAL: &str = "Subtotal";
pub const DONATION: &str = "Donation";
pub const ROUNDING: &str = "Rounding";
pub const TOTAL: &str = "TOTAL";
pub const TOTAL_BACK: &str = "TOTAL BACK";
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

/// The name of a correction's receipt.
pub fn how(how: How) -> &'static str {
    match how {
        How::Void => "Void",
        How::Refund => "Refund",
        How::Repay => "Change of method",
    }
}

/// What a correction is of.
pub fn corrects(number: &str) -> String {
    format!("of receipt {number}")
}

/// Why, where somebody said.
pub fn reason(reason: &str) -> Option<String> {
    (!reason.trim().is_empty()).then(|| format!("Reason: {reason}"))
}

/// Copies that came back; none where only the price of those that stay changed.
pub fn back(copies: u32) -> String {
    match copies {
        0 => "price of those kept".to_owned(),
        copies => format!("{copies} × back"),
    }
}

pub fn back_by(method: &str) -> String {
    format!("Back by {method}")
}

pub fn paid_by(method: &str) -> String {
    format!("Paid by {method}")
}

/// What happened to a sale since: `Refund A-0032 of 23 Nov 2026: $0.75 back`.
pub fn since(of: How, number: &str, day: &str, amount: &str) -> String {
    let back = if of == How::Repay { "moved" } else { "back" };
    format!("{} {number} of {day}: {amount} {back}", how(of))
}

pub fn saved(amount: &str) -> String {
    format!("You saved {amount} by taking more than one.")
}

pub fn page(number: usize, of: usize) -> String {
    format!("Page {number} of {of}")
}
