//! Narrowing the list of sales: whatever is asked for together, what is listed is what a plain look at each record finds, before
//! and after the index has taken the words in; and so is what waits to be ticked off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;
mod common;
mod fair;
mod plain;

use common::{answer, demo, open_tin, refusal, verified};
use fair::{DAYS, USD, cents, day, days, written};
use plain::journal;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;
use serde_json::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use zinetill::domain::correction::How;
use zinetill::domain::day::Instant;
use zinetill::domain::journal::{Entry, HandOverBody, What};
use zinetill::domain::payment::Method;
use zinetill::domain::report::Stretch;
use zinetill::domain::sales_filter::{Figure, SalesFilter};
use zinetill::domain::search::{Search, Words};
use zinetill::domain::span::Span;
use zinetill::store::{self, DATABASE, Store};
use zinetill::till::{RestoreFrom, Till};

/// A sale or a correction as the journal tells it.
#[derive(Default)]
struct Told {
    number: i64,
    day: String,
    event: String,
    by: String,
    kind: String,
    late: bool,
    methods: BTreeSet<String>,
    skus: BTreeSet<String>,
    /// What of a sale's money nobody saw, in the end.
    unseen: i64,
    words: Option<Words>,
}

/// Every record, the newest first.
fn told(folder: &Path) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
    for entry in journal(folder) {
        let what = &entry["what"];
        let text = |key: &str| what[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| what[key].as_array().cloned().unwrap_or_default();
        let each = |of: Vec<Value>, key: &str| of.iter().map(|row| row[key].as_str().unwrap().to_owned()).collect();
        let kind = text("kind");
        if kind == "confirmation" {
            all[place_of[&text("sale")]].unseen = 0;
            continue;
        }
        if kind != "sale" && kind != "correction" {
            continue;
        }
        let unseen = list("payments")
            .into_iter()
            .filter(|payment| payment["unverified"] == true);
        let own = if kind == "sale" {
            place_of.insert(text("id"), all.len());
            unseen
                .map(|payment| payment["given"].as_i64().unwrap() - payment["change"].as_i64().unwrap())
                .sum()
        } else {
            let back: i64 = unseen.map(|payment| payment["amount"].as_i64().unwrap()).sum();
            all[place_of[&text("sale")]].unseen -= back;
            0
        };
        all.push(Told {
            number: what["number"].as_i64().unwrap(),
            day: entry["day"].as_str().unwrap().to_owned(),
            event: text("event"),
            by: text("by"),
            kind: if kind == "sale" { kind } else { text("how") },
            late: what["late"] == true,
            methods: each(list("payments"), "method"),
            skus: each(list("lines"), "sku"),
            unseen: own,
            words: Words::of(&Entry::decode(&entry.to_string()).map_or_else(|_| decoded(&entry), |entry| entry.what)),
        });
    }
    all.reverse();
    all
}

/// The order of a document's fields is part of an entry; this one lost it.
fn decoded(entry: &Value) -> What {
    serde_json::from_value::<Entry>(entry.clone()).unwrap().what
}

fn within(told: &Told, span: &Option<Span>) -> bool {
    match span {
        None => true,
        Some(Span::Day(day)) => told.day == day.to_string(),
        Some(Span::Days(from, to)) => (from.to_string()..=to.to_string()).contains(&told.day),
        Some(Span::Event(event)) => told.event == *event,
    }
}

fn has(told: &Told, figure: &Figure) -> bool {
    match figure {
        Figure::Sales => told.kind == "sale",
        Figure::Corrections => told.kind != "sale",
        Figure::How(how) => told.kind == how.word(),
        Figure::Method(method) => told.methods.contains(method.as_str()),
        Figure::Volunteer(by) => told.by == *by,
        Figure::Title(sku) => told.skus.contains(sku),
        Figure::Late => told.late,
        Figure::Waiting => told.kind == "sale" && told.unseen > 0,
        other => panic!("{other:?}"),
    }
}

