//! How a till is set, as its screens and papers need it.
//! Never where the settings are kept.

use super::currency::Currency;
use super::money::Money;
use super::payment::Method;

/// What a till is and how it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name of the shop or distro, printed on papers.
    pub shop: String,
    /// A line below it on papers.
    pub tagline: String,
    /// A line at the foot of papers.
    pub footer: String,
    /// The till's one currency.
    pub currency: Currency,
    /// The register's letter.
    pub register: String,
    /// A practice till: marked on every screen and paper.
    pub practice: bool,
    /// Smallest coin in use, where cash is rounded.
    pub smallest_coin: Option<Money>,
    /// Payment methods beside cash, in the order shown.
    pub methods: Vec<String>,
    /// Methods beside cash whose money is seen to arrive; payments by all others are ticked off later.
    pub trusted: Vec<String>,
    /// Jars that donations go to, in the order shown; the table itself where there is none.
    pub jars: Vec<String>,
    /// The hour a business day ends.
    pub rollover_hour: u32,
}

impl Settings {
    /// Whether money paid by this method is yet to be seen.
    pub fn unverified(&self, method: &Method) -> bool {
        !method.is_cash() && !self.trusted.iter().any(|trusted| trusted == method.as_str())
    }
}

/// Paper for a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Roll of 80 mm.
    Roll80,
    /// US letter sheet.
    Letter,
}

/// A sheet for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Sheet {
    /// The sheet that printers hold where a currency is used.
    pub fn usual(currency: Currency) -> Sheet {
        match currency.code() {
            "USD" | "CAD" | "MXN" | "PHP" | "COP" | "CLP" => Sheet::Letter,
            _ => Sheet::A4,
        }
    }

    /// Reads `a4`, `letter`.
    pub fn parse(name: &str) -> Option<Sheet> {
        match name.trim().to_lowercase().as_str() {
            "a4" => Some(Sheet::A4),
            "letter" => Some(Sheet::Letter),
            _ => None,
        }
    }
}
