//! Taking back: what copies that come back are worth, by everything that was in force when they were sold.
//! Never looks at today's prices, and never gives back a donation or the sale's own rounding.
//!
//! `refund = max(0, P − R − price(K))`: P is what was paid for goods and added tax, R what earlier refunds gave back, K the
//! copies that the buyer keeps. So any sequence of returns that ends with everything gives back exactly P.

use super::cart::Choice;
use super::currency::Currency;
use super::discount::{Discount, Off};
use super::money::{Money, Quantity};
use super::pricing::{self, Applied, CUSTOM_SKU, PricingError, Terms, Wanted};
use super::sale::{Sale, SaleLine};
use super::sentence;
use super::title::{Sku, Title};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the buyer keeps of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Copies; none when the whole line came back.
    pub copies: u32,
    /// The amounts chosen for them, where the buyer chose.
    pub choices: Vec<Choice>,
}

/// Why copies cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefundError {
    /// More than there are.
    #[error("only {have} of `{title}` can come back, not {wanted}")]
    TooMany {
        /// Its name.
        title: String,
        /// Copies the buyer still has.
        have: u32,
        /// Copies that were to come back.
        wanted: u32,
    },
    /// No copy was sold at the amount that was named.
    #[error("no copy of `{0}` was sold at {1}")]
    NoSuchAmount(String, String),
    /// The record cannot be priced again.
    #[error("what is kept of the sale cannot be priced: {0}")]
    Pricing(String),
}

impl From<PricingError> for RefundError {
    fn from(error: PricingError) -> RefundError {
        RefundError::Pricing(error.to_string())
    }
}

impl Kept {
    /// A whole line: every copy, each with the amount that was paid for it where the buyer chose, a choice an amount.
    pub fn whole(line: &SaleLine) -> Kept {
        let chosen = line.price_override.is_none() && chooses(&line.sentence);
        let choices = line.charges.iter().filter(|_| chosen).filter_map(|charge| {
            Some(Choice {
                quantity: charge.quantity,
                amount: charge.unit_price?,
                band: None,
            })
        });
        Kept {
            copies: line.quantity.get(),
            choices: choices.collect(),
        }
    }

    /// Gives copies back. Where the buyer chose amounts, the copies of the smallest amounts go first unless one is named.
    ///
    /// # Errors
    /// When there are not so many copies, or none at the amount named.
    pub fn give_back(
        &mut self,
        copies: u32,
        named: Option<Money>,
        line: &SaleLine,
        currency: Currency,
    ) -> Result<(), RefundError> {
        let too_many = |have: u32| RefundError::TooMany {
            title: line.title.clone(),
            have,
            wanted: copies,
        };
        let left = self.copies.checked_sub(copies).ok_or_else(|| too_many(self.copies))?;
        if self.choices.is_empty() {
            self.copies = left;
            return Ok(());
        }
        let mut by_amount: BTreeMap<Money, u32> = BTreeMap::new();
        for choice in &self.choices {
            *by_amount.entry(choice.amount).or_default() += choice.quantity.get();
        }
        match named {
            Some(amount) => {
                let have = by_amount
                    .get_mut(&amount)
                    .ok_or_else(|| RefundError::NoSuchAmount(line.title.clone(), currency.show(amount)))?;
                *have = have.checked_sub(copies).ok_or_else(|| too_many(*have))?;
            }
            None => {
                let mut wanted = copies;
                for have in by_amount.values_mut() {
                    let gone = wanted.min(*have);
                    *have -= gone;
                    wanted -= gone;
                }
            }
        }
        self.copies = left;
        self.choices = by_amount
            .into_iter()
            .filter_map(|(amount, copies)| {
                Some(Choice {
                    quantity: Quantity::new(copies).ok()?,
                    amount,
                    band: None,
                })
            })
            .collect();
        Ok(())
    }
}

/// What was paid for goods and added tax.
pub fn paid_for(sale: &Sale) -> Money {
    sale.goods + sale.tax_added
}

