//! What copies that come back are worth, checked by hand and by adding up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;

use baskets::{cases, sku, sold, table, usd};
use proptest::prelude::*;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Choice, Item, Override};
use zinetill::domain::correction::{After, Correction, Return, Reversal, Standing};
use zinetill::domain::currency::Currency;
use zinetill::domain::discount::Discount;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::Method;
use zinetill::domain::refund::{Kept, cash_back};
use zinetill::domain::sale::{ReceiptNumber, Sale};

const USD: Currency = Currency::USD;

/// A sale of these copies, changed before it is priced.
fn sale_of(copies: &[(&str, u32)], change: impl FnOnce(&mut Cart)) -> Sale {
    let mut cart = Cart::new(Uuid::nil());
    for (name, copies) in copies {
        cart.add(Item::Title(sku(name)), Quantity::new(*copies).unwrap())
            .unwrap();
    }
    change(&mut cart);
    sold(&cart, &table())
}

/// A correction as the books keep it.
fn recorded(sale: &Sale, reversal: Reversal) -> After {
    assert_eq!(reversal.contradiction(), None, "{reversal:?}");
    After::Corrected(Box::new(Correction {
        id: Uuid::nil(),
        key: String::new(),
        number: ReceiptNumber::new("A", 2).unwrap(),
        sale: sale.id,
        corrects: sale.number.clone(),
        made_at: sale.sold_at,
        business_day: sale.business_day,
        clock_suspect: false,
        session: sale.session,
        event: String::new(),
        by: String::new(),
        currency: sale.currency,
        practice: false,
        reason: "changed her mind".into(),
        reversal,
    }))
}

fn back(line: usize, copies: u32, amount: Option<i64>) -> Return {
    Return {
        line,
        copies,
        amount: amount.map(usd),
    }
}

/// Gives the copies back one after the other, each named by its line and perhaps its amount; what each brings, in cents.
fn returns(sale: &Sale, one_by_one: &[(usize, Option<i64>)]) -> Vec<i64> {
    let mut after = Vec::new();
    one_by_one
        .iter()
        .map(|(line, named)| {
            let standing = Standing::of(sale, &after).unwrap();
            let refund = standing.refund(&[back(*line, 1, *named)], None, false).unwrap();
            let brought = refund.total.to_minor(USD);
            after.push(recorded(sale, refund));
            brought
        })
        .collect()
}

fn discount(text: &str) -> Option<Discount> {
    Some(Discount::parse(text, "creased", USD).unwrap())
}

fn choice(copies: u32, minor: i64) -> Choice {
    Choice {
        quantity: Quantity::new(copies).unwrap(),
        amount: usd(minor),
        band: None,
    }
}

#[test]
fn copies_come_back_at_what_keeping_the_rest_saves() {
    // The page's own title, 1.00 + 0.75 + 0.75: what is kept is priced as if it alone had been bought.
    let sale = sale_of(&[("graduated", 3)], |_| {});
    assert_eq!(returns(&sale, &[(0, None), (0, None), (0, None)]), [75, 75, 100]);
    // 5 at 1.50 each cost 7.50; four of them alone would cost 8.00, so the first brings nothing and the rest catches up:
    // 7.50 − 6.00 = 1.50 for the second.
    let sale = sale_of(&[("volume", 5)], |_| {});
    assert_eq!(returns(&sale, &[(0, None); 5]), [0, 150, 200, 200, 200]);
    // 3 for 5.00, else 2.00 each: 5.00 − 4.00, then 2.00 each.
    let sale = sale_of(&[("set", 3)], |_| {});
    assert_eq!(returns(&sale, &[(0, None); 3]), [100, 200, 200]);
}

#[test]
fn a_pool_loses_its_price_for_all_its_titles() {
    // any 3 for 5.00, else 2.00 each, over two titles: 5.00; one back leaves two singles.
    let sale = sale_of(&[("pool-a", 2), ("pool-b", 1)], |_| {});
    assert_eq!(returns(&sale, &[(1, None), (0, None), (0, None)]), [100, 200, 200]);
}

