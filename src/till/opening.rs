//! What stands around an open till: who else has it, whether it may be written, where it lies, and the look that is taken
//! at its files behind the selling. Never opens a stand-in silently.

use super::{Error, Second, Till, place};
use crate::store::{self, Checked, Store, StoreError, Trouble, WindowLock};
use std::path::Path;
use std::time::SystemTime;

/// Something about the till that stays so until somebody changes it, and is shown until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// It can only be looked at, for this reason.
    OnlyLook(String),
    /// The till roll cannot be written, for this reason.
    RollBehind(String),
    /// The second place lacks something, for this reason.
    SecondBehind(String),
    /// It lies on a network drive of this kind.
    NetworkDrive(String),
    /// It lies in a folder that this service copies while it is written.
    SyncedFolder(String),
    /// Its file system cannot keep a write-ahead log; the slower mode is used.
    Slow,
}

/// What is to be said of where an open till lies.
pub(super) fn lies(store: &Store) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let Some(kind) = place::network(&store.folder) {
        warnings.push(Warning::NetworkDrive(kind));
    } else if store.slow {
        warnings.push(Warning::Slow);
    }
    let service = place::synced(&store.folder);
    warnings.extend(service.map(|service| Warning::SyncedFolder(service.to_owned())));
    warnings
}

impl Till {
    /// Takes the till for a window. As long as the answer is kept, no other window gets it.
    ///
    /// # Errors
    /// [`Trouble::Window`] where another window has it; that one is asked to come forward.
    pub fn take_for_window(folder: &Path) -> Result<Option<WindowLock>, Error> {
        // Where there is no folder yet there is nothing to take; where it cannot be written nobody sells.
        match folder.is_dir().then(|| store::window_lock(folder)) {
            None | Some(Err(StoreError::Trouble(Trouble::ReadOnly, _))) => Ok(None),
            Some(held) => Ok(Some(held?)),
        }
    }

    /// When another window last asked the one that has the till to come forward.
    pub fn called(folder: &Path) -> Option<SystemTime> {
        store::called(folder)
    }

    /// Opens the till to look at it only, beside whoever has it.
    ///
    /// # Errors
    /// What keeps it from being opened.
    pub fn look(folder: &Path, why: &str) -> Result<Till, Error> {
        Till::over(store::look(folder, why)?)
    }

    /// Refuses, where the till is only looked at.
    pub(super) fn not_only_looked_at(&self) -> Result<(), Error> {
        match &self.store.only_look {
            Some(why) => Err(Error::Trouble(
                Trouble::ReadOnly,
                format!("this till can only be looked at: {why}. Nothing was recorded"),
            )),
            None => Ok(()),
        }
    }

    /// What tells that the database and its roll differ, so that a person has to decide.
    pub fn diverged(&self) -> Option<&str> {
        self.diverged.as_deref()
    }

    /// What stays so until somebody changes it.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if let Some(why) = &self.store.only_look {
            return vec![Warning::OnlyLook(why.clone())];
        }
        if let (super::Roll::Behind(why), None) = (&self.roll, &self.diverged) {
            warnings.push(Warning::RollBehind(why.clone()));
        }
        if let Second::Behind(_, why) = self.second_place() {
            warnings.push(Warning::SecondBehind(why));
        }
        warnings.extend(self.lies.iter().cloned());
        warnings
    }

    /// Looks at the files of a till on a connection of its own, beside the selling: SQLite's quick check, and the chain from
    /// where it was last found whole. A finding is said as damage.
    ///
    /// # Errors
    /// [`Trouble::Damaged`] with what was found; otherwise what kept it from looking.
    pub fn check_behind(folder: &Path) -> Result<(), Error> {
        let store = Store::open(folder)?;
        let found: String = store
            .conn
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(StoreError::from)?;
        if found != "ok" {
            return Err(StoreError::Damaged(found).into());
        }
        let file = folder.join(store::CHECKED);
        let kept: Option<Checked> = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let whole = store::follow_chain(&store.conn, &store.identity(), kept).inspect_err(|_| {
            // Said once: the next look goes over everything, and says it again only if it is still so.
            let _ = std::fs::remove_file(&file);
        })?;
        if Some(whole) != kept
            && let Ok(bytes) = serde_json::to_vec(&whole)
        {
            // Lost, it only means that the next look begins at the beginning.
            let _ = super::write_whole(&file, &bytes);
        }
        Ok(())
    }
}
