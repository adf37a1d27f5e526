//! Questions to the books: sales in a list, one sale.
//! Never adds what was not recorded.

use super::book::entry_at;
use super::error::StoreError;
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::journal::Entry;
use crate::domain::money::Money;
use crate::domain::report::{SaleHead, Stretch};
use crate::domain::sale::{ReceiptNumber, Sale};
use rusqlite::{Connection, OptionalExtension, Row};

/// The last receipt number given out; 0 where none was.
///
/// # Errors
/// When the database cannot be read.
pub fn last_number(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(number) FROM sale), 0), coalesce((SELECT max(number) FROM correction), 0))",
        )?
        .query_row([], |row| row.get(0))?)
}

/// The sale with this receipt number.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn sale_by_number(conn: &Connection, number: &ReceiptNumber) -> Result<Option<Sale>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached("SELECT seq FROM sale WHERE number = ? AND register = ?")?
        .query_row((number.running(), number.register()), |row| row.get(0))
        .optional()?;
    sale_at(conn, seq)
}

/// The place of a sale in the journal.
///
/// # Errors
/// When the database cannot be read.
pub fn place_of_sale(conn: &Connection, number: &ReceiptNumber) -> Result<Option<u64>, StoreError> {
    place(conn, "SELECT seq FROM sale WHERE number = ? AND register = ?", number)
}

/// The place of a correction in the journal.
///
/// # Errors
/// When the database cannot be read.
pub fn place_of_correction(conn: &Connection, number: &ReceiptNumber) -> Result<Option<u64>, StoreError> {
    place(
        conn,
        "SELECT seq FROM correction WHERE number = ? AND register = ?",
        number,
    )
}

fn place(conn: &Connection, sql: &str, number: &ReceiptNumber) -> Result<Option<u64>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached(sql)?
        .query_row((number.running(), number.register()), |row| row.get(0))
        .optional()?;
    Ok(seq.and_then(|seq| u64::try_from(seq).ok()))
}

/// The business day of a sale or a correction; `None` where there is none of this number.
///
/// # Errors
/// When the database cannot be read.
pub fn day_of_number(conn: &Connection, number: &ReceiptNumber) -> Result<Option<BusinessDay>, StoreError> {
    let day: Option<String> = conn
        .prepare_cached(
            "SELECT business_day FROM sale WHERE number = ?1 AND register = ?2
             UNION ALL SELECT business_day FROM correction WHERE number = ?1 AND register = ?2",
        )?
        .query_row((number.running(), number.register()), |row| row.get(0))
        .optional()?;
    let read = |day: String| BusinessDay::parse(&day).ok_or_else(|| wrong_day(number));
    day.map(read).transpose()
}

fn wrong_day(number: &ReceiptNumber) -> StoreError {
    StoreError::Damaged(format!("the day of {number} cannot be read"))
}

/// The sale recorded last.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn last_sale(conn: &Connection) -> Result<Option<Sale>, StoreError> {
    let seq = conn
        .prepare_cached("SELECT max(seq) FROM sale")?
        .query_row([], |row| row.get(0))?;
    sale_at(conn, seq)
}

fn sale_at(conn: &Connection, seq: Option<i64>) -> Result<Option<Sale>, StoreError> {
    let Some(seq) = seq.and_then(|seq| u64::try_from(seq).ok()) else {
        return Ok(None);
    };
    match entry_at(conn, seq)? {
        Some((entry, _, _)) => Ok(Some(entry.sale()?)),
        None => Err(StoreError::Damaged(format!("entry {seq} is missing from the journal"))),
    }
}

/// The head of the sale or the correction at this place of the journal.
///
/// # Errors
/// When the database cannot be read, or nothing of the kind stands there.
pub(super) fn head_at(conn: &Connection, currency: Currency, seq: i64) -> Result<SaleHead, StoreError> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT * FROM ({SALE_HEADS} WHERE r.seq = ?1 UNION ALL {CORRECTION_HEADS} WHERE r.seq = ?1)"
    ))?;
    let mut rows = query.query([seq])?;
    match rows.next()? {
        Some(row) => head(row, currency),
        None => Err(StoreError::Damaged(format!(
            "entry {seq} is neither a sale nor a correction"
        ))),
    }
}

