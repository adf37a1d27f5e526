//! The one table from key to what it does. The help sheet is made from it, the root's key widget resolves by it.
//! Never acts itself.

mod resolving;

use iced::keyboard::key::Named;
pub use resolving::{Scene, Turn, resolve};

/// The five places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The selling screen.
    #[default]
    Sell,
    /// Every sale.
    Sales,
    /// The day's summary.
    Day,
    /// The titles.
    Catalog,
    /// The event and the settings.
    Event,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Shows or hides the keys.
    Help,
    /// Goes to a place.
    Go(Place),
    /// Parks the cart or recalls the last parked one.
    Park,
    /// Opens the donation.
    Donation,
    /// Opens the custom amount.
    Custom,
    /// Give a discount.
    Discount,
    /// Goes to Payment.
    TakePayment,
    /// Records the sale.
    Record,
    /// Moves the highlight over the tiles.
    Highlight(i32, i32),
    /// Selects another line of the cart.
    Line(i32),
    /// Adds the highlighted title.
    Add,
    /// One more of the selected line.
    More,
    /// One less of the selected line.
    Less,
    /// Removes the selected line.
    Remove,
    /// Takes back the last step of the cart.
    Undo,
    /// Back, close, clear.
    Back,
    /// Takes the ring to the next thing to press or fill in, or to the one before.
    Walk(i32),
    /// Presses what the ring is on.
    Press,
    /// Scrolls what there is to read.
    Page(i32),
    /// Zooms: in, out, or back to whole.
    Zoom(i32),
    /// Types into the amount given.
    Amount,
    /// Takes the last letter of the amount given away.
    Erase,
    /// Takes the typed amount as given.
    Given,
    /// Types into the search.
    Search,
    /// Cash into the tin.
    PayIn,
    /// Cash out of the tin.
    PayOut,
    /// Counts the tin.
    CountTin,
    /// Keys in a paper sheet.
    Sheet,
    /// Closes the day.
    CloseDay,
}

/// What has to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A key with a name.
    Named(Named),
    /// The same with Shift.
    Shifted(Named),
    /// A letter with Ctrl, or Cmd on a Mac.
    Command(&'static [char]),
    /// One of these letters, on any part of the keyboard.
    Letter(&'static str),
    /// A digit or a decimal mark.
    Digit,
    /// Anything that writes.
    Anything,
}

/// When it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Everywhere,
    /// In the cart's half of Sell.
    Selling,
    /// The same, while nothing is searched.
    Idle,
    /// While Payment is open.
    Paying,
    /// Wherever there is a search.
    Searchable,
    /// Where there is something to read, outside Sell.
    Reading,
    /// In Catalog, while nothing is filled in.
    Cataloging,
    /// In Day, while nothing is filled in.
    Daily,
    /// In a panel of Day.
    Working,
    /// While a paper sheet is keyed in.
    Keying,
}

/// What is being filled in, in Day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// Nothing.
    #[default]
    None,
    /// A form.
    Form,
    /// A paper sheet, with its search.
    Sheet,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Shortcut {
    /// As the help sheet shows the key.
    pub cap: &'static str,
    /// The key.
    pub press: Press,
    /// When it counts.
    pub when: When,
    /// What it does.
    pub act: Act,
    /// The key of what it does in words; empty where the row above says it.
    pub word: &'static str,
}

const fn row(cap: &'static str, press: Press, when: When, act: Act, word: &'static str) -> Shortcut {
    Shortcut {
        cap,
        press,
        when,
        act,
        word,
    }
}

use Press::{Anything, Command, Digit, Letter};
use When::{Cataloging, Daily, Everywhere, Idle, Keying, Paying, Reading, Searchable, Selling, Working};

const fn named(key: Named) -> Press {
    Press::Named(key)
}

