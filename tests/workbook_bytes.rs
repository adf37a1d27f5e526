//! Workbooks with any byte of theirs harmed, and workbooks that are bombs: refused or read within bounds, never a crash.
//! `PROPTEST_CASES=200000 cargo test --test workbook_bytes` goes on for ten minutes and more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use proptest::prelude::*;
use proptest::sample::Index;
use std::io::{Cursor, Write};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::exchange::import::{Action, plan};
use zinetill::exchange::{export, reading};

/// A workbook of ours, one of somebody's with dates, formulas, merged cells and several sheets, and both without compression,
/// so that a harmed byte is one of a part.
fn seeds() -> &'static [Vec<u8>] {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let text =
            "sku,title,makers,price,stock,introduced\na,Ann,Ö; B,\"1st $1, rest 75¢\",4,2012-02\nb,Ben,,free,,2011\n";
        let read = plan(text.as_bytes(), &[], &Catalog::default(), Currency::USD).unwrap();
        let ours = export::xlsx(&export::own(&Catalog::new(read.titles()), Currency::USD)).unwrap();
        let mut book = rust_xlsxwriter::Workbook::new();
        let date = rust_xlsxwriter::Format::new().set_num_format("mmm yyyy");
        for name in ["Notes", "Table"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (column, head) in [(0, "Title"), (1, "Price"), (2, "Introduced"), (3, "Stock")] {
                sheet.write_string(1, column, head).unwrap();
            }
            let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2014, 3, 1).unwrap();
            sheet.write_string(2, 0, "A zine").unwrap();
            sheet.write_number(2, 1, 2.5).unwrap();
            sheet.write_datetime_with_format(2, 2, &day, &date).unwrap();
            sheet
                .write_formula(2, 3, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
                .unwrap();
            sheet
                .merge_range(4, 0, 5, 0, "Merged", &rust_xlsxwriter::Format::new())
                .unwrap();
            sheet.write_boolean(4, 3, true).unwrap();
        }
        let theirs = book.save_to_buffer().unwrap();
        let plain: Vec<Vec<u8>> = [&ours, &theirs].iter().map(|book| stored(book)).collect();
        [vec![ours, theirs], plain].concat()
    })
}

/// The same archive without compression.
fn stored(book: &[u8]) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        writer.start_file(part.name().unwrap().into_owned(), options).unwrap();
        std::io::copy(&mut part, &mut writer).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Puts the checksums right again that harm to stored parts made wrong, so that the harm comes through.
fn put_right(bytes: &mut [u8]) {
    let mut at = 0;
    let number = |bytes: &[u8], from: usize, length: usize| -> usize {
        let digits = bytes.get(from..from + length).unwrap_or_default();
        digits
            .iter()
            .rev()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte))
    };
    let mut sums: Vec<(usize, u32)> = Vec::new();
    while bytes.get(at..at + 4) == Some(b"PK\x03\x04") {
        let (size, name, more) = (
            number(bytes, at + 18, 4),
            number(bytes, at + 26, 2),
            number(bytes, at + 28, 2),
        );
        let from = at + 30 + name + more;
        let Some(part) = bytes.get(from..from.saturating_add(size)) else {
            return;
        };
        sums.push((at, crc(part)));
        at = from + size;
    }
    for (header, sum) in &sums {
        bytes[header + 14..header + 18].copy_from_slice(&sum.to_le_bytes());
    }
    let mut entry = 0;
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        if let (Some((_, sum)), Some(place)) = (sums.get(entry), bytes.get_mut(at + 16..at + 20)) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        at += 46 + number(bytes, at + 28, 2) + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        entry += 1;
    }
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut sum, byte| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
        sum
    })
}

