//! Price rules: how a quantity becomes money.
//! Never reads or prints a sentence (see `sentence`), never looks at more than one quantity of one thing.

mod sets;

use super::currency::Currency;
use super::money::{Money, Quantity};

/// From this copy (or this many copies) on, each costs `each`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The first copy, counted from 1, that the step prices; for a volume rule the quantity that reaches the break.
    pub from: u32,
    /// Price of one copy.
    pub each: Money,
}

/// So many copies together for one price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PriceSet {
    /// Copies in the set, at least 2.
    pub count: u32,
    /// Price of the whole set.
    pub price: Money,
}

/// A named amount within a sliding scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Band {
    /// What the sign calls it, as `solidarity`.
    pub name: String,
    /// What one copy costs in it.
    pub amount: Money,
}

/// The seven kinds of price rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Every copy costs the same.
    Fixed {
        /// Price of one copy.
        each: Money,
    },
    /// Copy k costs the price of the step that k falls in.
    Graduated {
        /// Steps by rising start, the first at 1, neighbours unlike, at least two.
        steps: Vec<Step>,
    },
    /// Every copy costs the price of the highest break reached.
    Volume {
        /// Breaks by rising start, the first at 1, neighbours unlike, at least two.
        breaks: Vec<Step>,
    },
    /// The cheapest exact combination of sets and single copies; among equals the one with fewer sets.
    SetPrice {
        /// Sets by rising count, at least one.
        sets: Vec<PriceSet>,
        /// Price of a single copy.
        single: Money,
    },
    /// The buyer's choice a copy, within the scale.
    Sliding {
        /// Lower end of the scale.
        low: Money,
        /// Upper end of the scale.
        high: Money,
        /// What is taken without a choice.
        suggested: Option<Money>,
        /// Named amounts within the scale, in the order given.
        bands: Vec<Band>,
    },
    /// The buyer's choice a copy, from zero up.
    PayWhatYouCan {
        /// What is taken without a choice.
        suggested: Option<Money>,
    },
    /// Nothing.
    Free,
}

/// A price rule whose parts fit together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PriceRule {
    kind: RuleKind,
    pooled: bool,
}

/// Why parts do not make a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Steps or breaks do not start at the first copy, or do not rise.
    #[error("the steps must start at the first copy and rise")]
    Steps,
    /// A set of fewer than two copies, the same count twice, or no set.
    #[error("a set needs two or more copies, and each count only once")]
    Sets,
    /// The upper end of the scale lies below the lower, or a suggestion or band outside it.
    #[error("a scale runs from its lower to its upper end, with suggestion and bands between them")]
    Scale,
    /// An amount below zero.
    #[error("a price is zero or more")]
    Negative,
}

/// Some copies of a line and what they cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// How many copies.
    pub quantity: Quantity,
    /// Price of each; empty for a set or a share.
    pub unit_price: Option<Money>,
    /// What they cost together.
    pub amount: Money,
    /// As a receipt says it: `2 × $0.75`, `3 for $5.00`.
    pub text: String,
    /// The offer that took the copies: its place among those in force.
    pub offer: Option<u32>,
}

impl Charge {
    /// Copies at a price each.
    pub fn each(quantity: Quantity, unit_price: Money, currency: Currency) -> Charge {
        let text = if unit_price.is_zero() {
            format!("{} × free", quantity.get())
        } else {
            format!("{} × {}", quantity.get(), currency.show(unit_price))
        };
        Charge {
            quantity,
            unit_price: Some(unit_price),
            amount: unit_price.times(quantity),
            text,
            offer: None,
        }
    }
}

