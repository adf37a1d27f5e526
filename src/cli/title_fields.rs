//! What a title holds, as words of a command. Never decides what may be kept: the domain checks it.

use super::refused;
use crate::domain::barcode;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::edit::{self, Copies, Edit, Price, Tags};
use crate::domain::money::parse_percent;
use crate::domain::sentence;
use crate::domain::title::{Title, weight_mg};
use crate::exchange::list::parts;
use crate::exchange::page::month;
use crate::till::Error;
use clap::{Args, ValueEnum};

/// A switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// It is so
    On,
    /// It is not
    Off,
}

/// What a title holds; 'none' takes away what can be empty.
#[derive(Debug, Default, Args)]
pub struct Fields {
    /// Its name
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Its price sentence
    #[arg(long)]
    pub(super) price: Option<String>,
    /// Who made it, parted by ; (a ; of a name is written \;)
    #[arg(long)]
    pub(super) makers: Option<String>,
    /// Its weight, as '2.0 oz' or '58 g'
    #[arg(long)]
    weight: Option<String>,
    /// Copies on the table; 'none' where they are not counted
    #[arg(long, allow_hyphen_values = true, value_name = "COPIES")]
    stock: Option<String>,
    /// So few copies are few
    #[arg(long, value_name = "COPIES")]
    low_stock: Option<String>,
    /// Sold out, whatever the count says
    #[arg(long, value_name = "on|off", value_enum, hide_possible_values = true)]
    sold_out: Option<Switch>,
    /// Tags, parted by commas
    #[arg(long)]
    tags: Option<String>,
    /// Barcode or ISBN; its check digit is looked at
    #[arg(long)]
    pub(super) barcode: Option<String>,
    /// Year and month it came out, as 2012-02 or 'February 2012'
    #[arg(long)]
    introduced: Option<String>,
    /// Pages of a copy
    #[arg(long)]
    pages: Option<String>,
    /// Its format, as half-sheet or A5
    #[arg(long)]
    format: Option<String>,
    /// Its language
    #[arg(long)]
    language: Option<String>,
    /// What it is about
    #[arg(long)]
    description: Option<String>,
    /// What stands inside, parted by ; (\; is one of its own)
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
    /// Put away, neither shown nor searched
    #[arg(long, value_name = "on|off", value_enum, hide_possible_values = true)]
    archived: Option<Switch>,
}

/// The title with what was given of it.
pub(super) fn fill(mut title: Title, args: &Fields, catalog: &Catalog, currency: Currency) -> Result<Title, Error> {
    let edit = args.edit(catalog, currency)?;
    let listed = match &edit.price {
        Some(Price::List(name)) => catalog.list(name).map(|list| &list.rule),
        _ => None,
    };
    edit.on(&mut title, listed);
    Ok(title)
}

/// What is given of a part that can be empty: `none` and nothing take it away.
fn given<T>(text: &Option<String>, read: impl FnOnce(&str) -> Result<T, Error>) -> Result<Option<Option<T>>, Error> {
    match text.as_deref().map(str::trim) {
        None => Ok(None),
        Some("" | "none") => Ok(Some(None)),
        Some(text) => read(text).map(|read| Some(Some(read))),
    }
}

fn number<T: std::str::FromStr>(text: &str, of: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| refused(format!("`{text}` is no number of {of}; write it like 12, or none")))
}

/// What is given of a part that holds several things, or many words: `none` takes it away, too.
fn words(text: &Option<String>) -> Option<&str> {
    text.as_deref()
        .map(|text| if text.trim() == "none" { "" } else { text })
}

impl Fields {
    /// Only what was given.
    pub(super) fn edit(&self, catalog: &Catalog, currency: Currency) -> Result<Edit, Error> {
        let as_is = |text: &str| Ok(text.to_owned());
        let on = |switch: Option<Switch>| switch.map(|switch| switch == Switch::On);
        let edit = Edit {
            name: self.title.as_ref().map(|name| name.trim().to_owned()),
            makers: words(&self.makers).map(parts),
            price: self.cost(catalog, currency)?,
            tags: words(&self.tags).map(|tags| Tags::Are(edit::tags(tags))),
            stock: given(&self.stock, |text| number(text, "copies"))?
                .map(|copies| copies.map_or(Copies::Uncounted, Copies::To)),
            low_stock: given(&self.low_stock, |text| number(text, "copies"))?,
            sold_out: on(self.sold_out),
            weight_mg: given(&self.weight, |text| {
                weight_mg(text).ok_or_else(|| refused(format!("`{text}` is no weight; write it like 2.0 oz or 58 g")))
            })?,
            introduced: given(&self.introduced, |text| {
                month(text).ok_or_else(|| {
                    refused(format!(
                        "`{text}` is no year and no month; write it like 2012-02, 'February 2012' or 2012"
                    ))
                })
            })?,
            barcode: given(&self.barcode, |text| barcode::read(text).map_err(refused))?.map(Option::flatten),
            pages: given(&self.pages, |text| number(text, "pages"))?,
            format: given(&self.format, as_is)?,
            language: given(&self.language, as_is)?,
            contents: words(&self.contents).map(parts),
            description: words(&self.description).map(str::to_owned),
            maker_share_ppm: given(&self.share, |text| {
                parse_percent(text.trim_end_matches('%').trim())
                    .ok_or_else(|| refused(format!("`{text}` is no share; write it like 60%")))
            })?,
            tax_class: given(&self.tax, |name| {
                let class = catalog.taxes.iter().find(|class| class.name.eq_ignore_ascii_case(name));
                class.map(|class| class.name.clone()).ok_or_else(|| {
                    refused(format!(
                        "there is no tax class `{name}`; `zinetill tax list` shows what there is"
                    ))
                })
            })?,
            cover: None,
            archived: on(self.archived),
        };
        edit.check().map_err(refused)?;
        Ok(edit)
    }

    fn cost(&self, catalog: &Catalog, currency: Currency) -> Result<Option<Price>, Error> {
        if let Some(price) = &self.price {
            return Ok(Some(Price::Own(sentence::parse(price, currency).map_err(refused)?)));
        }
        let Some(name) = &self.list else {
            return Ok(None);
        };
        let list = catalog.list(name).ok_or_else(|| {
            refused(format!(
                "there is no price list `{name}`; `zinetill list list` shows what there is"
            ))
        })?;
        Ok(Some(Price::List(list.name.clone())))
    }
}
