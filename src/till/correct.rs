//! Corrections: a sale taken back whole or in part, paid otherwise, or ticked off. All of them are added, none changes a sale.

use super::page::Page;
use super::{Done, Error, Till, refused};
use crate::domain::correction::{After, Correction, How, Return, Reversal, Standing};
use crate::domain::journal::{ConfirmationBody, CorrectionBody, Entry, What};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::session::ToTickOff;
use crate::domain::settings::Settings;
use crate::store;
use rusqlite::Connection;
use uuid::Uuid;

/// What is to be done with a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Take it back whole.
    Void,
    /// Take copies back.
    Refund {
        /// Which.
        returns: Vec<Return>,
        /// The method to give the money back by; as the sale was paid where none is named.
        by: Option<Method>,
        /// The copies cannot be sold again.
        damaged: bool,
    },
    /// Say that it was paid otherwise.
    Repay {
        /// The method it was really paid by.
        to: Method,
        /// The method on record; needed where there are several.
        from: Option<Method>,
    },
}

/// A correction to be made.
#[derive(Debug, Clone)]
pub struct CorrectionRequest {
    /// The sale.
    pub number: ReceiptNumber,
    /// What to do with it.
    pub ask: Ask,
    /// Why.
    pub reason: String,
    /// The idempotency key.
    pub key: String,
    /// The amount that was shown; another one is refused and nothing recorded.
    pub expected: Option<Money>,
}

impl Till {
    /// Corrects a sale; answers only when it is durable, like a sale.
    ///
    /// # Errors
    /// When the sale is not there, was taken back before, the amount is not the one that was shown, no reason is given, the
    /// key was used for something else, or the disk fails. Then nothing is recorded.
    pub fn correct(&mut self, request: &CorrectionRequest) -> Result<Done<Correction>, Error> {
        self.surely(&request.key, |till| till.correct_once(request))
    }

    fn correct_once(&mut self, request: &CorrectionRequest) -> Result<Done<Correction>, Error> {
        self.may_write()?;
        let reason = request.reason.trim();
        if reason.is_empty() && !matches!(request.ask, Ask::Repay { .. }) {
            return Err(refused(
                "say why, as in --why 'changed her mind'; it stands in the summary",
            ));
        }
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        if let Some(entry) = page.known(&request.key)? {
            drop(page);
            return self.corrected_before(request, &entry);
        }
        let (sale, after) = sale_and_after(&page.tx, &request.number)?;
        let reversal = reversal(&sale, &after, &request.ask, &settings)?;
        if let Some(shown) = request.expected.filter(|shown| *shown != reversal.amount()) {
            return Err(refused(format!(
                "the amount is now {}, not {} as shown: something came back meanwhile. Nothing was recorded",
                settings.currency.show(reversal.amount()),
                settings.currency.show(shown)
            )));
        }
        let session = page.session()?;
        let correction = Correction {
            id: Uuid::now_v7(),
            key: request.key.clone(),
            number: page.next_number()?,
            sale: sale.id,
            corrects: sale.number.clone(),
            made_at: page.at,
            business_day: page.day,
            clock_suspect: page.clock_suspect()?,
            session: session.id,
            event: session.event,
            by: session.by,
            currency: settings.currency,
            practice: settings.practice,
            reason: reason.to_owned(),
            reversal,
        };
        let body = CorrectionBody::new(&correction);
        let written = page.append(What::Correction(Box::new(body)))?.correction();
        page.commit()?;
        self.catalog_mark = None;
        self.sync_roll();
        let written = written.map_err(|error| Error::Failed(error.to_string()))?;
        Ok(self.done(written, false))
    }

    fn corrected_before(&mut self, request: &CorrectionRequest, entry: &Entry) -> Result<Done<Correction>, Error> {
        let known = entry.correction().ok().filter(|known| asks_for(request, known));
        let known = known.ok_or_else(|| key_taken(&request.key))?;
        self.sync_roll();
        Ok(self.done(known, true))
    }

    /// What a correction would come to; records nothing.
    ///
    /// # Errors
    /// When it cannot be made like this.
    pub fn reversal(&self, number: &ReceiptNumber, ask: &Ask) -> Result<Reversal, Error> {
        let (sale, after) = sale_and_after(&self.store.conn, number)?;
        reversal(&sale, &after, ask, &self.settings()?)
    }

