//! The window by keyboard alone: the real widgets keep their rings from key to key, the real till answers.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod hands;

use hands::{Window, demo};
use iced::keyboard::key::Named;
use iced::keyboard::{Event as Keyboard, Key, Modifiers};
use iced::{Event, Size};
use iced_test::selector;
use std::path::Path;
use zinetill::domain::currency::Currency;
use zinetill::gui::Mode;
use zinetill::till::Till;

#[test]
fn a_whole_sale_is_made_with_tab_space_and_digits() {
    let (folder, mut window) = demo();
    window.tab_to("CONVERGE AND\nOVERTAKE!");
    for _ in 0..3 {
        window.space();
    }
    assert_eq!(window.copies(), 3, "the ring stays on the tile it is on");
    window.tab_to("Take payment");
    window.space();
    assert!(window.sees("Record sale"));
    window.type_in("5");
    window.tab_to("Record sale");
    window.key(Named::Enter);
    assert!(window.sees("Record sale"), "Enter never records");
    assert!(Till::open(folder.path()).unwrap().last_sale().unwrap().is_none());
    window.tab_to("Record sale");
    window.space();
    assert!(window.sees("Sale A-0001 is recorded"));
    let sale = Till::open(folder.path()).unwrap().last_sale().unwrap().unwrap();
    assert_eq!(Currency::USD.show(sale.total), "$2.50");
    assert_eq!(Currency::USD.show(sale.change()), "$2.50");
}

#[test]
fn enter_records_nothing_in_payment_while_a_note_is_written_either() {
    let (folder, mut window) = demo();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F12);
    window.tab_to("Exact");
    window.space();
    window.tab_to("Note");
    window.space();
    window.tab_to("Record sale");
    window.key(Named::Enter);
    assert!(Till::open(folder.path()).unwrap().last_sale().unwrap().is_none());
    window.space();
    assert!(Till::open(folder.path()).unwrap().last_sale().unwrap().is_some());
}

#[test]
fn the_ring_goes_from_the_search_over_chips_and_tiles_and_back() {
    let (_folder, mut window) = demo();
    for words in ["All 41", "Half-sheet", "Theory"] {
        window.key(Named::Tab);
        assert!(window.ring_is_on(words), "{words}");
    }
    window.back_tab();
    assert!(window.ring_is_on("Half-sheet"));
    window.back_tab();
    window.back_tab();
    let search = window.ring().unwrap();
    window.back_tab();
    assert!(window.ring_is_on("Open a session"));
    window.type_in("seed saving");
    assert_eq!(window.ring().unwrap(), search, "whoever types is in the search again");
    assert!(window.sees("SEED SAVING FOR\nCITY BLOCKS"));
    assert!(!window.sees("CONVERGE AND\nOVERTAKE!"), "the space was typed");
}

#[test]
fn a_space_that_searches_nothing_types_nothing() {
    let (_folder, mut window) = demo();
    window.space();
    assert!(window.sees("CONVERGE AND\nOVERTAKE!"));
    window.type_in("seed");
    window.key(Named::Enter);
    assert_eq!(window.copies(), 1);
}

#[test]
fn what_tab_comes_to_is_scrolled_into_sight() {
    let (_folder, mut window) = demo();
    window.size = Size::new(1024.0, 640.0);
    window.tab_to("RISO FOR\nBEGINNERS");
    let grid = window
        .find(selector::id("sell-grid"))
        .unwrap()
        .visible_bounds()
        .unwrap();
    for _ in 0..24 {
        let ring = window.ring().unwrap();
        assert!(
            grid.intersection(&ring).is_some_and(|seen| seen.height > 180.0),
            "{ring:?} in {grid:?}"
        );
        window.key(Named::Tab);
    }
}

#[test]
fn a_sheet_keeps_the_ring_and_the_other_places_are_walked_too() {
    let (_folder, mut window) = demo();
    window.key(Named::F1);
    for _ in 0..3 {
        assert!(window.ring_is_on("Close"));
        window.key(Named::Tab);
    }
    window.space();
    assert!(!window.sees("While selling"));
    window.back_tab();
    window.tab_to("Day");
    window.space();
    assert!(window.sees("Day summary"));
    window.tab_to("Earlier");
    window.key(Named::Enter);
    window.tab_to("Today");
    window.space();
    window.key(Named::F5);
    window.tab_to("Know Your Rights (pocket)");
    window.key(Named::Enter);
    window.tab_to("Sell one");
    window.space();
    assert_eq!(window.copies(), 1);
    window.key(Named::F6);
    window.tab_to("Night");
    window.space();
    window.tab_to("Not counted");
    window.space();
    window.tab_to("Open session");
    window.key(Named::Enter);
    assert!(window.sees("The session is open."));
}

#[test]
fn the_first_start_is_chosen_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(&folder.path().join("new"), Mode::Own);
    window.key(Named::Tab);
    assert!(window.ring_is_on("Try it with a demo table"));
    window.key(Named::Enter);
    assert!(window.sees("All 41"));
}

#[test]
fn a_receipt_is_saved_where_it_is_wanted_and_nothing_is_written_over_unasked() {
    let (folder, mut window) = demo();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F12);
    window.type_in("5");
    window.key(Named::F12);
    window.key(Named::F3);
    let save = |window: &mut Window, file: &Path| {
        window.tab_to("Save…");
        window.space();
        assert!(window.sees("Save receipt A-0001"));
        for held in [Modifiers::COMMAND, Modifiers::default()] {
            window.happens(Event::Keyboard(Keyboard::ModifiersChanged(held)));
            if held == Modifiers::COMMAND {
                window.press(Key::Character("a".into()), None, held);
            }
        }
        window.key(Named::Backspace);
        window.type_in(file.to_str().unwrap());
        window.key(Named::Enter);
    };
    let file = folder.path().join("receipt.pdf");
    save(&mut window, &file);
    assert!(window.sees(&format!("Saved: {}", file.display())));
    let roll = std::fs::read(&file).unwrap();
    assert!(roll.starts_with(b"%PDF"));
    save(&mut window, &file);
    assert!(window.sees("receipt.pdf is there already. Nothing was written yet."));
    window.tab_to("Save as receipt (2).pdf");
    window.space();
    assert!(folder.path().join("receipt (2).pdf").is_file());
    save(&mut window, &folder.path().join("none").join("receipt.pdf"));
    assert!(window.sees(&format!(
        "There is no folder {}. Nothing was written. Choose another place.",
        folder.path().join("none").display()
    )));
    window.key(Named::Escape);
    save(&mut window, &file);
    window.tab_to("Letter");
    window.space();
    window.tab_to("Replace");
    window.space();
    assert_ne!(std::fs::read(&file).unwrap(), roll, "the letter sheet took its place");
}
