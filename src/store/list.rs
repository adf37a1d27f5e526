//! Sales and corrections in a list, newest first: of a span, found by words, behind figures, all at once.
//! Never goes through the whole till for what is rare: it begins with whatever part of the question names the fewest records.

use super::behind::Asked;
use super::error::StoreError;
use super::query::{head_at, place_before};
use super::search::each_hit;
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::report::{SaleHead, Stretch};
use crate::domain::sales_filter::SalesFilter;
use crate::domain::span::Span;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection};
use std::collections::BTreeSet;

/// Sales and corrections that a filter means, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn sales(
    conn: &Connection,
    currency: Currency,
    filter: &SalesFilter,
    stretch: Stretch,
) -> Result<Vec<SaleHead>, StoreError> {
    let seqs = places(conn, currency, filter, stretch)?;
    seqs.into_iter().map(|seq| head_at(conn, currency, seq)).collect()
}

/// Their places in the journal.
fn places(
    conn: &Connection,
    currency: Currency,
    filter: &SalesFilter,
    stretch: Stretch,
) -> Result<Vec<i64>, StoreError> {
    let end = place_before(conn, stretch)?;
    let most = stretch.most as usize;
    let asked = Asked::of(filter);
    let search = filter.search(currency);
    if filter.is_over_few() {
        if search.is_empty() {
            return gone_through(conn, &asked, "+", (0, end), stretch.most);
        }
        let few: BTreeSet<i64> = gone_through(conn, &asked, "+", (0, end), u32::MAX)?
            .into_iter()
            .collect();
        let (Some(first), Some(last)) = (few.first(), few.last()) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        each_hit(conn, &search, (*first, *last), |seq| {
            found.extend(few.contains(&seq).then_some(seq));
            Ok(found.len() < most)
        })?;
        return Ok(found);
    }
    let (first, last) = match filter.span {
        Some(Span::Days(from, to)) => places_of(conn, (from, to))?,
        _ => (0, i64::MAX),
    };
    let within = (first, end.min(last.saturating_add(1)));
    let sieve = filter.sieve(currency);
    if sieve.is_empty() {
        return gone_through(conn, &asked, "", within, stretch.most);
    }
    let mut found = Vec::new();
    let mut is_asked = (!asked.is_all()).then(|| one(conn, &asked)).transpose()?;
    each_hit(conn, &sieve, (within.0, within.1 - 1), |seq| {
        let meant = match &mut is_asked {
            Some(query) => is_meant(query, &asked, seq)?,
            None => true,
        };
        found.extend(meant.then_some(seq));
        Ok(found.len() < most)
    })?;
    Ok(found)
}

/// Those that are asked for, from a place on and before another, one after the other: by the index of what is asked where
/// `apart` is a plus, so that SQLite does not go by their places.
fn gone_through(
    conn: &Connection,
    asked: &Asked,
    apart: &str,
    (from, end): (i64, i64),
    most: u32,
) -> Result<Vec<i64>, StoreError> {
    let place = asked.params.len();
    let within = format!("{apart}seq >= ?{} AND {apart}seq < ?{}", place + 1, place + 2);
    let Some(arms) = asked.arms("seq", &within) else {
        return Ok(Vec::new());
    };
    let mut query = conn.prepare_cached(&format!("{arms} ORDER BY 1 DESC LIMIT ?{}", place + 3))?;
    let bounds = [from, end, most.into()].map(Value::Integer);
    bind(&mut query, asked.params.iter().chain(&bounds))?;
    let mut rows = query.raw_query();
    let mut seqs = Vec::new();
    while let Some(row) = rows.next()? {
        seqs.push(row.get(0)?);
    }
    Ok(seqs)
}

/// Whether one record is asked for.
fn one<'a>(conn: &'a Connection, asked: &Asked) -> Result<Option<CachedStatement<'a>>, StoreError> {
    let place = format!("seq = ?{}", asked.params.len() + 1);
    asked
        .arms("1", &place)
        .map(|arms| Ok(conn.prepare_cached(&arms)?))
        .transpose()
}

fn is_meant(query: &mut Option<CachedStatement<'_>>, asked: &Asked, seq: i64) -> Result<bool, StoreError> {
    let Some(query) = query else {
        return Ok(false);
    };
    bind(query, asked.params.iter().chain([&Value::Integer(seq)]))?;
    let mut rows = query.raw_query();
    Ok(rows.next()?.is_some())
}

/// A question that asks of sales alone does not know what is asked of corrections.
fn bind<'a>(query: &mut CachedStatement<'_>, values: impl Iterator<Item = &'a Value>) -> Result<(), StoreError> {
    let known = query.parameter_count();
    for (n, value) in values.enumerate().take(known) {
        query.raw_bind_parameter(n + 1, value)?;
    }
    Ok(())
}

/// The first and the last place of the records of some business days in the journal; others may lie between them.
fn places_of(conn: &Connection, (from, to): (BusinessDay, BusinessDay)) -> Result<(i64, i64), StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT coalesce(min(first), 0), coalesce(max(last), -1) FROM (
             SELECT min(seq) AS first, max(seq) AS last FROM sale WHERE business_day BETWEEN ?1 AND ?2
             UNION ALL SELECT min(seq), max(seq) FROM correction WHERE business_day BETWEEN ?1 AND ?2)",
    )?;
    Ok(query.query_row((from.to_string(), to.to_string()), |row| Ok((row.get(0)?, row.get(1)?)))?)
}
