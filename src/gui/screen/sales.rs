//! Sales: every sale, newest first, and one of them as its receipt. Never changes a sale.

mod save;

use super::PAGE;
use super::payment::method_words;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::report::SaleHead;
use crate::domain::sale::{ReceiptNumber, Sale};
use crate::gui::desk::Desk;
use crate::gui::icon::{self, Icon};
use crate::gui::measure;
use crate::gui::shop::{Shop, clock, day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip_key, field, hair, letters, line, notice, press, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::operation::focus;
use iced::widget::{column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill, Size, Task};
use save::Save;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The search field's id.
pub const SEARCH: &str = "sales-search";
/// As many sales as are listed; the search finds the others.
const MOST: u32 = 200;

/// The screen of sales.
#[derive(Debug, Default)]
pub struct State {
    search: String,
    heads: Option<Vec<SaleHead>>,
    chosen: Option<Arc<Sale>>,
    notice: Option<(Icon, String)>,
    /// In little room the receipt stands in the list's place.
    reading: bool,
    save: Option<Save>,
    folder: Option<PathBuf>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search holds this now.
    SearchChanged(String),
    /// The sales that match a search were read.
    Found(String, Result<Vec<SaleHead>, Error>),
    /// A sale was pressed.
    SalePressed(ReceiptNumber),
    /// Back from the receipt to the list.
    ListPressed,
    /// A sale was read.
    SaleRead(Result<Arc<Sale>, Error>),
    /// Its receipt is to be shown.
    ShowPressed,
    /// Its receipt is to be saved.
    SavePressed,
    /// In the panel that saves it.
    Save(save::Message),
    /// A key of the table.
    Key(Act, String),
}

/// What only the root may do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Show the receipt of a sale.
    ShowReceipt(ReceiptNumber),
}

impl State {
    /// Reads the list anew.
    pub fn read(&mut self, desk: &Desk) -> Task<Message> {
        let search = self.search.clone();
        let query = search.clone();
        let found = desk.run(move |till| till.sales(None, query.trim(), MOST));
        Task::perform(found, move |answer| Message::Found(search.clone(), answer))
    }

    /// A sentence to be read.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some((icon::WARNING, notice));
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Action {
        match message {
            Message::SearchChanged(search) => {
                self.search = search;
                Action::Run(self.read(desk))
            }
            Message::Found(search, answer) => self.found(search, answer, desk),
            Message::SalePressed(number) => {
                self.save = None;
                self.reading = true;
                Action::Run(choose(desk, number))
            }
            Message::ListPressed => {
                self.reading = false;
                Action::Run(focus(SEARCH))
            }
            Message::SaleRead(Ok(sale)) => {
                self.chosen = Some(sale);
                self.notice = None;
                Action::None
            }
            Message::SaleRead(Err(why)) => {
                self.tell(why.to_string());
                Action::None
            }
            Message::ShowPressed => match &self.chosen {
                Some(sale) => Action::ShowReceipt(sale.number.clone()),
                None => Action::None,
            },
            Message::SavePressed => match &self.chosen {
                Some(sale) => {
                    let folder = self.folder.get_or_insert_with(|| save::folder(desk.folder()));
                    self.save = Some(Save::new(sale, folder));
                    self.notice = None;
                    Action::Run(focus(save::PATH))
                }
                None => Action::None,
            },
            Message::Save(message) => self.save(message, desk),
            Message::Key(Act::Back, _) if self.save.is_some() => self.save(save::Message::ClosePressed, desk),
            Message::Key(Act::Search, text) => {
                self.search.push_str(&text);
                Action::Run(Task::batch([self.read(desk), focus(SEARCH)]))
            }
            Message::Key(Act::Back, _) => {
                self.search.clear();
                self.notice = None;
                self.reading = false;
                Action::Run(Task::batch([self.read(desk), focus(SEARCH)]))
            }
            Message::Key(..) => Action::None,
        }
    }

    /// Whether a field other than the search is being filled in.
    pub fn editing(&self) -> bool {
        self.save.is_some()
    }

    fn save(&mut self, message: save::Message, desk: &Desk) -> Action {
        let Some(panel) = &mut self.save else {
            return Action::None;
        };
        match panel.update(message, desk) {
            save::Action::None => return Action::None,
            save::Action::Run(task) => return Action::Run(task.map(Message::Save)),
            save::Action::Done(file) => {
                self.folder = file.parent().map(Path::to_owned);
                let words = tell("receipt-saved", &[("file", file.display().to_string().into())]);
                self.notice = Some((icon::CHECK, words));
            }
            save::Action::Close => {}
        }
        self.save = None;
        Action::Run(focus(SEARCH))
    }

