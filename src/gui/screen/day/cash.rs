//! Cash that comes into the tin or leaves it without a sale: how much, and why. Never records twice: one key for each entering.

use crate::domain::currency::Currency;
use crate::domain::session::{TinReport, Way};
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::walk::turn_to;
use crate::gui::widget::{chip, field, great, line, notice, panel};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{Row, column};
use iced::{Element, Task};
use uuid::Uuid;

/// The field of the amount.
pub const AMOUNT: &str = "cash-amount";
/// The field of the reason.
const REASON: &str = "cash-reason";
/// The button that records it.
const RECORD: &str = "cash-record";
/// The field of the amount is no wider.
const WIDTH: f32 = 260.0;

/// Why cash mostly comes in, or leaves.
const WHY_IN: [&str; 3] = ["why-change", "why-own", "why-other-table"];
const WHY_OUT: [&str; 5] = ["why-fee", "why-change", "why-lunch", "why-supplies", "why-maker"];

/// Cash on its way.
#[derive(Debug)]
pub struct State {
    key: String,
    way: Way,
    amount: String,
    reason: String,
    recording: bool,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The amount as typed.
    AmountTyped(String),
    /// Enter in its field.
    AmountEntered,
    /// The reason as typed.
    ReasonTyped(String),
    /// Enter in its field.
    ReasonEntered,
    /// One of the usual reasons was pressed.
    ReasonPressed(String),
    /// It is to be recorded.
    RecordPressed,
    /// It was recorded, or not.
    Recorded(Result<Box<TinReport>, Error>),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// It is recorded: say this.
    Done(String),
}

impl State {
    /// Cash that is to go this way.
    pub fn new(way: Way) -> State {
        State {
            key: Uuid::now_v7().to_string(),
            way,
            amount: String::new(),
            reason: String::new(),
            recording: false,
            problem: None,
        }
    }

    /// Its heading.
    pub fn heading(&self) -> String {
        say(self.word("tin-pay-in", "tin-pay-out"))
    }

    /// The till is writing it down.
    pub fn recording(&self) -> bool {
        self.recording
    }

    fn word(&self, into: &'static str, out: &'static str) -> &'static str {
        match self.way {
            Way::In => into,
            Way::Out => out,
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, currency: Currency) -> Action {
        match message {
            // What is on its way to the till stays as it is until the till has answered.
            Message::AmountTyped(_) | Message::ReasonTyped(_) | Message::ReasonPressed(_) if self.recording => {}
            Message::AmountTyped(amount) => self.amount = amount,
            Message::ReasonTyped(reason) => self.reason = reason,
            Message::ReasonPressed(reason) => {
                self.reason = reason;
                self.problem = None;
                let next = if self.amount.trim().is_empty() { AMOUNT } else { RECORD };
                return Action::Run(turn_to(next));
            }
            Message::AmountEntered if self.reason.trim().is_empty() => return Action::Run(turn_to(REASON)),
            Message::AmountEntered | Message::ReasonEntered => return Action::Run(turn_to(RECORD)),
            Message::RecordPressed if self.recording => {}
            Message::RecordPressed => return self.record(desk, currency),
            Message::Recorded(Ok(report)) => {
                let moved = report.movements.last();
                let amount = moved.map(|moved| currency.show(moved.amount)).unwrap_or_default();
                let about = [("amount", amount.into()), ("why", self.reason.as_str().into())];
                let mut words = tell(self.word("cash-in-done", "cash-out-done"), &about);
                if let Some(expected) = report.expected() {
                    let now = tell("cash-now", &[("amount", currency.show(expected).into())]);
                    words = format!("{words} {now}");
                }
                return Action::Done(words);
            }
            Message::Recorded(Err(why)) => {
                self.recording = false;
                self.problem = Some(why.to_string());
            }
        }
        Action::None
    }

    fn record(&mut self, desk: &Desk, currency: Currency) -> Action {
        self.problem = None;
        let amount = match currency.parse(&self.amount) {
            Ok(amount) => amount,
            Err(why) => {
                self.problem = Some(why.to_string());
                return Action::Run(turn_to(AMOUNT));
            }
        };
        if self.reason.trim().is_empty() {
            self.problem = Some(say("cash-why-missing"));
            return Action::Run(turn_to(REASON));
        }
        self.recording = true;
        let (way, reason, key) = (self.way, self.reason.clone(), self.key.clone());
        let recorded = desk.run(move |till| {
            let done = till.move_cash(way, amount, &reason, &key)?;
            Ok(Box::new(done.what))
        });
        Action::Run(Task::perform(recorded, Message::Recorded))
    }

    /// The fields.
    pub fn view<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        let usual: &[&str] = match self.way {
            Way::In => &WHY_IN,
            Way::Out => &WHY_OUT,
        };
        let chips = usual.iter().map(|word| {
            let why = say(word);
            let chosen = self.reason == why;
            chip(look, None, why.clone(), chosen, Some(Message::ReasonPressed(why))).into()
        });
        let amount = field(look, AMOUNT, &say("amount-hint"), &self.amount, Message::AmountTyped)
            .font(MONO_BOLD)
            .size(HUGE)
            .line_height(iced::widget::text::LineHeight::Relative(1.2))
            .width(WIDTH)
            .on_submit(Message::AmountEntered);
        let reason = field(look, REASON, &say("cash-why-hint"), &self.reason, Message::ReasonTyped)
            .on_submit(Message::ReasonEntered);
        let mut content = column![
            label("cash-how-much"),
            amount,
            label("cash-why"),
            Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2),
            reason,
        ]
        .spacing(S2);
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        panel(look, say(self.word("cash-in-how", "cash-out-how")), content).into()
    }

    /// The button that records it.
    pub fn foot<'a>(&'a self, look: &Look, currency: Currency) -> Element<'a, Message> {
        let words = if self.recording {
            say("panel-recording")
        } else {
            match currency.parse(&self.amount) {
                Ok(amount) => tell(
                    self.word("cash-in-do", "cash-out-do"),
                    &[("amount", currency.show(amount).into())],
                ),
                Err(_) => self.heading(),
            }
        };
        let record = (!self.recording).then_some(Message::RecordPressed);
        great(look, words, cap(Act::Record), Face::Next, record)
            .id(RECORD)
            .into()
    }
}
