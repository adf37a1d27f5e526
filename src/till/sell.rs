//! A sale: priced, settled, recorded, in the roll, answered.
//! Never answers before it is durable.

use super::correct::key_taken;
use super::page::{CLOCK_BACK, Page};
use super::{Done, Error, Recorded, SaleRequest, Till, now, refused};
use crate::domain::cart::{Cart, Item};
use crate::domain::catalog::Catalog;
use crate::domain::day::Instant;
use crate::domain::discount::Discount;
use crate::domain::journal::{Entry, SaleBody, What};
use crate::domain::payment::{self, Method, Tender};
use crate::domain::pricing::{self, CUSTOM_SKU, PricedBasket};
use crate::domain::sale::{Sale, SaleLine};
use crate::domain::session::Session;
use crate::domain::title::Sku;
use crate::store;
use std::sync::Arc;
use uuid::Uuid;

impl Till {
    /// What a cart costs now.
    ///
    /// # Errors
    /// When it holds what the catalog does not, or an amount is too large.
    pub fn quote(&mut self, cart: &Cart) -> Result<PricedBasket, Error> {
        let catalog = self.catalog()?;
        let event = self.session()?.map(|session| session.event).unwrap_or_default();
        let terms = catalog.terms(&event, self.today()?);
        pricing::price(cart, |sku| catalog.get(sku), &terms, self.store.currency).map_err(refused)
    }

    /// Records a sale; answers only when it is durable in the database, and in the till roll or with the reason why not.
    ///
    /// # Errors
    /// When the cart cannot be priced or paid like this, the total is not the one that was shown, the key was used for
    /// another sale, or the disk fails. Then nothing is recorded and the cart is as it was.
    pub fn sell(&mut self, request: &SaleRequest) -> Result<Recorded, Error> {
        self.surely(&request.key, |till| till.sell_once(request))
    }

    fn sell_once(&mut self, request: &SaleRequest) -> Result<Recorded, Error> {
        self.may_write()?;
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, request.at)?;
        if let Some(entry) = page.known(&request.key)? {
            drop(page);
            let sale = sold_before(request, &entry)?;
            self.sync_roll();
            return Ok(self.recorded(sale, true));
        }
        // Another window may have changed a price since: what is sold is what stands in the books now.
        let catalog = super::current(&page.tx, &mut self.catalog, &mut self.catalog_mark, settings.currency)?;
        let sale = record(&page, request, &catalog)?;
        page.commit()?;
        // Held no longer: else the whole catalog would be copied for a few copies of stock.
        drop(catalog);
        self.move_stock(&sale);
        self.sync_roll();
        Ok(self.recorded(sale, false))
    }

    /// Records a paper sheet's sales afterwards, all of them or none, each on the day and at the time it happened.
    ///
    /// # Errors
    /// As for one sale; the sentence names the row.
    pub fn record_sheet(&mut self, rows: &[SheetRow], key: &str) -> Result<Done<Vec<Sale>>, Error> {
        self.surely(&format!("{key}/1"), |till| till.record_sheet_once(rows, key))
    }

    fn record_sheet_once(&mut self, rows: &[SheetRow], key: &str) -> Result<Done<Vec<Sale>>, Error> {
        self.may_write()?;
        if rows.is_empty() {
            return Err(refused("there is nothing on the sheet"));
        }
        let settings = self.settings()?;
        let mut page = Page::open(&mut self.store, &settings, None)?;
        // The money lies in the tin of today: where no session is open, one begins now and not on the sheet's day.
        page.session()?;
        let catalog = super::current(&page.tx, &mut self.catalog, &mut self.catalog_mark, settings.currency)?;
        let mut sales = Vec::with_capacity(rows.len());
        let mut known = 0;
        for (n, row) in rows.iter().enumerate() {
            let here = |error: Error| match error {
                Error::Refused(why) => refused(format!("row {}: {why}; nothing was recorded", n + 1)),
                other => other,
            };
            page.turn_to(row.at);
            let request = exact(row, format!("{key}/{}", n + 1), &page, &catalog).map_err(here)?;
            let sale = match page.known(&request.key)? {
                Some(entry) => {
                    known += 1;
                    sold_before(&request, &entry).map_err(here)?
                }
                None => record(&page, &request, &catalog).map_err(here)?,
            };
            sales.push(sale);
        }
        if known != 0 && known != rows.len() {
            return Err(key_taken(key));
        }
        if known == 0 {
            page.commit()?;
            drop(catalog);
            sales.iter().for_each(|sale| self.move_stock(sale));
        } else {
            drop(page);
        }
        self.sync_roll();
        Ok(self.done(sales, known > 0))
    }

    /// Takes a sale's copies off the catalog that is held, as the books have them now.
    fn move_stock(&mut self, sale: &Sale) {
        let catalog = Arc::make_mut(&mut self.catalog);
        for line in sale.lines.iter().filter(|line| line.counted) {
            if let Ok(sku) = Sku::new(&line.sku) {
                catalog.move_stock(&sku, -i64::from(line.quantity.get()));
            }
        }
    }

    fn recorded(&self, sale: Sale, replayed: bool) -> Recorded {
        Recorded {
            sale: Arc::new(sale),
            replayed,
            roll: self.roll.clone(),
        }
    }
}

