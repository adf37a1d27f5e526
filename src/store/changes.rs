//! Changes of the catalog, by hand or from files: what each row was before and after one, so that it is undone as one.
//! Never undoes what somebody changed since, and never takes away a title that anything else speaks of.

use super::catalog::{Cause, add_stock};
use super::error::StoreError;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

/// So many changes by hand are kept; imports are kept all.
const KEPT: i64 = 200;

/// Sort sort of change it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Titles came in from a file or a page.
    Imported,
    /// A title was added by hand.
    Added,
    /// Titles were changed by hand.
    Edited,
    /// Titles were taken away.
    Removed,
    /// A price list was made, changed, renamed or taken away.
    Listed,
    /// A tax class was made, changed or taken away.
    Taxed,
}

impl Sort {
    const ALL: [(Sort, &'static str); 6] = [
        (Sort::Imported, "import"),
        (Sort::Added, "add"),
        (Sort::Edited, "edit"),
        (Sort::Removed, "remove"),
        (Sort::Listed, "price list"),
        (Sort::Taxed, "tax class"),
    ];

    /// In a word.
    pub fn word(self) -> &'static str {
        let found = Sort::ALL.iter().find(|(what, _)| *what == self);
        found.map_or("", |(_, word)| word)
    }

    fn read(word: &str) -> Option<Sort> {
        Sort::ALL.iter().find(|(_, own)| *own == word).map(|(what, _)| *what)
    }
}

/// Which sort of row was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// A title, by its SKU.
    Title,
    /// A price list, by its name.
    PriceList,
    /// A tax class, by its name.
    TaxClass,
}

impl Noun {
    fn table(self) -> (&'static str, &'static str) {
        match self {
            Noun::Title => ("title", "sku"),
            Noun::PriceList => ("price_list", "name"),
            Noun::TaxClass => ("tax_class", "name"),
        }
    }

    fn read(word: &str) -> Noun {
        match word {
            "price_list" => Noun::PriceList,
            "tax_class" => Noun::TaxClass,
            _ => Noun::Title,
        }
    }
}

/// A change of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number, from 1.
    pub number: u64,
    /// Sort sort it was.
    pub what: Sort,
    /// Its number among the imports, where it is one.
    pub import: Option<u64>,
    /// The file it came from, as it was named; else what was changed, by its name, where that is one thing.
    pub of: String,
    /// When, in milliseconds since 1970 in UTC.
    pub at: i64,
    /// How many titles were new or changed.
    pub titles: u64,
    /// It was undone.
    pub undone: bool,
}

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

impl Change {
    /// It as an import, where it is one.
    pub fn into_import(self) -> Option<Import> {
        Some(Import {
            number: self.import?,
            file: self.of,
            at: self.at,
            titles: self.titles,
            undone: self.undone,
        })
    }
}

/// Sort undoing a change did, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Sort was undone.
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

/// A row as JSON by column; `None` where there is none.
///
/// # Errors
/// When the database cannot be read.
pub fn row(conn: &Connection, noun: Noun, key: &str) -> Result<Option<String>, StoreError> {
    let (table, by) = noun.table();
    let mut query = conn.prepare_cached(&format!("SELECT * FROM {table} WHERE {by} = ?"))?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let row = query
        .query_row([key], |row| {
            let mut columns = Map::new();
            for (at, name) in names.iter().enumerate() {
                let value = match row.get_ref(at)? {
                    ValueRef::Null => Json::Null,
                    ValueRef::Integer(number) => Json::from(number),
                    ValueRef::Text(text) => Json::from(String::from_utf8_lossy(text)),
                    // None of the three holds either.
                    ValueRef::Real(_) | ValueRef::Blob(_) => continue,
                };
                columns.insert(name.clone(), value);
            }
            Ok(Json::Object(columns).to_string())
        })
        .optional()?;
    Ok(row)
}

/// A change that is being made: what it changes is kept row by row, in the transaction that changes it.
#[derive(Debug)]
pub struct Changing<'a> {
    conn: &'a Connection,
    number: i64,
    rows: i64,
}

impl<'a> Changing<'a> {
    /// Begins a change; one with a file is an import.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin(conn: &'a Connection, what: Sort, file: Option<&str>, at: i64) -> Result<Changing<'a>, StoreError> {
        let number: i64 = conn.query_row("SELECT coalesce(max(number), 0) + 1 FROM catalog_change", [], |row| {
            row.get(0)
        })?;
        conn.execute(
            "INSERT INTO catalog_change (number, what, import_number, file, changed_at, last_movement)
             VALUES (?1, ?2, iif(?3 IS NULL, NULL, (SELECT coalesce(max(import_number), 0) + 1 FROM catalog_change)), coalesce(?3, ''), ?4, 0)",
            (number, what.word(), file, at),
        )?;
        for table in ["catalog_change_row WHERE change_number", "catalog_change WHERE number"] {
            conn.execute(
                &format!(
                    "DELETE FROM {table} IN (SELECT number FROM catalog_change WHERE number <= ? AND import_number IS NULL)"
                ),
                [number - KEPT],
            )?;
        }
        Ok(Changing { conn, number, rows: 0 })
    }

    /// Its number.
    pub fn number(&self) -> u64 {
        self.number.unsigned_abs()
    }

    /// Makes one row of it: `change` writes it and answers with the copies it moved.
    ///
    /// # Errors
    /// Sort `change` fails with, or when the database cannot be written.
    pub fn row<E: From<StoreError>>(
        &mut self,
        noun: Noun,
        key: &str,
        change: impl FnOnce(&Connection) -> Result<i64, E>,
    ) -> Result<(), E> {
        let before = row(self.conn, noun, key)?;
        let copies = change(self.conn)?;
        let after = row(self.conn, noun, key)?;
        if before == after && copies == 0 {
            return Ok(());
        }
        self.conn
            .prepare_cached(
                "INSERT INTO catalog_change_row (change_number, n, noun, key, before, after, copies) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )
            .and_then(|mut insert| {
                insert.execute((self.number, self.rows, noun.table().0, key, before, after, copies))
            })
            .map_err(StoreError::from)?;
        self.rows += 1;
        Ok(())
    }

    /// Ends it: movements of stock from here on are not its own. A change that changed nothing leaves no trace.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end(self) -> Result<(), StoreError> {
        if self.rows == 0 {
            self.conn.execute(
                "DELETE FROM catalog_change WHERE number = ? AND import_number IS NULL",
                [self.number],
            )?;
        }
        self.conn.execute(
            "UPDATE catalog_change SET last_movement = (SELECT coalesce(max(id), 0) FROM stock_movement) WHERE number = ?",
            [self.number],
        )?;
        Ok(())
    }
}

