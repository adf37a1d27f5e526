//! A file that was read and is not yet taken: its cells, what each column holds, and what a person put right in both.
//! Never looks at the catalog by itself: it is asked what it would do to one.

use super::columns::{self, Field};
use super::import::{self, Plan};
use super::page::Page;
use super::table::{self, Row, Table, TableError};
use super::{decode, list, rows};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::sentence;
use crate::domain::title::{Sku, ounces, weight_mg};
use std::io::Read;

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Found {
    /// A table of titles.
    Table(Reading),
    /// The text of a title's page.
    Page(String),
}

/// Tells a table from the page of a title, by the end of its name and, where that says nothing, by what it holds.
///
/// # Errors
/// When it is neither.
pub fn found(bytes: &[u8], end: &str) -> Result<Found, TableError> {
    let text = || decode::decode(bytes).map_err(|error| TableError(error.to_string()));
    let page = match end.to_lowercase().as_str() {
        "csv" | "tsv" | "xlsx" => false,
        "html" | "htm" | "xhtml" | "md" => true,
        _ if bytes.starts_with(b"PK\x03\x04") => false,
        _ => {
            text()?;
            !Reading::read(bytes).is_ok_and(|read| read.names_titles() && read.names_more())
        }
    };
    match page {
        true => Ok(Found::Page(text()?.text)),
        false => Reading::read(bytes).map(Found::Table),
    }
}

/// Everything that can be read, where that is no more than so many bytes: what is longer is not read to its end.
///
/// # Errors
/// When it cannot be read, or there is more.
pub fn at_most(from: impl Read, most: usize) -> Result<Vec<u8>, String> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    from.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    match bytes.len() > most {
        true => Err(format!("it is larger than {} MiB", most >> 20)),
        false => Ok(bytes),
    }
}

/// A file of titles.
#[derive(Debug, Clone)]
pub struct Reading {
    table: Table,
    fields: Vec<Option<Field>>,
}

impl Reading {
    /// Reads the bytes of a file; what its columns hold is told by their names.
    ///
    /// # Errors
    /// When it cannot be read as a table.
    pub fn read(bytes: &[u8]) -> Result<Reading, TableError> {
        Ok(Reading::of(table::read(bytes)?))
    }

    fn of(table: Table) -> Reading {
        let fields = table.header.iter().map(|name| columns::field(name)).collect();
        Reading { table, fields }
    }

    /// One row, as if it stood alone in a file of these columns.
    pub fn one(cells: &[(&str, String)]) -> Reading {
        let (header, cells) = cells
            .iter()
            .map(|(name, cell)| ((*name).to_owned(), cell.clone()))
            .unzip();
        Reading::of(Table {
            header,
            rows: vec![Row { line: 1, cells }],
            ..Table::default()
        })
    }

    /// What a title's page says, as a row of our own columns; what it does not say is empty.
    pub fn page(page: &Page, currency: Currency) -> Reading {
        let name = page.name.clone().unwrap_or_default();
        let sku = Sku::slug(&name).map(|sku| sku.to_string());
        let weight = page.weight_mg.map(|mg| match ounces(mg) {
            exact if weight_mg(&exact) == Some(mg) => exact,
            _ => format!("{} g", rust_decimal::Decimal::new(mg.into(), 3).normalize()),
        });
        Reading::one(&[
            ("sku", sku.unwrap_or_default()),
            ("title", name),
            ("makers", list::join(&page.makers)),
            (
                "price",
                page.price
                    .as_ref()
                    .map(|rule| sentence::print(rule, currency))
                    .unwrap_or_default(),
            ),
            ("stock", String::new()),
            ("weight", weight.unwrap_or_default()),
            ("tags", list::join(&page.tags)),
            ("barcode", page.barcode.clone().unwrap_or_default()),
            ("introduced", page.introduced.clone().unwrap_or_default()),
            ("pages", page.pages.map(|pages| pages.to_string()).unwrap_or_default()),
            ("format", page.format.clone().unwrap_or_default()),
            ("language", page.language.clone().unwrap_or_default()),
            ("contents", list::join(&page.contents)),
            ("description", page.description.clone()),
            // With these the columns are our own, and no text in them is taken for HTML.
            ("price list", String::new()),
            ("archived", String::new()),
        ])
    }

    /// The column that is called so.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.table.header.iter().position(|column| column == name)
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.table.header
    }

    /// The rows below it.
    pub fn rows(&self) -> &[Row] {
        &self.table.rows
    }

    /// How it is written, as `UTF-8`.
    pub fn encoding(&self) -> &'static str {
        self.table.encoding
    }

    /// What parts its cells; `None` in a workbook.
    pub fn delimiter(&self) -> Option<char> {
        self.table.delimiter
    }

    /// What each column holds.
    pub fn fields(&self) -> &[Option<Field>] {
        &self.fields
    }

    /// Whether a column holds the titles, without which nothing can be taken.
    pub fn names_titles(&self) -> bool {
        self.fields.contains(&Some(Field::Title))
    }

    /// Whether a column holds something else of a title.
    fn names_more(&self) -> bool {
        self.fields.iter().flatten().any(|field| *field != Field::Title)
    }

    /// Takes columns for what a person named them, as the field and the column's name.
    ///
    /// # Errors
    /// When there is no such field or column.
    pub fn name(&mut self, named: &[(String, String)]) -> Result<(), TableError> {
        for (field, column) in named {
            let known = columns::named(field)
                .ok_or_else(|| TableError(format!("a title has no `{field}`; it has title, price, stock, …")))?;
            let at = rows::column(&self.table.header, column).map_err(TableError)?;
            self.map(known, Some(at));
        }
        Ok(())
    }

    /// Takes this column, and no other, for a field; none where no column holds it.
    pub fn map(&mut self, field: Field, column: Option<usize>) {
        for (at, known) in self.fields.iter_mut().enumerate() {
            if Some(at) == column {
                *known = Some(field);
            } else if *known == Some(field) {
                *known = None;
            }
        }
    }

    /// What stands in a cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let row = self.table.rows.get(row);
        row.and_then(|row| row.cells.get(column)).map_or("", String::as_str)
    }

    /// Puts a cell right. A row that was too long for the header loses what stands beyond it: it has been looked at.
    pub fn put(&mut self, row: usize, column: usize, text: &str) {
        let columns = self.table.header.len();
        let Some(row) = self.table.rows.get_mut(row).filter(|_| column < columns) else {
            return;
        };
        row.cells.resize(columns, String::new());
        if let Some(cell) = row.cells.get_mut(column) {
            text.trim().clone_into(cell);
        }
    }

    /// The same while it is being typed: white space at the ends stays until it is read.
    pub fn type_in(&mut self, row: usize, column: usize, text: &str) {
        let row = self.table.rows.get_mut(row);
        if let Some(cell) = row.and_then(|row| row.cells.get_mut(column)) {
            text.clone_into(cell);
        }
    }

    /// Works out what it would do to a catalog.
    ///
    /// # Errors
    /// When no column holds the titles, or one stands twice.
    pub fn plan(&self, catalog: &Catalog, currency: Currency) -> Result<Plan, TableError> {
        rows::checked(&self.table.header, &self.fields).map_err(TableError)?;
        Ok(import::over(&self.table, &self.fields, catalog, currency))
    }
}
