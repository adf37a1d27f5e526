//! Prints a price rule: the canonical sentence, the few words of a tile, and what is odd about its totals.
//! Never rounds: amounts are shown with all the places of the currency.

use super::part::plain_name;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{Band, PriceRule, RuleKind, Step};

/// The quantities up to which every total is looked at for [`warnings`]; beyond it only where a price begins.
const WARN_UP_TO: u32 = 100;

/// The canonical sentence, which [`parse`](super::parse()) reads back as the same rule:
/// `1st $1.00, rest $0.75 each`.
pub fn print(rule: &PriceRule, currency: Currency) -> String {
    let show = |amount: Money| currency.show(amount);
    let mut pooled = rule.pooled();
    let sentence = match rule.kind() {
        RuleKind::Fixed { each } => format!("{} each", show(*each)),
        RuleKind::Graduated { steps } => graduated(steps, currency),
        RuleKind::Volume { breaks } => {
            let parts = breaks.iter().map(|step| match step.from {
                1 => format!("{} each", show(step.each)),
                from => format!("{from} or more {} each", show(step.each)),
            });
            parts.collect::<Vec<_>>().join(", ")
        }
        RuleKind::SetPrice { sets, single } => {
            let any = if std::mem::take(&mut pooled) { "any " } else { "" };
            let sets = sets
                .iter()
                .map(|set| format!("{any}{} for {}, ", set.count, show(set.price)));
            format!("{}else {} each", sets.collect::<String>(), show(*single))
        }
        RuleKind::Sliding {
            low,
            high,
            suggested,
            bands,
        } => {
            let suggested = suggested
                .map(|amount| format!(", suggested {}", show(amount)))
                .unwrap_or_default();
            format!(
                "sliding {}–{}{suggested}{}",
                show(*low),
                show(*high),
                named(bands, currency)
            )
        }
        RuleKind::PayWhatYouCan { suggested: None } => "pay what you can".to_owned(),
        RuleKind::PayWhatYouCan {
            suggested: Some(amount),
        } => {
            format!("pay what you can, suggested {}", show(*amount))
        }
        RuleKind::Free => "free".to_owned(),
    };
    if pooled {
        format!("{sentence}, any mix")
    } else {
        sentence
    }
}

