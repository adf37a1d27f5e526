//! Files that a person names: which one is meant by what was typed, a name beside it that is free, writing it whole.
//! Never writes over a file without being told to.

use super::words::{say, tell};
use crate::till::write_whole;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A file lies there.
    Taken(PathBuf),
    /// A sentence of what happened.
    Failed(String),
}

/// A dialog that is gone sooner than this was never there.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// What became of a file dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// A file.
    File(PathBuf),
    /// The person thought better of it.
    Nothing,
    /// This system shows none.
    NoDialog,
}

/// Asks for a file by the system's own dialog, beside the window's thread.
pub async fn pick(title: String, kinds: String, ends: &'static [&'static str]) -> Picked {
    let begun = Instant::now();
    let dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter(kinds, ends);
    match dialog.pick_file().await {
        Some(file) => Picked::File(file.path().to_owned()),
        None if begun.elapsed() < NO_DIALOG => Picked::NoDialog,
        None => Picked::Nothing,
    }
}

/// The folder a person looks in first: their documents, else their home, else the till's own.
pub fn folder(till: &Path) -> PathBuf {
    let user = directories::UserDirs::new();
    user.as_ref()
        .and_then(|user| user.document_dir().filter(|folder| folder.is_dir()))
        .or_else(|| user.as_ref().map(|user| user.home_dir()).filter(|home| home.is_dir()))
        .map_or_else(|| till.to_owned(), Path::to_owned)
}

/// The file that is meant by what was typed or pasted: quotes and `file://` around it do not count, `~` is home, anything
/// that is not whole begins in the folder. `None` where nothing was typed.
pub fn meant(typed: &str, folder: &Path) -> Option<PathBuf> {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let typed = typed.strip_prefix("file://").unwrap_or(typed);
    if typed.is_empty() {
        return None;
    }
    let home = directories::UserDirs::new().map(|user| user.home_dir().to_owned());
    Some(match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(typed),
    })
}

/// The file to be written that is meant by what was typed: a folder alone takes the usual name, a name without an ending the
/// usual one's, nothing is no file.
pub fn target(typed: &str, folder: &Path, name: &str) -> Option<PathBuf> {
    let mut file = meant(typed, folder)?;
    let usual = Path::new(name).extension();
    if file.is_dir() || typed.trim().ends_with(std::path::MAIN_SEPARATOR) {
        file.push(name);
    } else if let (None, Some(ending)) = (file.extension(), usual) {
        file.set_extension(ending);
    }
    Some(file)
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

/// The file itself where nothing lies there, else the next name that is free: `catalog (2).csv`.
pub fn free(file: &Path) -> PathBuf {
    if !file.exists() {
        return file.to_owned();
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let end = file
        .extension()
        .map(|end| format!(".{}", end.to_string_lossy()))
        .unwrap_or_default();
    let named = |n: u32| file.with_file_name(format!("{stem} ({n}){end}"));
    (2..1_000)
        .map(named)
        .find(|file| !file.exists())
        .unwrap_or_else(|| named(1_000))
}

/// Writes a file whole or not at all.
///
/// # Errors
/// Where a file lies that is not to be replaced, or why it could not be written.
pub fn write(file: PathBuf, bytes: &[u8], replace: bool) -> Result<PathBuf, Refusal> {
    if !replace && file.exists() {
        return Err(Refusal::Taken(file));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    if !folder.is_dir() {
        let folder = folder.display().to_string();
        return Err(Refusal::Failed(tell("files-no-folder", &[("folder", folder.into())])));
    }
    write_whole(&file, bytes).map(|()| file.clone()).map_err(|why| {
        let about = [
            ("file", file.display().to_string().into()),
            ("why", why.to_string().into()),
        ];
        Refusal::Failed(tell("files-failed", &about))
    })
}

impl Refusal {
    /// It in a sentence.
    pub fn words(&self) -> String {
        match self {
            Refusal::Taken(file) => tell("files-taken", &[("file", name_of(file).into())]),
            Refusal::Failed(why) if why.is_empty() => say("files-nowhere"),
            Refusal::Failed(why) => why.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_or_pasted_names_a_file() {
        let folder = Path::new("/books");
        for (typed, file) in [
            ("  ", None),
            ("\"\"", None),
            ("a.csv", Some("/books/a.csv")),
            ("/tmp/a.csv", Some("/tmp/a.csv")),
            (" '/tmp/a b.csv' ", Some("/tmp/a b.csv")),
            ("file:///tmp/a.csv", Some("/tmp/a.csv")),
        ] {
            assert_eq!(meant(typed, folder), file.map(PathBuf::from), "{typed}");
        }
    }

    #[test]
    fn a_free_name_stands_beside_the_one_that_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("catalog.csv");
        assert_eq!(free(&file), file);
        assert!(write(file.clone(), b"one", false).is_ok());
        assert_eq!(name_of(&free(&file)), "catalog (2).csv");
        assert_eq!(write(file.clone(), b"two", false), Err(Refusal::Taken(file.clone())));
        assert!(write(file.clone(), b"two", true).is_ok());
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
    }

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
    }
}
