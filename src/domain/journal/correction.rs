//! A correction's entry: how it is written, and read back and checked.
//! Never works out what is given back: it keeps what was decided.

use super::sale::{ChoiceBody, DonationBody};
use super::terms::TaxTerms;
use super::{Entry, EntryError, wrong};
use crate::domain::correction::{Back, Correction, CorrectionLine, How, Reversal};
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::sale::ReceiptNumber;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionBody {
    /// Id.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// The register's letter.
    pub register: String,
    /// Its own running receipt number.
    pub number: u32,
    /// `void`, `refund` or `repay`.
    pub how: String,
    /// The sale's id.
    pub sale: Uuid,
    /// The sale's running receipt number.
    pub of: u32,
    /// The clock had jumped.
    pub clock_suspect: bool,
    /// The session's id.
    pub session: Uuid,
    /// The event's name.
    pub event: String,
    /// The volunteer.
    pub by: String,
    /// Made in practice.
    pub practice: bool,
    /// ISO 4217 code.
    pub currency: String,
    /// Why.
    pub reason: String,
    /// Lines that are less, in the sale's order.
    pub lines: Vec<CorrectionLineBody>,
    /// Goods.
    pub goods: i64,
    /// Tax beside the goods.
    pub tax_added: i64,
    /// Each tax class, by how much it is less.
    pub taxes: Vec<TaxTerms>,
    /// What offers had saved and now have not.
    pub saved_by_offers: i64,
    /// Donations given back.
    pub donations: Vec<DonationBody>,
    /// Cash rounding.
    pub rounding: i64,
    /// What went back.
    pub total: i64,
    /// By which methods; less than nothing where it came in.
    pub payments: Vec<BackBody>,
}

/// A line that is less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionLineBody {
    /// Its place in the sale, from 0.
    pub line: u32,
    /// SKU.
    pub sku: String,
    /// Name.
    pub title: String,
    /// Copies that came back.
    pub copies: u32,
    /// The amounts paid for them, where the buyer chose.
    pub choices: Vec<ChoiceBody>,
    /// What the line is less.
    pub amount: i64,
    /// The part of its discount.
    pub discount: i64,
    /// The part of its savings.
    pub saved: i64,
    /// Copies go back to the stock.
    pub counted: bool,
    /// They cannot be sold again.
    pub damaged: bool,
}

/// What went back by a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackBody {
    /// How.
    pub method: String,
    /// How much.
    pub amount: i64,
    /// Nobody saw it arrive.
    pub unverified: bool,
}

impl CorrectionBody {
    /// A correction's body.
    pub fn new(correction: &Correction) -> CorrectionBody {
        let minor = |money: Money| money.to_minor(correction.currency);
        let reversal = &correction.reversal;
        CorrectionBody {
            id: correction.id,
            key: correction.key.clone(),
            register: correction.number.register().to_owned(),
            number: correction.number.running(),
            how: reversal.how.to_string(),
            sale: correction.sale,
            of: correction.corrects.running(),
            clock_suspect: correction.clock_suspect,
            session: correction.session,
            event: correction.event.clone(),
            by: correction.by.clone(),
            practice: correction.practice,
            currency: correction.currency.code().to_owned(),
            reason: correction.reason.clone(),
            lines: reversal
                .lines
                .iter()
                .map(|line| CorrectionLineBody {
                    line: u32::try_from(line.line).unwrap_or(u32::MAX),
                    sku: line.sku.clone(),
                    title: line.title.clone(),
                    copies: line.copies,
                    choices: line
                        .choices
                        .iter()
                        .map(|choice| ChoiceBody::new(choice, correction.currency))
                        .collect(),
                    amount: minor(line.amount),
                    discount: minor(line.discount),
                    saved: minor(line.saved),
                    counted: line.counted,
                    damaged: line.damaged,
                })
                .collect(),
            goods: minor(reversal.goods),
            tax_added: minor(reversal.tax_added),
            taxes: reversal
                .taxes
                .iter()
                .map(|sum| TaxTerms::new(sum, correction.currency))
                .collect(),
            saved_by_offers: minor(reversal.saved_by_offers),
            donations: reversal
                .donations
                .iter()
                .map(|donation| DonationBody::new(donation, correction.currency))
                .collect(),
            rounding: minor(reversal.rounding),
            total: minor(reversal.total),
            payments: reversal
                .payments
                .iter()
                .map(|back| BackBody {
                    method: back.method.to_string(),
                    amount: minor(back.amount),
                    unverified: back.unverified,
                })
                .collect(),
        }
    }

    /// The correction that it tells of, in the entry that it stands in, checked again.
    pub(super) fn correction(&self, entry: &Entry) -> Result<Correction, EntryError> {
        let currency = Currency::from_code(&self.currency).ok_or_else(|| wrong("its currency"))?;
        let money = |minor: i64| Money::from_minor(minor, currency);
        let number =
            |running: u32| ReceiptNumber::new(&self.register, running).ok_or_else(|| wrong("its receipt number"));
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            lines.push(CorrectionLine {
                line: line.line as usize,
                sku: line.sku.clone(),
                title: line.title.clone(),
                copies: line.copies,
                choices: line
                    .choices
                    .iter()
                    .map(|body| body.choice(currency))
                    .collect::<Result<_, _>>()?,
                amount: money(line.amount),
                discount: money(line.discount),
                saved: money(line.saved),
                counted: line.counted,
                damaged: line.damaged,
            });
        }
        let mut payments = Vec::with_capacity(self.payments.len());
        for back in &self.payments {
            payments.push(Back {
                method: Method::new(&back.method).ok_or_else(|| wrong("a payment method"))?,
                amount: money(back.amount),
                unverified: back.unverified,
            });
        }
        let reversal = Reversal {
            how: How::parse(&self.how).ok_or_else(|| wrong("what it does"))?,
            lines,
            goods: money(self.goods),
            tax_added: money(self.tax_added),
            taxes: self.taxes.iter().map(|body| body.sum(currency)).collect(),
            saved_by_offers: money(self.saved_by_offers),
            donations: self.donations.iter().map(|body| body.donation(currency)).collect(),
            rounding: money(self.rounding),
            total: money(self.total),
            payments,
        };
        if let Some(contradiction) = reversal.contradiction() {
            return Err(EntryError(contradiction.to_owned()));
        }
        Ok(Correction {
            id: self.id,
            key: self.key.clone(),
            number: number(self.number)?,
            sale: self.sale,
            corrects: number(self.of)?,
            made_at: entry.instant(),
            business_day: BusinessDay::parse(&entry.day).ok_or_else(|| wrong("its business day"))?,
            clock_suspect: self.clock_suspect,
            session: self.session,
            event: self.event.clone(),
            by: self.by.clone(),
            currency,
            practice: self.practice,
            reason: self.reason.clone(),
            reversal,
        })
    }
}
