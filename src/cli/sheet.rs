//! A paper sheet keyed in afterwards: `zinetill sheet FILE`.

use super::basket::{self, Word};
use super::refused;
use super::show::{self, Shown};
use crate::domain::cart::Cart;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::payment::Method;
use crate::till::{Error, SheetRow, Till};
use clap::Args;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What is on the sheet.
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// A row for each sale: the time, the method, then SKU[*QTY][@AMOUNT]…, as in `14:10 cash converge-and-overtake*3`;
    /// - reads them from the standard input
    file: PathBuf,
    /// The day it was sold, as 2026-11-22
    #[arg(long)]
    day: String,
    /// The idempotency key: the same sheet again answers with what was recorded
    #[arg(long)]
    key: Option<String>,
}

pub fn run(args: &SheetArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let settings = till.settings()?;
    let day = super::day_of(&args.day)?;
    let text = read(&args.file).map_err(|error| refused(format!("{} cannot be read: {error}", args.file.display())))?;
    let catalog = till.catalog()?;
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.split_once('#').map_or(line, |(line, _)| line).trim();
        if line.is_empty() {
            continue;
        }
        let row = row(line, day, settings.rollover_hour, &catalog, settings.currency);
        rows.push(row.map_err(|error| refused(format!("line {}: {error}; nothing was recorded", n + 1)))?);
    }
    drop(catalog);
    let key = args.key.clone().unwrap_or_else(|| Uuid::now_v7().to_string());
    Ok(show::sheet(&till.record_sheet(&rows, &key)?, settings.currency))
}

fn read(file: &Path) -> std::io::Result<String> {
    if file == Path::new("-") {
        return std::io::read_to_string(std::io::stdin());
    }
    std::fs::read_to_string(file)
}

fn row(
    line: &str,
    day: BusinessDay,
    rollover_hour: u32,
    catalog: &Catalog,
    currency: Currency,
) -> Result<SheetRow, Error> {
    let mut words = line.split_whitespace();
    let (time, method) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let at = Instant::on(day, time, rollover_hour, crate::till::local_offset)
        .ok_or_else(|| refused(format!("`{time}` is no time of day; write it like 14:10")))?;
    let method = Method::new(method).ok_or_else(|| refused("after the time comes the method, as in cash"))?;
    let mut cart = Cart::new(Uuid::now_v7());
    for word in words {
        basket::add(&mut cart, &Word::parse(word, currency)?, None, catalog)?;
    }
    Ok(SheetRow { cart, method, at })
}
