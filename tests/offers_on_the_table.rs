//! Offers on a table of titles of every kind: what a basket costs with them, and what they say for themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;

use baskets::{priced, sku, table_with_offers, usd};
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item, Override};
use zinetill::domain::currency::Currency;
use zinetill::domain::money::Quantity;

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

#[test]
fn a_price_by_hand_and_a_custom_amount_take_no_part_in_pool_or_offer() {
    let mut cart = Cart::new(Uuid::nil());
    for name in ["pool-a", "pool-b", "graduated"] {
        cart.add(Item::Title(sku(name)), Quantity::new(3).unwrap()).unwrap();
    }
    for place in [1, 2] {
        cart.lines[place].price_override = Some(Override {
            each: usd(40),
            reason: "creased".into(),
        });
    }
    let poster = Item::Custom {
        name: "Old poster".into(),
        each: usd(500),
    };
    cart.add(poster, Quantity::new(5).unwrap()).unwrap();
    let basket = priced(&cart, &table_with_offers());
    // Three of the pool for 5.00 alone; by hand 3 × 0.40 twice; five posters at 5.00, though any 5 would be 7.00.
    let amounts: Vec<i64> = basket
        .lines
        .iter()
        .map(|line| line.amount.to_minor(Currency::USD))
        .collect();
    assert_eq!(amounts, [500, 120, 120, 2500]);
    assert!(basket.applied.reasons(Currency::USD).is_empty());
}
