//! Offers and rules over the whole basket: who takes which copies, and what each line is charged for them.
//! Never touches a line whose price was keyed by hand or chosen by the buyer.

use super::{Applied, PricedLine, PricingError};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity, share};
use crate::domain::offer::solve::{Eligible, Solution, solve};
use crate::domain::offer::{AppliedOffer, Offer};
use crate::domain::rule::{Charge, PriceRule, RuleKind};
use crate::domain::sentence;
use crate::domain::title::Title;
use std::sync::Arc;

/// Lets the offers take copies as is best for the buyer, and charges those copies. An offer's price for all its
/// applications is shared over its lines by the copies it took.
pub(super) fn offers(
    lines: &mut [PricedLine],
    order: &[usize],
    offers: &[Offer],
    applied: &mut Applied,
    currency: Currency,
) {
    let copies: u64 = lines.iter().map(|line| u64::from(line.quantity.get())).sum();
    if offers.is_empty() || copies > Quantity::MAX.into() {
        return;
    }
    // By SKU, so that every tie goes by SKU.
    let places: Vec<usize> = order
        .iter()
        .copied()
        .filter(|n| lines.get(*n).is_some_and(takes_part))
        .collect();
    let titles = titles(lines, &places);
    let pools = Pools::of(&titles, |a, b| same_pool(a, b) || same_fixed_price(a, b));
    let eligible: Vec<Eligible<'_>> = places
        .iter()
        .filter_map(|n| lines.get(*n))
        .zip(&titles)
        .zip(&pools.of_line)
        .map(|((line, title), pool)| Eligible {
            sku: &title.sku,
            quantity: line.quantity.get(),
            offers: offers
                .iter()
                .map(|offer| offer.covers(&title.sku, &title.tags))
                .collect(),
            pool: *pool,
        })
        .collect();
    let costs = pools.costs(eligible.iter().map(|line| (line.pool, line.quantity)), currency);
    let cost = |pool: usize, copies: u32| -> i64 {
        let costs = costs.get(pool);
        costs.and_then(|costs| costs.get(copies as usize)).copied().unwrap_or(0)
    };
    let asked: Vec<(u32, i64)> = offers
        .iter()
        .map(|offer| (offer.units, offer.price.to_minor(currency)))
        .collect();
    let found = solve(&eligible, &asked, &cost);
    applied.best_found = !found.exact;
    applied.offers = accounts(offers, &eligible, &found, &cost, currency);
    for ((offer, takes), number) in applied.offers.iter().zip(&found.takes).zip(0..) {
        let price = Quantity::new(offer.applications).map_or(Money::ZERO, |times| offer.offer.price.times(times));
        let weights: Vec<i64> = takes.iter().map(|copies| i64::from(*copies)).collect();
        let shares = share(price, &weights, currency);
        for ((n, copies), amount) in places.iter().zip(takes).zip(shares) {
            if let (Some(line), Ok(quantity)) = (lines.get_mut(*n), Quantity::new(*copies)) {
                line.by_offer += copies;
                line.charges.push(Charge {
                    quantity,
                    unit_price: None,
                    amount,
                    text: format!("{copies} as \"{}\"", offer.offer.name),
                    offer: Some(number),
                });
            }
        }
    }
    for (n, eligible) in places.iter().zip(&eligible) {
        if let Some(line) = lines.get_mut(*n) {
            line.offered = eligible.offers.contains(&true);
        }
    }
}

/// Sliding, pay-what-you-can, free and overridden lines take no part, nor do custom amounts.
fn takes_part(line: &PricedLine) -> bool {
    line.by_rule() && !line.custom && !matches!(line.title.rule.kind(), RuleKind::Free)
}

