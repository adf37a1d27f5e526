//! What is made of the books: summaries and ledgers, on the screen or as files.
//! Never adds anything up itself.

use super::papers::sheet_of;
use super::show::{self, Shown};
use super::{day_of, refused};
use crate::domain::span::Span;
use crate::till::{CsvForm, Error, FileKind, Till, write_whole};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Which days.
#[derive(Debug, Args)]
pub struct SpanArgs {
    /// One business day, as 2026-11-22; today if nothing is said
    #[arg(long, conflicts_with_all = ["from", "to"])]
    day: Option<String>,
    /// First business day
    #[arg(long, requires = "to")]
    from: Option<String>,
    /// Last business day
    #[arg(long, requires = "from")]
    to: Option<String>,
    /// All of an event
    #[arg(long, conflicts_with_all = ["day", "from", "to"])]
    event: Option<String>,
}

impl SpanArgs {
    fn span(&self, till: &Till) -> Result<Span, Error> {
        match (&self.event, &self.day, &self.from, &self.to) {
            (Some(event), ..) => Ok(Span::Event(event.clone())),
            (None, Some(day), ..) => Ok(Span::Day(day_of(day)?)),
            (None, None, Some(from), Some(to)) => Ok(Span::days(day_of(from)?, day_of(to)?)),
            _ => Ok(Span::Day(till.today()?)),
        }
    }
}

/// A summary.
#[derive(Debug, Args)]
pub struct SummaryArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// A file to write it to, over one that is there: .pdf for paper, .xlsx and .csv for spreadsheets, .txt for a chat message, .json for programs
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// The paper of a PDF: a4 or letter; what is usual with the till's currency if nothing is said
    #[arg(long, requires = "output")]
    paper: Option<String>,
    /// CSV for spreadsheets set to a decimal comma: 1,50 in columns parted by semicolons
    #[arg(long, requires = "output")]
    decimal_comma: bool,
}

/// A ledger.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file
    file: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// CSV for spreadsheets set to a decimal comma: 1,50 in columns parted by semicolons
    #[arg(long)]
    decimal_comma: bool,
    #[command(flatten)]
    span: SpanArgs,
}

pub fn summary(args: &SummaryArgs, folder: &Path) -> Result<Shown, Error> {
    let till = Till::open(folder)?;
    let report = till.report(&args.span.span(&till)?)?;
    let currency = till.settings()?.currency;
    let shown = show::report(&report, currency);
    let Some(file) = &args.output else {
        return Ok(shown);
    };
    let kind = match ending(file).as_str() {
        "pdf" => Some(FileKind::Paper(sheet_of(args.paper.as_deref(), currency)?)),
        "csv" => Some(FileKind::Table(csv_form(args.decimal_comma))),
        "xlsx" => Some(FileKind::Workbook),
        "txt" => Some(FileKind::Message),
        "json" => None,
        _ => {
            return Err(refused(format!(
                "a summary is written as .pdf, .xlsx, .csv, .txt or .json, not as {}",
                file.display()
            )));
        }
    };
    let bytes = match kind {
        Some(kind) => till.report_file(&report, kind)?,
        None => format!("{}\n", shown.json).into_bytes(),
    };
    write(file, &bytes)?;
    let said = format!("Written to {}.", file.display());
    Ok(Shown {
        good: shown.good,
        ..Shown::new(json!({"files": [file.display().to_string()]}), said)
    })
}

fn csv_form(decimal_comma: bool) -> CsvForm {
    if decimal_comma { CsvForm::Comma } else { CsvForm::Point }
}

/// What a file's name ends in.
fn ending(file: &Path) -> String {
    let end = file.extension().and_then(|end| end.to_str());
    end.unwrap_or_default().to_lowercase()
}

fn write_new(file: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    if file.exists() && !force {
        return Err(refused(format!(
            "{} is there already; nothing was written. Choose another name, or say --force",
            file.display()
        )));
    }
    write(file, bytes)
}

/// Writes every sale and correction of a span to a file of the kind that its name ends in.
pub fn export(args: &ExportArgs, folder: &Path) -> Result<Shown, Error> {
    let file = &args.file;
    let till = Till::open(folder)?;
    let report = till.report(&args.span.span(&till)?)?;
    let form = csv_form(args.decimal_comma);
    let kind = match ending(file).as_str() {
        "csv" => FileKind::SalesTable(form),
        "xlsx" => FileKind::SalesWorkbook,
        "journal" | "hledger" | "ledger" => FileKind::SalesJournal,
        _ => {
            return Err(refused(format!(
                "sales are written as .csv, .xlsx or .journal, not as {}",
                file.display()
            )));
        }
    };
    let bytes = till.report_file(&report, kind)?;
    let corrections = i64::try_from(report.summary.corrections.len()).unwrap_or(0);
    let count = report.summary.sales + corrections;
    write_new(file, &bytes, args.force)?;
    let said = format!(
        "{} and {} written to {}.",
        show::counted(report.summary.sales, "sale", "sales"),
        show::counted(corrections, "correction", "corrections"),
        file.display()
    );
    Ok(Shown::new(
        json!({"files": [file.display().to_string()], "records": count}),
        said,
    ))
}

/// Writes a file whole, in a folder that is made where it is missing.
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let at = file
        .parent()
        .filter(|at| !at.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(at).and_then(|()| write_whole(file, bytes));
    written.map_err(|error| {
        let name = file.display();
        refused(if file.is_dir() {
            format!("{name} is a folder; name a file in it")
        } else if at.exists() && !at.is_dir() {
            format!("{name} cannot be written: {} is a file, no folder", at.display())
        } else {
            format!("{name} cannot be written: {}; choose another folder", plain(&error))
        })
    })
}

/// What the system says, without its number.
fn plain(error: &std::io::Error) -> String {
    let said = error.to_string();
    let end = said.find(" (os error").unwrap_or(said.len());
    said.get(..end).unwrap_or(&said).to_lowercase()
}
