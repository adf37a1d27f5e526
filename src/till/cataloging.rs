//! Titles by hand: added, changed one or many at once, taken away, given covers; and the last change undone.
//! Never writes over what somebody else changed: an edit holds only what was changed, and goes onto the title as it is then.

use super::{Error, Till, current, now, refused, write_title};
use crate::domain::catalog::Catalog;
use crate::domain::edit::{Copies, Edit, Price};
use crate::domain::title::{CoverId, Sku, Title};
use crate::exchange::picture::Picture;
use crate::store::{self, Change, Changing, Noun, Sort, StoreError, Undone, Which};
use std::sync::Arc;

fn no_title(sku: &Sku) -> Error {
    refused(format!(
        "there is no title `{sku}` in the catalog; `zinetill catalog list` shows what there is"
    ))
}

/// Nobody else may have the barcode: a scan would sell the wrong title.
fn free_barcode(catalog: &Catalog, code: Option<&str>, of: &Sku) -> Result<(), Error> {
    let taken = code.and_then(|code| catalog.by_barcode(code));
    match taken.filter(|other| other.sku != *of) {
        Some(other) => Err(refused(format!(
            "the barcode {} is on `{}` already; a scan could not tell the two apart",
            code.unwrap_or_default(),
            other.name
        ))),
        None => Ok(()),
    }
}

