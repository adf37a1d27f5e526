//! Zinetill: a till for zine tables.

pub mod domain;
