//! The till roll: an append-only text file beside the database that holds every entry of the journal once more.
//! Never the first to know: an entry stands here only after its transaction is committed.
//!
//! The first line says whose roll it is; each further line is `{"seq":N,"hash":"…","entry":BODY}` with the entry's body to
//! the letter, so that a database that lost its tail can be made whole from it.

use super::book::{HeadOf, head};
use super::connection::{Store, sync_folder};
use super::error::StoreError;
use super::lock;
use super::trial::{self, Point};
use crate::domain::journal::{Hash, hex};
use rusqlite::OptionalExtension;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The roll's name in the till's folder.
pub const ROLL: &str = "till-roll.ndjson";

/// How the roll stands to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RollState {
    /// It tells the same.
    Synced,
    /// Its last line could not be read and was written again; the roll as it was lies beside it.
    Mended,
    /// It holds entries up to this place, which the database lost.
    Ahead(u64),
    /// It tells otherwise.
    Diverged(String),
}

/// One entry as the roll has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollLine {
    /// Its place in the journal.
    pub seq: u64,
    /// Its link of the chain.
    pub hash: Hash,
    /// The entry's canonical encoding.
    pub body: String,
}

impl RollLine {
    fn write(seq: i64, hash: &Hash, body: &str) -> String {
        format!("{{\"seq\":{seq},\"hash\":\"{}\",\"entry\":{body}}}\n", hex(hash))
    }

    /// The line with its end.
    pub fn text(&self) -> String {
        RollLine::write(i64::try_from(self.seq).unwrap_or(i64::MAX), &self.hash, &self.body)
    }

    /// Reads a line without its end.
    pub fn parse(line: &str) -> Option<RollLine> {
        let rest = line.strip_prefix("{\"seq\":")?;
        let (seq, rest) = rest.split_once(",\"hash\":\"")?;
        let (hash, rest) = rest.split_once("\",\"entry\":")?;
        let body = rest.strip_suffix('}')?;
        if hash.len() != 64 {
            return None;
        }
        let mut bytes = [0_u8; 32];
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hash.get(2 * n..2 * n + 2)?, 16).ok()?;
        }
        let line_again = RollLine {
            seq: seq.parse().ok()?,
            hash: bytes,
            body: body.to_owned(),
        };
        (hex(&bytes) == hash).then_some(line_again)
    }
}

/// The first line of a till's roll.
pub fn header(of: &HeadOf) -> String {
    format!(
        "{{\"roll\":1,\"till\":\"{}\",\"register\":\"{}\",\"currency\":\"{}\"}}\n",
        of.till,
        of.register,
        of.currency.code()
    )
}

/// Whose roll lies in a folder, as its first line says.
///
/// # Errors
/// When there is none, or its first line is not that of a roll.
pub fn owner(folder: &Path) -> Result<HeadOf, StoreError> {
    let mut line = String::new();
    BufReader::new(File::open(folder.join(ROLL))?.take(4096)).read_line(&mut line)?;
    let told: Option<serde_json::Value> = serde_json::from_str(&line).ok();
    let field = |name: &str| told.as_ref()?.get(name)?.as_str();
    let of = field("till").zip(field("register")).zip(field("currency"));
    let of = of.and_then(|((till, register), currency)| {
        Some(HeadOf {
            till: uuid::Uuid::parse_str(till).ok()?,
            register: register.to_owned(),
            currency: crate::domain::currency::Currency::from_code(currency)?,
        })
    });
    of.filter(|of| header(of) == line)
        .ok_or_else(|| StoreError::Refused("the till roll does not say whose it is".to_owned()))
}

