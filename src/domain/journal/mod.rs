//! The journal: every entry that matters to money or stock, in one canonical encoding, each a link of a hash chain.
//! Never frozen twice: entries of version 1 are read for ever; `docs/journal.md` gives the encoding byte by byte.

mod correction;
mod sale;
mod stock;
mod terms;
mod tin;

use super::correction::Correction;
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::sale::Sale;
use super::session::Session;
use super::stock::StockExit;
pub use correction::{BackBody, CorrectionBody, CorrectionLineBody};
pub use sale::{ChargeBody, ChoiceBody, DonationBody, LineBody, OverrideBody, PaymentBody, SaleBody};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
pub use stock::StockExitBody;
pub use terms::{DiscountTerms, OfferTerms, TaxTerms, Terms};
pub use tin::{CashMovementBody, CloseBody, ConfirmationBody, CountBody, HandOverBody, PiecesBody};
use uuid::Uuid;

/// A link of the chain: SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first entry: the hash of the till's own identity, so that no chain fits two tills.
pub fn genesis(till: Uuid, register: &str, currency: Currency) -> Hash {
    Sha256::new()
        .chain_update(b"zinetill1 genesis\n")
        .chain_update(till.as_bytes())
        .chain_update(register)
        .chain_update(b"\n")
        .chain_update(currency.code())
        .finalize()
        .into()
}

/// The link of an entry: `SHA-256("zinetill1" ‖ previous link ‖ seq ‖ length of body ‖ body)`, both numbers as 8 bytes,
/// big end first.
pub fn link(previous: &Hash, seq: u64, body: &str) -> Hash {
    Sha256::new()
        .chain_update(b"zinetill1")
        .chain_update(previous)
        .chain_update(seq.to_be_bytes())
        .chain_update((body.len() as u64).to_be_bytes())
        .chain_update(body)
        .finalize()
        .into()
}

/// A hash as lower-case hexadecimal.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An entry, as its canonical JSON has it: fields in this order, no white space, amounts in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Version of the encoding: 1.
    pub v: u32,
    /// The till's id.
    pub till: Uuid,
    /// Its place in the journal, from 1 without gaps.
    pub seq: u64,
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// Local offset, minutes east of UTC.
    pub offset_min: i32,
    /// The business day it counts on, `2026-11-22`.
    pub day: String,
    /// What happened.
    pub what: What,
}

/// What an entry tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A session was opened.
    SessionOpen(SessionBody),
    /// A sale was recorded.
    Sale(Box<SaleBody>),
    /// A sale was taken back, in whole or in part, or paid otherwise.
    Correction(Box<CorrectionBody>),
    /// A sale's payments were seen to have arrived.
    Confirmation(ConfirmationBody),
    /// Another volunteer took over.
    HandOver(HandOverBody),
    /// Cash came into the tin or left it without a sale.
    CashMovement(CashMovementBody),
    /// The tin was counted.
    Count(CountBody),
    /// A session was closed.
    SessionClose(CloseBody),
    /// Copies left the stock without being sold.
    StockExit(Box<StockExitBody>),
}

/// A session's opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionBody {
    /// Id.
    pub id: Uuid,
    /// What lay in the tin, or null where nobody counted.
    pub float: Option<i64>,
    /// The event's name.
    pub event: String,
    /// The volunteer.
    pub by: String,
}

/// Why a decoded entry cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EntryError(pub String);

impl SessionBody {
    /// A session of which nothing else is known.
    pub fn unknown(id: Uuid) -> SessionBody {
        SessionBody {
            id,
            float: None,
            event: String::new(),
            by: String::new(),
        }
    }
}

impl Entry {
    /// A new entry of this till; the journal gives it its place.
    pub fn new(till: Uuid, at: Instant, day: BusinessDay, what: What) -> Entry {
        Entry {
            v: 1,
            till,
            seq: 0,
            at_ms: at.utc_ms,
            offset_min: at.offset_min,
            day: day.to_string(),
            what,
        }
    }

    /// The canonical encoding.
    ///
    /// # Errors
    /// Never for entries built here; the encoder's own error otherwise.
    pub fn encode(&self) -> Result<String, EntryError> {
        serde_json::to_string(self).map_err(|error| EntryError(error.to_string()))
    }

    /// Decodes, and checks that the text is exactly the canonical encoding of what it says.
    ///
    /// # Errors
    /// [`EntryError`] when it is no entry, of an unknown version, or not canonical.
    pub fn decode(body: &str) -> Result<Entry, EntryError> {
        let entry: Entry =
            serde_json::from_str(body).map_err(|error| EntryError(format!("it is no journal entry: {error}")))?;
        if entry.v != 1 {
            return Err(EntryError(format!(
                "it is of version {}, which this program does not know",
                entry.v
            )));
        }
        if entry.encode()? != body {
            return Err(EntryError("it is not in its canonical form".to_owned()));
        }
        Ok(entry)
    }

    /// The moment of the entry.
    pub fn instant(&self) -> Instant {
        Instant {
            utc_ms: self.at_ms,
            offset_min: self.offset_min,
        }
    }

    /// The session that a session entry opens.
    pub fn session(&self, currency: Currency) -> Option<Session> {
        let What::SessionOpen(body) = &self.what else {
            return None;
        };
        Some(Session {
            id: body.id,
            opened_at: self.instant(),
            float: body.float.map(|minor| Money::from_minor(minor, currency)),
            event: body.event.clone(),
            by: body.by.clone(),
        })
    }

    /// The sale that a sale entry records, checked again.
    ///
    /// # Errors
    /// [`EntryError`] names what cannot be true of a sale.
    pub fn sale(&self) -> Result<Sale, EntryError> {
        match &self.what {
            What::Sale(body) => body.sale(self),
            _ => Err(EntryError("it is no sale".to_owned())),
        }
    }

    /// The correction that a correction's entry records, checked again.
    ///
    /// # Errors
    /// [`EntryError`] names what cannot be true of a correction.
    pub fn correction(&self) -> Result<Correction, EntryError> {
        match &self.what {
            What::Correction(body) => body.correction(self),
            _ => Err(EntryError("it is no correction".to_owned())),
        }
    }

    /// The exit that an exit's entry records, checked again.
    ///
    /// # Errors
    /// [`EntryError`] names what cannot be true of an exit.
    pub fn stock_exit(&self) -> Result<StockExit, EntryError> {
        match &self.what {
            What::StockExit(body) => body.exit(self),
            _ => Err(EntryError("it is no stock exit".to_owned())),
        }
    }
}

fn wrong(what: &str) -> EntryError {
    EntryError(format!("{what} is not valid"))
}
