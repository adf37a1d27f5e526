//! Every figure of a summary, held against plain sums over the journal's own words, in whole cents and without a line of the
//! code under test: for generated days, ranges and events with every kind of sale and correction.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod baskets;
mod fair;
mod plain;

use fair::{Books, DAYS, Place, cents, day, days, written};
use plain::{Goods, Plain, journal};
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::domain::cart::Cart;
use zinetill::domain::day::{BusinessDay, Instant};
use zinetill::domain::journal::{SessionBody, What};
use zinetill::domain::ledger::Part;
use zinetill::domain::report::Report;
use zinetill::domain::sales_filter::{Figure, SalesFilter};
use zinetill::domain::span::Span;
use zinetill::store::Store;
use zinetill::till::Till;

fn same(plain: &Plain, report: &Report) {
    let summary = &report.summary;
    let totals = [
        ("goods", plain.goods, summary.goods),
        ("tax", plain.tax_added, summary.tax_added),
        ("donations", plain.donations, summary.donations),
        ("rounding", plain.rounding, summary.rounding),
        ("payments", plain.given, summary.payments),
        ("change", plain.change, summary.change),
        ("saved", plain.saved, summary.saved),
        ("saved by offers", plain.saved_by_offers, summary.saved_by_offers),
        (
            "saved by tiers",
            plain.saved - plain.saved_by_offers,
            summary.saved_by_tiers(),
        ),
        ("discounts", plain.discounts, summary.discounts),
        ("given back", plain.given_back, summary.given_back()),
    ];
    for (what, by_hand, told) in totals {
        assert_eq!(by_hand, cents(told), "{what}");
    }
    assert_eq!((plain.sales, plain.copies), (summary.sales, summary.copies));
    assert!(summary.holds(), "{summary:?}");
    let goods = |sold, free, back, took| Goods {
        sold,
        free,
        back,
        took: cents(took),
    };
    let rows = summary.by_title.iter();
    let told: BTreeMap<String, Goods> = rows
        .map(|row| (row.sku.clone(), goods(row.sold, row.free, row.refunded, row.takings)))
        .collect();
    assert_eq!(plain.titles, told, "by title");
    for row in &summary.by_title {
        assert_eq!(
            plain.names[&row.sku], row.title,
            "the name that a title was last sold by"
        );
        let left = plain.counted.contains(&row.sku).then(|| plain.left[&row.sku]);
        assert_eq!(left, row.left, "left of {}", row.sku);
    }
    let rows = summary.by_tag.iter();
    let told: BTreeMap<String, Goods> = rows
        .map(|row| (row.tag.clone(), goods(row.sold, row.free, row.refunded, row.takings)))
        .collect();
    assert_eq!(plain.tags, told, "by tag");
    let rows = summary.by_maker.iter();
    let told: BTreeMap<String, (i64, i64, i64, i64)> = rows
        .map(|row| {
            (
                row.maker.clone(),
                (row.copies, row.refunded, cents(row.takings), cents(row.share)),
            )
        })
        .collect();
    assert_eq!(plain.makers(), told, "by maker");
    let rows = summary.by_payment.iter();
    let told: BTreeMap<String, (i64, i64, i64)> = rows
        .map(|row| {
            (
                row.method.to_string(),
                (row.count, cents(row.amount), cents(row.unverified)),
            )
        })
        .collect();
    assert_eq!(plain.methods, told, "by payment");
    let told: BTreeMap<u32, (i64, i64)> = summary
        .by_hour
        .iter()
        .map(|row| (row.hour, (row.sales, cents(row.amount))))
        .collect();
    assert_eq!(plain.hours, told, "by hour");
    let rows = summary.by_day.iter();
    let told: BTreeMap<String, (i64, i64)> = rows
        .map(|row| (row.day.to_string(), (row.sales, cents(row.amount))))
        .collect();
    assert_eq!(plain.days, told, "by day");
    let rows = summary.by_event.iter();
    let told: BTreeMap<String, (i64, i64)> = rows
        .map(|row| (row.event.clone(), (row.sales, cents(row.amount))))
        .collect();
    assert_eq!(plain.events, told, "by event");
    let rows = summary.by_volunteer.iter();
    let told: BTreeMap<String, (i64, i64, i64)> = rows
        .map(|row| (row.by.clone(), (row.sales, row.corrections, cents(row.amount))))
        .collect();
    assert_eq!(plain.volunteers, told, "by volunteer");
    let told: BTreeMap<String, i64> = summary
        .jars
        .iter()
        .map(|row| (row.jar.clone(), cents(row.amount)))
        .collect();
    assert_eq!(plain.jars, told, "by jar");
    let rows = summary.taxes.iter();
    let told: BTreeMap<(String, i64, bool), (i64, i64)> = rows
        .map(|row| {
            (
                (row.class.clone(), row.rate_ppm.into(), row.included),
                (cents(row.base), cents(row.amount)),
            )
        })
        .collect();
    assert_eq!(plain.taxes, told, "by tax");
    let rows = summary.bands.iter();
    let told: BTreeMap<String, (i64, i64)> = rows
        .map(|row| (row.band.clone(), (row.copies, cents(row.amount))))
        .collect();
    assert_eq!(plain.bands, told, "by band");
    let rows = summary.corrections.iter();
    let told: Vec<(String, String, i64)> = rows
        .map(|row| (row.how.word().to_owned(), row.number.to_string(), cents(row.amount)))
        .collect();
    assert_eq!(plain.corrections, told, "corrections");
}