/// Which change is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The last one that is not undone.
    Last,
    /// The one with this number.
    Number(u64),
    /// The last import, undone or not.
    LastImport,
    /// The import with this number.
    Import(u64),
}

/// A change, where there is one.
///
/// # Errors
/// When the database cannot be read.
pub fn change(conn: &Connection, which: Which) -> Result<Option<Change>, StoreError> {
    let (clause, number) = match which {
        Which::Last => (
            "number = (SELECT max(number) FROM catalog_change WHERE undone_at IS NULL)",
            0,
        ),
        Which::Number(number) => ("number = ?1", number),
        Which::LastImport => ("import_number = (SELECT max(import_number) FROM catalog_change)", 0),
        Which::Import(number) => ("import_number = ?1", number),
    };
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let query = format!(
        "SELECT number, what, import_number, file, changed_at, undone_at IS NOT NULL,
             (SELECT count(*) FROM catalog_change_row WHERE change_number = number AND noun = 'title'),
             (SELECT coalesce(json_extract(coalesce(after, before), '$.name'), key) FROM catalog_change_row WHERE change_number = number
                 ORDER BY noun = 'title', after IS NULL, n LIMIT 1),
             what IN ('price list', 'tax class')
         FROM catalog_change WHERE {clause} AND ?1 IS NOT NULL"
    );
    let found = conn
        .prepare_cached(&query)?
        .query_row([number], |row| {
            let (what, file): (String, String) = (row.get(1)?, row.get(3)?);
            let (titles, first): (u64, Option<String>) = (row.get(6)?, row.get(7)?);
            let one = titles == 1 || row.get(8)?;
            Ok(Change {
                number: row.get(0)?,
                what: Sort::read(&what).unwrap_or(Sort::Edited),
                import: row.get(2)?,
                of: if file.is_empty() && one {
                    first.unwrap_or_default()
                } else {
                    file
                },
                at: row.get(4)?,
                titles,
                undone: row.get(5)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// A row of a change.
struct Kept {
    noun: Noun,
    sku: String,
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
            sku: row.get(1)?,
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
        let now = row(conn, self.noun, &self.sku)?;
        let read = |row: &Option<String>| row.as_deref().map(|row| columns(row, &self.sku)).transpose();
        let (now, before, after) = (read(&now)?, read(&self.before)?, read(&self.after)?);
        // Taken away since, by hand: there is nothing to undo.
        if now.is_none() && after.is_some() {
            return Ok(());
        }
        let named = now.as_ref().or(before.as_ref()).and_then(|row| row.get("name"));
        let name = named.and_then(Json::as_str).unwrap_or(&self.sku).to_owned();
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
            add_stock(conn, &self.sku, -self.copies, reason, Cause::Hand, at)?;
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
                conn.execute("UPDATE title SET archived = 1 WHERE sku = ?", [&self.sku])?;
                undone.archived.push(name);
            }
        }
        Ok(())
    }

    /// Whether anything but the change speaks of the title.
    fn used(&self, conn: &Connection, last: i64) -> Result<bool, StoreError> {
        let quoted = Json::from(self.sku.as_str()).to_string();
        let used = conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM stock_movement
                         WHERE sku = ?1 AND id > ?3 AND reason NOT IN ('imported', 'edited', 'import undone', 'undone', 'begun'))
                     OR EXISTS (SELECT 1 FROM sale_line WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM stock_exit WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM stocktake WHERE sku = ?1)
                     OR EXISTS (SELECT 1 FROM cart WHERE instr(body, ?2) > 0)
                     OR EXISTS (SELECT 1 FROM offer WHERE instr(skus, ?2) > 0)",
            )?
            .query_row((&self.sku, quoted, last), |row| row.get(0))?;
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
            .query_row((&self.sku, number, last), |row| row.get(0))?;
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
            .execute([&self.sku])
        {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn columns(row: &str, sku: &str) -> Result<Map<String, Json>, StoreError> {
    serde_json::from_str(row).map_err(|_| {
        StoreError::Damaged(format!(
            "what `{sku}` was before a change of the catalog cannot be read"
        ))
    })
}
