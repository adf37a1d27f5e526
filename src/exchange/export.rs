//! The catalog as a CSV or XLSX file: our own columns, which come in again as they went out, or those of Square.
//! Never writes what a spreadsheet would take for a formula.

use super::list::join;
use super::table::could_be_formula;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::money::{Quantity, percent};
use crate::domain::rule::RuleKind;
use crate::domain::sentence;
use crate::domain::title::Title;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};

/// Our own columns.
pub const OWN: [&str; 20] = [
    "sku",
    "title",
    "makers",
    "price",
    "stock",
    "weight",
    "tags",
    "barcode",
    "introduced",
    "contents",
    "description",
    "price list",
    "tax",
    "share",
    "pages",
    "format",
    "language",
    "low stock",
    "sold out",
    "archived",
];
/// The columns that Square needs to know an item again.
pub const SQUARE: [&str; 9] = [
    "Item Name",
    "Variation Name",
    "SKU",
    "Description",
    "Category",
    "GTIN",
    "Price",
    "Current Quantity Table",
    "Weight (lb)",
];

/// A table to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns.
    pub header: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What could not be said in these columns, a sentence each.
    pub lost: Vec<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, whatever it looks like.
    Text(String),
    /// A number.
    Number(i64),
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// The whole catalog in our own columns.
pub fn own(catalog: &Catalog, currency: Currency) -> Sheet {
    Sheet {
        header: OWN.to_vec(),
        rows: catalog.titles().iter().map(|title| own_row(title, currency)).collect(),
        lost: Vec::new(),
    }
}

fn own_row(title: &Title, currency: Currency) -> Vec<Cell> {
    let stock = title.stock.map_or_else(|| text(""), Cell::Number);
    let number = |number: Option<u32>| number.map_or_else(|| text(""), |number| Cell::Number(number.into()));
    let grams = title
        .weight_mg
        .map(|mg| format!("{} g", Decimal::new(mg.into(), 3).normalize()));
    vec![
        text(title.sku.as_str()),
        text(&title.name),
        text(join(&title.makers)),
        text(sentence::print(&title.rule, currency)),
        stock,
        text(grams.unwrap_or_default()),
        text(join(&title.tags)),
        text(title.barcode.clone().unwrap_or_default()),
        text(title.introduced.clone().unwrap_or_default()),
        text(join(&title.contents)),
        text(&title.description),
        text(title.price_list.clone().unwrap_or_default()),
        text(title.tax_class.clone().unwrap_or_default()),
        text(title.maker_share_ppm.map(percent).unwrap_or_default()),
        number(title.pages),
        text(title.format.clone().unwrap_or_default()),
        text(title.language.clone().unwrap_or_default()),
        number(title.low_stock),
        text(if title.sold_out { "yes" } else { "no" }),
        text(if title.archived { "yes" } else { "no" }),
    ]
}

/// The titles on sale in Square's columns. Square knows one price for a title: that of a single copy.
pub fn square(catalog: &Catalog, currency: Currency) -> Sheet {
    let mut lost = Vec::new();
    let on_sale = catalog.titles().iter().filter(|title| !title.archived);
    let rows = on_sale
        .map(|title| {
            let one = title.rule.total(Quantity::ONE, currency);
            let price = match (title.rule.kind(), one) {
                (RuleKind::Free, _) => currency.plain(crate::domain::money::Money::ZERO),
                (_, Some(one)) => currency.plain(one),
                (_, None) => "variable".to_owned(),
            };
            if !matches!(
                title.rule.kind(),
                RuleKind::Fixed { .. } | RuleKind::Free | RuleKind::PayWhatYouCan { .. }
            ) {
                lost.push(format!(
                    "{}: {} becomes {price}",
                    title.sku,
                    sentence::print(&title.rule, currency)
                ));
            }
            let pounds = title.weight_mg.map(|mg| {
                (Decimal::new(mg.into(), 0) / Decimal::new(453_592, 0))
                    .round_dp(4)
                    .normalize()
                    .to_string()
            });
            vec![
                text(&title.name),
                text("Regular"),
                text(title.sku.as_str()),
                text(&title.description),
                text(title.tags.first().cloned().unwrap_or_default()),
                text(title.barcode.clone().unwrap_or_default()),
                text(price),
                title.stock.map_or_else(|| text(""), Cell::Number),
                text(pounds.unwrap_or_default()),
            ]
        })
        .collect();
    Sheet {
        header: SQUARE.to_vec(),
        rows,
        lost,
    }
}

/// A cell that no spreadsheet takes for a formula: with `'` before it, which the import takes away again.
pub(super) fn inert(cell: &str) -> String {
    if could_be_formula(cell) || cell.starts_with('\'') {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The table as CSV: UTF-8 with its mark, so that Excel reads it, lines ended by CR LF.
///
/// # Errors
/// When it cannot be written into memory.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(&sheet.header).map_err(|error| error.to_string())?;
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => inert(text),
            Cell::Number(number) => number.to_string(),
        });
        writer.write_record(cells).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// The table as a workbook with one sheet; text stays text.
///
/// # Errors
/// When it is more than a workbook can hold.
pub fn xlsx(sheet: &Sheet) -> Result<Vec<u8>, String> {
    written(sheet).map_err(|error| error.to_string())
}

fn written(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Catalog")?;
    page.set_freeze_panes(1, 0)?;
    for (column, name) in (0_u16..).zip(&sheet.header) {
        page.write_string(0, column, *name)?;
    }
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    page.write_string(line, column, text)?;
                }
                Cell::Number(number) => {
                    // Copies are far below 2^53, up to which a float is exact.
                    page.write_number(line, column, *number as f64)?;
                }
            }
        }
    }
    book.save_to_buffer()
}
