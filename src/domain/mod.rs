//! What the till decides: money, price rules, baskets, sales, sessions, days.
//! Never a clock, randomness, files, floats, SQL or a window.

pub mod barcode;
pub mod cart;
pub mod catalog;
pub mod correction;
pub mod currency;
pub mod day;
pub mod discount;
pub mod edit;
pub mod journal;
pub mod ledger;
pub mod letterhead;
pub mod maker;
pub mod money;
pub mod offer;
pub mod packing;
pub mod part;
pub mod payment;
pub mod pricing;
pub mod refund;
pub mod report;
pub mod rule;
pub mod sale;
pub mod sales_filter;
pub mod search;
pub mod sentence;
pub mod session;
pub mod settings;
pub mod span;
pub mod stock;
pub mod tax;
pub mod title;
