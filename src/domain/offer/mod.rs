//! Offers: N units of a tag, of named titles or of everything for one price.
//! Never priced here: `solve` finds the applications that are best for the buyer, `pricing` charges them.

mod budget;
mod digits;
mod exact;
mod greedy;
mod handout;
mod part;
pub mod solve;

use super::currency::Currency;
use super::day::BusinessDay;
use super::money::{MAX_MINOR, Money};
use super::title::Sku;
use uuid::Uuid;

/// What an offer is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The whole table.
    Everything,
    /// Titles that carry this tag.
    Tag(String),
    /// These titles.
    Titles(Vec<Sku>),
}

/// N units of a tag, of named titles or of everything for one price, as often as the basket holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: Uuid,
    /// What the sign calls it, as `any 3 half-sheets for $2`.
    pub name: String,
    /// Copies that make one application.
    pub units: u32,
    /// What they cost together.
    pub price: Money,
    /// What it is over.
    pub scope: Scope,
    /// The only event it holds at; empty for every one.
    pub event: String,
    /// The first business day it holds on.
    pub from: Option<BusinessDay>,
    /// The last business day it holds on.
    pub until: Option<BusinessDay>,
    /// It was stopped.
    pub stopped: bool,
}

/// What makes no offer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// Fewer than two or more than a hundred units.
    #[error("an offer is over 2 to 100 copies, not {0}; one copy for a price is the title's own price")]
    Units(u32),
    /// Below zero or more than a till keeps.
    #[error("an offer's price is zero or more, and no more than a till keeps")]
    Price,
    /// No tag or no title.
    #[error("an offer is over a tag, over titles, or over everything: name at least one")]
    Scope,
    /// The name is too long.
    #[error("an offer's name has at most 64 characters and no line break")]
    Name,
    /// The period runs backwards.
    #[error("the offer would end on {1}, before it begins on {0}")]
    Period(BusinessDay, BusinessDay),
}

impl Offer {
    /// An offer without an end, at every event. Where it has no name, it is called by what it says:
    /// `any 3 half-sheet for $2.00`.
    ///
    /// # Errors
    /// [`OfferError`] names the part that does not fit.
    pub fn new(
        id: Uuid,
        name: &str,
        units: u32,
        price: Money,
        scope: Scope,
        currency: Currency,
    ) -> Result<Offer, OfferError> {
        let name = name.trim();
        if !(2..=100).contains(&units) {
            return Err(OfferError::Units(units));
        }
        if !(0..=MAX_MINOR).contains(&price.to_minor(currency)) {
            return Err(OfferError::Price);
        }
        if name.chars().count() > 64 || name.chars().any(char::is_control) {
            return Err(OfferError::Name);
        }
        let of = match &scope {
            Scope::Everything => String::new(),
            Scope::Tag(tag) if !tag.trim().is_empty() => format!(" {tag}"),
            Scope::Titles(titles) if !titles.is_empty() => match titles.as_slice() {
                [only] => format!(" {only}"),
                several => format!(" of {} titles", several.len()),
            },
            _ => return Err(OfferError::Scope),
        };
        let name = match name {
            "" => format!("any {units}{of} for {}", currency.show(price)),
            name => name.to_owned(),
        };
        Ok(Offer {
            id,
            name,
            units,
            price,
            scope,
            event: String::new(),
            from: None,
            until: None,
            stopped: false,
        })
    }

    /// The same offer at one event only (every one where the name is empty) and between two business days, both included.
    ///
    /// # Errors
    /// [`OfferError::Period`] when it would end before it begins.
    pub fn held(self, event: &str, from: Option<BusinessDay>, until: Option<BusinessDay>) -> Result<Offer, OfferError> {
        match (from, until) {
            (Some(from), Some(until)) if until < from => Err(OfferError::Period(from, until)),
            _ => Ok(Offer {
                event: event.trim().to_owned(),
                from,
                until,
                ..self
            }),
        }
    }

    /// Whether a title is one of those it is over.
    pub fn covers(&self, sku: &Sku, tags: &[String]) -> bool {
        match &self.scope {
            Scope::Everything => true,
            Scope::Tag(tag) => tags.iter().any(|own| own.eq_ignore_ascii_case(tag)),
            Scope::Titles(titles) => titles.contains(sku),
        }
    }

    /// Whether it holds at an event on a business day.
    pub fn in_force(&self, event: &str, day: BusinessDay) -> bool {
        !self.stopped
            && (self.event.is_empty() || self.event.to_lowercase() == event.trim().to_lowercase())
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// Reads how many for how much from an offer's name: `any 3 half-sheets for $2`, `5 for 4.00`.
pub fn read_name(name: &str, currency: Currency) -> Option<(u32, Money)> {
    let (what, price) = name.rsplit_once(" for ")?;
    let units = what.split_whitespace().find_map(|word| word.parse().ok())?;
    Some((units, currency.parse(price).ok()?))
}

/// An offer in force and what it did for one basket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedOffer {
    /// The offer.
    pub offer: Offer,
    /// How often it was applied; none where it would not have helped.
    pub applications: u32,
    /// Copies of the basket that it is over.
    pub of: u32,
    /// What it saves beside the offers made before it.
    pub saved: Money,
}

impl AppliedOffer {
    /// Copies it took.
    pub fn copies(&self) -> u32 {
        self.applications.saturating_mul(self.offer.units)
    }

    /// Why, in one line that a person can read out: `3 of these 5 as "any 3 half-sheets for $2": saves $0.50`.
    /// `None` where it was not applied.
    pub fn reason(&self, currency: Currency) -> Option<String> {
        let copies = self.copies();
        if copies == 0 {
            return None;
        }
        let which = if copies == self.of {
            format!("these {copies}")
        } else {
            format!("{copies} of these {}", self.of)
        };
        let saves = if self.saved > Money::ZERO {
            format!(": saves {}", currency.show(self.saved))
        } else {
            String::new()
        };
        Some(format!("{which} as \"{}\"{saves}", self.offer.name))
    }
}
