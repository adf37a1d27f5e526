//! Corrections: what takes a sale back, whole or in part, or says that it was paid otherwise.
//! Never changes the sale: a correction is added to the books, and what then stands is worked out from both.
//!
//! A void gives back all that is left, donations and cash rounding with it. A refund gives back what the copies that come
//! back are worth ([`super::refund`]). A change of method moves money and gives back nothing.

use super::cart::{Choice, Donation};
use super::currency::Currency;
use super::day::{BusinessDay, Instant};
use super::money::Money;
use super::payment::Method;
use super::refund::{Kept, LineWorth, RefundError, Worth, cash_back};
use super::sale::{ReceiptNumber, Sale};
use super::tax::TaxSum;
use std::fmt;
use uuid::Uuid;

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Takes the whole sale back.
    Void,
    /// Takes some copies back.
    Refund,
    /// Says that it was paid otherwise.
    Repay,
}

impl How {
    /// The word for it, the same on screen, in code and in the books.
    pub fn word(self) -> &'static str {
        match self {
            How::Void => "void",
            How::Refund => "refund",
            How::Repay => "repay",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<How> {
        [How::Void, How::Refund, How::Repay]
            .into_iter()
            .find(|how| how.word() == word)
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A line of the sale, by how much it is less. Copies that come back can change what those that stay cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionLine {
    /// Its place in the sale.
    pub line: usize,
    /// SKU at the time of sale.
    pub sku: String,
    /// Name at the time of sale.
    pub title: String,
    /// Copies that came back.
    pub copies: u32,
    /// The amounts that were paid for them, where the buyer chose.
    pub choices: Vec<Choice>,
    /// What the line is less.
    pub amount: Money,
    /// The part of its discount that went with it.
    pub discount: Money,
    /// The part of its savings that went with it.
    pub saved: Money,
    /// The copies go back to a counted stock.
    pub counted: bool,
    /// They cannot be sold again.
    pub damaged: bool,
}

/// Money that went back by one method; less than nothing where it came in by it instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// How.
    pub method: Method,
    /// How much.
    pub amount: Money,
    /// Nobody had seen it arrive, or nobody has yet.
    pub unverified: bool,
}

/// What a correction does to a sale, before it has a number.
/// Always `goods + tax_added + donations + rounding = total`, which is what went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// Void, refund, or change of method.
    pub how: How,
    /// The lines that are less.
    pub lines: Vec<CorrectionLine>,
    /// Goods.
    pub goods: Money,
    /// Tax beside the goods.
    pub tax_added: Money,
    /// Each tax class, by how much it is less.
    pub taxes: Vec<TaxSum>,
    /// What offers had saved and now have not.
    pub saved_by_offers: Money,
    /// Donations given back.
    pub donations: Vec<Donation>,
    /// Cash rounding.
    pub rounding: Money,
    /// What there was to give back.
    pub total: Money,
    /// By which methods.
    pub payments: Vec<Back>,
}

impl Reversal {
    /// What it takes from a sale of so many lines.
    fn worth(&self, lines: usize) -> Worth {
        let mut worth = Worth {
            lines: vec![LineWorth::default(); lines],
            goods: self.goods,
            tax_added: self.tax_added,
            taxes: self.taxes.clone(),
            saved_by_offers: self.saved_by_offers,
        };
        for back in &self.lines {
            if let Some(line) = worth.lines.get_mut(back.line) {
                *line = LineWorth {
                    total: back.amount,
                    discount: back.discount,
                    saved: back.saved,
                };
            }
        }
        worth
    }

    /// Copies that came back.
    pub fn copies(&self) -> u32 {
        self.lines.iter().map(|line| line.copies).sum()
    }

    /// What it says in one figure: what went back, or what was moved to another method.
    pub fn amount(&self) -> Money {
        match self.how {
            // A payment of which only a part was seen to arrive is moved in two parts.
            How::Repay => {
                let moved = self.payments.iter().filter(|back| back.amount > Money::ZERO);
                moved.map(|back| back.amount).sum()
            }
            How::Void | How::Refund => self.total,
        }
    }

