//! One pass over the journal: its chain, its numbers, and every table beside it.

use super::{Verification, differences};
use crate::domain::correction::Standing;
use crate::domain::currency::Currency;
use crate::domain::journal::{Entry, Hash, SaleBody, What, genesis, link};
use crate::domain::search::Words;
use crate::store::book::HeadOf;
use crate::store::correction::after_sale;
use crate::store::error::StoreError;
use crate::store::query::sale_by_number;
use crate::store::rows::{Moved, Statements, Tables, Told, Wrong};
use crate::store::search::{self, Tally};
use crate::store::stock::gone_before;
use crate::store::tin::{session_by_id, tin_report};
use rusqlite::Connection;

/// Holds the journal against its chain and every table against the journal.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn journal(
    conn: &Connection,
    of: &HeadOf,
    found: &mut Verification,
    words: &mut Tally,
    progress: &mut impl FnMut(u64, u64),
) -> Result<(), StoreError> {
    let all: u64 = conn
        .query_row("SELECT count(*) FROM journal", [], |row| row.get::<_, i64>(0))?
        .unsigned_abs();
    let mut previous: Hash = genesis(of.till, &of.register, of.currency);
    let mut number = 0_u32;
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut statements = Statements::prepare(conn)?;
    let mut tables = Tables::begin(&mut statements)?;
    let taken_in = search::taken_in(conn)?;
    let mut query = conn.prepare("SELECT seq, body, hash FROM journal ORDER BY seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let place: i64 = row.get(0)?;
        let (seq, hash): (u64, Hash) = (place.unsigned_abs(), row.get(2)?);
        // What is no text fits no chain.
        let body = row.get_ref(1)?.as_str().unwrap_or_default();
        found.entries += 1;
        progress(found.entries, all);
        if seq != found.entries {
            found.problem(
                format!("entry {seq}"),
                format!("entry {} should stand here", found.entries),
            );
            found.entries = seq;
        }
        if link(&previous, seq, body) != hash {
            found.problem(
                format!("entry {seq}"),
                "its link of the chain does not fit its text and the entry before it",
            );
        }
        previous = hash;
        let told = tables.tell(kind(body), place, &mut wrong)?;
        let moved = tables.moved(place)?;
        let Some(entry) = held_against(body, seq, of, told, found) else {
            continue;
        };
        if let Some((register, running)) = receipt_number(&entry.what) {
            number += 1;
            if running != number {
                found.problem(
                    name(&entry),
                    format!("receipt number {register}-{number:04} should stand here"),
                );
                number = running;
            }
        }
        if place <= taken_in
            && let Some(own) = Words::of(&entry.what)
        {
            words.record(place, &own);
        }
        found.sales += u64::from(matches!(entry.what, What::Sale(_)));
        if moved != moves(&entry) {
            found.problem(
                format!("stock movements of {}", name(&entry)),
                "they are not the copies that it moved",
            );
        }
        // What it is held against may be what was changed.
        match contradiction(conn, of.currency, &entry) {
            Ok(None) => {}
            Ok(Some(why)) => found.problem(name(&entry), why),
            Err(error) => found.problem(name(&entry), error.to_string()),
        }
    }
    tables.end(&mut wrong)?;
    for (place, what) in wrong {
        found.problem(place, what);
    }
    Ok(())
}

/// The kind that an entry's text names, without reading the rest of it.
fn kind(body: &str) -> &str {
    let rest = body.split_once("\"what\":{\"kind\":\"").map_or("", |(_, rest)| rest);
    rest.split_once('"').map_or("", |(kind, _)| kind)
}

/// The entry at a place, held against what the tables tell. Where both are the same to the letter, the text need not be read.
fn held_against(body: &str, seq: u64, of: &HeadOf, told: Option<Told>, found: &mut Verification) -> Option<Entry> {
    let from_rows = told.map(|(at_ms, offset_min, day, what)| Entry {
        v: 1,
        till: of.till,
        seq,
        at_ms,
        offset_min,
        day,
        what,
    });
    if let Some(rows) = &from_rows
        && rows.encode().is_ok_and(|text| text == body)
    {
        return from_rows;
    }
    let place = format!("entry {seq}");
    let entry = match Entry::decode(body) {
        Ok(entry) => entry,
        Err(error) => {
            found.problem(place, error.to_string());
            return None;
        }
    };
    if entry.seq != seq || entry.till != of.till {
        found.problem(place, "its text names another place or another till");
    }
    match from_rows {
        Some(rows) => compare(&entry, &rows, found),
        None => found.problem(name(&entry), "its row is missing from the tables"),
    }
    Some(entry)
}

