//! `docs/frameworks.md` says the same as the code: its keys, their choices, its limits, its scales, its example.

use std::collections::BTreeSet;

use accord_server::import::{SCALE_NAMES, limits as import_limits};
use accord_shared::framework::{Framework, FrameworkError, builtin_framework, limits};
use serde_json::{Value, json};

use super::program::taken;

const PAGE: &str = include_str!("../../../docs/frameworks.md");

/// Where each kind of object is found in some shipped framework.
const SAMPLES: [(&str, &str, &str); 16] = [
    ("Framework", "essex-full", ""),
    ("Source", "essex-full", "/source"),
    ("Scale", "essex-full", "/scales/0"),
    ("Point", "essex-full", "/scales/0/points/0"),
    ("Criteria", "essex-full", "/scales/0/points/0/criteria"),
    ("Agreement", "essex-full", "/scales/0/agreement"),
    ("Line", "essex-full", "/scales/0/agreement/line"),
    ("Face", "essex-full", "/scales/0/faces/0"),
    ("Detail", "essex-advice", "/details/0"),
    ("Section", "essex-full", "/sections/0"),
    ("Descriptor", "essex-full", "/sections/0/descriptors/0"),
    ("Group", "bradford-quality-form", "/groups/0"),
    ("Limiting judgement", "essex-full", "/limits/0"),
    ("Condition", "essex-full", "/limits/0/while"),
    ("Question", "bradford-quality-form", "/questions/0"),
    ("Term", "essex-full", "/glossary/0"),
];

/// The cells of the table under a heading, without its head.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let under = PAGE.split_once(&format!("\n### {heading}\n")).or(PAGE.split_once(&format!("\n## {heading}\n")));
    let lines = under.expect(heading).1.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Everything in a text that stands between backticks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What is said when a shipped framework is changed at a place, if it is about the file's shape.
fn said(framework: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut file = serde_json::to_value(builtin_framework(framework).unwrap()).unwrap();
    if framework == "essex-full" {
        let condition = json!({"any_of": ["F"], "or_worse": 4});
        let limit =
            json!({"id": "f", "while": condition, "target": "overall", "no_better_than": 3, "source": "For this test"});
        file["limits"] = json!([limit]);
    }
    change(&mut file);
    match Framework::from_json(&file.to_string()) {
        Err(FrameworkError::Shape { message, .. }) => message,
        Ok(_) | Err(_) => String::new(),
    }
}

fn set(file: &mut Value, object: &str, key: &str, value: Value) {
    file.pointer_mut(object).expect(object)[key] = value;
}

/// The names that the code expects where something unknown was found.
fn expected(message: &str, unknown: &str) -> BTreeSet<String> {
    message.strip_prefix(&format!("unknown {unknown} `zzz`, ")).map(quoted).unwrap_or_default()
}

#[test]
fn the_page_lists_the_keys_that_the_code_reads_and_says_which_may_be_absent() {
    for (heading, framework, object) in SAMPLES {
        let known = expected(&said(framework, |file| set(file, object, "zzz", json!(1))), "field");
        let rows = table(heading);
        let listed: BTreeSet<String> = rows.iter().flat_map(|row| quoted(row[0])).collect();
        assert_eq!(listed, known, "{heading}");
        for row in rows {
            let key = row[0].trim_matches('`');
            let remove = |file: &mut Value| {
                file.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(key);
            };
            let is_needed = said(framework, remove) == format!("missing field `{key}`");
            assert_eq!(row[1] == "maybe", !is_needed, "{heading}, {key}");
        }
    }
}

