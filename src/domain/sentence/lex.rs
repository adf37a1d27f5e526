//! Cuts a price sentence into words, numbers, signs and marks, each with its place.
//! Never decides what they mean together.

use crate::domain::currency::Currency;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits with their decimal and thousands marks.
    Number,
    /// `1st`, `second`.
    Ordinal(u32),
    Word,
    /// The sign, code or name of the till's currency.
    Sign,
    /// `¢`, `c`, `cents` behind a number; `p` in pounds.
    Cents,
    /// The sign or code of another currency.
    OtherSign,
    Plus,
    /// A hyphen or dash, which may also stand between parts.
    Dash,
    /// `−`, which never stands between parts.
    Minus,
    Slash,
    /// `@`, `:`, `=`: what follows is the price of what stood before.
    Link,
    /// What stands between parts: `,`, `;`, `.`, brackets, a new line.
    Separator,
    /// `"a name"`, where `""` is a quotation mark.
    Quoted,
    Unknown,
}

#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Lower case.
    pub word: String,
    pub span: Range<usize>,
    /// No space stands before it.
    pub glued: bool,
}

const NAMED_ORDINALS: [&str; 9] = [
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

pub(super) fn tokens(text: &str, currency: Currency) -> Vec<Token<'_>> {
    let marks = marks(currency);
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(rest) = text.get(at..)
        && let Some(ch) = rest.chars().next()
    {
        if ch.is_whitespace() && ch != '\n' {
            at += ch.len_utf8();
            glued = false;
            continue;
        }
        let before = if glued {
            tokens.last().map(|token| token.kind)
        } else {
            None
        };
        let (kind, length) = token(
            rest,
            ch,
            before,
            tokens.last().map(|token| token.kind),
            &marks,
            currency,
        );
        let length = length.max(ch.len_utf8());
        let piece = rest.get(..length).unwrap_or(rest);
        let word = if ch == '&' {
            "and".to_owned()
        } else {
            piece.to_lowercase().replace('’', "'")
        };
        tokens.push(Token {
            kind,
            text: piece,
            word,
            span: at..at + piece.len(),
            glued,
        });
        at += piece.len();
        glued = true;
    }
    tokens
}

/// The token that a text begins with and its length in bytes. `touching` is the token that stands right before it.
fn token(
    rest: &str,
    first: char,
    touching: Option<Kind>,
    previous: Option<Kind>,
    marks: &[String],
    currency: Currency,
) -> (Kind, usize) {
    if let Some(length) = number(rest, touching, currency) {
        let digits = rest.get(..length).unwrap_or_default();
        let suffix = rest.get(length..).unwrap_or_default();
        let suffix_length = word_length(suffix);
        let suffix = suffix.get(..suffix_length).unwrap_or_default().to_lowercase();
        if matches!(suffix.as_str(), "st" | "nd" | "rd" | "th")
            && let Ok(copy) = digits.parse()
        {
            return (Kind::Ordinal(copy), length + suffix_length);
        }
        return (Kind::Number, length);
    }
    let length = word_length(rest);
    let word = rest.get(..length).unwrap_or_default().to_lowercase();
    if previous == Some(Kind::Number) {
        if first == '¢' {
            return (Kind::Cents, first.len_utf8());
        }
        let minor: &[&str] = match currency.code() {
            "GBP" => &["p", "pence", "penny"],
            _ if currency.has_cents() => &["c", "ct", "cts", "cent", "cents"],
            _ => &[],
        };
        if minor.contains(&word.as_str()) {
            return (Kind::Cents, length);
        }
    }
    if let Some(length) = marks.iter().find_map(|mark| begins(rest, mark)) {
        return (Kind::Sign, length);
    }
    if length > 0 {
        let ordinal = NAMED_ORDINALS.iter().zip(2_u32..).find(|(name, _)| **name == word);
        let kind = match ordinal {
            Some((_, copy)) => Kind::Ordinal(copy),
            None if Currency::from_code(&word).is_some() => Kind::OtherSign,
            None => Kind::Word,
        };
        return (kind, length);
    }
    let kind = match first {
        '+' => Kind::Plus,
        '-' | '–' | '—' | '‐' | '‑' => Kind::Dash,
        '−' => Kind::Minus,
        '/' => Kind::Slash,
        '@' | ':' | '=' => Kind::Link,
        ',' | ';' | '.' | '(' | ')' | '[' | ']' | '!' | '|' | '·' | '•' | '\n' => Kind::Separator,
        '&' => Kind::Word,
        '"' => return quoted(rest).map_or((Kind::Unknown, 1), |length| (Kind::Quoted, length)),
        '$' | '€' | '£' | '¥' | '₺' | '₴' | '₹' | '₩' | '฿' | '₱' | '¢' | '₽' | '₪' | '₫' => {
            Kind::OtherSign
        }
        _ => Kind::Unknown,
    };
    (kind, first.len_utf8())
}

