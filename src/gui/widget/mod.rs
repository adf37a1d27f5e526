//! The parts that screens are made of: letters, buttons, fields, tiles. Never knows the till or a screen's messages.

pub mod alarm;
mod around;
pub mod bars;
pub mod counting;
pub mod keys;
pub mod over;
pub mod portion;
pub mod pressable;
pub mod shown;
pub mod steady;
pub mod tile;
pub mod turn;
pub mod walk;

use super::icon::{self, Icon};
use super::shortcut::{Act, cap};
use super::theme::*;
use super::words::say;
use iced::widget::{Container, Row, Text, column, container, row, rule, space, text};
use iced::{Alignment, Background, Color, Element, Fill, Font, Length};
use pressable::{Pressable, pressable};

/// Text in these letters and this colour.
pub fn letters<'a>(words: impl text::IntoFragment<'a>, font: Font, size: f32, color: Color) -> Text<'a> {
    text(words).font(font).size(size).color(color)
}

/// One line of text that never breaks.
pub fn line<'a>(words: impl text::IntoFragment<'a>, font: Font, size: f32, color: Color) -> Text<'a> {
    letters(words, font, size, color).wrapping(text::Wrapping::None)
}

/// A button with words in its middle.
pub fn press<'a, Message: Clone + 'a>(
    look: &Look,
    words: impl Into<String>,
    face: Face,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    press_key(look, words, "", face, on_press)
}

/// The same with its key below the words, where it has one.
pub fn press_key<'a, Message: Clone + 'a>(
    look: &Look,
    words: impl Into<String>,
    cap: &'static str,
    face: Face,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    let words = words.into();
    let label = text(words.clone()).font(BOLD).size(BODY).line_height(1.15);
    let mut parts = column![label.wrapping(text::Wrapping::None)];
    if !cap.is_empty() {
        parts = parts.push(text(cap).font(MONO_BOLD).size(SMALL).line_height(1.1));
    }
    pressable(words, container(parts.align_x(Alignment::Center)).center(Fill))
        .padding([0.0, S1])
        .width(Fill)
        .height(TOUCH)
        .style(look.press(face))
        .on_press_maybe(on_press)
}

/// A small rounded button as wide as its words.
pub fn chip<'a, Message: Clone + 'a>(
    look: &Look,
    icon: Option<Icon>,
    words: String,
    chosen: bool,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    let face = if chosen { Face::Inked } else { Face::Plain };
    chip_of(look, icon, words, "", face, on_press)
}

/// The same with its key after the words.
pub fn chip_key<'a, Message: Clone + 'a>(
    look: &Look,
    icon: Icon,
    words: String,
    cap: &'static str,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    chip_of(look, Some(icon), words, cap, Face::Plain, on_press)
}

/// One that opens what there is to choose of it.
pub fn chip_open<'a, Message: Clone + 'a>(
    look: &Look,
    words: String,
    open: bool,
    on_press: Message,
) -> Pressable<'a, Message> {
    let face = if open { Face::Inked } else { Face::Plain };
    chip_after(look, words, icon::DOWN, face, on_press)
}

/// One that narrows what is shown, until it is pressed.
pub fn chip_out<'a, Message: Clone + 'a>(look: &Look, words: String, on_press: Message) -> Pressable<'a, Message> {
    chip_after(look, words, icon::CLOSE, Face::Chosen, on_press)
}

fn chip_after<'a, Message: Clone + 'a>(
    look: &Look,
    words: String,
    after: Icon,
    face: Face,
    on_press: Message,
) -> Pressable<'a, Message> {
    let font = if face == Face::Plain { REGULAR } else { SEMIBOLD };
    let label = text(words.clone()).font(font).size(BODY).wrapping(text::Wrapping::None);
    let parts = row![label, after.at(SMALL)].spacing(S2).align_y(Alignment::Center);
    rounded(look, words, parts, face, Some(on_press))
}

fn chip_of<'a, Message: Clone + 'a>(
    look: &Look,
    icon: Option<Icon>,
    words: String,
    cap: &'static str,
    face: Face,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    let mut parts = row![].spacing(S2).align_y(Alignment::Center);
    if let Some(icon) = icon {
        parts = parts.push(icon.at(BODY));
    }
    let font = if face == Face::Inked { SEMIBOLD } else { REGULAR };
    parts = parts.push(text(words.clone()).font(font).size(BODY).wrapping(text::Wrapping::None));
    if !cap.is_empty() {
        let ink = if on_press.is_some() { look.ink } else { look.soft };
        parts = parts.push(key_cap(cap, ink));
    }
    rounded(look, words, parts, face, on_press)
}

/// The ground of a chip, as wide as what is in it.
fn rounded<'a, Message: Clone + 'a>(
    look: &Look,
    words: String,
    parts: Row<'a, Message>,
    face: Face,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    pressable(words, container(parts).center_y(Fill))
        .padding([0.0, S4])
        .height(TOUCH)
        .radius(TOUCH / 2.0)
        .style(look.chip(face))
        .on_press_maybe(on_press)
}

/// Keys and what they do here, in small.
pub fn hints<'a, Message: 'a>(look: &Look, hints: &[(&[Act], &str)]) -> Vec<Element<'a, Message>> {
    let hint = |(acts, word): &(&[Act], &str)| {
        let mut parts = row![].spacing(S1).align_y(Alignment::Center);
        for act in *acts {
            parts = parts.push(key_cap(cap(*act), look.soft));
        }
        parts.push(line(say(word), look.small_font(), SMALL, look.soft)).into()
    };
    hints.iter().map(hint).collect()
}

