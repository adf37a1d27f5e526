//! What keys mean to the window as a whole, and where the keyboard rests between them.
//! Never reads a key itself: the table of shortcuts does.

use super::{App, Message, Phase};
use crate::gui::screen::{PAGE, catalog, day, help, payment, sales, sell};
use crate::gui::shortcut::{Act, Place, Scene};
use crate::gui::theme::PAGE_STEP;
use crate::gui::widget::walk::rest_in;
use iced::Task;
use iced::widget::operation::{self, AbsoluteOffset};

impl App {
    /// What the keys have to know of the window.
    pub fn scene(&self) -> Scene {
        let Phase::Open(open) = &self.phase else {
            return Scene {
                covered: true,
                ..Scene::default()
            };
        };
        let paying = open.payment.as_ref();
        Scene {
            place: self.place,
            paying: paying.is_some(),
            editing: match self.place {
                Place::Sell => paying.map_or(open.sell.editing(), payment::State::editing),
                Place::Event => true,
                Place::Sales => open.sales.editing(),
                Place::Catalog => open.catalog.editing(&open.shop),
                Place::Day => false,
            },
            undoable: self.place == Place::Catalog && open.catalog.undoable(),
            searching: open.sell.searching(),
            panel: open.day.panel(),
            covered: self.help,
        }
    }

    pub(super) fn key(&mut self, act: Act, text: String) -> Task<Message> {
        match act {
            Act::Help => return self.help_pressed(),
            Act::Go(place) => return self.go(place),
            Act::Zoom(step) => return self.zoom_by(step),
            Act::Page(by) => return self.page(by),
            Act::Back if self.help => return self.help_pressed(),
            Act::Press if self.help => return Task::none(),
            _ => {}
        }
        let place = self.place;
        let Some(open) = self.parts() else {
            return Task::none();
        };
        // Nothing has the ring: it is a space of what is searched.
        let act = if act == Act::Press { Act::Search } else { act };
        match place {
            Place::Sell if open.payment.is_some() => self.payment(payment::Message::Key(act, text)),
            Place::Sell => self.sell(sell::Message::Key(act, text)),
            Place::Sales => self.sales(sales::Message::Key(act, text)),
            Place::Catalog => self.catalog(catalog::Message::Key(act, text)),
            Place::Day => self.day(day::Message::Key(act, text)),
            Place::Event => Task::none(),
        }
    }

    pub(super) fn help_pressed(&mut self) -> Task<Message> {
        self.help = !self.help;
        if self.help {
            return operation::focus(help::CLOSE);
        }
        self.focus_search()
    }

    fn page(&self, by: i32) -> Task<Message> {
        let page = if self.help { help::PAGE } else { PAGE };
        let step = AbsoluteOffset {
            x: 0.0,
            y: by as f32 * PAGE_STEP,
        };
        operation::scroll_by(page, step)
    }

    pub(super) fn zoom_by(&mut self, step: i32) -> Task<Message> {
        self.preferences.zoom_by(step);
        self.save_preferences()
    }

    pub(super) fn save_preferences(&self) -> Task<Message> {
        let (preferences, folder) = (self.preferences, self.desk.folder().to_owned());
        Task::future(async move { preferences.save(&folder) }).discard()
    }

    /// The search that has the keyboard on this screen.
    fn search(&self) -> Option<&'static str> {
        let Phase::Open(open) = &self.phase else {
            return None;
        };
        match self.place {
            Place::Sell => (open.payment.is_none() && !open.sell.editing()).then_some(sell::SEARCH),
            Place::Sales => (!open.sales.editing()).then_some(sales::SEARCH),
            Place::Catalog => (!open.catalog.editing(&open.shop)).then_some(catalog::SEARCH),
            Place::Day => open.day.search(),
            Place::Event => None,
        }
    }

    pub(super) fn focus_search(&self) -> Task<Message> {
        self.search().map_or_else(Task::none, operation::focus)
    }

    /// After a press: the keyboard goes back to the search, unless the person walks with Tab.
    pub(super) fn rest_in_search(&self) -> Task<Message> {
        self.search().map_or_else(Task::none, rest_in)
    }
}
