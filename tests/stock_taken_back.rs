//! What was done to copies by mistake is taken back where it was done: in the window beside the sentence that says it, and on the
//! command line. Nothing is deleted: stock stays the sum of its movements.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, verified};
use serde_json::{Value, json};
use std::path::Path;

const ZINE: &str = "converge-and-overtake";

fn shown(folder: &Path, sku: &str) -> (Value, Vec<String>) {
    let shown = answer(folder, &["stock", "show", sku]);
    let movements = shown["movements"].as_array().unwrap();
    let sum: i64 = movements.iter().map(|one| one["copies"].as_i64().unwrap()).sum();
    if !shown["stock"].is_null() {
        assert_eq!(shown["stock"], sum, "stock is the sum of its movements");
    }
    let said = |one: &Value| {
        format!(
            "{:+} {}",
            one["copies"].as_i64().unwrap(),
            one["reason"].as_str().unwrap()
        )
    };
    (shown["stock"].clone(), movements.iter().map(said).collect())
}

#[test]
fn copies_that_came_in_by_mistake_and_a_wrong_count_are_undone_one_after_the_other() {
    let till = demo();
    let folder = till.path();
    let before = shown(folder, ZINE).0.as_i64().unwrap();
    answer(folder, &["stock", "receive", ZINE, "5"]);
    answer(folder, &["stock", "count", ZINE, "3"]);
    // A sale in between stays.
    answer(folder, &["sell", ZINE, "--pay", "cash=1"]);
    let undone = answer(folder, &["stock", "undo", ZINE]);
    let one = &undone["undone"][0];
    assert_eq!(
        (&one["reason"], &one["moved"], &one["stock"]),
        (&json!("counted"), &json!(before + 2), &json!(before + 4))
    );
    let undone = answer(folder, &["stock", "undo", ZINE]);
    assert_eq!(
        (&undone["undone"][0]["moved"], &undone["undone"][0]["stock"]),
        (&json!(-5), &json!(before - 1))
    );
    let (stock, movements) = shown(folder, ZINE);
    assert_eq!(stock, before - 1);
    assert_eq!(
        movements,
        [
            "-5 received undone".to_owned(),
            format!("+{} count undone", before + 2),
            "-1 sale".to_owned(),
            format!("-{} counted", before + 2),
            "+5 received".to_owned(),
            format!("+{before} demo"),
        ]
    );
    // What came with the catalog is undone there.
    assert!(refusal(folder, &["stock", "undo", ZINE]).contains("last said in the catalog"));
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn several_titles_are_undone_all_or_none() {
    let till = demo();
    let folder = till.path();
    let other = "balcony-almanac";
    let (zine, almanac) = (shown(folder, ZINE).0, shown(folder, other).0);
    answer(folder, &["stock", "receive", ZINE, "7"]);
    let refused = refusal(folder, &["stock", "undo", ZINE, other]);
    assert!(refused.contains("`balcony-almanac`"), "{refused}");
    assert_ne!(shown(folder, ZINE).0, zine, "none is undone");
    answer(folder, &["stock", "receive", other, "7"]);
    answer(folder, &["stock", "undo", ZINE, other]);
    assert_eq!((shown(folder, ZINE).0, shown(folder, other).0), (zine, almanac));
    assert!(refusal(folder, &["stock", "undo", "nothing"]).contains("there is no title `nothing`"));
}

#[test]
fn a_title_that_nobody_counted_is_not_counted_again_when_its_first_copies_are_undone() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["catalog", "add", "new", "--title", "New", "--price", "$1"]);
    assert!(refusal(folder, &["stock", "undo", "new"]).contains("nothing to undo"));
    answer(folder, &["stock", "receive", "new", "5"]);
    assert_eq!(shown(folder, "new").0, 5);
    assert_eq!(
        answer(folder, &["stock", "undo", "new"])["undone"][0]["stock"],
        Value::Null
    );
    assert_eq!(shown(folder, "new").0, Value::Null);
    // Copies that were said in the catalog go with it: they are not undone here, and only once there.
    answer(
        folder,
        &[
            "catalog", "add", "other", "--title", "Other", "--price", "$1", "--stock", "9",
        ],
    );
    assert!(refusal(folder, &["stock", "undo", "other"]).contains("`zinetill catalog undo`"));
    answer(folder, &["catalog", "undo"]);
    let left = answer(folder, &["catalog", "list"]);
    assert!(
        !left["titles"]
            .as_array()
            .unwrap()
            .iter()
            .any(|title| title["sku"] == "other")
    );
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn what_the_books_held_while_nobody_counted_is_no_copy() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["stock", "count", ZINE, "38"]);
    // No longer counted, as the form of the catalog can say.
    let conn = rusqlite::Connection::open(folder.join(zinetill::store::DATABASE)).unwrap();
    conn.execute("UPDATE title SET counted = 0 WHERE sku = ?", [ZINE])
        .unwrap();
    drop(conn);
    assert_eq!(answer(folder, &["stock", "receive", ZINE, "5"])["stock"], 5);
    answer(folder, &["stock", "undo", ZINE]);
    assert_eq!(shown(folder, ZINE).0, Value::Null);
    answer(folder, &["stock", "box", "found", ZINE, "4"]);
    answer(folder, &["stock", "box", "take"]);
    assert_eq!(shown(folder, ZINE).0, 4);
    assert_eq!(verified(folder)["ok"], true);
}

