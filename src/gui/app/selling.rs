//! From a tap to a recorded sale: what Sell and Payment ask for, and what comes back from the till.
//! Never decides what a sale costs.

use super::{App, Message, Phase, Place};
use crate::domain::cart::Cart;
use crate::domain::money::Money;
use crate::domain::sale::ReceiptNumber;
use crate::gui::crash;
use crate::gui::screen::event::papers::printed_words;
use crate::gui::screen::{payment, sell};
use crate::gui::words::tell;
use crate::till::{Error, PrintRequest, Printed, Recorded, Roll, SaleRequest, Till};
use iced::Task;
use iced::widget::operation;

impl App {
    pub(super) fn sell(&mut self, message: sell::Message) -> Task<Message> {
        let moving = matches!(
            message,
            sell::Message::Scrolled(_) | sell::Message::GridResized(_) | sell::Message::MinutePassed(_)
        );
        let Some(open) = self.parts() else {
            return Task::none();
        };
        if let Some(payment) = open.payment.as_ref().filter(|_| !moving) {
            if payment.recording() {
                return Task::none();
            }
            if !matches!(
                message,
                sell::Message::ReceiptPressed(_) | sell::Message::LaterPressed(_) | sell::Message::SessionPressed
            ) {
                // A tap beside Payment means the buyer wants something else: back to the cart.
                open.payment = None;
            }
        }
        let action = open.sell.update(message, &open.shop);
        self.sell_action(action)
    }

    pub(super) fn sell_action(&mut self, action: sell::Action) -> Task<Message> {
        match action {
            sell::Action::None => Task::none(),
            sell::Action::FocusSearch => self.rest_in_search(),
            sell::Action::Focus(field) => operation::focus(field),
            sell::Action::Scroll(y) => {
                let to = operation::AbsoluteOffset { x: 0.0, y };
                operation::scroll_to(sell::GRID, to)
            }
            sell::Action::Keep(carts) => Task::batch([self.keep(carts), self.rest_in_search(), self.show_line()]),
            sell::Action::ShowLine => self.show_line(),
            sell::Action::Checkout => self.checkout(),
            sell::Action::UndoSale => self.undo_sale(),
            sell::Action::ShowSale(number) => self.show_sale(number),
            sell::Action::ShowReceipt(number) => self.show_receipt(number),
            sell::Action::ShowEvent => self.go(Place::Event),
        }
    }

    /// Scrolls the cart as far down as the selected line is among its lines.
    pub(super) fn show_line(&self) -> Task<Message> {
        let Phase::Open(open) = &self.phase else {
            return Task::none();
        };
        let last = open.sell.basket.cart().lines.len().saturating_sub(1).max(1);
        let y = open.sell.basket.selected() as f32 / last as f32;
        operation::snap_to(sell::LINES, operation::RelativeOffset { x: 0.0, y })
    }

    pub(super) fn keep(&self, carts: Vec<Cart>) -> Task<Message> {
        let kept = self
            .desk
            .run(move |till| carts.iter().try_for_each(|cart| till.keep_cart(cart)));
        Task::perform(kept, Message::CartsKept)
    }

    pub(super) fn checkout(&mut self) -> Task<Message> {
        if let Some(open) = self.parts() {
            open.payment = Some(payment::State::new(open.sell.basket.cart()));
        }
        // Nothing has this name: the search gives the keyboard back.
        operation::focus("payment")
    }

    pub(super) fn payment(&mut self, message: payment::Message) -> Task<Message> {
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let basket = &open.sell.basket;
        let Some(payment) = &mut open.payment else {
            return Task::none();
        };
        match payment.update(message, basket.cart(), basket.priced(), &open.shop) {
            payment::Action::None => Task::none(),
            payment::Action::Back => {
                open.payment = None;
                self.focus_search()
            }
            payment::Action::Donate(amount) => self.donate(amount),
            payment::Action::Scanned(code) => self.scanned(code),
            payment::Action::Note(note) => {
                open.sell.basket.note(&note);
                let cart = open.sell.basket.cart().clone();
                self.keep(vec![cart])
            }
            payment::Action::Focus(field) => operation::focus(field),
            payment::Action::Record(request) => self.record(*request),
        }
    }

