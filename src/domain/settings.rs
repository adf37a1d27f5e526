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
    /// Below it on papers; a line each.
    pub tagline: String,
    /// At the foot of papers; a line each.
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
    /// How papers are made.
    pub papers: Papers,
}

/// How papers are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Papers {
    /// What receipts are printed on.
    pub paper: Paper,
    /// What the code at the foot holds; empty where there is none.
    pub code: String,
    /// Width and height of the logo, where there is one.
    pub logo: Option<(u32, u32)>,
    /// The system's name of the printer; empty where none was chosen.
    pub printer: String,
    /// Print the receipt of each sale as soon as it is recorded.
    pub print_each: bool,
}

impl Settings {
    /// Whether money paid by this method is yet to be seen.
    pub fn unverified(&self, method: &Method) -> bool {
        !method.is_cash() && !self.trusted.iter().any(|trusted| trusted == method.as_str())
    }
}

/// Paper for a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// Roll of 58 mm.
    Roll58,
    /// Roll of 80 mm.
    #[default]
    Roll80,
    /// A4 sheet.
    A4,
    /// US letter sheet.
    Letter,
    /// A5 sheet.
    A5,
    /// A6 sheet.
    A6,
}

impl Paper {
    /// Every paper there is.
    pub const ALL: [Paper; 6] = [
        Paper::Roll58,
        Paper::Roll80,
        Paper::A4,
        Paper::Letter,
        Paper::A5,
        Paper::A6,
    ];

    /// Its name on the command line: `80mm`, `a4`.
    pub fn name(self) -> &'static str {
        match self {
            Paper::Roll58 => "58mm",
            Paper::Roll80 => "80mm",
            Paper::A4 => "a4",
            Paper::Letter => "letter",
            Paper::A5 => "a5",
            Paper::A6 => "a6",
        }
    }

    /// The paper of a name, in capitals or not.
    pub fn parse(name: &str) -> Option<Paper> {
        let name = name.trim().to_ascii_lowercase();
        Paper::ALL.into_iter().find(|paper| paper.name() == name)
    }
}

/// A sheet for what no roll has room for: reports, price cards. Receipts go on any [`Paper`].
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

    /// The sheet of a name, in capitals or not: `a4`, `letter`.
    pub fn parse(name: &str) -> Option<Sheet> {
        match Paper::parse(name)? {
            Paper::A4 => Some(Sheet::A4),
            Paper::Letter => Some(Sheet::Letter),
            _ => None,
        }
    }
}
