//! Answers, as text for people and as one JSON document for programs.
//! Never asks the till anything.

use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::pricing::PricedBasket;
use crate::domain::report::Summary;
use crate::domain::rule::{Charge, PriceRule, RuleKind};
use crate::domain::sale::Sale;
use crate::domain::sentence;
use crate::domain::session::Session;
use crate::domain::title::{Title, ounces};

use crate::till::{Recorded, Roll, SaleHead, Verification};
use serde_json::{Value, json};

/// An answer in both forms.
pub struct Shown {
    pub json: Value,
    pub text: String,
    /// Something to say on stderr although it went well.
    pub warning: Option<String>,
    /// Whether the command ends well.
    pub good: bool,
}

impl Shown {
    pub fn new(json: Value, text: impl Into<String>) -> Shown {
        Shown {
            json,
            text: text.into(),
            warning: None,
            good: true,
        }
    }
}

/// Puts one more key into a document.
pub fn insert(document: &mut Value, key: &str, value: Value) {
    if let Some(object) = document.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

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

pub fn catalog(catalog: &Catalog, currency: Currency) -> Shown {
    let titles: Vec<Value> = catalog
        .titles()
        .iter()
        .map(|title| title_json(title, currency))
        .collect();
    let rows: Vec<String> = catalog
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
    let text = if rows.is_empty() {
        "No titles yet.".to_owned()
    } else {
        rows.join("\n")
    };
    Shown::new(json!({"titles": titles}), text)
}

fn roll_word(roll: &Roll) -> &'static str {
    match roll {
        Roll::Synced => "synced",
        Roll::Behind(_) => "behind",
    }
}

fn roll_warning(roll: &Roll) -> Option<String> {
    match roll {
        Roll::Synced => None,
        Roll::Behind(why) => Some(format!(
            "zinetill: recorded, but the till roll could not be written: {why}"
        )),
    }
}

pub fn session(session: &Session, currency: Currency, roll: &Roll) -> Shown {
    let float = session.float.map(|float| currency.plain(float));
    let text = match session.float {
        Some(float) => format!("The session is open with a float of {}.", currency.show(float)),
        None => "The session is open; its float is not known.".to_owned(),
    };
    let document = json!({
        "id": session.id, "opened_at": session.opened_at.rfc3339(), "float": float,
        "event": session.event, "by": session.by, "roll": roll_word(roll),
    });
    Shown {
        warning: roll_warning(roll),
        ..Shown::new(document, text)
    }
}

fn charges(charges: &[Charge], currency: Currency) -> Vec<Value> {
    charges
        .iter()
        .map(|charge| {
            json!({
                "quantity": charge.quantity.get(),
                "unit_price": charge.unit_price.map(|unit| currency.plain(unit)),
                "amount": currency.plain(charge.amount),
                "text": charge.text,
            })
        })
        .collect()
}

pub fn quote(basket: &PricedBasket, currency: Currency) -> Shown {
    let plain = |amount: Money| currency.plain(amount);
    let lines: Vec<Value> = basket
        .lines
        .iter()
        .map(|line| {
            json!({
                "sku": line.title.sku, "title": line.title.name, "quantity": line.quantity.get(),
                "charges": charges(&line.charges, currency), "discount": plain(Money::ZERO),
                "total": if line.undecided > 0 { Value::Null } else { plain(line.amount).into() },
                "undecided": line.undecided, "saved": plain(line.saved),
                "next": line.next.map(plain),
                "reason": line.price_override.as_ref().map(|by_hand| &by_hand.reason),
            })
        })
        .collect();
    let document = json!({
        "goods": plain(basket.goods), "tax_added": plain(basket.tax_added), "donation": plain(basket.donation),
        "rounding": plain(Money::ZERO), "total": plain(basket.due()), "lines": lines,
    });
    let mut text: Vec<String> = Vec::new();
    for line in &basket.lines {
        text.push(line.title.name.clone());
        text.extend(
            line.charges
                .iter()
                .map(|charge| format!("  {:<32} {:>10}", charge.text, currency.show(charge.amount))),
        );
        if line.undecided > 0 {
            text.push(format!("  {} × the buyer's choice", line.undecided));
        }
    }
    text.push(format!("  {:<32} {:>10}", "Total", currency.show(basket.due())));
    Shown::new(document, text.join("\n"))
}

pub fn sale(sale: &Sale) -> Shown {
    let currency = sale.currency;
    let plain = |amount: Money| currency.plain(amount);
    let lines: Vec<Value> = sale
        .lines
        .iter()
        .map(|line| {
            json!({
                "sku": line.sku, "title": line.title, "quantity": line.quantity.get(),
                "charges": charges(&line.charges, currency), "discount": plain(line.discount), "total": plain(line.total),
                "reason": line.price_override.as_ref().map(|by_hand| &by_hand.reason),
                "makers": line.makers, "price": line.sentence, "saved": plain(line.saved),
            })
        })
        .collect();
    let payments: Vec<Value> = sale
        .payments
        .iter()
        .map(|payment| {
            json!({
                "method": payment.method, "given": plain(payment.given), "change": plain(payment.change),
                "amount": plain(payment.amount()),
            })
        })
        .collect();
    let document = json!({
        "number": sale.number.to_string(), "id": sale.id, "key": sale.key, "kind": "sale",
        "business_day": sale.business_day.to_string(), "sold_at": sale.sold_at.rfc3339(),
        "event": sale.event, "by": sale.by, "note": sale.note, "clock_suspect": sale.clock_suspect,
        "goods": plain(sale.goods), "tax_added": plain(sale.tax_added), "donation": plain(sale.donated()),
        "rounding": plain(sale.rounding), "total": plain(sale.total), "paid": plain(sale.paid()), "change": plain(sale.change()),
        "lines": lines, "payments": payments,
    });
    let mut text = vec![format!(
        "{}  {}",
        sale.number,
        sale.sold_at.local().format("%Y-%m-%d %H:%M")
    )];
    for line in &sale.lines {
        text.push(line.title.clone());
        text.extend(
            line.charges
                .iter()
                .map(|charge| format!("  {:<32} {:>10}", charge.text, currency.show(charge.amount))),
        );
    }
    for (name, amount) in [
        ("Tax", sale.tax_added),
        ("Donation", sale.donated()),
        ("Rounding", sale.rounding),
    ] {
        if !amount.is_zero() {
            text.push(format!("  {name:<32} {:>10}", currency.show(amount)));
        }
    }
    text.push(format!("  {:<32} {:>10}", "Total", currency.show(sale.total)));
    for payment in &sale.payments {
        text.push(format!("  {:<32} {:>10}", payment.method, currency.show(payment.given)));
    }
    text.push(format!("  {:<32} {:>10}", "Change", currency.show(sale.change())));
    Shown::new(document, text.join("\n"))
}

