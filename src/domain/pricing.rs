//! The price of a basket: a pure function of what is in it.
//! Never depends on the order of taps, never keeps anything; all ties go by SKU.

use super::cart::{Cart, CartLine, Item, Override};
use super::currency::Currency;
use super::money::{Money, Quantity, share};
use super::rule::{Charge, PriceRule};
use super::sentence;
use super::title::{Sku, Title};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The SKU under which a custom amount is recorded; no title may take it.
pub const CUSTOM_SKU: &str = "custom";

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
    /// Copies whose amount the buyer has yet to choose.
    pub undecided: u32,
    /// What tiers or sets save against buying the same copies one by one.
    pub saved: Money,
    /// What one more copy would cost, where that is known.
    pub next: Option<Money>,
    /// A price keyed by hand, which the charges follow.
    pub price_override: Option<Override>,
    /// The amounts chosen lie below the scale.
    pub below_scale: bool,
}

/// A whole cart with what it costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PricedBasket {
    /// The cart's lines in the cart's order.
    pub lines: Vec<PricedLine>,
    /// What the goods cost together.
    pub goods: Money,
    /// Tax that stands beside the goods.
    pub tax_added: Money,
    /// The donation in the cart.
    pub donation: Money,
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

    /// What tiers and sets save.
    pub fn saved(&self) -> Money {
        self.lines.iter().map(|line| line.saved).sum()
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
}

/// Prices a cart. Pooled rules count all lines under the same price list, or under the same sentence, together and
/// share the pool's total over its lines by copies, largest remainder first, ties by SKU.
///
/// # Errors
/// [`PricingError`] when a title is unknown, an amount too large, or choices do not fit the line.
pub fn price<'a>(
    cart: &Cart,
    catalog: impl Fn(&Sku) -> Option<&'a Arc<Title>>,
    currency: Currency,
) -> Result<PricedBasket, PricingError> {
    let mut lines = Vec::with_capacity(cart.lines.len());
    for line in &cart.lines {
        lines.push(price_line(line, &catalog, currency)?);
    }
    price_pools(&mut lines, currency);
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
    let goods: Money = lines.iter().map(|line| line.amount).sum();
    let donation = cart.donation.as_ref().map_or(Money::ZERO, |donation| donation.amount);
    if !(goods + donation).in_bounds(currency) {
        return Err(PricingError::TooLarge("the whole cart".to_owned()));
    }
    Ok(PricedBasket {
        lines,
        goods,
        tax_added: Money::ZERO,
        donation,
    })
}

/// One line by itself; lines of a pool get their charges later.
fn price_line<'a>(
    line: &CartLine,
    catalog: &impl Fn(&Sku) -> Option<&'a Arc<Title>>,
    currency: Currency,
) -> Result<PricedLine, PricingError> {
    let (title, custom) = match &line.item {
        Item::Title(sku) => (
            catalog(sku)
                .cloned()
                .ok_or_else(|| PricingError::UnknownTitle(sku.clone()))?,
            false,
        ),
        Item::Custom { name, each } => {
            let sku = Sku::new(CUSTOM_SKU).map_err(|_| PricingError::TooLarge(name.clone()))?;
            (Arc::new(Title::new(sku, name.clone(), PriceRule::fixed(*each))), true)
        }
    };
    let mut priced = PricedLine {
        custom,
        quantity: line.quantity,
        charges: Vec::new(),
        amount: Money::ZERO,
        undecided: 0,
        saved: Money::ZERO,
        next: None,
        price_override: line.price_override.clone(),
        below_scale: false,
        title,
    };
    let rule = &priced.title.rule;
    if let Some(by_hand) = &line.price_override {
        priced.charges = vec![Charge::each(line.quantity, by_hand.each, currency)];
        priced.next = Some(by_hand.each);
    } else if rule.buyer_chooses() {
        let chosen: u32 = line.choices.iter().map(|choice| choice.quantity.get()).sum();
        let rest = line
            .quantity
            .get()
            .checked_sub(chosen)
            .ok_or_else(|| PricingError::TooManyChoices(priced.title.sku.clone()))?;
        let low = match rule.kind() {
            super::rule::RuleKind::Sliding { low, .. } => *low,
            _ => Money::ZERO,
        };
        priced.below_scale = line.choices.iter().any(|choice| choice.amount < low);
        let mut by_amount: BTreeMap<Money, u32> = BTreeMap::new();
        for choice in &line.choices {
            *by_amount.entry(choice.amount).or_default() += choice.quantity.get();
        }
        match rule.suggested() {
            Some(suggested) if rest > 0 => *by_amount.entry(suggested).or_default() += rest,
            _ => priced.undecided = rest,
        }
        priced.charges = by_amount
            .into_iter()
            .rev()
            .filter_map(|(amount, copies)| Some(Charge::each(Quantity::new(copies).ok()?, amount, currency)))
            .collect();
        priced.next = rule.suggested();
    } else if !line.choices.is_empty() {
        return Err(PricingError::NoChoice(priced.title.sku.clone()));
    } else if !rule.pooled() {
        priced.charges = rule.charges(line.quantity, currency).unwrap_or_default();
        priced.next = next_copy(rule, line.quantity.get(), currency);
    }
    Ok(priced)
}

