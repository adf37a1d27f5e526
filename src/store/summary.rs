//! The summary of a range of business days.
//! Never adds what was not recorded: each figure is a sum over rows of the range, sales less corrections.

use super::error::StoreError;
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant, ROLLOVER_HOUR};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::report::{BandRow, CorrectionRow, HourRow, JarRow, PaymentRow, Summary, TaxRow, TitleRow};
use crate::domain::sale::ReceiptNumber;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// What a summary is over.
pub struct Range<'a> {
    /// The first and the last business day.
    pub days: (BusinessDay, BusinessDay),
    /// Only this event.
    pub event: Option<&'a str>,
    /// The hour at which a business day ends.
    pub rollover_hour: u32,
}

/// The summary of a range.
///
/// # Errors
/// When the database cannot be read, or a sum is beyond what it can hold.
pub fn summary(conn: &Connection, currency: Currency, range: &Range<'_>) -> Result<Summary, StoreError> {
    let (from, to) = range.days;
    let sums = Sums {
        conn,
        days: (from.to_string(), to.to_string()),
        range,
        currency,
    };
    let mut summary = Summary::empty(from, to);
    sums.totals(&mut summary)?;
    sums.payments(&mut summary)?;
    sums.hours(&mut summary)?;
    sums.titles(&mut summary)?;
    sums.terms(&mut summary)?;
    sums.jars(&mut summary)?;
    summary.corrections = sums.corrections()?;
    Ok(summary)
}

struct Sums<'a> {
    conn: &'a Connection,
    days: (String, String),
    range: &'a Range<'a>,
    currency: Currency,
}

/// What of `sale` and `correction` is in the range; `?1` and `?2` are its days, `?3` the event or null.
const IN_RANGE: &str = "business_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR event = ?3)";

