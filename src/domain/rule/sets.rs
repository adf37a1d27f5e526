//! Copies at `3 for $5.00`: which sets, and how many copies alone, cost least.

use super::{Charge, PriceSet};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};

/// The cheapest exact combination, by dynamic programming over the quantity; among equals fewer sets, then the larger set.
pub(super) fn charges(sets: &[PriceSet], single: Money, quantity: Quantity, currency: Currency) -> Vec<Charge> {
    let copies = quantity.get() as usize;
    let table = table(sets, single, copies, currency);
    let mut used = vec![0_u32; sets.len()];
    let mut singles = 0_u32;
    let mut n = copies;
    while n > 0 {
        let last = table.get(n).and_then(|best| best.last);
        match last.and_then(|index| Some((used.get_mut(index)?, sets.get(index)?))) {
            Some((count, set)) => {
                *count += 1;
                n = n.saturating_sub(set.count as usize);
            }
            None => {
                singles += 1;
                n -= 1;
            }
        }
    }
    let mut charges: Vec<Charge> = sets
        .iter()
        .zip(used)
        .rev()
        .filter_map(|(set, times)| {
            let quantity = Quantity::new(set.count.saturating_mul(times)).ok()?;
            let amount = set.price.times(Quantity::new(times).ok()?);
            let sentence = format!("{} for {}", set.count, currency.show(set.price));
            let text = if times == 1 {
                sentence
            } else {
                format!("{times} × {sentence}")
            };
            Some(Charge {
                quantity,
                unit_price: None,
                amount,
                text,
                offer: None,
            })
        })
        .collect();
    charges.extend(
        Quantity::new(singles)
            .ok()
            .map(|singles| Charge::each(singles, single, currency)),
    );
    charges
}

/// The cheapest way to so many copies, and the set that ends it.
#[derive(Clone, Copy)]
pub(super) struct Best {
    pub(super) cost: i64,
    sets: u32,
    last: Option<usize>,
}

/// The cheapest combination for 0, 1, 2, … copies; among equals fewer sets, then the larger set.
pub(super) fn table(sets: &[PriceSet], single: Money, copies: usize, currency: Currency) -> Vec<Best> {
    let single_minor = single.to_minor(currency);
    let priced: Vec<(usize, i64)> = sets
        .iter()
        .map(|set| (set.count as usize, set.price.to_minor(currency)))
        .collect();
    let mut table = Vec::with_capacity(copies + 1);
    table.push(Best {
        cost: 0,
        sets: 0,
        last: None,
    });
    for n in 1..=copies {
        let before = |count: usize| n.checked_sub(count).and_then(|n| table.get(n)).copied();
        let mut best = before(1).map_or(
            Best {
                cost: 0,
                sets: 0,
                last: None,
            },
            |b: Best| Best {
                cost: b.cost.saturating_add(single_minor),
                sets: b.sets,
                last: None,
            },
        );
        for (index, (count, price)) in priced.iter().enumerate() {
            if let Some(b) = before(*count) {
                let with = Best {
                    cost: b.cost.saturating_add(*price),
                    sets: b.sets + 1,
                    last: Some(index),
                };
                if (with.cost, with.sets) < (best.cost, best.sets)
                    || ((with.cost, with.sets) == (best.cost, best.sets) && best.last.is_some())
                {
                    best = with;
                }
            }
        }
        table.push(best);
    }
    table
}
