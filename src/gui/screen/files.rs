//! Where a file goes that a person saves: what they typed, the next free name, the writing. Never writes over a file unasked.

use crate::gui::words::tell;
use crate::till::write_whole;
use std::path::{Path, PathBuf};

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A file lies there.
    Taken(PathBuf),
    /// A sentence of what happened.
    Failed(String),
}

/// The name of a file without its folder.
pub fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A name that is a file's everywhere: nothing that a system takes for a folder, a drive or an order.
pub fn safe(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|letter| {
            if letter.is_control() || "/\\:*?\"<>|".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .take(80)
        .collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    kept.trim_matches('.').trim().to_owned()
}

/// The file that is meant by what was typed: `~` is home, a folder alone takes the usual name, nothing is no file.
pub fn target(typed: &str, folder: &Path, name: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let home = directories::UserDirs::new().map(|user| user.home_dir().to_owned());
    let mut file = match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(typed),
    };
    let usual = Path::new(name).extension();
    if file.is_dir() || typed.ends_with(std::path::MAIN_SEPARATOR) {
        file.push(name);
    } else if let (None, Some(ending)) = (file.extension(), usual) {
        file.set_extension(ending);
    }
    Some(file)
}

/// The next name that is free: `summary 2026-11-22 (2).pdf`.
pub fn free(taken: &Path) -> PathBuf {
    let stem = taken.file_stem().unwrap_or_default().to_string_lossy();
    let ending = taken.extension().unwrap_or_default().to_string_lossy();
    let named = |n: u32| taken.with_file_name(format!("{stem} ({n}).{ending}"));
    (2..1_000)
        .map(named)
        .find(|file| !file.exists())
        .unwrap_or_else(|| named(1_000))
}

/// Writes a file whole, or says why not.
///
/// # Errors
/// [`Refusal`] when a file lies there and is not to be replaced, or the place cannot be written.
pub fn write(file: PathBuf, bytes: &[u8], replace: bool) -> Result<PathBuf, Refusal> {
    if !replace && file.exists() {
        return Err(Refusal::Taken(file));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        let folder = folder.display().to_string();
        return Err(Refusal::Failed(tell("save-no-folder", &[("folder", folder.into())])));
    }
    match write_whole(&file, bytes) {
        Ok(()) => Ok(file),
        Err(why) => {
            let about = [
                ("file", file.display().to_string().into()),
                ("why", why.to_string().into()),
            ];
            Err(Refusal::Failed(tell("save-failed", &about)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_makes_a_safe_name_and_what_is_typed_a_file() {
        for (name, expected) in [
            ("2026-11-20 to 2026-11-22", "2026-11-20 to 2026-11-22"),
            ("A/B: \"fest\"?", "A B fest"),
            ("../..", ""),
            ("  .hidden ", "hidden"),
        ] {
            assert_eq!(safe(name), expected);
        }
        let here = tempfile::tempdir().unwrap();
        let at = |path: &str| Some(here.path().join(path));
        for (typed, file) in [
            (" ", None),
            ("mine", at("mine.xlsx")),
            ("new/", at("new/summary.xlsx")),
            (here.path().to_str().unwrap(), at("summary.xlsx")),
        ] {
            assert_eq!(target(typed, here.path(), "summary.xlsx"), file, "{typed}");
        }
        let file = here.path().join("a.csv");
        assert_eq!(write(file.clone(), b"one", false), Ok(file.clone()));
        assert_eq!(write(file.clone(), b"two", false), Err(Refusal::Taken(file.clone())));
        assert_eq!(name_of(&free(&file)), "a (2).csv");
    }
}
