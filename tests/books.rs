//! The books on a real SQLite file: what verification finds, and what the till roll makes good.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, drop_triggers, heal_schema, listed, refusal, verified};
use rusqlite::Connection;
use std::path::Path;
use tempfile::TempDir;
use zinetill::domain::span::Span;
use zinetill::store::{DATABASE, MIGRATIONS, ROLL, schema_of};
use zinetill::till::Till;

/// A till with sales of every make.
fn sold() -> TempDir {
    let till = demo();
    answer(
        till.path(),
        &["session", "open", "--float", "40", "--event", "Fest", "--by", "Robin"],
    );
    answer(
        till.path(),
        &[
            "sell",
            "converge-and-overtake*3",
            "--pay",
            "cash=5.00",
            "--donate",
            "0.50:Books",
        ],
    );
    answer(
        till.path(),
        &["sell", "fold-staple-riot*2@3", "--pay", "card=4", "--pay", "cash=5"],
    );
    answer(
        till.path(),
        &[
            "sell",
            "converge-and-overtake*2@0.25",
            "--why",
            "creased",
            "--pay",
            "cash=1",
            "--note",
            "rain",
        ],
    );
    answer(till.path(), &["tax", "add", "books", "8.875%", "added"]);
    answer(
        till.path(),
        &["catalog", "edit", "mutual-aid-cookbook", "--tax", "books"],
    );
    answer(
        till.path(),
        &["offer", "add", "any 3 half-sheets for $2", "--tag", "half-sheet"],
    );
    let taxed = [
        "sell",
        "mutual-aid-cookbook",
        "converge-and-overtake*3",
        "--discount",
        "10%",
    ];
    let on_a_line = ["--discount", "mutual-aid-cookbook=1.00", "--why", "creased"];
    let paid = [
        "--pay",
        "venmo=2",
        "--pay",
        "cash=5",
        "--at",
        "2026-11-20T12:00:00-08:00",
    ];
    answer(till.path(), &[taxed.as_slice(), &on_a_line, &paid].concat());
    till
}

/// A till with sales of every make, and with everything that can happen to a sale and to the tin.
fn corrected() -> TempDir {
    let till = sold();
    for words in [
        vec!["sell", "mutual-aid-cookbook", "--pay", "venmo=4.36"],
        vec![
            "sell",
            "converge-and-overtake",
            "--pay",
            "cash=3",
            "--donate",
            "2:Books",
        ],
        vec!["void", "A-0006", "--why", "rung up twice"],
        vec!["repay", "A-0005", "cash app", "--why", "she had the other app"],
        vec!["confirm", "A-0005"],
        vec![
            "refund",
            "A-0002",
            "fold-staple-riot@3.00",
            "--why",
            "torn",
            "--damaged",
        ],
        vec![
            "refund",
            "A-0004",
            "converge-and-overtake*2",
            "--why",
            "has them already",
            "--pay",
            "cash",
        ],
        vec!["session", "pay-in", "20", "--why", "change from the bakery"],
        vec!["session", "pay-out", "25", "--why", "table fee"],
        vec!["session", "hand-over", "Sam"],
        vec!["session", "count", "20*2", "0.25*3"],
        vec!["session", "close"],
        vec![
            "stock",
            "give",
            "converge-and-overtake",
            "2",
            "--why",
            "trade",
            "--note",
            "for two of theirs",
        ],
    ] {
        answer(till.path(), &words);
    }
    till
}

/// The tables that tell of money and stock.
const MONEY: [&str; 19] = [
    "journal",
    "session",
    "sale",
    "sale_line",
    "sale_charge",
    "sale_choice",
    "payment",
    "donation",
    "stock_movement",
    "correction",
    "correction_line",
    "correction_payment",
    "correction_donation",
    "confirmation",
    "hand_over",
    "cash_movement",
    "tin_count",
    "session_close",
    "stock_exit",
];

fn raw(folder: &Path) -> Connection {
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    drop_triggers(&conn);
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA wal_checkpoint(TRUNCATE)",
    )
    .unwrap();
    conn
}

#[test]
fn the_schema_for_people_is_the_schema_of_the_migrations() {
    let (ours, people) = (
        Connection::open_in_memory().unwrap(),
        Connection::open_in_memory().unwrap(),
    );
    for step in MIGRATIONS {
        ours.execute_batch(step).unwrap();
    }
    people.execute_batch(include_str!("../db/schema.sql")).unwrap();
    assert_eq!(schema_of(&ours).unwrap(), schema_of(&people).unwrap());
}

