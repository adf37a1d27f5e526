//! Corrections: what takes a sale back, whole or in part, or says that it was paid otherwise.
//! Never changes the sale: a correction is added to the books, and what then stands is worked out from both.
//!
//! A void gives back all that is left, donations and cash rounding with it. A refund gives back what the copies that come
//! back are worth ([`super::refund`]). A change of method moves money and gives back nothing.

mod standing;

use super::cart::{Choice, Donation};
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::payment::Method;
use super::refund::{LineWorth, RefundError, Worth};
use super::sale::ReceiptNumber;
use super::tax::TaxSum;
pub use standing::{Held, Standing};
use std::fmt;
use uuid::Uuid;

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Takes the whole sale back.
    Void,
    /// Takes some copies back.
    Refund,
    /// Says that it was paid otherwise.
    Repay,
}

impl How {
    /// The word for it, the same on screen, in code and in the books.
    pub fn word(self) -> &'static str {
        match self {
            How::Void => "void",
            How::Refund => "refund",
            How::Repay => "repay",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<How> {
        [How::Void, How::Refund, How::Repay]
            .into_iter()
            .find(|how| how.word() == word)
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A line of the sale, by how much it is less. Copies that come back can change what those that stay cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionLine {
    /// Its place in the sale.
    pub line: usize,
    /// SKU at the time of sale.
    pub sku: String,
    /// Name at the time of sale.
    pub title: String,
    /// Copies that came back.
    pub copies: u32,
    /// The amounts that were paid for them, where the buyer chose.
    pub choices: Vec<Choice>,
    /// What the line is less.
    pub amount: Money,
    /// The part of its discount that went with it.
    pub discount: Money,
    /// The part of its savings that went with it.
    pub saved: Money,
    /// The copies go back to a counted stock.
    pub counted: bool,
    /// They cannot be sold again.
    pub damaged: bool,
}

/// Money that went back by one method; less than nothing where it came in by it instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// How.
    pub method: Method,
    /// How much.
    pub amount: Money,
    /// Nobody had seen it arrive, or nobody has yet.
    pub unverified: bool,
}

/// What a correction does to a sale, before it has a number.
/// Always `goods + tax_added + donations + rounding = total`, which is what went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// Void, refund, or change of method.
    pub how: How,
    /// The lines that are less.
    pub lines: Vec<CorrectionLine>,
    /// Goods.
    pub goods: Money,
    /// Tax beside the goods.
    pub tax_added: Money,
    /// Each tax class, by how much it is less.
    pub taxes: Vec<TaxSum>,
    /// What offers had saved and now have not.
    pub saved_by_offers: Money,
    /// Donations given back.
    pub donations: Vec<Donation>,
    /// Cash rounding.
    pub rounding: Money,
    /// What there was to give back.
    pub total: Money,
    /// By which methods.
    pub payments: Vec<Back>,
}

impl Reversal {
    /// What it takes from a sale of so many lines.
    fn worth(&self, lines: usize) -> Worth {
        let mut worth = Worth {
            lines: vec![LineWorth::default(); lines],
            goods: self.goods,
            tax_added: self.tax_added,
            taxes: self.taxes.clone(),
            saved_by_offers: self.saved_by_offers,
        };
        for back in &self.lines {
            if let Some(line) = worth.lines.get_mut(back.line) {
                *line = LineWorth {
                    total: back.amount,
                    discount: back.discount,
                    saved: back.saved,
                };
            }
        }
        worth
    }

    /// Copies that came back.
    pub fn copies(&self) -> u32 {
        self.lines.iter().map(|line| line.copies).sum()
    }

    /// What it says in one figure: what went back, or what was moved to another method.
    pub fn amount(&self) -> Money {
        match self.how {
            // A payment of which only a part was seen to arrive is moved in two parts.
            How::Repay => {
                let moved = self.payments.iter().filter(|back| back.amount > Money::ZERO);
                moved.map(|back| back.amount).sum()
            }
            How::Void | How::Refund => self.total,
        }
    }

