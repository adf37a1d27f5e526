//! The till: the one front door to the books, the prices, the papers.
//! Never draws and never prints to a terminal: `gui` and `cli` ask here and show the answer.

mod backup;
mod cataloging;
mod clock;
mod correct;
mod ending;
mod error;
mod export;
mod importing;
mod letterhead;
mod offering;
mod opening;
mod page;
mod papers;
mod place;
mod printer;
mod printing;
mod printout;
mod reports;
mod roll;
mod sell;
mod setting;
mod stock;
mod surely;
mod tin;

use crate::domain::cart::Cart;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::journal::{Entry, What};
use crate::domain::ledger::Record;
use crate::domain::money::Money;
use crate::domain::payment::Tender;
use crate::domain::pricing::CUSTOM_SKU;
use crate::domain::report::Summary;
pub use crate::domain::report::{SaleHead, Stretch};
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::sales_filter::SalesFilter;
pub use crate::domain::settings::{Paper, Settings, Sheet};
use crate::domain::title::Title;
pub use crate::exchange::cells::CsvForm;
use crate::store::{self, Store, StoreError};
pub use crate::store::{
    Backup, Change, Import, Repaired, RestoreFrom, Restored, Sort, Trouble, Undone, Verification, WindowLock,
};
pub use backup::{BackedUp, Second};
use clock::now;
pub use clock::{instant_here, local_offset};
pub use correct::{Ask, CorrectionRequest};
pub use ending::{UnderWay, ending, let_finish};
pub use error::Error;
use error::{no_sale, refused};
pub use export::{Export, Exported, Into, Taken};
pub use opening::Warning;
pub use papers::write_whole;
pub use printing::{PrintRequest, Printed, PrintedAll, WaitingPrint};
pub use printout::{MadePrintout, PrintoutKind};
pub use reports::{DayOfSales, EventOfSales, FileKind};
use rusqlite::Connection;
pub use sell::SheetRow;
use std::path::Path;
use std::sync::Arc;
pub use stock::{Give, StockNow, TakenBack, TakenBox};
use uuid::Uuid;

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

/// Anything else as answered: durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What was recorded.
    pub what: T,
    /// It had been recorded before under the same key.
    pub replayed: bool,
    /// The till roll.
    pub roll: Roll,
}

/// As many events are named where another was asked for.
const EVENTS_NAMED: u32 = 6;

/// An open till.
#[derive(Debug)]
pub struct Till {
    store: Store,
    catalog: Arc<Catalog>,
    /// SQLite's mark of changes made by others when the catalog was read; `None` when it has to be read again.
    catalog_mark: Option<i64>,
    roll: Roll,
    notice: Option<String>,
    /// What is to be said of where it lies.
    lies: Vec<Warning>,
    /// The database and its roll tell different things: nothing may be added.
    diverged: Option<String>,
}

impl Till {
    /// Opens the till in a folder. Entries that the roll lacks are appended to it; entries that the database lost are
    /// put back from it, after a copy of the database was set aside. Where the folder cannot be written the till is a copy
    /// that can only be looked at.
    ///
    /// # Errors
    /// [`Error::NoTill`] where there is none; else what keeps it from being used, with the files as they were.
    pub fn open(folder: &Path) -> Result<Till, Error> {
        let opened = match Store::open(folder) {
            // A full disk may keep a till from being opened: the log has its own bookkeeping.
            Err(StoreError::Trouble(Trouble::Full, _)) if store::let_ballast_go(folder) => Store::open(folder),
            other => other,
        };
        let mut till = match opened {
            Err(StoreError::Trouble(Trouble::ReadOnly, why)) => return Till::over(store::look_at_copy(folder, &why)?),
            other => Till::over(other?)?,
        };
        store::sweep(folder);
        till.sync_roll();
        Ok(till)
    }

    /// The till over an open database, as it is.
    fn over(mut store: Store) -> Result<Till, Error> {
        Ok(Till {
            notice: store.notice.take(),
            lies: opening::lies(&store),
            store,
            catalog: Arc::default(),
            catalog_mark: None,
            roll: Roll::Synced,
            diverged: None,
        })
    }

