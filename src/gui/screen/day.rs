//! Day: what one business day came to, and that it adds up. Never changes anything.

mod terms;

use super::PAGE;
use super::payment::method_words;
use crate::domain::currency::Currency;
use crate::domain::day::BusinessDay;
use crate::domain::money::{Money, Quantity};
use crate::domain::report::Summary;
use crate::gui::desk::Desk;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::price::fitting;
use crate::gui::shop::{Shop, full_day_words};
use crate::gui::theme::*;
use crate::gui::widget::bars::bars;
use crate::gui::widget::{chip, hair, letters, line, notice, panel, push};
use crate::gui::words::{say, tell};
use crate::till::Error;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Element, Fill, Font, Size, Task};

/// The screen of a day.
#[derive(Debug)]
pub struct State {
    day: BusinessDay,
    summary: Option<Box<Summary>>,
    problem: Option<String>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// So many days later, or earlier.
    DayPressed(i64),
    /// Back to today.
    TodayPressed,
    /// A day was read.
    Read(BusinessDay, Result<Box<Summary>, Error>),
}

impl State {
    /// The screen of this day, not read yet.
    pub fn new(day: BusinessDay) -> State {
        State {
            day,
            summary: None,
            problem: None,
        }
    }

    /// Reads today anew.
    pub fn read(&mut self, desk: &Desk, today: BusinessDay) -> Task<Message> {
        self.show(desk, today)
    }

    fn show(&mut self, desk: &Desk, day: BusinessDay) -> Task<Message> {
        self.day = day;
        let read = desk.run(move |till| till.summary(day, day).map(Box::new));
        Task::perform(read, move |answer| Message::Read(day, answer))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, desk: &Desk, today: BusinessDay) -> Task<Message> {
        match message {
            Message::DayPressed(days) => self.show(desk, self.day.plus(days)),
            Message::TodayPressed => self.show(desk, today),
            Message::Read(day, answer) => {
                // An answer about another day comes too late.
                if day == self.day {
                    match answer {
                        Ok(summary) => {
                            self.summary = Some(summary);
                            self.problem = None;
                        }
                        Err(why) => self.problem = Some(why.to_string()),
                    }
                }
                Task::none()
            }
        }
    }

    /// The screen.
    pub fn view<'a>(&'a self, look: &Look, shop: &'a Shop, room: Size) -> Element<'a, Message> {
        let is_today = self.day >= shop.today;
        let heading = (room.width >= NARROW).then(|| line(say("day-heading"), EXTRABOLD, HUGE, look.ink));
        let header = row![
            heading,
            chip(
                look,
                Some(icon::LEFT),
                say("day-previous"),
                false,
                Some(Message::DayPressed(-1))
            ),
            chip(look, None, full_day_words(self.day), true, Some(Message::TodayPressed)),
            chip(
                look,
                Some(icon::RIGHT),
                say("day-next"),
                false,
                (!is_today).then_some(Message::DayPressed(1))
            ),
        ]
        .spacing(S3)
        .align_y(Alignment::Center);
        let mut content = column![].spacing(S3);
        // In little room the header scrolls with the rest.
        let header = if room.width < NARROW {
            content = content.push(header.wrap().vertical_spacing(S2));
            None
        } else {
            let header = container(header).padding([0.0, S4]).center_y(60.0);
            Some(column![header, hair(look)])
        };
        if let Some(problem) = &self.problem {
            content = content.push(notice(look, icon::WARNING, problem.clone(), true));
        }
        if let Some(summary) = self.summary.as_deref().filter(|summary| summary.from == self.day) {
            content = content
                .push(figures(look, shop.currency(), summary, room.width))
                .push(holds(look, shop.currency(), summary));
            if summary.sales == 0 {
                content = content.push(letters(say("day-nothing"), REGULAR, LARGE, look.soft));
            } else {
                content = content.push(tables(look, shop, summary, room.width, is_today));
            }
        }
        let content = scrollable(container(content).padding(S4).width(Fill))
            .id(PAGE)
            .style(look.scroll())
            .height(Fill);
        column![].push(header).push(content).width(Fill).into()
    }
}

