//! The books: entries are added to the journal and to the tables they are made of, in one transaction.
//! Never changes an entry, and adds each in one way only, whether it is new or replayed from the roll.

use super::catalog::{Cause, add_stock, json};
use super::connection::Store;
use super::error::StoreError;
use super::{correction, stock, tin, unverified};
use crate::domain::journal::{Entry, Hash, SaleBody, What, genesis, link};
use rusqlite::{Connection, OptionalExtension, ToSql};

/// The last entry's place and link; place 0 and the till's genesis where there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn head(conn: &Connection, store: &HeadOf) -> Result<(u64, Hash), StoreError> {
    let last = conn
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Hash>(1)?)))
        .optional()?;
    Ok(match last {
        Some((seq, hash)) => (u64::try_from(seq).unwrap_or(0), hash),
        None => (0, genesis(store.till, &store.register, store.currency)),
    })
}

/// What a till's chain begins with.
#[derive(Debug, Clone)]
pub struct HeadOf {
    /// The till's id.
    pub till: uuid::Uuid,
    /// Its register.
    pub register: String,
    /// Its currency.
    pub currency: crate::domain::currency::Currency,
}

impl Store {
    /// What this till's chain begins with.
    pub fn identity(&self) -> HeadOf {
        HeadOf {
            till: self.till,
            register: self.register.clone(),
            currency: self.currency,
        }
    }
}

/// Adds a new entry at the end of the journal, which gives it its place.
///
/// # Errors
/// When the database refuses it.
pub fn append(conn: &Connection, of: &HeadOf, mut entry: Entry) -> Result<Entry, StoreError> {
    let (seq, previous) = head(conn, of)?;
    entry.seq = seq + 1;
    let body = entry.encode()?;
    let hash = link(&previous, entry.seq, &body);
    insert_entry(conn, &entry, &body, &hash)?;
    Ok(entry)
}

/// Adds an entry as the till roll has it. The chain must go on from the journal's end.
///
/// # Errors
/// When it does not, or the entry is not valid.
pub fn replay(conn: &Connection, of: &HeadOf, seq: u64, body: &str, hash: &Hash) -> Result<(), StoreError> {
    let (last, previous) = head(conn, of)?;
    let entry = Entry::decode(body)?;
    if seq != last + 1 || entry.seq != seq || entry.till != of.till || link(&previous, seq, body) != *hash {
        return Err(StoreError::Refused(format!(
            "entry {seq} of the till roll does not continue the database"
        )));
    }
    insert_entry(conn, &entry, body, hash)
}

/// Puts an entry into the journal and into the tables it is made of.
///
/// # Errors
/// When the database refuses it, or the entry is not valid.
pub fn insert_entry(conn: &Connection, entry: &Entry, body: &str, hash: &Hash) -> Result<(), StoreError> {
    let seq = i64::try_from(entry.seq).map_err(|_| StoreError::Refused("the journal is full".to_owned()))?;
    conn.prepare_cached("INSERT INTO journal (seq, body, hash) VALUES (?, ?, ?)")?
        .execute((seq, body, hash))?;
    match &entry.what {
        What::SessionOpen(body) => tin::insert_session(conn, seq, entry, body),
        What::Sale(sale) => insert_sale(conn, seq, entry, sale),
        What::Correction(body) => correction::insert_correction(conn, seq, entry, body),
        What::Confirmation(body) => correction::insert_confirmation(conn, seq, entry, body),
        What::HandOver(body) => tin::insert_hand_over(conn, seq, entry, body),
        What::CashMovement(body) => tin::insert_movement(conn, seq, entry, body),
        What::Count(body) => tin::insert_count(conn, seq, entry, body),
        What::SessionClose(body) => tin::insert_close(conn, seq, entry, body),
        What::StockExit(body) => stock::insert_exit(conn, seq, entry, body),
    }
}

/// Puts the row of an entry into its table: when it was, in the columns that each of these tables has, and its own
/// columns, each beside its value. `into` is the table and its column for the instant.
///
/// A sale and its corrections, whose rows are many, spell their statements out.
pub(super) fn insert_row(
    conn: &Connection,
    seq: i64,
    entry: &Entry,
    into: (&str, &str),
    own: &[(&str, &dyn ToSql)],
) -> Result<(), StoreError> {
    let (table, at) = into;
    let when: [(&str, &dyn ToSql); 4] = [
        ("seq", &seq),
        (at, &entry.at_ms),
        ("offset_min", &entry.offset_min),
        ("business_day", &entry.day),
    ];
    let (columns, values): (Vec<&str>, Vec<&dyn ToSql>) = when.iter().chain(own).copied().unzip();
    let places = vec!["?"; values.len()].join(", ");
    let columns = columns.join(", ");
    conn.prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?
        .execute(values.as_slice())?;
    Ok(())
}