pub fn recorded(recorded: &Recorded) -> Shown {
    let mut shown = sale(&recorded.sale);
    insert(&mut shown.json, "replayed", recorded.replayed.into());
    insert(&mut shown.json, "roll", roll_word(&recorded.roll).into());
    shown.warning = roll_warning(&recorded.roll);
    shown
}

pub fn sales(heads: &[SaleHead], currency: Currency) -> Shown {
    let rows: Vec<Value> = heads
        .iter()
        .map(|head| {
            json!({
                "number": head.number.to_string(), "kind": "sale", "sold_at": head.sold_at.rfc3339(),
                "business_day": head.business_day.to_string(), "total": currency.plain(head.total),
                "copies": head.copies, "methods": head.methods, "titles": head.titles,
            })
        })
        .collect();
    let text: Vec<String> = heads
        .iter()
        .map(|head| {
            let time = head.sold_at.local().format("%Y-%m-%d %H:%M");
            format!(
                "{}  {time}  {:>10}  {}  {}",
                head.number,
                currency.show(head.total),
                head.methods,
                head.titles
            )
        })
        .collect();
    Shown::new(
        json!({"sales": rows}),
        if text.is_empty() {
            "No sales yet.".to_owned()
        } else {
            text.join("\n")
        },
    )
}

pub fn summary(summary: &Summary, currency: Currency) -> Shown {
    let plain = |amount: Money| currency.plain(amount);
    let by_title: Vec<Value> = summary
        .by_title
        .iter()
        .map(|row| {
            json!({"sku": row.sku, "title": row.title, "sold": row.sold, "free": row.free, "refunded": row.refunded,
                "takings": plain(row.takings), "left": row.left})
        })
        .collect();
    let by_payment: Vec<Value> = summary
        .by_payment
        .iter()
        .map(|row| json!({"method": row.method, "count": row.count, "amount": plain(row.amount), "unverified": plain(row.unverified)}))
        .collect();
    let by_hour: Vec<Value> = summary
        .by_hour
        .iter()
        .map(|row| json!({"hour": row.hour, "sales": row.sales, "amount": plain(row.amount)}))
        .collect();
    let document = json!({
        "from": summary.from.to_string(), "to": summary.to.to_string(), "sales": summary.sales, "copies": summary.copies,
        "goods": plain(summary.goods), "tax_added": plain(summary.tax_added), "donations": plain(summary.donations),
        "rounding": plain(summary.rounding), "payments": plain(summary.payments), "change": plain(summary.change),
        "saved": plain(summary.saved), "holds": summary.holds(),
        "by_title": by_title, "by_payment": by_payment, "by_hour": by_hour,
    });
    let show = |amount: Money| currency.show(amount);
    let mut text = vec![
        if summary.from == summary.to {
            summary.from.to_string()
        } else {
            format!("{} to {}", summary.from, summary.to)
        },
        format!("{} sales, {} copies", summary.sales, summary.copies),
        format!(
            "goods {} + added tax {} + donations {} + cash rounding {} = payments {} − change {}{}",
            show(summary.goods),
            show(summary.tax_added),
            show(summary.donations),
            show(summary.rounding),
            show(summary.payments),
            show(summary.change),
            if summary.holds() {
                ""
            } else {
                "   DOES NOT HOLD: run zinetill verify"
            }
        ),
    ];
    for row in &summary.by_title {
        text.push(format!(
            "  {:<40} {:>5} sold {:>5} free {:>12}",
            row.title,
            row.sold,
            row.free,
            show(row.takings)
        ));
    }
    for row in &summary.by_payment {
        text.push(format!(
            "  {:<40} {:>5} {:>24}",
            row.method.as_str(),
            row.count,
            show(row.amount)
        ));
    }
    for row in &summary.by_hour {
        text.push(format!(
            "  {:02}:00 {:>40} {:>24}",
            row.hour,
            row.sales,
            show(row.amount)
        ));
    }
    Shown {
        good: summary.holds(),
        ..Shown::new(document, text.join("\n"))
    }
}

pub fn verification(found: &Verification) -> Shown {
    let document = serde_json::to_value(found).unwrap_or(Value::Null);
    let mut text = vec![if found.ok {
        format!(
            "The books hold: {} sales in {} entries, and the till roll tells the same.",
            found.sales, found.entries
        )
    } else {
        format!(
            "The books do NOT hold: {} problems in {} entries.",
            found.problems.len(),
            found.entries
        )
    }];
    text.extend(
        found
            .problems
            .iter()
            .map(|problem| format!("  {}: {}", problem.place, problem.what)),
    );
    Shown {
        good: found.ok,
        ..Shown::new(document, text.join("\n"))
    }
}
