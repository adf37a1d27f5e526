//! Backups: one SQLite file each, made while the till is in use, opened on its own and verified before it is called one.
//! Never writes over a file, and never deletes one that it did not name itself.

use super::chain::follow_chain;
use super::connection::{Store, check_identity, connect, make_folder, sync_folder};
use super::error::{StoreError, Trouble};
use super::schema::MIGRATIONS;
use super::verify::{self, Problem};
use super::{book, lock};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder of the till's own backups, in the till's folder.
pub const BACKUPS: &str = "backups";
/// How many of the newest are kept, beside the last of each month.
const KEPT: usize = 10;
const END: &str = ".db";
const UNFINISHED: &str = ".tmp";

/// A backup among the till's own, as its name tells: the name holds the moment, the journal's length and a random part,
/// so that names sort by time and never meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// When it was made, in milliseconds since 1970 in UTC.
    pub at_ms: i64,
    /// Entries of the journal in it.
    pub entries: u64,
    /// The version of the schema that the database was about to get.
    pub before: Option<u32>,
}

impl Backup {
    /// Reads a name such as `2026-11-22T100200.123Z-e000031-3f9c2a1b.db` or `before-0002-…`.
    fn parse(file: PathBuf) -> Option<Backup> {
        let name = file.file_name()?.to_str()?.strip_suffix(END)?;
        let (before, rest) = match name.strip_prefix("before-") {
            Some(rest) => {
                let (version, rest) = rest.split_once('-')?;
                (Some(version.parse().ok()?), rest)
            }
            None => (None, name),
        };
        let (at, rest) = rest.split_once("Z-e")?;
        let (entries, random) = rest.split_once('-')?;
        if random.len() != 8 || !random.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let at = chrono::NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H%M%S%.3f").ok()?;
        let (at_ms, entries) = (at.and_utc().timestamp_millis(), entries.parse().ok()?);
        Some(Backup {
            file,
            at_ms,
            entries,
            before,
        })
    }

    fn name(before: Option<u32>, at_ms: i64, entries: u64) -> String {
        let before = before.map_or_else(String::new, |version| format!("before-{version:04}-"));
        let random = Uuid::now_v7().simple().to_string();
        let random = random.get(24..).unwrap_or(&random);
        format!("{before}{}-e{entries:06}-{random}{END}", stamp(at_ms))
    }

    /// Newest last; a clock that was set back does not make a backup old that holds more than the others.
    fn order(&self) -> (u64, i64, &Path) {
        (self.entries, self.at_ms, &self.file)
    }

    fn month(&self) -> String {
        stamp(self.at_ms).chars().take(7).collect()
    }
}

/// A moment as it stands in the names of files: `2026-11-22T100200.123Z`.
pub fn stamp(at_ms: i64) -> String {
    let at = DateTime::<Utc>::from_timestamp_millis(at_ms).unwrap_or_default();
    at.format("%Y-%m-%dT%H%M%S%.3fZ").to_string()
}

/// What a verified file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Entries of its journal.
    pub entries: u64,
    /// Sales among them.
    pub sales: u64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The backups in a folder, oldest first.
pub fn list(folder: &Path) -> Vec<Backup> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<Backup> = files.filter_map(|entry| Backup::parse(entry.path())).collect();
    found.sort_by(|one, other| one.order().cmp(&other.order()));
    found
}

/// Those among backups that are kept: the last ten, the last of each month, and all from before a new version.
pub fn kept(backups: &[Backup]) -> BTreeSet<&Path> {
    let mut months = BTreeSet::new();
    let mut kept = BTreeSet::new();
    let newest_first = backups.iter().rev().filter(|backup| backup.before.is_none());
    for (n, backup) in newest_first.enumerate() {
        if months.insert(backup.month()) || n < KEPT {
            kept.insert(backup.file.as_path());
        }
    }
    let before = backups.iter().filter(|backup| backup.before.is_some());
    kept.extend(before.map(|backup| backup.file.as_path()));
    kept
}

/// Deletes the backups in a folder that are not to be kept.
pub fn rotate(folder: &Path) {
    let all = list(folder);
    let kept = kept(&all);
    for backup in all.iter().filter(|backup| !kept.contains(backup.file.as_path())) {
        // One that cannot be deleted takes room and harms nobody.
        let _ = std::fs::remove_file(&backup.file);
    }
}

