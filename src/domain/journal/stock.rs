//! Entries about copies that leave the stock without being sold.
//! Never about money: an exit has no amount.

use super::{Entry, EntryError, wrong};
use crate::domain::day::BusinessDay;
use crate::domain::money::Quantity;
use crate::domain::stock::{StockExit, Why};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Copies left the stock without being sold, or came back from there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockExitBody {
    /// Id.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// The open session's id, or null where none was open.
    pub session: Option<Uuid>,
    /// The event's name.
    pub event: String,
    /// The volunteer.
    pub by: String,
    /// SKU.
    pub sku: String,
    /// Name as it was.
    pub title: String,
    /// Makers as they were.
    pub makers: Vec<String>,
    /// Tags as they were.
    pub tags: Vec<String>,
    /// The makers' share as it was.
    pub maker_share_ppm: Option<u32>,
    /// Copies that left; less than nothing where they came back.
    pub copies: i64,
    /// `free`, `trade`, `solidarity`, `damaged` or `display`.
    pub why: String,
    /// To whom, for what.
    pub note: String,
    /// They went off the stock.
    pub counted: bool,
}

impl StockExitBody {
    /// The exit that it tells of, in the entry that it stands in, checked again.
    pub(super) fn exit(&self, entry: &Entry) -> Result<StockExit, EntryError> {
        let copies = u32::try_from(self.copies.unsigned_abs()).map(Quantity::new);
        if !matches!(copies, Ok(Ok(_))) {
            return Err(wrong("its number of copies"));
        }
        Ok(StockExit {
            id: self.id,
            at: entry.instant(),
            day: BusinessDay::parse(&entry.day).ok_or_else(|| wrong("its business day"))?,
            session: self.session,
            event: self.event.clone(),
            by: self.by.clone(),
            sku: self.sku.clone(),
            title: self.title.clone(),
            makers: self.makers.clone(),
            tags: self.tags.clone(),
            maker_share_ppm: self.maker_share_ppm,
            copies: self.copies,
            why: Why::parse(&self.why).ok_or_else(|| wrong("its reason"))?,
            note: self.note.clone(),
            counted: self.counted,
        })
    }
}
