//! The receipt of a sale or of a correction: what it says, whatever the paper. `roll` and `sheet` lay it out.
//! Never computes a price: every amount is the record's own, or a sum of the record's own.

use super::DocumentError;
use super::across::across;
use super::code::{self, Code};
use super::layout::Page;
use super::pdf::{self, About, Bookmark};
use super::picture::{self, Picture};
use super::{A4, LETTER, roll, sheet, text, words};
use crate::domain::correction::{After, Correction, How};
use crate::domain::currency::Currency;
use crate::domain::day::Instant;
use crate::domain::letterhead::Letterhead;
use crate::domain::money::Money;
use crate::domain::sale::{Sale, SaleLine};
use crate::domain::settings::Paper;
use crate::domain::tax::TaxSum;
use std::sync::Arc;

/// What a receipt is of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A sale, with what happened to it since.
    Sale(&'a Sale, &'a [After]),
    /// A correction.
    Correction(&'a Correction),
}

/// A letterhead made ready for paper: lines parted, logo and code read once for all that carry it.
#[derive(Debug, Clone)]
pub struct Stationery {
    pub(super) shop: String,
    pub(super) tagline: Vec<String>,
    pub(super) footer: Vec<String>,
    pub(super) logo: Option<Arc<Picture>>,
    pub(super) code: Option<Arc<Code>>,
    pub(super) code_text: String,
    language: String,
}

impl Stationery {
    /// Makes a letterhead ready. A logo that cannot be read, a text too long for a code are left out: the receipt is what
    /// matters.
    pub fn new(of: &Letterhead) -> Stationery {
        let lines = |text: &str| {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.map(str::to_owned).collect()
        };
        let logo = of.logo.as_ref().and_then(|kept| picture::read(kept).ok());
        let text = of.code.trim();
        let code = Some(text).filter(|text| !text.is_empty()).and_then(code::code);
        Stationery {
            shop: of.shop.clone(),
            tagline: lines(&of.tagline),
            footer: lines(&of.footer),
            logo: logo.map(Arc::new),
            code: code.map(Arc::new),
            code_text: text.to_owned(),
            language: of.language.clone(),
        }
    }
}

/// A receipt that is to be made: what it is of, on which stationery, and whether it is marked COPY.
#[derive(Debug, Clone)]
pub struct Issue<'a> {
    /// What it is of.
    pub of: Subject<'a>,
    /// The shop's head and foot when it was recorded.
    pub on: Arc<Stationery>,
    /// Marked COPY.
    pub copy: bool,
}

/// A receipt as a PDF: the same bytes for the same record and letterhead, today and in ten years.
/// `copy` marks a reprint as COPY; what was made in practice is marked PRACTICE, a sale that was taken back VOID.
///
/// # Errors
/// [`DocumentError`] when the paper cannot be made; the record is not touched.
pub fn receipt(of: Subject<'_>, letterhead: &Letterhead, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    let on = Arc::new(Stationery::new(letterhead));
    receipts(&[Issue { of, on, copy }], paper)
}

