//! Sales made by hand, for tests and benches of papers.
#![allow(dead_code, clippy::unwrap_used)]

use uuid::Uuid;
use zinetill::domain::cart::{Choice, Donation, Override};
use zinetill::domain::currency::Currency;
use zinetill::domain::day::Instant;
use zinetill::domain::discount::{Discount, Off};
use zinetill::domain::letterhead::Letterhead;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Payment};
use zinetill::domain::pricing::{Applied, AppliedDiscount};
use zinetill::domain::rule::Charge;
use zinetill::domain::sale::{ReceiptNumber, Sale, SaleLine};
use zinetill::domain::settings::Papers;
use zinetill::till::Settings;

pub fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

pub fn copies(number: u32) -> Quantity {
    Quantity::new(number).unwrap()
}

pub fn settings() -> Settings {
    Settings {
        shop: "Stigmergy Distro".to_owned(),
        tagline: "zines, pamphlets, seeds".to_owned(),
        footer: "distro.example/read-next · Copy it. Pass it on.".to_owned(),
        currency: Currency::USD,
        register: "A".to_owned(),
        practice: false,
        smallest_coin: None,
        methods: vec!["card".to_owned()],
        trusted: Vec::new(),
        jars: Vec::new(),
        rollover_hour: 4,
        papers: Papers::default(),
    }
}

/// The head and foot of the reference picture.
pub fn letterhead() -> Letterhead {
    Letterhead::from(&settings())
}

/// A line of copies at unit prices in cents.
pub fn line(title: &str, makers: &[&str], sentence: &str, parts: &[(u32, i64)]) -> SaleLine {
    let charges: Vec<Charge> = parts
        .iter()
        .map(|(number, each)| Charge::each(copies(*number), usd(*each), Currency::USD))
        .collect();
    let total = charges.iter().map(|charge| charge.amount).sum();
    SaleLine {
        sku: title.to_lowercase(),
        title: title.to_owned(),
        makers: makers.iter().map(|maker| (*maker).to_owned()).collect(),
        sentence: sentence.to_owned(),
        price_list: None,
        tags: Vec::new(),
        maker_share_ppm: None,
        tax_class: None,
        quantity: copies(parts.iter().map(|(number, _)| number).sum()),
        charges,
        choices: Vec::new(),
        price_override: None,
        discount: Money::ZERO,
        total,
        saved: Money::ZERO,
        counted: true,
    }
}

/// What was taken off the lines, as it was keyed.
fn discounts(lines: &[SaleLine]) -> Vec<AppliedDiscount> {
    let taken = lines.iter().enumerate().filter(|(_, line)| !line.discount.is_zero());
    taken
        .map(|(n, line)| AppliedDiscount {
            line: Some(n),
            discount: Discount {
                off: Off::Amount(line.discount),
                reason: "creased".to_owned(),
            },
            amount: line.discount,
        })
        .collect()
}

/// A sale of these lines, paid with one cash payment.
pub fn sale(lines: Vec<SaleLine>, donations: Vec<Donation>, given: i64) -> Sale {
    let goods: Money = lines.iter().map(|line| line.total).sum();
    let donated: Money = donations.iter().map(|donation| donation.amount).sum();
    let sold_at = Instant::parse("2026-11-22T14:07:09.120-08:00").unwrap();
    let total = goods + donated;
    let sale = Sale {
        id: Uuid::nil(),
        key: "key".to_owned(),
        number: ReceiptNumber::new("A", 31).unwrap(),
        sold_at,
        business_day: sold_at.business_day(4),
        clock_suspect: false,
        late: false,
        session: Uuid::nil(),
        event: "Bay Area Anarchist Bookfair".to_owned(),
        by: "Robin".to_owned(),
        currency: Currency::USD,
        applied: Applied {
            discounts: discounts(&lines),
            ..Applied::default()
        },
        lines,
        smallest_coin: None,
        goods,
        tax_added: Money::ZERO,
        donations,
        rounding: Money::ZERO,
        total,
        payments: vec![Payment {
            method: Method::cash(),
            given: usd(given),
            change: usd(given) - total,
            unverified: false,
        }],
        note: String::new(),
        practice: false,
    };
    assert_eq!(sale.contradiction(), None);
    sale
}

/// The sale of the reference picture.
pub fn usual() -> Sale {
    let mut converge = line(
        "Converge and Overtake!",
        &["Carson", "D’Amato"],
        "1st $1.00, rest $0.75 each",
        &[(1, 100), (2, 75)],
    );
    converge.saved = usd(50);
    let mut fold = line(
        "Fold, Staple, Riot",
        &[],
        "sliding $1.00–$5.00, suggested $3.00",
        &[(1, 200)],
    );
    fold.choices = vec![Choice {
        quantity: copies(1),
        amount: usd(200),
        band: None,
    }];
    let rights = line("Know Your Rights (pocket)", &[], "free", &[(2, 0)]);
    let jar = Donation {
        jar: "Books to Prisoners".to_owned(),
        amount: usd(50),
    };
    sale(vec![converge, fold, rights], vec![jar], 1000)
}

/// So many lines of one copy and two more.
pub fn long(lines: u32) -> Sale {
    let lines = (1..=lines)
        .map(|n| {
            line(
                &format!("Pamphlet number {n}"),
                &["Ada Quill", "M. Okafor"],
                "1st $1.00, rest $0.75 each",
                &[(1, 100), (2, 75)],
            )
        })
        .collect();
    sale(lines, Vec::new(), 100_000)
}

pub fn overridden(title: &str, each: i64, reason: &str) -> SaleLine {
    let mut line = line(title, &[], "$2.00 each", &[(1, each)]);
    line.price_override = Some(Override {
        each: usd(each),
        reason: reason.to_owned(),
    });
    line
}
