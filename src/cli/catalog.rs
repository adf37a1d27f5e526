//! Titles as words of a command.
//! Never decides what a title may hold.

use super::files::{self, ExportArgs, ImportArgs, UndoArgs};
use super::paste::{self, PasteArgs, cannot, read_at_most};
use super::printout::{self, CatalogPrintArgs};
use super::show::{self, Shown};
pub(super) use super::title_fields::{Fields, fill};
use super::{open_or_make, refused};
use crate::domain::edit::{self, Tags};
use crate::domain::money::Money;
use crate::domain::rule::PriceRule;
use crate::domain::title::{Sku, Title};
use crate::exchange::picture;
use crate::till::{Error, Till};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// Titles.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Every title
    List,
    /// Titles from a CSV or XLSX file: our own columns, or an item export of Square, Shopify, WooCommerce, Etsy, Big Cartel or Loyverse
    Import(ImportArgs),
    /// Undo the last change of the catalog, again and again; or an import by its number: what was changed since stays
    Undo(UndoArgs),
    /// The catalog as a CSV or XLSX file that comes in again as it went out
    Export(ExportArgs),
    /// Price cards, a price list to fold, a tick sheet or a packing list, as a PDF
    Print(CatalogPrintArgs),
    /// A title from its page in a shop, as text or saved HTML; what is given beside it is taken instead of the page's
    Paste(PasteArgs),
    /// A new title
    Add(AddArgs),
    /// Change a title, or several at once
    #[command(after_help = "'none' takes away what can be empty.")]
    Edit(EditArgs),
    /// Give a title a cover: a PNG, JPEG or WebP picture
    Cover(CoverArgs),
    /// Give many titles their covers at once: pictures that are called after their SKUs, barcodes or names
    Covers(CoversArgs),
    /// Take titles away that were never sold; what was sold is archived: edit SKU --archived on
    Remove {
        /// What they are known by
        #[arg(required = true)]
        skus: Vec<String>,
    },
}

/// A title by its SKU, and what it holds.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// What it is known by
    sku: String,
    #[command(flatten)]
    fields: Fields,
}

/// Titles by their SKUs, and what they are to hold.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// What they are known by
    #[arg(required = true)]
    skus: Vec<String>,
    #[command(flatten)]
    fields: Fields,
    /// Tags to put on beside those there are, parted by commas
    #[arg(long, value_name = "TAGS", conflicts_with = "tags")]
    add_tags: Option<String>,
    /// Tags to take off, parted by commas
    #[arg(long, value_name = "TAGS", conflicts_with = "tags")]
    remove_tags: Option<String>,
}

/// A title and its cover.
#[derive(Debug, Args)]
pub struct CoverArgs {
    /// What it is known by
    sku: String,
    /// The picture: at most 20 MB and 8000 by 8000 pixels; it is scaled to what tiles need
    #[arg(required_unless_present = "remove")]
    file: Option<PathBuf>,
    /// Take the cover away; the title's name is drawn instead
    #[arg(long, conflicts_with = "file")]
    remove: bool,
}

/// Covers of titles that they are called after.
#[derive(Debug, Args)]
pub struct CoversArgs {
    /// The pictures
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Take those that can be taken; otherwise one that cannot leaves all titles as they are
    #[arg(long)]
    skip_problems: bool,
}

pub fn run(command: CatalogCommand, folder: &Path) -> Result<Shown, Error> {
    match command {
        CatalogCommand::List => {
            let mut till = Till::open(folder)?;
            let currency = till.settings()?.currency;
            Ok(show::catalog(&*till.catalog()?, currency))
        }
        CatalogCommand::Import(args) => files::import(&args, folder),
        CatalogCommand::Undo(args) => files::undo(&args, folder),
        CatalogCommand::Export(args) => files::export(&args, folder),
        CatalogCommand::Print(args) => printout::run(&args, folder),
        CatalogCommand::Paste(args) => paste::run(&args, folder),
        CatalogCommand::Add(args) => add(&args, folder),
        CatalogCommand::Edit(args) => edit(&args, folder),
        CatalogCommand::Cover(args) => cover(&args, folder),
        CatalogCommand::Covers(args) => covers(&args, folder),
        CatalogCommand::Remove { skus } => {
            let mut till = Till::open(folder)?;
            let skus = known(&skus)?;
            till.remove_titles(&skus)?;
            Ok(show::removed(&skus))
        }
    }
}

