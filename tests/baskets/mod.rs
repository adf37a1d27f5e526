//! A small table of titles of every kind, and baskets from it, for tests of prices.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use proptest::prelude::*;
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Choice, Item, Override};
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::domain::day::{BusinessDay, Instant};
use zinetill::domain::discount::Discount;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::offer::{Offer, Scope};
use zinetill::domain::pricing::{PricedBasket, price};
use zinetill::domain::sale::{ReceiptNumber, Sale, SaleLine};
use zinetill::domain::sentence::parse;
use zinetill::domain::tax::TaxClass;
use zinetill::domain::title::{Sku, Title};

const USD: Currency = Currency::USD;

pub fn usd(minor: i64) -> Money {
    Money::from_minor(minor, USD)
}

pub fn sku(name: &str) -> Sku {
    Sku::new(name).unwrap()
}

/// How many cases a property is tried with: 10,000, or PROPTEST_CASES for a larger run.
pub fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(10_000)
}

/// SKU, price sentence, tags, tax class.
const TITLES: &[(&str, &str, &str, &str)] = &[
    ("fixed", "$2.00 each", "zine", ""),
    ("graduated", "1st $1.00, rest $0.75 each", "half-sheet", ""),
    ("volume", "$2.00 each, 5 or more $1.50 each", "zine", ""),
    ("set", "3 for $5.00, else $2.00 each", "half-sheet", ""),
    ("pool-a", "any 3 for $5.00, else $2.00 each", "zine", ""),
    ("pool-b", "any 3 for $5.00, else $2.00 each", "", ""),
    ("pool-c", "1st $1.00, rest $0.33 each, any mix", "half-sheet", ""),
    ("pool-d", "1st $1.00, rest $0.33 each, any mix", "half-sheet", "added"),
    ("sliding", "sliding $1.00–$5.00, suggested $3.00", "zine", ""),
    ("pwyc", "pay what you can, suggested $2.00", "", "included"),
    ("free", "free", "half-sheet", ""),
    ("taxed-added", "$2.00 each", "", "added"),
    ("taxed-included", "$2.00 each", "zine", "included"),
];

/// A title of every kind, two tax classes, no offers.
pub fn table() -> Catalog {
    let titles = TITLES.iter().map(|(name, sentence, tag, tax)| {
        let mut letters = name.chars();
        let name_of = letters
            .next()
            .unwrap()
            .to_uppercase()
            .chain(letters)
            .collect::<String>();
        let mut title = Title::new(sku(name), name_of, parse(sentence, USD).unwrap());
        title.tags = [*tag]
            .iter()
            .filter(|tag| !tag.is_empty())
            .map(|tag| (*tag).to_owned())
            .collect();
        title.tax_class = Some((*tax).to_owned()).filter(|tax| !tax.is_empty());
        title
    });
    let mut catalog = Catalog::new(titles.collect());
    catalog.taxes = vec![
        TaxClass::new("added", "10%", false).unwrap(),
        TaxClass::new("included", "7%", true).unwrap(),
    ];
    catalog
}

/// The same table with offers that overlap and compete with tiers.
pub fn table_with_offers() -> Catalog {
    let offer = |units: u32, price: i64, scope: Scope| {
        Offer::new(Uuid::from_u128(units.into()), "", units, usd(price), scope, USD).unwrap()
    };
    let mut catalog = table();
    catalog.offers = vec![
        offer(3, 200, Scope::Tag("half-sheet".into())),
        offer(4, 550, Scope::Tag("zine".into())),
        offer(5, 700, Scope::Everything),
    ];
    catalog
}

pub fn day() -> BusinessDay {
    BusinessDay::parse("2026-11-22").unwrap()
}

pub fn priced(cart: &Cart, catalog: &Catalog) -> PricedBasket {
    price(cart, |sku| catalog.get(sku), &catalog.terms("", day()), USD).unwrap()
}

/// The cart sold, unpaid: what pricing leaves in the record.
pub fn sold(cart: &Cart, catalog: &Catalog) -> Sale {
    let basket = priced(cart, catalog);
    let sold_at = Instant::parse("2026-11-22T14:07:09-08:00").unwrap();
    let sale = Sale {
        id: Uuid::nil(),
        key: String::new(),
        number: ReceiptNumber::new("A", 1).unwrap(),
        sold_at,
        business_day: day(),
        clock_suspect: false,
        late: false,
        session: Uuid::nil(),
        event: String::new(),
        by: String::new(),
        currency: USD,
        lines: cart
            .lines
            .iter()
            .zip(&basket.lines)
            .map(|(line, priced)| SaleLine::new(line, priced, USD))
            .collect(),
        goods: basket.goods,
        tax_added: basket.tax_added,
        donations: Vec::new(),
        rounding: Money::ZERO,
        total: basket.due(),
        payments: vec![zinetill::domain::payment::Payment {
            method: zinetill::domain::payment::Method::cash(),
            given: basket.due(),
            change: Money::ZERO,
            unverified: false,
        }],
        applied: basket.applied,
        smallest_coin: None,
        note: String::new(),
        practice: false,
    };
    assert_eq!(sale.contradiction(), None);
    sale
}

fn discounts() -> impl Strategy<Value = Option<Discount>> {
    let sizes = prop::sample::select(vec![
        None,
        None,
        None,
        Some("10%"),
        Some("33.33%"),
        Some("100%"),
        Some("0.50"),
        Some("7.77"),
    ]);
    sizes.prop_map(|size| size.map(|size| Discount::parse(size, "creased", USD).unwrap()))
}

/// Carts of a few lines, with amounts chosen, prices by hand, discounts on lines and on the whole.
pub fn carts() -> impl Strategy<Value = Cart> {
    let line = (
        0..TITLES.len(),
        1..6_u32,
        prop::collection::vec((1..3_u32, 0..700_i64), 0..3),
        prop::option::weighted(0.15, 0..500_i64),
        discounts(),
    );
    (prop::collection::vec(line, 0..6), discounts()).prop_map(|(lines, discount)| {
        let mut cart = Cart::new(Uuid::nil());
        for (title, copies, choices, by_hand, discount) in lines {
            let (name, sentence, ..) = TITLES[title];
            let place = cart
                .add(Item::Title(sku(name)), Quantity::new(copies).unwrap())
                .unwrap();
            let chooses = parse(sentence, USD).unwrap().buyer_chooses();
            let line = &mut cart.lines[place];
            line.discount = discount;
            line.price_override = by_hand.map(|each| Override {
                each: usd(each),
                reason: "creased".into(),
            });
            if chooses {
                line.choices.clear();
                let mut left = line.quantity.get();
                for (quantity, amount) in choices {
                    let quantity = quantity.min(left);
                    left -= quantity;
                    line.choices.extend(Quantity::new(quantity).ok().map(|quantity| Choice {
                        quantity,
                        amount: usd(amount),
                        band: None,
                    }));
                }
            }
        }
        cart.discount = discount;
        cart
    })
}
