//! A title's page before it comes in: what was understood, each part to be corrected, and what was not.
//! Never takes what was not shown.

use super::work::{ReadPage, Wish};
use crate::exchange::import::{Action as Does, Plan};
use crate::exchange::list;
use crate::exchange::reading::Reading;
use crate::gui::files;
use crate::gui::icon;
use crate::gui::screen::PAGE;
use crate::gui::screen::catalog::sentence::price_field;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, great, letters, line, notice, panel, press};
use crate::gui::words::{say, tell};
use iced::widget::{Column, column, container, row, scrollable, text_editor};
use iced::{Element, Fill, Size};
use std::path::PathBuf;
use std::sync::Arc;

/// The parts of a title in one line, each the column that it stands in, and the key of its name.
const LINES: [(&str, &str); 11] = [
    ("title", "field-title"),
    ("makers", "page-makers"),
    ("weight", "catalog-weight"),
    ("introduced", "catalog-introduced"),
    ("stock", "catalog-stock"),
    ("tags", "page-tags"),
    ("pages", "title-pages"),
    ("format", "title-format"),
    ("barcode", "catalog-barcode"),
    ("language", "title-language"),
    ("sku", "catalog-sku"),
];
/// Heights of the fields of many lines.
const CONTENTS: f32 = 100.0;
const DESCRIPTION: f32 = 260.0;

/// A page that is looked at.
#[derive(Debug)]
pub struct State {
    file: Option<PathBuf>,
    reading: Reading,
    plan: Result<Arc<Plan>, String>,
    contents: text_editor::Content,
    description: text_editor::Content,
    not_understood: Vec<String>,
    left_out: Vec<String>,
    /// What was left out is shown.
    opened: bool,
    writing: bool,
    problem: Option<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// A column holds this now.
    Changed(&'static str, String),
    /// In the field of the contents.
    ContentsEdited(text_editor::Action),
    /// In the field of the description.
    DescriptionEdited(text_editor::Action),
    /// A line that was not taken is to join the description.
    LinePressed(String),
    /// What was left out is to be shown, or not.
    LeftOutPressed,
    /// The title is to come in.
    TakePressed,
    /// Another page is to come in instead.
    LeavePressed,
}

/// What only the parent may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Take it.
    Import(Box<Wish>),
    /// Leave it.
    Leave,
}

impl State {
    /// Over a page that was read.
    pub fn new(read: ReadPage) -> State {
        let cell = |name: &str| {
            read.reading
                .column(name)
                .map_or("", |column| read.reading.cell(0, column))
        };
        State {
            contents: text_editor::Content::with_text(&list::parts(cell("contents")).join("\n")),
            description: text_editor::Content::with_text(cell("description")),
            file: read.file,
            plan: read.plan.map(Arc::new),
            reading: read.reading,
            not_understood: read.page.not_understood,
            left_out: read.page.left_out,
            opened: false,
            writing: false,
            problem: None,
        }
    }

    /// Nothing came in, for this reason; this is what it would do now.
    pub fn refused(&mut self, why: String, plan: Option<Plan>) {
        self.writing = false;
        self.problem = Some(why);
        if let Some(plan) = plan {
            self.plan = Ok(Arc::new(plan));
        }
    }

    fn cell(&self, name: &str) -> &str {
        self.reading
            .column(name)
            .map_or("", |column| self.reading.cell(0, column))
    }

