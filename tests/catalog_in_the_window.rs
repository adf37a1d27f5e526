//! The catalog in the window: titles are made, changed one or several at once, put away, given covers, and all of it is undone.
//! The command line says the same.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, title, verified};
use hands::{Window, demo, fill};
use iced::Size;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use std::io::Cursor;
use std::path::Path;
use zinetill::gui::Message;

/// More than any form is tall: what has to be scrolled to is pressed all the same.
const TALL: Size = Size {
    width: 1280.0,
    height: 2100.0,
};
const CONVERGE: &str = "converge-and-overtake";

fn catalog(till: &Path) -> Value {
    answer(till, &["catalog", "list"])
}

fn at_the_catalog() -> (tempfile::TempDir, Window) {
    let (folder, mut window) = demo();
    window.size = TALL;
    window.key(Named::F5);
    (folder, window)
}

fn undo(window: &mut Window) {
    window.press(Key::Character("z".into()), None, Modifiers::CTRL);
}

#[test]
fn everything_a_title_holds_is_changed_in_one_form_and_undone_by_one_key() {
    let (folder, mut window) = at_the_catalog();
    let before = catalog(folder.path());
    for (field, text) in [
        ("title-name", "Converge!"),
        ("title-makers", "Kevin Carson; Somebody Else"),
        ("catalog-price", "$2"),
        ("title-stock", "40"),
        ("title-low-stock", "5"),
        ("title-tags", "Theory, new"),
        ("title-pages", "24"),
        ("title-format", "half-sheet"),
        ("title-weight", "3 oz"),
        ("title-introduced", "March 2013"),
        ("title-language", "English"),
        ("title-share", "60"),
        ("title-barcode", "0-19-852663-6"),
    ] {
        fill(&mut window, field, text);
    }
    window.click("Sold out, whatever the count");
    assert!(window.sees("85.05 g · 3.0 oz") && window.sees("March 2013"));
    assert!(window.sees("ISBN 9780198526636, its check digit is right"));
    window.click("Save");
    assert!(window.sees("Saved. It sells like this now."));
    let now = title(folder.path(), CONVERGE);
    for (key, value) in [
        ("title", json!("Converge!")),
        ("makers", json!(["Kevin Carson", "Somebody Else"])),
        ("price", json!("$2.00 each")),
        ("stock", json!(40)),
        ("low_stock", json!(5)),
        ("tags", json!(["theory", "new"])),
        ("pages", json!(24)),
        ("format", json!("half-sheet")),
        ("weight", json!("3.0 oz")),
        ("introduced", json!("2013-03")),
        ("language", json!("English")),
        ("share", json!("60 %")),
        ("barcode", json!("9780198526636")),
        ("sold_out", json!(true)),
    ] {
        assert_eq!(now[key], value, "{key}");
    }
    assert!(window.sees("sold out") && window.sees("Undo: Converge!"));
    undo(&mut window);
    assert!(window.sees("Undone."));
    assert_eq!(catalog(folder.path()), before);
    assert!(window.sees("Converge and Overtake!"));
    assert_eq!(verified(folder.path())["ok"], true);
}

#[test]
fn what_is_wrong_stands_under_its_field_and_nothing_is_kept() {
    let (folder, mut window) = at_the_catalog();
    let before = catalog(folder.path());
    for (field, typed, said) in [
        (
            "title-weight",
            "heavy",
            "“heavy” is no weight. Write it like 2.0 oz or 58 g.",
        ),
        (
            "title-introduced",
            "soon",
            "“soon” is no month and no year. Write it like February 2012, 2012-02 or 2012.",
        ),
        ("title-stock", "some", "“some” is no number. Type digits, or nothing."),
        (
            "title-barcode",
            "9780306406158",
            "the barcode 9780306406158 ends with 8, but the digits before it ask for 7; look at the number again",
        ),
    ] {
        fill(&mut window, field, typed);
        assert!(window.sees(said), "{typed}");
        window.click("Save");
        window.click("Cancel");
        assert!(!window.sees(said));
    }
    assert_eq!(catalog(folder.path()), before);
}

#[test]
fn a_new_title_is_made_in_the_window_and_sold() {
    let (folder, mut window) = at_the_catalog();
    window.click("New title");
    window.type_in("The Garden");
    assert!(window.sees("the-garden"), "the SKU it will have");
    fill(&mut window, "catalog-price", "1st 2, rest 1.50");
    fill(&mut window, "title-stock", "7");
    window.click("Make title");
    let made = title(folder.path(), "the-garden");
    assert_eq!(
        (&made["price"], &made["stock"]),
        (&json!("1st $2.00, rest $1.50 each"), &json!(7))
    );
    window.click("Sell one");
    assert_eq!(window.copies(), 1);
    window.key(Named::F5);
    undo(&mut window);
    assert_eq!(
        title(folder.path(), "the-garden")["archived"],
        true,
        "it lies in a cart"
    );
}

#[test]
fn what_is_filled_in_is_not_lost_by_a_press_on_another_title() {
    let (folder, mut window) = at_the_catalog();
    fill(&mut window, "title-language", "Esperanto");
    window.click("Fold, Staple, Riot");
    assert!(window.sees("What you changed is not saved. Save it, or cancel, then go on."));
    window.type_in("riot");
    assert!(window.sees("41 titles"), "letters beside the form search nothing");
    window.click("Save");
    assert_eq!(title(folder.path(), CONVERGE)["language"], "Esperanto");
    window.click("Fold, Staple, Riot");
    fill(&mut window, "title-language", "Latin");
    window.click("Cancel");
    assert_eq!(title(folder.path(), "fold-staple-riot")["language"], Value::Null);
}

