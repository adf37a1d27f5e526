//! What can still be read of a damaged database beside its journal: the catalog, which no roll holds.
//! Never a reason for a repair to fail: what cannot be read or does not fit is left out.

use super::catalog::{Cause, add_stock};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// The tables of the catalog, each after those it names.
const TABLES: [&str; 5] = ["setting", "price_list", "tax_class", "offer", "title"];

/// Copies settings, titles, what they name, and the stock that came in by hand.
pub(super) fn catalog(from: &Connection, to: &Connection) {
    for table in TABLES {
        // A page that cannot be read ends its table; the others may be whole.
        let _ = copy(from, to, table);
    }
    let _ = stock(from, to);
}

fn copy(from: &Connection, to: &Connection, table: &str) -> Result<(), rusqlite::Error> {
    let mut query = from.prepare(&format!("SELECT * FROM {table}"))?;
    let names = query.column_names().collect::<Vec<_>>().join(", ");
    let count = query.column_count();
    let places = vec!["?"; count].join(", ");
    let mut insert = to.prepare(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let values: Result<Vec<Value>, _> = (0..count).map(|column| row.get(column)).collect();
        let _ = insert.execute(params_from_iter(values?));
    }
    Ok(())
}

/// Sales and corrections move stock again when they are put back; what came in by hand is moved here.
fn stock(from: &Connection, to: &Connection) -> Result<(), rusqlite::Error> {
    let mut query = from.prepare(
        "SELECT sku, copies, reason, moved_at FROM stock_movement WHERE sale_seq IS NULL AND correction_seq IS NULL ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (sku, copies, reason, at): (String, i64, String, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let _ = add_stock(to, &sku, copies, &reason, Cause::Hand, at);
    }
    Ok(())
}
