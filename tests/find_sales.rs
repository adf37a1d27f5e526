//! Finding sales: whatever is asked, what is found is what a plain look through everything finds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, verified, zinetill};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::money::Quantity;
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::sale::ReceiptNumber;
use zinetill::domain::title::Sku;
use zinetill::store::DATABASE;
use zinetill::till::{Ask, CorrectionRequest, RestoreFrom, SaleRequest, Till};

const SKUS: [&str; 4] = [
    "converge-and-overtake",
    "mutual-aid-cookbook",
    "balcony-almanac",
    "uber-garten",
];
const NOTES: [&str; 4] = ["", "for Zoë’s shelf", "paid in coins", "ÉTÉ 2026 special"];

/// Sells from `from` to `to`, and takes every seventh back.
fn sell(till: &mut Till, from: usize, to: usize) {
    for n in from..to {
        if n % 50 == 0 {
            till.hand_over(["Robin", "Ana María", "Jo"][n / 50 % 3]).unwrap();
        }
        let mut cart = Cart::new(uuid::Uuid::now_v7());
        for k in 0..=n % 2 {
            let item = Item::Title(Sku::new(SKUS[(n + k * 3) % 4]).unwrap());
            cart.add(item, Quantity::new(1 + (n % 3) as u32).unwrap()).unwrap();
        }
        cart.note = NOTES[n / 3 % 4].into();
        let due = till.quote(&cart).unwrap().due();
        let method = Method::new(["cash", "card", "venmo"][n % 3]).unwrap();
        let request = SaleRequest {
            cart,
            tenders: vec![Tender { method, given: due }],
            key: format!("key-{n}"),
            at: None,
            expected_total: None,
            parked: false,
        };
        let sale = till.sell(&request).unwrap().sale;
        if n % 7 == 0 {
            let request = CorrectionRequest {
                number: sale.number.clone(),
                ask: Ask::Void,
                reason: "rung up twice".into(),
                key: format!("void-{n}"),
                expected: None,
            };
            till.correct(&request).unwrap();
        }
    }
}

/// Number, texts, numbers and amounts by which a record may be sought.
type Plain = (u32, Vec<String>, Vec<u32>, Vec<i64>);

/// What the journal says of each record: its number, and every text, number and amount in it by which it may be sought.
fn plain(folder: &Path) -> Vec<Plain> {
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    let mut query = conn.prepare("SELECT body FROM journal ORDER BY seq DESC").unwrap();
    let bodies = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut records = Vec::new();
    for body in bodies {
        let entry: Value = serde_json::from_str(&body.unwrap()).unwrap();
        let what = &entry["what"];
        let Some(number) = what["number"].as_u64().map(|number| number as u32) else {
            continue;
        };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut texts: Vec<String> = ["by", "event", "note", "reason", "how"]
            .map(|key| text(&what[key]))
            .into();
        for line in list(&what["lines"]) {
            texts.extend([text(&line["title"]), text(&line["sku"])]);
            texts.extend(list(&line["makers"]).iter().chain(&list(&line["tags"])).map(text));
        }
        let mut amounts = vec![what["total"].as_i64().unwrap()];
        for payment in list(&what["payments"]) {
            texts.push(text(&payment["method"]));
            amounts.extend(payment["given"].as_i64());
        }
        let mut numbers = vec![number];
        numbers.extend(what["of"].as_u64().map(|of| of as u32));
        records.push((number, texts, numbers, amounts));
    }
    records
}

