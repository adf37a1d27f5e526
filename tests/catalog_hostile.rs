//! Files that mean harm, or are merely broken: refused soon and with a sentence, or read with every row accounted for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, zinetill};
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::Index;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::exchange::import::{Action, plan};

/// What a spreadsheet might take for a formula, or for an end of the cell.
const TRAPS: [&str; 10] = [
    "=cmd|'/c calc'!A0",
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"free\")",
    "@SUM(1,2)",
    "+1+1",
    "-1+1",
    "＝1+1",
    "＠SUM(1)",
    "'=1+1",
    "a\",\"=1+1",
];

/// A demo till whose catalog holds every trap as a name, as a description and as a maker.
fn trapped() -> tempfile::TempDir {
    let till = demo();
    for (n, trap) in TRAPS.iter().enumerate() {
        let (sku, title) = (format!("trap-{n}"), format!("--title={trap}"));
        let (text, makers) = (format!("--description={trap}"), format!("--makers={trap}"));
        answer(
            till.path(),
            &["catalog", "add", &sku, &title, "--price", "$1", &text, &makers],
        );
    }
    till
}

fn exported(till: &Path, name: &str, more: &[&str]) -> std::path::PathBuf {
    let file = till.join(name);
    answer(till, &[&["catalog", "export", file.to_str().unwrap()], more].concat());
    file
}

#[test]
fn f34_no_cell_that_goes_out_is_a_formula() {
    let till = trapped();
    for (name, more) in [("own.csv", &[][..]), ("square.csv", &["--square"])] {
        let file = exported(till.path(), name, more);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&file).unwrap();
        let mut cells = 0;
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let number = !cell.is_empty()
                    && cell
                        .trim_start_matches('-')
                        .chars()
                        .all(|ch| ch.is_ascii_digit() || ch == '.');
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']),
                    "{cell:?}"
                );
                cells += 1;
            }
        }
        assert!(cells > 300);
    }
    // In a workbook they are text by their type, and come in as they went out.
    let file = exported(till.path(), "own.xlsx", &[]);
    let again = answer(till.path(), &["catalog", "import", file.to_str().unwrap(), "--dry-run"]);
    assert_eq!(again["same"], 41 + TRAPS.len());
    let file = std::fs::File::open(&file).unwrap();
    let mut book = zip::ZipArchive::new(file).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "));
}

#[test]
fn f34_a_spreadsheet_finds_no_formula_in_what_goes_out() {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("SKIPPED f34_a_spreadsheet_finds_no_formula_in_what_goes_out: there is no libreoffice");
        return;
    }
    let till = trapped();
    for name in ["own.csv", "own.xlsx"] {
        let file = exported(till.path(), name, &[]);
        let home = format!("-env:UserInstallation=file://{}", till.path().join("office").display());
        let done = Command::new("soffice")
            .args([&home, "--headless", "--convert-to", "fods", "--outdir"])
            .args([till.path(), &file])
            .output()
            .unwrap();
        assert!(done.status.success());
        let sheet = std::fs::read_to_string(till.path().join("own.fods")).unwrap();
        assert!(sheet.contains("calc"), "the traps are in it");
        assert!(!sheet.contains("table:formula"), "{name}");
    }
}

/// Runs an import whose process may take so much memory and no more; says how long it took and what it said.
fn import_in(till: &Path, file: &Path, kib: u32) -> (Duration, String) {
    let begun = Instant::now();
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {kib}; exec \"$0\" \"$@\""))
        .arg(env!("CARGO_BIN_EXE_zinetill"))
        .arg("--data")
        .arg(till)
        .args(["catalog", "import"])
        .arg(file)
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (begun.elapsed(), String::from_utf8(output.stderr).unwrap())
}

