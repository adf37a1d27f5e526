//! Catalog, first form: every title with its price and stock, and one of them in full. Never changes a title.

use super::PAGE;
use crate::domain::money::Quantity;
use crate::domain::sentence;
use crate::domain::title::{Sku, Title, ounces};
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip_key, field, hair, letters, line, press, push};
use crate::gui::words::{say, tell};
use iced::widget::{Column, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill, Size, Task};
use std::sync::Arc;

/// The search field's id.
pub const SEARCH: &str = "catalog-search";
/// The list's id.
const LIST: &str = "catalog-list";
/// Height of a row of the list.
const ROW: f32 = 56.0;

/// The screen of titles.
#[derive(Debug, Default)]
pub struct State {
    search: String,
    found: Vec<Arc<Title>>,
    chosen: Option<Sku>,
    offset: f32,
    /// In little room the title stands in the list's place.
    reading: bool,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// The list was scrolled.
    Scrolled(f32),
    /// A title was pressed.
    TitlePressed(Sku),
    /// Back from the title to the list.
    ListPressed,
    /// The chosen title is to be sold.
    SellPressed,
    /// A key of the table.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Put a title into the cart.
    Sell(Sku),
}

impl State {
    /// Finds anew.
    pub fn find(&mut self, shop: &Shop) -> Task<Message> {
        self.found = shop.catalog.search(self.search.trim(), None);
        if self.chosen.is_none() {
            self.chosen = self.found.first().map(|title| title.sku.clone());
        }
        Task::none()
    }

    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(search) => self.search = search,
            Message::Scrolled(offset) => {
                self.offset = offset;
                return Action::None;
            }
            Message::TitlePressed(sku) => {
                self.chosen = Some(sku);
                self.reading = true;
            }
            Message::ListPressed => self.reading = false,
            Message::SellPressed => return self.chosen.clone().map_or(Action::None, Action::Sell),
            Message::Key(Act::Search, text) => {
                self.reading = false;
                self.search.push_str(&text);
            }
            Message::Key(Act::Back, _) => {
                self.reading = false;
                self.search.clear();
            }
            Message::Key(..) => return Action::None,
        }
        self.offset = self.offset.min((self.found.len() as f32 * ROW).max(0.0));
        let _ = self.find(shop);
        Action::None
    }

    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        if room.width < NARROW {
            return self.small_view(look, shop, room);
        }
        let side = if room.width > 1000.0 { 400.0 } else { 350.0 };
        let width = room.width - side - 3.0 * S4;
        let count = shop.catalog.titles().iter().filter(|title| !title.archived).count();
        let header = row![
            line(say("catalog-heading"), EXTRABOLD, HUGE, look.ink),
            line(
                tell("catalog-count", &[("count", count.into())]),
                REGULAR,
                BODY,
                look.soft
            ),
            field(
                look,
                SEARCH,
                &say("catalog-search"),
                &self.search,
                Message::SearchChanged
            )
            .width(Fill),
        ]
        .spacing(S4)
        .align_y(Alignment::Center);
        let list = self.list(look, shop, width, room.height);
        let parts = row![list, container(self.one(look, shop)).width(side).height(Fill),]
            .spacing(S4)
            .height(Fill);
        let how = letters(say("catalog-how"), look.small_font(), SMALL, look.soft);
        container(column![header, parts, how].spacing(S3))
            .padding(S4)
            .width(Fill)
            .height(Fill)
            .into()
    }

    /// The title or the list, one at a time.
    fn small_view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let content = if self.reading {
            let list = say("catalog-to-list");
            let back = chip_key(look, icon::BACK, list, cap(Act::Back), Some(Message::ListPressed));
            column![back, self.one(look, shop)]
        } else {
            let hint = say("catalog-search");
            let search = field(look, SEARCH, &hint, &self.search, Message::SearchChanged);
            column![search, self.list(look, shop, room.width - 2.0 * S2, room.height)]
        };
        container(content.spacing(S2)).padding(S2).into()
    }

    fn list<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, height: f32) -> Element<'a, Message> {
        let list = if self.found.is_empty() {
            let words = say(if shop.catalog.titles().is_empty() {
                "catalog-none"
            } else {
                "catalog-none-found"
            });
            container(letters(words, REGULAR, BODY, look.soft)).center(Fill).into()
        } else {
            self.rows(look, shop, width, height)
        };
        container(list).width(Fill).height(Fill).style(look.card()).into()
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
    fn one<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let Some(title) = self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku)) else {
            return container(letters(say("catalog-pick"), REGULAR, BODY, look.soft))
                .center(Fill)
                .style(look.card())
                .into();
        };
        let currency = shop.currency();
        let mut content = column![
            letters(title.name.clone(), EXTRABOLD, LARGE, look.ink),
            letters(title.makers.join(", "), REGULAR, BODY, look.soft),
            hair(look),
            letters(sentence::print(&title.rule, currency), BOLD, BODY, look.ink),
        ]
        .spacing(S2);
        for copies in 1..=6 {
            let Some(total) = Quantity::new(copies)
                .ok()
                .and_then(|copies| title.rule.total(copies, currency))
            else {
                content = content.push(letters(say("catalog-buyer-chooses"), REGULAR, BODY, look.soft));
                break;
            };
            content = content.push(row![
                line(
                    tell("catalog-for", &[("count", copies.into())]),
                    REGULAR,
                    BODY,
                    look.ink
                ),
                push(),
                line(currency.show(total), MONO, BODY, look.ink),
            ]);
        }
        content = content.push(hair(look));
        let stock = title
            .stock
            .map_or_else(|| say("catalog-uncounted"), |left| left.to_string());
        let facts = [
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
        let content = scrollable(container(content).padding(S4).width(Fill))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill);
        column![
            container(content).height(Fill).style(look.card()),
            press(look, say("catalog-sell"), Face::Inked, Some(Message::SellPressed)),
        ]
        .spacing(S3)
        .into()
    }
}
