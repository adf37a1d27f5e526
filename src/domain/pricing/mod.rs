//! The price of a basket: a pure function of what is in it and of what is in force.
//! Never depends on the order of taps, never keeps anything; all ties go by SKU.
//!
//! The steps, in their order, each with the one place that rounds it:
//! 1. each line by itself: an override, the buyer's choices, or nothing yet (`line`);
//! 2. offers take copies, as is best for the buyer; an offer's price is shared over its copies (`charge`);
//! 3. what is left goes by the lines' own rules, pooled ones together; a pool's total is shared over its lines (`charge`);
//! 4. line discounts, then the basket's, shared over the lines by what they cost (`after`);
//! 5. tax, once for each class on its discounted sum (`after`).
//!
//! Every sharing is by largest remainder, ties to the smaller SKU; every other rounding is half away from zero, to the
//! currency's smallest unit. Cash rounding comes with the payment ([`super::payment::settle`]).

mod after;
mod charge;
mod line;

use super::cart::{Cart, Choice, Item, Override};
use super::currency::Currency;
use super::discount::Discount;
use super::money::{Money, Quantity};
use super::offer::{AppliedOffer, Offer};
use super::rule::{Charge, PriceRule};
use super::tax::{TaxClass, TaxSum};
use super::title::{Sku, Title};
use std::sync::Arc;

/// The SKU under which a custom amount is recorded; no title may take it.
pub const CUSTOM_SKU: &str = "custom";

/// What is in force beside the titles' own rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Offers in the order they were made.
    pub offers: Vec<Offer>,
    /// Tax classes that titles may carry.
    pub taxes: Vec<TaxClass>,
}

/// What the terms did for one basket.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Every offer in force, in the order they were made.
    pub offers: Vec<AppliedOffer>,
    /// The offers could not be tried in every way: what was found is good, and perhaps not the best.
    pub best_found: bool,
    /// Discounts in the order of the lines, the basket's last.
    pub discounts: Vec<AppliedDiscount>,
    /// Each tax class of the lines, by name.
    pub taxes: Vec<TaxSum>,
}

impl Applied {
    /// Why a line costs what it does, where its own rule does not say: a price by hand, its discount, its offers.
    pub fn reason(
        &self,
        line: usize,
        by_hand: Option<&Override>,
        charges: &[Charge],
        currency: Currency,
    ) -> Option<String> {
        let discounts = self.discounts.iter().filter(|discount| discount.line == Some(line));
        let offers = charges
            .iter()
            .filter_map(|charge| self.offers.get(charge.offer? as usize));
        let reasons: Vec<String> = by_hand
            .map(|by_hand| by_hand.reason.clone())
            .into_iter()
            .chain(discounts.map(|discount| discount.discount.reason.clone()))
            .filter(|reason| !reason.is_empty())
            .chain(offers.filter_map(|offer| offer.reason(currency)))
            .collect();
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }

    /// What the offers say for themselves, a line each.
    pub fn reasons(&self, currency: Currency) -> Vec<String> {
        let found = if self.best_found { " (best found)" } else { "" };
        self.offers
            .iter()
            .filter_map(|offer| offer.reason(currency))
            .map(|reason| format!("{reason}{found}"))
            .collect()
    }
}

/// A discount and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedDiscount {
    /// The line it is on; `None` for the whole basket.
    pub line: Option<usize>,
    /// The discount as keyed.
    pub discount: Discount,
    /// What it took.
    pub amount: Money,
}

/// A line to be priced: what the cart or an older sale asks for, with its title at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The title; for a custom amount one made up for it.
    pub title: Arc<Title>,
    /// Whether it is a custom amount.
    pub custom: bool,
    /// Copies.
    pub quantity: Quantity,
    /// Amounts the buyer chose.
    pub choices: Vec<Choice>,
    /// A price keyed by hand.
    pub price_override: Option<Override>,
    /// A discount on the line.
    pub discount: Option<Discount>,
}

/// A cart line with what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct PricedLine {
    /// The title as the catalog has it now; for a custom amount one made up for it.
    pub title: Arc<Title>,
    /// Whether it is a custom amount.
    pub custom: bool,
    /// Copies.
    pub quantity: Quantity,
    /// Charges; their quantities add up to `quantity`, less the copies still undecided.
    pub charges: Vec<Charge>,
    /// Sum of the charges.
    pub amount: Money,
    /// What the line's own discount and its share of the basket's take.
    pub discount: Money,
    /// Copies whose amount the buyer has yet to choose.
    pub undecided: u32,
    /// What tiers, sets and offers save against buying the same copies one by one.
    pub saved: Money,
    /// What one more copy would cost by the line's own rule, where that is known and no offer is over it.
    pub next: Option<Money>,
    /// A price keyed by hand, which the charges follow.
    pub price_override: Option<Override>,
    /// The amounts chosen lie below the scale.
    pub below_scale: bool,
    /// Copies that offers took.
    pub by_offer: u32,
    /// An offer is over it, whether it took copies or not.
    pub offered: bool,
}

impl PricedLine {
    /// What the line costs after discounts.
    pub fn total(&self) -> Money {
        self.amount - self.discount
    }

    /// Copies that are left to the line's own rule.
    fn rest(&self) -> u32 {
        self.quantity.get().saturating_sub(self.by_offer)
    }

    /// Whether its rule prices it, and neither a hand nor the buyer.
    fn by_rule(&self) -> bool {
        self.price_override.is_none() && !self.title.rule.buyer_chooses()
    }
}

