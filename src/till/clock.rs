//! The one place that asks what time it is, and which offset is in force here.

use crate::domain::day::Instant;

/// The local offset here, in minutes east of UTC, at a date and time; `None` where a clock change left it out.
pub fn local_offset(at: chrono::NaiveDateTime) -> Option<i32> {
    let local = at.and_local_timezone(chrono::Local).earliest()?;
    Some(local.offset().local_minus_utc() / 60)
}

/// A moment with the offset that was, or will be, in force here then.
pub fn instant_here(utc_ms: i64) -> Instant {
    let there = chrono::DateTime::from_timestamp_millis(utc_ms).unwrap_or_default();
    Instant {
        utc_ms,
        offset_min: there.with_timezone(&chrono::Local).offset().local_minus_utc() / 60,
    }
}

/// The moment it is, with the local offset.
pub(super) fn now() -> Instant {
    let now = chrono::Local::now();
    Instant {
        utc_ms: now.timestamp_millis(),
        offset_min: now.offset().local_minus_utc() / 60,
    }
}
