//! Barcodes as a person types them: EAN and UPC numbers, ISBNs, a shop's own codes.
//! Never guesses a digit: a number whose check digit is wrong is refused, with what it would have to be.

/// Why it is no barcode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BarcodeError {
    /// The last digit does not fit the others.
    #[error("the barcode {code} ends with {last}, but the digits before it ask for {right}; look at the number again")]
    CheckDigit {
        /// The code as understood.
        code: String,
        /// What it ends with.
        last: char,
        /// What it would have to end with.
        right: char,
    },
    /// It holds something else than letters and digits, or is too long.
    #[error("`{0}` is no barcode; type its digits, or letters and digits of a code of your own, at most 32")]
    Other(String),
}

/// A barcode as it is kept: spaces and hyphens do not count, an ISBN-10 becomes the ISBN-13 that stands under its bars.
/// Codes of 8, 12, 13 and 14 digits have a check digit; others are a shop's own. `None` where nothing was typed.
///
/// # Errors
/// [`BarcodeError`] when its check digit is wrong, or it holds other marks.
pub fn read(text: &str) -> Result<Option<String>, BarcodeError> {
    let typed = text.trim();
    let typed = typed
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("isbn"))
        .map_or(typed, |_| {
            typed.get(4..).unwrap_or_default().trim_start_matches([':', ' '])
        });
    let code: String = typed
        .chars()
        .filter(|ch| !ch.is_whitespace() && !matches!(ch, '-' | '–' | '\u{2010}' | '\u{2011}'))
        .collect();
    if code.is_empty() {
        return Ok(None);
    }
    if code.len() > 32 || !code.chars().all(|ch| ch.is_ascii_alphanumeric()) {
        return Err(BarcodeError::Other(text.trim().to_owned()));
    }
    if let Some(isbn) = from_isbn_10(&code)? {
        return Ok(Some(isbn));
    }
    let digits = code.chars().all(|ch| ch.is_ascii_digit());
    if digits && matches!(code.len(), 8 | 12 | 13 | 14) {
        ends_with(&code, gtin_digit(&code))?;
    }
    Ok(Some(code))
}

/// Whether a code is an ISBN-13.
pub fn is_isbn(code: &str) -> bool {
    code.len() == 13 && (code.starts_with("978") || code.starts_with("979"))
}

fn ends_with(code: &str, right: char) -> Result<(), BarcodeError> {
    match code.chars().last() {
        Some(last) if last != right => Err(BarcodeError::CheckDigit {
            code: code.to_owned(),
            last,
            right,
        }),
        _ => Ok(()),
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// The check digit of an EAN, UPC or ISBN-13, of the digits before its last: weights 3 and 1 from the right, to the next ten.
fn gtin_digit(code: &str) -> char {
    let sum: u32 = code
        .chars()
        .rev()
        .skip(1)
        .zip([3, 1].into_iter().cycle())
        .map(|(ch, weight)| ch.to_digit(10).unwrap_or_default() * weight)
        .sum();
    digit((10 - sum % 10) % 10)
}

/// The ISBN-13 of an ISBN-10; `None` where it is none. Ten digits are taken for one only where nothing else has ten.
fn from_isbn_10(code: &str) -> Result<Option<String>, BarcodeError> {
    let (Some(number), Some(last)) = (code.get(..9), code.get(9..)) else {
        return Ok(None);
    };
    if !number.chars().all(|ch| ch.is_ascii_digit()) || !matches!(last, "X" | "x") && last.parse::<u32>().is_err() {
        return Ok(None);
    }
    if last.len() != 1 {
        return Ok(None);
    }
    let sum: u32 = number
        .chars()
        .zip((2..=10).rev())
        .map(|(ch, weight)| ch.to_digit(10).unwrap_or_default() * weight)
        .sum();
    let right = match (11 - sum % 11) % 11 {
        10 => 'X',
        value => digit(value),
    };
    ends_with(&code.to_uppercase(), right)?;
    let isbn = format!("978{number}0");
    let check = gtin_digit(&isbn);
    Ok(Some(format!("978{number}{check}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kept_without_its_marks() {
        for (typed, kept) in [
            ("", None),
            (" - ", None),
            ("978-0-306-40615-7", Some("9780306406157")),
            ("ISBN 0-306-40615-2", Some("9780306406157")),
            ("080442957X", Some("9780804429573")),
            ("036000291452", Some("036000291452")),
            ("4006381333931", Some("4006381333931")),
            ("40170725", Some("40170725")),
            ("zine-12", Some("zine12")),
            ("12345", Some("12345")),
        ] {
            assert_eq!(read(typed), Ok(kept.map(str::to_owned)), "{typed}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_said_with_the_right_one() {
        for (typed, right) in [
            ("9780306406158", '7'),
            ("0306406153", '2'),
            ("036000291453", '2'),
            ("40170726", '5'),
        ] {
            assert!(
                matches!(read(typed), Err(BarcodeError::CheckDigit { right: said, .. }) if said == right),
                "{typed}"
            );
        }
        assert!(matches!(read("a/b"), Err(BarcodeError::Other(_))));
    }
}
