//! What taxes, jars, scales, offers and discounts came to, a small table each where there is something to tell.
//! Never adds anything up: the summary did.

use super::lists::{Line, Table, Wide, entry, named};
use crate::domain::currency::Currency;
use crate::domain::money::{Money, percent};
use crate::domain::report::Summary;
use crate::domain::sales_filter::Figure;
use crate::gui::words::{say, tell};

/// The tables; one without rows has nothing to tell.
pub fn tables(currency: Currency, summary: &Summary) -> [Table; 4] {
    let money = |amount: Money| vec![(currency.show(amount), Wide::Money)];
    let table = |heading: &'static str, rows: Vec<Line>| Table {
        heading,
        heads: Vec::new(),
        rows,
        sum: None,
    };
    let jars = summary.jars.iter();
    let jars = jars.map(|row| {
        entry(
            named(&row.jar, "day-jar-table"),
            money(row.amount),
            Figure::Jar(row.jar.clone()),
        )
    });
    let taxes = summary.taxes.iter().map(|tax| {
        let about = [
            ("class", tax.class.as_str().into()),
            ("rate", percent(tax.rate_ppm).into()),
            ("how", if tax.included { "included" } else { "added" }.into()),
        ];
        Line {
            under: tell("day-tax-base", &[("base", currency.show(tax.base).into())]),
            ..entry(
                tell("day-tax-class", &about),
                money(tax.amount),
                Figure::Tax(tax.class.clone()),
            )
        }
    });
    let bands = summary.bands.iter().map(|row| Line {
        under: tell("day-band", &[("count", row.copies.into())]),
        ..entry(row.band.clone(), money(row.amount), Figure::Band(row.band.clone()))
    });
    let given = [
        ("day-given-tiers", summary.saved_by_tiers(), Figure::Savings),
        ("day-given-offers", summary.saved_by_offers, Figure::Savings),
        ("day-given-discounts", summary.discounts, Figure::Discounts),
    ];
    let given = given.into_iter().filter(|(_, amount, _)| !amount.is_zero());
    let given = given.map(|(word, amount, figure)| entry(say(word), money(amount), figure));
    [
        table("day-jars", jars.collect()),
        table("day-taxes", taxes.collect()),
        table("day-bands", bands.collect()),
        table("day-given", given.collect()),
    ]
}
