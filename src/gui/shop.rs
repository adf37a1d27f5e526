//! What every screen may read: the till's settings, its catalog, the session, the last sale.
//! Never changed by a screen: the root reads it anew from the till.

use super::covers::Covers;
use super::desk::Desk;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::pricing::Terms;
use crate::domain::sale::Sale;
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::till::{Backup, Change, Error, Second, Till, WaitingPrint, Warning};
use iced::Task;
use std::sync::Arc;

/// The till as the window knows it.
#[derive(Debug, Clone)]
pub struct Shop {
    /// How it is set.
    pub settings: Settings,
    /// Its titles.
    pub catalog: Arc<Catalog>,
    /// The session that is open.
    pub session: Option<Session>,
    /// The last sale recorded.
    pub last_sale: Option<Arc<Sale>>,
    /// Sales recorded on this business day.
    pub sales_today: i64,
    /// The business day it is.
    pub today: BusinessDay,
    /// What happened at opening that a person should know.
    pub notice: Option<String>,
    /// What stays so until somebody changes it.
    pub warnings: Vec<Warning>,
    /// The database and the till roll tell different things, so that a person has to decide.
    pub diverged: Option<String>,
    /// The till's own backups, oldest first.
    pub backups: Vec<Backup>,
    /// How the second place stands.
    pub second: Second,
    /// Receipts that a printer has not taken yet.
    pub waiting_prints: Vec<WaitingPrint>,
    /// The last change of the catalog, to be undone.
    pub last_change: Option<Change>,
    /// Pictures of covers, as far as they were wanted.
    pub covers: Covers,
}

impl Shop {
    /// Reads it from the till.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(till: &mut Till) -> Result<Shop, Error> {
        let today = till.today()?;
        Ok(Shop {
            settings: till.settings()?,
            catalog: till.catalog()?,
            session: till.session()?,
            last_sale: till.last_sale()?.map(Arc::new),
            sales_today: till.sales_on(today)?,
            today,
            notice: till.notice().map(str::to_owned),
            warnings: till.warnings(),
            diverged: till.diverged().map(str::to_owned),
            backups: till.backups(),
            second: till.second_place(),
            waiting_prints: till.waiting_prints()?,
            last_change: till.last_change()?,
            covers: Covers::default(),
        })
    }

    /// What holds beside the titles' own rules, at this event today.
    pub fn terms(&self) -> Terms {
        let event = self.session.as_ref().map_or("", |session| session.event.as_str());
        self.catalog.terms(event, self.today)
    }

    /// The till's currency.
    pub fn currency(&self) -> Currency {
        self.settings.currency
    }
}

/// Has the till change something, and reads the shop as it is then.
pub fn change(
    desk: &Desk,
    work: impl FnOnce(&mut Till) -> Result<(), Error> + Send + 'static,
) -> Task<Result<Box<Shop>, Error>> {
    Task::future(desk.run(move |till| {
        work(till)?;
        Shop::read(till).map(Box::new)
    }))
}

/// A day as people say it: `Sat 22 Nov`.
pub fn day_words(day: BusinessDay) -> String {
    day.0.format("%a %-d %b").to_string()
}

/// A day with its year: `Sat 22 Nov 2026`.
pub fn full_day_words(day: BusinessDay) -> String {
    day.0.format("%a %-d %b %Y").to_string()
}

/// A time of day: `10:02`.
pub fn clock(at: Instant) -> String {
    at.local().format("%H:%M").to_string()
}
