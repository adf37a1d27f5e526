//! What is printed, on what, with which code, and where to.

use super::{Message, State};
use crate::domain::packing::{PackingList, grams, pounds};
use crate::domain::settings::Sheet;
use crate::gui::files;
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters, line, notice, press};
use crate::gui::words::{say, tell};
use crate::till::PrintoutKind;
use iced::widget::{Column, Row, column, container, row};
use iced::{Element, Fill};

const CODE: &str = "print-code";
const PATH: &str = "print-path";

/// The word of a kind.
pub(super) fn word(kind: PrintoutKind) -> &'static str {
    match kind {
        PrintoutKind::Cards => "print-cards",
        PrintoutKind::MiniZine => "print-zine",
        PrintoutKind::TickSheet => "print-ticks",
        PrintoutKind::Packing => "print-packing",
    }
}

fn how(kind: PrintoutKind) -> &'static str {
    match kind {
        PrintoutKind::Cards => "print-cards-how",
        PrintoutKind::MiniZine => "print-zine-how",
        PrintoutKind::TickSheet => "print-ticks-how",
        PrintoutKind::Packing => "print-packing-how",
    }
}

/// Whether a code can stand on it.
pub(super) fn coded(kind: PrintoutKind) -> bool {
    matches!(kind, PrintoutKind::Cards | PrintoutKind::MiniZine)
}

impl State {
    pub(super) fn form<'a>(&'a self, look: &Look, shop: &'a Shop, narrow: bool) -> Element<'a, Message> {
        let kind = |kind: PrintoutKind| -> Element<'a, Message> {
            let face = if self.kind == kind { Face::Chosen } else { Face::Plain };
            press(look, say(word(kind)), face, Some(Message::KindPressed(kind))).into()
        };
        let pairs = PrintoutKind::ALL.chunks(2).map(|pair| {
            let pair = pair.iter().map(|of| kind(*of));
            Row::with_children(pair).spacing(S2).into()
        });
        let titles = self.titles(shop);
        let count = i64::try_from(titles.len()).unwrap_or(i64::MAX);
        let label = |key: &str| line(say(key), SEMIBOLD, SMALL, look.soft);
        let mut content = column![
            label("print-what"),
            Column::with_children(pairs).spacing(S2),
            letters(say(how(self.kind)), REGULAR, BODY, look.soft),
        ]
        .spacing(S2);
        if self.kind == PrintoutKind::Packing {
            let list = PackingList::of(titles);
            let about = [
                ("count", list.copies.into()),
                ("grams", grams(list.weight_mg).into()),
                ("pounds", pounds(list.weight_mg).into()),
            ];
            content = content.push(letters(tell("print-bag", &about), BOLD, BODY, look.ink));
        } else {
            content = content.push(letters(
                tell("print-count", &[("count", count.into())]),
                BOLD,
                BODY,
                look.ink,
            ));
        }
        if narrow {
            let choose = Some(Message::ChoosePressed(true));
            content = content.push(press(look, say("print-choose"), Face::Plain, choose));
        }
        let sheets = [(Sheet::A4, "print-a4"), (Sheet::Letter, "print-letter")].map(|(sheet, word)| {
            let pressed = Some(Message::SheetPressed(sheet));
            chip(look, None, say(word), self.sheet(shop) == sheet, pressed).into()
        });
        content = content
            .push(label("print-paper"))
            .push(Row::with_children(sheets).spacing(S2));
        if coded(self.kind) {
            let hint = say("print-code-hint");
            content =
                content
                    .push(label("print-code"))
                    .push(field(look, CODE, &hint, &self.code, Message::CodeChanged));
        }
        content = content
            .push(label("out-where"))
            .push(field(look, PATH, "", &self.path(), Message::PathChanged).on_submit(Message::MakePressed));
        let any = !self.working && count > 0;
        content = match &self.taken {
            None => content.push(press(
                look,
                say("print-make"),
                Face::Next,
                any.then_some(Message::MakePressed),
            )),
            Some(file) => {
                let there = tell("files-taken", &[("file", files::name_of(file).into())]);
                let next = tell("files-free", &[("file", files::name_of(&files::free(file)).into())]);
                content
                    .push(notice(look, icon::WARNING, there, true))
                    .push(press(
                        look,
                        say("files-replace"),
                        Face::Inked,
                        Some(Message::ReplacePressed),
                    ))
                    .push(row![press(look, next, Face::Plain, Some(Message::FreePressed))])
            }
        };
        // Below the button, so that nothing moves under the finger.
        match &self.said {
            Some(Ok(said)) => content = content.push(notice(look, icon::CHECK, said.clone(), false)),
            Some(Err(why)) => content = content.push(notice(look, icon::WARNING, why.clone(), true)),
            None => {}
        }
        if self.written.is_some() {
            let show = Some(Message::ShowPressed);
            content = content.push(chip(look, Some(icon::FILE), say("print-show"), false, show));
        }
        container(content).padding(S4).width(Fill).style(look.card()).into()
    }
}
