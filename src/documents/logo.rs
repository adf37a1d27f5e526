//! A logo as papers carry it: no more dots than its place can show, no more shades than it has, packed once for each size.
//! Never makes a photograph coarse: only what is drawn in few shades is told by few.

use super::picture::Picture;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What printers of receipts and of letters show to the inch.
const DOTS_PER_INCH: f32 = 300.0;
/// Where a dot is either ink or paper: twice as many as a roll's printer has.
const INK_PER_INCH: f32 = 406.0;
/// No paper has room for more dots across.
const WIDEST: u32 = 4_000;
/// As many shades as a list of them holds.
const LISTED: usize = 256;
/// Grey that lies closer to black or white than this is ink or paper.
const INK: u8 = 24;
/// Steps of grey between ink and paper: enough for the edges of a drawing.
const STEP: u16 = 17;
/// An edge has ink and paper on its sides, no farther away than this.
const EDGE: u32 = 2;

/// A logo, and the sizes in which papers have asked for it.
#[derive(Debug)]
pub struct Logo {
    whole: Picture,
    drawn: bool,
    packed: Mutex<Vec<Arc<Packed>>>,
}

/// What the dots of a packed logo say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shades {
    /// How light they are; where a bit says it, ink or paper.
    Grey,
    /// How red, green and blue they are.
    Colours,
    /// Their place in a list of greys, a byte each.
    OfGreys(Vec<u8>),
    /// Their place in a list of colours, three bytes each.
    OfColours(Vec<u8>),
}

/// A logo for one size on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
    /// What they say.
    pub shades: Shades,
    /// Bits of a dot, or of each of its colours.
    pub bits: u8,
    /// Rows as a PNG holds them: foretold from their neighbours, then deflated.
    pub rows: Vec<u8>,
}

impl Logo {
    /// The logo that a picture is.
    pub fn new(whole: Picture) -> Logo {
        Logo {
            drawn: is_drawn(&whole),
            whole,
            packed: Mutex::default(),
        }
    }

    /// Its width and height, in dots.
    pub fn shape(&self) -> [f32; 2] {
        [self.whole.width as f32, self.whole.height as f32]
    }

    /// The logo for a place of this width, in points; `None` where it cannot be packed.
    pub fn packed(&self, width: f32) -> Option<Arc<Packed>> {
        let dots = |per_inch: f32| (width / 72.0 * per_inch).ceil() as u32;
        let across = match self.drawn {
            true => dots(INK_PER_INCH).clamp(1, WIDEST),
            false => dots(DOTS_PER_INCH).clamp(1, self.whole.width.max(1)),
        };
        let mut known = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(packed) = known.iter().find(|packed| packed.width == across) {
            return Some(packed.clone());
        }
        let packed = Arc::new(match self.drawn {
            true => inked(&self.whole, across)?,
            false => pack(&self.whole.scaled_to(across))?,
        });
        known.push(packed.clone());
        Some(packed)
    }
}

/// Whether a picture is a drawing in ink: black and white, and grey only where they meet.
fn is_drawn(picture: &Picture) -> bool {
    let (wide, high) = (picture.width, picture.height);
    let at = |x: u32, y: u32| picture.dots.get((y * wide + x) as usize).copied().unwrap_or(255);
    let meets = |x: u32, y: u32| {
        let around = |at: u32, size: u32| at.saturating_sub(EDGE)..(at + EDGE + 1).min(size);
        let near = || around(y, high).flat_map(|y| around(x, wide).map(move |x| at(x, y)));
        near().any(|grey| grey <= INK) && near().any(|grey| grey >= 255 - INK)
    };
    let (mut greys, mut edges) = (0_usize, 0_usize);
    for (x, y) in (0..high).flat_map(|y| (0..wide).map(move |x| (x, y))) {
        if !picture.coloured && (INK + 1..255 - INK).contains(&at(x, y)) {
            greys += 1;
            edges += usize::from(meets(x, y));
        }
    }
    !picture.coloured && greys * 4 <= picture.dots.len() && greys <= edges + edges / 8 + 16
}

