//! The connection to a till's database: how it is made, opened, and set so that nothing answered is lost.
//! Never opens a file that is not a till of this version, and never makes one where a till was expected.

mod settings;

use super::book::HeadOf;
use super::error::{StoreError, Trouble};
use super::roll::ROLL;
use super::schema::{MIGRATIONS, is_schema_of};
use super::trial::{self, Point};
use super::{ballast, lock, restore};
use crate::domain::currency::Currency;
use rusqlite::{Connection, Transaction, TransactionBehavior};
pub(super) use settings::connect;
use settings::settle_durability;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The database's name in the till's folder.
pub const DATABASE: &str = "till.db";
/// `ZINE`, so that a till's file is known from any other SQLite file.
const APPLICATION_ID: i32 = 0x5A49_4E45;

/// An open database.
#[derive(Debug)]
pub struct Store {
    /// The connection, set as `open` says.
    pub conn: Connection,
    /// The till's folder.
    pub folder: PathBuf,
    /// The till's id.
    pub till: Uuid,
    /// Its currency.
    pub currency: Currency,
    /// Its register's letter.
    pub register: String,
    /// It is a practice till.
    pub practice: bool,
    /// Why it is only looked at: nothing is written then.
    pub only_look: Option<String>,
    /// The file system cannot keep a write-ahead log: the slower mode that is as safe is used.
    pub slow: bool,
    /// What happened while it was opened that a person should know.
    pub notice: Option<String>,
    /// Which file it is, by the file system's own number: a path can come to mean another.
    place: Option<(u64, u64)>,
    /// The connection was given up and could not be had again yet.
    closed: bool,
    /// Others may use it too, but nobody may put another database in its place meanwhile.
    lock: Option<lock::Held>,
    /// Where it is a copy: thrown away after the connection is closed.
    scratch: Option<super::look::Scratch>,
}

/// What a new till's database says of itself.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The till's id, its register and its currency.
    pub of: HeadOf,
    /// It is a practice till.
    pub practice: bool,
    /// When it was made, in milliseconds since 1970 in UTC.
    pub created_at: i64,
}

impl Store {
    /// Makes a new till in a folder that holds none.
    ///
    /// # Errors
    /// When the folder cannot be written, or holds a till, a till roll or backups.
    pub fn create(folder: &Path, founding: &Founding) -> Result<Store, StoreError> {
        if folder.join(DATABASE).exists() {
            return Err(StoreError::Refused(format!(
                "there is a till in {} already",
                folder.display()
            )));
        }
        refuse_remains(folder)?;
        make_folder(folder)?;
        // Made under another name and moved when whole: a till is there or it is not.
        let name = format!("{DATABASE}.{}.tmp", founding.of.till);
        let unfinished = folder.join(&name);
        drop(Store::found(&unfinished, founding)?);
        std::fs::File::open(&unfinished)?.sync_all()?;
        trial::reached(Point::Made);
        std::fs::hard_link(&unfinished, folder.join(DATABASE)).map_err(|error| {
            StoreError::Refused(format!("there is a till in {} already ({error})", folder.display()))
        })?;
        trial::reached(Point::Named);
        for end in ["", "-wal", "-shm"] {
            std::fs::remove_file(folder.join(format!("{name}{end}"))).ok();
        }
        sync_folder(folder)?;
        Store::open(folder)
    }

    /// Makes a new database in one file, with nothing in its books; its folder is the file's.
    pub(super) fn found(file: &Path, founding: &Founding) -> Result<Store, StoreError> {
        // Its owner's alone; its log takes after it.
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        drop(options.open(file)?);
        let conn = connect(file, true)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        let tx = conn.unchecked_transaction()?;
        for step in MIGRATIONS {
            tx.execute_batch(step)?;
        }
        tx.execute(
            "INSERT INTO till (one, id, register, currency, places, practice, created_at) VALUES (1, ?, ?, ?, ?, ?, ?)",
            (
                founding.of.till.to_string(),
                &founding.of.register,
                founding.of.currency.code(),
                founding.of.currency.places(),
                founding.practice,
                founding.created_at,
            ),
        )?;
        tx.pragma_update(None, "user_version", MIGRATIONS.len())?;
        tx.commit()?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Store::over(conn, file.parent().unwrap_or(file))
    }

