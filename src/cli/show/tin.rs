//! Sessions and the tin.

use super::{Shown, counted, done_as, roll_warning, roll_word};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::session::{Session, TinReport, Way};
use crate::till::{Done, Roll};
use serde_json::{Value, json};

pub fn session(session: &Session, currency: Currency, roll: &Roll) -> Shown {
    let float = session.float.map(|float| currency.plain(float));
    let text = match session.float {
        Some(float) => format!("The session is open with a float of {}.", currency.show(float)),
        None => "The session is open; its float is not known.".to_owned(),
    };
    let document = json!({
        "id": session.id, "opened_at": session.opened_at.rfc3339(), "float": float,
        "event": session.event, "by": session.by, "roll": roll_word(roll),
    });
    Shown {
        warning: roll_warning(roll),
        ..Shown::new(document, text)
    }
}

pub fn handed_over(done: &Done<Session>) -> Shown {
    let by = &done.what.by;
    done_as(
        done,
        json!({"session": done.what.id, "by": by}),
        format!("{by} sells from now on."),
    )
}

pub fn tin_done(done: &Done<TinReport>, currency: Currency) -> Shown {
    let shown = tin(&done.what, currency);
    done_as(done, shown.json, shown.text)
}

/// The X report of an open session, the Z report of a closed one.
pub fn tin(report: &TinReport, currency: Currency) -> Shown {
    let plain = |amount: Money| currency.plain(amount);
    let session = &report.session;
    let movements: Vec<Value> = report
        .movements
        .iter()
        .map(|moved| {
            json!({"at": moved.at.rfc3339(), "by": moved.by, "way": moved.way.word(), "amount": plain(moved.amount), "reason": moved.reason})
        })
        .collect();
    let counts: Vec<Value> = report
        .counts
        .iter()
        .map(|count| {
            let pieces: Vec<Value> = count
                .pieces
                .iter()
                .map(|of| json!({"value": plain(of.value), "pieces": of.pieces}))
                .collect();
            json!({"at": count.at.rfc3339(), "by": count.by, "counted": plain(count.counted),
                "expected": count.expected.map(plain), "difference": count.difference().map(plain), "pieces": pieces})
        })
        .collect();
    let hand_overs: Vec<Value> = report
        .hand_overs
        .iter()
        .map(|over| json!({"at": over.at.rfc3339(), "by": over.by}))
        .collect();
    let document = json!({
        "session": session.id, "event": session.event, "by": session.by, "opened_at": session.opened_at.rfc3339(),
        "closed_at": report.closed.as_ref().map(|close| close.at.rfc3339()), "sales": report.sales,
        "float": session.float.map(plain), "cash_sales": plain(report.cash_taken), "cash_back": plain(report.cash_back),
        "paid_in": plain(report.paid(Way::In)), "paid_out": plain(report.paid(Way::Out)),
        "expected": report.expected().map(plain), "counted": report.counts.last().map(|count| plain(count.counted)),
        "difference": report.difference().map(plain),
        "movements": movements, "counts": counts, "hand_overs": hand_overs,
    });
    let row = |name: &str, amount: Money| format!("  {name:<40} {:>12}", currency.show(amount));
    let sales = counted(report.sales, "sale", "sales");
    let mut text = vec![match &report.closed {
        Some(close) => format!("Closed {} · {sales}", close.at.local().format("%Y-%m-%d %H:%M")),
        None => format!(
            "Open since {} · {sales}",
            session.opened_at.local().format("%Y-%m-%d %H:%M")
        ),
    }];
    text.push(match session.float {
        Some(float) => row("Float", float),
        None => "  Nobody counted the float".to_owned(),
    });
    text.push(row("Cash from sales and donations", report.cash_taken));
    if !report.cash_back.is_zero() {
        text.push(row("Cash given back", -report.cash_back));
    }
    for moved in &report.movements {
        text.push(match moved.way {
            Way::In => row(&format!("Paid in · {}", moved.reason), moved.amount),
            Way::Out => row(&format!("Paid out · {}", moved.reason), -moved.amount),
        });
    }
    if let Some(expected) = report.expected() {
        text.push(row("Should be in the tin", expected));
    }
    for count in &report.counts {
        let by = if count.by.is_empty() { "" } else { " · " };
        let name = format!("Counted{by}{} {}", count.by, count.at.local().format("%H:%M"));
        text.push(row(&name, count.counted));
        match count.difference() {
            Some(none) if none.is_zero() => text.push("  That is right".to_owned()),
            Some(over) if over > Money::ZERO => text.push(row("Over", over)),
            Some(short) => text.push(row("Short", short)),
            None => {}
        }
    }
    Shown::new(document, text.join("\n"))
}
