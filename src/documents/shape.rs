//! Text in scripts whose letters join, stack or run to the left: cut into runs of one face and one direction, each placed
//! by a shaper, and turned line by line into the order in which it is drawn.
//! Never breaks a line.

use super::fonts::{self, Face, Glyph, NONE};
use super::layout::Style;
use harfrust::{Direction, FontRef, ShaperData, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::HashMap;
use unicode_bidi::{BidiInfo, Level};

/// Scripts that need no shaper, only a glyph for each character: Latin, Greek, Cyrillic and their neighbours up to the first
/// that runs to the left; signs; and what is written in squares.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(stands_alone)
}

fn stands_alone(character: char) -> bool {
    matches!(character,
        '\0'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{58F}' | '\u{10A0}'..='\u{10FF}'
        | '\u{1E00}'..='\u{1FFF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205F}' | '\u{2070}'..='\u{20CF}'
        | '\u{2100}'..='\u{2BFF}' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309B}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{E000}'..='\u{FB06}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{3FFFF}')
}

/// What draws nothing, and says whether the letters round it join: the half-space of Persian, the joiner of Hindi.
pub(super) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// Whether the letter may be told how it joins the next one.
pub(super) fn takes_joiner(letter: char) -> bool {
    !stands_alone(letter) && !is_joiner(letter)
}

/// How deep each byte of a text is nested in text of the other direction.
pub(super) fn levels(text: &str) -> Vec<u8> {
    BidiInfo::new(text, None).levels.iter().map(Level::number).collect()
}

/// A part of a text that one face draws in one direction.
struct Run {
    start: usize,
    end: usize,
    face: Option<Face>,
    level: u8,
    script: harfrust::Script,
}

/// The glyphs of a text in the order in which it is read; `levels` are those of its bytes.
pub(super) fn shaped(text: &str, levels: &[u8], style: Style) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for run in runs(text, levels, style) {
        let part = text.get(run.start..run.end).unwrap_or_default();
        let placed = run.face.and_then(|face| placed(part, face, &run));
        match placed {
            Some(placed) => glyphs.extend(placed),
            // Boxes stand alone: nothing joins them.
            None => glyphs.extend(
                part.chars()
                    .filter(|character| !is_joiner(*character))
                    .map(|character| Glyph {
                        level: run.level,
                        ..fonts::glyph(character, style.letters, style.bold)
                    }),
            ),
        }
    }
    glyphs
}

fn runs(text: &str, levels: &[u8], style: Style) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, character) in text.char_indices() {
        let level = levels.get(at).copied().unwrap_or(0);
        let end = at + character.len_utf8();
        let script = script_of(character);
        if let Some(last) = runs.last_mut().filter(|_| is_joiner(character)) {
            last.end = end;
            continue;
        }
        if let Some(last) = runs.last_mut().filter(|last| last.level == level) {
            // A mark goes with its letter, a space with its neighbours, as long as the face has it.
            let goes = script.is_none_or(|script| script == last.script);
            if goes && last.face.is_some_and(|face| face.has(character)) {
                last.end = end;
                continue;
            }
        }
        let glyph = fonts::glyph(character, style.letters, style.bold);
        runs.push(Run {
            start: at,
            end,
            face: (glyph.character == character).then_some(glyph.face),
            level,
            script: script.unwrap_or(harfrust::script::COMMON),
        });
    }
    runs
}

/// The script of a character; `None` where it is used in many.
fn script_of(character: char) -> Option<harfrust::Script> {
    let mut buffer = UnicodeBuffer::new();
    buffer.add(character, 0);
    buffer.guess_segment_properties();
    let script = buffer.script();
    (script != harfrust::script::COMMON && script != harfrust::script::INHERITED && script != harfrust::script::UNKNOWN)
        .then_some(script)
}