/// Every figure leads to the records that made it, and to no other.
fn leads(till: &mut Till, span: &Span, plain: &Plain, report: &Report) {
    let summary = &report.summary;
    let mut figures: Vec<(Option<Figure>, String)> = vec![
        (None, "all".into()),
        (Some(Figure::Donations), "donations".into()),
        (Some(Figure::Savings), "savings".into()),
        (Some(Figure::Discounts), "discounts".into()),
        (Some(Figure::Corrections), "corrections".into()),
    ];
    let mut figure = |figure: Figure, words: String| figures.push((Some(figure), words));
    for row in &summary.by_title {
        figure(Figure::Title(row.sku.clone()), format!("title {}", row.sku));
    }
    for row in &summary.by_tag {
        figure(Figure::Tag(row.tag.clone()), format!("tag {}", row.tag));
    }
    for row in &summary.by_maker {
        figure(Figure::Maker(row.maker.clone()), format!("maker {}", row.maker));
    }
    for row in &summary.by_payment {
        figure(Figure::Method(row.method.clone()), format!("method {}", row.method));
        figure(
            Figure::Unverified(row.method.clone()),
            format!("unverified {}", row.method),
        );
    }
    for row in &summary.by_hour {
        figure(Figure::Hour(row.hour), format!("hour {}", row.hour));
    }
    for row in &summary.by_day {
        figure(Figure::Day(row.day), format!("day {}", row.day));
    }
    for row in &summary.by_event {
        figure(Figure::Event(row.event.clone()), format!("event {}", row.event));
    }
    for row in &summary.by_volunteer {
        figure(Figure::Volunteer(row.by.clone()), format!("by {}", row.by));
    }
    for row in &summary.jars {
        figure(Figure::Jar(row.jar.clone()), format!("jar {}", row.jar));
    }
    for row in &summary.taxes {
        figure(Figure::Tax(row.class.clone()), format!("tax {}", row.class));
    }
    for row in &summary.bands {
        figure(Figure::Band(row.band.clone()), format!("band {}", row.band));
    }
    for (figure, words) in figures {
        let filter = SalesFilter::behind(span.clone(), figure);
        let heads = till.find_sales(&filter, u32::MAX).unwrap();
        let told: Vec<i64> = heads.iter().map(|head| head.number.running().into()).collect();
        assert!(told.windows(2).all(|pair| pair[0] > pair[1]), "newest first: {told:?}");
        let by_hand = plain.behind.get(&words).cloned().unwrap_or_default();
        assert_eq!(by_hand, told.into_iter().collect(), "behind {words} of {span}");
        let few = till.find_sales(&filter, 2).unwrap();
        assert_eq!(few.len(), by_hand.len().min(2));
    }
    add_up(till, span, report);
}

