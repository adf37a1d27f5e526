//! What a sale and a receipt cost: a sale recorded by the till against the same rows inserted by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use divan::Bencher;
use rusqlite::{Connection, params};
use std::io::Write;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::settings::Paper;
use zinetill::domain::title::Sku;
use zinetill::till::{NewTill, SaleRequest, Till};

fn main() {
    divan::main();
}

fn till() -> (TempDir, Till) {
    let folder = tempfile::tempdir().unwrap();
    let new = NewTill {
        currency: Currency::USD,
        register: "A".into(),
        shop: "Bench".into(),
        demo: true,
        practice: false,
    };
    let till = Till::create(folder.path(), &new).unwrap();
    (folder, till)
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

/// A sale of three lines, priced, chained, committed, in the roll.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn sale_recorded(bencher: Bencher<'_, '_>) {
    let (_folder, mut till) = till();
    bencher
        .with_inputs(request)
        .bench_local_values(|request| till.sell(&request).unwrap());
}

/// The bar: prepared inserts of the same rows with the same indexes and durability, no chain, no triggers, one synced append.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn sale_by_prepared_inserts(bencher: Bencher<'_, '_>) {
    let (folder, mut till) = till();
    let recorded = till.sell(&request()).unwrap();
    let body = serde_json::to_string(&recorded.sale.lines.iter().map(|line| &line.title).collect::<Vec<_>>())
        .unwrap()
        .repeat(12);
    drop(till);
    let path = folder.path().join("till.db");
    let conn = Connection::open(&path).unwrap();
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        .unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    let session: String = conn.query_row("SELECT id FROM session", [], |row| row.get(0)).unwrap();
    let mut roll = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(folder.path().join("bar.ndjson"))
        .unwrap();
    let mut seq = 10_i64;
    bencher.bench_local(|| {
        seq += 1;
        let insert = |sql: &str, values: &[&dyn rusqlite::ToSql]| conn.prepare_cached(sql).unwrap().execute(values).unwrap();
        insert("BEGIN IMMEDIATE", &[]);
        let mut hash = [0_u8; 32];
        hash[..8].copy_from_slice(&seq.to_be_bytes());
        insert("INSERT INTO journal VALUES (?, ?, ?)", params![seq, body, hash]);
        insert(
            "INSERT INTO sale VALUES (?, ?, ?, ?, 'A', 1, 0, '2026-11-22', 0, ?, '', '', 0, 650, 0, 0, 650, '{}', '')",
            params![seq, Uuid::now_v7().to_string(), Uuid::now_v7().to_string(), seq, session],
        );
        for (n, sku) in ["converge-and-overtake", "mutual-aid-cookbook", "know-your-rights"].into_iter().enumerate() {
            insert(
                "INSERT INTO sale_line VALUES (?, ?, ?, 'A title of usual length', '[\"A maker\"]', '1st $1.00, rest $0.75 each', NULL, '[]', NULL, NULL, 3, NULL, NULL, 0, 250, 50, 1)",
                params![seq, n, sku],
            );
            insert("INSERT INTO sale_charge VALUES (?, ?, 0, 1, 100, 100, '1 × $1.00')", params![seq, n]);
            insert("INSERT INTO stock_movement (sku, copies, reason, sale_seq, moved_at) VALUES (?, -3, 'sale', ?, 1)", params![sku, seq]);
            insert("UPDATE stock SET copies = copies - 3 WHERE sku = ?", params![sku]);
        }
        insert("INSERT INTO sale_charge VALUES (?, 0, 1, 2, 75, 150, '2 × $0.75')", params![seq]);
        insert("INSERT INTO payment VALUES (?, 0, 'cash', 2000, 1350)", params![seq]);
        insert("COMMIT", &[]);
        roll.write_all(body.as_bytes()).unwrap();
        roll.write_all(b"\n").unwrap();
        roll.sync_data().unwrap();
    });
}

/// A receipt of three lines on the 80 mm roll.
#[divan::bench]
fn receipt(bencher: Bencher<'_, '_>) {
    let (_folder, mut till) = till();
    let number = till.sell(&request()).unwrap().sale.number.clone();
    println!(
        "receipt: {} bytes",
        till.receipt(&number, Paper::Roll80, false).unwrap().len()
    );
    bencher.bench_local(|| till.receipt(&number, Paper::Roll80, false).unwrap());
}
