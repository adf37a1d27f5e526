//! A sale: priced, settled, recorded, in the roll, answered.
//! Never answers before it is durable.

use super::{Error, Recorded, SaleRequest, Till, now, refused};
use crate::domain::cart::{Cart, Item};
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::discount::Discount;
use crate::domain::journal::{Entry, SaleBody, SessionBody, What};
use crate::domain::payment;
use crate::domain::pricing::{self, CUSTOM_SKU, PricedBasket};
use crate::domain::sale::{ReceiptNumber, Sale, SaleLine};
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::domain::title::Sku;
use crate::store::{self, StoreError};
use rusqlite::Transaction;
use std::sync::Arc;
use uuid::Uuid;

/// How far a clock may run back or ahead between two sales before the sale is marked, in milliseconds.
const CLOCK_BACK: i64 = 120_000;
const CLOCK_AHEAD: i64 = 36 * 3_600_000;

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
        if let Some(why) = &self.diverged {
            return Err(Error::Failed(format!(
                "{why}; nothing can be sold until a person has decided which is right"
            )));
        }
        let settings = self.settings()?;
        let identity = self.store.identity();
        let tx = self.store.write()?;
        if let Some((_, sale)) = store::sale_with_key(&tx, &request.key)? {
            drop(tx);
            return self.answer_again(request, sale);
        }
        // Another window may have changed a price since: what is sold is what stands in the books now.
        let catalog = super::current(&tx, &mut self.catalog, &mut self.catalog_mark, settings.currency)?;
        let stamp = request.at.unwrap_or_else(now);
        let day = stamp.business_day(settings.rollover_hour);
        let header = |what: What| Entry::new(identity.till, stamp, day, what);
        let session = match store::open_session(&tx, settings.currency)? {
            Some(session) => session,
            None => {
                // Selling is never refused for want of a session: one is opened whose float nobody counted.
                let entry = store::append(
                    &tx,
                    &identity,
                    header(What::SessionOpen(SessionBody::unknown(Uuid::now_v7()))),
                )?;
                entry
                    .session(settings.currency)
                    .ok_or_else(|| Error::Failed("the session was not kept".to_owned()))?
            }
        };
        let terms = catalog.terms(&session.event, day);
        let basket =
            pricing::price(&request.cart, |sku| catalog.get(sku), &terms, settings.currency).map_err(refused)?;
        let sale = settled(&tx, request, basket, &settings, session, (stamp, day))?;
        let entry = store::append(&tx, &identity, header(What::Sale(Box::new(SaleBody::new(&sale)))))?;
        if request.parked {
            store::drop_cart(&tx, request.cart.id)?;
        }
        tx.commit()
            .map_err(|error| Error::Failed(format!("NOT recorded, the cart is kept: {}", StoreError::from(error))))?;
        // Held no longer: else the whole catalog would be copied for a few copies of stock.
        drop(catalog);
        let catalog = Arc::make_mut(&mut self.catalog);
        for line in sale.lines.iter().filter(|line| line.counted) {
            if let Ok(sku) = Sku::new(&line.sku) {
                catalog.move_stock(&sku, -i64::from(line.quantity.get()));
            }
        }
        self.sync_roll();
        // What is answered is what was written, not what was meant.
        let written = entry.sale().map_err(|error| Error::Failed(error.to_string()))?;
        Ok(self.recorded(written, false))
    }

    fn recorded(&self, sale: Sale, replayed: bool) -> Recorded {
        Recorded {
            sale: Arc::new(sale),
            replayed,
            roll: self.roll.clone(),
        }
    }

    fn answer_again(&mut self, request: &SaleRequest, sale: Sale) -> Result<Recorded, Error> {
        if !asks_for(request, &sale) {
            return Err(refused(format!(
                "the key `{}` belongs to sale {}, which holds something else; nothing was recorded. Use a new key for a new sale",
                request.key, sale.number
            )));
        }
        self.sync_roll();
        Ok(self.recorded(sale, true))
    }
}

/// The sale that a request makes, with the next number; nothing is written yet.
fn settled(
    tx: &Transaction<'_>,
    request: &SaleRequest,
    basket: PricedBasket,
    settings: &Settings,
    session: Session,
    (stamp, day): (Instant, BusinessDay),
) -> Result<Sale, Error> {
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
    let clock_suspect = request.at.is_none()
        && store::last_sale_at(tx)?
            .is_some_and(|last| !(last - CLOCK_BACK..=last + CLOCK_AHEAD).contains(&stamp.utc_ms));
    let sale = Sale {
        id: Uuid::now_v7(),
        key: request.key.clone(),
        number: ReceiptNumber::new(&settings.register, store::last_number(tx)? + 1)
            .ok_or_else(|| Error::Failed("the register's letter is not valid".to_owned()))?,
        sold_at: stamp,
        business_day: day,
        clock_suspect,
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
