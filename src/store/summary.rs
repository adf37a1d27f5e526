//! The summary of a range of business days.
//! Never adds what was not recorded: each figure is a sum over rows of the range.

use super::error::StoreError;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, ROLLOVER_HOUR};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::report::{BandRow, HourRow, JarRow, PaymentRow, Summary, TaxRow, TitleRow};
use rusqlite::{Connection, Row};

/// The summary of a range of business days, both included, or of one event in it.
///
/// # Errors
/// When the database cannot be read, or a sum is beyond what it can hold.
pub fn summary(
    conn: &Connection,
    currency: Currency,
    (from, to): (BusinessDay, BusinessDay),
    event: Option<&str>,
) -> Result<Summary, StoreError> {
    let range = Range {
        conn,
        days: (from.to_string(), to.to_string()),
        event,
        currency,
    };
    let mut summary = Summary::empty(from, to);
    range.totals(&mut summary)?;
    range.payments(&mut summary)?;
    range.hours(&mut summary)?;
    range.titles(&mut summary)?;
    range.terms(&mut summary)?;
    Ok(summary)
}

/// What the sums are over.
struct Range<'a> {
    conn: &'a Connection,
    days: (String, String),
    event: Option<&'a str>,
    currency: Currency,
}

impl Range<'_> {
    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    /// A row for each of a query's rows; `?1` and `?2` are the first and the last day, `?3` the event or null.
    fn rows<T>(&self, sql: &str, row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map((&self.days.0, &self.days.1, self.event), row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn totals(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sql = "SELECT count(*), coalesce(sum(goods_minor), 0), coalesce(sum(tax_added_minor), 0), coalesce(sum(rounding_minor), 0)
             FROM sale WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3)";
        for (sales, goods, tax_added, rounding) in
            self.rows(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        {
            summary.sales = sales;
            summary.goods = self.money(goods);
            summary.tax_added = self.money(tax_added);
            summary.rounding = self.money(rounding);
        }
        Ok(())
    }

    fn payments(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sql = "SELECT method, count(*), sum(given_minor), sum(change_minor), sum(unverified * (given_minor - change_minor))
             FROM sale CROSS JOIN payment ON sale_seq = seq
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3) GROUP BY method ORDER BY sum(given_minor - change_minor) DESC, method";
        let rows: Vec<(String, i64, i64, i64, i64)> = self.rows(sql, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        for (name, count, given, change, unverified) in rows {
            let (given, change) = (self.money(given), self.money(change));
            summary.payments += given;
            summary.change += change;
            summary.by_payment.push(PaymentRow {
                method: Method::new(&name).ok_or_else(|| StoreError::Damaged(format!("payment method `{name}`")))?,
                count,
                amount: given - change,
                unverified: self.money(unverified),
            });
        }
        Ok(())
    }

    fn hours(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sql = "SELECT (sold_at + offset_min * 60000) / 3600000 % 24, count(*), sum(total_minor) FROM sale
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3) GROUP BY 1 ORDER BY 1";
        summary.by_hour = self.rows(sql, |row| {
            Ok(HourRow {
                hour: row.get(0)?,
                sales: row.get(1)?,
                amount: self.money(row.get(2)?),
            })
        })?;
        summary.by_hour.sort_by_key(|row| (row.hour + 24 - ROLLOVER_HOUR) % 24);
        Ok(())
    }

    /// Taxes by class, what offers saved and discounts took, donations by jar, bands of sliding scales.
    fn terms(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sql = "SELECT tax.value ->> 'class', tax.value ->> 'rate_ppm', tax.value ->> 'included', sum(tax.value ->> 'base'), sum(tax.value ->> 'amount')
             FROM sale, json_each(terms, '$.taxes') AS tax WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
        summary.taxes = self.rows(sql, |row| {
            Ok(TaxRow {
                class: row.get(0)?,
                rate_ppm: row.get(1)?,
                included: row.get(2)?,
                base: self.money(row.get(3)?),
                amount: self.money(row.get(4)?),
            })
        })?;
        let sql = "SELECT coalesce(sum(offer.value ->> 'saved'), 0) FROM sale, json_each(terms, '$.offers') AS offer
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3)";
        summary.saved_by_offers = self
            .rows(sql, |row| row.get(0))?
            .into_iter()
            .map(|minor| self.money(minor))
            .sum();
        let sql = "SELECT coalesce(sum(discount_minor), 0) FROM sale CROSS JOIN sale_line ON sale_seq = seq
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3)";
        summary.discounts = self
            .rows(sql, |row| row.get(0))?
            .into_iter()
            .map(|minor| self.money(minor))
            .sum();
        let sql = "SELECT jar, sum(amount_minor) FROM sale CROSS JOIN donation ON sale_seq = seq
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3) GROUP BY jar ORDER BY sum(amount_minor) DESC, jar";
        summary.jars = self.rows(sql, |row| {
            Ok(JarRow {
                jar: row.get(0)?,
                amount: self.money(row.get(1)?),
            })
        })?;
        summary.donations = summary.jars.iter().map(|row| row.amount).sum();
        let sql = "SELECT band, sum(quantity) FROM sale CROSS JOIN sale_choice ON sale_seq = seq
             WHERE business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3) AND band IS NOT NULL GROUP BY band ORDER BY sum(quantity) DESC, band";
        summary.bands = self.rows(sql, |row| {
            Ok(BandRow {
                band: row.get(0)?,
                copies: row.get(1)?,
            })
        })?;
        Ok(())
    }

    /// By title. A copy is free when its charge is nothing. What is left is the stock now plus what was sold after the range.
    fn titles(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let (conn, days) = (self.conn, &self.days);
        let mut query = conn.prepare_cached(
            "WITH line AS (
                 SELECT l.sku, l.title, l.sale_seq, l.quantity, l.total_minor, l.saved_minor, l.counted,
                     (SELECT coalesce(sum(quantity), 0) FROM sale_charge c WHERE c.sale_seq = l.sale_seq AND c.line = l.n AND amount_minor = 0) AS free
                 FROM sale s CROSS JOIN sale_line l ON l.sale_seq = s.seq WHERE s.business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3))
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
        let mut rows = query.query((&days.0, &days.1, self.event))?;
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
                takings: self.money(row.get(5)?),
                left: if counted {
                    Some(row.get::<_, i64>(8)? + sold_after)
                } else {
                    None
                },
                sku,
            };
            summary.copies += title.sold + title.free;
            summary.saved += self.money(row.get(6)?);
            summary.by_title.push(title);
        }
        Ok(())
    }
}

/// The first and the last business day of an event; `None` where nothing was sold at it.
///
/// # Errors
/// When the database cannot be read.
pub fn event_days(conn: &Connection, event: &str) -> Result<Option<(BusinessDay, BusinessDay)>, StoreError> {
    let mut query = conn.prepare_cached("SELECT min(business_day), max(business_day) FROM sale WHERE event = ?")?;
    let days: (Option<String>, Option<String>) = query.query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let day = |day: Option<String>| BusinessDay::parse(&day?);
    Ok(day(days.0).zip(day(days.1)))
}