fn insert_sale(conn: &Connection, seq: i64, entry: &Entry, sale: &SaleBody) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO sale (seq, id, key, number, register, sold_at, offset_min, business_day, clock_suspect, late, session_id,
             event, volunteer, practice, goods_minor, tax_added_minor, rounding_minor, total_minor, terms, note)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(rusqlite::params![
        seq,
        sale.id.to_string(),
        sale.key,
        sale.number,
        sale.register,
        entry.at_ms,
        entry.offset_min,
        entry.day,
        sale.clock_suspect,
        sale.late,
        sale.session.to_string(),
        sale.event,
        sale.by,
        sale.practice,
        sale.goods,
        sale.tax_added,
        sale.rounding,
        sale.total,
        json(&sale.terms)?,
        sale.note,
    ])?;
    let mut insert_line = conn.prepare_cached(
        "INSERT INTO sale_line (sale_seq, n, sku, title, makers, sentence, price_list, tags, maker_share_ppm, tax_class, quantity,
             override_minor, override_reason, discount_minor, total_minor, saved_minor, counted)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut insert_charge = conn.prepare_cached(
        "INSERT INTO sale_charge (sale_seq, line, n, quantity, unit_minor, amount_minor, text, offer)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut insert_choice = conn.prepare_cached(
        "INSERT INTO sale_choice (sale_seq, line, n, quantity, amount_minor, band) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for (n, line) in sale.lines.iter().enumerate() {
        insert_line.execute(rusqlite::params![
            seq,
            n,
            line.sku,
            line.title,
            json(&line.makers)?,
            line.sentence,
            line.price_list,
            json(&line.tags)?,
            line.maker_share_ppm,
            line.tax_class,
            line.quantity,
            line.price_override.as_ref().map(|by_hand| by_hand.each),
            line.price_override.as_ref().map(|by_hand| &by_hand.reason),
            line.discount,
            line.total,
            line.saved,
            line.counted,
        ])?;
        for (k, charge) in line.charges.iter().enumerate() {
            insert_charge.execute((
                seq,
                n,
                k,
                charge.quantity,
                charge.unit,
                charge.amount,
                &charge.text,
                charge.offer,
            ))?;
        }
        for (k, choice) in line.choices.iter().enumerate() {
            insert_choice.execute((seq, n, k, choice.quantity, choice.amount, &choice.band))?;
        }
        if line.counted {
            add_stock(
                conn,
                &line.sku,
                -i64::from(line.quantity),
                "sale",
                Cause::Sale(entry.seq),
                entry.at_ms,
            )?;
        }
    }
    let mut insert_payment = conn.prepare_cached(
        "INSERT INTO payment (sale_seq, n, method, given_minor, change_minor, unverified) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for (n, payment) in sale.payments.iter().enumerate() {
        insert_payment.execute((
            seq,
            n,
            &payment.method,
            payment.given,
            payment.change,
            payment.unverified,
        ))?;
    }
    let mut insert_donation =
        conn.prepare_cached("INSERT INTO donation (sale_seq, n, jar, amount_minor) VALUES (?, ?, ?, ?)")?;
    for (n, donation) in sale.donations.iter().enumerate() {
        insert_donation.execute((seq, n, &donation.jar, donation.amount))?;
    }
    if sale.payments.iter().any(|payment| payment.unverified) {
        unverified::settle(conn, seq)?;
    }
    Ok(())
}

/// The journal's entry at a place, with its text and link.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn entry_at(conn: &Connection, seq: u64) -> Result<Option<(Entry, String, Hash)>, StoreError> {
    let row = conn
        .prepare_cached("SELECT body, hash FROM journal WHERE seq = ?")?
        .query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Hash>(1)?))
        })
        .optional()?;
    row.map(|(body, hash)| Ok((Entry::decode(&body)?, body, hash)))
        .transpose()
}

/// The latest moment among the last entries, by which a clock that jumped is known.
///
/// # Errors
/// When the database cannot be read.
pub fn last_sale_at(conn: &Connection) -> Result<Option<i64>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT sold_at FROM sale ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?)
}
