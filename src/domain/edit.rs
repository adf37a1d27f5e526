//! What is changed of titles: only what somebody changed, so that two who edit at once do not undo each other.
//! Never writes: the till reads each title anew, puts the edit onto it and keeps it.

use super::rule::PriceRule;
use super::title::{CoverId, Title};

/// How many copies there are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    /// So many: somebody counted them.
    To(i64),
    /// So many more, or less, than there are.
    By(i64),
    /// They are no longer counted.
    Uncounted,
}

/// Which tags a title is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tags {
    /// These, and no others.
    Are(Vec<String>),
    /// Some more, some less.
    Change {
        /// Those to put on.
        put: Vec<String>,
        /// Those to take off.
        take: Vec<String>,
    },
}

/// What a title is to cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Price {
    /// What its own sentence says.
    Own(PriceRule),
    /// What the price list of this name says.
    List(String),
}

/// A change of one title or of many; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Its name.
    pub name: Option<String>,
    /// Who made it.
    pub makers: Option<Vec<String>>,
    /// What it costs.
    pub price: Option<Price>,
    /// Its tags.
    pub tags: Option<Tags>,
    /// How many copies there are.
    pub stock: Option<Copies>,
    /// Its low mark.
    pub low_stock: Option<Option<u32>>,
    /// Whether somebody says that it is sold out.
    pub sold_out: Option<bool>,
    /// Weight of a copy in milligrams.
    pub weight_mg: Option<Option<u32>>,
    /// When it came out.
    pub introduced: Option<Option<String>>,
    /// Its barcode.
    pub barcode: Option<Option<String>>,
    /// Pages of a copy.
    pub pages: Option<Option<u32>>,
    /// Its format.
    pub format: Option<Option<String>>,
    /// Its language.
    pub language: Option<Option<String>>,
    /// What stands inside.
    pub contents: Option<Vec<String>>,
    /// What it is about.
    pub description: Option<String>,
    /// The maker's share in millionths.
    pub maker_share_ppm: Option<Option<u32>>,
    /// Its tax class.
    pub tax_class: Option<Option<String>>,
    /// Its cover.
    pub cover: Option<Option<CoverId>>,
    /// Whether it is put away.
    pub archived: Option<bool>,
}

/// Why a title cannot be kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TitleError {
    /// It has no name, or one that no tile could show.
    #[error("a title needs a name of at most 200 letters, on one line")]
    Name,
    /// A part that is too long, or holds what does not show.
    #[error("the {0} of a title is at most {1} letters long, on one line")]
    Long(&'static str, usize),
    /// More pages than any zine has.
    #[error("a title has 1 to 9999 pages, or the field stays empty")]
    Pages,
    /// More copies than any table holds.
    #[error("a table holds at most 1,000,000,000 copies")]
    Copies,
    /// When it came out is no year and no month.
    #[error("`{0}` is no year and no month; write it like 2012 or 2012-02")]
    Introduced(String),
    /// The share is more than everything.
    #[error("a maker's share is at most 100%")]
    Share,
}

/// The part that differs, as it is wanted.
fn changed<T: Clone + PartialEq>(shown: &T, wanted: &T) -> Option<T> {
    (shown != wanted).then(|| wanted.clone())
}

