//! A field whose caret stands still: one that blinks draws the window anew twice a second for as long as nobody comes.
//! Never changes what is typed.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::time::Instant;
use iced::{Element, Event, Length, Rectangle, Size, Theme, Vector, mouse, window};
use std::sync::OnceLock;

struct Steady<'a, Message> {
    content: Element<'a, Message>,
    /// Before the field got the keyboard, so for its caret no time has gone by.
    then: Instant,
}

/// A text field with a caret that does not blink.
pub fn steady<'a, Message: 'a>(field: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    static THEN: OnceLock<Instant> = OnceLock::new();
    Element::new(Steady {
        content: field.into(),
        then: *THEN.get_or_init(Instant::now),
    })
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Steady<'_, Message> {
    fn tag(&self) -> tree::Tag {
        self.content.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.content.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.content.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.as_widget().diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        self.content.as_widget_mut().operate(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let field = self.content.as_widget_mut();
        if !matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            return field.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        let event = Event::Window(window::Event::RedrawRequested(self.then));
        let asked = shell.redraw_request();
        field.update(tree, &event, layout, cursor, renderer, clipboard, shell, viewport);
        Shell::replace_redraw_request(shell, asked);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content
            .as_widget()
            .draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}