#[test]
fn discounts_shrink_with_what_is_kept() {
    // 4 × 2.00 = 8.00 less 1.00 = 7.00. Kept 3: 6.00 − 1.00 · 6/8 = 5.25; kept 2: 3.50; kept 1: 1.75.
    let sale = sale_of(&[("fixed", 4)], |cart| cart.lines[0].discount = discount("1.00"));
    assert_eq!(returns(&sale, &[(0, None); 4]), [175, 175, 175, 175]);
    // 3 × 2.00 = 6.00 less 1.00 = 5.00. Kept 2: 4.00 − 0.67 = 3.33; kept 1: 2.00 − 0.33 = 1.67.
    let sale = sale_of(&[("fixed", 3)], |cart| cart.discount = discount("1.00"));
    assert_eq!(returns(&sale, &[(0, None); 3]), [167, 166, 167]);
    // 2.50 less 10 % = 2.25. Kept 2: 1.75 less 0.18 = 1.57; kept 1: 0.90.
    let sale = sale_of(&[("graduated", 3)], |cart| cart.discount = discount("10%"));
    assert_eq!(returns(&sale, &[(0, None); 3]), [68, 67, 90]);
}

#[test]
fn added_tax_comes_back_and_included_tax_is_part_of_the_price() {
    // 2 × 2.00 + 10 % = 4.40; kept 1: 2.20.
    let sale = sale_of(&[("taxed-added", 2)], |_| {});
    assert_eq!(returns(&sale, &[(0, None); 2]), [220, 220]);
    let sale = sale_of(&[("taxed-included", 2)], |_| {});
    assert_eq!(returns(&sale, &[(0, None); 2]), [200, 200]);
}

#[test]
fn amounts_the_buyer_chose_come_back_smallest_first_unless_one_is_named() {
    let split = |cart: &mut Cart| cart.choose(0, vec![choice(1, 500), choice(2, 100), choice(1, 300)]);
    let sale = sale_of(&[("sliding", 4)], split);
    assert_eq!(returns(&sale, &[(0, None); 4]), [100, 100, 300, 500]);
    assert_eq!(
        returns(&sale, &[(0, Some(500)), (0, None), (0, None), (0, None)]),
        [500, 100, 100, 300]
    );
    let mut kept = Kept::whole(&sale.lines[0]);
    let line = &sale.lines[0];
    for (copies, named, said) in [
        (5, None, "only 4 of `Sliding` can come back, not 5"),
        (2, Some(500), "only 1 of `Sliding` can come back, not 2"),
        (1, Some(200), "no copy of `Sliding` was sold at $2.00"),
    ] {
        let refused = kept.give_back(copies, named.map(usd), line, USD).unwrap_err();
        assert_eq!(refused.to_string(), said);
    }
}

