//! The cart: what the buyer wants, as it was tapped.
//! Never knows a price: pricing derives every charge from it, whatever the order of the taps.

use super::discount::Discount;
use super::money::{Money, Quantity, QuantityError};
use super::pricing::CUSTOM_SKU;
use super::sale::{Sale, SaleLine};
use super::sentence;
use super::title::Sku;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One thing a line can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// An entry of the catalog.
    Title(Sku),
    /// Something without an entry, at a price keyed by hand.
    Custom {
        /// What it is called on the receipt.
        name: String,
        /// Price of one.
        each: Money,
    },
}

/// What the buyer chose to pay for some copies of a sliding or pay-what-you-can title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// For how many copies.
    pub quantity: Quantity,
    /// For each of them.
    pub amount: Money,
    /// The band of the scale that was chosen, if it was one.
    pub band: Option<String>,
}

/// A price keyed by hand for every copy of a line; it takes the line out of pools and offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Price of one copy.
    pub each: Money,
    /// Why.
    pub reason: String,
}

/// Copies of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    /// What.
    pub item: Item,
    /// How many.
    pub quantity: Quantity,
    /// Amounts the buyer chose, for at most `quantity` copies.
    pub choices: Vec<Choice>,
    /// A price keyed by hand.
    pub price_override: Option<Override>,
    /// What is taken off the line.
    #[serde(default)]
    pub discount: Option<Discount>,
}

impl CartLine {
    /// Copies for which no amount was chosen.
    pub fn unchosen(&self) -> u32 {
        let chosen: u32 = self.choices.iter().map(|choice| choice.quantity.get()).sum();
        self.quantity.get().saturating_sub(chosen)
    }
}

/// Money given beside the goods, to a named jar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donation {
    /// Whom it is for; empty for the table itself.
    pub jar: String,
    /// How much.
    pub amount: Money,
}

/// The lines of one sale to be, in the order they were first tapped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cart {
    /// Its name on disk.
    pub id: Uuid,
    /// What is in it; no two lines hold the same title.
    pub lines: Vec<CartLine>,
    /// What is taken off all of it.
    #[serde(default)]
    pub discount: Option<Discount>,
    /// Donations added to it, one for each jar.
    #[serde(default)]
    pub donations: Vec<Donation>,
    /// A word about it, printed nowhere.
    pub note: String,
}

impl Cart {
    /// An empty cart of this name.
    pub fn new(id: Uuid) -> Cart {
        Cart { id, ..Cart::default() }
    }

    /// The cart that a sale was, under another name: the same things, amounts, prices by hand, discounts and donations, so that
    /// it can be changed and sold again. `None` when the sale holds what no cart can.
    pub fn of_sale(sale: &Sale, id: Uuid) -> Option<Cart> {
        let off = |place: Option<usize>| {
            let own = sale.applied.discounts.iter().find(|applied| applied.line == place);
            own.map(|applied| applied.discount.clone())
        };
        let lines = sale.lines.iter().enumerate().map(|(n, sold)| {
            Some(CartLine {
                item: item_of(sold, sale)?,
                quantity: sold.quantity,
                choices: sold.choices.clone(),
                price_override: sold.price_override.clone(),
                discount: off(Some(n)),
            })
        });
        Some(Cart {
            id,
            lines: lines.collect::<Option<_>>()?,
            discount: off(None),
            donations: sale.donations.clone(),
            note: sale.note.clone(),
        })
    }

    /// Whether there is nothing to sell in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.donations.is_empty()
    }

    /// Copies in it.
    pub fn copies(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity.get()).sum()
    }

    /// Copies of this title in it.
    pub fn quantity_of(&self, sku: &Sku) -> u32 {
        self.line_of(sku).map_or(0, |line| line.quantity.get())
    }

    /// The line of this title.
    pub fn line_of(&self, sku: &Sku) -> Option<&CartLine> {
        self.lines.iter().find(|line| line.item == Item::Title(sku.clone()))
    }

    /// Adds copies: to the line that holds the same thing, or as a new one. Answers with the line's place.
    ///
    /// # Errors
    /// [`QuantityError`] when the line would hold more than a line can.
    pub fn add(&mut self, item: Item, copies: Quantity) -> Result<usize, QuantityError> {
        if let Some((place, line)) = self.lines.iter_mut().enumerate().find(|(_, line)| line.item == item) {
            line.quantity = Quantity::new(line.quantity.get().saturating_add(copies.get()))?;
            return Ok(place);
        }
        self.lines.push(CartLine {
            item,
            quantity: copies,
            choices: Vec::new(),
            price_override: None,
            discount: None,
        });
        Ok(self.lines.len() - 1)
    }

    /// Sets the copies of a line; zero takes it out. Amounts chosen for copies that are gone go too, the last first.
    ///
    /// # Errors
    /// [`QuantityError`] when the line would hold more than a line can.
    pub fn set_quantity(&mut self, place: usize, copies: u32) -> Result<(), QuantityError> {
        if copies == 0 {
            if place < self.lines.len() {
                self.lines.remove(place);
            }
            return Ok(());
        }
        let copies = Quantity::new(copies)?;
        if let Some(line) = self.lines.get_mut(place) {
            line.quantity = copies;
            let mut left = copies.get();
            line.choices.retain_mut(|choice| {
                let kept = choice.quantity.get().min(left);
                left -= kept;
                Quantity::new(kept).map(|kept| choice.quantity = kept).is_ok()
            });
        }
        Ok(())
    }

    /// Chooses the amounts of a line's copies anew.
    pub fn choose(&mut self, place: usize, choices: Vec<Choice>) {
        if let Some(line) = self.lines.get_mut(place) {
            line.choices = choices;
        }
    }

    /// Adds an amount for some copies of a line, as one tap or one word of a command gives it.
    pub fn choose_for(&mut self, place: usize, choice: Choice) {
        if let Some(line) = self.lines.get_mut(place) {
            line.choices.push(choice);
        }
    }

    /// Sets what is given to a jar; nothing takes it away.
    pub fn donate(&mut self, jar: &str, amount: Money) {
        let jar = jar.trim();
        self.donations.retain(|donation| donation.jar != jar);
        if !amount.is_zero() {
            self.donations.push(Donation {
                jar: jar.to_owned(),
                amount,
            });
        }
    }

    /// What is given to a jar.
    pub fn donated(&self, jar: &str) -> Money {
        let own = self.donations.iter().find(|donation| donation.jar == jar);
        own.map_or(Money::ZERO, |donation| donation.amount)
    }
}

/// What a line of a sale was tapped as. A custom amount has its price for one in its sentence.
fn item_of(sold: &SaleLine, sale: &Sale) -> Option<Item> {
    if sold.sku != CUSTOM_SKU {
        return Sku::new(&sold.sku).ok().map(Item::Title);
    }
    let rule = sentence::parse(&sold.sentence, sale.currency).ok()?;
    Some(Item::Custom {
        name: sold.title.clone(),
        each: rule.total(Quantity::ONE, sale.currency)?,
    })
}
