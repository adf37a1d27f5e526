//! Titles from files: all of them at once or none, and undone as one.
//! Never trusts what was shown before: what comes in is worked out over the catalog as it is when it is written.

use super::{Error, Till, now, refused, write_title};
use crate::domain::catalog::Catalog;
use crate::domain::title::Title;
use crate::store::{self, Change, Changing, Import, Noun, Sort, StoreError, Undone, Which};
use std::ops::ControlFlow;

impl Till {
    /// Adds and changes many titles at once, all of them or none. `titles` is asked what they are over the catalog as it
    /// is then, and may refuse; `progress` hears how many of how many are written, and may break off. `None` where there is
    /// nothing to do.
    ///
    /// # Errors
    /// When `titles` refuses, `progress` breaks off, or the database cannot be written; nothing came in then.
    pub fn import(
        &mut self,
        file: &str,
        titles: impl FnOnce(&Catalog) -> Result<Vec<Title>, Error>,
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Option<Import>, Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let titles = titles(&store::load_catalog(&tx, currency)?)?;
        if titles.is_empty() {
            return Ok(None);
        }
        let mut change = Changing::begin(&tx, Sort::Imported, Some(file), now().utc_ms)?;
        for (n, title) in titles.iter().enumerate() {
            change.row(Noun::Title, title.sku.as_str(), |tx| {
                write_title(tx, title, currency, "imported")
            })?;
            if progress(n + 1, titles.len()).is_break() {
                return Err(refused(
                    "it was stopped before all of it was written, so nothing came in",
                ));
            }
        }
        let number = change.number();
        change.end()?;
        let import = store::change(&tx, Which::Number(number))?.and_then(Change::into_import);
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(import)
    }

    /// The last import; `None` where nothing ever came in from a file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_import(&self) -> Result<Option<Import>, Error> {
        Ok(store::change(&self.store.conn, Which::LastImport)?.and_then(Change::into_import))
    }

    /// Undoes an import, the last one where no number is named: titles are as they were before, unless they were changed
    /// since; new ones are gone, or archived where they were sold; the copies that came in go out again.
    ///
    /// # Errors
    /// When there is no such import, it is undone already, or the database cannot be written.
    pub fn undo_import(&mut self, number: Option<u64>) -> Result<Undone, Error> {
        self.may_write()?;
        let tx = self.store.write()?;
        let which = number.map_or(Which::LastImport, Which::Import);
        let change = store::change(&tx, which)?.ok_or_else(|| match number {
            Some(number) => refused(format!("there is no import {number}")),
            None => refused("nothing came in from a file yet, so there is nothing to undo"),
        })?;
        if change.undone {
            let number = change.import.unwrap_or_default();
            return Err(refused(match number.saturating_sub(1) {
                0 => format!("import {number} is undone already"),
                before => {
                    format!("import {number} is undone already; `zinetill catalog undo {before}` undoes the one before")
                }
            }));
        }
        let undone = store::undo_change(&tx, change, now().utc_ms)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(undone)
    }
}
