//! A title's tile: its drawn cover, makers, price in short, copies left, and how many are in the cart.
//! Never knows what pressing it does.

use super::line;
use super::over::over;
use super::pressable::pressable;
use crate::domain::currency::Currency;
use crate::domain::sentence::brief;
use crate::domain::title::Title;
use crate::gui::measure;
use crate::gui::theme::*;
use crate::gui::words::{say, tell};
use iced::widget::{button, column, container, row, space};
use iced::{Alignment, Background, Border, Element, Fill, border};

/// Height of a tile.
pub const HEIGHT: f32 = 186.0;
/// Height of its cover.
const COVER: f32 = 96.0;
/// Room below which the words beside the price are left out.
const LEAST_WORD: f32 = 30.0;
/// Least width of a tile.
pub const LEAST: f32 = 165.0;

/// How a tile stands in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Its width.
    pub width: f32,
    /// Copies in the cart.
    pub in_cart: u32,
    /// The keys are on it.
    pub highlighted: bool,
}

/// A title's tile.
pub fn tile<'a, Message: Clone + 'a>(
    look: &Look,
    title: &Title,
    currency: Currency,
    standing: Standing,
    on_press: Message,
) -> Element<'a, Message> {
    let room = standing.width - 2.0 * S3;
    let sold_out = title.stock.is_some_and(|left| left <= 0);
    let (ink, soft) = if sold_out {
        (look.soft, look.soft)
    } else {
        (look.ink, look.soft)
    };
    let (big, small) = brief(&title.rule, currency);
    let big_size = if big.chars().count() > 7 { BODY } else { LARGE };
    // A word cut to one letter says nothing.
    let small_room = room - measure::width(&big, BOLD, big_size) - S2;
    let small = if small_room < LEAST_WORD {
        String::new()
    } else {
        measure::cut(&small, small_room, look.small_font(), SMALL)
    };
    let makers = measure::cut(&title.makers.join(" · "), room, look.small_font(), SMALL);
    let left = match title.stock {
        Some(left) if left > 0 => tell("tile-left", &[("count", left.into())]),
        Some(_) => say("tile-sold-out"),
        None => String::new(),
    };
    let body = container(
        column![
            line(makers, look.small_font(), SMALL, soft),
            row![
                line(big, BOLD, big_size, ink).width(Fill),
                line(small, look.small_font(), SMALL, soft)
            ]
            .align_y(Alignment::Center)
            .height(26.0),
            line(
                left,
                if sold_out { SEMIBOLD } else { look.small_font() },
                SMALL,
                if sold_out { look.red_text } else { soft }
            ),
        ]
        .spacing(2.0),
    )
    .padding(pad(S2, S3, S2, S3))
    .width(Fill)
    .height(HEIGHT - COVER);
    let (rule, width) = if standing.highlighted {
        (look.ink, look.rule + 2.0)
    } else {
        (look.line, look.hair)
    };
    let ground = if sold_out { look.wash } else { look.card };
    let name = format!("tile {}", title.sku);
    pressable(name, column![cover(look, title, standing, sold_out, width), body])
        .padding(0)
        .width(standing.width)
        .height(HEIGHT)
        .style(move |_, status| button::Style {
            background: Some(Background::Color(ground)),
            border: Border {
                color: rule,
                width: if status == button::Status::Pressed { 4.0 } else { width },
                radius: RADIUS.into(),
            },
            ..button::Style::default()
        })
        .on_press(on_press)
        .into()
}

fn cover<'a, Message: 'a>(
    look: &Look,
    title: &Title,
    standing: Standing,
    sold_out: bool,
    rule: f32,
) -> Element<'a, Message> {
    let room = standing.width - 2.0 * S3;
    let name = title.name.to_uppercase();
    // The badge lies over the cover's uppermost line.
    let lines = if standing.in_cart > 0 { 3 } else { 4 };
    let name = measure::lines(&name, room, EXTRABOLD, BODY, lines).join("\n");
    let ground = look.cover(title.sku.as_str());
    let on_strong = look.on_strong;
    let drawn = container(
        iced::widget::text(name)
            .font(EXTRABOLD)
            .size(BODY)
            .line_height(1.15)
            .color(on_strong)
            .wrapping(iced::widget::text::Wrapping::None),
    )
    .padding(pad(S2, S3, S2, S3))
    .width(Fill)
    .height(Fill)
    .align_y(Alignment::End)
    .style(move |_| container::Style {
        background: Some(Background::Color(ground)),
        border: border::rounded(border::top(RADIUS - rule)),
        ..container::Style::default()
    });
    let _ = sold_out;
    let badge: Option<Element<'a, Message>> = (standing.in_cart > 0).then(|| {
        let count = standing.in_cart.to_string();
        let wide = (measure::width(&count, BOLD, BODY) + S3).max(28.0);
        container(
            container(line(count, BOLD, BODY, look.on_marker))
                .center_x(wide)
                .center_y(28.0)
                .style(look.badge(look.marker, look.on_marker, 14.0)),
        )
        .padding(pad(S1, S2, 0.0, 0.0))
        .width(Fill)
        .align_x(Alignment::End)
        .into()
    });
    let badge = badge.unwrap_or_else(|| space().into());
    container(over(drawn, badge))
        .padding(pad(rule, rule, 0.0, rule))
        .width(Fill)
        .height(COVER)
        .into()
}
