//! The root: which screen stands, what the screens wish for, and what the till answered.
//! Never works with the till itself: everything goes over the desk and comes back as a message.

mod dropped;
mod keys;
mod opening;
mod screens;
mod selling;
mod taking_back;
mod view;

use super::Mode;
use super::covers::Painted;
use super::crash;
use super::desk::Desk;
use super::drop::Dropped;
use super::preferences::Preferences;
use super::screen::{catalog, day, event, payment, sales, sell, start, trouble};
use super::shop::Shop;
use super::shortcut::{Act, Place};
use super::theme::Look;
use super::words::{say, tell};
use crate::domain::cart::Cart;
use crate::domain::currency::Currency;
use crate::domain::sale::Sale;
use crate::till::{Error, NewTill, Printed, Recorded, Repaired, Restored, Second};
use iced::{Task, Theme};
use std::path::PathBuf;
use std::sync::Arc;
use taking_back::Undone;

/// The window's state.
#[derive(Debug)]
pub struct App {
    desk: Desk,
    preferences: Preferences,
    place: Place,
    help: bool,
    phase: Phase,
    /// What is said once the till is open again.
    to_say: Option<String>,
    /// The second place is being caught up with.
    catching_up: bool,
    /// Once the till is open its catalog is to be brought in; with these files, where some were dropped.
    to_bring: Option<Dropped>,
    /// Files that are being dropped together.
    dropping: Vec<PathBuf>,
    /// Counts what the person did, each of which may change much of what is seen.
    turns: u64,
}

/// How far the till is.
#[derive(Debug)]
enum Phase {
    /// It is being opened.
    Opening,
    /// There is none: the first start.
    Start(start::State),
    /// Something stands in its way, or it is being restored.
    Trouble(Box<trouble::State>),
    /// It is open.
    Open(Box<Open>),
}

/// The screens over an open till.
#[derive(Debug)]
struct Open {
    shop: Shop,
    sell: sell::State,
    payment: Option<payment::State>,
    sales: sales::State,
    day: day::State,
    catalog: catalog::State,
    event: event::State,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key of the table was pressed.
    Key(Act, String),
    /// A place on the rail was pressed.
    PlacePressed(Place),
    /// Help was pressed.
    HelpPressed,
    /// The till was opened, or not.
    Opened(Result<Box<(Shop, Vec<Cart>, sell::Ribbon)>, Error>),
    /// A till was made, or not.
    TillMade(Result<(), Error>),
    /// The carts were kept, or not.
    CartsKept(Result<(), Error>),
    /// The till answered to a sale.
    SaleRecorded(Result<Recorded, Error>),
    /// The till answered to Undo of the last sale; with the cart that it was.
    SaleUndone(Result<Box<Undone>, Error>),
    /// The shop was read anew.
    ShopRead(Result<Box<Shop>, Error>),
    /// A receipt was written to a file and shown, or not.
    ReceiptShown(Result<(), String>),
    /// A printer took a receipt, or not.
    ReceiptPrinted(Result<Printed, Error>),
    /// In Sell.
    Sell(sell::Message),
    /// In Payment.
    Payment(payment::Message),
    /// In Sales.
    Sales(sales::Message),
    /// In Day.
    Day(day::Message),
    /// In Catalog.
    Catalog(catalog::Message),
    /// In Event.
    Event(event::Message),
    /// At the first start.
    Start(start::Message),
    /// At what stands in the till's way.
    Trouble(trouble::Message),
    /// The till is only looked at now, or not.
    Looked(Result<(), Error>),
    /// A backup took the till's place, or not.
    Restored(Result<Restored, Error>),
    /// The till was made whole, or not.
    Repaired(Result<Repaired, Error>),
    /// The files were looked at behind the selling.
    CheckedBehind(Result<(), Error>),
    /// The second place was caught up with, or not.
    SecondCaughtUp(Result<Second, Error>),
    /// Another window asked this one to come forward.
    Called,
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// No more files were dropped together with it.
    DropEnded,
    /// What they are is known.
    DropKnown(Box<Dropped>),
    /// Pictures of covers are here, or lost.
    Painted(Painted),
}

