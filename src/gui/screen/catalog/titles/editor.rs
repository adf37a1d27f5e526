//! One title as it is being filled in: everything it holds, what of that is understood, and what was changed.
//! Never writes: the parent hands what was changed to the till. How it looks is in `form`.

use super::picture;
use super::price::{self, Price};
use crate::domain::barcode;
use crate::domain::currency::Currency;
use crate::domain::edit::{self, Edit};
use crate::domain::money::{Money, parse_percent, percent};
use crate::domain::rule::PriceRule;
use crate::domain::title::{Sku, Title, grams, weight_mg};
use crate::exchange::list;
use crate::exchange::page::month;
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};
use iced::widget::text_editor;
use std::sync::Arc;

/// A field of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its name.
    Name,
    /// Its makers, parted by `;`.
    Makers,
    /// What it is known by.
    Sku,
    /// Copies.
    Stock,
    /// Its low mark.
    LowStock,
    /// Its tags, parted by commas.
    Tags,
    /// Pages of a copy.
    Pages,
    /// Its format.
    Format,
    /// Weight of a copy.
    Weight,
    /// When it came out.
    Introduced,
    /// Its language.
    Language,
    /// Its barcode.
    Barcode,
    /// The maker's share.
    Share,
}

/// Every field of one line, with its id.
pub const FIELDS: [(Field, &str); 13] = [
    (Field::Name, "title-name"),
    (Field::Makers, "title-makers"),
    (Field::Sku, "title-sku"),
    (Field::Stock, "title-stock"),
    (Field::LowStock, "title-low-stock"),
    (Field::Tags, "title-tags"),
    (Field::Pages, "title-pages"),
    (Field::Format, "title-format"),
    (Field::Weight, "title-weight"),
    (Field::Introduced, "title-introduced"),
    (Field::Language, "title-language"),
    (Field::Barcode, "title-barcode"),
    (Field::Share, "title-share"),
];

impl Field {
    /// Its place among the fields.
    fn place(self) -> usize {
        FIELDS.iter().position(|(field, _)| *field == self).unwrap_or_default()
    }

    /// Its id.
    pub fn id(self) -> &'static str {
        FIELDS.get(self.place()).map_or("", |(_, id)| id)
    }
}

/// The form of a title.
#[derive(Debug)]
pub struct State {
    /// The title as it was shown; `None` where a new one is filled in.
    base: Option<Arc<Title>>,
    texts: [String; FIELDS.len()],
    pub(super) contents: text_editor::Content,
    pub(super) description: text_editor::Content,
    pub(super) price: Price,
    pub(super) sold_out: bool,
    pub(super) picture: picture::State,
    /// Why it was not kept.
    pub(super) problem: Option<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field holds this now.
    Typed(Field, String),
    /// In the contents.
    ContentsEdited(text_editor::Action),
    /// In the description.
    DescriptionEdited(text_editor::Action),
    /// In the price.
    Price(price::Message),
    /// Somebody says that it is sold out, or no longer.
    SoldOutPressed,
    /// In the cover.
    Picture(picture::Message),
    /// It is to be kept.
    SavePressed,
    /// It is to be as it was.
    CancelPressed,
    /// It is to be sold.
    SellPressed,
    /// It is to be put away, or to come back.
    ArchivePressed(bool),
    /// It is to be taken away.
    RemovePressed,
}

