//! How the titles look: the search and what can be done above, the table, and the pane beside it.
//! Where there is no room for both, one of them.

use super::{Message, Pane, SEARCH, State, filter};
use crate::gui::icon;
use crate::gui::measure::{cut, width};
use crate::gui::screen::PAGE;
use crate::gui::screen::catalog::side;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, field, letters, line, notice, press};
use crate::gui::words::{say, tell};
use crate::till::{Change, Sort};
use iced::widget::{Column, column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Size};

/// Room for the words of Undo.
const UNDO: f32 = 260.0;

impl State {
    /// The table and the pane; one of them where there is no room for both.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let narrow = room.width < NARROW;
        let side = if narrow { room.width - 2.0 * S4 } else { side(room) };
        if narrow && self.open {
            let back = Some(Message::ListPressed);
            let back = chip_key(look, icon::BACK, say("catalog-titles-all"), cap(Act::Back), back);
            return column![back, self.pane(look, shop, side)].spacing(S2).into();
        }
        let list = if narrow { side } else { room.width - side - 3.0 * S4 };
        let content = column![self.head(look, list), self.list(look, shop, list, room.height),]
            .push(self.told(look, shop, list))
            .push(self.foot(look, shop, list))
            .spacing(S2)
            .width(Fill);
        if narrow {
            return content.into();
        }
        row![content, container(self.pane(look, shop, side)).width(side).height(Fill)]
            .spacing(S4)
            .height(Fill)
            .into()
    }

    fn head<'a>(&'a self, look: &Look, room: f32) -> Element<'a, Message> {
        let search = field(
            look,
            SEARCH,
            &say("catalog-search"),
            &self.search,
            Message::SearchChanged,
        );
        let on = self.filter.count();
        let words = match on {
            0 => say("catalog-filter"),
            on => tell("catalog-filtered", &[("count", on.into())]),
        };
        let filter = chip(look, None, words, on > 0, Some(Message::FilterPressed));
        let new = if room < 420.0 { "title-new-short" } else { "title-new" };
        let new = chip(look, Some(icon::PLUS), say(new), false, Some(Message::NewPressed));
        row![search.width(Fill), filter, new].spacing(S2).into()
    }

    fn list<'a>(&'a self, look: &Look, shop: &'a Shop, room: f32, height: f32) -> Element<'a, Message> {
        let list: Element<'a, Message> = if self.found.is_empty() {
            let words = match shop.catalog.titles().is_empty() {
                true => "catalog-none",
                false if self.filter.count() > 0 => "catalog-none-filtered",
                false => "catalog-none-found",
            };
            container(letters(say(words), REGULAR, BODY, look.soft))
                .padding(S4)
                .center(Fill)
                .into()
        } else {
            self.table(look, shop, room, height)
        };
        container(list).width(Fill).height(Fill).style(look.card()).into()
    }

    /// How many there are, in words.
    fn counted(&self, shop: &Shop) -> String {
        let all = shop.catalog.titles().iter().filter(|title| !title.archived).count();
        let shown = self.found.len();
        match (self.search.trim().is_empty() && self.filter.count() == 0, all) {
            (true, all) => tell("catalog-count", &[("count", all.into())]),
            (false, all) => tell("catalog-count-of", &[("count", shown.into()), ("all", all.into())]),
        }
    }

    /// What came of the last press, where nothing beside the table says it; with whether it has room in the foot.
    fn last_said(&self, shop: &Shop, room: f32) -> Option<(&Result<String, String>, bool)> {
        let said = self.said.as_ref()?;
        let words = match (said, &self.pane) {
            // What the form says of itself stands beside it, and so does what is said of several.
            (Ok(words), Pane::Editor(_)) if *words == say("title-saved") => return None,
            (_, Pane::Several(_)) => return None,
            (Ok(words) | Err(words), _) => words,
        };
        let mut left = room - width(&self.counted(shop), SEMIBOLD, BODY) - S3;
        if let Some(last) = &shop.last_change {
            let words = cut(&undo_words(last), UNDO, REGULAR, BODY);
            let key = width(cap(Act::Undo), MONO_BOLD, SMALL) + 2.0 * S2;
            left -= width(&words, SEMIBOLD, BODY) + key + 2.0 * S4 + BODY + 3.0 * S2 + S3;
        }
        Some((said, width(words, SEMIBOLD, BODY) <= left))
    }

    /// What came of the last press, where it is too long for the foot.
    fn told<'a>(&'a self, look: &Look, shop: &Shop, room: f32) -> Option<Element<'a, Message>> {
        match self.last_said(shop, room)? {
            (_, true) => None,
            (Ok(words), _) => Some(notice(look, icon::CHECK, words.clone(), false)),
            (Err(why), _) => Some(notice(look, icon::WARNING, why.clone(), true)),
        }
    }

    /// How many there are, what came of the last press, and Undo.
    fn foot<'a>(&'a self, look: &Look, shop: &Shop, room: f32) -> Element<'a, Message> {
        let (words, ink) = match self.last_said(shop, room) {
            Some((Ok(words), true)) => (words.as_str(), look.ink),
            Some((Err(why), true)) => (why.as_str(), look.red_text),
            _ => ("", look.soft),
        };
        let mut foot = row![
            line(self.counted(shop), SEMIBOLD, BODY, look.soft),
            container(line(words, SEMIBOLD, BODY, ink)).width(Fill)
        ]
        .spacing(S3)
        .align_y(Alignment::Center)
        .height(TOUCH);
        if let Some(last) = &shop.last_change {
            let words = cut(&undo_words(last), UNDO, REGULAR, BODY);
            let press = (!self.working).then_some(Message::UndoPressed);
            foot = foot.push(chip_key(look, icon::UNDO, words, cap(Act::Undo), press));
        }
        foot.into()
    }

    fn pane<'a>(&'a self, look: &Look, shop: &'a Shop, room: f32) -> Element<'a, Message> {
        let inner = room - 2.0 * S4 - S3;
        match &self.pane {
            Pane::Nothing => container(letters(say("catalog-pick"), REGULAR, BODY, look.soft))
                .padding(S4)
                .center(Fill)
                .style(look.card())
                .into(),
            Pane::Editor(form) => {
                let saved = self.said.as_ref().and_then(|said| said.as_ref().ok());
                let saved = saved.filter(|words| **words == say("title-saved"));
                form.view(look, shop, room, saved.map(String::as_str))
                    .map(Message::Editor)
            }
            Pane::Several(form) => {
                let titles: Vec<_> = self.marked.iter().filter_map(|sku| shop.catalog.get(sku)).collect();
                let heading = tell("several-heading", &[("count", titles.len().into())]);
                let form = form.view(look, shop, &titles, self.found.len(), inner);
                let mut content = column![sheet(look, heading, form.map(Message::Several))].spacing(S2);
                match &self.said {
                    Some(Ok(words)) => content = content.push(notice(look, icon::CHECK, words.clone(), false)),
                    Some(Err(why)) => content = content.push(notice(look, icon::WARNING, why.clone(), true)),
                    None => {}
                }
                content.into()
            }
            Pane::Filter => {
                let heading = say("catalog-filter");
                let form = self.filter.view(look, shop, inner).map(Message::Filter);
                let found = tell("filter-show", &[("count", self.found.len().into())]);
                let clear = (self.filter.count() > 0).then_some(filter::Message::ClearPressed);
                let buttons = row![
                    press(look, say("filter-clear"), Face::Plain, clear).width(150.0),
                    press(look, found, Face::Inked, Some(filter::Message::ClosePressed)),
                ]
                .spacing(S2);
                let buttons: Element<'a, filter::Message> = buttons.into();
                column![sheet(look, heading, form), buttons.map(Message::Filter)]
                    .spacing(S2)
                    .into()
            }
        }
    }
}

/// A pane with its heading, that scrolls.
fn sheet<'a>(look: &Look, heading: String, content: Element<'a, Message>) -> Element<'a, Message> {
    let content = Column::new()
        .spacing(S2)
        .push(letters(heading, EXTRABOLD, LARGE, look.ink))
        .push(content);
    let content = scrollable(container(content).padding(pad(S4, S4 + S3, S4, S4)).width(Fill))
        .id(PAGE)
        .style(look.scroll())
        .height(Fill);
    container(content).width(Fill).height(Fill).style(look.card()).into()
}

/// What Undo undoes.
fn undo_words(last: &Change) -> String {
    if !last.of.is_empty() {
        // A file without its folders.
        let of = match last.import {
            Some(_) => last.of.rsplit(['/', '\\']).next().unwrap_or_default(),
            None => last.of.as_str(),
        };
        return tell("catalog-undo", &[("of", of.into())]);
    }
    match last.sort {
        Sort::Listed => say("catalog-undo-list"),
        Sort::Taxed => say("catalog-undo-tax"),
        _ => {
            let count = i64::try_from(last.titles).unwrap_or(i64::MAX);
            tell("catalog-undo-many", &[("count", count.into())])
        }
    }
}