impl Till {
    /// Adds a title. Its stock, where it has one, is its first movement.
    ///
    /// # Errors
    /// When the SKU or the barcode is taken, a part of it cannot be kept, or the database cannot be written.
    pub fn add_title(&mut self, title: Title) -> Result<(), Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        if catalog.get(&title.sku).is_some() {
            return Err(refused(format!(
                "there is a title `{}` already; choose another SKU, or edit that one",
                title.sku
            )));
        }
        let blank = Title::new(title.sku.clone(), "", title.rule.clone());
        Edit::between(&blank, &title).check().map_err(refused)?;
        free_barcode(&catalog, title.barcode.as_deref(), &title.sku)?;
        let mut change = Changing::begin(&tx, Sort::Added, None, now().utc_ms)?;
        change.row(Noun::Title, title.sku.as_str(), |tx| {
            write_title(tx, &title, currency, "received")
        })?;
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// Changes one title or many, all of them or none; answers with how many there were. Each is read anew: what the edit
    /// does not name stays as it is then, and copies said as more or less are counted from what there are then.
    ///
    /// # Errors
    /// When there is no such title, a part of the edit cannot be kept, or the database cannot be written.
    pub fn edit_titles(&mut self, skus: &[Sku], edit: &Edit) -> Result<usize, Error> {
        self.may_write()?;
        edit.check().map_err(refused)?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let listed = match &edit.price {
            Some(Price::List(name)) => {
                let list = catalog.lists.iter().find(|list| list.name == *name);
                Some(list.ok_or_else(|| refused(format!("there is no price list `{name}` any more")))?)
            }
            _ => None,
        };
        if let Some(Some(class)) = &edit.tax_class
            && !catalog.taxes.iter().any(|known| known.name == *class)
        {
            return Err(refused(format!("there is no tax class `{class}` any more")));
        }
        if let (Some(Some(code)), [_, _, ..]) = (&edit.barcode, skus) {
            return Err(refused(format!(
                "the barcode {code} can be on one title only; a scan could not tell them apart"
            )));
        }
        let mut change = Changing::begin(&tx, Sort::Edited, None, now().utc_ms)?;
        for sku in skus {
            let mut title = (**catalog.get(sku).ok_or_else(|| no_title(sku))?).clone();
            if matches!(edit.stock, Some(Copies::By(_))) && title.stock.is_none() {
                return Err(refused(format!(
                    "the copies of `{}` are no longer counted; look at it again",
                    title.name
                )));
            }
            if let Some(code) = &edit.barcode {
                free_barcode(&catalog, code.as_deref(), sku)?;
            }
            edit.on(&mut title, listed.map(|list| &list.rule));
            change.row(Noun::Title, sku.as_str(), |tx| -> Result<i64, Error> {
                match edit.stock {
                    Some(Copies::To(_) | Copies::By(_)) => write_title(tx, &title, currency, "edited"),
                    None | Some(Copies::Uncounted) => Ok(store::save_title(tx, &title, currency).map(|()| 0)?),
                }
            })?;
        }
        change.end()?;
        store::sweep_covers(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(skus.len())
    }

    /// Takes away titles that nobody ever bought: one that was sold is archived instead, as its sales speak of it.
    ///
    /// # Errors
    /// When one was sold, lies in a cart or is named by an offer; or the database cannot be written.
    pub fn remove_titles(&mut self, skus: &[Sku]) -> Result<(), Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let mut change = Changing::begin(&tx, Sort::Removed, None, now().utc_ms)?;
        for sku in skus {
            let title = catalog.get(sku).ok_or_else(|| no_title(sku))?;
            if let Some(why) = store::title_in_use(&tx, sku.as_str())? {
                return Err(refused(format!(
                    "`{}` {why}, so it stays; archive it, and it is neither shown nor searched",
                    title.name
                )));
            }
            change.row(Noun::Title, sku.as_str(), |tx| {
                store::delete_title(tx, sku.as_str()).map(|()| 0)
            })?;
        }
        change.end()?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// Gives a title a picture as its cover, scaled already; `None` takes the cover away.
    ///
    /// # Errors
    /// When there is no such title, or the database cannot be written.
    pub fn set_cover(&mut self, sku: &Sku, picture: Option<&Picture>) -> Result<(), Error> {
        self.put_covers(&[(sku, picture)])
    }

    /// Gives several titles their covers, all or none, in one change that is undone as one.
    ///
    /// # Errors
    /// When there is no such title, or the database cannot be written.
    pub fn set_covers(&mut self, pictures: &[(Sku, Picture)]) -> Result<(), Error> {
        let covers: Vec<_> = pictures.iter().map(|(sku, picture)| (sku, Some(picture))).collect();
        self.put_covers(&covers)
    }

    fn put_covers(&mut self, covers: &[(&Sku, Option<&Picture>)]) -> Result<(), Error> {
        self.may_write()?;
        let currency = self.store.currency;
        let tx = self.store.write()?;
        let catalog = current(&tx, &mut self.catalog, &mut self.catalog_mark, currency)?;
        let mut change = Changing::begin(&tx, Sort::Edited, None, now().utc_ms)?;
        for (sku, picture) in covers {
            let mut title = (**catalog.get(sku).ok_or_else(|| no_title(sku))?).clone();
            title.cover = match picture {
                Some(picture) => Some(store::save_cover(&tx, &picture.bytes, picture.width, picture.height)?),
                None => None,
            };
            change.row(Noun::Title, sku.as_str(), |tx| {
                store::save_title(tx, &title, currency).map(|()| 0)
            })?;
        }
        change.end()?;
        store::sweep_covers(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(())
    }

    /// The picture of a cover as it is kept; `None` where it was lost.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cover(&self, id: &CoverId) -> Result<Option<Vec<u8>>, Error> {
        Ok(store::cover(&self.store.conn, id)?)
    }

    /// The last change of the catalog that is not undone; `None` where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_change(&self) -> Result<Option<Change>, Error> {
        Ok(store::change(&self.store.conn, Which::Last)?)
    }

    /// Undoes a change of the catalog, the last one that is not undone where no number is named. What was changed since
    /// stays as it is.
    ///
    /// # Errors
    /// When there is no such change, it is undone already, or the database cannot be written.
    pub fn undo_change(&mut self, number: Option<u64>) -> Result<Undone, Error> {
        self.may_write()?;
        let tx = self.store.write()?;
        let change = store::change(&tx, number.map_or(Which::Last, Which::Number))?
            .ok_or_else(|| refused("there is no change of the catalog to undo"))?;
        if change.undone {
            return Err(refused("that change is undone already"));
        }
        let undone = store::undo_change(&tx, change, now().utc_ms)?;
        store::sweep_covers(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        Ok(undone)
    }

    /// The title of this SKU as it is now.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn title(&mut self, sku: &Sku) -> Result<Arc<Title>, Error> {
        self.catalog()?.get(sku).cloned().ok_or_else(|| no_title(sku))
    }
}