/// What the buyer gets back for keeping only this, after earlier refunds gave back so much.
///
/// # Errors
/// [`RefundError::Pricing`] when the record does not say how it was priced.
pub fn refund(sale: &Sale, kept: &[Kept], given_back: Money) -> Result<Money, RefundError> {
    Ok((paid_for(sale) - given_back - price_of_kept(sale, kept)?).max(Money::ZERO))
}

/// What leaves the tin for a refund where cash is rounded to a coin: the rounded running total of all refunds less what
/// left before. Half a coin goes away from zero.
pub fn cash_back(refund: Money, given_back: Money, left_before: Money, smallest_coin: Option<Money>) -> Money {
    let running = given_back + refund;
    smallest_coin.map_or(running, |coin| running.to_nearest(coin)) - left_before
}

/// What the copies that are kept cost, goods and added tax, by all that was in force at the sale. A percentage off applies
/// to them again; an amount off counts as `D · gross(K) / gross(S)`, in whole minor units, half away from zero, gross being
/// the price before discounts and tax.
pub fn price_of_kept(sale: &Sale, kept: &[Kept]) -> Result<Money, RefundError> {
    let currency = sale.currency;
    let kept_lines: Vec<(usize, &SaleLine, &Kept, Quantity)> = sale
        .lines
        .iter()
        .zip(kept)
        .enumerate()
        .filter_map(|(n, (line, kept))| Some((n, line, kept, Quantity::new(kept.copies).ok()?)))
        .collect();
    if kept_lines.is_empty() {
        return Ok(Money::ZERO);
    }
    let terms = terms(&sale.applied);
    let mut wanted = kept_lines
        .iter()
        .map(|(_, line, kept, quantity)| {
            Ok(Wanted {
                title: Arc::new(title(line, currency)?),
                custom: line.sku == CUSTOM_SKU,
                quantity: *quantity,
                choices: kept.choices.clone(),
                price_override: line.price_override.clone(),
                discount: None,
            })
        })
        .collect::<Result<Vec<_>, RefundError>>()?;
    let undiscounted = pricing::price_wanted(&wanted, None, &terms, currency)?;
    let gross = |line: &SaleLine| -> Money { line.charges.iter().map(|charge| charge.amount).sum() };
    for ((wanted, (n, line, ..)), priced) in wanted.iter_mut().zip(&kept_lines).zip(&undiscounted.lines) {
        wanted.discount = scaled(&sale.applied, Some(*n), priced.amount, gross(line), currency);
    }
    let all: Money = sale.lines.iter().map(gross).sum();
    let basket = scaled(&sale.applied, None, undiscounted.goods, all, currency);
    let priced = pricing::price_wanted(&wanted, basket.as_ref(), &terms, currency)?;
    Ok(priced.goods + priced.tax_added)
}

/// A discount of the sale as it counts for what is kept.
fn scaled(applied: &Applied, line: Option<usize>, kept: Money, sold: Money, currency: Currency) -> Option<Discount> {
    let discount = &applied.discounts.iter().find(|applied| applied.line == line)?.discount;
    let off = match discount.off {
        Off::Rate(rate) => Off::Rate(rate),
        Off::Amount(amount) => Off::Amount(amount.part(kept.to_minor(currency), sold.to_minor(currency), currency)),
    };
    Some(Discount {
        off,
        reason: discount.reason.clone(),
    })
}

fn terms(applied: &Applied) -> Terms {
    Terms {
        offers: applied.offers.iter().map(|offer| offer.offer.clone()).collect(),
        taxes: applied.taxes.iter().map(|tax| tax.class.clone()).collect(),
    }
}

/// The title as it was when it was sold.
fn title(line: &SaleLine, currency: Currency) -> Result<Title, RefundError> {
    let sku = Sku::new(&line.sku).map_err(|error| RefundError::Pricing(error.to_string()))?;
    let rule = sentence::parse(&line.sentence, currency).map_err(|error| RefundError::Pricing(error.to_string()))?;
    Ok(Title {
        price_list: line.price_list.clone(),
        tags: line.tags.clone(),
        tax_class: line.tax_class.clone(),
        ..Title::new(sku, line.title.clone(), rule)
    })
}

fn chooses(sentence: &str) -> bool {
    sentence.starts_with("sliding ") || sentence.starts_with("pay what you can")
}
