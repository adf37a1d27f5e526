//! The till beside a plain list of sales: whatever is done to it, after each step the database, the till roll and the list tell
//! the same, the numbers run from 1 without gaps, the stock is what was neither sold nor given, and the books verify.
//!
//! What the list works out, it works out by itself: prices in cents from the sentences on the demo table. Refunds that meet
//! a discount, other corrections and the tin have a list of their own in `tests/corrections.rs`; a step for them here has its
//! place in [`Step`], in [`Table::take`], and in what [`Table::check`] reads.

use crate::child::request;
use crate::common::demo;
use crate::suite::Row;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::correction::Return;
use zinetill::domain::currency::Currency;
use zinetill::domain::day::Instant;
use zinetill::domain::discount::{Discount, Off};
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::sale::ReceiptNumber;
use zinetill::domain::stock::Why;
use zinetill::domain::title::Sku;
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::{Ask, CorrectionRequest, Give, Paper, Recorded, RestoreFrom, Roll, SaleRequest, Till};

/// What so many copies of a title cost, in cents; one at least.
type Price = fn(i64) -> i64;

/// Titles of the demo table.
const TITLES: [(&str, Price); 5] = [
    ("converge-and-overtake", |n| 100 + 75 * (n - 1)),
    ("balcony-almanac", |n| 300 * n),
    ("uber-garten", |n| 250 * n),
    ("tenants-union-starter", |n| 200 * n.min(4) + 150 * (n - 4).max(0)),
    ("know-your-rights", |_| 0),
];
const LOG: &str = "till.db-wal";

/// Something that happens at the table.
#[derive(Debug, Clone)]
enum Step {
    /// So many copies of a title go into the cart.
    Add(usize, u32),
    /// So many cents are taken off all of it.
    Discount(i64),
    /// And given on top.
    Donate(i64),
    /// The cart is paid; some cents come back.
    Pay(i64),
    /// The last sale's button is pressed again.
    PayAgain,
    /// One of the sales is taken back whole.
    Void(usize),
    /// So many copies of a sale's first title come back.
    Refund(usize, i64),
    /// So many copies of a title are given away, or one of those comes back.
    Give(usize, i64),
    /// The day is closed; the next payment opens a session by itself.
    CloseDay,
    /// A backup is made.
    BackUp,
    /// And put in the till's place; the roll gives back what came after it.
    Restore,
    /// The till is closed and opened.
    Restart,
    /// It ends in the middle of things: what lies in the files then is all there is.
    Crash,
    /// The clock jumps by so many minutes.
    Clock(i64),
    /// The roll cannot be written during the next payment.
    RollInTheWay,
    /// The folder is gone during the next payment.
    FolderAway,
    /// Somebody keeps a copy of the database.
    KeepCopy,
    /// And puts it back.
    PutCopyBack,
    /// So many bytes of the roll's end are torn off.
    TearRoll(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..TITLES.len(), 1..7_u32).prop_map(|(title, copies)| Step::Add(title, copies)),
        2 => (1..400_i64).prop_map(Step::Discount),
        1 => (1..300_i64).prop_map(Step::Donate),
        8 => (0..2_000_i64).prop_map(Step::Pay),
        1 => Just(Step::PayAgain),
        1 => (0..4_usize).prop_map(Step::Void),
        3 => (0..4_usize, 1..4_i64).prop_map(|(sale, copies)| Step::Refund(sale, copies)),
        2 => (0..TITLES.len(), -1..4_i64).prop_map(|(title, copies)| Step::Give(title, copies)),
        1 => Just(Step::CloseDay),
        1 => Just(Step::BackUp),
        1 => Just(Step::Restore),
        1 => Just(Step::Restart),
        2 => Just(Step::Crash),
        1 => (-3_000_000..3_000_000_i64).prop_map(Step::Clock),
        1 => Just(Step::RollInTheWay),
        1 => Just(Step::FolderAway),
        1 => Just(Step::KeepCopy),
        1 => Just(Step::PutCopyBack),
        1 => (0..3_000_usize).prop_map(Step::TearRoll),
    ];
    prop::collection::vec(step, 1..40)
}

