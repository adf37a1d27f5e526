//! The rows of a table as what they say of a title each, whoever wrote the table.
//! Never looks at the catalog (see `import`).

use super::columns::{self, Field};
use super::page::date;
use super::table::{LONGEST_CELL, LONGEST_TEXT, Row, Table};
use super::{html, list};
use crate::domain::catalog::fold;
use crate::domain::currency::Currency;
use crate::domain::money::{MILLION, parse_percent};
use crate::domain::rule::{PriceRule, RuleKind};
use crate::domain::sentence;
use crate::domain::title::{Sku, weight_mg};
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// What a row says of a title; what it leaves empty is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub sku: Option<Sku>,
    pub name: String,
    pub makers: Vec<String>,
    pub rule: Option<PriceRule>,
    pub price_list: Option<String>,
    pub tags: Vec<String>,
    pub stock: Option<i64>,
    pub weight_mg: Option<u32>,
    pub introduced: Option<String>,
    pub barcode: Option<String>,
    pub contents: Vec<String>,
    pub description: String,
    pub share_ppm: Option<u32>,
    pub tax: Option<String>,
    pub pages: Option<u32>,
    pub format: Option<String>,
    pub language: Option<String>,
    pub low_stock: Option<u32>,
    pub sold_out: Option<bool>,
    pub archived: Option<bool>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It says something of a title.
    Said(Box<Said>),
    /// It is no title, for this reason, and none is lost with it.
    NoTitle(&'static str),
    /// It cannot be read.
    Problem(String),
}

/// Reads the rows of a table; `fields` is what each column holds.
pub fn read(table: &Table, fields: &[Option<Field>], currency: Currency) -> Vec<Outcome> {
    let mut products = Products {
        names: names(table, fields),
        ..Products::default()
    };
    let sum = sum_below(table, fields);
    table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let cells = Cells { row, fields };
            if row.cells == table.header {
                return Outcome::NoTitle("it is the header once more");
            }
            match &sum {
                Some(outcome) if at + 1 == table.rows.len() => outcome.clone(),
                _ => products.outcome(&cells, table.header.len(), currency),
            }
        })
        .collect()
}

/// How many rows have each name.
fn names(table: &Table, fields: &[Option<Field>]) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    if fields.contains(&Some(Field::Choice)) {
        for row in &table.rows {
            let name = Cells { row, fields }.get(Field::Title).unwrap_or_default();
            *names.entry(fold(name)).or_default() += 1;
        }
    }
    names
}

/// What the last row is, where it is called a sum: below what it adds up, it is no title. One that could be both is asked for.
fn sum_below(table: &Table, fields: &[Option<Field>]) -> Option<Outcome> {
    const SUMS: [&str; 14] = [
        "total",
        "totals",
        "grand total",
        "sum",
        "subtotal",
        "sub total",
        "total value",
        "summe",
        "gesamt",
        "gesamtsumme",
        "somme",
        "total general",
        "suma",
        "totale",
    ];
    let (last, above) = table.rows.split_last()?;
    let named = |text: &str| SUMS.contains(&columns::plain(text).as_str());
    let cells = Cells { row: last, fields };
    let first = last.cells.iter().find(|cell| !cell.is_empty())?.as_str();
    let title = cells.get(Field::Title);
    (named(title.unwrap_or(first)) && !above.is_empty()).then_some(())?;
    // What has a SKU, a maker or a text of its own is a title, whatever it is called.
    let own = [Field::Sku, Field::Makers, Field::Barcode, Field::Description];
    if title.is_some() && own.iter().any(|field| cells.get(*field).is_some()) {
        return None;
    }
    let copies = |row: &Row| {
        let cells = Cells { row, fields };
        cells
            .all(Field::Stock)
            .map(|cell| cell.parse::<i64>().ok())
            .sum::<Option<i64>>()
    };
    let stock = cells.get(Field::Stock).and_then(|_| copies(last));
    let adds_up = stock.is_some() && stock == above.iter().map(copies).sum::<Option<i64>>();
    match title {
        Some(name) if cells.get(Field::Price).is_some() && !adds_up => Some(Outcome::Problem(format!(
            "`{name}` could be the sum of the rows above; if it is a title, give it a SKU"
        ))),
        _ => Some(Outcome::NoTitle("it is the sum of the rows above")),
    }
}

