//! What the till remembers: one SQLite file, and the till roll beside it.
//! Never decides: amounts and entries come from `domain`, and are only checked and kept here.

mod book;
mod cart;
mod catalog;
mod connection;
mod correction;
mod error;
mod query;
mod roll;
mod rows;
mod summary;
mod terms;
mod tin;
pub mod trial;
mod verify;

pub use book::{HeadOf, append, entry_at, head, last_sale_at, replay};
pub use cart::{carts, drop_cart, keep_cart};
pub use catalog::{Cause, add_stock, load_catalog, save_title, stock_of};
pub use connection::{DATABASE, MIGRATIONS, Store, schema_of};
pub use correction::{after_sale, correction_by_number, entry_with_key, unverified};
pub use error::StoreError;
pub use query::{last_number, last_sale, numbers_of_event, sale_by_number, sales};
pub use roll::{ROLL, RollState, catch_up, lines_after};
pub use summary::{Range, event_days, summary};
pub use terms::{add_offer, save_list, save_tax, stop_offer};
pub use tin::{last_count, last_session, open_session, sessions_of, tin_of, tin_report};
pub use verify::{Problem, Verification, verify};
