//! The clock: the system's, or one that a test sets. Nothing else in the server asks the system for the date.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use accord_shared::id::Time;

use crate::limits::DAY_MS;

/// A clock; clones show the same time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands at one moment until it is moved.
    #[must_use]
    pub fn set_to(time: Time) -> Self {
        Self { set: Some(Arc::new(AtomicI64::new(time.0))) }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Time {
        if let Some(ms) = &self.set {
            Time(ms.load(Ordering::SeqCst))
        } else {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Time(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        }
    }

    /// Moves a clock that stands; the system's clock is left alone.
    pub fn advance_ms(&self, ms: i64) {
        if let Some(set) = &self.set {
            set.fetch_add(ms, Ordering::SeqCst);
        }
    }
}

/// The first moment of a day given as `YYYY-MM-DD`, in UTC; `None` when it is no such text.
#[must_use]
pub fn start_of_day(day: &str) -> Option<Time> {
    let mut parts = day.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let date: i64 = parts.next()?.parse().ok()?;
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&date) {
        return None;
    }
    // Counted in years that begin in March, so that the day that some years lack comes last.
    let shifted = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468;
    Some(Time(days * DAY_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        for (day, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-06-30", 20_634),
        ] {
            assert_eq!(start_of_day(day), Some(Time(days * DAY_MS)), "{day}");
        }
        for bad in ["", "2026", "2026-13-01", "2026-06-32", "June"] {
            assert_eq!(start_of_day(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_named_as_they_are_read() {
        for day in ["1970-01-01", "2000-02-29", "2025-12-31", "2026-03-01", "2028-02-29", "2100-03-01"] {
            assert_eq!(start_of_day(day).unwrap().day(), day);
        }
    }

    #[test]
    fn a_set_clock_stands_until_it_is_moved() {
        let clock = Clock::set_to(Time(5));
        clock.clone().advance_ms(2);
        assert_eq!(clock.now(), Time(7));
    }
}
