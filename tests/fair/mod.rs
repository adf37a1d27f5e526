//! Days at a table, written by the store's own insert code with what the domain makes of them: sales of every kind, refunds,
//! voids, changes of method, confirmations, over several days and events.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use crate::baskets;
use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::correction::{After, Correction, Return, Reversal, Standing};
use zinetill::domain::currency::Currency;
use zinetill::domain::day::{BusinessDay, Instant};
use zinetill::domain::journal::{ConfirmationBody, CorrectionBody, Entry, SaleBody, SessionBody, What};
use zinetill::domain::money::Money;
use zinetill::domain::payment::{Method, Payment};
use zinetill::domain::sale::{ReceiptNumber, Sale};
use zinetill::store::{self, Store};
use zinetill::till::{NewTill, Till};

pub const USD: Currency = Currency::USD;
pub const DAYS: i64 = 5;
/// The event of each day; the last day has none.
const EVENTS: [&str; DAYS as usize] = ["Zine Fest", "Zine Fest", "Book Fair", "Zine Fest", ""];
const VOLUNTEERS: [&str; 3] = ["Robin", "Sam", ""];
const JARS: [&str; 3] = ["", "Books", "Table fee"];
const BANDS: [Option<&str>; 3] = [None, Some("solidarity"), Some("low income")];

/// One thing that happens on a day; times of a day are in the order of the steps.
#[derive(Debug, Clone)]
pub struct Step {
    pub minutes: i64,
    pub by: usize,
    pub what: Act,
}

#[derive(Debug, Clone)]
pub enum Act {
    Sell {
        cart: Box<Cart>,
        /// As titles were at the time: other makers, tags and shares.
        era: usize,
        gifts: Vec<(usize, i64)>,
        paid: usize,
    },
    Refund {
        sale: prop::sample::Index,
        line: prop::sample::Index,
        copies: u32,
        by: Option<usize>,
        damaged: bool,
    },
    Void(prop::sample::Index),
    Repay(prop::sample::Index, usize),
    Confirm(prop::sample::Index),
}

pub fn days() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let index = any::<prop::sample::Index>;
    let act = prop_oneof![
        6 => (baskets::carts(), 0..3_usize, prop::collection::vec((0..3_usize, 1..400_i64), 0..3), 0..4_usize)
            .prop_map(|(cart, era, gifts, paid)| Act::Sell { cart: Box::new(cart), era, gifts, paid }),
        3 => (index(), index(), 1..3_u32, prop::option::of(0..3_usize), any::<bool>())
            .prop_map(|(sale, line, copies, by, damaged)| Act::Refund { sale, line, copies, by, damaged }),
        1 => index().prop_map(Act::Void),
        1 => (index(), 0..3_usize).prop_map(|(sale, to)| Act::Repay(sale, to)),
        1 => index().prop_map(Act::Confirm),
    ];
    let step = (0..180_i64, 0..3_usize, act).prop_map(|(minutes, by, what)| Step { minutes, by, what });
    prop::collection::vec(prop::collection::vec(step, 0..9), DAYS as usize)
}

pub fn usd(minor: i64) -> Money {
    Money::from_minor(minor, USD)
}

pub fn cents(amount: Money) -> i64 {
    amount.to_minor(USD)
}

pub fn method(n: usize) -> Method {
    Method::new(["cash", "card", "venmo"][n]).unwrap()
}

pub fn day(n: i64) -> BusinessDay {
    BusinessDay::parse("2026-11-19").unwrap().plus(n)
}

