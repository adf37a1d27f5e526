//! Sell's left side: header, search, chips, tiles, the ribbon with the last sale.

use super::{GRID, Kind, Message, SEARCH, State};
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::shop::{Shop, clock, day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::over::over;
use crate::gui::widget::pressable::{Pressable, pressable};
use crate::gui::widget::shown::{rows, shown};
use crate::gui::widget::steady::steady;
use crate::gui::widget::tile::{self, Standing, tile};
use crate::gui::widget::{chip, chip_key, hair, hints, letters, line, notice, push};
use crate::gui::words::{say, tell};
use iced::widget::{Row, column, container, responsive, row, scrollable, sensor};
use iced::{Alignment, Element, Fill, Size};

/// Room kept at the right of the tiles for the scroll bar.
const BAR: f32 = 14.0;
/// Wider than this the search shows its keys beside what is typed; beside its hint it needs more.
const HINTED: f32 = 460.0;
const HINTED_EMPTY: f32 = 660.0;
/// Tiles to a row in this width.
pub fn columns(width: f32) -> usize {
    let fit = ((width - BAR + S3) / (tile::LEAST + S3)).floor();
    (fit as usize).clamp(1, 12)
}

/// From one row of tiles to the next.
pub const STEP: f32 = tile::HEIGHT + S3;

impl State {
    /// The tiles in a window too small for the cart beside them; a bar at the foot leads to the cart.
    pub fn small_view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let cart = self.basket.cart();
        let count = tell("cart-items", &[("count", cart.copies().into())]);
        let due = shop.currency().show(self.basket.priced().due());
        let words = row![
            line(say("cart"), BOLD, BODY, look.paper),
            line(count, REGULAR, BODY, look.paper),
            push(),
            line(due, MONO_BOLD, BODY, look.paper),
            icon::FORWARD.at(BODY).color(look.paper),
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        let bar = pressable("to the cart", container(words).center_y(Fill))
            .padding([0.0, S3])
            .height(TOUCH)
            .style(look.press(Face::Inked))
            .on_press(Message::SidePressed);
        let search = self.search_field(look, room.width);
        // In little height the tags give way to the tiles; what sells without a tile does not.
        let content = if room.height > 380.0 {
            column![search, self.chips(look, shop)]
        } else {
            column![row![search, custom(look, "")].spacing(S2)]
        };
        let mut content = content.spacing(S2);
        content = content.push(self.grid(look, shop));
        if let Some(words) = &self.notice {
            content = content.push(notice(look, icon::WARNING, words.clone(), true));
        } else if room.height > 380.0 && !self.ribbon.is_empty() {
            content = content.push(self.ribbon.view(look, room.width - 2.0 * S2));
        }
        container(content.push(bar)).padding(S2).width(Fill).height(Fill).into()
    }

    /// The left side.
    pub fn tiles_view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let below: Element<'a, Message> = match &self.notice {
            Some(words) => pressable("notice", notice(look, icon::WARNING, words.clone(), true))
                .padding(0)
                .width(Fill)
                .style(look.press(Face::Bare))
                .on_press(Message::NoticeClosed)
                .into(),
            None => self.ribbon.view(look, room.width - 2.0 * S4),
        };
        column![
            header(look, shop, room.width),
            hair(look),
            container(
                column![
                    self.search_field(look, room.width),
                    self.chips(look, shop),
                    self.grid(look, shop),
                    below,
                ]
                .spacing(S3)
            )
            .padding(pad(S3, S4, S3, S4))
            .height(Fill),
        ]
        .width(Fill)
        .into()
    }

    fn search_field<'a>(&'a self, look: &Look, width: f32) -> Element<'a, Message> {
        let field = iced::widget::text_input(&say("sell-search"), &self.search)
            .id(SEARCH)
            .on_input(Message::SearchChanged)
            .icon(iced::widget::text_input::Icon {
                font: ICONS,
                code_point: '\u{E006}',
                size: Some(BODY.into()),
                spacing: S2,
                side: iced::widget::text_input::Side::Left,
            })
            .size(BODY)
            .line_height(iced::widget::text::LineHeight::Absolute(LARGE.into()))
            .padding([S3, S3])
            .style(look.field(true));
        let keys: &[(&[Act], &str)] = match self.searching() {
            true if width > HINTED => &[(&[Act::Add], "hint-add"), (&[Act::Back], "hint-clear")],
            false if width > HINTED_EMPTY => &[(
                &[
                    Act::Highlight(0, -1),
                    Act::Highlight(0, 1),
                    Act::Highlight(-1, 0),
                    Act::Highlight(1, 0),
                    Act::Add,
                ],
                "hint-highlight",
            )],
            _ => &[],
        };
        let keys = container(Row::with_children(hints(look, keys)).spacing(S3))
            .padding([0.0, S3])
            .align_right(Fill)
            .center_y(TOUCH);
        over(steady(field), keys)
    }

    fn chips<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let all = shop.catalog.titles().iter().filter(|title| !title.archived).count();
        let all = tell("sell-all", &[("count", all.into())]);
        let mut tags = row![chip(
            look,
            None,
            all,
            self.tag.is_none(),
            Some(Message::TagPressed(None))
        )]
        .spacing(S2);
        for tag in shop.catalog.tags().iter().take(24) {
            let chosen = self.tag.as_ref() == Some(tag);
            let next = (!chosen).then(|| tag.clone());
            tags = tags.push(chip(
                look,
                None,
                sentence_case(tag),
                chosen,
                Some(Message::TagPressed(next)),
            ));
        }
        let tags = scrollable(tags)
            .direction(scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden()))
            .width(Fill);
        row![tags, custom(look, cap(Act::Custom))].spacing(S3).into()
    }

    fn grid<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        if self.found.is_empty() {
            let words = if shop.catalog.titles().is_empty() {
                say("sell-empty-catalog")
            } else {
                tell("sell-none-found", &[("what", self.search.as_str().into())])
            };
            return container(letters(words, REGULAR, BODY, look.soft)).center(Fill).into();
        }
        let look = *look;
        sensor(responsive(move |room| self.rows(&look, shop, room)))
            .on_show(Message::GridResized)
            .on_resize(Message::GridResized)
            .into()
    }

    /// Only the rows that show are built.
    fn rows<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let columns = columns(room.width);
        let width = ((room.width - BAR - (columns - 1) as f32 * S3) / columns as f32).floor();
        let count = self.found.len().div_ceil(columns);
        let highlighted = self.highlighted();
        let rows = rows(count, STEP, shown(count, STEP, self.offset, room.height), |n| {
            let mut tiles = row![].spacing(S3);
            for (m, title) in self.found.chunks(columns).nth(n)?.iter().enumerate() {
                let standing = Standing {
                    width,
                    in_cart: self.basket.cart().quantity_of(&title.sku),
                    highlighted: highlighted == Some(n * columns + m),
                };
                tiles = tiles.push(tile(
                    look,
                    title,
                    shop.covers.get(title.cover.as_ref()),
                    shop.currency(),
                    standing,
                    Message::TitlePressed(title.sku.clone()),
                ));
            }
            Some(container(tiles).height(STEP).into())
        });
        scrollable(rows)
            .id(GRID)
            .width(Fill)
            .height(Fill)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .into()
    }
}