fn graduated(steps: &[Step], currency: Currency) -> String {
    let ends = steps.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let parts = steps.iter().zip(ends).map(|(step, end)| {
        let each = currency.show(step.each);
        match end.map(|end| end.saturating_sub(step.from)) {
            None => format!("rest {each} each"),
            Some(1) => format!("{} {each}", ordinal(step.from)),
            Some(copies) if step.from == 1 => format!("first {copies} {each} each"),
            Some(copies) => format!("next {copies} {each} each"),
        }
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn named(bands: &[Band], currency: Currency) -> String {
    let bands = bands.iter().map(|band| {
        let name = if plain_name(&band.name, currency) {
            band.name.clone()
        } else {
            format!("\"{}\"", band.name.replace('"', "\"\""))
        };
        format!("{name} {}", currency.show(band.amount))
    });
    let bands: Vec<String> = bands.collect();
    if bands.is_empty() {
        String::new()
    } else {
        format!(": {}", bands.join(" / "))
    }
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// What a tile shows, large and small: `$1.00` and `then 75¢`, `$1–$5` and `sliding`.
pub fn brief(rule: &PriceRule, currency: Currency) -> (String, String) {
    let short = |amount: &Money| currency.brief(*amount);
    let first = |steps: &[Step]| steps.first().map(|step| currency.show(step.each)).unwrap_or_default();
    let (large, mut small) = match rule.kind() {
        RuleKind::Fixed { each } => (currency.show(*each), "each".to_owned()),
        RuleKind::Graduated { steps } => {
            let then: Vec<String> = steps.iter().skip(1).map(|step| short(&step.each)).collect();
            let lead = match steps.get(1).map(|second| second.from.saturating_sub(1)) {
                Some(copies) if copies > 1 => format!("first {copies}, "),
                _ => String::new(),
            };
            (first(steps), format!("{lead}then {}", then.join(", ")))
        }
        RuleKind::Volume { breaks } => {
            let then = breaks
                .iter()
                .skip(1)
                .map(|step| format!("{}+ {}", step.from, short(&step.each)));
            (first(breaks), then.collect::<Vec<_>>().join(", "))
        }
        RuleKind::SetPrice { sets, single } => {
            let any = if rule.pooled() { "any " } else { "" };
            let sets = sets
                .iter()
                .map(|set| format!("{any}{} for {}", set.count, short(&set.price)));
            (currency.show(*single), sets.collect::<Vec<_>>().join(", "))
        }
        RuleKind::Sliding { low, high, .. } => (format!("{}–{}", short(low), short(high)), "sliding".to_owned()),
        RuleKind::PayWhatYouCan { suggested } => {
            let suggested = suggested.as_ref().map(|amount| format!("suggested {}", short(amount)));
            ("Pay what you can".to_owned(), suggested.unwrap_or_default())
        }
        RuleKind::Free => ("Free".to_owned(), "take one".to_owned()),
    };
    if rule.pooled() && !matches!(rule.kind(), RuleKind::SetPrice { .. }) {
        small.push_str(", any mix");
    }
    (large, small)
}

/// Where more copies cost less than fewer, a sentence each: `5 copies cost less than 4: $7.50 instead of $8.00`.
///
/// Every quantity up to the largest that the rule names is looked at, or up to 100 and then only the named ones.
pub fn warnings(rule: &PriceRule, currency: Currency) -> Vec<String> {
    let named: Vec<u32> = match rule.kind() {
        RuleKind::Volume { breaks } => breaks.iter().map(|step| step.from).collect(),
        RuleKind::SetPrice { sets, .. } => sets.iter().map(|set| set.count).collect(),
        _ => return Vec::new(),
    };
    let most = named.iter().copied().max().unwrap_or(1);
    let beyond = named.iter().copied().filter(|copies| *copies > WARN_UP_TO);
    let total = |copies: u32| rule.total(Quantity::new(copies).ok()?, currency);
    let falls = (2..=most.min(WARN_UP_TO)).chain(beyond).filter_map(|copies| {
        let fewer = copies.checked_sub(1)?;
        let (less, more) = (total(copies)?, total(fewer)?);
        let copy = if fewer == 1 {
            "1 copy".to_owned()
        } else {
            fewer.to_string()
        };
        (less < more).then(|| {
            let (less, more) = (currency.show(less), currency.show(more));
            format!("{copies} copies cost less than {copy}: {less} instead of {more}")
        })
    });
    falls.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sentence::parse;

    fn usd(text: &str) -> PriceRule {
        parse(text, Currency::USD).unwrap()
    }

    #[test]
    fn a_tile_shows_the_first_price_large_and_the_rest_small() {
        for (text, large, small) in [
            ("1st $1.00, rest $0.75 each", "$1.00", "then 75¢"),
            ("1st $3, 2nd $2, rest $1", "$3.00", "then $2, $1"),
            ("first 4 $2, rest $1.50", "$2.00", "first 4, then $1.50"),
            ("1st $1, rest 75¢, any mix", "$1.00", "then 75¢, any mix"),
            ("sliding $1-$5", "$1–$5", "sliding"),
            ("any 3 for $5, else $2", "$2.00", "any 3 for $5"),
            ("2 for $5, else $3 each", "$3.00", "2 for $5"),
            ("5 for $4, 10 for $7, else $1", "$1.00", "5 for $4, 10 for $7"),
            ("free", "Free", "take one"),
            ("$4", "$4.00", "each"),
            ("pwyc", "Pay what you can", ""),
            ("pwyc, suggested $2", "Pay what you can", "suggested $2"),
            ("$2 each, 5+ $1.50", "$2.00", "5+ $1.50"),
        ] {
            assert_eq!(
                brief(&usd(text), Currency::USD),
                (large.to_owned(), small.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_total_that_falls_as_the_quantity_rises_is_pointed_out() {
        let told = |text| warnings(&usd(text), Currency::USD);
        assert_eq!(
            told("$2 each, 5+ $1.50"),
            ["5 copies cost less than 4: $7.50 instead of $8.00"]
        );
        assert_eq!(
            told("3 for $3, 5 for $4, else $2"),
            [
                "3 copies cost less than 2: $3.00 instead of $4.00",
                "5 copies cost less than 4: $4.00 instead of $5.00"
            ]
        );
        assert_eq!(
            told("2 for $1, else $2"),
            ["2 copies cost less than 1 copy: $1.00 instead of $2.00"]
        );
        assert_eq!(
            told("$2 each, 5000+ $1"),
            ["5000 copies cost less than 4999: $5000.00 instead of $9998.00"]
        );
        for text in [
            "3 for $5, else $2",
            "1st $3, rest $1",
            "$2",
            "free",
            "pwyc",
            "sliding $1-$5",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_sentence_says_every_part_of_the_rule() {
        for text in [
            "1st $3.00, next 3 $2.00 each, rest $1.00 each",
            "first 2 $3.00 each, 3rd $2.00, rest $1.00 each",
            "1st $1.00, rest $0.75 each, any mix",
            "any 3 for $5.00, any 6 for $9.00, else $2.00 each",
            "$2.00 each, 5 or more $1.50 each, any mix",
            "sliding $1.00–$5.00: low income $1.00 / standard $3.00 / solidarity $5.00",
            "sliding $1.00–$5.00, suggested $2.00: \"rest\" $1.00 / \"the \"\"2nd\"\" $5\" $5.00",
            "pay what you can",
            "free",
        ] {
            assert_eq!(print(&usd(text), Currency::USD), text);
        }
    }
}
