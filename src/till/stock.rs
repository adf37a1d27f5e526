//! Copies: received, counted, given away; the box that is being counted.
//! Never sets a number of copies: it moves some, and stock is the sum of what moved.

use super::correct::key_taken;
use super::page::Page;
use super::{Done, Error, Till, now, refused};
use crate::domain::journal::{Entry, StockExitBody, What};
use crate::domain::money::Quantity;
use crate::domain::stock::{Counted, Movement, StockExit, Stocktake, Why, last_by_hand, undone};
use crate::domain::title::{Sku, Title};
use crate::store::{self, Cause, StoreError};
use rusqlite::Connection;
use std::sync::Arc;
use uuid::Uuid;

/// Copies that leave without being sold, as they are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Give {
    /// The title.
    pub sku: Sku,
    /// How many.
    pub copies: Quantity,
    /// They come back from there instead.
    pub back: bool,
    /// Why.
    pub why: Why,
    /// To whom, for what.
    pub note: String,
    /// The idempotency key.
    pub key: String,
}

/// A title's copies after some moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockNow {
    /// The title, with its copies as they are now.
    pub title: Arc<Title>,
    /// How many moved: in when positive, out when negative.
    pub moved: i64,
    /// The number of the movement, by which it is taken back.
    pub movement: i64,
}

/// What was taken back of a title's copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The title, with its copies as they are now.
    pub title: Arc<Title>,
    /// The movement that was taken back.
    pub of: Movement,
}

/// A box whose count was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBox {
    /// Its titles, as they were counted.
    pub lines: Vec<Counted>,
    /// The movements of those that were taken, by which they are taken back.
    pub movements: Vec<(Sku, i64)>,
}

impl Till {
    /// Takes copies in.
    ///
    /// # Errors
    /// When there is no such title or the database cannot be written.
    pub fn receive(&mut self, sku: &Sku, copies: Quantity) -> Result<StockNow, Error> {
        self.title_of(sku)?;
        let tx = self.store.write()?;
        let moved = i64::from(copies.get());
        let movement = move_by_hand(&tx, sku, "received", now().utc_ms, |_| moved)?;
        tx.commit().map_err(StoreError::from)?;
        self.stock_now(sku, movement)
    }

    /// Says how many copies of a title there are; the difference moves, and that it was counted is kept where there is none.
    ///
    /// # Errors
    /// When there is no such title, the number is none of copies, or the database cannot be written.
    pub fn count_stock(&mut self, sku: &Sku, found: i64) -> Result<StockNow, Error> {
        copies_found(found)?;
        self.title_of(sku)?;
        let tx = self.store.write()?;
        let movement = move_by_hand(&tx, sku, "counted", now().utc_ms, |left| found - left)?;
        tx.commit().map_err(StoreError::from)?;
        self.stock_now(sku, movement)
    }

    /// Takes back what a hand did last to the copies of these titles, that they came in or were counted: by movements that undo
    /// it, for nothing is ever deleted. All of them or none. With a movement's number it is taken back only where that is
    /// still the last one.
    ///
    /// # Errors
    /// When there is no such title or nothing to take back, something else was done since, or the database cannot be written.
    pub fn take_back(&mut self, which: &[(Sku, Option<i64>)]) -> Result<Vec<TakenBack>, Error> {
        for (sku, _) in which {
            self.title_of(sku)?;
        }
        let at = now().utc_ms;
        let tx = self.store.write()?;
        let mut taken = Vec::with_capacity(which.len());
        for (sku, movement) in which {
            taken.push((sku, take_back_one(&tx, sku, *movement, at)?));
        }
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        let back = |(sku, of): (&Sku, Movement)| {
            let title = self.title_of(sku)?;
            Ok(TakenBack { title, of })
        };
        taken.into_iter().map(back).collect()
    }

    /// Takes back that the count of a box was taken: its titles lie in the box again as they were found.
    ///
    /// # Errors
    /// When something else was done to one of them since, or the database cannot be written.
    pub fn take_back_box(&mut self, taken: &TakenBox) -> Result<Stocktake, Error> {
        let at = now().utc_ms;
        let tx = self.store.write()?;
        for (sku, movement) in &taken.movements {
            take_back_one(&tx, sku, Some(*movement), at)?;
        }
        store::put_into_box(&tx, &taken.lines)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        self.stocktake()
    }

