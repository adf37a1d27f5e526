//! What the benches share: a till with as many titles as are wanted.
#![allow(dead_code)]

pub mod history;

use rusqlite::Connection;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::store::DATABASE;
use zinetill::till::{NewTill, Till};

/// A till of the demo table's titles, and of copies of them until there are so many.
pub fn till(titles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let new = NewTill {
        currency: Currency::USD,
        register: "A".into(),
        shop: "Bench".into(),
        demo: true,
        practice: false,
    };
    drop(Till::create(folder.path(), &new).unwrap());
    fill(folder.path(), titles);
    folder
}

/// Copies every title under new SKUs and names until there are so many.
pub fn fill(folder: &Path, titles: usize) {
    let mut conn = Connection::open(folder.join(DATABASE)).unwrap();
    let tx = conn.transaction().unwrap();
    let there: usize = tx
        .query_row("SELECT count(*) FROM title", [], |row| row.get(0))
        .unwrap();
    let copied: Vec<String> = columns(&tx, "title")
        .into_iter()
        .map(|column| match column.as_str() {
            "sku" => "sku || '-' || ?1".into(),
            "position" => "position + ?1 * 1000".into(),
            "name" => "name || ' ' || ?1".into(),
            "barcode" => "NULL".into(),
            _ => column,
        })
        .collect();
    let copy = format!(
        "INSERT INTO title SELECT {} FROM title WHERE position < ?2 ORDER BY position LIMIT ?3",
        copied.join(", ")
    );
    let mut missing = titles.saturating_sub(there);
    let mut round = 0;
    while missing > 0 {
        round += 1;
        missing -= tx.execute(&copy, (round, there, missing)).unwrap();
    }
    tx.commit().unwrap();
}

/// The names of a table's columns.
pub fn columns(conn: &Connection, table: &str) -> Vec<String> {
    conn.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Baskets of one to four titles, each with how it is paid: cash, a phone, or both. The same ones each time.
pub fn baskets(catalog: &Catalog, count: usize) -> Vec<(Cart, usize)> {
    let titles: Vec<_> = catalog
        .titles()
        .iter()
        .filter(|title| !title.rule.buyer_chooses())
        .collect();
    let mut dice = 7_usize;
    let mut roll = |sides: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut baskets = Vec::new();
    for _ in 0..count {
        let mut cart = Cart::new(Uuid::now_v7());
        for _ in 0..=roll(4) {
            let title = titles[roll(titles.len())];
            let copies = Quantity::new(1 + roll(3) as u32).unwrap();
            cart.add(Item::Title(title.sku.clone()), copies).unwrap();
        }
        if roll(5) == 0 {
            cart.donate("Books to Prisoners", Money::from_minor(100, Currency::USD));
        }
        baskets.push((cart, roll(3)));
    }
    baskets
}

/// What is handed over for a total.
pub fn tenders(how: usize, due: Money) -> Vec<Tender> {
    let method = |name: &str| Method::new(name).unwrap();
    let half = Money::from_minor(due.to_minor(Currency::USD) / 2, Currency::USD);
    let parts = match how {
        0 => vec![(method("cash"), due + Money::from_minor(100, Currency::USD))],
        1 => vec![(method("venmo"), due)],
        _ => vec![(method("card"), half), (method("cash"), due - half)],
    };
    parts
        .into_iter()
        .map(|(method, given)| Tender { method, given })
        .collect()
}
