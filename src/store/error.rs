//! What can go wrong with the disk, in words for the person at the table.
//! Never hides what SQLite or the system said: it stands behind the plain sentence.

use rusqlite::ErrorCode;

/// What keeps a till from being opened or written, by what can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Another window has it.
    Window,
    /// Another program holds the database, or a restore is going on.
    Busy,
    /// A newer version made it.
    Newer,
    /// It is no till's database, or one with foreign tables.
    Foreign,
    /// The database is damaged.
    Damaged,
    /// The database is gone; its roll or backups lie there.
    Gone,
    /// A restore began and could not be ended.
    HalfRestored,
    /// Nothing can be written.
    ReadOnly,
    /// The disk is full, or failing.
    Full,
    /// The database and the till roll tell different things.
    Diverged,
}

/// Why the store could not do what was asked. Nothing was changed, unless the sentence says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk, or SQLite.
    #[error("{0}")]
    Failed(String),
    /// The database is damaged.
    #[error(
        "the till's database is damaged ({0}); nothing was changed. Keep the folder as it is: the till roll beside it holds every sale"
    )]
    Damaged(String),
    /// There is no database in the folder.
    #[error("there is no till in {0}")]
    Missing(String),
    /// The database is one, but not one this program may touch.
    #[error("{0}")]
    Foreign(String),
    /// Something stands in the way that a person can do something about.
    #[error("{1}")]
    Trouble(Trouble, String),
    /// The books refuse it.
    #[error("{0}")]
    Refused(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Trouble(
                Trouble::Busy,
                "another program is using the till; nothing was changed. Close it, or try again".to_owned(),
            ),
            Some(ErrorCode::DiskFull) => StoreError::Trouble(
                Trouble::Full,
                "the disk is full; nothing was changed. Free some space, then try again".to_owned(),
            ),
            Some(ErrorCode::SystemIoFailure) => StoreError::Trouble(
                Trouble::Full,
                format!("the disk is full or failing; nothing was changed ({error})"),
            ),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                let why = format!(
                    "the till's folder cannot be written; nothing was changed. Choose another folder or free it for writing ({error})"
                );
                StoreError::Trouble(Trouble::ReadOnly, why)
            }
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => {
                StoreError::Foreign("the file is no till's database; it was left as it is".to_owned())
            }
            _ => StoreError::Failed(format!("the till's database says: {error}")),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        use std::io::ErrorKind::{FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => StoreError::Trouble(
                Trouble::Full,
                format!("the disk is full ({error}); what is recorded is safe. Free some space, then try again"),
            ),
            ReadOnlyFilesystem | PermissionDenied => StoreError::Trouble(
                Trouble::ReadOnly,
                format!("the till's folder cannot be written ({error}); what is recorded is safe"),
            ),
            _ => StoreError::Failed(format!("the disk fails ({error}); what is recorded is safe")),
        }
    }
}

impl From<crate::domain::journal::EntryError> for StoreError {
    fn from(error: crate::domain::journal::EntryError) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}