fn custom<'a>(look: &Look, key: &'static str) -> Pressable<'a, Message> {
    let words = say("custom-amount");
    chip_key(look, icon::PLUS, words, key, Some(Message::EditorOpened(Kind::Custom)))
}

fn header<'a>(look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
    let session = shop.session.as_ref();
    let event = session
        .map(|session| session.event.as_str())
        .filter(|event| !event.is_empty())
        .or(Some(shop.settings.shop.as_str()).filter(|shop| !shop.is_empty()))
        .map_or_else(|| say("app-name"), str::to_owned);
    let mut facts = vec![
        day_words(shop.today),
        tell(
            "header-register",
            &[("register", shop.settings.register.as_str().into())],
        ),
    ];
    facts.extend(session.map(|session| session.by.clone()).filter(|by| !by.is_empty()));
    let today = tell("header-sales-today", &[("count", shop.sales_today.into())]);
    let pill = match session {
        Some(session) => {
            let at = clock(session.opened_at);
            match session.float {
                Some(float) => {
                    let float = shop.currency().brief(float);
                    tell("header-session-float", &[("float", float.into()), ("at", at.into())])
                }
                None => tell("header-session", &[("at", at.into())]),
            }
        }
        None => say("header-no-session"),
    };
    let facts = facts.join(" · ");
    let pill_room = measure::width(&pill, REGULAR, BODY) + 2.0 * S4;
    let today_room = measure::width(&today, REGULAR, BODY);
    let mut left = (width - 2.0 * S4 - pill_room - 2.0 * S3).max(0.0);
    let mut parts = row![].spacing(S3).align_y(Alignment::Center);
    let show_today = left > 260.0 + today_room;
    if show_today {
        left -= today_room + S3;
    }
    let event = measure::cut(&event, left, BOLD, BODY);
    left -= measure::width(&event, BOLD, BODY) + S3;
    parts = parts.push(line(event, BOLD, BODY, look.ink));
    if left > 60.0 {
        parts = parts.push(line(
            measure::cut(&facts, left - S2, REGULAR, BODY),
            REGULAR,
            BODY,
            look.soft,
        ));
    }
    parts = parts.push(push());
    if show_today {
        parts = parts.push(line(today, REGULAR, BODY, look.soft));
    }
    parts = parts.push(chip(look, None, pill, false, Some(Message::SessionPressed)));
    container(parts).padding([0.0, S4]).center_y(HEADER).into()
}

/// Height of a screen's header.
pub const HEADER: f32 = 60.0;

fn sentence_case(tag: &str) -> String {
    let mut letters = tag.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
