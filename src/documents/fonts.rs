//! The typefaces that papers carry: which one has a glyph for a character, how wide it is, where it lies.
//! Never shapes, never wraps, never answers with nothing: what no face has is a visible box.

use super::system;
use crate::typefaces;
use std::sync::OnceLock;
use ttf_parser::{Face as Parsed, GlyphId};

/// What stands for a character that no face has.
pub const BOX: char = '□';

/// An embedded typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Courier Prime.
    Courier,
    /// Courier Prime, bold.
    CourierBold,
    /// Noto Sans, where Courier Prime has no glyph.
    Noto,
    /// Noto Sans, bold.
    NotoBold,
    /// Atkinson Hyperlegible Next.
    Next,
    /// Atkinson Hyperlegible Next, bold.
    NextBold,
    /// Atkinson Hyperlegible Mono.
    Mono,
    /// Atkinson Hyperlegible Mono, bold.
    MonoBold,
    /// One of this system's, where none of these has a glyph.
    System(u16),
}

/// What kind of letters a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// A typewriter's, as on receipts.
    Typewriter,
    /// For words on reports.
    Words,
    /// For columns of figures on reports: each is as wide as the next.
    Figures,
}

/// No character: the glyph belongs to the one before it.
pub const NONE: char = '\0';

/// One character as a face draws it, or a part of what it draws for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The character it stands for, or [`BOX`]; [`NONE`] where the glyph before it stands for it already.
    pub character: char,
    /// The face that has it.
    pub face: Face,
    /// Its number in the face.
    pub id: u16,
    /// Its advance in thousandths of the type size.
    pub width: u16,
    /// How far from its place it is drawn, rightwards and upwards, in thousandths of the type size.
    pub shift: [i16; 2],
    /// How deep it is nested in text of the other direction; odd where it runs to the left.
    pub level: u8,
    /// Nothing is drawn: the glyph before it stands for this character as well.
    pub ghost: bool,
    /// It was placed by a shaper, among its neighbours.
    pub shaped: bool,
}

impl Glyph {
    /// A character alone, as its face draws it.
    pub(super) const fn plain(character: char, face: Face, id: u16, width: u16) -> Glyph {
        Glyph {
            character,
            face,
            id,
            width,
            shift: [0, 0],
            level: 0,
            ghost: false,
            shaped: false,
        }
    }
}

/// Vertical measures and bounds of a face, in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline, negative.
    pub descent: i16,
    /// Left, bottom, right and top of the box around all glyphs.
    pub bounds: [i16; 4],
    /// Weight class, 400 for regular.
    pub weight: u16,
}

impl Face {
    /// Its name as PDF readers show it.
    pub fn name(self) -> &'static str {
        match self {
            Face::Courier => "CourierPrime",
            Face::CourierBold => "CourierPrime-Bold",
            Face::Noto => "NotoSans",
            Face::NotoBold => "NotoSans-Bold",
            Face::Next => "AtkinsonHyperlegibleNext-Regular",
            Face::NextBold => "AtkinsonHyperlegibleNext-Bold",
            Face::Mono => "AtkinsonHyperlegibleMono-Regular",
            Face::MonoBold => "AtkinsonHyperlegibleMono-Bold",
            Face::System(face) => system::file(face).map_or("Fallback", |(_, _, name)| name),
        }
    }

    /// The file's bytes.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Courier => &typefaces::COURIER,
            Face::CourierBold => &typefaces::COURIER_BOLD,
            Face::Noto => &typefaces::NOTO,
            Face::NotoBold => &typefaces::NOTO_BOLD,
            Face::Next => &typefaces::NEXT,
            Face::NextBold => &typefaces::NEXT_BOLD,
            Face::Mono => &typefaces::MONO,
            Face::MonoBold => &typefaces::MONO_BOLD,
            Face::System(face) => system::file(face).map_or(&[], |(bytes, ..)| bytes),
        }
    }

    /// Its place in its file.
    pub fn index(self) -> u32 {
        match self {
            Face::System(face) => system::file(face).map_or(0, |(_, index, _)| index),
            _ => 0,
        }
    }

    /// Measures for a font descriptor; `None` when the file is damaged.
    pub fn metrics(self) -> Option<Metrics> {
        let parsed = self.parsed()?;
        let bounds = parsed.global_bounding_box();
        let scaled = |units: i16| {
            let thousandths = i32::from(units) * 1000 / i32::from(parsed.units_per_em());
            i16::try_from(thousandths).unwrap_or(0)
        };
        Some(Metrics {
            ascent: scaled(parsed.ascender()),
            descent: scaled(parsed.descender()),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled),
            weight: parsed.weight().to_number(),
        })
    }

    /// The advance of a glyph in thousandths of the type size.
    pub fn advance(self, id: u16) -> Option<u16> {
        self.glyph_of(GlyphId(id), BOX).map(|glyph| glyph.width)
    }

    fn parsed(self) -> Option<&'static Parsed<'static>> {
        static PARSED: [OnceLock<Option<Parsed<'static>>>; 8] = [const { OnceLock::new() }; 8];
        let place = match self {
            Face::Courier => 0,
            Face::CourierBold => 1,
            Face::Noto => 2,
            Face::NotoBold => 3,
            Face::Next => 4,
            Face::NextBold => 5,
            Face::Mono => 6,
            Face::MonoBold => 7,
            Face::System(face) => return system::parsed(face),
        };
        PARSED
            .get(place)?
            .get_or_init(|| Parsed::parse(self.bytes(), 0).ok())
            .as_ref()
    }

    fn glyph(self, character: char) -> Option<Glyph> {
        let id = self.parsed()?.glyph_index(character)?;
        self.glyph_of(id, character)
    }

    fn glyph_of(self, id: GlyphId, character: char) -> Option<Glyph> {
        let parsed = self.parsed()?;
        let units = u32::from(parsed.units_per_em());
        let width = (u32::from(parsed.glyph_hor_advance(id)?) * 1000 + units / 2) / units;
        Some(Glyph::plain(character, self, id.0, u16::try_from(width).ok()?))
    }

    /// How many units its type size has.
    pub(super) fn units(self) -> Option<i32> {
        Some(i32::from(self.parsed()?.units_per_em()))
    }

    /// The number of a character's glyph.
    pub(super) fn id(self, character: char) -> Option<u16> {
        self.parsed()?.glyph_index(character).map(|id| id.0)
    }

    /// Draws a glyph's outline.
    pub(super) fn outline(self, id: GlyphId, into: &mut dyn ttf_parser::OutlineBuilder) -> Option<ttf_parser::Rect> {
        self.parsed()?.outline_glyph(id, into)
    }

    /// Whether it has a character.
    pub(super) fn has(self, character: char) -> bool {
        self.parsed().is_some_and(|face| face.glyph_index(character).is_some())
    }
}

