//! The box: how many of the chosen title were found, what differs from the books so far, and the taking of it all.

use super::list::difference;
use super::{Message, State};
use crate::gui::icon;
use crate::gui::measure::{cut, width as measured};
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, hair, letters, line, press, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row};
use iced::{Alignment, Element, Fill};

/// So many titles that differ are listed; the others stand in the list beside.
const LISTED: usize = 40;

impl State {
    pub(super) fn boxed<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        let mut content = column![].spacing(S3);
        match self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku)) {
            None => content = content.push(letters(say("box-how"), REGULAR, BODY, look.soft)),
            Some(title) => {
                let count = self.number().unwrap_or(0);
                let ready = self.ready().then_some(Message::DonePressed);
                content = content
                    .push(letters(title.name.clone(), EXTRABOLD, LARGE, look.ink))
                    .push(line(say("box-found"), SEMIBOLD, SMALL, look.soft))
                    .push(self.copies(look))
                    .push(press(
                        look,
                        tell("box-keep", &[("count", count.into())]),
                        Face::Inked,
                        ready,
                    ));
                if self.stocktake.line(&title.sku).is_some() {
                    let forget = (!self.working).then_some(Message::ForgetPressed);
                    content = content.push(chip(look, Some(icon::CLOSE), say("box-forget"), false, forget));
                }
            }
        }
        // Below the button, so that nothing moves under the finger.
        content = content
            .push(self.told(look))
            .push(hair(look))
            .push(self.so_far(look, shop, width - 2.0 * S4));
        container(content).padding(S4).width(Fill).style(look.card()).into()
    }

    /// How far the count is, and what differs.
    fn so_far<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        let on_sale = shop.catalog.titles().iter().filter(|title| !title.archived).count();
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let counted = self.stocktake.lines.len();
        let differ = self.stocktake.differing().count();
        let about = [
            ("count", number(counted).into()),
            ("all", number(on_sale).into()),
            ("differ", number(differ).into()),
        ];
        let mut content = column![letters(tell("box-so-far", &about), BOLD, BODY, look.ink)].spacing(S2);
        for line_of in self.stocktake.differing().take(LISTED) {
            let name = shop.catalog.get(&line_of.sku).map_or("", |title| &title.name);
            let said = difference(line_of);
            let room = width - measured(&said, BOLD, BODY) - S4;
            content = content.push(
                row![
                    line(cut(name, room, REGULAR, BODY), REGULAR, BODY, look.ink),
                    push(),
                    line(said, BOLD, BODY, look.red_text)
                ]
                .align_y(Alignment::Center),
            );
        }
        if differ > LISTED {
            let more = tell("box-more", &[("count", number(differ - LISTED).into())]);
            content = content.push(line(more, REGULAR, BODY, look.soft));
        }
        if counted == 0 {
            return content.into();
        }
        if self.dropping {
            let drop = tell("box-drop-sure", &[("count", number(counted).into())]);
            return content
                .push(press(look, drop, Face::Next, Some(Message::DropPressed)))
                .push(press(look, say("box-go-on"), Face::Plain, Some(Message::KeepPressed)))
                .into();
        }
        let take = (!self.working).then_some(Message::TakePressed);
        content
            .push(letters(say("box-take-how"), look.small_font(), SMALL, look.soft))
            .push(press(look, say("box-take"), Face::Next, take))
            .push(chip(
                look,
                Some(icon::TRASH),
                say("box-drop"),
                false,
                Some(Message::DropPressed),
            ))
            .into()
    }
}