impl App {
    /// The window over the till in a folder, and the opening of it.
    pub fn new(folder: PathBuf, mode: Mode) -> (App, Task<Message>) {
        App::over(Desk::new(folder), mode)
    }

    /// The window over the till at a desk, and the opening of it.
    pub fn over(desk: Desk, mode: Mode) -> (App, Task<Message>) {
        let preferences = Preferences::load(desk.folder());
        let app = App {
            desk,
            preferences,
            place: Place::Sell,
            help: false,
            phase: Phase::Opening,
            to_say: crash::note().map(|note| tell("window-again", &[("note", note.into())])),
            to_bring: None,
            dropping: Vec::new(),
            catching_up: false,
            turns: 0,
        };
        let task = match mode {
            Mode::Own => app.open(),
            Mode::Demo => app.open_or_make_demo(),
        };
        (app, task)
    }

    /// The window's title.
    pub fn title(&self) -> String {
        say("app-name")
    }

    /// The theme for what has no style of ours.
    pub fn theme(&self) -> Theme {
        self.look().iced()
    }

    /// How much larger than usual.
    pub fn zoom(&self) -> f32 {
        self.preferences.zoom
    }

    fn look(&self) -> Look {
        Look::of(self.preferences.theme)
    }

    fn open(&self) -> Task<Message> {
        let opened = self.desk.run(|till| {
            let shop = Shop::read(till)?;
            let after = match &shop.last_sale {
                Some(sale) => till.after(sale)?,
                None => Vec::new(),
            };
            let ribbon = sell::Ribbon::found(shop.last_sale.clone(), &after, till.now());
            Ok(Box::new((shop, till.carts()?, ribbon)))
        });
        Task::perform(opened, Message::Opened)
    }

    fn open_or_make_demo(&self) -> Task<Message> {
        let desk = self.desk.clone();
        let opened = async move {
            match desk.run(|_| Ok(())).await {
                Err(Error::NoTill(_)) => desk.create(new_till(true)).await,
                other => other,
            }
        };
        Task::perform(opened, Message::TillMade)
    }

