//! Verification: the journal against its chain, the tables against the journal, the till roll against both.
//! Never mends anything: it names what is wrong, and where.

use super::book::HeadOf;
use super::connection::Store;
use super::correction::after_sale;
use super::error::StoreError;
use super::query::sale_by_number;
use super::roll;
use super::rows::rebuild;
use super::tin::{session_by_id, tin_report};
use crate::domain::correction::Standing;
use crate::domain::currency::Currency;
use crate::domain::journal::{Entry, Hash, What, genesis, link};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Where, as `sale A-0003, lines 1, quantity`.
    #[serde(rename = "where")]
    pub place: String,
    /// What.
    pub what: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Nothing is wrong.
    pub ok: bool,
    /// Sales recorded.
    pub sales: u64,
    /// Entries of the journal.
    pub entries: u64,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

/// Verifies a till whole. `progress` hears how many of how many entries are done.
///
/// # Errors
/// When the database cannot be read at all.
pub fn verify(store: &Store, mut progress: impl FnMut(u64, u64)) -> Result<Verification, StoreError> {
    let mut found = Verification {
        ok: true,
        sales: 0,
        entries: 0,
        problems: Vec::new(),
    };
    // Another window may sell meanwhile: everything is read as of one moment, roll included, which only ever grows.
    let tx = store.conn.unchecked_transaction()?;
    books(&tx, &store.identity(), &mut found, &mut progress)?;
    till_roll(store, &tx, &mut found);
    found.ok = found.problems.is_empty();
    Ok(found)
}

fn books(
    conn: &Connection,
    of: &HeadOf,
    found: &mut Verification,
    progress: &mut impl FnMut(u64, u64),
) -> Result<(), StoreError> {
    integrity(conn, found)?;
    journal(conn, of, found, progress)?;
    orphans(conn, found)?;
    stock(conn, found)
}

/// Verifies a database that has no roll beside it, as a backup has none.
///
/// # Errors
/// When the database cannot be read at all.
pub fn verify_alone(store: &Store) -> Result<Verification, StoreError> {
    let mut found = Verification {
        ok: true,
        sales: 0,
        entries: 0,
        problems: Vec::new(),
    };
    books(&store.conn, &store.identity(), &mut found, &mut |_, _| ())?;
    found.ok = found.problems.is_empty();
    Ok(found)
}

/// Where a chain was last found whole: the place and link of its last entry.
pub type Checked = (u64, Hash);

/// Follows the chain from where it was last found whole to its end, and answers with that end.
///
/// # Errors
/// [`StoreError::Damaged`] names the first entry that does not fit; otherwise what keeps the database from being read.
pub fn follow_chain(conn: &Connection, of: &HeadOf, from: Option<Checked>) -> Result<Checked, StoreError> {
    let (mut seq, mut previous) = match from {
        Some((seq, hash)) if hash_of(conn, seq)? == Some(hash) => (seq, hash),
        Some((seq, _)) => {
            return Err(StoreError::Damaged(format!(
                "entry {seq} is not the one that stood there before"
            )));
        }
        None => (0, genesis(of.till, &of.register, of.currency)),
    };
    // In slices, so that no reader stands in the way of the log's return for long.
    loop {
        let mut query =
            conn.prepare_cached("SELECT seq, body, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT 2000")?;
        let mut rows = query.query([i64::try_from(seq).unwrap_or(i64::MAX)])?;
        let before = seq;
        while let Some(row) = rows.next()? {
            let (place, body, hash): (i64, String, Hash) = (row.get(0)?, row.get(1)?, row.get(2)?);
            seq += 1;
            if place.unsigned_abs() != seq || link(&previous, seq, &body) != hash {
                return Err(StoreError::Damaged(format!(
                    "entry {seq} does not fit the entry before it"
                )));
            }
            previous = hash;
        }
        if seq == before {
            return Ok((seq, previous));
        }
    }
}

fn hash_of(conn: &Connection, seq: u64) -> Result<Option<Hash>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT hash FROM journal WHERE seq = ?")?
        .query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| row.get(0))
        .optional()?)
}

impl Verification {
    fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }
}

/// What SQLite itself finds wrong with a file.
///
/// # Errors
/// When the database cannot be read at all.
pub fn integrity_problems(conn: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut found = Verification {
        ok: true,
        sales: 0,
        entries: 0,
        problems: Vec::new(),
    };
    integrity(conn, &mut found)?;
    Ok(found.problems)
}

fn integrity(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut query = conn.prepare("PRAGMA integrity_check(20)")?;
    for message in query.query_map([], |row| row.get::<_, String>(0))? {
        let message = message?;
        if message != "ok" {
            found.problem("database file", message);
        }
    }
    let mut query = conn.prepare("PRAGMA foreign_key_check")?;
    for table in query.query_map([], |row| row.get::<_, String>(0))? {
        found.problem(format!("table {}", table?), "a row names another that is not there");
    }
    Ok(())
}

