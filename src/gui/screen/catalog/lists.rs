//! Price lists: prices that many titles share, and the form that makes or changes one.
//! Never puts a title onto a list: that is done where the title's price is changed.

use super::sentence::price_field;
use super::{Action, beside, chips};
use crate::domain::catalog::PriceList;
use crate::domain::sentence;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::shop::{Shop, change};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, field, hair, letters, line, notice, panel, press, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::operation::focus;
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill, Size};

/// The name field's id.
pub const NAME: &str = "list-name";
const SENTENCE: &str = "list-sentence";
const ROW: f32 = 56.0;

/// The price lists, and the one that is being made or changed.
#[derive(Debug, Default)]
pub struct State {
    /// The list that is being changed; none while a new one is made.
    chosen: Option<String>,
    name: String,
    sentence: String,
    problem: Option<String>,
    saved: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A list was pressed.
    ListPressed(String),
    /// A new list is to be made.
    NewPressed,
    /// The name as typed.
    NameChanged(String),
    /// The sentence as typed.
    SentenceChanged(String),
    /// It is to be kept.
    SavePressed,
    /// It is to be taken away.
    RemovePressed,
    /// It was taken away, or not.
    Removed(Result<Box<Shop>, Error>),
    /// The list of this name was kept, or not.
    Saved(String, Result<Box<Shop>, Error>),
}

/// How many titles are on a list.
fn titles_on(shop: &Shop, list: &PriceList) -> usize {
    let titles = shop.catalog.titles().iter();
    titles
        .filter(|title| title.price_list.as_ref() == Some(&list.name))
        .count()
}

impl State {
    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        self.problem = None;
        self.saved = None;
        match message {
            Message::ListPressed(name) => {
                if let Some(list) = shop.catalog.list(&name) {
                    self.sentence = sentence::print(&list.rule, shop.currency());
                }
                self.chosen = Some(name.clone());
                self.name = name;
            }
            Message::NewPressed => {
                *self = State::default();
                return Action::Run(focus(NAME));
            }
            Message::NameChanged(name) => self.name = name,
            Message::SentenceChanged(sentence) => self.sentence = sentence,
            Message::SavePressed => return self.save(desk, shop),
            Message::RemovePressed => {
                let Some(name) = self.known(shop).map(|list| list.name.clone()) else {
                    return Action::None;
                };
                let task = change(desk, move |till| till.remove_list(&name));
                return Action::Run(task.map(|answer| super::Message::Lists(Message::Removed(answer))));
            }
            Message::Saved(name, Ok(shop)) => {
                self.chosen = Some(name.clone());
                self.saved = Some(name);
                return Action::Changed(shop);
            }
            Message::Removed(Ok(shop)) => {
                *self = State::default();
                return Action::Changed(shop);
            }
            Message::Saved(_, Err(why)) | Message::Removed(Err(why)) => self.problem = Some(why.to_string()),
        }
        Action::None
    }

    /// The list that is being changed: the one that was pressed, else one of the name that is typed.
    fn known<'a>(&self, shop: &'a Shop) -> Option<&'a PriceList> {
        let chosen = self.chosen.as_deref().and_then(|name| shop.catalog.list(name));
        chosen.or_else(|| shop.catalog.list(&self.name))
    }

    fn save(&self, desk: &Desk, shop: &Shop) -> Action {
        // What is wrong with a sentence stands below it already.
        let Ok(rule) = sentence::parse(&self.sentence, shop.currency()) else {
            return Action::None;
        };
        let (name, saved) = (self.name.clone(), self.name.trim().to_owned());
        let known = self.known(shop).cloned();
        let task = change(desk, move |till| {
            if let Some(known) = known {
                if known.name != name.trim() {
                    till.rename_list(&known.name, &name)?;
                }
                if known.rule == rule {
                    return Ok(());
                }
            }
            till.add_list(&name, rule).map(|_| ())
        });
        Action::Run(task.map(move |answer| super::Message::Lists(Message::Saved(saved.clone(), answer))))
    }

    /// The lists and the form.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let list = |width| self.list(look, shop, width);
        beside(look, room, list, |_| self.form(look, shop))
    }

    fn list<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        if shop.catalog.lists.is_empty() {
            let words = letters(say("list-none"), REGULAR, BODY, look.soft);
            return container(words).padding(S4).width(Fill).into();
        }
        let chosen = self.known(shop).map(|list| &list.name);
        let mut rows = column![];
        for list in &shop.catalog.lists {
            let chosen = chosen == Some(&list.name);
            let (ink, soft) = if chosen {
                (look.on_marker, look.on_marker)
            } else {
                (look.ink, look.soft)
            };
            let on_it = tell("catalog-count", &[("count", titles_on(shop, list).into())]);
            let text = width - 120.0 - 2.0 * S3;
            let price = sentence::print(&list.rule, shop.currency());
            let words = row![
                column![
                    line(cut(&list.name, text, SEMIBOLD, BODY), SEMIBOLD, BODY, ink),
                    line(
                        cut(&price, text, look.small_font(), SMALL),
                        look.small_font(),
                        SMALL,
                        soft
                    ),
                ]
                .spacing(2.0),
                push(),
                line(on_it, REGULAR, BODY, soft),
            ]
            .align_y(Alignment::Center);
            let face = if chosen { Face::Chosen } else { Face::Bare };
            let pressed = pressable(format!("list {}", list.name), container(words).center_y(Fill))
                .padding([0.0, S3])
                .width(Fill)
                .height(ROW)
                .style(look.segment(face))
                .on_press(Message::ListPressed(list.name.clone()));
            rows = rows.push(pressed).push(hair(look));
        }
        container(rows).padding(2).into()
    }

    fn form<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        let known = self.known(shop);
        let (heading, save) = match known {
            Some(list) => {
                let count = titles_on(shop, list);
                (list.name.clone(), tell("list-change", &[("count", count.into())]))
            }
            None => (say("list-new"), say("list-make")),
        };
        let mut content = column![
            line(say("list-name"), SEMIBOLD, SMALL, look.soft),
            field(look, NAME, &say("list-name-hint"), &self.name, Message::NameChanged).on_submit(Message::SavePressed),
            price_field(
                look,
                shop.currency(),
                SENTENCE,
                &self.sentence,
                Message::SentenceChanged,
                Message::SavePressed
            ),
        ]
        .spacing(S2);
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        if let Some(name) = &self.saved {
            let words = tell("list-saved", &[("name", name.as_str().into())]);
            content = content.push(notice(look, icon::CHECK, words, false));
        }
        let valid = sentence::parse(&self.sentence, shop.currency()).is_ok();
        content = content.push(press(look, save, Face::Next, valid.then_some(Message::SavePressed)));
        if let Some(list) = known {
            let new = Some(Message::NewPressed);
            let remove = (titles_on(shop, list) == 0).then_some(Message::RemovePressed);
            content = content.push(chips([
                chip(look, Some(icon::PLUS), say("list-new"), false, new).into(),
                chip(look, Some(icon::TRASH), say("list-remove"), false, remove).into(),
            ]));
            if titles_on(shop, list) > 0 {
                let why = letters(say("list-in-use"), look.small_font(), SMALL, look.soft);
                content = content.push(why);
            }
        }
        content = content.push(letters(say("list-how"), look.small_font(), SMALL, look.soft));
        panel(look, heading, content).into()
    }
}
