//! Catalog files: what one would do, and what went into one.
//! Never reads or writes one.

use super::Shown;
use crate::exchange::export::Sheet;
use crate::exchange::import::{Action, Plan, Planned};
use crate::till::{Import, Undone};
use serde_json::{Value, json};
use std::path::Path;

fn row_json(row: &Planned) -> Value {
    json!({
        "line": row.line,
        "sku": row.title.as_ref().map(|title| title.sku.as_str()),
        "title": row.title.as_ref().map(|title| title.name.as_str()),
        "action": row.action.word(),
        "changes": row.changes,
        "problem": row.why,
    })
}

/// What a file would do; or what it did, and as which import.
pub fn planned(plan: &Plan, file: &Path, done: Option<Option<&Import>>) -> Shown {
    let dry_run = done.is_none();
    let (new, changed, same) = (
        plan.count(Action::New),
        plan.count(Action::Changed),
        plan.count(Action::Same),
    );
    let problems = plan.problems();
    let came = if dry_run { "would come" } else { "came" };
    let import = done.flatten();
    let mut said = vec![format!(
        "{new} new, {changed} changed, {same} as they were; {came} in from {}",
        file.display()
    )];
    said.extend(import.map(|import| format!("  import {}; `zinetill catalog undo` undoes it", import.number)));
    for row in &plan.rows {
        let name = row.title.as_ref().map_or("", |title| title.name.as_str());
        said.extend(match row.action {
            Action::Same => None,
            Action::New => Some(format!("  line {:>4}  new      {name}", row.line)),
            Action::Changed => Some(format!(
                "  line {:>4}  changed  {name}: {}",
                row.line,
                row.changes.join(", ")
            )),
            Action::Problem => Some(format!(
                "  line {:>4}  problem  {}",
                row.line,
                row.why.clone().unwrap_or_default()
            )),
            Action::LeftOut => Some(format!(
                "  line {:>4}  left out {}",
                row.line,
                row.why.clone().unwrap_or_default()
            )),
        });
    }
    let not_taken = plan.not_taken();
    if !not_taken.is_empty() {
        said.push(format!("  columns not taken: {}", not_taken.join(", ")));
    }
    if !plan.other_sheets.is_empty() {
        said.push(format!("  sheets not read: {}", plan.other_sheets.join(", ")));
    }
    let (left_out, rows): (Vec<&Planned>, Vec<&Planned>) =
        plan.rows.iter().partition(|row| row.action == Action::LeftOut);
    let left_out: Vec<Value> = left_out
        .iter()
        .map(|row| json!({"line": row.line, "why": row.why}))
        .collect();
    let document = json!({
        "new": new, "changed": changed, "same": same, "problems": problems, "dry_run": dry_run,
        "rows": rows.into_iter().map(row_json).collect::<Vec<_>>(),
        "left_out": left_out,
        "columns_not_taken": not_taken,
        "sheets_not_read": plan.other_sheets,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter.map(String::from),
        "import": import.map(|import| import.number),
    });
    Shown::new(document, said.join("\n"))
}

/// What went into a file.
pub fn exported(file: &Path, sheet: &Sheet) -> Shown {
    let mut said = vec![format!(
        "{} written to {}.",
        super::counted(sheet.rows.len(), "title", "titles"),
        file.display()
    )];
    said.extend(sheet.lost.iter().map(|lost| format!("  {lost}")));
    let file = file.display().to_string();
    Shown::new(
        json!({"files": [file], "titles": sheet.rows.len(), "simplified": sheet.lost}),
        said.join("\n"),
    )
}

/// What undoing an import did.
pub fn undone(undone: &Undone) -> Shown {
    let parts = [
        ("as before", "restored", &undone.restored),
        ("gone again", "removed", &undone.removed),
        (
            "archived, because they were sold or used since",
            "archived",
            &undone.archived,
        ),
        (
            "left as they are, because they were changed since",
            "changed_since",
            &undone.changed_since,
        ),
        (
            "as before, but with the copies that were counted since",
            "counted_since",
            &undone.counted_since,
        ),
    ];
    let change = &undone.change;
    let mut said = vec![match change.import {
        Some(number) => format!("Import {number} of {} is undone.", change.of),
        None => format!("The last change of the catalog ({}) is undone.", change.sort.word()),
    }];
    let mut document = json!({
        "undone": change.import, "file": change.import.map(|_| &change.of),
        "change": change.number, "what": change.sort.word(),
    });
    for (words, key, names) in parts {
        if !names.is_empty() {
            said.push(format!("  {} {words}: {}", names.len(), some(names)));
        }
        if let Some(document) = document.as_object_mut() {
            document.insert(key.to_owned(), json!(names));
        }
    }
    Shown::new(document, said.join("\n"))
}

/// The first names of a list, and how many more.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let first: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    match names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => format!("{}, and {more} more", first.join(", ")),
        None => first.join(", "),
    }
}