fn figures<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let average = u32::try_from(summary.sales)
        .ok()
        .and_then(|sales| Quantity::new(sales).ok())
        .map_or(Money::ZERO, |sales| {
            let minor = summary.goods.to_minor(currency) / i64::from(sales.get());
            Money::from_minor(minor, currency)
        });
    let under = tell(
        "day-goods-under",
        &[("sales", summary.sales.into()), ("copies", summary.copies.into())],
    );
    let cards = [
        (say("day-goods"), summary.goods, under),
        (say("day-donations"), summary.donations, say("day-donations-under")),
        (say("day-average"), average, say("day-average-under")),
        (say("day-saved"), summary.saved, say("day-saved-under")),
        (
            say("day-taken"),
            summary.payments - summary.change,
            say("day-taken-under"),
        ),
    ];
    let beside = if width < NARROW { 2.0 } else { 5.0 };
    let whole = ((width - 2.0 * S4 - (beside - 1.0) * S3) / beside).floor();
    let room = whole - 2.0 * S3;
    let mut cells = row![].spacing(S3);
    for (label, amount, under) in cards {
        let amount = currency.show(amount);
        let size = fitting(&amount, room).min(HUGE);
        let cell = column![
            line(
                measure::cut(&label, room, look.small_font(), SMALL),
                look.small_font(),
                SMALL,
                look.soft
            ),
            line(amount, MONO_BOLD, size, look.ink),
            line(
                measure::cut(&under, room, look.small_font(), SMALL),
                look.small_font(),
                SMALL,
                look.soft
            ),
        ]
        .spacing(2.0);
        cells = cells.push(container(cell).padding(S3).width(whole).style(look.card()));
    }
    cells.wrap().vertical_spacing(S3).into()
}

/// The line that says that it adds up, with the figures it is about.
fn holds<'a>(look: &Look, currency: Currency, summary: &Summary) -> Element<'a, Message> {
    let show = |amount: Money| currency.show(amount).into();
    let identity = tell(
        "day-identity",
        &[
            ("goods", show(summary.goods)),
            ("tax", show(summary.tax_added)),
            ("donations", show(summary.donations)),
            ("rounding", show(summary.rounding)),
            ("payments", show(summary.payments)),
            ("change", show(summary.change)),
        ],
    );
    if !summary.holds() {
        return column![
            notice(look, icon::WARNING, say("day-holds-not"), true),
            letters(identity, MONO, SMALL, look.red_text)
        ]
        .spacing(S1)
        .into();
    }
    row![
        icon::CHECK.at(LARGE).color(look.teal_text),
        line(say("day-holds"), BOLD, BODY, look.teal_text),
        letters(identity, look.small_font(), SMALL, look.soft).width(Fill),
    ]
    .spacing(S2)
    .align_y(Alignment::Center)
    .into()
}

fn tables<'a>(look: &Look, shop: &Shop, summary: &Summary, width: f32, is_today: bool) -> Element<'a, Message> {
    let share = if width < NARROW { 1.0 } else { 0.56 };
    let left = (width - 2.0 * S4 - S3) * share - 2.0 * S4;
    let by_hour: Vec<(String, i64)> = summary
        .by_hour
        .iter()
        .map(|row| (row.hour.to_string(), row.sales))
        .collect();
    let chart = panel(look, say("day-by-hour"), container(bars(look, by_hour)).height(190.0));
    let titles = panel(
        look,
        say("day-by-title"),
        by_title(look, shop.currency(), summary, left),
    );
    let mut right = column![panel(
        look,
        say("day-by-payment"),
        by_payment(look, shop.currency(), summary)
    )]
    .spacing(S3);
    if is_today {
        right = right.push(panel(look, say("day-tin"), tin(look, shop, summary)));
    }
    right = right.extend(terms::panels(look, shop.currency(), summary));
    if width < NARROW {
        return column![chart, titles, right].spacing(S3).into();
    }
    row![
        column![chart, titles].spacing(S3).width(iced::FillPortion(56)),
        right.width(iced::FillPortion(44)),
    ]
    .spacing(S3)
    .into()
}

