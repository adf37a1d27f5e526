//! What a sale and a receipt cost: a sale recorded by the till against the same rows inserted by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod replica;
#[path = "../../tests/common/mod.rs"]
mod tests;

use divan::Bencher;
use replica::Replica;
use std::time::{Duration, Instant};
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::settings::Paper;
use zinetill::domain::title::Sku;
use zinetill::till::{SaleRequest, Till};

/// Titles of the till, as at a well-stocked table.
const TITLES: usize = 5_000;
const ROUNDS: usize = 7;
const SALES: usize = 200;

fn main() {
    // Cargo says so; without it only what compiles is tried.
    if std::env::args().any(|argument| argument == "--bench") {
        compare();
    }
    divan::main();
}

fn request() -> SaleRequest {
    let mut cart = Cart::new(Uuid::now_v7());
    for (sku, copies) in [
        ("converge-and-overtake", 3),
        ("mutual-aid-cookbook", 1),
        ("know-your-rights", 2),
    ] {
        cart.add(Item::Title(Sku::new(sku).unwrap()), Quantity::new(copies).unwrap())
            .unwrap();
    }
    let tenders = vec![Tender {
        method: Method::cash(),
        given: Money::from_minor(2_000, Currency::USD),
    }];
    SaleRequest {
        cart,
        tenders,
        key: Uuid::now_v7().to_string(),
        at: None,
        expected_total: None,
        parked: false,
    }
}

/// The bar: prepared inserts of the rows that a sale of the till really made, with the same indexes and durability, without
/// chain and triggers, and one synced append. Both take turns, so that what else the machine does is shared.
fn compare() {
    let folder = common::till(TITLES);
    let mut till = Till::open(folder.path()).unwrap();
    let mut replica = Replica::of_a_sale(TITLES, &request());
    println!("a sale of three lines, µs a sale           till    rows by hand   ratio");
    let mut ratios = Vec::new();
    for round in 1..=ROUNDS {
        let (mut ours, mut rows) = (Vec::new(), Vec::new());
        for _ in 0..SALES {
            let request = request();
            let begin = Instant::now();
            divan::black_box(till.sell(&request).unwrap());
            ours.push(begin.elapsed());
            let wanted = replica.next();
            let begin = Instant::now();
            replica.insert(wanted);
            rows.push(begin.elapsed());
        }
        let (ours, rows) = (median(ours), median(rows));
        let ratio = ours.as_secs_f64() / rows.as_secs_f64();
        println!(
            "  round {round}, medians of {SALES}: {:>15} {:>15} {ratio:>7.2}",
            ours.as_micros(),
            rows.as_micros()
        );
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("  median of the ratios {:.2}\n", ratios[ROUNDS / 2]);
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A sale of three lines, priced, chained, committed, in the roll.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn sale_recorded(bencher: Bencher<'_, '_>) {
    let folder = common::till(TITLES);
    let mut till = Till::open(folder.path()).unwrap();
    bencher
        .with_inputs(request)
        .bench_local_values(|request| till.sell(&request).unwrap());
}

/// A receipt of three lines on the 80 mm roll.
#[divan::bench]
fn receipt(bencher: Bencher<'_, '_>) {
    let folder = common::till(0);
    let mut till = Till::open(folder.path()).unwrap();
    let number = till.sell(&request()).unwrap().sale.number.clone();
    println!(
        "receipt: {} bytes",
        till.receipt(&number, Paper::Roll80, false).unwrap().len()
    );
    bencher.bench_local(|| till.receipt(&number, Paper::Roll80, false).unwrap());
}
