//! Zinetill: a till for zine tables.

pub mod domain;
pub mod till;
