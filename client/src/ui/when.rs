//! Days and moments in words.

pub use accord_shared::day::{date_in_words, day_in_words};

use accord_shared::day::MONTHS;
use accord_shared::id::Time;

/// A moment in words in the reader's own time zone, such as "12 November 2026 at 14:05".
#[must_use]
pub fn moment_in_words(Time(ms): Time) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay far below 2^53")]
    let date = js_sys::Date::new(&(ms as f64).into());
    let month = MONTHS[date.get_month() as usize % 12];
    format!("{} {month} {} at {:02}:{:02}", date.get_date(), date.get_full_year(), date.get_hours(), date.get_minutes())
}
