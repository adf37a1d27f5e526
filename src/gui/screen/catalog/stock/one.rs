//! One title's copies: how many there are, what is done with some of them, what moved last.

use super::list::copies;
use super::{COPIES, How, Message, NOTE, State, View};
use crate::domain::stock::{BEGUN, Movement, StockExit, Why};
use crate::domain::title::Title;
use crate::gui::icon;
use crate::gui::measure::cut;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, field, hair, letters, line, press, push};
use crate::gui::words::{say, tell};
use crate::till::{StockNow, TakenBack, instant_here};
use iced::widget::{Row, column, container, row};
use iced::{Alignment, Element, Fill};

/// The word of a reason.
fn reason(why: Why) -> &'static str {
    match why {
        Why::Free => "why-free",
        Why::Trade => "why-trade",
        Why::Solidarity => "why-solidarity",
        Why::Damaged => "why-damaged",
        Why::Display => "why-display",
    }
}

/// What moved of a title, in a sentence.
pub(super) fn moved(word: &str, now: &StockNow) -> String {
    let about = [
        ("title", now.title.name.clone().into()),
        ("count", now.moved.abs().into()),
        ("way", if now.moved < 0 { "short" } else { "over" }.into()),
        ("left", now.title.stock.unwrap_or_default().into()),
    ];
    tell(word, &about)
}

/// What was taken back, in a sentence.
pub(super) fn taken_back(back: &TakenBack) -> String {
    let about = [
        ("title", back.title.name.clone().into()),
        ("count", back.of.copies.into()),
        ("counted", i64::from(back.title.stock.is_some()).into()),
        ("left", back.title.stock.unwrap_or_default().into()),
    ];
    let word = match back.of.reason.as_str() {
        "counted" => "stock-count-undone",
        _ => "stock-receive-undone",
    };
    tell(word, &about)
}

/// What left, or came back, in a sentence.
pub(super) fn given(word: &str, exit: &StockExit) -> String {
    let why = Why::parse(exit.why.word()).map_or_else(String::new, |why| say(reason(why)));
    let about = [
        ("title", exit.title.clone().into()),
        ("count", exit.copies.abs().into()),
        ("why", why.into()),
    ];
    tell(word, &about)
}

