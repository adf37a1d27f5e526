//! The till: the one front door to the books, the prices, the papers.
//! Never draws and never prints to a terminal: `gui` and `cli` ask here and show the answer.

use crate::domain::cart::{Cart, CartLine, Item};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::day::{self, BusinessDay, Instant};
use crate::domain::journal::{Entry, SaleBody, SessionBody, Terms, What};
use crate::domain::money::Money;
use crate::domain::payment::{self, Tender};
use crate::domain::pricing::{self, CUSTOM_SKU, PricedBasket, PricedLine};
pub use crate::domain::report::SaleHead;
use crate::domain::report::Summary;
use crate::domain::sale::{ReceiptNumber, Sale, SaleLine};
use crate::domain::sentence;
use crate::domain::session::Session;
pub use crate::domain::settings::{Paper, Settings};
use crate::domain::title::{Sku, Title};
pub use crate::store::Verification;
use crate::store::{self, HeadOf, RollState, Store, StoreError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
    #[error("there is no till in {0}; make one with `zinetill new`, or open the demo with `zinetill --demo`")]
    NoTill(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        match error {
            StoreError::Missing(folder) => Error::NoTill(folder),
            StoreError::Refused(why) => Error::Refused(why),
            other => Error::Failed(other.to_string()),
        }
    }
}

fn refused(why: impl ToString) -> Error {
    Error::Refused(why.to_string())
}

/// An open till.
#[derive(Debug)]
pub struct Till {
    store: Store,
    catalog: Arc<Catalog>,
    /// SQLite's mark of changes made by others when the catalog was read; `None` when it has to be read again.
    catalog_mark: Option<i64>,
    roll: Roll,
    notice: Option<String>,
    /// The database and its roll tell different things: nothing may be added.
    diverged: Option<String>,
}

impl Till {
    /// Opens the till in a folder. Entries that the roll lacks are appended to it; entries that the database lost are
    /// put back from it, after a copy of the database was set aside.
    ///
    /// # Errors
    /// [`Error::NoTill`] where there is none; else what keeps it from being used, with the files as they were.
    pub fn open(folder: &Path) -> Result<Till, Error> {
        let store = Store::open(folder)?;
        let mut till = Till {
            store,
            catalog: Arc::default(),
            catalog_mark: None,
            roll: Roll::Synced,
            notice: None,
            diverged: None,
        };
        till.sync_roll();
        Ok(till)
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
        Store::create(folder, Uuid::now_v7(), new.currency, &new.register, new.practice, at)?;
        let mut till = Till::open(folder)?;
        let shop = match (new.shop.is_empty(), new.practice) {
            (false, _) => new.shop.as_str(),
            (true, true) => "Practice table",
            (true, false) => "",
        };
        till.store.set("shop", shop)?;
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

    /// How it is set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        let currency = self.store.currency;
        let coin = self.store.setting("smallest-coin")?;
        let methods = self.store.setting("methods")?;
        let methods = if methods.is_empty() {
            "card, venmo, cash app".to_owned()
        } else {
            methods
        };
        let hour = self.store.setting("rollover-hour")?;
        Ok(Settings {
            shop: self.store.setting("shop")?,
            tagline: self.store.setting("tagline")?,
            footer: self.store.setting("footer")?,
            currency,
            register: self.store.register.clone(),
            practice: self.store.practice,
            smallest_coin: currency.parse(&coin).ok(),
            methods: methods
                .split(',')
                .map(|method| method.trim().to_lowercase())
                .filter(|m| !m.is_empty())
                .collect(),
            rollover_hour: hour.parse().unwrap_or(day::ROLLOVER_HOUR),
        })
    }

