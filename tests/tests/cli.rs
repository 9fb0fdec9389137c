//! The commands that need no server, through the real program: their output, their exit codes, and that
//! `docs/forms.md` tells the truth about them.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use accord_server::peer::Ask;
use accord_shared::framework::{Framework, builtin};
use accord_tests::Rig;
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../docs/forms.md");

fn accord(args: &[&str], input: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_accord-under-test"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments may be gone before it has read anything.
    drop(program.stdin.take().expect("an input").write_all(input.as_bytes()));
    program.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("what is printed is UTF-8")
}

/// What is printed by a command that succeeds.
fn printed(args: &[&str], input: &str) -> String {
    let output = accord(args, input);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{args:?}");
    text(&output.stdout).to_owned()
}

/// What is said by a command that refuses.
fn refused(args: &[&str], input: &str, code: i32) -> String {
    let output = accord(args, input);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), ""), "{args:?}");
    text(&output.stderr).to_owned()
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The keys of a table of the page, by the head of its first column.
fn documented(head: &str) -> BTreeSet<&'static str> {
    let (_, rows) = PAGE.split_once(&format!("\n| {head} |")).expect(head);
    let rows = rows.lines().skip(2).take_while(|line| line.starts_with('|'));
    let first = rows.filter_map(|row| row.trim_matches('|').split('|').next());
    first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn frameworks_are_listed_one_json_object_a_line() {
    let printed = printed(&["frameworks", "--json"], "");
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), builtin().len());
    for (listed, framework) in lines.iter().zip(builtin()) {
        assert_eq!(keys(listed), documented("key"));
        assert_eq!(listed["id"], framework.id.as_str());
        assert_eq!(listed["version"], framework.version.as_str());
        assert_eq!(listed["source"], framework.source.cited());
        assert_eq!(listed["marks_available"].as_u64(), framework.marks_available().map(u64::from));
        let sections = listed["sections"].as_array().unwrap();
        assert_eq!(sections.len(), framework.sections.len());
        for (listed, section) in sections.iter().zip(&framework.sections) {
            assert_eq!(keys(listed), documented("key of a section"));
            assert_eq!(listed["id"], section.id.as_str());
            assert_eq!(listed["descriptors"], section.descriptors.len());
            assert_eq!(listed["marks_available"].as_u64(), framework.marks_available_in(section).map(u64::from));
        }
    }
    let marks = |id: &str| lines.iter().find(|l| l["id"] == id).unwrap()["marks_available"].as_u64();
    assert_eq!(
        (marks("bradford-quality-form"), marks("warrington"), marks("essex-full")),
        (Some(118), Some(250), None)
    );
}

#[test]
fn frameworks_are_listed_for_people() {
    let printed = printed(&["frameworks"], "");
    for framework in builtin() {
        assert!(printed.contains(&format!("{}  {}\n    {}\n", framework.id, framework.version, framework.title)));
    }
    assert!(printed.contains("13 sections, 59 descriptors, 118 marks"));
    assert!(printed.contains("1 section, 5 descriptors, judged, not added up"));
}

/// The ids that the page promises for the shipped frameworks.
#[test]
fn descriptors_are_numbered_within_their_section() {
    for section in builtin().iter().flat_map(|framework| &framework.sections) {
        for (row, number) in section.descriptors.iter().zip(1..) {
            assert_eq!(row.id.as_str(), format!("{}.{number}", section.id));
        }
    }
}

#[test]
fn every_example_of_the_page_comes_to_what_is_printed_there() {
    let mut examples = 0;
    for block in PAGE.split("```json ").skip(1) {
        let (form, rest) = block.split_once("```").unwrap();
        let (framework, form) = form.split_once('\n').unwrap();
        let (kind, said) = rest.split_once("```text").unwrap().1.split_once('\n').unwrap();
        let said = said.split_once("```").unwrap().0;
        examples += 1;
        let args = ["mark", framework, "-"];
        let found = if kind == " refused" { refused(&args, form, 1) } else { printed(&args, form) };
        assert_eq!(found, said, "{framework}");
    }
    assert_eq!(examples, 4);
}