impl Edit {
    /// What turns a title as it was shown into the one that is wanted. Copies are counted from what was shown.
    pub fn between(shown: &Title, wanted: &Title) -> Edit {
        let price =
            (shown.price_list != wanted.price_list || shown.rule != wanted.rule).then(|| match &wanted.price_list {
                Some(list) => Price::List(list.clone()),
                None => Price::Own(wanted.rule.clone()),
            });
        let stock = match (shown.stock, wanted.stock) {
            (Some(before), Some(after)) => (before != after).then(|| Copies::By(after.saturating_sub(before))),
            (None, Some(after)) => Some(Copies::To(after)),
            (Some(_), None) => Some(Copies::Uncounted),
            (None, None) => None,
        };
        Edit {
            name: changed(&shown.name, &wanted.name),
            makers: changed(&shown.makers, &wanted.makers),
            price,
            tags: changed(&shown.tags, &wanted.tags).map(Tags::Are),
            stock,
            low_stock: changed(&shown.low_stock, &wanted.low_stock),
            sold_out: changed(&shown.sold_out, &wanted.sold_out),
            weight_mg: changed(&shown.weight_mg, &wanted.weight_mg),
            introduced: changed(&shown.introduced, &wanted.introduced),
            barcode: changed(&shown.barcode, &wanted.barcode),
            pages: changed(&shown.pages, &wanted.pages),
            format: changed(&shown.format, &wanted.format),
            language: changed(&shown.language, &wanted.language),
            contents: changed(&shown.contents, &wanted.contents),
            description: changed(&shown.description, &wanted.description),
            maker_share_ppm: changed(&shown.maker_share_ppm, &wanted.maker_share_ppm),
            tax_class: changed(&shown.tax_class, &wanted.tax_class),
            cover: changed(&shown.cover, &wanted.cover),
            archived: changed(&shown.archived, &wanted.archived),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Edit::default()
    }

    /// Puts it onto a title as it is now. `listed` is the rule of the price list that it names.
    pub fn on(&self, title: &mut Title, listed: Option<&PriceRule>) {
        fn put<T: Clone>(wanted: &Option<T>, onto: &mut T) {
            if let Some(wanted) = wanted {
                onto.clone_from(wanted);
            }
        }
        put(&self.name, &mut title.name);
        put(&self.makers, &mut title.makers);
        match (&self.price, listed) {
            (Some(Price::Own(rule)), _) => (title.rule, title.price_list) = (rule.clone(), None),
            (Some(Price::List(name)), Some(rule)) => {
                (title.rule, title.price_list) = (rule.clone(), Some(name.clone()));
            }
            _ => {}
        }
        match &self.tags {
            None => {}
            Some(Tags::Are(tags)) => title.tags.clone_from(tags),
            Some(Tags::Change { put, take }) => {
                title.tags.retain(|tag| !take.contains(tag));
                for tag in put {
                    if !title.tags.contains(tag) {
                        title.tags.push(tag.clone());
                    }
                }
            }
        }
        match self.stock {
            None => {}
            Some(Copies::To(copies)) => title.stock = Some(copies),
            Some(Copies::By(copies)) => title.stock = title.stock.map(|stock| stock.saturating_add(copies)),
            Some(Copies::Uncounted) => title.stock = None,
        }
        put(&self.low_stock, &mut title.low_stock);
        put(&self.sold_out, &mut title.sold_out);
        put(&self.weight_mg, &mut title.weight_mg);
        put(&self.introduced, &mut title.introduced);
        put(&self.barcode, &mut title.barcode);
        put(&self.pages, &mut title.pages);
        put(&self.format, &mut title.format);
        put(&self.language, &mut title.language);
        put(&self.contents, &mut title.contents);
        put(&self.description, &mut title.description);
        put(&self.maker_share_ppm, &mut title.maker_share_ppm);
        put(&self.tax_class, &mut title.tax_class);
        put(&self.cover, &mut title.cover);
        put(&self.archived, &mut title.archived);
    }

    /// Whether what it says can be kept.
    ///
    /// # Errors
    /// [`TitleError`] of the first part that cannot.
    pub fn check(&self) -> Result<(), TitleError> {
        let one_line = |text: &str, most: usize| text.chars().count() <= most && !text.chars().any(char::is_control);
        let short = |what, most, text: &str| match one_line(text, most) {
            true => Ok(()),
            false => Err(TitleError::Long(what, most)),
        };
        if self
            .name
            .as_ref()
            .is_some_and(|name| name.trim().is_empty() || !one_line(name, 200))
        {
            return Err(TitleError::Name);
        }
        for maker in self.makers.iter().flatten() {
            short("maker", 200, maker)?;
        }
        let tags = match &self.tags {
            Some(Tags::Are(tags)) => tags.as_slice(),
            Some(Tags::Change { put, .. }) => put.as_slice(),
            None => &[],
        };
        for tag in tags {
            short("tag", 60, tag)?;
        }
        for entry in self.contents.iter().flatten() {
            short("contents entry", 400, entry)?;
        }
        for (what, part) in [("format", &self.format), ("language", &self.language)] {
            if let Some(Some(text)) = part {
                short(what, 60, text)?;
            }
        }
        if self
            .description
            .as_ref()
            .is_some_and(|text| text.chars().count() > 100_000)
        {
            return Err(TitleError::Long("description", 100_000));
        }
        if matches!(self.pages, Some(Some(pages)) if !(1..=9_999).contains(&pages)) {
            return Err(TitleError::Pages);
        }
        if let Some(Copies::To(copies) | Copies::By(copies)) = self.stock
            && copies.unsigned_abs() > 1_000_000_000
        {
            return Err(TitleError::Copies);
        }
        if let Some(Some(date)) = &self.introduced
            && !is_date(date)
        {
            return Err(TitleError::Introduced(date.clone()));
        }
        if matches!(self.maker_share_ppm, Some(Some(share)) if share > super::money::MILLION) {
            return Err(TitleError::Share);
        }
        Ok(())
    }
}

/// `2012` or `2012-02`.
fn is_date(text: &str) -> bool {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|ch| ch.is_ascii_digit());
    match text.split_once('-') {
        None => digits(text, 4),
        Some((year, month)) => {
            digits(year, 4) && digits(month, 2) && month.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
        }
    }
}

