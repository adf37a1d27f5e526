//! How a till is set.
//! Never keeps a value that it would not read back.

use super::{Error, Till, printer, refused};
use crate::documents::picture;
use crate::domain::day;
use crate::domain::settings::{Paper, Papers, Settings};

/// What is trusted to arrive where nobody said: a card reader says so itself.
const TRUSTED: &str = "card";
/// The methods shown beside cash where nobody said.
const METHODS: &str = "card, venmo, cash app";

/// Everything that can be set.
pub const SETTINGS: [&str; 14] = [
    "shop",
    "tagline",
    "footer",
    "qr",
    "logo",
    "paper",
    "printer",
    "print-each",
    "methods",
    "trusted",
    "jars",
    "smallest-coin",
    "rollover-hour",
    "backup-to",
];
const YES: &str = "yes";
const NO: &str = "no";

/// A paper that there is not.
pub(super) fn no_paper(name: &str) -> Error {
    let names: Vec<&str> = Paper::ALL.into_iter().map(Paper::name).collect();
    refused(format!("there is no paper `{name}`; there are {}", names.join(", ")))
}

impl Till {
    /// How it is set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        let currency = self.store.currency;
        let kept = self.store.settings()?;
        let text = |key: &str| kept.get(key).cloned().unwrap_or_default();
        let lower = |names: Vec<String>| names.iter().map(|name| name.to_lowercase()).collect();
        let head = self.letterhead()?;
        let papers = Papers {
            paper: Paper::parse(&text("paper")).unwrap_or_default(),
            code: head.code,
            logo: head.logo.as_ref().and_then(|kept| picture::size(kept)),
            printer: text("printer"),
            print_each: text("print-each") == YES,
        };
        Ok(Settings {
            shop: head.shop,
            tagline: head.tagline,
            footer: head.footer,
            currency,
            register: self.store.register.clone(),
            practice: self.store.practice,
            smallest_coin: currency.parse(&text("smallest-coin")).ok(),
            methods: lower(names(&text("methods"), METHODS)),
            trusted: lower(names(&text("trusted"), TRUSTED)),
            jars: names(&text("jars"), ""),
            rollover_hour: text("rollover-hour").parse().unwrap_or(day::ROLLOVER_HOUR),
            papers,
        })
    }

    /// Changes a setting, one of [`SETTINGS`].
    ///
    /// # Errors
    /// When there is no such setting or the value does not fit it.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let value = value.trim();
        match key {
            "shop" | "tagline" | "footer" | "qr" | "logo" => return self.set_letterhead(key, value),
            "methods" | "trusted" | "jars" => {}
            "paper" if value.is_empty() || Paper::parse(value).is_some() => {}
            "paper" => return Err(no_paper(value)),
            "printer" if value.is_empty() => {}
            "printer" => printer::known(value)?,
            "print-each" if ["", YES, NO].contains(&value) => {}
            "print-each" => {
                return Err(refused(format!("say `yes` or `no`, not `{value}`")));
            }
            "backup-to" => self.choose_second(value)?,
            "smallest-coin" if value.is_empty() => {}
            "smallest-coin" => {
                self.store.currency.parse(value).map_err(refused)?;
            }
            "rollover-hour" => {
                if !value.parse::<u32>().is_ok_and(|hour| hour < 24) {
                    return Err(refused(format!("`{value}` is no hour; give one from 0 to 23")));
                }
            }
            _ => {
                return Err(refused(format!(
                    "there is no setting `{key}`; there are {}",
                    SETTINGS.join(", ")
                )));
            }
        }
        Ok(self.store.set(key, value)?)
    }
}

/// Names parted by commas; `otherwise` where nothing was set.
fn names(names: &str, otherwise: &str) -> Vec<String> {
    let names = if names.is_empty() { otherwise } else { names };
    let names = names.split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}
