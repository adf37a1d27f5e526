//! Papers: receipts as PDF files.
//! Never touches a sale: it is recorded, whatever becomes of its paper.

use super::{Error, Till};
use crate::documents::receipt::Subject;
use crate::domain::correction::{After, Correction};
use crate::domain::day::BusinessDay;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::settings::Paper;
use crate::store::trial::{self, Point};
use std::io::Write;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What a receipt can be made of.
enum Record {
    Sale(Box<Sale>, Vec<After>),
    Correction(Box<Correction>),
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
        let records = numbers
            .iter()
            .map(|number| self.record(number))
            .collect::<Result<Vec<_>, _>>()?;
        let subjects: Vec<Subject<'_>> = records
            .iter()
            .map(|record| match record {
                Record::Sale(sale, after) => Subject::Sale(sale, after),
                Record::Correction(correction) => Subject::Correction(correction),
            })
            .collect();
        crate::documents::receipts(&subjects, &self.settings()?, paper, copy).map_err(|error| {
            let what = match numbers {
                [only] => format!("the receipt of {only}"),
                _ => "the receipts".to_owned(),
            };
            Error::Failed(format!("{what} could not be made: {error}. What was sold is recorded"))
        })
    }

    /// What was recorded under a number, with what happened to it since.
    fn record(&self, number: &ReceiptNumber) -> Result<Record, Error> {
        if let Some(correction) = self.correction(number)? {
            return Ok(Record::Correction(Box::new(correction)));
        }
        let sale = self.sale(number)?;
        let after = self.after(&sale)?;
        Ok(Record::Sale(Box::new(sale), after))
    }

    /// The business day of a sale or a correction.
    ///
    /// # Errors
    /// When there is none of this number.
    pub fn day_of(&self, number: &ReceiptNumber) -> Result<BusinessDay, Error> {
        Ok(match self.record(number)? {
            Record::Sale(sale, _) => sale.business_day,
            Record::Correction(correction) => correction.business_day,
        })
    }

    /// Writes the receipt of a sale into the till's own receipts folder and answers with the file.
    ///
    /// # Errors
    /// When the receipt cannot be made or written; the sale stands all the same.
    pub fn file_receipt(&self, number: &ReceiptNumber, paper: Paper) -> Result<PathBuf, Error> {
        let year = self.day_of(number)?.to_string().chars().take(4).collect::<String>();
        let folder = self.store.folder.join("receipts").join(year);
        let file = folder.join(format!(
            "{number}{}.pdf",
            if paper == Paper::Letter { " letter" } else { "" }
        ));
        let bytes = self.receipt(number, paper, false)?;
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
