//! The summary with the eyes of somebody who was not at the table: what stands beside one another is about the same things, what
//! is exported says what the summary says, and what is answered can be understood.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;
mod common;
mod fair;

use common::{answer, demo, refusal, zinetill};
use fair::{Books, Place, day, written};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::day::{BusinessDay, Instant};
use zinetill::domain::journal::{SessionBody, What};
use zinetill::domain::money::Quantity;
use zinetill::domain::span::Span;
use zinetill::store::Store;
use zinetill::till::Till;

fn said(folder: &Path, words: &[&str]) -> String {
    let out = zinetill(folder, words);
    assert!(
        out.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap()
}

/// A day of the till, so many after today.
fn from_today(folder: &Path, days: i64) -> String {
    let today = answer(folder, &["summary"])["from"].as_str().unwrap().to_owned();
    BusinessDay::parse(&today).unwrap().plus(days).to_string()
}

#[test]
fn copies_that_were_given_are_counted_on_both_sides_of_a_comparison() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["sell", "converge-and-overtake*3", "--pay", "cash=5"]);
    answer(
        folder,
        &["stock", "give", "converge-and-overtake", "4", "--why", "trade"],
    );
    let today = answer(folder, &["summary"]);
    let tomorrow = answer(folder, &["summary", "--day", &from_today(folder, 1)]);
    assert_eq!(today["copies"], 7);
    for key in [
        "sales",
        "copies",
        "goods",
        "donations",
        "saved",
        "given_back",
        "average",
    ] {
        assert_eq!(tomorrow["before"][key], today[key], "{key}");
    }
}

#[test]
fn a_day_is_compared_with_the_last_one_that_sold_not_with_one_that_only_gave_or_took_back() {
    let till = demo();
    let folder = till.path();
    let noon = |days: i64| format!("{}T12:00:00+00:00", from_today(folder, days));
    let sell = |at: String| {
        answer(
            folder,
            &["sell", "mutual-aid-cookbook", "--pay", "cash=20", "--at", &at],
        )
    };
    sell(noon(-9));
    let sold = sell(noon(-5))["number"].as_str().unwrap().to_owned();
    answer(
        folder,
        &["stock", "give", "converge-and-overtake", "1", "--why", "free"],
    );
    let compared =
        |days: i64| answer(folder, &["summary", "--day", &from_today(folder, days)])["before"]["from"].clone();
    assert_eq!(compared(1), from_today(folder, -5));
    answer(folder, &["void", &sold, "--why", "rung up twice"]);
    assert_eq!(compared(1), from_today(folder, -5));
    assert_eq!(compared(-5), from_today(folder, -9));
    assert_eq!(compared(-9), Value::Null, "nothing was sold before the first day");
}

fn exported(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let file = folder.join("sales.csv").display().to_string();
    answer(folder, &["sales", "export", "--force", &file]);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        names.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
    });
    rows.collect()
}

#[test]
fn what_is_exported_comes_to_the_same_by_maker_and_for_what_nobody_saw_arrive() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["set", "methods=venmo"]);
    let add = ["catalog", "add", "zine", "--title", "Zine", "--price", "$2"];
    answer(folder, &[&add[..], &["--makers", "Zoë Q", "--share", "60%"]].concat());
    answer(folder, &["sell", "zine*3", "--pay", "venmo=6"]);
    answer(folder, &["sell", "zine*2", "--pay", "venmo=4"]);
    answer(folder, &["refund", "A-0002", "zine", "--why", "torn", "--pay", "cash"]);
    let cents = |amount: &str| amount.replace('.', "").parse::<i64>().unwrap();
    let sum = |rows: &[BTreeMap<String, String>], key: &str, value: &str| -> i64 {
        let rows = rows.iter().filter(|row| row[key] == value);
        rows.map(|row| cents(&row["amount"])).sum()
    };
    let told = |list: &str, name: &str, value: &str, key: &str| -> i64 {
        let summary = answer(folder, &["summary"]);
        let rows = summary[list].as_array().unwrap().iter();
        let mut rows = rows.filter(|row| row[name] == value);
        cents(rows.next().unwrap()[key].as_str().unwrap())
    };
    assert_eq!(sum(&exported(folder), "makers", "Zoë Q"), 800, "less what came back");
    assert_eq!(told("by_maker", "maker", "Zoë Q", "takings"), 800);
    assert_eq!(sum(&exported(folder), "unverified", "yes"), 1000);
    assert_eq!(told("by_payment", "method", "venmo", "unverified"), 1000);
    answer(folder, &["confirm", "A-0001"]);
    assert_eq!(sum(&exported(folder), "unverified", "yes"), 400, "one was ticked off");
    assert_eq!(told("by_payment", "method", "venmo", "unverified"), 400);
}

