//! The disk fails: every call in turn says that it is full, over quota, or broken, once or for good.

use crate::child::{MANY, Told, command, judge, under};
use crate::common::demo;
use crate::kills::{no_strace, strace};
use crate::suite::Row;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use zinetill::store::{BALLAST, DATABASE, ROLL};
use zinetill::till::Till;

/// The till roll and the database's own files may fail at any of these.
const WRITES: [&str; 7] = [
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "openat",
    "unlink",
];
/// How many times a call may fail in turn before the sweep takes larger steps.
const EACH: usize = 24;

/// Lets each call in turn fail, until there is none left to fail, and holds every answer against the books.
fn sweep(row: &mut Row, calls: &[&str], error: &str, for_good: bool, ballast: bool) {
    let till = demo();
    let folder = till.path();
    let mut said: BTreeMap<String, u64> = BTreeMap::new();
    for call in calls {
        let mut when = 1;
        loop {
            if !ballast {
                std::fs::remove_file(folder.join(BALLAST)).ok();
            }
            let place = format!(
                "{error} at {call} {when}{}",
                if for_good { " and ever after" } else { "" }
            );
            let log = tempfile::NamedTempFile::new().unwrap();
            let times = format!("{when}{}", if for_good { "+" } else { "" });
            let mut faulty = strace(folder, call, &format!("error={error}"), &times);
            faulty.args(["-o", log.path().to_str().unwrap()]);
            let (told, output) = Told::from(under(faulty, MANY, folder, &place.replace(' ', "-"), 2));
            assert!(output.status.code().is_some(), "{place}: {output:?}");
            let hit = std::fs::read_to_string(log.path())
                .unwrap()
                .matches("(INJECTED)")
                .count() as u64;
            if hit == 0 {
                break;
            }
            row.injected += hit;
            judge(row, folder, &told, &place);
            for why in told.failed.values().chain(&told.closed) {
                plain(why, &place);
                let short: String = why
                    .split([';', '(', ':'])
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .take(40)
                    .collect();
                *said.entry(short).or_default() += 1;
            }
            when += if when < EACH { 1 } else { 1 + when / 8 };
        }
    }
    row.note.push_str(&format!("{said:?}"));
}

/// A sentence for a person: it says what became of the sale, and what to do.
fn plain(why: &str, place: &str) {
    let safe = [
        "nothing was",
        "not recorded",
        "may be recorded",
        "left as it is",
        "is recorded is safe",
    ];
    assert!(
        safe.iter().any(|word| why.to_lowercase().contains(word)),
        "{place}: {why}"
    );
    assert!(!why.contains("Error {") && !why.contains("panicked"), "{place}: {why}");
}

pub fn f05_a_disk_that_says_once_that_it_is_full_costs_no_sale(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &WRITES, "ENOSPC", false, true);
    row.holds();
}

pub fn f05_a_disk_that_is_full_for_good_says_so_and_keeps_what_was_answered(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &WRITES, "ENOSPC", true, false);
    row.holds();
}

pub fn f06_a_quota_that_is_used_up_is_a_full_disk(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &["pwrite64", "write", "ftruncate"], "EDQUOT", true, false);
    row.holds();
}

pub fn f07_a_disk_that_fails_once_leaves_no_doubt_what_is_recorded(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &WRITES, "EIO", false, true);
    row.holds();
}

pub fn f07_a_disk_that_fails_for_good_is_named_and_loses_nothing_answered(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &WRITES, "EIO", true, true);
    row.holds();
}

pub fn f08_a_disk_that_cannot_be_read_is_never_taken_for_an_empty_day(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(row, &["pread64", "read"], "EIO", false, true);
    // What only looks fails too, or shows the whole day: never a part of it.
    let till = demo();
    let folder = till.path();
    let mut open = Till::open(folder).unwrap();
    (0..5).for_each(|n| drop(crate::child::sell(&mut open, &format!("read-{n}")).unwrap()));
    drop(open);
    for when in 1.. {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut faulty = strace(folder, "pread64", "error=EIO", &format!("{when}+"));
        faulty.args([
            "-o",
            log.path().to_str().unwrap(),
            env!("CARGO_BIN_EXE_zinetill"),
            "--data",
        ]);
        let output = faulty.arg(folder).args(["sales", "list", "--json"]).output().unwrap();
        if !std::fs::read_to_string(log.path()).unwrap().contains("(INJECTED)") {
            break;
        }
        row.injected += 1;
        let shown = String::from_utf8_lossy(&output.stdout).matches("\"number\"").count();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{said}");
        match output.status.success() {
            true => assert_eq!(shown, 5, "read {when} failed"),
            false => assert!(
                shown == 0 && said.trim().lines().count() == 1,
                "read {when} failed: {said}"
            ),
        }
    }
    row.holds();
}

