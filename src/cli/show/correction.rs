//! Corrections and confirmations.

use super::sale::{row, sale};
use super::{Shown, done_as, insert, rows};
use crate::domain::correction::{After, Correction, How, Reversal};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::session::Unverified;
use crate::till::Done;
use serde_json::{Value, json};

fn document(reversal: &Reversal, currency: Currency) -> Value {
    let plain = |amount: Money| currency.plain(amount);
    let lines: Vec<Value> = reversal
        .lines
        .iter()
        .map(|line| {
            json!({"sku": line.sku, "title": line.title, "copies": line.copies, "amount": plain(line.amount), "damaged": line.damaged})
        })
        .collect();
    let payments: Vec<Value> = reversal
        .payments
        .iter()
        .map(|back| json!({"method": back.method, "amount": plain(back.amount), "unverified": back.unverified}))
        .collect();
    let donations: Vec<Value> = reversal
        .donations
        .iter()
        .map(|gift| json!({"jar": gift.jar, "amount": plain(gift.amount)}))
        .collect();
    let donated: Money = reversal.donations.iter().map(|gift| gift.amount).sum();
    json!({
        "kind": reversal.how.word(), "amount": plain(reversal.amount()), "copies": reversal.copies(),
        "goods": plain(reversal.goods), "tax_added": plain(reversal.tax_added), "donation": plain(donated),
        "rounding": plain(reversal.rounding), "total": plain(reversal.total),
        "lines": lines, "payments": payments, "donations": donations,
    })
}

fn text(reversal: &Reversal, currency: Currency) -> Vec<String> {
    let lines = reversal.lines.iter().map(|line| {
        let damaged = if line.damaged { ", damaged" } else { "" };
        row(
            &format!("{} × {}{damaged}", line.copies, line.title),
            line.amount,
            currency,
        )
    });
    let gifts = reversal
        .donations
        .iter()
        .map(|gift| row("Donation", gift.amount, currency));
    let beside = [("Added tax", reversal.tax_added), ("Rounding", reversal.rounding)];
    let beside = beside.into_iter().filter(|(_, amount)| !amount.is_zero());
    let backs = reversal.payments.iter().map(|back| {
        let way = if back.amount < Money::ZERO {
            "paid by"
        } else {
            "back by"
        };
        row(&format!("{way} {}", back.method), back.amount.abs(), currency)
    });
    lines
        .chain(gifts)
        .chain(beside.map(|(name, amount)| row(name, amount, currency)))
        .chain(backs)
        .collect()
}

/// What a correction would come to.
pub fn reversal(number: &ReceiptNumber, reversal: &Reversal, currency: Currency) -> Shown {
    let mut json = document(reversal, currency);
    insert(&mut json, "corrects", number.to_string().into());
    let mut said = vec![match reversal.how {
        How::Repay => format!("{} of {number} would be moved", currency.show(reversal.amount())),
        how => format!(
            "The {how} of {number} would give back {}",
            currency.show(reversal.amount())
        ),
    }];
    said.extend(text(reversal, currency));
    Shown::new(json, said.join("\n"))
}

/// A recorded correction.
pub fn correction(correction: &Correction) -> Shown {
    let currency = correction.currency;
    let mut json = document(&correction.reversal, currency);
    for (key, value) in [
        ("number", correction.number.to_string()),
        ("id", correction.id.to_string()),
        ("key", correction.key.clone()),
        ("corrects", correction.corrects.to_string()),
        ("made_at", correction.made_at.rfc3339()),
        ("business_day", correction.business_day.to_string()),
        ("event", correction.event.clone()),
        ("by", correction.by.clone()),
        ("reason", correction.reason.clone()),
    ] {
        insert(&mut json, key, value.into());
    }
    let amount = currency.show(correction.reversal.amount());
    let mut said = vec![match correction.reversal.how {
        How::Repay => format!(
            "{}  {amount} of {} moved to another method",
            correction.number, correction.corrects
        ),
        how => format!("{}  {how} of {}: {amount} back", correction.number, correction.corrects),
    }];
    said.extend(text(&correction.reversal, currency));
    Shown::new(json, said.join("\n"))
}

pub fn corrected(done: &Done<Correction>) -> Shown {
    let shown = correction(&done.what);
    done_as(done, shown.json, shown.text)
}

/// A sale with what happened to it since.
pub fn sale_and_after(of: &Sale, after: &[After]) -> Shown {
    let mut shown = sale(of);
    let mut corrections = Vec::new();
    for after in after {
        match after {
            After::Corrected(kept) => {
                let one = correction(kept);
                corrections.push(one.json);
                shown.text.push_str(&format!("\n{}", one.text));
            }
            After::Confirmed => shown.text.push_str("\nIts phone payments were seen to have arrived."),
        }
    }
    insert(&mut shown.json, "corrections", corrections.into());
    insert(&mut shown.json, "confirmed", after.contains(&After::Confirmed).into());
    shown
}

/// What waits to be ticked off.
pub fn unverified(waiting: &[Unverified], currency: Currency) -> Shown {
    let json: Vec<Value> = waiting
        .iter()
        .map(|of| {
            json!({"number": of.number.to_string(), "sold_at": of.sold_at.rfc3339(), "methods": of.methods, "amount": currency.plain(of.amount)})
        })
        .collect();
    let text: Vec<String> = waiting
        .iter()
        .map(|of| {
            let time = of.sold_at.local().format("%Y-%m-%d %H:%M");
            format!(
                "{}  {time}  {:>10}  {}",
                of.number,
                currency.show(of.amount),
                of.methods
            )
        })
        .collect();
    Shown::new(
        json!({"unverified": json}),
        rows(text, "Nothing waits to be ticked off."),
    )
}

pub fn confirmed(number: &ReceiptNumber, done: &Done<Money>, currency: Currency) -> Shown {
    let text = if done.replayed {
        format!("{number} was ticked off before.")
    } else {
        format!("{} of {number} is ticked off.", currency.show(done.what))
    };
    let json = json!({"number": number.to_string(), "kind": "confirm", "amount": currency.plain(done.what)});
    done_as(done, json, text)
}
