//! What can be pressed: by finger, by mouse, and by Space or Enter once Tab has put the ring on it.
//! Never knows what pressing does, nor a colour: the ring is the theme's.

use crate::gui::theme::{self, RADIUS};
use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{Button, button};
use iced::{Background, Border, Color, Element, Event, Length, Padding, Rectangle, Size, Theme, mouse, touch};

/// A button of iced's that takes the ring as well.
pub struct Pressable<'a, Message> {
    name: String,
    id: Option<Id>,
    radius: f32,
    button: Button<'a, Message>,
    on_press: Option<Message>,
}

/// Something to press. Its name tells it from the others that may come to stand in its place: the ring leaves with it.
pub fn pressable<'a, Message: Clone + 'a>(
    name: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Pressable<'a, Message> {
    Pressable {
        name: name.into(),
        id: None,
        radius: RADIUS,
        button: button(content),
        on_press: None,
    }
}

impl<'a, Message: Clone + 'a> Pressable<'a, Message> {
    /// What an operation finds it by.
    pub fn id(mut self, id: &'static str) -> Self {
        self.id = Some(Id::new(id));
        self
    }

    /// Rounding of the ring.
    pub fn radius(mut self, radius: f32) -> Self {
        self.radius = radius;
        self
    }

    /// Its width.
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.button = self.button.width(width);
        self
    }

    /// Its height.
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.button = self.button.height(height);
        self
    }

    /// Room around what is in it.
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.button = self.button.padding(padding);
        self
    }

    /// How it looks.
    pub fn style(mut self, style: impl Fn(&Theme, button::Status) -> button::Style + 'a) -> Self {
        self.button = self.button.style(style);
        self
    }

    /// What it says when pressed.
    pub fn on_press(self, message: Message) -> Self {
        self.on_press_maybe(Some(message))
    }

    /// What it says when pressed; with nothing to say it cannot be.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }
}

impl<'a, Message: Clone + 'a> From<Pressable<'a, Message>> for Element<'a, Message> {
    fn from(pressable: Pressable<'a, Message>) -> Self {
        let Pressable {
            name,
            id,
            radius,
            button,
            on_press,
        } = pressable;
        Element::new(Ringed {
            name,
            id,
            radius,
            content: button.on_press_maybe(on_press.clone()).into(),
            on_press,
        })
    }
}

/// The ring of one pressable.
#[derive(Debug, Default)]
pub struct Ring {
    name: String,
    on: bool,
}

impl Focusable for Ring {
    fn is_focused(&self) -> bool {
        self.on
    }

    fn focus(&mut self) {
        self.on = true;
    }

    fn unfocus(&mut self) {
        self.on = false;
    }
}

struct Ringed<'a, Message> {
    name: String,
    id: Option<Id>,
    radius: f32,
    content: Element<'a, Message>,
    on_press: Option<Message>,
}

/// Space, and Enter where no row of the key table took it before. A key held down presses once.
fn presses(event: &Event) -> bool {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key,
        text,
        modifiers,
        repeat: false,
        ..
    }) = event
    else {
        return false;
    };
    let plain = !modifiers.command() && !modifiers.alt();
    plain && (matches!(key, Key::Named(Named::Space | Named::Enter)) || text.as_deref() == Some(" "))
}

/// A tap, or a letter: whoever types is in the search, whose next space is no press.
fn ends_walk(event: &Event) -> bool {
    match event {
        Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(touch::Event::FingerPressed { .. }) => true,
        Event::Keyboard(keyboard::Event::KeyPressed { text: Some(text), .. }) => {
            text.chars().any(char::is_alphanumeric)
        }
        _ => false,
    }
}

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for Ringed<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Ring>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Ring {
            name: self.name.clone(),
            on: false,
        })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let ring = tree.state.downcast_mut::<Ring>();
        if ring.name != self.name {
            ring.name.clone_from(&self.name);
            ring.on = false;
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        match tree.children.first_mut() {
            Some(inner) => self.content.as_widget_mut().layout(inner, renderer, limits),
            None => layout::Node::default(),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let ring = tree.state.downcast_mut::<Ring>();
        // What has just become impossible keeps its ring: the walk goes on from there.
        if self.on_press.is_some() || ring.on {
            operation.focusable(self.id.as_ref(), layout.bounds(), ring);
            operation.custom(self.id.as_ref(), layout.bounds(), ring);
        }
        if let Some(inner) = tree.children.first_mut() {
            self.content.as_widget_mut().operate(inner, layout, renderer, operation);
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
        let ring = tree.state.downcast_mut::<Ring>();
        if ring.on {
            if presses(event) && !shell.is_event_captured() {
                self.on_press.iter().for_each(|message| shell.publish(message.clone()));
                return shell.capture_event();
            }
            if ends_walk(event) {
                ring.on = false;
                shell.request_redraw();
            }
        }
        if let Some(inner) = tree.children.first_mut() {
            self.content
                .as_widget_mut()
                .update(inner, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        if let Some(inner) = tree.children.first() {
            self.content
                .as_widget()
                .draw(inner, renderer, theme, style, layout, cursor, viewport);
        }
        if tree.state.downcast_ref::<Ring>().on {
            let mut bounds = layout.bounds();
            let mut radius = self.radius;
            for (color, width) in theme::ring(theme) {
                let border = Border {
                    color,
                    width,
                    radius: radius.into(),
                };
                let quad = renderer::Quad {
                    bounds,
                    border,
                    ..renderer::Quad::default()
                };
                renderer.fill_quad(quad, Background::Color(Color::TRANSPARENT));
                bounds = bounds.shrink(width);
                radius = (radius - width).max(0.0);
            }
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
        tree.children.first().map_or(mouse::Interaction::None, |inner| {
            self.content
                .as_widget()
                .mouse_interaction(inner, layout, cursor, viewport, renderer)
        })
    }
}
