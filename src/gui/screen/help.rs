//! The help sheet: the shortcut table itself, read out.

use crate::gui::shortcut::{Act, Shortcut, TABLE, When, cap};
use crate::gui::theme::*;
use crate::gui::widget::walk;
use crate::gui::widget::{key_cap, letters, line, press_key, push};
use crate::gui::words::say;
use iced::widget::{Column, column, container, mouse_area, opaque, responsive, row, scrollable};
use iced::{Alignment, Color, Element, Fill};

/// The button that closes it.
pub const CLOSE: &str = "help-close";
/// Narrower than this the groups stand one below the other.
const TWO_COLUMNS: f32 = 800.0;
/// What the page keys scroll.
pub const PAGE: &str = "help-page";

/// A heading's word, and when the keys below it count.
type Group = (&'static str, &'static [When]);
const LEFT: [Group; 3] = [
    ("help-selling", &[When::Searchable, When::Selling, When::Idle]),
    ("help-day", &[When::Daily, When::Working, When::Keying]),
    ("help-catalog", &[When::Cataloging]),
];
const RIGHT: [Group; 2] = [
    ("help-paying", &[When::Paying]),
    ("help-everywhere", &[When::Everywhere, When::Reading]),
];

/// The sheet over the screen; `close` is what its button and a tap beside it say.
pub fn view<'a, Message: Clone + 'a>(look: &Look, close: Message) -> Element<'a, Message> {
    let look = *look;
    responsive(move |room| sheet(&look, close.clone(), room.width < TWO_COLUMNS)).into()
}

fn sheet<'a, Message: Clone + 'a>(look: &Look, close: Message, narrow: bool) -> Element<'a, Message> {
    let groups = |groups: &[Group]| {
        let groups = groups.iter().map(|(heading, whens)| group(look, heading, whens));
        Column::with_children(groups).spacing(S4).width(Fill)
    };
    let left = groups(&LEFT);
    let right = groups(&RIGHT)
        .push(letters(say("help-scanner"), REGULAR, BODY, look.soft))
        .push(letters(say("help-touch"), REGULAR, BODY, look.soft));
    let groups: Element<'a, Message> = if narrow {
        column![left, right].spacing(S4).into()
    } else {
        row![left, right].spacing(S5).into()
    };
    let edge = if narrow { S3 } else { S5 };
    let heading = row![
        line(say("help-heading"), EXTRABOLD, HUGE, look.ink),
        push(),
        press_key(
            look,
            say("help-close"),
            cap(Act::Back),
            Face::Inked,
            Some(close.clone())
        )
        .id(CLOSE)
        .width(120.0)
    ]
    .align_y(Alignment::Center);
    let sheet = container(
        column![
            heading,
            scrollable(container(groups).padding(pad(0.0, S4, 0.0, 0.0)))
                .id(PAGE)
                .style(look.scroll())
        ]
        .spacing(S4),
    )
    .id(walk::SHEET)
    .padding(edge)
    .max_width(1000.0)
    .style(look.panel(look.card, look.ink, look.rule + 0.5));
    let veil = Color { a: 0.55, ..look.rail };
    let over = container(opaque(sheet))
        .padding(edge)
        .center(Fill)
        .style(move |_| iced::widget::container::background(veil));
    opaque(mouse_area(over).on_press(close))
}

fn group<'a, Message: 'a>(look: &Look, heading: &str, whens: &[When]) -> Element<'a, Message> {
    let mut rows: Vec<(Vec<&'static str>, &'static str)> = Vec::new();
    let of_group = |row: &&Shortcut| whens.contains(&row.when);
    for shortcut in TABLE.iter().filter(of_group) {
        match rows.last_mut() {
            Some((caps, _)) if shortcut.word.is_empty() => caps.push(shortcut.cap),
            _ => rows.push((vec![shortcut.cap], shortcut.word)),
        }
    }
    let mut lines: Column<'a, Message> = column![line(say(heading), BOLD, LARGE, look.ink)].spacing(S1 + 1.0);
    for (caps, word) in rows {
        let mut keys = row![].spacing(S1);
        for cap in caps {
            keys = keys.push(key_cap(cap, look.ink));
        }
        lines = lines.push(
            row![
                container(keys).width(136.0),
                letters(say(word), REGULAR, BODY, look.ink).width(Fill)
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        );
    }
    lines.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_stands_on_the_sheet() {
        for row in TABLE {
            let groups = LEFT.iter().chain(&RIGHT);
            let times = groups.filter(|(_, whens)| whens.contains(&row.when)).count();
            assert_eq!(times, 1, "{} {:?}", row.cap, row.when);
        }
    }
}
