//! The head and foot of papers, kept by version: a change is a new version, in force from the next entry on.
//! Never changes what an older paper says.

use super::{Error, Till, refused};
use crate::documents::{Stationery, code, picture};
use crate::domain::letterhead::{self, Letterhead};
use crate::store;
use std::path::Path;
use std::sync::Arc;

impl Till {
    /// The letterhead that is in force now.
    pub(super) fn letterhead(&self) -> Result<Letterhead, Error> {
        let (_, now) = store::letterhead(&self.store.conn, None)?;
        Ok(now)
    }

    /// The letterhead that a new till begins with.
    pub(super) fn found_letterhead(&mut self, shop: &str) -> Result<(), Error> {
        let head = Letterhead {
            shop: shop.to_owned(),
            ..Letterhead::default()
        };
        Ok(self.store.keep_letterhead(&head, super::now().utc_ms)?)
    }

    /// Changes a part of the letterhead: `shop`, `tagline`, `footer`, `qr` or `logo`.
    pub(super) fn set_letterhead(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let mut head = self.letterhead()?;
        match key {
            "shop" => value.clone_into(&mut head.shop),
            "tagline" => head.tagline = letterhead::lines(value),
            "footer" => head.footer = letterhead::lines(value),
            "qr" => {
                if !value.is_empty() && code(value).is_none() {
                    return Err(refused(format!(
                        "the text is too long for a code that a phone reads from a receipt: {} bytes, where about 400 fit; an address \
                         on the web is shorter",
                        value.len()
                    )));
                }
                value.clone_into(&mut head.code);
            }
            _ => head.logo = logo(value)?,
        }
        Ok(self.store.keep_letterhead(&head, super::now().utc_ms)?)
    }
}

/// The logo in a file; none where no file is named.
fn logo(file: &str) -> Result<Option<Arc<[u8]>>, Error> {
    if file.is_empty() {
        return Ok(None);
    }
    let file = Path::new(file);
    let no = |why: String| refused(format!("{} is not taken as the logo: {why}", file.display()));
    let size = std::fs::metadata(file).map_err(|error| no(error.to_string()))?;
    if !size.is_file() {
        return Err(no("it is no file".to_owned()));
    }
    if size.len() > picture::LARGEST_FILE {
        return Err(no(picture::PictureError::Large.to_string()));
    }
    let bytes = std::fs::read(file).map_err(|error| no(error.to_string()))?;
    let kept = picture::take_in(&bytes).map_err(|error| no(error.to_string()))?;
    Ok(Some(kept.into()))
}

/// Letterheads made ready for paper, each once, by their version.
#[derive(Debug, Default)]
pub(super) struct Ready(Vec<(i64, Arc<Stationery>)>);

impl Ready {
    /// The stationery of what was recorded at this place of the journal.
    pub(super) fn at(&mut self, till: &Till, seq: u64) -> Result<Arc<Stationery>, Error> {
        let version = store::letterhead_version(&till.store.conn, seq)?;
        if let Some((_, ready)) = self.0.iter().find(|(known, _)| *known == version) {
            return Ok(ready.clone());
        }
        let (_, head) = store::letterhead(&till.store.conn, Some(version))?;
        let ready = Arc::new(Stationery::new(&head));
        self.0.push((version, ready.clone()));
        Ok(ready)
    }
}
