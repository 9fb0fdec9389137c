//! When in the day a panel meets, and where: a place, a call, or both. Times are those of the clock on the wall where
//! people meet, as they stand in an invitation; they are never converted.

use serde::{Deserialize, Serialize};

/// The longest link to a call, in characters: those of the usual services are below 300.
pub const CALL_CHARS_MAX: usize = 500;

/// When in the day people meet, and where. Each part may be empty: not said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meets {
    /// When it begins, `HH:MM`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub begins: String,
    /// When it ends, `HH:MM` on the same day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ends: String,
    /// The place, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The link to a call. Accord shows where it leads and never asks it for anything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub call: String,
}

impl Meets {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The times in words, such as "10:00 to 12:00"; `None` where none is said.
    #[must_use]
    pub fn times(&self) -> Option<String> {
        match (self.begins.as_str(), self.ends.as_str()) {
            ("", _) => None,
            (begins, "") => Some(format!("from {begins}")),
            (begins, ends) => Some(format!("{begins} to {ends}")),
        }
    }

    /// The host that the call is on, such as `meet.example.org`; `None` where there is no link that can be used.
    #[must_use]
    pub fn call_host(&self) -> Option<&str> {
        call_host(&self.call)
    }

    /// The same without spaces around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let [begins, ends, place, call] =
            [&self.begins, &self.ends, &self.place, &self.call].map(|text| text.trim().to_owned());
        Self { begins, ends, place, call }
    }
}

/// The host that a link to a call leads to; `None` for what is not a plain `https` address. A name before the host, which
/// could make one address look like another, and letters that are not ASCII are refused.
#[must_use]
pub fn call_host(link: &str) -> Option<&str> {
    let (scheme, rest) = link.split_at_checked("https://".len())?;
    let plain = link.bytes().all(|byte| byte.is_ascii_graphic() && !br#"\"'<>`{}|^"#.contains(&byte));
    if !scheme.eq_ignore_ascii_case("https://") || !plain || link.len() > CALL_CHARS_MAX {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?;
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let labels = name.split('.').all(|label| {
        let ends_well = !label.starts_with('-') && !label.ends_with('-');
        !label.is_empty() && ends_well && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    let has_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    (labels && has_port && name.contains('.')).then_some(host)
}

/// Whether a text is a time of the day, `HH:MM`.
#[must_use]
pub fn is_time(text: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':')
        .is_some_and(|(hours, minutes)| digits(hours) && digits(minutes) && hours <= "23" && minutes <= "59")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_leads_to_the_host_that_is_shown() {
        for (link, host) in [
            ("https://meet.example.org/abc-defg-hij", "meet.example.org"),
            ("HTTPS://Meet.Example.Org:8443?room=7#top", "Meet.Example.Org:8443"),
            ("https://meet.example.org", "meet.example.org"),
        ] {
            assert_eq!(call_host(link), Some(host), "{link}");
        }
        let long = format!("https://meet.example.org/{}", "a".repeat(CALL_CHARS_MAX));
        for bad in [
            "",
            "http://meet.example.org",
            "javascript:alert(1)",
            "https://",
            "https:///abc",
            "https://meet.example.org@elsewhere.example",
            "https://meet",
            "https://meet.example.org\\@elsewhere.example",
            "https://meet.example.org/a b",
            "https://m\u{435}et.example.org/",
            "https://meet..example.org",
            "https://-meet.example.org",
            "https://meet.example.org:/",
            &long,
        ] {
            assert_eq!(call_host(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_are_those_of_a_clock() {
        for time in ["00:00", "09:30", "23:59"] {
            assert!(is_time(time), "{time}");
        }
        for bad in ["", "9:30", "24:00", "10:60", "10.30", "1030", "10:3x", "+9:30"] {
            assert!(!is_time(bad), "{bad}");
        }
    }

    #[test]
    fn times_are_said_as_far_as_they_are_known() {
        let meets = |begins: &str, ends: &str| Meets { begins: begins.into(), ends: ends.into(), ..Meets::default() };
        assert_eq!(meets("10:00", "12:00").times().as_deref(), Some("10:00 to 12:00"));
        assert_eq!(meets("10:00", "").times().as_deref(), Some("from 10:00"));
        assert_eq!(meets("", "").times(), None);
    }
}
