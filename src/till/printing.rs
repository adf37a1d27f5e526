//! Receipts on their way to a printer. Each stands in a list on disk from the moment it is asked for until the printer
//! took it: a printer that fails loses nothing.
//! Never touches a sale, and never prints the same paper twice without the word COPY on it.

use super::{Error, Till, now, printer, refused};
use crate::domain::sale::ReceiptNumber;
use crate::domain::settings::Paper;
use crate::store::{self, PrintRow, WaitingRow};

/// A receipt that waits to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPrint {
    /// Its place in the list.
    pub id: i64,
    /// Whose receipt.
    pub number: ReceiptNumber,
    /// On what.
    pub paper: Paper,
    /// On which printer.
    pub printer: String,
    /// Marked COPY.
    pub copy: bool,
    /// Why it was not printed; empty where that is not known.
    pub why: String,
    /// It is on its way to the printer just now.
    pub under_way: bool,
}

/// How it went with everything that waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedAll {
    /// What was printed.
    pub printed: Vec<Printed>,
    /// What the printer said when it took no more.
    pub failed: Option<Error>,
}

/// Longer than this no paper is on its way: a printer is given up before.
const ON_ITS_WAY_MS: i64 = 60_000;

/// What is to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintRequest {
    /// On which printer; the till's own where none is named.
    pub printer: Option<String>,
    /// On what; the till's own paper where none is named.
    pub paper: Option<Paper>,
    /// Mark it COPY, even where it is the first.
    pub copy: bool,
}

/// A receipt that a printer took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Whose.
    pub number: ReceiptNumber,
    /// The printer.
    pub printer: String,
    /// It is marked COPY.
    pub copy: bool,
}

impl Till {
    /// The names of the printers that the system knows.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn printers() -> Result<Vec<String>, Error> {
        printer::list().map_err(|why| Error::Failed(format!("the system's printers cannot be listed: {why}")))
    }

    /// Prints the receipt of a sale or a correction. From the second time on it is marked COPY. It waits for the printer,
    /// some seconds at most: a window asks it beside the desk.
    ///
    /// # Errors
    /// When there is none of this number, no printer was chosen, or the printer did not take it; then it waits in the list.
    pub fn print(&mut self, number: &ReceiptNumber, request: &PrintRequest) -> Result<Printed, Error> {
        let papers = self.settings()?.papers;
        let printer = request.printer.clone().unwrap_or(papers.printer);
        if printer.trim().is_empty() {
            return Err(refused(
                "no printer was chosen; choose one under Event, or with `zinetill set printer=NAME`",
            ));
        }
        self.day_of(number)?;
        let paper = request.paper.unwrap_or(papers.paper);
        let copy = request.copy || store::was_printed(&self.store.conn, number)?;
        let row = PrintRow {
            number: number.clone(),
            paper: paper.name().to_owned(),
            printer,
            copy,
        };
        let id = self.store.ask_print(&row, now().utc_ms)?;
        self.hand_over_paper(WaitingPrint {
            id,
            number: row.number,
            paper,
            printer: row.printer,
            copy,
            why: String::new(),
            under_way: true,
        })
    }

    /// Receipts that wait to be printed, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waiting_prints(&self) -> Result<Vec<WaitingPrint>, Error> {
        let rows = store::waiting_prints(&self.store.conn)?;
        let now = now().utc_ms;
        let waiting = rows.into_iter().map(|of| {
            let WaitingRow { id, row, why, asked_ms } = of;
            WaitingPrint {
                id,
                number: row.number,
                paper: Paper::parse(&row.paper).unwrap_or_default(),
                printer: row.printer,
                copy: row.copy,
                under_way: why.is_empty() && (asked_ms..asked_ms + ON_ITS_WAY_MS).contains(&now),
                why,
            }
        });
        Ok(waiting.collect())
    }

    /// Prints what waits under this place of the list.
    ///
    /// # Errors
    /// When nothing waits there, or the printer did not take it again; then it goes on waiting.
    pub fn print_again(&mut self, id: i64) -> Result<Printed, Error> {
        let waiting = self.waiting_prints()?.into_iter().find(|waiting| waiting.id == id);
        let mut waiting = waiting.ok_or_else(|| refused("it does not wait any more"))?;
        if waiting.under_way {
            return Err(refused(format!(
                "{} is on its way to the printer just now",
                waiting.number
            )));
        }
        // The printer may have been changed for one that works.
        let chosen = self.settings()?.papers.printer;
        if !chosen.is_empty() {
            waiting.printer = chosen;
        }
        // Another paper of it may have been printed meanwhile.
        waiting.copy |= store::was_printed(&self.store.conn, &waiting.number)?;
        self.hand_over_paper(waiting)
    }

    /// Prints what waits, the oldest first, until the printer takes no more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn print_waiting(&mut self) -> Result<PrintedAll, Error> {
        let mut all = PrintedAll {
            printed: Vec::new(),
            failed: None,
        };
        for of in self.waiting_prints()?.into_iter().filter(|of| !of.under_way) {
            match self.print_again(of.id) {
                Ok(printed) => all.printed.push(printed),
                Err(why) => {
                    all.failed = Some(why);
                    break;
                }
            }
        }
        Ok(all)
    }

    /// Takes everything that waits off the list, aside from what is on its way.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_prints(&mut self) -> Result<(), Error> {
        for of in self.waiting_prints()?.into_iter().filter(|of| !of.under_way) {
            self.forget_print(of.id)?;
        }
        Ok(())
    }

    /// Takes a receipt off the list of those that wait.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_print(&mut self, id: i64) -> Result<(), Error> {
        Ok(self.store.end_print(id, "forgotten", "")?)
    }

    fn hand_over_paper(&mut self, waiting: WaitingPrint) -> Result<Printed, Error> {
        let WaitingPrint {
            id,
            number,
            paper,
            printer,
            copy,
            ..
        } = waiting;
        let taken = match self.filed(&number, paper, copy) {
            Ok(file) => printer::print(&printer, &number.to_string(), &file),
            Err(error) => Err(error.to_string()),
        };
        match taken {
            Ok(()) => {
                self.store.end_print(id, "printed", "")?;
                Ok(Printed { number, printer, copy })
            }
            Err(why) => {
                self.store.end_print(id, "waiting", &why)?;
                Err(Error::Failed(format!(
                    "{number} was not printed on {printer}: {}. It waits under Event, Papers; the sale is recorded",
                    why.trim_end_matches('.')
                )))
            }
        }
    }
}
