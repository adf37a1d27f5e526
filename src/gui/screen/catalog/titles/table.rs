//! The table of titles: its columns, the order they stand in, the rows that show.
//! Never builds a row that is out of sight.

use super::{Message, State};
use crate::domain::catalog::fold;
use crate::domain::money::{Money, Quantity};
use crate::domain::sentence;
use crate::domain::title::{Left, Title};
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::shown::{rows, shown};
use crate::gui::widget::{hair, line};
use crate::gui::words::{say, tell};
use iced::widget::{Row, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill};
use std::sync::Arc;

/// The list's id.
pub const LIST: &str = "catalog-list";
/// Height of a row with its rule.
pub const ROW: f32 = TOUCH + 1.0;
/// Width of the mark before a row, of the copies, of the date.
const MARK: f32 = TOUCH;
const COPIES: f32 = 84.0;
const DATE: f32 = 92.0;
/// Room kept for the scroll bar.
const BAR: f32 = 14.0;
/// Narrower than these the makers, and the date, are left out.
const WITH_MAKERS: f32 = 560.0;
const WITH_DATE: f32 = 760.0;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name.
    Name,
    /// The makers.
    Makers,
    /// The price.
    Price,
    /// When it came out.
    Date,
    /// Copies left.
    Copies,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Part::Name => "catalog-title",
            Part::Makers => "catalog-makers",
            Part::Price => "catalog-price",
            Part::Date => "catalog-introduced",
            Part::Copies => "catalog-copies",
        }
    }
}

/// By which column the table is sorted, and whether backwards; as the titles were added where it is none.
pub type Order = Option<(Part, bool)>;

/// The order after a heading was pressed: by it, then backwards, then as added.
pub fn pressed(order: Order, part: Part) -> Order {
    match order {
        Some((by, false)) if by == part => Some((part, true)),
        Some((by, true)) if by == part => None,
        _ => Some((part, false)),
    }
}

/// Sorts what was found.
pub fn sort(found: &mut [Arc<Title>], order: Order, shop: &Shop) {
    let Some((part, backwards)) = order else {
        return;
    };
    let one = Quantity::new(1).ok();
    match part {
        Part::Name => found.sort_by_cached_key(|title| fold(&title.name)),
        Part::Makers => found.sort_by_cached_key(|title| fold(&title.makers.join(" "))),
        Part::Price => found.sort_by_cached_key(|title| {
            one.and_then(|one| title.rule.total(one, shop.currency()))
                .unwrap_or(Money::ZERO)
        }),
        Part::Date => found.sort_by(|a, b| a.introduced.cmp(&b.introduced)),
        Part::Copies => found.sort_by_key(|title| match title.left() {
            Left::SoldOut => i64::MIN,
            Left::Few(left) | Left::Enough(left) => left,
            Left::Uncounted => i64::MAX,
        }),
    }
    if backwards {
        found.reverse();
    }
}

/// The columns that there is room for, each with its width.
fn columns(width: f32) -> Vec<(Part, f32)> {
    let makers = width >= WITH_MAKERS;
    let date = width >= WITH_DATE;
    let fixed = MARK + COPIES + if date { DATE } else { 0.0 } + BAR;
    let rest = width - fixed;
    let price = (rest * 0.26).clamp(136.0, 190.0).floor();
    let names = rest - price;
    let name = if makers { (names * 0.6).floor() } else { names };
    let mut columns = vec![(Part::Name, name)];
    if makers {
        columns.push((Part::Makers, names - name));
    }
    columns.push((Part::Price, price));
    if date {
        columns.push((Part::Date, DATE));
    }
    columns.push((Part::Copies, COPIES));
    columns
}

