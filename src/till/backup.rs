//! Backups of the till: made, counted, copied to a second place, and put in the till's place again.
//! Never stops selling or closing: where one cannot be made, that is said and the till goes on.

use super::{Error, Till, now};
use crate::store::{self, Backup, Repaired, RestoreFrom, Restored, StoreError};
use std::path::{Path, PathBuf};

/// After this many sales without a backup one is made when the window is closed.
const MANY: u64 = 20;

/// The second place, and whether it has everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Second {
    /// None was chosen.
    None,
    /// It has every backup that is kept, and the till roll.
    Synced(PathBuf),
    /// It lacks something, for this reason; it catches up when it can.
    Behind(PathBuf, String),
}

/// A backup that was made and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// The file.
    pub file: PathBuf,
    /// When, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// Entries of the journal in it.
    pub entries: u64,
    /// Sales among them.
    pub sales: u64,
    /// Its length in bytes.
    pub bytes: u64,
    /// How the second place stands.
    pub second: Second,
}

impl Till {
    /// Makes a backup among the till's own and copies it, with the till roll, to the second place.
    ///
    /// # Errors
    /// When it cannot be made or does not verify; the till goes on. A second place that is not there is no error.
    pub fn back_up(&mut self) -> Result<BackedUp, Error> {
        self.not_only_looked_at()?;
        let (backup, held) = store::make_own(&self.store, now().utc_ms).map_err(store::not_made)?;
        Ok(BackedUp {
            file: backup.file,
            at_ms: backup.at_ms,
            entries: held.entries,
            sales: held.sales,
            bytes: held.bytes,
            second: self.catch_up_second(),
        })
    }

    /// Makes a backup in a file of the person's choice, which must not be there yet; a folder takes it under a name of ours.
    ///
    /// # Errors
    /// As [`Till::back_up`], and when a file lies there.
    pub fn back_up_to(&self, file: &Path) -> Result<BackedUp, Error> {
        let at_ms = now().utc_ms;
        let file = match file.is_dir() {
            true => file.join(format!("zinetill-{}-{}.db", self.store.register, store::stamp(at_ms))),
            false => file.to_owned(),
        };
        store::free_place(&file)?;
        let held = self.store.write_backup(&file).map_err(store::not_made)?;
        Ok(BackedUp {
            file,
            at_ms,
            entries: held.entries,
            sales: held.sales,
            bytes: held.bytes,
            second: self.second_place(),
        })
    }

    /// The backup that follows the closing of a session. The closing stands, whatever becomes of it; the sentence to say
    /// where it could not be made is the error's.
    ///
    /// # Errors
    /// As [`Till::back_up`].
    pub fn back_up_after_close(&mut self) -> Result<BackedUp, Error> {
        self.back_up()
    }

    /// The backup at the end of the window's day: made only where more than 20 sales are in no backup yet.
    ///
    /// # Errors
    /// As [`Till::back_up`].
    pub fn back_up_at_exit(&mut self) -> Result<Option<BackedUp>, Error> {
        let backed_up = self.backups().last().map_or(0, |backup| backup.entries);
        let query = "SELECT count(*) FROM sale WHERE seq > ?";
        let since: i64 = self
            .store
            .conn
            .query_row(query, [i64::try_from(backed_up).unwrap_or(i64::MAX)], |row| row.get(0))
            .map_err(StoreError::from)?;
        match since.unsigned_abs() > MANY && self.store.only_look.is_none() {
            true => self.back_up().map(Some),
            false => Ok(None),
        }
    }

    /// The till's own backups, oldest first.
    pub fn backups(&self) -> Vec<Backup> {
        store::backups(&self.store.folder.join(store::BACKUPS))
    }

    /// How the second place stands; nothing is copied.
    pub fn second_place(&self) -> Second {
        let Some(place) = self.chosen_second() else {
            return Second::None;
        };
        match store::second_lacks(&self.store.folder, &place, &self.store.identity()) {
            Some(why) => Second::Behind(place, why),
            None => Second::Synced(place),
        }
    }

    /// Copies to the second place what it lacks, if it is there.
    pub fn catch_up_second(&mut self) -> Second {
        let Some(place) = self.chosen_second() else {
            return Second::None;
        };
        match store::catch_up_second(&self.store.folder, &place, &self.store.identity()) {
            Ok(_) => Second::Synced(place),
            Err(why) => Second::Behind(place, why.to_string()),
        }
    }

    fn chosen_second(&self) -> Option<PathBuf> {
        let place = self.store.settings().ok()?.remove("backup-to")?;
        (!place.is_empty()).then(|| PathBuf::from(place))
    }

    /// Chooses the second place; an empty name chooses none.
    pub(super) fn choose_second(&mut self, place: &str) -> Result<(), Error> {
        if place.is_empty() {
            return Ok(());
        }
        Ok(store::choose_second(
            &self.store.folder,
            Path::new(place),
            &self.store.identity(),
        )?)
    }

    /// Puts a backup in the place of the till in a folder: what was there is set aside, what the till roll holds beyond
    /// the backup is put back. No till of this folder may be open meanwhile.
    ///
    /// # Errors
    /// When the backup does not verify, is of another till, or the disk fails; then the till is as it was.
    pub fn restore(folder: &Path, from: RestoreFrom) -> Result<Restored, Error> {
        Ok(store::restore(folder, from, now().utc_ms)?)
    }

    /// Makes a till whole that is damaged or gone, from its newest good backup and its till roll, or from the roll alone.
    /// One whose books hold is left as it is.
    ///
    /// # Errors
    /// When there is nothing to repair it from, or a person has to decide; then everything is as it was.
    pub fn repair(folder: &Path) -> Result<Repaired, Error> {
        // What the roll alone can put back needs no backup.
        drop(Till::open(folder));
        Ok(store::repair(folder, now().utc_ms)?)
    }

    /// Ends a restore that was interrupted; answers with a sentence about it, if there was one.
    ///
    /// # Errors
    /// When it cannot be ended just now.
    pub fn finish_restore(folder: &Path) -> Result<Option<String>, Error> {
        Ok(store::finish_interrupted(folder)?)
    }
}
