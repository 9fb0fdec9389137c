//! The scan on updates written by hand: what is read out of them, and each reason to refuse one.

#![expect(clippy::cast_possible_truncation, reason = "there are a few structs")]

use super::*;
use crate::wire::limits::MAP_KEY_BYTES_MAX;

/// A few bytes that claim four thousand million of something.
const CLAIM: [u8; 5] = [0xff, 0xff, 0xff, 0xff, 0x0f];

fn scan(bytes: &[u8]) -> Result<Scan, ScanError> {
    let rules = ScanRules { root_allowed: &|name| name == "t" || name == "m", value_levels_max: 0 };
    scan_update(bytes, &rules)
}

/// An update of client 1 with these structs from clock 0, and no deletions.
fn of_structs(structs: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![1, structs.len() as u8, 1, 0];
    for one in structs {
        bytes.extend_from_slice(one);
    }
    bytes.push(0);
    bytes
}

/// An update of these deletions, from their list onwards, and no structs.
fn of_deletes(lists: &[u8]) -> Vec<u8> {
    [&[0], lists].concat()
}

#[track_caller]
fn check_refused(bytes: &[u8], error: impl Into<ScanError>) {
    assert_eq!(scan(bytes), Err(error.into()), "{bytes:02x?}");
}

#[track_caller]
fn check_struct_refused(bytes: &[u8], error: impl Into<ScanError>) {
    check_refused(&of_structs(&[bytes]), error);
}

const HI: [u8; 7] = [0x04, 1, 1, b't', 2, b'h', b'i'];

#[test]
fn the_captured_edit_is_two_clocks_of_one_client_in_one_root() {
    let captured = [1, 1, 1, 0, 4, 1, 1, 0x74, 2, 0x68, 0x69, 0];
    let scan = scan(&captured).expect("an update");
    assert_eq!(scan.structs, [ClientRange { client: 1, start: 0, end: 2 }]);
    assert!(scan.deletes.is_empty());
    assert!(scan.needs.is_empty());
    assert_eq!(scan.roots, BTreeSet::from(["t".to_owned()]));
    assert!(!scan.is_empty());
}

#[test]
fn the_empty_update_is_empty() {
    assert_eq!(scan(&[0, 0]), Ok(Scan::default()));
    assert!(Scan::default().is_empty());
}

#[test]
fn a_captured_update_cut_anywhere_is_refused() {
    let captured = [1, 1, 1, 0, 4, 1, 1, 0x74, 2, 0x68, 0x69, 1, 1, 1, 0, 2];
    assert!(scan(&captured).is_ok());
    for end in 0..captured.len() {
        assert!(scan(&captured[..end]).is_err(), "cut to {end} bytes");
    }
    check_refused(&[&captured[..], &[0]].concat(), ReadError::TrailingBytes);
}

#[test]
fn structs_of_a_client_add_up_and_texts_count_utf16_units() {
    let smile = [0x84, 1, 1, 4, 0xf0, 0x9f, 0x98, 0x80];
    let gone = [0x81, 1, 3, 5];
    let collected = [0, 7];
    let entry = [0x28, 1, 1, b'm', 1, b'k', 2, 126, 120];
    let scan = scan(&of_structs(&[&HI, &smile, &gone, &collected, &entry])).expect("an update");
    assert_eq!(scan.structs, [ClientRange { client: 1, start: 0, end: 2 + 2 + 5 + 7 + 2 }]);
    assert_eq!(scan.roots, BTreeSet::from(["m".to_owned(), "t".to_owned()]));
    assert_eq!(scan.needs, BTreeMap::from([(1, 4)]));
}

#[test]
fn references_are_kept_as_the_clock_that_they_need() {
    let beside = [0xc4, 7, 9, 8, 3, 1, b'x'];
    let scan = scan(&of_structs(&[&beside])).expect("an update");
    assert_eq!(scan.needs, BTreeMap::from([(7, 10), (8, 4)]));
    assert!(scan.roots.is_empty());
}

