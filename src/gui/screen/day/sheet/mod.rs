//! A paper sheet keyed in afterwards: a row for each sale, all of them recorded or none.
//! Never records by itself, and never loses a row: it stays as it is while somebody looks something up.

mod row;
mod view;

pub use view::days;

use crate::domain::day::BusinessDay;
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::domain::sale::Sale;
use crate::domain::title::{Sku, Title};
use crate::gui::desk::Desk;
use crate::gui::shop::{Shop, full_day_words};
use crate::gui::shortcut::Act;
use crate::gui::widget::walk::{rest_in, turn_to};
use crate::gui::words::{say, tell};
use crate::till::{Error, SheetRow};
use iced::Task;
use iced::widget::operation::{focus, snap_to_end};
use row::{Row, clock, copies_and_query};
use std::sync::Arc;
use uuid::Uuid;

/// The search field's id.
pub const SEARCH: &str = "sheet-search";
/// The rows' id.
const ROWS: &str = "sheet-rows";
/// As many titles as are offered to a search.
const OFFERED: usize = 4;
/// As many rows as one sheet holds.
const MOST: usize = 200;

/// The sheet.
#[derive(Debug)]
pub struct State {
    key: String,
    day: BusinessDay,
    time: String,
    method: Method,
    search: String,
    found: Vec<Arc<Title>>,
    highlight: usize,
    rows: Vec<Row>,
    /// The row that was touched last.
    last: Option<usize>,
    /// The row that is to be of another title.
    replacing: Option<usize>,
    /// The row that was taken out last, and where it stood.
    removed: Option<(usize, Row)>,
    total: Money,
    by_method: Vec<(Method, Money)>,
    recording: bool,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// So many days later, or earlier.
    DayPressed(i64),
    /// The time that new rows take over, as typed.
    TimeTyped(String),
    /// The method that new rows take over.
    MethodPressed(Method),
    /// The search holds this now.
    SearchChanged(String),
    /// Enter in the search.
    SearchEntered,
    /// A title that was found was pressed.
    TitlePressed(Sku),
    /// A row's title was pressed: it is to be another one.
    RowTitlePressed(usize),
    /// A row's copies as typed.
    CountTyped(usize, String),
    /// So many copies more, or less.
    CountStepped(usize, i64),
    /// A row's time as typed.
    RowTimeTyped(usize, String),
    /// A row is paid by the next method.
    RowMethodPressed(usize),
    /// A row's amount as typed.
    AmountTyped(usize, String),
    /// A row is to go.
    RowRemoved(usize),
    /// The row that was taken out last is to come back.
    PutBackPressed,
    /// Enter in a field of a row.
    FieldEntered,
    /// The sheet is to be recorded.
    RecordPressed,
    /// It was recorded, or not.
    Recorded(Result<Arc<Vec<Sale>>, Error>),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The sheet of this day is recorded: say this.
    Done(BusinessDay, String),
}

/// Every way to pay, cash first.
fn methods(shop: &Shop) -> Vec<Method> {
    let others = shop.settings.methods.iter().filter_map(|name| Method::new(name));
    let others = others.filter(|method| !method.is_cash());
    [Method::cash()].into_iter().chain(others).collect()
}

impl State {
    /// An empty sheet of a day; new rows take over the time.
    pub fn new(day: BusinessDay, time: String) -> State {
        State {
            key: Uuid::now_v7().to_string(),
            day,
            time,
            method: Method::cash(),
            search: String::new(),
            found: Vec::new(),
            highlight: 0,
            rows: Vec::new(),
            last: None,
            replacing: None,
            removed: None,
            total: Money::ZERO,
            by_method: Vec::new(),
            recording: false,
            problem: None,
        }
    }

    /// Comes back to it: another entering, another key. Prices may have changed meanwhile.
    pub fn enter(&mut self, shop: &Shop) {
        if !self.recording {
            self.key = Uuid::now_v7().to_string();
        }
        self.reckon(shop);
    }

