//! A filled form: reading it from a file, and which of its marks need a comment.
//!
//! A form is a JSON object: the id of a section or descriptor, and its mark. A mark is the value of
//! a point, its word in any of the scale's faces, `"na"` or `"abstain"`; what is left out, or is `null`, is missing.
//! People write words as they please, so capitals and spaces make no difference. What a form comes to is worked out in
//! `marking.rs`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::limits::{FILE_BYTES_MAX, PROBLEMS_MAX};
use super::scale::plain;
use super::{Abstaining, Framework, Scale, TargetId};
use crate::mark::{Mark, Marks};

/// Why a mark was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkError {
    /// Nothing under this id is given a mark.
    #[error("{id} is not given a mark in {framework}. Use the ids that the framework lists.")]
    NoSuchTarget {
        /// As it was written.
        id: String,
        /// The framework.
        framework: String,
    },
    /// The value is not a point of the scale.
    #[error("{target}: {found} is not on its scale. Use {points}, or leave it out.")]
    NotOnScale {
        /// What was to be marked.
        target: TargetId,
        /// What was found.
        found: String,
        /// What can be used: the values and words that the scale has, and "abstain" where it is offered.
        points: String,
    },
    /// Not applicable may not be chosen there.
    #[error("{target}: this always applies, so \"na\" cannot be chosen. Mark it{}, or leave it out.", or_abstain(*.abstaining))]
    AlwaysApplies {
        /// What was to be marked.
        target: TargetId,
        /// Whether abstaining is offered instead.
        abstaining: Abstaining,
    },
    /// Abstaining may not be chosen on this form.
    #[error("{target}: nobody abstains on this form, so \"abstain\" cannot be chosen. Mark it, or leave it out.")]
    NoAbstaining {
        /// What was to be marked.
        target: TargetId,
    },
}

/// Why a form was refused. Nothing of a refused form is marked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Longer than [`FILE_BYTES_MAX`].
    #[error("the form has {bytes} bytes; a form has at most {FILE_BYTES_MAX}.")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Not a JSON object of ids and marks, or one in which an id comes twice.
    #[error("the form is not a list of ids and marks: {0}.")]
    Shape(String),
    /// Marks that the framework does not take.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Marks(Vec<MarkError>),
}

impl Framework {
    /// Whether a comment must stand beside this mark before the form is finished.
    #[must_use]
    pub fn demands_comment(&self, target: &TargetId, mark: Mark) -> bool {
        match (self.target(target), mark) {
            (Some(target), Mark::Score(value)) => target.section.comment_demanded.contains(&value),
            _ => false,
        }
    }

    /// Reads a filled form.
    ///
    /// # Errors
    /// [`FormError`], with every mark that the framework does not take.
    pub fn read_form(&self, text: &str) -> Result<Marks, FormError> {
        if text.len() > FILE_BYTES_MAX {
            return Err(FormError::TooLarge { bytes: text.len() });
        }
        let form: Form = serde_json::from_str(text).map_err(|error| FormError::Shape(error.to_string()))?;
        let mut marks = Marks::new();
        let mut errors = Vec::new();
        for (id, value) in form.0 {
            match self.read_mark(&id, &value) {
                Ok(None) => {}
                Ok(Some((target, mark))) => {
                    marks.insert(target, mark);
                }
                Err(error) if errors.len() < PROBLEMS_MAX => errors.push(error),
                Err(_) => {}
            }
        }
        if errors.is_empty() { Ok(marks) } else { Err(FormError::Marks(errors)) }
    }

    fn read_mark(&self, id: &str, value: &Value) -> Result<Option<(TargetId, Mark)>, MarkError> {
        let target = TargetId::new(id).map_err(|_| self.no_such_target(id))?;
        let scale = self.target(&target).and_then(|t| self.scale(&t.section.scale));
        let scale = scale.ok_or_else(|| self.no_such_target(id))?;
        let mark = match value {
            Value::Null => return Ok(None),
            Value::String(word) => said(scale, word).ok_or_else(|| self.not_on(scale, &target, value))?,
            other => Mark::Score(other.as_i64().ok_or_else(|| self.not_on(scale, &target, other))?),
        };
        match mark {
            _ if mark.fits(self, &target) => Ok(Some((target, mark))),
            Mark::NotApplicable => Err(MarkError::AlwaysApplies { target, abstaining: self.abstaining }),
            Mark::Abstain => Err(MarkError::NoAbstaining { target }),
            Mark::Score(_) => Err(self.not_on(scale, &target, value)),
        }
    }

    fn not_on(&self, scale: &Scale, target: &TargetId, found: &Value) -> MarkError {
        let points = scale.points.iter().map(|point| format!("{} ({})", point.value, point.word));
        let abstain = self.abstaining.is_offered().then(|| "\"abstain\"".to_owned());
        let points = points.chain(abstain).collect::<Vec<_>>().join(", ");
        MarkError::NotOnScale { target: target.clone(), found: found.to_string().chars().take(60).collect(), points }
    }

    fn no_such_target(&self, id: &str) -> MarkError {
        MarkError::NoSuchTarget { id: id.chars().take(60).collect(), framework: self.id.to_string() }
    }
}

/// The mark that a word says.
fn said(scale: &Scale, word: &str) -> Option<Mark> {
    match plain(word).as_str() {
        "na" | "n/a" | "n.a." | "n / a" | "not applicable" => Some(Mark::NotApplicable),
        "abstain" | "abstained" => Some(Mark::Abstain),
        _ => scale.value_of(word).map(Mark::Score),
    }
}

