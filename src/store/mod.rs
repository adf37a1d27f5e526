//! What the till remembers: one SQLite file, and the till roll beside it.
//! Never decides: amounts and entries come from `domain`, and are only checked and kept here.

mod backup;
mod ballast;
mod behind;
mod book;
mod cart;
mod catalog;
mod chain;
mod connection;
mod correction;
mod error;
mod imports;

mod letterhead;
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
mod search;
mod second;
mod summary;
mod terms;
mod tin;
pub mod trial;
mod verify;

pub use backup::{BACKUPS, Backup, Held, free_place, list as backups, make_own, not_made, stamp, sweep};
pub use ballast::{BALLAST, let_go as let_ballast_go};
pub use behind::sales_behind;
pub use book::{HeadOf, append, entry_at, head, last_sale_at, replay};
pub use cart::{carts, drop_cart, keep_cart};
pub use catalog::{Cause, add_stock, load_catalog, save_title, stock_of};
pub use chain::{CHECKED, Checked, follow_chain};
pub use connection::{DATABASE, Founding, MIGRATIONS, Store, schema_of};
pub use correction::{after_sale, correction_by_number, entry_with_key, unverified};
pub use error::{StoreError, Trouble};
pub use imports::{Import, Undone, begin_import, end_import, import, keep_imported, title_row, undo_import};

pub use letterhead::{letterhead, letterhead_version};
pub use lock::{Held as WindowLock, called, window as window_lock};
pub use look::{look, look_at_copy};
pub use print::{PrintRow, waiting_prints, was_printed};
pub use query::{
    entries_of, last_number, last_sale, numbers_of_event, place_of_correction, place_of_sale, sale_by_number, sales,
};
pub use repair::{Repaired, repair};
pub use restore::{From as RestoreFrom, PLAN, Restored, finish_interrupted, restore};
pub use roll::{ROLL, RollState, catch_up, lines_after};
pub use search::take_in;
pub use second::{catch_up as catch_up_second, choose as choose_second, lacks as second_lacks};
pub use summary::{
    DayOfSales, EventOfSales, Range, beside, days_of_sales, event_before, event_days, events_of_sales, headline,
    summary,
};
pub use terms::{add_offer, save_list, save_tax, stop_offer};
pub use tin::{last_count, last_session, open_session, sessions_of, tin_of, tin_report};
pub use verify::{Problem, Verification, verify};