    /// Makes a new till in a folder that holds none.
    ///
    /// # Errors
    /// When the folder cannot be written, holds a till or its remains, or the register is no letter.
    pub fn create(folder: &Path, new: &NewTill) -> Result<Till, Error> {
        if ReceiptNumber::new(&new.register, 1).is_none() {
            return Err(refused(format!(
                "`{}` is no register; use one to four capital letters, as in A",
                new.register
            )));
        }
        let at = now().utc_ms;
        let founding = store::Founding {
            of: store::HeadOf {
                till: Uuid::now_v7(),
                register: new.register.clone(),
                currency: new.currency,
            },
            practice: new.practice,
            created_at: at,
        };
        Store::create(folder, &founding)?;
        let mut till = Till::open(folder)?;
        let shop = match (new.shop.is_empty(), new.practice) {
            (false, _) => new.shop.as_str(),
            (true, true) => "Practice table",
            (true, false) => "",
        };
        till.found_letterhead(shop)?;
        if new.demo {
            till.import_demo()?;
        }
        Ok(till)
    }

    /// Fills an empty catalog with the demo table.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn import_demo(&mut self) -> Result<(), Error> {
        let titles = crate::exchange::demo_table(self.store.currency).map_err(refused)?;
        self.write_titles(&titles, "demo")
    }

    /// The catalog as it is now, stock included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn catalog(&mut self) -> Result<Arc<Catalog>, Error> {
        current(
            &self.store.conn,
            &mut self.catalog,
            &mut self.catalog_mark,
            self.store.currency,
        )
    }

    fn write_titles(&mut self, titles: &[Title], reason: &str) -> Result<(), Error> {
        let currency = self.store.currency;
        let tx = self.store.write()?;
        for title in titles {
            write_title(&tx, title, currency, reason)?;
        }
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// Every cart on disk, the last changed first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn carts(&self) -> Result<Vec<Cart>, Error> {
        Ok(store::carts(&self.store.conn)?)
    }

    /// Keeps a cart on disk as it is now; an empty one is dropped.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_cart(&mut self, cart: &Cart) -> Result<(), Error> {
        // Where the till is only looked at a cart lives on the screen alone, under a band that says so.
        if self.store.only_look.is_some() {
            return Ok(());
        }
        if cart.is_empty() {
            return Ok(store::drop_cart(&self.store.conn, cart.id)?);
        }
        Ok(store::keep_cart(&self.store.conn, cart, now().utc_ms)?)
    }

    /// Sales and corrections, newest first, of a day or of all days, those that a search finds by number,
    /// amount, title, maker, tag, method, volunteer, event, note or reason.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sales(
        &mut self,
        day: Option<BusinessDay>,
        query: &str,
        stretch: impl std::convert::Into<Stretch>,
    ) -> Result<Vec<SaleHead>, Error> {
        self.find_sales(&SalesFilter::found(day, query), stretch)
    }

    /// One sale.
    ///
    /// # Errors
    /// When there is none of this number, or it cannot be read.
    pub fn sale(&self, number: &ReceiptNumber) -> Result<Sale, Error> {
        store::sale_by_number(&self.store.conn, number)?.ok_or_else(|| no_sale(number))
    }

    /// The last sale recorded, if any.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_sale(&self) -> Result<Option<Sale>, Error> {
        Ok(store::last_sale(&self.store.conn)?)
    }

    /// The summary of a range of business days, both included.
    ///
    /// # Errors
    /// When the range runs backwards or the database cannot be read.
    pub fn summary(&self, from: BusinessDay, to: BusinessDay) -> Result<Summary, Error> {
        if to < from {
            return Err(refused(format!(
                "the range runs backwards: {from} comes after {to}; name the earlier day first"
            )));
        }
        let _moment = self.store.moment()?;
        self.summary_of((from, to), None)
    }

    fn summary_of(&self, days: (BusinessDay, BusinessDay), event: Option<&str>) -> Result<Summary, Error> {
        let range = store::Range {
            days,
            event,
            rollover_hour: self.settings()?.rollover_hour,
        };
        Ok(store::summary(&self.store.conn, self.store.currency, &range)?)
    }

    fn records(&self, days: (BusinessDay, BusinessDay), event: Option<&str>) -> Result<Vec<Record>, Error> {
        let entries = store::entries_of(&self.store.conn, days, event)?;
        entries.iter().map(|entry| self.row_of(entry)).collect()
    }

    fn row_of(&self, entry: &Entry) -> Result<Record, Error> {
        let conn = &self.store.conn;
        let mut record = match entry.what {
            What::Sale(_) => Record::of_sale(&entry.sale().map_err(StoreError::from)?),
            _ => {
                let correction = entry.correction().map_err(StoreError::from)?;
                let missing = || StoreError::Damaged(format!("the sale of {} is missing", correction.number));
                let sale = store::sale_by_number(conn, &correction.corrects)?.ok_or_else(missing)?;
                Record::of_correction(&correction, &sale)
            }
        };
        if record.is_unverified() && store::is_ticked_off(conn, record.sale(), entry.seq)? {
            record.tick_off();
        }
        Ok(record)
    }

    fn event_days(&self, event: &str) -> Result<(BusinessDay, BusinessDay), Error> {
        store::event_days(&self.store.conn, event.trim())?.ok_or_else(|| {
            let there = store::events_of_sales(&self.store.conn, EVENTS_NAMED).unwrap_or_default();
            let there: Vec<String> = there.iter().map(|of| format!("`{}`", of.event)).collect();
            let there = match there.as_slice() {
                [] => "no session had an event yet".to_owned(),
                named => format!("there were {}", named.join(", ")),
            };
            refused(format!(
                "nothing was sold at an event called `{}`; {there}",
                event.trim()
            ))
        })
    }

    /// The numbers of an event's sales, in the order they were recorded.
    ///
    /// # Errors
    /// When nothing was sold at an event of this name, or the database cannot be read.
    pub fn event_sales(&self, event: &str) -> Result<Vec<ReceiptNumber>, Error> {
        self.event_days(event)?;
        Ok(store::numbers_of_event(&self.store.conn, event.trim())?)
    }

    /// Today's business day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn today(&self) -> Result<BusinessDay, Error> {
        Ok(now().business_day(self.settings()?.rollover_hour))
    }

    /// The moment it is.
    pub fn now(&self) -> Instant {
        now()
    }

    /// Verifies the books whole; `progress` hears how many of how many entries are done.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Verification, Error> {
        Ok(store::verify(&self.store, progress)?)
    }
}

