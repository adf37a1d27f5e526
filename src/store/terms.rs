//! Price lists, offers and tax classes.
//! Never deletes an offer: a stopped one stays for those who look back.

use super::catalog::json;
use super::error::StoreError;
use crate::domain::catalog::PriceList;
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::money::Money;
use crate::domain::offer::{Offer, Scope};
use crate::domain::sentence;
use crate::domain::tax::TaxClass;
use crate::domain::title::Sku;
use rusqlite::{Connection, Row};
use uuid::Uuid;

/// Keeps a price list; every title on it follows.
///
/// # Errors
/// When the database cannot be written.
pub fn save_list(conn: &Connection, list: &PriceList, currency: Currency) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO price_list (name, price) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET price = ?2",
    )?
    .execute((&list.name, sentence::print(&list.rule, currency)))?;
    Ok(())
}

/// Takes a price list away that no title is on.
///
/// # Errors
/// When a title is on it, or the database cannot be written.
pub fn delete_list(conn: &Connection, name: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM price_list WHERE name = ?", [name])?;
    Ok(())
}

/// Takes a tax class away that no title is under.
///
/// # Errors
/// When a title is under it, or the database cannot be written.
pub fn delete_tax(conn: &Connection, name: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM tax_class WHERE name = ?", [name])?;
    Ok(())
}

/// Every price list, by name.
///
/// # Errors
/// When the database cannot be read, or a price in it is not valid.
pub fn load_lists(conn: &Connection, currency: Currency) -> Result<Vec<PriceList>, StoreError> {
    let mut query = conn.prepare_cached("SELECT name, price FROM price_list ORDER BY name")?;
    let mut rows = query.query([])?;
    let mut lists = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, price): (String, String) = (row.get(0)?, row.get(1)?);
        let rule = sentence::parse(&price, currency)
            .map_err(|_| StoreError::Damaged(format!("the price of the price list `{name}` cannot be read")))?;
        lists.push(PriceList { name, rule });
    }
    Ok(lists)
}

/// Keeps a tax class.
///
/// # Errors
/// When the database cannot be written.
pub fn save_tax(conn: &Connection, class: &TaxClass) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO tax_class (name, rate_ppm, included) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET rate_ppm = ?2, included = ?3",
    )?
    .execute((&class.name, class.rate_ppm, class.included))?;
    Ok(())
}

/// Every tax class, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn load_taxes(conn: &Connection) -> Result<Vec<TaxClass>, StoreError> {
    let mut query = conn.prepare_cached("SELECT name, rate_ppm, included FROM tax_class ORDER BY name")?;
    let taxes = query.query_map([], |row| {
        Ok(TaxClass {
            name: row.get(0)?,
            rate_ppm: row.get(1)?,
            included: row.get(2)?,
        })
    })?;
    Ok(taxes.collect::<Result<_, _>>()?)
}

/// Adds an offer after those made before it, and answers with its number.
///
/// # Errors
/// When the database cannot be written.
pub fn add_offer(conn: &Connection, offer: &Offer, currency: Currency) -> Result<u32, StoreError> {
    let (tag, skus): (Option<&str>, &[Sku]) = match &offer.scope {
        Scope::Everything => (None, &[]),
        Scope::Tag(tag) => (Some(tag), &[]),
        Scope::Titles(titles) => (None, titles),
    };
    Ok(conn
        .prepare_cached(
            "INSERT INTO offer (id, name, units, price_minor, tag, skus, event, from_day, until_day, stopped)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
        )?
        .query_row(
            (
                offer.id.to_string(),
                &offer.name,
                offer.units,
                offer.price.to_minor(currency),
                tag,
                json(skus)?,
                &offer.event,
                offer.from.map(|day| day.to_string()),
                offer.until.map(|day| day.to_string()),
                offer.stopped,
            ),
            |row| row.get(0),
        )?)
}

/// Stops an offer; answers whether there is one of this number.
///
/// # Errors
/// When the database cannot be written.
pub fn stop_offer(conn: &Connection, number: u32) -> Result<bool, StoreError> {
    let changed = conn
        .prepare_cached("UPDATE offer SET stopped = 1 WHERE number = ?")?
        .execute([number])?;
    Ok(changed == 1)
}

/// Every offer in the order they were made, stopped ones too: the first has number 1.
///
/// # Errors
/// When the database cannot be read, or an offer in it is not valid.
pub fn load_offers(conn: &Connection, currency: Currency) -> Result<Vec<Offer>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT id, name, units, price_minor, tag, skus, event, from_day, until_day, stopped FROM offer ORDER BY number",
    )?;
    let mut rows = query.query([])?;
    let mut offers = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let offer = load_offer(row, currency)?;
        offers.push(offer.ok_or_else(|| StoreError::Damaged(format!("the offer `{name}` cannot be read")))?);
    }
    Ok(offers)
}

fn load_offer(row: &Row<'_>, currency: Currency) -> Result<Option<Offer>, rusqlite::Error> {
    let (id, name, skus): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(5)?);
    let day = |column: usize| -> Result<Option<BusinessDay>, rusqlite::Error> {
        Ok(row
            .get::<_, Option<String>>(column)?
            .and_then(|day| BusinessDay::parse(&day)))
    };
    let (tag, skus): (Option<String>, Option<Vec<Sku>>) = (row.get(4)?, serde_json::from_str(&skus).ok());
    let scope = match (tag, skus) {
        (_, None) => return Ok(None),
        (Some(tag), _) => Scope::Tag(tag),
        (None, Some(skus)) if skus.is_empty() => Scope::Everything,
        (None, Some(skus)) => Scope::Titles(skus),
    };
    let price = Money::from_minor(row.get(3)?, currency);
    let Ok(id) = Uuid::parse_str(&id) else { return Ok(None) };
    let offer = Offer::new(id, &name, row.get(2)?, price, scope, currency);
    let (event, stopped): (String, bool) = (row.get(6)?, row.get(9)?);
    let (from, until) = (day(7)?, day(8)?);
    Ok(offer
        .and_then(|offer| offer.held(&event, from, until))
        .map(|offer| Offer { stopped, ..offer })
        .ok())
}
