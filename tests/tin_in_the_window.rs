//! The tin in the window: opened with a float, handed over, paid from, counted, closed; a paper sheet keyed in afterwards.
//! The command line says the same.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::answer;
use hands::{Window, demo, enter, fill};
use iced::Size;
use iced::advanced::widget::operation::focusable::focus;
use iced::keyboard::key::Named;
use iced::widget::Id;
use serde_json::{Value, json};
use std::path::Path;
use zinetill::gui::Message;
use zinetill::gui::shortcut::Act;

/// More than any screen is high: what has to be scrolled to is pressed all the same.
const TALL: Size = Size {
    width: 1280.0,
    height: 1700.0,
};

fn sell(window: &mut Window, what: &str) {
    window.key(Named::F2);
    window.type_in(what);
    window.key(Named::Enter);
    window.key(Named::F12);
    window.type_in("20");
    window.key(Named::Enter);
    window.key(Named::F12);
}

fn report(folder: &Path) -> Value {
    answer(folder, &["session", "report"])
}

/// A demo till with an open session: a float of $40.00, Robin sells.
fn opened() -> (tempfile::TempDir, Window) {
    let (folder, mut window) = demo();
    window.size = TALL;
    window.key(Named::F6);
    fill(&mut window, "event-name", "Zine Fest");
    fill(&mut window, "event-by", "Robin");
    fill(&mut window, "counting-sum", "40");
    window.click("Open session");
    assert!(window.sees("The session is open."));
    (folder, window)
}

#[test]
fn a_whole_day_in_the_window_agrees_with_the_command_line() {
    let (folder, mut window) = demo();
    window.size = TALL;
    window.key(Named::F6);
    fill(&mut window, "event-by", "Robin");
    window.click("Coins and notes");
    for (place, pieces) in [(2, "1"), (3, "1"), (5, "10")] {
        enter(&mut window, &format!("counting-{place}"), pieces);
    }
    assert!(window.sees("$40.00"), "the sum stands below the coins and notes");
    window.click("Open session");
    assert_eq!(report(folder.path())["float"], json!("40.00"));
    sell(&mut window, "3*converge");
    window.key(Named::F6);
    assert!(window.sees("Robin") && window.sees("$40.00"));
    fill(&mut window, "hand-over", "Sam");
    window.click("Hand over");
    assert!(window.sees("Sam sells from now on."));
    sell(&mut window, "converge");

    window.key(Named::F4);
    assert!(window.sees("$43.50"), "40.00 and the cash of two sales");
    window.type_in("o");
    fill(&mut window, "cash-amount", "25");
    window.click("table fee");
    window.key(Named::F12);
    assert!(window.sees("$25.00 paid out: table fee. In the tin should be $18.50 now."));
    assert!(window.sees("Paid out · table fee") && window.sees("−$25.00"));
    window.type_in("i");
    fill(&mut window, "cash-amount", "5");
    fill(&mut window, "cash-reason", "coins from the next table");
    window.key(Named::F12);
    assert!(window.sees("Paid in · coins from the next table"));

    window.type_in("c");
    enter(&mut window, "counting-2", "1");
    enter(&mut window, "counting-5", "3");
    enter(&mut window, "counting-6", "1");
    window.click("Keep the count · $23.25");
    assert!(window.sees("$23.25 counted: short by $0.25."));
    assert!(window.sees("Short") && window.sees("−$0.25"));
    let told = report(folder.path());
    assert_eq!(
        (
            &told["cash_sales"],
            &told["paid_in"],
            &told["paid_out"],
            &told["expected"]
        ),
        (&json!("3.50"), &json!("5.00"), &json!("25.00"), &json!("23.50"))
    );
    assert_eq!(
        (&told["counted"], &told["difference"], &told["by"]),
        (&json!("23.25"), &json!("-0.25"), &json!("Sam"))
    );
    assert_eq!(
        told["counts"][0]["pieces"],
        json!([{"value": "20.00", "pieces": 1}, {"value": "1.00", "pieces": 3}, {"value": "0.25", "pieces": 1}])
    );

    window.type_in("z");
    window.click("One sum");
    fill(&mut window, "counting-sum", "23.5");
    window.click("Close with $23.50");
    assert!(window.sees("The session is closed. $23.50 counted: that is right."));
    assert!(window.sees("Proposed: $23.50, as counted last."));
    window.click("Open session");
    assert!(window.sees("The session is open."));
    let told = report(folder.path());
    assert_eq!(
        (&told["float"], &told["sales"], &told["by"]),
        (&json!("23.50"), &json!(0), &json!("Sam"))
    );
    assert!(
        window.sees("Over") || window.sees("That is right"),
        "the first session of the day is still told"
    );
}

#[test]
fn a_day_is_closed_without_a_count_and_with_a_parked_cart() {
    let (folder, mut window) = opened();
    window.key(Named::F2);
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F7);
    window.key(Named::F4);
    window.click("Close the day");
    window.click("Close the session");
    assert!(window.sees("The session is closed. Nobody counted."));
    window.key(Named::Escape);
    let till = zinetill::till::Till::open(folder.path()).unwrap();
    assert!(till.session().unwrap().is_none());
    assert_eq!(till.carts().unwrap().len(), 1, "what was parked stays");
    assert!(!till.backups().is_empty(), "the day is backed up");
    window.type_in("z");
    assert!(window.sees("No session is open, so there is nothing to close."));
}

