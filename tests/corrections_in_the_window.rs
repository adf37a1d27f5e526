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
use zinetill::domain::correction::{Correction, Standing};
use zinetill::domain::currency::Currency;
use zinetill::domain::sale::{ReceiptNumber, Sale};
use zinetill::domain::sentence;
use zinetill::domain::title::{Sku, Title};
use zinetill::gui::screen::sales;
use zinetill::gui::{Message, Mode};
use zinetill::till::{Ask, CorrectionRequest, NewTill, Till};

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

/// The window is closed and opened again; its desk lets go of the till when it hears of it.
fn reopened(folder: &Path, window: Window) -> Window {
    drop(window);
    while Till::take_for_window(folder).is_err() {
        std::thread::sleep(Duration::from_millis(5));
    }
    Window::over(folder, Mode::Own)
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
    let again = reopened(folder.path(), window);
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
    let mut window = reopened(folder.path(), window);
    assert!(window.sees("Undo · 10 min"));
    void_elsewhere(folder.path(), "A-0001");
    window.click("Undo · 10 min");
    assert!(window.sees("NOT taken back: sale A-0001 was taken back whole by A-0002"));
    assert_eq!(window.copies(), 0);
    window.key(Named::Escape);
    assert!(window.sees("Sale A-0001") && !window.sees("Undo · 10 min"));
    let mut window = reopened(folder.path(), window);
    assert!(window.sees("Sale A-0001 is taken back (A-0002)."));
}

/// What a sale's receipt says of its money, by method.
fn held(folder: &Path, text: &str) -> Vec<(String, String)> {
    let till = Till::open(folder).unwrap();
    let sale = till.sale(&number(text)).unwrap();
    let after = till.after(&sale).unwrap();
    let standing = Standing::of(&sale, &after).unwrap();
    let held = standing.held.iter().filter(|held| !held.amount.is_zero());
    held.map(|held| (held.method.to_string(), Currency::USD.show(held.amount)))
        .collect()
}

fn one(method: &str, amount: &str) -> Vec<(String, String)> {
    vec![(method.to_owned(), amount.to_owned())]
}

impl Window {
    /// Presses one more, so many times, of the first copies that can come back.
    fn more(&mut self, times: u32) {
        self.tab_to_stepper();
        for _ in 0..times {
            self.space();
        }
    }

    /// The ring goes to the + beside the first count.
    fn tab_to_stepper(&mut self) {
        self.tab_to("Change method");
        while self.ring_is_on("Change method") {
            self.key(Named::Tab);
        }
    }

    fn pay_by(&mut self, method: &str) {
        self.key(Named::F12);
        self.click(method);
        self.key(Named::F12);
    }
}

#[test]
fn a_void_shows_what_goes_back_before_it_is_done_and_wants_a_reason() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    window.click("Void");
    assert!(window.sees("3 × Converge and Overtake!") && window.sees("$2.50 Cash"));
    window.click("Give back $2.50 and void");
    assert!(window.sees("Tap a reason above, or write one: it stands in the day’s summary."));
    assert!(correction(folder.path(), "A-0002").is_none());
    window.click("Rung up twice");
    window.click("Give back $2.50 and void");
    assert!(window.sees("A-0002 is recorded: Void of A-0001. Give back $2.50 Cash."));
    assert_eq!(correction(folder.path(), "A-0002").unwrap().reason, "Rung up twice");
    assert!(window.sees("voided") && window.sees("Voided by A-0002: all of it was taken back"));
    window.click("Void");
    assert!(!window.sees("Cancel"), "what is void is not voided again");
    window.click("Void of A-0001");
    assert!(window.sees("Given back") && window.sees("Why: Rung up twice"));
    window.key(Named::F2);
    assert!(
        window.sees("Sale A-0001 is taken back (A-0002)."),
        "the ribbon has heard of it"
    );
}

#[test]
fn copies_come_back_for_what_they_are_worth_and_the_receipt_says_so() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    window.click("Return copies");
    assert!(window.sees("Tap + for each copy that comes back."));
    window.more(1);
    assert!(window.sees("Give back $0.75"));
    window.space();
    assert!(window.sees("Give back $1.50"));
    window.space();
    window.space();
    assert!(window.sees("Give back $2.50"), "no more come back than were sold");
    window.back_tab();
    window.space();
    window.space();
    window.click("Damaged, cannot be sold again");
    window.click("Venmo");
    window.tab_to("Changed their mind");
    window.space();
    window.click("Give back $0.75");
    assert!(window.sees("A-0002 is recorded: Refund of A-0001. Give back $0.75 Venmo."));
    let refund = correction(folder.path(), "A-0002").unwrap();
    assert!(refund.reversal.lines[0].damaged);
    assert!(window.sees("Since then") && window.sees("A-0002 Refund"));
    window.key(Named::F2);
    assert!(
        window.sees("Sales takes it back"),
        "half a sale is not undone with one tap"
    );
}

