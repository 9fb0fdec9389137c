//! What of a section does not come from its source, in words for whoever judges by it. Whoever judges is to know which
//! words a council agreed on and which were added, without opening the source.

use super::{Descriptor, Framework, NotApplicable, Origin, Section};

impl Origin {
    /// What is said beside a single row; nothing for what the source says.
    #[must_use]
    pub const fn of_row(self) -> Option<&'static str> {
        match self {
            Self::Reworded => None,
            Self::Inferred => Some("The source does not print this row, but its totals need it."),
            Self::Own => Some("This row is not in the source."),
        }
    }
}

impl Section {
    /// What is said beside one of its rows. Where none of the rows is in the source, that is said once, of the section.
    #[must_use]
    pub fn origin_beside(&self, row: &Descriptor) -> Option<&'static str> {
        if self.is_all_own() { None } else { row.origin.of_row() }
    }

    fn is_all_own(&self) -> bool {
        !self.descriptors.is_empty() && self.descriptors.iter().all(|row| row.origin == Origin::Own)
    }
}

impl Framework {
    /// Everything in a section that is not in the source and not said beside a row: a sentence for each.
    #[must_use]
    pub fn not_in_the_source(&self, section: &Section) -> Vec<&'static str> {
        let scale = self.scale(&section.scale);
        let mut criteria =
            scale.into_iter().flat_map(|scale| &scale.points).filter_map(|point| point.criteria.as_ref());
        let agreement = scale.map(|scale| scale.agreement);
        let offers = section.targets().any(|target| target.not_applicable() != NotApplicable::NotOffered);
        let line = agreement.and_then(|agreement| agreement.line);
        let said = [
            (section.is_all_own(), "These rows are not in the source. They were written for this framework."),
            (
                criteria.any(|criteria| criteria.origin == Origin::Own),
                "The source’s text does not say when to choose which score. What is said here was written for this framework.",
            ),
            (
                offers && section.not_applicable_origin == Origin::Own,
                "The source does not offer “not applicable” here. It was added.",
            ),
            (
                line.is_some_and(|line| line.origin == Origin::Own),
                "The line between scores that are good enough and those that are not was added.",
            ),
            (
                agreement.is_some_and(|agreement| agreement.origin == Origin::Own),
                "Which scores are so far apart that they are talked about is not in the source.",
            ),
        ];
        said.into_iter().filter_map(|(is_so, sentence)| is_so.then_some(sentence)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::framework::{Framework, Section, builtin, builtin_framework, builtin_version};

    fn said(framework: &str, section: &str, part: &str) -> bool {
        let framework = builtin_framework(framework).unwrap();
        let section = framework.sections.iter().find(|known| known.id.as_str() == section).unwrap();
        framework.not_in_the_source(section).iter().any(|sentence| sentence.contains(part))
    }

    #[test]
    fn what_was_added_to_a_source_is_said_to_whoever_judges() {
        for section in ["G", "H1", "H2", "I", "J"] {
            assert!(said("essex-full", section, "“not applicable”"), "{section}");
        }
        assert!(!said("essex-full", "A", "“not applicable”"), "it is not offered there");
        assert!(said("essex-full", "A", "when to choose which score"));
        assert!(said("bradford-quality-form", "A-child", "line between scores"));
        assert!(!said("bradford-quality-form", "A-child", "“not applicable”"), "the form offers it");
        assert!(!said("essex-full", "A", "line between scores"), "the source draws it");
        assert!(said("warrington", "part1", "“not applicable”") && !said("warrington", "part2", "“not applicable”"));
        assert!(said("bradford-criteria", "K", "“not applicable”"));
    }

    #[test]
    fn a_single_row_that_was_added_is_marked_and_many_are_marked_once() {
        let earlier = builtin_version("bradford-quality-form", "1.0").unwrap();
        let beside = |framework: &'static Framework| {
            let rows = |section: &'static Section| section.descriptors.iter().map(move |row| (section, row));
            let rows = framework.sections.iter().flat_map(rows);
            rows.filter_map(|(section, row)| Some((row.id.as_str(), section.origin_beside(row)?))).collect::<Vec<_>>()
        };
        assert_eq!(beside(earlier), [("H2.5", "The source does not print this row, but its totals need it.")]);
        for framework in builtin() {
            assert_eq!(
                beside(framework),
                [],
                "{}: every row is in its source, or none of the section is",
                framework.id
            );
        }
        assert!(said("weighted-audit-plan", "views", "These rows are not in the source"));
    }
}
