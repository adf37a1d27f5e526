//! Sales: every sale and correction, newest first, and one of them as its receipt. Never changes what is recorded: what takes
//! a sale back is added to it.

mod correct;
mod export;
mod list;
mod narrow;
mod paper;
mod record;
mod save;
mod view;
mod waiting;

use crate::domain::correction::{Correction, How};
use crate::domain::money::Money;
use crate::domain::report::{SaleHead, Stretch};
use crate::domain::sale::ReceiptNumber;
use crate::domain::sales_filter::{Figure, SalesFilter};
use crate::domain::session::ToTickOff;
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::icon::{self, Icon};
use crate::gui::screen::day::{pick, span_words};
use crate::gui::screen::payment::give_back;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::widget::walk::turn_to;
use crate::gui::words::{say, tell};
use crate::till::{Done, Error};
use correct::Correct;
pub use correct::Message as Pressed;
use export::{Export, Which};
use iced::Task;
use iced::widget::operation::{RelativeOffset, focus, snap_to};
pub use narrow::Facet;
use record::{Record, how_words};
use save::Save;
use std::path::{Path, PathBuf};
use waiting::Waiting;

/// The search field's id.
pub const SEARCH: &str = "sales-search";
/// The list's id.
const LIST: &str = "sales-list";
/// As many as are read at a time.
const MOST: u32 = 200;
/// As many of a day or an event: all of them nearly always, so that what they come to together can be said.
const MOST_OF_SPAN: u32 = 600;
/// The next ones are read when so many rows are left below.
const LEFT: f32 = 60.0;
/// As many volunteers as there are to choose from.
const VOLUNTEERS: u32 = 24;

/// The screen of sales.
#[derive(Debug, Default)]
pub struct State {
    /// What is listed.
    filter: SalesFilter,
    /// What figures were called where they were pressed.
    called: Vec<(Figure, String)>,
    heads: Option<Vec<SaleHead>>,
    /// There are older ones than those that were read, and they are being read.
    more: bool,
    reading_more: bool,
    /// Something else is asked for: its first is to be shown beside it.
    fresh: bool,
    /// How far the list is scrolled.
    offset: f32,
    /// What is being chosen to narrow the list by.
    open: Option<Facet>,
    /// In little room: what the list can be narrowed by stands above it.
    narrowing: bool,
    volunteers: Vec<String>,
    chosen: Option<Record>,
    waiting: Waiting,
    notice: Option<(Icon, String)>,
    /// In little room the receipt stands in the list's place.
    reading: bool,
    panel: Option<Panel>,
    /// What is to be corrected as soon as it is read, and how.
    awaited: Option<(ReceiptNumber, How)>,
    folder: Option<PathBuf>,
}

/// What is being entered.
#[derive(Debug)]
enum Panel {
    Save(Save),
    Export(Export),
    Correct(Box<Correct>),
    /// Days, a range or an event to narrow the list to.
    Span(Box<pick::State>),
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// All sales are wanted again, nothing narrowed.
    AllPressed,
    /// What the list can be narrowed by is to be seen, or not.
    NarrowPressed,
    /// What there is to choose of this is to be seen, or not.
    FacetPressed(Facet),
    /// Only those behind a figure are wanted.
    FigurePressed(Figure),
    /// Not only those behind a figure.
    FigureRemoved(Figure),
    /// Days or an event are to be chosen.
    SpanPressed,
    /// Where they are chosen.
    Span(pick::Message),
    /// They are not chosen after all.
    SpanClosed,
    /// Those of all days are wanted.
    SpanRemoved,
    /// Who was at the table was read.
    VolunteersRead(Result<Vec<String>, Error>),
    /// The list was scrolled.
    Scrolled(f32),
    /// What a filter means was read, before a receipt number where one is named, so many at the most.
    Found(Box<SalesFilter>, Stretch, Result<Vec<SaleHead>, Error>),
    /// A sale or a correction was pressed.
    RecordPressed(ReceiptNumber),
    /// Back from the receipt to the list.
    ListPressed,
    /// A sale or a correction was read.
    RecordRead(Result<Record, Error>),
    /// Its receipt is to be shown.
    ShowPressed,
    /// Its receipt is to be saved.
    SavePressed,
    /// In the panel that saves it.
    Save(save::Message),
    /// Its receipt is to be printed.
    PrintPressed,
    /// Many receipts are to be written to files.
    ExportPressed,
    /// In the panel that does so.
    Export(export::Message),
    /// It is to be corrected.
    CorrectPressed(How),
    /// In the panel that corrects it.
    Correct(correct::Message),
    /// The sales to tick off are to stand in the place of all, or all again.
    WaitingPressed,
    /// The sales to tick off were read.
    WaitingRead(Result<ToTickOff, Error>),
    /// A sale's money was seen to arrive.
    ArrivedPressed(ReceiptNumber),
    /// A sale's money did not arrive.
    NotArrivedPressed(ReceiptNumber),
    /// A sale was ticked off, or not.
    TickedOff(ReceiptNumber, Result<Done<Money>, Error>),
    /// A key of the table.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Show the receipt of a sale or a correction.
    ShowReceipt(ReceiptNumber),
    /// Print the receipt of a sale or a correction.
    Print(ReceiptNumber),
    /// A sale was corrected; then run this.
    Corrected(Box<Done<Correction>>, Task<Message>),
}