    /// What leaves the tin in coins for the cash in it, which is what it gives back then.
    fn leave(&mut self, coins: impl Fn(Money) -> Money) {
        if let Some(cash) = self.payments.iter_mut().find(|back| back.method.is_cash()) {
            let leaves = coins(cash.amount);
            self.total += leaves - cash.amount;
            cash.amount = leaves;
        }
        self.payments.retain(|back| !back.amount.is_zero());
    }

    /// The first thing about it that cannot be true, in plain words; `None` when it holds together.
    pub fn contradiction(&self) -> Option<&'static str> {
        let lines: Money = self.lines.iter().map(|line| line.amount).sum();
        let beside = self.taxes.iter().filter(|tax| !tax.class.included);
        let tax_added: Money = beside.map(|tax| tax.amount).sum();
        let donated: Money = self.donations.iter().map(|donation| donation.amount).sum();
        let back: Money = self.payments.iter().map(|back| back.amount).sum();
        if lines != self.goods {
            Some("its lines do not add up to its goods")
        } else if tax_added != self.tax_added {
            Some("its added taxes do not make what stands beside its goods")
        } else if self.goods + self.tax_added + donated + self.rounding != self.total {
            Some("goods, tax, donations and rounding do not add up to its total")
        } else if back != self.total {
            Some("what went back by its methods is not its total")
        } else if self.total < Money::ZERO {
            Some("it gives back less than nothing")
        } else if self.how == How::Repay && (!self.total.is_zero() || !self.lines.is_empty()) {
            Some("a change of method gives something back")
        } else {
            None
        }
    }
}

/// A recorded correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id, a UUID of version 7.
    pub id: Uuid,
    /// The idempotency key.
    pub key: String,
    /// Its own receipt number.
    pub number: ReceiptNumber,
    /// The sale's id.
    pub sale: Uuid,
    /// The sale's number.
    pub corrects: ReceiptNumber,
    /// When it was recorded.
    pub made_at: Instant,
    /// The day it counts on, which is not the sale's.
    pub business_day: BusinessDay,
    /// The clock had jumped when it was recorded.
    pub clock_suspect: bool,
    /// The session whose tin gave the money.
    pub session: Uuid,
    /// The event's name, empty where there is none.
    pub event: String,
    /// The volunteer at the table, empty where nobody said.
    pub by: String,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// Made in practice: printed on every paper.
    pub practice: bool,
    /// Why.
    pub reason: String,
    /// What it does.
    pub reversal: Reversal,
}

/// What happened to a sale after it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a sale has one or two of them, and most are corrections"
)]
pub enum After {
    /// It was corrected.
    Corrected(Box<Correction>),
    /// Its payments were seen to have arrived.
    Confirmed,
}

/// Copies that are to come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The sale's line.
    pub line: usize,
    /// Copies.
    pub copies: u32,
    /// The amount paid for each, where the buyer chose; the smallest first where it is not said.
    pub amount: Option<Money>,
}

/// Why a sale cannot be corrected like this. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// It was taken back before.
    #[error("sale {0} was taken back whole by {1}")]
    Voided(ReceiptNumber, ReceiptNumber),
    /// All of it came back before.
    #[error("all of sale {0} came back before; nothing is left to take back")]
    NothingLeft(ReceiptNumber),
    /// Nothing is to come back.
    #[error("nothing is to come back: name the copies, as in converge-and-overtake*2")]
    NothingNamed,
    /// The sale has no such line.
    #[error("sale {0} has no line {1}")]
    NoLine(ReceiptNumber, usize),
    /// The copies cannot be given back.
    #[error("sale {0}: {1}")]
    Copies(ReceiptNumber, RefundError),
    /// Nothing was paid by it.
    #[error("nothing of sale {0} is paid by {1}")]
    NotPaidBy(ReceiptNumber, Method),
    /// It is what it was.
    #[error("sale {0} is paid by {1} already")]
    SameMethod(ReceiptNumber, Method),
    /// Several methods, and nobody said which.
    #[error("sale {0} was paid by {1}; say which of them is another, as in --from {2}")]
    WhichMethod(ReceiptNumber, String, Method),
    /// The record contradicts itself.
    #[error("the corrections of sale {0} cannot be: {1}")]
    Contradiction(ReceiptNumber, String),
}
