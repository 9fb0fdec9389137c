//! Times on the wall: how long a section has been open, and what is left of the chair's clock.

use accord_shared::id::Time;

use crate::words::grammar::count;

/// "12:05": minutes and seconds of a span; never below zero.
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

/// How long a section has been open, of the minutes that are set aside for it: "03:10", "03:10 of 8 minutes", and later
/// "09:05, over 8 minutes".
pub fn section_time(since: Time, now: Time, time_box: Option<u32>) -> String {
    let open = now.0 - since.0;
    let Some(minutes) = time_box else { return minutes_seconds(open) };
    let is_over = open > i64::from(minutes) * 60_000;
    let aside = count(minutes as usize, "minute", "minutes");
    format!("{}{} {aside}", minutes_seconds(open), if is_over { ", over" } else { " of" })
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

    #[test]
    fn a_section_says_how_much_of_its_minutes_has_gone() {
        let said = |now: i64, time_box| section_time(Time(1_000), Time(now + 1_000), time_box);
        assert_eq!(said(190_000, None), "03:10");
        assert_eq!(said(190_000, Some(8)), "03:10 of 8 minutes");
        assert_eq!(said(480_000, Some(8)), "08:00 of 8 minutes");
        assert_eq!(said(545_000, Some(8)), "09:05, over 8 minutes");
        assert_eq!(said(30_000, Some(1)), "00:30 of 1 minute");
    }
}