fn journal(
    conn: &Connection,
    of: &HeadOf,
    found: &mut Verification,
    progress: &mut impl FnMut(u64, u64),
) -> Result<(), StoreError> {
    let all: u64 = conn
        .query_row("SELECT count(*) FROM journal", [], |row| row.get::<_, i64>(0))?
        .unsigned_abs();
    let mut previous: Hash = genesis(of.till, &of.register, of.currency);
    let mut number = 0_u32;
    let mut query = conn.prepare("SELECT seq, body, hash FROM journal ORDER BY seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)?.unsigned_abs();
        let (body, hash): (String, Hash) = (row.get(1)?, row.get(2)?);
        found.entries += 1;
        progress(found.entries, all);
        let place = format!("entry {seq}");
        if seq != found.entries {
            found.problem(&place, format!("entry {} should stand here", found.entries));
            found.entries = seq;
        }
        if link(&previous, seq, &body) != hash {
            found.problem(
                &place,
                "its link of the chain does not fit its text and the entry before it",
            );
        }
        previous = hash;
        let entry = match Entry::decode(&body) {
            Ok(entry) => entry,
            Err(error) => {
                found.problem(&place, error.to_string());
                continue;
            }
        };
        if entry.seq != seq || entry.till != of.till {
            found.problem(&place, "its text names another place or another till");
        }
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
        found.sales += u64::from(matches!(entry.what, What::Sale(_)));
        // What it is held against may be what was changed.
        match contradiction(conn, of.currency, &entry) {
            Ok(None) => {}
            Ok(Some(why)) => found.problem(name(&entry), why),
            Err(error) => found.problem(name(&entry), error.to_string()),
        }
        match rebuild(conn, &entry) {
            Ok(Some(rows)) => compare(&entry, &rows, found),
            Ok(None) => found.problem(name(&entry), "its row is missing from the tables"),
            Err(error) => found.problem(name(&entry), format!("its rows cannot be read: {error}")),
        }
    }
    Ok(())
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

/// Every leaf in which two values differ, with the path to it.
fn differences(place: &str, told: &Value, kept: &Value, each: &mut impl FnMut(&str, &Value, &Value)) {
    match (told, kept) {
        (Value::Object(told), Value::Object(kept)) => {
            for (key, value) in told {
                let deeper = if key == "what" {
                    place.to_owned()
                } else {
                    format!("{place}, {key}")
                };
                differences(&deeper, value, kept.get(key).unwrap_or(&Value::Null), each);
            }
        }
        (Value::Array(told), Value::Array(kept)) if told.len() == kept.len() => {
            for (n, (told, kept)) in told.iter().zip(kept).enumerate() {
                differences(&format!("{place} {}", n + 1), told, kept, each);
            }
        }
        _ if told != kept => each(place, told, kept),
        _ => {}
    }
}

/// Rows that no entry of the journal speaks of.
fn orphans(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    for (table, kind) in [
        ("sale", "sale"),
        ("session", "session_open"),
        ("correction", "correction"),
        ("confirmation", "confirmation"),
        ("hand_over", "hand_over"),
        ("cash_movement", "cash_movement"),
        ("tin_count", "count"),
        ("session_close", "session_close"),
    ] {
        let mut query = conn.prepare(&format!(
            "SELECT seq FROM {table} WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.seq = {table}.seq
                 AND instr(body, '\"what\":{{\"kind\":\"{kind}\"'))"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(
                format!("table {table}, row {}", seq?),
                "the journal does not speak of it",
            );
        }
    }
    for (table, whose) in [
        ("sale_line", "sale"),
        ("payment", "sale"),
        ("donation", "sale"),
        ("sale_charge", "sale"),
        ("sale_choice", "sale"),
        ("correction_line", "correction"),
        ("correction_payment", "correction"),
        ("correction_donation", "correction"),
    ] {
        let mut query = conn.prepare(&format!(
            "SELECT DISTINCT {whose}_seq FROM {table} WHERE {whose}_seq NOT IN (SELECT seq FROM {whose})"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(
                format!("table {table}, {whose}_seq {}", seq?),
                format!("there is no such {whose}"),
            );
        }
        let line = if table.starts_with("sale_c") { ", line" } else { "" };
        let mut query = conn.prepare(&format!(
            "SELECT {whose}_seq FROM {table} GROUP BY {whose}_seq{line} HAVING min(n) <> 0 OR max(n) + 1 <> count(*)"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(
                format!("table {table}, {whose}_seq {}, n", seq?),
                "its rows are not numbered from 0 without gaps",
            );
        }
    }
    Ok(())
}

/// Stock against its movements, and movements against the sales they name.
fn stock(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut query = conn.prepare(
        "SELECT sku, copies, moved FROM (
             SELECT sku, coalesce(max(copies), 0) AS copies, sum(moved) AS moved FROM (
                 SELECT sku, copies, 0 AS moved FROM stock UNION ALL SELECT sku, NULL, copies FROM stock_movement) GROUP BY sku)
         WHERE copies <> moved",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (sku, copies, moved): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.problem(
            format!("stock of `{sku}`"),
            format!("it says {copies}, its movements add up to {moved}"),
        );
    }
    let mut query = conn.prepare(
        "SELECT sale_seq, sku, sum(sold), sum(moved) FROM (
             SELECT sale_seq, sku, quantity AS sold, 0 AS moved FROM sale_line WHERE counted
             UNION ALL SELECT sale_seq, sku, 0, -copies FROM stock_movement WHERE sale_seq IS NOT NULL)
         GROUP BY sale_seq, sku HAVING sum(sold) <> sum(moved)",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, sku, sold, moved): (i64, String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        found.problem(
            format!("stock movement of entry {seq}, `{sku}`"),
            format!("{sold} copies were sold, {moved} moved"),
        );
    }
    let mut query = conn.prepare(
        "SELECT correction_seq, sku, sum(back), sum(moved) FROM (
             SELECT correction_seq, sku, copies * (1 - damaged) AS back, 0 AS moved FROM correction_line WHERE counted
             UNION ALL SELECT correction_seq, sku, 0, copies FROM stock_movement WHERE correction_seq IS NOT NULL)
         GROUP BY correction_seq, sku HAVING sum(back) <> sum(moved)",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, sku, back, moved): (i64, String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        found.problem(
            format!("stock movement of entry {seq}, `{sku}`"),
            format!("{back} copies came back to be sold, {moved} moved"),
        );
    }
    let mut query = conn.prepare(
        "SELECT m.id FROM stock_movement m JOIN sale s ON s.seq = m.sale_seq
             WHERE m.moved_at <> s.sold_at OR m.reason <> 'sale' OR m.correction_seq IS NOT NULL
         UNION ALL SELECT m.id FROM stock_movement m JOIN correction c ON c.seq = m.correction_seq
             WHERE m.moved_at <> c.made_at OR m.reason <> iif(m.copies > 0, 'returned', 'damaged')",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        found.problem(
            format!("stock movement {}", row.get::<_, i64>(0)?),
            "its reason or time is not that of its sale or correction",
        );
    }
    Ok(())
}

