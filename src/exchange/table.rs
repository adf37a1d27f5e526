//! A CSV or XLSX file as rows of cells, each with its line.
//! Never knows what a cell means (see `columns` and `rows`), never loads more than a catalog can be.

use super::columns;
use super::decode;
use super::workbook;

/// The largest file, in bytes.
pub const LARGEST: usize = 10 << 20;
/// The most rows.
pub const MOST_ROWS: usize = 50_000;
/// The most columns.
pub const MOST_COLUMNS: usize = 64;
/// The longest cell, in bytes; texts to read may be [`LONGEST_TEXT`].
pub const LONGEST_CELL: usize = 8 << 10;
/// The longest cell of all.
pub const LONGEST_TEXT: usize = 64 << 10;
/// Where the header may stand: some programs write a greeting above it.
const HEADER_WITHIN: usize = 12;
/// What parts the cells is told by no more than these first bytes.
const SNIFFED: usize = 1 << 20;

/// A row and the line of the file it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub line: u64,
    /// Its cells, without white space around them.
    pub cells: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows below it that are not empty.
    pub rows: Vec<Row>,
    /// How it is written, as `UTF-8` or `XLSX`.
    pub encoding: &'static str,
    /// What parts the cells; `None` in a workbook.
    pub delimiter: Option<char>,
    /// The other sheets of the workbook that hold something, none of which is read.
    pub other_sheets: Vec<String>,
}

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TableError(pub String);

/// Reads a file.
///
/// # Errors
/// [`TableError`] when it is too large, no text and no workbook, or holds no rows.
pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > LARGEST {
        return Err(TableError(format!(
            "it is larger than {} MiB, more than a catalog is",
            LARGEST >> 20
        )));
    }
    if let Some(why) = another_kind(bytes) {
        return Err(TableError(why.to_owned()));
    }
    let mut table = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes)?
    } else {
        let decoded = decode::decode(bytes).map_err(|error| TableError(error.to_string()))?;
        let mut table = csv_rows(&decoded.text)?;
        table.encoding = decoded.encoding;
        table
    };
    take_header(&mut table);
    if table.header.is_empty() {
        return Err(TableError("it is empty".to_owned()));
    }
    Ok(table)
}

/// Files that are often taken for tables, because their names end so: why they are none, and what to do.
fn another_kind(bytes: &[u8]) -> Option<&'static str> {
    const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
    let begin = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let text = begin
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(begin)
        .trim_ascii_start()
        .to_ascii_lowercase();
    if begin.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Some("it is a workbook of the old kind, XLS, whatever its name ends in; open it and save it as XLSX or CSV")
    } else if begin.starts_with(b"PK") && begin.windows(OPEN_DOCUMENT.len()).any(|part| part == OPEN_DOCUMENT) {
        Some("it is an OpenDocument file; open it and save it as XLSX or CSV")
    } else if begin.starts_with(b"%PDF-") {
        Some("it is a PDF; what a table needs is a CSV or XLSX file")
    } else if [&b"<!doctype html"[..], b"<html", b"<table", b"<?xml"]
        .iter()
        .any(|tag| text.starts_with(tag))
    {
        Some("it is a web page or XML, whatever its name ends in; open it in a spreadsheet and save it as XLSX or CSV")
    } else {
        None
    }
}

/// The header is the first row that names a title and something else; else the first row.
pub(super) fn take_header(table: &mut Table) {
    let names = |row: &Row| {
        known(&row.cells) >= 2
            && row
                .cells
                .iter()
                .any(|cell| columns::field(cell) == Some(columns::Field::Title))
    };
    let at = table.rows.iter().take(HEADER_WITHIN).position(names).unwrap_or(0);
    let mut rows = std::mem::take(&mut table.rows).into_iter().skip(at);
    table.header = rows.next().map(|row| row.cells).unwrap_or_default();
    table.rows = rows.collect();
}

fn known(cells: &[String]) -> usize {
    cells.iter().filter(|cell| columns::field(cell).is_some()).count()
}