#[test]
fn where_the_buyer_chose_amounts_the_one_that_comes_back_is_chosen_too() {
    let (folder, mut window) = demo();
    window.add("2*fold, staple");
    window.click("Copy by copy");
    window.click("$5");
    window.click("$1");
    window.pay("10");
    window.key(Named::F3);
    window.click("Return copies");
    assert!(window.sees("1 copy for $5.00") && window.sees("1 copy for $1.00"));
    window.more(1);
    let shown = ["Give back $5.00", "Give back $1.00"].map(|words| window.sees(words));
    assert_eq!(shown.iter().filter(|seen| **seen).count(), 1);
    let back = if shown[0] { "Give back $5.00" } else { "Give back $1.00" };
    window.click("Wrong title");
    window.click(back);
    let refund = correction(folder.path(), "A-0002").unwrap();
    assert_eq!(format!("Give back {}", Currency::USD.show(refund.reversal.total)), back);
}

#[test]
fn keeping_fewer_can_cost_as_much_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let new = NewTill {
        currency: Currency::USD,
        register: "A".to_owned(),
        shop: String::new(),
        demo: false,
        practice: false,
    };
    let mut till = Till::create(folder.path(), &new).unwrap();
    let rule = sentence::parse("$2.00 each, 2 or more $1.00 each", Currency::USD).unwrap();
    let sku = Sku::new("volume").unwrap();
    till.add_title(Title::new(sku, "Volume".to_owned(), rule)).unwrap();
    drop(till);
    let mut window = Window::over(folder.path(), Mode::Own);
    window.add("2*volume");
    window.pay("2");
    window.key(Named::F3);
    window.click("Return copies");
    window.more(1);
    assert!(window.sees("The copies that stay cost as much as all of them did, so nothing goes back."));
    window.click("Changed their mind");
    window.click("Take the copies back");
    assert!(window.sees("A-0002 is recorded: Refund of A-0001. Nothing is to be given back."));
}

#[test]
fn a_payment_is_put_under_the_method_it_was_really_paid_by() {
    let (folder, mut window) = demo();
    window.add("seed saving");
    window.pay_by("Venmo");
    window.key(Named::F3);
    assert_eq!(held(folder.path(), "A-0001"), one("venmo", "$2.00"));
    window.click("Change method");
    assert!(window.sees("Choose how it was really paid."));
    window.click("Card");
    assert!(window.sees("$2.00 from Venmo to Card"));
    window.click("Move $2.00");
    assert!(window.sees("A-0002 is recorded: Change of method of A-0001."));
    assert_eq!(held(folder.path(), "A-0001"), one("card", "$2.00"));
    window.key(Named::F2);
    window.click("Undo · 10 min");
    assert!(window.sees("Give back $2.00 Card. Its cart is here again."));
}

#[test]
fn an_amount_that_is_another_by_now_is_not_given_back_unseen() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    window.click("Return copies");
    window.more(1);
    window.click("Changed their mind");
    void_elsewhere(folder.path(), "A-0001");
    window.click("Give back $0.75");
    assert!(window.sees("NOT recorded: sale A-0001 was taken back whole by A-0002"));
    assert!(correction(folder.path(), "A-0003").is_none());
    window.key(Named::Escape);
    assert!(!window.sees("Cancel"));
}

#[test]
fn the_same_panel_pressed_twice_records_once() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    window.click("Void");
    window.click("Never paid");
    // Both presses come before the till has answered.
    let press = || Message::Sales(sales::Message::Correct(sales::Pressed::RecordPressed));
    let first = window.app.update(press());
    let second = window.app.update(press());
    window.drain(first);
    window.drain(second);
    assert!(correction(folder.path(), "A-0002").is_some());
    assert!(correction(folder.path(), "A-0003").is_none());
}

#[test]
fn what_came_by_phone_is_ticked_off_row_by_row() {
    let (folder, mut window) = demo();
    for _ in 0..2 {
        window.add("seed saving");
        window.pay_by("Venmo");
    }
    window.key(Named::F3);
    assert!(window.sees("$2.00 is not ticked off: nobody saw it arrive yet"));
    window.click("To tick off (2)");
    assert!(window.sees("$4.00 still waits to be seen"));
    window.click("Arrived");
    assert!(window.sees("$2.00 still waits to be seen") && window.sees("Ticked off"));
    assert!(window.sees("To tick off (1)"));
    assert_eq!(Till::open(folder.path()).unwrap().unverified(9).unwrap().count, 1);
    window.click("Not arrived");
    window.click("Cash");
    window.click("Did not arrive");
    window.click("Move $2.00");
    assert!(window.sees("Everything is ticked off"));
    window.key(Named::Escape);
    assert!(!window.sees("To tick off (0)"));
    assert!(
        Till::open(folder.path())
            .unwrap()
            .unverified(9)
            .unwrap()
            .newest
            .is_empty()
    );
}

#[test]
fn everything_that_corrects_is_reached_with_tab_and_space() {
    let (folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    window.tab_to("Void");
    window.space();
    window.tab_to("Wrong title");
    window.space();
    window.tab_to("Give back $2.50 and void");
    window.space();
    assert!(correction(folder.path(), "A-0002").is_some());
}
