//! The five places, the first start, and the panel for what keeps the till from opening.

/// Names what the page keys scroll, one to a screen.
pub const PAGE: &str = "page";

pub mod catalog;
pub mod day;
pub mod event;
pub mod help;
pub mod opening;
pub mod payment;
pub mod sales;
pub mod sell;
pub mod start;
pub mod trouble;
