//! Copies in the books: exits, a title's movements, and the box that is being counted.
//! Never sums what it was told: a number of copies follows from the movements.

use super::catalog::{Cause, add_stock, json, stock_of};
use super::error::StoreError;
use crate::domain::journal::{Entry, StockExitBody};
use crate::domain::stock::{BEGUN, Counted, Movement, Stocktake, Why, says_anew};
use crate::domain::title::Sku;
use rusqlite::{Connection, OptionalExtension};

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

/// Columns of a movement, and what it names.
const MOVEMENT: &str = "SELECT m.moved_at, m.copies, m.reason, coalesce(s.register, c.register), coalesce(s.number, c.number), coalesce(x.note, ''), m.id
    FROM stock_movement m LEFT JOIN sale s ON s.seq = m.sale_seq LEFT JOIN correction c ON c.seq = m.correction_seq
        LEFT JOIN stock_exit x ON x.seq = m.exit_seq";

fn movement(row: &rusqlite::Row<'_>) -> rusqlite::Result<Movement> {
    let number: Option<(String, u32)> = row.get::<_, Option<String>>(3)?.zip(row.get(4)?);
    Ok(Movement {
        id: row.get(6)?,
        at_ms: row.get(0)?,
        copies: row.get(1)?,
        reason: row.get(2)?,
        receipt: number.map(|(register, number)| format!("{register}-{number:04}")),
        note: row.get(5)?,
    })
}

/// The last movements of a title's copies, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn movements(conn: &Connection, sku: &str, limit: u32) -> Result<Vec<Movement>, StoreError> {
    let mut query = conn.prepare_cached(&format!("{MOVEMENT} WHERE m.sku = ? ORDER BY m.id DESC LIMIT ?"))?;
    let rows = query.query_map((sku, limit), movement)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The movements of a title's copies that no entry of the journal made, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn moved_by_hand(conn: &Connection, sku: &str) -> Result<Vec<Movement>, StoreError> {
    let mut query = conn.prepare_cached(&format!(
        "{MOVEMENT} WHERE m.sku = ? AND coalesce(m.sale_seq, m.correction_seq, m.exit_seq) IS NULL ORDER BY m.id DESC"
    ))?;
    let rows = query.query_map([sku], movement)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The movements of a title's copies since the one with this number, oldest first.
fn moved_since(conn: &Connection, sku: &str, last: i64) -> Result<Vec<Movement>, StoreError> {
    let mut query = conn.prepare_cached(&format!("{MOVEMENT} WHERE m.sku = ? AND m.id > ? ORDER BY m.id"))?;
    let rows = query.query_map((sku, last), movement)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a movement is that of a title's adding: it goes with the title, and is undone with it.
///
/// # Errors
/// When the database cannot be read.
pub fn came_with_its_title(conn: &Connection, sku: &str, moved: &Movement) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT ?2 = (SELECT min(id) FROM stock_movement WHERE sku = ?1)
                 AND EXISTS (SELECT 1 FROM catalog_change_row JOIN catalog_change ON number = change_number
                     WHERE noun = 'title' AND key = ?1 AND what = 'add' AND before IS NULL AND copies = ?3 AND last_movement >= ?2)",
        )?
        .query_row((sku, moved.id, moved.copies), |row| row.get(0))?)
}

/// The copies that the beginning of a title's count moved, where it began with the movement of this number.
///
/// # Errors
/// When the database cannot be read.
pub fn begun_with(conn: &Connection, sku: &str, movement: i64) -> Result<Option<i64>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT copies FROM stock_movement WHERE sku = ?1 AND reason = ?3
                 AND id = (SELECT max(id) FROM stock_movement WHERE sku = ?1 AND id < ?2)",
        )?
        .query_row((sku, movement, BEGUN), |row| row.get(0))
        .optional()?)
}

/// The number of the last movement.
///
/// # Errors
/// When the database cannot be read.
pub fn last_movement(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM stock_movement")?
        .query_row([], |row| row.get(0))?)
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

/// Puts titles back into the box as they were found.
///
/// # Errors
/// When the database cannot be written.
pub fn put_into_box(conn: &Connection, lines: &[Counted]) -> Result<(), StoreError> {
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO stocktake (sku, found, last_movement, counted_at) VALUES (?, ?, ?, ?)",
    )?;
    for line in lines {
        insert.execute((line.sku.as_str(), line.found, line.last_movement, line.counted_at_ms))?;
    }
    Ok(())
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
                 AND reason IN ('counted', 'imported', 'edited', 'import undone', 'undone', 'received undone', 'count undone')),
             (SELECT min(counted_at) FROM stocktake), last_movement, counted_at
         FROM stocktake t JOIN title ON title.sku = t.sku ORDER BY counted_at, t.sku",
    )?;
    let mut rows = query.query([])?;
    let mut box_so_far = Stocktake::default();
    while let Some(row) = rows.next()? {
        let sku: String = row.get(0)?;
        let last_movement = row.get(6)?;
        box_so_far.began_at_ms = row.get(5)?;
        box_so_far.lines.push(Counted {
            found: row.get(1)?,
            books: row.get(2)?,
            moved_since: row.get(3)?,
            superseded: row.get(4)? && says_anew(&moved_since(conn, &sku, last_movement)?),
            last_movement,
            counted_at_ms: row.get(7)?,
            sku: Sku::new(&sku).map_err(|_| StoreError::Damaged(format!("the SKU `{sku}` of the box")))?,
        });
    }
    Ok(box_so_far)
}

/// From now on a title's copies are counted. What its books held while nobody counted is no copy: it is moved out.
///
/// # Errors
/// When the database cannot be written.
pub fn begin_counting(conn: &Connection, sku: &str, at_ms: i64) -> Result<(), StoreError> {
    let begun = conn
        .prepare_cached("UPDATE title SET counted = 1 WHERE sku = ? AND counted = 0")?
        .execute([sku])?;
    if begun > 0 {
        add_stock(conn, sku, -stock_of(conn, sku)?, BEGUN, Cause::Hand, at_ms)?;
    }
    Ok(())
}

/// A title's copies are no longer counted, as before `begin_counting` moved so many.
///
/// # Errors
/// When the database cannot be written.
pub fn end_counting(conn: &Connection, sku: &str, begun: i64, at_ms: i64) -> Result<(), StoreError> {
    add_stock(conn, sku, -begun, BEGUN, Cause::Hand, at_ms)?;
    conn.prepare_cached("UPDATE title SET counted = 0 WHERE sku = ?")?
        .execute([sku])?;
    Ok(())
}
