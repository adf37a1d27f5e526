//! What stands in a till's way: what happened, what is safe, what can be done, and the buttons that do it.
//! Never works on the till itself: the root does, and the panel says so meanwhile.

use crate::gui::icon;
use crate::gui::theme::*;
use crate::gui::widget::{field, letters, line, press};
use crate::gui::words::{say, tell};
use crate::till::{Error, Trouble};
use iced::widget::{Row, column, container, row, scrollable};
use iced::{Alignment, Element, Fill};
use std::path::{Path, PathBuf};

/// The buttons grow no wider than this.
const BUTTON: f32 = 220.0;
/// The panel grows no wider than this, so that its lines can be read.
const PANEL: f32 = 780.0;

/// What happened, and what is being done about it.
#[derive(Debug)]
pub struct State {
    trouble: Option<Trouble>,
    said: String,
    /// The words of what is being done.
    doing: Option<&'static str>,
    file: String,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// Opening is to be tried again.
    RetryPressed,
    /// The till is only to be looked at.
    LookPressed,
    /// It is to be made whole.
    RepairPressed,
    /// A backup's file as typed.
    FileChanged(String),
    /// That backup is to take its place.
    RestorePressed,
}

/// What only the root may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Open the till again.
    Retry,
    /// Only look at it, for this reason.
    Look(String),
    /// Make it whole.
    Repair,
    /// Put this backup in its place.
    Restore(PathBuf),
}

/// The words and ways out of a trouble.
struct Way {
    heading: &'static str,
    safe: &'static str,
    todo: &'static str,
    repair: bool,
    look: bool,
    restore: bool,
}

const FAILED: Way = Way {
    heading: "trouble-heading",
    safe: "trouble-safe-words",
    todo: "trouble-do-words",
    repair: false,
    look: false,
    restore: false,
};

fn way(trouble: Option<Trouble>) -> Way {
    match trouble {
        None => FAILED,
        Some(Trouble::Window) => Way {
            heading: "trouble-window",
            safe: "trouble-window-safe",
            todo: "trouble-window-do",
            look: true,
            ..FAILED
        },
        Some(Trouble::Busy) => Way {
            heading: "trouble-busy",
            todo: "trouble-busy-do",
            ..FAILED
        },
        Some(Trouble::Newer) => Way {
            heading: "trouble-newer",
            todo: "trouble-newer-do",
            ..FAILED
        },
        Some(Trouble::Foreign) => Way {
            heading: "trouble-foreign",
            safe: "trouble-foreign-safe",
            todo: "trouble-foreign-do",
            repair: true,
            restore: true,
            ..FAILED
        },
        Some(Trouble::Damaged) => Way {
            heading: "trouble-damaged",
            safe: "trouble-damaged-safe",
            todo: "trouble-repair-do",
            repair: true,
            look: true,
            restore: true,
        },
        Some(Trouble::Gone) => Way {
            heading: "trouble-gone",
            safe: "trouble-gone-safe",
            todo: "trouble-repair-do",
            repair: true,
            restore: true,
            ..FAILED
        },
        Some(Trouble::HalfRestored) => Way {
            heading: "trouble-half",
            safe: "trouble-half-safe",
            todo: "trouble-half-do",
            ..FAILED
        },
        Some(Trouble::ReadOnly) => Way {
            heading: "trouble-read-only",
            todo: "trouble-read-only-do",
            ..FAILED
        },
        Some(Trouble::Full) => Way {
            heading: "trouble-full",
            todo: "trouble-full-do",
            look: true,
            ..FAILED
        },
        Some(Trouble::Diverged) => Way {
            heading: "trouble-diverged",
            safe: "trouble-diverged-safe",
            todo: "trouble-diverged-do",
            look: true,
            restore: true,
            ..FAILED
        },
    }
}

impl State {
    /// For a till that cannot be used.
    pub fn new(error: &Error) -> State {
        State {
            trouble: match error {
                Error::Trouble(trouble, _) => Some(*trouble),
                _ => None,
            },
            said: error.to_string(),
            doing: None,
            file: String::new(),
        }
    }

    /// For a backup that takes the till's place.
    pub fn restoring() -> State {
        State {
            trouble: None,
            said: String::new(),
            doing: Some("trouble-restoring"),
            file: String::new(),
        }
    }

    /// Changes the state by what the person did.
    pub fn update(&mut self, message: Message) -> Action {
        if self.doing.is_some() {
            return Action::None;
        }
        match message {
            Message::FileChanged(file) => {
                self.file = file;
                Action::None
            }
            Message::RetryPressed => {
                self.doing = Some("trouble-opening");
                Action::Retry
            }
            Message::LookPressed => {
                self.doing = Some("trouble-opening");
                Action::Look(self.said.clone())
            }
            Message::RepairPressed => {
                self.doing = Some("trouble-repairing");
                Action::Repair
            }
            Message::RestorePressed if self.file.trim().is_empty() => Action::None,
            Message::RestorePressed => Action::Restore(PathBuf::from(self.file.trim())),
        }
    }