#[test]
fn several_titles_are_marked_changed_and_changed_back() {
    let (folder, mut window) = at_the_catalog();
    answer(folder.path(), &["list", "add", "Sheets", "$1"]);
    answer(folder.path(), &["tax", "add", "books", "5%", "added"]);
    window.key(Named::F5);
    let before = catalog(folder.path());
    window.type_in("green thumb");
    window.key(Named::Tab);
    let found = answer(folder.path(), &["catalog", "list"]);
    let by_press: Vec<&Value> = found["titles"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|title| title["makers"].to_string().contains("Green thumb"))
        .collect();
    let mark = |sku: &Value| zinetill::domain::title::Sku::new(sku.as_str().unwrap()).unwrap();
    let first = mark(&by_press[0]["sku"]);
    window.told(gui_mark(first));
    let all = format!("Mark all {} shown", by_press.len());
    window.click(&all);
    window.click("Sheets");
    window.click("Price all of them like this");
    assert!(window.sees(&format!("{} titles changed.", by_press.len())));
    window.click("books 5 %");
    fill(&mut window, "several-tags", "Spring");
    window.click("Put tags on");
    window.click("Archive");
    for known in &by_press {
        let now = title(folder.path(), known["sku"].as_str().unwrap());
        assert_eq!(
            (&now["price_list"], &now["tax"], &now["archived"]),
            (&json!("Sheets"), &json!("books"), &json!(true))
        );
        assert!(now["tags"].as_array().unwrap().contains(&json!("spring")));
    }
    window.click("Mark none");
    for _ in 0..4 {
        undo(&mut window);
    }
    assert_eq!(catalog(folder.path()), before);
}

/// A press on the box before a title.
fn gui_mark(sku: zinetill::domain::title::Sku) -> Message {
    use zinetill::gui::screen::catalog;
    Message::Catalog(catalog::Message::mark(sku))
}

#[test]
fn copies_are_counted_from_what_was_shown_while_others_sell() {
    let (folder, mut window) = at_the_catalog();
    fill(&mut window, "title-stock", "48");
    answer(folder.path(), &["sell", &format!("{CONVERGE}*2"), "--pay", "cash=5"]);
    window.click("Save");
    assert_eq!(title(folder.path(), CONVERGE)["stock"], 46, "ten more, two less");
}

#[test]
fn the_table_is_filtered_and_sorted() {
    let (folder, mut window) = at_the_catalog();
    answer(folder.path(), &["catalog", "edit", CONVERGE, "--archived", "on"]);
    window.key(Named::F2);
    window.key(Named::F5);
    assert!(window.sees("40 titles"));
    window.click("Filter");
    window.click("archived");
    window.click("Show 1 title");
    assert!(window.sees("1 of 40 titles") && window.sees("Filter · 1"));
    window.click("Filter · 1");
    window.click("Clear");
    window.click("there are some");
    let some = catalog(folder.path())["titles"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|title| title["archived"] == false && title["stock"].as_i64().is_some_and(|left| left > 0))
        .count();
    assert!(window.sees(&format!("{some} of 40 titles")));
    window.click("Clear");
    window.click("Show 40 titles");
    window.click("Copies");
    assert!(window.sees("↑"));
    window.click("Copies");
    assert!(window.sees("↓"));
}

#[test]
fn a_price_list_is_renamed_and_deleted_in_the_window() {
    let (folder, mut window) = at_the_catalog();
    answer(folder.path(), &["list", "add", "Sheets", "$1"]);
    answer(folder.path(), &["catalog", "edit", CONVERGE, "--list", "Sheets"]);
    window.key(Named::F5);
    window.click("Price lists");
    window.click("Sheets");
    fill(&mut window, "list-name", "Half-sheets");
    window.click("Save · 1 title follows");
    assert!(window.sees("Half-sheets is saved."));
    assert_eq!(title(folder.path(), CONVERGE)["price_list"], "Half-sheets");
    assert!(window.sees("It can be deleted once no title is on it, archived ones neither."));
    answer(folder.path(), &["catalog", "edit", CONVERGE, "--price", "$1"]);
    window.key(Named::F5);
    window.click("Delete");
    assert_eq!(answer(folder.path(), &["list", "list"])["lists"], json!([]));
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_dropped_picture_becomes_the_cover_and_goes_again() {
    let (folder, mut window) = at_the_catalog();
    let file = folder.path().join("Cover.PNG");
    std::fs::write(&file, picture(700, 1000, ImageFormat::Png)).unwrap();
    fill(&mut window, "title-language", "English");
    window.told(Message::Dropped(file));
    assert!(window.sees("Another cover"));
    assert!(title(folder.path(), CONVERGE)["cover"].is_string());
    window.click("Save");
    assert_eq!(
        title(folder.path(), CONVERGE)["language"],
        "English",
        "what was filled in stayed"
    );
    window.click("Take it away");
    assert_eq!(title(folder.path(), CONVERGE)["cover"], Value::Null);
    undo(&mut window);
    assert!(title(folder.path(), CONVERGE)["cover"].is_string() && window.sees("Another cover"));
    let broken = folder.path().join("broken.jpg");
    std::fs::write(&broken, b"\xff\xd8\xff nothing").unwrap();
    window.told(Message::Dropped(broken));
    assert!(window.sees("the picture cannot be read: it is damaged or breaks off; save or copy it once more"));
}