/// The table. The first row that fits counts.
#[rustfmt::skip]
pub static TABLE: &[Shortcut] = &[
    row("F1", named(Named::F1), Everywhere, Act::Help, "key-help"),
    row("F2", named(Named::F2), Everywhere, Act::Go(Place::Sell), "place-sell"),
    row("F3", named(Named::F3), Everywhere, Act::Go(Place::Sales), "place-sales"),
    row("F4", named(Named::F4), Everywhere, Act::Go(Place::Day), "place-day"),
    row("F5", named(Named::F5), Everywhere, Act::Go(Place::Catalog), "place-catalog"),
    row("F6", named(Named::F6), Everywhere, Act::Go(Place::Event), "place-event"),
    row("Esc", named(Named::Escape), Everywhere, Act::Back, "key-back"),
    row("Shift Tab", Press::Shifted(Named::Tab), Everywhere, Act::Walk(-1), "key-walk"),
    row("Tab", named(Named::Tab), Everywhere, Act::Walk(1), ""),
    row("Space", Letter(" "), Everywhere, Act::Press, "key-press"),
    row("PgUp", named(Named::PageUp), Reading, Act::Page(-1), "key-page"),
    row("PgDn", named(Named::PageDown), Reading, Act::Page(1), ""),
    row("Ctrl +", Command(&['+', '=']), Everywhere, Act::Zoom(1), "key-zoom-in"),
    row("Ctrl −", Command(&['-', '_']), Everywhere, Act::Zoom(-1), "key-zoom-out"),
    row("Ctrl 0", Command(&['0']), Everywhere, Act::Zoom(0), "key-zoom-whole"),
    row("0–9 .", Digit, Paying, Act::Amount, "key-amount"),
    row("⌫", named(Named::Backspace), Paying, Act::Erase, "key-erase"),
    row("Enter", named(Named::Enter), Paying, Act::Given, "key-given"),
    row("F8", named(Named::F8), Paying, Act::Donation, "key-donate-change"),
    row("F12", named(Named::F12), Paying, Act::Record, "key-record"),
    row("a–z", Anything, Searchable, Act::Search, "key-search"),
    row("↑", named(Named::ArrowUp), Selling, Act::Highlight(0, -1), "key-highlight"),
    row("↓", named(Named::ArrowDown), Selling, Act::Highlight(0, 1), ""),
    row("←", named(Named::ArrowLeft), Idle, Act::Highlight(-1, 0), ""),
    row("→", named(Named::ArrowRight), Idle, Act::Highlight(1, 0), ""),
    row("Enter", named(Named::Enter), Selling, Act::Add, "key-add"),
    row("PgUp", named(Named::PageUp), Selling, Act::Line(-1), "key-line"),
    row("PgDn", named(Named::PageDown), Selling, Act::Line(1), ""),
    row("+", Letter("+"), Idle, Act::More, "key-more"),
    row("−", Letter("-−"), Idle, Act::Less, "key-less"),
    row("Del", named(Named::Delete), Idle, Act::Remove, "key-remove"),
    row("Ctrl Z", Command(&['z', 'Z']), Selling, Act::Undo, "key-undo"),
    row("Ctrl Z", Command(&['z', 'Z']), Cataloging, Act::Undo, "key-undo-catalog"),
    row("F7", named(Named::F7), Selling, Act::Park, "key-park"),
    row("F8", named(Named::F8), Selling, Act::Donation, "key-donation"),
    row("F9", named(Named::F9), Selling, Act::Custom, "key-custom"),
    row("F10", named(Named::F10), Selling, Act::Discount, "key-discount"),
    row("F12", named(Named::F12), Selling, Act::TakePayment, "key-take-payment"),
    row("I", Letter("iI"), Daily, Act::PayIn, "key-pay-in"),
    row("O", Letter("oO"), Daily, Act::PayOut, "key-pay-out"),
    row("C", Letter("cC"), Daily, Act::CountTin, "key-count"),
    row("P", Letter("pP"), Daily, Act::Sheet, "key-sheet"),
    row("Z", Letter("zZ"), Daily, Act::CloseDay, "key-close-day"),
    row("F12", named(Named::F12), Working, Act::Record, "key-keep"),
    row("↑", named(Named::ArrowUp), Keying, Act::Highlight(0, -1), "key-sheet-title"),
    row("↓", named(Named::ArrowDown), Keying, Act::Highlight(0, 1), ""),
];

/// What a single letter written into the empty search means instead.
pub fn of_letter(letter: char) -> Option<Act> {
    TABLE.iter().find_map(|row| match row.press {
        Letter(letters) if row.when == Idle && letters.contains(letter) => Some(row.act),
        _ => None,
    })
}

/// As the help sheet and the buttons show the key of an act.
pub fn cap(act: Act) -> &'static str {
    TABLE.iter().find(|row| row.act == act).map_or("", |row| row.cap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_says_what_it_does() {
        for row in TABLE.iter().filter(|row| !row.word.is_empty()) {
            assert_ne!(crate::gui::words::say(row.word), row.word);
        }
    }
}
