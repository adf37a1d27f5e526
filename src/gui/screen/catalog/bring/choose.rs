//! Where it begins: which file, which page, and the catalog out.

use super::{Message, PATH, State};
use crate::gui::drop::dropping;
use crate::gui::icon;
use crate::gui::screen::PAGE;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{field, hair, letters, line, notice, panel, press};
use crate::gui::words::{say, tell};
use crate::till::Import;
use iced::widget::{column, row, scrollable, text_editor};
use iced::{Alignment, Element, Fill, Size};

/// Height of the field for a page's text.
const TEXT: f32 = 220.0;
/// The field for a page's text.
const TEXT_ID: &str = "bring-text";

impl State {
    pub(super) fn choose<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let mut file = column![letters(tell("bring-file-how", &[dropping()]), REGULAR, BODY, look.soft)].spacing(S2);
        match &self.said {
            Some(Err(why)) => file = file.push(notice(look, icon::WARNING, why.clone(), true)),
            Some(Ok(said)) => file = file.push(notice(look, icon::CHECK, said.clone(), false)),
            None => {}
        }
        let typed = (!self.working && !self.typed.trim().is_empty()).then_some(Message::PathPressed);
        let look_at = if self.working { "bring-reading" } else { "bring-look" };
        file = file
            .push(press(
                look,
                say("bring-dialog"),
                Face::Inked,
                (!self.working).then_some(Message::DialogPressed),
            ))
            .push(line(say("bring-path"), SEMIBOLD, SMALL, look.soft))
            .push(
                row![
                    field(look, PATH, &say("bring-path-hint"), &self.typed, Message::PathChanged)
                        .on_submit(Message::PathPressed),
                    press(look, say(look_at), Face::Plain, typed).width(110.0),
                ]
                .spacing(S2)
                .align_y(Alignment::Center),
            );
        if let Some(last) = &self.last {
            file = file.push(hair(look)).push(self.last(look, last));
        }
        let pasted = (!self.working && !self.text.text().trim().is_empty()).then_some(Message::TextPressed);
        let hint = say("bring-text-hint");
        let text = text_editor(&self.text)
            .id(TEXT_ID)
            .placeholder(hint)
            .on_action(Message::TextEdited)
            .size(BODY)
            .height(TEXT)
            .padding(S3)
            .style(look.editor());
        let page = column![
            letters(tell("bring-page-how", &[dropping()]), REGULAR, BODY, look.soft),
            text,
            press(look, say("bring-read"), Face::Inked, pasted),
        ]
        .spacing(S2);
        let file = panel(look, say("bring-file"), file);
        let page = panel(look, say("bring-page"), page);
        let out = panel(look, say("out-heading"), self.out.view(look, shop).map(Message::Out));
        let parts: Element<'a, Message> = if room.width < NARROW {
            column![file, page, out].spacing(S3).into()
        } else {
            row![column![file, out].spacing(S4).width(Fill), column![page].width(Fill)]
                .spacing(S4)
                .into()
        };
        scrollable(iced::widget::container(parts).padding(pad(0.0, S3, S4, 0.0)))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill)
            .into()
    }

    /// What came in last, and its undoing.
    fn last<'a>(&self, look: &Look, last: &Import) -> Element<'a, Message> {
        let at = chrono::DateTime::from_timestamp_millis(last.at).unwrap_or_default();
        let at = at.with_timezone(&chrono::Local).format("%a %-d %b %H:%M").to_string();
        let about = [
            ("file", short(&last.file).into()),
            ("count", i64::try_from(last.titles).unwrap_or(i64::MAX).into()),
            ("at", at.into()),
        ];
        let words = tell(if last.undone { "bring-last-undone" } else { "bring-last" }, &about);
        let undo = (!self.working && !last.undone).then_some(Message::UndoPressed(last.number));
        let mut parts = row![letters(words, REGULAR, BODY, look.ink).width(Fill)].spacing(S2);
        if !last.undone {
            parts = parts.push(press(look, say("bring-undo"), Face::Plain, undo).width(180.0));
        }
        parts.align_y(Alignment::Center).into()
    }
}

/// A file without its folders.
pub(super) fn short(file: &str) -> String {
    file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned()
}
