//! What a shop puts round its papers: name, lines, logo, code. Kept by version, so that an old paper looks as it did.
//! Never says what was sold.

use super::settings::Settings;
use std::sync::Arc;

/// The language that papers speak where nobody said.
pub const LANGUAGE: &str = "en";

/// The head and foot of papers, as they were in force when something was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Name of the shop or distro.
    pub shop: String,
    /// Below the name; a line each.
    pub tagline: String,
    /// At the foot; a line each.
    pub footer: String,
    /// What the code at the foot holds: an address or any text. Empty where there is no code.
    pub code: String,
    /// The language that the paper speaks, as in `en`.
    pub language: String,
    /// The logo, as a PNG of the till's own making.
    pub logo: Option<Arc<[u8]>>,
}

impl Default for Letterhead {
    fn default() -> Letterhead {
        Letterhead {
            shop: String::new(),
            tagline: String::new(),
            footer: String::new(),
            code: String::new(),
            language: LANGUAGE.to_owned(),
            logo: None,
        }
    }
}

impl From<&Settings> for Letterhead {
    fn from(settings: &Settings) -> Letterhead {
        Letterhead {
            shop: settings.shop.clone(),
            tagline: settings.tagline.clone(),
            footer: settings.footer.clone(),
            code: settings.papers.code.clone(),
            ..Letterhead::default()
        }
    }
}

/// Text of several lines as it is typed in one: `|` parts lines.
pub fn typed(lines: &str) -> String {
    lines.lines().map(str::trim).collect::<Vec<_>>().join(" | ")
}

/// The lines of what was typed in one.
pub fn lines(typed: &str) -> String {
    let lines = typed.split(['|', '\n']).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_typed_in_one_and_come_back() {
        for (text, kept, shown) in [
            ("one", "one", "one"),
            ("one|two", "one\ntwo", "one | two"),
            (" one |  | two\r\nthree ", "one\ntwo\nthree", "one | two | three"),
            ("", "", ""),
        ] {
            assert_eq!(lines(text), kept);
            assert_eq!(typed(kept), shown);
            assert_eq!(lines(&typed(kept)), kept);
        }
    }
}
