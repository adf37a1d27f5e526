//! Currencies: their code, sign and number of places, and how an amount is written in one.
//! Never converts between currencies: a till is kept in exactly one.

mod amount;

use super::money::Money;
pub use amount::AmountError;
use std::fmt;

/// A currency of ISO 4217 that a till can be kept in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    code: &'static str,
    sign: &'static str,
    places: u32,
    comma: bool,
    cents: bool,
}

const fn c(code: &'static str, sign: &'static str, places: u32, comma: bool, cents: bool) -> Currency {
    Currency {
        code,
        sign,
        places,
        comma,
        cents,
    }
}

/// Code, sign as printed before an amount, places, written with a decimal comma, has a `¢`.
static CURRENCIES: [Currency; 36] = [
    c("USD", "$", 2, false, true),
    c("EUR", "€", 2, true, true),
    c("GBP", "£", 2, false, false),
    c("JPY", "¥", 0, false, false),
    c("KWD", "KD ", 3, false, false),
    c("CAD", "$", 2, false, true),
    c("AUD", "$", 2, false, true),
    c("NZD", "$", 2, false, true),
    c("CHF", "CHF ", 2, false, false),
    c("SEK", "kr ", 2, true, false),
    c("NOK", "kr ", 2, true, false),
    c("DKK", "kr ", 2, true, false),
    c("ISK", "kr ", 0, true, false),
    c("PLN", "zł ", 2, true, false),
    c("CZK", "Kč ", 2, true, false),
    c("HUF", "Ft ", 2, true, false),
    c("RON", "lei ", 2, true, false),
    c("BGN", "лв ", 2, true, false),
    c("TRY", "₺", 2, true, false),
    c("UAH", "₴", 2, true, false),
    c("BRL", "R$", 2, true, true),
    c("MXN", "$", 2, false, true),
    c("ARS", "$", 2, true, true),
    c("CLP", "$", 0, true, false),
    c("COP", "$", 2, true, false),
    c("UYU", "$", 2, true, false),
    c("INR", "₹", 2, false, false),
    c("CNY", "¥", 2, false, false),
    c("KRW", "₩", 0, false, false),
    c("TWD", "NT$", 2, false, false),
    c("HKD", "HK$", 2, false, true),
    c("SGD", "S$", 2, false, true),
    c("THB", "฿", 2, false, false),
    c("PHP", "₱", 2, false, false),
    c("IDR", "Rp ", 2, true, false),
    c("ZAR", "R ", 2, false, true),
];

impl Currency {
    /// US dollars, the currency of a till that was not told otherwise.
    pub const USD: Currency = c("USD", "$", 2, false, true);

    /// The currency with this ISO 4217 code, in upper or lower case.
    pub fn from_code(code: &str) -> Option<Currency> {
        CURRENCIES
            .iter()
            .copied()
            .find(|known| known.code.eq_ignore_ascii_case(code.trim()))
    }

    /// All known currencies.
    pub fn all() -> &'static [Currency] {
        &CURRENCIES
    }

    /// ISO 4217 code, as `USD`.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The sign as it stands before an amount, with its space where it has one (`$`, `KD `).
    pub fn sign(self) -> &'static str {
        self.sign
    }

    /// How many decimal places an amount has: 2 for USD, 0 for JPY, 3 for KWD.
    pub fn places(self) -> u32 {
        self.places
    }

    /// Whether people write a decimal comma in this currency.
    pub fn decimal_comma(self) -> bool {
        self.comma
    }

    /// Whether a hundredth is written with `¢`.
    pub fn has_cents(self) -> bool {
        self.cents
    }

    /// An amount as plain decimal text with the currency's places and no sign: `1.00`.
    pub fn plain(self, amount: Money) -> String {
        let mut decimal = amount.decimal();
        decimal.rescale(self.places);
        decimal.to_string()
    }

    /// An amount as people read it: `$1.00`, `−$0.25`.
    pub fn show(self, amount: Money) -> String {
        let minus = if amount < Money::ZERO { "−" } else { "" };
        format!("{minus}{}{}", self.sign, self.plain(amount.abs()))
    }

    /// As short as a sign says it: `$5`, `75¢`, `$1.50`.
    pub fn brief(self, amount: Money) -> String {
        let minor = amount.to_minor(self);
        let unit = 10_i64.saturating_pow(self.places);
        if self.cents && minor > 0 && minor < unit {
            format!("{minor}¢")
        } else if unit > 1 && minor % unit == 0 {
            format!("{}{}", self.sign, minor / unit)
        } else {
            self.show(amount)
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_with_the_sign_in_front() {
        let show = |code: &str, minor| {
            let currency = Currency::from_code(code).unwrap();
            currency.show(Money::from_minor(minor, currency))
        };
        assert_eq!(show("USD", 100), "$1.00");
        assert_eq!(show("USD", -25), "−$0.25");
        assert_eq!(show("JPY", 100), "¥100");
        assert_eq!(show("KWD", 1000), "KD 1.000");
        assert_eq!(Currency::USD.brief(Money::from_minor(75, Currency::USD)), "75¢");
        assert_eq!(Currency::USD.brief(Money::from_minor(500, Currency::USD)), "$5");
        assert_eq!(Currency::USD.brief(Money::from_minor(550, Currency::USD)), "$5.50");
    }
}
