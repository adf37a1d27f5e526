//! A file before it comes in: what each row would do and why, put right by hand until all of it, or all that can, is to come in.
//! Never takes a row that was not shown.

mod columns;
mod fix;
mod rows;

use super::work::{self, ReadFile, Wish};
use crate::exchange::columns::Field;
use crate::exchange::import::{Action as Does, Plan};
use crate::exchange::reading::Reading;
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::icon;
use crate::gui::screen::PAGE;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, great, letters, line, notice, patch, press};
use crate::gui::words::{say, tell};
use fix::Fix;
use fluent_bundle::FluentValue;
use iced::widget::operation::{AbsoluteOffset, scroll_to};
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Element, Fill, FillPortion, Size, Task};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file that is looked at.
#[derive(Debug)]
pub struct State {
    file: PathBuf,
    reading: Arc<Reading>,
    plan: Result<Arc<Plan>, String>,
    /// Only rows that would do this are shown.
    only: Option<Does>,
    /// The places of the rows that are shown.
    shown: Vec<usize>,
    offset: f32,
    /// The row that is put right.
    fix: Option<Fix>,
    /// The field whose column is being chosen.
    choosing: Option<Field>,
    /// Where there is room for one thing at a time: what stands beside the rows, instead of them.
    beside: bool,
    /// Counts workings-out, so that an old answer is known as one.
    turn: u64,
    working: bool,
    writing: Option<(usize, usize)>,
    /// Set when the writing is to be broken off.
    stop: Arc<AtomicBool>,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Only rows that would do this are to be shown, or all.
    OnlyPressed(Option<Does>),
    /// The rows were scrolled.
    Scrolled(f32),
    /// A row was pressed, by its place.
    RowPressed(usize),
    /// Back to the columns.
    RowClosed,
    /// What stands beside the rows is to be shown, or the rows.
    BesidePressed(bool),
    /// In the row that is put right.
    Fix(fix::Message),
    /// The column of a field is to be chosen, or not after all.
    FieldPressed(Option<Field>),
    /// It is this one, or none.
    ColumnPressed(Field, Option<usize>),
    /// What the rows would do was worked out, in this turn.
    Planned(u64, Result<Plan, String>),
    /// Everything that can be taken is to come in.
    ImportPressed,
    /// It is not to come in after all.
    StopPressed,
    /// Another file is to come in instead.
    LeavePressed,
}

/// What only the parent may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Take it.
    Import(Box<Wish>),
    /// Leave it.
    Leave,
}

fn count(count: usize) -> FluentValue<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

impl State {
    /// Over a file that was read. What is a problem is shown first.
    pub fn new(read: ReadFile) -> State {
        let plan = read.plan.map(Arc::new);
        let problems = plan.as_ref().is_ok_and(|plan| plan.count(Does::Problem) > 0);
        let choosing = (!read.reading.names_titles()).then_some(Field::Title);
        let mut state = State {
            file: read.file,
            reading: Arc::new(read.reading),
            plan,
            only: problems.then_some(Does::Problem),
            shown: Vec::new(),
            offset: 0.0,
            fix: None,
            choosing,
            beside: false,
            turn: 0,
            working: false,
            writing: None,
            stop: Arc::default(),
            problem: None,
        };
        state.find();
        state
    }

    /// Finds the rows that are shown.
    fn find(&mut self) {
        self.shown = match &self.plan {
            Ok(plan) => {
                let rows = plan.rows.iter().enumerate();
                rows.filter(|(_, row)| self.only.is_none_or(|only| row.action == only))
                    .map(|(at, _)| at)
                    .collect()
            }
            Err(_) => (0..self.reading.rows().len()).collect(),
        };
    }

    /// One step back; whether there was one.
    pub fn back(&mut self) -> bool {
        let beside = std::mem::take(&mut self.beside);
        self.fix.take().is_some() || self.choosing.take().is_some() || beside
    }

    /// So many titles of so many are written.
    pub fn written(&mut self, done: usize, of: usize) {
        self.writing = Some((done, of));
    }

