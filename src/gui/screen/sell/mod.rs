//! Sell: search, tiles, the cart. Never writes: what has to be kept goes out as an action.

mod cart;
mod editor;
mod ribbon;
mod tiles;

pub use cart::width as cart_width;
pub use editor::{Editor, Kind, Part};
pub use ribbon::Ribbon;

use crate::domain::cart::Cart;
use crate::domain::money::{Money, Quantity};
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::title::{CoverId, Sku, Title};
use crate::gui::basket::Basket;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{self, Act};
use crate::gui::theme::S3;
use crate::gui::widget::tile;
use crate::gui::words::{say, tell};
use iced::Size;
use iced::time::Instant;
use std::sync::Arc;

/// The search field's id.
pub const SEARCH: &str = "sell-search";
/// The id of the cart's lines.
pub const LINES: &str = "cart-lines";
/// The tiles' id.
pub const GRID: &str = "sell-grid";

/// The selling screen.
#[derive(Debug)]
pub struct State {
    /// The carts.
    pub basket: Basket,
    /// The last sale, which can be taken back.
    pub ribbon: Ribbon,
    search: String,
    tag: Option<String>,
    found: Vec<Arc<Title>>,
    highlight: usize,
    moved: bool,
    offset: f32,
    grid: Size,
    editor: Option<Editor>,
    by_copy: bool,
    notice: Option<String>,
    sold: Option<Arc<Sale>>,
    /// In a window too small for both the cart stands in the tiles' place.
    pub cart_shown: bool,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// A chip was pressed.
    TagPressed(Option<String>),
    /// A tile was pressed.
    TitlePressed(Sku),
    /// The tiles were scrolled to this offset.
    Scrolled(f32),
    /// The tiles have this room now.
    GridResized(Size),
    /// A line of the cart was pressed.
    LinePressed(usize),
    /// One more of a line.
    MorePressed(usize),
    /// One less of a line.
    LessPressed(usize),
    /// Amounts are to be chosen copy by copy, or for all copies of a line at once.
    ByCopyPressed,
    /// An amount was chosen for a line.
    AmountChosen(usize, Money, Option<String>),
    /// A part of the open editor holds this now.
    EditorChanged(Part, String),
    /// An editor is to be opened.
    EditorOpened(Kind),
    /// A discount is to be given.
    DiscountPressed,
    /// The open editor is done.
    EditorDone,
    /// The open editor is to be closed.
    EditorClosed,
    /// The cart is to be emptied.
    ClearPressed,
    /// The last step of the cart is to be taken back.
    UndoPressed,
    /// The cart is to be parked.
    ParkPressed,
    /// A parked cart is to come back.
    ParkedPressed(usize),
    /// The way to Payment.
    CheckoutPressed,
    /// The receipt of a sale is to be shown.
    ReceiptPressed(ReceiptNumber),
    /// The last sale is to be taken back.
    UndoSalePressed,
    /// The last sale is to be seen in Sales, which takes it back later.
    LaterPressed(ReceiptNumber),
    /// Another minute of Undo has gone by.
    MinutePassed(Instant),
    /// The session is to be seen.
    SessionPressed,
    /// A sentence was read.
    NoticeClosed,
    /// In a small window: the cart or the tiles.
    SidePressed,
    /// A key of the table.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Put the keyboard into the search.
    FocusSearch,
    /// Put the keyboard into this field.
    Focus(&'static str),
    /// Scroll the tiles.
    Scroll(f32),
    /// Scroll the cart to its selected line.
    ShowLine,
    /// Keep these carts as they are now.
    Keep(Vec<Cart>),
    /// Go to Payment.
    Checkout,
    /// Take the last sale back.
    UndoSale,
    /// Show a sale in Sales.
    ShowSale(ReceiptNumber),
    /// Show the receipt of a sale.
    ShowReceipt(ReceiptNumber),
    /// Go to the event.
    ShowEvent,
}

impl State {
    /// The screen with these carts, and the last sale.
    pub fn new(carts: Vec<Cart>, ribbon: Ribbon, shop: &Shop) -> State {
        let mut state = State {
            basket: Basket::restored(carts),
            ribbon,
            search: String::new(),
            tag: None,
            found: Vec::new(),
            highlight: 0,
            moved: false,
            offset: 0.0,
            grid: Size::new(768.0, 560.0),
            editor: None,
            by_copy: false,
            notice: None,
            sold: None,
            cart_shown: false,
        };
        state.refresh(shop);
        state
    }