    /// Gives copies away, or takes them back from there: an entry of the journal that moves stock and no money. No session is
    /// opened for it.
    ///
    /// # Errors
    /// When there is no such title, more would come back than left, the key was used for something else, or the disk fails.
    pub fn give(&mut self, give: &Give) -> Result<Done<StockExit>, Error> {
        self.surely(&give.key, |till| till.give_once(give))
    }

    fn give_once(&mut self, give: &Give) -> Result<Done<StockExit>, Error> {
        self.may_write()?;
        let note = give.note.trim();
        let copies = i64::from(give.copies.get()) * if give.back { -1 } else { 1 };
        let settings = self.settings()?;
        let page = Page::open(&mut self.store, &settings, None)?;
        if let Some(entry) = page.known(&give.key)? {
            drop(page);
            let exit = entry.stock_exit().ok().filter(|exit| {
                exit.sku == give.sku.as_str() && exit.copies == copies && exit.why == give.why && exit.note == note
            });
            let exit = exit.ok_or_else(|| key_taken(&give.key))?;
            self.sync_roll();
            return Ok(self.done(exit, true));
        }
        let catalog = super::current(&page.tx, &mut self.catalog, &mut self.catalog_mark, settings.currency)?;
        let title = catalog.get(&give.sku).cloned().ok_or_else(|| no_title(&give.sku))?;
        if give.back {
            let gone = store::gone(&page.tx, give.sku.as_str(), give.why)?;
            if gone + copies < 0 {
                return Err(refused(format!(
                    "only {gone} of `{}` left as {}, so {} cannot come back from there",
                    give.sku,
                    give.why,
                    give.copies.get()
                )));
            }
        }
        let session = store::open_session(&page.tx, settings.currency)?;
        let (session, event, by) = session.map_or((None, String::new(), String::new()), |open| {
            (Some(open.id), open.event, open.by)
        });
        let entry = page.append(What::StockExit(Box::new(StockExitBody {
            id: Uuid::now_v7(),
            key: give.key.clone(),
            session,
            event,
            by,
            sku: title.sku.to_string(),
            title: title.name.clone(),
            makers: title.makers.clone(),
            tags: title.tags.clone(),
            maker_share_ppm: title.maker_share_ppm,
            copies,
            why: give.why.word().to_owned(),
            note: note.to_owned(),
            counted: title.stock.is_some(),
        })))?;
        page.commit()?;
        drop(catalog);
        drop(title);
        Arc::make_mut(&mut self.catalog).move_stock(&give.sku, -copies);
        self.sync_roll();
        Ok(self.done(exit_of(&entry)?, false))
    }

    /// The last movements of a title's copies, newest first.
    ///
    /// # Errors
    /// When there is no such title or the database cannot be read.
    pub fn movements(&mut self, sku: &Sku, limit: u32) -> Result<Vec<Movement>, Error> {
        self.title_of(sku)?;
        Ok(store::movements(&self.store.conn, sku.as_str(), limit)?)
    }