/// What the list knows of a sale.
#[derive(Debug, Clone)]
struct Sold {
    number: u32,
    key: String,
    total: i64,
    /// What was not brought back.
    copies: BTreeMap<usize, i64>,
    off: i64,
    void: bool,
    /// What the buyer was given back.
    back: i64,
}

#[derive(Default)]
struct Basket {
    copies: BTreeMap<usize, i64>,
    off: i64,
    donated: i64,
}

/// The table: the till, and the plain list.
struct Table {
    home: TempDir,
    folder: PathBuf,
    till: Option<Till>,
    moves: u32,
    basket: Basket,
    sold: Vec<Sold>,
    numbers: u32,
    last: Option<SaleRequest>,
    clock: i64,
    copy: Option<Vec<(&'static str, Vec<u8>)>>,
    backup: Option<PathBuf>,
    stock: Vec<i64>,
    given: Vec<i64>,
}

fn cents(amount: i64) -> Money {
    Money::from_minor(amount, Currency::USD)
}

impl Table {
    fn laid(like: &Path) -> Table {
        let home = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        let folder = home.path().join("0");
        std::fs::create_dir(&folder).unwrap();
        copy_files(like, &folder);
        let mut till = Till::open(&folder).unwrap();
        let catalog = till.catalog().unwrap();
        let stock = |sku: &str| catalog.get(&Sku::new(sku).unwrap()).unwrap().stock.unwrap();
        Table {
            home,
            folder,
            stock: TITLES.iter().map(|(sku, _)| stock(sku)).collect(),
            till: Some(till),
            moves: 0,
            basket: Basket::default(),
            sold: Vec::new(),
            numbers: 0,
            last: None,
            clock: 0,
            copy: None,
            backup: None,
            given: vec![0; TITLES.len()],
        }
    }

    fn till(&mut self) -> &mut Till {
        let folder = &self.folder;
        self.till.get_or_insert_with(|| Till::open(folder).unwrap())
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Add(title, copies) => *self.basket.copies.entry(*title).or_default() += i64::from(*copies),
            Step::Discount(off) => self.basket.off = *off,
            Step::Donate(amount) => self.basket.donated = *amount,
            Step::Pay(back) => {
                if let Some((request, sale)) = self.rung_up(*back) {
                    let recorded = self.till().sell(&request).unwrap();
                    assert!(!recorded.replayed && recorded.roll == Roll::Synced);
                    self.paid(request, sale, &recorded);
                }
            }
            Step::PayAgain => {
                if let Some(request) = self.last.clone() {
                    assert!(self.till().sell(&request).unwrap().replayed);
                }
            }
            Step::Void(which) => self.void(*which),
            Step::Refund(which, copies) => self.refund(*which, *copies),
            Step::Give(title, copies) => self.give(*title, *copies),
            Step::CloseDay => {
                let open = self.till().session().unwrap().is_some();
                assert_eq!(self.till().close_session().is_ok(), open);
            }
            Step::BackUp => {
                // In a place of its own: the folder may be another one after a crash.
                self.moves += 1;
                let file = self.home.path().join(format!("{}.db", self.moves));
                self.till().back_up_to(&file).unwrap();
                self.backup = Some(file);
            }
            Step::Restore => {
                let Some(backup) = self.backup.clone() else { return };
                self.till = None;
                Till::restore(&self.folder, RestoreFrom::Backup(backup)).unwrap();
            }
            Step::Restart => self.till = None,
            Step::Crash => {
                // The files as they are, in another place; what the process still held is nowhere.
                self.moves += 1;
                let there = self.home.path().join(self.moves.to_string());
                std::fs::create_dir(&there).unwrap();
                copy_files(&self.folder, &there);
                (self.till, self.folder) = (None, there);
            }
            Step::Clock(minutes) => self.clock = *minutes,
            Step::RollInTheWay => self.sell_without_a_roll(),
            Step::FolderAway => self.sell_without_a_folder(),
            Step::KeepCopy => {
                let names = [DATABASE, LOG].into_iter();
                let read = names.filter_map(|name| Some((name, std::fs::read(self.folder.join(name)).ok()?)));
                self.copy = Some(read.collect());
            }
            Step::PutCopyBack => {
                let Some(copy) = &self.copy else { return };
                self.till = None;
                for name in [DATABASE, LOG, "till.db-shm"] {
                    std::fs::remove_file(self.folder.join(name)).ok();
                }
                for (name, bytes) in copy {
                    std::fs::write(self.folder.join(name), bytes).unwrap();
                }
            }
            Step::TearRoll(bytes) => {
                self.till = None;
                let roll = self.folder.join(ROLL);
                let whole = std::fs::read(&roll).unwrap();
                std::fs::write(&roll, &whole[..whole.len().saturating_sub(*bytes)]).unwrap();
            }
        }
    }

