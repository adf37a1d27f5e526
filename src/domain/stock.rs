//! Copies: why they leave without being sold, what moved, what a box holds against what it should hold.
//! Never keeps a number of copies: stock is the sum of its movements, which the store remembers.

use super::day::{BusinessDay, Instant};
use super::title::Sku;
use std::fmt;
use uuid::Uuid;

/// Why copies leave the stock without being sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Given for nothing.
    Free,
    /// Given for another table's titles.
    Trade,
    /// Given to people or a cause that cannot pay.
    Solidarity,
    /// Cannot be sold any more.
    Damaged,
    /// Lies open for people to leaf through.
    Display,
}

impl Why {
    /// Every reason, in the order shown.
    pub const ALL: [Why; 5] = [Why::Free, Why::Trade, Why::Solidarity, Why::Damaged, Why::Display];

    /// The word that the books and the command line have for it.
    pub fn word(self) -> &'static str {
        match self {
            Why::Free => "free",
            Why::Trade => "trade",
            Why::Solidarity => "solidarity",
            Why::Damaged => "damaged",
            Why::Display => "display",
        }
    }

    /// The reason that a word stands for.
    pub fn parse(word: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.word() == word)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Copies that left without being sold, or came back from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockExit {
    /// Its id.
    pub id: Uuid,
    /// When it was recorded.
    pub at: Instant,
    /// The business day it counts on.
    pub day: BusinessDay,
    /// The session that was open; none of the tin's time is opened for it.
    pub session: Option<Uuid>,
    /// The event of the session, empty where none was open.
    pub event: String,
    /// The volunteer of the session.
    pub by: String,
    /// The title's SKU.
    pub sku: String,
    /// Its name as it was.
    pub title: String,
    /// Its makers as they were.
    pub makers: Vec<String>,
    /// Its tags as they were.
    pub tags: Vec<String>,
    /// The makers' share that was agreed.
    pub maker_share_ppm: Option<u32>,
    /// Copies that left; less than nothing where they came back.
    pub copies: i64,
    /// Why.
    pub why: Why,
    /// To whom, for what.
    pub note: String,
    /// The title's copies are counted, so that these went off its stock.
    pub counted: bool,
}

/// One movement of a title's copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// In when positive, out when negative.
    pub copies: i64,
    /// `sale`, `returned`, `received`, `counted`, `imported`, `edited`, `undone`, or the word of an exit.
    pub reason: String,
    /// The receipt number of the sale or correction that moved them.
    pub receipt: Option<String>,
    /// What was noted of an exit.
    pub note: String,
}

/// A box in counting: it lies on disk until it is taken, and is no part of the books before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stocktake {
    /// When the first title was counted; `None` where nothing is counted.
    pub began_at_ms: Option<i64>,
    /// Titles counted so far, in the order they were counted last.
    pub lines: Vec<Counted>,
}

/// A title of a box, as it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The title.
    pub sku: Sku,
    /// Copies found.
    pub found: i64,
    /// Copies there should be by the books, now.
    pub books: i64,
    /// What sold, came or went since it was counted: it is no difference.
    pub moved_since: i64,
    /// Somebody counted it otherwise since; the later count stands and this one is left out.
    pub superseded: bool,
}

impl Counted {
    /// Copies over or short at the moment it was counted: what taking the count moves.
    pub fn difference(&self) -> i64 {
        if self.superseded {
            return 0;
        }
        self.found - (self.books - self.moved_since)
    }

    /// Copies that are in the box now, when the count is taken.
    pub fn after(&self) -> i64 {
        self.books + self.difference()
    }
}

impl Stocktake {
    /// Titles whose copies differ.
    pub fn differing(&self) -> impl Iterator<Item = &Counted> {
        self.lines.iter().filter(|line| line.difference() != 0)
    }

    /// The line of a title.
    pub fn line(&self, sku: &Sku) -> Option<&Counted> {
        self.lines.iter().find(|line| line.sku == *sku)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sold_after_a_title_was_counted_is_no_difference() {
        // Twelve in the books, eleven found, two sold since: one is missing, nine are left.
        let counted = |books, moved_since, superseded| Counted {
            sku: Sku::new("a").unwrap(),
            found: 11,
            books,
            moved_since,
            superseded,
        };
        let line = counted(10, -2, false);
        assert_eq!((line.difference(), line.after()), (-1, 9));
        let later = counted(10, -2, true);
        assert_eq!((later.difference(), later.after()), (0, 10));
        assert_eq!(counted(11, 0, false).difference(), 0);
    }

    #[test]
    fn each_reason_has_a_word_of_its_own() {
        for why in Why::ALL {
            assert_eq!(Why::parse(why.word()), Some(why));
        }
        assert_eq!(Why::parse("sale"), None);
    }
}