#[test]
fn f32_three_returns_of_a_third_leave_the_tin_as_one_rounded_sum() {
    // 0.33 each, smallest coin 0.05: 0.33 → 0.35; 0.66 → 0.65, less 0.35; 0.99 → 1.00, less 0.65.
    let coin = Some(usd(5));
    let mut left = Money::ZERO;
    let mut given_back = Money::ZERO;
    let mut leaves = Vec::new();
    for _ in 0..3 {
        let now = cash_back(usd(33), given_back, left, coin);
        left += now;
        given_back += usd(33);
        leaves.push(now.to_minor(USD));
    }
    assert_eq!(leaves, [35, 30, 35]);
    assert_eq!(cash_back(usd(33), usd(33), usd(33), None), usd(33));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Whatever was bought, with whatever taken off, and in whatever order it comes back: it comes back whole.
    #[test]
    fn f33_any_sequence_of_returns_gives_back_what_was_paid(
        cart in baskets::carts(),
        order in prop::collection::vec((any::<prop::sample::Index>(), 1..4_u32), 1..40),
        coin in prop::sample::select(vec![None, Some(5_i64), Some(10)]),
    ) {
        let mut sale = sold(&cart, &table());
        sale.smallest_coin = coin.map(usd);
        let paid = (sale.goods + sale.tax_added).to_minor(USD);
        let mut copies: Vec<u32> = sale.lines.iter().map(|line| line.quantity.get()).collect();
        let mut after = Vec::new();
        let (mut goods, mut left) = (0, 0);
        let everything = (0..copies.len()).map(|line| (line, u32::MAX));
        let some = order.iter().filter(|_| !sale.lines.is_empty()).map(|(index, copies)| (index.index(sale.lines.len()), *copies));
        for (line, wanted) in some.chain(everything) {
            let wanted = wanted.min(copies[line]);
            if wanted == 0 {
                continue;
            }
            copies[line] -= wanted;
            let standing = Standing::of(&sale, &after).unwrap();
            let refund = standing.refund(&[back(line, wanted, None)], Some(&Method::cash()), false).unwrap();
            prop_assert!(refund.total >= Money::ZERO && refund.goods + refund.tax_added >= Money::ZERO);
            left += refund.total.to_minor(USD);
            goods += (refund.goods + refund.tax_added).to_minor(USD);
            after.push(recorded(&sale, refund));
        }
        prop_assert_eq!(goods, paid);
        let rounded = coin.map_or(paid, |coin| (2 * paid + coin) / (2 * coin) * coin);
        prop_assert_eq!(left, rounded);
        // Line by line, tax by tax, nothing is left of it.
        for (n, line) in sale.lines.iter().enumerate() {
            let backs = after.iter().flat_map(|after| match after {
                After::Corrected(correction) => correction.reversal.lines.clone(),
                After::Confirmed => Vec::new(),
            });
            let came: Vec<_> = backs.filter(|back| back.line == n).collect();
            prop_assert_eq!(came.iter().map(|back| back.copies).sum::<u32>(), line.quantity.get());
            prop_assert_eq!(came.iter().map(|back| back.amount).sum::<Money>(), line.total);
            prop_assert_eq!(came.iter().map(|back| back.saved).sum::<Money>(), line.saved);
            prop_assert_eq!(came.iter().map(|back| back.discount).sum::<Money>(), line.discount);
        }
    }

    /// Whatever came back before, a void gives back the rest: the money that is still held, and every copy.
    #[test]
    fn a_void_gives_back_whatever_is_left(
        cart in baskets::carts(),
        order in prop::collection::vec((any::<prop::sample::Index>(), 1..4_u32), 0..6),
        by_card in any::<bool>(),
    ) {
        let sale = sold(&cart, &table());
        let mut copies: Vec<u32> = sale.lines.iter().map(|line| line.quantity.get()).collect();
        let mut after = Vec::new();
        let mut left = sale.total.to_minor(USD);
        let card = Method::new("card").unwrap();
        for (index, wanted) in order.iter().filter(|_| !sale.lines.is_empty()) {
            let line = index.index(copies.len());
            let wanted = (*wanted).min(copies[line]);
            if wanted == 0 {
                continue;
            }
            copies[line] -= wanted;
            let standing = Standing::of(&sale, &after).unwrap();
            let refund = standing.refund(&[back(line, wanted, None)], by_card.then_some(&card), false).unwrap();
            left -= refund.total.to_minor(USD);
            after.push(recorded(&sale, refund));
        }
        let gone = copies.iter().all(|copies| *copies == 0) && sale.donations.is_empty();
        match Standing::of(&sale, &after).unwrap().void() {
            Err(error) => prop_assert!(gone, "{}", error),
            Ok(void) => {
                prop_assert_eq!(void.total.to_minor(USD), left);
                prop_assert_eq!(void.copies(), copies.iter().sum::<u32>());
                after.push(recorded(&sale, void));
                let standing = Standing::of(&sale, &after).unwrap();
                prop_assert!(standing.void().is_err());
                prop_assert!(standing.repay(&card, None, false).is_err());
            }
        }
    }
}

#[test]
fn a_price_by_hand_and_a_custom_amount_come_back_as_they_were() {
    let sale = sale_of(&[("graduated", 2)], |cart| {
        cart.lines[0].price_override = Some(Override {
            each: usd(40),
            reason: "creased".into(),
        });
        let poster = Item::Custom {
            name: "Old poster".into(),
            each: usd(300),
        };
        cart.add(poster, Quantity::ONE).unwrap();
    });
    assert_eq!(returns(&sale, &[(0, None), (1, None), (0, None)]), [40, 300, 40]);
}
