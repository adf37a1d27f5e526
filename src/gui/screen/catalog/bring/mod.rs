//! Bringing titles in, from another shop's file or a pasted page, and the catalog out.
//! Never writes before the person has seen what would happen, and what came in is undone by one press.

mod choose;
mod done;
mod file;
mod out;
mod page;
mod work;

use super::Action;
use crate::domain::title::Sku;
use crate::gui::desk::Desk;
use crate::gui::drop::{TABLES, dropping};
use crate::gui::files::{self, Picked};
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, letters};
use crate::gui::words::{say, tell};
use crate::till::{Error, Import, Undone};
use done::Done;
use iced::widget::operation::focus;
use iced::widget::{Row, column, container, row, text_editor};
use iced::{Alignment, Element, Fill, Size, Task};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use work::{Answer, Read};

/// The field of the path.
pub const PATH: &str = "bring-path";

/// Bringing in and out.
#[derive(Debug, Default)]
pub struct State {
    typed: String,
    text: text_editor::Content,
    step: Step,
    out: out::State,
    /// The last import, to be undone.
    last: Option<Import>,
    /// Files that were dropped together with the one that is looked at.
    waiting: VecDeque<PathBuf>,
    working: bool,
    said: Option<Result<String, String>>,
}

/// How far it is.
#[derive(Debug, Default)]
enum Step {
    /// What is to come in is being chosen.
    #[default]
    Choose,
    /// A file is looked at.
    File(Box<file::State>),
    /// A page is looked at.
    Page(Box<page::State>),
    /// It is in.
    Done(Box<Done>),
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A file is to be chosen by the system's dialog.
    DialogPressed,
    /// It was chosen, or not.
    Picked(Picked),
    /// The path holds this now.
    PathChanged(String),
    /// The file of that path is to be looked at.
    PathPressed,
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// The next of those that were dropped together is to be looked at.
    NextPressed,
    /// Those that wait are not to come in.
    ForgetPressed,
    /// In the field for a page's text.
    TextEdited(text_editor::Action),
    /// That text is to be read as a page.
    TextPressed,
    /// A file or text was read, or not.
    Read(Result<Read, String>),
    /// In the preview of a file.
    File(file::Message),
    /// In the preview of a page.
    Page(page::Message),
    /// Titles are being written: so many of so many.
    Written(usize, usize),
    /// They are in, or not.
    Answered(Box<Answer>),
    /// The last import was looked up.
    LastRead(Result<Option<Import>, Error>),
    /// An import is to be undone.
    UndoPressed(u64),
    /// It is undone, or not.
    Undone(Result<(Undone, Box<Shop>), Error>),
    /// A title that came in is to be sold.
    SellPressed(Sku),
    /// Another file or page is to come in.
    AnotherPressed,
    /// In what goes out.
    Out(out::Message),
}

impl State {
    /// Shown again: the last import is looked up.
    pub fn show(&mut self, desk: &Desk) -> Task<Message> {
        self.out.show(files::folder(desk.folder()));
        let last = desk.run(|till| till.last_import());
        let looked = Task::perform(last, Message::LastRead);
        match self.step {
            Step::Choose => Task::batch([focus(PATH), looked]),
            _ => looked,
        }
    }

    /// One step back; whether there was one.
    pub fn back(&mut self) -> bool {
        match &mut self.step {
            Step::File(file) => file.back(),
            _ => false,
        }
    }

    /// Looks at a file.
    pub fn open(&mut self, file: &Path, desk: &Desk, shop: &Shop) -> Task<Message> {
        self.typed = file.display().to_string();
        self.working = true;
        self.said = None;
        self.step = Step::Choose;
        let (file, catalog, currency) = (file.to_owned(), shop.catalog.clone(), shop.currency());
        let read = desk.beside(move |_| Ok(work::read(&file, &catalog, currency)));
        Task::perform(read, |read| {
            Message::Read(read.map_err(|why| why.to_string()).flatten())
        })
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        let run = |task: Task<Message>| Action::Run(task.map(super::Message::Bring));
        match message {
            Message::DialogPressed => {
                let picked = files::pick(say("bring-file"), say("bring-kinds"), &TABLES);
                return run(Task::perform(picked, Message::Picked));
            }
            Message::Picked(Picked::File(file)) => return run(self.open(&file, desk, shop)),
            Message::Dropped(files) => {
                let mut files = files.into_iter();
                let first = files.next();
                self.waiting.extend(files);
                if let Some(first) = first {
                    return run(self.open(&first, desk, shop));
                }
            }
            Message::NextPressed => {
                if let Some(next) = self.waiting.pop_front() {
                    return run(self.open(&next, desk, shop));
                }
            }
            Message::ForgetPressed => self.waiting.clear(),
            Message::Picked(Picked::Nothing) => {}
            Message::Picked(Picked::NoDialog) => {
                self.said = Some(Err(tell("bring-no-dialog", &[dropping()])));
                return run(focus(PATH));
            }
            Message::PathChanged(typed) => self.typed = typed,
            Message::PathPressed => {
                if let Some(file) = files::meant(&self.typed, &files::folder(desk.folder())) {
                    return run(self.open(&file, desk, shop));
                }
            }
            Message::TextEdited(action) => self.text.perform(action),
            Message::TextPressed => {
                let (text, catalog, currency) = (self.text.text(), shop.catalog.clone(), shop.currency());
                self.working = true;
                let read = desk.beside(move |_| Ok(work::page(&text, None, &catalog, currency)));
                return run(Task::perform(read, |read| {
                    Message::Read(read.map_err(|why| why.to_string()))
                }));
            }
            Message::Read(read) => self.read(read),
            Message::File(message) => {
                if let Step::File(file) = &mut self.step {
                    match file.update(message, desk, shop) {
                        file::Action::None => {}
                        file::Action::Run(task) => return run(task.map(Message::File)),
                        file::Action::Import(wish) => return run(work::import(desk, *wish)),
                        file::Action::Leave => return run(self.another()),
                    }
                }
            }
            Message::Page(message) => {
                if let Step::Page(page) = &mut self.step {
                    match page.update(message, shop) {
                        page::Action::None => {}
                        page::Action::Import(wish) => return run(work::import(desk, *wish)),
                        page::Action::Leave => return run(self.another()),
                    }
                }
            }
            Message::Written(done, of) => match &mut self.step {
                Step::File(file) => file.written(done, of),
                Step::Choose | Step::Page(_) | Step::Done(_) => {}
            },
            Message::Answered(answer) => return self.answered(*answer),
            Message::LastRead(last) => self.last = last.unwrap_or_default(),
            Message::UndoPressed(number) if !self.working => {
                self.working = true;
                let undone = desk.run(move |till| {
                    let undone = till.undo_import(Some(number))?;
                    Ok((undone, Box::new(Shop::read(till)?)))
                });
                return run(Task::perform(undone, Message::Undone));
            }
            Message::UndoPressed(_) => {}
            Message::Undone(answer) => return self.undone(answer),
            Message::SellPressed(sku) => return Action::Sell(sku),
            Message::AnotherPressed => return run(self.another()),
            Message::Out(message) => return run(self.out.update(message, desk).map(Message::Out)),
        }
        Action::None
    }

