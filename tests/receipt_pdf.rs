//! Receipts as other people's tools read them: poppler and qpdf judge, not our own code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sales;

use sales::{letterhead, line, long, overridden, sale, usd, usual};
use std::io::Write;
use std::process::Command;
use zinetill::documents::receipt;
use zinetill::documents::receipt::Subject;
use zinetill::domain::cart::Donation;
use zinetill::domain::letterhead::Letterhead;
use zinetill::domain::money::Money;
use zinetill::domain::payment::{Method, Payment};
use zinetill::domain::sale::Sale;
use zinetill::domain::tax::{TaxClass, TaxSum};
use zinetill::till::Paper;

const PAPERS: [Paper; 6] = Paper::ALL;

fn pdf(sale: &Sale, paper: Paper) -> Vec<u8> {
    receipt(Subject::Sale(sale, &[]), &letterhead(), paper, false).unwrap()
}

/// What a tool says of a file; it must be content with it.
fn tool(name: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let output = Command::new(name)
        .args(before)
        .arg(file.path())
        .args(after)
        .output()
        .unwrap_or_else(|error| panic!("{name} (of poppler-utils or qpdf) is needed: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && complaint.is_empty(),
        "{name}: {said}{complaint}"
    );
    said
}

fn text(pdf: &[u8]) -> String {
    tool("pdftotext", &[], pdf, &["-"])
}

/// The text in the order of the file.
fn raw(pdf: &[u8]) -> String {
    tool("pdftotext", &["-raw"], pdf, &["-"])
}

fn laid_out(pdf: &[u8]) -> String {
    tool("pdftotext", &["-layout"], pdf, &["-"])
}

/// The text with every run of white space as one space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_receipt_says_what_was_sold_and_paid() {
    for paper in PAPERS {
        let pdf = pdf(&usual(), paper);
        // What a reader guesses from a page cuts narrow columns in two; the order in the file does not.
        let guessed = match paper {
            Paper::Roll58 | Paper::A6 => Vec::new(),
            _ => vec![text(&pdf), laid_out(&pdf)],
        };
        for text in guessed.into_iter().chain([raw(&pdf)]) {
            for expected in [
                "Stigmergy Distro",
                "zines, pamphlets, seeds",
                "Bay Area Anarchist Bookfair",
                "Receipt A-0031",
                "22 Nov 2026 14:07",
                "Served by Robin",
                "Converge and Overtake!",
                "1 × $1.00",
                "2 × $0.75",
                "$1.50",
                "Fold, Staple, Riot",
                "(sliding $1.00–$5.00)",
                "2 × free",
                "Subtotal",
                "$4.50",
                "Donation: Books to Prisoners",
                "TOTAL",
                "$5.00",
                "Cash",
                "$10.00",
                "Change",
                "You saved $0.50 by taking more than one.",
                "Copy it. Pass it on.",
            ] {
                // Narrow paper breaks lines within what is expected.
                let (text, expected) = (dense(&text), dense(expected));
                assert!(text.contains(&expected), "{paper:?}: {expected}\n{text}");
            }
        }
    }
}

#[test]
fn each_line_of_a_roll_reads_across() {
    let text = laid_out(&pdf(&usual(), Paper::Roll80));
    let lines: Vec<String> = text.lines().map(flat).collect();
    for expected in [
        "Receipt A-0031 22 Nov 2026 14:07",
        "1 × $1.00 $1.00",
        "2 × $0.75 $1.50",
        "TOTAL $5.00",
        "Cash $10.00",
        "Change $5.00",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}\n{text}");
    }
}

#[test]
fn the_order_of_the_text_is_the_order_of_reading() {
    for paper in PAPERS {
        let text = dense(&raw(&pdf(&usual(), paper)));
        let mut from = 0;
        for expected in [
            "Stigmergy Distro",
            "Converge and Overtake!",
            "Fold, Staple, Riot",
            "Know Your Rights (pocket)",
            "Subtotal",
            "TOTAL",
            "Cash",
            "Change",
            "You saved",
        ] {
            let at = text.get(from..).and_then(|rest| rest.find(&dense(expected)));
            from += at.unwrap_or_else(|| panic!("{paper:?}: {expected} comes too early\n{text}"));
        }
    }
}

#[test]
fn letter_names_the_makers() {
    let text = text(&pdf(&usual(), Paper::Letter));
    assert!(text.contains("Carson · D’Amato"), "{text}");
}

#[test]
fn every_font_is_embedded_subset_and_readable() {
    let greek = line("Ελευθερία — Свобода 漢", &[], "free", &[(1, 0)]);
    for paper in PAPERS {
        for sale in [usual(), sale(vec![greek.clone()], vec![], 0)] {
            let fonts = tool("pdffonts", &[], &pdf(&sale, paper), &[]);
            let fonts: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(fonts.len() >= 2);
            for font in fonts {
                let columns: Vec<&str> = font.split_whitespace().collect();
                assert!(columns.windows(3).any(|w| w == ["yes", "yes", "yes"]), "{font}");
                assert_eq!(columns.first().and_then(|name| name.find('+')), Some(6), "{font}");
            }
        }
    }
}