    /// Nothing came in, for this reason; this is what the rows would do now.
    pub fn refused(&mut self, why: String, plan: Option<Plan>) {
        self.writing = None;
        let stopped = self.stop.load(Ordering::Relaxed);
        self.problem = Some(if stopped { say("bring-stopped") } else { why });
        if let Some(plan) = plan {
            self.plan = Ok(Arc::new(plan));
            self.find();
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        // While it is written the rows can be looked at, and nothing else.
        let looks = matches!(
            message,
            Message::OnlyPressed(_) | Message::Scrolled(_) | Message::StopPressed
        );
        if self.writing.is_some() && !looks {
            return Action::None;
        }
        match message {
            Message::StopPressed => self.stop.store(true, Ordering::Relaxed),
            Message::OnlyPressed(only) => {
                self.only = only;
                self.offset = 0.0;
                self.beside = false;
                self.find();
                return Action::Run(scroll_to(rows::LIST, AbsoluteOffset { x: 0.0, y: 0.0 }));
            }
            Message::Scrolled(offset) => self.offset = offset,
            Message::RowPressed(at) => {
                self.fix = Some(Fix::of(&self.reading, at));
                self.beside = true;
                self.choosing = None;
                return Action::Run(self.fix.as_ref().map_or_else(Task::none, Fix::focus));
            }
            Message::RowClosed => {
                self.fix = None;
                self.beside = false;
            }
            Message::BesidePressed(beside) => {
                self.beside = beside;
                self.fix = None;
            }
            Message::Fix(fix::Message::ReadPressed) => {
                if let Some(fix) = self.fix.as_mut() {
                    fix.put_into(Arc::make_mut(&mut self.reading));
                    return self.work_out(desk, shop);
                }
            }
            Message::Fix(message) => {
                if let Some(fix) = &mut self.fix {
                    fix.update(message);
                }
            }
            Message::FieldPressed(field) => self.choosing = field,
            Message::ColumnPressed(field, column) => {
                self.choosing = None;
                Arc::make_mut(&mut self.reading).map(field, column);
                return self.work_out(desk, shop);
            }
            Message::Planned(turn, plan) if turn == self.turn => {
                self.working = false;
                self.plan = plan.map(Arc::new);
                // What was put right leaves the problems: the row is shown as it is now.
                if let (Ok(plan), Some(only)) = (&self.plan, self.only)
                    && plan.count(only) == 0
                {
                    self.only = None;
                }
                self.find();
                if let Some(fix) = &mut self.fix {
                    fix.read_again();
                }
            }
            Message::Planned(..) => {}
            Message::ImportPressed => {
                self.stop = Arc::default();
                if let Some(wish) = self.wish() {
                    self.problem = None;
                    self.fix = None;
                    self.writing = Some((0, self.to_come()));
                    return Action::Import(Box::new(wish));
                }
            }
            Message::LeavePressed => return Action::Leave,
        }
        Action::None
    }

    fn work_out(&mut self, desk: &Desk, shop: &Shop) -> Action {
        self.turn += 1;
        self.working = true;
        self.problem = None;
        let (turn, reading) = (self.turn, self.reading.clone());
        let (catalog, currency) = (shop.catalog.clone(), shop.currency());
        let planned = desk.beside(move |_| Ok(work::plan(&reading, &catalog, currency)));
        Action::Run(Task::perform(planned, move |planned| {
            Message::Planned(turn, planned.map_err(|why| why.to_string()).flatten())
        }))
    }

    /// How many titles would be written.
    fn to_come(&self) -> usize {
        let of = |plan: &Arc<Plan>| plan.count(Does::New) + plan.count(Does::Changed);
        self.plan.as_ref().map_or(0, of)
    }

    fn wish(&self) -> Option<Wish> {
        let shown = self.plan.as_ref().ok().filter(|_| !self.working)?;
        Some(Wish {
            from: self.file.display().to_string(),
            reading: self.reading.clone(),
            shown: shown.clone(),
            beside: Some(self.file.clone()),
            stop: self.stop.clone(),
        })
    }

    /// The preview.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let narrow = room.width < NARROW;
        let whole = room.width - 2.0 * S4;
        let side = if narrow { whole } else { super::super::side(room) };
        let width = if narrow { whole } else { whole - side - S4 };
        let chips = || (narrow || self.plan.is_ok()).then(|| self.chips(look, narrow));
        let list = || column![chips(), self.rows(look, shop, width, room.height)].spacing(S2);
        let beside = || column![self.side(look, side, false), self.foot(look, false)].spacing(S2);
        if !narrow {
            return row![list().width(Fill), beside().width(side)]
                .spacing(S4)
                .height(Fill)
                .into();
        }
        if self.beside {
            let back = chip(
                look,
                Some(icon::BACK),
                say("bring-rows"),
                false,
                Some(Message::BesidePressed(false)),
            );
            return column![back, self.side(look, side, true)].spacing(S2).into();
        }
        column![list().height(Fill), self.foot(look, true)].spacing(S2).into()
    }

