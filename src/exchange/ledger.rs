//! The ledger as a file: CSV and XLSX for a spreadsheet, a plain-text journal for accounts that balance (hledger, ledger).
//! Never nets anything: a correction's rows are less than nothing.

use super::cells::{self, Cell, CsvForm, SheetError, text};
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::ledger::{Part, Record, Row};
use rust_xlsxwriter::Workbook;

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

/// A row, in the order of the columns.
fn cells(record: &Record, row: &Row) -> Vec<Cell> {
    let head = &record.head;
    let (at, goods) = (head.at.local(), row.part == Part::Goods);
    let some = |cell: Cell| if goods { cell } else { Cell::Empty };
    vec![
        text(head.number.to_string()),
        text(head.kind),
        text(head.corrects.as_ref().map(ToString::to_string).unwrap_or_default()),
        Cell::Day(head.business_day),
        Cell::Day(BusinessDay(at.date())),
        cells::time(head.at),
        text(&head.event),
        text(&head.by),
        text(row.part.word()),
        text(&row.sku),
        text(&row.name),
        text(&row.makers),
        some(Cell::Count(row.copies)),
        some(Cell::Amount(row.discount)),
        Cell::Amount(row.amount),
        text(if row.unverified { "yes" } else { "" }),
        text(&head.note),
    ]
}

fn rows(records: &[Record]) -> Vec<Vec<Cell>> {
    let rows = records.iter();
    rows.flat_map(|record| record.rows.iter().map(|row| cells(record, row)))
        .collect()
}

/// The currency of the records: a till has one.
fn currency(records: &[Record]) -> Currency {
    records.first().map_or(Currency::USD, |record| record.currency)
}

/// As CSV.
///
/// # Errors
/// When a row cannot be written.
pub fn csv(records: &[Record], form: CsvForm) -> Result<Vec<u8>, SheetError> {
    cells::csv(&COLUMNS, &rows(records), currency(records), form)
}

/// As XLSX.
///
/// # Errors
/// When the workbook cannot be made.
pub fn xlsx(records: &[Record]) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Sales")?;
    cells::fill(sheet, &COLUMNS, &rows(records), currency(records))?;
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
                Part::Goods => format!("  ; {} × {}", row.copies, comment(&row.name)),
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

/// A name in which nothing means anything to the journal's readers; an account has to have one.
fn account(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' })
        .collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() {
        return "other".to_owned();
    }
    words.join(" ")
}

/// A name beside an amount. A word before a colon would be a tag there, `date:` another day; so would be a date in brackets.
fn comment(name: &str) -> String {
    one_line(name).replace(':', ",").replace('[', "(").replace(']', ")")
}

fn one_line(text: &str) -> String {
    text.replace([';', '|'], ",")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
