//! Every part of a title is given, changed and taken away on the command line, stands in the JSON, and goes through a file and back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, refusal};
use serde_json::{Value, json};
use std::path::Path;

/// A part's option, what it is first, what that is in the JSON, what it is then, and what that is.
fn parts() -> Vec<(&'static str, &'static str, &'static str, Value, &'static str, Value)> {
    vec![
        (
            "title",
            "title",
            "A; \"B\", C’s naïve",
            json!("A; \"B\", C’s naïve"),
            "New",
            json!("New"),
        ),
        (
            "price",
            "price",
            "1st $1, rest $0.75",
            json!("1st $1.00, rest $0.75 each"),
            "$3",
            json!("$3.00 each"),
        ),
        (
            "makers",
            "makers",
            "Ida Park; Smith\\; Sons",
            json!(["Ida Park", "Smith; Sons"]),
            "One",
            json!(["One"]),
        ),
        ("weight", "weight", "2.0 oz", json!("2.0 oz"), "100 g", json!("3.5 oz")),
        ("stock", "stock", "12", json!(12), "5", json!(5)),
        ("low-stock", "low_stock", "3", json!(3), "1", json!(1)),
        ("sold-out", "sold_out", "on", json!(true), "off", json!(false)),
        (
            "tags",
            "tags",
            "red, blue",
            json!(["red", "blue"]),
            "green",
            json!(["green"]),
        ),
        (
            "barcode",
            "barcode",
            "978-3-16-148410-0",
            json!("9783161484100"),
            "0-306-40615-2",
            json!("9780306406157"),
        ),
        (
            "introduced",
            "introduced",
            "February 2012",
            json!("2012-02"),
            "05/2024",
            json!("2024-05"),
        ),
        ("pages", "pages", "24", json!(24), "8", json!(8)),
        ("format", "format", "half-sheet", json!("half-sheet"), "A5", json!("A5")),
        (
            "language",
            "language",
            "English",
            json!("English"),
            "Deutsch",
            json!("Deutsch"),
        ),
        (
            "description",
            "description",
            "One.\n\nTwo.",
            json!("One.\n\nTwo."),
            "Else",
            json!("Else"),
        ),
        (
            "contents",
            "contents",
            "One by X; Two",
            json!(["One by X", "Two"]),
            "Z",
            json!(["Z"]),
        ),
        ("tax", "tax", "books", json!("books"), "none", Value::Null),
        ("share", "share", "60%", json!("60 %"), "25%", json!("25 %")),
        ("archived", "archived", "off", json!(false), "on", json!(true)),
    ]
}

fn till(folder: &Path) {
    answer(folder, &["new"]);
    answer(folder, &["tax", "add", "books", "7%", "included"]);
    answer(folder, &["list", "add", "Half-sheets", "1st $1.00, rest $0.75"]);
}

#[test]
fn each_part_is_given_changed_taken_away_and_goes_through_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    till(at);
    let mut words = vec!["catalog".to_owned(), "add".to_owned(), "full".to_owned()];
    for (option, _, first, ..) in parts() {
        words.extend([format!("--{option}"), first.to_owned()]);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let full = answer(at, &words);
    for (option, key, _, value, ..) in parts() {
        assert_eq!(full[key], value, "--{option}");
    }
    assert_eq!(full["grams"], "56.7 g", "in both measures");
    answer(
        at,
        &[
            "catalog",
            "add",
            "listed",
            "--title",
            "Listed",
            "--list",
            "Half-sheets",
            "--weight",
            "58 g",
        ],
    );
    // A file of it says the same in another till.
    for file in ["out.csv", "out.xlsx"] {
        let file = at.join(file);
        answer(at, &["catalog", "export", file.to_str().unwrap()]);
        let other = tempfile::tempdir().unwrap();
        till(other.path());
        answer(other.path(), &["catalog", "import", file.to_str().unwrap()]);
        assert_eq!(
            answer(other.path(), &["catalog", "list"]),
            answer(at, &["catalog", "list"])
        );
    }
    for (option, key, _, _, then, value) in parts() {
        let edited = answer(at, &["catalog", "edit", "full", &format!("--{option}"), then]);
        assert_eq!(edited[key], value, "--{option} {then}");
        answer(at, &["catalog", "undo"]);
        let list = answer(at, &["catalog", "list"]);
        assert_eq!(list["titles"][0][key], full[key], "--{option} undone");
    }
    for (option, key, empty) in [
        ("makers", "makers", json!([])),
        ("weight", "weight", Value::Null),
        ("stock", "stock", Value::Null),
        ("low-stock", "low_stock", Value::Null),
        ("tags", "tags", json!([])),
        ("barcode", "barcode", Value::Null),
        ("introduced", "introduced", Value::Null),
        ("pages", "pages", Value::Null),
        ("format", "format", Value::Null),
        ("language", "language", Value::Null),
        ("description", "description", json!("")),
        ("contents", "contents", json!([])),
        ("tax", "tax", Value::Null),
        ("share", "share", Value::Null),
    ] {
        let edited = answer(at, &["catalog", "edit", "full", &format!("--{option}"), "none"]);
        assert_eq!(edited[key], empty, "--{option} none");
    }
}

#[test]
fn what_a_part_cannot_be_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    till(at);
    answer(at, &["catalog", "add", "a", "--title", "A", "--price", "$1"]);
    for (option, given, said) in [
        (
            "barcode",
            "9783161484101",
            "the barcode 9783161484101 ends with 1, but the digits before it ask for 0",
        ),
        ("introduced", "13/2012", "is no year and no month"),
        ("weight", "two oz", "is no weight"),
        ("share", "120%", "at most 100%"),
        ("tax", "nope", "there is no tax class `nope`"),
        ("list", "nope", "there is no price list `nope`"),
        ("title", "", "a title needs a name"),
    ] {
        let why = refusal(at, &["catalog", "edit", "a", &format!("--{option}"), given]);
        assert!(why.contains(said), "--{option} {given}: {why}");
    }
}
