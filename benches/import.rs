//! What 5,000 titles from a file cost: read, worked out, written and undone, beside the csv crate reading the same file alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::exchange::reading::Reading;
use zinetill::exchange::{decode, export};
use zinetill::till::Till;

/// Titles of the file.
const TITLES: usize = 5_000;
const ROUNDS: usize = 7;

fn main() {
    // Cargo says so; without it only what compiles is tried.
    let rounds = if std::env::args().any(|argument| argument == "--bench") {
        ROUNDS
    } else {
        1
    };
    let file = file();
    println!(
        "{TITLES} titles, a file of {} KiB: read by the csv crate alone, then by the till; ms, median of {rounds} rounds",
        file.len() >> 10
    );
    let mut steps: Vec<(&str, Vec<Duration>)> = Vec::new();
    for _ in 0..rounds {
        let folder = common::till(0);
        let mut till = Till::open(folder.path()).unwrap();
        let catalog = till.catalog().unwrap();
        let mut clock = Clock(&mut steps, 0);
        clock.time("the csv crate, every cell as a string", || alone(&file));
        clock.time("  and as text of any encoding before", || {
            alone(decode::decode(&file).unwrap().text.as_bytes())
        });
        let reading = clock.time("read into rows", || Reading::read(&file).unwrap());
        let plan = clock.time("worked out: the preview", || {
            reading.plan(&catalog, Currency::USD).unwrap()
        });
        assert_eq!(plan.titles().len(), TITLES);
        let import = clock.time("taken, in one transaction, synced", || {
            let titles = |catalog: &Catalog| Ok(reading.plan(catalog, Currency::USD).unwrap().titles());
            till.import("file", titles, |_, _| std::ops::ControlFlow::Continue(()))
                .unwrap()
                .unwrap()
        });
        let catalog = till.catalog().unwrap();
        let again = clock.time("worked out again: all the same", || {
            reading.plan(&catalog, Currency::USD).unwrap()
        });
        assert_eq!(again.titles().len(), 0);
        clock.time("out again as CSV", || {
            export::csv(&export::own(&catalog, Currency::USD)).unwrap()
        });
        let undone = clock.time("undone", || till.undo_import(Some(import.number)).unwrap());
        assert_eq!(undone.removed.len(), TITLES);
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1_000.0
    };
    let bar = median(&mut steps[0].1.clone());
    for (name, mut times) in steps {
        let median = median(&mut times);
        println!("{name:<40} {median:>9.1} {:>7.1} ×", median / bar);
    }
}

/// Steps and how long each took, round by round.
struct Clock<'a>(&'a mut Vec<(&'static str, Vec<Duration>)>, usize);

impl Clock<'_> {
    fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let begin = Instant::now();
        let done = black_box(work());
        let took = begin.elapsed();
        if self.1 == self.0.len() {
            self.0.push((name, Vec::new()));
        }
        self.0[self.1].1.push(took);
        self.1 += 1;
        done
    }
}

/// The bar: every cell of every row as a string of its own.
fn alone(bytes: &[u8]) -> usize {
    let rows = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(bytes)
        .into_records();
    let rows: Vec<Vec<String>> = rows
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    rows.len()
}

/// Titles as tables have them: tiered prices, makers, weights, a paragraph about each.
fn file() -> Vec<u8> {
    let prices = [
        "$1.00",
        "1st $1.00, rest $0.75 each",
        "free",
        "3 for $10, else $4",
        "pay what you can",
    ];
    let mut text = String::from("sku,title,makers,price,stock,weight,tags,introduced,contents,description\n");
    for n in 0..TITLES {
        writeln!(
            text,
            "bench-{n},\"Title number {n}, vol. {}\",Maker {}; Other maker {},\"{}\",{},{} g,zine; tag {},20{:02}-0{},First part; Second part,\
             \"What title {n} is about, in a sentence or two, as shops have them.\n\nAnd a second paragraph of it.\"",
            n % 9,
            n % 300,
            n % 77,
            prices[n % prices.len()],
            n % 50,
            20 + n % 60,
            n % 12,
            n % 25,
            1 + n % 9,
        )
        .unwrap();
    }
    text.into_bytes()
}
