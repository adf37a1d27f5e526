//! Receipts that were sent to a printer, and how that went: no part of the books.
//! Never prints.

use super::connection::Store;
use super::error::StoreError;
use crate::domain::sale::ReceiptNumber;
use rusqlite::Connection;

/// A receipt for a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRow {
    /// Whose.
    pub number: ReceiptNumber,
    /// The paper's name.
    pub paper: String,
    /// The printer's name.
    pub printer: String,
    /// Marked COPY.
    pub copy: bool,
}

/// A receipt that waits for its printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its place in the list.
    pub id: i64,
    /// What is to be printed.
    pub row: PrintRow,
    /// Why it was not; empty where nobody has answered yet.
    pub why: String,
    /// When it was asked for.
    pub asked_ms: i64,
}

/// Whether a printer has taken the receipt of this number before.
///
/// # Errors
/// When the database cannot be read.
pub fn was_printed(conn: &Connection, number: &ReceiptNumber) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM paper_print WHERE register = ? AND number = ? AND state = 'printed')",
        )?
        .query_row((number.register(), number.running()), |row| row.get(0))?)
}

/// What waits, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub fn waiting_prints(conn: &Connection) -> Result<Vec<WaitingRow>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT id, register, number, paper, printer, copy, why, asked_at FROM paper_print WHERE state = 'waiting' ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let register: String = row.get(1)?;
        // A row that names no receipt can be printed by nobody.
        let Some(number) = ReceiptNumber::new(&register, row.get(2)?) else {
            continue;
        };
        let of = PrintRow {
            number,
            paper: row.get(3)?,
            printer: row.get(4)?,
            copy: row.get(5)?,
        };
        waiting.push(WaitingRow {
            id: row.get(0)?,
            row: of,
            why: row.get(6)?,
            asked_ms: row.get(7)?,
        });
    }
    Ok(waiting)
}

impl Store {
    /// Puts a receipt on the list of those that wait for a printer; answers with its place.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn ask_print(&mut self, row: &PrintRow, at_ms: i64) -> Result<i64, StoreError> {
        let tx = self.write()?;
        tx.execute(
            "INSERT INTO paper_print (register, number, paper, printer, copy, asked_at, state, why)
             VALUES (?, ?, ?, ?, ?, ?, 'waiting', '')",
            (
                row.number.register(),
                row.number.running(),
                &row.paper,
                &row.printer,
                row.copy,
                at_ms,
            ),
        )?;
        let id = tx.last_insert_rowid();
        tx.commit()?;
        Ok(id)
    }

    /// Says how it went with a receipt that waited.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end_print(&mut self, id: i64, state: &str, why: &str) -> Result<(), StoreError> {
        let tx = self.write()?;
        tx.execute(
            "UPDATE paper_print SET state = ?, why = ? WHERE id = ? AND state = 'waiting'",
            (state, why, id),
        )?;
        Ok(tx.commit()?)
    }
}
