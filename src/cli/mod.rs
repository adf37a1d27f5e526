//! The command line: asks the till and shows the answer, as text for people or as one JSON document.
//! Never decides anything about money.

mod backup;
mod basket;
mod catalog;
mod correcting;
mod files;
mod offering;
mod papers;
mod paste;
mod printout;
mod reports;
mod sales;
mod sheet;
mod show;
mod stock;
mod tin;
mod title_fields;

use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Quantity;
use crate::domain::sale::ReceiptNumber;
use crate::domain::sentence;
use crate::till::{Error, NewTill, SaleRequest, Till, UnderWay, Verification};
use backup::BackupCommand;
use basket::BasketArgs;
use catalog::CatalogCommand;
use clap::{Args, Parser, Subcommand};
use correcting::CorrectionCommand;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use offering::{ListCommand, OfferCommand, TaxCommand};
use papers::{PrintArgs, ReceiptArgs};
use reports::SummaryArgs;
use sales::SalesCommand;
use serde_json::{Value, json};
use sheet::SheetArgs;
use show::Shown;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use stock::StockCommand;
use tin::SessionCommand;
use uuid::Uuid;

/// A till for zine tables.
#[derive(Debug, Parser)]
#[command(
    name = "zinetill",
    version,
    about = "A till for zine tables. Without a command it opens its window."
)]
pub struct Cli {
    /// The till's folder, instead of your own data folder (or set ZINETILL_DATA)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true)]
    pub json: bool,
    /// Practice: a throw-away till with the demo table
    #[arg(long)]
    pub demo: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be asked of a till.
#[expect(clippy::large_enum_variant, reason = "there is one in a process")]
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new till
    New {
        /// Its currency, as an ISO 4217 code
        #[arg(long, default_value = "USD")]
        currency: String,
        /// Its register's letter
        #[arg(long, default_value = "A")]
        register: String,
        /// The shop's name, printed on papers
        #[arg(long, default_value = "")]
        shop: String,
        /// Fill it with the demo table
        #[arg(long = "demo")]
        with_demo: bool,
    },
    /// Read a price sentence and work out totals
    Price {
        /// The sentence, as in '1st @ $1.00, rest $0.75/ea.'
        rule: String,
        /// For how many copies; 1 to 6 if none
        quantities: Vec<u32>,
        /// In which currency
        #[arg(long, default_value = "USD")]
        currency: String,
    },
    /// Titles
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Price lists that titles share
    #[command(subcommand)]
    List(ListCommand),
    /// Offers over several titles
    #[command(subcommand)]
    Offer(OfferCommand),
    /// Tax classes
    #[command(subcommand)]
    Tax(TaxCommand),
    /// Copies: received, counted, given away, packed
    #[command(subcommand)]
    Stock(StockCommand),
    /// The tin's time
    #[command(subcommand)]
    Session(SessionCommand),
    /// What sell would answer; records nothing
    Quote(BasketArgs),
    /// Record a sale
    Sell(SellArgs),
    /// Record a paper sheet's sales afterwards, on the day they happened
    Sheet(SheetArgs),
    /// What takes a sale back
    #[command(flatten)]
    Correct(CorrectionCommand),
    /// Sales on record
    #[command(subcommand)]
    Sales(SalesCommand),
    /// What was sold on a day or in a range of days
    Summary(SummaryArgs),
    /// Make receipts as PDF: one, a list, a day, an event, what a search finds
    Receipt(ReceiptArgs),
    /// Print receipts, or what waits because a printer failed
    Print(PrintArgs),
    /// Change a setting: shop, tagline and footer (`|` parts lines), qr (a text or address for a code), logo (a PNG or JPEG file),
    /// paper, printer, print-each, methods, trusted, jars, smallest-coin, rollover-hour, backup-to
    Set {
        /// As in shop='Stigmergy Distro'
        setting: String,
    },
    /// Check the books whole: chain, numbers, totals, till roll
    Verify,
    /// Backups
    #[command(flatten)]
    Backups(BackupCommand),
}

