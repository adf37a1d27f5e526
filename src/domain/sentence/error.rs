//! What is wrong with a price sentence: one plain sentence with the words, the place and an example that works.
//! Never guesses what was meant.

use super::print::print;
use crate::domain::currency::{AmountError, Currency};
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{PriceRule, PriceSet, RuleKind, Step};
use std::ops::Range;

/// What kind of mistake it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was written.
    Empty,
    /// The words mean nothing in a price.
    NotUnderstood,
    /// The words need an amount after them.
    AmountMissing,
    /// The amount is none that the till can keep.
    Amount(AmountError),
    /// The amount is written with the sign of another currency than the till's.
    OtherCurrency(String),
    /// A quantity of zero, or more copies than a line may hold.
    Quantity,
    /// The price of so many copies, or of the copy with this number, is not said.
    Missing(u32),
    /// What the copies after this many cost is not said.
    MissingRest(u32),
    /// The words and an earlier part cannot both hold.
    Contradiction,
    /// The words can be read in two ways that cost differently.
    TwoReadings,
    /// The scale runs from more to less.
    Backwards,
    /// The suggestion or band lies outside the scale.
    OutsideScale,
}

/// Why a text is no price sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct SentenceError(Box<Refusal>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Refusal {
    problem: Problem,
    words: String,
    place: String,
    example: String,
    span: Range<usize>,
}

impl SentenceError {
    pub(super) fn new(problem: Problem, text: &str, span: Range<usize>, currency: Currency) -> SentenceError {
        let words = text.get(span.clone()).unwrap_or_default().trim();
        let before = text.get(..span.start).unwrap_or_default().trim_end();
        let tail_start = before.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
        let tail = before.get(tail_start..).unwrap_or_default();
        // Begin with a whole word where the text before was cut.
        let tail = match tail.split_once(char::is_whitespace) {
            Some((_, rest)) if tail_start > 0 => rest.trim_start(),
            _ => tail.trim_start(),
        };
        let place = if tail.is_empty() {
            "at the start".to_owned()
        } else {
            format!("after `{}`", short(tail))
        };
        let example = example(&problem, currency);
        SentenceError(Box::new(Refusal {
            problem,
            words: short(words),
            place,
            example,
            span,
        }))
    }

    /// What kind of mistake it is.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// The bytes of the text that were not understood, on character boundaries; empty at the end where something is
    /// missing there.
    pub fn span(&self) -> Range<usize> {
        self.0.span.clone()
    }

    /// A sentence that works, in the till's currency.
    pub fn example(&self) -> &str {
        &self.0.example
    }

    fn sentence(&self) -> String {
        let Refusal {
            words, place, example, ..
        } = &*self.0;
        let told = match &self.0.problem {
            Problem::Empty => return format!("no price was written; write one like `{example}`"),
            Problem::NotUnderstood => format!("`{words}` {place} was not understood"),
            Problem::AmountMissing if words.is_empty() => format!("{place} an amount is missing"),
            Problem::AmountMissing => format!("an amount is missing after `{words}` {place}"),
            Problem::Amount(error) => amount_told(error, words, place),
            Problem::OtherCurrency(code) => {
                format!("`{words}` {place} is another currency; this till is kept in {code}")
            }
            Problem::Quantity => {
                format!(
                    "`{words}` {place} is no quantity, which is a whole number from 1 to {}",
                    Quantity::MAX
                )
            }
            Problem::Missing(1) => return format!("what does one cost? Add it, as in `{example}`"),
            Problem::Missing(copies) => format!("what does copy number {copies} cost? It is missing before `{words}`"),
            Problem::MissingRest(copies) => {
                format!("what do copies after number {copies} cost? Add it after `{words}`")
            }
            Problem::Contradiction => format!("`{words}` {place} cannot hold together with the rest of the sentence"),
            Problem::TwoReadings => format!("`{words}` {place} can be read in two ways"),
            Problem::Backwards => format!("`{words}` {place} runs backwards; the lower amount comes first"),
            Problem::OutsideScale => format!("`{words}` {place} lies outside the scale"),
        };
        format!("{told}; a sentence that works is `{example}`")
    }
}

fn amount_told(error: &AmountError, words: &str, place: &str) -> String {
    match error {
        AmountError::Empty(_) | AmountError::NotANumber(..) => format!("`{words}` {place} is not an amount"),
        AmountError::Negative(_) => format!("`{words}` {place} is negative, and a price is zero or more"),
        AmountError::TooManyPlaces(_, 0) => format!("`{words}` {place} has decimal places and the currency has none"),
        AmountError::TooManyPlaces(_, places) => {
            format!("`{words}` {place} has more than the {places} decimal places of the currency")
        }
        AmountError::Ambiguous(..) => {
            format!("`{words}` {place} can be read in two ways; leave the thousands mark out")
        }
        AmountError::TooLarge(_) => format!("`{words}` {place} is too large for a till"),
    }
}

