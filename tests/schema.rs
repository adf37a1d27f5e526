//! The prints by which a till's schema is known, held to the steps that make it.
#![allow(clippy::unwrap_used)]

use rusqlite::Connection;
use zinetill::store::{MIGRATIONS, SCHEMA_PRINTS, schema_print};

#[test]
fn each_version_has_the_print_of_its_steps() {
    let conn = Connection::open_in_memory().unwrap();
    let prints = MIGRATIONS.iter().map(|step| {
        conn.execute_batch(step).unwrap();
        schema_print(&conn).unwrap()
    });
    let prints: Vec<String> = prints.collect();
    assert_eq!(
        prints, SCHEMA_PRINTS,
        "a step was changed: SCHEMA_PRINTS in src/store/schema.rs must be what stands on the left. \
         Of a version that was released nothing may change"
    );
}

#[test]
fn whatever_is_added_taken_away_or_worded_otherwise_changes_the_print() {
    let print = |change: &str| {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE a (b TEXT) STRICT; CREATE INDEX c ON a (b);")
            .unwrap();
        conn.execute_batch(change).unwrap();
        schema_print(&conn).unwrap()
    };
    let same = print("");
    assert_eq!(same, print("INSERT INTO a (b) VALUES ('rows do not count')"));
    for change in [
        "DROP INDEX c",
        "ALTER TABLE a ADD COLUMN d TEXT",
        "ALTER TABLE a RENAME TO e",
        "CREATE TRIGGER f AFTER DELETE ON a BEGIN SELECT 1; END",
        "CREATE VIEW g AS SELECT * FROM a",
    ] {
        assert_ne!(same, print(change), "{change}");
    }
}