#[test]
fn deletions_are_kept_as_their_span() {
    let scan = scan(&of_deletes(&[2, 1, 2, 0, 2, 5, 1, 9, 1, 4, 4])).expect("an update");
    let spans = [ClientRange { client: 1, start: 0, end: 6 }, ClientRange { client: 9, start: 4, end: 8 }];
    assert_eq!(scan.deletes, spans);
    assert!(!scan.is_empty());
}

#[test]
fn structs_of_other_kinds_are_refused() {
    for kind in [2, 3, 5, 6, 7, 9, 10, 11, 16, 31] {
        check_struct_refused(&[kind, 1, 1, b't', 1, 1, 1], ScanError::StructKind(kind));
        check_struct_refused(&[0x80 | kind, 0, 0, 1, 1, 1], ScanError::StructKind(kind));
    }
    // The forms that some peers would read as a collected range, and others as a text.
    check_struct_refused(&[0x20, 1, 1], ScanError::StructKind(0));
    check_struct_refused(&[0x14, 1, 1, b't', 1, b'x'], ScanError::StructKind(0x14));
}

#[test]
fn parents_must_be_roots_of_the_document() {
    check_struct_refused(&[0x04, 0, 1, 0, 1, b'x'], ScanError::NestedParent);
    check_struct_refused(&[0x04, 2, 1, b't', 1, b'x'], ScanError::NestedParent);
    check_struct_refused(&[0x04, 1, 1, b'z', 1, b'x'], ScanError::RootNotAllowed);
    check_struct_refused(&[0x04, 1, 0, 1, b'x'], ScanError::RootNotAllowed);
    check_struct_refused(&[0x04, 1, 1, 0xff, 1, b'x'], ReadError::NotUtf8);
}

#[test]
fn content_must_suit_its_parent() {
    check_struct_refused(&[0x08, 1, 1, b't', 1, 126], ScanError::ContentMisplaced);
    check_struct_refused(&[0x24, 1, 1, b'm', 1, b'k', 1, b'x'], ScanError::ContentMisplaced);
    let mut long_key = vec![0x28, 1, 1, b'm', 0x81, 0x01];
    long_key.extend([b'k'; MAP_KEY_BYTES_MAX + 1]);
    long_key.extend([1, 126]);
    check_struct_refused(&long_key, ScanError::KeyTooLong);
}

#[test]
fn own_references_must_be_older() {
    check_struct_refused(&[0x84, 1, 0, 1, b'x'], ScanError::OriginNotOlder);
    check_struct_refused(&[0x44, 1, 0, 1, b'x'], ScanError::OriginNotOlder);
    check_refused(&of_structs(&[&HI, &[0x84, 1, 2, 1, b'x']]), ScanError::OriginNotOlder);
    assert!(scan(&of_structs(&[&HI, &[0x84, 1, 1, 1, b'x']])).is_ok());
}

#[test]
fn empty_structs_lists_and_deletions_are_refused() {
    check_struct_refused(&[0x04, 1, 1, b't', 0], ScanError::EmptyStruct);
    check_struct_refused(&[0x28, 1, 1, b'm', 1, b'k', 0], ScanError::EmptyStruct);
    check_struct_refused(&[0x01, 1, 1, b't', 0], ScanError::EmptyStruct);
    check_struct_refused(&[0, 0], ScanError::EmptyStruct);
    check_refused(&[1, 0, 1, 0, 0, 0, 0, 0, 0], ScanError::EmptyList);
    check_refused(&of_deletes(&[1, 1, 0, 0, 0, 0]), ScanError::EmptyList);
    check_refused(&of_deletes(&[1, 1, 1, 5, 0]), ScanError::EmptyStruct);
}

#[test]
fn a_client_may_be_listed_once() {
    check_refused(&[2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0], ScanError::DuplicateClient);
    check_refused(&of_deletes(&[2, 1, 1, 0, 1, 1, 1, 1, 1]), ScanError::DuplicateClient);
    check_refused(&of_deletes(&[1, 1, 2, 5, 1, 0, 1]), ScanError::DeletesNotOrdered);
    check_refused(&of_deletes(&[1, 1, 2, 0, 5, 4, 1]), ScanError::DeletesNotOrdered);
    assert!(scan(&of_deletes(&[1, 1, 2, 0, 5, 5, 1])).is_ok());
}

