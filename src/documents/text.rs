//! Text for paper: cleaned, measured with the glyphs that will print it, broken into lines.
//! Never places anything, and never shows a control or turns the direction of what follows.

use super::fonts::{self, Glyph};
use super::layout::Style;
use super::shape;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// How wide text is on one line, in points.
pub fn width(text: &str, style: Style) -> f32 {
    let text = clean(text);
    points(&glyphs(&text, &levels(&text), style), style.size)
}

/// The style in which a text stands on one line of this width: a smaller one where it would not, but never so small that
/// nobody reads it.
pub fn fitting(text: &str, style: Style, room: f32) -> Style {
    let needed = width(text, style);
    let part = if needed > room { (room / needed).max(0.55) } else { 1.0 };
    match part < 1.0 {
        true => Style {
            size: (style.size * part * 10.0).floor() / 10.0,
            ..style
        },
        false => style,
    }
}

/// How wide glyphs are side by side, in points.
pub(super) fn points(glyphs: &[Glyph], size: f32) -> f32 {
    let thousandths: u32 = glyphs.iter().map(|glyph| u32::from(glyph.width)).sum();
    thousandths as f32 * size / 1000.0
}

/// How deep each byte is nested in text of the other direction; nothing where no letter joins another or runs to the left.
fn levels(text: &str) -> Vec<u8> {
    match shape::is_plain(text) {
        true => Vec::new(),
        false => shape::levels(text),
    }
}

/// The glyphs of a text whose bytes have these levels.
fn glyphs(text: &str, levels: &[u8], style: Style) -> Vec<Glyph> {
    match levels {
        [] => text
            .chars()
            .map(|character| fonts::glyph(character, style.letters, style.bold))
            .collect(),
        levels => shape::shaped(text, levels, style),
    }
}

/// The one sign of money that no carried face has; its code stands for it, for a box would say nothing.
const BAHT: char = '฿';

/// Text fit for paper: composed, white space as single plain spaces, without controls and without characters that are
/// invisible or turn the direction of what follows. What joins or parts letters stays where letters join.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let composed = match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    for character in composed.chars() {
        let invisible = matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}');
        if character == BAHT {
            cleaned.push_str("THB ");
        } else if character.is_whitespace() {
            if !cleaned.ends_with(' ') {
                cleaned.push(' ');
            }
        } else if shape::is_joiner(character) {
            // It says how the letter before it is drawn; where letters stand alone it says nothing.
            let before = cleaned.chars().next_back();
            if before.is_some_and(shape::takes_joiner) {
                cleaned.push(character);
            }
        } else if !invisible && !character.is_control() {
            cleaned.push(character);
        }
    }
    cleaned
}

