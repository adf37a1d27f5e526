//! The parts of a paragraph: when the title came out, and what stands inside.
//! Never looks at more than one paragraph at a time.

use super::makers::{makers_line, name_length};
use super::specs::{isbn, specs, tags, weight};

const INTRODUCED: [&str; 16] = [
    "introduced",
    "date introduced",
    "erschienen",
    "made",
    "first published",
    "published",
    "publication date",
    "released",
    "release date",
    "first printed",
    "printed",
    "came out",
    "first issued",
    "issued",
    "out since",
    "year",
];

/// What is said of the shop, and not of the text.
const INTRODUCED_HERE: &str = "introduced";
const CONTENTS: [&str; 16] = [
    "this zine includes",
    "this zine contains",
    "this booklet includes",
    "this booklet contains",
    "this pamphlet includes",
    "also includes",
    "collects",
    "essays",
    "includes",
    "including",
    "contents",
    "contains",
    "featuring",
    "features",
    "inside",
    "with",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const GERMAN_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// The first page ever printed to the last that a till will see.
const YEARS: std::ops::RangeInclusive<u32> = 1440..=2199;

/// Whether a line is a part of its own.
pub(super) fn is_part(line: &str) -> bool {
    weight(line).is_some()
        || isbn(line).is_some()
        || tags(line).is_some()
        || makers_line(line).is_some()
        || is_contents_heading(line)
        || introduced(line).is_some_and(|(left, _)| left.is_empty())
        || specs(line).is_some()
        || contents_at_end(line).is_some_and(|(before, _)| before.is_empty())
}

/// Whether a line says only that the contents follow.
pub(super) fn is_contents_heading(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches([':', ' ']);
    matches!(bare, "contents" | "table of contents" | "in this issue" | "inside")
        || (lower.ends_with(':') && matches!(bare, "includes" | "contains"))
}

/// An entry of a list without its bullet or number.
pub(super) fn without_bullet(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '–', '—', '•', '*', '·', '◦', ' ']);
    let number = bare.trim_start_matches(|ch: char| ch.is_ascii_digit());
    match number.strip_prefix(['.', ')']) {
        Some(entry) if number.len() < bare.len() && entry.starts_with(' ') => entry.trim(),
        _ => bare,
    }
}

/// Where the first sentence begins that one of these words leads, and what follows the word.
fn last_sentence<'a>(paragraph: &'a str, words: &[&str]) -> Option<(usize, &'a str)> {
    let found = sentences(paragraph, words).into_iter();
    found.min_by_key(|(at, rest)| (*at, rest.len()))
}