impl PriceRule {
    /// Checks the parts and puts them into their one normal form: steps and sets sorted, equal neighbouring steps
    /// merged, a single step turned into a fixed price. `pooled` is kept only where it can make a difference.
    ///
    /// # Errors
    /// [`RuleError`] when the parts contradict each other.
    pub fn new(kind: RuleKind, pooled: bool) -> Result<PriceRule, RuleError> {
        let kind = match kind {
            RuleKind::Graduated { steps } => match normal_steps(steps)?.as_slice() {
                [only] => RuleKind::Fixed { each: only.each },
                steps => RuleKind::Graduated { steps: steps.to_vec() },
            },
            RuleKind::Volume { breaks } => match normal_steps(breaks)?.as_slice() {
                [only] => RuleKind::Fixed { each: only.each },
                breaks => RuleKind::Volume {
                    breaks: breaks.to_vec(),
                },
            },
            RuleKind::SetPrice { mut sets, single } => {
                sets.sort_by_key(|set| set.count);
                let doubled = sets.iter().zip(sets.iter().skip(1)).any(|(a, b)| a.count == b.count);
                if sets.is_empty() || doubled || sets.iter().any(|set| set.count < 2 || set.count > Quantity::MAX) {
                    return Err(RuleError::Sets);
                }
                RuleKind::SetPrice { sets, single }
            }
            RuleKind::Sliding {
                low,
                high,
                suggested,
                bands,
            } => {
                let within = |amount: Money| low <= amount && amount <= high;
                if high < low || !suggested.is_none_or(within) || !bands.iter().all(|band| within(band.amount)) {
                    return Err(RuleError::Scale);
                }
                RuleKind::Sliding {
                    low,
                    high,
                    suggested,
                    bands,
                }
            }
            other => other,
        };
        let rule = PriceRule {
            pooled: pooled && kind.can_pool(),
            kind,
        };
        if rule.amounts().any(|amount| amount < Money::ZERO) {
            Err(RuleError::Negative)
        } else {
            Ok(rule)
        }
    }

    /// The same price for every copy; below zero counts as zero.
    pub fn fixed(each: Money) -> PriceRule {
        PriceRule {
            kind: RuleKind::Fixed {
                each: each.max(Money::ZERO),
            },
            pooled: false,
        }
    }

    /// The kind with its parts.
    pub fn kind(&self) -> &RuleKind {
        &self.kind
    }

    /// Whether quantities of all titles under the rule count together.
    pub fn pooled(&self) -> bool {
        self.pooled
    }

    /// Whether the buyer chooses the amount of each copy.
    pub fn buyer_chooses(&self) -> bool {
        matches!(self.kind, RuleKind::Sliding { .. } | RuleKind::PayWhatYouCan { .. })
    }

    /// What is taken where the buyer chooses and has not.
    pub fn suggested(&self) -> Option<Money> {
        match &self.kind {
            RuleKind::Sliding { suggested, .. } | RuleKind::PayWhatYouCan { suggested } => *suggested,
            _ => None,
        }
    }

    /// The band of a sliding scale that stands at this amount.
    pub fn band_at(&self, amount: Money) -> Option<&Band> {
        match &self.kind {
            RuleKind::Sliding { bands, .. } => bands.iter().find(|band| band.amount == amount),
            _ => None,
        }
    }

