//! What a line says of the thing that is held in the hand: its weight, pages, format, language and barcode; and its tags.
//! Never looks at more than one line at a time.

use crate::domain::title::weight_mg;

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
    let text = labelled
        .unwrap_or(line)
        .replace('½', ".5")
        .replace('¼', ".25")
        .replace('¾', ".75");
    let text = text.split_once('(').map_or(text.as_str(), |(before, _)| before).trim();
    let lower = text.to_lowercase();
    let about = ["approximately ", "approx. ", "approx ", "about ", "ca. ", "c. ", "~"];
    let bare = about.iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    weight_mg(bare.trim_end_matches(['.', ','])).filter(|mg| *mg > 0)
}

/// A part of what a line says of the thing that is held in the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spec {
    /// So many pages.
    Pages(u32),
    /// So heavy, in milligrams.
    Weight(u32),
    /// How large, or how it is folded.
    Format(String),
    /// In this language.
    Language(String),
    /// Something else.
    Other,
}

/// `24 pages, half-letter, 2.2 oz`; `Pages: 64`; `Language: English`. `None` where a line says none of these, or is a
/// sentence.
pub(super) fn specs(line: &str) -> Option<Vec<Spec>> {
    let line = line.trim_start_matches(['-', '–', '•', '*', '·', '◦', ' ']);
    if let Some(number) = labelled(line, &["number of pages", "page count", "pages", "seiten"]) {
        return page_number(number).map(|pages| vec![Spec::Pages(pages)]);
    }
    if let Some(language) = labelled(line, &["language", "languages", "sprache"]) {
        return is_few_words(language).then(|| vec![Spec::Language(language.to_owned())]);
    }
    if let Some(format) = labelled(line, &["format", "size", "trim size", "dimensions"]) {
        let number = format.chars().any(|ch| ch.is_ascii_digit());
        return (is_few_words(format) || number && format.len() < 40).then(|| vec![Spec::Format(format.to_owned())]);
    }
    if line.split_whitespace().count() > 16 {
        return None;
    }
    let parts = line.split([',', '/', '|', '·', '•', ';']).map(str::trim);
    let parts: Vec<Spec> = parts.filter(|part| !part.is_empty()).map(spec).collect();
    let says = |part: &Spec| matches!(part, Spec::Pages(_) | Spec::Weight(_) | Spec::Format(_));
    let many = parts.iter().filter(|part| says(part)).count();
    (many > 0 && (many == parts.len() || parts.iter().any(|part| matches!(part, Spec::Pages(_))))).then_some(parts)
}

fn spec(part: &str) -> Spec {
    let bare = part.trim_end_matches(['.', ' ']);
    if let Some(mg) = weight(bare) {
        return Spec::Weight(mg);
    }
    let lower = bare.to_lowercase();
    let counted = ["pages", "page", "pgs", "pg", "pp", "seiten"]
        .iter()
        .find_map(|unit| lower.strip_suffix(unit));
    if let Some(pages) = counted.and_then(page_number) {
        return Spec::Pages(pages);
    }
    if is_format(&lower) {
        Spec::Format(bare.to_owned())
    } else {
        Spec::Other
    }
}

/// `154`, `24-page`, `64 pp.`: from 1 to 9,999.
pub(super) fn page_number(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let rest = text
        .trim()
        .get(digits.len()..)?
        .trim_matches([' ', '.', '-', '\u{a0}'])
        .to_lowercase();
    let number = digits.parse().ok().filter(|number| (1..=9_999).contains(number))?;
    matches!(rest.as_str(), "" | "pages" | "page" | "pgs" | "pp" | "p" | "seiten").then_some(number)
}

/// `half-letter`, `quarter size`, `A5`, `5.5 x 8.5"`.
fn is_format(lower: &str) -> bool {
    const FORMATS: [&str; 30] = [
        "half-letter",
        "half letter",
        "half-sheet",
        "half sheet",
        "half-size",
        "half size",
        "half-legal",
        "half legal",
        "half-page",
        "quarter-letter",
        "quarter letter",
        "quarter-sheet",
        "quarter sheet",
        "quarter-size",
        "quarter size",
        "quarter-legal",
        "quarter legal",
        "letter size",
        "legal size",
        "full size",
        "full-size",
        "mini",
        "pocket size",
        "pocket-size",
        "tabloid",
        "digest",
        "digest size",
        "one-sheet",
        "a4",
        "a5",
    ];
    let sides: Vec<&str> = lower
        .split(['x', '×'])
        .map(|side| {
            side.trim_matches(|ch: char| ch.is_whitespace() || matches!(ch, '"' | '”' | '″' | '\''))
                .trim_end_matches(" in")
                .trim_end_matches(" cm")
                .trim_end_matches(" mm")
                .trim_end_matches("cm")
                .trim_end_matches("mm")
        })
        .collect();
    let number = |side: &&str| {
        let side = side.trim_matches(['"', '”', '″', ' ']);
        side.starts_with(|ch: char| ch.is_ascii_digit())
            && side
                .chars()
                .all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',' | '½' | '¼'))
    };
    FORMATS.contains(&lower) || matches!(lower, "a6" | "a7") || (sides.len() == 2 && sides.iter().all(number))
}

/// What follows one of these labels and a colon, or stands in the cell beside it.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = after_label(line, label)?;
        let colon = line.get(label.len()..)?.trim_start().starts_with(':');
        let value = rest.trim();
        (!value.is_empty() && (colon || value.split_whitespace().count() <= 5 && !value.ends_with(['.', '!', '?'])))
            .then_some(value)
    })
}

fn is_few_words(text: &str) -> bool {
    text.split_whitespace().count() <= 3 && text.chars().count() <= 40 && !text.ends_with(['!', '?'])
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

/// The tags in a line that belongs to the page: `Posted in Zines | Tagged meetings, how-to`.
pub(super) fn tags_beside(line: &str) -> Vec<String> {
    let tagged = line.split('|').filter_map(|part| {
        let part = part.trim();
        let lower = part.to_lowercase();
        let label = ["tagged with ", "tagged ", "tags: "]
            .iter()
            .find(|label| lower.starts_with(**label))?;
        part.get(label.len()..)
    });
    tagged
        .filter_map(|list| tags(&format!("tags: {list}")))
        .flatten()
        .collect()
}