fn cells<'a>(look: &Look, font: Font, size: f32, words: [(String, f32); 5]) -> Element<'a, Message> {
    let mut parts = row![].spacing(S2);
    for (n, (words, width)) in words.into_iter().enumerate() {
        let color = if size < BODY { look.soft } else { look.ink };
        let cell = if n == 0 {
            line(words, if font == MONO { REGULAR } else { font }, size, color).width(width)
        } else {
            line(words, font, size, color).width(width).align_x(Alignment::End)
        };
        parts = parts.push(cell);
    }
    container(parts).padding([S2, 0.0]).into()
}

fn by_title<'a>(look: &Look, currency: Currency, summary: &Summary, width: f32) -> Element<'a, Message> {
    let (count, money) = (48.0, 96.0);
    let name = width - 3.0 * count - money - 4.0 * S2;
    let heads = [
        (say("day-title"), name),
        (say("day-sold"), count),
        (say("day-free"), count),
        (say("day-takings"), money),
        (say("day-left"), count),
    ];
    let mut rows = column![cells(look, SEMIBOLD, SMALL, heads)];
    for title in summary.by_title.iter().take(100) {
        let left = title.left.map(|left| left.to_string()).unwrap_or_default();
        rows = rows.push(hair(look)).push(cells(
            look,
            MONO,
            BODY,
            [
                (measure::cut(&title.title, name, REGULAR, BODY), name),
                (title.sold.to_string(), count),
                (title.free.to_string(), count),
                (currency.show(title.takings), money),
                (left, count),
            ],
        ));
    }
    rows.into()
}

fn two<'a>(look: &Look, label: String, words: String, strong: bool) -> Element<'a, Message> {
    let (sans, mono) = if strong { (BOLD, MONO_BOLD) } else { (REGULAR, MONO) };
    container(row![
        line(label, sans, BODY, look.ink),
        push(),
        line(words, mono, BODY, look.ink)
    ])
    .padding([S2, 0.0])
    .into()
}

fn by_payment<'a>(look: &Look, currency: Currency, summary: &Summary) -> Element<'a, Message> {
    let mut rows = column![];
    for (n, payment) in summary.by_payment.iter().enumerate() {
        if n > 0 {
            rows = rows.push(hair(look));
        }
        let label = format!("{} · {}", method_words(&payment.method), payment.count);
        rows = rows.push(two(look, label, currency.show(payment.amount), false));
        if !payment.unverified.is_zero() {
            let words = tell(
                "day-unverified",
                &[("amount", currency.show(payment.unverified).into())],
            );
            rows = rows.push(letters(words, look.small_font(), SMALL, look.soft));
        }
    }
    rows.into()
}

/// What should lie in the tin: the float and the cash of the day.
fn tin<'a>(look: &Look, shop: &Shop, summary: &Summary) -> Element<'a, Message> {
    let currency = shop.currency();
    let cash: Money = summary
        .by_payment
        .iter()
        .filter(|row| row.method.is_cash())
        .map(|row| row.amount)
        .sum();
    let Some(session) = &shop.session else {
        return letters(say("day-tin-no-session"), REGULAR, BODY, look.soft).into();
    };
    let float = session
        .float
        .map_or_else(|| say("day-tin-uncounted"), |float| currency.show(float));
    let mut rows = column![
        two(look, say("day-tin-float"), float, false),
        hair(look),
        two(look, say("day-tin-cash"), currency.show(cash), false),
    ];
    // The cash of the day lies in this session's tin only where it was opened on this day.
    if let Some(float) = session
        .float
        .filter(|_| session.opened_at.business_day(shop.settings.rollover_hour) == shop.today)
    {
        rows = rows
            .push(hair(look))
            .push(two(look, say("day-tin-expected"), currency.show(float + cash), true));
    }
    rows.into()
}
