//! The best choice of offers, against a search that tries every choice and shares no code with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;

use baskets::{cases, priced, sku, table_with_offers, usd};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::currency::Currency;
use zinetill::domain::money::Quantity;
use zinetill::domain::offer::solve::{Eligible, Solution, solve};
use zinetill::domain::title::Sku;

/// A small basket: lines as copies, pool and the offers over them; offers as units and price; what copies of a pool cost.
#[derive(Debug, Clone)]
struct Basket {
    lines: Vec<(u32, usize, Vec<bool>)>,
    offers: Vec<(u32, i64)>,
    costs: Vec<Vec<i64>>,
}

fn skus(number: usize) -> Vec<Sku> {
    (0..number).map(|n| sku(&format!("t{n:02}"))).collect()
}

impl Basket {
    fn solve(&self, order: &[usize]) -> Solution {
        let skus = skus(self.lines.len());
        let eligible: Vec<Eligible<'_>> = order
            .iter()
            .map(|n| Eligible {
                sku: &skus[*n],
                quantity: self.lines[*n].0,
                offers: self.lines[*n].2.clone(),
                pool: self.lines[*n].1,
            })
            .collect();
        solve(&eligible, &self.offers, &self.costs)
    }

    fn in_order(&self) -> Solution {
        self.solve(&(0..self.lines.len()).collect::<Vec<_>>())
    }

    fn applications(&self, takes: &[Vec<u32>]) -> Vec<u32> {
        let all = takes.iter().zip(&self.offers);
        all.map(|(taken, (units, _))| taken.iter().sum::<u32>() / units)
            .collect()
    }

    fn sum(&self, takes: &[Vec<u32>]) -> i64 {
        let offers: i64 = self
            .applications(takes)
            .iter()
            .zip(&self.offers)
            .map(|(n, (_, price))| i64::from(*n) * price)
            .sum();
        let mut left: BTreeMap<usize, u32> = BTreeMap::new();
        for (line, (copies, pool, _)) in self.lines.iter().enumerate() {
            *left.entry(*pool).or_default() += copies - takes.iter().map(|taken| taken[line]).sum::<u32>();
        }
        offers
            + left
                .iter()
                .map(|(pool, copies)| self.costs[*pool][*copies as usize])
                .sum::<i64>()
    }

    fn feasible(&self, takes: &[Vec<u32>]) -> bool {
        let whole = takes
            .iter()
            .zip(&self.offers)
            .all(|(taken, (units, _))| taken.iter().sum::<u32>().is_multiple_of(*units));
        let within = self.lines.iter().enumerate().all(|(line, (copies, _, offers))| {
            takes.iter().map(|taken| taken[line]).sum::<u32>() <= *copies
                && takes.iter().zip(offers).all(|(taken, over)| *over || taken[line] == 0)
        });
        whole && within
    }

    /// What choices are compared by, the smaller the better: the sum, the applications, then ties.
    #[allow(clippy::type_complexity)]
    fn rank(&self, takes: &[Vec<u32>]) -> (i64, u32, Vec<Reverse<u32>>, Vec<Reverse<u32>>) {
        let applications = self.applications(takes);
        let taken = |line: usize| takes.iter().map(|taken| taken[line]).sum::<u32>();
        let linear = |pool: usize| {
            self.costs[pool]
                .windows(2)
                .all(|pair| pair[1] - pair[0] == self.costs[pool][1])
        };
        let mut ties = Vec::new();
        let mut seen = Vec::new();
        for line in 0..self.lines.len() {
            let pool = self.lines[line].1;
            let together: Vec<usize> = if linear(pool) {
                vec![line]
            } else if seen.contains(&pool) {
                continue;
            } else {
                seen.push(pool);
                (0..self.lines.len())
                    .filter(|other| self.lines[*other].1 == pool)
                    .collect()
            };
            ties.push(Reverse(together.iter().map(|line| taken(*line)).sum()));
            for line in together {
                ties.push(Reverse(taken(line)));
                // Of the copies taken, the later offers have the fewest.
                ties.extend(takes.iter().rev().map(|by_offer| Reverse(u32::MAX - by_offer[line])));
            }
        }
        (
            self.sum(takes),
            applications.iter().sum(),
            applications.into_iter().map(Reverse).collect(),
            ties,
        )
    }

