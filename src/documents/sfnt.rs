//! Makes a TrueType subset smaller: drops what only screens of old need (hinting programs) and what a PDF says itself (names).
//! Never moves a point of an outline farther than two thousandths of the type size. The layout of the tables is that of the OpenType specification.

/// The tables a PDF reader needs of a font whose glyphs are addressed by number.
const KEPT: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
const SHORT_X: u8 = 0x02;
const SHORT_Y: u8 = 0x04;
const REPEATED: u8 = 0x08;
const SAME_X: u8 = 0x10;
const SAME_Y: u8 = 0x20;
/// On the curve; overlapping.
const KEPT_FLAGS: u8 = 0x41;
const ARE_LENGTHS: u16 = 0x0002;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// Units of a type size that no printer can show; a quarter of them is enough.
const FINE: u16 = 2048;

/// The font without hinting, names and whatever else is not drawn, in no finer units than paper shows; `None` when it is no
/// TrueType font that can be read.
pub(super) fn trim(font: &[u8]) -> Option<Vec<u8>> {
    let mut tables: Vec<(&[u8; 4], Vec<u8>)> = KEPT
        .into_iter()
        .map(|tag| Some((tag, table(font, tag)?.to_vec())))
        .collect::<Option<_>>()?;
    let head = table(font, b"head")?;
    let long = u16_at(head, 50)? == 1;
    let units = u16_at(head, 18)?;
    let part = if units >= FINE && units.is_multiple_of(4) { 4 } else { 1 };
    let (glyf, loca) = unhinted(table(font, b"glyf")?, table(font, b"loca")?, long, part)?;
    let short = glyf.len() < 2 * 0xFFFF;
    for (tag, data) in &mut tables {
        match *tag {
            b"glyf" => data.clone_from(&glyf),
            b"loca" => {
                let places = loca.iter();
                *data = match short {
                    true => places.flat_map(|at| ((at / 2) as u16).to_be_bytes()).collect(),
                    false => places.flat_map(|at| at.to_be_bytes()).collect(),
                };
            }
            b"head" => {
                data.get_mut(8..12)?.fill(0);
                data.get_mut(18..20)?.copy_from_slice(&(units / part).to_be_bytes());
                data.get_mut(50..52)?.copy_from_slice(&u16::from(!short).to_be_bytes());
                rescaled(data.get_mut(36..44)?, part);
            }
            b"hhea" => rescaled(data.get_mut(4..18)?, part),
            // Widths are no more than 0x7FFF in any face that is embedded.
            b"hmtx" => rescaled(data, part),
            _ => {}
        }
    }
    Some(built(&tables))
}

/// A length in coarser units, to the nearest.
fn coarser(length: i32, part: u16) -> i32 {
    let part = i32::from(part);
    (length + part / 2).div_euclid(part)
}

/// Signed lengths, one behind the other.
fn rescaled(lengths: &mut [u8], part: u16) {
    for length in lengths.chunks_exact_mut(2) {
        if let [a, b] = length {
            let scaled = coarser(i16::from_be_bytes([*a, *b]).into(), part) as i16;
            [*a, *b] = scaled.to_be_bytes();
        }
    }
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

/// Glyphs without their instructions, and where each starts.
fn unhinted(glyf: &[u8], loca: &[u8], long: bool, part: u16) -> Option<(Vec<u8>, Vec<u32>)> {
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
    let mut places = vec![0];
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        let outline = glyf.get(*start..*end)?;
        if !outline.is_empty() {
            bare(outline, part, &mut glyphs)?;
            glyphs.resize(glyphs.len().next_multiple_of(2), 0);
        }
        places.push(glyphs.len() as u32);
    }
    Some((glyphs, places))
}

/// One glyph without its instructions.
fn bare(outline: &[u8], part: u16, into: &mut Vec<u8>) -> Option<()> {
    let contours = u16_at(outline, 0)?;
    let from = into.len();
    into.extend_from_slice(outline.get(..10)?);
    rescaled(into.get_mut(from + 2..)?, part);
    if contours > 0x7FFF {
        return composed(outline, part, into);
    }
    let ends = 10 + usize::from(contours) * 2;
    let points = match contours {
        0 => 0,
        _ => usize::from(u16_at(outline, ends - 2)?) + 1,
    };
    let flags = ends + 2 + usize::from(u16_at(outline, ends)?);
    into.extend_from_slice(outline.get(10..ends)?);
    into.extend_from_slice(&[0, 0]);
    let mut points = read_points(outline.get(flags..)?, points)?;
    for (_, x, y) in &mut points {
        (*x, *y) = (coarser(*x, part), coarser(*y, part));
    }
    write_points(&points, into);
    Some(())
}

