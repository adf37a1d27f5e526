//! The receipt of a sale, on a roll of 80 mm and on a letter sheet.
//! Never looks anything up: it says what the sale holds.

use super::DocumentError;
use super::layout::{Align, Row, block, bold, pair, plain};
use super::pdf::{Page, render};
use crate::domain::money::Money;
use crate::domain::sale::{Sale, SaleLine};
use crate::domain::settings::{Paper, Settings};

/// Makes the receipt of a sale as a PDF: the same sale and settings always give the same bytes.
///
/// # Errors
/// [`DocumentError`] when a font cannot be read or the PDF not put together.
pub fn receipt(sale: &Sale, settings: &Settings, paper: Paper, copy: bool) -> Result<Vec<u8>, DocumentError> {
    let mark = match (sale.practice, copy) {
        (true, _) => Some("PRACTICE"),
        (false, true) => Some("COPY"),
        (false, false) => None,
    };
    let pages = match paper {
        Paper::Roll80 => vec![roll(sale, settings, mark)?],
        Paper::Letter => sheets(sale, settings, mark)?,
    };
    render(&pages, &format!("Receipt {}", sale.number), sale.sold_at.utc_ms)
}

fn moment(sale: &Sale) -> String {
    sale.sold_at.local().format("%-d %b %Y %H:%M").to_string()
}

