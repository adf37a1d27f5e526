//! A good choice fast: always the application that saves most a copy.
//! Never looks back, so it is seldom the best; it bounds the exact search, and stands in where that would be too long.

use super::part::{Choice, Part};
use std::cmp::Reverse;

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
            .map(|(pool, taken)| pool.cost(pool.copies() - taken));
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

    /// Adds applications while they lower the sum.
    pub(super) fn greedy(&self, mut choice: Choice) -> Choice {
        let mut sum = self.sum(&choice);
        loop {
            let tries = self.deals.iter().enumerate().filter_map(|(bit, deal)| {
                let picked = self.dearest(bit, deal.units, &choice)?;
                let saved = sum.saturating_sub(self.sum(&with(&choice, bit, &picked, 1)));
                (saved > 0).then_some((bit, i128::from(saved), i128::from(deal.units), picked))
            });
            let best = tries.reduce(|best, next| if next.1 * best.2 > best.1 * next.2 { next } else { best });
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
                if times <= 1 || i128::from(sum) - i128::from(self.sum(&next)) >= saved * i128::from(times) {
                    break next;
                }
                times /= 2;
            };
            sum = self.sum(&next);
            choice = next;
        }
    }

    /// The copies an application takes that would cost most one after the other, the smaller SKU first among equals.
    fn dearest(&self, bit: usize, units: u32, choice: &Choice) -> Option<Vec<u32>> {
        let mut gone = self.taken_by_pool(&choice.taken);
        let mut picked = vec![0; self.lines.len()];
        for _ in 0..units {
            let open = self.lines.iter().enumerate().filter(|(place, line)| {
                let used = choice
                    .taken
                    .get(*place)
                    .zip(picked.get(*place))
                    .map_or(0, |(a, b)| a + b);
                line.mask >> bit & 1 == 1 && used < line.copies
            });
            let price = |line: usize| {
                let (pool, gone) = (self.pools.get(line)?, gone.get(line)?);
                let left = pool.copies() - gone;
                Some(pool.cost(left) - pool.cost(left.saturating_sub(1)))
            };
            let (place, line) = open.max_by_key(|(place, line)| (price(line.pool), Reverse(*place)))?;
            *picked.get_mut(place)? += 1;
            *gone.get_mut(line.pool)? += 1;
        }
        Some(picked)
    }
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
