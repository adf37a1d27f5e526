//! Time as a till needs it: an instant with the local offset, and the business day it belongs to.
//! Never asks a clock: instants are handed in.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use std::fmt;

/// The hour at which a business day ends, where the till was not told otherwise: a sale at 03:59 belongs to yesterday.
pub const ROLLOVER_HOUR: u32 = 4;

/// A moment, with the local offset that was in force where it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Minutes east of UTC.
    pub offset_min: i32,
}

impl Instant {
    /// The local date and time at the place and moment.
    pub fn local(self) -> NaiveDateTime {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.utc_ms)
            .unwrap_or_default()
            .naive_utc();
        utc.checked_add_signed(Duration::minutes(i64::from(self.offset_min)))
            .unwrap_or(utc)
    }

    /// RFC 3339 with the offset: `2026-11-22T14:07:09.120-08:00`.
    pub fn rfc3339(self) -> String {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.utc_ms).unwrap_or_default();
        match FixedOffset::east_opt(self.offset_min.saturating_mul(60)) {
            Some(offset) => utc
                .with_timezone(&offset)
                .to_rfc3339_opts(chrono::SecondsFormat::Millis, false),
            None => utc.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        }
    }

    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Option<Instant> {
        let time = DateTime::parse_from_rfc3339(text.trim()).ok()?;
        Some(Instant {
            utc_ms: time.timestamp_millis(),
            offset_min: time.offset().local_minus_utc() / 60,
        })
    }

    /// The moment at which a clock showed a time of day, `14:10`, on a business day: before the rollover hour it is the night
    /// after it. `offset` says the local offset in minutes at a date and time, `None` where there was no such time.
    pub fn on(
        day: BusinessDay,
        time: &str,
        rollover_hour: u32,
        offset: impl Fn(NaiveDateTime) -> Option<i32>,
    ) -> Option<Instant> {
        let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
        let day = if time.hour() < rollover_hour { day.plus(1) } else { day };
        let local = day.0.and_time(time);
        let offset_min = offset(local)?;
        let utc = local.checked_sub_signed(Duration::minutes(i64::from(offset_min)))?;
        Some(Instant {
            utc_ms: utc.and_utc().timestamp_millis(),
            offset_min,
        })
    }

    /// The business day: the local date of the moment less the rollover hour.
    pub fn business_day(self, rollover_hour: u32) -> BusinessDay {
        let local = self.local();
        BusinessDay(
            local
                .checked_sub_signed(Duration::hours(i64::from(rollover_hour)))
                .unwrap_or(local)
                .date(),
        )
    }
}

/// The day a sale counts on; frozen in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BusinessDay(pub NaiveDate);

impl BusinessDay {
    /// Reads `2026-11-22`.
    pub fn parse(text: &str) -> Option<BusinessDay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().map(BusinessDay)
    }

    /// When it ends by the clocks at the place, in milliseconds since 1970-01-01T00:00 by the same clocks.
    pub fn ends_at(self, rollover_hour: u32) -> i64 {
        let ends = self.plus(1).0.and_hms_opt(rollover_hour, 0, 0).unwrap_or_default();
        ends.and_utc().timestamp_millis()
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i64) -> BusinessDay {
        BusinessDay(self.0.checked_add_signed(Duration::days(days)).unwrap_or(self.0))
    }
}

impl fmt::Display for BusinessDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sale_after_midnight_belongs_to_the_day_before_until_four() {
        for (time, day) in [
            ("2026-11-22T23:59:00-08:00", "2026-11-22"),
            ("2026-11-23T00:00:00-08:00", "2026-11-22"),
            ("2026-11-23T01:30:00-08:00", "2026-11-22"),
            ("2026-11-23T03:59:59-08:00", "2026-11-22"),
            ("2026-11-23T04:00:00-08:00", "2026-11-23"),
            ("2026-03-08T03:30:00-07:00", "2026-03-07"),
            ("2026-11-22T04:00:00+05:45", "2026-11-22"),
        ] {
            let instant = Instant::parse(time).unwrap();
            assert_eq!(instant.business_day(ROLLOVER_HOUR).to_string(), day, "{time}");
            assert_eq!(Instant::parse(&instant.rfc3339()), Some(instant));
            let clock = instant.local().format("%H:%M").to_string();
            let again = Instant::on(instant.business_day(4), &clock, 4, |_| Some(instant.offset_min)).unwrap();
            assert_eq!(again.utc_ms / 60_000, instant.utc_ms / 60_000, "{time}");
        }
    }
}