/// The table in three eras: makers, tags and shares change from one to the next.
pub fn era(n: usize) -> Catalog {
    let table = baskets::table_with_offers();
    let titles = table.titles().iter().enumerate().map(|(at, title)| {
        let mut title = (**title).clone();
        let makers: &[&str] = match (at + n) % 5 {
            0 => &[],
            1 => &["Ada"],
            2 => &["Bo", "Ada"],
            3 => &["Cy", "Bo", "Ada"],
            _ => &["Dee", "Dee"],
        };
        title.makers = makers.iter().map(|maker| (*maker).to_owned()).collect();
        title.maker_share_ppm = [None, Some(600_000), Some(333_333), Some(1_000_000), Some(0)][(at * 2 + n) % 5];
        if (at + n).is_multiple_of(3) {
            title.tags.push("new".to_owned());
        }
        title.stock = (at % 2 == 0).then_some(50);
        if n == 2 {
            title.name.push('!');
        }
        title
    });
    let mut catalog = Catalog::new(titles.collect());
    catalog.taxes = table.taxes.clone();
    catalog.offers = table.offers.clone();
    catalog
}

/// The books while they are written.
pub struct Books {
    pub store: Store,
    pub number: u32,
    pub sales: Vec<(Sale, Vec<After>)>,
}

fn numbered(number: u32) -> ReceiptNumber {
    ReceiptNumber::new("A", number).unwrap()
}

impl Books {
    pub fn write(&mut self, at: Instant, day: BusinessDay, what: What) {
        let (of, till) = (self.store.identity(), self.store.till);
        let tx = self.store.write().unwrap();
        store::append(&tx, &of, Entry::new(till, at, day, what)).unwrap();
        tx.commit().unwrap();
    }

    fn next(&mut self) -> ReceiptNumber {
        self.number += 1;
        numbered(self.number)
    }

    pub fn sell(&mut self, cart: &Cart, eras: usize, gifts: &[(usize, i64)], paid: usize, place: &Place) {
        let mut sale = baskets::sold(cart, &era(eras));
        for line in &mut sale.lines {
            for (n, choice) in line.choices.iter_mut().enumerate() {
                choice.band = BANDS[(n + eras) % 3].map(str::to_owned);
            }
        }
        for (jar, amount) in gifts {
            let jar = JARS[*jar].to_owned();
            if sale.donations.iter().all(|gift| gift.jar != jar) {
                sale.donations.push(Donation {
                    jar,
                    amount: usd(*amount),
                });
            }
        }
        if sale.lines.is_empty() && sale.donations.is_empty() {
            return;
        }
        let exact = cents(sale.goods) + cents(sale.tax_added) + cents(sale.donated());
        // Cash alone is rounded to five cents.
        let total = if paid == 0 { (exact + 2) / 5 * 5 } else { exact };
        sale.rounding = usd(total - exact);
        sale.smallest_coin = (paid == 0).then(|| usd(5));
        sale.total = usd(total);
        let payment = |n: usize, given: i64, change: i64| Payment {
            method: method(n),
            given: usd(given),
            change: usd(change),
            unverified: n == 2,
        };
        sale.payments = match paid {
            _ if total == 0 => Vec::new(),
            0 => vec![payment(0, total + 125, 125)],
            3 => vec![payment(2, total / 2, 0), payment(0, total - total / 2 + 50, 50)],
            n => vec![payment(n, total, 0)],
        };
        sale.payments.retain(|payment| !payment.given.is_zero());
        sale.id = Uuid::now_v7();
        sale.key = sale.id.to_string();
        sale.number = self.next();
        (sale.sold_at, sale.business_day, sale.session) = (place.at, place.day, place.session);
        (sale.event, sale.by) = (place.event.to_owned(), place.by.to_owned());
        assert_eq!(sale.contradiction(), None);
        self.write(place.at, place.day, What::Sale(Box::new(SaleBody::new(&sale))));
        self.sales.push((sale, Vec::new()));
    }

