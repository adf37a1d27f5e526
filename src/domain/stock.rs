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
    /// Its number in the books.
    pub id: i64,
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// In when positive, out when negative.
    pub copies: i64,
    /// `sale`, `returned`, `received`, `counted`, `begun`, `received undone`, `count undone`, `imported`, `edited`, `undone`, or the
    /// word of an exit.
    pub reason: String,
    /// The receipt number of the sale or correction that moved them.
    pub receipt: Option<String>,
    /// What was noted of an exit.
    pub note: String,
}

/// The first movement of a title whose copies nobody counted before: whatever its books held is no copy.
pub const BEGUN: &str = "begun";

/// The reason of the movement that takes one with this reason back; `None` where that is not undone here.
pub fn undone(reason: &str) -> Option<&'static str> {
    match reason {
        "received" => Some("received undone"),
        "counted" => Some("count undone"),
        _ => None,
    }
}

fn undoes(reason: &str) -> bool {
    ["received", "counted"].iter().any(|of| undone(of) == Some(reason))
}

/// What a hand did last to a title's copies and has not taken back yet, of the movements that a hand made, newest first. Each
/// undoing takes the last one back that is not undone, so they pair like brackets.
pub fn last_by_hand(newest_first: &[Movement]) -> Option<&Movement> {
    let mut taken_back = 0_u32;
    for moved in newest_first {
        match moved.reason.as_str() {
            BEGUN => {}
            reason if undoes(reason) => taken_back += 1,
            reason if taken_back > 0 && undone(reason).is_some() => taken_back -= 1,
            _ => return Some(moved),
        }
    }
    None
}

/// Whether these movements, oldest first, leave a word on how many copies there are that is newer than what was found before
/// them: a count that stands, or one from before that was taken back.
pub fn says_anew(oldest_first: &[Movement]) -> bool {
    let mut standing = Vec::new();
    for moved in oldest_first {
        match moved.reason.as_str() {
            BEGUN => {}
            reason if undoes(reason) && standing.pop().is_none() => return true,
            reason if undone(reason).is_some() => standing.push(reason == "counted"),
            "imported" | "edited" | "import undone" | "undone" => return true,
            _ => {}
        }
    }
    standing.contains(&true)
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
    /// The number of the movement that the books ended at when it was counted.
    pub last_movement: i64,
    /// When it was counted, in milliseconds since 1970 in UTC.
    pub counted_at_ms: i64,
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
            last_movement: 0,
            counted_at_ms: 0,
        };
        let line = counted(10, -2, false);
        assert_eq!((line.difference(), line.after()), (-1, 9));
        let later = counted(10, -2, true);
        assert_eq!((later.difference(), later.after()), (0, 10));
        assert_eq!(counted(11, 0, false).difference(), 0);
    }

    fn moved(reasons: &[&str]) -> Vec<Movement> {
        let one = |(id, reason): (i64, &&str)| Movement {
            id,
            at_ms: 0,
            copies: 1,
            reason: (*reason).to_owned(),
            receipt: None,
            note: String::new(),
        };
        (0..).zip(reasons).map(one).collect()
    }

    #[test]
    fn what_is_taken_back_pairs_with_what_was_done_last() {
        let (came, went) = ("received", "received undone");
        let (found, not_found) = ("counted", "count undone");
        for (reasons, last, anew) in [
            (vec![], None, false),
            (vec![came], Some(0), false),
            (vec!["begun", came], Some(1), false),
            (vec!["begun", came, went], None, false),
            (vec![came, found], Some(1), true),
            (vec![came, found, not_found], Some(0), false),
            (vec![came, found, not_found, went], None, false),
            (vec![found, came, came, went], Some(1), true),
            // What was before is taken back: a box counted in between cannot know.
            (vec![went], None, true),
            (vec![not_found, found], Some(1), true),
            // What the catalog did is undone there.
            (vec![came, "edited"], Some(1), true),
            (vec![came, "edited", "undone"], Some(2), true),
            (vec!["imported", came], Some(1), true),
        ] {
            let mut of = moved(&reasons);
            assert_eq!(says_anew(&of), anew, "{reasons:?}");
            of.reverse();
            assert_eq!(last_by_hand(&of).map(|moved| moved.id), last, "{reasons:?}");
        }
    }

    #[test]
    fn each_reason_has_a_word_of_its_own() {
        for why in Why::ALL {
            assert_eq!(Why::parse(why.word()), Some(why));
        }
        assert_eq!(Why::parse("sale"), None);
    }
}
