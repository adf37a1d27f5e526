//! The grammar of one part of a price sentence: what it is for, and its amount before or behind that.
//! Never looks at another part.

use super::error::Problem;
use super::lex::{Kind, tokens};
use super::parse::{Head, Part, Read, Reader, Tried};
use super::words;
use crate::domain::currency::Currency;

impl Reader<'_> {
    /// The part that begins here.
    pub fn part(&self, mut at: usize) -> Tried<Part> {
        if let Some(part) = self.words_alone(at)? {
            return Ok(Some(part));
        }
        if self.sliding
            && let Some(part) = self.band(at)?
        {
            return Ok(Some(part));
        }
        if let Some(bought) = self.buy_get(at)? {
            return Ok(Some(bought));
        }
        while self.is(at, &["if", "when", "you", "buy", "take"]) {
            at += 1;
        }
        if let Some(part) = self.by_quantity(at)? {
            return Ok(Some(part));
        }
        if let Some((from, next)) = self.rest(at) {
            return self.headed(from.map_or(Head::Rest, Head::From), at, next);
        }
        if self.is(at, &["then"]) {
            let next = self.skip_to_amount(at + 1);
            if self.amount_begins(next) && self.counted(next)?.is_none() {
                return self.headed(Head::Rest, at, next);
            }
            return Ok(Some((self.made(Head::Then, None, at, at + 1), at + 1)));
        }
        if self.is(at, words::ELSE) {
            return self.headed(Head::Else, at, at + 1);
        }
        self.priced(at)
    }

    /// The end of the first of these phrases that stands here; a hyphen may stand for a space.
    fn phrase(&self, from: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| {
            let mut at = from;
            for (n, word) in phrase.split(' ').enumerate() {
                if n > 0 && self.kind(at) == Some(Kind::Dash) && self.get(at).is_some_and(|dash| dash.glued) {
                    at += 1;
                }
                if self.word(at) != word {
                    return None;
                }
                at += 1;
            }
            Some(at)
        })
    }

    /// Parts that are known by their words: pay what you can, any mix, free, a sliding scale, a suggestion.
    fn words_alone(&self, at: usize) -> Tried<Part> {
        let alone = |head, end| Ok(Some((self.made(head, None, at, end), end)));
        if let Some(end) = self.phrase(at, words::PAY_WHAT_YOU_CAN) {
            return alone(Head::PayWhatYouCan, end);
        }
        if let Some(end) = self.phrase(at, words::POOLED) {
            return alone(Head::Pooled, end);
        }
        if self.is(at, &["any"]) && self.maybe_count(at + 1).is_some() {
            return alone(Head::Pooled, at + 1);
        }
        if self.is(at, words::FREE) {
            let end = self.skip_units(at + 1);
            let tail = (end..)
                .find(|at| self.kind(*at) != Some(Kind::Separator))
                .unwrap_or(end);
            return alone(Head::Free, self.phrase(tail, words::FREE_TAIL).unwrap_or(end));
        }
        if self.is(at, words::SLIDING) || self.is(at, &["scale"]) {
            let mut end = at + 1;
            while self.is(end, &["scale", "price", "from", "between"])
                || matches!(self.kind(end), Some(Kind::Dash)) && self.is(end + 1, &["scale"])
                || self.kind(end) == Some(Kind::Link)
            {
                end += 1;
            }
            return match self.scale(end)? {
                Some((scale, next)) => Ok(Some((
                    Part {
                        span: self.span(at, next),
                        ..scale
                    },
                    next,
                ))),
                None => alone(Head::Sliding, end),
            };
        }
        if self.is(at, words::SUGGESTED) {
            return self.headed(Head::Suggested, at, self.suggested_end(at));
        }
        Ok(None)
    }

    fn suggested_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.is(end, &["donation", "donations", "price", "amount", "contribution", "to"]) {
            end += 1;
        }
        end
    }

    /// `$1–$5`, `1 to 5`.
    pub fn scale(&self, at: usize) -> Tried<Part> {
        let Some((low, dash)) = self.amount(at)? else {
            return Ok(None);
        };
        let parted = matches!(self.kind(dash), Some(Kind::Dash | Kind::Minus))
            || self.is(dash, &["to", "until", "through"])
            || (self.is(dash, &["and"]) && at > 0 && self.is(at - 1, &["between"]));
        if !parted || !self.amount_begins(dash + 1) {
            return Ok(None);
        }
        // `$2 - 3 for $5` is two parts.
        let spaced = self.get(dash + 1).is_some_and(|next| !next.glued);
        if spaced && !self.marked(dash + 1, dash + 2) && self.counted(dash + 1)?.is_some() {
            return Ok(None);
        }
        let Some((high, end)) = self.amount(dash + 1)? else {
            return Ok(None);
        };
        if !self.sliding && !self.marked(at, end) {
            return Err(self.error(Problem::TwoReadings, at, end));
        }
        if high < low {
            return Err(self.error(Problem::Backwards, at, end));
        }
        let (_, end) = self.each(end);
        Ok(Some((self.made(Head::Scale(high), Some(low), at, end), end)))
    }

    /// `low income $1`, `"tier 2": $3`.
    fn band(&self, at: usize) -> Tried<Part> {
        let mut end = at;
        let name = if let Some(quoted) = self.get(at).filter(|token| token.kind == Kind::Quoted) {
            end += 1;
            let inner = quoted.text.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
            inner.unwrap_or_default().replace("\"\"", "\"")
        } else {
            if self.word(at).is_empty() || (words::reserved(self.word(at)) && !self.is(at, &["a"])) {
                return Ok(None);
            }
            end = self.name_end(at);
            self.text.get(self.span(at, end)).unwrap_or_default().to_owned()
        };
        self.headed(Head::Band(name), at, end)
    }

    /// Where words joined by spaces and hyphens end, without the `at`, `is`, `for` before an amount.
    fn name_end(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let hyphen = self.kind(end) == Some(Kind::Dash)
                && self.get(end).is_some_and(|dash| dash.glued)
                && self
                    .get(end + 1)
                    .is_some_and(|next| next.glued && next.kind == Kind::Word);
            if self.kind(end) != Some(Kind::Word) && !(end > at && hyphen) {
                break;
            }
            end += 1;
        }
        while end > at + 1 && self.is(end - 1, &["at", "is", "for", "pays", "pay"]) {
            end -= 1;
        }
        end
    }

    /// Parts that begin with their amount: `$2 each`, `$1 first`, `50c after that`, `$5 for 3`, `$1–$5`.
    fn priced(&self, at: usize) -> Tried<Part> {
        if let Some(scale) = self.scale(at)? {
            return Ok(Some(scale));
        }
        let Some((amount, end)) = self.amount(at)? else {
            return Ok(None);
        };
        let (each, end) = self.each(end);
        let (head, end) = match self.behind(end, each)? {
            Some(read) => read,
            None if self.sliding && !self.word(end).is_empty() && !words::reserved(self.word(end)) => {
                let name_end = self.name_end(end);
                (
                    Head::Band(self.text.get(self.span(end, name_end)).unwrap_or_default().to_owned()),
                    name_end,
                )
            }
            None => (Head::Each, end),
        };
        let (also_each, end) = self.each(end);
        let part = self.made(head, Some(amount), at, end);
        Ok(Some((
            Part {
                each: each || also_each,
                ..part
            },
            end,
        )))
    }

    /// What an amount that stood before is for; nothing where the words belong to an amount that follows.
    fn behind(&self, at: usize, each: bool) -> Tried<Head> {
        let over = |read: Read<Head>| read.filter(|(_, end)| !self.amount_begins(self.skip_to_amount(*end)));
        if let Some((from, end)) = self.rest(at) {
            return Ok(over(Some((from.map_or(Head::Rest, Head::From), end))));
        }
        let mut start = at;
        while self.is(start, words::IF_BOUGHT) {
            start += 1;
        }
        if self.is(start, &["first"]) {
            let counted = self.maybe_count(start + 1).filter(|(_, end)| {
                let marked = self
                    .get(*end)
                    .is_some_and(|next| matches!(next.kind, Kind::Sign | Kind::Cents));
                !marked
            });
            let (copies, end) = counted.unwrap_or((1, start + 1));
            return Ok(Some((Head::First(copies), self.skip_units(end))));
        }
        if let Some(Kind::Ordinal(copy)) = self.kind(start) {
            let (head, end) = self.copies(copy, start + 1);
            return Ok(over(Some((head, self.skip_units(end)))));
        }
        if self.is(start, words::ELSE) {
            return Ok(over(Some((Head::Else, start + 1))));
        }
        if self.is(start, words::SUGGESTED) {
            return Ok(over(Some((Head::Suggested, self.suggested_end(start)))));
        }
        let said_for = (at..start).any(|at| self.is(at, &["for"])) || self.kind(at) == Some(Kind::Slash);
        let start = if self.kind(start) == Some(Kind::Slash) {
            start + 1
        } else {
            start
        };
        let Some((copies, end)) = self.maybe_count(start) else {
            return match said_for && self.kind(start) == Some(Kind::Number) && !self.marked(start, start + 1) {
                true => self.count(start).map(|_| None),
                false => Ok(None),
            };
        };
        let units = self.skip_units(end);
        if let Some(end) = self.up(units) {
            return Ok(over(Some((Head::AtLeast(copies), end))));
        }
        let run = self.kind(end) == Some(Kind::Dash) || self.is(end, &["to", "through"]);
        if run && let Some((last, end)) = self.maybe_count(end + 1) {
            return Ok(over(Some((Head::Between(copies, last), self.skip_units(end)))));
        }
        let closed = matches!(self.kind(units), None | Some(Kind::Separator | Kind::Slash));
        if !said_for || !closed {
            return Ok(None);
        }
        if each && copies > 1 {
            return Err(self.error(Problem::TwoReadings, at, units));
        }
        Ok(Some((Head::Set(copies), units)))
    }
}

/// Whether a band's name is read back as it is when it stands without quotation marks.
pub(super) fn plain_name(name: &str, currency: Currency) -> bool {
    let tokens = tokens(name, currency);
    let mut again = String::new();
    let mut word_before = false;
    for token in &tokens {
        let fits = match token.kind {
            Kind::Word => !words::reserved(&token.word),
            Kind::Dash => word_before && token.glued,
            _ => false,
        };
        if !fits {
            return false;
        }
        if !token.glued && !again.is_empty() {
            if !word_before {
                return false;
            }
            again.push(' ');
        }
        again.push_str(token.text);
        word_before = token.kind == Kind::Word;
    }
    word_before && again == name
}
