//! The tin: `session open`, `hand-over`, `count`, `pay-in`, `pay-out`, `report`, `close`.

use super::show::{self, Shown};
use super::{open_or_make, refused};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::session::{Pieces, Way};
use crate::till::{Error, Till};
use clap::{Args, Subcommand};
use std::path::Path;
use uuid::Uuid;

/// The tin's time.
#[derive(Debug, Subcommand)]
pub enum SessionCommand {
    /// Open a session
    Open {
        /// What lies in the tin, as 40.00 or by coins and notes, as '10*2 5*3 1*5'
        #[arg(long, allow_hyphen_values = true)]
        float: Option<String>,
        /// The event's name
        #[arg(long, default_value = "")]
        event: String,
        /// The volunteer
        #[arg(long, default_value = "")]
        by: String,
    },
    /// Another volunteer takes over
    HandOver {
        /// Who
        name: String,
    },
    /// Keep what was found in the tin, whatever it is
    Count {
        /// As 236.00, or by coins and notes, as 20*9 5*11 0.25*4
        #[arg(required = true, allow_negative_numbers = true)]
        amount: Vec<String>,
        /// The idempotency key: the same key again answers with what was recorded
        #[arg(long)]
        key: Option<String>,
    },
    /// Cash comes into the tin without a sale
    PayIn(MoveArgs),
    /// Cash leaves the tin without a sale
    PayOut(MoveArgs),
    /// The X report: how the tin stands. It changes nothing
    Report,
    /// The Z report: close the session. A new one can be opened on the same day
    Close,
}

/// Cash in or out.
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// How much
    #[arg(allow_negative_numbers = true)]
    amount: String,
    /// Why
    #[arg(long)]
    why: String,
    /// The idempotency key: the same key again answers with what was recorded
    #[arg(long)]
    key: Option<String>,
}

pub fn run(command: SessionCommand, folder: &Path) -> Result<Shown, Error> {
    if let SessionCommand::Open { float, event, by } = command {
        let mut till = open_or_make(folder)?;
        let currency = till.settings()?.currency;
        let words = float.iter().flat_map(|float| float.split_whitespace());
        let float = float.is_some().then(|| amount_of(words, currency)).transpose()?;
        let session = till.open_session(float.map(|(float, _)| float), &event, &by)?;
        return Ok(show::session(&session, currency, till.roll()));
    }
    let mut till = Till::open(folder)?;
    let currency = till.settings()?.currency;
    let key = |key: Option<String>| key.unwrap_or_else(|| Uuid::now_v7().to_string());
    let mut moved = |way: Way, args: MoveArgs| {
        let amount = currency.parse(&args.amount).map_err(refused)?;
        till.move_cash(way, amount, &args.why, &key(args.key))
    };
    let done = match command {
        SessionCommand::PayIn(args) => moved(Way::In, args)?,
        SessionCommand::PayOut(args) => moved(Way::Out, args)?,
        SessionCommand::Count { amount, key: given } => {
            let (counted, pieces) = amount_of(amount.iter().flat_map(|word| word.split_whitespace()), currency)?;
            till.count_tin(counted, &pieces, &key(given))?
        }
        SessionCommand::Close => {
            let done = till.close_session()?;
            let mut shown = show::tin_done(&done, currency);
            // The closing stands, whatever becomes of its backup.
            let backup = till.back_up_after_close();
            let said = backup.map_or_else(
                |why| Some(format!("zinetill: {why}")),
                |made| show::backed_up(&made).warning,
            );
            shown.warning = shown.warning.or(said);
            return Ok(shown);
        }
        SessionCommand::HandOver { name } => {
            let done = till.hand_over(&name)?;
            return Ok(show::handed_over(&done));
        }
        SessionCommand::Report | SessionCommand::Open { .. } => {
            let report = till
                .tin()?
                .ok_or_else(|| refused("no session is open; `zinetill session open --float 40` opens one"))?;
            return Ok(show::tin(&report, currency));
        }
    };
    Ok(show::tin_done(&done, currency))
}

/// An amount, or coins and notes of it as `5*11`.
fn amount_of<'a>(words: impl Iterator<Item = &'a str>, currency: Currency) -> Result<(Money, Vec<Pieces>), Error> {
    let mut sum = Money::ZERO;
    let mut pieces = Vec::new();
    for word in words {
        let Some((value, count)) = word.split_once('*') else {
            sum += currency.parse(word).map_err(refused)?;
            continue;
        };
        let value = currency.parse(value).map_err(refused)?;
        let of = count.trim().parse().ok().filter(|of| *of <= Quantity::MAX);
        let of = of.ok_or_else(|| refused(format!("`{count}` in `{word}` is no number of coins or notes")))?;
        if let Ok(of) = Quantity::new(of) {
            sum += value.times(of);
        }
        pieces.push(Pieces { value, pieces: of });
    }
    if !sum.in_bounds(currency) {
        return Err(refused("the amount is too large for a till"));
    }
    // Loose amounts beside the pieces: only the sum is known.
    let by_pieces: Money = pieces
        .iter()
        .filter_map(|of| Some(of.value.times(Quantity::new(of.pieces).ok()?)))
        .sum();
    if by_pieces != sum {
        pieces.clear();
    }
    Ok((sum, pieces))
}
