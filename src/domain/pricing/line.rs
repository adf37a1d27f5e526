//! A line by itself: what an override or the buyer's own choices make of it.
//! Never looks at other lines; what a rule prices gets its charges later.

use super::{PricedLine, PricingError, Wanted};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{Charge, RuleKind};
use std::collections::BTreeMap;

pub(super) fn by_itself(wanted: &Wanted, currency: Currency) -> Result<PricedLine, PricingError> {
    let mut line = PricedLine {
        title: wanted.title.clone(),
        custom: wanted.custom,
        quantity: wanted.quantity,
        charges: Vec::new(),
        amount: Money::ZERO,
        discount: Money::ZERO,
        undecided: 0,
        saved: Money::ZERO,
        next: None,
        price_override: wanted.price_override.clone(),
        below_scale: false,
        by_offer: 0,
        offered: false,
    };
    let rule = &wanted.title.rule;
    if let Some(by_hand) = &wanted.price_override {
        line.charges = vec![Charge::each(line.quantity, by_hand.each, currency)];
        line.next = Some(by_hand.each);
    } else if rule.buyer_chooses() {
        choices(&mut line, wanted, currency)?;
    } else if !wanted.choices.is_empty() {
        return Err(PricingError::NoChoice(wanted.title.sku.clone()));
    }
    Ok(line)
}

/// A charge for each amount chosen, the largest first; copies without a choice at the suggested amount.
fn choices(line: &mut PricedLine, wanted: &Wanted, currency: Currency) -> Result<(), PricingError> {
    let rule = &wanted.title.rule;
    let chosen: u32 = wanted.choices.iter().map(|choice| choice.quantity.get()).sum();
    let rest = line
        .quantity
        .get()
        .checked_sub(chosen)
        .ok_or_else(|| PricingError::TooManyChoices(wanted.title.sku.clone()))?;
    if let RuleKind::Sliding { low, .. } = rule.kind() {
        line.below_scale = wanted.choices.iter().any(|choice| choice.amount < *low);
    }
    let mut by_amount: BTreeMap<Money, u32> = BTreeMap::new();
    for choice in &wanted.choices {
        *by_amount.entry(choice.amount).or_default() += choice.quantity.get();
    }
    match rule.suggested() {
        Some(suggested) if rest > 0 => *by_amount.entry(suggested).or_default() += rest,
        _ => line.undecided = rest,
    }
    line.charges = by_amount
        .into_iter()
        .rev()
        .filter_map(|(amount, copies)| Some(Charge::each(Quantity::new(copies).ok()?, amount, currency)))
        .collect();
    line.next = rule.suggested();
    Ok(())
}
