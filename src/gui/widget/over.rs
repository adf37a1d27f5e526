//! One thing over another in the same layer: a stack gives each of its parts a layer as large as the window, and the
//! software renderer pays for every one of them with every part of the window that it paints.
//! Never hides letters that lie under it, as a layer's letters are drawn after its grounds. Where they meet, use a stack.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, Widget};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Size, Theme, Vector, mouse};

struct Over<'a, Message> {
    parts: [Element<'a, Message>; 2],
}

/// The first fills its room, the second lies over it.
pub fn over<'a, Message: 'a>(
    under: impl Into<Element<'a, Message>>,
    above: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Element::new(Over {
        parts: [under.into(), above.into()],
    })
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Over<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
    }

    fn size(&self) -> Size<Length> {
        let [under, _] = &self.parts;
        under.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let mut size = None;
        let mut places = Vec::new();
        for (part, tree) in self.parts.iter_mut().zip(&mut tree.children) {
            // What lies above has the room that the first one took.
            let limits = size.map_or(*limits, |size| layout::Limits::new(Size::ZERO, size));
            let place = part.as_widget_mut().layout(tree, renderer, &limits);
            size.get_or_insert(place.size());
            places.push(place);
        }
        layout::Node::with_children(size.unwrap_or_default(), places)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let parts = self.parts.iter_mut().zip(&mut tree.children).zip(layout.children());
        for ((part, tree), layout) in parts {
            part.as_widget_mut().operate(tree, layout, renderer, operation);
        }
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
        let parts = self.parts.iter_mut().zip(&mut tree.children).zip(layout.children());
        let mut cursor = cursor;
        for ((part, tree), layout) in parts.rev() {
            part.as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
            if shell.is_event_captured() {
                return;
            }
            let interaction = part
                .as_widget()
                .mouse_interaction(tree, layout, cursor, viewport, renderer);
            if interaction != mouse::Interaction::None {
                cursor = cursor.levitate();
            }
        }
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
        let parts = || self.parts.iter().zip(&tree.children).zip(layout.children());
        let covered = parts().next_back().is_some_and(|((part, tree), layout)| {
            let interaction = part
                .as_widget()
                .mouse_interaction(tree, layout, cursor, viewport, renderer);
            interaction != mouse::Interaction::None
        });
        for (n, ((part, tree), layout)) in parts().enumerate() {
            let cursor = if covered && n == 0 {
                mouse::Cursor::Unavailable
            } else {
                cursor
            };
            part.as_widget()
                .draw(tree, renderer, theme, style, layout, cursor, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let parts = self.parts.iter().zip(&tree.children).zip(layout.children());
        parts
            .rev()
            .map(|((part, tree), layout)| {
                part.as_widget()
                    .mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .find(|interaction| *interaction != mouse::Interaction::None)
            .unwrap_or_default()
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        overlay::from_children(&mut self.parts, tree, layout, renderer, viewport, translation)
    }
}
