//! Pictures of covers, each under the hash of its bytes.
//! Never reads a picture: it is handed in scaled and handed out as it came.

use super::error::StoreError;
use crate::domain::title::CoverId;
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Keeps a picture of this size, and answers with what it is known by.
///
/// # Errors
/// When the database cannot be written, or the picture is larger than the database takes.
pub fn save_cover(conn: &Connection, picture: &[u8], width: u32, height: u32) -> Result<CoverId, StoreError> {
    let mut id = String::new();
    for byte in Sha256::digest(picture) {
        // A String can always be written to.
        let _ = write!(id, "{byte:02x}");
    }
    conn.prepare_cached(
        "INSERT INTO cover (id, width, height, picture) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )?
    .execute((&id, width, height, picture))?;
    CoverId::new(&id).ok_or_else(|| StoreError::Failed("a picture has no name".to_owned()))
}

/// A picture; `None` where it was lost.
///
/// # Errors
/// When the database cannot be read.
pub fn cover(conn: &Connection, id: &CoverId) -> Result<Option<Vec<u8>>, StoreError> {
    let found = conn
        .prepare_cached("SELECT picture FROM cover WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// Lets pictures go that no title has and no change could bring back.
///
/// # Errors
/// When the database cannot be written.
pub fn sweep_covers(conn: &Connection) -> Result<(), StoreError> {
    conn.execute(
        "DELETE FROM cover WHERE id NOT IN (SELECT cover FROM title WHERE cover IS NOT NULL)
             AND id NOT IN (SELECT json_extract(before, '$.cover') FROM catalog_change_row WHERE json_extract(before, '$.cover') IS NOT NULL)
             AND id NOT IN (SELECT json_extract(after, '$.cover') FROM catalog_change_row WHERE json_extract(after, '$.cover') IS NOT NULL)",
        [],
    )?;
    Ok(())
}
