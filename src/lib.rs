//! Zinetill: a till for zine tables.

pub mod cli;
pub mod documents;
pub mod domain;
pub mod exchange;
#[cfg(feature = "gui")]
pub mod gui;
pub mod store;
pub mod till;
