//! The frameworks that Accord ships, embedded in the program.
//!
//! They are read when first asked for. A test reads every file of the folder, so that one which
//! does not hold together never leaves the build.

use std::sync::LazyLock;

use super::Framework;

const FILES: &[(&str, &str)] = &[
    ("essex-full", include_str!("../../frameworks/essex-full.json")),
    ("essex-light-touch", include_str!("../../frameworks/essex-light-touch.json")),
    ("essex-advice", include_str!("../../frameworks/essex-advice.json")),
    ("bradford-criteria", include_str!("../../frameworks/bradford-criteria.json")),
    ("bradford-quality-form", include_str!("../../frameworks/bradford-quality-form.json")),
    ("warrington", include_str!("../../frameworks/warrington.json")),
    ("weighted-audit-plan", include_str!("../../frameworks/weighted-audit-plan.json")),
    ("weighted-audit-views", include_str!("../../frameworks/weighted-audit-views.json")),
    ("weighted-audit-education", include_str!("../../frameworks/weighted-audit-education.json")),
    ("weighted-audit-medical", include_str!("../../frameworks/weighted-audit-medical.json")),
    ("weighted-audit-speech-language", include_str!("../../frameworks/weighted-audit-speech-language.json")),
    ("weighted-audit-occupational-therapy", include_str!("../../frameworks/weighted-audit-occupational-therapy.json")),
    ("weighted-audit-physiotherapy", include_str!("../../frameworks/weighted-audit-physiotherapy.json")),
    (
        "weighted-audit-educational-psychology",
        include_str!("../../frameworks/weighted-audit-educational-psychology.json"),
    ),
    ("weighted-audit-social-care", include_str!("../../frameworks/weighted-audit-social-care.json")),
    ("weighted-audit-annual-review", include_str!("../../frameworks/weighted-audit-annual-review.json")),
];

static BUILTIN: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(name, text)| match Framework::from_json(text) {
            Ok(framework) => framework,
            // A shipped file is part of the program: if it is broken, nothing after it can be right.
            Err(error) => panic!("the shipped framework {name} does not hold together: {error}"),
        })
        .collect()
});

/// The shipped frameworks, in the order in which they are offered.
#[must_use]
pub fn builtin() -> &'static [Framework] {
    &BUILTIN
}

/// The shipped framework with this id.
#[must_use]
pub fn framework(id: &str) -> Option<&'static Framework> {
    builtin().iter().find(|f| f.id.as_str() == id)
}

#[cfg(test)]
mod tests {
    use super::framework as builtin_framework;
    use super::*;

