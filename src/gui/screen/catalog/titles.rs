//! Every title in a table, and beside it the form of one of them, what can be done to several, or what is filtered by.
//! Never writes: what was changed goes over the desk to the till, which reads each title anew.

mod covers;
mod editor;
mod filter;
mod form;
mod keeping;
mod picture;
mod price;
mod several;
mod table;
mod view;

use super::Action;
use crate::domain::title::{CoverId, Sku, Title};
use crate::gui::desk::Desk;
use crate::gui::screen::PAGE;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::words::{say, tell};
use crate::till::{Error, Undone};
use covers::Covers;
use filter::Filter;
use iced::Task;
use iced::widget::operation::{AbsoluteOffset, focus, scroll_to};
use std::collections::BTreeSet;
use std::sync::Arc;
use table::{LIST, Order, Part, ROW};

/// The search field's id.
pub const SEARCH: &str = "catalog-search";

/// What stands beside the table.
#[derive(Debug, Default)]
enum Pane {
    /// Nothing is chosen.
    #[default]
    Nothing,
    /// The form of a title, a new one or one that is there.
    Editor(Box<editor::State>),
    /// What can be done to those that are marked.
    Several(Box<several::State>),
    /// What is filtered by.
    Filter,
}

/// The titles.
#[derive(Debug, Default)]
pub struct State {
    search: String,
    filter: Filter,
    order: Order,
    found: Vec<Arc<Title>>,
    chosen: Option<Sku>,
    marked: BTreeSet<Sku>,
    pane: Pane,
    /// Where there is room for one thing at a time: the pane instead of the table.
    open: bool,
    offset: f32,
    /// The till is writing: a second press does nothing.
    working: bool,
    /// What came of the last press.
    said: Option<Result<String, String>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// The table was scrolled.
    Scrolled(f32),
    /// A heading was pressed.
    HeadingPressed(Part),
    /// A title was pressed.
    TitlePressed(Sku),
    /// The box before a title was pressed.
    MarkPressed(Sku),
    /// A new title is to be made.
    NewPressed,
    /// What is filtered by is to be shown, or not.
    FilterPressed,
    /// Back to the table.
    ListPressed,
    /// The last change is to be undone.
    UndoPressed,
    /// In the form.
    Editor(editor::Message),
    /// In what can be done to several.
    Several(several::Message),
    /// In what is filtered by.
    Filter(filter::Message),
    /// In the picture of this title, whose form may be gone by now.
    PictureOf(Sku, picture::Message),
    /// Pictures that were dropped together were read and scaled.
    CoversRead(Box<Covers>),
    /// They are the covers of the titles they are called after, or not.
    CoversKept(String, Result<Box<Shop>, Error>),
    /// This title was kept, or not.
    Saved(Sku, Result<Box<Shop>, Error>),
    /// Several were changed, or not.
    Changed(usize, Result<Box<Shop>, Error>),
    /// Titles were taken away, or not.
    Removed(Result<Box<Shop>, Error>),
    /// The last change is undone, or not.
    Undone(Result<(Box<Undone>, Box<Shop>), Error>),
}

/// A form begins at its top, wherever the one before it was read.
fn top() -> Task<Message> {
    scroll_to(PAGE, AbsoluteOffset { x: 0.0, y: 0.0 })
}

fn run(task: Task<Message>) -> Action {
    Action::Run(task.map(super::Message::Titles))
}

impl State {
    /// Finds anew. A form that nobody changed follows its title.
    pub fn find(&mut self, shop: &Shop) {
        let filter = &self.filter;
        self.found = shop
            .catalog
            .search_among(self.search.trim(), |title| filter.keeps(title));
        table::sort(&mut self.found, self.order, shop);
        self.offset = self.offset.min(self.found.len() as f32 * ROW);
        self.marked.retain(|sku| shop.catalog.get(sku).is_some());
        match &self.pane {
            Pane::Nothing => {
                if let Some(first) = self.found.first() {
                    self.choose(&first.sku.clone(), shop);
                }
            }
            Pane::Editor(form) => {
                let base = form.base().map(|base| base.sku.clone());
                if let Some(sku) = base.filter(|sku| {
                    let now = shop.catalog.get(sku);
                    now != form.base() && (now.is_none() || !form.changed(shop))
                }) {
                    self.choose(&sku, shop);
                }
            }
            Pane::Several(_) if self.marked.is_empty() => self.pane = Pane::Nothing,
            Pane::Several(_) | Pane::Filter => {}
        }
    }

    fn choose(&mut self, sku: &Sku, shop: &Shop) {
        let title = shop.catalog.get(sku);
        self.pane = match title {
            Some(title) => Pane::Editor(Box::new(editor::State::of(title, shop.currency()))),
            None => Pane::Nothing,
        };
        self.chosen = title.map(|title| title.sku.clone());
    }

    /// Whether something is filled in that a letter must not end.
    pub fn changing(&self, shop: &Shop) -> bool {
        match &self.pane {
            Pane::Editor(form) => form.base().is_none() || form.changed(shop),
            Pane::Several(_) | Pane::Filter => true,
            Pane::Nothing => false,
        }
    }

