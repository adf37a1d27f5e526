//! What makers get of what their titles took: takings × share, in equal parts among those who made a title together.
//! Never loses a cent: the parts of a title add up to its share, and its parts of the takings to its takings.

use super::currency::Currency;
use super::money::{MILLION, Money, share};
use std::collections::BTreeMap;

/// One maker's part in a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakerRow {
    /// The name; empty for titles whose makers nobody named.
    pub maker: String,
    /// Copies that went, of titles that the maker had a hand in.
    pub copies: i64,
    /// Copies of them that came back.
    pub refunded: i64,
    /// The maker's equal part of what these titles took.
    pub takings: Money,
    /// The maker's equal part of these titles' shares.
    pub share: Money,
}

/// A title with its makers and their share as they stood when it was sold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// The title.
    pub sku: String,
    /// Who made it.
    pub makers: Vec<String>,
    /// What of the takings is theirs together, in millionths.
    pub share_ppm: u32,
}

/// What a title did in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Did {
    /// Copies that went.
    pub copies: i64,
    /// Copies that came back.
    pub refunded: i64,
    /// Net money.
    pub takings: Money,
}

impl Did {
    /// Both together.
    pub fn and(self, other: Did) -> Did {
        Did {
            copies: self.copies + other.copies,
            refunded: self.refunded + other.refunded,
            takings: self.takings + other.takings,
        }
    }
}

/// Each maker's row, most taken first. A title's share is `takings × share`, to the nearest minor unit, half away from zero;
/// its makers have it in equal parts, a cent that is left over going to the first named.
pub fn rows(titles: &BTreeMap<Made, Did>, currency: Currency) -> Vec<MakerRow> {
    let nobody = [String::new()];
    let mut rows: BTreeMap<&str, MakerRow> = BTreeMap::new();
    for (made, did) in titles {
        let pot = did.takings.part(made.share_ppm.into(), MILLION.into(), currency);
        let makers = if made.makers.is_empty() {
            &nobody
        } else {
            made.makers.as_slice()
        };
        // What belongs to nobody stays with the table.
        let pot = if made.makers.is_empty() { Money::ZERO } else { pot };
        let takings = equal_parts(did.takings, makers.len(), currency);
        let shares = equal_parts(pot, makers.len(), currency);
        let mut seen: Vec<&str> = Vec::new();
        for ((maker, takings), share) in makers.iter().zip(takings).zip(shares) {
            let row = rows.entry(maker).or_insert_with(|| MakerRow {
                maker: maker.clone(),
                copies: 0,
                refunded: 0,
                takings: Money::ZERO,
                share: Money::ZERO,
            });
            row.takings += takings;
            row.share += share;
            // A name that stands twice on a title gets two parts, but its copies went once.
            if !seen.contains(&maker.as_str()) {
                row.copies += did.copies;
                row.refunded += did.refunded;
                seen.push(maker);
            }
        }
    }
    let mut rows: Vec<MakerRow> = rows.into_values().collect();
    rows.sort_by(|a, b| b.takings.cmp(&a.takings).then_with(|| a.maker.cmp(&b.maker)));
    rows
}

/// A maker's equal part of what a title took.
pub fn part_of(maker: &str, made: &Made, takings: Money, currency: Currency) -> Money {
    if made.makers.is_empty() {
        return if maker.is_empty() { takings } else { Money::ZERO };
    }
    let parts = equal_parts(takings, made.makers.len(), currency);
    let theirs = made.makers.iter().zip(parts).filter(|(name, _)| *name == maker);
    theirs.map(|(_, part)| part).sum()
}

/// So many equal parts in whole minor units, which add up; below nothing as above it.
fn equal_parts(total: Money, parts: usize, currency: Currency) -> Vec<Money> {
    let weights = vec![1; parts];
    let shared = share(total.abs(), &weights, currency);
    if total < Money::ZERO {
        shared.into_iter().map(|part| -part).collect()
    } else {
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    /// The rows of titles given as makers, share in per cent and takings in cents.
    fn of(titles: &[(&[&str], u32, i64)]) -> Vec<(String, Money, Money)> {
        let titles = titles.iter().enumerate().map(|(n, (makers, percent, takings))| {
            let made = Made {
                sku: n.to_string(),
                makers: makers.iter().map(|maker| (*maker).to_owned()).collect(),
                share_ppm: percent * 10_000,
            };
            let did = Did {
                copies: 1,
                refunded: 0,
                takings: usd(*takings),
            };
            (made, did)
        });
        let rows = rows(&titles.collect(), Currency::USD);
        rows.into_iter()
            .map(|row| (row.maker, row.takings, row.share))
            .collect()
    }

    fn row(maker: &str, takings: i64, share: i64) -> (String, Money, Money) {
        (maker.to_owned(), usd(takings), usd(share))
    }

    #[test]
    fn makers_have_their_share_in_equal_parts_that_add_up() {
        // 3.925 of 7.85 is 3.93; two makers have 1.97 and 1.96 of it, and 3.93 and 3.92 of the takings.
        assert_eq!(
            of(&[(&["Ada", "Bo"], 50, 785)]),
            [row("Ada", 393, 197), row("Bo", 392, 196)]
        );
        assert_eq!(
            of(&[
                (&["Ada"], 60, 1000),
                (&["Bo", "Ada"], 100, 101),
                (&[], 60, 300),
                (&["Cy"], 0, 50)
            ]),
            [
                row("Ada", 1050, 650),
                row("", 300, 0),
                row("Bo", 51, 51),
                row("Cy", 50, 0)
            ]
        );
    }

    #[test]
    fn what_went_back_is_parted_as_what_came_in() {
        assert_eq!(
            of(&[(&["Ada", "Bo", "Cy"], 50, -500)]),
            [row("Cy", -166, -83), row("Ada", -167, -84), row("Bo", -167, -83)]
        );
    }
}
