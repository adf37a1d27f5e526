//! Imports: what each title was before and after one, so that it is undone as one.
//! Never undoes what somebody changed since, and never takes away a title that anything else speaks of.

use super::catalog::{Cause, add_stock};
use super::error::StoreError;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its number, from 1.
    pub number: u64,
    /// The file it came from, as it was named.
    pub file: String,
    /// When, in milliseconds since 1970 in UTC.
    pub at: i64,
    /// How many titles were new or changed.
    pub titles: u64,
    /// It was undone.
    pub undone: bool,
}

/// What undoing an import did, titles by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// The import.
    pub number: u64,
    /// The file it came from.
    pub file: String,
    /// They are as they were before.
    pub restored: Vec<String>,
    /// They were new, and are gone.
    pub removed: Vec<String>,
    /// They were new, but were sold or used since: they are archived.
    pub archived: Vec<String>,
    /// They were changed since, and stay as they are.
    pub changed_since: Vec<String>,
    /// They are as they were before, but their copies were counted since: the count stays.
    pub counted_since: Vec<String>,
}

/// A title's row as JSON by column, its place in the list aside; `None` where there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn title_row(conn: &Connection, sku: &str) -> Result<Option<String>, StoreError> {
    let mut query = conn.prepare_cached("SELECT * FROM title WHERE sku = ?")?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let row = query
        .query_row([sku], |row| {
            let mut columns = Map::new();
            for (at, name) in names.iter().enumerate() {
                let value = match row.get_ref(at)? {
                    ValueRef::Null => Json::Null,
                    ValueRef::Integer(number) => Json::from(number),
                    ValueRef::Text(text) => Json::from(String::from_utf8_lossy(text)),
                    // No import brings pictures.
                    ValueRef::Real(_) | ValueRef::Blob(_) => continue,
                };
                if name != "position" {
                    columns.insert(name.clone(), value);
                }
            }
            Ok(Json::Object(columns).to_string())
        })
        .optional()?;
    Ok(row)
}

/// Begins an import; its number.
///
/// # Errors
/// When the database cannot be written.
pub fn begin_import(conn: &Connection, file: &str, at: i64) -> Result<i64, StoreError> {
    let number = conn.query_row("SELECT coalesce(max(number), 0) + 1 FROM import", [], |row| row.get(0))?;
    conn.execute(
        "INSERT INTO import (number, file, imported_at, last_movement) VALUES (?, ?, ?, 0)",
        (number, file, at),
    )?;
    Ok(number)
}

/// Keeps what a title was before an import changed it, and is after.
///
/// # Errors
/// When the database cannot be written.
pub fn keep_imported(
    conn: &Connection,
    number: i64,
    n: usize,
    sku: &str,
    before: Option<&str>,
    copies: i64,
) -> Result<(), StoreError> {
    let after = title_row(conn, sku)?;
    conn.prepare_cached(
        "INSERT INTO import_title (import_number, n, sku, before, after, copies) VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute((number, i64::try_from(n).unwrap_or(i64::MAX), sku, before, after, copies))?;
    Ok(())
}

/// Ends an import: movements of stock from here on are not its own.
///
/// # Errors
/// When the database cannot be written.
pub fn end_import(conn: &Connection, number: i64) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE import SET last_movement = (SELECT coalesce(max(id), 0) FROM stock_movement) WHERE number = ?",
        [number],
    )?;
    Ok(())
}

/// The last import, or the one with this number.
///
/// # Errors
/// When the database cannot be read.
pub fn import(conn: &Connection, number: Option<u64>) -> Result<Option<Import>, StoreError> {
    let number = number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    let found = conn
        .query_row(
            "SELECT number, file, imported_at, (SELECT count(*) FROM import_title WHERE import_number = number), undone_at IS NOT NULL
             FROM import WHERE number = coalesce(?, (SELECT max(number) FROM import))",
            [number],
            |row| {
                Ok(Import {
                    number: row.get(0)?,
                    file: row.get(1)?,
                    at: row.get(2)?,
                    titles: row.get(3)?,
                    undone: row.get(4)?,
                })
            },
        )
        .optional()?;
    Ok(found)
}

/// A title of an import.
struct Kept {
    sku: String,
    before: Option<String>,
    after: String,
    copies: i64,
}

