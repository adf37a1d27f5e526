//! The ledger: every sale and correction of a range as rows that a spreadsheet can add up.
//! Never nets anything: a correction's rows are less than nothing, and the sums of all rows are those of the summary.

use super::correction::Correction;
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::sale::{ReceiptNumber, Sale};

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Copies of a title.
    Goods,
    /// Tax beside the goods.
    Tax,
    /// Money given to a jar.
    Donation,
    /// Cash rounding.
    Rounding,
    /// Money that came by a method; less than nothing where it went back.
    Payment,
}

impl Part {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Goods => "goods",
            Part::Tax => "tax",
            Part::Donation => "donation",
            Part::Rounding => "rounding",
            Part::Payment => "payment",
        }
    }
}

/// What a record's rows have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub number: ReceiptNumber,
    /// `sale`, `void`, `refund`, `repay`.
    pub kind: &'static str,
    /// The sale that it corrects.
    pub corrects: Option<ReceiptNumber>,
    /// The day it counts on.
    pub business_day: BusinessDay,
    /// When.
    pub at: Instant,
    /// The event.
    pub event: String,
    /// The volunteer.
    pub by: String,
    /// The sale's note, or the correction's reason.
    pub note: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it tells of.
    pub part: Part,
    /// SKU, of goods.
    pub sku: String,
    /// Title, tax class, jar or method.
    pub name: String,
    /// Makers, of goods.
    pub makers: String,
    /// Copies that went; less than nothing where they came back.
    pub copies: i64,
    /// What was taken off, of goods.
    pub discount: Money,
    /// How much: of goods after discounts, of a payment what stayed.
    pub amount: Money,
    /// Of a payment: nobody saw it arrive yet.
    pub unverified: bool,
}

/// A sale or a correction with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What its rows have in common.
    pub head: Head,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The currency of its amounts.
    pub currency: Currency,
}

fn row(part: Part, name: &str, amount: Money) -> Row {
    Row {
        part,
        sku: String::new(),
        name: name.to_owned(),
        makers: String::new(),
        copies: 0,
        discount: Money::ZERO,
        amount,
        unverified: false,
    }
}

fn some(rows: Vec<Row>) -> Vec<Row> {
    let kept = |row: &Row| row.part == Part::Goods || row.part == Part::Payment || !row.amount.is_zero();
    rows.into_iter().filter(kept).collect()
}

impl Record {
    /// A sale's rows.
    pub fn of_sale(sale: &Sale) -> Record {
        let goods = sale.lines.iter().map(|line| Row {
            sku: line.sku.clone(),
            makers: line.makers.join(" · "),
            copies: line.quantity.get().into(),
            discount: line.discount,
            ..row(Part::Goods, &line.title, line.total)
        });
        let beside = sale.applied.taxes.iter().filter(|tax| !tax.class.included);
        let taxes = beside.map(|tax| row(Part::Tax, &tax.class.name, tax.amount));
        let gifts = sale
            .donations
            .iter()
            .map(|gift| row(Part::Donation, &gift.jar, gift.amount));
        let payments = sale.payments.iter().map(|payment| Row {
            unverified: payment.unverified,
            ..row(Part::Payment, payment.method.as_str(), payment.amount())
        });
        let rounding = [row(Part::Rounding, "", sale.rounding)];
        Record {
            head: Head {
                number: sale.number.clone(),
                kind: "sale",
                corrects: None,
                business_day: sale.business_day,
                at: sale.sold_at,
                event: sale.event.clone(),
                by: sale.by.clone(),
                note: sale.note.clone(),
            },
            rows: some(
                goods
                    .chain(taxes)
                    .chain(gifts)
                    .chain(rounding)
                    .chain(payments)
                    .collect(),
            ),
            currency: sale.currency,
        }
    }

    /// A correction's rows, with the makers that stood on the sale's lines: what went back is less for them.
    pub fn of_correction(correction: &Correction, of: &Sale) -> Record {
        let reversal = &correction.reversal;
        let makers = |place: usize| of.lines.get(place).map(|line| line.makers.join(" · "));
        let goods = reversal.lines.iter().map(|line| Row {
            sku: line.sku.clone(),
            makers: makers(line.line).unwrap_or_default(),
            copies: -i64::from(line.copies),
            discount: -line.discount,
            ..row(Part::Goods, &line.title, -line.amount)
        });
        let beside = reversal.taxes.iter().filter(|tax| !tax.class.included);
        let taxes = beside.map(|tax| row(Part::Tax, &tax.class.name, -tax.amount));
        let gifts = reversal.donations.iter();
        let gifts = gifts.map(|gift| row(Part::Donation, &gift.jar, -gift.amount));
        let payments = reversal.payments.iter().map(|back| Row {
            unverified: back.unverified,
            ..row(Part::Payment, back.method.as_str(), -back.amount)
        });
        let rounding = [row(Part::Rounding, "", -reversal.rounding)];
        Record {
            head: Head {
                number: correction.number.clone(),
                kind: reversal.how.word(),
                corrects: Some(correction.corrects.clone()),
                business_day: correction.business_day,
                at: correction.made_at,
                event: correction.event.clone(),
                by: correction.by.clone(),
                note: correction.reason.clone(),
            },
            rows: some(
                goods
                    .chain(taxes)
                    .chain(gifts)
                    .chain(rounding)
                    .chain(payments)
                    .collect(),
            ),
            currency: correction.currency,
        }
    }

    /// Somebody saw its money arrive.
    pub fn tick_off(&mut self) {
        self.rows.iter_mut().for_each(|row| row.unverified = false);
    }

    /// The sale it is, or corrects.
    pub fn sale(&self) -> &ReceiptNumber {
        self.head.corrects.as_ref().unwrap_or(&self.head.number)
    }

    /// Whether it has money that nobody saw arrive.
    pub fn is_unverified(&self) -> bool {
        self.rows.iter().any(|row| row.unverified)
    }
}
