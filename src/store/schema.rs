//! The schema: the steps it was made in, and what tells one version's from any other.
//! Never makes a database only to compare with it: each version's print is written down here, and a test holds it to the steps.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// Every step of the schema, in order; `user_version` counts those taken.
pub const MIGRATIONS: &[&str] = &[
    include_str!("../../db/migrations/0001_first_books.sql"),
    include_str!("../../db/migrations/0002_corrections_and_the_tin.sql"),
    include_str!("../../db/migrations/0003_search_papers_and_the_whole_catalog.sql"),
    include_str!("../../db/migrations/0004_what_is_to_be_ticked_off.sql"),
];

/// The print of the schema after each of these steps; `tests/schema.rs` says what a new step's is.
pub const SCHEMA_PRINTS: &[&str] = &[
    "fc16aa7f5d2c6278652d748ad3c3666c259e3490f9099dee12fe8952e0da58cb",
    "510f52294d9b57963869902166106e4eb11696984e31501379d39434e67cb37e",
    "aca35f2847110fa3915965ce3613bc67e14841a404ab6e502f3b8dc382a8c009",
    "84cee0a87f3d3371bc57451f121f5e75b8be218dae031be7d7faf507710397bb",
];

/// Every object of a schema with the text that made it.
///
/// # Errors
/// When the schema cannot be read.
pub fn schema_of(conn: &Connection) -> Result<Vec<(String, String, String)>, rusqlite::Error> {
    // What stands behind the index of words is SQLite's own, and worded as each version of it likes.
    let mut query = conn.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE type <> 'table' OR name NOT IN ('record_words_data', 'record_words_idx', 'record_words_config')
         ORDER BY 1, 2",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// The SHA-256 of a schema's objects, in hexadecimal digits. Each text goes in behind its length, so that no two schemas read
/// alike.
///
/// # Errors
/// When the schema cannot be read.
pub fn schema_print(conn: &Connection) -> Result<String, rusqlite::Error> {
    let mut hash = Sha256::new();
    for (kind, name, made) in schema_of(conn)? {
        for text in [kind, name, made] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a database has exactly the schema of a version.
///
/// # Errors
/// When the schema cannot be read.
pub(super) fn is_schema_of(conn: &Connection, version: usize) -> Result<bool, rusqlite::Error> {
    let print = version.checked_sub(1).and_then(|step| SCHEMA_PRINTS.get(step));
    Ok(match print {
        Some(print) => schema_print(conn)? == *print,
        None => false,
    })
}
