//! Restoring: a backup, or the till roll alone, becomes the till. What was there is moved aside, never deleted.
//!
//! Everything new is made whole and verified under other names first. Then a plan is written down, which is the moment of
//! decision: before it nothing happened, after it only names are moved, and whoever opens the till next moves the rest.

use super::backup::{self, stamp};
use super::book::{self, HeadOf};
use super::chain::CHECKED;
use super::connection::{DATABASE, Founding, Store, check_identity, connect, make_folder, sync_folder};
use super::error::{StoreError, Trouble};
use super::roll::{self, ROLL};
use super::salvage::{self, Old, entry_after, open_old};
use super::{lock, migrate};
use crate::domain::journal::{Entry, What};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The plan of a restore that is under way.
pub const PLAN: &str = "restore.json";
/// What ends the names of the new files until they are in place.
const NEW: &str = ".restoring";

/// From what a till is restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A backup.
    Backup(PathBuf),
    /// The till roll that lies in the folder.
    Roll,
}

/// How a restore went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// From what.
    pub from: From,
    /// The till's register.
    pub register: String,
    /// Entries of the journal now.
    pub entries: u64,
    /// Sales among them.
    pub sales: u64,
    /// Titles of the catalog.
    pub titles: u64,
    /// Entries newer than the backup that were put back, from the till roll or from the database as it was.
    pub replayed: u64,
    /// Entries that do not continue the backup; they stay in the files that were set aside.
    pub left_aside: u64,
    /// What was there, under its new names.
    pub aside: Vec<PathBuf>,
}

/// Makes a backup, or the till roll, the till of a folder.
///
/// # Errors
/// When it does not verify, is of another till than the one there, or the disk fails; then the till is as it was.
pub fn restore(folder: &Path, from: From, at_ms: i64) -> Result<Restored, StoreError> {
    if let From::Backup(file) = &from
        && !file.is_file()
    {
        return Err(StoreError::Refused(format!("there is no backup {}", file.display())));
    }
    make_folder(folder)?;
    let _alone = lock::alone(folder)?;
    finish(folder)?;
    discard(folder);
    let prepared = prepare(folder, from, at_ms).and_then(|mut restored| {
        restored.aside = aside(folder, at_ms);
        decide(folder, at_ms)?;
        Ok(restored)
    });
    if prepared.is_err() {
        discard(folder);
    }
    let restored = prepared?;
    finish(folder).map_err(half)?;
    Ok(restored)
}

/// Ends a restore that was interrupted, before anything else is done with the till. Answers with a sentence about it.
///
/// # Errors
/// [`Trouble::HalfRestored`] when it cannot be ended.
pub fn finish_interrupted(folder: &Path) -> Result<Option<String>, StoreError> {
    let began = folder.join(format!("{DATABASE}{NEW}")).exists();
    if !began && !folder.join(PLAN).exists() {
        return Ok(None);
    }
    if !folder.join(PLAN).exists() {
        // Nothing was decided yet. One that is going on just now holds the lock, and is none of our business.
        if let Some(_alone) = lock::alone_now(folder)
            && !folder.join(PLAN).exists()
        {
            discard(folder);
            let why = "A restore was interrupted before anything was changed; the till is as it was.";
            return Ok(Some(why.to_owned()));
        }
        return Ok(None);
    }
    let _alone = lock::alone(folder).map_err(half)?;
    match finish(folder).map_err(half)? {
        false => Ok(None),
        true => Ok(Some(
            "A restore that was interrupted has been ended: the till is as the backup had it, with what the till roll holds beyond it. \
             The files from before lie beside it."
                .to_owned(),
        )),
    }
}

fn half(error: StoreError) -> StoreError {
    let why = format!(
        "a restore was interrupted and cannot be ended just now: {error}. Nothing is lost: the backup and the files from \
         before lie side by side; it is ended as soon as the folder can be written"
    );
    StoreError::Trouble(Trouble::HalfRestored, why)
}

fn new(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{NEW}"))
}

fn present(folder: &Path, name: &str) -> bool {
    std::fs::symlink_metadata(folder.join(name)).is_ok()
}

