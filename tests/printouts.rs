//! What is printed of the catalog, judged by other people's tools: every title with its canonical sentence, pages the right way
//! up and in the right place, codes that a reader reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, titles};
use std::path::Path;
use std::process::Command;

const SHEETS: [(&str, [f64; 2]); 2] = [("a4", [595.28, 841.89]), ("letter", [612.0, 792.0])];

/// What a tool says; `None`, and a word about it, where it is not there.
fn tool(test: &str, name: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(name).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{name} {arguments:?}: {output:?}");
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(_) => {
            println!("SKIPPED {test}: there is no {name}");
            None
        }
    }
}

fn made(folder: &Path, what: &str, sheet: &str, more: &[&str]) -> String {
    let file = folder.join(format!("{what}-{sheet}.pdf")).to_str().unwrap().to_owned();
    let words = ["catalog", "print", what, "-o", &file, "--paper", sheet];
    answer(folder, &[&words, more].concat());
    file
}

/// Text without what a line's end does to it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_title_stands_on_every_paper_with_its_canonical_sentence() {
    let test = "every_title_stands_on_every_paper_with_its_canonical_sentence";
    let till = demo();
    let folder = till.path();
    for (sheet, [width, height]) in SHEETS {
        for what in ["cards", "mini-zine", "tick-sheet", "packing-list"] {
            let file = made(folder, what, sheet, &[]);
            if tool(test, "qpdf", &["--check", &file]).is_none() {
                return;
            }
            let Some(info) = tool(test, "pdfinfo", &[&file]) else {
                return;
            };
            let across = what == "mini-zine";
            let size = if across { [height, width] } else { [width, height] };
            let says = |value: f64| {
                let text = format!("{value:.2}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            };
            let said = format!("{} x {} pts", says(size[0]), says(size[1]));
            assert!(info.contains(&said), "{what} on {sheet}: {said} not in {info}");
            let text = flat(&tool(test, "pdftotext", &["-raw", &file, "-"]).unwrap());
            for title in titles(folder) {
                let (name, price) = (title["title"].as_str().unwrap(), title["price"].as_str().unwrap());
                if what == "packing-list" && title["stock"].as_i64() == Some(0) {
                    assert!(!text.contains(name), "{name} has no copies to pack");
                    continue;
                }
                assert!(text.contains(&flat(name)), "{what} on {sheet} lacks {name}");
                // Upside-down lines come out in the reader's own order, so the price list is read page by page below.
                if what == "cards" || what == "tick-sheet" {
                    assert!(text.contains(&flat(price)), "{what} on {sheet} lacks {price}");
                }
            }
            let pages = match what {
                "cards" => "Pages: 5",
                "mini-zine" => "Pages: 1",
                _ => "Pages: ",
            };
            assert!(flat(&info).contains(pages), "{info}");
        }
    }
}

/// A word with where it stands: left, top, right, bottom.
type Word = ([f64; 4], String);

fn words(test: &str, file: &str) -> Option<Vec<Word>> {
    let text = tool(test, "pdftotext", &["-bbox", file, "-"])?;
    let word = |line: &str| -> Option<Word> {
        let field = |name: &str| -> Option<f64> {
            let at = line.find(&format!("{name}=\""))? + name.len() + 2;
            line[at..].split('"').next()?.parse().ok()
        };
        let place = [field("xMin")?, field("yMin")?, field("xMax")?, field("yMax")?];
        let said = line.split('>').nth(1)?.split('<').next()?;
        Some((place, said.to_owned()))
    };
    Some(
        text.lines()
            .filter(|line| line.contains("<word"))
            .filter_map(word)
            .collect(),
    )
}

#[test]
fn the_mini_zine_folds_into_eight_pages_in_order_each_the_right_way_up() {
    let test = "the_mini_zine_folds_into_eight_pages_in_order_each_the_right_way_up";
    let till = demo();
    let folder = till.path();
    for (sheet, [height, width]) in SHEETS {
        let file = made(folder, "mini-zine", sheet, &[]);
        let Some(words) = words(test, &file) else { return };
        let (across, down) = (width / 4.0, height / 2.0);
        let of = |row: usize, column: usize| -> Vec<&Word> {
            let within = |word: &&Word| {
                let [left, top, right, bottom] = word.0;
                let middle = [(left + right) / 2.0, (top + bottom) / 2.0];
                (middle[0] / across) as usize == column && (middle[1] / down) as usize == row
            };
            words.iter().filter(within).collect()
        };
        // Upper row: 5 4 3 2, upside-down: their heads are at the middle, their numbers at the edge. Lower row: 6 7, back, cover.
        for (row, places) in [(0, vec![5, 4, 3, 2]), (1, vec![6, 7])] {
            for (column, number) in places.into_iter().enumerate() {
                let page = of(row, column);
                // A price may say the same number: the page's own is the outermost.
                let same = page.iter().filter(|word| word.1 == number.to_string());
                let outermost = |word: &&&Word| if row == 0 { -word.0[1] } else { word.0[1] };
                let foot = same.max_by(|a, b| outermost(a).total_cmp(&outermost(b)));
                let foot = foot.unwrap_or_else(|| panic!("{sheet}: page {number} is not at {row}, {column}"));
                let (outer, others): (Vec<f64>, Vec<f64>) = (
                    vec![foot.0[1]],
                    page.iter()
                        .filter(|word| word.0 != foot.0)
                        .map(|word| word.0[1])
                        .collect(),
                );
                assert!(!others.is_empty(), "{sheet}: page {number} is empty");
                let further = |y: &f64| if row == 0 { *y > outer[0] } else { *y < outer[0] };
                assert!(others.iter().all(further), "{sheet}: page {number} stands on its head");
                // A line reads away from its left margin: on a page that stands on its head towards the left.
                let first = page.iter().filter(|word| word.0 != foot.0);
                let margin = first.map(|word| if row == 0 { width - word.0[2] } else { word.0[0] });
                let own = if row == 0 { (3 - column) as f64 } else { column as f64 } * across;
                let nearest = margin.fold(f64::MAX, f64::min) - own;
                assert!(
                    (10.0..40.0).contains(&nearest),
                    "{sheet}: page {number} begins {nearest} from its edge"
                );
            }
        }
        let cover: Vec<&str> = of(1, 3).iter().map(|word| word.1.as_str()).collect();
        assert!(cover.contains(&"Stigmergy") && cover.contains(&"Price"), "{cover:?}");
        // Nothing stands across a fold.
        for ([left, top, right, bottom], said) in &words {
            let one = |from: f64, to: f64, step: f64| (from / step) as usize == (to / step) as usize;
            assert!(
                one(*left, *right, across) && one(*top, *bottom, down),
                "{said} stands across a fold"
            );
        }
        let sentences: Vec<String> = titles(folder)
            .iter()
            .map(|title| title["price"].as_str().unwrap().to_owned())
            .collect();
        for sentence in sentences {
            for word in sentence.split_whitespace() {
                assert!(
                    words.iter().any(|(_, said)| said == word),
                    "{sheet} lacks `{word}` of `{sentence}`"
                );
            }
        }
    }
}

#[test]
fn a_code_on_a_card_leads_to_its_own_title() {
    let test = "a_code_on_a_card_leads_to_its_own_title";
    let till = demo();
    let folder = till.path();
    let code = ["--qr", "https://distro.example/{sku}"];
    let file = made(
        folder,
        "cards",
        "a4",
        &[&["converge-and-overtake", "balcony-almanac"], &code[..]].concat(),
    );
    let picture = folder.join("cards").to_str().unwrap().to_owned();
    if tool(test, "pdftoppm", &["-r", "150", "-png", "-singlefile", &file, &picture]).is_none() {
        return;
    }
    let Some(read) = tool(test, "zbarimg", &["-q", "--raw", &format!("{picture}.png")]) else {
        return;
    };
    let mut read: Vec<&str> = read.lines().collect();
    read.sort_unstable();
    assert_eq!(
        read,
        [
            "https://distro.example/balcony-almanac",
            "https://distro.example/converge-and-overtake"
        ]
    );
}

#[test]
fn what_cannot_be_printed_is_said() {
    let till = demo();
    let folder = till.path();
    let file = folder.join("x.pdf").to_str().unwrap().to_owned();
    for (words, said) in [
        (
            vec!["catalog", "print", "cards", "nothing", "-o", &file],
            "there is no title `nothing`",
        ),
        (
            vec!["catalog", "print", "cards", "--tag", "no such", "-o", &file],
            "no title has the tag",
        ),
        (
            vec!["catalog", "print", "cards", "--paper", "a3", "-o", &file],
            "there is no sheet `a3`",
        ),
        (
            vec!["catalog", "print", "cards", "-o", "/nowhere/x.pdf"],
            "could not be written",
        ),
    ] {
        let words: Vec<&str> = words;
        assert!(
            refusal(folder, &words).contains(said),
            "{words:?}: {}",
            refusal(folder, &words)
        );
    }
    let long = "x".repeat(2_000);
    assert!(refusal(folder, &["catalog", "print", "cards", "--qr", &long, "-o", &file]).contains("too long"));
    assert!(!Path::new(&file).exists());
}

#[test]
fn a_packing_list_on_paper_says_the_weight_that_the_command_says() {
    let test = "a_packing_list_on_paper_says_the_weight_that_the_command_says";
    let till = demo();
    let folder = till.path();
    answer(
        folder,
        &[
            "catalog",
            "add",
            "light",
            "--title",
            "As light as nothing",
            "--price",
            "$1",
            "--stock",
            "3",
        ],
    );
    let file = folder.join("bag.pdf").to_str().unwrap().to_owned();
    let list = answer(folder, &["stock", "packing", "-o", &file]);
    let Some(text) = tool(test, "pdftotext", &["-layout", &file, "-"]) else {
        return;
    };
    let sum = format!(
        "{} copies · {} · {}",
        list["copies"],
        list["weight"].as_str().unwrap(),
        list["weight_oz"].as_str().unwrap()
    );
    assert!(text.contains(&sum), "{sum} is not in {text}");
    assert!(text.contains("1 title has no weight"), "{text}");
}
