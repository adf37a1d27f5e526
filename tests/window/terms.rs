//! What things cost, changed in the window: the till sells by it, and the command line says the same.

#[path = "../common/mod.rs"]
mod common;

use super::*;
use common::answer;
use serde_json::json;
use zinetill::domain::sentence;
use zinetill::domain::title::Sku;

/// More than any form is tall: what has to be scrolled to is seen all the same.
const TALL: (f32, f32) = (1280.0, 1700.0);
const CONVERGE: &str = "Converge and Overtake!";

impl Window {
    /// Writes into a field, over what it holds.
    fn write(&mut self, id: &'static str, text: &str) {
        self.hands(|hands| over_write(hands, id, text));
    }

    /// The same, and Enter.
    fn enter(&mut self, id: &'static str, text: &str) {
        self.hands(|hands| {
            over_write(hands, id, text);
            hands.tap_key(Named::Enter);
        });
    }

    fn pays_exactly(&mut self, folder: &Path) -> String {
        self.key(Named::F2);
        self.key(Named::F12);
        self.press("Exact");
        self.key(Named::F12);
        let sale = Till::open(folder).unwrap().last_sale().unwrap().unwrap();
        Currency::USD.show(sale.total)
    }
}

fn over_write(hands: &mut Hands<'_>, id: &'static str, text: &str) {
    hands.click(iced::widget::Id::new(id)).unwrap();
    hands.tap_key(Named::End);
    for _ in 0..80 {
        hands.tap_key(Named::Backspace);
    }
    hands.typewrite(text);
}

fn tall() -> (tempfile::TempDir, Window) {
    let (folder, mut window) = demo();
    window.size = TALL;
    (folder, window)
}

fn price_of_converge(folder: &Path) -> String {
    let catalog = Till::open(folder).unwrap().catalog().unwrap();
    let title = catalog.get(&Sku::new("converge-and-overtake").unwrap()).unwrap();
    sentence::print(&title.rule, Currency::USD)
}

#[test]
fn a_price_changed_in_the_window_sells_at_it_in_the_open_cart_too() {
    let (folder, mut window) = tall();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F5);
    window.press(CONVERGE);
    window.write("catalog-price", "2.50/ea, whatever");
    assert!(
        window.sees(
            "`whatever` after `2.50/ea,` was not understood; a sentence that works is `1st $1.00, rest $0.75 each`"
        )
    );
    window.press("Save");
    assert!(window.sees("A title needs a price, the way a sign says it: 1st $1.00, rest $0.75 each."));
    assert_eq!(price_of_converge(folder.path()), "1st $1.00, rest $0.75 each");
    window.write("catalog-price", "$2 each, 5 or more 1.50");
    assert!(window.sees("$2.00 each, 5 or more $1.50 each"));
    assert!(window.sees("5 copies cost less than 4: $7.50 instead of $8.00"));
    window.press("Cancel");
    window.write("catalog-price", "2.50 ea");
    window.press("Save");
    assert!(window.sees("Saved. It sells like this now."));
    assert_eq!(price_of_converge(folder.path()), "$2.50 each");
    assert_eq!(window.pays_exactly(folder.path()), "$2.50");
    let catalog = Till::open(folder.path()).unwrap().catalog().unwrap();
    let title = catalog.get(&Sku::new("converge-and-overtake").unwrap()).unwrap();
    assert_eq!(title.stock, Some(37), "a new price counts no stock");
}

#[test]
fn letters_typed_beside_the_price_never_search() {
    let (_folder, mut window) = tall();
    window.key(Named::F5);
    window.write("catalog-price", "2");
    window.type_in("xyzzy");
    assert!(window.sees("41 titles"));
    window.key(Named::Escape);
    assert!(window.sees("41 titles") && window.sees(CONVERGE));
    window.type_in("xyzzy");
    assert!(window.sees("No title matches. Esc clears the search."));
}