fn or_abstain(abstaining: Abstaining) -> &'static str {
    if abstaining.is_offered() { ", abstain" } else { "" }
}

/// The pairs of a form as they were written: a map would keep the last of two marks in silence.
struct Form(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Form;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of ids and marks")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Form, M::Error> {
                let mut seen = std::collections::BTreeSet::new();
                let mut pairs = Vec::new();
                while let Some((id, value)) = map.next_entry::<String, Value>()? {
                    if !seen.insert(id.clone()) {
                        return Err(serde::de::Error::custom(format!("{id} is marked twice")));
                    }
                    pairs.push((id, value));
                }
                Ok(Form(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::builtin_framework;

    fn essex() -> &'static Framework {
        builtin_framework("essex-full").unwrap()
    }

    #[test]
    fn a_form_is_read_by_value_or_by_word() {
        let marks = essex().read_form(r#"{"A": 2, "E": "requires improvement", "G": "na", "B": "abstain", "C": null}"#);
        let marks = marks.unwrap();
        let found: Vec<_> = marks.iter().map(|(id, mark)| (id.as_str(), *mark)).collect();
        let expected = [("A", Mark::Score(2)), ("B", Mark::Abstain), ("E", Mark::Score(3)), ("G", Mark::NotApplicable)];
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_understood_as_people_write_them() {
        let check = |framework: &str, row: &str, words: &[&str], expected: Mark| {
            let framework = builtin_framework(framework).unwrap();
            for word in words {
                let marks = framework.read_form(&format!("{{{row:?}: {word:?}}}"));
                let marks = marks.unwrap_or_else(|error| panic!("{word:?}: {error}"));
                assert_eq!(marks.get(row), Some(&expected), "{word:?}");
            }
        };
        let not_applicable = ["na", "NA", "n/a", "N/A", " N/A ", "N / A", "n.a.", "Not applicable", "not  applicable"];
        check("essex-full", "G", &not_applicable, Mark::NotApplicable);
        check("warrington", "part2.11", &not_applicable, Mark::NotApplicable);
        check("weighted-audit-views", "child.1", &["yes", "Yes", " Yes ", "YES", "yes\t"], Mark::Score(2));
        check("weighted-audit-views", "child.1", &["No", "no "], Mark::Score(0));
        check("essex-full", "A", &["good", " Good", "silver", "Silver ", "SILVER"], Mark::Score(2));
        check("essex-full", "A", &["Requires  improvement", "bronze"], Mark::Score(3));
        check("essex-full", "A", &["significant gaps", "Significant Gaps"], Mark::Score(4));
        check("bradford-criteria", "K.1", &["not met", "Not  Met"], Mark::Score(0));
        check("essex-full", "A", &["abstain", " Abstain"], Mark::Abstain);
    }

    #[test]
    fn a_word_that_two_faces_mean_differently_is_not_guessed() {
        let mut framework = essex().clone();
        let mut other = framework.scales[0].faces[0].clone();
        other.id = crate::framework::ScaleId::new("other").unwrap();
        other.words = ["Platinum", "Gold", "Silver", "Bronze"].map(str::to_owned).to_vec();
        framework.scales[0].faces.push(other);
        let read = |word: &str| framework.read_form(&format!("{{\"A\": {word:?}}}")).map(|marks| marks[&target("A")]);
        assert_eq!(read("platinum"), Ok(Mark::Score(1)));
        assert_eq!(read("significant gaps"), Ok(Mark::Score(4)));
        assert!(read("silver").unwrap_err().to_string().contains("\"silver\" is not on its scale"));
    }

    fn target(id: &str) -> TargetId {
        TargetId::new(id).unwrap()
    }

    #[test]
    fn a_form_that_knows_no_abstaining_says_so_instead_of_offering_it() {
        let framework = builtin_framework("warrington").unwrap();
        for (form, said) in [
            (r#"{"part1.1": "abstain"}"#, "part1.1: nobody abstains on this form"),
            (r#"{"part1.1": "na"}"#, "\"na\" cannot be chosen. Mark it, or leave it out."),
            (r#"{"part1.1": 11}"#, "10 (Yes), or leave it out."),
        ] {
            let error = framework.read_form(form).unwrap_err().to_string();
            assert!(error.contains(said) && !error.contains("Mark it, abstain"), "{error}");
        }
        let earlier = crate::framework::builtin_version("warrington", "1.0").unwrap();
        assert!(earlier.read_form(r#"{"part1.1": "abstain"}"#).is_ok(), "what a version offered, it goes on to offer");
    }

    #[test]
    fn a_form_with_wrong_marks_is_refused_with_all_of_them() {
        for (form, said) in [
            (r#"{"A": 5}"#, "A: 5 is not on its scale. Use 1 (Outstanding), 2 (Good)"),
            (r#"{"A": 2.0}"#, "A: 2.0 is not on its scale"),
            (r#"{"A": "fine"}"#, "A: \"fine\" is not on its scale"),
            (r#"{"A": "na"}"#, "A: this always applies"),
            (r#"{"A.1": 2}"#, "A.1 is not given a mark in essex-full"),
            (r#"{"../A": 2}"#, "../A is not given a mark in essex-full"),
            (r#"{"A": 2, "A": 3}"#, "A is marked twice"),
            ("[1]", "expected an object of ids and marks"),
            (r#"{"A": 5, "Z": 1}"#, "Z is not given a mark"),
        ] {
            let error = essex().read_form(form).unwrap_err().to_string();
            assert!(error.contains(said), "{form}\nsaid     {error}\nexpected {said}");
        }
    }
}
