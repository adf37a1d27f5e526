//! Many covers at once: pictures that were dropped together go to the titles they are called after.
//! Never draws, and never leaves a picture out without saying which and why.

use super::picture;
use crate::domain::catalog::Catalog;
use crate::domain::title::Sku;
use crate::exchange::picture::Picture;
use crate::gui::files;
use crate::gui::words::tell;
use crate::till::Error;
use std::path::PathBuf;

/// So many pictures that were not taken are named.
const NAMED: usize = 4;

/// Pictures as they were read.
#[derive(Debug, Clone, Default)]
pub struct Covers {
    /// Of which title each is.
    pub pictures: Vec<(Sku, Picture)>,
    /// Those that belong to no title, by name.
    strangers: Vec<String>,
    /// Those that cannot be read, by name and with why.
    broken: Vec<String>,
}

/// Reads pictures and finds their titles; with what else is to be said of what was dropped.
pub fn read(files: &[PathBuf], catalog: &Catalog, also: Option<String>) -> Covers {
    let mut covers = Covers {
        broken: also.into_iter().collect(),
        ..Covers::default()
    };
    for file in files {
        let name = files::name_of(file);
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let Some(title) = catalog.called(&stem) else {
            covers.strangers.push(name);
            continue;
        };
        match picture::taken(file) {
            Ok(picture) => covers.pictures.push((title.sku.clone(), picture)),
            Err(why) => covers.broken.push(format!("{name}: {why}")),
        }
    }
    covers
}

impl Covers {
    /// None could be read at all.
    pub fn failed(why: &Error) -> Covers {
        Covers {
            broken: vec![why.to_string()],
            ..Covers::default()
        }
    }

    /// What was taken and what was not, in sentences.
    pub fn words(&self) -> String {
        let count = |names: usize| i64::try_from(names).unwrap_or(i64::MAX).into();
        let list = |names: &[String], between: &str| {
            let mut list = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(between);
            if names.len() > NAMED {
                list.push_str(" …");
            }
            list
        };
        let mut said = vec![tell("covers-taken", &[("count", count(self.pictures.len()))])];
        if !self.strangers.is_empty() {
            let about = [
                ("count", count(self.strangers.len())),
                ("names", list(&self.strangers, ", ").into()),
            ];
            said.push(tell("covers-strangers", &about));
        }
        if !self.broken.is_empty() {
            said.push(list(&self.broken, "; "));
        }
        said.join(" ")
    }
}