/// Each file of the till, and the name it is set aside under.
fn names(at_ms: i64) -> [(String, String); 5] {
    let at = stamp(at_ms);
    let database = ["", "-wal", "-shm", "-journal"];
    let [db, wal, shm, journal] =
        database.map(|end| (format!("{DATABASE}{end}"), format!("{DATABASE}.replaced-{at}{end}")));
    [
        db,
        wal,
        shm,
        journal,
        (ROLL.to_owned(), format!("{ROLL}.replaced-{at}")),
    ]
}

/// What will lie aside of what is there.
fn aside(folder: &Path, at_ms: i64) -> Vec<PathBuf> {
    let there = names(at_ms).into_iter().filter(|(name, _)| present(folder, name));
    there
        .filter(|(name, _)| !name.ends_with("-shm"))
        .map(|(_, aside)| folder.join(aside))
        .collect()
}

/// Deletes the new files of a restore that was not decided.
fn discard(folder: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(folder.join(format!("{DATABASE}{NEW}{end}")));
    }
    for file in [new(folder, ROLL), new(folder, PLAN)] {
        let _ = std::fs::remove_file(file);
    }
}

/// Writes the plan down. It needs to hold the moment only: the names follow from it.
fn decide(folder: &Path, at_ms: i64) -> Result<(), StoreError> {
    sync_folder(folder)?;
    let mut plan = File::create(new(folder, PLAN))?;
    plan.write_all(format!("{{\"restore\":1,\"at_ms\":{at_ms}}}\n").as_bytes())?;
    plan.sync_all()?;
    std::fs::rename(new(folder, PLAN), folder.join(PLAN))?;
    sync_folder(folder)
}

/// Moves what the plan says. Each step is seen from the names alone, so it can be interrupted and taken up anywhere.
fn finish(folder: &Path) -> Result<bool, StoreError> {
    let Ok(plan) = std::fs::read_to_string(folder.join(PLAN)) else {
        return Ok(false);
    };
    let at_ms = serde_json::from_str::<serde_json::Value>(&plan)
        .ok()
        .and_then(|plan| plan.get("at_ms")?.as_i64());
    let mut names = names(at_ms.unwrap_or_default()).to_vec();
    let roll = names.split_off(4);
    for (files, name) in [(names, DATABASE), (roll, ROLL)] {
        if !present(folder, &format!("{name}{NEW}")) {
            continue;
        }
        for (name, aside) in files {
            if present(folder, &name) {
                std::fs::rename(folder.join(&name), folder.join(aside))?;
            }
        }
        // The old log must be gone before the new database has its name, or it would be read into it.
        sync_folder(folder)?;
        std::fs::rename(new(folder, name), folder.join(name))?;
        sync_folder(folder)?;
    }
    // What was found whole before was another database.
    let _ = std::fs::remove_file(folder.join(CHECKED));
    std::fs::remove_file(folder.join(PLAN))?;
    sync_folder(folder)?;
    Ok(true)
}

