//! Sessions: the tin's time, opened with a float and closed with a count.
//! Never counts money itself: what was taken stands in the sales.

use super::day::Instant;
use super::money::Money;
use uuid::Uuid;

/// One opening of the tin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// When it was opened.
    pub opened_at: Instant,
    /// What lay in the tin; `None` where nobody counted.
    pub float: Option<Money>,
    /// The event's name, empty where there is none.
    pub event: String,
    /// The volunteer at the table, empty where nobody said.
    pub by: String,
}
