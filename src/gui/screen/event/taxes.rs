//! Tax classes, and the form that adds or changes one. Never puts a title into a class: the catalog does.

use super::Action;
use crate::domain::tax::TaxClass;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, field, hair, letters, line, notice, press, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill};

/// The class that is being added or changed.
#[derive(Debug, Default)]
pub struct State {
    name: String,
    rate: String,
    included: bool,
    answer: Option<Result<String, String>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A class was pressed.
    ClassPressed(String),
    /// The name as typed.
    NameChanged(String),
    /// The rate as typed.
    RateChanged(String),
    /// The price holds the tax, or not.
    IncludedPressed(bool),
    /// It is to be kept.
    SavePressed,
    /// The class that is shown is to be taken away.
    RemovePressed,
    /// The class of this name was taken away, or not.
    Removed(String, Result<Box<Shop>, Error>),
    /// The class of this name was kept, or not.
    Saved(String, Result<Box<Shop>, Error>),
}

impl State {
    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        self.answer = None;
        match message {
            Message::ClassPressed(name) => {
                if let Some(class) = known(shop, &name) {
                    self.rate = class.rate();
                    self.included = class.included;
                }
                self.name = name;
            }
            Message::NameChanged(name) => self.name = name,
            Message::RateChanged(rate) => self.rate = rate,
            Message::IncludedPressed(included) => self.included = included,
            Message::SavePressed => match TaxClass::new(&self.name, &self.rate, self.included) {
                Ok(class) => {
                    let name = class.name.clone();
                    let saved = change(desk, move |till| till.add_tax(&class));
                    return Action::Run(
                        saved.map(move |answer| super::Message::Taxes(Message::Saved(name.clone(), answer))),
                    );
                }
                Err(why) => self.answer = Some(Err(why.to_string())),
            },
            Message::RemovePressed => {
                let name = self.name.trim().to_owned();
                let removed = name.clone();
                let task = change(desk, move |till| till.remove_tax(&removed));
                return Action::Run(
                    task.map(move |answer| super::Message::Taxes(Message::Removed(name.clone(), answer))),
                );
            }
            Message::Removed(name, Ok(shop)) => {
                *self = State::default();
                self.answer = Some(Ok(tell("tax-removed", &[("name", name.into())])));
                return Action::Changed(shop);
            }
            Message::Saved(name, Ok(shop)) => {
                let words = tell("tax-saved", &[("name", name.into())]);
                *self = State::default();
                self.answer = Some(Ok(words));
                return Action::Changed(shop);
            }
            Message::Saved(_, Err(why)) | Message::Removed(_, Err(why)) => self.answer = Some(Err(why.to_string())),
        }
        Action::None
    }

    /// The classes and the form.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let mut content = column![].spacing(S2);
        if shop.catalog.taxes.is_empty() {
            content = content.push(letters(say("tax-none"), REGULAR, BODY, look.soft));
        }
        let chosen = known(shop, &self.name);
        for class in &shop.catalog.taxes {
            content = content
                .push(class_row(look, class, chosen == Some(class)))
                .push(hair(look));
        }
        let how = |word: &str, included: bool| {
            let pressed = Some(Message::IncludedPressed(included));
            chip(look, None, say(word), self.included == included, pressed)
        };
        let label = |word: &str| line(say(word), SEMIBOLD, SMALL, look.soft);
        content = content
            .push(
                row![
                    column![
                        label("tax-name"),
                        field(
                            look,
                            "tax-name",
                            &say("tax-name-hint"),
                            &self.name,
                            Message::NameChanged
                        )
                        .on_submit(Message::SavePressed),
                    ]
                    .spacing(S1)
                    .width(Fill),
                    column![
                        label("tax-rate"),
                        field(
                            look,
                            "tax-rate",
                            &say("tax-rate-hint"),
                            &self.rate,
                            Message::RateChanged
                        )
                        .on_submit(Message::SavePressed),
                    ]
                    .spacing(S1)
                    .width(120.0),
                ]
                .spacing(S2),
            )
            .push(
                row![how("tax-added", false), how("tax-included", true)]
                    .spacing(S2)
                    .wrap()
                    .vertical_spacing(S2),
            );
        content = match &self.answer {
            Some(Ok(done)) => content.push(notice(look, icon::CHECK, done.clone(), false)),
            Some(Err(why)) => content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => content,
        };
        let save = chosen.map_or_else(
            || say("tax-make"),
            |class| tell("tax-change", &[("name", class.name.as_str().into())]),
        );
        content = content.push(press(look, save, Face::Inked, Some(Message::SavePressed)));
        if let Some(class) = chosen {
            let under =
                |title: &std::sync::Arc<crate::domain::title::Title>| title.tax_class.as_ref() == Some(&class.name);
            let free = !shop.catalog.titles().iter().any(under);
            let remove = free.then_some(Message::RemovePressed);
            content = content.push(chip(look, Some(icon::TRASH), say("tax-remove"), false, remove));
        }
        content
            .push(letters(say("tax-how"), look.small_font(), SMALL, look.soft))
            .into()
    }
}

fn known<'a>(shop: &'a Shop, name: &str) -> Option<&'a TaxClass> {
    shop.catalog.taxes.iter().find(|class| class.name == name.trim())
}

fn class_row<'a>(look: &Look, class: &TaxClass, chosen: bool) -> Element<'a, Message> {
    let (ink, soft) = if chosen {
        (look.on_marker, look.on_marker)
    } else {
        (look.ink, look.soft)
    };
    let how = say(if class.included { "tax-included" } else { "tax-added" });
    let words = row![
        line(class.name.clone(), SEMIBOLD, BODY, ink),
        push(),
        line(class.rate(), MONO, BODY, ink),
        line(how, REGULAR, BODY, soft),
    ]
    .spacing(S3)
    .align_y(Alignment::Center);
    let face = if chosen { Face::Chosen } else { Face::Bare };
    pressable(format!("tax {}", class.name), container(words).center_y(Fill))
        .padding([0.0, S2])
        .width(Fill)
        .height(TOUCH)
        .style(look.segment(face))
        .on_press(Message::ClassPressed(class.name.clone()))
        .into()
}