impl State {
    pub(super) fn one<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, low: bool) -> Element<'a, Message> {
        let Some(title) = self.chosen.as_ref().and_then(|sku| shop.catalog.get(sku)) else {
            let words = column![self.told(look), letters(say("stock-pick"), REGULAR, BODY, look.soft)].spacing(S3);
            return container(words).padding(S4).width(Fill).style(look.card()).into();
        };
        let hows = [
            (How::Receive, "stock-receive"),
            (How::Count, "stock-count"),
            (How::Give, "stock-give"),
        ]
        .map(|(how, word)| {
            let face = if self.how == how { Face::Chosen } else { Face::Plain };
            press(look, say(word), face, Some(Message::HowPressed(how))).into()
        });
        let name = letters(title.name.clone(), EXTRABOLD, LARGE, look.ink);
        let mut content = match low {
            true => column![
                row![name.width(Fill), line(copies(title), EXTRABOLD, LARGE, look.ink)].spacing(S3),
                self.told(look),
            ],
            false => column![name, line(copies(title), EXTRABOLD, HUGE, look.ink)],
        }
        .spacing(if low { S2 } else { S3 });
        content = content.push(Row::with_children(hows).spacing(S2));
        if !low {
            content = content.push(line(say(how_many(self.how)), SEMIBOLD, SMALL, look.soft));
        }
        content = content.push(self.copies(look));
        if self.how == How::Give {
            content = content.push(self.reasons(look));
        }
        let ready = self.ready().then_some(Message::DonePressed);
        content = content.push(press(look, self.doing(), Face::Next, ready));
        // Below the button, so that nothing moves under the finger.
        if !low {
            content = content.push(self.told(look));
        }
        content = content
            .push(hair(look))
            .push(self.history(look, title, width - 2.0 * S4));
        container(content).padding(S4).width(Fill).style(look.card()).into()
    }

    /// The number of copies, with one less and one more, and some more at once.
    pub(super) fn copies<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let side = |name: &str, drawing: icon::Icon, by: i64| {
            pressable(name.to_owned(), container(drawing.at(LARGE)).center(Fill))
                .padding(0)
                .width(TOUCH + S4)
                .height(TOUCH + S1)
                .style(look.press(Face::Plain))
                .on_press(Message::Stepped(by))
        };
        let typed = field(look, COPIES, &say("stock-number"), &self.copies, Message::CopiesChanged)
            .on_submit(Message::CopiesSubmitted)
            .size(LARGE)
            .font(BOLD);
        let more = [5, 10, 25].map(|by| {
            let words = tell("stock-more", &[("count", by.into())]);
            chip(look, None, words, false, Some(Message::Stepped(by))).into()
        });
        let field = row![
            side("one less", icon::MINUS, -1),
            typed,
            side("one more", icon::PLUS, 1)
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        // Of what is given away there are few.
        let few = self.view == View::Titles && self.how == How::Give;
        let more = (!few).then(|| Row::with_children(more).spacing(S2));
        column![field].push(more).spacing(S2).into()
    }

    fn reasons<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let reasons = Why::ALL.map(|why| {
            let pressed = Some(Message::WhyPressed(why));
            chip(look, None, say(reason(why)), self.why == why, pressed).into()
        });
        column![
            line(say("stock-why"), SEMIBOLD, SMALL, look.soft),
            Row::with_children(reasons).spacing(S2).wrap().vertical_spacing(S2),
            field(look, NOTE, &say("stock-note"), &self.note, Message::NoteChanged),
        ]
        .spacing(S2)
        .into()
    }

    /// What the button will do.
    fn doing(&self) -> String {
        let count = self.number().unwrap_or(0);
        let about = [("count", count.into()), ("why", say(reason(self.why)).into())];
        match self.how {
            How::Receive => tell("stock-do-receive", &about),
            How::Count => tell("stock-do-count", &about),
            How::Give => tell("stock-do-give", &about),
        }
    }

    /// What moved last, newest first.
    fn history<'a>(&'a self, look: &Look, title: &Title, width: f32) -> Element<'a, Message> {
        let mut rows = column![line(say("stock-moved"), SEMIBOLD, SMALL, look.soft)].spacing(S1);
        if self.movements.is_empty() {
            let none = tell("stock-unmoved", &[("title", title.name.clone().into())]);
            return rows.push(letters(none, REGULAR, BODY, look.soft)).into();
        }
        for moved in &self.movements {
            rows = rows.push(movement(look, moved, width));
        }
        rows.into()
    }
}

fn how_many(how: How) -> &'static str {
    match how {
        How::Receive => "stock-came",
        How::Count => "stock-there",
        How::Give => "stock-leave",
    }
}

fn movement<'a>(look: &Look, moved: &Movement, width: f32) -> Element<'a, Message> {
    let at = instant_here(moved.at_ms).local().format("%-d %b %H:%M").to_string();
    let word = match moved.reason.as_str() {
        "sale" => say("moved-sale"),
        "returned" => say("moved-returned"),
        "received" => say("moved-received"),
        "counted" => say("moved-counted"),
        "imported" | "demo" => say("moved-imported"),
        "received undone" => say("moved-receive-undone"),
        "count undone" => say("moved-count-undone"),
        BEGUN => say("moved-begun"),
        "edited" => say("moved-edited"),
        "import undone" | "undone" => say("moved-undone"),
        other => Why::parse(other).map_or_else(|| other.to_owned(), |why| say(reason(why))),
    };
    let beside = moved.receipt.clone().unwrap_or_else(|| moved.note.clone());
    let what = [word, beside].into_iter().filter(|part| !part.is_empty());
    let what = what.collect::<Vec<_>>().join(" · ");
    let count = format!("{:+}", moved.copies).replace('-', "−");
    row![
        line(at, look.small_font(), SMALL, look.soft).width(96.0),
        line(cut(&what, width - 96.0 - 64.0, REGULAR, BODY), REGULAR, BODY, look.ink),
        push(),
        line(count, MONO_BOLD, BODY, look.ink),
    ]
    .align_y(Alignment::Center)
    .into()
}
