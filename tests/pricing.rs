//! Prices against computations that share no code with the engine, and properties of baskets and settlements.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use std::sync::Arc;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Donation, Item};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender, quick_amounts, settle};
use zinetill::domain::pricing::{PricedBasket, Terms, price};
use zinetill::domain::rule::{Band, PriceRule, PriceSet, RuleKind, Step};
use zinetill::domain::sentence::{parse, print};
use zinetill::domain::title::{Sku, Title};

const USD: Currency = Currency::USD;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, USD)
}

/// The cheapest way to cover `n` copies with sets, tried one by one.
fn brute(n: i64, sets: &[(i64, i64)], single: i64) -> i64 {
    let with_sets = sets
        .iter()
        .filter(|(count, _)| *count <= n)
        .map(|(count, price)| price + brute(n - count, sets, single));
    with_sets.chain([n * single]).min().unwrap()
}

#[test]
fn totals_for_one_to_twelve_copies_agree_with_arithmetic_by_hand() {
    type ByHand = Box<dyn Fn(i64) -> i64>;
    let rules: Vec<(&str, ByHand)> = vec![
        ("$2.00 each", Box::new(|n| 200 * n)),
        ("free", Box::new(|_| 0)),
        ("1st $1.00, rest $0.75 each", Box::new(|n| 100 + (n - 1) * 75)),
        (
            "1st $3.00, 2nd $2.00, rest $1.00 each",
            Box::new(|n| {
                (1..=n)
                    .map(|k| [300, 200].get(k as usize - 1).copied().unwrap_or(100))
                    .sum()
            }),
        ),
        (
            "first 4 $2.00 each, rest $1.50 each",
            Box::new(|n| (1..=n).map(|k| if k <= 4 { 200 } else { 150 }).sum()),
        ),
        (
            "$2.00 each, 5 or more $1.50 each",
            Box::new(|n| if n >= 5 { 150 * n } else { 200 * n }),
        ),
        ("3 for $5.00, else $2.00 each", Box::new(|n| n / 3 * 500 + n % 3 * 200)),
        (
            "5 for $4.00, 10 for $7.00, else $1.00 each",
            Box::new(|n| brute(n, &[(5, 400), (10, 700)], 100)),
        ),
        (
            "3 for $5.00, 4 for $6.00, else $2.50 each",
            Box::new(|n| brute(n, &[(3, 500), (4, 600)], 250)),
        ),
    ];
    for (sentence, by_hand) in rules {
        let rule = parse(sentence, USD).unwrap();
        for copies in 1..=12_u32 {
            let quantity = Quantity::new(copies).unwrap();
            assert_eq!(
                rule.total(quantity, USD),
                Some(usd(by_hand(i64::from(copies)))),
                "{copies} × {sentence}"
            );
            let charged: u32 = rule
                .charges(quantity, USD)
                .unwrap()
                .iter()
                .map(|charge| charge.quantity.get())
                .sum();
            assert_eq!(charged, copies);
        }
    }
    for sentence in ["sliding $1.00–$5.00", "pay what you can, suggested $2.00"] {
        for copies in 1..=12_u32 {
            assert_eq!(
                parse(sentence, USD).unwrap().total(Quantity::new(copies).unwrap(), USD),
                None
            );
        }
    }
}

fn catalog() -> Catalog {
    let title = |sku: &str, sentence: &str| {
        Title::new(
            Sku::new(sku).unwrap(),
            sku.to_uppercase(),
            parse(sentence, USD).unwrap(),
        )
    };
    Catalog::new(vec![
        title("a", "1st $1.00, rest $0.75 each"),
        title("b", "any 3 for $5.00, else $2.00 each"),
        title("c", "any 3 for $5.00, else $2.00 each"),
        title("d", "any 3 for $5.00, else $2.00 each"),
        title("e", "1st $3.00, rest $1.00 each, any mix"),
        title("f", "1st $3.00, rest $1.00 each, any mix"),
        title("g", "sliding $1.00–$5.00, suggested $3.00"),
        title("h", "free"),
    ])
}

fn priced(taps: &[(usize, u32)]) -> PricedBasket {
    let catalog = catalog();
    let mut cart = Cart::new(Uuid::nil());
    for (title, copies) in taps {
        let sku = catalog.titles()[*title].sku.clone();
        cart.add(Item::Title(sku), Quantity::new(*copies).unwrap()).unwrap();
    }
    price(&cart, |sku| catalog.get(sku), &Terms::default(), USD).unwrap()
}

