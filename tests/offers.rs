//! Which copies offers take, against every other way to take them, and properties of what is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use zinetill::domain::offer::solve::{Eligible, Solution, solve};
use zinetill::domain::title::Sku;

/// Units and price of offers; lines by rising SKU; for each pool what 0, 1, 2 .. copies left over cost.
#[derive(Debug, Clone)]
struct Basket {
    offers: Vec<(u32, i64)>,
    lines: Vec<Line>,
    costs: Vec<Vec<i64>>,
}

#[derive(Debug, Clone)]
struct Line {
    quantity: u32,
    offers: Vec<bool>,
    pool: usize,
}

fn skus(count: usize) -> Vec<Sku> {
    (0..count).map(|n| Sku::new(&format!("t{n:03}")).unwrap()).collect()
}

impl Basket {
    fn cost(&self, pool: usize, left: u32) -> i64 {
        self.costs[pool][left as usize]
    }

    /// What the solver says, the lines given in this order; takes in the order of the SKUs.
    fn solved(&self, order: &[usize]) -> Solution {
        let skus = skus(self.lines.len());
        let lines: Vec<Eligible<'_>> = order
            .iter()
            .map(|place| Eligible {
                sku: &skus[*place],
                quantity: self.lines[*place].quantity,
                offers: self.lines[*place].offers.clone(),
                pool: self.lines[*place].pool,
            })
            .collect();
        let mut solution = solve(&lines, &self.offers, &|pool, left| self.cost(pool, left));
        for takes in &mut solution.takes {
            let given = takes.clone();
            for (copies, place) in given.iter().zip(order) {
                takes[*place] = *copies;
            }
        }
        solution
    }

    fn in_order(&self) -> Solution {
        self.solved(&(0..self.lines.len()).collect::<Vec<_>>())
    }

    /// The sum of a choice; panics where a copy is taken twice, by an offer that does not cover it, or too few at once.
    fn sum(&self, takes: &[Vec<u32>]) -> i64 {
        let mut left: Vec<u32> = vec![0; self.costs.len()];
        for (n, line) in self.lines.iter().enumerate() {
            let taken: u32 = takes.iter().map(|takes| takes[n]).sum();
            assert!(taken <= line.quantity, "line {n} gives {taken}");
            left[line.pool] += line.quantity - taken;
            for (takes, covers) in takes.iter().zip(&line.offers) {
                assert!(*covers || takes[n] == 0, "line {n} is not covered");
            }
        }
        let prices = self.offers.iter().zip(takes).map(|((units, price), takes)| {
            let copies: u32 = takes.iter().sum();
            assert_eq!(copies % units, 0);
            i64::from(copies / units) * price
        });
        let rest = left.iter().enumerate().map(|(pool, left)| self.cost(pool, *left));
        prices.chain(rest).sum()
    }
}

/// Sum, applications, applications of each offer, copies of each title, copies of each title for each offer.
type Rank = (i64, u32, Reverse<Vec<u32>>, Reverse<Vec<u32>>, Reverse<Vec<u32>>);

fn rank(basket: &Basket, takes: &[Vec<u32>]) -> Rank {
    let times: Vec<u32> = basket
        .offers
        .iter()
        .zip(takes)
        .map(|((units, _), takes)| takes.iter().sum::<u32>() / units)
        .collect();
    let lines = 0..basket.lines.len();
    let taken = lines
        .clone()
        .map(|n| takes.iter().map(|takes| takes[n]).sum())
        .collect();
    let given = lines.flat_map(|n| takes.iter().map(move |takes| takes[n])).collect();
    (
        basket.sum(takes),
        times.iter().sum(),
        Reverse(times),
        Reverse(taken),
        Reverse(given),
    )
}

