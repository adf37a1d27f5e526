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

use super::part::{Choice, Part, bits};
use std::cmp::Reverse;
use std::mem;

/// The largest product of the offers' units in a part that is solved exactly.
pub const MAX_PRODUCT: u64 = 20_000;

/// The largest table, in steps, that is filled.
pub const MAX_STEPS: u64 = 12_000_000;

/// Sums are counted in parts of a minor unit, so that the shares of an offer's price are nearly even.
const SCALE: i64 = 1_024;

/// A line of more copies is counted in pieces, so that the levels within a line stay few.
const PIECE: u32 = 16;

/// The best choice of a part, and whether it is known to be.
pub(super) fn best(part: &Part) -> (Choice, bool) {
    let good = part.greedy(part.nothing());
    let exact = if part.cut {
        None
    } else {
        Plan::new(part, &good).and_then(|plan| plan.best())
    };
    match exact {
        Some(choice) => (choice, true),
        None => (best_found(part, good), false),
    }
}

/// The best choice of as many offers as can be solved exactly, those first that save most alone; what is left over goes
/// to the others as it comes.
fn best_found(part: &Part, good: Choice) -> Choice {
    let mut ranked: Vec<(i64, usize)> = (0..part.deals.len())
        .map(|deal| {
            let alone = part.only(1 << deal);
            (alone.sum(&alone.greedy(alone.nothing())), deal)
        })
        .collect();
    ranked.sort_unstable();
    let mut kept = 0_u64;
    for (_, deal) in ranked {
        if steps(&part.only(kept | 1 << deal)).is_some() {
            kept |= 1 << deal;
        }
    }
    let few = part.only(kept);
    let bound = few.greedy(few.nothing());
    let found = Plan::new(&few, &bound).and_then(|plan| plan.best());
    let choices = [Some(good), found.map(|found| part.greedy(found))];
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

    fn used(&self) -> u64 {
        self.lines.iter().fold(0, |mask, line| mask | line.mask)
    }
}

/// The product of the units, where the part's table is within the bounds.
fn steps(part: &Part) -> Option<u64> {
    let used: Vec<u64> = bits(part.used())
        .filter_map(|deal| part.deals.get(deal))
        .map(|deal| u64::from(deal.units))
        .collect();
    let product = used
        .iter()
        .try_fold(1_u64, |product, units| product.checked_mul(*units));
    let product = product.filter(|product| *product <= MAX_PRODUCT)?;
    let mut steps = 0_u64;
    for pool in &part.pools {
        let mut seen = 0_usize;
        for line in pool.lines.iter().filter_map(|line| part.lines.get(*line)) {
            for copies in pieces(line.copies) {
                let states = (seen + 1).min(pool.states()) as u64;
                let each = product * states * u64::from(line.mask.count_ones() + 1);
                steps = steps.saturating_add(each.saturating_mul(u64::from(copies)));
                seen += copies as usize;
            }
            if steps > MAX_STEPS {
                return None;
            }
        }
    }
    Some(product)
}

fn pieces(copies: u32) -> impl Iterator<Item = u32> {
    (0..copies.div_ceil(PIECE)).map(move |piece| PIECE.min(copies - piece * PIECE))
}

/// A number within a row of words. No number reaches over two words and none outgrows its bits, so that words can be
/// added one by one.
#[derive(Clone, Copy)]
struct Field {
    word: usize,
    shift: u32,
    width: u32,
}

impl Field {
    fn read(self, words: &[u64]) -> u32 {
        let word = words.get(self.word).copied().unwrap_or(0);
        u32::try_from(word >> self.shift & ((1 << self.width) - 1)).unwrap_or(u32::MAX)
    }

    fn add<const W: usize>(self, words: &mut [u64; W], number: u64) {
        if let Some(word) = words.get_mut(self.word) {
            *word = word.wrapping_add(number << self.shift);
        }
    }
}

/// Lays numbers into words, the one that matters most first and highest.
#[derive(Default)]
struct Layout {
    words: usize,
    free: u32,
}

impl Layout {
    fn field(&mut self, most: u32) -> Field {
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
        let product = steps(part)?;
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
            let price = deal.price * SCALE;
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
            bound: part.sum(good) * SCALE,
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
            let mut seen = pool.copies();
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
                        .map(|state| exits(pool, state, copies as usize, share, &ahead, last))
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

    /// The best choice; `None` where the numbers of a way would not fit.
    fn best(&self) -> Option<Choice> {
        match self.words {
            0..=2 => self.fill::<2>(),
            3 => self.fill::<3>(),
            4 => self.fill::<4>(),
            5..=8 => self.fill::<8>(),
            9..=32 => self.fill::<32>(),
            _ => None,
        }
    }

    fn fill<const W: usize>(&self) -> Option<Choice> {
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
        table.first_mut()?.keep(start);
        for piece in &self.pieces {
            for (ways, exits) in table.iter_mut().zip(&piece.exits) {
                if !ways.all.is_empty() {
                    mem::swap(levels.first_mut()?, ways);
                    self.take(piece, exits, &mut levels);
                    self.leave(piece, exits, &mut levels, &mut next);
                }
            }
            mem::swap(&mut table, &mut next);
        }
        let best = table.first()?.all.first()?;
        let times = self
            .gives
            .iter()
            .map(|give| give.as_ref().map_or(0, |give| give.field.read(&best.words)));
        let taken = self.taken.iter().map(|field| field.read(&best.words));
        Some(Choice {
            applications: times.collect(),
            taken: taken.collect(),
        })
    }

    /// From the ways on the first level, with no copy of the piece taken, to the levels with one taken, with two ..
    /// Offer after offer, so that which copy went to which offer is not told apart.
    fn take<const W: usize>(&self, piece: &Piece, exits: &[Exit], levels: &mut [Ways<W>]) {
        for give in piece.gives.iter().filter_map(|deal| self.gives.get(*deal)?.as_ref()) {
            let mut begun = [0; W];
            self.spared.add(&mut begun, u64::MAX);
            give.field.add(&mut begun, 1);
            let mut levels = &mut *levels;
            for exit in exits.iter().skip(1) {
                let Some((now, later)) = levels.split_first_mut() else {
                    break;
                };
                if let Some(then) = later.first_mut() {
                    for way in &now.all {
                        let way = give.to(way, &begun);
                        if way.sum + exit.floor <= self.bound {
                            then.keep(way);
                        }
                    }
                }
                levels = later;
            }
        }
    }

    /// The other copies of the piece are left over.
    fn leave<const W: usize>(&self, piece: &Piece, exits: &[Exit], levels: &mut [Ways<W>], next: &mut [Ways<W>]) {
        for ((copies, exit), level) in (0_u64..).zip(exits).zip(levels) {
            if let Some(next) = next.get_mut(exit.state) {
                for way in &level.all {
                    let mut way = *way;
                    way.sum += exit.cost;
                    if way.collected & piece.ends == 0 && way.sum + exit.after <= self.bound {
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
    pool: &super::part::Pool,
    state: usize,
    copies: usize,
    share: Option<i64>,
    ahead: &[i64],
    last: bool,
) -> Vec<Exit> {
    let mut floor = i64::MAX;
    let mut exits: Vec<Exit> = Vec::with_capacity(copies + 1);
    for left in 0..=copies {
        let then = if last { 0 } else { pool.state(state + left) };
        let after = ahead.get(then).copied().unwrap_or(0);
        let cost = (pool.cost(state + left) - pool.cost(state)) * SCALE;
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