fn harmed() -> impl Strategy<Value = Vec<u8>> {
    let harms = prop::collection::vec((any::<Index>(), 0..8_u8, any::<u8>(), any::<Index>()), 1..14);
    (any::<Index>(), harms, any::<bool>()).prop_map(|(seed, harms, right)| {
        let seeds = seeds();
        let mut bytes = seeds[seed.index(seeds.len())].clone();
        for (place, harm, byte, other) in harms {
            let at = place.index(bytes.len().max(1)).min(bytes.len());
            let from = other.index(bytes.len().max(1)).min(bytes.len());
            match harm {
                0 => bytes.truncate(at.max(64)),
                1 => bytes.insert(at, byte),
                2 if at < bytes.len() => drop(bytes.remove(at)),
                3 if at < bytes.len() => bytes[at] ^= 1 << (byte & 7),
                4 => bytes.extend_from_within(from..bytes.len().min(from + usize::from(byte))),
                5 if at < bytes.len() => bytes[at] = b"<>/\"=&;0A9!-. rsct"[usize::from(byte) % 18],
                // What stood somewhere stands elsewhere: a part's beginning in another, an index that reaches out.
                6 => {
                    let length = usize::from(byte % 48).min(bytes.len() - from).min(bytes.len() - at);
                    bytes.copy_within(from..from + length, at);
                }
                _ if at < bytes.len() => bytes[at] = [0, 0xff, 0x7f, 0x80][usize::from(byte % 4)],
                _ => {}
            }
        }
        if right {
            put_right(&mut bytes);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_workbook_with_any_byte_harmed_is_refused_or_every_row_of_it_accounted_for(bytes in harmed()) {
        let begun = Instant::now();
        let _ = reading::found(&bytes, "xlsx");
        if let Ok(read) = plan(&bytes, &[], &Catalog::default(), Currency::USD) {
            prop_assert!(read.rows.iter().all(|row| row.line > 0 && row.title.is_some() != row.why.is_some()));
            let catalog = Catalog::new(read.titles());
            let again = export::xlsx(&export::own(&catalog, Currency::USD)).unwrap();
            let again = plan(&again, &[], &catalog, Currency::USD).unwrap();
            prop_assert_eq!(again.count(Action::Same), again.rows.len());
        }
        prop_assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

/// A workbook by hand: its sheets, formats and strings as they are given.
fn by_hand(sheets: &str, formats: &str, strings: &str, rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>title</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>price</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A zine</t></is></c><c r=\"B2\"><v>1</v></c></row>";
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{sheets}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{DOCUMENT}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!("<styleSheet xmlns=\"{MAIN}\"><cellXfs>{formats}</cellXfs></styleSheet>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{strings}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{cells}{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, part) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
#[cfg(unix)]
fn a_workbook_that_grows_as_it_is_read_takes_little_memory_and_time() {
    let one = "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>";
    let many: String = (0..100_000)
        .map(|n| format!("<sheet name=\"S{n}\" sheetId=\"1\" r:id=\"rId1\"/>"))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    for (what, book, comes_in) in [
        ("plain", by_hand(one, "<xf/>", "", ""), true),
        ("formats", by_hand(one, &"<xf/>".repeat(12 << 20), "", ""), false),
        ("strings", by_hand(one, "", &"<si/>".repeat(12 << 20), ""), true),
        (
            "cells",
            by_hand(one, "", "", &format!("<row r=\"3\">{}</row>", "<c/>".repeat(4 << 20))),
            true,
        ),
        (
            "the same sheet again and again",
            by_hand(&many, "", "", &"<row/>".repeat(1 << 20)),
            true,
        ),
    ] {
        assert!(book.len() < 2 << 20, "{what}: {}", book.len());
        let file = folder.path().join("in.xlsx");
        std::fs::write(&file, book).unwrap();
        let begun = Instant::now();
        let output = std::process::Command::new("sh")
            .arg("-c")
            .arg("ulimit -v 600000; exec \"$0\" \"$@\"")
            .arg(env!("CARGO_BIN_EXE_zinetill"))
            .arg("--data")
            .arg(folder.path().join("till"))
            .args(["catalog", "import", "--dry-run", "--json"])
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(i32::from(!comes_in)), "{what}: {said}");
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{what}: {:?}",
            begun.elapsed()
        );
    }
}
