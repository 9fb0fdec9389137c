//! Times on the wall: how long a section has been open, and what is left of the chair's clock.

use accord_shared::id::Time;

/// "12:05": minutes and seconds of a span; never below nought.
pub fn minutes_seconds(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// What the chair's clock says: "12:05 left", or how far it has run over. It never acts.
pub fn timer(ends_at: Time, now: Time) -> String {
    let left = ends_at.0 - now.0;
    if left >= 0 {
        // Rounded up, so that a clock of five minutes begins with 05:00.
        format!("{} left", minutes_seconds(left + 999))
    } else {
        format!("{} over", minutes_seconds(-left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_down_and_then_over() {
        assert_eq!(timer(Time(300_000), Time(0)), "05:00 left");
        assert_eq!(timer(Time(300_000), Time(500)), "05:00 left");
        assert_eq!(timer(Time(300_000), Time(300_000)), "00:00 left");
        assert_eq!(timer(Time(300_000), Time(361_500)), "01:01 over");
        assert_eq!(minutes_seconds(-5), "00:00");
        assert_eq!(minutes_seconds(61 * 60_000), "61:00");
    }
}
