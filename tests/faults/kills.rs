//! The process is killed: at every system call of a checkout, and at any moment while it sells.

use crate::child::{CART, MANY, Told, command, judge, under};
use crate::common::demo;
use crate::suite::Row;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::title::Sku;
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::Till;

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

/// Why strace cannot be used here, if it cannot.
pub fn no_strace() -> Option<&'static str> {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    match tried {
        Err(_) => Some("strace is not installed"),
        Ok(output) if !output.status.success() => Some("strace may not trace here"),
        Ok(_) => None,
    }
}

/// strace over a till's own files, which does to the `when`th of these calls what is said.
pub fn strace(folder: &Path, call: &str, what: &str, when: &str) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null"]);
    for file in [DATABASE, "till.db-wal", "till.db-shm", ROLL] {
        command.arg("-P").arg(folder.join(file));
    }
    command.args([
        "-e",
        &format!("trace={call}"),
        "-e",
        &format!("inject={call}:{what}:when={when}"),
    ]);
    command
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

fn roll_lines(folder: &Path) -> usize {
    std::fs::read_to_string(folder.join(ROLL))
        .unwrap_or_default()
        .lines()
        .count()
}

pub fn f01_a_kill_at_any_system_call_leaves_the_cart_or_the_sale_and_never_both(row: &mut Row) {
    if let Some(reason) = no_strace() {
        return row.skip(reason);
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
    let mut steps: BTreeMap<&str, u32> = BTreeMap::new();
    let mut between = 0;
    for (basket, call) in baskets.into_iter().flat_map(|basket| CALLS.map(|call| (basket, call))) {
        for when in 1.. {
            let place = format!("{call} {when}");
            let cart = park(folder, basket);
            let lines = roll_lines(folder);
            let killer = strace(folder, call, "signal=SIGKILL", &when.to_string());
            let (told, output) = Told::from(under(killer, CART, folder, "", 1));
            let in_roll = roll_lines(folder) > lines;
            let sold = judge(row, folder, &told, &place).contains(&cart.to_string());
            let carts = Till::open(folder).unwrap().carts().unwrap();
            let cart_is_there = carts.iter().any(|kept| kept.id == cart);
            assert_ne!(sold, cart_is_there, "{place}: the cart and the sale, or neither");
            if output.status.success() {
                break;
            }
            row.injected += 1;
            let step = match (sold, in_roll) {
                (false, _) if call == "openat" => "before the first write",
                (false, _) => "begun",
                (true, false) => "committed",
                (true, true) => "in the roll",
            };
            between += u32::from(call != "openat" || sold);
            *steps.entry(step).or_default() += 1;
            // The cart that is still there goes, so that the next round sells its own.
            if cart_is_there {
                Till::open(folder).unwrap().keep_cart(&Cart::new(cart)).unwrap();
            }
        }
    }
    row.note = format!("{steps:?}");
    row.holds();
    assert!(
        row.injected >= 30 && between >= 30,
        "{between} between the first write and the answer: {steps:?}"
    );
}

/// How often, unless `ZINETILL_FAULT_KILLS` says otherwise.
const KILLS: u64 = 1000;

pub fn f01_a_thousand_kills_at_any_moment_lose_nothing_that_was_answered(row: &mut Row) {
    let till = demo();
    let folder = till.path();
    let kills = std::env::var("ZINETILL_FAULT_KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    let (mut all, mut delay) = (Told::default(), 1_u64);
    for n in 0..kills.unwrap_or(KILLS) {
        let mut process = command(MANY, folder, &format!("kill{n}"), 1_000);
        let mut child = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        delay = delay * 6_364_136_223 % 1_000_003;
        std::thread::sleep(Duration::from_micros(3_000 + delay % 30_000));
        child.kill().unwrap();
        row.injected += 1;
        let told = Told::of(&child.wait_with_output().unwrap());
        assert!(told.failed.is_empty() && told.closed.is_none(), "{told:?}");
        all.answered.extend(told.answered);
        all.panicked |= told.panicked;
        // To verify is to read all of it: now and then, and at the end.
        if n % 250 == 0 {
            judge(&mut Row::default(), folder, &all, &format!("kill {n}"));
        }
    }
    let kept = judge(row, folder, &all, "after the last kill");
    row.note = format!("{} on record", kept.len());
    row.holds();
}
