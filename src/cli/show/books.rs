//! Verification.

use super::Shown;
use crate::till::Verification;
use serde_json::Value;

pub fn verification(found: &Verification) -> Shown {
    let document = serde_json::to_value(found).unwrap_or(Value::Null);
    let mut text = vec![if found.ok {
        format!(
            "The books hold: {} sales in {} entries, and the till roll tells the same.",
            found.sales, found.entries
        )
    } else {
        format!(
            "The books do NOT hold: {} problems in {} entries.",
            found.problems.len(),
            found.entries
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