#[test]
fn a_pool_shares_its_total_by_copies_and_ties_go_by_sku() {
    let basket = priced(&[(3, 1), (1, 1), (2, 1)]);
    let amounts: Vec<(String, Money)> = basket
        .lines
        .iter()
        .map(|line| (line.title.sku.to_string(), line.amount))
        .collect();
    assert_eq!(
        amounts,
        [("d".into(), usd(166)), ("b".into(), usd(167)), ("c".into(), usd(167))]
    );
    assert_eq!(priced(&[(1, 1), (2, 1)]).goods, usd(400));
    assert_eq!(priced(&[(1, 2), (2, 1)]).lines[0].amount, usd(333));
    assert_eq!(priced(&[(4, 1), (5, 2)]).goods, usd(500));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_order_and_any_splitting_of_taps_gives_the_same_basket(taps in prop::collection::vec((0..8_usize, 1..5_u32), 1..12), seed in any::<u64>()) {
        let mut split: Vec<(usize, u32)> = taps.iter().flat_map(|(title, copies)| vec![(*title, 1); *copies as usize]).collect();
        // A shuffle that needs no more than the seed.
        let len = split.len();
        for n in 0..len {
            split.swap(n, (seed.rotate_left(n as u32) % len as u64) as usize);
        }
        let by_sku = |basket: PricedBasket| {
            let mut lines = basket.lines;
            lines.sort_by(|a, b| a.title.sku.cmp(&b.title.sku));
            (lines, basket.goods)
        };
        prop_assert_eq!(by_sku(priced(&taps)), by_sku(priced(&split)));
    }

    #[test]
    fn a_settlement_always_adds_up(
        taps in prop::collection::vec((0..8_usize, 1..5_u32), 0..6),
        donation in 0..500_i64,
        card in 0..3_000_i64,
        cash in 0..10_000_i64,
        coin in prop::sample::select(vec![None, Some(5_i64), Some(10), Some(25)]),
    ) {
        let basket = priced(&taps);
        let donations = vec![Donation { jar: "Books".into(), amount: usd(donation) }];
        let tenders = [
            Tender { method: Method::new("card").unwrap(), given: usd(card) },
            Tender { method: Method::cash(), given: usd(cash) },
        ];
        let due = basket.goods.to_minor(USD) + donation;
        match settle(&basket, donations, &tenders, coin.map(usd), USD) {
            Ok(settled) => {
                let m = |money: Money| money.to_minor(USD);
                prop_assert_eq!(m(settled.goods) + m(settled.tax_added) + m(settled.donated()) + m(settled.rounding), m(settled.paid()) - m(settled.change()));
                prop_assert!(m(settled.rounding).abs() * 2 <= coin.unwrap_or(0));
                prop_assert!(settled.payments.iter().all(|p| p.method.is_cash() || p.change.is_zero()));
                if let (Some(coin), true) = (coin, cash > 0) {
                    prop_assert_eq!((due - card + m(settled.rounding)) % coin, 0);
                }
            }
            Err(_) => prop_assert!(taps.is_empty() && donation == 0 || card > due || card + cash < due + coin.unwrap_or(0)),
        }
    }

    #[test]
    fn quick_amounts_cover_the_total(total in 1..50_000_i64) {
        let amounts = quick_amounts(usd(total), USD);
        prop_assert!(!amounts.is_empty() && amounts.iter().all(|amount| *amount > usd(total)));
    }

    #[test]
    fn every_rule_reads_back_from_its_own_sentence(rule in rules(), code in prop::sample::select(vec!["USD", "EUR", "JPY", "KWD"])) {
        let currency = Currency::from_code(code).unwrap();
        let rule = in_currency(&rule, currency);
        let sentence = print(&rule, currency);
        prop_assert_eq!(parse(&sentence, currency), Ok(rule), "{}", sentence);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,40}") {
        if let Err(error) = parse(&text, USD) {
            prop_assert!(text.get(error.span()).is_some());
        }
    }

    #[test]
    fn no_mixture_of_price_words_makes_the_parser_panic(words in prop::collection::vec(prop::sample::select(vec![
        "1st", "2nd", "first", "next", "rest", "3", "for", "$5", "$1.00", "75¢", ",", "or", "any", "mix", "each", "/ea.", "5+", "-", "$",
        "sliding", "suggested", ":", "/", "free", "buy", "get", "@", "more", "else", "−1", "pay", "what", "you", "can", "0",
    ]), 0..14)) {
        let text = words.join(" ");
        match parse(&text, USD) {
            Err(error) => prop_assert!(text.get(error.span()).is_some()),
            Ok(rule) => prop_assert_eq!(parse(&print(&rule, USD), USD), Ok(rule)),
        }
    }
}

