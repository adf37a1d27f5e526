//! Repairing: the newest good backup, and what the till roll and the database hold beyond it.
//! Never touches a till whose books hold.

use super::backup::{self, BACKUPS};
use super::connection::Store;
use super::error::{StoreError, Trouble};
use super::restore::{From, Restored, restore};
use super::roll::{ROLL, RollState, catch_up};
use super::verify::verify;
use std::path::Path;

/// How a repair went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repaired {
    /// The books hold; nothing was done. How many sales they tell of.
    Sound(u64),
    /// The till was made whole.
    Restored(Box<Restored>),
}

/// Makes a till whole that is damaged or gone: takes the newest backup that verifies, or begins with the till roll alone,
/// and puts back what is newer.
///
/// # Errors
/// When there is nothing to repair it from, or a person has to decide; then everything is as it was.
pub fn repair(folder: &Path, at_ms: i64) -> Result<Repaired, StoreError> {
    if let Some(sales) = sound(folder)? {
        return Ok(Repaired::Sound(sales));
    }
    let mut why = None;
    for backup in backup::list(&folder.join(BACKUPS)).into_iter().rev() {
        match restore(folder, From::Backup(backup.file), at_ms) {
            Ok(restored) => return Ok(Repaired::Restored(Box::new(restored))),
            // The disk or another window would stand in the way of every other backup as well.
            Err(error @ StoreError::Trouble(..)) => return Err(error),
            Err(error) => why = Some(error),
        }
    }
    if folder.join(ROLL).is_file() {
        let restored = restore(folder, From::Roll, at_ms)?;
        return Ok(Repaired::Restored(Box::new(restored)));
    }
    let none = format!(
        "{} holds neither a good backup nor a till roll; there is nothing to repair the till from",
        folder.display()
    );
    Err(why.unwrap_or(StoreError::Refused(none)))
}

/// The number of sales, where the books hold as they are.
fn sound(folder: &Path) -> Result<Option<u64>, StoreError> {
    let store = match Store::open(folder) {
        Ok(store) => store,
        Err(StoreError::Damaged(_) | StoreError::Trouble(Trouble::Gone, _)) => return Ok(None),
        // What is no till's database lies where the till's should lie: set aside like a damaged one.
        Err(StoreError::Foreign(_)) if folder.join(ROLL).is_file() => return Ok(None),
        Err(error) => return Err(error),
    };
    if let RollState::Diverged(why) = catch_up(&store)? {
        let why = format!(
            "{why}. A person has to decide which is right: `zinetill restore` takes the till roll's side, with a backup from before"
        );
        return Err(StoreError::Trouble(Trouble::Diverged, why));
    }
    let found = verify(&store, |_, _| ());
    Ok(found.ok().filter(|found| found.ok).map(|found| found.sales))
}
