//! Sell's search: what is found, the highlight that keys move over it, and codes that name a title whole.
//! Never changes a cart: what is meant is added there.

use super::{Action, State, tiles};
use crate::domain::money::Quantity;
use crate::domain::title::Sku;
use crate::gui::shop::Shop;
use crate::gui::shortcut;
use crate::gui::widget::tile;
use crate::gui::words::tell;

impl State {
    pub(super) fn search_changed(&mut self, text: String, shop: &Shop) -> Action {
        // + and − written into an empty search are keys of the cart. Several can come in one go.
        if self.search.is_empty()
            && let Some(act) = text.chars().next_back().and_then(shortcut::of_letter)
            && text.chars().all(|letter| shortcut::of_letter(letter).is_some())
        {
            return self.key(act, String::new(), shop);
        }
        self.search = text;
        self.notice = None;
        self.cart_shown = false;
        self.find(shop)
    }

    pub(super) fn find(&mut self, shop: &Shop) -> Action {
        let (_, query) = copies_and_query(&self.search);
        self.found = shop.catalog.search(query, self.tag.as_deref());
        self.highlight = 0;
        self.moved = false;
        self.offset = 0.0;
        Action::Scroll(0.0)
    }

    /// The highlighted title's place among those found: none while nothing is searched and no key has moved it.
    pub(super) fn highlighted(&self) -> Option<usize> {
        let (_, query) = copies_and_query(&self.search);
        (self.moved || !query.is_empty()).then_some(self.highlight)
    }

    pub(super) fn move_highlight(&mut self, right: i32, down: i32) -> Action {
        let columns = tiles::columns(self.grid.width);
        let last = self.found.len().saturating_sub(1);
        if self.highlighted().is_some() {
            let by = right as isize + down as isize * columns as isize;
            self.highlight = self.highlight.saturating_add_signed(by).min(last);
        }
        self.moved = true;
        let top = (self.highlight / columns) as f32 * tiles::STEP;
        let room = self.grid.height - tile::HEIGHT;
        if top < self.offset {
            self.offset = top;
        } else if top > self.offset + room {
            self.offset = top - room;
        } else {
            return Action::None;
        }
        Action::Scroll(self.offset)
    }

    /// Enter: a code that matches whole counts first, then the highlighted title.
    pub(super) fn enter(&mut self, shop: &Shop) -> Action {
        let search = self.search.clone();
        let (copies, query) = copies_and_query(&search);
        let exact = by_code(query, shop);
        let meant = exact.or_else(|| self.found.get(self.highlighted()?).map(|title| title.sku.clone()));
        match meant {
            Some(sku) => self.add(&sku, copies, shop),
            None if query.is_empty() => Action::None,
            None => {
                self.notice = Some(tell("sell-not-found", &[("what", query.into())]));
                self.search.clear();
                self.find(shop)
            }
        }
    }

    /// Adds a title by its whole code, as a scanner gives it; `None` where no title has it.
    pub fn scan(&mut self, code: &str, shop: &Shop) -> Option<Action> {
        let sku = by_code(code, shop)?;
        Some(self.add(&sku, Quantity::ONE, shop))
    }
}

/// `3*` before a search: so many copies, and what is searched.
pub(super) fn copies_and_query(search: &str) -> (Quantity, &str) {
    let search = search.trim();
    search
        .split_once(['*', '×'])
        .and_then(|(copies, query)| {
            let copies = Quantity::new(copies.trim().parse().ok()?).ok()?;
            Some((copies, query.trim()))
        })
        .unwrap_or((Quantity::ONE, search))
}

/// The title whose barcode or SKU this is, whole.
fn by_code(code: &str, shop: &Shop) -> Option<Sku> {
    let code = code.trim();
    let digits = code.chars().filter(char::is_ascii_digit).count();
    let by_barcode = (digits >= 6).then(|| shop.catalog.by_barcode(code)).flatten();
    let by_sku = || shop.catalog.get(&Sku::new(&code.to_lowercase()).ok()?);
    let title = by_barcode.or_else(by_sku)?;
    (!title.archived).then(|| title.sku.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_star_before_a_search_mean_copies() {
        for (search, copies, query) in [
            ("3*conv", 3, "conv"),
            ("12 * 2000000010175", 12, "2000000010175"),
            ("conv", 1, "conv"),
            ("3*", 3, ""),
            ("0*conv", 1, "0*conv"),
            ("*conv", 1, "*conv"),
        ] {
            assert_eq!(copies_and_query(search), (Quantity::new(copies).unwrap(), query));
        }
    }
}
