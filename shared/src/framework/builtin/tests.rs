//! The shipped files: complete, unchanged, and with the rows that their sources print.

use std::collections::BTreeSet;

use super::*;
use super::{framework as builtin_framework, version as builtin_version};

/// The SHA-256 of each version that was published. A review keeps the hash of its version, so none ever changes.
const PUBLISHED: &[(&str, &str, &str)] = &[
    ("essex-full", "1.0", "0c549b5003012a5687c049e1e057256cacd2b0f8d7ae2f7ee8114c77a4530aba"),
    ("essex-full", "1.1", "ffe2c8b9d8c4863cd679efa9753e9c53214efb5bb89786e01c46e8b9100db987"),
    ("essex-full", "1.2", "027b6f18b1f9c89791393b66a472d1c53204b77e3b982b8a6b85e1c07475fc45"),
    ("essex-light-touch", "1.0", "ac94710d57936c20c029a84d800d9bb9d3c5d0a75011e806f44649060f0bbcb8"),
    ("essex-light-touch", "1.1", "881f0d7d2ba5cb691c7e71f23f659aaafe8da8497806ac6b5ee544658669c6b2"),
    ("essex-light-touch", "1.2", "2aeef3395e5af64d5bd5636c2b9a662c79c0d7fbfaa746cdf484a5476de2a393"),
    ("essex-advice", "1.0", "8c9b6eba698b99a09f5ab2571ad5b71cf1eff5f15991d040c876d661d13f769b"),
    ("essex-advice", "1.1", "c8bbfe9e0ae22a2031f9b7fc7194bec18e137714fc6c583bfc73545fefa80c79"),
    ("essex-advice", "1.2", "832d77bc83eb3623c65e6597e727df7d8e839d1ce7f99bba6323ef1e2e3ca15f"),
    ("essex-advice-light-touch", "1.0", "85ffbf3e59d68d50868277970e0559e5bfdd86b554b2664c910a399001d117a4"),
    ("bradford-criteria", "1.0", "a291a88e357d6065b637fcae15860b6f942806e3f6963d501ba200180d1e264e"),
    ("bradford-criteria", "1.1", "001e5b35aa2425f0f677c47a1858eb4956256cd2855ae108e7056b40861aabf0"),
    ("bradford-criteria", "1.2", "4a9c54d59790729a10033091f90fefcc2d7083bf9fff989f55fa30f30e70952e"),
    ("bradford-quality-form", "1.0", "dbddd7c68e2b6d12256ab1328c9e47ba2c2efd9d39c896d0af2987de0f655d9c"),
    ("bradford-quality-form", "1.1", "003a156102ede60c04eec55422d5d5ce7a06e6a0b0d55d9b4084d434c8951541"),
    ("bradford-quality-form", "1.2", "50125d8b7df6e7908843b9104deea1c00a22a574b681004c76a174796c268eae"),
    ("warrington", "1.0", "a89700e218207a55cba51d400a6ea865701c9bd929ddcaa676a771b89e27d8a2"),
    ("warrington", "1.1", "58b85a5ade49da5d6822c2e55a912fa9700a9012fbac26ccc0fd97cc75240a4b"),
    ("warrington", "1.2", "2e196e4f893938913284da9424b5a8dc7611cb91333162b4a050ba59472171f0"),
    ("weighted-audit-plan", "1.0", "f3a80c8a2068d032057f58c0d4f4699ef2c759aee4758b24e8195a2e79c732d8"),
    ("weighted-audit-plan", "1.1", "8a49d495d5ba916164e8e7df6b555d23c98fec2dc1e2c2c358099bab195f297c"),
    ("weighted-audit-plan", "1.2", "9c6faa542eca26e1e8add985d9204d5a6cebf578a15a5547696b3e547d469d43"),
    ("weighted-audit-views", "1.0", "25a62d24f0515fbad44c35d56aa59157700b1528da2bb6a84e572ec9189545dd"),
    ("weighted-audit-views", "1.1", "8f3c1ad18026c58b3354e810011ea50acda60a27e8e044375ac4a3da02bb1e50"),
    ("weighted-audit-views", "1.2", "6ec36612c8d269e9f2ebee326014ab1e0003e67a030c138f57b73f2e47eee275"),
    ("weighted-audit-education", "1.0", "7e13f2ccb7f1bbf333dc9e05e0467d904646e451bf8d01824ea29aa617302eb8"),
    ("weighted-audit-education", "1.1", "f2adc6bd9b8fcf146a481f268a8b73d365172704207ff9701b5a8036658a07c2"),
    ("weighted-audit-education", "1.2", "bcf2e402bfee9ac206d17276029c786b766c4ca20378a316a441aa3e1e3dde8a"),
    ("weighted-audit-medical", "1.0", "e83f700bb6358e69cdeb1c10c97ac88b0a810421ba29666dc73f841204fbeff7"),
    ("weighted-audit-medical", "1.1", "89c6b3e89dfb29d91497368bcf94fd36d83d15afbfeb3296461e18d80d90b6e4"),
    ("weighted-audit-medical", "1.2", "36befc524f195775073b9f7c42156bacf21568a4bdd87c122577d4cd0973e343"),
    ("weighted-audit-speech-language", "1.0", "2e554a8038584bff5dca1afcd5c3ae9249adcc6d0ebb734dd4765ca367124aed"),
    ("weighted-audit-speech-language", "1.1", "e7c811597aa36f99c81f676df20122286a032d0d4ab5f18f9ff0fca7fe62b901"),
    ("weighted-audit-speech-language", "1.2", "80c4ecdff9a5906e966f97fcad4238d030de4fb9d28120e4d8c548c9987b0c87"),
    ("weighted-audit-occupational-therapy", "1.0", "06e7466a21db4291aed8e21851b76f56faf18d16ad0096f907f2adf734f2f91b"),
    ("weighted-audit-occupational-therapy", "1.1", "6f50775ac854590d7c35a581266737acb0b22805c730af1586ef993c72763a33"),
    ("weighted-audit-occupational-therapy", "1.2", "9ca08825106dafd22110beb345edd17e46b99886754d1274171dcfd226bc51ac"),
    ("weighted-audit-physiotherapy", "1.0", "51aa16e2f2800db91b34505fa07f21c883a909d07866b3c636119c9df27927bd"),
    ("weighted-audit-physiotherapy", "1.1", "5db78e28327d53c320d8ab64e5f47662a81c8adb216a93f676780ee7fa003a56"),
    ("weighted-audit-physiotherapy", "1.2", "0daaf55649ce2bd8b5259e5c3d68f6a43ad17a90155478543011ae1b2e29320f"),
    (
        "weighted-audit-educational-psychology",
        "1.0",
        "e85bd58301c9eda2cd53cf543dacee1d041ceb930705201cda3843d9124448ca",
    ),
    (
        "weighted-audit-educational-psychology",
        "1.1",
        "f21a01c5ba42dc6edbcb9d0ebe140058106e7e4a9963269a8e44c10f5f52ed2b",
    ),
    (
        "weighted-audit-educational-psychology",
        "1.2",
        "8a6ca25dd7820d1f70c2a13075fc323b414ed8044c47af705c53dad227b0f3c8",
    ),
    ("weighted-audit-social-care", "1.0", "c672235b032411ce2b7cc3c8eef08b890f4df88f0c0a1dc798d7fe3411ecfff7"),
    ("weighted-audit-social-care", "1.1", "55ff114f75730f86f9a166b6976fc53bfc9b42b09742da797f82f4a5f0e49331"),
    ("weighted-audit-social-care", "1.2", "2e72772bac3a7252bc16238f5bc9c2af7777d31419dad9048891540bf3a1c333"),
    ("weighted-audit-annual-review", "1.0", "3315d525b7e278376c75f6f1183fcc25d0f9ac274d3a3c5a561746ee8b0ef86a"),
    ("weighted-audit-annual-review", "1.1", "66aa0d192abb582ed22b6febdf780a5ae23402723027a7d2f0e20d5eb1fb6048"),
    ("weighted-audit-annual-review", "1.2", "21179e2c4ca174d36e1445a12cd7dd0d92d1ac38654e31367e5cf69df8ae8333"),
];