/// The one large button at the foot, with its key where it has one.
pub fn great<'a, Message: Clone + 'a>(
    look: &Look,
    words: String,
    cap: &'static str,
    face: Face,
    on_press: Option<Message>,
) -> Pressable<'a, Message> {
    let ink = match (&on_press, face) {
        (None, _) => look.soft,
        (Some(_), Face::Next | Face::Safe) => look.on_strong,
        (Some(_), _) => look.ink,
    };
    let mut parts = row![text(words.clone()).font(EXTRABOLD).size(LARGE).width(Fill)].align_y(Alignment::Center);
    if !cap.is_empty() {
        parts = parts.push(key_cap(cap, ink));
    }
    pressable(words, container(parts).center_y(Fill))
        .padding([0.0, S4 + S1])
        .width(Fill)
        .height(GREAT)
        .style(look.press(face))
        .on_press_maybe(on_press)
}

/// Height of the one large button.
pub const GREAT: f32 = 60.0;

/// A key as its cap.
pub fn key_cap<'a, Message: 'a>(cap: &'static str, ink: Color) -> Element<'a, Message> {
    let style = container::Style {
        text_color: Some(ink),
        border: iced::Border {
            color: ink,
            width: 1.0,
            radius: S1.into(),
        },
        ..container::Style::default()
    };
    container(line(cap, MONO_BOLD, SMALL, ink))
        .padding([2.0, S2 - 2.0])
        .style(move |_| style)
        .into()
}

/// A thin rule across.
pub fn hair<'a, Message: 'a>(look: &Look) -> Element<'a, Message> {
    let (color, snap) = (look.line, true);
    rule::horizontal(look.hair)
        .style(move |_| rule::Style {
            color,
            radius: 0.0.into(),
            fill_mode: rule::FillMode::Full,
            snap,
        })
        .into()
}

/// A thick rule across, or down.
pub fn ink_rule<'a, Message: 'a>(look: &Look, down: bool) -> Element<'a, Message> {
    let color = look.ink;
    let style = move |_: &iced::Theme| rule::Style {
        color,
        radius: 0.0.into(),
        fill_mode: rule::FillMode::Full,
        snap: true,
    };
    if down {
        rule::vertical(look.hair).style(style).into()
    } else {
        rule::horizontal(look.hair).style(style).into()
    }
}

/// A panel with a heading.
pub fn panel<'a, Message: 'a>(
    look: &Look,
    heading: String,
    content: impl Into<Element<'a, Message>>,
) -> Container<'a, Message> {
    container(column![line(heading, BOLD, BODY, look.ink), content.into()].spacing(S2))
        .padding(S4)
        .width(Fill)
        .style(look.card())
}

/// A line of a sentence that needs to be seen: what happened and what to do.
pub fn notice<'a, Message: 'a>(look: &Look, icon: Icon, words: String, grave: bool) -> Element<'a, Message> {
    let (ink, rule) = if grave {
        (look.red_text, look.red)
    } else {
        (look.ink, look.ink)
    };
    container(
        row![
            icon.at(LARGE).color(ink),
            letters(words, SEMIBOLD, BODY, ink).width(Fill)
        ]
        .spacing(S2)
        .align_y(Alignment::Center),
    )
    .padding([S2, S3])
    .width(Fill)
    .style(look.panel(look.card, rule, look.rule))
    .into()
}

/// What is said above something. Where nothing is said its place is kept, so that a field below keeps the keyboard.
pub fn said_above<'a, Message: 'a>(
    said: impl IntoIterator<Item = Option<Element<'a, Message>>>,
    below: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let apart = |said| {
        container::<'a, Message, _, _>(said)
            .padding(pad(0.0, 0.0, S3, 0.0))
            .into()
    };
    let said = said.into_iter().flatten().map(apart);
    column![iced::widget::Column::with_children(said), below.into()].into()
}

/// A text field of ours.
pub fn field<'a, Message: Clone + 'a>(
    look: &Look,
    id: impl Into<iced::widget::Id>,
    placeholder: &str,
    value: &str,
    on_input: impl Fn(String) -> Message + 'a,
) -> iced::widget::TextInput<'a, Message> {
    iced::widget::text_input(placeholder, value)
        .id(id)
        .on_input(on_input)
        .size(BODY)
        .line_height(iced::widget::text::LineHeight::Absolute(LARGE.into()))
        .padding([S3, S3])
        .style(look.field(false))
}

/// A number of copies with one less and one more beside it; `of` tells it from the others.
pub fn stepper<'a, Message: Clone + 'a>(
    look: &Look,
    of: &str,
    count: u32,
    less: Option<Message>,
    more: Option<Message>,
) -> Element<'a, Message> {
    let side = |name: &str, icon: Icon, on_press: Option<Message>| {
        pressable(format!("{name} {of}"), container(icon.at(LARGE)).center(Fill))
            .padding(0)
            .width(TOUCH)
            .height(TOUCH - 2.0)
            .style(look.segment(Face::Bare))
            .on_press_maybe(on_press)
    };
    container(
        row![
            side("less", icon::MINUS, less),
            container(line(count.to_string(), BOLD, BODY, look.ink))
                .center_x(TOUCH)
                .center_y(TOUCH - 2.0),
            side("more", icon::PLUS, more),
        ]
        .align_y(Alignment::Center),
    )
    .padding(1)
    .style(look.panel(look.card, look.ink, look.hair))
    .into()
}

/// Space that pushes its neighbours apart.
pub fn push<'a, Message: 'a>() -> Element<'a, Message> {
    space().width(Fill).into()
}

/// A patch of one colour.
pub fn patch<'a, Message: 'a>(
    color: Color,
    width: impl Into<Length>,
    height: impl Into<Length>,
) -> Element<'a, Message> {
    container(space())
        .width(width)
        .height(height)
        .style(move |_| container::Style {
            background: Some(Background::Color(color)),
            ..container::Style::default()
        })
        .into()
}
