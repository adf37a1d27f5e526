//! Verification.

use super::{Shown, counted};
use crate::till::Verification;
use serde_json::Value;

pub fn verification(found: &Verification) -> Shown {
    let document = serde_json::to_value(found).unwrap_or(Value::Null);
    let mut text = vec![if found.ok {
        format!(
            "The books hold: {} in {}, and the till roll tells the same.",
            counted(found.sales, "sale", "sales"),
            counted(found.entries, "entry", "entries")
        )
    } else {
        format!(
            "The books do NOT hold: {} in {}.",
            counted(found.problems.len(), "problem", "problems"),
            counted(found.entries, "entry", "entries")
        )
    }];
    text.extend(
        found
            .problems
            .iter()
            .map(|problem| format!("  {}: {}", problem.place, problem.what)),
    );
    Shown {
        good: found.ok,
        ..Shown::new(document, text.join("\n"))
    }
}
