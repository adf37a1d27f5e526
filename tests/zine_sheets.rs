//! A price list of few titles and of many, folded into small zines: every title and every offer stands in it, on as few sheets as
//! letters that can be read allow. Judged by poppler.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, refusal};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const SHEETS: [(&str, [f64; 2]); 2] = [("a4", [841.89, 595.28]), ("letter", [792.0, 612.0])];
const PRICES: [&str; 5] = [
    "$1.00",
    "1st $1.00, rest $0.75 each",
    "free",
    "pay what you can, suggested $2.00",
    "3 for $5, single $2",
];

fn till_of(folder: &Path, titles: usize) {
    answer(folder, &["new", "--shop", "Night Shift Distribution Collective"]);
    let mut csv = "sku,title,price,makers\n".to_owned();
    for n in 0..titles {
        let long = if n % 7 == 3 {
            ": a very long name about the care of photocopiers, gardens and one another, second revised edition"
        } else {
            ""
        };
        csv.push_str(&format!(
            "t{n},\"Zine{n}x{long}\",\"{}\",Maker {n}; Someone Else\n",
            PRICES[n % PRICES.len()]
        ));
    }
    let file = folder.join("titles.csv");
    std::fs::write(&file, csv).unwrap();
    if titles > 0 {
        answer(folder, &["catalog", "import", file.to_str().unwrap()]);
    }
}

/// Each word with the sheet it is on and where it stands: left, top, right, bottom.
fn words(test: &str, file: &str) -> Option<Vec<(usize, [f64; 4], String)>> {
    let Ok(output) = Command::new("pdftotext").args(["-bbox", file, "-"]).output() else {
        println!("SKIPPED {test}: there is no pdftotext");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = Vec::new();
    let mut sheet = 0;
    for line in text.lines() {
        sheet += usize::from(line.contains("<page "));
        let field = |name: &str| -> Option<f64> {
            let at = line.find(&format!("{name}=\""))? + name.len() + 2;
            line[at..].split('"').next()?.parse().ok()
        };
        if let (true, Some(left)) = (line.contains("<word"), field("xMin")) {
            let place = [left, field("yMin")?, field("xMax")?, field("yMax")?];
            let said = line.split('>').nth(1)?.split('<').next()?.to_owned();
            words.push((sheet, place, said));
        }
    }
    Some(words)
}

#[test]
fn every_title_stands_in_it_whether_there_are_three_or_four_hundred() {
    let test = "every_title_stands_in_it_whether_there_are_three_or_four_hundred";
    for (titles, sheets) in [(3, 1), (30, 1), (60, 1), (120, 2), (400, 7)] {
        let folder = tempfile::tempdir().unwrap();
        till_of(folder.path(), titles);
        for (paper, [width, height]) in SHEETS {
            let file = folder.path().join(format!("{titles}-{paper}.pdf"));
            let file = file.to_str().unwrap();
            let made = answer(
                folder.path(),
                &["catalog", "print", "mini-zine", "-o", file, "--paper", paper],
            );
            let count = made["sheets"].as_u64().unwrap();
            assert!(count <= sheets, "{titles} on {paper} take {count} sheets");
            assert_eq!(made["cut"], serde_json::json!([]));
            let Some(words) = words(test, file) else { return };
            let said: BTreeSet<&str> = words.iter().map(|(_, _, said)| said.trim_end_matches(':')).collect();
            for n in 0..titles {
                assert!(
                    said.contains(format!("Zine{n}x").as_str()),
                    "{titles} on {paper} lack title {n}"
                );
            }
            let (across, down) = (width / 4.0, height / 2.0);
            for (sheet, [left, top, right, bottom], said) in &words {
                let one = |from: f64, to: f64, step: f64| (from / step) as usize == (to / step) as usize;
                assert!(
                    one(*left, *right, across) && one(*top, *bottom, down),
                    "{titles} on {paper}, sheet {sheet}: {said} stands across a fold"
                );
                assert!(bottom - top > 5.0, "{said} is too small to read");
            }
            if count > 1 {
                assert!(said.contains("Part"), "each cover says which part it is");
            }
        }
    }
}

#[test]
fn every_offer_stands_on_the_back_or_goes_on_behind_the_titles() {
    let test = "every_offer_stands_on_the_back_or_goes_on_behind_the_titles";
    let folder = tempfile::tempdir().unwrap();
    till_of(folder.path(), 12);
    for n in 0..70 {
        let name = format!("Offer{n}x of several that are named at some length");
        let words = ["offer", "add", &name, "--units", "3", "--price", "2"];
        answer(folder.path(), &words);
    }
    let foot = ["Thank", "you", "for", "reading", "Lastword"].join("\n");
    answer(folder.path(), &["set", &format!("footer={foot}")]);
    let file = folder.path().join("zine.pdf");
    let file = file.to_str().unwrap();
    answer(
        folder.path(),
        &["catalog", "print", "mini-zine", "-o", file, "--paper", "letter"],
    );
    let Some(words) = words(test, file) else { return };
    let said: BTreeSet<&str> = words.iter().map(|(_, _, said)| said.as_str()).collect();
    for n in 0..70 {
        assert!(said.contains(format!("Offer{n}x").as_str()), "offer {n} is left out");
    }
    assert!(said.contains("Lastword"));
}

#[test]
fn what_has_no_place_is_said() {
    let folder = tempfile::tempdir().unwrap();
    till_of(folder.path(), 0);
    let file = folder.path().join("zine.pdf");
    let print = ["catalog", "print", "mini-zine", "-o", file.to_str().unwrap()];
    assert!(refusal(folder.path(), &print).contains("there are no titles to print"));
    let makers = (0..150)
        .map(|n| format!("Somebody Number {n}"))
        .collect::<Vec<_>>()
        .join("; ");
    answer(
        folder.path(),
        &[
            "catalog",
            "add",
            "crowd",
            "--title",
            "Made by everybody",
            "--price",
            "$1",
            "--makers",
            &makers,
        ],
    );
    let said = refusal(folder.path(), &print);
    assert!(
        said.contains("`Made by everybody` with its makers is longer than a small page holds"),
        "{said}"
    );
    assert!(!file.exists());
    // On a card it is cut short, and that is said.
    let made = answer(
        folder.path(),
        &["catalog", "print", "cards", "-o", file.to_str().unwrap()],
    );
    assert_eq!(made["cut"].as_array().unwrap().len(), 1);
}
