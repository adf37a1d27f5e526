//! The letters of papers: Courier Prime, Noto Sans where it has none, and a box where neither has.
//! Never drops a character in silence.

use super::DocumentError;
use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId};

/// A face that papers are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaceId {
    /// Courier Prime.
    Regular,
    /// Courier Prime Bold.
    Bold,
    /// Noto Sans.
    WideRegular,
    /// Noto Sans Bold.
    WideBold,
}

const FILES: [(FaceId, &str, &[u8]); 4] = [
    (
        FaceId::Regular,
        "CourierPrime",
        include_bytes!("../../assets/fonts/CourierPrime-Regular.ttf"),
    ),
    (
        FaceId::Bold,
        "CourierPrime-Bold",
        include_bytes!("../../assets/fonts/CourierPrime-Bold.ttf"),
    ),
    (
        FaceId::WideRegular,
        "NotoSans",
        include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    ),
    (
        FaceId::WideBold,
        "NotoSans-Bold",
        include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    ),
];

/// Stands for a character that no face has: Noto Sans's own empty box.
const BOX: char = '\u{25a1}';

/// A face, parsed once.
pub struct LoadedFace {
    pub id: FaceId,
    pub name: &'static str,
    pub bytes: &'static [u8],
    pub face: Face<'static>,
}

/// All faces.
pub fn faces() -> Result<&'static [LoadedFace], DocumentError> {
    static FACES: OnceLock<Vec<LoadedFace>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        FILES
            .into_iter()
            .filter_map(|(id, name, bytes)| {
                Some(LoadedFace {
                    id,
                    name,
                    bytes,
                    face: Face::parse(bytes, 0).ok()?,
                })
            })
            .collect()
    });
    if faces.len() == FILES.len() {
        Ok(faces)
    } else {
        Err(DocumentError("a font of the program cannot be read".to_owned()))
    }
}

/// One face by name.
pub fn face(id: FaceId) -> Result<&'static LoadedFace, DocumentError> {
    faces()?
        .iter()
        .find(|face| face.id == id)
        .ok_or_else(|| DocumentError("a font of the program is missing".to_owned()))
}

/// Characters that stand next to each other in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub face: FaceId,
    pub text: String,
}

/// Cuts a text into runs of one face each. Control marks, and marks that turn the direction of writing, are left out; a
/// character that no face has becomes a box.
pub fn runs(text: &str, bold: bool) -> Result<Vec<Run>, DocumentError> {
    let order = if bold {
        [FaceId::Bold, FaceId::WideBold]
    } else {
        [FaceId::Regular, FaceId::WideRegular]
    };
    let mut runs: Vec<Run> = Vec::new();
    for ch in text.chars().map(|ch| if ch.is_whitespace() { ' ' } else { ch }) {
        if ch.is_control()
            || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
        {
            continue;
        }
        let (id, shown) = known(&order, ch)?
            .or(known(&order, BOX)?)
            .or(known(&order, '?')?)
            .unwrap_or((FaceId::Regular, '?'));
        match runs.last_mut() {
            Some(run) if run.face == id => run.text.push(shown),
            _ => runs.push(Run {
                face: id,
                text: shown.to_string(),
            }),
        }
    }
    Ok(runs)
}

fn known(order: &[FaceId], ch: char) -> Result<Option<(FaceId, char)>, DocumentError> {
    for id in order {
        if face(*id)?.face.glyph_index(ch).is_some_and(|glyph| glyph != GlyphId(0)) {
            return Ok(Some((*id, ch)));
        }
    }
    Ok(None)
}

/// How wide a text is at a size, in points.
pub fn width(text: &str, bold: bool, size: f32) -> Result<f32, DocumentError> {
    let mut width = 0.0;
    for run in runs(text, bold)? {
        width += run_width(&run, size)?;
    }
    Ok(width)
}

/// How wide a run is at a size, in points.
pub fn run_width(run: &Run, size: f32) -> Result<f32, DocumentError> {
    let face = &face(run.face)?.face;
    let units: u32 = run
        .text
        .chars()
        .filter_map(|ch| face.glyph_hor_advance(face.glyph_index(ch)?))
        .map(u32::from)
        .sum();
    Ok(units as f32 * size / f32::from(face.units_per_em()))
}
