//! The list of sales and corrections. Never reads them.

use super::record::how_words;
use super::waiting::names;
use super::{LIST, Message, State};
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::report::SaleHead;
use crate::gui::measure;
use crate::gui::shop::{clock, day_words};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::shown::{rows, shown};
use crate::gui::widget::{hair, letters, line, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill};

/// Width of a receipt number.
const NUMBER: f32 = 84.0;
/// Height of a row.
pub(super) const ROW: f32 = 57.0;

impl State {
    pub(super) fn list<'a>(&'a self, look: &Look, currency: Currency, width: f32, height: f32) -> Element<'a, Message> {
        let words = match &self.heads {
            None => say("sales-loading"),
            Some(heads) if !heads.is_empty() => return self.rows(look, currency, heads, width, height),
            Some(_) if self.filter.is_all() => say("sales-none"),
            Some(_) if self.is_narrowed() => say("sales-none-like-it"),
            Some(_) => say("sales-none-found"),
        };
        container(letters(words, REGULAR, BODY, look.soft))
            .center(Fill)
            .padding(S4)
            .into()
    }

    /// Only the rows that show are built; the next ones are read before they do.
    fn rows<'a>(
        &'a self,
        look: &Look,
        currency: Currency,
        heads: &'a [SaleHead],
        width: f32,
        height: f32,
    ) -> Element<'a, Message> {
        let count = heads.len();
        let mut rows = rows(count, ROW, shown(count, ROW, self.offset, height), |n| {
            let head = heads.get(n)?;
            let chosen = self.chosen.as_ref();
            let chosen = chosen.is_some_and(|record| *record.number() == head.number);
            let row = head_row(look, currency, head, chosen, width);
            Some(column![row, hair(look)].height(ROW).into())
        });
        if self.more {
            let words = line(say("sales-loading"), REGULAR, BODY, look.soft);
            rows = rows.push(container(words).center_x(Fill).center_y(ROW));
        }
        let list = scrollable(container(rows).padding(2))
            .id(LIST)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y))
            .style(look.scroll())
            .height(Fill);
        column![self.together(look, currency, heads), list].into()
    }

    /// What those that are listed come to, where all of them are and they are not simply everything: the figure that led here.
    fn together<'a>(&self, look: &Look, currency: Currency, heads: &[SaleHead]) -> Option<Element<'a, Message>> {
        if self.more || !self.is_narrowed() {
            return None;
        }
        let sum: Money = heads.iter().map(|head| head.part.unwrap_or(head.total)).sum();
        let about = [("count", heads.len().into()), ("amount", currency.show(sum).into())];
        let words = match self.filter.parted() {
            Some(figure) => tell(
                "sales-together",
                &[&about[..], &[("what", self.figure_words(figure).into())]].concat(),
            ),
            None => tell("sales-together-whole", &about),
        };
        let words = container(letters(words, SEMIBOLD, SMALL, look.soft)).padding([S2, S3]);
        Some(column![words, hair(look)].into())
    }
}

/// What stands in the first line: the titles, or what was corrected.
fn title(head: &SaleHead) -> String {
    match (head.how, &head.corrects) {
        (Some(how), Some(of)) => tell(
            "correction-of",
            &[("how", how_words(how).into()), ("number", of.to_string().into())],
        ),
        (Some(how), None) => how_words(how),
        (None, _) => head.titles.clone(),
    }
}

fn head_row<'a>(look: &Look, currency: Currency, head: &'a SaleHead, chosen: bool, width: f32) -> Element<'a, Message> {
    let at = format!("{} {}", day_words(head.business_day), clock(head.sold_at));
    let facts = tell(
        "sales-head",
        &[("count", head.copies.into()), ("method", names(&head.methods).into())],
    );
    let under = match head.how {
        None => format!("{at} · {facts}"),
        Some(How::Repay) => at,
        Some(_) if head.titles.is_empty() => at,
        Some(_) => format!("{at} · {}", head.titles),
    };
    // A change of method gives nothing back: a figure would only be read as one.
    let whole = match head.how {
        Some(How::Repay) => String::new(),
        _ => currency.show(head.total),
    };
    let amount = head.part.map_or_else(|| whole.clone(), |part| currency.show(part));
    let of = (amount != whole && !whole.is_empty()).then(|| tell("sales-of-whole", &[("amount", whole.into())]));
    let (ink, soft, red) = if chosen {
        (look.on_marker, look.on_marker, look.on_marker)
    } else {
        (look.ink, look.soft, look.red_text)
    };
    let voided = head.voided.then(|| say("sales-voided"));
    let wide = |words: &Option<String>, font| {
        words
            .as_ref()
            .map_or(0.0, |words| measure::width(words, font, SMALL) + S2)
    };
    let below = wide(&voided, BOLD) + wide(&of, look.small_font());
    let right = measure::width(&amount, MONO_BOLD, BODY).max(below);
    let text_room = width - S3 - 2.0 * S4 - 100.0 - right - 2.0 * S4;
    let titles = measure::cut(&title(head), text_room, SEMIBOLD, BODY);
    let under = measure::cut(&under, text_room, look.small_font(), SMALL);
    let words = row![
        line(head.number.to_string(), MONO_BOLD, BODY, ink).width(NUMBER),
        column![
            line(titles, SEMIBOLD, BODY, ink),
            line(under, look.small_font(), SMALL, soft)
        ]
        .spacing(2.0),
        push(),
        column![
            line(amount, MONO_BOLD, BODY, ink),
            row![
                voided.map(|words| line(words, BOLD, SMALL, red)),
                of.map(|words| line(words, look.small_font(), SMALL, soft)),
            ]
            .spacing(S2)
        ]
        .spacing(2.0)
        .align_x(Alignment::End),
    ]
    .spacing(S3)
    .align_y(Alignment::Center);
    let face = if chosen { Face::Chosen } else { Face::Bare };
    pressable(format!("row {}", head.number), container(words).center_y(Fill))
        .padding(pad(0.0, S5, 0.0, S3))
        .width(Fill)
        .height(ROW - 1.0)
        .style(look.segment(face))
        .on_press(Message::RecordPressed(head.number.clone()))
        .into()
}