/// The column of this name.
///
/// # Errors
/// When there is none.
pub fn column(header: &[String], name: &str) -> Result<usize, String> {
    let wanted = fold(name.trim());
    let at = header.iter().position(|column| fold(column) == wanted);
    at.ok_or_else(|| format!("there is no column `{name}`; there are {}", header.join(", ")))
}

/// Whether rows can be read by what the columns are said to hold.
///
/// # Errors
/// When a column that holds something stands twice, or none holds the title.
pub fn checked(header: &[String], fields: &[Option<Field>]) -> Result<(), String> {
    for (at, (name, field)) in header.iter().zip(fields).enumerate() {
        let mut before = header.iter().zip(fields).take(at);
        if field.is_some() && before.any(|(other, known)| known == field && fold(other) == fold(name)) {
            return Err(format!("the column `{name}` stands twice; take one of them out"));
        }
    }
    if !fields.contains(&Some(Field::Title)) {
        return Err(format!("no column holds the title; there are {}", header.join(", ")));
    }
    Ok(())
}

struct Cells<'a> {
    row: &'a Row,
    fields: &'a [Option<Field>],
}

impl<'a> Cells<'a> {
    /// Every cell of a field that is not empty, in the order of the columns.
    fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let cells = self.row.cells.iter().zip(self.fields);
        cells
            .map(|(cell, known)| (cell.trim(), known))
            .filter(move |(cell, known)| **known == Some(field) && !cell.is_empty())
            .map(|(cell, _)| cell)
    }

    fn get(&self, field: Field) -> Option<&'a str> {
        self.all(field).next()
    }

    /// Whether the columns are those that we export. Square has a column `Archived`, too.
    fn are_own(&self) -> bool {
        [Field::Archived, Field::PriceList]
            .iter()
            .all(|field| self.fields.contains(&Some(*field)))
    }

    /// A text to read. Shops write theirs in HTML; in our own columns a `<` is a `<`.
    fn read_text(&self, text: &str) -> String {
        if self.are_own() {
            return text.to_owned();
        }
        // WooCommerce writes the end of a line as `\n`, and one that stood there so as `\\n`.
        if self.fields.contains(&Some(Field::ShortDescription)) && text.contains("\\n") {
            let ended = text
                .replace("\\\\n", "\u{0}")
                .replace("\\n", "\n")
                .replace('\u{0}', "\\n");
            return html::cell(&ended).trim().to_owned();
        }
        html::cell(text)
    }
}

/// What the rows of one product say only once.
#[derive(Debug, Clone, Default)]
struct Shared {
    name: String,
    makers: Vec<String>,
    tags: Vec<String>,
    description: String,
}

/// The products so far, by handle, SKU and number.
#[derive(Debug, Default)]
struct Products {
    shared: HashMap<String, Shared>,
    /// How many rows have each name, where a column names choices.
    names: HashMap<String, usize>,
    /// Prices that were read: a table has few of them, many times.
    prices: HashMap<String, Result<PriceRule, String>>,
}

impl Products {
    fn outcome(&mut self, cells: &Cells<'_>, columns: usize, currency: Currency) -> Outcome {
        if cells.row.cells.iter().skip(columns).any(|cell| !cell.is_empty()) {
            return Outcome::Problem(format!("it has {} cells, the header {columns}", cells.row.cells.len()));
        }
        let too_long = cells.row.cells.iter().zip(cells.fields).find(|(cell, field)| {
            let text = matches!(
                field,
                None | Some(Field::Description | Field::ShortDescription | Field::Contents)
            );
            cell.len() > if text { LONGEST_TEXT } else { LONGEST_CELL }
        });
        if let Some((cell, _)) = too_long {
            return Outcome::Problem(format!("a cell holds {} bytes, more than a till keeps", cell.len()));
        }
        let shared = self.share(cells);
        let kind = cells.get(Field::Kind).map(str::to_lowercase).unwrap_or_default();
        if kind.split(',').any(|kind| kind.trim() == "variable") {
            return Outcome::NoTitle("it is only what its variations have in common");
        }
        if kind == "grouped" && cells.get(Field::Price).is_none() {
            return Outcome::NoTitle("it is only a group of other titles");
        }
        if cells.get(Field::Title).is_none() && !sells(cells) && cells.get(Field::Handle).is_some() {
            return Outcome::NoTitle("it is only another picture of the title above");
        }
        match self.said(cells, shared, currency) {
            Ok(said) => Outcome::Said(Box::new(said)),
            Err(problem) => Outcome::Problem(problem),
        }
    }

