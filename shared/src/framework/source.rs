//! Where a framework comes from: whose document it is, what the document is called and when it is from, so that an area
//! can check every row against the original.
//!
//! A row, a section and a question give their place inside that document as a text of their own.

use serde::{Deserialize, Serialize};

/// The document that a framework was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// The council or other body whose document it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What the document is called.
    pub document: String,
    /// When it is from, as it says itself, such as "November 2022"; "undated" where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The annex or appendix.
    pub part: String,
    /// What the text of the source leaves out, and what was done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Source {
    /// "Essex County Council, Essex quality-assurance framework for EHCPs, November 2022: Annex A".
    #[must_use]
    pub fn cited(&self) -> String {
        let named = self.publisher.iter().map(String::as_str).chain([cited(&self.document)]);
        let named: Vec<&str> = named.chain(self.date.as_deref()).collect();
        format!("{}: {}", named.join(", "), self.part)
    }
}

/// A place in a source as people are shown it. The first shipped versions gave each document a number that means
/// nothing to anybody; published versions and their copies never change, so the number is left out where they are shown.
#[must_use]
pub fn cited(place: &str) -> &str {
    let is_number = |number: &str| number.starts_with("00") && number.ends_with(|last| matches!(last, '0'..='4'));
    match place.split_at_checked(3) {
        Some((number, rest)) if is_number(number) && rest.starts_with([' ', ',']) => {
            rest.trim_start_matches([' ', ','])
        }
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Framework, builtin, builtin_versions};

    /// Everything in a framework that names a source.
    fn places(framework: &Framework) -> Vec<&str> {
        let faces = framework.scales.iter().flat_map(|scale| &scale.faces).map(|face| &face.source);
        let sections = framework.sections.iter().map(|section| &section.source);
        let rows = framework.sections.iter().flat_map(|section| &section.descriptors).map(|row| &row.source);
        let questions = framework.questions.iter().map(|question| &question.source);
        let all = faces.chain(sections).chain(rows).chain(questions).chain([&framework.source.document]);
        all.map(String::as_str).collect()
    }

    #[test]
    fn every_offered_framework_names_its_council_its_document_and_its_date() {
        for framework in builtin() {
            let source = &framework.source;
            let publisher = source.publisher.as_deref().unwrap_or_default();
            assert!(["Council", "local authority"].iter().any(|body| publisher.contains(body)), "{}", framework.id);
            let date = source.date.as_deref().unwrap_or_default();
            let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u32>().is_ok();
            assert!(date == "undated" || date.split(' ').next_back().is_some_and(is_year), "{}: {date}", framework.id);
            assert!(source.document.split(' ').count() > 2, "{}: {}", framework.id, source.document);
            let cited = source.cited();
            assert!(
                [publisher, &source.document, date, &source.part].iter().all(|part| cited.contains(part)),
                "{cited}"
            );
        }
    }

    #[test]
    fn no_source_is_shown_as_a_number() {
        for framework in builtin() {
            for place in places(framework) {
                assert_eq!(cited(place), place, "{}", framework.id);
                assert!(place.starts_with(char::is_uppercase), "{}: {place}", framework.id);
            }
        }
        for framework in builtin_versions() {
            for shown in places(framework).into_iter().map(cited).chain([framework.source.cited().as_str()]) {
                assert!(!shown.starts_with(|first: char| first.is_ascii_digit()), "{}: {shown}", framework.id);
            }
        }
    }

    #[test]
    fn only_the_numbers_of_the_first_versions_are_left_out() {
        assert_eq!(cited("003 Annex A, Section A, row 1"), "Annex A, Section A, row 1");
        assert_eq!(cited("001, part 4, strengths"), "part 4, strengths");
        for own in ["112 High Street, row 1", "2026 audit, row 3", "004", "0034 list", "Our own", "", "ä"] {
            assert_eq!(cited(own), own);
        }
    }
}
