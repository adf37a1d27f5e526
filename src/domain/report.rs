//! The summary of a range of days: what was sold, given, paid, taken back. Money is net: a correction counts on the day it is
//! made, so that the summary of a past day never changes.
//! Never reads the books itself: the store counts, this says what a summary is and whether it holds.

use super::correction::How;
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::maker::MakerRow;
use super::money::Money;
use super::payment::Method;
use super::sale::ReceiptNumber;
use super::session::TinReport;
use super::span::Span;

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
    /// What of it is part of the figure that is asked for, where that was worked out.
    pub part: Option<Money>,
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

/// One business day's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// The day.
    pub day: BusinessDay,
    /// Sales recorded on it.
    pub sales: i64,
    /// Their totals, less the corrections made on it.
    pub amount: Money,
}

/// One event's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Its name; empty for what was sold at none.
    pub event: String,
    /// Sales recorded at it.
    pub sales: i64,
    /// Their totals, less the corrections made at it.
    pub amount: Money,
}

/// One volunteer's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolunteerRow {
    /// The name; empty where nobody said.
    pub by: String,
    /// Sales recorded.
    pub sales: i64,
    /// Corrections made.
    pub corrections: i64,
    /// Totals of the sales, less those of the corrections: goods, tax, donations and rounding.
    pub amount: Money,
}

/// One tag's part. A title counts under each of its tags, so these rows do not add up to the goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagRow {
    /// The tag; empty for titles without any.
    pub tag: String,
    /// Priced copies.
    pub sold: i64,
    /// Copies at zero.
    pub free: i64,
    /// Copies that came back.
    pub refunded: i64,
    /// Net money.
    pub takings: Money,
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
    /// What was chosen for them together.
    pub amount: Money,
}

/// The few figures that a span is compared with another by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headline {
    /// Sales recorded.
    pub sales: i64,
    /// Copies that went.
    pub copies: i64,
    /// Goods, net.
    pub goods: Money,
    /// Donations.
    pub donations: Money,
    /// What tiers, sets and offers saved readers.
    pub saved: Money,
    /// What went back for voids and refunds.
    pub given_back: Money,
}

impl Headline {
    /// Goods for each sale, in whole minor units; nothing where there is none.
    pub fn average(&self, currency: Currency) -> Money {
        self.goods.part(1, self.sales, currency)
    }
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
    /// By business day, in their order.
    pub by_day: Vec<DayRow>,
    /// By event, in the order of their days.
    pub by_event: Vec<EventRow>,
    /// By volunteer, most taken first.
    pub by_volunteer: Vec<VolunteerRow>,
    /// By tag, most taken first.
    pub by_tag: Vec<TagRow>,
    /// By maker, most taken first.
    pub by_maker: Vec<MakerRow>,
    /// Corrections made in the range, in their order.
    pub corrections: Vec<CorrectionRow>,
}

/// A stretch of a list of sales and corrections, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Only those before this running receipt number.
    pub before: Option<u32>,
    /// At most so many.
    pub most: u32,
}

impl From<u32> for Stretch {
    /// The newest, at most so many.
    fn from(most: u32) -> Stretch {
        Stretch { before: None, most }
    }
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
            by_day: Vec::new(),
            by_event: Vec::new(),
            by_volunteer: Vec::new(),
            by_tag: Vec::new(),
            by_maker: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// What went back for voids and refunds.
    pub fn given_back(&self) -> Money {
        let backs = self.corrections.iter().filter(|row| row.how != How::Repay);
        backs.map(|row| row.amount).sum()
    }

    /// What tiers and sets saved by themselves, without offers.
    pub fn saved_by_tiers(&self) -> Money {
        self.saved - self.saved_by_offers
    }

    /// By hour as a chart shows it: from the first to the last, those between in which nothing happened too.
    pub fn hours(&self) -> Vec<HourRow> {
        let mut hours: Vec<HourRow> = Vec::new();
        for row in &self.by_hour {
            while let Some(last) = hours.last().filter(|last| (last.hour + 1) % 24 != row.hour) {
                let hour = (last.hour + 1) % 24;
                hours.push(HourRow {
                    hour,
                    sales: 0,
                    amount: Money::ZERO,
                });
            }
            hours.push(row.clone());
        }
        hours
    }

    /// What goes to makers.
    pub fn shares(&self) -> Money {
        self.by_maker.iter().map(|row| row.share).sum()
    }

    /// What of the goods stays with the table.
    pub fn kept(&self) -> Money {
        self.goods - self.shares()
    }

    /// What was taken together: goods, tax beside them, donations and rounding.
    pub fn taken(&self) -> Money {
        self.goods + self.tax_added + self.donations + self.rounding
    }

    /// The figures that it is compared by.
    pub fn headline(&self) -> Headline {
        Headline {
            sales: self.sales,
            copies: self.copies,
            goods: self.goods,
            donations: self.donations,
            saved: self.saved,
            given_back: self.given_back(),
        }
    }

    /// Whether `goods + tax_added + donations + rounding = payments − change`, and the parts by payment, hour, day, volunteer,
    /// title, maker and tax add up.
    pub fn holds(&self) -> bool {
        let taken = self.taken();
        let beside = self.taxes.iter().filter(|tax| !tax.included);
        let adds = |parts: &mut dyn Iterator<Item = Money>, whole: Money| parts.sum::<Money>() == whole;
        taken == self.payments - self.change
            && adds(&mut self.by_payment.iter().map(|row| row.amount), taken)
            && adds(&mut self.by_hour.iter().map(|row| row.amount), taken)
            && adds(&mut self.by_day.iter().map(|row| row.amount), taken)
            && adds(&mut self.by_volunteer.iter().map(|row| row.amount), taken)
            && adds(&mut self.by_title.iter().map(|row| row.takings), self.goods)
            && adds(&mut self.by_maker.iter().map(|row| row.takings), self.goods)
            && adds(&mut self.jars.iter().map(|row| row.amount), self.donations)
            && adds(&mut beside.map(|tax| tax.amount), self.tax_added)
    }
}

/// A summary as a person reads it: with what came before, and what the tin went through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it is over.
    pub span: Span,
    /// Its figures.
    pub summary: Summary,
    /// The one before: the last day before it that had sales, the event before it, the days before it that are as many.
    /// `None` where nothing was sold then.
    pub before: Option<(Span, Headline)>,
    /// The nearest days before its first and after its last day on which something was sold or taken back.
    pub beside: (Option<BusinessDay>, Option<BusinessDay>),
    /// What the tin went through in each of its sessions, the first one first.
    pub tins: Vec<TinReport>,
    /// When it was read.
    pub read_at: Instant,
}

/// The tins of a range of more days than this are not told one by one.
pub const MOST_TIN_DAYS: i64 = 62;

/// Whether the tins of a range of days are told.
pub fn tells_tins(from: BusinessDay, to: BusinessDay) -> bool {
    (to.0 - from.0).num_days() < MOST_TIN_DAYS
}

impl Report {
    /// Whether its tins are told: where they are not, that there are none means nothing.
    pub fn tells_tins(&self) -> bool {
        tells_tins(self.summary.from, self.summary.to)
    }
}
