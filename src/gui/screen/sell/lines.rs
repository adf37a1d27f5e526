//! The lines of Sell's cart: copies, charges, what the next one costs, and the amounts that the buyer chooses from.
//! Never prices anything.

use super::{Editor, Kind, Message, State};
use crate::domain::cart::CartLine;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Quantity};
use crate::domain::pricing::PricedLine;
use crate::domain::rule::RuleKind;
use crate::domain::sale::Sale;
use crate::gui::change::pieces;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::price::fitting;
use crate::gui::shop::Shop;
use crate::gui::shortcut::Act;
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{chip, hair, hints, letters, line, patch, push, stepper};
use crate::gui::words::{ordinal, say, tell};
use iced::widget::{Column, Row, button, column, container, row};
use iced::{Alignment, Element, Fill};

impl State {
    pub(super) fn lines<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
        if let Some(problem) = self.basket.problem() {
            return container(letters(problem.to_owned(), SEMIBOLD, BODY, look.red_text))
                .padding(S4)
                .into();
        }
        let cart = self.basket.cart();
        if let Some(sale) = self.sold.as_ref().filter(|_| cart.is_empty()) {
            return sold(look, sale, width);
        }
        if cart.lines.is_empty() {
            let how = letters(say("cart-empty"), REGULAR, BODY, look.soft);
            let keys = letters(say("cart-empty-keys"), look.small_font(), SMALL, look.soft);
            return container(column![how, keys].spacing(S2)).padding(S4).width(Fill).into();
        }
        let mut lines = Column::new();
        let both = cart.lines.iter().zip(&self.basket.priced().lines).enumerate();
        for (place, (wanted, priced)) in both {
            lines = lines
                .push(self.line_view(look, shop, width, place, wanted, priced))
                .push(hair(look));
        }
        let keys: [(&[Act], &str); 3] = [
            (&[Act::Line(-1), Act::Line(1)], "hint-line"),
            (&[Act::More, Act::Less], "hint-copies"),
            (&[Act::Remove], "hint-remove"),
        ];
        let keys = Row::with_children(hints(look, &keys))
            .spacing(S3)
            .wrap()
            .vertical_spacing(S1);
        lines.push(container(keys).padding([S3, S4])).into()
    }

    fn line_view<'a>(
        &'a self,
        look: &Look,
        shop: &'a Shop,
        width: f32,
        place: usize,
        wanted: &'a CartLine,
        priced: &'a PricedLine,
    ) -> Element<'a, Message> {
        let currency = shop.currency();
        let selected = place == self.basket.selected();
        let amount = if priced.undecided > 0 && priced.amount.is_zero() {
            say("cart-undecided-amount")
        } else {
            currency.show(priced.amount)
        };
        let room = width - 3.0 * S4 - measure::width(&amount, MONO_BOLD, BODY);
        let name = measure::cut(&priced.title.name, room, BOLD, BODY);
        let words = measure::cut(&charges(wanted, priced), width - 2.0 * S4, look.small_font(), SMALL);
        let stepper = stepper(
            look,
            priced.title.sku.as_str(),
            wanted.quantity.get(),
            Some(Message::LessPressed(place)),
            Some(Message::MorePressed(place)),
        );
        let foot = self.foot(look, shop, place, priced);
        let mut content = column![
            row![
                line(name, BOLD, BODY, look.ink),
                push(),
                line(amount, MONO_BOLD, BODY, look.ink)
            ],
            line(words, look.small_font(), SMALL, look.soft),
            row![stepper, push(), foot].align_y(Alignment::Center),
        ]
        .spacing(S1);
        let editing = self.editor.as_ref().map(Editor::kind) == Some(Kind::Amount(place));
        if priced.price_override.is_none() && (priced.undecided > 0 || editing) {
            content = content.push(picker(look, currency, place, wanted, priced, self.by_copy));
        }
        if let Some(field) = self.editor.as_ref().and_then(|editor| editor.amount_view(look, place)) {
            content = content.push(field);
        }
        let mark = if selected { look.marker } else { look.card };
        let ink = look.ink;
        row![
            patch(mark, 5.0, Fill),
            pressable(
                format!("line {}", priced.title.sku),
                content.padding(pad(S2, S4, S2, S4 - 5.0))
            )
            .padding(0)
            .width(Fill)
            .style(move |_, _| button::Style {
                text_color: ink,
                ..button::Style::default()
            })
            .on_press(Message::LinePressed(place)),
        ]
        .height(iced::Shrink)
        .into()
    }

    /// What the tier saves, what the next copy costs, or the way to choose the amount.
    fn foot<'a>(&'a self, look: &Look, shop: &Shop, place: usize, priced: &PricedLine) -> Element<'a, Message> {
        let currency = shop.currency();
        if priced.title.rule.buyer_chooses() && priced.price_override.is_none() {
            let words = row![line(say("cart-pick"), SEMIBOLD, SMALL, look.ink), icon::DOWN.at(BODY)]
                .spacing(S1)
                .align_y(Alignment::Center);
            return pressable("pick", container(words).center_y(Fill))
                .height(TOUCH)
                .padding([0.0, S2])
                .style(look.press(Face::Bare))
                .on_press(Message::EditorOpened(Kind::Amount(place)))
                .into();
        }
        let single = priced.title.rule.total(Quantity::ONE, currency);
        // What an offer saves is said once for all its lines.
        let words = if priced.by_offer == 0 && !priced.saved.is_zero() {
            tell("cart-saves", &[("amount", currency.show(priced.saved).into())])
        } else {
            match (priced.next, single) {
                (Some(next), Some(single)) if next < single => tell(
                    "cart-next",
                    &[
                        ("which", ordinal(priced.quantity.get().saturating_add(1))),
                        ("price", currency.show(next).into()),
                    ],
                ),
                _ => String::new(),
            }
        };
        line(words, BOLD, SMALL, look.teal_text).into()
    }
}

