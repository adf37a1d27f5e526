//! Drawings of ink on paper, a bit a dot, made as small as PDF knows: a generic region of JBIG2 (ITU-T T.88).
//! Never loses a dot.

/// Dots in rows; true is ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bilevel {
    /// Dots across.
    pub(super) width: u32,
    /// Dots down.
    pub(super) height: u32,
    /// The dots.
    pub(super) dots: Vec<bool>,
}

/// How probable the rarer kind of dot is (Qe), the next state where it came and where it did not, and whether the rarer kind
/// becomes the usual one: table E.1 of the standard.
type State = (u32, u8, u8, bool);
#[rustfmt::skip]
const STATES: [State; 47] = [
    (0x5601, 1, 1, true), (0x3401, 6, 2, false), (0x1801, 9, 3, false), (0x0AC1, 12, 4, false), (0x0521, 29, 5, false),
    (0x0221, 33, 38, false), (0x5601, 6, 7, true), (0x5401, 14, 8, false), (0x4801, 14, 9, false), (0x3801, 14, 10, false),
    (0x3001, 17, 11, false), (0x2401, 18, 12, false), (0x1C01, 20, 13, false), (0x1601, 21, 29, false), (0x5601, 14, 15, true),
    (0x5401, 14, 16, false), (0x5101, 15, 17, false), (0x4801, 16, 18, false), (0x3801, 17, 19, false), (0x3401, 18, 20, false),
    (0x3001, 19, 21, false), (0x2801, 19, 22, false), (0x2401, 20, 23, false), (0x2201, 21, 24, false), (0x1C01, 22, 25, false),
    (0x1801, 23, 26, false), (0x1601, 24, 27, false), (0x1401, 25, 28, false), (0x1201, 26, 29, false), (0x1101, 27, 30, false),
    (0x0AC1, 28, 31, false), (0x09C1, 29, 32, false), (0x08A1, 30, 33, false), (0x0521, 31, 34, false), (0x0441, 32, 35, false),
    (0x02A1, 33, 36, false), (0x0221, 34, 37, false), (0x0141, 35, 38, false), (0x0111, 36, 39, false), (0x0085, 37, 40, false),
    (0x0049, 38, 41, false), (0x0025, 39, 42, false), (0x0015, 40, 43, false), (0x0009, 41, 44, false), (0x0005, 42, 45, false),
    (0x0001, 43, 45, false), (0x5601, 46, 46, false),
];

/// Neighbours that foretell a dot: rightwards and downwards from it, with the four movable ones in their usual places.
const NEIGHBOURS: [(i32, i32); 16] = [
    (-1, 0),
    (-2, 0),
    (-3, 0),
    (-4, 0),
    (3, -1),
    (2, -1),
    (1, -1),
    (0, -1),
    (-1, -1),
    (-2, -1),
    (-3, -1),
    (2, -2),
    (1, -2),
    (0, -2),
    (-1, -2),
    (-2, -2),
];
/// The movable ones, as the segment names them.
const MOVABLE: [u8; 8] = [3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE];

/// What a PDF holds of the picture: a segment for its page and one for its dots.
pub(super) fn encoded(of: &Bilevel) -> Vec<u8> {
    let size = [of.width, of.height].map(u32::to_be_bytes).concat();
    let page = [size.as_slice(), &[0; 11]].concat();
    let dots = [size.as_slice(), &[0; 10], &MOVABLE, &Coder::default().run(of)].concat();
    // An immediate generic region is of kind 38, the page of kind 48.
    [segment(0, 48, &page), segment(1, 38, &dots)].concat()
}

fn segment(number: u8, kind: u8, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes();
    [&[0, 0, 0, number, kind, 0, 1], length.as_slice(), data].concat()
}

impl Bilevel {
    fn ink(&self, x: i32, y: i32) -> bool {
        let inside = |at: i32, size: u32| u32::try_from(at).ok().filter(|at| *at < size);
        let place = inside(x, self.width).zip(inside(y, self.height));
        place.is_some_and(|(x, y)| self.dots.get((y * self.width + x) as usize) == Some(&true))
    }
}

/// The arithmetic coder of annex E, with its names.
struct Coder {
    a: u32,
    c: u32,
    ct: u32,
    b: Option<u8>,
    out: Vec<u8>,
}

