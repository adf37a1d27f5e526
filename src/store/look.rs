//! A till that is only looked at: beside the window that has it, or as a copy where nothing can be written.
//! Never stands in silently for the till itself: the reason goes with it.

use super::connection::{DATABASE, Store};
use super::error::{StoreError, Trouble};
use super::lock;
use super::roll::ROLL;
use std::path::{Path, PathBuf};
use std::time::Duration;
use uuid::Uuid;

const NAME: &str = "zinetill-look-";
/// A copy younger than this may be in the making.
const MAKING: Duration = Duration::from_secs(60);

/// A folder for a copy, thrown away with it.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Scratch, StoreError> {
        sweep();
        let folder = std::env::temp_dir().join(format!("{NAME}{}", Uuid::now_v7().simple()));
        super::connection::make_folder(&folder)?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Deletes the copies of windows that were killed: nobody holds their locks.
fn sweep() {
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|data| data.modified()).map(|at| at.elapsed());
        let old = matches!(age, Ok(Ok(age)) if age > MAKING);
        let ours = entry.file_name().to_string_lossy().starts_with(NAME);
        if ours && old && lock::alone_now(&entry.path()).is_some() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Opens the till in a folder to look at it only, beside whoever writes there; as a copy where nothing can be written.
///
/// # Errors
/// What keeps it from being opened.
pub fn look(folder: &Path, why: &str) -> Result<Store, StoreError> {
    match Store::open(folder) {
        Err(StoreError::Trouble(Trouble::Full | Trouble::ReadOnly, _)) => look_at_copy(folder, why),
        opened => opened?.only_look(why, None),
    }
}

/// Opens a copy of the till, to look at only, where its own folder cannot be written. SQLite needs to write beside a
/// database to read all of it; so it is the copy that it writes beside.
///
/// # Errors
/// What keeps it from being copied or opened.
pub fn look_at_copy(folder: &Path, why: &str) -> Result<Store, StoreError> {
    let scratch = Scratch::new()?;
    for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), ROLL.to_owned()] {
        let from = folder.join(&name);
        if std::fs::symlink_metadata(&from).is_ok_and(|data| data.is_file()) {
            let to = scratch.0.join(&name);
            // Not the permissions: the copy can be written where the till cannot.
            std::io::copy(&mut std::fs::File::open(from)?, &mut std::fs::File::create(to)?)?;
        }
    }
    Store::open(&scratch.0)?.only_look(why, Some(scratch))
}