/// Which lines count together: those of one price list, else those of one sentence.
fn pool_key(line: &PricedLine) -> Option<(Option<&str>, &PriceRule)> {
    let pooled = line.title.rule.pooled() && line.price_override.is_none();
    pooled.then_some((line.title.price_list.as_deref(), &line.title.rule))
}

fn price_pools(lines: &mut [PricedLine], currency: Currency) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| {
        lines
            .get(*a)
            .map(|line| &line.title.sku)
            .cmp(&lines.get(*b).map(|line| &line.title.sku))
    });
    let mut done = vec![false; lines.len()];
    for first in &order {
        let Some(key) = lines.get(*first).and_then(pool_key) else {
            continue;
        };
        let pool: Vec<usize> = order
            .iter()
            .copied()
            .filter(|n| done.get(*n) == Some(&false) && lines.get(*n).and_then(pool_key).as_ref() == Some(&key))
            .collect();
        let quantities: Vec<u32> = pool
            .iter()
            .filter_map(|n| lines.get(*n))
            .map(|line| line.quantity.get())
            .collect();
        let Ok(whole) = Quantity::new(quantities.iter().sum()) else {
            continue;
        };
        let rule = key.1.clone();
        let charges = rule.charges(whole, currency).unwrap_or_default();
        let next = next_copy(&rule, whole.get(), currency);
        let total: Money = charges.iter().map(|charge| charge.amount).sum();
        let weights: Vec<i64> = quantities.iter().map(|quantity| i64::from(*quantity)).collect();
        let shares = share(total, &weights, currency);
        let same_price = match charges.as_slice() {
            [only] => only.unit_price,
            _ => None,
        };
        for (n, share) in pool.iter().zip(shares) {
            if let Some(flag) = done.get_mut(*n) {
                *flag = true;
            }
            let Some(line) = lines.get_mut(*n) else {
                continue;
            };
            line.next = next;
            line.charges = if pool.len() == 1 {
                charges.clone()
            } else if let Some(each) = same_price {
                vec![Charge::each(line.quantity, each, currency)]
            } else {
                let text = format!("{} × {}", line.quantity.get(), sentence::print(&rule, currency));
                vec![Charge {
                    quantity: line.quantity,
                    unit_price: None,
                    amount: share,
                    text,
                }]
            };
        }
    }
}

fn next_copy(rule: &PriceRule, copies: u32, currency: Currency) -> Option<Money> {
    let now = rule.total(Quantity::new(copies).ok()?, currency)?;
    Some(rule.total(Quantity::new(copies + 1).ok()?, currency)? - now)
}
