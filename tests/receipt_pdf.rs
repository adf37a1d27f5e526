//! Receipts as independent readers see them: poppler and qpdf.

mod common;

use common::{answer, demo, zinetill};
use std::path::Path;
use std::process::Command;

fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(name)
        .args(arguments)
        .arg(file)
        .args(if name == "pdftotext" { &["-"][..] } else { &[] })
        .output();
    let output = output.unwrap_or_else(|error| panic!("{name} is needed for this test: {error}"));
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn made(till: &Path, number: &str, more: &[&str]) -> std::path::PathBuf {
    let file = till.join(format!("{number}{}.pdf", more.join("")));
    answer(
        till,
        &[&["receipt", number, "-o", file.to_str().unwrap()], more].concat(),
    );
    file
}

#[test]
fn a_receipt_says_everything_in_reading_order_with_fonts_embedded_and_subset() {
    let till = demo();
    answer(
        till.path(),
        &["session", "open", "--event", "Bay Area Fair", "--by", "Robin"],
    );
    answer(
        till.path(),
        &[
            "sell",
            "converge-and-overtake*3",
            "fold-staple-riot@2",
            "know-your-rights*2",
            "--donate",
            "0.50:Books to Prisoners",
            "--pay",
            "cash=10",
            "--at",
            "2026-11-22T14:07:00-08:00",
        ],
    );
    for paper in ["80mm", "letter"] {
        let file = made(till.path(), "A-0001", &["--paper", paper]);
        let text = tool("pdftotext", &["-layout"], &file);
        for part in [
            "STIGMERGY DISTRO",
            "Bay Area Fair",
            "Receipt A-0001",
            "22 Nov 2026 14:07",
            "Served by Robin",
            "Converge and Overtake!",
            "Fold, Staple, Riot",
            "Know Your Rights (pocket)",
            "$4.50",
            "Books to Prisoners",
            "TOTAL",
            "$5.00",
            "Cash",
            "$10.00",
            "Change",
        ] {
            assert!(text.contains(part), "{paper}: {part} is missing in\n{text}");
        }
        if paper == "80mm" {
            assert!(text.contains("1 × $1.00") && text.contains("2 × $0.75"));
        }
        let order = ["Converge", "Fold", "Know", "TOTAL", "Change"].map(|word| text.find(word).unwrap());
        assert!(order.is_sorted());
        let fonts = tool("pdffonts", &[], &file);
        for row in fonts.lines().skip(2) {
            assert!(row.contains("yes yes yes"), "{row}");
        }
        assert!(fonts.lines().count() > 2);
        tool("qpdf", &["--check"], &file);
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(size <= 14 * 1024, "{paper}: {size} bytes");
    }
}

#[test]
fn the_same_sale_gives_the_same_bytes() {
    let till = demo();
    answer(till.path(), &["sell", "converge-and-overtake*3", "--pay", "cash=5"]);
    let first = std::fs::read(made(till.path(), "A-0001", &[])).unwrap();
    answer(
        till.path(),
        &[
            "catalog",
            "edit",
            "converge-and-overtake",
            "--title",
            "Renamed",
            "--price",
            "$9",
        ],
    );
    let second = std::fs::read(made(till.path(), "A-0001", &[])).unwrap();
    assert_eq!(first, second);
    let copy = made(till.path(), "A-0001", &["--copy"]);
    assert!(tool("pdftotext", &[], &copy).contains("COPY"));
}

#[test]
fn titles_in_other_scripts_and_very_long_ones_print_whole() {
    let till = demo();
    let long = "A title of two hundred characters that goes on ".repeat(5)[..200]
        .trim()
        .to_owned();
    for (sku, name) in [
        ("scripts", "Über Gärten — ¿Qué hacer? — Ελευθερία — Свобода"),
        ("long", &long),
        ("odd", "a ) ( \\ % \u{7} <b> 漢 🙂 end"),
    ] {
        answer(till.path(), &["catalog", "add", sku, "--title", name, "--price", "$1"]);
    }
    answer(till.path(), &["sell", "scripts", "long", "odd", "--pay", "cash=3"]);
    for paper in ["80mm", "letter"] {
        let file = made(till.path(), "A-0001", &["--paper", paper]);
        let text = tool("pdftotext", &["-raw"], &file);
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            joined.contains("Über Gärten — ¿Qué hacer? — Ελευθερία — Свобода"),
            "{joined}"
        );
        assert!(joined.contains(&long), "{joined}");
        assert!(joined.contains("a ) ( \\ % <b>") && joined.contains("end"), "{joined}");
        assert_eq!(
            joined.matches(['□', '?']).count() - 1,
            2,
            "each character without a letter shows: {joined}"
        );
        tool("qpdf", &["--check"], &file);
    }
}

#[test]
fn many_lines_take_several_letter_sheets_and_one_long_roll() {
    let till = demo();
    let skus: Vec<String> = (1..=60).map(|n| format!("zine-{n}")).collect();
    for sku in &skus {
        let output = zinetill(
            till.path(),
            &[
                "catalog",
                "add",
                sku,
                "--title",
                &format!("Zine {sku}"),
                "--price",
                "$1",
            ],
        );
        assert!(output.status.success());
    }
    let mut words = vec!["sell"];
    words.extend(skus.iter().map(String::as_str));
    words.extend(["--pay", "cash=60"]);
    answer(till.path(), &words);
    let letter = made(till.path(), "A-0001", &["--paper", "letter"]);
    let text = tool("pdftotext", &["-layout"], &letter);
    assert!(
        text.contains("page 2 of") && text.contains("Carried over") && text.contains("Zine zine-60"),
        "{text}"
    );
    let pages = tool("pdfinfo", &[], &made(till.path(), "A-0001", &[]));
    assert!(pages.contains("Pages:           1"), "{pages}");
}