    /// What leaves the tin in coins for the cash in it, which is what it gives back then.
    fn leave(&mut self, coins: impl Fn(Money) -> Money) {
        if let Some(cash) = self.payments.iter_mut().find(|back| back.method.is_cash()) {
            let leaves = coins(cash.amount);
            self.total += leaves - cash.amount;
            cash.amount = leaves;
        }
        self.payments.retain(|back| !back.amount.is_zero());
    }

    /// The first thing about it that cannot be true, in plain words; `None` when it holds together.
    pub fn contradiction(&self) -> Option<&'static str> {
        let lines: Money = self.lines.iter().map(|line| line.amount).sum();
        let beside = self.taxes.iter().filter(|tax| !tax.class.included);
        let tax_added: Money = beside.map(|tax| tax.amount).sum();
        let donated: Money = self.donations.iter().map(|donation| donation.amount).sum();
        let back: Money = self.payments.iter().map(|back| back.amount).sum();
        if lines != self.goods {
            Some("its lines do not add up to its goods")
        } else if tax_added != self.tax_added {
            Some("its added taxes do not make what stands beside its goods")
        } else if self.goods + self.tax_added + donated + self.rounding != self.total {
            Some("goods, tax, donations and rounding do not add up to its total")
        } else if back != self.total {
            Some("what went back by its methods is not its total")
        } else if self.total < Money::ZERO {
            Some("it gives back less than nothing")
        } else if self.how == How::Repay && (!self.total.is_zero() || !self.lines.is_empty()) {
            Some("a change of method gives something back")
        } else {
            None
        }
    }
}

/// A recorded correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id, a UUID of version 7.
    pub id: Uuid,
    /// The idempotency key.
    pub key: String,
    /// Its own receipt number.
    pub number: ReceiptNumber,
    /// The sale's id.
    pub sale: Uuid,
    /// The sale's number.
    pub corrects: ReceiptNumber,
    /// When it was recorded.
    pub made_at: Instant,
    /// The day it counts on, which is not the sale's.
    pub business_day: BusinessDay,
    /// The clock had jumped when it was recorded.
    pub clock_suspect: bool,
    /// The session whose tin gave the money.
    pub session: Uuid,
    /// The event's name, empty where there is none.
    pub event: String,
    /// The volunteer at the table, empty where nobody said.
    pub by: String,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// Made in practice: printed on every paper.
    pub practice: bool,
    /// Why.
    pub reason: String,
    /// What it does.
    pub reversal: Reversal,
}

/// What happened to a sale after it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a sale has one or two of them, and most are corrections"
)]
pub enum After {
    /// It was corrected.
    Corrected(Box<Correction>),
    /// Its payments were seen to have arrived.
    Confirmed,
}

/// Copies that are to come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The sale's line.
    pub line: usize,
    /// Copies.
    pub copies: u32,
    /// The amount paid for each, where the buyer chose; the smallest first where it is not said.
    pub amount: Option<Money>,
}

/// Why a sale cannot be corrected like this. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// It was taken back before.
    #[error("sale {0} was taken back whole by {1}")]
    Voided(ReceiptNumber, ReceiptNumber),
    /// All of it came back before.
    #[error("all of sale {0} came back before; nothing is left to take back")]
    NothingLeft(ReceiptNumber),
    /// Nothing is to come back.
    #[error("nothing is to come back: name the copies, as in converge-and-overtake*2")]
    NothingNamed,
    /// The sale has no such line.
    #[error("sale {0} has no line {1}")]
    NoLine(ReceiptNumber, usize),
    /// The copies cannot be given back.
    #[error("sale {0}: {1}")]
    Copies(ReceiptNumber, RefundError),
    /// Nothing was paid by it.
    #[error("nothing of sale {0} is paid by {1}")]
    NotPaidBy(ReceiptNumber, Method),
    /// It is what it was.
    #[error("sale {0} is paid by {1} already")]
    SameMethod(ReceiptNumber, Method),
    /// Several methods, and nobody said which.
    #[error("sale {0} was paid by {1}; say which of them is another, as in --from {2}")]
    WhichMethod(ReceiptNumber, String, Method),
    /// The record contradicts itself.
    #[error("the corrections of sale {0} cannot be: {1}")]
    Contradiction(ReceiptNumber, String),
}

