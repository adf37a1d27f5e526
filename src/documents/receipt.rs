//! Receipts.
use crate::domain::sale::Sale;
use crate::till::{Paper, Settings};
/// r
pub fn receipt(_: &Sale, _: &Settings, _: Paper, _: bool) -> Result<Vec<u8>, String> {
    Err(String::new())
}
