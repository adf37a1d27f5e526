//! Every title with its price and stock, and one of them in full. Its price is changed in `price`.

mod price;

use super::super::PAGE;
use super::sentence::worked;
use super::{Action, side};
use crate::domain::sentence;
use crate::domain::title::{Sku, Title, ounces};
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::shop::{Shop, change};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip_key, field, hair, letters, line, notice, press, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::operation::{focus, select_all};
use iced::widget::{Column, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill, Size, Task};
use price::Price;
use std::sync::Arc;

/// The search field's id.
pub const SEARCH: &str = "catalog-search";
/// The list's id.
const LIST: &str = "catalog-list";
/// Height of a row of the list.
const ROW: f32 = 56.0;

/// The titles.
#[derive(Debug, Default)]
pub struct State {
    search: String,
    found: Vec<Arc<Title>>,
    chosen: Option<Sku>,
    /// Where there is room for one thing at a time: the chosen title instead of the list.
    open: bool,
    offset: f32,
    price: Option<Price>,
    saved: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// The list was scrolled.
    Scrolled(f32),
    /// A title was pressed.
    TitlePressed(Sku),
    /// Back to the list.
    ListPressed,
    /// The chosen title is to be sold.
    SellPressed,
    /// Its price is to be changed.
    ChangePressed,
    /// In the form of its price.
    Price(price::Message),
    /// A price was kept, or not.
    Saved(Result<Box<Shop>, Error>),
}

impl State {
    /// Finds anew.
    pub fn find(&mut self, shop: &Shop) {
        self.found = shop.catalog.search(self.search.trim(), None);
        if self.chosen.is_none() {
            self.chosen = self.found.first().map(|title| title.sku.clone());
        }
        self.offset = self.offset.min(self.found.len() as f32 * ROW);
    }

    /// Whether a price is being changed.
    pub fn changing(&self) -> bool {
        self.price.is_some()
    }