/// The copies that an entry moves, in the order it moves them.
fn moves(entry: &Entry) -> Vec<Moved> {
    let moved = |sku: &str, copies: i64, reason: &str| Moved {
        sku: sku.to_owned(),
        copies,
        reason: reason.to_owned(),
        at_ms: entry.at_ms,
    };
    let sold = |sale: &SaleBody| -> Vec<Moved> {
        let counted = sale.lines.iter().filter(|line| line.counted);
        counted
            .map(|line| moved(&line.sku, -i64::from(line.quantity), "sale"))
            .collect()
    };
    match &entry.what {
        What::Sale(sale) => sold(sale),
        What::Correction(correction) => {
            let back = correction.lines.iter().filter(|line| line.counted && line.copies > 0);
            back.flat_map(|line| {
                let copies = i64::from(line.copies);
                let back = moved(&line.sku, copies, "returned");
                [Some(back), line.damaged.then(|| moved(&line.sku, -copies, "damaged"))]
            })
            .flatten()
            .collect()
        }
        What::StockExit(exit) if exit.counted => vec![moved(&exit.sku, -exit.copies, &exit.why)],
        _ => Vec::new(),
    }
}

/// The register and running number of an entry that has a receipt.
fn receipt_number(what: &What) -> Option<(&str, u32)> {
    match what {
        What::Sale(sale) => Some((&sale.register, sale.number)),
        What::Correction(correction) => Some((&correction.register, correction.number)),
        _ => None,
    }
}

fn name(entry: &Entry) -> String {
    let kind = match &entry.what {
        What::Sale(_) => "sale",
        What::Correction(_) => "correction",
        What::SessionOpen(_) => "session",
        What::Confirmation(_) => "confirmation",
        What::HandOver(_) => "hand-over",
        What::CashMovement(_) => "cash movement",
        What::Count(_) => "count",
        What::SessionClose(_) => "closing",
        What::StockExit(_) => "stock exit",
    };
    match receipt_number(&entry.what) {
        Some((register, number)) => format!("{kind} {register}-{number:04}"),
        None => format!("{kind} of entry {}", entry.seq),
    }
}

/// What cannot be true of an entry, by itself and beside those before it.
fn contradiction(conn: &Connection, currency: Currency, entry: &Entry) -> Result<Option<String>, StoreError> {
    let expected = |session: uuid::Uuid, said: Option<i64>| -> Result<Option<String>, StoreError> {
        let Some(session) = session_by_id(conn, currency, session)? else {
            return Ok(Some("it names no session".to_owned()));
        };
        let report = tin_report(conn, currency, session, Some(entry.seq))?;
        let should = report.expected().map(|money| money.to_minor(currency));
        let other = format!("what should lie in the tin is {should:?}, it says {said:?}");
        Ok((should != said).then_some(other))
    };
    Ok(match &entry.what {
        What::Sale(_) => entry.sale().err().map(|error| error.to_string()),
        What::Correction(_) => match entry.correction() {
            Err(error) => Some(error.to_string()),
            Ok(correction) => match sale_by_number(conn, &correction.corrects)? {
                Some(sale) if sale.id == correction.sale => {
                    let after = after_sale(conn, &sale)?;
                    Standing::of(&sale, &after).err().map(|error| error.to_string())
                }
                _ => Some(format!("there is no sale {}", correction.corrects)),
            },
        },
        What::Count(body) => expected(body.session, body.expected)?,
        What::SessionClose(body) => expected(body.session, body.expected)?,
        What::StockExit(body) => match entry.stock_exit() {
            Err(error) => Some(error.to_string()),
            Ok(exit) if exit.copies < 0 && gone_before(conn, body, entry.seq)? + exit.copies < 0 => {
                Some("more copies came back than had left".to_owned())
            }
            Ok(_) => None,
        },
        _ => None,
    })
}

fn compare(entry: &Entry, rows: &Entry, found: &mut Verification) {
    if entry == rows {
        return;
    }
    if let (Ok(told), Ok(kept)) = (serde_json::to_value(entry), serde_json::to_value(rows)) {
        differences(&name(entry), &told, &kept, &mut |place, told, kept| {
            found.problem(place, format!("the tables say {kept}, the journal says {told}"));
        });
    }
}
