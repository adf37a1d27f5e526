//! The examples of price sentences, whole: canonical forms, totals and refusals; and what holds for all sentences.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::rule::{Band, PriceRule, PriceSet, RuleKind, Step};
use zinetill::domain::sentence::{parse, print};

const EXAMPLES: &str = include_str!("data/price-sentences.tsv");

fn totals(rule: &PriceRule, currency: Currency) -> Vec<String> {
    (1..=6)
        .map(|copies| match rule.total(Quantity::new(copies).unwrap(), currency) {
            Some(total) => total.to_minor(currency).to_string(),
            None => "choice".to_owned(),
        })
        .collect()
}

#[test]
fn every_example_is_read_printed_and_priced_as_it_says() {
    let mut refused = 0;
    let mut read = 0;
    for line in EXAMPLES.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (sentence, canonical) = (fields[0], fields[1]);
        let rule = parse(sentence, Currency::USD);
        if canonical == "ERROR" {
            let error = rule.expect_err(sentence);
            assert!(parse(error.example(), Currency::USD).is_ok(), "{error}");
            assert!(error.to_string().contains(error.example()), "{error}");
            refused += 1;
            continue;
        }
        let rule = rule.unwrap_or_else(|error| panic!("{sentence}: {error}"));
        assert_eq!(print(&rule, Currency::USD), canonical, "{sentence}");
        assert_eq!(parse(canonical, Currency::USD).as_ref(), Ok(&rule), "{canonical}");
        assert_eq!(totals(&rule, Currency::USD), &fields[2..8], "{sentence}");
        read += 1;
    }
    assert_eq!((read, refused), (23, 10));
}

