//! Amounts and price sentences as large as their room allows.

use super::measure::width;
use super::theme::{GIANT, HUGE, LARGE, MONO_BOLD};

/// The largest letters in which an amount fits this room.
pub fn fitting(amount: &str, room: f32) -> f32 {
    [GIANT, HUGE, LARGE]
        .into_iter()
        .find(|size| width(amount, MONO_BOLD, *size) <= room)
        .unwrap_or(LARGE)
}
