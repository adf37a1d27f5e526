//! What came in, or what was undone, and what can be done next. Never changes anything.

use super::Message;
use super::choose::short;
use crate::domain::title::Title;
use crate::exchange::import::{Action, Plan};
use crate::gui::icon;
use crate::gui::theme::*;
use crate::gui::widget::{chip, letters, line, notice, press};
use crate::gui::words::{say, tell};
use crate::till::{Import, Undone};
use iced::widget::{column, container, row, scrollable};
use iced::{Element, Fill};
use std::path::PathBuf;

/// So many names are told of a list.
const NAMED: usize = 6;
/// It grows no wider than this.
const WIDTH: f32 = 720.0;

/// It is done.
#[derive(Debug)]
pub struct Done {
    heading: String,
    lines: Vec<String>,
    /// The import, to be undone.
    import: Option<u64>,
    /// Where one title came in: that one, to be sold.
    one: Option<Title>,
    problem: Option<String>,
}

fn count(count: usize) -> fluent_bundle::FluentValue<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

impl Done {
    /// An import is in; none where everything was there already.
    pub fn new(import: Option<Import>, plan: Option<&Plan>, left_out: Option<PathBuf>) -> Done {
        let of = |action| plan.map_or(0, |plan| plan.count(action));
        let mut heading = match &import {
            Some(import) => tell(
                "bring-done",
                &[("count", count(usize::try_from(import.titles).unwrap_or_default()))],
            ),
            None => say("bring-nothing"),
        };
        let mut lines = Vec::new();
        for (key, action) in [
            ("bring-done-new", Action::New),
            ("bring-done-changed", Action::Changed),
            ("bring-done-same", Action::Same),
        ] {
            if of(action) > 0 {
                lines.push(tell(key, &[("count", count(of(action)))]));
            }
        }
        if let Some(file) = left_out {
            let about = [
                ("count", count(of(Action::Problem))),
                ("file", file.display().to_string().into()),
            ];
            lines.push(tell("bring-done-left", &about));
        }
        let mut titles = plan.map(Plan::titles).unwrap_or_default();
        let one = if titles.len() == 1 { titles.pop() } else { None };
        if let (Some(title), [_]) = (&one, lines.as_slice()) {
            lines.clear();
            heading = tell("bring-done-one", &[("title", title.name.as_str().into())]);
        }
        Done {
            heading,
            lines,
            import: import.map(|import| import.number),
            one,
            problem: None,
        }
    }

    /// An import is undone.
    pub fn undone(undone: Undone) -> Done {
        let lines = [
            ("bring-undone-restored", &undone.restored),
            ("bring-undone-removed", &undone.removed),
            ("bring-undone-archived", &undone.archived),
            ("bring-undone-changed", &undone.changed_since),
            ("bring-undone-counted", &undone.counted_since),
        ];
        let lines = lines.into_iter().filter(|(_, names)| !names.is_empty());
        let lines = lines.map(|(key, names)| {
            let mut some = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            if names.len() > NAMED {
                some.push_str(" …");
            }
            tell(key, &[("count", count(names.len())), ("names", some.into())])
        });
        Done {
            heading: tell("bring-undone", &[("file", short(&undone.change.of).into())]),
            lines: lines.collect(),
            import: None,
            one: None,
            problem: None,
        }
    }

    /// Undo was refused.
    pub fn refused(&mut self, why: String) {
        self.problem = Some(why);
    }

    /// The page.
    pub fn view<'a>(&'a self, look: &Look, working: bool) -> Element<'a, Message> {
        let mut content = column![
            row![
                icon::CHECK.at(HUGE).color(look.teal_text),
                letters(self.heading.as_str(), EXTRABOLD, HUGE, look.ink)
            ]
            .spacing(S3)
            .align_y(iced::Alignment::Center),
        ]
        .spacing(S3);
        for said in &self.lines {
            content = content.push(letters(said.as_str(), REGULAR, BODY, look.ink));
        }
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        if let Some(title) = &self.one {
            let sell = tell("bring-sell", &[("title", title.name.as_str().into())]);
            let sell = press(look, sell, Face::Next, Some(Message::SellPressed(title.sku.clone())));
            content = content.push(sell);
        }
        let mut buttons = row![].spacing(S2);
        if let Some(number) = self.import {
            let undo = (!working).then_some(Message::UndoPressed(number));
            buttons = buttons.push(chip(look, Some(icon::UNDO), say("bring-undo"), false, undo));
        }
        buttons = buttons.push(chip(
            look,
            Some(icon::PLUS),
            say("bring-another"),
            false,
            Some(Message::AnotherPressed),
        ));
        content = content.push(buttons);
        if self.import.is_some() {
            content = content.push(line(say("bring-undo-how"), look.small_font(), SMALL, look.soft));
        }
        let card = container(content)
            .padding(S5)
            .width(Fill)
            .max_width(WIDTH)
            .style(look.card());
        scrollable(column![card])
            .id(super::super::PAGE)
            .style(look.scroll())
            .height(Fill)
            .into()
    }
}
