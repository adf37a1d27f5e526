//! What the till says when it refuses or fails.
//! Never says what to press: the screens know that.

use crate::domain::sale::ReceiptNumber;
use crate::store::{StoreError, Trouble};

/// Why the till refused or failed, in a sentence for the person at the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// What was asked cannot be done; nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// The disk or the database failed; nothing was changed unless the sentence says so.
    #[error("{0}")]
    Failed(String),
    /// There is no till in the folder.
    #[error("there is no till in {0}; make one with `zinetill new`, or open the demo with `zinetill --demo`")]
    NoTill(String),
    /// The disk failed while it was recorded, and it could not be found out whether it is.
    #[error("{0}")]
    Unsure(String),
    /// Something stands in the way of the till that a person can do something about.
    #[error("{1}")]
    Trouble(Trouble, String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        match error {
            StoreError::Missing(folder) => Error::NoTill(folder),
            StoreError::Refused(why) => Error::Refused(why),
            StoreError::Trouble(trouble, why) => Error::Trouble(trouble, why),
            StoreError::Foreign(why) => Error::Trouble(Trouble::Foreign, why),
            damaged @ StoreError::Damaged(_) => Error::Trouble(Trouble::Damaged, damaged.to_string()),
            other => Error::Failed(other.to_string()),
        }
    }
}

pub(super) fn refused(why: impl ToString) -> Error {
    Error::Refused(why.to_string())
}

pub(super) fn no_sale(number: &ReceiptNumber) -> Error {
    refused(format!(
        "there is no sale {number}; `zinetill sales list` shows what there is"
    ))
}