    fn read(&mut self, read: Result<Read, String>) {
        self.working = false;
        self.said = None;
        match read {
            Ok(Read::File(read)) => self.step = Step::File(Box::new(file::State::new(*read))),
            Ok(Read::Page(read)) => self.step = Step::Page(Box::new(page::State::new(*read))),
            Err(why) => self.said = Some(Err(why)),
        }
    }

    fn another(&mut self) -> Task<Message> {
        self.step = Step::Choose;
        self.said = None;
        self.typed.clear();
        self.text = text_editor::Content::new();
        focus(PATH)
    }

    fn answered(&mut self, answer: Answer) -> Action {
        match answer.done {
            Ok(import) => {
                self.step = Step::Done(Box::new(Done::new(
                    import.clone(),
                    answer.plan.as_ref(),
                    answer.left_out,
                )));
                self.last = import.or(self.last.take());
            }
            Err(why) => match &mut self.step {
                Step::File(file) => file.refused(why.to_string(), answer.plan),
                Step::Page(page) => page.refused(why.to_string(), answer.plan),
                Step::Choose | Step::Done(_) => self.said = Some(Err(why.to_string())),
            },
        }
        answer.shop.map_or(Action::None, Action::Changed)
    }

    fn undone(&mut self, answer: Result<(Undone, Box<Shop>), Error>) -> Action {
        self.working = false;
        match answer {
            Ok((undone, shop)) => {
                if let Some(last) = self
                    .last
                    .as_mut()
                    .filter(|last| Some(last.number) == undone.change.import)
                {
                    last.undone = true;
                }
                self.step = Step::Done(Box::new(Done::undone(undone)));
                Action::Changed(shop)
            }
            Err(why) => {
                match &mut self.step {
                    Step::Done(done) => done.refused(why.to_string()),
                    _ => self.said = Some(Err(why.to_string())),
                }
                Action::None
            }
        }
    }

    /// Something about what was dropped is to be said.
    pub fn say(&mut self, why: String) {
        self.said = Some(Err(why));
    }

    /// The screen below the tabs.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let step = match &self.step {
            Step::Choose => self.choose(look, shop, room),
            Step::File(file) => file.view(look, shop, room).map(Message::File),
            Step::Page(page) => page.view(look, shop, room).map(Message::Page),
            Step::Done(done) => done.view(look, self.working),
        };
        let Some(next) = self.waiting.front() else {
            return step;
        };
        let count = i64::try_from(self.waiting.len()).unwrap_or(i64::MAX);
        let about = [("count", count.into()), ("file", files::name_of(next).into())];
        let free = |message| (!self.working).then_some(message);
        let narrow = room.width < NARROW;
        let words = tell(if narrow { "bring-next-of" } else { "bring-next" }, &about);
        let next = chip(look, Some(icon::FILE), words, false, free(Message::NextPressed));
        let leave = chip(
            look,
            Some(icon::CLOSE),
            say("bring-forget"),
            false,
            free(Message::ForgetPressed),
        );
        if narrow {
            let chips = Row::new().push(next).push(leave).spacing(S2);
            return column![chips, step].spacing(S2).height(Fill).into();
        }
        let waiting = letters(tell("bring-waiting", &about), SEMIBOLD, BODY, look.ink).width(Fill);
        let waiting = row![waiting, next, leave].spacing(S2).align_y(Alignment::Center);
        let waiting = container(waiting).padding([S2, S3]).width(Fill).style(look.card());
        column![waiting, step].spacing(S3).height(Fill).into()
    }
}
