//! A TrueType font without its hinting: half the size, and no difference on paper.
//! Never changes an outline. The tables are those of the OpenType specification 1.9 (sfnt directory, `glyf`, `loca`).

/// Tables that only hinting, or a reader that picks glyphs by itself, has a use for.
const DROPPED: [&[u8; 4]; 8] = [b"fpgm", b"prep", b"cvt ", b"gasp", b"post", b"name", b"OS/2", b"cmap"];

/// The font without hinting; `None` where its tables cannot be followed, and then it is best left as it is.
pub fn without_hinting(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16_at(font, 4)?);
    let mut tables: Vec<([u8; 4], Vec<u8>)> = Vec::with_capacity(count);
    for n in 0..count {
        let record = font.get(12 + 16 * n..28 + 16 * n)?;
        let tag: [u8; 4] = record.get(..4)?.try_into().ok()?;
        let (start, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
        if !DROPPED.contains(&&tag) {
            tables.push((tag, font.get(start..start.checked_add(length)?)?.to_vec()));
        }
    }
    let find = |tag: &[u8; 4]| tables.iter().find(|(own, _)| own == tag).map(|(_, data)| data.clone());
    let (glyf, loca, mut head) = (find(b"glyf")?, find(b"loca")?, find(b"head")?);
    let long = u16_at(&head, 50)? == 1;
    let offsets: Vec<usize> = if long {
        (0..loca.len() / 4)
            .map(|n| u32_at(&loca, 4 * n).map(|at| at as usize))
            .collect::<Option<_>>()?
    } else {
        (0..loca.len() / 2)
            .map(|n| u16_at(&loca, 2 * n).map(|at| usize::from(at) * 2))
            .collect::<Option<_>>()?
    };
    let mut new_glyf = Vec::with_capacity(glyf.len());
    let mut new_loca = vec![0_u8; 4];
    for (start, end) in offsets.iter().zip(offsets.iter().skip(1)) {
        new_glyf.extend(bare_glyph(glyf.get(*start..*end)?)?);
        while !new_glyf.len().is_multiple_of(4) {
            new_glyf.push(0);
        }
        new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
    }
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    for (tag, data) in &mut tables {
        match &*tag {
            b"glyf" => data.clone_from(&new_glyf),
            b"loca" => data.clone_from(&new_loca),
            b"head" => data.clone_from(&head),
            _ => {}
        }
    }
    assemble(font.get(..4)?, &tables)
}

/// A glyph's outline without its instructions.
fn bare_glyph(glyph: &[u8]) -> Option<Vec<u8>> {
    if glyph.is_empty() {
        return Some(Vec::new());
    }
    let contours = i16::from_be_bytes(glyph.get(..2)?.try_into().ok()?);
    if let Ok(contours) = usize::try_from(contours) {
        let at = 10 + 2 * contours;
        let instructions = usize::from(u16_at(glyph, at)?);
        return Some([glyph.get(..at)?, &[0, 0], glyph.get(at + 2 + instructions..)?].concat());
    }
    let mut bare = glyph.to_vec();
    let mut at = 10;
    loop {
        let flags = u16_at(&bare, at)?;
        bare.get_mut(at..at + 2)?
            .copy_from_slice(&(flags & !0x0100).to_be_bytes());
        at += 4 + if flags & 0x0001 != 0 { 4 } else { 2 };
        at += match flags & 0x00c8 {
            0x0008 => 2,
            0x0040 => 4,
            0x0080 => 8,
            _ => 0,
        };
        if flags & 0x0020 == 0 {
            bare.truncate(at);
            return Some(bare);
        }
    }
}

fn assemble(version: &[u8], tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = u16::try_from(count.checked_ilog2()?).ok()?;
    let range = 16_u16.checked_shl(u32::from(power))?;
    let mut font = version.to_vec();
    for number in [count, range, power, (count * 16).checked_sub(range)?] {
        font.extend(number.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, data) in tables {
        let sum = data.chunks(4).fold(0_u32, |sum, chunk| {
            let mut word = [0_u8; 4];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            sum.wrapping_add(u32::from_be_bytes(word))
        });
        font.extend(tag);
        for number in [sum, u32::try_from(at).ok()?, u32::try_from(data.len()).ok()?] {
            font.extend(number.to_be_bytes());
        }
        at += data.len().div_ceil(4) * 4;
    }
    for (_, data) in tables {
        font.extend(data);
        while !font.len().is_multiple_of(4) {
            font.push(0);
        }
    }
    Some(font)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
