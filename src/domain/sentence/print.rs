//! Writes a price rule: in its one canonical sentence, and in short for a tile.
//! Never loses anything: the canonical sentence reads back as the same rule.

use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{PriceRule, RuleKind, Step};

/// The canonical sentence of a rule: English, decimal point, sign in front.
pub fn print(rule: &PriceRule, currency: Currency) -> String {
    let show = |amount: Money| currency.show(amount);
    match rule.kind() {
        RuleKind::Fixed { each } => format!("{} each", show(*each)),
        RuleKind::Graduated { steps } => mixed(graduated(steps, &show), rule.pooled()),
        RuleKind::Volume { breaks } => {
            let mut parts: Vec<String> = Vec::new();
            for step in breaks {
                if step.from == 1 {
                    parts.push(format!("{} each", show(step.each)));
                } else {
                    parts.push(format!("{} or more {} each", step.from, show(step.each)));
                }
            }
            mixed(parts.join(", "), rule.pooled())
        }
        RuleKind::SetPrice { sets, single } => {
            let parts: Vec<String> = sets
                .iter()
                .map(|set| format!("{} for {}", set.count, show(set.price)))
                .collect();
            let sentence = format!("{}, else {} each", parts.join(", "), show(*single));
            if rule.pooled() && sets.len() == 1 {
                format!("any {sentence}")
            } else {
                mixed(sentence, rule.pooled())
            }
        }
        RuleKind::Sliding {
            low,
            high,
            suggested,
            bands,
        } => {
            let mut sentence = format!("sliding {}–{}", show(*low), show(*high));
            if let Some(suggested) = suggested {
                sentence.push_str(&format!(", suggested {}", show(*suggested)));
            }
            let bands: Vec<String> = bands
                .iter()
                .map(|band| format!("{} {}", band.name, show(band.amount)))
                .collect();
            if !bands.is_empty() {
                sentence.push_str(&format!(": {}", bands.join(" / ")));
            }
            sentence
        }
        RuleKind::PayWhatYouCan { suggested: None } => "pay what you can".to_owned(),
        RuleKind::PayWhatYouCan {
            suggested: Some(amount),
        } => format!("pay what you can, suggested {}", show(*amount)),
        RuleKind::Free => "free".to_owned(),
    }
}

fn mixed(sentence: String, pooled: bool) -> String {
    if pooled {
        format!("{sentence}, any mix")
    } else {
        sentence
    }
}

fn graduated(steps: &[Step], show: &impl Fn(Money) -> String) -> String {
    let ends = steps.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let parts: Vec<String> = steps
        .iter()
        .zip(ends)
        .map(|(step, end)| match end.map(|end| end.saturating_sub(step.from)) {
            None => format!("rest {} each", show(step.each)),
            Some(1) => format!("{} {}", ordinal(step.from), show(step.each)),
            Some(copies) if step.from == 1 => format!("first {copies} {} each", show(step.each)),
            Some(copies) => format!("next {copies} {} each", show(step.each)),
        })
        .collect();
    parts.join(", ")
}

/// `1st`, `2nd`, `11th`, `23rd`.
pub fn ordinal(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// What a tile shows: the price of one in large type, and in small what more of them cost.
pub fn brief(rule: &PriceRule, currency: Currency) -> (String, String) {
    let show = |amount: Money| currency.show(amount);
    let short = |amount: Money| currency.brief(amount);
    match rule.kind() {
        RuleKind::Fixed { each } => (show(*each), "each".to_owned()),
        RuleKind::Graduated { steps } => {
            let first = steps.first().map_or(Money::ZERO, |step| step.each);
            let (last, from) = steps.last().map_or((Money::ZERO, 2), |step| (step.each, step.from));
            let then = if from == 2 {
                format!("then {}", short(last))
            } else {
                format!("{} on {}", ordinal(from), short(last))
            };
            (show(first), then)
        }
        RuleKind::Volume { breaks } => {
            let first = breaks.first().map_or(Money::ZERO, |step| step.each);
            let next = breaks
                .get(1)
                .map_or_else(String::new, |step| format!("{}+ {}", step.from, short(step.each)));
            (show(first), next)
        }
        RuleKind::SetPrice { sets, single } => {
            let any = if rule.pooled() { "any " } else { "" };
            let set = sets.first().map_or_else(String::new, |set| {
                format!("{any}{} for {}", set.count, short(set.price))
            });
            (show(*single), set)
        }
        RuleKind::Sliding { low, high, .. } => (format!("{}–{}", short(*low), short(*high)), "sliding".to_owned()),
        RuleKind::PayWhatYouCan { .. } => ("Pay what you can".to_owned(), String::new()),
        RuleKind::Free => ("Free".to_owned(), "take one".to_owned()),
    }
}

/// Totals that fall as the quantity rises, a sentence for each place where they do, up to twice the largest quantity named.
pub fn warnings(rule: &PriceRule, currency: Currency) -> Vec<String> {
    let largest = match rule.kind() {
        RuleKind::Volume { breaks } => breaks.last().map_or(1, |step| step.from),
        RuleKind::SetPrice { sets, .. } => sets.last().map_or(1, |set| set.count),
        _ => return Vec::new(),
    };
    let total = |copies: u32| rule.total(Quantity::new(copies).ok()?, currency);
    (1..largest.saturating_mul(2).min(1_000))
        .filter_map(|copies| {
            let (fewer, more) = (total(copies)?, total(copies + 1)?);
            (more < fewer).then(|| {
                format!(
                    "{} copies cost less than {copies}: {} instead of {}",
                    copies + 1,
                    currency.show(more),
                    currency.show(fewer)
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_tile_says_the_price_in_short() {
        for (sentence, large, small) in [
            ("1st $1, rest 75c", "$1.00", "then 75¢"),
            ("sliding $1-$5", "$1–$5", "sliding"),
            ("any 3 for $5, else $2", "$2.00", "any 3 for $5"),
            ("free", "Free", "take one"),
            ("$4", "$4.00", "each"),
            ("$2 each, 5 or more $1.50", "$2.00", "5+ $1.50"),
        ] {
            let rule = parse(sentence, Currency::USD).unwrap();
            assert_eq!(brief(&rule, Currency::USD), (large.to_owned(), small.to_owned()));
        }
    }

    #[test]
    fn a_total_that_falls_is_pointed_out() {
        let rule = parse("$2.00 each, 5 or more $1.50 each", Currency::USD).unwrap();
        assert_eq!(
            warnings(&rule, Currency::USD),
            ["5 copies cost less than 4: $7.50 instead of $8.00"]
        );
    }
}
