//! How the screen of sales is put together. Never decides what is shown.

use super::{Message, Panel, SEARCH, State};
use crate::gui::icon;
use crate::gui::screen::day::pick;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, field, line, notice};
use crate::gui::words::say;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size};

/// Wider than this the receipt has more room.
const WIDE: f32 = 1000.0;
/// Widths of the receipt.
const PAPER: f32 = 350.0;
const WIDE_PAPER: f32 = 400.0;
/// Lower than this the receipt's buttons scroll with it.
const LOW: f32 = 380.0;

impl State {
    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        if room.width < NARROW {
            return self.small_view(look, shop, room);
        }
        let paper_width = if room.width > WIDE { WIDE_PAPER } else { PAPER };
        let left_width = room.width - paper_width - 3.0 * S4;
        let header = row![line(say("sales-heading"), EXTRABOLD, HUGE, look.ink)]
            .push(self.search_field(look))
            .push(self.waiting.chip(look))
            .push(self.export_chip(look))
            .spacing(S4)
            .align_y(Alignment::Center);
        let mut content = column![header].spacing(S3).height(Fill);
        content = content.push(self.facets(look, shop)).push(self.said(look));
        let left = match &self.panel {
            Some(Panel::Correct(correct)) => correct.view(look, shop, left_width, false).map(Message::Correct),
            Some(Panel::Span(pick)) => span_picker(look, pick, true),
            _ => self.left(look, shop, left_width, room.height),
        };
        match &self.panel {
            Some(Panel::Save(save)) => content = content.push(save.view(look).map(Message::Save)),
            Some(Panel::Export(export)) => content = content.push(export.view(look).map(Message::Export)),
            _ => {}
        }
        let paper = container(self.paper(look, shop, paper_width, false))
            .width(paper_width)
            .height(Fill);
        content = content.push(row![left, paper].spacing(S4).height(Fill));
        container(content).padding(S4).width(Fill).height(Fill).into()
    }

    /// The panel, the receipt or the list, one at a time.
    fn small_view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let width = room.width - 2.0 * S2;
        match &self.panel {
            Some(Panel::Save(save)) => {
                let panel = scrollable(save.view(look).map(Message::Save)).style(look.scroll());
                return container(panel).padding(S2).into();
            }
            Some(Panel::Export(export)) => {
                let panel = scrollable(export.view(look).map(Message::Export)).style(look.scroll());
                return container(panel).padding(S2).into();
            }
            Some(Panel::Correct(correct)) => {
                let panel = correct.view(look, shop, width, true).map(Message::Correct);
                return container(panel).padding(S2).into();
            }
            Some(Panel::Span(pick)) => return container(span_picker(look, pick, false)).padding(S2).into(),
            None => {}
        }
        let said = self.said(look);
        let content = if self.reading {
            let list = say("sales-to-list");
            let back = chip_key(look, icon::BACK, list, cap(Act::Back), Some(Message::ListPressed));
            column![back, said, self.paper(look, shop, width, room.height < LOW)]
        } else {
            let search = row![self.search_field(look)]
                .push(self.waiting.chip(look))
                .push(self.export_chip(look))
                .spacing(S2);
            column![
                search,
                self.narrow_row(look),
                said,
                if self.narrowing && !self.waiting.shown {
                    self.narrow_view(look, shop)
                } else {
                    self.left(look, shop, width, room.height)
                }
            ]
        };
        container(content.spacing(S2)).padding(S2).into()
    }

    fn search_field<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        field(
            look,
            SEARCH,
            &say("sales-search"),
            &self.filter.text,
            Message::SearchChanged,
        )
        .width(Fill)
        .into()
    }

    /// The way to the receipts of all that is listed.
    fn export_chip<'a>(&'a self, look: &Look) -> Option<Element<'a, Message>> {
        let some = self.heads.as_ref().is_some_and(|heads| !heads.is_empty());
        let open = self.panel.is_none() && !self.waiting.shown;
        let pressed = Some(Message::ExportPressed);
        (some && open).then(|| chip(look, None, say("export-open"), false, pressed).into())
    }

    fn said<'a>(&'a self, look: &Look) -> Option<Element<'a, Message>> {
        let said = self.notice.as_ref();
        said.map(|(icon, words)| notice(look, *icon, words.clone(), false))
    }

    /// All sales, or those to tick off.
    fn left<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, height: f32) -> Element<'a, Message> {
        let list = if self.waiting.shown {
            self.waiting.view(look, shop.currency(), width)
        } else {
            self.list(look, shop.currency(), width, height)
        };
        container(list).width(Fill).height(Fill).style(look.card()).into()
    }
}

/// Days, ranges and events to choose from, in the list's place.
fn span_picker<'a>(look: &Look, pick: &'a pick::State, wide: bool) -> Element<'a, Message> {
    let back = chip_key(look, icon::BACK, say("back"), cap(Act::Back), Some(Message::SpanClosed));
    let content = match wide {
        true => column![row![pick.view(look), pick.days(look)].spacing(S3)],
        false => column![pick.view(look), pick.days(look)].spacing(S3),
    };
    let content = container(content).padding(pad(0.0, S4, 0.0, 0.0));
    let content = scrollable(Element::from(content).map(Message::Span))
        .style(look.scroll())
        .height(Fill);
    column![back, content].spacing(S3).height(Fill).into()
}
