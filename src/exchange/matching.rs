//! Which title of the catalog a row of a file means, and what a row without one is to be known by.
//! Never reads a cell (see `rows`).

use super::import::become_title;
use super::rows::{Outcome, Said};
use crate::domain::catalog::{Catalog, fold};
use crate::domain::pricing::CUSTOM_SKU;
use crate::domain::title::{Sku, Title};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A way to find the title that a row means.
type Way<'a> = &'a dyn Fn(&Said) -> Option<Arc<Title>>;

/// What a row means in a catalog.
#[derive(Debug, Clone)]
pub(super) enum Meant {
    /// A title that is not there yet.
    New,
    /// This one.
    One(Arc<Title>),
    /// One of these, and nothing in the row says which.
    Several(Vec<Sku>),
}

/// The title of the catalog that each row means: by SKU, then by barcode, then by name and makers. All rows are asked for
/// the first before any is asked for the next, so that a title goes to the row that names it best.
pub(super) fn matches(outcomes: &[Outcome], catalog: &Catalog) -> Vec<Meant> {
    let mut by_name: HashMap<String, Vec<&Arc<Title>>> = HashMap::new();
    for title in catalog.titles() {
        by_name.entry(fold(&title.name)).or_default().push(title);
    }
    let mut found: Vec<Meant> = vec![Meant::New; outcomes.len()];
    let mut claimed: HashSet<Sku> = HashSet::new();
    let ways: [Way<'_>; 2] = [&|said| catalog.get(said.sku.as_ref()?).cloned(), &|said| {
        catalog.by_barcode(said.barcode.as_deref()?).cloned()
    }];
    for way in ways {
        let before = claimed.clone();
        for (outcome, place) in outcomes.iter().zip(&mut found) {
            if let (Outcome::Said(said), Meant::New) = (outcome, &place)
                && let Some(title) = way(said)
                && !before.contains(&title.sku)
            {
                claimed.insert(title.sku.clone());
                *place = Meant::One(title);
            }
        }
    }
    for (outcome, place) in outcomes.iter().zip(&mut found) {
        let (Outcome::Said(said), Meant::New) = (outcome, &place) else {
            continue;
        };
        let named = by_name.get(&fold(&said.name)).map(Vec::as_slice).unwrap_or_default();
        let free = || named.iter().filter(|title| !claimed.contains(&title.sku));
        let makers = folded(&said.makers);
        let alike: Vec<&&Arc<Title>> = free().filter(|title| folded(&title.makers) == makers).collect();
        let perhaps: Vec<&&Arc<Title>> = free()
            .filter(|title| makers.is_empty() || title.makers.is_empty())
            .collect();
        // The same makers go before no makers, which may be anybody.
        *place = match (alike.as_slice(), perhaps.as_slice()) {
            ([one], _) | ([], [one]) => Meant::One(Arc::clone(one)),
            ([], []) => Meant::New,
            // What has a SKU or a barcode of its own is another title.
            _ if said.sku.is_some() || said.barcode.is_some() => Meant::New,
            ([], several) | (several, _) => Meant::Several(several.iter().map(|title| title.sku.clone()).collect()),
        };
    }
    found
}

fn folded(makers: &[String]) -> Vec<String> {
    let mut folded: Vec<String> = makers.iter().map(|maker| fold(maker)).collect();
    folded.sort();
    folded
}

/// The titles that rows above have become, with their lines.
#[derive(Default)]
pub(super) struct Taken {
    lines: HashMap<Sku, u64>,
    barcodes: HashMap<String, u64>,
    /// Names that were given a SKU here, with their makers and lines.
    names: HashMap<String, Vec<(Vec<String>, u64)>>,
}

impl Taken {
    /// The title that a row becomes.
    pub(super) fn title(
        &mut self,
        said: &Said,
        known: Option<&Title>,
        catalog: &Catalog,
        line: u64,
    ) -> Result<Title, String> {
        let sku = match (known, &said.sku) {
            (Some(known), _) => known.sku.clone(),
            (None, Some(sku)) => sku.clone(),
            (None, None) => self.free_slug(said, catalog, line)?,
        };
        if sku.as_str() == CUSTOM_SKU {
            return Err(format!("`{sku}` stands for custom amounts; give another SKU"));
        }
        if let Some(above) = self.lines.get(&sku) {
            return Err(which(&said.name, *above));
        }
        let title = become_title(said, sku, known, catalog)?;
        if let (Some(code), None) = (&said.barcode, &said.sku)
            && let Some(above) = self.barcodes.insert(code.clone(), line)
        {
            return Err(format!("the barcode {code} stands on line {above} already"));
        }
        self.lines.insert(title.sku.clone(), line);
        Ok(title)
    }

    /// The slug of the name; where another title has it, with a number. A name that a row above has is a question, unless
    /// other makers stand beside it.
    fn free_slug(&mut self, said: &Said, catalog: &Catalog, line: u64) -> Result<Sku, String> {
        let makers = folded(&said.makers);
        let above = self.names.entry(fold(&said.name)).or_default();
        let same = |other: &&(Vec<String>, u64)| makers.is_empty() || other.0.is_empty() || other.0 == makers;
        if let Some((_, above)) = above.iter().find(same) {
            return Err(which(&said.name, *above));
        }
        let slug = Sku::slug(&said.name).ok_or_else(|| format!("`{}` makes no SKU; give one", said.name))?;
        let free = |sku: &Sku| catalog.get(sku).is_none() && !self.lines.contains_key(sku);
        let numbered = |number: u32| {
            let short: String = slug.as_str().chars().take(58).collect();
            Sku::new(&format!("{short}-{number}")).ok()
        };
        let sku = Some(slug.clone())
            .into_iter()
            .chain((2..1000).filter_map(numbered))
            .find(free)
            .ok_or_else(|| format!("`{slug}` is taken; give another SKU"))?;
        above.push((makers, line));
        Ok(sku)
    }
}

fn which(name: &str, above: u64) -> String {
    format!("`{name}` stands on line {above} already; which of the two is it?")
}
