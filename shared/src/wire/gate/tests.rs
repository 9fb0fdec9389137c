//! Every way in which an update can lie against a document, by owner and by rule of deletion.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

const MINE: u64 = 1;
const MINE_TOO: u64 = 2;
const NEW: u64 = 10;
const NEW_TOO: u64 = 11;
const STALE: u64 = 12;
const THEIRS: u64 = 20;

/// The document of all tests: five clocks of mine, three on my other device, seven of another's, two of nobody's.
fn known(client: u64) -> u32 {
    match client {
        MINE => 5,
        MINE_TOO => 3,
        THEIRS => 7,
        STALE => 2,
        _ => 0,
    }
}

fn owner_of(client: u64) -> Owner {
    match client {
        MINE | MINE_TOO => Owner::Mine,
        THEIRS => Owner::Other,
        _ => Owner::Unbound,
    }
}

fn ranges(of: &[(u64, u32, u32)]) -> Vec<ClientRange> {
    of.iter().map(|&(client, start, end)| ClientRange { client, start, end }).collect()
}

fn scan(structs: &[(u64, u32, u32)], deletes: &[(u64, u32, u32)]) -> Scan {
    Scan { structs: ranges(structs), deletes: ranges(deletes), needs: BTreeMap::new(), roots: BTreeSet::default() }
}

fn needing(mut scan: Scan, client: u64, clock: u32) -> Scan {
    scan.needs.insert(client, clock);
    scan
}

#[expect(clippy::unnecessary_wraps, reason = "as `check` takes it")]
fn fresh(new_clients: &[u64]) -> Result<Admission, GateError> {
    Ok(Admission::Fresh { new_clients: new_clients.to_vec() })
}

#[expect(clippy::unnecessary_wraps, reason = "as `check` takes it")]
fn overlap(new_clients: &[u64]) -> Result<Admission, GateError> {
    Ok(Admission::Overlap { new_clients: new_clients.to_vec() })
}

#[track_caller]
fn check_by(rule: DeleteRule, scan: Scan, expected: Result<Admission, GateError>) {
    assert_eq!(admit(&scan, known, owner_of, rule), expected, "{rule:?}: {scan:?}");
}

/// For updates whose deletions, if any, both rules allow.
#[track_caller]
fn check(scan: Scan, expected: Result<Admission, GateError>) {
    check_by(DeleteRule::Any, scan.clone(), expected.clone());
    check_by(DeleteRule::OwnOnly, scan, expected);
}

#[track_caller]
fn check_structs(structs: &[(u64, u32, u32)], expected: Result<Admission, GateError>) {
    check(scan(structs, &[]), expected);
}

#[test]
fn one_range_is_judged_by_owner_and_by_where_it_lies() {
    let gap = |client| Err(GateError::Gap { client });
    let foreign = |client| Err(GateError::ForeignClient { client });

    check_structs(&[(MINE, 5, 8)], fresh(&[]));
    check_structs(&[(MINE, 4, 8)], overlap(&[]));
    check_structs(&[(MINE, 0, 8)], overlap(&[]));
    check_structs(&[(MINE, 0, 5)], Ok(Admission::AlreadyKnown));
    check_structs(&[(MINE, 2, 3)], Ok(Admission::AlreadyKnown));
    check_structs(&[(MINE, 6, 8)], gap(MINE));

    check_structs(&[(NEW, 0, 1)], fresh(&[NEW]));
    check_structs(&[(NEW, 1, 2)], gap(NEW));

    check_structs(&[(THEIRS, 7, 8)], foreign(THEIRS));
    check_structs(&[(THEIRS, 6, 8)], foreign(THEIRS));
    check_structs(&[(THEIRS, 9, 10)], foreign(THEIRS));
    check_structs(&[(THEIRS, 0, 7)], Ok(Admission::AlreadyKnown));

    // Somebody wrote under this id, so that nobody may take it over.
    check_structs(&[(STALE, 2, 3)], foreign(STALE));
    check_structs(&[(STALE, 1, 3)], foreign(STALE));
    check_structs(&[(STALE, 5, 6)], foreign(STALE));
    check_structs(&[(STALE, 0, 2)], Ok(Admission::AlreadyKnown));
}

