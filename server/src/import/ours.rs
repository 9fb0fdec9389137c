//! Reading Accord's own file format, and saying what is wrong with it in the words of an import.

use accord_shared::framework::limits::FILE_BYTES_MAX;
use accord_shared::framework::{Framework, FrameworkError, Problem};

use super::error::{Counted, RowError};

/// Reads and checks a framework file.
pub(super) fn read(text: &str) -> Result<Framework, Vec<RowError>> {
    Framework::from_json(text).map_err(errors)
}

/// Why a framework was refused, one error for each reason.
pub(super) fn errors(error: FrameworkError) -> Vec<RowError> {
    match error {
        FrameworkError::Shape { line, column, message } => {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let remedy = "Correct the file there, or export a framework and compare";
            Counted::Lines.error(line, format!("at column {column}, {message}"), remedy).into()
        }
        FrameworkError::Problems(problems) => problems.into_iter().map(RowError::from).collect(),
        FrameworkError::TooLarge { .. } => {
            let wrong = format!("it has more than {FILE_BYTES_MAX} bytes");
            RowError::file(wrong, "Make two frameworks of it, or shorten its texts").into()
        }
        FrameworkError::Format { found } => {
            let remedy = "Export it again from a program of the same version";
            RowError::file(format!("it is in format {found}, which this program does not read"), remedy).into()
        }
    }
}

impl From<Problem> for RowError {
    fn from(problem: Problem) -> Self {
        Self { row: None, place: problem.place, wrong: problem.wrong, remedy: problem.remedy }
    }
}
