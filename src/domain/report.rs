//! The summary of a range of days: what was sold, given, paid.
//! Never reads the books itself: the store counts, this says what a summary is and whether it holds.

use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::payment::Method;
use super::sale::ReceiptNumber;

/// A sale in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleHead {
    /// Its number.
    pub number: ReceiptNumber,
    /// When.
    pub sold_at: Instant,
    /// The day it counts on.
    pub business_day: BusinessDay,
    /// Copies.
    pub copies: u32,
    /// Total.
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
    /// Copies at zero.
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
    /// What tiers and sets saved readers.
    pub saved: Money,
    /// By title, most taken first.
    pub by_title: Vec<TitleRow>,
    /// By payment method, most taken first.
    pub by_payment: Vec<PaymentRow>,
    /// By hour, earliest of the business day first.
    pub by_hour: Vec<HourRow>,
}

impl Summary {
    /// Whether `goods + tax_added + donations + rounding = payments − change`, and the parts by payment and by title add up.
    pub fn holds(&self) -> bool {
        let left = self.goods + self.tax_added + self.donations + self.rounding;
        let by_payment: Money = self.by_payment.iter().map(|row| row.amount).sum();
        let by_title: Money = self.by_title.iter().map(|row| row.takings).sum();
        left == self.payments - self.change && by_payment == left && by_title == self.goods
    }
}
