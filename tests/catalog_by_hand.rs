//! Titles by hand, by command: everything a title holds is said, kept and said back; any change of it is undone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, title, verified};
use proptest::prelude::*;
use serde_json::{Value, json};
use zinetill::domain::catalog::{Catalog, PriceList};
use zinetill::domain::currency::Currency;
use zinetill::domain::edit::{Copies, Edit, Price, Tags};
use zinetill::domain::rule::PriceRule;
use zinetill::domain::sentence;
use zinetill::domain::tax::TaxClass;
use zinetill::domain::title::{Sku, Title};
use zinetill::till::{NewTill, Till};

const CONVERGE: &str = "converge-and-overtake";

#[test]
fn everything_a_title_holds_is_said_and_said_back() {
    let till = demo();
    answer(till.path(), &["tax", "add", "books", "5%", "included"]);
    let said = [
        ("--title", "title", "The Garden", json!("The Garden")),
        ("--makers", "makers", "Ana Grün; Bo Li", json!(["Ana Grün", "Bo Li"])),
        (
            "--price",
            "price",
            "1st $2, rest $1.50",
            json!("1st $2.00, rest $1.50 each"),
        ),
        ("--weight", "weight", "2.0 oz", json!("2.0 oz")),
        ("--stock", "stock", "12", json!(12)),
        ("--low-stock", "low_stock", "3", json!(3)),
        ("--sold-out", "sold_out", "on", json!(true)),
        ("--tags", "tags", "Garden, how-to,garden", json!(["garden", "how-to"])),
        ("--barcode", "barcode", "0-19-852663-6", json!("9780198526636")),
        ("--introduced", "introduced", "February 2012", json!("2012-02")),
        ("--pages", "pages", "32", json!(32)),
        ("--format", "format", "half-sheet", json!("half-sheet")),
        ("--language", "language", "English", json!("English")),
        ("--description", "description", "One.\n\nTwo.", json!("One.\n\nTwo.")),
        ("--contents", "contents", "A; B", json!(["A", "B"])),
        ("--tax", "tax", "Books", json!("books")),
        ("--share", "share", "60%", json!("60 %")),
        ("--archived", "archived", "on", json!(true)),
    ];
    let mut add = vec![
        "catalog",
        "add",
        "garden",
        "--title",
        "The Garden",
        "--price",
        "1st $2, rest $1.50",
    ];
    for (flag, _, words, _) in said.iter().filter(|(flag, ..)| !matches!(*flag, "--title" | "--price")) {
        add.extend([flag, words]);
    }
    answer(till.path(), &add);
    let known = title(till.path(), "garden");
    for (flag, key, _, expected) in &said {
        assert_eq!(known[key], *expected, "{flag}");
    }
    assert_eq!(known["grams"], "56.7 g");
    // The same words change a title that is there.
    let mut edit = vec!["catalog", "edit", CONVERGE];
    for (flag, _, words, _) in said.iter().filter(|(flag, ..)| *flag != "--barcode") {
        edit.extend([flag, words]);
    }
    answer(till.path(), &edit);
    for (flag, key, _, expected) in said.iter().filter(|(flag, ..)| *flag != "--barcode") {
        assert_eq!(title(till.path(), CONVERGE)[key], *expected, "{flag}");
    }
    let none = [
        ("--stock", "stock"),
        ("--low-stock", "low_stock"),
        ("--weight", "weight"),
        ("--introduced", "introduced"),
        ("--pages", "pages"),
        ("--format", "format"),
        ("--language", "language"),
        ("--tax", "tax"),
        ("--share", "share"),
        ("--barcode", "barcode"),
    ];
    let mut away = vec!["catalog", "edit", "garden"];
    none.iter().for_each(|(flag, _)| away.extend([flag, "none"]));
    answer(till.path(), &away);
    for (flag, key) in none {
        assert_eq!(title(till.path(), "garden")[key], Value::Null, "{flag}");
    }
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn what_cannot_be_kept_is_refused_in_a_sentence_and_changes_nothing() {
    let till = demo();
    let before = title(till.path(), CONVERGE);
    for (words, said) in [
        (&["--barcode", "9780306406158"][..], "ask for 7"),
        (&["--introduced", "someday"], "write it like 2012-02"),
        (&["--pages", "0"], "1 to 9999 pages"),
        (&["--pages", "many"], "write it like 12"),
        (&["--weight", "heavy"], "2.0 oz or 58 g"),
        (&["--share", "101%"], "at most 100%"),
        (&["--list", "Nowhere"], "there is no price list"),
        (&["--tax", "nowhere"], "there is no tax class"),
        (&["--title", " "], "needs a name"),
        (&[], "nothing is to be changed"),
    ] {
        let refused = refusal(till.path(), &[&["catalog", "edit", CONVERGE], words].concat());
        assert!(refused.contains(said), "{words:?}: {refused}");
    }
    answer(
        till.path(),
        &["catalog", "edit", CONVERGE, "--barcode", "9780198526636"],
    );
    let taken = refusal(
        till.path(),
        &["catalog", "edit", "riso-for-beginners", "--barcode", "0198526636"],
    );
    assert!(taken.contains("is on `Converge and Overtake!` already"), "{taken}");
    answer(till.path(), &["catalog", "undo"]);
    assert_eq!(title(till.path(), CONVERGE), before);
}

#[test]
fn several_titles_are_changed_at_once_and_undone_at_once() {
    let till = demo();
    answer(till.path(), &["list", "add", "Half-sheets", "1st $1, rest 75¢"]);
    let before = answer(till.path(), &["catalog", "list"]);
    let some = [CONVERGE, "riso-for-beginners"];
    let said = answer(
        till.path(),
        &[
            "catalog",
            "edit",
            some[0],
            some[1],
            "--list",
            "half-sheets",
            "--add-tags",
            "Spring, new",
            "--remove-tags",
            "how-to",
        ],
    );
    assert_eq!(said["titles"].as_array().unwrap().len(), 2);
    for sku in some {
        let title = title(till.path(), sku);
        assert_eq!(
            (&title["price_list"], &title["price"]),
            (&json!("Half-sheets"), &json!("1st $1.00, rest $0.75 each"))
        );
        let tags = title["tags"].as_array().unwrap();
        assert!(tags.contains(&json!("spring")) && tags.contains(&json!("new")) && !tags.contains(&json!("how-to")));
    }
    // One that is not there: all or none.
    let refused = refusal(
        till.path(),
        &["catalog", "edit", CONVERGE, "nobody", "--archived", "on"],
    );
    assert!(refused.contains("`nobody`"), "{refused}");
    assert_eq!(title(till.path(), CONVERGE)["archived"], false);
    let undone = answer(till.path(), &["catalog", "undo"]);
    assert_eq!(
        (&undone["what"], &undone["restored"].as_array().unwrap().len()),
        (&json!("edit"), &2)
    );
    assert_eq!(answer(till.path(), &["catalog", "list"]), before);
}

#[test]
fn a_title_added_twice_is_gone_once_both_are_undone() {
    let till = demo();
    let before = answer(till.path(), &["catalog", "list"]);
    let add = ["catalog", "add", "new", "--title", "New", "--price", "$1"];
    answer(till.path(), &add);
    answer(till.path(), &["catalog", "remove", "new"]);
    answer(till.path(), &[add.as_slice(), &["--stock", "3"]].concat());
    for _ in 0..3 {
        answer(till.path(), &["catalog", "undo"]);
    }
    assert_eq!(answer(till.path(), &["catalog", "list"]), before);
}

#[test]
fn a_price_list_is_renamed_with_its_titles_and_taken_away_when_unused() {
    let till = demo();
    answer(till.path(), &["list", "add", "Half-sheets", "$1"]);
    answer(till.path(), &["list", "add", "Books", "$9"]);
    answer(till.path(), &["catalog", "edit", CONVERGE, "--list", "Half-sheets"]);
    assert!(refusal(till.path(), &["list", "rename", "Half-sheets", "books"]).contains("already"));
    assert!(refusal(till.path(), &["list", "remove", "Half-sheets"]).contains("1 title is on"));
    answer(till.path(), &["list", "rename", "half-sheets", "Quarter-sheets"]);
    assert_eq!(title(till.path(), CONVERGE)["price_list"], "Quarter-sheets");
    answer(till.path(), &["catalog", "undo"]);
    assert_eq!(title(till.path(), CONVERGE)["price_list"], "Half-sheets");
    let lists = answer(till.path(), &["list", "list"]);
    assert_eq!(lists["lists"].as_array().unwrap().len(), 2);
    answer(till.path(), &["list", "remove", "Books"]);
    assert!(refusal(till.path(), &["list", "remove", "Books"]).contains("there is no price list"));
    answer(till.path(), &["tax", "add", "books", "5%", "added"]);
    answer(till.path(), &["catalog", "edit", CONVERGE, "--tax", "books"]);
    assert!(refusal(till.path(), &["tax", "remove", "books"]).contains("1 title is under"));
    answer(till.path(), &["catalog", "edit", CONVERGE, "--tax", "none"]);
    answer(till.path(), &["tax", "remove", "books"]);
    assert_eq!(answer(till.path(), &["tax", "list"])["taxes"], json!([]));
    // Eight changes, each undone by itself, the last first.
    for _ in 0..8 {
        answer(till.path(), &["catalog", "undo"]);
    }
    assert!(refusal(till.path(), &["catalog", "undo"]).contains("no change of the catalog to undo"));
    assert_eq!(answer(till.path(), &["list", "list"])["lists"], json!([]));
}

#[test]
fn a_title_that_was_sold_is_archived_and_never_taken_away() {
    let till = demo();
    let unsold = answer(till.path(), &["catalog", "remove", "riso-for-beginners"]);
    assert_eq!(unsold["removed"], json!(["riso-for-beginners"]));
    assert_eq!(title(till.path(), "riso-for-beginners"), Value::Null);
    answer(till.path(), &["catalog", "undo"]);
    assert_ne!(title(till.path(), "riso-for-beginners"), Value::Null);
    answer(till.path(), &["sell", CONVERGE, "--pay", "cash=5"]);
    let refused = refusal(till.path(), &["catalog", "remove", CONVERGE]);
    assert!(refused.contains("was sold, so it stays; archive it"), "{refused}");
    answer(till.path(), &["catalog", "edit", CONVERGE, "--archived", "on"]);
    assert_eq!(title(till.path(), CONVERGE)["archived"], true);
    answer(
        till.path(),
        &["stock", "give", "fold-staple-riot", "1", "--why", "solidarity"],
    );
    let refused = refusal(till.path(), &["catalog", "remove", "fold-staple-riot"]);
    assert!(refused.contains("was given away, so it stays"), "{refused}");
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn copies_typed_over_what_was_shown_are_counted_from_it() {
    let folder = demo();
    let sku = Sku::new(CONVERGE).unwrap();
    let mut till = Till::open(folder.path()).unwrap();
    let shown = till.title(&sku).unwrap();
    let left = shown.stock.unwrap();
    // While somebody types 10 more, two are sold by another laptop's command.
    answer(folder.path(), &["sell", &format!("{CONVERGE}*2"), "--pay", "cash=5"]);
    let wanted = Title {
        stock: Some(left + 10),
        ..(*shown).clone()
    };
    till.edit_titles(std::slice::from_ref(&sku), &Edit::between(&shown, &wanted))
        .unwrap();
    assert_eq!(till.title(&sku).unwrap().stock, Some(left + 8));
    till.undo_change(None).unwrap();
    assert_eq!(till.title(&sku).unwrap().stock, Some(left - 2));
    assert_eq!(verified(folder.path())["ok"], true);
}

/// What somebody may do to a catalog.
#[derive(Debug, Clone)]
enum Step {
    Edit(Vec<usize>, Box<Edit>),
    Add(u8, Option<i64>),
    Remove(usize),
    List(u8, u8),
    Rename(u8, u8),
    RemoveList(u8),
    Tax(u8, u8),
    RemoveTax(u8),
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[a-zA-Zäß ]{1,8}")
}

fn edits() -> impl Strategy<Value = Edit> {
    let price = prop_oneof![
        (1..900_i64).prop_map(|cents| Some(Price::Own(rule(cents)))),
        (0..3_u8).prop_map(|n| Some(Price::List(format!("List {n}")))),
        Just(None)
    ];
    let stock = prop_oneof![
        (-5..50_i64).prop_map(|n| Some(Copies::To(n))),
        (-5..5_i64).prop_map(|n| Some(Copies::By(n))),
        Just(Some(Copies::Uncounted)),
        Just(None)
    ];
    let tags = prop_oneof![
        proptest::collection::vec("[a-c]", 0..3).prop_map(|tags| Some(Tags::Are(tags))),
        ("[a-c]", "[a-c]").prop_map(|(put, take)| Some(Tags::Change {
            put: vec![put],
            take: vec![take]
        })),
        Just(None)
    ];
    let tax = proptest::option::of(proptest::option::of((0..2_u8).prop_map(|n| format!("tax {n}"))));
    let parts = (
        text(),
        text(),
        proptest::option::of(1..99_u32),
        any::<Option<bool>>(),
        any::<Option<bool>>(),
    );
    (price, stock, tags, tax, parts).prop_map(
        |(price, stock, tags, tax_class, (name, format, pages, sold_out, archived))| Edit {
            name: name.map(|name| format!("N{name}")),
            price,
            stock,
            tags,
            tax_class,
            format: format.map(Some),
            pages: pages.map(Some),
            low_stock: pages.map(Some),
            sold_out,
            archived,
            ..Edit::default()
        },
    )
}

fn steps() -> impl Strategy<Value = Step> {
    let place = || 0..8_usize;
    prop_oneof![
        4 => (proptest::collection::vec(place(), 1..4), edits()).prop_map(|(places, edit)| Step::Edit(places, Box::new(edit))),
        2 => (0..4_u8, proptest::option::of(0..9_i64)).prop_map(|(n, stock)| Step::Add(n, stock)),
        1 => place().prop_map(Step::Remove),
        2 => (0..3_u8, 1..9_u8).prop_map(|(n, price)| Step::List(n, price)),
        1 => (0..3_u8, 0..3_u8).prop_map(|(n, to)| Step::Rename(n, to)),
        1 => (0..3_u8).prop_map(Step::RemoveList),
        1 => (0..2_u8, 1..9_u8).prop_map(|(n, rate)| Step::Tax(n, rate)),
        1 => (0..2_u8).prop_map(Step::RemoveTax),
    ]
}

fn rule(cents: i64) -> PriceRule {
    sentence::parse(&format!("{}.{:02}", cents / 100, cents % 100), Currency::USD).unwrap()
}

/// Everything a catalog holds, to be compared.
fn whole(till: &mut Till) -> (Vec<Title>, Vec<PriceList>, Vec<TaxClass>) {
    let catalog: std::sync::Arc<Catalog> = till.catalog().unwrap();
    let titles = catalog.titles().iter().map(|title| (**title).clone()).collect();
    (titles, catalog.lists.clone(), catalog.taxes.clone())
}

/// Takes a step; whether the till took it.
fn take(till: &mut Till, step: &Step) -> bool {
    let skus: Vec<Sku> = till
        .catalog()
        .unwrap()
        .titles()
        .iter()
        .map(|title| title.sku.clone())
        .collect();
    let list = |n: &u8| format!("List {n}");
    match step {
        Step::Edit(places, edit) => {
            let some: Vec<Sku> = places.iter().filter_map(|place| skus.get(*place).cloned()).collect();
            till.edit_titles(&some, edit).is_ok()
        }
        Step::Add(n, stock) => {
            let mut title = Title::new(Sku::new(&format!("new-{n}")).unwrap(), "New", rule(100));
            title.stock = *stock;
            till.add_title(title).is_ok()
        }
        Step::Remove(place) => skus
            .get(*place)
            .is_some_and(|sku| till.remove_titles(std::slice::from_ref(sku)).is_ok()),
        Step::List(n, price) => till.add_list(&list(n), rule(i64::from(*price))).is_ok(),
        Step::Rename(n, to) => till.rename_list(&list(n), &list(to)).is_ok(),
        Step::RemoveList(n) => till.remove_list(&list(n)).is_ok(),
        Step::Tax(n, rate) => {
            let class = TaxClass::new(&format!("tax {n}"), &rate.to_string(), false).unwrap();
            till.add_tax(&class).is_ok()
        }
        Step::RemoveTax(n) => till.remove_tax(&format!("tax {n}")).is_ok(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_changes_and_their_undoing_leave_the_catalog_as_it_was(steps in proptest::collection::vec(steps(), 1..9)) {
        let folder = tempfile::tempdir().unwrap();
        let new = NewTill { currency: Currency::USD, register: "A".into(), shop: String::new(), demo: false, practice: false };
        let mut till = Till::create(folder.path(), &new).unwrap();
        for n in 0..4 {
            let mut title = Title::new(Sku::new(&format!("t{n}")).unwrap(), format!("T{n}"), rule(100 + n));
            title.stock = (n > 0).then_some(n * 5);
            till.add_title(title).unwrap();
        }
        let mut before = vec![whole(&mut till)];
        for step in &steps {
            let changes = till.last_change().unwrap();
            let was = whole(&mut till);
            if !take(&mut till, step) {
                prop_assert_eq!(&whole(&mut till), &was, "what is refused changes nothing: {:?}", step);
            }
            if till.last_change().unwrap() != changes {
                before.push(whole(&mut till));
            } else {
                prop_assert_eq!(&whole(&mut till), &was, "what leaves no trace changes nothing: {:?}", step);
            }
        }
        while before.len() > 1 {
            before.pop();
            till.undo_change(None).unwrap();
            prop_assert_eq!(&whole(&mut till), before.last().unwrap());
        }
        let verified = till.verify(|_, _| {}).unwrap();
        prop_assert!(verified.ok, "{:?}", verified.problems);
    }
}
