//! A chart of bars with the count above each and its name below, each of which can be pressed. Never knows what is counted.

use super::pressable::pressable;
use super::{line, patch, push};
use crate::gui::theme::*;
use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Fill};

/// A bar to be drawn.
#[derive(Debug, Clone)]
pub struct Bar<Message> {
    /// What stands below it.
    pub label: String,
    /// How high it is.
    pub value: i64,
    /// What pressing it does.
    pub on_press: Message,
}

/// Bars are no wider than this, with what is between them.
const WIDEST: f32 = 62.0;

/// A chart of bars in a width and a height; the tallest is red.
pub fn bars<'a, Message: Clone + 'a>(
    look: &Look,
    bars: Vec<Bar<Message>>,
    width: f32,
    height: f32,
) -> Element<'a, Message> {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let step = (width / bars.len().max(1) as f32).min(WIDEST);
    // A name below as many bars as there is room for one.
    let every = (2.0 * LARGE / step).ceil().max(1.0) as usize;
    let text = SMALL * 1.3;
    let tallest = (height - 2.0 * text - 3.0 * S1 - 1.0).floor().max(1.0);
    let mut chart = row![];
    for (n, bar) in bars.into_iter().enumerate() {
        let height = (tallest * bar.value.max(0) as f32 / most as f32).round();
        let color = if bar.value == most { look.red } else { look.ink };
        let count = if bar.value > 0 {
            bar.value.to_string()
        } else {
            String::new()
        };
        let label = if n % every == 0 {
            bar.label.clone()
        } else {
            String::new()
        };
        let name = format!("{}: {}", bar.label, bar.value);
        let drawn = column![
            push_down(),
            line(count, look.small_font(), SMALL, look.ink),
            patch(color, (step * 0.64).max(3.0), height),
            line(label, look.small_font(), SMALL, look.soft),
        ]
        .spacing(S1)
        .width(Fill)
        .align_x(Alignment::Center);
        chart = chart.push(
            pressable(name, container(drawn).height(Fill))
                .padding(0)
                .width(step)
                .height(Fill)
                .style(look.segment(Face::Bare))
                .on_press(bar.on_press),
        );
    }
    container(chart.push(push())).height(height).into()
}

fn push_down<'a, Message: 'a>() -> Element<'a, Message> {
    space().height(Fill).into()
}