/// The best of all ways to give copies to offers, tried one by one.
fn brute(basket: &Basket) -> Vec<Vec<u32>> {
    struct Search<'a> {
        basket: &'a Basket,
        takes: Vec<Vec<u32>>,
        best: Option<(Rank, Vec<Vec<u32>>)>,
    }
    impl Search<'_> {
        fn go(&mut self, line: usize, offer: usize, left: u32) {
            if line == self.basket.lines.len() {
                let whole = self.basket.offers.iter().zip(&self.takes);
                if whole
                    .clone()
                    .all(|((units, _), takes)| takes.iter().sum::<u32>() % units == 0)
                    && self
                        .best
                        .as_ref()
                        .is_none_or(|best| self.basket.sum(&self.takes) <= best.0.0)
                {
                    let rank = rank(self.basket, &self.takes);
                    if self.best.as_ref().is_none_or(|best| rank < best.0) {
                        self.best = Some((rank, self.takes.clone()));
                    }
                }
            } else if offer == self.basket.offers.len() {
                let next = self.basket.lines.get(line + 1).map_or(0, |line| line.quantity);
                self.go(line + 1, 0, next);
            } else {
                let most = if self.basket.lines[line].offers[offer] { left } else { 0 };
                for copies in 0..=most {
                    self.takes[offer][line] = copies;
                    self.go(line, offer + 1, left - copies);
                }
                self.takes[offer][line] = 0;
            }
        }
    }
    let mut search = Search {
        basket,
        takes: vec![vec![0; basket.lines.len()]; basket.offers.len()],
        best: None,
    };
    search.go(0, 0, basket.lines.first().map_or(0, |line| line.quantity));
    search.best.unwrap().1
}

/// The lowest sum, by a table over copies, what each offer has begun and what each pool has left.
fn lowest_sum(basket: &Basket) -> i64 {
    let mut table: HashMap<(Vec<u32>, Vec<u32>), i64> = HashMap::new();
    table.insert((vec![0; basket.offers.len()], vec![0; basket.costs.len()]), 0);
    for line in &basket.lines {
        for _ in 0..line.quantity {
            let mut next: HashMap<(Vec<u32>, Vec<u32>), i64> = HashMap::new();
            for ((begun, left), sum) in &table {
                let mut put = |begun: Vec<u32>, left: Vec<u32>, sum: i64| {
                    let best = next.entry((begun, left)).or_insert(sum);
                    *best = sum.min(*best);
                };
                let mut more = left.clone();
                more[line.pool] += 1;
                put(begun.clone(), more, *sum);
                for (n, (units, price)) in basket.offers.iter().enumerate().filter(|(n, _)| line.offers[*n]) {
                    let mut begun = begun.clone();
                    begun[n] = (begun[n] + 1) % units;
                    let paid = if begun[n] == 0 { *price } else { 0 };
                    put(begun, left.clone(), sum + paid);
                }
            }
            table = next;
        }
    }
    let done = table.iter().filter(|((begun, _), _)| begun.iter().all(|n| *n == 0));
    let sums = done.map(|((_, left), sum)| {
        sum + left
            .iter()
            .enumerate()
            .map(|(pool, left)| basket.cost(pool, *left))
            .sum::<i64>()
    });
    sums.min().unwrap()
}

/// Prices that often meet, so that there are ties.
fn prices(most: i64) -> impl Strategy<Value = i64> {
    prop_oneof![4 => (0..=most).prop_map(|n| n * 25), 1 => 0..=most * 25]
}

/// A rule's totals for up to `most` copies: as rules fall and jump, and as none ever would.
fn costs(most: usize) -> impl Strategy<Value = Vec<i64>> {
    let total = move |each: Box<dyn Fn(i64) -> i64>| (0..=most as i64).map(each).collect::<Vec<_>>();
    prop_oneof![
        3 => prices(12).prop_map(move |each| total(Box::new(move |n| n * each))),
        2 => (prices(12), prices(12), 1..4_i64)
            .prop_map(move |(first, rest, steps)| total(Box::new(move |n| n.min(steps) * first + (n - steps).max(0) * rest))),
        2 => (prices(12), prices(8), 2..6_i64)
            .prop_map(move |(few, many, from)| total(Box::new(move |n| n * if n < from { few } else { many }))),
        2 => (prices(12), prices(24), 2..5_i64)
            .prop_map(move |(single, set, count)| total(Box::new(move |n| n / count * set.min(count * single) + n % count * single))),
        1 => prop::collection::vec(prices(40), most).prop_map(|any| [0].into_iter().chain(any).collect()),
    ]
}

fn baskets(lines: usize, quantity: u32, offers: usize, units: u32) -> impl Strategy<Value = Basket> {
    let most = lines * quantity as usize;
    let line = (
        1..=quantity,
        prop::collection::vec(prop::bool::weighted(0.6), offers),
        0..lines,
    );
    (
        prop::collection::vec((1..=units, prices(24)), 0..=offers),
        prop::collection::vec(line, 1..=lines),
        prop::collection::vec(costs(most), lines),
    )
        .prop_map(|(offers, lines, costs)| Basket {
            lines: lines
                .into_iter()
                .map(|(quantity, covers, pool)| Line {
                    quantity,
                    offers: covers[..offers.len()].to_vec(),
                    pool,
                })
                .collect(),
            offers,
            costs,
        })
}

