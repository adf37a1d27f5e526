//! Papers made from the catalog: price cards, a price list to fold, a tick sheet, a packing list. What is printed is chosen at
//! the right, of which titles in the list at the left. The file is written whole and shown; printing is its reader's.
//! Never works with the till itself, and never writes over a file without being told to.

mod form;
mod list;

use super::{Action, side};
use crate::domain::settings::Sheet;
use crate::domain::title::{Sku, Title};
use crate::gui::desk::Desk;
use crate::gui::files::{self, Refusal};
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, field, letters};
use crate::gui::words::{say, tell};
use crate::till::{Error, PrintoutKind};
use iced::widget::operation::focus;
use iced::widget::{column, container, row, scrollable};
use iced::{Element, Fill, Size, Task};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What has the keyboard first: the search.
pub const FIRST: &str = "print-first";

/// What stands in this tab.
#[derive(Debug, Default)]
pub struct State {
    kind: PrintoutKind,
    sheet: Option<Sheet>,
    /// The titles that are printed; all of them where nobody chose.
    picked: Option<HashSet<Sku>>,
    /// The tag by which they were chosen.
    tag: Option<String>,
    search: String,
    found: Vec<Sku>,
    offset: f32,
    code: String,
    folder: PathBuf,
    typed: Option<String>,
    taken: Option<PathBuf>,
    said: Option<Result<String, String>>,
    /// What was written last, to be shown again.
    written: Option<PathBuf>,
    working: bool,
    /// Where there is room for one thing at a time: the list of titles instead of the form.
    choosing: bool,
}

/// So many words that were cut short are named.
const CUT: usize = 6;

/// What was made.
#[derive(Debug, Clone)]
pub struct Paper {
    file: PathBuf,
    sheets: usize,
    /// What was too long for its place.
    cut: Vec<String>,
    /// Why it could not be shown.
    not_shown: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A kind of paper was pressed.
    KindPressed(PrintoutKind),
    /// A sheet was pressed.
    SheetPressed(Sheet),
    /// All titles are printed.
    AllPressed,
    /// No title is, so that some can be chosen.
    NonePressed,
    /// Those with this tag are.
    TagPressed(String),
    /// One is, or is no more.
    TitlePressed(Sku),
    /// The search holds this now.
    SearchChanged(String),
    /// The list was scrolled.
    Scrolled(f32),
    /// The text of the code holds this now.
    CodeChanged(String),
    /// The path holds this now.
    PathChanged(String),
    /// The list of titles is to be seen, or the form again.
    ChoosePressed(bool),
    /// It is to be made.
    MakePressed,
    /// It is to be written over the file that lies there.
    ReplacePressed,
    /// It is to be written under the next name that is free.
    FreePressed,
    /// It was written and shown, or it was not.
    Made(Result<Paper, Refusal>),
    /// What was written last is to be shown again.
    ShowPressed,
    /// It was, or not.
    Shown(Option<String>),
}

impl State {
    /// The tab is shown.
    pub fn show(&mut self, desk: &Desk, shop: &Shop) -> Task<super::Message> {
        self.folder = files::folder(desk.folder());
        self.find(shop);
        focus(FIRST)
    }

    /// The tab is to be shown with what goes into the bag.
    pub fn pack(&mut self) {
        self.turn_to(PrintoutKind::Packing);
    }

    /// Finds the titles anew.
    pub fn find(&mut self, shop: &Shop) {
        let found = shop.catalog.search(self.search.trim(), None);
        self.found = found.iter().map(|title| title.sku.clone()).collect();
        self.offset = self.offset.min(self.found.len() as f32 * list::ROW);
    }

    /// Esc, where it means something here.
    pub fn back(&mut self) -> bool {
        let typed = !self.search.is_empty() || self.choosing;
        self.search.clear();
        self.choosing = false;
        typed
    }

    fn turn_to(&mut self, kind: PrintoutKind) {
        self.kind = kind;
        (self.typed, self.taken, self.said, self.written) = (None, None, None, None);
    }

    fn sheet(&self, shop: &Shop) -> Sheet {
        self.sheet.unwrap_or_else(|| Sheet::usual(shop.currency()))
    }

