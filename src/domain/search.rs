//! The words by which a sale or a correction is found, and what a search asks of them.
//! Never reads the books: whatever keeps the words asks here which they are.

use super::catalog::fold;
use super::currency::Currency;
use super::journal::What;
use super::sale::ReceiptNumber;
use std::collections::BTreeSet;

/// Stands before a receipt number among the words, and before an amount: no typed word begins with them.
const NUMBER: char = '№';
const AMOUNT: char = '¤';

/// The words of one record: its number and amounts, titles, makers, SKUs, tags, methods, volunteer, event, note, reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Those of an entry; `None` where it is no sale and no correction.
    pub fn of(what: &What) -> Option<Words> {
        let mut words = Words(BTreeSet::new());
        match what {
            What::Sale(sale) => {
                words.number(sale.number).amount(sale.total);
                words.text(&sale.by).text(&sale.event).text(&sale.note);
                for line in &sale.lines {
                    words.text(&line.title).text(&line.sku);
                    line.makers.iter().chain(&line.tags).for_each(|text| words.add(text));
                }
                for payment in &sale.payments {
                    words.text(&payment.method).amount(payment.given);
                }
                sale.donations.iter().for_each(|donation| words.add(&donation.jar));
                if sale.late {
                    words.add("late");
                }
            }
            What::Correction(correction) => {
                words.number(correction.number).number(correction.of);
                words.amount(correction.total);
                words.text(&correction.how).text(&correction.reason);
                words.text(&correction.by).text(&correction.event);
                for line in &correction.lines {
                    words.text(&line.title).text(&line.sku);
                }
                correction.payments.iter().for_each(|back| words.add(&back.method));
            }
            _ => return None,
        }
        Some(words)
    }

    /// Each of them once, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn add(&mut self, text: &str) {
        self.0.extend(split(text));
    }

    fn text(&mut self, text: &str) -> &mut Words {
        self.add(text);
        self
    }

    fn number(&mut self, running: u32) -> &mut Words {
        self.0.insert(format!("{NUMBER}{running}"));
        self
    }

    fn amount(&mut self, minor: i64) -> &mut Words {
        self.0.insert(format!("{AMOUNT}{minor}"));
        self
    }

    fn begins(&self, start: &str) -> bool {
        let from = (std::ops::Bound::Included(start), std::ops::Bound::Unbounded);
        self.0
            .range::<str, _>(from)
            .next()
            .is_some_and(|word| word.starts_with(start))
    }
}

/// What was typed to find records: each piece of it must be there, as the beginnings of words, as a number or as an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    pieces: Vec<Piece>,
    /// Whole words that must be there, too.
    words: Vec<String>,
}

/// One piece of a search, between spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Words must begin with all of these …
    pub begins: Vec<String>,
    /// … or one of these must be among them.
    pub is: Vec<String>,
}

impl Search {
    /// What a typed text asks for. Case, accents and whatever stands between letters and digits do not count; `31` is the
    /// beginning of a word, receipt number 31 and the amount 31.00 alike.
    pub fn new(text: &str, currency: Currency) -> Search {
        let piece = |text: &str| -> Option<Piece> {
            let number = ReceiptNumber::parse(text).map(|number| number.running());
            let number = number.or_else(|| text.parse().ok());
            let amount = currency.parse(text).ok().map(|amount| amount.to_minor(currency));
            let is = [
                number.map(|running: u32| format!("{NUMBER}{running}")),
                amount.map(|minor| format!("{AMOUNT}{minor}")),
            ];
            let begins: Vec<String> = split(text).collect();
            (!begins.is_empty()).then(|| Piece {
                begins,
                is: is.into_iter().flatten().collect(),
            })
        };
        Search {
            pieces: text.split_whitespace().filter_map(piece).collect(),
            words: Vec::new(),
        }
    }

    /// Asks for every word of a text, too, each as a whole.
    #[must_use]
    pub fn with_words(mut self, text: &str) -> Search {
        self.words.extend(split(text));
        self
    }

    /// Whether it asks for nothing, so that everything is found.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.words.is_empty()
    }

    /// Its pieces, all of which must be there.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whole words that must be there beside them.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether it finds a record with these words.
    pub fn finds(&self, words: &Words) -> bool {
        let pieces = self.pieces.iter().all(|piece| {
            piece.begins.iter().all(|start| words.begins(start)) || piece.is.iter().any(|word| words.0.contains(word))
        });
        pieces && self.words.iter().all(|word| words.0.contains(word))
    }
}

/// The words of a text without case and accents. Of scripts that put no spaces between words each character is one.
fn split(text: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    for ch in fold(text).chars() {
        let whole = matches!(ch, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        if whole {
            words.extend([ch.to_string(), String::new()]);
        } else if !ch.is_alphanumeric() {
            words.push(String::new());
        } else if let Some(last) = words.last_mut() {
            last.push(ch);
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_finds_words_numbers_and_amounts() {
        let mut words = Words(BTreeSet::new());
        words.number(31).amount(450);
        words
            .text("Über Gärten, vol. 2")
            .text("David S. D’Amato")
            .text("cash")
            .text("反乱の庭");
        for found in [
            "", "uber", "GART", "vol 2", "amato d", "31", "A-0031", "a-31", "0031", "4.50", "$4.50", "4,50", "4.5",
            "cas", "cash 31", "反乱", "庭",
        ] {
            assert!(Search::new(found, Currency::USD).finds(&words), "{found}");
        }
        for missed in ["garden", "3", "32", "45", "4.51", "cash 32", "ash", "№31", "¤450"] {
            assert!(!Search::new(missed, Currency::USD).finds(&words), "{missed}");
        }
    }
}
