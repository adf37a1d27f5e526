//! Exports of many shops, and tables made by hand in every way there is: each under tests/data/shop-files row by row, in again
//! without a change, out and in without a change, undone to what was before, and the same however it is written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal};
use std::path::PathBuf;
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::sentence;
use zinetill::domain::title::grams;
use zinetill::exchange::decode::decode;
use zinetill::exchange::export;
use zinetill::exchange::import::{Action, Plan, plan};

fn sample(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/shop-files", name]
        .iter()
        .collect()
}

fn currency(file: &str) -> Currency {
    Currency::from_code(if file.starts_with("by-hand") { "EUR" } else { "USD" }).unwrap()
}

/// The rows of a plan, a line each: what a person is told of them.
fn rows(plan: &Plan, currency: Currency) -> String {
    let row = |row: &zinetill::exchange::import::Planned| {
        let Some(title) = &row.title else {
            return format!("{} {}: {}", row.line, row.action.word(), row.why.as_deref().unwrap());
        };
        let mut said = vec![
            format!("{} {} {}", row.line, row.action.word(), title.sku),
            title.name.clone(),
            sentence::print(&title.rule, currency),
            title.stock.map_or("–".to_owned(), |stock| stock.to_string()),
        ];
        let mut say = |what: &str, text: String| {
            if !text.is_empty() {
                said.push(format!("{what} {text}"));
            }
        };
        say("by", title.makers.join("; "));
        say("weighs", title.weight_mg.map(grams).unwrap_or_default());
        say("barcode", title.barcode.clone().unwrap_or_default());
        say("tags", title.tags.join(", "));
        say("low", title.low_stock.map(|low| low.to_string()).unwrap_or_default());
        say("text", title.description.replace('\n', "⏎"));
        say("", if title.sold_out { "sold out" } else { "" }.to_owned());
        say("", if title.archived { "archived" } else { "" }.to_owned());
        said.join(" | ")
    };
    plan.rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What each file says, in blocks below its name.
fn expected() -> Vec<(String, String)> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/data/shop-files.expected"]
        .iter()
        .collect();
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("@@").skip(1);
    blocks
        .map(|block| {
            let (name, says) = block.split_once('\n').unwrap();
            (name.to_owned(), says.trim_end().to_owned())
        })
        .collect()
}

fn read(file: &str, catalog: &Catalog) -> Plan {
    plan(&std::fs::read(sample(file)).unwrap(), &[], catalog, currency(file)).unwrap()
}

