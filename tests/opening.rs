//! Opening a till that is not as it should be: older, newer, held, lost, half restored, on a disk that cannot be written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[cfg(feature = "gui")]
mod hands;

use common::{answer, demo, listed, names, refusal, verified, zinetill};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use zinetill::store::{BACKUPS, DATABASE, MIGRATIONS, ROLL, Trouble, schema_of};
use zinetill::till::{Error, Till, Warning};

/// A till of a released schema as it was dumped.
struct Older {
    version: i64,
    dump: &'static str,
    /// Sales and corrections, entries of the journal, sales alone.
    holds: (usize, u64, u64),
}

const HISTORY: [Older; 3] = [
    Older {
        version: 1,
        dump: include_str!("../db/history/0001.sql"),
        holds: (4, 5, 4),
    },
    Older {
        version: 2,
        dump: include_str!("../db/history/0002.sql"),
        holds: (9, 17, 6),
    },
    Older {
        version: 3,
        dump: include_str!("../db/history/0003.sql"),
        holds: (15, 26, 10),
    },
];

fn old(dump: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join(DATABASE)).unwrap();
    conn.execute_batch(dump).unwrap();
    folder
}

fn version(file: &Path) -> i64 {
    let conn = Connection::open(file).unwrap();
    conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

fn sell(folder: &Path) {
    answer(folder, &["sell", "converge-and-overtake", "--pay", "cash=1"]);
}

#[test]
fn f21_each_older_till_climbs_to_the_schema_of_a_new_one_and_verifies() {
    let fresh = Connection::open_in_memory().unwrap();
    MIGRATIONS.iter().for_each(|step| fresh.execute_batch(step).unwrap());
    for Older {
        version: from,
        dump,
        holds: (records, entries, sales),
    } in HISTORY
    {
        let till = old(dump);
        // A command that only reads brings it to this version too: it opens the till like every other.
        assert_eq!(listed(till.path()), records);
        let conn = Connection::open(till.path().join(DATABASE)).unwrap();
        assert_eq!(schema_of(&conn).unwrap(), schema_of(&fresh).unwrap());
        drop(conn);
        let found = verified(till.path());
        assert_eq!(
            (&found["ok"], &found["entries"]),
            (&true.into(), &entries.into()),
            "{found}"
        );
        let backups = names(&till.path().join(BACKUPS));
        assert_eq!(backups.len(), 1);
        assert!(
            backups[0].starts_with(&format!("before-{:04}-", MIGRATIONS.len())),
            "{backups:?}"
        );
        assert_eq!(version(&till.path().join(BACKUPS).join(&backups[0])), from);
        sell(till.path());
        let number = format!("A-{:04}", records + 1);
        assert_eq!(answer(till.path(), &["sales", "show", &number])["total"], "1.00");
        // The backup of the old version is put back like any other, and climbs.
        let backup = till.path().join(BACKUPS).join(&backups[0]);
        let restored = answer(till.path(), &["restore", backup.to_str().unwrap()]);
        assert_eq!(
            (&restored["sales"], &restored["replayed"]),
            (&(sales + 1).into(), &1.into())
        );
        assert_eq!(verified(till.path())["ok"], true);
    }
}

#[test]
fn f21_a_climb_killed_at_any_call_leaves_the_old_schema_or_the_new() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED f21: there is no strace");
        return;
    }
    let Older {
        version: from,
        dump,
        holds: (records, ..),
    } = HISTORY[2];
    let (mut kills, mut was_old, mut was_new) = (0, 0, 0);
    for call in [
        "pwrite64",
        "write",
        "fsync",
        "fdatasync",
        "ftruncate",
        "unlink",
        "rename",
        "openat",
        "fallocate",
    ] {
        for when in 1.. {
            let till = old(dump);
            let status = Command::new("strace")
                .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")])
                .args(["-e", &format!("inject={call}:signal=SIGKILL:when={when}")])
                .args([env!("CARGO_BIN_EXE_zinetill"), "--data"])
                .arg(till.path())
                .args(["sales", "list"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .unwrap();
            let at = format!("{call} {when}");
            let now = version(&till.path().join(DATABASE));
            if now == from {
                was_old += 1;
            } else {
                assert_eq!(now, MIGRATIONS.len() as i64, "{at}");
                was_new += 1;
                let backups = names(&till.path().join(BACKUPS));
                assert!(
                    backups.iter().any(|name| name.ends_with(".db")),
                    "{at}: new without a backup"
                );
            }
            assert_eq!(listed(till.path()), records, "{at}");
            let found = verified(till.path());
            assert_eq!(found["ok"], true, "{at}: {found}");
            if status.success() {
                break;
            }
            kills += 1;
        }
    }
    println!("f21: {kills} kills; the old schema {was_old} times, the new one {was_new} times");
    assert!(kills > 40 && was_old > 20 && was_new > 5, "{kills} {was_old} {was_new}");
}

#[test]
fn f20_a_till_of_a_newer_version_is_said_to_be_one_and_left_to_the_byte() {
    let till = demo();
    let database = till.path().join(DATABASE);
    let conn = Connection::open(&database).unwrap();
    conn.pragma_update(None, "user_version", MIGRATIONS.len() + 1).unwrap();
    conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).unwrap();
    drop(conn);
    let bytes = std::fs::read(&database).unwrap();
    assert!(matches!(
        Till::open(till.path()),
        Err(Error::Trouble(Trouble::Newer, _))
    ));
    assert!(refusal(till.path(), &["sales", "list"]).contains("newer version"));
    assert!(refusal(till.path(), &["repair"]).contains("newer version"));
    assert_eq!(std::fs::read(&database).unwrap(), bytes);
}

