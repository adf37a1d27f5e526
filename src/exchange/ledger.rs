//! The ledger as a file: CSV and XLSX for a spreadsheet, a plain-text journal for accounts that balance (hledger, ledger).
//! Never lets a word become a formula, nor a number become a word.

use crate::domain::ledger::{Part, Record, Row};
use crate::domain::money::Money;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// As CSV.
    #[error("the table could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// As XLSX.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// A buffer could not be ended.
    #[error("the table could not be ended: {0}")]
    End(String),
}

const COLUMNS: [&str; 17] = [
    "receipt",
    "kind",
    "corrects",
    "business day",
    "date",
    "time",
    "event",
    "volunteer",
    "what",
    "sku",
    "name",
    "makers",
    "copies",
    "discount",
    "amount",
    "unverified",
    "note",
];

/// The words of a row, in the order of the columns; amounts as plain decimals.
fn words(record: &Record, row: &Row) -> [String; 17] {
    let head = &record.head;
    let plain = |amount: Money| record.currency.plain(amount);
    let (at, goods) = (head.at.local(), row.part == Part::Goods);
    [
        head.number.to_string(),
        head.kind.to_owned(),
        head.corrects.as_ref().map(ToString::to_string).unwrap_or_default(),
        head.business_day.to_string(),
        at.format("%Y-%m-%d").to_string(),
        at.format("%H:%M").to_string(),
        head.event.clone(),
        head.by.clone(),
        row.part.word().to_owned(),
        row.sku.clone(),
        row.name.clone(),
        row.makers.clone(),
        if goods { row.copies.to_string() } else { String::new() },
        if goods { plain(row.discount) } else { String::new() },
        plain(row.amount),
        if row.unverified { "yes" } else { "" }.to_owned(),
        head.note.clone(),
    ]
}

/// Columns that hold numbers.
fn is_number(column: usize) -> bool {
    (12..=14).contains(&column)
}

/// Keeps a spreadsheet from taking a word for a formula.
fn inert(word: String) -> String {
    let first = word.chars().next();
    if first.is_some_and(|first| "=+-@\t\r'＝＋－＠".contains(first)) {
        return format!("'{word}");
    }
    word
}

/// As CSV in UTF-8 with its mark, by which spreadsheets know it; numbers are plain, words cannot be formulas.
///
/// # Errors
/// When a row cannot be written.
pub fn csv(records: &[Record]) -> Result<Vec<u8>, LedgerError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for record in records {
        for row in &record.rows {
            let words = words(record, row).into_iter().enumerate();
            writer.write_record(words.map(|(n, word)| if is_number(n) { word } else { inert(word) }))?;
        }
    }
    writer.into_inner().map_err(|error| LedgerError::End(error.to_string()))
}

/// As XLSX: numbers are numbers, dates are dates, words are words.
///
/// # Errors
/// When the workbook cannot be made.
pub fn xlsx(records: &[Record]) -> Result<Vec<u8>, LedgerError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.set_name("Sales")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0_u16..).zip(COLUMNS) {
        sheet.write_with_format(0, column, name, &bold)?;
    }
    let mut line = 0_u32;
    for record in records {
        let places = "0".repeat(record.currency.places() as usize);
        let money = Format::new().set_num_format(if places.is_empty() {
            "0".into()
        } else {
            format!("0.{places}")
        });
        for row in &record.rows {
            line += 1;
            for (column, word) in (0_u16..).zip(words(record, row)) {
                match column {
                    3 | 4 => {
                        let day = ExcelDateTime::parse_from_str(&word)?;
                        sheet.write_with_format(line, column, day, &date)?
                    }
                    12 if row.part == Part::Goods => sheet.write(line, column, row.copies as i32)?,
                    13 if row.part == Part::Goods => {
                        sheet.write_with_format(line, column, row.discount.decimal(), &money)?
                    }
                    14 => sheet.write_with_format(line, column, row.amount.decimal(), &money)?,
                    _ if word.is_empty() => sheet,
                    _ => sheet.write_string(line, column, word)?,
                };
            }
        }
    }
    sheet.autofilter(0, 0, line, 16)?;
    sheet.autofit();
    Ok(book.save_to_buffer()?)
}

/// As a plain-text journal whose every entry balances: what came by a method stands against what it was for.
pub fn hledger(records: &[Record]) -> String {
    let mut text = String::new();
    for record in records {
        let head = &record.head;
        let what = match &head.corrects {
            Some(sale) => format!("{} of {sale}", head.kind),
            None => head.kind.to_owned(),
        };
        let about = [what.as_str(), &head.event, &head.note].map(one_line);
        let about: Vec<&str> = about
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        text.push_str(&format!(
            "{} ({}) {}\n",
            head.business_day,
            head.number,
            about.join(" · ")
        ));
        for row in &record.rows {
            let (account, amount) = match row.part {
                Part::Payment => (format!("assets:{}", account(&row.name)), row.amount),
                Part::Goods => ("income:goods".to_owned(), -row.amount),
                Part::Tax => (format!("liabilities:tax:{}", account(&row.name)), -row.amount),
                Part::Donation if row.name.is_empty() => ("income:donations".to_owned(), -row.amount),
                Part::Donation => (format!("liabilities:donations:{}", account(&row.name)), -row.amount),
                Part::Rounding => ("income:rounding".to_owned(), -row.amount),
            };
            let amount = record.currency.plain(amount);
            let comment = match row.part {
                Part::Goods => format!("  ; {} × {}", row.copies, one_line(&row.name)),
                _ => String::new(),
            };
            text.push_str(&format!(
                "    {account:<40}  {amount:>12} {}{comment}\n",
                record.currency.code()
            ));
        }
        text.push('\n');
    }
    text
}

/// A name in which nothing means anything to the journal's readers.
fn account(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' })
        .collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    text.replace([';', '|'], ",")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
