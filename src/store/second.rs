//! The second place: a folder of the person's choice, on another disk, that gets a copy of each backup and of the till
//! roll. Never keeps a sale waiting: it may be gone for days and catches up when it is back.

use super::backup::{self, BACKUPS};
use super::book::HeadOf;
use super::connection::{make_folder, sync_folder};
use super::error::StoreError;
use super::roll::ROLL;
use chrono::Utc;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The till's own folder in the second place: several tills may share a stick.
pub fn folder_in(place: &Path, of: &HeadOf) -> PathBuf {
    let id = of.till.simple().to_string();
    place.join(format!("zinetill-{}-{}", of.register, id.get(24..).unwrap_or(&id)))
}

/// Chooses a folder as the second place: makes the till's folder in it, and sees that it can be written.
///
/// # Errors
/// When there is no such folder, it is the till's own, or it cannot be written.
pub fn choose(till: &Path, place: &Path, of: &HeadOf) -> Result<(), StoreError> {
    let refused = |why: String| Err(StoreError::Refused(why));
    if !place.is_absolute() || !place.is_dir() {
        return refused(format!(
            "there is no folder `{}`; name one by its whole path",
            place.display()
        ));
    }
    if place.canonicalize()?.starts_with(till.canonicalize()?) {
        return refused("that is the till's own folder; choose one on another disk".to_owned());
    }
    let ours = folder_in(place, of);
    let tried = make_folder(&ours).and_then(|()| Ok(put(&ours, "written", &mut &b"by Zinetill\n"[..])?));
    tried.or_else(|why| refused(format!("nothing can be kept in {}: {why}", place.display())))
}

/// Copies there what it lacks: the backups that are kept, and the rest of the till roll. Answers with how many files.
///
/// # Errors
/// When it is not there or cannot be written; then it lacks what it lacked.
pub fn catch_up(till: &Path, place: &Path, of: &HeadOf) -> Result<usize, StoreError> {
    let ours = folder_in(place, of);
    // An unplugged stick may leave an empty folder behind: only where the till's own folder lies is the stick.
    if !ours.is_dir() {
        return Err(StoreError::Failed(away(place)));
    }
    sweep(&ours);
    let mut all = backup::list(&ours);
    let there: Vec<_> = all
        .iter()
        .filter_map(|backup| backup.file.file_name())
        .map(ToOwned::to_owned)
        .collect();
    let mut own = backup::list(&till.join(BACKUPS));
    own.retain(|backup| {
        !backup
            .file
            .file_name()
            .is_some_and(|name| there.iter().any(|had| had == name))
    });
    all.extend(own.iter().cloned());
    all.sort_by_key(|backup| (backup.entries, backup.at_ms));
    let kept = backup::kept(&all);
    let mut copied = 0;
    for backup in own.iter().filter(|backup| kept.contains(backup.file.as_path())) {
        let name = backup.file.file_name().unwrap_or_default().to_string_lossy();
        put(&ours, &name, &mut File::open(&backup.file)?)?;
        backup::check(&ours.join(&*name))?;
        copied += 1;
    }
    copied += usize::from(copy_roll(&till.join(ROLL), &ours)?);
    backup::rotate(&ours);
    Ok(copied)
}

/// Why it lacks something, if it does; looks at names and lengths only.
pub fn lacks(till: &Path, place: &Path, of: &HeadOf) -> Option<String> {
    let ours = folder_in(place, of);
    if !ours.is_dir() {
        return Some(away(place));
    }
    let length = |file: PathBuf| std::fs::metadata(file).map_or(0, |data| data.len());
    let newest = backup::list(&till.join(BACKUPS)).pop();
    let newest = newest.as_ref().and_then(|backup| backup.file.file_name());
    let lacks = newest.is_some_and(|name| !ours.join(name).exists());
    (lacks || length(till.join(ROLL)) != length(ours.join(ROLL)))
        .then(|| format!("{} is being caught up with", place.display()))
}

fn away(place: &Path) -> String {
    format!(
        "{} is not there just now; plug it in, it catches up by itself",
        place.display()
    )
}

/// Writes a file there under another name, syncs it and moves it in place.
fn put(folder: &Path, name: &str, from: &mut impl Read) -> Result<(), std::io::Error> {
    let unfinished = folder.join(format!("{name}.{}.tmp", Uuid::now_v7().simple()));
    let written = File::create_new(&unfinished).and_then(|mut to| {
        std::io::copy(from, &mut to)?;
        to.sync_all()?;
        std::fs::rename(&unfinished, folder.join(name))
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written.and_then(|()| sync_folder(folder).map_err(|error| std::io::Error::other(error.to_string())))
}

/// Deletes what an interrupted copy left. Two tills' windows never write to one till's folder at a time.
fn sweep(ours: &Path) {
    for entry in std::fs::read_dir(ours).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(".tmp") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Appends what the copy of the roll lacks. A copy that tells otherwise is set aside, never written over.
fn copy_roll(roll: &Path, ours: &Path) -> Result<bool, StoreError> {
    let copy = ours.join(ROLL);
    let Ok(file) = File::open(roll) else {
        return Ok(false);
    };
    let whole = whole_lines(&file)?;
    let there = std::fs::metadata(&copy).map_or(0, |data| data.len());
    if there > 0 && !(there <= whole && same_start(roll, &copy, there)?) {
        let at = backup::stamp(Utc::now().timestamp_millis());
        std::fs::rename(&copy, ours.join(format!("{ROLL}.other-{at}")))?;
        return copy_roll(roll, ours);
    }
    if there == whole {
        return Ok(false);
    }
    let mut from = file;
    from.seek(SeekFrom::Start(there))?;
    let mut to = std::fs::OpenOptions::new().append(true).create(true).open(&copy)?;
    std::io::copy(&mut from.take(whole - there), &mut to)?;
    to.flush()?;
    to.sync_all()?;
    sync_folder(ours)?;
    Ok(true)
}

/// Where the whole lines of a roll end.
fn whole_lines(mut file: &File) -> Result<u64, std::io::Error> {
    let length = file.metadata()?.len();
    let mut end = length;
    let mut byte = [0];
    while end > 0 {
        file.seek(SeekFrom::Start(end - 1))?;
        file.read_exact(&mut byte)?;
        if byte == [b'\n'] {
            break;
        }
        end -= 1;
    }
    Ok(end)
}

fn same_start(one: &Path, other: &Path, length: u64) -> Result<bool, std::io::Error> {
    let mut one = BufReader::new(File::open(one)?.take(length)).bytes();
    let mut other = BufReader::new(File::open(other)?.take(length)).bytes();
    loop {
        match (one.next().transpose()?, other.next().transpose()?) {
            (None, None) => return Ok(true),
            (one, other) if one != other => return Ok(false),
            _ => {}
        }
    }
}