/// A whole cart with what it costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PricedBasket {
    /// The cart's lines in the cart's order.
    pub lines: Vec<PricedLine>,
    /// What the goods cost together after discounts, tax included in prices with them.
    pub goods: Money,
    /// Tax that stands beside the goods.
    pub tax_added: Money,
    /// The donations in the cart.
    pub donation: Money,
    /// What offers, discounts and taxes came to.
    pub applied: Applied,
}

impl PricedBasket {
    /// What there is to pay before cash rounding.
    pub fn due(&self) -> Money {
        self.goods + self.tax_added + self.donation
    }

    /// The first title whose amount the buyer has yet to choose.
    pub fn undecided(&self) -> Option<&Title> {
        self.lines
            .iter()
            .find(|line| line.undecided > 0)
            .map(|line| line.title.as_ref())
    }

    /// What the lines are charged before discounts.
    pub fn charged(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What the discounts take.
    pub fn discounted(&self) -> Money {
        self.lines.iter().map(|line| line.discount).sum()
    }
}

/// Why a basket cannot be priced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PricingError {
    /// No such entry in the catalog.
    #[error("there is no title `{0}` in the catalog; `zinetill catalog list` shows what there is")]
    UnknownTitle(Sku),
    /// Beyond what a till keeps.
    #[error("the amount for `{0}` is too large for a till")]
    TooLarge(String),
    /// Amounts were chosen for more copies than there are.
    #[error("amounts were chosen for more copies of `{0}` than are in the cart")]
    TooManyChoices(Sku),
    /// An amount was chosen where the price is set.
    #[error("`{0}` has a set price; to charge another, give the reason (--why)")]
    NoChoice(Sku),
    /// The title carries a tax class that there is not.
    #[error("`{0}` carries the tax class `{1}`, which there is not; add it with `zinetill tax add`")]
    UnknownTax(Sku, String),
}

/// Prices a cart with the catalog and the terms in force.
///
/// # Errors
/// [`PricingError`] when a title or its tax class is unknown, an amount too large, or choices do not fit the line.
pub fn price<'a>(
    cart: &Cart,
    catalog: impl Fn(&Sku) -> Option<&'a Arc<Title>>,
    terms: &Terms,
    currency: Currency,
) -> Result<PricedBasket, PricingError> {
    let wanted = cart
        .lines
        .iter()
        .map(|line| {
            let (title, custom) = match &line.item {
                Item::Title(sku) => {
                    let title = catalog(sku).ok_or_else(|| PricingError::UnknownTitle(sku.clone()))?;
                    (title.clone(), false)
                }
                Item::Custom { name, each } => {
                    let sku = Sku::new(CUSTOM_SKU).map_err(|_| PricingError::TooLarge(name.clone()))?;
                    let title = Title::new(sku, name.clone(), PriceRule::fixed(*each));
                    (Arc::new(title), true)
                }
            };
            Ok(Wanted {
                title,
                custom,
                quantity: line.quantity,
                choices: line.choices.clone(),
                price_override: line.price_override.clone(),
                discount: line.discount.clone(),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut basket = price_wanted(&wanted, cart.discount.as_ref(), terms, currency)?;
    basket.donation = cart.donations.iter().map(|donation| donation.amount).sum();
    if !basket.due().in_bounds(currency) {
        return Err(PricingError::TooLarge("the whole cart".to_owned()));
    }
    Ok(basket)
}

/// Prices lines whose titles are at hand, with a discount on all of them.
///
/// # Errors
/// As [`price`].
pub fn price_wanted(
    wanted: &[Wanted],
    discount: Option<&Discount>,
    terms: &Terms,
    currency: Currency,
) -> Result<PricedBasket, PricingError> {
    let mut lines = wanted
        .iter()
        .map(|wanted| line::by_itself(wanted, currency))
        .collect::<Result<Vec<_>, _>>()?;
    let order = by_sku(&lines);
    let mut applied = Applied::default();
    charge::offers(&mut lines, &order, &terms.offers, &mut applied, currency);
    charge::rules(&mut lines, &order, currency)?;
    for line in &mut lines {
        line.amount = line.charges.iter().map(|charge| charge.amount).sum();
        if !line.amount.in_bounds(currency) {
            return Err(PricingError::TooLarge(line.title.name.clone()));
        }
        let single = line.title.rule.total(Quantity::ONE, currency);
        if let (Some(single), None) = (single, &line.price_override) {
            line.saved = (single.times(line.quantity) - line.amount).max(Money::ZERO);
        }
    }
    after::discounts(&mut lines, &order, wanted, discount, &mut applied, currency);
    applied.taxes = after::taxes(&lines, &terms.taxes, currency)?;
    let goods: Money = lines.iter().map(PricedLine::total).sum();
    let tax_added = applied
        .taxes
        .iter()
        .filter(|tax| !tax.class.included)
        .map(|tax| tax.amount)
        .sum();
    if !(goods + tax_added).in_bounds(currency) {
        return Err(PricingError::TooLarge("the whole cart".to_owned()));
    }
    Ok(PricedBasket {
        lines,
        goods,
        tax_added,
        donation: Money::ZERO,
        applied,
    })
}

/// The places of the lines in the order in which ties are broken: by SKU, custom amounts by name and price.
fn by_sku(lines: &[PricedLine]) -> Vec<usize> {
    let mut order: Vec<(&Sku, &str, Money, usize)> = lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let single = line.title.rule.amounts().next().unwrap_or_default();
            (&line.title.sku, line.title.name.as_str(), single, n)
        })
        .collect();
    order.sort();
    order.into_iter().map(|(.., n)| n).collect()
}