    fn put(&mut self, name: &str, text: &str, shop: &Shop) {
        if let Some(column) = self.reading.column(name) {
            self.reading.type_in(0, column, text);
        }
        self.plan = super::work::plan(&self.reading, &shop.catalog, shop.currency()).map(Arc::new);
        self.problem = None;
    }

    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message, shop: &Shop) -> Action {
        if self.writing {
            return Action::None;
        }
        match message {
            Message::Changed(name, text) => self.put(name, &text, shop),
            Message::ContentsEdited(action) => {
                let edits = action.is_edit();
                self.contents.perform(action);
                if edits {
                    let lines: Vec<String> = self
                        .contents
                        .text()
                        .lines()
                        .map(|line| line.trim().to_owned())
                        .collect();
                    self.put("contents", &list::join(&lines), shop);
                }
            }
            Message::DescriptionEdited(action) => {
                let edits = action.is_edit();
                self.description.perform(action);
                if edits {
                    let text = self.description.text();
                    self.put("description", &text, shop);
                }
            }
            Message::LinePressed(words) => {
                for lines in [&mut self.not_understood, &mut self.left_out] {
                    lines.retain(|line| *line != words);
                }
                let before = self.description.text();
                let text = format!("{}\n\n{words}", before.trim_end()).trim_start().to_owned();
                self.description = text_editor::Content::with_text(&text);
                self.put("description", &text, shop);
            }
            Message::LeftOutPressed => self.opened = !self.opened,
            Message::TakePressed => {
                if let Some(shown) = self.plan.as_ref().ok().filter(|_| self.may_come()) {
                    let file = self.file.as_ref().map(|file| file.display().to_string());
                    let wish = Wish {
                        from: file.unwrap_or_else(|| self.cell("title").to_owned()),
                        reading: Arc::new(self.reading.clone()),
                        shown: shown.clone(),
                        beside: None,
                        stop: Arc::default(),
                    };
                    self.writing = true;
                    return Action::Import(Box::new(wish));
                }
            }
            Message::LeavePressed => return Action::Leave,
        }
        Action::None
    }

    fn does(&self) -> Option<Does> {
        let plan = self.plan.as_ref().ok()?;
        plan.rows.first().map(|row| row.action)
    }

    fn may_come(&self) -> bool {
        matches!(self.does(), Some(Does::New | Does::Changed))
    }

    /// The preview.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let narrow = room.width < NARROW;
        let side = if narrow {
            room.width - 2.0 * S4
        } else {
            super::super::side(room)
        };
        let bar = pad(0.0, S3, S3, 0.0);
        if narrow {
            let all = column![self.form(look, shop), self.side(look)].spacing(S3).padding(bar);
            let all = scrollable(all).id(PAGE).style(look.scroll()).height(Fill);
            return column![all, self.foot(look, true)].spacing(S2).into();
        }
        let form = container(self.form(look, shop)).padding(bar);
        let form = scrollable(form).id(PAGE).style(look.scroll()).height(Fill).width(Fill);
        let beside = scrollable(container(self.side(look)).padding(bar))
            .style(look.scroll())
            .height(Fill);
        let foot = container(self.foot(look, false)).padding(pad(0.0, S3, 0.0, 0.0));
        row![form, column![beside, foot].spacing(S2).width(side)]
            .spacing(S4)
            .height(Fill)
            .into()
    }

    fn form<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        let one = |name: &'static str, word: &str| {
            let input = field(look, format!("page-{name}"), "", self.cell(name), move |text| {
                Message::Changed(name, text)
            });
            let input = input.on_submit(Message::TakePressed);
            column![line(say(word), SEMIBOLD, SMALL, look.soft), input]
                .spacing(S1)
                .width(Fill)
        };
        let many = |id: &'static str,
                    word: &str,
                    content: &'a text_editor::Content,
                    height: f32,
                    edited: fn(text_editor::Action) -> Message| {
            let editor = text_editor(content)
                .id(id)
                .on_action(edited)
                .size(BODY)
                .height(height)
                .padding(S3)
                .style(look.editor());
            column![line(say(word), SEMIBOLD, SMALL, look.soft), editor].spacing(S1)
        };
        let mut content = Column::new().spacing(S3);
        let mut lines = LINES.into_iter();
        for (name, word) in lines.by_ref().take(2) {
            content = content.push(one(name, word));
        }
        let price = price_field(
            look,
            shop.currency(),
            "page-price",
            self.cell("price"),
            |text| Message::Changed("price", text),
            Message::TakePressed,
        );
        content = content.push(price);
        while let Some((name, word)) = lines.next() {
            let mut pair = row![one(name, word)].spacing(S3);
            if let Some((name, word)) = lines.next() {
                pair = pair.push(one(name, word));
            }
            content = content.push(pair);
        }
        content = content
            .push(many(
                "page-contents",
                "page-contents",
                &self.contents,
                CONTENTS,
                Message::ContentsEdited,
            ))
            .push(many(
                "page-description",
                "field-description",
                &self.description,
                DESCRIPTION,
                Message::DescriptionEdited,
            ));
        panel(look, say("page-understood"), content).into()
    }

    fn side<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let lines = |lines: &'a [String]| {
            let mut all = Column::new().spacing(S2);
            for words in lines {
                let join = chip(
                    look,
                    None,
                    say("page-join"),
                    false,
                    Some(Message::LinePressed(words.clone())),
                );
                let words = letters(words.as_str(), REGULAR, BODY, look.ink).width(Fill);
                all = all.push(row![words, join].spacing(S2).align_y(iced::Alignment::Center));
            }
            all
        };
        let mut content = Column::new().spacing(S3);
        let not: Element<'a, Message> = if self.not_understood.is_empty() {
            letters(say("page-all-understood"), REGULAR, BODY, look.soft).into()
        } else {
            lines(&self.not_understood).into()
        };
        content = content.push(panel(look, say("page-not-understood"), not));
        if !self.left_out.is_empty() {
            let count = i64::try_from(self.left_out.len()).unwrap_or(i64::MAX);
            let words = tell("page-left-out", &[("count", count.into())]);
            let mut left = column![letters(words, REGULAR, BODY, look.soft)].spacing(S2);
            left = match self.opened {
                true => left.push(lines(&self.left_out)),
                false => left.push(chip(look, None, say("page-show"), false, Some(Message::LeftOutPressed))),
            };
            content = content.push(panel(look, say("page-left-heading"), left));
        }
        content.into()
    }

    fn foot<'a>(&'a self, look: &Look, narrow: bool) -> Element<'a, Message> {
        let mut foot = Column::new().spacing(S2);
        let planned = self.plan.as_ref().ok().and_then(|plan| plan.rows.first());
        match (planned, &self.plan) {
            (_, Err(why)) => foot = foot.push(notice(look, icon::WARNING, why.clone(), true)),
            (Some(row), _) if row.action == Does::Changed => {
                let about = [("changes", row.changes.join(" · ").into())];
                foot = foot.push(letters(tell("page-changes", &about), REGULAR, BODY, look.ink));
            }
            (Some(row), _) if row.action == Does::Problem => {
                foot = foot.push(notice(look, icon::WARNING, row.why.clone().unwrap_or_default(), true));
            }
            _ => {}
        }
        if let Some(problem) = &self.problem {
            foot = foot.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        let words = match self.does() {
            Some(Does::Changed) => "page-take-changed",
            Some(Does::Same) => "page-same",
            _ => "page-take",
        };
        let take = (self.may_come() && !self.writing).then_some(Message::TakePressed);
        let leave = chip(
            look,
            Some(icon::BACK),
            say("bring-another"),
            false,
            Some(Message::LeavePressed),
        );
        if narrow {
            return foot
                .push(row![leave, press(look, say(words), Face::Next, take)].spacing(S2))
                .into();
        }
        let mut which = row![leave].spacing(S2).align_y(iced::Alignment::Center);
        if let Some(file) = &self.file {
            which = which.push(line(files::name_of(file), REGULAR, BODY, look.soft));
        }
        foot.push(which)
            .push(great(look, say(words), "", Face::Next, take))
            .into()
    }
}