    /// The picture of the title in the form.
    pub fn cover(&self, shop: &Shop) -> Option<CoverId> {
        let title = self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku))?;
        title.cover.clone()
    }

    /// A key of the table.
    pub fn key(&mut self, act: Act, text: &str, shop: &Shop) -> Action {
        match act {
            Act::Search => self.search.push_str(text),
            Act::Back if self.leave(shop) => return Action::Run(focus(SEARCH)),
            Act::Back => self.search.clear(),
            _ => return Action::None,
        }
        self.searched(shop);
        Action::Run(focus(SEARCH))
    }

    /// Leaves what stands beside the table, or takes back what is filled in; whether there was anything of the kind.
    fn leave(&mut self, shop: &Shop) -> bool {
        let was_open = std::mem::take(&mut self.open);
        if !self.changing(shop) {
            return was_open;
        }
        self.marked.clear();
        self.said = None;
        match self.chosen.clone() {
            Some(sku) => self.choose(&sku, shop),
            None => self.pane = Pane::Nothing,
        }
        self.find(shop);
        true
    }

    fn searched(&mut self, shop: &Shop) {
        self.open = false;
        self.offset = 0.0;
        self.find(shop);
    }

    /// Whether the form may give way to another; where it holds what was not kept, that is said instead.
    fn may_leave(&mut self, shop: &Shop) -> bool {
        match &mut self.pane {
            Pane::Editor(form) if form.changed(shop) => {
                form.problem = Some(say("title-unsaved"));
                self.open = true;
                false
            }
            _ => true,
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(search) => {
                self.search = search;
                self.said = None;
                self.searched(shop);
                return run(scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }));
            }
            Message::Scrolled(offset) => self.offset = offset,
            Message::HeadingPressed(part) => {
                self.order = table::pressed(self.order, part);
                self.searched(shop);
                return run(scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }));
            }
            Message::TitlePressed(sku) => {
                if self.may_leave(shop) {
                    self.said = None;
                    self.marked.clear();
                    self.choose(&sku, shop);
                    self.open = true;
                    return run(top());
                }
            }
            Message::MarkPressed(sku) => {
                if self.may_leave(shop) {
                    if !self.marked.remove(&sku) {
                        self.marked.insert(sku);
                    }
                    self.show_marked(shop);
                }
            }
            Message::NewPressed => {
                if self.may_leave(shop) {
                    self.said = None;
                    self.marked.clear();
                    self.pane = Pane::Editor(Box::new(editor::State::new()));
                    self.chosen = None;
                    self.open = true;
                    let named = focus(editor::Field::Name.id());
                    return Action::Run(Task::batch([top().map(super::Message::Titles), named]));
                }
            }
            Message::FilterPressed => {
                if self.may_leave(shop) {
                    self.open = true;
                    match self.pane {
                        Pane::Filter => self.close_filter(shop),
                        _ => self.pane = Pane::Filter,
                    }
                }
            }
            Message::ListPressed => self.open = false,
            Message::UndoPressed => return self.undo(desk, shop),
            Message::Editor(message) => return self.edited(message, desk, shop),
            Message::Several(message) => return self.several(message, desk, shop),
            Message::Filter(filter::Message::ClosePressed) => self.close_filter(shop),
            Message::Filter(message) => {
                self.filter.update(message);
                let open = self.open;
                self.searched(shop);
                self.open = open;
            }
            Message::PictureOf(sku, message) => return self.picture_of(sku, message, desk, shop),
            Message::CoversRead(covers) => return self.covers_read(*covers, desk),
            Message::CoversKept(words, answer) => return self.answered(words, answer),
            Message::Saved(sku, answer) => return self.saved(&sku, answer),
            Message::Changed(count, answer) => {
                let words = tell("several-changed", &[("count", count.into())]);
                return self.answered(words, answer);
            }
            Message::Removed(answer) => {
                if answer.is_ok() {
                    self.marked.clear();
                    self.pane = Pane::Nothing;
                    self.chosen = None;
                    self.open = false;
                }
                return self.answered(say("title-removed"), answer);
            }
            Message::Undone(answer) => return self.undone(answer),
        }
        Action::None
    }

    fn show_marked(&mut self, shop: &Shop) {
        self.said = None;
        match (self.marked.is_empty(), &self.pane) {
            (true, _) => {
                self.pane = Pane::Nothing;
                if let Some(sku) = self.chosen.clone() {
                    self.choose(&sku, shop);
                }
            }
            (false, Pane::Several(_)) => {}
            (false, _) => self.pane = Pane::Several(Box::default()),
        }
    }

    fn close_filter(&mut self, shop: &Shop) {
        self.open = false;
        self.pane = Pane::Nothing;
        if let Some(sku) = self.chosen.clone() {
            self.choose(&sku, shop);
        }
        self.find(shop);
    }
}
