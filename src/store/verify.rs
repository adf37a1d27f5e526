//! Verification: the journal against its chain, the tables against the journal, the till roll against both.
//! Never mends anything: it names what is wrong, and where.

mod pass;

use super::book::HeadOf;
use super::connection::Store;
use super::error::StoreError;
use super::roll;
use crate::domain::journal::Hash;
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
    pass::journal(conn, of, found, progress)?;
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

/// Stock against its movements.
fn stock(conn: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    let mut query = conn.prepare(
        "SELECT coalesce(s.sku, m.sku), coalesce(s.copies, 0), coalesce(m.moved, 0)
         FROM stock s FULL JOIN (SELECT sku, sum(copies) AS moved FROM stock_movement GROUP BY sku) m ON m.sku = s.sku
         WHERE coalesce(s.copies, 0) <> coalesce(m.moved, 0)",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (sku, copies, moved): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.problem(
            format!("stock of `{sku}`"),
            format!("it says {copies}, its movements add up to {moved}"),
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
