//! The index of the words by which sales and corrections are found.
//! Never part of a sale: it follows behind, and what it does not hold yet is looked through in the journal.

use super::connection::Store;
use super::error::StoreError;
use crate::domain::journal::Entry;
use crate::domain::search::{Piece, Search, Words};
use rusqlite::{Connection, Params};
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many entries may wait before a search takes them in: to look through them takes a few milliseconds.
const WAITING: i64 = 256;
/// Beginnings of words up to this length are kept, as the schema says: what begins with them is read newest first, without
/// gathering all of it.
const KEPT: usize = 8;
/// So many are taken in at a time, so that nobody who sells waits for long.
const SLICE: i64 = 5_000;
/// So many pages of the index are laid together at a time.
const PAGES: i64 = 500;

/// Takes in what was recorded since, once it has become much.
///
/// # Errors
/// When the database cannot be read or written; a search misses nothing all the same.
pub fn take_in(store: &mut Store) -> Result<(), StoreError> {
    if store.only_look.is_some() || waiting(&store.conn)? <= WAITING {
        return Ok(());
    }
    let many = waiting(&store.conn)? > SLICE;
    while waiting(&store.conn)? > 0 {
        let tx = store.write()?;
        take_slice(&tx)?;
        tx.commit()?;
    }
    let (mut more, mut pages) = (many, -PAGES);
    while more {
        let tx = store.write()?;
        more = lay_together(&tx, pages)?;
        tx.commit()?;
        pages = PAGES;
    }
    Ok(())
}

/// Takes in everything, in the transaction that is open.
///
/// # Errors
/// When the database cannot be read or written.
pub(super) fn take_in_all(conn: &Connection) -> Result<(), StoreError> {
    while waiting(conn)? > 0 {
        take_slice(conn)?;
    }
    let mut pages = -PAGES;
    while lay_together(conn, pages)? {
        pages = PAGES;
    }
    Ok(())
}

/// Brings some pages of the index's parts, one for each slice that was taken in, into one part: a search looks into each of them.
/// The first call, with pages less than nothing, begins with all of them. Answers whether there is more to do.
fn lay_together(conn: &Connection, pages: i64) -> Result<bool, StoreError> {
    let before = conn.total_changes();
    conn.prepare_cached("INSERT INTO record_words (record_words, rank) VALUES ('merge', ?)")?
        .execute([pages])?;
    // So SQLite says that nothing was left to be done.
    Ok(conn.total_changes() - before >= 2)
}

fn take_slice(conn: &Connection) -> Result<(), StoreError> {
    let mut insert = conn.prepare_cached("INSERT INTO record_words (rowid, words) VALUES (?, ?)")?;
    let from = taken_in(conn)?;
    let mut to = from;
    each_entry(conn, "seq > ? ORDER BY seq LIMIT ?", (from, SLICE), |seq, words| {
        if let Some(words) = words {
            insert.execute((seq, words.iter().collect::<Vec<_>>().join(" ")))?;
        }
        to = seq;
        Ok(true)
    })?;
    conn.prepare_cached("UPDATE record_words_to SET seq = ?")?
        .execute([to])?;
    Ok(())
}

/// The last entry that the index has taken in.
pub(super) fn taken_in(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached("SELECT seq FROM record_words_to")?
        .query_row([], |row| row.get(0))?)
}

/// How many entries it has not.
fn waiting(conn: &Connection) -> Result<i64, StoreError> {
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
        .query_row([], |row| row.get(0))?;
    Ok(last - taken_in(conn)?)
}

/// Calls with the place of each record that a search finds between two places of the journal, newest first, until it is
/// told to stop.
///
/// # Errors
/// When the database cannot be read, or the call fails.
pub(super) fn each_hit(
    conn: &Connection,
    search: &Search,
    (from, to): (i64, i64),
    mut each: impl FnMut(i64) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let taken_in = taken_in(conn)?;
    let mut wanted = true;
    let not_taken_in = (from.max(taken_in + 1), to);
    each_entry(
        conn,
        "seq BETWEEN ? AND ? ORDER BY seq DESC",
        not_taken_in,
        |seq, words| {
            wanted = !words.is_some_and(|words| search.finds(&words)) || each(seq)?;
            Ok(wanted)
        },
    )?;
    let mut query = conn.prepare_cached(
        "SELECT rowid FROM record_words WHERE record_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
    )?;
    let mut rows = query.query((asked(search), from, to.min(taken_in)))?;
    let begins = || search.pieces().iter().flat_map(|piece| &piece.begins);
    let all_kept = begins().all(|word| word.chars().count() <= KEPT);
    while wanted && let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        if all_kept || finds_at(conn, search, seq)? {
            wanted = each(seq)?;
        }
    }
    Ok(())
}

/// Whether a search finds the record at a place, to the last letter.
fn finds_at(conn: &Connection, search: &Search, seq: i64) -> Result<bool, StoreError> {
    let mut finds = false;
    each_entry(conn, "seq = ?", [seq], |_, words| {
        finds = words.is_some_and(|words| search.finds(&words));
        Ok(false)
    })?;
    Ok(finds)
}

/// A search in the words of FTS5. Words hold letters and digits alone, so that quotes are enough.
fn asked(search: &Search) -> String {
    let piece = |piece: &Piece| {
        let begins = piece.begins.iter().map(|word| {
            let kept: String = word.chars().take(KEPT).collect();
            format!("\"{kept}\"*")
        });
        let begins: Vec<String> = begins.collect();
        let is = piece.is.iter().map(|word| format!(" OR \"{word}\""));
        format!("(({}){})", begins.join(" AND "), is.collect::<String>())
    };
    let words = search.words().iter().map(|word| format!("\"{word}\""));
    let all: Vec<String> = search.pieces().iter().map(piece).chain(words).collect();
    all.join(" AND ")
}

/// Reads entries and their words, until told to stop.
fn each_entry(
    conn: &Connection,
    which: &str,
    params: impl Params,
    mut each: impl FnMut(i64, Option<Words>) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let mut query = conn.prepare_cached(&format!("SELECT seq, body FROM journal WHERE {which}"))?;
    let mut rows = query.query(params)?;
    while let Some(row) = rows.next()? {
        // What cannot be read is verification's to name.
        let entry = Entry::decode(row.get_ref(1)?.as_str().unwrap_or_default());
        if !each(row.get(0)?, entry.ok().and_then(|entry| Words::of(&entry.what)))? {
            break;
        }
    }
    Ok(())
}

/// What an index holds, summed up so that two of them can be compared whatever their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    words: u64,
    sum: u64,
}

impl Tally {
    /// What the index holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of_index(conn: &Connection) -> Result<Tally, StoreError> {
        conn.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.record_words_list USING fts5vocab(main, record_words, instance)",
        )?;
        let mut tally = Tally::default();
        let mut query = conn.prepare("SELECT term, doc FROM record_words_list")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            tally.word(row.get_ref(0)?.as_str().unwrap_or_default(), row.get(1)?);
        }
        Ok(tally)
    }

    /// It should hold the words of this record.
    pub(super) fn record(&mut self, seq: i64, words: &Words) {
        words.iter().for_each(|word| self.word(word, seq));
    }

    fn word(&mut self, word: &str, seq: i64) {
        let mut hasher = DefaultHasher::new();
        (word, seq).hash(&mut hasher);
        self.words += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }
}