fn filters() -> Vec<SalesFilter> {
    let method = |name: &str| Figure::Method(Method::new(name).unwrap());
    let spans = [
        None,
        Some(Span::Day(day(1))),
        Some(Span::Days(day(1), day(3))),
        Some(Span::Days(day(-300), day(DAYS + 300))),
        Some(Span::Event("Zine Fest".into())),
    ];
    let kinds = [
        None,
        Some(Figure::Sales),
        Some(Figure::Corrections),
        Some(Figure::How(How::Void)),
        Some(Figure::How(How::Refund)),
        Some(Figure::How(How::Repay)),
        Some(Figure::Late),
        Some(Figure::Waiting),
    ];
    let others = [
        vec![],
        vec![method("cash")],
        vec![method("venmo"), Figure::Volunteer("Sam".into())],
        vec![Figure::Volunteer(String::new())],
        vec![Figure::Title("fixed".into())],
    ];
    let mut filters = Vec::new();
    for span in &spans {
        for kind in &kinds {
            for other in &others {
                for text in ["", "fest ven", "a"] {
                    filters.push(SalesFilter {
                        span: span.clone(),
                        text: text.into(),
                        figures: kind.iter().chain(other).cloned().collect(),
                    });
                }
            }
        }
    }
    filters
}

/// Everything that is asked for finds what a plain look finds; answers how much that was.
fn check(till: &mut Till, folder: &Path) -> usize {
    let all = told(folder);
    let mut found = 0;
    for filter in filters() {
        let search = Search::new(&filter.text, USD);
        let plain: Vec<i64> = all
            .iter()
            .filter(|told| within(told, &filter.span) && filter.figures.iter().all(|figure| has(told, figure)))
            .filter(|told| search.finds(told.words.as_ref().unwrap()))
            .map(|told| told.number)
            .collect();
        let numbers = |till: &mut Till, stretch: Stretch| -> Vec<i64> {
            let heads = till.find_sales(&filter, stretch).unwrap();
            heads.iter().map(|head| head.number.running().into()).collect()
        };
        assert_eq!(plain, numbers(till, u32::MAX.into()), "{filter:?}");
        // In stretches it is the same.
        let first = numbers(till, 2.into());
        assert_eq!(plain[..plain.len().min(2)], first, "{filter:?}");
        if let Some(last) = first.last() {
            let before = Some(u32::try_from(*last).unwrap());
            assert_eq!(
                plain[first.len()..],
                numbers(till, Stretch { before, most: u32::MAX }),
                "{filter:?}"
            );
        }
        found += plain.len();
    }
    let waits: Vec<(i64, i64)> = all
        .iter()
        .filter(|told| has(told, &Figure::Waiting))
        .map(|told| (told.number, told.unseen))
        .collect();
    let list = till.unverified(u32::MAX).unwrap();
    let listed = list.newest.iter();
    let listed: Vec<(i64, i64)> = listed
        .map(|row| (row.number.running().into(), cents(row.amount)))
        .collect();
    assert_eq!(waits, listed);
    assert_eq!(list.count as usize, waits.len());
    assert_eq!(cents(list.amount), waits.iter().map(|(_, amount)| amount).sum::<i64>());
    assert_eq!(till.unverified(1).unwrap().newest.len(), waits.len().min(1));
    found
}

/// So many hand-overs that the index takes everything before them in.
fn much_happens(folder: &Path) {
    let mut store = Store::open(folder).unwrap();
    let (of, till) = (store.identity(), store.till);
    let last = day(DAYS - 1);
    let at = Instant::parse(&format!("{last}T23:00:00-08:00")).unwrap();
    let session = store::last_session(&store.conn, USD).unwrap().unwrap().id;
    let tx = store.write().unwrap();
    for _ in 0..300 {
        let what = What::HandOver(HandOverBody {
            session,
            by: "Robin".into(),
        });
        store::append(&tx, &of, Entry::new(till, at, last, what)).unwrap();
    }
    tx.commit().unwrap();
}