    /// Opens the till in a folder. A restore that was interrupted is finished first; a database of an older version is
    /// backed up and brought to this one.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none; otherwise what keeps it from being used, with the file untouched.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(DATABASE);
        let used = [DATABASE, lock::LOCK, restore::PLAN].map(|name| folder.join(name).exists());
        if !used.contains(&true) {
            refuse_remains(folder)?;
            return Err(StoreError::Missing(folder.display().to_string()));
        }
        let notice = restore::finish_interrupted(folder)?;
        let lock = lock::share(folder)?;
        match std::fs::symlink_metadata(&path) {
            Err(_) => {
                refuse_remains(folder)?;
                return Err(StoreError::Missing(folder.display().to_string()));
            }
            Ok(data) if data.len() == 0 => {
                return Err(StoreError::Damaged(format!("{} is empty", path.display())));
            }
            Ok(_) => {}
        }
        let mut conn = connect(&path, false)?;
        let version = check_identity(&conn, &path)?;
        if conn.is_readonly(rusqlite::MAIN_DB)? {
            let why = format!("{} cannot be written", path.display());
            return Err(StoreError::Trouble(Trouble::ReadOnly, why));
        }
        let slow = !settle_durability(&conn)?;
        if version < MIGRATIONS.len() {
            super::migrate::climb_with_backup(&mut conn, folder)?;
        }
        let mut store = Store::over(conn, folder)?;
        store.lock = Some(lock);
        store.slow = slow;
        store.notice = notice;
        store.place = place_of(&path);
        if !store.practice {
            ballast::take_in(folder);
        }
        Ok(store)
    }

    /// The database behind a connection, as it says of itself.
    pub(super) fn over(conn: Connection, folder: &Path) -> Result<Store, StoreError> {
        let (till, register, code, practice): (String, String, String, bool) =
            conn.query_row("SELECT id, register, currency, practice FROM till", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
        let wrong = |what: &str| StoreError::Damaged(format!("its {what} cannot be read"));
        Ok(Store {
            conn,
            folder: folder.to_owned(),
            till: Uuid::parse_str(&till).map_err(|_| wrong("id"))?,
            currency: Currency::from_code(&code).ok_or_else(|| wrong("currency"))?,
            register,
            practice,
            only_look: None,
            slow: false,
            notice: None,
            place: None,
            closed: false,
            lock: None,
            scratch: None,
        })
    }

    /// From now on nothing is written through this store, for this reason.
    pub(super) fn only_look(mut self, why: &str, scratch: Option<super::look::Scratch>) -> Result<Store, StoreError> {
        self.conn.pragma_update(None, "query_only", true)?;
        self.only_look = Some(why.to_owned());
        self.scratch = scratch;
        Ok(self)
    }

    /// Whatever is read until this is dropped is of one moment, whoever sells meanwhile.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn moment(&self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.conn.unchecked_transaction()?)
    }

    /// Begins a transaction that writes: it takes the write lock at once, so that it never fails half-way for lack of it.
    ///
    /// # Errors
    /// When another program holds the lock for more than five seconds, or the disk fails.
    pub fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        if let Some(why) = &self.only_look {
            return Err(StoreError::Trouble(Trouble::ReadOnly, why.clone()));
        }
        self.be_open()?;
        self.in_place()?;
        Ok(self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Whether the database still lies where it was opened: written elsewhere, it would be lost to whoever looks here.
    ///
    /// # Errors
    /// When its folder was moved or deleted, or another file lies in its place.
    pub fn in_place(&self) -> Result<(), StoreError> {
        if self.place.is_none() || self.place == place_of(&self.folder.join(DATABASE)) {
            return Ok(());
        }
        let why = format!(
            "the till's database is no longer in {}: the folder was moved or deleted; nothing was recorded. \
             Put it back where it was, then close Zinetill and open it again",
            self.folder.display()
        );
        Err(StoreError::Trouble(Trouble::Gone, why))
    }

    /// Gives the connection up and opens the database anew: after a failure of the disk, what a connection holds in memory
    /// may not be what is on the disk.
    ///
    /// # Errors
    /// When it cannot be opened just now; the next writing tries again.
    pub fn reopen(&mut self) -> Result<(), StoreError> {
        // The old connection ends before the new one begins, so that the log is read from the disk again.
        self.conn = Connection::open_in_memory()?;
        self.closed = true;
        let fresh = Store::open(&self.folder)?;
        if fresh.till != self.till {
            return Err(StoreError::Refused(format!(
                "another till lies in {} now",
                self.folder.display()
            )));
        }
        *self = fresh;
        Ok(())
    }

    /// Opens the database again where a connection was given up.
    ///
    /// # Errors
    /// When it still cannot be opened.
    pub fn be_open(&mut self) -> Result<(), StoreError> {
        if self.closed { self.reopen() } else { Ok(()) }
    }

    /// Whether an entry stands under a key, once and for all: a commit that failed can lie in the log unseen, and come to
    /// light after a crash. What is written now takes its place there.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn has_for_good(&mut self, key: &str) -> Result<bool, StoreError> {
        let tx = self.write()?;
        let known = super::correction::entry_with_key(&tx, key)?.is_some();
        tx.pragma_update(None, "user_version", MIGRATIONS.len())?;
        tx.commit()?;
        Ok(known)
    }

    /// Frees what was held back for a full disk; answers whether there was any.
    pub fn let_ballast_go(&self) -> bool {
        ballast::let_go(&self.folder)
    }

    /// Every setting that was made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<HashMap<String, String>, StoreError> {
        if self.closed {
            let why = "the disk failed, and the till could not be opened again yet; what is recorded is safe";
            return Err(StoreError::Trouble(Trouble::Full, why.to_owned()));
        }
        let mut query = self.conn.prepare_cached("SELECT key, value FROM setting")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
            (key, value),
        )?;
        Ok(())
    }
}