/// Up to 12 copies and 3 offers, and few enough ways to try them all.
fn small() -> impl Strategy<Value = Basket> {
    let shape = prop_oneof![
        (Just(3_usize), Just(4_u32)),
        (Just(4), Just(3)),
        (Just(6), Just(2)),
        (Just(2), Just(6))
    ];
    shape
        .prop_flat_map(|(lines, quantity)| baskets(lines, quantity, 3, 5))
        .prop_map(|mut basket| {
            let mut ways = 1_u64;
            for line in &mut basket.lines {
                for covers in &mut line.offers {
                    let more = ways * u64::from(line.quantity + 1);
                    *covers &= more <= 40_000;
                    ways = if *covers { more } else { ways };
                }
            }
            basket
        })
}

fn shuffled(baskets: impl Strategy<Value = Basket>) -> impl Strategy<Value = (Basket, Vec<usize>)> {
    baskets.prop_flat_map(|basket| {
        let order: Vec<usize> = (0..basket.lines.len()).collect();
        (Just(basket), Just(order).prop_shuffle())
    })
}

/// 10,000 baskets, unless `PROPTEST_CASES` says another number; a part of them for what takes longer.
fn cases(one_in: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 10_000;
    }
    config.cases = (config.cases / one_in).max(1);
    config.failure_persistence = None;
    config
}

proptest! {
    #![proptest_config(cases(1))]

    #[test]
    fn no_other_way_is_better_and_ties_fall_as_the_rule_says(basket in small()) {
        let solution = basket.in_order();
        let best = brute(&basket);
        prop_assert_eq!(rank(&basket, &solution.takes), rank(&basket, &best));
        prop_assert_eq!(&solution.takes, &best);
        prop_assert!(solution.exact);
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter((basket, order) in shuffled(baskets(8, 4, 4, 4))) {
        prop_assert_eq!(basket.in_order(), basket.solved(&order));
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_sum_of_a_larger_basket_is_the_lowest(basket in baskets(3, 20, 3, 5)) {
        let solution = basket.in_order();
        prop_assert!(solution.exact);
        prop_assert_eq!(basket.sum(&solution.takes), lowest_sum(&basket));
    }

    #[test]
    fn the_best_found_is_never_worse_than_no_offer((basket, order) in shuffled(baskets(12, 30, 8, 12))) {
        let solution = basket.in_order();
        let none = vec![vec![0; basket.lines.len()]; basket.offers.len()];
        prop_assert!(basket.sum(&solution.takes) <= basket.sum(&none));
        prop_assert_eq!(solution, basket.solved(&order));
    }
}

/// Lines as quantity, offers that cover them (`x` or `.`), pool; a rule for each pool; what each offer takes.
type Example<'a> = (
    &'a str,
    &'a [(u32, i64)],
    &'a [(u32, &'a str, usize)],
    &'a [fn(i64) -> i64],
    &'a [&'a [u32]],
);

fn check((what, offers, lines, rules, expected): &Example<'_>) {
    let most: u32 = lines.iter().map(|line| line.0).sum();
    let basket = Basket {
        offers: offers.to_vec(),
        lines: lines
            .iter()
            .map(|(quantity, covers, pool)| Line {
                quantity: *quantity,
                offers: covers.chars().map(|ch| ch == 'x').collect(),
                pool: *pool,
            })
            .collect(),
        costs: rules
            .iter()
            .map(|rule| (0..=i64::from(most)).map(rule).collect())
            .collect(),
    };
    let solution = basket.in_order();
    assert_eq!(solution.takes, *expected, "{what}");
    assert!(solution.exact, "{what}");
}

