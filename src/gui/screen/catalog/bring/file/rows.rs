//! The rows of a file, each with what it would do and why. Only those that show are built.

use super::{Message, State};
use crate::domain::sentence;
use crate::exchange::import::{Action as Does, Planned};
use crate::gui::measure::cut;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::shown::shown;
use crate::gui::widget::{hair, letters, line};
use crate::gui::words::{say, tell};
use iced::widget::{Column, column, container, row, scrollable, space};
use iced::{Alignment, Color, Element, Fill};

/// The list's id.
pub const LIST: &str = "bring-rows";
/// Height of a row.
const ROW: f32 = 56.0;
/// Width of the line's number.
const NUMBER: f32 = 52.0;
/// Width of what the row would do.
const STATE: f32 = 86.0;

/// The key of the words for the rows that do this.
pub fn filter_word(does: Does) -> &'static str {
    match does {
        Does::New => "bring-filter-new",
        Does::Changed => "bring-filter-changed",
        Does::Same => "bring-filter-same",
        Does::Problem => "bring-filter-problem",
        Does::LeftOut => "bring-filter-left-out",
    }
}

fn word(does: Does) -> &'static str {
    match does {
        Does::New => "bring-new",
        Does::Changed => "bring-changed",
        Does::Same => "bring-same",
        Does::Problem => "bring-problem",
        Does::LeftOut => "bring-left-out",
    }
}

fn ink(look: &Look, does: Does) -> Color {
    match does {
        Does::New => look.teal_text,
        Does::Changed => look.ink,
        Does::Same | Does::LeftOut => look.soft,
        Does::Problem => look.red_text,
    }
}

impl State {
    pub(super) fn rows<'a>(&'a self, look: &Look, shop: &Shop, width: f32, height: f32) -> Element<'a, Message> {
        let many = self.shown.len();
        // A file may have far more rows than a catalog has titles: those that do not show are one gap.
        let built = shown(many, ROW, self.offset, height);
        let gap = |rows: usize| space().height(ROW * rows as f32);
        let mut rows = Column::new().push(gap(built.start));
        for at in self.shown.iter().skip(built.start).take(built.len()) {
            rows = rows.push(self.row(look, shop, *at, width));
        }
        rows = rows.push(gap(many - built.end));
        let list: Element<'a, Message> = if many == 0 {
            container(letters(say("bring-no-rows"), REGULAR, BODY, look.soft))
                .center(Fill)
                .into()
        } else {
            scrollable(rows)
                .id(LIST)
                .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
                .style(look.scroll())
                .width(Fill)
                .height(Fill)
                .into()
        };
        container(list).width(Fill).height(Fill).style(look.card()).into()
    }

    fn row<'a>(&'a self, look: &Look, shop: &Shop, at: usize, width: f32) -> Element<'a, Message> {
        let chosen = self.fix.as_ref().is_some_and(|fix| fix.at == at);
        let planned = self.plan.as_ref().ok().and_then(|plan| plan.rows.get(at));
        let read = self.reading.rows().get(at);
        let (name, under) = match planned {
            Some(planned) => words(planned, shop),
            None => (String::new(), String::new()),
        };
        let raw = || read.map(|row| filled(&row.cells)).unwrap_or_default();
        let name = if name.is_empty() { raw() } else { name };
        let does = planned.map(|planned| planned.action);
        let state = does.map(|does| say(word(does))).unwrap_or_default();
        let (on, soft) = if chosen {
            (look.on_marker, look.on_marker)
        } else {
            (look.ink, look.soft)
        };
        let state_ink = match does {
            Some(does) if !chosen => ink(look, does),
            _ => on,
        };
        let under_ink = if does == Some(Does::Problem) { state_ink } else { soft };
        let room = width - NUMBER - STATE - 2.0 * S3 - S5 - S3;
        let small = look.small_font();
        let number = read.map(|row| row.line.to_string()).unwrap_or_default();
        let parts = row![
            line(number.clone(), MONO, SMALL, soft).width(NUMBER),
            line(state, BOLD, BODY, state_ink).width(STATE),
            column![
                line(cut(&name, room, SEMIBOLD, BODY), SEMIBOLD, BODY, on),
                line(cut(&under, room, small, SMALL), small, SMALL, under_ink),
            ]
            .spacing(2.0),
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        let face = if chosen { Face::Chosen } else { Face::Bare };
        let pressed = pressable(
            tell("bring-line", &[("line", number.into())]),
            container(parts).center_y(Fill),
        )
        .padding(pad(0.0, S5, 0.0, S3))
        .width(Fill)
        .height(ROW - 1.0)
        .style(look.segment(face))
        .on_press(Message::RowPressed(at));
        column![pressed, hair(look)].height(ROW).into()
    }
}

/// The name of a row's title, and what is to be said of it.
fn words(planned: &Planned, shop: &Shop) -> (String, String) {
    let Some(title) = &planned.title else {
        return (String::new(), planned.why.clone().unwrap_or_default());
    };
    let price = sentence::print(&title.rule, shop.currency());
    let copies = title.stock.map(|left| tell("bring-copies", &[("count", left.into())]));
    let mut facts = vec![price];
    facts.extend(title.makers.first().map(|_| title.makers.join(", ")));
    facts.extend(copies);
    let under = match planned.action {
        Does::Changed => planned.changes.join(" · "),
        _ => facts.join(" · "),
    };
    (title.name.clone(), under)
}

/// The cells of a row that hold something, in one line.
fn filled(cells: &[String]) -> String {
    let cells: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" · ")
}
