//! The chain alone, followed from where it was last found whole: quick enough to go on beside the selling.
//! Never looks at the tables: that is verification's.

use super::book::HeadOf;
use super::error::StoreError;
use crate::domain::journal::{Hash, genesis, link};
use rusqlite::{Connection, OptionalExtension};

/// The file beside the till that keeps where its chain was last found whole. Lost, it only means that the next look begins
/// at the beginning.
pub const CHECKED: &str = "checked.json";

/// Where a chain was last found whole: the place and link of its last entry.
pub type Checked = (u64, Hash);

/// Follows the chain from where it was last found whole to its end, and answers with that end.
///
/// # Errors
/// [`StoreError::Damaged`] names the first entry that does not fit; otherwise what keeps the database from being read.
pub fn follow_chain(conn: &Connection, of: &HeadOf, from: Option<Checked>) -> Result<Checked, StoreError> {
    // Before the first entry there is nothing that could have changed.
    let (mut seq, mut previous) = match from.filter(|(seq, _)| *seq > 0) {
        Some((seq, hash)) if hash_of(conn, seq)? == Some(hash) => (seq, hash),
        Some((seq, _)) => {
            return Err(StoreError::Damaged(format!(
                "entry {seq} is not the one that stood there before"
            )));
        }
        None => (0, genesis(of.till, &of.register, of.currency)),
    };
    // In slices, so that no reader stands in the way of the log's return for long.
    loop {
        let mut query =
            conn.prepare_cached("SELECT seq, body, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT 2000")?;
        let mut rows = query.query([i64::try_from(seq).unwrap_or(i64::MAX)])?;
        let before = seq;
        while let Some(row) = rows.next()? {
            let (place, body, hash): (i64, String, Hash) = (row.get(0)?, row.get(1)?, row.get(2)?);
            seq += 1;
            if place.unsigned_abs() != seq || link(&previous, seq, &body) != hash {
                return Err(StoreError::Damaged(format!(
                    "entry {seq} does not fit the entry before it"
                )));
            }
            previous = hash;
        }
        if seq == before {
            return Ok((seq, previous));
        }
    }
}

fn hash_of(conn: &Connection, seq: u64) -> Result<Option<Hash>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT hash FROM journal WHERE seq = ?")?
        .query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| row.get(0))
        .optional()?)
}
