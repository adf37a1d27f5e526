//! What is made of the books: summaries and ledgers, on the screen or as files.
//! Never adds anything up itself.

use super::show::{self, Shown};
use super::{day_of, refused};
use crate::domain::day::BusinessDay;
use crate::exchange::ledger;
use crate::till::{Error, Till, write_whole};
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
    fn days(&self, till: &Till) -> Result<(BusinessDay, BusinessDay), Error> {
        match (&self.day, &self.from, &self.to) {
            (Some(day), ..) => Ok((day_of(day)?, day_of(day)?)),
            (None, Some(from), Some(to)) => Ok((day_of(from)?, day_of(to)?)),
            _ => Ok((till.today()?, till.today()?)),
        }
    }
}

/// A summary.
#[derive(Debug, Args)]
pub struct SummaryArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// A file to write it to: .txt as people read it, .json for programs
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// A ledger.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file
    file: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    span: SpanArgs,
}

pub fn summary(args: &SummaryArgs, folder: &Path) -> Result<Shown, Error> {
    let till = Till::open(folder)?;
    let summary = match &args.span.event {
        Some(event) => till.event_summary(event)?,
        None => {
            let (from, to) = args.span.days(&till)?;
            till.summary(from, to)?
        }
    };
    let shown = show::summary(&summary, till.settings()?.currency);
    match &args.output {
        Some(file) => written(shown, file),
        None => Ok(shown),
    }
}

/// Writes every sale and correction of a range to a file of the kind that its name ends in.
pub fn export(args: &ExportArgs, folder: &Path) -> Result<Shown, Error> {
    let ExportArgs { file, force, span } = args;
    let till = Till::open(folder)?;
    let records = match &span.event {
        Some(event) => till.event_ledger(event)?,
        None => {
            let (from, to) = span.days(&till)?;
            till.ledger(from, to)?
        }
    };
    let end = file
        .extension()
        .and_then(|end| end.to_str())
        .unwrap_or_default()
        .to_lowercase();
    let bytes = match end.as_str() {
        "csv" => ledger::csv(&records).map_err(refused)?,
        "xlsx" => ledger::xlsx(&records).map_err(refused)?,
        "journal" | "hledger" | "ledger" => ledger::hledger(&records).into_bytes(),
        _ => {
            return Err(refused(format!(
                "sales are written as .csv, .xlsx or .journal, not as {}",
                file.display()
            )));
        }
    };
    if file.exists() && !*force {
        return Err(refused(format!(
            "{} is there already; nothing was written. Choose another name, or say --force",
            file.display()
        )));
    }
    write(file, &bytes)?;
    let said = format!("{} sales and corrections written to {}.", records.len(), file.display());
    Ok(Shown::new(
        json!({"files": [file.display().to_string()], "records": records.len()}),
        said,
    ))
}

/// Writes an answer to a file instead of showing it.
fn written(shown: Shown, file: &Path) -> Result<Shown, Error> {
    let text = match file.extension().and_then(|end| end.to_str()) {
        Some("json") => shown.json.to_string(),
        Some("txt") => shown.text,
        _ => {
            return Err(refused(format!(
                "a summary is written as .txt or .json, not as {}",
                file.display()
            )));
        }
    };
    write(file, format!("{text}\n").as_bytes())?;
    let said = format!("Written to {}.", file.display());
    Ok(Shown::new(json!({"files": [file.display().to_string()]}), said))
}

/// Writes a file whole, in a folder that is made where it is missing.
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let at = file
        .parent()
        .filter(|at| !at.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(at).and_then(|()| write_whole(file, bytes));
    written.map_err(|error| refused(format!("{} cannot be written: {error}", file.display())))
}
