//! Ways to get to a place in the table: what each costs so far, and what it has decided.
//! Never more than one for each number of what the offers have collected: the best.

use super::super::digits::Field;
use std::cmp::Reverse;

/// One way to decide about the copies seen so far.
#[derive(Clone, Copy)]
pub(super) struct Way<const W: usize> {
    /// What it costs so far.
    pub(super) sum: i64,
    /// Applications spared, applications of each offer, copies taken from each line: the more, the better.
    pub(super) words: [u64; W],
    /// The number of what the offers have collected.
    pub(super) place: u32,
    /// The same with the bits of each offer by themselves.
    pub(super) collected: u32,
}

/// What it means to give a copy to an offer.
pub(super) struct Give {
    /// Copies of an application.
    pub(super) units: u32,
    /// Between neighbours in the numbering of what the offers have collected.
    pub(super) stride: u32,
    /// Where the collected copies stand in [`Way::collected`].
    pub(super) shift: u32,
    pub(super) mask: u32,
    /// What the first copy of an application pays, and each other; together the price.
    pub(super) first: i64,
    pub(super) share: i64,
    /// How often it is applied.
    pub(super) field: Field,
}

impl Give {
    /// The way with a further copy for this offer.
    pub(super) fn to<const W: usize>(&self, way: &Way<W>, begun: &[u64; W]) -> Way<W> {
        let mut way = *way;
        let collected = way.collected >> self.shift & self.mask;
        if collected == 0 {
            way.sum += self.first;
            for (word, more) in way.words.iter_mut().zip(begun) {
                *word = word.wrapping_add(*more);
            }
        } else {
            way.sum += self.share;
        }
        if collected + 1 == self.units {
            way.place -= collected * self.stride;
            way.collected -= collected << self.shift;
        } else {
            way.place += self.stride;
            way.collected += 1 << self.shift;
        }
        way
    }
}

/// The best way for each number of what the offers have collected.
pub(super) struct Ways<const W: usize> {
    pub(super) all: Vec<Way<W>>,
    /// For each number one more than the position of its way; zero where there is none.
    slots: Vec<u32>,
}

impl<const W: usize> Ways<W> {
    pub(super) fn new(product: usize) -> Ways<W> {
        Ways {
            all: Vec::new(),
            slots: vec![0; product],
        }
    }

    pub(super) fn keep(&mut self, way: Way<W>) {
        let Some(slot) = self.slots.get_mut(way.place as usize) else {
            return;
        };
        match self.all.get_mut((*slot as usize).wrapping_sub(1)) {
            Some(other) => {
                if (way.sum, Reverse(&way.words)) < (other.sum, Reverse(&other.words)) {
                    *other = way;
                }
            }
            None => {
                self.all.push(way);
                *slot = u32::try_from(self.all.len()).unwrap_or(0);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        for way in self.all.drain(..) {
            if let Some(slot) = self.slots.get_mut(way.place as usize) {
                *slot = 0;
            }
        }
    }
}
