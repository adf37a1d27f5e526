//! Which days and events there are to make a summary of, and which stand beside one another.
//! Never adds up money: it counts by the indexes alone, so that years of sales are no longer to look through than a day's.

use super::{Range, Sums};
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::report::Headline;
use crate::store::error::StoreError;
use rusqlite::{Connection, Params};

/// A business day that had sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfSales {
    /// The day.
    pub day: BusinessDay,
    /// How many.
    pub sales: i64,
}

/// An event that had sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventOfSales {
    /// Its name.
    pub event: String,
    /// Its first and its last day.
    pub days: (BusinessDay, BusinessDay),
}

fn day(text: &str) -> Result<BusinessDay, StoreError> {
    BusinessDay::parse(text).ok_or_else(|| StoreError::Damaged(format!("business day `{text}`")))
}

fn one_day(conn: &Connection, sql: &str, with: impl Params) -> Result<Option<BusinessDay>, StoreError> {
    let found: Option<String> = conn.prepare_cached(sql)?.query_row(with, |row| row.get(0))?;
    found.map(|text| day(&text)).transpose()
}

/// The nearest days before and after one on which something was sold, taken back or given.
///
/// # Errors
/// When the database cannot be read.
pub fn beside(conn: &Connection, of: BusinessDay) -> Result<(Option<BusinessDay>, Option<BusinessDay>), StoreError> {
    let of = of.to_string();
    // One question to each table: the largest of an index is found at once.
    let nearest = |which: &str, than: &str| -> Result<[Option<BusinessDay>; 3], StoreError> {
        let of_table = |table: &str| {
            let sql = format!("SELECT {which}(business_day) FROM {table} WHERE business_day {than} ?");
            one_day(conn, &sql, [&of])
        };
        Ok([of_table("sale")?, of_table("correction")?, of_table("stock_exit")?])
    };
    let earlier = nearest("max", "<")?.into_iter().flatten().max();
    let later = nearest("min", ">")?.into_iter().flatten().min();
    Ok((earlier, later))
}

/// Days that had sales, the last one first: those before a day, or all, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub fn days_of_sales(conn: &Connection, before: Option<BusinessDay>, most: u32) -> Result<Vec<DayOfSales>, StoreError> {
    let earlier = if before.is_some() {
        "business_day < ?1"
    } else {
        "?1 IS NULL"
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT business_day, count(*) FROM sale WHERE {earlier} GROUP BY business_day ORDER BY business_day DESC LIMIT ?2"
    ))?;
    let before = before.map(|day| day.to_string());
    let rows = query.query_map((before, most), |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (text, sales) = row?;
        Ok(DayOfSales {
            day: day(&text)?,
            sales,
        })
    })
    .collect()
}

/// Events that had sales, the last one first, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub fn events_of_sales(conn: &Connection, most: u32) -> Result<Vec<EventOfSales>, StoreError> {
    // By the sessions, of which there are few: a sale has its event from one.
    let mut query =
        conn.prepare_cached("SELECT event FROM session WHERE event <> '' GROUP BY event ORDER BY max(seq) DESC")?;
    let mut names = query.query([])?;
    let mut events = Vec::new();
    while let Some(row) = names.next()? {
        let event: String = row.get(0)?;
        if events.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
            break;
        }
        if let Some(days) = event_days(conn, &event)? {
            events.push(EventOfSales { event, days });
        }
    }
    Ok(events)
}

/// Who was ever at the table, the last one first, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub fn volunteers(conn: &Connection, most: u32) -> Result<Vec<String>, StoreError> {
    // By the sessions and hand-overs, of which there are few: a sale has its volunteer from one.
    let mut query = conn.prepare_cached(
        "SELECT volunteer FROM (SELECT seq, volunteer FROM session UNION ALL SELECT seq, volunteer FROM hand_over)
         WHERE volunteer <> '' GROUP BY volunteer ORDER BY max(seq) DESC LIMIT ?",
    )?;
    let rows = query.query_map([most], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first and the last business day of an event; `None` where nothing was sold at it.
///
/// # Errors
/// When the database cannot be read.
pub fn event_days(conn: &Connection, event: &str) -> Result<Option<(BusinessDay, BusinessDay)>, StoreError> {
    // An index over events has only those that have a name, so the question has to say that.
    let mut query = conn.prepare_cached(
        "SELECT min(business_day), max(business_day) FROM (
             SELECT business_day FROM sale WHERE event = ?1 AND event <> ''
             UNION ALL SELECT business_day FROM correction WHERE event = ?1 AND event <> ''
             UNION ALL SELECT business_day FROM stock_exit WHERE event = ?1 AND event <> '')",
    )?;
    let days: (Option<String>, Option<String>) = query.query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match days {
        (Some(from), Some(to)) => Ok(Some((day(&from)?, day(&to)?))),
        _ => Ok(None),
    }
}

/// The event that ended last before another one began.
///
/// # Errors
/// When the database cannot be read.
pub fn event_before(conn: &Connection, event: &str) -> Result<Option<String>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT event FROM session WHERE seq < (SELECT min(seq) FROM session WHERE event = ?1) AND event NOT IN ('', ?1)
         ORDER BY seq DESC",
    )?;
    let mut names = query.query([event])?;
    while let Some(row) = names.next()? {
        let name: String = row.get(0)?;
        if event_days(conn, &name)?.is_some() {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// The few figures of a range that others are compared with.
///
/// # Errors
/// When the database cannot be read.
pub fn headline(conn: &Connection, currency: Currency, range: &Range<'_>) -> Result<Headline, StoreError> {
    let sums = Sums::new(conn, currency, range);
    let minor =
        |sql: &str| -> Result<i64, StoreError> { Ok(sums.rows(sql, |row| row.get::<_, i64>(0))?.into_iter().sum()) };
    let mut headline = Headline::default();
    let sales = "SELECT count(*), coalesce(sum(goods_minor), 0) FROM sale WHERE {}";
    for (sales, goods) in sums.rows(sales, |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
        headline.sales += sales;
        headline.goods += sums.money(goods);
    }
    headline.goods += sums.money(minor("SELECT -coalesce(sum(goods_minor), 0) FROM correction WHERE {}")?);
    let lines = "SELECT coalesce(sum(quantity), 0), coalesce(sum(saved_minor), 0)
         FROM sale CROSS JOIN sale_line ON sale_seq = seq WHERE {}";
    for (copies, saved) in sums.rows(lines, |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
        headline.copies += copies;
        headline.saved += sums.money(saved);
    }
    // Given copies are among those that went, as in the summary itself.
    headline.copies += minor("SELECT coalesce(sum(copies), 0) FROM stock_exit WHERE {}")?;
    let unsaved =
        "SELECT -coalesce(sum(saved_minor), 0) FROM correction CROSS JOIN correction_line ON correction_seq = seq
         WHERE {}";
    headline.saved += sums.money(minor(unsaved)?);
    let given = "SELECT coalesce(sum(amount_minor), 0) FROM sale CROSS JOIN donation ON sale_seq = seq WHERE {}";
    let taken =
        "SELECT -coalesce(sum(amount_minor), 0) FROM correction CROSS JOIN correction_donation ON correction_seq = seq
         WHERE {}";
    headline.donations = sums.money(minor(given)?) + sums.money(minor(taken)?);
    let back = "SELECT coalesce(sum(total_minor), 0) FROM correction WHERE {} AND how <> 'repay'";
    headline.given_back = sums.money(minor(back)?);
    Ok(headline)
}
