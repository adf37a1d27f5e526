//! Taking back in the window: the real widgets are pressed and typed into, the real till answers.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod hands;

use hands::{Window, demo};
use iced::Event;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use std::path::Path;
use std::time::{Duration, Instant};
use zinetill::domain::correction::Correction;
use zinetill::domain::sale::{ReceiptNumber, Sale};
use zinetill::gui::Mode;
use zinetill::till::{Ask, CorrectionRequest, Till};

fn number(text: &str) -> ReceiptNumber {
    ReceiptNumber::parse(text).unwrap()
}

fn sale(folder: &Path, text: &str) -> Sale {
    Till::open(folder).unwrap().sale(&number(text)).unwrap()
}

fn correction(folder: &Path, text: &str) -> Option<Correction> {
    Till::open(folder).unwrap().correction(&number(text)).unwrap()
}

/// As the command line would, from another window.
fn void_elsewhere(folder: &Path, text: &str) {
    let mut till = Till::open(folder).unwrap();
    let request = CorrectionRequest {
        number: number(text),
        ask: Ask::Void,
        reason: "twice".to_owned(),
        key: "elsewhere".to_owned(),
        expected: None,
    };
    till.correct(&request).unwrap();
}

impl Window {
    fn add(&mut self, title: &str) {
        self.type_in(title);
        self.key(Named::Enter);
    }

    /// Sells what is in the cart, paid with this much in cash.
    fn pay(&mut self, given: &str) {
        self.key(Named::F12);
        self.type_in(given);
        self.key(Named::Enter);
        self.key(Named::F12);
    }

    fn sell_three(&mut self) {
        self.add("3*converge");
        self.pay("5");
    }

    fn undo(&mut self) {
        self.press(Key::Character("z".into()), None, Modifiers::COMMAND);
    }

    fn after(&mut self, minutes: u64) {
        let then = Instant::now() + Duration::from_secs(60 * minutes);
        self.happens(Event::Window(iced::window::Event::RedrawRequested(then)));
    }
}

#[test]
fn undo_gives_the_money_back_and_brings_the_cart_back_to_be_sold_again() {
    let (folder, mut window) = demo();
    window.add("3*converge");
    window.add("fold, staple");
    window.click("$5");
    window.key(Named::F8);
    window.type_in("1");
    window.key(Named::Enter);
    let before = window.app.cart().unwrap().clone();
    window.pay("20");
    assert!(window.sees("Undo · 10 min"));
    window.click("Undo · 10 min");
    assert!(window.sees("Sale A-0001 is taken back (A-0002)."));
    assert!(window.sees("Give back $8.50 Cash. Its cart is here again."));
    assert!(!window.sees("Undo · 10 min"));
    let back = window.app.cart().unwrap().clone();
    assert_ne!(back.id, before.id);
    assert_eq!(zinetill::domain::cart::Cart { id: before.id, ..back }, before);
    let undone = correction(folder.path(), "A-0002").unwrap();
    assert_eq!(undone.reason, "undone");
    assert_eq!(undone.reversal.total, sale(folder.path(), "A-0001").total);
    window.pay("20");
    assert!(window.sees("Sale A-0003 is recorded"));
    assert_eq!(sale(folder.path(), "A-0003").total, undone.reversal.total);
    assert!(Till::open(folder.path()).unwrap().carts().unwrap().is_empty());
}

#[test]
fn ctrl_z_takes_the_steps_of_the_cart_back_and_with_an_empty_cart_the_last_sale() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.add("seed saving");
    window.undo();
    assert_eq!(window.copies(), 0);
    assert!(correction(folder.path(), "A-0002").is_none());
    let held = |repeat| {
        Event::Keyboard(iced::keyboard::Event::KeyPressed {
            key: Key::Character("z".into()),
            modified_key: Key::Character("z".into()),
            physical_key: iced::keyboard::key::Physical::Code(iced::keyboard::key::Code::KeyZ),
            location: iced::keyboard::Location::Standard,
            modifiers: Modifiers::COMMAND,
            text: None,
            repeat,
        })
    };
    window.happens(held(true));
    assert!(
        correction(folder.path(), "A-0002").is_none(),
        "held down it stops before the sale"
    );
    window.happens(held(false));
    assert_eq!(window.copies(), 3);
    assert!(correction(folder.path(), "A-0002").is_some());
    window.undo();
    window.undo();
    assert!(correction(folder.path(), "A-0003").is_none(), "a sale is undone once");
    assert_eq!(window.copies(), 3);
}

#[test]
fn an_open_cart_is_parked_before_the_sale_comes_back() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.add("seed saving");
    window.click("Undo · 10 min");
    assert_eq!(window.copies(), 3);
    drop(window);
    let again = Window::over(folder.path(), Mode::Own);
    assert_eq!(
        again.app.cart().unwrap().copies(),
        3,
        "both carts are on disk, the last one on the screen"
    );
    assert_eq!(Till::open(folder.path()).unwrap().carts().unwrap().len(), 2);
}

#[test]
fn undo_is_offered_for_ten_minutes_and_the_sale_stays_in_sight() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.after(1);
    assert!(window.sees("Undo · 9 min"));
    window.after(9);
    assert!(window.sees("Undo · 1 min"));
    window.after(10);
    assert!(!window.sees("Undo · 1 min") && window.sees("Sale A-0001") && window.sees("change $2.50"));
    window.undo();
    assert!(correction(folder.path(), "A-0002").is_none());
    window.click("Sales takes it back");
    assert!(window.sees("Sales") && window.sees("1 × $1.00 + 2 × $0.75"));
}

#[test]
fn undo_is_there_after_a_restart_and_says_when_another_window_was_first() {
    let (folder, mut window) = demo();
    window.sell_three();
    drop(window);
    let mut window = Window::over(folder.path(), Mode::Own);
    assert!(window.sees("Undo · 10 min"));
    void_elsewhere(folder.path(), "A-0001");
    window.click("Undo · 10 min");
    assert!(window.sees("NOT taken back: sale A-0001 was taken back whole by A-0002"));
    assert_eq!(window.copies(), 0);
    window.key(Named::Escape);
    assert!(window.sees("Sale A-0001") && !window.sees("Undo · 10 min"));
    drop(window);
    let mut window = Window::over(folder.path(), Mode::Own);
    assert!(window.sees("Sale A-0001 is taken back (A-0002)."));
}