/// Where sentences begin that one of these words leads, and what follows the word.
fn sentences<'a>(paragraph: &'a str, words: &[&str]) -> Vec<(usize, &'a str)> {
    let lower = paragraph.to_ascii_lowercase();
    words
        .iter()
        .flat_map(|word| lower.match_indices(word).map(move |(at, _)| (at, at + word.len())))
        .filter(|(at, end)| {
            let before = paragraph.get(..*at).unwrap_or_default().trim_end();
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', ')', ';', '|', '·']);
            begins && paragraph.get(*end..).is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .filter_map(|(at, end)| Some((at, paragraph.get(end..)?)))
        .collect()
}

/// When it came out, where a sentence of the paragraph says it, and what the others say. `Introduced` is said of the shop,
/// `published` of the text: the first goes before.
pub(super) fn introduced(paragraph: &str) -> Option<(String, String)> {
    let said = sentences(paragraph, &INTRODUCED).into_iter();
    let dated = said.filter_map(|(at, rest)| {
        let (date, after) = begins_with_date(rest)?;
        let here = paragraph
            .get(at..at + INTRODUCED_HERE.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(INTRODUCED_HERE));
        Some((!here, at, date, rest, after))
    });
    let (_, at, date, rest, after) = dated.min_by_key(|(here, at, .., after)| (*here, *at, after.len()))?;
    let before = paragraph.get(..at)?.trim_end_matches([' ', '|', '·']);
    let goes_on = !rest
        .get(..rest.len() - after.len())?
        .trim_end()
        .ends_with(['.', ';', '!']);
    // Where the sentence says more, as by whom it was published, it is one to read.
    let left = match goes_on && after.starts_with(char::is_alphanumeric) {
        true => paragraph.to_owned(),
        false => {
            let after = after.trim_start_matches(['.', ',', ';', '|', '!', ' ']);
            format!("{before} {after}").trim().to_owned()
        }
    };
    Some((left, date))
}

/// The date that a text begins with, and what follows it.
fn begins_with_date(text: &str) -> Option<(String, &str)> {
    /// `: on the 3rd of February, 2012` has no more words.
    const WORDS: usize = 7;
    /// Nor more letters.
    const LETTERS: usize = 80;
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, ch)| ch.is_whitespace())
        .map(|(at, _)| at)
        .take(WORDS)
        .chain(Some(text.len()).filter(|length| *length <= LETTERS))
        .filter(|end| *end <= LETTERS)
        .collect();
    ends.iter().rev().find_map(|end| {
        let (head, rest) = text.split_at_checked(*end)?;
        let rest = rest.trim_start();
        let goes_on = rest.is_empty()
            || head.ends_with(['.', ',', ';', ')', '!'])
            || ["by ", "in ", "and ", "|", "(", "–", "—", "·"]
                .iter()
                .any(|word| rest.starts_with(word));
        Some((month(head)?, rest)).filter(|_| goes_on)
    })
}

/// `in February 2012.`, `2012-02`, `02/2012`, `2012`, as `2012-02` or `2012`.
pub fn month(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ':'))
        .map(|word| word.trim_matches(['.', '(', ')', '!']))
        .filter(|word| !word.is_empty() && !matches!(*word, "in" | "on" | "of" | "the" | "im"))
        .collect();
    let day = |word: &str| {
        word.trim_end_matches(|ch: char| ch.is_alphabetic())
            .parse::<u32>()
            .is_ok_and(|day| (1..=31).contains(&day))
    };
    match words.as_slice() {
        [one] => numeric(one),
        [named, year] | [_, named, year] if words.len() == 2 || day(words.first()?) => {
            dated(year, month_number(named)?)
        }
        [named, middle, year] if day(middle) => dated(year, month_number(named)?),
        _ => None,
    }
}

fn month_number(word: &str) -> Option<usize> {
    let known = |month: &&str| {
        *month == word || (word.len() >= 3 && month.starts_with(word)) || (word == "sept" && **month == *"september")
    };
    let german = || GERMAN_MONTHS.iter().position(|month| *month == word);
    MONTHS.iter().position(known).or_else(german).map(|at| at + 1)
}

fn dated(year: &str, month: usize) -> Option<String> {
    (year.len() == 4 && YEARS.contains(&year.parse().ok()?) && (1..=12).contains(&month))
        .then(|| format!("{year}-{month:02}"))
}

/// `2012`, `2012-02`, `2012-02-14`, `02/2012`.
fn numeric(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [year] => (year.len() == 4 && YEARS.contains(&year.parse().ok()?)).then(|| (*year).to_owned()),
        [year, month] | [year, month, _] if year.len() == 4 => dated(year, month.parse().ok()?),
        [month, year] => dated(year, month.parse().ok()?),
        _ => None,
    }
}

/// The quoted titles with their authors that a paragraph ends with, and what stands before.
pub(super) fn contents_at_end(paragraph: &str) -> Option<(String, Vec<String>)> {
    let (at, list) = last_sentence(paragraph, &CONTENTS)?;
    if let Some(entries) = unquoted(paragraph.get(at..)?) {
        return Some((paragraph.get(..at)?.trim_end().to_owned(), entries));
    }
    let mut entries = Vec::new();
    let mut rest = list;
    let mut other_words = 0;
    while let Some((before, quoted, after)) = quoted(rest) {
        other_words += words_beside(before);
        let (author, after) = author(after);
        entries.push(match author {
            Some(author) => format!("{quoted} ({author})"),
            // A full stop that ends the sentence stands inside the marks in America.
            None if !after.contains(char::is_alphanumeric) && !quoted.ends_with("..") => {
                quoted.strip_suffix('.').unwrap_or(quoted).to_owned()
            }
            None => quoted.to_owned(),
        });
        rest = after;
    }
    other_words += words_beside(rest);
    // Where more is said than titles, the paragraph is one to read.
    (!entries.is_empty() && other_words == 0)
        .then(|| (paragraph.get(..at).unwrap_or_default().trim_end().to_owned(), entries))
}