#[test]
fn f12_a_second_window_is_told_and_the_first_is_called_while_commands_go_on() {
    let till = demo();
    let first = Till::take_for_window(till.path()).unwrap();
    assert!(first.is_some());
    assert_eq!(Till::called(till.path()), None);
    assert!(matches!(
        Till::take_for_window(till.path()),
        Err(Error::Trouble(Trouble::Window, _))
    ));
    assert!(Till::called(till.path()).is_some());
    sell(till.path());
    let mut looking = Till::look(till.path(), "another window has it").unwrap();
    assert_eq!(
        looking.warnings(),
        [Warning::OnlyLook("another window has it".to_owned())]
    );
    assert_eq!(looking.sales(None, "", 9).unwrap().len(), 1);
    assert!(looking.open_session(None, "", "").is_err());
    assert!(looking.set("shop", "Other").is_err());
    // What the first window sells is seen.
    sell(till.path());
    assert_eq!(looking.sales(None, "", 9).unwrap().len(), 2);
    drop(first);
    assert!(Till::take_for_window(till.path()).is_ok());
}

#[test]
fn f14_a_window_that_was_killed_holds_nothing() {
    let till = demo();
    for name in ["window.lock", "till.lock"] {
        std::fs::write(till.path().join(name), "left by a window that was killed").unwrap();
    }
    assert!(Till::take_for_window(till.path()).unwrap().is_some());
    sell(till.path());
}

