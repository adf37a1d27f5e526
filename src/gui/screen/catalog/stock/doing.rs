//! What is done with the copies by the till, what came of it, and how it is taken back.
//! Never does a second thing while the till is still at the first.

use super::{Done, FIRST, How, Message, Read, State, Undo, View, one};
use crate::domain::money::Quantity;
use crate::gui::desk::Desk;
use crate::gui::screen::catalog::{self, Action};
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};
use crate::till::{Error, Give, Till};
use iced::Task;
use iced::widget::operation::focus;
use uuid::Uuid;

impl State {
    /// Does what is entered.
    pub(super) fn work(&mut self, desk: &Desk) -> Action {
        let (Some(sku), Some(copies), true) = (self.chosen.clone(), self.number(), self.ready()) else {
            return Action::None;
        };
        let (how, why, note, key) = (self.how, self.why, self.note.clone(), self.key.to_string());
        match self.view {
            View::Box => self.run(desk, move |till| {
                till.keep_found(&sku, copies)?;
                let name = till.catalog()?.get(&sku).map(|title| title.name.clone());
                let about = [("title", name.unwrap_or_default().into()), ("count", copies.into())];
                Ok((tell("box-kept", &about), None))
            }),
            View::Titles => self.run(desk, move |till| {
                let copies_of = |copies: i64| {
                    let copies = u32::try_from(copies).unwrap_or(0);
                    Quantity::new(copies).map_err(|why| Error::Refused(why.to_string()))
                };
                match how {
                    How::Receive => {
                        let now = till.receive(&sku, copies_of(copies)?)?;
                        Ok((one::moved("stock-received", &now), Some(Undo::Moved(sku, now.movement))))
                    }
                    How::Count => {
                        let now = till.count_stock(&sku, copies)?;
                        let word = if now.moved == 0 {
                            "stock-counted-right"
                        } else {
                            "stock-counted"
                        };
                        Ok((one::moved(word, &now), Some(Undo::Moved(sku, now.movement))))
                    }
                    How::Give => {
                        let give = Give {
                            sku,
                            copies: copies_of(copies)?,
                            back: false,
                            why,
                            note,
                            key,
                        };
                        let exit = till.give(&give)?.what;
                        Ok((one::given("stock-given", &exit), Some(Undo::Give(give))))
                    }
                }
            }),
        }
    }

    pub(super) fn undo(&mut self, desk: &Desk) -> Action {
        let Some(undo) = self.undo.clone() else {
            return Action::None;
        };
        self.run(desk, move |till| match undo {
            Undo::Give(given) => {
                let exit = till.give(&Give {
                    back: true,
                    key: format!("{} back", given.key),
                    ..given
                })?;
                Ok((one::given("stock-given-back", &exit.what), None))
            }
            Undo::Moved(sku, movement) => {
                let taken = till.take_back(&[(sku, Some(movement))])?;
                Ok((taken.first().map_or_else(String::new, one::taken_back), None))
            }
            Undo::Box(taken) => {
                till.take_back_box(&taken)?;
                let count = i64::try_from(taken.lines.len()).unwrap_or(i64::MAX);
                Ok((tell("box-taken-back", &[("count", count.into())]), None))
            }
        })
    }

    pub(super) fn forget(&mut self, desk: &Desk) -> Action {
        let Some(sku) = self.chosen.clone() else {
            return Action::None;
        };
        self.run(desk, move |till| {
            till.forget_found(Some(&sku))?;
            Ok((say("box-forgotten"), None))
        })
    }

    pub(super) fn take(&mut self, desk: &Desk) -> Action {
        self.run(desk, |till| {
            let taken = till.take_stock()?;
            let differed = taken.lines.iter().filter(|line| line.difference() != 0).count();
            let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
            let about = [
                ("count", number(taken.lines.len()).into()),
                ("differed", number(differed).into()),
            ];
            Ok((tell("box-taken", &about), Some(Undo::Box(taken))))
        })
    }

    pub(super) fn drop_box(&mut self, desk: &Desk) -> Action {
        self.dropping = false;
        self.run(desk, |till| {
            till.forget_found(None)?;
            Ok((say("box-dropped"), None))
        })
    }

    fn run(
        &mut self,
        desk: &Desk,
        work: impl FnOnce(&mut Till) -> Result<(String, Option<Undo>), Error> + Send + 'static,
    ) -> Action {
        if self.working {
            return Action::None;
        }
        self.working = true;
        let chosen = self.chosen.clone();
        let done = desk.run(move |till| {
            let (said, undo) = work(till)?;
            Ok(Box::new(Done {
                said,
                undo,
                read: Read::of(till, chosen.as_ref())?,
                shop: Shop::read(till).map(Box::new)?,
            }))
        });
        let task = Task::perform(done, |answer| catalog::Message::Stock(Message::Done(answer)));
        // A scanner, or the next name, goes on at once.
        Action::Run(task.chain(focus(FIRST)))
    }

    pub(super) fn done(&mut self, answer: Result<Box<Done>, Error>) -> Action {
        self.working = false;
        match answer {
            Ok(done) => {
                let Done { said, undo, read, shop } = *done;
                (self.said, self.undo) = (Some(Ok(said)), undo);
                (self.movements, self.stocktake) = (read.movements, read.stocktake);
                self.key = Uuid::now_v7();
                self.note.clear();
                self.copies.clear();
                self.search.clear();
                self.find(&shop);
                Action::Changed(shop)
            }
            Err(why) => {
                self.said = Some(Err(why.to_string()));
                Action::None
            }
        }
    }
}
