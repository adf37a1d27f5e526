//! What the till survives: a process killed at every system call of a checkout, and two that sell at once.
//! Numbers in the names are those of the fault list in `docs/faults.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{demo, verified, zinetill};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::title::Sku;
use zinetill::store::ROLL;
use zinetill::till::{SaleRequest, Till};

const CALLS: [&str; 8] = [
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "openat",
    "fallocate",
];

/// Not a test of its own: the process that the sweep kills. It sells the cart that lies on disk and says so.
#[test]
fn the_process_that_is_killed() {
    let Ok(folder) = std::env::var("ZINETILL_FAULT_TILL") else {
        return;
    };
    let mut till = Till::open(Path::new(&folder)).unwrap();
    let cart = till.carts().unwrap().remove(0);
    let key = cart.id.to_string();
    let tenders = vec![Tender {
        method: Method::cash(),
        given: till.settings().unwrap().currency.parse("50").unwrap(),
    }];
    let recorded = till
        .sell(&SaleRequest {
            cart,
            tenders,
            key,
            at: None,
            expected_total: None,
            parked: true,
        })
        .unwrap();
    println!("\nANSWERED {}", recorded.sale.number);
}

/// A cart on disk, as tapped.
fn park(folder: &Path, skus: &[(&str, u32)]) -> Uuid {
    let mut till = Till::open(folder).unwrap();
    let currency = till.settings().unwrap().currency;
    let mut cart = Cart::new(Uuid::now_v7());
    for (sku, copies) in skus {
        cart.add(Item::Title(Sku::new(sku).unwrap()), Quantity::new(*copies).unwrap())
            .unwrap();
    }
    cart.donations.push(Donation {
        jar: "Books".into(),
        amount: Money::from_minor(50, currency),
    });
    till.keep_cart(&cart).unwrap();
    cart.id
}

fn count_of_sales(folder: &Path) -> usize {
    Till::open(folder).unwrap().sales(None, "", u32::MAX).unwrap().len()
}

fn roll_lines(folder: &Path) -> usize {
    std::fs::read_to_string(folder.join(ROLL))
        .unwrap_or_default()
        .lines()
        .count()
}

#[test]
fn f01_a_kill_at_any_system_call_leaves_the_cart_or_the_sale_and_never_both() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED f01: strace is not installed");
        return;
    }
    let till = demo();
    let folder = till.path();
    let baskets: [&[(&str, u32)]; 3] = [
        &[("converge-and-overtake", 3)],
        &[
            ("converge-and-overtake", 1),
            ("know-your-rights", 2),
            ("mutual-aid-cookbook", 1),
            ("the-commons-illustrated", 4),
        ],
        &[("seed-saving-for-city-blocks", 2), ("strike-a-comic", 1)],
    ];
    let mut steps: BTreeMap<String, u32> = BTreeMap::new();
    let (mut kills, mut answered, mut between) = (0, 0, 0);
    for (basket, call) in baskets.into_iter().flat_map(|basket| CALLS.map(|call| (basket, call))) {
        for when in 1.. {
            let cart = park(folder, basket);
            let (sales, lines) = (count_of_sales(folder), roll_lines(folder));
            let watched = ["till.db", "till.db-wal", "till.db-shm", ROLL];
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null"]);
            for file in watched {
                command.arg("-P").arg(folder.join(file));
            }
            let output = command
                .args([
                    "-e",
                    &format!("trace={call}"),
                    "-e",
                    &format!("inject={call}:signal=SIGKILL:when={when}"),
                ])
                .arg(std::env::current_exe().unwrap())
                .args([
                    "the_process_that_is_killed",
                    "--exact",
                    "--nocapture",
                    "--test-threads=1",
                ])
                .env("ZINETILL_FAULT_TILL", folder)
                .stderr(Stdio::null())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout).contains("ANSWERED");
            let in_roll = roll_lines(folder) > lines;
            let now = count_of_sales(folder);
            let cart_is_there = Till::open(folder)
                .unwrap()
                .carts()
                .unwrap()
                .iter()
                .any(|kept| kept.id == cart);
            assert!(
                now == sales || now == sales + 1,
                "{call} {when}: {sales} sales became {now}"
            );
            assert_ne!(
                now == sales + 1,
                cart_is_there,
                "{call} {when}: the cart and the sale, or neither"
            );
            assert!(!said || now == sales + 1, "{call} {when}: answered and lost");
            let found = verified(folder);
            assert_eq!(found["ok"], true, "{call} {when}: {found}");
            if output.status.success() {
                answered += 1;
                break;
            }
            kills += 1;
            let step = match (now > sales, in_roll) {
                (false, _) if call == "openat" => "before the first write",
                (false, _) => "begun, not committed",
                (true, false) => "committed, not in the roll",
                (true, true) => "in the roll, not answered",
            };
            between += u32::from(call != "openat" || now > sales);
            *steps.entry(step.to_owned()).or_default() += 1;
            // The cart that is still there goes, so that the next round sells its own.
            if cart_is_there {
                Till::open(folder).unwrap().keep_cart(&Cart::new(cart)).unwrap();
            }
        }
    }
    println!("f01: {kills} kills, {answered} answered, {between} between the first write and the answer: {steps:?}");
    assert!(
        kills >= 30 && between >= 30,
        "{kills} kills, {between} between the first write and the answer"
    );
}

#[test]
fn two_processes_that_sell_at_once_leave_one_numbering_one_chain_and_one_roll() {
    let till = demo();
    let folder = till.path();
    let seconds = std::env::var("ZINETILL_FAULT_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(6);
    let until = Instant::now() + Duration::from_secs(seconds);
    let (steady, killed) = std::thread::scope(|scope| {
        let steady = scope.spawn(|| {
            let mut answered = 0;
            while Instant::now() < until {
                let output = zinetill(
                    folder,
                    &["sell", "converge-and-overtake*2", "--pay", "cash=2", "--json"],
                );
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                answered += 1;
            }
            answered
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
                kills += u32::from(child.kill().is_ok());
                let output = child.wait_with_output().unwrap();
                answered += u32::from(String::from_utf8_lossy(&output.stdout).trim_end().ends_with('}'));
            }
            (answered, kills)
        });
        (steady.join().unwrap(), killed.join().unwrap())
    });
    let found = verified(folder);
    assert_eq!(found["ok"], true, "{found}");
    let sales = count_of_sales(folder);
    println!("two writers, {seconds} s: {steady} answered, {killed:?} answered and killed, {sales} sales on record");
    assert!(sales >= (steady + killed.0) as usize && sales <= (steady + killed.0 + killed.1) as usize);
    assert!(steady > 3);
}

#[test]
fn f13_another_program_that_holds_the_database_is_waited_for() {
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
}