#[test]
fn an_update_without_anything_is_already_known() {
    check(scan(&[], &[]), Ok(Admission::AlreadyKnown));
}

#[test]
fn the_ranges_of_several_clients_are_judged_together() {
    check_structs(&[(MINE, 5, 6), (MINE_TOO, 3, 9)], fresh(&[]));
    check_structs(&[(NEW_TOO, 0, 1), (NEW, 0, 4), (MINE, 5, 6)], fresh(&[NEW_TOO, NEW]));
    check_structs(&[(MINE, 0, 5), (MINE_TOO, 0, 3)], Ok(Admission::AlreadyKnown));
    check_structs(&[(MINE, 0, 5), (NEW, 0, 2)], overlap(&[NEW]));
    check_structs(&[(MINE, 4, 6), (NEW, 0, 2)], overlap(&[NEW]));
    check_structs(&[(NEW, 0, 2), (MINE, 6, 7)], Err(GateError::Gap { client: MINE }));
    check_structs(&[(NEW, 0, 2), (THEIRS, 7, 8)], Err(GateError::ForeignClient { client: THEIRS }));
}

#[test]
fn what_others_wrote_is_tolerated_where_it_is_known() {
    check_structs(&[(THEIRS, 0, 7), (MINE, 5, 6)], overlap(&[]));
    check_structs(&[(THEIRS, 3, 4), (NEW, 0, 1)], overlap(&[NEW]));
    check_structs(&[(STALE, 0, 2), (MINE, 5, 6)], overlap(&[]));
    check_structs(&[(THEIRS, 3, 8), (MINE, 5, 6)], Err(GateError::ForeignClient { client: THEIRS }));
}

#[test]
fn deletions_alone_are_news() {
    check(scan(&[], &[(MINE, 0, 5)]), fresh(&[]));
    check(scan(&[], &[(MINE, 0, 1), (MINE_TOO, 2, 3)]), fresh(&[]));
}

#[test]
fn deletions_beside_known_structs_leave_something_to_apply() {
    check(scan(&[(MINE, 0, 5)], &[(MINE, 0, 5)]), overlap(&[]));
    check(scan(&[(MINE, 5, 6)], &[(MINE, 5, 6)]), fresh(&[]));
    check(scan(&[(NEW, 0, 6)], &[(NEW, 2, 6)]), fresh(&[NEW]));
}

#[test]
fn deletions_of_what_others_wrote_follow_the_rule() {
    for (client, end) in [(THEIRS, 7), (STALE, 2)] {
        let deleting = scan(&[(MINE, 5, 6)], &[(client, 0, end)]);
        check_by(DeleteRule::Any, deleting.clone(), fresh(&[]));
        check_by(DeleteRule::OwnOnly, deleting, Err(GateError::ForeignDelete { client }));
    }
}

#[test]
fn deletions_of_what_is_not_there_are_a_gap() {
    check(scan(&[], &[(MINE, 0, 6)]), Err(GateError::Gap { client: MINE }));
    check(scan(&[(NEW, 0, 3)], &[(NEW, 3, 4)]), Err(GateError::Gap { client: NEW }));
    let missing = scan(&[], &[(NEW, 0, 1)]);
    check_by(DeleteRule::Any, missing.clone(), Err(GateError::Gap { client: NEW }));
    check_by(DeleteRule::OwnOnly, missing, Err(GateError::ForeignDelete { client: NEW }));
    check_by(DeleteRule::Any, scan(&[], &[(THEIRS, 6, 8)]), Err(GateError::Gap { client: THEIRS }));
}

#[test]
fn references_must_be_met_by_the_document_or_by_the_update() {
    check(needing(scan(&[(MINE, 5, 6)], &[]), THEIRS, 7), fresh(&[]));
    check(needing(scan(&[(MINE, 5, 6)], &[]), THEIRS, 8), Err(GateError::Gap { client: THEIRS }));
    check(needing(scan(&[(MINE, 5, 6), (NEW, 0, 4)], &[]), NEW, 4), fresh(&[NEW]));
    check(needing(scan(&[(MINE, 5, 6), (NEW, 0, 4)], &[]), NEW, 5), Err(GateError::Gap { client: NEW }));
    check(needing(scan(&[(MINE, 5, 6)], &[]), NEW, 1), Err(GateError::Gap { client: NEW }));
}
