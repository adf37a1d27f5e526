//! Day: what one business day came to, that it adds up; the tin: cash in and out, counted, closed; a paper sheet keyed in.
//! Never works with the till itself: over the desk only.

mod cash;
mod count;
mod frame;
mod sheet;
mod tables;
mod terms;
mod tin;
mod view;

use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::report::Summary;
use crate::domain::session::{TinReport, Way};
use crate::gui::desk::Desk;
use crate::gui::screen::opening;
use crate::gui::shop::{Shop, clock};
use crate::gui::shortcut::{Act, Panel};
use crate::gui::theme::*;
use crate::gui::widget::counting::Counting;
use crate::gui::widget::walk::turn_to;
use crate::gui::words::say;
use crate::till::{Error, Till};
use iced::Task;

/// The screen of a day.
#[derive(Debug)]
pub struct State {
    day: BusinessDay,
    books: Option<Box<Books>>,
    problem: Option<String>,
    said: Option<String>,
    work: Option<Work>,
    /// The tin half counted: it stays where it is when somebody looks something up.
    counting: Counting,
    /// The paper sheet half keyed in.
    sheet: Option<Box<sheet::State>>,
}

/// What is being done in the tables' place.
#[derive(Debug)]
enum Work {
    /// Cash comes in or leaves.
    Cash(cash::State),
    /// The tin is counted, and the session closed or not.
    Count(count::State),
    /// A session is to be opened; said is how the last one came out.
    Open(Box<opening::State>, Option<String>),
    /// A paper sheet is keyed in.
    Sheet,
}

/// What is read of a day.
#[derive(Debug, Clone)]
pub struct Books {
    summary: Summary,
    tins: Vec<TinReport>,
    /// When they were read.
    at: Instant,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// So many days later, or earlier.
    DayPressed(i64),
    /// Back to today.
    TodayPressed,
    /// A day was read.
    Read(BusinessDay, Result<Box<Books>, Error>),
    /// A session is to be opened.
    OpenPressed,
    /// The float to propose was read.
    FloatRead(Result<Option<Money>, Error>),
    /// At cash that comes in or leaves.
    Cash(cash::Message),
    /// At the count.
    Count(count::Message),
    /// In the form that opens a session.
    Opening(opening::Message),
    /// At the paper sheet.
    Sheet(sheet::Message),
    /// The backup after closing was made, or not.
    BackedUp(Result<(), Error>),
    /// A key of the table, or the button of it.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The books changed: run this, and read what every screen shows.
    Changed(Task<Message>),
}

impl Books {
    fn read(till: &Till, day: BusinessDay) -> Result<Box<Books>, Error> {
        let mut tins = till.tins(day, day)?;
        // A session that goes on over midnight is today's, too.
        if day == till.today()?
            && let Some(open) = till.tin()?
            && tins.iter().all(|tin| tin.session.id != open.session.id)
        {
            tins.push(open);
        }
        let summary = till.summary(day, day)?;
        let at = till.now();
        Ok(Box::new(Books { summary, tins, at }))
    }
}

impl State {
    /// The screen of this day, not read yet.
    pub fn new(day: BusinessDay) -> State {
        State {
            day,
            books: None,
            problem: None,
            said: None,
            work: None,
            counting: Counting::count(),
            sheet: None,
        }
    }

    /// Reads today anew.
    pub fn read(&mut self, desk: &Desk, today: BusinessDay) -> Task<Message> {
        self.said = None;
        self.show(desk, today)
    }

    fn show(&mut self, desk: &Desk, day: BusinessDay) -> Task<Message> {
        self.day = day;
        let read = desk.run(move |till| Books::read(till, day));
        Task::perform(read, move |answer| Message::Read(day, answer))
    }

    /// What is filled in.
    pub fn panel(&self) -> Panel {
        match &self.work {
            None => Panel::None,
            Some(Work::Sheet) => Panel::Sheet,
            Some(_) => Panel::Form,
        }
    }

