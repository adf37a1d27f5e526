//! The till roll, line by line, against the journal.

use super::{Problem, differences};
use crate::domain::journal::Hash;
use crate::store::book::HeadOf;
use crate::store::roll;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// Holds each line against the journal as it is now: a line is written after its entry is committed, so whatever the roll
/// has, the database must have. Answers with the entry the roll ends at; `None` where it cannot be read.
pub(super) fn against(folder: &Path, of: &HeadOf, conn: &Connection, problems: &mut Vec<Problem>) -> Option<u64> {
    let mut expected = 0_u64;
    let read = roll::read(folder, of, |number, line| {
        let place = format!("till roll, line {number}");
        expected += 1;
        let Some(line) = line else {
            problems.push(Problem::new(place, "it cannot be read"));
            return Ok(());
        };
        if line.seq != expected {
            let what = format!("entry {expected} should stand here, not {}", line.seq);
            problems.push(Problem::new(place.clone(), what));
            expected = line.seq;
        }
        let kept = conn
            .prepare_cached("SELECT body, hash FROM journal WHERE seq = ?")?
            .query_row([i64::try_from(line.seq).unwrap_or(i64::MAX)], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Hash>(1)?))
            })
            .optional()?;
        let Some((body, hash)) = kept else {
            let what = format!("the database has no entry {}", line.seq);
            problems.push(Problem::new(place, what));
            return Ok(());
        };
        if hash != line.hash {
            problems.push(Problem::new(format!("{place}, hash"), "it is not the database's"));
        }
        if body != line.body {
            let said = (serde_json::from_str(&body), serde_json::from_str(&line.body));
            let (place, before) = (format!("{place}, entry"), problems.len());
            if let (Ok(kept), Ok(told)) = said {
                differences(&place, &kept, &told, &mut |place, kept, told| {
                    let what = format!("the roll says {told}, the database says {kept}");
                    problems.push(Problem::new(place, what));
                });
            }
            // No text, or another name for what is nothing: no value differs, and still it is not what was written.
            if problems.len() == before {
                problems.push(Problem::new(place, "it is not the database's"));
            }
        }
        Ok(())
    });
    match read {
        Ok(()) => Some(expected),
        // A till in which nothing was recorded yet has no roll.
        Err(_) if expected == 0 && !folder.join(roll::ROLL).exists() => Some(0),
        Err(error) => {
            problems.push(Problem::new("till roll", error.to_string()));
            None
        }
    }
}
