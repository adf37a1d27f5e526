//! What the benches share: a till with as many titles as are wanted.
#![allow(dead_code)]

use rusqlite::Connection;
use std::path::Path;
use tempfile::TempDir;
use zinetill::domain::currency::Currency;
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
