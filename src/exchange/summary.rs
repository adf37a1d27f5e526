//! A summary as one table for spreadsheets: every figure a row, named by the part that it belongs to, so that it can be
//! filtered and added up. Never adds anything up itself.

use super::cells::{self, Cell, CsvForm, SheetError, text};
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::{Money, percent};
use crate::domain::report::{Report, Summary};
use crate::domain::session::{TinReport, Way};
use rust_xlsxwriter::{Chart, ChartType, Workbook};

/// The columns. What a row has no figure for is empty.
const COLUMNS: [&str; 15] = [
    "part",
    "name",
    "detail",
    "day",
    "time",
    "sales",
    "copies",
    "free",
    "returned",
    "left",
    "base",
    "amount",
    "unverified",
    "share",
    "before",
];
/// Where the chart reads the hours and their sales.
const NAME: u16 = 1;
const SALES: u16 = 5;
/// The chart stands beside the table.
const CHART: u16 = 16;

/// One row as it is put together.
#[derive(Default)]
struct Line {
    part: &'static str,
    name: String,
    detail: String,
    day: Option<BusinessDay>,
    time: Option<Cell>,
    sales: Option<i64>,
    copies: Option<i64>,
    free: Option<i64>,
    returned: Option<i64>,
    left: Option<i64>,
    base: Option<Money>,
    amount: Option<Money>,
    unverified: Option<Money>,
    share: Option<Money>,
    before: Option<Cell>,
}

impl Line {
    fn of(part: &'static str, name: impl Into<String>) -> Line {
        Line {
            part,
            name: name.into(),
            ..Line::default()
        }
    }

    fn amount(part: &'static str, name: impl Into<String>, amount: Money) -> Line {
        Line {
            amount: Some(amount),
            ..Line::of(part, name)
        }
    }

    fn cells(self) -> Vec<Cell> {
        let count = |count: Option<i64>| count.map_or(Cell::Empty, Cell::Count);
        let amount = |amount: Option<Money>| amount.map_or(Cell::Empty, Cell::Amount);
        vec![
            text(self.part),
            text(self.name),
            text(self.detail),
            self.day.map_or(Cell::Empty, Cell::Day),
            self.time.unwrap_or(Cell::Empty),
            count(self.sales),
            count(self.copies),
            count(self.free),
            count(self.returned),
            count(self.left),
            amount(self.base),
            amount(self.amount),
            amount(self.unverified),
            amount(self.share),
            self.before.unwrap_or(Cell::Empty),
        ]
    }
}

/// A report as CSV.
///
/// # Errors
/// When a row cannot be written.
pub fn csv(report: &Report, currency: Currency, form: CsvForm) -> Result<Vec<u8>, SheetError> {
    cells::csv(&COLUMNS, &rows(report), currency, form)
}

/// A report as XLSX, with its hours as a chart.
///
/// # Errors
/// When the workbook cannot be made.
pub fn xlsx(report: &Report, currency: Currency) -> Result<Vec<u8>, SheetError> {
    let rows = rows(report);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Summary")?;
    cells::fill(sheet, &COLUMNS, &rows, currency)?;
    let is_hour = |row: &Vec<Cell>| row.first() == Some(&text("hour"));
    let first = rows.iter().position(is_hour).and_then(|at| u32::try_from(at + 1).ok());
    let hours = u32::try_from(report.summary.hours().len()).unwrap_or(0);
    if let Some(first) = first {
        let last = first + hours.saturating_sub(1);
        let mut chart = Chart::new(ChartType::Column);
        chart
            .add_series()
            .set_categories(("Summary", first, NAME, last, NAME))
            .set_values(("Summary", first, SALES, last, SALES))
            .set_name("Sales by hour");
        chart.title().set_name("Sales by hour");
        chart.legend().set_hidden();
        sheet.insert_chart(1, CHART, &chart)?;
    }
    Ok(book.save_to_buffer()?)
}

fn rows(report: &Report) -> Vec<Vec<Cell>> {
    let summary = &report.summary;
    let mut lines = head(report);
    lines.extend(figures(report));
    lines.extend(times(summary));
    lines.extend(goods(summary));
    lines.extend(money(summary));
    lines.extend(corrections(summary));
    lines.extend(report.tins.iter().flat_map(tin));
    lines.into_iter().map(Line::cells).collect()
}

fn head(report: &Report) -> Vec<Line> {
    let summary = &report.summary;
    let day = |name: &str, day| Line {
        day: Some(day),
        ..Line::of("span", name)
    };
    let mut lines = vec![day("from", summary.from), day("to", summary.to)];
    lines.extend(report.span.event().map(|event| Line {
        detail: event.trim().to_owned(),
        ..Line::of("span", "event")
    }));
    lines.extend(report.before.as_ref().map(|(before, _)| Line {
        detail: before.to_string(),
        ..Line::of("span", "before")
    }));
    lines
}

