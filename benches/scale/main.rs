//! The same day of 200 sales, the same event of 500 and the same search hits, inside a till of 1,000 sales and inside a large
//! one, in one run: at most 1.5 times as long.
//! `ZINETILL_BENCH_SALES=1000000 cargo bench --bench scale` is what the till is held to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

use common::history::last_day;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use zinetill::domain::correction::How;
use zinetill::domain::payment::Method;
use zinetill::domain::sales_filter::{Figure, SalesFilter};
use zinetill::domain::span::Span;
use zinetill::till::Till;

const ROUNDS: usize = 41;

/// What is asked, and what is answered in a word, so that both answers can be seen to be the same.
type Question = (&'static str, fn(&mut Till) -> String);

const QUESTIONS: [Question; 13] = [
    ("summary of a day", |till| {
        let summary = till.summary(last_day(), last_day()).unwrap();
        format!("{} sales, {:?}", summary.sales, summary.goods)
    }),
    ("report of a day", |till| report(till, Span::Day(last_day()))),
    ("report of an event", |till| report(till, Span::Event("Fest 0".into()))),
    ("the newest sales", |till| found(till, "")),
    ("search for a number", |till| {
        let last = till.last_sale().unwrap().unwrap().number.to_string();
        found(till, &last)
    }),
    ("search for a word", |till| found(till, "zoe")),
    ("search for a word and a method", |till| found(till, "shelf cash")),
    ("sales of a day by a method and a volunteer", |till| {
        let mut filter = SalesFilter::behind(Span::Day(last_day()), Some(Figure::Volunteer("Sam".into())));
        filter.add(Figure::Method(Method::cash()));
        listed(till, &filter, 200)
    }),
    ("sales of an event that a word finds", |till| {
        let mut filter = SalesFilter::behind(Span::Event("Fest 0".into()), Some(Figure::Sales));
        filter.text = "zoe".into();
        listed(till, &filter, 200)
    }),
    ("the newest refunds", |till| {
        listed(till, &SalesFilter::one(Figure::How(How::Refund)), 8)
    }),
    ("the newest sales of a volunteer by a method", |till| {
        let mut filter = SalesFilter::one(Figure::Volunteer("Robin".into()));
        filter.add(Figure::Method(Method::new("venmo").unwrap()));
        listed(till, &filter, 100)
    }),
    ("late entries, of which there are none", |till| {
        listed(till, &SalesFilter::one(Figure::Late), 200)
    }),
    ("what is to be ticked off", |till| {
        let waiting = till.unverified(200).unwrap();
        format!("{} {:?} {}", waiting.count, waiting.amount, waiting.newest.len())
    }),
];

fn listed(till: &mut Till, filter: &SalesFilter, most: u32) -> String {
    let heads = till.find_sales(filter, most).unwrap();
    let totals: Vec<String> = heads.iter().map(|head| format!("{:?}", head.total)).collect();
    totals.join(" ")
}

fn report(till: &Till, span: Span) -> String {
    let summary = till.report(&span).unwrap().summary;
    format!("{} sales, {:?}", summary.sales, summary.goods)
}

fn found(till: &mut Till, words: &str) -> String {
    listed(till, &SalesFilter::found(None, words), 200)
}

fn filled(sales: u32) -> (TempDir, Till) {
    let folder = common::till(5_000);
    common::history::fill(folder.path(), 5_000, sales);
    let till = Till::open(folder.path()).unwrap();
    (folder, till)
}

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let large = std::env::var("ZINETILL_BENCH_SALES")
        .ok()
        .and_then(|sales| sales.parse().ok());
    let large = large.unwrap_or(100_000);
    let (_small_folder, mut small) = filled(1_000);
    let (_large_folder, mut large_till) = filled(large);
    for (name, ask) in QUESTIONS {
        assert_eq!(ask(&mut small), ask(&mut large_till), "{name}");
        let mut took = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (till, took) in [&mut small, &mut large_till].into_iter().zip(&mut took) {
                let begun = Instant::now();
                std::hint::black_box(ask(till));
                took.push(begun.elapsed());
            }
        }
        let [small, large_one] = took.map(|mut took: Vec<Duration>| {
            took.sort();
            took[ROUNDS / 2]
        });
        let ratio = large_one.as_secs_f64() / small.as_secs_f64();
        println!("{name}: {small:.2?} in 1,000 sales, {large_one:.2?} in {large}: {ratio:.2} times (bar 1.5)");
    }
}
