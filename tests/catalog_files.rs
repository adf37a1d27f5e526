//! Catalog files in and out: each sample under tests/data/csv as its README says, and round trips that change nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal};
use proptest::prelude::*;
use serde_json::Value;
use std::path::{Path, PathBuf};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::Money;
use zinetill::domain::rule::PriceRule;
use zinetill::domain::sentence;
use zinetill::domain::title::{Sku, Title};
use zinetill::exchange::import::{Action, Plan, plan};
use zinetill::exchange::{export, table};

fn sample(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/csv", name].iter().collect()
}

fn planned(name: &str, code: &str) -> Plan {
    let bytes = std::fs::read(sample(name)).unwrap();
    plan(&bytes, &[], &Catalog::default(), Currency::from_code(code).unwrap()).unwrap()
}

fn text_plan(text: &str) -> Plan {
    plan(text.as_bytes(), &[], &Catalog::default(), Currency::USD).unwrap()
}

/// Line, action, name, price, stock, makers, weight, barcode, tags: what a table of examples says of a row.
fn row(plan: &Plan, at: usize, code: &str) -> String {
    let row = &plan.rows[at];
    let Some(title) = &row.title else {
        return format!("{} {}", row.line, row.action.word());
    };
    let currency = Currency::from_code(code).unwrap();
    let stock = title.stock.map_or("–".into(), |stock| stock.to_string());
    format!(
        "{} {} | {} | {} | {stock} | {}",
        row.line,
        title.sku,
        title.name,
        sentence::print(&title.rule, currency),
        title.makers.join("; ")
    )
}

#[test]
fn each_sample_comes_in_as_its_readme_says() {
    let samples: &[(&str, &str, &[&str])] = &[
        (
            "own.csv",
            "USD",
            &[
                "2 converge | Converge and Overtake! | 1st $1.00, rest $0.75 each | 38 | Kevin Carson; David S. D’Amato",
                "3 rights | Know Your Rights (pocket) | free | 140 | Legal support",
                "4 riso | Riso for Beginners | 2 for $5.00, else $3.00 each | 3 | Ink & drum",
                "5 letters | Letters from Inside vol. 3 | pay what you can, suggested $2.00 | 25 | Books to prisoners",
                "6 fold | Fold, Staple, Riot | sliding $1.00–$5.00 | 12 | Table collective",
            ],
        ),
        (
            "square.csv",
            "USD",
            &[
                "2 seeds | Seed Saving for City Blocks | $2.00 each | 9 | ",
                "3 ghosts-hc | Night Market Ghosts, Hardcover | pay what you can | 0 | ",
                "4 ghosts-sc | Night Market Ghosts, Softcover | $6.00 each | 4 | ",
                "5 free-sticker | Free Sticker | free | 500 | ",
            ],
        ),
        (
            "shopify.csv",
            "USD",
            &[
                "2 UG-1 | Über Gärten | $4.50 each | 11 | Grün Verlag",
                "3 ST-EN | Strike! A Comic, English | $2.00 each | 14 | J. Ruiz",
                "4 ST-ES | Strike! A Comic, Español | $2.00 each | 6 | J. Ruiz",
            ],
        ),
        (
            "woocommerce.csv",
            "USD",
            &[
                "2 wc-radio | Radio Waves for All | $1.00 each | 8 | ",
                "3 left out",
                "4 wc-print-a4 | Lino print - A4 | $10.00 each | 3 | ",
                "5 wc-print-a5 | Lino print - A5 | $5.00 each | 7 | ",
            ],
        ),
        (
            "loyverse.csv",
            "USD",
            &[
                "2 10001 | Mutual Aid Cookbook | $4.00 each | 6 | ",
                "3 10002 | Zine, name your price | pay what you can | – | ",
            ],
        ),
        (
            "excel-german.csv",
            "EUR",
            &[
                "2 größenwahn-glück | Größenwahn & Glück | €2.50 each | 12 | Jö Müller",
                "3 gratis-flyer | Gratis-Flyer | free | 200 | ",
                "4 tausend-blätter | Tausend Blätter | €1000.00 each | 1 | Ölaf",
            ],
        ),
        (
            "utf16.csv",
            "USD",
            &[
                "2 свобода-альманах | Свобода — альманах | $3.00 each | 5 | ",
                "3 ελευθερία | Ελευθερία | $0.75 each | 9 | ",
            ],
        ),
        (
            "etsy.csv",
            "USD",
            &[
                "2 moss-1 | Moss & Mortar, a zine | $3.50 each | 21 | ",
                "5 stickers | Stickers | $2.00 each | 40 | ",
            ],
        ),
        (
            "shopify-legacy.csv",
            "USD",
            &[
                "2 TL-Y | Tram Lines, Yellow | $5.00 each | 9 | Line Press",
                "3 TL-G | Tram Lines, Grey | $5.00 each | 2 | Line Press",
                "4 left out",
            ],
        ),
        (
            "square-greeting.csv",
            "USD",
            &["6 two-places | Two Places | $1.50 each | 7 | "],
        ),
        (
            "square-2025.csv",
            "USD",
            &[
                "2 FOLD-1 | Fold It Yourself | $2.50 each | 14 | ",
                "3 OLD-1 | Old News | $1.00 each | 0 | ",
            ],
        ),
        (
            "bom-and-ragged.csv",
            "USD",
            &[
                "2 fine | Fine | $1.00 each | 3 | ",
                "3 too-few | Too few | $2.00 each | – | ",
                "4 problem",
                "5 problem",
                "6 problem",
                "7 twice | Twice | $1.00 each | 1 | ",
                "8 problem",
                "9 hyperlink-http-example-org-free | =HYPERLINK(\"http://example.org\",\"free\") | $1.00 each | 1 | ",
                "10 many-lines-quoted | Many lines, quoted | $1.00 each | 2 | ",
            ],
        ),
    ];
    for (file, code, rows) in samples {
        let plan = planned(file, code);
        let read: Vec<String> = (0..plan.rows.len()).map(|at| row(&plan, at, code)).collect();
        assert_eq!(&read[..], *rows, "{file}: {:?}", plan.problems());
    }
    let files = std::fs::read_dir(sample("")).unwrap().filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_str().unwrap().ends_with(".csv")
    });
    assert_eq!(samples.len(), files.count(), "every sample is looked at");
}

