//! Titles: the entries of the catalog, and what names them.
//! Never counts stock: stock is the sum of its movements and is remembered by the store.

use super::rule::PriceRule;
use std::fmt;

/// What a title is known by: letters, digits, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sku(String);

/// The text is no SKU.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no SKU; use letters, digits, `-`, `_` and `.`, as in `converge-and-overtake`, at most 64")]
pub struct SkuError(String);

impl Sku {
    /// # Errors
    /// [`SkuError`] when it is empty, longer than 64 characters or holds anything but letters, digits, `-`, `_`, `.`.
    pub fn new(text: &str) -> Result<Sku, SkuError> {
        let fits = |ch: char| ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.');
        if text.is_empty() || text.chars().count() > 64 || !text.chars().all(fits) {
            return Err(SkuError(text.to_owned()));
        }
        Ok(Sku(text.to_owned()))
    }

    /// The SKU of a title that came without one: its name in lower case, words joined by `-`.
    pub fn slug(name: &str) -> Option<Sku> {
        let mut slug = String::new();
        for word in name
            .to_lowercase()
            .replace(['\'', '’'], "")
            .split(|ch: char| !ch.is_alphanumeric())
            .filter(|w| !w.is_empty())
        {
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        let short: String = slug.chars().take(64).collect();
        Sku::new(short.trim_end_matches('-')).ok()
    }

    /// The SKU as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sku {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Sku {
    type Error = SkuError;
    fn try_from(text: String) -> Result<Sku, SkuError> {
        Sku::new(&text)
    }
}

impl From<Sku> for String {
    fn from(sku: Sku) -> String {
        sku.0
    }
}

/// A pamphlet, zine, print or sticker as the catalog holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// What it is known by.
    pub sku: Sku,
    /// Its name.
    pub name: String,
    /// Who made it, in the order printed.
    pub makers: Vec<String>,
    /// What it costs.
    pub rule: PriceRule,
    /// The price list the rule comes from; `None` where the title has a sentence of its own.
    pub price_list: Option<String>,
    /// Tags, lower case, in the order given.
    pub tags: Vec<String>,
    /// Copies left; `None` where they are not counted.
    pub stock: Option<i64>,
    /// Weight of one copy in milligrams.
    pub weight_mg: Option<u32>,
    /// Year and month it came out, as `2012-02`, or only the year.
    pub introduced: Option<String>,
    /// Barcode or ISBN, digits only.
    pub barcode: Option<String>,
    /// What stands inside, an entry each.
    pub contents: Vec<String>,
    /// What it is about, paragraphs parted by an empty line.
    pub description: String,
    /// The maker's share of the takings in millionths; `None` where nothing was agreed.
    pub maker_share_ppm: Option<u32>,
    /// The tax class; none by default.
    pub tax_class: Option<String>,
    /// Pages of one copy.
    pub pages: Option<u32>,
    /// Its format, as `half-sheet` or `A5`.
    pub format: Option<String>,
    /// Its language, as people write it.
    pub language: Option<String>,
    /// So few copies are few: it is time to bring more.
    pub low_stock: Option<u32>,
    /// Somebody said that it is sold out, whatever the count says.
    pub sold_out: bool,
    /// Its cover, where it has a picture of one.
    pub cover: Option<CoverId>,
    /// Put away: neither shown nor searched.
    pub archived: bool,
}

/// What a picture of a cover is known by: the SHA-256 of its bytes, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CoverId(String);

impl CoverId {
    /// `None` where the text is no SHA-256 in lower-case hexadecimal.
    pub fn new(text: &str) -> Option<CoverId> {
        let fits = |ch: u8| ch.is_ascii_digit() || (b'a'..=b'f').contains(&ch);
        (text.len() == 64 && text.bytes().all(fits)).then(|| CoverId(text.to_owned()))
    }

    /// It as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many copies there are, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// They are not counted.
    Uncounted,
    /// Enough.
    Enough(i64),
    /// No more than the title's low mark.
    Few(i64),
    /// None, or somebody said so.
    SoldOut,
}