/// `Contents: Bread at Four; The Ward, the Clock; Signals`.
fn unquoted(sentence: &str) -> Option<Vec<String>> {
    let (label, list) = sentence.split_once(':')?;
    let labelled = matches!(
        label.trim().to_lowercase().as_str(),
        "contents" | "includes" | "contains"
    );
    (labelled && !list.contains(['“', '"', '«', '„'])).then_some(())?;
    let parts = list.trim().trim_end_matches('.').split([';', '/', '|']);
    let entries: Vec<String> = parts
        .map(|part| without_bullet(part.trim()).to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    (entries.len() > 1 && entries.iter().all(|entry| entry.chars().count() <= 120)).then_some(entries)
}

/// An entry of a list: `“Signals” by T. Arnarson` as `Signals (T. Arnarson)`, anything else as it stands.
pub(super) fn entry(line: &str) -> String {
    let bare = without_bullet(line);
    let whole = || {
        let (_, inside, after) = quoted(bare).filter(|(before, ..)| before.is_empty())?;
        let (author, rest) = author(after);
        rest.trim_matches(['.', ',', ';', ' ']).is_empty().then_some(())?;
        Some(author.map_or_else(|| inside.to_owned(), |author| format!("{inside} ({author})")))
    };
    whole().unwrap_or_else(|| bare.to_owned())
}

fn words_beside(text: &str) -> usize {
    const LINKS: [&str; 24] = [
        "and",
        "the",
        "essays",
        "essay",
        "pieces",
        "as",
        "well",
        "texts",
        "also",
        "plus",
        "articles",
        "article",
        "poems",
        "stories",
        "two",
        "three",
        "four",
        "five",
        "both",
        "more",
        "others",
        "und",
        "short",
        "including",
    ];
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LINKS.contains(&word.to_lowercase().as_str()))
        .count()
}

/// The next text in quotes: before it, itself, after it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['“', '"', '«', '„', '‟'])?;
    let mark = text.get(open..)?.chars().next()?;
    let from = open + mark.len_utf8();
    let closers: &[char] = match mark {
        '«' => &['»'],
        '„' => &['“', '”'],
        '"' => &['"'],
        _ => &['”', '"', '“'],
    };
    let to = from + text.get(from..)?.find(closers)?;
    let closer = text.get(to..)?.chars().next()?;
    let inside = text.get(from..to)?.trim().trim_end_matches([',', ';']);
    (!inside.is_empty()).then_some(())?;
    Some((text.get(..open)?, inside, text.get(to + closer.len_utf8()..)?))
}

/// `(Carson)` or `by Kevin Carson` after an entry.
fn author(after: &str) -> (Option<&str>, &str) {
    let trimmed = after.trim_start();
    if let Some((author, rest)) = trimmed.strip_prefix('(').and_then(|inner| inner.split_once(')'))
        && author.chars().count() <= 80
    {
        let author = author.trim();
        return (
            Some(author.strip_prefix("by ").unwrap_or(author)).filter(|author| !author.is_empty()),
            rest,
        );
    }
    let by = ["by ", "– ", "— ", "- ", ", by "]
        .iter()
        .find_map(|mark| trimmed.strip_prefix(mark));
    if let Some(rest) = by {
        let length = name_length(rest);
        if length > 0 {
            return (rest.get(..length), rest.get(length..).unwrap_or_default());
        }
    }
    (None, after)
}