/// The columns that [`head`] reads, of sales and of corrections.
const SALE_HEADS: &str = "SELECT r.seq, r.register, r.number, r.sold_at, r.offset_min, r.business_day, r.total_minor,
         (SELECT coalesce(sum(quantity), 0) FROM sale_line WHERE sale_seq = r.seq),
         (SELECT coalesce(group_concat(method, ' + '), '') FROM payment WHERE sale_seq = r.seq),
         (SELECT coalesce(group_concat(title, ', '), '') FROM sale_line WHERE sale_seq = r.seq) AS titles,
         NULL, NULL, EXISTS (SELECT 1 FROM correction c WHERE c.sale_seq = r.seq AND how = 'void')
     FROM sale r";
const CORRECTION_HEADS: &str = "SELECT r.seq, r.register, r.number, r.made_at, r.offset_min, r.business_day, -r.total_minor,
         (SELECT coalesce(sum(copies), 0) FROM correction_line WHERE correction_seq = r.seq),
         (SELECT coalesce(group_concat(method, ' + '), '') FROM correction_payment WHERE correction_seq = r.seq AND amount_minor > 0),
         (SELECT coalesce(group_concat(title, ', '), '') FROM correction_line WHERE correction_seq = r.seq AND copies > 0) AS titles,
         r.how, (SELECT number FROM sale s WHERE s.seq = r.sale_seq), 0
     FROM correction r";

/// The place of the journal before which a stretch begins.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn place_before(conn: &Connection, stretch: Stretch) -> Result<i64, StoreError> {
    let Some(number) = stretch.before else {
        return Ok(i64::MAX);
    };
    let mut query = conn.prepare_cached(
        "SELECT coalesce((SELECT seq FROM sale WHERE number = ?1), (SELECT seq FROM correction WHERE number = ?1), 0)",
    )?;
    Ok(query.query_row([number], |row| row.get(0))?)
}

/// The numbers of an event's sales and corrections, in the order they were recorded.
///
/// # Errors
/// When the database cannot be read.
pub fn numbers_of_event(conn: &Connection, event: &str) -> Result<Vec<ReceiptNumber>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT register, number, seq FROM sale WHERE event = ?1
         UNION ALL SELECT register, number, seq FROM correction WHERE event = ?1 ORDER BY seq",
    )?;
    let rows = query.query_map([event], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (register, number) = row?;
        let wrong = || StoreError::Damaged(format!("the number of sale {register}-{number:04} cannot be read"));
        ReceiptNumber::new(&register, number).ok_or_else(wrong)
    })
    .collect()
}

/// Every sale and correction of a range of business days, or of one event in it, in the order they were recorded.
///
/// # Errors
/// When the database cannot be read or an entry is not valid.
pub fn entries_of(
    conn: &Connection,
    (from, to): (BusinessDay, BusinessDay),
    event: Option<&str>,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT body FROM (
             SELECT seq FROM sale WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3)
             UNION ALL SELECT seq FROM correction WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3))
         JOIN journal USING (seq) ORDER BY seq",
    )?;
    let bodies = query.query_map((from.to_string(), to.to_string(), event), |row| row.get::<_, String>(0))?;
    bodies.map(|body| Ok(Entry::decode(&body?)?)).collect()
}

fn head(row: &Row<'_>, currency: Currency) -> Result<SaleHead, StoreError> {
    let register: String = row.get(1)?;
    let number: u32 = row.get(2)?;
    let day: String = row.get(5)?;
    let wrong = |what: &str| StoreError::Damaged(format!("the {what} of {register}-{number:04} cannot be read"));
    let how: Option<String> = row.get(10)?;
    let corrects: Option<u32> = row.get(11)?;
    Ok(SaleHead {
        how: match how {
            Some(how) => Some(How::parse(&how).ok_or_else(|| wrong("kind"))?),
            None => None,
        },
        number: ReceiptNumber::new(&register, number).ok_or_else(|| wrong("number"))?,
        corrects: corrects.and_then(|number| ReceiptNumber::new(&register, number)),
        voided: row.get(12)?,
        sold_at: Instant {
            utc_ms: row.get(3)?,
            offset_min: row.get(4)?,
        },
        business_day: BusinessDay::parse(&day).ok_or_else(|| wrong("day"))?,
        total: Money::from_minor(row.get(6)?, currency),
        copies: row.get(7)?,
        part: None,
        methods: row.get(8)?,
        titles: row.get(9)?,
    })
}