    /// Rows keyed in.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// Nothing was keyed in.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.search.is_empty()
    }

    /// The till is writing it down.
    pub fn recording(&self) -> bool {
        self.recording
    }

    /// A key of the table; `None` where the sheet is to be left.
    pub fn key(&mut self, act: Act, text: &str, desk: &Desk, shop: &Shop) -> Option<Action> {
        match act {
            Act::Back if self.search.is_empty() && self.replacing.is_none() => return None,
            Act::Back => {
                self.replacing = None;
                self.problem = None;
                self.find(String::new(), shop);
            }
            Act::Highlight(_, by) => {
                let last = self.found.len().saturating_sub(1);
                let to = i64::try_from(self.highlight).unwrap_or(0) + i64::from(by);
                self.highlight = usize::try_from(to.max(0)).unwrap_or(0).min(last);
            }
            Act::Search => {
                let search = format!("{}{text}", self.search);
                self.find(search, shop);
                return Some(Action::Run(focus(SEARCH)));
            }
            Act::Record => return Some(self.update(Message::RecordPressed, desk, shop)),
            _ => {}
        }
        Some(Action::None)
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        // What is on its way to the till stays as it is until the till has answered.
        if self.recording && !matches!(message, Message::Recorded(_)) {
            return Action::None;
        }
        let mut then = Task::none();
        match message {
            Message::DayPressed(days) => self.day = self.day.plus(days).min(shop.today),
            Message::TimeTyped(time) => self.time = time,
            Message::MethodPressed(method) => {
                self.method = method;
                then = rest_in(SEARCH);
            }
            Message::SearchChanged(search) => self.find(search, shop),
            Message::SearchEntered => match self.found.get(self.highlight).cloned() {
                Some(title) => then = self.add(&title, shop),
                None if self.search.trim().is_empty() => {}
                None => self.problem = Some(tell("sheet-none-found", &[("what", self.search.trim().into())])),
            },
            Message::TitlePressed(sku) => {
                if let Some(title) = shop.catalog.get(&sku).cloned() {
                    then = self.add(&title, shop);
                }
            }
            Message::RowTitlePressed(row) => {
                self.replacing = (self.replacing != Some(row)).then_some(row);
                then = focus(SEARCH);
            }
            Message::CountTyped(row, count) => self.change(row, |row| row.count = count),
            Message::CountStepped(row, by) => {
                self.change(row, |row| row.step(by));
                then = rest_in(SEARCH);
            }
            Message::RowTimeTyped(row, time) => self.change(row, |row| row.time = time),
            Message::RowMethodPressed(row) => {
                let all = methods(shop);
                self.change(row, |row| {
                    let next = all
                        .iter()
                        .position(|method| *method == row.method)
                        .map_or(0, |at| at + 1);
                    row.method = all.get(next).cloned().unwrap_or_else(Method::cash);
                });
                then = rest_in(SEARCH);
            }
            Message::AmountTyped(row, amount) => self.change(row, |row| row.amount = amount),
            Message::RowRemoved(row) => {
                if row < self.rows.len() {
                    self.removed = Some((row, self.rows.remove(row)));
                    self.last = None;
                    self.replacing = None;
                    self.problem = None;
                }
                then = rest_in(SEARCH);
            }
            Message::PutBackPressed => {
                if let Some((at, row)) = self.removed.take() {
                    let at = at.min(self.rows.len());
                    self.rows.insert(at, row);
                    self.last = Some(at);
                }
                then = rest_in(SEARCH);
            }
            Message::FieldEntered => then = focus(SEARCH),
            Message::RecordPressed => return self.record(desk, shop),
            Message::Recorded(Ok(sales)) => {
                let done = self.done(&sales, shop);
                return Action::Done(self.day, done);
            }
            Message::Recorded(Err(why)) => {
                self.recording = false;
                self.problem = Some(why.to_string());
            }
        }
        self.reckon(shop);
        Action::Run(then)
    }

    fn find(&mut self, search: String, shop: &Shop) {
        self.search = search;
        self.problem = None;
        let (_, query) = copies_and_query(&self.search);
        self.found = if query.is_empty() {
            Vec::new()
        } else {
            shop.catalog.search(query, None)
        };
        self.found.truncate(OFFERED);
        self.highlight = 0;
    }

    fn change(&mut self, place: usize, change: impl FnOnce(&mut Row)) {
        self.problem = None;
        if let Some(row) = self.rows.get_mut(place) {
            change(row);
            self.last = Some(place);
        }
    }

    /// One more row, or more copies in the row that this tick belongs to.
    fn add(&mut self, title: &Title, shop: &Shop) -> Task<Message> {
        let (copies, _) = copies_and_query(&self.search);
        self.find(String::new(), shop);
        self.removed = None;
        if let Some(row) = self.replacing.take().and_then(|place| self.rows.get_mut(place)) {
            let (count, time, method) = (row.count.clone(), row.time.clone(), row.method.clone());
            *row = Row::new(title, copies, &time, &method, shop);
            row.count = count;
            return focus(SEARCH);
        }
        let Some(time) = clock(&self.time) else {
            self.problem = Some(tell("sheet-no-time", &[("typed", self.time.trim().into())]));
            return Task::none();
        };
        let known = self
            .rows
            .iter()
            .position(|row| row.takes(&title.sku, &time, &self.method));
        if let Some(place) = known {
            self.change(place, |row| row.step(i64::from(copies.get())));
            return focus(SEARCH);
        }
        if self.rows.len() >= MOST {
            self.problem = Some(tell("sheet-full", &[("count", MOST.into())]));
            return Task::none();
        }
        self.rows.push(Row::new(title, copies, &time, &self.method, shop));
        let last = self.rows.len() - 1;
        self.last = Some(last);
        // Only the sheet knows what the buyer chose to pay: it is asked for at once.
        let asked = title.rule.buyer_chooses() && title.rule.suggested().is_none();
        let next = if asked {
            turn_to(view::each_of(last))
        } else {
            focus(SEARCH)
        };
        Task::batch([snap_to_end(ROWS), next])
    }

    /// What the rows come to, together and by method.
    fn reckon(&mut self, shop: &Shop) {
        let day = self.day;
        self.rows.iter_mut().for_each(|row| row.price(day, shop));
        self.total = Money::ZERO;
        self.by_method.clear();
        for row in &self.rows {
            let Ok(due) = row.priced else { continue };
            self.total += due;
            match self.by_method.iter_mut().find(|(method, _)| *method == row.method) {
                Some((_, amount)) => *amount += due,
                None => self.by_method.push((row.method.clone(), due)),
            }
        }
    }

    fn record(&mut self, desk: &Desk, shop: &Shop) -> Action {
        self.problem = None;
        if self.rows.is_empty() {
            self.problem = Some(say("sheet-empty"));
            return Action::Run(focus(SEARCH));
        }
        let mut rows: Vec<SheetRow> = Vec::with_capacity(self.rows.len());
        for (n, row) in self.rows.iter().enumerate() {
            match row.sale(self.day, shop) {
                Ok((sale, _)) => rows.push(sale),
                Err(why) => {
                    let about = [
                        ("row", (n + 1).into()),
                        ("title", row.title.as_str().into()),
                        ("why", why.into()),
                    ];
                    self.problem = Some(tell("sheet-row", &about));
                    self.last = Some(n);
                    let missing = row.chooses && row.suggested.is_empty() && row.amount.trim().is_empty();
                    let field = if missing { view::each_of(n) } else { view::count_of(n) };
                    return Action::Run(turn_to(field));
                }
            }
        }
        self.recording = true;
        let key = self.key.clone();
        let recorded = desk.run(move |till| till.record_sheet(&rows, &key).map(|done| Arc::new(done.what)));
        Action::Run(Task::perform(recorded, Message::Recorded))
    }

    /// What to say of the sales that were recorded.
    fn done(&self, sales: &[Sale], shop: &Shop) -> String {
        let number = |sale: Option<&Sale>| sale.map(|sale| sale.number.to_string()).unwrap_or_default();
        let total = sales.iter().map(|sale| sale.total).sum();
        let about = [
            ("count", sales.len().into()),
            ("day", full_day_words(self.day).into()),
            ("first", number(sales.first()).into()),
            ("last", number(sales.last()).into()),
            ("total", shop.currency().show(total).into()),
        ];
        tell("sheet-done", &about)
    }
}
