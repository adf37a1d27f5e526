//! Which copies go to which offer: the choice that is best for the buyer.
//! Never looks at a name or a tag: plain numbers in, plain numbers out, whatever the order of the lines.
//!
//! Best is, in this order: the lowest sum of offers and of what is left to the rules; the fewest applications; more
//! applications of the offer made earlier; then, SKU by SKU from the smallest on, most copies taken, and of those most by the
//! offer made earlier (the lines of one pool stand together, at their smallest SKU, and the pool's copies count first).
//!
//! The method is dynamic programming over the lines. What has been taken so far matters to the rest only by how many copies
//! each offer still lacks to its next application, so a state is one remainder for each offer: as many states as the product
//! of the offers' units. Offers that share neither title nor pool are solved apart. Within a pool whose rule is not simply so
//! much a copy, the copies left so far are part of the state.
//!
//! The answer is exact while that takes at most [`STEPS`] steps, which it does for any basket of a table: 200 copies
//! under six overlapping offers of 3 to 5 copies need a quarter of them. Beyond, as many offers as fit are solved
//! together, those that save most by themselves first, the others on what those leave, and the answer says that it is the
//! best found. A step is a comparison, never a time, so that the same basket has the same answer on every machine.

use crate::domain::title::Sku;

/// Comparisons that one search may take.
pub const STEPS: u64 = 20_000_000;

/// Copies of one title that offers may take.
#[derive(Debug, Clone)]
pub struct Eligible<'a> {
    /// Its SKU.
    pub sku: &'a Sku,
    /// Copies in the basket.
    pub quantity: u32,
    /// Whether each offer is over it, in the order the offers were made.
    pub offers: Vec<bool>,
    /// Lines with the same number are priced together by their rule.
    pub pool: usize,
}

/// Who takes what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// Copies taken, by offer and line; an offer's copies are a multiple of its units.
    pub takes: Vec<Vec<u32>>,
    /// There is no better choice; else it is the best that was found.
    pub exact: bool,
}

/// Finds the best choice. `offers` are units and price in minor units, in the order they were made; `costs` are, for each
/// pool, what 0, 1, 2, … copies left to its rule cost, up to all of the pool's copies.
pub fn solve(lines: &[Eligible<'_>], offers: &[(u32, i64)], costs: &[Vec<i64>]) -> Solution {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|n| lines.get(*n).map(|line| line.sku));
    let table = Table {
        lines: order.iter().filter_map(|n| lines.get(*n)).collect(),
        offers,
        costs,
    };
    let mut found = Solution {
        takes: vec![vec![0; lines.len()]; offers.len()],
        exact: true,
    };
    for component in table.components() {
        let (takes, exact) = table.component(&component);
        found.exact &= exact;
        for (offer, taken) in takes {
            for (place, copies) in order.iter().zip(taken) {
                if let Some(cell) = found.takes.get_mut(offer).and_then(|row| row.get_mut(*place)) {
                    *cell += copies;
                }
            }
        }
    }
    found
}

/// The lines by SKU, with what prices them.
struct Table<'a> {
    lines: Vec<&'a Eligible<'a>>,
    offers: &'a [(u32, i64)],
    costs: &'a [Vec<i64>],
}

/// Lines that one rule prices together, of which offers may take.
struct Block {
    /// The lines' places, from the largest SKU to the smallest: the order in which they are worked through.
    lines: Vec<usize>,
    /// What so many copies left in all of these lines cost.
    cost: Vec<i64>,
}

/// Copies taken: an offer's place, and its copies by line.
type Takes = Vec<(usize, Vec<u32>)>;

