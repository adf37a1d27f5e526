//! Copies: received, counted, given away, sold, brought back, packed. What is left is held against sums made here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, verified, zinetill};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::correction::Return;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::sale::ReceiptNumber;
use zinetill::domain::stock::Why;
use zinetill::domain::title::Sku;
use zinetill::store::{DATABASE, ROLL};
use zinetill::till::{Ask, CorrectionRequest, Give, SaleRequest, Till};

const ZINE: &str = "converge-and-overtake";

fn left(folder: &Path, sku: &str) -> Value {
    let list = answer(folder, &["stock", "list"]);
    let titles = list["titles"].as_array().unwrap();
    titles.iter().find(|title| title["sku"] == sku).unwrap()["stock"].clone()
}

#[test]
fn copies_given_away_leave_the_stock_and_make_no_money() {
    let till = demo();
    let folder = till.path();
    let before = left(folder, ZINE).as_i64().unwrap();
    answer(
        folder,
        &["session", "open", "--float", "40", "--event", "Fest", "--by", "Robin"],
    );
    answer(folder, &["sell", &format!("{ZINE}*3"), "--pay", "cash=2.50"]);
    for (n, why) in ["free", "trade", "solidarity", "damaged", "display"]
        .into_iter()
        .enumerate()
    {
        let given = answer(
            folder,
            &["stock", "give", ZINE, "2", "--why", why, "--note", "next table"],
        );
        let stock = before - 3 - 2 * (i64::try_from(n).unwrap() + 1);
        for (key, value) in [
            ("copies", json!(2)),
            ("why", json!(why)),
            ("note", json!("next table")),
            ("event", json!("Fest")),
            ("by", json!("Robin")),
            ("stock", json!(stock)),
            ("replayed", json!(false)),
            ("roll", json!("synced")),
        ] {
            assert_eq!(given[key], value, "{why}: {key}");
        }
    }
    // The copy from the display goes back into the box.
    answer(folder, &["stock", "give", ZINE, "1", "--why", "display", "--back"]);
    assert_eq!(left(folder, ZINE), before - 12);
    let summary = answer(folder, &["summary"]);
    assert_eq!(
        summary["by_title"],
        json!([{"sku": ZINE, "title": "Converge and Overtake!", "sold": 3, "free": 9, "refunded": 0, "takings": "2.50", "left": before - 12}])
    );
    for (key, value) in [("goods", json!("2.50")), ("sales", json!(1)), ("holds", json!(true))] {
        assert_eq!(summary[key], value, "{key}");
    }
    assert_eq!(
        answer(folder, &["summary", "--event", "Fest"])["by_title"][0]["free"],
        9
    );
    assert_eq!(answer(folder, &["session", "report"])["expected"], "42.50");
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn a_give_away_is_recorded_once_under_its_key_and_without_a_session() {
    let till = demo();
    let folder = till.path();
    let give = ["stock", "give", ZINE, "2", "--why", "free", "--key", "k"];
    let first = answer(folder, &give);
    assert_eq!((&first["event"], &first["replayed"]), (&json!(""), &json!(false)));
    let again = answer(folder, &give);
    assert_eq!((&again["id"], &again["replayed"]), (&first["id"], &json!(true)));
    for other in [
        vec!["stock", "give", ZINE, "3", "--why", "free", "--key", "k"],
        vec!["stock", "give", ZINE, "2", "--why", "trade", "--key", "k"],
        vec!["stock", "give", ZINE, "2", "--why", "free", "--key", "k", "--note", "x"],
        vec!["stock", "give", ZINE, "2", "--why", "free", "--key", "k", "--back"],
        vec!["stock", "give", "know-your-rights", "2", "--why", "free", "--key", "k"],
        vec!["sell", "know-your-rights", "--key", "k"],
        vec!["session", "pay-in", "1", "--why", "x", "--key", "k"],
    ] {
        assert!(refusal(folder, &other).contains("the key `k` belongs to"), "{other:?}");
    }
    assert!(refusal(folder, &["session", "close"]).contains("no session is open"));
    for (words, said) in [
        (
            vec!["stock", "give", "nothing", "1", "--why", "free"],
            "there is no title `nothing`",
        ),
        (vec!["stock", "give", ZINE, "0", "--why", "free"], "from 1 to"),
        (vec!["stock", "give", ZINE, "3", "--why", "free", "--back"], "only 2 of"),
        (
            vec!["stock", "give", ZINE, "1", "--why", "trade", "--back"],
            "only 0 of",
        ),
        (vec!["stock", "receive", "nothing", "1"], "there is no title `nothing`"),
        (vec!["stock", "receive", ZINE, "0"], "from 1 to"),
        (vec!["stock", "count", ZINE, "-1"], "from 0 to"),
        (vec!["stock", "box", "found", ZINE, "100001"], "from 0 to"),
        (vec!["stock", "box", "take"], "nothing is counted yet"),
        (vec!["stock", "list", "--tag", "no such"], "no title has the tag"),
    ] {
        assert!(
            refusal(folder, &words).contains(said),
            "{words:?}: {}",
            refusal(folder, &words)
        );
    }
    let output = zinetill(folder, &["stock", "give", ZINE, "1", "--why", "lost"]);
    assert_eq!(output.status.code(), Some(2), "an unknown reason is a wrong usage");
}

#[test]
fn copies_come_in_and_are_counted_as_movements_with_a_reason() {
    let till = demo();
    let folder = till.path();
    let before = left(folder, ZINE).as_i64().unwrap();
    let received = answer(folder, &["stock", "receive", ZINE, "20"]);
    assert_eq!(
        (&received["moved"], &received["stock"]),
        (&json!(20), &json!(before + 20))
    );
    let counted = answer(folder, &["stock", "count", ZINE, "50"]);
    assert_eq!(
        (&counted["moved"], &counted["stock"]),
        (&json!(50 - before - 20), &json!(50))
    );
    assert_eq!(answer(folder, &["stock", "count", ZINE, "50"])["moved"], 0);
    answer(folder, &["sell", ZINE, "--pay", "cash=1"]);
    answer(
        folder,
        &[
            "stock",
            "give",
            ZINE,
            "1",
            "--why",
            "trade",
            "--note",
            "for one of theirs",
        ],
    );
    let shown = answer(folder, &["stock", "show", ZINE]);
    let movements: Vec<String> = shown["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {} {}", one["copies"], one["reason"], one["receipt"], one["note"]).replace('"', ""))
        .collect();
    assert_eq!(
        movements,
        [
            "-1 trade null for one of theirs".to_owned(),
            "-1 sale A-0001 ".to_owned(),
            "0 counted null ".to_owned(),
            format!("{} counted null ", 50 - before - 20),
            "20 received null ".to_owned(),
            format!("{before} demo null "),
        ]
    );
    let sum: i64 = shown["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["copies"].as_i64().unwrap())
        .sum();
    assert_eq!((sum, &shown["stock"]), (48, &json!(48)));
    // A title whose copies nobody counted is counted from the first that come in.
    answer(folder, &["catalog", "add", "new", "--title", "New", "--price", "$1"]);
    assert_eq!(left(folder, "new"), Value::Null);
    assert_eq!(
        answer(folder, &["stock", "give", "new", "1", "--why", "free"])["stock"],
        Value::Null
    );
    assert_eq!(answer(folder, &["stock", "receive", "new", "5"])["stock"], 5);
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn a_box_is_counted_on_disk_and_what_sells_meanwhile_is_no_difference() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["stock", "count", ZINE, "12"]);
    answer(folder, &["stock", "count", "balcony-almanac", "9"]);
    // Each command is a process of its own: what was found lies on disk.
    answer(folder, &["stock", "box", "found", ZINE, "11"]);
    answer(folder, &["sell", &format!("{ZINE}*2"), "--pay", "cash=2"]);
    answer(folder, &["stock", "box", "found", "balcony-almanac", "9"]);
    answer(folder, &["stock", "give", "balcony-almanac", "1", "--why", "display"]);
    let shown = answer(folder, &["stock", "box", "show"]);
    let of = |shown: &Value, sku: &str| {
        let titles = shown["titles"].as_array().unwrap();
        titles.iter().find(|line| line["sku"] == sku).cloned().unwrap()
    };
    for (sku, key, value) in [
        (ZINE, "found", 11),
        (ZINE, "books", 10),
        (ZINE, "since", -2),
        (ZINE, "difference", -1),
        (ZINE, "stock", 9),
        ("balcony-almanac", "difference", 0),
        ("balcony-almanac", "stock", 8),
    ] {
        assert_eq!(of(&shown, sku)[key], value, "{sku}: {key}");
    }
    assert_eq!(shown["differing"], 1);
    assert!(!shown["uncounted"].as_array().unwrap().contains(&json!(ZINE)));
    assert!(shown["uncounted"].as_array().unwrap().contains(&json!("uber-garten")));
    assert_eq!(left(folder, ZINE), 10, "nothing moves before the count is taken");
    let garden = left(folder, "uber-garten");
    answer(folder, &["stock", "box", "take"]);
    assert_eq!(
        (left(folder, ZINE), left(folder, "balcony-almanac")),
        (json!(9), json!(8))
    );
    assert_eq!(left(folder, "uber-garten"), garden, "what was not counted stays");
    assert_eq!(answer(folder, &["stock", "box", "show"])["titles"], json!([]));
    assert!(refusal(folder, &["stock", "box", "take"]).contains("nothing is counted yet"));
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn a_later_count_stands_before_the_box() {
    let till = demo();
    let folder = till.path();
    answer(folder, &["stock", "count", ZINE, "12"]);
    answer(folder, &["stock", "box", "found", ZINE, "7"]);
    answer(folder, &["stock", "count", ZINE, "12"]);
    let shown = answer(folder, &["stock", "box", "show"]);
    assert_eq!(
        (&shown["titles"][0]["superseded"], &shown["differing"]),
        (&json!(true), &json!(0))
    );
    answer(folder, &["stock", "box", "take"]);
    assert_eq!(left(folder, ZINE), 12);
    // So is what is said of it in the catalog.
    answer(folder, &["stock", "box", "found", ZINE, "7"]);
    answer(folder, &["catalog", "edit", ZINE, "--stock", "15"]);
    assert_eq!(
        answer(folder, &["stock", "box", "show"])["titles"][0]["superseded"],
        true
    );
    answer(folder, &["stock", "box", "take"]);
    assert_eq!(left(folder, ZINE), 15);
    answer(folder, &["stock", "count", ZINE, "12"]);
    answer(folder, &["stock", "box", "found", ZINE, "7"]);
    answer(folder, &["stock", "box", "found", ZINE, "8"]);
    answer(folder, &["stock", "box", "found", "uber-garten", "0"]);
    answer(folder, &["stock", "box", "forget", "uber-garten"]);
    assert_eq!(
        answer(folder, &["stock", "box", "show"])["titles"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    answer(folder, &["stock", "box", "drop"]);
    assert_eq!(left(folder, ZINE), 12);
}

#[test]
fn a_changed_exit_is_named() {
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &[
            "stock",
            "give",
            ZINE,
            "2",
            "--why",
            "trade",
            "--note",
            "for two of theirs",
        ],
    );
    let roll = std::fs::read_to_string(folder.join(ROLL)).unwrap();
    for (from, to) in [
        ("\"copies\":2", "\"copies\":1"),
        ("\"why\":\"trade\"", "\"why\":\"free\""),
    ] {
        std::fs::write(folder.join(ROLL), roll.replace(from, to)).unwrap();
        let found = verified(folder);
        assert_eq!(found["ok"], false, "{to}");
        assert!(
            found["problems"][0]["where"].as_str().unwrap().contains("till roll"),
            "{found}"
        );
    }
    std::fs::write(folder.join(ROLL), &roll).unwrap();
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    common::drop_triggers(&conn);
    conn.execute_batch("UPDATE stock_exit SET copies = 3").unwrap();
    common::heal_schema(&conn);
    drop(conn);
    let found = verified(folder);
    let problem = &found["problems"][0];
    assert_eq!(
        (&problem["where"], &problem["what"]),
        (
            &json!("stock exit of entry 1, copies"),
            &json!("the tables say 3, the journal says 2")
        )
    );
}

#[test]
fn exits_come_back_from_the_roll() {
    let till = demo();
    let folder = till.path();
    let before = left(folder, ZINE).as_i64().unwrap();
    let backup = folder.join("copy.db");
    answer(folder, &["backup", backup.to_str().unwrap()]);
    answer(folder, &["stock", "give", ZINE, "4", "--why", "solidarity"]);
    answer(folder, &["restore", backup.to_str().unwrap()]);
    assert_eq!(left(folder, ZINE), before - 4);
    // The roll alone makes a till again, with the catalog of the database that is there.
    answer(folder, &["stock", "receive", ZINE, "10"]);
    answer(folder, &["repair"]);
    assert_eq!(left(folder, ZINE), before + 6);
    assert_eq!(verified(folder)["ok"], true);
}

#[test]
fn a_packing_list_has_every_copy_and_its_weight_in_both_measures() {
    let till = demo();
    let folder = till.path();
    let list = answer(folder, &["stock", "packing"]);
    let titles = answer(folder, &["catalog", "list"]);
    let (mut copies, mut mg) = (0, 0_i64);
    for title in titles["titles"].as_array().unwrap() {
        let stock = title["stock"].as_i64().unwrap_or(0).max(0);
        copies += stock;
        // Ounces with one decimal, as the list of titles has them.
        let tenths: i64 = title["weight"]
            .as_str()
            .map_or(0, |w| w.trim_end_matches(" oz").replace('.', "").parse().unwrap());
        mg += stock * tenths * 2_835;
    }
    assert_eq!(list["copies"], copies);
    let weight = list["weight_mg"].as_i64().unwrap();
    assert!((weight - mg).abs() <= copies * 1_418, "{weight} beside {mg}");
    assert!(list["weight"].as_str().unwrap().ends_with(" kg"), "{list}");
    assert!(list["weight_oz"].as_str().unwrap().contains(" lb "), "{list}");
    answer(folder, &["stock", "count", ZINE, "0"]);
    let skus = answer(folder, &["stock", "packing"]);
    assert!(
        !skus["titles"]
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["sku"] == ZINE)
    );
}

#[derive(Debug, Clone)]
enum Step {
    Receive(usize, u32),
    Count(usize, i64),
    Give(usize, u32, usize),
    GiveBack(usize, u32, usize),
    Sell(usize, u32),
    Refund(usize, u32, bool),
    Void(usize),
    Found(usize, i64),
    Forget(usize),
    Take,
    Undo(usize),
    Restart,
}

const TITLES: [&str; 3] = [ZINE, "balcony-almanac", "know-your-rights"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let title = || 0..TITLES.len();
    let step = prop_oneof![
        2 => (title(), 1..30_u32).prop_map(|(title, copies)| Step::Receive(title, copies)),
        2 => (title(), 0..30_i64).prop_map(|(title, copies)| Step::Count(title, copies)),
        3 => (title(), 1..4_u32, 0..5_usize).prop_map(|(title, copies, why)| Step::Give(title, copies, why)),
        2 => (title(), 1..3_u32, 0..5_usize).prop_map(|(title, copies, why)| Step::GiveBack(title, copies, why)),
        5 => (title(), 1..4_u32).prop_map(|(title, copies)| Step::Sell(title, copies)),
        2 => (0..6_usize, 1..3_u32, any::<bool>()).prop_map(|(sale, copies, damaged)| Step::Refund(sale, copies, damaged)),
        1 => (0..6_usize).prop_map(Step::Void),
        4 => (title(), 0..30_i64).prop_map(|(title, copies)| Step::Found(title, copies)),
        1 => title().prop_map(Step::Forget),
        3 => title().prop_map(Step::Undo),
        2 => Just(Step::Take),
        2 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..50)
}

/// What the plain list knows: copies, what left for which reason, sales as they stand, and the box with what moved since.
#[derive(Default)]
struct List {
    left: BTreeMap<usize, i64>,
    gone: BTreeMap<(usize, usize), i64>,
    sold: Vec<(usize, u32)>,
    boxed: BTreeMap<usize, Boxed>,
    given: BTreeMap<usize, i64>,
    /// What a hand did to a title that is not undone: copies that came, or how many there were before a count; with whether the
    /// box was counted after it.
    hand: BTreeMap<usize, Vec<Hand>>,
}

/// What the box holds of a title: as it was found, with what moved since; hidden behind so many counts that are newer.
struct Boxed {
    there: i64,
    behind: u32,
    lost: bool,
}

#[derive(Clone, Copy)]
struct Hand {
    copies: i64,
    came: bool,
    /// The box was keyed since.
    boxed: bool,
}

impl Boxed {
    fn shows(&self) -> bool {
        self.behind == 0 && !self.lost
    }
}

impl List {
    fn counted(&mut self, title: usize, found: i64) {
        let before = self.left.insert(title, found).unwrap_or(0);
        self.hand.entry(title).or_default().push(Hand {
            copies: found - before,
            came: false,
            boxed: false,
        });
    }

    fn moved(&mut self, title: usize, copies: i64) {
        *self.left.entry(title).or_default() += copies;
        // The box is as it was when its title was counted, less what left it since.
        if let Some(boxed) = self.boxed.get_mut(&title) {
            boxed.there += copies;
        }
    }
}

fn take(till: &mut Till, list: &mut List, step: &Step) {
    let sku = |title: usize| Sku::new(TITLES[title]).unwrap();
    let copies_of = |copies: u32| Quantity::new(copies).unwrap();
    let key = || Uuid::now_v7().to_string();
    match *step {
        Step::Receive(title, copies) => {
            till.receive(&sku(title), copies_of(copies)).unwrap();
            list.moved(title, copies.into());
            let done = Hand {
                copies: copies.into(),
                came: true,
                boxed: false,
            };
            list.hand.entry(title).or_default().push(done);
        }
        Step::Count(title, found) => {
            till.count_stock(&sku(title), found).unwrap();
            list.counted(title, found);
            if let Some(boxed) = list.boxed.get_mut(&title) {
                boxed.behind += 1;
            }
        }
        Step::Give(title, copies, why) | Step::GiveBack(title, copies, why) => {
            let back = matches!(step, Step::GiveBack(..));
            let way = if back { -1 } else { 1 };
            let gone = list.gone.entry((title, why)).or_default();
            let possible = *gone + way * i64::from(copies) >= 0;
            let done = till.give(&Give {
                sku: sku(title),
                copies: copies_of(copies),
                back,
                why: Why::ALL[why],
                note: String::new(),
                key: key(),
            });
            assert_eq!(done.is_ok(), possible, "{done:?}");
            if possible {
                *gone += way * i64::from(copies);
                *list.given.entry(title).or_default() += way * i64::from(copies);
                list.moved(title, -way * i64::from(copies));
            }
        }
        Step::Sell(title, copies) => {
            let mut cart = Cart::new(Uuid::now_v7());
            cart.add(Item::Title(sku(title)), copies_of(copies)).unwrap();
            let due = till.quote(&cart).unwrap().due();
            let given = Tender {
                method: Method::new("cash").unwrap(),
                given: due,
            };
            till.sell(&SaleRequest {
                cart,
                tenders: if due == Money::ZERO { Vec::new() } else { vec![given] },
                key: key(),
                at: None,
                expected_total: None,
                parked: false,
            })
            .unwrap();
            list.sold.push((title, copies));
            list.moved(title, -i64::from(copies));
        }
        Step::Refund(sale, copies, damaged) => {
            let Some((title, held)) = list.sold.get(sale).copied().filter(|(_, held)| *held > copies) else {
                return;
            };
            let number = number(till, sale);
            let returns = vec![Return {
                line: 0,
                copies,
                amount: None,
            }];
            let ask = Ask::Refund {
                returns,
                by: None,
                damaged,
            };
            correct(till, number, ask);
            list.sold[sale].1 = held - copies;
            if !damaged {
                list.moved(title, copies.into());
            }
        }
        Step::Void(sale) => {
            let Some((title, held)) = list.sold.get(sale).copied().filter(|(_, held)| *held > 0) else {
                return;
            };
            let number = number(till, sale);
            correct(till, number, Ask::Void);
            list.sold[sale].1 = 0;
            list.moved(title, held.into());
        }
        Step::Found(title, found) => {
            till.keep_found(&sku(title), found).unwrap();
            let boxed = Boxed {
                there: found,
                behind: 0,
                lost: false,
            };
            list.boxed.insert(title, boxed);
            for done in list.hand.entry(title).or_default() {
                done.boxed = true;
            }
        }
        Step::Forget(title) => {
            till.forget_found(Some(&sku(title))).unwrap();
            list.boxed.remove(&title);
            for done in list.hand.entry(title).or_default() {
                done.boxed = false;
            }
        }
        Step::Take => {
            let taken = till.take_stock();
            // Where each title of it was counted again since, there may be a box without a count in it.
            if taken.is_ok() {
                for (title, boxed) in std::mem::take(&mut list.boxed) {
                    if boxed.shows() {
                        list.counted(title, boxed.there);
                    }
                }
            } else {
                assert!(list.boxed.is_empty());
            }
        }
        Step::Undo(title) => {
            let undone = till.take_back(&[(sku(title), None)]);
            let Some(done) = list.hand.entry(title).or_default().pop() else {
                assert!(undone.is_err(), "{undone:?}");
                return;
            };
            assert_eq!(undone.unwrap()[0].of.copies, done.copies);
            *list.left.entry(title).or_default() -= done.copies;
            if let Some(boxed) = list.boxed.get_mut(&title) {
                match done {
                    // The box was counted while it stood: it cannot know what the undoing means.
                    Hand { boxed: true, .. } => boxed.lost = true,
                    Hand { came: true, copies, .. } => boxed.there -= copies,
                    _ => boxed.behind -= 1,
                }
            }
        }
        Step::Restart => {}
    }
}

/// The number of the n-th sale.
fn number(till: &mut Till, sale: usize) -> ReceiptNumber {
    let mut sales = till.sales(None, "", u32::MAX).unwrap();
    sales.retain(|head| head.how.is_none());
    sales[sales.len() - 1 - sale].number.clone()
}

fn correct(till: &mut Till, number: ReceiptNumber, ask: Ask) {
    let request = CorrectionRequest {
        number,
        ask,
        reason: "changed her mind".into(),
        key: Uuid::now_v7().to_string(),
        expected: None,
    };
    till.correct(&request).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32), ..ProptestConfig::default() })]

    #[test]
    fn stock_is_the_sum_of_its_movements_whatever_happens(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let template = template();
        for file in [DATABASE, ROLL] {
            std::fs::copy(template.join(file), folder.path().join(file)).ok();
        }
        let mut till = Till::open(folder.path()).unwrap();
        let catalog = till.catalog().unwrap();
        let mut list = List::default();
        for (n, sku) in TITLES.iter().enumerate() {
            list.left.insert(n, catalog.get(&Sku::new(sku).unwrap()).unwrap().stock.unwrap());
        }
        drop(catalog);
        for step in &steps {
            if matches!(step, Step::Restart) {
                drop(till);
                till = Till::open(folder.path()).unwrap();
            }
            take(&mut till, &mut list, step);
            let catalog = till.catalog().unwrap();
            let stocktake = till.stocktake().unwrap();
            for (n, sku) in TITLES.iter().enumerate() {
                let sku = Sku::new(sku).unwrap();
                let stock = catalog.get(&sku).unwrap().stock;
                prop_assert_eq!(stock, Some(list.left[&n]), "{} after {:?}", &sku, step);
                let moved: i64 = till.movements(&sku, u32::MAX).unwrap().iter().map(|moved| moved.copies).sum();
                prop_assert_eq!(stock, Some(moved));
                let line = stocktake.line(&sku).filter(|line| !line.superseded);
                prop_assert_eq!(line.map(|line| line.after()), list.boxed.get(&n).filter(|boxed| boxed.shows()).map(|boxed| boxed.there), "the box of {}", &sku);
            }
        }
        let found = till.verify(|_, _| ()).unwrap();
        prop_assert!(found.ok, "{:?}", found.problems);
        let summary = till.summary(till.today().unwrap(), till.today().unwrap()).unwrap();
        prop_assert!(summary.holds());
        let priced = |title: usize| title != 2;
        for (n, sku) in TITLES.iter().enumerate().filter(|(n, _)| priced(*n)) {
            let free = summary.by_title.iter().find(|row| row.sku == *sku).map_or(0, |row| row.free);
            prop_assert_eq!(free, list.given.get(&n).copied().unwrap_or(0), "given copies of {}", sku);
        }
    }
}

/// A demo till whose log is empty, made once.
fn template() -> &'static Path {
    static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let made = MADE.get_or_init(|| {
        let till = demo();
        let conn = Connection::open(till.path().join(DATABASE)).unwrap();
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        till
    });
    made.path()
}
