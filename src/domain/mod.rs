//! What the till decides: money, price rules, baskets, sales, sessions, days.
//! Never a clock, randomness, files, floats, SQL or a window.

pub mod currency;
pub mod money;
pub mod rule;
pub mod title;
