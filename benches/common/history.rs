//! Years of sales, written by the store's own insert code in large transactions.

use std::path::Path;
use uuid::Uuid;
use zinetill::domain::correction::{Correction, Return, Standing};
use zinetill::domain::day::{BusinessDay, Instant};
use zinetill::domain::journal::{CloseBody, ConfirmationBody, CorrectionBody, Entry, SaleBody, SessionBody, What};
use zinetill::domain::sale::{ReceiptNumber, Sale};
use zinetill::store::{self, Store};
use zinetill::till::{SaleRequest, Till};

/// Sales of one day, and how many of them are followed by a refund.
const A_DAY: u32 = 200;
const REFUNDED: u32 = 97;
/// Sales of one event.
const AN_EVENT: u32 = 500;
/// Among so many last ones a dozen carry a note that no other does.
const A_THOUSAND: u32 = 1_000;

/// The last business day of a history.
pub fn last_day() -> BusinessDay {
    BusinessDay::parse("2026-10-31").unwrap()
}

/// Sales of many makes, made by the till itself on a folder of its own: what a history repeats.
fn patterns(titles: usize) -> Vec<SaleBody> {
    let folder = super::till(titles);
    let mut till = Till::open(folder.path()).unwrap();
    let baskets = super::baskets(&till.catalog().unwrap(), 64);
    let recorded = baskets.into_iter().enumerate().map(|(n, (cart, methods))| {
        let due = till.quote(&cart).unwrap().due();
        let tenders = super::tenders(methods, due);
        let request = SaleRequest {
            cart,
            tenders,
            key: n.to_string(),
            at: None,
            expected_total: None,
            parked: false,
        };
        SaleBody::new(&till.sell(&request).unwrap().sale)
    });
    recorded.collect()
}

/// Fills a till with so many sales, a day's worth each day up to the last, with sessions, closings and refunds.
pub fn fill(folder: &Path, titles: usize, sales: u32) {
    let patterns = patterns(titles);
    let mut store = Store::open(folder).unwrap();
    let (of, till) = (store.identity(), store.till);
    let days = sales.div_ceil(A_DAY);
    let (mut made, mut number) = (0, 0);
    for back in (0..days).rev() {
        let day = last_day().plus(-i64::from(back));
        let opened = Instant::parse(&format!("{day}T10:00:00-07:00")).unwrap();
        let tx = store.write().unwrap();
        let at = |n: u32| Instant {
            utc_ms: opened.utc_ms + i64::from(n) * 36_000_000 / i64::from(A_DAY),
            ..opened
        };
        let append = |at: Instant, what: What| store::append(&tx, &of, Entry::new(till, at, day, what)).unwrap();
        let session = Uuid::now_v7();
        append(
            opened,
            What::SessionOpen(SessionBody {
                float: Some(4000),
                event: format!("Fest {}", back / 3),
                by: "Robin".into(),
                ..SessionBody::unknown(session)
            }),
        );
        let mut cash = 4000;
        for n in 0..A_DAY.min(sales - made) {
            made += 1;
            number += 1;
            // Counted from the end, so that the last days are the same in every history.
            let before_the_end = sales - made;
            let mut body = patterns[before_the_end as usize % patterns.len()].clone();
            body.id = Uuid::now_v7();
            body.key = body.id.to_string();
            body.number = number;
            body.session = session;
            body.event = format!("Fest {}", before_the_end / AN_EVENT);
            if before_the_end < A_THOUSAND && before_the_end.is_multiple_of(83) {
                body.note = "for Zoë’s shelf".into();
            }
            body.by = if n % 3 == 0 { "Sam" } else { "Robin" }.into();
            let in_cash = body.payments.iter().filter(|payment| payment.method == "cash");
            cash += in_cash.map(|payment| payment.given - payment.change).sum::<i64>();
            let unseen = body.payments.iter().filter(|payment| payment.unverified);
            let unseen: i64 = unseen.map(|payment| payment.given - payment.change).sum();
            let sale_id = body.id;
            let entry = append(at(n), What::Sale(Box::new(body)));
            if unseen > 0 && before_the_end >= AN_EVENT {
                append(
                    at(n),
                    What::Confirmation(ConfirmationBody {
                        id: Uuid::now_v7(),
                        sale: sale_id,
                        of: number,
                        by: "Sam".into(),
                        amount: unseen,
                    }),
                );
            }
            if before_the_end.is_multiple_of(REFUNDED) {
                number += 1;
                let sale = entry.sale().unwrap();
                let body = refund(&sale, number);
                let back = body.payments.iter().filter(|back| back.method == "cash");
                cash -= back.map(|back| back.amount).sum::<i64>();
                append(at(n), What::Correction(Box::new(body)));
            }
        }
        append(
            at(A_DAY),
            What::SessionClose(CloseBody {
                session,
                by: "Sam".into(),
                expected: Some(cash),
                counted: None,
            }),
        );
        tx.commit().unwrap();
    }
    store::take_in(&mut store).unwrap();
    drop(store);
    // The roll is written at the first opening.
    drop(Till::open(folder).unwrap());
}

fn refund(sale: &Sale, number: u32) -> CorrectionBody {
    let standing = Standing::of(sale, &[]).unwrap();
    let one = Return {
        line: 0,
        copies: 1,
        amount: None,
    };
    let id = Uuid::now_v7();
    CorrectionBody::new(&Correction {
        id,
        key: id.to_string(),
        number: ReceiptNumber::new("A", number).unwrap(),
        sale: sale.id,
        corrects: sale.number.clone(),
        made_at: sale.sold_at,
        business_day: sale.business_day,
        clock_suspect: false,
        session: sale.session,
        event: sale.event.clone(),
        by: sale.by.clone(),
        currency: sale.currency,
        practice: sale.practice,
        reason: "torn".into(),
        reversal: standing.refund(&[one], None, false).unwrap(),
    })
}
