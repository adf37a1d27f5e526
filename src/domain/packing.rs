//! What goes into the bag for the next event: copies and what they weigh.
//! Never guesses a weight: a title that has none is named, and left out of the sum.

use super::title::{OUNCE_MG, Title};
use std::sync::Arc;

/// A title in the bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The title.
    pub title: Arc<Title>,
    /// Copies; `None` where they are not counted.
    pub copies: Option<i64>,
    /// What those copies weigh together, in milligrams.
    pub weight_mg: Option<u64>,
}

/// What goes into the bag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackingList {
    /// Titles in the order of the table.
    pub lines: Vec<Packed>,
    /// Copies together.
    pub copies: i64,
    /// What is known of their weight, in milligrams.
    pub weight_mg: u64,
    /// Titles with copies whose weight nobody knows.
    pub unweighed: usize,
}

impl PackingList {
    /// All copies of these titles. A title without copies stays at home; one whose copies are not counted goes along.
    pub fn of(titles: impl IntoIterator<Item = Arc<Title>>) -> PackingList {
        let mut list = PackingList::default();
        for title in titles {
            if title.archived || title.stock.is_some_and(|copies| copies <= 0) {
                continue;
            }
            let weight_mg = title
                .stock
                .zip(title.weight_mg)
                .map(|(copies, one)| copies.unsigned_abs().saturating_mul(u64::from(one)));
            list.copies += title.stock.unwrap_or(0);
            list.weight_mg = list.weight_mg.saturating_add(weight_mg.unwrap_or(0));
            list.unweighed += usize::from(weight_mg.is_none());
            list.lines.push(Packed {
                copies: title.stock,
                weight_mg,
                title,
            });
        }
        list
    }
}

/// A weight in grams, from a kilogram on in kilograms: `56.7 g`, `1.35 kg`.
pub fn grams(mg: u64) -> String {
    let tenths = mg.saturating_add(50) / 100;
    if tenths < 10_000 {
        return format!("{}.{} g", tenths / 10, tenths % 10);
    }
    let hundredths = mg.saturating_add(5_000) / 10_000;
    format!("{}.{:02} kg", hundredths / 100, hundredths % 100)
}

/// A weight in ounces, from a pound on in pounds and ounces: `2.0 oz`, `3 lb 2.4 oz`.
pub fn pounds(mg: u64) -> String {
    let tenths = (u128::from(mg) * 20 / OUNCE_MG.unsigned_abs()).div_ceil(2);
    let (pounds, tenths) = (tenths / 160, tenths % 160);
    let ounces = format!("{}.{} oz", tenths / 10, tenths % 10);
    if pounds == 0 {
        ounces
    } else {
        format!("{pounds} lb {ounces}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::{PriceRule, RuleKind};
    use crate::domain::title::Sku;

    #[test]
    fn a_weight_is_said_in_both_measures() {
        for (mg, metric, imperial) in [
            (0, "0.0 g", "0.0 oz"),
            (56_700, "56.7 g", "2.0 oz"),
            (999_949, "999.9 g", "2 lb 3.3 oz"),
            (999_950, "1.00 kg", "2 lb 3.3 oz"),
            (453_600, "453.6 g", "1 lb 0.0 oz"),
            (452_000, "452.0 g", "15.9 oz"),
            (12_345_678, "12.35 kg", "27 lb 3.5 oz"),
        ] {
            assert_eq!((grams(mg).as_str(), pounds(mg).as_str()), (metric, imperial), "{mg}");
        }
    }

    #[test]
    fn the_bag_holds_every_copy_there_is_and_says_what_has_no_weight() {
        let title = |sku: &str, stock: Option<i64>, weight_mg: Option<u32>| {
            let free = PriceRule::new(RuleKind::Free, false).unwrap();
            let mut title = Title::new(Sku::new(sku).unwrap(), sku, free);
            (title.stock, title.weight_mg) = (stock, weight_mg);
            Arc::new(title)
        };
        let list = PackingList::of([
            title("a", Some(12), Some(56_700)),
            title("none-left", Some(0), Some(1)),
            title("oversold", Some(-2), Some(1)),
            title("b", Some(3), None),
            title("uncounted", None, Some(20_000)),
        ]);
        let skus: Vec<&str> = list.lines.iter().map(|line| line.title.sku.as_str()).collect();
        assert_eq!(skus, ["a", "b", "uncounted"]);
        assert_eq!((list.copies, list.weight_mg, list.unweighed), (15, 680_400, 2));
    }
}