/// Makes a backup among the till's own, and lets go of those that are too many.
///
/// # Errors
/// When it cannot be made or does not verify; then there is none, and those before it are as they were.
pub fn make_own(store: &Store, at_ms: i64) -> Result<(Backup, Held), StoreError> {
    let folder = store.folder.join(BACKUPS);
    let made = make_in(&store.conn, &store.folder, None, at_ms)?;
    rotate(&folder);
    Ok(made)
}

/// Makes the backup that a new version begins with.
///
/// # Errors
/// As [`make_own`].
pub(super) fn before_climbing(conn: &Connection, folder: &Path, version: usize) -> Result<(), StoreError> {
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    make_in(conn, folder, Some(version), Utc::now().timestamp_millis()).map(|_| ())
}

fn make_in(conn: &Connection, till: &Path, before: Option<u32>, at_ms: i64) -> Result<(Backup, Held), StoreError> {
    let folder = till.join(BACKUPS);
    make_folder(&folder)?;
    let _making = lock::making(till)?;
    let entries: i64 = conn.query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| row.get(0))?;
    let entries = entries.unsigned_abs();
    let file = folder.join(Backup::name(before, at_ms, entries));
    let held = write(conn, &file)?;
    sync_folder(till)?;
    let backup = Backup {
        file,
        at_ms,
        entries,
        before,
    };
    Ok((backup, held))
}

impl Store {
    /// Writes a backup to a file that is not there yet. That is allowed where the till is only looked at, too.
    ///
    /// # Errors
    /// When it cannot be written or does not verify; then there is no such file.
    pub fn write_backup(&self, file: &Path) -> Result<Held, StoreError> {
        // SQLite takes writing elsewhere for writing.
        self.conn.pragma_update(None, "query_only", false)?;
        let held = write(&self.conn, file);
        self.conn.pragma_update(None, "query_only", self.only_look.is_some())?;
        held
    }
}

/// Writes a backup to a file that is not there yet: under another name first, verified, synced, moved.
///
/// # Errors
/// When it cannot be written or does not verify; then there is no such file.
fn write(conn: &Connection, file: &Path) -> Result<Held, StoreError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
    let mut name = file.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}{UNFINISHED}", Uuid::now_v7().simple()));
    let unfinished = folder.join(name);
    let result = write_verified(conn, &unfinished).and_then(|held| {
        std::fs::rename(&unfinished, file)?;
        sync_folder(&folder)?;
        Ok(held)
    });
    if result.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    result
}

fn write_verified(conn: &Connection, unfinished: &Path) -> Result<Held, StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(unfinished)?);
    // Sees the database as of one moment, whoever writes to it meanwhile.
    conn.execute("VACUUM INTO ?", [unfinished.to_string_lossy()])?;
    let held = check(unfinished)?;
    std::fs::OpenOptions::new().write(true).open(unfinished)?.sync_all()?;
    Ok(held)
}

/// Opens a file on its own and verifies it: schema, integrity, chain, and every total where it is of this version.
///
/// # Errors
/// [`StoreError::Damaged`] names the first thing that is wrong; otherwise what keeps it from being read.
pub fn check(file: &Path) -> Result<Held, StoreError> {
    let conn = connect(file, false)?;
    let version = check_identity(&conn, file)?;
    let store = Store::over(conn, file)?;
    verified(&store, version)?;
    let (entries, _) = book::head(&store.conn, &store.identity())?;
    let sales: i64 = store
        .conn
        .query_row("SELECT count(*) FROM sale", [], |row| row.get(0))?;
    drop(store);
    Ok(Held {
        entries,
        sales: sales.unsigned_abs(),
        bytes: std::fs::metadata(file)?.len(),
    })
}

