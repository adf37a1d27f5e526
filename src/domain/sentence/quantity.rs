//! Parts of a price sentence that begin with which or how many copies they are for, their amount behind.
//! Never looks at another part.

use super::error::Problem;
use super::lex::Kind;
use super::parse::{Head, Part, Reader, Tried};
use super::words;

impl Reader<'_> {
    /// Parts that begin with which or how many copies they are for.
    pub fn by_quantity(&self, at: usize) -> Tried<Part> {
        if self.is(at, &["first", "next"]) {
            return self.first_or_next(at);
        }
        if let Some(Kind::Ordinal(copy)) = self.kind(at) {
            if copy == 0 {
                return Err(self.error(Problem::Quantity, at, at + 1));
            }
            let (head, end) = self.copies(copy, at + 1);
            return self.headed(head, at, end);
        }
        if self.is(at, &["up"])
            && self.is(at + 1, &["to"])
            && let Some((most, end)) = self.count(at + 2)?
        {
            return self.headed(Head::Between(1, most), at, end);
        }
        let more_than = if self.is(at, &["more"]) && self.is(at + 1, &["than"]) {
            2
        } else {
            1
        };
        if (more_than == 2 || self.is(at, &["over", "above"]))
            && let Some((less, end)) = self.count(at + more_than)?
        {
            return self.headed(Head::AtLeast(less.saturating_add(1)), at, end);
        }
        if self.is(at, &["from", "between"]) {
            let start = if self.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
            if let Some(Kind::Ordinal(copy)) = self.kind(start) {
                let end = self.skip_units(start + 1);
                return self.headed(Head::From(copy), at, self.up(end).unwrap_or(end));
            }
            if let Some(scale) = self.scale(start)? {
                return Ok(Some(scale));
            }
            if let Some((least, end)) = self.count(start)? {
                return self.headed(Head::AtLeast(least), at, self.up(end).unwrap_or(end));
            }
        }
        match self.counted(at)? {
            Some((head, next)) => self.after_count(head, at, next),
            None => Ok(None),
        }
    }

    /// `first 4 $2 each`, `first copy $1`, `next 3 $2 each`; a number with no amount behind it is the amount.
    fn first_or_next(&self, at: usize) -> Tried<Part> {
        let first = self.is(at, &["first"]);
        let after_number = self.skip_units(at + 2);
        let (copies, end) = if self.amount_begins(self.skip_to_amount(after_number)) {
            self.count(at + 1)?.unwrap_or((1, at + 1))
        } else {
            (1, at + 1)
        };
        let amount_at = self.skip_to_amount(end);
        let for_all = copies > 1 && (end..amount_at).any(|at| self.is(at, &["for"]));
        let read = self.headed(if first { Head::First(copies) } else { Head::Next(copies) }, at, end)?;
        if let Some((part, end)) = &read
            && for_all
            && !part.each
        {
            return Err(self.error(Problem::TwoReadings, at, *end));
        }
        Ok(read)
    }

    /// What follows the number of a copy: `1st–4th`, `2nd and 3rd`, `5th onwards`, or nothing.
    pub fn copies(&self, copy: u32, at: usize) -> (Head, usize) {
        if let Some(Kind::Ordinal(last)) = self.kind(at + 1) {
            let run = self.kind(at) == Some(Kind::Dash) || self.is(at, &["to", "through"]);
            if run || (self.is(at, &["and"]) && Some(last) == copy.checked_add(1)) {
                return (Head::Copies(copy, last), at + 2);
            }
        }
        let after = self.skip_units(at);
        match self.up(after) {
            Some(end) => (Head::From(copy), end),
            None => (Head::Copies(copy, copy), at),
        }
    }

    /// The head that a quantity opens: `3 for`, `3/`, `5+`, `5 or more`, `1-4`.
    pub fn counted(&self, at: usize) -> Tried<Head> {
        let plain = match self.get(at) {
            Some(token) if token.kind == Kind::Number => token.text.chars().all(char::is_numeric),
            Some(token) => token.kind == Kind::Word && words::NUMBERS.contains(&token.word.as_str()),
            None => false,
        };
        if !plain {
            return Ok(None);
        }
        let head = |head: fn(u32) -> Head, end| Ok(self.count(at)?.map(|(copies, _)| (head(copies), end)));
        let units = self.skip_units(at + 1);
        if let Some(end) = self.up(units) {
            return head(Head::AtLeast, end);
        }
        if self.is(units, &["for"]) {
            let price = if self.is(units + 1, &["the"]) {
                units + 2
            } else {
                units + 1
            };
            if self.is(price, &["price"])
                && self.is(price + 1, &["of"])
                && let Some((copies, _)) = self.count(at)?
                && let Some((paid, end)) = self.count(price + 2)?
            {
                return match copies.checked_sub(paid) {
                    Some(given) if given > 0 => Ok(Some((Head::BuyGet(paid, given), end))),
                    _ => Err(self.error(Problem::Contradiction, at, end)),
                };
            }
            return head(Head::Set, units + 1);
        }
        let next = at + 1;
        if self.kind(next) == Some(Kind::Slash) && self.amount_begins(next + 1) && !self.is(next + 2, &["for"]) {
            return head(Head::Set, next + 1);
        }
        let run = self.kind(next) == Some(Kind::Dash) || self.is(next, &["to", "through"]);
        if run && let Some((_, end)) = self.maybe_count(next + 1) {
            let signed = matches!(self.get(end), Some(t) if t.glued && matches!(t.kind, Kind::Sign | Kind::Cents));
            if !signed && self.amount_begins(self.skip_to_amount(end)) {
                let (Some((from, _)), Some((to, _))) = (self.count(at)?, self.count(next + 1)?) else {
                    return Ok(None);
                };
                return Ok(Some((Head::Between(from, to), end)));
            }
        }
        let named = units > next || self.kind(units) == Some(Kind::Link) || self.is(units, &["at"]);
        let amount = self.skip_to_amount(units);
        if named && self.amount_begins(amount) {
            let Some((copies, _)) = self.count(at)? else {
                return Ok(None);
            };
            if copies > 1 {
                let end = self.amount(amount)?.map_or(amount, |(_, end)| end);
                return Err(self.error(Problem::TwoReadings, at, end));
            }
            return Ok(Some((Head::Set(1), units)));
        }
        Ok(None)
    }

    fn after_count(&self, head: Head, from: usize, at: usize) -> Tried<Part> {
        if matches!(head, Head::BuyGet(..)) {
            return self.with_amount_or_none(head, from, at);
        }
        if let Head::Between(first, last) = head
            && last < first
        {
            return Err(self.error(Problem::Contradiction, from, at));
        }
        let set = matches!(head, Head::Set(copies) if copies > 1);
        let read = self.headed(head, from, at)?;
        if let Some((part, end)) = &read
            && set
            && part.each
        {
            return Err(self.error(Problem::TwoReadings, from, *end));
        }
        Ok(read)
    }

    /// `buy 2 get 1 free @ $3`.
    pub fn buy_get(&self, at: usize) -> Tried<Part> {
        if !self.is(at, &["buy", "take"]) {
            return Ok(None);
        }
        let mut get = self.skip_units(at + 2);
        while self.kind(get) == Some(Kind::Separator) || self.is(get, &["and"]) {
            get += 1;
        }
        if !self.is(get, &["get"]) {
            return Ok(None);
        }
        let Some((bought, _)) = self.count(at + 1)? else {
            return Ok(None);
        };
        let given_at = if self.is(get + 1, &["the"]) { get + 2 } else { get + 1 };
        let (given, next) = match self.kind(given_at) {
            Some(Kind::Ordinal(copy)) if Some(copy) == bought.checked_add(1) => (1, given_at + 1),
            _ => match self.count(given_at)? {
                Some(read) => read,
                None => return Ok(None),
            },
        };
        let free = self.skip_units(next);
        if !self.is(free, words::FREE) {
            return Ok(None);
        }
        self.with_amount_or_none(Head::BuyGet(bought, given), at, free + 1)
    }

    fn with_amount_or_none(&self, head: Head, from: usize, end: usize) -> Tried<Part> {
        if self.amount_begins(self.skip_to_amount(end)) {
            self.headed(head, from, end)
        } else {
            Ok(Some((self.made(head, None, from, end), end)))
        }
    }
}
