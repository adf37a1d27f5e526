//! A sale's entry: how it is written, and read back and checked.
//! Never prices anything: it keeps what was decided.

use super::terms::Terms;
use super::{Entry, EntryError, wrong};
use crate::domain::cart::{Choice, Donation, Override};
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::money::{Money, Quantity};
use crate::domain::payment::{Method, Payment};
use crate::domain::rule::Charge;
use crate::domain::sale::{ReceiptNumber, Sale, SaleLine};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleBody {
    /// Id.
    pub id: Uuid,
    /// Idempotency key.
    pub key: String,
    /// The register's letter.
    pub register: String,
    /// Running receipt number.
    pub number: u32,
    /// The clock had jumped.
    pub clock_suspect: bool,
    /// It was keyed in after it happened.
    pub late: bool,
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
    /// Lines in the cart's order.
    pub lines: Vec<LineBody>,
    /// All that was in force for the whole basket.
    pub terms: Terms,
    /// Goods after discounts.
    pub goods: i64,
    /// Tax beside the goods.
    pub tax_added: i64,
    /// Donations.
    pub donations: Vec<DonationBody>,
    /// Cash rounding.
    pub rounding: i64,
    /// What there was to pay.
    pub total: i64,
    /// Payments in the order given.
    pub payments: Vec<PaymentBody>,
    /// A word about it.
    pub note: String,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineBody {
    /// SKU.
    pub sku: String,
    /// Name.
    pub title: String,
    /// Makers.
    pub makers: Vec<String>,
    /// Canonical price sentence.
    pub sentence: String,
    /// Price list.
    pub price_list: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Maker's share in millionths.
    pub maker_share_ppm: Option<u32>,
    /// Tax class.
    pub tax_class: Option<String>,
    /// Copies.
    pub quantity: u32,
    /// Charges.
    pub charges: Vec<ChargeBody>,
    /// Amounts the buyer chose.
    pub choices: Vec<ChoiceBody>,
    /// A price keyed by hand.
    pub price_override: Option<OverrideBody>,
    /// What was taken off.
    pub discount: i64,
    /// Charges less discount.
    pub total: i64,
    /// What tiers and sets saved.
    pub saved: i64,
    /// Copies left the stock.
    pub counted: bool,
}

/// A charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChargeBody {
    /// Copies.
    pub quantity: u32,
    /// Price of each, or null for a set or a share.
    pub unit: Option<i64>,
    /// Together.
    pub amount: i64,
    /// As the receipt says it.
    pub text: String,
    /// The offer that took the copies: its place among the terms, from 0, or null.
    pub offer: Option<u32>,
}

/// A buyer's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceBody {
    /// Copies.
    pub quantity: u32,
    /// For each.
    pub amount: i64,
    /// Band of the scale.
    pub band: Option<String>,
}

/// A price keyed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverrideBody {
    /// For each copy.
    pub each: i64,
    /// Why.
    pub reason: String,
}

/// A donation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DonationBody {
    /// For whom.
    pub jar: String,
    /// How much.
    pub amount: i64,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentBody {
    /// How.
    pub method: String,
    /// Handed over.
    pub given: i64,
    /// Went back.
    pub change: i64,
    /// Nobody saw it arrive yet.
    pub unverified: bool,
}

impl SaleBody {
    /// A sale's body.
    pub fn new(sale: &Sale) -> SaleBody {
        let minor = |money: Money| money.to_minor(sale.currency);
        SaleBody {
            id: sale.id,
            key: sale.key.clone(),
            register: sale.number.register().to_owned(),
            number: sale.number.running(),
            clock_suspect: sale.clock_suspect,
            late: sale.late,
            session: sale.session,
            event: sale.event.clone(),
            by: sale.by.clone(),
            practice: sale.practice,
            currency: sale.currency.code().to_owned(),
            lines: sale
                .lines
                .iter()
                .map(|line| LineBody::new(line, sale.currency))
                .collect(),
            terms: Terms::new(sale),
            goods: minor(sale.goods),
            tax_added: minor(sale.tax_added),
            donations: sale
                .donations
                .iter()
                .map(|donation| DonationBody::new(donation, sale.currency))
                .collect(),
            rounding: minor(sale.rounding),
            total: minor(sale.total),
            payments: sale
                .payments
                .iter()
                .map(|p| PaymentBody {
                    method: p.method.to_string(),
                    given: minor(p.given),
                    change: minor(p.change),
                    unverified: p.unverified,
                })
                .collect(),
            note: sale.note.clone(),
        }
    }