    /// The box as it is counted so far.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stocktake(&self) -> Result<Stocktake, Error> {
        Ok(store::stocktake(&self.store.conn)?)
    }

    /// Keeps what was found of a title in the box, on disk; counted again, the later number stands.
    ///
    /// # Errors
    /// When there is no such title, the number is none of copies, or the database cannot be written.
    pub fn keep_found(&mut self, sku: &Sku, found: i64) -> Result<Stocktake, Error> {
        copies_found(found)?;
        self.title_of(sku)?;
        let tx = self.store.write()?;
        store::keep_found(&tx, sku.as_str(), found, now().utc_ms)?;
        tx.commit().map_err(StoreError::from)?;
        self.stocktake()
    }

    /// Forgets what was found of a title, or of all titles.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn forget_found(&mut self, sku: Option<&Sku>) -> Result<Stocktake, Error> {
        let tx = self.store.write()?;
        store::forget_found(&tx, sku.map(Sku::as_str))?;
        tx.commit().map_err(StoreError::from)?;
        self.stocktake()
    }

    /// Takes the count of the box: each title's difference at the moment it was counted moves, all of them or none. Titles that
    /// were not counted stay as they are.
    ///
    /// # Errors
    /// When nothing is counted or the database cannot be written.
    pub fn take_stock(&mut self) -> Result<TakenBox, Error> {
        let at = now().utc_ms;
        let tx = self.store.write()?;
        let counted = store::stocktake(&tx)?;
        if counted.lines.is_empty() {
            return Err(refused("nothing is counted yet, so there is no count to take"));
        }
        let mut movements = Vec::new();
        for line in counted.lines.iter().filter(|line| !line.superseded) {
            let movement = move_by_hand(&tx, &line.sku, "counted", at, |left| line.after() - left)?;
            movements.push((line.sku.clone(), movement.id));
        }
        store::forget_found(&tx, None)?;
        tx.commit().map_err(StoreError::from)?;
        self.catalog_mark = None;
        let lines = counted.lines;
        Ok(TakenBox { lines, movements })
    }

    fn title_of(&mut self, sku: &Sku) -> Result<Arc<Title>, Error> {
        self.catalog()?.get(sku).cloned().ok_or_else(|| no_title(sku))
    }

    fn stock_now(&mut self, sku: &Sku, of: Moved) -> Result<StockNow, Error> {
        self.catalog_mark = None;
        let title = self.title_of(sku)?;
        let (moved, movement) = (of.copies, of.id);
        Ok(StockNow { title, moved, movement })
    }
}

/// A movement that was just made.
struct Moved {
    id: i64,
    copies: i64,
}

/// Moves copies of a title whose books hold so many, which from now on are counted.
fn move_by_hand(
    tx: &Connection,
    sku: &Sku,
    reason: &str,
    at: i64,
    copies: impl FnOnce(i64) -> i64,
) -> Result<Moved, Error> {
    store::begin_counting(tx, sku.as_str(), at)?;
    let copies = copies(store::stock_of(tx, sku.as_str())?);
    store::add_stock(tx, sku.as_str(), copies, reason, Cause::Hand, at)?;
    let id = store::last_movement(tx)?;
    Ok(Moved { id, copies })
}

/// Takes back what a hand did last to a title's copies; where it began to be counted by that, it is not counted again.
fn take_back_one(tx: &Connection, sku: &Sku, expected: Option<i64>, at: i64) -> Result<Movement, Error> {
    let movements = store::moved_by_hand(tx, sku.as_str())?;
    let last = last_by_hand(&movements).ok_or_else(|| {
        refused(format!(
            "no copies of `{sku}` came in or were counted, so there is nothing to undo"
        ))
    })?;
    if expected.is_some_and(|expected| expected != last.id) {
        return Err(refused(format!(
            "copies of `{sku}` came in or were counted otherwise since, so it is not undone; count them"
        )));
    }
    let reason = match undone(&last.reason) {
        Some(reason) if !store::came_with_its_title(tx, sku.as_str(), last)? => reason,
        _ => {
            return Err(refused(format!(
                "the copies of `{sku}` were last said in the catalog, so there is nothing to undo here; `zinetill catalog undo`, \
                 or Undo under Catalog, undoes what was done there"
            )));
        }
    };
    store::add_stock(tx, sku.as_str(), -last.copies, reason, Cause::Hand, at)?;
    if let Some(begun) = store::begun_with(tx, sku.as_str(), last.id)? {
        store::end_counting(tx, sku.as_str(), begun, at)?;
    }
    Ok(last.clone())
}

fn exit_of(entry: &Entry) -> Result<StockExit, Error> {
    entry.stock_exit().map_err(|error| Error::Failed(error.to_string()))
}

fn copies_found(found: i64) -> Result<(), Error> {
    if (0..=i64::from(Quantity::MAX)).contains(&found) {
        return Ok(());
    }
    Err(refused(format!(
        "a count is a number of copies from 0 to {}",
        Quantity::MAX
    )))
}

fn no_title(sku: &Sku) -> Error {
    refused(format!(
        "there is no title `{sku}` in the catalog; `zinetill catalog list` shows what there is"
    ))
}
