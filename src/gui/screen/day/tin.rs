//! Cash in the tin: what each session of a day began with, what came and went, and what was counted.
//! Never works out what should be there: the report did.

use super::Message;
use super::tables::two;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::money::Money;
use crate::domain::report::{MOST_TIN_DAYS, Report};
use crate::domain::session::{Count, TinReport, Way};
use crate::gui::shop::{Shop, clock, day_words};
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{self, hair, letters, line, press_key};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row};
use iced::{Color, Element, Fill};

/// Narrower than this the buttons stand one below the other.
const BUTTONS: f32 = 330.0;

/// The panel with every session of the day, the last one first, and what can be done with the tin.
/// The pair says whether it is today's, and how many rows of a paper sheet are half keyed in.
pub fn panel<'a>(
    look: &Look,
    shop: &Shop,
    books: &Report,
    width: f32,
    (is_today, rows): (bool, usize),
) -> Element<'a, Message> {
    let mut sessions = books.tins.iter().rev();
    let last = sessions.next();
    let mut content = column![now(look, shop, books, last)].spacing(S4);
    content = content.push(buttons(look, shop, width, is_today, rows));
    for report in sessions {
        content = content.push(session(look, shop.currency(), books, report));
    }
    widget::panel(look, say("day-tin"), content).into()
}

/// The last session, to look at only.
pub fn look_only<'a>(look: &Look, shop: &Shop, books: &Report) -> Element<'a, Message> {
    widget::panel(look, say("day-tin"), now(look, shop, books, books.tins.last())).into()
}

fn now<'a>(look: &Look, shop: &Shop, books: &Report, last: Option<&TinReport>) -> Element<'a, Message> {
    match last {
        Some(report) => session(look, shop.currency(), books, report),
        None if !books.tells_tins() => {
            let words = tell("tin-many-days", &[("days", MOST_TIN_DAYS.into())]);
            letters(words, REGULAR, BODY, look.soft).into()
        }
        None => letters(say("tin-no-session"), REGULAR, BODY, look.soft).into(),
    }
}

fn buttons<'a>(look: &Look, shop: &Shop, width: f32, is_today: bool, rows: usize) -> Element<'a, Message> {
    let button = |words: String, act: Act| {
        press_key(
            look,
            words,
            cap(act),
            Face::Quiet,
            Some(Message::Key(act, String::new())),
        )
    };
    // A sheet half keyed in says so.
    let sheet = match rows {
        0 => say("day-sheet"),
        rows => tell("day-sheet-rows", &[("count", rows.into())]),
    };
    let sheet = button(sheet, Act::Sheet);
    if !is_today {
        return sheet.into();
    }
    let (into, out) = (
        button(say("tin-pay-in"), Act::PayIn),
        button(say("tin-pay-out"), Act::PayOut),
    );
    let count = button(say("tin-count"), Act::CountTin);
    let all: Element<'a, Message> = if width < BUTTONS {
        column![into, out, count, sheet].spacing(S2).into()
    } else {
        column![row![into, out].spacing(S2), row![count, sheet].spacing(S2)]
            .spacing(S2)
            .into()
    };
    if shop.session.is_some() {
        return all;
    }
    let open = widget::press(look, say("tin-open"), Face::Inked, Some(Message::OpenPressed));
    column![open, all].spacing(S2).into()
}