    /// The sale that it tells of, in the entry that it stands in, checked again.
    pub(super) fn sale(&self, entry: &Entry) -> Result<Sale, EntryError> {
        let currency = Currency::from_code(&self.currency).ok_or_else(|| wrong("its currency"))?;
        let money = |minor: i64| Money::from_minor(minor, currency);
        let lines = self
            .lines
            .iter()
            .map(|line| line.sale_line(currency))
            .collect::<Result<_, _>>()?;
        let mut payments = Vec::with_capacity(self.payments.len());
        for payment in &self.payments {
            payments.push(Payment {
                method: Method::new(&payment.method).ok_or_else(|| wrong("a payment method"))?,
                given: money(payment.given),
                change: money(payment.change),
                unverified: payment.unverified,
            });
        }
        let sale = Sale {
            id: self.id,
            key: self.key.clone(),
            number: ReceiptNumber::new(&self.register, self.number).ok_or_else(|| wrong("its receipt number"))?,
            sold_at: entry.instant(),
            business_day: BusinessDay::parse(&entry.day).ok_or_else(|| wrong("its business day"))?,
            clock_suspect: self.clock_suspect,
            late: self.late,
            session: self.session,
            event: self.event.clone(),
            by: self.by.clone(),
            currency,
            lines,
            applied: self.terms.applied(currency)?,
            smallest_coin: self.terms.smallest_coin.map(money),
            goods: money(self.goods),
            tax_added: money(self.tax_added),
            donations: self.donations.iter().map(|body| body.donation(currency)).collect(),
            rounding: money(self.rounding),
            total: money(self.total),
            payments,
            note: self.note.clone(),
            practice: self.practice,
        };
        match sale.contradiction() {
            Some(contradiction) => Err(EntryError(contradiction)),
            None => Ok(sale),
        }
    }
}

impl LineBody {
    fn new(line: &SaleLine, currency: Currency) -> LineBody {
        let minor = |money: Money| money.to_minor(currency);
        LineBody {
            sku: line.sku.clone(),
            title: line.title.clone(),
            makers: line.makers.clone(),
            sentence: line.sentence.clone(),
            price_list: line.price_list.clone(),
            tags: line.tags.clone(),
            maker_share_ppm: line.maker_share_ppm,
            tax_class: line.tax_class.clone(),
            quantity: line.quantity.get(),
            charges: line
                .charges
                .iter()
                .map(|charge| ChargeBody {
                    quantity: charge.quantity.get(),
                    unit: charge.unit_price.map(minor),
                    amount: minor(charge.amount),
                    text: charge.text.clone(),
                    offer: charge.offer,
                })
                .collect(),
            choices: line
                .choices
                .iter()
                .map(|choice| ChoiceBody::new(choice, currency))
                .collect(),
            price_override: line.price_override.as_ref().map(|by_hand| OverrideBody {
                each: minor(by_hand.each),
                reason: by_hand.reason.clone(),
            }),
            discount: minor(line.discount),
            total: minor(line.total),
            saved: minor(line.saved),
            counted: line.counted,
        }
    }

    fn sale_line(&self, currency: Currency) -> Result<SaleLine, EntryError> {
        let money = |minor: i64| Money::from_minor(minor, currency);
        let mut charges = Vec::with_capacity(self.charges.len());
        for charge in &self.charges {
            charges.push(Charge {
                quantity: copies(charge.quantity)?,
                unit_price: charge.unit.map(money),
                amount: money(charge.amount),
                text: charge.text.clone(),
                offer: charge.offer,
            });
        }
        Ok(SaleLine {
            sku: self.sku.clone(),
            title: self.title.clone(),
            makers: self.makers.clone(),
            sentence: self.sentence.clone(),
            price_list: self.price_list.clone(),
            tags: self.tags.clone(),
            maker_share_ppm: self.maker_share_ppm,
            tax_class: self.tax_class.clone(),
            quantity: copies(self.quantity)?,
            charges,
            choices: self
                .choices
                .iter()
                .map(|body| body.choice(currency))
                .collect::<Result<_, _>>()?,
            price_override: self.price_override.as_ref().map(|by_hand| Override {
                each: money(by_hand.each),
                reason: by_hand.reason.clone(),
            }),
            discount: money(self.discount),
            total: money(self.total),
            saved: money(self.saved),
            counted: self.counted,
        })
    }
}

impl ChoiceBody {
    pub(super) fn new(choice: &Choice, currency: Currency) -> ChoiceBody {
        ChoiceBody {
            quantity: choice.quantity.get(),
            amount: choice.amount.to_minor(currency),
            band: choice.band.clone(),
        }
    }

    pub(super) fn choice(&self, currency: Currency) -> Result<Choice, EntryError> {
        Ok(Choice {
            quantity: copies(self.quantity)?,
            amount: Money::from_minor(self.amount, currency),
            band: self.band.clone(),
        })
    }
}

impl DonationBody {
    pub(super) fn new(donation: &Donation, currency: Currency) -> DonationBody {
        DonationBody {
            jar: donation.jar.clone(),
            amount: donation.amount.to_minor(currency),
        }
    }

    pub(super) fn donation(&self, currency: Currency) -> Donation {
        Donation {
            jar: self.jar.clone(),
            amount: Money::from_minor(self.amount, currency),
        }
    }
}

fn copies(copies: u32) -> Result<Quantity, EntryError> {
    Quantity::new(copies).map_err(|_| wrong("a quantity"))
}
