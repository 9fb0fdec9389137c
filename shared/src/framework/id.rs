//! The names by which frameworks, scales, sections and descriptors are known.
//!
//! Each is a type of its own, so that a section's id cannot be handed in where a descriptor's is
//! wanted. The grammar is the same for all and is checked whenever one is made or read. What the
//! names stand for is in `framework.rs`.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::limits::ID_CHARS_MAX;

/// Why a text cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("an id cannot be empty")]
    Empty,
    /// Longer than [`ID_CHARS_MAX`].
    #[error("an id has at most {ID_CHARS_MAX} characters")]
    TooLong,
    /// Something other than an ASCII letter, a digit, a dot, a hyphen or an underscore.
    #[error("{0:?} cannot be part of an id: use letters a to z, digits, dots, hyphens and underscores")]
    BadCharacter(char),
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.chars().count() > ID_CHARS_MAX {
        return Err(IdError::TooLong);
    }
    match text.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))) {
        Some(bad) => Err(IdError::BadCharacter(bad)),
        None => Ok(()),
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
        pub struct $name(String);

        impl $name {
            /// Makes an id, if the text follows the grammar of ids.
            ///
            /// # Errors
            /// When it does not.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

id! {
    /// A framework in all its versions, such as `essex-full`.
    FrameworkId
}
id! {
    /// A scale inside one framework, such as `grade`.
    ScaleId
}
id! {
    /// A section inside one framework, such as `H1` or `overall`.
    SectionId
}
id! {
    /// A descriptor inside one framework, such as `A.1`.
    DescriptorId
}
id! {
    /// What a mark is given to: a section where the section is scored as a whole, else a descriptor.
    TargetId
}

id! {
    /// A limiting judgement inside one framework, such as `f-inadequate`.
    LimitId
}

impl From<SectionId> for TargetId {
    fn from(id: SectionId) -> Self {
        Self(id.0)
    }
}

impl From<&SectionId> for TargetId {
    fn from(id: &SectionId) -> Self {
        Self(id.0.clone())
    }
}

impl From<DescriptorId> for TargetId {
    fn from(id: DescriptorId) -> Self {
        Self(id.0)
    }
}

impl From<&DescriptorId> for TargetId {
    fn from(id: &DescriptorId) -> Self {
        Self(id.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_the_grammar_or_is_refused() {
        for good in ["A", "H1", "A.child.1", "essex-full", "x_y", &"a".repeat(ID_CHARS_MAX)] {
            assert_eq!(SectionId::new(good).map(String::from), Ok(good.to_owned()));
        }
        for (bad, why) in [
            ("", IdError::Empty),
            ("a b", IdError::BadCharacter(' ')),
            ("../x", IdError::BadCharacter('/')),
            ("é", IdError::BadCharacter('é')),
            (&"a".repeat(ID_CHARS_MAX + 1), IdError::TooLong),
        ] {
            assert_eq!(SectionId::new(bad), Err(why));
        }
    }

    #[test]
    fn a_bad_id_is_refused_when_read_from_json() {
        assert!(serde_json::from_str::<DescriptorId>("\"A 1\"").is_err());
        assert_eq!(serde_json::to_string(&TargetId::from(SectionId::new("H1").unwrap())).unwrap(), "\"H1\"");
    }
}
