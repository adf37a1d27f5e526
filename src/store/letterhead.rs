//! Letterheads by version. Never changes one: a change is a new version.

use super::connection::Store;
use super::error::StoreError;
use crate::domain::letterhead::{LANGUAGE, Letterhead};
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};
use std::sync::Arc;

const COLUMNS: &str = "version, shop, tagline, footer, code, language, (SELECT png FROM logo WHERE id = logo_id)";

/// The version in force when the entry at this place was recorded: the last that began before it, else the first there
/// is; 0 where there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn letterhead_version(conn: &Connection, seq: u64) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT coalesce((SELECT max(version) FROM letterhead WHERE since_seq < ?), (SELECT min(version) FROM letterhead), 0)",
        )?
        .query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| row.get(0))?)
}

/// A version of the letterhead, or the one in force now. In a till whose letterheads were lost with its database, what
/// its settings say.
///
/// # Errors
/// When the database cannot be read.
pub fn letterhead(conn: &Connection, version: Option<i64>) -> Result<(i64, Letterhead), StoreError> {
    let found = match version {
        Some(version) => conn
            .prepare_cached(&format!("SELECT {COLUMNS} FROM letterhead WHERE version = ?"))?
            .query_row([version], read)
            .optional()?,
        None => conn
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM letterhead ORDER BY version DESC LIMIT 1"
            ))?
            .query_row([], read)
            .optional()?,
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let mut head = Letterhead::default();
    let mut old = conn.prepare_cached("SELECT key, value FROM setting WHERE key IN ('shop', 'tagline', 'footer')")?;
    let mut rows = old.query([])?;
    while let Some(row) = rows.next()? {
        let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
        match key.as_str() {
            "shop" => head.shop = value,
            "tagline" => head.tagline = value,
            _ => head.footer = value,
        }
    }
    Ok((0, head))
}

fn read(row: &Row<'_>) -> Result<(i64, Letterhead), rusqlite::Error> {
    let language: String = row.get(5)?;
    let head = Letterhead {
        shop: row.get(1)?,
        tagline: row.get(2)?,
        footer: row.get(3)?,
        code: row.get(4)?,
        language: if language.is_empty() {
            LANGUAGE.to_owned()
        } else {
            language
        },
        logo: row.get::<_, Option<Vec<u8>>>(6)?.map(Arc::from),
    };
    Ok((row.get(0)?, head))
}

impl Store {
    /// Keeps a letterhead as the version in force from the next entry on; nothing where it is the one in force.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_letterhead(&mut self, head: &Letterhead, at_ms: i64) -> Result<(), StoreError> {
        let tx = self.write()?;
        let (version, now) = letterhead(&tx, None)?;
        if version > 0 && now == *head {
            return Ok(());
        }
        let logo = match &head.logo {
            None => None,
            Some(png) => {
                let id: Vec<u8> = Sha256::digest(png).to_vec();
                tx.execute(
                    "INSERT OR IGNORE INTO logo (id, png) VALUES (?, ?)",
                    (&id, png.as_ref()),
                )?;
                Some(id)
            }
        };
        tx.execute(
            "INSERT INTO letterhead (since_seq, changed_at, shop, tagline, footer, code, language, logo_id)
             VALUES ((SELECT coalesce(max(seq), 0) FROM journal), ?, ?, ?, ?, ?, ?, ?)",
            (
                at_ms,
                &head.shop,
                &head.tagline,
                &head.footer,
                &head.code,
                &head.language,
                logo,
            ),
        )?;
        Ok(tx.commit()?)
    }
}
