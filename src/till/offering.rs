//! Price lists, offers and tax classes.
//! Never changes what was sold: each sale keeps the terms that were in force.

use super::{Error, Till, refused};
use crate::domain::catalog::PriceList;
use crate::domain::offer::{Offer, Scope};
use crate::domain::rule::PriceRule;
use crate::domain::tax::TaxClass;
use crate::store;

impl Till {
    /// Makes a price list, or gives the one of this name another rule; every title on it follows.
    ///
    /// # Errors
    /// When the name is empty or too long, or the database cannot be written.
    pub fn add_list(&mut self, name: &str, rule: PriceRule) -> Result<PriceList, Error> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
            return Err(refused(
                "a price list needs a name of at most 64 characters, as in Half-sheets",
            ));
        }
        let known = self.catalog()?.list(name).map(|list| list.name.clone());
        let list = PriceList {
            name: known.unwrap_or_else(|| name.to_owned()),
            rule,
        };
        store::save_list(&self.store.conn, &list, self.store.currency)?;
        self.catalog_mark = None;
        Ok(list)
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
        store::save_tax(&self.store.conn, class)?;
        self.catalog_mark = None;
        Ok(())
    }
}
