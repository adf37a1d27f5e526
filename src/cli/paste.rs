//! A title's page, pasted, as words of a command.
//! Never decides what a page says.

use super::catalog::{Fields, fill};
use super::show::{self, Shown};
use super::{open_or_make, refused};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::title::{Sku, Title};
use crate::exchange::decode;
use crate::exchange::page::{self, Page};
use crate::exchange::reading::{Reading, at_most};
use crate::till::{Error, Till};
use clap::Args;
use std::fs::File;
use std::io::stdin;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A page, and what is to be taken instead of what it says.
#[derive(Debug, Args)]
pub struct PasteArgs {
    /// A text or HTML file; - reads it from the input
    file: PathBuf,
    /// Only say what was understood
    #[arg(long)]
    dry_run: bool,
    /// What it is known by, instead of the name in lower case with hyphens
    #[arg(long)]
    sku: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

pub fn run(args: &PasteArgs, folder: &Path) -> Result<Shown, Error> {
    let text = read(&args.file)?;
    let (catalog, currency) = catalog_of(folder)?;
    let page = page::read(&text, currency);
    let over = |catalog: &Catalog| -> Result<(Title, &'static str), Error> {
        let title = title(args, &page, catalog, currency)?;
        let action = match catalog.get(&title.sku) {
            None => "new",
            Some(known) if **known == title => "same",
            Some(_) => "changed",
        };
        Ok((title, action))
    };
    let (mut title, mut action) = over(&catalog)?;
    if !args.dry_run && action != "same" {
        let mut till = open_or_make(folder)?;
        let file = args.file.display().to_string();
        let taken = |catalog: &Catalog| {
            (title, action) = over(catalog)?;
            Ok(vec![title.clone()])
        };
        till.import(&file, taken, |_, _| ControlFlow::Continue(()))?;
    }
    Ok(show::pasted(&title, &page, action, args.dry_run, currency))
}

/// The title that a page becomes, by the same rows as in the window: over the one that it means, where there is one.
fn title(args: &PasteArgs, page: &Page, catalog: &Catalog, currency: Currency) -> Result<Title, Error> {
    let fields = &args.fields;
    let mut page = page.clone();
    let given = fields.title.as_ref().map(|name| name.trim().to_owned());
    page.name = given.filter(|name| !name.is_empty()).or(page.name);
    let Some(name) = &page.name else {
        return Err(refused(
            "the page names no title; give it one: --title 'Converge and Overtake!'",
        ));
    };
    let sku = match &args.sku {
        Some(sku) => Sku::new(sku).map_err(refused)?,
        None => Sku::slug(name).ok_or_else(|| refused(format!("`{name}` makes no SKU; give one: --sku zine-1")))?,
    };
    let mut reading = Reading::page(&page, currency);
    // A price that is given stands in for the page's; what it is comes with the other fields.
    let priced = fields.price.is_some() || fields.list.is_some();
    let instead = (page.price.is_none() && priced).then_some("free");
    for (column, cell) in [("sku", Some(sku.as_str())), ("price", instead)] {
        if let (Some(column), Some(cell)) = (reading.column(column), cell) {
            reading.put(0, column, cell);
        }
    }
    let plan = reading
        .plan(catalog, currency)
        .map_err(|error| refused(error.to_string()))?;
    let row = plan.rows.into_iter().next();
    let (title, why) = row.map_or((None, None), |row| (row.title, row.why));
    let title = title.ok_or_else(|| match page.price {
        None if !priced => refused(format!(
            "the page names no price that a till in {currency} understands; give it one: --price '1st $1.00, rest $0.75 each'"
        )),
        _ => refused(why.unwrap_or_default()),
    })?;
    fill(title, fields, catalog, currency)
}

/// The catalog of the till in a folder; that of a till to be made, where there is none.
pub(super) fn catalog_of(folder: &Path) -> Result<(Arc<Catalog>, Currency), Error> {
    match Till::open(folder) {
        Err(Error::NoTill(_)) => Ok((Arc::default(), Currency::USD)),
        Err(error) => Err(error),
        Ok(mut till) => Ok((till.catalog()?, till.settings()?.currency)),
    }
}

fn read(file: &Path) -> Result<String, Error> {
    let bytes = read_at_most(file, page::LONGEST * 2)?;
    let decoded = decode::decode(&bytes).map_err(|error| cannot(file, &error.to_string()))?;
    Ok(decoded.text)
}

/// The bytes of a file, or of the input for `-`, where they are no more than these: what is longer is not even read.
pub(super) fn read_at_most(file: &Path, most: usize) -> Result<Vec<u8>, Error> {
    let read = if file == Path::new("-") {
        at_most(stdin().lock(), most)
    } else {
        File::open(file)
            .map_err(|error| error.to_string())
            .and_then(|file| at_most(file, most))
    };
    read.map_err(|why| cannot(file, &why))
}

pub(super) fn cannot(file: &Path, why: &str) -> Error {
    refused(format!("{} cannot be read: {why}", file.display()))
}
