//! The built program, as scripts use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, listed, refusal, verified, zinetill};

#[test]
fn three_copies_for_five_dollars_give_two_fifty_change() {
    let till = demo();
    let sale = answer(till.path(), &["sell", "converge-and-overtake*3", "--pay", "cash=5.00"]);
    assert_eq!(sale["number"], "A-0001");
    assert_eq!(sale["total"], "2.50");
    assert_eq!(sale["change"], "2.50");
    assert_eq!(sale["replayed"], false);
    assert_eq!(sale["roll"], "synced");
    assert_eq!(sale["lines"][0]["charges"][0]["text"], "1 × $1.00");
    assert_eq!(sale["lines"][0]["charges"][1]["amount"], "1.50");
    let shown = answer(till.path(), &["sales", "show", "A-0001"]);
    assert_eq!(shown["id"], sale["id"]);
    let listed = answer(till.path(), &["catalog", "list"]);
    assert_eq!(listed["titles"][0]["stock"], 35);
    assert_eq!(listed["titles"][0]["price"], "1st $1.00, rest $0.75 each");
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn the_same_title_named_twice_is_one_line() {
    let till = demo();
    let twice = answer(
        till.path(),
        &["quote", "converge-and-overtake", "converge-and-overtake*2"],
    );
    let once = answer(till.path(), &["quote", "converge-and-overtake*3"]);
    assert_eq!(twice, once);
}

#[test]
fn the_same_key_sells_once() {
    let till = demo();
    let words = ["sell", "converge-and-overtake", "--pay", "cash=1", "--key", "k-1"];
    let first = answer(till.path(), &words);
    let again = answer(till.path(), &words);
    assert_eq!(again["replayed"], true);
    assert_eq!(again["number"], first["number"]);
    refusal(
        till.path(),
        &["sell", "converge-and-overtake*2", "--pay", "cash=2", "--key", "k-1"],
    );
    assert_eq!(listed(till.path()), 1);
}

#[test]
fn money_that_does_not_fit_is_refused_and_nothing_recorded() {
    let till = demo();
    for words in [
        &["sell", "nothing-like-this", "--pay", "cash=5"][..],
        &["sell", "converge-and-overtake", "--pay", "cash=0.50"],
        &["sell", "converge-and-overtake", "--pay", "card=5"],
        &["sell", "converge-and-overtake", "--pay", "cash=-5"],
        &["sell", "converge-and-overtake*0", "--pay", "cash=5"],
        &["sell", "converge-and-overtake@0.50", "--pay", "cash=5"],
        &["sell", "fold-staple-riot", "--pay", "cash=5"],
        &["sell", "--pay", "cash=5"],
        &["sell", "converge-and-overtake*99999999", "--pay", "cash=5"],
        &["receipt", "A-0009", "-o", "never.pdf"],
        &["session", "open", "--float", "-3"],
        &["catalog", "add", "a b", "--title", "T", "--price", "$1"],
        &["catalog", "add", "x", "--title", "T", "--price", "three dollars"],
        &["price", ""],
        &["price", "$1.005"],
        &["summary", "--day", "yesterday"],
    ] {
        refusal(till.path(), words);
    }
    assert_eq!(listed(till.path()), 0);
    assert_eq!(verified(till.path())["entries"], 0);
}

#[test]
fn wrong_usage_ends_with_two() {
    let till = demo();
    assert_eq!(
        zinetill(till.path(), &["sell", "--no-such-flag"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_buyers_price_a_donation_and_a_split_payment_are_kept_apart() {
    let till = demo();
    let sale = answer(
        till.path(),
        &[
            "sell",
            "fold-staple-riot*2@3",
            "know-your-rights",
            "--donate",
            "0.50:Books to Prisoners",
            "--pay",
            "card=4",
            "--pay",
            "cash=5",
        ],
    );
    assert_eq!(sale["goods"], "6.00");
    assert_eq!(sale["donation"], "0.50");
    assert_eq!(sale["total"], "6.50");
    assert_eq!(sale["change"], "2.50");
    let alone = answer(till.path(), &["sell", "--donate", "2", "--pay", "cash=2"]);
    assert_eq!(alone["goods"], "0.00");
    let day = sale["business_day"].as_str().unwrap();
    let summary = answer(till.path(), &["summary", "--day", day]);
    assert_eq!(summary["holds"], true);
    assert_eq!(summary["goods"], "6.00");
    assert_eq!(summary["donations"], "2.50");
    assert_eq!(summary["payments"], "11.00");
    assert_eq!(summary["change"], "2.50");
    assert_eq!(summary["by_title"][0]["sold"], 2);
    assert_eq!(summary["by_title"][1]["free"], 1);
}

#[test]
fn a_price_keyed_by_hand_needs_a_reason() {
    let till = demo();
    let words = [
        "sell",
        "converge-and-overtake*2@0.25",
        "--why",
        "creased",
        "--pay",
        "cash=1",
    ];
    let sale = answer(till.path(), &words);
    assert_eq!(sale["total"], "0.50");
    assert_eq!(sale["lines"][0]["reason"], "creased");
}

#[test]
fn a_free_title_needs_no_payment() {
    let till = demo();
    let sale = answer(till.path(), &["sell", "know-your-rights*2"]);
    assert_eq!(sale["total"], "0.00");
    assert_eq!(sale["payments"].as_array().unwrap().len(), 0);
}

#[test]
fn a_late_sale_counts_on_its_own_business_day() {
    let till = demo();
    let at = [
        "sell",
        "converge-and-overtake",
        "--pay",
        "cash=1",
        "--at",
        "2026-11-23T01:30:00-08:00",
    ];
    assert_eq!(answer(till.path(), &at)["business_day"], "2026-11-22");
}

#[test]
fn a_till_is_made_by_the_first_title_or_session_but_not_by_a_sale() {
    let folder = tempfile::tempdir().unwrap();
    refusal(folder.path(), &["sell", "x", "--pay", "cash=1"]);
    refusal(folder.path(), &["sales", "list"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let words = [
        "catalog",
        "add",
        "zine",
        "--title",
        "A Zine",
        "--price",
        "1st @ $1.00, Rest $0.75/ea.",
        "--makers",
        "A; B",
        "--weight",
        "2.0 oz",
    ];
    let added = answer(folder.path(), &words);
    assert_eq!(added["price"], "1st $1.00, rest $0.75 each");
    assert_eq!(added["weight"], "2.0 oz");
    refusal(folder.path(), &words);
    answer(folder.path(), &["catalog", "edit", "zine", "--price", "$2"]);
    assert_eq!(answer(folder.path(), &["quote", "zine*2"])["total"], "4.00");
    let session = answer(
        folder.path(),
        &["session", "open", "--float", "40", "--event", "Fest", "--by", "Robin"],
    );
    assert_eq!(session["float"], "40.00");
    answer(folder.path(), &["sell", "zine", "--pay", "cash=2"]);
    assert_eq!(answer(folder.path(), &["sales", "show", "A-0001"])["by"], "Robin");
}

#[test]
fn a_price_sentence_is_echoed_with_its_totals() {
    let folder = tempfile::tempdir().unwrap();
    let price = answer(folder.path(), &["price", "1st @ $1.00 / Rest $0.75/ea."]);
    assert_eq!(price["canonical"], "1st $1.00, rest $0.75 each");
    assert_eq!(price["kind"], "graduated");
    assert_eq!(price["totals"]["6"], "4.75");
    assert!(answer(folder.path(), &["price", "pwyc", "2"])["totals"]["2"].is_null());
    let yen = answer(
        folder.path(),
        &["price", "3 for ¥500, else ¥200", "3", "--currency", "JPY"],
    );
    assert_eq!(yen["totals"]["3"], "500");
}

#[test]
fn files_that_are_no_till_are_left_as_they_are() {
    let till = demo();
    let database = till.path().join("till.db");
    for (what, bytes) in [
        (
            "text",
            &b"not a database at all, just some text that is long enough"[..],
        ),
        ("nothing", b""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("till.db");
        std::fs::write(&file, bytes).unwrap();
        refusal(folder.path(), &["sales", "list"]);
        refusal(folder.path(), &["catalog", "add", "x", "--title", "X", "--price", "$1"]);
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "{what}");
    }
    let conn = rusqlite::Connection::open(&database).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    assert!(refusal(till.path(), &["sales", "list"]).contains("newer version"));
    let conn = rusqlite::Connection::open(&database).unwrap();
    conn.pragma_update(None, "user_version", 1).unwrap();
    conn.execute_batch("CREATE TRIGGER evil AFTER INSERT ON cart BEGIN DELETE FROM cart; END")
        .unwrap();
    drop(conn);
    assert!(refusal(till.path(), &["sales", "list"]).contains("not those of a till"));
}

#[test]
fn a_folder_that_lost_its_database_is_not_made_anew() {
    let till = demo();
    answer(till.path(), &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(till.path().join(format!("till.db{end}"))).ok();
    }
    assert!(
        refusal(till.path(), &["catalog", "add", "x", "--title", "X", "--price", "$1"]).contains("till-roll.ndjson")
    );
    refusal(till.path(), &["new"]);
    assert!(!till.path().join("till.db").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_said_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    refusal(&file.join("till"), &["new"]);
}

/// What the pages for people say stands in the program: each command they name has its help, with every switch named there.
#[test]
fn every_command_that_the_pages_name_is_there() {
    let till = demo();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = std::fs::read_dir(root.join("docs")).unwrap();
    let pages = pages.map(|page| page.unwrap().path());
    let pages = pages.chain(["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(|page| root.join(page)));
    let mut commands = 0;
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for said in text.split('`').filter(|said| said.starts_with("zinetill ")) {
            let words: Vec<&str> = said
                .split([' ', '[', ']'])
                .skip(1)
                .filter(|word| !word.is_empty())
                .collect();
            let plain = |word: &&&str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
            let command = words.iter().take_while(plain).copied();
            let mut command: Vec<&str> = command.take_while(|word| !word.starts_with("--")).collect();
            // A word may be what the command is about, as in `catalog print cards`.
            let help = loop {
                let output = zinetill(till.path(), &[command.as_slice(), &["--help"]].concat());
                if output.status.success() {
                    break String::from_utf8(output.stdout).unwrap();
                }
                command.pop().unwrap_or_else(|| panic!("{}: `{said}`", page.display()));
            };
            for switch in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(switch), "{}: `{said}` names {switch}", page.display());
            }
            assert!(
                !command.is_empty() || said.starts_with("zinetill --"),
                "{}: `{said}`",
                page.display()
            );
            commands += 1;
        }
    }
    assert!(commands > 60, "{commands}");
}