    pub(super) fn donate(&mut self, amount: Money) -> Task<Message> {
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let cart = open.sell.basket.cart();
        let jar = cart.donations.first().map(|donation| donation.jar.clone());
        let jar = jar
            .or_else(|| open.shop.settings.jars.first().cloned())
            .unwrap_or_default();
        let given = cart.donated(&jar) + amount;
        let changed = open.sell.basket.donate(&jar, given);
        let action = open.sell.kept(changed, &open.shop);
        self.sell_action(action)
    }

    pub(super) fn scanned(&mut self, code: String) -> Task<Message> {
        let Some(open) = self.parts() else {
            return Task::none();
        };
        open.payment = None;
        let action = match open.sell.scan(&code, &open.shop) {
            Some(action) => action,
            None => {
                open.sell.tell(tell("sell-not-found", &[("what", code.into())]));
                sell::Action::FocusSearch
            }
        };
        self.sell_action(action)
    }

    pub(super) fn record(&self, request: SaleRequest) -> Task<Message> {
        let recorded = self.desk.run(move |till| till.sell(&request));
        Task::perform(recorded, Message::SaleRecorded)
    }

    pub(super) fn sale_recorded(&mut self, answer: Result<Recorded, Error>) -> Task<Message> {
        crash::stumble();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        match answer {
            Ok(recorded) => {
                open.payment = None;
                open.sell.sold(recorded.sale.clone(), &open.shop);
                if let Roll::Behind(why) = recorded.roll {
                    let number = recorded.sale.number.to_string();
                    open.sell.tell(tell(
                        "recorded-behind",
                        &[("number", number.into()), ("why", why.into())],
                    ));
                }
                if !recorded.replayed {
                    open.shop.sales_today += 1;
                }
                // Where no printer is chosen yet, Event says so: not each sale.
                let papers = &open.shop.settings.papers;
                let to_print = papers.print_each && !papers.printer.is_empty() && !recorded.replayed;
                let number = recorded.sale.number.clone();
                open.shop.last_sale = Some(recorded.sale);
                let printed = match to_print {
                    true => self.print(number),
                    false => Task::none(),
                };
                Task::batch([self.read_shop(), self.focus_search(), printed])
            }
            Err(why) => {
                if let Some(payment) = &mut open.payment {
                    payment.refused(&why);
                }
                // A price may have changed in the books meanwhile: show what is true now.
                self.read_shop()
            }
        }
    }

    /// Prints a receipt beside the desk: nobody who sells waits for a printer.
    pub(super) fn print(&self, number: ReceiptNumber) -> Task<Message> {
        let printed = self.desk.beside(move |folder| {
            let mut till = Till::open(&folder)?;
            till.print(&number, &PrintRequest::default())
        });
        Task::perform(printed, Message::ReceiptPrinted)
    }

    /// What the printer said, in one line; what it did not take waits in a list under Event.
    pub(super) fn receipt_printed(&mut self, answer: Result<Printed, Error>) -> Task<Message> {
        if let Some(open) = self.parts() {
            match answer {
                Ok(printed) => open.sales.done(printed_words(&printed)),
                Err(why) => {
                    open.sales.tell(why.to_string());
                    open.sell.tell(why.to_string());
                }
            }
        }
        self.read_shop()
    }

    pub(super) fn show_receipt(&self, number: ReceiptNumber) -> Task<Message> {
        let filed = self.desk.run(move |till| {
            let paper = till.settings()?.papers.paper;
            till.file_receipt(&number, paper)
        });
        let shown = async move {
            let file = filed
                .await
                .map_err(|why| tell("receipt-failed", &[("why", why.to_string().into())]))?;
            open::that_detached(&file).map_err(|why| {
                let file = file.display().to_string();
                tell(
                    "receipt-open-failed",
                    &[("file", file.into()), ("why", why.to_string().into())],
                )
            })
        };
        Task::perform(shown, Message::ReceiptShown)
    }

    pub(super) fn receipt_shown(&mut self, answer: Result<(), String>) -> Task<Message> {
        if let (Err(why), Some(open)) = (answer, self.parts()) {
            open.sales.tell(why.clone());
            open.sell.tell(why);
        }
        Task::none()
    }
}