/// What is held of a sale's money by one method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The method.
    pub method: Method,
    /// How much; less than nothing where more went back by it than came.
    pub amount: Money,
    /// Of that, what nobody saw arrive yet.
    pub unverified: Money,
}

/// How a sale stands after all that happened to it.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    sale: &'a Sale,
    /// What the buyer has of each line.
    pub kept: Vec<Kept>,
    /// What that is worth by the books.
    worth: Worth,
    donations: Vec<Donation>,
    /// Its money by method.
    pub held: Vec<Held>,
    /// Refunds in cash: what they were worth, and what left the tin for them.
    cash: (Money, Money),
    /// The void that took it back.
    pub voided: Option<ReceiptNumber>,
}

impl<'a> Standing<'a> {
    /// How a sale stands after these, in the order they were recorded.
    ///
    /// # Errors
    /// [`CorrectionError::Contradiction`] when they take back what is not there.
    pub fn of(sale: &'a Sale, after: &[After]) -> Result<Standing<'a>, CorrectionError> {
        let mut standing = Standing {
            sale,
            kept: sale.lines.iter().map(Kept::whole).collect(),
            worth: Worth::of_sale(sale),
            donations: sale.donations.clone(),
            held: Vec::new(),
            cash: (Money::ZERO, Money::ZERO),
            voided: None,
        };
        for payment in &sale.payments {
            standing.hold(&payment.method, payment.amount(), payment.unverified);
        }
        for after in after {
            match after {
                After::Corrected(correction) => standing.follow(correction)?,
                After::Confirmed => {
                    for held in &mut standing.held {
                        held.unverified = Money::ZERO;
                    }
                }
            }
        }
        Ok(standing)
    }

    fn hold(&mut self, method: &Method, amount: Money, unverified: bool) {
        let unverified = if unverified { amount } else { Money::ZERO };
        match self.held.iter_mut().find(|held| held.method == *method) {
            Some(held) => {
                held.amount += amount;
                held.unverified += unverified;
            }
            None => self.held.push(Held {
                method: method.clone(),
                amount,
                unverified,
            }),
        }
    }

    fn follow(&mut self, correction: &Correction) -> Result<(), CorrectionError> {
        let wrong = |why: &str| CorrectionError::Contradiction(self.sale.number.clone(), why.to_owned());
        if self.voided.is_some() {
            return Err(wrong("it is corrected after it was taken back whole"));
        }
        let reversal = &correction.reversal;
        for back in &reversal.lines {
            let (Some(kept), Some(line)) = (self.kept.get_mut(back.line), self.sale.lines.get(back.line)) else {
                return Err(wrong("it has no such line"));
            };
            kept.give_back_chosen(back.copies, &back.choices, line, self.sale.currency)
                .map_err(|error| wrong(&error.to_string()))?;
        }
        self.worth = self.worth.less(&reversal.worth(self.sale.lines.len()));
        for back in &reversal.donations {
            if let Some(donation) = self.donations.iter_mut().find(|donation| donation.jar == back.jar) {
                donation.amount = donation.amount - back.amount;
            }
        }
        self.donations.retain(|donation| !donation.amount.is_zero());
        match reversal.how {
            How::Void => self.voided = Some(correction.number.clone()),
            How::Refund => {
                let cash = reversal.payments.iter().filter(|back| back.method.is_cash());
                let left: Money = cash.map(|back| back.amount).sum();
                self.cash.0 += left - reversal.rounding;
                self.cash.1 += left;
            }
            How::Repay => {}
        }
        for back in &reversal.payments {
            self.hold(&back.method, -back.amount, back.unverified);
        }
        Ok(())
    }

    /// What nobody saw arrive yet.
    pub fn unverified(&self) -> Money {
        self.held.iter().map(|held| held.unverified).sum()
    }

    /// All of it is taken back.
    ///
    /// # Errors
    /// When it was before.
    pub fn void(&self) -> Result<Reversal, CorrectionError> {
        self.open()?;
        let copies = self.kept.iter().any(|kept| kept.copies > 0);
        if !copies && self.donations.is_empty() && !(self.sale.lines.is_empty() && self.sale.donations.is_empty()) {
            return Err(CorrectionError::NothingLeft(self.sale.number.clone()));
        }
        let nothing = vec![Kept::none(); self.kept.len()];
        let mut reversal = self.reversal(How::Void, &nothing, &self.worth);
        reversal.donations.clone_from(&self.donations);
        let held: Money = self.held.iter().map(|held| held.amount).sum();
        let mut reversal = self.give(reversal, held.max(Money::ZERO), None);
        let coin = self.sale.smallest_coin;
        reversal.leave(|cash| coin.map_or(cash, |coin| cash.to_nearest(coin)));
        // The sale's own rounding comes back here: what was held, less all that it was for.
        let donated: Money = reversal.donations.iter().map(|donation| donation.amount).sum();
        reversal.rounding = reversal.total - reversal.goods - reversal.tax_added - donated;
        Ok(reversal)
    }

    /// Some copies come back, paid back by a method, or as the sale was paid.
    ///
    /// # Errors
    /// When they are not there to come back, or the record cannot be priced again.
    pub fn refund(&self, returns: &[Return], by: Option<&Method>, damaged: bool) -> Result<Reversal, CorrectionError> {
        self.open()?;
        let number = || self.sale.number.clone();
        if returns.iter().all(|back| back.copies == 0) {
            return Err(CorrectionError::NothingNamed);
        }
        let mut kept = self.kept.clone();
        for back in returns {
            let (Some(kept), Some(line)) = (kept.get_mut(back.line), self.sale.lines.get(back.line)) else {
                return Err(CorrectionError::NoLine(number(), back.line + 1));
            };
            kept.give_back(back.copies, back.amount, line, self.sale.currency)
                .map_err(|error| CorrectionError::Copies(number(), error))?;
        }
        let wrong = |error| CorrectionError::Copies(number(), error);
        let worth = Worth::of_kept(self.sale, &kept).map_err(wrong)?;
        let back = self.worth.less(&worth);
        // Keeping fewer can cost more: then nothing goes back, and the next copies catch up.
        let back = if back.price() < Money::ZERO {
            self.worth.less(&self.worth)
        } else {
            back
        };
        let mut reversal = self.reversal(How::Refund, &kept, &back);
        for line in &mut reversal.lines {
            line.damaged = damaged && line.copies > 0;
        }
        let mut reversal = self.give(reversal, back.price(), by);
        let (given_back, left_before) = self.cash;
        reversal.leave(|cash| cash_back(cash, given_back, left_before, self.sale.smallest_coin).max(Money::ZERO));
        reversal.rounding = reversal.total - back.price();
        Ok(reversal)
    }

    /// It was paid otherwise than recorded.
    ///
    /// # Errors
    /// When nothing was paid by the method it is to be moved from, or it is not said which of several.
    pub fn repay(&self, to: &Method, from: Option<&Method>, unverified: bool) -> Result<Reversal, CorrectionError> {
        self.open()?;
        let number = || self.sale.number.clone();
        let mut others = self
            .held
            .iter()
            .filter(|held| held.amount > Money::ZERO && held.method != *to);
        let held = match from {
            Some(from) if from == to => return Err(CorrectionError::SameMethod(number(), to.clone())),
            Some(from) => others
                .find(|held| held.method == *from)
                .ok_or_else(|| CorrectionError::NotPaidBy(number(), from.clone()))?,
            None => match (others.next(), others.next()) {
                (Some(held), None) => held,
                (None, _) => return Err(CorrectionError::SameMethod(number(), to.clone())),
                (Some(held), Some(_)) => {
                    let all: Vec<&str> = self.held.iter().map(|held| held.method.as_str()).collect();
                    return Err(CorrectionError::WhichMethod(
                        number(),
                        all.join(" and "),
                        held.method.clone(),
                    ));
                }
            },
        };
        let mut reversal = self.reversal(How::Repay, &self.kept, &self.worth.less(&self.worth));
        let amount = held.amount;
        self.split(&mut reversal, held, amount);
        reversal.payments.push(Back {
            method: to.clone(),
            amount: -amount,
            unverified,
        });
        Ok(reversal)
    }

    fn open(&self) -> Result<(), CorrectionError> {
        match &self.voided {
            Some(void) => Err(CorrectionError::Voided(self.sale.number.clone(), void.clone())),
            None => Ok(()),
        }
    }

    /// What keeping only this takes back, without its money.
    fn reversal(&self, how: How, kept: &[Kept], back: &Worth) -> Reversal {
        let lines = self.sale.lines.iter().enumerate().filter_map(|(n, line)| {
            let (before, after, worth) = (self.kept.get(n)?, kept.get(n)?, back.lines.get(n)?);
            let copies = before.copies.saturating_sub(after.copies);
            (copies > 0 || !worth.is_nothing()).then(|| CorrectionLine {
                line: n,
                sku: line.sku.clone(),
                title: line.title.clone(),
                copies,
                choices: before.beyond(after),
                amount: worth.total,
                discount: worth.discount,
                saved: worth.saved,
                counted: line.counted,
                damaged: false,
            })
        });
        Reversal {
            how,
            lines: lines.collect(),
            goods: back.goods,
            tax_added: back.tax_added,
            taxes: back
                .taxes
                .iter()
                .filter(|tax| !tax.base.is_zero() || !tax.amount.is_zero())
                .cloned()
                .collect(),
            saved_by_offers: back.saved_by_offers,
            donations: Vec::new(),
            rounding: Money::ZERO,
            total: Money::ZERO,
            payments: Vec::new(),
        }
    }

    /// Gives an amount back: by one method, or by those the sale was paid by, cash first, the last taking what is left.
    fn give(&self, mut reversal: Reversal, amount: Money, by: Option<&Method>) -> Reversal {
        reversal.total = amount;
        let mut left = amount;
        let mut holding: Vec<&Held> = self.held.iter().filter(|held| held.amount > Money::ZERO).collect();
        holding.sort_by_key(|held| !held.method.is_cash());
        let Some(last) = holding.last().map(|held| held.method.clone()) else {
            if !amount.is_zero() {
                let method = by.cloned().unwrap_or_else(Method::cash);
                reversal.payments.push(Back {
                    method,
                    amount,
                    unverified: false,
                });
            }
            return reversal;
        };
        if let Some(by) = by {
            let held = Held {
                method: by.clone(),
                amount: Money::ZERO,
                unverified: Money::ZERO,
            };
            let held = holding.into_iter().find(|held| held.method == *by).unwrap_or(&held);
            self.split(&mut reversal, held, amount);
            return reversal;
        }
        for held in holding {
            let part = if held.method == last {
                left
            } else {
                left.min(held.amount)
            };
            self.split(&mut reversal, held, part);
            left = left - part;
        }
        reversal
    }

    /// Gives back by a method: first what nobody saw arrive.
    fn split(&self, reversal: &mut Reversal, held: &Held, amount: Money) {
        let unseen = held.unverified.max(Money::ZERO).min(amount);
        for (amount, unverified) in [(unseen, true), (amount - unseen, false)] {
            if !amount.is_zero() {
                reversal.payments.push(Back {
                    method: held.method.clone(),
                    amount,
                    unverified,
                });
            }
        }
    }
}
