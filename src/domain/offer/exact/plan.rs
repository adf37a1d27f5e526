//! How the table of a part is to be filled: its lines in pieces, each with what is ahead of it, and what it means to give
//! a copy to an offer.
//! Never fills it.

use super::super::digits::{Field, Layout};
use super::super::part::{Choice, Part, Pool, bits};
use super::ways::Give;
use super::{MAX_PRODUCT, PIECE};
use std::cmp::Reverse;

fn pieces(copies: u32) -> impl Iterator<Item = u32> {
    (0..copies.div_ceil(PIECE)).map(move |piece| PIECE.min(copies - piece * PIECE))
}

/// How much a minor unit and an application count in a sum: applications never make up for a minor unit, and there is
/// room for shares of both. An application counts nothing where sums are too large; the words of a way know it still.
fn scale(part: &Part, most: u32) -> (i64, i64) {
    let extreme = |pool: &Pool| pool.costs.iter().map(|cost| cost.abs()).max().unwrap_or(0);
    let costs = part.pools.iter().map(extreme).fold(1, i64::saturating_add);
    let prices = part.deals.iter().map(|deal| deal.price).max().unwrap_or(0);
    let minor = ((1_i64 << 58) / costs.saturating_add(prices)).clamp(1, 1 << 36);
    (minor, minor / (i64::from(most) + 1))
}

/// For each deal that covers anything what a copy given to it means. `worth` is what a minor unit and an application
/// count.
fn gives(part: &Part, times: &[u32], worth: (i64, i64), layout: &mut Layout) -> Vec<Option<Give>> {
    let (minor, application) = worth;
    let used = part.used();
    let (mut stride, mut shift) = (1, 0);
    let mut gives = Vec::with_capacity(part.deals.len());
    for ((place, deal), times) in part.deals.iter().enumerate().zip(times) {
        if used >> place & 1 == 0 {
            gives.push(None);
            continue;
        }
        let width = u32::BITS - (deal.units - 1).leading_zeros();
        let price = deal.price * minor + application;
        let share = price / i64::from(deal.units);
        gives.push(Some(Give {
            units: deal.units,
            stride,
            shift,
            mask: (1 << width) - 1,
            first: price - share * i64::from(deal.units - 1),
            share,
            field: layout.field(*times),
        }));
        stride *= deal.units;
        shift += width;
    }
    gives
}

/// A piece of a line, and what can become of it.
pub(super) struct Piece {
    pub(super) copies: u32,
    /// The offers that cover it.
    pub(super) gives: Vec<usize>,
    /// How many copies of the line are taken.
    pub(super) field: Field,
    /// Offers for which no later piece has copies: by then nothing collected for them may be incomplete.
    pub(super) ends: u32,
    /// For each state of the pool's rule and each number of copies taken.
    pub(super) exits: Vec<Vec<Exit>>,
}

/// The rest of a piece is left over.
#[derive(Clone, Copy)]
pub(super) struct Exit {
    /// The least that it and all later pieces still cost, however many more of its copies are taken.
    pub(super) floor: i64,
    /// What the copies left over cost.
    pub(super) cost: i64,
    /// The state of the rule afterwards.
    pub(super) state: usize,
    /// The least that all later pieces cost.
    pub(super) after: i64,
}

/// How to fill the table of a part.
pub(super) struct Plan {
    pub(super) product: usize,
    pub(super) gives: Vec<Option<Give>>,
    pub(super) pieces: Vec<Piece>,
    /// A minor unit, as [`super::ways::Way::sum`] counts.
    pub(super) minor: i64,
    /// A sum that can be had.
    pub(super) bound: i64,
    /// All applications there can be, less those made: fewer are better.
    pub(super) spared: Field,
    pub(super) most: u32,
    /// For each line.
    pub(super) taken: Vec<Field>,
    pub(super) words: usize,
}

