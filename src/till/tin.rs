//! The tin: sessions opened, handed over, counted, closed; cash in and out.
//! Never refuses a count, and never changes what was counted before.

use super::correct::key_taken;
use super::page::Page;
use super::{Done, Error, Till, refused};
use crate::domain::day::BusinessDay;
use crate::domain::journal::{CashMovementBody, CountBody, HandOverBody, PiecesBody, SessionBody, What};
use crate::domain::money::{MAX_MINOR, Money};
use crate::domain::session::{Pieces, Session, TinReport, Way};
use crate::store::{self, StoreError};
use uuid::Uuid;

impl Till {
    /// The session that is open, with the volunteer who sells now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn session(&self) -> Result<Option<Session>, Error> {
        Ok(store::open_session(&self.store.conn, self.store.currency)?)
    }

    /// Opens a session. One that was open is closed with what was counted last.
    ///
    /// # Errors
    /// When the float is too large or the database cannot be written.
    pub fn open_session(&mut self, float: Option<Money>, event: &str, by: &str) -> Result<Session, Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        if let Some(open) = store::open_session(&page.tx, currency)? {
            page.close_session(open)?;
        }
        let session = page.open_session(SessionBody {
            float: float.map(|float| float.to_minor(currency)),
            event: event.trim().to_owned(),
            by: by.trim().to_owned(),
            ..SessionBody::unknown(Uuid::now_v7())
        })?;
        page.commit()?;
        self.sync_roll();
        Ok(session)
    }

    /// Another volunteer takes over; sales from now on bear that name.
    ///
    /// # Errors
    /// When no name is given or the database cannot be written.
    pub fn hand_over(&mut self, by: &str) -> Result<Done<Session>, Error> {
        self.may_write()?;
        let by = by.trim();
        if by.is_empty() {
            return Err(refused("say who takes over, as in hand-over Robin"));
        }
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        let session = page.session()?;
        page.append(What::HandOver(HandOverBody {
            session: session.id,
            by: by.to_owned(),
        }))?;
        page.commit()?;
        self.sync_roll();
        let session = Session {
            by: by.to_owned(),
            ..session
        };
        Ok(self.done(session, false))
    }

    /// Cash comes into the tin or leaves it without a sale; answers with how the tin stands.
    ///
    /// # Errors
    /// When the amount is nothing or too large, no reason is given, the key was used for something else, or the database
    /// cannot be written.
    pub fn move_cash(&mut self, way: Way, amount: Money, reason: &str, key: &str) -> Result<Done<TinReport>, Error> {
        self.surely(key, |till| till.move_cash_once(way, amount, reason, key))
    }

    fn move_cash_once(&mut self, way: Way, amount: Money, reason: &str, key: &str) -> Result<Done<TinReport>, Error> {
        self.may_write()?;
        let reason = reason.trim();
        let currency = self.store.currency;
        if reason.is_empty() {
            return Err(refused("say why, as in --why 'table fee'; it stands in the summary"));
        }
        if amount <= Money::ZERO || !amount.in_bounds(currency) {
            return Err(refused("give an amount above nothing, as in 25.00"));
        }
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        if let Some(entry) = page.known(key)? {
            drop(page);
            let amount = amount.to_minor(currency);
            return match entry.what {
                What::CashMovement(known)
                    if known.way == way.word() && known.amount == amount && known.reason == reason =>
                {
                    self.tin_stands(known.session, true)
                }
                _ => Err(key_taken(key)),
            };
        }
        let session = page.session()?;
        page.append(What::CashMovement(CashMovementBody {
            id: Uuid::now_v7(),
            key: key.to_owned(),
            session: session.id,
            by: session.by.clone(),
            way: way.word().to_owned(),
            amount: amount.to_minor(currency),
            reason: reason.to_owned(),
        }))?;
        page.commit()?;
        self.tin_stands(session.id, false)
    }

    /// Keeps what was found in the tin, whatever it is; answers with how the tin stands.
    ///
    /// # Errors
    /// When the amount is less than nothing or too large, the pieces do not make it, the key was used for something else, or
    /// the database cannot be written.
    pub fn count_tin(&mut self, counted: Money, pieces: &[Pieces], key: &str) -> Result<Done<TinReport>, Error> {
        self.surely(key, |till| till.count_tin_once(counted, pieces, key))
    }

    fn count_tin_once(&mut self, counted: Money, pieces: &[Pieces], key: &str) -> Result<Done<TinReport>, Error> {
        self.may_write()?;
        let currency = self.store.currency;
        if counted < Money::ZERO || !counted.in_bounds(currency) {
            return Err(refused("a count is nothing or more, as in 236.00"));
        }
        let pieces: Vec<PiecesBody> = pieces
            .iter()
            .filter(|of| of.pieces > 0)
            .map(|of| PiecesBody {
                value: of.value.to_minor(currency),
                pieces: of.pieces,
            })
            .collect();
        let sum = pieces.iter().try_fold(0_i64, |sum, of| {
            sum.checked_add(of.value.checked_mul(of.pieces.into())?)
                .filter(|sum| *sum <= MAX_MINOR)
        });
        if !pieces.is_empty() && sum != Some(counted.to_minor(currency)) {
            return Err(refused("the coins and notes do not make the amount counted"));
        }
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        if let Some(entry) = page.known(key)? {
            drop(page);
            return match entry.what {
                What::Count(known) if known.counted == counted.to_minor(currency) && known.pieces == pieces => {
                    self.tin_stands(known.session, true)
                }
                _ => Err(key_taken(key)),
            };
        }
        let session = page.session()?;
        let report = store::tin_report(&page.tx, currency, session, None)?;
        page.append(What::Count(CountBody {
            id: Uuid::now_v7(),
            key: key.to_owned(),
            session: report.session.id,
            by: report.session.by.clone(),
            counted: counted.to_minor(currency),
            expected: report.expected().map(|money| money.to_minor(currency)),
            pieces,
        }))?;
        page.commit()?;
        self.tin_stands(report.session.id, false)
    }

    /// Closes the session that is open: the Z report. A new one can be opened on the same day.
    ///
    /// # Errors
    /// When none is open or the database cannot be written.
    pub fn close_session(&mut self) -> Result<Done<TinReport>, Error> {
        self.may_write()?;
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        let Some(session) = store::open_session(&page.tx, settings.currency)? else {
            return Err(refused("no session is open, so there is nothing to close"));
        };
        let id = session.id;
        page.close_session(session)?;
        page.commit()?;
        self.tin_stands(id, false)
    }

    /// How the tin of the open session stands: the X report, which changes nothing. `None` where no session is open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tin(&self) -> Result<Option<TinReport>, Error> {
        let session = self.session()?;
        let report = |session| store::tin_report(&self.store.conn, self.store.currency, session, None);
        Ok(session.map(report).transpose()?)
    }

    /// What the tin went through in each session that was opened or closed on these days, as it stood when the last of them
    /// ended: what is done later changes no day that is over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tins(&self, from: BusinessDay, to: BusinessDay) -> Result<Vec<TinReport>, Error> {
        let (conn, currency) = (&self.store.conn, self.store.currency);
        let sessions = store::sessions_of(conn, currency, (from, to))?;
        let reports = sessions.into_iter().map(|session| {
            let end = store::first_after(conn, session.id, to)?;
            store::tin_report(conn, currency, session, end)
        });
        Ok(reports.collect::<Result<_, StoreError>>()?)
    }

    /// The float to propose for the next session: what was counted last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_float(&self) -> Result<Option<Money>, Error> {
        Ok(store::last_count(&self.store.conn, self.store.currency)?)
    }

    /// Answers with how the tin of a session stands, once what was written of it stands in the roll too.
    fn tin_stands(&mut self, session: Uuid, replayed: bool) -> Result<Done<TinReport>, Error> {
        self.sync_roll();
        Ok(self.done(self.tin_of(session)?, replayed))
    }

    fn tin_of(&self, session: Uuid) -> Result<TinReport, Error> {
        let report = store::tin_of(&self.store.conn, self.store.currency, session)?;
        report.ok_or_else(|| Error::Failed("the session was not kept".to_owned()))
    }
}
