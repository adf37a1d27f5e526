//! What was dropped on the window: which files may hold titles, which are pictures, what lies in a folder.
//! Never reads a file.

use fluent_bundle::FluentValue;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Ends of the names of files that titles come in from.
pub const TABLES: [&str; 7] = ["csv", "tsv", "xlsx", "txt", "html", "htm", "md"];
/// What pictures end with.
pub const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "webp"];
/// Whether the window hears of files that are dropped on it, for the words: under Wayland it hears of none (winit 0.30).
pub fn dropping() -> (&'static str, FluentValue<'static>) {
    let wayland = cfg!(target_os = "linux")
        && ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    ("drop", if wayland { "no" } else { "yes" }.into())
}

/// A folder with more is not what was meant.
const MOST: usize = 1_000;

/// What was dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Files that may hold titles, or that alone was dropped, whatever it is.
    pub files: Vec<PathBuf>,
    /// Pictures.
    pub pictures: Vec<PathBuf>,
    /// Pictures that came with others or in a folder are called after their titles; one alone is meant for the title that is seen.
    pub by_name: bool,
    /// Folders in which nothing is that can come in.
    pub empty: Vec<PathBuf>,
}

fn ends_with(file: &Path, ends: &[&str]) -> bool {
    let end = file.extension().map(|end| end.to_string_lossy().to_lowercase());
    end.is_some_and(|end| ends.contains(&end.as_str()))
}

impl Dropped {
    /// What these paths are; of a folder what lies in it, by name, and not what lies deeper.
    pub fn of(paths: &[PathBuf]) -> Dropped {
        let mut dropped = Dropped::default();
        for path in paths {
            if !path.is_dir() {
                dropped.add(path.clone());
                continue;
            }
            let entries = fs::read_dir(path).into_iter().flatten().flatten();
            let known = |file: &PathBuf| ends_with(file, &TABLES) || ends_with(file, &PICTURES);
            let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(known).take(MOST).collect();
            inside.retain(|file| file.is_file());
            inside.sort();
            if inside.is_empty() {
                dropped.empty.push(path.clone());
            }
            dropped.by_name = true;
            inside.into_iter().for_each(|file| dropped.add(file));
        }
        dropped.by_name |= dropped.pictures.len() > 1;
        dropped
    }

    fn add(&mut self, file: PathBuf) {
        match ends_with(&file, &PICTURES) {
            true => self.pictures.push(file),
            false => self.files.push(file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_files_in_it_that_can_come_in() {
        let here = tempfile::tempdir().unwrap();
        let at = |name: &str| here.path().join(name);
        for folder in ["in", "in/deeper", "bare"] {
            fs::create_dir(at(folder)).unwrap();
        }
        for name in [
            "in/b.csv",
            "in/A.CSV",
            "in/cover.JPG",
            "in/notes.pdf",
            "in/deeper/c.csv",
            "bare/x.pdf",
            "y.pdf",
        ] {
            fs::write(at(name), "").unwrap();
        }
        let dropped = Dropped::of(&[at("in"), at("bare"), at("y.pdf"), at("gone.png")]);
        assert_eq!(
            dropped,
            Dropped {
                // What was dropped itself is looked at, whatever it is called, so that somebody says why it is not taken.
                files: vec![at("in/A.CSV"), at("in/b.csv"), at("y.pdf")],
                pictures: vec![at("in/cover.JPG"), at("gone.png")],
                by_name: true,
                empty: vec![at("bare")],
            }
        );
    }
}
