//! A sale as it stands in the books: a settled cart with its number, moment and snapshots.
//! Never changes: whatever is taken back later is a correction of its own.

use super::cart::{CartLine, Choice, Donation, Override};
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::{Money, Quantity};
use super::payment::Payment;
use super::pricing::{Applied, PricedLine};
use super::rule::Charge;
use super::sentence;
use std::fmt;
use uuid::Uuid;

/// The register's letter and a running number without gaps: `A-0031`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptNumber {
    register: String,
    running: u32,
}

impl ReceiptNumber {
    /// A number of this register; `None` unless the register is one to four capital letters and the number at least 1.
    pub fn new(register: &str, running: u32) -> Option<ReceiptNumber> {
        let letters = (1..=4).contains(&register.len()) && register.bytes().all(|byte| byte.is_ascii_uppercase());
        (letters && running > 0).then(|| ReceiptNumber {
            register: register.to_owned(),
            running,
        })
    }

    /// Reads `A-0031`, `a-31`.
    pub fn parse(text: &str) -> Option<ReceiptNumber> {
        let (register, running) = text.trim().split_once('-')?;
        ReceiptNumber::new(&register.to_ascii_uppercase(), running.parse().ok()?)
    }

    /// The register's letter.
    pub fn register(&self) -> &str {
        &self.register
    }

    /// The running number.
    pub fn running(&self) -> u32 {
        self.running
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.register, self.running)
    }
}

/// One line with a snapshot of all that its price followed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleLine {
    /// SKU at the time of sale; `custom` for a custom amount.
    pub sku: String,
    /// Name at the time of sale.
    pub title: String,
    /// Makers at the time of sale.
    pub makers: Vec<String>,
    /// The canonical price sentence in force.
    pub sentence: String,
    /// The price list the sentence came from.
    pub price_list: Option<String>,
    /// Tags at the time of sale, which offers go by.
    pub tags: Vec<String>,
    /// The maker's share in millionths.
    pub maker_share_ppm: Option<u32>,
    /// The tax class.
    pub tax_class: Option<String>,
    /// Copies.
    pub quantity: Quantity,
    /// What the copies cost, part by part.
    pub charges: Vec<Charge>,
    /// Amounts the buyer chose.
    pub choices: Vec<Choice>,
    /// A price keyed by hand.
    pub price_override: Option<Override>,
    /// What was taken off the line: its own discount and its share of the basket's.
    pub discount: Money,
    /// Charges less discount.
    pub total: Money,
    /// What tiers, sets and offers saved.
    pub saved: Money,
    /// Whether copies left the stock.
    pub counted: bool,
}

impl SaleLine {
    /// The line that a cart's line becomes, with what it costs.
    pub fn new(line: &CartLine, priced: &PricedLine, currency: Currency) -> SaleLine {
        let title = &priced.title;
        SaleLine {
            sku: title.sku.to_string(),
            title: title.name.clone(),
            makers: title.makers.clone(),
            sentence: sentence::print(&title.rule, currency),
            price_list: title.price_list.clone(),
            tags: title.tags.clone(),
            maker_share_ppm: title.maker_share_ppm,
            tax_class: title.tax_class.clone(),
            quantity: priced.quantity,
            charges: priced.charges.clone(),
            choices: line.choices.clone(),
            price_override: line.price_override.clone(),
            discount: priced.discount,
            total: priced.total(),
            saved: priced.saved,
            counted: title.stock.is_some() && !priced.custom,
        }
    }
}

