//! Payment: what is due, what was given, what goes back. Never records by itself: `Record` goes out as an action.

mod view;

pub use view::{method_words, ways};

use crate::domain::cart::Cart;
use crate::domain::money::Money;
use crate::domain::payment::{self, Method, Settlement, Tender};
use crate::domain::pricing::PricedBasket;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::words::{say, tell};
use crate::till::{Error, SaleRequest};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// The field of the note.
pub const NOTE: &str = "payment-note";
/// As many digits in so short a time come from a scanner.
const SCAN_DIGITS: usize = 8;
const SCAN_TIME: Duration = Duration::from_millis(500);

/// Payment, from entering it to the answer.
#[derive(Debug)]
pub struct State {
    key: String,
    method: Method,
    typed: String,
    strokes: Vec<Instant>,
    given: Option<Money>,
    other: bool,
    tenders: Vec<Tender>,
    note: Option<String>,
    recording: bool,
    problem: Option<String>,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// A way to pay was chosen.
    MethodPressed(Method),
    /// An amount given was chosen.
    AmountPressed(Money),
    /// Another amount is to be typed.
    OtherPressed,
    /// The change is to be kept as a donation.
    KeepChangePressed,
    /// The amount given is a part; the rest comes another way.
    SplitPressed,
    /// A part is taken out again.
    TenderRemoved(usize),
    /// A word about the sale is to be written, or no more.
    NotePressed,
    /// The word about the sale.
    NoteChanged(String),
    /// The sale is to be recorded.
    RecordPressed,
    /// Back to the cart.
    BackPressed,
    /// A key of the table.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Nothing.
    None,
    /// Back to the cart.
    Back,
    /// Add this to the donation.
    Donate(Money),
    /// A code was scanned: back to the cart with it.
    Scanned(String),
    /// Put the word into the cart.
    Note(String),
    /// Put the keyboard into this field.
    Focus(&'static str),
    /// Record the sale.
    Record(Box<SaleRequest>),
}

/// Where the payment stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What there is to pay, parts already given taken off.
    pub to_pay: Money,
    /// What rounding to the smallest coin adds to it or takes from it.
    pub rounding: Money,
    /// What is given now.
    pub given: Money,
    /// What goes back.
    pub change: Money,
    /// What is missing yet.
    pub missing: Money,
    /// The settled payment, or why it is none.
    pub settled: Result<Settlement, String>,
}

impl State {
    /// Payment entered: one idempotency key for the whole of it.
    pub fn new(cart: &Cart) -> State {
        State {
            key: Uuid::now_v7().to_string(),
            method: Method::cash(),
            typed: String::new(),
            strokes: Vec::new(),
            given: None,
            other: false,
            tenders: Vec::new(),
            note: (!cart.note.is_empty()).then(|| cart.note.clone()),
            recording: false,
            problem: None,
        }
    }

    /// Whether the note is being written.
    pub fn editing(&self) -> bool {
        self.note.is_some()
    }

    /// Whether the till is writing the sale just now.
    pub fn recording(&self) -> bool {
        self.recording
    }

    /// The till answered that the sale was not recorded.
    pub fn refused(&mut self, why: &Error) {
        self.recording = false;
        self.problem = Some(tell("payment-not-recorded", &[("why", why.to_string().into())]));
    }

    fn typed_amount(&self, shop: &Shop) -> Option<Money> {
        shop.currency().parse(&self.typed).ok()
    }

    /// What the person gives now by the chosen method.
    fn giving(&self, to_pay: Money, shop: &Shop) -> Money {
        let exact = if self.method.is_cash() { Money::ZERO } else { to_pay };
        self.typed_amount(shop).or(self.given).unwrap_or(exact)
    }

    /// All parts: those set aside and the one given now.
    fn all_tenders(&self, given: Money) -> Vec<Tender> {
        let now = Tender {
            method: self.method.clone(),
            given,
        };
        let now = (!given.is_zero()).then_some(now);
        self.tenders.iter().cloned().chain(now).collect()
    }

