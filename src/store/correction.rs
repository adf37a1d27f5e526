//! Corrections and confirmations in the books: how they are added, and what happened to a sale after it was recorded.

use super::book::{entry_at, insert_row};
use super::catalog::{Cause, add_stock, json};
use super::error::StoreError;
use super::unverified;
use crate::domain::correction::{After, Correction};
use crate::domain::journal::{ConfirmationBody, CorrectionBody, Entry, What};
use crate::domain::sale::{ReceiptNumber, Sale};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

pub(super) fn insert_correction(
    conn: &Connection,
    seq: i64,
    entry: &Entry,
    body: &CorrectionBody,
) -> Result<(), StoreError> {
    let sale = sale_seq(conn, body.sale)?;
    conn.prepare_cached(
        "INSERT INTO correction (seq, id, key, number, register, how, sale_seq, made_at, offset_min, business_day, clock_suspect,
             session_id, event, volunteer, practice, reason, goods_minor, tax_added_minor, rounding_minor, total_minor,
             saved_by_offers_minor, taxes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(rusqlite::params![
        seq,
        body.id.to_string(),
        body.key,
        body.number,
        body.register,
        body.how,
        sale,
        entry.at_ms,
        entry.offset_min,
        entry.day,
        body.clock_suspect,
        body.session.to_string(),
        body.event,
        body.by,
        body.practice,
        body.reason,
        body.goods,
        body.tax_added,
        body.rounding,
        body.total,
        body.saved_by_offers,
        json(&body.taxes)?,
    ])?;
    let mut insert_line = conn.prepare_cached(
        "INSERT INTO correction_line (correction_seq, n, line, sku, title, copies, choices, amount_minor, discount_minor, saved_minor,
             counted, damaged)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (n, line) in body.lines.iter().enumerate() {
        insert_line.execute(rusqlite::params![
            seq,
            n,
            line.line,
            line.sku,
            line.title,
            line.copies,
            json(&line.choices)?,
            line.amount,
            line.discount,
            line.saved,
            line.counted,
            line.damaged,
        ])?;
        if line.counted && line.copies > 0 {
            let copies = i64::from(line.copies);
            let cause = Cause::Correction(entry.seq);
            add_stock(conn, &line.sku, copies, "returned", cause, entry.at_ms)?;
            if line.damaged {
                add_stock(conn, &line.sku, -copies, "damaged", cause, entry.at_ms)?;
            }
        }
    }
    let mut insert_payment = conn.prepare_cached(
        "INSERT INTO correction_payment (correction_seq, n, method, amount_minor, unverified) VALUES (?, ?, ?, ?, ?)",
    )?;
    for (n, back) in body.payments.iter().enumerate() {
        insert_payment.execute((seq, n, &back.method, back.amount, back.unverified))?;
    }
    let mut insert_donation = conn
        .prepare_cached("INSERT INTO correction_donation (correction_seq, n, jar, amount_minor) VALUES (?, ?, ?, ?)")?;
    for (n, donation) in body.donations.iter().enumerate() {
        insert_donation.execute((seq, n, &donation.jar, donation.amount))?;
    }
    unverified::settle(conn, sale)
}

pub(super) fn insert_confirmation(
    conn: &Connection,
    seq: i64,
    entry: &Entry,
    body: &ConfirmationBody,
) -> Result<(), StoreError> {
    let sale = sale_seq(conn, body.sale)?;
    insert_row(
        conn,
        seq,
        entry,
        ("confirmation", "confirmed_at"),
        &[
            ("id", &body.id.to_string()),
            ("sale_seq", &sale),
            ("volunteer", &body.by),
            ("amount_minor", &body.amount),
        ],
    )?;
    unverified::settle(conn, sale)
}

fn sale_seq(conn: &Connection, sale: Uuid) -> Result<i64, StoreError> {
    conn.prepare_cached("SELECT seq FROM sale WHERE id = ?")?
        .query_row([sale.to_string()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::Refused(format!("there is no sale {sale} to correct")))
}

/// What happened to a sale after it was recorded, in that order.
///
/// # Errors
/// When the database cannot be read or an entry is not valid.
pub fn after_sale(conn: &Connection, sale: &Sale) -> Result<Vec<After>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT c.seq FROM sale s JOIN correction c ON c.sale_seq = s.seq WHERE s.id = ?1
         UNION ALL SELECT c.seq FROM sale s JOIN confirmation c ON c.sale_seq = s.seq WHERE s.id = ?1 ORDER BY 1",
    )?;
    let seqs = query
        .query_map([sale.id.to_string()], |row| row.get::<_, i64>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    seqs.into_iter()
        .map(|seq| {
            let entry = entry(conn, seq)?;
            match entry.what {
                What::Confirmation(_) => Ok(After::Confirmed),
                _ => Ok(After::Corrected(Box::new(entry.correction()?))),
            }
        })
        .collect()
}

/// The correction with this receipt number of its own.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn correction_by_number(conn: &Connection, number: &ReceiptNumber) -> Result<Option<Correction>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached("SELECT seq FROM correction WHERE number = ? AND register = ?")?
        .query_row((number.running(), number.register()), |row| row.get(0))
        .optional()?;
    seq.map(|seq| Ok(entry(conn, seq)?.correction()?)).transpose()
}

/// The entry that was recorded under an idempotency key.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn entry_with_key(conn: &Connection, key: &str) -> Result<Option<Entry>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached(
            "SELECT seq FROM sale WHERE key = ?1 UNION ALL SELECT seq FROM correction WHERE key = ?1
             UNION ALL SELECT seq FROM cash_movement WHERE key = ?1 UNION ALL SELECT seq FROM tin_count WHERE key = ?1
             UNION ALL SELECT seq FROM stock_exit WHERE key = ?1",
        )?
        .query_row([key], |row| row.get(0))
        .optional()?;
    seq.map(|seq| entry(conn, seq)).transpose()
}

fn entry(conn: &Connection, seq: i64) -> Result<Entry, StoreError> {
    let missing = || StoreError::Damaged(format!("entry {seq} is missing from the journal"));
    let place = u64::try_from(seq).map_err(|_| missing())?;
    Ok(entry_at(conn, place)?.ok_or_else(missing)?.0)
}