#[test]
fn a_refund_of_nothing_has_no_sign() {
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &["catalog", "add", "gift", "--title", "Gift", "--price", "free"],
    );
    answer(folder, &["sell", "gift"]);
    answer(folder, &["refund", "A-0001", "gift", "--why", "not wanted"]);
    for row in exported(folder) {
        assert_eq!(row["amount"], "0.00", "{row:?}");
    }
    let file = folder.join("day.csv").display().to_string();
    answer(folder, &["summary", "-o", &file]);
    assert!(!std::fs::read_to_string(file).unwrap().contains("-0.00"));
    assert!(!answer(folder, &["summary"]).to_string().contains("-0.00"));
}

#[test]
fn an_hour_in_which_nothing_was_sold_keeps_its_place_in_the_chart() {
    let till = demo();
    let folder = till.path();
    let today = from_today(folder, 0);
    let night = from_today(folder, 1);
    for at in [
        format!("{today}T21:10:00+00:00"),
        format!("{today}T22:59:00+00:00"),
        format!("{night}T02:00:00+00:00"),
    ] {
        answer(
            folder,
            &["sell", "converge-and-overtake", "--pay", "cash=1", "--at", &at],
        );
    }
    let file = folder.join("day.csv").display().to_string();
    answer(folder, &["summary", "--day", &today, "-o", &file]);
    let text = std::fs::read_to_string(file).unwrap();
    let hours = text.lines().filter_map(|line| line.strip_prefix("hour,"));
    let hours: Vec<(&str, &str)> = hours
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0], cells[4])
        })
        .collect();
    assert_eq!(
        hours,
        [
            ("21:00", "1"),
            ("22:00", "1"),
            ("23:00", "0"),
            ("00:00", "0"),
            ("01:00", "0"),
            ("02:00", "1")
        ]
    );
}

#[test]
fn a_quarter_says_that_its_tins_are_not_told_rather_than_that_there_were_none() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["session", "open", "--float", "40"]);
    answer(folder, &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    let to = from_today(folder, 0);
    for (days, told) in [(-61, true), (-62, false)] {
        let words = ["summary", "--from", &from_today(folder, days), "--to", &to];
        let text = said(folder, &words);
        assert_eq!(text.contains("told in summaries of up to 62 days"), !told, "{text}");
        let tins = answer(folder, &words)["tins"].as_array().unwrap().len();
        assert_eq!(tins == 1, told);
    }
}

