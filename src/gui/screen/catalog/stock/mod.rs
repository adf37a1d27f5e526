//! Copies of the titles: received, counted, given away; the box, counted title by title. A scanned code finds its title.
//! Never works with the till itself, and never holds a count in memory alone: what is keyed lies on disk at once.

mod boxed;
mod doing;
mod list;
mod one;

use super::{Action, side};
use crate::domain::money::Quantity;
use crate::domain::stock::{Movement, Stocktake, Why};
use crate::domain::title::Sku;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, field, letters, notice};
use crate::gui::words::{say, tell};
use crate::till::{Error, Give, TakenBox, Till};
use iced::widget::operation::{focus, select_all};
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Element, Fill, Size, Task};
use uuid::Uuid;

/// What has the keyboard first: the search.
pub const FIRST: &str = "stock-first";
/// The number of copies.
const COPIES: &str = "stock-copies";
/// What was noted of copies that leave.
const NOTE: &str = "stock-note";
/// So many movements of a title are shown.
const SHOWN: u32 = 12;
/// Lower than this the form is short of words, so that the number and what came of it are seen.
const LOW: f32 = 420.0;
/// A number of copies has fewer digits; a scanner writes more.
const CODE: usize = 7;

/// What is done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// One title's copies move.
    #[default]
    Titles,
    /// The box is counted.
    Box,
}

/// What is done with a title's copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum How {
    /// They come in.
    #[default]
    Receive,
    /// They are counted.
    Count,
    /// They leave without being sold.
    Give,
}

/// What stands in this tab.
#[derive(Debug)]
pub struct State {
    view: View,
    search: String,
    found: Vec<Sku>,
    chosen: Option<Sku>,
    /// Where there is room for one thing at a time: the chosen title instead of the list.
    open: bool,
    offset: f32,
    how: How,
    copies: String,
    why: Why,
    note: String,
    /// The idempotency key of what is entered.
    key: Uuid,
    movements: Vec<Movement>,
    stocktake: Stocktake,
    said: Option<Result<String, String>>,
    /// What was done last and can still be taken back.
    undo: Option<Undo>,
    working: bool,
    /// The box is to be dropped: pressed once.
    dropping: bool,
}

impl Default for State {
    fn default() -> State {
        State {
            view: View::default(),
            search: String::new(),
            found: Vec::new(),
            chosen: None,
            open: false,
            offset: 0.0,
            how: How::default(),
            copies: String::new(),
            why: Why::Free,
            note: String::new(),
            key: Uuid::now_v7(),
            movements: Vec::new(),
            stocktake: Stocktake::default(),
            said: None,
            undo: None,
            working: false,
            dropping: false,
        }
    }
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A view was pressed.
    ViewPressed(View),
    /// The packing list was pressed.
    PackingPressed,
    /// The search holds this now.
    SearchChanged(String),
    /// Enter in the search: a title's name was typed, or its code scanned.
    SearchSubmitted,
    /// The list was scrolled.
    Scrolled(f32),
    /// A title was pressed.
    TitlePressed(Sku),
    /// Back to the list.
    ListPressed,
    /// What is done with the copies.
    HowPressed(How),
    /// Why they leave.
    WhyPressed(Why),
    /// What is noted of it.
    NoteChanged(String),
    /// The number of copies holds this now.
    CopiesChanged(String),
    /// So many more, or fewer.
    Stepped(i64),
    /// Enter in the number of copies.
    CopiesSubmitted,
    /// It is to be done.
    DonePressed,
    /// What was given last was a mistake.
    UndoPressed,
    /// The chosen title was not counted after all.
    ForgetPressed,
    /// The count of the box is to be taken.
    TakePressed,
    /// The box is to be dropped.
    DropPressed,
    /// It is to be kept.
    KeepPressed,
    /// What is known of the chosen title and of the box was read.
    Read(Result<Box<Read>, Error>),
    /// Something was done, or not.
    Done(Result<Box<Done>, Error>),
}

/// What is read of the till for this tab.
#[derive(Debug, Clone)]
pub struct Read {
    movements: Vec<Movement>,
    stocktake: Stocktake,
}

/// How what was done last is taken back.
#[derive(Debug, Clone)]
pub enum Undo {
    /// Copies left: they come back from there.
    Give(Give),
    /// Copies of a title came in or were counted, by the movement with this number.
    Moved(Sku, i64),
    /// The count of the box was taken.
    Box(TakenBox),
}

/// What was done: in a sentence, with the shop as it is then.
#[derive(Debug, Clone)]
pub struct Done {
    said: String,
    undo: Option<Undo>,
    read: Read,
    shop: Box<Shop>,
}

impl Read {
    fn of(till: &mut Till, chosen: Option<&Sku>) -> Result<Read, Error> {
        Ok(Read {
            movements: match chosen {
                Some(sku) => till.movements(sku, SHOWN)?,
                None => Vec::new(),
            },
            stocktake: till.stocktake()?,
        })
    }
}