#[test]
fn claims_beyond_the_bytes_are_refused_at_the_claim() {
    let after = [1, 1, 0, 4, 1, 1, b't', 1, b'x', 0];
    check_refused(&[&CLAIM[..], &after].concat(), ReadError::CountBeyondBytes);
    check_refused(&[&[1], &CLAIM[..], &after].concat(), ReadError::CountBeyondBytes);
    check_struct_refused(&[&[0x28, 1, 1, b'm', 1, b'k'], &CLAIM[..], &after].concat(), ReadError::CountBeyondBytes);
    check_struct_refused(&[&[0x04, 1, 1, b't'], &CLAIM[..], &after].concat(), ReadError::Truncated);
    check_refused(&of_deletes(&[&CLAIM[..], &after].concat()), ReadError::CountBeyondBytes);
    check_refused(&of_deletes(&[&[1, 1], &CLAIM[..], &after].concat()), ReadError::CountBeyondBytes);
}

#[test]
fn clocks_stay_below_what_peers_compute_with() {
    let last = [0xff, 0xff, 0xff, 0xff, 0x07];
    let beyond = [0x80, 0x80, 0x80, 0x80, 0x08];
    let collected = |len: &[u8]| of_structs(&[&[&[0], len].concat()]);
    assert!(scan(&collected(&last)).is_ok());
    check_refused(&collected(&beyond), ScanError::ClockTooLarge);
    check_refused(&of_structs(&[&[&[0], &last[..]].concat(), &[0, 1]]), ScanError::ClockTooLarge);
    check_refused(&[&[1, 1, 1], &last[..], &[0, 1, 0]].concat(), ScanError::ClockTooLarge);
    check_refused(&of_deletes(&[&[1, 1, 1], &last[..], &[1]].concat()), ScanError::ClockTooLarge);
    check_struct_refused(&[&[0x84, 2], &last[..], &[1, b'x']].concat(), ScanError::ClockTooLarge);
}

#[test]
fn more_clients_than_a_room_can_have_are_refused() {
    let state_vector = |count: usize| {
        let mut writer = crate::wire::lib0::Writer::new();
        writer.var_uint(count as u64);
        for client in 0..count as u64 {
            writer.var_uint(client);
            writer.var_uint(1);
        }
        writer.into_bytes()
    };
    let full = scan_state_vector(&state_vector(UPDATE_CLIENTS_MAX)).expect("a state vector");
    assert_eq!(full.len(), UPDATE_CLIENTS_MAX);
    let over = scan_state_vector(&state_vector(UPDATE_CLIENTS_MAX + 1));
    assert_eq!(over, Err(ScanError::TooManyClients));
}

#[test]
fn state_vectors_are_read_whole_or_refused() {
    assert_eq!(scan_state_vector(&[0]), Ok(vec![]));
    assert_eq!(scan_state_vector(&[2, 9, 4, 1, 0]), Ok(vec![(1, 0), (9, 4)]));
    assert_eq!(scan_state_vector(&[]), Err(ReadError::Truncated.into()));
    assert_eq!(scan_state_vector(&[2, 1, 1]), Err(ReadError::CountBeyondBytes.into()));
    assert_eq!(scan_state_vector(&[1, 1, 1, 0]), Err(ReadError::TrailingBytes.into()));
    assert_eq!(scan_state_vector(&[2, 1, 1, 1, 2]), Err(ScanError::DuplicateClient));
    let claim = [&CLAIM[..], &[1, 1]].concat();
    assert_eq!(scan_state_vector(&claim), Err(ReadError::CountBeyondBytes.into()));
    let beyond = [1, 1, 0x80, 0x80, 0x80, 0x80, 0x08];
    assert_eq!(scan_state_vector(&beyond), Err(ScanError::ClockTooLarge));
}

#[test]
fn the_frame_that_overflows_the_decoders_stack_is_refused() {
    for level in [&[117, 1][..], &[118, 1, 0][..]] {
        let mut bytes = vec![1, 1, 1, 0, 0x28, 1, 1, b'm', 1, b'k', 1];
        bytes.extend(level.repeat(100_000));
        bytes.extend([126, 0]);
        check_refused(&bytes, ScanError::ValueTooDeep);
    }
}