/// The number under which a file system knows a file; `None` where that is not known.
fn place_of(path: &Path) -> Option<(u64, u64)> {
    // Asked of the name alone: to open and close the file here would drop SQLite's locks on it.
    #[cfg(unix)]
    return std::fs::symlink_metadata(path).ok().map(|data| {
        use std::os::unix::fs::MetadataExt;
        (data.dev(), data.ino())
    });
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Where a roll or backups lie without a database, a till was lost: a new one in its place would hide that.
fn refuse_remains(folder: &Path) -> Result<(), StoreError> {
    for remains in [ROLL, "backups"] {
        if folder.join(remains).exists() {
            let why = format!(
                "{} holds `{remains}` of a till whose database is gone; nothing was made anew. \
                 Put the database back, or let `zinetill repair` restore it from the newest backup and the till roll, \
                 or choose another folder",
                folder.display()
            );
            return Err(StoreError::Trouble(Trouble::Gone, why));
        }
    }
    Ok(())
}

pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        StoreError::Failed(format!(
            "the folder {} cannot be made: {error}. Choose another with --data",
            folder.display()
        ))
    })
}

/// Makes names in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Before any other statement: is this a till, of a version known here, with exactly the schema it should have? Answers
/// with the version.
pub(super) fn check_identity(conn: &Connection, path: &Path) -> Result<usize, StoreError> {
    let pragma = |name: &str| -> Result<i64, rusqlite::Error> {
        conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
    };
    if pragma("application_id")? != i64::from(APPLICATION_ID) {
        return Err(StoreError::Foreign(format!(
            "{} is no till's database; it was left as it is",
            path.display()
        )));
    }
    let version = usize::try_from(pragma("user_version")?).unwrap_or(usize::MAX);
    if version > MIGRATIONS.len() {
        let why = format!(
            "{} was made by a newer version of Zinetill; it was left as it is. Install that version to open it",
            path.display()
        );
        return Err(StoreError::Trouble(Trouble::Newer, why));
    }
    if !is_schema_of(conn, version)? {
        return Err(StoreError::Foreign(format!(
            "the tables in {} are not those of a till; it was left as it is",
            path.display()
        )));
    }
    Ok(version)
}
