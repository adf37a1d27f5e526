//! How a till is set.
//! Never keeps a value that it would not read back.

use super::{Error, Till, refused};
use crate::domain::day;
use crate::domain::settings::Settings;

/// What is trusted to arrive where nobody said: a card reader says so itself.
const TRUSTED: &str = "card";
/// The methods shown beside cash where nobody said.
const METHODS: &str = "card, venmo, cash app";

impl Till {
    /// How it is set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        let currency = self.store.currency;
        let coin = self.store.setting("smallest-coin")?;
        let hour = self.store.setting("rollover-hour")?;
        Ok(Settings {
            shop: self.store.setting("shop")?,
            tagline: self.store.setting("tagline")?,
            footer: self.store.setting("footer")?,
            currency,
            register: self.store.register.clone(),
            practice: self.store.practice,
            smallest_coin: currency.parse(&coin).ok(),
            methods: self
                .names("methods", METHODS)?
                .iter()
                .map(|name| name.to_lowercase())
                .collect(),
            trusted: self
                .names("trusted", TRUSTED)?
                .iter()
                .map(|name| name.to_lowercase())
                .collect(),
            jars: self.names("jars", "")?,
            rollover_hour: hour.parse().unwrap_or(day::ROLLOVER_HOUR),
        })
    }

    /// Names parted by commas; `otherwise` where nothing was set.
    fn names(&self, key: &str, otherwise: &str) -> Result<Vec<String>, Error> {
        let names = self.store.setting(key)?;
        let names = if names.is_empty() { otherwise } else { &names };
        Ok(names
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect())
    }

    /// Changes a setting: `shop`, `tagline`, `footer`, `methods`, `trusted`, `jars`, `smallest-coin`, `rollover-hour`.
    ///
    /// # Errors
    /// When there is no such setting or the value does not fit it.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let value = value.trim();
        match key {
            "shop" | "tagline" | "footer" | "methods" | "trusted" | "jars" => {}
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
                    "there is no setting `{key}`; there are shop, tagline, footer, methods, trusted, jars, smallest-coin and rollover-hour"
                )));
            }
        }
        Ok(self.store.set(key, value)?)
    }
}
