//! What several tests share: a till in a folder of its own, and the built program.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use rusqlite::Connection;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use zinetill::store::MIGRATIONS;

/// A folder with a demo till in it.
pub fn demo() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = zinetill(folder.path(), &["new", "--demo", "--shop", "Stigmergy Distro"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

/// Runs the built program on a till.
pub fn zinetill(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zinetill"))
        .arg("--data")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}

/// Runs it with `--json` and reads the answer, which must be a good one.
pub fn answer(folder: &Path, arguments: &[&str]) -> Value {
    let output = zinetill(folder, &[arguments, &["--json"]].concat());
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs it and expects one clear sentence, nothing on stdout, and exit code 1.
pub fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = zinetill(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert_eq!(said.trim().lines().count(), 1, "{arguments:?}: {said}");
    said
}

/// The titles of the catalog, as the command line lists them.
pub fn titles(folder: &Path) -> Vec<Value> {
    let listed = answer(folder, &["catalog", "list"]);
    listed["titles"].as_array().unwrap().clone()
}

/// One of them; null where there is none.
pub fn title(folder: &Path, sku: &str) -> Value {
    let found = titles(folder).into_iter().find(|title| title["sku"] == sku);
    found.unwrap_or(Value::Null)
}

/// How many sales and corrections are listed.
pub fn listed(folder: &Path) -> usize {
    answer(folder, &["sales", "list"])["sales"].as_array().unwrap().len()
}

/// What lies in a folder, by name.
pub fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Opens the tin of a fest with $40.00 in it; Robin sells.
pub fn open_tin(folder: &Path) {
    let words = [
        "session",
        "open",
        "--float",
        "40",
        "--event",
        "Zine Fest",
        "--by",
        "Robin",
    ];
    answer(folder, &words);
}

/// Verifies the till, whatever it says.
pub fn verified(folder: &Path) -> Value {
    let output = zinetill(folder, &["verify", "--json"]);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Drops what guards the books, so that they can be written by hand.
pub fn drop_triggers(conn: &Connection) {
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
}

/// Puts the triggers back, so that the schema is a till's again.
pub fn heal_schema(conn: &Connection) {
    let fresh = Connection::open_in_memory().unwrap();
    MIGRATIONS.iter().for_each(|step| fresh.execute_batch(step).unwrap());
    let mut triggers = fresh
        .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let mut triggers = triggers.query([]).unwrap();
    while let Some(trigger) = triggers.next().unwrap() {
        conn.execute_batch(&trigger.get::<_, String>(0).unwrap()).unwrap();
    }
}