    /// Changes a setting: `shop`, `tagline`, `footer`, `methods`, `smallest-coin`, `rollover-hour`.
    ///
    /// # Errors
    /// When there is no such setting or the value does not fit it.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let value = value.trim();
        match key {
            "shop" | "tagline" | "footer" | "methods" => {}
            "smallest-coin" if value.is_empty() => {}
            "smallest-coin" => {
                self.store.currency.parse(value).map_err(refused)?;
            }
            "rollover-hour" => {
                if !value.parse::<u32>().is_ok_and(|hour| hour < 24) {
                    return Err(refused(format!("`{value}` is no hour; give one from 0 to 23")));
                }
            }
            _ => {
                return Err(refused(format!(
                    "there is no setting `{key}`; there are shop, tagline, footer, methods, smallest-coin and rollover-hour"
                )));
            }
        }
        Ok(self.store.set(key, value)?)
    }

    /// The catalog as it is now, stock included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn catalog(&mut self) -> Result<Arc<Catalog>, Error> {
        let mark: i64 = self
            .store
            .conn
            .query_row("PRAGMA data_version", [], |row| row.get(0))
            .map_err(StoreError::from)?;
        if self.catalog_mark != Some(mark) {
            self.catalog = Arc::new(Catalog::new(store::load_titles(&self.store.conn, self.store.currency)?));
            self.catalog_mark = Some(mark);
        }
        Ok(self.catalog.clone())
    }

    /// Adds a title. Its stock, where it has one, is its first movement.
    ///
    /// # Errors
    /// When the SKU is taken or the database cannot be written.
    pub fn add_title(&mut self, title: Title) -> Result<(), Error> {
        if self.catalog()?.get(&title.sku).is_some() {
            return Err(refused(format!(
                "there is a title `{}` already; choose another SKU, or edit that one",
                title.sku
            )));
        }
        self.write_titles(&[title], "received")
    }

    /// Changes a title that is there; its stock, where it has one, is counted anew.
    ///
    /// # Errors
    /// When there is no such title or the database cannot be written.
    pub fn edit_title(&mut self, title: Title) -> Result<(), Error> {
        if self.catalog()?.get(&title.sku).is_none() {
            return Err(refused(format!(
                "there is no title `{}` in the catalog; `zinetill catalog list` shows what there is",
                title.sku
            )));
        }
        self.write_titles(&[title], "counted")
    }

    fn write_titles(&mut self, titles: &[Title], reason: &str) -> Result<(), Error> {
        if let Some(title) = titles.iter().find(|title| title.sku.as_str() == CUSTOM_SKU) {
            return Err(refused(format!(
                "`{}` stands for custom amounts; choose another SKU",
                title.sku
            )));
        }
        let currency = self.store.currency;
        let tx = self.store.write()?;
        for title in titles {
            store::save_title(&tx, title, currency)?;
            let missing = title.stock.unwrap_or(0) - store::stock_of(&tx, title.sku.as_str())?;
            if missing != 0 {
                store::add_stock(&tx, title.sku.as_str(), missing, reason, None, now().utc_ms)?;
            }
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
        if cart.is_empty() {
            return Ok(store::drop_cart(&self.store.conn, cart.id)?);
        }
        Ok(store::keep_cart(&self.store.conn, cart, now().utc_ms)?)
    }

    /// What a cart costs now.
    ///
    /// # Errors
    /// When it holds what the catalog does not, or an amount is too large.
    pub fn quote(&mut self, cart: &Cart) -> Result<PricedBasket, Error> {
        let catalog = self.catalog()?;
        pricing::price(cart, |sku| catalog.get(sku), self.store.currency).map_err(refused)
    }

    /// Records a sale; answers only when it is durable in the database, and in the till roll or with the reason why not.
    ///
    /// # Errors
    /// When the cart cannot be priced or paid like this, the total is not the one that was shown, the key was used for
    /// another sale, or the disk fails. Then nothing is recorded and the cart is as it was.
    pub fn sell(&mut self, request: &SaleRequest) -> Result<Recorded, Error> {
        if let Some(why) = &self.diverged {
            return Err(Error::Failed(format!(
                "{why}; nothing can be sold until a person has decided which is right"
            )));
        }
        self.catalog()?;
        let settings = self.settings()?;
        let stamp = request.at.unwrap_or_else(now);
        let identity = self.store.identity();
        let of = HeadOf {
            register: &settings.register,
            ..identity
        };
        let tx = self.store.write()?;
        if let Some((_, sale)) = store::sale_with_key(&tx, &request.key)? {
            drop(tx);
            return self.answer_again(request, sale);
        }
        let catalog = {
            // Another window may have changed a price since: what is sold is what stands in the books now.
            let mark: i64 = tx
                .query_row("PRAGMA data_version", [], |row| row.get(0))
                .map_err(StoreError::from)?;
            if self.catalog_mark != Some(mark) {
                self.catalog = Arc::new(Catalog::new(store::load_titles(&tx, settings.currency)?));
                self.catalog_mark = Some(mark);
            }
            self.catalog.clone()
        };
        let basket = pricing::price(&request.cart, |sku| catalog.get(sku), settings.currency).map_err(refused)?;
        let donations = request.cart.donation.clone().into_iter().collect();
        let settled = payment::settle(
            &basket,
            donations,
            &request.tenders,
            settings.smallest_coin,
            settings.currency,
        )
        .map_err(refused)?;
        if let Some(shown) = request.expected_total.filter(|shown| *shown != settled.total) {
            return Err(refused(format!(
                "the total is now {}, not {} as shown: a price was changed meanwhile. Nothing was recorded",
                settings.currency.show(settled.total),
                settings.currency.show(shown)
            )));
        }
        let day = stamp.business_day(settings.rollover_hour);
        let header = |what: What| Entry {
            v: 1,
            till: of.till,
            seq: 0,
            at_ms: stamp.utc_ms,
            offset_min: stamp.offset_min,
            day: day.to_string(),
            what,
        };
        let session = match store::open_session(&tx, settings.currency)? {
            Some(session) => session,
            None => {
                // Selling is never refused for want of a session: one is opened whose float nobody counted.
                let body = SessionBody {
                    id: Uuid::now_v7(),
                    float: None,
                    event: String::new(),
                    by: String::new(),
                };
                let entry = store::append(&tx, &of, header(What::SessionOpen(body)))?;
                entry
                    .session(settings.currency)
                    .ok_or_else(|| Error::Failed("the session was not kept".to_owned()))?
            }
        };
        let running = store::last_number(&tx)? + 1;
        let clock_suspect = request.at.is_none()
            && store::last_sale_at(&tx)?
                .is_some_and(|last| !(last - 120_000..=last + 36 * 3_600_000).contains(&stamp.utc_ms));
        let sale = Sale {
            id: Uuid::now_v7(),
            key: request.key.clone(),
            number: ReceiptNumber::new(&settings.register, running)
                .ok_or_else(|| Error::Failed("the register's letter is not valid".to_owned()))?,
            sold_at: stamp,
            business_day: day,
            clock_suspect,
            session: session.id,
            event: session.event,
            by: session.by,
            currency: settings.currency,
            lines: request
                .cart
                .lines
                .iter()
                .zip(&basket.lines)
                .map(|(line, priced)| sale_line(line, priced, settings.currency))
                .collect(),
            goods: settled.goods,
            tax_added: settled.tax_added,
            donations: settled.donations,
            rounding: settled.rounding,
            total: settled.total,
            payments: settled.payments,
            note: request.cart.note.clone(),
            practice: settings.practice,
        };
        if let Some(contradiction) = sale.contradiction() {
            return Err(Error::Failed(format!("nothing was recorded: {contradiction}")));
        }
        let terms = Terms {
            smallest_coin: settings.smallest_coin.map(|coin| coin.to_minor(settings.currency)),
            ..Terms::default()
        };
        let entry = store::append(&tx, &of, header(What::Sale(Box::new(SaleBody::new(&sale, terms)))))?;
        if request.parked {
            store::drop_cart(&tx, request.cart.id)?;
        }
        tx.commit()
            .map_err(|error| Error::Failed(format!("NOT recorded, the cart is kept: {}", StoreError::from(error))))?;
        let catalog = Arc::make_mut(&mut self.catalog);
        for line in sale.lines.iter().filter(|line| line.counted) {
            if let Ok(sku) = Sku::new(&line.sku) {
                catalog.move_stock(&sku, -i64::from(line.quantity.get()));
            }
        }
        self.sync_roll();
        // What is answered is what was written, not what was meant.
        let written = entry.sale().map_err(|error| Error::Failed(error.to_string()))?;
        Ok(Recorded {
            sale: Arc::new(written),
            replayed: false,
            roll: self.roll.clone(),
        })
    }

    fn answer_again(&mut self, request: &SaleRequest, sale: Sale) -> Result<Recorded, Error> {
        if !asks_for(request, &sale) {
            return Err(refused(format!(
                "the key `{}` belongs to sale {}, which holds something else; nothing was recorded. Use a new key for a new sale",
                request.key, sale.number
            )));
        }
        self.sync_roll();
        Ok(Recorded {
            sale: Arc::new(sale),
            replayed: true,
            roll: self.roll.clone(),
        })
    }

    /// Brings the roll up to the database, or the database up to the roll where it lost entries.
    fn sync_roll(&mut self) {
        self.roll = match store::catch_up(&self.store) {
            Ok(RollState::Synced) => Roll::Synced,
            Ok(RollState::Ahead(seq)) => match self.replay(seq) {
                Ok(count) => {
                    self.notice = Some(format!(
                        "The database had lost its last {count} entries; they were put back from the till roll, and a copy of the database as it was lies beside it."
                    ));
                    Roll::Synced
                }
                Err(error) => {
                    self.diverged = Some(format!(
                        "the till roll holds entries that the database lost, and they do not fit it: {error}"
                    ));
                    Roll::Behind(error.to_string())
                }
            },
            Ok(RollState::Diverged(why)) => {
                self.diverged = Some(why.clone());
                Roll::Behind(why)
            }
            Err(error) => Roll::Behind(error.to_string()),
        };
    }

    /// Puts back from the roll what the database lost; answers with how many entries.
    fn replay(&mut self, upto: u64) -> Result<usize, StoreError> {
        let identity = self.store.identity();
        let (head, _) = store::head(&self.store.conn, &identity)?;
        let lines = store::lines_after(&self.store.folder, &identity, head)?;
        let aside = self
            .store
            .folder
            .join(format!("{}.damaged-{}", store::DATABASE, now().utc_ms));
        self.store.conn.execute("VACUUM INTO ?", [aside.to_string_lossy()])?;
        let register = self.store.register.clone();
        let of = HeadOf {
            till: self.store.till,
            register: &register,
            currency: self.store.currency,
        };
        let tx = self.store.write()?;
        for line in &lines {
            store::replay(&tx, &of, line.seq, &line.body, &line.hash)?;
        }
        tx.commit()?;
        match lines.last() {
            Some(last) if last.seq == upto => Ok(lines.len()),
            _ => Err(StoreError::Refused(
                "the till roll cannot be read to its end".to_owned(),
            )),
        }
    }

    /// How the roll stands.
    pub fn roll(&self) -> &Roll {
        &self.roll
    }

    /// What happened at opening that a person should know.
    pub fn notice(&self) -> Option<&str> {
        self.diverged.as_deref().or(self.notice.as_deref())
    }

    /// The session that is open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn session(&self) -> Result<Option<Session>, Error> {
        Ok(store::open_session(&self.store.conn, self.store.currency)?)
    }

    /// Opens a session.
    ///
    /// # Errors
    /// When the float is too large or the database cannot be written.
    pub fn open_session(&mut self, float: Option<Money>, event: &str, by: &str) -> Result<Session, Error> {
        if let Some(why) = &self.diverged {
            return Err(Error::Failed(why.clone()));
        }
        let settings = self.settings()?;
        let stamp = now();
        let of = HeadOf {
            till: self.store.till,
            register: &settings.register,
            currency: settings.currency,
        };
        let tx = self.store.write()?;
        let body = SessionBody {
            id: Uuid::now_v7(),
            float: float.map(|float| float.to_minor(settings.currency)),
            event: event.trim().to_owned(),
            by: by.trim().to_owned(),
        };
        let entry = Entry {
            v: 1,
            till: of.till,
            seq: 0,
            at_ms: stamp.utc_ms,
            offset_min: stamp.offset_min,
            day: stamp.business_day(settings.rollover_hour).to_string(),
            what: What::SessionOpen(body),
        };
        let entry = store::append(&tx, &of, entry)?;
        tx.commit().map_err(StoreError::from)?;
        self.sync_roll();
        entry
            .session(settings.currency)
            .ok_or_else(|| Error::Failed("the session was not kept".to_owned()))
    }

    /// Sales, newest first, of a day or of all days; at most `limit`, those whose number, titles or total hold `query`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sales(&self, day: Option<BusinessDay>, query: &str, limit: u32) -> Result<Vec<SaleHead>, Error> {
        Ok(store::sales(&self.store.conn, self.store.currency, day, query, limit)?)
    }

    /// One sale.
    ///
    /// # Errors
    /// When there is none of this number, or it cannot be read.
    pub fn sale(&self, number: &ReceiptNumber) -> Result<Sale, Error> {
        store::sale_by_number(&self.store.conn, number)?.ok_or_else(|| {
            refused(format!(
                "there is no sale {number}; `zinetill sales list` shows what there is"
            ))
        })
    }

    /// The last sale recorded, if any.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_sale(&self) -> Result<Option<Sale>, Error> {
        let running = store::last_number(&self.store.conn)?;
        match ReceiptNumber::new(&self.store.register, running) {
            Some(number) => Ok(store::sale_by_number(&self.store.conn, &number)?),
            None => Ok(None),
        }
    }

    /// The summary of a range of business days, both included.
    ///
    /// # Errors
    /// When the range runs backwards or the database cannot be read.
    pub fn summary(&self, from: BusinessDay, to: BusinessDay) -> Result<Summary, Error> {
        if to < from {
            return Err(refused(format!("the range runs backwards: {from} comes after {to}")));
        }
        Ok(store::summary(&self.store.conn, self.store.currency, from, to)?)
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

    /// The receipt of a sale as a PDF.
    ///
    /// # Errors
    /// When there is no such sale or the receipt cannot be made; the sale stands all the same.
    pub fn receipt(&self, number: &ReceiptNumber, paper: Paper, copy: bool) -> Result<Vec<u8>, Error> {
        let sale = self.sale(number)?;
        crate::documents::receipt::receipt(&sale, &self.settings()?, paper, copy).map_err(|error| {
            Error::Failed(format!(
                "the receipt of {number} could not be made: {error}. The sale is recorded"
            ))
        })
    }

    /// Writes the receipt of a sale into the till's own receipts folder and answers with the file.
    ///
    /// # Errors
    /// When the receipt cannot be made or written; the sale stands all the same.
    pub fn file_receipt(&self, number: &ReceiptNumber, paper: Paper) -> Result<PathBuf, Error> {
        let year = self
            .sale(number)?
            .business_day
            .to_string()
            .chars()
            .take(4)
            .collect::<String>();
        let folder = self.store.folder.join("receipts").join(year);
        let file = folder.join(format!(
            "{number}{}.pdf",
            if paper == Paper::Letter { " letter" } else { "" }
        ));
        let bytes = self.receipt(number, paper, false)?;
        let written = std::fs::create_dir_all(&folder).and_then(|()| write_whole(&file, &bytes));
        written.map_err(|error| {
            Error::Failed(format!(
                "the receipt of {number} could not be written to {}: {error}. The sale is recorded",
                file.display()
            ))
        })?;
        Ok(file)
    }

    /// Verifies the books whole; `progress` hears how many of how many entries are done.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Verification, Error> {
        Ok(store::verify(&self.store, progress)?)
    }
}

