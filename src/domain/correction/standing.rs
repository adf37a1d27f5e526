//! How a sale stands after all that happened to it, and what another correction of it would be.
//! Never takes back what the buyer does not have any more.

use super::{After, Back, Correction, CorrectionError, CorrectionLine, How, Return, Reversal};
use crate::domain::cart::Donation;
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::refund::{Kept, Worth, cash_back};
use crate::domain::sale::{ReceiptNumber, Sale};
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
