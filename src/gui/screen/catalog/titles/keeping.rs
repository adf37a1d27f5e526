//! What is pressed to be kept: the form of a title, what is done to several, a picture, the last change undone; and what
//! the till answered.
//! Never keeps a second time while the till is still writing.

use super::{Action, Message, Pane, State, editor, picture, price, run, several};
use crate::domain::edit::Edit;
use crate::domain::title::Sku;
use crate::gui::desk::Desk;
use crate::gui::shop::{Shop, change};
use crate::gui::words::{say, tell};
use crate::till::{Error, Till, Undone};
use iced::Task;

impl State {
    pub(super) fn edited(&mut self, message: editor::Message, desk: &Desk, shop: &Shop) -> Action {
        let Pane::Editor(form) = &mut self.pane else {
            return Action::None;
        };
        self.said = None;
        let base = form.base().cloned();
        match message {
            editor::Message::SavePressed | editor::Message::Price(price::Message::Entered) => {
                return self.save(desk, shop);
            }
            editor::Message::CancelPressed => {
                self.leave(shop);
            }
            editor::Message::SellPressed => return base.map_or(Action::None, |title| Action::Sell(title.sku.clone())),
            editor::Message::ArchivePressed(archived) => {
                let Some(title) = base else { return Action::None };
                let edit = Edit {
                    archived: Some(archived),
                    ..Edit::default()
                };
                return self.keep(title.sku.clone(), desk, move |till| {
                    till.edit_titles(std::slice::from_ref(&title.sku), &edit).map(|_| ())
                });
            }
            editor::Message::RemovePressed => {
                let skus: Vec<Sku> = base.iter().map(|title| title.sku.clone()).collect();
                return self.remove(skus, desk);
            }
            editor::Message::Picture(message) => {
                let Some(title) = base else { return Action::None };
                let sku = title.sku.clone();
                let mapped = move |message| Message::PictureOf(sku.clone(), message);
                match form.picture.update(message, desk) {
                    picture::Action::None => {}
                    picture::Action::Run(task) => return run(task.map(mapped)),
                    picture::Action::Keep(picture) => {
                        return self.keep(title.sku.clone(), desk, move |till| {
                            till.set_cover(&title.sku, picture.as_ref())
                        });
                    }
                }
            }
            other => form.update(other),
        }
        Action::None
    }

    /// Keeps what was changed in the form.
    fn save(&mut self, desk: &Desk, shop: &Shop) -> Action {
        let Pane::Editor(form) = &mut self.pane else {
            return Action::None;
        };
        if self.working || !form.changed(shop) {
            return Action::None;
        }
        match (form.title(shop), form.edit(shop), form.base()) {
            (Err(why), ..) | (_, Err(why), _) => {
                form.problem = Some(why);
                Action::None
            }
            (Ok(title), _, None) => {
                let sku = title.sku.clone();
                self.keep(sku, desk, move |till| till.add_title(title))
            }
            (Ok(title), Ok(edit), Some(_)) => {
                let sku = title.sku.clone();
                self.keep(sku.clone(), desk, move |till| {
                    till.edit_titles(&[sku], &edit).map(|_| ())
                })
            }
        }
    }

    /// Has the till keep something of one title.
    fn keep(
        &mut self,
        sku: Sku,
        desk: &Desk,
        work: impl FnOnce(&mut Till) -> Result<(), Error> + Send + 'static,
    ) -> Action {
        self.working = true;
        let task = change(desk, work);
        run(task.map(move |answer| Message::Saved(sku.clone(), answer)))
    }

    pub(super) fn saved(&mut self, sku: &Sku, answer: Result<Box<Shop>, Error>) -> Action {
        self.working = false;
        match (answer, &mut self.pane) {
            (Ok(shop), pane) => {
                // What is filled in beside a new cover stays.
                let typed = match pane {
                    Pane::Editor(form) => form.kept(sku, &shop),
                    _ => false,
                };
                if !typed {
                    self.choose(sku, &shop);
                }
                self.said = Some(Ok(say("title-saved")));
                Action::Changed(shop)
            }
            (Err(why), Pane::Editor(form)) => {
                form.problem = Some(why.to_string());
                Action::None
            }
            (Err(why), _) => {
                self.said = Some(Err(why.to_string()));
                Action::None
            }
        }
    }

    fn remove(&mut self, skus: Vec<Sku>, desk: &Desk) -> Action {
        if self.working || skus.is_empty() {
            return Action::None;
        }
        self.working = true;
        let task = change(desk, move |till| till.remove_titles(&skus));
        run(task.map(Message::Removed))
    }

    pub(super) fn several(&mut self, message: several::Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            several::Message::AllPressed => {
                self.marked = self.found.iter().map(|title| title.sku.clone()).collect();
                return Action::None;
            }
            several::Message::NonePressed => {
                self.marked.clear();
                self.open = false;
                self.show_marked(shop);
                return Action::None;
            }
            several::Message::RemovePressed => return self.remove(self.marked.iter().cloned().collect(), desk),
            _ => {}
        }
        let Pane::Several(form) = &mut self.pane else {
            return Action::None;
        };
        self.said = None;
        let Some(edit) = form.update(message, shop) else {
            return Action::None;
        };
        if std::mem::replace(&mut self.working, true) {
            return Action::None;
        }
        let skus: Vec<Sku> = self.marked.iter().cloned().collect();
        let count = skus.len();
        let task = change(desk, move |till| till.edit_titles(&skus, &edit).map(|_| ()));
        run(task.map(move |answer| Message::Changed(count, answer)))
    }

    pub(super) fn answered(&mut self, words: String, answer: Result<Box<Shop>, Error>) -> Action {
        self.working = false;
        match answer {
            Ok(shop) => {
                self.said = Some(Ok(words));
                Action::Changed(shop)
            }
            Err(why) => {
                match &mut self.pane {
                    Pane::Editor(form) => form.problem = Some(why.to_string()),
                    _ => self.said = Some(Err(why.to_string())),
                }
                Action::None
            }
        }
    }

    pub(super) fn undo(&mut self, desk: &Desk, shop: &Shop) -> Action {
        let Some(last) = shop.last_change.as_ref().filter(|_| !self.working) else {
            return Action::None;
        };
        if !self.may_leave(shop) {
            return Action::None;
        }
        self.working = true;
        let number = last.number;
        let undone = desk.run(move |till| {
            let undone = till.undo_change(Some(number))?;
            Ok((Box::new(undone), Box::new(Shop::read(till)?)))
        });
        run(Task::perform(undone, Message::Undone))
    }

    pub(super) fn undone(&mut self, answer: Result<(Box<Undone>, Box<Shop>), Error>) -> Action {
        self.working = false;
        match answer {
            Ok((undone, shop)) => {
                let stay = undone.changed_since.len() + undone.counted_since.len();
                self.said = Some(Ok(match stay {
                    0 => say("catalog-undone"),
                    stay => tell("catalog-undone-but", &[("count", stay.into())]),
                }));
                Action::Changed(shop)
            }
            Err(why) => {
                self.said = Some(Err(why.to_string()));
                Action::None
            }
        }
    }
}
