//! Every title in a table, and beside it the form of one of them, what can be done to several, or what is filtered by.
//! Never writes: what was changed goes over the desk to the till, which reads each title anew.

mod covers;
mod editor;
mod filter;
mod form;
mod picture;
mod price;
mod several;
mod table;
mod view;

use super::Action;
use crate::domain::edit::Edit;
use crate::domain::title::{CoverId, Sku, Title};
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::screen::PAGE;
use crate::gui::shop::{Shop, change};
use crate::gui::shortcut::Act;
use crate::gui::words::{say, tell};
use crate::till::{Error, Till, Undone};
use covers::Covers;
use filter::Filter;
use iced::Task;
use iced::widget::operation::{AbsoluteOffset, focus, scroll_to};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use table::{LIST, Order, Part, ROW};

/// The search field's id.
pub const SEARCH: &str = "catalog-search";

/// What stands beside the table.
#[derive(Debug, Default)]
enum Pane {
    /// Nothing is chosen.
    #[default]
    Nothing,
    /// The form of a title, a new one or one that is there.
    Editor(Box<editor::State>),
    /// What can be done to those that are marked.
    Several(Box<several::State>),
    /// What is filtered by.
    Filter,
}

/// The titles.
#[derive(Debug, Default)]
pub struct State {
    search: String,
    filter: Filter,
    order: Order,
    found: Vec<Arc<Title>>,
    chosen: Option<Sku>,
    marked: BTreeSet<Sku>,
    pane: Pane,
    /// Where there is room for one thing at a time: the pane instead of the table.
    open: bool,
    offset: f32,
    /// The till is writing: a second press does nothing.
    working: bool,
    /// What came of the last press.
    said: Option<Result<String, String>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// The table was scrolled.
    Scrolled(f32),
    /// A heading was pressed.
    HeadingPressed(Part),
    /// A title was pressed.
    TitlePressed(Sku),
    /// The box before a title was pressed.
    MarkPressed(Sku),
    /// A new title is to be made.
    NewPressed,
    /// What is filtered by is to be shown, or not.
    FilterPressed,
    /// Back to the table.
    ListPressed,
    /// The last change is to be undone.
    UndoPressed,
    /// In the form.
    Editor(editor::Message),
    /// In what can be done to several.
    Several(several::Message),
    /// In what is filtered by.
    Filter(filter::Message),
    /// In the picture of this title, whose form may be gone by now.
    PictureOf(Sku, picture::Message),
    /// Pictures that were dropped together were read and scaled.
    CoversRead(Box<Covers>),
    /// They are the covers of the titles they are called after, or not.
    CoversKept(String, Result<Box<Shop>, Error>),
    /// This title was kept, or not.
    Saved(Sku, Result<Box<Shop>, Error>),
    /// Several were changed, or not.
    Changed(usize, Result<Box<Shop>, Error>),
    /// Titles were taken away, or not.
    Removed(Result<Box<Shop>, Error>),
    /// The last change is undone, or not.
    Undone(Result<(Box<Undone>, Box<Shop>), Error>),
}

/// A form begins at its top, wherever the one before it was read.
fn top() -> Task<Message> {
    scroll_to(PAGE, AbsoluteOffset { x: 0.0, y: 0.0 })
}

fn run(task: Task<Message>) -> Action {
    Action::Run(task.map(super::Message::Titles))
}

impl State {
    /// Finds anew. A form that nobody changed follows its title.
    pub fn find(&mut self, shop: &Shop) {
        let filter = &self.filter;
        self.found = shop
            .catalog
            .search_among(self.search.trim(), |title| filter.keeps(title));
        table::sort(&mut self.found, self.order, shop);
        self.offset = self.offset.min(self.found.len() as f32 * ROW);
        self.marked.retain(|sku| shop.catalog.get(sku).is_some());
        match &self.pane {
            Pane::Nothing => {
                if let Some(first) = self.found.first() {
                    self.choose(&first.sku.clone(), shop);
                }
            }
            Pane::Editor(form) => {
                let base = form.base().map(|base| base.sku.clone());
                if let Some(sku) = base.filter(|sku| {
                    let now = shop.catalog.get(sku);
                    now != form.base() && (now.is_none() || !form.changed(shop))
                }) {
                    self.choose(&sku, shop);
                }
            }
            Pane::Several(_) if self.marked.is_empty() => self.pane = Pane::Nothing,
            Pane::Several(_) | Pane::Filter => {}
        }
    }

    fn choose(&mut self, sku: &Sku, shop: &Shop) {
        let title = shop.catalog.get(sku);
        self.pane = match title {
            Some(title) => Pane::Editor(Box::new(editor::State::of(title, shop.currency()))),
            None => Pane::Nothing,
        };
        self.chosen = title.map(|title| title.sku.clone());
    }

    /// Whether something is filled in that a letter must not end.
    pub fn changing(&self, shop: &Shop) -> bool {
        match &self.pane {
            Pane::Editor(form) => form.base().is_none() || form.changed(shop),
            Pane::Several(_) | Pane::Filter => true,
            Pane::Nothing => false,
        }
    }

