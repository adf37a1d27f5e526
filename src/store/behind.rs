//! The sales and corrections behind a figure of a summary.
//! Never finds more than what the figure was made of: each question looks at the rows that the summary adds up.

use super::error::StoreError;
use super::query::{head_at, place_before};
use super::summary::Range;
use crate::domain::currency::Currency;
use crate::domain::report::{SaleHead, Stretch};
use crate::domain::sales_filter::Figure;
use rusqlite::Connection;

/// The sales and corrections of a range that a figure was made of, or all of them, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn sales_behind(
    conn: &Connection,
    currency: Currency,
    range: &Range<'_>,
    figure: Option<&Figure>,
    stretch: Stretch,
) -> Result<Vec<SaleHead>, StoreError> {
    let asked = Asked::of(figure);
    let Asked { sale, back, about } = &asked;
    let within = range.sql();
    let mut query = conn.prepare_cached(&format!(
        "SELECT seq FROM sale WHERE {within} AND {sale} AND seq < ?6
         UNION ALL SELECT seq FROM correction WHERE {within} AND {back} AND seq < ?6
         ORDER BY 1 DESC LIMIT ?4"
    ))?;
    let (from, to) = range.days;
    let end = place_before(conn, stretch)?;
    let seqs = query
        .query_map(
            (from.to_string(), to.to_string(), range.event, stretch.most, about, end),
            |row| row.get::<_, i64>(0),
        )?
        .collect::<Result<Vec<_>, _>>()?;
    seqs.into_iter().map(|seq| head_at(conn, currency, seq)).collect()
}

/// What of `sale` and of `correction` is asked for; `?5` is what the figure is about.
struct Asked {
    sale: String,
    back: String,
    about: Option<String>,
}

impl Asked {
    fn new(sale: impl Into<String>, back: impl Into<String>, about: Option<&str>) -> Asked {
        Asked {
            sale: sale.into(),
            back: back.into(),
            about: about.map(str::to_owned),
        }
    }

    fn of(figure: Option<&Figure>) -> Asked {
        let lines = |what: &str| {
            (
                format!("EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_seq = seq AND {what})"),
                format!("EXISTS (SELECT 1 FROM correction_line l WHERE l.correction_seq = seq AND {what})"),
            )
        };
        // A correction's line says which line of the sale it takes from; what the title was like stands there.
        let snapshots = |list: &str| {
            let what =
                format!("(EXISTS (SELECT 1 FROM json_each({list}) WHERE value = ?5) OR ?5 = '' AND {list} = '[]')");
            (
                format!("EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_seq = seq AND {what})"),
                format!(
                    "EXISTS (SELECT 1 FROM correction_line b JOIN sale_line l ON l.sale_seq = correction.sale_seq AND l.n = b.line
                         WHERE b.correction_seq = correction.seq AND {what})"
                ),
            )
        };
        let by = |(sale, back): (String, String), about: &str| Asked::new(sale, back, Some(about));
        let alone = |(sale, back): (String, String)| {
            Asked::new(format!("{sale} AND ?5 IS NULL"), format!("{back} AND ?5 IS NULL"), None)
        };
        match figure {
            None => Asked::new("?5 IS NULL", "?5 IS NULL", None),
            Some(Figure::Title(sku)) => by(lines("sku = ?5"), sku),
            Some(Figure::Tag(tag)) => by(snapshots("l.tags"), tag),
            Some(Figure::Maker(maker)) => by(snapshots("l.makers"), maker),
            Some(Figure::Savings) => alone(lines("saved_minor <> 0")),
            Some(Figure::Discounts) => alone(lines("discount_minor <> 0")),
            Some(Figure::Method(method)) => Asked::new(
                "EXISTS (SELECT 1 FROM payment p WHERE p.sale_seq = seq AND method = ?5)",
                "EXISTS (SELECT 1 FROM correction_payment p WHERE p.correction_seq = seq AND method = ?5)",
                Some(method.as_str()),
            ),
            Some(Figure::Unverified(method)) => Asked::new(
                "EXISTS (SELECT 1 FROM payment p WHERE p.sale_seq = seq AND method = ?5 AND unverified)
                     AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = sale.seq)",
                "EXISTS (SELECT 1 FROM correction_payment p WHERE p.correction_seq = seq AND method = ?5 AND unverified)
                     AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = correction.sale_seq AND f.seq > correction.seq)",
                Some(method.as_str()),
            ),
            Some(Figure::Volunteer(by)) => Asked::new("volunteer = ?5", "volunteer = ?5", Some(by)),
            Some(Figure::Event(event)) => Asked::new("event = ?5", "event = ?5", Some(event)),
            Some(Figure::Day(day)) => Asked::new("business_day = ?5", "business_day = ?5", Some(&day.to_string())),
            Some(Figure::Hour(hour)) => Asked::new(
                "(sold_at + offset_min * 60000) / 3600000 % 24 = CAST(?5 AS INTEGER)",
                "(made_at + offset_min * 60000) / 3600000 % 24 = CAST(?5 AS INTEGER)",
                Some(&hour.to_string()),
            ),
            Some(Figure::Donations) => alone((
                "EXISTS (SELECT 1 FROM donation d WHERE d.sale_seq = seq)".to_owned(),
                "EXISTS (SELECT 1 FROM correction_donation d WHERE d.correction_seq = seq)".to_owned(),
            )),
            Some(Figure::Jar(jar)) => Asked::new(
                "EXISTS (SELECT 1 FROM donation d WHERE d.sale_seq = seq AND jar = ?5)",
                "EXISTS (SELECT 1 FROM correction_donation d WHERE d.correction_seq = seq AND jar = ?5)",
                Some(jar),
            ),
            Some(Figure::Band(band)) => Asked::new(
                "EXISTS (SELECT 1 FROM sale_choice c WHERE c.sale_seq = seq AND band = ?5)",
                "?5 IS NULL",
                Some(band),
            ),
            Some(Figure::Tax(class)) => Asked::new(
                "EXISTS (SELECT 1 FROM json_each(terms, '$.taxes') WHERE value ->> 'class' = ?5)",
                "EXISTS (SELECT 1 FROM json_each(taxes) WHERE value ->> 'class' = ?5)",
                Some(class),
            ),
            Some(Figure::Corrections) => Asked::new("?5 IS NOT NULL", "?5 IS NULL", None),
        }
    }
}