impl State {
    /// Reads the lists anew.
    pub fn read(&mut self, desk: &Desk) -> Task<Message> {
        let waiting = Task::perform(desk.run(|till| till.unverified(MOST)), Message::WaitingRead);
        let volunteers = Task::perform(desk.run(|till| till.volunteers(VOLUNTEERS)), Message::VolunteersRead);
        Task::batch([self.find_again(desk), waiting, volunteers])
    }

    fn find(&self, desk: &Desk, stretch: Stretch) -> Task<Message> {
        let asked = Box::new(self.filter.clone());
        let filter = asked.clone();
        let found = desk.run(move |till| {
            let mut heads = till.find_sales(&filter, stretch)?;
            till.part_out(&filter, &mut heads)?;
            Ok(heads)
        });
        Task::perform(found, move |answer| Message::Found(asked.clone(), stretch, answer))
    }

    /// As many as were read, as they are now.
    fn find_again(&mut self, desk: &Desk) -> Task<Message> {
        let read = self.heads.as_ref().map_or(0, Vec::len);
        self.reading_more = false;
        self.find(desk, u32::try_from(read).unwrap_or(MOST).max(self.at_first()).into())
    }

    /// As many as are read before the list is scrolled.
    fn at_first(&self) -> u32 {
        if self.filter.span.is_some() { MOST_OF_SPAN } else { MOST }
    }

    /// The newest of what is asked for now.
    fn find_newest(&mut self, desk: &Desk) -> Task<Message> {
        self.offset = 0.0;
        self.reading_more = false;
        self.fresh = true;
        Task::batch([
            self.find(desk, self.at_first().into()),
            snap_to(LIST, RelativeOffset::START),
        ])
    }

    /// What is asked for has changed.
    fn asked(&mut self, desk: &Desk) -> Action {
        self.open = None;
        self.narrowing = false;
        self.notice = None;
        self.waiting.shown = false;
        Action::Run(Task::batch([self.find_newest(desk), focus(SEARCH)]))
    }

    fn scrolled(&mut self, offset: f32, desk: &Desk) -> Action {
        self.offset = offset;
        let heads = self.heads.as_deref().unwrap_or_default();
        let left = heads.len() as f32 - offset / list::ROW;
        match heads.last() {
            Some(last) if self.more && !self.reading_more && left < LEFT => {
                let before = Some(last.number.running());
                self.reading_more = true;
                Action::Run(self.find(desk, Stretch { before, most: MOST }))
            }
            _ => Action::None,
        }
    }

    /// From now on only the sales that a filter means are listed, whose figure is called so; they are read with the next
    /// reading.
    pub fn show_behind(&mut self, filter: SalesFilter, words: String) {
        self.called = filter
            .figures
            .iter()
            .map(|figure| (figure.clone(), words.clone()))
            .collect();
        self.filter = filter;
        self.open = None;
        self.offset = 0.0;
        self.waiting.shown = false;
        self.reading = false;
        self.chosen = None;
        self.heads = None;
        self.notice = None;
        if !self.recording() {
            self.panel = None;
        }
    }

    /// What the list is of, in a few words; nothing where it is of everything.
    fn list_name(&self) -> String {
        let span = self.filter.span.as_ref().map(span_words);
        let figures = self.filter.figures.iter().map(|figure| self.figure_words(figure));
        let text = Some(self.filter.text.trim().to_owned()).filter(|text| !text.is_empty());
        let parts: Vec<String> = span.into_iter().chain(figures).chain(text).collect();
        parts.join(" · ")
    }

