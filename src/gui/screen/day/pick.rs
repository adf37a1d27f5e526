//! Picks what the summary is over: a day that had sales, an event, any two days. Never reads the books itself.

use crate::domain::day::BusinessDay;
use crate::domain::span::Span;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::shop::full_day_words;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::walk::turn_to;
use crate::gui::widget::{field, hair, letters, line, notice, panel, press};
use crate::gui::words::{say, tell};
use crate::till::{DayOfSales, Error, EventOfSales};
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill, Task};

/// The field of the first day.
pub const FROM: &str = "pick-from";
/// The field of the last day.
const TO: &str = "pick-to";
/// So many days are listed at a time.
const DAYS: u32 = 30;
/// As many events as are listed.
const EVENTS: u32 = 40;

/// What is being picked.
#[derive(Debug, Default)]
pub struct State {
    days: Vec<DayOfSales>,
    /// There may be earlier ones.
    more: bool,
    events: Vec<EventOfSales>,
    read: bool,
    from: String,
    to: String,
    problem: Option<String>,
}

/// What there is to pick.
pub type Offered = (Vec<DayOfSales>, Vec<EventOfSales>);

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Days and events were read.
    Read(Result<Offered, Error>),
    /// Earlier days are wanted.
    EarlierPressed,
    /// Earlier days were read.
    EarlierRead(Result<Vec<DayOfSales>, Error>),
    /// A day or an event was pressed.
    Pressed(Span),
    /// The first day as typed.
    FromTyped(String),
    /// The last day as typed.
    ToTyped(String),
    /// Enter in the field of the first day.
    FromEntered,
    /// The days between are to be shown.
    ShowPressed,
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// This was picked.
    Picked(Span),
}

impl State {
    /// Nothing picked yet; the fields hold what is shown now.
    pub fn new(shown: (BusinessDay, BusinessDay), desk: &Desk) -> (State, Task<Message>) {
        let state = State {
            from: shown.0.to_string(),
            to: shown.1.to_string(),
            ..State::default()
        };
        let read = desk.run(|till| Ok((till.days_of_sales(None, DAYS)?, till.events_of_sales(EVENTS)?)));
        (state, Task::perform(read, Message::Read))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::Read(Ok((days, events))) => {
                self.read = true;
                self.events = events;
                self.add(days);
            }
            Message::EarlierRead(Ok(days)) => self.add(days),
            Message::Read(Err(why)) | Message::EarlierRead(Err(why)) => self.problem = Some(why.to_string()),
            Message::EarlierPressed => {
                let before = self.days.last().map(|last| last.day);
                let read = desk.run(move |till| till.days_of_sales(before, DAYS));
                return Action::Run(Task::perform(read, Message::EarlierRead));
            }
            Message::Pressed(span) => return Action::Picked(span),
            Message::FromTyped(typed) => self.from = typed,
            Message::ToTyped(typed) => self.to = typed,
            Message::FromEntered => return Action::Run(turn_to(TO)),
            Message::ShowPressed => return self.show(),
        }
        Action::None
    }

    fn add(&mut self, days: Vec<DayOfSales>) {
        self.more = days.len() >= usize::try_from(DAYS).unwrap_or(usize::MAX);
        self.days.extend(days);
    }

    fn show(&mut self) -> Action {
        let read =
            |typed: &str| BusinessDay::parse(typed).ok_or_else(|| tell("pick-no-day", &[("typed", typed.into())]));
        match (read(&self.from), read(&self.to)) {
            (Ok(from), Ok(to)) if to < from => {
                self.problem = Some(say("pick-backwards"));
                Action::None
            }
            (Ok(from), Ok(to)) => Action::Picked(Span::days(from, to)),
            (Err(problem), _) | (_, Err(problem)) => {
                self.problem = Some(problem);
                Action::None
            }
        }
    }

    /// The fields of any two days, and the events.
    pub fn view<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let hint = say("pick-day-hint");
        let from = field(look, FROM, &hint, &self.from, Message::FromTyped).on_submit(Message::FromEntered);
        let to = field(look, TO, &hint, &self.to, Message::ToTyped).on_submit(Message::ShowPressed);
        let show = press(look, say("pick-show"), Face::Inked, Some(Message::ShowPressed));
        let mut range = column![
            row![
                column![label("pick-from"), from].spacing(S1),
                column![label("pick-to"), to].spacing(S1)
            ]
            .spacing(S3),
            show,
        ]
        .spacing(S3);
        if let Some(problem) = &self.problem {
            range = range.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        let mut content = column![panel(look, say("pick-range"), range)].spacing(S3);
        if !self.events.is_empty() {
            let rows = self.events.iter().map(|of| {
                let days = Span::days(of.days.0, of.days.1);
                (
                    of.event.clone(),
                    super::tables::span_words(&days),
                    Span::Event(of.event.clone()),
                )
            });
            content = content.push(panel(look, say("pick-events"), listed(look, rows)));
        }
        content.into()
    }

    /// The days that had sales.
    pub fn days<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let rows = self.days.iter().map(|of| {
            let sales = tell("tin-sales", &[("count", of.sales.into())]);
            (full_day_words(of.day), sales, Span::Day(of.day))
        });
        let mut content = column![listed(look, rows)].spacing(S2);
        if self.read && self.days.is_empty() {
            content = content.push(letters(say("sales-none"), REGULAR, BODY, look.soft));
        }
        if self.more {
            content = content.push(press(
                look,
                say("pick-earlier"),
                Face::Quiet,
                Some(Message::EarlierPressed),
            ));
        }
        panel(look, say("pick-days"), content).into()
    }
}

fn listed<'a>(look: &Look, rows: impl Iterator<Item = (String, String, Span)>) -> Element<'a, Message> {
    let mut content = column![];
    for (n, (name, about, span)) in rows.enumerate() {
        let about = line(about, look.small_font(), SMALL, look.soft);
        let name = measure::cut(&name, 300.0, SEMIBOLD, BODY);
        let words = row![line(name.clone(), SEMIBOLD, BODY, look.ink).width(Fill), about]
            .spacing(S2)
            .align_y(Alignment::Center);
        content = content.push((n > 0).then(|| hair(look))).push(
            pressable(format!("pick {name}"), container(words).center_y(Fill))
                .padding(0)
                .width(Fill)
                .height(TOUCH)
                .style(look.segment(Face::Bare))
                .on_press(Message::Pressed(span)),
        );
    }
    content.into()
}
