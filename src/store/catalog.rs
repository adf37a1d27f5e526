//! Titles and their stock.
//! Never deletes a title: sales keep snapshots, and what was sold is archived.

use super::error::StoreError;
use super::terms::{load_lists, load_offers, load_taxes};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::sentence;
use crate::domain::title::{Sku, Title};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// A list or structure as the text that a column holds.
pub(super) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Failed(error.to_string()))
}

/// Reads what [`json`] wrote.
pub(super) fn json_text<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("`{text}` cannot be read: {error}")))
}

/// Keeps a title as it is; a new one goes to the end.
///
/// # Errors
/// When the database cannot be written.
pub fn save_title(conn: &Connection, title: &Title, currency: Currency) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO title (sku, position, name, makers, price, price_list, tags, counted, weight_mg, introduced, barcode,
             contents, description, maker_share_ppm, archived, tax_class)
         VALUES (?1, (SELECT coalesce(max(position) + 1, 0) FROM title), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (sku) DO UPDATE SET name = ?2, makers = ?3, price = ?4, price_list = ?5, tags = ?6, counted = ?7, weight_mg = ?8,
             introduced = ?9, barcode = ?10, contents = ?11, description = ?12, maker_share_ppm = ?13, archived = ?14, tax_class = ?15",
    )?
    .execute(rusqlite::params![
        title.sku.as_str(),
        title.name,
        json(&title.makers)?,
        title.price_list.is_none().then(|| sentence::print(&title.rule, currency)),
        title.price_list,
        json(&title.tags)?,
        title.stock.is_some(),
        title.weight_mg,
        title.introduced,
        title.barcode,
        json(&title.contents)?,
        title.description,
        title.maker_share_ppm,
        title.archived,
        title.tax_class,
    ])?;
    Ok(())
}

/// The entry of the journal that moves copies.
#[derive(Debug, Clone, Copy)]
pub enum Cause {
    /// None: somebody received, counted or imported them.
    Hand,
    /// A sale.
    Sale(u64),
    /// A correction.
    Correction(u64),
}

/// Moves copies: in when positive, out when negative.
///
/// # Errors
/// When the database cannot be written.
pub fn add_stock(
    conn: &Connection,
    sku: &str,
    copies: i64,
    reason: &str,
    cause: Cause,
    at: i64,
) -> Result<(), StoreError> {
    let seq = |seq: u64| i64::try_from(seq).ok();
    let (sale, correction) = match cause {
        Cause::Hand => (None, None),
        Cause::Sale(sale) => (seq(sale), None),
        Cause::Correction(correction) => (None, seq(correction)),
    };
    conn.prepare_cached(
        "INSERT INTO stock_movement (sku, copies, reason, sale_seq, moved_at, correction_seq) VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute((sku, copies, reason, sale, at, correction))?;
    conn.prepare_cached(
        "INSERT INTO stock (sku, copies) VALUES (?1, ?2) ON CONFLICT (sku) DO UPDATE SET copies = copies + ?2",
    )?
    .execute((sku, copies))?;
    Ok(())
}

/// Copies left of a title, zero where none ever moved.
///
/// # Errors
/// When the database cannot be read.
pub fn stock_of(conn: &Connection, sku: &str) -> Result<i64, StoreError> {
    let copies = conn
        .prepare_cached("SELECT copies FROM stock WHERE sku = ?")?
        .query_row([sku], |row| row.get(0))
        .optional()?;
    Ok(copies.unwrap_or(0))
}

/// Every title in the order they were added, archived ones too.
///
/// # Errors
/// When the database cannot be read, or a title in it is not valid; the sentence names it.
fn load_titles(conn: &Connection, currency: Currency) -> Result<Vec<Title>, StoreError> {
    let mut rules: HashMap<String, crate::domain::rule::PriceRule> = HashMap::new();
    let mut query = conn.prepare_cached(
        "SELECT title.sku, title.name, makers, coalesce(price_list.price, title.price), price_list, tags, counted, coalesce(copies, 0),
             weight_mg, introduced, barcode, contents, description, maker_share_ppm, archived, tax_class
         FROM title LEFT JOIN stock ON stock.sku = title.sku LEFT JOIN price_list ON price_list.name = title.price_list
         ORDER BY position",
    )?;
    let mut rows = query.query([])?;
    let mut titles = Vec::new();
    while let Some(row) = rows.next()? {
        let sku: String = row.get(0)?;
        let wrong = |what: &str| StoreError::Damaged(format!("the {what} of title `{sku}` cannot be read"));
        let list = |column: usize, what: &str| -> Result<Vec<String>, StoreError> {
            match row.get_ref(column)?.as_str() {
                Ok("[]") => Ok(Vec::new()),
                Ok(text) => serde_json::from_str(text).map_err(|_| wrong(what)),
                Err(_) => Err(wrong(what)),
            }
        };
        let price: String = row.get(3)?;
        let rule = match rules.get(&price) {
            Some(rule) => rule.clone(),
            None => {
                let rule = sentence::parse(&price, currency).map_err(|_| wrong("price"))?;
                rules.insert(price, rule.clone());
                rule
            }
        };
        let counted: bool = row.get(6)?;
        titles.push(Title {
            sku: Sku::new(&sku).map_err(|_| wrong("SKU"))?,
            name: row.get(1)?,
            makers: list(2, "makers")?,
            rule,
            price_list: row.get(4)?,
            tags: list(5, "tags")?,
            stock: if counted { Some(row.get(7)?) } else { None },
            weight_mg: row.get(8)?,
            introduced: row.get(9)?,
            barcode: row.get(10)?,
            contents: list(11, "contents")?,
            description: row.get(12)?,
            maker_share_ppm: row.get(13)?,
            archived: row.get(14)?,
            tax_class: row.get(15)?,
        });
    }
    Ok(titles)
}

/// The whole catalog: titles with their stock, price lists, offers, tax classes.
///
/// # Errors
/// When the database cannot be read, or something in it is not valid; the sentence names it.
pub fn load_catalog(conn: &Connection, currency: Currency) -> Result<Catalog, StoreError> {
    let mut catalog = Catalog::new(load_titles(conn, currency)?);
    catalog.lists = load_lists(conn, currency)?;
    catalog.offers = load_offers(conn, currency)?;
    catalog.taxes = load_taxes(conn)?;
    Ok(catalog)
}
