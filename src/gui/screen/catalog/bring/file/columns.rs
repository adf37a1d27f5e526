//! How the file is written, and which column holds what: each can be chosen by hand.

use super::{Message, State, count};
use crate::exchange::columns::{ASKED, Field};
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, hair, letters, line, notice};
use crate::gui::words::{say, tell};
use iced::widget::{Column, Row, column, container, row};
use iced::{Alignment, Element, Fill};

/// Width of a field's name.
const NAME: f32 = 112.0;
/// A chip of a column grows no wider than this.
const CHIP: f32 = 260.0;

/// The key of a field's name.
pub fn field_word(field: Field) -> &'static str {
    match field {
        Field::Sku => "catalog-sku",
        Field::Title => "field-title",
        Field::Makers => "field-makers",
        Field::Price | Field::SalePrice => "field-price",
        Field::Stock | Field::Tracked => "catalog-stock",
        Field::Weight | Field::Grams | Field::Ounces | Field::Pounds | Field::Kilograms => "catalog-weight",
        Field::Tags | Field::Category => "catalog-tags",
        Field::Barcode => "catalog-barcode",
        Field::Introduced => "catalog-introduced",
        Field::Contents => "catalog-contents",
        Field::Description | Field::ShortDescription => "field-description",
        Field::PriceList => "catalog-list",
        Field::Tax => "catalog-tax",
        Field::Share => "field-share",
        Field::Pages => "field-pages",
        Field::Format => "field-format",
        Field::Language => "field-language",
        Field::LowStock => "field-low-stock",
        Field::SoldOut => "field-sold-out",
        Field::Archived => "field-archived",
        _ => "field-other",
    }
}

impl State {
    pub(super) fn columns<'a>(&'a self, look: &Look, width: f32) -> Element<'a, Message> {
        let mut content = Column::new().spacing(S2);
        if let Err(why) = &self.plan {
            let named = self.reading.names_titles();
            let words = if named { why.clone() } else { say("bring-map") };
            content = content.push(notice(look, icon::WARNING, words, true));
        }
        let parts = match self.reading.delimiter() {
            Some('\t') => say("bring-tabs"),
            Some(';') => say("bring-semicolons"),
            Some(',') => say("bring-commas"),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let how = if self.reading.delimiter().is_none() {
            "bring-how-sheet"
        } else {
            "bring-how"
        };
        let about = [
            ("encoding", self.reading.encoding().into()),
            ("parts", parts.into()),
            ("count", count(self.reading.rows().len())),
        ];
        content = content
            .push(line(say("bring-columns"), BOLD, LARGE, look.ink))
            .push(letters(tell(how, &about), look.small_font(), SMALL, look.soft));
        for field in ASKED {
            content = content.push(self.field(look, field, width));
        }
        if let Ok(plan) = &self.plan {
            let not_taken = plan.not_taken();
            if !not_taken.is_empty() {
                let words = tell("bring-not-taken", &[("columns", not_taken.join(", ").into())]);
                content = content
                    .push(hair(look))
                    .push(letters(words, look.small_font(), SMALL, look.soft));
            }
            if !plan.other_sheets.is_empty() {
                let words = tell("bring-other-sheets", &[("sheets", plan.other_sheets.join(", ").into())]);
                content = content
                    .push(hair(look))
                    .push(letters(words, look.small_font(), SMALL, look.soft));
            }
        }
        content.into()
    }

    /// A field, the columns that hold it, and, once it is pressed, all there are.
    fn field<'a>(&'a self, look: &Look, field: Field, width: f32) -> Element<'a, Message> {
        let open = self.choosing == Some(field);
        let header = self.reading.header();
        let held: Vec<&str> = header
            .iter()
            .zip(self.reading.fields())
            .filter(|(_, known)| known.is_some_and(|known| field_word(known) == field_word(field)))
            .map(|(name, _)| name.as_str())
            .collect();
        let (words, ink) = match held.is_empty() {
            true => (say("bring-no-column"), look.soft),
            false => (held.join(", "), look.ink),
        };
        let words = cut(&words, width - NAME - S3 * 2.0 - LARGE - S2, REGULAR, BODY);
        let icon = if open { icon::CLOSE } else { icon::DOWN };
        let parts = row![
            line(say(field_word(field)), SEMIBOLD, BODY, look.ink).width(NAME),
            line(words, REGULAR, BODY, ink).width(Fill),
            icon.at(BODY),
        ]
        .align_y(Alignment::Center);
        let pressed = pressable(say(field_word(field)), container(parts).center_y(Fill))
            .padding([0.0, S3])
            .width(Fill)
            .height(TOUCH)
            .style(look.press(if open { Face::Chosen } else { Face::Plain }))
            .on_press(Message::FieldPressed((!open).then_some(field)));
        if !open {
            return pressed.into();
        }
        let one = |words: String, chosen: bool, column: Option<usize>| -> Element<'a, Message> {
            let words = cut(&words, CHIP, SEMIBOLD, BODY);
            chip(look, None, words, chosen, Some(Message::ColumnPressed(field, column))).into()
        };
        let columns = header.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let columns = columns.map(|(at, name)| {
            let sample = self
                .reading
                .rows()
                .iter()
                .map(|row| row.cells.get(at).map_or("", String::as_str));
            let sample = sample.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
            let words = if sample.is_empty() {
                name.clone()
            } else {
                format!("{name}: {sample}")
            };
            one(words, held.contains(&name.as_str()), Some(at))
        });
        let chips = columns.chain([one(say("bring-no-column"), held.is_empty(), None)]);
        let chips = Row::with_children(chips).spacing(S2).wrap().vertical_spacing(S2);
        column![pressed, container(chips).padding(pad(0.0, 0.0, S2, 0.0))]
            .spacing(S2)
            .into()
    }
}