/// A row of a paper sheet: what was sold, about when, and how it was paid.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// What was sold.
    pub cart: Cart,
    /// By which method.
    pub method: Method,
    /// About when.
    pub at: Instant,
}

/// The sale a row stands for, paid to the cent.
fn exact(row: &SheetRow, key: String, page: &Page<'_>, catalog: &Catalog) -> Result<SaleRequest, Error> {
    if row.at.utc_ms > now().utc_ms {
        return Err(refused(format!("{} is yet to come", row.at.rfc3339())));
    }
    let settings = page.settings;
    let event = page.session()?.event;
    let terms = catalog.terms(&event, page.day);
    let basket = pricing::price(&row.cart, |sku| catalog.get(sku), &terms, settings.currency).map_err(refused)?;
    let coin = settings.smallest_coin.filter(|_| row.method.is_cash());
    let given = coin.map_or(basket.due(), |coin| basket.due().to_nearest(coin));
    Ok(SaleRequest {
        cart: row.cart.clone(),
        tenders: vec![Tender {
            method: row.method.clone(),
            given,
        }],
        key,
        at: Some(row.at),
        expected_total: None,
        parked: false,
    })
}

/// Writes the sale that a request makes, and answers with what was written, not with what was meant.
fn record(page: &Page<'_>, request: &SaleRequest, catalog: &Catalog) -> Result<Sale, Error> {
    let session = page.session()?;
    let terms = catalog.terms(&session.event, page.day);
    let currency = page.settings.currency;
    let basket = pricing::price(&request.cart, |sku| catalog.get(sku), &terms, currency).map_err(refused)?;
    let sale = settled(page, request, basket, session)?;
    let entry = page.append(What::Sale(Box::new(SaleBody::new(&sale))))?;
    if request.parked {
        store::drop_cart(&page.tx, request.cart.id)?;
    }
    entry.sale().map_err(|error| Error::Failed(error.to_string()))
}

fn sold_before(request: &SaleRequest, entry: &Entry) -> Result<Sale, Error> {
    let sale = entry.sale().map_err(|_| key_taken(&request.key))?;
    if asks_for(request, &sale) {
        return Ok(sale);
    }
    Err(refused(format!(
        "the key `{}` belongs to sale {}, which holds something else; nothing was recorded. Use a new key for a new sale",
        request.key, sale.number
    )))
}

/// The sale that a request makes, with the next number; nothing is written yet.
fn settled(page: &Page<'_>, request: &SaleRequest, basket: PricedBasket, session: Session) -> Result<Sale, Error> {
    let settings = page.settings;
    let currency = settings.currency;
    let cart = &request.cart;
    let mut settled = payment::settle(
        &basket,
        cart.donations.clone(),
        &request.tenders,
        settings.smallest_coin,
        currency,
    )
    .map_err(refused)?;
    for payment in &mut settled.payments {
        payment.unverified = settings.unverified(&payment.method);
    }
    if let Some(shown) = request.expected_total.filter(|shown| *shown != settled.total) {
        return Err(refused(format!(
            "the total is now {}, not {} as shown: a price was changed meanwhile. Nothing was recorded",
            currency.show(settled.total),
            currency.show(shown)
        )));
    }
    let sale = Sale {
        id: Uuid::now_v7(),
        key: request.key.clone(),
        number: page.next_number()?,
        sold_at: page.at,
        business_day: page.day,
        clock_suspect: request.at.is_none() && page.clock_suspect()?,
        late: request.at.is_some_and(|at| at.utc_ms + CLOCK_BACK < now().utc_ms),
        session: session.id,
        event: session.event,
        by: session.by,
        currency,
        lines: cart
            .lines
            .iter()
            .zip(&basket.lines)
            .map(|(line, priced)| SaleLine::new(line, priced, currency))
            .collect(),
        applied: basket.applied,
        smallest_coin: settings.smallest_coin,
        goods: settled.goods,
        tax_added: settled.tax_added,
        donations: settled.donations,
        rounding: settled.rounding,
        total: settled.total,
        payments: settled.payments,
        note: cart.note.clone(),
        practice: settings.practice,
    };
    match sale.contradiction() {
        Some(contradiction) => Err(Error::Failed(format!("nothing was recorded: {contradiction}"))),
        None => Ok(sale),
    }
}

/// Whether a request asks for what a sale holds: the same things, choices, discounts, donations and money handed over.
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
    let lines = request.cart.lines.iter().enumerate();
    let discounts = lines
        .filter_map(|(n, line)| Some((Some(n), line.discount.as_ref()?)))
        .chain(request.cart.discount.iter().map(|discount| (None, discount)));
    let taken = sale.applied.discounts.iter();
    let taken = taken.map(|applied| -> (Option<usize>, &Discount) { (applied.line, &applied.discount) });
    let donations = request
        .cart
        .donations
        .iter()
        .filter(|donation| !donation.amount.is_zero());
    let given = request.tenders.iter().filter(|tender| !tender.given.is_zero());
    wanted.eq(kept)
        && discounts.eq(taken)
        && donations.eq(&sale.donations)
        && given
            .map(|tender| (&tender.method, tender.given))
            .eq(sale.payments.iter().map(|p| (&p.method, p.given)))
}