#[test]
fn what_stands_in_the_other_columns_comes_too() {
    let own = planned("own.csv", "USD");
    let title = |plan: &Plan, at: usize| plan.rows[at].title.clone().unwrap();
    assert_eq!(title(&own, 0).tags, ["half-sheet", "theory"]);
    assert_eq!(title(&own, 0).weight_mg, Some(56_700));
    assert_eq!(title(&own, 3).weight_mg, Some(58_000));
    assert_eq!(title(&own, 2).barcode.as_deref(), Some("9780306406157"));
    assert_eq!(title(&own, 0).introduced.as_deref(), Some("2012-02"));
    let shopify = planned("shopify.csv", "USD");
    assert_eq!(
        title(&shopify, 0).description,
        "Ein Heft über Gärten.\n\nZweiter Absatz."
    );
    assert_eq!(title(&shopify, 0).weight_mg, Some(62_000));
    assert_eq!(title(&shopify, 0).barcode.as_deref(), Some("4006381333931"));
    assert_eq!(title(&shopify, 0).tags, ["garden", "deutsch"]);
    assert_eq!(title(&shopify, 2).tags, ["comic"]);
    let rest = "title,price,pages,format,language,low stock,sold out\nA,1,24,half-sheet,Deutsch,5,yes\n";
    let rest = title(&text_plan(rest), 0);
    assert_eq!((rest.pages, rest.low_stock, rest.sold_out), (Some(24), Some(5), true));
    assert_eq!(
        (rest.format.as_deref(), rest.language.as_deref()),
        (Some("half-sheet"), Some("Deutsch"))
    );
    let square = planned("square.csv", "USD");
    assert_eq!(title(&square, 0).description, "Third printing, \"revised\"");
    assert_eq!(
        square.not_taken(),
        ["Token", "Stock Alert Enabled Fest Table", "Tax - Sales (8.5%)"]
    );
    let newer = planned("square-2025.csv", "USD");
    assert_eq!(title(&newer, 0).description, "Eight pages, one sheet.");
    assert_eq!(title(&newer, 0).tags, ["zines (z1)", "how-to", "zines"]);
    assert!(!title(&newer, 0).archived && title(&newer, 1).archived);
    let legacy = planned("shopify-legacy.csv", "USD");
    assert_eq!(title(&legacy, 1).description, "Every stop, drawn.");
    assert_eq!(title(&legacy, 0).barcode.as_deref(), Some("4006381333931"));
    let woo = planned("woocommerce.csv", "USD");
    assert_eq!(title(&woo, 0).tags, ["radio", "how-to", "zines"]);
    assert_eq!(title(&woo, 0).weight_mg, Some(56_700));
    assert_eq!(title(&woo, 2).tags, ["prints"]);
    assert_eq!(planned("excel-german.csv", "EUR").encoding, "windows-1252");
    assert_eq!(planned("utf16.csv", "USD").encoding, "UTF-16LE");
    assert_eq!(planned("utf16.csv", "USD").delimiter, Some('\t'));
}