#[test]
fn a_receipt_is_small_and_sound() {
    for paper in PAPERS {
        for sale in [usual(), long(10)] {
            let pdf = pdf(&sale, paper);
            assert!(pdf.len() <= 14 * 1024, "{paper:?}: {} bytes", pdf.len());
            tool("qpdf", &["--check"], &pdf, &[]);
        }
    }
}

#[test]
fn the_same_sale_is_the_same_file_and_another_sale_another_identity() {
    let identity = |pdf: &[u8]| {
        let trailer = tool("qpdf", &["--show-object=trailer"], pdf, &[]);
        trailer.split("/ID").nth(1).unwrap().to_owned()
    };
    for paper in PAPERS {
        let first = pdf(&usual(), paper);
        let mut other = usual();
        other.by = "Alex".to_owned();
        let other = pdf(&other, paper);
        assert_eq!(first, pdf(&usual(), paper));
        assert_ne!(identity(&first), identity(&other));
    }
}

#[test]
fn the_file_is_dated_by_the_sale_and_claims_no_standard() {
    let info = tool("pdfinfo", &["-rawdates"], &pdf(&usual(), Paper::Roll80), &[]);
    assert!(info.contains("D:20261122220709"), "{info}");
    assert!(info.contains("Receipt A-0031"), "{info}");
    assert!(!info.contains("PDF/X") && !info.contains("subtype"), "{info}");
    assert!(info.contains("Pages:           1"), "{info}");
}

#[test]
fn titles_of_any_length_and_alphabet_print_whole() {
    let words = "Notes towards a table without a till keeper ".repeat(5);
    for title in [
        "Über Gärten — ¿Qué hacer? — Ελευθερία — Свобода",
        "Łódź, Győr, Škofja Loka, Đà Nẵng, Tiếng Việt",
        "AΑА BΒВ oοо: alike, but three alphabets",
        words.get(..200).unwrap(),
        &"x".repeat(200),
        &"anti-fascist-".repeat(15),
        "Ω Ω Å Å µ μ",
    ] {
        use unicode_normalization::UnicodeNormalization;
        let expected: String = title.nfc().collect();
        for paper in PAPERS {
            let sale = sale(vec![line(title, &[], "free", &[(1, 0)])], vec![], 0);
            let pdf = pdf(&sale, paper);
            let text = tool("pdftotext", &["-raw"], &pdf, &["-"]);
            assert!(dense(&text).contains(&dense(&expected)), "{paper:?} {title}\n{text}");
        }
    }
}

#[test]
fn what_no_font_has_is_a_box_and_the_rest_stands() {
    for paper in PAPERS {
        let sale = sale(
            vec![line(
                "Zine \u{378} \u{379}\u{10FFFE} end",
                &["\u{378}"],
                "free",
                &[(1, 0)],
            )],
            vec![],
            0,
        );
        let pdf = pdf(&sale, paper);
        let text = text(&pdf);
        assert!(flat(&text).contains("Zine □ □□ end"), "{text}");
        tool("qpdf", &["--check"], &pdf, &[]);
    }
}

#[test]
fn operators_and_controls_in_text_are_only_text() {
    let title = ") ( \\ % <</Type/Page>> ET Q endstream %%EOF";
    let mut sale = usual();
    sale.lines.push(line(title, &[], "free", &[(1, 0)]));
    sale.lines
        .push(line("a\u{0}b\u{1b}[31m\u{202e}c\u{85}d", &[], "free", &[(1, 0)]));
    sale.event = "\u{7f}(\\".to_owned();
    for paper in PAPERS {
        let mut head = letterhead();
        head.shop = "(Shop) \\ \r\n%".to_owned();
        let pdf = receipt(Subject::Sale(&sale, &[]), &head, paper, false).unwrap();
        let text = text(&pdf);
        assert!(dense(&text).contains(&dense(title)), "{text}");
        assert!(text.contains("ab[31mc d"), "{text}");
        assert!(text.contains("(Shop) \\ %"), "{text}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\u{c}'));
        tool("qpdf", &["--check"], &pdf, &[]);
    }
}

#[test]
fn a_long_receipt_on_letter_repeats_its_head_and_carries_its_sum() {
    let pdf = pdf(&long(60), Paper::Letter);
    let text = laid_out(&pdf);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() >= 3, "{}", pages.len());
    let mut carried = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let flat = flat(page);
        assert!(flat.contains("Stigmergy Distro") && flat.contains("Receipt A-0031"));
        assert!(flat.contains(&format!("Page {} of {}", n + 1, pages.len())), "{page}");
        let after = |words: &str| {
            let (_, rest) = flat.split_once(words)?;
            rest.split_whitespace().next().map(str::to_owned)
        };
        if n > 0 {
            assert_eq!(after("Brought forward"), carried.last().cloned(), "{page}");
        }
        if n + 1 < pages.len() {
            let sold = page.matches("Pamphlet number").count() as i64;
            let before: i64 = pages
                .iter()
                .take(n)
                .map(|p| p.matches("Pamphlet number").count() as i64)
                .sum();
            let sum = zinetill::domain::currency::Currency::USD.show(usd((before + sold) * 250));
            carried.extend(after("Carried forward"));
            assert_eq!(carried.last(), Some(&sum), "{page}");
        }
    }
    assert_eq!(text.matches("Pamphlet number").count(), 60);
    assert!(flat(&text).contains("TOTAL $150.00"), "{text}");
}

