//! What it costs to price a basket: a usual one, a large one under overlapping offers, and the worst there are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use divan::Bencher;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::offer::{Offer, Scope};
use zinetill::domain::pricing::{PricedBasket, Terms, price};
use zinetill::domain::sentence::parse;
use zinetill::domain::title::{Sku, Title};

const USD: Currency = Currency::USD;

fn main() {
    divan::main();
}

/// So many titles, with these sentences in turn, in the cart with so many copies each; each offer over the titles that its
/// place skips not, three of four.
fn table(titles: usize, copies: u32, sentences: &[&str], offers: &[(u32, i64)]) -> (Catalog, Cart, Terms) {
    let sku = |n: usize| Sku::new(&format!("title-{n:02}")).unwrap();
    let catalog = Catalog::new(
        (0..titles)
            .map(|n| {
                Title::new(
                    sku(n),
                    format!("Title {n}"),
                    parse(sentences[n % sentences.len()], USD).unwrap(),
                )
            })
            .collect(),
    );
    let mut cart = Cart::new(Uuid::nil());
    for n in 0..titles {
        cart.add(Item::Title(sku(n)), Quantity::new(copies).unwrap()).unwrap();
    }
    let offers = offers.iter().enumerate().map(|(n, (units, price))| {
        let titles = (0..titles).filter(|title| (title + n) % 4 != 0).map(sku).collect();
        Offer::new(
            Uuid::from_u128(n as u128),
            "",
            *units,
            Money::from_minor(*price, USD),
            Scope::Titles(titles),
            USD,
        )
        .unwrap()
    });
    let terms = Terms {
        offers: offers.collect(),
        taxes: Vec::new(),
    };
    (catalog, cart, terms)
}

const MIXED: &[&str] = &[
    "1st $1.00, rest $0.75 each",
    "$2.00 each",
    "3 for $5.00, else $2.00 each",
    "$3.00 each",
    "$2.00 each, 5 or more $1.50 each",
];
const POOLED: &[&str] = &["1st $2.00, rest $1.50 each, any mix"];
const SIX: &[(u32, i64)] = &[(3, 400), (4, 500), (5, 650), (3, 350), (4, 600), (5, 700)];

fn run(bencher: Bencher<'_, '_>, (catalog, cart, terms): (Catalog, Cart, Terms)) {
    let basket = || -> PricedBasket { price(&cart, |sku| catalog.get(sku), &terms, USD).unwrap() };
    let priced = basket();
    println!(
        "{} copies for {}, exact: {}",
        cart.copies(),
        USD.show(priced.goods),
        !priced.applied.best_found
    );
    bencher.bench_local(basket);
}

/// Ten copies of five titles under two offers: at most 100 µs.
#[divan::bench]
fn usual(bencher: Bencher<'_, '_>) {
    run(bencher, table(5, 2, MIXED, &SIX[..2]));
}

/// The same without offers.
#[divan::bench]
fn usual_without_offers(bencher: Bencher<'_, '_>) {
    run(bencher, table(5, 2, MIXED, &[]));
}

/// 200 copies of 40 titles under six overlapping offers of 3 to 5 copies: within a frame, 16 ms.
#[divan::bench(sample_count = 20)]
fn large(bencher: Bencher<'_, '_>) {
    run(bencher, table(40, 5, MIXED, SIX));
}

/// The same where all titles share one pooled price list.
#[divan::bench(sample_count = 20)]
fn large_pooled(bencher: Bencher<'_, '_>) {
    run(bencher, table(40, 5, POOLED, SIX));
}

/// Offers whose units multiply to 15,625.
#[divan::bench(sample_count = 10)]
fn worst_fives(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        table(
            40,
            5,
            MIXED,
            &[(5, 700), (5, 650), (5, 640), (5, 720), (5, 600), (5, 690)],
        ),
    );
}

/// Fourteen offers of two: 16,384 states.
#[divan::bench(sample_count = 10)]
fn worst_twos(bencher: Bencher<'_, '_>) {
    let offers: Vec<(u32, i64)> = (0..14).map(|n| (2, 250 + 11 * n)).collect();
    run(bencher, table(40, 5, MIXED, &offers));
}

/// Offers of 100 copies, thousands of copies.
#[divan::bench(sample_count = 10)]
fn worst_quantities(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        table(40, 500, MIXED, &[(100, 15_000), (90, 14_000), (70, 9_000)]),
    );
}

/// A pool of thousands of copies.
#[divan::bench(sample_count = 10)]
fn worst_pool(bencher: Bencher<'_, '_>) {
    run(bencher, table(40, 200, POOLED, SIX));
}