    /// What the rows do, as chips that show only those.
    fn chips<'a>(&'a self, look: &Look, narrow: bool) -> Element<'a, Message> {
        let mut chips: Vec<Element<'a, Message>> = Vec::new();
        if let Ok(plan) = &self.plan {
            let all = tell("bring-all", &[("count", count(plan.rows.len()))]);
            chips.push(chip(look, None, all, self.only.is_none(), Some(Message::OnlyPressed(None))).into());
            for does in [Does::Problem, Does::New, Does::Changed, Does::Same, Does::LeftOut] {
                let number = plan.count(does);
                if number > 0 {
                    let words = tell(rows::filter_word(does), &[("count", count(number))]);
                    let pressed = Some(Message::OnlyPressed(Some(does)));
                    chips.push(chip(look, None, words, self.only == Some(does), pressed).into());
                }
            }
        }
        if narrow {
            let pressed = Some(Message::BesidePressed(true));
            chips.push(chip(look, None, say("bring-columns"), false, pressed).into());
        }
        Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2).into()
    }

    /// The row that is put right, or what the columns hold.
    fn side<'a>(&'a self, look: &Look, width: f32, narrow: bool) -> Element<'a, Message> {
        let content = match &self.fix {
            Some(fix) => {
                let row = self.plan.as_ref().ok().and_then(|plan| plan.rows.get(fix.at));
                fix.view(look, &self.reading, row, self.working).map(Message::Fix)
            }
            None => self.columns(look, width - 2.0 * S4),
        };
        let close = (self.fix.is_some() && !narrow).then(|| {
            let back = Some(Message::RowClosed);
            chip(look, Some(icon::BACK), say("bring-columns"), false, back)
        });
        let content = column![close, content].spacing(S3);
        let content = container(content).padding(S4).width(Fill);
        let content = scrollable(content).id(PAGE).style(look.scroll()).height(Fill);
        container(content).height(Fill).style(look.card()).into()
    }

    /// What is wrong, how far it is, and the one next step.
    fn foot<'a>(&'a self, look: &Look, narrow: bool) -> Element<'a, Message> {
        let mut foot = column![].spacing(S2);
        if let Some(problem) = &self.problem {
            foot = foot.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        if let Some((done, of)) = self.writing {
            let words = tell("bring-writing", &[("done", count(done)), ("count", count(of))]);
            let part = |part: usize| FillPortion(u16::try_from(part * 1_000 / of.max(1)).unwrap_or(1_000));
            // A part of nothing would be drawn as all of it.
            let written = (part(done) != FillPortion(0)).then(|| patch(look.teal, part(done), S2));
            let bar = row![written, patch(look.line, part(of.saturating_sub(done).max(1)), S2)];
            // What is written and to be kept safe can no longer be stopped.
            let pressed = (done < of && !self.stop.load(Ordering::Relaxed)).then_some(Message::StopPressed);
            let stop = press(look, say("cancel"), Face::Plain, pressed).width(Fill);
            return foot
                .push(line(words, SEMIBOLD, BODY, look.ink))
                .push(bar)
                .push(stop)
                .into();
        }
        let problems = self.plan.as_ref().map_or(0, |plan| plan.count(Does::Problem));
        let to_come = self.to_come();
        if problems > 0 && !narrow {
            let about = [("count", count(problems))];
            foot = foot.push(letters(
                tell("bring-leaves", &about),
                look.small_font(),
                SMALL,
                look.soft,
            ));
        }
        let pressed = (to_come > 0 && !self.working).then_some(Message::ImportPressed);
        let words = match (to_come, &self.plan) {
            (_, Err(_)) => say("bring-import-cannot"),
            (0, Ok(_)) => say("bring-import-none"),
            (many, Ok(_)) => tell("bring-import", &[("count", count(many))]),
        };
        let leave = chip(
            look,
            Some(icon::BACK),
            say("bring-another"),
            false,
            Some(Message::LeavePressed),
        );
        if narrow {
            let import = press(look, words, Face::Next, pressed);
            return foot.push(row![leave, import].spacing(S2)).into();
        }
        let name = files::name_of(&self.file);
        let name = crate::gui::measure::cut(&name, 170.0, REGULAR, BODY);
        let which = row![leave, line(name, REGULAR, BODY, look.soft)]
            .spacing(S2)
            .align_y(iced::Alignment::Center);
        foot.push(which)
            .push(great(look, words, "", Face::Next, pressed))
            .into()
    }
}
