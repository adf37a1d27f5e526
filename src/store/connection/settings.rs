//! How a connection is set, each setting with its reason.
//! Never looks at what a file holds.

use crate::store::error::StoreError;
use crate::store::trial;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Opens a file as every file is opened here, whoever made it.
pub(in crate::store) fn connect(path: &Path, create: bool) -> Result<Connection, StoreError> {
    // No URI names: a folder called `file:` must not be parsed. No links: what is opened is what lies in the folder.
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    // A link on the way to the folder is the person's own; only the file itself must be none.
    let folder = path.parent().unwrap_or(path).canonicalize()?;
    let path = folder.join(path.file_name().unwrap_or_default());
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    // A file from a stranger runs no code of its own.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 8 * 1024 * 1024)?;
    conn.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 64 * 1024)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    conn.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 4)?;
    conn.set_prepared_statement_cache_capacity(64);
    if create {
        settle_durability(&conn)?;
    }
    Ok(conn)
}

/// Each pragma with its reason. Answers whether the file system can keep a write-ahead log.
pub(super) fn settle_durability(conn: &Connection) -> Result<bool, StoreError> {
    // Notices a damaged page where it is read.
    conn.pragma_update(None, "cell_size_check", true)?;
    // A mapped file turns a truncated disk into a crash.
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // One flush a commit, readers never blocked. Where the file system cannot, the slower mode that is as safe.
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode == "wal" {
        conn.pragma_update(None, "synchronous", "FULL")?;
    } else {
        conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(()))?;
        conn.pragma_update(None, "synchronous", "EXTRA")?;
    }
    // On macOS an ordinary flush stops at the drive's own memory.
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "journal_size_limit", 1_048_576)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    trial::settle(conn)?;
    Ok(mode == "wal")
}