#[test]
fn a_sentence_is_read_as_a_sign_says_it() {
    let mut wrong = Vec::new();
    for (sentence, canonical) in [
        ("first copy $2, then $1.50", "1st $2.00, rest $1.50 each"),
        ("$2, then $1.50 each", "1st $2.00, rest $1.50 each"),
        ("$2 then $1.50", "1st $2.00, rest $1.50 each"),
        ("$1, each additional 75¢", "1st $1.00, rest $0.75 each"),
        ("$1, 75c each additional copy", "1st $1.00, rest $0.75 each"),
        ("$1 first, 75 cents thereafter", "1st $1.00, rest $0.75 each"),
        (
            "First one is $1.00; each after that is $.75",
            "1st $1.00, rest $0.75 each",
        ),
        ("1ST $1.00 REST $.75 EA.", "1st $1.00, rest $0.75 each"),
        ("1st: $1 - rest: 75¢", "1st $1.00, rest $0.75 each"),
        (
            "1st copy for $1.00, all others for $0.75 a piece",
            "1st $1.00, rest $0.75 each",
        ),
        ("1st @ $1.00\n\nRest $0.75/ea.", "1st $1.00, rest $0.75 each"),
        (
            "Or In Bulk:\n\n1st @ $1.00\n\nRest $0.75/ea.",
            "1st $1.00, rest $0.75 each",
        ),
        (
            "$1.00 for the first, 75¢ for each additional",
            "1st $1.00, rest $0.75 each",
        ),
        ("1st $1, 2nd and up 75¢", "1st $1.00, rest $0.75 each"),
        ("1st free, rest $1", "1st $0.00, rest $1.00 each"),
        (
            "first $1, second $.75, third and up 50 cents",
            "1st $1.00, 2nd $0.75, rest $0.50 each",
        ),
        ("1st $3, then 2nd $2, then $1", "1st $3.00, 2nd $2.00, rest $1.00 each"),
        ("1st-4th $2, after that $1.50", "first 4 $2.00 each, rest $1.50 each"),
        ("$2 for the first 4, $1.50 after", "first 4 $2.00 each, rest $1.50 each"),
        (
            "first 4 copies are $2 each; after the first 4 $1.50",
            "first 4 $2.00 each, rest $1.50 each",
        ),
        (
            "first four $2, thereafter $1.50 apiece",
            "first 4 $2.00 each, rest $1.50 each",
        ),
        ("$2 each, from the 5th $1.50", "first 4 $2.00 each, rest $1.50 each"),
        (
            "1st $3, next 3 $2.00 each, rest $1",
            "1st $3.00, next 3 $2.00 each, rest $1.00 each",
        ),
        ("1st $1, rest 75¢, mix & match", "1st $1.00, rest $0.75 each, any mix"),
        ("any mix: 1st $1, rest 75¢", "1st $1.00, rest $0.75 each, any mix"),
        ("3/$5, $2 each", "3 for $5.00, else $2.00 each"),
        ("3/5, 2 each", "3 for $5.00, else $2.00 each"),
        ("3for$5 or $2", "3 for $5.00, else $2.00 each"),
        ("$2 each or 3 for $5", "3 for $5.00, else $2.00 each"),
        ("$2 each - 3 for $5", "3 for $5.00, else $2.00 each"),
        ("$2 - 3 for $5", "3 for $5.00, else $2.00 each"),
        ("$5 for 3, $2 for 1", "3 for $5.00, else $2.00 each"),
        ("1 for $2, 3 for $5", "3 for $5.00, else $2.00 each"),
        ("one for $2, three for $5", "3 for $5.00, else $2.00 each"),
        ("two for $5, $3 each", "2 for $5.00, else $3.00 each"),
        ("$2 single, 3 for $5", "3 for $5.00, else $2.00 each"),
        ("3 zines for $5, otherwise $2 a zine", "3 for $5.00, else $2.00 each"),
        ("mix & match 3 for $5, singles $2", "any 3 for $5.00, else $2.00 each"),
        ("any three for $5; $2 each", "any 3 for $5.00, else $2.00 each"),
        (
            "any 5 for $4, any 10 for $7, else $1",
            "any 5 for $4.00, any 10 for $7.00, else $1.00 each",
        ),
        ("3 for $5, else $2, any mix", "any 3 for $5.00, else $2.00 each"),
        ("Buy two, get one free @ $3", "3 for $6.00, else $3.00 each"),
        ("$3 each, buy 2 get the 3rd free", "3 for $6.00, else $3.00 each"),
        ("3 for the price of 2, $3 each", "3 for $6.00, else $3.00 each"),
        ("$2, 5+ $1.50", "$2.00 each, 5 or more $1.50 each"),
        ("$2 each 5+ $1.50", "$2.00 each, 5 or more $1.50 each"),
        ("$2 each, $1.50 each for 5 or more", "$2.00 each, 5 or more $1.50 each"),
        ("$2 each, $1.50 each if you buy 5+", "$2.00 each, 5 or more $1.50 each"),
        ("5 or more $1.50 each, else $2", "$2.00 each, 5 or more $1.50 each"),
        ("$2 ea; 5 and up @ $1.50", "$2.00 each, 5 or more $1.50 each"),
        (
            "1 to 4 copies $2, 5 copies or more $1.50",
            "$2.00 each, 5 or more $1.50 each",
        ),
        ("up to 4 $2 each, over 4 $1.50", "$2.00 each, 5 or more $1.50 each"),
        (
            "1–4 $2; 5–9 $1.75; 10+ $1.50",
            "$2.00 each, 5 or more $1.75 each, 10 or more $1.50 each",
        ),
        ("$1–$5", "sliding $1.00–$5.00"),
        ("$1 to $5 sliding scale", "sliding $1.00–$5.00"),
        ("Sliding-scale: from $1 to $5", "sliding $1.00–$5.00"),
        (
            "sliding 1-5 dollars (suggested: 3)",
            "sliding $1.00–$5.00, suggested $3.00",
        ),
        ("sliding $1-5, $3 suggested", "sliding $1.00–$5.00, suggested $3.00"),
        (
            "sliding $1–$5: low-income: $1, standard at $3 / solidarity = $5",
            "sliding $1.00–$5.00: low-income $1.00 / standard $3.00 / solidarity $5.00",
        ),
        (
            "sliding scale: low $1 / high $5",
            "sliding $1.00–$5.00: low $1.00 / high $5.00",
        ),
        (
            "sliding $1-$5: $1 student, $5 waged",
            "sliding $1.00–$5.00: student $1.00 / waged $5.00",
        ),
        ("Pay-what-you-can", "pay what you can"),
        ("name your price", "pay what you can"),
        ("suggested donation $3", "pay what you can, suggested $3.00"),
        ("$3 suggested donation", "pay what you can, suggested $3.00"),
        ("donation, $2 suggested", "pay what you can, suggested $2.00"),
        ("FREE", "free"),
        ("free (please take one)", "free"),
        ("Price: 5 dollars", "$5.00 each"),
        ("5 USD", "$5.00 each"),
        ("$0", "$0.00 each"),
        ("$1,000.00 a copy", "$1000.00 each"),
        ("٥", "$5.00 each"),
    ] {
        match parse(sentence, Currency::USD) {
            Ok(rule) if print(&rule, Currency::USD) == canonical => {}
            Ok(rule) => wrong.push(format!("{sentence}: {}", print(&rule, Currency::USD))),
            Err(error) => wrong.push(format!("{sentence}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_sentence_is_read_in_the_currency_of_the_till() {
    for (code, sentence, canonical) in [
        ("EUR", "1. Heft 2 €", None),
        ("EUR", "2,50 €", Some("€2.50 each")),
        ("EUR", "1st 1,00 €, rest 0,75 €", Some("1st €1.00, rest €0.75 each")),
        ("EUR", "3 for 5€, 2€ each", Some("3 for €5.00, else €2.00 each")),
        (
            "EUR",
            "first 4 2 €, rest ,50",
            Some("first 4 €2.00 each, rest €0.50 each"),
        ),
        ("EUR", "50 cents", Some("€0.50 each")),
        ("EUR", "1.000,00 €", Some("€1000.00 each")),
        ("EUR", "$5", None),
        ("GBP", "£1, then 50p", Some("1st £1.00, rest £0.50 each")),
        ("GBP", "150p", Some("£1.50 each")),
        (
            "JPY",
            "first 3 ¥200, rest 150円",
            Some("first 3 ¥200 each, rest ¥150 each"),
        ),
        ("JPY", "1-4 200円; 5+ 150円", Some("¥200 each, 5 or more ¥150 each")),
        ("JPY", "1,000 yen", Some("¥1000 each")),
        ("JPY", "¥1.5", None),
        ("JPY", "75¢", None),
        (
            "KWD",
            "1st KD 1, next 3 KD 0.750, rest .5",
            Some("1st KD 1.000, next 3 KD 0.750 each, rest KD 0.500 each"),
        ),
        ("HUF", "1 500 Ft", Some("Ft 1500.00 each")),
        (
            "HUF",
            "first 4 500 Ft, rest 400 Ft",
            Some("first 4 Ft 500.00 each, rest Ft 400.00 each"),
        ),
        (
            "SEK",
            "3 for 20 kr 8 kr each",
            Some("3 for kr 20.00, else kr 8.00 each"),
        ),
        ("ZAR", "R5, rest R4", Some("1st R 5.00, rest R 4.00 each")),
    ] {
        let currency = Currency::from_code(code).unwrap();
        let read = parse(sentence, currency);
        assert_eq!(
            read.as_ref().ok().map(|rule| print(rule, currency)).as_deref(),
            canonical,
            "{code} {sentence}: {read:?}"
        );
    }
}

#[test]
fn what_could_cost_two_things_is_refused() {
    for text in [
        "!",
        "free, $2",
        "free, pay what you can",
        "3 @ $5",
        "3 for $5 each",
        "first 3 for $5, rest $2",
        "3 for $5",
        "3 for $5, rest $2",
        "3 for $5, each additional $2",
        "$5 for 3",
        "1st $1, 2nd $2",
        "1st $1, 1st $2, rest $1",
        "rest $1",
        "next 3 $2, rest $1",
        "$2 each, rest $1",
        "1-4 $2",
        "5+ $1",
        "1-4 $2, 6+ $1",
        "1st $1, 5+ $1, rest $1",
        "$1 - 5 each for 3",
        "sliding",
        "sliding $1",
        "sliding $1-$5, $3",
        "sliding $1-$5, suggested $9",
        "suggested",
        "-$1",
        "−$1",
        "1st $-1, rest $1",
        "sliding $-1 to $5",
        "0+ $1",
        "0th $1",
        "buy 0 get 1 free @ $1",
        "$2 for 0",
        "buy 2 get 1 free",
        "buy 2 get 1 half price @ $3",
        "10% off",
        "$5 $6",
        "$",
        "each",
        "any",
        "any mix",
        "€5",
        "10000000000.01",
        "2 for 10000000000.01, 1 each",
        "buy 2 get 1 free @ $9999999999",
        "1st $1, rest $1.005",
        "5 for $4, 5 for $5, $1",
        "$1 $2 $3",
        "4-1 $2, 5+ $1",
        "1e3",
        "NaN",
        "two",
        "$2 each, , rubbish",
    ] {
        let read = parse(text, Currency::USD);
        assert!(read.is_err(), "{text}: {read:?}");
    }
}

#[test]
fn the_page_about_sentences_says_what_the_till_does() {
    let page = include_str!("../docs/price-sentences.md");
    let mut read = 0;
    let mut refused = 0;
    for row in page.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let typed = |cell: usize| {
            cells[cell]
                .split('`')
                .skip(1)
                .step_by(2)
                .filter(|text| !text.contains('…'))
        };
        if cells[1].contains('`') {
            for text in typed(1) {
                assert!(parse(text, Currency::USD).is_err(), "{text}");
                refused += 1;
            }
        }
        let works = if cells[1].contains('`') { typed(3) } else { typed(2) };
        for text in works {
            assert!(
                parse(text, Currency::USD).is_ok(),
                "{text}: {:?}",
                parse(text, Currency::USD)
            );
            read += 1;
        }
    }
    assert!(read > 40 && refused > 14, "{read} {refused}");
}

#[test]
fn a_very_long_text_is_read_or_refused_without_delay() {
    let currency = Currency::from_code("EUR").unwrap();
    for piece in [
        "each ",
        "$1 each each ",
        "the ",
        "1 ",
        "1 500 500 ",
        "then ",
        "any ",
        "\"",
        "\"\" ",
        "1.",
        "1,1",
        "-",
        "- ",
        "/",
        "1/",
        "first ",
        "1st $1, ",
        "rest ",
        "free ",
        "free, ",
        "for ",
        "1 for ",
        "for each one ",
        "sliding a ",
        "buy 1 ",
        "$",
        "€1 for you ",
        "and ",
        "pay-",
        "after the first ",
        "1-",
        "1st-",
        "2nd and ",
        "x",
        "é",
    ] {
        let many = piece.repeat(20_000);
        let started = std::time::Instant::now();
        for text in [
            many.clone(),
            format!("€1 {many}"),
            format!("sliding {many}"),
            format!("3 for {many} €5"),
        ] {
            if let Err(error) = parse(&text, currency) {
                assert!(
                    text.get(error.span()).is_some() && error.to_string().len() < 400,
                    "{error}"
                );
            }
        }
        assert!(
            started.elapsed().as_secs() < 20,
            "{piece:?} took {:?}",
            started.elapsed()
        );
    }
}

fn currencies() -> impl Strategy<Value = Currency> {
    prop::sample::select(vec!["USD", "EUR", "JPY", "KWD"]).prop_map(|code| Currency::from_code(code).unwrap())
}

fn minor() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0..2_000_i64, 1 => 0..=1_000_000_000_000_i64]
}

/// Rising starts, the first at 1.
fn steps(currency: Currency) -> impl Strategy<Value = Vec<Step>> {
    let gap = prop_oneof![3 => Just(1_u32), 2 => 2..9_u32, 1 => 1..9_000_u32];
    prop::collection::vec((gap, minor()), 1..7).prop_map(move |gaps| {
        let mut from = 1;
        let mut steps = Vec::new();
        for (gap, minor) in gaps {
            steps.push(Step {
                from,
                each: Money::from_minor(minor, currency),
            });
            from += gap;
        }
        steps
    })
}

fn band_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé]{1,9}([ -][a-z]{1,9}){0,2}",
        prop::sample::select(vec![
            "low income",
            "free",
            "rest",
            "suggested",
            "at",
            "€",
            "$5",
            "1st",
            "KD",
            "usd",
            "any mix",
            "3 for 5",
            "",
            " ",
            "a-",
            "-a",
            "a  b",
            "\"",
            "/",
            "a / b",
            "pay what you can",
            "each",
            "scale",
            "or",
            "ea.",
            "Ünï cödé",
            "don't",
            "second",
            "sliding",
            "try",
            "&",
            "c",
            "yen",
            "l'été",
        ])
        .prop_map(String::from),
        any::<String>(),
    ]
}