#[test]
fn a_form_is_marked_from_a_file_as_json_with_the_documented_keys() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.json");
    let form = builtin().iter().find(|f| f.id.as_str() == "bradford-quality-form").unwrap();
    let rows: Vec<String> = form.targets().map(|target| format!("\"{}\": 2", target.id())).collect();
    std::fs::write(&file, format!("\u{feff}{{{}}}", rows.join(","))).unwrap();
    let printed = printed(&["mark", "bradford-quality-form", file.to_str().unwrap(), "--json"], "");
    assert_eq!(printed.matches('\n').count(), 1);
    let marked: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(keys(&marked), documented("key of the result"));
    assert_eq!(keys(&marked["total"]), documented("key of a tally"));
    assert_eq!(marked["total"]["marks"], serde_json::json!({"awarded": 118, "available": 118}));
    assert_eq!(marked["total"]["working"], "118 of 118 marks");
    let groups: Vec<_> = marked["groups"].as_array().unwrap().iter().map(|g| g["marks"]["awarded"].as_u64()).collect();
    assert_eq!(groups, [18, 14, 12, 14, 16, 30, 14].map(Some));
}

#[test]
fn a_score_is_printed_exact_and_as_it_is_shown() {
    let printed = printed(&["mark", "weighted-audit-views", "-", "--json"], &fifteen_of_eighteen());
    let marked: Value = serde_json::from_str(&printed).unwrap();
    let expected = serde_json::json!({"exact": {"numerator": 50, "denominator": 3}, "shown": "16.7"});
    assert_eq!(marked["total"]["score"], expected);
    assert_eq!(marked["total"]["missing"], serde_json::json!([]));
}

/// The first example of the page.
fn fifteen_of_eighteen() -> String {
    PAGE.split_once("```json weighted-audit-views\n").unwrap().1.split_once("```").unwrap().0.to_owned()
}