fn mount(arguments: &[&str], at: &Path) -> bool {
    let status = Command::new("mount")
        .args(arguments)
        .arg(at)
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// A folder mounted again, so that it can be made read-only whoever asks; unmounted at the end.
struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn f10_a_folder_that_cannot_be_written_is_looked_at_and_sells_nothing() {
    let till = demo();
    sell(till.path());
    // The last sale stands in the log only, as after a crash.
    let crashed = Command::new(env!("CARGO_BIN_EXE_zinetill"))
        .args(["--data", till.path().to_str().unwrap(), "sales", "list"])
        .output();
    assert!(crashed.unwrap().status.success());
    let path = till.path().to_str().unwrap();
    if !mount(&["--bind", path], till.path()) {
        println!("SKIPPED f10: nothing can be mounted here");
        return;
    }
    let _mounted = Mounted(till.path());
    if !mount(&["-o", "remount,ro,bind"], till.path()) {
        println!("SKIPPED f10: nothing can be mounted read-only here");
        return;
    }
    let before = names(till.path());
    let copies = || -> BTreeSet<String> {
        let all = names(&std::env::temp_dir()).into_iter();
        all.filter(|name| name.starts_with("zinetill-look-")).collect()
    };
    let copies_before = copies();
    assert_eq!(listed(till.path()), 1);
    let said = refusal(till.path(), &["sell", "know-your-rights"]);
    assert!(said.contains("can only be looked at"), "{said}");
    refusal(till.path(), &["set", "shop=Other"]);
    refusal(till.path(), &["session", "open", "--float", "40"]);
    refusal(till.path(), &["backup"]);
    // A copy elsewhere can be had all the same.
    let elsewhere = tempfile::tempdir().unwrap();
    answer(till.path(), &["backup", elsewhere.path().to_str().unwrap()]);
    let mut open = Till::open(till.path()).unwrap();
    assert!(matches!(open.warnings()[..], [Warning::OnlyLook(_)]));
    assert!(open.catalog().is_ok());
    drop(open);
    assert_eq!(names(till.path()), before);
    assert!(copies().is_subset(&copies_before), "the copy was not thrown away");
}

#[test]
fn f17_a_lost_database_is_told_from_a_folder_without_a_till() {
    let till = demo();
    sell(till.path());
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(till.path().join(format!("{DATABASE}{end}"))).ok();
    }
    assert!(matches!(Till::open(till.path()), Err(Error::Trouble(Trouble::Gone, _))));
    assert!(refusal(till.path(), &["sales", "list"]).contains("zinetill repair"));
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Till::open(empty.path()), Err(Error::NoTill(_))));
}

