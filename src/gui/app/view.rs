//! How the window is put together: the rail, the place, the help sheet over it.

use super::{App, Message, Open, Phase};
use crate::gui::icon::{self, Icon};
use crate::gui::screen::{help, sell, trouble};
use crate::gui::shortcut::{Act, Place, cap};
use crate::gui::theme::*;
use crate::gui::widget::keys::keys;
use crate::gui::widget::over::over;
use crate::gui::widget::pressable::pressable;
use crate::gui::widget::turn::turn;
use crate::gui::widget::walk;
use crate::gui::widget::{ink_rule, letters, line};
use crate::gui::words::{say, tell};
use crate::till::Warning;
use iced::widget::{column, container, responsive, row, scrollable, space, stack};
use iced::{Alignment, Element, Fill, Size};

/// Width of the rail.
const RAIL: f32 = 84.0;
/// Narrower than this there is no room for tiles and cart side by side.
const SMALL_WINDOW: f32 = 780.0;
/// Height of the practice band.
const BAND: f32 = 26.0;

impl App {
    /// The whole window.
    pub fn view(&self) -> Element<'_, Message> {
        let look = self.look();
        let base: Element<'_, Message> = match &self.phase {
            Phase::Opening => space().width(Fill).height(Fill).into(),
            Phase::Start(start) => start.view(&look).map(Message::Start),
            Phase::Trouble(trouble) => trouble.view(&look, self.desk.folder()).map(Message::Trouble),
            Phase::Open(open) => responsive(move |size| self.open_view(&look, open, size)).into(),
        };
        // Only what is there is given a layer.
        let sheet: Element<'_, Message> = if self.help {
            stack![
                space().width(Fill).height(Fill),
                help::view(&look, Message::HelpPressed)
            ]
            .into()
        } else {
            space().into()
        };
        // The window's own ground is paper: a second one would be painted with every change of the smallest part.
        let ground = container(base).width(Fill).height(Fill).style(look.letters());
        keys(turn(self.turns, over(ground, sheet)), self.scene(), Message::Key)
    }

    fn open_view<'a>(&'a self, look: &Look, open: &'a Open, size: Size) -> Element<'a, Message> {
        let room = Size::new(size.width - RAIL, size.height);
        let place: Element<'a, Message> = match self.place {
            Place::Sell => sell_view(look, open, size),
            Place::Sales => open.sales.view(look, &open.shop, room).map(Message::Sales),
            Place::Day => open.day.view(look, &open.shop, room).map(Message::Day),
            Place::Catalog => open.catalog.view(look, &open.shop, room).map(Message::Catalog),
            Place::Event => open
                .event
                .view(look, &open.shop, &self.preferences, self.desk.folder(), room)
                .map(Message::Event),
        };
        let below = row![self.rail(look, size.height), container(place).id(walk::HERE)];
        let mut bands = column![];
        if open.shop.settings.practice {
            bands = bands.push(practice(look));
        }
        for warning in &open.shop.warnings {
            let (key, why) = words_of(warning);
            let grave = matches!(warning, Warning::OnlyLook(_));
            bands = bands.push(trouble::band(look, tell(key, &[("why", why.into())]), grave));
        }
        column![bands, below].into()
    }

    fn rail<'a>(&'a self, look: &Look, height: f32) -> Element<'a, Message> {
        // In a small window they stand closer, so that all are seen.
        let each = ((height - 2.0 * S3) / 6.0 - S2).clamp(TOUCH, 62.0);
        let entry = |icon: Icon, word: &str, chosen: bool, key: Act, message: Message| -> Element<'a, Message> {
            let (face, ink) = if chosen {
                (Face::Chosen, look.on_marker)
            } else {
                (Face::Rail, look.on_rail)
            };
            let font = if chosen { BOLD } else { look.small_font() };
            let parts = column![icon.at(22.0).color(ink), line(say(word), font, SMALL, ink)]
                .spacing(S1 + 2.0)
                .align_x(Alignment::Center);
            let key = container(line(cap(key), look.small_font(), SMALL, ink))
                .padding([S1, S2 - 2.0])
                .align_right(Fill);
            pressable(word, over(container(parts).center(Fill), key))
                .padding(0)
                .width(RAIL - S4)
                .height(each)
                .style(look.press(face))
                .on_press(message)
                .into()
        };
        let at = |place: Place| self.place == place;
        let places = [
            (icon::SELL, "place-sell", Place::Sell),
            (icon::SALES, "place-sales", Place::Sales),
            (icon::DAY, "place-day", Place::Day),
            (icon::CATALOG, "place-catalog", Place::Catalog),
            (icon::EVENT, "place-event", Place::Event),
        ];
        let mut entries = column![].spacing(S2).align_x(Alignment::Center);
        for (icon, word, place) in places {
            entries = entries.push(entry(
                icon,
                word,
                at(place),
                Act::Go(place),
                Message::PlacePressed(place),
            ));
        }
        let help = entry(icon::HELP, "place-help", self.help, Act::Help, Message::HelpPressed);
        let bar = scrollable::Direction::Vertical(scrollable::Scrollbar::hidden());
        let entries = column![scrollable(entries).direction(bar).height(Fill), help].spacing(S2);
        container(entries)
            .padding([S3, S2])
            .width(RAIL)
            .height(Fill)
            .style(look.ground(look.rail, look.on_rail))
            .into()
    }
}

