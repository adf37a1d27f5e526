//! What of a sale or a correction is part of a figure: so that whoever looks at what is behind a figure can add it up.
//! Never reads the books: records are handed in. Figures that count records whole have no parts.

use super::correction::Correction;
use super::currency::Currency;
use super::maker::{self, Made};
use super::money::Money;
use super::sale::{Sale, SaleLine};
use super::sales_filter::Figure;
use std::collections::BTreeMap;

/// Whether records are part of a figure with only some of their money. What nobody saw arrive changes with each
/// confirmation: it has no parts of its own.
pub fn has_parts(figure: &Figure) -> bool {
    match figure {
        Figure::Title(_)
        | Figure::Maker(_)
        | Figure::Tag(_)
        | Figure::Method(_)
        | Figure::Donations
        | Figure::Jar(_)
        | Figure::Band(_)
        | Figure::Tax(_)
        | Figure::Savings
        | Figure::Discounts => true,
        Figure::Unverified(_)
        | Figure::Volunteer(_)
        | Figure::Event(_)
        | Figure::Hour(_)
        | Figure::Day(_)
        | Figure::Corrections
        | Figure::How(_)
        | Figure::Sales
        | Figure::Late
        | Figure::Waiting => false,
    }
}

/// What of records is part of a figure, one after the other, the oldest first.
#[derive(Debug, Default)]
pub struct Parts {
    /// What titles took so far, of a maker's: theirs is an equal part of all of it together, so that the parts of the records
    /// add up to it to the cent.
    taken: BTreeMap<Made, Money>,
}

impl Parts {
    /// What of a sale is part of a figure; all of it where the figure has no parts.
    pub fn of_sale(&mut self, figure: &Figure, sale: &Sale) -> Money {
        match figure {
            Figure::Maker(maker) => {
                let lines = sale.lines.iter().map(|line| (line, line.total));
                self.of_maker(maker, lines, sale.currency)
            }
            figure => of_sale(figure, sale),
        }
    }

    /// What of a correction is part of a figure, less than nothing where money went back. `sale` is what it corrects.
    pub fn of_correction(&mut self, figure: &Figure, correction: &Correction, sale: &Sale) -> Money {
        match figure {
            Figure::Maker(maker) => {
                let lines = correction.reversal.lines.iter();
                let lines = lines.filter_map(|back| Some((sale.lines.get(back.line)?, -back.amount)));
                self.of_maker(maker, lines, sale.currency)
            }
            figure => of_correction(figure, correction, sale),
        }
    }

    fn of_maker<'a>(
        &mut self,
        maker: &str,
        lines: impl Iterator<Item = (&'a SaleLine, Money)>,
        currency: Currency,
    ) -> Money {
        let mut theirs = Money::ZERO;
        for (line, amount) in lines {
            let made = Made {
                sku: line.sku.clone(),
                makers: line.makers.clone(),
                share_ppm: line.maker_share_ppm.unwrap_or(0),
            };
            let before = self.taken.get(&made).copied().unwrap_or_default();
            let now = before + amount;
            theirs += maker::part_of(maker, &made, now, currency) - maker::part_of(maker, &made, before, currency);
            self.taken.insert(made, now);
        }
        theirs
    }
}

fn of_sale(figure: &Figure, sale: &Sale) -> Money {
    let lines = |of: &dyn Fn(&SaleLine) -> Money| sale.lines.iter().map(of).sum();
    match figure {
        Figure::Title(_) | Figure::Tag(_) => lines(&|line| if is_in(figure, line) { line.total } else { Money::ZERO }),
        Figure::Savings => lines(&|line| line.saved),
        Figure::Discounts => lines(&|line| line.discount),
        Figure::Band(band) => lines(&|line| {
            let chosen = line.choices.iter().filter(|choice| choice.band.as_ref() == Some(band));
            chosen.map(|choice| choice.amount.times(choice.quantity)).sum()
        }),
        Figure::Method(method) => {
            let by = sale.payments.iter().filter(|payment| payment.method == *method);
            by.map(|payment| payment.amount()).sum()
        }
        Figure::Donations => sale.donated(),
        Figure::Jar(jar) => {
            let to = sale.donations.iter().filter(|gift| gift.jar == *jar);
            to.map(|gift| gift.amount).sum()
        }
        Figure::Tax(class) => {
            let of = sale.applied.taxes.iter().filter(|tax| tax.class.name == *class);
            of.map(|tax| tax.amount).sum()
        }
        _ => sale.total,
    }
}

fn of_correction(figure: &Figure, correction: &Correction, sale: &Sale) -> Money {
    let reversal = &correction.reversal;
    let back: Money = match figure {
        Figure::Title(_) | Figure::Tag(_) => {
            let lines = reversal.lines.iter();
            let meant = lines.filter(|line| sale.lines.get(line.line).is_some_and(|sold| is_in(figure, sold)));
            meant.map(|line| line.amount).sum()
        }
        Figure::Savings => reversal.lines.iter().map(|line| line.saved).sum(),
        Figure::Discounts => reversal.lines.iter().map(|line| line.discount).sum(),
        // What came back was chosen all the same.
        Figure::Band(_) => Money::ZERO,
        Figure::Method(method) => {
            let by = reversal.payments.iter().filter(|back| back.method == *method);
            by.map(|back| back.amount).sum()
        }
        Figure::Donations => reversal.donations.iter().map(|gift| gift.amount).sum(),
        Figure::Jar(jar) => {
            let to = reversal.donations.iter().filter(|gift| gift.jar == *jar);
            to.map(|gift| gift.amount).sum()
        }
        Figure::Tax(class) => {
            let of = reversal.taxes.iter().filter(|tax| tax.class.name == *class);
            of.map(|tax| tax.amount).sum()
        }
        _ => reversal.total,
    };
    -back
}

fn is_in(figure: &Figure, line: &SaleLine) -> bool {
    match figure {
        Figure::Title(sku) => line.sku == *sku,
        Figure::Tag(tag) if tag.is_empty() => line.tags.is_empty(),
        Figure::Tag(tag) => line.tags.contains(tag),
        _ => false,
    }
}
