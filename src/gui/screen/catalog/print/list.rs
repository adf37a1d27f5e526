//! The titles, each ticked or not. Only the rows that show are built.

use super::{Message, State};
use crate::domain::sentence;
use crate::domain::title::Title;
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::shown::{rows, shown};
use crate::gui::widget::{hair, line};
use iced::widget::{Row, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill};

/// Height of a row.
pub const ROW: f32 = 56.0;
/// So many tags can be chosen by one press.
pub const TAGS: usize = 24;

/// Chips in one row that scrolls aside.
pub(super) fn aside<'a>(chips: Vec<Element<'a, Message>>) -> Element<'a, Message> {
    scrollable(Row::with_children(chips).spacing(S2))
        .direction(scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden()))
        .width(Fill)
        .into()
}

impl State {
    pub(super) fn rows<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, height: f32) -> Element<'a, Message> {
        let count = self.found.len();
        let rows = rows(count, ROW, shown(count, ROW, self.offset, height), |n| {
            let title = shop.catalog.get(self.found.get(n)?)?;
            Some(self.row(look, shop, title, width))
        });
        scrollable(rows)
            .id("print-list")
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn row<'a>(&'a self, look: &Look, shop: &'a Shop, title: &'a Title, width: f32) -> Element<'a, Message> {
        let picked = self.picked.as_ref().is_none_or(|picked| picked.contains(&title.sku));
        let mark: Element<'a, Message> = if picked {
            icon::CHECK.at(BODY).color(look.paper).into()
        } else {
            space().into()
        };
        let ground = if picked { look.ink } else { look.card };
        let tick = container(mark)
            .center(S5)
            .style(look.panel(ground, look.ink, look.rule));
        let room = width - S5 - 4.0 * S3 - S4;
        let price = sentence::print(&title.rule, shop.currency());
        let words = row![
            tick,
            column![
                line(cut(&title.name, room, SEMIBOLD, BODY), SEMIBOLD, BODY, look.ink),
                line(
                    cut(&price, room, look.small_font(), SMALL),
                    look.small_font(),
                    SMALL,
                    look.soft
                ),
            ]
            .spacing(2.0),
        ]
        .spacing(S3)
        .align_y(Alignment::Center);
        let pressed = pressable(format!("print {}", title.sku), container(words).center_y(Fill))
            .padding(pad(0.0, S4, 0.0, S3))
            .width(Fill)
            .height(ROW - 1.0)
            .style(look.segment(Face::Bare))
            .on_press(Message::TitlePressed(title.sku.clone()));
        column![pressed, hair(look)].height(ROW).into()
    }
}
