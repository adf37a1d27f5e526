//! Reads the tokens of a price sentence into its parts: each a head (`1st`, `3 for`, `rest`) and an amount.
//! Never decides whether the parts fit together (see `build`).

use super::error::{Problem, SentenceError};
use super::lex::{Kind, Token, tokens};
use super::words;
use crate::domain::currency::{AmountError, Currency};
use crate::domain::money::{Money, Quantity};
use std::ops::Range;

/// What a part says its amount is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// A price alone.
    Each,
    /// The price of a single copy beside a set.
    Else,
    /// The first so many copies.
    First(u32),
    /// These copies, by number.
    Copies(u32, u32),
    /// So many copies more.
    Next(u32),
    /// All further copies.
    Rest,
    /// All copies from this number on.
    From(u32),
    /// Every copy, where so many or more are taken.
    AtLeast(u32),
    /// Every copy, where so many are taken.
    Between(u32, u32),
    /// So many together.
    Set(u32),
    /// Buy so many, get so many free.
    BuyGet(u32, u32),
    Pooled,
    Sliding,
    Scale(Money),
    Suggested,
    Band(String),
    PayWhatYouCan,
    Free,
    /// A word that only leads on to the next part.
    Then,
}

#[derive(Debug, Clone)]
pub(super) struct Part {
    pub head: Head,
    pub amount: Option<Money>,
    /// Whether `each` or the like stood with the amount.
    pub each: bool,
    pub span: Range<usize>,
}

/// `for each one of the` before `rest`; a limit, so that a long text is read in linear time.
const REST_LEAD_WORDS: usize = 6;
/// The groups of three behind the first digits of the largest amount that a till keeps.
const GROUPS: usize = 5;

/// Something read, and the token after it.
pub(super) type Read<T> = Option<(T, usize)>;
pub(super) type Tried<T> = Result<Read<T>, SentenceError>;

pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub currency: Currency,
    pub tokens: Vec<Token<'a>>,
    pub sliding: bool,
}

pub(super) fn parts(text: &str, currency: Currency) -> Result<Vec<Part>, SentenceError> {
    let tokens = tokens(text, currency);
    let sliding = tokens.iter().any(|token| words::SLIDING.contains(&token.word.as_str()));
    let reader = Reader {
        text,
        currency,
        tokens,
        sliding,
    };
    let mut parts = Vec::new();
    let mut at = reader.skip_between(0);
    while at < reader.tokens.len() {
        let Some((part, next)) = reader.part(at)? else {
            return Err(reader.not_understood(at));
        };
        parts.push(part);
        at = reader.skip_between(next.max(at + 1));
    }
    if parts.is_empty() {
        let problem = if reader.tokens.is_empty() {
            Problem::Empty
        } else {
            Problem::NotUnderstood
        };
        return Err(SentenceError::new(problem, text, 0..text.len(), currency));
    }
    Ok(parts)
}

