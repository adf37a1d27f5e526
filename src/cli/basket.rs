//! A basket as words of a command: `SKU[*QTY][@AMOUNT]`, payments, a donation.
//! Never prices it.

use super::refused;
use crate::domain::cart::{Cart, Choice, Item, Override};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::discount::Discount;
use crate::domain::money::{Money, Quantity};
use crate::domain::payment::{Method, Tender};
use crate::domain::title::Sku;
use crate::till::Error;
use clap::Args;
use uuid::Uuid;

/// What is bought.
#[derive(Debug, Args)]
pub struct BasketArgs {
    /// SKU[*QTY][@AMOUNT], as in converge-and-overtake*3; @AMOUNT is for each copy
    #[arg(value_name = "SKU[*QTY][@AMOUNT]")]
    lines: Vec<String>,
    /// A donation, as 2.00 or 2.00:Books to Prisoners
    #[arg(long, value_name = "AMOUNT[:JAR]")]
    donate: Vec<String>,
    /// Off the basket, as 10% or 2.00, or off a line, as converge-and-overtake=10%
    #[arg(long = "discount", value_name = "[SKU=]10%|AMOUNT", allow_hyphen_values = true)]
    discounts: Vec<String>,
    /// Why a price was keyed by hand or a discount given
    #[arg(long)]
    why: Option<String>,
    /// A word about the sale
    #[arg(long, default_value = "")]
    note: String,
}

impl BasketArgs {
    /// The cart that the words name.
    pub fn cart(&self, catalog: &Catalog, currency: Currency) -> Result<Cart, Error> {
        let mut cart = Cart::new(Uuid::now_v7());
        cart.note.clone_from(&self.note);
        for word in &self.lines {
            add(&mut cart, &Word::parse(word, currency)?, self.why.as_deref(), catalog)?;
        }
        for discount in &self.discounts {
            self.discount(&mut cart, discount, currency)?;
        }
        for donation in &self.donate {
            let (amount, jar) = donation.split_once(':').unwrap_or((donation, ""));
            let amount = currency.parse(amount).map_err(refused)?;
            cart.donate(jar, cart.donated(jar.trim()) + amount);
        }
        Ok(cart)
    }

    fn discount(&self, cart: &mut Cart, word: &str, currency: Currency) -> Result<(), Error> {
        let (sku, size) = match word.split_once('=') {
            Some((sku, size)) => (Some(Sku::new(sku.trim()).map_err(refused)?), size),
            None => (None, word),
        };
        let reason = self.why.as_deref().unwrap_or_default();
        let discount = Discount::parse(size, reason, currency).map_err(refused)?;
        let (place, what) = match &sku {
            None => (&mut cart.discount, "the basket".to_owned()),
            Some(sku) => {
                let item = Item::Title(sku.clone());
                let line = cart.lines.iter_mut().find(|line| line.item == item);
                let line = line
                    .ok_or_else(|| refused(format!("`{sku}` is not in the basket; a discount on it takes nothing")))?;
                (&mut line.discount, format!("`{sku}`"))
            }
        };
        if place.replace(discount).is_some() {
            return Err(refused(format!("{what} has two discounts; it can have one")));
        }
        Ok(())
    }
}

/// `SKU[*QTY][@AMOUNT]`.
pub struct Word {
    pub sku: Sku,
    pub copies: Quantity,
    /// For each copy.
    pub amount: Option<Money>,
}

impl Word {
    /// Reads one.
    pub fn parse(word: &str, currency: Currency) -> Result<Word, Error> {
        let (rest, amount) = match word.split_once('@') {
            Some((rest, amount)) => (rest, Some(currency.parse(amount).map_err(refused)?)),
            None => (word, None),
        };
        let (sku, copies) = match rest.split_once('*') {
            Some((sku, copies)) => {
                let copies = copies
                    .trim()
                    .parse()
                    .map_err(|_| refused(format!("`{copies}` in `{word}` is no number of copies")))?;
                let copies = Quantity::new(copies).map_err(|error| refused(format!("`{word}`: {error}")))?;
                (sku, copies)
            }
            None => (rest, Quantity::ONE),
        };
        Ok(Word {
            sku: Sku::new(sku.trim()).map_err(refused)?,
            copies,
            amount,
        })
    }
}

/// Adds what a word names; `why` is the reason for a price keyed by hand.
pub fn add(cart: &mut Cart, word: &Word, why: Option<&str>, catalog: &Catalog) -> Result<(), Error> {
    let sku = &word.sku;
    let title = catalog.get(sku).filter(|title| title.rule.buyer_chooses());
    let place = cart.add(Item::Title(sku.clone()), word.copies).map_err(refused)?;
    let Some(amount) = word.amount else { return Ok(()) };
    if let Some(title) = title {
        let band = title.rule.band_at(amount).map(|band| band.name.clone());
        cart.choose_for(
            place,
            Choice {
                quantity: word.copies,
                amount,
                band,
            },
        );
        return Ok(());
    }
    let reason = why.filter(|why| !why.trim().is_empty()).ok_or_else(|| {
        refused(format!(
            "`{sku}` has a set price; to charge another, say why, as in --why 'last copy, creased'"
        ))
    })?;
    if let Some(line) = cart.lines.get_mut(place) {
        let by_hand = Override {
            each: amount,
            reason: reason.to_owned(),
        };
        if line.price_override.as_ref().is_some_and(|known| *known != by_hand) {
            return Err(refused(format!("`{sku}` is named with two prices; a line has one")));
        }
        line.price_override = Some(by_hand);
    }
    Ok(())
}

/// Money handed over, as `cash=5.00`.
pub fn tender(word: &str, currency: Currency) -> Result<Tender, Error> {
    let (method, given) = word
        .split_once('=')
        .ok_or_else(|| refused(format!("`{word}` is no payment; write it like cash=5.00")))?;
    let method = Method::new(method)
        .ok_or_else(|| refused(format!("`{method}` is no payment method; write it like cash=5.00")))?;
    Ok(Tender {
        method,
        given: currency.parse(given).map_err(refused)?,
    })
}
