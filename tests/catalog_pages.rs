//! Pages of titles in shops, pasted: each sample under tests/data/pages as what a title holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, refusal};
use std::path::PathBuf;
use zinetill::domain::currency::Currency;
use zinetill::domain::sentence;
use zinetill::domain::title::ounces;
use zinetill::exchange::decode::decode;
use zinetill::exchange::page::{self, Page};

fn sample(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/pages", name].iter().collect()
}

fn read(name: &str) -> Page {
    let text = decode(&std::fs::read(sample(name)).unwrap()).unwrap().text;
    page::read(&text, Currency::USD)
}

struct Says {
    file: &'static str,
    name: &'static str,
    price: &'static str,
    weight: &'static str,
    makers: &'static [&'static str],
    introduced: &'static str,
    contents: &'static [&'static str],
    /// How each paragraph of the description begins.
    description: &'static [&'static str],
    not_understood: &'static [&'static str],
}

const PAGES: &[Says] = &[
    Says {
        file: "converge.txt",
        name: "Converge and Overtake!",
        price: "1st $1.00, rest $0.75 each",
        weight: "2.0 oz",
        makers: &["Kevin Carson", "David S. D’Amato"],
        introduced: "2012-02",
        contents: &[
            "The Stigmergic Revolution (Carson)",
            "The General Idea of the Revolution in the 21st Century (D’Amato)",
        ],
        description: &["From Kevin Carson and", "The term ‘stigmergy’", "That’s exactly what’s"],
        not_understood: &[],
    },
    Says {
        file: "html-entities.html",
        name: "Bread & Bicycles",
        price: "1st $2.00, rest $1.50 each",
        weight: "1.5 oz",
        makers: &["Imke Bakker", "José Roldán"],
        introduced: "2019-03",
        contents: &["Dough in the Saddlebag (Bakker)", "Uphill, Slowly (Roldán)"],
        description: &["From Imke Bakker and José Roldán, a baker’s guide", "Each recipe"],
        not_understood: &[],
    },
    Says {
        file: "crlf.txt",
        name: "Small Engines, Quietly",
        price: "$3.00 each",
        weight: "2.0 oz",
        makers: &["Ruth Okoye"],
        introduced: "2016",
        contents: &[],
        description: &["A repair manual"],
        not_understood: &[],
    },
    Says {
        file: "price-last.txt",
        name: "The Lamp and the Ladder",
        price: "3 for $10.00, else $4.00 each",
        weight: "3.2 oz",
        makers: &["Tomasz Zielinski", "Ana Paula Reis", "the Night Shift Collective"],
        introduced: "2021-09",
        contents: &["The Ladder", "The Lamp", "What the Neighbours Said"],
        description: &["A comic about"],
        not_understood: &[],
    },
    Says {
        file: "straight-quotes.txt",
        name: "How to Lend a Hammer",
        price: "1st $1.00, rest $0.75 each",
        weight: "2.0 oz",
        makers: &["Priya Nair"],
        introduced: "2014-09",
        contents: &["Who Has the Saw? (Nair)", "Late Fees Are Not Care (Olu Adeyemi)"],
        description: &["From Priya Nair, three short talks"],
        not_understood: &[],
    },
    Says {
        file: "wrapped.txt",
        name: "Seeds by Post",
        price: "free",
        weight: "1.0 oz",
        makers: &[],
        introduced: "2008",
        contents: &[],
        description: &["This is a text", "of which this"],
        not_understood: &[],
    },
    Says {
        file: "no-price.txt",
        name: "Letters Nobody Sent",
        price: "",
        weight: "0.8 oz",
        makers: &["Mio Tanaka"],
        introduced: "",
        contents: &[],
        description: &["Twelve letters"],
        not_understood: &[],
    },
    Says {
        file: "two-prices.txt",
        name: "Tide Tables for Optimists",
        price: "$5.00 each, 10 or more $3.00 each",
        weight: "",
        makers: &[],
        introduced: "",
        contents: &[],
        description: &["A year of tides"],
        not_understood: &["Shipping class 4"],
    },
    Says {
        file: "sliding.txt",
        name: "Cooking for Forty",
        price: "sliding $2.00–$6.00",
        weight: "4.0 oz",
        makers: &[],
        introduced: "2012-02",
        contents: &[],
        description: &["From Chicago to Berlin", "“The ladle"],
        not_understood: &[],
    },
    Says {
        file: "windows-1252.txt",
        name: "Café Straße – ein Heft",
        price: "$2.50 each",
        weight: "2.1 oz",
        makers: &[],
        introduced: "",
        contents: &[],
        description: &["Das Heft über eine Straße"],
        not_understood: &[],
    },
];

