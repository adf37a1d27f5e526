//! A summary as files: the CSV and the workbook open right in LibreOffice, the PDF is sound and one page on a usual day, the
//! text reads; all of them say what the command says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, zinetill};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Names that a spreadsheet could take for something else.
const HOSTILE: [(&str, &str); 5] = [
    ("formula", "=HYPERLINK(\"http://evil.example\";\"free\")"),
    ("minus", "-2+3"),
    ("at", "@SUM(A1:A9)"),
    ("full-width", "＝1+1"),
    ("quoted", "He said \"1,50\"; she left"),
];

/// A till after a day at a fest.
fn fest() -> TempDir {
    let till = demo();
    let folder = till.path();
    answer(folder, &["set", "methods=card, venmo"]);
    answer(folder, &["tax", "add", "print", "8.875%", "added"]);
    for (sku, title) in HOSTILE {
        let title = format!("--title={title}");
        let words = [
            "catalog", "add", sku, &title, "--price", "$1.50", "--makers", "+Ada", "--share", "60%", "--tax", "print",
        ];
        answer(folder, &words);
    }
    answer(
        folder,
        &["session", "open", "--float", "40", "--event", "=Fest", "--by", "Robin"],
    );
    for (basket, more) in [
        (
            &["converge-and-overtake*3"][..],
            &["--pay", "cash=5", "--donate", "1:Books"][..],
        ),
        (&["formula", "minus*2"], &["--pay", "cash=5"]),
        (&["at", "full-width", "quoted"], &["--pay", "venmo=4.90"]),
        (&["mutual-aid-cookbook", "know-your-rights*2"], &["--pay", "card=4"]),
        (&["strike-a-comic*3"], &["--pay", "card=5"]),
    ] {
        answer(folder, &[&["sell"], basket, more].concat());
    }
    answer(folder, &["refund", "A-0001", "converge-and-overtake", "--why", "=1+1"]);
    answer(folder, &["void", "A-0005", "--why", "rung up twice"]);
    answer(folder, &["session", "pay-out", "25", "--why", "table fee"]);
    answer(folder, &["session", "count", "21.75"]);
    till
}

/// Whether the tool is there; says that the test is skipped where it is not.
fn there_is(tool: &str, test: &str) -> bool {
    let there = Command::new(tool).arg("--version").output().is_ok() || Command::new(tool).arg("-v").output().is_ok();
    if !there {
        println!("SKIPPED {test}: there is no {tool}");
    }
    there
}

/// A table read back: its rows by column name.
fn table(bytes: &[u8], delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        names.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
    });
    rows.collect()
}

fn written(folder: &Path, words: &[&str], name: &str) -> (PathBuf, Vec<u8>) {
    let file = folder.join(name);
    let path = file.display().to_string();
    let words: Vec<&str> = words
        .iter()
        .map(|word| if *word == "FILE" { path.as_str() } else { word })
        .collect();
    answer(folder, &words);
    let bytes = std::fs::read(&file).unwrap();
    (file, bytes)
}

fn rows<'a>(table: &'a [BTreeMap<String, String>], part: &str) -> Vec<&'a BTreeMap<String, String>> {
    table.iter().filter(|row| row["part"] == part).collect()
}