/// The glyph of a character: that of the letters it is set in, else Noto Sans's, else that of one of the system's faces, else a box.
pub fn glyph(character: char, letters: Letters, bold: bool) -> Glyph {
    static USUAL: [OnceLock<Vec<Glyph>>; 6] = [const { OnceLock::new() }; 6];
    let typed = u32::from(character)
        .checked_sub(u32::from(' '))
        .and_then(|place| usize::try_from(place).ok());
    USUAL
        .get(letters as usize * 2 + usize::from(bold))
        .map(|glyphs| glyphs.get_or_init(|| (' '..='~').map(|c| looked_up(c, letters, bold)).collect()))
        .and_then(|glyphs| glyphs.get(typed?).copied())
        .unwrap_or_else(|| looked_up(character, letters, bold))
}

fn looked_up(character: char, letters: Letters, bold: bool) -> Glyph {
    let first = match (letters, bold) {
        (Letters::Typewriter, false) => Face::Courier,
        (Letters::Typewriter, true) => Face::CourierBold,
        (Letters::Words, false) => Face::Next,
        (Letters::Words, true) => Face::NextBold,
        (Letters::Figures, false) => Face::Mono,
        (Letters::Figures, true) => Face::MonoBold,
    };
    let second = if bold { Face::NotoBold } else { Face::Noto };
    first
        .glyph(character)
        .or_else(|| second.glyph(character))
        .or_else(|| Face::System(system::face_with(character, bold)?).glyph(character))
        .or_else(|| first.glyph(BOX))
        .or_else(|| second.glyph(BOX))
        .or_else(|| first.glyph_of(GlyphId(0), BOX))
        .unwrap_or(Glyph::plain(BOX, first, 0, 600))
}

/// Whether some face has the character, so that it prints as itself.
pub fn prints(character: char) -> bool {
    carried(character) || system::face_with(character, false).is_some()
}

/// Whether one of the carried faces has it, so that it prints alike everywhere.
pub fn carried(character: char) -> bool {
    Face::Courier.glyph(character).is_some() || Face::Noto.glyph(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_comes_from_courier_then_from_noto_then_as_a_box() {
        for (character, face) in [
            ('A', Face::Courier),
            ('×', Face::Courier),
            ('ü', Face::Courier),
            ('Ε', Face::Noto),
            ('С', Face::Noto),
        ] {
            let glyph = glyph(character, Letters::Typewriter, false);
            assert_eq!((glyph.face, glyph.character), (face, character));
            assert!(glyph.id > 0 && glyph.width > 0);
        }
        for character in ['\u{378}', '\u{10FFFE}'] {
            assert!(!prints(character));
            for bold in [false, true] {
                let glyph = glyph(character, Letters::Typewriter, bold);
                assert_eq!(glyph.character, BOX);
                assert!(glyph.width > 200, "{glyph:?}");
            }
        }
    }

    #[test]
    fn courier_is_a_typewriter() {
        let odd: Vec<Glyph> = (' '..='~')
            .map(|character| glyph(character, Letters::Typewriter, false))
            .filter(|glyph| glyph.width != 600)
            .collect();
        assert_eq!(odd, []);
        assert_eq!(Face::Courier.metrics().map(|m| m.weight), Some(400));
        assert_eq!(Face::CourierBold.metrics().map(|m| m.weight), Some(700));
    }
}
