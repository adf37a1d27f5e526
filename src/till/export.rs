//! Receipts by the hundred: as one PDF with a list of contents, or as a folder with a file each.
//! Never writes over a file unless told to, never writes half of one, and never through a link.

use super::letterhead::Ready;
use super::papers::{Record, not_made, write_whole};
use super::{Error, Till, refused};
use crate::documents::{Book, receipts};
use crate::domain::sale::ReceiptNumber;
use crate::domain::settings::Paper;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Receipts that are laid out at the same time, each by a thread of its own.
const HANDS: usize = 2;
/// Records that are read ahead.
const AHEAD: usize = 32;

/// Where receipts go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Into {
    /// All into one PDF.
    File(PathBuf),
    /// Into a folder, a file each.
    Folder(PathBuf),
}

/// Receipts that are to be written to files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Of what.
    pub numbers: Vec<ReceiptNumber>,
    /// On what.
    pub paper: Paper,
    /// Marked COPY.
    pub copy: bool,
    /// Where to.
    pub into: Into,
    /// Write over files that are there.
    pub replace: bool,
}

/// How an export went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The files that were written, each of them whole.
    pub files: Vec<PathBuf>,
    /// It was stopped before its end.
    pub stopped: bool,
}

/// Why nothing is written where files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The first of them.
    pub file: PathBuf,
    /// How many there are.
    pub count: usize,
}

impl Taken {
    /// A sentence of it.
    pub fn said(&self) -> String {
        match self.count {
            1 => format!("{} is there already", self.file.display()),
            count => format!("{} and {} more are there already", self.file.display(), count - 1),
        }
    }
}

impl Export {
    /// The files that lie where it would write.
    ///
    /// # Errors
    /// When one of the numbers is not there.
    pub fn taken(&self, till: &Till) -> Result<Option<Taken>, Error> {
        let mut taken = Vec::new();
        match &self.into {
            Into::File(file) => taken.extend(lies(file).then(|| file.clone())),
            // An empty or missing folder needs no look at each name.
            Into::Folder(folder) if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) => {
                for number in &self.numbers {
                    let file = folder.join(format!("{number} {}.pdf", till.day_of(number)?));
                    taken.extend(lies(&file).then_some(file));
                }
            }
            Into::Folder(_) => {}
        }
        let count = taken.len();
        Ok(taken.into_iter().next().map(|file| Taken { file, count }))
    }

    /// Whether what lies there may go: nobody can be asked where a script makes its paper anew.
    fn may_replace(&self) -> bool {
        self.replace || matches!(&self.into, Into::File(file) if ours(file))
    }
}

/// Whether something has this name, be it a link that leads nowhere.
fn lies(file: &Path) -> bool {
    std::fs::symlink_metadata(file).is_ok()
}

/// Whether it is a paper of a till, which can be made again at any time: a newer one may take its place unasked.
fn ours(file: &Path) -> bool {
    let plain = std::fs::symlink_metadata(file).is_ok_and(|about| about.is_file());
    plain && std::fs::read(file).is_ok_and(|bytes| crate::documents::pdf::made_here(&bytes))
}

fn unwritten(file: &Path, error: &std::io::Error) -> Error {
    refused(format!("{} cannot be written: {error}", file.display()))
}

impl Till {
    /// Writes receipts to files. `go_on` hears how many of how many are done, and answers whether to go on: what is
    /// stopped leaves whole files only.
    ///
    /// # Errors
    /// When a file lies in the way, one of the numbers is not there, or a paper cannot be made or written.
    pub fn export(&self, of: &Export, mut go_on: impl FnMut(u64, u64) -> bool) -> Result<Exported, Error> {
        let mut of = of.clone();
        let mut seen = std::collections::HashSet::new();
        of.numbers.retain(|number| seen.insert(number.clone()));
        if of.numbers.is_empty() {
            return Err(refused("there is no receipt to write: nothing was sold there"));
        }
        if let Some(taken) = of.taken(self)?.filter(|_| !of.may_replace()) {
            let why = format!(
                "{}; nothing was written. Choose another place, or say --force",
                taken.said()
            );
            return Err(refused(why));
        }
        match &of.into {
            Into::File(file) => self.export_book(&of, file, &mut go_on),
            Into::Folder(folder) => self.export_each(&of, folder, &mut go_on),
        }
    }

