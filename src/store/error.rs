//! What can go wrong with the disk, in words for the person at the table.
//! Never hides what SQLite or the system said: it stands behind the plain sentence.

use rusqlite::ErrorCode;

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
    /// The books refuse it.
    #[error("{0}")]
    Refused(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Failed(
                "another program is using the till; nothing was changed. Close it, or try again".to_owned(),
            ),
            Some(ErrorCode::DiskFull) => {
                StoreError::Failed("the disk is full; nothing was changed. Free some space, then try again".to_owned())
            }
            Some(ErrorCode::SystemIoFailure) => {
                StoreError::Failed(format!("the disk is full or failing; nothing was changed ({error})"))
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                StoreError::Failed(format!(
                    "the till's folder cannot be written; nothing was changed. Choose another folder or free it for writing ({error})"
                ))
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
        StoreError::Failed(format!("the disk says: {error}"))
    }
}

impl From<crate::domain::journal::EntryError> for StoreError {
    fn from(error: crate::domain::journal::EntryError) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}
