//! What happens to a sale and to the tin afterwards: taken back, paid otherwise, ticked off, counted, closed. Money is held
//! against sums made here, in whole cents, never by the code under test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, listed, refusal, verified, zinetill};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::correction::Return;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::sale::ReceiptNumber;
use zinetill::domain::session::Way;
use zinetill::domain::title::Sku;
use zinetill::till::{Ask, CorrectionRequest, SaleRequest, Till};

/// A till with one sale of three copies, 2.50, with 1.00 for the books jar, paid with 5.00 in cash.
fn sold() -> TempDir {
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &["session", "open", "--float", "40", "--event", "Fest", "--by", "Robin"],
    );
    answer(
        folder,
        &[
            "sell",
            "converge-and-overtake*3",
            "--pay",
            "cash=5",
            "--donate",
            "1:Books",
        ],
    );
    till
}

fn stock(folder: &Path, sku: &str) -> i64 {
    let list = answer(folder, &["catalog", "list"]);
    let title = list["titles"]
        .as_array()
        .unwrap()
        .iter()
        .find(|title| title["sku"] == sku);
    title.unwrap()["stock"].as_i64().unwrap()
}

#[test]
fn f46_copies_come_back_for_what_keeping_the_rest_saves_and_the_rest_with_a_void() {
    let till = sold();
    let folder = till.path();
    let before = stock(folder, "converge-and-overtake");
    fn refund<'a>(copies: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&["refund", "A-0001", copies, "--why", "changed her mind"], more].concat()
    }
    let shown = answer(folder, &refund("converge-and-overtake", &["--dry-run"]));
    assert_eq!(shown["amount"], "0.75");
    assert_eq!(listed(folder), 1);
    let first = answer(folder, &refund("converge-and-overtake", &["--key", "k"]));
    for (key, value) in [
        ("number", "A-0002"),
        ("corrects", "A-0001"),
        ("kind", "refund"),
        ("amount", "0.75"),
    ] {
        assert_eq!(first[key], value);
    }
    assert_eq!((&first["replayed"], &first["roll"]), (&false.into(), &"synced".into()));
    assert_eq!(stock(folder, "converge-and-overtake"), before + 1);
    // The same again is the same one; anything else under its key is refused.
    let again = answer(folder, &refund("converge-and-overtake", &["--key", "k"]));
    assert_eq!((&again["number"], &again["replayed"]), (&first["number"], &true.into()));
    for other in [
        refund("converge-and-overtake*2", &["--key", "k"]),
        refund("converge-and-overtake", &["--key", "k", "--damaged"]),
        refund("converge-and-overtake", &["--key", "k", "--pay", "card"]),
        vec!["void", "A-0001", "--why", "changed her mind", "--key", "k"],
        vec!["session", "pay-in", "1", "--why", "x", "--key", "k"],
        vec!["sell", "know-your-rights", "--key", "k"],
    ] {
        assert!(refusal(folder, &other).contains("the key `k` belongs to"), "{other:?}");
    }
    let damaged = answer(folder, &refund("converge-and-overtake", &["--damaged"]));
    assert_eq!(damaged["amount"], "0.75");
    assert_eq!(
        stock(folder, "converge-and-overtake"),
        before + 1,
        "a damaged copy is not sold again"
    );
    assert!(refusal(folder, &refund("converge-and-overtake*2", &[])).contains("only 1 of"));
    assert!(refusal(folder, &refund("know-your-rights", &[])).contains("no `know-your-rights` in sale A-0001"));
    let void = answer(folder, &["void", "A-0001", "--why", "rung up twice"]);
    assert_eq!((&void["amount"], &void["donation"]), (&"2.00".into(), &"1.00".into()));
    assert_eq!(stock(folder, "converge-and-overtake"), before + 2);
    for (words, said) in [
        (&["void", "A-0001", "--why", "again"][..], "taken back whole by A-0004"),
        (
            &["void", "A-0004", "--why", "back"],
            "A-0004 is the void of sale A-0001",
        ),
        (
            &["refund", "A-0001", "converge-and-overtake", "--why", "x"],
            "taken back whole",
        ),
        (&["repay", "A-0001", "card"], "taken back whole"),
        (&["void", "A-0009", "--why", "x"], "there is no sale A-0009"),
        (&["void", "A-0001", "--why", " "], "say why"),
    ] {
        assert!(refusal(folder, words).contains(said), "{words:?}");
    }
    let shown = answer(folder, &["sales", "show", "A-0001"]);
    let numbers: Vec<&Value> = shown["corrections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["number"])
        .collect();
    assert_eq!(numbers, ["A-0002", "A-0003", "A-0004"]);
    assert_eq!(answer(folder, &["sales", "show", "A-0004"])["kind"], "void");
    let list = answer(folder, &["sales", "list"]);
    let kinds: Vec<String> = list["sales"]
        .as_array()
        .unwrap()
        .iter()
        .map(|head| format!("{} {} {}", head["number"], head["kind"], head["total"]).replace('"', ""))
        .collect();
    assert_eq!(
        kinds,
        [
            "A-0004 void -2.00",
            "A-0003 refund -0.75",
            "A-0002 refund -0.75",
            "A-0001 sale 3.50"
        ]
    );
    let summary = answer(folder, &["summary"]);
    assert_eq!(
        (&summary["goods"], &summary["donations"], &summary["holds"]),
        (&"0.00".into(), &"0.00".into(), &true.into())
    );
    assert_eq!(
        summary["by_title"][0],
        serde_json::json!({"sku": "converge-and-overtake", "title": "Converge and Overtake!",
        "sold": 3, "free": 0, "refunded": 3, "takings": "0.00", "left": before + 2})
    );
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn f46_a_correction_counts_on_the_day_it_is_made() {
    let till = demo();
    let folder = till.path();
    let at = ["--at", "2026-10-03T15:00:00-07:00"];
    answer(
        folder,
        &[&["sell", "converge-and-overtake*2", "--pay", "cash=2"], &at[..]].concat(),
    );
    let then = answer(folder, &["summary", "--day", "2026-10-03"]);
    answer(folder, &["void", "A-0001", "--why", "came back by mail"]);
    let mut still = answer(folder, &["summary", "--day", "2026-10-03"]);
    // The two copies came back after the day, so there were as many left at its end as before.
    assert_eq!(still["by_title"][0]["left"], then["by_title"][0]["left"]);
    still["by_title"][0]["left"] = then["by_title"][0]["left"].clone();
    assert_eq!(still, then);
    let today = answer(folder, &["summary"]);
    assert_eq!(
        (&today["sales"], &today["goods"], &today["payments"]),
        (&0.into(), &"-1.75".into(), &"-1.75".into())
    );
    assert_eq!(
        (&today["by_title"][0]["refunded"], &today["holds"]),
        (&2.into(), &true.into())
    );
    let both = answer(folder, &["summary", "--from", "2026-10-01", "--to", "2099-01-01"]);
    assert_eq!(
        (&both["goods"], &both["corrections"][0]["reason"]),
        (&"0.00".into(), &"came back by mail".into())
    );
}

#[test]
fn a_phone_payment_waits_until_it_is_ticked_off_or_was_another() {
    let till = demo();
    let folder = till.path();
    for _ in 0..3 {
        answer(folder, &["sell", "mutual-aid-cookbook", "--pay", "venmo=4"]);
    }
    let waiting = || -> Vec<String> {
        let list = answer(folder, &["confirm"]);
        let of = |one: &Value| format!("{} {}", one["number"], one["amount"]).replace('"', "");
        list["unverified"].as_array().unwrap().iter().map(of).collect()
    };
    let venmo = |key: &str| {
        let summary = answer(folder, &["summary"]);
        let rows = summary["by_payment"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["method"] == "venmo").unwrap()[key].clone();
        row.as_str().map_or_else(|| row.to_string(), str::to_owned)
    };
    assert_eq!(waiting(), ["A-0003 4.00", "A-0002 4.00", "A-0001 4.00"]);
    assert_eq!((venmo("amount"), venmo("unverified")), ("12.00".into(), "12.00".into()));
    assert_eq!(answer(folder, &["confirm", "A-0002"])["amount"], "4.00");
    assert_eq!(answer(folder, &["confirm", "A-0002"])["replayed"], true);
    let repaid = answer(folder, &["repay", "A-0001", "cash", "--key", "r"]);
    assert_eq!(
        (&repaid["kind"], &repaid["amount"], &repaid["total"]),
        (&"repay".into(), &"4.00".into(), &"0.00".into())
    );
    assert_eq!(
        answer(folder, &["repay", "A-0001", "cash", "--key", "r"])["replayed"],
        true
    );
    assert!(refusal(folder, &["repay", "A-0001", "cash"]).contains("is paid by cash already"));
    assert!(
        refusal(folder, &["repay", "A-0001", "card", "--from", "venmo"])
            .contains("nothing of sale A-0001 is paid by venmo")
    );
    assert_eq!(waiting(), ["A-0003 4.00"]);
    assert_eq!(
        (venmo("amount"), venmo("unverified"), venmo("count")),
        ("8.00".into(), "4.00".into(), "2".into())
    );
    answer(folder, &["void", "A-0003", "--why", "it never arrived"]);
    assert!(waiting().is_empty());
    assert_eq!((venmo("amount"), venmo("unverified")), ("4.00".into(), "0.00".into()));
    assert!(refusal(folder, &["confirm", "A-0003"]).contains("nothing of sale A-0003 waits"));
    // Moved to a phone again, it waits again.
    answer(folder, &["repay", "A-0001", "venmo"]);
    assert_eq!(waiting(), ["A-0001 4.00"]);
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn cash_that_goes_back_is_rounded_as_a_running_total() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["set", "smallest-coin=0.05"]);
    answer(
        folder,
        &["catalog", "add", "third", "--title", "Third", "--price", "$0.33"],
    );
    answer(folder, &["sell", "third*3", "--pay", "cash=1"]);
    let backs: Vec<String> = (0..3)
        .map(|_| {
            answer(folder, &["refund", "A-0001", "third", "--why", "x"])["amount"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(backs, ["0.35", "0.30", "0.35"]);
    let summary = answer(folder, &["summary"]);
    assert_eq!(
        (&summary["goods"], &summary["rounding"], &summary["holds"]),
        (&"0.00".into(), &"0.00".into(), &true.into())
    );
    assert!(refusal(folder, &["void", "A-0001", "--why", "x"]).contains("all of sale A-0001 came back before"));
}

#[test]
fn the_tin_is_handed_over_counted_and_closed_whatever_is_in_it() {
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &[
            "session", "open", "--float", "10*2 5*4", "--event", "Fest", "--by", "Robin",
        ],
    );
    answer(folder, &["sell", "converge-and-overtake*3", "--pay", "cash=5"]);
    answer(folder, &["session", "hand-over", "Sam"]);
    assert_eq!(answer(folder, &["sell", "know-your-rights"])["by"], "Sam");
    answer(
        folder,
        &[
            "session",
            "pay-in",
            "20",
            "--why",
            "change from the bakery",
            "--key",
            "in",
        ],
    );
    assert_eq!(
        answer(
            folder,
            &[
                "session",
                "pay-in",
                "20",
                "--why",
                "change from the bakery",
                "--key",
                "in"
            ]
        )["replayed"],
        true
    );
    answer(folder, &["session", "pay-out", "25", "--why", "table fee"]);
    for (words, said) in [
        (&["session", "pay-out", "0", "--why", "x"][..], "above nothing"),
        (&["session", "pay-out", "-5", "--why", "x"], "`-5` is negative"),
        (&["session", "pay-in", "5", "--why", ""], "say why"),
        (&["session", "hand-over", " "], "say who"),
        (&["session", "count", "much"], "is not an amount"),
    ] {
        assert!(
            refusal(folder, words).contains(said),
            "{words:?}: {}",
            refusal(folder, words)
        );
    }
    // 40.00 + 2.50 + 20.00 − 25.00 = 37.50; 37.25 is counted.
    let counted = answer(
        folder,
        &["session", "count", "20*1", "5*3", "1*2", "0.25", "--key", "c"],
    );
    assert_eq!(
        answer(
            folder,
            &["session", "count", "20*1", "5*3", "1*2", "0.25", "--key", "c"]
        )["replayed"],
        true
    );
    for (key, value) in [
        ("float", "40.00"),
        ("cash_sales", "2.50"),
        ("paid_in", "20.00"),
        ("paid_out", "25.00"),
        ("expected", "37.50"),
        ("counted", "37.25"),
        ("difference", "-0.25"),
    ] {
        assert_eq!(counted[key], value, "{key}");
    }
    let look = answer(folder, &["session", "report"]);
    assert_eq!(look["counts"], counted["counts"]);
    let closed = answer(folder, &["session", "close"]);
    assert!(closed["closed_at"].is_string());
    assert_eq!(closed["difference"], "-0.25");
    assert!(refusal(folder, &["session", "close"]).contains("no session is open"));
    assert!(refusal(folder, &["session", "report"]).contains("no session is open"));
    // Another session on the same day; and a sale without one opens it, with a float nobody counted, at the same event.
    answer(folder, &["session", "open", "--float", "37.25", "--event", "Fest"]);
    assert_eq!(answer(folder, &["session", "close"])["counted"], Value::Null);
    assert_eq!(
        answer(folder, &["sell", "converge-and-overtake", "--pay", "cash=1"])["event"],
        "Fest"
    );
    let own = answer(folder, &["session", "count", "3"]);
    assert_eq!(
        (&own["float"], &own["expected"], &own["difference"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(own["counted"], "3.00");
    // Opening while one is open closes it.
    answer(folder, &["session", "open", "--float", "0"]);
    assert_eq!(answer(folder, &["session", "report"])["sales"], 0);
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn looking_changes_nothing() {
    let till = sold();
    let folder = till.path();
    answer(folder, &["session", "count", "43.50"]);
    let files = || -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
        files
            .map(|entry| {
                (
                    entry.file_name().to_string_lossy().into_owned(),
                    std::fs::read(entry.path()).unwrap(),
                )
            })
            .collect()
    };
    let before = files();
    for words in [
        &["session", "report"][..],
        &["summary"],
        &["sales", "list"],
        &["sales", "show", "A-0001"],
        &["refund", "A-0001", "converge-and-overtake", "--why", "x", "--dry-run"],
        &["confirm"],
        &["verify"],
    ] {
        answer(folder, words);
        assert!(files() == before, "{words:?} changed a file");
    }
}

#[test]
fn a_correction_has_a_receipt_of_its_own_and_the_sale_says_what_happened() {
    let till = sold();
    let folder = till.path();
    answer(
        folder,
        &[
            "refund",
            "A-0001",
            "converge-and-overtake",
            "--why",
            "torn",
            "--damaged",
        ],
    );
    answer(folder, &["void", "A-0001", "--why", "rung up twice"]);
    let read = |number: &str, paper: &str| {
        let file = folder.join(format!("{number}.pdf"));
        let name = file.to_str().unwrap();
        answer(folder, &["receipt", number, "-o", name, "--paper", paper]);
        let text = std::process::Command::new("pdftotext")
            .args(["-layout", name, "-"])
            .output()
            .unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for paper in ["80mm", "letter"] {
        for (number, said) in [
            (
                "A-0001",
                &[
                    "VOID",
                    "Receipt A-0001",
                    "Refund A-0002 of",
                    "$0.75 back",
                    "Void A-0003 of",
                ][..],
            ),
            (
                "A-0002",
                &[
                    "Refund A-0002",
                    "of receipt A-0001",
                    "Reason: torn",
                    "(damaged)",
                    "1 × back",
                    "Back by Cash $0.75",
                ],
            ),
            (
                "A-0003",
                &[
                    "Void A-0003",
                    "of receipt A-0001",
                    "Donation: Books $1.00",
                    "TOTAL BACK $2.75",
                    "Served by Robin",
                ],
            ),
        ] {
            let text = read(number, paper);
            for part in said {
                assert!(text.contains(part), "{paper} {number}: {part}\n{text}");
            }
        }
    }
}

#[test]
fn what_is_exported_adds_up_to_the_summary() {
    let till = sold();
    let folder = till.path();
    for words in [
        &[
            "sell",
            "mutual-aid-cookbook",
            "know-your-rights*2",
            "--pay",
            "venmo=4",
            "--note",
            "=1+1",
        ][..],
        &["refund", "A-0001", "converge-and-overtake", "--why", "torn; badly"],
        &["void", "A-0002", "--why=-never-"],
        &["sell", "strike-a-comic*2", "--pay", "cash=20", "--discount", "10%"],
        &["repay", "A-0005", "card"],
    ] {
        answer(folder, words);
    }
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let summary = answer(folder, &["summary"]);
    assert_eq!(answer(folder, &["sales", "export", &file("day.csv")])["records"], 6);
    assert!(refusal(folder, &["sales", "export", &file("day.csv")]).contains("there already"));
    assert!(refusal(folder, &["sales", "export", &file("day.pdf")]).contains("not as"));
    let bytes = std::fs::read(file("day.csv")).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    let mut notes = Vec::new();
    for row in reader.records().map(Result::unwrap) {
        let cents = row[14].replace('.', "").parse::<i64>().unwrap();
        *sums.entry(row[8].to_owned()).or_default() += cents;
        if &row[8] == "payment" {
            *sums.entry(format!("by {}", &row[10])).or_default() += cents;
        }
        notes.push(row[16].to_owned());
    }
    let of = |key: &str| summary[key].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!(sums["goods"], of("goods"));
    assert_eq!(sums["donation"], of("donations"));
    assert_eq!(sums["payment"], of("payments") - of("change"));
    for row in summary["by_payment"].as_array().unwrap() {
        let amount = row["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        assert_eq!(
            sums[&format!("by {}", row["method"].as_str().unwrap())],
            amount,
            "{row}"
        );
    }
    assert!(
        notes.contains(&"'=1+1".to_owned()) && notes.contains(&"'-never-".to_owned()),
        "{notes:?}"
    );
    // The journal balances, entry by entry.
    answer(folder, &["sales", "export", &file("day.journal")]);
    let journal = std::fs::read_to_string(file("day.journal")).unwrap();
    assert_eq!(journal.matches("(A-0").count(), 6, "{journal}");
    for entry in journal.split("\n\n").filter(|entry| !entry.trim().is_empty()) {
        let amounts = entry.lines().skip(1).map(|line| {
            let amount = line.split(" USD").next().unwrap().split_whitespace().last().unwrap();
            amount.replace('.', "").parse::<i64>().unwrap()
        });
        assert_eq!(amounts.sum::<i64>(), 0, "{entry}");
    }
    answer(folder, &["sales", "export", &file("day.xlsx"), "--event", "Fest"]);
    assert!(std::fs::read(file("day.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_paper_sheet_is_recorded_whole_or_not_at_all_on_its_own_day() {
    let till = demo();
    let folder = till.path();
    let sheet = folder.join("sheet.txt");
    let file = sheet.to_str().unwrap();
    std::fs::write(&sheet, "# Saturday\n11:20 cash converge-and-overtake*3\n\n14:00 venmo mutual-aid-cookbook fold-staple-riot*2@3\n01:30 cash converge-and-overtake  # after midnight\n").unwrap();
    let words = ["sheet", file, "--day", "2026-10-03", "--key", "saturday"];
    let done = answer(folder, &words);
    assert_eq!((&done["total"], &done["replayed"]), (&"13.50".into(), &false.into()));
    let sales = done["sales"].as_array().unwrap();
    assert!(
        sales
            .iter()
            .all(|sale| sale["late"] == true && sale["business_day"] == "2026-10-03")
    );
    assert!(sales[2]["sold_at"].as_str().unwrap().starts_with("2026-10-04T01:30"));
    assert_eq!(answer(folder, &words)["replayed"], true);
    assert_eq!(answer(folder, &["summary", "--day", "2026-10-03"])["sales"], 3);
    for (text, said) in [
        (
            "11:20 cash converge-and-overtake\n12:00 cash nothing-like-it\n",
            "row 2: ",
        ),
        (
            "25:00 cash converge-and-overtake\n",
            "line 1: `25:00` is no time of day",
        ),
        ("11:20\n", "line 1: after the time comes the method"),
        ("11:20 cash\n", "row 1: there is nothing to sell"),
        ("", "nothing on the sheet"),
    ] {
        std::fs::write(&sheet, text).unwrap();
        let said_now = refusal(folder, &["sheet", file, "--day", "2026-10-03"]);
        assert!(said_now.contains(said), "{text:?}: {said_now}");
    }
    std::fs::write(&sheet, "11:20 cash converge-and-overtake\n").unwrap();
    assert!(refusal(folder, &["sheet", file, "--day", "2099-01-01"]).contains("yet to come"));
    assert_eq!(listed(folder), 3);
    assert_eq!(verified(folder)["ok"], true);
}

/// One thing somebody does at the table.
#[derive(Debug, Clone)]
enum Step {
    Sell {
        skus: Vec<(usize, u32)>,
        method: usize,
        donation: i64,
    },
    Refund {
        sale: prop::sample::Index,
        line: prop::sample::Index,
        copies: u32,
        method: Option<usize>,
        damaged: bool,
    },
    Void(prop::sample::Index),
    Repay {
        sale: prop::sample::Index,
        method: usize,
    },
    Confirm(prop::sample::Index),
    Move {
        way: bool,
        amount: i64,
    },
    Count(i64),
    Close,
    Open(Option<i64>),
    Restart,
}

const SKUS: [&str; 5] = [
    "converge-and-overtake",
    "know-your-rights",
    "mutual-aid-cookbook",
    "strike-a-comic",
    "seed-saving-for-city-blocks",
];
const METHODS: [&str; 3] = ["cash", "card", "venmo"];

fn step() -> impl Strategy<Value = Step> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        6 => (prop::collection::vec((0..SKUS.len(), 1..5_u32), 1..4), 0..3_usize, 0..3_i64)
            .prop_map(|(skus, method, donation)| Step::Sell { skus, method, donation: donation * 50 }),
        4 => (index(), index(), 1..4_u32, prop::option::of(0..3_usize), any::<bool>())
            .prop_map(|(sale, line, copies, method, damaged)| Step::Refund { sale, line, copies, method, damaged }),
        2 => index().prop_map(Step::Void),
        2 => (index(), 0..3_usize).prop_map(|(sale, method)| Step::Repay { sale, method }),
        1 => index().prop_map(Step::Confirm),
        1 => (any::<bool>(), 1..5000_i64).prop_map(|(way, amount)| Step::Move { way, amount }),
        1 => (0..9000_i64).prop_map(Step::Count),
        1 => Just(Step::Close),
        1 => prop::option::of(0..9000_i64).prop_map(Step::Open),
        1 => Just(Step::Restart),
    ]
}

/// What a plain list says of a sale.
struct Told {
    number: ReceiptNumber,
    copies: Vec<(String, u32)>,
    held: BTreeMap<&'static str, i64>,
    void: bool,
}

/// The whole table as a plain list tells it.
#[derive(Default)]
struct Model {
    sales: Vec<Told>,
    numbers: u32,
    by_method: BTreeMap<&'static str, i64>,
    stock: BTreeMap<String, i64>,
    /// What should lie in the tin, where a session is open and its float is known.
    tin: Option<Option<i64>>,
}

impl Model {
    fn cash(&mut self, amount: i64) {
        // Whatever is done without a session opens one whose float nobody counted.
        self.tin = Some(self.tin.unwrap_or(None).map(|tin| tin + amount));
    }

    fn paid(&mut self, sale: usize, method: &'static str, amount: i64) {
        *self.by_method.entry(method).or_default() += amount;
        *self.sales[sale].held.entry(method).or_default() += amount;
        self.cash(if method == "cash" { amount } else { 0 });
    }
}

fn cents(money: Money) -> i64 {
    money.to_minor(Currency::USD)
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn own(method: &Method) -> &'static str {
    METHODS.iter().find(|name| **name == method.as_str()).unwrap()
}

fn take(till: &mut Till, model: &mut Model, step: &Step) {
    let key = || Uuid::now_v7().to_string();
    let correct = |till: &mut Till, model: &mut Model, sale: usize, ask: Ask| {
        let request = CorrectionRequest {
            number: model.sales[sale].number.clone(),
            ask: ask.clone(),
            reason: "why".into(),
            key: key(),
            expected: None,
        };
        let foreseen = till.reversal(&request.number, &ask);
        let done = till.correct(&request);
        match (&foreseen, &done) {
            (Ok(foreseen), Ok(done)) => assert_eq!(*foreseen, done.what.reversal),
            (Err(foreseen), Err(error)) => assert_eq!(foreseen, error),
            other => panic!("{other:?}"),
        }
        let done = done.ok()?;
        assert!(till.correct(&request).unwrap().replayed);
        model.numbers += 1;
        assert_eq!(done.what.number.running(), model.numbers);
        assert!(!model.sales[sale].void, "corrected after it was taken back");
        for back in &done.what.reversal.payments {
            model.paid(sale, own(&back.method), -cents(back.amount));
        }
        if done.what.reversal.payments.is_empty() {
            model.cash(0);
        }
        let backs: i64 = done.what.reversal.payments.iter().map(|back| cents(back.amount)).sum();
        assert_eq!(backs, cents(done.what.reversal.total));
        for line in &done.what.reversal.lines {
            let own = &mut model.sales[sale].copies[line.line];
            assert!(own.1 >= line.copies, "more came back than went");
            own.1 -= line.copies;
            if line.counted && !line.damaged {
                *model.stock.entry(line.sku.clone()).or_default() += i64::from(line.copies);
            }
        }
        Some(done.what)
    };
    match step {
        Step::Sell { skus, method, donation } => {
            let mut cart = Cart::new(Uuid::now_v7());
            for (sku, copies) in skus {
                cart.add(
                    Item::Title(Sku::new(SKUS[*sku]).unwrap()),
                    Quantity::new(*copies).unwrap(),
                )
                .unwrap();
            }
            if *donation > 0 {
                cart.donations.push(Donation {
                    jar: "Books".into(),
                    amount: usd(*donation),
                });
            }
            let due = till.quote(&cart).unwrap().due();
            let tenders = vec![Tender {
                method: Method::new(METHODS[*method]).unwrap(),
                given: due,
            }];
            let sale = till
                .sell(&SaleRequest {
                    cart,
                    tenders,
                    key: key(),
                    at: None,
                    expected_total: None,
                    parked: false,
                })
                .unwrap()
                .sale;
            model.numbers += 1;
            assert_eq!(sale.number.running(), model.numbers);
            model.sales.push(Told {
                number: sale.number.clone(),
                copies: sale
                    .lines
                    .iter()
                    .map(|line| (line.sku.clone(), line.quantity.get()))
                    .collect(),
                held: BTreeMap::new(),
                void: false,
            });
            for line in sale.lines.iter().filter(|line| line.counted) {
                *model.stock.entry(line.sku.clone()).or_default() -= i64::from(line.quantity.get());
            }
            model.paid(model.sales.len() - 1, METHODS[*method], cents(due));
        }
        Step::Refund {
            sale,
            line,
            copies,
            method,
            damaged,
        } if !model.sales.is_empty() => {
            let sale = sale.index(model.sales.len());
            let line = line.index(model.sales[sale].copies.len());
            let have = model.sales[sale].copies[line].1;
            let ask = Ask::Refund {
                returns: vec![Return {
                    line,
                    copies: *copies,
                    amount: None,
                }],
                by: method.map(|method| Method::new(METHODS[method]).unwrap()),
                damaged: *damaged,
            };
            let void = model.sales[sale].void;
            let done = correct(till, model, sale, ask);
            assert_eq!(done.is_some(), have >= *copies && !void);
        }
        Step::Void(sale) if !model.sales.is_empty() => {
            let sale = sale.index(model.sales.len());
            let held: i64 = model.sales[sale].held.values().sum();
            let void = model.sales[sale].void;
            if let Some(done) = correct(till, model, sale, Ask::Void) {
                assert!(!void);
                assert_eq!(cents(done.reversal.total), held, "a void gives back what is held");
                assert!(model.sales[sale].copies.iter().all(|(_, copies)| *copies == 0));
                model.sales[sale].void = true;
            }
        }
        Step::Repay { sale, method } if !model.sales.is_empty() => {
            let sale = sale.index(model.sales.len());
            let to = Method::new(METHODS[*method]).unwrap();
            correct(till, model, sale, Ask::Repay { to, from: None });
        }
        Step::Confirm(sale) if !model.sales.is_empty() => {
            let sale = sale.index(model.sales.len());
            let waits = till.unverified(u32::MAX).unwrap().newest;
            let number = &model.sales[sale].number;
            let waiting = waits
                .iter()
                .find(|waiting| waiting.number == *number)
                .map(|waiting| waiting.amount);
            if let Some(amount) = waiting {
                assert_eq!(till.confirm(number).unwrap().what, amount);
            }
            assert!(
                till.unverified(u32::MAX)
                    .unwrap()
                    .newest
                    .iter()
                    .all(|waiting| waiting.number != *number)
            );
        }
        Step::Move { way, amount } => {
            let way = if *way { Way::In } else { Way::Out };
            till.move_cash(way, usd(*amount), "why", &key()).unwrap();
            model.cash(if way == Way::In { *amount } else { -amount });
        }
        Step::Count(amount) => {
            let report = till.count_tin(usd(*amount), &[], &key()).unwrap().what;
            model.cash(0);
            let expected = model.tin.flatten();
            assert_eq!(
                report.difference().map(cents),
                expected.map(|expected| amount - expected)
            );
            assert_eq!(till.next_float().unwrap().map(cents), Some(*amount));
        }
        Step::Close => {
            assert_eq!(till.close_session().is_ok(), model.tin.is_some());
            model.tin = None;
        }
        Step::Open(float) => {
            till.open_session(float.map(usd), "Fest", "Robin").unwrap();
            model.tin = Some(*float);
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24), ..ProptestConfig::default() })]

    /// Whatever is sold, taken back, moved, counted and closed, in whatever order: the books say what a plain list says.
    #[test]
    fn the_books_tell_what_a_plain_list_tells(steps in prop::collection::vec(step(), 1..40)) {
        let folder = demo();
        let mut till = Till::open(folder.path()).unwrap();
        let stock_of = |till: &mut Till| -> BTreeMap<String, i64> {
            let catalog = till.catalog().unwrap();
            catalog.titles().iter().filter_map(|title| Some((title.sku.to_string(), title.stock?))).collect()
        };
        let mut model = Model { stock: stock_of(&mut till), ..Model::default() };
        for step in &steps {
            if matches!(step, Step::Restart) {
                drop(till);
                till = Till::open(folder.path()).unwrap();
            }
            take(&mut till, &mut model, step);
            let tin = till.tin().unwrap();
            prop_assert_eq!(tin.is_some(), model.tin.is_some());
            prop_assert_eq!(tin.and_then(|tin| tin.expected()).map(cents), model.tin.flatten());
        }
        let today = till.today().unwrap();
        let summary = till.summary(today, today).unwrap();
        prop_assert!(summary.holds());
        let mut by_method: BTreeMap<&str, i64> = summary.by_payment.iter().map(|row| (own(&row.method), cents(row.amount))).collect();
        by_method.retain(|_, amount| *amount != 0);
        model.by_method.retain(|_, amount| *amount != 0);
        prop_assert_eq!(by_method, model.by_method.clone());
        let all: i64 = model.by_method.values().sum();
        prop_assert_eq!(cents(summary.payments - summary.change), all);
        prop_assert_eq!(summary.by_hour.iter().map(|row| cents(row.amount)).sum::<i64>(), all);
        prop_assert_eq!(stock_of(&mut till), model.stock);
        prop_assert_eq!(till.sales(None, "", u32::MAX).unwrap().len() as u32, model.numbers);
        drop(till);
        let found = verified(folder.path());
        prop_assert_eq!(&found["ok"], true, "{}", found);
        let said = zinetill(folder.path(), &["sales", "list"]);
        prop_assert!(said.status.success());
    }
}
