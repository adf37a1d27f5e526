//! What belongs to this window and not to the books: theme and zoom, in a small file beside the till.
//! Never holds anything that is missed when the file is gone.

use super::theme::Name;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = "window.json";
/// The steps of the zoom.
const ZOOMS: [f32; 8] = [0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0];

/// How this window looks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The theme.
    pub theme: Name,
    /// How much larger than usual; 1 is usual.
    pub zoom: f32,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            theme: Name::default(),
            zoom: 1.0,
        }
    }
}

impl Preferences {
    /// As they were left; as usual where nothing readable is there.
    pub fn load(folder: &Path) -> Preferences {
        let read = std::fs::read(folder.join(FILE)).ok();
        let found: Preferences = read
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Preferences {
            zoom: found.zoom.clamp(0.5, 3.0),
            ..found
        }
    }

    /// Keeps them. A failure is not worth a word: the window only opens as usual next time.
    pub fn save(&self, folder: &Path) {
        if let Ok(bytes) = serde_json::to_vec(self) {
            let _ = crate::till::write_whole(&folder.join(FILE), &bytes);
        }
    }

    /// One step larger or smaller; 0 is back to usual.
    pub fn zoom_by(&mut self, step: i32) {
        let now = self.zoom;
        let next = match step {
            0 => Some(1.0),
            1.. => ZOOMS.into_iter().find(|zoom| *zoom > now + 0.01),
            _ => ZOOMS.into_iter().rev().find(|zoom| *zoom < now - 0.01),
        };
        self.zoom = next.unwrap_or(now);
    }
}
