//! Other people's files: CSV catalogs in, the ledger out.
//! Never touches the books: what is read is handed to the till as titles, or refused with the line it stands on.

pub mod csv;
pub mod decode;
pub mod html;
pub mod ledger;
pub mod page;

use crate::domain::currency::Currency;
use crate::domain::title::Title;

/// The demo table: about forty titles that show every kind of price.
///
/// # Errors
/// When a row of it is not valid in the currency.
pub fn demo_table(currency: Currency) -> Result<Vec<Title>, csv::RowProblem> {
    csv::titles(include_str!("../../assets/demo/table.csv"), currency)
        .into_iter()
        .collect()
}
