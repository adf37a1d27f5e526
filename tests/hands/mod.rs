//! A window with hands: the real widgets keep their own state from key to key, the real till answers.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use iced::advanced::renderer::Headless;
use iced::advanced::widget::Id;
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::{Outcome, focusable::focus};
use iced::keyboard::key::{Code, Named, Physical};
use iced::keyboard::{Event as Keyboard, Key, Location, Modifiers};
use iced::{Event, Rectangle, Size, mouse};
use iced_test::Simulator;
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{Action, task};
use iced_test::selector::{self, Bounded};
use std::collections::VecDeque;
use std::path::Path;
use zinetill::gui::theme::FONT_FILES;
use zinetill::gui::{self, App, Message, Mode};

/// The window with its widgets' own state, which a simulation of single steps forgets.
pub struct Window {
    pub app: App,
    cache: Option<Cache>,
    renderer: iced::Renderer,
    pub size: Size,
}

impl Window {
    pub fn over(folder: &Path, mode: Mode) -> Window {
        let settings = iced::Settings {
            fonts: FONT_FILES.iter().map(|file| (*file).into()).collect(),
            ..gui::settings()
        };
        let renderer = <iced::Renderer as Headless>::new(settings.default_font, settings.default_text_size, None);
        // A simulator is what loads the fonts.
        let size = Size::new(1280.0, 800.0);
        let _ = Simulator::<Message>::with_size(settings, size, iced::widget::space());
        let (app, task) = App::new(folder.to_owned(), mode);
        let mut window = Window {
            app,
            cache: Some(Cache::default()),
            renderer: block_on(renderer).unwrap(),
            size,
        };
        window.drain(task);
        window
    }

    pub fn with<T>(
        &mut self,
        act: impl FnOnce(&mut UserInterface<'_, Message, iced::Theme, iced::Renderer>, &mut iced::Renderer) -> T,
    ) -> T {
        let cache = self.cache.take().unwrap();
        let mut interface = UserInterface::build(self.app.view(), self.size, cache, &mut self.renderer);
        let answer = act(&mut interface, &mut self.renderer);
        self.cache = Some(interface.into_cache());
        answer
    }

    pub fn drain(&mut self, task: iced::Task<Message>) {
        let mut waiting = VecDeque::from([task]);
        while let Some(task) = waiting.pop_front() {
            let Some(mut actions) = task::into_stream(task) else {
                continue;
            };
            while let Some(action) = block_on(actions.next()) {
                match action {
                    Action::Output(message) => waiting.push_back(self.app.update(message)),
                    Action::Widget(operation) => self.operate(operation),
                    _ => {}
                }
            }
        }
    }

    /// Something happened that no hand did.
    pub fn told(&mut self, message: Message) {
        let task = self.app.update(message);
        self.drain(task);
    }

    pub fn operate(&mut self, operation: Box<dyn Operation>) {
        self.with(|interface, renderer| {
            let mut next = Some(operation);
            while let Some(mut operation) = next.take() {
                interface.operate(renderer, operation.as_mut());
                if let Outcome::Chain(chained) = operation.finish() {
                    next = Some(chained);
                }
            }
        });
    }

    pub fn happens(&mut self, event: Event) {
        self.happens_at(event, mouse::Cursor::Unavailable);
    }

    /// Presses what says this, where it stands; whether it is in sight is looked at first.
    pub fn click(&mut self, words: &str) {
        let found = self.find(words).and_then(|words| words.visible_bounds());
        let at = found.unwrap_or_else(|| panic!("nowhere: {words}")).center();
        let button = mouse::Button::Left;
        for event in [
            mouse::Event::CursorMoved { position: at },
            mouse::Event::ButtonPressed(button),
            mouse::Event::ButtonReleased(button),
        ] {
            self.happens_at(Event::Mouse(event), mouse::Cursor::Available(at));
        }
    }

    fn happens_at(&mut self, event: Event, cursor: mouse::Cursor) {
        let redraw = Event::Window(iced::window::Event::RedrawRequested(std::time::Instant::now()));
        for event in [event, redraw] {
            let mut messages = Vec::new();
            self.with(|interface, renderer| {
                let mut clipboard = iced::advanced::clipboard::Null;
                let _ = interface.update(&[event], cursor, renderer, &mut clipboard, &mut messages);
            });
            for message in messages {
                let task = self.app.update(message);
                self.drain(task);
            }
        }
    }

    pub fn press(&mut self, key: Key, text: Option<&str>, modifiers: Modifiers) {
        self.happens(Event::Keyboard(Keyboard::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: Physical::Code(Code::F24),
            location: Location::Standard,
            modifiers,
            text: text.map(Into::into),
            repeat: false,
        }));
    }

    pub fn key(&mut self, key: Named) {
        self.press(Key::Named(key), None, Modifiers::default());
    }

    pub fn back_tab(&mut self) {
        self.press(Key::Named(Named::Tab), None, Modifiers::SHIFT);
    }

    pub fn space(&mut self) {
        self.press(Key::Named(Named::Space), Some(" "), Modifiers::default());
    }

    pub fn type_in(&mut self, text: &str) {
        for letter in text.chars() {
            let letter = letter.to_string();
            self.press(
                Key::Character(letter.as_str().into()),
                Some(&letter),
                Modifiers::default(),
            );
        }
    }

    pub fn find<S: selector::Selector + Send>(&mut self, selector: S) -> Option<S::Output>
    where
        S::Output: Bounded + Clone + Send + 'static,
    {
        let mut found = selector.find();
        self.with(|interface, renderer| {
            interface.operate(renderer, &mut iced::advanced::widget::operation::black_box(&mut found));
        });
        match found.finish() {
            Outcome::Some(target) => target,
            _ => None,
        }
    }

    pub fn sees(&mut self, words: &str) -> bool {
        self.find(words).is_some()
    }

    /// Where the ring, or the caret, is.
    pub fn ring(&mut self) -> Option<Rectangle> {
        self.find(selector::is_focused())?.visible_bounds()
    }

    /// Whether the ring is around these words.
    pub fn ring_is_on(&mut self, words: &str) -> bool {
        let words = self.find(words).and_then(|words| words.visible_bounds());
        let (Some(ring), Some(words)) = (self.ring(), words) else {
            return false;
        };
        ring.contains(words.center())
    }

    pub fn tab_to(&mut self, words: &str) {
        for _ in 0..200 {
            if self.ring_is_on(words) {
                return;
            }
            self.key(Named::Tab);
        }
        panic!("Tab never comes to {words}");
    }

    pub fn copies(&self) -> u64 {
        self.app.cart().unwrap().copies().into()
    }
}

/// Puts a text into the field of this id, whatever stood there.
pub fn fill(window: &mut Window, id: &str, text: &str) {
    window.operate(Box::new(focus(Id::from(id.to_owned()))));
    window.key(Named::End);
    for _ in 0..120 {
        window.key(Named::Backspace);
    }
    window.type_in(text);
}

/// The same, and Enter.
pub fn enter(window: &mut Window, id: &str, text: &str) {
    fill(window, id, text);
    window.key(Named::Enter);
}

/// A window over a demo till.
pub fn demo() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::over(folder.path(), Mode::Demo);
    (folder, window)
}
