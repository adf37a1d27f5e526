//! How a paper sheet is put together: what new rows take over, the search, the rows, the sum and the one large button.

use super::row::Row;
use super::{Message, OFFERED, ROWS, SEARCH, State, methods};
use crate::gui::icon::{self, Icon};
use crate::gui::measure::cut;
use crate::gui::screen::payment::method_words;
use crate::gui::shop::{Shop, full_day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, field, great, hair, letters, line, notice, press, push, said_above};
use crate::gui::words::{say, tell};
use iced::widget::{Id, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill, Size};

/// Narrower than this a row has two lines.
const WIDE: f32 = 840.0;
/// Lower than this everything but the foot scrolls.
const LOW: f32 = 460.0;
const NUMBER: f32 = 32.0;
const COUNT: f32 = 52.0;
const TIME: f32 = 76.0;
const METHOD: f32 = 112.0;
const EACH: f32 = 92.0;
const MONEY: f32 = 92.0;
const REMOVE: f32 = 84.0;
const RECORD: f32 = 360.0;

/// The field of a row's copies.
pub fn count_of(row: usize) -> Id {
    Id::from(format!("sheet-count-{row}"))
}

/// The field of what was paid for each copy of a row.
pub fn each_of(row: usize) -> Id {
    Id::from(format!("sheet-each-{row}"))
}

/// The days around the sheet's own.
pub fn days<'a>(look: &Look, state: &State, shop: &Shop) -> Element<'a, Message> {
    let later = (state.day < shop.today).then_some(Message::DayPressed(1));
    row![
        chip(
            look,
            Some(icon::LEFT),
            say("day-previous"),
            false,
            Some(Message::DayPressed(-1))
        ),
        container(line(full_day_words(state.day), SEMIBOLD, BODY, look.ink))
            .padding([0.0, S2])
            .center_y(TOUCH),
        chip(look, Some(icon::RIGHT), say("day-next"), false, later),
    ]
    .spacing(S2)
    .align_y(Alignment::Center)
    .into()
}

