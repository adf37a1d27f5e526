//! The carts at hand: the one on the screen, the parked ones, and the steps that can be taken back.
//! Never writes to disk: whoever changes it hands what it answers to the till.

use crate::domain::cart::{Cart, Choice, Item, Override};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::discount::Discount;
use crate::domain::money::{Money, Quantity};
use crate::domain::pricing::{self, PricedBasket, Terms};
use crate::domain::title::Sku;
use uuid::Uuid;

/// Up to so many copies what one more would cost under an offer is worked out for every line at every tap.
const FEW: u32 = 30;
/// Steps of the cart that can be taken back.
const STEPS: usize = 100;

/// The cart on the screen and the parked ones.
#[derive(Debug, Clone)]
pub struct Basket {
    cart: Cart,
    parked: Vec<Cart>,
    steps: Vec<Cart>,
    selected: usize,
    priced: PricedBasket,
    problem: Option<String>,
}

impl Default for Basket {
    fn default() -> Basket {
        Basket {
            cart: Cart::new(Uuid::now_v7()),
            parked: Vec::new(),
            steps: Vec::new(),
            selected: 0,
            priced: PricedBasket::default(),
            problem: None,
        }
    }
}

impl Basket {
    /// The carts as they lie on disk, the last changed first: that one is on the screen again.
    pub fn restored(carts: Vec<Cart>) -> Basket {
        let mut carts = carts.into_iter();
        let mut basket = Basket::default();
        if let Some(cart) = carts.next() {
            basket.selected = cart.lines.len().saturating_sub(1);
            basket.cart = cart;
        }
        basket.parked = carts.collect();
        basket
    }

    /// The cart on the screen.
    pub fn cart(&self) -> &Cart {
        &self.cart
    }

    /// The parked carts, the last parked first.
    pub fn parked(&self) -> &[Cart] {
        &self.parked
    }

    /// What the cart costs.
    pub fn priced(&self) -> &PricedBasket {
        &self.priced
    }

    /// Why the cart cannot be priced, if so.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// The place of the selected line.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Selects a line.
    pub fn select(&mut self, place: usize) {
        self.selected = place.min(self.cart.lines.len().saturating_sub(1));
    }

    /// Selects another line, so many below.
    pub fn move_selection(&mut self, by: i32) {
        self.select(self.selected.saturating_add_signed(by as isize));
    }

    /// Works out what the cart costs with this catalog and what is in force.
    pub fn price(&mut self, catalog: &Catalog, terms: &Terms, currency: Currency) {
        let price = |cart: &Cart| pricing::price(cart, |sku| catalog.get(sku), terms, currency);
        match price(&self.cart) {
            Ok(mut priced) => {
                // One more copy under an offer can change what all the others cost: the whole cart is priced with it.
                let charged = priced.charged();
                let few = self.cart.copies() <= FEW;
                for (place, line) in priced
                    .lines
                    .iter_mut()
                    .enumerate()
                    .filter(|(_, line)| few && line.offered)
                {
                    let mut more = self.cart.clone();
                    let added = more.set_quantity(place, line.quantity.get() + 1);
                    line.next = added.ok().and_then(|()| Some(price(&more).ok()?.charged() - charged));
                }
                self.priced = priced;
                self.problem = None;
            }
            Err(why) => {
                self.priced = PricedBasket::default();
                self.problem = Some(why.to_string());
            }
        }
    }

    fn step(&mut self, change: impl FnOnce(&mut Cart) -> Option<usize>) -> bool {
        let before = self.cart.clone();
        let place = change(&mut self.cart);
        if self.cart == before {
            return false;
        }
        self.steps.push(before);
        if self.steps.len() > STEPS {
            self.steps.remove(0);
        }
        self.select(place.unwrap_or(self.selected));
        true
    }

    /// Adds copies of a title; answers whether the cart changed.
    pub fn add(&mut self, sku: &Sku, copies: Quantity) -> bool {
        self.step(|cart| cart.add(Item::Title(sku.clone()), copies).ok())
    }

