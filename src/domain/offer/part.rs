//! The parts of a basket that offers can be chosen for one by one.
//! Never chooses: it only puts aside what cannot matter and splits the rest.

use super::solve::Eligible;
use std::rc::Rc;

/// The largest sum, in minor units, that is compared: what the eligible copies cost together, counted pool by pool at
/// its dearest. A thousand times what a till keeps.
pub const MAX_SUM: i64 = 1_000_000_000_000_000;

/// The most offers of one part that are looked at, the earliest first; a line's offers are the bits of a word.
const MAX_DEALS: usize = 64;

/// The longest repetition that is looked for in a rule, in copies.
const MAX_PERIOD: usize = 100;

/// An offer that may be applied.
#[derive(Debug, Clone)]
pub(super) struct Deal {
    /// Its place among all offers.
    pub place: usize,
    /// Copies that one application takes.
    pub units: u32,
    /// Price of one application in minor units.
    pub price: i64,
}

/// A title of which offers may take copies.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place among all lines.
    pub place: usize,
    /// Copies.
    pub copies: u32,
    /// The part's deals that cover it, as bits.
    pub mask: u64,
    /// Its pool within the part.
    pub pool: usize,
}

/// Lines whose copies left over are priced together.
#[derive(Debug, Clone)]
pub(super) struct Pool {
    /// Its lines within the part, by rising SKU.
    pub lines: Vec<usize>,
    /// Copies of them.
    pub copies: usize,
    /// What 0, 1, 2 .. of the copies that offers may take cost when left over, beside those that no offer may take.
    pub costs: Rc<[i64]>,
    /// After so many copies left over the price of a further copy repeats itself ..
    pub start: usize,
    /// .. after so many more.
    pub period: usize,
}

/// Offers, titles and pools that hang together, and with no others.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Offers in the order made.
    pub deals: Vec<Deal>,
    /// Titles by rising SKU.
    pub lines: Vec<Line>,
    /// Pools.
    pub pools: Vec<Pool>,
    /// Offers that were left out because they are too many.
    pub cut: bool,
}

/// A choice of applications, and from which lines they take how many copies together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Applications of each deal.
    pub applications: Vec<u32>,
    /// Copies taken from each line.
    pub taken: Vec<u32>,
}

/// The bits of a mask, from the lowest.
pub(super) fn bits(mask: u64) -> impl Iterator<Item = usize> {
    (0..MAX_DEALS).filter(move |bit| mask >> bit & 1 == 1)
}

impl Pool {
    /// What so many copies left over cost.
    pub fn cost(&self, left: usize) -> i64 {
        self.costs.get(left).copied().unwrap_or(0)
    }

    /// The state of the rule after so many copies left over: all that decides what further ones cost.
    pub fn state(&self, left: usize) -> usize {
        match left.checked_sub(self.start) {
            Some(past) => self.start + past % self.period,
            None => left,
        }
    }

    /// States the rule has.
    pub fn states(&self) -> usize {
        self.start + self.period
    }

    /// Finds the shortest start and period with which the price of a further copy repeats itself.
    fn new(lines: Vec<usize>, costs: Vec<i64>) -> Pool {
        let further: Vec<i64> = costs.iter().zip(costs.iter().skip(1)).map(|(a, b)| b - a).collect();
        let (mut start, mut period) = (further.len().saturating_sub(1), 1);
        for candidate in 1..=MAX_PERIOD.min(further.len()) {
            if candidate >= start + period {
                break;
            }
            let repeats = further.iter().rev().zip(further.iter().rev().skip(candidate));
            let same = repeats.take_while(|(later, earlier)| later == earlier).count();
            let before = further.len() - candidate - same;
            if before + candidate < start + period {
                (start, period) = (before, candidate);
            }
        }
        Pool {
            lines,
            copies: further.len(),
            costs: costs.into(),
            start,
            period,
        }
    }
}

