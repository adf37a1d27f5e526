//! The form that opens a session: event, volunteer, float. It stands under Event, and in Day once a session is closed.
//! Never decides whether one may be opened: the till does.

use crate::domain::money::Money;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::counting::{self, Counting};
use crate::gui::widget::{field, letters, line, notice, press, said_above};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{column, container};
use iced::{Element, Task};

/// The button that opens it.
pub const OPEN: &str = "open-session";
/// The form grows no wider than this, but for coins and notes.
const FIELDS: f32 = 560.0;

/// A session that is to be opened.
#[derive(Debug)]
pub struct State {
    event: String,
    by: String,
    float: Counting,
    proposed: Option<Money>,
    opening: bool,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The event's name.
    EventChanged(String),
    /// The volunteer's name.
    ByChanged(String),
    /// In the float.
    Float(counting::Message),
    /// The session is to be opened.
    OpenPressed,
    /// It was opened, or not.
    Opened(Result<(), Error>),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The session is open.
    Opened,
}

impl Default for State {
    fn default() -> State {
        State {
            event: String::new(),
            by: String::new(),
            float: Counting::float(),
            proposed: None,
            opening: false,
            problem: None,
        }
    }
}

impl State {
    /// Proposes what was counted last as the float, where nothing was typed yet.
    pub fn propose(&mut self, float: Option<Money>, shop: &Shop) {
        if let Some(float) = float.filter(|_| self.float.is_untouched()) {
            self.float.propose(float, shop.currency());
            self.proposed = Some(float);
        }
    }

    /// The same event and volunteer as before, where nothing was typed yet.
    pub fn go_on(&mut self, event: &str, by: &str) {
        if self.event.is_empty() && self.by.is_empty() {
            event.clone_into(&mut self.event);
            by.clone_into(&mut self.by);
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::EventChanged(event) => self.event = event,
            Message::ByChanged(by) => self.by = by,
            Message::Float(message) => {
                self.problem = None;
                return Action::Run(self.float.update(message, shop.currency(), OPEN));
            }
            Message::OpenPressed if self.opening => {}
            Message::OpenPressed => return self.open(desk, shop),
            Message::Opened(Ok(())) => {
                *self = State::default();
                return Action::Opened;
            }
            Message::Opened(Err(why)) => {
                self.opening = false;
                self.problem = Some(why.to_string());
            }
        }
        Action::None
    }

    fn open(&mut self, desk: &Desk, shop: &Shop) -> Action {
        self.problem = None;
        let float = match self.float.counted(shop.currency()) {
            Ok(counted) => counted.map(|counted| counted.sum),
            Err(why) => {
                self.problem = Some(why);
                return Action::None;
            }
        };
        self.opening = true;
        let (event, by) = (self.event.clone(), self.by.clone());
        let opened = desk.run(move |till| till.open_session(float, &event, &by).map(|_| ()));
        Action::Run(Task::perform(opened, Message::Opened))
    }

    /// The form.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
        let currency = shop.currency();
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let names = column![
            label("event-name"),
            field(
                look,
                "event-name",
                &say("event-name-hint"),
                &self.event,
                Message::EventChanged
            ),
            label("event-by"),
            field(look, "event-by", &say("event-by-hint"), &self.by, Message::ByChanged),
        ]
        .spacing(S2);
        let mut content = column![
            container(names).max_width(FIELDS),
            label("event-float"),
            self.float.view(look, currency, width).map(Message::Float),
        ]
        .spacing(S2);
        content = content.push(self.proposed.map(|proposed| {
            let words = tell("event-float-proposed", &[("amount", currency.show(proposed).into())]);
            letters(words, look.small_font(), SMALL, look.soft)
        }));
        let words = say(if self.opening { "event-opening" } else { "event-open" });
        let open = (!self.opening).then_some(Message::OpenPressed);
        let open = container(press(look, words, Face::Inked, open).id(OPEN)).max_width(FIELDS);
        let problem = self.problem.as_ref();
        let problem = problem.map(|why| notice(look, icon::WARNING, why.clone(), true));
        content.push(said_above([problem], open)).into()
    }
}
