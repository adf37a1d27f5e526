//! Where a trial may end the process, and what it may set otherwise, to see what a crash leaves behind.
//! Never there in a released build: without debug assertions every call is empty.

use rusqlite::Connection;

macro_rules! points {
    ($($(#[$doc:meta])* $point:ident = $name:literal),+ $(,)?) => {
        /// A place where the process may end; `ZINETILL_TRIAL_CRASH` names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Point {
            $($(#[$doc])* $point),+
        }

        impl Point {
            /// Every place there is.
            pub const ALL: &[Point] = &[$(Point::$point),+];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Point::$point => $name),+
                }
            }
        }
    };
}

points! {
    /// A new database is whole, under another name.
    Made = "made",
    /// It stands under its own name, not yet synced.
    Named = "named",
    /// A writing has begun.
    PageOpened = "page-opened",
    /// An entry stands in its tables.
    EntryWritten = "entry-written",
    /// The writing is committed.
    Committed = "committed",
    /// The till roll is locked.
    RollLocked = "roll-locked",
    /// What the roll lacked is written to it, not yet synced.
    RollWritten = "roll-written",
    /// And synced; nobody has been answered yet.
    RollSynced = "roll-synced",
    /// A damaged database is copied aside.
    SetAside = "set-aside",
    /// What it lost is put back, not yet committed.
    PutBack = "put-back",
    /// A paper is written under another name.
    PaperWritten = "paper-written",
}

/// The process has come to a place; where a trial wants it so, it ends here and now.
pub fn reached(point: Point) {
    #[cfg(debug_assertions)]
    if std::env::var_os("ZINETILL_TRIAL_CRASH").is_some_and(|wanted| wanted == point.name()) {
        std::process::abort();
    }
    let _ = point;
}

/// What a trial wants of the connection beyond its settings: a weaker flush, to show that the tests would notice.
pub(super) fn settle(conn: &Connection) -> Result<(), rusqlite::Error> {
    #[cfg(debug_assertions)]
    if let Ok(pragmas) = std::env::var("ZINETILL_TRIAL_PRAGMAS") {
        conn.execute_batch(&pragmas)?;
    }
    let _ = conn;
    Ok(())
}
