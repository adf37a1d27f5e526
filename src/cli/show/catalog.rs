//! Titles, price lists, offers and tax classes.

use super::{Shown, insert, rows};
use crate::domain::catalog::{Catalog, PriceList};
use crate::domain::currency::Currency;
use crate::domain::money::percent;
use crate::domain::offer::{Offer, Scope};
use crate::domain::rule::{PriceRule, RuleKind};
use crate::domain::sentence;
use crate::domain::tax::TaxClass;
use crate::domain::title::{CoverId, Sku, Title, grams, ounces};
use crate::exchange::page::Page;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// The kind of a rule in one word.
pub fn kind(rule: &PriceRule) -> &'static str {
    match rule.kind() {
        RuleKind::Fixed { .. } => "fixed",
        RuleKind::Graduated { .. } => "graduated",
        RuleKind::Volume { .. } => "volume",
        RuleKind::SetPrice { .. } => "set_price",
        RuleKind::Sliding { .. } => "sliding",
        RuleKind::PayWhatYouCan { .. } => "pay_what_you_can",
        RuleKind::Free => "free",
    }
}

fn title_json(title: &Title, currency: Currency) -> Value {
    json!({
        "sku": title.sku,
        "title": title.name,
        "makers": title.makers,
        "price": sentence::print(&title.rule, currency),
        "price_list": title.price_list,
        "tags": title.tags,
        "stock": title.stock,
        "weight": title.weight_mg.map(ounces),
        "introduced": title.introduced,
        "barcode": title.barcode,
        "contents": title.contents,
        "description": title.description,
        "tax": title.tax_class,
        "share": title.maker_share_ppm.map(percent),
        "grams": title.weight_mg.map(grams),
        "pages": title.pages,
        "format": title.format,
        "language": title.language,
        "low_stock": title.low_stock,
        "sold_out": title.sold_out,
        "cover": title.cover.as_ref().map(CoverId::as_str),
        "archived": title.archived,
    })
}

pub fn title(title: &Title, currency: Currency) -> Shown {
    let text = format!(
        "{}  {}  {}",
        title.sku,
        title.name,
        sentence::print(&title.rule, currency)
    );
    Shown::new(title_json(title, currency), text)
}

/// Several titles.
pub fn titles(titles: &[Arc<Title>], currency: Currency) -> Shown {
    let shown: Vec<Shown> = titles.iter().map(|one| title(one, currency)).collect();
    let text: Vec<String> = shown.iter().map(|title| title.text.clone()).collect();
    let titles: Vec<Value> = shown.into_iter().map(|title| title.json).collect();
    Shown::new(json!({"titles": titles}), text.join("\n"))
}

/// Titles that are gone.
pub fn removed(skus: &[Sku]) -> Shown {
    let text: Vec<String> = skus.iter().map(|sku| format!("{sku} is taken away.")).collect();
    Shown::new(json!({"removed": skus}), text.join("\n"))
}

/// A pasted page: the title it becomes, and what of the page did not go into it.
pub fn pasted(title: &Title, page: &Page, action: &str, dry_run: bool, currency: Currency) -> Shown {
    let mut document = title_json(title, currency);
    insert(&mut document, "not_understood", json!(page.not_understood));
    insert(&mut document, "left_out", json!(page.left_out));
    insert(&mut document, "action", action.into());
    insert(&mut document, "dry_run", dry_run.into());
    let would = if dry_run { "would be " } else { "" };
    let mut text = vec![
        format!("{would}{action}: {}  {}", title.sku, title.name),
        format!("  price        {}", sentence::print(&title.rule, currency)),
    ];
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            text.push(format!("  {name:<12} {value}"));
        }
    };
    row("makers", title.makers.join("; "));
    row("weight", title.weight_mg.map(ounces).unwrap_or_default());
    row("introduced", title.introduced.clone().unwrap_or_default());
    row("barcode", title.barcode.clone().unwrap_or_default());
    row("pages", title.pages.map(|pages| pages.to_string()).unwrap_or_default());
    row("format", title.format.clone().unwrap_or_default());
    row("language", title.language.clone().unwrap_or_default());
    row("tags", title.tags.join(", "));
    row("contents", title.contents.join("; "));
    for paragraph in title.description.split("\n\n") {
        row("description", paragraph.to_owned());
    }
    for line in &page.not_understood {
        row("? not taken", line.clone());
    }
    for line in &page.left_out {
        row("left out", line.clone());
    }
    Shown::new(document, text.join("\n"))
}

