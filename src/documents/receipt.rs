//! The receipt of a sale or of a correction: what it says, whatever the paper. `roll` and `sheet` lay it out.
//! Never computes a price: every amount is the record's own, or a sum of the record's own.

use super::DocumentError;
use super::layout::Page;
use super::pdf::{self, About};
use super::{roll, sheet, text, words};
use crate::domain::correction::{After, Correction, How};
use crate::domain::currency::Currency;
use crate::domain::day::Instant;
use crate::domain::money::Money;
use crate::domain::sale::{Sale, SaleLine};
use crate::domain::settings::{Paper, Settings};
use crate::domain::tax::TaxSum;

/// What a receipt is of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A sale, with what happened to it since.
    Sale(&'a Sale, &'a [After]),
    /// A correction.
    Correction(&'a Correction),
}

/// A receipt as a PDF: the same bytes for the same record and settings, today and in ten years.
/// `copy` marks a reprint as COPY; what was made in practice is marked PRACTICE, a sale that was taken back VOID.
///
/// # Errors
/// [`DocumentError`] when the paper cannot be made; the record is not touched.
pub fn receipt(of: Subject<'_>, settings: &Settings, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    receipts(&[of], settings, paper, copy)
}

/// Several receipts in one PDF, one after the other.
///
/// # Errors
/// As [`receipt`], and where there is none.
pub fn receipts(of: &[Subject<'_>], settings: &Settings, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    let slips: Vec<Slip> = of.iter().map(|of| Slip::new(*of, settings, copy)).collect();
    let (Some(first), Some(last)) = (slips.first(), slips.last()) else {
        return Err(DocumentError::Pdf("there is no sale to make a receipt of".to_owned()));
    };
    let pages: Vec<Page> = slips
        .iter()
        .flat_map(|slip| match paper {
            Paper::Roll80 => roll::pages(slip, settings),
            Paper::Letter => sheet::pages(slip, settings),
        })
        .collect();
    let about = About {
        title: match slips.as_slice() {
            [only] => only.name.clone(),
            _ => format!("{} – {}", first.name, last.number),
        },
        author: text::clean(&settings.shop),
        created: last.at,
    };
    pdf::write(&pages, &about)
}

/// What a receipt says.
pub(super) struct Slip {
    /// Made in practice.
    pub(super) practice: bool,
    /// What is stamped across its head: VOID, COPY.
    pub(super) stamps: Vec<String>,
    /// `Receipt A-0031`, `Refund A-0032`.
    pub(super) name: String,
    number: String,
    at: Instant,
    /// The event's name.
    pub(super) event: String,
    /// Below the name: what it corrects and why, who served.
    pub(super) about: Vec<String>,
    /// What was sold, or came back.
    pub(super) goods: Vec<Goods>,
    /// What offers say for themselves.
    pub(super) reasons: Vec<String>,
    /// From the subtotal to the change.
    pub(super) sums: Vec<Sum>,
    /// What stands at the foot.
    pub(super) closing: Vec<String>,
    pub(super) currency: Currency,
}

/// A title with what it cost.
pub(super) struct Goods {
    pub(super) title: String,
    pub(super) makers: String,
    /// Part by part: `2 × $0.75`, and how much.
    pub(super) charges: Vec<(String, Money)>,
    /// How the price came about, where the charges do not say.
    pub(super) notes: Vec<String>,
}

impl Goods {
    /// What it cost together.
    pub(super) fn amount(&self) -> Money {
        self.charges.iter().map(|(_, amount)| *amount).sum()
    }
}

impl Slip {
    fn new(of: Subject<'_>, settings: &Settings, copy: bool) -> Slip {
        let mut slip = match of {
            Subject::Sale(sale, after) => Slip::sale(sale, after, settings),
            Subject::Correction(correction) => Slip::correction(correction, settings),
        };
        slip.stamps.extend(copy.then(|| words::COPY.to_owned()));
        slip
    }

    fn sale(sale: &Sale, after: &[After], settings: &Settings) -> Slip {
        let saved = sale.saved();
        let saved = (saved > Money::ZERO).then(|| words::saved(&sale.currency.show(saved)));
        let corrections = || {
            after.iter().filter_map(|after| match after {
                After::Corrected(correction) => Some(correction),
                After::Confirmed => None,
            })
        };
        let void = corrections().find(|correction| correction.reversal.how == How::Void);
        let since = corrections().map(|correction| {
            words::since(
                correction.reversal.how,
                &correction.number.to_string(),
                &day(correction.made_at),
                &sale.currency.show(correction.reversal.amount()),
            )
        });
        Slip {
            practice: sale.practice,
            stamps: void.map(|_| words::VOID.to_owned()).into_iter().collect(),
            name: format!("{} {}", words::RECEIPT, sale.number),
            number: sale.number.to_string(),
            at: sale.sold_at,
            event: sale.event.clone(),
            about: served(&sale.by).into_iter().collect(),
            goods: sale
                .lines
                .iter()
                .map(|line| Goods {
                    title: line.title.clone(),
                    makers: line.makers.join(" · "),
                    charges: line
                        .charges
                        .iter()
                        .map(|charge| (charge.text.clone(), charge.amount))
                        .collect(),
                    notes: notes(line),
                })
                .collect(),
            reasons: sale.applied.reasons(sale.currency),
            sums: sums(sale),
            closing: saved
                .into_iter()
                .chain(since)
                .chain([settings.footer.clone()])
                .filter(|text| !text.trim().is_empty())
                .collect(),
            currency: sale.currency,
        }
    }

    fn correction(correction: &Correction, settings: &Settings) -> Slip {
        let reversal = &correction.reversal;
        let of = words::corrects(&correction.corrects.to_string());
        let reason = words::reason(&correction.reason);
        Slip {
            practice: correction.practice,
            stamps: Vec::new(),
            name: format!("{} {}", words::how(reversal.how), correction.number),
            number: correction.number.to_string(),
            at: correction.made_at,
            event: correction.event.clone(),
            about: [Some(of), reason, served(&correction.by)]
                .into_iter()
                .flatten()
                .collect(),
            goods: reversal
                .lines
                .iter()
                .map(|line| Goods {
                    title: line.title.clone(),
                    makers: String::new(),
                    charges: vec![(words::back(line.copies), line.amount)],
                    notes: line
                        .damaged
                        .then(|| format!("({})", words::DAMAGED))
                        .into_iter()
                        .collect(),
                })
                .collect(),
            reasons: Vec::new(),
            sums: back(correction),
            closing: Some(settings.footer.clone())
                .filter(|text| !text.trim().is_empty())
                .into_iter()
                .collect(),
            currency: correction.currency,
        }
    }

    /// `22 Nov 2026 14:07`, where it was.
    pub(super) fn moment(&self) -> String {
        format!("{} {}", day(self.at), self.at.local().format("%H:%M"))
    }
}

fn day(at: Instant) -> String {
    at.local().format("%-d %b %Y").to_string()
}

/// `Served by Robin`, where somebody said so.
fn served(by: &str) -> Option<String> {
    (!by.trim().is_empty()).then(|| format!("{} {by}", words::SERVED_BY))
}

/// How a line's price came about, where its charges do not say: the scale the buyer chose on, a price keyed by hand.
fn notes(line: &SaleLine) -> Vec<String> {
    let reason = line.price_override.as_ref().map(|by_hand| match by_hand.reason.trim() {
        "" => words::PRICE_BY_HAND.to_owned(),
        reason => format!("{}: {reason}", words::PRICE_BY_HAND),
    });
    scale(line)
        .filter(|_| reason.is_none())
        .map(str::to_owned)
        .into_iter()
        .chain(reason)
        .map(|note| format!("({note})"))
        .collect()
}

/// `sliding $1.00–$5.00` of the price sentence, where the buyer chose an amount.
fn scale(line: &SaleLine) -> Option<&str> {
    let chosen = line.sentence.starts_with("sliding ")
        || line.sentence.starts_with("pay what you can")
        || !line.choices.is_empty();
    let end = line.sentence.find([',', ':', ';']).unwrap_or(line.sentence.len());
    line.sentence.get(..end).filter(|scale| chosen && !scale.is_empty())
}

/// One line below the goods.
pub(super) struct Sum {
    /// What it is.
    pub(super) label: String,
    /// How much.
    pub(super) amount: String,
    /// It is the total.
    pub(super) total: bool,
}

/// Sums as they come, in a currency.
struct Sums(Currency, Vec<Sum>);

impl Sums {
    fn add(&mut self, label: &str, amount: Money) {
        self.1.push(Sum {
            label: label.to_owned(),
            amount: self.0.show(amount),
            total: false,
        });
    }

    fn add_some(&mut self, label: &str, amount: Money) {
        if !amount.is_zero() {
            self.add(label, amount);
        }
    }

    fn taxes(&mut self, taxes: &[TaxSum], included: bool) {
        for tax in taxes.iter().filter(|tax| tax.class.included == included) {
            self.add(&words::tax(&tax.class), tax.amount);
        }
    }

    fn donation(&mut self, jar: &str, amount: Money) {
        match jar.trim() {
            "" => self.add(words::DONATION, amount),
            jar => self.add(&format!("{}: {jar}", words::DONATION), amount),
        }
    }

    fn total(&mut self, label: &str, amount: Money) {
        self.add(label, amount);
        if let Some(total) = self.1.last_mut() {
            total.total = true;
        }
    }
}

/// From the subtotal to the change.
fn sums(sale: &Sale) -> Vec<Sum> {
    let mut sums = Sums(sale.currency, Vec::new());
    let discounts = sale
        .applied
        .discounts
        .iter()
        .filter(|discount| !discount.amount.is_zero());
    if !sale.lines.is_empty() {
        let taken: Money = discounts.clone().map(|discount| discount.amount).sum();
        sums.add(words::SUBTOTAL, sale.goods + taken);
    }
    for applied in discounts {
        let on = applied.line.and_then(|line| sale.lines.get(line));
        let label = words::discount(on.map(|line| line.title.as_str()), &applied.discount);
        sums.add(&label, -applied.amount);
    }
    sums.taxes(&sale.applied.taxes, false);
    for donation in &sale.donations {
        sums.donation(&donation.jar, donation.amount);
    }
    sums.add_some(words::ROUNDING, sale.rounding);
    sums.total(words::TOTAL, sale.total);
    sums.taxes(&sale.applied.taxes, true);
    for payment in &sale.payments {
        sums.add(&capitalised(payment.method.as_str()), payment.given);
    }
    if sale.payments.iter().any(|payment| payment.method.is_cash()) {
        sums.add(words::CHANGE, sale.change());
    } else {
        sums.add_some(words::CHANGE, sale.change());
    }
    sums.1
}

/// What went back, and by which methods.
fn back(correction: &Correction) -> Vec<Sum> {
    let reversal = &correction.reversal;
    let mut sums = Sums(correction.currency, Vec::new());
    sums.taxes(&reversal.taxes, false);
    for donation in &reversal.donations {
        sums.donation(&donation.jar, donation.amount);
    }
    sums.add_some(words::ROUNDING, reversal.rounding);
    if reversal.how != How::Repay {
        sums.total(words::TOTAL_BACK, reversal.total);
    }
    sums.taxes(&reversal.taxes, true);
    for back in &reversal.payments {
        let method = capitalised(back.method.as_str());
        if back.amount < Money::ZERO {
            sums.add(&words::paid_by(&method), -back.amount);
        } else {
            sums.add(&words::back_by(&method), back.amount);
        }
    }
    sums.1
}

pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