fn kind(currency: Currency) -> BoxedStrategy<RuleKind> {
    let money = move || minor().prop_map(move |minor| Money::from_minor(minor, currency));
    let sets = prop::collection::btree_map(2..40_u32, money(), 1..5);
    let bands = prop::collection::vec((band_name(), 0..=100_u32), 0..4);
    prop_oneof![
        money().prop_map(|each| RuleKind::Fixed { each }),
        steps(currency).prop_map(|steps| RuleKind::Graduated { steps }),
        steps(currency).prop_map(|breaks| RuleKind::Volume { breaks }),
        (sets, money()).prop_map(|(sets, single)| {
            let sets = sets
                .into_iter()
                .map(|(count, price)| PriceSet { count, price })
                .collect();
            RuleKind::SetPrice { sets, single }
        }),
        (minor(), minor(), prop::option::of(0..=100_u32), bands).prop_map(move |(a, b, suggested, bands)| {
            let (low, high) = (a.min(b), a.max(b));
            let within = |part: u32| Money::from_minor(low + (high - low) * i64::from(part) / 100, currency);
            RuleKind::Sliding {
                low: Money::from_minor(low, currency),
                high: Money::from_minor(high, currency),
                suggested: suggested.map(within),
                bands: bands
                    .into_iter()
                    .map(|(name, part)| Band {
                        name,
                        amount: within(part),
                    })
                    .collect(),
            }
        }),
        prop::option::of(money()).prop_map(|suggested| RuleKind::PayWhatYouCan { suggested }),
        Just(RuleKind::Free),
    ]
    .boxed()
}

