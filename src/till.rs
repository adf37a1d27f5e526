//! The till: the one front door to the books, the prices, the papers.
//! Never draws and never prints to a terminal: `gui` and `cli` ask here and show the answer.

use crate::domain::cart::Cart;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::payment::Tender;
use crate::domain::report::Summary;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::session::Session;
use crate::domain::title::Title;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a till is and how it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name of the shop or distro, printed on papers.
    pub shop: String,
    /// A line below it on papers.
    pub tagline: String,
    /// A line at the foot of papers.
    pub footer: String,
    /// The till's one currency.
    pub currency: Currency,
    /// The register's letter.
    pub register: String,
    /// A practice till: marked on every screen and paper.
    pub practice: bool,
    /// Smallest coin in use, where cash is rounded.
    pub smallest_coin: Option<Money>,
    /// Payment methods beside cash, in the order shown.
    pub methods: Vec<String>,
    /// The hour a business day ends.
    pub rollover_hour: u32,
}

/// How a new till is to be.
#[derive(Debug, Clone)]
pub struct NewTill {
    /// Its currency.
    pub currency: Currency,
    /// Its register's letter.
    pub register: String,
    /// The shop's name.
    pub shop: String,
    /// Fill it with the demo table.
    pub demo: bool,
    /// Mark it PRACTICE.
    pub practice: bool,
}

/// Everything a sale is made of.
#[derive(Debug, Clone)]
pub struct SaleRequest {
    /// What is bought, with its donation.
    pub cart: Cart,
    /// What was handed over.
    pub tenders: Vec<Tender>,
    /// The idempotency key: one for each entering of Payment.
    pub key: String,
    /// When; `None` for now.
    pub at: Option<Instant>,
    /// The total that was shown; another one is refused and nothing recorded.
    pub expected_total: Option<Money>,
    /// The cart lies on disk and goes with the sale.
    pub parked: bool,
}

/// Whether the till roll holds everything that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roll {
    /// It does.
    Synced,
    /// It cannot be written just now, for this reason; the sale counts all the same.
    Behind(String),
}

/// A sale as answered: durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The sale.
    pub sale: Arc<Sale>,
    /// It had been recorded before under the same key.
    pub replayed: bool,
    /// The till roll.
    pub roll: Roll,
}

/// A sale in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleHead {
    /// Its number.
    pub number: ReceiptNumber,
    /// When.
    pub sold_at: Instant,
    /// The day it counts on.
    pub business_day: BusinessDay,
    /// Copies.
    pub copies: u32,
    /// Total.
    pub total: Money,
    /// Methods, joined by ` + `.
    pub methods: String,
    /// Titles, joined by `, `.
    pub titles: String,
}

/// Paper for a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Roll of 80 mm.
    Roll80,
    /// US letter sheet.
    Letter,
}

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
    #[error(
        "there is no till in {0}; make one with `zinetill new`, or open the demo with `zinetill --demo`"
    )]
    NoTill(String),
}

/// An open till.
#[derive(Debug)]
pub struct Till {}

impl Till {
    /// Opens the till in a folder. [`Error::NoTill`] where there is none.
    pub fn open(_folder: &Path) -> Result<Till, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Makes a new till.
    pub fn create(_folder: &Path, _new: &NewTill) -> Result<Till, Error> {
        Err(Error::Failed(String::new()))
    }
    /// How it is set.
    pub fn settings(&self) -> Result<Settings, Error> {
        Err(Error::Failed(String::new()))
    }
    /// The catalog as it is now.
    pub fn catalog(&mut self) -> Result<Arc<Catalog>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Adds a title.
    pub fn add_title(&mut self, _title: Title) -> Result<(), Error> {
        Err(Error::Failed(String::new()))
    }
    /// Every cart on disk, the last changed first.
    pub fn carts(&self) -> Result<Vec<Cart>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Keeps a cart on disk as it is now; an empty one is dropped.
    pub fn keep_cart(&mut self, _cart: &Cart) -> Result<(), Error> {
        Err(Error::Failed(String::new()))
    }
    /// Records a sale; answers only when it is durable.
    pub fn sell(&mut self, _request: &SaleRequest) -> Result<Recorded, Error> {
        Err(Error::Failed(String::new()))
    }
    /// The session that is open.
    pub fn session(&self) -> Result<Option<Session>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Opens a session.
    pub fn open_session(
        &mut self,
        _float: Option<Money>,
        _event: &str,
        _by: &str,
    ) -> Result<Session, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Sales, newest first, of a day or of all days; at most `limit`, those whose number, titles or total hold `query`.
    pub fn sales(
        &self,
        _day: Option<BusinessDay>,
        _query: &str,
        _limit: u32,
    ) -> Result<Vec<SaleHead>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// One sale.
    pub fn sale(&self, _number: &ReceiptNumber) -> Result<Sale, Error> {
        Err(Error::Failed(String::new()))
    }
    /// The last sale recorded, if any.
    pub fn last_sale(&self) -> Result<Option<Sale>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// The summary of a range of business days, both included.
    pub fn summary(&self, _from: BusinessDay, _to: BusinessDay) -> Result<Summary, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Today's business day.
    pub fn today(&self) -> Result<BusinessDay, Error> {
        Err(Error::Failed(String::new()))
    }
    /// The moment it is.
    pub fn now(&self) -> Instant {
        Instant {
            utc_ms: 0,
            offset_min: 0,
        }
    }
    /// The receipt of a sale as a PDF.
    pub fn receipt(
        &self,
        _number: &ReceiptNumber,
        _paper: Paper,
        _copy: bool,
    ) -> Result<Vec<u8>, Error> {
        Err(Error::Failed(String::new()))
    }
    /// Writes the receipt of a sale into the till's own receipts folder and answers with the file.
    pub fn file_receipt(&self, _number: &ReceiptNumber, _paper: Paper) -> Result<PathBuf, Error> {
        Err(Error::Failed(String::new()))
    }
}
