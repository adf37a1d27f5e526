//! Summaries: a day, a range, an event.

use super::{Shown, counted, tin};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, percent};
use crate::domain::report::{Headline, MOST_TIN_DAYS, Report, Summary};
use crate::domain::span::Span;
use serde_json::{Map, Value, json};

/// A span with its figures.
pub fn report(report: &Report, currency: Currency) -> Shown {
    let summary = &report.summary;
    let mut document = figures(summary, currency);
    document.extend(parts(summary, currency));
    let before = report.before.as_ref();
    document.insert(
        "before".to_owned(),
        before.map_or(Value::Null, |(span, headline)| compared(span, headline, currency)),
    );
    document.insert("event".to_owned(), json!(report.span.event().map(str::trim)));
    let tins: Vec<Value> = report.tins.iter().map(|of| tin(of, currency).json).collect();
    document.insert("tins".to_owned(), tins.into());
    Shown {
        good: summary.holds(),
        ..Shown::new(Value::Object(document), text(report, currency))
    }
}

fn figures(summary: &Summary, currency: Currency) -> Map<String, Value> {
    let plain = |amount: Money| currency.plain(amount);
    let figures = json!({
        "from": summary.from.to_string(), "to": summary.to.to_string(), "sales": summary.sales, "copies": summary.copies,
        "goods": plain(summary.goods), "tax_added": plain(summary.tax_added), "donations": plain(summary.donations),
        "rounding": plain(summary.rounding), "payments": plain(summary.payments), "change": plain(summary.change),
        "saved": plain(summary.saved), "saved_by_offers": plain(summary.saved_by_offers),
        "saved_by_tiers": plain(summary.saved_by_tiers()), "discounts": plain(summary.discounts),
        "average": plain(summary.headline().average(currency)), "given_back": plain(summary.given_back()),
        "makers_shares": plain(summary.shares()), "kept": plain(summary.kept()), "holds": summary.holds(),
    });
    match figures {
        Value::Object(figures) => figures,
        _ => Map::new(),
    }
}

/// The tables, a key each.
fn parts(summary: &Summary, currency: Currency) -> [(String, Value); 12] {
    let plain = |amount: Money| currency.plain(amount);
    fn rows<T>(rows: &[T], one: impl Fn(&T) -> Value) -> Value {
        rows.iter().map(one).collect()
    }
    [
        ("by_title", rows(&summary.by_title, |row| {
            json!({"sku": row.sku, "title": row.title, "sold": row.sold, "free": row.free, "refunded": row.refunded,
                "takings": plain(row.takings), "left": row.left})
        })),
        ("by_payment", rows(&summary.by_payment, |row| {
            json!({"method": row.method, "count": row.count, "amount": plain(row.amount), "unverified": plain(row.unverified)})
        })),
        ("by_hour", rows(&summary.by_hour, |row| {
            json!({"hour": row.hour, "sales": row.sales, "amount": plain(row.amount)})
        })),
        ("by_day", rows(&summary.by_day, |row| {
            json!({"day": row.day.to_string(), "sales": row.sales, "amount": plain(row.amount)})
        })),
        ("by_event", rows(&summary.by_event, |row| {
            json!({"event": row.event, "sales": row.sales, "amount": plain(row.amount)})
        })),
        ("by_volunteer", rows(&summary.by_volunteer, |row| {
            json!({"by": row.by, "sales": row.sales, "corrections": row.corrections, "amount": plain(row.amount)})
        })),
        ("by_tag", rows(&summary.by_tag, |row| {
            json!({"tag": row.tag, "sold": row.sold, "free": row.free, "refunded": row.refunded, "takings": plain(row.takings)})
        })),
        ("by_maker", rows(&summary.by_maker, |row| {
            json!({"maker": row.maker, "copies": row.copies, "refunded": row.refunded, "takings": plain(row.takings),
                "share": plain(row.share)})
        })),
        ("by_jar", rows(&summary.jars, |row| json!({"jar": row.jar, "amount": plain(row.amount)}))),
        ("taxes", rows(&summary.taxes, |row| {
            json!({"class": row.class, "rate": percent(row.rate_ppm), "included": row.included, "base": plain(row.base),
                "amount": plain(row.amount)})
        })),
        ("bands", rows(&summary.bands, |row| {
            json!({"band": row.band, "copies": row.copies, "amount": plain(row.amount)})
        })),
        ("corrections", rows(&summary.corrections, |row| {
            json!({"number": row.number.to_string(), "kind": row.how.word(), "corrects": row.corrects.to_string(),
                "made_at": row.made_at.rfc3339(), "by": row.by, "amount": plain(row.amount), "reason": row.reason})
        })),
    ]
    .map(|(key, rows)| (key.to_owned(), rows))
}

fn compared(span: &Span, headline: &Headline, currency: Currency) -> Value {
    let plain = |amount: Money| currency.plain(amount);
    let (from, to) = match span {
        Span::Day(day) => (Some(day), Some(day)),
        Span::Days(from, to) => (Some(from), Some(to)),
        Span::Event(_) => (None, None),
    };
    json!({"from": from.map(ToString::to_string), "to": to.map(ToString::to_string), "event": span.event(),
        "sales": headline.sales, "copies": headline.copies, "goods": plain(headline.goods),
        "donations": plain(headline.donations), "average": plain(headline.average(currency)),
        "saved": plain(headline.saved), "given_back": plain(headline.given_back)})
}