/// Verifies an open file that has no roll. Of an older version it is the file and its chain; the tables are gone through
/// once they are of this version.
///
/// # Errors
/// As [`check`].
pub(super) fn verified(store: &Store, version: usize) -> Result<(), StoreError> {
    let problems = if version < MIGRATIONS.len() {
        follow_chain(&store.conn, &store.identity(), None)?;
        verify::integrity_problems(&store.conn)?
    } else {
        verify::verify_alone(store)?.problems
    };
    match problems.first() {
        None => Ok(()),
        Some(Problem { place, what }) => Err(StoreError::Damaged(format!("{place}: {what}"))),
    }
}

/// Deletes what was left of backups that were interrupted, unless one is in the making just now.
pub fn sweep(till: &Path) {
    let folder = till.join(BACKUPS);
    let left = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let left = left.filter(|entry| entry.file_name().to_string_lossy().contains(&format!("{END}.")));
    let left: Vec<_> = left.filter(|entry| is_unfinished(&entry.path())).collect();
    if left.is_empty() {
        return;
    }
    if let Some(_nobody) = lock::none_making(till) {
        for entry in left {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // SQLite's own journal of an unfinished file goes with it.
    let name = name
        .trim_end_matches("-journal")
        .trim_end_matches("-wal")
        .trim_end_matches("-shm");
    name.ends_with(UNFINISHED)
}

/// Refuses a place for a backup where something lies.
///
/// # Errors
/// Names what lies there.
pub fn free_place(file: &Path) -> Result<(), StoreError> {
    if std::fs::symlink_metadata(file).is_ok() {
        let why = format!(
            "{} is there already; nothing was written. Choose another name",
            file.display()
        );
        return Err(StoreError::Refused(why));
    }
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            let why = format!("there is no folder {}; nothing was written", folder.display());
            Err(StoreError::Refused(why))
        }
        _ => Ok(()),
    }
}

/// A failed backup, said as one: the till itself goes on.
pub fn not_made(error: StoreError) -> StoreError {
    match error {
        StoreError::Refused(why) => StoreError::Refused(why),
        StoreError::Trouble(Trouble::Full, _) => StoreError::Trouble(
            Trouble::Full,
            "no backup was made: the disk is full or failing. The till goes on; free some space there".to_owned(),
        ),
        StoreError::Damaged(what) => StoreError::Damaged(format!("{what}, found while a backup was made of it")),
        other => StoreError::Failed(format!("no backup was made: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn named(before: Option<u32>, at_ms: i64, entries: u64) -> Backup {
        Backup::parse(PathBuf::from("b").join(Backup::name(before, at_ms, entries))).unwrap()
    }

    #[test]
    fn a_name_tells_when_and_how_much() {
        let at_ms = 1_795_000_000_123;
        let backup = named(None, at_ms, 31);
        assert_eq!((backup.at_ms, backup.entries, backup.before), (at_ms, 31, None));
        assert_eq!(named(Some(2), at_ms, 31).before, Some(2));
        assert_ne!(named(None, at_ms, 31).file, named(None, at_ms, 31).file);
        for other in [
            "notes.db",
            "till.db",
            "2026-11-22T100200.123Z-e000031-3f9c2a1b.db.tmp",
            "2026-Z-e1-abcdefgh.db",
        ] {
            assert_eq!(Backup::parse(PathBuf::from(other)), None, "{other}");
        }
    }

    #[test]
    fn the_last_ten_stay_and_the_last_of_each_month() {
        // Every third day of 2026 a backup, and one from before a new version.
        let start = 1_767_225_600_000;
        let mut all: Vec<Backup> = (0..120)
            .map(|n| named(None, start + i64::from(n) * 72 * HOUR, n as u64))
            .collect();
        all.insert(0, named(Some(2), start, 0));
        let kept = kept(&all);
        assert_eq!(kept.len(), 1 + 10 + 10, "the last ten are of November and December");
        assert!(kept.contains(all[0].file.as_path()) && kept.contains(all[120].file.as_path()));
    }

    #[test]
    fn a_clock_set_back_does_not_make_the_newest_old() {
        let mut all: Vec<Backup> = (0..30)
            .map(|n| named(None, 1_795_000_000_000 + n * HOUR, n as u64))
            .collect();
        all.push(named(None, 0, 40));
        all.sort_by(|one, other| one.order().cmp(&other.order()));
        assert!(kept(&all).contains(all[30].file.as_path()));
        assert_eq!(all[30].entries, 40);
    }
}
