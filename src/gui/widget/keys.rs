//! The widget around everything that resolves keys, so that the window and a simulation go the same way.
//! Never draws anything of its own.

use super::walk::walk;
use crate::gui::shortcut::{Act, Scene, Turn, resolve};
use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Shell, Widget, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Size, Vector, mouse};

type Found<'a, Message> = Box<dyn Fn(Act, String) -> Message + 'a>;

/// Content with the shortcut table before and behind it.
pub struct Keys<'a, Message> {
    content: Element<'a, Message>,
    scene: Scene,
    found: Found<'a, Message>,
}

/// Resolves keys around `content`: `found` is told what was asked for.
pub fn keys<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    scene: Scene,
    found: impl Fn(Act, String) -> Message + 'a,
) -> Element<'a, Message> {
    Element::new(Keys {
        content: content.into(),
        scene,
        found: Box::new(found),
    })
}

impl<Message> Keys<'_, Message> {
    fn resolve(&self, event: &Event, turn: Turn) -> Option<(Act, String)> {
        match event {
            Event::Keyboard(key) => resolve(key, &self.scene, turn),
            _ => None,
        }
    }
}

impl<Message> Widget<Message, iced::Theme, iced::Renderer> for Keys<'_, Message> {
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
        match self.resolve(event, Turn::Before) {
            // The ring lives in the widgets: it moves here, at once.
            Some((Act::Walk(by), _)) => {
                walk(by > 0, |operation| {
                    self.content.as_widget_mut().operate(tree, layout, renderer, operation);
                });
                shell.request_redraw();
                return shell.capture_event();
            }
            Some((act, text)) => {
                shell.publish((self.found)(act, text));
                return shell.capture_event();
            }
            None => {}
        }
        self.content
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if !shell.is_event_captured()
            && let Some((act, text)) = self.resolve(event, Turn::After)
        {
            shell.publish((self.found)(act, text));
            shell.capture_event();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &iced::Theme,
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
    ) -> Option<overlay::Element<'b, Message, iced::Theme, iced::Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}