/// Makes the new database and the new roll, whole, verified and synced, beside what is there.
fn prepare(folder: &Path, from: From, at_ms: i64) -> Result<Restored, StoreError> {
    let file = new(folder, DATABASE);
    let mut store = match &from {
        From::Backup(backup) => from_backup(folder, backup, &file)?,
        From::Roll => from_nothing(folder, &file, at_ms)?,
    };
    let of = store.identity();
    refuse_other_till(folder, &of)?;
    let mut old = Old::read(folder, &of);
    let (before, _) = book::head(&store.conn, &of)?;
    let carts = old.carts();
    let tx = store.write()?;
    if let (From::Roll, Some(conn)) = (&from, &old.conn) {
        salvage::catalog(conn, &tx);
    }
    // The carts of the backup may have been sold since; those of the till as it was are the ones that are open.
    tx.execute("DELETE FROM cart", [])?;
    for (id, changed_at, body) in carts {
        tx.execute(
            "INSERT INTO cart (id, changed_at, body) VALUES (?, ?, ?)",
            (id, changed_at, body),
        )?;
    }
    let mut furthest = before;
    old.each(before, |line| {
        furthest = furthest.max(line.seq);
        // What does not continue stays aside; only what does is put back.
        tx.execute_batch("SAVEPOINT entry")?;
        let put_back = book::replay(&tx, &of, line.seq, &line.body, &line.hash).is_ok();
        tx.execute_batch(if put_back {
            "RELEASE entry"
        } else {
            "ROLLBACK TO entry; RELEASE entry"
        })?;
        Ok(())
    })?;
    tx.commit()?;
    backup::verified(&store, usize::MAX)?;
    let (entries, _) = book::head(&store.conn, &of)?;
    let count = |table: &str| -> Result<u64, StoreError> {
        let query = format!("SELECT count(*) FROM {table}");
        let count: i64 = store.conn.query_row(&query, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    };
    let (sales, titles) = (count("sale")?, count("title")?);
    store.conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    write_roll(&store, &new(folder, ROLL))?;
    let register = store.register.clone();
    drop(store);
    OpenOptions::new().write(true).open(&file)?.sync_all()?;
    Ok(Restored {
        from,
        register,
        entries,
        sales,
        titles,
        replayed: entries - before,
        left_aside: furthest.saturating_sub(entries),
        aside: Vec::new(),
    })
}

/// A copy of a backup, verified, and brought to this version.
fn from_backup(folder: &Path, backup: &Path, file: &Path) -> Result<Store, StoreError> {
    copy(backup, file)?;
    // Somebody may bring a till's own file instead of a backup: what stands in its log belongs to it.
    let mut log = backup.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).is_file() && backup.canonicalize()? != folder.join(DATABASE) {
        let mut to = file.as_os_str().to_owned();
        to.push("-wal");
        copy(Path::new(&log), Path::new(&to))?;
    }
    let mut conn = connect(file, false)?;
    let named = |error: StoreError| match error {
        StoreError::Foreign(_) => {
            StoreError::Foreign(format!("{} is no till's backup; nothing was changed", backup.display()))
        }
        StoreError::Damaged(what) => StoreError::Refused(format!(
            "the backup {} is damaged ({what}); nothing was changed. Choose an older one",
            backup.display()
        )),
        other => other,
    };
    let version = check_identity(&conn, file).map_err(named)?;
    conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    if version < super::schema::MIGRATIONS.len() {
        backup::verified(&Store::over(connect(file, false)?, folder).map_err(named)?, version).map_err(named)?;
        migrate::climb(&mut conn)?;
    }
    let store = Store::over(conn, folder).map_err(named)?;
    backup::verified(&store, usize::MAX).map_err(named)?;
    Ok(store)
}

fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    std::io::copy(&mut File::open(from)?, &mut options.open(to)?)?;
    Ok(())
}

/// An empty till with the identity that the roll's first line tells.
fn from_nothing(folder: &Path, file: &Path, at_ms: i64) -> Result<Store, StoreError> {
    let of = roll::owner(folder)?;
    let mut first_sale = None;
    roll::read(folder, &of, |_, line| {
        let entry = line.and_then(|line| Entry::decode(&line.body).ok());
        if let (None, Some(What::Sale(sale))) = (&first_sale, entry.map(|entry| entry.what)) {
            first_sale = Some(sale.practice);
        }
        Ok(())
    })?;
    let founding = Founding {
        of,
        practice: first_sale.unwrap_or(false),
        created_at: at_ms,
    };
    Store::found(file, &founding)
}

/// A backup of another till than the one whose remains lie there would hide that one.
fn refuse_other_till(folder: &Path, of: &HeadOf) -> Result<(), StoreError> {
    let there = roll::owner(folder).ok().map(|owner| owner.till).or_else(|| {
        let conn = open_old(folder)?;
        let id: String = conn.query_row("SELECT id FROM till", [], |row| row.get(0)).ok()?;
        Uuid::parse_str(&id).ok()
    });
    if there.is_some_and(|there| there != of.till) {
        return Err(StoreError::Refused(format!(
            "the backup is of another till (register {}); nothing was changed. Restore it into an empty folder with --data",
            of.register
        )));
    }
    Ok(())
}

fn write_roll(store: &Store, file: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = BufWriter::new(options.open(file)?);
    out.write_all(roll::header(&store.identity()).as_bytes())?;
    let mut seq = 0;
    while let Some(line) = entry_after(&store.conn, seq)? {
        seq = line.seq;
        out.write_all(line.text().as_bytes())?;
    }
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(())
}