#[test]
fn each_file_says_row_by_row_what_it_would_do() {
    let mut wrong = Vec::new();
    let expected = expected();
    for (file, says) in &expected {
        let read = rows(&read(file, &Catalog::default()), currency(file));
        if read != *says {
            wrong.push(format!("@@{file}\n{read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        expected.len(),
        std::fs::read_dir(sample("")).unwrap().count(),
        "every file is looked at"
    );
}

#[test]
fn a_second_import_changes_nothing_and_neither_does_what_goes_out_and_in() {
    for (file, _) in expected() {
        let first = read(&file, &Catalog::default());
        let catalog = Catalog::new(first.titles());
        let again = read(&file, &catalog);
        assert_eq!(
            (again.count(Action::New), again.count(Action::Changed)),
            (0, 0),
            "{file}: {again:#?}"
        );
        assert_eq!(again.count(Action::Same), first.count(Action::New), "{file}");
        assert_eq!(again.problems(), first.problems(), "{file}");
        let sheet = export::own(&catalog, currency(&file));
        for bytes in [export::csv(&sheet).unwrap(), export::xlsx(&sheet).unwrap()] {
            let out = plan(&bytes, &[], &catalog, currency(&file)).unwrap();
            assert_eq!(
                out.count(Action::Same),
                catalog.titles().len(),
                "{file}: {:?}",
                out.problems()
            );
        }
    }
}

#[test]
fn what_came_in_is_undone_to_what_was_before() {
    for (file, _) in expected() {
        let folder = tempfile::tempdir().unwrap();
        let till = folder.path().join("till");
        answer(&till, &["new", "--currency", currency(&file).code()]);
        let add = [
            "catalog", "add", "STONE", "--title", "Stone", "--price", "2", "--stock", "5", "--tags", "old",
        ];
        answer(&till, &add);
        let before = answer(&till, &["catalog", "list"]);
        let path = sample(&file);
        let import = ["catalog", "import", path.to_str().unwrap(), "--skip-problems"];
        let tried = answer(&till, &[&import[..3], &["--dry-run"]].concat());
        assert_eq!(
            answer(&till, &["catalog", "list"]),
            before,
            "{file}: a dry run changes nothing"
        );
        let done = answer(&till, &import);
        for key in ["new", "changed", "same", "problems", "rows", "left_out"] {
            assert_eq!(tried[key], done[key], "{file}: {key}");
        }
        let again = answer(&till, &import);
        assert_eq!((&again["new"], &again["changed"]), (&0.into(), &0.into()), "{file}");
        answer(&till, &["catalog", "undo"]);
        assert_eq!(answer(&till, &["catalog", "list"]), before, "{file}");
        assert_eq!(answer(&till, &["verify"])["ok"], true, "{file}");
    }
}

/// A table written anew: with another mark between its cells, and its columns in another order.
fn written(text: &str, delimiter: u8, turned: bool, ends: csv::Terminator, letters: fn(&str) -> String) -> String {
    let tabs = text.lines().next().unwrap().contains('\t');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(ends)
        .from_writer(Vec::new());
    for (at, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if at == 0 {
            cells = cells.iter().map(|cell| letters(cell)).collect();
        }
        if turned {
            cells.reverse();
        }
        writer.write_record(&cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn a_file_says_the_same_however_it_is_written() {
    type How = (&'static str, fn(&str) -> Vec<u8>);
    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }
    const LF: csv::Terminator = csv::Terminator::Any(b'\n');
    let hows: &[How] = &[
        ("semicolons", |text| {
            written(text, b';', false, LF, str::to_owned).into_bytes()
        }),
        ("tabs", |text| {
            written(text, b'\t', false, LF, str::to_owned).into_bytes()
        }),
        ("CR LF", |text| {
            written(text, b',', false, csv::Terminator::CRLF, str::to_owned).into_bytes()
        }),
        ("lone CR", |text| {
            written(text, b',', false, csv::Terminator::Any(b'\r'), str::to_owned).into_bytes()
        }),
        ("lower case", |text| {
            written(text, b',', false, LF, str::to_lowercase).into_bytes()
        }),
        ("upper case", |text| {
            written(text, b',', false, LF, str::to_uppercase).into_bytes()
        }),
        ("UTF-8 with its mark", |text| {
            [b"\xef\xbb\xbf", text.as_bytes()].concat()
        }),
        ("UTF-16 LE", |text| utf16(text, true)),
        ("UTF-16 BE", |text| utf16(text, false)),
        ("Excel's line", |text| {
            format!("sep=,\n{}", written(text, b',', false, LF, str::to_owned)).into_bytes()
        }),
        ("no end", |text| text.trim_end_matches(['\r', '\n']).as_bytes().to_vec()),
        ("empty lines below", |text| format!("{text}\n\n \n").into_bytes()),
    ];
    let lines = |rows: &str, more: u64| -> Vec<String> {
        rows.lines()
            .map(|row| {
                let (line, rest) = row.split_once(' ').unwrap();
                format!("{} {rest}", line.parse::<u64>().unwrap() - more)
            })
            .collect()
    };
    for file in [
        "etsy.csv",
        "bigcartel.csv",
        "shopify-old.csv",
        "shopify-new.csv",
        "woocommerce.csv",
        "square.csv",
        "loyverse.csv",
        "dollars.tsv",
    ] {
        let text = decode(&std::fs::read(sample(file)).unwrap()).unwrap().text;
        let plain = rows(&read(file, &Catalog::default()), Currency::USD);
        for (how, write) in hows {
            let again = plan(&write(&text), &[], &Catalog::default(), Currency::USD).unwrap();
            let more = u64::from(*how == "Excel's line");
            assert_eq!(
                lines(&rows(&again, Currency::USD), more),
                lines(&plain, 0),
                "{file}: {how}"
            );
        }
        // With the columns turned round the parts of a name stand in another order, and nothing else is other.
        let turned = written(&text, b',', true, LF, str::to_owned).into_bytes();
        let turned = plan(&turned, &[], &Catalog::default(), Currency::USD).unwrap();
        let of = |plan: &Plan| -> Vec<(u64, Action, Option<i64>)> {
            plan.rows
                .iter()
                .map(|row| (row.line, row.action, row.title.as_ref().and_then(|title| title.stock)))
                .collect()
        };
        assert_eq!(of(&turned), of(&read(file, &Catalog::default())), "{file}");
    }
}

#[test]
fn an_ambiguous_row_is_a_question_and_never_a_third_title() {
    let till = tempfile::tempdir().unwrap();
    let till = till.path().join("till");
    for (sku, maker) in [("a", "Ana"), ("b", "Ben")] {
        answer(
            &till,
            &[
                "catalog", "add", sku, "--title", "Garden", "--price", "1", "--makers", maker,
            ],
        );
    }
    let file = till.join("in.csv");
    for (row, says) in [
        ("title,price\nGarden,2\n", "`Garden` could be a or b"),
        ("title,makers,price\nGarden,,2\n", "`Garden` could be a or b"),
    ] {
        std::fs::write(&file, row).unwrap();
        let said = refusal(&till, &["catalog", "import", file.to_str().unwrap()]);
        assert!(said.contains(says) && said.contains("line 2"), "{said}");
    }
    for (row, sku, action) in [
        ("title,makers,price\nGarden,ben,2\n", "b", "changed"),
        ("title,makers,price,sku\nGarden,Ana,2,a-2\n", "a", "changed"),
        ("title,makers,price,sku\nGarden,,2,c\n", "c", "new"),
        ("title,makers,price\nGarden,Cy,2\n", "c", "changed"),
        ("title,makers,price\nGarden,Dee,2\n", "garden", "new"),
        ("title,makers,price\nGarden,Dee,2\n", "garden", "same"),
    ] {
        std::fs::write(&file, row).unwrap();
        let said = answer(&till, &["catalog", "import", file.to_str().unwrap()]);
        assert_eq!(
            (&said["rows"][0]["sku"], &said["rows"][0]["action"]),
            (&sku.into(), &action.into()),
            "{row}: {said}"
        );
    }
}

#[test]
fn files_that_only_look_like_tables_are_refused_with_what_to_do() {
    let till = demo();
    let before = answer(till.path(), &["catalog", "list"]);
    let file = till.path().join("in.csv");
    let page = b"\n<html><body><table><tr><td>Title</td></tr></table></body></html>".to_vec();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    std::io::Write::write_all(&mut zip, b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    let ods = zip.finish().unwrap().into_inner();
    for (bytes, says) in [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0".to_vec(),
            "XLS, whatever its name ends in; open it and save it as XLSX",
        ),
        (page, "web page"),
        (b"%PDF-1.7\n".to_vec(), "PDF"),
        (ods, "OpenDocument"),
        (b"title,price\nA,1\nB\0,2\n".to_vec(), "line 3 holds a zero byte"),
        (b"".to_vec(), "it is empty"),
        (b"\n\n , ,\n".to_vec(), "it is empty"),
        (b"\xef\xbb\xbf".to_vec(), "it is empty"),
        (b"name of the file\n".to_vec(), "no column holds the title"),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        for more in [&["--dry-run"][..], &[]] {
            let said = refusal(
                till.path(),
                &[&["catalog", "import", file.to_str().unwrap()], more].concat(),
            );
            assert!(said.contains(says), "{says}: {said}");
        }
    }
    std::fs::write(&file, "sku,title,price\n").unwrap();
    let said = answer(till.path(), &["catalog", "import", file.to_str().unwrap()]);
    assert_eq!(
        (&said["new"], &said["rows"]),
        (&0.into(), &serde_json::json!([])),
        "a header alone is no harm"
    );
    assert_eq!(answer(till.path(), &["catalog", "list"]), before);
}

#[test]
fn a_workbook_with_several_sheets_dates_merged_cells_and_numbers_as_text() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let notes = book.add_worksheet().set_name("Notes").unwrap();
    notes.write_string(0, 0, "Bring the cash box").unwrap();
    let table = book.add_worksheet().set_name("Table").unwrap();
    let date = rust_xlsxwriter::Format::new().set_num_format("mmm yyyy");
    let money = rust_xlsxwriter::Format::new().set_num_format("$0.00");
    let centre = rust_xlsxwriter::Format::new();
    table
        .merge_range(0, 0, 0, 5, "What is on the table, spring", &centre)
        .unwrap();
    for (column, name) in ["SKU", "Title", "Price", "Stock", "Introduced", "ISBN"]
        .iter()
        .enumerate()
    {
        table.write_string(2, column.try_into().unwrap(), *name).unwrap();
    }
    table.write_string(3, 0, "007").unwrap();
    table.write_string(3, 1, "Numbers as text").unwrap();
    table.write_string(3, 2, "2.50").unwrap();
    table.write_string(3, 3, "12").unwrap();
    table.write_string(3, 4, "2014-03").unwrap();
    table.write_string(3, 5, "9780306406157").unwrap();
    table.write_number(4, 0, 8).unwrap();
    table.write_string(4, 1, "Numbers as numbers").unwrap();
    table.write_number_with_format(4, 2, 2.5, &money).unwrap();
    table.write_number(4, 3, 12).unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2014, 3, 1).unwrap();
    table.write_datetime_with_format(4, 4, &day, &date).unwrap();
    table.write_number(4, 5, 9_780_306_406_157_f64).unwrap();
    table.merge_range(6, 1, 7, 1, "Over two rows", &centre).unwrap();
    table
        .write_formula(6, 2, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
        .unwrap();
    table.write_number(7, 2, 3).unwrap();
    table.write_string(8, 1, "Total").unwrap();
    table.write_number(8, 3, 24).unwrap();
    let other = book.add_worksheet().set_name("Old").unwrap();
    other.write_string(0, 0, "Title").unwrap();
    other.write_string(1, 0, "Put away").unwrap();
    let read = plan(&book.save_to_buffer().unwrap(), &[], &Catalog::default(), Currency::USD).unwrap();
    assert_eq!(
        rows(&read, Currency::USD).lines().collect::<Vec<_>>(),
        [
            "4 new 007 | Numbers as text | $2.50 each | 12 | barcode 9780306406157",
            "5 new 8 | Numbers as numbers | $2.50 each | 12 | barcode 9780306406157",
            "7 new over-two-rows | Over two rows | $2.00 each | –",
            "8 problem: it has no title",
            "9 left out: it is the sum of the rows above",
        ]
    );
    for row in &read.rows[..2] {
        assert_eq!(row.title.as_ref().unwrap().introduced.as_deref(), Some("2014-03"));
    }
    assert_eq!(read.other_sheets, ["Notes", "Old"]);
}

#[test]
fn the_sum_below_a_table_is_no_title_and_a_title_called_so_is_one() {
    for (text, outcome) in [
        (
            "title,price,stock\nA,1,3\nB,2,4\nTotal,,7\n",
            "4 left out: it is the sum of the rows above",
        ),
        (
            "title,price,stock\nA,1,3\nB,2,4\nTotal,11.00,7\n",
            "4 left out: it is the sum of the rows above",
        ),
        (
            "sku,title,price,stock\na,A,1,3\nb,B,2,4\nTOTAL,,3,7\n",
            "4 left out: it is the sum of the rows above",
        ),
        ("title,price,stock\nA,1,3\nB,2,4\n,3,7\n", "4 problem: it has no title"),
        (
            "title,price,stock\nA,1,3\nB,2,4\nTotal,3,9\n",
            "4 problem: `Total` could be the sum of the rows above; if it is a title, give it a SKU",
        ),
        (
            "sku,title,price,stock\na,A,1,3\ntotal-1,Total,3,9\n",
            "3 new total-1 | Total | $3.00 each | 9",
        ),
        ("title,price,stock\nTotal,1,3\nB,2,4\n", "3 new b | B | $2.00 each | 4"),
        (
            "title,price\nA,1\nTITLE,PRICE\n",
            "3 problem: `PRICE` at the start was not understood; a sentence that works is `1st $1.00, rest $0.75 each`",
        ),
        (
            "title,price\nA,1\ntitle,price\n",
            "3 left out: it is the header once more",
        ),
    ] {
        let read = plan(text.as_bytes(), &[], &Catalog::default(), Currency::USD).unwrap();
        assert_eq!(rows(&read, Currency::USD).lines().last().unwrap(), outcome, "{text}");
    }
}

#[test]
fn five_thousand_rows_come_in_again_all_the_same() {
    let mut text = String::from("SKU;Titel;Preis;Bestand;Beschreibung\r\n");
    for n in 0..5_000 {
        text.push_str(&format!(
            "{n:05};\"Heft {n}; „Nr. {n}“\";{},50 €;{};\"Zeile eins\r\n\r\nZeile „drei“\"\r\n",
            n % 9,
            n % 40
        ));
    }
    let bytes = encode_1252(&text);
    let eur = Currency::from_code("EUR").unwrap();
    let first = plan(&bytes, &[], &Catalog::default(), eur).unwrap();
    assert_eq!((first.count(Action::New), first.encoding), (5_000, "windows-1252"));
    assert_eq!(first.rows[4_999].line, 2 + 4_999 * 3);
    let again = plan(&bytes, &[], &Catalog::new(first.titles()), eur).unwrap();
    assert_eq!(again.count(Action::Same), 5_000);
}

/// As a German spreadsheet writes it.
fn encode_1252(text: &str) -> Vec<u8> {
    let byte = |ch: char| match ch {
        '€' => 0x80,
        '„' => 0x84,
        '“' => 0x93,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn an_import_that_is_stopped_leaves_nothing_behind() {
    use std::ops::ControlFlow;
    let folder = demo();
    let before = answer(folder.path(), &["catalog", "list"]);
    let mut till = zinetill::till::Till::open(folder.path()).unwrap();
    let text: String = (0..300).map(|n| format!("n-{n},New {n},1,{n}\n")).collect();
    let text = format!("sku,title,price,stock\n{text}");
    let reading = zinetill::exchange::reading::Reading::read(text.as_bytes()).unwrap();
    let titles = |catalog: &Catalog| Ok(reading.plan(catalog, Currency::USD).unwrap().titles());
    let mut heard = 0;
    let stopped = till.import("file", titles, |done, of| {
        heard = done;
        assert_eq!(of, 300);
        if done == 200 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(stopped.unwrap_err().to_string().contains("nothing came in"));
    assert_eq!((heard, till.last_import().unwrap()), (200, None));
    assert_eq!(answer(folder.path(), &["catalog", "list"]), before);
    let titles = |catalog: &Catalog| Ok(reading.plan(catalog, Currency::USD).unwrap().titles());
    let again = till.import("file", titles, |_, _| ControlFlow::Continue(()));
    assert_eq!(again.unwrap().unwrap().titles, 300);
}
