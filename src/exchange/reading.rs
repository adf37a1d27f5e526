//! A file that was read and is not yet taken: its cells, what each column holds, and what a person put right in both.
//! Never looks at the catalog by itself: it is asked what it would do to one.

use super::columns::{self, Field};
use super::import::{self, Plan};
use super::rows;
use super::table::{self, Row, Table, TableError};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;

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

    /// Works out what it would do to a catalog.
    ///
    /// # Errors
    /// When no column holds the titles, or one stands twice.
    pub fn plan(&self, catalog: &Catalog, currency: Currency) -> Result<Plan, TableError> {
        rows::checked(&self.table.header, &self.fields).map_err(TableError)?;
        Ok(import::over(&self.table, &self.fields, catalog, currency))
    }
}