#[test]
fn whatever_is_asked_for_together_a_plain_look_finds_the_same() {
    let cases = std::env::var("ZINETILL_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(8),
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let seen = Cell::new(0);
    TestRunner::new(config)
        .run(&days(), |days| {
            let folder = written(&days);
            let folder = folder.path();
            let mut till = Till::open(folder).unwrap();
            let found = check(&mut till, folder);
            drop(till);
            much_happens(folder);
            let mut till = Till::open(folder).unwrap();
            assert_eq!(found, check(&mut till, folder));
            assert!(till.verify(|_, _| {}).unwrap().ok);
            drop(till);
            // What the till roll tells makes the same lists.
            Till::restore(folder, RestoreFrom::Roll).unwrap();
            let mut till = Till::open(folder).unwrap();
            assert_eq!(found, check(&mut till, folder));
            seen.set(seen.get() + found);
            Ok(())
        })
        .unwrap();
    assert!(seen.get() > 1000, "{} found", seen.get());
}

/// A demo till with a sale by phone, a cash sale, a void of it, and an old one keyed in.
fn few() -> tempfile::TempDir {
    let folder = demo();
    let till = folder.path();
    let sell = |sku: &str, pay: &str| answer(till, &["sell", sku, "--pay", pay]);
    open_tin(till);
    sell("converge-and-overtake", "venmo=1");
    sell("mutual-aid-cookbook", "cash=4");
    answer(till, &["session", "hand-over", "Ana María"]);
    answer(till, &["void", "A-0002", "--why", "twice"]);
    sell("mutual-aid-cookbook", "venmo=4");
    folder
}

#[test]
fn the_command_line_narrows_the_list() {
    let folder = few();
    let till = folder.path();
    let numbers = |words: &[&str]| -> Vec<String> {
        let list = answer(till, &[&["sales", "list"], words].concat());
        let sales = list["sales"].as_array().unwrap().clone();
        sales
            .iter()
            .map(|sale| sale["number"].as_str().unwrap().to_owned())
            .collect()
    };
    for (asked, found) in [
        (&[][..], &["A-0004", "A-0003", "A-0002", "A-0001"][..]),
        (&["--kind", "void"], &["A-0003"]),
        (&["--kind", "correction"], &["A-0003"]),
        (&["--kind", "sale", "--method", "cash"], &["A-0002"]),
        (&["--method", "cash"], &["A-0003", "A-0002"]),
        (&["--volunteer", "Ana María"], &["A-0004", "A-0003"]),
        (&["--volunteer", "Robin", "--method", "venmo"], &["A-0001"]),
        (
            &["--title", "mutual-aid-cookbook", "--kind", "sale"],
            &["A-0004", "A-0002"],
        ),
        (&["--event", "Zine Fest", "--find", "conv"], &["A-0001"]),
        (&["--from", "2026-01-01", "--unverified"], &["A-0004", "A-0001"]),
        (&["--from", "2020-01-01", "--to", "2020-12-31"], &[]),
        (&["--late"], &[]),
        (&["--before", "A-0003", "--limit", "1"], &["A-0002"]),
    ] {
        assert_eq!(numbers(asked), found, "{asked:?}");
    }
    // What each had of the title that is asked for comes to the title's takings.
    let minor = |amount: &Value| amount.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let listed = answer(till, &["sales", "list", "--title", "mutual-aid-cookbook"]);
    let parts = listed["sales"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sale| minor(&sale["part"]));
    let summary = answer(till, &["summary", "--from", "2020-01-01", "--to", "2099-12-31"]);
    let titles = summary["by_title"].as_array().unwrap();
    let row = titles.iter().find(|row| row["sku"] == "mutual-aid-cookbook").unwrap();
    assert_eq!(parts.sum::<i64>(), minor(&row["takings"]));
    answer(till, &["confirm", "A-0001"]);
    assert_eq!(numbers(&["--unverified"]), ["A-0004"]);
    answer(till, &["repay", "A-0004", "cash", "--why", "paid in coins"]);
    assert!(numbers(&["--unverified"]).is_empty());
    // Money that is now said to have come by phone has not been seen, whatever was seen before.
    answer(till, &["repay", "A-0001", "cash"]);
    answer(till, &["repay", "A-0001", "venmo"]);
    assert_eq!(numbers(&["--unverified"]), ["A-0001"]);
    assert!(refusal(till, &["sales", "list", "--event", "Zine Fst"]).contains("Zine Fst"));
    assert!(refusal(till, &["sales", "list", "--from", "2026-02-01", "--to", "2026-01-01"]).contains("backwards"));
    assert_eq!(verified(till)["ok"], true);
}

#[test]
fn a_list_to_tick_off_that_tells_otherwise_is_named() {
    let folder = few();
    let till = folder.path();
    for (harm, says) in [
        (
            "UPDATE unverified_sale SET amount_minor = 99 WHERE amount_minor = 100",
            "A-0001",
        ),
        ("DELETE FROM unverified_sale WHERE amount_minor = 99", "A-0001"),
        (
            "INSERT INTO unverified_sale SELECT seq, 5 FROM sale WHERE number = 2",
            "A-0002",
        ),
    ] {
        let conn = Connection::open(till.join(DATABASE)).unwrap();
        conn.execute_batch(harm).unwrap();
        let found = verified(till);
        let problems = found["problems"].as_array().unwrap();
        let place = format!("money to tick off of sale {says}");
        assert!(
            problems.iter().any(|problem| problem["where"] == place.as_str()),
            "{harm}: {found}"
        );
    }
}
