//! What was exported can be imported, and is the same.

use accord_server::import::framework;
use accord_shared::framework::builtin;

use super::program::{refused, taken};

#[test]
fn every_shipped_framework_survives_export_and_import_unchanged() {
    for shipped in builtin() {
        let text = shipped.to_json();
        let imported = framework(text.as_bytes(), "framework.json").unwrap();
        assert_eq!(&imported, shipped);
        assert_eq!(imported.to_json(), text);
        assert_eq!(imported.hash(), shipped.hash());
    }
}

#[test]
fn a_framework_file_is_printed_as_it_was() {
    let shipped = &builtin()[0];
    let text = shipped.to_json();
    assert_eq!(&taken("framework.json", text.as_bytes()), shipped);
    // A mark of the encoding and other line ends change nothing.
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(&taken("framework.json", marked.as_bytes()), shipped);
}

#[test]
fn a_framework_file_that_does_not_hold_together_is_refused_with_the_place() {
    let text = builtin()[0].to_json();
    refused("f.json", text.replacen("\"A.1\"", "\"A.2\"", 1).as_bytes(), &["the id A.2 is used twice"]);
    refused("f.json", text.replacen("\"title\"", "\"titel\"", 1).as_bytes(), &["Line 5: at column", "unknown field"]);
    refused("f.json", text.replacen("\"format\": 1", "\"format\": 9", 1).as_bytes(), &["format 9"]);
    refused("f.json", &text.as_bytes()[..text.len() / 2], &["Line ", "EOF"]);
    refused("f.json", "{\"a\":".repeat(100_000).as_bytes(), &["Line 1: at column 4, unknown field `a`"]);
    refused("f.json", "[".repeat(100_000).as_bytes(), &["Line 1: at column"]);
    refused("f.json", (text.clone() + &" ".repeat(600_000)).as_bytes(), &["The file: it has more than 524288 bytes"]);
    refused("f.json", text.replace('’', "\u{92}").replacen("full", "f\u{0}ll", 1).as_bytes(), &["NUL"]);
}
