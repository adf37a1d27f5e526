//! From an older schema to this version's: a backup first, then every step in one transaction, so that the database is
//! old or new and never between. Never touches a database whose schema is not exactly the one its version should have.

use super::backup;
use super::error::StoreError;
use super::schema::{MIGRATIONS, is_schema_of};
use super::search;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Backs the database up into its folder's backups, then climbs.
///
/// # Errors
/// When the backup cannot be made or a step fails; the database is as it was.
pub(super) fn climb_with_backup(conn: &mut Connection, folder: &Path) -> Result<(), StoreError> {
    backup::before_climbing(conn, folder, MIGRATIONS.len())?;
    climb(conn)
}

/// Takes every step that the database has not taken yet.
///
/// # Errors
/// When a step fails; the database is as it was.
pub(super) fn climb(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have climbed while this one waited for the lock.
    let version: usize = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(version) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len())?;
    search::take_in_all(&tx)?;
    if !is_schema_of(&tx, MIGRATIONS.len())? {
        return Err(StoreError::Failed(
            "the database cannot be brought to this version; it was left as it is".to_owned(),
        ));
    }
    Ok(tx.commit()?)
}