/// At most 40 characters of a text, on one line.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// A sentence that works and is near what was tried.
fn example(problem: &Problem, currency: Currency) -> String {
    // In hundredths of the unit, or in hundreds where a unit is a small coin, as a table would price things.
    let amount = |hundredths: i64| {
        let minor = match currency.places() {
            0 => hundredths,
            places => hundredths.saturating_mul(10_i64.saturating_pow(places)) / 100,
        };
        Money::from_minor(minor, currency)
    };
    let step = |from, hundredths| Step {
        from,
        each: amount(hundredths),
    };
    let kind = match problem {
        Problem::Missing(1) | Problem::Quantity | Problem::TwoReadings => RuleKind::SetPrice {
            sets: vec![PriceSet {
                count: 3,
                price: amount(500),
            }],
            single: amount(200),
        },
        Problem::Missing(_) | Problem::MissingRest(_) | Problem::Contradiction => RuleKind::Graduated {
            steps: vec![step(1, 300), step(2, 200), step(3, 100)],
        },
        Problem::Backwards | Problem::OutsideScale => RuleKind::Sliding {
            low: amount(100),
            high: amount(500),
            suggested: Some(amount(300)),
            bands: Vec::new(),
        },
        Problem::Empty | Problem::NotUnderstood | Problem::AmountMissing => RuleKind::Graduated {
            steps: vec![step(1, 100), step(2, 75)],
        },
        Problem::Amount(_) | Problem::OtherCurrency(_) => RuleKind::Fixed { each: amount(150) },
    };
    let rule = PriceRule::new(kind, false).unwrap_or_else(|_| PriceRule::fixed(amount(150)));
    print(&rule, currency)
}

#[cfg(test)]
mod tests {
    use crate::domain::currency::Currency;
    use crate::domain::sentence::{Problem, parse};

    fn told(text: &str) -> String {
        parse(text, Currency::USD).unwrap_err().to_string()
    }

    #[test]
    fn a_refusal_names_the_words_the_place_and_an_example() {
        assert_eq!(
            told(" "),
            "no price was written; write one like `1st $1.00, rest $0.75 each`"
        );
        assert_eq!(
            told("three dollars"),
            "`three dollars` at the start was not understood; a sentence that works is `1st $1.00, rest $0.75 each`"
        );
        assert_eq!(
            told("3 for $5"),
            "what does one cost? Add it, as in `3 for $5.00, else $2.00 each`"
        );
        assert_eq!(
            told("1st $1.00, rest $1.005"),
            "`$1.005` after `1st $1.00, rest` has more than the 2 decimal places of the currency; \
             a sentence that works is `$1.50 each`"
        );
        assert_eq!(
            told("sliding $5-$1"),
            "`$5-$1` after `sliding` runs backwards; the lower amount comes first; \
             a sentence that works is `sliding $1.00–$5.00, suggested $3.00`"
        );
    }

    #[test]
    fn each_mistake_is_told_apart_and_its_example_works() {
        for (text, problem, words) in [
            ("", Problem::Empty, ""),
            ("$2 per month", Problem::NotUnderstood, "per month"),
            ("$2 each whatever", Problem::NotUnderstood, "whatever"),
            ("1st", Problem::AmountMissing, "1st"),
            ("3 for", Problem::AmountMissing, "3 for"),
            ("0 for $5", Problem::Quantity, "0"),
            ("100001 for $5, $1 each", Problem::Quantity, "100001"),
            ("1 for $3, 3/$5, 3 for $6", Problem::Contradiction, "3 for $6"),
            ("€5", Problem::OtherCurrency("USD".into()), "€5"),
            ("5 EUR", Problem::OtherCurrency("USD".into()), "5 EUR"),
            ("5 or more $1", Problem::Missing(1), "5 or more $1"),
            ("1st $3, 3rd $1, rest $1", Problem::Missing(2), "3rd $1"),
            ("1st $3, 2nd $1", Problem::MissingRest(2), "2nd $1"),
            ("1-4 $2, 6+ $1", Problem::Missing(5), "6+ $1"),
            ("1-4 $2, 5-9 $1", Problem::MissingRest(9), "5-9 $1"),
            ("1-4 $2, 4+ $1", Problem::Contradiction, "4+ $1"),
            ("$1.00 each, $2.00 each", Problem::Contradiction, "$2.00 each"),
            ("free, $2", Problem::Contradiction, "$2"),
            ("1st $1, rest $2, 5+ $1", Problem::Contradiction, "5+ $1"),
            ("3 for $5, rest $2", Problem::Contradiction, "rest $2"),
            ("sliding $1-$5, 3 for $5", Problem::Contradiction, "3 for $5"),
            ("3 @ $5", Problem::TwoReadings, "3 @ $5"),
            ("first 3 for $5, rest $2", Problem::TwoReadings, "first 3 for $5"),
            ("1-5", Problem::TwoReadings, "1-5"),
            ("sliding $1-$5, suggested $6", Problem::OutsideScale, "suggested $6"),
            ("sliding $1-$5: a lot $6", Problem::OutsideScale, "a lot $6"),
        ] {
            let error = parse(text, Currency::USD).unwrap_err();
            assert_eq!(error.problem(), &problem, "{text}: {error}");
            assert_eq!(text.get(error.span()), Some(words), "{text}: {error}");
            for currency in Currency::all() {
                let Err(error) = parse(text, *currency) else { continue };
                assert!(parse(error.example(), *currency).is_ok(), "{currency}: {error}");
            }
        }
    }
}