fn placed(text: &str, face: Face, run: &Run) -> Option<Vec<Glyph>> {
    thread_local! {
        static SHAPERS: RefCell<HashMap<Face, Option<(FontRef<'static>, ShaperData)>>> = RefCell::default();
    }
    SHAPERS.with_borrow_mut(|shapers| {
        let known = shapers.entry(face).or_insert_with(|| {
            let font = FontRef::from_index(face.bytes(), face.index()).ok()?;
            let data = ShaperData::new(&font);
            Some((font, data))
        });
        let (font, data) = known.as_ref()?;
        let shaper = data.shaper(font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_script(run.script);
        buffer.guess_segment_properties();
        let leftwards = run.level % 2 == 1;
        buffer.set_direction(if leftwards {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let out = shaper.shape(buffer, &[]);
        let units = face.units()?;
        let thousandths = |units_of: i32| (units_of * 1000 + units / 2).div_euclid(units);
        let small = |units_of: i32| i16::try_from(thousandths(units_of)).unwrap_or(0);
        let mut clusters: Vec<(usize, Glyph)> = out
            .glyph_infos()
            .iter()
            .zip(out.glyph_positions())
            .map(|(info, at)| {
                let glyph = Glyph {
                    shift: [small(at.x_offset), small(at.y_offset)],
                    level: run.level,
                    shaped: true,
                    ..Glyph::plain(
                        NONE,
                        face,
                        u16::try_from(info.glyph_id).unwrap_or(0),
                        u16::try_from(thousandths(at.x_advance)).unwrap_or(0),
                    )
                };
                (info.cluster as usize, glyph)
            })
            .collect();
        // A shaper answers in the order of drawing.
        if leftwards {
            clusters.reverse();
        }
        Some(said(text, &clusters))
    })
}

/// Says of each glyph which characters it stands for. In a cluster each glyph that takes room stands for one of its
/// characters, the last of them for what remains: so no reader takes what says nothing for a gap between words.
fn said(text: &str, clusters: &[(usize, Glyph)]) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(clusters.len());
    let mut groups = clusters.chunk_by(|(a, _), (b, _)| a == b).peekable();
    while let Some(group) = groups.next() {
        let start = group.first().map_or(0, |(at, _)| *at);
        let end = groups
            .peek()
            .and_then(|next| next.first())
            .map_or(text.len(), |(at, _)| *at);
        let part = text.get(start..end).unwrap_or_default();
        let mut characters = part.chars();
        // What only parts or joins letters draws nothing. The letter before it says it too, save where text runs to the
        // left: there readers turn round what one glyph says, and it would part other letters.
        if part.chars().all(is_joiner)
            && let Some(before) = glyphs.last().copied()
        {
            let said = characters.filter(|_| before.level % 2 == 0);
            glyphs.extend(said.map(|character| ghost(character, before)));
            continue;
        }
        let wide = group.iter().filter(|(_, glyph)| glyph.width > 0).count();
        let mut left = wide.max(1);
        for (n, (_, glyph)) in group.iter().enumerate() {
            let says = if wide == 0 { n == 0 } else { glyph.width > 0 };
            let character = if says { characters.next() } else { None };
            glyphs.push(Glyph {
                character: character.unwrap_or(NONE),
                ..*glyph
            });
            left -= usize::from(says);
            if says && left == 0 {
                glyphs.extend(characters.by_ref().map(|character| ghost(character, *glyph)));
            }
        }
    }
    glyphs
}

/// A character that the glyph before it stands for as well.
fn ghost(character: char, of: Glyph) -> Glyph {
    Glyph {
        character,
        ghost: true,
        width: 0,
        shift: [0, 0],
        ..of
    }
}

/// A line in the order in which it is drawn: what runs to the left is turned round, from the deepest outwards.
pub(super) fn drawn(line: &[Glyph]) -> Vec<Glyph> {
    // Characters that are only said stay behind the glyph that says them.
    let mut units: Vec<&[Glyph]> = line.chunk_by(|_, next| next.ghost).collect();
    let level = |unit: &&[Glyph]| unit.first().map_or(0, |glyph| glyph.level);
    let deepest = units.iter().map(level).max().unwrap_or(0);
    for depth in (1..=deepest).rev() {
        for run in units.chunk_by_mut(|a, b| (level(a) >= depth) == (level(b) >= depth)) {
            if run.first().is_some_and(|unit| level(unit) >= depth) {
                run.reverse();
            }
        }
    }
    units.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as it is drawn, letters running to the left in capitals.
    fn turned(text: &str) -> String {
        let glyph = |character: char| Glyph {
            level: if character.is_uppercase() { 1 } else { 0 },
            ghost: character == '+',
            ..Glyph::plain(character, Face::Noto, 1, 500)
        };
        let line: Vec<Glyph> = text.chars().map(glyph).collect();
        drawn(&line).iter().map(|glyph| glyph.character).collect()
    }

    #[test]
    fn what_runs_to_the_left_is_turned_and_clusters_stay_whole() {
        for (read, seen) in [
            ("abc", "abc"),
            ("aBCd", "aCBd"),
            ("ABC", "CBA"),
            ("aBX+Cd", "aCX+Bd"),
            ("", ""),
        ] {
            assert_eq!(turned(read).replace('+', ""), seen.replace('+', ""));
        }
    }

    #[test]
    fn directions_are_those_of_the_unicode_algorithm() {
        assert!(levels("abc").iter().all(|level| *level == 0));
        assert!(levels("שלום").iter().all(|level| *level == 1));
        let mixed = levels("zine שלום 12");
        assert_eq!(
            (mixed.first(), mixed.get(5), mixed.last()),
            (Some(&0), Some(&1), Some(&2))
        );
        for (text, plain) in [
            ("Über Ελευθερία Свобода 漢字", true),
            ("שלום", false),
            ("سلام", false),
            ("स्त्री", false),
        ] {
            assert_eq!(is_plain(text), plain, "{text}");
        }
    }

    #[test]
    fn every_character_is_said_once_and_in_order_whatever_the_faces_have() {
        for text in ["شكراً جزيلاً", "zine שלום (12) x", "स्त्री क्षमा", "ไทย ก็", "a\u{378}שb"]
        {
            let levels = levels(text);
            for style in [Style::plain(10.0), Style::bold(10.0)] {
                let glyphs = shaped(text, &levels, style);
                let said: String = glyphs
                    .iter()
                    .map(|glyph| glyph.character)
                    .filter(|said| *said != NONE)
                    .collect();
                let expected: String = text
                    .chars()
                    .map(|character| fonts::glyph(character, style.letters, style.bold).character)
                    .collect();
                assert_eq!(said, expected, "{text}");
                assert_eq!(drawn(&glyphs).len(), glyphs.len());
            }
        }
    }
}
