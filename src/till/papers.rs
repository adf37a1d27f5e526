//! Papers: receipts as PDF files.
//! Never touches a sale: it is recorded, whatever becomes of its paper.

use super::letterhead::Ready;
use super::{Error, Till};
use crate::documents::{DocumentError, Issue, Stationery, Subject};
use crate::domain::correction::{After, Correction};
use crate::domain::day::BusinessDay;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::settings::Paper;
use crate::store;
use crate::store::trial::{self, Point};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// What a receipt can be made of.
enum What {
    Sale(Box<Sale>, Vec<After>),
    Correction(Box<Correction>),
}

/// What was recorded under a number, and the stationery of that time: all that a receipt is made of.
pub(super) struct Record {
    pub(super) number: ReceiptNumber,
    what: What,
    on: Arc<Stationery>,
}

impl Record {
    pub(super) fn issue(&self, copy: bool) -> Issue<'_> {
        Issue {
            of: match &self.what {
                What::Sale(sale, after) => Subject::Sale(sale, after),
                What::Correction(correction) => Subject::Correction(correction),
            },
            on: self.on.clone(),
            copy,
        }
    }

    pub(super) fn day(&self) -> BusinessDay {
        match &self.what {
            What::Sale(sale, _) => sale.business_day,
            What::Correction(correction) => correction.business_day,
        }
    }
}

/// A paper could not be made; what it tells of is on record.
pub(super) fn not_made(what: &str, error: &DocumentError) -> Error {
    Error::Failed(format!("{what} could not be made: {error}. What was sold is recorded"))
}

impl Till {
    /// The receipt of a sale or of a correction as a PDF.
    ///
    /// # Errors
    /// When there is none of this number or the receipt cannot be made; the record stands all the same.
    pub fn receipt(&self, number: &ReceiptNumber, paper: Paper, copy: bool) -> Result<Vec<u8>, Error> {
        self.receipts(std::slice::from_ref(number), paper, copy)
    }

    /// Several receipts in one PDF, in the order named.
    ///
    /// # Errors
    /// When one of the numbers is not there, none is named, or the paper cannot be made.
    pub fn receipts(&self, numbers: &[ReceiptNumber], paper: Paper, copy: bool) -> Result<Vec<u8>, Error> {
        let mut ready = Ready::default();
        let records = numbers.iter().map(|number| self.record(number, &mut ready));
        let records: Vec<Record> = records.collect::<Result<_, _>>()?;
        let issues: Vec<Issue<'_>> = records.iter().map(|record| record.issue(copy)).collect();
        crate::documents::receipts(&issues, paper).map_err(|error| match numbers {
            [only] => not_made(&format!("the receipt of {only}"), &error),
            _ => not_made("the receipts", &error),
        })
    }

    /// What was recorded under a number, with what happened to it since.
    pub(super) fn record(&self, number: &ReceiptNumber, ready: &mut Ready) -> Result<Record, Error> {
        let (seq, what) = match store::place_of_correction(&self.store.conn, number)? {
            Some(seq) => {
                let correction = self.correction(number)?.ok_or_else(|| super::no_sale(number))?;
                (seq, What::Correction(Box::new(correction)))
            }
            None => {
                let sale = self.sale(number)?;
                let after = self.after(&sale)?;
                let seq = store::place_of_sale(&self.store.conn, number)?.unwrap_or(u64::MAX);
                (seq, What::Sale(Box::new(sale), after))
            }
        };
        Ok(Record {
            number: number.clone(),
            what,
            on: ready.at(self, seq)?,
        })
    }

    /// The business day of a sale or a correction.
    ///
    /// # Errors
    /// When there is none of this number.
    pub fn day_of(&self, number: &ReceiptNumber) -> Result<BusinessDay, Error> {
        store::day_of_number(&self.store.conn, number)?.ok_or_else(|| super::no_sale(number))
    }

    /// Writes the receipt of a sale into the till's own receipts folder and answers with the file.
    ///
    /// # Errors
    /// When the receipt cannot be made or written; the sale stands all the same.
    pub fn file_receipt(&self, number: &ReceiptNumber, paper: Paper) -> Result<PathBuf, Error> {
        self.filed(number, paper, false)
    }

    /// The same, marked COPY where it is one.
    pub(super) fn filed(&self, number: &ReceiptNumber, paper: Paper, copy: bool) -> Result<PathBuf, Error> {
        let record = self.record(number, &mut Ready::default())?;
        let year = record.day().to_string().chars().take(4).collect::<String>();
        let folder = self.store.folder.join("receipts").join(year);
        let on = match paper {
            Paper::Roll80 => String::new(),
            other => format!(" {}", other.name()),
        };
        let file = folder.join(format!("{number}{on}{}.pdf", if copy { " copy" } else { "" }));
        let bytes = crate::documents::receipts(&[record.issue(copy)], paper)
            .map_err(|error| not_made(&format!("the receipt of {number}"), &error))?;
        let written = std::fs::create_dir_all(&folder).and_then(|()| write_whole(&file, &bytes));
        written.map_err(|error| {
            Error::Failed(format!(
                "the receipt of {number} could not be written to {}: {error}. The sale is recorded",
                file.display()
            ))
        })?;
        Ok(file)
    }
}

/// Writes a file under another name in the same folder, syncs it and moves it in place: it is there whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", Uuid::now_v7().simple()));
    let unfinished = file.with_file_name(name);
    let result = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&unfinished)
        .and_then(|mut out| {
            out.write_all(bytes)?;
            out.sync_all()?;
            trial::reached(Point::PaperWritten);
            std::fs::rename(&unfinished, file)
        });
    if result.is_err() {
        std::fs::remove_file(&unfinished).ok();
    }
    result
}
