//! Currencies: their code, sign and number of places, and how an amount is read and written in one.
//! Never converts between currencies: a till is kept in exactly one.

use super::money::{MAX_MINOR, Money};
use rust_decimal::Decimal;
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

/// Why a text is no amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was written.
    #[error("no amount was given; write one like {0}")]
    Empty(String),
    /// Something stands there that is no number.
    #[error("`{0}` is not an amount; write one like {1}")]
    NotANumber(String, String),
    /// Below zero.
    #[error("`{0}` is negative; an amount is zero or more")]
    Negative(String),
    /// More places than the currency has.
    #[error("`{0}` has more places than the currency, which has {1}")]
    TooManyPlaces(String, u32),
    /// One thousand or one?
    #[error("`{0}` can be read in two ways; write it without a thousands mark, like {1}")]
    Ambiguous(String, String),
    /// Beyond 10^12 minor units.
    #[error("`{0}` is too large for a till")]
    TooLarge(String),
}

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

    /// Reads an amount that a person typed: with or without the sign or code on either side, `.75`, `75¢`, a decimal
    /// comma, thousands marks, and the decimal digits of other scripts.
    ///
    /// # Errors
    /// [`AmountError`] when it is empty, no number, negative, has too many places, is beyond 10^12 minor units, or when
    /// a mark can be read both as a decimal and as a thousands mark.
    pub fn parse(self, text: &str) -> Result<Money, AmountError> {
        let example = || {
            self.show(Money::from_minor(
                if self.places == 0 {
                    150
                } else {
                    15 * 10_i64.pow(self.places - 1)
                },
                self,
            ))
        };
        let given = text.trim();
        if given.is_empty() {
            return Err(AmountError::Empty(example()));
        }
        let not_a_number = || AmountError::NotANumber(given.to_owned(), example());
        if !parts_thousands(given) {
            return Err(not_a_number());
        }
        let mut rest: String = given
            .chars()
            .filter(|ch| !is_gap(*ch))
            .map(|ch| match ch {
                '\u{66b}' => '.',
                '−' => '-',
                other => ascii_digit(other).unwrap_or(other),
            })
            .collect();
        if rest.contains('-') {
            return Err(if rest.chars().any(|ch| ch.is_ascii_digit()) {
                AmountError::Negative(given.to_owned())
            } else {
                not_a_number()
            });
        }
        let mut hundredths = false;
        if self.cents
            && let Some(number) = rest.strip_suffix('¢')
        {
            rest = number.to_owned();
            hundredths = true;
        }
        for mark in [self.code, self.sign.trim()] {
            let lower = rest.to_lowercase();
            let mark = mark.to_lowercase();
            if lower.len() != rest.len() {
                break;
            }
            if let Some(number) = lower.strip_prefix(&mark) {
                rest = number.to_owned();
            } else if let Some(number) = lower.strip_suffix(&mark) {
                rest = number.to_owned();
            }
        }
        if rest.is_empty() || !rest.chars().all(|ch| ch.is_ascii_digit() || ch == '.' || ch == ',') {
            return Err(not_a_number());
        }
        let (whole, fraction) = self.split(&rest, given, &example, &not_a_number)?;
        let places = if hundredths { 0 } else { self.places };
        let fraction_length = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if fraction_length > places {
            return Err(AmountError::TooManyPlaces(given.to_owned(), places));
        }
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0');
        if digits.len() > 15 {
            return Err(AmountError::TooLarge(given.to_owned()));
        }
        let number: i64 = if digits.is_empty() {
            0
        } else {
            digits.parse().map_err(|_| not_a_number())?
        };
        let minor = number.saturating_mul(10_i64.saturating_pow(places - fraction_length));
        if minor > MAX_MINOR {
            return Err(AmountError::TooLarge(given.to_owned()));
        }
        Ok(Money::from_minor(minor, self))
    }

    /// Splits digits at the decimal mark, deciding which of `.` and `,` it is.
    fn split(
        self,
        rest: &str,
        given: &str,
        example: &dyn Fn() -> String,
        not_a_number: &dyn Fn() -> AmountError,
    ) -> Result<(String, String), AmountError> {
        let dots = rest.matches('.').count();
        let commas = rest.matches(',').count();
        let grouped = |whole: &str, mark: char| -> Option<String> {
            let mut groups = whole.split(mark);
            let first = groups.next()?;
            ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)).then(|| whole.replace(mark, ""))
        };
        let (mark, other) = match (rest.rfind('.'), rest.rfind(',')) {
            (None, None) => return Ok((rest.to_owned(), String::new())),
            (Some(dot), Some(comma)) if dot > comma => ('.', ','),
            (Some(_), Some(_)) => (',', '.'),
            (Some(_), None) => ('.', ','),
            (None, Some(_)) => (',', '.'),
        };
        let count = if mark == '.' { dots } else { commas };
        if count > 1 {
            if dots > 0 && commas > 0 {
                return Err(not_a_number());
            }
            return grouped(rest, mark)
                .map(|whole| (whole, String::new()))
                .ok_or_else(not_a_number);
        }
        let (whole, fraction) = rest.split_once(mark).unwrap_or((rest, ""));
        if whole.contains(other) {
            let whole = grouped(whole, other).ok_or_else(not_a_number)?;
            return Ok((whole, fraction.to_owned()));
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(not_a_number());
        }
        let could_group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        let own_mark = if self.comma { ',' } else { '.' };
        if could_group && mark != own_mark {
            if self.places == 0 {
                return Ok((format!("{whole}{fraction}"), String::new()));
            }
            return Err(AmountError::Ambiguous(given.to_owned(), example()));
        }
        Ok((whole.to_owned(), fraction.to_owned()))
    }
}

