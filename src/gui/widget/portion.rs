//! A bar that fills as work goes on. Never knows what is done.

use crate::gui::theme::*;
use iced::widget::{container, row, space};
use iced::{Element, Fill, Length};

/// Steps of the bar.
const STEPS: u16 = 1_000;

/// A bar, this part of it filled.
pub fn portion<'a, Message: 'a>(look: &Look, part: f32) -> Element<'a, Message> {
    let filled = (part.clamp(0.0, 1.0) * f32::from(STEPS)) as u16;
    let piece = |share: u16, color| {
        (share > 0).then(|| {
            container(space().width(Fill).height(S3))
                .width(Length::FillPortion(share))
                .style(look.ground(color, color))
        })
    };
    container(
        row![]
            .push(piece(filled, look.teal))
            .push(piece(STEPS - filled, look.wash)),
    )
    .padding(2.0)
    .width(Fill)
    .style(look.panel(look.card, look.ink, look.rule))
    .into()
}
