//! What lies on the disk rots, is cut off, lost, or put back from yesterday: it is named, mended, or was of no use.
//! Never a silently wrong figure.

use crate::child::{books, sell};
use crate::common::demo;
use crate::dice::Dice;
use crate::suite::Row;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tempfile::TempDir;
use zinetill::domain::day::BusinessDay;
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::Till;

const LOG: &str = "till.db-wal";
const PAGE: usize = 4096;

/// A till's files.
type Files = BTreeMap<&'static str, Vec<u8>>;

/// A till with some sales: its files once it is closed, and as they are while it is open, with the sales in the log.
struct Sold {
    closed: Files,
    open: Files,
    /// As it was before the last sales.
    yesterday: Files,
    figures: String,
}

fn files(folder: &Path) -> Files {
    let there = [DATABASE, LOG, ROLL].into_iter();
    there
        .filter_map(|name| Some((name, std::fs::read(folder.join(name)).ok()?)))
        .collect()
}

fn sold() -> Sold {
    let till = demo();
    let folder = till.path();
    let mut open = Till::open(folder).unwrap();
    (0..4).for_each(|n| drop(sell(&mut open, &format!("rot-{n}")).unwrap()));
    drop(open);
    let yesterday = files(folder);
    let mut open = Till::open(folder).unwrap();
    (4..9).for_each(|n| drop(sell(&mut open, &format!("rot-{n:05}")).unwrap()));
    let figures = figures(&mut open);
    let while_open = files(folder);
    assert!(while_open[LOG].len() > 10 * PAGE);
    drop(open);
    Sold {
        closed: files(folder),
        open: while_open,
        yesterday,
        figures,
    }
}

/// All that a person is told of the sales.
fn figures(till: &mut Till) -> String {
    let days = |text: &str| BusinessDay::parse(text).unwrap();
    let summary = till.summary(days("1970-01-01"), days("2100-01-01")).unwrap();
    let sales = till.sales(None, "", u32::MAX).unwrap();
    let whole: Vec<_> = sales.iter().map(|head| till.sale(&head.number).unwrap()).collect();
    format!("{summary:?} {whole:?}")
}

/// How a fault was borne.
#[derive(Debug, PartialEq, Eq)]
enum Borne {
    /// The till did not open, or says what is wrong.
    Named,
    /// It was put right, which is said.
    Mended,
    /// All figures are as they were, and nothing was to be said.
    Equal,
}

/// Opens a till on files to which something was done.
fn bear(row: &mut Row, figures_before: &str, files: &Files, what: &str) -> Borne {
    row.injected += 1;
    let scratch = scratch();
    for (name, bytes) in files {
        std::fs::write(scratch.path().join(name), bytes).unwrap();
    }
    let borne = catch_unwind(AssertUnwindSafe(|| {
        let Ok(mut till) = Till::open(scratch.path()) else {
            return Borne::Named;
        };
        let said = till.notice().is_some() || *till.roll() != zinetill::till::Roll::Synced;
        match till.verify(|_, _| ()) {
            Ok(found) if found.ok && figures(&mut till) == figures_before => {
                if said {
                    Borne::Mended
                } else {
                    Borne::Equal
                }
            }
            Ok(found) => {
                assert!(said || !found.ok, "{what}: other figures, and nothing is said");
                Borne::Named
            }
            Err(_) => Borne::Named,
        }
    }));
    borne.unwrap_or_else(|why| {
        row.panics += 1;
        std::panic::resume_unwind(why)
    })
}

fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

fn tally(row: &mut Row, borne: &[Borne]) {
    let count = |how: &Borne| borne.iter().filter(|borne| *borne == how).count();
    row.note = format!(
        "{} named, {} mended, {} of no use",
        count(&Borne::Named),
        count(&Borne::Mended),
        count(&Borne::Equal)
    );
}