/// Brings the roll up to the database: takes its lock, cuts a torn last line, appends every committed entry that it lacks
/// in order, and syncs it. Whoever wrote an entry, it is in the roll when this answers `Synced`.
///
/// # Errors
/// When the roll cannot be written; the database is untouched and its entries count.
pub fn catch_up(store: &Store) -> Result<RollState, StoreError> {
    let path = store.folder.join(ROLL);
    let fresh = match std::fs::symlink_metadata(&path) {
        Ok(data) if data.is_file() => false,
        Ok(_) => {
            return Err(StoreError::Failed(format!("{} is no ordinary file", path.display())));
        }
        Err(_) => true,
    };
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    let _alone = lock::for_a_moment(&file)?;
    trial::reached(Point::RollLocked);
    // One look at the database for all that is asked of it: taken after the lock, it sees whatever was committed before.
    let look = store.moment()?;
    let whose = header(&store.identity());
    let length = file.metadata()?.len();
    let (last, mut end) = tail(&mut file, length, &whose)?;
    let mut mended = false;
    let from = match stands(store, &last)? {
        Stands::Alike(seq) => seq,
        Stands::Ahead(seq) => return Ok(RollState::Ahead(seq)),
        Stands::Otherwise(why) => return Ok(RollState::Diverged(why)),
        // Only a last line can be torn: it is written after all before it is synced. What it said must be in the database.
        Stands::Torn(start) => match stands(store, &tail(&mut file, start, &whose)?.0)? {
            Stands::Alike(seq) if seq < head(&store.conn, &store.identity())?.0 => {
                let aside = format!("{ROLL}.damaged-{}", uuid::Uuid::now_v7().simple());
                std::fs::copy(&path, store.folder.join(aside))?;
                (end, mended) = (start, true);
                seq
            }
            _ => {
                return Ok(RollState::Diverged(UNREADABLE.to_owned()));
            }
        },
    };
    let mut text = if end == 0 {
        header(&store.identity())
    } else {
        String::new()
    };
    if file.metadata()?.len() != end {
        file.set_len(end)?;
    }
    file.seek(SeekFrom::Start(end))?;
    let mut query = store
        .conn
        .prepare_cached("SELECT seq, hash, body FROM journal WHERE seq > ? ORDER BY seq")?;
    let mut rows = query.query([i64::try_from(from).unwrap_or(i64::MAX)])?;
    let mut wrote = false;
    while let Some(row) = rows.next()? {
        // A roll that is made anew can be long.
        if text.len() > 1 << 20 {
            file.write_all(text.as_bytes())?;
            text.clear();
            wrote = true;
        }
        text.push_str(&RollLine::write(
            row.get(0)?,
            &row.get::<_, Hash>(1)?,
            &row.get::<_, String>(2)?,
        ));
    }
    drop(rows);
    drop(query);
    drop(look);
    if !text.is_empty() {
        // The last line waits until all before it is on the disk, so that it alone can be torn.
        let lines = text.strip_suffix('\n').unwrap_or_default();
        let (before, last) = text.split_at(lines.rfind('\n').map_or(0, |newline| newline + 1));
        if wrote || !before.is_empty() {
            file.write_all(before.as_bytes())?;
            file.sync_data()?;
        }
        file.write_all(last.as_bytes())?;
        trial::reached(Point::RollWritten);
        file.sync_data()?;
    }
    if fresh {
        sync_folder(&store.folder)?;
    }
    trial::reached(Point::RollSynced);
    Ok(if mended { RollState::Mended } else { RollState::Synced })
}

/// How a roll's end stands to the database.
enum Stands {
    /// It tells the same, up to this entry.
    Alike(u64),
    /// It tells more, up to this entry.
    Ahead(u64),
    /// It tells otherwise.
    Otherwise(String),
    /// Its last line, which begins here, was written in part only.
    Torn(u64),
}

const UNREADABLE: &str = "the last line of the till roll cannot be read";

