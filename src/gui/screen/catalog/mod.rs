//! Catalog: its titles, what comes in and goes out, its stock, its papers, its prices, a tab each.
//! Never works with the till itself: over the desk only.

mod bring;
mod lists;
mod offers;
mod print;
mod sentence;
mod stock;
mod titles;

pub use titles::SEARCH;

use super::PAGE;
use crate::domain::title::{CoverId, Sku};
use crate::gui::desk::Desk;
use crate::gui::drop::Dropped;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::theme::*;
use crate::gui::widget::{chip, line};
use crate::gui::words::{say, tell};
use iced::widget::operation::focus;
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size, Task};

/// What the catalog shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Every title, and the one that is edited.
    #[default]
    Titles,
    /// Files and pages in, the catalog out.
    Bring,
    /// Copies: received, counted, given away, packed.
    Stock,
    /// Price cards and signs.
    Print,
    /// Prices that many titles share.
    Lists,
    /// Prices for several copies together.
    Offers,
}

/// The tabs in their order, each with its word.
const TABS: [(Tab, &str); 6] = [
    (Tab::Titles, "catalog-titles"),
    (Tab::Bring, "catalog-bring"),
    (Tab::Stock, "catalog-stock-tab"),
    (Tab::Print, "catalog-print"),
    (Tab::Lists, "catalog-lists"),
    (Tab::Offers, "catalog-offers"),
];

/// The screen of the catalog.
#[derive(Debug, Default)]
pub struct State {
    tab: Tab,
    titles: titles::State,
    lists: lists::State,
    offers: offers::State,
    bring: bring::State,
    stock: stock::State,
    print: print::State,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A tab was pressed.
    TabPressed(Tab),
    /// Among the titles.
    Titles(titles::Message),
    /// Among the price lists.
    Lists(lists::Message),
    /// Among the offers.
    Offers(offers::Message),
    /// Among what comes in and goes out.
    Bring(bring::Message),
    /// Among the copies.
    Stock(stock::Message),
    /// Among the papers.
    Print(print::Message),
    /// Files were dropped on the window.
    Dropped(Dropped),
    /// A key of the table.
    Key(Act, String),
}

impl Message {
    /// A press on the box before a title, which no word names.
    pub fn mark(sku: Sku) -> Message {
        Message::Titles(titles::Message::MarkPressed(sku))
    }
}

/// What only the root may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Put a title into the cart.
    Sell(Sku),
    /// Prices changed: this is the shop now.
    Changed(Box<Shop>),
}

impl State {
    /// Finds the titles anew.
    pub fn find(&mut self, shop: &Shop) {
        self.titles.find(shop);
        self.stock.find(shop);
        self.print.find(shop);
    }

