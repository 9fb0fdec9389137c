//! Reading a framework file, writing it again, and the hash by which a version is known.
//!
//! What a file must satisfy beyond its shape is in `check.rs`.

use super::check::{Problem, check};
use super::limits::FILE_BYTES_MAX;
use super::{FORMAT, Framework};
use crate::canonical::{canonical_json, sha256_hex};

/// Why a framework file was refused. Nothing of a refused file is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameworkError {
    /// Longer than [`FILE_BYTES_MAX`].
    #[error(
        "the file has {bytes} bytes; a framework has at most {FILE_BYTES_MAX}. Split it in two, or shorten its texts."
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Not JSON, or JSON of another shape.
    #[error("line {line}, column {column}: {message}. Correct the file there, or export a framework and compare.")]
    Shape {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What was expected and what was found.
        message: String,
    },
    /// Written for another version of the format.
    #[error(
        "the file is in format {found}; this program reads format {FORMAT}. Export it again from a program of the same version."
    )]
    Format {
        /// What the file says.
        found: u32,
    },
    /// The right shape, but it does not hold together.
    #[error("{}", list(.0))]
    Problems(Vec<Problem>),
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Framework {
    /// Reads a framework from the text of its file, and checks it.
    ///
    /// # Errors
    /// [`FrameworkError`], which names the place in the file and says what to do.
    pub fn from_json(text: &str) -> Result<Self, FrameworkError> {
        if text.len() > FILE_BYTES_MAX {
            return Err(FrameworkError::TooLarge { bytes: text.len() });
        }
        let framework: Self = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            // serde_json ends its message with the place, which the error says at its beginning.
            let end = message.find(" at line ").unwrap_or(message.len());
            FrameworkError::Shape { line: error.line(), column: error.column(), message: message[..end].to_owned() }
        })?;
        framework.checked()
    }

    /// Checks a framework that was built by other means than from a file.
    ///
    /// # Errors
    /// [`FrameworkError`], as for a file.
    pub fn checked(self) -> Result<Self, FrameworkError> {
        if self.format != FORMAT {
            return Err(FrameworkError::Format { found: self.format });
        }
        let problems = check(&self);
        if problems.is_empty() { Ok(self) } else { Err(FrameworkError::Problems(problems)) }
    }

    /// The framework as the text of a file, to be read by people and by [`Framework::from_json`].
    ///
    /// # Panics
    /// Never: a framework has only text keys.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a framework has only text keys");
        text.push('\n');
        text
    }

    /// The SHA-256 of the framework's canonical JSON, by which a version is frozen into a review.
    ///
    /// # Panics
    /// Never: a framework has only text keys.
    #[must_use]
    pub fn hash(&self) -> String {
        let value = serde_json::to_value(self).expect("a framework has only text keys");
        sha256_hex(&canonical_json(&value))
    }
}