#[cfg(feature = "gui")]
mod in_the_window {
    use super::{ZINE, shown, verified};
    use crate::hands::{Window, demo};
    use iced::Size;
    use iced::advanced::widget::operation::focusable::focus;
    use iced::keyboard::key::Named;
    use iced::keyboard::{Key, Modifiers};
    use iced::widget::Id;

    fn enter(window: &mut Window, id: &str, text: &str) {
        window.operate(Box::new(focus(Id::from(id.to_owned()))));
        window.key(Named::End);
        for _ in 0..40 {
            window.key(Named::Backspace);
        }
        window.type_in(text);
        window.key(Named::Enter);
    }

    #[test]
    fn each_sentence_has_its_undo_beside_it() {
        let (folder, mut window) = demo();
        window.size = Size::new(1280.0, 1700.0);
        window.key(Named::F5);
        window.click("Stock");
        let before = shown(folder.path(), ZINE).0.as_i64().unwrap();
        enter(&mut window, "stock-first", "converge");
        enter(&mut window, "stock-copies", "5");
        assert!(window.sees(&format!(
            "5 copies of Converge and Overtake! came in: {} now.",
            before + 5
        )));
        window.click("Undo");
        assert!(window.sees(&format!(
            "5 copies of Converge and Overtake! did not come in after all: {before} now."
        )));
        assert!(!window.sees("Undo"), "it is undone once");
        // By a key as well, though the fields stay open for the next title.
        enter(&mut window, "stock-copies", "2");
        assert_eq!(shown(folder.path(), ZINE).0, before + 2);
        window.press(Key::Character("z".into()), None, Modifiers::CTRL);
        assert_eq!(shown(folder.path(), ZINE).0, before);
        window.press(Key::Character("z".into()), None, Modifiers::CTRL);
        assert_eq!(shown(folder.path(), ZINE).0, before);
        window.click("Count");
        enter(&mut window, "stock-copies", "400");
        window.click("Undo");
        assert!(window.sees(&format!("The count of Converge and Overtake! is undone: {before} now.")));
        assert_eq!(shown(folder.path(), ZINE).0, before);
        // A box that was taken too early lies there again.
        window.click("Count the box");
        enter(&mut window, "stock-first", "converge");
        enter(&mut window, "stock-copies", "2");
        window.click("Take the count");
        assert_eq!(shown(folder.path(), ZINE).0, 2);
        window.click("Undo");
        assert!(window.sees("1 of 41 titles counted, 1 differs"));
        assert_eq!(shown(folder.path(), ZINE).0, before);
        window.click("Take the count");
        assert_eq!(shown(folder.path(), ZINE).0, 2);
        assert_eq!(verified(folder.path())["ok"], true);
    }
}

#[cfg(feature = "gui")]
mod hands;
