//! Days in words, as people say them.

/// The months' names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A day (`YYYY-MM-DD`) in words, such as "Thursday 12 November 2026"; what is not a day stays as it is.
#[must_use]
pub fn day_in_words(day: &str) -> String {
    read(day).map_or_else(
        || day.to_owned(),
        |(year, month, date)| {
            let weekday = WEEKDAYS[weekday(year, month, date)];
            format!("{weekday} {date} {} {year}", MONTHS[month - 1])
        },
    )
}

/// The same for a line of a table, such as "12 November 2026".
#[must_use]
pub fn date_in_words(day: &str) -> String {
    let words = |(year, month, date): (usize, usize, usize)| format!("{date} {} {year}", MONTHS[month - 1]);
    read(day).map_or_else(|| day.to_owned(), words)
}

fn read(day: &str) -> Option<(usize, usize, usize)> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<usize>().ok());
    let (year, month, date) = (parts.next()??, parts.next()??, parts.next()??);
    ((1..=12).contains(&month) && (1..=31).contains(&date)).then_some((year, month, date))
}

/// Sakamoto's method: 0 is Sunday.
fn weekday(year: usize, month: usize, date: usize) -> usize {
    const SHIFT: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year.saturating_sub(1) } else { year };
    (year + year / 4 - year / 100 + year / 400 + SHIFT[month - 1] + date) % 7
}

#[cfg(test)]
mod tests {
    use super::{date_in_words, day_in_words};

    #[test]
    fn days_are_read_as_people_say_them() {
        for (day, words) in [
            ("2026-11-12", "Thursday 12 November 2026"),
            ("2024-02-29", "Thursday 29 February 2024"),
            ("2000-01-01", "Saturday 1 January 2000"),
            ("2026-13-01", "2026-13-01"),
            ("soon", "soon"),
        ] {
            assert_eq!(day_in_words(day), words);
        }
        assert_eq!([date_in_words("2026-11-12"), date_in_words("soon")], ["12 November 2026", "soon"]);
    }
}
