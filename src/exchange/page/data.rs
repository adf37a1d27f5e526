//! What a saved HTML page says of its product to machines: JSON-LD, and the `meta` tags of the window's name and price.
//! Never stands above what a reader sees: it fills what the text leaves open, and settles which of two prices holds.

use super::{parts, specs};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::title::weight_mg;
use crate::exchange::html;
use serde_json::{Map, Value};

/// What is known of the product.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Product {
    pub name: Option<String>,
    pub makers: Vec<String>,
    /// What one copy costs now.
    pub price: Option<Money>,
    pub weight_mg: Option<u32>,
    pub introduced: Option<String>,
    pub barcode: Option<String>,
    pub description: String,
    pub pages: Option<u32>,
    pub language: Option<String>,
}

/// Objects in objects are looked into so deep: products stand in a graph or in the page they are the main thing of.
const DEEP: usize = 6;

/// What the page says; nothing where it names no product.
pub(super) fn product(page: &str, currency: Currency) -> Product {
    let blocks: Vec<Value> = html::scripts(page, "application/ld+json")
        .into_iter()
        .filter_map(|text| serde_json::from_str(text.trim()).ok())
        .collect();
    let of_kind = |kinds: &[&str]| blocks.iter().find_map(|block| found(block, kinds, DEEP));
    let mut product = of_kind(&["product", "productgroup"])
        .or_else(|| of_kind(&["book", "publicationissue", "comicissue"]))
        .map(|object| read(object, currency))
        .unwrap_or_default();
    product.name = product.name.or_else(|| html::meta(page, "og:title"));
    if product.price.is_none() {
        let meta = |name: &str| {
            html::meta(page, &format!("og:price:{name}")).or_else(|| html::meta(page, &format!("product:price:{name}")))
        };
        let (amount, code) = (meta("amount"), meta("currency"));
        product.price = amount.and_then(|amount| money(&amount, code.as_deref()?, currency));
    }
    product
}

/// The first object of one of these kinds.
fn found<'a>(value: &'a Value, kinds: &[&str], deep: usize) -> Option<&'a Map<String, Value>> {
    let inside = deep.checked_sub(1)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| found(value, kinds, inside)),
        Value::Object(object) => {
            let named = texts(object.get("@type")).iter().any(|kind| {
                let kind = kind.rsplit(['/', ':']).next().unwrap_or_default().to_lowercase();
                kinds.contains(&kind.as_str())
            });
            if named {
                return Some(object);
            }
            let holders = ["@graph", "mainEntity", "itemOffered", "hasVariant"];
            holders
                .iter()
                .find_map(|holder| found(object.get(*holder)?, kinds, inside))
        }
        _ => None,
    }
}

