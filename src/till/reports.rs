//! Reports: the summary of a day, of a range or of an event, with what came before it, and the sales behind each figure.
//! Never adds anything up: the store did.

use super::{Error, Till, now, refused};
use crate::domain::day::BusinessDay;
use crate::domain::ledger::Record;
use crate::domain::part::Parts;
use crate::domain::report::{self, Headline, Report, SaleHead, Stretch};
use crate::domain::sales_filter::SalesFilter;
use crate::domain::session::TinReport;
use crate::domain::settings::Sheet;
use crate::domain::span::Span;
use crate::exchange::cells::CsvForm;
use crate::exchange::{chat, ledger, summary};
use crate::store::{self, StoreError};
pub use crate::store::{DayOfSales, EventOfSales};

/// What a summary, or every sale of its span, can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The summary for paper: a PDF.
    Paper(Sheet),
    /// The summary as a workbook: XLSX.
    Workbook,
    /// The summary as a table: CSV.
    Table(CsvForm),
    /// The summary as a message: plain text.
    Message,
    /// Every sale and correction, as a workbook.
    SalesWorkbook,
    /// The same as a table.
    SalesTable(CsvForm),
    /// The same for accounts that balance: a plain-text journal.
    SalesJournal,
}

impl FileKind {
    /// What the file's name ends in.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Paper(_) => "pdf",
            FileKind::Workbook | FileKind::SalesWorkbook => "xlsx",
            FileKind::Table(_) | FileKind::SalesTable(_) => "csv",
            FileKind::Message => "txt",
            FileKind::SalesJournal => "journal",
        }
    }
}

impl Till {
    /// The report of a span.
    ///
    /// # Errors
    /// When a range runs backwards, nothing was sold at an event of this name, or the database cannot be read.
    pub fn report(&self, span: &Span) -> Result<Report, Error> {
        let _moment = self.store.moment()?;
        let days = self.days_of(span)?;
        let summary = self.summary_of(days, span.event().map(str::trim))?;
        let (earlier, later) = (
            store::beside(&self.store.conn, days.0)?.0,
            store::beside(&self.store.conn, days.1)?.1,
        );
        Ok(Report {
            before: self.before(span)?,
            span: span.clone(),
            summary,
            beside: (earlier, later),
            tins: self.tins_of(span)?,
            read_at: now(),
        })
    }

    /// The first and the last day of a span.
    ///
    /// # Errors
    /// When a range runs backwards, nothing was sold at an event of this name, or the database cannot be read.
    pub fn days_of(&self, span: &Span) -> Result<(BusinessDay, BusinessDay), Error> {
        match span {
            Span::Day(day) => Ok((*day, *day)),
            Span::Days(from, to) if to < from => Err(refused(format!(
                "the range runs backwards: {from} comes after {to}; name the earlier day first"
            ))),
            Span::Days(from, to) => Ok((*from, *to)),
            Span::Event(event) => self.event_days(event),
        }
    }

    /// The span that one is compared with, and its figures: the last day that had sales, the event before, as many days before.
    fn before(&self, span: &Span) -> Result<Option<(Span, Headline)>, Error> {
        let before = match span {
            // A day on which something was only taken back or given is nothing to compare with.
            Span::Day(day) => {
                let last = store::days_of_sales(&self.store.conn, Some(*day), 1)?;
                last.first().map(|last| Span::Day(last.day))
            }
            Span::Days(from, to) => {
                let days = (to.0 - from.0).num_days() + 1;
                Some(Span::days(from.plus(-days), from.plus(-1)))
            }
            Span::Event(event) => store::event_before(&self.store.conn, event.trim())?.map(Span::Event),
        };
        let Some(before) = before else {
            return Ok(None);
        };
        let range = store::Range {
            days: self.days_of(&before)?,
            event: before.event(),
            rollover_hour: self.settings()?.rollover_hour,
        };
        let headline = store::headline(&self.store.conn, self.store.currency, &range)?;
        Ok((headline != Headline::default()).then_some((before, headline)))
    }

    /// What the tin went through in the sessions of a span. A session that goes on over midnight is today's, too.
    fn tins_of(&self, span: &Span) -> Result<Vec<TinReport>, Error> {
        let (from, to) = self.days_of(span)?;
        if !report::tells_tins(from, to) {
            return Ok(Vec::new());
        }
        let mut tins = self.tins(from, to)?;
        if *span == Span::Day(self.today()?)
            && let Some(open) = self.tin()?
            && tins.iter().all(|tin| tin.session.id != open.session.id)
        {
            tins.push(open);
        }
        if let Some(event) = span.event() {
            tins.retain(|tin| tin.session.event == event.trim());
        }
        Ok(tins)
    }

