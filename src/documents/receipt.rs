//! The receipt of a sale: what it says, whatever the paper. `roll` and `sheet` lay it out.
//! Never computes a price: every amount is the sale's own, or a sum of the sale's own.

use super::DocumentError;
use super::layout::Page;
use super::pdf::{self, About};
use super::{roll, sheet, text, words};
use crate::domain::money::Money;
use crate::domain::sale::{Sale, SaleLine};
use crate::domain::settings::{Paper, Settings};

/// The receipt of a sale as a PDF: the same bytes for the same sale and settings, today and in ten years.
/// `copy` marks a reprint as COPY; a sale made in practice is marked PRACTICE.
///
/// # Errors
/// [`DocumentError`] when the paper cannot be made; the sale is not touched.
pub fn receipt(sale: &Sale, settings: &Settings, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    receipts(&[sale], settings, paper, copy)
}

/// The receipts of several sales in one PDF, one after the other.
///
/// # Errors
/// As [`receipt`], and where there is no sale.
pub fn receipts(sales: &[&Sale], settings: &Settings, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    let pages: Vec<Page> = sales
        .iter()
        .flat_map(|sale| match paper {
            Paper::Roll80 => roll::pages(sale, settings, copy),
            Paper::Letter => sheet::pages(sale, settings, copy),
        })
        .collect();
    let (Some(first), Some(last)) = (sales.first(), sales.last()) else {
        return Err(DocumentError::Pdf("there is no sale to make a receipt of".to_owned()));
    };
    let title = match sales {
        [only] => number(only),
        _ => format!("{} – {}", number(first), last.number),
    };
    let about = About {
        title,
        author: text::clean(&settings.shop),
        created: last.sold_at,
    };
    pdf::write(&pages, &about)
}

/// `Receipt A-0031`.
pub(super) fn number(sale: &Sale) -> String {
    format!("{} {}", words::RECEIPT, sale.number)
}

/// `22 Nov 2026 14:07`, where it was sold.
pub(super) fn moment(sale: &Sale) -> String {
    sale.sold_at.local().format("%-d %b %Y %H:%M").to_string()
}

/// `Served by Robin`, where somebody said so.
pub(super) fn served(sale: &Sale) -> Option<String> {
    (!sale.by.trim().is_empty()).then(|| format!("{} {}", words::SERVED_BY, sale.by))
}

/// How a line's price came about, where its charges do not say: the scale the buyer chose on, a price keyed by hand.
pub(super) fn notes(line: &SaleLine) -> Vec<String> {
    let reason = line.price_override.as_ref().map(|by_hand| match by_hand.reason.trim() {
        "" => words::PRICE_BY_HAND.to_owned(),
        reason => format!("{}: {reason}", words::PRICE_BY_HAND),
    });
    scale(line)
        .filter(|_| reason.is_none())
        .map(str::to_owned)
        .into_iter()
        .chain(reason)
        .map(|note| format!("({note})"))
        .collect()
}

/// `sliding $1.00–$5.00` of the price sentence, where the buyer chose an amount.
fn scale(line: &SaleLine) -> Option<&str> {
    let chosen = line.sentence.starts_with("sliding ")
        || line.sentence.starts_with("pay what you can")
        || !line.choices.is_empty();
    let end = line.sentence.find([',', ':', ';']).unwrap_or(line.sentence.len());
    line.sentence.get(..end).filter(|scale| chosen && !scale.is_empty())
}

/// One line below the goods.
pub(super) struct Sum {
    /// What it is.
    pub(super) label: String,
    /// How much.
    pub(super) amount: String,
    /// It is the total.
    pub(super) total: bool,
}

/// From the subtotal to the change.
pub(super) fn sums(sale: &Sale) -> Vec<Sum> {
    let mut sums = Vec::new();
    let mut add = |label: &str, amount: Money, total: bool| {
        sums.push(Sum {
            label: label.to_owned(),
            amount: sale.currency.show(amount),
            total,
        });
    };
    let discounts = sale
        .applied
        .discounts
        .iter()
        .filter(|discount| !discount.amount.is_zero());
    if !sale.lines.is_empty() {
        let taken: Money = discounts.clone().map(|discount| discount.amount).sum();
        add(words::SUBTOTAL, sale.goods + taken, false);
    }
    for applied in discounts {
        let on = applied.line.and_then(|line| sale.lines.get(line));
        let label = words::discount(on.map(|line| line.title.as_str()), &applied.discount);
        add(&label, -applied.amount, false);
    }
    let (included, beside): (Vec<_>, Vec<_>) = sale.applied.taxes.iter().partition(|tax| tax.class.included);
    for tax in beside {
        add(&words::tax(&tax.class), tax.amount, false);
    }
    for donation in &sale.donations {
        let label = match donation.jar.trim() {
            "" => words::DONATION.to_owned(),
            jar => format!("{}: {jar}", words::DONATION),
        };
        add(&label, donation.amount, false);
    }
    if !sale.rounding.is_zero() {
        add(words::ROUNDING, sale.rounding, false);
    }
    add(words::TOTAL, sale.total, true);
    for tax in included {
        add(&words::tax(&tax.class), tax.amount, false);
    }
    for payment in &sale.payments {
        add(&capitalised(payment.method.as_str()), payment.given, false);
    }
    let cash = sale.payments.iter().any(|payment| payment.method.is_cash());
    if cash || !sale.change().is_zero() {
        add(words::CHANGE, sale.change(), false);
    }
    sums
}

/// What stands at the foot: what was saved, then the shop's own words.
pub(super) fn closing(sale: &Sale, settings: &Settings) -> Vec<String> {
    let saved = sale.saved();
    let saved = (saved > Money::ZERO).then(|| words::saved(&sale.currency.show(saved)));
    saved
        .into_iter()
        .chain([settings.footer.clone()])
        .filter(|text| !text.trim().is_empty())
        .collect()
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
