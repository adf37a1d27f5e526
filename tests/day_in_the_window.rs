//! Day in the window: a day, an event, any days; what was before; the sales behind each figure; files and a text to paste.
//! The command line says the same.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, open_tin};
use hands::{Window, demo, fill};
use iced::Size;
use iced::keyboard::key::Named;

const TALL: Size = Size {
    width: 1280.0,
    height: 3000.0,
};

/// A demo till with sales of today at a fest, and one of an earlier day.
fn sold() -> (tempfile::TempDir, Window) {
    let (folder, mut window) = demo();
    window.size = TALL;
    let till = folder.path();
    let past = [
        "sell",
        "mutual-aid-cookbook",
        "--pay",
        "card=4",
        "--at",
        "2026-01-10T12:00:00-08:00",
    ];
    answer(till, &past);
    open_tin(till);
    answer(
        till,
        &[
            "sell",
            "converge-and-overtake*3",
            "--pay",
            "cash=5",
            "--donate",
            "1:Books",
        ],
    );
    answer(till, &["session", "hand-over", "Sam"]);
    answer(till, &["sell", "strike-a-comic*3", "--pay", "venmo=5"]);
    answer(till, &["refund", "A-0002", "converge-and-overtake", "--why", "torn"]);
    window.key(Named::F4);
    (folder, window)
}

#[test]
fn the_day_tells_what_the_command_tells() {
    let (folder, mut window) = sold();
    let told = answer(folder.path(), &["summary"]);
    assert_eq!(told["before"]["goods"], "4.00");
    for words in [
        "$6.75",
        "was $4.00",
        "2 sales · 6 copies",
        "By hour",
        "Strike! A Comic",
        "$5.00 not ticked off",
        "By volunteer",
        "Robin",
        "Sam",
        "By tag",
        "By maker",
        "Donations by jar",
        "Books",
        "Corrections",
        "Cash in the tin",
        "It adds up",
    ] {
        assert!(window.sees(words), "{words}");
    }
    window.size = Size::new(1024.0, 640.0);
    assert!(window.sees("Receipts (2)") && window.sees("Close the day"));
}

#[test]
fn a_figure_leads_to_its_sales_and_back_to_all() {
    let (_folder, mut window) = sold();
    window.click("Strike! A Comic");
    assert!(window.sees("A-0003") && !window.sees("A-0002"), "only its sales");
    window.click("All sales");
    assert!(window.sees("A-0002") && window.sees("A-0001"));
    window.key(Named::F4);
    window.click("Voids & refunds");
    assert!(window.sees("A-0004") && !window.sees("A-0003"));
    window.key(Named::Escape);
    assert!(window.sees("A-0003"));
    window.key(Named::F4);
    window.click("Receipts (2)");
    assert!(
        window.sees("A-0004") && window.sees("A-0002") && !window.sees("A-0001"),
        "all of the day"
    );
}

#[test]
fn another_day_an_event_and_any_days_are_picked() {
    let (folder, mut window) = sold();
    let today = answer(folder.path(), &["summary"])["from"].as_str().unwrap().to_owned();
    window.click("Whole event");
    assert!(window.sees("Zine Fest") && window.sees("$6.75"));
    window.click("Zine Fest");
    window.click("Sat 10 Jan 2026");
    assert!(window.sees("$4.00") && !window.sees("Robin"));
    window.click("Sat 10 Jan 2026");
    fill(&mut window, "pick-from", "2026-13-01");
    window.click("Show these days");
    assert!(window.sees("“2026-13-01” is no day; write it like 2026-11-22."));
    fill(&mut window, "pick-from", "2026-01-01");
    fill(&mut window, "pick-to", &today);
    window.key(Named::F12);
    assert!(window.sees("$10.75"), "both days together");
    let range = answer(folder.path(), &["summary", "--from", "2026-01-01", "--to", &today]);
    assert_eq!((&range["goods"], &range["sales"]), (&"10.75".into(), &3.into()));
    assert!(window.sees("By day") && window.sees("By event"));
}

#[test]
fn files_are_saved_and_never_written_over_unasked() {
    let (folder, mut window) = sold();
    let out = tempfile::tempdir().unwrap();
    let at = |name: &str| out.path().join(name).display().to_string();
    window.click("PDF");
    fill(&mut window, "day-save-path", &at("day.pdf"));
    window.click("A4");
    window.key(Named::F12);
    let saved = std::fs::read(at("day.pdf")).unwrap();
    assert!(saved.starts_with(b"%PDF"), "{:?}", &saved[..8]);
    window.click("CSV");
    fill(&mut window, "day-save-path", &at("day.pdf"));
    window.click("Text for a chat");
    fill(&mut window, "day-save-path", &at("day.pdf"));
    window.key(Named::F12);
    assert!(window.sees("day.pdf is there already. Nothing was written yet."));
    window.click("Save as day (2).pdf");
    assert_eq!(std::fs::read(at("day.pdf")).unwrap(), saved);
    assert!(
        std::fs::read_to_string(at("day (2).pdf"))
            .unwrap()
            .contains("Zine Fest")
    );
    window.click("Copy");
    assert!(window.sees("Copied as text. Paste it into a chat or a mail."));
    assert_eq!(answer(folder.path(), &["verify"])["ok"], true);
}
