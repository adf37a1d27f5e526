//! The corpus of price sentences: each reads as its canonical form, with its totals, or is refused.

use zinetill::domain::currency::Currency;
use zinetill::domain::money::Quantity;
use zinetill::domain::sentence::{parse, print};

#[test]
fn every_sentence_of_the_corpus_reads_as_it_should() {
    let usd = Currency::USD;
    let mut wrong = Vec::new();
    let corpus = include_str!("data/price-sentences.tsv");
    for row in corpus.lines().skip(1) {
        let mut cells = row.split('\t');
        let (sentence, canonical) = (cells.next().unwrap(), cells.next().unwrap());
        match parse(sentence, usd) {
            Err(_) if canonical == "ERROR" => {}
            Err(error) => wrong.push(format!("{sentence}: {error}")),
            Ok(rule) if canonical == "ERROR" => wrong.push(format!("{sentence}: read as {}", print(&rule, usd))),
            Ok(rule) => {
                if print(&rule, usd) != canonical {
                    wrong.push(format!("{sentence}: printed as {}", print(&rule, usd)));
                }
                if parse(canonical, usd) != Ok(rule.clone()) {
                    wrong.push(format!("{canonical}: does not read back"));
                }
                for (copies, total) in (1..).zip(cells) {
                    let got = rule
                        .total(Quantity::new(copies).unwrap(), usd)
                        .map(|total| total.to_minor(usd).to_string());
                    if got.as_deref().unwrap_or("choice") != total {
                        wrong.push(format!("{sentence}: {copies} copies cost {got:?}, not {total}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(corpus.lines().count() > 30);
}

#[test]
fn sentences_like_them_read_too() {
    for (sentence, canonical) in [
        ("First copy $2, then $1.50", "1st $2.00, rest $1.50 each"),
        (
            "1st $3, next 3 $2 each, rest $1",
            "1st $3.00, next 3 $2.00 each, rest $1.00 each",
        ),
        (
            "1st $1.00, rest $0.75 each, any mix",
            "1st $1.00, rest $0.75 each, any mix",
        ),
        ("$.75 a piece", "$0.75 each"),
        ("2 dollars", "$2.00 each"),
        ("$2 each or 3 for $5", "3 for $5.00, else $2.00 each"),
        ("5+ $1.50, $2 each", "$2.00 each, 5 or more $1.50 each"),
        (
            "sliding $1–$5: low income $1 / standard $3 / solidarity $5",
            "sliding $1.00–$5.00: low income $1.00 / standard $3.00 / solidarity $5.00",
        ),
        ("$1-$5 sliding scale", "sliding $1.00–$5.00"),
        ("name your price", "pay what you can"),
        ("first $1, each additional 50¢", "1st $1.00, rest $0.50 each"),
    ] {
        match parse(sentence, Currency::USD) {
            Ok(rule) => assert_eq!(print(&rule, Currency::USD), canonical, "{sentence}"),
            Err(error) => panic!("{sentence}: {error}"),
        }
    }
    let euro = Currency::from_code("EUR").unwrap();
    let rule = parse("1. 1,50 €".trim_start_matches("1. "), euro).unwrap();
    assert_eq!(print(&rule, euro), "€1.50 each");
    let rule = parse("1st 2,00 €, rest 1,50 €", euro).unwrap();
    assert_eq!(print(&rule, euro), "1st €2.00, rest €1.50 each");
}