    /// Every file of the folder, so that none is forgotten in the list above.
    #[test]
    fn every_file_of_the_folder_is_shipped_under_its_own_name_and_in_its_own_form() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks");
        let mut found: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let mut listed: Vec<String> = FILES.iter().map(|(name, _)| format!("{name}.json")).collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed);
        for ((name, text), framework) in FILES.iter().zip(builtin()) {
            assert_eq!(framework.id.as_str(), *name);
            assert_eq!(framework.to_json(), *text, "{name} is not written as the program writes it");
        }
    }

    #[test]
    fn the_full_essex_framework_has_its_sections_and_rows_in_the_printed_order() {
        let framework = builtin_framework("essex-full").unwrap();
        let rows: Vec<_> = framework.sections.iter().map(|s| (s.id.as_str(), s.descriptors.len())).collect();
        let printed = [
            ("A", 5),
            ("E", 5),
            ("B", 3),
            ("C", 2),
            ("D", 2),
            ("F", 4),
            ("G", 4),
            ("H1", 4),
            ("H2", 3),
            ("I", 3),
            ("J", 3),
            ("K", 3),
            ("overall", 5),
        ];
        assert_eq!(rows, printed);
        assert_eq!(framework.rows(), 46);
        assert_eq!(framework.targets().count(), 13);
        assert!(framework.sections.iter().all(|s| s.overall == (s.id.as_str() == "overall")));
        for section in &framework.sections {
            for (at, row) in section.descriptors.iter().enumerate() {
                assert_eq!(row.id.as_str(), format!("{}.{}", section.id, at + 1));
                assert!(row.source.starts_with("003 Annex A, ") && row.source.ends_with(&format!("row {}", at + 1)));
            }
        }
    }

    #[test]
    fn the_line_that_matters_runs_between_good_and_requires_improvement() {
        let framework = builtin_framework("essex-full").unwrap();
        let grade = framework.scale_of(&framework.sections[0].id).unwrap();
        assert!(grade.line_between(2, 3) && grade.line_between(4, 1));
        assert!(!grade.line_between(1, 2) && !grade.line_between(3, 4));
        assert_eq!((grade.rank(1), grade.rank(4), grade.steps(1, 3)), (Some(3), Some(0), Some(2)));
        assert_eq!(grade.word(4), Some("Inadequate"));
        let kent = framework.clone().worded(Some("kent"));
        let words = [1, 2, 3, 4].map(|value| kent.scales[0].word(value).unwrap());
        assert_eq!(words, ["Gold", "Silver", "Bronze", "Significant gaps"]);
        assert_eq!(kent.clone().worded(Some("unheard of")), kent, "an unknown face changes nothing");
        assert!(
            grade
                .points
                .iter()
                .all(|p| { p.criteria.as_ref().is_some_and(|c| c.origin == crate::framework::Origin::Own) })
        );
    }

    #[test]
    fn the_jargon_of_the_room_has_its_meaning() {
        let framework = builtin_framework("essex-full").unwrap();
        for term in ["EHCNA", "SMART", "golden thread", "section 2 CSDPA", "co-production", "SENDIASS"] {
            assert!(framework.meaning(term).is_some(), "{term}");
        }
    }

    fn rows_of(id: &str) -> Vec<(&'static str, usize)> {
        let sections = &builtin_framework(id).unwrap().sections;
        sections.iter().map(|section| (section.id.as_str(), section.descriptors.len())).collect()
    }

    #[test]
    fn the_other_frameworks_have_their_rows_as_printed() {
        let advice = [("presentation", 7), ("views", 3), ("needs", 4), ("outcomes", 3), ("provision", 4)];
        assert_eq!(rows_of("essex-advice"), advice);
        assert_eq!(rows_of("warrington"), [("part1", 2), ("part2", 13), ("part3", 10)]);
        // H2 has the row that is inferred, besides the four that are printed.
        let form = [
            ("A-child", 5),
            ("A-parent", 4),
            ("B", 7),
            ("C", 3),
            ("D", 3),
            ("E", 7),
            ("F", 8),
            ("G", 5),
            ("H1", 5),
            ("H2", 5),
            ("I", 2),
            ("J", 4),
            ("K", 1),
        ];
        assert_eq!(rows_of("bradford-quality-form"), form);
        assert_eq!(form.iter().map(|(_, rows)| 2 * rows).sum::<usize>(), 118);
    }

    #[test]
    fn a_review_of_advice_names_one_of_eight_services_and_the_quality_form_asks_its_summary_points() {
        let advice = builtin_framework("essex-advice").unwrap();
        let service = advice.details.iter().find(|detail| detail.id.as_str() == "service").unwrap();
        assert_eq!(service.choices.len(), 8);
        let points = &builtin_framework("bradford-quality-form").unwrap().questions;
        let points: Vec<_> = points.iter().map(|point| (point.id.as_str(), point.prompts.len())).collect();
        assert_eq!(points, [("strengths", 5), ("factors", 0), ("development", 0), ("actions", 0), ("standard", 0)]);
    }

    #[test]
    fn the_weighted_audits_demand_a_comment_for_every_partly_and_no() {
        let audits = builtin().iter().filter(|framework| framework.id.as_str().starts_with("weighted-audit-"));
        let sections: Vec<_> = audits.flat_map(|audit| &audit.sections).collect();
        assert!(sections.len() > 60 && sections.iter().all(|section| section.comment_demanded == [1, 0]));
    }
}