fn rules() -> impl Strategy<Value = (Currency, PriceRule)> {
    currencies().prop_flat_map(|currency| {
        (kind(currency), any::<bool>())
            .prop_map(move |(kind, pooled)| (currency, PriceRule::new(kind, pooled).expect("parts that fit")))
    })
}

/// An example with some characters cut out, doubled or put in, or two examples joined.
fn mutated() -> impl Strategy<Value = String> {
    let lines: Vec<&'static str> = EXAMPLES
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    let line = prop::sample::select(lines);
    let insert = prop::sample::select(vec![
        "",
        " ",
        "$",
        "-",
        "–",
        "/",
        ",",
        ".",
        "1",
        "0",
        "9",
        "¢",
        "c",
        "€",
        "−",
        "any ",
        " for ",
        " first ",
        "\"",
        "(",
        " then ",
        " or more ",
        " each",
        "free",
        "sliding ",
        "2nd",
        "+",
        "é",
        "🎉",
        "\u{301}",
        "\u{a0}",
        "İ",
        "ß",
    ]);
    let edit = (any::<prop::sample::Index>(), 0..4_usize, insert);
    (line.clone(), line, any::<bool>(), prop::collection::vec(edit, 0..6)).prop_map(|(line, other, joined, edits)| {
        let mut chars: Vec<char> = line.chars().collect();
        if joined {
            chars.extend([',', ' ']);
            chars.extend(other.chars());
        }
        for (at, cut, insert) in edits {
            let at = at.index(chars.len() + 1);
            let end = (at + cut).min(chars.len());
            chars.splice(at..end, insert.chars());
        }
        chars.into_iter().collect()
    })
}