#[test]
fn a_line_longer_than_a_page_is_torn_apart_and_nothing_is_lost() {
    let parts: Vec<(u32, i64)> = (1..=150).map(|n| (1, n)).collect();
    let sale = sale(
        vec![line("Chosen amounts", &[], "pay what you can", &parts)],
        vec![],
        20_000,
    );
    let text = text(&pdf(&sale, Paper::Letter));
    for (_, each) in parts {
        assert!(text.contains(&format!("1 × {}", sale.currency.show(usd(each)))));
    }
}

#[test]
fn practice_and_copies_are_marked() {
    let mut practice = usual();
    practice.practice = true;
    for paper in PAPERS {
        let plain = text(&receipt(Subject::Sale(&usual(), &[]), &letterhead(), paper, false).unwrap());
        assert!(!plain.contains("PRACTICE") && !plain.contains("COPY"));
        let marked = text(&receipt(Subject::Sale(&practice, &[]), &letterhead(), paper, true).unwrap());
        assert!(marked.contains("PRACTICE") && marked.contains("COPY"), "{marked}");
    }
}

#[test]
fn discounts_tax_rounding_reasons_and_split_payments_stand_on_the_receipt() {
    let mut by_hand = overridden("Bent corner", 150, "damaged cover");
    by_hand.discount = usd(25);
    by_hand.total = usd(125);
    let mut custom = line("Custom: old poster", &[], "", &[(1, 300)]);
    custom.tax_class = Some("print".to_owned());
    let mut sale = sale(
        vec![by_hand, custom],
        vec![Donation {
            jar: String::new(),
            amount: usd(100),
        }],
        1000,
    );
    sale.tax_added = usd(33);
    sale.applied.taxes = vec![TaxSum {
        class: TaxClass::new("print", "11%", false).unwrap(),
        base: usd(300),
        amount: usd(33),
    }];
    sale.rounding = usd(2);
    sale.total = usd(560);
    sale.payments = vec![
        Payment {
            method: Method::new("venmo").unwrap(),
            given: usd(200),
            change: Money::ZERO,
            unverified: true,
        },
        Payment {
            method: Method::cash(),
            given: usd(400),
            change: usd(40),
            unverified: false,
        },
    ];
    assert_eq!(sale.contradiction(), None);
    for paper in PAPERS {
        let text = flat(&match paper {
            Paper::Roll58 | Paper::A6 => raw(&pdf(&sale, paper)),
            _ => laid_out(&pdf(&sale, paper)),
        });
        for expected in [
            "(price set by hand: damaged cover)",
            "Custom: old poster",
            "Subtotal $4.50",
            "Discount on Bent corner",
            "−$0.25",
            "(creased)",
            "Tax: print 11 % $0.33",
            "Donation $1.00",
            "Rounding $0.02",
            "TOTAL $5.60",
            "Venmo $2.00",
            "Cash $4.00",
            "Change $0.40",
        ] {
            assert!(text.contains(expected), "{paper:?}: {expected}\n{text}");
        }
    }
}

#[test]
fn a_donation_alone_and_a_long_number_have_their_receipt() {
    let mut sale = sale(
        vec![],
        vec![Donation {
            jar: "Bail fund".to_owned(),
            amount: usd(500),
        }],
        500,
    );
    sale.number = zinetill::domain::sale::ReceiptNumber::new("ABCD", 1_234_567).unwrap();
    for paper in PAPERS {
        let text = flat(&text(&pdf(&sale, paper)));
        for expected in [
            "Receipt ABCD-1234567",
            "22 Nov 2026 14:07",
            "Bail fund",
            "$5.00",
            "$0.00",
        ] {
            assert!(text.contains(expected), "{text}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_makes_a_receipt(title in "\\PC{0,80}", any in ".{0,120}", jar in "\\s{0,3}[^a]{0,40}") {
        let mut made = sale(
            vec![line(&title, &[&any], &any, &[(1, 100)]), overridden(&any, 150, &jar)],
            vec![Donation { jar, amount: usd(50) }],
            1000,
        );
        made.event = any.clone();
        made.by = title.clone();
        let head = Letterhead { shop: title, tagline: any.clone(), footer: any.clone(), code: any, ..letterhead() };
        for paper in PAPERS {
            let pdf = receipt(Subject::Sale(&made, &[]), &head, paper, true).unwrap();
            lopdf::Document::load_mem(&pdf).unwrap();
        }
    }
}
