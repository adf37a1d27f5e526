//! Discounts, taxes, donations and cash rounding, as a treasurer would check them by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;

use baskets::{cases, priced, sku, table, table_with_offers, usd};
use proptest::prelude::*;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::currency::Currency;
use zinetill::domain::discount::{Discount, Off};
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender, settle};

const USD: Currency = Currency::USD;

fn cart(copies: &[(&str, u32)]) -> Cart {
    let mut cart = Cart::new(Uuid::nil());
    for (name, copies) in copies {
        cart.add(Item::Title(sku(name)), Quantity::new(*copies).unwrap())
            .unwrap();
    }
    cart
}

fn off(text: &str) -> Option<Discount> {
    Some(Discount::parse(text, "", USD).unwrap())
}

/// Each line's discount and total in cents, then goods and added tax.
fn outcome(cart: &Cart) -> (Vec<(i64, i64)>, i64, i64) {
    let basket = priced(cart, &table());
    let minor = |money: Money| money.to_minor(USD);
    let lines = basket
        .lines
        .iter()
        .map(|line| (minor(line.discount), minor(line.total())));
    (lines.collect(), minor(basket.goods), minor(basket.tax_added))
}

#[test]
fn a_line_discount_is_taken_off_first_and_the_baskets_is_shared_by_what_is_left() {
    // 2.00 + 2.00, the first less 0.50; 10 % of 3.50 = 0.35, shared 1.50 : 2.00 = 0.15 : 0.20.
    let mut both = cart(&[("fixed", 1), ("pool-a", 1)]);
    both.lines[0].discount = off("0.50");
    both.discount = off("10%");
    assert_eq!(outcome(&both), (vec![(65, 135), (20, 180)], 315, 0));
    // An amount of 1.00 over three lines of 2.00: 0.34 to the smallest SKU, whatever the order of the lines.
    let mut shared = cart(&[("volume", 1), ("set", 1), ("fixed", 1)]);
    shared.discount = off("1.00");
    assert_eq!(outcome(&shared), (vec![(33, 167), (33, 167), (34, 166)], 500, 0));
    // Never below zero.
    shared.discount = off("100.00");
    assert_eq!(outcome(&shared), (vec![(200, 0), (200, 0), (200, 0)], 0, 0));
    shared.discount = off("100%");
    assert_eq!(outcome(&shared).1, 0);
}

#[test]
fn a_discount_takes_a_line_out_of_no_pool() {
    // any 3 for 5.00 over 2 + 1 copies: 3.33 and 1.67, then half off the second.
    let mut pool = cart(&[("pool-a", 2), ("pool-b", 1)]);
    pool.lines[1].discount = off("50%");
    assert_eq!(outcome(&pool), (vec![(0, 333), (84, 83)], 416, 0));
}

#[test]
fn included_and_added_tax_stand_on_one_sale() {
    // Added: 10 % of 4.00 less 10 % = 0.36. Included: 7 % within 2.00 less 10 % = 1.80 · 0.07 / 1.07 = 0.1177….
    let mut taxed = cart(&[("taxed-added", 2), ("taxed-included", 1), ("fixed", 1)]);
    taxed.discount = off("10%");
    assert_eq!(outcome(&taxed), (vec![(40, 360), (20, 180), (20, 180)], 720, 36));
    let basket = priced(&taxed, &table());
    let taxes: Vec<(&str, Money, Money)> = basket
        .applied
        .taxes
        .iter()
        .map(|tax| (tax.class.name.as_str(), tax.base, tax.amount))
        .collect();
    assert_eq!(taxes, [("added", usd(360), usd(36)), ("included", usd(180), usd(12))]);
    assert_eq!(basket.due(), usd(756));
}

#[test]
fn tax_is_computed_once_for_each_class_and_not_line_by_line() {
    // A pooled half-sheet at 1.00 and another title of the class at 2.00, each less 0.45: 10 % of 0.55 + 1.55 = 0.21;
    // line by line it would be 0.06 + 0.16.
    let mut two = cart(&[("pool-d", 1), ("taxed-added", 1)]);
    two.lines[0].discount = off("0.45");
    two.lines[1].discount = off("0.45");
    assert_eq!(outcome(&two), (vec![(45, 55), (45, 155)], 210, 21));
}

#[test]
fn f32_cash_is_rounded_after_the_other_methods_and_the_difference_has_its_own_line() {
    // 2.50 + 0.12 donated; 1.00 by card leaves 1.62 for cash, which the smallest coin of 0.05 makes 1.60.
    let basket = priced(&cart(&[("graduated", 3)]), &table());
    let donations = vec![Donation {
        jar: "Books".into(),
        amount: usd(12),
    }];
    let tender = |method: &str, minor: i64| Tender {
        method: Method::new(method).unwrap(),
        given: usd(minor),
    };
    let settled = settle(
        &basket,
        donations,
        &[tender("card", 100), tender("cash", 500)],
        Some(usd(5)),
        USD,
    )
    .unwrap();
    assert_eq!(
        (settled.rounding, settled.total, settled.change()),
        (usd(-2), usd(260), usd(340))
    );
}