/// Never a panic; a refusal points into the text; what is read is printed and read again the same.
fn holds(text: &str, currency: Currency) {
    match parse(text, currency) {
        Ok(rule) => assert_eq!(parse(&print(&rule, currency), currency), Ok(rule), "{text}"),
        Err(error) => {
            assert!(text.get(error.span()).is_some(), "{text:?} {:?}", error.span());
            assert!(!error.to_string().is_empty());
            assert!(!error.to_string().contains('\n'));
            assert!(parse(error.example(), currency).is_ok(), "{error}");
        }
    }
}

fn cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    config.cases = config.cases.max(2_000);
    config.failure_persistence = None;
    config
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_printed_is_read_as_the_same_rule((currency, rule) in rules()) {
        let printed = print(&rule, currency);
        prop_assert_eq!(parse(&printed, currency), Ok(rule), "{}", printed);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), currency in currencies()) {
        holds(&text, currency);
    }

    #[test]
    fn any_words_of_sentences_are_read_or_refused(
        text in "((1st|2nd|first|next|rest|then|each|any|for|3|5|\\$|€|¥|KD|2\\.00|75¢|-|–|/|,|;|\\+|or more|else|sliding|suggested|free|to|the|buy|get|after|mix|@|:|\"a\"|low) ?){0,14}",
        currency in currencies(),
    ) {
        holds(&text, currency);
    }

    #[test]
    fn a_mutated_example_is_read_or_refused(text in mutated(), currency in currencies()) {
        holds(&text, currency);
    }
}
