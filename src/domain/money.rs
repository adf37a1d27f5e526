//! Money: an exact decimal in the till's one currency, and how many copies of something.
//! Never a float, never rounded except where a rule names the rounding.

use super::currency::Currency;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// The largest amount, in minor units (cents for USD), that the till accepts or keeps.
pub const MAX_MINOR: i64 = 1_000_000_000_000;

/// An amount in major units (dollars for USD). Amounts are at most [`MAX_MINOR`] where they enter and copies at most
/// [`Quantity::MAX`], so that sums and products stay far within a decimal's 96 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// An amount given in the currency's smallest unit.
    pub fn from_minor(minor: i64, currency: Currency) -> Money {
        Money(Decimal::new(minor, currency.places()))
    }

    /// The amount in the currency's smallest unit; half a unit goes away from zero, and what no till holds saturates.
    pub fn to_minor(self, currency: Currency) -> i64 {
        let scaled = self
            .0
            .checked_mul(Decimal::from(10_i64.saturating_pow(currency.places())))
            .unwrap_or(if self.0.is_sign_negative() {
                Decimal::MIN
            } else {
                Decimal::MAX
            });
        scaled
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .unwrap_or(if scaled.is_sign_negative() { i64::MIN } else { i64::MAX })
    }

    /// The amount as a decimal of major units.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Without its sign.
    pub fn abs(self) -> Money {
        Money(self.0.abs())
    }

    /// What so many copies at this price cost.
    pub fn times(self, quantity: Quantity) -> Money {
        Money(self.0.saturating_mul(Decimal::from(quantity.get())))
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether a till may keep it: at most 10^12 minor units either way.
    pub fn in_bounds(self, currency: Currency) -> bool {
        self.to_minor(currency)
            .checked_abs()
            .is_some_and(|minor| minor <= MAX_MINOR)
    }

    /// `numerator / denominator` of the amount in whole minor units, half a unit away from zero; nothing where the
    /// denominator is zero. Exact: the product is never rounded on the way.
    pub fn part(self, numerator: i64, denominator: i64, currency: Currency) -> Money {
        let product = i128::from(self.to_minor(currency)) * i128::from(numerator);
        let half_up = 2 * product.abs() + i128::from(denominator).abs();
        let minor = half_up.checked_div(2 * i128::from(denominator).abs()).unwrap_or(0);
        let signed = minor * product.signum() * i128::from(denominator).signum();
        Money::from_minor(i64::try_from(signed).unwrap_or(i64::MAX), currency)
    }

    /// To the nearest multiple of `coin`, half away from zero; unchanged where the coin is zero.
    pub fn to_nearest(self, coin: Money) -> Money {
        match self.0.checked_div(coin.0) {
            Some(count) => Money(
                count
                    .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
                    .saturating_mul(coin.0),
            ),
            None => self,
        }
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        // A decimal knows a nothing below nothing, which would be written with a sign.
        if self.is_zero() { self } else { Money(-self.0) }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Money).map_err(serde::de::Error::custom)
    }
}

/// Rates are kept in millionths.
pub const MILLION: u32 = 1_000_000;

/// Reads a percentage such as `8.875` into millionths; `None` where it is none, below zero, or finer than they are.
pub fn parse_percent(text: &str) -> Option<u32> {
    let percent: Decimal = text.trim().replace(',', ".").parse().ok()?;
    let ppm = percent.checked_mul(Decimal::from(MILLION / 100))?;
    ppm.fract().is_zero().then(|| ppm.to_u32()).flatten()
}

/// A rate as people read it: `8.875 %`.
pub fn percent(ppm: u32) -> String {
    format!("{} %", Decimal::new(ppm.into(), 4).normalize())
}

/// How many copies: at least one, at most [`Quantity::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Quantity(u32);

/// The quantity is none at all, or more than a table ever holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a quantity is a whole number from 1 to {max}", max = Quantity::MAX)]
pub struct QuantityError;

