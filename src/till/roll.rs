//! The till roll beside the books: caught up with, or put back from.
//! Never lets a sale be made where the two tell different things.

use super::{Roll, Till, now};
use crate::store::trial::{self, Point};
use crate::store::{self, RollState, StoreError, Trouble};

impl Till {
    /// Brings the roll up to the database, or the database up to the roll where it lost entries.
    pub(super) fn sync_roll(&mut self) {
        if self.store.only_look.is_some() {
            return;
        }
        let caught_up = match store::catch_up(&self.store) {
            Err(StoreError::Trouble(Trouble::Full, _)) if self.let_ballast_go() => store::catch_up(&self.store),
            other => other,
        };
        self.roll = match caught_up {
            Ok(RollState::Mended) => {
                self.notice = Some(
                    "The last line of the till roll could not be read; it was written again from the database, and the roll as it was lies beside it."
                        .to_owned(),
                );
                Roll::Synced
            }
            Ok(RollState::Synced) => Roll::Synced,
            Ok(RollState::Ahead(seq)) => match self.replay(seq) {
                Ok(count) => {
                    self.notice = Some(format!(
                        "The database had lost its last {count} entries; they were put back from the till roll, and a copy of the database as it was lies beside it."
                    ));
                    Roll::Synced
                }
                Err(error) => {
                    self.diverged = Some(format!(
                        "the till roll holds entries that the database lost, and they do not fit it: {error}"
                    ));
                    Roll::Behind(error.to_string())
                }
            },
            Ok(RollState::Diverged(why)) => {
                self.diverged = Some(why.clone());
                Roll::Behind(why)
            }
            Err(error) => Roll::Behind(error.to_string()),
        };
    }

    /// Puts back from the roll what the database lost; answers with how many entries.
    fn replay(&mut self, upto: u64) -> Result<usize, StoreError> {
        let identity = self.store.identity();
        let (head, _) = store::head(&self.store.conn, &identity)?;
        let lines = store::lines_after(&self.store.folder, &identity, head)?;
        let aside = self
            .store
            .folder
            .join(format!("{}.damaged-{}", store::DATABASE, now().utc_ms));
        self.store.conn.execute("VACUUM INTO ?", [aside.to_string_lossy()])?;
        trial::reached(Point::SetAside);
        let tx = self.store.write()?;
        for line in &lines {
            store::replay(&tx, &identity, line.seq, &line.body, &line.hash)?;
        }
        trial::reached(Point::PutBack);
        tx.commit()?;
        match lines.last() {
            Some(last) if last.seq == upto => Ok(lines.len()),
            _ => Err(StoreError::Refused(
                "the till roll cannot be read to its end".to_owned(),
            )),
        }
    }

    /// How the roll stands.
    pub fn roll(&self) -> &Roll {
        &self.roll
    }

    /// What happened at opening that a person should know.
    pub fn notice(&self) -> Option<&str> {
        self.diverged.as_deref().or(self.notice.as_deref())
    }
}
