//! An import is undone as one: titles as they were, new ones gone, copies that came in out again; what was touched since stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, title, titles, verified};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zinetill::till::Till;

fn import(till: &Path, text: &str) -> Value {
    let file = till.join("titles.csv");
    std::fs::write(&file, text).unwrap();
    answer(till, &["catalog", "import", file.to_str().unwrap()])
}

#[test]
fn an_undone_import_leaves_the_catalog_as_it_was() {
    let till = demo();
    answer(till.path(), &["list", "add", "Half-sheets", "1st $1, rest 75¢"]);
    let listed = [
        "catalog",
        "edit",
        "riso-for-beginners",
        "--list",
        "Half-sheets",
        "--share",
        "60%",
    ];
    answer(till.path(), &listed);
    let before = titles(till.path());
    let said = import(
        till.path(),
        "sku,title,makers,price,stock,tags,weight,contents\n\
         riso-for-beginners,Riso for Everyone,Anybody,$9,77,new; other,3 oz,One; Two\n\
         brand-new,Brand New,Somebody,$1,5,,,\n\
         never-counted,Never Counted,,free,,,,\n",
    );
    assert_eq!(
        (&said["new"], &said["changed"], &said["import"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(title(till.path(), "riso-for-beginners")["stock"], 77);
    let undone = answer(till.path(), &["catalog", "undo"]);
    assert_eq!(undone["undone"], 1);
    assert_eq!(undone["restored"], json!(["Riso for Everyone"]));
    assert_eq!(undone["removed"], json!(["Brand New", "Never Counted"]));
    assert_eq!(titles(till.path()), before);
    assert_eq!(verified(till.path())["ok"], true);
    assert!(refusal(till.path(), &["catalog", "undo", "1"]).contains("undone already"));
    assert!(refusal(till.path(), &["catalog", "undo", "7"]).contains("no import 7"));
    // What was undone can come again.
    let again = import(till.path(), "sku,title,price,stock\nbrand-new,Brand New,$1,5\n");
    assert_eq!((&again["new"], &again["import"]), (&json!(1), &json!(2)));
    assert_eq!(title(till.path(), "brand-new")["stock"], 5);
    assert!(refusal(till.path(), &["catalog", "undo", "1"]).contains("undone already"));
}

#[test]
fn what_was_touched_since_an_import_stays_and_is_said() {
    let till = demo();
    import(
        till.path(),
        "sku,title,price,stock\nsold,Sold Since,$1,5\nedited,Edited Since,$1,5\ncounted,Counted Since,$1,5\nuntouched,Untouched,$1,5\n",
    );
    import(
        till.path(),
        "sku,title,price,stock\ncounted,Counted Since,$1,9\nuntouched,Untouched,$2,9\n",
    );
    answer(till.path(), &["sell", "sold*2", "--pay", "cash=2"]);
    answer(till.path(), &["catalog", "edit", "edited", "--price", "$3"]);
    answer(till.path(), &["catalog", "edit", "counted", "--stock", "4"]);
    let second = answer(till.path(), &["catalog", "undo", "2"]);
    assert_eq!(second["counted_since"], json!(["Counted Since"]));
    assert_eq!(second["restored"], json!(["Untouched"]));
    assert_eq!(title(till.path(), "counted")["stock"], 4, "a count is a count");
    assert_eq!(title(till.path(), "untouched")["stock"], 5);
    let first = answer(till.path(), &["catalog", "undo", "1"]);
    assert_eq!(first["changed_since"], json!(["Edited Since"]));
    assert_eq!(first["archived"], json!(["Sold Since", "Counted Since"]));
    assert_eq!(first["removed"], json!(["Untouched"]));
    assert_eq!(title(till.path(), "edited")["price"], "$3.00 each");
    assert_eq!(title(till.path(), "untouched"), Value::Null);
    let sale = answer(till.path(), &["sales", "show", "A-0001"]);
    assert_eq!(sale["lines"][0]["title"], "Sold Since");
    assert_eq!(verified(till.path())["ok"], true);
}

#[test]
fn a_sale_between_looking_and_importing_is_not_undone_by_the_import() {
    let folder = demo();
    let mut till = Till::open(folder.path()).unwrap();
    let currency = till.settings().unwrap().currency;
    let file = b"sku,title,price\nriso-for-beginners,Riso for Everyone,\n";
    let reading = zinetill::exchange::reading::Reading::read(file).unwrap();
    let shown = reading.plan(&till.catalog().unwrap(), currency).unwrap();
    let stock = title(folder.path(), "riso-for-beginners")["stock"].as_i64().unwrap();
    answer(folder.path(), &["sell", "riso-for-beginners", "--pay", "cash=20"]);
    let import = till.import(
        "file",
        |catalog| Ok(reading.plan(catalog, currency).unwrap().titles()),
        |_, _| std::ops::ControlFlow::Continue(()),
    );
    assert_eq!(import.unwrap().unwrap().titles, 1);
    assert_eq!(shown.titles()[0].stock, Some(stock), "it was shown before the sale");
    assert_eq!(title(folder.path(), "riso-for-beginners")["stock"], stock - 1);
}

#[test]
fn an_import_that_breaks_off_leaves_nothing_behind() {
    let folder = demo();
    let before = titles(folder.path());
    let mut till = Till::open(folder.path()).unwrap();
    let currency = till.settings().unwrap().currency;
    let reading = zinetill::exchange::reading::Reading::read(b"sku,title,price,stock\na,A,1,2\nb,B,1,2\n").unwrap();
    let broken = till.import(
        "file",
        |catalog| {
            let mut titles = reading.plan(catalog, currency).unwrap().titles();
            titles[1].tax_class = Some("there is none".into());
            Ok(titles)
        },
        |_, _| std::ops::ControlFlow::Continue(()),
    );
    assert!(broken.is_err());
    assert_eq!(till.last_import().unwrap(), None);
    assert_eq!(titles(folder.path()), before);
}

#[test]
fn a_pasted_page_is_undone_like_a_file() {
    let till = demo();
    answer(
        till.path(),
        &["catalog", "edit", "converge-and-overtake", "--title", "Something else"],
    );
    let before = titles(till.path());
    let page: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/data/pages/converge.txt"]
        .iter()
        .collect();
    answer(till.path(), &["catalog", "paste", page.to_str().unwrap()]);
    assert_ne!(titles(till.path()), before);
    answer(till.path(), &["catalog", "undo"]);
    assert_eq!(titles(till.path()), before);
}