impl Table<'_> {
    fn covers(&self, offer: usize, line: usize) -> bool {
        let line = self.lines.get(line);
        line.is_some_and(|line| line.offers.get(offer) == Some(&true))
    }

    fn units(&self, offer: usize) -> u32 {
        self.offers.get(offer).map_or(1, |(units, _)| (*units).max(1))
    }

    fn quantities(&self) -> Vec<u32> {
        self.lines.iter().map(|line| line.quantity).collect()
    }

    /// Whether so many copies are left that the offer can be applied at all.
    fn usable(&self, offer: usize, left: &[u32]) -> bool {
        let copies = left.iter().enumerate().filter(|(line, _)| self.covers(offer, *line));
        copies.map(|(_, copies)| u64::from(*copies)).sum::<u64>() >= self.units(offer).into()
    }

    /// The blocks that these offers are over, by their smallest SKU.
    fn blocks(&self, offers: &[usize], left: &[u32]) -> Vec<Block> {
        let mut blocks: Vec<(Option<usize>, Block)> = Vec::new();
        for (place, (line, copies)) in self.lines.iter().zip(left).enumerate() {
            if *copies == 0 || !offers.iter().any(|offer| self.covers(*offer, place)) {
                continue;
            }
            let costs = self.costs.get(line.pool).map_or(&[][..], Vec::as_slice);
            // So much a copy: the line is priced by itself, whoever else is in the pool.
            let by_itself = costs
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if Some(&(b - a)) == costs.get(1)));
            if by_itself {
                let cost = costs.iter().take(*copies as usize + 1).copied().collect();
                blocks.push((
                    None,
                    Block {
                        lines: vec![place],
                        cost,
                    },
                ));
            } else if let Some((_, block)) = blocks.iter_mut().find(|(pool, _)| *pool == Some(line.pool)) {
                block.lines.push(place);
            } else {
                blocks.push((
                    Some(line.pool),
                    Block {
                        lines: vec![place],
                        cost: Vec::new(),
                    },
                ));
            }
        }
        for (pool, block) in &mut blocks {
            let Some(pool) = pool else { continue };
            let of_pool = self
                .lines
                .iter()
                .zip(left)
                .enumerate()
                .filter(|(_, (line, _))| line.pool == *pool);
            let untouched = of_pool.filter(|(place, _)| !block.lines.contains(place));
            let untouched: usize = untouched.map(|(_, (_, copies))| *copies as usize).sum();
            let copies: usize = block
                .lines
                .iter()
                .filter_map(|n| left.get(*n))
                .map(|copies| *copies as usize)
                .sum();
            let costs = self.costs.get(*pool).into_iter().flatten();
            block.cost = costs.skip(untouched).take(copies + 1).copied().collect();
            block.lines.reverse();
        }
        let smallest = |(pool, block): &(Option<usize>, Block)| match pool {
            Some(pool) => self.lines.iter().position(|line| line.pool == *pool),
            None => block.lines.first().copied(),
        };
        blocks.sort_by_key(smallest);
        blocks.into_iter().map(|(_, block)| block).collect()
    }

    /// Offers that share titles or pools, directly or through others; each list by the order they were made.
    fn components(&self) -> Vec<Vec<usize>> {
        let left = self.quantities();
        let usable: Vec<usize> = (0..self.offers.len())
            .filter(|offer| self.usable(*offer, &left))
            .collect();
        let mut components: Vec<Vec<usize>> = Vec::new();
        for block in self.blocks(&usable, &left) {
            let touches = |offer: &usize| block.lines.iter().any(|line| self.covers(*offer, *line));
            let mut joined: Vec<usize> = usable.iter().copied().filter(touches).collect();
            components.retain(|component| {
                let apart = !component.iter().any(|offer| joined.contains(offer));
                if !apart {
                    joined.extend(component);
                }
                apart
            });
            joined.sort_unstable();
            joined.dedup();
            components.push(joined);
        }
        components.sort();
        components
    }

    /// Comparisons that these offers take on these blocks; states as well.
    fn steps(&self, offers: &[usize], blocks: &[Block], left: &[u32]) -> u64 {
        let states = offers
            .iter()
            .fold(1_u64, |states, offer| states.saturating_mul(self.units(*offer).into()));
        let mut steps = 0_u64;
        for block in blocks {
            let mut before = 1_u64;
            for line in &block.lines {
                let copies = u64::from(left.get(*line).copied().unwrap_or(0));
                let covering = offers.iter().filter(|offer| self.covers(**offer, *line)).count() as u64;
                steps = steps.saturating_add(states.saturating_mul(before).saturating_mul(1 + covering * copies));
                before += copies;
            }
        }
        steps
    }

    /// The best choice for offers that share titles or pools, and whether it is certain.
    fn component(&self, offers: &[usize]) -> (Takes, bool) {
        let mut left = self.quantities();
        if let Some(takes) = self.exact(offers, &left) {
            return (takes, true);
        }
        let alone: Vec<(i64, usize)> = offers
            .iter()
            .map(|offer| {
                let saved = self
                    .exact(&[*offer], &left)
                    .map_or(0, |takes| self.saved(&takes, &left));
                (-saved, *offer)
            })
            .collect();
        let mut waiting: Vec<(i64, usize)> = alone.into_iter().filter(|(saved, _)| *saved < 0).collect();
        waiting.sort_unstable();
        let mut found: Takes = Vec::new();
        while !waiting.is_empty() {
            // As many as fit together, the best first; one always fits, or it would have saved nothing alone.
            let mut together: Vec<usize> = Vec::new();
            waiting.retain(|(_, offer)| {
                together.push(*offer);
                together.sort_unstable();
                let fits = self.steps(&together, &self.blocks(&together, &left), &left) <= STEPS;
                if !fits {
                    together.retain(|own| own != offer);
                }
                !fits
            });
            if together.is_empty() {
                break;
            }
            for (offer, taken) in self.exact(&together, &left).unwrap_or_default() {
                for (left, taken) in left.iter_mut().zip(&taken) {
                    *left -= taken;
                }
                found.push((offer, taken));
            }
        }
        (found, false)
    }

    /// What takes save against leaving the copies to their rules.
    fn saved(&self, takes: &Takes, left: &[u32]) -> i64 {
        let offers: Vec<usize> = takes.iter().map(|(offer, _)| *offer).collect();
        let mut saved = 0;
        for (offer, taken) in takes {
            let price = self.offers.get(*offer).map_or(0, |(_, price)| *price);
            let applications = taken.iter().sum::<u32>() / self.units(*offer);
            saved -= price.saturating_mul(applications.into());
        }
        for block in self.blocks(&offers, left) {
            let copies = |line: &usize| left.get(*line).map_or(0, |copies| *copies as usize);
            let taken = |line: &usize| -> usize {
                let by_offer = takes.iter().filter_map(|(_, taken)| taken.get(*line));
                by_offer.map(|copies| *copies as usize).sum()
            };
            let all: usize = block.lines.iter().map(copies).sum();
            let gone: usize = block.lines.iter().map(taken).sum();
            let cost = |copies: usize| block.cost.get(copies).copied().unwrap_or(0);
            saved += cost(all) - cost(all - gone);
        }
        saved
    }

    /// The best choice, where it can be found within [`STEPS`].
    fn exact(&self, offers: &[usize], left: &[u32]) -> Option<Takes> {
        let blocks = self.blocks(offers, left);
        if self.steps(offers, &blocks, left) > STEPS {
            return None;
        }
        let weights = Weights::new(self, offers, &blocks, left)?;
        Some(if weights.bits < 60 {
            Search::<i64>::new(self, offers, left, &weights)?.best(&blocks)
        } else {
            Search::<i128>::new(self, offers, left, &weights)?.best(&blocks)
        })
    }
}

