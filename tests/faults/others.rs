//! Other programs on the same till: one that sells too, one that holds the database.

use crate::child::{MANY, Told, command, judge};
use crate::common::{demo, refusal, verified, zinetill};
use crate::suite::Row;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub fn f12_two_processes_that_sell_at_once_leave_one_numbering_one_chain_and_one_roll(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let seconds = std::env::var("ZINETILL_FAULT_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(6);
    let until = Instant::now() + Duration::from_secs(seconds);
    let (steady, killed) = std::thread::scope(|scope| {
        let steady = scope.spawn(|| {
            let mut all = Told::default();
            for n in 0.. {
                let (told, output) = Told::from(command(MANY, folder, &format!("steady{n}"), 3));
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
                all.answered.extend(told.answered);
                if Instant::now() > until {
                    break;
                }
            }
            all
        });
        let killed = scope.spawn(|| {
            let (mut answered, mut kills, mut delay) = (0, 0, 7_u64);
            while Instant::now() < until {
                let mut child = Command::new(env!("CARGO_BIN_EXE_zinetill"))
                    .arg("--data")
                    .arg(folder)
                    .args(["sell", "know-your-rights*2", "--json"])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                delay = delay * 31 % 101;
                std::thread::sleep(Duration::from_micros(delay * 400));
                kills += u64::from(child.kill().is_ok());
                let output = child.wait_with_output().unwrap();
                answered += u64::from(String::from_utf8_lossy(&output.stdout).trim_end().ends_with('}'));
            }
            (answered, kills)
        });
        (steady.join().unwrap(), killed.join().unwrap())
    });
    let sales = judge(row, folder, &steady, "two writers").len() as u64;
    row.injected += killed.1;
    row.answered += killed.0;
    let steady = steady.answered.len() as u64;
    assert!(sales >= steady + killed.0 && sales <= steady + killed.0 + killed.1);
    row.holds();
}

pub fn f13_another_program_that_holds_the_database_is_waited_for(row: &mut Row) {
    let till = demo();
    let conn = rusqlite::Connection::open(till.path().join("till.db")).unwrap();
    conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        let sale = scope.spawn(|| zinetill(till.path(), &["sell", "know-your-rights"]));
        std::thread::sleep(Duration::from_millis(700));
        conn.execute_batch("ROLLBACK").unwrap();
        assert!(sale.join().unwrap().status.success());
    });
    assert_eq!(verified(till.path())["sales"], 1);
    (row.injected, row.answered) = (1, 1);
}

pub fn f13_another_program_that_never_lets_go_is_named_after_five_seconds(row: &mut Row) {
    let till = demo();
    let conn = rusqlite::Connection::open(till.path().join("till.db")).unwrap();
    conn.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let said = refusal(till.path(), &["sell", "know-your-rights"]);
    assert!(
        said.contains("another program is using the till; nothing was changed"),
        "{said}"
    );
    conn.execute_batch("ROLLBACK").unwrap();
    assert_eq!(verified(till.path())["sales"], 0);
    row.injected = 1;
}
