//! The journal: every entry that matters to money or stock, in one canonical encoding, each a link of a hash chain.
//! Never frozen twice: entries of version 1 are read for ever; `docs/journal.md` gives the encoding byte by byte.

use super::cart::{Choice, Donation, Override};
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::{Money, Quantity};
use super::payment::{Method, Payment};
use super::rule::Charge;
use super::sale::{ReceiptNumber, Sale, SaleLine};
use super::session::Session;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A link of the chain: SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first entry: the hash of the till's own identity, so that no chain fits two tills.
pub fn genesis(till: Uuid, register: &str, currency: Currency) -> Hash {
    Sha256::new()
        .chain_update(b"zinetill1 genesis\n")
        .chain_update(till.as_bytes())
        .chain_update(register)
        .chain_update(b"\n")
        .chain_update(currency.code())
        .finalize()
        .into()
}

/// The link of an entry: `SHA-256("zinetill1" ‖ previous link ‖ seq ‖ length of body ‖ body)`, both numbers as 8 bytes,
/// big end first.
pub fn link(previous: &Hash, seq: u64, body: &str) -> Hash {
    Sha256::new()
        .chain_update(b"zinetill1")
        .chain_update(previous)
        .chain_update(seq.to_be_bytes())
        .chain_update((body.len() as u64).to_be_bytes())
        .chain_update(body)
        .finalize()
        .into()
}

/// A hash as lower-case hexadecimal.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An entry, as its canonical JSON has it: fields in this order, no white space, amounts in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Version of the encoding: 1.
    pub v: u32,
    /// The till's id.
    pub till: Uuid,
    /// Its place in the journal, from 1 without gaps.
    pub seq: u64,
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// Local offset, minutes east of UTC.
    pub offset_min: i32,
    /// The business day it counts on, `2026-11-22`.
    pub day: String,
    /// What happened.
    pub what: What,
}

/// What an entry tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A session was opened.
    SessionOpen(SessionBody),
    /// A sale was recorded.
    Sale(Box<SaleBody>),
}

/// A session's opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionBody {
    /// Id.
    pub id: Uuid,
    /// What lay in the tin, or null where nobody counted.
    pub float: Option<i64>,
    /// The event's name.
    pub event: String,
    /// The volunteer.
    pub by: String,
}

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
}

/// What was in force for the whole basket, kept so that copies taken back later are priced by it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Offers in force, in the order they were made, whether they applied or not.
    pub offers: Vec<OfferTerms>,
    /// Discounts as keyed: on a line (its place from 0) or on the basket (null).
    pub discounts: Vec<DiscountTerms>,
    /// Tax classes of the lines, with what was worked out for each.
    pub taxes: Vec<TaxTerms>,
    /// Smallest coin to which cash was rounded.
    pub smallest_coin: Option<i64>,
}

/// An offer in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferTerms {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Copies that make one application.
    pub units: u32,
    /// What they cost together.
    pub price: i64,
    /// The tag it covers.
    pub tag: Option<String>,
    /// The titles it covers; with no tag and no titles it covers everything.
    pub skus: Vec<String>,
}

/// A discount as keyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscountTerms {
    /// The line's place, or null for the basket.
    pub line: Option<u32>,
    /// Millionths of the price, or null.
    pub rate_ppm: Option<u32>,
    /// An amount, or null.
    pub amount: Option<i64>,
    /// Why.
    pub reason: String,
}

/// A tax class and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxTerms {
    /// Its name.
    pub class: String,
    /// Its rate in millionths.
    pub rate_ppm: u32,
    /// Part of the price, or beside it.
    pub included: bool,
    /// The discounted sum it was computed on.
    pub base: i64,
    /// The tax.
    pub amount: i64,
}

/// Why a decoded entry cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EntryError(pub String);

impl Entry {
    /// The canonical encoding.
    ///
    /// # Errors
    /// Never for entries built here; the encoder's own error otherwise.
    pub fn encode(&self) -> Result<String, EntryError> {
        serde_json::to_string(self).map_err(|error| EntryError(error.to_string()))
    }

    /// Decodes, and checks that the text is exactly the canonical encoding of what it says.
    ///
    /// # Errors
    /// [`EntryError`] when it is no entry, of an unknown version, or not canonical.
    pub fn decode(body: &str) -> Result<Entry, EntryError> {
        let entry: Entry =
            serde_json::from_str(body).map_err(|error| EntryError(format!("it is no journal entry: {error}")))?;
        if entry.v != 1 {
            return Err(EntryError(format!(
                "it is of version {}, which this program does not know",
                entry.v
            )));
        }
        if entry.encode()? != body {
            return Err(EntryError("it is not in its canonical form".to_owned()));
        }
        Ok(entry)
    }

    /// The moment of the entry.
    pub fn instant(&self) -> Instant {
        Instant {
            utc_ms: self.at_ms,
            offset_min: self.offset_min,
        }
    }

