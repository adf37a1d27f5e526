//! The parts of a page: weight, makers, contents, when it came out, tags, ISBN.
//! Never looks at more than one paragraph at a time.

use crate::domain::title::weight_mg;

const BY: [&str; 12] = [
    "by ",
    "by: ",
    "from: ",
    "written by ",
    "author: ",
    "authors: ",
    "author(s): ",
    "makers: ",
    "maker: ",
    "edited by ",
    "made by ",
    "artist: ",
];
const INTRODUCED: [&str; 13] = [
    "introduced",
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
const CONTENTS: [&str; 8] = [
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
/// Small words inside names.
const PARTICLES: [&str; 14] = [
    "de", "da", "di", "van", "von", "der", "den", "la", "le", "du", "del", "of", "y", "the",
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
        || introduced_at_end(line).is_some_and(|(before, _)| before.is_empty())
        || contents_at_end(line).is_some_and(|(before, _)| before.is_empty())
}

/// What follows a label such as `Weight:`.
fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (head, rest) = line.split_at_checked(label.len())?;
    let rest = head.eq_ignore_ascii_case(label).then_some(rest)?;
    let bare = rest.trim_start_matches([' ', ':', '\t']);
    (bare.len() < rest.len()).then_some(bare)
}

/// `2.0 oz`, `Weight: 57 g`.
pub(super) fn weight(line: &str) -> Option<u32> {
    let labelled = ["shipping weight", "weight"]
        .iter()
        .find_map(|label| after_label(line, label));
    weight_mg(labelled.unwrap_or(line).trim_end_matches(['.', ','])).filter(|mg| *mg > 0)
}

/// `ISBN 978-0-306-40615-7`: digits, and an X as the last of an ISBN-10.
pub(super) fn isbn(line: &str) -> Option<String> {
    let code = ["isbn-13", "isbn-10", "isbn", "barcode", "ean", "upc", "gtin"]
        .iter()
        .find_map(|label| after_label(line, label))?;
    let digits: String = code.chars().filter(|ch| !matches!(ch, ' ' | '-' | '–' | '.')).collect();
    let number = digits
        .strip_suffix(['X', 'x'])
        .filter(|number| number.len() == 9)
        .unwrap_or(&digits);
    ((8..=14).contains(&digits.len()) && number.chars().all(|ch| ch.is_ascii_digit())).then(|| digits.to_uppercase())
}

/// `Tags: garden, how-to`; categories count as tags.
pub(super) fn tags(line: &str) -> Option<Vec<String>> {
    let labels = [
        "tags",
        "tag",
        "tagged",
        "tagged with",
        "category",
        "categories",
        "topics",
        "topic",
        "genre",
    ];
    let (label, rest) = line.split_once(':')?;
    labels.contains(&label.trim().to_lowercase().as_str()).then_some(())?;
    let tags: Vec<String> = rest
        .split([',', ';', '|'])
        .map(|tag| tag.trim().trim_start_matches('#').trim_end_matches('.').to_lowercase())
        .filter(|tag| !tag.is_empty())
        .collect();
    (!tags.is_empty() && tags.iter().all(|tag| tag.chars().count() <= 40)).then_some(tags)
}

/// A line that says nothing but who made it: `by Ada Writer and B. Drawer`.
pub(super) fn makers_line(line: &str) -> Option<Vec<String>> {
    let lower = line.to_lowercase();
    let label = BY.iter().find(|label| lower.starts_with(**label))?;
    let (names, rest) = names(line.get(label.len()..)?);
    (!names.is_empty() && rest.trim_matches(['.', ' ']).is_empty()).then_some(names)
}

/// The names that a text begins with: `From Ada Writer and B. Drawer, two takes on …`. One-word names could be anything,
/// so here a name has two.
pub(super) fn makers_of(paragraph: &str) -> Option<Vec<String>> {
    let rest = ["From ", "By ", "Written by "]
        .iter()
        .find_map(|from| paragraph.strip_prefix(from))?;
    let (names, rest) = names(rest);
    let ends = rest.is_empty() || rest.starts_with([',', '.', ':', ';', '–', '—', '(', '!']);
    (!names.is_empty() && ends && names.iter().all(|name| name.contains(' '))).then_some(names)
}

/// The names at the beginning of a text, and where it goes on.
fn names(text: &str) -> (Vec<String>, &str) {
    const BETWEEN: [&str; 8] = [", and ", ", & ", " and ", " & ", " with ", ", ", "; ", " / "];
    let mut names = Vec::new();
    let mut beyond = text.trim();
    let mut next = beyond;
    loop {
        let length = name_length(next);
        let (name, after) = next.split_at_checked(length).unwrap_or((next, ""));
        if name.is_empty() {
            // What stood between was no list: the text goes on before it.
            return (names, beyond.trim_start());
        }
        names.push(name.to_owned());
        beyond = after;
        match BETWEEN.iter().find_map(|mark| after.strip_prefix(mark)) {
            Some(rest) => next = rest,
            None => return (names, after.trim_start()),
        }
    }
}

/// How long the name is that a text begins with: one to five words in capitals, small words between them.
fn name_length(text: &str) -> usize {
    let (mut end, mut at, mut words) = (0, 0, 0);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let stops = bare.trim_end_matches([',', ';', ':', '!', '…']);
        let initial =
            stops.trim_end_matches('.').chars().count() <= 2 || matches!(stops, "St." | "Jr." | "Sr." | "Dr.");
        let name = if initial { stops } else { stops.trim_end_matches('.') };
        let capital = name
            .trim_start_matches(['(', '‘', '“'])
            .chars()
            .next()
            .is_some_and(|ch| ch.is_uppercase());
        let apostrophe = ["d’", "d'", "l’", "l'", "al-", "el-"]
            .iter()
            .any(|small| name.starts_with(small) && name.len() > small.len() + 1);
        if capital || apostrophe {
            words += 1;
            end = at + name.len();
        } else if words == 0 && name != "the" || !PARTICLES.contains(&name) {
            break;
        }
        at += word.len();
        if name.len() < bare.len() || words == 6 {
            break;
        }
    }
    end
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

/// Where the last sentence begins that one of these words leads, and what follows the word.
fn last_sentence<'a>(paragraph: &'a str, words: &[&str]) -> Option<(usize, &'a str)> {
    let lower = paragraph.to_ascii_lowercase();
    words
        .iter()
        .flat_map(|word| lower.match_indices(word).map(move |(at, _)| (at, at + word.len())))
        .filter(|(at, end)| {
            let before = paragraph.get(..*at).unwrap_or_default().trim_end();
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', ')', ';', '|', '·']);
            begins && paragraph.get(*end..).is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .min_by_key(|(at, end)| (*at, usize::MAX - end))
        .and_then(|(at, end)| Some((at, paragraph.get(end..)?)))
}

/// When it came out, where the paragraph ends with it, and what stands before.
pub(super) fn introduced_at_end(paragraph: &str) -> Option<(String, String)> {
    let (at, date) = last_sentence(paragraph, &INTRODUCED)?;
    Some((
        paragraph.get(..at)?.trim_end_matches([' ', '|', '·']).to_owned(),
        month(date)?,
    ))
}

/// `in February 2012.`, `2012-02`, `02/2012`, `2012`, as `2012-02` or `2012`.
pub fn month(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | ':'))
        .map(|word| word.trim_matches(['.', '(', ')', '!']))
        .filter(|word| !word.is_empty() && !matches!(*word, "in" | "on" | "of" | "the"))
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
    MONTHS.iter().position(known).map(|at| at + 1)
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
    let mut entries = Vec::new();
    let mut rest = list;
    let mut other_words = 0;
    while let Some((before, quoted, after)) = quoted(rest) {
        other_words += words_beside(before);
        let (author, after) = author(after);
        entries.push(match author {
            Some(author) => format!("{quoted} ({author})"),
            None => quoted.to_owned(),
        });
        rest = after;
    }
    other_words += words_beside(rest);
    // Where more is said than titles, the paragraph is one to read.
    (!entries.is_empty() && other_words == 0)
        .then(|| (paragraph.get(..at).unwrap_or_default().trim_end().to_owned(), entries))
}

fn words_beside(text: &str) -> usize {
    const LINKS: [&str; 10] = [
        "and", "the", "essays", "essay", "pieces", "as", "well", "texts", "also", "plus",
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
    if let Some(rest) = trimmed.strip_prefix("by ") {
        let length = name_length(rest);
        if length > 0 {
            return (rest.get(..length), rest.get(length..).unwrap_or_default());
        }
    }
    (None, after)
}
