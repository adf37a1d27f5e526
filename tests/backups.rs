//! Backups: made, kept, copied to a second place, and put back. What happens when any of it is interrupted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, listed, names, refusal, verified, zinetill};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;
use zinetill::store::{BACKUPS, DATABASE, ROLL};
use zinetill::till::{Second, Till};

fn sell(folder: &Path) -> String {
    let sale = answer(folder, &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    sale["number"].as_str().unwrap().to_owned()
}

/// Writes another amount into the books, past what guards them.
fn alter_a_payment(folder: &Path) {
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    conn.execute_batch(
        "DROP TRIGGER payment_as_made; UPDATE payment SET given_minor = 900;
         CREATE TRIGGER payment_as_made BEFORE UPDATE ON payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;",
    )
    .unwrap();
}

fn wipe(folder: &Path) {
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(folder.join(format!("{DATABASE}{end}"))).ok();
    }
}

/// A till with three sales, of which two are in its backup.
fn backed_up() -> (TempDir, PathBuf) {
    let till = demo();
    sell(till.path());
    sell(till.path());
    let made = answer(till.path(), &["backup"]);
    assert_eq!((&made["sales"], &made["verified"]), (&2.into(), &true.into()));
    sell(till.path());
    (till, PathBuf::from(made["file"].as_str().unwrap()))
}

#[test]
fn a_backup_is_one_file_that_opens_on_its_own() {
    let till = demo();
    sell(till.path());
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("mine.db");
    let made = answer(till.path(), &["backup", file.to_str().unwrap()]);
    assert_eq!(made["sales"], 1);
    assert_eq!(names(elsewhere.path()), ["mine.db"]);
    let conn = Connection::open(&file).unwrap();
    let sales: i64 = conn
        .query_row("SELECT count(*) FROM sale", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sales, 1);
}

#[test]
fn f43_a_backup_never_takes_the_place_of_a_file() {
    let till = demo();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("thesis.doc");
    std::fs::write(&file, "years of work").unwrap();
    refusal(till.path(), &["backup", file.to_str().unwrap()]);
    assert_eq!(std::fs::read(&file).unwrap(), b"years of work");
    let nowhere = elsewhere.path().join("none").join("a.db");
    refusal(till.path(), &["backup", nowhere.to_str().unwrap()]);
    assert_eq!(names(elsewhere.path()), ["thesis.doc"]);
    // A folder takes it under a name of ours.
    answer(till.path(), &["backup", elsewhere.path().to_str().unwrap()]);
    assert_eq!(names(elsewhere.path()).len(), 2);
}

#[test]
fn a_backup_of_a_damaged_till_is_not_called_one() {
    let till = demo();
    sell(till.path());
    alter_a_payment(till.path());
    assert!(refusal(till.path(), &["backup"]).contains("A-0001"));
    assert!(names(&till.path().join(BACKUPS)).is_empty());
}

#[test]
fn the_last_ten_backups_stay() {
    let till = demo();
    for _ in 0..12 {
        answer(till.path(), &["backup"]);
    }
    let listed = answer(till.path(), &["backup", "--list"]);
    assert_eq!(listed["backups"].as_array().unwrap().len(), 10);
    assert_eq!(names(&till.path().join(BACKUPS)).len(), 10);
}

#[test]
fn f19_a_restored_till_has_what_was_sold_after_the_backup_from_its_roll() {
    let (till, backup) = backed_up();
    answer(
        till.path(),
        &["catalog", "edit", "converge-and-overtake", "--price", "$9"],
    );
    let restored = answer(till.path(), &["restore", backup.to_str().unwrap()]);
    assert_eq!((&restored["sales"], &restored["replayed"]), (&3.into(), &1.into()));
    assert_eq!(verified(till.path())["ok"], true);
    let title = &answer(till.path(), &["catalog", "list"])["titles"][0];
    assert_eq!(
        title["price"], "1st $1.00, rest $0.75 each",
        "the catalog is the backup's"
    );
    assert_eq!(title["stock"], 35);
    assert_eq!(sell(till.path()), "A-0004");
    for aside in restored["aside"].as_array().unwrap() {
        assert!(Path::new(aside.as_str().unwrap()).exists(), "{aside}");
    }
    // What was set aside is a whole till: it opens in a folder of its own.
    let old = tempfile::tempdir().unwrap();
    let aside = names(till.path())
        .into_iter()
        .find(|name| name.starts_with("till.db.replaced-"))
        .unwrap();
    answer(old.path(), &["restore", till.path().join(aside).to_str().unwrap()]);
    assert_eq!(listed(old.path()), 3);
}