/// How a sum of money, a number of applications and a number of applications for each offer are packed into one number, so
/// that the smaller number is the better choice: money first, then few applications, then many of the earlier offers.
struct Weights {
    /// Money is shifted so far.
    money: u32,
    /// What one application of each offer adds.
    application: Vec<i128>,
    /// Bits in all.
    bits: u32,
}

impl Weights {
    fn new(table: &Table<'_>, offers: &[usize], blocks: &[Block], left: &[u32]) -> Option<Weights> {
        let bits_of = |number: u64| u64::BITS - number.leading_zeros();
        let highest: i64 = blocks.iter().filter_map(|block| block.cost.iter().max()).sum();
        let most = |offer: usize| -> u64 {
            let covered = left.iter().enumerate().filter(|(line, _)| table.covers(offer, *line));
            covered.map(|(_, copies)| u64::from(*copies)).sum::<u64>() / u64::from(table.units(offer))
        };
        let mut shift = 0;
        let mut counts: Vec<u32> = Vec::with_capacity(offers.len());
        for offer in offers.iter().rev() {
            counts.push(shift);
            shift += bits_of(most(*offer));
        }
        let applications = shift;
        let all = offers.iter().map(|offer| most(*offer)).sum::<u64>();
        let money = applications + bits_of(all) + 1;
        let prices = offers
            .iter()
            .filter_map(|offer| Some(i128::from(table.offers.get(*offer)?.1)));
        let application = prices
            .zip(counts.iter().rev())
            .map(|(price, count)| (price << money) + (1_i128 << applications) - (1_i128 << count))
            .collect();
        let dearest = offers
            .iter()
            .filter_map(|offer| table.offers.get(*offer))
            .map(|(_, price)| *price)
            .max();
        let sum = i64::try_from(all).ok()?.checked_mul(dearest?)?.checked_add(highest)?;
        let bits = money + bits_of(sum.unsigned_abs());
        (bits < 120).then_some(Weights {
            money,
            application,
            bits,
        })
    }
}