    /// The search that has the keyboard.
    pub fn search(&self) -> Option<&'static str> {
        matches!(self.work, Some(Work::Sheet)).then_some(sheet::SEARCH)
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::DayPressed(days) => {
                self.said = None;
                return Action::Run(self.show(desk, self.day.plus(days)));
            }
            Message::TodayPressed => return Action::Run(self.show(desk, shop.today)),
            // An answer about another day comes too late.
            Message::Read(day, _) if day != self.day => {}
            Message::Read(_, Ok(books)) => {
                self.books = Some(books);
                self.problem = None;
            }
            Message::Read(_, Err(why)) => self.problem = Some(why.to_string()),
            Message::OpenPressed => return Action::Run(self.open(desk, None)),
            Message::FloatRead(float) => self.float_read(float, shop),
            Message::Cash(message) => return self.cash(message, desk, shop),
            Message::Count(message) => return self.count(message, desk, shop),
            Message::Opening(message) => return self.opening(message, desk, shop),
            Message::Sheet(message) => return self.sheet(message, desk, shop),
            Message::BackedUp(Ok(())) => {}
            Message::BackedUp(Err(why)) => self.problem = Some(why.to_string()),
            Message::Key(act, text) => return self.key(act, &text, desk, shop),
        }
        Action::None
    }

    fn key(&mut self, act: Act, text: &str, desk: &Desk, shop: &Shop) -> Action {
        if let (Some(Work::Sheet), Some(sheet)) = (&self.work, &mut self.sheet)
            && let Some(action) = sheet.key(act, text, desk, shop)
        {
            return self.sheet_action(action, desk);
        }
        match (act, &self.work) {
            (Act::Back, _) => self.back(),
            (Act::Record, Some(Work::Cash(_))) => self.cash(cash::Message::RecordPressed, desk, shop),
            (Act::Record, Some(Work::Count(count))) => {
                let message = count.done();
                self.count(message, desk, shop)
            }
            (Act::Record, Some(Work::Open(..))) => self.opening(opening::Message::OpenPressed, desk, shop),
            // The till is writing something down: it is finished first.
            _ if self.recording() => Action::None,
            (Act::PayIn, _) => self.enter(Work::Cash(cash::State::new(Way::In))),
            (Act::PayOut, _) => self.enter(Work::Cash(cash::State::new(Way::Out))),
            (Act::Sheet, _) => self.enter_sheet(shop),
            (Act::CountTin, _) => self.enter(Work::Count(count::State::new(false))),
            (Act::CloseDay, _) if shop.session.is_none() => {
                self.problem = Some(say("close-none"));
                Action::None
            }
            (Act::CloseDay, _) => self.enter(Work::Count(count::State::new(true))),
            _ => Action::None,
        }
    }

    fn recording(&self) -> bool {
        match &self.work {
            Some(Work::Cash(cash)) => cash.recording(),
            Some(Work::Count(count)) => count.recording(),
            Some(Work::Sheet) => self.sheet.as_ref().is_some_and(|sheet| sheet.recording()),
            Some(Work::Open(..)) | None => false,
        }
    }

    fn back(&mut self) -> Action {
        self.said = None;
        self.problem = None;
        if !self.recording() {
            self.work = None;
        }
        Action::None
    }

    fn enter(&mut self, work: Work) -> Action {
        self.said = None;
        self.problem = None;
        let first = match &work {
            Work::Cash(_) => cash::AMOUNT.into(),
            Work::Count(_) | Work::Open(..) => self.counting.first(),
            Work::Sheet => sheet::SEARCH.into(),
        };
        self.work = Some(work);
        Action::Run(turn_to(first))
    }

    /// The form that opens a session, with the float that was counted last.
    fn open(&mut self, desk: &Desk, said: Option<String>) -> Task<Message> {
        let mut form = opening::State::default();
        let last = self.books.as_ref().and_then(|books| books.tins.last());
        if let Some(last) = last {
            form.go_on(&last.session.event, &last.session.by);
        }
        self.work = Some(Work::Open(Box::new(form), said));
        let float = desk.run(|till| till.next_float());
        Task::perform(float, Message::FloatRead)
    }

    fn float_read(&mut self, float: Result<Option<Money>, Error>, shop: &Shop) {
        if let (Some(Work::Open(form, _)), Ok(float)) = (&mut self.work, float) {
            form.propose(float, shop);
        }
    }

    /// Back at the day, which says what was done.
    fn done(&mut self, said: String, desk: &Desk, day: BusinessDay) -> Action {
        self.work = None;
        self.problem = None;
        self.said = Some(said);
        Action::Changed(self.show(desk, day))
    }

    fn cash(&mut self, message: cash::Message, desk: &Desk, shop: &Shop) -> Action {
        let Some(Work::Cash(cash)) = &mut self.work else {
            return Action::None;
        };
        match cash.update(message, desk, shop.currency()) {
            cash::Action::None => Action::None,
            cash::Action::Run(task) => Action::Run(task.map(Message::Cash)),
            cash::Action::Done(said) => self.done(said, desk, shop.today),
        }
    }

    fn count(&mut self, message: count::Message, desk: &Desk, shop: &Shop) -> Action {
        let Some(Work::Count(count)) = &mut self.work else {
            return Action::None;
        };
        match count.update(message, &mut self.counting, desk, shop.currency()) {
            count::Action::None => Action::None,
            count::Action::Run(task) => Action::Run(task.map(Message::Count)),
            count::Action::Counted(report) => {
                let words = tin::outcome(shop.currency(), &report);
                if !count.closing() {
                    return self.done(words, desk, shop.today);
                }
                count.say(words);
                Action::Changed(self.show(desk, shop.today))
            }
            count::Action::Closed(report) => {
                let said = format!("{} {}", say("close-done"), tin::outcome(shop.currency(), &report));
                let float = self.open(desk, Some(said));
                let read = self.show(desk, shop.today);
                // The closing stands, whatever becomes of its backup; nobody waits for it.
                let made = desk.beside(|folder| {
                    let mut till = Till::open(&folder)?;
                    till.back_up_after_close().map(|_| ())
                });
                let made = Task::perform(made, Message::BackedUp);
                Action::Changed(Task::batch([float, read, made]))
            }
        }
    }

    fn opening(&mut self, message: opening::Message, desk: &Desk, shop: &Shop) -> Action {
        let Some(Work::Open(form, _)) = &mut self.work else {
            return Action::None;
        };
        match form.update(message, desk, shop) {
            opening::Action::None => Action::None,
            opening::Action::Run(task) => Action::Run(task.map(Message::Opening)),
            opening::Action::Opened => self.done(say("event-opened"), desk, shop.today),
        }
    }

    /// The sheet as it was left, or an empty one of the day shown.
    fn enter_sheet(&mut self, shop: &Shop) -> Action {
        let today = self.day >= shop.today;
        let now = self.books.as_ref().filter(|_| today).map(|books| clock(books.at));
        match self.sheet.as_mut().filter(|sheet| !sheet.is_empty()) {
            Some(sheet) => sheet.enter(shop),
            None => {
                let time = now.unwrap_or_else(|| say("sheet-usual-time"));
                self.sheet = Some(Box::new(sheet::State::new(self.day.min(shop.today), time)));
            }
        }
        self.enter(Work::Sheet)
    }

    fn sheet(&mut self, message: sheet::Message, desk: &Desk, shop: &Shop) -> Action {
        let Some(sheet) = &mut self.sheet else {
            return Action::None;
        };
        let action = sheet.update(message, desk, shop);
        self.sheet_action(action, desk)
    }

    fn sheet_action(&mut self, action: sheet::Action, desk: &Desk) -> Action {
        match action {
            sheet::Action::None => Action::None,
            sheet::Action::Run(task) => Action::Run(task.map(Message::Sheet)),
            sheet::Action::Done(day, said) => {
                self.sheet = None;
                self.done(said, desk, day)
            }
        }
    }
}

/// Width of the left side.
fn share(width: f32) -> f32 {
    let whole = width - 2.0 * S4;
    if width < NARROW {
        whole
    } else {
        ((whole - S3) * 0.56).floor()
    }
}