    fn found(&mut self, search: String, answer: Result<Vec<SaleHead>, Error>, desk: &Desk) -> Action {
        // An answer to an older search comes too late.
        if search != self.search {
            return Action::None;
        }
        match answer {
            Ok(heads) => {
                let first = heads.first().map(|head| head.number.clone());
                self.heads = Some(heads);
                match first.filter(|_| self.chosen.is_none()) {
                    Some(number) => Action::Run(choose(desk, number)),
                    None => Action::None,
                }
            }
            Err(why) => {
                self.tell(why.to_string());
                Action::None
            }
        }
    }

    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        if room.width < NARROW {
            return self.small_view(look, shop, room);
        }
        let paper_width = if room.width > 1000.0 { 400.0 } else { 350.0 };
        let list_width = room.width - paper_width - 3.0 * S4;
        let header = row![
            line(say("sales-heading"), EXTRABOLD, HUGE, look.ink),
            field(look, SEARCH, &say("sales-search"), &self.search, Message::SearchChanged).width(Fill),
        ]
        .spacing(S4)
        .align_y(Alignment::Center);
        let mut content = column![header].spacing(S3).height(Fill);
        content = content.push(
            self.notice
                .as_ref()
                .map(|(icon, words)| notice(look, *icon, words.clone(), false)),
        );
        content = content.push(self.save.as_ref().map(|save| save.view(look).map(Message::Save)));
        content = content.push(
            row![
                container(self.list(look, shop.currency(), list_width))
                    .width(Fill)
                    .height(Fill)
                    .style(look.card()),
                container(self.paper(look, shop, paper_width))
                    .width(paper_width)
                    .height(Fill),
            ]
            .spacing(S4)
            .height(Fill),
        );
        container(content).padding(S4).width(Fill).height(Fill).into()
    }

    /// The panel, the receipt or the list, one at a time.
    fn small_view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        if let Some(save) = &self.save {
            let panel = scrollable(save.view(look).map(Message::Save)).style(look.scroll());
            return container(panel).padding(S2).into();
        }
        let width = room.width - 2.0 * S2;
        let said = self.notice.as_ref();
        let said = said.map(|(icon, words)| notice(look, *icon, words.clone(), false));
        let content = if self.reading {
            let list = say("sales-to-list");
            let back = chip_key(look, icon::BACK, list, cap(Act::Back), Some(Message::ListPressed));
            column![back, said, self.paper(look, shop, width)]
        } else {
            let search = field(look, SEARCH, &say("sales-search"), &self.search, Message::SearchChanged);
            let list = container(self.list(look, shop.currency(), width)).height(Fill);
            column![search, said, list.style(look.card())]
        };
        container(content.spacing(S2)).padding(S2).into()
    }

    fn list<'a>(&'a self, look: &Look, currency: Currency, width: f32) -> Element<'a, Message> {
        let words = match &self.heads {
            None => say("sales-loading"),
            Some(heads) if !heads.is_empty() => return self.rows(look, currency, heads, width),
            Some(_) if self.search.is_empty() => say("sales-none"),
            Some(_) => say("sales-none-found"),
        };
        container(letters(words, REGULAR, BODY, look.soft))
            .center(Fill)
            .padding(S4)
            .into()
    }

    fn rows<'a>(&'a self, look: &Look, currency: Currency, heads: &'a [SaleHead], width: f32) -> Element<'a, Message> {
        let mut rows = column![];
        for head in heads {
            let chosen = self.chosen.as_ref().is_some_and(|sale| sale.number == head.number);
            let at = format!("{} {}", day_words(head.business_day), clock(head.sold_at));
            let under = tell(
                "sales-head",
                &[("count", head.copies.into()), ("method", head.methods.as_str().into())],
            );
            let amount = currency.show(head.total);
            let text_room = width - S3 - 2.0 * S4 - 100.0 - measure::width(&amount, MONO_BOLD, BODY) - 2.0 * S4;
            let titles = measure::cut(&head.titles, text_room, SEMIBOLD, BODY);
            let under = measure::cut(&format!("{at} · {under}"), text_room, look.small_font(), SMALL);
            let (ink, soft) = if chosen {
                (look.on_marker, look.on_marker)
            } else {
                (look.ink, look.soft)
            };
            let words = row![
                line(head.number.to_string(), MONO_BOLD, BODY, ink).width(84.0),
                column![
                    line(titles, SEMIBOLD, BODY, ink),
                    line(under, look.small_font(), SMALL, soft)
                ]
                .spacing(2.0),
                push(),
                line(amount, MONO_BOLD, BODY, ink),
            ]
            .spacing(S3)
            .align_y(Alignment::Center);
            let face = if chosen { Face::Chosen } else { Face::Bare };
            let pressed = pressable(format!("row {}", head.number), container(words).center_y(Fill))
                .padding(pad(0.0, S5, 0.0, S3))
                .width(Fill)
                .height(56.0)
                .style(look.segment(face))
                .on_press(Message::SalePressed(head.number.clone()));
            rows = rows.push(pressed).push(hair(look));
        }
        scrollable(container(rows).padding(2))
            .style(look.scroll())
            .height(Fill)
            .into()
    }

    fn paper<'a>(&'a self, look: &Look, shop: &Shop, width: f32) -> Element<'a, Message> {
        let Some(sale) = &self.chosen else {
            return container(letters(say("sales-pick"), REGULAR, BODY, look.soft))
                .center(Fill)
                .style(look.card())
                .into();
        };
        let buttons = row![
            press(look, say("sales-show-pdf"), Face::Inked, Some(Message::ShowPressed)),
            press(look, say("sales-save"), Face::Plain, Some(Message::SavePressed)),
        ]
        .spacing(S2);
        let receipt = scrollable(
            container(receipt(look, shop, sale, width - 2.0 * S4))
                .padding(S4)
                .width(Fill),
        )
        .id(PAGE)
        .style(look.scroll())
        .height(Fill);
        column![container(receipt).style(look.card()).height(Fill), buttons]
            .spacing(S3)
            .into()
    }
}

