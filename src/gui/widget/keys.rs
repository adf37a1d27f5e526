//! The widget around everything that resolves keys, so that the window and a simulation go the same way.
//! Never draws anything of its own.

use super::around::{Inside, Round, around};
use super::walk::walk;
use crate::gui::shortcut::{Act, Scene, Turn, resolve};
use iced::advanced::Shell;
use iced::{Element, Event};

/// The shortcut table before and behind a content.
struct Keys<F> {
    scene: Scene,
    found: F,
}

/// Resolves keys around `content`: `found` is told what was asked for.
pub fn keys<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    scene: Scene,
    found: impl Fn(Act, String) -> Message + 'a,
) -> Element<'a, Message> {
    around(content, Keys { scene, found })
}

impl<F> Keys<F> {
    fn resolve(&self, event: &Event, turn: Turn) -> Option<(Act, String)> {
        match event {
            Event::Keyboard(key) => resolve(key, &self.scene, turn),
            _ => None,
        }
    }
}

impl<Message, F: Fn(Act, String) -> Message> Round<Message> for Keys<F> {
    fn update(&self, event: &Event, shell: &mut Shell<'_, Message>, mut inside: Inside<'_, '_, Message>) {
        match self.resolve(event, Turn::Before) {
            // The ring lives in the widgets: it moves here, at once.
            Some((Act::Walk(by), _)) => {
                walk(by > 0, |operation| inside.operate(operation));
                shell.request_redraw();
                return shell.capture_event();
            }
            Some((act, text)) => {
                shell.publish((self.found)(act, text));
                return shell.capture_event();
            }
            None => {}
        }
        inside.update(event, shell);
        if !shell.is_event_captured()
            && let Some((act, text)) = self.resolve(event, Turn::After)
        {
            shell.publish((self.found)(act, text));
            shell.capture_event();
        }
    }
}