impl State {
    /// The headings and the rows that show.
    pub(super) fn table<'a>(&'a self, look: &Look, shop: &Shop, width: f32, height: f32) -> Element<'a, Message> {
        let columns = columns(width);
        let count = self.found.len();
        let rows = rows(count, ROW, shown(count, ROW, self.offset, height), |n| {
            Some(self.row(look, shop, self.found.get(n)?, &columns))
        });
        let rows = scrollable(rows)
            .id(LIST)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .width(Fill)
            .height(Fill);
        column![self.headings(look, &columns), hair(look), rows].into()
    }

    fn headings<'a>(&self, look: &Look, columns: &[(Part, f32)]) -> Element<'a, Message> {
        let mut headings = row![space().width(MARK)];
        for (part, width) in columns {
            let by = self.order.filter(|(by, _)| by == part);
            let font = if by.is_some() { BOLD } else { SEMIBOLD };
            let ink = if by.is_some() { look.ink } else { look.soft };
            let words = line(say(part.word()), font, SMALL, ink);
            let mut heading = row![words].spacing(S1).align_y(Alignment::Center);
            match by {
                Some((_, true)) => heading = heading.push(line("↓", BOLD, SMALL, ink)),
                Some((_, false)) => heading = heading.push(line("↑", BOLD, SMALL, ink)),
                None => {}
            }
            let heading = container(heading).center_y(Fill);
            let heading = match part {
                Part::Copies => heading.align_right(Fill),
                _ => heading,
            };
            let pressed = pressable(part.word(), heading)
                .padding([0.0, S1])
                .width(*width)
                .height(TOUCH)
                .style(look.segment(Face::Bare))
                .on_press(Message::HeadingPressed(*part));
            headings = headings.push(pressed);
        }
        headings.into()
    }

    fn row<'a>(
        &'a self,
        look: &Look,
        shop: &Shop,
        title: &Arc<Title>,
        columns: &[(Part, f32)],
    ) -> Element<'a, Message> {
        let chosen = self.chosen.as_ref() == Some(&title.sku);
        let (ink, soft, red) = match (chosen, title.archived) {
            (true, _) => (look.on_marker, look.on_marker, look.on_marker),
            (false, true) => (look.soft, look.soft, look.soft),
            (false, false) => (look.ink, look.soft, look.red_text),
        };
        let mut cells = Row::new().align_y(Alignment::Center);
        for (part, width) in columns {
            let room = width - 2.0 * S1 - S1;
            let cell = match part {
                Part::Name => line(cut(&title.name, room, SEMIBOLD, BODY), SEMIBOLD, BODY, ink),
                Part::Makers => line(cut(&title.makers.join(", "), room, REGULAR, BODY), REGULAR, BODY, soft),
                Part::Price => {
                    let (amount, then) = sentence::brief(&title.rule, shop.currency());
                    let price = format!("{amount} {then}");
                    line(cut(&price, room, REGULAR, BODY), REGULAR, BODY, ink)
                }
                Part::Date => line(title.introduced.clone().unwrap_or_default(), REGULAR, BODY, soft),
                Part::Copies => match title.left() {
                    _ if title.archived => line(say("catalog-archived"), REGULAR, BODY, soft),
                    Left::Enough(left) => line(left.to_string(), REGULAR, BODY, ink),
                    Left::Few(left) => {
                        let few = tell("catalog-few", &[("count", left.into())]);
                        line(few, SEMIBOLD, BODY, red)
                    }
                    Left::SoldOut => line(say("tile-sold-out"), SEMIBOLD, BODY, red),
                    Left::Uncounted => line("–", REGULAR, BODY, soft),
                },
            };
            let cell = container(cell).padding([0.0, S1]).width(*width);
            cells = cells.push(match part {
                Part::Copies => cell.align_right(*width),
                _ => cell,
            });
        }
        let face = if chosen { Face::Chosen } else { Face::Bare };
        let pressed = pressable(format!("row {}", title.sku), container(cells).center_y(Fill))
            .padding(0)
            .width(Fill)
            .height(TOUCH)
            .style(look.segment(face))
            .on_press(Message::TitlePressed(title.sku.clone()));
        let marked = self.marked.contains(&title.sku);
        column![row![mark(look, title, marked), pressed], hair(look)]
            .height(ROW)
            .into()
    }
}

/// The box before a row.
fn mark<'a>(look: &Look, title: &Title, marked: bool) -> Element<'a, Message> {
    let (ground, check) = match marked {
        true => (look.marker, Some(icon::CHECK.at(BODY).color(look.on_marker))),
        false => (look.card, None),
    };
    let square = container(
        container(check)
            .center(LARGE + 2.0)
            .style(look.badge(ground, look.ink, S1)),
    );
    pressable(format!("mark {}", title.sku), square.center(Fill))
        .padding(0)
        .width(MARK)
        .height(TOUCH)
        .style(look.segment(Face::Bare))
        .on_press(Message::MarkPressed(title.sku.clone()))
        .into()
}
