//! Sales with money that nobody saw arrive yet: a list that each sale, correction and confirmation keeps right in its own
//! transaction, so that a till of many years tells what is open as quickly as a new one.
//! Never a record: verification holds it against the payments.

use super::error::StoreError;
use super::verify::Problem;
use crate::domain::currency::Currency;
use crate::domain::day::Instant;
use crate::domain::money::Money;
use crate::domain::sale::ReceiptNumber;
use crate::domain::session::{ToTickOff, Unverified};
use rusqlite::Connection;

/// Every part of a sale's money that was not seen, and what of it went back; of all sales, or of those that `{}` picks. A
/// confirmation is of everything before it.
const PARTS: &str = "SELECT p.sale_seq, method, given_minor - change_minor AS amount FROM payment p WHERE unverified = 1 {p}
         AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = p.sale_seq)
     UNION ALL
     SELECT c.sale_seq, method, -amount_minor FROM correction c CROSS JOIN correction_payment p ON p.correction_seq = c.seq
         WHERE unverified = 1 {c} AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = c.sale_seq AND f.seq > c.seq)";

fn parts(of: &str) -> String {
    let picked = |table: &str| match of {
        "" => String::new(),
        of => format!("AND {table}.sale_seq = {of}"),
    };
    PARTS.replace("{p}", &picked("p")).replace("{c}", &picked("c"))
}

/// Whether a sale's money was seen to arrive after an entry: a confirmation is of everything before it.
///
/// # Errors
/// When the database cannot be read.
pub fn is_ticked_off(conn: &Connection, sale: &ReceiptNumber, after: u64) -> Result<bool, StoreError> {
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let found = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM confirmation f JOIN sale s ON s.seq = f.sale_seq
                 WHERE s.number = ? AND s.register = ? AND f.seq > ?)",
        )?
        .query_row((sale.running(), sale.register(), after), |row| row.get(0))?;
    Ok(found)
}

/// Works out anew what of a sale was not seen yet.
///
/// # Errors
/// When the database cannot be read or written.
pub(super) fn settle(conn: &Connection, sale: i64) -> Result<(), StoreError> {
    let amount: i64 = conn
        .prepare_cached(&format!("SELECT coalesce(sum(amount), 0) FROM ({})", parts("?1")))?
        .query_row([sale], |row| row.get(0))?;
    if amount > 0 {
        conn.prepare_cached("INSERT OR REPLACE INTO unverified_sale (sale_seq, amount_minor) VALUES (?, ?)")?
            .execute((sale, amount))?;
    } else {
        conn.prepare_cached("DELETE FROM unverified_sale WHERE sale_seq = ?")?
            .execute([sale])?;
    }
    Ok(())
}

/// Sales with money that nobody saw arrive yet, the newest of them, at most so many, and what all of them come to.
///
/// # Errors
/// When the database cannot be read.
pub fn unverified(conn: &Connection, currency: Currency, most: u32) -> Result<ToTickOff, StoreError> {
    let (count, amount): (u64, i64) = conn
        .prepare_cached("SELECT count(*), coalesce(sum(amount_minor), 0) FROM unverified_sale")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut query = conn.prepare_cached(&format!(
        "SELECT s.register, s.number, s.sold_at, s.offset_min, u.amount_minor,
             (SELECT group_concat(DISTINCT method) FROM ({}))
         FROM unverified_sale u CROSS JOIN sale s ON s.seq = u.sale_seq ORDER BY u.sale_seq DESC LIMIT ?",
        parts("u.sale_seq")
    ))?;
    let mut rows = query.query([most])?;
    let mut newest = Vec::new();
    while let Some(row) = rows.next()? {
        let (register, number): (String, u32) = (row.get(0)?, row.get(1)?);
        let methods: Option<String> = row.get(5)?;
        newest.push(Unverified {
            number: ReceiptNumber::new(&register, number).ok_or_else(|| {
                StoreError::Damaged(format!("the number of sale {register}-{number:04} cannot be read"))
            })?,
            sold_at: Instant {
                utc_ms: row.get(2)?,
                offset_min: row.get(3)?,
            },
            methods: methods.unwrap_or_default().replace(',', " + "),
            amount: Money::from_minor(row.get(4)?, currency),
        });
    }
    Ok(ToTickOff {
        count,
        amount: Money::from_minor(amount, currency),
        newest,
    })
}

/// The list against the payments it was made from.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn problems(conn: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut query = conn.prepare(&format!(
        "SELECT coalesce(s.register, '?'), coalesce(s.number, 0), coalesce(told, 0), coalesce(amount_minor, 0)
         FROM (SELECT sale_seq, sum(amount) AS told FROM ({}) GROUP BY 1 HAVING told > 0) FULL JOIN unverified_sale u USING (sale_seq)
         LEFT JOIN sale s ON s.seq = sale_seq WHERE told IS NOT amount_minor",
        parts("")
    ))?;
    let rows = query.query_map([], |row| {
        let (register, number): (String, u32) = (row.get(0)?, row.get(1)?);
        let (told, kept): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok(Problem {
            place: format!("money to tick off of sale {register}-{number:04}"),
            what: format!("the list says {kept}, the payments add up to {told}"),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