/// A recorded sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Its id, a UUID of version 7.
    pub id: Uuid,
    /// The idempotency key of the Payment that made it.
    pub key: String,
    /// Its receipt number.
    pub number: ReceiptNumber,
    /// When it was recorded.
    pub sold_at: Instant,
    /// The day it counts on.
    pub business_day: BusinessDay,
    /// The clock had jumped when it was recorded.
    pub clock_suspect: bool,
    /// It was keyed in after it happened.
    pub late: bool,
    /// The session whose tin took the money.
    pub session: Uuid,
    /// The event's name, empty where there is none.
    pub event: String,
    /// The volunteer at the table, empty where nobody said.
    pub by: String,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// What was sold.
    pub lines: Vec<SaleLine>,
    /// The offers, discounts and taxes in force, and what they came to.
    pub applied: Applied,
    /// The smallest coin to which cash was rounded.
    pub smallest_coin: Option<Money>,
    /// What the goods cost after discounts.
    pub goods: Money,
    /// Tax beside the goods.
    pub tax_added: Money,
    /// Donations by jar.
    pub donations: Vec<Donation>,
    /// Cash rounding.
    pub rounding: Money,
    /// What there was to pay.
    pub total: Money,
    /// How it was paid.
    pub payments: Vec<Payment>,
    /// A word about it.
    pub note: String,
    /// Made in practice: printed on every paper.
    pub practice: bool,
}

impl Sale {
    /// What was handed over.
    pub fn paid(&self) -> Money {
        self.payments.iter().map(|payment| payment.given).sum()
    }

    /// What went back.
    pub fn change(&self) -> Money {
        self.payments.iter().map(|payment| payment.change).sum()
    }

    /// What was donated.
    pub fn donated(&self) -> Money {
        self.donations.iter().map(|donation| donation.amount).sum()
    }

    /// Copies sold.
    pub fn copies(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity.get()).sum()
    }

    /// What tiers and sets saved.
    pub fn saved(&self) -> Money {
        self.lines.iter().map(|line| line.saved).sum()
    }

    /// The first thing about it that cannot be true of a sale, in plain words; `None` when it holds together.
    pub fn contradiction(&self) -> Option<String> {
        for (n, line) in self.lines.iter().enumerate() {
            let charged: Money = line.charges.iter().map(|charge| charge.amount).sum();
            let copies: u32 = line.charges.iter().map(|charge| charge.quantity.get()).sum();
            if copies != line.quantity.get() {
                return Some(format!(
                    "line {}: its charges count {copies} copies, it has {}",
                    n + 1,
                    line.quantity.get()
                ));
            }
            if charged - line.discount != line.total {
                return Some(format!(
                    "line {}: its charges less discount do not make its total",
                    n + 1
                ));
            }
        }
        if let Some(contradiction) = self.applied_contradiction() {
            return Some(contradiction);
        }
        let lines: Money = self.lines.iter().map(|line| line.total).sum();
        if lines != self.goods {
            return Some("its lines do not add up to its goods".to_owned());
        }
        if self.goods + self.tax_added + self.donated() + self.rounding != self.total {
            return Some("goods, tax, donations and rounding do not add up to its total".to_owned());
        }
        if self.paid() - self.change() != self.total {
            return Some("its payments less change do not make its total".to_owned());
        }
        None
    }

    fn applied_contradiction(&self) -> Option<String> {
        let taken: Money = self.lines.iter().map(|line| line.discount).sum();
        let discounts: Money = self.applied.discounts.iter().map(|discount| discount.amount).sum();
        if taken != discounts {
            return Some("what was taken off its lines is not what its discounts take".to_owned());
        }
        for tax in &self.applied.taxes {
            let of_class = |line: &&SaleLine| line.tax_class.as_deref() == Some(tax.class.name.as_str());
            let base: Money = self.lines.iter().filter(of_class).map(|line| line.total).sum();
            if base != tax.base || tax.class.on(base, self.currency) != tax.amount {
                return Some(format!("the tax `{}` does not follow from its lines", tax.class.name));
            }
        }
        let added = self.applied.taxes.iter().filter(|tax| !tax.class.included);
        if added.map(|tax| tax.amount).sum::<Money>() != self.tax_added {
            return Some("its added taxes do not make what stands beside its goods".to_owned());
        }
        None
    }
}