impl Part {
    /// The parts of a basket; none where no offer can be applied. `None` where the sums are beyond [`MAX_SUM`].
    pub fn split(lines: &[Eligible<'_>], offers: &[(u32, i64)], cost: &dyn Fn(usize, u32) -> i64) -> Option<Vec<Part>> {
        let mut live: Vec<bool> = (0..offers.len()).map(|place| can_apply(lines, offers, place)).collect();
        if !live.contains(&true) {
            return Some(Vec::new());
        }
        let mut by_sku: Vec<usize> = (0..lines.len()).collect();
        by_sku.sort_by_key(|place| lines.get(*place).map(|line| line.sku));
        let groups = pools(lines, &by_sku);
        let mut whole = Part::of(lines, &by_sku, &groups, &live, cost)?;
        let idle = whole.mark_useless(offers, lines, &mut live);
        if idle {
            whole = Part::of(lines, &by_sku, &groups, &live, cost)?;
        }
        Some(whole.fall_apart(lines, offers, &live))
    }

    /// Lines and pools of the copies that live offers cover.
    fn of(
        lines: &[Eligible<'_>],
        by_sku: &[usize],
        groups: &[(usize, u32)],
        live: &[bool],
        cost: &dyn Fn(usize, u32) -> i64,
    ) -> Option<Part> {
        let mut part = Part::default();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
        for place in by_sku {
            let line = lines.get(*place)?;
            let pool = groups.binary_search_by_key(&line.pool, |group| group.0).ok()?;
            let covered = line.offers.iter().zip(live).any(|(covers, live)| *covers && *live);
            if covered && line.quantity > 0 {
                members.get_mut(pool)?.push(part.lines.len());
                part.lines.push(Line {
                    place: *place,
                    copies: line.quantity,
                    mask: 0,
                    pool,
                });
            }
        }
        let mut dearest = 0_i64;
        for ((number, copies), members) in groups.iter().zip(members) {
            let open = members
                .iter()
                .filter_map(|n| part.lines.get(*n))
                .map(|line| line.copies);
            let beside = copies.saturating_sub(open.fold(0, u32::saturating_add));
            let at_first = if members.is_empty() { 0 } else { cost(*number, beside) };
            let last = if members.is_empty() { beside } else { *copies };
            let costs: Vec<i64> = (beside..=last)
                .map(|left| {
                    if left == beside {
                        0
                    } else {
                        cost(*number, left).saturating_sub(at_first)
                    }
                })
                .collect();
            let extreme = costs.iter().map(|cost| cost.saturating_abs()).max().unwrap_or(0);
            dearest = dearest.checked_add(extreme).filter(|sum| *sum <= MAX_SUM)?;
            part.pools.push(Pool::new(members, costs));
        }
        Some(part)
    }

    /// Strikes the offers that cost no less than any copies they could take: they never lower the sum. True where there
    /// was one.
    fn mark_useless(&self, offers: &[(u32, i64)], lines: &[Eligible<'_>], live: &mut [bool]) -> bool {
        let dearest_copy: Vec<i64> = self
            .pools
            .iter()
            .map(|pool| {
                pool.costs
                    .iter()
                    .zip(pool.costs.iter().skip(1))
                    .map(|(a, b)| b - a)
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let mut any = false;
        for (place, ((units, price), live)) in offers.iter().zip(live).enumerate().filter(|(_, (_, live))| **live) {
            let mut copies: Vec<(i64, u32)> = self
                .lines
                .iter()
                .filter(|line| covers(lines, line.place, place))
                .filter_map(|line| Some((*dearest_copy.get(line.pool)?, line.copies)))
                .collect();
            copies.sort_unstable_by_key(|(each, _)| std::cmp::Reverse(*each));
            let mut wanted = *units;
            let mut most = 0_i64;
            for (each, copies) in copies {
                let taken = copies.min(wanted);
                wanted -= taken;
                most = most.saturating_add(each.saturating_mul(i64::from(taken)));
            }
            if *price >= most {
                *live = false;
                any = true;
            }
        }
        any
    }

    /// Splits into what hangs together: a line ties its offers, a pool with more than one state all of its lines'.
    fn fall_apart(self, lines: &[Eligible<'_>], offers: &[(u32, i64)], live: &[bool]) -> Vec<Part> {
        let mut root: Vec<usize> = (0..offers.len()).collect();
        let offers_of = |line: &Line| {
            let covers = lines
                .get(line.place)
                .map(|line| line.offers.as_slice())
                .unwrap_or_default();
            covers
                .iter()
                .zip(live)
                .enumerate()
                .filter(|(_, (covers, live))| **covers && **live)
                .map(|(place, _)| place)
        };
        for pool in &self.pools {
            let mut first = None;
            for line in pool.lines.iter().filter_map(|n| self.lines.get(*n)) {
                if pool.states() == 1 {
                    first = None;
                }
                for place in offers_of(line) {
                    join(&mut root, *first.get_or_insert(place), place);
                }
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut part_of: Vec<Option<usize>> = vec![None; offers.len()];
        let mut bit_of: Vec<Option<usize>> = vec![None; offers.len()];
        for (place, (units, price)) in offers
            .iter()
            .enumerate()
            .filter(|(place, _)| live.get(*place) == Some(&true))
        {
            let top = find(&root, place);
            let Some(slot) = part_of.get_mut(top) else { continue };
            let number = *slot.get_or_insert_with(|| {
                parts.push(Part::default());
                parts.len() - 1
            });
            let Some(part) = parts.get_mut(number) else { continue };
            if part.deals.len() == MAX_DEALS {
                part.cut = true;
                continue;
            }
            if let Some(bit) = bit_of.get_mut(place) {
                *bit = Some(part.deals.len());
            }
            part.deals.push(Deal {
                place,
                units: *units,
                price: *price,
            });
        }
        let mut pool_of: Vec<Option<usize>> = vec![None; self.pools.len()];
        for line in &self.lines {
            let number = offers_of(line)
                .next()
                .and_then(|place| *part_of.get(find(&root, place))?);
            let (Some(part), Some(pool)) = (number.and_then(|n| parts.get_mut(n)), self.pools.get(line.pool)) else {
                continue;
            };
            let mask = offers_of(line)
                .filter_map(|place| *bit_of.get(place)?)
                .fold(0, |mask, bit| mask | 1_u64 << bit);
            let alone = pool.states() == 1;
            let known = if alone {
                None
            } else {
                pool_of.get(line.pool).copied().flatten()
            };
            let number = known.unwrap_or_else(|| {
                part.pools.push(Pool {
                    lines: Vec::new(),
                    copies: 0,
                    costs: Rc::clone(&pool.costs),
                    ..*pool
                });
                part.pools.len() - 1
            });
            if let Some(slot) = pool_of.get_mut(line.pool) {
                *slot = Some(number);
            }
            if let Some(pool) = part.pools.get_mut(number) {
                pool.lines.push(part.lines.len());
                pool.copies += line.copies as usize;
            }
            part.lines.push(Line {
                pool: number,
                mask,
                ..*line
            });
        }
        parts
    }
}

fn covers(lines: &[Eligible<'_>], line: usize, offer: usize) -> bool {
    lines.get(line).and_then(|line| line.offers.get(offer)) == Some(&true)
}

fn can_apply(lines: &[Eligible<'_>], offers: &[(u32, i64)], place: usize) -> bool {
    let covered = lines.iter().filter(|line| line.offers.get(place) == Some(&true));
    let copies: u64 = covered.map(|line| u64::from(line.quantity)).sum();
    offers
        .get(place)
        .is_some_and(|(units, price)| *units > 0 && (0..=MAX_SUM).contains(price) && copies >= u64::from(*units))
}

/// The numbers of the pools, rising, and the copies in each.
fn pools(lines: &[Eligible<'_>], by_sku: &[usize]) -> Vec<(usize, u32)> {
    let mut all: Vec<(usize, u32)> = by_sku
        .iter()
        .filter_map(|place| lines.get(*place))
        .map(|line| (line.pool, line.quantity))
        .collect();
    all.sort_unstable();
    all.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 = first.1.saturating_add(later.1);
        }
        same
    });
    all
}

fn find(root: &[usize], mut place: usize) -> usize {
    while let Some(next) = root.get(place).filter(|next| **next != place) {
        place = *next;
    }
    place
}

fn join(root: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(root, a), find(root, b));
    if let Some(slot) = root.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}