    /// Where the payment stands for this cart.
    pub fn standing(&self, cart: &Cart, priced: &PricedBasket, shop: &Shop) -> Standing {
        let sum = |cash: bool| -> Money {
            let of = |tender: &&Tender| tender.method.is_cash() == cash;
            self.tenders.iter().filter(of).map(|tender| tender.given).sum()
        };
        let rest = priced.due() - sum(false);
        let coin = shop
            .settings
            .smallest_coin
            .filter(|_| self.method.is_cash() || !sum(true).is_zero());
        let rounded = coin.map_or(rest, |coin| rest.to_nearest(coin));
        let to_pay = (rounded - sum(true)).max(Money::ZERO);
        let given = self.giving(to_pay, shop);
        let settled = payment::settle(
            priced,
            cart.donations.clone(),
            &self.all_tenders(given),
            shop.settings.smallest_coin,
            shop.currency(),
        )
        .map_err(|why| why.to_string());
        Standing {
            to_pay,
            rounding: rounded - rest,
            given,
            change: settled
                .as_ref()
                .map_or((given - to_pay).max(Money::ZERO), Settlement::change),
            missing: (to_pay - given).max(Money::ZERO),
            settled,
        }
    }

    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message, cart: &Cart, priced: &PricedBasket, shop: &Shop) -> Action {
        if self.recording {
            return Action::None;
        }
        let standing = self.standing(cart, priced, shop);
        match message {
            Message::MethodPressed(method) => {
                self.method = method;
                self.forget_amount();
                Action::None
            }
            Message::AmountPressed(amount) => {
                self.forget_amount();
                self.given = Some(amount);
                Action::None
            }
            Message::OtherPressed => {
                self.forget_amount();
                self.other = true;
                Action::None
            }
            Message::KeepChangePressed => keep_change(&standing),
            Message::SplitPressed => {
                self.split(&standing);
                Action::None
            }
            Message::TenderRemoved(place) => {
                if place < self.tenders.len() {
                    self.tenders.remove(place);
                }
                Action::None
            }
            Message::NotePressed => match self.note.take() {
                Some(_) => Action::Note(String::new()),
                None => {
                    self.note = Some(String::new());
                    Action::Focus(NOTE)
                }
            },
            Message::NoteChanged(note) => {
                self.note = Some(note.clone());
                Action::Note(note)
            }
            Message::RecordPressed => self.record(cart, standing),
            Message::BackPressed => Action::Back,
            Message::Key(act, text) => self.key(act, &text, cart, standing, shop),
        }
    }

    fn forget_amount(&mut self) {
        self.typed.clear();
        self.strokes.clear();
        self.given = None;
        self.other = false;
        self.problem = None;
    }

    fn key(&mut self, act: Act, text: &str, cart: &Cart, standing: Standing, shop: &Shop) -> Action {
        match act {
            Act::Amount => {
                if self.typed.is_empty() {
                    self.forget_amount();
                    self.other = true;
                }
                self.typed.push_str(text);
                self.strokes.extend(text.chars().map(|_| Instant::now()));
                Action::None
            }
            Act::Erase => {
                self.typed.pop();
                self.strokes.pop();
                Action::None
            }
            Act::Given => self.enter(shop),
            Act::Record => self.record(cart, standing),
            Act::Donation => keep_change(&standing),
            Act::Back if self.problem.take().is_some() => Action::None,
            Act::Back => Action::Back,
            _ => Action::None,
        }
    }

    /// Enter: what a scanner wrote goes back to the cart, what a person typed is given. It never records.
    fn enter(&mut self, shop: &Shop) -> Action {
        if let Some(code) = self.scanned(shop) {
            let kept = self.typed.len() - code.len();
            self.typed.truncate(kept);
            return Action::Scanned(code);
        }
        if let Some(amount) = self.typed_amount(shop) {
            self.forget_amount();
            self.given = Some(amount);
            self.other = true;
        } else if !self.typed.is_empty() {
            self.problem = shop.currency().parse(&self.typed).err().map(|why| why.to_string());
            self.typed.clear();
            self.strokes.clear();
        }
        Action::None
    }

    /// The code at the end of what was typed: a known barcode, or as many digits as only a scanner writes so fast.
    fn scanned(&self, shop: &Shop) -> Option<String> {
        let known = |code: &str| shop.catalog.by_barcode(code).is_some();
        let ends = (0..=self.typed.len().checked_sub(SCAN_DIGITS)?).filter_map(|from| self.typed.get(from..));
        let digits = |code: &&str| code.chars().all(|ch| ch.is_ascii_digit());
        if let Some(code) = ends.filter(digits).find(|code| known(code)) {
            return Some(code.to_owned());
        }
        let quick = self
            .strokes
            .iter()
            .rev()
            .take_while(|at| at.elapsed() < SCAN_TIME)
            .count();
        let code = self.typed.get(self.typed.len().checked_sub(quick)?..)?;
        (code.len() >= SCAN_DIGITS && digits(&code)).then(|| code.to_owned())
    }

    fn split(&mut self, standing: &Standing) {
        if standing.given.is_zero() || standing.missing.is_zero() {
            self.problem = Some(say("payment-split-how"));
            return;
        }
        self.tenders.push(Tender {
            method: self.method.clone(),
            given: standing.given,
        });
        self.forget_amount();
    }

    fn record(&mut self, cart: &Cart, standing: Standing) -> Action {
        match standing.settled {
            Ok(settled) => {
                self.recording = true;
                self.problem = None;
                Action::Record(Box::new(SaleRequest {
                    cart: cart.clone(),
                    tenders: self.all_tenders(standing.given),
                    key: self.key.clone(),
                    at: None,
                    expected_total: Some(settled.total),
                    parked: true,
                }))
            }
            Err(why) => {
                self.problem = Some(why);
                Action::None
            }
        }
    }
}

fn keep_change(standing: &Standing) -> Action {
    if standing.change.is_zero() {
        Action::None
    } else {
        Action::Donate(standing.change)
    }
}
