//! The undoing of a change of the catalog, row by row, the last first.
//! Never undoes what somebody changed since, and never takes away a title that anything else speaks of.

use super::{Change, Noun, row};
use crate::store::catalog::{Cause, add_stock};
use crate::store::error::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value as Json};

/// What undoing a change did, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What was undone.
    pub change: Change,
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

/// A row of a change.
struct Kept {
    noun: Noun,
    /// The title's SKU, or the name of the list or class.
    key: String,
    before: Option<String>,
    after: Option<String>,
    copies: i64,
}

/// Undoes a change: rows are as they were before, titles that were new are gone, copies that came in go out.
/// A row that was changed since stays as it is, whole.
///
/// # Errors
/// When the database cannot be read or written, or a row that was kept cannot be read.
pub fn undo_change(conn: &Connection, change: Change, at: i64) -> Result<Undone, StoreError> {
    let number = i64::try_from(change.number).unwrap_or(i64::MAX);
    let last: i64 = conn.query_row(
        "SELECT last_movement FROM catalog_change WHERE number = ?",
        [number],
        |row| row.get(0),
    )?;
    // Backwards: what names a row goes before it and comes back after it.
    let mut query = conn.prepare(
        "SELECT noun, key, before, after, copies FROM catalog_change_row WHERE change_number = ? ORDER BY n DESC",
    )?;
    let kept = query.query_map([number], |row| {
        let noun: String = row.get(0)?;
        Ok(Kept {
            noun: Noun::read(&noun),
            key: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
            copies: row.get(4)?,
        })
    })?;
    let kept: Vec<Kept> = kept.collect::<Result<_, _>>()?;
    let mut undone = Undone {
        change,
        restored: Vec::new(),
        removed: Vec::new(),
        archived: Vec::new(),
        changed_since: Vec::new(),
        counted_since: Vec::new(),
    };
    for row in &kept {
        row.undo(conn, (number, last), at, &mut undone)?;
    }
    for names in [
        &mut undone.restored,
        &mut undone.removed,
        &mut undone.archived,
        &mut undone.changed_since,
        &mut undone.counted_since,
    ] {
        names.reverse();
    }
    conn.execute("UPDATE catalog_change SET undone_at = ? WHERE number = ?", (at, number))?;
    undone.change.undone = true;
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
        let now = row(conn, self.noun, &self.key)?;
        let read = |row: &Option<String>| row.as_deref().map(|row| columns(row, &self.key)).transpose();
        let (now, before, after) = (read(&now)?, read(&self.before)?, read(&self.after)?);
        // Taken away since, by hand: there is nothing to undo.
        if now.is_none() && after.is_some() {
            return Ok(());
        }
        let named = now.as_ref().or(before.as_ref()).and_then(|row| row.get("name"));
        let name = named.and_then(Json::as_str).unwrap_or(&self.key).to_owned();
        if now != after {
            undone.changed_since.push(name);
            return Ok(());
        }
        if self.noun != Noun::Title {
            match before {
                Some(before) => {
                    self.put_back(conn, &before)?;
                    undone.restored.push(name);
                }
                None if self.removed(conn)? => undone.removed.push(name),
                None => undone.changed_since.push(name),
            }
            return Ok(());
        }
        let counted = self.counted_since(conn, number, last)?;
        let used = before.is_none() && (counted || self.used(conn, last)?);
        let counted = counted && self.copies != 0;
        if self.copies != 0 && !counted {
            let reason = if undone.change.import.is_some() {
                "import undone"
            } else {
                "undone"
            };
            add_stock(conn, &self.key, -self.copies, reason, Cause::Hand, at)?;
        }
        match before {
            Some(before) => {
                self.put_back(conn, &before)?;
                match counted {
                    true => undone.counted_since.push(name),
                    false => undone.restored.push(name),
                }
            }
            None if !used && self.removed(conn)? => undone.removed.push(name),
            None => {
                conn.execute("UPDATE title SET archived = 1 WHERE sku = ?", [&self.key])?;
                undone.archived.push(name);
            }
        }
        Ok(())
    }

    /// Whether anything but the change speaks of the title. Copies that came with it another time do not, once that is undone.
    fn used(&self, conn: &Connection, last: i64) -> Result<bool, StoreError> {
        let quoted = Json::from(self.key.as_str()).to_string();
        let used = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM stock_movement m
                         WHERE sku = ?1 AND id > ?3 AND reason NOT IN ('imported', 'edited', 'import undone', 'undone', 'begun')
                             AND NOT EXISTS (SELECT 1 FROM catalog_change_row JOIN catalog_change ON number = change_number
                                 WHERE noun = 'title' AND key = ?1 AND catalog_change_row.copies <> 0 AND last_movement = m.id AND undone_at IS NOT NULL))
                     OR EXISTS (SELECT 1 FROM sale_line WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM stock_exit WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM stocktake WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM cart WHERE instr(body, ?2) > 0)
                     OR EXISTS (SELECT 1 FROM offer WHERE instr(skus, ?2) > 0)",
            )?
            .query_row((&self.key, quoted, last), |row| row.get(0))?;
        Ok(used)
    }

    /// Whether somebody said since how many copies there are, by counting, by another import or by hand.
    fn counted_since(&self, conn: &Connection, number: i64, last: i64) -> Result<bool, StoreError> {
        let counted = conn
            .prepare_cached(
                "SELECT coalesce((SELECT sum((reason = 'counted') - (reason = 'count undone')) FROM stock_movement WHERE sku = ?1 AND id > ?3), 0) > 0
                     OR EXISTS (SELECT 1 FROM catalog_change_row JOIN catalog_change ON number = change_number
                         WHERE noun = 'title' AND key = ?1 AND number > ?2 AND undone_at IS NULL
                             AND (import_number IS NOT NULL OR copies <> 0))",
            )?
            .query_row((&self.key, number, last), |row| row.get(0))?;
        Ok(counted)
    }

    fn put_back(&self, conn: &Connection, before: &Map<String, Json>) -> Result<(), StoreError> {
        let (table, by) = self.noun.table();
        let quoted: Vec<String> = before
            .keys()
            .map(|name| format!("\"{}\"", name.replace('"', "\"\"")))
            .collect();
        let values: Vec<Value> = before
            .values()
            .map(|value| match value {
                Json::Null => Value::Null,
                Json::Number(number) => Value::from(number.as_i64()),
                Json::String(text) => Value::from(text.clone()),
                other => Value::from(other.to_string()),
            })
            .collect();
        let places = vec!["?"; quoted.len()].join(", ");
        let sets: Vec<String> = quoted.iter().map(|name| format!("{name} = excluded.{name}")).collect();
        conn.prepare_cached(&format!(
            "INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT ({by}) DO UPDATE SET {}",
            quoted.join(", "),
            sets.join(", ")
        ))?
        .execute(params_from_iter(values))?;
        Ok(())
    }

    /// Takes the row away, unless a table names it.
    fn removed(&self, conn: &Connection) -> Result<bool, StoreError> {
        let (table, by) = self.noun.table();
        match conn
            .prepare_cached(&format!("DELETE FROM {table} WHERE {by} = ?"))?
            .execute([&self.key])
        {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn columns(row: &str, key: &str) -> Result<Map<String, Json>, StoreError> {
    serde_json::from_str(row).map_err(|_| {
        StoreError::Damaged(format!(
            "what `{key}` was before a change of the catalog cannot be read"
        ))
    })
}
