//! How the form of a title looks: every field with what it is understood as, or what is wrong with it.
//! Never changes what is filled in.

use super::editor::{Field, Message, State};
use crate::gui::icon;
use crate::gui::screen::PAGE;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, hair, letters, line, notice, press};
use crate::gui::words::say;
use iced::widget::{Column, column, container, row, scrollable, text_editor};
use iced::{Element, Fill};

/// Heights of the fields of many lines.
const CONTENTS: f32 = 100.0;
const DESCRIPTION: f32 = 180.0;
/// Room for the scroll bar beside the form.
const BAR: f32 = S3;

impl State {
    fn one<'a>(&'a self, look: &Look, of: Field, word: &str, hint: &str) -> Column<'a, Message> {
        let input = field(look, of.id(), hint, self.text(of), move |text| Message::Typed(of, text))
            .on_submit(Message::SavePressed);
        let mut content = column![line(say(word), SEMIBOLD, SMALL, look.soft), input]
            .spacing(S1)
            .width(Fill);
        if let Some(wrong) = self.wrong(of) {
            content = content.push(letters(wrong, SEMIBOLD, SMALL, look.red_text));
        } else if let Some(understood) = self.understood(of) {
            content = content.push(letters(understood, look.small_font(), SMALL, look.soft));
        }
        content
    }

    /// The form, and at its foot what can be done with it.
    pub(super) fn view<'a>(
        &'a self,
        look: &Look,
        shop: &'a Shop,
        room: f32,
        saved: Option<&'a str>,
    ) -> Element<'a, Message> {
        let inner = room - 2.0 * S4 - BAR;
        let heading = match self.base() {
            Some(base) => base.name.clone(),
            None => say("title-new"),
        };
        let mut content = Column::new()
            .spacing(S3)
            .push(letters(heading, EXTRABOLD, LARGE, look.ink));
        if let Some(base) = self.base() {
            content = content.push(self.picture.view(look, shop, base).map(Message::Picture));
        }
        content = content
            .push(self.one(look, Field::Name, "catalog-title", ""))
            .push(self.one(look, Field::Makers, "catalog-makers-how", ""))
            .push(self.price.view(look, shop, inner).map(Message::Price))
            .push(
                self.price
                    .taxes(look, shop, inner)
                    .map(|taxes| taxes.map(Message::Price)),
            )
            .push(hair(look));
        let pair = |left, right| row![left, right].spacing(S3);
        let sold = chip(
            look,
            self.sold_out.then_some(icon::CHECK),
            say("title-sold-out"),
            self.sold_out,
            Some(Message::SoldOutPressed),
        );
        content = content
            .push(pair(
                self.one(look, Field::Stock, "title-stock", &say("catalog-uncounted")),
                self.one(look, Field::LowStock, "title-low-stock", ""),
            ))
            .push(sold)
            .push(self.one(look, Field::Tags, "catalog-tags-how", ""))
            .push(pair(
                self.one(look, Field::Pages, "title-pages", ""),
                self.one(look, Field::Format, "title-format", &say("title-format-hint")),
            ))
            .push(pair(
                self.one(look, Field::Weight, "catalog-weight", &say("title-weight-hint")),
                self.one(look, Field::Introduced, "catalog-introduced", &say("title-month-hint")),
            ))
            .push(pair(
                self.one(look, Field::Language, "title-language", ""),
                self.one(look, Field::Share, "title-share", &say("title-share-hint")),
            ))
            .push(self.one(look, Field::Barcode, "title-barcode", ""));
        content = content
            .push(many(
                look,
                "title-contents",
                &self.contents,
                CONTENTS,
                Message::ContentsEdited,
            ))
            .push(many(
                look,
                "title-description",
                &self.description,
                DESCRIPTION,
                Message::DescriptionEdited,
            ));
        content = match self.base() {
            None => content.push(self.one(look, Field::Sku, "catalog-sku", "")),
            Some(base) => {
                // What is filled in is not lost by a press beside it.
                let may = !self.changed(shop);
                let archive = if base.archived {
                    "title-unarchive"
                } else {
                    "title-archive"
                };
                let archive = chip(
                    look,
                    None,
                    say(archive),
                    false,
                    may.then_some(Message::ArchivePressed(!base.archived)),
                );
                let remove = chip(
                    look,
                    Some(icon::TRASH),
                    say("title-remove"),
                    false,
                    may.then_some(Message::RemovePressed),
                );
                content
                    .push(hair(look))
                    .push(row![
                        line(say("catalog-sku"), REGULAR, BODY, look.soft).width(100.0),
                        letters(base.sku.to_string(), REGULAR, BODY, look.ink).width(Fill)
                    ])
                    .push(super::super::chips([archive.into(), remove.into()]))
                    .push(letters(say("title-archive-how"), look.small_font(), SMALL, look.soft))
            }
        };
        let form = scrollable(container(content).padding(pad(S4, S4 + BAR, S4, S4)).width(Fill))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill);
        let form = container(form).width(Fill).height(Fill).style(look.card());
        let mut foot = column![form].spacing(S2);
        if let Some(problem) = &self.problem {
            foot = foot.push(notice(look, icon::WARNING, problem.clone(), true));
        } else if let Some(saved) = saved {
            foot = foot.push(notice(look, icon::CHECK, saved.to_owned(), false));
        }
        foot.push(self.buttons(look, shop)).into()
    }

    fn buttons<'a>(&self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let changed = self.changed(shop);
        let new = self.base().is_none();
        let save = if new { "title-make" } else { "title-save" };
        if changed || new {
            let cancel = press(look, say("cancel"), Face::Plain, Some(Message::CancelPressed)).width(110.0);
            let save = press(look, say(save), Face::Next, changed.then_some(Message::SavePressed));
            return row![cancel, save].spacing(S2).into();
        }
        row![
            press(look, say("title-save"), Face::Plain, None).width(160.0),
            press(look, say("catalog-sell"), Face::Inked, Some(Message::SellPressed)),
        ]
        .spacing(S2)
        .into()
    }
}

fn many<'a>(
    look: &Look,
    id: &'static str,
    content: &'a text_editor::Content,
    height: f32,
    edited: fn(text_editor::Action) -> Message,
) -> Element<'a, Message> {
    let editor = text_editor(content)
        .id(id)
        .on_action(edited)
        .size(BODY)
        .height(height)
        .padding(S3)
        .style(look.editor());
    column![line(say(id), SEMIBOLD, SMALL, look.soft), editor]
        .spacing(S1)
        .into()
}
