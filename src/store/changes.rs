//! Changes of the catalog, by hand or from files: what each row was before and after one, so that it is undone as one.
//! Never decides what a row becomes: that is handed in.

mod undo;

use super::error::StoreError;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value as Json};
pub use undo::{Undone, undo_change};

/// So many changes by hand are kept; imports are kept all.
const KEPT: i64 = 200;

/// What sort of change it was.
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
        let found = Sort::ALL.iter().find(|(sort, _)| *sort == self);
        found.map_or("", |(_, word)| word)
    }

    fn read(word: &str) -> Option<Sort> {
        Sort::ALL.iter().find(|(_, own)| *own == word).map(|(sort, _)| *sort)
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
    /// What sort it was.
    pub sort: Sort,
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

/// A row as JSON by column; `None` where there is none.
fn row(conn: &Connection, noun: Noun, key: &str) -> Result<Option<String>, StoreError> {
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
    pub fn begin(conn: &'a Connection, sort: Sort, file: Option<&str>, at: i64) -> Result<Changing<'a>, StoreError> {
        let number: i64 = conn.query_row("SELECT coalesce(max(number), 0) + 1 FROM catalog_change", [], |row| {
            row.get(0)
        })?;
        conn.execute(
            "INSERT INTO catalog_change (number, what, import_number, file, changed_at, last_movement)
             VALUES (?1, ?2, iif(?3 IS NULL, NULL, (SELECT coalesce(max(import_number), 0) + 1 FROM catalog_change)), coalesce(?3, ''), ?4, 0)",
            (number, sort.word(), file, at),
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
    /// What `change` fails with, or when the database cannot be written.
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
            let (sort, file): (String, String) = (row.get(1)?, row.get(3)?);
            let (titles, first): (u64, Option<String>) = (row.get(6)?, row.get(7)?);
            let one = titles == 1 || row.get(8)?;
            Ok(Change {
                number: row.get(0)?,
                sort: Sort::read(&sort).unwrap_or(Sort::Edited),
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