/// A number that choices are compared by.
trait Value: Copy + Ord + std::ops::Add<Output = Self> + std::ops::Sub<Output = Self> {
    /// More than any choice comes to, and still far from overflowing.
    const NONE: Self;
    fn of(number: i128) -> Option<Self>;
}

impl Value for i64 {
    const NONE: i64 = i64::MAX / 4;
    fn of(number: i128) -> Option<i64> {
        number.try_into().ok()
    }
}

impl Value for i128 {
    const NONE: i128 = i128::MAX / 4;
    fn of(number: i128) -> Option<i128> {
        Some(number)
    }
}

/// One offer of a search.
#[derive(Clone, Copy)]
struct Taker<V> {
    /// Its place among all offers.
    offer: usize,
    units: usize,
    /// How far apart states lie that differ by one of its copies.
    stride: usize,
    /// What completing an application adds.
    weight: V,
}

/// The search over states: for each offer the copies it has towards its next application.
struct Search<'a, V> {
    table: &'a Table<'a>,
    left: &'a [u32],
    takers: Vec<Taker<V>>,
    states: usize,
    money: u32,
}

/// Rows of states, one for each number of copies left.
type Rows<V> = Vec<Vec<V>>;

impl<'a, V: Value> Search<'a, V> {
    fn new(table: &'a Table<'a>, offers: &[usize], left: &'a [u32], weights: &Weights) -> Option<Search<'a, V>> {
        let mut states = 1;
        let mut takers = Vec::with_capacity(offers.len());
        for (offer, weight) in offers.iter().zip(&weights.application) {
            let units = table.units(*offer) as usize;
            takers.push(Taker {
                offer: *offer,
                units,
                stride: states,
                weight: V::of(*weight)?,
            });
            states *= units;
        }
        Some(Search {
            table,
            left,
            takers,
            states,
            money: weights.money,
        })
    }

    fn takers_of(&self, line: usize) -> impl DoubleEndedIterator<Item = (usize, Taker<V>)> {
        let takers = self.takers.iter().copied().enumerate();
        takers.filter(move |(_, taker)| self.table.covers(taker.offer, line))
    }

    fn copies(&self, line: usize) -> usize {
        self.left.get(line).map_or(0, |copies| *copies as usize)
    }

    fn cost(&self, block: &Block, copies: usize) -> V {
        let cost = block
            .cost
            .get(copies)
            .and_then(|cost| V::of(i128::from(*cost) << self.money));
        cost.unwrap_or(V::NONE)
    }

    /// From the largest SKU to the smallest every choice; then back from the smallest, taking the best at each line.
    fn best(&self, blocks: &[Block]) -> Takes {
        let mut row = vec![V::NONE; self.states];
        if let Some(start) = row.first_mut() {
            *start = V::of(0).unwrap_or(V::NONE);
        }
        // For each block, and in it for each line, the rows before it.
        let mut before: Vec<Vec<Rows<V>>> = Vec::with_capacity(blocks.len());
        let mut after: Vec<Rows<V>> = Vec::with_capacity(blocks.len());
        for block in blocks.iter().rev() {
            let mut rows: Rows<V> = vec![row];
            let mut lines = Vec::with_capacity(block.lines.len());
            for line in &block.lines {
                let next = self.through(*line, &rows);
                lines.push(std::mem::replace(&mut rows, next));
            }
            row = vec![V::NONE; self.states];
            for (copies, left) in rows.iter().enumerate() {
                let cost = self.cost(block, copies);
                for (best, value) in row.iter_mut().zip(left) {
                    *best = (*best).min(*value + cost);
                }
            }
            before.push(lines);
            after.push(rows);
        }
        let mut takes: Takes = self
            .takers
            .iter()
            .map(|taker| (taker.offer, vec![0; self.table.lines.len()]))
            .collect();
        let mut state = 0;
        let mut value = row.first().copied().unwrap_or(V::NONE);
        for ((block, lines), rows) in blocks.iter().zip(before.iter().rev()).zip(after.iter().rev()) {
            let at = |copies: usize| rows.get(copies).and_then(|row| row.get(state)).copied();
            let kept =
                (0..rows.len()).find(|copies| at(*copies).map(|at| at + self.cost(block, *copies)) == Some(value));
            let mut copies = kept.unwrap_or(0);
            value = at(copies).unwrap_or(V::NONE);
            for (line, rows) in block.lines.iter().zip(lines).rev() {
                (copies, state, value) = self.back(*line, rows, (copies, state, value), &mut takes);
            }
        }
        takes
    }

    /// Rows after a line: its copies taken in every way, those not taken left beside those left before.
    fn through(&self, line: usize, before: &Rows<V>) -> Rows<V> {
        let copies = self.copies(line);
        let mut after = vec![vec![V::NONE; self.states]; before.len() + copies];
        for (left_before, row) in before.iter().enumerate() {
            let mut rows = self.untaken(row, copies);
            for (_, taker) in self.takers_of(line) {
                take(&mut rows, &taker);
            }
            for (after, row) in after.iter_mut().skip(left_before).zip(&rows) {
                for (best, value) in after.iter_mut().zip(row) {
                    *best = (*best).min(*value);
                }
            }
        }
        after
    }

    /// Rows by copies of a line left: all of them, so far.
    fn untaken(&self, row: &[V], copies: usize) -> Rows<V> {
        let mut rows = vec![vec![V::NONE; self.states]; copies];
        rows.push(row.to_vec());
        rows
    }

    /// One line back from copies left, state and value after it: as many copies taken as can be, of those as many by the
    /// earlier offers as can be. Answers with the copies left, the state and the value before it.
    fn back(
        &self,
        line: usize,
        before: &Rows<V>,
        (left, state, value): (usize, usize, V),
        takes: &mut Takes,
    ) -> (usize, usize, V) {
        let copies = self.copies(line);
        for kept in 0..=copies.min(left) {
            let Some(row) = before.get(left - kept) else { continue };
            let mut steps = vec![self.untaken(row, copies)];
            for (_, taker) in self.takers_of(line) {
                let mut rows = steps.last().cloned().unwrap_or_default();
                take(&mut rows, &taker);
                steps.push(rows);
            }
            let at = |step: usize, kept: usize, state: usize| steps.get(step)?.get(kept)?.get(state).copied();
            if at(steps.len() - 1, kept, state) != Some(value) {
                continue;
            }
            let (mut kept_so_far, mut state, mut value) = (kept, state, value);
            for (step, (place, taker)) in self.takers_of(line).enumerate().collect::<Vec<_>>().into_iter().rev() {
                let mut taken = 0;
                while at(step, kept_so_far, state) != Some(value) && kept_so_far < copies {
                    if state / taker.stride % taker.units == 0 {
                        value = value - taker.weight;
                        state += taker.stride * taker.units;
                    }
                    state -= taker.stride;
                    kept_so_far += 1;
                    taken += 1;
                }
                if let Some(cell) = takes.get_mut(place).and_then(|(_, row)| row.get_mut(line)) {
                    *cell = taken;
                }
            }
            return (left - kept, state, value);
        }
        (left, state, value)
    }
}

/// Lets an offer take any number of copies: each copy one step on, the last of an application back to none at its price.
fn take<V: Value>(rows: &mut Rows<V>, taker: &Taker<V>) {
    let (stride, whole) = (taker.stride, taker.stride * taker.units);
    for kept in (1..rows.len()).rev() {
        let (fewer, more) = rows.split_at_mut(kept);
        let (Some(fewer), Some(more)) = (fewer.last_mut(), more.first()) else {
            continue;
        };
        for (fewer, more) in fewer.chunks_exact_mut(whole).zip(more.chunks_exact(whole)) {
            let (first, rest) = fewer.split_at_mut(stride);
            let (most, last) = more.split_at(whole - stride);
            for (best, value) in rest.iter_mut().zip(most) {
                *best = (*best).min(*value);
            }
            for (best, value) in first.iter_mut().zip(last) {
                *best = (*best).min(*value + taker.weight);
            }
        }
    }
}
