//! Catalog → Stock and Catalog → Print in the window: copies received, counted, given away, the box counted by a scanner, papers
//! made. The command line says the same.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, verified};
use hands::{Window, demo, enter, fill};
use iced::Size;
use iced::keyboard::key::Named;
use serde_json::{Value, json};
use std::path::Path;

/// More than any screen is high: what has to be scrolled to is pressed all the same.
const TALL: Size = Size {
    width: 1280.0,
    height: 1700.0,
};
const ZINE: &str = "converge-and-overtake";

fn at(tab: &str) -> (tempfile::TempDir, Window) {
    let (folder, mut window) = demo();
    window.size = TALL;
    window.key(Named::F5);
    window.click(tab);
    (folder, window)
}

fn left(folder: &Path, sku: &str) -> i64 {
    let list = answer(folder, &["stock", "list"]);
    let titles = list["titles"].as_array().unwrap();
    titles.iter().find(|title| title["sku"] == sku).unwrap()["stock"]
        .as_i64()
        .unwrap()
}

#[test]
fn copies_are_received_given_away_taken_back_and_counted() {
    let (folder, mut window) = at("Stock");
    let before = left(folder.path(), ZINE);
    enter(&mut window, "stock-first", "converge");
    assert!(window.sees(&format!("{before} left")));
    enter(&mut window, "stock-copies", "5");
    assert!(window.sees(&format!(
        "5 copies of Converge and Overtake! came in: {} now.",
        before + 5
    )));
    assert_eq!(left(folder.path(), ZINE), before + 5);
    window.click("Give away");
    window.click("trade");
    fill(&mut window, "stock-copies", "2");
    fill(&mut window, "stock-note", "for two of theirs");
    window.click("Give 2 copies: trade");
    assert!(window.sees("2 copies of Converge and Overtake! left the stock: trade. They make no money."));
    assert_eq!(left(folder.path(), ZINE), before + 3);
    let shown = answer(folder.path(), &["stock", "show", ZINE]);
    let given = &shown["movements"][0];
    assert_eq!(
        (&given["reason"], &given["copies"], &given["note"]),
        (&json!("trade"), &json!(-2), &json!("for two of theirs"))
    );
    window.click("Undo");
    assert!(window.sees("2 copies of Converge and Overtake! are back in the stock."));
    assert_eq!(left(folder.path(), ZINE), before + 5);
    window.click("Count");
    enter(&mut window, "stock-copies", "40");
    assert!(window.sees("Converge and Overtake!: 40 counted, 3 short of the books. The stock follows the count."));
    assert_eq!(left(folder.path(), ZINE), 40);
    assert_eq!(verified(folder.path())["ok"], true);
}

#[test]
fn a_box_is_counted_by_scanner_over_an_interruption() {
    let (folder, mut window) = at("Stock");
    let (code, sku) = ("2000000010342", "seed-saving-for-city-blocks");
    let before = left(folder.path(), sku);
    window.click("Count the box");
    // Each copy is scanned; the field has the keyboard again after each.
    for _ in 0..3 {
        enter(&mut window, "stock-first", code);
    }
    // A scan that lands in the number of copies is a copy all the same.
    enter(&mut window, "stock-copies", code);
    assert!(window.sees("1 of 41 titles counted, 1 differs"));
    assert_eq!(
        left(folder.path(), sku),
        before,
        "nothing moves before the count is taken"
    );
    let found = |shown: &Value| shown["titles"][0]["found"].clone();
    assert_eq!(found(&answer(folder.path(), &["stock", "box", "show"])), 4);
    // The laptop is closed; another window goes on, and a sale is made meanwhile.
    drop(window);
    answer(folder.path(), &["sell", sku, "--pay", "cash=20"]);
    let mut window = Window::over(folder.path(), zinetill::gui::Mode::Own);
    window.size = TALL;
    window.key(Named::F5);
    window.click("Stock");
    window.click("Count the box: 1 so far");
    assert!(window.sees("1 of 41 titles counted, 1 differs"));
    window.click("Take the count");
    assert!(window.sees("The count is taken: of 1 title 1 differed."));
    assert_eq!(left(folder.path(), sku), 3);
    assert_eq!(answer(folder.path(), &["stock", "box", "show"])["titles"], json!([]));
    assert_eq!(verified(folder.path())["ok"], true);
}

#[test]
fn a_dropped_box_changes_nothing_and_asks_in_place() {
    let (folder, mut window) = at("Stock");
    let before = left(folder.path(), ZINE);
    window.click("Count the box");
    enter(&mut window, "stock-first", "converge");
    enter(&mut window, "stock-copies", "0");
    assert!(window.sees(&format!("{before} short")));
    window.click("Drop the count");
    window.click("Go on counting");
    assert!(window.sees("1 of 41 titles counted, 1 differs"));
    window.click("Drop the count");
    window.click("Drop it: 1 title is counted");
    assert!(window.sees("The count is dropped. The stock is as it was."));
    assert_eq!(left(folder.path(), ZINE), before);
}

#[test]
fn papers_are_made_of_what_is_ticked_and_lie_where_they_were_to() {
    let (folder, mut window) = at("Print");
    let file = folder.path().join("cards.pdf");
    let pages = |file: &Path| {
        let bytes = std::fs::read(file).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        bytes.len()
    };
    window.click("None");
    assert!(window.sees("0 titles"));
    window.click("Converge and Overtake!");
    assert!(window.sees("1 title"));
    fill(&mut window, "print-path", file.to_str().unwrap());
    window.click("Make the PDF");
    let one = pages(&file);
    window.click("All 41");
    window.click("Make the PDF");
    assert!(window.sees("cards.pdf is there already. Nothing was written yet."));
    window.click("Replace it");
    assert!(pages(&file) > one);
    // The packing list says what the command says.
    window.click("Stock");
    window.click("Packing list");
    let list = answer(folder.path(), &["stock", "packing"]);
    let sum = format!(
        "{} copies · {} · {}",
        list["copies"],
        list["weight"].as_str().unwrap(),
        list["weight_oz"].as_str().unwrap()
    );
    assert!(window.sees(&sum), "{sum}");
}