#[test]
fn the_books_refuse_to_be_changed() {
    let till = corrected();
    let conn = Connection::open(till.path().join(DATABASE)).unwrap();
    for table in MONEY.into_iter().chain(["till"]) {
        let deleted = conn.execute(&format!("DELETE FROM {table}"), []);
        assert!(deleted.is_err(), "{table} can be emptied");
        let column: String = conn
            .query_row(
                &format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"),
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert!(
            conn.execute(&format!("UPDATE {table} SET {column} = {column}"), [])
                .is_err(),
            "{table} can be changed"
        );
    }
    let late = conn.execute(
        "INSERT INTO payment VALUES ((SELECT min(seq) FROM sale), 9, 'cash', 100, 0, 0)",
        [],
    );
    assert!(
        late.unwrap_err().to_string().contains("the sale is closed"),
        "a payment can join a closed sale"
    );
    let late = conn.execute(
        "INSERT INTO correction_payment VALUES ((SELECT min(seq) FROM correction), 9, 'cash', 100, 0)",
        [],
    );
    assert!(late.unwrap_err().to_string().contains("the correction is closed"));
}

/// Finds the row with the highest key.
fn last_row(conn: &Connection, table: &str) -> String {
    let keys: Vec<String> = conn
        .prepare(&format!(
            "SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"
        ))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let (keys, last) = (keys.join(", "), keys.join(" DESC, "));
    format!("WHERE ({keys}) = (SELECT {keys} FROM {table} ORDER BY {last} DESC LIMIT 1)")
}

#[test]
fn verify_names_each_changed_column_of_the_money_tables() {
    let till = corrected();
    assert_eq!(verified(till.path())["ok"], true);
    let mut seen = 0;
    for table in MONEY.into_iter().chain(["stock"]) {
        let conn = Connection::open(till.path().join(DATABASE)).unwrap();
        let columns: Vec<(String, String)> = conn
            .prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')"))
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        drop(conn);
        for (column, kind) in columns {
            // The id of a movement is nobody's fact: it names the row and nothing else refers to it.
            if table == "stock_movement" && column == "id" {
                continue;
            }
            let copy = tempfile::tempdir().unwrap();
            {
                let conn = raw(till.path());
                heal_schema(&conn);
            }
            for file in [DATABASE, ROLL] {
                std::fs::copy(till.path().join(file), copy.path().join(file)).unwrap();
            }
            let conn = raw(copy.path());
            let change = match kind.as_str() {
                "INTEGER" => format!("coalesce({column}, 0) + 1"),
                "BLOB" => "zeroblob(32)".to_owned(),
                _ => format!("coalesce({column}, '') || 'x'"),
            };
            let row = match table {
                "stock" => "WHERE sku = 'converge-and-overtake'".to_owned(),
                _ => last_row(&conn, table),
            };
            conn.execute(&format!("UPDATE {table} SET {column} = {change} {row}"), [])
                .unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
            heal_schema(&conn);
            drop(conn);
            let found = verified(copy.path());
            assert_eq!(found["ok"], false, "a changed {table}.{column} was not found");
            seen += 1;
        }
    }
    assert!(seen > 140, "only {seen} columns were tried");
}

#[test]
fn verify_names_each_changed_field_of_a_roll_line() {
    let till = sold();
    let roll = std::fs::read_to_string(till.path().join(ROLL)).unwrap();
    let lines: Vec<&str> = roll.lines().collect();
    let line: serde_json::Value = serde_json::from_str(lines[2]).unwrap();
    let mut leaves = Vec::new();
    collect("", &line, &mut leaves);
    assert!(leaves.len() > 30);
    for pointer in leaves {
        let mut changed = line.clone();
        let leaf = changed.pointer_mut(&pointer).unwrap();
        *leaf = match leaf.clone() {
            serde_json::Value::Number(number) => (number.as_i64().unwrap() + 1).into(),
            serde_json::Value::String(text) if pointer == "/hash" => text.replace(['0', '1'], "2").into(),
            serde_json::Value::String(text) => format!("{text}x").into(),
            serde_json::Value::Bool(value) => (!value).into(),
            _ => "x".into(),
        };
        // serde_json sorts keys; the roll's own order is put back by replacing the one leaf in the text.
        let (from, to) = (
            line.pointer(&pointer).unwrap().to_string(),
            changed.pointer(&pointer).unwrap().to_string(),
        );
        let key = pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap();
        let at = lines[2].find(&format!("\"{key}\":")).unwrap();
        let found_at = lines[2][at..].find(&from).unwrap() + at;
        let torn = format!("{}{to}{}", &lines[2][..found_at], &lines[2][found_at + from.len()..]);
        let mut text: Vec<&str> = lines.clone();
        text[2] = &torn;
        std::fs::write(till.path().join(ROLL), text.join("\n") + "\n").unwrap();
        let found = verified(till.path());
        assert_eq!(
            found["ok"], false,
            "{pointer} changed from {from} to {to} was not found"
        );
        assert!(
            found["problems"][0]["where"].as_str().unwrap().contains("till roll"),
            "{found}"
        );
    }
    std::fs::write(till.path().join(ROLL), roll).unwrap();
    assert_eq!(verified(till.path())["ok"], true);
}

fn collect(at: &str, value: &serde_json::Value, leaves: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| collect(&format!("{at}/{key}"), value, leaves)),
        serde_json::Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(n, value)| collect(&format!("{at}/{n}"), value, leaves)),
        _ => leaves.push(at.to_owned()),
    }
}