    /// The catalog is another one: find and price anew.
    pub fn refresh(&mut self, shop: &Shop) {
        let (_, query) = copies_and_query(&self.search);
        self.found = shop.catalog.search(query, self.tag.as_deref());
        self.highlight = self.highlight.min(self.found.len().saturating_sub(1));
        self.basket.price(&shop.catalog, &shop.terms(), shop.currency());
    }

    /// The pictures of the tiles that show, and of those around them.
    pub fn covers(&self) -> Vec<CoverId> {
        let columns = tiles::columns(self.grid.width);
        let (first, last) = tiles::shown(self.offset, self.grid.height, self.found.len().div_ceil(columns));
        let shown = self.found.iter().skip(first * columns).take((last - first) * columns);
        shown.filter_map(|title| title.cover.clone()).collect()
    }

    /// Whether something is searched.
    pub fn searching(&self) -> bool {
        !self.search.is_empty()
    }

    /// Whether a field other than the search is being filled in.
    pub fn editing(&self) -> bool {
        self.editor.is_some()
    }

    /// A sentence to be read.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    /// The cart was sold: an empty one takes its place, beside the change due.
    pub fn sold(&mut self, sale: Arc<Sale>, shop: &Shop) {
        self.basket.sold();
        self.cart_shown = !sale.change().is_zero();
        self.ribbon.sold(sale.clone());
        self.sold = Some(sale);
        self.editor = None;
        self.notice = None;
        self.search.clear();
        self.find(shop);
    }

