//! Papers: what receipts are printed on, by which printer, and those that wait because a printer failed.
//! Never prints anything itself: the till does, beside the selling.

use super::settings::{self, Message as Set};
use super::{Action, Message as Event};
use crate::domain::settings::{Paper, Papers};
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, hair, letters, line, notice, press};
use crate::gui::words::{say, tell};
use crate::till::{Error, Printed, PrintedAll, Till, WaitingPrint};
use iced::widget::{Row, column, row};
use iced::{Alignment, Element, Task};

const PRINTER: &str = "printer";
/// So many of those that wait are shown.
const SHOWN: usize = 12;

/// The printers that the system knows, and how it went with what waited.
#[derive(Debug, Default)]
pub struct State {
    printers: Option<Result<Vec<String>, String>>,
    typed: Option<String>,
    working: bool,
    answer: Option<Result<String, String>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The system said which printers it knows, or not.
    PrintersRead(Result<Vec<String>, Error>),
    /// The printer's name as typed.
    PrinterTyped(String),
    /// A receipt that waits is to be printed again.
    AgainPressed(i64),
    /// It was, or not.
    Printed(Result<Printed, Error>),
    /// Everything that waits is to be printed.
    AllPressed,
    /// It was, or not.
    AllPrinted(Result<PrintedAll, Error>),
    /// Everything that waits is to go unprinted.
    ForgetAllPressed,
    /// A receipt that waits is to go unprinted.
    ForgetPressed(i64),
    /// It is off the list, or not.
    Forgotten(Result<Box<Shop>, Error>),
}

/// The words of a paper.
pub fn paper_words(paper: Paper) -> String {
    say(match paper {
        Paper::Roll58 => "paper-roll58",
        Paper::Roll80 => "paper-roll80",
        Paper::A4 => "paper-a4",
        Paper::Letter => "paper-letter",
        Paper::A5 => "paper-a5",
        Paper::A6 => "paper-a6",
    })
}