/// One session, from its float to its last count.
fn session<'a>(look: &Look, currency: Currency, books: &Report, report: &TinReport) -> Element<'a, Message> {
    let show = |amount: Money| currency.show(amount);
    let mut rows: Vec<Element<'a, Message>> = Vec::new();
    rows.push(match report.session.float {
        Some(float) => two(look, say("tin-float"), show(float), false),
        None => said(look, say("tin-nobody-counted"), look.ink),
    });
    rows.push(two(look, say("tin-cash"), show(report.cash_taken), false));
    if !report.cash_back.is_zero() {
        rows.push(two(look, say("tin-back"), show(-report.cash_back), false));
    }
    for moved in &report.movements {
        let (word, amount) = match moved.way {
            Way::In => ("tin-paid-in", moved.amount),
            Way::Out => ("tin-paid-out", -moved.amount),
        };
        let label = tell(word, &[("why", moved.reason.as_str().into())]);
        rows.push(two(look, label, show(amount), false));
    }
    match report.expected() {
        Some(expected) => rows.push(two(look, say("tin-expected"), show(expected), true)),
        None => rows.push(said(look, say("tin-expected-unknown"), look.soft)),
    }
    for count in &report.counts {
        let at = ("at", clock(count.at).into());
        let who = if count.by.is_empty() {
            tell("tin-counted-at", &[at])
        } else {
            tell("tin-counted", &[("by", count.by.as_str().into()), at])
        };
        rows.push(two(look, who, show(count.counted), false));
        rows.extend(difference(look, currency, count));
    }
    if let Some(closed) = report.closed.as_ref().filter(|_| report.counts.is_empty()) {
        let words = tell("tin-closed-uncounted", &[("at", clock(closed.at).into())]);
        rows.push(said(look, words, look.soft));
    }
    let mut table = column![letters(heading(books, report), look.small_font(), SMALL, look.soft)];
    for row in rows {
        table = table.push(row).push(hair(look));
    }
    table.into()
}

/// When it went on, and who sells or sold last.
fn heading(books: &Report, report: &TinReport) -> String {
    let session = &report.session;
    // A time of another day bears its day; where several are shown, each does.
    let day = |at: Instant| BusinessDay(at.local().date());
    let summary = &books.summary;
    let shown = (summary.from == summary.to).then_some(summary.from);
    let when = |at: Instant, known: Option<BusinessDay>| {
        if Some(day(at)) == known {
            clock(at)
        } else {
            format!("{} {}", day_words(day(at)), clock(at))
        }
    };
    let opened = session.opened_at;
    let from = ("from", when(opened, shown).into());
    let when = match &report.closed {
        Some(closed) => tell(
            "tin-session-closed",
            &[from, ("to", when(closed.at, Some(day(opened))).into())],
        ),
        None => tell("tin-session-open", &[from]),
    };
    let sales = tell("tin-sales", &[("count", report.sales.into())]);
    let parts = [when, session.by.clone(), session.event.clone(), sales];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn said<'a>(look: &Look, words: String, ink: Color) -> Element<'a, Message> {
    let font = look.small_font();
    container(letters(words, font, BODY, ink)).padding([S2, 0.0]).into()
}

/// Over in teal, short in red, each with its word; nothing where nobody knows what should have been there.
fn difference<'a>(look: &Look, currency: Currency, count: &Count) -> Option<Element<'a, Message>> {
    let difference = count.difference()?;
    let (word, ink) = if difference.is_zero() {
        ("tin-right", look.teal_text)
    } else if difference > Money::ZERO {
        ("tin-over", look.teal_text)
    } else {
        ("tin-short", look.red_text)
    };
    let amount = line(currency.show(difference), MONO_BOLD, BODY, ink);
    let words = letters(say(word), BOLD, BODY, ink).width(Fill);
    Some(container(row![words, amount]).padding([S2, 0.0]).into())
}

/// How the last count came out, in a sentence.
pub fn outcome(currency: Currency, report: &TinReport) -> String {
    let Some(count) = report.counts.last() else {
        return say("count-none");
    };
    let counted = ("counted", currency.show(count.counted).into());
    let Some(difference) = count.difference() else {
        return tell("count-kept", &[counted]);
    };
    let by = ("by", currency.show(difference.abs()).into());
    if difference.is_zero() {
        tell("count-right", &[counted])
    } else if difference > Money::ZERO {
        tell("count-over", &[counted, by])
    } else {
        tell("count-short", &[counted, by])
    }
}
