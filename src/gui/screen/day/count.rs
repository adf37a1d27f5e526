//! Counting the tin, and closing the session with or without a count: any count is accepted and kept as it is.
//! Never asks for another count. Never records twice: one key for each entering.

use crate::domain::currency::Currency;
use crate::domain::session::TinReport;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::counting::{self, Counting};
use crate::gui::widget::{great, letters, notice, panel, press};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{column, row};
use iced::{Element, Task};
use uuid::Uuid;

/// The button that keeps the count, or closes the session.
const DO: &str = "count-do";
/// Narrower than this the buttons stand one below the other.
const BESIDE: f32 = 400.0;
/// Width of the button that only keeps the count.
const KEEP: f32 = 148.0;

/// The tin while it is counted.
#[derive(Debug)]
pub struct State {
    key: String,
    closing: bool,
    recording: bool,
    problem: Option<String>,
    said: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Among the coins and notes.
    Counting(counting::Message),
    /// The count is to be kept.
    KeepPressed,
    /// It was kept, or not.
    Kept(Result<Box<TinReport>, Error>),
    /// The session is to be closed, with what was counted meanwhile.
    ClosePressed,
    /// It was closed, or not.
    Closed(Result<Box<TinReport>, Error>),
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The count is kept.
    Counted(Box<TinReport>),
    /// The session is closed.
    Closed(Box<TinReport>),
}

impl State {
    /// The tin is to be counted, and the session closed with it or not.
    pub fn new(closing: bool) -> State {
        State {
            key: Uuid::now_v7().to_string(),
            closing,
            recording: false,
            problem: None,
            said: None,
        }
    }

    /// Its heading.
    pub fn heading(&self) -> String {
        say(if self.closing { "day-close" } else { "tin-count" })
    }

    /// Whether the session is to be closed.
    pub fn closing(&self) -> bool {
        self.closing
    }

    /// The till is writing it down.
    pub fn recording(&self) -> bool {
        self.recording
    }

    /// Says how a count came out, and is ready for another one.
    pub fn say(&mut self, words: String) {
        let closing = self.closing;
        *self = State::new(closing);
        self.said = Some(words);
    }

    /// The one large button was pressed by its key.
    pub fn done(&self) -> Message {
        if self.closing {
            Message::ClosePressed
        } else {
            Message::KeepPressed
        }
    }

    /// Changes the state, and what is being counted, by what happened.
    pub fn update(&mut self, message: Message, counting: &mut Counting, desk: &Desk, currency: Currency) -> Action {
        match message {
            // What is on its way to the till stays as it is until the till has answered.
            Message::Counting(_) | Message::KeepPressed | Message::ClosePressed if self.recording => {}
            Message::Counting(message) => {
                self.problem = None;
                return Action::Run(counting.update(message, currency, DO));
            }
            Message::KeepPressed => return self.record(counting, desk, currency, false),
            Message::ClosePressed => return self.record(counting, desk, currency, true),
            Message::Kept(Ok(report)) => {
                *counting = Counting::count();
                return Action::Counted(report);
            }
            Message::Closed(Ok(report)) => {
                *counting = Counting::count();
                return Action::Closed(report);
            }
            Message::Kept(Err(why)) | Message::Closed(Err(why)) => {
                self.recording = false;
                self.problem = Some(why.to_string());
            }
        }
        Action::None
    }

    fn record(&mut self, counting: &Counting, desk: &Desk, currency: Currency, close: bool) -> Action {
        self.problem = None;
        let counted = match counting.counted(currency) {
            _ if close && counting.is_untouched() => None,
            Ok(_) if counting.is_untouched() => {
                self.problem = Some(say("count-nothing"));
                return Action::None;
            }
            Ok(counted) => counted,
            Err(why) => {
                self.problem = Some(why);
                return Action::None;
            }
        };
        self.recording = true;
        let key = self.key.clone();
        let recorded = desk.run(move |till| {
            let kept = counted.map(|counted| till.count_tin(counted.sum, &counted.pieces, &key));
            let report = match (kept.transpose()?, close) {
                (Some(kept), false) => kept.what,
                _ => till.close_session()?.what,
            };
            Ok(Box::new(report))
        });
        let answer = if close { Message::Closed } else { Message::Kept };
        Action::Run(Task::perform(recorded, answer))
    }

    /// The coins and notes.
    pub fn view<'a>(
        &'a self,
        look: &Look,
        counting: &'a Counting,
        currency: Currency,
        width: f32,
    ) -> Element<'a, Message> {
        let mut content = column![].spacing(S3);
        if self.closing {
            content = content.push(letters(say("close-how"), REGULAR, BODY, look.soft));
        }
        content = content.push(counting.view(look, currency, width - 2.0 * S4).map(Message::Counting));
        if let Some(said) = &self.said {
            content = content.push(notice(look, icon::CHECK, said.clone(), false));
        }
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        let heading = say(if self.closing { "close-count" } else { "count-heading" });
        panel(look, heading, content).into()
    }

    /// The buttons that keep it.
    pub fn foot<'a>(
        &'a self,
        look: &Look,
        counting: &Counting,
        currency: Currency,
        width: f32,
    ) -> Element<'a, Message> {
        let counted = counting.counted(currency).ok().flatten();
        let counted = counted.filter(|_| !counting.is_untouched());
        let amount = counted.map(|counted| currency.show(counted.sum));
        let ready = !self.recording;
        let keep = ready.then_some(Message::KeepPressed);
        if !self.closing {
            let words = match amount {
                _ if !ready => say("panel-recording"),
                Some(amount) => tell("count-keep-amount", &[("amount", amount.into())]),
                None => say("count-keep"),
            };
            return great(look, words, cap(Act::Record), Face::Next, keep).id(DO).into();
        }
        let words = match &amount {
            _ if !ready => say("panel-recording"),
            Some(amount) => tell("close-with", &[("amount", amount.as_str().into())]),
            None => say("close-do"),
        };
        let close = ready.then_some(Message::ClosePressed);
        let close = great(look, words, cap(Act::Record), Face::Next, close).id(DO);
        if amount.is_none() {
            return close.into();
        }
        let keep = press(look, say("count-keep-first"), Face::Plain, keep).height(crate::gui::widget::GREAT);
        if width < BESIDE {
            column![keep.height(TOUCH), close].spacing(S2).into()
        } else {
            row![keep.width(KEEP), close].spacing(S2).into()
        }
    }
}