fn shop<'a>(sale: &'a Sale, settings: &'a Settings) -> (String, Vec<&'a str>) {
    let name = if settings.shop.is_empty() {
        "Zine table"
    } else {
        &settings.shop
    };
    let below = [settings.tagline.as_str(), sale.event.as_str()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    (name.to_uppercase(), below)
}

/// How the buyer came to the amount, where a person chose it.
fn remark(line: &SaleLine) -> Option<String> {
    match &line.price_override {
        Some(by_hand) => Some(format!("price by hand: {}", by_hand.reason)),
        None if line.sentence.starts_with("sliding") || line.sentence.starts_with("pay what") => {
            Some(line.sentence.clone())
        }
        None => None,
    }
}

/// Name and amount of each figure between the lines and the payments.
fn figures(sale: &Sale) -> Vec<(String, Money)> {
    let mut figures = vec![("Subtotal".to_owned(), sale.goods)];
    if !sale.tax_added.is_zero() {
        figures.push(("Tax".to_owned(), sale.tax_added));
    }
    for donation in &sale.donations {
        let name = if donation.jar.is_empty() {
            "Donation".to_owned()
        } else {
            format!("Donation: {}", donation.jar)
        };
        figures.push((name, donation.amount));
    }
    if !sale.rounding.is_zero() {
        figures.push(("Rounding to the smallest coin".to_owned(), sale.rounding));
    }
    figures
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn thanks(sale: &Sale, settings: &Settings) -> Vec<String> {
    let mut lines = Vec::new();
    if !sale.saved().is_zero() {
        lines.push(format!(
            "You saved {} by taking more than one.",
            sale.currency.show(sale.saved())
        ));
    }
    if !settings.footer.is_empty() {
        lines.push(settings.footer.clone());
    }
    lines
}

fn roll(sale: &Sale, settings: &Settings, mark: Option<&'static str>) -> Result<Page, DocumentError> {
    const WIDTH: f32 = 226.77;
    const MARGIN: f32 = 11.5;
    const SIZE: f32 = 9.0;
    let room = WIDTH - 2.0 * MARGIN;
    let show = |amount: Money| sale.currency.show(amount);
    let mut rows = Vec::new();
    let (name, below) = shop(sale, settings);
    rows.extend(block(&bold(name, 15.0), Align::Center, room)?);
    for line in below {
        rows.extend(block(&plain(line, SIZE), Align::Center, room)?);
    }
    rows.push(Row::Dashes);
    rows.extend(pair(
        &plain(format!("Receipt {}", sale.number), SIZE),
        0.0,
        &plain(moment(sale), SIZE),
        room,
    )?);
    if !sale.by.is_empty() {
        rows.extend(block(
            &plain(format!("Served by {}", sale.by), SIZE),
            Align::Left(0.0),
            room,
        )?);
    }
    rows.push(Row::Dashes);
    for line in &sale.lines {
        rows.extend(block(&bold(&line.title, SIZE), Align::Left(0.0), room)?);
        for charge in &line.charges {
            rows.extend(pair(
                &plain(&charge.text, SIZE),
                10.0,
                &plain(show(charge.amount), SIZE),
                room,
            )?);
        }
        if let Some(remark) = remark(line) {
            rows.extend(block(&plain(remark, 7.5), Align::Left(10.0), room - 10.0)?);
        }
        rows.push(Row::Space(3.0));
    }
    if !sale.lines.is_empty() {
        rows.push(Row::Dashes);
    }
    for (name, amount) in figures(sale) {
        rows.extend(pair(&plain(name, SIZE), 0.0, &plain(show(amount), SIZE), room)?);
    }
    rows.push(Row::Space(2.0));
    rows.extend(pair(&bold("TOTAL", 14.0), 0.0, &bold(show(sale.total), 14.0), room)?);
    rows.push(Row::Space(2.0));
    for payment in &sale.payments {
        rows.extend(pair(
            &plain(capital(payment.method.as_str()), SIZE),
            0.0,
            &plain(show(payment.given), SIZE),
            room,
        )?);
    }
    if !sale.payments.is_empty() {
        rows.extend(pair(
            &plain("Change", SIZE),
            0.0,
            &plain(show(sale.change()), SIZE),
            room,
        )?);
    }
    let thanks = thanks(sale, settings);
    if !thanks.is_empty() {
        rows.push(Row::Dashes);
    }
    for line in thanks {
        rows.extend(block(&plain(line, SIZE), Align::Center, room)?);
    }
    let height = rows.iter().map(Row::height).sum::<f32>() + 28.0;
    Ok(Page {
        width: WIDTH,
        height: height.max(120.0),
        margin: MARGIN,
        top: 14.0,
        rows,
        mark,
    })
}

const LETTER: (f32, f32) = (612.0, 792.0);
const EDGE: f32 = 54.0;
const TEXT: f32 = 10.5;
const ROOM: f32 = LETTER.0 - 2.0 * EDGE;

fn sheets(sale: &Sale, settings: &Settings, mark: Option<&'static str>) -> Result<Vec<Page>, DocumentError> {
    let show = |amount: Money| sale.currency.show(amount);
    let head = sheet_head(sale, settings)?;
    let foot_room = 24.0;
    let fits = LETTER.1 - 2.0 * EDGE - foot_room;
    let high = |rows: &[Row]| rows.iter().map(Row::height).sum::<f32>();
    let mut pages: Vec<Vec<Row>> = Vec::new();
    let mut rows = head.clone();
    let mut carried = Money::ZERO;
    for line in &sale.lines {
        let block = sheet_line(line, sale)?;
        if high(&rows) + high(&block) + TEXT * 2.0 > fits && high(&rows) > high(&head) {
            rows.extend(pair(
                &plain("Carried over", TEXT),
                ROOM - 220.0,
                &plain(show(carried), TEXT),
                ROOM,
            )?);
            pages.push(std::mem::replace(&mut rows, head.clone()));
            rows.extend(pair(
                &plain("Brought forward", TEXT),
                ROOM - 220.0,
                &plain(show(carried), TEXT),
                ROOM,
            )?);
            rows.push(Row::Rule);
        }
        carried += line.total;
        rows.extend(block);
    }
    let end = sheet_end(sale, settings)?;
    if high(&rows) + high(&end) > fits {
        pages.push(std::mem::replace(&mut rows, head));
    }
    rows.extend(end);
    pages.push(rows);
    let count = pages.len();
    let mut sheets = Vec::with_capacity(count);
    for (n, mut rows) in pages.into_iter().enumerate() {
        if count > 1 {
            rows.push(Row::Space((LETTER.1 - 2.0 * EDGE - high(&rows) - TEXT * 1.32).max(0.0)));
            rows.extend(block(
                &plain(format!("{} · page {} of {count}", sale.number, n + 1), 9.0),
                Align::Center,
                ROOM,
            )?);
        }
        sheets.push(Page {
            width: LETTER.0,
            height: LETTER.1,
            margin: EDGE,
            top: EDGE,
            rows,
            mark,
        });
    }
    Ok(sheets)
}

fn sheet_head(sale: &Sale, settings: &Settings) -> Result<Vec<Row>, DocumentError> {
    let (name, below) = shop(sale, settings);
    let mut left = block(&bold(name, 18.0), Align::Left(0.0), ROOM * 0.58)?;
    if !settings.tagline.is_empty() {
        left.extend(block(&plain(&settings.tagline, TEXT), Align::Left(0.0), ROOM * 0.58)?);
    }
    let mut right = vec![
        bold(format!("Receipt {}", sale.number), TEXT),
        plain(moment(sale), TEXT),
    ];
    right.extend(
        below
            .iter()
            .filter(|line| **line != settings.tagline)
            .map(|line| plain(*line, TEXT)),
    );
    if !sale.by.is_empty() {
        right.push(plain(format!("Served by {}", sale.by), TEXT));
    }
    let mut right_rows = Vec::new();
    for text in &right {
        right_rows.extend(block(text, Align::Right(ROOM), ROOM * 0.4)?);
    }
    let mut rows = Vec::new();
    let mut right = right_rows.into_iter();
    for row in left {
        rows.push(match (row, right.next()) {
            (Row::Line { height, mut parts }, Some(Row::Line { parts: beside, .. })) => {
                parts.extend(beside);
                Row::Line { height, parts }
            }
            (row, _) => row,
        });
    }
    rows.extend(right);
    rows.push(Row::Dashes);
    let columns = [
        ("Title", Align::Left(0.0)),
        ("Qty", Align::Right(ROOM - 150.0)),
        ("Each", Align::Right(ROOM - 75.0)),
        ("Amount", Align::Right(ROOM)),
    ];
    let parts = columns.map(|(name, align)| (align, bold(name, 9.5)));
    rows.push(Row::Line {
        height: TEXT * 1.5,
        parts: parts.to_vec(),
    });
    rows.push(Row::Rule);
    Ok(rows)
}

/// Title and makers on the left, wrapped; beside them a row for each charge.
fn sheet_line(line: &SaleLine, sale: &Sale) -> Result<Vec<Row>, DocumentError> {
    let show = |amount: Money| sale.currency.show(amount);
    let room = ROOM - 190.0;
    let mut rows = block(&bold(&line.title, TEXT), Align::Left(0.0), room)?;
    if !line.makers.is_empty() {
        rows.extend(block(&plain(line.makers.join(" · "), TEXT), Align::Left(0.0), room)?);
    }
    if let Some(remark) = remark(line) {
        rows.extend(block(&plain(remark, 9.0), Align::Left(0.0), room)?);
    }
    for (n, charge) in line.charges.iter().enumerate() {
        let mut cells = vec![(
            Align::Right(ROOM - 150.0),
            plain(charge.quantity.get().to_string(), TEXT),
        )];
        match charge.unit_price {
            Some(each) if each.is_zero() => cells.push((Align::Right(ROOM - 75.0), plain("free", TEXT))),
            Some(each) => cells.push((Align::Right(ROOM - 75.0), plain(show(each), TEXT))),
            None => {}
        }
        cells.push((Align::Right(ROOM), plain(show(charge.amount), TEXT)));
        match rows.get_mut(n) {
            Some(Row::Line { parts, .. }) => parts.extend(cells),
            _ => rows.push(Row::Line {
                height: TEXT * 1.32,
                parts: cells,
            }),
        }
        if charge.unit_price.is_none() {
            rows.extend(block(&plain(&charge.text, 9.0), Align::Left(0.0), room)?);
        }
    }
    rows.push(Row::Rule);
    Ok(rows)
}

fn sheet_end(sale: &Sale, settings: &Settings) -> Result<Vec<Row>, DocumentError> {
    let show = |amount: Money| sale.currency.show(amount);
    let indent = ROOM - 220.0;
    let mut rows = Vec::new();
    for (name, amount) in figures(sale) {
        rows.extend(pair(&plain(name, TEXT), indent, &plain(show(amount), TEXT), ROOM)?);
    }
    rows.extend(pair(&bold("TOTAL", 15.0), indent, &bold(show(sale.total), 15.0), ROOM)?);
    for payment in &sale.payments {
        rows.extend(pair(
            &plain(capital(payment.method.as_str()), TEXT),
            indent,
            &plain(show(payment.given), TEXT),
            ROOM,
        )?);
    }
    if !sale.payments.is_empty() {
        rows.extend(pair(
            &plain("Change", TEXT),
            indent,
            &plain(show(sale.change()), TEXT),
            ROOM,
        )?);
    }
    let thanks = thanks(sale, settings);
    if !thanks.is_empty() {
        rows.push(Row::Dashes);
    }
    for line in thanks {
        rows.extend(block(&plain(line, TEXT), Align::Center, ROOM)?);
    }
    Ok(rows)
}