    /// A key of the table.
    pub fn key(&mut self, act: Act, text: &str, shop: &Shop) -> Action {
        match act {
            Act::Search => self.search.push_str(text),
            Act::Back if self.price.take().is_some() => return Action::Run(focus(SEARCH)),
            Act::Back => self.search.clear(),
            _ => return Action::None,
        }
        self.open = false;
        self.find(shop);
        Action::Run(focus(SEARCH))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(search) => {
                self.search = search;
                self.open = false;
                self.find(shop);
            }
            Message::Scrolled(offset) => self.offset = offset,
            Message::TitlePressed(sku) => {
                self.chosen = Some(sku);
                self.open = true;
                self.price = None;
                self.saved = false;
            }
            Message::ListPressed => self.open = false,
            Message::SellPressed => return self.chosen.clone().map_or(Action::None, Action::Sell),
            Message::ChangePressed => {
                self.saved = false;
                self.price = self.title(shop).map(|title| Price::of(title, shop.currency()));
                return Action::Run(Task::batch([focus(price::SENTENCE), select_all(price::SENTENCE)]));
            }
            Message::Price(message) => return self.price(message, desk, shop),
            Message::Saved(Ok(shop)) => {
                self.price = None;
                self.saved = true;
                return Action::Changed(shop);
            }
            Message::Saved(Err(why)) => {
                if let Some(price) = &mut self.price {
                    price.refused(why.to_string());
                }
            }
        }
        Action::None
    }

    fn price(&mut self, message: price::Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            price::Message::CancelPressed => self.price = None,
            price::Message::SavePressed => {
                let terms = self.price.as_ref().and_then(|price| price.terms(shop));
                if let (Some(terms), Some(shown)) = (terms, self.title(shop).cloned()) {
                    // The title is read where it is written: copies may have been sold since it was shown.
                    let saved = change(desk, move |till| {
                        let wanted = terms.on((*shown).clone());
                        till.edit_titles(
                            &[shown.sku.clone()],
                            &crate::domain::edit::Edit::between(&shown, &wanted),
                        )
                        .map(|_| ())
                    });
                    return Action::Run(saved.map(|answer| super::Message::Titles(Message::Saved(answer))));
                }
            }
            other => {
                if let Some(price) = &mut self.price {
                    price.update(other);
                }
            }
        }
        Action::None
    }

    fn title<'a>(&self, shop: &'a Shop) -> Option<&'a Arc<Title>> {
        self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku))
    }

    /// The field to search in; above a title that has the list's place, the way back instead.
    fn head<'a>(&'a self, look: &Look, narrow: bool) -> Option<Element<'a, Message>> {
        if narrow && self.open {
            let back = Some(Message::ListPressed);
            let back = chip_key(look, icon::BACK, say("catalog-titles-all"), cap(Act::Back), back);
            return self.price.is_none().then(|| back.into());
        }
        let hint = say("catalog-search");
        let search = field(look, SEARCH, &hint, &self.search, Message::SearchChanged);
        Some(search.width(Fill).into())
    }

    /// The list and the chosen title; one of them where there is no room for both.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let head = self.head(look, room.width < NARROW);
        column![head, self.body(look, shop, room)].spacing(S2).into()
    }

    fn body<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let narrow = room.width < NARROW;
        let side = if narrow { room.width - 2.0 * S4 } else { side(room) };
        if narrow && self.open {
            return self.one(look, shop, side);
        }
        let width = if narrow { side } else { room.width - side - 3.0 * S4 };
        let count = shop.catalog.titles().iter().filter(|title| !title.archived).count();
        let list: Element<'a, Message> = if self.found.is_empty() {
            let words = say(if count == 0 {
                "catalog-none"
            } else {
                "catalog-none-found"
            });
            container(letters(words, REGULAR, BODY, look.soft)).center(Fill).into()
        } else {
            self.rows(look, shop, width, room.height)
        };
        let list = container(list).width(Fill).height(Fill).style(look.card());
        if narrow {
            return list.into();
        }
        let parts = row![list, container(self.one(look, shop, side)).width(side).height(Fill)]
            .spacing(S4)
            .height(Fill);
        let how = row![
            line(
                tell("catalog-count", &[("count", count.into())]),
                SEMIBOLD,
                SMALL,
                look.soft
            ),
            letters(say("catalog-how"), look.small_font(), SMALL, look.soft).width(Fill),
        ]
        .spacing(S3);
        column![parts, how].spacing(S3).into()
    }

    /// Only the rows that show are built.
    fn rows<'a>(&'a self, look: &Look, shop: &Shop, width: f32, height: f32) -> Element<'a, Message> {
        let first = ((self.offset / ROW).floor() as usize)
            .saturating_sub(1)
            .min(self.found.len());
        let last = (first + (height / ROW).ceil() as usize + 3).min(self.found.len());
        // A row that is not built keeps its place, so that the ring stays on its title while others scroll in.
        let empty = || space().height(ROW).into();
        let mut rows = Column::with_children((0..first).map(|_| empty()));
        for title in self.found.iter().skip(first).take(last - first) {
            rows = rows.push(self.row(look, shop, title, width));
        }
        rows = rows.extend((last..self.found.len()).map(|_| empty()));
        scrollable(rows)
            .id(LIST)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn row<'a>(&'a self, look: &Look, shop: &Shop, title: &Title, width: f32) -> Element<'a, Message> {
        let chosen = self.chosen.as_ref() == Some(&title.sku);
        let (ink, soft) = if chosen {
            (look.on_marker, look.on_marker)
        } else {
            (look.ink, look.soft)
        };
        let left = match title.stock {
            Some(left) if left > 0 => tell("catalog-left", &[("count", left.into())]),
            Some(_) => say("tile-sold-out"),
            None => String::new(),
        };
        let room = width - S3 - 2.0 * S4 - measure::width(&left, REGULAR, BODY) - S4;
        let price = sentence::print(&title.rule, shop.currency());
        let under = format!("{price} · {}", title.makers.join(", "));
        let words = row![
            column![
                line(measure::cut(&title.name, room, SEMIBOLD, BODY), SEMIBOLD, BODY, ink),
                line(
                    measure::cut(&under, room, look.small_font(), SMALL),
                    look.small_font(),
                    SMALL,
                    soft
                ),
            ]
            .spacing(2.0),
            push(),
            line(left, REGULAR, BODY, soft),
        ]
        .align_y(Alignment::Center);
        let face = if chosen { Face::Chosen } else { Face::Bare };
        let pressed = pressable(format!("row {}", title.sku), container(words).center_y(Fill))
            .padding(pad(0.0, S5, 0.0, S3))
            .width(Fill)
            .height(ROW - 1.0)
            .style(look.segment(face))
            .on_press(Message::TitlePressed(title.sku.clone()));
        column![pressed, hair(look)].height(ROW).into()
    }

    /// The chosen title in full, with what one to six copies cost.
    fn one<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        let Some(title) = self.title(shop) else {
            return container(letters(say("catalog-pick"), REGULAR, BODY, look.soft))
                .center(Fill)
                .style(look.card())
                .into();
        };
        let (content, buttons): (Element<'a, Message>, Element<'a, Message>) = match &self.price {
            Some(price) => (
                price.view(look, shop, width - 2.0 * S4).map(Message::Price),
                price::buttons(look).map(Message::Price),
            ),
            None => (
                self.facts(look, shop, title),
                row![
                    press(look, say("price-change"), Face::Plain, Some(Message::ChangePressed)),
                    press(look, say("catalog-sell"), Face::Inked, Some(Message::SellPressed)),
                ]
                .spacing(S2)
                .into(),
            ),
        };
        let name = letters(title.name.clone(), EXTRABOLD, LARGE, look.ink);
        let content = column![name, content].spacing(S2);
        let content = scrollable(container(content).padding(S4).width(Fill))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill);
        column![container(content).height(Fill).style(look.card()), buttons]
            .spacing(S2)
            .into()
    }

    fn facts<'a>(&self, look: &Look, shop: &Shop, title: &Title) -> Element<'a, Message> {
        let mut content = column![].spacing(S2);
        if self.saved {
            content = content.push(notice(look, icon::CHECK, say("price-saved"), false));
        }
        content = content
            .push(letters(title.makers.join(", "), REGULAR, BODY, look.soft))
            .push(hair(look))
            .push(worked(look, shop.currency(), &title.rule))
            .push(hair(look));
        let stock = title
            .stock
            .map_or_else(|| say("catalog-uncounted"), |left| left.to_string());
        let facts = [
            ("catalog-list", title.price_list.clone().unwrap_or_default()),
            ("catalog-tax", title.tax_class.clone().unwrap_or_default()),
            ("catalog-sku", title.sku.to_string()),
            ("catalog-stock", stock),
            ("catalog-tags", title.tags.join(", ")),
            ("catalog-barcode", title.barcode.clone().unwrap_or_default()),
            ("catalog-introduced", title.introduced.clone().unwrap_or_default()),
            ("catalog-weight", title.weight_mg.map(ounces).unwrap_or_default()),
            ("catalog-contents", title.contents.join("; ")),
        ];
        for (label, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
            content = content.push(
                row![
                    line(say(label), REGULAR, BODY, look.soft).width(100.0),
                    letters(words, REGULAR, BODY, look.ink).width(Fill)
                ]
                .spacing(S2),
            );
        }
        if !title.description.is_empty() {
            content = content.push(letters(title.description.clone(), REGULAR, BODY, look.ink));
        }
        content.into()
    }
}
