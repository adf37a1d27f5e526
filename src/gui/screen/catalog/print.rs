//! Papers made from the catalog: price cards, signs, lists. Never works with the till itself.

use super::Action;
use crate::gui::desk::Desk;
use crate::gui::shop::Shop;
use crate::gui::theme::*;
use crate::gui::widget::letters;
use crate::gui::words::say;
use iced::widget::container;
use iced::{Element, Fill, Size};

/// What has the keyboard first.
pub const FIRST: &str = "print-first";

/// What stands in this tab.
#[derive(Debug, Default)]
pub struct State {}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {}

impl State {
    /// Changes the state by what happened.
    pub fn update(&mut self, message: Message, _desk: &Desk, _shop: &Shop) -> Action {
        match message {}
    }

    /// The tab.
    pub fn view<'a>(&'a self, look: &Look, _shop: &'a Shop, _room: Size) -> Element<'a, Message> {
        let words = letters(say("catalog-print-how"), REGULAR, BODY, look.soft);
        container(words).center(Fill).into()
    }
}
