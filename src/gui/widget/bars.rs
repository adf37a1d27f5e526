//! A chart of bars with the count above each and its hour below. Never knows what is counted.

use crate::gui::theme::*;
use iced::alignment::{Horizontal, Vertical};
use iced::widget::canvas::{self, Canvas, Frame, Geometry, Text};
use iced::{Element, Fill, Point, Rectangle, Renderer, Size, Theme, mouse};

/// Bars to be drawn: label, value.
#[derive(Debug, Clone)]
pub struct Bars {
    bars: Vec<(String, i64)>,
    look: Look,
}

/// A chart of bars; the tallest is red.
pub fn bars<'a, Message: 'a>(look: &Look, bars: Vec<(String, i64)>) -> Element<'a, Message> {
    Canvas::new(Bars { bars, look: *look }).width(Fill).height(Fill).into()
}

impl<Message> canvas::Program<Message> for Bars {
    type State = ();

    fn draw(&self, (): &(), renderer: &Renderer, _: &Theme, bounds: Rectangle, _: mouse::Cursor) -> Vec<Geometry> {
        let mut frame = Frame::new(renderer, bounds.size());
        let most = self.bars.iter().map(|(_, value)| *value).max().unwrap_or(0);
        if most <= 0 {
            return vec![frame.into_geometry()];
        }
        let (above, below) = (LARGE, LARGE + S1);
        let tallest = (bounds.height - above - below).max(1.0);
        let step = (bounds.width / self.bars.len() as f32).min(4.0 * LARGE);
        let mut label = |words: String, x: f32, y: f32, color| {
            frame.fill_text(Text {
                content: words,
                position: Point::new(x, y),
                color,
                size: SMALL.into(),
                font: REGULAR,
                align_x: Horizontal::Center.into(),
                align_y: Vertical::Top,
                ..Text::default()
            });
        };
        for (n, (hour, value)) in self.bars.iter().enumerate() {
            let middle = step * (n as f32 + 0.5);
            let height = tallest * (*value as f32) / (most as f32);
            label(hour.clone(), middle, bounds.height - below + S1, self.look.soft);
            if *value > 0 {
                label(
                    value.to_string(),
                    middle,
                    above + tallest - height - LARGE,
                    self.look.ink,
                );
            }
        }
        for (n, (_, value)) in self.bars.iter().enumerate() {
            let width = (step * 0.66).max(2.0);
            let height = tallest * (*value as f32) / (most as f32);
            let corner = Point::new(step * (n as f32 + 0.5) - width / 2.0, above + tallest - height);
            let color = if *value == most { self.look.red } else { self.look.ink };
            frame.fill_rectangle(corner, Size::new(width, height), color);
        }
        vec![frame.into_geometry()]
    }
}
