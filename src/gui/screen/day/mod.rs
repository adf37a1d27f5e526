//! Day: what a day, a range or an event came to, that it adds up; the tin: cash in and out, counted, closed; a paper sheet keyed in.
//! Never works with the till itself: over the desk only.

mod cash;
mod count;
mod frame;
mod lists;
pub mod pick;
mod save;
mod sheet;
mod tables;
mod terms;
mod tin;
mod view;

use crate::domain::day::BusinessDay;
use crate::domain::money::Money;
use crate::domain::report::Report;
use crate::domain::sale::ReceiptNumber;
use crate::domain::sales_filter::{Figure, SalesFilter};
use crate::domain::session::Way;
use crate::domain::span::Span;
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::screen::opening;
use crate::gui::shop::{Shop, clock};
use crate::gui::shortcut::{Act, Panel};
use crate::gui::theme::*;
use crate::gui::widget::counting::Counting;
use crate::gui::widget::walk::turn_to;
use crate::gui::words::{say, tell};
use crate::till::{Error, FileKind, Sheet, Till};
use iced::Task;
use std::path::{Path, PathBuf};
pub use tables::span_words;

/// The screen of a day.
#[derive(Debug)]
pub struct State {
    span: Span,
    report: Option<Box<Report>>,
    problem: Option<String>,
    said: Option<String>,
    work: Option<Work>,
    /// The tin half counted: it stays where it is when somebody looks something up.
    counting: Counting,
    /// The paper sheet half keyed in.
    sheet: Option<Box<sheet::State>>,
    /// Tables that are shown to their end.
    whole: Vec<&'static str>,
    /// Where a file was saved last.
    folder: Option<PathBuf>,
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
    /// Another span is picked.
    Pick(pick::State),
    /// A file is saved.
    Save(save::State),
    /// A paper sheet is keyed in.
    Sheet,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another day, range or event.
    SpanPressed(Span),
    /// One is to be picked.
    PickPressed,
    /// Where it is picked.
    Pick(pick::Message),
    /// A span was read.
    Read(Span, Result<Box<Report>, Error>),
    /// The sales behind a figure are wanted, or all of them; with its words.
    FigurePressed(Option<Figure>, String),
    /// A correction is wanted.
    RecordPressed(ReceiptNumber),
    /// All rows of a table are wanted.
    MorePressed(&'static str),
    /// A message for a chat is wanted.
    CopyPressed,
    /// It was made, or not.
    Copied(Result<String, Error>),
    /// A file is wanted: for paper, or for a spreadsheet.
    SavePressed(bool),
    /// Where it is saved.
    Save(save::Message),
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
    /// Show these sales; the figure they are behind is called so.
    ShowSales(SalesFilter, String),
    /// Show this sale or correction.
    ShowRecord(ReceiptNumber),
}

impl State {
    /// The screen of this day, not read yet.
    pub fn new(day: BusinessDay) -> State {
        State {
            span: Span::Day(day),
            report: None,
            problem: None,
            said: None,
            work: None,
            counting: Counting::count(),
            sheet: None,
            whole: Vec::new(),
            folder: None,
        }
    }

    /// Reads what is shown anew: the event or range that was looked at, else today.
    pub fn read(&mut self, desk: &Desk, today: BusinessDay) -> Task<Message> {
        self.said = None;
        let span = match &self.span {
            Span::Day(_) => Span::Day(today),
            span => span.clone(),
        };
        self.show(desk, span)
    }

    fn show(&mut self, desk: &Desk, span: Span) -> Task<Message> {
        if span != self.span {
            self.whole.clear();
            self.span = span.clone();
        }
        let asked = span.clone();
        let read = desk.run(move |till| till.report(&asked).map(Box::new));
        Task::perform(read, move |answer| Message::Read(span.clone(), answer))
    }

    /// What is shown, where it is read.
    fn report(&self) -> Option<&Report> {
        self.report.as_deref().filter(|report| report.span == self.span)
    }

    /// Whether today is part of what is shown.
    fn is_now(&self, shop: &Shop) -> bool {
        match &self.span {
            Span::Day(day) | Span::Days(_, day) => *day >= shop.today,
            Span::Event(event) => shop.session.as_ref().is_some_and(|session| session.event == *event),
        }
    }

    /// The days before and after what is shown: those that had sales, else those of the calendar.
    fn neighbours(&self, shop: &Shop) -> (Option<BusinessDay>, Option<BusinessDay>) {
        let Some(report) = self.report() else {
            return (None, None);
        };
        let (from, to) = (report.summary.from, report.summary.to);
        let later = report.beside.1.unwrap_or_else(|| to.plus(1).max(shop.today));
        let earlier = report.beside.0.unwrap_or_else(|| from.plus(-1));
        (
            Some(earlier),
            Some(later).filter(|later| *later <= shop.today && to < shop.today),
        )
    }

