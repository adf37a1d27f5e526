//! What lies behind the figures of Day, in the window: each record shows its part, and the list what they come to together.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, open_tin};
use hands::demo;
use iced::Size;
use iced::keyboard::key::Named;

const TALL: Size = Size {
    width: 1280.0,
    height: 3000.0,
};

#[test]
fn a_figure_leads_to_sales_that_add_up_to_it() {
    let (folder, mut window) = demo();
    window.size = TALL;
    let till = folder.path();
    open_tin(till);
    answer(till, &["set", "methods=venmo, apple pay"]);
    for words in [
        &[
            "sell",
            "converge-and-overtake*3",
            "mutual-aid-cookbook",
            "--pay",
            "venmo=6.50",
        ][..],
        &[
            "sell",
            "converge-and-overtake",
            "--donate",
            "2:Books",
            "--pay",
            "apple pay=1",
            "--pay",
            "cash=2",
        ],
        &["refund", "A-0001", "converge-and-overtake", "--why", "torn"],
    ] {
        answer(till, words);
    }
    let told = answer(till, &["summary"]);
    let titles = told["by_title"].as_array().unwrap();
    let converge = titles.iter().find(|row| row["sku"] == "converge-and-overtake").unwrap();
    assert_eq!(converge["takings"], "2.75");
    window.key(Named::F4);
    window.click("Converge and Overtake!");
    for words in [
        "3 listed · Converge and Overtake! together $2.75",
        "−$0.75",
        "$2.50",
        "of $6.50",
        "$1.00",
        "of $3.00",
    ] {
        assert!(window.sees(words), "{words}");
    }
    let now = answer(till, &["sales", "list"])["sales"][1]["sold_at"]
        .as_str()
        .unwrap()
        .to_owned();
    let day = zinetill::domain::day::BusinessDay::parse(told["from"].as_str().unwrap()).unwrap();
    let at = format!("{} {}", day.0.format("%a %-d %b"), &now[11..16]);
    let second = format!("{at} · 1 item · Apple Pay + Cash");
    assert!(window.sees(&second), "{second}");
    window.key(Named::F4);
    window.click("Donations");
    assert!(window.sees("1 listed · Donations together $2.00"));
    window.key(Named::F4);
    window.click("Voids & refunds");
    assert!(window.sees("1 listed · together −$0.75, with tax, donations and rounding"));
    window.key(Named::F4);
    window.click("Venmo");
    assert!(window.sees("2 listed · Venmo together $5.75"));
}

#[test]
fn a_day_on_which_nothing_was_sold_has_no_empty_chart() {
    let (folder, mut window) = demo();
    window.size = TALL;
    let till = folder.path();
    answer(till, &["stock", "give", "converge-and-overtake", "1", "--why", "trade"]);
    window.key(Named::F4);
    assert!(window.sees("Converge and Overtake!") && !window.sees("By hour"));
    answer(till, &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    window.key(Named::F2);
    window.key(Named::F4);
    assert!(window.sees("By hour"));
}
