//! The summary of a span of business days.
//! Never adds what was not recorded: each figure is a sum over rows of the span, sales less corrections.

mod goods;
mod spans;

use super::error::StoreError;
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::report::{
    BandRow, CorrectionRow, DayRow, EventRow, HourRow, JarRow, PaymentRow, Summary, TaxRow, VolunteerRow,
};
use crate::domain::sale::ReceiptNumber;
use rusqlite::{Connection, Row};
pub use spans::{
    DayOfSales, EventOfSales, beside, days_of_sales, event_before, event_days, events_of_sales, headline, volunteers,
};
use std::collections::BTreeMap;

/// What a summary is over.
#[derive(Debug, Clone, Copy)]
pub struct Range<'a> {
    /// The first and the last business day.
    pub days: (BusinessDay, BusinessDay),
    /// Only this event.
    pub event: Option<&'a str>,
    /// The hour at which a business day ends.
    pub rollover_hour: u32,
}

impl Range<'_> {
    /// What of `sale` and `correction` is in the range; `?1` and `?2` are its days, `?3` the event or null. An event is found
    /// by its own index, however many sales of others were made on its days.
    pub(super) fn sql(&self) -> &'static str {
        match self.event {
            None => "business_day BETWEEN ?1 AND ?2 AND ?3 IS NULL",
            Some(_) => "event = ?3 AND event <> '' AND +business_day BETWEEN ?1 AND ?2",
        }
    }
}

/// The summary of a range.
///
/// # Errors
/// When the database cannot be read, or a sum is beyond what it can hold.
pub fn summary(conn: &Connection, currency: Currency, range: &Range<'_>) -> Result<Summary, StoreError> {
    let sums = Sums::new(conn, currency, range);
    let mut summary = Summary::empty(range.days.0, range.days.1);
    sums.records(&mut summary)?;
    sums.payments(&mut summary)?;
    sums.goods(&mut summary)?;
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

/// A group of records: its day, its local hour, who was at the table, at which event.
type Group = (String, u32, String, String);
/// What a group comes to: sales, corrections, goods, added tax, rounding, total.
type Counts = (i64, i64, i64, i64, i64, i64);

impl<'a> Sums<'a> {
    fn new(conn: &'a Connection, currency: Currency, range: &'a Range<'a>) -> Sums<'a> {
        let (from, to) = range.days;
        Sums {
            conn,
            days: (from.to_string(), to.to_string()),
            range,
            currency,
        }
    }

    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    /// A row for each of a query's rows, of which `{}` stands for what is in the range.
    fn rows<T>(&self, sql: &str, row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let mut query = self.conn.prepare_cached(&sql.replace("{}", self.range.sql()))?;
        let rows = query.query_map((&self.days.0, &self.days.1, self.range.event), row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One pass over the records themselves: whole, by day, by hour, by volunteer.
    fn records(&self, summary: &mut Summary) -> Result<(), StoreError> {
        let sales = "SELECT business_day, (sold_at + offset_min * 60000) / 3600000 % 24, volunteer, event, count(*), 0,
                 sum(goods_minor), sum(tax_added_minor), sum(rounding_minor), sum(total_minor)
             FROM sale WHERE {} GROUP BY 1, 2, 3, 4";
        let backs = "SELECT business_day, (made_at + offset_min * 60000) / 3600000 % 24, volunteer, event, 0, count(*),
                 -sum(goods_minor), -sum(tax_added_minor), -sum(rounding_minor), -sum(total_minor)
             FROM correction WHERE {} GROUP BY 1, 2, 3, 4";
        let mut by_day: BTreeMap<String, (i64, Money)> = BTreeMap::new();
        let mut by_hour: BTreeMap<u32, (i64, Money)> = BTreeMap::new();
        let mut by_volunteer: BTreeMap<String, (i64, i64, Money)> = BTreeMap::new();
        let mut by_event: Vec<EventRow> = Vec::new();
        for sql in [sales, backs] {
            let groups: Vec<(Group, Counts)> = self.rows(sql, |row| {
                let group = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                let counts = (
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                    row.get(7)?,
                    row.get(8)?,
                    row.get(9)?,
                );
                Ok((group, counts))
            })?;
            for ((day, hour, by, event), (sales, corrections, goods, tax_added, rounding, total)) in groups {
                let total = self.money(total);
                summary.sales += sales;
                summary.goods += self.money(goods);
                summary.tax_added += self.money(tax_added);
                summary.rounding += self.money(rounding);
                let of_day = by_day.entry(day).or_default();
                of_day.0 += sales;
                of_day.1 += total;
                let of_hour = by_hour.entry(hour).or_default();
                of_hour.0 += sales;
                of_hour.1 += total;
                let of_volunteer = by_volunteer.entry(by).or_default();
                of_volunteer.0 += sales;
                of_volunteer.1 += corrections;
                of_volunteer.2 += total;
                match by_event.iter_mut().find(|row| row.event == event) {
                    Some(row) => {
                        row.sales += sales;
                        row.amount += total;
                    }
                    None => by_event.push(EventRow {
                        event,
                        sales,
                        amount: total,
                    }),
                }
            }
        }
        let days = by_day.into_iter().map(|(day, (sales, amount))| {
            let read = BusinessDay::parse(&day).ok_or_else(|| StoreError::Damaged(format!("business day `{day}`")))?;
            Ok(DayRow {
                day: read,
                sales,
                amount,
            })
        });
        summary.by_event = by_event;
        summary.by_day = days.collect::<Result<_, StoreError>>()?;
        let hours = by_hour.into_iter();
        summary.by_hour = hours
            .map(|(hour, (sales, amount))| HourRow { hour, sales, amount })
            .collect();
        let first = self.range.rollover_hour;
        summary.by_hour.sort_by_key(|row| (row.hour + 24 - first) % 24);
        let volunteers = by_volunteer.into_iter();
        summary.by_volunteer = volunteers
            .map(|(by, (sales, corrections, amount))| VolunteerRow {
                by,
                sales,
                corrections,
                amount,
            })
            .collect();
        summary
            .by_volunteer
            .sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.by.cmp(&b.by)));
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
        let sql = "SELECT band, sum(quantity), sum(quantity * amount_minor) FROM sale CROSS JOIN sale_choice ON sale_seq = seq
             WHERE {} AND band IS NOT NULL GROUP BY band ORDER BY sum(quantity) DESC, band";
        summary.bands = self.rows(sql, |row| {
            Ok(BandRow {
                band: row.get(0)?,
                copies: row.get(1)?,
                amount: self.money(row.get(2)?),
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
