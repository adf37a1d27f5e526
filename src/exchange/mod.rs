//! Other people's files: catalogs as CSV and XLSX in and out, the page of a title in, ledgers and summaries out.
//! Never touches the books: what is read is handed to the till as titles, or refused with the line it stands on.

pub mod cells;
pub mod chat;
pub mod columns;
pub mod decode;
pub mod export;
pub mod html;
pub mod import;
pub mod ledger;
pub mod list;
mod matching;
pub mod page;
pub mod picture;
pub mod reading;
mod rows;
pub mod summary;
pub mod table;
mod workbook;

use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::title::Title;

/// The demo table: about forty titles that show every kind of price.
///
/// # Errors
/// When a row of it is not valid in the currency.
pub fn demo_table(currency: Currency) -> Result<Vec<Title>, String> {
    let table = include_bytes!("../../assets/demo/table.csv");
    let plan = import::plan(table, &[], &Catalog::default(), currency).map_err(|error| error.to_string())?;
    match plan.first_problem() {
        Some(problem) => Err(problem),
        None => Ok(plan.titles()),
    }
}