    /// The picture of the title in the form.
    pub fn cover(&self, shop: &Shop) -> Option<CoverId> {
        let title = self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku))?;
        title.cover.clone()
    }

    /// A key of the table.
    pub fn key(&mut self, act: Act, text: &str, shop: &Shop) -> Action {
        match act {
            Act::Search => self.search.push_str(text),
            Act::Back if self.leave(shop) => return Action::Run(focus(SEARCH)),
            Act::Back => self.search.clear(),
            _ => return Action::None,
        }
        self.searched(shop);
        Action::Run(focus(SEARCH))
    }

    /// Leaves what stands beside the table, or takes back what is filled in; whether there was anything of the kind.
    fn leave(&mut self, shop: &Shop) -> bool {
        let was_open = std::mem::take(&mut self.open);
        if !self.changing(shop) {
            return was_open;
        }
        self.marked.clear();
        self.said = None;
        match self.chosen.clone() {
            Some(sku) => self.choose(&sku, shop),
            None => self.pane = Pane::Nothing,
        }
        self.find(shop);
        true
    }

    fn searched(&mut self, shop: &Shop) {
        self.open = false;
        self.offset = 0.0;
        self.find(shop);
    }

    /// Whether the form may give way to another; where it holds what was not kept, that is said instead.
    fn may_leave(&mut self, shop: &Shop) -> bool {
        match &mut self.pane {
            Pane::Editor(form) if form.changed(shop) => {
                form.problem = Some(say("title-unsaved"));
                self.open = true;
                false
            }
            _ => true,
        }
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::SearchChanged(search) => {
                self.search = search;
                self.said = None;
                self.searched(shop);
                return run(scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }));
            }
            Message::Scrolled(offset) => self.offset = offset,
            Message::HeadingPressed(part) => {
                self.order = table::pressed(self.order, part);
                self.searched(shop);
                return run(scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }));
            }
            Message::TitlePressed(sku) => {
                if self.may_leave(shop) {
                    self.said = None;
                    self.marked.clear();
                    self.choose(&sku, shop);
                    self.open = true;
                    return run(top());
                }
            }
            Message::MarkPressed(sku) => {
                if self.may_leave(shop) {
                    if !self.marked.remove(&sku) {
                        self.marked.insert(sku);
                    }
                    self.show_marked(shop);
                }
            }
            Message::NewPressed => {
                if self.may_leave(shop) {
                    self.said = None;
                    self.marked.clear();
                    self.pane = Pane::Editor(Box::new(editor::State::new()));
                    self.chosen = None;
                    self.open = true;
                    let named = focus(editor::Field::Name.id());
                    return Action::Run(Task::batch([top().map(super::Message::Titles), named]));
                }
            }
            Message::FilterPressed => {
                if self.may_leave(shop) {
                    self.open = true;
                    match self.pane {
                        Pane::Filter => self.close_filter(shop),
                        _ => self.pane = Pane::Filter,
                    }
                }
            }
            Message::ListPressed => self.open = false,
            Message::UndoPressed => return self.undo(desk, shop),
            Message::Editor(message) => return self.edited(message, desk, shop),
            Message::Several(message) => return self.several(message, desk, shop),
            Message::Filter(filter::Message::ClosePressed) => self.close_filter(shop),
            Message::Filter(message) => {
                self.filter.update(message);
                let open = self.open;
                self.searched(shop);
                self.open = open;
            }
            Message::PictureOf(sku, message) => return self.picture_of(sku, message, desk, shop),
            Message::CoversRead(covers) => return self.covers_read(*covers, desk),
            Message::CoversKept(words, answer) => return self.answered(words, answer),
            Message::Saved(sku, answer) => return self.saved(&sku, answer),
            Message::Changed(count, answer) => {
                let words = tell("several-changed", &[("count", count.into())]);
                return self.answered(words, answer);
            }
            Message::Removed(answer) => {
                if answer.is_ok() {
                    self.marked.clear();
                    self.pane = Pane::Nothing;
                    self.chosen = None;
                    self.open = false;
                }
                return self.answered(say("title-removed"), answer);
            }
            Message::Undone(answer) => return self.undone(answer),
        }
        Action::None
    }

    fn show_marked(&mut self, shop: &Shop) {
        self.said = None;
        match (self.marked.is_empty(), &self.pane) {
            (true, _) => {
                self.pane = Pane::Nothing;
                if let Some(sku) = self.chosen.clone() {
                    self.choose(&sku, shop);
                }
            }
            (false, Pane::Several(_)) => {}
            (false, _) => self.pane = Pane::Several(Box::default()),
        }
    }

    fn close_filter(&mut self, shop: &Shop) {
        self.open = false;
        self.pane = Pane::Nothing;
        if let Some(sku) = self.chosen.clone() {
            self.choose(&sku, shop);
        }
        self.find(shop);
    }

    fn edited(&mut self, message: editor::Message, desk: &Desk, shop: &Shop) -> Action {
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

    fn saved(&mut self, sku: &Sku, answer: Result<Box<Shop>, Error>) -> Action {
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

    fn several(&mut self, message: several::Message, desk: &Desk, shop: &Shop) -> Action {
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

    fn answered(&mut self, words: String, answer: Result<Box<Shop>, Error>) -> Action {
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

    fn undo(&mut self, desk: &Desk, shop: &Shop) -> Action {
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

    fn undone(&mut self, answer: Result<(Box<Undone>, Box<Shop>), Error>) -> Action {
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
                let read = desk.beside(move |_| Ok(covers::read(&pictures, &catalog, also)));
                run(Task::perform(read, |read| {
                    Message::CoversRead(Box::new(read.unwrap_or_else(|why| Covers::failed(&why))))
                }))
            }
        }
    }

    /// What was read of a picture goes to the title it was chosen for, whichever form stands open now.
    fn picture_of(&mut self, sku: Sku, message: picture::Message, desk: &Desk, shop: &Shop) -> Action {
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

    fn covers_read(&mut self, covers: Covers, desk: &Desk) -> Action {
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