    /// The titles that are printed, in the order of the tiles.
    fn titles(&self, shop: &Shop) -> Vec<Arc<Title>> {
        let mut titles = shop.catalog.search("", None);
        if let Some(picked) = &self.picked {
            titles.retain(|title| picked.contains(&title.sku));
        }
        titles
    }

    fn path(&self) -> String {
        let name = format!("{}.pdf", say(form::word(self.kind)).to_lowercase());
        let usual = || self.folder.join(name).display().to_string();
        self.typed.clone().unwrap_or_else(usual)
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, shop: &Shop) -> Action {
        match message {
            Message::KindPressed(kind) => self.turn_to(kind),
            Message::SheetPressed(sheet) => self.sheet = Some(sheet),
            Message::AllPressed => (self.picked, self.tag) = (None, None),
            Message::NonePressed => (self.picked, self.tag) = (Some(HashSet::new()), None),
            Message::TagPressed(tag) => {
                let tagged = shop.catalog.search("", Some(&tag));
                self.picked = Some(tagged.iter().map(|title| title.sku.clone()).collect());
                self.tag = Some(tag);
            }
            Message::TitlePressed(sku) => self.toggle(sku, shop),
            Message::SearchChanged(search) => {
                self.search = search;
                self.find(shop);
            }
            Message::Scrolled(offset) => self.offset = offset,
            Message::CodeChanged(code) => self.code = code,
            Message::PathChanged(typed) => (self.typed, self.taken, self.said) = (Some(typed), None, None),
            Message::ChoosePressed(choosing) => self.choosing = choosing,
            Message::MakePressed => return self.make(desk, shop, false),
            Message::ReplacePressed => return self.make(desk, shop, true),
            Message::FreePressed => {
                if let Some(taken) = self.taken.take() {
                    self.typed = Some(files::free(&taken).display().to_string());
                }
                return self.make(desk, shop, false);
            }
            Message::Made(answer) => self.made(answer),
            Message::ShowPressed => {
                if let Some(file) = self.written.clone() {
                    let shown = async move { shown(&file) };
                    return Action::Run(Task::perform(shown, |answer| {
                        super::Message::Print(Message::Shown(answer))
                    }));
                }
            }
            Message::Shown(Some(why)) => self.said = Some(Err(why)),
            Message::Shown(None) => {}
        }
        Action::None
    }

    fn toggle(&mut self, sku: Sku, shop: &Shop) {
        let all = || {
            let titles = shop.catalog.search("", None);
            titles.iter().map(|title| title.sku.clone()).collect::<HashSet<Sku>>()
        };
        self.tag = None;
        let picked = self.picked.get_or_insert_with(all);
        if !picked.remove(&sku) {
            picked.insert(sku);
        }
    }

    fn make(&mut self, desk: &Desk, shop: &Shop, replace: bool) -> Action {
        (self.taken, self.said, self.written) = (None, None, None);
        let Some(mut file) = files::meant(&self.path(), &self.folder) else {
            self.said = Some(Err(say("files-nowhere")));
            return Action::None;
        };
        if file.is_dir() {
            file.push(format!("{}.pdf", say(form::word(self.kind)).to_lowercase()));
        } else if file.extension().is_none() {
            file.set_extension("pdf");
        }
        self.working = true;
        let titles = self.titles(shop);
        let (kind, sheet, code) = (self.kind, self.sheet(shop), self.code.clone());
        let code = if form::coded(kind) { code } else { String::new() };
        let made = desk.run(move |till| till.printout(kind, sheet, &titles, &code));
        let desk = desk.clone();
        let written = async move {
            let failed = |why: Error| Refusal::Failed(why.to_string());
            let made = made.await.map_err(failed)?;
            // What takes its time is done where nobody who sells waits for it.
            let done = desk.beside(move |_| {
                let written = files::write(file, &made.bytes, replace);
                Ok(written.map(|file| Paper {
                    sheets: made.sheets,
                    cut: made.cut,
                    not_shown: shown(&file),
                    file,
                }))
            });
            done.await.map_err(failed).flatten()
        };
        Action::Run(Task::perform(written, |answer| {
            super::Message::Print(Message::Made(answer))
        }))
    }