    /// The session that a session entry opens.
    pub fn session(&self, currency: Currency) -> Option<Session> {
        let What::SessionOpen(body) = &self.what else {
            return None;
        };
        Some(Session {
            id: body.id,
            opened_at: self.instant(),
            float: body.float.map(|minor| Money::from_minor(minor, currency)),
            event: body.event.clone(),
            by: body.by.clone(),
        })
    }

    /// The sale that a sale entry records, checked again.
    ///
    /// # Errors
    /// [`EntryError`] names what cannot be true of a sale.
    pub fn sale(&self) -> Result<Sale, EntryError> {
        let What::Sale(body) = &self.what else {
            return Err(EntryError("it is no sale".to_owned()));
        };
        let wrong = |what: &str| EntryError(format!("{what} is not valid"));
        let currency = Currency::from_code(&body.currency).ok_or_else(|| wrong("its currency"))?;
        let money = |minor: i64| Money::from_minor(minor, currency);
        let copies = |copies: u32| Quantity::new(copies).map_err(|_| wrong("a quantity"));
        let mut lines = Vec::with_capacity(body.lines.len());
        for line in &body.lines {
            let mut charges = Vec::with_capacity(line.charges.len());
            for charge in &line.charges {
                charges.push(Charge {
                    quantity: copies(charge.quantity)?,
                    unit_price: charge.unit.map(money),
                    amount: money(charge.amount),
                    text: charge.text.clone(),
                });
            }
            let mut choices = Vec::with_capacity(line.choices.len());
            for choice in &line.choices {
                choices.push(Choice {
                    quantity: copies(choice.quantity)?,
                    amount: money(choice.amount),
                    band: choice.band.clone(),
                });
            }
            lines.push(SaleLine {
                sku: line.sku.clone(),
                title: line.title.clone(),
                makers: line.makers.clone(),
                sentence: line.sentence.clone(),
                price_list: line.price_list.clone(),
                tags: line.tags.clone(),
                maker_share_ppm: line.maker_share_ppm,
                quantity: copies(line.quantity)?,
                charges,
                choices,
                price_override: line.price_override.as_ref().map(|by_hand| Override {
                    each: money(by_hand.each),
                    reason: by_hand.reason.clone(),
                }),
                discount: money(line.discount),
                total: money(line.total),
                saved: money(line.saved),
                counted: line.counted,
            });
        }
        let mut payments = Vec::with_capacity(body.payments.len());
        for payment in &body.payments {
            payments.push(Payment {
                method: Method::new(&payment.method).ok_or_else(|| wrong("a payment method"))?,
                given: money(payment.given),
                change: money(payment.change),
            });
        }
        let sale = Sale {
            id: body.id,
            key: body.key.clone(),
            number: ReceiptNumber::new(&body.register, body.number).ok_or_else(|| wrong("its receipt number"))?,
            sold_at: self.instant(),
            business_day: BusinessDay::parse(&self.day).ok_or_else(|| wrong("its business day"))?,
            clock_suspect: body.clock_suspect,
            session: body.session,
            event: body.event.clone(),
            by: body.by.clone(),
            currency,
            lines,
            goods: money(body.goods),
            tax_added: money(body.tax_added),
            donations: body
                .donations
                .iter()
                .map(|d| Donation {
                    jar: d.jar.clone(),
                    amount: money(d.amount),
                })
                .collect(),
            rounding: money(body.rounding),
            total: money(body.total),
            payments,
            note: body.note.clone(),
            practice: body.practice,
        };
        match sale.contradiction() {
            Some(contradiction) => Err(EntryError(contradiction)),
            None => Ok(sale),
        }
    }
}

impl SaleBody {
    /// A sale's body; `terms` is what was in force.
    pub fn new(sale: &Sale, terms: Terms) -> SaleBody {
        let minor = |money: Money| money.to_minor(sale.currency);
        SaleBody {
            id: sale.id,
            key: sale.key.clone(),
            register: sale.number.register().to_owned(),
            number: sale.number.running(),
            clock_suspect: sale.clock_suspect,
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
            terms,
            goods: minor(sale.goods),
            tax_added: minor(sale.tax_added),
            donations: sale
                .donations
                .iter()
                .map(|d| DonationBody {
                    jar: d.jar.clone(),
                    amount: minor(d.amount),
                })
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
                })
                .collect(),
            note: sale.note.clone(),
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
            tax_class: None,
            quantity: line.quantity.get(),
            charges: line
                .charges
                .iter()
                .map(|charge| ChargeBody {
                    quantity: charge.quantity.get(),
                    unit: charge.unit_price.map(minor),
                    amount: minor(charge.amount),
                    text: charge.text.clone(),
                })
                .collect(),
            choices: line
                .choices
                .iter()
                .map(|choice| ChoiceBody {
                    quantity: choice.quantity.get(),
                    amount: minor(choice.amount),
                    band: choice.band.clone(),
                })
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
}