    /// The panel.
    pub fn view<'a>(&'a self, look: &Look, folder: &Path) -> Element<'a, Message> {
        let page = match self.doing {
            Some(doing) => column![
                letters(say(doing), EXTRABOLD, HUGE, look.ink),
                letters(say("trouble-wait"), REGULAR, BODY, look.ink),
            ]
            .spacing(S3),
            None => self.page(look, folder),
        };
        let ink = if self.doing.is_some() { look.ink } else { look.red };
        let panel = container(page)
            .padding(S5)
            .max_width(PANEL)
            .style(look.panel(look.card, ink, look.rule + 0.5));
        scrollable(container(panel).padding(S5).center_x(Fill))
            .id(super::PAGE)
            .style(look.scroll())
            .into()
    }

    fn page<'a>(&'a self, look: &Look, folder: &Path) -> iced::widget::Column<'a, Message> {
        let way = way(self.trouble);
        let part = |heading: &str, words: String| {
            column![
                line(say(heading), BOLD, LARGE, look.ink),
                letters(words, REGULAR, BODY, look.ink)
            ]
            .spacing(S1)
        };
        let about = [("folder", folder.display().to_string().into())];
        let heading = row![
            icon::WARNING.at(HUGE).color(look.red_text),
            letters(say(way.heading), EXTRABOLD, HUGE, look.red_text).width(Fill)
        ];
        let mut page = column![
            heading.spacing(S3).align_y(Alignment::Center),
            part("trouble-happened", self.happened()),
            part("trouble-safe", tell(way.safe, &about)),
            part("trouble-do", tell(way.todo, &about)),
            self.buttons(look, &way),
        ]
        .spacing(S4);
        if way.restore {
            page = page.push(self.other_backup(look));
        }
        page
    }

    /// What happened, as a sentence; what is safe and what to do stands below it in the panel's own words.
    fn happened(&self) -> String {
        let said = match self.trouble {
            Some(_) => self.said.split("; ").next().unwrap_or_default(),
            None => &self.said,
        };
        let mut letters = said.trim_end_matches('.').chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}.", first.unwrap_or_default(), letters.as_str())
    }

    fn buttons<'a>(&'a self, look: &Look, way: &Way) -> Element<'a, Message> {
        let button = |word: &str, first: bool, message: Message| {
            let face = if first { Face::Next } else { Face::Plain };
            press(look, say(word), face, Some(message)).width(BUTTON).into()
        };
        let mut buttons: Vec<Element<'a, Message>> = Vec::new();
        if way.repair {
            buttons.push(button("trouble-repair", true, Message::RepairPressed));
        }
        // Where a person has to decide, trying again changes nothing: looking is what helps.
        let decide = self.trouble == Some(Trouble::Diverged);
        if way.look {
            buttons.push(button("trouble-look", decide, Message::LookPressed));
        }
        let retry = button("try-again", !way.repair && !decide, Message::RetryPressed);
        buttons.insert(usize::from(way.repair || decide), retry);
        Row::with_children(buttons)
            .spacing(S2)
            .wrap()
            .vertical_spacing(S2)
            .into()
    }

    /// Another backup than the newest, as from a stick.
    fn other_backup<'a>(&'a self, look: &Look) -> Element<'a, Message> {
        let named = !self.file.trim().is_empty();
        let restore = named.then_some(Message::RestorePressed);
        column![
            line(say("trouble-other"), SEMIBOLD, SMALL, look.soft),
            row![
                field(
                    look,
                    "trouble-file",
                    &say("backup-file-hint"),
                    &self.file,
                    Message::FileChanged
                )
                .on_submit(Message::RestorePressed),
                press(look, say("backup-restore"), Face::Plain, restore).width(120.0),
            ]
            .spacing(S2)
            .align_y(Alignment::Center),
        ]
        .spacing(S1)
        .into()
    }
}

/// A band over every screen, for what stays so until somebody changes it.
pub fn band<'a, Message: 'a>(look: &Look, words: String, grave: bool) -> Element<'a, Message> {
    let (ground, ink) = if grave {
        (look.red, look.on_strong)
    } else {
        (look.marker, look.on_marker)
    };
    container(letters(words, BOLD, SMALL, ink))
        .width(Fill)
        .padding([S1, S4])
        .center_x(Fill)
        .style(look.ground(ground, ink))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_has_its_words_and_a_way_out() {
        let all = [
            Trouble::Window,
            Trouble::Busy,
            Trouble::Newer,
            Trouble::Foreign,
            Trouble::Damaged,
            Trouble::Gone,
            Trouble::HalfRestored,
            Trouble::ReadOnly,
            Trouble::Full,
            Trouble::Diverged,
        ];
        for trouble in all.into_iter().map(Some).chain([None]) {
            let way = way(trouble);
            for key in [way.heading, way.safe, way.todo] {
                assert_ne!(say(key), key, "{trouble:?}");
            }
        }
    }

    #[test]
    fn while_something_is_being_done_nothing_else_is() {
        let mut state = State::new(&Error::Trouble(Trouble::Damaged, "the page".to_owned()));
        assert_eq!(state.update(Message::RestorePressed), Action::None, "no file was named");
        assert_eq!(state.update(Message::RepairPressed), Action::Repair);
        assert_eq!(state.update(Message::RepairPressed), Action::None);
        assert_eq!(state.update(Message::LookPressed), Action::None);
    }
}