    /// What this row and the rows above it of the same product share.
    fn share(&mut self, cells: &Cells<'_>) -> Shared {
        let parent = cells
            .get(Field::Parent)
            .map(|parent| parent.trim_start_matches("id:").to_owned());
        let key = cells.get(Field::Handle).map(str::to_owned).or(parent);
        let above = key
            .as_ref()
            .and_then(|key| self.shared.get(key))
            .cloned()
            .unwrap_or_default();
        let or = |own: String, above: String| if own.is_empty() { above } else { own };
        let or_list = |own: Vec<String>, above: Vec<String>| if own.is_empty() { above } else { own };
        let description = [Field::Description, Field::ShortDescription]
            .into_iter()
            .find_map(|field| cells.get(field));
        let shared = Shared {
            name: or(
                cells
                    .get(Field::Title)
                    .map(|name| cells.read_text(name))
                    .unwrap_or_default(),
                above.name,
            ),
            makers: or_list(makers(cells), above.makers),
            tags: or_list(tags(cells), above.tags),
            description: or(
                description.map(|text| cells.read_text(text)).unwrap_or_default(),
                above.description,
            ),
        };
        let own = [Field::Handle, Field::Sku, Field::Id]
            .into_iter()
            .filter_map(|field| cells.get(field));
        for key in own {
            self.shared.entry(key.to_owned()).or_insert_with(|| shared.clone());
        }
        shared
    }

    fn said(&mut self, cells: &Cells<'_>, shared: Shared, currency: Currency) -> Result<Said, String> {
        let mut name = one_line(&shared.name);
        if name.is_empty() {
            return Err("it has no title".to_owned());
        }
        for variation in cells.all(Field::Variation) {
            if !matches!(
                fold(variation).as_str(),
                "default title" | "regular" | "default" | "regulär"
            ) {
                name = format!("{name}, {}", words(variation));
            }
        }
        let several = self
            .names
            .get(&fold(cells.get(Field::Title).unwrap_or_default()))
            .is_some_and(|rows| *rows > 1);
        let variation = cells
            .get(Field::Kind)
            .is_some_and(|kind| kind.to_lowercase().contains("variation"));
        for (field, names_it) in [(Field::Choice, several), (Field::Attribute, variation)] {
            for choice in cells.all(field).filter(|_| names_it) {
                let choice = words(choice);
                if !holds_words(&name, &choice) {
                    name = format!("{name}, {choice}");
                }
            }
        }
        let own = cells
            .get(Field::Currency)
            .filter(|code| !code.eq_ignore_ascii_case(currency.code()));
        if let Some(code) = own {
            return Err(format!("its price is in {code}, and this till is kept in {currency}"));
        }
        let grams = [
            (Field::Weight, ""),
            (Field::Grams, "g"),
            (Field::Ounces, "oz"),
            (Field::Pounds, "lb"),
            (Field::Kilograms, "kg"),
        ];
        let weight = grams
            .into_iter()
            .find_map(|(field, unit)| Some((cells.get(field)?, unit)));
        let share = cells.get(Field::Share).map(|share| {
            let ppm = parse_percent(share.trim_end_matches(['%', ' ', '\u{a0}'])).filter(|ppm| *ppm <= MILLION);
            ppm.ok_or_else(|| format!("`{share}` is no share; write it like 60%"))
        });
        Ok(Said {
            sku: cells
                .get(Field::Sku)
                .filter(|text| !names_several(text))
                .map(sku)
                .transpose()?,
            name,
            makers: shared.makers,
            rule: self.price(cells, currency).transpose()?,
            price_list: cells.get(Field::PriceList).map(str::to_owned),
            tags: shared.tags,
            stock: stock(cells)?,
            weight_mg: weight
                .map(|(number, unit)| weight_of(number, unit))
                .transpose()?
                .flatten(),
            introduced: cells
                .get(Field::Introduced)
                .map(|text| date(text).unwrap_or_else(|| without_day(text).to_owned())),
            barcode: cells.get(Field::Barcode).map(barcode).transpose()?,
            contents: cells.get(Field::Contents).map(list::parts).unwrap_or_default(),
            description: shared.description,
            share_ppm: share.transpose()?,
            tax: cells.get(Field::Tax).map(str::to_owned),
            pages: number(cells, Field::Pages, 1..=9_999, "number of pages")?,
            format: cells.get(Field::Format).map(one_line),
            language: cells.get(Field::Language).map(one_line),
            low_stock: number(cells, Field::LowStock, 0..=1_000_000_000, "number of copies")?,
            sold_out: cells
                .get(Field::SoldOut)
                .map(yes)
                .or(status(cells, &["sold out", "soldout", "ausverkauft"])),
            archived: cells
                .get(Field::Archived)
                .map(yes)
                .or(status(cells, &["archived", "archiviert"])),
        })
    }

