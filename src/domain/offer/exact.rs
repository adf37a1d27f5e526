//! The best choice by dynamic programming over the titles.
//! Never a clock: how long it may take is counted in steps before it begins.
//!
//! What has been decided about the titles seen so far matters to the others only by how many copies each offer has
//! begun to collect, which is a number below its units, and by the state of the rule of the pool being counted. For each
//! of these the table keeps the best way to get there ([`ways::Way`]). Ways that cannot come out at the bound found
//! beforehand, were every further copy to go where it is cheapest, are dropped; so the table is mostly empty.
//!
//! An offer's price is paid in shares, copy by copy. The whole order of preference is one sum and a row of numbers in
//! bits, in which the ways themselves are told: who is best has also said how often which offer is applied and how many
//! copies each line gives. No way back is kept.

mod fill;
mod plan;
mod ways;

use super::budget::Budget;
use super::part::{Choice, Part, Pool, bits};
use plan::Plan;

/// The largest product of the offers' units in a part that is solved exactly.
pub const MAX_PRODUCT: u64 = 20_000;

/// Of [`MAX_STEPS`](super::budget::MAX_STEPS) so many are kept for an answer that is good, should the best be out of reach.
const KEPT_STEPS: u64 = 500_000;

/// The products that a good answer is content with, one after the other, and the steps that each leaves to the others.
const GOOD_PRODUCTS: [(u64, u64); 3] = [(2_000, 250_000), (200, 50_000), (20, 0)];

/// The most cells of a part's table: one for each piece of a line, state of its pool's rule and number of copies taken.
pub const MAX_CELLS: usize = 100_000;

/// The most ways that can be kept side by side: the product times the states of a pool's rule.
pub const MAX_WAYS: usize = 2_000_000;

/// A line of more copies is counted in pieces, so that the levels within a line stay few.
const PIECE: u32 = 16;

/// The best choice of a part, and whether it is known to be.
pub(super) fn best(part: &Part, budget: &mut Budget) -> (Choice, bool) {
    let good = part.greedy(part.nothing(), budget);
    let plan = if part.cut { None } else { Plan::new(part, &good) };
    match plan.and_then(|plan| plan.best(budget, KEPT_STEPS)) {
        Some(choice) => (choice, true),
        None => {
            budget.leave(KEPT_STEPS);
            (best_found(part, good, budget), false)
        }
    }
}

/// The best choice of as many offers as can be solved exactly, those first that save most alone; what is left over goes
/// to the others as it comes.
fn best_found(part: &Part, good: Choice, budget: &mut Budget) -> Choice {
    let mut ranked: Vec<(i64, usize)> = (0..part.deals.len())
        .map(|deal| {
            let alone = part.only(1 << deal);
            (alone.sum(&alone.greedy(alone.nothing(), budget)), deal)
        })
        .collect();
    ranked.sort_unstable();
    let found = GOOD_PRODUCTS.into_iter().find_map(|(most, kept)| {
        let add = |kept, (_, deal): &(i64, usize)| {
            let more = kept | 1 << deal;
            if part.only(more).product() <= most { more } else { kept }
        };
        let few = part.only(ranked.iter().fold(0, add));
        let bound = few.greedy(few.nothing(), budget);
        Plan::new(&few, &bound)?.best(budget, kept)
    });
    let choices = [Some(good), found.map(|found| part.greedy(found, budget))];
    let rank = |choice: &Choice| (part.sum(choice), choice.applications.iter().sum::<u32>());
    choices
        .into_iter()
        .flatten()
        .min_by_key(rank)
        .unwrap_or_else(|| part.nothing())
}

impl Part {
    /// The same part with only some of its deals.
    fn only(&self, kept: u64) -> Part {
        let mut part = self.clone();
        for line in &mut part.lines {
            line.mask &= kept;
        }
        part
    }

    /// The deals that cover anything.
    pub(super) fn used(&self) -> u64 {
        self.lines.iter().fold(0, |mask, line| mask | line.mask)
    }

    /// The product of the units of the deals that cover anything.
    fn product(&self) -> u64 {
        let used = bits(self.used()).filter_map(|deal| self.deals.get(deal));
        used.fold(1, |product, deal| product.saturating_mul(u64::from(deal.units)))
    }

    /// Whether its table is small enough to be kept.
    fn fits(&self) -> bool {
        let states = |pool: &Pool| (pool.copies + 1).min(pool.states());
        let cells = self.pools.iter().map(|pool| {
            let lines = pool.lines.iter().filter_map(|line| self.lines.get(*line));
            let pieces: usize = lines
                .map(|line| line.copies as usize + line.copies.div_ceil(PIECE) as usize)
                .sum();
            pieces.saturating_mul(states(pool))
        });
        let most = self.pools.iter().map(states).max().unwrap_or(0) as u64;
        cells.fold(0, usize::saturating_add) <= MAX_CELLS && most.saturating_mul(self.product()) <= MAX_WAYS as u64
    }
}
