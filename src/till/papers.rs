//! Papers: receipts as PDF files.
//! Never touches a sale: it is recorded, whatever becomes of its paper.

use super::{Error, Till};
use crate::domain::sale::ReceiptNumber;
use crate::domain::settings::Paper;
use std::io::Write;
use std::path::{Path, PathBuf};
use uuid::Uuid;

impl Till {
    /// The receipt of a sale as a PDF.
    ///
    /// # Errors
    /// When there is no such sale or the receipt cannot be made; the sale stands all the same.
    pub fn receipt(&self, number: &ReceiptNumber, paper: Paper, copy: bool) -> Result<Vec<u8>, Error> {
        let sale = self.sale(number)?;
        crate::documents::receipt::receipt(&sale, &self.settings()?, paper, copy).map_err(|error| {
            Error::Failed(format!(
                "the receipt of {number} could not be made: {error}. The sale is recorded"
            ))
        })
    }

    /// The receipts of several sales in one PDF, in the order named.
    ///
    /// # Errors
    /// When one of the sales is not there, none is named, or the paper cannot be made.
    pub fn receipts(&self, numbers: &[ReceiptNumber], paper: Paper, copy: bool) -> Result<Vec<u8>, Error> {
        let sales = numbers
            .iter()
            .map(|number| self.sale(number))
            .collect::<Result<Vec<_>, _>>()?;
        let sales: Vec<_> = sales.iter().collect();
        crate::documents::receipts(&sales, &self.settings()?, paper, copy)
            .map_err(|error| Error::Failed(error.to_string()))
    }

    /// Writes the receipt of a sale into the till's own receipts folder and answers with the file.
    ///
    /// # Errors
    /// When the receipt cannot be made or written; the sale stands all the same.
    pub fn file_receipt(&self, number: &ReceiptNumber, paper: Paper) -> Result<PathBuf, Error> {
        let year = self
            .sale(number)?
            .business_day
            .to_string()
            .chars()
            .take(4)
            .collect::<String>();
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
            std::fs::rename(&unfinished, file)
        });
    if result.is_err() {
        std::fs::remove_file(&unfinished).ok();
    }
    result
}
