//! What the till remembers: one SQLite file, and the till roll beside it.
//! Never decides: amounts and entries come from `domain`, and are only checked and kept here.

mod backup;
mod ballast;
mod behind;
mod book;
mod cart;
mod catalog;
mod chain;
mod changes;
mod connection;
mod correction;
mod cover;
mod error;
mod letterhead;
mod list;
mod lock;
mod look;
mod migrate;
mod print;
mod query;
mod repair;
mod restore;
mod roll;
mod rows;
mod salvage;
mod schema;
mod search;
mod second;
mod stock;
mod summary;
mod terms;
mod tin;
pub mod trial;
mod unverified;
mod verify;

pub use backup::{BACKUPS, Backup, free_place, list as backups, make_own, not_made, stamp, sweep};
pub use ballast::{BALLAST, let_go as let_ballast_go};
pub use book::{HeadOf, append, head, last_sale_at, replay};
pub use cart::{carts, drop_cart, keep_cart};
pub use catalog::{Cause, add_stock, delete_title, load_catalog, save_title, stock_of, title_in_use};
pub use chain::{CHECKED, Checked, follow_chain};
pub use changes::{Change, Changing, Import, Noun, Sort, Undone, Which, change, undo_change};
pub use connection::{DATABASE, Founding, Store};
pub use correction::{after_sale, correction_by_number, entry_with_key};
pub use cover::{cover, save_cover, sweep_covers};
pub use error::{StoreError, Trouble};
pub use letterhead::{letterhead, letterhead_version};
pub use list::sales;
pub use lock::{Held as WindowLock, called, window as window_lock};
pub use look::{look, look_at_copy};
pub use print::{PrintRow, WaitingRow, waiting_prints, was_printed};
pub use query::{
    day_of_number, entries_of, last_number, last_sale, numbers_of_event, place_of_correction, place_of_sale,
    sale_by_number,
};
pub use repair::{Repaired, repair};
pub use restore::{From as RestoreFrom, Restored, finish_interrupted, restore};
pub use roll::{ROLL, RollState, catch_up, lines_after};
pub use schema::{MIGRATIONS, SCHEMA_PRINTS, schema_of, schema_print};
pub use search::take_in;
pub use second::{catch_up as catch_up_second, choose as choose_second, lacks as second_lacks};
pub use stock::{
    begin_counting, begun_with, came_with_its_title, end_counting, forget_found, gone, keep_found, last_movement,
    moved_by_hand, movements, put_into_box, stocktake,
};

pub use summary::{
    DayOfSales, EventOfSales, Range, beside, days_of_sales, event_before, event_days, events_of_sales, headline,
    summary, volunteers,
};
pub use terms::{add_offer, delete_list, delete_tax, save_list, save_tax, stop_offer};
pub use tin::{first_after, last_count, last_session, open_session, sessions_of, tin_of, tin_report};
pub use unverified::{is_ticked_off, unverified};
pub use verify::{Problem, Verification, verify};