#[test]
fn an_empty_folder_becomes_the_till_of_a_backup() {
    let (_till, backup) = backed_up();
    let other = tempfile::tempdir().unwrap();
    let restored = answer(other.path(), &["restore", backup.to_str().unwrap()]);
    assert_eq!((&restored["sales"], &restored["replayed"]), (&2.into(), &0.into()));
    assert_eq!(verified(other.path())["ok"], true);
}

#[test]
fn a_backup_of_another_till_is_refused_where_a_till_lies() {
    let (_till, backup) = backed_up();
    let other = demo();
    sell(other.path());
    assert!(refusal(other.path(), &["restore", backup.to_str().unwrap()]).contains("another till"));
    wipe(other.path());
    assert!(refusal(other.path(), &["restore", backup.to_str().unwrap()]).contains("another till"));
    assert!(!names(other.path()).iter().any(|name| name.contains("restor")));
}

#[test]
fn a_damaged_backup_is_refused_and_the_till_stays() {
    let (till, backup) = backed_up();
    let whole = std::fs::read(&backup).unwrap();
    let before = names(till.path());
    for cut in [0, 100, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&backup, &whole[..cut]).unwrap();
        refusal(till.path(), &["restore", backup.to_str().unwrap()]);
        assert_eq!(names(till.path()), before, "cut at {cut}");
    }
    refusal(till.path(), &["restore", "no-such-file.db"]);
    assert_eq!(listed(till.path()), 3);
}

#[test]
fn a_cart_that_was_sold_since_does_not_come_back_with_the_backup() {
    let till = demo();
    let mut open = Till::open(till.path()).unwrap();
    let mut cart = zinetill::domain::cart::Cart::new(uuid::Uuid::now_v7());
    let sku = zinetill::domain::title::Sku::new("know-your-rights").unwrap();
    let one = zinetill::domain::money::Quantity::new(1).unwrap();
    cart.add(zinetill::domain::cart::Item::Title(sku), one).unwrap();
    open.keep_cart(&cart).unwrap();
    let backup = open.back_up().unwrap().file;
    open.keep_cart(&zinetill::domain::cart::Cart::new(cart.id)).unwrap();
    drop(open);
    answer(till.path(), &["restore", backup.to_str().unwrap()]);
    assert!(Till::open(till.path()).unwrap().carts().unwrap().is_empty());
}

#[test]
fn f17_a_lost_database_comes_back_from_the_newest_good_backup_and_the_roll() {
    for damage in ["gone", "empty", "half", "no database"] {
        let (till, backup) = backed_up();
        let newest = answer(till.path(), &["backup"])["file"].as_str().unwrap().to_owned();
        sell(till.path());
        // The newest backup is damaged as well: the one before it is taken.
        std::fs::write(&newest, "rotten").unwrap();
        let database = till.path().join(DATABASE);
        let bytes = std::fs::read(&database).unwrap();
        wipe(till.path());
        match damage {
            "gone" => {}
            "empty" => std::fs::write(&database, "").unwrap(),
            "half" => std::fs::write(&database, &bytes[..bytes.len() / 2]).unwrap(),
            _ => std::fs::write(&database, "x".repeat(8192)).unwrap(),
        }
        refusal(till.path(), &["sell", "know-your-rights"]);
        let repaired = answer(till.path(), &["repair"]);
        assert_eq!(repaired["from"], backup.to_str().unwrap(), "{damage}");
        assert_eq!(
            (&repaired["sales"], &repaired["replayed"]),
            (&4.into(), &2.into()),
            "{damage}"
        );
        assert_eq!(verified(till.path())["ok"], true, "{damage}");
        assert_eq!(sell(till.path()), "A-0005");
    }
}

#[test]
fn f17_without_backups_the_till_is_made_anew_from_its_roll() {
    let till = demo();
    sell(till.path());
    sell(till.path());
    wipe(till.path());
    let repaired = answer(till.path(), &["repair"]);
    assert_eq!(
        (&repaired["sales"], &repaired["from"]),
        (&2.into(), &"the till roll".into())
    );
    assert_eq!(verified(till.path())["ok"], true);
    assert_eq!(answer(till.path(), &["sales", "show", "A-0002"])["total"], "1.00");
}

