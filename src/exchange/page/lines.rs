//! The lines of a page, and which of them are its furniture.
//! Never reads what a line says of the title (see `parts` and `price`).

use super::furniture::{is_furniture, is_menu, is_tail};
use super::{parts, price};

/// A longer line is a paragraph, not a name.
pub(super) const LONGEST_NAME: usize = 150;

/// What a line was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Part of the text, as far as is known.
    Text,
    /// Understood.
    Taken,
    /// The page's.
    Furniture,
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    pub sort: Sort,
    pub after_blank: bool,
    /// Below the reply form.
    pub tail: bool,
}

impl Line {
    /// Keeps what stands before a part that was understood.
    pub fn shorten(&mut self, before: String) {
        self.text = before;
        if self.text.is_empty() {
            self.sort = Sort::Taken;
        }
    }
}

/// Marks lines of a menu that are known by the company they keep: short lines in one block, of which several are a menu's.
pub(super) fn sort_menus(lines: &mut [Line]) {
    for block in lines.chunk_by_mut(|_, next| !next.after_blank) {
        let menu = block.iter().filter(|line| is_menu(&line.text)).count();
        let short = block.iter().all(|line| line.text.split_whitespace().count() <= 4);
        if menu > 1 && short {
            for line in block {
                line.sort = Sort::Furniture;
            }
        }
    }
}

/// Parts a line in which a page's labels follow each other: `SKU: A-1 Categories: Zines Tags: soup, commons`.
fn by_labels(line: &str) -> Vec<String> {
    const LABELS: [&str; 16] = [
        "sku:",
        "category:",
        "categories:",
        "tag:",
        "tags:",
        "isbn:",
        "weight:",
        "pages:",
        "format:",
        "language:",
        "publisher:",
        "published:",
        "released:",
        "availability:",
        "barcode:",
        "dimensions:",
    ];
    let lower = line.to_lowercase();
    if lower.len() != line.len() || line.len() > 400 || !LABELS.iter().any(|label| lower.starts_with(label)) {
        return vec![line.to_owned()];
    }
    let begins = |at: &usize| *at == 0 || lower.get(..*at).is_some_and(|before| before.ends_with(' '));
    let mut places: Vec<usize> = LABELS
        .iter()
        .flat_map(|label| lower.match_indices(label))
        .map(|(at, _)| at)
        .filter(begins)
        .collect();
    places.sort_unstable();
    places.dedup();
    let ends = places.iter().skip(1).copied().chain([line.len()]);
    let parts = places.iter().zip(ends).filter_map(|(from, to)| line.get(*from..to));
    parts
        .map(|part| part.trim().trim_end_matches(['|', ' ']).to_owned())
        .collect()
}

/// A line of Markdown as it is read.
fn without_marks(line: &str) -> &str {
    let heading = line.trim_start_matches('#');
    let line = if heading.len() < line.len() && heading.starts_with(' ') {
        heading.trim()
    } else {
        line
    };
    let bold = ["**", "__"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark)?.strip_suffix(mark));
    bold.filter(|inner| !inner.is_empty() && !inner.contains("**"))
        .unwrap_or(line)
}

/// Whether a line is part of a text that people read: a sentence, or many words.
pub(super) fn is_prose(line: &str) -> bool {
    line.split_whitespace().count() >= 8
        || (line.split_whitespace().count() >= 2 && line.ends_with(['.', '!', '?', '…', '”', '"', ')', '»']))
}

/// The lines of a text, without what cannot be seen.
pub(super) fn of(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut after_blank = true;
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    for line in text.split('\n') {
        let seen: String = line
            .chars()
            .filter(|ch| !matches!(ch, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}'))
            .map(|ch| if ch.is_control() { ' ' } else { ch })
            .collect();
        let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        for part in by_labels(without_marks(&words)) {
            lines.push(Line {
                text: part,
                sort: Sort::Text,
                after_blank,
                tail: false,
            });
            after_blank = false;
        }
    }
    joined(lines)
}

/// Lines of about one length without an empty line between them are one paragraph that a mail or a terminal broke.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut joined = Vec::with_capacity(lines.len());
    for block in lines.chunk_by(|_, next| !next.after_blank) {
        match block.split_first() {
            Some((first, others)) if is_wrapped(block) => {
                let mut line = first.clone();
                for other in others {
                    line.text.push(' ');
                    line.text.push_str(&other.text);
                }
                joined.push(line);
            }
            _ => joined.extend_from_slice(block),
        }
    }
    joined
}

fn is_wrapped(block: &[Line]) -> bool {
    let lengths = || block.iter().map(|line| line.text.chars().count());
    let (longest, last) = (lengths().max().unwrap_or(0), block.len().saturating_sub(1));
    let filled = lengths().take(last).all(|length| length * 4 >= longest * 3);
    let says_something = |line: &Line| {
        let short = line.text.chars().count() < 50;
        is_furniture(&line.text) || parts::is_part(&line.text) || (short && price::is_price(&line.text))
    };
    last > 0 && (50..=100).contains(&longest) && filled && !block.iter().any(says_something)
}

/// Marks the furniture.
pub(super) fn sort(lines: &mut [Line]) {
    let mut tail = false;
    let spoken: Vec<bool> = lines.windows(2).map(is_comment).chain([false]).collect();
    for (line, spoken) in lines.iter_mut().zip(spoken) {
        let ends = is_tail(&line.text) || spoken;
        tail |= ends;
        line.tail = tail && !ends;
        if line.sort == Sort::Text && (tail || is_furniture(&line.text)) {
            line.sort = Sort::Furniture;
        }
    }
}

/// `Passerby says:` above the hour when it was said: from there on others speak.
fn is_comment(lines: &[Line]) -> bool {
    let [who, when] = lines else { return false };
    let (who, when) = (who.text.to_lowercase(), when.text.to_lowercase());
    let hour =
        when.contains(" at ") && when.trim_end_matches('.').ends_with("m") && when.split_whitespace().count() <= 8;
    hour && who.trim_end_matches(':').ends_with(" says") && who.split_whitespace().count() <= 8
}