#[test]
fn problems_name_their_line_and_what_is_wrong() {
    let said = planned("bom-and-ragged.csv", "USD").problems();
    for (problem, begins, holds) in [
        (&said[0], "line 4: ", "5 cells"),
        (&said[1], "line 5: ", "no price"),
        (&said[2], "line 6: ", "two dollars"),
        (&said[3], "line 8: ", "line 7"),
    ] {
        assert!(problem.starts_with(begins) && problem.contains(holds), "{problem}");
    }
    for (text, problem) in [
        ("title,price\n\n\nA,1\n\nB,\n", "line 6: it has no price"),
        ("title,price\r\nA,1\r\nB,x\r\n", "line 3: "),
        ("title,price\rA,1\rB,x\r", "line 3: "),
        ("title,price\n\"A\nB\",1\nC,x\n", "line 4: "),
        ("sep=;\ntitle;price\nA;x", "line 3: "),
        ("title,price\n,1\n", "line 2: it has no title"),
        ("title,price,stock\nA,1,many\n", "line 2: `many`"),
        ("title,price,weight\nA,1,heavy\n", "line 2: `heavy`"),
        ("title,price,tax\nA,1,books\n", "line 2: there is no tax class"),
        ("title,price,currency_code\nA,1,EUR\n", "line 2: its price is in EUR"),
        ("title,price,pages\nA,1,0\n", "line 2: `0` is no number of pages"),
        (
            "title,price,low stock\nA,1,few\n",
            "line 2: `few` is no number of copies",
        ),
        ("title,price\nA,-1\n", "line 2: "),
        (
            "title,price,barcode\nA,1,9.78E+12\n",
            "line 2: a spreadsheet cut the barcode",
        ),
        (
            "sku,title,price\ncustom,A,1\n",
            "line 2: `custom` stands for custom amounts",
        ),
        ("title,price\nA,10000000000001\n", "line 2: "),
        ("title,price\n!!!,1\n", "line 2: `!!!` makes no SKU"),
    ] {
        let said = text_plan(text).problems();
        assert!(said.len() == 1 && said[0].starts_with(problem), "{text:?}: {said:?}");
    }
}

