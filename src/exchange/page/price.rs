//! The price of a page: the lines of it that together are one price sentence.
//! Never decides what a sentence means (see `domain::sentence`).

use super::lines::{Line, Sort};
use crate::domain::currency::Currency;
use crate::domain::money::Quantity;
use crate::domain::rule::{PriceRule, RuleKind};
use crate::domain::sentence;

/// Lines that could be a price; more are no price list that one title has.
const MOST: usize = 12;
const LONGEST: usize = 100;
/// Words that begin a price sentence or a part of one without an amount of money in the line.
const SPOKEN: [&str; 9] = [
    "free",
    "pay what you",
    "pay as you",
    "name your price",
    "by donation",
    "donation",
    "sliding",
    "gratis",
    "pwyc",
];
/// What may stand before a price.
const LABELS: [&str; 9] = [
    "price",
    "cost",
    "our price",
    "sale price",
    "in bulk",
    "or in bulk",
    "bulk",
    "single copies",
    "copies",
];

/// The price of these lines, marked as taken, and the prices that do not go with it.
pub(super) fn take(lines: &mut [Line], currency: Currency) -> (Option<PriceRule>, Vec<String>) {
    let candidates: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.sort == Sort::Text && is_price(&line.text))
        .map(|(at, line)| (at, without_label(&line.text).to_owned()))
        .take(MOST)
        .collect();
    let (rule, used) = best(&candidates, currency).unzip();
    let used: Vec<usize> = used.unwrap_or_default();
    let one = |rule: &PriceRule| rule.total(Quantity::ONE, currency);
    let mut others = Vec::new();
    for (at, text) in &candidates {
        let Some(line) = lines.get_mut(*at) else { continue };
        let other = sentence::parse(text, currency).ok();
        if used.contains(at) {
            line.sort = Sort::Taken;
        } else if other.is_some() && other.as_ref().map(one) == rule.as_ref().map(one) {
            // The price of one copy, said once more.
            line.sort = Sort::Furniture;
        } else if other.is_some() || line.text.split_whitespace().count() < 8 {
            line.sort = Sort::Taken;
            others.push(format!("another price: {}", line.text));
        }
    }
    (rule, others)
}

/// The longest run of lines that is one price sentence; of those the first that is more than one price for all copies.
fn best(candidates: &[(usize, String)], currency: Currency) -> Option<(PriceRule, Vec<usize>)> {
    (1..=candidates.len()).rev().find_map(|length| {
        let read = candidates.windows(length).filter_map(|run| {
            let words: Vec<&str> = run
                .iter()
                .map(|(_, text)| text.trim_end_matches(['.', ',', ';']))
                .collect();
            let rule = sentence::parse(&words.join(", "), currency).ok()?;
            Some((rule, run.iter().map(|(at, _)| *at).collect()))
        });
        let mut read: Vec<(PriceRule, Vec<usize>)> = read.collect();
        let tiered = read
            .iter()
            .position(|(rule, _)| !matches!(rule.kind(), RuleKind::Fixed { .. }));
        (!read.is_empty()).then(|| read.swap_remove(tiered.unwrap_or(0)))
    })
}

/// Whether a line could be a price or a part of one.
pub(super) fn is_price(line: &str) -> bool {
    if line.chars().count() > LONGEST || line.split_whitespace().count() > 14 {
        return false;
    }
    let lower = without_label(line).to_lowercase();
    let money = |ch: char| matches!(ch, '¢' | '$' | '€' | '£' | '¥' | '₺' | '₴' | '₹' | '₩' | '฿' | '₱');
    let digits = lower.chars().any(|ch| ch.is_ascii_digit());
    (digits && (lower.contains(money) || priced_words(&lower))) || spoken(&lower)
}

/// `1st @ 1.00`, `2,50 EUR`, `rest 0.75 each`: an amount with places, and few words besides.
fn priced_words(lower: &str) -> bool {
    let amount = lower.split_whitespace().any(|word| {
        let word = word.trim_matches(|ch: char| !ch.is_ascii_digit());
        word.split_once(['.', ',']).is_some_and(|(whole, places)| {
            !places.is_empty() && places.len() <= 3 && whole.chars().chain(places.chars()).all(|ch| ch.is_ascii_digit())
        })
    });
    amount && super::parts::weight(lower).is_none() && lower.split_whitespace().count() <= 6
}

fn spoken(lower: &str) -> bool {
    SPOKEN.iter().any(|word| lower.starts_with(word)) && lower.split_whitespace().count() <= 8
}

/// `Or in bulk: 1st @ $1.00` without what stands before the colon.
fn without_label(line: &str) -> &str {
    let lower = line.to_lowercase();
    if let Some((label, rest)) = line.split_once(':')
        && LABELS.contains(&label.trim().to_lowercase().as_str())
    {
        return rest.trim();
    }
    let label = LABELS.iter().filter(|label| {
        lower.len() == line.len()
            && lower.starts_with(**label)
            && lower.get(label.len()..).is_some_and(|rest| rest.starts_with(' '))
    });
    let length = label.map(|label| label.len()).max().unwrap_or(0);
    line.get(length..)
        .unwrap_or(line)
        .trim_start_matches([' ', '-', '–', '—'])
        .trim()
}