/// What each offer did. What one saves is counted beside the offers made before it, so that the savings add up to what
/// all of them save together.
fn accounts(
    offers: &[Offer],
    eligible: &[Eligible<'_>],
    found: &Solution,
    cost: &dyn Fn(usize, u32) -> i64,
    currency: Currency,
) -> Vec<AppliedOffer> {
    let mut left: Vec<u32> = eligible.iter().map(|line| line.quantity).collect();
    let by_rules = |left: &[u32]| -> i64 {
        let pools = eligible.iter().map(|line| line.pool + 1).max().unwrap_or(0);
        let mut copies = vec![0_u32; pools];
        for (line, left) in eligible.iter().zip(left) {
            if let Some(sum) = copies.get_mut(line.pool) {
                *sum += left;
            }
        }
        copies
            .iter()
            .enumerate()
            .map(|(pool, copies)| cost(pool, *copies))
            .sum()
    };
    let mut before = by_rules(&left);
    offers
        .iter()
        .enumerate()
        .zip(&found.takes)
        .map(|((n, offer), takes)| {
            for (left, taken) in left.iter_mut().zip(takes) {
                *left = left.saturating_sub(*taken);
            }
            let applications = takes.iter().sum::<u32>() / offer.units.max(1);
            let price = offer.price.to_minor(currency).saturating_mul(applications.into());
            let saved = if applications == 0 {
                0
            } else {
                let now = by_rules(&left);
                let saved = before - now - price;
                before = now;
                saved
            };
            let covered = eligible.iter().filter(|line| line.offers.get(n) == Some(&true));
            AppliedOffer {
                offer: offer.clone(),
                applications,
                of: covered.map(|line| line.quantity).sum(),
                saved: Money::from_minor(saved, currency),
            }
        })
        .collect()
}

/// Charges the copies that offers left, by the lines' own rules. A pooled rule goes by the whole pool's copies; the
/// pool's total is shared over its lines by copies.
///
/// # Errors
/// When a pool holds more copies than a till counts.
pub(super) fn rules(lines: &mut [PricedLine], order: &[usize], currency: Currency) -> Result<(), PricingError> {
    let places: Vec<usize> = order
        .iter()
        .copied()
        .filter(|n| lines.get(*n).is_some_and(PricedLine::by_rule))
        .collect();
    let pools = Pools::of(&titles(lines, &places), same_pool);
    for (pool, title) in pools.titles.iter().enumerate() {
        let rule = &title.rule;
        let members: Vec<usize> = places
            .iter()
            .zip(&pools.of_line)
            .filter(|(_, own)| **own == pool)
            .map(|(n, _)| *n)
            .collect();
        let copies: Vec<u32> = members
            .iter()
            .filter_map(|n| lines.get(*n))
            .map(PricedLine::rest)
            .collect();
        let whole = copies.iter().fold(0_u32, |sum, copies| sum.saturating_add(*copies));
        if whole > Quantity::MAX {
            return Err(PricingError::TooLarge(title.name.clone()));
        }
        let next = next_copy(rule, whole, currency);
        let charges = Quantity::new(whole)
            .ok()
            .and_then(|whole| rule.charges(whole, currency))
            .unwrap_or_default();
        let total: Money = charges.iter().map(|charge| charge.amount).sum();
        let weights: Vec<i64> = copies.iter().map(|copies| i64::from(*copies)).collect();
        let alone = copies.iter().filter(|copies| **copies > 0).count() == 1;
        let same_price = match charges.as_slice() {
            [only] => only.unit_price,
            _ => None,
        };
        for ((n, copies), amount) in members.iter().zip(copies).zip(share(total, &weights, currency)) {
            let Some(line) = lines.get_mut(*n) else { continue };
            line.next = next.filter(|_| !line.offered);
            let Ok(quantity) = Quantity::new(copies) else { continue };
            if alone {
                line.charges.extend(charges.iter().cloned());
            } else if let Some(each) = same_price {
                line.charges.push(Charge::each(quantity, each, currency));
            } else {
                line.charges.push(Charge {
                    quantity,
                    unit_price: None,
                    amount,
                    text: format!("{copies} × {}", sentence::print(rule, currency)),
                    offer: None,
                });
            }
        }
    }
    Ok(())
}

/// What one more copy costs; `None` where no rule says.
fn next_copy(rule: &PriceRule, copies: u32, currency: Currency) -> Option<Money> {
    let now = match Quantity::new(copies) {
        Ok(copies) => rule.total(copies, currency)?,
        Err(_) => Money::ZERO,
    };
    Some(rule.total(Quantity::new(copies + 1).ok()?, currency)? - now)
}

/// Which lines are priced together; every other line is a pool by itself.
struct Pools {
    /// A title of each pool, whose rule is the pool's.
    titles: Vec<Arc<Title>>,
    /// The pool of each line.
    of_line: Vec<usize>,
}

impl Pools {
    fn of(titles: &[Arc<Title>], together: impl Fn(&Title, &Title) -> bool) -> Pools {
        let mut pools = Pools {
            titles: Vec::new(),
            of_line: Vec::with_capacity(titles.len()),
        };
        for title in titles {
            let known = pools.titles.iter().position(|known| together(known, title));
            pools.of_line.push(known.unwrap_or(pools.titles.len()));
            if known.is_none() {
                pools.titles.push(title.clone());
            }
        }
        pools
    }

    /// For each pool what 0, 1, 2, … copies cost, up to all it has.
    fn costs(&self, lines: impl Iterator<Item = (usize, u32)>, currency: Currency) -> Vec<Vec<i64>> {
        let mut copies = vec![0_u32; self.titles.len()];
        for (pool, quantity) in lines {
            if let Some(sum) = copies.get_mut(pool) {
                *sum = sum.saturating_add(quantity).min(Quantity::MAX);
            }
        }
        let rules = self.titles.iter().map(|title| &title.rule);
        rules
            .zip(copies)
            .map(|(rule, copies)| rule.totals(copies, currency).unwrap_or_default())
            .collect()
    }
}

/// Those of one price list, and those whose own sentences are the same pooled sentence.
fn same_pool(a: &Title, b: &Title) -> bool {
    a.rule.pooled() && a.rule == b.rule && a.price_list == b.price_list
}

/// To be together makes no difference to them, but the offers' search need not tell them apart.
fn same_fixed_price(a: &Title, b: &Title) -> bool {
    matches!(a.rule.kind(), RuleKind::Fixed { .. }) && a.rule == b.rule
}

/// The titles of these lines.
fn titles(lines: &[PricedLine], places: &[usize]) -> Vec<Arc<Title>> {
    places
        .iter()
        .filter_map(|n| lines.get(*n))
        .map(|line| line.title.clone())
        .collect()
}
