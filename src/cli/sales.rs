//! Sales on record: a list of them by whatever is known of them, one of them, all of a range as a file.
//! Never reads more than was asked for.

use super::reports::{self, ExportArgs};
use super::show::{self, Shown};
use super::{day_of, number_of, refused};
use crate::domain::correction::How;
use crate::domain::payment::Method;
use crate::domain::report::Stretch;
use crate::domain::sales_filter::{Figure, SalesFilter};
use crate::domain::span::Span;
use crate::till::{Error, Till};
use clap::{Args, Subcommand, ValueEnum};
use std::path::Path;

/// Sales on record.
#[derive(Debug, Subcommand)]
pub enum SalesCommand {
    /// Newest first; what is said of them must hold all at once
    List(ListArgs),
    /// All of a range for a spreadsheet (.csv, .xlsx) or for accounts that balance (.journal)
    Export(ExportArgs),
    /// One sale
    Show {
        /// Its number, as A-0031
        number: String,
    },
}

/// Which sales and corrections are listed.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only of this business day
    #[arg(long)]
    day: Option<String>,
    /// Only from this business day on; up to today if nothing is said
    #[arg(long, conflicts_with = "day")]
    from: Option<String>,
    /// Only up to this business day
    #[arg(long, requires = "from")]
    to: Option<String>,
    /// Only of this event
    #[arg(long)]
    event: Option<String>,
    /// Only what this finds: beginnings of words of titles, makers, tags, methods, volunteers, notes; a number; an amount
    #[arg(long, value_name = "WORDS", default_value = "")]
    find: String,
    /// Only with money by this method
    #[arg(long)]
    method: Option<String>,
    /// Only by whom this was at the table
    #[arg(long, value_name = "NAME")]
    volunteer: Option<String>,
    /// Only with copies of this title
    #[arg(long, value_name = "SKU")]
    title: Option<String>,
    /// Only of one kind
    #[arg(long)]
    kind: Option<Kind>,
    /// Only sales with money that nobody saw arrive yet
    #[arg(long)]
    unverified: bool,
    /// Only sales that were keyed in afterwards
    #[arg(long)]
    late: bool,
    /// Only those before this number, as A-0031: the way on from the end of a list
    #[arg(long, value_name = "NUMBER")]
    before: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = u32::MAX, hide_default_value = true)]
    limit: u32,
}

/// Kinds of records.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Sales, whatever became of them
    Sale,
    /// Sales taken back whole
    Void,
    /// Copies taken back
    Refund,
    /// Changes of the payment method
    Repay,
    /// Voids, refunds and changes of method
    Correction,
}

impl Kind {
    fn figure(self) -> Figure {
        match self {
            Kind::Sale => Figure::Sales,
            Kind::Void => Figure::How(How::Void),
            Kind::Refund => Figure::How(How::Refund),
            Kind::Repay => Figure::How(How::Repay),
            Kind::Correction => Figure::Corrections,
        }
    }
}

impl ListArgs {
    fn filter(&self, till: &Till) -> Result<SalesFilter, Error> {
        let method = |name: &String| {
            Method::new(name)
                .ok_or_else(|| refused(format!("`{name}` is no payment method; they look like cash or venmo")))
        };
        let days = match (&self.day, &self.from, &self.to) {
            (Some(day), ..) => Some(Span::Day(day_of(day)?)),
            (None, Some(from), to) => {
                let to = to.as_ref().map(|to| day_of(to)).unwrap_or_else(|| till.today())?;
                Some(Span::days(day_of(from)?, to))
            }
            _ => None,
        };
        let event = self.event.as_ref().map(|event| event.trim().to_owned());
        if let Some(event) = &event {
            // A name that was mistyped is said, not answered with nothing.
            till.days_of(&Span::Event(event.clone()))?;
        }
        let (span, event) = match (days, event) {
            (None, Some(event)) => (Some(Span::Event(event)), None),
            (days, event) => (days, event),
        };
        let figures = [
            event.map(Figure::Event),
            self.method.as_ref().map(method).transpose()?.map(Figure::Method),
            self.volunteer.clone().map(Figure::Volunteer),
            self.title.clone().map(Figure::Title),
            self.kind.map(Kind::figure),
            self.unverified.then_some(Figure::Waiting),
            self.late.then_some(Figure::Late),
        ];
        Ok(SalesFilter {
            span,
            text: self.find.clone(),
            figures: figures.into_iter().flatten().collect(),
        })
    }
}

/// Answers it.
pub fn run(command: SalesCommand, folder: &Path) -> Result<Shown, Error> {
    match command {
        SalesCommand::List(args) => {
            let mut till = Till::open(folder)?;
            let filter = args.filter(&till)?;
            let before = args.before.as_deref().map(number_of).transpose()?;
            let stretch = Stretch {
                before: before.map(|number| number.running()),
                most: args.limit,
            };
            let mut heads = till.find_sales(&filter, stretch)?;
            till.part_out(&filter, &mut heads)?;
            Ok(show::sales(&heads, till.settings()?.currency, filter.is_all()))
        }
        SalesCommand::Export(args) => reports::export(&args, folder),
        SalesCommand::Show { number } => {
            let till = Till::open(folder)?;
            let number = number_of(&number)?;
            if let Some(correction) = till.correction(&number)? {
                return Ok(show::correction(&correction));
            }
            let sale = till.sale(&number)?;
            Ok(show::sale_and_after(&sale, &till.after(&sale)?))
        }
    }
}
