//! The first sheet of an XLSX file that holds a catalog, as rows of cells.
//! Never unpacks more than a catalog can be, and never evaluates a formula: the value that was saved is read.

use super::table::{self, MOST_COLUMNS, MOST_ROWS, Row, Table, TableError};
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// The most files in the archive.
const MOST_ENTRIES: usize = 2_000;
/// All of it unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 64 << 20;
/// The most sheets that are looked into for titles.
const MOST_SHEETS: u64 = 100;
/// The most formats of cells; spreadsheets know some 64,000, and a few bytes of each become a hundred when they are read.
const MOST_FORMATS: usize = 200_000;

fn no_workbook(why: impl ToString) -> TableError {
    TableError(format!("it is no workbook that can be read: {}", why.to_string()))
}

pub(super) fn read(bytes: &[u8]) -> Result<Table, TableError> {
    let looks = within_bounds(bytes)?;
    // What reads the parts of a workbook is other people's, and a part may say anything: a mistake in it costs no till.
    std::panic::catch_unwind(|| sheet(bytes, looks))
        .unwrap_or_else(|_| Err(no_workbook("a part of it is not as it has to be")))
}

/// The first sheet that names titles, else the first that holds anything; no more are looked into than `looks`.
fn sheet(bytes: &[u8], looks: usize) -> Result<Table, TableError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(no_workbook)?;
    let mut first = None;
    let names = book.sheet_names();
    for (at, name) in names.iter().enumerate().take(looks) {
        let mut sheet = Table {
            rows: rows(&mut book, name)?,
            encoding: "XLSX",
            ..Table::default()
        };
        let mut tried = sheet.clone();
        table::take_header(&mut tried);
        let titles = tried
            .header
            .iter()
            .any(|cell| super::columns::field(cell) == Some(super::columns::Field::Title));
        if titles {
            let others = names.iter().enumerate().filter(|(other, _)| *other != at);
            let holding = others.filter(|(other, name)| *other >= looks || holds_something(&mut book, name));
            sheet.other_sheets = holding.map(|(_, name)| name.clone()).take(looks).collect();
            return Ok(sheet);
        }
        if first.is_none() && !sheet.rows.is_empty() {
            first = Some(std::mem::take(&mut sheet));
        }
    }
    first.ok_or_else(|| no_workbook("no sheet holds anything"))
}

fn holds_something(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else {
        return false;
    };
    while let Ok(Some(cell)) = reader.next_cell() {
        if !text(cell.get_value()).is_empty() {
            return true;
        }
    }
    false
}

/// Unpacks everything once and throws it away: what the archive says of its sizes may be a lie. Answers into how many sheets
/// may be looked: all of them may be one and the same large part.
fn within_bounds(bytes: &[u8]) -> Result<usize, TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(no_workbook)?;
    if archive.len() > MOST_ENTRIES {
        return Err(no_workbook(format!("it holds {} files", archive.len())));
    }
    let (mut left, mut largest) = (LARGEST_UNPACKED, 1);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(no_workbook)?;
        let is_sheet = entry.name().is_ok_and(|name| name.contains("worksheets/"));
        let is_styles = entry
            .name()
            .is_ok_and(|name| name.to_lowercase().ends_with("styles.xml"));
        let mut part = Vec::new();
        let mut entry = entry.take(left + 1);
        let unpacked = match is_sheet || is_styles {
            true => copy(&mut entry, &mut part),
            false => copy(&mut entry, &mut sink()),
        };
        let unpacked = unpacked.map_err(no_workbook)?;
        largest = largest.max(unpacked);
        left = left
            .checked_sub(unpacked)
            .ok_or_else(|| no_workbook(format!("unpacked it is larger than {} MiB", LARGEST_UNPACKED >> 20)))?;
        if is_styles && part.windows(2).filter(|two| *two == b"xf").take(MOST_FORMATS).count() == MOST_FORMATS {
            return Err(no_workbook("it has more formats of cells than a spreadsheet knows"));
        }
        if let Some(wrong) = out_of_sheet(&part).filter(|_| is_sheet) {
            return Err(no_workbook(format!("it names the cell {wrong}, and no sheet has one")));
        }
        if let Some(wrong) = runs_backwards(&part).filter(|_| is_sheet) {
            return Err(no_workbook(format!("its range {wrong} runs backwards")));
        }
    }
    let looks = (2 * LARGEST_UNPACKED / largest).clamp(1, MOST_SHEETS);
    Ok(usize::try_from(looks).unwrap_or(1))
}