pub fn f09_a_call_that_is_interrupted_is_made_again(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
    }
    sweep(
        row,
        &["pwrite64", "write", "pread64", "read", "ftruncate", "openat"],
        "EINTR",
        false,
        true,
    );
    assert_eq!(row.note, "{}", "something failed");
    row.note.clear();
    row.holds();
}

/// A file that may not grow past a length: what does not fit is written in part, then refused.
pub fn f09_a_file_that_may_not_grow_is_written_in_part_and_the_sale_is_there_or_not(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let mut refused = 0;
    let sizes = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |data| data.len());
    for n in 0..40 {
        // In blocks of 512 bytes, from nothing to more than enough; SIGXFSZ is ignored, as a till in a session would have it.
        let blocks = n * (sizes(DATABASE).max(sizes(ROLL)) / 512 + 80) / 30;
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\"")]);
        let (told, output) = Told::from(under(shell, MANY, folder, &format!("limit{n}"), 3));
        assert!(output.status.code().is_some(), "{output:?}");
        row.injected += 1;
        refused += told.failed.len() + usize::from(told.closed.is_some());
        told.failed
            .values()
            .chain(&told.closed)
            .for_each(|why| plain(why, "a file that may not grow"));
        judge(row, folder, &told, &format!("{blocks} blocks"));
    }
    assert!(refused > 0, "nothing was ever refused");
    row.note = format!("{refused} refused");
    row.holds();
}

/// A disk of a few hundred kilobytes, if one may be mounted here.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(kilobytes: usize) -> Option<SmallDisk> {
        let at = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "zinetill-fault"])
            .arg(at.path());
        let done = mount.output().is_ok_and(|output| output.status.success());
        done.then_some(SmallDisk(at))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0.path()).status().ok();
    }
}

pub fn f05_a_disk_that_fills_up_frees_its_ballast_for_the_buyer_who_waits(row: &mut Row) {
    let Some(disk) = SmallDisk::mount(8 * 1024) else {
        return row.skip("no file system may be mounted here");
    };
    let folder = disk.path().join("till");
    let made = crate::common::zinetill(&folder, &["new", "--demo"]);
    assert!(made.status.success(), "{made:?}");
    assert!(folder.join(BALLAST).exists());
    // Somebody else's pictures take all that is left, again and again.
    let fill = |n: usize| {
        let mut file = std::fs::File::create(disk.path().join(format!("pictures{n}"))).unwrap();
        while std::io::Write::write_all(&mut file, &[7; 512]).is_ok() {}
    };
    fill(0);
    let (told, _) = Told::from(command(MANY, &folder, "full", 5));
    row.injected += 1;
    assert_eq!(told.answered.len(), 5, "{told:?}");
    assert!(
        !folder.join(BALLAST).exists(),
        "the sales were made with the ballast still there"
    );
    judge(row, &folder, &told, "on a full disk with ballast");
    fill(1);
    let mut refused = 0;
    for n in 0..200 {
        let (told, _) = Told::from(command(MANY, &folder, &format!("fuller{n}"), 5));
        row.injected += 1;
        refused += told.failed.len() + usize::from(told.closed.is_some());
        told.failed
            .values()
            .chain(&told.closed)
            .for_each(|why| plain(why, "a full disk"));
        row.answered += told.answered.len() as u64;
        if refused > 10 {
            break;
        }
    }
    assert!(refused > 10, "the disk never filled up");
    // Room again: ballast is taken in, and selling goes on.
    std::fs::remove_file(disk.path().join("pictures0")).unwrap();
    std::fs::remove_file(disk.path().join("pictures1")).unwrap();
    let (told, _) = Told::from(command(MANY, &folder, "room", 2));
    assert_eq!(told.answered.len(), 2, "{told:?}");
    assert!(folder.join(BALLAST).exists());
    judge(row, &folder, &told, "when there is room again");
    row.note = format!("{refused} refused once the ballast was used up");
    row.holds();
}