#[test]
fn no_name_means_anything_to_the_readers_of_a_journal() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["set", "jars=???"]);
    for (sku, title) in [
        ("a", "Save the date: a zine"),
        ("b", "date:2020-99-99"),
        ("c", "Zine [2020/01/01] [x]"),
        ("d", "one; two | three"),
    ] {
        let title = format!("--title={title}");
        answer(folder, &["catalog", "add", sku, &title, "--price", "$1"]);
    }
    answer(
        folder,
        &["session", "open", "--event", "Fest: date:1 [1/1]", "--by", "Robin"],
    );
    answer(
        folder,
        &[
            "sell",
            "a",
            "b",
            "c",
            "d",
            "--donate",
            "1:???",
            "--note",
            "date: x ; y",
            "--pay",
            "cash=5",
        ],
    );
    let file = folder.join("sales.journal");
    answer(folder, &["sales", "export", &file.display().to_string()]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("liabilities:donations:other"), "{text}");
    for line in text.lines() {
        let (_, comment) = line.split_once(';').unwrap_or_default();
        assert!(!comment.contains([':', '[', ']', ';', '|']), "{line}");
    }
    let today = from_today(folder, 0);
    let tool = Command::new("hledger").arg("--version").output();
    if tool.is_err() {
        println!("SKIPPED no_name_means_anything_to_the_readers_of_a_journal: there is no hledger");
        return;
    }
    let hledger = |words: &[&str]| {
        let out = Command::new("hledger")
            .arg("-f")
            .arg(&file)
            .args(words)
            .output()
            .unwrap();
        assert!(out.status.success(), "{}\n{text}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    hledger(&["check"]);
    let balance = hledger(&["balance", "income:goods", "-N", "-b", &today]);
    assert!(balance.contains("-4.00 USD"), "{balance}");
}

#[test]
fn one_of_a_kind_is_said_as_one() {
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &[
            "catalog", "add", "zine", "--title", "Zine", "--price", "$1", "--makers", "Ada",
        ],
    );
    answer(folder, &["sell", "zine", "--pay", "cash=1"]);
    for (words, expected) in [
        (&["summary"][..], "1 sale, 1 copy"),
        (&["verify"], "The books hold: 1 sale in 2 entries"),
        (&["session", "report"], "· 1 sale\n"),
        (&["backup"], "verified: 1 sale in "),
    ] {
        let text = said(folder, words);
        assert!(text.contains(expected), "{words:?}\n{text}");
        for wrong in [" 1 sales", " 1 copies", " 1 corrections", " 1 entries", " 1 titles"] {
            assert!(!text.contains(wrong), "{words:?}: {wrong}\n{text}");
        }
    }
    let file = folder.join("x.csv").display().to_string();
    let text = said(folder, &["sales", "export", &file]);
    assert!(text.starts_with("1 sale and 0 corrections written to "), "{text}");
}

#[test]
fn what_cannot_be_written_or_found_is_said_with_what_to_do() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["session", "open", "--event", "Zine Fest"]);
    answer(folder, &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    std::fs::create_dir(folder.join("dir.pdf")).unwrap();
    std::fs::write(folder.join("file"), "").unwrap();
    let at = |name: &str| folder.join(name).display().to_string();
    let (dir, below) = (at("dir.pdf"), at("file/x.pdf"));
    for (words, expected) in [
        (
            &["summary", "--event", "zine fest"][..],
            "called `zine fest`; there were `Zine Fest`",
        ),
        (&["summary", "--day", "tomorrow"], "write it like 2026-11-22"),
        (
            &["summary", "--from", "2026-10-09", "--to", "2026-10-02"],
            "name the earlier day first",
        ),
        (&["summary", "-o", &dir], "is a folder; name a file in it"),
        (&["summary", "-o", &below], "is a file, no folder"),
    ] {
        let sentence = refusal(folder, words);
        assert!(sentence.contains(expected), "{words:?}: {sentence}");
        assert!(!sentence.contains("os error"), "{sentence}");
    }
    let ignored = zinetill(folder, &["summary", "--paper", "a4"]);
    assert_eq!(ignored.status.code(), Some(2), "a paper without a file is a mistake");
}

#[test]
fn a_session_over_three_days_is_told_on_each_of_them() {
    let folder = written(&[]);
    let mut books = Books {
        store: Store::open(folder.path()).unwrap(),
        number: 0,
        sales: Vec::new(),
    };
    let at = |n: i64| Instant::parse(&format!("{}T12:00:00-08:00", day(n))).unwrap();
    let session = Uuid::now_v7();
    books.write(at(0), day(0), What::SessionOpen(SessionBody::unknown(session)));
    let mut cart = Cart::new(Uuid::nil());
    cart.add(Item::Title(baskets::sku("fixed")), Quantity::ONE).unwrap();
    for n in [0, 1, 2, 4] {
        let place = Place {
            at: at(n),
            day: day(n),
            session,
            event: "Zine Fest",
            by: "Robin",
        };
        books.sell(&cart, 0, &[], 1, &place);
    }
    drop(books);
    let till = Till::open(folder.path()).unwrap();
    let sales = |n: i64| -> Vec<i64> {
        let tins = till.report(&Span::Day(day(n))).unwrap().tins;
        tins.iter().map(|tin| tin.sales.into()).collect()
    };
    assert_eq!([sales(0), sales(1), sales(2)], [[1], [2], [3]], "as it stood then");
    assert_eq!(sales(3), [0_i64; 0], "nothing happened on that day");
    assert_eq!(sales(4), [4]);
    assert_eq!(sales(-1), [0_i64; 0]);
}
