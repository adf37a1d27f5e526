//! What the till remembers: one SQLite file, and the till roll beside it.
//! Never decides: amounts and entries come from `domain`, and are only checked and kept here.

mod book;
mod cart;
mod catalog;
mod connection;
mod error;
mod query;
mod roll;
mod summary;
mod terms;
mod verify;

pub use book::{HeadOf, append, entry_at, head, last_sale_at, open_session, replay, sale_with_key};
pub use cart::{carts, drop_cart, keep_cart};
pub use catalog::{add_stock, load_catalog, save_title, stock_of};
pub use connection::{DATABASE, MIGRATIONS, Store, schema_of};
pub use error::StoreError;
pub use query::{last_number, numbers_of_event, sale_by_number, sales};
pub use roll::{ROLL, RollState, catch_up, lines_after};
pub use summary::{event_days, summary};
pub use terms::{add_offer, save_list, save_tax, stop_offer};
pub use verify::{Problem, Verification, verify};