/// Undoes an import: titles are as they were before, those that were new are gone, copies that came in go out.
/// A title that was changed since stays as it is, whole.
///
/// # Errors
/// When the database cannot be read or written, or a row that was kept cannot be read.
pub fn undo_import(conn: &Connection, import: &Import, at: i64) -> Result<Undone, StoreError> {
    let number = i64::try_from(import.number).unwrap_or(i64::MAX);
    let last: i64 = conn.query_row("SELECT last_movement FROM import WHERE number = ?", [number], |row| {
        row.get(0)
    })?;
    let mut query =
        conn.prepare("SELECT sku, before, after, copies FROM import_title WHERE import_number = ? ORDER BY n")?;
    let kept = query.query_map([number], |row| {
        Ok(Kept {
            sku: row.get(0)?,
            before: row.get(1)?,
            after: row.get(2)?,
            copies: row.get(3)?,
        })
    })?;
    let kept: Vec<Kept> = kept.collect::<Result<_, _>>()?;
    let mut undone = Undone {
        number: import.number,
        file: import.file.clone(),
        ..Undone::default()
    };
    for title in &kept {
        title.undo(conn, (number, last), at, &mut undone)?;
    }
    conn.execute("UPDATE import SET undone_at = ? WHERE number = ?", (at, number))?;
    Ok(undone)
}

impl Kept {
    fn undo(
        &self,
        conn: &Connection,
        (number, last): (i64, i64),
        at: i64,
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        // Taken away since, by hand: there is nothing to undo.
        let Some(now) = title_row(conn, &self.sku)? else {
            return Ok(());
        };
        let columns = columns(&now, &self.sku)?;
        let name = columns
            .get("name")
            .and_then(Json::as_str)
            .unwrap_or(&self.sku)
            .to_owned();
        if columns != self::columns(&self.after, &self.sku)? {
            undone.changed_since.push(name);
            return Ok(());
        }
        let counted = self.counted_since(conn, number, last)?;
        let used = self.before.is_none() && (counted || self.used(conn, last)?);
        let counted = counted && self.copies != 0;
        if self.copies != 0 && !counted {
            add_stock(conn, &self.sku, -self.copies, "import undone", Cause::Hand, at)?;
        }
        match &self.before {
            Some(before) => {
                self.put_back(conn, before)?;
                match counted {
                    true => undone.counted_since.push(name),
                    false => undone.restored.push(name),
                }
            }
            None if !used && self.removed(conn)? => undone.removed.push(name),
            None => {
                conn.execute("UPDATE title SET archived = 1 WHERE sku = ?", [&self.sku])?;
                undone.archived.push(name);
            }
        }
        Ok(())
    }

    /// Whether anything but the import speaks of the title.
    fn used(&self, conn: &Connection, last: i64) -> Result<bool, StoreError> {
        let quoted = Json::from(self.sku.as_str()).to_string();
        let used = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM stock_movement
                         WHERE sku = ?1 AND id > ?3 AND reason NOT IN ('imported', 'import undone'))
                     OR EXISTS (SELECT 1 FROM sale_line WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM cart WHERE instr(body, ?2) > 0)
                     OR EXISTS (SELECT 1 FROM offer WHERE instr(skus, ?2) > 0)",
            )?
            .query_row((&self.sku, quoted, last), |row| row.get(0))?;
        Ok(used)
    }

    /// Whether somebody said since how many copies there are, by counting or by another import.
    fn counted_since(&self, conn: &Connection, number: i64, last: i64) -> Result<bool, StoreError> {
        let counted = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM stock_movement WHERE sku = ?1 AND id > ?3 AND reason = 'counted')
                     OR EXISTS (SELECT 1 FROM import_title JOIN import ON number = import_number
                         WHERE sku = ?1 AND number > ?2 AND undone_at IS NULL)",
            )?
            .query_row((&self.sku, number, last), |row| row.get(0))?;
        Ok(counted)
    }

    fn put_back(&self, conn: &Connection, before: &str) -> Result<(), StoreError> {
        let columns = columns(before, &self.sku)?;
        let names: Vec<String> = columns
            .keys()
            .map(|name| format!("\"{}\" = ?", name.replace('"', "\"\"")))
            .collect();
        let values = columns.values().map(|value| match value {
            Json::Null => Value::Null,
            Json::Number(number) => Value::from(number.as_i64()),
            Json::String(text) => Value::from(text.clone()),
            other => Value::from(other.to_string()),
        });
        let values: Vec<Value> = values.chain([Value::from(self.sku.clone())]).collect();
        conn.prepare_cached(&format!("UPDATE title SET {} WHERE sku = ?", names.join(", ")))?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    /// Takes the title away, unless a table names it.
    fn removed(&self, conn: &Connection) -> Result<bool, StoreError> {
        match conn
            .prepare_cached("DELETE FROM title WHERE sku = ?")?
            .execute([&self.sku])
        {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn columns(row: &str, sku: &str) -> Result<Map<String, Json>, StoreError> {
    serde_json::from_str(row)
        .map_err(|_| StoreError::Damaged(format!("what title `{sku}` was before an import cannot be read")))
}