    /// The price of a row; `None` where it names none.
    fn price(&mut self, cells: &Cells<'_>, currency: Currency) -> Option<Result<PriceRule, String>> {
        let text = cells.get(Field::SalePrice).or_else(|| cells.get(Field::Price))?;
        if let Some(read) = self.prices.get(text) {
            return Some(read.clone());
        }
        let read = price(text, currency);
        self.prices.insert(text.to_owned(), read.clone());
        Some(read)
    }
}

/// Whether a shop's word for how it stands is one of these. Any other says nothing: it may be sold out at the table only.
fn status(cells: &Cells<'_>, words: &[&str]) -> Option<bool> {
    let said = columns::plain(cells.get(Field::Status)?);
    words.contains(&said.as_str()).then_some(true)
}

/// Whether a name has these words in it already: `Lino print - A4` has `A4`.
fn holds_words(name: &str, choice: &str) -> bool {
    let (name, choice) = (columns::plain(name), columns::plain(choice));
    format!(" {name} ").contains(&format!(" {choice} "))
}

/// Whether a row without a name sells something all the same.
fn sells(cells: &Cells<'_>) -> bool {
    [Field::Price, Field::Sku, Field::Variation, Field::Barcode]
        .iter()
        .any(|field| cells.get(*field).is_some())
}

/// A name as it is, but on one line.
fn one_line(text: &str) -> String {
    if text.contains('\n') {
        words(text)
    } else {
        text.trim().to_owned()
    }
}

/// The words of a text.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Etsy writes the SKUs of all variations into the one row of a listing: none of them is the title's.
fn names_several(text: &str) -> bool {
    let mut parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    text.contains(',') && !cut_short(text) && parts.clone().count() > 1 && parts.all(|part| Sku::new(part).is_ok())
}

/// A SKU as the till keeps it: shops allow blanks and other marks in theirs, which become hyphens.
fn sku(text: &str) -> Result<Sku, String> {
    // `12E5` may be a SKU of somebody's; a spreadsheet writes a sign before the power.
    if text.contains('+') && cut_short(text) {
        return Err(format!("a spreadsheet cut the SKU `{text}` short; put in all of it"));
    }
    Sku::new(text).or_else(|error| {
        let hyphened: String = text
            .trim()
            .chars()
            .map(|ch| {
                if ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.') {
                    ch
                } else {
                    '-'
                }
            })
            .collect();
        let kept = hyphened.trim_matches('-');
        Sku::new(kept).map_err(|_| error.to_string())
    })
}

/// A price sentence, an amount, or one of the shops' words.
fn price(text: &str, currency: Currency) -> Result<PriceRule, String> {
    if matches!(fold(text).as_str(), "variable" | "variabel" | "variable price") {
        return sentence::parse("pay what you can", currency).map_err(|error| error.to_string());
    }
    match currency.parse(text) {
        // A shop that sells for nothing gives it away.
        Ok(amount) if amount.is_zero() => PriceRule::new(RuleKind::Free, false).map_err(|error| error.to_string()),
        Ok(amount) => Ok(PriceRule::fixed(amount)),
        Err(_) => sentence::parse(text, currency).map_err(|error| error.to_string()),
    }
}

