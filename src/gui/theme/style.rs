//! How grounds, buttons, fields and lists look in a theme.
//! Never a colour of its own: all come from the tokens.

use super::{Look, RADIUS, S1, TOUCH};
use iced::widget::{button, container, scrollable, text_editor, text_input};
use iced::{Background, Border, Color, Theme};

/// What a button is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// An ordinary choice.
    Plain,
    /// A choice beside the path.
    Quiet,
    /// What is chosen.
    Chosen,
    /// What is chosen, or undoes, in ink.
    Inked,
    /// The one next step.
    Next,
    /// Records money.
    Safe,
    /// No ground.
    Bare,
    /// A whole card.
    Card,
    /// A word that opens something.
    Link,
    /// A place on the rail.
    Rail,
}

impl Look {
    fn border(&self, color: Color, width: f32, radius: f32) -> Border {
        Border {
            color,
            width,
            radius: radius.into(),
        }
    }

    /// The frame of a field, thicker where letters go.
    fn frame(&self, thick: bool) -> Border {
        let width = if thick { self.rule + 0.5 } else { self.hair };
        self.border(self.ink, width, RADIUS)
    }

    /// A ground of one colour with its text colour.
    pub fn ground(&self, ground: Color, ink: Color) -> impl Fn(&Theme) -> container::Style + use<> {
        let style = container::Style {
            background: Some(Background::Color(ground)),
            text_color: Some(ink),
            ..container::Style::default()
        };
        move |_| style
    }

    /// The ink of letters on the window's own ground.
    pub fn letters(&self) -> impl Fn(&Theme) -> container::Style + use<> {
        let style = container::Style {
            text_color: Some(self.ink),
            ..container::Style::default()
        };
        move |_| style
    }

    /// A card: tiles' and panels' ground with a thin rule around.
    pub fn card(&self) -> impl Fn(&Theme) -> container::Style + use<> {
        self.panel(self.card, self.line, self.hair)
    }

    /// A panel of any ground with a rule around.
    pub fn panel(&self, ground: Color, rule: Color, width: f32) -> impl Fn(&Theme) -> container::Style + use<> {
        let style = container::Style {
            background: Some(Background::Color(ground)),
            text_color: Some(self.ink),
            border: self.border(rule, width, RADIUS),
            ..container::Style::default()
        };
        move |_| style
    }

    /// A round badge, a key cap.
    pub fn badge(&self, ground: Color, ink: Color, radius: f32) -> impl Fn(&Theme) -> container::Style + use<> {
        let style = container::Style {
            background: Some(Background::Color(ground)),
            text_color: Some(ink),
            border: self.border(ink, self.hair, radius),
            ..container::Style::default()
        };
        move |_| style
    }

    /// A button of these colours.
    pub fn press(&self, face: Face) -> impl Fn(&Theme, button::Status) -> button::Style + use<> {
        let look = *self;
        move |_, status| look.press_style(face, status)
    }

    fn press_style(&self, face: Face, status: button::Status) -> button::Style {
        let (ground, ink, rule) = match face {
            Face::Plain => (self.card, self.ink, self.ink),
            Face::Card => (self.card, self.ink, self.line),
            Face::Quiet => (self.wash, self.ink, self.ink),
            Face::Chosen => (self.marker, self.on_marker, self.ink),
            Face::Inked => (self.ink, self.paper, self.ink),
            Face::Next => (self.red, self.on_strong, self.red),
            Face::Safe => (self.teal, self.on_strong, self.teal),
            Face::Bare | Face::Link | Face::Rail => (Color::TRANSPARENT, self.ink, Color::TRANSPARENT),
        };
        let ink = match face {
            Face::Link => self.teal_text,
            Face::Rail => self.on_rail,
            _ => ink,
        };
        let mut style = button::Style {
            background: (ground != Color::TRANSPARENT).then_some(Background::Color(ground)),
            text_color: ink,
            border: self.border(rule, self.hair, RADIUS),
            ..button::Style::default()
        };
        match status {
            button::Status::Disabled => {
                let strong = matches!(face, Face::Next | Face::Safe);
                style.background = match face {
                    Face::Bare | Face::Link | Face::Rail => None,
                    _ => Some(Background::Color(self.wash)),
                };
                style.text_color = self.soft;
                style.border.color = if strong { self.soft } else { self.line };
            }
            button::Status::Hovered if matches!(face, Face::Plain | Face::Quiet | Face::Card) => {
                style.border.width = self.rule + 0.5;
            }
            button::Status::Pressed => {
                style.background = Some(Background::Color(match face {
                    Face::Next | Face::Safe | Face::Inked => self.ink,
                    Face::Rail => self.soft,
                    _ => self.marker,
                }));
                style.text_color = match face {
                    Face::Next | Face::Safe | Face::Inked | Face::Rail => self.paper,
                    _ => self.on_marker,
                };
            }
            _ => {}
        }
        style
    }

    /// A rounder button, for chips.
    pub fn chip(&self, face: Face) -> impl Fn(&Theme, button::Status) -> button::Style + use<> {
        let look = *self;
        move |_, status| {
            let mut style = look.press_style(face, status);
            style.border.radius = (TOUCH / 2.0).into();
            style
        }
    }

    /// A button with no corners of its own, inside a framed group.
    pub fn segment(&self, face: Face) -> impl Fn(&Theme, button::Status) -> button::Style + use<> {
        let look = *self;
        move |_, status| {
            let mut style = look.press_style(face, status);
            style.border.radius = (RADIUS - 2.0).into();
            style.border.width = 0.0;
            style
        }
    }

    /// A text field.
    pub fn field(&self, strong: bool) -> impl Fn(&Theme, text_input::Status) -> text_input::Style + use<> {
        let look = *self;
        move |_, status| {
            let focused = matches!(status, text_input::Status::Focused { .. });
            text_input::Style {
                background: Background::Color(look.card),
                border: look.frame(focused || strong),
                icon: look.soft,
                placeholder: look.soft,
                value: look.ink,
                selection: look.marker,
            }
        }
    }

    /// A text field of many lines.
    pub fn editor(&self) -> impl Fn(&Theme, text_editor::Status) -> text_editor::Style + use<> {
        let look = *self;
        move |_, status| {
            let focused = matches!(status, text_editor::Status::Focused { .. });
            text_editor::Style {
                background: Background::Color(look.card),
                border: look.frame(focused),
                placeholder: look.soft,
                value: look.ink,
                selection: look.marker,
            }
        }
    }

    /// A text field inside a framed group: it has a frame only while it is filled in.
    pub fn cell(&self) -> impl Fn(&Theme, text_input::Status) -> text_input::Style + use<> {
        let field = self.field(false);
        move |theme, status| {
            let mut style = field(theme, status);
            if !matches!(status, text_input::Status::Focused { .. }) {
                style.border.width = 0.0;
                style.background = Background::Color(Color::TRANSPARENT);
            }
            style.border.radius = (RADIUS - 2.0).into();
            style
        }
    }

    /// A list that scrolls, its bar visible enough to be found.
    pub fn scroll(&self) -> impl Fn(&Theme, scrollable::Status) -> scrollable::Style + use<> {
        let look = *self;
        move |theme, status| {
            let mut style = scrollable::default(theme, status);
            for rail in [&mut style.vertical_rail, &mut style.horizontal_rail] {
                rail.background = None;
                rail.scroller.background = Background::Color(look.soft);
                rail.scroller.border = look.border(look.soft, 0.0, S1);
            }
            style
        }
    }
}
