//! Runs the faults and gathers what each of them did to the till in one table.
//! Knows no fault by itself.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One fault and how the till bore it.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// How often the fault was done to the till.
    pub injected: u64,
    /// Sales that were answered as recorded meanwhile.
    pub answered: u64,
    /// Answered sales that were not there afterwards.
    pub lost: u64,
    /// Sales that are there twice, or though it was said that they are not.
    pub doubled: u64,
    /// Panics of the till.
    pub panics: u64,
    /// Why it could not be tried here.
    pub skipped: Option<String>,
    /// What else is worth knowing.
    pub note: String,
}

impl Row {
    /// The fault cannot be tried here, for this reason.
    pub fn skip(&mut self, reason: &str) {
        self.skipped = Some(reason.to_owned());
    }

    /// What must hold of every fault.
    pub fn holds(&self) {
        assert_eq!((self.lost, self.doubled, self.panics), (0, 0, 0), "{self:?}");
    }
}

/// A fault to be tried.
pub struct Fault {
    /// Its number and what is true of it, as a sentence.
    pub name: &'static str,
    /// Does it.
    pub run: fn(&mut Row),
}

/// Names functions as faults. One that is forgotten here is dead code, which the lints refuse.
macro_rules! faults {
    ($($room:ident: $($name:ident),+ $(,)?);+ $(;)?) => {
        &[$($($crate::suite::Fault { name: stringify!($name), run: $crate::$room::$name }),+),+]
    };
}
pub(crate) use faults;

/// What the command line of `cargo test` asks for.
#[derive(Default)]
struct Wish {
    filters: Vec<String>,
    skips: Vec<String>,
    exact: bool,
    list: bool,
    threads: usize,
}

impl Wish {
    fn read() -> Wish {
        let mut wish = Wish {
            threads: std::thread::available_parallelism().map_or(2, usize::from),
            ..Wish::default()
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--exact" => wish.exact = true,
                "--list" => wish.list = true,
                "--skip" => wish.skips.extend(words.next()),
                "--test-threads" => wish.threads = words.next().and_then(|n| n.parse().ok()).unwrap_or(1),
                "--format" | "--color" | "-Z" => drop(words.next()),
                flag if flag.starts_with("--test-threads=") => {
                    wish.threads = flag["--test-threads=".len()..].parse().unwrap_or(1);
                }
                flag if flag.starts_with('-') => {}
                _ => wish.filters.push(word),
            }
        }
        wish
    }

    fn wants(&self, name: &str) -> bool {
        let fits = |pattern: &String| {
            if self.exact {
                name == pattern
            } else {
                name.contains(pattern.as_str())
            }
        };
        (self.filters.is_empty() || self.filters.iter().any(fits)) && !self.skips.iter().any(fits)
    }
}

/// Tries every fault that is wanted, prints the table and keeps it beside the build.
pub fn run(faults: &[Fault]) -> ExitCode {
    let wish = Wish::read();
    let wanted: Vec<&Fault> = faults.iter().filter(|fault| wish.wants(fault.name)).collect();
    if wish.list {
        wanted.iter().for_each(|fault| println!("{}: test", fault.name));
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", wanted.len());
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<(usize, bool, Row)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..wish.threads.clamp(1, wanted.len().max(1)) {
            scope.spawn(|| {
                while let Some(fault) = {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    wanted.get(n).map(|fault| (n, fault))
                } {
                    let (n, fault) = fault;
                    let mut row = Row::default();
                    let good = catch_unwind(AssertUnwindSafe(|| (fault.run)(&mut row))).is_ok();
                    let how = match (&row.skipped, good) {
                        (_, false) => "FAILED".to_owned(),
                        (Some(reason), true) => {
                            let number = fault.name.split('_').next().unwrap();
                            format!("ignored\nSKIPPED {number}: {reason}")
                        }
                        (None, true) => "ok".to_owned(),
                    };
                    println!("test {} ... {how}", fault.name);
                    rows.lock().unwrap().push((n, good, row));
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by_key(|(n, ..)| *n);
    let failed = rows.iter().filter(|(_, good, _)| !good).count();
    let skipped = rows.iter().filter(|(.., row)| row.skipped.is_some()).count();
    let table = table(rows.iter().map(|(n, good, row)| (wanted[*n].name, *good, row)));
    println!("\n{table}");
    let kept = beside_the_build("fault-table.txt");
    if let Err(error) = std::fs::write(&kept, &table) {
        println!("{} cannot be written: {error}", kept.display());
    }
    println!(
        "test result: {}. {} passed; {failed} failed; {skipped} ignored; 0 measured; {} filtered out\n",
        if failed == 0 { "ok" } else { "FAILED" },
        rows.len() - failed - skipped,
        faults.len() - rows.len()
    );
    ExitCode::from(u8::from(failed > 0) * 101)
}

/// A file in the folder of what is built, `target`.
fn beside_the_build(name: &str) -> PathBuf {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch.parent().unwrap_or(scratch).join(name)
}

fn table<'a>(rows: impl Iterator<Item = (&'a str, bool, &'a Row)>) -> String {
    let mut text = format!(
        "{:<92} {:>8} {:>8} {:>5} {:>7} {:>6}  \n",
        "fault", "injected", "answered", "lost", "doubled", "panics"
    );
    let (mut all, mut tried, mut skipped) = (Row::default(), 0, 0);
    for (name, good, row) in rows {
        let (number, sentence) = name.split_once('_').unwrap_or((name, ""));
        let number = number.to_uppercase().replacen('F', "F-", 1);
        let mut sentence = format!("{number} {}", sentence.replace('_', " "));
        sentence.truncate(92);
        if let Some(reason) = &row.skipped {
            skipped += 1;
            text.push_str(&format!("{sentence:<92} SKIPPED: {reason}\n"));
            continue;
        }
        tried += 1;
        all.injected += row.injected;
        all.answered += row.answered;
        all.lost += row.lost;
        all.doubled += row.doubled;
        all.panics += row.panics;
        let mark = if good { "" } else { "FAILED " };
        text.push_str(&line(&sentence, row, mark));
    }
    text.push_str(&line(&format!("all: {tried} tried, {skipped} skipped"), &all, ""));
    text
}

fn line(what: &str, row: &Row, mark: &str) -> String {
    let line = format!(
        "{what:<92} {:>8} {:>8} {:>5} {:>7} {:>6}  {mark}{}",
        row.injected, row.answered, row.lost, row.doubled, row.panics, row.note
    );
    format!("{}\n", line.trim_end())
}
