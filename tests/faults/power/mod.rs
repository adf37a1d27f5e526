//! The power goes. One run is traced; then the disk is imagined as it may be found at every moment of that run, with all,
//! none or some of what was not synced, and the till is opened on it. (The method is that of ALICE, Pillai et al., OSDI 2014.)

mod disk;
mod trace;

use crate::child::{MANY, Told, books, under};
use crate::common::demo;
use crate::dice::Dice;
use crate::kills::no_strace;
use crate::suite::Row;
use disk::{Disk, Image, Luck, numbers};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use trace::Op;
use zinetill::store::ROLL;

/// A run that was traced: the folder before it, and what was done to it.
struct Run {
    before: Image,
    ops: Vec<Op>,
}

/// Sells so many times under strace. `pragmas` are SQLite's, beyond those the till sets.
fn traced(sales: usize, pragmas: &str) -> Run {
    let till = demo();
    let folder = till.path().canonicalize().unwrap();
    let before = image_of(&folder);
    let out = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-qq",
        "-xx",
        "-s",
        "1000000",
        "-e",
        &format!("trace={}", trace::CALLS),
        "-o",
    ]);
    strace.arg(out.path());
    let mut seller = under(strace, MANY, &folder, "dark", sales);
    if !pragmas.is_empty() {
        seller.env("ZINETILL_TRIAL_PRAGMAS", pragmas);
    }
    let (told, output) = Told::from(seller);
    assert!(output.status.success() && told.answered.len() == sales, "{told:?}");
    let text = std::fs::read_to_string(out.path()).unwrap();
    let ops = trace::read(&text, &folder, &numbers(&before));
    // The trace tells all of it: done to the disk in full, it leaves what the folder holds.
    let mut disk = Disk::new(&before);
    ops.iter().for_each(|op| disk.take(op));
    assert!(
        disk.after(Luck::All, &mut Dice::new(0)) == image_of(&folder),
        "the trace is not whole"
    );
    Run { before, ops }
}

fn image_of(folder: &Path) -> Image {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().unwrap().is_file());
    let named = files.map(|file| {
        (
            file.file_name().into_string().unwrap(),
            std::fs::read(file.path()).unwrap(),
        )
    });
    named.filter(|(name, _)| !name.ends_with("-shm")).collect()
}

/// A folder in memory where there is one: many disks are imagined.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// What a run's disks came to.
#[derive(Debug, Default)]
struct Outcome {
    disks: u64,
    answered: u64,
    /// Answered sales missing, by disk.
    lost: u64,
    /// Disks on which some are.
    losing: u64,
    /// Disks on which the till does not open or does not verify.
    broken: Vec<String>,
}

/// Imagines the disks of a run and opens the till on each, after `change` was done to it.
fn dark(run: &Run, tries: usize, change: impl Fn(&mut Image)) -> Outcome {
    let (mut disk, mut dice, mut seen) = (Disk::new(&run.before), Dice::new(22), HashSet::new());
    let (mut outcome, mut answered) = (Outcome::default(), BTreeSet::new());
    let folder = scratch();
    for (n, op) in run.ops.iter().enumerate() {
        disk.take(op);
        if let Op::Answer(key) = op {
            answered.insert(key.clone());
            outcome.answered += 1;
        }
        let some = (0..tries)
            .map(|_| Luck::Some([20, 50, 80][dice.below(3)]))
            .collect::<Vec<_>>();
        for luck in [Luck::None, Luck::All].into_iter().chain(some) {
            let mut image = disk.after(luck, &mut dice);
            change(&mut image);
            let mut hasher = DefaultHasher::new();
            (&image, answered.len()).hash(&mut hasher);
            if !seen.insert(hasher.finish()) {
                continue;
            }
            outcome.disks += 1;
            let here = folder.path().join(outcome.disks.to_string());
            std::fs::create_dir(&here).unwrap();
            image
                .iter()
                .for_each(|(name, bytes)| std::fs::write(here.join(name), bytes).unwrap());
            match books(&here) {
                Ok(kept) => {
                    let kept: BTreeSet<String> = kept.into_iter().collect();
                    let lost = answered.difference(&kept).count() as u64;
                    outcome.lost += lost;
                    outcome.losing += u64::from(lost > 0);
                    let more = kept.difference(&answered).count();
                    assert!(more <= 1, "sales that nobody made, after {n} steps, {luck:?}");
                }
                Err(why) => outcome.broken.push(format!("after {n} steps, {luck:?}: {why}")),
            }
            std::fs::remove_dir_all(&here).unwrap();
        }
    }
    outcome
}

fn dark_row(row: &mut Row, outcome: &Outcome) {
    row.injected += outcome.disks;
    row.answered += outcome.answered;
    row.lost += outcome.lost;
    assert!(outcome.broken.is_empty(), "{:?}", outcome.broken);
}

/// How many times some of what was not synced is chosen at each step.
fn tries() -> usize {
    let wish = std::env::var("ZINETILL_FAULT_STATES")
        .ok()
        .and_then(|text| text.parse().ok());
    wish.unwrap_or(3)
}

pub fn f22_the_power_goes_at_any_moment_and_every_answered_sale_is_there(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    // Six sales at leisure, and many with the log flowing back into the database all the time.
    for (sales, pragmas) in [(6, ""), (12, "PRAGMA wal_autocheckpoint = 6")] {
        dark_row(row, &dark(&traced(sales, pragmas), tries(), |_| ()));
    }
    row.holds();
}

pub fn f22_the_database_alone_holds_every_answered_sale_when_the_power_goes(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    let run = traced(6, "");
    dark_row(row, &dark(&run, tries(), |image| drop(image.remove(ROLL))));
    row.holds();
}

pub fn f22_the_till_roll_alone_holds_every_answered_sale_when_the_power_goes(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    let run = traced(6, "");
    let before = run.before.clone();
    // The database is as it was before the first sale; the roll is what the power left of it.
    let only_roll = |image: &mut Image| {
        let roll = image.remove(ROLL);
        *image = before.clone();
        image.remove(ROLL);
        image.extend(roll.map(|roll| (ROLL.to_owned(), roll)));
    };
    // Of its last line, which nobody was answered yet, a part would stop the till until a person decides: here there is none.
    dark_row(row, &dark(&run, 0, only_roll));
    row.holds();
}

pub fn f22_a_database_that_does_not_flush_each_commit_is_caught_by_this_very_test(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    let run = traced(6, "PRAGMA synchronous = NORMAL");
    let alone = dark(&run, 1, |image| drop(image.remove(ROLL)));
    assert!(alone.lost > 0, "the test has no teeth: {alone:?}");
    // And the roll, which is flushed all the same, brings them back.
    dark_row(row, &dark(&run, 0, |_| ()));
    row.note = format!(
        "control: without the roll {} of {} disks lose sales, {} in all",
        alone.losing, alone.disks, alone.lost
    );
    row.holds();
}

pub fn f24_a_disk_that_only_says_it_wrote_loses_sales_as_the_docs_say(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    let mut run = traced(6, "");
    run.ops.retain(|op| !matches!(op, Op::Sync(_) | Op::SyncFolder));
    let lied = dark(&run, 1, |_| ());
    assert!(
        lied.lost > 0,
        "docs/faults.md says that this cannot be survived: {lied:?}"
    );
    let docs = include_str!("../../../docs/faults.md");
    assert!(docs.contains("A disk that says it wrote and did not cannot be caught"));
    (row.injected, row.answered) = (lied.disks, lied.answered);
    row.note = format!(
        "control: {} disks that lied lose sales; no program can prevent it",
        lied.losing
    );
    row.holds();
}
