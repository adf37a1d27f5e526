//! One writing into the books: a transaction with its moment, to which entries are added.
//! Never answers: what it wrote counts when it is committed, and is told when it stands in the roll too.

use super::{Error, Till, now, refused};
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::journal::{CloseBody, Entry, SessionBody, What};
use crate::domain::sale::ReceiptNumber;
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::store::trial::{self, Point};
use crate::store::{self, HeadOf, Store, StoreError};
use rusqlite::{ErrorCode, Transaction};
use uuid::Uuid;

/// How far a clock may run back or ahead between two sales before the sale is marked, in milliseconds.
pub(super) const CLOCK_BACK: i64 = 120_000;
const CLOCK_AHEAD: i64 = 36 * 3_600_000;

/// An open page of the books. Dropped without [`Page::commit`] it leaves nothing behind.
pub(super) struct Page<'a> {
    pub tx: Transaction<'a>,
    pub settings: &'a Settings,
    pub at: Instant,
    pub day: BusinessDay,
    identity: HeadOf,
}

impl<'a> Page<'a> {
    /// Opens one for a moment; `None` for now.
    pub fn open(store: &'a mut Store, settings: &'a Settings, at: Option<Instant>) -> Result<Page<'a>, Error> {
        let identity = store.identity();
        let at = at.unwrap_or_else(now);
        let tx = store.write()?;
        trial::reached(Point::PageOpened);
        Ok(Page {
            tx,
            settings,
            at,
            day: at.business_day(settings.rollover_hour),
            identity,
        })
    }

    /// Turns to another moment.
    pub fn turn_to(&mut self, at: Instant) {
        self.at = at;
        self.day = at.business_day(self.settings.rollover_hour);
    }

    /// Adds an entry at the end of the journal and to the tables it is made of.
    pub fn append(&self, what: What) -> Result<Entry, Error> {
        let entry = Entry::new(self.identity.till, self.at, self.day, what);
        let entry = store::append(&self.tx, &self.identity, entry)?;
        trial::reached(Point::EntryWritten);
        Ok(entry)
    }

    /// The session that is open. Nothing is ever refused for want of one: else one is opened whose float nobody counted.
    pub fn session(&self) -> Result<Session, Error> {
        let currency = self.settings.currency;
        if let Some(session) = store::open_session(&self.tx, currency)? {
            return Ok(session);
        }
        let mut body = SessionBody::unknown(Uuid::now_v7());
        // A sale after the closing still belongs to the event of the day.
        if let Some(last) = store::last_session(&self.tx, currency)? {
            let report = store::tin_report(&self.tx, currency, last, None)?;
            let closed = report
                .closed
                .map(|close| close.at.business_day(self.settings.rollover_hour));
            if closed == Some(self.day) {
                body.event = report.session.event;
                body.by = report.session.by;
            }
        }
        self.open_session(body)
    }

    /// Opens a session.
    pub fn open_session(&self, body: SessionBody) -> Result<Session, Error> {
        let entry = self.append(What::SessionOpen(body))?;
        entry
            .session(self.settings.currency)
            .ok_or_else(|| Error::Failed("the session was not kept".to_owned()))
    }

    /// Closes a session with what was counted last in it.
    pub fn close_session(&self, session: Session) -> Result<(), Error> {
        let currency = self.settings.currency;
        let report = store::tin_report(&self.tx, currency, session, None)?;
        self.append(What::SessionClose(CloseBody {
            session: report.session.id,
            by: report.session.by.clone(),
            expected: report.expected().map(|money| money.to_minor(currency)),
            counted: report.counts.last().map(|count| count.counted.to_minor(currency)),
        }))?;
        Ok(())
    }

    /// The number after the last, for a sale or a correction.
    pub fn next_number(&self) -> Result<ReceiptNumber, Error> {
        ReceiptNumber::new(&self.settings.register, store::last_number(&self.tx)? + 1)
            .ok_or_else(|| Error::Failed("the register's letter is not valid".to_owned()))
    }

    /// Whether the clock ran back or far ahead since the last sale.
    pub fn clock_suspect(&self) -> Result<bool, Error> {
        let last = store::last_sale_at(&self.tx)?;
        Ok(last.is_some_and(|last| !(last - CLOCK_BACK..=last + CLOCK_AHEAD).contains(&self.at.utc_ms)))
    }

    /// The entry that was recorded under an idempotency key, which must be one.
    pub fn known(&self, key: &str) -> Result<Option<Entry>, Error> {
        if key.is_empty() || key.len() > 200 || key.chars().any(char::is_control) {
            return Err(refused(
                "a key has 1 to 200 characters, none of them a control character",
            ));
        }
        Ok(store::entry_with_key(&self.tx, key)?)
    }

    /// Makes it count.
    pub fn commit(self) -> Result<(), Error> {
        self.tx.commit().map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::SystemIoFailure) => Error::Unsure(error.to_string()),
            Some(ErrorCode::DiskFull) => Error::from(StoreError::from(error)),
            _ => Error::Failed(format!("NOT recorded: {}", StoreError::from(error))),
        })?;
        trial::reached(Point::Committed);
        Ok(())
    }
}

impl Till {
    /// Refuses where the database and its roll tell different things. A connection that a failing disk took is had again.
    pub(super) fn may_write(&mut self) -> Result<(), Error> {
        self.store.be_open()?;
        self.not_only_looked_at()?;
        match &self.diverged {
            Some(why) => Err(Error::Failed(format!(
                "{why}; nothing can be recorded until a person has decided which is right"
            ))),
            None => Ok(()),
        }
    }
}