/// The key figures, what they were before beside them, and the sum that shows that they hold.
fn figures(report: &Report) -> Vec<Line> {
    let (summary, before) = (&report.summary, report.before.as_ref().map(|(_, headline)| *headline));
    let count = |name: &str, is: i64, was: Option<i64>| Line {
        before: was.map(Cell::Count),
        ..match name {
            "sales" => Line {
                sales: Some(is),
                ..Line::of("figure", name)
            },
            _ => Line {
                copies: Some(is),
                ..Line::of("figure", name)
            },
        }
    };
    let amount = |name: &str, is: Money, was: Option<Money>| Line {
        before: was.map(Cell::Amount),
        ..Line::amount("figure", name, is)
    };
    vec![
        count("sales", summary.sales, before.map(|was| was.sales)),
        count("copies", summary.copies, before.map(|was| was.copies)),
        amount("goods", summary.goods, before.map(|was| was.goods)),
        amount("tax added", summary.tax_added, None),
        amount("donations", summary.donations, before.map(|was| was.donations)),
        amount("rounding", summary.rounding, None),
        amount("payments", summary.payments, None),
        amount("change", summary.change, None),
        amount("saved", summary.saved, before.map(|was| was.saved)),
        amount("saved by tiers", summary.saved_by_tiers(), None),
        amount("saved by offers", summary.saved_by_offers, None),
        amount("discounts", summary.discounts, None),
        amount("given back", summary.given_back(), before.map(|was| was.given_back)),
        amount("makers' shares", summary.shares(), None),
        amount("kept by the table", summary.kept(), None),
    ]
}

fn times(summary: &Summary) -> Vec<Line> {
    let sold = |part, name: String, sales, amount| Line {
        sales: Some(sales),
        ..Line::amount(part, name, amount)
    };
    let hours = summary.hours().into_iter();
    let hours = hours.map(|row| sold("hour", format!("{:02}:00", row.hour), row.sales, row.amount));
    let days = summary.by_day.iter().map(|row| Line {
        day: Some(row.day),
        ..sold("day", String::new(), row.sales, row.amount)
    });
    let events = summary.by_event.iter();
    let events = events.map(|row| sold("event", row.event.clone(), row.sales, row.amount));
    let volunteers = summary.by_volunteer.iter();
    let volunteers = volunteers.map(|row| sold("volunteer", row.by.clone(), row.sales, row.amount));
    hours.chain(days).chain(events).chain(volunteers).collect()
}

fn goods(summary: &Summary) -> Vec<Line> {
    let titles = summary.by_title.iter().map(|row| Line {
        detail: row.sku.clone(),
        copies: Some(row.sold),
        free: Some(row.free),
        returned: Some(row.refunded),
        left: row.left,
        ..Line::amount("title", &row.title, row.takings)
    });
    let tags = summary.by_tag.iter().map(|row| Line {
        copies: Some(row.sold),
        free: Some(row.free),
        returned: Some(row.refunded),
        ..Line::amount("tag", &row.tag, row.takings)
    });
    let makers = summary.by_maker.iter().map(|row| Line {
        copies: Some(row.copies),
        returned: Some(row.refunded),
        share: Some(row.share),
        ..Line::amount("maker", &row.maker, row.takings)
    });
    let bands = summary.bands.iter().map(|row| Line {
        copies: Some(row.copies),
        ..Line::amount("band", &row.band, row.amount)
    });
    titles.chain(tags).chain(makers).chain(bands).collect()
}

fn money(summary: &Summary) -> Vec<Line> {
    let payments = summary.by_payment.iter().map(|row| Line {
        sales: Some(row.count),
        unverified: Some(row.unverified),
        ..Line::amount("payment", row.method.as_str(), row.amount)
    });
    let jars = summary.jars.iter();
    let jars = jars.map(|row| Line::amount("donation", &row.jar, row.amount));
    let taxes = summary.taxes.iter().map(|row| Line {
        detail: format!(
            "{} {}",
            percent(row.rate_ppm),
            if row.included { "included" } else { "added" }
        ),
        base: Some(row.base),
        ..Line::amount("tax", &row.class, row.amount)
    });
    payments.chain(jars).chain(taxes).collect()
}

/// What was given back, less than nothing as in the sums; a change of method gave nothing back.
fn corrections(summary: &Summary) -> Vec<Line> {
    let rows = summary.corrections.iter().map(|row| {
        let said = [
            format!("{} of {}", row.how, row.corrects),
            row.by.clone(),
            row.reason.clone(),
        ];
        let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
        let back = row.how != How::Repay;
        Line {
            detail: said.join(" · "),
            day: Some(BusinessDay(row.made_at.local().date())),
            time: Some(cells::time(row.made_at)),
            amount: back.then_some(-row.amount),
            base: (!back).then_some(row.amount),
            ..Line::of("correction", row.number.to_string())
        }
    });
    rows.collect()
}

fn tin(report: &TinReport) -> Vec<Line> {
    let session = &report.session;
    let line = |name: &str, detail: &str, at: Instant, amount: Option<Money>| Line {
        detail: detail.to_owned(),
        day: Some(BusinessDay(at.local().date())),
        time: Some(cells::time(at)),
        amount,
        ..Line::of("tin", name)
    };
    let opened = session.opened_at;
    let mut lines = vec![
        line("float", &report.opened_by, opened, session.float),
        line("cash sales and donations", "", opened, Some(report.cash_taken)),
        line("cash given back", "", opened, Some(-report.cash_back)),
    ];
    lines.extend(report.movements.iter().map(|moved| match moved.way {
        Way::In => line("paid in", &moved.reason, moved.at, Some(moved.amount)),
        Way::Out => line("paid out", &moved.reason, moved.at, Some(-moved.amount)),
    }));
    lines.push(line("expected", "", opened, report.expected()));
    for count in &report.counts {
        lines.push(line("counted", &count.by, count.at, Some(count.counted)));
        lines.push(line("over or short", &count.by, count.at, count.difference()));
    }
    lines
}