fn sell_view<'a>(look: &Look, open: &'a Open, size: Size) -> Element<'a, Message> {
    if size.width < SMALL_WINDOW {
        return small_sell_view(look, open, Size::new(size.width - RAIL, size.height));
    }
    let width = sell::cart_width(size.width);
    let room = Size::new(size.width - RAIL - width - look.hair, size.height);
    let tiles = open.sell.tiles_view(look, &open.shop, room).map(Message::Sell);
    let right = match &open.payment {
        Some(payment) => {
            let basket = &open.sell.basket;
            payment
                .view(
                    look,
                    &open.shop,
                    basket.cart(),
                    basket.priced(),
                    Size::new(width, room.height),
                )
                .map(Message::Payment)
        }
        None => open.sell.cart_view(look, &open.shop, width, false).map(Message::Sell),
    };
    row![tiles, ink_rule(look, true), right].into()
}

/// In a small window, or a large zoom: the tiles, the cart or Payment, one at a time.
fn small_sell_view<'a>(look: &Look, open: &'a Open, room: Size) -> Element<'a, Message> {
    let basket = &open.sell.basket;
    match &open.payment {
        Some(payment) => payment
            .view(look, &open.shop, basket.cart(), basket.priced(), room)
            .map(Message::Payment),
        None if open.sell.cart_shown => open
            .sell
            .cart_view(look, &open.shop, room.width, true)
            .map(Message::Sell),
        None => open.sell.small_view(look, &open.shop, room).map(Message::Sell),
    }
}

/// The words of what stays so until somebody changes it, and why.
fn words_of(warning: &Warning) -> (&'static str, &str) {
    match warning {
        Warning::OnlyLook(why) => ("band-only-look", why),
        Warning::RollBehind(why) => ("band-roll", why),
        Warning::SecondBehind(why) => ("band-second", why),
        Warning::NetworkDrive(kind) => ("band-network", kind),
        Warning::SyncedFolder(service) => ("band-synced", service),
        Warning::Slow => ("band-slow", ""),
    }
}

/// The mark of a practice till, on every screen.
fn practice<'a>(look: &Look) -> Element<'a, Message> {
    container(letters(say("practice"), BOLD, SMALL, look.on_marker))
        .width(Fill)
        .height(BAND)
        .center_x(Fill)
        .center_y(BAND)
        .style(look.ground(look.marker, look.on_marker))
        .into()
}
