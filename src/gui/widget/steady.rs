//! A field whose caret stands still: one that blinks draws the window anew twice a second for as long as nobody comes.
//! Never changes what is typed.

use super::around::{Inside, Round, around};
use iced::advanced::Shell;
use iced::time::Instant;
use iced::{Element, Event, window};
use std::sync::OnceLock;

struct Steady {
    /// Before the field got the keyboard, so for its caret no time has gone by.
    then: Instant,
}

/// A text field with a caret that does not blink.
pub fn steady<'a, Message: 'a>(field: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    static THEN: OnceLock<Instant> = OnceLock::new();
    let then = *THEN.get_or_init(Instant::now);
    around(field, Steady { then })
}

impl<Message> Round<Message> for Steady {
    fn update(&self, event: &Event, shell: &mut Shell<'_, Message>, mut inside: Inside<'_, '_, Message>) {
        if !matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            return inside.update(event, shell);
        }
        let event = Event::Window(window::Event::RedrawRequested(self.then));
        let asked = shell.redraw_request();
        inside.update(&event, shell);
        Shell::replace_redraw_request(shell, asked);
    }
}
