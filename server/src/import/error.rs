//! The problems of a refused file: where, what is wrong, and what to do.

use std::fmt;

use accord_shared::framework::limits::PROBLEMS_MAX;
use serde::Serialize;

/// One thing that is wrong with an imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error, utoipa::ToSchema)]
#[error("{place}: {wrong}. {remedy}.")]
pub struct RowError {
    /// The row of the sheet, or the line of the text file, counted from 1; absent where the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Where it is, in words, such as "Row 7".
    pub place: String,
    /// What is wrong.
    pub wrong: String,
    /// What to do about it.
    pub remedy: String,
}

impl RowError {
    /// Something that is wrong with the file as a whole.
    pub(super) fn file(wrong: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { row: None, place: "The file".to_owned(), wrong: wrong.into(), remedy: remedy.into() }
    }
}

/// A file as a whole that is wrong is one error among none.
impl From<RowError> for Vec<RowError> {
    fn from(error: RowError) -> Self {
        vec![error]
    }
}

/// How the places of a file are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// The lines of a text file.
    Lines,
    /// The rows of a sheet.
    Rows,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lines => "Line",
            Self::Rows => "Row",
        })
    }
}

impl Counted {
    /// Something that is wrong with one row.
    pub(super) fn error(self, row: u32, wrong: impl Into<String>, remedy: impl Into<String>) -> RowError {
        RowError { row: Some(row), place: format!("{self} {row}"), wrong: wrong.into(), remedy: remedy.into() }
    }
}

/// The errors found so far, up to [`PROBLEMS_MAX`].
#[derive(Debug, Default)]
pub(super) struct Errors(Vec<RowError>);

impl Errors {
    /// Keeps an error, if there is room for it.
    pub(super) fn push(&mut self, error: RowError) {
        if !self.is_full() {
            self.0.push(error);
        }
    }

    /// True when more would not be kept, so that nothing more need be read.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= PROBLEMS_MAX
    }

    /// True when nothing was wrong so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, if nothing was wrong.
    pub(super) fn or<T>(self, value: T) -> Result<T, Vec<RowError>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