impl State {
    /// Shown again: the system is asked for its printers.
    pub fn show(&mut self, desk: &Desk) -> Task<Event> {
        self.answer = None;
        let printers = desk.beside(|_| Till::printers());
        Task::perform(printers, |answer| Event::Papers(Message::PrintersRead(answer)))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::PrintersRead(answer) => self.printers = Some(answer.map_err(|why| why.to_string())),
            Message::PrinterTyped(name) => self.typed = Some(name),
            Message::AgainPressed(id) if !self.working => {
                self.working = true;
                self.answer = None;
                let printed = desk.beside(move |folder| {
                    let mut till = Till::open(&folder)?;
                    till.print_again(id)
                });
                let heard = |answer| Event::Papers(Message::Printed(answer));
                return Action::Run(Task::perform(printed, heard));
            }
            Message::AllPressed if !self.working => {
                self.working = true;
                self.answer = None;
                let printed = desk.beside(|folder| {
                    let mut till = Till::open(&folder)?;
                    till.print_waiting()
                });
                let heard = |answer| Event::Papers(Message::AllPrinted(answer));
                return Action::Run(Task::perform(printed, heard));
            }
            Message::AgainPressed(_) | Message::AllPressed => {}
            Message::AllPrinted(answer) => {
                self.working = false;
                self.answer = Some(answer.map_err(|why| why.to_string()).and_then(|all| {
                    let done = i64::try_from(all.printed.len()).unwrap_or(i64::MAX);
                    let done = tell("print-all-done", &[("count", done.into())]);
                    match all.failed {
                        Some(why) if all.printed.is_empty() => Err(why.to_string()),
                        Some(why) => Err(format!("{done} {why}")),
                        None => Ok(done),
                    }
                }));
                return Action::Opened;
            }
            Message::ForgetAllPressed => {
                let forgotten = change(desk, |till| till.forget_prints());
                return Action::Run(forgotten.map(|answer| Event::Papers(Message::Forgotten(answer))));
            }
            Message::Printed(answer) => {
                self.working = false;
                self.answer = Some(
                    answer
                        .map(|printed| printed_words(&printed))
                        .map_err(|why| why.to_string()),
                );
                return Action::Opened;
            }
            Message::ForgetPressed(id) => {
                let forgotten = change(desk, move |till| till.forget_print(id));
                return Action::Run(forgotten.map(|answer| Event::Papers(Message::Forgotten(answer))));
            }
            Message::Forgotten(Ok(shop)) => return Action::Changed(shop),
            Message::Forgotten(Err(why)) => self.answer = Some(Err(why.to_string())),
        }
        Action::None
    }

    /// The section.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, set: &'a settings::State) -> Element<'a, Event> {
        let papers = &shop.settings.papers;
        let heading = |word| line(say(word), SEMIBOLD, BODY, look.ink);
        let kinds = Paper::ALL.map(|paper| {
            let chosen = papers.paper == paper;
            value(look, paper_words(paper), chosen, "paper", paper.name().to_owned())
        });
        let each = [(false, "set-print-asked", "no"), (true, "set-print-each", "yes")].map(|(each, word, said)| {
            let chosen = papers.print_each == each;
            value(look, say(word), chosen, "print-each", said.to_owned())
        });
        column![
            set.on_papers(look, &shop.settings).map(Event::Settings),
            column![heading("set-paper"), wrapped(kinds)].spacing(S1),
            self.printers(look, papers, set),
            column![heading("set-print"), wrapped(each)].spacing(S1),
        ]
        .push(self.waiting(look, &shop.waiting_prints))
        .spacing(S4)
        .into()
    }

    fn printers<'a>(&'a self, look: &Look, papers: &'a Papers, set: &'a settings::State) -> Element<'a, Event> {
        let mut content = column![line(say("set-printer"), SEMIBOLD, BODY, look.ink)].spacing(S1);
        let none = value(
            look,
            say("set-printer-none"),
            papers.printer.is_empty(),
            PRINTER,
            String::new(),
        );
        let named = |name: &String| value(look, name.clone(), papers.printer == *name, PRINTER, name.clone());
        match &self.printers {
            Some(Ok(names)) if !names.is_empty() => {
                let lost = Some(&papers.printer).filter(|name| !name.is_empty() && !names.contains(name));
                let chips = [none].into_iter().chain(names.iter().chain(lost).map(named));
                content = content.push(wrapped(chips));
            }
            Some(Ok(_)) => {
                content = content.push(letters(say("set-printer-empty"), look.small_font(), SMALL, look.soft));
            }
            Some(Err(why)) => {
                // Where the system does not say which there are, a name is typed.
                let typed = self.typed.as_ref().unwrap_or(&papers.printer);
                let save = Event::Settings(Set::ValuePressed(PRINTER, typed.clone()));
                let name = field(look, PRINTER, "", typed, |name| {
                    Event::Papers(Message::PrinterTyped(name))
                });
                let keep = press(look, say("set-save"), Face::Inked, Some(save)).width(84.0);
                content = content
                    .push(letters(why.clone(), look.small_font(), SMALL, look.soft))
                    .push(row![name, keep].spacing(S2).align_y(Alignment::Center));
            }
            None => {}
        }
        if let Some(why) = set.refusal(PRINTER) {
            content = content.push(notice(look, icon::WARNING, why.to_owned(), true));
        }
        content.into()
    }

    /// What a printer did not take.
    fn waiting<'a>(&'a self, look: &Look, waiting: &'a [WaitingPrint]) -> Option<Element<'a, Event>> {
        if waiting.is_empty() && self.answer.is_none() {
            return None;
        }
        let about = [("count", i64::try_from(waiting.len()).unwrap_or(i64::MAX).into())];
        let mut content = column![line(tell("print-waiting", &about), SEMIBOLD, BODY, look.ink)].spacing(S2);
        match &self.answer {
            Some(Ok(said)) => content = content.push(notice(look, icon::CHECK, said.clone(), false)),
            Some(Err(why)) => content = content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => {}
        }
        let can = |message| (!self.working).then_some(Event::Papers(message));
        if waiting.len() > 1 {
            content = content.push(
                row![
                    press(look, say("print-again-all"), Face::Inked, can(Message::AllPressed)),
                    press(
                        look,
                        say("print-forget-all"),
                        Face::Plain,
                        can(Message::ForgetAllPressed)
                    ),
                ]
                .spacing(S2),
            );
        }
        for of in waiting.iter().take(SHOWN) {
            content = content
                .push(hair(look))
                .push(self.one_waiting(look, of, waiting.len() > 1));
        }
        if let Some(more) = waiting.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let more = i64::try_from(more).unwrap_or(i64::MAX);
            let more = tell("print-more", &[("count", more.into())]);
            content = content.push(hair(look)).push(line(more, SEMIBOLD, BODY, look.soft));
        }
        Some(content.into())
    }

    /// A receipt that waits; `among` others its buttons are quieter.
    fn one_waiting<'a>(&'a self, look: &Look, of: &'a WaitingPrint, among: bool) -> Element<'a, Event> {
        let why = match of.why.as_str() {
            "" if of.under_way => say("print-on-its-way"),
            "" => say("print-nobody-said"),
            why => why.to_owned(),
        };
        let can = |message| (!self.working && !of.under_way).then_some(Event::Papers(message));
        let face = if among { Face::Plain } else { Face::Inked };
        column![
            line(of.number.to_string(), MONO_BOLD, BODY, look.ink),
            letters(why, look.small_font(), SMALL, look.soft),
            row![
                press(look, say("print-again"), face, can(Message::AgainPressed(of.id))),
                press(
                    look,
                    say("print-forget"),
                    Face::Plain,
                    can(Message::ForgetPressed(of.id))
                ),
            ]
            .spacing(S2),
        ]
        .spacing(S1)
        .into()
    }
}

/// What a printer took, in a sentence.
pub fn printed_words(printed: &Printed) -> String {
    let word = if printed.copy { "print-done-copy" } else { "print-done" };
    let about = [
        ("number", printed.number.to_string().into()),
        ("printer", printed.printer.as_str().into()),
    ];
    tell(word, &about)
}

fn value<'a>(look: &Look, words: String, chosen: bool, key: &'static str, value: String) -> Element<'a, Event> {
    let pressed = Event::Settings(Set::ValuePressed(key, value));
    chip(look, None, words, chosen, Some(pressed)).into()
}

fn wrapped<'a>(chips: impl IntoIterator<Item = Element<'a, Event>>) -> Element<'a, Event> {
    Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2).into()
}
