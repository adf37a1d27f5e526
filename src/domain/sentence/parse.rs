//! Reads a price sentence the way people write it on signs.
//! Never guesses what a contradiction meant: it says which words were not understood, where, and shows one that works.

use super::token::{Kind, Token, tokens};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{Band, PriceRule, PriceSet, RuleKind, Step};
use std::ops::Range;

/// Why a sentence is no price rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}; an example that works: {example}")]
pub struct SentenceError {
    message: String,
    example: String,
    span: Range<usize>,
}

impl SentenceError {
    /// The bytes of the sentence that were not understood.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// One statement of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Clause {
    /// The copy at a place, `2nd $2.00`.
    Nth(u32, Money),
    /// The first so many.
    First(u32, Money),
    /// The so many after those.
    Next(u32, Money),
    /// All further ones.
    Rest(Money),
    /// From so many on each costs.
    Break(u32, Money),
    /// From so many to so many each costs.
    Span(u32, u32, Money),
    /// So many together.
    Set(u32, Money),
    /// A single one.
    Single(Money),
}

struct Reader<'a> {
    tokens: Vec<Token>,
    at: usize,
    text: &'a str,
    currency: Currency,
    pooled: bool,
}

type Read<T> = Result<T, SentenceError>;

const JOINTS: [&str; 6] = ["or", "and", "then", "but", "plus", "else"];
const REST: [&str; 9] = [
    "rest",
    "others",
    "more",
    "additional",
    "after",
    "thereafter",
    "further",
    "remaining",
    "extra",
];

/// Reads a price sentence.
///
/// # Errors
/// [`SentenceError`] when it is empty, holds words that are not understood, an amount that is none, a quantity of zero, a
/// scale that runs backwards, or two rules that cannot both hold.
pub fn parse(text: &str, currency: Currency) -> Result<PriceRule, SentenceError> {
    let mut reader = Reader {
        tokens: tokens(text, currency),
        at: 0,
        text,
        currency,
        pooled: false,
    };
    if reader.tokens.is_empty() {
        return Err(reader.wrong("there is no price", 0..text.len()));
    }
    if let Some(rule) = reader.free()? {
        return Ok(rule);
    }
    if let Some(rule) = reader.pay_what_you_can()? {
        return Ok(rule);
    }
    if let Some(rule) = reader.sliding()? {
        return Ok(rule);
    }
    reader.at = 0;
    let mut clauses = Vec::new();
    loop {
        reader.skip_joints();
        if reader.at >= reader.tokens.len() {
            break;
        }
        if reader.any_mix() {
            reader.pooled = true;
            continue;
        }
        clauses.push(reader.clause()?);
    }
    reader.combine(&clauses)
}

