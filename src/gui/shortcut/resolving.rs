//! From a key event to what it asks for: which rows of the table count in a scene, and which of them fits.
//! Never acts itself.

use super::Press::{Anything, Command, Digit, Letter};
use super::When::{Cataloging, Daily, Everywhere, Idle, Keying, Paying, Reading, Searchable, Selling, Working};
use super::{Act, Panel, Place, Press, Shortcut, TABLE, When};
use iced::keyboard::{Event, Key};

/// What the keys have to know of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scene {
    /// Where it is.
    pub place: Place,
    /// Payment stands in the cart's place.
    pub paying: bool,
    /// A field other than the search is being filled in.
    pub editing: bool,
    /// Copies were moved a moment ago, which Ctrl Z takes back though the fields stay open for the next.
    pub undoable: bool,
    /// Something is searched.
    pub searching: bool,
    /// What is filled in, in Day.
    pub panel: Panel,
    /// The help sheet, the first start or a failure covers the screen.
    pub covered: bool,
}

/// Whether a key is looked at before or after the focused field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Before: it never reaches the field.
    Before,
    /// After: only when the field did not want it.
    After,
}

impl When {
    /// Whether Day stands as it says.
    fn counts(self, scene: &Scene) -> bool {
        let panel = scene.panel;
        scene.place == Place::Day
            && !scene.covered
            && match self {
                Daily => panel == Panel::None,
                Working => panel != Panel::None,
                Keying => panel == Panel::Sheet,
                _ => false,
            }
    }
}

impl Shortcut {
    /// Whether it counts in this scene.
    pub fn counts(&self, scene: &Scene) -> bool {
        let selling = scene.place == Place::Sell && !scene.paying && !scene.covered;
        match self.when {
            Everywhere => true,
            Paying => scene.paying && scene.place == Place::Sell && !scene.covered && !self.yields(scene),
            Selling => selling && !self.yields(scene),
            Idle => selling && !scene.editing && !scene.searching,
            Searchable => {
                let searches = matches!(scene.place, Place::Sales | Place::Catalog) || Keying.counts(scene);
                !scene.covered && !scene.editing && (selling || searches)
            }
            Cataloging => scene.place == Place::Catalog && !scene.covered && (!scene.editing || scene.undoable),
            Daily | Working | Keying => self.when.counts(scene),
            Reading => scene.covered || scene.place != Place::Sell,
        }
    }

    /// Whether it leaves its key to a field that is being filled in: all but the function keys do, and Enter in
    /// payment, which must never press what the ring is on.
    fn yields(&self, scene: &Scene) -> bool {
        scene.editing && !self.cap.starts_with('F') && self.act != Act::Given
    }

    fn turn(&self, scene: &Scene) -> Turn {
        match self.press {
            Letter(_) | Anything => Turn::After,
            Digit if scene.editing => Turn::After,
            _ => Turn::Before,
        }
    }

    fn fits(&self, event: &Event) -> bool {
        let Event::KeyPressed {
            key,
            physical_key,
            modifiers,
            text,
            ..
        } = event
        else {
            return false;
        };
        let plain = !modifiers.command() && !modifiers.alt();
        let written = text.as_deref().filter(|_| plain);
        match self.press {
            Press::Shifted(wanted) => modifiers.shift() && matches!(key, Key::Named(named) if *named == wanted),
            Press::Named(wanted) => matches!(key, Key::Named(named) if *named == wanted),
            Command(letters) => {
                let latin = key.to_latin(*physical_key);
                modifiers.command() && latin.is_some_and(|letter| letters.contains(&letter))
            }
            Letter(letters) => written.is_some_and(|text| letters.contains(text)),
            Digit => written.is_some_and(|text| {
                text.chars().all(|ch| ch.is_ascii_digit() || ".,".contains(ch)) && !text.is_empty()
            }),
            Anything => written.is_some_and(|text| !text.is_empty() && !text.chars().any(char::is_control)),
        }
    }
}

/// What a key event asks for at this turn, with what it writes.
pub fn resolve(event: &Event, scene: &Scene, turn: Turn) -> Option<(Act, String)> {
    let row = TABLE
        .iter()
        .find(|row| row.counts(scene) && row.turn(scene) == turn && row.fits(event))?;
    let Event::KeyPressed { text, repeat, .. } = event else {
        return None;
    };
    // Held down it would run over the steps of the cart on to the last sale.
    if *repeat && row.act == Act::Undo {
        return None;
    }
    Some((row.act, text.as_deref().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::keyboard::key::Named;
    use iced::keyboard::{
        Location, Modifiers,
        key::{NativeCode, Physical},
    };

    fn press(key: Key, text: Option<&str>, modifiers: Modifiers) -> Event {
        Event::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: Physical::Unidentified(NativeCode::Unidentified),
            location: Location::Standard,
            modifiers,
            text: text.map(Into::into),
            repeat: false,
        }
    }

    #[test]
    fn a_key_does_what_its_scene_says() {
        let selling = Scene::default();
        let searching = Scene {
            searching: true,
            ..selling
        };
        let paying = Scene {
            paying: true,
            ..selling
        };
        let editing = Scene {
            editing: true,
            ..selling
        };
        let noting = Scene {
            editing: true,
            ..paying
        };
        let named = |key| press(Key::Named(key), None, Modifiers::default());
        let letter = |text: &str| press(Key::Character(text.into()), Some(text), Modifiers::default());
        for (event, scene, turn, act) in [
            (named(Named::F12), selling, Turn::Before, Some(Act::TakePayment)),
            (named(Named::F12), paying, Turn::Before, Some(Act::Record)),
            (named(Named::Enter), paying, Turn::Before, Some(Act::Given)),
            (named(Named::Enter), selling, Turn::Before, Some(Act::Add)),
            (named(Named::Enter), editing, Turn::Before, None),
            (named(Named::F12), editing, Turn::Before, Some(Act::TakePayment)),
            (named(Named::Enter), noting, Turn::Before, Some(Act::Given)),
            (named(Named::Tab), selling, Turn::Before, Some(Act::Walk(1))),
            (
                press(Key::Named(Named::Tab), None, Modifiers::SHIFT),
                paying,
                Turn::Before,
                Some(Act::Walk(-1)),
            ),
            (letter(" "), searching, Turn::Before, None),
            (letter(" "), searching, Turn::After, Some(Act::Press)),
            (
                named(Named::ArrowLeft),
                selling,
                Turn::Before,
                Some(Act::Highlight(-1, 0)),
            ),
            (named(Named::ArrowLeft), searching, Turn::Before, None),
            (named(Named::Delete), searching, Turn::Before, None),
            (letter("5"), paying, Turn::Before, Some(Act::Amount)),
            (letter("5"), selling, Turn::Before, None),
            (letter("5"), selling, Turn::After, Some(Act::Search)),
            (letter("-"), selling, Turn::After, Some(Act::Search)),
            (
                press(Key::Character("z".into()), None, Modifiers::CTRL),
                selling,
                Turn::Before,
                Some(Act::Undo),
            ),
            (
                press(Key::Character("=".into()), None, Modifiers::CTRL),
                paying,
                Turn::Before,
                Some(Act::Zoom(1)),
            ),
        ] {
            let found = resolve(&event, &scene, turn).map(|(act, _)| act);
            assert_eq!(found, act, "{event:?} in {scene:?}");
        }
    }
}
