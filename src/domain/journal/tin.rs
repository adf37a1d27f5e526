//! Entries about the tin, the people beside it, and phone payments that were ticked off.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A sale's payments were seen to have arrived: all that were recorded before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationBody {
    /// Id.
    pub id: Uuid,
    /// The sale's id.
    pub sale: Uuid,
    /// The sale's running receipt number.
    pub of: u32,
    /// Who saw it.
    pub by: String,
    /// How much of it nobody had seen before.
    pub amount: i64,
}

/// Another volunteer took over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverBody {
    /// The session's id.
    pub session: Uuid,
    /// Who sells from now on.
    pub by: String,
}

/// Cash that came into the tin or left it without a sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashMovementBody {
    /// Id.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// The session's id.
    pub session: Uuid,
    /// The volunteer.
    pub by: String,
    /// `in` or `out`.
    pub way: String,
    /// How much.
    pub amount: i64,
    /// Why.
    pub reason: String,
}

/// What was found in the tin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountBody {
    /// Id.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// The session's id.
    pub session: Uuid,
    /// The volunteer.
    pub by: String,
    /// What was there.
    pub counted: i64,
    /// What should have been, or null where the float is not known.
    pub expected: Option<i64>,
    /// Coins and notes, where they were counted one by one.
    pub pieces: Vec<PiecesBody>,
}

/// Coins or notes of one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PiecesBody {
    /// What one is worth.
    pub value: i64,
    /// How many.
    pub pieces: u32,
}

/// A session's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseBody {
    /// The session's id.
    pub session: Uuid,
    /// The volunteer.
    pub by: String,
    /// What should lie in the tin, or null where the float is not known.
    pub expected: Option<i64>,
    /// What was counted last, or null where nobody did.
    pub counted: Option<i64>,
}