#[test]
fn prices_are_read_as_people_write_them() {
    for (cell, code, price) in [
        ("$1.00", "USD", "$1.00 each"),
        ("75¢", "USD", "$0.75 each"),
        ("0", "USD", "free"),
        ("0.00", "USD", "free"),
        ("variable", "USD", "pay what you can"),
        ("1st @ $1 / rest 75¢", "USD", "1st $1.00, rest $0.75 each"),
        ("1,00 €", "EUR", "€1.00 each"),
        ("1.000,00 €", "EUR", "€1000.00 each"),
        ("1\u{a0}000,00 €", "EUR", "€1000.00 each"),
        ("12", "JPY", "¥12 each"),
    ] {
        let currency = Currency::from_code(code).unwrap();
        let text = format!("title;price\nA;{cell}\n");
        let plan = plan(text.as_bytes(), &[], &Catalog::default(), currency).unwrap();
        let rule = &plan.rows[0]
            .title
            .as_ref()
            .unwrap_or_else(|| panic!("{cell}: {:?}", plan.problems()))
            .rule;
        assert_eq!(sentence::print(rule, currency), price, "{cell}");
    }
}

#[test]
fn a_row_is_matched_by_sku_then_barcode_then_name_and_makers() {
    let one = |sku: &str, name: &str, makers: &[&str], barcode: Option<&str>| {
        let mut title = Title::new(
            Sku::new(sku).unwrap(),
            name,
            PriceRule::fixed(Money::from_minor(100, Currency::USD)),
        );
        title.makers = makers.iter().map(|maker| (*maker).to_owned()).collect();
        title.barcode = barcode.map(str::to_owned);
        title
    };
    let catalog = Catalog::new(vec![
        one("a", "Garden", &["Ana"], Some("0036000291452")),
        one("b", "Garden", &["Ben"], None),
        one("garden-walk", "Garden Walk", &["Cy"], None),
    ]);
    for (row, sku, action) in [
        ("a,Garden,Ana,1,", "a", Action::Same),
        ("a,Gardens,Ana,1,", "a", Action::Changed),
        (",Garden Two,,1,036000291452", "a", Action::Changed),
        ("x-9,Garden,Ben,2,", "b", Action::Changed),
        (",GARDEN,ben,1,", "b", Action::Changed),
        (",Garden,Dee,1,", "garden", Action::New),
        (",Garden Walk,Cy,1,", "garden-walk", Action::Same),
        (",Garden Walk,Dee,1,", "garden-walk-2", Action::New),
        ("c,Garden,Dee,1,", "c", Action::New),
    ] {
        let text = format!("sku,title,makers,price,barcode\n{row}\n");
        let plan = plan(text.as_bytes(), &[], &catalog, Currency::USD).unwrap();
        let planned = &plan.rows[0];
        assert_eq!(planned.action, action, "{row}: {planned:?}");
        assert_eq!(planned.title.as_ref().unwrap().sku.as_str(), sku, "{row}");
    }
}

#[test]
fn two_titles_of_one_file_are_told_apart_by_name_and_makers() {
    for (rows, skus) in [
        ("Strike!,Ana\nStrike?,Ana", &["strike", "strike-2"][..]),
        ("Garden,Ana\nGarden,Ben", &["garden", "garden-2"]),
        ("Garden,Ana\nGARDEN,ana", &["garden", "?"]),
        ("Garden,Ana\nGarden,", &["garden", "?"]),
        ("Garden,\nGarden,Ben\nOrchard,Ben", &["garden", "?", "orchard"]),
    ] {
        let rows = rows.replace('\n', ",1\n");
        let plan = text_plan(&format!("title,makers,price\n{rows},1\n"));
        let sku = |title: &Option<Title>| title.as_ref().map_or("?".to_owned(), |title| title.sku.to_string());
        let read: Vec<String> = plan.rows.iter().map(|row| sku(&row.title)).collect();
        assert_eq!(read, skus, "{rows}: {:?}", plan.problems());
        // Once they are in they are found again.
        let catalog = Catalog::new(plan.titles());
        let again = zinetill::exchange::import::plan(
            format!("title,makers,price\n{rows},1\n").as_bytes(),
            &[],
            &catalog,
            Currency::USD,
        );
        assert_eq!(again.unwrap().count(Action::New), 0, "{rows}");
    }
}