fn known(skus: &[String]) -> Result<Vec<Sku>, Error> {
    skus.iter().map(|sku| Sku::new(sku).map_err(refused)).collect()
}

fn add(args: &AddArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = open_or_make(folder)?;
    let (catalog, currency) = (till.catalog()?, till.settings()?.currency);
    let sku = Sku::new(&args.sku).map_err(refused)?;
    let name = args
        .fields
        .title
        .clone()
        .ok_or_else(|| refused("a title needs a name: --title 'Converge and Overtake!'"))?;
    if args.fields.price.is_none() && args.fields.list.is_none() {
        return Err(refused("a title needs a price: --price '1st @ $1.00, rest $0.75/ea.'"));
    }
    let title = Title::new(sku, name, PriceRule::fixed(Money::ZERO));
    let title = fill(title, &args.fields, &catalog, currency)?;
    till.add_title(title.clone())?;
    Ok(show::title(&title, currency))
}

fn edit(args: &EditArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let (catalog, currency) = (till.catalog()?, till.settings()?.currency);
    let skus = known(&args.skus)?;
    let mut edit = args.fields.edit(&catalog, currency)?;
    if args.add_tags.is_some() || args.remove_tags.is_some() {
        let tags = |tags: &Option<String>| tags.as_deref().map(edit::tags).unwrap_or_default();
        edit.tags = Some(Tags::Change {
            put: tags(&args.add_tags),
            take: tags(&args.remove_tags),
        });
    }
    if edit.is_empty() {
        return Err(refused(
            "nothing is to be changed; say what, as in --price '$2' or --archived on",
        ));
    }
    till.edit_titles(&skus, &edit)?;
    let titles = skus.iter().map(|sku| till.title(sku)).collect::<Result<Vec<_>, _>>()?;
    Ok(match titles.as_slice() {
        [title] => show::title(title, currency),
        titles => show::titles(titles, currency),
    })
}

fn cover(args: &CoverArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let sku = Sku::new(&args.sku).map_err(refused)?;
    match &args.file {
        Some(file) if !args.remove => {
            let bytes = read_at_most(file, picture::LARGEST)?;
            let scaled = picture::scaled(&bytes).map_err(|error| cannot(file, &error.to_string()))?;
            till.set_cover(&sku, Some(&scaled))?;
        }
        _ => till.set_cover(&sku, None)?,
    }
    let currency = till.settings()?.currency;
    Ok(show::title(&*till.title(&sku)?, currency))
}

fn covers(args: &CoversArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let catalog = till.catalog()?;
    let (mut taken, mut named, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for file in &args.files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let read = || -> Result<_, Error> {
            let title = catalog
                .called(&stem)
                .ok_or_else(|| cannot(file, "no title is called so"))?;
            let bytes = read_at_most(file, picture::LARGEST)?;
            let scaled = picture::scaled(&bytes).map_err(|error| cannot(file, &error.to_string()))?;
            Ok((title.sku.clone(), scaled))
        };
        match read() {
            Ok((sku, picture)) => {
                named.push((sku.clone(), file));
                taken.push((sku, picture));
            }
            Err(why) => problems.push((file, why.to_string())),
        }
    }
    if let (Some((_, why)), false) = (problems.first(), args.skip_problems) {
        let more = match problems.len() {
            1 => String::new(),
            problems => format!(", and {} more", problems - 1),
        };
        return Err(refused(format!(
            "{why}{more}; nothing was changed, --skip-problems takes the others"
        )));
    }
    drop(catalog);
    till.set_covers(&taken)?;
    Ok(show::covers(&named, &problems))
}