impl Reader<'_> {
    fn wrong(&self, message: impl Into<String>, span: Range<usize>) -> SentenceError {
        let unit = 10_i64.saturating_pow(self.currency.places());
        let show = |quarters: i64| {
            self.currency
                .show(Money::from_minor(quarters * unit / 4, self.currency))
        };
        let (first, rest) = if self.currency.places() == 0 {
            let yen = |minor| self.currency.show(Money::from_minor(minor, self.currency));
            (yen(100), yen(75))
        } else {
            (show(4), show(3))
        };
        SentenceError {
            message: message.into(),
            example: format!("1st {first}, rest {rest} each"),
            span,
        }
    }

    fn not_understood(&self, from: usize) -> SentenceError {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.span.start);
        let end = self
            .tokens
            .last()
            .map_or(self.text.len(), |token| token.span.end)
            .max(start);
        match self.text.get(start..end).map(str::trim) {
            Some(words) if !words.is_empty() => {
                let place = self.text.get(..start).unwrap_or_default().chars().count() + 1;
                self.wrong(
                    format!("`{words}` (from character {place}) was not understood"),
                    start..end,
                )
            }
            _ => self.wrong("the sentence ends too early", start..end),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let here = self.peek().is_some_and(|token| words.iter().any(|word| token.is(word)));
        self.at += usize::from(here);
        here
    }

    fn mark(&mut self, marks: &[char]) -> bool {
        let here = self
            .peek()
            .is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark)));
        self.at += usize::from(here);
        here
    }

    fn skip_joints(&mut self) {
        while self.mark(&[',', ';', '.', '/', '|', '&', '+', ':']) || (!self.else_price() && self.word(&JOINTS)) {}
    }

    /// `else $2.00` is a clause; any other `else` joins two.
    fn else_price(&self) -> bool {
        self.peek().is_some_and(|token| token.is("else"))
    }

    fn any_mix(&mut self) -> bool {
        let start = self.at;
        if self.word(&["any"]) && self.word(&["mix", "mixture", "combination"]) {
            return true;
        }
        self.at = start;
        if self.word(&["mix"]) && self.word(&["and", "n"]) && self.word(&["match"]) {
            return true;
        }
        self.at = start;
        if self.word(&["mix"]) && self.mark(&['&']) && self.word(&["match"]) {
            return true;
        }
        self.at = start;
        self.word(&["mixed"])
    }

    /// `each`, `ea.`, `/ea.`, `a piece`, `per copy`.
    fn each(&mut self) -> bool {
        let start = self.at;
        self.mark(&['/']);
        if self.word(&["each", "ea", "apiece", "pc", "pce"]) {
            self.mark(&['.']);
            return true;
        }
        if self.word(&["a", "per", "for"]) && self.word(&["piece", "copy", "one", "zine", "each", "single"]) {
            return true;
        }
        self.at = start;
        if self.mark(&['/']) && self.word(&["piece", "copy"]) {
            return true;
        }
        self.at = start;
        false
    }

    /// A number that counts copies.
    fn count(&mut self) -> Read<Option<u32>> {
        let Some(Token {
            kind:
                Kind::Number {
                    text,
                    money: false,
                    negative,
                    suffix,
                },
            span,
        }) = self.peek().cloned()
        else {
            return Ok(None);
        };
        if negative {
            return Err(self.wrong(format!("`{text}` copies is below zero"), span));
        }
        if !suffix.is_empty() {
            return Ok(None);
        }
        match text.parse::<u32>() {
            Ok(0) => Err(self.wrong("a quantity of zero makes no price", span)),
            Ok(copies) if copies <= Quantity::MAX => {
                self.at += 1;
                Ok(Some(copies))
            }
            _ => Ok(None),
        }
    }

    /// An amount of money, with `@`, `at`, `for` before it and `each` behind it where they stand.
    fn amount(&mut self) -> Read<Money> {
        let amount = self.bare_amount()?;
        self.each();
        Ok(amount)
    }

    /// An amount alone: in a list of bands the `/` behind it parts it from the next.
    fn bare_amount(&mut self) -> Read<Money> {
        while self.mark(&['@', ':', '=']) || self.word(&["at", "for", "costs", "cost", "is", "are", "only", "just"]) {}
        let from = self.at;
        let Some(Token {
            kind: Kind::Number {
                text, negative, suffix, ..
            },
            span,
        }) = self.peek().cloned()
        else {
            if self.word(&["free"]) {
                return Ok(Money::ZERO);
            }
            return Err(self.not_understood(from));
        };
        if negative {
            return Err(self.wrong(
                format!(
                    "`{}` is negative; a price is zero or more",
                    self.text.get(span.clone()).unwrap_or_default()
                ),
                span,
            ));
        }
        if !suffix.is_empty() {
            return Err(self.not_understood(from));
        }
        let amount = self
            .currency
            .parse(&text)
            .map_err(|error| self.wrong(error.to_string(), span))?;
        self.at += 1;
        Ok(amount)
    }

    fn free(&mut self) -> Read<Option<PriceRule>> {
        const WORDS: [&str; 15] = [
            "free", "gratis", "take", "one", "please", "its", "it", "is", "a", "copy", "help", "yourself", "for", "of",
            "charge",
        ];
        let free = self.tokens.iter().any(|token| token.is("free") || token.is("gratis"));
        let only = self.tokens.iter().all(|token| match &token.kind {
            Kind::Word(word) => WORDS.contains(&word.as_str()),
            Kind::Mark(mark) => matches!(mark, ',' | '.' | ';' | '-' | ':' | '/'),
            Kind::Number { .. } => false,
        });
        if free && only {
            self.rule(RuleKind::Free).map(Some)
        } else {
            Ok(None)
        }
    }

    fn pay_what_you_can(&mut self) -> Read<Option<PriceRule>> {
        let start = self.at;
        let named = if self.word(&["pwyc", "pwyw", "pwyl"]) {
            true
        } else if self.word(&["pay"]) {
            self.word(&["what"])
                && self.word(&["you", "ya", "u"])
                && self.word(&["can", "want", "like", "wish", "will", "may"])
        } else if self.word(&["by", "for"]) {
            self.word(&["donation", "donations"])
        } else if self.word(&["name"]) {
            self.word(&["your"]) && self.word(&["price", "own"])
        } else {
            self.word(&["donation"])
        };
        if !named {
            self.at = start;
            return Ok(None);
        }
        self.word(&["price"]);
        let suggested = self.suggestion()?;
        self.end()?;
        self.rule(RuleKind::PayWhatYouCan { suggested }).map(Some)
    }

    /// `, suggested $2.00`, where it stands.
    fn suggestion(&mut self) -> Read<Option<Money>> {
        let start = self.at;
        self.skip_joints();
        self.word(&["a"]);
        if self.word(&["suggested", "suggest", "suggestion", "recommended"]) {
            self.word(&["price", "donation", "amount"]);
            return self.amount().map(Some);
        }
        self.at = start;
        Ok(None)
    }

    fn end(&mut self) -> Read<()> {
        while self.mark(&['.', ',', ';']) {}
        if self.at < self.tokens.len() {
            Err(self.not_understood(self.at))
        } else {
            Ok(())
        }
    }

    fn sliding(&mut self) -> Read<Option<PriceRule>> {
        let named = self.word(&["sliding", "slide"]);
        if named {
            self.word(&["scale"]);
            while self.mark(&[':', ',']) || self.word(&["from", "of"]) {}
        } else if !self.tokens.iter().any(|token| token.is("sliding")) {
            return Ok(None);
        }
        let low_at = self.at;
        let low = self.amount()?;
        if !self.mark(&['-']) && !self.word(&["to", "through", "until"]) {
            return Err(self.not_understood(self.at));
        }
        let high = self.amount()?;
        if !named {
            self.mark(&[',']);
            if !self.word(&["sliding"]) {
                return Err(self.not_understood(self.at));
            }
            self.word(&["scale"]);
        }
        let span = self.tokens.get(low_at).map_or(0, |token| token.span.start)
            ..self
                .tokens
                .get(self.at.saturating_sub(1))
                .map_or(self.text.len(), |token| token.span.end);
        if high < low {
            let said = self.text.get(span.clone()).unwrap_or_default().to_owned();
            return Err(self.wrong(
                format!("the scale `{said}` runs backwards; write the lower amount first"),
                span,
            ));
        }
        let suggested = self.suggestion()?;
        let mut bands = Vec::new();
        if self.mark(&[':']) {
            loop {
                bands.push(self.band()?);
                if !self.mark(&['/', ',', ';']) {
                    break;
                }
            }
        }
        self.end()?;
        let kind = RuleKind::Sliding {
            low,
            high,
            suggested,
            bands,
        };
        PriceRule::new(kind, false)
            .map(Some)
            .map_err(|error| self.wrong(error.to_string(), span))
    }

    /// `low income $1.00`: the name as it was written, then its amount.
    fn band(&mut self) -> Read<Band> {
        let from = self.at;
        let start = self.peek().map_or(self.text.len(), |token| token.span.start);
        while self
            .peek()
            .is_some_and(|token| matches!(token.kind, Kind::Word(_)) || token.is_mark('-'))
        {
            self.at += 1;
        }
        let end = self
            .tokens
            .get(self.at.saturating_sub(1))
            .map_or(start, |token| token.span.end);
        if self.at == from {
            return Err(self.not_understood(from));
        }
        let name = self
            .text
            .get(start..end)
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Ok(Band {
            name,
            amount: self.bare_amount()?,
        })
    }

    fn clause(&mut self) -> Read<Clause> {
        let from = self.at;
        self.word(&["the", "each", "every"]);
        if self.word(&["buy"]) {
            return self.buy_get(from);
        }
        if let Some(place) = self.ordinal() {
            self.word(&["copy", "one", "zine"]);
            return Ok(Clause::Nth(place, self.amount()?));
        }
        if self.word(&["first"]) {
            return match self.count()? {
                Some(copies) => {
                    self.word(&["copies"]);
                    Ok(Clause::First(copies, self.amount()?))
                }
                None => {
                    self.word(&["copy", "one", "zine"]);
                    Ok(Clause::First(1, self.amount()?))
                }
            };
        }
        if self.word(&["next"]) {
            let copies = self.count()?.unwrap_or(1);
            self.word(&["copies", "copy"]);
            return Ok(Clause::Next(copies, self.amount()?));
        }
        if self.word(&REST) {
            self.word(&["copies", "copy", "ones", "one", "that", "of"]);
            return Ok(Clause::Rest(self.amount()?));
        }
        self.at = from;
        if self.word(&["else", "otherwise", "single", "singles", "single copies", "each", "ea"]) {
            self.mark(&['.']);
            return Ok(Clause::Single(self.amount()?));
        }
        if self.word(&["one"]) {
            return Ok(Clause::Single(self.amount()?));
        }
        if self.word(&["any"]) {
            self.pooled = true;
        }
        self.number_first(from)
    }

    /// `1st`, `2nd`, `third`.
    fn ordinal(&mut self) -> Option<u32> {
        const ORDINALS: [&str; 9] = [
            "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ];
        let place = match &self.peek()?.kind {
            Kind::Number {
                text,
                suffix,
                money: false,
                negative: false,
            } if suffix.len() == 2 => text.parse().ok()?,
            Kind::Word(word) => ORDINALS
                .iter()
                .position(|ordinal| ordinal == word)
                .and_then(|n| u32::try_from(n + 2).ok())?,
            _ => return None,
        };
        self.at += 1;
        Some(place)
    }

    fn buy_get(&mut self, from: usize) -> Read<Clause> {
        let bought = self.count()?.ok_or_else(|| self.not_understood(from))?;
        while self.mark(&[',']) {}
        if !self.word(&["get"]) {
            return Err(self.not_understood(from));
        }
        let given = self.count()?.unwrap_or(1);
        if !self.word(&["free"]) {
            return Err(self.not_understood(from));
        }
        self.skip_joints();
        let each = self.amount()?;
        let together = Quantity::new(bought)
            .map(|bought| each.times(bought))
            .map_err(|_| self.not_understood(from))?;
        // The price of one stands in the same clause; it is taken up again by `combine`.
        self.tokens.truncate(self.at);
        self.tokens.push(Token {
            kind: Kind::Word("else".into()),
            span: self.text.len()..self.text.len(),
        });
        self.tokens.push(Token {
            kind: Kind::Number {
                text: self.currency.plain(each),
                money: true,
                negative: false,
                suffix: String::new(),
            },
            span: self.text.len()..self.text.len(),
        });
        Ok(Clause::Set(bought.saturating_add(given), together))
    }

    /// A clause that begins with a number: `3 for $5`, `3/$5`, `5+ $1.50`, `1-4 $2`, `$2 each`, `$1 first`.
    fn number_first(&mut self, from: usize) -> Read<Clause> {
        if let Some(Token {
            kind:
                Kind::Number {
                    text,
                    suffix,
                    money: false,
                    negative: false,
                },
            ..
        }) = self.peek().cloned()
            && suffix == "+"
        {
            let copies = self.copies(&text, from)?;
            self.at += 1;
            return Ok(Clause::Break(copies, self.amount()?));
        }
        let is_count = matches!(self.peek().map(|token| &token.kind), Some(Kind::Number { money: false, suffix, .. }) if suffix.is_empty());
        if is_count {
            let before = self.at;
            if let Some(copies) = self.count()? {
                self.word(&["copies", "zines", "pieces", "titles"]);
                if self.word(&["or", "and"]) && self.word(&["more", "up", "over", "above"]) {
                    return Ok(Clause::Break(copies, self.amount()?));
                }
                self.at = before + 1;
                if self.mark(&['-']) || self.word(&["to"]) {
                    let last = self.count()?.ok_or_else(|| self.not_understood(from))?;
                    self.word(&["copies"]);
                    return Ok(Clause::Span(copies, last, self.amount()?));
                }
                if self.word(&["for"])
                    || (self.mark(&['/']) && !self.peek().is_some_and(|token| token.is("ea") || token.is("each")))
                {
                    let amount = self.amount()?;
                    return Ok(if copies == 1 {
                        Clause::Single(amount)
                    } else {
                        Clause::Set(copies, amount)
                    });
                }
                self.at = before;
            }
        }
        let amount = match self.peek().map(|token| &token.kind) {
            Some(Kind::Number { .. }) => self.amount()?,
            _ => return Err(self.not_understood(from)),
        };
        self.trailing(amount)
    }

    /// What stands behind an amount: `$1 first`, `50c after`, `$1.50 for 5 or more`.
    fn trailing(&mut self, amount: Money) -> Read<Clause> {
        let start = self.at;
        self.word(&["for"]);
        self.word(&["the"]);
        if self.word(&["first"]) {
            let copies = self.count()?.unwrap_or(1);
            self.word(&["copy", "copies", "one"]);
            return Ok(Clause::First(copies, amount));
        }
        if let Some(place) = self.ordinal() {
            return Ok(Clause::Nth(place, amount));
        }
        self.word(&["each", "every"]);
        if self.word(&REST) {
            self.word(&["that", "copies", "copy", "ones", "one"]);
            return Ok(Clause::Rest(amount));
        }
        self.at = start;
        if self.word(&["for", "from"])
            && let Some(copies) = self.count()?
            && self.word(&["or", "and"])
            && self.word(&["more", "up", "over"])
        {
            return Ok(Clause::Break(copies, amount));
        }
        self.at = start;
        Ok(Clause::Single(amount))
    }

    fn copies(&self, text: &str, at: usize) -> Read<u32> {
        match text.parse::<u32>() {
            Ok(copies) if copies > 0 && copies <= Quantity::MAX => Ok(copies),
            _ => Err(self.not_understood(at)),
        }
    }

    fn rule(&self, kind: RuleKind) -> Read<PriceRule> {
        PriceRule::new(kind, self.pooled).map_err(|error| self.wrong(error.to_string(), 0..self.text.len()))
    }

    /// Puts the clauses together into one rule, or says why they are two.
    fn combine(&self, clauses: &[Clause]) -> Read<PriceRule> {
        let whole = 0..self.text.len();
        let both = || self.wrong("two rules stand here that cannot both hold", whole.clone());
        let graduated = clauses.iter().any(|c| {
            matches!(
                c,
                Clause::Nth(..) | Clause::First(..) | Clause::Next(..) | Clause::Rest(_)
            )
        });
        let volume = clauses
            .iter()
            .any(|c| matches!(c, Clause::Break(..) | Clause::Span(..)));
        let sets: Vec<PriceSet> = clauses
            .iter()
            .filter_map(|c| {
                if let Clause::Set(count, price) = c {
                    Some(PriceSet {
                        count: *count,
                        price: *price,
                    })
                } else {
                    None
                }
            })
            .collect();
        let singles: Vec<Money> = clauses
            .iter()
            .filter_map(|c| {
                if let Clause::Single(each) = c {
                    Some(*each)
                } else {
                    None
                }
            })
            .collect();
        if u8::from(graduated) + u8::from(volume) + u8::from(!sets.is_empty()) > 1 || singles.len() > 1 {
            return Err(both());
        }
        if graduated {
            return self.graduated(clauses);
        }
        if volume {
            return self.volume(clauses, singles.first().copied());
        }
        match (sets.is_empty(), singles.first()) {
            (true, Some(each)) => self.rule(RuleKind::Fixed { each: *each }),
            (true, None) => Err(self.wrong("there is no price", whole)),
            (false, None) => Err(self.wrong(
                "what does one cost? A set needs the price of a single copy beside it",
                whole,
            )),
            (false, Some(single)) => self.rule(RuleKind::SetPrice { sets, single: *single }),
        }
    }

    fn graduated(&self, clauses: &[Clause]) -> Read<PriceRule> {
        let whole = 0..self.text.len();
        let both = || self.wrong("two rules stand here that cannot both hold", whole.clone());
        let mut steps = Vec::new();
        let mut next = 1_u32;
        let mut rest = None;
        for clause in clauses {
            let (copies, each) = match clause {
                Clause::Nth(place, each) if *place == next => (1, *each),
                Clause::First(copies, each) if next == 1 => (*copies, *each),
                Clause::Next(copies, each) if next > 1 => (*copies, *each),
                // `$1 first, then 50c`: what follows the steps without a name is the rest.
                Clause::Rest(each) | Clause::Single(each) if rest.is_none() && next > 1 => {
                    rest = Some(*each);
                    continue;
                }
                _ => return Err(both()),
            };
            if rest.is_some() {
                return Err(both());
            }
            steps.push(Step { from: next, each });
            next = next.saturating_add(copies);
        }
        let Some(each) = rest else {
            return Err(self.wrong("what do the rest cost?", whole));
        };
        steps.push(Step { from: next, each });
        self.rule(RuleKind::Graduated { steps })
    }

    fn volume(&self, clauses: &[Clause], single: Option<Money>) -> Read<PriceRule> {
        let whole = 0..self.text.len();
        let both = || self.wrong("two rules stand here that cannot both hold", whole.clone());
        let mut breaks: Vec<(Step, Option<u32>)> =
            single.into_iter().map(|each| (Step { from: 1, each }, None)).collect();
        for clause in clauses {
            match clause {
                Clause::Break(from, each) => breaks.push((
                    Step {
                        from: *from,
                        each: *each,
                    },
                    None,
                )),
                Clause::Span(from, to, each) if from <= to => breaks.push((
                    Step {
                        from: *from,
                        each: *each,
                    },
                    Some(*to),
                )),
                Clause::Span(..) => return Err(self.wrong("a range of copies runs backwards", whole.clone())),
                _ => {}
            }
        }
        breaks.sort_by_key(|(step, _)| step.from);
        let nexts = breaks.iter().skip(1).map(|(step, _)| Some(step.from)).chain([None]);
        let fits = breaks
            .iter()
            .zip(nexts)
            .all(|((_, to), next)| to.is_none_or(|to| next == Some(to.saturating_add(1))));
        if !fits {
            return Err(both());
        }
        if breaks.first().is_none_or(|(step, _)| step.from != 1) {
            return Err(self.wrong("what does one cost?", whole));
        }
        self.rule(RuleKind::Volume {
            breaks: breaks.into_iter().map(|(step, _)| step).collect(),
        })
    }
}