#[test]
fn f15_without_backups_the_catalog_is_taken_from_the_damaged_database() {
    let till = demo();
    sell(till.path());
    answer(till.path(), &["catalog", "edit", "know-your-rights", "--price", "$3"]);
    alter_a_payment(till.path());
    let before = answer(till.path(), &["catalog", "list"]);
    let repaired = answer(till.path(), &["repair"]);
    assert_eq!(
        (&repaired["sales"], &repaired["from"]),
        (&1.into(), &"the till roll".into())
    );
    assert_eq!(answer(till.path(), &["catalog", "list"]), before);
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn f05_a_full_disk_gets_no_backup_and_no_half_of_one() {
    let till = demo();
    let small = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "none"])
        .arg(small.path())
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("SKIPPED f05: nothing can be mounted here");
        return;
    }
    let said = refusal(till.path(), &["backup", small.path().join("a.db").to_str().unwrap()]);
    let left = names(small.path());
    let _ = Command::new("umount").arg("-l").arg(small.path()).status();
    assert!(said.contains("no backup was made"), "{said}");
    assert!(left.is_empty(), "{left:?}");
    sell(till.path());
}

#[test]
fn a_session_that_is_closed_is_backed_up() {
    let till = demo();
    answer(till.path(), &["session", "open", "--float", "40"]);
    sell(till.path());
    answer(till.path(), &["session", "close"]);
    let backups = answer(till.path(), &["backup", "--list"]);
    assert_eq!(backups["backups"].as_array().unwrap().len(), 1);
}

