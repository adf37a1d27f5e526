//! The panel that writes many receipts to files: what is found, today's, this event's. Never writes over a file without
//! being told to, and never keeps anybody from selling meanwhile.

use crate::domain::day::BusinessDay;
use crate::domain::sale::ReceiptNumber;
use crate::domain::sales_filter::SalesFilter;
use crate::gui::desk::Desk;
use crate::gui::files::{free, meant, name_of};
use crate::gui::icon;
use crate::gui::screen::event::papers::paper_words;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::portion::portion;
use crate::gui::widget::{chip, field, line, notice, press, press_key};
use crate::gui::words::{say, tell};
use crate::till::{Error, Export as Ask, Exported, Into, Paper, Taken, Till, UnderWay, ending};
use iced::futures::{SinkExt, StreamExt, channel::mpsc};
use iced::widget::{Row, column, container, row};
use iced::{Alignment, Element, Fill, Task};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The field of the path.
pub const PATH: &str = "export-path";

/// The buttons grow no wider than this.
const BUTTONS: f32 = 560.0;

/// Which receipts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// What is listed, with what it is called; nothing where it is everything.
    Listed(SalesFilter, String),
    /// Of the day it is.
    Today(BusinessDay),
    /// Of the event that goes on.
    Event(String),
}

/// Receipts that are to be written.
#[derive(Debug)]
pub struct Export {
    choices: Vec<Which>,
    which: Which,
    paper: Paper,
    one: bool,
    folder: PathBuf,
    typed: String,
    /// The path was typed by hand: it stays.
    edited: bool,
    taken: Option<Taken>,
    problem: Option<String>,
    work: Option<Work>,
}

/// Receipts being written.
#[derive(Debug)]
struct Work {
    done: u64,
    all: u64,
    stop: Arc<AtomicBool>,
}

/// What happened in the panel.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which receipts was pressed.
    WhichPressed(Which),
    /// A paper was pressed.
    PaperPressed(Paper),
    /// One file for all of them, or one each.
    OnePressed(bool),
    /// The path holds this now.
    PathChanged(String),
    /// They are to be written.
    ExportPressed,
    /// They are to be written over what lies there.
    ReplacePressed,
    /// They are to be written under the next name that is free.
    FreePressed,
    /// So many of so many are written.
    Progressed(u64, u64),
    /// They were written, or not.
    Ended(Result<Exported, Refusal>),
    /// The panel is to be closed; what is being written is stopped first.
    ClosePressed,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Files lie there.
    Taken(Taken),
    /// A sentence of what happened.
    Failed(String),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// It ended like this: close the panel and say so.
    Done(String, Option<PathBuf>),
    /// Close the panel.
    Close,
}

impl Export {
    /// The panel for what is listed, its path in this folder.
    pub fn new(listed: Which, shop: &Shop, folder: &Path) -> Export {
        let event = shop.session.as_ref().map(|session| session.event.clone());
        let event = event.filter(|event| !event.trim().is_empty()).map(Which::Event);
        let choices: Vec<Which> = [listed.clone(), Which::Today(shop.today)]
            .into_iter()
            .chain(event)
            .collect();
        let mut panel = Export {
            choices,
            which: listed,
            paper: shop.settings.papers.paper,
            one: true,
            folder: folder.to_owned(),
            typed: String::new(),
            edited: false,
            taken: None,
            problem: None,
            work: None,
        };
        panel.name();
        panel
    }

    /// Proposes a name, unless somebody typed one.
    fn name(&mut self) {
        if self.edited {
            return;
        }
        let of = match &self.which {
            Which::Listed(_, name) if name.is_empty() => say("export-name-all"),
            Which::Listed(_, name) | Which::Event(name) => name.clone(),
            Which::Today(day) => day.to_string(),
        };
        // A name may hold anything; a file's name may not.
        let safe = |character: char| match character {
            letter if letter.is_alphanumeric() || " -_.,".contains(letter) => letter,
            _ => '-',
        };
        let of: String = of.chars().take(60).map(safe).collect();
        let name = tell("export-name", &[("of", of.trim().trim_matches('.').to_owned().into())]);
        let name = if self.one { format!("{name}.pdf") } else { name };
        self.typed = self.folder.join(name).display().to_string();
    }