    /// What happened, and the one place that answers to it.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        let answer_alone = matches!(
            message,
            Message::CartsKept(Ok(())) | Message::ShopRead(_) | Message::CheckedBehind(Ok(()))
        );
        self.turns += u64::from(!answer_alone);
        let task = self.answer(message);
        match self.want_covers() {
            Some(covers) => Task::batch([task, covers]),
            None => task,
        }
    }

    /// Asks for the pictures of covers that are seen or about to be.
    fn want_covers(&mut self) -> Option<Task<Message>> {
        let (desk, place) = (self.desk.clone(), self.place);
        let open = self.parts()?;
        let seen = match place {
            Place::Sell => open.sell.covers(),
            Place::Catalog => open.catalog.covers(&open.shop),
            _ => return None,
        };
        let task = open.shop.covers.want(&seen, &desk)?;
        Some(task.map(Message::Painted))
    }

    fn painted(&mut self, painted: Painted) -> Task<Message> {
        if let Some(open) = self.parts() {
            open.shop.covers.painted(painted);
        }
        Task::none()
    }

    fn answer(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Key(act, text) => self.key(act, text),
            Message::PlacePressed(place) => self.go(place),
            Message::HelpPressed => self.help_pressed(),
            Message::Opened(answer) => self.opened(answer),
            Message::TillMade(answer) => self.till_made(answer),
            Message::CartsKept(answer) => self.carts_kept(answer),
            Message::SaleRecorded(answer) => self.sale_recorded(answer),
            Message::SaleUndone(answer) => self.sale_undone(answer),
            Message::ShopRead(answer) => self.shop_read(answer),
            Message::ReceiptShown(answer) => self.receipt_shown(answer),
            Message::ReceiptPrinted(answer) => self.receipt_printed(answer),
            Message::Sell(message) => self.sell(message),
            Message::Payment(message) => self.payment(message),
            Message::Sales(message) => self.sales(message),
            Message::Day(message) => self.day(message),
            Message::Catalog(message) => self.catalog(message),
            Message::Event(message) => self.event(message),
            Message::Start(message) => self.start(message),
            Message::Trouble(message) => self.trouble(message),
            Message::Looked(answer) => self.looked(answer),
            Message::Restored(answer) => self.restored(answer),
            Message::Repaired(answer) => self.repaired(answer),
            Message::CheckedBehind(answer) => self.checked_behind(answer),
            Message::SecondCaughtUp(answer) => self.second_caught_up(answer),
            Message::Called => self.called(),
            Message::Dropped(file) => self.drop_one(file),
            Message::DropEnded => self.drop_ended(),
            Message::DropKnown(what) => self.dropped(*what),
            Message::Painted(painted) => self.painted(painted),
        }
    }

    fn parts(&mut self) -> Option<&mut Open> {
        match &mut self.phase {
            Phase::Open(open) => Some(open),
            _ => None,
        }
    }

    fn go(&mut self, place: Place) -> Task<Message> {
        self.place = place;
        self.help = false;
        let desk = self.desk.clone();
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let read = match place {
            Place::Sell => Task::none(),
            Place::Sales => open.sales.read(&desk).map(Message::Sales),
            Place::Day => open.day.read(&desk, open.shop.today).map(Message::Day),
            Place::Catalog => {
                open.catalog.find(&open.shop);
                Task::none()
            }
            Place::Event => open.event.show(&desk).map(Message::Event),
        };
        Task::batch([read, self.read_shop(), self.focus_search()])
    }

    fn read_shop(&self) -> Task<Message> {
        let read = self.desk.run(|till| Shop::read(till).map(Box::new));
        Task::perform(read, Message::ShopRead)
    }

    fn till_made(&mut self, answer: Result<(), Error>) -> Task<Message> {
        match (answer, &mut self.phase) {
            (Ok(()), _) => self.open(),
            (Err(error), Phase::Start(start)) => {
                start.refused(&error);
                Task::none()
            }
            (Err(error), _) => self.stopped(&error),
        }
    }

    fn carts_kept(&mut self, answer: Result<(), Error>) -> Task<Message> {
        if let (Err(why), Some(open)) = (answer, self.parts()) {
            open.sell
                .tell(tell("cart-not-kept", &[("why", why.to_string().into())]));
        }
        Task::none()
    }

    fn shop_read(&mut self, answer: Result<Box<Shop>, Error>) -> Task<Message> {
        // A reading that fails leaves what was read before; the next sale says what is wrong.
        if let (Ok(shop), Some(open)) = (answer, self.parts()) {
            let covers = std::mem::take(&mut open.shop.covers);
            open.shop = Shop { covers, ..*shop };
            open.sell.refresh(&open.shop);
            open.catalog.find(&open.shop);
        }
        self.catch_up_second()
    }

    /// The last sale as the window knows it.
    pub fn last_sale(&self) -> Option<&Arc<Sale>> {
        match &self.phase {
            Phase::Open(open) => open.shop.last_sale.as_ref(),
            _ => None,
        }
    }

    /// The cart on the screen.
    pub fn cart(&self) -> Option<&Cart> {
        match &self.phase {
            Phase::Open(open) => Some(open.sell.basket.cart()),
            _ => None,
        }
    }
}

fn new_till(demo: bool) -> NewTill {
    NewTill {
        currency: Currency::USD,
        register: "A".to_owned(),
        shop: String::new(),
        demo,
        practice: demo,
    }
}
