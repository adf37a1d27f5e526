//! Receipts as files and on printers.
//! Never writes over a file unasked.

use super::show::Shown;
use super::{day_of, number_of, refused};
use crate::domain::currency::Currency;
use crate::domain::sale::ReceiptNumber;
use crate::domain::settings::{Paper, Sheet};
use crate::till::{Error, Export, Into, PrintRequest, Till, WaitingPrint, ending};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Receipts.
#[derive(Debug, Args)]
pub struct ReceiptArgs {
    /// Receipt numbers, as A-0031
    #[arg(required_unless_present_any = ["day", "event", "search"])]
    numbers: Vec<String>,
    /// All of a business day
    #[arg(long, conflicts_with = "numbers")]
    day: Option<String>,
    /// All of an event
    #[arg(long, conflicts_with_all = ["numbers", "day"])]
    event: Option<String>,
    /// All that a search in Sales finds
    #[arg(long = "find", alias = "search", conflicts_with_all = ["numbers", "day", "event"], value_name = "WORDS")]
    search: Option<String>,
    /// A .pdf for all of them in one, or a folder for a file each
    #[arg(short, long, value_name = "FILE.pdf|DIR")]
    output: PathBuf,
    /// 58mm, 80mm, a4, letter, a5 or a6; the till's own if nothing is said
    #[arg(long)]
    paper: Option<String>,
    /// Mark it COPY
    #[arg(long)]
    copy: bool,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
}

/// Receipts for a printer.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// Receipt numbers, as A-0031
    #[arg(required_unless_present_any = ["waiting", "list", "printers"])]
    numbers: Vec<String>,
    /// The printer, instead of the till's own
    #[arg(long, value_name = "NAME")]
    printer: Option<String>,
    /// The paper, instead of the till's own
    #[arg(long)]
    paper: Option<String>,
    /// Mark it COPY, even the first
    #[arg(long)]
    copy: bool,
    /// Print again what waits because a printer failed
    #[arg(long)]
    waiting: bool,
    /// Show what waits
    #[arg(long, conflicts_with = "waiting")]
    list: bool,
    /// Let what waits under these numbers go unprinted
    #[arg(long, requires = "numbers", conflicts_with_all = ["waiting", "list"])]
    forget: bool,
    /// Show the printers that the system knows
    #[arg(long, conflicts_with_all = ["numbers", "waiting", "list", "forget"])]
    printers: bool,
}

fn paper_of(name: &str) -> Result<Paper, Error> {
    Paper::parse(name).ok_or_else(|| {
        let names: Vec<&str> = Paper::ALL.into_iter().map(Paper::name).collect();
        refused(format!("there is no paper `{name}`; there are {}", names.join(", ")))
    })
}

/// The sheet that was asked for, else the one that printers hold where the currency is used.
pub(super) fn sheet_of(name: Option<&str>, currency: Currency) -> Result<Sheet, Error> {
    let Some(name) = name else {
        return Ok(Sheet::usual(currency));
    };
    Sheet::parse(name).ok_or_else(|| refused(format!("there is no sheet `{name}`; there are a4 and letter")))
}

pub fn receipts(args: &ReceiptArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let mut all = |day, query: &str| -> Result<Vec<ReceiptNumber>, Error> {
        let found = till.sales(day, query, u32::MAX)?;
        Ok(found.into_iter().map(|sale| sale.number).rev().collect())
    };
    let numbers = match (&args.day, &args.event, &args.search) {
        (Some(day), ..) => all(Some(day_of(day)?), "")?,
        (_, Some(event), _) => till.event_sales(event)?,
        (.., Some(query)) => all(None, query)?,
        _ => numbers_of(&args.numbers)?,
    };
    let paper = match &args.paper {
        Some(name) => paper_of(name)?,
        None => till.settings()?.papers.paper,
    };
    let one = args
        .output
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let export = Export {
        numbers,
        paper,
        copy: args.copy,
        into: match one {
            true => Into::File(args.output.clone()),
            false => Into::Folder(args.output.clone()),
        },
        replace: args.force,
    };
    let bar = ProgressBar::no_length();
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} receipts, {eta} left") {
        bar.set_style(style);
    }
    let exported = till.export(&export, |done, all| {
        // One receipt is done before anybody could read of it.
        if all > 1 {
            bar.set_length(all);
            bar.set_position(done);
        }
        !ending()
    });
    bar.finish_and_clear();
    let exported = exported?;
    let files: Vec<String> = exported.files.iter().map(|file| file.display().to_string()).collect();
    let mut said = files.join("\n");
    if exported.stopped {
        said.push_str(&match files.len() {
            1 => "\nStopped: 1 file was written, a whole one.".to_owned(),
            done => format!("\nStopped: {done} files were written, each of them whole."),
        });
    }
    let mut shown = Shown::new(
        json!({"files": files, "stopped": exported.stopped}),
        said.trim().to_owned(),
    );
    shown.good = !exported.stopped;
    Ok(shown)
}