impl Default for Coder {
    fn default() -> Coder {
        Coder {
            a: 0x8000,
            c: 0,
            ct: 12,
            b: None,
            out: Vec::new(),
        }
    }
}

impl Coder {
    fn run(mut self, of: &Bilevel) -> Vec<u8> {
        // What is known of each pattern of neighbours: a state, and which kind of dot is usual.
        let mut known = vec![(0_u8, false); 1 << NEIGHBOURS.len()];
        let rows = 0..i32::try_from(of.height).unwrap_or(0);
        for y in rows {
            for x in 0..i32::try_from(of.width).unwrap_or(0) {
                let bits = NEIGHBOURS.iter().map(|(right, down)| of.ink(x + right, y + down));
                let pattern = bits.fold(0, |pattern: usize, ink| pattern << 1 | usize::from(ink));
                if let Some(known) = known.get_mut(pattern) {
                    self.dot(of.ink(x, y), known);
                }
            }
        }
        self.flushed()
    }

    fn dot(&mut self, ink: bool, (state, usual): &mut (u8, bool)) {
        let Some((qe, rare, often, turns)) = STATES.get(usize::from(*state)).copied() else {
            return;
        };
        self.a -= qe;
        if ink == *usual {
            if self.a & 0x8000 != 0 {
                self.c += qe;
                return;
            }
            match self.a < qe {
                true => self.a = qe,
                false => self.c += qe,
            }
            *state = often;
        } else {
            match self.a < qe {
                true => self.c += qe,
                false => self.a = qe,
            }
            *usual ^= turns;
            *state = rare;
        }
        while self.a & 0x8000 == 0 {
            self.a <<= 1;
            self.c <<= 1;
            self.ct -= 1;
            if self.ct == 0 {
                self.byte();
            }
        }
    }

    fn byte(&mut self) {
        if self.b != Some(0xFF) && self.c >= 0x800_0000 {
            // A carry goes into the byte before.
            self.b = self.b.map(|byte| byte.wrapping_add(1));
            if self.b == Some(0xFF) {
                self.c &= 0x7FF_FFFF;
            }
        }
        // Behind a full byte a bit stays empty for the next carry.
        let after_full = self.b == Some(0xFF);
        self.out.extend(self.b);
        if after_full {
            self.b = Some((self.c >> 20) as u8);
            self.c &= 0xF_FFFF;
            self.ct = 7;
        } else {
            self.b = Some((self.c >> 19) as u8);
            self.c &= 0x7_FFFF;
            self.ct = 8;
        }
    }

    fn flushed(mut self) -> Vec<u8> {
        let most = self.c + self.a;
        self.c |= 0xFFFF;
        if self.c >= most {
            self.c -= 0x8000;
        }
        for _ in 0..2 {
            self.c <<= self.ct;
            self.byte();
        }
        if self.b != Some(0xFF) {
            self.out.extend(self.b);
        }
        self.out.extend([0xFF, 0xAC]);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_comes_out_as_printed_there() {
        // Annex H.2: one pattern of neighbours, 256 dots.
        let dots: [u8; 32] = [
            0x00, 0x02, 0x00, 0x51, 0x00, 0x00, 0x00, 0xC0, 0x03, 0x52, 0x87, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x82, 0xC0,
            0x20, 0x00, 0xFC, 0xD7, 0x9E, 0xF6, 0xBF, 0x7F, 0xED, 0x90, 0x4F, 0x46, 0xA3, 0xBF,
        ];
        let mut coder = Coder::default();
        let mut known = (0, false);
        for byte in dots {
            for place in (0..8).rev() {
                coder.dot(byte >> place & 1 == 1, &mut known);
            }
        }
        let expected: [u8; 30] = [
            0x84, 0xC7, 0x3B, 0xFC, 0xE1, 0xA1, 0x43, 0x04, 0x02, 0x20, 0x00, 0x00, 0x41, 0x0D, 0xBB, 0x86, 0xF4, 0x31,
            0x7F, 0xFF, 0x88, 0xFF, 0x37, 0x47, 0x1A, 0xDB, 0x6A, 0xDF, 0xFF, 0xAC,
        ];
        assert_eq!(coder.flushed(), expected);
    }
}
