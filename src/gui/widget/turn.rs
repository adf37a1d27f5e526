//! The turn of what is seen: with each one the window is painted in one go.
//!
//! The software renderer paints the parts of a window that differ from the last frame one by one, and each with everything
//! that reaches into it. That is little for a caret, but a tile pressed or a letter searched moves so much that sixty parts
//! cost five times the whole. A layer with nothing in it, larger than the window and around its corner, is met first and
//! takes all other parts in when it differs.

use super::around::{Round, around};
use iced::advanced::Renderer as _;
use iced::{Element, Rectangle, Renderer};

struct Turn(u64);

/// The content at its turn: another number paints everything.
pub fn turn<'a, Message: 'a>(turn: u64, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    around(content, Turn(turn))
}

impl<Message> Round<Message> for Turn {
    fn draw(&self, renderer: &mut Renderer, viewport: &Rectangle) {
        let reach = viewport.width + viewport.height + (self.0 % 1_000) as f32;
        let around = Rectangle {
            x: -reach,
            y: -reach,
            width: 2.0 * reach,
            height: 2.0 * reach,
        };
        renderer.with_layer(around, |_| ());
    }
}
