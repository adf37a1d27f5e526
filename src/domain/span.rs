//! What a summary is over: a business day, a range of them, an event.
//! Never reads the books: it says which days are meant.

use super::day::BusinessDay;
use std::fmt;

/// What a summary is over.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Span {
    /// One business day.
    Day(BusinessDay),
    /// From one business day to another, both included.
    Days(BusinessDay, BusinessDay),
    /// All of an event, by its name.
    Event(String),
}

impl Span {
    /// The span of two days, a day alone where they are the same.
    pub fn days(from: BusinessDay, to: BusinessDay) -> Span {
        if from == to {
            Span::Day(from)
        } else {
            Span::Days(from, to)
        }
    }

    /// The event's name, where it is one.
    pub fn event(&self) -> Option<&str> {
        match self {
            Span::Event(event) => Some(event),
            Span::Day(_) | Span::Days(..) => None,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Day(day) => write!(f, "{day}"),
            Span::Days(from, to) => write!(f, "{from} to {to}"),
            Span::Event(event) => f.write_str(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_one_day_is_that_day() {
        let day = |text: &str| BusinessDay::parse(text).unwrap();
        let (fri, sat) = (day("2026-11-20"), day("2026-11-21"));
        assert_eq!(Span::days(fri, fri), Span::Day(fri));
        for (span, words) in [
            (Span::days(fri, sat), "2026-11-20 to 2026-11-21"),
            (Span::Day(sat), "2026-11-21"),
            (Span::Event("Zine Fest".into()), "Zine Fest"),
        ] {
            assert_eq!(span.to_string(), words);
        }
    }
}