#[test]
fn offers_take_what_a_person_would_take() {
    let two_dollars: fn(i64) -> i64 = |n| 200 * n;
    let one_dollar: fn(i64) -> i64 = |n| 100 * n;
    let tier: fn(i64) -> i64 = |n| if n == 0 { 0 } else { 100 + (n - 1) * 75 };
    let from_five: fn(i64) -> i64 = |n| n * if n < 5 { 200 } else { 150 };
    let examples: [Example<'_>; 11] = [
        // 5 copies by the tier are 4.00; 3 for 2.00 leaves 2 for 1.75, together 3.75.
        (
            "an offer beats the tier that its copies leave",
            &[(3, 200)],
            &[(5, "x", 0)],
            &[tier],
            &[&[3]],
        ),
        // 3 copies by the tier are 2.50 already.
        (
            "an offer that costs as much is not taken",
            &[(3, 250)],
            &[(3, "x", 0)],
            &[tier],
            &[&[0]],
        ),
        (
            "an offer that costs more is not taken",
            &[(3, 700)],
            &[(3, "x", 0)],
            &[two_dollars],
            &[&[0]],
        ),
        // Taking 2 for 3.50 would leave 4 at 2.00 each: 11.50 against 9.00.
        (
            "an offer does not break a volume price",
            &[(2, 350)],
            &[(6, "x", 0)],
            &[from_five],
            &[&[0]],
        ),
        // 4 copies are 8.00; one taken for 1.00 leaves 6.00.
        (
            "an offer of one copy is a lower price",
            &[(1, 100)],
            &[(2, "x", 0), (1, ".", 1)],
            &[two_dollars, one_dollar],
            &[&[2, 0]],
        ),
        (
            "among equals the smallest SKU gives most",
            &[(3, 200)],
            &[(2, "x", 0), (2, "x", 1), (2, "x", 2), (1, "x", 3)],
            &[one_dollar; 4],
            &[&[2, 2, 2, 0]],
        ),
        (
            "dearer copies are taken first",
            &[(2, 150)],
            &[(2, "x", 0), (2, "x", 1), (1, "x", 2)],
            &[one_dollar, two_dollars, one_dollar],
            &[&[2, 2, 0]],
        ),
        // The first offer saves 1.00 on any three, the second 0.75 on the last two: both fit only one way.
        (
            "two offers share what they both cover",
            &[(3, 500), (2, 325)],
            &[(1, "x.", 0), (3, "xx", 0), (1, ".x", 0)],
            &[two_dollars],
            &[&[1, 2, 0], &[0, 1, 1]],
        ),
        // 4 copies at 2.00: twice 2 for 3.00 or once 4 for 6.00.
        (
            "among equals there are fewest applications",
            &[(2, 300), (4, 600)],
            &[(4, "xx", 0)],
            &[two_dollars],
            &[&[0], &[4]],
        ),
        (
            "among equals the offer made first is applied",
            &[(2, 300), (2, 300)],
            &[(1, "xx", 0), (2, "xx", 1)],
            &[two_dollars; 2],
            &[&[1, 1], &[0, 0]],
        ),
        // Four of six copies of a pool are taken together: what is left is 1.75 by its tier.
        (
            "a pool's copies are taken from its smallest SKU",
            &[(4, 250)],
            &[(3, "x", 0), (3, "x", 0)],
            &[tier],
            &[&[3, 1]],
        ),
    ];
    for example in &examples {
        check(example);
    }
}

#[test]
fn no_offers_and_no_lines_are_no_trouble() {
    let none = solve(&[], &[(2, 100)], &|_, _| 0);
    assert_eq!((none.takes, none.exact), (vec![vec![]], true));
    let skus = skus(1);
    let line = Eligible {
        sku: &skus[0],
        quantity: 3,
        offers: vec![true, true, true],
        pool: 7,
    };
    let odd = [(0, 100), (2, -5), (4, 0)];
    assert_eq!(
        solve(&[line], &odd, &|_, left| 100 * i64::from(left)).takes,
        vec![vec![0]; 3]
    );
}

#[test]
fn what_is_too_large_is_best_found() {
    let skus = skus(40);
    let offers: Vec<(u32, i64)> = (0..9).map(|n| (3 + n % 3, 250 + 75 * i64::from(n % 3))).collect();
    let lines: Vec<Eligible<'_>> = skus
        .iter()
        .enumerate()
        .map(|(n, sku)| Eligible {
            sku,
            quantity: 9_999,
            offers: (0..9).map(|offer| (n + offer) % 3 != 0).collect(),
            pool: n,
        })
        .collect();
    let solution = solve(&lines, &offers, &|_, left| 100 * i64::from(left));
    assert!(!solution.exact);
    let copies: u32 = solution.takes.iter().flatten().sum();
    assert!(copies > 399_000, "{copies}");
    let vast = solve(&lines, &offers, &|_, left| i64::from(left) << 40);
    assert!(!vast.exact);
}
