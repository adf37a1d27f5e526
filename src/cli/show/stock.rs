//! Copies: what moved, what is left, what is in the box, what goes into the bag.

use super::{Shown, done_as, insert, rows};
use crate::domain::catalog::Catalog;
use crate::domain::packing::{PackingList, grams, pounds};
use crate::domain::stock::{Counted, Movement, StockExit, Stocktake};
use crate::domain::title::Title;
use crate::till::{Done, StockNow, TakenBack, instant_here};
use serde_json::{Value, json};
use std::sync::Arc;

fn copies(count: i64) -> String {
    match count {
        1 => "1 copy".to_owned(),
        _ => format!("{count} copies"),
    }
}

pub fn stock_now(now: &StockNow, reason: &str) -> Shown {
    let title = &now.title;
    let left = title.stock.unwrap_or_default();
    let text = match (reason, now.moved) {
        ("counted", 0) => format!("{}: {}, as the books say.", title.name, copies(left)),
        ("counted", moved) => format!("{}: {} counted, {moved:+} to the books.", title.name, copies(left)),
        (_, moved) => format!("{}: {moved:+}, {} now.", title.name, copies(left)),
    };
    Shown::new(
        json!({"sku": title.sku, "title": title.name, "reason": reason, "moved": now.moved, "stock": title.stock}),
        text,
    )
}

pub fn taken_back(taken: &[TakenBack]) -> Shown {
    let listed: Vec<Value> = taken
        .iter()
        .map(|back| {
            json!({"sku": back.title.sku, "title": back.title.name, "reason": back.of.reason, "at": instant_here(back.of.at_ms).rfc3339(),
                "moved": -back.of.copies, "stock": back.title.stock})
        })
        .collect();
    let said: Vec<String> = taken
        .iter()
        .map(|back| {
            let at = instant_here(back.of.at_ms).local().format("%Y-%m-%d %H:%M").to_string();
            let what = match back.of.reason.as_str() {
                "counted" => "the count".to_owned(),
                _ => format!("{} received", copies(back.of.copies)),
            };
            let now = back
                .title
                .stock
                .map_or_else(|| "not counted".to_owned(), |left| format!("{} now", copies(left)));
            format!(
                "{}: undone {what} at {at}: {:+}, {now}.",
                back.title.name, -back.of.copies
            )
        })
        .collect();
    Shown::new(json!({"undone": listed}), said.join("\n"))
}

pub fn given(done: &Done<StockExit>, left: Option<i64>) -> Shown {
    let exit = &done.what;
    let document = json!({
        "id": exit.id, "sku": exit.sku, "title": exit.title, "copies": exit.copies, "why": exit.why.word(), "note": exit.note,
        "at": exit.at.rfc3339(), "business_day": exit.day.to_string(), "event": exit.event, "by": exit.by,
        "counted": exit.counted, "stock": left,
    });
    let way = if exit.copies < 0 { "came back from" } else { "left as" };
    let mut text = format!("{} of {} {way} {}", copies(exit.copies.abs()), exit.title, exit.why);
    text.extend(left.map(|left| format!("; {left} left")));
    text.push('.');
    done_as(done, document, text)
}

pub fn stock(titles: &[Arc<Title>]) -> Shown {
    let of = |title: &Arc<Title>| json!({"sku": title.sku, "title": title.name, "makers": title.makers, "tags": title.tags, "stock": title.stock});
    let text = titles
        .iter()
        .map(|title| {
            let left = title.stock.map_or_else(|| "·".to_owned(), |left| left.to_string());
            format!("{left:>7}  {:<28} {}", title.sku, title.name)
        })
        .collect();
    let all: i64 = titles.iter().filter_map(|title| title.stock).sum();
    let listed: Vec<Value> = titles.iter().map(of).collect();
    Shown::new(json!({"titles": listed, "copies": all}), rows(text, "No titles yet."))
}