#[test]
fn a_torn_last_line_or_a_lost_roll_is_made_good_from_the_database() {
    let till = sold();
    let roll = std::fs::read(till.path().join(ROLL)).unwrap();
    let last = roll[..roll.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for cut in (last..roll.len()).step_by(37) {
        std::fs::write(till.path().join(ROLL), &roll[..cut]).unwrap();
        assert_eq!(verified(till.path())["ok"], true, "cut at byte {cut}");
        assert_eq!(std::fs::read(till.path().join(ROLL)).unwrap(), roll);
    }
    std::fs::remove_file(till.path().join(ROLL)).unwrap();
    assert_eq!(verified(till.path())["ok"], true);
    assert_eq!(std::fs::read(till.path().join(ROLL)).unwrap(), roll);
}

#[test]
fn a_database_that_lost_sales_gets_them_back_from_the_roll() {
    let till = demo();
    answer(till.path(), &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    raw_checkpoint(till.path());
    let yesterday = std::fs::read(till.path().join(DATABASE)).unwrap();
    answer(till.path(), &["sell", "converge-and-overtake*3", "--pay", "cash=5"]);
    let lost = answer(till.path(), &["sell", "fold-staple-riot@2", "--pay", "card=2"]);
    for end in ["-wal", "-shm"] {
        std::fs::remove_file(till.path().join(format!("{DATABASE}{end}"))).ok();
    }
    std::fs::write(till.path().join(DATABASE), yesterday).unwrap();
    let again = answer(till.path(), &["sales", "show", "A-0003"]);
    assert_eq!(again["id"], lost["id"]);
    assert_eq!(answer(till.path(), &["catalog", "list"])["titles"][0]["stock"], 34);
    let found = verified(till.path());
    assert_eq!((&found["ok"], &found["sales"]), (&true.into(), &3.into()));
    let aside = std::fs::read_dir(till.path()).unwrap().filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("damaged")
    });
    assert_eq!(aside.count(), 1);
    assert_eq!(answer(till.path(), &["sell", "know-your-rights"])["number"], "A-0004");
}

fn raw_checkpoint(folder: &Path) {
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

#[test]
fn a_roll_that_tells_otherwise_stops_selling_but_not_looking() {
    let till = sold();
    let other = sold();
    std::fs::copy(other.path().join(ROLL), till.path().join(ROLL)).unwrap();
    assert!(refusal(till.path(), &["sell", "know-your-rights"]).contains("roll"));
    assert_eq!(listed(till.path()), 4);
}

#[test]
fn a_roll_that_cannot_be_written_does_not_stop_a_sale() {
    let till = demo();
    std::fs::remove_file(till.path().join(ROLL)).unwrap();
    std::fs::create_dir(till.path().join(ROLL)).unwrap();
    let sale = answer(till.path(), &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    assert_eq!(sale["roll"], "behind");
    std::fs::remove_dir(till.path().join(ROLL)).unwrap();
    assert_eq!(
        answer(till.path(), &["sell", "converge-and-overtake", "--pay", "cash=1"])["roll"],
        "synced"
    );
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn a_report_is_of_one_moment_while_others_sell() {
    let folder = demo();
    let till = Till::open(folder.path()).unwrap();
    let today = Span::Day(till.today().unwrap());
    std::thread::scope(|scope| {
        let seller = scope.spawn(|| {
            for _ in 0..25 {
                let sale = ["sell", "converge-and-overtake*3", "--pay", "cash=5", "--donate", "0.50"];
                answer(folder.path(), &sale);
            }
        });
        while !seller.is_finished() {
            let report = till.report(&today).unwrap();
            assert!(report.summary.holds(), "{:?}", report.summary);
            assert_eq!(
                report.tins.iter().map(|tin| i64::from(tin.sales)).sum::<i64>(),
                report.summary.sales
            );
        }
    });
    assert_eq!(till.report(&today).unwrap().summary.sales, 25);
}