fn numbers_of(numbers: &[String]) -> Result<Vec<ReceiptNumber>, Error> {
    numbers.iter().map(|number| number_of(number)).collect()
}

pub fn print(args: &PrintArgs, folder: &Path) -> Result<Shown, Error> {
    if args.printers {
        let printers = Till::printers()?;
        let said = match printers.is_empty() {
            true => "This system has no printer.".to_owned(),
            false => printers.join("\n"),
        };
        return Ok(Shown::new(json!({"printers": printers}), said));
    }
    let mut till = Till::open(folder)?;
    let waiting = till.waiting_prints()?;
    if args.list {
        return Ok(listed(&waiting));
    }
    let numbers = numbers_of(&args.numbers)?;
    if args.forget {
        let of: Vec<&WaitingPrint> = waiting.iter().filter(|row| numbers.contains(&row.number)).collect();
        if of.is_empty() {
            return Err(refused(
                "nothing waits under these numbers; `zinetill print --list` shows what does",
            ));
        }
        for row in &of {
            till.forget_print(row.id)?;
        }
        let said = format!("{} taken off the list of what waits.", of.len());
        return Ok(Shown::new(json!({"forgotten": of.len()}), said));
    }
    let request = PrintRequest {
        printer: args.printer.clone(),
        paper: args.paper.as_deref().map(paper_of).transpose()?,
        copy: args.copy,
    };
    let (printed, failed) = if args.waiting {
        let all = till.print_waiting()?;
        (all.printed, all.failed)
    } else {
        let each = numbers.iter().map(|number| till.print(number, &request));
        let (mut printed, mut failed) = (Vec::new(), None);
        for answer in each {
            match answer {
                Ok(done) => printed.push(done),
                Err(why) => failed = failed.or(Some(why)),
            }
        }
        (printed, failed)
    };
    let said: Vec<String> = printed
        .iter()
        .map(|printed| {
            let copy = if printed.copy { ", marked COPY" } else { "" };
            format!("{} went to {}{copy}.", printed.number, printed.printer)
        })
        .collect();
    if let Some(why) = failed {
        return Err(match said.is_empty() {
            true => why,
            false => refused(format!("{} {why}", said.join(" "))),
        });
    }
    let rows: Vec<Value> = printed
        .iter()
        .map(|printed| json!({"number": printed.number.to_string(), "printer": printed.printer, "copy": printed.copy}))
        .collect();
    let said = match said.is_empty() {
        true => "Nothing waits to be printed.".to_owned(),
        false => said.join("\n"),
    };
    Ok(Shown::new(json!({"printed": rows}), said))
}

fn listed(waiting: &[WaitingPrint]) -> Shown {
    let rows: Vec<Value> = waiting
        .iter()
        .map(|row| {
            json!({"number": row.number.to_string(), "printer": row.printer, "paper": row.paper.name(), "copy": row.copy, "why": row.why})
        })
        .collect();
    let said: Vec<String> = waiting
        .iter()
        .map(|row| match row.why.as_str() {
            "" if row.under_way => format!("{}  {}  on its way", row.number, row.printer),
            "" => format!("{}  {}  nobody said whether it was printed", row.number, row.printer),
            why => format!("{}  {}  {why}", row.number, row.printer),
        })
        .collect();
    let said = match said.is_empty() {
        true => "Nothing waits to be printed.".to_owned(),
        false => said.join("\n"),
    };
    Shown::new(json!({"waiting": rows}), said)
}
