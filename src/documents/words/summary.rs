//! What a summary says on paper, in English.

use crate::domain::correction::How;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::percent;
use crate::domain::report::{CorrectionRow, TaxRow};
use crate::domain::span::Span;

pub const DAY: &str = "Day summary";
pub const RANGE: &str = "Summary";
pub const EVENT: &str = "Event summary";
pub const GOODS: &str = "Goods";
pub const DONATIONS: &str = "Donations";
pub const AVERAGE: &str = "Average sale";
pub const SAVED: &str = "Tier & offer savings";
pub const BACK: &str = "Voids & refunds";
pub const APART: &str = "kept apart from sales";
pub const EACH: &str = "goods for each sale";
pub const BY_HOUR: &str = "By hour";
pub const BY_DAY: &str = "By day";
pub const BY_EVENT: &str = "By event";
pub const BY_TITLE: &str = "By title";
pub const BY_PAYMENT: &str = "By payment";
pub const BY_VOLUNTEER: &str = "By volunteer";
pub const BY_TAG: &str = "By tag";
pub const BY_MAKER: &str = "By maker";
pub const BY_JAR: &str = "Donations by jar";
pub const TAXES: &str = "Tax";
pub const BANDS: &str = "Sliding scale";
pub const SAVINGS: &str = "Savings and discounts";
pub const CORRECTIONS: &str = "Corrections";
pub const TIN: &str = "Cash in the tin";
pub const TITLE: &str = "Title";
pub const SOLD: &str = "Sold";
pub const FREE: &str = "Free";
pub const RETURNED: &str = "Back";
pub const TAKINGS: &str = "Takings";
pub const LEFT: &str = "Left";
pub const METHOD: &str = "Method";
pub const SALES: &str = "Sales";
pub const COPIES: &str = "Copies";
pub const AMOUNT: &str = "Amount";
pub const MAKER: &str = "Maker";
pub const SHARE: &str = "Share";
pub const NAME: &str = "Name";
pub const TAG: &str = "Tag";
pub const NOBODY: &str = "nobody said";
pub const NO_TAG: &str = "no tag";
pub const NO_MAKER: &str = "nobody named";
pub const NO_EVENT: &str = "at no event";
pub const THE_TABLE: &str = "the table itself";
pub const KEPT: &str = "Stays with the table";
pub const TIERS: &str = "Tiers and sets";
pub const OFFERS: &str = "Offers";
pub const DISCOUNTS: &str = "Discounts";
pub const FLOAT: &str = "Opening float";
pub const NOT_COUNTED: &str = "nobody counted";
pub const CASH: &str = "Cash sales + donations";
pub const CASH_BACK: &str = "Given back";
pub const EXPECTED: &str = "Expected";
pub const UNKNOWN: &str = "not known";
pub const RIGHT: &str = "That is right";
pub const OVER: &str = "Over";
pub const SHORT: &str = "Short";
pub const TIN_NOT_TOLD: &str = "told in summaries of up to 62 days";
pub const NOTHING: &str = "Nothing was sold.";
pub const HOLDS: &str = "It adds up:";
pub const HOLDS_NOT: &str = "THIS DOES NOT ADD UP. Run zinetill verify and keep the till as it is.";

/// `Sat 22 Nov 2026`.
pub fn day(day: BusinessDay) -> String {
    day.0.format("%a %-d %b %Y").to_string()
}

/// A span in words: its day, its days, its event.
pub fn span(of: &Span) -> String {
    match of {
        Span::Day(only) => day(*only),
        Span::Days(from, to) => format!("{} – {}", day(*from), day(*to)),
        Span::Event(event) => event.trim().to_owned(),
    }
}

/// What the paper is called.
pub fn name(of: &Span) -> &'static str {
    match of {
        Span::Day(_) => DAY,
        Span::Days(..) => RANGE,
        Span::Event(_) => EVENT,
    }
}

pub fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub fn sold(sales: i64, copies: i64) -> String {
    format!(
        "{} · {}",
        counted(sales, "sale", "sales"),
        counted(copies, "copy", "copies")
    )
}

pub fn corrections(count: usize) -> String {
    match count {
        0 => "nothing taken back".to_owned(),
        1 => "1 correction".to_owned(),
        count => format!("{count} corrections"),
    }
}

pub fn was(amount: &str) -> String {
    format!("was {amount}")
}

pub fn compared(with: &Span) -> String {
    format!("“was” compares with {}", span(with))
}

/// The sum that shows that it adds up, from goods to change.
pub fn identity([goods, tax, donations, rounding, payments, change]: [String; 6]) -> String {
    format!(
        "goods {goods} + tax {tax} + donations {donations} + rounding {rounding} = payments {payments} − change {change}"
    )
}

pub fn unverified(amount: &str) -> String {
    format!("{amount} not ticked off")
}

pub fn tax(row: &TaxRow, base: &str) -> String {
    let how = if row.included { "in the price" } else { "added" };
    format!("{} {}, {how}, on {base}", row.class, percent(row.rate_ppm))
}

pub fn paid_in(why: &str) -> String {
    format!("Paid in · {why}")
}

pub fn paid_out(why: &str) -> String {
    format!("Paid out · {why}")
}

pub fn counted_by(by: &str, at: Instant) -> String {
    let at = at.local().format("%H:%M");
    match by.trim() {
        "" => format!("Counted · {at}"),
        by => format!("Counted · {by} {at}"),
    }
}

/// `Sat 22 Nov 14:07`: a span may have several Saturdays.
fn moment(at: Instant) -> String {
    at.local().format("%a %-d %b %H:%M").to_string()
}

/// `Sat 22`, below a bar; the day of the month alone where there are many.
pub fn bar(day: BusinessDay, few: bool) -> String {
    day.0.format(if few { "%a %-d" } else { "%-d" }).to_string()
}

/// When a session went on, and who sold.
pub fn session(from: Instant, to: Option<Instant>, who: &[&str]) -> String {
    let when = match to {
        Some(to) => format!("{} to {}", moment(from), moment(to)),
        None => format!("open since {}", moment(from)),
    };
    let who = who.join(", ");
    if who.is_empty() {
        when
    } else {
        format!("{when} · {who}")
    }
}

pub fn correction(row: &CorrectionRow) -> String {
    let what = match row.how {
        How::Void => "void of",
        How::Refund => "copies of",
        How::Repay => "method of",
    };
    format!("{} {what} {}", row.number, row.corrects)
}

/// When, who, why.
pub fn correction_about(row: &CorrectionRow) -> String {
    let parts = [
        moment(row.made_at),
        row.by.trim().to_owned(),
        row.reason.trim().to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

pub fn made(register: &str, at: Instant) -> String {
    format!("Table {register} · made {}", at.local().format("%-d %b %Y %H:%M"))
}
