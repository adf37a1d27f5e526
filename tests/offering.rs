//! Offers, price lists, taxes, discounts and jars through the built program: what it takes, what it says, what it keeps.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, open_tin, refusal, verified};
use serde_json::{Value, json};

#[test]
fn an_offer_applies_until_it_is_stopped_and_says_why() {
    let till = demo();
    let made = answer(
        till.path(),
        &["offer", "add", "any 3 half-sheets for $2", "--tag", "half-sheet"],
    );
    assert_eq!((&made["number"], &made["price"]), (&json!(1), &json!("2.00")));
    let three = ["quote", "converge-and-overtake*2", "que-hacer"];
    let quote = answer(till.path(), &three);
    let why = r#"these 3 as "any 3 half-sheets for $2": saves $0.75"#;
    assert_eq!((&quote["total"], &quote["offers"]), (&json!("2.00"), &json!([why])));
    assert_eq!(quote["lines"][0]["charges"][0]["amount"], "1.33");
    assert_eq!(quote["lines"][1]["reason"], why);
    let sold = answer(
        till.path(),
        &["sell", "converge-and-overtake*2", "que-hacer", "--pay", "cash=2"],
    );
    assert_eq!((&sold["goods"], &sold["offers"]), (&json!("2.00"), &json!([why])));
    assert_eq!(answer(till.path(), &["offer", "stop", "1"])["stopped"], true);
    assert_eq!(answer(till.path(), &three)["total"], "2.75");
    // What was sold keeps its offer.
    assert_eq!(
        answer(till.path(), &["sales", "show", "A-0001"])["offers"],
        json!([why])
    );
    assert_eq!(answer(till.path(), &["summary"])["saved_by_offers"], "0.75");
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn an_offer_holds_at_its_event_and_in_its_days_only() {
    let till = demo();
    let add = |name: &str, more: &[&str]| answer(till.path(), &[&["offer", "add", name][..], more].concat());
    add(
        "any 2 for 1.00",
        &["--titles", "converge-and-overtake,que-hacer", "--event", "Zine Fest"],
    );
    add("any 3 for 1.00", &["--from", "2020-01-01", "--to", "2020-12-31"]);
    let total = || {
        answer(
            till.path(),
            &["quote", "converge-and-overtake", "que-hacer", "mutual-aid-cookbook"],
        )["total"]
            .clone()
    };
    assert_eq!(total(), "6.00");
    answer(
        till.path(),
        &["session", "open", "--float", "40", "--event", "Zine Fest"],
    );
    assert_eq!(total(), "5.00");
    let late = [
        "sell",
        "converge-and-overtake",
        "que-hacer",
        "mutual-aid-cookbook",
        "--at",
        "2020-06-01T12:00:00Z",
    ];
    let sold = answer(till.path(), &[&late[..], &["--pay", "cash=1"]].concat());
    assert_eq!((&sold["total"], &sold["late"]), (&json!("1.00"), &json!(true)));
}

#[test]
fn what_makes_no_offer_list_or_tax_is_said_plainly() {
    let till = demo();
    for (words, said) in [
        (&["offer", "add", "half-sheets"][..], "how many for how much"),
        (&["offer", "add", "1 for $2"], "2 to 100 copies"),
        (&["offer", "add", "x", "--units", "3", "--price", "-1"], "-1"),
        (
            &["offer", "add", "3 for $2", "--titles", "no-such"],
            "no title `no-such`",
        ),
        (
            &["offer", "add", "3 for $2", "--from", "2026-02-01", "--to", "2026-01-01"],
            "before it begins",
        ),
        (&["offer", "stop", "7"], "no offer number 7"),
        (&["list", "add", " ", "$2 each"], "needs a name"),
        (&["list", "add", "Half-sheets", "two bucks"], "two bucks"),
        (&["tax", "add", "books", "much", "added"], "`much` is no rate"),
        (
            &["catalog", "edit", "que-hacer", "--tax", "books"],
            "no tax class `books`",
        ),
        (
            &["catalog", "edit", "que-hacer", "--list", "Half-sheets"],
            "no price list `Half-sheets`",
        ),
        (&["quote", "que-hacer", "--discount", "110%"], "110%"),
        (&["quote", "que-hacer", "--discount", "-1.00"], "-1.00"),
        (
            &["quote", "que-hacer", "--discount", "10%", "--discount", "1.00"],
            "two discounts",
        ),
        (
            &["quote", "que-hacer", "--discount", "converge-and-overtake=10%"],
            "not in the basket",
        ),
        (&["set", "smallest-coin=-0.05"], "-0.05"),
    ] {
        let why = refusal(till.path(), words);
        assert!(why.contains(said), "{words:?}: {why}");
    }
}

#[test]
fn titles_on_a_price_list_follow_it_and_count_together() {
    let till = demo();
    answer(
        till.path(),
        &["list", "add", "Half-sheets", "1st $1.00, rest $0.50 each, any mix"],
    );
    for sku in ["converge-and-overtake", "que-hacer"] {
        let edited = answer(till.path(), &["catalog", "edit", sku, "--list", "half-sheets"]);
        assert_eq!(edited["price_list"], "Half-sheets");
    }
    let total = || answer(till.path(), &["quote", "converge-and-overtake", "que-hacer"])["total"].clone();
    assert_eq!(total(), "1.50");
    answer(till.path(), &["list", "add", "Half-sheets", "$3 each"]);
    assert_eq!(total(), "6.00");
    answer(till.path(), &["catalog", "edit", "que-hacer", "--price", "free"]);
    assert_eq!(total(), "3.00");
    let lists = answer(till.path(), &["list", "list"]);
    assert_eq!(lists["lists"][0]["titles"], json!(["converge-and-overtake"]));
}

#[test]
fn a_sale_with_everything_adds_up_in_the_answer_the_summary_and_the_books() {
    let till = demo();
    answer(till.path(), &["tax", "add", "books", "10%", "added"]);
    answer(till.path(), &["tax", "add", "print", "7", "included"]);
    answer(
        till.path(),
        &["catalog", "edit", "mutual-aid-cookbook", "--tax", "books"],
    );
    answer(till.path(), &["catalog", "edit", "balcony-almanac", "--tax", "print"]);
    answer(till.path(), &["set", "smallest-coin=0.05"]);
    open_tin(till.path());
    let words = [
        "sell",
        "mutual-aid-cookbook",
        "balcony-almanac",
        "fold-staple-riot*2@4",
        "fold-staple-riot@1",
        "--discount",
        "mutual-aid-cookbook=1.00",
        "--discount",
        "10%",
        "--why",
        "creased",
        "--donate",
        "1.00:Books to Prisoners",
        "--donate",
        "0.52",
        "--pay",
        "venmo=5.00",
        "--pay",
        "cash=20.00",
    ];
    // 4.00 − 1.00 + 3.00 + 9.00 = 15.00, less 10 % = 13.50; tax 10 % of 2.70 = 0.27, 7/107 of 2.70 = 0.18 within;
    // 13.50 + 0.27 + 1.52 = 15.29; 5.00 by phone leaves 10.29, in cash 10.30.
    let sold = answer(till.path(), &words);
    for (key, amount) in [
        ("goods", "13.50"),
        ("tax_added", "0.27"),
        ("donation", "1.52"),
        ("rounding", "0.01"),
        ("total", "15.30"),
        ("paid", "25.00"),
        ("change", "9.70"),
    ] {
        assert_eq!(sold[key], amount, "{key}");
    }
    let discounts: Vec<&Value> = sold["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["discount"])
        .collect();
    assert_eq!(discounts, ["1.30", "0.30", "0.90"]);
    assert_eq!(
        sold["taxes"][0],
        json!({"class": "books", "rate": "10 %", "included": false, "base": "2.70", "amount": "0.27"})
    );
    assert_eq!(sold["taxes"][1]["amount"], "0.18");
    assert_eq!(sold["payments"][0]["unverified"], true);
    let summary = answer(till.path(), &["summary", "--event", "Zine Fest"]);
    assert_eq!(summary["holds"], true);
    assert_eq!(summary["discounts"], "2.50");
    assert_eq!(summary["taxes"][1]["base"], "2.70");
    assert_eq!(
        summary["by_jar"],
        json!([{"jar": "Books to Prisoners", "amount": "1.00"}, {"jar": "", "amount": "0.52"}])
    );
    assert!(refusal(till.path(), &["summary", "--event", "Nowhere"]).contains("Nowhere"));
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn a_summary_and_several_receipts_are_written_where_they_are_wanted() {
    let till = demo();
    answer(
        till.path(),
        &["session", "open", "--float", "40", "--event", "Zine Fest"],
    );
    for _ in 0..3 {
        answer(till.path(), &["sell", "converge-and-overtake", "--pay", "cash=1"]);
    }
    let at = |name: &str| till.path().join("out").join(name).display().to_string();
    let text = at("day.txt");
    answer(till.path(), &["summary", "--event", "Zine Fest", "-o", &text]);
    assert!(std::fs::read_to_string(&text).unwrap().contains("3 sales, 3 copies"));
    assert!(refusal(till.path(), &["summary", "-o", &at("day.doc")]).contains(".txt or .json"));
    let all = at("all.pdf");
    let files = answer(
        till.path(),
        &["receipt", "--event", "Zine Fest", "-o", &all, "--paper", "letter"],
    );
    assert_eq!(files["files"], json!([all]));
    let words = std::process::Command::new("pdftotext")
        .args([&all, "-"])
        .output()
        .unwrap()
        .stdout;
    let words = String::from_utf8(words).unwrap();
    for number in ["A-0001", "A-0002", "A-0003"] {
        assert!(words.contains(&format!("Receipt {number}")), "{words}");
    }
    let folder = at("each");
    let files = answer(till.path(), &["receipt", "A-0002", "A-0003", "-o", &folder]);
    let names: Vec<&str> = files["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file.as_str().unwrap())
        .collect();
    assert!(
        names[0].contains("A-0002 20") && names[1].ends_with(".pdf"),
        "{names:?}"
    );
}

#[test]
fn a_catalog_comes_in_from_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.csv").display().to_string();
    let write = |rows: &str| {
        let head = "\u{feff}sku,title,makers,price,stock,weight,tags,barcode,introduced\r\n";
        std::fs::write(&file, format!("{head}{rows}")).unwrap();
    };
    let till = folder.path().join("till");
    write(
        "conv,Converge,Carson; D’Amato,\"1st @ $1.00, rest $0.75/ea.\",38,2.0 oz,half-sheet;theory,,2012-02\r\nfree,Rights,,0,,,,,\r\n",
    );
    let dry = answer(&till, &["catalog", "import", &file, "--dry-run"]);
    assert_eq!((&dry["new"], &dry["dry_run"]), (&json!(2), &json!(true)));
    let nothing = refusal(&till, &["catalog", "list"]);
    assert!(nothing.contains("there is no till"), "{nothing}");
    answer(&till, &["catalog", "import", &file]);
    let titles = answer(&till, &["catalog", "list"])["titles"].clone();
    assert_eq!(
        (&titles[0]["stock"], &titles[0]["makers"][1]),
        (&json!(38), &json!("D’Amato"))
    );
    answer(&till, &["sell", "conv", "--pay", "cash=1"]);
    // Again: nothing doubled; an empty cell leaves what was there, a price that reads the same is the same.
    write("conv,Converge,,\"1st $1.00, rest $0.75 each\",,,,,\nfree,Rights (pocket),,free,,,,,\nbad,,,$1,,,,,\n");
    let why = refusal(&till, &["catalog", "import", &file]);
    assert!(
        why.contains("1 of 3 rows") && why.contains("line 4: it has no title"),
        "{why}"
    );
    let done = answer(&till, &["catalog", "import", &file, "--skip-problems"]);
    assert_eq!(
        (&done["new"], &done["changed"], &done["same"]),
        (&json!(0), &json!(1), &json!(1))
    );
    let titles = answer(&till, &["catalog", "list"])["titles"].clone();
    assert_eq!(
        (&titles[0]["stock"], &titles[1]["title"]),
        (&json!(37), &json!("Rights (pocket)"))
    );
    assert_eq!(verified(&till)["ok"], true);
}