#[test]
fn only_cash_gives_change_and_a_donation_is_neither_taxed_nor_discounted() {
    let donation = |minor: i64| {
        vec![Donation {
            jar: "Books".into(),
            amount: usd(minor),
        }]
    };
    let pay = |cart: &Cart, given: i64, tenders: &[(&str, i64)]| {
        let tenders: Vec<Tender> = tenders
            .iter()
            .map(|(method, minor)| Tender {
                method: Method::new(method).unwrap(),
                given: usd(*minor),
            })
            .collect();
        settle(&priced(cart, &table()), donation(given), &tenders, None, USD).map_err(|why| why.to_string())
    };
    // 2.00 + 10 % tax less everything; the donation stays whole.
    let mut free = cart(&[("taxed-added", 1)]);
    free.discount = off("100%");
    let settled = pay(&free, 150, &[("cash", 200)]).unwrap();
    assert_eq!(
        (settled.goods, settled.tax_added, settled.total, settled.change()),
        (usd(0), usd(0), usd(150), usd(50))
    );
    let two = cart(&[("fixed", 1)]);
    let refused = pay(&two, 0, &[("card", 250)]).unwrap_err();
    assert!(refused.contains("$0.50 too much by card"), "{refused}");
    assert!(pay(&two, 50, &[("card", 250)]).is_ok(), "the surplus is a donation");
    let short = pay(&two, 0, &[("card", 100), ("cash", 50)]).unwrap_err();
    assert!(short.contains("$0.50 is missing"), "{short}");
    // A donation alone is a sale of nothing.
    assert_eq!(pay(&cart(&[]), 300, &[("cash", 500)]).unwrap().change(), usd(200));
    assert!(pay(&cart(&[]), 0, &[("cash", 500)]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Whatever the order of the lines and whether copies came one by one or together: line by line the same.
    #[test]
    fn any_permutation_merge_or_split_of_taps_is_the_same_basket(cart in baskets::carts(), seed in any::<u64>()) {
        let catalog = table_with_offers();
        let mut tapped = cart.clone();
        for line in &mut tapped.lines {
            line.choices.clear();
        }
        let mut taps: Vec<usize> = tapped.lines.iter().enumerate().flat_map(|(n, line)| vec![n; line.quantity.get() as usize]).collect();
        let len = taps.len();
        for n in 0..len {
            taps.swap(n, (seed.rotate_left(n as u32) % len as u64) as usize);
        }
        let mut other = Cart { lines: Vec::new(), ..tapped.clone() };
        for n in taps {
            let place = other.add(tapped.lines[n].item.clone(), Quantity::ONE).unwrap();
            let line = &mut other.lines[place];
            line.price_override.clone_from(&tapped.lines[n].price_override);
            line.discount.clone_from(&tapped.lines[n].discount);
        }
        let by_sku = |cart: &Cart| {
            let basket = priced(cart, &catalog);
            let mut lines = basket.lines;
            lines.sort_by(|a, b| a.title.sku.cmp(&b.title.sku));
            (lines, basket.goods, basket.tax_added, basket.applied.offers, basket.applied.taxes)
        };
        prop_assert_eq!(by_sku(&tapped), by_sku(&other));
    }

    /// Discounts and taxes worked out anew from the lines' amounts, in whole cents, without the engine; and the money
    /// identity of every sale.
    #[test]
    fn f33_what_comes_after_the_lines_agrees_with_a_computation_in_cents(
        cart in baskets::carts(),
        donation in 0..300_i64,
        card in 0..500_i64,
        coin in prop::sample::select(vec![None, Some(5_i64), Some(25)]),
    ) {
        let basket = priced(&cart, &table_with_offers());
        let minor = |money: Money| money.to_minor(USD);
        let taken = |discount: &Option<Discount>, price: i64| match discount.as_ref().map(|discount| discount.off) {
            None => 0,
            Some(Off::Rate(ppm)) => (price * i64::from(ppm) + 500_000) / 1_000_000,
            Some(Off::Amount(amount)) => minor(amount).min(price),
        };
        let own: Vec<i64> = cart.lines.iter().zip(&basket.lines).map(|(line, priced)| taken(&line.discount, minor(priced.amount))).collect();
        let left: i64 = basket.lines.iter().zip(&own).map(|(line, own)| minor(line.amount) - own).sum();
        let whole = taken(&cart.discount, left);
        let goods = left - whole;
        prop_assert_eq!(minor(basket.goods), goods);
        for (line, own) in basket.lines.iter().zip(&own) {
            // A share is the exact part, to the cent below or above.
            let share = minor(line.discount) - own;
            let exact = whole * (minor(line.amount) - own);
            prop_assert!(share * left <= exact + left && exact <= (share + 1) * left || left == 0);
            prop_assert!(minor(line.total()) >= 0);
        }
        let base = |class: &str| -> i64 {
            let of = |line: &&zinetill::domain::pricing::PricedLine| line.title.tax_class.as_deref() == Some(class);
            basket.lines.iter().filter(of).map(|line| minor(line.total())).sum()
        };
        prop_assert_eq!(minor(basket.tax_added), (base("added") * 10 + 50) / 100);
        for tax in basket.applied.taxes.iter().filter(|tax| tax.class.included) {
            prop_assert_eq!(minor(tax.amount), (2 * base("included") * 7 + 107) / 214);
        }
        let donations = vec![Donation { jar: "Books".into(), amount: usd(donation) }];
        let tenders = [
            Tender { method: Method::new("card").unwrap(), given: usd(card) },
            Tender { method: Method::cash(), given: usd(100_000) },
        ];
        if let Ok(settled) = settle(&basket, donations, &tenders, coin.map(usd), USD) {
            let sum = goods + minor(basket.tax_added) + donation + minor(settled.rounding);
            prop_assert_eq!(sum, minor(settled.paid()) - minor(settled.change()));
            prop_assert_eq!(sum, minor(settled.total));
        } else {
            prop_assert!(cart.lines.is_empty() && donation == 0 || card > goods + minor(basket.tax_added) + donation);
        }
    }
}