/// How the currency is marked, the longest first.
fn marks(currency: Currency) -> Vec<String> {
    let sign = currency.sign().trim();
    let mut marks = vec![sign.to_lowercase(), currency.code().to_lowercase()];
    if sign.ends_with('$') {
        marks.extend(["$", "dollars", "dollar", "bucks", "buck"].map(String::from));
    }
    let names: &[&str] = match currency.code() {
        "EUR" => &["euros", "euro"],
        "GBP" => &["pounds", "pound", "quid"],
        "JPY" => &["yen", "￥", "円"],
        "KWD" => &["dinars", "dinar"],
        "INR" => &["rupees", "rupee", "rs"],
        "CHF" => &["francs", "franc", "fr"],
        _ => &[],
    };
    marks.extend(names.iter().map(|name| (*name).to_owned()));
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
    marks
}

/// The length of `mark` (lower case) at the beginning of a text, where no word goes on after it.
fn begins(rest: &str, mark: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mut length = 0;
    let mut matched = String::new();
    while matched.len() < mark.len() {
        let ch = chars.next()?;
        length += ch.len_utf8();
        matched.extend(ch.to_lowercase());
    }
    let ends_in_letter = mark.chars().next_back().is_some_and(char::is_alphabetic);
    let goes_on = ends_in_letter && chars.next().is_some_and(char::is_alphabetic);
    (matched == mark && !goes_on).then_some(length)
}

/// Letters, with apostrophes and combining marks inside.
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.chars().peekable();
    while let Some(ch) = chars.next() {
        let inside = length > 0
            && (matches!(ch, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
                || matches!(ch, '\'' | '’') && chars.peek().is_some_and(|next| next.is_alphabetic()));
        if !ch.is_alphabetic() && !inside {
            break;
        }
        length += ch.len_utf8();
    }
    length
}

fn quoted(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, ch)) = chars.next() {
        if ch == '"' && chars.next_if(|(_, next)| *next == '"').is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// Whether the till's currency reads this character as a digit, of whatever script.
fn is_digit(ch: char, currency: Currency) -> bool {
    ch.is_ascii_digit() || (ch.is_numeric() && currency.parse(ch.encode_utf8(&mut [0; 4])).is_ok())
}

/// The length of the number that a text begins with.
fn number(rest: &str, touching: Option<Kind>, currency: Currency) -> Option<usize> {
    let digits = |from: usize| -> usize {
        let run = rest.get(from..).unwrap_or_default().chars();
        run.take_while(|ch| is_digit(*ch, currency)).map(char::len_utf8).sum()
    };
    let count = |from: usize| {
        let run = rest.get(from..).unwrap_or_default().chars();
        run.take_while(|ch| is_digit(*ch, currency)).count()
    };
    let first = rest.chars().next()?;
    let may_open = first == '.' || (first == ',' && currency.decimal_comma());
    let mut length = digits(0);
    if length == 0 {
        // `.75`, but not the full stop of `ea.3`.
        if !may_open || count(1) == 0 || matches!(touching, Some(Kind::Word | Kind::Number | Kind::Cents)) {
            return None;
        }
        return Some(1 + digits(1));
    }
    while let Some(mark) = rest.get(length..).and_then(|after| after.chars().next()) {
        let next = length + mark.len_utf8();
        let group = count(next);
        let joins = match mark {
            '.' | '\u{66b}' => group > 0,
            ',' if currency.decimal_comma() => group > 0,
            // Two or three digits make it a decimal or thousands comma; `$4,5+` is two parts.
            ',' => group == 2 || group == 3,
            '\'' | '’' | '\u{66c}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => group == 3,
            _ => false,
        };
        if !joins {
            break;
        }
        length = next + digits(next);
    }
    Some(length)
}
