//! A title's tile: its cover, drawn or with its picture, makers, price in short, copies left, and how many are in the cart.
//! Never knows what pressing it does.

use super::line;
use super::over::over;
use super::pressable::pressable;
use crate::domain::currency::Currency;
use crate::domain::sentence::brief;
use crate::domain::title::{Left, Title};
use crate::gui::measure;
use crate::gui::theme::*;
use crate::gui::words::{say, tell};
use iced::widget::image::Handle;
use iced::widget::{button, column, container, image, row, space};
use iced::{Alignment, Background, Border, ContentFit, Element, Fill, border};

/// Height of a tile.
pub const HEIGHT: f32 = 186.0;
/// Height of its cover.
const COVER: f32 = 96.0;
/// Room below which the words beside the price are left out.
const LEAST_WORD: f32 = 30.0;
/// Share of a tile's width that its picture takes at most.
const PICTURE: f32 = 0.46;
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
    picture: Option<&Handle>,
    currency: Currency,
    standing: Standing,
    on_press: Message,
) -> Element<'a, Message> {
    let room = standing.width - 2.0 * S3;
    let left = title.left();
    let sold_out = left == Left::SoldOut;
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
    let few = matches!(left, Left::Few(_));
    let left = match left {
        Left::Enough(left) => tell("tile-left", &[("count", left.into())]),
        Left::Few(left) => tell("tile-few", &[("count", left.into())]),
        Left::SoldOut => say("tile-sold-out"),
        Left::Uncounted => String::new(),
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
                if sold_out || few { SEMIBOLD } else { look.small_font() },
                SMALL,
                if sold_out || few { look.red_text } else { soft }
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
    pressable(name, column![cover(look, title, picture, standing, width), body])
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
    picture: Option<&Handle>,
    standing: Standing,
    rule: f32,
) -> Element<'a, Message> {
    // A picture takes its own part; the name stays beside it, as that is what people look for.
    let picture = picture.map(|handle| {
        let most = (standing.width * PICTURE).floor();
        container(
            image(handle.clone())
                .height(COVER - 2.0 * S2)
                .content_fit(ContentFit::Contain),
        )
        .max_width(most)
        .padding(pad(S2 - rule, 0.0, S2, S2))
    });
    let (size, beside) = match &picture {
        Some(_) => (SMALL, standing.width * PICTURE + S2 + S1),
        None => (BODY, 2.0 * S3),
    };
    let name = title.name.to_uppercase();
    // The badge lies over the cover's uppermost line.
    let lines = if standing.in_cart > 0 { 3 } else { 4 };
    let name = measure::lines(&name, standing.width - beside, EXTRABOLD, size, lines).join("\n");
    let ground = look.cover(title.sku.as_str());
    let on_strong = look.on_strong;
    let name = iced::widget::text(name)
        .font(EXTRABOLD)
        .size(size)
        .line_height(1.15)
        .color(on_strong)
        .wrapping(iced::widget::text::Wrapping::None);
    let name = container(name)
        .padding(match picture {
            Some(_) => pad(S2, S1, S2, S2),
            None => pad(S2, S3, S2, S3),
        })
        .width(Fill)
        .height(Fill)
        .align_y(Alignment::End);
    let drawn = container(row![picture, name])
        .width(Fill)
        .height(Fill)
        .style(move |_| container::Style {
            background: Some(Background::Color(ground)),
            border: border::rounded(border::top(RADIUS - rule)),
            ..container::Style::default()
        });
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
