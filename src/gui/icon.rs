//! The drawings of the icon font, by name. Each stands beside its word, never alone.

use super::theme::ICONS;
use iced::widget::{Text, text};

/// A drawing's place in the icon font; see the README beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon(char);

macro_rules! icons {
    ($($name:ident = $code:literal),+ $(,)?) => {
        $(#[doc = concat!("The `", stringify!($name), "` drawing.")]
        pub const $name: Icon = Icon($code);)+
    };
}

icons! {
    SELL = '\u{E000}', SALES = '\u{E001}', DAY = '\u{E002}', CATALOG = '\u{E003}', EVENT = '\u{E004}', HELP = '\u{E005}',
    SEARCH = '\u{E006}', PLUS = '\u{E007}', MINUS = '\u{E008}', CLOSE = '\u{E009}', CHECK = '\u{E00A}', BACK = '\u{E00B}',
    UNDO = '\u{E00C}', RECEIPT = '\u{E00D}', FILE = '\u{E00F}', FOLDER = '\u{E010}', DOWNLOAD = '\u{E011}', HEART = '\u{E012}',
    PAUSE = '\u{E013}', TRASH = '\u{E014}', CASH = '\u{E015}', CARD = '\u{E016}', DOWN = '\u{E017}', LEFT = '\u{E018}',
    RIGHT = '\u{E019}', WARNING = '\u{E01B}', CLOCK = '\u{E01D}', FORWARD = '\u{E01E}',
}

impl Icon {
    /// The drawing at a text size.
    pub fn at<'a>(self, size: f32) -> Text<'a> {
        text(self.0.to_string()).font(ICONS).size(size).line_height(1.0)
    }
}