impl State {
    /// The sheet without its foot; the rows scroll for themselves where there is the height for it.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> (Element<'a, Message>, bool) {
        let whole = room.height < LOW || room.width < NARROW;
        let (taken_over, search, offered) = (self.taken_over(look, shop), self.search(look), self.offered(look, room));
        // In little room what is typed into comes first.
        let content = if whole {
            column![search, offered, taken_over]
        } else {
            column![taken_over, search, offered]
        }
        .spacing(S2);
        let rows = self.rows(look, shop, room.width);
        let rows: Element<'a, Message> = if whole {
            rows
        } else {
            scrollable(container(rows).padding(pad(0.0, S3, 0.0, 0.0)))
                .id(ROWS)
                .style(look.scroll())
                .height(Fill)
                .into()
        };
        let mut rows = container(rows).padding(S2).width(Fill).style(look.card());
        if !whole {
            rows = rows.height(Fill);
        }
        let sum = (room.width < NARROW).then(|| self.sum(look, shop));
        (content.push(rows).push(sum).into(), whole)
    }

    /// The time and the method that new rows take over.
    fn taken_over<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let time = field(
            look,
            "sheet-time",
            &say("sheet-time-hint"),
            &self.time,
            Message::TimeTyped,
        )
        .font(MONO_BOLD)
        .width(TIME + S2)
        .on_submit(Message::FieldEntered);
        let mut parts = row![line(say("sheet-new-rows"), SEMIBOLD, SMALL, look.soft), time]
            .spacing(S2)
            .align_y(Alignment::Center);
        for method in methods(shop) {
            let chosen = method == self.method;
            let words = method_words(&method);
            parts = parts.push(chip(look, None, words, chosen, Some(Message::MethodPressed(method))));
        }
        parts.wrap().vertical_spacing(S2).into()
    }

    fn search<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let hint = match self.replacing {
            Some(row) => tell("sheet-search-instead", &[("row", (row + 1).into())]),
            None => say("sheet-search"),
        };
        field(look, SEARCH, &hint, &self.search, Message::SearchChanged)
            .on_submit(Message::SearchEntered)
            .style(look.field(true))
            .into()
    }

    /// The titles found: the line keeps its height, so that nothing moves under the finger.
    fn offered<'a>(&'a self, look: &Look, room: Size) -> Element<'a, Message> {
        let keep = |content| container::<'a, Message, _, _>(content).height(TOUCH).center_y(TOUCH);
        if self.found.is_empty() {
            let said: Element<'a, Message> = match &self.removed {
                Some((_, row)) => {
                    let words = tell(
                        "sheet-put-back",
                        &[("title", cut(&row.title, 240.0, REGULAR, BODY).into())],
                    );
                    chip(look, Some(icon::UNDO), words, false, Some(Message::PutBackPressed)).into()
                }
                None => letters(say("sheet-how"), look.small_font(), SMALL, look.soft).into(),
            };
            return keep(said).into();
        }
        // In little room only the first ones have a place.
        let places = if room.width < NARROW { 2 } else { OFFERED };
        let first = (self.highlight / places) * places;
        let width = (room.width - (places as f32 - 1.0) * S2) / places as f32;
        let mut titles = row![].spacing(S2);
        for (n, title) in self.found.iter().enumerate().skip(first).take(places) {
            let face = if n == self.highlight { Face::Chosen } else { Face::Plain };
            let words = cut(&title.name, width - 2.0 * S3, SEMIBOLD, BODY);
            titles = titles.push(
                pressable(
                    format!("offered {}", title.sku),
                    container(line(
                        words,
                        SEMIBOLD,
                        BODY,
                        if n == self.highlight { look.on_marker } else { look.ink },
                    ))
                    .center_y(Fill),
                )
                .padding([0.0, S3])
                .width(width)
                .height(TOUCH)
                .style(look.press(face))
                .on_press(Message::TitlePressed(title.sku.clone())),
            );
        }
        keep(titles.into()).into()
    }

    fn rows<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
        if self.rows.is_empty() {
            return container(letters(say("sheet-none"), REGULAR, BODY, look.soft))
                .padding(S3)
                .into();
        }
        // Room for an amount only where a buyer chose one.
        let each = self.rows.iter().any(|row| row.chooses);
        let wide = width >= WIDE;
        let mut rows = column![].spacing(S1);
        if wide {
            rows = rows.push(heads(look, each));
        }
        for (n, row) in self.rows.iter().enumerate() {
            rows = rows.push((n > 0).then(|| hair(look)));
            rows = rows.push(if wide {
                self.wide_row(look, shop, (n, row), width, each)
            } else {
                self.narrow_row(look, shop, (n, row), width)
            });
            let why = row.priced.as_ref().err();
            rows = rows.push(why.map(|why| letters(why.clone(), SEMIBOLD, SMALL, look.red_text)));
        }
        rows.into()
    }

    fn wide_row<'a>(
        &'a self,
        look: &Look,
        shop: &Shop,
        (n, sale): (usize, &'a Row),
        width: f32,
        each: bool,
    ) -> Element<'a, Message> {
        let fixed = NUMBER + COUNT + 2.0 * TOUCH + TIME + METHOD + MONEY + REMOVE + 6.0 * S2;
        let fixed = fixed + if each { EACH + S2 } else { 0.0 };
        let room = (width - 2.0 * S2 - S3 - S2 - fixed).max(80.0);
        let amount: Option<Element<'a, Message>> = each.then(|| {
            if sale.chooses {
                amount_field(look, n, sale).into()
            } else {
                space().width(EACH).into()
            }
        });
        row![
            self.number(look, n),
            self.title(look, n, sale, room),
            count(look, n, sale),
            time_field(look, n, sale),
            method(look, n, sale),
            amount,
            money(look, shop, sale),
            remove(look, n),
        ]
        .spacing(S2)
        .align_y(Alignment::Center)
        .into()
    }

    fn narrow_row<'a>(
        &'a self,
        look: &Look,
        shop: &Shop,
        (n, sale): (usize, &'a Row),
        width: f32,
    ) -> Element<'a, Message> {
        let room = (width - 2.0 * S2 - S3 - NUMBER - MONEY - REMOVE - 4.0 * S2).max(80.0);
        let above = row![
            self.number(look, n),
            self.title(look, n, sale, room),
            push(),
            money(look, shop, sale),
            remove(look, n),
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        let amount = sale.chooses.then(|| amount_field(look, n, sale));
        let below = row![
            count(look, n, sale),
            time_field(look, n, sale),
            method(look, n, sale),
            amount
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        column![above, below.wrap().vertical_spacing(S2)].spacing(S1).into()
    }

    /// The row's number, marked where it was touched last.
    fn number<'a>(&self, look: &Look, n: usize) -> Element<'a, Message> {
        let words = (n + 1).to_string();
        let here = self.last == Some(n);
        let ink = if here { look.on_marker } else { look.soft };
        let number = container(line(words, MONO_BOLD, SMALL, ink))
            .center_x(NUMBER)
            .padding([S1, 0.0]);
        if here {
            number.style(look.badge(look.marker, look.on_marker, S4)).into()
        } else {
            number.into()
        }
    }

    fn title<'a>(&self, look: &Look, n: usize, sale: &Row, room: f32) -> Element<'a, Message> {
        let replacing = self.replacing == Some(n);
        let face = if replacing { Face::Chosen } else { Face::Bare };
        let ink = if replacing { look.on_marker } else { look.ink };
        let words = cut(&sale.title, room - 2.0 * S1, SEMIBOLD, BODY);
        pressable(
            format!("title {n} {}", sale.sku),
            container(line(words, SEMIBOLD, BODY, ink)).center_y(Fill),
        )
        .padding([0.0, S1])
        .width(room)
        .height(TOUCH)
        .style(look.segment(face))
        .on_press(Message::RowTitlePressed(n))
        .into()
    }

    /// The button that records it, and in enough room what it comes to.
    pub fn foot<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
        let words = if self.recording {
            say("panel-recording")
        } else {
            tell("sheet-record", &[("count", self.rows.len().into())])
        };
        let ready = (!self.recording && !self.rows.is_empty()).then_some(Message::RecordPressed);
        let record = great(look, words, cap(Act::Record), Face::Next, ready);
        let problem = self.problem.as_ref();
        let problem = problem.map(|why| notice(look, icon::WARNING, why.clone(), true));
        if width < NARROW {
            return said_above([problem], record);
        }
        let foot = row![container(self.sum(look, shop)).width(Fill), record.width(RECORD)].spacing(S3);
        said_above([problem], foot.align_y(Alignment::Center))
    }

    /// What it comes to, together and by method.
    fn sum<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let currency = shop.currency();
        let parts: Vec<String> = self
            .by_method
            .iter()
            .map(|(method, amount)| format!("{} {}", method_words(method), currency.show(*amount)))
            .collect();
        row![
            line(currency.show(self.total), MONO_BOLD, HUGE, look.ink),
            letters(parts.join(" · "), REGULAR, BODY, look.soft).width(Fill),
        ]
        .spacing(S3)
        .align_y(Alignment::Center)
        .into()
    }
}