#[test]
fn a_published_version_never_changes() {
    let named = |framework: &'static Framework| (framework.id.as_str(), framework.version.as_str());
    let known: BTreeSet<_> = PUBLISHED.iter().map(|(id, version, _)| (*id, *version)).collect();
    assert_eq!(known, versions().map(named).collect(), "every version is published");
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

/// The forms whose source asks for a comment on every partly and no.
const COMMENTED: [&str; 3] = ["weighted-audit-views", "weighted-audit-education", "weighted-audit-annual-review"];

#[test]
fn the_weighted_audits_demand_a_comment_only_where_their_source_does() {
    let audits: Vec<_> = builtin().iter().filter(|f| f.id.as_str().starts_with("weighted-audit-")).collect();
    assert_eq!(audits.len(), 10);
    for audit in audits {
        let demanded: &[i64] = if COMMENTED.contains(&audit.id.as_str()) { &[1, 0] } else { &[] };
        assert!(audit.sections.iter().all(|section| section.comment_demanded == demanded), "{}", audit.id);
        let says =
            |value: i64| audit.scales[0].point(value).unwrap().criteria.as_ref().unwrap().text.contains("comment");
        assert_eq!([says(2), says(1), says(0)], [!demanded.is_empty(); 3], "{}", audit.id);
    }
}

#[test]
fn what_a_row_is_about_under_a_condition_is_in_the_data() {
    let condition = |framework: &str, row: &str| {
        let framework = builtin_framework(framework).unwrap();
        let rows = framework.sections.iter().flat_map(|section| &section.descriptors);
        rows.filter(|known| known.id.as_str() == row).find_map(|row| row.condition.as_deref())
    };
    for row in ["E.3", "B.3", "F.1", "G.4"] {
        assert!(condition("essex-full", row).is_some_and(|when| when.contains("Year 9")), "{row}");
    }
    for framework in ["bradford-quality-form", "bradford-criteria"] {
        assert_eq!((condition(framework, "J.2"), condition(framework, "J.3")), (None, None), "{framework}");
        assert_eq!(condition(framework, "E.3"), Some("If appropriate"), "{framework}");
        assert!(condition(framework, "J.4").is_some_and(|when| when.contains("direct payment")), "{framework}");
    }
}

/// "If applicable" belongs to the employment in this row, so that the row as a whole always applies.
#[test]
fn further_education_is_always_marked() {
    for (framework, row) in [("bradford-quality-form", "A-child.3"), ("bradford-criteria", "A-child.2")] {
        let framework = builtin_framework(framework).unwrap();
        let target = framework.target(&crate::framework::TargetId::new(row).unwrap()).unwrap();
        assert_eq!(target.not_applicable(), crate::framework::NotApplicable::NotOffered);
        assert_eq!(target.descriptor.unwrap().condition, None);
    }
}

#[test]
fn the_quality_form_asks_at_its_end_who_reviewed_and_then_who_wrote() {
    let form = builtin_framework("bradford-quality-form").unwrap();
    assert_eq!(form.details_asked(false).count(), 0);
    let asked: Vec<_> = form.asked().map(|(id, _)| id.as_str()).collect();
    assert_eq!(asked[4..], ["standard", "reviewer", "reviewer-date", "author", "author-date"]);
}