pub fn catalog(catalog: &Catalog, currency: Currency) -> Shown {
    let titles: Vec<Value> = catalog
        .titles()
        .iter()
        .map(|title| title_json(title, currency))
        .collect();
    let text: Vec<String> = catalog
        .titles()
        .iter()
        .map(|title| {
            let stock = title.stock.map_or_else(|| "–".to_owned(), |stock| stock.to_string());
            format!(
                "{:<28} {:>5}  {}  ({})",
                title.sku.as_str(),
                stock,
                title.name,
                sentence::print(&title.rule, currency)
            )
        })
        .collect();
    Shown::new(json!({"titles": titles}), rows(text, "No titles yet."))
}

pub fn list(list: &PriceList, catalog: &Catalog, currency: Currency) -> Shown {
    let on_it = |title: &&std::sync::Arc<Title>| title.price_list.as_deref() == Some(list.name.as_str());
    let titles: Vec<&str> = catalog
        .titles()
        .iter()
        .filter(on_it)
        .map(|title| title.sku.as_str())
        .collect();
    let price = sentence::print(&list.rule, currency);
    let text = format!(
        "{:<24} {price}  ({})",
        list.name,
        super::counted(titles.len(), "title", "titles")
    );
    Shown::new(
        json!({"name": list.name, "price": price, "kind": kind(&list.rule), "titles": titles}),
        text,
    )
}

pub fn lists(catalog: &Catalog, currency: Currency) -> Shown {
    let shown: Vec<Shown> = catalog.lists.iter().map(|one| list(one, catalog, currency)).collect();
    let text = shown.iter().map(|list| list.text.clone()).collect();
    let lists: Vec<Value> = shown.into_iter().map(|list| list.json).collect();
    Shown::new(json!({"lists": lists}), rows(text, "No price lists yet."))
}

pub fn offer(number: u32, offer: &Offer, currency: Currency) -> Shown {
    let (tag, titles): (Option<&str>, &[crate::domain::title::Sku]) = match &offer.scope {
        Scope::Everything => (None, &[]),
        Scope::Tag(tag) => (Some(tag), &[]),
        Scope::Titles(titles) => (None, titles),
    };
    let over = match &offer.scope {
        Scope::Everything => "everything".to_owned(),
        Scope::Tag(tag) => format!("the tag {tag}"),
        Scope::Titles(titles) => titles.iter().map(|sku| sku.as_str()).collect::<Vec<_>>().join(", "),
    };
    let day = |day: Option<crate::domain::day::BusinessDay>| day.map(|day| day.to_string());
    let mut text = format!(
        "{number:>3}  {}: {} of {over} for {}",
        offer.name,
        offer.units,
        currency.show(offer.price)
    );
    if !offer.event.is_empty() {
        text.push_str(&format!(", at {}", offer.event));
    }
    for (word, day) in [("from", offer.from), ("until", offer.until)] {
        text.extend(day.map(|day| format!(", {word} {day}")));
    }
    if offer.stopped {
        text.push_str("  (stopped)");
    }
    let document = json!({
        "number": number, "id": offer.id, "name": offer.name, "units": offer.units, "price": currency.plain(offer.price),
        "tag": tag, "titles": titles, "event": offer.event, "from": day(offer.from), "to": day(offer.until),
        "stopped": offer.stopped,
    });
    Shown::new(document, text)
}

pub fn offers(offers: &[(u32, Offer)], currency: Currency) -> Shown {
    let shown: Vec<Shown> = offers
        .iter()
        .map(|(number, one)| offer(*number, one, currency))
        .collect();
    let text = shown.iter().map(|offer| offer.text.clone()).collect();
    let offers: Vec<Value> = shown.into_iter().map(|offer| offer.json).collect();
    Shown::new(json!({"offers": offers}), rows(text, "No offers yet."))
}

pub fn tax(class: &TaxClass) -> Shown {
    let how = if class.included { "included" } else { "added" };
    Shown::new(
        json!({"name": class.name, "rate": class.rate(), "how": how}),
        format!("{:<24} {} {how}", class.name, class.rate()),
    )
}

pub fn covers(taken: &[(Sku, &PathBuf)], problems: &[(&PathBuf, String)]) -> Shown {
    let covers: Vec<Value> = taken
        .iter()
        .map(|(sku, file)| json!({"sku": sku, "file": file}))
        .collect();
    let left: Vec<Value> = problems
        .iter()
        .map(|(file, why)| json!({"file": file, "what": why}))
        .collect();
    let mut text: Vec<String> = taken
        .iter()
        .map(|(sku, file)| format!("{:<28} {}", sku.as_str(), file.display()))
        .collect();
    text.extend(problems.iter().map(|(_, why)| format!("left out: {why}")));
    Shown::new(
        json!({"covers": covers, "problems": left}),
        rows(text, "No cover was taken."),
    )
}