fn csv_rows(text: &str) -> Result<Table, TableError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut body, mut first_line, mut told) = (text.as_str(), 1, None);
    // Excel's own way of naming the mark.
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some((mark, rest)) = rest.split_once('\n')
    {
        told = mark.chars().next().filter(char::is_ascii);
        (body, first_line) = (rest, 2);
    }
    let delimiter = told.unwrap_or_else(|| sniff(body));
    let mut table = Table {
        delimiter: Some(delimiter),
        ..Table::default()
    };
    if let Some((line, _)) = (first_line..)
        .zip(body.lines())
        .find(|(_, line)| line.matches(delimiter).count() > LONGEST_TEXT)
    {
        return Err(TableError(format!(
            "line {line}: it has more than {MOST_COLUMNS} columns"
        )));
    }
    let mut place = (0, first_line);
    for record in reader(body, delimiter).into_records() {
        let record = record.map_err(|error| TableError(error.to_string()))?;
        let begins = record
            .position()
            .map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let line = line_at(body, begins, &mut place);
        if table.rows.len() > MOST_ROWS {
            return Err(TableError(format!("line {line}: it has more than {MOST_ROWS} rows")));
        }
        if record.len() > MOST_COLUMNS {
            return Err(TableError(format!(
                "line {line}: it has more than {MOST_COLUMNS} columns"
            )));
        }
        if let Some(cell) = record.iter().find(|cell| cell.len() > LONGEST_TEXT) {
            return Err(TableError(format!(
                "line {line}: a cell holds {} bytes; perhaps a quote that opens there is never closed",
                cell.len()
            )));
        }
        if record.iter().any(|cell| !cell.is_empty()) {
            table.rows.push(Row {
                line,
                cells: record.iter().map(undefanged).collect(),
            });
        }
    }
    never_closed(body, place, delimiter)?;
    Ok(table)
}

fn reader(text: &str, delimiter: char) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes())
}

/// The mark that parts the first rows into the most known columns; else the one that parts the most of them alike.
fn sniff(text: &str) -> char {
    let head = text.get(..text.floor_char_boundary(SNIFFED)).unwrap_or(text);
    let score = |mark: char| {
        let rows = reader(head, mark)
            .into_records()
            .take(HEADER_WITHIN)
            .filter_map(Result::ok);
        let rows: Vec<Vec<String>> = rows
            .map(|row| row.iter().take(MOST_COLUMNS).map(str::to_owned).collect())
            .collect();
        let first = rows.first().map_or(0, Vec::len);
        let alike = rows.iter().filter(|row| first > 1 && row.len() == first).count();
        (rows.iter().map(|row| known(row)).max().unwrap_or(0), alike, first)
    };
    // The last of equals wins: the comma.
    ['|', '\t', ';', ',']
        .into_iter()
        .max_by_key(|mark| score(*mark))
        .unwrap_or(',')
}

/// The line that a record begins on; `place` is the last one, as byte and line.
fn line_at(text: &str, begins: usize, place: &mut (usize, u64)) -> u64 {
    let empty = text.bytes().skip(begins).take_while(|byte| *byte == b'\n').count();
    let begins = (begins + empty).min(text.len());
    let passed = text.as_bytes().get(place.0..begins).unwrap_or_default();
    place.1 += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
    place.0 = begins.max(place.0);
    place.1
}

/// A quote that is never closed swallows all rows after it.
fn never_closed(text: &str, (last, line): (usize, u64), delimiter: char) -> Result<(), TableError> {
    let raw = text.get(last..).unwrap_or_default().trim_end();
    let quoted = raw.starts_with('"') || raw.contains(&format!("{delimiter}\""));
    if quoted && raw.matches('"').count() % 2 == 1 {
        return Err(TableError(format!(
            "line {line}: a quote that opens there is never closed"
        )));
    }
    Ok(())
}

/// Whether a spreadsheet could take a cell that begins so for a formula.
pub(super) fn could_be_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// A cell without the `'` that [`super::export`] puts before what could be taken for a formula.
fn undefanged(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if could_be_formula(rest) || rest.starts_with('\'') => rest.to_owned(),
        _ => cell.to_owned(),
    }
}
