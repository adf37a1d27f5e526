//! A summary as a message: plain text for a chat or a mail, short lines that read on a telephone.
//! Never a table: what sends it on may wrap it as it likes.

use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::money::{Money, percent};
use crate::domain::report::{Report, Summary};
use crate::domain::session::TinReport;
use crate::domain::settings::Settings;
use crate::domain::span::Span;

/// The report of a span in the till's words.
pub fn message(report: &Report, settings: &Settings) -> String {
    let summary = &report.summary;
    let currency = settings.currency;
    let show = |amount: Money| currency.show(amount);
    let mut lines = vec![heading(report, settings)];
    lines.extend(settings.practice.then(|| "PRACTICE: no real money".to_owned()));
    lines.push(format!(
        "{}, {}: {}",
        counted(summary.sales, "sale", "sales"),
        counted(summary.copies, "copy", "copies"),
        show(summary.goods)
    ));
    let beside = [
        ("donations", summary.donations),
        ("tax added", summary.tax_added),
        ("rounding", summary.rounding),
    ];
    lines.extend(amounts("plus ", &beside, currency));
    let given = [
        ("by tiers and sets", summary.saved_by_tiers()),
        ("by offers", summary.saved_by_offers),
        ("discounts", summary.discounts),
    ];
    lines.extend(amounts("saved by readers: ", &given, currency));
    if !summary.holds() {
        lines.push("THIS DOES NOT ADD UP: run zinetill verify".to_owned());
    }
    if let Some((span, before)) = &report.before {
        lines.push(format!(
            "before ({}): {}, {}",
            span_words(span),
            counted(before.sales, "sale", "sales"),
            show(before.goods)
        ));
    }
    lines.extend(titles(summary, currency));
    lines.extend(payments(summary, currency));
    lines.extend(shares(summary, currency));
    lines.extend(corrections(summary, currency));
    lines.extend(report.tins.iter().flat_map(|of| tin(of, currency)));
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn heading(report: &Report, settings: &Settings) -> String {
    let events = report.summary.by_event.iter().map(|row| row.event.as_str());
    let events: Vec<&str> = events.filter(|event| !event.is_empty()).collect();
    let mut parts = vec![one_line(&settings.shop)];
    match &report.span {
        Span::Event(event) => {
            parts.push(one_line(event));
            let days = Span::days(report.summary.from, report.summary.to);
            parts.push(span_words(&days));
        }
        span => {
            parts.push(span_words(span));
            parts.extend(events.iter().map(|event| one_line(event)));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// `Sat 22 Nov 2026`; a range with a dash between its days; an event by its name.
fn span_words(span: &Span) -> String {
    let day = |day: &BusinessDay| day.0.format("%a %-d %b %Y").to_string();
    match span {
        Span::Day(only) => day(only),
        Span::Days(from, to) => format!("{} – {}", day(from), day(to)),
        Span::Event(event) => one_line(event),
    }
}

fn titles(summary: &Summary, currency: Currency) -> Vec<String> {
    let rows = summary.by_title.iter().map(|row| {
        let mut facts = vec![currency.show(row.takings)];
        facts.extend((row.free > 0).then(|| format!("{} free", row.free)));
        facts.extend((row.refunded > 0).then(|| format!("{} came back", row.refunded)));
        facts.extend(row.left.map(|left| format!("{left} left")));
        format!("{} × {}: {}", row.sold, one_line(&row.title), facts.join(", "))
    });
    under("Sold", rows.collect())
}

fn payments(summary: &Summary, currency: Currency) -> Vec<String> {
    let rows = summary.by_payment.iter().map(|row| {
        let unverified =
            (!row.unverified.is_zero()).then(|| format!(", {} not ticked off", currency.show(row.unverified)));
        let count = counted(row.count, "sale", "sales");
        let method = one_line(&row.method.written());
        format!(
            "{method}: {} ({count}){}",
            currency.show(row.amount),
            unverified.unwrap_or_default()
        )
    });
    let jars = summary.jars.iter().filter(|row| !row.jar.is_empty());
    let jars = jars.map(|row| format!("for {}: {}", one_line(&row.jar), currency.show(row.amount)));
    let volunteers = summary.by_volunteer.iter().filter(|row| !row.by.is_empty()).map(|row| {
        let count = counted(row.sales, "sale", "sales");
        format!("{}: {count}, {}", one_line(&row.by), currency.show(row.amount))
    });
    let taxes = summary.taxes.iter().map(|row| {
        let rate = percent(row.rate_ppm);
        let how = if row.included { "included" } else { "added" };
        format!("{} {rate} {how}: {}", one_line(&row.class), currency.show(row.amount))
    });
    let mut lines = under("Paid", rows.collect());
    lines.extend(under("Donations", jars.collect()));
    lines.extend(under("Tax", taxes.collect()));
    lines.extend(under("At the table", volunteers.collect()));
    lines
}

fn shares(summary: &Summary, currency: Currency) -> Vec<String> {
    let rows = summary.by_maker.iter().filter(|row| !row.share.is_zero());
    let rows = rows.map(|row| {
        let maker = one_line(&row.maker);
        format!(
            "{maker}: {} of {}",
            currency.show(row.share),
            currency.show(row.takings)
        )
    });
    under("Makers’ shares", rows.collect())
}

fn corrections(summary: &Summary, currency: Currency) -> Vec<String> {
    let rows = summary.corrections.iter().map(|row| {
        let what = format!("{} {} of {}", row.number, row.how, row.corrects);
        let why = one_line(&row.reason);
        let why = if why.is_empty() { why } else { format!(" ({why})") };
        format!("{what}: {}{why}", currency.show(row.amount))
    });
    under("Taken back or moved", rows.collect())
}

fn tin(report: &TinReport, currency: Currency) -> Vec<String> {
    let show = |amount: Money| currency.show(amount);
    let mut rows = Vec::new();
    rows.extend(report.session.float.map(|float| format!("float {}", show(float))));
    rows.extend(
        report
            .expected()
            .map(|expected| format!("should be {}", show(expected))),
    );
    if let Some(count) = report.counts.last() {
        rows.push(format!("counted {}", show(count.counted)));
        rows.extend(count.difference().map(|by| match by {
            by if by.is_zero() => "that is right".to_owned(),
            by if by > Money::ZERO => format!("over {}", show(by)),
            by => format!("short {}", show(by)),
        }));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    under("Cash in the tin", vec![rows.join(", ")])
}

fn under(heading: &str, rows: Vec<String>) -> Vec<String> {
    if rows.is_empty() {
        return rows;
    }
    [String::new(), format!("{heading}:")].into_iter().chain(rows).collect()
}

fn amounts(before: &str, amounts: &[(&str, Money)], currency: Currency) -> Option<String> {
    let some: Vec<String> = amounts
        .iter()
        .filter(|(_, amount)| !amount.is_zero())
        .map(|(name, amount)| format!("{name} {}", currency.show(*amount)))
        .collect();
    (!some.is_empty()).then(|| format!("{before}{}", some.join(", ")))
}

fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A name on one line, without what cannot be seen.
fn one_line(text: &str) -> String {
    let seen = text
        .chars()
        .filter(|letter| !letter.is_control() || letter.is_whitespace());
    seen.collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
