//! The panel that corrects a sale: copies come back, all of it is void, or it was paid otherwise.
//! Never works out what goes back: it asks the till at every tap, and records only the amount that it showed.

mod view;

pub use view::parts_of;

use super::record::Past;
use crate::domain::correction::{Correction, How, Return, Reversal};
use crate::domain::money::Money;
use crate::domain::payment::Method;
use crate::gui::desk::Desk;
use crate::gui::screen::PAGE;
use crate::gui::words::{say, tell};
use crate::till::{Ask, CorrectionRequest, Done, Error};
use iced::Task;
use iced::widget::operation;
use std::sync::Arc;
use uuid::Uuid;

/// The field of the reason.
pub const WHY: &str = "correct-why";

/// Copies of a line that may come back, at one amount where the buyer chose it.
#[derive(Debug)]
struct Coming {
    line: usize,
    title: String,
    amount: Option<Money>,
    /// As many as the buyer has.
    most: u32,
    copies: u32,
}

/// A correction that is being entered.
#[derive(Debug)]
pub struct Correct {
    past: Arc<Past>,
    how: How,
    /// One for each entering of the panel: whatever is pressed how often, it is recorded once.
    key: String,
    coming: Vec<Coming>,
    damaged: bool,
    /// The method to pay back by; as the sale was paid where there is none.
    by: Option<Method>,
    /// The payment that was another one.
    from: Option<Method>,
    to: Option<Method>,
    reason: String,
    /// What it comes to, as it is shown.
    shown: Option<Reversal>,
    /// Counts what was asked of the till; an answer to an older question comes too late.
    asked: u64,
    /// What is shown answers what is entered.
    settled: bool,
    recording: bool,
    problem: Option<String>,
}

/// What happened in the panel.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another kind of correction is meant.
    HowPressed(How),
    /// More copies of one of the rows come back, or fewer.
    CopiesPressed(usize, i32),
    /// The copies cannot be sold again, or can.
    DamagedPressed,
    /// The money is to go back by this method; as it was paid where there is none.
    ByPressed(Option<Method>),
    /// This payment was another one.
    FromPressed(Method),
    /// It was really paid by this method.
    ToPressed(Method),
    /// A reason at hand was pressed.
    ReasonPressed(String),
    /// The reason holds this now.
    ReasonChanged(String),
    /// The till worked out what it comes to, or refused.
    Reckoned(u64, Result<Reversal, Error>),
    /// It is to be recorded.
    RecordPressed,
    /// It was recorded, or not.
    Recorded(Result<Box<Done<Correction>>, Error>),
    /// The panel is to be closed.
    ClosePressed,
}

/// What only the screen may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// It is recorded.
    Done(Box<Done<Correction>>),
    /// Close the panel.
    Close,
}

impl Correct {
    /// The panel for a sale.
    pub fn new(past: Arc<Past>, how: How) -> Correct {
        let mut held = past.held.iter().filter(|held| held.amount > Money::ZERO);
        let from = match (held.next(), held.next()) {
            (Some(only), None) => Some(only.method.clone()),
            _ => None,
        };
        Correct {
            coming: coming(&past),
            past,
            how,
            key: Uuid::now_v7().to_string(),
            damaged: false,
            by: None,
            from,
            to: None,
            reason: String::new(),
            shown: None,
            asked: 0,
            settled: false,
            recording: false,
            problem: None,
        }
    }

    /// Whether the till is recording it: then nothing may be changed.
    pub fn recording(&self) -> bool {
        self.recording
    }

    /// The kinds of correction that can be made of the sale.
    fn offered(&self) -> impl Iterator<Item = How> {
        let (copies, money) = (self.past.has_copies(), self.past.has_money());
        [(How::Refund, copies), (How::Void, true), (How::Repay, money)]
            .into_iter()
            .filter_map(|(how, can)| can.then_some(how))
    }

    /// What is entered, where it is enough to ask the till.
    fn ask(&self) -> Option<Ask> {
        match self.how {
            How::Void => Some(Ask::Void),
            How::Refund => {
                let returns: Vec<Return> = self
                    .coming
                    .iter()
                    .filter(|coming| coming.copies > 0)
                    .map(|coming| Return {
                        line: coming.line,
                        copies: coming.copies,
                        amount: coming.amount,
                    })
                    .collect();
                (!returns.is_empty()).then(|| Ask::Refund {
                    returns,
                    by: self.by.clone(),
                    damaged: self.damaged,
                })
            }
            How::Repay => Some(Ask::Repay {
                to: self.to.clone()?,
                from: Some(self.from.clone()?),
            }),
        }
    }

