//! The filling of the table, piece by piece, under a bound.
//! Never looks back: who is best at the end has said all on the way.

use super::super::budget::Budget;
use super::super::part::Choice;
use super::plan::{Exit, Piece, Plan};
use super::ways::{Way, Ways};
use std::mem;

/// Above this product it pays to try low bounds first.
const DEEPEN: usize = 100;

/// The steps are spent, or the numbers do not fit.
struct Spent;

impl Plan {
    /// The best choice; `None` where the steps run out or the numbers of a way would not fit.
    ///
    /// Most tables stay small if the bound is low, so that first bounds are tried that may be too low.
    pub(super) fn best(&self, budget: &mut Budget, kept: u64) -> Option<Choice> {
        let first = self.pieces.first().and_then(|piece| piece.exits.first()?.first());
        let gap = self.bound - first.map_or(0, |exit| exit.floor);
        let easy = if self.product > DEEPEN { 0 } else { 2 };
        for slack in [gap / 32, gap / 8, gap].into_iter().skip(easy) {
            let bound = self.bound - gap + slack;
            let found = match self.words {
                0..=2 => self.fill::<2>(bound, budget, kept),
                3 => self.fill::<3>(bound, budget, kept),
                4 => self.fill::<4>(bound, budget, kept),
                5..=10 => self.fill::<10>(bound, budget, kept),
                11..=32 => self.fill::<32>(bound, budget, kept),
                _ => Err(Spent),
            };
            match found {
                Ok(Some(choice)) => return Some(choice),
                Ok(None) => {}
                Err(Spent) => return None,
            }
        }
        None
    }

    /// The best choice whose sum is at most `bound`.
    fn fill<const W: usize>(&self, bound: i64, budget: &mut Budget, kept: u64) -> Result<Option<Choice>, Spent> {
        let states = self.pieces.iter().map(|piece| piece.exits.len()).max().unwrap_or(1);
        let copies = self.pieces.iter().map(|piece| piece.copies).max().unwrap_or(0);
        let mut table: Vec<Ways<W>> = (0..states).map(|_| Ways::new(self.product)).collect();
        let mut next: Vec<Ways<W>> = (0..states).map(|_| Ways::new(self.product)).collect();
        let mut levels: Vec<Ways<W>> = (0..=copies).map(|_| Ways::new(self.product)).collect();
        let mut start = Way {
            sum: 0,
            words: [0; W],
            place: 0,
            collected: 0,
        };
        self.spared.add(&mut start.words, u64::from(self.most));
        if let Some(ways) = table.first_mut() {
            ways.keep(start);
        }
        for piece in &self.pieces {
            for (ways, exits) in table.iter_mut().zip(&piece.exits) {
                if let Some(level) = levels.first_mut().filter(|_| !ways.all.is_empty()) {
                    mem::swap(level, ways);
                    let given = self.take(piece, exits, &mut levels, bound);
                    let steps = levels.iter().fold(given, |steps, level| steps + level.all.len());
                    if !budget.take(steps * W.div_ceil(4), kept) {
                        return Err(Spent);
                    }
                    self.leave(piece, exits, &mut levels, &mut next, bound);
                }
            }
            mem::swap(&mut table, &mut next);
        }
        let Some(best) = table.first().and_then(|ways| ways.all.first()) else {
            return Ok(None);
        };
        let times = self
            .gives
            .iter()
            .map(|give| give.as_ref().map_or(0, |give| give.field.read(&best.words)));
        let taken = self.taken.iter().map(|field| field.read(&best.words));
        Ok(Some(Choice {
            applications: times.collect(),
            taken: taken.collect(),
        }))
    }

    /// From the ways on the first level, with no copy of the piece taken, to the levels with one taken, with two ..
    /// Offer after offer, so that which copy went to which offer is not told apart.
    /// Answers with the copies it gave in all ways.
    fn take<const W: usize>(&self, piece: &Piece, exits: &[Exit], levels: &mut [Ways<W>], bound: i64) -> usize {
        let mut steps = 0;
        for give in piece.gives.iter().filter_map(|deal| self.gives.get(*deal)?.as_ref()) {
            let mut begun = [0; W];
            self.spared.add(&mut begun, u64::MAX);
            give.field.add(&mut begun, 1);
            let mut levels = &mut *levels;
            for exit in exits.iter().skip(1) {
                let Some((now, later)) = levels.split_first_mut() else {
                    break;
                };
                steps += now.all.len();
                if let Some(then) = later.first_mut() {
                    for way in &now.all {
                        let way = give.to(way, &begun);
                        if way.sum + exit.floor <= bound {
                            then.keep(way);
                        }
                    }
                }
                levels = later;
            }
        }
        steps
    }

    /// The other copies of the piece are left over.
    fn leave<const W: usize>(
        &self,
        piece: &Piece,
        exits: &[Exit],
        levels: &mut [Ways<W>],
        next: &mut [Ways<W>],
        bound: i64,
    ) {
        for ((copies, exit), level) in (0_u64..).zip(exits).zip(levels) {
            if let Some(next) = next.get_mut(exit.state) {
                for way in &level.all {
                    let mut way = *way;
                    way.sum += exit.cost;
                    if way.collected & piece.ends == 0 && way.sum + exit.after <= bound {
                        piece.field.add(&mut way.words, copies);
                        next.keep(way);
                    }
                }
            }
            level.clear();
        }
    }
}