/// The table says what the command says.
fn says_the_same(table: &[BTreeMap<String, String>], told: &Value, quote: &str) {
    let figures = rows(table, "figure");
    let figure = |name: &str, column: &str| {
        let row = figures.iter().find(|row| row["name"] == name);
        row.unwrap_or_else(|| panic!("{name}"))[column].clone()
    };
    for (name, key) in [
        ("goods", "goods"),
        ("tax added", "tax_added"),
        ("donations", "donations"),
        ("payments", "payments"),
        ("change", "change"),
        ("given back", "given_back"),
        ("makers' shares", "makers_shares"),
    ] {
        assert_eq!(
            cents(&figure(name, "amount")),
            cents(told[key].as_str().unwrap()),
            "{name}"
        );
    }
    assert_eq!(figure("sales", "sales"), told["sales"].to_string());
    for (part, key, name, amount) in [
        ("title", "by_title", "title", "takings"),
        ("payment", "by_payment", "method", "amount"),
        ("volunteer", "by_volunteer", "by", "amount"),
        ("tag", "by_tag", "tag", "takings"),
        ("maker", "by_maker", "maker", "takings"),
        ("donation", "by_jar", "jar", "amount"),
        ("event", "by_event", "event", "amount"),
        ("tax", "taxes", "class", "amount"),
    ] {
        let rows = rows(table, part);
        let told = told[key].as_array().unwrap();
        assert_eq!(rows.len(), told.len(), "{part}");
        for (row, told) in rows.iter().zip(told) {
            let word = told[name].as_str().unwrap();
            let hostile = word.starts_with(['=', '+', '-', '@', '＝']);
            let expected = if hostile {
                format!("{quote}{word}")
            } else {
                word.to_owned()
            };
            assert_eq!(row["name"], expected, "{part}");
            assert_eq!(
                cents(&row["amount"]),
                cents(told[amount].as_str().unwrap()),
                "{part} {word}"
            );
        }
    }
    let sum: i64 = rows(table, "title").iter().map(|row| cents(&row["amount"])).sum();
    assert_eq!(sum, cents(told["goods"].as_str().unwrap()));
}

/// An amount in cents, with or without its last zeros.
fn cents(amount: &str) -> i64 {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{whole}{part:0<2}").parse().unwrap()
}

#[test]
fn the_table_says_what_the_command_says_and_holds_no_formula() {
    let till = fest();
    let folder = till.path();
    let told = answer(folder, &["summary"]);
    assert_eq!(told["holds"], true);
    let (_, bytes) = written(folder, &["summary", "-o", "FILE"], "day.csv");
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    says_the_same(&table(&bytes, b','), &told, "'");
    let (_, bytes) = written(folder, &["summary", "-o", "FILE", "--decimal-comma"], "comma.csv");
    let rows = table(&bytes, b';');
    let goods = rows.iter().find(|row| row["name"] == "goods").unwrap();
    assert_eq!(goods["amount"].replace(',', "."), told["goods"].as_str().unwrap());
    let (_, bytes) = written(folder, &["summary", "-o", "FILE"], "day.txt");
    let text = String::from_utf8(bytes).unwrap();
    for line in [
        "Stigmergy Distro · ",
        "3 × Converge and Overtake!: $1.75, 1 came back",
        "A-0006 refund of A-0001: $0.75 (=1+1)",
        "Makers’ shares:",
        "Robin: 5 sales",
        "counted $21.75",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(refusal(folder, &["summary", "-o", "day.docx"]).contains("not as day.docx"));
    assert!(refusal(folder, &["summary", "-o", "x.pdf", "--paper", "a3"]).contains("there are a4 and letter"));
    let event = answer(folder, &["summary", "--event", "=Fest"]);
    assert_eq!((&event["goods"], &event["event"]), (&told["goods"], &"=Fest".into()));
}

/// A file opened by LibreOffice and written out again as CSV.
fn reopened(file: &Path) -> Vec<BTreeMap<String, String>> {
    let out = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", out.path().display());
    // Words in quotes, numbers without: so it shows what LibreOffice took for a number. What it reads as CSV is UTF-8, which
    // its window finds out by the mark at the file's head.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true";
    let done = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--infilter=CSV:44,34,76,1",
            "--convert-to",
            filter,
            "--outdir",
        ])
        .arg(out.path().join("again"))
        .arg(file)
        .output()
        .unwrap();
    let again = out
        .path()
        .join("again")
        .join(file.file_stem().unwrap())
        .with_extension("csv");
    let bytes = std::fs::read(&again).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&done.stderr)));
    let text = String::from_utf8(bytes.clone()).unwrap();
    let is_amount = |cell: &str| cell.contains('.') && cell.chars().all(|ch| ch.is_ascii_digit() || "-.".contains(ch));
    let quoted = text
        .split(',')
        .filter_map(|cell| cell.strip_prefix('"')?.strip_suffix('"'));
    assert_eq!(
        quoted.filter(|cell| is_amount(cell)).collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "amounts that are words"
    );
    table(&bytes, b',')
}