/// Keeps a title, and moves as many copies as its stock is off by; answers with how many.
fn write_title(conn: &Connection, title: &Title, currency: Currency, reason: &str) -> Result<i64, Error> {
    if title.sku.as_str() == CUSTOM_SKU {
        return Err(refused(format!(
            "`{}` stands for custom amounts; choose another SKU",
            title.sku
        )));
    }
    store::save_title(conn, title, currency)?;
    let missing = title.stock.unwrap_or(0) - store::stock_of(conn, title.sku.as_str())?;
    if missing != 0 {
        let hand = store::Cause::Hand;
        store::add_stock(conn, title.sku.as_str(), missing, reason, hand, now().utc_ms)?;
    }
    Ok(missing)
}

/// The catalog as the database has it now; read again only where another connection, or this one, changed it.
fn current(
    conn: &Connection,
    catalog: &mut Arc<Catalog>,
    mark: &mut Option<i64>,
    currency: Currency,
) -> Result<Arc<Catalog>, Error> {
    let now: i64 = conn
        .query_row("PRAGMA data_version", [], |row| row.get(0))
        .map_err(StoreError::from)?;
    if *mark != Some(now) {
        *catalog = Arc::new(store::load_catalog(conn, currency)?);
        *mark = Some(now);
    }
    Ok(catalog.clone())
}
