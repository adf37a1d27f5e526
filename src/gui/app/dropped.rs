//! Files that a hand let go over the window: those that were dropped together come in together.
//! Never reads a file: the catalog takes them in.

use super::{App, Message, Phase, Place};
use crate::gui::drop::Dropped;
use crate::gui::screen::{catalog, start};
use iced::Task;
use std::path::PathBuf;
use std::time::Duration;

/// The system names files that were dropped together one by one, within a moment.
const MOMENT: Duration = Duration::from_millis(60);
impl App {
    /// A file was let go: in a moment all that were dropped with it are known.
    pub(super) fn drop_one(&mut self, file: PathBuf) -> Task<Message> {
        self.dropping.push(file);
        if self.dropping.len() > 1 {
            return Task::none();
        }
        let moment = self.desk.beside(|_| {
            std::thread::sleep(MOMENT);
            Ok(())
        });
        Task::perform(moment, |_| Message::DropEnded)
    }

    /// All are known: what they are is looked at beside the window.
    pub(super) fn drop_ended(&mut self) -> Task<Message> {
        let paths = std::mem::take(&mut self.dropping);
        let known = self.desk.beside(move |_| Ok(Dropped::of(&paths)));
        Task::perform(known, |known| Message::DropKnown(Box::new(known.unwrap_or_default())))
    }

    /// What was dropped comes in through the catalog; at the first start a till is made for it.
    pub(super) fn dropped(&mut self, what: Dropped) -> Task<Message> {
        match &self.phase {
            Phase::Open(_) => {
                let shown = self.go(Place::Catalog);
                Task::batch([shown, self.catalog(catalog::Message::Dropped(what))])
            }
            Phase::Start(_) => {
                self.to_bring = Some(what);
                self.start(start::Message::CatalogPressed)
            }
            Phase::Opening => {
                self.to_bring = Some(what);
                Task::none()
            }
            Phase::Trouble(_) => Task::none(),
        }
    }

    /// Where the catalog is to be brought in first: the way there.
    pub(super) fn bring(&mut self) -> Task<Message> {
        match self.to_bring.take() {
            None => Task::none(),
            Some(what) if what == Dropped::default() => {
                let shown = self.go(Place::Catalog);
                let desk = self.desk.clone();
                let Some(open) = self.parts() else {
                    return shown;
                };
                let action = open.catalog.bring_in(&desk);
                Task::batch([shown, self.catalog_wishes(action)])
            }
            Some(what) => self.dropped(what),
        }
    }
}