#[test]
fn each_page_says_what_a_reader_sees() {
    for says in PAGES {
        let page = read(says.file);
        let price = page.price.as_ref().map(|rule| sentence::print(rule, Currency::USD));
        assert_eq!(page.name.as_deref(), Some(says.name), "{}", says.file);
        assert_eq!(price.unwrap_or_default(), says.price, "{}: {page:#?}", says.file);
        assert_eq!(
            page.weight_mg.map(ounces).unwrap_or_default(),
            says.weight,
            "{}",
            says.file
        );
        assert_eq!(page.makers, says.makers, "{}", says.file);
        assert_eq!(
            page.introduced.clone().unwrap_or_default(),
            says.introduced,
            "{}",
            says.file
        );
        assert_eq!(page.contents, says.contents, "{}", says.file);
        assert_eq!(page.not_understood, says.not_understood, "{}: {page:#?}", says.file);
        let paragraphs: Vec<&str> = page.description.split("\n\n").filter(|text| !text.is_empty()).collect();
        assert_eq!(paragraphs.len(), says.description.len(), "{}: {page:#?}", says.file);
        for (paragraph, begins) in paragraphs.iter().zip(says.description) {
            assert!(
                paragraph.starts_with(begins) && !paragraph.contains('\n'),
                "{}: {paragraph}",
                says.file
            );
        }
    }
    assert_eq!(
        PAGES.len(),
        std::fs::read_dir(sample("")).unwrap().count(),
        "every sample is looked at"
    );
}

#[test]
fn every_line_of_a_page_is_taken_left_out_or_named() {
    for says in PAGES.iter().filter(|says| says.file.ends_with(".txt")) {
        let page = read(says.file);
        let text = decode(&std::fs::read(sample(says.file)).unwrap()).unwrap().text;
        let mut kept = [&page.not_understood[..], &page.left_out[..]].concat();
        kept.extend(page.description.split("\n\n").map(str::to_owned));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let gone = text
            .lines()
            .filter(|line| !line.trim().is_empty() && !kept.iter().any(|kept| kept.contains(line.trim())))
            .count();
        // Name, weight, price lines, makers, contents, date: a handful of lines at most went into fields.
        assert!(gone < lines && gone <= 11, "{}: {gone} of {lines}", says.file);
    }
}

#[test]
fn a_page_pasted_again_changes_nothing_and_a_changed_one_the_title_of_its_sku() {
    let folder = tempfile::tempdir().unwrap();
    let page = sample("converge.txt");
    let paste = ["catalog", "paste", page.to_str().unwrap()];
    let tried = answer(folder.path(), &[&paste[..], &["--dry-run"]].concat());
    assert_eq!(
        (&tried["action"], &tried["title"]),
        (&"new".into(), &"Converge and Overtake!".into())
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "a dry run makes no till"
    );
    let pasted = answer(folder.path(), &paste);
    assert_eq!(pasted["sku"], "converge-and-overtake");
    assert_eq!(pasted["not_understood"].as_array().unwrap().len(), 0);
    assert_eq!(
        answer(folder.path(), &["quote", "converge-and-overtake*3"])["total"],
        "2.50"
    );
    answer(
        folder.path(),
        &["catalog", "edit", "converge-and-overtake", "--stock", "7"],
    );
    assert_eq!(answer(folder.path(), &paste)["action"], "same");
    let dearer = answer(
        folder.path(),
        &[&paste[..], &["--price", "$2", "--makers", "K. Carson"]].concat(),
    );
    assert_eq!(dearer["action"], "changed");
    let titles = answer(folder.path(), &["catalog", "list"]);
    assert_eq!(titles["titles"].as_array().unwrap().len(), 1);
    assert_eq!(titles["titles"][0]["price"], "$2.00 each");
    assert_eq!(titles["titles"][0]["makers"][0], "K. Carson");
    assert_eq!(titles["titles"][0]["stock"], 7);
}

