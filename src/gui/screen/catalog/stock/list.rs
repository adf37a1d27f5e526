//! The titles with their copies, or with what was found of them in the box. Only the rows that show are built.

use super::{Message, State, View};
use crate::domain::stock::Counted;
use crate::domain::title::{Sku, Title};
use crate::gui::measure::{cut, width as measured};
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::shown::{rows, shown};
use crate::gui::widget::{hair, line, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill};

/// Height of a row.
pub const ROW: f32 = 56.0;

impl State {
    pub(super) fn rows<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, height: f32) -> Element<'a, Message> {
        let count = self.found.len();
        let rows = rows(count, ROW, shown(count, ROW, self.offset, height), |n| {
            let title = shop.catalog.get(self.found.get(n)?)?;
            Some(self.row(look, title, width))
        });
        scrollable(rows)
            .id("stock-list")
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn row<'a>(&'a self, look: &Look, title: &'a Title, width: f32) -> Element<'a, Message> {
        let chosen = self.chosen.as_ref() == Some(&title.sku);
        let (ink, soft) = if chosen {
            (look.on_marker, look.on_marker)
        } else {
            (look.ink, look.soft)
        };
        let (count, below) = match self.view {
            View::Titles => (copies(title), String::new()),
            View::Box => self.found_of(&title.sku),
        };
        let right = measured(&count, BOLD, BODY).max(measured(&below, look.small_font(), SMALL));
        let room = width - S3 - 2.0 * S4 - right - S4;
        let makers = title.makers.join(", ");
        let words = row![
            column![
                line(cut(&title.name, room, SEMIBOLD, BODY), SEMIBOLD, BODY, ink),
                line(
                    cut(&makers, room, look.small_font(), SMALL),
                    look.small_font(),
                    SMALL,
                    soft
                ),
            ]
            .spacing(2.0),
            push(),
            column![line(count, BOLD, BODY, ink)]
                .push((!below.is_empty()).then(|| line(below, look.small_font(), SMALL, soft)))
                .spacing(2.0)
                .align_x(Alignment::End),
        ]
        .align_y(Alignment::Center);
        let face = if chosen { Face::Chosen } else { Face::Bare };
        let pressed = pressable(format!("stock {}", title.sku), container(words).center_y(Fill))
            .padding(pad(0.0, S4, 0.0, S3))
            .width(Fill)
            .height(ROW - 1.0)
            .style(look.segment(face))
            .on_press(Message::TitlePressed(title.sku.clone()));
        column![pressed, hair(look)].height(ROW).into()
    }

    /// What was found of a title, and how that stands to the books.
    fn found_of(&self, sku: &Sku) -> (String, String) {
        match self.stocktake.line(sku) {
            None => (String::new(), say("box-open")),
            Some(line) => (line.found.to_string(), difference(line)),
        }
    }
}

/// A title's copies in words.
pub(super) fn copies(title: &Title) -> String {
    match title.stock {
        Some(left) => tell("tile-left", &[("count", left.into())]),
        None => say("catalog-uncounted"),
    }
}

/// How what was found of a title stands to the books.
pub(super) fn difference(line: &Counted) -> String {
    match (line.superseded, line.difference()) {
        (true, _) => say("box-superseded"),
        (_, 0) => say("box-right"),
        (_, over) if over > 0 => tell("box-over", &[("count", over.into())]),
        (_, short) => tell("box-short", &[("count", (-short).into())]),
    }
}