/// The moment it is, with the local offset.
fn now() -> Instant {
    let now = chrono::Local::now();
    Instant {
        utc_ms: now.timestamp_millis(),
        offset_min: now.offset().local_minus_utc() / 60,
    }
}

/// Writes a file under another name in the same folder, syncs it and moves it in place: it is there whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", Uuid::now_v7().simple()));
    let unfinished = file.with_file_name(name);
    let result = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&unfinished)
        .and_then(|mut out| {
            out.write_all(bytes)?;
            out.sync_all()?;
            std::fs::rename(&unfinished, file)
        });
    if result.is_err() {
        std::fs::remove_file(&unfinished).ok();
    }
    result
}

fn sale_line(line: &CartLine, priced: &PricedLine, currency: Currency) -> SaleLine {
    let title = &priced.title;
    SaleLine {
        sku: title.sku.to_string(),
        title: title.name.clone(),
        makers: title.makers.clone(),
        sentence: sentence::print(&title.rule, currency),
        price_list: title.price_list.clone(),
        tags: title.tags.clone(),
        maker_share_ppm: title.maker_share_ppm,
        quantity: priced.quantity,
        charges: priced.charges.clone(),
        choices: line.choices.clone(),
        price_override: line.price_override.clone(),
        discount: Money::ZERO,
        total: priced.amount,
        saved: priced.saved,
        counted: title.stock.is_some() && !priced.custom,
    }
}

/// Whether a request asks for what a sale holds: the same things, choices, donation and money handed over.
fn asks_for(request: &SaleRequest, sale: &Sale) -> bool {
    let wanted = request.cart.lines.iter().map(|line| {
        let name = match &line.item {
            Item::Title(sku) => sku.to_string(),
            Item::Custom { name, .. } => name.clone(),
        };
        (name, line.quantity, &line.choices, &line.price_override)
    });
    let kept = sale.lines.iter().map(|line| {
        let name = if line.sku == CUSTOM_SKU { &line.title } else { &line.sku };
        (name.clone(), line.quantity, &line.choices, &line.price_override)
    });
    let donations = request
        .cart
        .donation
        .iter()
        .filter(|donation| !donation.amount.is_zero());
    let given = request.tenders.iter().filter(|tender| !tender.given.is_zero());
    wanted.eq(kept)
        && donations.eq(&sale.donations)
        && given
            .map(|tender| (&tender.method, tender.given))
            .eq(sale.payments.iter().map(|p| (&p.method, p.given)))
}
