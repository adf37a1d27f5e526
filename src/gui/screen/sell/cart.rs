//! Sell's right side: the cart with its lines, totals and the way to Payment.

use super::{Editor, Kind, LINES, Message, State};
use crate::domain::cart::{CartLine, Item};
use crate::domain::money::{Money, Quantity};
use crate::domain::pricing::PricedLine;
use crate::domain::rule::RuleKind;
use crate::domain::sale::Sale;
use crate::gui::change::pieces;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::price::fitting;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::{
    chip, chip_key, great, hair, hints, ink_rule, letters, line, press, press_key, push, stepper,
};
use crate::gui::words::{ordinal, say, tell};
use iced::widget::{Column, Row, button, column, container, row, scrollable, space};
use iced::{Alignment, Element, Fill, FillPortion};

/// The cart's width in a window of this width.
pub fn width(window: f32) -> f32 {
    if window >= 1180.0 {
        390.0
    } else if window >= 900.0 {
        330.0
    } else {
        (window * 0.42).max(260.0)
    }
}

impl State {
    /// The right side; `small` where it stands alone.
    pub fn cart_view<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32, small: bool) -> Element<'a, Message> {
        let editor = self
            .editor
            .as_ref()
            .and_then(|editor| editor.view(look, shop, self.basket.cart(), self.basket.selected()));
        let mut content = column![self.cart_header(look, width, small), hair(look)];
        if !self.basket.parked().is_empty() {
            content = content.push(self.parked_view(look, shop)).push(hair(look));
        }
        let lines = self.lines(look, shop, width);
        if small {
            // Everything scrolls together: nothing may be out of reach.
            let last =
                (!self.ribbon.is_empty()).then(|| container(self.ribbon.view(look, width - 2.0 * S2)).padding(S2));
            let mut all = column![last, lines];
            if let Some(editor) = editor {
                all = all.push(editor);
            }
            all = all.push(ink_rule(look, false)).push(self.totals(look, shop));
            content = content.push(scrollable(all).id(LINES).height(Fill).width(Fill).style(look.scroll()));
        } else {
            content = content.push(
                scrollable(lines)
                    .id(LINES)
                    .height(Fill)
                    .width(Fill)
                    .style(look.scroll()),
            );
            if let Some(editor) = editor {
                content = content.push(ink_rule(look, false)).push(editor);
            }
            content = content.push(ink_rule(look, false)).push(self.totals(look, shop));
        }
        container(content)
            .width(width)
            .height(Fill)
            .style(look.ground(look.card, look.ink))
            .into()
    }

    fn cart_header<'a>(&'a self, look: &Look, width: f32, small: bool) -> Element<'a, Message> {
        let cart = self.basket.cart();
        let count = if cart.lines.is_empty() {
            say("cart-empty-count")
        } else {
            tell("cart-items", &[("count", cart.copies().into())])
        };
        let (words, can) = if cart.is_empty() && !self.basket.parked().is_empty() {
            (say("cart-recall"), true)
        } else {
            (say("cart-park"), !cart.is_empty())
        };
        let park = chip_key(
            look,
            icon::PAUSE,
            words.clone(),
            cap(Act::Park),
            can.then_some(Message::ParkPressed),
        );
        let room = width
            - 2.0 * S4
            - measure::width(&words, REGULAR, BODY)
            - 110.0
            - measure::width(&say("cart"), BOLD, LARGE);
        let heading = row![
            line(say("cart"), BOLD, LARGE, look.ink),
            line(
                measure::cut(&format!("· {count}"), room.max(0.0), REGULAR, BODY),
                REGULAR,
                BODY,
                look.soft
            ),
        ]
        .spacing(S2)
        .align_y(Alignment::Center);
        let tiles = (self.cart_shown && small).then(|| {
            let words = say("cart-to-tiles");
            chip(look, Some(icon::BACK), words, false, Some(Message::SidePressed))
        });
        let parts = row![].push(tiles).push(heading).push(push()).push(park);
        container(parts.spacing(S2).align_y(Alignment::Center))
            .padding([0.0, S4])
            .center_y(60.0)
            .into()
    }

    fn parked_view<'a>(&'a self, look: &Look, shop: &Shop) -> Element<'a, Message> {
        let mut chips = row![].spacing(S2);
        for (place, cart) in self.basket.parked().iter().enumerate() {
            let first = cart.lines.first().map(|line| name_of(line, shop)).unwrap_or_default();
            let words = tell(
                "cart-parked",
                &[
                    ("count", cart.copies().into()),
                    ("first", measure::cut(&first, 120.0, REGULAR, BODY).into()),
                ],
            );
            chips = chips.push(chip(look, None, words, false, Some(Message::ParkedPressed(place))));
        }
        let chips = scrollable(chips)
            .direction(scrollable::Direction::Horizontal(scrollable::Scrollbar::hidden()))
            .width(Fill);
        container(chips).padding([S2, S4]).into()
    }

    fn lines<'a>(&'a self, look: &Look, shop: &'a Shop, width: f32) -> Element<'a, Message> {
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
            content = content.push(picker(look, shop, place, wanted, priced, self.by_copy));
        }
        if let Some(field) = self.editor.as_ref().and_then(|editor| editor.amount_view(look, place)) {
            content = content.push(field);
        }
        let mark = if selected { look.marker } else { look.card };
        let ink = look.ink;
        row![
            crate::gui::widget::patch(mark, 5.0, Fill),
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

    fn totals<'a>(&'a self, look: &Look, shop: &'a Shop) -> Element<'a, Message> {
        let currency = shop.currency();
        let priced = self.basket.priced();
        let amount = |label: String, amount: Money| {
            row![
                line(label, REGULAR, BODY, look.ink),
                push(),
                line(currency.show(amount), MONO, BODY, look.ink)
            ]
        };
        let mut content = column![].spacing(S1);
        for reason in priced.applied.reasons(currency) {
            content = content.push(letters(reason, BOLD, SMALL, look.teal_text));
        }
        content = content.push(amount(say("cart-subtotal"), priced.charged()));
        for applied in &priced.applied.discounts {
            let on = applied.line.and_then(|line| priced.lines.get(line));
            let what = on.map_or_else(|| say("cart-discount-all"), |line| line.title.name.clone());
            let size = applied.discount.size(currency);
            let label = tell("cart-discount", &[("size", size.into()), ("what", what.into())]);
            let label = measure::cut(&label, 240.0, REGULAR, BODY);
            content = content.push(amount(label, -applied.amount));
        }
        for tax in &priced.applied.taxes {
            let words = if tax.class.included {
                "cart-tax-included"
            } else {
                "cart-tax"
            };
            let class = measure::cut(&tax.class.name, 110.0, REGULAR, BODY);
            let label = tell(words, &[("class", class.into()), ("rate", tax.class.rate().into())]);
            content = content.push(amount(label, tax.amount));
        }
        for donation in &self.basket.cart().donations {
            let label = if donation.jar.is_empty() {
                say("cart-donation")
            } else {
                let jar = measure::cut(&donation.jar, 150.0, REGULAR, BODY);
                tell("cart-donation-to", &[("jar", jar.into())])
            };
            content = content.push(amount(label, donation.amount));
        }
        let due = currency.show(priced.due());
        content = content
            .push(
                row![
                    line(say("cart-total"), BOLD, HUGE, look.ink),
                    push(),
                    line(due, MONO_BOLD, HUGE, look.ink)
                ]
                .align_y(Alignment::Center),
            )
            .push(space().height(S1))
            .push(
                // The longer words get the wider buttons.
                row![
                    press_key(
                        look,
                        say("cart-add-donation"),
                        cap(Act::Donation),
                        Face::Plain,
                        Some(Message::EditorOpened(Kind::Donation))
                    )
                    .width(FillPortion(4)),
                    press_key(
                        look,
                        say("cart-add-discount"),
                        cap(Act::Discount),
                        Face::Plain,
                        (!self.basket.cart().lines.is_empty()).then_some(Message::DiscountPressed)
                    )
                    .width(FillPortion(4)),
                    press_key(
                        look,
                        say("cart-undo"),
                        cap(Act::Undo),
                        Face::Plain,
                        self.basket.can_undo().then_some(Message::UndoPressed)
                    )
                    .width(FillPortion(3)),
                    press(
                        look,
                        say("cart-clear"),
                        Face::Plain,
                        (!self.basket.cart().is_empty()).then_some(Message::ClearPressed)
                    )
                    .width(FillPortion(3)),
                ]
                .spacing(S2),
            )
            .push(space().height(S1))
            .push(great(
                look,
                say("cart-take-payment"),
                cap(Act::TakePayment),
                Face::Next,
                (!self.basket.cart().is_empty()).then_some(Message::CheckoutPressed),
            ));
        container(content)
            .padding(pad(S3, S4, S4, S4))
            .width(Fill)
            .style(look.ground(look.wash, look.ink))
            .into()
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

pub(super) fn name_of(line: &CartLine, shop: &Shop) -> String {
    match &line.item {
        Item::Title(sku) => shop
            .catalog
            .get(sku)
            .map_or_else(|| sku.to_string(), |title| title.name.clone()),
        Item::Custom { name, .. } => name.clone(),
    }
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

/// The amounts to choose from: bands, or the ends of the scale and the suggestion.
fn picker<'a>(
    look: &Look,
    shop: &Shop,
    place: usize,
    wanted: &CartLine,
    priced: &PricedLine,
    by_copy: bool,
) -> Element<'a, Message> {
    let currency = shop.currency();
    let mut offered: Vec<(String, Money, Option<String>)> = Vec::new();
    match priced.title.rule.kind() {
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
    let mut chips = row![].spacing(S2);
    for (words, amount, band) in offered {
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
