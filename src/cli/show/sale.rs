//! Baskets and sales.

use super::{Shown, counted, done_as, insert, roll_warning, roll_word, rows};
use crate::domain::correction::How;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::pricing::{Applied, PricedBasket};
use crate::domain::rule::Charge;
use crate::domain::sale::Sale;
use crate::till::{Done, Recorded, SaleHead};
use serde_json::{Value, json};

/// A sheet's sales, recorded afterwards.
pub fn sheet(done: &Done<Vec<Sale>>, currency: Currency) -> Shown {
    let total: Money = done.what.iter().map(|sale| sale.total).sum();
    let copies: u32 = done.what.iter().map(Sale::copies).sum();
    let text = format!(
        "{} with {} recorded as late: {} together.",
        counted(done.what.len(), "sale", "sales"),
        counted(copies, "copy", "copies"),
        currency.show(total)
    );
    let sales: Vec<Value> = done.what.iter().map(|kept| sale(kept).json).collect();
    done_as(done, json!({"sales": sales, "total": currency.plain(total)}), text)
}

/// A label and an amount below one another's kind.
pub(super) fn row(label: &str, amount: Money, currency: Currency) -> String {
    format!("  {label:<32} {:>10}", currency.show(amount))
}

/// What offers, discounts and taxes did, a row each.
fn terms(applied: &Applied, currency: Currency) -> Vec<String> {
    let offers = applied
        .reasons(currency)
        .into_iter()
        .map(|reason| format!("  {reason}"));
    let discounts = applied
        .discounts
        .iter()
        .map(|discount| row("Discount", -discount.amount, currency));
    let taxes = applied.taxes.iter().map(|tax| {
        let how = if tax.class.included { " (included)" } else { "" };
        row(
            &format!("Tax {} {}{how}", tax.class.name, tax.class.rate()),
            tax.amount,
            currency,
        )
    });
    offers.chain(discounts).chain(taxes).collect()
}

fn taxes(applied: &Applied, currency: Currency) -> Vec<Value> {
    let tax = applied.taxes.iter();
    tax.map(|tax| {
        json!({
            "class": tax.class.name, "rate": tax.class.rate(), "included": tax.class.included,
            "base": currency.plain(tax.base), "amount": currency.plain(tax.amount),
        })
    })
    .collect()
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
        .enumerate()
        .map(|(n, line)| {
            json!({
                "sku": line.title.sku, "title": line.title.name, "quantity": line.quantity.get(),
                "charges": charges(&line.charges, currency), "discount": plain(line.discount),
                "total": if line.undecided > 0 { Value::Null } else { plain(line.total()).into() },
                "undecided": line.undecided, "saved": plain(line.saved),
                "next": line.next.map(plain),
                "reason": basket.applied.reason(n, line.price_override.as_ref(), &line.charges, currency),
            })
        })
        .collect();
    let document = json!({
        "goods": plain(basket.goods), "tax_added": plain(basket.tax_added), "donation": plain(basket.donation),
        "rounding": plain(Money::ZERO), "total": plain(basket.due()), "lines": lines,
        "discount": plain(basket.discounted()), "offers": basket.applied.reasons(currency),
        "taxes": taxes(&basket.applied, currency), "best_found": basket.applied.best_found,
    });
    let mut text: Vec<String> = Vec::new();
    for line in &basket.lines {
        text.push(line.title.name.clone());
        text.extend(
            line.charges
                .iter()
                .map(|charge| row(&charge.text, charge.amount, currency)),
        );
        if line.undecided > 0 {
            text.push(format!("  {} × the buyer's choice", line.undecided));
        }
    }
    text.extend(terms(&basket.applied, currency));
    text.push(row("Total", basket.due(), currency));
    Shown::new(document, text.join("\n"))
}

pub fn sale(sale: &Sale) -> Shown {
    let currency = sale.currency;
    let plain = |amount: Money| currency.plain(amount);
    let lines: Vec<Value> = sale
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            json!({
                "sku": line.sku, "title": line.title, "quantity": line.quantity.get(),
                "charges": charges(&line.charges, currency), "discount": plain(line.discount), "total": plain(line.total),
                "reason": sale.applied.reason(n, line.price_override.as_ref(), &line.charges, currency),
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
                "amount": plain(payment.amount()), "unverified": payment.unverified,
            })
        })
        .collect();
    let document = json!({
        "number": sale.number.to_string(), "id": sale.id, "key": sale.key, "kind": "sale",
        "business_day": sale.business_day.to_string(), "sold_at": sale.sold_at.rfc3339(),
        "event": sale.event, "by": sale.by, "note": sale.note, "clock_suspect": sale.clock_suspect, "late": sale.late,
        "goods": plain(sale.goods), "tax_added": plain(sale.tax_added), "donation": plain(sale.donated()),
        "rounding": plain(sale.rounding), "total": plain(sale.total), "paid": plain(sale.paid()), "change": plain(sale.change()),
        "lines": lines, "payments": payments, "offers": sale.applied.reasons(currency),
        "taxes": taxes(&sale.applied, currency),
        "donations": sale.donations.iter().map(|gift| json!({"jar": gift.jar, "amount": plain(gift.amount)})).collect::<Vec<_>>(),
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
                .map(|charge| row(&charge.text, charge.amount, currency)),
        );
    }
    text.extend(terms(&sale.applied, currency));
    for (name, amount) in [("Donation", sale.donated()), ("Rounding", sale.rounding)] {
        if !amount.is_zero() {
            text.push(row(name, amount, currency));
        }
    }
    text.push(row("Total", sale.total, currency));
    for payment in &sale.payments {
        text.push(row(payment.method.as_str(), payment.given, currency));
    }
    text.push(row("Change", sale.change(), currency));
    Shown::new(document, text.join("\n"))
}

pub fn recorded(recorded: &Recorded) -> Shown {
    let mut shown = sale(&recorded.sale);
    insert(&mut shown.json, "replayed", recorded.replayed.into());
    insert(&mut shown.json, "roll", roll_word(&recorded.roll).into());
    shown.warning = roll_warning(&recorded.roll);
    shown
}

/// Sales and corrections in a list, of all that there are or of some.
pub fn sales(heads: &[SaleHead], currency: Currency, of_all: bool) -> Shown {
    let sales: Vec<Value> = heads
        .iter()
        .map(|head| {
            json!({
                "number": head.number.to_string(), "kind": head.how.map_or("sale", How::word), "sold_at": head.sold_at.rfc3339(),
                "business_day": head.business_day.to_string(), "total": currency.plain(head.total),
                "copies": head.copies, "methods": head.methods, "titles": head.titles,
                "corrects": head.corrects.as_ref().map(ToString::to_string), "voided": head.voided,
                "part": head.part.map(|part| currency.plain(part)),
            })
        })
        .collect();
    let text: Vec<String> = heads
        .iter()
        .map(|head| {
            let time = head.sold_at.local().format("%Y-%m-%d %H:%M");
            let what = match (&head.corrects, head.how) {
                (Some(sale), Some(how)) => format!("{how} of {sale}  "),
                _ if head.voided => "taken back  ".to_owned(),
                _ => String::new(),
            };
            let part = head.part.filter(|part| *part != head.total);
            let part = part.map_or_else(String::new, |part| format!("{} of it  ", currency.show(part)));
            format!(
                "{}  {time}  {:>10}  {part}{what}{}  {}",
                head.number,
                currency.show(head.total),
                head.methods,
                head.titles
            )
        })
        .collect();
    let none = if of_all {
        "No sales yet."
    } else {
        "No sale is like that."
    };
    Shown::new(json!({"sales": sales}), rows(text, none))
}
