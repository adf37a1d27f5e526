//! Which notes and coins make an amount, largest first. Never decides what is due.

use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// Notes and coins in minor units where a unit has a hundred of them, for currencies with quarters.
const QUARTERS: [i64; 10] = [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1];
/// The same for currencies with twenties and twos.
const TWOS: [i64; 13] = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
/// Notes and coins of currencies without a minor unit.
const WHOLE: [i64; 10] = [10_000, 5_000, 1_000, 500, 100, 50, 10, 5, 2, 1];

/// The amount as notes and coins: `1 × $10 · 1 × $1`; empty for nothing.
pub fn pieces(amount: Money, currency: Currency) -> String {
    let mut left = amount.to_minor(currency).max(0);
    let kinds: &[i64] = match (currency.places(), currency.code()) {
        (0, _) => &WHOLE,
        (_, "USD" | "CAD") => &QUARTERS,
        _ => &TWOS,
    };
    let scale = if currency.places() == 3 { 10 } else { 1 };
    let mut parts = Vec::new();
    for kind in kinds {
        let kind = kind * scale;
        let count = left / kind;
        if count > 0 {
            left %= kind;
            parts.push(format!(
                "{count} × {}",
                currency.brief(Money::from_minor(kind, currency))
            ));
        }
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn change_is_counted_out_largest_first() {
        let usd = |minor| pieces(Money::from_minor(minor, Currency::USD), Currency::USD);
        assert_eq!(usd(1_100), "1 × $10 · 1 × $1");
        assert_eq!(usd(275), "2 × $1 · 3 × 25¢");
        assert_eq!(usd(0), "");
    }
}
