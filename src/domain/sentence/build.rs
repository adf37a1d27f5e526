//! Puts the parts of a price sentence together into one rule, or says why they do not fit.
//! Never reads a word.

use super::error::{Problem, SentenceError};
use super::parse::{Head, Part};
use crate::domain::currency::{AmountError, Currency};
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::{Band, PriceRule, PriceSet, RuleError, RuleKind, Step};

/// What kind of rule a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Graduated,
    Volume,
    Sets,
    Sliding,
    PayWhatYouCan,
    Free,
}

fn family(head: &Head) -> Option<Family> {
    match head {
        Head::First(_) | Head::Copies(..) | Head::Next(_) | Head::Rest | Head::From(_) => Some(Family::Graduated),
        Head::AtLeast(_) | Head::Between(..) => Some(Family::Volume),
        Head::Set(1) => None,
        Head::Set(_) | Head::BuyGet(..) => Some(Family::Sets),
        Head::Sliding | Head::Scale(_) | Head::Band(_) => Some(Family::Sliding),
        Head::PayWhatYouCan => Some(Family::PayWhatYouCan),
        Head::Free => Some(Family::Free),
        Head::Each | Head::Else | Head::Suggested | Head::Pooled | Head::Then => None,
    }
}

struct Builder<'a> {
    parts: &'a [Part],
    text: &'a str,
    currency: Currency,
    /// The price of a copy that no number stands with.
    base: Option<&'a Part>,
    suggested: Option<&'a Part>,
}

pub(super) fn rule(parts: &[Part], text: &str, currency: Currency) -> Result<PriceRule, SentenceError> {
    let find = |fits: fn(&Head) -> bool| parts.iter().find(|part| fits(&part.head));
    let base = |head: &Head| matches!(head, Head::Each | Head::Else | Head::Set(1));
    let suggested = |head: &Head| matches!(head, Head::Suggested);
    let builder = Builder {
        parts,
        text,
        currency,
        base: find(base),
        suggested: find(suggested),
    };
    builder.twice(base)?;
    builder.twice(suggested)?;
    let mut families = parts
        .iter()
        .filter_map(|part| family(&part.head).map(|family| (family, part)));
    let kind = families.next().map(|(family, _)| family);
    if let Some((_, other)) = families.find(|(family, _)| Some(*family) != kind) {
        return Err(builder.error(Problem::Contradiction, other));
    }
    let buyer_chooses = matches!(kind, Some(Family::Sliding | Family::PayWhatYouCan));
    let stray = match (builder.base, builder.suggested) {
        (base, _) if buyer_chooses || kind == Some(Family::Free) => base,
        (_, suggested) if kind.is_some() => suggested,
        (Some(_), suggested) => suggested,
        (None, _) => None,
    };
    if let Some(stray) = stray {
        return Err(builder.error(Problem::Contradiction, stray));
    }
    if kind == Some(Family::Free)
        && let Some(suggested) = builder.suggested
    {
        return Err(builder.error(Problem::Contradiction, suggested));
    }
    let kind = match kind {
        Some(Family::Graduated) => RuleKind::Graduated {
            steps: builder.steps()?,
        },
        Some(Family::Volume) => RuleKind::Volume {
            breaks: builder.breaks()?,
        },
        Some(Family::Sets) => builder.sets()?,
        Some(Family::Sliding) => builder.scale()?,
        Some(Family::Free) => RuleKind::Free,
        Some(Family::PayWhatYouCan) => RuleKind::PayWhatYouCan {
            suggested: builder.suggested.map(amount),
        },
        None => match (builder.base, builder.suggested) {
            (Some(base), _) => RuleKind::Fixed { each: amount(base) },
            (None, Some(suggested)) => RuleKind::PayWhatYouCan {
                suggested: Some(amount(suggested)),
            },
            (None, None) => return Err(builder.whole(Problem::NotUnderstood)),
        },
    };
    let pooled = parts.iter().any(|part| part.head == Head::Pooled);
    PriceRule::new(kind, pooled).map_err(|error| {
        builder.whole(match error {
            RuleError::Steps | RuleError::Sets => Problem::Quantity,
            RuleError::Scale => Problem::OutsideScale,
            RuleError::Negative => Problem::NotUnderstood,
        })
    })
}