    /// The pictures that show.
    pub fn covers(&self, shop: &Shop) -> Vec<CoverId> {
        match self.tab {
            Tab::Titles => self.titles.cover(shop).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a field other than the search of titles may be filled in.
    pub fn editing(&self, shop: &Shop) -> bool {
        self.tab != Tab::Titles || self.titles.changing(shop)
    }

    /// Whether copies were moved a moment ago, by what is taken back beside the sentence that says so.
    pub fn undoable(&self) -> bool {
        self.tab == Tab::Stock && self.stock.undoable()
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::TabPressed(Tab::Bring) => self.bring_in(desk),
            Message::TabPressed(Tab::Stock) => {
                self.tab = Tab::Stock;
                Action::Run(self.stock.show(desk, shop))
            }
            Message::TabPressed(Tab::Print) => {
                self.tab = Tab::Print;
                Action::Run(self.print.show(desk, shop))
            }
            Message::Stock(stock::Message::PackingPressed) => {
                self.tab = Tab::Print;
                self.print.pack();
                Action::Run(self.print.show(desk, shop))
            }
            Message::TabPressed(tab) => self.turn_to(tab),
            Message::Titles(message) => self.titles.update(message, desk, shop),
            Message::Lists(message) => self.lists.update(message, desk, shop),
            Message::Offers(message) => self.offers.update(message, desk, shop),
            Message::Bring(message) => self.bring.update(message, desk, shop),
            Message::Stock(message) => self.stock.update(message, desk, shop),
            Message::Print(message) => self.print.update(message, desk, shop),
            Message::Dropped(what) => self.dropped(what, desk, shop),
            Message::Key(Act::Back, _) if self.tab == Tab::Bring && self.bring.back() => Action::None,
            Message::Key(Act::Back, _) if self.tab == Tab::Stock && self.stock.back() => {
                self.stock.find(shop);
                Action::Run(focus(stock::FIRST))
            }
            Message::Key(Act::Back, _) if self.tab == Tab::Print && self.print.back() => {
                self.print.find(shop);
                Action::Run(focus(print::FIRST))
            }
            Message::Key(Act::Back, _) if self.tab != Tab::Titles => self.turn_to(Tab::Titles),
            Message::Key(Act::Undo, _) if self.tab == Tab::Stock => self.stock.take_back(desk),
            Message::Key(Act::Undo, _) => self.titles.update(titles::Message::UndoPressed, desk, shop),
            Message::Key(act, text) => self.titles.key(act, &text, shop),
        }
    }

    /// Pictures become covers, everything else is looked at as what may hold titles.
    fn dropped(&mut self, what: Dropped, desk: &Desk, shop: &Shop) -> Action {
        let Dropped {
            files,
            pictures,
            by_name,
            empty,
        } = what;
        self.tab = match files.is_empty() && !pictures.is_empty() {
            true => Tab::Titles,
            false => Tab::Bring,
        };
        let also = empty.first();
        let also = also.map(|folder| tell("drop-empty", &[("folder", folder.display().to_string().into())]));
        let titles = self.bring.update(bring::Message::Dropped(files), desk, shop);
        let covers = match (pictures.as_slice(), also) {
            ([], Some(also)) => {
                self.bring.say(also);
                Action::None
            }
            ([], None) => Action::None,
            (pictures, also) => self
                .titles
                .dropped(pictures, by_name || also.is_some(), also, desk, shop),
        };
        match (covers, titles) {
            (Action::Run(covers), Action::Run(titles)) => Action::Run(Task::batch([covers, titles])),
            (Action::None, titles) => titles,
            (covers, _) => covers,
        }
    }

    /// Turns to what comes in.
    pub fn bring_in(&mut self, desk: &Desk) -> Action {
        self.tab = Tab::Bring;
        Action::Run(self.bring.show(desk).map(Message::Bring))
    }

    fn turn_to(&mut self, tab: Tab) -> Action {
        self.tab = tab;
        Action::Run(focus(match tab {
            Tab::Titles => SEARCH,
            Tab::Lists => lists::NAME,
            Tab::Offers => offers::UNITS,
            Tab::Bring => bring::PATH,
            Tab::Stock => stock::FIRST,
            Tab::Print => print::FIRST,
        }))
    }

    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let body = match self.tab {
            Tab::Titles => self.titles.view(look, shop, room).map(Message::Titles),
            Tab::Bring => self.bring.view(look, shop, room).map(Message::Bring),
            Tab::Stock => self.stock.view(look, shop, room).map(Message::Stock),
            Tab::Print => self.print.view(look, shop, room).map(Message::Print),
            Tab::Lists => self.lists.view(look, shop, room).map(Message::Lists),
            Tab::Offers => self.offers.view(look, shop, room).map(Message::Offers),
        };
        container(column![self.tabs(look, room), body].spacing(S3))
            .padding(S4)
            .width(Fill)
            .height(Fill)
            .into()
    }

    /// The heading and the tabs; they scroll aside where there is no room for all of them.
    fn tabs<'a>(&self, look: &Look, room: Size) -> Element<'a, Message> {
        let mut tabs = row![].spacing(S2).align_y(Alignment::Center);
        if room.width > HEADED {
            let heading = line(say("catalog-heading"), EXTRABOLD, HUGE, look.ink);
            tabs = tabs.push(container(heading).padding(pad(0.0, S2, 0.0, 0.0)));
        }
        for (tab, word) in TABS {
            let pressed = Some(Message::TabPressed(tab));
            tabs = tabs.push(chip(look, None, say(word), self.tab == tab, pressed));
        }
        scrollable(tabs)
            .direction(scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden()))
            .width(Fill)
            .into()
    }
}

/// Narrower than this the heading gives way to the tabs.
const HEADED: f32 = 880.0;

/// Width of what stands beside a list.
fn side(room: Size) -> f32 {
    if room.width > 1000.0 { 440.0 } else { 380.0 }
}

/// A list with a form beside it, each made for its width; the form below the list where there is no room.
fn beside<'a, Message: 'a>(
    look: &Look,
    room: Size,
    list: impl FnOnce(f32) -> Element<'a, Message>,
    form: impl FnOnce(f32) -> Element<'a, Message>,
) -> Element<'a, Message> {
    let whole = room.width - 2.0 * S4;
    let bar = pad(0.0, S3, 0.0, 0.0);
    if room.width < NARROW {
        let list = container(list(whole - S3)).width(Fill).style(look.card());
        let both = column![list, form(whole - S3)].spacing(S3).padding(bar);
        return scrollable(both).id(PAGE).style(look.scroll()).height(Fill).into();
    }
    let side = side(room);
    let list = scrollable(list(whole - side - S4)).style(look.scroll()).height(Fill);
    let list = container(list).width(Fill).height(Fill).style(look.card());
    let form = scrollable(container(form(side - S3)).padding(bar));
    row![list, form.id(PAGE).style(look.scroll()).width(side)]
        .spacing(S4)
        .height(Fill)
        .into()
}

/// Chips that go on in the next row where one is full.
fn chips<'a, Message: 'a>(chips: impl IntoIterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
    Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2).into()
}
