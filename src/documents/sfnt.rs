//! Makes a TrueType subset smaller: drops what only screens of old need (hinting programs) and what a PDF says itself (names).
//! Never changes an outline. The layout of the tables is that of the OpenType specification.

/// The tables a PDF reader needs of a font whose glyphs are addressed by number.
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
const ON_CURVE_REPEAT: u8 = 0x08;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// The font without hinting, names and whatever else is not drawn; `None` when it is no TrueType font that can be read.
pub(super) fn trim(font: &[u8]) -> Option<Vec<u8>> {
    let mut tables: Vec<(&[u8; 4], Vec<u8>)> = KEPT
        .into_iter()
        .map(|tag| Some((tag, table(font, tag)?.to_vec())))
        .collect::<Option<_>>()?;
    let long = u16_at(table(font, b"head")?, 50)? == 1;
    let (glyf, loca) = unhinted(table(font, b"glyf")?, table(font, b"loca")?, long)?;
    for (tag, data) in &mut tables {
        match *tag {
            b"glyf" => data.clone_from(&glyf),
            b"loca" => data.clone_from(&loca),
            b"head" => {
                data.get_mut(8..12)?.fill(0);
                data.get_mut(50..52)?.copy_from_slice(&[0, 1]);
            }
            _ => {}
        }
    }
    Some(built(&tables))
}

fn built(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut font = vec![0, 1, 0, 0, 0, tables.len() as u8, 0, 64, 0, 2, 0, 32];
    let mut offset = font.len() + tables.len() * 16;
    for (tag, data) in tables {
        font.extend_from_slice(*tag);
        font.extend_from_slice(&checksum(data).to_be_bytes());
        font.extend_from_slice(&(offset as u32).to_be_bytes());
        font.extend_from_slice(&(data.len() as u32).to_be_bytes());
        offset += data.len().next_multiple_of(4);
    }
    let mut head = 0;
    for (tag, data) in tables {
        if *tag == b"head" {
            head = font.len();
        }
        font.extend_from_slice(data);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&font));
    if let Some(place) = font.get_mut(head + 8..head + 12) {
        place.copy_from_slice(&adjustment.to_be_bytes());
    }
    font
}

/// Glyphs without their instructions, and where each starts (always in long form).
fn unhinted(glyf: &[u8], loca: &[u8], long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let size = if long { 4 } else { 2 };
    let starts: Vec<usize> = loca
        .chunks_exact(size)
        .map(|entry| match entry {
            [a, b, c, d] => u32::from_be_bytes([*a, *b, *c, *d]) as usize,
            [a, b] => usize::from(u16::from_be_bytes([*a, *b])) * 2,
            _ => 0,
        })
        .collect();
    let mut glyphs = Vec::with_capacity(glyf.len());
    let mut places = vec![0_u8; 4];
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        let outline = glyf.get(*start..*end)?;
        if !outline.is_empty() {
            bare(outline, &mut glyphs)?;
            glyphs.resize(glyphs.len().next_multiple_of(4), 0);
        }
        places.extend_from_slice(&(glyphs.len() as u32).to_be_bytes());
    }
    Some((glyphs, places))
}

/// One glyph without its instructions.
fn bare(outline: &[u8], into: &mut Vec<u8>) -> Option<()> {
    let contours = u16_at(outline, 0)?;
    if contours > 0x7FFF {
        let from = into.len();
        let mut at = 10;
        loop {
            let flags = u16_at(outline, at)?;
            let words = if flags & 0x0001 == 0 { 2 } else { 4 };
            let scale = match (flags & 0x0008, flags & 0x0040, flags & 0x0080) {
                (0, 0, 0) => 0,
                (0, 0, _) => 8,
                (0, ..) => 4,
                _ => 2,
            };
            let next = at + 4 + words + scale;
            if at == 10 {
                into.extend_from_slice(outline.get(..10)?);
            }
            into.extend_from_slice(&(flags & !HAS_INSTRUCTIONS).to_be_bytes());
            into.extend_from_slice(outline.get(at + 2..next)?);
            if flags & MORE_COMPONENTS == 0 {
                return (into.len() > from).then_some(());
            }
            at = next;
        }
    }
    let ends = 10 + usize::from(contours) * 2;
    let points = match contours {
        0 => 0,
        _ => usize::from(u16_at(outline, ends - 2)?) + 1,
    };
    let flags = ends + 2 + usize::from(u16_at(outline, ends)?);
    into.extend_from_slice(outline.get(..ends)?);
    into.extend_from_slice(&[0, 0]);
    into.extend_from_slice(outline.get(flags..flags + drawn(outline.get(flags..)?, points)?)?);
    Some(())
}

/// How many bytes flags and coordinates of so many points take.
fn drawn(data: &[u8], points: usize) -> Option<usize> {
    let (mut at, mut seen, mut coordinates) = (0, 0, 0);
    while seen < points {
        let flag = *data.get(at)?;
        at += 1;
        let mut times = 1;
        if flag & ON_CURVE_REPEAT != 0 {
            times += usize::from(*data.get(at)?);
            at += 1;
        }
        let bytes = |short: u8, same: u8| match (flag & short != 0, flag & same != 0) {
            (true, _) => 1,
            (false, true) => 0,
            (false, false) => 2,
        };
        coordinates += times * (bytes(0x02, 0x10) + bytes(0x04, 0x20));
        seen += times;
    }
    Some(at + coordinates)
}

fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(u16_at(font, 4)?);
    let record = font
        .get(12..)?
        .chunks_exact(16)
        .take(count)
        .find(|record| record.starts_with(tag))?;
    let start = u32_at(record, 8)? as usize;
    font.get(start..start.checked_add(u32_at(record, 12)? as usize)?)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*data.get(at..)?.first_chunk()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*data.get(at..)?.first_chunk()?))
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::fonts::Face;
    use ttf_parser::{GlyphId, OutlineBuilder};

    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<(u8, [f32; 4])>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((0, [x, y, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push((1, [x, y, 0.0, 0.0]));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push((2, [x1, y1, x, y]));
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {
            self.0.push((3, [0.0; 4]));
        }
    }

    #[test]
    fn a_trimmed_font_draws_every_glyph_as_before() {
        for face in [Face::Courier, Face::CourierBold, Face::Noto, Face::NotoBold] {
            let small = trim(face.bytes()).unwrap();
            let before = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            let after = ttf_parser::Face::parse(&small, 0).unwrap();
            assert_eq!(before.number_of_glyphs(), after.number_of_glyphs());
            for id in (0..before.number_of_glyphs()).map(GlyphId) {
                let (mut was, mut is) = (Path::default(), Path::default());
                before.outline_glyph(id, &mut was);
                after.outline_glyph(id, &mut is);
                assert_eq!(was, is, "{face:?} {id:?}");
                assert_eq!(before.glyph_hor_advance(id), after.glyph_hor_advance(id));
            }
            assert!(small.len() < face.bytes().len());
        }
    }

    #[test]
    fn a_damaged_font_is_refused_at_any_length() {
        let font = Face::Courier.bytes();
        for length in (0..font.len()).step_by(997) {
            let _ = trim(&font[..length]);
        }
        assert_eq!(trim(b""), None);
    }
}