/// A sale.
#[derive(Debug, Args)]
pub struct SellArgs {
    #[command(flatten)]
    basket: BasketArgs,
    /// What was handed over, as cash=5.00; several may be named
    #[arg(long = "pay", value_name = "METHOD=AMOUNT")]
    payments: Vec<String>,
    /// When, as 2026-11-22T14:07:00-08:00; now if nothing is said
    #[arg(long, value_name = "RFC3339")]
    at: Option<String>,
    /// The idempotency key: the same key again answers with what was recorded
    #[arg(long)]
    key: Option<String>,
}

/// Does what was asked and says how it went.
pub fn run(command: Command, folder: &Path, json: bool) -> ExitCode {
    let _under_way = UnderWay::begin();
    let ended = match command {
        Command::Price { .. } => Ok(None),
        _ => Till::finish_restore(folder),
    };
    if let Ok(Some(sentence)) = &ended {
        eprintln!("zinetill: {sentence}");
    }
    match ended.and_then(|_| answer(command, folder)) {
        Ok(shown) => {
            let answer = if json { shown.json.to_string() } else { shown.text };
            // Who asked may have stopped listening; what was done is done.
            let _ = writeln!(std::io::stdout(), "{answer}");
            if let Some(warning) = shown.warning {
                eprintln!("{warning}");
            }
            if shown.good {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(1)
            }
        }
        Err(error) => {
            eprintln!("zinetill: {error}");
            ExitCode::from(1)
        }
    }
}

fn refused(why: impl ToString) -> Error {
    Error::Refused(why.to_string())
}

fn currency_of(code: &str) -> Result<Currency, Error> {
    Currency::from_code(code).ok_or_else(|| {
        refused(format!(
            "`{code}` is no currency the till knows; give an ISO 4217 code, as in USD"
        ))
    })
}

fn number_of(text: &str) -> Result<ReceiptNumber, Error> {
    ReceiptNumber::parse(text).ok_or_else(|| refused(format!("`{text}` is no receipt number; they look like A-0031")))
}

fn day_of(text: &str) -> Result<BusinessDay, Error> {
    BusinessDay::parse(text).ok_or_else(|| refused(format!("`{text}` is no day; write it like 2026-11-22")))
}

/// The till in the folder; where there is none yet, a new one in US dollars.
fn open_or_make(folder: &Path) -> Result<Till, Error> {
    match Till::open(folder) {
        Err(Error::NoTill(_)) => {
            let new = NewTill {
                currency: Currency::USD,
                register: "A".into(),
                shop: String::new(),
                demo: false,
                practice: false,
            };
            Till::create(folder, &new)
        }
        other => other,
    }
}

fn answer(command: Command, folder: &Path) -> Result<Shown, Error> {
    match command {
        Command::New {
            currency,
            register,
            shop,
            with_demo,
        } => {
            let currency = currency_of(&currency)?;
            let new = NewTill {
                currency,
                register: register.to_uppercase(),
                shop,
                demo: with_demo,
                practice: false,
            };
            let mut till = Till::create(folder, &new)?;
            let titles = till.catalog()?.titles().len();
            Ok(Shown::new(
                json!({"register": new.register, "currency": currency.code(), "shop": new.shop, "titles": titles}),
                format!(
                    "A new till in {}: register {}, {currency}, {}.",
                    folder.display(),
                    new.register,
                    show::counted(titles, "title", "titles")
                ),
            ))
        }
        Command::Price {
            rule,
            quantities,
            currency,
        } => price(&rule, &quantities, currency_of(&currency)?),
        Command::Catalog(command) => catalog::run(command, folder),
        Command::List(command) => offering::lists(command, folder),
        Command::Offer(command) => offering::offers(command, folder),
        Command::Tax(command) => offering::taxes(command, folder),
        Command::Stock(command) => stock::run(command, folder),
        Command::Session(command) => tin::run(command, folder),
        Command::Sheet(args) => sheet::run(&args, folder),
        Command::Correct(command) => correcting::run(command, folder),
        Command::Quote(args) => {
            let mut till = Till::open(folder)?;
            let currency = till.settings()?.currency;
            let cart = args.cart(&*till.catalog()?, currency)?;
            let basket = till.quote(&cart)?;
            Ok(show::quote(&basket, currency))
        }
        Command::Sell(args) => sell(args, folder),
        Command::Sales(command) => sales::run(command, folder),
        Command::Summary(args) => reports::summary(&args, folder),
        Command::Receipt(args) => papers::receipts(&args, folder),
        Command::Print(args) => papers::print(&args, folder),
        Command::Set { setting } => {
            let (key, value) = setting
                .split_once('=')
                .ok_or_else(|| refused("write it like shop='Stigmergy Distro'"))?;
            let mut till = Till::open(folder)?;
            till.set(key.trim(), value)?;
            Ok(Shown::new(
                json!({key.trim(): value.trim()}),
                format!("{} is now {}.", key.trim(), value.trim()),
            ))
        }
        Command::Backups(command) => backup::run(command, folder),
        Command::Verify => verify(folder),
    }
}