/// Breaks text into lines no wider than `width` points: where Unicode allows it, and within a word only when the word
/// alone is too wide. No line ends in a hyphen of the text, which readers of the PDF would take for a division mark.
pub fn wrap(text: &str, style: Style, width: f32) -> Vec<Vec<Glyph>> {
    let text = clean(text);
    let fits = |glyphs: &[Glyph]| points(glyphs, style.size) <= width + 0.01;
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    let levels = levels(&text);
    for (at, word) in words(&text) {
        let word = glyphs(word, levels.get(at..).unwrap_or_default(), style);
        let before = line.len();
        line.extend(&word);
        if fits(trimmed(&line)) {
            continue;
        }
        line.truncate(before);
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if fits(trimmed(&word)) {
            line = word;
            continue;
        }
        for glyph in word {
            let joins = glyph.width == 0 || glyph.character == ' ' || line.is_empty();
            line.push(glyph);
            if !joins && !fits(&line) {
                line.pop();
                let hyphen = line.pop_if(|last| last.character == '-');
                if line.is_empty() {
                    line.extend(hyphen);
                    line.push(glyph);
                    continue;
                }
                lines.push(std::mem::take(&mut line));
                line.extend(hyphen);
                line.push(glyph);
            }
        }
    }
    lines.push(line);
    lines
        .iter()
        .map(|line| match levels.as_slice() {
            [] => trimmed(line).to_vec(),
            _ => shape::drawn(trimmed(line)),
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// Breaks text into no more lines than it needs, of about equal length: no word stands alone below centered lines.
pub(super) fn balanced(text: &str, style: Style, width: f32) -> Vec<Vec<Glyph>> {
    let mut best = wrap(text, style, width);
    let mut narrower = width;
    let cleaned = clean(text);
    let longest = words(&cleaned)
        .into_iter()
        .map(|(_, word)| self::width(word.trim_end(), style));
    // A word that fits is never torn to make lines alike.
    let least = longest.filter(|word| *word <= width).fold(width * 0.5, f32::max);
    while best.len() > 1 && narrower - style.size >= least {
        narrower -= style.size;
        let tried = wrap(text, style, narrower);
        if tried.len() > best.len() {
            break;
        }
        best = tried;
    }
    best
}

/// The text cut where a line may end, not behind a hyphen; each part with its place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(text) {
        let word = text.get(start..end).unwrap_or_default();
        if word.ends_with('-') && end < text.len() {
            continue;
        }
        words.push((start, word));
        start = end;
    }
    words
}

fn trimmed(line: &[Glyph]) -> &[Glyph] {
    let kept = line
        .iter()
        .rposition(|glyph| glyph.character != ' ')
        .map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::fonts::Letters;
    use crate::domain::currency::Currency;
    use crate::domain::money::Money;

    #[test]
    fn money_of_every_currency_prints_without_a_box() {
        for currency in Currency::all() {
            let shown = clean(&currency.show(-Money::from_minor(123_456, *currency)));
            for style in [
                Style::plain(10.0),
                Style::bold(10.0),
                Style::plain(10.0).in_letters(Letters::Figures),
            ] {
                let glyphs = glyphs(&shown, &levels(&shown), style);
                assert!(glyphs.iter().all(|glyph| glyph.character != fonts::BOX), "{shown}");
            }
        }
    }

    #[test]
    fn an_amount_that_is_too_wide_for_its_place_is_set_smaller() {
        let style = Style::bold(15.0);
        for (room, size) in [(100.0, 15.0), (90.0, 15.0), (72.0, 12.0), (10.0, 8.2)] {
            assert_eq!(fitting("€123456.50", style, room).size, size, "{room}");
        }
    }

    fn lines(text: &str, characters: usize) -> Vec<String> {
        wrap(text, Style::plain(10.0), characters as f32 * 6.0)
            .iter()
            .map(|line| line.iter().map(|glyph| glyph.character).collect())
            .collect()
    }

    #[test]
    fn text_wraps_at_spaces_and_long_words_by_characters() {
        for (text, characters, expected) in [
            ("", 8, vec![]),
            ("   ", 8, vec![]),
            ("one two three", 8, vec!["one two", "three"]),
            ("one two three", 7, vec!["one two", "three"]),
            ("abcdefghij", 4, vec!["abcd", "efgh", "ij"]),
            ("ab cdefghij", 4, vec!["ab", "cdef", "ghij"]),
            ("an anti-fascist", 10, vec!["an", "anti-fasci", "st"]),
            ("anti-fascist", 5, vec!["anti", "-fasc", "ist"]),
            ("a", 0, vec!["a"]),
        ] {
            assert_eq!(lines(text, characters), expected, "{text} in {characters}");
        }
    }

    #[test]
    fn controls_and_bidi_overrides_never_reach_paper() {
        assert_eq!(
            clean("a\u{0}b\u{7f}\u{9b}\tc\r\nd\u{202E}e\u{2066}f\u{FEFF}"),
            "ab c def"
        );
        assert_eq!(clean("u\u{308}"), "ü");
        assert_eq!(clean("a\u{a0}b"), "a b");
    }

    #[test]
    fn the_half_space_stays_where_letters_join_and_nowhere_else() {
        for (typed, kept) in [
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("می\u{200C}\u{200C}\u{200D}خ", "می\u{200C}خ"),
            ("\u{200C}می \u{200C}خ", "می خ"),
            ("क्\u{200D}ष", "क्\u{200D}ष"),
            ("z\u{200C}i\u{200D}ne", "zine"),
            ("👩\u{200D}👧", "👩👧"),
        ] {
            assert_eq!(clean(typed), kept, "{typed}");
        }
    }
}
