//! The look: colours, sizes, spacing and letters, named by what they are for.
//! Never knows a screen; screens never name a colour, a size or a font that is not from here.

mod style;

use crate::typefaces;
use iced::font::{Family, Weight};
use iced::{Color, Font, Padding, Theme};
use serde::{Deserialize, Serialize};
pub use style::Face;

/// Which of the three looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Name {
    /// Warm paper, black ink.
    #[default]
    Paper,
    /// Dark, for halls and evenings.
    Night,
    /// Pure black on white with heavier rules, for the sun.
    Sunlight,
}

impl Name {
    /// All of them, in the order offered.
    pub const ALL: [Name; 3] = [Name::Paper, Name::Night, Name::Sunlight];

    /// The key of its name in the words.
    pub fn word(self) -> &'static str {
        match self {
            Name::Paper => "theme-paper",
            Name::Night => "theme-night",
            Name::Sunlight => "theme-sunlight",
        }
    }
}

/// Smallest letters.
pub const SMALL: f32 = 13.0;
/// Letters of running text.
pub const BODY: f32 = 16.0;
/// Letters of what is second in rank.
pub const LARGE: f32 = 20.0;
/// Letters of a total.
pub const HUGE: f32 = 30.0;
/// Letters of the one thing to read on a screen.
pub const GIANT: f32 = 44.0;

/// Spacings from tight to wide.
pub const S1: f32 = 4.0;
/// Between things that belong together.
pub const S2: f32 = 8.0;
/// Between neighbours.
pub const S3: f32 = 12.0;
/// Around groups.
pub const S4: f32 = 16.0;
/// Between groups.
pub const S5: f32 = 24.0;
/// Rounding of corners.
pub const RADIUS: f32 = 10.0;
/// How far a page key scrolls.
pub const PAGE_STEP: f32 = 320.0;
/// Narrower than this a screen shows one thing at a time, or one below the other.
pub const NARROW: f32 = 720.0;
/// The least height of what a finger presses.
pub const TOUCH: f32 = 44.0;

const SANS: &str = "Atkinson Hyperlegible Next";
const MONO_NAME: &str = "Atkinson Hyperlegible Mono";

const fn face(name: &'static str, weight: Weight) -> Font {
    Font {
        family: Family::Name(name),
        weight,
        ..Font::DEFAULT
    }
}

/// Running text.
pub const REGULAR: Font = face(SANS, Weight::Normal);
/// What is named.
pub const SEMIBOLD: Font = face(SANS, Weight::Semibold);
/// What counts.
pub const BOLD: Font = face(SANS, Weight::Bold);
/// Covers.
pub const EXTRABOLD: Font = face(SANS, Weight::ExtraBold);
/// Columns of money.
pub const MONO: Font = face(MONO_NAME, Weight::Normal);
/// Money that counts.
pub const MONO_BOLD: Font = face(MONO_NAME, Weight::Bold);
/// The program's own drawings.
pub const ICONS: Font = Font::with_name("Zinetill Icons");

/// The font files, carried in the program.
pub const FONT_FILES: [&[u8]; 8] = [
    &typefaces::NEXT,
    &typefaces::NEXT_SEMIBOLD,
    &typefaces::NEXT_BOLD,
    &typefaces::NEXT_EXTRABOLD,
    &typefaces::MONO,
    &typefaces::MONO_BOLD,
    &typefaces::NOTO,
    &typefaces::ICONS,
];

/// The colours of one theme, and how thick its rules are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Which theme.
    pub name: Name,
    /// Window ground.
    pub paper: Color,
    /// Tiles, panels, inputs.
    pub card: Color,
    /// Text and thick rules.
    pub ink: Color,
    /// Second-rank text.
    pub soft: Color,
    /// Thin rules.
    pub line: Color,
    /// Totals, quiet buttons.
    pub wash: Color,
    /// The one next step; short, void.
    pub red: Color,
    /// Red as text.
    pub red_text: Color,
    /// Money is safely recorded.
    pub teal: Color,
    /// Teal as text: savings.
    pub teal_text: Color,
    /// Where you are.
    pub marker: Color,
    /// Text on marker.
    pub on_marker: Color,
    /// Text on red and teal and covers.
    pub on_strong: Color,
    /// Ground of the rail.
    pub rail: Color,
    /// Text on the rail.
    pub on_rail: Color,
    /// The ring of what Tab has come to; it has a gap in the ground's colour within.
    pub ring: Color,
    /// Width of a thick rule.
    pub rule: f32,
    /// Width of a thin rule.
    pub hair: f32,
}

