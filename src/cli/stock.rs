//! Copies as words of a command: `zinetill stock`.
//! Never works out a number of copies itself.

use super::printout::{self, SheetOf};
use super::refused;
use super::show::{self, Shown};
use crate::domain::money::Quantity;
use crate::domain::packing::PackingList;
use crate::domain::stock::Why;
use crate::domain::title::{Sku, Title};
use crate::till::{Error, Give, PrintoutKind, Till};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// Copies.
#[derive(Debug, Subcommand)]
pub enum StockCommand {
    /// Copies come in
    Receive {
        /// The title
        sku: String,
        /// How many
        copies: u32,
    },
    /// Say how many copies of a title there are; the difference is kept as a movement
    Count {
        /// The title
        sku: String,
        /// How many there are
        #[arg(allow_negative_numbers = true)]
        copies: i64,
    },
    /// Take back what was last done to a title's copies, that they came in or were counted; nothing is deleted, a movement undoes
    /// it. Again undoes the one before
    Undo {
        /// The title; several are undone all or none
        #[arg(required = true)]
        skus: Vec<String>,
    },
    /// Copies leave without being sold: they go off the stock and make no money
    Give(GiveArgs),
    /// Count the box title by title; it lies on disk until it is taken
    #[command(subcommand)]
    Box(BoxCommand),
    /// Copies of every title
    List {
        /// Only titles with this tag
        #[arg(long)]
        tag: Option<String>,
    },
    /// Every movement of a title's copies, newest first
    Show {
        /// The title
        sku: String,
    },
    /// What goes into the bag for the next event, with its weight
    Packing(PackingArgs),
}

/// Copies that leave.
#[derive(Debug, Args)]
pub struct GiveArgs {
    /// The title
    sku: String,
    /// How many
    copies: u32,
    /// Why
    #[arg(long, value_parser = PossibleValuesParser::new(Why::ALL.map(Why::word)))]
    why: String,
    /// To whom, for what
    #[arg(long, default_value = "")]
    note: String,
    /// They come back from there: a display copy that goes into the box again, a mistake
    #[arg(long)]
    back: bool,
    /// The idempotency key: the same key again answers with what was recorded
    #[arg(long)]
    key: Option<String>,
}

/// The box that is being counted.
#[derive(Debug, Subcommand)]
pub enum BoxCommand {
    /// So many copies of a title were found
    Found {
        /// The title
        sku: String,
        /// How many
        #[arg(allow_negative_numbers = true)]
        copies: i64,
    },
    /// A title was not counted after all
    Forget {
        /// The title
        sku: String,
    },
    /// What was found so far, and what differs from the books
    Show,
    /// Take the count: what differs is moved, sales made since each title was counted are no difference
    Take,
    /// Drop the count; the stock stays as it is
    Drop,
}

/// A packing list.
#[derive(Debug, Args)]
pub struct PackingArgs {
    /// Only titles with this tag
    #[arg(long)]
    tag: Option<String>,
    /// As a PDF, instead of the answer here
    #[arg(short, long, value_name = "FILE.pdf")]
    output: Option<std::path::PathBuf>,
    #[command(flatten)]
    sheet: SheetOf,
}

pub fn run(command: StockCommand, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    match command {
        StockCommand::Receive { sku, copies } => {
            let done = till.receive(&sku_of(&sku)?, Quantity::new(copies).map_err(refused)?)?;
            Ok(show::stock_now(&done, "received"))
        }
        StockCommand::Count { sku, copies } => {
            let done = till.count_stock(&sku_of(&sku)?, copies)?;
            Ok(show::stock_now(&done, "counted"))
        }
        StockCommand::Undo { skus } => {
            let which: Result<Vec<_>, Error> = skus.iter().map(|sku| Ok((sku_of(sku)?, None))).collect();
            Ok(show::taken_back(&till.take_back(&which?)?))
        }
        StockCommand::Give(args) => {
            let sku = sku_of(&args.sku)?;
            let why = Why::parse(&args.why).ok_or_else(|| refused(format!("`{}` is no reason", args.why)))?;
            let done = till.give(&Give {
                sku: sku.clone(),
                copies: Quantity::new(args.copies).map_err(refused)?,
                back: args.back,
                why,
                note: args.note,
                key: args.key.unwrap_or_else(|| Uuid::now_v7().to_string()),
            })?;
            let left = till.catalog()?.get(&sku).and_then(|title| title.stock);
            Ok(show::given(&done, left))
        }
        StockCommand::Box(command) => boxed(command, &mut till),
        StockCommand::List { tag } => Ok(show::stock(&on_sale(&mut till, tag.as_deref())?)),
        StockCommand::Show { sku } => {
            let sku = sku_of(&sku)?;
            let movements = till.movements(&sku, u32::MAX)?;
            let title = till.catalog()?.get(&sku).cloned();
            Ok(show::movements(title.as_deref(), &movements))
        }
        StockCommand::Packing(args) => {
            let titles = on_sale(&mut till, args.tag.as_deref())?;
            let shown = show::packing(&PackingList::of(titles.iter().cloned()));
            let Some(file) = &args.output else {
                return Ok(shown);
            };
            let made = printout::write(&mut till, PrintoutKind::Packing, &titles, &args.sheet, "", file)?;
            let mut document = shown.json;
            show::insert(&mut document, "file", json!(file));
            Ok(Shown::new(document, made.text))
        }
    }
}

fn boxed(command: BoxCommand, till: &mut Till) -> Result<Shown, Error> {
    let stocktake = match command {
        BoxCommand::Found { sku, copies } => till.keep_found(&sku_of(&sku)?, copies)?,
        BoxCommand::Forget { sku } => till.forget_found(Some(&sku_of(&sku)?))?,
        BoxCommand::Show => till.stocktake()?,
        BoxCommand::Take => {
            let taken = till.take_stock()?;
            return Ok(show::taken(&taken.lines, &*till.catalog()?));
        }
        BoxCommand::Drop => till.forget_found(None)?,
    };
    Ok(show::stocktake(&stocktake, &*till.catalog()?))
}

/// Titles that are on sale, in the order of the table.
pub(super) fn on_sale(till: &mut Till, tag: Option<&str>) -> Result<Vec<Arc<Title>>, Error> {
    let catalog = till.catalog()?;
    let tag = tag.map(|tag| tag.trim().to_lowercase());
    if let Some(tag) = &tag
        && !catalog.tags().contains(tag)
    {
        return Err(refused(format!("no title has the tag `{tag}`")));
    }
    Ok(catalog.search("", tag.as_deref()))
}

fn sku_of(text: &str) -> Result<Sku, Error> {
    Sku::new(text).map_err(refused)
}