#[test]
fn what_is_no_catalog_is_refused_before_it_is_read_whole() {
    let wide = format!("title,price{}\n", ",x".repeat(64));
    let long = format!("title,price\n{}", "A,1\n".repeat(table::MOST_ROWS + 1));
    let cell = format!("title,price\n\"{}", "x".repeat(table::LONGEST_TEXT + 1));
    for (what, bytes, says) in [
        ("nothing", b"".to_vec(), "empty"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "no text"),
        ("a null", b"title,price\nA\0,1".to_vec(), "no text"),
        (
            "no title",
            b"colour,size\nred,4\n".to_vec(),
            "no column holds the title",
        ),
        ("twice", b"title,price,price\nA,1,2\n".to_vec(), "twice"),
        ("too wide", wide.into_bytes(), "columns"),
        ("too long", long.into_bytes(), "rows"),
        ("an endless cell", cell.into_bytes(), "never closed"),
        ("a quote", b"title,price\n\"A,1\nB,2\n".to_vec(), "line 2"),
        ("too large", vec![b'a'; table::LARGEST + 1], "larger"),
        ("a broken workbook", b"PK\x03\x04 and nothing more".to_vec(), "workbook"),
    ] {
        let refused = plan(&bytes, &[], &Catalog::default(), Currency::USD)
            .unwrap_err()
            .to_string();
        assert!(refused.contains(says), "{what}: {refused}");
    }
}