    fn export_book(
        &self,
        of: &Export,
        file: &Path,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Exported, Error> {
        let all = of.numbers.len() as u64;
        let stop = AtomicBool::new(false);
        let (records, queue) = sync_channel::<Record>(AHEAD);
        let (done, heard) = channel::<()>();
        let bytes = thread::scope(|scope| {
            let lay_out = move || {
                let mut book = Book::new(of.paper);
                for record in queue {
                    book.add(&record.issue(of.copy));
                    let _ = done.send(());
                }
                book
            };
            let worker = spawn(scope, lay_out)?;
            let read = self.hand_out(of, &records, &heard, go_on, &stop);
            drop(records);
            follow(all, read?, &heard, go_on, &stop);
            let book = worker.join().map_err(|_| refused("a receipt could not be laid out"))?;
            match stop.load(Ordering::Relaxed) {
                true => Ok(None),
                false => book
                    .finish()
                    .map(Some)
                    .map_err(|error| not_made("the receipts", &error)),
            }
        })?;
        let Some(bytes) = bytes else {
            return Ok(Exported {
                files: Vec::new(),
                stopped: true,
            });
        };
        make_folder_of(file)?;
        write_whole(file, &bytes).map_err(|error| unwritten(file, &error))?;
        Ok(Exported {
            files: vec![file.to_owned()],
            stopped: false,
        })
    }

    fn export_each(
        &self,
        of: &Export,
        folder: &Path,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Exported, Error> {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
        let all = of.numbers.len() as u64;
        let stop = AtomicBool::new(false);
        let failure: Mutex<Option<Error>> = Mutex::new(None);
        let files: Mutex<Vec<(ReceiptNumber, PathBuf)>> = Mutex::new(Vec::new());
        let (records, queue) = sync_channel::<Record>(AHEAD);
        let queue = Mutex::new(queue);
        let (done, heard) = channel::<()>();
        thread::scope(|scope| {
            for _ in 0..HANDS {
                let (done, queue, stop, failure, files) = (done.clone(), &queue, &stop, &failure, &files);
                spawn(scope, move || {
                    while let Some(record) = next(queue) {
                        if stop.load(Ordering::Relaxed) {
                            continue;
                        }
                        match write_one(&record, of, folder) {
                            Ok(file) => locked(files).push((record.number.clone(), file)),
                            Err(error) => {
                                stop.store(true, Ordering::Relaxed);
                                locked(failure).get_or_insert(error);
                            }
                        }
                        let _ = done.send(());
                    }
                })?;
            }
            drop(done);
            let read = self.hand_out(of, &records, &heard, go_on, &stop);
            drop(records);
            follow(all, read?, &heard, go_on, &stop);
            Ok::<(), Error>(())
        })?;
        let mut files = std::mem::take(&mut *locked(&files));
        if let Some(error) = locked(&failure).take() {
            return Err(match files.len() {
                0 => error,
                done => Error::Failed(format!(
                    "{error}. {} were written before, each of them whole",
                    of_all(done, all)
                )),
            });
        }
        files.sort();
        Ok(Exported {
            stopped: files.len() < of.numbers.len(),
            files: files.into_iter().map(|(_, file)| file).collect(),
        })
    }

    /// Reads record by record and hands each out; answers how many were said to be done meanwhile.
    fn hand_out(
        &self,
        of: &Export,
        records: &SyncSender<Record>,
        heard: &Receiver<()>,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
        stop: &AtomicBool,
    ) -> Result<u64, Error> {
        let mut ready = Ready::default();
        let mut done = 0;
        for few in of.numbers.chunks(AHEAD) {
            let read = self
                .few(few, &mut ready)
                .inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            for record in read {
                let heard = heard.try_iter().count() as u64;
                done += heard;
                if heard > 0 && !go_on(done, of.numbers.len() as u64) {
                    stop.store(true, Ordering::Relaxed);
                }
                if stop.load(Ordering::Relaxed) || records.send(record).is_err() {
                    return Ok(done);
                }
            }
        }
        Ok(done)
    }

    /// What was recorded under some numbers. The database is locked once for all of them, and free before anything is made of
    /// them.
    fn few(&self, numbers: &[ReceiptNumber], ready: &mut Ready) -> Result<Vec<Record>, Error> {
        let _moment = self.store.moment()?;
        numbers.iter().map(|number| self.record(number, ready)).collect()
    }
}

/// Hears how far the hands are until the last of them is done.
fn follow(all: u64, mut done: u64, heard: &Receiver<()>, go_on: &mut dyn FnMut(u64, u64) -> bool, stop: &AtomicBool) {
    while heard.recv().is_ok() {
        done += 1;
        if !go_on(done, all) {
            stop.store(true, Ordering::Relaxed);
        }
    }
}

/// `3 of 40 receipts`.
fn of_all(done: usize, all: u64) -> String {
    format!("{done} of {all} receipts")
}

fn write_one(record: &Record, of: &Export, folder: &Path) -> Result<PathBuf, Error> {
    let bytes = receipts(&[record.issue(of.copy)], of.paper)
        .map_err(|error| not_made(&format!("the receipt of {}", record.number), &error))?;
    let file = folder.join(format!("{} {}.pdf", record.number, record.day()));
    // Somebody may have put a file there since it was looked at.
    if !of.replace && lies(&file) {
        return Err(refused(format!(
            "{} is there already; it was left as it is",
            file.display()
        )));
    }
    write_whole(&file, &bytes).map_err(|error| unwritten(&file, &error))?;
    Ok(file)
}

fn make_folder_of(file: &Path) -> Result<(), Error> {
    match file.parent().filter(|at| !at.as_os_str().is_empty()) {
        Some(at) => std::fs::create_dir_all(at).map_err(|error| unwritten(file, &error)),
        None => Ok(()),
    }
}

fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<thread::ScopedJoinHandle<'scope, T>, Error> {
    thread::Builder::new()
        .name("receipts".into())
        .spawn_scoped(scope, work)
        .map_err(|error| refused(format!("the receipts could not be begun: {error}")))
}

fn next(queue: &Mutex<Receiver<Record>>) -> Option<Record> {
    locked(queue).recv().ok()
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