/// A glyph made of others: where they stand, and how they are turned.
fn composed(outline: &[u8], part: u16, into: &mut Vec<u8>) -> Option<()> {
    let mut at = 10;
    loop {
        let flags = u16_at(outline, at)?;
        let words = if flags & 0x0001 == 0 { 2 } else { 4 };
        let turned = match (flags & 0x0008, flags & 0x0040, flags & 0x0080) {
            (0, 0, 0) => 0,
            (0, 0, _) => 8,
            (0, ..) => 4,
            _ => 2,
        };
        let next = at + 4 + words + turned;
        into.extend_from_slice(&(flags & !HAS_INSTRUCTIONS).to_be_bytes());
        into.extend_from_slice(outline.get(at + 2..at + 4)?);
        let places = outline.get(at + 4..at + 4 + words)?;
        let from = into.len();
        match (flags & ARE_LENGTHS != 0, places) {
            (true, [x, y]) => {
                let scaled = [x, y].map(|place| coarser(i32::from(*place as i8), part) as i8);
                into.extend(scaled.map(|place| place as u8));
            }
            (lengths, places) => {
                into.extend_from_slice(places);
                if lengths {
                    rescaled(into.get_mut(from..)?, part);
                }
            }
        }
        into.extend_from_slice(outline.get(next - turned..next)?);
        if flags & MORE_COMPONENTS == 0 {
            return Some(());
        }
        at = next;
    }
}

/// A point of an outline: what its flag says beside its place, and its place.
type Place = (u8, i32, i32);

fn read_points(data: &[u8], count: usize) -> Option<Vec<Place>> {
    let mut flags = Vec::with_capacity(count);
    let mut at = 0;
    while flags.len() < count {
        let flag = *data.get(at)?;
        at += 1;
        let mut times = 1;
        if flag & REPEATED != 0 {
            times += usize::from(*data.get(at)?);
            at += 1;
        }
        flags.extend(std::iter::repeat_n(flag, times.min(count - flags.len())));
    }
    let mut along = |short: u8, same: u8| -> Option<Vec<i32>> {
        let mut place = 0;
        let places = flags.iter().map(|flag| {
            place += match (flag & short != 0, flag & same != 0) {
                (true, positive) => {
                    at += 1;
                    let by = i32::from(*data.get(at - 1)?);
                    if positive { by } else { -by }
                }
                (false, true) => 0,
                (false, false) => {
                    at += 2;
                    i32::from(u16_at(data, at - 2)? as i16)
                }
            };
            Some(place)
        });
        places.collect()
    };
    let (xs, ys) = (along(SHORT_X, SAME_X)?, along(SHORT_Y, SAME_Y)?);
    let places = flags.iter().zip(xs).zip(ys);
    Some(places.map(|((flag, x), y)| (flag & KEPT_FLAGS, x, y)).collect())
}

fn write_points(points: &[Place], into: &mut Vec<u8>) {
    let (mut flags, mut xs, mut ys) = (Vec::with_capacity(points.len()), Vec::new(), Vec::new());
    let (mut before_x, mut before_y) = (0, 0);
    let step = |by: i32, short: u8, same: u8, into: &mut Vec<u8>| match by {
        0 => same,
        1..=255 => {
            into.push(by as u8);
            short | same
        }
        -255..=-1 => {
            into.push(-by as u8);
            short
        }
        _ => {
            into.extend((by as i16).to_be_bytes());
            0
        }
    };
    for (flag, x, y) in points {
        let across = step(x - before_x, SHORT_X, SAME_X, &mut xs);
        let up = step(y - before_y, SHORT_Y, SAME_Y, &mut ys);
        flags.push(flag | across | up);
        (before_x, before_y) = (*x, *y);
    }
    for run in flags.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(256)) {
        match run {
            [flag] => into.push(*flag),
            [flag, more @ ..] => into.extend([flag | REPEATED, more.len() as u8]),
            [] => {}
        }
    }
    into.extend(xs);
    into.extend(ys);
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
                let part = f32::from(before.units_per_em()) / f32::from(after.units_per_em());
                let off = was.0.iter().zip(&is.0).flat_map(|((was_kind, was), (is_kind, is))| {
                    assert_eq!(was_kind, is_kind, "{face:?} {id:?}");
                    was.iter().zip(is).map(|(was, is)| (was - is * part).abs())
                });
                let farthest = off.fold(0.0, f32::max) * 1000.0 / f32::from(before.units_per_em());
                assert!(
                    was.0.len() == is.0.len() && farthest < 2.0,
                    "{face:?} {id:?}: {farthest}"
                );
                let widths = [&before, &after].map(|face| {
                    let units = f32::from(face.units_per_em());
                    face.glyph_hor_advance(id)
                        .map(|width| f32::from(width) * 1000.0 / units)
                });
                assert!(
                    matches!(widths, [Some(was), Some(is)] if (was - is).abs() < 1.0),
                    "{face:?} {id:?}"
                );
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
