//! Catalogs in our own CSV columns: `sku,title,makers,price,stock,weight,tags,barcode,introduced`.
//! Never guesses: a row that cannot be read is named with its line and what is wrong in it.

use crate::domain::currency::Currency;
use crate::domain::sentence;
use crate::domain::title::{Sku, Title, weight_mg};

/// A row that is no title.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct RowProblem {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub what: String,
}

/// The titles of a file, or what is wrong with each row.
pub fn titles(text: &str, currency: Currency) -> Vec<Result<Title, RowProblem>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            return vec![Err(RowProblem {
                line: 1,
                what: error.to_string(),
            })];
        }
    };
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| RowProblem {
                line: error.position().map_or(0, csv::Position::line),
                what: error.to_string(),
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |name: &str| {
                let column = header.iter().position(|column| column.eq_ignore_ascii_case(name));
                column.and_then(|column| record.get(column)).unwrap_or_default()
            };
            title(&cell, currency).map_err(|what| RowProblem { line, what })
        })
        .collect()
}

fn title<'a>(cell: &impl Fn(&str) -> &'a str, currency: Currency) -> Result<Title, String> {
    let name = cell("title");
    if name.is_empty() {
        return Err("it has no title".to_owned());
    }
    let sku = match cell("sku") {
        "" => Sku::slug(name).ok_or_else(|| format!("`{name}` makes no SKU; give one"))?,
        sku => Sku::new(sku).map_err(|error| error.to_string())?,
    };
    let rule = sentence::parse(cell("price"), currency).map_err(|error| error.to_string())?;
    let mut title = Title::new(sku, name, rule);
    title.makers = list(cell("makers"));
    title.tags = list(cell("tags")).into_iter().map(|tag| tag.to_lowercase()).collect();
    title.stock = match cell("stock") {
        "" => None,
        copies => Some(
            copies
                .parse()
                .map_err(|_| format!("`{copies}` is no number of copies"))?,
        ),
    };
    title.weight_mg = match cell("weight") {
        "" => None,
        weight => {
            Some(weight_mg(weight).ok_or_else(|| format!("`{weight}` is no weight; write it like 2.0 oz or 58 g"))?)
        }
    };
    let text = |name: &str| Some(cell(name).to_owned()).filter(|text| !text.is_empty());
    title.barcode = text("barcode");
    title.introduced = text("introduced");
    Ok(title)
}

/// What a title becomes by a row that names its SKU: what the row leaves empty stays as it was.
pub fn onto(known: &Title, row: Title) -> Title {
    let same_price = known.rule == row.rule;
    Title {
        name: row.name,
        price_list: known.price_list.clone().filter(|_| same_price),
        rule: row.rule,
        makers: if row.makers.is_empty() {
            known.makers.clone()
        } else {
            row.makers
        },
        tags: if row.tags.is_empty() {
            known.tags.clone()
        } else {
            row.tags
        },
        stock: row.stock.or(known.stock),
        weight_mg: row.weight_mg.or(known.weight_mg),
        barcode: row.barcode.or_else(|| known.barcode.clone()),
        introduced: row.introduced.or_else(|| known.introduced.clone()),
        ..known.clone()
    }
}

/// A cell that holds several things, parted by `;`.
pub fn list(cell: &str) -> Vec<String> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
