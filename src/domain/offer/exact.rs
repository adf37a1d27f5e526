//! The best choice by dynamic programming over the titles.
//! Never a clock: how long it may take is counted in steps before it begins.
//!
//! What has been decided about the titles seen so far matters to the others only by how many copies each offer has
//! begun to collect, which is a number below its units, and by the state of the rule of the pool being counted. For each
//! of these the table keeps the best way to get there ([`Way`]). Ways that cannot come out at the bound found
//! beforehand, were every further copy to go where it is cheapest, are dropped; so the table is mostly empty.
//!
//! An offer's price is paid in shares, copy by copy. The whole order of preference is one sum and a row of numbers in
//! bits, in which the ways themselves are told: who is best has also said how often which offer is applied and how many
//! copies each line gives. No way back is kept.

use super::budget::Budget;
use super::digits::{Field, Layout};
use super::part::{Choice, Part, Pool, bits};
use std::cmp::Reverse;
use std::mem;

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

fn pieces(copies: u32) -> impl Iterator<Item = u32> {
    (0..copies.div_ceil(PIECE)).map(move |piece| PIECE.min(copies - piece * PIECE))
}

/// What it means to give a copy to an offer.
struct Give {
    /// Copies of an application.
    units: u32,
    /// Between neighbours in the numbering of what the offers have collected.
    stride: u32,
    /// Where the collected copies stand in [`Way::collected`].
    shift: u32,
    mask: u32,
    /// What the first copy of an application pays, and each other; together the price.
    first: i64,
    share: i64,
    /// How often it is applied.
    field: Field,
}

/// The steps are spent, or the numbers do not fit.
struct Spent;

/// Above this product it pays to try low bounds first.
const DEEPEN: usize = 100;

/// How much a minor unit and an application count in a sum: applications never make up for a minor unit, and there is
/// room for shares of both. An application counts nothing where sums are too large; the words of a way know it still.
fn scale(part: &Part, most: u32) -> (i64, i64) {
    let extreme = |pool: &Pool| pool.costs.iter().map(|cost| cost.abs()).max().unwrap_or(0);
    let costs = part.pools.iter().map(extreme).fold(1, i64::saturating_add);
    let prices = part.deals.iter().map(|deal| deal.price).max().unwrap_or(0);
    let minor = ((1_i64 << 58) / costs.saturating_add(prices)).clamp(1, 1 << 36);
    (minor, minor / (i64::from(most) + 1))
}

/// A piece of a line, and what can become of it.
struct Piece {
    copies: u32,
    /// The offers that cover it.
    gives: Vec<usize>,
    /// How many copies of the line are taken.
    field: Field,
    /// Offers for which no later piece has copies: by then nothing collected for them may be incomplete.
    ends: u32,
    /// For each state of the pool's rule and each number of copies taken.
    exits: Vec<Vec<Exit>>,
}

/// The rest of a piece is left over.
#[derive(Clone, Copy)]
struct Exit {
    /// The least that it and all later pieces still cost, however many more of its copies are taken.
    floor: i64,
    /// What the copies left over cost.
    cost: i64,
    /// The state of the rule afterwards.
    state: usize,
    /// The least that all later pieces cost.
    after: i64,
}

/// How to fill the table of a part.
struct Plan {
    product: usize,
    gives: Vec<Option<Give>>,
    pieces: Vec<Piece>,
    /// A minor unit, as [`Way::sum`] counts.
    minor: i64,
    /// A sum that can be had.
    bound: i64,
    /// All applications there can be, less those made: fewer are better.
    spared: Field,
    most: u32,
    /// For each line.
    taken: Vec<Field>,
    words: usize,
}

impl Plan {
    fn new(part: &Part, good: &Choice) -> Option<Plan> {
        let product = part.product();
        if product > MAX_PRODUCT || !part.fits() {
            return None;
        }
        let used = part.used();
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
        let (mut stride, mut shift) = (1, 0);
        let mut gives = Vec::with_capacity(part.deals.len());
        for ((place, deal), times) in part.deals.iter().enumerate().zip(&times) {
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

    /// The best choice; `None` where the steps run out or the numbers of a way would not fit.
    ///
    /// Most tables stay small if the bound is low, so that first bounds are tried that may be too low.
    fn best(&self, budget: &mut Budget, kept: u64) -> Option<Choice> {
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

/// One way to decide about the copies seen so far.
#[derive(Clone, Copy)]
struct Way<const W: usize> {
    /// What it costs so far.
    sum: i64,
    /// Applications spared, applications of each offer, copies taken from each line: the more, the better.
    words: [u64; W],
    /// The number of what the offers have collected.
    place: u32,
    /// The same with the bits of each offer by themselves.
    collected: u32,
}

impl Give {
    /// The way with a further copy for this offer.
    fn to<const W: usize>(&self, way: &Way<W>, begun: &[u64; W]) -> Way<W> {
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
struct Ways<const W: usize> {
    all: Vec<Way<W>>,
    /// For each number one more than the position of its way; zero where there is none.
    slots: Vec<u32>,
}

impl<const W: usize> Ways<W> {
    fn new(product: usize) -> Ways<W> {
        Ways {
            all: Vec::new(),
            slots: vec![0; product],
        }
    }

    fn keep(&mut self, way: Way<W>) {
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

    fn clear(&mut self) {
        for way in self.all.drain(..) {
            if let Some(slot) = self.slots.get_mut(way.place as usize) {
                *slot = 0;
            }
        }
    }
}
