//! Summaries, verification.

use super::Shown;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, percent};
use crate::domain::report::Summary;
use crate::till::Verification;
use serde_json::{Value, json};

pub fn summary(summary: &Summary, currency: Currency) -> Shown {
    let plain = |amount: Money| currency.plain(amount);
    let by_title: Vec<Value> = summary
        .by_title
        .iter()
        .map(|row| {
            json!({"sku": row.sku, "title": row.title, "sold": row.sold, "free": row.free, "refunded": row.refunded,
                "takings": plain(row.takings), "left": row.left})
        })
        .collect();
    let by_payment: Vec<Value> = summary
        .by_payment
        .iter()
        .map(|row| json!({"method": row.method, "count": row.count, "amount": plain(row.amount), "unverified": plain(row.unverified)}))
        .collect();
    let by_hour: Vec<Value> = summary
        .by_hour
        .iter()
        .map(|row| json!({"hour": row.hour, "sales": row.sales, "amount": plain(row.amount)}))
        .collect();
    let taxes: Vec<Value> = summary
        .taxes
        .iter()
        .map(|row| json!({"class": row.class, "rate": percent(row.rate_ppm), "included": row.included, "base": plain(row.base), "amount": plain(row.amount)}))
        .collect();
    let by_jar: Vec<Value> = summary
        .jars
        .iter()
        .map(|row| json!({"jar": row.jar, "amount": plain(row.amount)}))
        .collect();
    let bands: Vec<Value> = summary
        .bands
        .iter()
        .map(|row| json!({"band": row.band, "copies": row.copies}))
        .collect();
    let corrections: Vec<Value> = summary
        .corrections
        .iter()
        .map(|row| {
            json!({"number": row.number.to_string(), "kind": row.how.word(), "corrects": row.corrects.to_string(),
                "made_at": row.made_at.rfc3339(), "by": row.by, "amount": plain(row.amount), "reason": row.reason})
        })
        .collect();
    let document = json!({
        "from": summary.from.to_string(), "to": summary.to.to_string(), "sales": summary.sales, "copies": summary.copies,
        "goods": plain(summary.goods), "tax_added": plain(summary.tax_added), "donations": plain(summary.donations),
        "rounding": plain(summary.rounding), "payments": plain(summary.payments), "change": plain(summary.change),
        "saved": plain(summary.saved), "saved_by_offers": plain(summary.saved_by_offers), "discounts": plain(summary.discounts),
        "taxes": taxes, "by_jar": by_jar, "bands": bands, "holds": summary.holds(),
        "by_title": by_title, "by_payment": by_payment, "by_hour": by_hour,
        "given_back": plain(summary.given_back()), "corrections": corrections,
    });
    let show = |amount: Money| currency.show(amount);
    let mut text = vec![
        if summary.from == summary.to {
            summary.from.to_string()
        } else {
            format!("{} to {}", summary.from, summary.to)
        },
        format!("{} sales, {} copies", summary.sales, summary.copies),
        format!(
            "goods {} + added tax {} + donations {} + cash rounding {} = payments {} − change {}{}",
            show(summary.goods),
            show(summary.tax_added),
            show(summary.donations),
            show(summary.rounding),
            show(summary.payments),
            show(summary.change),
            if summary.holds() {
                ""
            } else {
                "   DOES NOT HOLD: run zinetill verify"
            }
        ),
    ];
    for row in &summary.by_title {
        text.push(format!(
            "  {:<40} {:>5} sold {:>5} free {:>12}{}",
            row.title,
            row.sold,
            row.free,
            show(row.takings),
            if row.refunded == 0 {
                String::new()
            } else {
                format!("  {} came back", row.refunded)
            }
        ));
    }
    for row in &summary.by_payment {
        text.push(format!(
            "  {:<40} {:>5} {:>24}{}",
            row.method.as_str(),
            row.count,
            show(row.amount),
            if row.unverified.is_zero() {
                String::new()
            } else {
                format!("  {} of it unverified", show(row.unverified))
            }
        ));
    }
    for row in &summary.by_hour {
        text.push(format!(
            "  {:02}:00 {:>40} {:>24}",
            row.hour,
            row.sales,
            show(row.amount)
        ));
    }
    for row in &summary.taxes {
        let how = if row.included { "included in" } else { "added to" };
        let name = format!("Tax {} {}, {how} {}", row.class, percent(row.rate_ppm), show(row.base));
        text.push(format!("  {name:<46} {:>24}", show(row.amount)));
    }
    for row in &summary.jars {
        let jar = if row.jar.is_empty() { "the table" } else { &row.jar };
        text.push(format!(
            "  {:<46} {:>24}",
            format!("Donations to {jar}"),
            show(row.amount)
        ));
    }
    for row in &summary.bands {
        text.push(format!(
            "  {:<46} {:>24}",
            row.band,
            format!("chosen for {} copies", row.copies)
        ));
    }
    for row in &summary.corrections {
        let what = format!("{} {} of {}: {}", row.number, row.how, row.corrects, row.reason);
        text.push(format!("  {what:<46} {:>24}", show(row.amount)));
    }
    for (name, amount) in [
        ("Saved by tiers, sets and offers", summary.saved),
        ("Saved by offers alone", summary.saved_by_offers),
        ("Discounts", summary.discounts),
    ] {
        if !amount.is_zero() {
            text.push(format!("  {name:<46} {:>24}", show(amount)));
        }
    }
    Shown {
        good: summary.holds(),
        ..Shown::new(document, text.join("\n"))
    }
}

pub fn verification(found: &Verification) -> Shown {
    let document = serde_json::to_value(found).unwrap_or(Value::Null);
    let mut text = vec![if found.ok {
        format!(
            "The books hold: {} sales in {} entries, and the till roll tells the same.",
            found.sales, found.entries
        )
    } else {
        format!(
            "The books do NOT hold: {} problems in {} entries.",
            found.problems.len(),
            found.entries
        )
    }];
    text.extend(
        found
            .problems
            .iter()
            .map(|problem| format!("  {}: {}", problem.place, problem.what)),
    );
    Shown {
        good: found.ok,
        ..Shown::new(document, text.join("\n"))
    }
}
