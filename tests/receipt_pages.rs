//! Receipts that need many sheets: what is carried forward is what stands above it, and nothing leaves the page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sales;

use sales::{letterhead, long, usual};
use std::io::Write;
use std::process::Command;
use zinetill::documents::receipt;
use zinetill::documents::receipt::Subject;
use zinetill::domain::sale::Sale;
use zinetill::till::Paper;

/// Words with their places, page by page: left, top, right, bottom, word; and each page's size.
type Pages = Vec<([f32; 2], Vec<([f32; 4], String)>)>;

fn pages(sale: &Sale, paper: Paper) -> Pages {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&receipt(Subject::Sale(sale, &[]), &letterhead(), paper, false).unwrap())
        .unwrap();
    let output = Command::new("pdftotext")
        .arg("-bbox")
        .arg(file.path())
        .arg("-")
        .output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    let number = |line: &str, name: &str| -> f32 {
        let from = line.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        line[from..].split('"').next().unwrap().parse().unwrap()
    };
    let mut pages: Pages = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page") {
            pages.push(([number(line, "width"), number(line, "height")], Vec::new()));
        } else if line.starts_with("<word") {
            let place = ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name));
            let word = line.split(['>', '<']).nth(2).unwrap().to_owned();
            pages.last_mut().unwrap().1.push((place, word));
        }
    }
    pages
}

fn titled(title: &str, lines: u32) -> Sale {
    let mut sale = long(lines);
    for line in &mut sale.lines {
        line.title = title.to_owned();
    }
    sale
}

#[test]
fn nothing_leaves_the_page_however_long_a_title_is() {
    let words = "Eine sehr lange Überschrift ".repeat(7);
    let unbroken = "X".repeat(200);
    for sale in [usual(), titled(&words, 12), titled(&unbroken, 12)] {
        for paper in Paper::ALL {
            for ([width, height], words) in pages(&sale, paper) {
                for ([left, top, right, bottom], word) in words {
                    assert!(
                        left >= 0.0 && top >= 0.0 && right <= width && bottom <= height,
                        "{paper:?}: {word} at {left} {top} {right} {bottom} of {width} {height}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_carried_forward_is_the_sum_of_the_amounts_above() {
    let cents = |word: &str| -> i64 { word.replace(['$', '.', ','], "").parse().unwrap() };
    for sale in [
        titled("Short", 60),
        titled(&"Eine sehr lange Überschrift ".repeat(7), 20),
    ] {
        for paper in [Paper::A4, Paper::Letter, Paper::A5, Paper::A6] {
            let (mut sum, mut carried) = (0, 0);
            let pages = pages(&sale, paper);
            assert!(pages.len() > 1, "{paper:?}");
            for ([width, _], words) in &pages {
                // The amount of a line of goods, of a sum brought or carried: what ends at the right edge of its row.
                let right = words.iter().map(|(place, _)| place[2]).fold(0.0, f32::max);
                let mut brought = false;
                let mut rows = words
                    .iter()
                    .filter(|(place, word)| place[2] > right - 1.0 && place[0] > width / 2.0 && word.starts_with('$'));
                let labels = |top: f32| words.iter().filter(move |(place, _)| (place[1] - top).abs() < 2.0);
                let says = |top: f32, what: &str| labels(top).any(|(_, word)| word == what);
                for (place, amount) in &mut rows {
                    let top = place[1];
                    if says(top, "Brought") {
                        assert_eq!(cents(amount), carried, "{paper:?}");
                        brought = true;
                    } else if says(top, "Carried") {
                        assert_eq!(cents(amount), sum, "{paper:?}");
                        carried = sum;
                    } else if says(top, "Subtotal") {
                        break;
                    } else {
                        sum += cents(amount);
                    }
                }
                assert!(brought || carried == 0 || sum == carried, "{paper:?}");
            }
            assert!(carried > 0, "{paper:?}");
        }
    }
}