    /// Whether receipts are being written just now.
    pub fn working(&self) -> bool {
        self.work.is_some()
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::Progressed(done, all) => {
                if let Some(work) = &mut self.work {
                    (work.done, work.all) = (done, all);
                }
            }
            Message::Ended(answer) => return self.ended(answer),
            Message::ClosePressed => match &self.work {
                Some(work) => work.stop.store(true, Ordering::Relaxed),
                None => return Action::Close,
            },
            _ if self.working() => {}
            Message::WhichPressed(which) => {
                self.which = which;
                self.renamed();
            }
            Message::PaperPressed(paper) => self.paper = paper,
            Message::OnePressed(one) => {
                self.one = one;
                self.renamed();
            }
            Message::PathChanged(typed) => {
                self.typed = typed;
                self.edited = true;
                self.renamed();
            }
            Message::ExportPressed => return self.begin(desk, false),
            Message::ReplacePressed => return self.begin(desk, true),
            Message::FreePressed => {
                let next = self.place().map(|place| free(&place));
                self.typed = next.unwrap_or_default().display().to_string();
                self.edited = true;
                return self.begin(desk, false);
            }
        }
        Action::None
    }

    fn renamed(&mut self) {
        self.taken = None;
        self.problem = None;
        self.name();
    }

    fn ended(&mut self, answer: Result<Exported, Refusal>) -> Action {
        let all = self.work.take().map_or(0, |work| work.all);
        let exported = match answer {
            Ok(exported) => exported,
            Err(Refusal::Taken(taken)) => {
                self.taken = Some(taken);
                return Action::None;
            }
            Err(Refusal::Failed(why)) => {
                self.problem = Some(why);
                return Action::None;
            }
        };
        let place = exported.files.first().and_then(|file| match self.one {
            true => Some(file.clone()),
            false => file.parent().map(Path::to_owned),
        });
        let at = place
            .as_ref()
            .map(|place| place.display().to_string())
            .unwrap_or_default();
        let count = counted(exported.files.len() as u64);
        let about = [
            ("count", count.into()),
            ("all", counted(all).into()),
            ("place", at.into()),
        ];
        let said = match (exported.stopped, self.one) {
            (true, true) => say("export-stopped-one"),
            (true, false) => tell("export-stopped", &about),
            (false, true) => tell("export-done-one", &about),
            (false, false) => tell("export-done", &about),
        };
        Action::Done(said, place)
    }

    /// What was typed, as a file or a folder.
    fn place(&self) -> Option<PathBuf> {
        meant(&self.typed, &self.folder)
    }

    fn begin(&mut self, desk: &Desk, replace: bool) -> Action {
        self.taken = None;
        self.problem = None;
        let Some(mut place) = self.place() else {
            self.problem = Some(say("save-nowhere"));
            return Action::None;
        };
        if self.one && place.extension().is_none() {
            place.set_extension("pdf");
        }
        let into = if self.one {
            Into::File(place)
        } else {
            Into::Folder(place)
        };
        let (which, paper) = (self.which.clone(), self.paper);
        let stop = Arc::new(AtomicBool::new(false));
        self.work = Some(Work {
            done: 0,
            all: 0,
            stop: stop.clone(),
        });
        let (mut tell_of, heard) = mpsc::channel(4);
        let mut far = tell_of.clone();
        let written = desk.beside(move |folder| {
            // A window that is closed meanwhile waits for the file that is being written.
            let _under_way = UnderWay::begin();
            let mut till = Till::open(&folder)?;
            let ask = Ask {
                numbers: numbers(&mut till, &which)?,
                paper,
                copy: false,
                into,
                replace,
            };
            if let Some(taken) = ask.taken(&till)?.filter(|_| !replace) {
                return Ok(Err(Refusal::Taken(taken)));
            }
            let exported = till.export(&ask, |done, all| {
                // Where the window is busy, the next number is soon enough.
                let _ = far.try_send(Message::Progressed(done, all));
                !stop.load(Ordering::Relaxed) && !ending()
            });
            Ok(exported.map_err(|why| Refusal::Failed(why.to_string())))
        });
        let end = async move {
            let answer = written
                .await
                .unwrap_or_else(|why| Err(Refusal::Failed(why.to_string())));
            let _ = tell_of.send(Message::Ended(answer)).await;
        };
        Action::Run(Task::batch([
            Task::future(end).discard(),
            Task::run(heard.fuse(), |message| message),
        ]))
    }

    /// The panel.
    pub fn view<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let small = |word| line(say(word), SEMIBOLD, SMALL, look.soft);
        let which = self.choices.iter().map(|which| {
            let words = match which {
                Which::Listed(_, name) if name.is_empty() => say("export-all"),
                Which::Listed(filter, name) if filter.span.is_none() && filter.figures.is_empty() => {
                    tell("export-found", &[("search", name.as_str().into())])
                }
                Which::Listed(_, name) => name.clone(),
                Which::Today(_) => say("export-today"),
                Which::Event(name) => name.clone(),
            };
            let pressed = Some(Message::WhichPressed(which.clone()));
            chip(look, None, words, self.which == *which, pressed).into()
        });
        let papers = Paper::ALL.map(|paper| {
            let pressed = Some(Message::PaperPressed(paper));
            chip(look, None, paper_words(paper), self.paper == paper, pressed).into()
        });
        let ways = [(true, "export-one"), (false, "export-each")].map(|(one, word)| {
            let pressed = Some(Message::OnePressed(one));
            chip(look, None, say(word), self.one == one, pressed).into()
        });
        let wrapped =
            |chips: Vec<Element<'a, Message>>| Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2);
        let mut content = column![
            line(say("export-heading"), BOLD, LARGE, look.ink),
            wrapped(which.collect()),
            wrapped(ways.into_iter().collect()),
            wrapped(papers.into_iter().collect()),
            small(if self.one { "save-where" } else { "export-where" }),
            field(look, PATH, "", &self.typed, Message::PathChanged).on_submit(Message::ExportPressed),
        ]
        .spacing(S2);
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        let (esc, close) = (cap(Act::Back), Some(Message::ClosePressed));
        let buttons = match (&self.work, &self.taken) {
            (Some(work), _) => {
                let stopping = work.stop.load(Ordering::Relaxed);
                let said = match (stopping, work.all) {
                    (true, _) => say("export-stopping"),
                    (false, 0) => say("export-reading"),
                    (false, _) => tell(
                        "export-progress",
                        &[("done", counted(work.done).into()), ("all", counted(work.all).into())],
                    ),
                };
                let share = work.done as f32 / work.all.max(1) as f32;
                let far = column![line(said, SEMIBOLD, BODY, look.ink), portion(look, share)];
                // It stays under the finger: what began the work was beside it.
                let cancel = press_key(look, say("cancel"), esc, Face::Plain, close.filter(|_| !stopping));
                let far = far.spacing(S1).width(Fill);
                column![row![cancel, far].spacing(S2).align_y(Alignment::Center)]
            }
            (None, Some(taken)) => {
                let about = [
                    ("file", name_of(&taken.file).into()),
                    ("count", counted(taken.count as u64).into()),
                ];
                content = content.push(notice(look, icon::WARNING, tell("export-taken", &about), true));
                let replace = press(look, say("export-replace"), Face::Plain, Some(Message::ReplacePressed));
                let next = self.place().map(|place| free(&place)).unwrap_or_default();
                let next = tell("save-free", &[("file", name_of(&next).into())]);
                let cancel = press_key(look, say("cancel"), esc, Face::Plain, close);
                column![
                    press(look, next, Face::Inked, Some(Message::FreePressed)),
                    row![cancel, replace].spacing(S2)
                ]
            }
            (None, None) => {
                let begin = press(look, say("export-do"), Face::Inked, Some(Message::ExportPressed));
                let cancel = press_key(look, say("cancel"), esc, Face::Plain, close);
                column![row![cancel, begin].spacing(S2)]
            }
        };
        container(content.push(buttons.spacing(S2).max_width(BUTTONS)))
            .padding(S4)
            .width(Fill)
            .style(look.panel(look.card, look.ink, look.rule))
            .into()
    }
}

/// A number for a sentence.
fn counted(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The numbers that are meant, in the order they were recorded.
fn numbers(till: &mut Till, which: &Which) -> Result<Vec<ReceiptNumber>, Error> {
    let found = match which {
        Which::Listed(filter, _) => till.find_sales(filter, u32::MAX)?,
        Which::Today(day) => till.sales(Some(*day), "", u32::MAX)?,
        Which::Event(event) => return till.event_sales(event),
    };
    Ok(found.into_iter().map(|sale| sale.number).rev().collect())
}
