//! What the screens wish for, and how the root fulfils it.
//! Selling and taking back have files of their own.

use super::{App, Message, Phase, new_till};
use crate::gui::screen::{catalog, day, event, sales, sell, start};
use crate::gui::shortcut::{Act, Place};
use iced::Task;

impl App {
    pub(super) fn sales(&mut self, message: sales::Message) -> Task<Message> {
        let desk = self.desk.clone();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        match open.sales.update(message, &desk, &open.shop) {
            sales::Action::None => Task::none(),
            sales::Action::Run(task) => task.map(Message::Sales),
            sales::Action::ShowReceipt(number) => self.show_receipt(number),
            sales::Action::Print(number) => self.print(number),
            sales::Action::Corrected(done, task) => self.corrected(*done, task),
        }
    }

    pub(super) fn day(&mut self, message: day::Message) -> Task<Message> {
        let desk = self.desk.clone();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        match open.day.update(message, &desk, &open.shop) {
            day::Action::None => Task::none(),
            day::Action::Run(task) => task.map(Message::Day),
            day::Action::Changed(task) => Task::batch([task.map(Message::Day), self.read_shop()]),
            day::Action::ShowSales(filter, words) => {
                open.sales.show_behind(filter, words);
                self.go(Place::Sales)
            }
            day::Action::ShowRecord(number) => self.show_sale(number),
        }
    }

    pub(super) fn catalog(&mut self, message: catalog::Message) -> Task<Message> {
        let desk = self.desk.clone();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let action = open.catalog.update(message, &desk, &open.shop);
        self.catalog_wishes(action)
    }

    pub(super) fn catalog_wishes(&mut self, action: catalog::Action) -> Task<Message> {
        match action {
            catalog::Action::None => Task::none(),
            catalog::Action::Run(task) => task.map(Message::Catalog),
            catalog::Action::Changed(shop) => self.shop_read(Ok(shop)),
            catalog::Action::Sell(sku) => {
                let task = self.go(Place::Sell);
                Task::batch([task, self.sell(sell::Message::TitlePressed(sku))])
            }
        }
    }

    pub(super) fn event(&mut self, message: event::Message) -> Task<Message> {
        let desk = self.desk.clone();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        match open.event.update(message, &desk, &open.shop) {
            event::Action::None => Task::none(),
            event::Action::Run(task) => task.map(Message::Event),
            event::Action::Opened => self.read_shop(),
            event::Action::Changed(shop) => self.shop_read(Ok(shop)),
            event::Action::Theme(theme) => {
                self.preferences.theme = theme;
                self.save_preferences()
            }
            event::Action::Zoom(step) => self.zoom_by(step),
            event::Action::Restore(file) => self.restore(file),
            event::Action::CloseDay => {
                let shown = self.go(Place::Day);
                Task::batch([shown, self.day(day::Message::Key(Act::CloseDay, String::new()))])
            }
        }
    }

    pub(super) fn start(&mut self, message: start::Message) -> Task<Message> {
        let Phase::Start(start) = &mut self.phase else {
            return Task::none();
        };
        match start.update(message) {
            start::Action::None => Task::none(),
            start::Action::Restore(file) => self.restore(file),
            start::Action::Make(how) => {
                if how == start::How::Catalog {
                    self.to_bring.get_or_insert_default();
                }
                let demo = how == start::How::Demo;
                Task::perform(self.desk.create(new_till(demo)), Message::TillMade)
            }
        }
    }
}