#[test]
fn a_workbook_that_is_a_trap_is_refused() {
    let zip = |entries: usize, bytes: usize| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for entry in 0..entries {
            let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            writer.start_file(format!("../{entry}.xml"), options).unwrap();
            for _ in 0..bytes >> 20 {
                std::io::Write::write_all(&mut writer, &vec![b' '; 1 << 20]).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    };
    for (bytes, says) in [
        (zip(1, 80 << 20), "unpacked"),
        (zip(2_500, 0), "2500 files"),
        (zip(3, 0), "workbook"),
    ] {
        let refused = plan(&bytes, &[], &Catalog::default(), Currency::USD)
            .unwrap_err()
            .to_string();
        assert!(refused.contains(says), "{refused}");
    }
    // One cell in the last corner of the sheet is no reason to make a table of billions.
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (column, name) in [(0, "title"), (1, "price")] {
        page.write_string(0, column, name).unwrap();
        page.write_string(9, column, if column == 0 { "A" } else { "1.50" })
            .unwrap();
    }
    page.write_number(1_048_575, 0, 7.0).unwrap();
    let plan_of = |bytes: &[u8]| plan(bytes, &[], &Catalog::default(), Currency::USD);
    let read = plan_of(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!((read.rows[0].line, read.rows[1].line), (10, 1_048_576));
    book.worksheet_from_index(0)
        .unwrap()
        .write_string(1, 16_383, "far")
        .unwrap();
    assert!(
        plan_of(&book.save_to_buffer().unwrap())
            .unwrap_err()
            .to_string()
            .contains("columns")
    );
}

#[test]
fn an_import_is_tried_refused_and_taken_through_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let (till, ragged) = (folder.path().join("till"), sample("bom-and-ragged.csv"));
    let import = ["catalog", "import", ragged.to_str().unwrap()];
    let tried = answer(&till, &[&import[..], &["--dry-run"]].concat());
    assert_eq!(
        (&tried["new"], &tried["rows"][3]["action"]),
        (&5.into(), &"problem".into())
    );
    assert!(!till.exists(), "a dry run makes no till");
    assert!(refusal(&till, &import).contains("line 4"));
    assert!(!till.exists(), "a refused import makes no till");
    let left = folder.path().join("left.csv");
    let taken = answer(
        &till,
        &[&import[..], &["--skip-problems", "--problems", left.to_str().unwrap()]].concat(),
    );
    assert_eq!(taken["problems"].as_array().unwrap().len(), 4);
    assert_eq!(
        answer(&till, &["catalog", "list"])["titles"].as_array().unwrap().len(),
        5
    );
    assert_eq!(std::fs::read_to_string(&left).unwrap().lines().count(), 5);
    let again = answer(&till, &[&import[..], &["--skip-problems"]].concat());
    assert_eq!(
        (&again["new"], &again["changed"], &again["same"]),
        (&0.into(), &0.into(), &5.into())
    );
    let own = folder.path().join("own.csv");
    std::fs::write(&own, "Ding;Betrag\nFine;3,00\n").unwrap();
    let mapped = [
        "catalog",
        "import",
        own.to_str().unwrap(),
        "--column",
        "title=Ding",
        "--column",
        "price=betrag",
    ];
    let changed = answer(&till, &mapped);
    assert_eq!(changed["rows"][0]["changes"][0], "price: $1.00 each → $3.00 each");
}

fn exported(till: &Path, name: &str, more: &[&str]) -> PathBuf {
    let file = till.join(name);
    answer(till, &[&["catalog", "export", file.to_str().unwrap()], more].concat());
    file
}

#[test]
fn what_was_exported_comes_in_again_and_changes_nothing() {
    let till = demo();
    answer(till.path(), &["list", "add", "Half-sheets", "1st $1, rest 75¢"]);
    answer(till.path(), &["tax", "add", "books", "8.875%", "added"]);
    let odd = [
        "catalog",
        "edit",
        "riso-for-beginners",
        "--list",
        "Half-sheets",
        "--tax",
        "books",
        "--share",
        "60%",
    ];
    answer(till.path(), &odd);
    let odd = [
        "catalog",
        "add",
        "odd",
        "--title",
        "=1+1",
        "--price",
        "$0",
        "--description",
        "'tis\n\na \"test\"",
        "--contents",
        "a; b",
    ];
    answer(till.path(), &odd);
    let before = answer(till.path(), &["catalog", "list"]);
    for name in ["out.csv", "out.xlsx"] {
        let file = exported(till.path(), name, &[]);
        let again = answer(till.path(), &["catalog", "import", file.to_str().unwrap()]);
        assert_eq!(
            (&again["new"], &again["changed"], &again["same"]),
            (&0.into(), &0.into(), &42.into()),
            "{again}"
        );
        let other = tempfile::tempdir().unwrap();
        answer(other.path(), &["list", "add", "Half-sheets", "1st $1, rest 75¢"]);
        answer(other.path(), &["tax", "add", "books", "8.875%", "added"]);
        answer(other.path(), &["catalog", "import", file.to_str().unwrap()]);
        assert_eq!(answer(other.path(), &["catalog", "list"]), before, "{name}");
    }
    let text = std::fs::read_to_string(till.path().join("out.csv")).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("'=1+1") && text.contains("''tis"));
    refusal(till.path(), &["catalog", "export", "catalog.pdf"]);
    let square = exported(till.path(), "square.csv", &["--square"]);
    let read: Value = answer(
        till.path(),
        &["catalog", "import", square.to_str().unwrap(), "--dry-run"],
    );
    assert_eq!(
        (&read["new"], &read["problems"]),
        (&0.into(), &Value::Array(Vec::new()))
    );
}