impl<'a> Reader<'a> {
    pub fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|token| token.kind)
    }

    /// The word in lower case, or nothing where no word stands.
    pub fn word(&self, at: usize) -> &str {
        self.get(at)
            .filter(|token| token.kind == Kind::Word)
            .map_or("", |token| token.word.as_str())
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    pub fn span(&self, from: usize, to: usize) -> Range<usize> {
        let end_of_text = self.text.len();
        let start = self.get(from).map_or(end_of_text, |token| token.span.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.get(last))
            .map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    pub fn error(&self, problem: Problem, from: usize, to: usize) -> SentenceError {
        SentenceError::new(problem, self.text, self.span(from, to), self.currency)
    }

    /// The words from here to the next separator, number or sign.
    fn not_understood(&self, from: usize) -> SentenceError {
        let ends = |at: &usize| match self.kind(*at) {
            None | Some(Kind::Separator | Kind::Number | Kind::Ordinal(_) | Kind::Slash) => true,
            Some(Kind::Sign) => self.kind(*at + 1) == Some(Kind::Number),
            _ => false,
        };
        let to = (from + 1..=self.tokens.len()).find(ends).unwrap_or(self.tokens.len());
        self.error(Problem::NotUnderstood, from, to)
    }

    /// Passes what may stand between two parts.
    fn skip_between(&self, mut at: usize) -> usize {
        loop {
            let passes = match self.kind(at) {
                Some(Kind::Separator | Kind::Slash | Kind::Link) => true,
                Some(Kind::Dash) => self.get(at + 1).is_none_or(|next| !next.glued),
                Some(Kind::Word) => self.is(at, words::BETWEEN),
                _ => false,
            };
            if !passes {
                return at;
            }
            at += 1;
        }
    }

    /// Passes what may stand between a head and its amount: `@`, `for`, `copies are`.
    pub fn skip_to_amount(&self, mut at: usize) -> usize {
        loop {
            let passes = match self.kind(at) {
                Some(Kind::Link) => true,
                Some(Kind::Dash) => self.get(at + 1).is_some_and(|next| !next.glued),
                Some(Kind::Word) => {
                    (self.is(at, words::TO_AMOUNT) || self.is(at, words::UNITS)) && self.rest(at).is_none()
                }
                _ => false,
            };
            if !passes {
                return at;
            }
            at += 1;
        }
    }

    pub fn skip_units(&self, mut at: usize) -> usize {
        while self.is(at, words::UNITS) {
            at += 1;
        }
        at
    }

    /// A quantity: a whole number, or a word up to twelve.
    pub fn count(&self, at: usize) -> Tried<u32> {
        let Some(token) = self.get(at) else { return Ok(None) };
        let number = match token.kind {
            Kind::Number if token.text.chars().all(char::is_numeric) => {
                // The currency reads digits of any script; a quantity is what it reads, in whole units.
                self.currency
                    .parse(token.text)
                    .ok()
                    .and_then(|units| u32::try_from(units.decimal()).ok())
            }
            Kind::Word => match words::NUMBERS.iter().zip(1..).find(|(name, _)| **name == token.word) {
                Some((_, number)) => Some(number),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        match number.and_then(|number| Quantity::new(number).ok()) {
            Some(quantity) => Ok(Some((quantity.get(), at + 1))),
            None => Err(self.error(Problem::Quantity, at, at + 1)),
        }
    }

    /// Like [`Reader::count`], where it is no mistake if none stands here.
    pub fn maybe_count(&self, at: usize) -> Read<u32> {
        self.count(at).ok().flatten()
    }

    /// The tokens of an amount, whatever they are worth: `$5`, `.75`, `75¢`, `5 kr`, `$-1`.
    fn amount_end(&self, from: usize) -> Option<usize> {
        let is_sign = |at: usize| matches!(self.kind(at), Some(Kind::Sign | Kind::OtherSign));
        let is_minus = |at: usize| matches!(self.kind(at), Some(Kind::Dash | Kind::Minus));
        let mut at = from;
        let signed = is_sign(at) || (is_minus(at) && is_sign(at + 1));
        while is_sign(at) || is_minus(at) {
            at += 1;
            if at > from + 3 {
                return None;
            }
        }
        if self.kind(at) != Some(Kind::Number) {
            return None;
        }
        at += 1;
        let behind = |at: usize| match self.get(at) {
            Some(token) if token.kind == Kind::Cents => true,
            Some(token) if is_sign(at) => token.glued || self.kind(at + 1) != Some(Kind::Number),
            _ => false,
        };
        // `1 500 Ft`: groups of three parted by spaces, where a sign shows that it is one amount.
        let group = |at: usize| {
            self.get(at).is_some_and(|token| {
                let whole = token.text.split(['.', ',']).next().unwrap_or_default();
                token.kind == Kind::Number && !token.glued && whole.chars().count() == 3
            })
        };
        let grouped = (at..=at + GROUPS).find(|at| !group(*at)).unwrap_or(at);
        let opens = self.get(at - 1).is_some_and(|token| token.text.chars().count() <= 3);
        if opens && (signed || behind(grouped)) {
            at = grouped;
        }
        Some(if behind(at) { at + 1 } else { at })
    }

    /// Whether an amount begins here, worth something or not.
    pub fn amount_begins(&self, at: usize) -> bool {
        self.amount_end(at).is_some() || self.is(at, words::FREE)
    }

    /// Whether the amount could be nothing else: it has a sign or a decimal mark.
    pub fn marked(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| match self.get(at) {
            Some(token) if token.kind == Kind::Number => !token.text.chars().all(char::is_numeric),
            Some(token) => matches!(token.kind, Kind::Sign | Kind::Cents | Kind::OtherSign),
            None => false,
        })
    }

    /// An amount, read by the currency.
    pub fn amount(&self, from: usize) -> Tried<Money> {
        let Some(to) = self.amount_end(from) else {
            return Ok(None);
        };
        let refuse = |problem| Err(self.error(problem, from, to));
        let all = |kind| (from..to).any(|at| self.kind(at) == Some(kind));
        if all(Kind::OtherSign) {
            return refuse(Problem::OtherCurrency(self.currency.code().to_owned()));
        }
        if all(Kind::Dash) || all(Kind::Minus) {
            let words = self.text.get(self.span(from, to)).unwrap_or_default().to_owned();
            return refuse(Problem::Amount(AmountError::Negative(words)));
        }
        let numbers = (from..to)
            .filter_map(|at| self.get(at))
            .filter(|token| token.kind == Kind::Number);
        let mut number: String = numbers.map(|token| token.text).collect();
        if all(Kind::Cents) {
            if self.currency.has_cents() || !number.chars().all(|ch| ch.is_ascii_digit()) {
                number.push('¢');
            } else if let Some(cut) = format!("00{number}").len().checked_sub(2) {
                // A penny is a hundredth too, though the currency has no `¢`.
                let padded = format!("00{number}");
                number = format!(
                    "{}.{}",
                    padded.get(..cut).unwrap_or("0"),
                    padded.get(cut..).unwrap_or("0")
                );
            }
        }
        match self.currency.parse(&number) {
            Ok(amount) => Ok(Some((amount, to))),
            Err(error) => refuse(Problem::Amount(error)),
        }
    }

    /// The amount that a head needs, with what may stand before and behind it.
    pub fn headed(&self, head: Head, from: usize, at: usize) -> Tried<Part> {
        let start = self.skip_to_amount(at);
        let (amount, end) = if self.is(start, words::FREE) {
            (Money::ZERO, start + 1)
        } else {
            match self.amount(start)? {
                Some(read) => read,
                None => return Err(self.error(Problem::AmountMissing, from, at)),
            }
        };
        let (each, end) = self.each(end);
        let part = self.made(head, Some(amount), from, end);
        Ok(Some((Part { each, ..part }, end)))
    }

    pub fn made(&self, head: Head, amount: Option<Money>, from: usize, to: usize) -> Part {
        Part {
            head,
            amount,
            each: false,
            span: self.span(from, to),
        }
    }

    /// Passes `each`, `/ea`, `a piece`, `per copy`; whether anything of the kind stood there.
    pub fn each(&self, from: usize) -> (bool, usize) {
        let mut at = from;
        loop {
            let start = if self.kind(at) == Some(Kind::Slash) { at + 1 } else { at };
            if self.is(start, words::EACH) && self.rest(start).is_none() {
                at = start + 1;
            } else if self.is(start, &["a", "per", "the"]) && self.is(start + 1, words::UNITS) {
                at = start + 2;
            } else if start > at && self.is(start, words::UNITS) {
                at = start + 1;
            } else {
                return (at > from, at);
            }
        }
    }

    /// `+`, `or more`, `and up`, `onwards`.
    pub fn up(&self, at: usize) -> Option<usize> {
        if matches!(self.kind(at), Some(Kind::Plus)) || self.is(at, &["plus", "onwards", "onward", "up", "on"]) {
            Some(at + 1)
        } else if self.is(at, &["or", "and"]) && self.is(at + 1, words::UP) {
            Some(at + 2)
        } else {
            None
        }
    }

    /// `rest`, `each additional`, `after that`, `every copy after the first 4`: the copy it begins with, where said.
    pub fn rest(&self, at: usize) -> Read<Option<u32>> {
        let mut core = at;
        while core < at + REST_LEAD_WORDS
            && (self.is(core, words::REST_LEAD) || (core > at && self.is(core, words::UNITS)))
        {
            core += 1;
        }
        if !self.is(core, words::REST) {
            return None;
        }
        let mut end = core + 1;
        if self.is(core, &["after", "beyond", "past"]) {
            let first = if self.is(end, &["the"]) { end + 1 } else { end };
            if self.is(first, &["first"]) {
                let counted = self.maybe_count(first + 1).filter(|(_, next)| self.price_or_end(*next));
                let (copies, next) = counted.unwrap_or((1, first + 1));
                return Some((Some(copies.saturating_add(1)), self.skip_units(next)));
            }
            if let Some(Kind::Ordinal(copy)) = self.kind(first) {
                return Some((Some(copy.saturating_add(1)), self.skip_units(first + 1)));
            }
        }
        while self.is(end, words::REST_TAIL) || self.is(end, words::UNITS) {
            end += 1;
        }
        Some((None, end))
    }

    /// Whether after units and links an amount stands here, or the part is over.
    fn price_or_end(&self, at: usize) -> bool {
        let at = self.skip_units(at);
        matches!(self.kind(at), None | Some(Kind::Separator)) || self.amount_begins(self.skip_to_amount(at))
    }
}