/// Several receipts in one PDF, one after the other, with a bookmark each.
///
/// # Errors
/// As [`receipt`], and where there is none.
pub fn receipts(of: &[Issue<'_>], paper: Paper) -> Result<Vec<u8>, DocumentError> {
    let mut book = Book::new(paper);
    for issue in of {
        book.add(issue);
    }
    book.finish()
}

/// Receipts on their way into one PDF.
#[derive(Debug)]
pub struct Book {
    paper: Paper,
    pages: Vec<Page>,
    bookmarks: Vec<Bookmark>,
    about: Option<About>,
    last: String,
}

impl Book {
    /// A book with nothing in it.
    pub fn new(paper: Paper) -> Book {
        Book {
            paper,
            pages: Vec::new(),
            bookmarks: Vec::new(),
            about: None,
            last: String::new(),
        }
    }

    /// Lays a receipt out behind the last one.
    pub fn add(&mut self, issue: &Issue<'_>) {
        let slip = Slip::new(issue);
        self.bookmarks.push(Bookmark {
            day: day(slip.at),
            name: format!(
                "{} · {} · {}",
                slip.number,
                slip.at.local().format("%H:%M"),
                slip.total()
            ),
            page: self.pages.len(),
        });
        let about = self.about.get_or_insert_with(|| About {
            title: slip.name.clone(),
            author: text::clean(&issue.on.shop),
            created: slip.at,
            language: issue.on.language.clone(),
        });
        about.created = slip.at;
        self.last.clone_from(&slip.number);
        let mut pages = match Format::of(self.paper) {
            Format::Roll(width) => roll::pages(&slip, &issue.on, width),
            Format::Sheet((width, height)) => sheet::pages(&slip, &issue.on, width, height),
        };
        if slip.void {
            pages.iter_mut().for_each(|page| across(page, words::VOID));
        }
        self.pages.append(&mut pages);
    }

    /// The PDF.
    ///
    /// # Errors
    /// [`DocumentError`] when it cannot be made, or nothing is in it.
    pub fn finish(self) -> Result<Vec<u8>, DocumentError> {
        let Some(mut about) = self.about else {
            return Err(DocumentError::Pdf("there is no sale to make a receipt of".to_owned()));
        };
        let bookmarks = match self.bookmarks.len() {
            1 => Vec::new(),
            _ => {
                about.title = format!("{} – {}", about.title, self.last);
                self.bookmarks
            }
        };
        pdf::write(&self.pages, &bookmarks, &about)
    }
}

/// The size of a paper, in points.
enum Format {
    /// Its width; it is as long as it needs to be.
    Roll(f32),
    /// Width and height.
    Sheet((f32, f32)),
}

impl Format {
    fn of(paper: Paper) -> Format {
        match paper {
            Paper::Roll58 => Format::Roll(164.41),
            Paper::Roll80 => Format::Roll(226.77),
            Paper::A4 => Format::Sheet(A4),
            Paper::Letter => Format::Sheet(LETTER),
            Paper::A5 => Format::Sheet((419.53, 595.28)),
            Paper::A6 => Format::Sheet((297.64, 419.53)),
        }
    }
}

/// What a receipt says.
pub(super) struct Slip {
    /// Made in practice.
    pub(super) practice: bool,
    /// All of it was taken back.
    void: bool,
    /// What is stamped across its head: VOID, COPY.
    pub(super) stamps: Vec<String>,
    /// `Receipt A-0031`, `Refund A-0032`.
    pub(super) name: String,
    number: String,
    at: Instant,
    /// The event's name.
    pub(super) event: String,
    /// Below the name: what it corrects and why, who served.
    pub(super) about: Vec<String>,
    /// What was sold, or came back.
    pub(super) goods: Vec<Goods>,
    /// What offers say for themselves.
    pub(super) reasons: Vec<String>,
    /// From the subtotal to the change.
    pub(super) sums: Vec<Sum>,
    /// What stands at the foot, paragraph by paragraph, line by line.
    pub(super) closing: Vec<Vec<String>>,
    pub(super) currency: Currency,
}

/// A title with what it cost.
pub(super) struct Goods {
    pub(super) title: String,
    pub(super) makers: String,
    /// Part by part: `2 × $0.75`, and how much.
    pub(super) charges: Vec<(String, Money)>,
    /// How the price came about, where the charges do not say.
    pub(super) notes: Vec<String>,
}

impl Goods {
    /// What it cost together.
    pub(super) fn amount(&self) -> Money {
        self.charges.iter().map(|(_, amount)| *amount).sum()
    }
}

impl Slip {
    fn new(issue: &Issue<'_>) -> Slip {
        let mut slip = match issue.of {
            Subject::Sale(sale, after) => Slip::sale(sale, after),
            Subject::Correction(correction) => Slip::correction(correction),
        };
        slip.stamps.extend(issue.copy.then(|| words::COPY.to_owned()));
        slip.closing.push(issue.on.footer.clone());
        slip.closing.retain(|lines| !lines.is_empty());
        slip
    }

    fn sale(sale: &Sale, after: &[After]) -> Slip {
        let saved = sale.saved();
        let saved = (saved > Money::ZERO).then(|| words::saved(&sale.currency.show(saved)));
        let corrections = || {
            after.iter().filter_map(|after| match after {
                After::Corrected(correction) => Some(correction),
                After::Confirmed => None,
            })
        };
        let void = corrections().find(|correction| correction.reversal.how == How::Void);
        let since = corrections().map(|correction| {
            words::since(
                correction.reversal.how,
                &correction.number.to_string(),
                &day(correction.made_at),
                &sale.currency.show(correction.reversal.amount()),
            )
        });
        Slip {
            practice: sale.practice,
            void: void.is_some(),
            stamps: void.map(|_| words::VOID.to_owned()).into_iter().collect(),
            name: format!("{} {}", words::RECEIPT, sale.number),
            number: sale.number.to_string(),
            at: sale.sold_at,
            event: sale.event.clone(),
            about: served(&sale.by).into_iter().collect(),
            goods: sale
                .lines
                .iter()
                .map(|line| Goods {
                    title: line.title.clone(),
                    makers: line.makers.join(" · "),
                    charges: line
                        .charges
                        .iter()
                        .map(|charge| (charge.text.clone(), charge.amount))
                        .collect(),
                    notes: notes(line),
                })
                .collect(),
            reasons: sale.applied.reasons(sale.currency),
            sums: sums(sale),
            closing: saved.into_iter().chain(since).map(|text| vec![text]).collect(),
            currency: sale.currency,
        }
    }

    fn correction(correction: &Correction) -> Slip {
        let reversal = &correction.reversal;
        let of = words::corrects(&correction.corrects.to_string());
        let reason = words::reason(&correction.reason);
        Slip {
            practice: correction.practice,
            void: false,
            stamps: Vec::new(),
            name: format!("{} {}", words::how(reversal.how), correction.number),
            number: correction.number.to_string(),
            at: correction.made_at,
            event: correction.event.clone(),
            about: [Some(of), reason, served(&correction.by)]
                .into_iter()
                .flatten()
                .collect(),
            goods: reversal
                .lines
                .iter()
                .map(|line| Goods {
                    title: line.title.clone(),
                    makers: String::new(),
                    charges: vec![(words::back(line.copies), line.amount)],
                    notes: line
                        .damaged
                        .then(|| format!("({})", words::DAMAGED))
                        .into_iter()
                        .collect(),
                })
                .collect(),
            reasons: Vec::new(),
            sums: back(correction),
            closing: Vec::new(),
            currency: correction.currency,
        }
    }

    /// What it comes to, as its total says; empty where it has none.
    fn total(&self) -> &str {
        let total = self.sums.iter().find(|sum| sum.total);
        total.map_or("", |sum| sum.amount.as_str())
    }

    /// `22 Nov 2026 14:07`, where it was.
    pub(super) fn moment(&self) -> String {
        format!("{} {}", day(self.at), self.at.local().format("%H:%M"))
    }
}

fn day(at: Instant) -> String {
    at.local().format("%-d %b %Y").to_string()
}

/// `Served by Robin`, where somebody said so.
fn served(by: &str) -> Option<String> {
    (!by.trim().is_empty()).then(|| format!("{} {by}", words::SERVED_BY))
}

/// How a line's price came about, where its charges do not say: the scale the buyer chose on, a price keyed by hand.
fn notes(line: &SaleLine) -> Vec<String> {
    let reason = line.price_override.as_ref().map(|by_hand| match by_hand.reason.trim() {
        "" => words::PRICE_BY_HAND.to_owned(),
        reason => format!("{}: {reason}", words::PRICE_BY_HAND),
    });
    scale(line)
        .filter(|_| reason.is_none())
        .map(str::to_owned)
        .into_iter()
        .chain(reason)
        .map(|note| format!("({note})"))
        .collect()
}

/// `sliding $1.00–$5.00` of the price sentence, where the buyer chose an amount.
fn scale(line: &SaleLine) -> Option<&str> {
    let chosen = line.sentence.starts_with("sliding ")
        || line.sentence.starts_with("pay what you can")
        || !line.choices.is_empty();
    let end = line.sentence.find([',', ':', ';']).unwrap_or(line.sentence.len());
    line.sentence.get(..end).filter(|scale| chosen && !scale.is_empty())
}

/// One line below the goods.
pub(super) struct Sum {
    /// What it is.
    pub(super) label: String,
    /// How much.
    pub(super) amount: String,
    /// It is the total.
    pub(super) total: bool,
}

/// Sums as they come, in a currency.
struct Sums(Currency, Vec<Sum>);

impl Sums {
    fn add(&mut self, label: &str, amount: Money) {
        self.1.push(Sum {
            label: label.to_owned(),
            amount: self.0.show(amount),
            total: false,
        });
    }

    fn add_some(&mut self, label: &str, amount: Money) {
        if !amount.is_zero() {
            self.add(label, amount);
        }
    }

    fn taxes(&mut self, taxes: &[TaxSum], included: bool) {
        for tax in taxes.iter().filter(|tax| tax.class.included == included) {
            self.add(&words::tax(&tax.class), tax.amount);
        }
    }

    fn donation(&mut self, jar: &str, amount: Money) {
        match jar.trim() {
            "" => self.add(words::DONATION, amount),
            jar => self.add(&format!("{}: {jar}", words::DONATION), amount),
        }
    }

    fn total(&mut self, label: &str, amount: Money) {
        self.add(label, amount);
        if let Some(total) = self.1.last_mut() {
            total.total = true;
        }
    }
}

/// From the subtotal to the change.
fn sums(sale: &Sale) -> Vec<Sum> {
    let mut sums = Sums(sale.currency, Vec::new());
    let discounts = sale
        .applied
        .discounts
        .iter()
        .filter(|discount| !discount.amount.is_zero());
    if !sale.lines.is_empty() {
        let taken: Money = discounts.clone().map(|discount| discount.amount).sum();
        sums.add(words::SUBTOTAL, sale.goods + taken);
    }
    for applied in discounts {
        let on = applied.line.and_then(|line| sale.lines.get(line));
        let label = words::discount(on.map(|line| line.title.as_str()), &applied.discount);
        sums.add(&label, -applied.amount);
    }
    sums.taxes(&sale.applied.taxes, false);
    for donation in &sale.donations {
        sums.donation(&donation.jar, donation.amount);
    }
    sums.add_some(words::ROUNDING, sale.rounding);
    sums.total(words::TOTAL, sale.total);
    sums.taxes(&sale.applied.taxes, true);
    for payment in &sale.payments {
        sums.add(&capitalised(payment.method.as_str()), payment.given);
    }
    if sale.payments.iter().any(|payment| payment.method.is_cash()) {
        sums.add(words::CHANGE, sale.change());
    } else {
        sums.add_some(words::CHANGE, sale.change());
    }
    sums.1
}

/// What went back, and by which methods.
fn back(correction: &Correction) -> Vec<Sum> {
    let reversal = &correction.reversal;
    let mut sums = Sums(correction.currency, Vec::new());
    sums.taxes(&reversal.taxes, false);
    for donation in &reversal.donations {
        sums.donation(&donation.jar, donation.amount);
    }
    sums.add_some(words::ROUNDING, reversal.rounding);
    if reversal.how != How::Repay {
        sums.total(words::TOTAL_BACK, reversal.total);
    }
    sums.taxes(&reversal.taxes, true);
    for back in &reversal.payments {
        let method = capitalised(back.method.as_str());
        if back.amount < Money::ZERO {
            sums.add(&words::paid_by(&method), -back.amount);
        } else {
            sums.add(&words::back_by(&method), back.amount);
        }
    }
    sums.1
}

pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
