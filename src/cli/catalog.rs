//! Titles as words of a command.
//! Never decides what a title may hold.

use super::files::{self, ExportArgs, ImportArgs, UndoArgs};
use super::paste::{self, PasteArgs};
use super::show::{self, Shown};
use super::{open_or_make, refused};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::money::{MILLION, Money, parse_percent};
use crate::domain::rule::PriceRule;
use crate::domain::sentence;
use crate::domain::title::{Sku, Title, weight_mg};
use crate::till::{Error, Till};
use clap::{Args, Subcommand};
use std::path::Path;

/// Titles.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Every title
    List,
    /// Titles from a CSV or XLSX file: our own columns, or an item export of Square, Shopify, WooCommerce, Etsy, Big Cartel or Loyverse
    Import(ImportArgs),
    /// Undo an import: titles as they were before, new ones gone, copies that came in out again; what was changed since stays
    Undo(UndoArgs),
    /// The catalog as a CSV or XLSX file that comes in again as it went out
    Export(ExportArgs),
    /// A title from its page in a shop, as text or saved HTML; what is given beside it is taken instead of the page's
    Paste(PasteArgs),
    /// A new title
    Add(TitleArgs),
    /// Change a title
    Edit(TitleArgs),
}

/// A title by its SKU, and what it holds.
#[derive(Debug, Args)]
pub struct TitleArgs {
    /// What it is known by
    sku: String,
    #[command(flatten)]
    fields: Fields,
}

/// What a title holds.
#[derive(Debug, Args)]
pub struct Fields {
    /// Its name
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Its price sentence
    #[arg(long)]
    pub(super) price: Option<String>,
    /// Who made it, parted by ;
    #[arg(long)]
    pub(super) makers: Option<String>,
    /// Its weight, as '2.0 oz' or '58 g'
    #[arg(long)]
    weight: Option<String>,
    /// Copies on the table
    #[arg(long, allow_hyphen_values = true)]
    stock: Option<i64>,
    /// Tags, parted by commas
    #[arg(long)]
    tags: Option<String>,
    /// Barcode or ISBN
    #[arg(long)]
    pub(super) barcode: Option<String>,
    /// Year and month it came out, as 2012-02
    #[arg(long)]
    introduced: Option<String>,
    /// What it is about
    #[arg(long)]
    description: Option<String>,
    /// What stands inside, parted by ;
    #[arg(long)]
    contents: Option<String>,
    /// The price list it goes by, instead of a sentence of its own
    #[arg(long, value_name = "NAME", conflicts_with = "price")]
    pub(super) list: Option<String>,
    /// Its tax class; 'none' takes it away
    #[arg(long, value_name = "CLASS")]
    tax: Option<String>,
    /// The maker's share of the takings, as 60%
    #[arg(long, value_name = "PERCENT")]
    share: Option<String>,
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
        CatalogCommand::Paste(args) => paste::run(&args, folder),
        CatalogCommand::Add(args) => {
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
        CatalogCommand::Edit(args) => {
            let mut till = Till::open(folder)?;
            let (catalog, currency) = (till.catalog()?, till.settings()?.currency);
            let sku = Sku::new(&args.sku).map_err(refused)?;
            let known = catalog.get(&sku).ok_or_else(|| {
                refused(format!(
                    "there is no title `{sku}`; `zinetill catalog list` shows what there is"
                ))
            })?;
            let title = fill((**known).clone(), &args.fields, &catalog, currency)?;
            till.edit_title(title.clone())?;
            Ok(show::title(&title, currency))
        }
    }
}

/// The title with what was given of it.
pub(super) fn fill(mut title: Title, args: &Fields, catalog: &Catalog, currency: Currency) -> Result<Title, Error> {
    let list = |text: &str, mark: char| -> Vec<String> {
        text.split(mark)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    if let Some(name) = &args.title {
        if name.trim().is_empty() {
            return Err(refused("a title needs a name"));
        }
        title.name = name.trim().to_owned();
    }
    if let Some(price) = &args.price {
        title.rule = sentence::parse(price, currency).map_err(refused)?;
        title.price_list = None;
    }
    if let Some(name) = &args.list {
        let list = catalog.list(name).ok_or_else(|| {
            refused(format!(
                "there is no price list `{name}`; `zinetill list list` shows what there is"
            ))
        })?;
        title.rule = list.rule.clone();
        title.price_list = Some(list.name.clone());
    }
    if let Some(name) = &args.tax {
        let class = catalog
            .taxes
            .iter()
            .find(|class| class.name.eq_ignore_ascii_case(name.trim()));
        if class.is_none() && name != "none" {
            return Err(refused(format!(
                "there is no tax class `{name}`; `zinetill tax list` shows what there is"
            )));
        }
        title.tax_class = class.map(|class| class.name.clone());
    }
    if let Some(share) = &args.share {
        let ppm = parse_percent(share.trim_end_matches('%')).filter(|ppm| *ppm <= MILLION);
        let ppm = ppm.ok_or_else(|| refused(format!("`{share}` is no share; write it like 60%")))?;
        title.maker_share_ppm = Some(ppm);
    }
    if let Some(makers) = &args.makers {
        title.makers = list(makers, ';');
    }
    if let Some(weight) = &args.weight {
        let read = weight_mg(weight)
            .ok_or_else(|| refused(format!("`{weight}` is no weight; write it like 2.0 oz or 58 g")))?;
        title.weight_mg = Some(read);
    }
    if let Some(tags) = &args.tags {
        title.tags = list(&tags.to_lowercase(), ',');
    }
    if let Some(contents) = &args.contents {
        title.contents = list(contents, ';');
    }
    title.stock = args.stock.or(title.stock);
    title.barcode = args.barcode.clone().or(title.barcode);
    title.introduced = args.introduced.clone().or(title.introduced);
    title.description = args.description.clone().unwrap_or(title.description);
    Ok(title)
}