    /// The one event of the day that is shown.
    fn whole_event(&self) -> Option<String> {
        let Span::Day(_) = self.span else {
            return None;
        };
        let rows = &self.report()?.summary.by_event;
        let mut events = rows.iter().filter(|row| !row.event.is_empty());
        events
            .next()
            .filter(|_| events.next().is_none())
            .map(|row| row.event.clone())
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
            Message::SpanPressed(span) => {
                self.said = None;
                return Action::Run(self.show(desk, span));
            }
            Message::PickPressed => return self.pick_pressed(desk, shop),
            Message::Pick(message) => return self.pick(message, desk),
            // An answer about another span comes too late.
            Message::Read(span, _) if span != self.span => {}
            Message::Read(_, Ok(report)) => {
                self.report = Some(report);
                self.problem = None;
            }
            Message::FigurePressed(figure, words) => return self.figure_pressed(figure, &words),
            Message::RecordPressed(number) => return Action::ShowRecord(number),
            Message::MorePressed(table) => self.whole.push(table),
            Message::CopyPressed => return self.copy(desk),
            Message::Copied(Ok(words)) => {
                self.said = Some(say("day-copied"));
                return Action::Run(iced::clipboard::write(words));
            }
            Message::Copied(Err(why)) => self.problem = Some(why.to_string()),
            Message::SavePressed(paper) => return self.save_pressed(paper, desk, shop),
            Message::Save(message) => return self.save(message, desk),
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
            (Act::Record, Some(Work::Pick(_))) => self.pick(pick::Message::ShowPressed, desk),
            (Act::Record, Some(Work::Save(_))) => self.save(save::Message::SavePressed, desk),
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
            Some(Work::Save(save)) => save.writing(),
            Some(Work::Open(..) | Work::Pick(_)) | None => false,
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
            Work::Pick(_) => pick::FROM.into(),
            Work::Save(_) => save::PATH.into(),
        };
        self.work = Some(work);
        Action::Run(turn_to(first))
    }

    /// The form that opens a session, with the float that was counted last.
    fn open(&mut self, desk: &Desk, said: Option<String>) -> Task<Message> {
        let mut form = opening::State::default();
        let last = self.report().and_then(|report| report.tins.last());
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
        Action::Changed(self.show(desk, Span::Day(day)))
    }

    fn pick_pressed(&mut self, desk: &Desk, shop: &Shop) -> Action {
        let shown = self.report().map(|report| (report.summary.from, report.summary.to));
        let (pick, read) = pick::State::new(shown.unwrap_or((shop.today, shop.today)), desk);
        let Action::Run(turned) = self.enter(Work::Pick(pick)) else {
            return Action::None;
        };
        Action::Run(Task::batch([read.map(Message::Pick), turned]))
    }

    fn pick(&mut self, message: pick::Message, desk: &Desk) -> Action {
        let Some(Work::Pick(pick)) = &mut self.work else {
            return Action::None;
        };
        match pick.update(message, desk) {
            pick::Action::None => Action::None,
            pick::Action::Run(task) => Action::Run(task.map(Message::Pick)),
            pick::Action::Picked(span) => {
                self.work = None;
                self.problem = None;
                Action::Run(self.show(desk, span))
            }
        }
    }

    fn figure_pressed(&self, figure: Option<Figure>, words: &str) -> Action {
        let filter = SalesFilter::behind(self.span.clone(), figure);
        Action::ShowSales(filter, words.to_owned())
    }

    fn copy(&self, desk: &Desk) -> Action {
        let Some(report) = self.report().cloned() else {
            return Action::None;
        };
        let made = desk.run(move |till| {
            let bytes = till.report_file(&report, FileKind::Message)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        });
        Action::Run(Task::perform(made, Message::Copied))
    }

    fn save_pressed(&mut self, paper: bool, desk: &Desk, shop: &Shop) -> Action {
        let Some(report) = self.report().cloned().map(Box::new) else {
            return Action::None;
        };
        let kind = match paper {
            true => FileKind::Paper(Sheet::usual(shop.currency())),
            false => FileKind::Workbook,
        };
        let usual = || files::folder(desk.folder());
        let folder = self.folder.clone().unwrap_or_else(usual);
        self.enter(Work::Save(save::State::new(report, shop.currency(), kind, folder)))
    }

    fn save(&mut self, message: save::Message, desk: &Desk) -> Action {
        let Some(Work::Save(save)) = &mut self.work else {
            return Action::None;
        };
        match save.update(message, desk) {
            save::Action::None => Action::None,
            save::Action::Run(task) => Action::Run(task.map(Message::Save)),
            save::Action::Done(file) => {
                self.folder = file.parent().map(Path::to_owned);
                self.work = None;
                self.said = Some(tell("receipt-saved", &[("file", file.display().to_string().into())]));
                Action::None
            }
        }
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
                Action::Changed(self.show(desk, Span::Day(shop.today)))
            }
            count::Action::Closed(report) => {
                let said = format!("{} {}", say("close-done"), tin::outcome(shop.currency(), &report));
                let float = self.open(desk, Some(said));
                let read = self.show(desk, Span::Day(shop.today));
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
        let day = match &self.span {
            Span::Day(day) => (*day).min(shop.today),
            Span::Days(..) | Span::Event(_) => shop.today,
        };
        let now = self
            .report()
            .filter(|_| day == shop.today)
            .map(|report| clock(report.read_at));
        match self.sheet.as_mut().filter(|sheet| !sheet.is_empty()) {
            Some(sheet) => sheet.enter(shop),
            None => {
                let time = now.unwrap_or_else(|| say("sheet-usual-time"));
                self.sheet = Some(Box::new(sheet::State::new(day, time)));
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
