//! Verification: the journal against its chain, the tables against the journal, the till roll against both.
//! Never mends anything: it names what is wrong, and where.

use super::book::HeadOf;
use super::connection::Store;
use super::error::StoreError;
use super::roll;
use crate::domain::journal::{
    ChargeBody, ChoiceBody, DonationBody, Entry, Hash, LineBody, OverrideBody, PaymentBody, SaleBody, SessionBody,
    What, genesis, link,
};
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
    integrity(&tx, &mut found)?;
    journal(&tx, &store.identity(), &mut found, &mut progress)?;
    orphans(&tx, &mut found)?;
    stock(&tx, &mut found)?;
    till_roll(store, &tx, &mut found);
    found.ok = found.problems.is_empty();
    Ok(found)
}

impl Verification {
    fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }
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
        match &entry.what {
            What::SessionOpen(_) => {}
            What::Sale(sale) => {
                found.sales += 1;
                number += 1;
                let place = format!("sale {}-{:04}", sale.register, sale.number);
                if sale.number != number {
                    found.problem(&place, format!("receipt number {number} should stand here"));
                    number = sale.number;
                }
                if let Err(error) = entry.sale() {
                    found.problem(&place, error.to_string());
                }
            }
        }
        match rebuild(conn, &entry) {
            Ok(Some(rows)) => compare(&entry, &rows, found),
            Ok(None) => found.problem(name(&entry), "its row is missing from the tables"),
            Err(error) => found.problem(name(&entry), format!("its rows cannot be read: {error}")),
        }
    }
    Ok(())
}

fn name(entry: &Entry) -> String {
    match &entry.what {
        What::SessionOpen(_) => format!("session of entry {}", entry.seq),
        What::Sale(sale) => format!("sale {}-{:04}", sale.register, sale.number),
    }
}

/// The entry as the tables tell it.
fn rebuild(conn: &Connection, entry: &Entry) -> Result<Option<Entry>, rusqlite::Error> {
    let seq = i64::try_from(entry.seq).unwrap_or(i64::MAX);
    let from_rows = match &entry.what {
        What::SessionOpen(_) => conn
            .prepare_cached("SELECT opened_at, offset_min, business_day, id, float_minor, event, volunteer FROM session WHERE seq = ?")?
            .query_row([seq], |row| {
                let body = SessionBody { id: uuid_of(row, 3)?, float: row.get(4)?, event: row.get(5)?, by: row.get(6)? };
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, What::SessionOpen(body)))
            })
            .optional()?,
        What::Sale(_) => rebuild_sale(conn, seq)?,
    };
    Ok(from_rows.map(|(at_ms, offset_min, day, what)| Entry {
        v: 1,
        till: entry.till,
        seq: entry.seq,
        at_ms,
        offset_min,
        day,
        what,
    }))
}

type FromRows = (i64, i32, String, What);

fn uuid_of(row: &rusqlite::Row<'_>, column: usize) -> Result<uuid::Uuid, rusqlite::Error> {
    let text: String = row.get(column)?;
    uuid::Uuid::parse_str(&text).map_err(|error| bad(column, error))
}

fn json_of<T: serde::de::DeserializeOwned>(row: &rusqlite::Row<'_>, column: usize) -> Result<T, rusqlite::Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| bad(column, error))
}

fn bad(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

fn rebuild_sale(conn: &Connection, seq: i64) -> Result<Option<FromRows>, rusqlite::Error> {
    let sale = conn
        .prepare_cached(
            "SELECT sold_at, offset_min, business_day, sale.id, key, sale.register, number, clock_suspect, session_id, event, volunteer,
                 sale.practice, goods_minor, tax_added_minor, rounding_minor, total_minor, terms, note, currency, late
             FROM sale, till WHERE seq = ?",
        )?
        .query_row([seq], |row| {
            let body = SaleBody {
                id: uuid_of(row, 3)?,
                key: row.get(4)?,
                register: row.get(5)?,
                number: row.get(6)?,
                clock_suspect: row.get(7)?,
                late: row.get(19)?,
                session: uuid_of(row, 8)?,
                event: row.get(9)?,
                by: row.get(10)?,
                practice: row.get(11)?,
                currency: row.get(18)?,
                lines: Vec::new(),
                terms: json_of(row, 16)?,
                goods: row.get(12)?,
                tax_added: row.get(13)?,
                donations: Vec::new(),
                rounding: row.get(14)?,
                total: row.get(15)?,
                payments: Vec::new(),
                note: row.get(17)?,
            };
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, body))
        })
        .optional()?;
    let Some((at_ms, offset_min, day, mut sale)) = sale else {
        return Ok(None);
    };
    sale.lines = lines(conn, seq)?;
    let mut query = conn.prepare_cached(
        "SELECT method, given_minor, change_minor, unverified FROM payment WHERE sale_seq = ? ORDER BY n",
    )?;
    let rows = query.query_map([seq], |row| {
        Ok(PaymentBody {
            method: row.get(0)?,
            given: row.get(1)?,
            change: row.get(2)?,
            unverified: row.get(3)?,
        })
    })?;
    sale.payments = rows.collect::<Result<_, _>>()?;
    let mut query = conn.prepare_cached("SELECT jar, amount_minor FROM donation WHERE sale_seq = ? ORDER BY n")?;
    let rows = query.query_map([seq], |row| {
        Ok(DonationBody {
            jar: row.get(0)?,
            amount: row.get(1)?,
        })
    })?;
    sale.donations = rows.collect::<Result<_, _>>()?;
    Ok(Some((at_ms, offset_min, day, What::Sale(Box::new(sale)))))
}

