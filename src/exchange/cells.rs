//! Tables for spreadsheets: cells that know what they are, as CSV and as XLSX.
//! Never lets a word become a formula, nor a number become a word.

use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use chrono::Timelike;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
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

/// How numbers and columns stand in a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvForm {
    /// `1.50`, columns parted by commas: for programs, and spreadsheets set to a decimal point.
    #[default]
    Point,
    /// `1,50`, columns parted by semicolons: for spreadsheets set to a decimal comma.
    Comma,
}

impl CsvForm {
    /// How spreadsheets are mostly set where people pay in a currency.
    pub fn usual(currency: Currency) -> CsvForm {
        if currency.decimal_comma() {
            CsvForm::Comma
        } else {
            CsvForm::Point
        }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, whatever they look like.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount.
    Amount(Money),
    /// A day.
    Day(BusinessDay),
    /// A time of day, as clocks showed it: hour and minute.
    Time(u16, u8),
}

/// Words as a cell; none where there are none.
pub fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(words)
    }
}

/// The time of day of a moment, as the clocks at the place showed it.
pub fn time(at: Instant) -> Cell {
    let at = at.local();
    match (u16::try_from(at.hour()), u8::try_from(at.minute())) {
        (Ok(hour), Ok(minute)) => Cell::Time(hour, minute),
        _ => Cell::Empty,
    }
}

/// Keeps a spreadsheet from taking a word for a formula, also where it is set to part columns by another sign than the file,
/// and so takes what stands behind that sign for a cell of its own.
fn inert(word: &str) -> String {
    let mut inert = String::with_capacity(word.len());
    let mut begins = true;
    for letter in word.chars() {
        let opens = "=+-@＝＋－＠".contains(letter);
        let odd = inert.is_empty() && "\t\r\n'".contains(letter);
        if begins && opens || odd {
            inert.push('\'');
        }
        inert.push(letter);
        begins = ",;\t\r\n".contains(letter) || begins && letter == '"';
    }
    inert
}

/// A table as CSV in UTF-8 with its mark, by which spreadsheets know it; lines ended by CR LF.
///
/// # Errors
/// When a row cannot be written.
pub fn csv(columns: &[&str], rows: &[Vec<Cell>], currency: Currency, form: CsvForm) -> Result<Vec<u8>, SheetError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .delimiter(match form {
            CsvForm::Point => b',',
            CsvForm::Comma => b';',
        })
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match (cell, form) {
            (Cell::Empty, _) => String::new(),
            (Cell::Text(words), _) => inert(words),
            (Cell::Count(count), _) => count.to_string(),
            (Cell::Amount(amount), CsvForm::Point) => currency.plain(*amount),
            (Cell::Amount(amount), CsvForm::Comma) => currency.plain(*amount).replace('.', ","),
            (Cell::Day(day), _) => day.to_string(),
            (Cell::Time(hour, minute), _) => format!("{hour:02}:{minute:02}"),
        }))?;
    }
    writer.into_inner().map_err(|error| SheetError::End(error.to_string()))
}

/// Writes a table into a sheet of a workbook: numbers are numbers, dates are dates, words are words. Its first row stays in
/// sight, and each column can be filtered.
///
/// # Errors
/// When it is more than a sheet can hold.
pub fn fill(sheet: &mut Worksheet, columns: &[&str], rows: &[Vec<Cell>], currency: Currency) -> Result<(), SheetError> {
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let clock = Format::new().set_num_format("hh:mm");
    let places = "0".repeat(currency.places() as usize);
    let money = if places.is_empty() {
        "0".to_owned()
    } else {
        format!("0.{places}")
    };
    let money = Format::new().set_num_format(money);
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    let mut last = 0;
    for (line, row) in (1_u32..).zip(rows) {
        last = line;
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    sheet.write_string(line, column, words)?;
                }
                Cell::Count(count) => {
                    // Copies and sales are far below 2^53, up to which the numbers of a workbook are exact.
                    sheet.write_number(line, column, *count as f64)?;
                }
                Cell::Amount(amount) => {
                    sheet.write_with_format(line, column, amount.decimal(), &money)?;
                }
                Cell::Day(day) => {
                    let day = ExcelDateTime::parse_from_str(&day.to_string())?;
                    sheet.write_with_format(line, column, day, &date)?;
                }
                Cell::Time(hour, minute) => {
                    let at = ExcelDateTime::from_hms(*hour, *minute, 0)?;
                    sheet.write_with_format(line, column, at, &clock)?;
                }
            }
        }
    }
    let right = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, right)?;
    sheet.autofit();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_as_spreadsheets_are_set_where_the_currency_is_paid_in() {
        assert_eq!(CsvForm::usual(Currency::USD), CsvForm::Point);
        let euro = Currency::from_code("EUR").unwrap();
        assert_eq!(CsvForm::usual(euro), CsvForm::Comma);
    }

    #[test]
    fn no_formula_begins_behind_a_sign_that_another_spreadsheet_parts_columns_by() {
        for (word, written) in [
            ("x;=cmd|'/C calc'!A0;", "x;'=cmd|'/C calc'!A0;"),
            ("a,+1,b", "a,'+1,b"),
            ("a\n@SUM(A1)", "a\n'@SUM(A1)"),
            ("\"=1", "\"'=1"),
            ("one, -two; three-four", "one, -two; three-four"),
            ("'tis", "''tis"),
            ("", ""),
        ] {
            assert_eq!(inert(word), written);
        }
    }

    #[test]
    fn a_moment_is_a_time_of_day_where_it_was() {
        let at = Instant::parse("2026-11-22T23:05:09-08:00").unwrap();
        assert_eq!(time(at), Cell::Time(23, 5));
        let bytes = csv(&["at"], &[vec![time(at)]], Currency::USD, CsvForm::Point).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}at\r\n23:05\r\n");
    }

    #[test]
    fn words_are_no_formulas_and_numbers_are_plain() {
        let usd = |minor| Cell::Amount(Money::from_minor(minor, Currency::USD));
        let row = vec![
            text("=1+1"),
            text("-x"),
            text("＝2"),
            text("\t@"),
            text("fine, \"so\""),
            Cell::Count(-2),
            usd(-25),
            Cell::Day(BusinessDay::parse("2026-11-22").unwrap()),
            Cell::Empty,
        ];
        let csv = |form| {
            let bytes = super::csv(&["a"; 9], std::slice::from_ref(&row), Currency::USD, form).unwrap();
            String::from_utf8(bytes).unwrap().lines().nth(1).unwrap().to_owned()
        };
        assert_eq!(
            csv(CsvForm::Point),
            "'=1+1,'-x,'＝2,'\t'@,\"fine, \"\"so\"\"\",-2,-0.25,2026-11-22,"
        );
        assert_eq!(
            csv(CsvForm::Comma),
            "'=1+1;'-x;'＝2;'\t'@;\"fine, \"\"so\"\"\";-2;-0,25;2026-11-22;"
        );
    }
}
