//! The catalog through the window: from a page or a file to a title that is sold, back by one press, and out as a file.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, title, titles, verified};
use hands::{Window, demo};
use iced::keyboard::key::Named;
use serde_json::Value;
use std::path::{Path, PathBuf};
use zinetill::domain::currency::Currency;
use zinetill::gui::{Message, Mode};
use zinetill::till::{NewTill, Till};

fn data(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data", name].iter().collect()
}

/// A copy of a sample where files may be written beside it.
fn copied(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, std::fs::read(data("csv").join(name)).unwrap()).unwrap();
    file
}

fn drop_on(window: &mut Window, file: &Path) {
    let task = window.app.update(Message::Dropped(file.to_owned()));
    window.drain(task);
}

/// Opens a file by its path, typed.
fn open(window: &mut Window, file: &Path) {
    window.key(Named::F5);
    window.click("Bring in / out");
    window.type_in(file.to_str().unwrap());
    window.key(Named::Enter);
}

#[test]
fn the_first_start_brings_a_page_in_and_sells_it_within_a_few_presses() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(folder.path(), Mode::Own);
    window.click("Bring a catalog");
    assert!(window.sees("Titles from a file"));
    window.type_in(data("pages/converge.txt").to_str().unwrap());
    window.key(Named::Enter);
    for words in [
        "Converge and Overtake!",
        "Kevin Carson; David S. D’Amato",
        "1st $1.00, rest $0.75 each",
        "2.0 oz",
        "2012-02",
        "converge-and-overtake",
        "Every line found its place.",
    ] {
        assert!(window.sees(words), "{words}");
    }
    assert_eq!(
        titles(folder.path()),
        Vec::<Value>::new(),
        "nothing is in before it is taken"
    );
    window.click("Take this title");
    assert!(window.sees("Converge and Overtake! is in"));
    // The command line says the same of the same page.
    let other = tempfile::tempdir().unwrap();
    answer(
        other.path(),
        &["catalog", "paste", data("pages/converge.txt").to_str().unwrap()],
    );
    let (one, other) = (titles(folder.path()), titles(other.path()));
    assert_eq!(one, other);
    assert_eq!(one[0]["contents"].as_array().unwrap().len(), 2);
    let text = one[0]["description"].as_str().unwrap();
    assert_eq!(text.split("\n\n").count(), 3);
    for furniture in ["Order It", "Leave a Reply", "email address", "Or In Bulk", "Introduced"] {
        assert!(!text.contains(furniture), "{furniture}");
    }
    window.click("Sell Converge and Overtake!");
    assert_eq!(window.app.cart().unwrap().lines.len(), 1);
    window.type_in("conv");
    window.key(Named::Enter);
    window.key(Named::F12);
    window.type_in("5");
    window.key(Named::Enter);
    window.key(Named::F12);
    let sale = Till::open(folder.path()).unwrap().last_sale().unwrap().unwrap();
    assert_eq!((sale.copies(), Currency::USD.show(sale.total).as_str()), (2, "$1.75"));
}

#[test]
fn a_file_with_problems_is_put_right_taken_and_undone() {
    let (folder, mut window) = demo();
    let before = titles(folder.path());
    let file = copied(folder.path(), "bom-and-ragged.csv");
    drop_on(&mut window, &file);
    assert!(window.sees("4 problems") && window.sees("New 5") && window.sees("All 9"));
    assert!(window.sees("Import 5 titles"));
    // The row without a price is given one.
    window.click("No price · 4");
    assert!(window.sees("Line 5"));
    window.key(Named::Tab);
    window.type_in("1st 2, rest 1.50");
    window.key(Named::Enter);
    assert!(window.sees("Now it can come in."));
    assert!(window.sees("3 problems") && window.sees("Import 6 titles"));
    // The row that is too long is read without what stands beyond the header.
    window.click("Too many · 2.00 · 1 · extra · more");
    window.click("Read this row again");
    assert!(window.sees("2 problems"));
    window.click("Import 7 titles");
    assert!(window.sees("7 titles are in") && window.sees("7 new."));
    let left = folder.path().join("bom-and-ragged problems.csv");
    let left = std::fs::read_to_string(left).unwrap();
    assert!(
        left.contains("Bad price") && left.contains("Twice") && left.contains("line 8"),
        "{left}"
    );
    let after = titles(folder.path());
    assert_eq!(after.len(), before.len() + 7);
    window.click("Undo this import");
    assert!(window.sees("The import of bom-and-ragged.csv is undone"));
    assert_eq!(titles(folder.path()), before);
    assert_eq!(verified(folder.path())["ok"], true);
    window.click("Bring in another");
    assert!(!window.sees("Undo this import"), "it is undone already");
}

#[test]
fn rows_can_be_looked_at_by_what_they_do() {
    let (folder, mut window) = demo();
    let file = folder.path().join("some.csv");
    let row = "sku,title,price\nriso-for-beginners,Riso for Everyone,\nfresh,Fresh,1\n";
    std::fs::write(&file, row).unwrap();
    open(&mut window, &file);
    assert!(window.sees("All 2") && window.sees("New 1") && window.sees("Changed 1"));
    window.click("Changed 1");
    assert!(window.sees("Riso for Everyone") && !window.sees("Fresh"));
    assert!(window.sees("title: Riso for Beginners → Riso for Everyone"));
    window.key(Named::Escape);
    assert!(window.sees("Titles"));
}