/// Verifies, with a bar on the terminal where it takes long. What cannot even be opened has its document too.
fn verify(folder: &Path) -> Result<Shown, Error> {
    let look = || -> Result<Verification, Error> {
        let bar = ProgressBar::no_length().with_elapsed(Duration::ZERO);
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} entries, {eta} left") {
            bar.set_style(style);
        }
        let till = Till::open(folder)?;
        let found = till.verify(|done, all| {
            if done == 1 {
                bar.set_length(all);
            }
            if done % 1024 == 0 {
                bar.set_position(done);
            }
        });
        bar.finish_and_clear();
        found
    };
    match look() {
        Err(error @ Error::NoTill(_)) => Err(error),
        Err(error) => Ok(show::verification(&Verification::failed(&error.to_string()))),
        Ok(found) => Ok(show::verification(&found)),
    }
}

fn price(rule: &str, quantities: &[u32], currency: Currency) -> Result<Shown, Error> {
    let rule = sentence::parse(rule, currency).map_err(refused)?;
    let quantities = if quantities.is_empty() {
        &[1, 2, 3, 4, 5, 6]
    } else {
        quantities
    };
    let mut totals = serde_json::Map::new();
    let mut text = sentence::print(&rule, currency);
    for copies in quantities {
        let total = rule.total(Quantity::new(*copies).map_err(refused)?, currency);
        if total.is_some_and(|total| !total.in_bounds(currency)) {
            return Err(refused(format!("{copies} copies come to more than a till keeps")));
        }
        totals.insert(
            copies.to_string(),
            total.map_or(Value::Null, |total| currency.plain(total).into()),
        );
        text.push_str(&format!(
            "\n{copies:>7}  {}",
            total.map_or_else(|| "the buyer's choice".to_owned(), |total| currency.show(total))
        ));
    }
    let warnings = sentence::warnings(&rule, currency);
    for warning in &warnings {
        text.push_str(&format!("\n{warning}"));
    }
    let document = json!({
        "canonical": sentence::print(&rule, currency),
        "kind": show::kind(&rule),
        "totals": totals,
        "warnings": warnings,
    });
    Ok(Shown::new(document, text))
}

fn sell(args: SellArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let currency = till.settings()?.currency;
    let cart = args.basket.cart(&*till.catalog()?, currency)?;
    let tenders = args
        .payments
        .iter()
        .map(|payment| basket::tender(payment, currency))
        .collect::<Result<_, _>>()?;
    let at = match args.at.as_deref() {
        None => None,
        Some(text) => Some(
            Instant::parse(text)
                .ok_or_else(|| refused(format!("`{text}` is no time; write it like 2026-11-22T14:07:00-08:00")))?,
        ),
    };
    let key = args.key.unwrap_or_else(|| Uuid::now_v7().to_string());
    let recorded = till.sell(&SaleRequest {
        cart,
        tenders,
        key,
        at,
        expected_total: None,
        parked: false,
    })?;
    Ok(show::recorded(&recorded))
}
