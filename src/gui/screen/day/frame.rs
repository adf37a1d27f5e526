//! How Day is put together: its header, and what is done in the tables' place with its one large button at the foot.

use super::tables::span_words;
use super::{Message, State, share, sheet};
use crate::domain::day::BusinessDay;
use crate::domain::span::Span;
use crate::gui::icon::{self, Icon};
use crate::gui::measure;
use crate::gui::screen::PAGE;
use crate::gui::shop::{Shop, full_day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, hair, line, press_key, push};
use crate::gui::words::{say, tell};
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size};

/// What is shown is named in no more room than this.
const SHOWN: f32 = 200.0;
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

impl State {
    /// What is shown, the way to others, what can be taken along, and the close of the day.
    pub(super) fn header<'a>(&self, look: &Look, shop: &Shop, width: f32) -> Row<'a, Message> {
        let close = say("day-close");
        let close_width = measure::width(&close, BOLD, BODY) + 2.0 * S4;
        let (earlier, later) = self.neighbours(shop);
        let shown = match &self.span {
            Span::Day(day) => full_day_words(*day),
            span => span_words(span),
        };
        let shown = measure::cut(&shown, SHOWN, SEMIBOLD, BODY);
        let report = self.report();
        let count = report.map_or(0, |report| report.summary.sales);
        let receipts = tell("day-receipts", &[("count", count.into())]);
        let words = Words {
            heading: say("day-heading"),
            earlier: self.step_words(earlier, shop, "day-previous"),
            later: self.step_words(later, shop, "day-next"),
            event: self.whole_event().map(|_| say("day-whole-event")),
            others: vec![
                shown.clone(),
                say("day-copy"),
                say("day-csv"),
                say("day-pdf"),
                receipts.clone(),
            ],
            close: close_width,
        };
        let (heading, named) = words.fitting(width);
        let step = |icon: Icon, day: Option<BusinessDay>, words: String| {
            let words = if named { words } else { String::new() };
            let pressed = day.map(|day| Message::SpanPressed(Span::Day(day)));
            chip(look, Some(icon), words, false, pressed)
        };
        let event = self.whole_event().zip(words.event.clone()).map(|(event, words)| {
            let pressed = Message::SpanPressed(Span::Event(event));
            chip(look, None, words, false, Some(pressed))
        });
        let with = |message: Message| report.map(|_| message);
        let taken = |word: &str, message: Message| chip(look, None, say(word), false, with(message));
        let receipts = chip(
            look,
            None,
            receipts,
            false,
            with(Message::FigurePressed(None, String::new())),
        );
        let ready = shop.session.is_some();
        let ready = ready.then(|| Message::Key(Act::CloseDay, String::new()));
        row![
            heading.then(|| line(words.heading.clone(), EXTRABOLD, HUGE, look.ink)),
            step(icon::LEFT, earlier, words.earlier),
            chip(look, None, shown, true, Some(Message::PickPressed)),
            step(icon::RIGHT, later, words.later),
            event,
            (width >= NARROW).then(push),
            taken("day-copy", Message::CopyPressed),
            taken("day-csv", Message::SavePressed(false)),
            taken("day-pdf", Message::SavePressed(true)),
            receipts,
            press_key(look, close, cap(Act::CloseDay), Face::Next, ready).width(close_width),
        ]
        .spacing(S2)
        .align_y(Alignment::Center)
    }

    /// What the way to a neighbouring day is called: by its weekday, its date, as today. Where there is none it has no word.
    fn step_words(&self, day: Option<BusinessDay>, shop: &Shop, usual: &str) -> String {
        let Some(day) = day else {
            return String::new();
        };
        let sold = self.report().map(|report| report.beside);
        let sold = sold.is_some_and(|(earlier, later)| earlier == Some(day) || later == Some(day));
        let from = self.report().map_or(day, |report| report.summary.from);
        if day == shop.today {
            say("day-today")
        } else if !sold {
            say(usual)
        } else if (from.0 - day.0).num_days().abs() < 7 {
            day.0.format("%a").to_string()
        } else {
            day.0.format("%-d %b").to_string()
        }
    }
}

/// The words of the header, to find out how many of them there is room for.
struct Words {
    heading: String,
    earlier: String,
    later: String,
    event: Option<String>,
    others: Vec<String>,
    close: f32,
}

impl Words {
    /// Whether there is room for the heading, and for the names of the days before and after.
    fn fitting(&self, width: f32) -> (bool, bool) {
        let chip = |words: &String| measure::width(words, SEMIBOLD, BODY) + 2.0 * S4;
        let step = BODY + S2 + 2.0 * S4;
        let others = self.others.iter().chain(&self.event);
        let always: f32 = others.map(|words| chip(words) + S2).sum::<f32>() + self.close + 4.0 * S2;
        let heading = measure::width(&self.heading, EXTRABOLD, HUGE) + S2;
        let steps = 2.0 * (step + S2);
        let named: f32 = [&self.earlier, &self.later]
            .map(|words| measure::width(words, REGULAR, BODY))
            .iter()
            .sum();
        let room = width - 2.0 * S4 - always - steps;
        let fits = |taken: f32| taken <= room;
        // In little room the header has several lines.
        if width < NARROW || fits(heading + named) {
            (width >= NARROW, true)
        } else if fits(heading) {
            (true, false)
        } else {
            (false, fits(named))
        }
    }
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
