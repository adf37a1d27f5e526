//! Copies in the books: exits, a title's movements, and the box that is being counted.
//! Never sums what it was told: a number of copies follows from the movements.

use super::catalog::{Cause, add_stock, json};
use super::error::StoreError;
use crate::domain::journal::{Entry, StockExitBody};
use crate::domain::stock::{Counted, Movement, Stocktake, Why};
use crate::domain::title::Sku;
use rusqlite::Connection;

pub(super) fn insert_exit(conn: &Connection, seq: i64, entry: &Entry, body: &StockExitBody) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO stock_exit (seq, id, key, left_at, offset_min, business_day, session_id, event, volunteer, sku, title, makers, tags,
             maker_share_ppm, copies, why, note, counted)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(rusqlite::params![
        seq,
        body.id.to_string(),
        body.key,
        entry.at_ms,
        entry.offset_min,
        entry.day,
        body.session.map(|session| session.to_string()),
        body.event,
        body.by,
        body.sku,
        body.title,
        json(&body.makers)?,
        json(&body.tags)?,
        body.maker_share_ppm,
        body.copies,
        body.why,
        body.note,
        body.counted,
    ])?;
    if body.counted {
        let cause = Cause::Exit(entry.seq);
        add_stock(conn, &body.sku, -body.copies, &body.why, cause, entry.at_ms)?;
    }
    Ok(())
}

/// Copies of a title that left for a reason and did not come back.
///
/// # Errors
/// When the database cannot be read.
pub fn gone(conn: &Connection, sku: &str, why: Why) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(sum(copies), 0) FROM stock_exit WHERE sku = ? AND why = ?")?
        .query_row((sku, why.word()), |row| row.get(0))?)
}

/// The same, of the exits before an entry of the journal.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn gone_before(conn: &Connection, body: &StockExitBody, seq: u64) -> Result<i64, StoreError> {
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    Ok(conn
        .prepare_cached("SELECT coalesce(sum(copies), 0) FROM stock_exit WHERE sku = ? AND why = ? AND seq < ?")?
        .query_row((&body.sku, &body.why, seq), |row| row.get(0))?)
}

/// The last movements of a title's copies, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn movements(conn: &Connection, sku: &str, limit: u32) -> Result<Vec<Movement>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT m.moved_at, m.copies, m.reason, coalesce(s.register, c.register), coalesce(s.number, c.number), coalesce(x.note, '')
         FROM stock_movement m LEFT JOIN sale s ON s.seq = m.sale_seq LEFT JOIN correction c ON c.seq = m.correction_seq
             LEFT JOIN stock_exit x ON x.seq = m.exit_seq
         WHERE m.sku = ? ORDER BY m.id DESC LIMIT ?",
    )?;
    let rows = query.query_map((sku, limit), |row| {
        let number: Option<(String, u32)> = row.get::<_, Option<String>>(3)?.zip(row.get(4)?);
        Ok(Movement {
            at_ms: row.get(0)?,
            copies: row.get(1)?,
            reason: row.get(2)?,
            receipt: number.map(|(register, number)| format!("{register}-{number:04}")),
            note: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps what was found of a title in the box that is being counted.
///
/// # Errors
/// When the database cannot be written.
pub fn keep_found(conn: &Connection, sku: &str, found: i64, at_ms: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO stocktake (sku, found, last_movement, counted_at)
         VALUES (?1, ?2, (SELECT coalesce(max(id), 0) FROM stock_movement), ?3)
         ON CONFLICT (sku) DO UPDATE SET found = excluded.found, last_movement = excluded.last_movement, counted_at = excluded.counted_at",
    )?
    .execute((sku, found, at_ms))?;
    Ok(())
}

/// Takes a title out of the box that is being counted, or all of them.
///
/// # Errors
/// When the database cannot be written.
pub fn forget_found(conn: &Connection, sku: Option<&str>) -> Result<usize, StoreError> {
    Ok(conn
        .prepare_cached("DELETE FROM stocktake WHERE ?1 IS NULL OR sku = ?1")?
        .execute([sku])?)
}

/// The box as it is counted so far. What somebody counted or said of the title's copies since is newer than what was found.
///
/// # Errors
/// When the database cannot be read, or a SKU in it is not valid.
pub fn stocktake(conn: &Connection) -> Result<Stocktake, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT t.sku, found, coalesce((SELECT copies FROM stock WHERE sku = t.sku), 0),
             coalesce((SELECT sum(copies) FROM stock_movement m WHERE m.sku = t.sku AND m.id > last_movement), 0),
             EXISTS (SELECT 1 FROM stock_movement m WHERE m.sku = t.sku AND m.id > last_movement
                 AND reason IN ('counted', 'imported', 'edited', 'import undone', 'undone')),
             (SELECT min(counted_at) FROM stocktake)
         FROM stocktake t JOIN title ON title.sku = t.sku ORDER BY counted_at, t.sku",
    )?;
    let mut rows = query.query([])?;
    let mut box_so_far = Stocktake::default();
    while let Some(row) = rows.next()? {
        let sku: String = row.get(0)?;
        box_so_far.began_at_ms = row.get(5)?;
        box_so_far.lines.push(Counted {
            sku: Sku::new(&sku).map_err(|_| StoreError::Damaged(format!("the SKU `{sku}` of the box")))?,
            found: row.get(1)?,
            books: row.get(2)?,
            moved_since: row.get(3)?,
            superseded: row.get(4)?,
        });
    }
    Ok(box_so_far)
}

/// From now on a title's copies are counted.
///
/// # Errors
/// When the database cannot be written.
pub fn begin_counting(conn: &Connection, sku: &str) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE title SET counted = 1 WHERE sku = ? AND counted = 0")?
        .execute([sku])?;
    Ok(())
}
