//! Tax classes: a rate, included in the price or added to it.
//! Never taxes a donation, and never a line by itself: tax is computed once for each class on its discounted sum.

use super::currency::Currency;
use super::money::{MILLION, Money, parse_percent, percent};

/// A named rate that titles can carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxClass {
    /// Its name, as `books`.
    pub name: String,
    /// Its rate in millionths.
    pub rate_ppm: u32,
    /// The price holds the tax already.
    pub included: bool,
}

/// What is no tax class.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaxError {
    /// The name is empty or longer than 32 characters.
    #[error("a tax class needs a name of at most 32 characters, as in books")]
    Name,
    /// The rate is none.
    #[error("`{0}` is no rate; write it like 8.875% (at most 100%, at most four decimals)")]
    Rate(String),
}

impl TaxClass {
    /// A class with its rate as people write it: `8.875%`, `19`.
    ///
    /// # Errors
    /// [`TaxError`] when the name is empty or the rate is none.
    pub fn new(name: &str, rate: &str, included: bool) -> Result<TaxClass, TaxError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 32 || name.chars().any(char::is_control) {
            return Err(TaxError::Name);
        }
        let rate_ppm = parse_percent(rate.trim().trim_end_matches('%'))
            .filter(|rate| *rate <= MILLION)
            .ok_or_else(|| TaxError::Rate(rate.to_owned()))?;
        Ok(TaxClass {
            name: name.to_owned(),
            rate_ppm,
            included,
        })
    }

    /// The tax on what lines of the class cost together, in whole minor units, half a unit away from zero:
    /// `sum · r` where it is added, `sum · r / (1 + r)` where it is included.
    pub fn on(&self, sum: Money, currency: Currency) -> Money {
        let whole = if self.included {
            MILLION + self.rate_ppm
        } else {
            MILLION
        };
        sum.part(self.rate_ppm.into(), whole.into(), currency)
    }

    /// The rate as people read it: `8.875 %`.
    pub fn rate(&self) -> String {
        percent(self.rate_ppm)
    }
}

/// What a class came to in one sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxSum {
    /// The class as it was.
    pub class: TaxClass,
    /// The discounted sum of its lines.
    pub base: Money,
    /// The tax.
    pub amount: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_is_included_in_the_sum_or_added_to_it() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        for (rate, included, sum, tax) in [
            ("8.875%", false, 1000, 89), // 88.75
            ("8.875", false, 1200, 107), // 106.5, half away from zero
            ("7", true, 1070, 70),
            ("19%", true, 1000, 160), // 159.66…
            ("0", true, 1000, 0),
            ("100%", true, 1001, 501), // 500.5
        ] {
            let class = TaxClass::new("books", rate, included).unwrap();
            assert_eq!(
                class.on(usd(sum), Currency::USD),
                usd(tax),
                "{rate} {included} of {sum}"
            );
        }
        assert_eq!(TaxClass::new("books", "8.875%", false).unwrap().rate(), "8.875 %");
        assert_eq!(TaxClass::new("books", "19", false).unwrap().rate(), "19 %");
        for rate in ["", "-1", "101", "8.87501%", "much"] {
            assert!(TaxClass::new("books", rate, false).is_err(), "{rate}");
        }
        assert!(TaxClass::new(" ", "7", false).is_err());
    }
}
