//! Which sales and corrections are meant: those of a span, all of them or those behind one figure of its summary.
//! Never reads the books.

use super::day::BusinessDay;
use super::payment::Method;
use super::span::Span;

/// A figure of a summary, by which the sales and corrections behind it are found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Copies of a title, by its SKU.
    Title(String),
    /// Money by a method.
    Method(Method),
    /// Money by a method that nobody saw arrive yet.
    Unverified(Method),
    /// Whoever was at the table; empty where nobody said.
    Volunteer(String),
    /// Recorded at an event; empty for none.
    Event(String),
    /// Titles with a tag; empty for those without any.
    Tag(String),
    /// Titles of a maker; empty for those without any.
    Maker(String),
    /// Recorded within this local hour.
    Hour(u32),
    /// Recorded on this business day.
    Day(BusinessDay),
    /// Donations to any jar.
    Donations,
    /// Donations to a jar; empty for the table itself.
    Jar(String),
    /// Copies at a band of a sliding scale.
    Band(String),
    /// Tax of a class.
    Tax(String),
    /// What tiers, sets and offers saved.
    Savings,
    /// What discounts took.
    Discounts,
    /// Voids, refunds, changes of method.
    Corrections,
}

/// Which sales and corrections are meant: those of a span, all of them or those behind one figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SalesFilter {
    /// When, or at which event.
    pub span: Span,
    /// The figure; `None` for all.
    pub figure: Option<Figure>,
}
