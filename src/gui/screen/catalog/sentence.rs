//! A price as it is typed: the field, what is understood, and what one to six copies cost by it.
//! Never keeps a price.

use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::rule::PriceRule;
use crate::domain::sentence::{self, Problem};
use crate::gui::icon;
use crate::gui::theme::*;
use crate::gui::widget::{field, letters, line, notice, push};
use crate::gui::words::{say, tell};
use iced::Element;
use iced::widget::{Column, column, row};

/// A field for a price sentence, and below it at every letter what it is understood as, or which words are not.
pub fn price_field<'a, Message: Clone + 'a>(
    look: &Look,
    currency: Currency,
    id: &'static str,
    typed: &str,
    on_input: impl Fn(String) -> Message + 'a,
    on_submit: Message,
) -> Column<'a, Message> {
    let below: Element<'a, Message> = match sentence::parse(typed, currency) {
        Ok(rule) => column![
            line(say("price-understood"), SEMIBOLD, SMALL, look.soft),
            worked(look, currency, &rule)
        ]
        .spacing(S2)
        .into(),
        Err(why) if *why.problem() == Problem::Empty => letters(
            tell("price-example", &[("example", why.example().into())]),
            REGULAR,
            BODY,
            look.soft,
        )
        .into(),
        Err(why) => notice(look, icon::WARNING, why.to_string(), true),
    };
    column![
        line(say("price-sentence"), SEMIBOLD, SMALL, look.soft),
        field(look, id, "", typed, on_input).on_submit(on_submit),
        below
    ]
    .spacing(S2)
}

/// A price as its sentence, with what one to six copies cost. Where more copies cost less than fewer it says so.
pub fn worked<'a, Message: 'a>(look: &Look, currency: Currency, rule: &PriceRule) -> Column<'a, Message> {
    let mut content = column![letters(sentence::print(rule, currency), BOLD, BODY, look.ink)].spacing(S1);
    let mut before = Money::ZERO;
    for copies in 1..=6 {
        let Some(total) = Quantity::new(copies)
            .ok()
            .and_then(|copies| rule.total(copies, currency))
        else {
            return content.push(letters(say("catalog-buyer-chooses"), REGULAR, BODY, look.soft));
        };
        let (font, ink) = if total < before {
            (MONO_BOLD, look.red_text)
        } else {
            (MONO, look.ink)
        };
        let count = tell("catalog-for", &[("count", copies.into())]);
        content = content.push(row![
            line(count, REGULAR, BODY, look.ink),
            push(),
            line(currency.show(total), font, BODY, ink),
        ]);
        before = total;
    }
    for warning in sentence::warnings(rule, currency).into_iter().take(3) {
        content = content.push(notice(look, icon::WARNING, warning, true));
    }
    content
}