fn choose(desk: &Desk, number: ReceiptNumber) -> Task<Message> {
    let read = desk.run(move |till| till.sale(&number).map(Arc::new));
    Task::perform(read, Message::SaleRead)
}

/// The sale as its receipt says it.
fn receipt<'a>(look: &Look, shop: &Shop, sale: &Sale, width: f32) -> Element<'a, Message> {
    let currency = sale.currency;
    let amount = |label: String, amount: Money, strong: bool| {
        let (sans, mono) = if strong { (BOLD, MONO_BOLD) } else { (REGULAR, MONO) };
        let size = if strong { LARGE } else { BODY };
        let money = currency.show(amount);
        let label = measure::cut(&label, width - measure::width(&money, mono, size) - S3, sans, size);
        row![
            line(label, sans, size, look.ink),
            push(),
            line(money, mono, size, look.ink)
        ]
        .align_y(Alignment::Center)
    };
    let mut paper = column![].spacing(S1).width(Fill);
    if !shop.settings.shop.is_empty() {
        paper = paper.push(letters(shop.settings.shop.clone(), BOLD, LARGE, look.ink));
    }
    if !sale.event.is_empty() {
        paper = paper.push(letters(sale.event.clone(), REGULAR, BODY, look.ink));
    }
    let when = tell(
        "sales-at",
        &[
            ("day", day_words(sale.business_day).into()),
            ("at", clock(sale.sold_at).into()),
        ],
    );
    paper = paper
        .push(line(sale.number.to_string(), MONO_BOLD, LARGE, look.ink))
        .push(letters(when, look.small_font(), SMALL, look.soft))
        .push(space().height(S1))
        .push(hair(look));
    for sold in &sale.lines {
        let charges: Vec<&str> = sold.charges.iter().map(|charge| charge.text.as_str()).collect();
        paper = paper.push(amount(sold.title.clone(), sold.total, false)).push(letters(
            charges.join(" + "),
            look.small_font(),
            SMALL,
            look.soft,
        ));
    }
    paper = paper.push(hair(look));
    if !sale.donations.is_empty() {
        paper = paper.push(amount(say("receipt-goods"), sale.goods, false));
    }
    for donation in &sale.donations {
        let label = if donation.jar.is_empty() {
            say("receipt-donation")
        } else {
            tell("receipt-donation-to", &[("jar", donation.jar.as_str().into())])
        };
        paper = paper.push(amount(label, donation.amount, false));
    }
    if !sale.rounding.is_zero() {
        paper = paper.push(amount(say("receipt-rounding"), sale.rounding, false));
    }
    paper = paper.push(amount(say("receipt-total"), sale.total, true));
    for payment in &sale.payments {
        let label = tell("receipt-given", &[("method", method_words(&payment.method).into())]);
        paper = paper.push(amount(label, payment.given, false));
    }
    if !sale.change().is_zero() {
        paper = paper.push(amount(say("receipt-change"), sale.change(), false));
    }
    if !sale.saved().is_zero() {
        let words = tell("receipt-saved-you", &[("amount", currency.show(sale.saved()).into())]);
        paper = paper.push(letters(words, SEMIBOLD, SMALL, look.teal_text));
    }
    if !sale.by.is_empty() {
        let words = tell("receipt-by", &[("by", sale.by.as_str().into())]);
        paper = paper.push(letters(words, look.small_font(), SMALL, look.soft));
    }
    if !sale.note.is_empty() {
        let words = tell("receipt-note", &[("note", sale.note.as_str().into())]);
        paper = paper.push(letters(words, look.small_font(), SMALL, look.soft));
    }
    paper.into()
}