impl Title {
    /// A title with a name and a price and nothing else.
    pub fn new(sku: Sku, name: impl Into<String>, rule: PriceRule) -> Title {
        Title {
            sku,
            name: name.into(),
            makers: Vec::new(),
            rule,
            price_list: None,
            tags: Vec::new(),
            stock: None,
            weight_mg: None,
            introduced: None,
            barcode: None,
            contents: Vec::new(),
            description: String::new(),
            maker_share_ppm: None,
            tax_class: None,
            pages: None,
            format: None,
            language: None,
            low_stock: None,
            sold_out: false,
            cover: None,
            archived: false,
        }
    }

    /// How many copies there are.
    pub fn left(&self) -> Left {
        match (self.sold_out, self.stock) {
            (true, _) => Left::SoldOut,
            (false, None) => Left::Uncounted,
            (false, Some(left)) if left <= 0 => Left::SoldOut,
            (false, Some(left)) if self.low_stock.is_some_and(|low| left <= i64::from(low)) => Left::Few(left),
            (false, Some(left)) => Left::Enough(left),
        }
    }
}

/// Milligrams in an ounce (avoirdupois: 28.349523125 g), to the whole milligram.
pub(super) const OUNCE_MG: i128 = 28_350;

/// Reads a weight such as `2.0 oz` or `58 g` into milligrams; `None` where it is none.
pub fn weight_mg(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let at = text.find(|ch: char| ch.is_alphabetic())?;
    let (number, unit) = text.split_at_checked(at)?;
    let number: rust_decimal::Decimal = number.trim().replace(',', ".").parse().ok()?;
    let mg = match unit.trim().trim_end_matches('.') {
        "oz" | "ounce" | "ounces" => OUNCE_MG,
        "g" | "gr" | "gram" | "grams" => 1_000,
        "kg" => 1_000_000,
        "lb" | "lbs" => 16 * OUNCE_MG,
        _ => return None,
    };
    let product = number
        .checked_mul(rust_decimal::Decimal::from_i128_with_scale(mg, 0))?
        .round();
    u32::try_from(product.mantissa()).ok().filter(|_| product.scale() == 0)
}

/// A weight as people read it in ounces, one decimal: `2.0 oz`.
pub fn ounces(mg: u32) -> String {
    let tenths = (i128::from(mg) * 20 / OUNCE_MG + 1) / 2;
    format!("{}.{} oz", tenths / 10, tenths % 10)
}

/// A weight as people read it in grams, as exact as it is kept: `56.7 g`.
pub fn grams(mg: u32) -> String {
    let (whole, part) = (mg / 1_000, mg % 1_000);
    let part = format!("{part:03}");
    match part.trim_end_matches('0') {
        "" => format!("{whole} g"),
        part => format!("{whole}.{part} g"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_from_the_name() {
        assert_eq!(
            Sku::slug("Converge and Overtake!").unwrap().as_str(),
            "converge-and-overtake"
        );
        assert_eq!(Sku::slug("Über Gärten").unwrap().as_str(), "über-gärten");
        assert!(Sku::slug("!!!").is_none());
        assert!(Sku::new("a b").is_err());
    }

    #[test]
    fn a_weight_is_kept_in_milligrams() {
        assert_eq!(weight_mg("2.0 oz"), Some(56_700));
        assert_eq!(weight_mg("58 g"), Some(58_000));
        assert_eq!(weight_mg("heavy"), None);
        assert_eq!(ounces(56_700), "2.0 oz");
        assert_eq!(ounces(weight_mg("9.5 oz").unwrap()), "9.5 oz");
        for (text, read) in [("58 g", "58 g"), ("2.0 oz", "56.7 g"), ("0.001 g", "0.001 g")] {
            assert_eq!(grams(weight_mg(text).unwrap()), read);
            assert_eq!(weight_mg(read), weight_mg(text));
        }
    }
}
