//! The process ends or stands still at places of our choosing: crash points, a polite end, no memory, a laptop put to sleep.
//! And a person who presses twice.

use crate::child::{MANY, Told, books, command, judge, sell, under};
use crate::common::{answer, demo, zinetill};
use crate::suite::Row;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use zinetill::store::trial::Point;
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::Till;

/// Runs a command that ends at a crash point, which must be come to.
fn crash(mut command: Command, point: Point) -> Output {
    let output = command.env("ZINETILL_TRIAL_CRASH", point.name()).output().unwrap();
    assert_eq!(output.status.signal(), Some(6), "{point:?} is not come to: {output:?}");
    output
}

fn program(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zinetill"));
    command.arg("--data").arg(folder).args(words);
    command
}

pub fn f02_a_crash_at_every_place_in_the_program_leaves_whole_books(row: &mut Row) {
    if !cfg!(debug_assertions) {
        return row.skip("a released build has no crash points");
    }
    for point in Point::ALL {
        let till = demo();
        let folder = till.path();
        sell(&mut Till::open(folder).unwrap(), "before").unwrap();
        row.injected += 1;
        match point {
            Point::Made | Point::Named => {
                let fresh = tempfile::tempdir().unwrap();
                crash(program(fresh.path(), &["new"]), *point);
                let again = zinetill(fresh.path(), &["new"]);
                assert_eq!(again.status.success(), *point == Point::Made, "{point:?}: {again:?}");
                assert_eq!(answer(fresh.path(), &["verify"])["ok"], true, "{point:?}");
            }
            Point::PageOpened | Point::EntryWritten | Point::Committed => {
                let output = crash(command(MANY, folder, "crash", 3), *point);
                let kept = judge(row, folder, &Told::of(&output), point.name());
                assert_eq!(kept.contains("crash-0"), *point == Point::Committed, "{point:?}");
            }
            // The roll is looked at when the till is opened: a sale that it lacks is what is written then.
            Point::RollLocked | Point::RollWritten | Point::RollSynced => {
                crash(command(MANY, folder, "crash", 3), Point::Committed);
                let output = crash(command(MANY, folder, "more", 1), *point);
                let kept = judge(row, folder, &Told::of(&output), point.name());
                assert!(kept.contains("crash-0") && !kept.contains("more-0"), "{point:?}");
            }
            Point::SetAside | Point::PutBack => {
                let yesterday = std::fs::read(folder.join(DATABASE)).unwrap();
                sell(&mut Till::open(folder).unwrap(), "today").unwrap();
                std::fs::write(folder.join(DATABASE), yesterday).unwrap();
                let output = crash(command(MANY, folder, "crash", 1), *point);
                let kept = judge(row, folder, &Told::of(&output), point.name());
                assert!(kept.contains("today"), "{point:?}");
            }
            Point::PaperWritten => {
                let paper = folder.join("receipt.pdf");
                let words = ["receipt", "A-0001", "-o", paper.to_str().unwrap()];
                crash(program(folder, &words), *point);
                assert!(!paper.exists(), "half a paper lies there");
                assert!(zinetill(folder, &words).status.success());
                assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
            }
        }
        assert!(books(folder).unwrap().contains(&"before".to_owned()), "{point:?}");
    }
    row.note = format!("{} places", Point::ALL.len());
    row.holds();
}

fn send(signal: &str, process: u32) {
    Command::new("kill")
        .args([signal, &process.to_string()])
        .status()
        .unwrap();
}

pub fn f03_an_end_that_is_asked_for_comes_after_the_answer(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let (mut told, mut ended) = (Told::default(), 0);
    for n in 0..120_u64 {
        let key = format!("term{n}");
        let mut process = program(folder, &["sell", "know-your-rights", "--json", "--key", &key]);
        let child = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(500 + n * 7_919 % 25_000));
        send(["-TERM", "-HUP", "-INT"][n as usize % 3], child.id());
        row.injected += 1;
        let output = child.wait_with_output().unwrap();
        told.panicked |= String::from_utf8_lossy(&output.stderr).contains("panicked");
        if output.stdout.ends_with(b"}\n") {
            told.answered.insert(key);
        } else {
            ended += 1;
        }
    }
    let kept = judge(row, folder, &told, "asked to end");
    // Two seconds are plenty for a sale: what was begun was finished, and told.
    assert_eq!(kept, told.answered);
    row.note = format!("{ended} ended before they had begun");
    row.holds();
}

pub fn f44_the_same_key_pressed_again_and_again_is_one_sale(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    for round in 0..8 {
        let key = format!("pressed-{round}");
        // In one window, then from several at once.
        let mut open = Till::open(folder).unwrap();
        let presses = if round % 2 == 0 { 3 } else { 0 };
        let mut fresh = (0..presses)
            .filter(|_| !sell(&mut open, &key).unwrap().replayed)
            .count();
        fresh += std::thread::scope(|scope| {
            let windows = (0..4).map(|_| {
                let key = &key;
                scope.spawn(move || !sell(&mut Till::open(folder).unwrap(), key).unwrap().replayed)
            });
            let windows: Vec<_> = windows.collect();
            windows
                .into_iter()
                .filter(|_| true)
                .map(|window| usize::from(window.join().unwrap()))
                .sum::<usize>()
        });
        assert_eq!(fresh, 1, "{key}");
        row.injected += presses + 4;
        row.answered += 1;
    }
    assert_eq!(books(folder).unwrap().len(), 8);
    row.holds();
}

pub fn f47_a_process_without_memory_leaves_the_sale_or_not_and_whole_books(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let (mut kilobytes, mut served) = (6_000, 0);
    for n in 0.. {
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("ulimit -v {kilobytes}; ulimit -c 0; exec \"$0\"")]);
        let (told, output) = Told::from(under(shell, MANY, folder, &format!("memory{n}"), 2));
        // An allocation that fails ends the process; that is no panic of the till's making.
        let told = Told {
            panicked: false,
            ..told
        };
        row.injected += 1;
        judge(row, folder, &told, &format!("{kilobytes} KiB"));
        served += u32::from(output.status.success());
        if served > 1 {
            break;
        }
        assert!(n < 400, "it never had enough");
        kilobytes += kilobytes / 24;
    }
    row.note = format!("enough at {kilobytes} KiB");
    row.holds();
}

pub fn f48_a_process_put_to_sleep_in_the_middle_of_a_sale_goes_on_when_it_wakes(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let mut all = Told::default();
    for n in 0..12_u64 {
        let mut process = command(MANY, folder, &format!("sleeper{n}"), 6);
        let child = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(2 + n * 5 % 30));
        send("-STOP", child.id());
        row.injected += 1;
        // Another sells meanwhile, or is told who is in the way.
        if n % 4 == 0 {
            let (told, _) = Told::from(command(MANY, folder, &format!("awake{n}"), 1));
            let in_the_way = told
                .failed
                .values()
                .chain(&told.closed)
                .all(|why| why.contains("another program is using"));
            assert!(in_the_way, "{told:?}");
            all.answered.extend(told.answered);
        } else {
            std::thread::sleep(Duration::from_millis(40));
        }
        send("-CONT", child.id());
        let told = Told::of(&child.wait_with_output().unwrap());
        assert_eq!(told.answered.len(), 6, "{told:?}");
        all.answered.extend(told.answered);
        all.panicked |= told.panicked;
    }
    assert!(std::fs::read(folder.join(ROLL)).unwrap().ends_with(b"\n"));
    judge(row, folder, &all, "after the last sleep");
    row.holds();
}