    fn sell_without_a_roll(&mut self) {
        let Some((request, sale)) = self.rung_up(0) else { return };
        self.till();
        let (roll, away) = (self.folder.join(ROLL), self.folder.join("away"));
        std::fs::rename(&roll, &away).unwrap();
        std::fs::create_dir(&roll).unwrap();
        let recorded = self.till().sell(&request).unwrap();
        assert!(recorded.roll != Roll::Synced);
        std::fs::remove_dir(&roll).unwrap();
        std::fs::rename(&away, &roll).unwrap();
        self.paid(request, sale, &recorded);
        self.till = None;
    }

    fn sell_without_a_folder(&mut self) {
        let Some((request, sale)) = self.rung_up(0) else { return };
        self.till();
        let away = self.home.path().join("away");
        std::fs::rename(&self.folder, &away).unwrap();
        let refused = self.till().sell(&request).unwrap_err();
        assert!(refused.to_string().contains("nothing was recorded"), "{refused}");
        std::fs::rename(&away, &self.folder).unwrap();
        let recorded = self.till().sell(&request).unwrap();
        self.paid(request, sale, &recorded);
    }

    /// What the basket is asked for as a sale, and what the list says it is; `None` where there is nothing in it.
    fn rung_up(&self, back: i64) -> Option<(SaleRequest, Sold)> {
        let basket = &self.basket;
        if basket.copies.is_empty() {
            return None;
        }
        let goods: i64 = basket.copies.iter().map(|(title, n)| TITLES[*title].1(*n)).sum();
        let total = goods - basket.off.min(goods) + basket.donated;
        let mut cart = Cart::new(Uuid::now_v7());
        for (title, copies) in &basket.copies {
            let item = Item::Title(Sku::new(TITLES[*title].0).unwrap());
            let copies = Quantity::new(u32::try_from(*copies).unwrap()).unwrap();
            cart.add(item, copies).unwrap();
        }
        cart.discount = (basket.off > 0).then(|| Discount {
            off: Off::Amount(cents(basket.off)),
            reason: "creased".into(),
        });
        if basket.donated > 0 {
            cart.donations.push(Donation {
                jar: "Books".into(),
                amount: cents(basket.donated),
            });
        }
        let key = format!("key-{}", self.numbers);
        let mut request = request(cart, &key, "0");
        request.tenders[0].given = cents(if total == 0 { 0 } else { total + back });
        request.expected_total = Some(cents(total));
        request.at = (self.clock != 0).then_some(Instant {
            utc_ms: 1_795_000_000_000 + self.clock * 60_000,
            offset_min: 0,
        });
        let sale = Sold {
            number: self.numbers + 1,
            key,
            total,
            copies: basket.copies.clone(),
            off: basket.off,
            void: false,
            back: 0,
        };
        Some((request, sale))
    }