const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Look {
    /// The tokens of a theme.
    pub const fn of(name: Name) -> Look {
        match name {
            Name::Paper => Look {
                name,
                paper: rgb(0xFAF6EC),
                card: rgb(0xFFFFFF),
                ink: rgb(0x171512),
                soft: rgb(0x5E574C),
                line: rgb(0xD9D1BF),
                wash: rgb(0xF1EADA),
                red: rgb(0xC8281E),
                red_text: rgb(0xB4211A),
                teal: rgb(0x006B70),
                teal_text: rgb(0x006B70),
                marker: rgb(0xFFD84A),
                on_marker: rgb(0x171512),
                on_strong: rgb(0xFFFFFF),
                rail: rgb(0x171512),
                on_rail: rgb(0xD9D1BF),
                ring: rgb(0x006B70),
                rule: 1.5,
                hair: 1.0,
            },
            Name::Night => Look {
                name,
                paper: rgb(0x14130F),
                card: rgb(0x201E19),
                ink: rgb(0xF5F0E4),
                soft: rgb(0xB9B1A0),
                line: rgb(0x454036),
                wash: rgb(0x2A2720),
                red: rgb(0xC8281E),
                red_text: rgb(0xFF8F84),
                teal: rgb(0x00757A),
                teal_text: rgb(0x5FD0D0),
                marker: rgb(0xFFD84A),
                on_marker: rgb(0x171512),
                on_strong: rgb(0xFFFFFF),
                rail: rgb(0x0A0908),
                on_rail: rgb(0xB9B1A0),
                ring: rgb(0x5FD0D0),
                rule: 1.5,
                hair: 1.0,
            },
            Name::Sunlight => Look {
                name,
                paper: rgb(0xFFFFFF),
                card: rgb(0xFFFFFF),
                ink: rgb(0x000000),
                soft: rgb(0x1E1E1E),
                line: rgb(0x000000),
                wash: rgb(0xF0F0F0),
                red: rgb(0xA30C04),
                red_text: rgb(0xA30C04),
                teal: rgb(0x00474B),
                teal_text: rgb(0x00474B),
                marker: rgb(0xFFD400),
                on_marker: rgb(0x000000),
                on_strong: rgb(0xFFFFFF),
                rail: rgb(0x000000),
                on_rail: rgb(0xFFFFFF),
                ring: rgb(0x00474B),
                rule: 2.5,
                hair: 1.5,
            },
        }
    }

    /// The theme iced is to use for what has no style of ours.
    pub fn iced(&self) -> Theme {
        Theme::custom(
            "zinetill",
            iced::theme::Palette {
                background: self.paper,
                text: self.ink,
                primary: self.ring,
                success: self.teal,
                warning: self.marker,
                danger: self.red,
            },
        )
    }

    /// Letters of small text: in the sun nothing is thin.
    pub fn small_font(&self) -> Font {
        if self.name == Name::Sunlight { SEMIBOLD } else { REGULAR }
    }

    /// The ground colour of a drawn cover, picked by the title's id.
    pub fn cover(&self, id: &str) -> Color {
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mixed = (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        let place = usize::try_from(mixed).unwrap_or_default() % COVERS.len();
        COVERS.get(place).copied().map_or(self.red, rgb)
    }
}

/// The bands of the ring, from outside: one of the two stands out from any ground.
pub fn ring(theme: &Theme) -> [(Color, f32); 2] {
    let palette = theme.palette();
    [(palette.primary, 3.0), (palette.background, 2.0)]
}

/// Ground colours of drawn covers; white text has at least 4.5:1 on each.
pub const COVERS: [u32; 14] = [
    0xC8281E, 0x171512, 0x006B70, 0x8A5A00, 0x3B3A98, 0xA23B72, 0x4A6B1E, 0x5A3A2E, 0xB3500F, 0x5C6678, 0x7A1E1E,
    0x27706F, 0x1F5FA8, 0x6A3FA0,
];

/// Padding from its sides.
pub const fn pad(top: f32, right: f32, bottom: f32, left: f32) -> Padding {
    Padding {
        top,
        right,
        bottom,
        left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color) -> f32 {
        let channel = |c: f32| {
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)
    }

    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_text_and_ground_can_be_read() {
        for name in Name::ALL {
            let look = Look::of(name);
            let pairs = [
                ("ink on paper", look.ink, look.paper),
                ("ink on card", look.ink, look.card),
                ("ink on wash", look.ink, look.wash),
                ("paper on ink", look.paper, look.ink),
                ("soft on paper", look.soft, look.paper),
                ("soft on card", look.soft, look.card),
                ("soft on wash", look.soft, look.wash),
                ("red on card", look.red_text, look.card),
                ("red on paper", look.red_text, look.paper),
                ("red on wash", look.red_text, look.wash),
                ("teal on card", look.teal_text, look.card),
                ("teal on paper", look.teal_text, look.paper),
                ("teal on wash", look.teal_text, look.wash),
                ("text on red", look.on_strong, look.red),
                ("text on teal", look.on_strong, look.teal),
                ("text on marker", look.on_marker, look.marker),
                ("text on rail", look.on_rail, look.rail),
            ];
            for (pair, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{name:?}: {pair} has only {ratio:.2}:1");
            }
            for ground in [
                look.card,
                look.paper,
                look.wash,
                look.ink,
                look.red,
                look.teal,
                look.marker,
                look.rail,
            ] {
                let ratio = contrast(look.ring, ground).max(contrast(look.paper, ground));
                assert!(ratio >= 3.0, "{name:?}: the ring on {ground:?} has only {ratio:.2}:1");
            }
            for hex in COVERS {
                let ratio = contrast(look.on_strong, rgb(hex));
                assert!(ratio >= 4.5, "{name:?}: cover {hex:06X} has only {ratio:.2}:1");
            }
        }
    }
}