#[test]
fn the_page_lists_the_choices_that_the_code_knows() {
    let mut choices = 0;
    for (heading, framework, object) in SAMPLES {
        for row in table(heading) {
            let key = row[0].trim_matches('`');
            let one = expected(&said(framework, |file| set(file, object, key, json!("zzz"))), "variant");
            let many = expected(&said(framework, |file| set(file, object, key, json!(["zzz"]))), "variant");
            let known: BTreeSet<String> = one.into_iter().chain(many).collect();
            // What refers to another row or another table is checked there.
            let is_elsewhere = ["as for", "the rule for"].iter().any(|other| row[2].starts_with(other));
            if known.is_empty() || is_elsewhere || row[2].contains("](#") {
                continue;
            }
            choices += 1;
            assert!(known.is_subset(&quoted(row[2])), "{heading}, {key}: {known:?}");
            assert!(quoted(row[2]).len() == known.len(), "{heading}, {key}: {known:?}");
        }
    }
    assert_eq!(choices, 9);
}

#[test]
fn the_page_lists_the_rules_of_marking() {
    let rules = expected(&said("warrington", |file| set(file, "/marking", "rule", json!("zzz"))), "variant");
    let rows = table("Marking");
    assert!(rules.is_subset(&quoted(rows[0][2])));
    let mut known = BTreeSet::from(["`rule`".to_owned()]);
    for rule in rules {
        let message = said("warrington", |file| file["marking"] = json!({"rule": rule, "zzz": 1}));
        known.extend(expected(&message, "field").iter().map(|key| format!("`{key}` for `{rule}`")));
    }
    let listed = rows.iter().map(|row| format!("{} {}", row[0], row[1]).trim().to_owned());
    assert_eq!(listed.collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_page_lists_the_limits() {
    let known = [
        ("bytes of a framework file", limits::FILE_BYTES_MAX),
        ("characters of an id", limits::ID_CHARS_MAX),
        ("characters of a version", limits::VERSION_CHARS_MAX),
        ("characters of a title", limits::TITLE_CHARS_MAX),
        ("characters of a text", limits::TEXT_CHARS_MAX),
        ("scales", limits::SCALES_MAX),
        ("points of a scale", limits::POINTS_MAX),
        ("sections", limits::SECTIONS_MAX),
        ("descriptors", limits::ROWS_MAX),
        ("limiting judgements", limits::LIMITING_MAX),
        ("errors that are reported", limits::PROBLEMS_MAX),
        ("bytes of a list, as text or as workbook", import_limits::UPLOAD_BYTES_MAX),
        ("bytes of a workbook when it is unpacked", usize::try_from(import_limits::UNPACKED_BYTES_MAX).unwrap()),
        ("files inside a workbook", import_limits::ENTRIES_MAX),
        ("sheets of a workbook", import_limits::SHEETS_MAX),
        ("rows of a list", import_limits::LIST_ROWS_MAX),
    ];
    let listed = table("Limits").into_iter().map(|row| (row[0], row[1].parse().unwrap()));
    assert_eq!(listed.collect::<Vec<(&str, usize)>>(), known);
}

#[test]
fn the_page_lists_the_scales_of_a_list_with_what_they_are_worth() {
    let under = PAGE.split_once("\n| scale |").unwrap().1;
    let rows = under.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert_eq!(rows.iter().map(|row| row[0].trim_matches('`')).collect::<Vec<_>>(), SCALE_NAMES);
    for row in rows {
        let list = format!("A,One.,{}\n", row[0].trim_matches('`'));
        let made = accord_server::import::framework(list.as_bytes(), "list.csv").unwrap();
        let marks: Vec<String> = made.scales[0].points.iter().filter_map(|p| Some(p.marks?.to_string())).collect();
        let shown = match marks.len() {
            0 => "not added up".to_owned(),
            11 => format!("{} to {}", marks[0], marks[10]),
            _ => marks.join(", "),
        };
        let turned = marks.iter().rev().cloned().collect::<Vec<_>>().join(", ");
        assert!(row[2] == shown || row[2] == turned, "{row:?}: {shown}");
    }
}

#[test]
fn the_example_of_the_page_is_a_framework() {
    let example = PAGE.split_once("```csv\n").unwrap().1.split_once("```").unwrap().0;
    let made = taken("Our form.csv", example.as_bytes());
    assert_eq!((made.id.as_str(), made.rows(), made.sections.len()), ("our-form", 4, 2));
    assert_eq!(made.marks_available(), Some(8));
}