/// A drawing as ink or paper, dot by dot; between the dots it had it goes on evenly, so that its edges stay smooth.
fn inked(picture: &Picture, width: u32) -> Option<Packed> {
    let height = (f64::from(width) * f64::from(picture.height) / f64::from(picture.width)).round();
    let height = (height as u32).clamp(1, WIDEST);
    // Between which two dots a place lies, and how far from the first, in 256th parts.
    let between = |n: u32, of: u32, dots: u32| {
        let at = ((2 * i64::from(n) + 1) * i64::from(dots) * 128 / i64::from(of) - 128).max(0);
        let first = u32::try_from(at / 256).unwrap_or(0).min(dots - 1);
        (first, (first + 1).min(dots - 1), u32::try_from(at % 256).unwrap_or(0))
    };
    let grey = |x: u32, y: u32| {
        u32::from(
            picture
                .dots
                .get((y * picture.width + x) as usize)
                .copied()
                .unwrap_or(255),
        )
    };
    let mut dots = Vec::with_capacity((width.div_ceil(8) * height) as usize);
    for y in 0..height {
        let (above, below, down) = between(y, height, picture.height);
        let is_paper = |x: u32| {
            let (left, right, over) = between(x, width, picture.width);
            let row = |y: u32| grey(left, y) * (256 - over) + grey(right, y) * over;
            u8::from(row(above) * (256 - down) + row(below) * down >= 128 << 16)
        };
        let row: Vec<u8> = (0..width).map(is_paper).collect();
        dots.extend(row.chunks(8).map(|byte| joined(byte, 1)));
    }
    packed([width, height], Shades::Grey, 1, &dots)
}

fn pack(picture: &Picture) -> Option<Packed> {
    let (shades, bits, dots) = match listed(picture) {
        Some(Listed { list, places }) => {
            let count = list.len() / if picture.coloured { 3 } else { 1 };
            let bits = match count {
                0..=2 => 1,
                3..=4 => 2,
                5..=16 => 4,
                _ => 8,
            };
            let rows = places.chunks(picture.width as usize);
            let dots = rows.flat_map(|row| row.chunks(8 / usize::from(bits)).map(|byte| joined(byte, bits)));
            let dots = dots.collect();
            let shades = match picture.coloured {
                true => Shades::OfColours(list),
                false => Shades::OfGreys(list),
            };
            (shades, bits, dots)
        }
        None if picture.coloured => (Shades::Colours, 8, picture.dots.clone()),
        None => (Shades::Grey, 8, picture.dots.clone()),
    };
    packed([picture.width, picture.height], shades, bits, &dots)
}

/// The dots in whichever rows come out smallest.
fn packed([width, height]: [u32; 2], shades: Shades, bits: u8, dots: &[u8]) -> Option<Packed> {
    let filters = [png::Filter::NoFilter, png::Filter::Up, png::Filter::Adaptive];
    let tried = filters.map(|filter| deflated([width, height], &shades, bits, dots, filter));
    let rows = tried.into_iter().flatten().min_by_key(Vec::len)?;
    Some(Packed {
        width,
        height,
        shades,
        bits,
        rows,
    })
}

/// Dots side by side in a byte, the first in its highest bits.
fn joined(dots: &[u8], bits: u8) -> u8 {
    let shifts = (0..8 / bits).rev().map(|place| place * bits);
    dots.iter()
        .zip(shifts)
        .fold(0, |byte, (dot, shift)| byte | dot << shift)
}

/// A list of shades, and for each dot its place in it.
struct Listed {
    list: Vec<u8>,
    places: Vec<u8>,
}

/// The shades of a picture that has few; of ink on paper as many as its edges need.
fn listed(picture: &Picture) -> Option<Listed> {
    if picture.coloured {
        let dots = || picture.dots.chunks_exact(3);
        return few(dots(), |of| of).or_else(|| few(dots(), |of| of >> 4));
    }
    let plain = |dot: &u8| *dot <= INK || *dot >= 255 - INK;
    let drawn = picture.dots.iter().filter(|dot| plain(dot)).count() >= picture.dots.len() / 4 * 3;
    let step = |dot: &u8| u8::try_from((u16::from(*dot) + STEP / 2) / STEP * STEP).unwrap_or(255);
    let stepped: Vec<u8> = match drawn {
        true => picture.dots.iter().map(step).collect(),
        false => picture.dots.clone(),
    };
    few(stepped.chunks_exact(1), |of| of).filter(|listed| drawn || listed.list.len() <= 16)
}

/// Dots whose shades are the same to this measure become their mean, where there are few kinds of them.
fn few<'a>(dots: impl Iterator<Item = &'a [u8]> + Clone, measure: impl Fn(u8) -> u8) -> Option<Listed> {
    let kind = |dot: &[u8]| dot.iter().fold(0, |kind: u32, of| kind << 8 | u32::from(measure(*of)));
    let mut kinds: BTreeMap<u32, (Vec<u64>, u64)> = BTreeMap::new();
    for dot in dots.clone() {
        let (sums, count) = kinds.entry(kind(dot)).or_insert_with(|| (vec![0; dot.len()], 0));
        sums.iter_mut().zip(dot).for_each(|(sum, of)| *sum += u64::from(*of));
        *count += 1;
        if kinds.len() > LISTED {
            return None;
        }
    }
    let mean = |sum: u64, count: u64| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(255);
    let list = kinds.values();
    let list = list.flat_map(|(sums, count)| snapped(sums.iter().map(|sum| mean(*sum, *count)).collect()));
    let list = list.collect();
    let place: BTreeMap<u32, u8> = kinds.keys().copied().zip(0..=255).collect();
    let places = dots.map(|dot| place.get(&kind(dot)).copied().unwrap_or(0)).collect();
    Some(Listed { list, places })
}