    /// Every choice there is.
    fn brute(&self, line: usize, takes: &mut Vec<Vec<u32>>, best: &mut Option<Vec<Vec<u32>>>) {
        if line == self.lines.len() {
            if self.feasible(takes) && best.as_ref().is_none_or(|best| self.rank(takes) < self.rank(best)) {
                *best = Some(takes.clone());
            }
            return;
        }
        self.brute_line(line, 0, self.lines[line].0, takes, best);
    }

    fn brute_line(
        &self,
        line: usize,
        offer: usize,
        left: u32,
        takes: &mut Vec<Vec<u32>>,
        best: &mut Option<Vec<Vec<u32>>>,
    ) {
        if offer == self.offers.len() {
            return self.brute(line + 1, takes, best);
        }
        let most = if self.lines[line].2[offer] { left } else { 0 };
        for copies in 0..=most {
            takes[offer][line] = copies;
            self.brute_line(line, offer + 1, left - copies, takes, best);
        }
        takes[offer][line] = 0;
    }
}

/// At most 12 copies and 3 offers, with prices few enough that ties are common and rules that rise, fall and jump.
fn small() -> impl Strategy<Value = Basket> {
    let line = (1..=4_u32, 0..3_usize, prop::collection::vec(any::<bool>(), 3));
    let offer = (1..=4_u32, 0..8_i64);
    (
        prop::collection::vec(line, 1..5),
        prop::collection::vec(offer, 0..4),
        prop::collection::vec((0..4_i64, prop::collection::vec(0..3_i64, 12), any::<bool>()), 3),
    )
        .prop_map(|(mut lines, offers, pools)| {
            let mut all = 0;
            lines.retain(|(copies, ..)| {
                all += copies;
                all <= 12
            });
            for (_, _, over) in &mut lines {
                over.truncate(offers.len());
            }
            let costs = pools.into_iter().map(|(each, wobble, linear)| {
                let wobble = wobble.into_iter().map(|wobble| if linear { 0 } else { wobble });
                [0].into_iter()
                    .chain((1..=12).zip(wobble).map(|(n, wobble)| n * each + wobble))
                    .collect()
            });
            Basket {
                lines,
                offers,
                costs: costs.collect(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn the_choice_is_the_best_of_all(basket in small()) {
        let found = basket.in_order();
        prop_assert!(found.exact);
        prop_assert!(basket.feasible(&found.takes), "{:?}", found);
        let mut best = None;
        basket.brute(0, &mut vec![vec![0; basket.lines.len()]; basket.offers.len()], &mut best);
        let best = best.unwrap();
        prop_assert_eq!(basket.rank(&found.takes), basket.rank(&best), "{:?} instead of {:?}", found.takes, best);
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(basket in small(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..basket.lines.len()).collect();
        let len = order.len().max(1);
        for n in 0..order.len() {
            order.swap(n, (seed.rotate_left(n as u32) % len as u64) as usize);
        }
        let (straight, shuffled) = (basket.in_order(), basket.solve(&order));
        for (straight, shuffled) in straight.takes.iter().zip(&shuffled.takes) {
            let back: Vec<u32> = order.iter().map(|n| straight[*n]).collect();
            prop_assert_eq!(&back, shuffled);
        }
    }
}

/// Beyond what can be tried in every way: never worse than no offer, and the same again.
#[test]
fn beyond_the_bound_the_best_found_is_feasible_and_helps() {
    let offers: Vec<(u32, i64)> = (0..12).map(|n| (3 + n % 4, 300 + 40 * i64::from(n))).collect();
    let lines: Vec<(u32, usize, Vec<bool>)> = (0..40)
        .map(|n| (5, n, (0..12).map(|offer| (n + offer) % 3 != 0).collect()))
        .collect();
    let costs = (0..40)
        .map(|n: i64| (0..=5).map(|copies| copies * (180 + 7 * n)).collect())
        .collect();
    let basket = Basket { lines, offers, costs };
    let found = basket.in_order();
    assert!(!found.exact);
    assert!(basket.feasible(&found.takes));
    let none = vec![vec![0; 40]; 12];
    assert!(basket.sum(&found.takes) < basket.sum(&none) / 2);
    assert_eq!(found, basket.in_order());
}

fn quote(copies: &[(&str, u32)]) -> zinetill::domain::pricing::PricedBasket {
    let mut cart = Cart::new(Uuid::nil());
    for (name, copies) in copies {
        cart.add(Item::Title(sku(name)), Quantity::new(*copies).unwrap())
            .unwrap();
    }
    priced(&cart, &table_with_offers())
}

/// Offers: any 3 half-sheet for 2.00; any 4 zine for 5.50; any 5 for 7.00.
#[test]
fn offers_compete_with_tiers_and_with_each_other_and_say_why() {
    for (basket, goods, reasons) in [
        // Three at 1.00 + 0.75 + 0.75 = 2.50 cost 2.00 together.
        (
            vec![("graduated", 3)],
            200,
            vec![r#"these 3 as "any 3 half-sheet for $2.00": saves $0.50"#],
        ),
        // Of four, three for 2.00; the fourth is a first one again: 3.00, and 3.25 without the offer.
        (
            vec![("graduated", 4)],
            300,
            vec![r#"3 of these 4 as "any 3 half-sheet for $2.00": saves $0.25"#],
        ),
        // Two do not make an offer.
        (vec![("graduated", 2)], 175, vec![]),
        // 3 for 5.00 of their own, or 2.00 by the offer.
        (
            vec![("set", 3)],
            200,
            vec![r#"these 3 as "any 3 half-sheet for $2.00": saves $3.00"#],
        ),
        // The dearest go into the offer: 2 × 2.00 and one of 0.75, and the other is 1.00.
        (
            vec![("graduated", 2), ("set", 2)],
            300,
            vec![r#"3 of these 4 as "any 3 half-sheet for $2.00": saves $2.75"#],
        ),
        // Five of 2.00 each: any 5 for 7.00 beats any 4 zines for 5.50 and one for 2.00.
        (
            vec![("fixed", 5)],
            700,
            vec![r#"these 5 as "any 5 for $7.00": saves $3.00"#],
        ),
        // 5 or more at 1.50 each make 7.50; the offer is better still.
        (
            vec![("volume", 5)],
            700,
            vec![r#"these 5 as "any 5 for $7.00": saves $0.50"#],
        ),
        // Free ones, sliding ones and pay what you can take no part.
        (vec![("free", 3), ("sliding", 3), ("pwyc", 3)], 1500, vec![]),
        // Three half-sheets for 2.00; of six at 2.00 each five for 7.00 and one for 2.00, which four zines for 5.50 and
        // two for 4.00 would not beat.
        (
            vec![("graduated", 3), ("fixed", 4), ("taxed-added", 2)],
            1100,
            vec![
                r#"these 3 as "any 3 half-sheet for $2.00": saves $0.50"#,
                r#"5 of these 9 as "any 5 for $7.00": saves $3.00"#,
            ],
        ),
    ] {
        let priced = quote(&basket);
        assert_eq!(priced.goods, usd(goods), "{basket:?}");
        assert_eq!(priced.applied.reasons(Currency::USD), reasons, "{basket:?}");
        assert!(!priced.applied.best_found);
    }
}

#[test]
fn an_offers_price_is_shared_in_equal_parts_and_ties_go_to_the_smallest_sku() {
    // Two dear ones and two cheap: the offer takes both dear ones and one of the others, 2.00 in three parts.
    let basket = quote(&[("set", 2), ("pool-d", 2)]);
    let lines: Vec<Vec<(&str, i64)>> = basket
        .lines
        .iter()
        .map(|line| {
            let charges = line.charges.iter();
            charges
                .map(|charge| (charge.text.as_str(), charge.amount.to_minor(Currency::USD)))
                .collect()
        })
        .collect();
    assert_eq!(
        lines,
        [
            vec![(r#"2 as "any 3 half-sheet for $2.00""#, 133)],
            vec![(r#"1 as "any 3 half-sheet for $2.00""#, 67), ("1 × $1.00", 100)],
        ]
    );
    // Four that cost 1.00 or more: the dearest goes into the offer, then the smallest SKUs.
    let basket = quote(&[("pool-d", 1), ("graduated", 1), ("pool-c", 1), ("set", 1)]);
    let by_offer: Vec<(&str, u32)> = basket
        .lines
        .iter()
        .map(|line| (line.title.sku.as_str(), line.by_offer))
        .collect();
    assert_eq!(by_offer, [("pool-d", 0), ("graduated", 1), ("pool-c", 1), ("set", 1)]);
}
