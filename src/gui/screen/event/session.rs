//! The session under Event: who sells, since when, with what float; the next volunteer; and another session.
//! Never counts and never closes: Day does.

use super::Action;
use crate::domain::money::Money;
use crate::domain::session::{Session, TinReport};
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::screen::opening;
use crate::gui::shop::{Shop, change, clock, day_words};
use crate::gui::theme::*;
use crate::gui::widget::walk::turn_to;
use crate::gui::widget::{chip, field, hair, letters, line, notice, press, said_above};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{Row, column, row};
use iced::{Alignment, Element, Fill, Task};

/// The field of who takes over.
const NEXT: &str = "hand-over";
/// The button that hands over.
const HAND_OVER: &str = "hand-over-do";

/// The session as it is shown and changed.
#[derive(Debug, Default)]
pub struct State {
    form: opening::State,
    /// Another session is to be opened while one is open.
    another: bool,
    next: String,
    handing: bool,
    volunteers: Vec<String>,
    problem: Option<String>,
    said: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The tin was read: how it stands, and what to propose as a float.
    TinRead(Result<Box<Tin>, Error>),
    /// In the form that opens a session.
    Form(opening::Message),
    /// Another session is to be opened, or not.
    AnotherPressed,
    /// Who takes over, as typed.
    NextTyped(String),
    /// Enter in that field.
    NextEntered,
    /// Whoever was typed takes over.
    HandOverPressed,
    /// This volunteer takes over.
    VolunteerPressed(String),
    /// It was handed over, or not.
    HandedOver(String, Result<Box<Shop>, Error>),
    /// The tin is to be counted and the day closed.
    ClosePressed,
}

/// What is read of the tin for this panel.
#[derive(Debug, Clone)]
pub struct Tin {
    report: Option<TinReport>,
    next_float: Option<Money>,
}

