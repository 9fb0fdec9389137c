//! The same files, sent to a running server: lists become drafts, and what is refused leaves no trace.

use std::time::Duration;

use accord_server::import::limits::UPLOAD_BYTES_MAX;
use accord_server::peer::{Answer, Ask, Coordinator};
use accord_shared::api::{ApiError, DraftSummary, FrameworkDraft};
use accord_shared::framework::limits::PROBLEMS_MAX;
use accord_tests::{Program, Rig};
use rust_xlsxwriter::Workbook;

use super::archives::{book, packed, sheet, workbook};
use super::program::PROGRAM;

/// Address space for the running program, as for one that converts; its own code takes about a third of it.
const LEASH: &str = "ulimit -v 524288";

/// Processor time for one file. A loaded machine makes the answer late and this no greater.
const CPU_MAX: Duration = Duration::from_secs(2);

/// How much more memory than before the program may have had at any moment while it refused hostile files, one after
/// another: twice what a file may come to unpacked, and four files as they are sent. Half of it has been seen.
const GROWTH_BYTES_MAX: u64 = 32 * 1024 * 1024;

const HEAD: &str = "section,descriptor,scale\n";

async fn import(coordinator: &Coordinator, name: &str, bytes: impl Into<Vec<u8>>) -> Answer {
    let ask = Ask::new("POST", format!("/api/frameworks/import?name={name}")).file(bytes);
    coordinator.ask(ask).await.expect("an answer")
}

async fn drafts(coordinator: &Coordinator) -> Vec<DraftSummary> {
    let answer = coordinator.ask(Ask::new("GET", "/api/frameworks/drafts")).await.expect("an answer");
    answer.read().expect("a list of drafts")
}

/// A sheet with the three columns named and these rows after them, as cells with the text in them.
fn list(rows: &str) -> String {
    let cell = |column, text| format!(r#"<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let head = [cell("A", "section"), cell("B", "descriptor"), cell("C", "scale")].concat();
    sheet(&format!(r#"<row r="1">{head}</row>{rows}"#))
}

#[tokio::test]
async fn a_list_becomes_a_draft_whether_it_is_text_or_a_workbook() {
    let rig = Rig::start().await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [["section", "descriptor", "scale"], ["Views", "Clear.", "yes/partly/no"], ["", "Recent.", ""]];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let text = rows.map(|cells| cells.join(";")).join("\n");
    let mut bodies = Vec::new();
    for (name, bytes) in [("Our%20form.xlsx", book.save_to_buffer().unwrap()), ("Our%20form.csv", text.into_bytes())] {
        let draft: FrameworkDraft = import(&rig.coordinator, name, bytes).await.read().expect("a draft");
        assert!(draft.problems.is_empty(), "{:?}", draft.problems);
        bodies.push(draft.body);
    }
    assert_eq!((bodies[0]["id"].as_str(), bodies[1]["id"].as_str()), (Some("our-form"), Some("our-form-2")));
    for key in ["title", "scales", "marking"] {
        assert_eq!(bodies[0][key], bodies[1][key], "{key}");
    }
    assert_eq!(bodies[0]["sections"][0]["descriptors"][1]["text"], "Recent.");
    assert_eq!(drafts(&rig.coordinator).await.len(), 2);
}

#[tokio::test]
async fn hostile_files_are_refused_in_time_and_in_little_memory_and_leave_no_trace() {
    let program = Program::start_within(LEASH, PROGRAM);
    let coordinator = program.coordinator().await;
    // What is made ready once, by the first file of each kind, is no file's doing.
    for name in ["list.csv", "list.xlsx", "list.json"] {
        assert_eq!(import(&coordinator, name, HEAD).await.status, 422);
    }
    let at_rest = program.usage();
    let good = || workbook(&list(""), None).into_iter().map(|(name, text)| (name, text.into_bytes()));
    let bomb = packed(good().chain([("xl/worksheets/sheet2.xml".to_owned(), vec![b' '; 30_000_000])]));
    let entities = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>".to_owned() + &list("");
    let formula = list(r#"<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>"#);
    let long: String = (2..15_000).map(|n| format!(r#"<row r="{n}"><c r="B{n}" t="str"><v>x</v></c></row>"#)).collect();
    let signs = format!("<sst><si><t>{}</t></si></sst>", "&amp;".repeat(1_500_000));
    let rows = |count: usize, row: &str| (HEAD.to_owned() + &row.repeat(count)).into_bytes();
    for (name, bytes, place, said) in [
        ("list.xlsx", bomb, "The file", "Unpacked it has more than 8388608 bytes"),
        ("list.xlsx", book(&entities, None), "The file", ""),
        ("list.xlsx", book(&formula, None), "Row 2", "Cell A2 is worked out by a formula"),
        ("list.xlsx", book(&list(&long), None), "Row 462", "A list has at most 461 rows"),
        ("list.xlsx", book(&list(""), Some(&signs)), "The file", "far more cells than are read"),
        ("list.csv", rows(100_000, "A,Clear.,yes/no\n"), "Line 462", "A list has at most 461 rows"),
        ("list.csv", rows(1, "Caf\u{e9},x,y\n").iter().filter(|b| **b != 0xc3).copied().collect(), "Line 2", "UTF-8"),
        ("list.csv", rows(400, "A,=1+1,yes/no\n"), "Line 2", "Column B begins with"),
        ("list.json", vec![b'['; UPLOAD_BYTES_MAX], "The file", "It has more than 524288 bytes"),
        ("list.json", b"{\"format\":".repeat(10_000), "Line 1", "At column 10, invalid type: map"),
    ] {
        let before = program.usage();
        let answer = import(&coordinator, name, bytes).await;
        let after = program.usage();
        assert!(after.cpu.checked_sub(before.cpu).unwrap() < CPU_MAX, "{name}: {said}: {before:?}, then {after:?}");
        let growth = after.peak_bytes - at_rest.peak_bytes;
        assert!(growth < GROWTH_BYTES_MAX, "{name}: {said}: {growth} bytes more than {at_rest:?}");
        let error: ApiError = serde_json::from_slice(&answer.body).expect("an error of the API");
        assert_eq!((answer.status, error.code.as_str()), (422, "fields"), "{name}: {said}");
        let first = &error.fields[0];
        assert!(first.field == place && first.sentence.contains(said), "{said}: {first:?}");
        assert!(error.fields.len() <= PROBLEMS_MAX && answer.body.len() < 20_000, "{name}: {said}");
        assert!(drafts(&coordinator).await.is_empty(), "{name}: {said}");
    }
    let too_long = import(&coordinator, "list.csv", vec![b'\n'; UPLOAD_BYTES_MAX + 1]).await;
    assert_eq!(too_long.status, 413);
    assert!(drafts(&coordinator).await.is_empty());
}
