//! When the disk fails under a writing: the till finds out whether it is recorded, and says so.
//! Never guesses: where it cannot be found out, that is what is said.

use super::{Error, Roll, Till};
use crate::store::{StoreError, Trouble};

impl Till {
    /// Does work that records something under a key. Where the disk is full, ballast goes and the work is done again, once.
    /// Where the commit itself failed, the database is opened anew and asked for the key.
    pub(super) fn surely<T>(
        &mut self,
        key: &str,
        mut work: impl FnMut(&mut Till) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let error = match work(self) {
            Err(Error::Trouble(Trouble::Full, why)) => {
                if !self.let_ballast_go() {
                    return Err(Error::Trouble(Trouble::Full, why));
                }
                match work(self) {
                    Err(Error::Unsure(why)) => why,
                    other => return other,
                }
            }
            Err(Error::Unsure(why)) => why,
            other => return other,
        };
        let unsure = |why: &str| {
            Error::Unsure(format!(
                "the disk fails, and this may be recorded or not: look before you do it again ({why})"
            ))
        };
        let found = self.find_out(key).or_else(|_| {
            self.let_ballast_go();
            self.find_out(key)
        });
        match found {
            Ok(true) => {
                let answer = work(self)?;
                // What the disk failed to flush once it may lose in spite of all: then the roll has to hold it.
                match &self.roll {
                    Roll::Synced => Ok(answer),
                    Roll::Behind(why) => Err(unsure(why)),
                }
            }
            Ok(false) => Err(Error::Trouble(
                Trouble::Full,
                format!("NOT recorded: {error}. Make a backup on another disk soon"),
            )),
            Err(_) => Err(unsure(&error)),
        }
    }

    /// Whether something is recorded under a key, for good.
    fn find_out(&mut self, key: &str) -> Result<bool, StoreError> {
        self.catalog_mark = None;
        self.store.reopen()?;
        self.store.has_for_good(key)
    }

    /// Lets the ballast go, where there is some.
    pub(super) fn let_ballast_go(&mut self) -> bool {
        let gone = self.store.let_ballast_go();
        if gone {
            self.notice = Some(
                "The disk is full. Two megabytes that the till had held back were freed to go on with: free some space now, or the next sales cannot be recorded."
                    .to_owned(),
            );
        }
        gone
    }
}