fn any_title() -> impl Strategy<Value = Title> {
    let words = "[ -~äöü“”–＝\n]{0,24}";
    let rules = prop::sample::select(vec![
        "free",
        "$0",
        "$1.25",
        "1st $1.00, rest $0.75 each",
        "2 for $5, else $3",
        "sliding $1-$5",
        "pay what you can, suggested $2",
    ]);
    let list = || prop::collection::vec("[!-~][ -~]{0,10}[!-~]", 0..3);
    let numbers = (
        prop::option::of(-50..5000_i64),
        prop::option::of(1..900_000_u32),
        prop::option::of(0..1_000_000_u32),
        any::<bool>(),
    );
    let codes = (
        prop::option::of("[0-9]{8,14}"),
        prop::option::of("(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?"),
    );
    let rest = (
        prop::option::of(1..9_999_u32),
        prop::option::of("[A-Za-z0-9=][ -~äöü]{0,10}[a-z0-9]"),
        prop::option::of("[A-Za-zäöü]{2,12}"),
        prop::option::of(0..500_u32),
        any::<bool>(),
    );
    (
        "[a-z=+@'-][ -~äöü]{0,20}[a-z!]",
        words,
        rules,
        (list(), list()),
        numbers,
        codes,
        rest,
    )
        .prop_map(
            |(name, description, rule, (makers, contents), numbers, (barcode, introduced), rest)| {
                let (stock, weight, share, archived) = numbers;
                let mut title = Title::new(
                    Sku::new("x").unwrap(),
                    name,
                    sentence::parse(rule, Currency::USD).unwrap(),
                );
                title.description = description.trim().to_owned();
                (title.makers, title.contents) = (makers, contents);
                title.makers.dedup();
                (title.stock, title.weight_mg, title.maker_share_ppm, title.archived) =
                    (stock, weight, share, archived);
                (title.barcode, title.introduced) = (barcode, introduced);
                (
                    title.pages,
                    title.format,
                    title.language,
                    title.low_stock,
                    title.sold_out,
                ) = rest;
                title
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_catalog_comes_in_again_as_it_went_out(mut titles in prop::collection::vec(any_title(), 1..8)) {
        for (at, title) in titles.iter_mut().enumerate() {
            title.sku = Sku::new(&format!("t-{at}")).unwrap();
        }
        let catalog = Catalog::new(titles);
        let sheet = export::own(&catalog, Currency::USD);
        for bytes in [export::csv(&sheet).unwrap(), export::xlsx(&sheet).unwrap()] {
            let again = plan(&bytes, &[], &catalog, Currency::USD).unwrap();
            prop_assert_eq!(again.count(Action::Same), again.rows.len(), "{:#?}", again.rows.iter().find(|row| row.action != Action::Same));
            prop_assert_eq!(again.rows.len(), catalog.titles().len());
        }
    }
}

/// A sample with some of its bytes changed, taken out or doubled.
fn damaged(folder: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let harms = prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>()), 0..12);
    (prop::sample::select(files), harms).prop_map(|(file, harms)| {
        let mut bytes = std::fs::read(file).unwrap();
        for (place, harm, byte) in harms {
            let at = place.index(bytes.len().max(1)).min(bytes.len());
            match harm {
                0 => bytes.truncate(at.max(8)),
                1 => bytes.insert(at, b",;\"'\n\r<>&=\t$0 \xe9"[usize::from(byte) % 15]),
                2 if at < bytes.len() => bytes[at] = byte,
                _ => bytes.extend_from_within(at.min(bytes.len())..bytes.len().min(at + 200)),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_damaged_file_is_refused_or_every_row_of_it_accounted_for(bytes in damaged("tests/data/csv")) {
        for code in ["USD", "EUR"] {
            let currency = Currency::from_code(code).unwrap();
            let Ok(read) = plan(&bytes, &[], &Catalog::default(), currency) else { continue };
            prop_assert!(read.rows.iter().all(|row| row.line > 0 && row.title.is_some() != row.why.is_some()));
            let catalog = Catalog::new(read.titles());
            let again = export::csv(&export::own(&catalog, currency)).unwrap();
            let again = plan(&again, &[], &catalog, currency).unwrap();
            prop_assert_eq!(again.count(Action::Same), again.rows.len(), "{:#?}", again.rows.iter().find(|row| row.action != Action::Same));
        }
    }

    #[test]
    fn a_damaged_page_is_read_or_refused(bytes in damaged("tests/data/pages")) {
        if let Ok(decoded) = zinetill::exchange::decode::decode(&bytes) {
            let page = zinetill::exchange::page::read(&decoded.text, Currency::USD);
            prop_assert!(page.name.is_none_or(|name| !name.is_empty() && !name.contains('\n')));
            prop_assert!(page.makers.iter().chain(&page.contents).all(|entry| !entry.trim().is_empty()));
        }
    }
}