#[test]
fn what_cannot_be_marked_is_refused_with_a_reason_and_an_exit_code() {
    let unknown = refused(&["mark", "essex", "-"], "{}", 1);
    assert!(unknown.starts_with("accord: there is no framework essex. There are: essex-full, essex-light-touch, "));
    assert!(refused(&["mark", "essex-full", "/no/such/form.json"], "", 1).contains("cannot read /no/such/form.json"));
    assert!(refused(&["mark", "essex-full", "-"], "", 1).contains("the form is not a list of ids and marks"));
    assert!(refused(&["mark", "essex-full", "-"], "[]", 1).contains("expected an object of ids and marks"));
    assert!(refused(&["mark", "essex-full", "-"], r#"{"A": 2, "A": 3}"#, 1).contains("A is marked twice"));
    let long = " ".repeat(600_000);
    assert!(refused(&["mark", "essex-full", "-"], &long, 1).contains("a form has at most 524288"));
    assert!(refused(&["mark", "essex-full"], "", 2).contains("Usage:"));
    assert!(refused(&["marks"], "", 2).contains("unrecognized subcommand"));
}

#[test]
fn what_a_terminal_would_obey_is_not_printed() {
    for said in [
        refused(&["mark", "essex-full", "-"], r#"{"\u001b]0;title\u0007": 2}"#, 1),
        refused(&["mark", "essex-full", "-"], r#"{"A": "\u009b31m"}"#, 1),
        refused(&["mark", "\u{1b}[31m", "-"], "{}", 1),
        refused(&["convert", "-"], "section,descriptor,\u{1b}[31m\n", 1),
        refused(&["convert", "/no/\u{1b}[31m"], "", 1),
    ] {
        assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    }
}

/// Whoever reads only the first lines closes the pipe before the rest is written.
#[test]
fn a_reader_who_leaves_early_is_not_an_error() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_accord-under-test"))
        .args(["frameworks", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let output = program.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn a_list_is_converted_from_standard_input() {
    let printed = printed(&["convert", "-"], "section,descriptor,scale\nA,Clear.,yes/no\n");
    let made = accord_shared::framework::Framework::from_json(&printed).unwrap();
    assert_eq!((made.title.as_str(), made.rows()), ("Imported framework", 1));
    let again = accord(&["convert", "-"], &printed);
    assert_eq!(text(&again.stdout), printed);
}

/// A server that has published a form under the id `ours` twice, and the form's file.
async fn publisher() -> (Rig, Framework) {
    let rig = Rig::start().await;
    let ask = async |method, path: &str, body: Value| {
        let answer = rig.coordinator.ask(Ask::new(method, format!("/api/frameworks/{path}")).json(&body)).await;
        answer.unwrap().success().unwrap().clone()
    };
    ask("POST", "drafts", json!({"from": "weighted-audit-views", "id": "ours", "title": "Our views"})).await;
    for version in ["2026.1", "2026.2"] {
        ask("POST", "drafts/ours/publish", json!({"revision": 1, "version": version})).await;
    }
    ask("POST", "drafts", json!({"from": "ours", "id": "unpublished", "title": "Not yet"})).await;
    let framework = ask("GET", "ours/2026.2", Value::Null).await.read().unwrap();
    (rig, framework)
}

#[tokio::test]
async fn what_is_published_in_a_folder_is_listed_and_marked_with_beside_a_server_and_without_one() {
    let (mut rig, framework) = publisher().await;
    let data = rig.data().to_str().unwrap().to_owned();
    let shipped = printed(&["frameworks", "--json"], "");
    for is_running in [true, false] {
        if !is_running {
            rig.stop().await;
        }
        let listed = printed(&["frameworks", "--json", "--data", &data], "");
        assert!(listed.starts_with(&shipped), "the shipped ones come first and are the same");
        let own: Vec<Value> = listed[shipped.len()..].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(own.len(), 1, "{own:?}");
        assert_eq!(keys(&own[0]), documented("key"));
        assert_eq!(
            (&own[0]["id"], &own[0]["version"], &own[0]["title"]),
            (&json!("ours"), &json!("2026.2"), &json!("Our views"))
        );
        assert_eq!(own[0]["sections"].as_array().unwrap().len(), framework.sections.len());
        assert!(printed(&["frameworks", "--data", &data], "").contains("ours  2026.2\n    Our views\n"));

        let form = fifteen_of_eighteen();
        let expected = framework.mark(&framework.read_form(&form).unwrap());
        let marked: Value =
            serde_json::from_str(&printed(&["mark", "ours", "-", "--json", "--data", &data], &form)).unwrap();
        assert_eq!(marked, serde_json::to_value(&expected).unwrap());
        let older = printed(&["mark", "ours", "-", "--version", "2026.1", "--data", &data], &form);
        assert!(older.starts_with("Our views, version 2026.1\n"), "{older}");
        let said = refused(&["mark", "ours", "-", "--version", "2026.3", "--data", &data], &form, 1);
        assert!(said.contains("there is no framework ours, version 2026.3. There are: essex-full, "), "{said}");
        assert!(said.trim_end().ends_with(", ours"), "{said}");
        assert!(refused(&["mark", "unpublished", "-", "--data", &data], &form, 1).contains("there is no framework"));
    }
    rig.start_again().await;
}

#[test]
fn a_folder_without_a_database_changes_nothing_and_gets_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    assert_eq!(printed(&["frameworks", "--data", data], ""), printed(&["frameworks"], ""));
    assert!(refused(&["mark", "ours", "-", "--data", data], "{}", 1).contains("there is no framework ours."));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

    std::fs::write(folder.path().join("accord.sqlite"), "not a database").unwrap();
    assert!(refused(&["frameworks", "--data", data], "", 1).contains("cannot read the database in "));
    printed(&["mark", "essex-light-touch", "-", "--data", data], r#"{"overall": 1}"#);
    let said = refused(&["mark", "essex-light-touch", "-", "--version", "9", "--data", data], "{}", 1);
    assert!(said.contains("cannot read the database"), "{said}");
}
