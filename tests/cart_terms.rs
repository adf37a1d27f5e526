//! What changes a price beside the cart: discounts, prices by hand, amounts copy by copy, jars, offers; by hand in the window.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod hands;

use hands::{Window, demo};
use iced::keyboard::key::Named;
use std::path::Path;
use uuid::Uuid;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::Money;
use zinetill::domain::offer::{Offer, Scope};
use zinetill::domain::sale::Sale;
use zinetill::gui::Mode;
use zinetill::till::Till;

fn add(window: &mut Window, search: &str) {
    window.type_in(search);
    window.key(Named::Enter);
}

/// Walks to a chip within a line of the cart, which has a ring of its own, and presses it.
fn press(window: &mut Window, words: &str) {
    window.tab_to(words);
    while !window.ring().is_some_and(|ring| ring.height < 60.0) || !window.ring_is_on(words) {
        window.key(Named::Tab);
    }
    window.space();
}

/// Pays exactly and records.
fn record(window: &mut Window) {
    window.key(Named::F12);
    window.tab_to("Exact");
    window.space();
    window.key(Named::F12);
    assert!(window.sees("Sale A-0001 is recorded"));
}

fn recorded(folder: &Path) -> Sale {
    Till::open(folder).unwrap().last_sale().unwrap().unwrap()
}

fn show(amount: Money) -> String {
    Currency::USD.show(amount)
}

#[test]
fn a_discount_on_a_line_and_on_the_whole_cart_is_shown_and_recorded_with_its_reason() {
    let (folder, mut window) = demo();
    add(&mut window, "mutual aid");
    add(&mut window, "balcony");
    window.key(Named::F10);
    window.type_in("1.00");
    window.key(Named::Tab);
    window.type_in("creased");
    window.key(Named::Enter);
    assert!(window.sees("Discount $1.00: Balcony Almanac"));
    window.key(Named::F10);
    window.tab_to("Whole cart");
    window.space();
    window.type_in("10%");
    window.key(Named::Enter);
    assert!(window.sees("Discount 10 %: whole cart"));
    // 4.00 + 3.00 − 1.00 = 6.00, less 0.60.
    assert!(window.sees("$5.40"));
    record(&mut window);
    let sale = recorded(folder.path());
    assert_eq!(show(sale.goods), "$5.40");
    let discounts = &sale.applied.discounts;
    assert_eq!(
        (discounts[0].line, discounts[0].discount.reason.as_str()),
        (Some(1), "creased")
    );
    assert_eq!(show(discounts[1].amount), "$0.60");
}

#[test]
fn a_discount_is_taken_away_by_emptying_it_and_by_undo_and_nonsense_is_refused_in_place() {
    let (_folder, mut window) = demo();
    window.key(Named::F10);
    assert!(!window.sees("Whole cart"), "there is nothing to discount yet");
    add(&mut window, "mutual aid");
    window.key(Named::F10);
    window.type_in("150%");
    window.key(Named::Enter);
    assert!(window.sees("`150%` is no discount; write it like 10% (at most 100%) or like 2.00"));
    for _ in 0..4 {
        window.key(Named::Backspace);
    }
    window.type_in("50%");
    window.key(Named::Enter);
    assert!(window.sees("−$2.00"));
    window.key(Named::F10);
    for _ in 0..3 {
        window.key(Named::Backspace);
    }
    window.key(Named::Enter);
    assert!(!window.sees("−$2.00"));
    window.tab_to("Undo");
    window.space();
    assert!(window.sees("−$2.00"));
}

#[test]
fn a_price_by_hand_needs_its_reason() {
    let (folder, mut window) = demo();
    add(&mut window, "mutual aid");
    window.key(Named::F10);
    window.tab_to("Price each");
    window.space();
    window.type_in("2.50");
    window.key(Named::Enter);
    assert!(window.sees("Say why, as in: last copy, creased."));
    window.key(Named::Tab);
    window.type_in("last copy");
    window.key(Named::Enter);
    record(&mut window);
    let sale = recorded(folder.path());
    assert_eq!(show(sale.total), "$2.50");
    assert_eq!(sale.lines[0].price_override.as_ref().unwrap().reason, "last copy");
}

#[test]
fn copies_of_a_sliding_title_can_each_have_their_own_amount() {
    let (folder, mut window) = demo();
    add(&mut window, "2*fold");
    press(&mut window, "Copy by copy");
    press(&mut window, "$1");
    assert!(window.sees("1 × $1.00 · amount not chosen yet"));
    press(&mut window, "$5");
    record(&mut window);
    let sale = recorded(folder.path());
    let charges: Vec<String> = sale.lines[0].charges.iter().map(|charge| show(charge.amount)).collect();
    assert_eq!(charges, ["$5.00", "$1.00"]);
}

#[test]
fn a_donation_goes_to_one_of_the_tills_jars() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(folder.path(), Mode::Demo);
    Till::open(folder.path())
        .unwrap()
        .set("jars", "Books to Prisoners, Bail fund")
        .unwrap();
    drop(window);
    window = Window::over(folder.path(), Mode::Demo);
    window.key(Named::F8);
    window.type_in("2");
    window.tab_to("Bail fund");
    window.space();
    window.tab_to("Add donation");
    window.space();
    record(&mut window);
    let sale = recorded(folder.path());
    assert_eq!(
        (sale.donations[0].jar.as_str(), show(sale.total)),
        ("Bail fund", "$2.00".into())
    );
}

#[test]
fn an_offer_says_why_above_the_total_and_what_the_next_copy_would_cost() {
    let folder = tempfile::tempdir().unwrap();
    drop(Window::over(folder.path(), Mode::Demo));
    let price = Money::from_minor(200, Currency::USD);
    let scope = Scope::Tag("half-sheet".into());
    let offer = Offer::new(Uuid::nil(), "any 3 half-sheets for $2", 3, price, scope, Currency::USD).unwrap();
    Till::open(folder.path()).unwrap().add_offer(&offer).unwrap();
    let mut window = Window::over(folder.path(), Mode::Demo);
    add(&mut window, "converge");
    add(&mut window, "commons");
    assert!(
        window.sees("2nd costs only $0.00"),
        "the third half-sheet comes with the offer"
    );
    add(&mut window, "commons");
    assert!(window.sees(r#"these 3 as "any 3 half-sheets for $2": saves $0.75"#));
    record(&mut window);
    assert_eq!(show(recorded(folder.path()).total), "$2.00");
}

#[test]
fn cash_is_rounded_to_the_smallest_coin_and_payment_says_from_what() {
    let (folder, window) = demo();
    drop(window);
    Till::open(folder.path()).unwrap().set("smallest-coin", "0.50").unwrap();
    let mut window = Window::over(folder.path(), Mode::Demo);
    add(&mut window, "2*converge");
    window.key(Named::F12);
    assert!(window.sees("To pay in cash, rounded from $1.75"));
    window.tab_to("Exact");
    window.space();
    window.key(Named::F12);
    let sale = recorded(folder.path());
    assert_eq!(
        (show(sale.rounding), show(sale.total)),
        ("$0.25".into(), "$2.00".into())
    );
}