fn amount(part: &Part) -> Money {
    part.amount.unwrap_or(Money::ZERO)
}

impl<'a> Builder<'a> {
    fn error(&self, problem: Problem, part: &Part) -> SentenceError {
        SentenceError::new(problem, self.text, part.span.clone(), self.currency)
    }

    fn whole(&self, problem: Problem) -> SentenceError {
        let start = self.parts.first().map_or(0, |part| part.span.start);
        let end = self.parts.last().map_or(self.text.len(), |part| part.span.end);
        SentenceError::new(problem, self.text, start..end, self.currency)
    }

    /// Refuses a second part of a sort of which there can be only one.
    fn twice(&self, fits: impl Fn(&Head) -> bool) -> Result<(), SentenceError> {
        match self.parts.iter().filter(|part| fits(&part.head)).nth(1) {
            Some(second) => Err(self.error(Problem::Contradiction, second)),
            None => Ok(()),
        }
    }

    fn of(&self, family_wanted: Family) -> impl Iterator<Item = &'a Part> {
        self.parts
            .iter()
            .filter(move |part| family(&part.head) == Some(family_wanted))
    }

    fn steps(&self) -> Result<Vec<Step>, SentenceError> {
        let open = |part: &&Part| matches!(part.head, Head::Rest | Head::From(_));
        let mut parts: Vec<&Part> = self.of(Family::Graduated).filter(|part| !open(part)).collect();
        let mut rest = self.of(Family::Graduated).filter(open);
        let last = rest.next();
        if let Some(second) = rest.next() {
            return Err(self.error(Problem::Contradiction, second));
        }
        parts.sort_by_key(|part| !matches!(part.head, Head::First(_) | Head::Copies(1, _)));
        let mut steps = Vec::new();
        let mut next = 1_u32;
        let from_first = parts
            .first()
            .is_some_and(|part| matches!(part.head, Head::First(_) | Head::Copies(1, _)));
        let mut base = self.base;
        // `$2, then $1`: the price alone is the first copy's; `$2 each, from the 5th $1`: the first four copies'.
        if !from_first && let Some(first) = base.take() {
            steps.push(Step {
                from: 1,
                each: amount(first),
            });
            next = match last.map(|part| &part.head) {
                Some(Head::From(copy)) if parts.is_empty() => (*copy).max(2),
                _ if first.each => return Err(self.error(Problem::Contradiction, last.unwrap_or(first))),
                _ => 2,
            };
        }
        for part in &parts {
            let (from, to) = match part.head {
                Head::First(copies) => (1, copies),
                Head::Copies(first, last) => (first, last),
                Head::Next(copies) => (next, next.saturating_add(copies - 1)),
                _ => continue,
            };
            if from < next || to < from {
                return Err(self.error(Problem::Contradiction, part));
            }
            if from > next || steps.is_empty() && from != 1 {
                return Err(self.error(Problem::Missing(next), part));
            }
            if steps.is_empty() && matches!(part.head, Head::Next(_)) {
                return Err(self.error(Problem::Missing(1), part));
            }
            steps.push(Step {
                from,
                each: amount(part),
            });
            next = to.saturating_add(1);
        }
        match (last, base, parts.last()) {
            (Some(last), Some(_), _) => return Err(self.error(Problem::Contradiction, last)),
            (Some(last), None, _) if steps.is_empty() => return Err(self.error(Problem::Missing(1), last)),
            (Some(last), None, _) => match last.head {
                Head::From(copy) if copy < next => return Err(self.error(Problem::Contradiction, last)),
                Head::From(copy) if copy > next => return Err(self.error(Problem::Missing(next), last)),
                _ => steps.push(Step {
                    from: next,
                    each: amount(last),
                }),
            },
            (None, Some(base), _) => steps.push(Step {
                from: next,
                each: amount(base),
            }),
            (None, None, Some(part)) => return Err(self.error(Problem::MissingRest(next - 1), part)),
            (None, None, None) => return Err(self.whole(Problem::NotUnderstood)),
        }
        Ok(steps)
    }

    fn breaks(&self) -> Result<Vec<Step>, SentenceError> {
        let mut breaks: Vec<(u32, Option<u32>, &Part)> = self
            .of(Family::Volume)
            .map(|part| match part.head {
                Head::Between(from, to) => (from, Some(to), part),
                Head::AtLeast(from) => (from, None, part),
                _ => (1, None, part),
            })
            .chain(self.base.map(|base| (1, None, base)))
            .collect();
        breaks.sort_by_key(|(from, ..)| *from);
        if let Some((from, _, part)) = breaks.first()
            && *from > 1
        {
            return Err(self.error(Problem::Missing(1), part));
        }
        for ((from, to, part), next) in breaks.iter().zip(breaks.iter().skip(1).map(Some).chain([None])) {
            match (to, next) {
                (Some(to), None) => return Err(self.error(Problem::MissingRest(*to), part)),
                (_, Some((next, _, part))) if *next <= to.unwrap_or(*from) => {
                    return Err(self.error(Problem::Contradiction, part));
                }
                (Some(to), Some((next, _, part))) if *next > to.saturating_add(1) => {
                    return Err(self.error(Problem::Missing(to.saturating_add(1)), part));
                }
                _ => {}
            }
        }
        Ok(breaks
            .iter()
            .map(|(from, _, part)| Step {
                from: *from,
                each: amount(part),
            })
            .collect())
    }

    fn sets(&self) -> Result<RuleKind, SentenceError> {
        let parts: Vec<&Part> = self.of(Family::Sets).collect();
        let with_single = parts
            .iter()
            .find(|part| matches!(part.head, Head::BuyGet(..)) && part.amount.is_some());
        let Some(single_part) = self.base.or(with_single.copied()) else {
            return Err(self.whole(Problem::Missing(1)));
        };
        let single = amount(single_part);
        let mut sets: Vec<PriceSet> = Vec::new();
        for part in parts {
            let set = match part.head {
                Head::BuyGet(paid, given) => {
                    if part.amount.is_some_and(|each| each != single) {
                        return Err(self.error(Problem::Contradiction, part));
                    }
                    let price = Quantity::new(paid).map_or(Money::ZERO, |paid| single.times(paid));
                    PriceSet {
                        count: paid.saturating_add(given),
                        price,
                    }
                }
                Head::Set(count) => PriceSet {
                    count,
                    price: amount(part),
                },
                _ => continue,
            };
            if !set.price.in_bounds(self.currency) {
                let words = self.text.get(part.span.clone()).unwrap_or_default().to_owned();
                return Err(self.error(Problem::Amount(AmountError::TooLarge(words)), part));
            }
            if Quantity::new(set.count).is_err() {
                return Err(self.error(Problem::Quantity, part));
            }
            if sets.iter().any(|other| other.count == set.count) {
                return Err(self.error(Problem::Contradiction, part));
            }
            sets.push(set);
        }
        Ok(RuleKind::SetPrice { sets, single })
    }

    fn scale(&self) -> Result<RuleKind, SentenceError> {
        self.twice(|head| matches!(head, Head::Scale(_)))?;
        let mut bands = Vec::new();
        let mut ends: Option<(Money, Money)> = None;
        for part in self.of(Family::Sliding) {
            match &part.head {
                Head::Scale(high) => ends = Some((amount(part), *high)),
                Head::Band(name) => bands.push((
                    Band {
                        name: name.clone(),
                        amount: amount(part),
                    },
                    part,
                )),
                _ => {}
            }
        }
        // Bands alone span the scale.
        let amounts = || bands.iter().map(|(band, _)| band.amount);
        let spanned = amounts().min().zip(amounts().max()).filter(|_| bands.len() > 1);
        let Some((low, high)) = ends.or(spanned) else {
            return Err(self.whole(Problem::AmountMissing));
        };
        let outside = |part: &&Part| !(low..=high).contains(&amount(part));
        if let Some(part) = bands.iter().map(|(_, part)| *part).chain(self.suggested).find(outside) {
            return Err(self.error(Problem::OutsideScale, part));
        }
        let bands = bands.into_iter().map(|(band, _)| band).collect();
        Ok(RuleKind::Sliding {
            low,
            high,
            suggested: self.suggested.map(amount),
            bands,
        })
    }
}
