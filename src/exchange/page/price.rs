//! The price of a page: the lines of it that together are one price sentence.
//! Never decides what a sentence means (see `domain::sentence`).

use super::lines::{Line, Sort};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
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
const LABELS: [&str; 22] = [
    "current price is",
    "current price",
    "regular price",
    "bulk price",
    "single copy",
    "order it!",
    "order now",
    "add to cart",
    "add to basket",
    "now only",
    "now",
    "only",
    "preis",
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

/// What stands before a price that no longer holds, where there is another.
const OLD: [&str; 10] = [
    "regular price",
    "original price was",
    "original price",
    "list price",
    "compare at",
    "compare at price",
    "msrp",
    "rrp",
    "was",
    "retail price",
];
/// What may stand behind a price and says how it is sent or taxed.
const BEHIND: [&str; 18] = [
    "ppd",
    "postpaid",
    "plus shipping",
    "+ shipping",
    "plus postage",
    "+ postage",
    "plus s&h",
    "+ s&h",
    "incl. vat",
    "inc. vat",
    "incl. tax",
    "inkl. mwst",
    "pro heft",
    "pro stück",
    "pro exemplar",
    "das heft",
    "das stück",
    "per zine",
];

/// The price of these lines, marked as taken, and the prices that do not go with it.
///
/// `data` is what the page says to machines that one copy costs: of several amounts that one holds.
pub(super) fn take(lines: &mut [Line], data: Option<Money>, currency: Currency) -> (Option<PriceRule>, Vec<String>) {
    let mut candidates: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.sort == Sort::Text && is_price(&line.text))
        .map(|(at, line)| (at, without_label(&line.text).to_owned()))
        .take(MOST)
        .collect();
    let holds: Vec<(usize, String)> = candidates
        .iter()
        .filter(|(at, _)| !is_old(lines, *at))
        .cloned()
        .collect();
    if !holds.is_empty() && holds.len() < candidates.len() && best(&holds, currency).is_some() {
        for (at, _) in candidates.iter().filter(|candidate| !holds.contains(candidate)) {
            if let Some(line) = lines.get_mut(*at) {
                line.sort = Sort::Furniture;
            }
        }
        candidates = holds;
    }
    let (mut rule, mut used) = best(&candidates, currency).unzip();
    let simple = rule
        .as_ref()
        .is_none_or(|rule: &PriceRule| matches!(rule.kind(), RuleKind::Fixed { .. }));
    if let Some(amount) = data.filter(|_| simple) {
        let fixed = match amount.is_zero() {
            true => PriceRule::new(RuleKind::Free, false).ok(),
            false => Some(PriceRule::fixed(amount)),
        };
        let said = candidates
            .iter()
            .find(|(_, text)| sentence::parse(text, currency).ok() == fixed);
        if said.is_some() || rule.is_none() {
            used = said.map(|(at, _)| vec![*at]);
            rule = fixed;
        }
    }
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
    if super::specs::specs(line).is_some() {
        return false;
    }
    let digits = lower.chars().any(|ch| ch.is_ascii_digit());
    let cents = || {
        lower.split_whitespace().any(|word| {
            let number = word.trim_end_matches(['.', ',', ';']).strip_suffix('c');
            number.is_some_and(|number| !number.is_empty() && number.chars().all(|ch| ch.is_ascii_digit()))
        })
    };
    (digits && (lower.contains(money) || priced_words(&lower) || cents())) || spoken(&lower)
}

/// `1st @ 1.00`, `2,50 EUR`, `rest 0.75 each`: an amount with places, and few words besides.
fn priced_words(lower: &str) -> bool {
    let amount = lower.split_whitespace().any(|word| {
        let word = word.trim_matches(|ch: char| !ch.is_ascii_digit());
        word.split_once(['.', ',']).is_some_and(|(whole, places)| {
            !places.is_empty() && places.len() <= 3 && whole.chars().chain(places.chars()).all(|ch| ch.is_ascii_digit())
        })
    });
    amount && super::specs::weight(lower).is_none() && lower.split_whitespace().count() <= 6
}

fn spoken(lower: &str) -> bool {
    SPOKEN.iter().any(|word| lower.starts_with(word)) && lower.split_whitespace().count() <= 8
}

/// Whether what stands before a price says that it no longer holds: in its line, or alone in the line above.
fn is_old(lines: &[Line], at: usize) -> bool {
    let bare = |text: &str| text.to_lowercase().trim_end_matches([':', ' ', '.']).to_owned();
    let here = lines.get(at).map(|line| bare(&line.text)).unwrap_or_default();
    let above = at
        .checked_sub(1)
        .and_then(|above| lines.get(above))
        .map(|line| bare(&line.text));
    let begins = |label: &&str| {
        here.strip_prefix(*label)
            .is_some_and(|rest| rest.starts_with([' ', ':']))
    };
    OLD.iter().any(begins) || above.is_some_and(|above| OLD.contains(&above.as_str()))
}

/// A line as a price sentence: without what stands before its colon, as in `Or in bulk: 1st @ $1.00`, and without how it is sent.
fn without_label(line: &str) -> &str {
    let line = line.trim_matches(['*', ' ']);
    let lower = line.to_lowercase();
    if let Some(label) = BEHIND
        .iter()
        .find(|label| lower.len() == line.len() && lower.trim_end_matches(['.', '!', ' ']).ends_with(**label))
    {
        let end = lower.trim_end_matches(['.', '!', ' ']).len() - label.len();
        let before = line.get(..end).unwrap_or_default().trim_end_matches([' ', ',', '(']);
        if !before.is_empty() {
            return without_label(before);
        }
    }
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