/// What is part of a figure of what lies behind it adds up to the figure.
fn add_up(till: &mut Till, span: &Span, report: &Report) {
    let summary = &report.summary;
    let mut figures: Vec<(Figure, i64)> = vec![
        (Figure::Donations, cents(summary.donations)),
        (Figure::Savings, cents(summary.saved)),
        (Figure::Discounts, cents(summary.discounts)),
        (Figure::Corrections, -cents(summary.given_back())),
    ];
    let mut figure = |figure: Figure, amount: i64| figures.push((figure, amount));
    for row in &summary.by_title {
        figure(Figure::Title(row.sku.clone()), cents(row.takings));
    }
    for row in &summary.by_tag {
        figure(Figure::Tag(row.tag.clone()), cents(row.takings));
    }
    for row in &summary.by_maker {
        figure(Figure::Maker(row.maker.clone()), cents(row.takings));
    }
    for row in &summary.by_payment {
        figure(Figure::Method(row.method.clone()), cents(row.amount));
    }
    for row in &summary.by_hour {
        figure(Figure::Hour(row.hour), cents(row.amount));
    }
    for row in &summary.by_volunteer {
        figure(Figure::Volunteer(row.by.clone()), cents(row.amount));
    }
    for row in &summary.jars {
        figure(Figure::Jar(row.jar.clone()), cents(row.amount));
    }
    for row in &summary.bands {
        figure(Figure::Band(row.band.clone()), cents(row.amount));
    }
    for row in &summary.taxes {
        let of_class = summary.taxes.iter().filter(|tax| tax.class == row.class);
        figure(
            Figure::Tax(row.class.clone()),
            of_class.map(|tax| cents(tax.amount)).sum(),
        );
    }
    for (figure, amount) in figures {
        let filter = SalesFilter::behind(span.clone(), Some(figure.clone()));
        let mut heads = till.find_sales(&filter, u32::MAX).unwrap();
        till.part_out(&filter, &mut heads).unwrap();
        let parts = heads.iter().map(|head| cents(head.part.unwrap_or(head.total)));
        assert_eq!(parts.sum::<i64>(), amount, "{figure:?} of {span}");
    }
}

/// The lines that are exported add up to the summary.
fn exported(till: &Till, span: &Span, plain: &Plain) {
    let records = till.ledger_of(span).unwrap();
    let sum = |part: Part| -> i64 {
        let rows = records.iter().flat_map(|record| &record.rows);
        rows.filter(|row| row.part == part).map(|row| cents(row.amount)).sum()
    };
    let told = [Part::Goods, Part::Tax, Part::Donation, Part::Rounding, Part::Payment].map(sum);
    let by_hand = [
        plain.goods,
        plain.tax_added,
        plain.donations,
        plain.rounding,
        plain.given - plain.change,
    ];
    assert_eq!(told, by_hand, "exported of {span}");
    let copies = records.iter().flat_map(|record| &record.rows).map(|row| row.copies);
    let went: i64 = plain
        .titles
        .values()
        .map(|goods| goods.sold + goods.free - goods.back)
        .sum();
    assert_eq!(copies.sum::<i64>(), went);
}

#[test]
fn every_figure_of_every_span_is_what_the_journal_adds_up_to() {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(24),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let seen = Cell::new((0, 0));
    TestRunner::new(config)
        .run(&days(), |days| {
            let folder = written(&days);
            let journal = journal(folder.path());
            let mut till = Till::open(folder.path()).unwrap();
            let mut spans: Vec<Span> = (0..DAYS).map(|n| Span::Day(day(n))).collect();
            spans.extend([Span::Days(day(0), day(DAYS - 1)), Span::Days(day(1), day(3))]);
            for event in ["Zine Fest", "Book Fair"] {
                let sold_at = |entry: &Value| {
                    let what = &entry["what"];
                    (what["kind"] == "sale" || what["kind"] == "correction") && what["event"] == event
                };
                if journal.iter().any(sold_at) {
                    spans.push(Span::Event(event.to_owned()));
                } else {
                    assert!(till.report(&Span::Event(event.to_owned())).is_err());
                }
            }
            for span in spans {
                let report = till.report(&span).unwrap();
                let (from, to) = (report.summary.from.to_string(), report.summary.to.to_string());
                let within = |day: &str, event: &str| match &span {
                    Span::Event(of) => event == of,
                    _ => (from.as_str()..=to.as_str()).contains(&day),
                };
                let plain = Plain::of(&journal, within, &to);
                same(&plain, &report);
                leads(&mut till, &span, &plain, &report);
                exported(&till, &span, &plain);
                let (spans, records) = seen.get();
                seen.set((spans + 1, records + plain.sales + plain.corrections.len() as i64));
            }
            assert!(till.verify(|_, _| {}).unwrap().ok);
            Ok(())
        })
        .unwrap();
    let (spans, records) = seen.get();
    assert!(spans > 100 && records > 1000, "{spans} spans with {records} records");
}