#[test]
fn a_half_restored_till_is_ended_and_said() {
    let till = demo();
    sell(till.path());
    let backup = answer(till.path(), &["backup"])["file"].as_str().unwrap().to_owned();
    // Killed when the plan stands and nothing is moved yet.
    let killed = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=rename",
            "-e",
            "inject=rename:signal=SIGKILL:when=2",
        ])
        .args([
            env!("CARGO_BIN_EXE_zinetill"),
            "--data",
            till.path().to_str().unwrap(),
            "restore",
            &backup,
        ])
        .output();
    if killed.is_err() {
        println!("SKIPPED half-restored: there is no strace");
        return;
    }
    assert!(till.path().join("restore.json").exists());
    let output = zinetill(till.path(), &["sales", "list"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("was interrupted has been ended"));
    assert!(!till.path().join("restore.json").exists());
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn the_look_behind_the_selling_finds_a_broken_page_and_a_broken_chain() {
    let till = demo();
    // Twice over books in which nothing stands yet: that is no finding.
    Till::check_behind(till.path()).unwrap();
    Till::check_behind(till.path()).unwrap();
    sell(till.path());
    Till::check_behind(till.path()).unwrap();
    sell(till.path());
    let conn = Connection::open(till.path().join(DATABASE)).unwrap();
    conn.execute_batch(
        "DROP TRIGGER journal_as_made; UPDATE journal SET body = replace(body, '\"note\":\"\"', '\"note\":\"x\"') WHERE seq = 3;
         CREATE TRIGGER journal_as_made BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;",
    )
    .unwrap();
    drop(conn);
    let found = Till::check_behind(till.path());
    assert!(
        matches!(&found, Err(Error::Trouble(Trouble::Damaged, why)) if why.contains("entry 3")),
        "{found:?}"
    );
    let roll = till.path().join(ROLL);
    assert!(roll.exists());
    assert_eq!(answer(till.path(), &["repair"])["sales"], 2);
    Till::check_behind(till.path()).unwrap();
}

/// The same in the window, pressed with hands.
#[cfg(feature = "gui")]
mod window {
    use super::*;
    use crate::hands::Window;
    use zinetill::gui::Mode;

    fn press(window: &mut Window, words: &str) {
        window.tab_to(words);
        window.space();
    }

    fn count(folder: &Path) -> usize {
        listed(folder)
    }

    #[test]
    fn f17_a_lost_database_is_repaired_in_the_window() {
        let till = demo();
        sell(till.path());
        answer(till.path(), &["backup"]);
        sell(till.path());
        for end in ["", "-wal", "-shm"] {
            std::fs::remove_file(till.path().join(format!("{DATABASE}{end}"))).ok();
        }
        let mut window = Window::over(till.path(), Mode::Own);
        assert!(window.sees("The till’s database is gone"));
        press(&mut window, "Repair");
        assert!(window.sees("The till is restored, with 2 sales; 1 newer entry was put back from the till roll."));
        assert_eq!(count(till.path()), 2);
    }

    #[test]
    fn f15_what_the_look_behind_finds_opens_the_panel_and_repair_ends_it() {
        let till = demo();
        sell(till.path());
        answer(till.path(), &["backup"]);
        let conn = Connection::open(till.path().join(DATABASE)).unwrap();
        conn.execute_batch(
            "DROP TRIGGER journal_as_made; UPDATE journal SET body = replace(body, 'cash', 'card') WHERE seq = 2;
             CREATE TRIGGER journal_as_made BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;",
        )
        .unwrap();
        drop(conn);
        let mut window = Window::over(till.path(), Mode::Own);
        assert!(window.sees("The till’s database is damaged"));
        press(&mut window, "Repair");
        assert!(window.sees("The till is restored, with 1 sale; nothing newer was to be put back."));
        assert_eq!(verified(till.path())["ok"], true);
    }

    #[test]
    fn f12_a_second_window_says_so_and_may_look() {
        let till = demo();
        sell(till.path());
        let first = Window::over(till.path(), Mode::Own);
        let mut second = Window::over(till.path(), Mode::Own);
        assert!(second.sees("Another window has this till"));
        press(&mut second, "Only look");
        assert!(second.sees("Sale A-0001"));
        drop(first);
    }

    #[test]
    fn a_backup_is_made_and_put_back_under_event() {
        use iced::keyboard::key::Named;
        let till = demo();
        sell(till.path());
        let mut window = Window::over(till.path(), Mode::Own);
        window.key(Named::F6);
        press(&mut window, "Back up now");
        assert!(window.sees("Backed up and verified: 1 sale."));
        sell(till.path());
        window.key(Named::F6);
        press(&mut window, "Restore…");
        press(&mut window, "Restore this backup");
        window.key(Named::F2);
        assert!(window.sees("The till is restored, with 2 sales; 1 newer entry was put back from the till roll."));
        assert_eq!(verified(till.path())["ok"], true);
    }

    #[test]
    fn an_empty_folder_takes_a_backup_from_the_first_page() {
        let till = demo();
        sell(till.path());
        let backup = answer(till.path(), &["backup"])["file"].as_str().unwrap().to_owned();
        let other = tempfile::tempdir().unwrap();
        let mut window = Window::over(&other.path().join("new"), Mode::Own);
        press(&mut window, "Or bring back a backup…");
        window.tab_to("/media/stick/…");
        window.type_in("/no/such/file");
        window.key(iced::keyboard::key::Named::Enter);
        assert!(window.sees("The backup was not restored"));
        press(&mut window, "Back");
        press(&mut window, "Or bring back a backup…");
        window.tab_to("/media/stick/…");
        window.type_in(&backup);
        window.key(iced::keyboard::key::Named::Enter);
        assert!(window.sees("The till is restored, with 1 sale; nothing newer was to be put back."));
        assert_eq!(count(&other.path().join("new")), 1);
    }
}
