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
use super::tax::TaxSum;
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

    /// None of it.
    pub fn none() -> Kept {
        Kept {
            copies: 0,
            choices: Vec::new(),
        }
    }

    /// What this is more than that, which was once the same: the amounts chosen for copies that are gone.
    pub fn beyond(&self, left: &Kept) -> Vec<Choice> {
        let of = |kept: &Kept, amount: Money| -> u32 {
            let same = kept.choices.iter().filter(|choice| choice.amount == amount);
            same.map(|choice| choice.quantity.get()).sum()
        };
        let gone = self.choices.iter().filter_map(|choice| {
            let copies = choice.quantity.get().saturating_sub(of(left, choice.amount));
            Some(Choice {
                quantity: Quantity::new(copies).ok()?,
                ..choice.clone()
            })
        });
        gone.collect()
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

impl Kept {
    /// Gives copies back, each of those whose amount the buyer chose at the amount that is named for it.
    ///
    /// # Errors
    /// When there are not so many copies, or none at an amount named.
    pub fn give_back_chosen(
        &mut self,
        copies: u32,
        chosen: &[Choice],
        line: &SaleLine,
        currency: Currency,
    ) -> Result<(), RefundError> {
        let mut left = copies;
        for choice in chosen {
            let copies = choice.quantity.get().min(left);
            self.give_back(copies, Some(choice.amount), line, currency)?;
            left -= copies;
        }
        self.give_back(left, None, line, currency)
    }
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineWorth {
    /// What it costs.
    pub total: Money,
    /// What discounts took off it.
    pub discount: Money,
    /// What tiers, sets and offers saved on it.
    pub saved: Money,
}

/// What a sale, what is kept of it, or what came back of it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// Each line of the sale.
    pub lines: Vec<LineWorth>,
    /// The lines together.
    pub goods: Money,
    /// Tax beside them.
    pub tax_added: Money,
    /// Each tax class of the sale.
    pub taxes: Vec<TaxSum>,
    /// What its offers saved.
    pub saved_by_offers: Money,
}

impl LineWorth {
    fn less(self, other: LineWorth) -> LineWorth {
        LineWorth {
            total: self.total - other.total,
            discount: self.discount - other.discount,
            saved: self.saved - other.saved,
        }
    }

    /// Whether it is nothing at all.
    pub fn is_nothing(&self) -> bool {
        *self == LineWorth::default()
    }
}

impl Worth {
    /// A whole sale.
    pub fn of_sale(sale: &Sale) -> Worth {
        let lines = sale.lines.iter().map(|line| LineWorth {
            total: line.total,
            discount: line.discount,
            saved: line.saved,
        });
        Worth {
            lines: lines.collect(),
            goods: sale.goods,
            tax_added: sale.tax_added,
            taxes: sale.applied.taxes.clone(),
            saved_by_offers: sale.applied.offers.iter().map(|offer| offer.saved).sum(),
        }
    }

    /// What was paid for goods and added tax.
    pub fn price(&self) -> Money {
        self.goods + self.tax_added
    }

    /// This without that.
    pub fn less(&self, other: &Worth) -> Worth {
        let mut worth = self.clone();
        for (n, line) in worth.lines.iter_mut().enumerate() {
            *line = line.less(other.lines.get(n).copied().unwrap_or_default());
        }
        worth.goods = self.goods - other.goods;
        worth.tax_added = self.tax_added - other.tax_added;
        for tax in &mut worth.taxes {
            if let Some(other) = other.taxes.iter().find(|other| other.class == tax.class) {
                tax.base = tax.base - other.base;
                tax.amount = tax.amount - other.amount;
            }
        }
        worth.saved_by_offers = self.saved_by_offers - other.saved_by_offers;
        worth
    }
}

/// What leaves the tin for a refund where cash is rounded to a coin: the rounded running total of all refunds less what
/// left before. Half a coin goes away from zero.
pub fn cash_back(refund: Money, given_back: Money, left_before: Money, smallest_coin: Option<Money>) -> Money {
    let running = given_back + refund;
    smallest_coin.map_or(running, |coin| running.to_nearest(coin)) - left_before
}

impl Worth {
    /// What the copies that are kept come to, by all that was in force at the sale. A percentage off applies to them again;
    /// an amount off counts as `D · gross(K) / gross(S)`, in whole minor units, half away from zero, gross being the price
    /// before discounts and tax.
    ///
    /// # Errors
    /// [`RefundError::Pricing`] when the record does not say how it was priced.
    pub fn of_kept(sale: &Sale, kept: &[Kept]) -> Result<Worth, RefundError> {
        let currency = sale.currency;
        let kept_lines: Vec<(usize, &SaleLine, &Kept, Quantity)> = sale
            .lines
            .iter()
            .zip(kept)
            .enumerate()
            .filter_map(|(n, (line, kept))| Some((n, line, kept, Quantity::new(kept.copies).ok()?)))
            .collect();
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
        let mut lines = vec![LineWorth::default(); sale.lines.len()];
        for ((n, ..), priced) in kept_lines.iter().zip(&priced.lines) {
            if let Some(line) = lines.get_mut(*n) {
                *line = LineWorth {
                    total: priced.total(),
                    discount: priced.discount,
                    saved: priced.saved,
                };
            }
        }
        Ok(Worth {
            lines,
            goods: priced.goods,
            tax_added: priced.tax_added,
            saved_by_offers: priced.applied.offers.iter().map(|offer| offer.saved).sum(),
            taxes: priced.applied.taxes,
        })
    }
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
