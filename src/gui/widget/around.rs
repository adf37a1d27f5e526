//! A widget around another one, which stays what it was to the tree: it does something of its own with events or the
//! picture, and all the rest is the content's.
//! Never has a size or a state of its own.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector, mouse};

/// What is done around a content.
pub trait Round<Message> {
    /// What happened, on its way to the content.
    fn update(&self, event: &Event, shell: &mut Shell<'_, Message>, mut inside: Inside<'_, '_, Message>) {
        inside.update(event, shell);
    }

    /// Before the content is drawn.
    fn draw(&self, _renderer: &mut Renderer, _viewport: &Rectangle) {}
}

/// The content, and where it stands.
pub struct Inside<'i, 'a, Message> {
    content: &'i mut Element<'a, Message>,
    tree: &'i mut Tree,
    layout: Layout<'i>,
    cursor: mouse::Cursor,
    renderer: &'i Renderer,
    clipboard: &'i mut dyn Clipboard,
    viewport: &'i Rectangle,
}

impl<Message> Inside<'_, '_, Message> {
    /// Hands on what happened.
    pub fn update(&mut self, event: &Event, shell: &mut Shell<'_, Message>) {
        self.content.as_widget_mut().update(
            self.tree,
            event,
            self.layout,
            self.cursor,
            self.renderer,
            self.clipboard,
            shell,
            self.viewport,
        );
    }

    /// Goes over the content's widgets.
    pub fn operate(&mut self, operation: &mut dyn Operation) {
        let content = self.content.as_widget_mut();
        content.operate(self.tree, self.layout, self.renderer, operation);
    }
}

struct Around<'a, Message, R> {
    content: Element<'a, Message>,
    round: R,
}

/// The content with something done around it.
pub fn around<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    round: impl Round<Message> + 'a,
) -> Element<'a, Message> {
    let content = content.into();
    Element::new(Around { content, round })
}

impl<Message, R: Round<Message>> Widget<Message, Theme, Renderer> for Around<'_, Message, R> {
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

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        self.content.as_widget_mut().operate(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let inside = Inside {
            content: &mut self.content,
            tree,
            layout,
            cursor,
            renderer,
            clipboard,
            viewport,
        };
        self.round.update(event, shell, inside);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.round.draw(renderer, viewport);
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
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}