fn stock(cells: &Cells<'_>) -> Result<Option<i64>, String> {
    if cells.get(Field::Tracked).is_some_and(|tracked| !yes(tracked)) {
        return Ok(None);
    }
    let mut copies: Option<i64> = None;
    for cell in cells.all(Field::Stock) {
        let number = cell.replace('−', "-").replace('＋', "+");
        let whole = [".00", ",00", ".0", ",0"]
            .iter()
            .find_map(|end| number.strip_suffix(end))
            .unwrap_or(&number);
        let read = whole.parse::<i64>().ok().filter(|read| read.abs() <= 1_000_000_000);
        let read = read.ok_or_else(|| format!("`{cell}` is no number of copies; write it like 12"))?;
        copies = Some(copies.unwrap_or(0) + read);
    }
    Ok(copies)
}

/// A whole number within bounds.
fn number(cells: &Cells<'_>, field: Field, within: RangeInclusive<u32>, what: &str) -> Result<Option<u32>, String> {
    let Some(cell) = cells.get(field) else {
        return Ok(None);
    };
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let read = whole.parse().ok().filter(|number| within.contains(number));
    read.map(Some).ok_or_else(|| format!("`{cell}` is no {what}"))
}

fn yes(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "y" | "yes" | "true" | "1" | "x" | "ja" | "oui" | "si"
    )
}

/// A weight; shops write 0 where they know none.
fn weight_of(number: &str, unit: &str) -> Result<Option<u32>, String> {
    let text = format!("{number} {unit}");
    let bare = number.trim().trim_end_matches(['0', '.', ',']).is_empty();
    if bare {
        return Ok(None);
    }
    weight_mg(&text)
        .map(Some)
        .ok_or_else(|| format!("`{}` is no weight; write it like 2.0 oz or 58 g", text.trim()))
}

/// A barcode without the marks that programs put around it so that it stays text. A spreadsheet that took it for a
/// number may have kept only its first digits.
fn barcode(text: &str) -> Result<String, String> {
    let code = text.trim_start_matches("=\"").trim_matches(['"', '\'', ' ']);
    match cut_short(code) {
        true => Err(format!(
            "a spreadsheet cut the barcode `{code}` short; put in all its digits"
        )),
        false => Ok(code.to_owned()),
    }
}

/// `9.78E+12`: a spreadsheet took it for a number and kept only its first digits.
fn cut_short(code: &str) -> bool {
    code.trim().split_once(['e', 'E']).is_some_and(|(digits, power)| {
        let number =
            |text: &str| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','));
        number(digits) && number(power.trim_start_matches('+'))
    })
}

/// `2012-02-01`, which a spreadsheet makes of a month, as `2012-02`.
fn without_day(text: &str) -> &str {
    let mut parts = text.split('-');
    let digits = |part: Option<&str>, length: usize| {
        part.is_some_and(|part| part.len() == length && part.chars().all(|ch| ch.is_ascii_digit()))
    };
    let whole = digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2) && parts.next().is_none();
    if whole { text.get(..7).unwrap_or(text) } else { text }
}

fn makers(cells: &Cells<'_>) -> Vec<String> {
    let mut makers: Vec<String> = Vec::new();
    for maker in cells.all(Field::Makers).flat_map(list::parts) {
        if !makers.contains(&maker) {
            makers.push(maker);
        }
    }
    makers
}

/// Tags and categories: parted by `;` in our own columns, by commas too in others; WooCommerce writes `Zines > Comics`.
fn tags(cells: &Cells<'_>) -> Vec<String> {
    let categories = cells.all(Field::Category).map(|cell| cell.replace('>', ","));
    let mut tags = Vec::new();
    for cell in cells.all(Field::Tags).map(str::to_owned).chain(categories) {
        let parts = list::parts(&cell).into_iter();
        let parts: Vec<String> = if cells.are_own() {
            parts.collect()
        } else {
            parts
                .flat_map(|part| part.split(',').map(str::to_owned).collect::<Vec<_>>())
                .collect()
        };
        for tag in parts {
            let tag = words(&tag).to_lowercase();
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    tags
}