/// Tags as a person types them, parted by commas: lower case, each once.
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.to_lowercase().split([',', ';', '\n']) {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::domain::title::Sku;

    fn title() -> Title {
        Title::new(Sku::new("a").unwrap(), "A", PriceRule::fixed(Money::ZERO))
    }

    #[test]
    fn an_edit_takes_what_was_shown_to_what_is_wanted() {
        let shown = Title {
            stock: Some(7),
            ..title()
        };
        let wanted = Title {
            name: "B".into(),
            tags: vec!["x".into()],
            stock: Some(9),
            pages: Some(32),
            ..shown.clone()
        };
        let edit = Edit::between(&shown, &wanted);
        let mut title = shown.clone();
        edit.on(&mut title, None);
        assert_eq!(title, wanted);
        assert!(Edit::between(&shown, &shown).is_empty());
    }

    #[test]
    fn copies_are_counted_from_what_was_shown() {
        let (shown, wanted) = (
            Title {
                stock: Some(7),
                ..title()
            },
            Title {
                stock: Some(9),
                ..title()
            },
        );
        // One was sold between.
        let mut now = Title {
            stock: Some(6),
            ..title()
        };
        Edit::between(&shown, &wanted).on(&mut now, None);
        assert_eq!(now.stock, Some(8));
    }

    #[test]
    fn tags_are_put_on_and_taken_off_beside_the_others() {
        let mut title = Title {
            tags: tags(" Zine , DIY,zine,, half  sheet"),
            ..title()
        };
        assert_eq!(title.tags, ["zine", "diy", "half sheet"]);
        let edit = Edit {
            tags: Some(Tags::Change {
                put: vec!["zine".into(), "new".into()],
                take: vec!["diy".into()],
            }),
            ..Edit::default()
        };
        edit.on(&mut title, None);
        assert_eq!(title.tags, ["zine", "half sheet", "new"]);
    }

    #[test]
    fn what_cannot_be_kept_is_said() {
        for edit in [
            Edit {
                name: Some("  ".into()),
                ..Edit::default()
            },
            Edit {
                name: Some("a\nb".into()),
                ..Edit::default()
            },
            Edit {
                pages: Some(Some(0)),
                ..Edit::default()
            },
            Edit {
                introduced: Some(Some("2012-13".into())),
                ..Edit::default()
            },
            Edit {
                maker_share_ppm: Some(Some(1_000_001)),
                ..Edit::default()
            },
            Edit {
                stock: Some(Copies::To(i64::MAX)),
                ..Edit::default()
            },
        ] {
            assert!(edit.check().is_err(), "{edit:?}");
        }
        assert_eq!(
            Edit {
                introduced: Some(Some("2012-02".into())),
                ..Edit::default()
            }
            .check(),
            Ok(())
        );
    }
}