/// What is all but white is white, what is all but black is black: no grain on empty paper.
fn snapped(mut shade: Vec<u8>) -> Vec<u8> {
    for end in [0, 255] {
        if shade.iter().all(|of| of.abs_diff(end) < 8) {
            shade.fill(end);
        }
    }
    shade
}

/// The rows as the parts of a PNG hold them.
fn deflated([width, height]: [u32; 2], shades: &Shades, bits: u8, dots: &[u8], filter: png::Filter) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(match shades {
        Shades::Grey => png::ColorType::Grayscale,
        Shades::Colours => png::ColorType::Rgb,
        Shades::OfGreys(_) | Shades::OfColours(_) => png::ColorType::Indexed,
    });
    encoder.set_depth(png::BitDepth::from_u8(bits)?);
    if let Shades::OfGreys(_) | Shades::OfColours(_) = shades {
        // The list itself travels beside the rows; a PNG needs one of its own.
        encoder.set_palette(vec![0; 3 << bits]);
    }
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(filter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(dots).ok()?;
    writer.finish().ok()?;
    let mut rows = Vec::new();
    let mut rest = file.get(8..)?;
    while let Some((length, part)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        if part.starts_with(b"IDAT") {
            rows.extend_from_slice(part.get(4..4 + length)?);
        }
        rest = part.get(length + 8..)?;
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, coloured: bool, dot: impl Fn(u32, u32) -> Vec<u8>) -> Picture {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Picture {
            width,
            height,
            coloured,
            dots: places.flat_map(|(x, y)| dot(x, y)).collect(),
        }
    }

    #[test]
    fn a_place_gets_the_dots_it_can_show_and_each_size_is_packed_once() {
        let photo = |x: u32, y: u32| vec![(x % 256) as u8, (y % 256) as u8, ((x + y) % 256) as u8];
        let logo = Logo::new(picture(532, 266, true, photo));
        for (points, width, height) in [(72.0, 300, 150), (36.0, 150, 75), (500.0, 532, 266), (0.0, 1, 1)] {
            let packed = logo.packed(points).unwrap();
            assert_eq!((packed.width, packed.height), (width, height), "{points}");
            assert!(Arc::ptr_eq(&packed, &logo.packed(points).unwrap()));
        }
    }

    #[test]
    fn a_drawing_in_ink_is_told_in_twice_the_dots_of_a_roll_and_in_few_bytes() {
        // A ring with soft edges on paper with grain.
        let ring = |x: u32, y: u32| {
            let (x, y) = (f64::from(x) - 150.0, f64::from(y) - 150.0);
            let off = (x.hypot(y) - 120.0).abs() - 15.0;
            vec![(off.clamp(0.0, 1.0) * 250.0) as u8]
        };
        let logo = Logo::new(picture(300, 300, false, ring));
        let packed = logo.packed(72.0).unwrap();
        assert_eq!((packed.width, packed.height, packed.bits), (406, 406, 1));
        assert!(packed.rows.len() < 3000, "{}", packed.rows.len());
        // What is grey in itself stays grey.
        let washed = |x: u32, y: u32| if x > 200 && y > 200 { vec![128] } else { ring(x, y) };
        assert_ne!(
            Logo::new(picture(300, 300, false, washed)).packed(72.0).unwrap().bits,
            1
        );
    }

    #[test]
    fn shades_are_told_by_as_few_bits_as_they_need() {
        // Ink with soft edges and grain; a photograph in grey; flat colours; a photograph in colour.
        let ink = |x: u32, y: u32| match x % 64 {
            31 => vec![120],
            ..31 => vec![(y % 9) as u8],
            _ => vec![255 - (y % 7) as u8],
        };
        let grey = |x: u32, y: u32| vec![((x * 3 + y) % 256) as u8];
        let flat = |x: u32, _: u32| match x % 3 {
            0 => vec![200, 40, 30],
            1 => vec![0, 107, 112],
            _ => vec![255, 255, 255],
        };
        let photo = |x: u32, y: u32| vec![(x % 256) as u8, (y % 256) as u8, ((x + y) % 256) as u8];
        for (picture, bits, listed) in [
            (picture(128, 128, false, ink), 2, true),
            (picture(256, 256, false, grey), 8, false),
            (picture(60, 60, true, flat), 2, true),
            (picture(256, 256, true, photo), 8, false),
        ] {
            let packed = pack(&picture).unwrap();
            let has_list = matches!(packed.shades, Shades::OfGreys(_) | Shades::OfColours(_));
            assert_eq!((packed.bits, has_list), (bits, listed));
        }
        assert_eq!(listed(&picture(64, 64, false, ink)).unwrap().list, [0, 119, 255]);
    }
}