/// Bits flipped on each page, or `ZINETILL_FAULT_BITS`.
fn bits() -> usize {
    std::env::var("ZINETILL_FAULT_BITS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(6)
}

/// Flips bits of a file, so many in each stretch.
fn flip(row: &mut Row, figures: &str, files: &Files, name: &'static str, stretch: usize, bits: usize) -> Vec<Borne> {
    let mut dice = Dice::new(15);
    let mut borne = Vec::new();
    for from in (0..files[name].len()).step_by(stretch) {
        for _ in 0..bits {
            let place = (from + dice.below(stretch)).min(files[name].len() - 1);
            let bit = dice.below(8);
            let mut rotten = files.clone();
            rotten.get_mut(name).unwrap()[place] ^= 1 << bit;
            borne.push(bear(row, figures, &rotten, &format!("{name}, byte {place}, bit {bit}")));
        }
    }
    borne
}

pub fn f15_a_flipped_bit_on_any_page_is_named_or_was_of_no_use(row: &mut Row) {
    let sold = sold();
    let borne = flip(row, &sold.figures, &sold.closed, DATABASE, PAGE, bits());
    tally(row, &borne);
    assert!(borne.contains(&Borne::Named));
    row.holds();
}

pub fn f16_a_log_that_rots_or_is_lost_is_put_back_from_the_roll(row: &mut Row) {
    let sold = sold();
    let mut borne = flip(row, &sold.figures, &sold.open, LOG, PAGE + 24, 4);
    for keep in (0..sold.open[LOG].len()).step_by(PAGE / 2) {
        let mut cut = sold.open.clone();
        cut.get_mut(LOG).unwrap().truncate(keep);
        borne.push(bear(row, &sold.figures, &cut, &format!("the log ends at {keep}")));
    }
    let mut lost = sold.open.clone();
    lost.remove(LOG);
    borne.push(bear(row, &sold.figures, &lost, "no log"));
    tally(row, &borne);
    assert!(!borne.contains(&Borne::Named), "{borne:?}");
    assert!(borne.contains(&Borne::Mended));
    row.holds();
}

pub fn f17_a_database_cut_off_anywhere_or_gone_is_never_a_new_empty_till(row: &mut Row) {
    let sold = sold();
    let length = sold.closed[DATABASE].len();
    let mut borne = Vec::new();
    let ends = (0..length)
        .step_by(PAGE)
        .chain([1, 99, 100, 512, length / 2, length - 1]);
    for end in ends {
        let mut cut = sold.closed.clone();
        cut.get_mut(DATABASE).unwrap().truncate(end);
        borne.push(bear(row, &sold.figures, &cut, &format!("the database ends at {end}")));
    }
    let mut gone = sold.closed.clone();
    gone.remove(DATABASE);
    borne.push(bear(row, &sold.figures, &gone, "no database"));
    tally(row, &borne);
    assert!(borne.iter().all(|borne| *borne == Borne::Named), "{borne:?}");
    row.holds();
}

pub fn f18_a_roll_cut_off_in_its_last_line_is_made_whole_to_the_letter(row: &mut Row) {
    let sold = sold();
    let roll = &sold.closed[ROLL];
    let last = roll[..roll.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let scratch = scratch();
    std::fs::write(scratch.path().join(DATABASE), &sold.closed[DATABASE]).unwrap();
    for end in (last..roll.len()).chain([0, 1, 20]) {
        std::fs::write(scratch.path().join(ROLL), &roll[..end]).unwrap();
        row.injected += 1;
        drop(Till::open(scratch.path()).unwrap());
        assert!(
            std::fs::read(scratch.path().join(ROLL)).unwrap() == *roll,
            "cut at {end}"
        );
    }
    std::fs::remove_file(scratch.path().join(ROLL)).unwrap();
    row.injected += 1;
    assert_eq!(books(scratch.path()).unwrap().len(), 9);
    assert!(std::fs::read(scratch.path().join(ROLL)).unwrap() == *roll, "deleted");
    row.holds();
}

pub fn f18_a_last_line_of_which_sectors_were_never_written_is_written_again(row: &mut Row) {
    let sold = sold();
    let roll = &sold.closed[ROLL];
    let last = roll[..roll.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let sectors = (last / 512)..roll.len().div_ceil(512);
    for holes in 1_u32..1 << sectors.len() {
        let mut torn = sold.closed.clone();
        for (n, sector) in sectors.clone().enumerate().filter(|(n, _)| holes & (1 << n) != 0) {
            let _ = n;
            let (from, to) = ((sector * 512).max(last), ((sector + 1) * 512).min(roll.len()));
            torn.get_mut(ROLL).unwrap()[from..to].fill(0);
        }
        let borne = bear(row, &sold.figures, &torn, &format!("holes {holes:b}"));
        assert_ne!(borne, Borne::Named, "holes {holes:b}");
    }
    row.holds();
}

pub fn f18_a_flipped_bit_in_the_roll_is_named_or_mended(row: &mut Row) {
    let sold = sold();
    let borne = flip(row, &sold.figures, &sold.closed, ROLL, 100, 2);
    tally(row, &borne);
    assert!(!borne.contains(&Borne::Equal), "no byte of the roll is without use");
    row.holds();
}

pub fn f19_yesterdays_database_gets_todays_sales_back_from_the_roll(row: &mut Row) {
    let sold = sold();
    let mut old = sold.yesterday.clone();
    old.insert(ROLL, sold.closed[ROLL].clone());
    assert_eq!(bear(row, &sold.figures, &old, "yesterday's database"), Borne::Mended);
    // And before the first sale at all.
    row.answered = 9;
    row.holds();
}
