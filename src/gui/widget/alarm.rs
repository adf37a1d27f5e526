//! An alarm: at a moment it says so once. Until then it costs nothing: the window is asked for one frame at that moment.
//! Never draws, and never rings for a part that does not show.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Tree, Widget};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::time::Instant;
use iced::{Element, Event, Length, Rectangle, Size, Theme, mouse, window};

struct Alarm<F> {
    at: Option<Instant>,
    rings: F,
}

/// Tells `rings` the moment it is once `at` has come; without one it is silent.
pub fn alarm<'a, Message: 'a>(at: Option<Instant>, rings: impl Fn(Instant) -> Message + 'a) -> Element<'a, Message> {
    Element::new(Alarm { at, rings })
}

impl<Message, F: Fn(Instant) -> Message> Widget<Message, Theme, iced::Renderer> for Alarm<F> {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(&mut self, _: &mut Tree, _: &iced::Renderer, _: &layout::Limits) -> layout::Node {
        layout::Node::new(Size::ZERO)
    }

    fn update(
        &mut self,
        _: &mut Tree,
        event: &Event,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _: &Rectangle,
    ) {
        let (Event::Window(window::Event::RedrawRequested(now)), Some(at)) = (event, self.at) else {
            return;
        };
        if *now < at {
            shell.request_redraw_at(at);
        } else {
            shell.publish((self.rings)(*now));
        }
    }

    fn draw(
        &self,
        _: &Tree,
        _: &mut iced::Renderer,
        _: &Theme,
        _: &renderer::Style,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
    }
}
