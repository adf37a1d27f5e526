//! The desk: the one thread that owns the till. The window hands it work and hears the answer later.
//! Never draws, and never makes the window wait.

use crate::till::{Error, NewTill, Repaired, RestoreFrom, Restored, Till, UnderWay, WindowLock};
use iced::futures::channel::oneshot;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

type Job = Box<dyn FnOnce(&mut Drawer) + Send>;

/// The till where it is open, and the folder where it lies.
struct Drawer {
    folder: PathBuf,
    till: Option<Till>,
    /// No other window has the till as long as this is held.
    taken: Option<WindowLock>,
}

impl Drawer {
    fn till(&mut self) -> Result<&mut Till, Error> {
        let till = match self.till.take() {
            Some(till) => till,
            None => {
                self.take()?;
                Till::open(&self.folder)?
            }
        };
        Ok(self.till.insert(till))
    }

    fn take(&mut self) -> Result<(), Error> {
        if self.taken.is_none() {
            self.taken = Till::take_for_window(&self.folder)?;
        }
        Ok(())
    }

    /// Closes the till for work on its files; it is opened anew with the next piece of work.
    fn closed(&mut self) -> Result<&Path, Error> {
        self.take()?;
        self.till = None;
        Ok(&self.folder)
    }
}

/// A handle to the thread that owns the till.
#[derive(Debug, Clone)]
pub struct Desk {
    jobs: mpsc::Sender<Job>,
    folder: PathBuf,
}

impl Desk {
    /// A desk over the till in a folder; the till is opened with the first piece of work.
    pub fn new(folder: PathBuf) -> Desk {
        let (jobs, queue) = mpsc::channel::<Job>();
        let mut drawer = Drawer {
            folder: folder.clone(),
            till: None,
            taken: None,
        };
        let work = move || {
            while let Ok(job) = queue.recv() {
                // Whoever waits for its answer hears that there is none. What the till held in memory is not to be trusted.
                if catch_unwind(AssertUnwindSafe(|| job(&mut drawer))).is_err() {
                    drawer.till = None;
                }
            }
        };
        // Where no thread can be had the queue is gone, and every piece of work answers with that.
        let _ = std::thread::Builder::new().name("till".into()).spawn(work);
        Desk { jobs, folder }
    }

    /// The till's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Does a piece of work with the till, in the order handed in.
    pub fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Till) -> Result<T, Error> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        self.hand_in(move |drawer| drawer.till().and_then(work))
    }

    /// Makes a till in the folder; from then on work goes to it.
    pub fn create(&self, new: NewTill) -> impl Future<Output = Result<(), Error>> + Send + 'static {
        self.hand_in(move |drawer| {
            drawer.till = Some(Till::create(&drawer.folder, &new)?);
            drawer.take()
        })
    }

    /// Only looks at the till from now on, for this reason.
    pub fn look(&self, why: String) -> impl Future<Output = Result<(), Error>> + Send + 'static {
        self.hand_in(move |drawer| {
            drawer.till = None;
            drawer.till = Some(Till::look(&drawer.folder, &why)?);
            Ok(())
        })
    }

    /// Puts a backup in the till's place.
    pub fn restore(&self, from: RestoreFrom) -> impl Future<Output = Result<Restored, Error>> + Send + 'static {
        self.hand_in(move |drawer| Till::restore(drawer.closed()?, from))
    }

    /// Makes a damaged or lost till whole.
    pub fn repair(&self) -> impl Future<Output = Result<Repaired, Error>> + Send + 'static {
        self.hand_in(|drawer| Till::repair(drawer.closed()?))
    }

    /// Does a piece of work beside the desk, on a till of its own: nobody who sells waits for it.
    pub fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(PathBuf) -> Result<T, Error> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        let folder = self.folder.clone();
        let (answer, heard) = oneshot::channel();
        let work = move || {
            let _ = answer.send(work(folder));
        };
        let began = std::thread::Builder::new().name("beside".into()).spawn(work).is_ok();
        async move {
            let gone = || Error::Failed(super::words::say("desk-gone"));
            if !began {
                return Err(gone());
            }
            heard.await.unwrap_or_else(|_| Err(gone()))
        }
    }

    fn hand_in<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Drawer) -> Result<T, Error> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        let (answer, heard) = oneshot::channel();
        // What is handed in is finished, even where the window ends before.
        let under_way = UnderWay::begin();
        let job: Job = Box::new(move |drawer| {
            let done = work(drawer);
            drop(under_way);
            let _ = answer.send(done);
        });
        let handed_in = self.jobs.send(job).is_ok();
        async move {
            let gone = || Error::Failed(super::words::say("desk-gone"));
            if !handed_in {
                return Err(gone());
            }
            heard.await.unwrap_or_else(|_| Err(gone()))
        }
    }
}
