//! Questions to the books: sales in a list, one sale, the summary of a range.
//! Never adds what was not recorded: each figure is a sum over rows of the range.

use super::book::entry_at;
use super::error::StoreError;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::report::{HourRow, PaymentRow, SaleHead, Summary, TitleRow};
use crate::domain::sale::{ReceiptNumber, Sale};
use rusqlite::{Connection, OptionalExtension, Row};

/// The last receipt number given out; 0 where none was.
///
/// # Errors
/// When the database cannot be read.
pub fn last_number(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(number), 0) FROM sale")?
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
    let Some(seq) = seq.and_then(|seq| u64::try_from(seq).ok()) else {
        return Ok(None);
    };
    match entry_at(conn, seq)? {
        Some((entry, _, _)) => Ok(Some(entry.sale()?)),
        None => Err(StoreError::Damaged(format!("entry {seq} is missing from the journal"))),
    }
}

/// Sales, newest first, at most `limit`: of one day or of all, those whose number, total or a title holds the query.
///
/// # Errors
/// When the database cannot be read.
pub fn sales(
    conn: &Connection,
    currency: Currency,
    day: Option<BusinessDay>,
    query: &str,
    limit: u32,
) -> Result<Vec<SaleHead>, StoreError> {
    let by_day = if day.is_some() {
        "s.business_day = ?1"
    } else {
        "?1 IS NULL"
    };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT s.register, s.number, s.sold_at, s.offset_min, s.business_day, s.total_minor,
             (SELECT coalesce(sum(quantity), 0) FROM sale_line WHERE sale_seq = s.seq),
             (SELECT coalesce(group_concat(method, ' + '), '') FROM payment WHERE sale_seq = s.seq),
             (SELECT coalesce(group_concat(title, ', '), '') FROM sale_line WHERE sale_seq = s.seq) AS titles
         FROM sale s
         WHERE {by_day} AND (?2 = '' OR instr(lower(titles), ?2) OR instr(lower(printf('%s-%04d', s.register, s.number)), ?2)
             OR instr(printf('%d', s.total_minor), ?3))
         ORDER BY s.seq DESC LIMIT ?4",
    ))?;
    let query = query.trim().to_lowercase();
    let digits: String = query.chars().filter(char::is_ascii_digit).collect();
    let digits = if digits.is_empty() { "none".to_owned() } else { digits };
    let mut rows = statement.query((day.map(|day| day.to_string()), query, digits, limit))?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(head(row, currency)?);
    }
    Ok(heads)
}

fn head(row: &Row<'_>, currency: Currency) -> Result<SaleHead, StoreError> {
    let register: String = row.get(0)?;
    let number: u32 = row.get(1)?;
    let day: String = row.get(4)?;
    let wrong = |what: &str| StoreError::Damaged(format!("the {what} of sale {register}-{number:04} cannot be read"));
    Ok(SaleHead {
        number: ReceiptNumber::new(&register, number).ok_or_else(|| wrong("number"))?,
        sold_at: Instant {
            utc_ms: row.get(2)?,
            offset_min: row.get(3)?,
        },
        business_day: BusinessDay::parse(&day).ok_or_else(|| wrong("day"))?,
        total: Money::from_minor(row.get(5)?, currency),
        copies: row.get(6)?,
        methods: row.get(7)?,
        titles: row.get(8)?,
    })
}

