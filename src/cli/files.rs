//! Catalog files as words of a command.
//! Never decides what a row means.

use super::paste::{cannot, catalog_of, read_at_most};
use super::reports::write;
use super::show::{self, Shown};
use super::{open_or_make, refused};
use crate::exchange::import::Plan;
use crate::exchange::reading::Reading;
use crate::exchange::{export, table};
use crate::till::{Error, Till};
use clap::Args;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A file of titles.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file
    file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Take the rows that can be read, leave out the others
    #[arg(long)]
    skip_problems: bool,
    /// Which column holds what, where its name does not say it: as price=Betrag; several may be named
    #[arg(long = "column", value_name = "WHAT=COLUMN")]
    columns: Vec<String>,
    /// A CSV file to write the rows to that cannot be read, each with why
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
}

/// A file to write the catalog to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file: .csv or .xlsx
    file: PathBuf,
    /// In the columns of Square's item library
    #[arg(long)]
    square: bool,
}

/// Reads every row first: where one cannot be read nothing is changed, unless it is to be left out.
pub fn import(args: &ImportArgs, folder: &Path) -> Result<Shown, Error> {
    let bytes = read_at_most(&args.file, table::LARGEST)?;
    let columns = args
        .columns
        .iter()
        .map(|column| {
            let parts = column
                .split_once('=')
                .map(|(what, name)| (what.to_owned(), name.to_owned()));
            parts.ok_or_else(|| refused(format!("`{column}` names no column; write it like price=Betrag")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let file = args.file.display().to_string();
    let cannot_be = |error: table::TableError| cannot(&args.file, &error.to_string());
    let mut reading = Reading::read(&bytes).map_err(cannot_be)?;
    reading.name(&columns).map_err(cannot_be)?;
    if !reading.names_titles() {
        return Err(cannot(&args.file, &no_title(&reading)));
    }
    let (catalog, currency) = catalog_of(folder)?;
    let mut plan = reading.plan(&catalog, currency).map_err(cannot_be)?;
    if let Some(file) = args.problems.as_ref().filter(|_| !plan.problems().is_empty()) {
        write(file, plan.problems_csv().as_bytes())?;
    }
    if args.dry_run {
        return Ok(show::planned(&plan, &args.file, None));
    }
    may_be_taken(&plan, args.skip_problems)?;
    let mut till = open_or_make(folder)?;
    let import = till.import(
        &file,
        |catalog| {
            // The catalog may have changed since: what is said is what is done.
            plan = reading.plan(catalog, currency).map_err(cannot_be)?;
            may_be_taken(&plan, args.skip_problems)?;
            Ok(plan.titles())
        },
        |_, _| ControlFlow::Continue(()),
    )?;
    Ok(show::planned(&plan, &args.file, Some(import.as_ref())))
}

fn no_title(reading: &Reading) -> String {
    format!(
        "no column holds the title; there are {}; say which it is, as in --column title=\"{}\"",
        reading.header().join(", "),
        reading.header().first().map_or("", String::as_str)
    )
}

fn may_be_taken(plan: &Plan, skip_problems: bool) -> Result<(), Error> {
    let problems = plan.problems();
    match problems.first() {
        Some(first) if !skip_problems => Err(refused(format!(
            "{} of {} rows cannot be read, so nothing was changed; the first: {first} (--skip-problems leaves them out)",
            problems.len(),
            plan.rows.len()
        ))),
        _ => Ok(()),
    }
}

/// Which change is to be undone.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The number of an import; without one it is the last change, whatever it was
    number: Option<u64>,
}

pub fn undo(args: &UndoArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let undone = match args.number {
        Some(number) => till.undo_import(Some(number))?,
        None => till.undo_change(None)?,
    };
    Ok(show::undone(&undone))
}

pub fn export(args: &ExportArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let (catalog, currency) = (till.catalog()?, till.settings()?.currency);
    let sheet = if args.square {
        export::square(&catalog, currency)
    } else {
        export::own(&catalog, currency)
    };
    let end = args
        .file
        .extension()
        .and_then(|end| end.to_str())
        .map(str::to_lowercase);
    let bytes = match end.as_deref() {
        Some("csv") => export::csv(&sheet),
        Some("xlsx") => export::xlsx(&sheet),
        _ => {
            return Err(refused(format!(
                "a catalog is written as .csv or .xlsx, not as {}",
                args.file.display()
            )));
        }
    };
    write(&args.file, &bytes.map_err(refused)?)?;
    Ok(show::exported(&args.file, &sheet))
}
