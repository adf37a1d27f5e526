//! The catalog in memory: every title on sale, found by SKU, by barcode and by typing.
//! Never changes in place: the store hands out a new one after each change.

use super::day::BusinessDay;
use super::offer::Offer;
use super::pricing::Terms;
use super::rule::PriceRule;
use super::tax::TaxClass;
use super::title::{Sku, Title};
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// All titles that are not archived, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    titles: Vec<Arc<Title>>,
    index: Arc<Index>,
    /// Price lists by name.
    pub lists: Vec<PriceList>,
    /// Every offer in the order they were made, stopped ones too: the first has number 1.
    pub offers: Vec<Offer>,
    /// Tax classes by name.
    pub taxes: Vec<TaxClass>,
}

/// A named price rule that one or many titles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    /// Its name, as `Half-sheets`.
    pub name: String,
    /// The rule.
    pub rule: PriceRule,
}

/// Where each title stands; shared by catalogs that differ in stock alone.
#[derive(Debug, Default)]
struct Index {
    by_sku: HashMap<Sku, usize>,
    by_barcode: HashMap<String, usize>,
    haystacks: Vec<String>,
    tags: Vec<String>,
}

impl Catalog {
    /// A catalog of these titles; archived ones can be found by SKU only.
    pub fn new(titles: Vec<Title>) -> Catalog {
        let mut index = Index::default();
        let mut kept = Vec::with_capacity(titles.len());
        for title in titles {
            let place = kept.len();
            index.by_sku.insert(title.sku.clone(), place);
            if let Some(code) = title.barcode.as_deref().filter(|_| !title.archived) {
                index.by_barcode.insert(gtin(code), place);
            }
            for tag in &title.tags {
                if !index.tags.contains(tag) {
                    index.tags.push(tag.clone());
                }
            }
            let barcode = title.barcode.as_deref().unwrap_or_default();
            let words = [
                title.name.as_str(),
                &title.makers.join(" "),
                title.sku.as_str(),
                barcode,
                &title.tags.join(" "),
            ]
            .join("\n");
            index.haystacks.push(fold(&words));
            kept.push(Arc::new(title));
        }
        Catalog {
            titles: kept,
            index: Arc::new(index),
            ..Catalog::default()
        }
    }

    /// What holds beside the titles' own rules at an event on a business day.
    pub fn terms(&self, event: &str, day: BusinessDay) -> Terms {
        Terms {
            offers: self
                .offers
                .iter()
                .filter(|offer| offer.in_force(event, day))
                .cloned()
                .collect(),
            taxes: self.taxes.clone(),
        }
    }

    /// The price list of this name.
    pub fn list(&self, name: &str) -> Option<&PriceList> {
        self.lists
            .iter()
            .find(|list| list.name.eq_ignore_ascii_case(name.trim()))
    }

    /// The same catalog after copies of a title moved.
    pub fn move_stock(&mut self, sku: &Sku, copies: i64) {
        if let Some(title) = self.index.by_sku.get(sku).and_then(|place| self.titles.get_mut(*place)) {
            let title = Arc::make_mut(title);
            title.stock = title.stock.map(|stock| stock + copies);
        }
    }

    /// Every title, archived ones too.
    pub fn titles(&self) -> &[Arc<Title>] {
        &self.titles
    }

    /// The title with this SKU.
    pub fn get(&self, sku: &Sku) -> Option<&Arc<Title>> {
        self.titles.get(*self.index.by_sku.get(sku)?)
    }

    /// The title with this barcode; UPC-A and EAN-13 of the same number are one.
    pub fn by_barcode(&self, code: &str) -> Option<&Arc<Title>> {
        self.titles.get(*self.index.by_barcode.get(&gtin(code))?)
    }

    /// The title that a file is called after: by its SKU, its barcode or its name, whatever the case, accents and spaces.
    pub fn called(&self, name: &str) -> Option<&Arc<Title>> {
        let plain = |text: &str| Sku::slug(&fold(text)).map(|slug| slug.as_str().to_owned());
        let by_sku = || Sku::new(name).ok().and_then(|sku| self.get(&sku));
        let by_name = || {
            let wanted = plain(name)?;
            let of = |title: &&Arc<Title>| {
                [title.sku.as_str(), title.name.as_str()]
                    .iter()
                    .any(|own| plain(own).as_ref() == Some(&wanted))
            };
            self.titles.iter().find(of)
        };
        let digits = name.chars().filter(char::is_ascii_digit).count();
        by_sku()
            .or_else(|| (digits >= 8).then(|| self.by_barcode(name)).flatten())
            .or_else(by_name)
    }

    /// Every tag in use, in order of first use.
    pub fn tags(&self) -> &[String] {
        &self.index.tags
    }

    /// Titles on sale that hold every word of the query in name, makers, SKU, barcode or tags, whatever its case and
    /// accents, and the tag if one is given. Those whose name begins with the query come first; else in catalog order.
    pub fn search(&self, query: &str, tag: Option<&str>) -> Vec<Arc<Title>> {
        let tagged = |title: &Title| tag.is_none_or(|tag| title.tags.iter().any(|own| own == tag));
        self.search_among(query, |title| !title.archived && tagged(title))
    }

    /// The same among the titles that are to be kept, archived ones too where they are.
    pub fn search_among(&self, query: &str, keep: impl Fn(&Title) -> bool) -> Vec<Arc<Title>> {
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut found: Vec<(bool, &Arc<Title>)> = self
            .titles
            .iter()
            .zip(&self.index.haystacks)
            .filter(|(title, haystack)| keep(title) && words.iter().all(|word| haystack.contains(word)))
            .map(|(title, haystack)| (words.is_empty() || haystack.starts_with(query.trim()), title))
            .collect();
        found.sort_by_key(|(first, _)| !first);
        found.into_iter().map(|(_, title)| title.clone()).collect()
    }
}

/// Digits of a barcode as GTIN-14, so that a UPC-A and the EAN-13 with a leading zero are equal.
fn gtin(code: &str) -> String {
    let digits: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{digits:0>14}")
}

/// Text without case and accents, for comparing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded: String = text.nfkd().filter(|ch| !is_combining_mark(*ch)).collect();
    folded.to_lowercase().replace('ß', "ss").replace(['’', '‘'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::RuleKind;

    #[test]
    fn typing_finds_a_title_whatever_its_case_and_accents() {
        let free = || PriceRule::new(RuleKind::Free, false).unwrap();
        let mut garden = Title::new(Sku::new("g").unwrap(), "Über Gärten", free());
        garden.makers = vec!["Grün Verlag".into()];
        garden.barcode = Some("0036000291452".into());
        let catalog = Catalog::new(vec![Title::new(Sku::new("a").unwrap(), "The Garden", free()), garden]);
        let found = |query: &str| -> Vec<String> {
            catalog
                .search(query, None)
                .iter()
                .map(|title| title.sku.to_string())
                .collect()
        };
        assert_eq!(found("uber gar"), ["g"]);
        assert_eq!(found("GRUN"), ["g"]);
        assert_eq!(found(""), ["a", "g"]);
        assert_eq!(found("gard"), ["a"]);
        assert!(found("nothing").is_empty());
        assert_eq!(catalog.by_barcode("036000291452").unwrap().sku.as_str(), "g");
    }
}