    /// Reads the list and what is chosen anew: something happened to it.
    fn read_again(&mut self, desk: &Desk) -> Task<Message> {
        let chosen = self.chosen.as_ref().map(|record| record.number().clone());
        let chosen = chosen.map_or_else(Task::none, |number| choose(desk, number));
        Task::batch([self.find_again(desk), chosen])
    }

    /// A sentence to be read.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some((icon::WARNING, notice));
    }

    /// A sentence of what was done.
    pub fn done(&mut self, said: String) {
        self.notice = Some((icon::CHECK, said));
    }

    /// What is picked is seen in the list, which stands in the picker's place.
    fn close_picker(&mut self) {
        if let Some(Panel::Span(_)) = self.panel {
            self.panel = None;
        }
    }

    /// Whether a field other than the search is being filled in.
    pub fn editing(&self) -> bool {
        self.panel.is_some()
    }

    /// Whether what the panel began is not ended yet: then nothing may take its place.
    fn recording(&self) -> bool {
        match &self.panel {
            Some(Panel::Correct(correct)) => correct.recording(),
            Some(Panel::Export(export)) => export.working(),
            _ => false,
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(search) => {
                self.filter.text = search;
                self.waiting.shown = false;
                self.narrowing = false;
                self.close_picker();
                Action::Run(self.find_newest(desk))
            }
            Message::AllPressed => {
                self.filter = SalesFilter::default();
                self.asked(desk)
            }
            Message::NarrowPressed => {
                self.narrowing = !self.narrowing;
                Action::None
            }
            Message::FacetPressed(facet) => {
                self.open = Some(facet).filter(|_| self.open != Some(facet));
                Action::None
            }
            Message::FigurePressed(figure) => {
                self.filter.add(figure);
                self.asked(desk)
            }
            Message::FigureRemoved(figure) => {
                self.filter.remove(&figure);
                self.asked(desk)
            }
            Message::SpanPressed | Message::ExportPressed | Message::SavePressed if self.recording() => Action::None,
            Message::SpanPressed => {
                let (pick, read) = pick::State::new((shop.today, shop.today), desk);
                self.panel = Some(Panel::Span(Box::new(pick)));
                self.open = None;
                self.notice = None;
                Action::Run(Task::batch([read.map(Message::Span), turn_to(pick::FROM)]))
            }
            Message::Span(message) => self.span(message, desk),
            Message::SpanClosed => {
                self.panel = None;
                Action::Run(focus(SEARCH))
            }
            Message::SpanRemoved => {
                self.filter.span = None;
                self.asked(desk)
            }
            Message::VolunteersRead(Ok(volunteers)) => {
                self.volunteers = volunteers;
                Action::None
            }
            Message::VolunteersRead(Err(why)) => {
                self.tell(why.to_string());
                Action::None
            }
            Message::Scrolled(offset) => self.scrolled(offset, desk),
            Message::Found(filter, stretch, answer) => self.found(&filter, stretch, answer, desk),
            Message::RecordPressed(_) | Message::CorrectPressed(_) if self.recording() => Action::None,
            Message::RecordPressed(number) => {
                self.panel = None;
                self.awaited = None;
                self.reading = true;
                Action::Run(choose(desk, number))
            }
            Message::ListPressed => {
                self.reading = false;
                Action::Run(focus(SEARCH))
            }
            Message::RecordRead(answer) => self.record_read(answer, desk),
            Message::ShowPressed => match &self.chosen {
                Some(record) => Action::ShowReceipt(record.number().clone()),
                None => Action::None,
            },
            Message::SavePressed => match &self.chosen {
                Some(record) => {
                    let folder = self.folder.get_or_insert_with(|| files::folder(desk.folder()));
                    let paper = shop.settings.papers.paper;
                    self.panel = Some(Panel::Save(Save::new(record.number(), record.day(), paper, folder)));
                    self.notice = None;
                    Action::Run(focus(save::PATH))
                }
                None => Action::None,
            },
            Message::Save(message) => self.save(message, desk),
            Message::PrintPressed => match &self.chosen {
                Some(record) => Action::Print(record.number().clone()),
                None => Action::None,
            },
            Message::ExportPressed => {
                let listed = Which::Listed(self.filter.clone(), self.list_name());
                let folder = self.folder.get_or_insert_with(|| files::folder(desk.folder()));
                self.panel = Some(Panel::Export(Export::new(listed, shop, folder)));
                self.notice = None;
                Action::Run(focus(export::PATH))
            }
            Message::Export(message) => self.export(message, desk),
            Message::CorrectPressed(how) => self.open(how, desk),
            Message::Correct(message) => self.correct(message, desk),
            Message::WaitingPressed => {
                self.waiting.shown = !self.waiting.shown;
                self.reading = false;
                self.close_picker();
                Action::Run(self.read(desk))
            }
            Message::WaitingRead(Ok(rows)) => {
                self.waiting.read(rows);
                Action::None
            }
            Message::WaitingRead(Err(why)) => {
                self.tell(why.to_string());
                Action::None
            }
            Message::ArrivedPressed(number) => self.arrived(number, desk),
            Message::NotArrivedPressed(number) => {
                self.awaited = Some((number.clone(), How::Repay));
                self.reading = true;
                Action::Run(choose(desk, number))
            }
            Message::TickedOff(number, answer) => self.ticked_off(&number, answer, desk),
            Message::Key(act, text) => self.key(act, &text, desk),
        }
    }

    fn key(&mut self, act: Act, text: &str, desk: &Desk) -> Action {
        match (act, &self.panel) {
            (Act::Back, Some(Panel::Save(_))) => self.save(save::Message::ClosePressed, desk),
            (Act::Back, Some(Panel::Export(_))) => self.export(export::Message::ClosePressed, desk),
            (Act::Back, Some(Panel::Correct(_))) => self.correct(correct::Message::ClosePressed, desk),
            (Act::Back, Some(Panel::Span(_))) => {
                self.panel = None;
                Action::Run(focus(SEARCH))
            }
            (Act::Search, _) => {
                self.filter.text.push_str(text);
                self.waiting.shown = false;
                Action::Run(Task::batch([self.find_newest(desk), focus(SEARCH)]))
            }
            (Act::Back, None) => {
                self.filter = SalesFilter::default();
                self.reading = false;
                self.asked(desk)
            }
            _ => Action::None,
        }
    }

    fn span(&mut self, message: pick::Message, desk: &Desk) -> Action {
        let Some(Panel::Span(pick)) = &mut self.panel else {
            return Action::None;
        };
        match pick.update(message, desk) {
            pick::Action::None => Action::None,
            pick::Action::Run(task) => Action::Run(task.map(Message::Span)),
            pick::Action::Picked(span) => {
                self.panel = None;
                self.filter.span = Some(span);
                self.asked(desk)
            }
        }
    }

    fn save(&mut self, message: save::Message, desk: &Desk) -> Action {
        let Some(Panel::Save(panel)) = &mut self.panel else {
            return Action::None;
        };
        match panel.update(message, desk) {
            save::Action::None => return Action::None,
            save::Action::Run(task) => return Action::Run(task.map(Message::Save)),
            save::Action::Done(file) => {
                self.folder = file.parent().map(Path::to_owned);
                let words = tell("receipt-saved", &[("file", file.display().to_string().into())]);
                self.notice = Some((icon::CHECK, words));
            }
            save::Action::Close => {}
        }
        self.panel = None;
        Action::Run(focus(SEARCH))
    }

    fn export(&mut self, message: export::Message, desk: &Desk) -> Action {
        let Some(Panel::Export(panel)) = &mut self.panel else {
            return Action::None;
        };
        match panel.update(message, desk) {
            export::Action::None => return Action::None,
            export::Action::Run(task) => return Action::Run(task.map(Message::Export)),
            export::Action::Done(said, place) => {
                self.folder = place
                    .and_then(|place| place.parent().map(Path::to_owned))
                    .or(self.folder.take());
                self.notice = Some((icon::CHECK, said));
            }
            export::Action::Close => {}
        }
        self.panel = None;
        Action::Run(focus(SEARCH))
    }

    /// Opens the panel that corrects the chosen sale.
    fn open(&mut self, how: How, desk: &Desk) -> Action {
        let Some(Record::Sale(past)) = &self.chosen else {
            return Action::None;
        };
        let mut correct = Correct::new(past.clone(), how);
        let reckoned = correct.reckon(desk).map(Message::Correct);
        self.panel = Some(Panel::Correct(Box::new(correct)));
        self.notice = None;
        Action::Run(Task::batch([reckoned, focus(correct::WHY)]))
    }

    fn correct(&mut self, message: correct::Message, desk: &Desk) -> Action {
        let Some(Panel::Correct(panel)) = &mut self.panel else {
            return Action::None;
        };
        // What kept it from being recorded may have changed what is shown beside it.
        let refused = matches!(message, correct::Message::Recorded(Err(_)));
        match panel.update(message, desk) {
            correct::Action::None => Action::None,
            correct::Action::Run(task) => {
                let again = refused.then(|| self.read_again(desk));
                Action::Run(Task::batch([task.map(Message::Correct)].into_iter().chain(again)))
            }
            correct::Action::Close => {
                self.panel = None;
                Action::Run(focus(SEARCH))
            }
            correct::Action::Done(done) => {
                self.panel = None;
                self.notice = Some((icon::CHECK, recorded(&done.what)));
                let waiting = Task::perform(desk.run(|till| till.unverified(MOST)), Message::WaitingRead);
                let read = Task::batch([self.read_again(desk), waiting, focus(SEARCH)]);
                Action::Corrected(done, read)
            }
        }
    }

    fn arrived(&mut self, number: ReceiptNumber, desk: &Desk) -> Action {
        if !self.waiting.telling(&number) {
            return Action::None;
        }
        self.notice = None;
        let of = number.clone();
        let told = desk.run(move |till| till.confirm(&of));
        Action::Run(Task::perform(told, move |answer| {
            Message::TickedOff(number.clone(), answer)
        }))
    }

    fn ticked_off(&mut self, number: &ReceiptNumber, answer: Result<Done<Money>, Error>, desk: &Desk) -> Action {
        self.waiting.told(number, answer.is_ok());
        if let Err(why) = answer {
            self.tell(tell("waiting-not", &[("why", why.to_string().into())]));
        }
        Action::Run(self.read_again(desk))
    }

    fn found(
        &mut self,
        filter: &SalesFilter,
        stretch: Stretch,
        answer: Result<Vec<SaleHead>, Error>,
        desk: &Desk,
    ) -> Action {
        let heads = self.heads.as_deref().unwrap_or_default();
        let last = heads.last().map(|head| head.number.running());
        // An answer to an older question comes too late.
        if *filter != self.filter || stretch.before.is_some() && stretch.before != last {
            return Action::None;
        }
        self.reading_more = false;
        match answer {
            Ok(found) => {
                self.more = found.len() >= stretch.most as usize;
                if stretch.before.is_some() {
                    self.heads.get_or_insert_default().extend(found);
                    return Action::None;
                }
                let first = found.first().map(|head| head.number.clone());
                let chosen = self.chosen.as_ref().map(Record::number);
                let stays = chosen.is_some_and(|chosen| {
                    self.editing() || !self.fresh || found.iter().any(|head| head.number == *chosen)
                });
                self.fresh = false;
                self.heads = Some(found);
                match first.filter(|_| !stays) {
                    Some(number) => Action::Run(choose(desk, number)),
                    None => Action::None,
                }
            }
            Err(why) => {
                self.more = false;
                self.tell(why.to_string());
                Action::None
            }
        }
    }

    fn record_read(&mut self, answer: Result<Record, Error>, desk: &Desk) -> Action {
        match answer {
            Ok(record) => {
                let awaited = self.awaited.take().filter(|(number, _)| number == record.number());
                self.chosen = Some(record);
                match awaited {
                    Some((_, how)) => self.open(how, desk),
                    None => Action::None,
                }
            }
            Err(why) => {
                self.tell(why.to_string());
                Action::None
            }
        }
    }
}

fn choose(desk: &Desk, number: ReceiptNumber) -> Task<Message> {
    let read = desk.run(move |till| Record::read(till, &number));
    Task::perform(read, Message::RecordRead)
}

/// What was recorded, and what is to be handed out for it.
fn recorded(correction: &Correction) -> String {
    let about = [
        ("number", correction.number.to_string().into()),
        ("how", how_words(correction.reversal.how).into()),
        ("of", correction.corrects.to_string().into()),
    ];
    let said = tell("correction-recorded", &about);
    let backs = &correction.reversal.payments;
    match correction.reversal.how {
        How::Void | How::Refund if !backs.is_empty() => {
            format!("{said} {}", give_back(backs, correction.currency))
        }
        How::Void | How::Refund => format!("{said} {}", say("correct-nothing-back")),
        How::Repay => said,
    }
}
