//! Sell: search, tiles, the cart. Never writes: what has to be kept goes out as an action.

mod cart;
mod editor;
mod filling;
mod finding;
mod lines;
mod ribbon;
mod tiles;

pub use cart::width as cart_width;
pub use editor::{Editor, Kind, Part};
pub use ribbon::Ribbon;

use crate::domain::cart::Cart;
use crate::domain::money::Money;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::domain::title::{CoverId, Sku, Title};
use crate::gui::basket::Basket;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::widget::shown::shown;
use finding::copies_and_query;
use iced::Size;
use iced::time::Instant;
use std::sync::Arc;
use tiles::STEP;

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
        let rows = shown(self.found.len().div_ceil(columns), STEP, self.offset, self.grid.height);
        let titles = self.found.iter().skip(rows.start * columns).take(rows.len() * columns);
        titles.filter_map(|title| title.cover.clone()).collect()
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
}
