//! A database made by somebody who means ill: it is refused before a statement of its own can run, and left as it is.

use crate::common::demo;
use crate::dice::Dice;
use crate::suite::Row;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use zinetill::store::DATABASE;
use zinetill::till::Till;

/// What is done to a good till's schema.
const SCHEMAS: [(&str, &str); 12] = [
    (
        "a trigger on every sale",
        "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM cart; END",
    ),
    ("a trigger less", "DROP TRIGGER sale_stays"),
    (
        "a trigger of the same name that does nothing",
        "DROP TRIGGER sale_stays; CREATE TRIGGER sale_stays BEFORE DELETE ON sale BEGIN SELECT 1; END",
    ),
    (
        "a view that shows other sales",
        "ALTER TABLE sale RENAME TO real_sale; CREATE VIEW sale AS SELECT * FROM real_sale WHERE total_minor < 100",
    ),
    (
        "a view over the till itself",
        "ALTER TABLE till RENAME TO real_till; CREATE VIEW till AS SELECT * FROM real_till",
    ),
    (
        "a recursion without end",
        "ALTER TABLE setting RENAME TO s; CREATE VIEW setting (key, value) AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, hex(randomblob(1000)) FROM n",
    ),
    ("an index more", "CREATE INDEX evil ON sale (note)"),
    (
        "an index over an expression",
        "CREATE INDEX evil ON setting (abs(length(value)))",
    ),
    ("a table more", "CREATE TABLE evil (x)"),
    (
        "a column more",
        "ALTER TABLE setting ADD COLUMN evil TEXT DEFAULT 'evil'",
    ),
    ("a full-text table", "CREATE VIRTUAL TABLE evil USING fts5(x)"),
    (
        "a table written into the schema by hand",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (one = 1)', '') WHERE name = 'till'",
    ),
];

fn raw(folder: &Path, statements: &str) {
    let conn = Connection::open(folder.join(DATABASE)).unwrap();
    conn.execute_batch(statements).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

pub fn f37_a_database_with_another_schema_is_refused_and_left_as_it_is(row: &mut Row) {
    for (what, statements) in SCHEMAS {
        let till = demo();
        raw(till.path(), statements);
        let file = till.path().join(DATABASE);
        let before = std::fs::read(&file).unwrap();
        let said = Till::open(till.path())
            .err()
            .unwrap_or_else(|| panic!("{what} was opened"))
            .to_string();
        assert!(
            said.contains("not those of a till; it was left as it is"),
            "{what}: {said}"
        );
        assert!(std::fs::read(&file).unwrap() == before, "{what} was written to");
        row.injected += 1;
    }
    row.holds();
}

/// The first page holds the header and the root of the schema: whatever stands there, the till opens or says why not.
pub fn f37_any_first_page_is_opened_or_refused_without_a_panic(row: &mut Row) {
    let till = demo();
    let good = std::fs::read(till.path().join(DATABASE)).unwrap();
    let roll = std::fs::read(till.path().join(zinetill::store::ROLL)).unwrap();
    let (mut dice, mut opened) = (Dice::new(37), 0);
    let rounds = std::env::var("ZINETILL_FAULT_SEEDS")
        .ok()
        .and_then(|text| text.parse().ok());
    for seed in 0..rounds.unwrap_or(400) {
        let scratch = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        let mut bytes = good.clone();
        // In the header alone, in the first page, or all of it.
        let reach = [100, 4096, 4096][dice.below(3)];
        for _ in 0..[1, 3, 20, 400][dice.below(4)] {
            bytes[dice.below(reach)] = dice.roll() as u8;
        }
        std::fs::write(scratch.path().join(DATABASE), bytes).unwrap();
        std::fs::write(scratch.path().join(zinetill::store::ROLL), &roll).unwrap();
        let tried = catch_unwind(AssertUnwindSafe(|| match Till::open(scratch.path()) {
            Ok(till) => drop(till.verify(|_, _| ())),
            Err(error) => assert!(!error.to_string().is_empty()),
        }));
        row.injected += 1;
        row.panics += u64::from(tried.is_err());
        opened += u64::from(Till::open(scratch.path()).is_ok());
        assert!(tried.is_ok(), "seed {seed}");
    }
    row.note = format!("{opened} opened all the same");
    row.holds();
}