#[test]
fn a_price_list_changed_in_the_window_changes_the_price_of_its_titles() {
    let (folder, mut window) = tall();
    window.key(Named::F5);
    window.press("Price lists");
    window.write("list-name", "Sheets");
    window.write("list-sentence", "3 for 2, else 1");
    window.press("Make price list");
    assert!(window.sees("Sheets is saved."));
    window.press("Titles");
    window.press(CONVERGE);
    window.press("Sheets");
    window.press("Save");
    assert_eq!(price_of_converge(folder.path()), "3 for $2.00, else $1.00 each");
    window.press("Price lists");
    window.write("list-sentence", "3");
    window.press("Save · 1 title follows");
    assert_eq!(price_of_converge(folder.path()), "$3.00 each");
    let lists = answer(folder.path(), &["list", "list"]);
    assert_eq!(lists["lists"][0]["titles"], json!(["converge-and-overtake"]));
}

#[test]
fn an_offer_made_in_the_window_is_stopped_in_the_window() {
    let (folder, mut window) = tall();
    let offer = || answer(folder.path(), &["offer", "list"])["offers"][0].clone();
    window.key(Named::F5);
    window.press("Offers");
    window.press("Make offer");
    assert!(!window.sees("Offer 1 is made. It counts from now on, in the open cart too."));
    window.write("offer-units", "1");
    window.write("offer-price", "2");
    window.press("half-sheet");
    window.press("Make offer");
    assert!(window.sees("an offer is over 2 to 100 copies, not 1; one copy for a price is the title's own price"));
    window.write("offer-units", "3");
    assert!(window.sees("any 3 half-sheet for $2.00"), "the sign's words follow");
    window.enter("offer-last", "2000-01-01");
    assert!(window.sees("Offer 1 is made. It counts from now on, in the open cart too."));
    assert_eq!(offer()["to"], json!("2000-01-01"));
    window.write("offer-units", "3");
    window.write("offer-price", "2");
    window.press("these titles…");
    window.write("offer-search", "converge");
    window.press(CONVERGE);
    window.write("offer-name", "three of it");
    window.press("Make offer");
    let made = answer(folder.path(), &["offer", "list"])["offers"][1].clone();
    assert_eq!(
        (&made["name"], &made["titles"], &made["stopped"]),
        (&json!("three of it"), &json!(["converge-and-overtake"]), &json!(false))
    );
    window.press("Stop");
    assert!(window.sees("stopped"));
    assert_eq!(offer()["stopped"], json!(true));
}

#[test]
fn the_till_is_set_in_the_window_and_says_what_does_not_fit() {
    let (folder, mut window) = tall();
    let settings = || Till::open(folder.path()).unwrap().settings().unwrap();
    let coin = || settings().smallest_coin.map(|coin| Currency::USD.show(coin));
    window.key(Named::F6);
    window.press("$0.05");
    assert!(window.sees("Saved"));
    assert_eq!(coin().as_deref(), Some("$0.05"));
    window.enter("smallest-coin", "0.25");
    assert_eq!(coin().as_deref(), Some("$0.25"));
    window.enter("rollover-hour", "25");
    assert!(window.sees("`25` is no hour; give one from 0 to 23"));
    window.enter("shop", "Stigmergy Distro");
    window.enter("jars", "Table fee, Books to Prisoners");
    assert_eq!(settings().shop, "Stigmergy Distro");
    assert_eq!(settings().jars, ["Table fee", "Books to Prisoners"]);
    assert_eq!(settings().rollover_hour, 4);
}

#[test]
fn a_tax_class_made_in_the_window_is_put_on_a_title_and_shown_in_the_day() {
    let (folder, mut window) = tall();
    window.key(Named::F6);
    window.write("tax-name", "books");
    window.enter("tax-rate", "much");
    assert!(window.sees("`much` is no rate; write it like 8.875% (at most 100%, at most four decimals)"));
    window.enter("tax-rate", "10%");
    assert!(window.sees("books is saved."));
    window.key(Named::F5);
    window.press(CONVERGE);
    window.press("books 10 %");
    window.press("Save");
    window.key(Named::F2);
    window.type_in("converge");
    window.key(Named::Enter);
    assert_eq!(window.pays_exactly(folder.path()), "$1.10");
    window.key(Named::F4);
    assert!(window.sees("books · 10 %, added") && window.sees("on $1.00"));
}