/// What may part thousands beside `.` and `,`.
fn is_gap(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '\'' | '’' | '\u{66c}')
}

/// Whether three digits follow wherever a gap stands between digits: `1 000` is a thousand, `5 5` is no number.
fn parts_thousands(text: &str) -> bool {
    let digit = |ch: char| ch.is_ascii_digit() || ascii_digit(ch).is_some();
    let mut before = false;
    text.split(is_gap).all(|group| {
        let digits = group.chars().take_while(|ch| digit(*ch)).count();
        let fits = !before || digits == 0 || digits == 3;
        before = group.chars().next_back().map_or(before && group.is_empty(), digit);
        fits
    })
}

/// The value of a decimal digit of another script, as its ASCII digit.
fn ascii_digit(ch: char) -> Option<char> {
    const ZEROS: [u32; 8] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0e50, 0xff10, 0x0ce6];
    let code = u32::from(ch);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
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

impl From<Currency> for Decimal {
    /// One minor unit of the currency, as a decimal: 0.01 for USD.
    fn from(currency: Currency) -> Decimal {
        Decimal::new(1, currency.places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_the_way_people_write_it() {
        for (code, text, minor) in [
            ("USD", "5", 500),
            ("USD", "5.00", 500),
            ("USD", "$5", 500),
            ("USD", " $ 5.5 ", 550),
            ("USD", ".75", 75),
            ("USD", "75¢", 75),
            ("USD", "5,00", 500),
            ("USD", "1,000.00", 100_000),
            ("USD", "1 000.00", 100_000),
            ("USD", "1,000,000", 100_000_000),
            ("USD", "٥", 500),
            ("USD", "٥٫٥٠", 550),
            ("USD", "5 USD", 500),
            ("EUR", "1.000,00 €", 100_000),
            ("EUR", "2,50 €", 250),
            ("JPY", "¥100", 100),
            ("JPY", "1,000", 1000),
            ("KWD", "KD 1.000", 1000),
            ("KWD", "1.5", 1500),
        ] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(
                currency.parse(text).map(|m| m.to_minor(currency)),
                Ok(minor),
                "{code} {text}"
            );
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "abc",
            "-1",
            "−1.00",
            "1.005",
            "1,000",
            "1.2.3,4",
            "12,34,567",
            "99999999999999999999",
            "$",
            "1e3",
            ".",
        ] {
            assert!(Currency::USD.parse(text).is_err(), "{text}");
        }
        assert!(Currency::from_code("EUR").unwrap().parse("1.000").is_err());
        assert!(Currency::from_code("JPY").unwrap().parse("1.5").is_err());
    }

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
