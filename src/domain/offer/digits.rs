//! Numbers side by side in a row of words, compared as one.

/// A number within a row of words. No number reaches over two words and none outgrows its bits, so that words can be
/// added one by one.
#[derive(Clone, Copy)]
pub(super) struct Field {
    word: usize,
    shift: u32,
    width: u32,
}

impl Field {
    pub(super) fn read(self, words: &[u64]) -> u32 {
        let word = words.get(self.word).copied().unwrap_or(0);
        u32::try_from(word >> self.shift & ((1 << self.width) - 1)).unwrap_or(u32::MAX)
    }

    pub(super) fn add<const W: usize>(self, words: &mut [u64; W], number: u64) {
        if let Some(word) = words.get_mut(self.word) {
            *word = word.wrapping_add(number << self.shift);
        }
    }
}

/// Lays numbers into words, the one that matters most first and highest.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) words: usize,
    free: u32,
}

impl Layout {
    pub(super) fn field(&mut self, most: u32) -> Field {
        let width = (u32::BITS - most.leading_zeros()).max(1);
        if self.free < width {
            self.words += 1;
            self.free = u64::BITS;
        }
        self.free -= width;
        Field {
            word: self.words - 1,
            shift: self.free,
            width,
        }
    }
}
