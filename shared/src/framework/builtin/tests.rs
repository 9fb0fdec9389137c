//! The shipped files: complete, unchanged, and with the rows that their sources print.

use super::*;
use super::{framework as builtin_framework, version as builtin_version};

/// The SHA-256 of each version that was published. A review keeps the hash of its version, so none ever changes.
const PUBLISHED: &[(&str, &str, &str)] = &[
    ("essex-full", "1.0", "0c549b5003012a5687c049e1e057256cacd2b0f8d7ae2f7ee8114c77a4530aba"),
    ("essex-light-touch", "1.0", "ac94710d57936c20c029a84d800d9bb9d3c5d0a75011e806f44649060f0bbcb8"),
    ("essex-advice", "1.0", "8c9b6eba698b99a09f5ab2571ad5b71cf1eff5f15991d040c876d661d13f769b"),
    ("bradford-criteria", "1.0", "a291a88e357d6065b637fcae15860b6f942806e3f6963d501ba200180d1e264e"),
    ("bradford-quality-form", "1.0", "dbddd7c68e2b6d12256ab1328c9e47ba2c2efd9d39c896d0af2987de0f655d9c"),
    ("warrington", "1.0", "a89700e218207a55cba51d400a6ea865701c9bd929ddcaa676a771b89e27d8a2"),
    ("weighted-audit-plan", "1.0", "f3a80c8a2068d032057f58c0d4f4699ef2c759aee4758b24e8195a2e79c732d8"),
    ("weighted-audit-views", "1.0", "25a62d24f0515fbad44c35d56aa59157700b1528da2bb6a84e572ec9189545dd"),
    ("weighted-audit-education", "1.0", "7e13f2ccb7f1bbf333dc9e05e0467d904646e451bf8d01824ea29aa617302eb8"),
    ("weighted-audit-medical", "1.0", "e83f700bb6358e69cdeb1c10c97ac88b0a810421ba29666dc73f841204fbeff7"),
    ("weighted-audit-speech-language", "1.0", "2e554a8038584bff5dca1afcd5c3ae9249adcc6d0ebb734dd4765ca367124aed"),
    ("weighted-audit-occupational-therapy", "1.0", "06e7466a21db4291aed8e21851b76f56faf18d16ad0096f907f2adf734f2f91b"),
    ("weighted-audit-physiotherapy", "1.0", "51aa16e2f2800db91b34505fa07f21c883a909d07866b3c636119c9df27927bd"),
    (
        "weighted-audit-educational-psychology",
        "1.0",
        "e85bd58301c9eda2cd53cf543dacee1d041ceb930705201cda3843d9124448ca",
    ),
    ("weighted-audit-social-care", "1.0", "c672235b032411ce2b7cc3c8eef08b890f4df88f0c0a1dc798d7fe3411ecfff7"),
    ("weighted-audit-annual-review", "1.0", "3315d525b7e278376c75f6f1183fcc25d0f9ac274d3a3c5a561746ee8b0ef86a"),
];

#[test]
fn a_published_version_never_changes() {
    for (id, version, hash) in PUBLISHED {
        let framework = builtin_version(id, version).unwrap_or_else(|| panic!("{id} {version} is gone"));
        assert_eq!(framework.hash(), *hash, "{id} {version}");
    }
}

/// Every file of the folder, so that none is forgotten in the list.
#[test]
fn every_file_of_the_folder_is_shipped_under_its_own_name_and_in_its_own_form() {
    let names = |folder: &std::path::Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    let mut listed: Vec<&str> = FILES.iter().map(|(id, _)| *id).collect();
    listed.sort_unstable();
    assert_eq!(names(&folder), listed);
    for (id, versions) in FILES {
        let files: Vec<String> = versions.iter().map(|(version, _)| format!("{version}.json")).collect();
        assert_eq!(names(&folder.join(id)), files, "{id}");
        for (version, text) in *versions {
            let framework = builtin_version(id, version).unwrap();
            assert_eq!(framework.to_json(), *text, "{id} {version} is not written as the program writes it");
        }
        assert_eq!(builtin_framework(id).map(|newest| newest.version.as_str()), versions.last().map(|last| last.0));
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
            assert!(row.source.starts_with("Annex A, ") && row.source.ends_with(&format!("row {}", at + 1)));
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
        grade.points.iter().all(|p| { p.criteria.as_ref().is_some_and(|c| c.origin == crate::framework::Origin::Own) })
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