impl State {
    /// The tab is shown: what lies on disk is read.
    pub fn show(&mut self, desk: &Desk, shop: &Shop) -> Task<super::Message> {
        self.said = None;
        self.find(shop);
        Task::batch([self.read(desk), focus(FIRST)])
    }

    /// Finds the titles anew.
    pub fn find(&mut self, shop: &Shop) {
        let found = shop.catalog.search(self.search.trim(), None);
        self.found = found.iter().map(|title| title.sku.clone()).collect();
        self.offset = self.offset.min(self.found.len() as f32 * list::ROW);
    }

    /// Esc, where it means something here.
    pub fn back(&mut self) -> bool {
        if self.open {
            self.open = false;
            return true;
        }
        let typed = !self.search.is_empty();
        self.search.clear();
        typed
    }

    /// Whether what was done last can be taken back.
    pub fn undoable(&self) -> bool {
        self.undo.is_some() && matches!(self.said, Some(Ok(_)))
    }

    /// Ctrl+Z: what was done last is taken back.
    pub fn take_back(&mut self, desk: &Desk) -> Action {
        match self.undoable() {
            true => self.undo(desk),
            false => Action::None,
        }
    }

    fn read(&self, desk: &Desk) -> Task<super::Message> {
        let chosen = self.chosen.clone();
        let read = desk.run(move |till| Read::of(till, chosen.as_ref()).map(Box::new));
        Task::perform(read, |answer| super::Message::Stock(Message::Read(answer)))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        if !matches!(message, Message::DropPressed | Message::Read(_)) {
            self.dropping = false;
        }
        match message {
            Message::ViewPressed(view) => {
                (self.view, self.said, self.undo) = (view, None, None);
                self.copies.clear();
                return Action::Run(self.show(desk, shop));
            }
            // The papers are another tab's.
            Message::PackingPressed => {}
            Message::SearchChanged(search) => {
                self.search = search;
                self.open = false;
                self.find(shop);
            }
            Message::SearchSubmitted => return self.searched(desk, shop),
            Message::Scrolled(offset) => self.offset = offset,
            Message::TitlePressed(sku) => return self.choose(sku, desk),
            Message::ListPressed => {
                self.open = false;
                return Action::Run(focus(FIRST));
            }
            Message::HowPressed(how) => {
                (self.how, self.said, self.undo) = (how, None, None);
                self.key = Uuid::now_v7();
                self.begin();
                return Action::Run(Task::batch([focus(COPIES), select_all(COPIES)]));
            }
            Message::WhyPressed(why) => (self.why, self.key) = (why, Uuid::now_v7()),
            Message::NoteChanged(note) => (self.note, self.key) = (note, Uuid::now_v7()),
            Message::CopiesChanged(copies) => self.keyed(copies),
            Message::Stepped(by) => self.keyed((self.number().unwrap_or(0) + by).max(0).to_string()),
            Message::CopiesSubmitted => return self.submitted(desk, shop),
            Message::DonePressed => return self.work(desk),
            Message::UndoPressed => return self.undo(desk),
            Message::ForgetPressed => return self.forget(desk),
            Message::TakePressed => return self.take(desk),
            Message::DropPressed if !self.dropping => self.dropping = true,
            Message::DropPressed => return self.drop_box(desk),
            Message::KeepPressed => {}
            Message::Read(Ok(read)) => (self.movements, self.stocktake) = (read.movements, read.stocktake),
            Message::Read(Err(why)) => self.said = Some(Err(why.to_string())),
            Message::Done(answer) => return self.done(answer),
        }
        Action::None
    }

    /// What leaves is most often one copy.
    fn begin(&mut self) {
        if self.view == View::Titles && self.how == How::Give && self.copies.is_empty() {
            self.copies = "1".to_owned();
        }
    }

    fn keyed(&mut self, copies: String) {
        self.copies = copies;
        self.key = Uuid::now_v7();
    }

    fn number(&self) -> Option<i64> {
        let number = self.copies.trim().parse::<u32>().ok()?;
        (number <= Quantity::MAX).then_some(i64::from(number))
    }

    /// Whether what is entered can be done.
    fn ready(&self) -> bool {
        let least = match (self.view, self.how) {
            (View::Box, _) | (View::Titles, How::Count) => 0,
            (View::Titles, How::Receive | How::Give) => 1,
        };
        !self.working && self.chosen.is_some() && self.number().is_some_and(|copies| copies >= least)
    }

    fn choose(&mut self, sku: Sku, desk: &Desk) -> Action {
        if self.chosen.as_ref() != Some(&sku) {
            (self.said, self.undo) = (None, None);
            self.copies.clear();
            self.note.clear();
        }
        let found = self.stocktake.line(&sku).map(|line| line.found.to_string());
        if let (View::Box, Some(found)) = (self.view, found) {
            self.copies = found;
        }
        (self.chosen, self.open, self.key) = (Some(sku), true, Uuid::now_v7());
        self.begin();
        Action::Run(Task::batch([self.read(desk), focus(COPIES), select_all(COPIES)]))
    }

