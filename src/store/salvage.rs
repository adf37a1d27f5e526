//! What can still be read of a till that is being replaced: its entries, its carts, and the catalog, which no roll holds.
//! Never a reason for a repair to fail: what cannot be read or does not fit is left out.

use super::book::HeadOf;
use super::catalog::{Cause, add_stock};
use super::connection::{DATABASE, check_identity, connect};
use super::error::StoreError;
use super::roll::{self, ROLL, RollLine};
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::path::Path;

/// The tables of the catalog, each after those it names.
const TABLES: [&str; 9] = [
    "setting",
    "logo",
    "letterhead",
    "paper_print",
    "price_list",
    "tax_class",
    "offer",
    "cover",
    "title",
];

/// The database as it is, to read what can be read of it; it is left to the byte as it was found.
pub(super) fn open_old(folder: &Path) -> Option<Connection> {
    let path = folder.join(DATABASE);
    let conn = path.is_file().then(|| connect(&path, false).ok())??;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .ok()?;
    conn.pragma_update(None, "query_only", true).ok()?;
    Some(conn)
}

/// What the till as it was holds: its roll, and its database where that can be read.
pub(super) struct Old<'a> {
    folder: &'a Path,
    of: &'a HeadOf,
    /// Its database, where that can be opened and is a till's.
    pub conn: Option<Connection>,
}

impl<'a> Old<'a> {
    /// Looks at what lies in a folder.
    pub fn read(folder: &'a Path, of: &'a HeadOf) -> Old<'a> {
        let conn = open_old(folder).filter(|conn| check_identity(conn, &folder.join(DATABASE)).is_ok());
        Old { folder, of, conn }
    }

    /// The carts that were open; none where they cannot be read.
    pub fn carts(&mut self) -> Vec<(String, i64, String)> {
        let read = |conn: &Connection| -> Result<Vec<_>, rusqlite::Error> {
            let mut query = conn.prepare("SELECT id, changed_at, body FROM cart")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect()
        };
        self.conn.as_ref().and_then(|conn| read(conn).ok()).unwrap_or_default()
    }

    /// Every entry after a place, first as the roll has them, then as the database has them.
    pub fn each(
        &mut self,
        after: u64,
        mut each: impl FnMut(RollLine) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.folder.join(ROLL).is_file() {
            roll::read(self.folder, self.of, |_, line| match line {
                Some(line) if line.seq > after => each(line),
                _ => Ok(()),
            })?;
        }
        let Some(conn) = &self.conn else {
            return Ok(());
        };
        let mut seq = after;
        // A page that cannot be read ends it: what stands behind it does not continue anything.
        while let Ok(Some(line)) = entry_after(conn, seq) {
            seq = line.seq;
            each(line)?;
        }
        Ok(())
    }
}

/// The first entry of a journal after a place.
pub(super) fn entry_after(conn: &Connection, seq: u64) -> Result<Option<RollLine>, rusqlite::Error> {
    conn.prepare_cached("SELECT seq, hash, body FROM journal WHERE seq > ? ORDER BY seq LIMIT 1")?
        .query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| {
            Ok(RollLine {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                hash: row.get(1)?,
                body: row.get(2)?,
            })
        })
        .optional()
}

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

/// Entries of the journal move stock again when they are put back; what came in by hand is moved here.
fn stock(from: &Connection, to: &Connection) -> Result<(), rusqlite::Error> {
    // An older till's table has fewer of the columns that name an entry.
    let named: String = from.query_row(
        "SELECT group_concat(name || ' IS NULL', ' AND ') FROM pragma_table_info('stock_movement') WHERE substr(name, -4) = '_seq'",
        [],
        |row| row.get(0),
    )?;
    let mut query = from.prepare(&format!(
        "SELECT sku, copies, reason, moved_at FROM stock_movement WHERE {named} ORDER BY id"
    ))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (sku, copies, reason, at): (String, i64, String, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let _ = add_stock(to, &sku, copies, &reason, Cause::Hand, at);
    }
    Ok(())
}
