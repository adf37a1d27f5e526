//! What was in force for a whole basket, so that copies taken back later are priced by it.

use super::EntryError;
use crate::domain::currency::Currency;
use crate::domain::discount::{Discount, Off};
use crate::domain::money::Money;
use crate::domain::offer::{AppliedOffer, Offer, Scope};
use crate::domain::pricing::{Applied, AppliedDiscount};
use crate::domain::sale::Sale;
use crate::domain::tax::{TaxClass, TaxSum};
use crate::domain::title::Sku;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was in force for the whole basket, kept so that copies taken back later are priced by it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Offers in force, in the order they were made, whether they applied or not.
    pub offers: Vec<OfferTerms>,
    /// The offers could not be tried in every way.
    pub best_found: bool,
    /// Discounts as keyed: on a line (its place from 0) or on the basket (null).
    pub discounts: Vec<DiscountTerms>,
    /// Tax classes of the lines, with what was worked out for each.
    pub taxes: Vec<TaxTerms>,
    /// Smallest coin to which cash was rounded.
    pub smallest_coin: Option<i64>,
}

/// An offer in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferTerms {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Copies that make one application.
    pub units: u32,
    /// What they cost together.
    pub price: i64,
    /// The tag it covers.
    pub tag: Option<String>,
    /// The titles it covers; with no tag and no titles it covers everything.
    pub skus: Vec<String>,
    /// How often it was applied.
    pub applied: u32,
    /// Copies of the sale that it covers.
    pub of: u32,
    /// What it saved beside the offers made before it.
    pub saved: i64,
}

/// A discount as keyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscountTerms {
    /// The line's place, or null for the basket.
    pub line: Option<u32>,
    /// Millionths of the price, or null.
    pub rate_ppm: Option<u32>,
    /// An amount, or null.
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
    /// What it took.
    pub taken: i64,
}

/// A tax class and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxTerms {
    /// Its name.
    pub class: String,
    /// Its rate in millionths.
    pub rate_ppm: u32,
    /// Part of the price, or beside it.
    pub included: bool,
    /// The discounted sum it was computed on.
    pub base: i64,
    /// The tax.
    pub amount: i64,
}

impl Terms {
    /// The terms of a sale.
    pub fn new(sale: &Sale) -> Terms {
        let minor = |money: Money| money.to_minor(sale.currency);
        let offer = |applied: &AppliedOffer| OfferTerms {
            id: applied.offer.id,
            name: applied.offer.name.clone(),
            units: applied.offer.units,
            price: minor(applied.offer.price),
            tag: match &applied.offer.scope {
                Scope::Tag(tag) => Some(tag.clone()),
                _ => None,
            },
            skus: match &applied.offer.scope {
                Scope::Titles(titles) => titles.iter().map(Sku::to_string).collect(),
                _ => Vec::new(),
            },
            applied: applied.applications,
            of: applied.of,
            saved: minor(applied.saved),
        };
        let discount = |applied: &AppliedDiscount| {
            let (rate_ppm, amount) = match applied.discount.off {
                Off::Rate(rate) => (Some(rate), None),
                Off::Amount(amount) => (None, Some(minor(amount))),
            };
            DiscountTerms {
                line: applied.line.and_then(|line| u32::try_from(line).ok()),
                rate_ppm,
                amount,
                reason: applied.discount.reason.clone(),
                taken: minor(applied.amount),
            }
        };
        Terms {
            offers: sale.applied.offers.iter().map(offer).collect(),
            best_found: sale.applied.best_found,
            discounts: sale.applied.discounts.iter().map(discount).collect(),
            taxes: sale
                .applied
                .taxes
                .iter()
                .map(|sum| TaxTerms::new(sum, sale.currency))
                .collect(),
            smallest_coin: sale.smallest_coin.map(minor),
        }
    }

    /// What they did.
    pub(super) fn applied(&self, currency: Currency) -> Result<Applied, EntryError> {
        let money = |minor: i64| Money::from_minor(minor, currency);
        let wrong = |what: &dyn std::fmt::Display| EntryError(format!("its terms are not valid: {what}"));
        let mut applied = Applied {
            best_found: self.best_found,
            ..Applied::default()
        };
        for terms in &self.offers {
            let skus = terms
                .skus
                .iter()
                .map(|sku| Sku::new(sku))
                .collect::<Result<Vec<_>, _>>();
            let scope = match (&terms.tag, skus.map_err(|error| wrong(&error))?) {
                (Some(tag), _) => Scope::Tag(tag.clone()),
                (None, skus) if skus.is_empty() => Scope::Everything,
                (None, skus) => Scope::Titles(skus),
            };
            let offer = Offer::new(terms.id, &terms.name, terms.units, money(terms.price), scope, currency);
            applied.offers.push(AppliedOffer {
                offer: offer.map_err(|error| wrong(&error))?,
                applications: terms.applied,
                of: terms.of,
                saved: money(terms.saved),
            });
        }
        for terms in &self.discounts {
            let off = match (terms.rate_ppm, terms.amount) {
                (Some(rate), None) => Off::Rate(rate),
                (None, Some(amount)) => Off::Amount(money(amount)),
                _ => return Err(wrong(&"a discount is a rate or an amount")),
            };
            applied.discounts.push(AppliedDiscount {
                line: terms.line.map(|line| line as usize),
                discount: Discount {
                    off,
                    reason: terms.reason.clone(),
                },
                amount: money(terms.taken),
            });
        }
        applied.taxes = self.taxes.iter().map(|terms| terms.sum(currency)).collect();
        Ok(applied)
    }
}

impl TaxTerms {
    pub(super) fn new(sum: &TaxSum, currency: Currency) -> TaxTerms {
        TaxTerms {
            class: sum.class.name.clone(),
            rate_ppm: sum.class.rate_ppm,
            included: sum.class.included,
            base: sum.base.to_minor(currency),
            amount: sum.amount.to_minor(currency),
        }
    }

    pub(super) fn sum(&self, currency: Currency) -> TaxSum {
        TaxSum {
            class: TaxClass {
                name: self.class.clone(),
                rate_ppm: self.rate_ppm,
                included: self.included,
            },
            base: Money::from_minor(self.base, currency),
            amount: Money::from_minor(self.amount, currency),
        }
    }
}