    /// What happened to a sale after it was recorded.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn after(&self, sale: &Sale) -> Result<Vec<After>, Error> {
        Ok(store::after_sale(&self.store.conn, sale)?)
    }

    /// The correction with this number of its own, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn correction(&self, number: &ReceiptNumber) -> Result<Option<Correction>, Error> {
        Ok(store::correction_by_number(&self.store.conn, number)?)
    }

    /// Ticks off a sale's phone payments: somebody saw the money arrive. A second time it changes nothing.
    ///
    /// # Errors
    /// When there is no such sale, or nothing of it was ever unverified.
    pub fn confirm(&mut self, number: &ReceiptNumber) -> Result<Done<Money>, Error> {
        self.may_write()?;
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        let (sale, after) = sale_and_after(&page.tx, number)?;
        let amount = Standing::of(&sale, &after).map_err(refused)?.unverified();
        if amount <= Money::ZERO {
            drop(page);
            if after.contains(&After::Confirmed) {
                return Ok(self.done(Money::ZERO, true));
            }
            return Err(refused(format!(
                "nothing of sale {number} waits to be ticked off: it was not paid by phone, or came back"
            )));
        }
        let by = store::open_session(&page.tx, settings.currency)?.map(|session| session.by);
        page.append(What::Confirmation(ConfirmationBody {
            id: Uuid::now_v7(),
            sale: sale.id,
            of: sale.number.running(),
            by: by.unwrap_or_default(),
            amount: amount.to_minor(settings.currency),
        }))?;
        page.commit()?;
        self.sync_roll();
        Ok(self.done(amount, false))
    }

    /// Sales with money that nobody saw arrive yet: the newest, at most so many, and what all of them come to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unverified(&self, most: u32) -> Result<ToTickOff, Error> {
        Ok(store::unverified(&self.store.conn, self.store.currency, most)?)
    }

    pub(super) fn done<T>(&self, what: T, replayed: bool) -> Done<T> {
        Done {
            what,
            replayed,
            roll: self.roll.clone(),
        }
    }
}

pub(super) fn key_taken(key: &str) -> Error {
    refused(format!(
        "the key `{key}` belongs to something else that was recorded; nothing was recorded. Use a new key for a new entry"
    ))
}

/// A sale with what happened to it.
pub(super) fn sale_and_after(conn: &Connection, number: &ReceiptNumber) -> Result<(Sale, Vec<After>), Error> {
    let Some(sale) = store::sale_by_number(conn, number)? else {
        return Err(match store::correction_by_number(conn, number)? {
            Some(correction) => refused(format!(
                "{number} is the {} of sale {}; a correction is not corrected again",
                correction.reversal.how, correction.corrects
            )),
            None => super::no_sale(number),
        });
    };
    let after = store::after_sale(conn, &sale)?;
    Ok((sale, after))
}

fn reversal(sale: &Sale, after: &[After], ask: &Ask, settings: &Settings) -> Result<Reversal, Error> {
    let standing = Standing::of(sale, after).map_err(refused)?;
    let reversal = match ask {
        Ask::Void => standing.void(),
        Ask::Refund { returns, by, damaged } => standing.refund(returns, by.as_ref(), *damaged),
        Ask::Repay { to, from } => standing.repay(to, from.as_ref(), settings.unverified(to)),
    };
    let reversal = reversal.map_err(refused)?;
    match reversal.contradiction() {
        Some(contradiction) => Err(Error::Failed(format!("nothing was recorded: {contradiction}"))),
        None => Ok(reversal),
    }
}

/// Whether a request asks for what a correction did.
fn asks_for(request: &CorrectionRequest, known: &Correction) -> bool {
    let reversal = &known.reversal;
    let by = |method: &Method, came: bool| {
        let mut payments = reversal.payments.iter();
        payments.any(|back| back.method == *method && (back.amount < Money::ZERO) == came)
    };
    let same = match &request.ask {
        Ask::Void => reversal.how == How::Void,
        Ask::Refund {
            returns,
            by: method,
            damaged,
        } => {
            let asked = |line: usize| -> u32 {
                let of_line = returns.iter().filter(|back| back.line == line);
                of_line.map(|back| back.copies).sum()
            };
            let named = returns.iter().all(|back| {
                back.copies == 0
                    || reversal.lines.iter().any(|line| {
                        let of_amount = |amount| line.choices.iter().any(|choice| choice.amount == amount);
                        line.line == back.line && back.amount.is_none_or(of_amount)
                    })
            });
            reversal.how == How::Refund
                && named
                && reversal.lines.iter().all(|line| asked(line.line) == line.copies)
                && reversal
                    .lines
                    .iter()
                    .all(|line| line.copies == 0 || line.damaged == *damaged)
                && method
                    .as_ref()
                    .is_none_or(|method| reversal.payments.is_empty() || by(method, false))
        }
        Ask::Repay { to, from } => {
            reversal.how == How::Repay && by(to, true) && from.as_ref().is_none_or(|from| by(from, false))
        }
    };
    same && known.corrects == request.number && known.reason == request.reason.trim()
}