#[test]
fn libreoffice_opens_the_table_and_the_workbook_and_reads_the_same() {
    if !there_is(
        "soffice",
        "libreoffice_opens_the_table_and_the_workbook_and_reads_the_same",
    ) {
        return;
    }
    let till = fest();
    let folder = till.path();
    let told = answer(folder, &["summary"]);
    let (csv, bytes) = written(folder, &["summary", "-o", "FILE"], "day.csv");
    let plain = table(&bytes, b',');
    says_the_same(&reopened(&csv), &told, "'");
    let (xlsx, _) = written(folder, &["summary", "-o", "FILE"], "book.xlsx");
    let again = reopened(&xlsx);
    says_the_same(&again, &told, "");
    assert_eq!(again.len(), plain.len());
    assert_eq!(again[0]["day"], told["from"].as_str().unwrap(), "a date is a date");
    // The lines behind it add up to it, and what is a number to one is a number to the other.
    for (name, quote) in [("sales.xlsx", ""), ("sales.csv", "'")] {
        let (file, _) = written(folder, &["sales", "export", "FILE"], name);
        let lines = reopened(&file);
        let goods = lines
            .iter()
            .filter(|row| row["what"] == "goods")
            .map(|row| cents(&row["amount"]));
        assert_eq!(goods.sum::<i64>(), cents(told["goods"].as_str().unwrap()), "{name}");
        assert_eq!(lines[0]["event"], format!("{quote}=Fest"), "{name}");
        assert_eq!(lines[0]["business day"], told["from"].as_str().unwrap(), "{name}");
    }
}

#[test]
fn the_paper_is_sound_on_both_sheets_and_one_page_on_a_usual_day() {
    for tool in ["pdftotext", "pdfinfo", "pdffonts", "qpdf"] {
        if !there_is(tool, "the_paper_is_sound_on_both_sheets_and_one_page_on_a_usual_day") {
            return;
        }
    }
    let till = fest();
    let folder = till.path();
    let told = answer(folder, &["summary"]);
    let said = |tool: &str, words: &[&str]| {
        let out = Command::new(tool).args(words).output().unwrap();
        (out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned())
    };
    for (paper, size) in [("a4", "595.28 x 841.89"), ("letter", "612 x 792")] {
        let (file, bytes) = written(folder, &["summary", "-o", "FILE", "--paper", paper], "day.pdf");
        let path = file.display().to_string();
        assert!(said("qpdf", &["--check", &path]).0, "{paper}");
        let info = said("pdfinfo", &[&path]).1;
        assert!(info.contains(size), "{info}");
        let pages = info.lines().find(|line| line.starts_with("Pages:")).unwrap();
        assert_eq!(pages.split_whitespace().last(), Some("1"), "{paper}");
        let fonts = said("pdffonts", &[&path]).1;
        for font in fonts.lines().skip(2) {
            let words: Vec<&str> = font.split_whitespace().collect();
            assert!(
                font.contains("yes yes yes") && words[0].contains('+'),
                "embedded, cut down, readable: {font}"
            );
        }
        let text = said("pdftotext", &["-layout", &path, "-"]).1;
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for figure in ["goods", "donations", "payments"] {
            let amount = format!("${}", told[figure].as_str().unwrap());
            assert!(flat.contains(&amount), "{figure} {amount}\n{text}");
        }
        for words in [
            "By hour",
            "By title",
            "Cash in the tin",
            "Mutual Aid Cookbook",
            "=HYPERLINK",
            "Stays with the table",
            "Page 1 of 1",
        ] {
            assert!(flat.contains(words), "{words}\n{text}");
        }
        assert!(bytes.len() < 40_000, "{}", bytes.len());
    }
    // The same bytes for the same day but for the moment it was read: a second writing overwrites the first.
    assert!(
        zinetill(
            folder,
            &["summary", "-o", &folder.join("day.pdf").display().to_string()]
        )
        .status
        .success()
    );
}