impl Sums<'_> {
    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    /// A row for each of a query's rows, of which `{}` stands for what is in the range.
    fn rows<T>(&self, sql: &str, row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let mut query = self.conn.prepare_cached(&sql.replace("{}", IN_RANGE))?;
        let rows = query.query_map((&self.days.0, &self.days.1, self.range.event), row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn totals(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales = "SELECT count(*), coalesce(sum(goods_minor), 0), coalesce(sum(tax_added_minor), 0), coalesce(sum(rounding_minor), 0)
             FROM sale WHERE {}";
        let backs = "SELECT 0, -coalesce(sum(goods_minor), 0), -coalesce(sum(tax_added_minor), 0), -coalesce(sum(rounding_minor), 0)
             FROM correction WHERE {}";
        for sql in [sales, backs] {
            let rows: Vec<(i64, i64, i64, i64)> =
                self.rows(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            for (sales, goods, tax_added, rounding) in rows {
                summary.sales += sales;
                summary.goods += self.money(goods);
                summary.tax_added += self.money(tax_added);
                summary.rounding += self.money(rounding);
            }
        }
        Ok(())
    }

    /// By method. What nobody saw arrive counts until a confirmation after it, on whatever day that is made.
    fn payments(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales = "SELECT method, count(*), sum(given_minor), sum(change_minor), sum((given_minor - change_minor) *
                 (unverified AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = sale.seq)))
             FROM sale CROSS JOIN payment ON sale_seq = seq WHERE {} GROUP BY method";
        let backs = "SELECT method, sum(iif(how = 'repay', iif(amount_minor < 0, 1, -1), 0)), -sum(amount_minor), 0, -sum(amount_minor *
                 (unverified AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = c.sale_seq AND f.seq > c.seq)))
             FROM correction c CROSS JOIN correction_payment ON correction_seq = c.seq WHERE {} GROUP BY method";
        for sql in [sales, backs] {
            let rows: Vec<(String, i64, i64, i64, i64)> = self.rows(sql, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
            for (name, count, given, change, unverified) in rows {
                let (given, change) = (self.money(given), self.money(change));
                summary.payments += given;
                summary.change += change;
                let method =
                    Method::new(&name).ok_or_else(|| StoreError::Damaged(format!("payment method `{name}`")))?;
                let part = PaymentRow {
                    method,
                    count,
                    amount: given - change,
                    unverified: self.money(unverified),
                };
                match summary.by_payment.iter_mut().find(|row| row.method == part.method) {
                    Some(row) => {
                        row.count += part.count;
                        row.amount += part.amount;
                        row.unverified += part.unverified;
                    }
                    None => summary.by_payment.push(part),
                }
            }
        }
        summary
            .by_payment
            .sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.method.cmp(&b.method)));
        Ok(())
    }

    fn hours(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales = "SELECT (sold_at + offset_min * 60000) / 3600000 % 24, count(*), sum(total_minor) FROM sale WHERE {} GROUP BY 1";
        let backs = "SELECT (made_at + offset_min * 60000) / 3600000 % 24, 0, -sum(total_minor) FROM correction WHERE {} GROUP BY 1";
        for sql in [sales, backs] {
            let rows: Vec<(u32, i64, i64)> = self.rows(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            for (hour, sales, amount) in rows {
                let amount = self.money(amount);
                match summary.by_hour.iter_mut().find(|row| row.hour == hour) {
                    Some(row) => {
                        row.sales += sales;
                        row.amount += amount;
                    }
                    None => summary.by_hour.push(HourRow { hour, sales, amount }),
                }
            }
        }
        summary.by_hour.sort_by_key(|row| (row.hour + 24 - ROLLOVER_HOUR) % 24);
        Ok(())
    }

    /// Taxes by class, what offers saved and discounts took, bands of sliding scales as they were chosen.
    fn terms(&self, summary: &mut Summary) -> Result<(), StoreError> {
        for (table, list, sign) in [("sale", "terms, '$.taxes'", 1), ("correction", "taxes", -1)] {
            let sql = format!(
                "SELECT tax.value ->> 'class', tax.value ->> 'rate_ppm', tax.value ->> 'included',
                     {sign} * sum(tax.value ->> 'base'), {sign} * sum(tax.value ->> 'amount')
                 FROM {table}, json_each({list}) AS tax WHERE {{}} GROUP BY 1, 2, 3"
            );
            let rows: Vec<(String, u32, bool, i64, i64)> = self.rows(&sql, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
            for (class, rate_ppm, included, base, amount) in rows {
                let part = TaxRow {
                    class,
                    rate_ppm,
                    included,
                    base: self.money(base),
                    amount: self.money(amount),
                };
                let same = |row: &&mut TaxRow| row.key() == part.key();
                match summary.taxes.iter_mut().find(same) {
                    Some(row) => {
                        row.base += part.base;
                        row.amount += part.amount;
                    }
                    None => summary.taxes.push(part),
                }
            }
        }
        summary.taxes.sort_by(|a, b| a.key().cmp(&b.key()));
        let one = |sql: &str| -> Result<Money, StoreError> {
            let sums = self.rows(sql, |row| row.get(0))?;
            Ok(sums.into_iter().map(|minor| self.money(minor)).sum())
        };
        summary.saved_by_offers = one(
            "SELECT coalesce(sum(offer.value ->> 'saved'), 0) FROM sale, json_each(terms, '$.offers') AS offer WHERE {}",
        )? - one("SELECT coalesce(sum(saved_by_offers_minor), 0) FROM correction WHERE {}")?;
        let sql = "SELECT band, sum(quantity) FROM sale CROSS JOIN sale_choice ON sale_seq = seq
             WHERE {} AND band IS NOT NULL GROUP BY band ORDER BY sum(quantity) DESC, band";
        summary.bands = self.rows(sql, |row| {
            Ok(BandRow {
                band: row.get(0)?,
                copies: row.get(1)?,
            })
        })?;
        Ok(())
    }

    fn jars(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales =
            "SELECT jar, sum(amount_minor) FROM sale CROSS JOIN donation ON sale_seq = seq WHERE {} GROUP BY jar";
        let backs =
            "SELECT jar, -sum(amount_minor) FROM correction CROSS JOIN correction_donation ON correction_seq = seq
             WHERE {} GROUP BY jar";
        for sql in [sales, backs] {
            let rows: Vec<(String, i64)> = self.rows(sql, |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (jar, amount) in rows {
                let amount = self.money(amount);
                summary.donations += amount;
                match summary.jars.iter_mut().find(|row| row.jar == jar) {
                    Some(row) => row.amount += amount,
                    None => summary.jars.push(JarRow { jar, amount }),
                }
            }
        }
        summary
            .jars
            .sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.jar.cmp(&b.jar)));
        Ok(())
    }

    /// By title. A copy is free when its charge is nothing, or when it was given. What is left is the stock now less what moved after the range.
    fn titles(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales = "WITH line AS (
                 SELECT l.sku, l.title, seq, l.quantity, l.total_minor, l.saved_minor, l.discount_minor, l.counted,
                     (SELECT coalesce(sum(quantity), 0) FROM sale_charge c WHERE c.sale_seq = seq AND c.line = l.n AND amount_minor = 0) AS free
                 FROM sale CROSS JOIN sale_line l ON l.sale_seq = seq WHERE {})
             SELECT sku, title, max(seq), sum(quantity - free), sum(free), 0, sum(total_minor), sum(saved_minor), sum(discount_minor), max(counted)
             FROM line GROUP BY sku";
        let backs = "SELECT l.sku, l.title, max(seq), 0, 0, sum(copies), -sum(amount_minor), -sum(l.saved_minor), -sum(l.discount_minor), max(counted)
             FROM correction CROSS JOIN correction_line l ON l.correction_seq = seq WHERE {} GROUP BY l.sku";
        let given = "SELECT sku, title, max(seq), 0, sum(copies), 0, 0, 0, 0, max(counted) FROM stock_exit WHERE {}
             GROUP BY sku HAVING sum(copies) <> 0";
        let mut by_sku: BTreeMap<String, (TitleRow, bool)> = BTreeMap::new();
        for sql in [sales, backs, given] {
            let rows = self.rows(sql, |row| {
                let title = TitleRow {
                    sku: row.get(0)?,
                    title: row.get(1)?,
                    sold: row.get(3)?,
                    free: row.get(4)?,
                    refunded: row.get(5)?,
                    takings: self.money(row.get(6)?),
                    left: None,
                };
                let (saved, discount): (i64, i64) = (row.get(7)?, row.get(8)?);
                Ok((title, self.money(saved), self.money(discount), row.get::<_, bool>(9)?))
            })?;
            for (title, saved, discount, of_stock) in rows {
                summary.copies += title.sold + title.free;
                summary.saved += saved;
                summary.discounts += discount;
                match by_sku.get_mut(&title.sku) {
                    Some((row, counted)) => {
                        row.free += title.free;
                        row.refunded += title.refunded;
                        row.takings += title.takings;
                        *counted |= of_stock;
                    }
                    None => {
                        by_sku.insert(title.sku.clone(), (title, of_stock));
                    }
                }
            }
        }
        let ends_at = self.ends_at()?;
        let mut left = self.conn.prepare_cached(
            "SELECT coalesce((SELECT copies FROM stock WHERE sku = ?1), 0)
                 - coalesce((SELECT sum(copies) FROM stock_movement WHERE sku = ?1 AND moved_at >= ?2), 0)",
        )?;
        for (sku, (row, counted)) in &mut by_sku {
            if *counted {
                row.left = Some(left.query_row((sku, ends_at), |row| row.get(0))?);
            }
        }
        summary.by_title = by_sku.into_values().map(|(row, _)| row).collect();
        summary.by_title.sort_by(|a, b| {
            let copies = |row: &TitleRow| row.sold + row.free;
            b.takings
                .cmp(&a.takings)
                .then_with(|| copies(b).cmp(&copies(a)))
                .then_with(|| a.sku.cmp(&b.sku))
        });
        Ok(())
    }

    /// The moment at which the last day ended where the last sale up to then was made, in milliseconds: whoever looks, and
    /// from wherever, sees the same copies left.
    fn ends_at(&self) -> Result<i64, StoreError> {
        let offset: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT offset_min FROM sale WHERE business_day <= ? ORDER BY business_day DESC, seq DESC LIMIT 1",
            )?
            .query_row([&self.days.1], |row| row.get(0))
            .optional()?;
        let ends = self.range.days.1.ends_at(self.range.rollover_hour);
        Ok(ends - offset.unwrap_or(0) * 60_000)
    }

    fn corrections(&self) -> Result<Vec<CorrectionRow>, StoreError> {
        let sql = "SELECT register, number, (SELECT number FROM sale WHERE sale.seq = sale_seq), how, made_at, offset_min, volunteer, reason,
                 iif(how = 'repay', (SELECT max(amount_minor) FROM correction_payment WHERE correction_seq = seq), total_minor)
             FROM correction WHERE {} ORDER BY seq";
        type Raw = (String, u32, u32, String, Instant, String, String, i64);
        let rows: Vec<Raw> = self.rows(sql, |row| {
            let made_at = Instant {
                utc_ms: row.get(4)?,
                offset_min: row.get(5)?,
            };
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                made_at,
                row.get(6)?,
                row.get(7)?,
                row.get(8)?,
            ))
        })?;
        rows.into_iter()
            .map(|(register, number, corrects, how, made_at, by, reason, amount)| {
                let wrong = || StoreError::Damaged(format!("correction {register}-{number:04} cannot be read"));
                Ok(CorrectionRow {
                    number: ReceiptNumber::new(&register, number).ok_or_else(wrong)?,
                    corrects: ReceiptNumber::new(&register, corrects).ok_or_else(wrong)?,
                    how: How::parse(&how).ok_or_else(wrong)?,
                    made_at,
                    by,
                    reason,
                    amount: self.money(amount),
                })
            })
            .collect()
    }
}

/// The first and the last business day of an event; `None` where nothing was sold at it.
///
/// # Errors
/// When the database cannot be read.
pub fn event_days(conn: &Connection, event: &str) -> Result<Option<(BusinessDay, BusinessDay)>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT min(business_day), max(business_day) FROM (
             SELECT business_day FROM sale WHERE event = ?1 UNION ALL SELECT business_day FROM correction WHERE event = ?1
             UNION ALL SELECT business_day FROM stock_exit WHERE event = ?1)",
    )?;
    let days: (Option<String>, Option<String>) = query.query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let day = |day: Option<String>| BusinessDay::parse(&day?);
    Ok(day(days.0).zip(day(days.1)))
}
