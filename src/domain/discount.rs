//! Discounts: a percentage or an amount off a line or off the whole basket, with a reason.
//! Never below nothing: no discount takes more than there is.

use super::currency::Currency;
use super::money::{MILLION, Money, parse_percent, percent};
use serde::{Deserialize, Serialize};

/// How much is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Off {
    /// A rate in millionths of the price, at most all of it.
    Rate(u32),
    /// An amount.
    Amount(Money),
}

/// Something taken off, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// How much.
    pub off: Off,
    /// Why; may be empty.
    pub reason: String,
}

/// The text is no discount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no discount; write it like 10% (at most 100%) or like 2.00")]
pub struct DiscountError(String);

impl Discount {
    /// Reads `10%`, `12.5 %` or an amount such as `2.00`.
    ///
    /// # Errors
    /// [`DiscountError`] when it is neither, below zero, or more than all.
    pub fn parse(text: &str, reason: &str, currency: Currency) -> Result<Discount, DiscountError> {
        let wrong = || DiscountError(text.to_owned());
        let off = match text.trim().strip_suffix('%') {
            Some(percent) => Off::Rate(
                parse_percent(percent)
                    .filter(|rate| *rate <= MILLION)
                    .ok_or_else(wrong)?,
            ),
            None => Off::Amount(currency.parse(text).map_err(|_| wrong())?),
        };
        Ok(Discount {
            off,
            reason: reason.trim().to_owned(),
        })
    }

    /// How much, as people read it: `10 %`, `$2.00`.
    pub fn size(&self, currency: Currency) -> String {
        match self.off {
            Off::Rate(rate) => percent(rate),
            Off::Amount(amount) => currency.show(amount),
        }
    }

    /// What it takes off this price: a rate in whole minor units, half a unit away from zero; never more than the price.
    pub fn on(&self, price: Money, currency: Currency) -> Money {
        match self.off {
            Off::Rate(rate) => price.part(rate.into(), MILLION.into(), currency),
            Off::Amount(amount) => amount.min(price),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_a_percentage_or_an_amount_and_never_more_than_the_price() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        for (text, price, taken) in [
            ("10%", 250, 25),
            ("12.5 %", 100, 13),
            ("33.33%", 1000, 333),
            ("100%", 999, 999),
            ("2.00", 1000, 200),
            ("2.00", 150, 150),
            ("$0.50", 100, 50),
            ("0%", 100, 0),
        ] {
            let discount = Discount::parse(text, "", Currency::USD).unwrap();
            assert_eq!(discount.on(usd(price), Currency::USD), usd(taken), "{text} of {price}");
        }
        for text in ["101%", "-5%", "-1.00", "ten", "", "%", "1.005", "0.00001%"] {
            assert!(Discount::parse(text, "", Currency::USD).is_err(), "{text}");
        }
    }
}
