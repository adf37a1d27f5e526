//! The summary of a range of days: what was sold, given, paid, taken back. Money is net: a correction counts on the day it is
//! made, so that the summary of a past day never changes.
//! Never reads the books itself: the store counts, this says what a summary is and whether it holds.

use super::correction::How;
use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::payment::Method;
use super::sale::ReceiptNumber;

/// A sale, or a correction of one, in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleHead {
    /// What the correction does; `None` for a sale.
    pub how: Option<How>,
    /// Its number.
    pub number: ReceiptNumber,
    /// The sale that it corrects.
    pub corrects: Option<ReceiptNumber>,
    /// The sale was taken back whole.
    pub voided: bool,
    /// When.
    pub sold_at: Instant,
    /// The day it counts on.
    pub business_day: BusinessDay,
    /// Copies.
    pub copies: u32,
    /// Total; of a correction less than nothing where money went back.
    pub total: Money,
    /// Methods, joined by ` + `.
    pub methods: String,
    /// Titles, joined by `, `.
    pub titles: String,
}

/// One title's part in a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleRow {
    /// SKU at the time of sale.
    pub sku: String,
    /// Name at the last sale of the range.
    pub title: String,
    /// Priced copies.
    pub sold: i64,
    /// Copies at zero, and copies given.
    pub free: i64,
    /// Copies that came back.
    pub refunded: i64,
    /// Net money.
    pub takings: Money,
    /// Copies left at the range's end; `None` where they are not counted.
    pub left: Option<i64>,
}

/// One payment method's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// The method.
    pub method: Method,
    /// Payments by it.
    pub count: i64,
    /// What stayed.
    pub amount: Money,
    /// Of that, not ticked off beside the phone.
    pub unverified: Money,
}

/// One hour's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourRow {
    /// Local hour, 0 to 23.
    pub hour: u32,
    /// Sales recorded in it.
    pub sales: i64,
    /// Their totals.
    pub amount: Money,
}

/// One tax class's part, at one rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRow {
    /// The class.
    pub class: String,
    /// Its rate in millionths.
    pub rate_ppm: u32,
    /// Part of the goods, or beside them.
    pub included: bool,
    /// The discounted sums it was computed on.
    pub base: Money,
    /// The tax.
    pub amount: Money,
}

impl TaxRow {
    /// What tells it from other rows.
    pub fn key(&self) -> (&str, u32, bool) {
        (&self.class, self.rate_ppm, self.included)
    }
}

/// One jar's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JarRow {
    /// The jar; empty for the table itself.
    pub jar: String,
    /// What was given to it.
    pub amount: Money,
}

/// A correction made in the range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Its number.
    pub number: ReceiptNumber,
    /// The sale.
    pub corrects: ReceiptNumber,
    /// What it does.
    pub how: How,
    /// When.
    pub made_at: Instant,
    /// The volunteer.
    pub by: String,
    /// What went back, or was moved to another method.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

/// How often a band of a sliding scale was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandRow {
    /// The band.
    pub band: String,
    /// Copies sold at it.
    pub copies: i64,
}

/// What happened from one business day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// First day.
    pub from: BusinessDay,
    /// Last day.
    pub to: BusinessDay,
    /// Sales recorded.
    pub sales: i64,
    /// Copies that went.
    pub copies: i64,
    /// Goods, net.
    pub goods: Money,
    /// Tax beside the goods.
    pub tax_added: Money,
    /// Donations.
    pub donations: Money,
    /// Cash rounding.
    pub rounding: Money,
    /// Payments as given.
    pub payments: Money,
    /// Change that went back.
    pub change: Money,
    /// What tiers, sets and offers saved readers.
    pub saved: Money,
    /// Of that, what offers saved.
    pub saved_by_offers: Money,
    /// What discounts took.
    pub discounts: Money,
    /// Tax by class and rate.
    pub taxes: Vec<TaxRow>,
    /// Donations by jar, most given first.
    pub jars: Vec<JarRow>,
    /// Bands of sliding scales, most chosen first.
    pub bands: Vec<BandRow>,
    /// By title, most taken first.
    pub by_title: Vec<TitleRow>,
    /// By payment method, most taken first.
    pub by_payment: Vec<PaymentRow>,
    /// By hour, earliest of the business day first.
    pub by_hour: Vec<HourRow>,
    /// Corrections made in the range, in their order.
    pub corrections: Vec<CorrectionRow>,
}

impl Summary {
    /// The summary of a range in which nothing happened.
    pub fn empty(from: BusinessDay, to: BusinessDay) -> Summary {
        Summary {
            from,
            to,
            sales: 0,
            copies: 0,
            goods: Money::ZERO,
            tax_added: Money::ZERO,
            donations: Money::ZERO,
            rounding: Money::ZERO,
            payments: Money::ZERO,
            change: Money::ZERO,
            saved: Money::ZERO,
            saved_by_offers: Money::ZERO,
            discounts: Money::ZERO,
            taxes: Vec::new(),
            jars: Vec::new(),
            bands: Vec::new(),
            by_title: Vec::new(),
            by_payment: Vec::new(),
            by_hour: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// What went back for voids and refunds.
    pub fn given_back(&self) -> Money {
        let backs = self.corrections.iter().filter(|row| row.how != How::Repay);
        backs.map(|row| row.amount).sum()
    }

    /// Whether `goods + tax_added + donations + rounding = payments − change`, and the parts by payment, by title and by tax
    /// add up.
    pub fn holds(&self) -> bool {
        let left = self.goods + self.tax_added + self.donations + self.rounding;
        let by_payment: Money = self.by_payment.iter().map(|row| row.amount).sum();
        let by_title: Money = self.by_title.iter().map(|row| row.takings).sum();
        let beside = self.taxes.iter().filter(|tax| !tax.included);
        let tax_added: Money = beside.map(|tax| tax.amount).sum();
        left == self.payments - self.change
            && by_payment == left
            && by_title == self.goods
            && tax_added == self.tax_added
    }
}