    /// A scanned code finds its one title; in the box it is a copy that was found. Words choose the first title they find.
    fn searched(&mut self, desk: &Desk, shop: &Shop) -> Action {
        let code = self.search.trim().to_owned();
        if let Some(title) = shop.catalog.by_barcode(&code).filter(|_| code.len() >= CODE) {
            let sku = title.sku.clone();
            self.search.clear();
            self.find(shop);
            return match self.view {
                View::Titles => self.choose(sku, desk),
                View::Box => self.one_more(sku, desk),
            };
        }
        match self.found.first().cloned() {
            Some(sku) if !code.is_empty() => self.choose(sku, desk),
            _ => Action::None,
        }
    }

    /// In the number of copies a scanner writes a code: it means the next title.
    fn submitted(&mut self, desk: &Desk, shop: &Shop) -> Action {
        if self.copies.trim().len() >= CODE {
            self.search = std::mem::take(&mut self.copies).trim().to_owned();
            self.find(shop);
            return self.searched(desk, shop);
        }
        self.work(desk)
    }

    /// Each copy of a title is scanned, one after the other.
    fn one_more(&mut self, sku: Sku, desk: &Desk) -> Action {
        let found = self.stocktake.line(&sku).map_or(0, |line| line.found) + 1;
        self.chosen = Some(sku);
        self.copies = found.to_string();
        self.work(desk)
    }

    /// The tab.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let narrow = room.width < NARROW;
        let views = [(View::Titles, "stock-view-titles"), (View::Box, "stock-view-box")];
        let mut top: Vec<Element<'a, Message>> = Vec::new();
        if narrow && self.open {
            let back = Some(Message::ListPressed);
            top.push(chip_key(look, icon::BACK, say("catalog-titles-all"), cap(Act::Back), back).into());
        } else {
            // A count that was interrupted is not forgotten.
            let counted = i64::try_from(self.stocktake.lines.len()).unwrap_or(i64::MAX);
            top.extend(views.map(|(view, word)| {
                let pressed = Some(Message::ViewPressed(view));
                let words = tell(word, &[("count", counted.into())]);
                chip(look, None, words, self.view == view, pressed).into()
            }));
            top.push(
                chip(
                    look,
                    Some(icon::FILE),
                    say("stock-packing"),
                    false,
                    Some(Message::PackingPressed),
                )
                .into(),
            );
        }
        let top = Row::with_children(top).spacing(S2).wrap().vertical_spacing(S2);
        let whole = room.width - 2.0 * S4;
        let form = |width: f32| {
            let form = container(self.form(look, shop, width - S3, room.height < LOW)).padding(pad(0.0, S3, 0.0, 0.0));
            scrollable(form)
                .id(super::super::PAGE)
                .style(look.scroll())
                .height(Fill)
        };
        let body: Element<'a, Message> = match (narrow, self.open) {
            (true, true) => form(whole).into(),
            (true, false) => self.listed(look, shop, whole, room.height),
            (false, _) => {
                let side = side(room);
                let list = self.listed(look, shop, whole - side - S4, room.height);
                row![list, form(side).width(side)].spacing(S4).height(Fill).into()
            }
        };
        column![top, body].spacing(S3).height(Fill).into()
    }

    /// The search, and the list below it.
    fn listed<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, height: f32) -> Element<'a, Message> {
        let hint = say("stock-search");
        let search =
            field(look, FIRST, &hint, &self.search, Message::SearchChanged).on_submit(Message::SearchSubmitted);
        let body: Element<'a, Message> = if self.found.is_empty() {
            let none = say(if shop.catalog.titles().is_empty() {
                "catalog-none"
            } else {
                "catalog-none-found"
            });
            container(letters(none, REGULAR, BODY, look.soft)).center(Fill).into()
        } else {
            self.rows(look, shop, width, height)
        };
        let body = container(body).padding(2).width(Fill).height(Fill).style(look.card());
        column![search, body].spacing(S2).height(Fill).into()
    }

    fn form<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, low: bool) -> Element<'a, Message> {
        match self.view {
            View::Titles => self.one(look, shop, width, low),
            View::Box => self.boxed(look, shop, width),
        }
    }

    /// What happened last, in a sentence, and how it is taken back.
    fn told<'a>(&'a self, look: &Look) -> Option<Element<'a, Message>> {
        let said = match self.said.as_ref()? {
            Ok(said) => notice(look, icon::CHECK, said.clone(), false),
            Err(why) => notice(look, icon::WARNING, why.clone(), true),
        };
        let undo = self.undoable().then(|| {
            let pressed = (!self.working).then_some(Message::UndoPressed);
            chip_key(look, icon::UNDO, say("stock-undo"), cap(Act::Undo), pressed)
        });
        Some(column![said].push(undo).spacing(S2).into())
    }
}
