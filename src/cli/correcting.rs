//! Taking back: `void`, `refund`, `repay`, `confirm`.
//! Never says what is given back: the till works it out from the sale's own record.

use super::basket::Word;
use super::show::{self, Shown};
use super::{number_of, refused};
use crate::domain::correction::Return;
use crate::domain::payment::Method;
use crate::domain::sale::Sale;
use crate::till::{Ask, CorrectionRequest, Error, Till};
use clap::{Args, Subcommand};
use std::path::Path;
use uuid::Uuid;

/// What can be done with a sale after it was recorded.
#[derive(Debug, Subcommand)]
pub enum CorrectionCommand {
    /// Take a whole sale back: all its copies, its money, its donations
    Void {
        /// Its number, as A-0031
        number: String,
        /// Why
        #[arg(long)]
        why: String,
        #[command(flatten)]
        how: HowArgs,
    },
    /// Take some copies back, for what the record says they are worth
    Refund {
        /// The sale's number, as A-0031
        number: String,
        /// SKU[*QTY][@AMOUNT], as in converge-and-overtake*2; @AMOUNT is what was paid for each, where the buyer chose
        #[arg(required = true, value_name = "SKU[*QTY][@AMOUNT]")]
        copies: Vec<String>,
        /// Why
        #[arg(long)]
        why: String,
        /// The method to give the money back by; as the sale was paid if nothing is said
        #[arg(long, value_name = "METHOD")]
        pay: Option<String>,
        /// The copies cannot be sold again
        #[arg(long)]
        damaged: bool,
        #[command(flatten)]
        how: HowArgs,
    },
    /// Say that a sale was paid by another method
    Repay {
        /// The sale's number, as A-0031
        number: String,
        /// The method it was really paid by
        method: String,
        /// The method on record, where there are several
        #[arg(long, value_name = "METHOD")]
        from: Option<String>,
        /// Why
        #[arg(long, default_value = "")]
        why: String,
        #[command(flatten)]
        how: HowArgs,
    },
    /// Tick off a sale's phone payments: somebody saw the money arrive
    Confirm {
        /// The sale's number, as A-0031; without one, all that waits is listed
        number: Option<String>,
    },
}

/// How a correction is made.
#[derive(Debug, Args)]
pub struct HowArgs {
    /// The idempotency key: the same key again answers with what was recorded
    #[arg(long)]
    key: Option<String>,
    /// Say what it comes to and record nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(command: CorrectionCommand, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let (number, ask, reason, how) = match command {
        CorrectionCommand::Void { number, why, how } => (number, Ask::Void, why, how),
        CorrectionCommand::Refund {
            number,
            copies,
            why,
            pay,
            damaged,
            how,
        } => {
            let sale = till.sale(&number_of(&number)?)?;
            let by = pay.as_deref().map(method).transpose()?;
            let returns = returns(&sale, &copies)?;
            (number, Ask::Refund { returns, by, damaged }, why, how)
        }
        CorrectionCommand::Repay {
            number,
            method: to,
            from,
            why,
            how,
        } => {
            let from = from.as_deref().map(method).transpose()?;
            (number, Ask::Repay { to: method(&to)?, from }, why, how)
        }
        CorrectionCommand::Confirm { number: None } => {
            return Ok(show::unverified(
                &till.unverified(u32::MAX)?.newest,
                till.settings()?.currency,
            ));
        }
        CorrectionCommand::Confirm { number: Some(number) } => {
            let number = number_of(&number)?;
            let done = till.confirm(&number)?;
            return Ok(show::confirmed(&number, &done, till.settings()?.currency));
        }
    };
    let number = number_of(&number)?;
    if how.dry_run {
        let reversal = till.reversal(&number, &ask)?;
        return Ok(show::reversal(&number, &reversal, till.settings()?.currency));
    }
    let done = till.correct(&CorrectionRequest {
        number,
        ask,
        reason,
        key: how.key.unwrap_or_else(|| Uuid::now_v7().to_string()),
        expected: None,
    })?;
    Ok(show::corrected(&done))
}

fn method(name: &str) -> Result<Method, Error> {
    Method::new(name).ok_or_else(|| refused(format!("`{name}` is no payment method; name one, as in cash")))
}

/// The copies that words name, on the lines of a sale. Where several lines have the SKU, the first ones give first.
fn returns(sale: &Sale, words: &[String]) -> Result<Vec<Return>, Error> {
    let mut returns: Vec<Return> = Vec::new();
    for word in words {
        let word = Word::parse(word, sale.currency)?;
        let lines: Vec<usize> = (0..sale.lines.len())
            .filter(|n| sale.lines.get(*n).is_some_and(|line| line.sku == word.sku.as_str()))
            .collect();
        let Some(last) = lines.last().copied() else {
            return Err(refused(format!(
                "there is no `{}` in sale {}; `zinetill sales show {}` shows what is",
                word.sku, sale.number, sale.number
            )));
        };
        let mut left = word.copies.get();
        for line in lines {
            let named: u32 = returns
                .iter()
                .filter(|back| back.line == line)
                .map(|back| back.copies)
                .sum();
            let have = sale.lines.get(line).map_or(0, |line| line.quantity.get());
            let copies = if line == last {
                left
            } else {
                left.min(have.saturating_sub(named))
            };
            left -= copies;
            if copies > 0 {
                returns.push(Return {
                    line,
                    copies,
                    amount: word.amount,
                });
            }
        }
    }
    Ok(returns)
}
