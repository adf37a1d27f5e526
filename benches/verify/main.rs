//! Verification of a long history against SQLite's own integrity_check over the same bytes, in one run.
//! `ZINETILL_BENCH_SALES=1000000 cargo bench --bench verify` is what the books are held to: at most three times as long.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

use rusqlite::Connection;
use std::time::{Duration, Instant};
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::Till;

fn timed<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let answer = what();
    (begun.elapsed(), answer)
}

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let sales = std::env::var("ZINETILL_BENCH_SALES")
        .ok()
        .and_then(|sales| sales.parse().ok());
    let sales = sales.unwrap_or(20_000);
    let folder = common::till(5_000);
    let (made, ()) = timed(|| common::history::fill(folder.path(), 5_000, sales));
    let size = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().len() >> 20;
    println!(
        "{sales} sales written in {made:.1?}: database {} MiB, roll {} MiB",
        size(DATABASE),
        size(ROLL)
    );
    let mut ratios = Vec::new();
    for round in 1..=3 {
        let conn = Connection::open(folder.path().join(DATABASE)).unwrap();
        let (theirs, said) =
            timed(|| -> String { conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap() });
        assert_eq!(said, "ok");
        drop(conn);
        let till = Till::open(folder.path()).unwrap();
        let mut steps = 0;
        let (ours, found) = timed(|| till.verify(|_, _| steps += 1).unwrap());
        assert!(found.ok, "{:?}", found.problems.first());
        assert_eq!(found.sales, u64::from(sales));
        assert!(steps > 0);
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("round {round}: integrity_check {theirs:.2?}, verify {ours:.2?}: {ratio:.2} times");
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("median: {:.2} times (bar 3, reach 1.5)", ratios[1]);
}
