//! A row of a paper sheet as it is keyed in: what, how many, when, how it was paid. Never decides a price: pricing does.

use crate::domain::cart::{Cart, Choice, Item};
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::{Money, Quantity};
use crate::domain::payment::Method;
use crate::domain::pricing;
use crate::domain::title::{Sku, Title};
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};
use crate::till::{SheetRow, local_offset};
use chrono::NaiveTime;
use uuid::Uuid;

/// What was keyed in, as it was typed.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which title.
    pub sku: Sku,
    /// Its name.
    pub title: String,
    /// The buyer chose what to pay.
    pub chooses: bool,
    /// What is taken where nothing else is typed, as it is typed.
    pub suggested: String,
    /// Copies.
    pub count: String,
    /// About when.
    pub time: String,
    /// How it was paid.
    pub method: Method,
    /// What the buyer chose to pay for each copy.
    pub amount: String,
    /// What it comes to, or why that is not known.
    pub priced: Result<Money, String>,
}

impl Row {
    /// So many copies of a title.
    pub fn new(title: &Title, copies: Quantity, time: &str, method: &Method, shop: &Shop) -> Row {
        let suggested = title.rule.suggested().map(|amount| shop.currency().plain(amount));
        Row {
            sku: title.sku.clone(),
            title: title.name.clone(),
            chooses: title.rule.buyer_chooses(),
            suggested: suggested.unwrap_or_default(),
            count: copies.get().to_string(),
            time: time.to_owned(),
            method: method.clone(),
            amount: String::new(),
            priced: Ok(Money::ZERO),
        }
    }

    /// Whether a tick of this title, at this time and paid this way, is one more of this row.
    pub fn takes(&self, sku: &Sku, time: &str, method: &Method) -> bool {
        self.sku == *sku && self.amount.trim().is_empty() && self.method == *method && clock(&self.time) == clock(time)
    }

    /// The copies, where they can be read.
    pub fn copies(&self) -> Option<Quantity> {
        Quantity::new(self.count.trim().parse().ok()?).ok()
    }

    /// So many copies more, or less; never less than one.
    pub fn step(&mut self, by: i64) {
        let now = self.copies().map_or(0, |copies| i64::from(copies.get())) + by;
        self.count = now.clamp(1, i64::from(Quantity::MAX)).to_string();
    }

    /// Prices it anew.
    pub fn price(&mut self, day: BusinessDay, shop: &Shop) {
        self.priced = self.sale(day, shop).map(|(_, due)| due);
    }

    /// The sale that it stands for, and what there was to pay.
    ///
    /// # Errors
    /// The sentence that says what is missing or cannot be read.
    pub fn sale(&self, day: BusinessDay, shop: &Shop) -> Result<(SheetRow, Money), String> {
        let currency = shop.currency();
        let quantity = self
            .copies()
            .ok_or_else(|| tell("sheet-no-count", &[("typed", self.count.trim().into())]))?;
        let mut cart = Cart::new(Uuid::now_v7());
        let place = cart
            .add(Item::Title(self.sku.clone()), quantity)
            .map_err(|why| why.to_string())?;
        if self.chooses && !self.amount.trim().is_empty() {
            let amount = currency.parse(&self.amount).map_err(|why| why.to_string())?;
            let rule = shop.catalog.get(&self.sku).map(|title| &title.rule);
            let band = rule.and_then(|rule| rule.band_at(amount)).map(|band| band.name.clone());
            cart.choose_for(place, Choice { quantity, amount, band });
        }
        let at = clock(&self.time)
            .and_then(|time| Instant::on(day, &time, shop.settings.rollover_hour, local_offset))
            .ok_or_else(|| tell("sheet-no-time", &[("typed", self.time.trim().into())]))?;
        let event = shop.session.as_ref().map_or("", |session| session.event.as_str());
        let terms = shop.catalog.terms(event, day);
        let basket = pricing::price(&cart, |sku| shop.catalog.get(sku), &terms, currency);
        let basket = basket.map_err(|why| why.to_string())?;
        if basket.undecided().is_some() {
            return Err(say("sheet-no-amount"));
        }
        let coin = shop.settings.smallest_coin.filter(|_| self.method.is_cash());
        let due = coin.map_or(basket.due(), |coin| basket.due().to_nearest(coin));
        let method = self.method.clone();
        Ok((SheetRow { cart, method, at }, due))
    }
}

/// A time of day as people jot it down, as the clock shows it: `14:10`, `14.10`, `1410`, `14`.
pub fn clock(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (hour, minute) = match typed.split_once([':', '.', ',', 'h']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if typed.len() > 2 => typed.split_at_checked(typed.len() - 2)?,
        None => (typed, "0"),
    };
    let time = NaiveTime::from_hms_opt(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0)?;
    Some(time.format("%H:%M").to_string())
}

/// `3*converge` is three copies of what `converge` finds.
pub fn copies_and_query(search: &str) -> (Quantity, &str) {
    let search = search.trim();
    let starred = search.split_once(['*', '×']).and_then(|(copies, query)| {
        let copies = Quantity::new(copies.trim().parse().ok()?).ok()?;
        Some((copies, query.trim()))
    });
    starred.unwrap_or((Quantity::ONE, search))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_jot_it_down() {
        for (typed, shown) in [
            ("14:10", Some("14:10")),
            (" 9.05 ", Some("09:05")),
            ("1410", Some("14:10")),
            ("930", Some("09:30")),
            ("14", Some("14:00")),
            ("14h", Some("14:00")),
            ("24:00", None),
            ("14:60", None),
            ("noon", None),
            ("", None),
            ("é1", None),
        ] {
            assert_eq!(clock(typed).as_deref(), shown, "{typed}");
        }
    }

    #[test]
    fn a_number_and_a_star_before_a_search_mean_copies() {
        assert_eq!(copies_and_query("3* seed").0.get(), 3);
        assert_eq!(copies_and_query("3* seed").1, "seed");
        assert_eq!(copies_and_query("seed").0, Quantity::ONE);
        assert_eq!(copies_and_query("0*seed"), (Quantity::ONE, "0*seed"));
    }
}
