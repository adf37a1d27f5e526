//! The work behind bringing titles in, beside the window's thread: reading, working out, writing.
//! Never draws.

use super::Message;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::exchange::import::Plan;
use crate::exchange::page::{self, Page};
use crate::exchange::reading::{self, Found, Reading, at_most};
use crate::exchange::table;
use crate::gui::desk::Desk;
use crate::gui::files;
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};
use crate::till::{Error, Import};
use iced::futures::{SinkExt, StreamExt, channel::mpsc};
use iced::{Task, stream};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// So many titles are written between two words about it.
const STEP: usize = 50;

/// What was read.
#[derive(Debug, Clone)]
pub enum Read {
    /// A table of titles.
    File(Box<ReadFile>),
    /// The page of one.
    Page(Box<ReadPage>),
}

/// A table of titles as it was read, and what it would do.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Where it lies.
    pub file: PathBuf,
    /// Its cells.
    pub reading: Reading,
    /// What they would do; why nothing, where no column names the titles.
    pub plan: Result<Plan, String>,
}

/// A page as it was read.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Where it came from; nothing where it was pasted.
    pub file: Option<PathBuf>,
    /// What was understood.
    pub page: Page,
    /// That as a row.
    pub reading: Reading,
    /// What the row would do.
    pub plan: Result<Plan, String>,
}

/// Reads a file, whatever it turns out to be.
pub fn read(file: &Path, catalog: &Catalog, currency: Currency) -> Result<Read, String> {
    let why = |why: String| {
        let about = [("file", files::name_of(file).into()), ("why", why.into())];
        tell("bring-cannot", &about)
    };
    if !file.is_file() {
        return Err(tell("bring-no-file", &[("file", file.display().to_string().into())]));
    }
    let open = File::open(file).map_err(|error| why(error.to_string()))?;
    let bytes = at_most(open, table::LARGEST).map_err(why)?;
    let end = file.extension().map(|end| end.to_string_lossy().into_owned());
    match reading::found(&bytes, &end.unwrap_or_default()).map_err(|error| why(error.to_string()))? {
        Found::Table(reading) => {
            let plan = plan(&reading, catalog, currency);
            let file = file.to_owned();
            Ok(Read::File(Box::new(ReadFile { file, reading, plan })))
        }
        Found::Page(text) => Ok(page(&text, Some(file), catalog, currency)),
    }
}

/// Reads the text of a page.
pub fn page(text: &str, file: Option<&Path>, catalog: &Catalog, currency: Currency) -> Read {
    let page = page::read(text, currency);
    let reading = Reading::page(&page, currency);
    Read::Page(Box::new(ReadPage {
        file: file.map(Path::to_owned),
        plan: plan(&reading, catalog, currency),
        page,
        reading,
    }))
}

/// What cells would do to the catalog.
pub fn plan(reading: &Reading, catalog: &Catalog, currency: Currency) -> Result<Plan, String> {
    reading.plan(catalog, currency).map_err(|error| error.to_string())
}

/// What is to come in.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The file, or the name of the page's title.
    pub from: String,
    /// The cells.
    pub reading: Arc<Reading>,
    /// What the person was shown that they would do.
    pub shown: Arc<Plan>,
    /// Beside which file the rows that cannot be taken are put.
    pub beside: Option<PathBuf>,
    /// Set when it is to be broken off: nothing comes in then.
    pub stop: Arc<AtomicBool>,
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The import; none where everything was there already.
    pub done: Result<Option<Import>, Error>,
    /// What the cells would do now, or did.
    pub plan: Option<Plan>,
    /// Where the rows lie that could not be taken.
    pub left_out: Option<PathBuf>,
    /// The shop after it.
    pub shop: Option<Box<Shop>>,
}

/// Has the till take everything or nothing, and says how far it is.
pub fn import(desk: &Desk, wish: Wish) -> Task<Message> {
    let desk = desk.clone();
    Task::stream(stream::channel(8, async move |mut told| {
        let (mut steps, mut heard) = mpsc::channel(64);
        let answer = desk.run(move |till| {
            let mut answer = Answer {
                done: Ok(None),
                plan: None,
                left_out: None,
                shop: None,
            };
            let currency = till.settings()?.currency;
            let (plan, left_out) = (&mut answer.plan, &mut answer.left_out);
            let titles = |catalog: &Catalog| {
                let now = wish
                    .reading
                    .plan(catalog, currency)
                    .map_err(|why| Error::Refused(why.to_string()))?;
                let same = now.does_as(&wish.shown);
                let now = plan.insert(now);
                // Somebody may have sold or changed titles while the preview stood there.
                if !same {
                    return Err(Error::Refused(say("bring-changed-since")));
                }
                if let Some(beside) = wish.beside.as_ref().filter(|_| now.first_problem().is_some()) {
                    *left_out = Some(leave_out(now, beside).map_err(Error::Refused)?);
                }
                Ok(now.titles())
            };
            let progress = |done: usize, of: usize| {
                if done.is_multiple_of(STEP) {
                    // A step that is not heard of is no loss.
                    let _ = steps.try_send((done, of));
                }
                match wish.stop.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            };
            answer.done = till.import(&wish.from, titles, progress);
            if let Some(file) = answer.left_out.take_if(|_| answer.done.is_err()) {
                // Nothing came in, so nothing was left out: the file was made a moment ago, and goes again.
                let _ = std::fs::remove_file(file);
            }
            answer.shop = Some(Box::new(Shop::read(till)?));
            Ok(answer)
        });
        let tell_steps = async {
            while let Some((done, of)) = heard.next().await {
                let _ = told.send(Message::Written(done, of)).await;
            }
            told
        };
        let (answer, mut told) = iced::futures::join!(answer, tell_steps);
        let answer = answer.unwrap_or_else(|why| Answer {
            done: Err(why),
            plan: None,
            left_out: None,
            shop: None,
        });
        let _ = told.send(Message::Answered(Box::new(answer))).await;
    }))
}

/// Puts the rows that cannot be taken into a file beside the one they came from, or, where that folder cannot be written,
/// where a person looks first.
fn leave_out(plan: &Plan, beside: &Path) -> Result<PathBuf, String> {
    let stem = beside.file_stem().unwrap_or_default().to_string_lossy();
    let name = tell("bring-problems-name", &[("file", stem.into_owned().into())]);
    let folders = [
        beside.parent().unwrap_or(Path::new("")).to_owned(),
        files::folder(Path::new("")),
    ];
    let bytes = plan.problems_csv();
    let mut why = String::new();
    for folder in folders {
        let file = files::free(&folder.join(&name));
        match files::write(file, bytes.as_bytes(), false) {
            Ok(file) => return Ok(file),
            Err(refusal) => why = refusal.words(),
        }
    }
    Err(why)
}
