//! Day as it is seen: its summary, or what is being done with the tin beside it. Never changes anything.

use super::frame::{self, Frame};
use super::{Message, State, Work, lists, share, tables, tin};
use crate::gui::icon;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{notice, panel, said_above};
use crate::gui::words::say;
use iced::widget::{column, container};
use iced::{Element, Size};

impl State {
    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        match &self.work {
            None => self.summary(look, shop, room),
            Some(work) => self.work(look, shop, room, work),
        }
    }

    fn summary<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let header = self.header(look, shop, room.width);
        let mut content = column![].spacing(S3);
        if let Some(report) = self.report() {
            content = content
                .push(tables::figures(look, shop.currency(), report, room.width))
                .push(tables::holds(look, shop.currency(), report))
                .push(self.tables(look, shop, report, room.width));
        }
        let said = self.said.as_ref();
        let problem = self.problem.as_ref();
        let said = [
            said.map(|said| notice(look, icon::CHECK, said.clone(), false)),
            problem.map(|why| notice(look, icon::WARNING, why.clone(), true)),
        ];
        frame::page(look, room, header, said_above(said, content))
    }

    /// What is being done, with the tin beside it.
    fn work<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size, work: &'a Work) -> Element<'a, Message> {
        let currency = shop.currency();
        let width = share(room.width) - if room.width < NARROW { 0.0 } else { S3 };
        let (heading, content, foot) = match work {
            Work::Cash(cash) => (
                cash.heading(),
                cash.view(look).map(Message::Cash),
                Some(cash.foot(look, currency).map(Message::Cash)),
            ),
            Work::Count(count) => (
                count.heading(),
                count.view(look, &self.counting, currency, width).map(Message::Count),
                Some(count.foot(look, &self.counting, currency, width).map(Message::Count)),
            ),
            Work::Open(form, said) => {
                let form = form.view(look, shop, width - 2.0 * S4).map(Message::Opening);
                let said = said.as_ref().map(|said| notice(look, icon::CHECK, said.clone(), false));
                let form = panel(look, say("tin-open"), form);
                let problem = self.problem.as_ref();
                let problem = problem.map(|why| notice(look, icon::WARNING, why.clone(), true));
                (say("tin-open"), said_above([said, problem], form), None)
            }
            Work::Pick(pick) => {
                let beside = container(pick.days(look).map(Message::Pick));
                return frame::work(
                    look,
                    room,
                    Frame {
                        heading: say("day-pick"),
                        content: pick.view(look).map(Message::Pick),
                        foot: None,
                        beside: Some(beside.into()),
                    },
                );
            }
            Work::Save(save) => (
                save.heading(),
                save.view(look).map(Message::Save),
                Some(save.foot(look).map(Message::Save)),
            ),
            Work::Sheet => {
                return self
                    .sheet
                    .as_ref()
                    .map(|sheet| frame::sheet(look, shop, room, sheet))
                    .into();
            }
        };
        let beside = self.report().map(|report| {
            let mut beside = column![tin::look_only(look, shop, report)].spacing(S3);
            let payments = lists::payments(currency, &report.summary);
            if !payments.rows.is_empty() {
                let inner = room.width - 2.0 * S4 - S3 - share(room.width) - 2.0 * S4;
                let inner = if room.width < NARROW { width - 2.0 * S4 } else { inner };
                let table = lists::view(look, payments, inner, true);
                beside = beside.push(panel(look, say("day-by-payment"), table));
            }
            container(beside).into()
        });
        frame::work(
            look,
            room,
            Frame {
                heading,
                content,
                foot,
                beside,
            },
        )
    }
}