fn heads<'a>(look: &Look, each: bool) -> Element<'a, Message> {
    let head = |word: &str, width: f32| line(say(word), SEMIBOLD, SMALL, look.soft).width(width);
    row![
        space().width(NUMBER),
        container(head("day-title", 80.0)).width(Fill),
        head("sheet-copies", COUNT + 2.0 * TOUCH),
        head("sheet-time", TIME),
        head("sheet-method", METHOD),
        each.then(|| head("sheet-each", EACH)),
        head("sheet-together", MONEY).align_x(Alignment::End),
        space().width(REMOVE),
    ]
    .spacing(S2)
    .into()
}

fn count<'a>(look: &Look, n: usize, sale: &Row) -> Element<'a, Message> {
    let step = |name: &str, icon: Icon, by: i64| {
        pressable(format!("{name} {n}"), container(icon.at(LARGE)).center(Fill))
            .padding(0)
            .width(TOUCH)
            .height(TOUCH)
            .style(look.segment(Face::Bare))
            .on_press(Message::CountStepped(n, by))
    };
    let typed = field(look, count_of(n), "1", &sale.count, move |count| {
        Message::CountTyped(n, count)
    })
    .font(MONO_BOLD)
    .width(COUNT)
    .style(look.cell())
    .on_submit(Message::FieldEntered);
    container(row![step("less", icon::MINUS, -1), typed, step("more", icon::PLUS, 1)])
        .style(look.panel(look.card, look.ink, look.hair))
        .into()
}

fn time_field<'a>(look: &Look, n: usize, sale: &Row) -> iced::widget::TextInput<'a, Message> {
    let typed = move |time| Message::RowTimeTyped(n, time);
    let id = Id::from(format!("sheet-time-{n}"));
    field(look, id, &say("sheet-time-hint"), &sale.time, typed)
        .font(MONO)
        .width(TIME)
        .on_submit(Message::FieldEntered)
}

fn amount_field<'a>(look: &Look, n: usize, sale: &Row) -> iced::widget::TextInput<'a, Message> {
    let typed = move |amount| Message::AmountTyped(n, amount);
    field(look, each_of(n), &sale.suggested, &sale.amount, typed)
        .font(MONO)
        .width(EACH)
        .on_submit(Message::FieldEntered)
}

/// Pressed, it is the next method.
fn method<'a>(look: &Look, n: usize, sale: &Row) -> Element<'a, Message> {
    let words = cut(&method_words(&sale.method), METHOD - 2.0 * S2, BOLD, BODY);
    press(look, words, Face::Quiet, Some(Message::RowMethodPressed(n)))
        .width(METHOD)
        .into()
}

fn money<'a>(look: &Look, shop: &Shop, sale: &Row) -> Element<'a, Message> {
    let words = match &sale.priced {
        Ok(due) => shop.currency().show(*due),
        Err(_) => say("sheet-unknown"),
    };
    line(words, MONO_BOLD, BODY, look.ink)
        .width(MONEY)
        .align_x(Alignment::End)
        .into()
}

fn remove<'a>(look: &Look, n: usize) -> Element<'a, Message> {
    let words = container(line(say("remove"), REGULAR, BODY, look.soft)).center(Fill);
    pressable(format!("remove {n}"), words)
        .padding(0)
        .width(REMOVE)
        .height(TOUCH)
        .style(look.segment(Face::Bare))
        .on_press(Message::RowRemoved(n))
        .into()
}