/// The sale just recorded, with what goes back as large as anything.
fn sold<'a>(look: &Look, sale: &Sale, width: f32) -> Element<'a, Message> {
    let change = sale.currency.show(sale.change());
    let heading = tell("sold-heading", &[("number", sale.number.to_string().into())]);
    let mut content = column![
        row![
            icon::CHECK.at(LARGE).color(look.teal_text),
            line(heading, BOLD, BODY, look.teal_text)
        ]
        .spacing(S2),
    ]
    .spacing(S3);
    content = if sale.change().is_zero() {
        content.push(line(say("sold-change-none"), BOLD, LARGE, look.ink))
    } else {
        content
            .push(line(say("sold-change"), REGULAR, BODY, look.soft))
            .push(line(change.clone(), MONO_BOLD, fitting(&change, width - 2.0 * S4), look.ink).line_height(1.1))
            .push(letters(pieces(sale.change(), sale.currency), REGULAR, BODY, look.soft))
    };
    container(content).padding(S4).width(Fill).into()
}

fn charges(wanted: &CartLine, priced: &PricedLine) -> String {
    let mut parts: Vec<String> = Vec::new();
    let charges: Vec<&str> = priced.charges.iter().map(|charge| charge.text.as_str()).collect();
    if !charges.is_empty() {
        parts.push(charges.join(" + "));
    }
    if priced.undecided > 0 {
        parts.push(say("cart-undecided"));
    }
    parts.extend(wanted.choices.iter().find_map(|choice| choice.band.clone()));
    if priced.below_scale {
        parts.push(say("cart-below-scale"));
    }
    parts.join(" · ")
}

/// The amounts to choose from, any other one, and whether each copy has its own.
fn picker<'a>(
    look: &Look,
    currency: Currency,
    place: usize,
    wanted: &CartLine,
    priced: &PricedLine,
    by_copy: bool,
) -> Element<'a, Message> {
    let mut chips = row![].spacing(S2);
    for (words, amount, band) in offered(priced.title.rule.kind(), currency) {
        let chosen = wanted
            .choices
            .iter()
            .any(|choice| choice.amount == amount && choice.band == band);
        chips = chips.push(chip(
            look,
            None,
            words,
            chosen,
            Some(Message::AmountChosen(place, amount, band)),
        ));
    }
    chips = chips.push(chip(
        look,
        None,
        say("amount-other"),
        false,
        Some(Message::EditorOpened(Kind::Amount(place))),
    ));
    if wanted.quantity > Quantity::ONE {
        let words = say("amount-by-copy");
        chips = chips.push(chip(look, None, words, by_copy, Some(Message::ByCopyPressed)));
    }
    chips.wrap().vertical_spacing(S1).into()
}

/// The amounts to choose from: bands, or the ends of the scale and the suggestion.
fn offered(rule: &RuleKind, currency: Currency) -> Vec<(String, Money, Option<String>)> {
    let mut offered: Vec<(String, Money, Option<String>)> = Vec::new();
    match rule {
        RuleKind::Sliding {
            low,
            high,
            suggested,
            bands,
        } => {
            if bands.is_empty() {
                let unit = 10_i64.saturating_pow(currency.places());
                let (from, to) = (low.to_minor(currency) / unit, high.to_minor(currency) / unit);
                let mut amounts = vec![*low, *high];
                amounts.extend(*suggested);
                if to - from <= 5 {
                    amounts.extend((from + 1..to).map(|units| Money::from_minor(units * unit, currency)));
                }
                amounts.sort();
                amounts.dedup();
                for amount in amounts {
                    offered.push((currency.brief(amount), amount, None));
                }
            }
            for band in bands {
                let words = format!("{} {}", currency.brief(band.amount), band.name);
                offered.push((words, band.amount, Some(band.name.clone())));
            }
        }
        RuleKind::PayWhatYouCan { suggested } => {
            offered.push((say("free"), Money::ZERO, None));
            let unit = 10_i64.saturating_pow(currency.places());
            let mut amounts: Vec<Money> = [1, 2, 5].map(|units| Money::from_minor(units * unit, currency)).into();
            amounts.extend(*suggested);
            amounts.sort();
            amounts.dedup();
            for amount in amounts {
                offered.push((currency.brief(amount), amount, None));
            }
        }
        _ => {}
    }
    offered
}