impl Quantity {
    /// One copy.
    pub const ONE: Quantity = Quantity(1);
    /// The most copies one line may hold.
    pub const MAX: u32 = 100_000;

    /// # Errors
    /// [`QuantityError`] for zero and for more than [`Quantity::MAX`].
    pub fn new(copies: u32) -> Result<Quantity, QuantityError> {
        if copies == 0 || copies > Quantity::MAX {
            Err(QuantityError)
        } else {
            Ok(Quantity(copies))
        }
    }

    /// The number of copies.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Quantity {
    type Error = QuantityError;
    fn try_from(copies: u32) -> Result<Quantity, QuantityError> {
        Quantity::new(copies)
    }
}

impl From<Quantity> for u32 {
    fn from(quantity: Quantity) -> u32 {
        quantity.0
    }
}

/// Shares `total` over `weights` in proportion, in whole minor units, by largest remainder; equal remainders go to the
/// earlier weight. The shares add up to `total` exactly and none is negative. All weights zero: the first takes all.
pub fn share(total: Money, weights: &[i64], currency: Currency) -> Vec<Money> {
    let minor = i128::from(total.to_minor(currency));
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum == 0 {
        return (0..weights.len())
            .map(|n| if n == 0 { total } else { Money::ZERO })
            .collect();
    }
    let mut shares: Vec<i128> = weights.iter().map(|weight| minor * i128::from(*weight) / sum).collect();
    let mut by_remainder: Vec<(usize, i128)> = weights
        .iter()
        .map(|weight| minor * i128::from(*weight) % sum)
        .enumerate()
        .collect();
    by_remainder.sort_by_key(|(n, remainder)| (-remainder, *n));
    let left = minor - shares.iter().sum::<i128>();
    for (n, _) in by_remainder.iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(*n) {
            *share += 1;
        }
    }
    shares
        .into_iter()
        .map(|share| Money::from_minor(i64::try_from(share).unwrap_or(i64::MAX), currency))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_sign() {
        assert_eq!(Currency::USD.plain(-Money::ZERO), "0.00");
        assert_eq!(Currency::USD.plain(-Money::from_minor(0, Currency::USD)), "0.00");
        assert_eq!(Currency::USD.plain(-Money::from_minor(5, Currency::USD)), "-0.05");
    }

    #[test]
    fn a_share_by_largest_remainder_adds_up_and_ties_go_to_the_first() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        assert_eq!(
            share(usd(500), &[1, 1, 1], Currency::USD),
            [usd(167), usd(167), usd(166)]
        );
        assert_eq!(share(usd(500), &[2, 1], Currency::USD), [usd(333), usd(167)]);
        assert_eq!(share(usd(1), &[1, 3], Currency::USD), [usd(0), usd(1)]);
        assert_eq!(share(usd(5), &[0, 0], Currency::USD), [usd(5), usd(0)]);
    }

    #[test]
    fn a_part_is_rounded_half_away_from_zero() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        for (amount, n, d, part) in [
            (100, 1, 3, 33),
            (5, 1, 2, 3),
            (-5, 1, 2, -3),
            (7, 0, 5, 0),
            (7, 1, 0, 0),
        ] {
            assert_eq!(usd(amount).part(n, d, Currency::USD), usd(part), "{amount} · {n}/{d}");
        }
        assert_eq!(parse_percent("8,875"), Some(88_750));
        assert_eq!(parse_percent("-1"), None);
    }

    #[test]
    fn cash_rounds_to_the_nearest_coin_half_away_from_zero() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        for (exact, rounded) in [(102, 100), (103, 105), (98, 100), (-103, -105)] {
            assert_eq!(usd(exact).to_nearest(usd(5)), usd(rounded));
        }
        assert_eq!(usd(25).to_nearest(usd(10)), usd(30));
        assert_eq!(usd(33).to_nearest(Money::ZERO), usd(33));
    }
}
