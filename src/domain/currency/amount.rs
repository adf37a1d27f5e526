//! An amount of money as a person types it, read in a currency.
//! Never guesses: what can be read in two ways is refused.

use super::Currency;
use crate::domain::money::{MAX_MINOR, Money};

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
    /// Reads an amount that a person typed: with or without the sign or code on either side, `.75`, `75¢`, a decimal
    /// comma, thousands marks, and the decimal digits of other scripts.
    ///
    /// # Errors
    /// [`AmountError`] when it is empty, no number, negative, has too many places, is beyond 10^12 minor units, or when
    /// a mark can be read both as a decimal and as a thousands mark.
    pub fn parse(self, text: &str) -> Result<Money, AmountError> {
        let reading = Reading {
            currency: self,
            given: text.trim(),
        };
        let (number, cents) = reading.number()?;
        let (whole, fraction) = reading.split(&number)?;
        // In cents there are no places: `7.5¢` is no amount.
        let minor = reading.minor(&whole, &fraction, if cents { 0 } else { self.places })?;
        Ok(Money::from_minor(minor, self))
    }
}

/// A text that is being read.
struct Reading<'a> {
    currency: Currency,
    given: &'a str,
}

impl Reading<'_> {
    /// What an amount looks like in the currency.
    fn example(&self) -> String {
        let minor = match self.currency.places {
            0 => 150,
            places => 15 * 10_i64.saturating_pow(places - 1),
        };
        self.currency.show(Money::from_minor(minor, self.currency))
    }

    fn not_a_number(&self) -> AmountError {
        AmountError::NotANumber(self.given.to_owned(), self.example())
    }

    /// Its digits and marks alone, and whether they stand before a `¢`.
    fn number(&self) -> Result<(String, bool), AmountError> {
        if self.given.is_empty() {
            return Err(AmountError::Empty(self.example()));
        }
        if !parts_thousands(self.given) {
            return Err(self.not_a_number());
        }
        let mut rest = plain(self.given);
        if rest.contains('-') {
            return Err(if rest.chars().any(|ch| ch.is_ascii_digit()) {
                AmountError::Negative(self.given.to_owned())
            } else {
                self.not_a_number()
            });
        }
        let mut cents = false;
        if self.currency.cents
            && let Some(number) = rest.strip_suffix('¢')
        {
            rest = number.to_owned();
            cents = true;
        }
        for mark in [self.currency.code, self.currency.sign.trim()] {
            let (lower, mark) = (rest.to_lowercase(), mark.to_lowercase());
            // What grows or shrinks when it is written small is no number in any currency.
            if lower.len() != rest.len() {
                break;
            }
            if let Some(number) = lower.strip_prefix(&mark).or_else(|| lower.strip_suffix(&mark)) {
                rest = number.to_owned();
            }
        }
        if rest.is_empty() || !rest.chars().all(|ch| ch.is_ascii_digit() || ch == '.' || ch == ',') {
            return Err(self.not_a_number());
        }
        Ok((rest, cents))
    }

    /// Splits digits at the decimal mark, deciding which of `.` and `,` it is.
    fn split(&self, number: &str) -> Result<(String, String), AmountError> {
        let whole_alone = |whole: String| (whole, String::new());
        let (mark, other) = match (number.rfind('.'), number.rfind(',')) {
            (None, None) => return Ok(whole_alone(number.to_owned())),
            (dot, comma) if dot > comma => ('.', ','),
            _ => (',', '.'),
        };
        if number.matches(mark).count() > 1 {
            let grouped = grouped(number, mark).filter(|_| !number.contains(other));
            return grouped.map(whole_alone).ok_or_else(|| self.not_a_number());
        }
        let (whole, fraction) = number.split_once(mark).unwrap_or((number, ""));
        if whole.contains(other) {
            let whole = grouped(whole, other).ok_or_else(|| self.not_a_number())?;
            return Ok((whole, fraction.to_owned()));
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(self.not_a_number());
        }
        let could_group = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        let own_mark = if self.currency.comma { ',' } else { '.' };
        if could_group && mark != own_mark {
            if self.currency.places == 0 {
                return Ok(whole_alone(format!("{whole}{fraction}")));
            }
            return Err(AmountError::Ambiguous(self.given.to_owned(), self.example()));
        }
        Ok((whole.to_owned(), fraction.to_owned()))
    }

    /// The amount in minor units, of at most so many places.
    fn minor(&self, whole: &str, fraction: &str, places: u32) -> Result<i64, AmountError> {
        let too_large = || AmountError::TooLarge(self.given.to_owned());
        let length = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        if length > places {
            return Err(AmountError::TooManyPlaces(self.given.to_owned(), places));
        }
        let digits = format!("{whole}{fraction}");
        let number: i64 = match digits.trim_start_matches('0') {
            "" => 0,
            digits if digits.len() > 15 => return Err(too_large()),
            digits => digits.parse().map_err(|_| self.not_a_number())?,
        };
        let minor = number.saturating_mul(10_i64.saturating_pow(places - length));
        if minor > MAX_MINOR {
            return Err(too_large());
        }
        Ok(minor)
    }
}

/// Without gaps, with the digits and marks that a program knows.
fn plain(given: &str) -> String {
    let letters = given.chars().filter(|ch| !is_gap(*ch));
    letters
        .map(|ch| match ch {
            '\u{66b}' => '.',
            '−' => '-',
            other => ascii_digit(other).unwrap_or(other),
        })
        .collect()
}

/// The digits of a whole number without its thousands marks; `None` where these do not part thousands.
fn grouped(whole: &str, mark: char) -> Option<String> {
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)).then(|| whole.replace(mark, ""))
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
}
