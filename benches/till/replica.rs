//! The rows of a sale that a till recorded, inserted again and again under new keys.
//! Knows no table by name: what a sale writes is read from the database before and after one.

use super::common;
use super::tests::drop_triggers;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use tempfile::TempDir;
use uuid::Uuid;
use zinetill::store::{ROLL, Store};
use zinetill::till::{SaleRequest, Till};

/// A column by its table and name.
type Column = (String, String);
/// A row's values, in the order of its columns.
pub type Row = Vec<Value>;
type Rows = HashMap<String, Vec<Row>>;

/// No sale writes more rows than this to one table.
const MOST_ROWS: i64 = 64;

/// One write of a sale.
struct Step {
    sql: String,
    values: Row,
    /// Places of values that another row may not have too, and of those that point at such a one.
    keys: Vec<(usize, Column)>,
    pointers: Vec<(usize, Column)>,
}

/// A till's database without its triggers, and what a sale wrote to it.
pub struct Replica {
    _folder: TempDir,
    store: Store,
    steps: Vec<Step>,
    roll: File,
    line: Vec<u8>,
    round: i64,
}

impl Replica {
    /// Sells once in a till of its own and keeps what that wrote.
    pub fn of_a_sale(titles: usize, request: &SaleRequest) -> Replica {
        let folder = common::till(titles);
        let mut till = Till::open(folder.path()).unwrap();
        // The first sale opens a session; what comes after is a sale alone.
        let first = SaleRequest {
            key: Uuid::now_v7().to_string(),
            ..request.clone()
        };
        till.sell(&first).unwrap();
        let roll = folder.path().join(ROLL);
        let written = std::fs::metadata(&roll).unwrap().len() as usize;
        // Opened as the till opens it: what makes it durable is the same.
        let store = Store::open(folder.path()).unwrap();
        let tables = tables(&store.conn);
        let before = rows(&store.conn, &tables);
        till.sell(request).unwrap();
        drop(till);
        let after = rows(&store.conn, &tables);
        let line = std::fs::read(&roll).unwrap().split_off(written);
        let steps = steps(&store.conn, &tables, &before, &after);
        drop_triggers(&store.conn);
        Replica {
            store,
            steps,
            roll: OpenOptions::new()
                .append(true)
                .create(true)
                .open(folder.path().join("bar.ndjson"))
                .unwrap(),
            line,
            round: 0,
            _folder: folder,
        }
    }

    /// The rows of the next sale, under keys of their own.
    pub fn next(&mut self) -> Vec<Row> {
        self.round += 1;
        let mut given: Vec<(&Column, &Value, Value)> = Vec::new();
        let mut rows = Vec::new();
        for step in &self.steps {
            let mut values = step.values.clone();
            for (place, root) in &step.pointers {
                let new = given
                    .iter()
                    .find(|(column, old, _)| *column == root && **old == values[*place]);
                if let Some((_, _, new)) = new {
                    values[*place] = new.clone();
                }
            }
            for (place, column) in &step.keys {
                let new = fresh(&values[*place], self.round * MOST_ROWS);
                given.push((column, &step.values[*place], new.clone()));
                values[*place] = new;
            }
            rows.push(values);
        }
        rows
    }

    /// Inserts them, commits, and appends the line.
    pub fn insert(&mut self, rows: Vec<Row>) {
        let tx = self.store.write().unwrap();
        for (step, values) in self.steps.iter().zip(rows) {
            tx.prepare_cached(&step.sql)
                .unwrap()
                .execute(params_from_iter(values))
                .unwrap();
        }
        tx.commit().unwrap();
        self.roll.write_all(&self.line).unwrap();
        self.roll.sync_data().unwrap();
    }
}

