//! The words, numbers and marks of a price sentence, each with its place.
//! Never knows what they mean together.

use crate::domain::currency::Currency;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Letters, in lower case.
    Word(String),
    /// A number as it was written, with a sign or `¢` where it had one.
    Number {
        /// Sign and digits, as [`Currency::parse`] reads them.
        text: String,
        /// It was marked as money: a sign before or behind, `¢`, or a decimal mark.
        money: bool,
        /// A minus stands before it.
        negative: bool,
        /// What was written onto it: `st`, `nd`, `th`, `+`.
        suffix: String,
    },
    /// Anything else that means something.
    Mark(char),
}

/// A token and the bytes it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Range<usize>,
}

impl Token {
    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Cuts a sentence into tokens.
pub fn tokens(text: &str, currency: Currency) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        if ch.is_whitespace() || matches!(ch, '!' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | '~' | '*') {
            at += ch.len_utf8();
            continue;
        }
        if let Some((token, end)) = number(text, at, currency) {
            tokens.push(Token {
                kind: token,
                span: start..end,
            });
            at = end;
            continue;
        }
        if ch.is_alphabetic() || ch == '\'' || ch == '’' {
            let end = run(text, at, |ch| ch.is_alphabetic() || ch == '\'' || ch == '’');
            let word = text
                .get(at..end)
                .unwrap_or_default()
                .to_lowercase()
                .replace(['\'', '’'], "");
            at = end;
            if !word.is_empty() {
                tokens.push(Token {
                    kind: Kind::Word(word),
                    span: start..end,
                });
            }
            continue;
        }
        at += ch.len_utf8();
        let mark = match ch {
            '–' | '—' | '−' | '‐' | '‑' => '-',
            other => other,
        };
        tokens.push(Token {
            kind: Kind::Mark(mark),
            span: start..at,
        });
    }
    tokens
}

fn run(text: &str, from: usize, fits: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|ch| !fits(ch)).unwrap_or(rest.len())
}

fn spaces(text: &str, from: usize) -> usize {
    run(text, from, char::is_whitespace)
}

/// A mark of the currency at a place: its sign or its code, in any case. Answers with where it ends.
fn currency_mark(text: &str, at: usize, currency: Currency) -> Option<usize> {
    [currency.sign().trim(), currency.code()].into_iter().find_map(|mark| {
        let end = at + mark.len();
        let here = text.get(at..end)?;
        let whole = !mark.ends_with(char::is_alphabetic)
            || !text
                .get(end..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(char::is_alphabetic);
        (here.eq_ignore_ascii_case(mark) && whole).then_some(end)
    })
}

fn number(text: &str, start: usize, currency: Currency) -> Option<(Kind, usize)> {
    let mut at = start;
    let mut money = false;
    let mut negative = false;
    let minus = |at: usize| {
        let ch = text.get(at..)?.chars().next()?;
        matches!(ch, '-' | '−').then(|| at + ch.len_utf8())
    };
    let digit_at = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let rest = rest.strip_prefix(['.', ',']).unwrap_or(rest);
        rest.chars().next().is_some_and(|ch| ch.is_numeric())
    };
    if let Some(after) = currency_mark(text, at, currency) {
        at = spaces(text, after);
        money = true;
        if let Some(after) = minus(at).filter(|after| digit_at(*after)) {
            at = after;
            negative = true;
        }
    } else if let Some(after) = minus(at) {
        // A minus stands before a number only at the beginning of a phrase; between two numbers it is a dash.
        let before = text.get(..start).unwrap_or_default().trim_end();
        let begins = !before.ends_with(|ch: char| ch.is_numeric() || ch == '¢' || currency.sign().contains(ch));
        if !begins || !(digit_at(after) || currency_mark(text, after, currency).is_some_and(digit_at)) {
            return None;
        }
        negative = true;
        at = after;
        if let Some(after) = currency_mark(text, at, currency) {
            at = after;
            money = true;
        }
    }
    if !digit_at(at) {
        return None;
    }
    let digits_start = at;
    loop {
        at = run(text, at, char::is_numeric);
        let Some(mark) = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .filter(|ch| matches!(ch, '.' | ','))
        else {
            break;
        };
        let next = at + 1;
        let end = run(text, next, char::is_numeric);
        let length = text.get(next..end).unwrap_or_default().chars().count();
        let letter = text
            .get(end..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphabetic);
        let part = if mark == '.' {
            length > 0 && !letter
        } else {
            !letter && (length == 3 || (currency.decimal_comma() && length > 0 && length <= currency.places() as usize))
        };
        if !part {
            break;
        }
        money |= mark == '.' || currency.decimal_comma();
        at = end;
    }
    if at == digits_start {
        return None;
    }
    let mut digits = text.get(digits_start..at)?.to_owned();
    let after = spaces(text, at);
    let word_end = run(text, after, char::is_alphabetic);
    let word = text.get(after..word_end).unwrap_or_default().to_lowercase();
    let touching = text
        .get(at..run(text, at, char::is_alphabetic))
        .unwrap_or_default()
        .to_lowercase();
    let mut suffix = String::new();
    if text.get(after..).is_some_and(|rest| rest.starts_with('¢')) {
        digits.push('¢');
        money = true;
        at = after + '¢'.len_utf8();
    } else if currency.has_cents() && (matches!(word.as_str(), "cents" | "cent" | "ct" | "cts") || touching == "c") {
        digits.push('¢');
        money = true;
        at = if touching == "c" { at + 1 } else { word_end };
    } else if let Some(end) =
        currency_mark(text, after, currency).filter(|_| !money || negative || digits.contains(['.', ',']))
    {
        // A sign behind belongs to this number, unless the next number needs it.
        if !digit_at(spaces(text, end)) {
            money = true;
            at = end;
        }
    } else if matches!(touching.as_str(), "st" | "nd" | "rd" | "th") {
        at += touching.len();
        suffix = touching;
    } else if text.get(at..).is_some_and(|rest| rest.starts_with('+')) {
        at += 1;
        suffix = "+".to_owned();
    } else if matches!(
        word.as_str(),
        "dollar" | "dollars" | "bucks" | "buck" | "euro" | "euros"
    ) {
        money = true;
        at = word_end;
    }
    Some((
        Kind::Number {
            text: digits,
            money,
            negative,
            suffix,
        },
        at,
    ))
}
