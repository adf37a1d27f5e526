//! Which copies each offer takes, so that a basket costs least: a pure function of plain data.
//! Never knows a rule or a title's name: what is left over costs what the caller's function says.
//!
//! # What is best
//! Each copy is used by one offer at most, and each application of an offer takes exactly its units. The answer
//!
//! 1. makes the sum lowest: the prices of all applications and the cost of the copies left over, in minor units;
//! 2. among equals has the fewest applications (so that an offer which saves nothing is not applied);
//! 3. then the most applications of the offer made first, then of the second, and so on;
//! 4. then takes the most copies from the smallest SKU, then from the next, and so on;
//! 5. then gives the smallest SKU's copies to the offers in the order made, then the next SKU's, and so on.
//!
//! That leaves one answer, whatever the order of the lines.
//!
//! # When it is exact
//! Offers that cover fewer copies than they need, or that cost no less than any copies they could take, are put aside.
//! The others fall into groups: offers that cover copies of the same title, or titles of the same pool, belong
//! together, unless the pool's rule makes each further copy cost the same. A group is solved exactly while
//!
//! - the product of its offers' units is at most [`MAX_PRODUCT`],
//! - the search for the whole basket takes at most [`MAX_STEPS`] steps, a step being one way to give one copy to one
//!   offer or to leave the rest over. Ways that cannot be best are passed over, so that a basket seldom takes a tenth of
//!   its limit, which is, for each copy, the product, times one more than the offers that cover the copy, times the
//!   states of its pool's rule (one for a fixed price, two for `1st $1.00, rest $0.75 each`, three for `3 for $5.00`, one
//!   also for a pool of one title); and
//! - its table fits: [`MAX_CELLS`] pieces of lines, states and copies taken, [`MAX_WAYS`] ways side by side.
//!
//! All of these are numbers, never a time, so that the same basket has the same answer on every machine. Beyond them
//! the group's answer is the best found: never worse than no offer at all, and [`Solution::exact`] is false. The same
//! holds for sums beyond [`MAX_SUM`].

use super::budget::Budget;
use super::exact;
use super::handout;
use super::part::Part;
use crate::domain::title::Sku;

pub use super::budget::MAX_STEPS;
pub use super::exact::{MAX_CELLS, MAX_PRODUCT, MAX_WAYS};
pub use super::part::MAX_SUM;

/// Copies of one title that offers may take. A basket holds a SKU once.
#[derive(Debug, Clone)]
pub struct Eligible<'a> {
    /// The title.
    pub sku: &'a Sku,
    /// Copies of it.
    pub quantity: u32,
    /// For each offer in the order made, whether it covers the title; what is missing at the end is not covered.
    pub offers: Vec<bool>,
    /// Lines with the same number are priced together by their rule; a line with a rule of its own is alone in its pool.
    pub pool: usize,
}

/// Which copies each offer takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// Copies taken, for each offer in the order made and each line in the order given. Each offer's copies add up to
    /// a multiple of its units.
    pub takes: Vec<Vec<u32>>,
    /// Whether no better answer exists; otherwise it is the best one found.
    pub exact: bool,
}

/// Finds the best answer, as described [above](self).
///
/// `offers` are units and price in minor units, in the order the offers were made; one without units, or with a price
/// below zero or beyond [`MAX_SUM`], is never applied. `cost(pool, n)` is what `n` copies left over in a pool cost together in minor units;
/// it may fall or jump as `n` rises. It is asked about once for every copy, so it should look up, not compute.
pub fn solve(lines: &[Eligible<'_>], offers: &[(u32, i64)], cost: &dyn Fn(usize, u32) -> i64) -> Solution {
    let mut solution = Solution {
        takes: vec![vec![0; lines.len()]; offers.len()],
        exact: true,
    };
    let Some(parts) = Part::split(lines, offers, cost) else {
        solution.exact = false;
        return solution;
    };
    let mut budget = Budget::new();
    for part in parts {
        let (choice, exact) = exact::best(&part, &mut budget);
        solution.exact &= exact;
        for (deal, takes) in part.deals.iter().zip(handout::hand_out(&part, &choice)) {
            for (line, copies) in part.lines.iter().zip(takes) {
                if let Some(cell) = solution
                    .takes
                    .get_mut(deal.place)
                    .and_then(|row| row.get_mut(line.place))
                {
                    *cell = copies;
                }
            }
        }
    }
    solution
}