fn read(object: &Map<String, Value>, currency: Currency) -> Product {
    let text = |key: &str| {
        let text = html::cell(texts(object.get(key)).first()?);
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let codes = ["isbn", "gtin13", "gtin", "gtin12", "gtin14", "gtin8"];
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Product {
        name: text("name").map(one_line),
        makers: texts(object.get("author"))
            .into_iter()
            .map(|name| one_line(html::cell(&name)))
            .collect(),
        price: object.get("offers").and_then(|offers| price(offers, currency, DEEP)),
        weight_mg: object.get("weight").and_then(weight),
        introduced: text("datePublished").and_then(|date| parts::month(&date)),
        barcode: codes
            .iter()
            .find_map(|key| specs::isbn(&format!("isbn {}", text(key)?))),
        description: text("description").unwrap_or_default(),
        pages: text("numberOfPages").and_then(|pages| specs::page_number(&pages)),
        // `en` is for machines, `English` for people.
        language: text("inLanguage").filter(|language| language.chars().count() > 3 && !language.contains(['-', '_'])),
    }
}

/// The words, numbers and names of a value, of each one where there are several.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Number(number)) => vec![number.to_string()],
        Some(Value::Array(values)) => values.iter().take(20).flat_map(|value| texts(Some(value))).collect(),
        Some(Value::Object(object)) => match object.get("name") {
            Some(Value::String(name)) => vec![name.clone()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// One price that all offers have.
fn price(offers: &Value, currency: Currency, deep: usize) -> Option<Money> {
    let inside = deep.checked_sub(1)?;
    match offers {
        Value::Array(all) => {
            let prices: Vec<Money> = all.iter().filter_map(|offer| price(offer, currency, inside)).collect();
            let first = prices.first().copied()?;
            prices.iter().all(|price| *price == first).then_some(first)
        }
        Value::Object(offer) => {
            let of = |key: &str, offer: &Map<String, Value>| texts(offer.get(key)).into_iter().next();
            // WooCommerce puts the amount a step deeper.
            let deeper = offer
                .get("priceSpecification")
                .and_then(|inner| price(inner, currency, inside));
            let amount = of("price", offer)
                .or_else(|| of("lowPrice", offer).filter(|low| of("highPrice", offer).is_none_or(|high| high == *low)));
            let code = of("priceCurrency", offer)?;
            amount.and_then(|amount| money(&amount, &code, currency)).or(deeper)
        }
        _ => None,
    }
}

/// `4.0` and `4` as the amount they are, where they are of the till's currency.
fn money(amount: &str, code: &str, currency: Currency) -> Option<Money> {
    code.trim().eq_ignore_ascii_case(currency.code()).then_some(())?;
    currency.parse(amount).ok()
}

fn weight(value: &Value) -> Option<u32> {
    let text = match value {
        Value::Object(object) => {
            let of = |key: &str| texts(object.get(key)).into_iter().next();
            let unit = of("unitText").or_else(|| of("unitCode"))?;
            let unit = match unit.to_uppercase().as_str() {
                "GRM" => "g",
                "KGM" => "kg",
                "ONZ" => "oz",
                "LBR" => "lb",
                _ => unit.as_str(),
            };
            format!("{} {unit}", of("value")?)
        }
        other => texts(Some(other)).into_iter().next()?,
    };
    weight_mg(&text).filter(|mg| *mg > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Product {
        product(
            &format!("<script type='application/ld+json'>{json}</script>"),
            Currency::USD,
        )
    }

    #[test]
    fn one_price_is_one_that_every_offer_has_in_the_tills_currency() {
        for (offers, price) in [
            (r#"{"price":"4.0","priceCurrency":"USD"}"#, Some(400)),
            (r#"{"price":4,"priceCurrency":"usd"}"#, Some(400)),
            (r#"{"price":4,"priceCurrency":"EUR"}"#, None),
            (r#"{"price":4}"#, None),
            (
                r#"[{"price":4,"priceCurrency":"USD"},{"price":"4.00","priceCurrency":"USD"}]"#,
                Some(400),
            ),
            (
                r#"[{"price":4,"priceCurrency":"USD"},{"price":5,"priceCurrency":"USD"}]"#,
                None,
            ),
            (r#"{"lowPrice":"4","highPrice":"4","priceCurrency":"USD"}"#, Some(400)),
            (r#"{"lowPrice":"4","highPrice":"9","priceCurrency":"USD"}"#, None),
            (r#""#, None),
        ] {
            let read = of(&format!(r#"{{"@type":"Product","offers":{offers}}}"#)).price;
            assert_eq!(
                read,
                price.map(|minor| Money::from_minor(minor, Currency::USD)),
                "{offers}"
            );
        }
    }

    #[test]
    fn a_product_is_found_wherever_it_stands() {
        for json in [
            r#"{"@type":"Product","name":"A &amp; B"}"#,
            r#"[{"@type":"Organization","name":"Shop"},{"@type":["Thing","Product"],"name":"A & B"}]"#,
            r#"{"@graph":[{"@type":"WebPage"},{"@type":"http://schema.org/Product","name":"A & B"}]}"#,
            r#"{"@type":"WebPage","mainEntity":{"@type":"Book","name":"A & B"}}"#,
        ] {
            assert_eq!(of(json).name.as_deref(), Some("A & B"), "{json}");
        }
        for json in [
            "",
            "{",
            "[[[[[[[[[[[[]]]]]]]]]]]]",
            "null",
            r#"{"@type":"Organization","name":"Shop"}"#,
        ] {
            assert_eq!(of(json), Product::default(), "{json}");
        }
    }
}