/// What a person reads as whole: no blanks around it, nothing where there is nothing.
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl State {
    /// The form of a title that is there.
    pub fn of(title: &Arc<Title>, currency: Currency) -> State {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let texts = FIELDS.map(|(field, _)| match field {
            Field::Name => title.name.clone(),
            Field::Makers => list::join(&title.makers),
            Field::Sku => title.sku.to_string(),
            Field::Stock => title.stock.map(|left| left.to_string()).unwrap_or_default(),
            Field::LowStock => number(title.low_stock),
            Field::Tags => title.tags.join(", "),
            Field::Pages => number(title.pages),
            Field::Format => title.format.clone().unwrap_or_default(),
            Field::Weight => title.weight_mg.map(grams).unwrap_or_default(),
            Field::Introduced => title.introduced.clone().unwrap_or_default(),
            Field::Language => title.language.clone().unwrap_or_default(),
            Field::Barcode => title.barcode.clone().unwrap_or_default(),
            Field::Share => title.maker_share_ppm.map(percent).unwrap_or_default(),
        });
        State {
            texts,
            contents: text_editor::Content::with_text(&title.contents.join("\n")),
            description: text_editor::Content::with_text(&title.description),
            price: Price::of(title, currency),
            sold_out: title.sold_out,
            picture: picture::State::default(),
            problem: None,
            base: Some(title.clone()),
        }
    }

    /// The form of a title that is to be made.
    pub fn new() -> State {
        State {
            base: None,
            texts: FIELDS.map(|_| String::new()),
            contents: text_editor::Content::new(),
            description: text_editor::Content::new(),
            price: Price::default(),
            sold_out: false,
            picture: picture::State::default(),
            problem: None,
        }
    }

    /// The title as it was shown.
    pub fn base(&self) -> Option<&Arc<Title>> {
        self.base.as_ref()
    }

    /// What a field holds.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(field.place()).map_or("", String::as_str)
    }

    /// Changes the form by what the person did in it.
    pub fn update(&mut self, message: Message) {
        self.problem = None;
        match message {
            Message::Typed(field, text) => {
                if let Some(kept) = self.texts.get_mut(field.place()) {
                    *kept = text;
                }
            }
            Message::ContentsEdited(action) => self.contents.perform(action),
            Message::DescriptionEdited(action) => self.description.perform(action),
            Message::Price(message) => self.price.update(message),
            Message::SoldOutPressed => self.sold_out = !self.sold_out,
            _ => {}
        }
    }

    fn number<T: std::str::FromStr>(&self, field: Field) -> Result<Option<T>, String> {
        let typed = self.text(field);
        filled(typed)
            .map(|text| {
                text.parse()
                    .map_err(|_| tell("title-no-number", &[("typed", text.into())]))
            })
            .transpose()
    }

    fn stock(&self) -> Result<Option<i64>, String> {
        let typed = self.text(Field::Stock).replace('−', "-");
        filled(&typed)
            .map(|text| {
                text.parse()
                    .map_err(|_| tell("title-no-number", &[("typed", text.into())]))
            })
            .transpose()
    }

    fn weight(&self) -> Result<Option<u32>, String> {
        filled(self.text(Field::Weight))
            .map(|text| weight_mg(&text).ok_or_else(|| tell("title-no-weight", &[("typed", text.into())])))
            .transpose()
    }

    fn introduced(&self) -> Result<Option<String>, String> {
        filled(self.text(Field::Introduced))
            .map(|text| month(&text).ok_or_else(|| tell("title-no-month", &[("typed", text.into())])))
            .transpose()
    }

    fn share(&self) -> Result<Option<u32>, String> {
        filled(self.text(Field::Share))
            .map(|text| {
                parse_percent(text.trim_end_matches('%').trim())
                    .ok_or_else(|| tell("title-no-share", &[("typed", text.as_str().into())]))
            })
            .transpose()
    }

    /// A barcode that was not touched stays as it came, whatever its digits.
    fn barcode(&self) -> Result<Option<String>, String> {
        let typed = filled(self.text(Field::Barcode));
        match &self.base {
            Some(base) if base.barcode == typed => Ok(typed),
            _ => barcode::read(self.text(Field::Barcode)).map_err(|why| why.to_string()),
        }
    }

    /// What is wrong with a field; `None` where it can be kept.
    pub fn wrong(&self, field: Field) -> Option<String> {
        match field {
            Field::Stock => self.stock().err(),
            Field::LowStock | Field::Pages => self.number::<u32>(field).err(),
            Field::Weight => self.weight().err(),
            Field::Introduced => self.introduced().err(),
            Field::Share => self.share().err(),
            Field::Barcode => self.barcode().err(),
            Field::Name if self.text(field).trim().is_empty() && self.base.is_some() => Some(say("title-no-name")),
            Field::Sku => self.sku().err(),
            _ => None,
        }
    }

    /// What a field is understood as, where that is not what was typed.
    pub fn understood(&self, field: Field) -> Option<String> {
        match field {
            Field::Weight => {
                let weight = self.weight().ok()??;
                let ounces = crate::domain::title::ounces(weight);
                Some(format!("{} · {ounces}", grams(weight)))
            }
            Field::Introduced => Some(month_words(&self.introduced().ok()??)),
            Field::Barcode => {
                let code = self.barcode().ok()??;
                let isbn = barcode::is_isbn(&code);
                let word = if isbn { "title-isbn" } else { "title-barcode-ok" };
                (isbn || matches!(code.len(), 8 | 12 | 13 | 14)).then(|| tell(word, &[("code", code.into())]))
            }
            Field::Sku if self.base.is_none() && self.text(field).trim().is_empty() => {
                Sku::slug(self.text(Field::Name)).map(|sku| sku.to_string())
            }
            _ => None,
        }
    }

    fn sku(&self) -> Result<Sku, String> {
        if let Some(base) = &self.base {
            return Ok(base.sku.clone());
        }
        match filled(self.text(Field::Sku)) {
            Some(text) => Sku::new(&text).map_err(|why| why.to_string()),
            // An empty form has nothing wrong yet.
            None => Ok(Sku::slug(self.text(Field::Name))
                .or_else(|| Sku::new("new").ok())
                .ok_or_else(String::new)?),
        }
    }

    /// The title as it is filled in.
    ///
    /// # Errors
    /// The sentence of the first thing that cannot be kept.
    pub fn title(&self, shop: &Shop) -> Result<Title, String> {
        let sku = self.sku()?;
        let name = filled(self.text(Field::Name)).ok_or_else(|| say("title-no-name"))?;
        let cost = self.price.cost(shop).ok_or_else(|| say("title-no-price"))?;
        let blank = || Title::new(sku.clone(), name.clone(), PriceRule::fixed(Money::ZERO));
        let mut title = self.base.as_deref().cloned().unwrap_or_else(blank);
        (title.rule, title.price_list) = match cost {
            edit::Price::Own(rule) => (rule, None),
            edit::Price::List(list) => match shop.catalog.list(&list) {
                Some(list) => (list.rule.clone(), Some(list.name.clone())),
                None => return Err(say("title-no-price")),
            },
        };
        title.name = name;
        title.makers = list::parts(self.text(Field::Makers));
        title.tags = edit::tags(self.text(Field::Tags));
        title.stock = self.stock()?;
        title.low_stock = self.number(Field::LowStock)?;
        title.pages = self.number(Field::Pages)?;
        title.format = filled(self.text(Field::Format));
        title.weight_mg = self.weight()?;
        title.introduced = self.introduced()?;
        title.language = filled(self.text(Field::Language));
        title.barcode = self.barcode()?;
        title.maker_share_ppm = self.share()?;
        title.tax_class = self.price.tax();
        title.sold_out = self.sold_out;
        let lines = self.contents.text();
        title.contents = lines.lines().filter_map(filled).collect();
        // Untouched, it stays to the letter.
        let description = self.description.text();
        if description.trim_end() != title.description.trim_end() {
            title.description = description.trim().to_owned();
        }
        Ok(title)
    }

    /// What was changed since the title was shown.
    ///
    /// # Errors
    /// The sentence of the first thing that cannot be kept.
    pub fn edit(&self, shop: &Shop) -> Result<Edit, String> {
        let wanted = self.title(shop)?;
        let edit = match &self.base {
            Some(base) => Edit::between(base, &wanted),
            None => Edit::between(&Title::new(wanted.sku.clone(), "", wanted.rule.clone()), &wanted),
        };
        edit.check().map_err(|why| why.to_string())?;
        Ok(edit)
    }

    /// The till kept something of this title. Where it was something beside the form, as its cover, what is filled in stays
    /// and is compared with the title as it is now; answers whether it was so.
    pub fn kept(&mut self, sku: &Sku, shop: &Shop) -> bool {
        let (Some(base), Some(now)) = (&self.base, shop.catalog.get(sku)) else {
            return false;
        };
        if base.sku != *sku || base.cover == now.cover {
            return false;
        }
        let mut shown = (**base).clone();
        shown.cover.clone_from(&now.cover);
        self.base = Some(Arc::new(shown));
        self.changed(shop)
    }

    /// Whether anything was changed, or cannot be read.
    pub fn changed(&self, shop: &Shop) -> bool {
        match &self.base {
            Some(_) => self.edit(shop).map_or(true, |edit| !edit.is_empty()),
            None => self.texts.iter().any(|text| !text.trim().is_empty()) || !self.contents.is_empty(),
        }
    }
}

/// `2012-02` as people say it: `February 2012`.
fn month_words(date: &str) -> String {
    match date.split_once('-') {
        Some((year, month)) => {
            let month: i64 = month.parse().unwrap_or_default();
            tell("title-month", &[("month", month.into()), ("year", year.into())])
        }
        None => date.to_owned(),
    }
}