    /// The last sale was taken back and its cart is there again; an open one is parked first.
    pub fn brought(&mut self, cart: Cart, shop: &Shop) -> Action {
        self.basket.bring(cart);
        self.editor = None;
        self.notice = None;
        self.cart_shown = true;
        self.search.clear();
        self.find(shop);
        self.kept_with_parked(true, shop)
    }

    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(text) => self.search_changed(text, shop),
            Message::TagPressed(tag) => {
                self.tag = tag;
                self.find(shop)
            }
            Message::TitlePressed(sku) => {
                let (copies, _) = copies_and_query(&self.search);
                self.add(&sku, copies, shop)
            }
            Message::Scrolled(offset) => {
                self.offset = offset;
                Action::None
            }
            Message::GridResized(size) => {
                self.grid = size;
                Action::None
            }
            Message::LinePressed(place) => {
                self.basket.select(place);
                Action::FocusSearch
            }
            Message::MorePressed(place) => self.change(place, 1, shop),
            Message::LessPressed(place) => self.change(place, -1, shop),
            Message::ByCopyPressed => {
                self.by_copy = !self.by_copy;
                Action::None
            }
            Message::AmountChosen(place, amount, band) => {
                self.notice = None;
                let changed = if self.by_copy {
                    self.basket.choose_next(place, amount, band)
                } else {
                    self.basket.choose(place, amount, band)
                };
                // Copy by copy the amounts stay in reach until every copy has its own.
                let line = self.basket.cart().lines.get(place);
                if line.is_none_or(|line| line.unchosen() == 0) {
                    self.editor = None;
                    self.by_copy = false;
                }
                self.kept(changed, shop)
            }
            Message::EditorChanged(part, text) => {
                if let Some(editor) = &mut self.editor {
                    editor.change(part, text);
                }
                Action::None
            }
            Message::EditorOpened(kind) => {
                if let Kind::Amount(place) = kind {
                    self.basket.select(place);
                }
                self.open(Editor::new(kind, self.basket.cart(), shop.currency()))
            }
            Message::DiscountPressed => self.discount(shop),
            Message::EditorDone => self.editor_done(shop),
            Message::EditorClosed => {
                self.editor = None;
                Action::FocusSearch
            }
            Message::ClearPressed => {
                let changed = self.basket.clear();
                self.editor = None;
                self.kept(changed, shop)
            }
            Message::UndoPressed => {
                let changed = self.basket.undo();
                self.kept(changed, shop)
            }
            Message::ParkPressed => self.park(shop),
            Message::ParkedPressed(place) => {
                let changed = self.basket.recall(place);
                self.kept_with_parked(changed, shop)
            }
            Message::CheckoutPressed => self.checkout(shop),
            Message::ReceiptPressed(number) => Action::ShowReceipt(number),
            Message::UndoSalePressed => Action::UndoSale,
            Message::LaterPressed(number) => Action::ShowSale(number),
            Message::MinutePassed(now) => {
                self.ribbon.turn(now);
                Action::None
            }
            Message::SessionPressed => Action::ShowEvent,
            Message::NoticeClosed => {
                self.notice = None;
                Action::FocusSearch
            }
            Message::SidePressed => {
                self.cart_shown = !self.cart_shown;
                Action::None
            }
            Message::Key(act, text) => self.key(act, text, shop),
        }
    }

    fn key(&mut self, act: Act, text: String, shop: &Shop) -> Action {
        let selected = self.basket.selected();
        match act {
            Act::Highlight(right, down) => self.move_highlight(right, down),
            Act::Line(by) => {
                self.basket.move_selection(by);
                Action::ShowLine
            }
            Act::Add => self.enter(shop),
            Act::More => self.change(selected, 1, shop),
            Act::Less => self.change(selected, -1, shop),
            Act::Remove => self.change(selected, i64::MIN / 2, shop),
            // With nothing in the cart and no step to take back it is the last sale that is meant.
            Act::Undo if self.basket.cart().is_empty() && !self.basket.can_undo() => Action::UndoSale,
            Act::Undo => self.update(Message::UndoPressed, shop),
            Act::Park => self.park(shop),
            Act::Donation => self.update(Message::EditorOpened(Kind::Donation), shop),
            Act::Custom => self.update(Message::EditorOpened(Kind::Custom), shop),
            Act::Discount => self.update(Message::DiscountPressed, shop),
            Act::TakePayment => self.checkout(shop),
            Act::Search => {
                let written = format!("{}{text}", self.search);
                let action = self.search_changed(written, shop);
                match action {
                    Action::Scroll(_) => Action::Focus(SEARCH),
                    other => other,
                }
            }
            Act::Back => self.back(shop),
            _ => Action::None,
        }
    }

    /// Esc: closes what is open, else clears the search; the cart stays.
    fn back(&mut self, shop: &Shop) -> Action {
        if self.editor.take().is_none() && self.notice.take().is_none() {
            self.search.clear();
            self.moved = false;
            self.find(shop);
        }
        Action::Focus(SEARCH)
    }

    fn search_changed(&mut self, text: String, shop: &Shop) -> Action {
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

    fn find(&mut self, shop: &Shop) -> Action {
        let (_, query) = copies_and_query(&self.search);
        self.found = shop.catalog.search(query, self.tag.as_deref());
        self.highlight = 0;
        self.moved = false;
        self.offset = 0.0;
        Action::Scroll(0.0)
    }

    /// The highlighted title's place among those found: none while nothing is searched and no key has moved it.
    fn highlighted(&self) -> Option<usize> {
        let (_, query) = copies_and_query(&self.search);
        (self.moved || !query.is_empty()).then_some(self.highlight)
    }

    fn move_highlight(&mut self, right: i32, down: i32) -> Action {
        let columns = tiles::columns(self.grid.width);
        let last = self.found.len().saturating_sub(1);
        if self.highlighted().is_some() {
            let by = right as isize + down as isize * columns as isize;
            self.highlight = self.highlight.saturating_add_signed(by).min(last);
        }
        self.moved = true;
        let top = (self.highlight / columns) as f32 * (tile::HEIGHT + S3);
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
    fn enter(&mut self, shop: &Shop) -> Action {
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

    fn add(&mut self, sku: &Sku, copies: Quantity, shop: &Shop) -> Action {
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

    fn change(&mut self, place: usize, by: i64, shop: &Shop) -> Action {
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

    fn park(&mut self, shop: &Shop) -> Action {
        self.editor = None;
        let changed = if self.basket.cart().is_empty() {
            self.basket.recall(0)
        } else {
            self.basket.park()
        };
        self.kept_with_parked(changed, shop)
    }

    fn kept_with_parked(&mut self, changed: bool, shop: &Shop) -> Action {
        let parked = self.basket.parked().first().cloned();
        match self.kept(changed, shop) {
            Action::Keep(carts) => Action::Keep(parked.into_iter().chain(carts).collect()),
            other => other,
        }
    }

    /// A discount: on the selected line unless the whole cart has one already.
    fn discount(&mut self, shop: &Shop) -> Action {
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

    fn open(&mut self, editor: Editor) -> Action {
        self.cart_shown = true;
        let field = editor.first_field();
        self.editor = Some(editor);
        Action::Focus(field)
    }

    fn editor_done(&mut self, shop: &Shop) -> Action {
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

    fn checkout(&mut self, shop: &Shop) -> Action {
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

/// `3*` before a search: so many copies, and what is searched.
fn copies_and_query(search: &str) -> (Quantity, &str) {
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