#[test]
#[cfg(unix)]
fn f35_a_file_of_two_gibibytes_is_refused_within_a_second_and_200_mb() {
    let till = demo();
    let file = till.path().join("huge.csv");
    std::fs::File::create(&file).unwrap().set_len(2 << 30).unwrap();
    let (took, said) = import_in(till.path(), &file, 200 << 10);
    assert!(said.contains("larger than 10 MiB"), "{said}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
#[cfg(unix)]
fn f35_ten_million_rows_or_one_cell_of_100_mb_are_refused() {
    let till = demo();
    let file = till.path().join("many.csv");
    for (what, text) in [
        ("rows", format!("title,price\n{}", "A,1\n".repeat(10_000_000))),
        ("a cell", format!("title,price\n\"{}\",1\n", "x".repeat(100 << 20))),
        ("no line ends", "x".repeat(100 << 20)),
    ] {
        std::fs::write(&file, text).unwrap();
        let (took, said) = import_in(till.path(), &file, 200 << 10);
        assert!(said.contains("larger than 10 MiB"), "{what}: {said}");
        assert!(took < Duration::from_secs(1), "{what}: {took:?}");
    }
    // Below that size, too, nothing is taken that no catalog is.
    for (what, text, says) in [
        (
            "rows",
            format!("title,price\n{}", "A,1\n".repeat(2_000_000)),
            "more than 50000 rows",
        ),
        (
            "a cell",
            format!("title,price\n\"{}\",1\n", "x".repeat(9 << 20)),
            "a cell holds",
        ),
        ("no line ends", "x".repeat(9 << 20), "a cell holds"),
        (
            "cells",
            format!("title,price\n{}\n", ",".repeat(9 << 20)),
            "more than 64 columns",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let (_, said) = import_in(till.path(), &file, 300 << 10);
        assert!(said.contains(says), "{what}: {said}");
    }
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn f36_a_file_is_decoded_or_refused_with_its_line_and_never_taken_in_part() {
    let plain = "title,makers,price\nGrün,Zoë,1\nWeiß,Ørn,2\n";
    let latin: Vec<u8> = plain.chars().map(|ch| u8::try_from(u32::from(ch)).unwrap()).collect();
    let marked = [b"\xef\xbb\xbf", plain.as_bytes()].concat();
    for (how, bytes) in [
        ("UTF-8", plain.as_bytes().to_vec()),
        ("UTF-8 with its mark", marked),
        ("UTF-16 LE", utf16(plain, true)),
        ("UTF-16 BE", utf16(plain, false)),
        ("Latin-1", latin),
        ("lone CR", plain.replace('\n', "\r").into_bytes()),
        ("mixed ends", plain.replacen('\n', "\r\n", 2).into_bytes()),
        ("no end at the end", plain.trim_end().as_bytes().to_vec()),
    ] {
        let read = plan(&bytes, &[], &Catalog::default(), Currency::USD).unwrap();
        let names: Vec<&str> = read
            .rows
            .iter()
            .map(|row| row.title.as_ref().unwrap().name.as_str())
            .collect();
        assert_eq!(names, ["Grün", "Weiß"], "{how}");
        assert_eq!(read.rows[1].title.as_ref().unwrap().makers, ["Ørn"], "{how}");
    }
    let till = demo();
    let before = answer(till.path(), &["catalog", "list"]);
    let file = till.path().join("broken.csv");
    for (bytes, says) in [
        (&b"title,price\nA,1\nB\0,2\n"[..], "no text"),
        (b"title,price\nA,1\n\"B,2\nC,3\n", "line 3"),
        (b"title,price,Price\nA,1,2\n", "twice"),
        (b"title,price\nA,1\nB,2,3,4\n", "line 3"),
        (b"title,price\nA,1\nB\n", "line 3"),
        (b"\xff\xfet\0i\0t\0l\0e\0,", "goes on as something else"),
        (b"title,price\nCaf\x8e,x\n", "line 2"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let said = refusal(till.path(), &["catalog", "import", file.to_str().unwrap()]);
        assert!(said.contains(says), "{}: {said}", String::from_utf8_lossy(bytes));
        assert_eq!(
            answer(till.path(), &["catalog", "list"]),
            before,
            "nothing is taken in part"
        );
    }
}

#[test]
fn f37_a_till_with_a_trigger_that_is_not_ours_imports_nothing() {
    let till = demo();
    let conn = rusqlite::Connection::open(till.path().join(zinetill::store::DATABASE)).unwrap();
    conn.execute_batch("CREATE TRIGGER trap AFTER INSERT ON title BEGIN DELETE FROM title; END")
        .unwrap();
    drop(conn);
    let file = till.path().join("one.csv");
    std::fs::write(&file, "title,price\nA,1\n").unwrap();
    let output = zinetill(till.path(), &["catalog", "import", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let conn = rusqlite::Connection::open(till.path().join(zinetill::store::DATABASE)).unwrap();
    let titles: i64 = conn
        .query_row("SELECT count(*) FROM title", [], |row| row.get(0))
        .unwrap();
    assert_eq!(titles, 41);
}

fn zipped(entries: impl Iterator<Item = String>, each: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        writer
            .start_file(entry, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(each).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn f39_a_workbook_that_is_a_bomb_or_reaches_out_is_refused_soon() {
    let sheet = || "xl/worksheets/sheet1.xml".to_owned();
    for (what, bytes, says) in [
        (
            "a bomb",
            zipped(std::iter::once(sheet()), &vec![b' '; 300 << 20]),
            "unpacked",
        ),
        (
            "100,000 entries",
            zipped((0..100_000).map(|n| format!("{n}")), b""),
            "100000 files",
        ),
        (
            "names that reach out",
            zipped((0..3).map(|n| format!("../../../tmp/{n}.xml")), b"<x/>"),
            "workbook",
        ),
    ] {
        let begun = Instant::now();
        let refused = plan(&bytes, &[], &Catalog::default(), Currency::USD)
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains(says) || refused.contains("larger"),
            "{what}: {refused}"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{what}: {:?}",
            begun.elapsed()
        );
    }
    // A workbook whose own XML says that it is larger than it is, or that goes on in itself.
    let billion = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>";
    let bytes = zipped(std::iter::once(sheet()), billion.as_bytes());
    assert!(plan(&bytes, &[], &Catalog::default(), Currency::USD).is_err());
}

#[test]
fn what_comes_in_as_a_formula_is_only_text() {
    let text = TRAPS
        .iter()
        .map(|trap| format!("\"{}\",1\n", trap.replace('"', "\"\"")))
        .collect::<String>();
    let read = plan(
        format!("title,price\n{text}").as_bytes(),
        &[],
        &Catalog::default(),
        Currency::USD,
    )
    .unwrap();
    assert_eq!(read.rows.len(), TRAPS.len());
    // `'=1+1` is what we write for `=1+1`, and the full-width one says the same: whether they are it is a question.
    assert_eq!(read.count(Action::New), TRAPS.len() - 2, "{:?}", read.problems());
    assert_eq!(read.count(Action::Problem), 2);
}

/// The parts of a workbook that we wrote, by name.
fn parts() -> Vec<(String, Vec<u8>)> {
    let text =
        "sku,title,makers,price,stock,introduced\na,Ann,Ö; B,\"1st $1, rest 75¢\",4,2012-02\nb,Ben,,free,,2011\n";
    let read = plan(text.as_bytes(), &[], &Catalog::default(), Currency::USD).unwrap();
    let book = zinetill::exchange::export::own(&Catalog::new(read.titles()), Currency::USD);
    let book = zinetill::exchange::export::xlsx(&book).unwrap();
    let mut book = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    (0..book.len())
        .map(|at| {
            let mut part = book.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

proptest::proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn f36_a_workbook_with_harmed_parts_is_refused_or_every_row_of_it_accounted_for(
        harms in proptest::collection::vec((any::<Index>(), any::<Index>(), 0..5_u8, any::<u8>()), 1..10)
    ) {
        // The archive is whole, so that the harm comes through to what reads the parts.
        let mut parts = parts();
        for (part, place, harm, byte) in harms {
            let at = part.index(parts.len());
            let bytes = &mut parts[at].1;
            let at = place.index(bytes.len().max(1)).min(bytes.len());
            match harm {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, b"<>/\"=&;0A9!-. "[usize::from(byte) % 14]),
                2 if at < bytes.len() => bytes[at] = byte,
                3 if at < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at.min(bytes.len())..bytes.len().min(at + 300)),
            }
        }
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(&bytes).unwrap();
        }
        let book = writer.finish().unwrap().into_inner();
        if let Ok(read) = plan(&book, &[], &Catalog::default(), Currency::USD) {
            proptest::prop_assert!(read.rows.iter().all(|row| row.line > 0 && row.title.is_some() != row.why.is_some()));
        }
    }
}