impl State {
    /// Reads what is shown beside the session.
    pub fn read(&mut self, desk: &Desk) -> Task<Message> {
        self.said = None;
        self.problem = None;
        let read = desk.run(|till| {
            Ok(Box::new(Tin {
                report: till.tin()?,
                next_float: till.next_float()?,
            }))
        });
        Task::perform(read, Message::TinRead)
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::TinRead(Ok(tin)) => {
                let tin = *tin;
                self.form.propose(tin.next_float, shop);
                if let Some(report) = tin.report {
                    self.form.go_on(&report.session.event, &report.session.by);
                    self.volunteers = report.volunteers().into_iter().map(str::to_owned).collect();
                }
            }
            Message::TinRead(Err(why)) => self.problem = Some(why.to_string()),
            Message::Form(message) => match self.form.update(message, desk, shop) {
                opening::Action::None => {}
                opening::Action::Run(task) => return run(task.map(Message::Form)),
                opening::Action::Opened => {
                    self.another = false;
                    self.said = Some(say("event-opened"));
                    return Action::Opened;
                }
            },
            Message::AnotherPressed => self.another = !self.another,
            Message::NextTyped(next) => self.next = next,
            Message::NextEntered => return Action::Run(turn_to(HAND_OVER)),
            Message::HandOverPressed => return self.hand_over(self.next.clone(), desk),
            Message::VolunteerPressed(name) => return self.hand_over(name, desk),
            Message::HandedOver(name, Ok(shop)) => {
                self.handing = false;
                self.next.clear();
                if !self.volunteers.contains(&name) {
                    self.volunteers.push(name.clone());
                }
                self.said = Some(tell("event-handed-over", &[("by", name.into())]));
                return Action::Changed(shop);
            }
            Message::HandedOver(_, Err(why)) => {
                self.handing = false;
                self.problem = Some(why.to_string());
            }
            Message::ClosePressed => return Action::CloseDay,
        }
        Action::None
    }

    fn hand_over(&mut self, by: String, desk: &Desk) -> Action {
        if self.handing {
            return Action::None;
        }
        self.problem = None;
        self.said = None;
        let by = by.trim().to_owned();
        if by.is_empty() {
            self.problem = Some(say("event-hand-over-missing"));
            return Action::None;
        }
        self.handing = true;
        let name = by.clone();
        let handed = change(desk, move |till| till.hand_over(&by).map(|_| ()));
        run(handed.map(move |answer| Message::HandedOver(name.clone(), answer)))
    }

    /// The session, or the form that opens one.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        let said = self.said.as_ref();
        let problem = self.problem.as_ref();
        let said = [
            said.map(|said| notice(look, icon::CHECK, said.clone(), false)),
            problem.map(|why| notice(look, icon::WARNING, why.clone(), true)),
        ];
        said_above(said, self.content(look, shop, width))
    }

    fn content<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        let form = || self.form.view(look, shop, width).map(Message::Form);
        let Some(session) = &shop.session else {
            let none = letters(say("event-session-none"), REGULAR, BODY, look.ink);
            return column![none, form()].spacing(S3).into();
        };
        let another = chip(
            look,
            None,
            say("event-another"),
            self.another,
            Some(Message::AnotherPressed),
        );
        let close = chip(look, None, say("event-close"), false, Some(Message::ClosePressed));
        let mut content = column![
            facts(look, shop, session),
            self.next(look, session),
            hair(look),
            row![close, another].spacing(S2).wrap().vertical_spacing(S2),
        ]
        .spacing(S3);
        if self.another {
            content = content
                .push(letters(say("event-session-again"), REGULAR, BODY, look.ink))
                .push(form());
        }
        content.into()
    }

    /// Who takes over.
    fn next<'a>(&'a self, look: &Look, session: &Session) -> Element<'a, Message> {
        let ready = (!self.handing).then_some(Message::HandOverPressed);
        let typed = row![
            field(look, NEXT, &say("event-by-hint"), &self.next, Message::NextTyped).on_submit(Message::NextEntered),
            press(look, say("event-hand-over"), Face::Inked, ready)
                .id(HAND_OVER)
                .width(120.0),
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        let others = self.volunteers.iter().filter(|name| **name != session.by);
        let chips: Vec<Element<'a, Message>> = others
            .map(|name| {
                let pressed = (!self.handing).then(|| Message::VolunteerPressed(name.clone()));
                chip(look, None, name.clone(), false, pressed).into()
            })
            .collect();
        let mut content = column![line(say("event-next"), SEMIBOLD, SMALL, look.soft), typed].spacing(S2);
        if !chips.is_empty() {
            content = content.push(Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2));
        }
        content.into()
    }
}

fn run(task: Task<Message>) -> Action {
    Action::Run(task.map(super::Message::Session))
}

/// Who sells, where, since when, with what float.
fn facts<'a>(look: &Look, shop: &Shop, session: &Session) -> Element<'a, Message> {
    let nobody = |words: &str| {
        if words.is_empty() {
            say("event-nobody")
        } else {
            words.to_owned()
        }
    };
    let opened = session.opened_at;
    let day = opened.business_day(shop.settings.rollover_hour);
    let since = if day == shop.today {
        clock(opened)
    } else {
        format!("{} {}", day_words(day), clock(opened))
    };
    let float = session
        .float
        .map_or_else(|| say("tin-nobody-counted"), |float| shop.currency().show(float));
    let facts = [
        ("event-now-by", nobody(&session.by)),
        ("event-now-event", nobody(&session.event)),
        ("event-now-since", since),
        ("event-now-float", float),
    ];
    let mut rows = column![].spacing(S2);
    for (label, words) in facts {
        rows = rows.push(
            row![
                letters(say(label), REGULAR, BODY, look.soft).width(120.0),
                letters(words, SEMIBOLD, BODY, look.ink).width(Fill),
            ]
            .spacing(S2),
        );
    }
    rows.into()
}