    fn paid(&mut self, request: SaleRequest, sale: Sold, recorded: &Recorded) {
        assert_eq!(recorded.sale.number.running(), sale.number);
        assert_eq!(recorded.sale.total, cents(sale.total));
        self.numbers += 1;
        self.sold.push(sale);
        self.last = Some(request);
        self.basket = Basket::default();
    }

    fn void(&mut self, which: usize) {
        let Some(sale) = self.sold.get(which).filter(|sale| !sale.void) else {
            return;
        };
        let rest = sale.total - sale.back;
        if rest == 0 && sale.copies.values().all(|copies| *copies == 0) {
            return; // Nothing is left to take back.
        }
        self.correct(which, Ask::Void, rest);
        let sale = &mut self.sold[which];
        (sale.void, sale.back) = (true, sale.total);
        sale.copies.clear();
    }

    fn refund(&mut self, which: usize, copies: i64) {
        let taken_back = self.sold.get(which).filter(|sale| !sale.void && sale.off == 0);
        let Some((&title, &held)) = taken_back.and_then(|sale| sale.copies.first_key_value()) else {
            return;
        };
        if held < copies {
            return;
        }
        // The buyer gets what she would have paid less for the copies she keeps.
        let price = |n: i64| if n == 0 { 0 } else { TITLES[title].1(n) };
        let worth = price(held) - price(held - copies);
        let returns = vec![Return {
            line: 0,
            copies: u32::try_from(copies).unwrap(),
            amount: None,
        }];
        let ask = Ask::Refund {
            returns,
            by: None,
            damaged: false,
        };
        self.correct(which, ask, worth);
        let sale = &mut self.sold[which];
        sale.back += worth;
        *sale.copies.entry(title).or_default() -= copies;
    }

    fn give(&mut self, title: usize, copies: i64) {
        let Ok(quantity) = Quantity::new(u32::try_from(copies.abs()).unwrap()) else {
            return;
        };
        let give = Give {
            sku: Sku::new(TITLES[title].0).unwrap(),
            copies: quantity,
            back: copies < 0,
            why: Why::Solidarity,
            note: "the books-to-prisoners table".into(),
            key: Uuid::now_v7().to_string(),
        };
        let possible = self.given[title] + copies >= 0;
        let done = self.till().give(&give);
        assert_eq!(done.is_ok(), possible, "{done:?}");
        if possible {
            assert!(self.till().give(&give).unwrap().replayed);
            self.given[title] += copies;
        }
    }

    fn correct(&mut self, which: usize, ask: Ask, worth: i64) {
        let request = CorrectionRequest {
            number: ReceiptNumber::new("A", self.sold[which].number).unwrap(),
            ask,
            reason: "changed her mind".into(),
            key: format!("correction-{}", self.numbers),
            expected: Some(cents(worth)),
        };
        let done = self.till().correct(&request).unwrap().what;
        assert_eq!(done.reversal.total, cents(worth));
        assert_eq!(done.number.running(), self.numbers + 1);
        self.numbers += 1;
    }

    /// Database, roll and list tell the same.
    fn check(&mut self) {
        let till = self.till();
        let found = till.verify(|_, _| ()).unwrap();
        assert!(found.ok, "{:?}", found.problems);
        let catalog = till.catalog().unwrap();
        for (n, (sku, _)) in TITLES.iter().enumerate() {
            let gone: i64 = self.sold.iter().filter_map(|sale| sale.copies.get(&n)).sum();
            let there = catalog.get(&Sku::new(sku).unwrap()).unwrap().stock;
            assert_eq!(there, Some(self.stock[n] - gone - self.given[n]), "copies of {sku}");
        }
        let sold = self.sold.iter().map(|sale| (sale.number, sale.key.clone(), sale.total));
        let sold: Vec<(u32, String, i64)> = sold.collect();
        assert_eq!(kept(&self.folder), sold, "the database and the list");
        let (told, numbers, given) = told(&self.folder);
        assert_eq!(given, self.given, "the roll and the list of what was given");
        assert_eq!(told, sold, "the roll and the list");
        assert_eq!(numbers, (1..=self.numbers).collect::<Vec<_>>());
    }