/// Another value of the same make and length.
fn fresh(value: &Value, further: i64) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number + further),
        Value::Text(text) => {
            let mut new = Uuid::now_v7().to_string();
            new.truncate(text.len());
            Value::Text(new)
        }
        Value::Blob(bytes) => {
            let id = Uuid::now_v7();
            Value::Blob(id.as_bytes().iter().copied().cycle().take(bytes.len()).collect())
        }
        other => other.clone(),
    }
}

/// Tables in the order they were made, so that what is pointed at comes first. The index of words is none of them: it follows
/// behind a sale.
fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE 'record_words%' ORDER BY rowid";
    texts(conn, sql)
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    conn.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn rows(conn: &Connection, tables: &[String]) -> Rows {
    tables
        .iter()
        .map(|table| {
            let width = common::columns(conn, table).len();
            let mut query = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let rows = query
                .query_map([], |row| (0..width).map(|place| row.get(place)).collect())
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            (table.clone(), rows)
        })
        .collect()
}

/// What made the rows after of those before: a row whose key was there is an update, any other an insert.
fn steps(conn: &Connection, tables: &[String], before: &Rows, after: &Rows) -> Vec<Step> {
    let mut steps = Vec::new();
    for table in tables {
        let columns = common::columns(conn, table);
        let key = key_of(conn, table);
        let alone = alone(conn, table);
        let is_key = |place: usize| key.contains(&columns[place]);
        let same_key = |a: &Row, b: &Row| (0..columns.len()).all(|place| !is_key(place) || a[place] == b[place]);
        for row in after[table].iter().filter(|row| !before[table].contains(row)) {
            if !key.is_empty() && before[table].iter().any(|old| same_key(old, row)) {
                let set: Vec<usize> = (0..columns.len()).filter(|place| !is_key(*place)).collect();
                let by: Vec<usize> = (0..columns.len()).filter(|place| is_key(*place)).collect();
                let named = |places: &[usize]| -> Vec<String> {
                    places.iter().map(|place| format!("{} = ?", columns[*place])).collect()
                };
                steps.push(Step {
                    sql: format!(
                        "UPDATE {table} SET {} WHERE {}",
                        named(&set).join(", "),
                        named(&by).join(" AND ")
                    ),
                    values: set.iter().chain(&by).map(|place| row[*place].clone()).collect(),
                    keys: Vec::new(),
                    pointers: Vec::new(),
                });
                continue;
            }
            let mut step = Step {
                sql: format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns.len()].join(", ")),
                values: row.clone(),
                keys: Vec::new(),
                pointers: Vec::new(),
            };
            for (place, name) in columns.iter().enumerate() {
                let column = (table.clone(), name.clone());
                match root_of(conn, &column) {
                    Some(root) => step.pointers.push((place, root)),
                    None if alone.contains(name) => step.keys.push((place, column)),
                    None => {}
                }
            }
            steps.push(step);
        }
    }
    assert!(steps.len() > 3, "a sale wrote next to nothing");
    steps
}

/// The columns of a table's primary key.
fn key_of(conn: &Connection, table: &str) -> Vec<String> {
    texts(
        conn,
        &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0"),
    )
}

/// Columns whose value no two rows may share.
fn alone(conn: &Connection, table: &str) -> Vec<String> {
    let unique = format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1");
    texts(conn, &unique)
        .iter()
        .map(|index| texts(conn, &format!("SELECT name FROM pragma_index_info('{index}')")))
        .chain([key_of(conn, table)])
        .filter(|columns| columns.len() == 1)
        .flatten()
        .collect()
}

/// The column that one points at in the end, through any number of others; `None` where it points nowhere.
fn root_of(conn: &Connection, (table, name): &Column) -> Option<Column> {
    let mut query = conn
        .prepare("SELECT \"table\", \"to\" FROM pragma_foreign_key_list(?) WHERE \"from\" = ?")
        .unwrap();
    let parent: Column = query
        .query_map([table, name], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .next()?
        .unwrap();
    Some(root_of(conn, &parent).unwrap_or(parent))
}
