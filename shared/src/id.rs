//! The names of things: one newtype for each kind of id, and the time in which all of Accord counts.
//!
//! Ids are made by the server (or, for an operation, by the client that asks for it) from random bytes that the
//! caller brings; they name things and are never secrets. Ids of frameworks and sections live in [`crate::framework`].

use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest id in bytes; ids are parts of document names, which the wire bounds.
pub const ID_BYTES_MAX: usize = 40;

const DAY_MS: i64 = 86_400_000;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 40 small letters, digits and hyphens")]
pub struct BadId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
        pub struct $name(String);

        impl $name {
            /// Takes a text that follows the grammar of ids.
            ///
            /// # Errors
            /// [`BadId`] when it does not.
            pub fn new(text: impl Into<String>) -> Result<Self, BadId> {
                let text = text.into();
                let fits = (1..=ID_BYTES_MAX).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if fits { Ok(Self(text)) } else { Err(BadId) }
            }

            /// Makes an id from 80 random bits, as 16 letters and digits.
            #[must_use]
            pub fn from_random(bytes: [u8; 10]) -> Self {
                Self(data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )*};
}

ids! {
    /// A local area partnership: the tenant. Everything belongs to one.
    AreaId
    /// A person who runs the programme of an area.
    CoordinatorId
    /// A meeting with an agenda of one or more reviews.
    PanelId
    /// One plan judged against one framework.
    ReviewId
    /// One version of a plan that the area keeps.
    PlanId
    /// One person's seat at one panel.
    ParticipantId
    /// A theme or an action, named by the client that first wrote it down.
    ItemId
    /// One intention of one person: sent twice, it has one effect and one answer.
    OpId
}

/// A moment: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Time(pub i64);

impl Time {
    /// This moment and so many milliseconds more.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The day of the moment, `YYYY-MM-DD`, in UTC. A moment before 1970 counts as its first day.
    #[must_use]
    pub fn day(self) -> String {
        let mut days = self.0.div_euclid(DAY_MS).max(0);
        let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let mut year = 1970;
        while days >= 365 + i64::from(is_leap(year)) {
            days -= 365 + i64::from(is_leap(year));
            year += 1;
        }
        let february = 28 + i64::from(is_leap(year));
        let mut month = 1;
        for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
            if days < length {
                break;
            }
            days -= length;
            month += 1;
        }
        format!("{year:04}-{month:02}-{:02}", days + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_634, "2026-06-30")] {
            assert_eq!(Time(days * DAY_MS + 1).day(), day);
        }
        assert_eq!(Time(-1).day(), "1970-01-01");
    }

    #[test]
    fn ids_keep_to_their_grammar() {
        assert!(PanelId::new("abc-123").is_ok());
        for bad in ["", "A", "a b", "a/b", "a\0", &"a".repeat(ID_BYTES_MAX + 1)] {
            assert_eq!(PanelId::new(bad), Err(BadId), "{bad:?}");
        }
        assert_eq!(ReviewId::from_random([7; 10]).as_str().len(), 16);
        assert!(serde_json::from_str::<PanelId>("\"../x\"").is_err());
    }
}