    /// Every amount that the rule names.
    pub fn amounts(&self) -> impl Iterator<Item = Money> + '_ {
        let amounts: Vec<Money> = match &self.kind {
            RuleKind::Fixed { each } => vec![*each],
            RuleKind::Graduated { steps } | RuleKind::Volume { breaks: steps } => {
                steps.iter().map(|step| step.each).collect()
            }
            RuleKind::SetPrice { sets, single } => sets.iter().map(|set| set.price).chain([*single]).collect(),
            RuleKind::Sliding {
                low,
                high,
                suggested,
                bands,
            } => [*low, *high]
                .into_iter()
                .chain(*suggested)
                .chain(bands.iter().map(|band| band.amount))
                .collect(),
            RuleKind::PayWhatYouCan { suggested } => suggested.iter().copied().collect(),
            RuleKind::Free => Vec::new(),
        };
        amounts.into_iter()
    }

    /// What so many copies cost, charge by charge; `None` where the buyer chooses. No rounding happens here: every
    /// charge is a whole number of copies or sets at a named price.
    pub fn charges(&self, quantity: Quantity, currency: Currency) -> Option<Vec<Charge>> {
        let at = |copies: u32, each: Money| {
            Quantity::new(copies)
                .ok()
                .map(|copies| Charge::each(copies, each, currency))
        };
        let copies = quantity.get();
        match &self.kind {
            RuleKind::Fixed { each } => Some(vec![Charge::each(quantity, *each, currency)]),
            RuleKind::Free => Some(vec![Charge::each(quantity, Money::ZERO, currency)]),
            RuleKind::Graduated { steps } => {
                let ends = steps.iter().skip(1).map(|next| next.from - 1).chain([u32::MAX]);
                Some(
                    steps
                        .iter()
                        .zip(ends)
                        .filter(|(step, _)| step.from <= copies)
                        .filter_map(|(step, end)| at(copies.min(end) + 1 - step.from, step.each))
                        .collect(),
                )
            }
            RuleKind::Volume { breaks } => {
                let reached = breaks.iter().rev().find(|step| step.from <= copies)?;
                Some(vec![Charge::each(quantity, reached.each, currency)])
            }
            RuleKind::SetPrice { sets, single } => Some(sets::charges(sets, *single, quantity, currency)),
            RuleKind::Sliding { .. } | RuleKind::PayWhatYouCan { .. } => None,
        }
    }

    /// What 0, 1, 2, … copies cost in minor units, up to so many; `None` where the buyer chooses.
    pub fn totals(&self, copies: u32, currency: Currency) -> Option<Vec<i64>> {
        let each_by_steps = |steps: &[Step], n: u32| {
            let step = steps.iter().rev().find(|step| step.from <= n);
            step.map_or(0, |step| step.each.to_minor(currency))
        };
        Some(match &self.kind {
            RuleKind::Fixed { each } => (0..=copies.into()).map(|n: i64| n * each.to_minor(currency)).collect(),
            RuleKind::Free => (0..=copies).map(|_| 0).collect(),
            RuleKind::Graduated { steps } => (0..=copies)
                .scan(0, |total, n| {
                    *total += each_by_steps(steps, n);
                    Some(*total)
                })
                .collect(),
            RuleKind::Volume { breaks } => (0..=copies).map(|n| i64::from(n) * each_by_steps(breaks, n)).collect(),
            RuleKind::SetPrice { sets, single } => {
                let table = sets::table(sets, *single, copies as usize, currency);
                table.iter().map(|best| best.cost).collect()
            }
            RuleKind::Sliding { .. } | RuleKind::PayWhatYouCan { .. } => return None,
        })
    }

    /// What so many copies cost together; `None` where the buyer chooses.
    pub fn total(&self, quantity: Quantity, currency: Currency) -> Option<Money> {
        Some(
            self.charges(quantity, currency)?
                .into_iter()
                .map(|charge| charge.amount)
                .sum(),
        )
    }
}

impl RuleKind {
    fn can_pool(&self) -> bool {
        matches!(
            self,
            RuleKind::Graduated { .. } | RuleKind::Volume { .. } | RuleKind::SetPrice { .. }
        )
    }
}

fn normal_steps(mut steps: Vec<Step>) -> Result<Vec<Step>, RuleError> {
    steps.sort_by_key(|step| step.from);
    let doubled = steps.iter().zip(steps.iter().skip(1)).any(|(a, b)| a.from == b.from);
    if doubled
        || steps.first().is_none_or(|first| first.from != 1)
        || steps.iter().any(|step| step.from > Quantity::MAX)
    {
        return Err(RuleError::Steps);
    }
    steps.dedup_by_key(|step| step.each);
    Ok(steps)
}