#[test]
fn columns_are_chosen_by_hand() {
    let (folder, mut window) = demo();
    let file = folder.path().join("odd.csv");
    std::fs::write(&file, "Ding;Betrag\nFein;3,00\n").unwrap();
    open(&mut window, &file);
    assert!(window.sees("Which column is the title?"));
    window.click("Ding: Fein");
    assert!(window.sees("1 problem"), "it has no price yet");
    window.click("Price");
    window.click("Betrag: 3,00");
    assert!(window.sees("$3.00 each"));
    window.click("Import 1 title");
    assert!(window.sees("Fein is in"));
    assert_eq!(titles(folder.path()).last().unwrap()["price"], "$3.00 each");
}

#[test]
fn what_changed_while_the_preview_stood_there_is_shown_before_anything_comes_in() {
    let (folder, mut window) = demo();
    let file = folder.path().join("counted.csv");
    std::fs::write(
        &file,
        "sku,title,price,stock\nriso-for-beginners,Riso for Beginners,,9\n",
    )
    .unwrap();
    open(&mut window, &file);
    answer(folder.path(), &["sell", "riso-for-beginners", "--pay", "cash=20"]);
    let left = |folder: &Path| title(folder, "riso-for-beginners")["stock"].as_i64().unwrap();
    let sold = left(folder.path());
    window.click("Import 1 title");
    assert!(window.sees("The catalog changed while this stood here. Look at it again; nothing came in yet."));
    assert_eq!(left(folder.path()), sold);
    window.click("Import 1 title");
    assert_eq!(left(folder.path()), 9);
}

#[test]
fn of_five_thousand_rows_only_those_that_show_are_built() {
    let (folder, mut window) = demo();
    let rows: String = (0..5_000).map(|n| format!("many-{n},Many {n},1,{n}\n")).collect();
    let file = folder.path().join("many.csv");
    std::fs::write(&file, format!("sku,title,price,stock\n{rows}")).unwrap();
    drop_on(&mut window, &file);
    assert!(window.sees("All 5000") && window.sees("Many 0") && !window.sees("Many 100"));
    window.click("Import 5000 titles");
    assert!(window.sees("5000 titles are in"));
    assert_eq!(titles(folder.path()).len(), 5_041);
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    let (folder, mut window) = demo();
    let at = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    };
    open(&mut window, &folder.path().join("nowhere.csv"));
    let nowhere = format!("There is no file {}.", folder.path().join("nowhere.csv").display());
    assert!(window.sees(nowhere.as_str()));
    for (name, bytes, says) in [
        (
            "picture.csv",
            &b"\x89PNG\r\n\x1a\n\0\0"[..],
            "picture.csv cannot be read: it is no text file; save it as CSV, XLSX, text or HTML.",
        ),
        ("empty.csv", b"", "empty.csv cannot be read: it is empty."),
    ] {
        drop_on(&mut window, &at(name, bytes));
        assert!(window.sees(says), "{says}");
    }
}

#[test]
fn the_catalog_goes_out_and_no_file_is_written_over_unasked() {
    let (folder, mut window) = demo();
    window.key(Named::F5);
    window.click("Bring in / out");
    for (kind, name) in [
        ("XLSX workbook", "out.xlsx"),
        ("CSV for Square", "square.csv"),
        ("CSV", "out.csv"),
    ] {
        window.click(kind);
        let file = folder.path().join(name);
        out_path(&mut window, &file);
        window.click("Write the file");
        assert!(file.is_file(), "{name}");
        let read = answer(
            folder.path(),
            &["catalog", "import", file.to_str().unwrap(), "--dry-run"],
        );
        if name.starts_with("out") {
            assert_eq!(
                (&read["new"], &read["changed"], &read["same"]),
                (&0.into(), &0.into(), &41.into())
            );
        }
    }
    let file = folder.path().join("out.csv");
    std::fs::write(&file, "mine").unwrap();
    window.click("Write the file");
    assert!(window.sees("out.csv is there already. Nothing was written yet."));
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    window.click("Write out (2).csv");
    assert!(folder.path().join("out (2).csv").is_file());
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}

/// Fills in where the catalog goes to.
fn out_path(window: &mut Window, file: &Path) {
    window.click("Where to, with its name");
    for _ in 0..3 {
        window.key(Named::Tab);
    }
    window.tab_to("Write the file");
    window.back_tab();
    for _ in 0..200 {
        window.key(Named::Backspace);
    }
    window.type_in(file.to_str().unwrap());
}

#[test]
fn a_till_that_is_not_made_yet_is_made_for_a_file_that_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(folder.path(), Mode::Own);
    drop_on(&mut window, &data("csv/own.csv"));
    assert!(window.sees("Import 5 titles"));
    window.click("Import 5 titles");
    assert!(window.sees("5 titles are in"));
    assert_eq!(titles(folder.path()).len(), 5);
}

#[test]
fn a_till_in_euro_reads_what_a_german_spreadsheet_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let euro = NewTill {
        currency: Currency::from_code("EUR").unwrap(),
        register: "A".into(),
        shop: String::new(),
        demo: false,
        practice: false,
    };
    drop(Till::create(folder.path(), &euro).unwrap());
    let mut window = Window::over(folder.path(), Mode::Own);
    drop_on(&mut window, &data("csv/excel-german.csv"));
    assert!(window.sees("Größenwahn & Glück"));
    window.click("Import 3 titles");
    assert_eq!(titles(folder.path())[2]["price"], "€1000.00 each");
}
