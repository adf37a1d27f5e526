//! Totals of each kind of rule against a separate computation in whole cents that shares nothing with the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::rule::{PriceRule, PriceSet, RuleKind, Step};
use zinetill::domain::sentence::parse;

const USD: Currency = Currency::USD;

/// What the engine says, in cents; `None` where the buyer chooses.
fn total(rule: &PriceRule, copies: u32) -> Option<i64> {
    let quantity = Quantity::new(copies).unwrap();
    let total = rule.total(quantity, USD).map(|total| total.to_minor(USD));
    let charges = rule.charges(quantity, USD);
    assert_eq!(charges.is_some(), total.is_some());
    if let Some(charges) = charges {
        assert_eq!(
            charges.iter().map(|charge| charge.quantity.get()).sum::<u32>(),
            copies,
            "{rule:?}"
        );
        assert_eq!(
            charges.iter().map(|charge| charge.amount.to_minor(USD)).sum::<i64>(),
            total.unwrap(),
            "{rule:?}"
        );
    }
    total
}

/// Copy by copy: each costs what the last step begun by it says.
fn graduated(steps: &[(u32, i64)], copies: u32) -> i64 {
    let mut sum = 0;
    for copy in 1..=copies {
        let mut price = 0;
        for (from, each) in steps {
            if *from <= copy {
                price = *each;
            }
        }
        sum += price;
    }
    sum
}

/// All copies at the price of the last break reached.
fn volume(breaks: &[(u32, i64)], copies: u32) -> i64 {
    let mut price = 0;
    for (from, each) in breaks {
        if *from <= copies {
            price = *each;
        }
    }
    price * i64::from(copies)
}

/// Every way to fill the quantity with sets and single copies; the cheapest, and among equals the fewest sets.
fn cheapest(sets: &[(u32, i64)], single: i64, copies: u32) -> (i64, u32) {
    match sets.split_first() {
        None => (single * i64::from(copies), 0),
        Some(((count, price), others)) => (0..=copies / count)
            .map(|times| {
                let (cost, fewer) = cheapest(others, single, copies - times * count);
                (cost + price * i64::from(times), fewer + times)
            })
            .min()
            .unwrap(),
    }
}

fn cents(amount: i64) -> Money {
    Money::from_minor(amount, USD)
}

fn to_steps(steps: &[(u32, i64)]) -> Vec<Step> {
    steps
        .iter()
        .map(|(from, each)| Step {
            from: *from,
            each: cents(*each),
        })
        .collect()
}

#[test]
fn each_kind_of_rule_costs_what_a_separate_computation_says() {
    type Expected = Box<dyn Fn(u32) -> Option<i64>>;
    let examples: Vec<(&str, Expected)> = vec![
        ("$2.00 each", Box::new(|copies| Some(200 * i64::from(copies)))),
        (
            "1st $1.00, rest $0.75 each",
            Box::new(|copies| Some(graduated(&[(1, 100), (2, 75)], copies))),
        ),
        (
            "1st $3.00, next 3 $2.00 each, rest $1.00 each",
            Box::new(|copies| Some(graduated(&[(1, 300), (2, 200), (5, 100)], copies))),
        ),
        (
            "first 4 $2.00 each, rest $1.50 each",
            Box::new(|copies| Some(graduated(&[(1, 200), (5, 150)], copies))),
        ),
        (
            "$2.00 each, 5 or more $1.50 each",
            Box::new(|copies| Some(volume(&[(1, 200), (5, 150)], copies))),
        ),
        (
            "$2 each, 3+ $1.80, 10+ $1.50",
            Box::new(|copies| Some(volume(&[(1, 200), (3, 180), (10, 150)], copies))),
        ),
        (
            "3 for $5.00, else $2.00 each",
            Box::new(|copies| Some(cheapest(&[(3, 500)], 200, copies).0)),
        ),
        (
            "any 5 for $4.00, any 10 for $7.00, else $1.00 each",
            Box::new(|copies| Some(cheapest(&[(5, 400), (10, 700)], 100, copies).0)),
        ),
        (
            "3 for $5, 4 for $6, 7 for $9.99, else $2",
            Box::new(|copies| Some(cheapest(&[(3, 500), (4, 600), (7, 999)], 200, copies).0)),
        ),
        (
            "3 for $7, else $2 each",
            Box::new(|copies| Some(cheapest(&[(3, 700)], 200, copies).0)),
        ),
        (
            "buy 2 get 1 free @ $3",
            Box::new(|copies| Some(300 * i64::from(copies - copies / 3))),
        ),
        ("sliding $1.00–$5.00, suggested $3.00", Box::new(|_| None)),
        ("pay what you can, suggested $2.00", Box::new(|_| None)),
        ("free", Box::new(|_| Some(0))),
    ];
    for (sentence, expected) in examples {
        let rule = parse(sentence, USD).unwrap();
        for copies in 1..=12 {
            assert_eq!(total(&rule, copies), expected(copies), "{sentence}, {copies} copies");
        }
    }
}

/// Rising starts, the first at 1.
fn starts() -> impl Strategy<Value = Vec<(u32, i64)>> {
    prop::collection::vec((1..5_u32, 0..1_000_i64), 1..6).prop_map(|gaps| {
        let mut from = 1;
        let mut steps = Vec::new();
        for (gap, each) in gaps {
            steps.push((from, each));
            from += gap;
        }
        steps
    })
}

fn cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    config.cases = config.cases.max(2_000);
    config.failure_persistence = None;
    config
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn steps_cost_what_counting_copy_by_copy_says(steps in starts()) {
        let rule = PriceRule::new(RuleKind::Graduated { steps: to_steps(&steps) }, false).unwrap();
        for copies in 1..=12 {
            prop_assert_eq!(total(&rule, copies), Some(graduated(&steps, copies)));
        }
    }

    #[test]
    fn breaks_cost_what_the_highest_one_reached_says(breaks in starts()) {
        let rule = PriceRule::new(RuleKind::Volume { breaks: to_steps(&breaks) }, false).unwrap();
        for copies in 1..=12 {
            prop_assert_eq!(total(&rule, copies), Some(volume(&breaks, copies)));
        }
    }

    #[test]
    fn sets_cost_the_cheapest_of_all_ways_with_the_fewest_sets(
        sets in prop::collection::btree_map(2..8_u32, 0..30_i64, 1..4),
        single in 0..10_i64,
    ) {
        let plain: Vec<(u32, i64)> = sets.into_iter().collect();
        let sets: Vec<PriceSet> =
            plain.iter().map(|(count, price)| PriceSet { count: *count, price: cents(*price) }).collect();
        let rule = PriceRule::new(RuleKind::SetPrice { sets, single: cents(single) }, true).unwrap();
        for copies in 1..=12 {
            let (cost, fewest) = cheapest(&plain, single, copies);
            prop_assert_eq!(total(&rule, copies), Some(cost));
            let charges = rule.charges(Quantity::new(copies).unwrap(), USD).unwrap();
            let used: u32 = charges
                .iter()
                .filter(|charge| charge.unit_price.is_none())
                .map(|charge| charge.text.split_once(" × ").map_or(1, |(times, _)| times.parse().unwrap()))
                .sum();
            prop_assert_eq!(used, fewest);
        }
    }
}
