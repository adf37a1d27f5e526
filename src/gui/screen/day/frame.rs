//! How Day is put together: its header, and what is done in the tables' place with its one large button at the foot.

use super::{Message, share, sheet};
use crate::domain::day::BusinessDay;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::screen::PAGE;
use crate::gui::shop::{Shop, full_day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, hair, line, press_key, push};
use crate::gui::words::{say, tell};
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size};

/// Wider than this the header has room for its heading.
const HEADED: f32 = 1060.0;
/// Height of the header.
const HEADER: f32 = 60.0;

/// What is being done.
pub struct Frame<'a> {
    /// Its heading.
    pub heading: String,
    /// What is filled in.
    pub content: Element<'a, Message>,
    /// The large button, which never scrolls away.
    pub foot: Option<Element<'a, Message>>,
    /// What is looked at meanwhile.
    pub beside: Option<Element<'a, Message>>,
}

/// The day, the way to others, and what is done once a day; `rows` are those of a sheet half keyed in.
pub fn day_header<'a>(look: &Look, shop: &Shop, (day, rows): (BusinessDay, usize), width: f32) -> Row<'a, Message> {
    let is_today = day >= shop.today;
    let heading = (width >= HEADED).then(|| line(say("day-heading"), EXTRABOLD, HUGE, look.ink));
    let later = (!is_today).then_some(Message::DayPressed(1));
    let close = say("day-close");
    let close_width = measure::width(&close, BOLD, BODY) + 2.0 * S4;
    let key = |act: Act| Message::Key(act, String::new());
    let ready = shop.session.is_some().then(|| key(Act::CloseDay));
    // A sheet half keyed in says so.
    let sheet = match rows {
        0 => say("day-sheet"),
        rows => tell("day-sheet-rows", &[("count", rows.into())]),
    };
    row![
        heading,
        chip(
            look,
            Some(icon::LEFT),
            say("day-previous"),
            false,
            Some(Message::DayPressed(-1))
        ),
        chip(look, None, full_day_words(day), true, Some(Message::TodayPressed)),
        chip(look, Some(icon::RIGHT), say("day-next"), false, later),
        (width >= NARROW).then(push),
        chip_key(look, icon::SALES, sheet, cap(Act::Sheet), Some(key(Act::Sheet))),
        press_key(look, close, cap(Act::CloseDay), Face::Next, ready).width(close_width),
    ]
    .spacing(S3)
    .align_y(Alignment::Center)
}

/// A header over what scrolls; in little room it scrolls with the rest.
pub fn page<'a>(
    look: &Look,
    room: Size,
    header: Row<'a, Message>,
    content: Element<'a, Message>,
) -> Element<'a, Message> {
    if room.width < NARROW {
        let content = column![header.wrap().vertical_spacing(S2), content].spacing(S3);
        return scrolled(look, container(content).padding(S4).into());
    }
    let header = container(header).padding([0.0, S4]).center_y(HEADER);
    let content = scrolled(look, container(content).padding(S4).width(Fill).into());
    column![header, hair(look), content].width(Fill).into()
}

/// What is being done, at the left, and what is looked at meanwhile at the right; below it in little room.
pub fn work<'a>(look: &Look, room: Size, frame: Frame<'a>) -> Element<'a, Message> {
    let header = row![back(look), line(frame.heading, EXTRABOLD, HUGE, look.ink)]
        .spacing(S3)
        .align_y(Alignment::Center);
    let foot = frame.foot;
    if room.width < NARROW {
        let content = column![header, frame.content, frame.beside].spacing(S3);
        let foot = foot.map(|foot| container(foot).padding(pad(S2, S4, S2, S4)));
        let content = scrolled(look, container(content).padding(S4).into());
        return column![content, foot.map(|foot| column![hair(look), foot])].into();
    }
    let header = container(header).padding([0.0, S4]).center_y(HEADER);
    let width = share(room.width);
    // A panel alone would be as high as its room.
    let content = container(column![frame.content]).padding(pad(0.0, S3, 0.0, 0.0));
    let left = column![scrolled(look, content.into()), foot].spacing(S3).width(width);
    let right = frame
        .beside
        .map(|beside| scrollable(beside).style(look.scroll()).width(Fill).height(Fill));
    let body = row![left, right].spacing(S3).height(Fill);
    column![header, hair(look), container(body).padding(S4).height(Fill)]
        .width(Fill)
        .into()
}

/// The paper sheet, which has the whole room.
pub fn sheet<'a>(look: &Look, shop: &'a Shop, room: Size, sheet: &'a sheet::State) -> Element<'a, Message> {
    let heading = (room.width >= NARROW).then(|| line(say("day-sheet"), EXTRABOLD, HUGE, look.ink));
    let days = sheet::days(look, sheet, shop).map(Message::Sheet);
    let header = row![back(look), heading, days].spacing(S3).align_y(Alignment::Center);
    let inner = Size::new(room.width - 2.0 * S4, room.height);
    let (content, whole) = sheet.view(look, shop, inner);
    let content = content.map(Message::Sheet);
    let foot = sheet.foot(look, shop, inner.width).map(Message::Sheet);
    let foot = column![hair(look), container(foot).padding(pad(S2, S4, S3, S4))];
    if whole {
        let content = column![header.wrap().vertical_spacing(S2), content].spacing(S3);
        return column![scrolled(look, container(content).padding(S4).into()), foot].into();
    }
    let header = container(header).padding([0.0, S4]).center_y(HEADER);
    let content = container(content).padding(pad(S3, S4, S3, S4)).height(Fill);
    column![header, hair(look), content, foot].into()
}

fn back<'a>(look: &Look) -> Element<'a, Message> {
    let pressed = Some(Message::Key(Act::Back, String::new()));
    chip_key(look, icon::BACK, say("back"), cap(Act::Back), pressed).into()
}

fn scrolled<'a>(look: &Look, content: Element<'a, Message>) -> Element<'a, Message> {
    scrollable(content).id(PAGE).style(look.scroll()).height(Fill).into()
}
