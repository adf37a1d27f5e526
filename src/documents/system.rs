//! The typefaces of this system, for what the carried ones lack: looked for only when some text needs one.
//! Never takes a face that draws nothing, or one that may not be embedded; the order is the same in every run.

use std::collections::HashMap;
use std::sync::OnceLock;
use ttf_parser::{Face as Parsed, Permissions};

/// A typeface of the system, read when it is needed.
struct Candidate {
    id: fontdb::ID,
    index: u32,
    bold: bool,
    loaded: OnceLock<Option<(Vec<u8>, String)>>,
    parsed: OnceLock<Option<Parsed<'static>>>,
}

struct System {
    fonts: fontdb::Database,
    candidates: Vec<Candidate>,
    /// The first candidate that has a character, in regular and in bold.
    known: HashMap<u32, [Option<u16>; 2]>,
}

fn system() -> &'static System {
    static SYSTEM: OnceLock<System> = OnceLock::new();
    SYSTEM.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        let mut faces: Vec<(Rank, Candidate)> = fonts.faces().filter_map(ranked).collect();
        faces.sort_by(|(a, _), (b, _)| a.cmp(b));
        let candidates: Vec<Candidate> = faces
            .into_iter()
            .take(usize::from(u16::MAX))
            .map(|(_, face)| face)
            .collect();
        let mut known = HashMap::new();
        for (candidate, n) in candidates.iter().zip(0..) {
            fonts.with_face_data(candidate.id, |data, index| {
                learn(&mut known, data, index, candidate.bold, n)
            });
        }
        System {
            fonts,
            candidates,
            known,
        }
    })
}

/// What decides between faces that both have a character: upright before slanted, usual width before narrow, a family made
/// for every script, then the name of the file.
type Rank = (bool, bool, u16, u8, String, u32);

fn ranked(face: &fontdb::FaceInfo) -> Option<(Rank, Candidate)> {
    let file = match &face.source {
        fontdb::Source::File(file) => file.to_string_lossy().into_owned(),
        _ => return None,
    };
    let (family, _) = face.families.first()?;
    let family = family.to_lowercase();
    // A face of boxes with numbers has everything and says nothing.
    if family.contains("last resort") || family.contains("lastresort") {
        return None;
    }
    let made_for = ["noto sans", "noto", "dejavu sans", "droid sans"];
    let made_for = made_for
        .iter()
        .position(|start| family.starts_with(start))
        .unwrap_or(made_for.len());
    let bold = face.weight.0 >= 600;
    let rank = (
        face.style != fontdb::Style::Normal,
        face.stretch != fontdb::Stretch::Normal,
        face.weight.0.abs_diff(if bold { 700 } else { 400 }),
        u8::try_from(made_for).unwrap_or(u8::MAX),
        file,
        face.index,
    );
    let candidate = Candidate {
        id: face.id,
        index: face.index,
        bold,
        loaded: OnceLock::new(),
        parsed: OnceLock::new(),
    };
    Some((rank, candidate))
}

/// Notes the characters that a face draws, where it draws them and may be embedded.
fn learn(known: &mut HashMap<u32, [Option<u16>; 2]>, data: &[u8], index: u32, bold: bool, n: u16) -> Option<()> {
    let face = Parsed::parse(data, index).ok()?;
    let outlines = face.tables().glyf.is_some() || face.tables().cff.is_some();
    if !outlines || face.permissions() == Some(Permissions::Restricted) {
        return None;
    }
    for subtable in face.tables().cmap?.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|character| {
            let has = |character| subtable.glyph_index(character).is_some_and(|id| id.0 > 0);
            let places = known.entry(character).or_default();
            if let Some(place) = places.get_mut(usize::from(bold))
                && place.is_none()
                && has(character)
            {
                *place = Some(n);
            }
        });
    }
    Some(())
}

/// The face that has a character: one of the weight that is asked for, else any.
pub(super) fn face_with(character: char, bold: bool) -> Option<u16> {
    let [regular, heavy] = system().known.get(&u32::from(character))?;
    if bold { heavy.or(*regular) } else { regular.or(*heavy) }
}

/// The file of a face, its place in it, and its name; `None` where it cannot be read any more.
pub(super) fn file(face: u16) -> Option<(&'static [u8], u32, &'static str)> {
    let system = system();
    let candidate = system.candidates.get(usize::from(face))?;
    let (bytes, name) = candidate
        .loaded
        .get_or_init(|| {
            let bytes = system.fonts.with_face_data(candidate.id, |data, _| data.to_vec())?;
            let info = system.fonts.face(candidate.id)?;
            let letter = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
            let name: String = info.post_script_name.chars().filter(letter).take(60).collect();
            Some((bytes, if name.is_empty() { "Fallback".to_owned() } else { name }))
        })
        .as_ref()?;
    Some((bytes, candidate.index, name))
}

/// A face, read.
pub(super) fn parsed(face: u16) -> Option<&'static Parsed<'static>> {
    let candidate = system().candidates.get(usize::from(face))?;
    let read = || {
        let (bytes, index, _) = file(face)?;
        Parsed::parse(bytes, index).ok()
    };
    candidate.parsed.get_or_init(read).as_ref()
}
