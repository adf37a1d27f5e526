//! Backups, restores and repairs, as text and as JSON.

use super::{Shown, counted};
use crate::domain::day::Instant;
use crate::till::{BackedUp, Backup, Repaired, RestoreFrom, Restored, Second};
use serde_json::{Value, json};

fn utc(at_ms: i64) -> Instant {
    Instant {
        utc_ms: at_ms,
        offset_min: 0,
    }
}

fn second(second: &Second) -> Value {
    match second {
        Second::None => Value::Null,
        Second::Synced(place) => json!({"place": place.display().to_string(), "state": "synced"}),
        Second::Behind(place, why) => {
            json!({"place": place.display().to_string(), "state": "behind", "why": why})
        }
    }
}

fn second_warning(second: &Second) -> Option<String> {
    match second {
        Second::Behind(_, why) => Some(format!("zinetill: the second place has no copy yet: {why}")),
        _ => None,
    }
}

/// A backup that was made.
pub fn backed_up(made: &BackedUp) -> Shown {
    let file = made.file.display().to_string();
    let mut shown = Shown::new(
        json!({"file": file, "made_at": utc(made.at_ms).rfc3339(), "entries": made.entries, "sales": made.sales,
            "bytes": made.bytes, "verified": true, "second": second(&made.second)}),
        format!(
            "Backed up and verified: {} in {file}.",
            counted(made.sales, "sale", "sales")
        ),
    );
    shown.warning = second_warning(&made.second);
    shown
}

/// The backups there are.
pub fn backups(backups: &[Backup], place: &Second) -> Shown {
    let rows = backups.iter().rev().map(|backup| {
        json!({"file": backup.file.display().to_string(), "made_at": utc(backup.at_ms).rfc3339(), "entries": backup.entries})
    });
    let text = backups.iter().rev().map(|backup| {
        format!(
            "{}  {:>15}  {}",
            utc(backup.at_ms).rfc3339(),
            counted(backup.entries, "entry", "entries"),
            backup.file.display()
        )
    });
    let mut shown = Shown::new(
        json!({"backups": rows.collect::<Vec<_>>(), "second": second(place)}),
        super::rows(text.collect(), "There is no backup yet; `zinetill backup` makes one."),
    );
    shown.warning = second_warning(place);
    shown
}

/// How a restore went.
pub fn restored(restored: &Restored) -> Shown {
    let from = match &restored.from {
        RestoreFrom::Backup(file) => file.display().to_string(),
        RestoreFrom::Roll => "the till roll".to_owned(),
    };
    let aside: Vec<String> = restored.aside.iter().map(|file| file.display().to_string()).collect();
    let mut text = format!("Restored from {from}: {}", counted(restored.sales, "sale", "sales"));
    text.push_str(&match restored.replayed {
        0 => ".".to_owned(),
        1 => ", with 1 newer entry put back.".to_owned(),
        count => format!(", with {count} newer entries put back."),
    });
    if restored.titles == 0 {
        text.push_str(" The till roll holds no catalog: add the titles again, or import them.");
    }
    if !aside.is_empty() {
        text.push_str(&format!("\nWhat was there lies aside: {}", aside.join(", ")));
    }
    let mut shown = Shown::new(
        json!({"from": from, "register": restored.register, "entries": restored.entries, "sales": restored.sales, "titles": restored.titles,
            "replayed": restored.replayed, "left_aside": restored.left_aside, "aside": aside}),
        text,
    );
    if restored.left_aside > 0 {
        shown.warning = Some(match restored.left_aside {
            1 => "zinetill: 1 entry does not continue the backup; it was left in the files set aside".to_owned(),
            several => {
                format!("zinetill: {several} entries do not continue the backup; they were left in the files set aside")
            }
        });
    }
    shown
}

/// How a repair went.
pub fn repaired(repaired: &Repaired) -> Shown {
    match repaired {
        Repaired::Sound(sales) => Shown::new(
            json!({"repaired": false, "sales": sales}),
            format!(
                "There is nothing to repair: the books hold, with {}.",
                counted(*sales, "sale", "sales")
            ),
        ),
        Repaired::Restored(how) => {
            let mut shown = restored(how);
            super::insert(&mut shown.json, "repaired", json!(true));
            shown
        }
    }
}