    /// Asks the till what it comes to now.
    pub fn reckon(&mut self, desk: &Desk) -> Task<Message> {
        self.asked += 1;
        self.settled = false;
        let (Some(ask), asked) = (self.ask(), self.asked) else {
            self.shown = None;
            return Task::none();
        };
        let number = self.past.sale.number.clone();
        let reckoned = desk.run(move |till| till.reversal(&number, &ask));
        Task::perform(reckoned, move |answer| Message::Reckoned(asked, answer))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        if self.recording && !matches!(message, Message::Recorded(_)) {
            return Action::None;
        }
        match message {
            Message::HowPressed(how) => {
                let reason = std::mem::take(&mut self.reason);
                *self = Correct::new(self.past.clone(), how);
                self.reason = reason;
                return self.changed(desk);
            }
            Message::CopiesPressed(row, by) => {
                if let Some(coming) = self.coming.get_mut(row) {
                    coming.copies = coming.copies.saturating_add_signed(by).min(coming.most);
                }
                return self.changed(desk);
            }
            Message::DamagedPressed => {
                self.damaged = !self.damaged;
                return self.changed(desk);
            }
            Message::ByPressed(by) => {
                self.by = by;
                return self.changed(desk);
            }
            Message::FromPressed(from) => {
                self.to = self.to.take().filter(|to| *to != from);
                self.from = Some(from);
                return self.changed(desk);
            }
            Message::ToPressed(to) => {
                self.to = Some(to);
                return self.changed(desk);
            }
            Message::ReasonPressed(reason) | Message::ReasonChanged(reason) => {
                self.reason = reason;
                self.problem = None;
            }
            // An answer to an older question comes too late.
            Message::Reckoned(asked, _) if asked != self.asked => {}
            Message::Reckoned(_, Ok(reversal)) => {
                self.shown = Some(reversal);
                self.settled = true;
            }
            Message::Reckoned(_, Err(why)) => {
                self.shown = None;
                // What was said of the recording says more.
                self.problem.get_or_insert(why.to_string());
            }
            Message::RecordPressed => return self.record(desk),
            Message::Recorded(Ok(done)) => return Action::Done(done),
            Message::Recorded(Err(why)) => {
                self.recording = false;
                let changed = self.changed(desk);
                self.problem = Some(tell("correct-not", &[("why", why.to_string().into())]));
                return changed;
            }
            Message::ClosePressed => return Action::Close,
        }
        Action::None
    }

    fn changed(&mut self, desk: &Desk) -> Action {
        self.problem = None;
        Action::Run(self.reckon(desk))
    }

    fn record(&mut self, desk: &Desk) -> Action {
        let (true, Some(ask), Some(shown)) = (self.settled, self.ask(), &self.shown) else {
            return Action::None;
        };
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() && self.how != How::Repay {
            self.problem = Some(say("correct-why-missing"));
            // In little height the reasons may be out of sight.
            let shown = operation::snap_to(PAGE, operation::RelativeOffset::END);
            return Action::Run(Task::batch([operation::focus(WHY), shown]));
        }
        let request = CorrectionRequest {
            number: self.past.sale.number.clone(),
            ask,
            reason,
            key: self.key.clone(),
            expected: Some(shown.amount()),
        };
        self.problem = None;
        self.recording = true;
        let recorded = desk.run(move |till| till.correct(&request).map(Box::new));
        Action::Run(Task::perform(recorded, Message::Recorded))
    }
}

/// The rows of copies that can come back: one to a line, or one to an amount where the buyer chose.
fn coming(past: &Past) -> Vec<Coming> {
    let mut rows: Vec<Coming> = Vec::new();
    for (line, (kept, sold)) in past.kept.iter().zip(&past.sale.lines).enumerate() {
        let row = |amount: Option<Money>, most: u32| Coming {
            line,
            title: sold.title.clone(),
            amount,
            most,
            copies: 0,
        };
        if kept.choices.is_empty() {
            rows.push(row(None, kept.copies));
        }
        for choice in &kept.choices {
            let amount = Some(choice.amount);
            match rows.iter_mut().find(|row| row.line == line && row.amount == amount) {
                Some(row) => row.most += choice.quantity.get(),
                None => rows.push(row(amount, choice.quantity.get())),
            }
        }
    }
    rows.retain(|row| row.most > 0);
    rows
}
