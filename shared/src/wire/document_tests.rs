//! `docs/protocol.md` says the same as the code: its tables of messages, submessages and limits.

use super::{Scope, number};
use crate::wire::limits;

const PROTOCOL: &str = include_str!("../../../docs/protocol.md");

/// The rows of the table whose header begins with these cells: the first two cells of each.
#[track_caller]
fn table(header: [&str; 2]) -> Vec<(String, String)> {
    let cells = |line: &str| -> Option<(String, String)> {
        let mut cells = line.strip_prefix('|')?.split('|').map(|cell| cell.trim().to_owned());
        Some((cells.next()?, cells.next()?))
    };
    let is_header = |line: &&str| cells(line).is_some_and(|(a, b)| [a.as_str(), b.as_str()] == header);
    let rows: Vec<_> = PROTOCOL.lines().skip_while(|line| !is_header(line)).skip(2).map_while(cells).collect();
    assert!(!rows.is_empty(), "there is no table {header:?}");
    rows
}

#[track_caller]
fn check_numbers(name: &str, expected: &[(u64, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(number, name)| (number.to_string(), (*name).to_owned())).collect();
    assert_eq!(table(["number", name]), expected);
}

#[test]
fn the_tables_of_messages_have_the_numbers_of_the_code() {
    check_numbers(
        "message",
        &[
            (number::SYNC, "Sync"),
            (number::AWARENESS, "Awareness"),
            (number::AUTH, "Auth"),
            (number::QUERY_AWARENESS, "QueryAwareness"),
            (number::STATELESS, "Stateless"),
            (number::CLOSE, "Close"),
            (number::SYNC_STATUS, "SyncStatus"),
            (number::PING, "Ping"),
            (number::PONG, "Pong"),
        ],
    );
    check_numbers(
        "Sync submessage",
        &[(number::SYNC_STEP1, "Step1"), (number::SYNC_STEP2, "Step2"), (number::SYNC_UPDATE, "Update")],
    );
    check_numbers(
        "Auth submessage",
        &[
            (number::AUTH_TOKEN, "Token"),
            (number::AUTH_PERMISSION_DENIED, "PermissionDenied"),
            (number::AUTH_AUTHENTICATED, "Authenticated"),
        ],
    );
    for scope in [Scope::ReadWrite, Scope::Readonly] {
        assert!(PROTOCOL.contains(&format!("`{}`", scope.as_str())));
    }
}

#[test]
fn the_table_of_limits_has_the_numbers_of_the_code() {
    let expected = [
        ("name of a document in an address", limits::ADDRESS_DOCUMENT_BYTES_MAX),
        ("session in an address", limits::ADDRESS_SESSION_BYTES_MAX),
        ("token", limits::TOKEN_BYTES_MAX),
        ("version", limits::VERSION_BYTES_MAX),
        ("reason", limits::REASON_BYTES_MAX),
        ("state vector in Step1", limits::STATE_VECTOR_BYTES_MAX),
        ("update in Update", limits::UPDATE_BYTES_MAX),
        ("update in Step2", limits::STEP2_BYTES_MAX),
        ("stateless payload", limits::STATELESS_BYTES_MAX),
        ("awareness update", limits::AWARENESS_BYTES_MAX),
        ("JSON of one awareness entry", limits::AWARENESS_JSON_BYTES_MAX),
        ("key in a map", limits::MAP_KEY_BYTES_MAX),
        ("frame", limits::FRAME_BYTES_MAX),
        ("frame from the server", limits::SERVER_FRAME_BYTES_MAX),
    ];
    let expected = expected.map(|(name, bytes)| (name.to_owned(), bytes.to_string()));
    assert_eq!(table(["limit", "bytes"]), expected);
    let counts = format!(
        "at most {} entries, an update or a state vector at most {} Y clients",
        limits::AWARENESS_ENTRIES_MAX,
        limits::UPDATE_CLIENTS_MAX
    );
    assert!(PROTOCOL.contains(&counts), "the counts below the table differ");
}

#[test]
fn the_table_of_documents_has_every_kind() {
    let addresses: Vec<String> = table(["address", "what it is"]).into_iter().map(|(address, _)| address).collect();
    let documented: Vec<String> = addresses.iter().map(|address| address.replace(['`', '<', '>'], "")).collect();
    // With the placeholders as ids, each row is the address of a document; an agency has a fixed set of names.
    for address in &documented {
        let address = address.replace("/agency", "/health");
        let document: Result<crate::document::Document, _> = address.parse();
        assert!(document.is_ok_and(|document| document.to_string() == address), "{address}");
    }
    assert_eq!(documented.len(), 5);
}