    /// A report, or every sale of its span, as the bytes of a file.
    ///
    /// # Errors
    /// When the file cannot be made; the books are not touched.
    pub fn report_file(&self, report: &Report, kind: FileKind) -> Result<Vec<u8>, Error> {
        let settings = self.settings()?;
        let currency = settings.currency;
        let not_made = |why: &dyn std::fmt::Display| {
            Error::Failed(format!("the file could not be made: {why}. What was sold is recorded"))
        };
        let sales = || self.records(self.days_of(&report.span)?, report.span.event().map(str::trim));
        match kind {
            FileKind::Paper(sheet) => {
                crate::documents::summary(report, &settings, sheet).map_err(|error| not_made(&error))
            }
            FileKind::Workbook => summary::xlsx(report, currency).map_err(|error| not_made(&error)),
            FileKind::Table(form) => summary::csv(report, currency, form).map_err(|error| not_made(&error)),
            FileKind::Message => Ok(chat::message(report, &settings).into_bytes()),
            FileKind::SalesWorkbook => ledger::xlsx(&sales()?).map_err(|error| not_made(&error)),
            FileKind::SalesTable(form) => ledger::csv(&sales()?, form).map_err(|error| not_made(&error)),
            FileKind::SalesJournal => Ok(ledger::hledger(&sales()?).into_bytes()),
        }
    }

    /// The sales and corrections that a filter means, newest first: of a span, found by words, behind figures, all at once.
    ///
    /// # Errors
    /// When a range runs backwards or the database cannot be read.
    pub fn find_sales(&mut self, filter: &SalesFilter, stretch: impl Into<Stretch>) -> Result<Vec<SaleHead>, Error> {
        if let Some(span @ Span::Days(..)) = &filter.span {
            self.days_of(span)?;
        }
        // Where it cannot be written just now the search is slower, and finds the same.
        let _ = store::take_in(&mut self.store);
        let (conn, currency) = (&self.store.conn, self.store.currency);
        Ok(store::sales(conn, currency, filter, stretch.into())?)
    }

    /// Works out what of each record is part of the figure that a filter asks for; nothing where it asks for none that has parts.
    /// Of all records behind it, the newest first, the parts add up to the figure.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn part_out(&self, filter: &SalesFilter, heads: &mut [SaleHead]) -> Result<(), Error> {
        let Some(figure) = filter.parted() else {
            return Ok(());
        };
        let mut parts = Parts::default();
        for head in heads.iter_mut().rev() {
            let sale = self.sale(head.corrects.as_ref().unwrap_or(&head.number))?;
            head.part = Some(match head.how {
                None => parts.of_sale(figure, &sale),
                Some(_) => {
                    let correction = self.correction(&head.number)?;
                    let missing = || StoreError::Damaged(format!("{} is missing", head.number));
                    parts.of_correction(figure, &correction.ok_or_else(missing)?, &sale)
                }
            });
        }
        Ok(())
    }

    /// Who was ever at the table, the last one first, at most so many.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn volunteers(&self, most: u32) -> Result<Vec<String>, Error> {
        Ok(store::volunteers(&self.store.conn, most)?)
    }

    /// Every sale and correction of a span, with rows that add up to its summary.
    ///
    /// # Errors
    /// As [`Till::report`].
    pub fn ledger_of(&self, span: &Span) -> Result<Vec<Record>, Error> {
        self.records(self.days_of(span)?, span.event().map(str::trim))
    }

    /// How many sales were recorded on a business day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sales_on(&self, day: BusinessDay) -> Result<i64, Error> {
        let last = store::days_of_sales(&self.store.conn, Some(day.plus(1)), 1)?;
        Ok(last.first().filter(|last| last.day == day).map_or(0, |last| last.sales))
    }

    /// Days that had sales, the last one first: those before a day, or all, at most so many.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn days_of_sales(&self, before: Option<BusinessDay>, most: u32) -> Result<Vec<DayOfSales>, Error> {
        Ok(store::days_of_sales(&self.store.conn, before, most)?)
    }

    /// Events that had sales, the last one first, at most so many.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn events_of_sales(&self, most: u32) -> Result<Vec<EventOfSales>, Error> {
        Ok(store::events_of_sales(&self.store.conn, most)?)
    }
}
