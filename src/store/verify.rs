//! Verification: the journal against its chain, the tables against the journal, the till roll against both.
//! Never mends anything: it names what is wrong, and where.

mod paper;
mod pass;

use super::book::HeadOf;
use super::connection::Store;
use super::error::StoreError;
use super::search::Tally;
use super::unverified;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

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
pub fn verify(store: &Store, progress: impl FnMut(u64, u64)) -> Result<Verification, StoreError> {
    verified(&store.conn, &store.identity(), Some(&store.folder), progress)
}

/// Verifies a database that has no roll beside it, as a backup has none.
///
/// # Errors
/// When the database cannot be read at all.
pub fn verify_alone(store: &Store) -> Result<Verification, StoreError> {
    verified(&store.conn, &store.identity(), None, |_, _| ())
}

fn verified(
    conn: &Connection,
    of: &HeadOf,
    folder: Option<&Path>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Verification, StoreError> {
    let mut found = Verification {
        ok: true,
        sales: 0,
        entries: 0,
        problems: Vec::new(),
    };
    // Another window may sell meanwhile: the books are read as of one moment. What is looked at beside them only grows.
    let tx = conn.unchecked_transaction()?;
    // Nothing is written by it, but of a connection that may only read SQLite leaves the CHECKs of the tables out.
    let beside = Connection::open_with_flags(
        conn.path().unwrap_or_default(),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    beside.busy_timeout(Duration::from_secs(5))?;
    let file_and_roll = move || -> Result<_, StoreError> {
        let mut problems = integrity_problems(&beside)?;
        let end = folder.map(|folder| paper::against(folder, of, &beside, &mut problems));
        let words = Tally::of_index(&beside).map_err(|error| error.to_string());
        Ok((problems, end.flatten(), words))
    };
    let mut should_be_found = Tally::default();
    let (file_and_roll, books) = std::thread::scope(|scope| {
        let file_and_roll = scope.spawn(file_and_roll);
        let books = pass::journal(&tx, of, &mut found, &mut should_be_found, &mut progress)
            .and_then(|()| stock(&tx, &mut found))
            .and_then(|()| unverified::problems(&tx))
            .map(|problems| found.problems.extend(problems));
        (file_and_roll.join(), books)
    });
    let file_and_roll = file_and_roll.map_err(|_| StoreError::Failed("the file could not be gone through".to_owned()));
    let (problems, end, words) = file_and_roll??;
    // What is wrong with the file comes first: the rest may follow from it.
    found.problems.splice(0..0, problems);
    // A file that cannot be read to its end is found wrong, and told with what was found before.
    if let Err(error) = books {
        found.problem("database file", error.to_string());
    }
    match words {
        Ok(words) if words == should_be_found => {}
        Ok(_) => found.problem("search", "its words are not those of the sales and corrections"),
        Err(why) => found.problem("search", why),
    }
    if let Some(end) = end.filter(|end| *end < found.entries) {
        found.problem(
            "till roll",
            format!("it ends at entry {end}, the database at {}", found.entries),
        );
    }
    found.ok = found.problems.is_empty();
    Ok(found)
}

impl Verification {
    /// Of a till that cannot be gone through at all.
    pub fn failed(why: &str) -> Verification {
        Verification {
            ok: false,
            sales: 0,
            entries: 0,
            problems: vec![Problem::new("till", why)],
        }
    }

    fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem::new(place, what));
    }
}

impl Problem {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Problem {
        Problem {
            place: place.into(),
            what: what.into(),
        }
    }
}

/// What SQLite itself finds wrong with a file.
///
/// # Errors
/// When the database cannot be read at all.
pub fn integrity_problems(conn: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    let mut query = conn.prepare("PRAGMA integrity_check(20)")?;
    for message in query.query_map([], |row| row.get::<_, String>(0))? {
        let message = message?;
        if message != "ok" {
            problems.push(Problem::new("database file", message));
        }
    }
    let mut query = conn.prepare("PRAGMA foreign_key_check")?;
    for table in query.query_map([], |row| row.get::<_, String>(0))? {
        problems.push(Problem::new(
            format!("table {}", table?),
            "a row names another that is not there",
        ));
    }
    Ok(problems)
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