#[test]
fn a_second_press_while_the_till_writes_moves_no_second_amount() {
    let (folder, mut window) = opened();
    window.key(Named::F4);
    window.type_in("o");
    fill(&mut window, "cash-amount", "2.50");
    fill(&mut window, "cash-reason", "lunch");
    let once = window.app.update(Message::Key(Act::Record, String::new()));
    let twice = window.app.update(Message::Key(Act::Record, String::new()));
    window.drain(once);
    window.drain(twice);
    assert_eq!(report(folder.path())["movements"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_missing_is_said_in_the_panel_and_nothing_typed_is_lost() {
    let (folder, mut window) = opened();
    window.key(Named::F4);
    window.type_in("o");
    fill(&mut window, "cash-amount", "25");
    window.key(Named::F12);
    assert!(window.sees("Say what for; it stands in the summary."));
    window.key(Named::F2);
    window.key(Named::F4);
    window.click("lunch");
    window.key(Named::F12);
    assert_eq!(report(folder.path())["paid_out"], json!("25.00"));
    window.type_in("c");
    window.key(Named::F12);
    assert!(window.sees("Nothing is typed yet. Type how many there are; an empty tin is a 0 anywhere."));
    enter(&mut window, "counting-0", "x");
    assert!(window.sees("“x” is no number of $100. Type how many there are."));
    enter(&mut window, "counting-0", "1");
    window.key(Named::F6);
    window.key(Named::F4);
    window.key(Named::Escape);
    window.type_in("c");
    assert!(
        window.sees("Keep the count · $100.00"),
        "half a count stays where it is"
    );
}

#[test]
fn where_nobody_counted_the_float_nothing_is_over_or_short() {
    let (_folder, mut window) = demo();
    window.size = TALL;
    sell(&mut window, "converge");
    window.key(Named::F6);
    assert!(window.sees("nobody counted the float"));
    window.key(Named::F4);
    window.type_in("c");
    window.click("One sum");
    enter(&mut window, "counting-sum", "12");
    window.key(Named::F12);
    assert!(window.sees("$12.00 counted."));
    assert!(window.sees("What should be in the tin is not known: nobody counted the float."));
    assert!(!window.sees("Over") && !window.sees("Short"));
}

#[test]
fn a_tin_is_counted_by_keyboard_alone_enter_by_enter() {
    let (folder, mut window) = opened();
    window.key(Named::F4);
    window.type_in("c");
    for pieces in ["", "", "2", "", "", "", "", "", "", ""] {
        window.type_in(pieces);
        window.key(Named::Enter);
    }
    assert!(
        window.ring_is_on("Keep the count · $40.00"),
        "the last Enter leads to the button"
    );
    assert!(
        report(folder.path())["counts"].as_array().unwrap().is_empty(),
        "and presses nothing"
    );
    window.space();
    assert_eq!(report(folder.path())["difference"], json!("0.00"));
}

#[test]
fn corrections_stand_in_the_day() {
    let (folder, mut window) = opened();
    sell(&mut window, "3*converge");
    answer(
        folder.path(),
        &["refund", "A-0001", "converge-and-overtake", "--why", "torn page"],
    );
    window.key(Named::F4);
    assert!(window.sees("Corrections") && window.sees("1 correction"));
    assert!(window.sees("A-0002 · copies of A-0001 came back"));
    assert!(window.sees("Given back for corrections") && window.sees("Back"));
}

#[test]
fn a_paper_sheet_is_keyed_in_by_keyboard_alone() {
    let (folder, mut window) = opened();
    window.key(Named::F4);
    window.type_in("p");
    for search in ["3*converge", "seed saving", "converge", "fold, staple"] {
        window.type_in(search);
        window.key(Named::Enter);
    }
    window.type_in("2.50");
    window.key(Named::Enter);
    window.type_in("nothing like this");
    window.key(Named::Enter);
    assert!(window.sees("Nothing found for “nothing like this”. Esc clears the search."));
    window.key(Named::Escape);
    assert!(window.sees("Record 3 sales"), "the same title again adds one");
    window.key(Named::F2);
    window.key(Named::F4);
    assert!(window.sees("Record 3 sales"), "it stays where it is");
    window.key(Named::Escape);
    assert!(window.sees("Paper sheet · 3"), "what is half keyed in is told");
    window.type_in("p");
    window.key(Named::F12);
    assert!(window.sees("By title"), "the day stands again");
    let day = answer(folder.path(), &["summary"]);
    assert_eq!((&day["sales"], &day["copies"]), (&json!(3), &json!(6)));
    let sold = answer(folder.path(), &["sales", "show", "A-0001"]);
    assert_eq!((&sold["goods"], &sold["late"]), (&json!("3.25"), &json!(false)));
}

#[test]
fn a_sheet_of_another_day_counts_there_and_is_marked_late() {
    let (folder, mut window) = opened();
    window.key(Named::F4);
    window.type_in("p");
    window.click("Earlier");
    fill(&mut window, "sheet-time", "1410");
    window.click("Card");
    window.operate(Box::new(focus(Id::new("sheet-search"))));
    window.type_in("converge");
    window.key(Named::Enter);
    fill(&mut window, "sheet-time-0", "25:00");
    window.key(Named::F12);
    assert!(
        window.sees(
            "Row 1, Converge and Overtake!: “25:00” is no time of day; write it like 14:10. Nothing was recorded."
        )
    );
    fill(&mut window, "sheet-time-0", "15.30");
    fill(&mut window, "sheet-count-0", "2");
    window.click("Record 1 sale");
    let sold = answer(folder.path(), &["sales", "show", "A-0001"]);
    assert_eq!(
        (&sold["late"], &sold["goods"], &sold["payments"][0]["method"]),
        (&json!(true), &json!("1.75"), &json!("card"))
    );
    assert!(sold["sold_at"].as_str().unwrap().contains("T15:30:00"));
    assert_ne!(sold["business_day"], answer(folder.path(), &["summary"])["from"]);
}