#[test]
fn f15_entries_newer_than_backup_and_roll_are_taken_from_the_damaged_database() {
    let (till, _) = backed_up();
    let roll = std::fs::read_to_string(till.path().join(ROLL)).unwrap();
    let lines: Vec<&str> = roll.lines().collect();
    // The roll could not be written for the last sale, and then a column rotted.
    std::fs::write(till.path().join(ROLL), lines[..lines.len() - 1].join("\n") + "\n").unwrap();
    let conn = Connection::open(till.path().join(DATABASE)).unwrap();
    conn.execute_batch(
        "DROP TRIGGER sale_line_as_made; UPDATE sale_line SET title = 'rotten' WHERE sale_seq = 2;
         CREATE TRIGGER sale_line_as_made BEFORE UPDATE ON sale_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;",
    )
    .unwrap();
    drop(conn);
    assert_eq!(verified(till.path())["ok"], false);
    std::fs::write(till.path().join(ROLL), lines[..lines.len() - 1].join("\n") + "\n").unwrap();
    let repaired = answer(till.path(), &["repair"]);
    assert_eq!((&repaired["sales"], &repaired["replayed"]), (&3.into(), &1.into()));
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn a_sound_till_is_not_repaired() {
    let (till, _) = backed_up();
    let before = names(till.path());
    assert_eq!(answer(till.path(), &["repair"])["repaired"], false);
    assert_eq!(names(till.path()), before);
}

#[test]
fn f50_a_second_place_gets_what_it_lacks_when_it_is_back() {
    let till = demo();
    let stick = tempfile::tempdir().unwrap();
    let place = stick.path().join("usb");
    refusal(till.path(), &["set", &format!("backup-to={}", place.display())]);
    std::fs::create_dir(&place).unwrap();
    answer(till.path(), &["set", &format!("backup-to={}", place.display())]);
    sell(till.path());
    assert_eq!(answer(till.path(), &["backup"])["second"]["state"], "synced");
    let ours = place.join(&names(&place)[0]);
    assert!(names(&ours).contains(&ROLL.to_owned()));
    // Unplugged, the mount point stays as an empty folder: nothing is written there.
    let away = stick.path().join("away");
    std::fs::rename(&place, &away).unwrap();
    std::fs::create_dir(&place).unwrap();
    sell(till.path());
    let output = zinetill(till.path(), &["backup", "--json"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not there just now"));
    assert!(names(&place).is_empty());
    sell(till.path());
    std::fs::remove_dir(&place).unwrap();
    std::fs::rename(&away, &place).unwrap();
    let mut open = Till::open(till.path()).unwrap();
    assert!(matches!(open.second_place(), Second::Behind(..)));
    assert!(matches!(open.catch_up_second(), Second::Synced(_)));
    assert_eq!(open.second_place(), Second::Synced(place.clone()));
    assert_eq!(
        std::fs::read(ours.join(ROLL)).unwrap(),
        std::fs::read(till.path().join(ROLL)).unwrap()
    );
    assert_eq!(names(&ours).iter().filter(|name| name.ends_with(".db")).count(), 2);
}

#[test]
fn more_than_twenty_sales_are_backed_up_when_the_window_closes() {
    let till = demo();
    let sell = |count: u32| (0..count).for_each(|_| drop(sell(till.path())));
    let at_exit = || Till::open(till.path()).unwrap().back_up_at_exit().unwrap().is_some();
    sell(20);
    assert!(!at_exit());
    sell(1);
    assert!(at_exit());
    assert!(!at_exit());
}

#[test]
fn a_restore_waits_for_nobody_who_has_the_till_open() {
    let (till, backup) = backed_up();
    let open = Till::open(till.path()).unwrap();
    assert!(refusal(till.path(), &["restore", backup.to_str().unwrap()]).contains("open elsewhere"));
    drop(open);
    answer(till.path(), &["restore", backup.to_str().unwrap()]);
}

/// The calls at which a process is killed: every one that changes what lies on the disk.
const CALLS: [&str; 9] = [
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
    "openat",
    "fallocate",
];

/// Runs a command again and again, killed at each call in turn until it ends by itself. Answers how often it was killed.
fn sweep(arguments: &[&str], calls: &[&str], fresh: impl Fn() -> TempDir, check: impl Fn(&Path, &str)) -> usize {
    let mut kills = 0;
    for call in calls {
        for when in 1.. {
            let till = fresh();
            let status = Command::new("strace")
                .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
                .args(["-e", &format!("inject={call}:signal=SIGKILL:when={when}")])
                .arg(env!("CARGO_BIN_EXE_zinetill"))
                .arg("--data")
                .arg(till.path())
                .args(arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .unwrap();
            check(till.path(), &format!("{call} {when}"));
            if status.success() {
                break;
            }
            kills += 1;
        }
    }
    kills
}

fn copy_of(from: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    let files = ["till.db", "till.db-wal", ROLL].map(|name| (from.join(name), copy.path().join(name)));
    for (from, to) in files {
        if from.exists() {
            std::fs::copy(from, to).unwrap();
        }
    }
    copy
}

#[test]
fn f23_a_restore_killed_at_any_call_leaves_the_till_or_the_restored_till() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED f23: there is no strace");
        return;
    }
    let (till, backup) = backed_up();
    answer(
        till.path(),
        &["catalog", "edit", "converge-and-overtake", "--price", "$9"],
    );
    let kills = sweep(
        &["restore", backup.to_str().unwrap()],
        &CALLS,
        || copy_of(till.path()),
        |folder, at| {
            assert_eq!(listed(folder), 3, "{at}");
            let found = verified(folder);
            assert_eq!(found["ok"], true, "{at}: {found}");
            let left = names(folder);
            assert!(!left.iter().any(|name| name.contains("restor")), "{at}: {left:?}");
            let price = &answer(folder, &["catalog", "list"])["titles"][0]["price"];
            assert!(
                price == "$9.00 each" || price == "1st $1.00, rest $0.75 each",
                "{at}: {price}"
            );
        },
    );
    println!("f23 restore: {kills} kills");
    assert!(kills > 40, "{kills}");
}

#[test]
fn f23_a_backup_killed_at_any_call_leaves_no_half_backup() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED f23: there is no strace");
        return;
    }
    let (till, _) = backed_up();
    let kills = sweep(
        &["backup"],
        &["write", "fsync", "rename", "unlink", "pwrite64"],
        || copy_of(till.path()),
        |folder, at| {
            assert_eq!(listed(folder), 3, "{at}");
            for name in names(&folder.join(BACKUPS)) {
                assert!(name.ends_with(".db"), "{at}: {name} was not swept");
                let other = tempfile::tempdir().unwrap();
                let file = folder.join(BACKUPS).join(name);
                assert_eq!(
                    answer(other.path(), &["restore", file.to_str().unwrap()])["sales"],
                    3,
                    "{at}"
                );
            }
        },
    );
    println!("f23 backup: {kills} kills");
    assert!(kills > 20, "{kills}");
}
