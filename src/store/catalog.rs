//! Titles and their stock.
//! Never deletes a title that was sold: sales keep snapshots, and what was sold is archived.

use super::error::StoreError;
use super::terms::{load_lists, load_offers, load_taxes};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::sentence;
use crate::domain::title::{CoverId, Sku, Title};
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
             contents, description, maker_share_ppm, archived, tax_class, pages, format, language, low_stock, sold_out, cover)
         VALUES (?1, (SELECT coalesce(max(position) + 1, 0) FROM title), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
         ON CONFLICT (sku) DO UPDATE SET name = ?2, makers = ?3, price = ?4, price_list = ?5, tags = ?6, counted = ?7, weight_mg = ?8,
             introduced = ?9, barcode = ?10, contents = ?11, description = ?12, maker_share_ppm = ?13, archived = ?14, tax_class = ?15,
             pages = ?16, format = ?17, language = ?18, low_stock = ?19, sold_out = ?20, cover = ?21",
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
        title.pages,
        title.format,
        title.language,
        title.low_stock,
        title.sold_out,
        title.cover.as_ref().map(CoverId::as_str),
    ])?;
    Ok(())
}

/// What keeps a title from being taken away, in words; `None` where nothing does.
///
/// # Errors
/// When the database cannot be read.
pub fn title_in_use(conn: &Connection, sku: &str) -> Result<Option<&'static str>, StoreError> {
    let quoted = json(sku)?;
    let why: u32 = conn
        .prepare_cached(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM sale_line WHERE sku = ?1) THEN 1
                 WHEN EXISTS (SELECT 1 FROM cart WHERE instr(body, ?2) > 0) THEN 2
                 WHEN EXISTS (SELECT 1 FROM offer WHERE instr(skus, ?2) > 0) THEN 3
                 WHEN EXISTS (SELECT 1 FROM stock_exit WHERE sku = ?1) THEN 4
                 WHEN EXISTS (SELECT 1 FROM stocktake WHERE sku = ?1) THEN 5 ELSE 0 END",
        )?
        .query_row((sku, quoted), |row| row.get(0))?;
    Ok(match why {
        1 => Some("was sold"),
        2 => Some("lies in a cart"),
        3 => Some("is named by an offer"),
        4 => Some("was given away"),
        5 => Some("is being counted"),
        _ => None,
    })
}

/// Takes a title away.
///
/// # Errors
/// When the database cannot be written, or a row of it names the title.
pub fn delete_title(conn: &Connection, sku: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM title WHERE sku = ?", [sku])?;
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
    /// An exit.
    Exit(u64),
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
    let (sale, correction, exit) = match cause {
        Cause::Hand => (None, None, None),
        Cause::Sale(sale) => (seq(sale), None, None),
        Cause::Correction(correction) => (None, seq(correction), None),
        Cause::Exit(exit) => (None, None, seq(exit)),
    };
    conn.prepare_cached(
        "INSERT INTO stock_movement (sku, copies, reason, sale_seq, moved_at, correction_seq, exit_seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute((sku, copies, reason, sale, at, correction, exit))?;
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
             weight_mg, introduced, barcode, contents, description, maker_share_ppm, archived, tax_class,
             pages, format, language, low_stock, sold_out, cover
         FROM title LEFT JOIN stock ON stock.sku = title.sku LEFT JOIN price_list ON price_list.name = title.price_list
         ORDER BY position, title.sku",
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
            pages: row.get(16)?,
            format: row.get(17)?,
            language: row.get(18)?,
            low_stock: row.get(19)?,
            sold_out: row.get(20)?,
            cover: match row.get::<_, Option<String>>(21)? {
                Some(cover) => Some(CoverId::new(&cover).ok_or_else(|| wrong("cover"))?),
                None => None,
            },
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