fn stands(store: &Store, tail: &Tail) -> Result<Stands, StoreError> {
    let line = match tail {
        Tail::Nothing => return Ok(Stands::Alike(0)),
        Tail::Foreign => {
            let why = "the till roll beside the database belongs to another till";
            return Ok(Stands::Otherwise(why.to_owned()));
        }
        Tail::Unreadable => return Ok(Stands::Otherwise(UNREADABLE.to_owned())),
        Tail::Torn(start) => return Ok(Stands::Torn(*start)),
        Tail::Entry(line) => line,
    };
    let kept = store
        .conn
        .prepare_cached("SELECT hash FROM journal WHERE seq = ?")?
        .query_row([i64::try_from(line.seq).unwrap_or(i64::MAX)], |row| {
            row.get::<_, Hash>(0)
        })
        .optional()?;
    Ok(match kept {
        None => Stands::Ahead(line.seq),
        Some(hash) if hash == line.hash => Stands::Alike(line.seq),
        Some(_) => Stands::Otherwise(format!(
            "entry {} is not the same in the till roll and in the database",
            line.seq
        )),
    })
}

enum Tail {
    Nothing,
    Foreign,
    Unreadable,
    Torn(u64),
    Entry(RollLine),
}

/// The last whole line before a place, and where the whole lines end.
fn tail(file: &mut File, length: u64, header: &str) -> Result<(Tail, u64), StoreError> {
    let mut chunk = 16 * 1024_u64;
    loop {
        let start = length.saturating_sub(chunk);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(length - start).read_to_end(&mut bytes)?;
        let Some(newline) = bytes.iter().rposition(|byte| *byte == b'\n') else {
            if start == 0 {
                return Ok((Tail::Nothing, 0));
            }
            chunk = chunk.saturating_mul(8);
            continue;
        };
        let whole = bytes.get(..newline).unwrap_or_default();
        let before = whole.iter().rposition(|byte| *byte == b'\n');
        if before.is_none() && start > 0 {
            chunk = chunk.saturating_mul(8);
            continue;
        }
        let from = before.map_or(0, |before| before + 1);
        let line = whole.get(from..).unwrap_or_default();
        let end = start + newline as u64 + 1;
        if before.is_none() {
            let ours = line == header.trim_end().as_bytes();
            return Ok((if ours { Tail::Nothing } else { Tail::Foreign }, end));
        }
        // No control character stands in a line that was written whole: what a disk did not write reads as zeros.
        let tail = match std::str::from_utf8(line) {
            Ok(text) if !text.contains(char::is_control) => RollLine::parse(text).map_or(Tail::Unreadable, Tail::Entry),
            _ => Tail::Torn(start + from as u64),
        };
        return Ok((tail, end));
    }
}

/// Every line of a roll after a place, in order; a torn last line is passed over.
///
/// # Errors
/// When the roll cannot be read, or a line of it; the sentence names the line.
pub fn lines_after(folder: &Path, of: &HeadOf, after: u64) -> Result<Vec<RollLine>, StoreError> {
    let mut lines = Vec::new();
    read(folder, of, |_, line| {
        match line {
            Some(line) if line.seq > after => lines.push(line),
            _ => {}
        }
        Ok(())
    })?;
    Ok(lines)
}

/// Walks over a roll line by line: the line's number in the file, and the entry or `None` where it cannot be read.
///
/// # Errors
/// When the roll cannot be read or belongs to another till.
pub fn read(
    folder: &Path,
    of: &HeadOf,
    mut each: impl FnMut(usize, Option<RollLine>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut reader = BufReader::new(File::open(folder.join(ROLL))?);
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        let read = reader.read_until(b'\n', &mut bytes)?;
        if read == 0 || bytes.pop() != Some(b'\n') {
            return Ok(());
        }
        number += 1;
        let text = std::str::from_utf8(&bytes).ok();
        if number == 1 {
            if text != Some(header(of).trim_end()) {
                return Err(StoreError::Refused(
                    "line 1 of the till roll does not name this till".to_owned(),
                ));
            }
            continue;
        }
        each(number, text.and_then(RollLine::parse))?;
    }
}
