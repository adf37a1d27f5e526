//! How wide text will be, and text cut or broken to a width: iced has no ellipsis.
//! Never draws; letters outside Latin are taken as wide as the widest common one.

use super::theme::{BOLD, EXTRABOLD, MONO, MONO_BOLD, SEMIBOLD};
use crate::typefaces;
use iced::Font;
use std::sync::OnceLock;

const FACES: [&[u8]; 5] = [
    &typefaces::NEXT,
    &typefaces::NEXT_SEMIBOLD,
    &typefaces::NEXT_BOLD,
    &typefaces::NEXT_EXTRABOLD,
    &typefaces::MONO,
];
const KNOWN: usize = 0x250;
/// Share of an em for a letter the faces do not hold.
const UNKNOWN: f32 = 0.95;

/// Widths in ems of the first letters of Unicode, for each face.
fn widths() -> &'static Vec<Vec<f32>> {
    static WIDTHS: OnceLock<Vec<Vec<f32>>> = OnceLock::new();
    WIDTHS.get_or_init(|| {
        FACES
            .iter()
            .map(|bytes| {
                let Ok(face) = ttf_parser::Face::parse(bytes, 0) else {
                    return Vec::new();
                };
                let em = f32::from(face.units_per_em());
                (0..KNOWN)
                    .map(|code| {
                        let letter = u32::try_from(code).ok().and_then(char::from_u32);
                        letter
                            .and_then(|letter| face.glyph_index(letter))
                            .and_then(|glyph| face.glyph_hor_advance(glyph))
                            .map_or(UNKNOWN, |advance| f32::from(advance) / em)
                    })
                    .collect()
            })
            .collect()
    })
}

/// The width of a line in these letters.
pub fn width(text: &str, font: Font, size: f32) -> f32 {
    let face = match font {
        SEMIBOLD => 1,
        BOLD => 2,
        EXTRABOLD => 3,
        MONO | MONO_BOLD => 4,
        _ => 0,
    };
    let known = widths().get(face);
    let ems: f32 = text
        .chars()
        .map(|letter| {
            known
                .and_then(|known| known.get(letter as usize))
                .copied()
                .unwrap_or(match letter {
                    '…' | '“' | '”' | '—' => 0.8,
                    '’' | '‘' | '·' => 0.3,
                    '\u{370}'..='\u{52f}' => 0.66,
                    _ => UNKNOWN,
                })
        })
        .sum();
    ems * size
}

/// The text, or as much of it as fits the width with an ellipsis.
pub fn cut(text: &str, room: f32, font: Font, size: f32) -> String {
    if width(text, font, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…", font, size);
    for letter in text.chars() {
        used += width(letter.encode_utf8(&mut [0; 4]), font, size);
        if used > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// The text broken at spaces into at most so many lines, the last one cut.
pub fn lines(text: &str, room: f32, font: Font, size: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while words.peek().is_some() && lines.len() < most {
        if lines.len() + 1 == most {
            let rest: Vec<&str> = words.by_ref().collect();
            lines.push(cut(&rest.join(" "), room, font, size));
            break;
        }
        let mut line = String::new();
        while let Some(word) = words.peek() {
            let longer = if line.is_empty() {
                (*word).to_owned()
            } else {
                format!("{line} {word}")
            };
            if !line.is_empty() && width(&longer, font, size) > room {
                break;
            }
            line = longer;
            words.next();
        }
        lines.push(cut(&line, room, font, size));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::theme::{BODY, REGULAR};

    #[test]
    fn a_cut_text_fits_its_room() {
        let long = "How to start a distro in a town that has none, and keep it going";
        for room in [40.0, 90.0, 200.0] {
            let cut = cut(long, room, REGULAR, BODY);
            assert!(cut.ends_with('…'));
            assert!(width(&cut, REGULAR, BODY) <= room + 1.0);
        }
        assert_eq!(cut("Riso", 200.0, REGULAR, BODY), "Riso");
    }

    #[test]
    fn a_cover_breaks_at_spaces_and_never_past_its_lines() {
        let lines = lines(
            "THE COMMONS, ILLUSTRATED, AGAIN AND AGAIN AND AGAIN",
            160.0,
            EXTRABOLD,
            BODY,
            3,
        );
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| width(line, EXTRABOLD, BODY) <= 161.0));
    }
}
