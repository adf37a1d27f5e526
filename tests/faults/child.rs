//! The process that faults are done to: this same program once more, told by its environment which part to play.
//! It sells, and says on stdout what it was answered; its own words, so that they count as the till's.

use crate::suite::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Output, Stdio};
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::money::Quantity;
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::title::Sku;
use zinetill::till::{Error, Recorded, SaleRequest, Till};

const PART: &str = "ZINETILL_FAULT_PART";
const FOLDER: &str = "ZINETILL_FAULT_FOLDER";
const TIMES: &str = "ZINETILL_FAULT_TIMES";
const KEYS: &str = "ZINETILL_FAULT_KEYS";

/// The part to play, if this is a process that faults are done to.
pub fn part() -> Option<String> {
    std::env::var(PART).ok()
}

/// Sells the cart that lies on disk.
pub const CART: &str = "cart";
/// Sells one copy after the other; each has a key of its own.
pub const MANY: &str = "many";

/// A process that plays a part on a till; sales are named `keys`-0, `keys`-1 …
pub fn command(part: &str, folder: &Path, keys: &str, times: usize) -> Command {
    dressed(
        Command::new(std::env::current_exe().unwrap()),
        part,
        folder,
        keys,
        times,
    )
}

/// The same, started by another program whose arguments so far are given.
pub fn under(mut outer: Command, part: &str, folder: &Path, keys: &str, times: usize) -> Command {
    outer.arg(std::env::current_exe().unwrap());
    dressed(outer, part, folder, keys, times)
}

fn dressed(mut command: Command, part: &str, folder: &Path, keys: &str, times: usize) -> Command {
    command
        .env(PART, part)
        .env(FOLDER, folder)
        .env(TIMES, times.to_string())
        .env(KEYS, keys)
        .stdin(Stdio::null());
    command
}

/// Plays a part.
pub fn play(part: &str) -> ExitCode {
    let folder = std::env::var(FOLDER).unwrap();
    let mut till = match Till::open(Path::new(&folder)) {
        Ok(till) => till,
        Err(error) => {
            say(&format!("CLOSED {error}"));
            return ExitCode::FAILURE;
        }
    };
    match part {
        CART => {
            let cart = till.carts().unwrap().remove(0);
            let key = cart.id.to_string();
            let sold = till.sell(&SaleRequest {
                parked: true,
                ..request(cart, &key, "50")
            });
            tell(&key, &sold)
        }
        MANY => {
            let (times, keys) = (std::env::var(TIMES).unwrap(), std::env::var(KEYS).unwrap());
            let mut good = true;
            for n in 0..times.parse().unwrap() {
                let key = format!("{keys}-{n}");
                good &= tell(&key, &sell(&mut till, &key)) == ExitCode::SUCCESS;
            }
            if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        other => panic!("there is no part {other}"),
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).ok();
    out.flush().ok();
}

fn tell(key: &str, sold: &Result<Recorded, Error>) -> ExitCode {
    match sold {
        Ok(recorded) => {
            say(&format!("ANSWERED {key} {}", recorded.sale.number));
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("FAILED {key} {error}"));
            ExitCode::FAILURE
        }
    }
}

/// What a sale of this cart is, paid in cash.
pub fn request(cart: Cart, key: &str, cash: &str) -> SaleRequest {
    SaleRequest {
        cart,
        tenders: vec![Tender {
            method: Method::cash(),
            given: zinetill::domain::currency::Currency::USD.parse(cash).unwrap(),
        }],
        key: key.to_owned(),
        at: None,
        expected_total: None,
        parked: false,
    }
}

/// Sells some copies, how many follows from the key's length.
pub fn sell(till: &mut Till, key: &str) -> Result<Recorded, Error> {
    let mut cart = Cart::new(Uuid::now_v7());
    for (sku, copies) in [
        ("converge-and-overtake", 1 + key.len() as u32 % 3),
        ("know-your-rights", 1),
    ] {
        cart.add(Item::Title(Sku::new(sku).unwrap()), Quantity::new(copies).unwrap())
            .unwrap();
    }
    till.sell(&request(cart, key, "5"))
}

/// What a process said before it ended.
#[derive(Debug, Default)]
pub struct Told {
    /// Keys of sales answered as recorded.
    pub answered: BTreeSet<String>,
    /// Keys of sales that failed, with the sentence.
    pub failed: BTreeMap<String, String>,
    /// Why the till could not be opened.
    pub closed: Option<String>,
    /// It panicked.
    pub panicked: bool,
}

impl Told {
    /// Reads it.
    pub fn of(output: &Output) -> Told {
        let mut told = Told {
            panicked: String::from_utf8_lossy(&output.stderr).contains("panicked at"),
            ..Told::default()
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let mut words = line.splitn(3, ' ');
            match (words.next(), words.next(), words.next()) {
                (Some("ANSWERED"), Some(key), Some(_)) => drop(told.answered.insert(key.to_owned())),
                (Some("FAILED"), Some(key), Some(why)) => drop(told.failed.insert(key.to_owned(), why.to_owned())),
                (Some("CLOSED"), ..) => told.closed = Some(line.trim_start_matches("CLOSED ").to_owned()),
                _ => {}
            }
        }
        told
    }

    /// Runs a process to its end, however that comes.
    pub fn from(mut command: Command) -> (Told, Output) {
        let output = command.output().unwrap();
        (Told::of(&output), output)
    }
}

/// Holds what was told against the books, which must verify: every answered sale stands there once, and none of which was said
/// that it does not.
pub fn judge(row: &mut Row, folder: &Path, told: &Told, what: &str) -> BTreeSet<String> {
    let keys = books(folder).unwrap_or_else(|why| panic!("{what}: {why}"));
    let kept: BTreeSet<String> = keys.iter().cloned().collect();
    row.answered += told.answered.len() as u64;
    row.panics += u64::from(told.panicked);
    let lost: Vec<_> = told.answered.difference(&kept).collect();
    let twice: Vec<_> = told
        .failed
        .iter()
        .filter(|(key, why)| kept.contains(*key) && denied(why))
        .collect();
    row.lost += lost.len() as u64;
    row.doubled += twice.len() as u64 + (keys.len() - kept.len()) as u64;
    assert!(lost.is_empty(), "{what}: answered and lost: {lost:?}");
    assert!(twice.is_empty(), "{what}: said to be not recorded, and is: {twice:?}");
    assert!(!told.panicked, "{what}: a panic");
    kept
}

/// Whether a sentence says that the sale does not stand in the books.
fn denied(why: &str) -> bool {
    !why.contains("may be recorded")
}

/// The keys of the sales on record, from a till that verifies.
pub fn books(folder: &Path) -> Result<Vec<String>, String> {
    let till = Till::open(folder).map_err(|error| error.to_string())?;
    let found = till.verify(|_, _| ()).map_err(|error| error.to_string())?;
    if !found.ok {
        return Err(format!("{:?}", found.problems));
    }
    let conn = rusqlite::Connection::open(folder.join(zinetill::store::DATABASE)).unwrap();
    let mut query = conn.prepare("SELECT key FROM sale ORDER BY number").unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    Ok(rows.collect::<Result<_, _>>().unwrap())
}