pub fn movements(title: Option<&Title>, movements: &[Movement]) -> Shown {
    let at = |moved: &Movement| instant_here(moved.at_ms);
    let listed: Vec<Value> = movements
        .iter()
        .map(|moved| {
            json!({"at": at(moved).rfc3339(), "copies": moved.copies, "reason": moved.reason, "receipt": moved.receipt, "note": moved.note})
        })
        .collect();
    let mut text: Vec<String> = movements
        .iter()
        .map(|moved| {
            let beside = moved.receipt.as_deref().unwrap_or(&moved.note);
            format!(
                "{}  {:>+6}  {:<12} {beside}",
                at(moved).local().format("%Y-%m-%d %H:%M"),
                moved.copies,
                moved.reason
            )
            .trim_end()
            .to_owned()
        })
        .collect();
    let sum: i64 = movements.iter().map(|moved| moved.copies).sum();
    if !text.is_empty() {
        text.push(format!("{:>16}  {sum:>6}  left", ""));
    }
    let mut document = json!({"movements": listed, "stock": title.and_then(|title| title.stock)});
    if let Some(title) = title {
        insert(&mut document, "sku", json!(title.sku));
        insert(&mut document, "title", json!(title.name));
    }
    Shown::new(document, rows(text, "Nothing of it ever moved."))
}

fn counted(line: &Counted, catalog: &Catalog) -> (Value, String) {
    let name = catalog.get(&line.sku).map_or("", |title| &title.name);
    let document = json!({"sku": line.sku, "title": name, "found": line.found, "books": line.books, "since": line.moved_since,
        "difference": line.difference(), "superseded": line.superseded, "stock": line.after()});
    let said = match (line.superseded, line.difference()) {
        (true, _) => "counted otherwise since; left out".to_owned(),
        (_, 0) => "right".to_owned(),
        (_, difference) => format!("{difference:+}"),
    };
    let mut text = format!("{:>7}  {:<28} {said}", line.found, line.sku);
    if line.moved_since != 0 && !line.superseded {
        text.push_str(&format!(" ({:+} moved since)", line.moved_since));
    }
    (document, text)
}

pub fn stocktake(stocktake: &Stocktake, catalog: &Catalog) -> Shown {
    let (listed, mut text): (Vec<Value>, Vec<String>) =
        stocktake.lines.iter().map(|line| counted(line, catalog)).unzip();
    let open = catalog
        .titles()
        .iter()
        .filter(|title| !title.archived && title.stock.is_some());
    let open: Vec<&str> = open
        .filter(|title| stocktake.line(&title.sku).is_none())
        .map(|title| title.sku.as_str())
        .collect();
    if !text.is_empty() {
        text.push(format!(
            "{} counted, {} differ, {} not counted yet. `zinetill stock box take` takes it.",
            listed.len(),
            stocktake.differing().count(),
            open.len()
        ));
    }
    Shown::new(
        json!({"titles": listed, "differing": stocktake.differing().count(), "uncounted": open}),
        rows(text, "Nothing is counted yet."),
    )
}

pub fn taken(lines: &[Counted], catalog: &Catalog) -> Shown {
    let (listed, mut text): (Vec<Value>, Vec<String>) = lines.iter().map(|line| counted(line, catalog)).unzip();
    let differing = lines.iter().filter(|line| line.difference() != 0).count();
    text.push(format!(
        "The count is taken: {}, {differing} differed.",
        super::counted(lines.len(), "title", "titles")
    ));
    Shown::new(
        json!({"titles": listed, "differing": differing, "taken": true}),
        text.join("\n"),
    )
}

pub fn packing(list: &PackingList) -> Shown {
    let listed: Vec<Value> = list
        .lines
        .iter()
        .map(|line| {
            json!({"sku": line.title.sku, "title": line.title.name, "copies": line.copies, "weight_mg": line.weight_mg,
                "weight": line.weight_mg.map(grams), "weight_oz": line.weight_mg.map(pounds)})
        })
        .collect();
    let mut text: Vec<String> = list
        .lines
        .iter()
        .map(|line| {
            let copies = line.copies.map_or_else(|| "?".to_owned(), |copies| copies.to_string());
            let weight = line.weight_mg.map_or_else(String::new, grams);
            format!("[ ] {copies:>5}  {:<40} {weight:>10}", line.title.name)
                .trim_end()
                .to_owned()
        })
        .collect();
    if !text.is_empty() {
        text.push(format!(
            "{}, {} ({}){}",
            copies(list.copies),
            grams(list.weight_mg),
            pounds(list.weight_mg),
            match list.unweighed {
                0 => String::new(),
                1 => "; 1 title has no weight".to_owned(),
                titles => format!("; {titles} titles have no weight"),
            }
        ));
    }
    Shown::new(
        json!({"titles": listed, "copies": list.copies, "weight_mg": list.weight_mg, "weight": grams(list.weight_mg),
            "weight_oz": pounds(list.weight_mg), "unweighed": list.unweighed}),
        rows(text, "There is nothing to pack."),
    )
}
