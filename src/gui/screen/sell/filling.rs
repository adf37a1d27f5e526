//! The cart's steps in Sell: each changes the basket, prices it and hands it out to be kept.
//! Never refuses copies that are not there: it warns.

use super::{Action, Editor, Kind, Message, State};
use crate::domain::money::Quantity;
use crate::domain::title::Sku;
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};

impl State {
    pub(super) fn add(&mut self, sku: &Sku, copies: Quantity, shop: &Shop) -> Action {
        let changed = self.basket.add(sku, copies);
        self.notice = None;
        if let Some(title) = shop.catalog.get(sku) {
            let wanted = i64::from(self.basket.cart().quantity_of(sku));
            let left = if title.sold_out { Some(0) } else { title.stock };
            if left.is_some_and(|left| left < wanted) {
                let left = left.unwrap_or_default().max(0);
                self.notice = Some(tell(
                    "sell-more-than-left",
                    &[("title", title.name.as_str().into()), ("count", left.into())],
                ));
            }
        }
        self.search.clear();
        self.find(shop);
        self.editor = None;
        self.kept(changed, shop)
    }

    pub(super) fn change(&mut self, place: usize, by: i64, shop: &Shop) -> Action {
        if self
            .editor
            .as_ref()
            .is_some_and(|editor| matches!(editor.kind(), Kind::Amount(_)))
        {
            self.editor = None;
        }
        let changed = self.basket.change(place, by);
        self.kept(changed, shop)
    }

    pub(super) fn park(&mut self, shop: &Shop) -> Action {
        self.editor = None;
        let changed = if self.basket.cart().is_empty() {
            self.basket.recall(0)
        } else {
            self.basket.park()
        };
        self.kept_with_parked(changed, shop)
    }

    pub(super) fn kept_with_parked(&mut self, changed: bool, shop: &Shop) -> Action {
        let parked = self.basket.parked().first().cloned();
        match self.kept(changed, shop) {
            Action::Keep(carts) => Action::Keep(parked.into_iter().chain(carts).collect()),
            other => other,
        }
    }

    /// A discount: on the selected line unless the whole cart has one already.
    pub(super) fn discount(&mut self, shop: &Shop) -> Action {
        let cart = self.basket.cart();
        if cart.lines.is_empty() {
            self.notice = Some(say("sell-nothing-yet"));
            return Action::FocusSearch;
        }
        let kind = match cart.discount {
            Some(_) => Kind::OffAll,
            None => Kind::OffLine(self.basket.selected()),
        };
        self.update(Message::EditorOpened(kind), shop)
    }

    pub(super) fn open(&mut self, editor: Editor) -> Action {
        self.cart_shown = true;
        let field = editor.first_field();
        self.editor = Some(editor);
        Action::Focus(field)
    }

    pub(super) fn editor_done(&mut self, shop: &Shop) -> Action {
        let Some(editor) = &mut self.editor else {
            return Action::FocusSearch;
        };
        match editor.apply(&mut self.basket, shop.currency()) {
            Ok(changed) => {
                self.editor = None;
                self.notice = None;
                self.kept(changed, shop)
            }
            Err(why) => {
                editor.refuse(why);
                Action::None
            }
        }
    }

    pub(super) fn checkout(&mut self, shop: &Shop) -> Action {
        if self.editor.is_some() {
            self.editor_done(shop);
            if self.editor.is_some() {
                return Action::None;
            }
        }
        if self.basket.cart().is_empty() {
            self.notice = Some(say("sell-nothing-yet"));
            return Action::FocusSearch;
        }
        if let Some(problem) = self.basket.problem() {
            self.notice = Some(problem.to_owned());
            return Action::None;
        }
        let undecided = self.basket.priced().lines.iter().position(|line| line.undecided > 0);
        if let Some(place) = undecided {
            let title = self
                .basket
                .priced()
                .undecided()
                .map(|title| title.name.clone())
                .unwrap_or_default();
            self.notice = Some(tell("sell-choose-first", &[("title", title.into())]));
            self.basket.select(place);
            return self.update(Message::EditorOpened(Kind::Amount(place)), shop);
        }
        self.notice = None;
        Action::Checkout
    }

    /// After a step of the cart: price it and hand it out to be kept.
    pub fn kept(&mut self, changed: bool, shop: &Shop) -> Action {
        if !changed {
            return Action::FocusSearch;
        }
        self.sold = None;
        self.basket.price(&shop.catalog, &shop.terms(), shop.currency());
        Action::Keep(vec![self.basket.cart().clone()])
    }
}
