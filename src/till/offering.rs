//! Price lists, offers and tax classes.
//! Never changes what was sold: each sale keeps the terms that were in force.

use super::{Error, Till, current, now, refused};
use crate::domain::catalog::PriceList;
use crate::domain::offer::{Offer, Scope};
use crate::domain::rule::PriceRule;
use crate::domain::tax::TaxClass;
use crate::store::{self, Changing, Noun, Sort, StoreError};

impl Till {
    /// Makes a price list, or gives the one of this name another rule; every title on it follows.
    ///
    /// # Errors
    /// When the name is empty or too long, or the database cannot be written.
    pub fn add_list(&mut self, name: &str, rule: PriceRule) -> Result<PriceList, Error> {
        self.may_write()?;
        let name = list_name(name)?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let known = catalog.list(name).map(|list| list.name.clone());
        let list = PriceList {
            name: known.unwrap_or_else(|| name.to_owned()),
            rule,
        };
        let mut change = Changing::begin(&tx, Sort::Listed, None, now().utc_ms)?;
        change.row(Noun::PriceList, &list.name, |tx| {
            store::save_list(tx, &list, currency).map(|()| 0)
        })?;
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(list)
    }

    /// Gives a price list another name; every title on it follows, in one piece.
    ///
    /// # Errors
    /// When there is no such list, the name is taken, empty or too long, or the database cannot be written.
    pub fn rename_list(&mut self, name: &str, to: &str) -> Result<PriceList, Error> {
        self.may_write()?;
        let to = list_name(to)?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let old = catalog.list(name).cloned().ok_or_else(|| no_list(name))?;
        if let Some(taken) = catalog.list(to).filter(|taken| taken.name != old.name) {
            return Err(refused(format!(
                "there is a price list `{}` already; choose another name",
                taken.name
            )));
        }
        let new = PriceList {
            name: to.to_owned(),
            rule: old.rule.clone(),
        };
        let mut change = Changing::begin(&tx, Sort::Listed, None, now().utc_ms)?;
        change.row(Noun::PriceList, &new.name, |tx| {
            store::save_list(tx, &new, currency).map(|()| 0)
        })?;
        if new.name != old.name {
            for title in catalog
                .titles()
                .iter()
                .filter(|title| title.price_list.as_ref() == Some(&old.name))
            {
                let mut title = (**title).clone();
                title.price_list = Some(new.name.clone());
                change.row(Noun::Title, title.sku.as_str(), |tx| {
                    store::save_title(tx, &title, currency).map(|()| 0)
                })?;
            }
            change.row(Noun::PriceList, &old.name, |tx| {
                store::delete_list(tx, &old.name).map(|()| 0)
            })?;
        }
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(new)
    }

    /// Takes a price list away that no title is on.
    ///
    /// # Errors
    /// When there is no such list, a title is on it, or the database cannot be written.
    pub fn remove_list(&mut self, name: &str) -> Result<(), Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let list = catalog.list(name).ok_or_else(|| no_list(name))?;
        let on_it = catalog.titles().iter();
        let on_it = on_it
            .filter(|title| title.price_list.as_ref() == Some(&list.name))
            .count();
        if on_it > 0 {
            return Err(refused(format!(
                "{} on the price list `{}`, archived ones too; give them another price first",
                titles_are(on_it),
                list.name
            )));
        }
        let mut change = Changing::begin(&tx, Sort::Listed, None, now().utc_ms)?;
        change.row(Noun::PriceList, &list.name, |tx| {
            store::delete_list(tx, &list.name).map(|()| 0)
        })?;
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// Makes an offer, after those made before it; answers with its number.
    ///
    /// # Errors
    /// When it names a title that there is not, or the database cannot be written.
    pub fn add_offer(&mut self, offer: &Offer) -> Result<u32, Error> {
        let catalog = self.catalog()?;
        if let Scope::Titles(titles) = &offer.scope
            && let Some(unknown) = titles.iter().find(|sku| catalog.get(sku).is_none())
        {
            return Err(refused(format!(
                "there is no title `{unknown}` in the catalog; `zinetill catalog list` shows what there is"
            )));
        }
        let number = store::add_offer(&self.store.conn, offer, self.store.currency)?;
        self.catalog_mark = None;
        Ok(number)
    }

    /// Stops the offer of this number; it applies to no further basket.
    ///
    /// # Errors
    /// When there is none, or the database cannot be written.
    pub fn stop_offer(&mut self, number: u32) -> Result<Offer, Error> {
        if !store::stop_offer(&self.store.conn, number)? {
            return Err(refused(format!(
                "there is no offer number {number}; `zinetill offer list` shows what there is"
            )));
        }
        self.catalog_mark = None;
        let place = (number as usize).saturating_sub(1);
        let offer = self.catalog()?.offers.get(place).cloned();
        offer.ok_or_else(|| Error::Failed(format!("offer {number} cannot be read back")))
    }

    /// Makes a tax class, or gives the one of this name another rate.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_tax(&mut self, class: &TaxClass) -> Result<(), Error> {
        self.may_write()?;
        let tx = self.store.write()?;
        let mut change = Changing::begin(&tx, Sort::Taxed, None, now().utc_ms)?;
        change.row(Noun::TaxClass, &class.name, |tx| store::save_tax(tx, class).map(|()| 0))?;
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// Takes a tax class away that no title is under. What was sold keeps the tax it was sold with.
    ///
    /// # Errors
    /// When there is no such class, a title is under it, or the database cannot be written.
    pub fn remove_tax(&mut self, name: &str) -> Result<(), Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let class = catalog
            .taxes
            .iter()
            .find(|class| class.name.eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| {
                refused(format!(
                    "there is no tax class `{}`; `zinetill tax list` shows what there is",
                    name.trim()
                ))
            })?;
        let under = catalog.titles().iter();
        let under = under
            .filter(|title| title.tax_class.as_ref() == Some(&class.name))
            .count();
        if under > 0 {
            return Err(refused(format!(
                "{} under the tax class `{}`, archived ones too; give them another one first",
                titles_are(under),
                class.name
            )));
        }
        let mut change = Changing::begin(&tx, Sort::Taxed, None, now().utc_ms)?;
        change.row(Noun::TaxClass, &class.name, |tx| {
            store::delete_tax(tx, &class.name).map(|()| 0)
        })?;
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }
}

fn list_name(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
        return Err(refused(
            "a price list needs a name of at most 64 characters, as in Half-sheets",
        ));
    }
    Ok(name)
}

fn titles_are(count: usize) -> String {
    match count {
        1 => "1 title is".to_owned(),
        count => format!("{count} titles are"),
    }
}

fn no_list(name: &str) -> Error {
    refused(format!(
        "there is no price list `{}`; `zinetill list list` shows what there is",
        name.trim()
    ))
}