impl Plan {
    pub(super) fn new(part: &Part, good: &Choice) -> Option<Plan> {
        let product = part.product();
        if product > MAX_PRODUCT || !part.fits() {
            return None;
        }
        let covered = |deal: usize| {
            let lines = part.lines.iter().filter(|line| line.mask >> deal & 1 == 1);
            lines.fold(0_u32, |sum, line| sum.saturating_add(line.copies))
        };
        let times: Vec<u32> = part
            .deals
            .iter()
            .enumerate()
            .map(|(place, deal)| covered(place) / deal.units)
            .collect();
        let most = times.iter().fold(0, |sum: u32, times| sum.saturating_add(*times));
        let (minor, application) = scale(part, most);
        let mut layout = Layout::default();
        let spared = layout.field(most);
        let gives = gives(part, &times, (minor, application), &mut layout);
        let taken: Vec<Field> = part.lines.iter().map(|line| layout.field(line.copies)).collect();
        let mut plan = Plan {
            product: usize::try_from(product).ok()?,
            gives,
            pieces: Vec::new(),
            minor,
            bound: part.sum(good) * minor
                + application * good.applications.iter().map(|times| i64::from(*times)).sum::<i64>(),
            spared,
            most,
            taken,
            words: layout.words,
        };
        plan.cut_pieces(part);
        Some(plan)
    }

    /// Cuts the lines into pieces, from the last to the first, each with what is ahead of it.
    fn cut_pieces(&mut self, part: &Part) {
        let mut pools: Vec<usize> = (0..part.pools.len()).collect();
        // Offers that no title seen so far knows have collected nothing: that keeps the table small for long.
        pools.sort_by_key(|pool| {
            let lines = part
                .pools
                .get(*pool)
                .map(|pool| pool.lines.as_slice())
                .unwrap_or_default();
            let masks = lines
                .iter()
                .filter_map(|line| part.lines.get(*line))
                .map(|line| line.mask);
            Reverse((masks.fold(0, |all, mask| all | mask), Reverse(*pool)))
        });
        let mut ahead = vec![0];
        let mut open = 0_u64;
        for pool in pools.into_iter().filter_map(|pool| part.pools.get(pool)) {
            let mut seen = pool.copies;
            let mut last = true;
            for number in pool.lines.iter().rev() {
                let (Some(line), Some(field)) = (part.lines.get(*number), self.taken.get(*number)) else {
                    continue;
                };
                let give = |deal: usize| self.gives.get(deal).and_then(Option::as_ref);
                let share = bits(line.mask).filter_map(give).map(|give| give.share).min();
                for copies in pieces(line.copies) {
                    seen -= copies as usize;
                    let states = (seen + 1).min(pool.states());
                    let exits: Vec<Vec<Exit>> = (0..states)
                        .map(|state| exits(pool, state, copies as usize, share, self.minor, &ahead, last))
                        .collect();
                    ahead = exits
                        .iter()
                        .map(|exits| exits.first().map_or(0, |exit| exit.floor))
                        .collect();
                    let ending = bits(line.mask & !open).filter_map(give);
                    self.pieces.push(Piece {
                        copies,
                        gives: bits(line.mask).collect(),
                        field: *field,
                        ends: ending.fold(0, |mask, give| mask | give.mask << give.shift),
                        exits,
                    });
                    open |= line.mask;
                    last = false;
                }
            }
        }
        self.pieces.reverse();
    }
}

/// What becomes of a piece of so many copies, of which each taken one pays at least `share`, in a state of its pool's
/// rule. `ahead` is the least that later pieces cost in each state after it; the last piece of a pool leads to none.
fn exits(
    pool: &Pool,
    state: usize,
    copies: usize,
    share: Option<i64>,
    minor: i64,
    ahead: &[i64],
    last: bool,
) -> Vec<Exit> {
    let mut floor = i64::MAX;
    let mut exits: Vec<Exit> = Vec::with_capacity(copies + 1);
    for left in 0..=copies {
        let then = if last { 0 } else { pool.state(state + left) };
        let after = ahead.get(then).copied().unwrap_or(0);
        let cost = (pool.cost(state + left) - pool.cost(state)) * minor;
        let one_more = share.map_or(i64::MAX, |share| floor.saturating_add(share));
        floor = one_more.min(cost + after);
        exits.push(Exit {
            floor,
            cost,
            state: then,
            after,
        });
    }
    exits.reverse();
    if share.is_none() {
        exits.truncate(1);
    }
    exits
}