    /// What stands on the receipts is what the list says; nothing where there is no reader of PDFs.
    fn check_papers(&mut self) {
        let number = |sale: &Sold| ReceiptNumber::new("A", sale.number).unwrap();
        let numbers: Vec<ReceiptNumber> = self.sold.iter().map(number).collect();
        if numbers.is_empty() {
            return;
        }
        let paper = self.home.path().join("receipts.pdf");
        let bytes = self.till().receipts(&numbers, Paper::Roll80, false).unwrap();
        std::fs::write(&paper, bytes).unwrap();
        let Ok(read) = Command::new("pdftotext").arg("-layout").arg(&paper).arg("-").output() else {
            return;
        };
        let text = String::from_utf8(read.stdout).unwrap();
        let totals = text.lines().filter_map(|line| line.trim().strip_prefix("TOTAL"));
        let totals: Vec<String> = totals.map(|rest| rest.trim().replace(['$', '.'], "")).collect();
        let sold: Vec<String> = self.sold.iter().map(|sale| format!("{:03}", sale.total)).collect();
        assert_eq!(totals, sold, "the receipts and the list");
    }
}

/// Number, key and total of a sale.
type Kept = (u32, String, i64);

/// Those of each sale, as the database has it.
fn kept(folder: &Path) -> Vec<Kept> {
    let conn = rusqlite::Connection::open(folder.join(DATABASE)).unwrap();
    let mut query = conn
        .prepare("SELECT number, key, total_minor FROM sale ORDER BY seq")
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// The same as the roll has it, the numbers of all receipts, and the copies of each title that were given away.
fn told(folder: &Path) -> (Vec<Kept>, Vec<u32>, Vec<i64>) {
    let (mut sales, mut numbers, mut given) = (Vec::new(), Vec::new(), vec![0; TITLES.len()]);
    let roll = std::fs::read_to_string(folder.join(ROLL)).unwrap();
    for line in roll.lines().skip(1) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let what = &line["entry"]["what"];
        if what["kind"] == "stock_exit" {
            let title = TITLES.iter().position(|(sku, _)| what["sku"] == *sku).unwrap();
            given[title] += what["copies"].as_i64().unwrap();
        }
        let Some(number) = what["number"].as_u64() else {
            continue;
        };
        let number = u32::try_from(number).unwrap();
        numbers.push(number);
        if what["kind"] == "sale" {
            let key = what["key"].as_str().unwrap().to_owned();
            sales.push((number, key, what["total"].as_i64().unwrap()));
        }
    }
    (sales, numbers, given)
}

fn copy_files(from: &Path, to: &Path) {
    for name in [DATABASE, LOG, ROLL] {
        std::fs::copy(from.join(name), to.join(name)).ok();
    }
}

pub fn f00_database_roll_and_a_plain_list_tell_the_same_whatever_happens(row: &mut Row) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    let mut runner = TestRunner::new(Config {
        cases: cases.unwrap_or(24),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    });
    let (till, tally) = (demo(), std::cell::Cell::new((0, 0)));
    let ran = runner.run(&steps(), |steps| {
        let mut table = Table::laid(till.path());
        for step in &steps {
            table.take(step);
            table.check();
        }
        table.check_papers();
        let (done, sold) = tally.get();
        tally.set((done + steps.len() as u64, sold + table.sold.len() as u64));
        Ok::<(), TestCaseError>(())
    });
    (row.injected, row.answered) = tally.get();
    row.note = "steps of every kind".to_owned();
    ran.unwrap_or_else(|error| panic!("{error}"));
    row.holds();
}
