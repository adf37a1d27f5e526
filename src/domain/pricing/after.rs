//! What comes after the lines: discounts and taxes.
//! Never changes a charge: a discount stands beside it.

use super::{Applied, AppliedDiscount, PricedLine, PricingError, Wanted};
use crate::domain::currency::Currency;
use crate::domain::discount::Discount;
use crate::domain::money::{Money, share};
use crate::domain::tax::{TaxClass, TaxSum};

/// Takes each line's discount off it, then the basket's off them all, shared by what the lines cost by then.
pub(super) fn discounts(
    lines: &mut [PricedLine],
    order: &[usize],
    wanted: &[Wanted],
    basket: Option<&Discount>,
    applied: &mut Applied,
    currency: Currency,
) {
    for (n, (line, wanted)) in lines.iter_mut().zip(wanted).enumerate() {
        if let Some(discount) = &wanted.discount {
            line.discount = discount.on(line.amount, currency);
            applied.discounts.push(AppliedDiscount {
                line: Some(n),
                discount: discount.clone(),
                amount: line.discount,
            });
        }
    }
    let Some(discount) = basket else { return };
    let left: Vec<Money> = order
        .iter()
        .filter_map(|n| lines.get(*n))
        .map(PricedLine::total)
        .collect();
    let amount = discount.on(left.iter().copied().sum(), currency);
    let weights: Vec<i64> = left.iter().map(|left| left.to_minor(currency)).collect();
    for (n, share) in order.iter().zip(share(amount, &weights, currency)) {
        if let Some(line) = lines.get_mut(*n) {
            line.discount += share;
        }
    }
    applied.discounts.push(AppliedDiscount {
        line: None,
        discount: discount.clone(),
        amount,
    });
}

/// The tax of each class that a line carries, on what its lines cost after discounts, by name.
pub(super) fn taxes(
    lines: &[PricedLine],
    classes: &[TaxClass],
    currency: Currency,
) -> Result<Vec<TaxSum>, PricingError> {
    let mut sums: Vec<TaxSum> = Vec::new();
    for line in lines {
        let Some(name) = &line.title.tax_class else { continue };
        let total = line.total();
        if let Some(sum) = sums.iter_mut().find(|sum| sum.class.name == *name) {
            sum.base += total;
            continue;
        }
        let class = classes
            .iter()
            .find(|class| class.name == *name)
            .ok_or_else(|| PricingError::UnknownTax(line.title.sku.clone(), name.clone()))?;
        sums.push(TaxSum {
            class: class.clone(),
            base: total,
            amount: Money::ZERO,
        });
    }
    for sum in &mut sums {
        sum.amount = sum.class.on(sum.base, currency);
    }
    sums.sort_by(|a, b| a.class.name.cmp(&b.class.name));
    Ok(sums)
}