/// Rules with amounts as if in cents; `in_currency` moves them into another currency.
fn rules() -> impl Strategy<Value = PriceRule> {
    let amount = || (0..100_000_i64).prop_map(usd);
    let steps = || {
        prop::collection::vec((1..6_u32, 0..100_000_i64), 2..5).prop_map(|parts| {
            let mut from = 1;
            parts
                .into_iter()
                .map(|(length, each)| {
                    let step = Step { from, each: usd(each) };
                    from += length;
                    step
                })
                .collect::<Vec<_>>()
        })
    };
    let sets = prop::collection::btree_map(2..20_u32, 0..100_000_i64, 1..4).prop_map(|sets| {
        sets.into_iter()
            .map(|(count, price)| PriceSet {
                count,
                price: usd(price),
            })
            .collect::<Vec<_>>()
    });
    let bands = prop::collection::vec(("[a-z]{2,8}( [a-z]{2,8})?", 0..=100_i64), 0..4);
    let kind = prop_oneof![
        amount().prop_map(|each| RuleKind::Fixed { each }),
        steps().prop_map(|steps| RuleKind::Graduated { steps }),
        steps().prop_map(|breaks| RuleKind::Volume { breaks }),
        (sets, amount()).prop_map(|(sets, single)| RuleKind::SetPrice { sets, single }),
        (0..1_000_i64, 0..1_000_i64, prop::option::of(0..=100_i64), bands).prop_map(|(low, wide, suggested, bands)| {
            let within = |percent: i64| usd(low + wide * percent / 100);
            RuleKind::Sliding {
                low: usd(low),
                high: usd(low + wide),
                suggested: suggested.map(within),
                bands: bands
                    .into_iter()
                    .map(|(name, percent)| Band {
                        name,
                        amount: within(percent),
                    })
                    .collect(),
            }
        }),
        prop::option::of(amount()).prop_map(|suggested| RuleKind::PayWhatYouCan { suggested }),
        Just(RuleKind::Free),
    ];
    (kind, any::<bool>()).prop_filter_map("parts that fit", |(kind, pooled)| PriceRule::new(kind, pooled).ok())
}

fn in_currency(rule: &PriceRule, currency: Currency) -> PriceRule {
    let to = |amount: &Money| Money::from_minor(amount.to_minor(USD), currency);
    let steps = |steps: &[Step]| {
        steps
            .iter()
            .map(|step| Step {
                from: step.from,
                each: to(&step.each),
            })
            .collect()
    };
    let kind = match rule.kind() {
        RuleKind::Fixed { each } => RuleKind::Fixed { each: to(each) },
        RuleKind::Graduated { steps: own } => RuleKind::Graduated { steps: steps(own) },
        RuleKind::Volume { breaks } => RuleKind::Volume { breaks: steps(breaks) },
        RuleKind::SetPrice { sets, single } => RuleKind::SetPrice {
            sets: sets
                .iter()
                .map(|set| PriceSet {
                    count: set.count,
                    price: to(&set.price),
                })
                .collect(),
            single: to(single),
        },
        RuleKind::Sliding {
            low,
            high,
            suggested,
            bands,
        } => RuleKind::Sliding {
            low: to(low),
            high: to(high),
            suggested: suggested.as_ref().map(to),
            bands: bands
                .iter()
                .map(|band| Band {
                    name: band.name.clone(),
                    amount: to(&band.amount),
                })
                .collect(),
        },
        RuleKind::PayWhatYouCan { suggested } => RuleKind::PayWhatYouCan {
            suggested: suggested.as_ref().map(to),
        },
        RuleKind::Free => RuleKind::Free,
    };
    PriceRule::new(kind, rule.pooled()).unwrap()
}

#[test]
fn a_catalog_hands_out_titles_by_reference() {
    let catalog = catalog();
    assert!(Arc::ptr_eq(
        catalog.get(&Sku::new("a").unwrap()).unwrap(),
        &catalog.titles()[0]
    ));
}