/// A history of one sale on each of these days: day, event.
fn history(sold: &[(i64, &str)]) -> TempDir {
    let cart = || {
        let mut cart = Cart::new(Uuid::nil());
        let sku = baskets::sku("fixed");
        cart.add(
            zinetill::domain::cart::Item::Title(sku),
            zinetill::domain::money::Quantity::ONE,
        )
        .unwrap();
        cart
    };
    let folder = written(&[]);
    let mut books = Books {
        store: Store::open(folder.path()).unwrap(),
        number: 0,
        sales: Vec::new(),
    };
    for (n, event) in sold {
        let at = Instant::parse(&format!("{}T12:00:00-08:00", day(*n))).unwrap();
        let session = Uuid::now_v7();
        let body = SessionBody {
            event: (*event).to_owned(),
            ..SessionBody::unknown(session)
        };
        books.write(at, day(*n), What::SessionOpen(body));
        let event: &'static str = String::leak((*event).to_owned());
        let place = Place {
            at,
            day: day(*n),
            session,
            event,
            by: "Robin",
        };
        books.sell(&cart(), 0, &[], 1, &place);
    }
    folder
}

#[test]
fn a_span_is_compared_with_the_one_before_and_stands_between_its_neighbours() {
    let folder = history(&[(0, "A"), (0, "A"), (1, "A"), (6, "B"), (9, ""), (10, "C")]);
    let till = Till::open(folder.path()).unwrap();
    let before = |span: &Span| till.report(span).unwrap().before.map(|(span, was)| (span, was.sales));
    for (span, expected) in [
        (Span::Day(day(0)), None),
        (Span::Day(day(1)), Some((Span::Day(day(0)), 2))),
        (Span::Day(day(6)), Some((Span::Day(day(1)), 1))),
        (Span::Day(day(4)), Some((Span::Day(day(1)), 1))),
        (Span::Days(day(1), day(2)), Some((Span::Days(day(-1), day(0)), 2))),
        (Span::Days(day(9), day(10)), None),
        (Span::Event("A".into()), None),
        (Span::Event("B".into()), Some((Span::Event("A".into()), 3))),
        (Span::Event("C".into()), Some((Span::Event("B".into()), 1))),
    ] {
        assert_eq!(before(&span), expected, "{span}");
    }
    let beside = |n: i64| till.report(&Span::Day(day(n))).unwrap().beside;
    assert_eq!(beside(0), (None, Some(day(1))));
    assert_eq!(beside(4), (Some(day(1)), Some(day(6))));
    assert_eq!(beside(10), (Some(day(9)), None));
    let sold: Vec<(BusinessDay, i64)> = till
        .days_of_sales(None, 3)
        .unwrap()
        .iter()
        .map(|row| (row.day, row.sales))
        .collect();
    assert_eq!(sold, [(day(10), 1), (day(9), 1), (day(6), 1)]);
    let earlier = till.days_of_sales(Some(day(6)), 9).unwrap();
    assert_eq!(earlier.iter().map(|row| row.sales).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((till.sales_on(day(0)).unwrap(), till.sales_on(day(2)).unwrap()), (2, 0));
    let events: Vec<String> = till
        .events_of_sales(9)
        .unwrap()
        .into_iter()
        .map(|row| row.event)
        .collect();
    assert_eq!(events, ["C", "B", "A"]);
    let refused = till.report(&Span::Days(day(3), day(1))).unwrap_err();
    assert!(refused.to_string().contains("runs backwards"));
}
