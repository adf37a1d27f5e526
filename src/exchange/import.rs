//! What a file of titles would do to a catalog, row by row, before anything is done.
//! Never writes: what is new or changed is handed to the till, in one piece.

use super::columns::Field;
use super::matching::{Meant, Taken, matches};
use super::reading::Reading;
use super::rows::{self, Outcome, Said};
use super::table::{Table, TableError};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::sentence;
use crate::domain::title::{Sku, Title, ounces};

/// What a row would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Add a title.
    New,
    /// Change one.
    Changed,
    /// Nothing: the catalog says the same.
    Same,
    /// It cannot be taken.
    Problem,
    /// It is no title, and none is lost with it.
    LeftOut,
}

impl Action {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Action::New => "new",
            Action::Changed => "changed",
            Action::Same => "same",
            Action::Problem => "problem",
            Action::LeftOut => "left out",
        }
    }
}

/// A row of the file.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What it would do.
    pub action: Action,
    /// The title as it would be.
    pub title: Option<Title>,
    /// What would change, each as `price: $1.00 each → $2.00 each`.
    pub changes: Vec<String>,
    /// Why it cannot be taken, or why it is none.
    pub why: Option<String>,
    /// Its cells as they were read.
    pub cells: Vec<String>,
}

/// What a file would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its rows in order.
    pub rows: Vec<Planned>,
    /// The names of its columns.
    pub header: Vec<String>,
    /// What each holds.
    pub fields: Vec<Option<Field>>,
    /// How it is written.
    pub encoding: &'static str,
    /// What parts its cells.
    pub delimiter: Option<char>,
    /// The other sheets of the workbook, which were not read.
    pub other_sheets: Vec<String>,
}

impl Plan {
    /// How many rows would do this.
    pub fn count(&self, action: Action) -> usize {
        self.rows.iter().filter(|row| row.action == action).count()
    }

    /// Every row that cannot be taken, as `line 5: it has no price`.
    pub fn problems(&self) -> Vec<String> {
        let problems = self.rows.iter().filter(|row| row.action == Action::Problem);
        problems
            .map(|row| format!("line {}: {}", row.line, row.why.clone().unwrap_or_default()))
            .collect()
    }

    /// The first of them.
    pub fn first_problem(&self) -> Option<String> {
        self.problems().into_iter().next()
    }

    /// Whether it would do the same as another to every row.
    pub fn does_as(&self, other: &Plan) -> bool {
        let alike = |(one, other): (&Planned, &Planned)| {
            (one.line, one.action, &one.changes, &one.why) == (other.line, other.action, &other.changes, &other.why)
        };
        self.rows.len() == other.rows.len() && self.rows.iter().zip(&other.rows).all(alike)
    }

    /// The titles that are new or changed.
    pub fn titles(&self) -> Vec<Title> {
        let wanted = self
            .rows
            .iter()
            .filter(|row| matches!(row.action, Action::New | Action::Changed));
        wanted.filter_map(|row| row.title.clone()).collect()
    }