#[test]
fn a_page_without_a_price_or_a_name_is_refused_until_one_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let page = sample("no-price.txt");
    let paste = ["catalog", "paste", page.to_str().unwrap()];
    assert!(refusal(folder.path(), &paste).contains("--price"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(
        answer(folder.path(), &[&paste[..], &["--price", "75¢"]].concat())["price"],
        "$0.75 each"
    );
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "\n\n").unwrap();
    assert!(refusal(folder.path(), &["catalog", "paste", empty.to_str().unwrap()]).contains("--title"));
    std::fs::write(&empty, b"\x89PNG\0\0").unwrap();
    refusal(folder.path(), &["catalog", "paste", empty.to_str().unwrap()]);
    refusal(folder.path(), &["catalog", "paste", "/no/such/page.txt"]);
}

/// What is other, and how the sample is rewritten so.
type Variant = (&'static str, fn(&str) -> String);

#[test]
fn the_same_page_written_in_another_way_says_the_same() {
    fn prices(text: &str, price: &str) -> String {
        text.replace("1st @ $1.00\n\nRest $0.75/ea.", price)
    }
    fn html(text: &str) -> String {
        let lines = text.lines().filter(|line| !line.is_empty());
        let body: String = lines
            .map(|line| format!("<p>{}</p>", line.replace('’', "&#8217;")))
            .collect();
        format!("<!doctype html><script>a < b</script><nav><li>Home</nav><h1>Converge and Overtake!</h1>{body}")
    }
    fn wrapped(text: &str) -> String {
        let mut lines = String::new();
        for line in text.lines() {
            let mut length = 0;
            for word in line.split_whitespace() {
                if length + word.chars().count() > 72 {
                    lines.push('\n');
                    length = 0;
                }
                length += word.chars().count() + 1;
                lines.push_str(word);
                lines.push(' ');
            }
            lines.push('\n');
        }
        lines
    }
    let variants: &[Variant] = &[
        ("CR LF", |text| text.replace('\n', "\r\n")),
        ("CR", |text| text.replace('\n', "\r")),
        ("hard blanks", |text| text.replace(' ', "\u{a0}")),
        ("indented", |text| text.replace('\n', "  \n \t")),
        ("no empty lines", |text| {
            text.replace("\n\n", "\n").replace("\n\n", "\n")
        }),
        ("price on one line", |text| prices(text, "1st @ $1.00 Rest $0.75/ea.")),
        ("price with a slash", |text| {
            prices(text, "1st @ $1.00 / Rest $0.75/ea.")
        }),
        ("price said twice", |text| {
            text.replace("Order It!", "$1.00\n\nOrder It!")
        }),
        ("a menu above", |text| format!("Skip to content\nHome\nShop\n\n{text}")),
        ("broken lines", wrapped),
        ("HTML", html),
        ("HTML with breaks", |text| {
            format!("<div>{}</div>", text.replace('\n', "<br>\n"))
        }),
    ];
    let text = std::fs::read_to_string(sample("converge.txt")).unwrap();
    let fields = |page: Page| Page {
        left_out: Vec::new(),
        ..page
    };
    let plain = fields(page::read(&text, Currency::USD));
    for (how, variant) in variants {
        assert_eq!(fields(page::read(&variant(&text), Currency::USD)), plain, "{how}");
    }
}
