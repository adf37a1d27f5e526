//! Taking back: Undo of the last sale, and what a correction changes in the window.
//! Never decides what goes back: the till works it out from the sale's own record.

use super::{App, Message, Place};
use crate::domain::cart::Cart;
use crate::domain::correction::Correction;
use crate::domain::sale::ReceiptNumber;
use crate::gui::screen::sales;
use crate::gui::words::{say, tell};
use crate::till::{Ask, CorrectionRequest, Done, Error, Roll};
use iced::Task;
use uuid::Uuid;

/// What the till answered to Undo.
#[derive(Debug, Clone)]
pub struct Undone {
    done: Done<Correction>,
    /// The cart that the sale was, for the screen.
    cart: Option<Cart>,
}

impl App {
    /// Takes the last sale back and brings its cart to the screen. However often it is pressed: the key is the sale's own, so
    /// that a sale is undone once.
    pub(super) fn undo_sale(&mut self) -> Task<Message> {
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let Some(sale) = open.sell.ribbon.begin() else {
            return self.rest_in_search();
        };
        let request = CorrectionRequest {
            number: sale.number.clone(),
            ask: Ask::Void,
            reason: say("undo-reason"),
            key: format!("undo {}", sale.id),
            expected: Some(sale.total),
        };
        let cart = Cart::of_sale(&sale, Uuid::now_v7());
        let undone = self.desk.run(move |till| {
            let done = till.correct(&request)?;
            // Whoever undid it before has the cart.
            let cart = cart.filter(|_| !done.replayed);
            if let Some(cart) = &cart {
                // Should the window go down now, the cart is there again all the same. What keeps it from the disk is said
                // when the window keeps it.
                let _ = till.keep_cart(cart);
            }
            Ok(Box::new(Undone { done, cart }))
        });
        Task::perform(undone, Message::SaleUndone)
    }

    pub(super) fn sale_undone(&mut self, answer: Result<Box<Undone>, Error>) -> Task<Message> {
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let brought = match answer {
            Ok(undone) => {
                let Undone { done, cart } = *undone;
                let brought = match cart {
                    Some(cart) => {
                        open.sell.ribbon.undone(&done.what, true);
                        let action = open.sell.brought(cart, &open.shop);
                        self.sell_action(action)
                    }
                    None if done.replayed => {
                        open.sell.ribbon.corrected(&done.what);
                        Task::none()
                    }
                    None => {
                        open.sell.ribbon.undone(&done.what, false);
                        Task::none()
                    }
                };
                self.say_behind(&done.what.number, done.roll);
                brought
            }
            Err(why) => {
                open.sell.ribbon.not_undone(matches!(why, Error::Refused(_)));
                open.sell.tell(tell("undo-not", &[("why", why.to_string().into())]));
                Task::none()
            }
        };
        Task::batch([brought, self.read_shop(), self.rest_in_search()])
    }

    /// What is recorded stands in the books; where the till roll lags behind, that is said.
    fn say_behind(&mut self, number: &ReceiptNumber, roll: Roll) {
        if let (Roll::Behind(why), Some(open)) = (roll, self.parts()) {
            let about = [("number", number.to_string().into()), ("why", why.into())];
            open.sell.tell(tell("correction-behind", &about));
        }
    }

    /// Shows a sale in Sales.
    pub(super) fn show_sale(&mut self, number: ReceiptNumber) -> Task<Message> {
        let shown = self.go(Place::Sales);
        Task::batch([shown, self.sales(sales::Message::SalePressed(number))])
    }
}