/// Lower case without the accents that occur here, split where neither letters nor digits stand.
fn words(text: &str) -> BTreeSet<String> {
    let plain: String = text
        .to_lowercase()
        .replace('ß', "ss")
        .chars()
        .map(|ch| match ch {
            'ü' => 'u',
            'ä' => 'a',
            'ö' => 'o',
            'é' => 'e',
            'ë' => 'e',
            'í' => 'i',
            other => other,
        })
        .collect();
    let words = plain.split(|ch: char| !ch.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn check(till: &mut Till, folder: &Path) {
    let records = plain(folder);
    let mut asked: Vec<String> = [
        "",
        "conv",
        "CONVERGE",
        "aid venmo",
        "robin",
        "ana mar",
        "zoe s",
        "ete",
        "void",
        "twice card",
        "31",
        "A-0031",
        "a-7",
        "3.00",
        "$2.75",
        "2,75",
        "300",
        "late",
        "nothing like it",
        "venmo 3.00",
        "-",
        "co bal",
        "overtakes",
        "converged aid",
        "überraschung",
        "x",
        "é",
    ]
    .map(String::from)
    .into();
    // Every beginning of every word of some records.
    for (_, texts, ..) in records.iter().step_by(150) {
        for word in texts.iter().flat_map(|text| words(text)) {
            let letters: Vec<char> = word.chars().collect();
            asked.extend((1..=letters.len()).map(|to| letters[..to].iter().collect::<String>()));
        }
    }
    for asked in asked {
        let pieces: Vec<&str> = asked
            .split_whitespace()
            .filter(|piece| !words(piece).is_empty())
            .collect();
        let finds = |(_, texts, numbers, amounts): &&Plain| {
            let own: BTreeSet<String> = texts.iter().flat_map(|text| words(text)).collect();
            pieces.iter().all(|piece| {
                let digits = piece.trim_start_matches(['A', 'a', '-', '$']);
                let cents = digits.replace(',', ".");
                let cents = match cents.split_once('.') {
                    Some((units, cents)) if cents.len() == 2 => format!("{units}{cents}").parse().ok(),
                    Some(_) => None,
                    None => cents.parse::<i64>().ok().map(|units| units * 100),
                };
                words(piece)
                    .iter()
                    .all(|start| own.iter().any(|word| word.starts_with(start)))
                    || digits
                        .parse()
                        .is_ok_and(|number: u32| !piece.starts_with('$') && numbers.contains(&number))
                    || cents.is_some_and(|cents: i64| !piece.starts_with(['A', 'a']) && amounts.contains(&cents))
            })
        };
        let expected: Vec<u32> = records.iter().filter(finds).map(|(number, ..)| *number).collect();
        let found = till.sales(None, &asked, u32::MAX).unwrap();
        let found: Vec<u32> = found.iter().map(|head| head.number.running()).collect();
        assert_eq!(found, expected, "{asked}");
        let few = till.sales(Some(till.today().unwrap()), &asked, 3).unwrap();
        let few: Vec<u32> = few.iter().map(|head| head.number.running()).collect();
        assert_eq!(few, expected[..expected.len().min(3)], "{asked}");
    }
}

#[test]
fn a_search_finds_what_a_look_through_everything_finds() {
    let folder = demo();
    let folder = folder.path();
    let mut till = Till::open(folder).unwrap();
    // So few that nothing is in the index, then enough for it, then some more that are not.
    sell(&mut till, 0, 40);
    check(&mut till, folder);
    sell(&mut till, 40, 280);
    check(&mut till, folder);
    let backup = till.back_up().unwrap().file;
    sell(&mut till, 280, 320);
    check(&mut till, folder);
    drop(till);
    assert_eq!(verified(folder)["ok"], true);
    Till::restore(folder, RestoreFrom::Backup(backup)).unwrap();
    let mut till = Till::open(folder).unwrap();
    check(&mut till, folder);
    drop(till);
    Till::restore(folder, RestoreFrom::Roll).unwrap();
    check(&mut Till::open(folder).unwrap(), folder);
    assert_eq!(verified(folder)["ok"], true);
    // The command line asks the same.
    let numbers = |words: &[&str]| -> Vec<String> {
        let list = answer(folder, &[&["sales", "list"], words].concat());
        let sales = list["sales"].as_array().unwrap().clone();
        sales
            .iter()
            .map(|sale| sale["number"].as_str().unwrap().to_owned())
            .collect()
    };
    let both = ReceiptNumber::parse("A-0002").unwrap();
    assert_eq!(numbers(&["--find", "A-0001"]), [both.to_string(), "A-0001".to_owned()]);
    assert_eq!(numbers(&["--find", "venmo", "--limit", "2"]).len(), 2);
    assert!(zinetill(folder, &["sales", "list", "--find", "zoë"]).status.success());
}

#[test]
fn an_index_that_holds_other_words_is_named() {
    let folder = demo();
    let folder = folder.path();
    let mut till = Till::open(folder).unwrap();
    sell(&mut till, 0, 280);
    assert!(!till.sales(None, "venmo", 10).unwrap().is_empty());
    drop(till);
    assert_eq!(verified(folder)["ok"], true);
    for harm in [
        "INSERT INTO record_words (rowid, words) VALUES (3, 'smuggled')",
        "UPDATE record_words_to SET seq = seq - 1",
    ] {
        let conn = Connection::open(folder.join(DATABASE)).unwrap();
        conn.execute_batch(&format!("BEGIN; {harm}; COMMIT")).unwrap();
        let found = verified(folder);
        assert_eq!(found["problems"][0]["where"], "search", "{found}");
    }
}