    fn correct(
        &mut self,
        sale: &prop::sample::Index,
        place: &Place,
        how: impl Fn(&Sale, &Standing<'_>) -> Option<Reversal>,
    ) {
        if self.sales.is_empty() {
            return;
        }
        let at = sale.index(self.sales.len());
        let (sale, after) = &self.sales[at];
        let Some(reversal) = how(sale, &Standing::of(sale, after).unwrap()) else {
            return;
        };
        let id = Uuid::now_v7();
        let correction = Correction {
            id,
            key: id.to_string(),
            sale: sale.id,
            corrects: sale.number.clone(),
            number: self.next(),
            made_at: place.at,
            business_day: place.day,
            clock_suspect: false,
            session: place.session,
            event: place.event.to_owned(),
            by: place.by.to_owned(),
            currency: USD,
            practice: false,
            reason: "why not".into(),
            reversal,
        };
        let body = CorrectionBody::new(&correction);
        self.write(place.at, place.day, What::Correction(Box::new(body)));
        self.sales[at].1.push(After::Corrected(Box::new(correction)));
    }

    fn take(&mut self, act: &Act, place: &Place) {
        match act {
            Act::Sell { cart, era, gifts, paid } => self.sell(cart, *era, gifts, *paid, place),
            Act::Refund {
                sale,
                line,
                copies,
                by,
                damaged,
            } => self.correct(sale, place, |sale, standing| {
                let line = line.index(sale.lines.len().max(1));
                let back = Return {
                    line,
                    copies: *copies,
                    amount: None,
                };
                standing.refund(&[back], by.map(method).as_ref(), *damaged).ok()
            }),
            Act::Void(sale) => self.correct(sale, place, |_, standing| standing.void().ok()),
            Act::Repay(sale, to) => self.correct(sale, place, |sale, standing| {
                let from = sale.payments.first()?.method.clone();
                standing.repay(&method(*to), Some(&from), *to == 2).ok()
            }),
            Act::Confirm(_) if self.sales.is_empty() => {}
            Act::Confirm(sale) => {
                let at = sale.index(self.sales.len());
                let (sale, after) = &self.sales[at];
                let amount = Standing::of(sale, after).unwrap().unverified();
                if amount <= Money::ZERO {
                    return;
                }
                let body = ConfirmationBody {
                    id: Uuid::now_v7(),
                    sale: sale.id,
                    of: sale.number.running(),
                    by: place.by.to_owned(),
                    amount: cents(amount),
                };
                self.write(place.at, place.day, What::Confirmation(body));
                self.sales[at].1.push(After::Confirmed);
            }
        }
    }
}

/// When and where something happens.
pub struct Place {
    pub at: Instant,
    pub day: BusinessDay,
    pub session: Uuid,
    pub event: &'static str,
    pub by: &'static str,
}

/// A till with these days in its books.
pub fn written(days: &[Vec<Step>]) -> TempDir {
    let folder = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let new = NewTill {
        currency: USD,
        register: "A".into(),
        shop: "Stigmergy Distro".into(),
        demo: false,
        practice: false,
    };
    drop(Till::create(folder.path(), &new).unwrap());
    let mut books = Books {
        store: Store::open(folder.path()).unwrap(),
        number: 0,
        sales: Vec::new(),
    };
    for (n, steps) in days.iter().enumerate() {
        let business_day = day(n as i64);
        let event = EVENTS[n];
        let opened = Instant::parse(&format!("{business_day}T09:00:00-08:00")).unwrap();
        let session = Uuid::now_v7();
        let body = SessionBody {
            float: Some(4000),
            event: event.to_owned(),
            by: "Robin".into(),
            ..SessionBody::unknown(session)
        };
        books.write(opened, business_day, What::SessionOpen(body));
        let mut minutes = 0;
        for step in steps {
            // The night after, up to the hour at which the day ends.
            minutes = (minutes + step.minutes).min(18 * 60 + 59);
            let at = Instant {
                utc_ms: opened.utc_ms + minutes * 60_000,
                ..opened
            };
            let by = VOLUNTEERS[step.by];
            books.take(
                &step.what,
                &Place {
                    at,
                    day: business_day,
                    session,
                    event,
                    by,
                },
            );
        }
    }
    folder
}
