//! A good choice fast: always the application that saves most a copy.
//! Never looks back, so it is seldom the best; it bounds the exact search, and stands in where that would be too long.

use super::budget::Budget;
use super::part::{Choice, Part, Pool, bits};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

impl Part {
    /// No application at all.
    pub(super) fn nothing(&self) -> Choice {
        Choice {
            applications: vec![0; self.deals.len()],
            taken: vec![0; self.lines.len()],
        }
    }

    /// What a choice costs: its applications, and the copies left over.
    pub(super) fn sum(&self, choice: &Choice) -> i64 {
        let prices = self.deals.iter().zip(&choice.applications);
        let prices = prices.map(|(deal, times)| deal.price.saturating_mul(i64::from(*times)));
        let taken = self.taken_by_pool(&choice.taken);
        let left = self
            .pools
            .iter()
            .zip(taken)
            .map(|(pool, taken)| pool.cost(pool.copies - taken));
        prices.chain(left).fold(0, i64::saturating_add)
    }

    fn taken_by_pool(&self, taken: &[u32]) -> Vec<usize> {
        let mut by_pool = vec![0; self.pools.len()];
        for (line, copies) in self.lines.iter().zip(taken) {
            if let Some(sum) = by_pool.get_mut(line.pool) {
                *sum += *copies as usize;
            }
        }
        by_pool
    }

    /// Adds applications while they lower the sum and the budget lasts, among those that save as much a copy the larger ones first.
    pub(super) fn greedy(&self, mut choice: Choice, budget: &mut Budget) -> Choice {
        let mut sum = self.sum(&choice);
        let used = self.used();
        while budget.look(used.count_ones() as usize * self.lines.len()) {
            let tries = bits(used).filter_map(|bit| {
                let deal = self.deals.get(bit)?;
                let picked = self.dearest(bit, deal.units, &choice)?;
                let saved = sum.saturating_sub(self.sum(&with(&choice, bit, &picked, 1)));
                (saved > 0).then_some((bit, saved, deal.units, picked))
            });
            let best = tries.reduce(|best, next| {
                let (each, most) = (a_copy(next.1, best.2), a_copy(best.1, next.2));
                if (each, next.2) > (most, best.2) { next } else { best }
            });
            let Some((bit, saved, _, picked)) = best else {
                return choice;
            };
            let room = self
                .lines
                .iter()
                .zip(&choice.taken)
                .zip(&picked)
                .filter(|(_, picked)| **picked > 0);
            let mut times = room
                .map(|((line, taken), picked)| (line.copies - taken) / picked)
                .min()
                .unwrap_or(1);
            // The same application again and again, as long as each saves as much as the first.
            let next = loop {
                let next = with(&choice, bit, &picked, times);
                if times <= 1 || sum.saturating_sub(self.sum(&next)) >= saved.saturating_mul(i64::from(times)) {
                    break next;
                }
                times /= 2;
            };
            sum = self.sum(&next);
            choice = next;
        }
        choice
    }

    /// The copies an application takes that would cost most one after the other, the smaller SKU first among equals.
    fn dearest(&self, bit: usize, units: u32, choice: &Choice) -> Option<Vec<u32>> {
        let mut picked = vec![0; self.lines.len()];
        let room = |number: usize, picked: &[u32]| {
            let used = choice.taken.get(number)? + picked.get(number)?;
            let line = self.lines.get(number)?;
            (line.mask >> bit & 1 == 1 && used < line.copies).then_some(())
        };
        // Within a pool every copy costs the same: its lines are asked in turn.
        let taken = self.taken_by_pool(&choice.taken);
        let mut heads: BinaryHeap<(i64, Reverse<usize>, usize, usize)> = BinaryHeap::new();
        let next = |pool: &Pool, since: usize, left: usize, picked: &[u32]| {
            let open = pool.lines.iter().enumerate().skip(since);
            let (at, number) = open.into_iter().find(|(_, number)| room(**number, picked).is_some())?;
            let price = pool.cost(left) - pool.cost(left.checked_sub(1)?);
            Some((price, Reverse(*number), at, left))
        };
        for (pool, taken) in self.pools.iter().zip(taken) {
            heads.extend(next(pool, 0, pool.copies - taken, &picked));
        }
        for _ in 0..units {
            let (_, Reverse(number), at, left) = heads.pop()?;
            *picked.get_mut(number)? += 1;
            let pool = self.pools.get(self.lines.get(number)?.pool)?;
            heads.extend(next(pool, at, left - 1, &picked));
        }
        Some(picked)
    }
}

/// Compares savings of applications of unlike size: the saving of one times the units of the other.
fn a_copy(saved: i64, other_units: u32) -> i128 {
    i128::from(saved) * i128::from(other_units)
}

/// A choice with so many more applications of one deal, each taking what was picked.
fn with(choice: &Choice, bit: usize, picked: &[u32], times: u32) -> Choice {
    let mut next = choice.clone();
    if let Some(applications) = next.applications.get_mut(bit) {
        *applications += times;
    }
    for (taken, picked) in next.taken.iter_mut().zip(picked) {
        *taken += picked * times;
    }
    next
}