/// A range of cells in a sheet's XML whose end comes before its beginning: what reads it subtracts one from the other.
fn runs_backwards(sheet: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(sheet);
    let ranges = text.split("ref=").skip(1).filter_map(|rest| {
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    });
    let mut ranges = ranges.filter(|range| {
        let mut ends = range.split(':').map(corner);
        matches!((ends.next(), ends.next()), (Some((row, column)), Some((to_row, to_column))) if to_row < row || to_column < column)
    });
    ranges.next().map(str::to_owned)
}

/// A cell named in a sheet's XML that no sheet has: what reads it counts its letters and digits together, however many.
fn out_of_sheet(sheet: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(sheet);
    let named = text.split(['<', ' ', '\n', '\t']).filter_map(|attribute| {
        let rest = attribute
            .strip_prefix("r=")
            .or_else(|| attribute.strip_prefix("ref="))?;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    });
    let far = |cell: &str| {
        let letters = cell.bytes().filter(u8::is_ascii_alphabetic).count();
        letters > 3 || cell.len() - letters > 8
    };
    let mut named = named.filter(|range| range.split([':', ',']).any(far));
    named.next().map(|cell| cell.chars().take(40).collect())
}

/// `C12` as row and column.
fn corner(cell: &str) -> (u64, u64) {
    let mut place = (0_u64, 0_u64);
    for ch in cell.chars() {
        match ch {
            '0'..='9' => {
                place.0 = place
                    .0
                    .saturating_mul(10)
                    .saturating_add(u64::from(ch) - u64::from('0'))
            }
            'a'..='z' | 'A'..='Z' => {
                let letter = u64::from(ch.to_ascii_uppercase()) - u64::from('A') + 1;
                place.1 = place.1.saturating_mul(26).saturating_add(letter);
            }
            _ => {}
        }
    }
    place
}

/// The rows of a sheet, read cell by cell: one cell far out would else make a table of billions.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Row>, TableError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(no_workbook)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(no_workbook)? {
        let (row, column) = cell.get_position();
        let (line, column) = (u64::from(row) + 1, column as usize);
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(TableError(format!(
                "line {line}: it has more than {MOST_COLUMNS} columns"
            )));
        }
        if text.len() > table::LONGEST_TEXT {
            return Err(TableError(format!("line {line}: a cell holds {} bytes", text.len())));
        }
        if rows.last().is_none_or(|last| last.line != line) {
            if rows.len() > MOST_ROWS {
                return Err(TableError(format!("line {line}: it has more than {MOST_ROWS} rows")));
            }
            rows.push(Row {
                line,
                cells: Vec::new(),
            });
        }
        if let Some(last) = rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            if let Some(place) = last.cells.get_mut(column) {
                *place = text;
            }
        }
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Float(number) => shown(*number),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the fifteen digits that a spreadsheet shows of it: what it worked out as 0.30000000000000004 is 0.3.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_runs_backwards_is_found() {
        for (sheet, wrong) in [
            (r#"<dimension ref="A1:C9"/>"#, None),
            (r#"<dimension ref="A1"/><mergeCell ref='B2:B2'/>"#, None),
            (r#"<dimension ref="AA1:Z9"/>"#, Some("AA1:Z9")),
            (r#"<f t="shared" ref="A9:C1" si="0">"#, Some("A9:C1")),
            ("<dimension ref=", None),
        ] {
            assert_eq!(runs_backwards(sheet.as_bytes()).as_deref(), wrong, "{sheet}");
        }
    }

    #[test]
    fn a_cell_that_no_sheet_has_is_found() {
        for (sheet, wrong) in [
            (r#"<row r="12"><c r="A12" s="1"/><c r='XFD1048576'/></row>"#, None),
            (r#"<dimension ref="A1:XFD1048576"/><mergeCell ref="$A$1:$B$2"/>"#, None),
            (r#"<c r="AAAAAAAA1"/>"#, Some("AAAAAAAA1")),
            (r#"<row r="99999999999">"#, Some("99999999999")),
            (r#"<dimension ref="A1:A99999999999"/>"#, Some("A1:A99999999999")),
        ] {
            assert_eq!(out_of_sheet(sheet.as_bytes()).as_deref(), wrong, "{sheet}");
        }
    }

    #[test]
    fn a_number_is_what_the_spreadsheet_shows_of_it() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (1.15, "1.15"),
            (7.0, "7"),
            (-3.0, "-3"),
            (9_780_306_406_157.0, "9780306406157"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(shown(number), text);
        }
    }
}
