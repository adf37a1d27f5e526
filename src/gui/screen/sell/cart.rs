//! Sell's right side: the cart with its lines, totals and the way to Payment.

use super::{Kind, LINES, Message, State};
use crate::domain::cart::{CartLine, Item};
use crate::domain::money::Money;
use crate::gui::icon;
use crate::gui::measure;
use crate::gui::shop::Shop;
use crate::gui::shortcut::{Act, cap};
use crate::gui::theme::*;
use crate::gui::widget::{chip, chip_key, great, hair, ink_rule, letters, line, press, press_key, push};
use crate::gui::words::{say, tell};
use iced::widget::{column, container, row, scrollable, space};
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

pub(super) fn name_of(line: &CartLine, shop: &Shop) -> String {
    match &line.item {
        Item::Title(sku) => shop
            .catalog
            .get(sku)
            .map_or_else(|| sku.to_string(), |title| title.name.clone()),
        Item::Custom { name, .. } => name.clone(),
    }
}