/// The roll against the journal.
fn till_roll(store: &Store, conn: &Connection, found: &mut Verification) {
    let mut expected = 0_u64;
    let mut problems: Vec<(String, String)> = Vec::new();
    let result = roll::read(&store.folder, &store.identity(), |number, line| {
        let place = format!("till roll, line {number}");
        expected += 1;
        let Some(line) = line else {
            problems.push((place, "it cannot be read".to_owned()));
            return Ok(());
        };
        if line.seq != expected {
            problems.push((
                place.clone(),
                format!("entry {expected} should stand here, not {}", line.seq),
            ));
            expected = line.seq;
        }
        let kept = conn
            .prepare_cached("SELECT body, hash FROM journal WHERE seq = ?")?
            .query_row([i64::try_from(line.seq).unwrap_or(i64::MAX)], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Hash>(1)?))
            })
            .optional()?;
        match kept {
            // What another window added since this verification began.
            None if line.seq > found.entries => {
                let now: i64 = store
                    .conn
                    .query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| row.get(0))?;
                if line.seq > now.unsigned_abs() && !committed_since(store, line.seq)? {
                    problems.push((place, format!("the database has no entry {}", line.seq)));
                }
            }
            None => problems.push((place, format!("the database has no entry {}", line.seq))),
            Some((body, hash)) => {
                if hash != line.hash {
                    problems.push((format!("{place}, hash"), "it is not the database's".to_owned()));
                }
                if body != line.body {
                    let said = (serde_json::from_str(&body), serde_json::from_str(&line.body));
                    if let (Ok(kept), Ok(told)) = said {
                        differences(&format!("{place}, entry"), &kept, &told, &mut |place, kept, told| {
                            problems.push((
                                place.to_owned(),
                                format!("the roll says {told}, the database says {kept}"),
                            ));
                        });
                    } else {
                        problems.push((format!("{place}, entry"), "it is not the database's".to_owned()));
                    }
                }
            }
        }
        Ok(())
    });
    for (place, what) in problems {
        found.problem(place, what);
    }
    match result {
        Err(error) if found.entries > 0 || store.folder.join(roll::ROLL).exists() => {
            found.problem("till roll", error.to_string())
        }
        Err(_) => {}
        Ok(()) if expected < found.entries => {
            found.problem(
                "till roll",
                format!("it ends at entry {expected}, the database at {}", found.entries),
            );
        }
        Ok(()) => {}
    }
}

/// Whether the database on disk holds an entry that this verification's moment does not.
fn committed_since(store: &Store, seq: u64) -> Result<bool, StoreError> {
    let fresh = Store::open(&store.folder)?;
    let (head, _) = super::book::head(&fresh.conn, &fresh.identity())?;
    Ok(seq <= head)
}