    /// Adds something without an entry.
    pub fn add_custom(&mut self, name: &str, each: Money, copies: Quantity) -> bool {
        let item = Item::Custom {
            name: name.to_owned(),
            each,
        };
        self.step(|cart| cart.add(item, copies).ok())
    }

    /// Changes the copies of a line; none takes it out.
    pub fn change(&mut self, place: usize, by: i64) -> bool {
        let now = self.cart.lines.get(place).map_or(0, |line| line.quantity.get());
        let copies = (i64::from(now) + by).clamp(0, i64::from(Quantity::MAX));
        self.step(|cart| {
            cart.set_quantity(place, u32::try_from(copies).unwrap_or(now)).ok()?;
            Some(place)
        })
    }

    /// The buyer chose an amount for every copy of a line.
    pub fn choose(&mut self, place: usize, amount: Money, band: Option<String>) -> bool {
        self.step(|cart| {
            let quantity = cart.lines.get(place)?.quantity;
            cart.choose(place, vec![Choice { quantity, amount, band }]);
            Some(place)
        })
    }

    /// The buyer chose an amount for the next copy of a line; where every copy had one, the choosing begins anew.
    pub fn choose_next(&mut self, place: usize, amount: Money, band: Option<String>) -> bool {
        let quantity = Quantity::ONE;
        self.step(|cart| {
            if cart.lines.get(place)?.unchosen() == 0 {
                cart.choose(place, Vec::new());
            }
            cart.choose_for(place, Choice { quantity, amount, band });
            Some(place)
        })
    }

    /// Sets the discount of a line, or of the whole cart where none is named; nothing takes it away.
    pub fn discount(&mut self, place: Option<usize>, discount: Option<Discount>) -> bool {
        self.step(|cart| {
            match place {
                Some(place) => cart.lines.get_mut(place)?.discount = discount,
                None => cart.discount = discount,
            }
            place
        })
    }

    /// Sets a price by hand for each copy of a line; nothing gives the line its own price back.
    pub fn price_by_hand(&mut self, place: usize, by_hand: Option<Override>) -> bool {
        self.step(|cart| {
            cart.lines.get_mut(place)?.price_override = by_hand;
            Some(place)
        })
    }

    /// Sets what is given to a jar; nothing takes it away.
    pub fn donate(&mut self, jar: &str, amount: Money) -> bool {
        self.step(|cart| {
            cart.donate(jar, amount);
            None
        })
    }

    /// Sets the word about the sale.
    pub fn note(&mut self, note: &str) {
        note.clone_into(&mut self.cart.note);
    }

    /// Empties the cart; the step can be taken back.
    pub fn clear(&mut self) -> bool {
        self.step(|cart| {
            cart.lines.clear();
            cart.donations.clear();
            cart.discount = None;
            Some(0)
        })
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.steps.pop() else {
            return false;
        };
        self.cart = before;
        self.select(self.selected);
        true
    }

    /// Parks the cart; the screen gets an empty one.
    pub fn park(&mut self) -> bool {
        if self.cart.is_empty() {
            return false;
        }
        let parked = std::mem::replace(&mut self.cart, Cart::new(Uuid::now_v7()));
        self.parked.insert(0, parked);
        self.steps.clear();
        self.selected = 0;
        true
    }

    /// Brings a parked cart back; the one on the screen is parked unless it is empty.
    pub fn recall(&mut self, place: usize) -> bool {
        if place >= self.parked.len() {
            return false;
        }
        let recalled = self.parked.remove(place);
        self.bring(recalled);
        true
    }

    /// A cart comes onto the screen; the one that was there is parked unless it is empty.
    pub fn bring(&mut self, cart: Cart) {
        self.park();
        self.selected = cart.lines.len().saturating_sub(1);
        self.cart = cart;
        self.steps.clear();
    }

    /// The cart was sold: an empty one takes its place.
    pub fn sold(&mut self) {
        self.cart = Cart::new(Uuid::now_v7());
        self.steps.clear();
        self.selected = 0;
        self.priced = PricedBasket::default();
        self.problem = None;
    }
}