fn lines(conn: &Connection, seq: i64) -> Result<Vec<LineBody>, rusqlite::Error> {
    let mut query = conn.prepare_cached(
        "SELECT sku, title, makers, sentence, price_list, tags, maker_share_ppm, tax_class, quantity, override_minor, override_reason,
             discount_minor, total_minor, saved_minor, counted FROM sale_line WHERE sale_seq = ? ORDER BY n",
    )?;
    let rows = query.query_map([seq], |row| {
        let each: Option<i64> = row.get(9)?;
        let reason: Option<String> = row.get(10)?;
        Ok(LineBody {
            sku: row.get(0)?,
            title: row.get(1)?,
            makers: json_of(row, 2)?,
            sentence: row.get(3)?,
            price_list: row.get(4)?,
            tags: json_of(row, 5)?,
            maker_share_ppm: row.get(6)?,
            tax_class: row.get(7)?,
            quantity: row.get(8)?,
            charges: Vec::new(),
            choices: Vec::new(),
            price_override: match (each, reason) {
                (None, None) => None,
                (each, reason) => Some(OverrideBody {
                    each: each.unwrap_or(-1),
                    reason: reason.unwrap_or_default(),
                }),
            },
            discount: row.get(11)?,
            total: row.get(12)?,
            saved: row.get(13)?,
            counted: row.get(14)?,
        })
    })?;
    let mut lines = rows.collect::<Result<Vec<_>, _>>()?;
    let mut charges = conn.prepare_cached(
        "SELECT quantity, unit_minor, amount_minor, text, offer FROM sale_charge WHERE sale_seq = ? AND line = ? ORDER BY n",
    )?;
    let mut choices = conn.prepare_cached(
        "SELECT quantity, amount_minor, band FROM sale_choice WHERE sale_seq = ? AND line = ? ORDER BY n",
    )?;
    for (n, line) in lines.iter_mut().enumerate() {
        let rows = charges.query_map((seq, n), |row| {
            Ok(ChargeBody {
                quantity: row.get(0)?,
                unit: row.get(1)?,
                amount: row.get(2)?,
                text: row.get(3)?,
                offer: row.get(4)?,
            })
        })?;
        line.charges = rows.collect::<Result<_, _>>()?;
        let rows = choices.query_map((seq, n), |row| {
            Ok(ChoiceBody {
                quantity: row.get(0)?,
                amount: row.get(1)?,
                band: row.get(2)?,
            })
        })?;
        line.choices = rows.collect::<Result<_, _>>()?;
    }
    Ok(lines)
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
    for (table, column) in [("sale", "seq"), ("session", "seq")] {
        let kind = if table == "sale" { "sale" } else { "session_open" };
        let mut query = conn.prepare(&format!(
            "SELECT {column} FROM {table} WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.seq = {table}.{column}
                 AND instr(body, '\"what\":{{\"kind\":\"{kind}\"'))"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(
                format!("table {table}, row {}", seq?),
                "the journal does not speak of it",
            );
        }
    }
    for table in ["sale_line", "payment", "donation", "sale_charge", "sale_choice"] {
        let mut query = conn.prepare(&format!(
            "SELECT DISTINCT sale_seq FROM {table} WHERE sale_seq NOT IN (SELECT seq FROM sale)"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(format!("table {table}, sale_seq {}", seq?), "there is no such sale");
        }
        let line = if table.starts_with("sale_c") { ", line" } else { "" };
        let mut query = conn.prepare(&format!(
            "SELECT sale_seq FROM {table} GROUP BY sale_seq{line} HAVING min(n) <> 0 OR max(n) + 1 <> count(*)"
        ))?;
        for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
            found.problem(
                format!("table {table}, sale_seq {}, n", seq?),
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
        "SELECT m.id, m.moved_at, s.sold_at FROM stock_movement m JOIN sale s ON s.seq = m.sale_seq
         WHERE m.moved_at <> s.sold_at OR m.reason <> 'sale'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        found.problem(
            format!("stock movement {}", row.get::<_, i64>(0)?),
            "its reason or time is not that of its sale",
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
