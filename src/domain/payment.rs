//! Payments: what was given by which method, and what goes back.
//! Never records anything: settling a cart is arithmetic.

use super::cart::Donation;
use super::currency::Currency;
use super::money::Money;
use super::pricing::PricedBasket;
use std::fmt;

/// A way to pay, in lower case: `cash`, `card`, `venmo`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Method(String);

impl Method {
    /// Cash, the only method that gives change.
    pub fn cash() -> Method {
        Method("cash".to_owned())
    }

    /// A method by its name, in lower case; `None` where it is empty or longer than 32 characters.
    pub fn new(name: &str) -> Option<Method> {
        let name = name.trim().to_lowercase();
        let fits = !name.is_empty() && name.chars().count() <= 32 && !name.chars().any(char::is_control);
        fits.then_some(Method(name))
    }

    /// Whether it is cash.
    pub fn is_cash(&self) -> bool {
        self.0 == "cash"
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its name as people write it: each word with a capital, `Apple Pay`.
    pub fn written(&self) -> String {
        let words = self.0.split(' ').map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
            first.unwrap_or_default() + letters.as_str()
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Money handed over, before it is known what goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tender {
    /// How.
    pub method: Method,
    /// How much.
    pub given: Money,
}

/// One method, one amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How.
    pub method: Method,
    /// What was handed over.
    pub given: Money,
    /// What went back.
    pub change: Money,
    /// Nobody saw it arrive yet: it was paid by phone and is to be ticked off.
    pub unverified: bool,
}

impl Payment {
    /// What stayed: given less change.
    pub fn amount(&self) -> Money {
        self.given - self.change
    }
}

/// A cart that was paid. Always `goods + tax_added + donations + rounding = paid − change`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What the goods cost.
    pub goods: Money,
    /// Tax beside the goods.
    pub tax_added: Money,
    /// Donations, one for each jar.
    pub donations: Vec<Donation>,
    /// What rounding to the smallest coin added or took.
    pub rounding: Money,
    /// What there was to pay.
    pub total: Money,
    /// How it was paid, in the order given.
    pub payments: Vec<Payment>,
}

impl Settlement {
    /// What was handed over.
    pub fn paid(&self) -> Money {
        self.payments.iter().map(|payment| payment.given).sum()
    }

    /// What went back.
    pub fn change(&self) -> Money {
        self.payments.iter().map(|payment| payment.change).sum()
    }

    /// What was donated.
    pub fn donated(&self) -> Money {
        self.donations.iter().map(|donation| donation.amount).sum()
    }
}

/// Why a cart is not paid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// Nothing is in the cart.
    #[error("there is nothing to sell: name a title, or a donation")]
    Nothing,
    /// The buyer has not chosen an amount.
    #[error("`{0}` has no set price: ask what the buyer wants to pay and give it, as in {0}@3.00")]
    Undecided(String),
    /// Too little money.
    #[error("{missing} is missing: {due} is due and {given} was given")]
    Short {
        /// What there is to pay.
        due: String,
        /// What was given.
        given: String,
        /// The difference.
        missing: String,
    },
    /// More than the rest by a method that gives no change.
    #[error("{surplus} too much by {method}: only cash gives change; take {surplus} less, or make it a donation")]
    Surplus {
        /// By how much.
        surplus: String,
        /// The method.
        method: Method,
    },
    /// Beyond what a till keeps.
    #[error("the amount is too large for a till")]
    TooLarge,
}

/// Settles a priced basket with what was handed over. What is left to pay in cash after the other methods is rounded to
/// `smallest_coin`, half away from zero; change comes off the cash given last.
///
/// # Errors
/// [`SettleError`] when nothing is sold, an amount is still to be chosen, or the money does not fit.
pub fn settle(
    basket: &PricedBasket,
    donations: Vec<Donation>,
    tenders: &[Tender],
    smallest_coin: Option<Money>,
    currency: Currency,
) -> Result<Settlement, SettleError> {
    let donations: Vec<Donation> = donations
        .into_iter()
        .filter(|donation| !donation.amount.is_zero())
        .collect();
    if basket.lines.is_empty() && donations.is_empty() {
        return Err(SettleError::Nothing);
    }
    if let Some(title) = basket.undecided() {
        return Err(SettleError::Undecided(title.sku.to_string()));
    }
    let donated: Money = donations.iter().map(|donation| donation.amount).sum();
    let due = basket.goods + basket.tax_added + donated;
    let tenders: Vec<&Tender> = tenders.iter().filter(|tender| !tender.given.is_zero()).collect();
    let sum = |cash: bool| -> Money {
        tenders
            .iter()
            .filter(|t| t.method.is_cash() == cash)
            .map(|t| t.given)
            .sum()
    };
    let (by_cash, by_other) = (sum(true), sum(false));
    if !due.in_bounds(currency) || !(by_cash + by_other).in_bounds(currency) {
        return Err(SettleError::TooLarge);
    }
    if by_other > due {
        let method = tenders
            .iter()
            .rev()
            .find(|tender| !tender.method.is_cash())
            .map_or_else(Method::cash, |t| t.method.clone());
        return Err(SettleError::Surplus {
            surplus: currency.show(by_other - due),
            method,
        });
    }
    let rest = due - by_other;
    let rounding = match smallest_coin {
        Some(coin) if !by_cash.is_zero() => rest.to_nearest(coin) - rest,
        _ => Money::ZERO,
    };
    let total = due + rounding;
    let mut change = by_cash + by_other - total;
    if change < Money::ZERO {
        return Err(SettleError::Short {
            due: currency.show(total),
            given: currency.show(by_cash + by_other),
            missing: currency.show(-change),
        });
    }
    let mut payments: Vec<Payment> = tenders
        .into_iter()
        .rev()
        .map(|tender| {
            let back = if tender.method.is_cash() {
                change.min(tender.given)
            } else {
                Money::ZERO
            };
            change = change - back;
            Payment {
                method: tender.method.clone(),
                given: tender.given,
                change: back,
                unverified: false,
            }
        })
        .collect();
    payments.reverse();
    Ok(Settlement {
        goods: basket.goods,
        tax_added: basket.tax_added,
        donations,
        rounding,
        total,
        payments,
    })
}

/// Round amounts a buyer is likely to hand over for this total: the next whole unit where the total has a fraction, then
/// the notes above it; at most four, none equal to the total.
pub fn quick_amounts(total: Money, currency: Currency) -> Vec<Money> {
    let unit = 10_i64.saturating_pow(currency.places());
    let minor = total.to_minor(currency);
    let notes: &[i64] = if currency.places() == 0 {
        &[100, 500, 1000, 2000, 5000, 10_000]
    } else {
        &[1, 5, 10, 20, 50, 100]
    };
    let mut amounts: Vec<i64> = Vec::new();
    for note in notes {
        let note = note.saturating_mul(unit);
        let up = minor.saturating_add(note - 1) / note * note;
        if up > minor && !amounts.contains(&up) {
            amounts.push(up);
        }
    }
    if let (true, Some(largest)) = (amounts.is_empty(), notes.last()) {
        amounts.push(minor.saturating_add(largest.saturating_mul(unit)));
    }
    amounts.sort_unstable();
    amounts.truncate(4);
    amounts
        .into_iter()
        .map(|minor| Money::from_minor(minor, currency))
        .collect()
}