fn sales(count: i64) -> String {
    counted(count, "sale", "sales")
}

fn copies(count: i64) -> String {
    counted(count, "copy", "copies")
}

/// Tables with amounts in a column, as wide as a terminal.
fn text(report: &Report, currency: Currency) -> String {
    let summary = &report.summary;
    let show = |amount: Money| currency.show(amount);
    let mut text = vec![
        report.span.to_string(),
        format!("{}, {}", sales(summary.sales), copies(summary.copies)),
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
    if let Some((span, before)) = &report.before {
        text.push(format!(
            "before, {span}: {}, {}, goods {}, donations {}",
            sales(before.sales),
            copies(before.copies),
            show(before.goods),
            show(before.donations)
        ));
    }
    let mut table = |heading: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            text.push(format!("\n{heading}"));
            text.extend(rows);
        }
    };
    let named = |name: &str, none: &str| {
        if name.is_empty() {
            none.to_owned()
        } else {
            name.to_owned()
        }
    };
    let line = |name: &str, amount: Money| format!("  {name:<52} {:>12}", show(amount));
    let some = |what: &str, count: i64| {
        if count == 0 {
            String::new()
        } else {
            format!("  {count} {what}")
        }
    };
    let titles = summary.by_title.iter().map(|row| {
        let left = row.left.map(|left| format!("  {left} left")).unwrap_or_default();
        let (sold, free) = (row.sold, row.free);
        let back = some("came back", row.refunded);
        format!(
            "  {:<36} {sold:>5} sold {free:>4} free {:>12}{back}{left}",
            row.title,
            show(row.takings)
        )
    });
    table("By title", titles.collect());
    let payments = summary.by_payment.iter().map(|row| {
        let unverified = if row.unverified.is_zero() {
            String::new()
        } else {
            format!("  {} of it unverified", show(row.unverified))
        };
        format!(
            "{}{unverified}",
            line(&format!("{:<36} {:>5}", row.method.as_str(), row.count), row.amount)
        )
    });
    table("By payment", payments.collect());
    let sold = |name: String, count: i64, amount: Money| line(&format!("{name:<36} {:>11}", sales(count)), amount);
    let hours = summary.by_hour.iter();
    table(
        "By hour",
        hours
            .map(|row| sold(format!("{:02}:00", row.hour), row.sales, row.amount))
            .collect(),
    );
    if summary.by_day.len() > 1 {
        let days = summary.by_day.iter();
        table(
            "By day",
            days.map(|row| sold(row.day.to_string(), row.sales, row.amount))
                .collect(),
        );
    }
    if summary.by_event.len() > 1 {
        let events = summary.by_event.iter();
        let row = |row: &crate::domain::report::EventRow| sold(named(&row.event, "at no event"), row.sales, row.amount);
        table("By event", events.map(row).collect());
    }
    let volunteers = summary.by_volunteer.iter().map(|row| {
        let corrections = match row.corrections {
            0 => String::new(),
            some => format!("  {}", counted(some, "correction", "corrections")),
        };
        format!(
            "{}{corrections}",
            sold(named(&row.by, "nobody said"), row.sales, row.amount)
        )
    });
    table("By volunteer", volunteers.collect());
    let tags = summary.by_tag.iter().map(|row| {
        let (sold, free) = (row.sold, row.free);
        format!(
            "  {:<36} {sold:>5} sold {free:>4} free {:>12}",
            named(&row.tag, "no tag"),
            show(row.takings)
        )
    });
    table("By tag", tags.collect());
    let makers = summary.by_maker.iter().map(|row| {
        let maker = format!("{:<36} {:>12}", named(&row.maker, "no maker named"), copies(row.copies));
        format!("{}, share {}", line(&maker, row.takings), show(row.share))
    });
    table("By maker", makers.collect());
    let jars = summary.jars.iter();
    table(
        "Donations",
        jars.map(|row| line(&named(&row.jar, "the table"), row.amount))
            .collect(),
    );
    let taxes = summary.taxes.iter().map(|row| {
        let how = if row.included { "included in" } else { "added to" };
        line(
            &format!("{} {}, {how} {}", row.class, percent(row.rate_ppm), show(row.base)),
            row.amount,
        )
    });
    table("Tax", taxes.collect());
    let bands = summary.bands.iter();
    table(
        "Sliding scale",
        bands
            .map(|row| line(&format!("{:<36} {:>12}", row.band, copies(row.copies)), row.amount))
            .collect(),
    );
    let corrections = summary.corrections.iter().map(|row| {
        let what = format!("{} {} of {}: {}", row.number, row.how, row.corrects, row.reason);
        line(&what, row.amount)
    });
    table("Corrections", corrections.collect());
    let given = [
        ("Tiers and sets", summary.saved_by_tiers()),
        ("Offers", summary.saved_by_offers),
        ("Discounts", summary.discounts),
    ];
    let given = given.iter().filter(|(_, amount)| !amount.is_zero());
    table("Saved", given.map(|(name, amount)| line(name, *amount)).collect());
    if !report.tells_tins() {
        let words = format!("  told in summaries of up to {MOST_TIN_DAYS} days");
        table("Cash in the tin", vec![words]);
    }
    for of in &report.tins {
        table("Cash in the tin", vec![tin(of, currency).text]);
    }
    text.join("\n")
}