/// The summary of a range of business days, both included.
///
/// # Errors
/// When the database cannot be read, or a sum is beyond what it can hold.
pub fn summary(
    conn: &Connection,
    currency: Currency,
    from: BusinessDay,
    to: BusinessDay,
) -> Result<Summary, StoreError> {
    let days = (from.to_string(), to.to_string());
    let money = |minor: i64| Money::from_minor(minor, currency);
    let mut summary = conn
        .prepare_cached(
            "SELECT count(*), coalesce(sum(goods_minor), 0), coalesce(sum(tax_added_minor), 0), coalesce(sum(rounding_minor), 0)
             FROM sale WHERE business_day BETWEEN ? AND ?",
        )?
        .query_row((&days.0, &days.1), |row| {
            Ok(Summary {
                from,
                to,
                sales: row.get(0)?,
                copies: 0,
                goods: money(row.get(1)?),
                tax_added: money(row.get(2)?),
                donations: Money::ZERO,
                rounding: money(row.get(3)?),
                payments: Money::ZERO,
                change: Money::ZERO,
                saved: Money::ZERO,
                by_title: Vec::new(),
                by_payment: Vec::new(),
                by_hour: Vec::new(),
            })
        })?;
    summary.donations = money(
        conn.prepare_cached(
            "SELECT coalesce(sum(amount_minor), 0) FROM sale CROSS JOIN donation ON sale_seq = seq WHERE business_day BETWEEN ? AND ?",
        )?
        .query_row((&days.0, &days.1), |row| row.get(0))?,
    );
    let mut query = conn.prepare_cached(
        "SELECT method, count(*), sum(given_minor), sum(change_minor), sum(unverified * (given_minor - change_minor)) FROM sale CROSS JOIN payment ON sale_seq = seq
         WHERE business_day BETWEEN ? AND ? GROUP BY method ORDER BY sum(given_minor - change_minor) DESC, method",
    )?;
    let mut rows = query.query((&days.0, &days.1))?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let (given, change) = (money(row.get(2)?), money(row.get(3)?));
        summary.payments += given;
        summary.change += change;
        summary.by_payment.push(PaymentRow {
            method: Method::new(&name).ok_or_else(|| StoreError::Damaged(format!("payment method `{name}`")))?,
            count: row.get(1)?,
            amount: given - change,
            unverified: money(row.get(4)?),
        });
    }
    let mut query = conn.prepare_cached(
        "SELECT (sold_at + offset_min * 60000) / 3600000 % 24, count(*), sum(total_minor) FROM sale
         WHERE business_day BETWEEN ? AND ? GROUP BY 1 ORDER BY 1",
    )?;
    let hours = query.query_map((&days.0, &days.1), |row| {
        Ok(HourRow {
            hour: row.get(0)?,
            sales: row.get(1)?,
            amount: money(row.get(2)?),
        })
    })?;
    summary.by_hour = hours.collect::<Result<_, _>>()?;
    summary
        .by_hour
        .sort_by_key(|row| (row.hour + 24 - crate::domain::day::ROLLOVER_HOUR) % 24);
    titles(conn, &days, currency, &mut summary)?;
    Ok(summary)
}

/// By title. A copy is free when its charge is nothing. What is left is the stock now plus what was sold after the range.
fn titles(
    conn: &Connection,
    days: &(String, String),
    currency: Currency,
    summary: &mut Summary,
) -> Result<(), StoreError> {
    let money = |minor: i64| Money::from_minor(minor, currency);
    let mut query = conn.prepare_cached(
        "WITH line AS (
             SELECT l.sku, l.title, l.sale_seq, l.quantity, l.total_minor, l.saved_minor, l.counted,
                 (SELECT coalesce(sum(quantity), 0) FROM sale_charge c WHERE c.sale_seq = l.sale_seq AND c.line = l.n AND amount_minor = 0) AS free
             FROM sale s CROSS JOIN sale_line l ON l.sale_seq = s.seq WHERE s.business_day BETWEEN ?1 AND ?2)
         SELECT line.sku, line.title, max(sale_seq), sum(quantity - free), sum(free), sum(total_minor), sum(saved_minor),
             max(counted), coalesce(stock.copies, 0)
         FROM line LEFT JOIN stock ON stock.sku = line.sku
         GROUP BY line.sku ORDER BY sum(total_minor) DESC, sum(quantity) DESC, line.sku",
    )?;
    let mut after = conn.prepare_cached(
        "SELECT coalesce(sum(l.quantity), 0) FROM sale s CROSS JOIN sale_line l ON l.sale_seq = s.seq
         WHERE s.business_day > ? AND l.sku = ? AND l.counted",
    )?;
    let latest: Option<String> = conn
        .prepare_cached("SELECT max(business_day) FROM sale")?
        .query_row([], |row| row.get(0))?;
    let past = latest.is_some_and(|latest| latest > days.1);
    let mut rows = query.query((&days.0, &days.1))?;
    while let Some(row) = rows.next()? {
        let sku: String = row.get(0)?;
        let counted: bool = row.get(7)?;
        let sold_after: i64 = if counted && past {
            after.query_row((&days.1, &sku), |row| row.get(0))?
        } else {
            0
        };
        let title = TitleRow {
            title: row.get(1)?,
            sold: row.get(3)?,
            free: row.get(4)?,
            refunded: 0,
            takings: money(row.get(5)?),
            left: if counted {
                Some(row.get::<_, i64>(8)? + sold_after)
            } else {
                None
            },
            sku,
        };
        summary.copies += title.sold + title.free;
        summary.saved += money(row.get(6)?);
        summary.by_title.push(title);
    }
    Ok(())
}
