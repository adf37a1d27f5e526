//! Price lists, offers and tax classes as words of a command.
//! Never prices anything.

use super::show::{self, Shown};
use super::{day_of, open_or_make, refused};
use crate::domain::offer::{self, Offer, Scope};
use crate::domain::sentence;
use crate::domain::tax::TaxClass;
use crate::domain::title::Sku;
use crate::till::{Error, Till};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::Path;
use uuid::Uuid;

/// Price lists.
#[derive(Debug, Subcommand)]
pub enum ListCommand {
    /// Every price list
    List,
    /// A new price list, or another rule for one that is there
    Add {
        /// Its name, as Half-sheets
        name: String,
        /// Its price sentence, as '1st $1.00, rest $0.75 each, any mix'
        rule: String,
    },
    /// Another name for a price list; its titles follow
    Rename {
        /// Its name
        name: String,
        /// What it is to be called
        to: String,
    },
    /// Take a price list away that no title is on
    Remove {
        /// Its name
        name: String,
    },
}

/// Offers.
#[derive(Debug, Subcommand)]
pub enum OfferCommand {
    /// Every offer, stopped ones too
    List,
    /// A new offer
    Add(OfferArgs),
    /// Stop an offer
    Stop {
        /// Its number
        number: u32,
    },
}

/// An offer.
#[derive(Debug, Args)]
pub struct OfferArgs {
    /// What the sign says, as 'any 3 half-sheets for $2'
    name: String,
    /// Copies that make one; read from the name if nothing is said
    #[arg(long)]
    units: Option<u32>,
    /// What they cost together; read from the name if nothing is said
    #[arg(long, allow_hyphen_values = true)]
    price: Option<String>,
    /// Over titles with this tag
    #[arg(long, conflicts_with = "titles")]
    tag: Option<String>,
    /// Over these titles: SKUs parted by commas; with no tag and no titles it is over everything
    #[arg(long, value_delimiter = ',')]
    titles: Vec<String>,
    /// Only at this event
    #[arg(long, default_value = "")]
    event: String,
    /// First business day
    #[arg(long)]
    from: Option<String>,
    /// Last business day
    #[arg(long)]
    to: Option<String>,
}

/// Tax classes.
#[derive(Debug, Subcommand)]
pub enum TaxCommand {
    /// Every tax class
    List,
    /// A new tax class, or another rate for one that is there
    Add {
        /// Its name, as books
        name: String,
        /// Its rate, as 8.875%
        rate: String,
        /// Whether prices hold the tax already
        how: How,
    },
    /// Take a tax class away that no title is under
    Remove {
        /// Its name
        name: String,
    },
}

/// How a tax stands to the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum How {
    /// Part of the price
    Included,
    /// Beside the price
    Added,
}

pub fn lists(command: ListCommand, folder: &Path) -> Result<Shown, Error> {
    match command {
        ListCommand::List => {
            let mut till = Till::open(folder)?;
            let currency = till.settings()?.currency;
            Ok(show::lists(&*till.catalog()?, currency))
        }
        ListCommand::Add { name, rule } => {
            let mut till = open_or_make(folder)?;
            let currency = till.settings()?.currency;
            let rule = sentence::parse(&rule, currency).map_err(refused)?;
            let list = till.add_list(&name, rule)?;
            Ok(show::list(&list, &*till.catalog()?, currency))
        }
        ListCommand::Rename { name, to } => {
            let mut till = Till::open(folder)?;
            let currency = till.settings()?.currency;
            let list = till.rename_list(&name, &to)?;
            Ok(show::list(&list, &*till.catalog()?, currency))
        }
        ListCommand::Remove { name } => {
            Till::open(folder)?.remove_list(&name)?;
            let text = format!("The price list {} is taken away.", name.trim());
            Ok(Shown::new(json!({"removed": name.trim()}), text))
        }
    }
}

pub fn offers(command: OfferCommand, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let currency = till.settings()?.currency;
    match command {
        OfferCommand::List => {
            let offers: Vec<(u32, Offer)> = (1..).zip(till.catalog()?.offers.iter().cloned()).collect();
            Ok(show::offers(&offers, currency))
        }
        OfferCommand::Add(args) => {
            let said = offer::read_name(&args.name, currency);
            let units = args.units.or(said.map(|(units, _)| units));
            let price = match &args.price {
                Some(price) => Some(currency.parse(price).map_err(refused)?),
                None => said.map(|(_, price)| price),
            };
            let (Some(units), Some(price)) = (units, price) else {
                return Err(refused(format!(
                    "`{}` does not say how many for how much; write it like 'any 3 half-sheets for $2', or add --units 3 --price 2.00",
                    args.name
                )));
            };
            let scope = match (args.tag, args.titles.is_empty()) {
                (Some(tag), _) => Scope::Tag(tag.trim().to_lowercase()),
                (None, true) => Scope::Everything,
                (None, false) => {
                    let skus = args.titles.iter().map(|sku| Sku::new(sku.trim()));
                    Scope::Titles(skus.collect::<Result<_, _>>().map_err(refused)?)
                }
            };
            let from = args.from.map(|day| day_of(&day)).transpose()?;
            let to = args.to.map(|day| day_of(&day)).transpose()?;
            let offer = Offer::new(Uuid::now_v7(), &args.name, units, price, scope, currency)
                .and_then(|offer| offer.held(&args.event, from, to))
                .map_err(refused)?;
            let number = till.add_offer(&offer)?;
            Ok(show::offer(number, &offer, currency))
        }
        OfferCommand::Stop { number } => {
            let offer = till.stop_offer(number)?;
            Ok(show::offer(number, &offer, currency))
        }
    }
}

pub fn taxes(command: TaxCommand, folder: &Path) -> Result<Shown, Error> {
    let mut till = open_or_make(folder)?;
    match command {
        TaxCommand::List => {
            let catalog = till.catalog()?;
            let text: Vec<String> = catalog.taxes.iter().map(|class| show::tax(class).text).collect();
            let taxes: Vec<_> = catalog.taxes.iter().map(|class| show::tax(class).json).collect();
            Ok(Shown::new(
                json!({"taxes": taxes}),
                show::rows(text, "No tax classes yet."),
            ))
        }
        TaxCommand::Add { name, rate, how } => {
            let class = TaxClass::new(&name, &rate, how == How::Included).map_err(refused)?;
            till.add_tax(&class)?;
            Ok(show::tax(&class))
        }
        TaxCommand::Remove { name } => {
            till.remove_tax(&name)?;
            let text = format!("The tax class {} is taken away.", name.trim());
            Ok(Shown::new(json!({"removed": name.trim()}), text))
        }
    }
}
