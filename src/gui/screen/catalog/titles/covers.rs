//! Many covers at once: pictures that were dropped together go to the titles they are called after.
//! Never draws, and never leaves a picture out without saying which and why.

use super::{Action, Message, Pane, State, editor, picture, run};
use crate::domain::catalog::Catalog;
use crate::domain::title::Sku;
use crate::exchange::picture::Picture;
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::shop::{Shop, change};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::Task;
use std::path::{Path, PathBuf};

/// So many pictures that were not taken are named.
const NAMED: usize = 4;

/// Pictures as they were read.
#[derive(Debug, Clone, Default)]
pub struct Covers {
    /// Of which title each is.
    pub pictures: Vec<(Sku, Picture)>,
    /// Those that belong to no title, by name.
    strangers: Vec<String>,
    /// Those that cannot be read, by name and with why.
    broken: Vec<String>,
}

/// Reads pictures and finds their titles; with what else is to be said of what was dropped.
pub fn read(files: &[PathBuf], catalog: &Catalog, also: Option<String>) -> Covers {
    let mut covers = Covers {
        broken: also.into_iter().collect(),
        ..Covers::default()
    };
    for file in files {
        let name = files::name_of(file);
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some(title) = catalog.called(&stem) else {
            covers.strangers.push(name);
            continue;
        };
        match picture::taken(file) {
            Ok(picture) => covers.pictures.push((title.sku.clone(), picture)),
            Err(why) => covers.broken.push(format!("{name}: {why}")),
        }
    }
    covers
}

impl Covers {
    /// None could be read at all.
    pub fn failed(why: &Error) -> Covers {
        Covers {
            broken: vec![why.to_string()],
            ..Covers::default()
        }
    }

    /// What was taken and what was not, in sentences.
    pub fn words(&self) -> String {
        let count = |names: usize| i64::try_from(names).unwrap_or(i64::MAX).into();
        let list = |names: &[String], between: &str| {
            let mut list = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(between);
            if names.len() > NAMED {
                list.push_str(" …");
            }
            list
        };
        let mut said = vec![tell("covers-taken", &[("count", count(self.pictures.len()))])];
        if !self.strangers.is_empty() {
            let about = [
                ("count", count(self.strangers.len())),
                ("names", list(&self.strangers, ", ").into()),
            ];
            said.push(tell("covers-strangers", &about));
        }
        if !self.broken.is_empty() {
            said.push(list(&self.broken, "; "));
        }
        said.join(" ")
    }
}

impl State {
    /// Pictures were dropped: one alone is the cover of the title in the form, others are those of the titles they are called
    /// after.
    pub fn dropped(
        &mut self,
        pictures: &[PathBuf],
        by_name: bool,
        also: Option<String>,
        desk: &Desk,
        shop: &Shop,
    ) -> Action {
        match (pictures, &self.pane) {
            ([picture], Pane::Editor(form)) if form.base().is_some() && !by_name => {
                self.cover_dropped(picture, desk, shop)
            }
            (pictures, _) => {
                let (pictures, catalog) = (pictures.to_vec(), shop.catalog.clone());
                self.said = Some(Ok(say("covers-reading")));
                let read = desk.beside(move |_| Ok(read(&pictures, &catalog, also)));
                run(Task::perform(read, |read| {
                    Message::CoversRead(Box::new(read.unwrap_or_else(|why| Covers::failed(&why))))
                }))
            }
        }
    }

    /// What was read of a picture goes to the title it was chosen for, whichever form stands open now.
    pub(super) fn picture_of(&mut self, sku: Sku, message: picture::Message, desk: &Desk, shop: &Shop) -> Action {
        let own = |form: &editor::State| form.base().is_some_and(|base| base.sku == sku);
        match (&self.pane, message) {
            (Pane::Editor(form), message) if own(form) => self.edited(editor::Message::Picture(message), desk, shop),
            (_, picture::Message::Scaled(_, Ok(picture))) => {
                let name = shop
                    .catalog
                    .get(&sku)
                    .map_or_else(String::new, |title| title.name.clone());
                let words = tell("cover-kept", &[("title", name.into())]);
                let task = change(desk, move |till| till.set_cover(&sku, Some(&picture)));
                run(task.map(move |answer| Message::CoversKept(words.clone(), answer)))
            }
            (_, picture::Message::Scaled(_, Err(why))) => {
                self.said = Some(Err(why.to_string()));
                Action::None
            }
            (_, picture::Message::Picked(files::Picked::File(file))) => {
                run(picture::read(file, desk).map(move |message| Message::PictureOf(sku.clone(), message)))
            }
            _ => Action::None,
        }
    }

    fn cover_dropped(&mut self, file: &Path, desk: &Desk, shop: &Shop) -> Action {
        let dropped = editor::Message::Picture(picture::Message::Dropped(file.to_owned()));
        self.edited(dropped, desk, shop)
    }

    pub(super) fn covers_read(&mut self, covers: Covers, desk: &Desk) -> Action {
        let words = covers.words();
        if covers.pictures.is_empty() {
            self.said = Some(Err(words));
            return Action::None;
        }
        self.working = true;
        let task = change(desk, move |till| till.set_covers(&covers.pictures));
        run(task.map(move |answer| Message::CoversKept(words.clone(), answer)))
    }
}