    fn made(&mut self, answer: Result<Paper, Refusal>) {
        self.working = false;
        match answer {
            Ok(paper) => {
                let about = [
                    ("file", paper.file.display().to_string().into()),
                    ("sheets", i64::try_from(paper.sheets).unwrap_or(i64::MAX).into()),
                ];
                let mut said = vec![tell("print-written", &about)];
                if self.kind == PrintoutKind::MiniZine && paper.sheets > 1 {
                    said.push(tell("print-zines", &about));
                }
                if !paper.cut.is_empty() {
                    let mut words = paper.cut.iter().take(CUT).cloned().collect::<Vec<_>>().join("; ");
                    if paper.cut.len() > CUT {
                        words.push_str(" …");
                    }
                    said.push(tell("print-cut", &[("words", words.into())]));
                }
                said.extend(paper.not_shown);
                self.said = Some(Ok(said.join("\n")));
                self.written = Some(paper.file);
            }
            Err(Refusal::Taken(file)) => self.taken = Some(file),
            Err(why @ Refusal::Failed(_)) => self.said = Some(Err(why.words())),
        }
    }

    /// The tab.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let whole = room.width - 2.0 * S4;
        let form = |width: f32| {
            let narrow = room.width < NARROW;
            let form = container(self.form(look, shop, narrow)).padding(pad(0.0, S3, 0.0, 0.0));
            scrollable(form)
                .id(super::super::PAGE)
                .style(look.scroll())
                .width(width)
                .height(Fill)
        };
        match (room.width < NARROW, self.choosing) {
            (true, true) => self.listed(look, shop, whole, room.height, true),
            (true, false) => form(whole).into(),
            (false, _) => {
                let side = side(room);
                let list = self.listed(look, shop, whole - side - S4, room.height, false);
                row![list, form(side)].spacing(S4).height(Fill).into()
            }
        }
    }

    /// The search, what is chosen at once, and the list below it.
    fn listed<'a>(
        &'a self,
        look: &Look,
        shop: &'a Shop,
        width: f32,
        height: f32,
        narrow: bool,
    ) -> Element<'a, Message> {
        let hint = say("print-search");
        let search = field(look, FIRST, &hint, &self.search, Message::SearchChanged);
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let all = tell(
            "print-all",
            &[("count", count(shop.catalog.search("", None).len()).into())],
        );
        let none = self.picked.as_ref().is_some_and(HashSet::is_empty);
        let mut chips: Vec<Element<'a, Message>> = Vec::new();
        if narrow {
            let done = Some(Message::ChoosePressed(false));
            chips.push(chip(look, Some(crate::gui::icon::BACK), say("print-chosen"), false, done).into());
        }
        chips.push(chip(look, None, all, self.picked.is_none(), Some(Message::AllPressed)).into());
        chips.push(chip(look, None, say("print-none"), none, Some(Message::NonePressed)).into());
        for tag in shop.catalog.tags().iter().take(list::TAGS) {
            let pressed = Some(Message::TagPressed(tag.clone()));
            chips.push(chip(look, None, tag.clone(), self.tag.as_ref() == Some(tag), pressed).into());
        }
        let body: Element<'a, Message> = if self.found.is_empty() {
            let words = say(if shop.catalog.titles().is_empty() {
                "catalog-none"
            } else {
                "catalog-none-found"
            });
            container(letters(words, REGULAR, BODY, look.soft)).center(Fill).into()
        } else {
            self.rows(look, shop, width, height)
        };
        let body = container(body).padding(2).width(Fill).height(Fill).style(look.card());
        column![search, list::aside(chips), body]
            .spacing(S2)
            .height(Fill)
            .into()
    }
}

/// Shows a file with what the system has for it; why not, in a sentence.
fn shown(file: &std::path::Path) -> Option<String> {
    let why = open::that_detached(file).err()?;
    let about = [
        ("file", file.display().to_string().into()),
        ("why", why.to_string().into()),
    ];
    Some(tell("print-not-shown", &about))
}
