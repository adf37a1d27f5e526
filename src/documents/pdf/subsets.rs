//! Which glyphs of which faces a document embeds, and the code of each.
//! Never lets two characters share a code, and never takes an order that chance has a part in.

use crate::documents::fonts::{Face, Glyph, NONE};
use crate::documents::layout::{Mark, Page};
use std::collections::{BTreeMap, BTreeSet};

/// A face as the document embeds it. Two characters that the face draws alike (Latin and Cyrillic A, say) need a code
/// each, or the text would not come out as it went in: the second stands in a second subset.
pub(super) type FontKey = (Face, usize);

/// Subsets for glyphs that a shaper placed are counted from here.
const SHAPED: usize = 100;

/// What is said by each glyph of one embedded subset, by its number in the whole face.
pub(super) type Used = BTreeMap<FontKey, BTreeMap<u16, String>>;

/// In which subset each glyph stands.
#[derive(Default)]
pub(super) struct Keys {
    /// Of characters alone.
    plain: BTreeMap<(Face, char), FontKey>,
    /// Of what a shaper placed: by number and by what it says.
    shaped: BTreeMap<(Face, u16, String), FontKey>,
    /// The code of a glyph in its subset.
    pub(super) codes: BTreeMap<(FontKey, u16), u16>,
}

impl Keys {
    /// The subset that a glyph stands in, with the characters that it says.
    pub(super) fn of(&self, unit: &[Glyph]) -> Option<FontKey> {
        let glyph = unit.first()?;
        match glyph.shaped {
            false => self.plain.get(&(glyph.face, glyph.character)).copied(),
            true => self.shaped.get(&(glyph.face, glyph.id, said(unit))).copied(),
        }
    }
}

/// A glyph with the characters that it alone says.
pub(super) fn units(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|_, next| next.ghost)
}

pub(super) fn said(unit: &[Glyph]) -> String {
    let characters = unit.iter().map(|glyph| glyph.character);
    characters.filter(|character| *character != NONE).collect()
}

/// The subsets that the pages need, and in which of them each glyph stands.
pub(super) fn fonts_used(pages: &[Page]) -> (Used, Keys) {
    let mut plain: BTreeSet<(Face, char, u16)> = BTreeSet::new();
    let mut shaped: BTreeSet<(Face, u16, String)> = BTreeSet::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let (Mark::Text { glyphs, .. } | Mark::Turned { glyphs, .. }) = mark else {
            continue;
        };
        for unit in units(glyphs) {
            match unit.first() {
                Some(glyph) if glyph.shaped => {
                    shaped.insert((glyph.face, glyph.id, said(unit)));
                }
                Some(glyph) => {
                    plain.insert((glyph.face, glyph.character, glyph.id));
                }
                None => {}
            }
        }
    }
    let mut used = Used::new();
    let mut keys = Keys::default();
    for (face, character, id) in plain {
        let key = layer(&mut used, face, 0, id, character.to_string());
        keys.plain.insert((face, character), key);
    }
    for (face, id, said) in shaped {
        let key = layer(&mut used, face, SHAPED, id, said.clone());
        keys.shaped.insert((face, id, said), key);
    }
    for (key, glyphs) in &used {
        for (code, id, _) in coded(glyphs) {
            keys.codes.insert((*key, id), code);
        }
    }
    (used, keys)
}

/// The glyphs of a subset with their codes in it, in its order: the box that stands for what a face lacks comes first, used or not.
pub(super) fn coded(glyphs: &BTreeMap<u16, String>) -> impl Iterator<Item = (u16, u16, &str)> {
    let first = u16::from(!glyphs.contains_key(&0));
    (first..)
        .zip(glyphs)
        .map(|(code, (id, said))| (code, *id, said.as_str()))
}

/// The first subset of a face, from this one on, in which a glyph says this or nothing yet.
fn layer(used: &mut Used, face: Face, from: usize, id: u16, said: String) -> FontKey {
    let taken = |layer: &usize| used.get(&(face, *layer)).is_some_and(|at| at.contains_key(&id));
    let key = (face, from + (from..).take_while(taken).count());
    used.entry(key).or_default().insert(id, said);
    key
}
