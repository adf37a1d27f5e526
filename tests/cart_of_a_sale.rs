//! The cart that a sale was: taken back, it costs the same again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;

use baskets::{carts, cases, priced, sku, sold, table_with_offers, usd};
use proptest::prelude::*;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Choice, Item, Override};
use zinetill::domain::currency::Currency;
use zinetill::domain::discount::Discount;
use zinetill::domain::money::Quantity;

const AGAIN: Uuid = Uuid::from_u128(7);

fn off(text: &str) -> Option<Discount> {
    Some(Discount::parse(text, "creased", Currency::USD).unwrap())
}

#[test]
fn a_cart_comes_back_with_everything_that_was_tapped_and_another_name() {
    let mut cart = Cart::new(Uuid::from_u128(1));
    let copies = |number| Quantity::new(number).unwrap();
    cart.add(Item::Title(sku("graduated")), copies(3)).unwrap();
    let sliding = cart.add(Item::Title(sku("sliding")), copies(2)).unwrap();
    cart.choose(
        sliding,
        vec![Choice {
            quantity: copies(2),
            amount: usd(150),
            band: Some("solidarity".to_owned()),
        }],
    );
    let by_hand = cart.add(Item::Title(sku("fixed")), copies(1)).unwrap();
    cart.lines[by_hand].price_override = Some(Override {
        each: usd(10),
        reason: "the last one".to_owned(),
    });
    cart.lines[by_hand].discount = off("50%");
    for (name, minor) in [("Postcard", 125), ("A hug", 0)] {
        let custom = Item::Custom {
            name: name.to_owned(),
            each: usd(minor),
        };
        cart.add(custom, copies(2)).unwrap();
    }
    cart.discount = off("0.50");
    cart.note = "for the library".to_owned();

    let mut sale = sold(&cart, &table_with_offers());
    cart.donate("Books to Prisoners", usd(200));
    sale.donations.clone_from(&cart.donations);
    sale.note.clone_from(&cart.note);
    let back = Cart::of_sale(&sale, AGAIN).unwrap();
    assert_eq!(back.id, AGAIN);
    assert_eq!(Cart { id: cart.id, ..back }, cart);
}

#[test]
fn a_sale_of_what_no_cart_can_hold_brings_none_back() {
    let mut cart = Cart::new(Uuid::nil());
    cart.add(Item::Title(sku("fixed")), Quantity::ONE).unwrap();
    let mut sale = sold(&cart, &table_with_offers());
    sale.lines[0].sku = "no sku".to_owned();
    assert_eq!(Cart::of_sale(&sale, AGAIN), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 4, ..ProptestConfig::default() })]

    #[test]
    fn the_cart_that_comes_back_costs_what_the_sale_did(cart in carts()) {
        let catalog = table_with_offers();
        prop_assume!(priced(&cart, &catalog).undecided().is_none());
        let sale = sold(&cart, &catalog);
        let back = Cart::of_sale(&sale, cart.id).unwrap();
        prop_assert_eq!(&back, &cart);
        prop_assert_eq!(priced(&back, &catalog).due(), sale.total);
    }
}
