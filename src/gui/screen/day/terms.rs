//! What taxes, jars, scales, offers and discounts came to on a day, a small table each where there is something to tell.
//! Never adds anything up: the summary did.

use super::Message;
use super::tables::two;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, percent};
use crate::domain::report::Summary;
use crate::gui::theme::*;
use crate::gui::widget::{hair, letters, panel};
use crate::gui::words::{say, tell};
use iced::Element;
use iced::widget::column;

/// The tables as panels.
pub fn panels<'a>(look: &Look, currency: Currency, summary: &Summary) -> Vec<Element<'a, Message>> {
    let told = tables(currency, summary)
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty());
    told.map(|(heading, rows)| panel(look, say(heading), amounts(look, rows)).into())
        .collect()
}

/// A row of a small table: what it is about, a word under it, what it came to.
type AmountRow = (String, String, String);

/// A heading and its rows each; no rows where there is nothing to tell.
fn tables(currency: Currency, summary: &Summary) -> [(&'static str, Vec<AmountRow>); 4] {
    let show = |amount: Money| currency.show(amount);
    let taxes = summary.taxes.iter().map(|tax| {
        let about = [
            ("class", tax.class.as_str().into()),
            ("rate", percent(tax.rate_ppm).into()),
            ("how", if tax.included { "included" } else { "added" }.into()),
        ];
        let base = tell("day-tax-base", &[("base", show(tax.base).into())]);
        (tell("day-tax-class", &about), base, show(tax.amount))
    });
    let jars = summary.jars.iter().map(|row| {
        let jar = if row.jar.is_empty() {
            say("day-jar-table")
        } else {
            row.jar.clone()
        };
        (jar, String::new(), show(row.amount))
    });
    let bands = summary.bands.iter().map(|row| {
        let copies = tell("day-band", &[("count", row.copies.into())]);
        (row.band.clone(), String::new(), copies)
    });
    let given = [
        ("day-given-offers", summary.saved_by_offers),
        ("day-given-discounts", summary.discounts),
    ];
    let given = given.into_iter().filter(|(_, amount)| !amount.is_zero());
    [
        ("day-taxes", taxes.collect()),
        ("day-jars", jars.collect()),
        ("day-bands", bands.collect()),
        (
            "day-given",
            given
                .map(|(word, amount)| (say(word), String::new(), show(amount)))
                .collect(),
        ),
    ]
}

fn amounts<'a>(look: &Look, rows: Vec<AmountRow>) -> Element<'a, Message> {
    let mut content = column![];
    for (n, (label, under, amount)) in rows.into_iter().enumerate() {
        content = content.push((n > 0).then(|| hair(look)));
        content = content.push(two(look, label, amount, false));
        content = content.push((!under.is_empty()).then(|| letters(under, look.small_font(), SMALL, look.soft)));
    }
    content.into()
}
