//! Reading a framework that somebody is still writing: any JSON object may be a draft, and each thing that keeps it
//! from being published is said with its place in the object.
//!
//! What must hold is what must hold for a file, see `read.rs` and `check.rs`.

use serde_json::Value;

use super::limits::FILE_BYTES_MAX;
use super::{Framework, FrameworkError, FrameworkId, Problem};

impl Framework {
    /// The framework of a draft, as it would be published under this id and version. What the draft itself says of
    /// either counts for nothing.
    ///
    /// # Errors
    /// What must be mended first.
    ///
    /// # Panics
    /// Never: JSON can always be written.
    pub fn of_draft(body: &Value, id: &FrameworkId, version: &str) -> Result<Self, Vec<Problem>> {
        let Value::Object(fields) = body else {
            return Err(vec![problem("The framework", "it is not a JSON object", "Begin it with {")]);
        };
        let mut fields = fields.clone();
        fields.insert("id".to_owned(), id.as_str().into());
        fields.insert("version".to_owned(), version.into());
        let body = Value::Object(fields);
        let text = serde_json::to_string_pretty(&body).expect("JSON can be written");
        let framework = Self::from_json(&text).map_err(|error| problems(error, &body))?;
        // Written out, the file also has what a draft may leave out; what is published can be imported again.
        let bytes = framework.to_json().len();
        if bytes > FILE_BYTES_MAX {
            return Err(problems(FrameworkError::TooLarge { bytes }, &body));
        }
        Ok(framework)
    }
}

fn problem(place: &str, wrong: impl Into<String>, remedy: impl Into<String>) -> Problem {
    Problem { place: place.to_owned(), wrong: wrong.into(), remedy: remedy.into() }
}

fn problems(error: FrameworkError, body: &Value) -> Vec<Problem> {
    match error {
        FrameworkError::Problems(problems) => problems,
        FrameworkError::Shape { line, message, .. } => {
            let mut walk = Walk { line: 1, wanted: line, path: Vec::new() };
            walk.reaches(body);
            let place = if walk.path.is_empty() { "The framework".to_owned() } else { walk.path.join(".") };
            vec![problem(&place, message, "Correct it there, or copy a shipped framework and compare")]
        }
        FrameworkError::TooLarge { bytes } => {
            let wrong = format!("it has {bytes} bytes as a file, of at most {FILE_BYTES_MAX}");
            vec![problem("The framework", wrong, "Make two frameworks of it, or shorten its texts")]
        }
        FrameworkError::Format { found } => {
            let wrong = format!("its format is {found}, which this program does not read");
            vec![problem("format", wrong, format!("Write {}", super::FORMAT))]
        }
    }
}

/// A walk through a value in the order in which it is written, one line for each part of it, to the part of a line.
struct Walk {
    line: usize,
    wanted: usize,
    path: Vec<String>,
}

impl Walk {
    /// Whether the wanted line belongs to this value; if so, the path leads to it.
    fn reaches(&mut self, value: &Value) -> bool {
        if self.line == self.wanted {
            return true;
        }
        let is_within = match value {
            Value::Object(fields) => fields.iter().any(|(key, part)| self.enters(key.clone(), part)),
            Value::Array(items) => items.iter().enumerate().any(|(at, part)| self.enters(at.to_string(), part)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return false,
        };
        if is_within {
            return true;
        }
        let is_empty = value.as_object().is_some_and(serde_json::Map::is_empty) || value == &Value::Array(Vec::new());
        if !is_empty {
            // The bracket at the end has a line of its own.
            self.line += 1;
        }
        self.line == self.wanted
    }

    fn enters(&mut self, step: String, part: &Value) -> bool {
        self.line += 1;
        self.path.push(step);
        let is_here = self.reaches(part);
        if !is_here {
            self.path.pop();
        }
        is_here
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::framework::{builtin, builtin_framework};

    fn said(body: &Value) -> Vec<String> {
        let id = FrameworkId::new("ours").unwrap();
        let problems = Framework::of_draft(body, &id, "2").err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_draft_of_a_good_framework_is_that_framework_under_its_new_id_and_version() {
        for framework in builtin() {
            let body = serde_json::to_value(framework).unwrap();
            let id = FrameworkId::new("ours").unwrap();
            let expected = Framework { id: id.clone(), version: "2".to_owned(), ..framework.clone() };
            assert_eq!(Framework::of_draft(&body, &id, "2"), Ok(expected));
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let good = serde_json::to_value(builtin_framework("essex-full").unwrap()).unwrap();
        let with = |pointer: &str, value: Value| {
            let mut body = good.clone();
            *body.pointer_mut(pointer).unwrap() = value;
            said(&body)
        };
        for (pointer, value, expected) in [
            ("/title", json!(""), "The framework: the title is empty."),
            ("/title", json!(7), "title: invalid type: integer `7`, expected a string. Correct it there"),
            ("/sections/2/title", json!(null), "sections.2.title: invalid type: null"),
            ("/sections/2/scored", json!("rows"), "sections.2.scored: unknown variant `rows`"),
            ("/sections/0/descriptors/1", json!({}), "sections.0.descriptors.1: missing field"),
            ("/sections/1/scale", json!("none"), "Section E: "),
            ("/marking", json!({"rule": "magic"}), "marking"),
            ("/format", json!(9), "format: its format is 9"),
        ] {
            let said = with(pointer, value);
            assert!(said.first().is_some_and(|said| said.starts_with(expected)), "{pointer}: {said:?}");
        }
        assert!(said(&json!({}))[0].starts_with("The framework: missing field"));
        assert!(said(&json!([]))[0].starts_with("The framework: it is not a JSON object."));
        assert!(with("/about", json!("a".repeat(FILE_BYTES_MAX)))[0].contains("as a file, of at most 524288"));
    }
}