    /// The columns that hold nothing a title has.
    pub fn not_taken(&self) -> Vec<&str> {
        let columns = self.header.iter().zip(&self.fields);
        columns
            .filter(|(name, field)| field.is_none() && !name.is_empty())
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// The rows that cannot be taken as a CSV file, with why: to be put right and imported alone.
    pub fn problems_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let problems = self.rows.iter().filter(|row| row.action == Action::Problem);
        let rows = std::iter::once((self.header.clone(), "problem".to_owned())).chain(problems.map(|row| {
            let mut cells = row.cells.clone();
            cells.resize(self.header.len().max(cells.len()), String::new());
            (
                cells,
                format!("line {}: {}", row.line, row.why.clone().unwrap_or_default()),
            )
        }));
        for (mut cells, why) in rows {
            for cell in &mut cells {
                *cell = super::export::inert(cell);
            }
            cells.push(why);
            // Rows of different length are written as they are; a Vec can always be written to.
            let _ = writer.write_record(&cells);
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// Works out what a file would do. `named` are columns that a person pointed out, as the field and the column's name.
///
/// # Errors
/// When it cannot be read as a table, or no column holds the titles.
pub fn plan(
    bytes: &[u8],
    named: &[(String, String)],
    catalog: &Catalog,
    currency: Currency,
) -> Result<Plan, TableError> {
    let mut reading = Reading::read(bytes)?;
    reading.name(named)?;
    reading.plan(catalog, currency)
}

/// What the rows of a table would do, by what its columns hold.
pub(super) fn over(table: &Table, fields: &[Option<Field>], catalog: &Catalog, currency: Currency) -> Plan {
    let outcomes = rows::read(table, fields, currency);
    let known = matches(&outcomes, catalog);
    let mut taken = Taken::default();
    let rows = table
        .rows
        .iter()
        .zip(outcomes)
        .zip(known)
        .map(|((row, outcome), meant)| {
            let blank = |action, why: String| Planned {
                line: row.line,
                action,
                title: None,
                changes: Vec::new(),
                why: Some(why),
                cells: row.cells.clone(),
            };
            let known = match (&outcome, meant) {
                (Outcome::Said(said), Meant::Several(skus)) => {
                    let skus: Vec<&str> = skus.iter().map(Sku::as_str).collect();
                    let why = format!(
                        "`{}` could be {}; which is it? Give its SKU",
                        said.name,
                        skus.join(" or ")
                    );
                    return blank(Action::Problem, why);
                }
                (_, Meant::One(title)) => Some(title),
                _ => None,
            };
            match outcome {
                Outcome::Problem(why) => blank(Action::Problem, why),
                Outcome::NoTitle(why) => blank(Action::LeftOut, why.to_owned()),
                Outcome::Said(said) => match taken.title(&said, known.as_deref(), catalog, row.line) {
                    Err(why) => blank(Action::Problem, why),
                    Ok(title) => {
                        let changes = known
                            .as_deref()
                            .map(|known| changes(known, &title, currency))
                            .unwrap_or_default();
                        let action = match &known {
                            None => Action::New,
                            Some(known) if **known == title => Action::Same,
                            Some(_) => Action::Changed,
                        };
                        Planned {
                            line: row.line,
                            action,
                            title: Some(title),
                            changes,
                            why: None,
                            cells: row.cells.clone(),
                        }
                    }
                },
            }
        })
        .collect();
    Plan {
        rows,
        header: table.header.clone(),
        fields: fields.to_vec(),
        encoding: table.encoding,
        delimiter: table.delimiter,
        other_sheets: table.other_sheets.clone(),
    }
}

/// A title as a row has it: what the row leaves empty stays as it was.
pub(super) fn become_title(said: &Said, sku: Sku, known: Option<&Title>, catalog: &Catalog) -> Result<Title, String> {
    let list = match &said.price_list {
        None => None,
        Some(name) => Some(
            catalog
                .list(name)
                .ok_or_else(|| format!("there is no price list `{name}`"))?,
        ),
    };
    let tax = match &said.tax {
        None => None,
        Some(name) => {
            let class = catalog.taxes.iter().find(|class| class.name.eq_ignore_ascii_case(name));
            Some(
                class
                    .ok_or_else(|| format!("there is no tax class `{name}`"))?
                    .name
                    .clone(),
            )
        }
    };
    let rule = list
        .map(|list| &list.rule)
        .or(said.rule.as_ref())
        .or(known.map(|known| &known.rule));
    let rule = rule.ok_or("it has no price; 0 is one, and so is `free`")?.clone();
    let mut title = known
        .cloned()
        .unwrap_or_else(|| Title::new(sku, said.name.clone(), rule.clone()));
    title.name.clone_from(&said.name);
    if let Some(list) = list {
        title.price_list = Some(list.name.clone());
    } else if rule != title.rule {
        title.price_list = None;
    }
    title.rule = rule;
    let put = |list: &Vec<String>, onto: &mut Vec<String>| {
        if !list.is_empty() {
            onto.clone_from(list);
        }
    };
    put(&said.makers, &mut title.makers);
    put(&said.tags, &mut title.tags);
    put(&said.contents, &mut title.contents);
    title.stock = said.stock.or(title.stock);
    title.weight_mg = said.weight_mg.or(title.weight_mg);
    title.introduced = said.introduced.clone().or(title.introduced);
    title.barcode = said.barcode.clone().or(title.barcode);
    if !said.description.is_empty() {
        title.description.clone_from(&said.description);
    }
    title.maker_share_ppm = said.share_ppm.or(title.maker_share_ppm);
    title.tax_class = tax.or(title.tax_class);
    title.pages = said.pages.or(title.pages);
    title.format = said.format.clone().or(title.format);
    title.language = said.language.clone().or(title.language);
    title.low_stock = said.low_stock.or(title.low_stock);
    title.sold_out = said.sold_out.unwrap_or(title.sold_out);
    title.archived = said.archived.unwrap_or(title.archived);
    Ok(title)
}

/// What is different, for a person to look at.
fn changes(old: &Title, new: &Title, currency: Currency) -> Vec<String> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let copies = |title: &Title| title.stock.map(|stock| stock.to_string()).unwrap_or_default();
    let rows = [
        ("title", old.name.clone(), new.name.clone()),
        ("makers", old.makers.join("; "), new.makers.join("; ")),
        (
            "price",
            sentence::print(&old.rule, currency),
            sentence::print(&new.rule, currency),
        ),
        (
            "price list",
            old.price_list.clone().unwrap_or_default(),
            new.price_list.clone().unwrap_or_default(),
        ),
        ("stock", copies(old), copies(new)),
        (
            "weight",
            old.weight_mg.map(ounces).unwrap_or_default(),
            new.weight_mg.map(ounces).unwrap_or_default(),
        ),
        ("tags", old.tags.join("; "), new.tags.join("; ")),
        (
            "barcode",
            old.barcode.clone().unwrap_or_default(),
            new.barcode.clone().unwrap_or_default(),
        ),
        (
            "introduced",
            old.introduced.clone().unwrap_or_default(),
            new.introduced.clone().unwrap_or_default(),
        ),
        ("pages", number(old.pages), number(new.pages)),
        (
            "format",
            old.format.clone().unwrap_or_default(),
            new.format.clone().unwrap_or_default(),
        ),
        (
            "language",
            old.language.clone().unwrap_or_default(),
            new.language.clone().unwrap_or_default(),
        ),
        ("low stock", number(old.low_stock), number(new.low_stock)),
        (
            "tax",
            old.tax_class.clone().unwrap_or_default(),
            new.tax_class.clone().unwrap_or_default(),
        ),
    ];
    let mut changes: Vec<String> = rows
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what}: {} → {new}", if old.is_empty() { "–" } else { &old }))
        .collect();
    for (what, differs) in [
        ("contents", old.contents != new.contents),
        ("description", old.description != new.description),
        ("share", old.maker_share_ppm != new.maker_share_ppm),
        ("sold out", old.sold_out != new.sold_out),
        ("archived", old.archived != new.archived),
    ] {
        if differs {
            changes.push(what.to_owned());
        }
    }
    if changes.is_empty() && old != new {
        changes.push("weight".to_owned());
    }
    changes
}
