//! What was recorded under a number: a sale with what happened to it since, or a correction of one. Never changes it.

use crate::domain::correction::{After, Correction, Held, How, Standing};
use crate::domain::day::BusinessDay;
use crate::domain::money::Money;
use crate::domain::refund::Kept;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::gui::words::say;
use crate::till::{Error, Till};
use std::sync::Arc;

/// A sale or a correction.
#[derive(Debug, Clone)]
pub enum Record {
    /// A sale, and how it stands.
    Sale(Arc<Past>),
    /// A correction of a sale.
    Correction(Arc<Correction>),
}

/// A sale, and how it stands after all that happened to it.
#[derive(Debug)]
pub struct Past {
    /// The sale.
    pub sale: Sale,
    /// What happened to it, in order.
    pub after: Vec<After>,
    /// What the buyer has of each line; empty where the record contradicts itself, so that nothing more is offered.
    pub kept: Vec<Kept>,
    /// Its money by method.
    pub held: Vec<Held>,
    /// The void that took it back.
    pub voided: Option<ReceiptNumber>,
}

impl Record {
    /// Reads it.
    ///
    /// # Errors
    /// When there is nothing of this number or it cannot be read.
    pub fn read(till: &Till, number: &ReceiptNumber) -> Result<Record, Error> {
        if let Some(correction) = till.correction(number)? {
            return Ok(Record::Correction(Arc::new(correction)));
        }
        let sale = till.sale(number)?;
        let after = till.after(&sale)?;
        Ok(Record::Sale(Arc::new(Past::new(sale, after))))
    }

    /// Its number.
    pub fn number(&self) -> &ReceiptNumber {
        match self {
            Record::Sale(past) => &past.sale.number,
            Record::Correction(correction) => &correction.number,
        }
    }

    /// The day it counts on.
    pub fn day(&self) -> BusinessDay {
        match self {
            Record::Sale(past) => past.sale.business_day,
            Record::Correction(correction) => correction.business_day,
        }
    }
}

impl Past {
    fn new(sale: Sale, after: Vec<After>) -> Past {
        let (kept, held, voided) = match Standing::of(&sale, &after) {
            Ok(standing) => (standing.kept.clone(), standing.held.clone(), standing.voided.clone()),
            Err(_) => Default::default(),
        };
        Past {
            sale,
            after,
            kept,
            held,
            voided,
        }
    }

    /// Whether copies of it can still come back.
    pub fn has_copies(&self) -> bool {
        self.voided.is_none() && self.kept.iter().any(|kept| kept.copies > 0)
    }

    /// Whether there is money of it that can have been paid otherwise.
    pub fn has_money(&self) -> bool {
        self.voided.is_none() && self.held.iter().any(|held| held.amount > Money::ZERO)
    }

    /// What nobody saw arrive yet.
    pub fn unverified(&self) -> Money {
        self.held.iter().map(|held| held.unverified).sum()
    }

    /// Whether somebody saw its money arrive.
    pub fn confirmed(&self) -> bool {
        self.after.contains(&After::Confirmed)
    }
}

/// What a correction is called.
pub fn how_words(how: How) -> String {
    match how {
        How::Void => say("how-void"),
        How::Refund => say("how-refund"),
        How::Repay => say("how-repay"),
    }
}
