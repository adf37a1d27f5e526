//! A cell that holds several things, parted by `;`.
//! Never knows what they are.

/// The things in a cell; `\;` is a semicolon in one of them.
pub fn parts(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = cell.chars().peekable();
    while let Some(ch) = letters.next() {
        let escaped = ch == '\\' && letters.peek().is_some_and(|next| matches!(next, ';' | '\\'));
        if ch == ';' {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(if escaped { letters.next().unwrap_or(ch) } else { ch });
        }
    }
    parts
        .iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Things as a cell that [`parts`] reads as they are.
pub fn join(parts: &[String]) -> String {
    let escaped: Vec<String> = parts
        .iter()
        .map(|part| part.replace('\\', "\\\\").replace(';', "\\;"))
        .collect();
    escaped.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_is_parted_again() {
        for things in [&["a", "b c"][..], &["a; b", "c\\"], &["\\;"], &[]] {
            let things: Vec<String> = things.iter().map(|thing| (*thing).to_owned()).collect();
            assert_eq!(parts(&join(&things)), things);
        }
        assert_eq!(parts(" a ;; b "), ["a", "b"]);
    }
}
