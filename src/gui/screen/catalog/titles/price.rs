//! What titles are to cost, as it is being filled in: a sentence of their own or a price list, and a tax class.
//! Never writes: the parent hands what was chosen to the till.

use crate::domain::currency::Currency;
use crate::domain::edit;
use crate::domain::sentence;
use crate::domain::title::Title;
use crate::gui::measure::cut;
use crate::gui::screen::catalog::chips;
use crate::gui::screen::catalog::sentence::{price_field, worked};
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::{chip, line};
use crate::gui::words::say;
use iced::Element;
use iced::widget::Column;

/// The sentence field's id.
pub const SENTENCE: &str = "catalog-price";

/// What a title is to cost, as it is being filled in.
#[derive(Debug, Clone, Default)]
pub struct Price {
    sentence: String,
    list: Option<String>,
    tax: Option<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// The sentence as typed.
    SentenceChanged(String),
    /// A price list was pressed, or the title's own sentence.
    ListPressed(Option<String>),
    /// A tax class was pressed, or none.
    TaxPressed(Option<String>),
    /// Enter in the sentence.
    Entered,
}

impl Price {
    /// The form filled with what the title costs now.
    pub fn of(title: &Title, currency: Currency) -> Price {
        Price {
            sentence: sentence::print(&title.rule, currency),
            list: title.price_list.clone(),
            tax: title.tax_class.clone(),
        }
    }

    /// What was chosen; `None` where the sentence is not understood: what is wrong with it stands below it already.
    pub fn cost(&self, shop: &Shop) -> Option<edit::Price> {
        match self.list.as_deref().and_then(|name| shop.catalog.list(name)) {
            Some(list) => Some(edit::Price::List(list.name.clone())),
            None => sentence::parse(&self.sentence, shop.currency())
                .ok()
                .map(edit::Price::Own),
        }
    }

    /// The tax class that was chosen.
    pub fn tax(&self) -> Option<String> {
        self.tax.clone()
    }

    /// Changes the form by what the person did.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::SentenceChanged(sentence) => self.sentence = sentence,
            Message::ListPressed(list) => self.list = list,
            Message::TaxPressed(tax) => self.tax = tax,
            Message::Entered => {}
        }
    }

    /// The form.
    pub fn view<'a>(&'a self, look: &Look, shop: &Shop, room: f32) -> Element<'a, Message> {
        let currency = shop.currency();
        let choice = |words: String, chosen: bool, message: Message| {
            let words = cut(&words, room - 2.0 * S4, SEMIBOLD, BODY);
            chip(look, None, words, chosen, Some(message)).into()
        };
        let mut content = Column::new().spacing(S2);
        if !shop.catalog.lists.is_empty() {
            let own = choice(say("price-own"), self.list.is_none(), Message::ListPressed(None));
            let lists = shop.catalog.lists.iter().map(|list| {
                let chosen = self.list.as_ref() == Some(&list.name);
                choice(list.name.clone(), chosen, Message::ListPressed(Some(list.name.clone())))
            });
            content = content.push(chips([own].into_iter().chain(lists)));
        }
        content = match self.list.as_deref().and_then(|name| shop.catalog.list(name)) {
            Some(list) => content.push(worked(look, currency, &list.rule)),
            None => content.push(price_field(
                look,
                currency,
                SENTENCE,
                &self.sentence,
                Message::SentenceChanged,
                Message::Entered,
            )),
        };
        content.into()
    }

    /// The tax classes.
    pub fn taxes<'a>(&'a self, look: &Look, shop: &Shop, room: f32) -> Option<Element<'a, Message>> {
        taxes(look, shop, room, Some(self.tax.as_ref()))
    }
}

/// The tax classes, `chosen` among them; nothing where it is `None`. No row where the till has none.
pub fn taxes<'a>(look: &Look, shop: &Shop, room: f32, chosen: Option<Option<&String>>) -> Option<Element<'a, Message>> {
    if shop.catalog.taxes.is_empty() {
        return None;
    }
    let choice = |words: String, class: Option<String>| {
        let words = cut(&words, room - 2.0 * S4, SEMIBOLD, BODY);
        let chosen = chosen == Some(class.as_ref());
        chip(look, None, words, chosen, Some(Message::TaxPressed(class))).into()
    };
    let none = choice(say("price-no-tax"), None);
    let taxes = shop.catalog.taxes.iter();
    let taxes = taxes.map(|class| choice(format!("{} {}", class.name, class.rate()), Some(class.name.clone())));
    let heading = line(say("catalog-tax"), SEMIBOLD, SMALL, look.soft);
    let taxes = Column::new()
        .spacing(S2)
        .push(heading)
        .push(chips([none].into_iter().chain(taxes)));
    Some(taxes.into())
}
