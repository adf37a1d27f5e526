//! Zinetill: a till for zine tables. This page is the map of the house.
//!
//! | room | what it does |
//! | --- | --- |
//! | [`domain`] | decides: money, price rules, baskets, sales, days |
//! | [`store`] | remembers: one SQLite file and the till roll beside it |
//! | [`documents`] | prints: data → rows → PDF |
//! | [`exchange`] | reads other people's files |
//! | [`till`] | the one front door to all four |
//! | `gui`, [`cli`] | ask and show |
//! | `typefaces` | carries the font files, each once, for papers and the window |
//!
//! Imports point one way: main → gui, cli → till → store, documents, exchange → domain. `.ci/layers` holds the walls.
//!
//! Architecture Invariant: everything but `gui` builds without a window (`cargo check --no-default-features`).
//!
//! Architecture Invariant: views only read; `update` never blocks. One thread owns the till and answers by message (`gui::desk`).
//!
//! Architecture Invariant: records of money are added, never changed (`tests/books.rs`, `the_books_refuse_to_be_changed`).
//!
//! Architecture Invariant: a sale is answered after its transaction is committed and its line stands in the till roll
//! (`tests/faults`).
//!
//! Architecture Invariant: the journal is one hash chain over a frozen encoding (`docs/journal.md`); `verify` finds every changed
//! column and every changed field of the roll (`tests/books.rs`).
//!
//! Architecture Invariant: money is exact; no float stands in domain, store or schema (`.ci/layers`).
//!
//! Architecture Invariant: the price of a basket is a pure function of the basket and of what is in force, whatever the order of
//! the taps (`docs/pricing.md`; `tests/after_the_lines.rs`, `tests/offers.rs`, `tests/refunds.rs`).
//!
//! Architecture Invariant: what is decoded is checked again, and a mismatch names the record (`domain::journal::Entry::sale`).
//! Clippy denies `unwrap`, `expect`, indexing and `panic!` outside tests.
//!
//! Architecture Invariant: a file that is no till of this version is left as it is (`tests/command_line.rs`,
//! `files_that_are_no_till_are_left_as_they_are`).
//!
//! Architecture Invariant: no network code (`deny.toml`).

pub mod cli;
pub mod documents;
pub mod domain;
pub mod exchange;
#[cfg(feature = "gui")]
pub mod gui;
pub mod store;
pub mod till;
mod typefaces;
