//! The step by itself, with sockets that are only numbers: what goes to whom, and in which order.

use accord_shared::command::Command;
use accord_shared::framework::{SectionId, TargetId, builtin_framework};
use accord_shared::id::{CoordinatorId, ReviewId};
use accord_shared::mark::Mark;
use accord_shared::panel::{Agency, Meets, Panel, PanelChange, Seat};
use accord_shared::schema::{MARKS, Prose, mark_key, mark_to_any};
use accord_shared::testing;
use yrs::{Doc, GetString, Map, OffsetKind, Options, ReadTxn, StateVector, Text, Transact, WriteTxn};

use super::*;
use crate::store::{LoadedPanel, StoredDocument};

fn id(word: &str) -> ParticipantId {
    ParticipantId::new(word).unwrap()
}

fn panel(visibility: Visibility) -> Panel {
    let people = vec![
        testing::person("chair", Agency::SendService, Seat::Member),
        testing::person("parent", Agency::ParentCarerForum, Seat::Member),
    ];
    Panel { visibility, ..testing::panel_of(people) }
}

/// A room with two people in it: the chair on socket 1, the parent on sockets 2 and 3.
fn room(visibility: Visibility) -> Room {
    let framework = builtin_framework("essex-full").unwrap().clone();
    let loaded = LoadedPanel { made: panel(visibility), framework, decisions: Vec::new() };
    let mut room = Room::load(loaded, Vec::new(), Time(0));
    for (conn, who) in [(1, "chair"), (2, "parent"), (3, "parent")] {
        let op = OpId::new(format!("arrive{conn}")).unwrap();
        step(&mut room, Event::Connected { conn: ConnId(conn), who: id(who), op }, Time(0));
        open(&mut room, conn, "p/p1");
        open(&mut room, conn, "r/r1/notes");
    }
    open(&mut room, 2, "r/r1/ballot/parent");
    open(&mut room, 3, "r/r1/ballot/parent");
    room
}

fn say(room: &mut Room, conn: u64, address: &str, body: Body) -> Vec<Effect> {
    let frame = Frame::new(Address::new(address).unwrap(), body);
    step(room, Event::Said { conn: ConnId(conn), frame }, Time(1))
}

fn open(room: &mut Room, conn: u64, address: &str) -> Vec<Effect> {
    say(room, conn, address, Body::Auth(AuthMessage::Token { token: String::new(), version: None }))
}

fn command(room: &mut Room, conn: u64, command: Command) -> Vec<Effect> {
    let version = room.meeting().stage().version;
    let op = OpId::new(format!("op{version}-{conn}")).unwrap();
    let text = serde_json::to_string(&ToRoom::Command { envelope: Envelope { op, seen: version, command } }).unwrap();
    say(room, conn, "p/p1", Body::Stateless(text))
}

fn client_doc(client: u64) -> Doc {
    Doc::with_options(Options {
        offset_kind: OffsetKind::Utf16,
        ..Options::with_client_id(yrs::block::ClientID::new(client))
    })
}

/// The update with which a person marks section A and says why.
fn ballot_update(client: u64, mark: i64, reason: &str) -> Vec<u8> {
    let doc = client_doc(client);
    let section = SectionId::new("A").unwrap();
    let mut txn = doc.transact_mut();
    let marks = txn.get_or_insert_map(MARKS);
    marks.insert(&mut txn, mark_key(&TargetId::from(&section), 1), mark_to_any(Mark::Score(mark)));
    let text = txn.get_or_insert_text(Prose::Reason.private(&section, 1).as_str());
    text.insert(&mut txn, 0, reason);
    txn.encode_diff_v1(&StateVector::default())
}

fn text_update(client: u64, root: &str, words: &str) -> Vec<u8> {
    let doc = client_doc(client);
    let mut txn = doc.transact_mut();
    let text = txn.get_or_insert_text(root);
    text.insert(&mut txn, 0, words);
    txn.encode_diff_v1(&StateVector::default())
}

fn update(bytes: Vec<u8>) -> Body {
    Body::Sync(SyncMessage::Update(bytes))
}

/// To whom the effects go, in order; 0 for the store.
fn order(effects: &[Effect]) -> Vec<u64> {
    effects
        .iter()
        .map(|effect| match effect {
            Effect::Store(_) | Effect::Changed(_) => 0,
            Effect::Send(conn, _) | Effect::Close(conn, _) => conn.0,
        })
        .collect()
}

fn bodies(effects: &[Effect], to: u64) -> Vec<&Body> {
    let body = |effect: &'_ Effect| match effect {
        Effect::Send(conn, Frame::Document { .. }) if conn.0 == to => true,
        Effect::Send(..) | Effect::Store(_) | Effect::Close(..) | Effect::Changed(_) => false,
    };
    effects
        .iter()
        .filter(|effect| body(effect))
        .map(|effect| match effect {
            Effect::Send(_, Frame::Document { body, .. }) => body,
            _ => unreachable!("only frames about documents were kept"),
        })
        .collect()
}

fn open_a() -> Command {
    Command::Open { review: ReviewId::new("r1").unwrap(), sections: vec![SectionId::new("A").unwrap()] }
}

fn reveal_a() -> Command {
    let sections = vec![SectionId::new("A").unwrap()];
    Command::Reveal { review: ReviewId::new("r1").unwrap(), sections, without: Some("not ready".into()) }
}

#[test]
fn editing_a_ballot_is_told_to_its_owners_devices_and_to_nobody_else() {
    let mut room = room(Visibility::Blind);
    command(&mut room, 1, open_a());
    let effects = say(&mut room, 2, "r/r1/ballot/parent", update(ballot_update(9, 4, "too vague")));
    assert_eq!(order(&effects), [0, 2, 2, 3], "stored, acknowledged, then both devices of the owner");
    assert!(matches!(bodies(&effects, 2)[0], Body::SyncStatus(true)));
}

#[test]
fn an_open_review_tells_marks_as_they_are_made_and_no_reasons() {
    let mut room = room(Visibility::Open);
    command(&mut room, 1, open_a());
    let effects = say(&mut room, 2, "r/r1/ballot/parent", update(ballot_update(9, 4, "too vague")));
    let told = bodies(&effects, 1);
    let [Body::Stateless(text)] = told.as_slice() else { panic!("the chair is told once: {told:?}") };
    assert!(text.contains("open-marks") && text.contains("parent-carer-forum") && !text.contains("vague"), "{text}");
    assert!(!text.contains("participant"), "this panel labels marks by agency: {text}");
}

/// The open marks among what is told to a socket: how many each message has.
fn open_marks(effects: &[Effect], to: u64) -> Vec<usize> {
    let told = bodies(effects, to).into_iter().filter_map(|body| match body {
        Body::Stateless(text) => serde_json::from_str(text).ok(),
        _ => None,
    });
    told.filter_map(|message| match message {
        FromRoom::OpenMarks { marks, .. } => Some(marks.len()),
        _ => None,
    })
    .collect()
}

#[test]
fn open_marks_outlive_a_restart_and_end_with_their_round() {
    let mut room = room(Visibility::Open);
    let kept = command(&mut room, 1, open_a()).into_iter().flat_map(|effect| match effect {
        Effect::Store(rows) => rows,
        Effect::Send(..) | Effect::Close(..) | Effect::Changed(_) => Vec::new(),
    });
    let decisions = kept.filter_map(|row| match row {
        Row::Decision { decision, .. } => Some(decision),
        _ => None,
    });
    // The arrivals before it do not matter here.
    let decisions =
        decisions.map(|decision| Decision { seq: 1, op: OpId::new("before").unwrap(), ..decision }).collect();
    let ballot = Document::Ballot(ReviewId::new("r1").unwrap(), id("parent"));
    let stored = StoredDocument {
        document: ballot,
        seq: 1,
        snapshot: None,
        updates: vec![ballot_update(9, 4, "too vague")],
        clients: vec![(9, id("parent"))],
    };
    let framework = builtin_framework("essex-full").unwrap().clone();
    let loaded = LoadedPanel { made: panel(Visibility::Open), framework, decisions };
    let mut room = Room::load(loaded, vec![stored], Time(5));
    let op = OpId::new("arrive9").unwrap();
    step(&mut room, Event::Connected { conn: ConnId(1), who: id("chair"), op }, Time(6));
    assert_eq!(open_marks(&open(&mut room, 1, "p/p1"), 1), [1], "whoever comes after a restart is told");
    command(&mut room, 1, reveal_a());
    let again = Command::NewRound { review: ReviewId::new("r1").unwrap(), section: SectionId::new("A").unwrap() };
    assert_eq!(open_marks(&command(&mut room, 1, again), 1), [0], "a new round begins without marks");
}

#[test]
fn anothers_ballot_is_denied_in_the_words_for_one_that_does_not_exist() {
    let mut room = room(Visibility::Blind);
    let said = |effects: &[Effect]| format!("{:?}", bodies(effects, 1));
    let forbidden = open(&mut room, 1, "r/r1/ballot/parent");
    let missing = open(&mut room, 1, "r/r1/ballot/nobody");
    let elsewhere = open(&mut room, 1, "r/r9/notes");
    let other_room = open(&mut room, 1, "p/p9");
    assert!(said(&forbidden).contains("not-found"));
    for other in [missing, elsewhere, other_room] {
        assert_eq!(said(&forbidden), said(&other));
    }
}

#[test]
fn the_reveal_counts_a_chosen_mark_whose_owner_never_said_ready_and_comes_before_the_stage() {
    let mut room = room(Visibility::Blind);
    command(&mut room, 1, open_a());
    say(&mut room, 2, "r/r1/ballot/parent", update(ballot_update(9, 4, "too vague")));
    let effects = command(&mut room, 1, reveal_a());
    assert_eq!(order(&effects)[0], 0, "stored before anything is sent");
    let told: Vec<&str> = bodies(&effects, 2)
        .into_iter()
        .filter_map(|body| if let Body::Stateless(text) = body { Some(text.as_str()) } else { None })
        .collect();
    assert!(told[0].contains("\"rounds\"") && told[0].contains("too vague"), "{}", told[0]);
    assert!(!told[0].contains("participant"), "marks are labelled by agency: {}", told[0]);
    assert!(told[1].contains("\"stage\"") && told[1].contains("revealed"), "{}", told[1]);
    let round = room.meeting().rounds().next().unwrap();
    let marks: Vec<usize> = round.ballots.iter().map(|ballot| ballot.marks.len()).collect();
    assert_eq!(marks, [1, 0], "the parent's mark, and none of the chair's");
}

#[test]
fn a_mark_that_comes_after_the_reveal_changes_nothing_that_was_revealed() {
    let mut room = room(Visibility::Blind);
    command(&mut room, 1, open_a());
    command(&mut room, 1, reveal_a());
    let before = room.meeting().rounds().next().unwrap().clone();
    let effects = say(&mut room, 2, "r/r1/ballot/parent", update(ballot_update(9, 4, "late")));
    assert!(bodies(&effects, 1).is_empty());
    assert_eq!(room.meeting().rounds().next().unwrap(), &before);
}

#[test]
fn a_change_by_somebody_who_may_not_write_is_refused_noted_and_told_to_nobody() {
    let mut room = room(Visibility::Blind);
    open(&mut room, 2, "r/r1/record");
    let effects = say(&mut room, 2, "r/r1/record", update(text_update(9, "reason/A", "mine")));
    assert_eq!(order(&effects), [2, 0, 2]);
    assert!(matches!(bodies(&effects, 2).as_slice(), [Body::SyncStatus(false), Body::Close(Some(_))]));
    assert!(matches!(&effects[1], Effect::Store(rows) if matches!(rows.as_slice(), [Row::Audit { .. }])));
}

#[test]
fn changes_under_anothers_y_client_are_refused() {
    let mut room = room(Visibility::Blind);
    say(&mut room, 2, "r/r1/notes", update(text_update(9, "strengths/A", "hers")));
    let effects = say(&mut room, 1, "r/r1/notes", update(text_update(9, "strengths/A", "mine, says 9")));
    assert!(matches!(bodies(&effects, 1)[0], Body::SyncStatus(false)));
    let live = room.documents.get(&"r/r1/notes".parse().unwrap()).unwrap();
    let txn = live.doc().transact();
    assert_eq!(txn.get_text("strengths/A").unwrap().get_string(&txn), "hers");
}

#[test]
fn the_same_change_twice_is_acknowledged_twice_and_stored_once() {
    let mut room = room(Visibility::Blind);
    let bytes = text_update(9, "strengths/A", "clear");
    let first = say(&mut room, 2, "r/r1/notes", update(bytes.clone()));
    let second = say(&mut room, 2, "r/r1/notes", update(bytes));
    assert_eq!(order(&first), [0, 2, 1, 2, 3]);
    assert_eq!(order(&second), [2]);
    assert!(matches!(bodies(&second, 2)[0], Body::SyncStatus(true)));
}

#[test]
fn what_builds_on_a_lost_change_is_not_taken_and_what_is_missing_is_asked_for_once() {
    let mut room = room(Visibility::Blind);
    let doc = client_doc(9);
    let write = |at: u32, words: &str| {
        let before = doc.transact().state_vector();
        let text = doc.get_or_insert_text("strengths/A");
        text.insert(&mut doc.transact_mut(), at, words);
        doc.transact().encode_diff_v1(&before)
    };
    let (_lost, second, third) = (write(0, "One"), write(3, ", two"), write(8, ", three"));
    let effects = say(&mut room, 2, "r/r1/notes", update(second.clone()));
    assert_eq!(order(&effects), [2, 2], "nothing is stored, and the others hear nothing");
    let asked = Body::Sync(SyncMessage::Step1(vec![0]));
    assert_eq!(bodies(&effects, 2), [&Body::SyncStatus(false), &asked]);
    let effects = say(&mut room, 2, "r/r1/notes", update(third));
    assert_eq!(bodies(&effects, 2), [&Body::SyncStatus(false)], "the question stands already");
    let all = doc.transact().encode_diff_v1(&StateVector::default());
    let effects = say(&mut room, 2, "r/r1/notes", Body::Sync(SyncMessage::Step2(all)));
    assert_eq!(bodies(&effects, 2)[0], &Body::SyncStatus(true));
    let live = room.documents.get(&"r/r1/notes".parse().unwrap()).unwrap();
    let text = {
        let txn = live.doc().transact();
        txn.get_text("strengths/A").unwrap().get_string(&txn)
    };
    assert_eq!(text, "One, two, three");
}

#[test]
fn an_answer_that_still_has_a_gap_closes_the_document() {
    let mut room = room(Visibility::Blind);
    let doc = client_doc(9);
    let text = doc.get_or_insert_text("strengths/A");
    text.insert(&mut doc.transact_mut(), 0, "One");
    let before = doc.transact().state_vector();
    text.insert(&mut doc.transact_mut(), 3, ", two");
    let gap = doc.transact().encode_diff_v1(&before);
    let effects = say(&mut room, 2, "r/r1/notes", Body::Sync(SyncMessage::Step2(gap)));
    assert!(matches!(bodies(&effects, 2).as_slice(), [Body::SyncStatus(false), Body::Close(Some(_))]));
}

#[test]
fn signing_makes_documents_read_only_for_everyone_who_has_them_open() {
    let mut room = room(Visibility::Blind);
    let effects = command(&mut room, 1, Command::OpenSigning { review: ReviewId::new("r1").unwrap() });
    let readonly = |to| {
        bodies(&effects, to)
            .into_iter()
            .filter(|body| matches!(body, Body::Auth(AuthMessage::Authenticated(Scope::Readonly))))
            .count()
    };
    assert_eq!([readonly(1), readonly(2)], [1, 2], "notes; notes and ballot");
    let late = say(&mut room, 2, "r/r1/notes", update(text_update(9, "strengths/A", "late")));
    assert!(matches!(bodies(&late, 2)[0], Body::SyncStatus(false)));
}

#[test]
fn the_last_socket_of_a_person_takes_them_out_of_the_room() {
    let mut room = room(Visibility::Blind);
    step(&mut room, Event::Gone { conn: ConnId(2) }, Time(2));
    assert!(room.meeting().stage().here.contains(&id("parent")));
    step(&mut room, Event::Gone { conn: ConnId(3) }, Time(3));
    assert!(!room.meeting().stage().here.contains(&id("parent")));
    assert_eq!(room.empty_since(), None);
    step(&mut room, Event::Gone { conn: ConnId(1) }, Time(4));
    assert_eq!(room.empty_since(), Some(Time(4)));
}

#[test]
fn a_removed_person_is_shut_out_at_once() {
    let mut room = room(Visibility::Blind);
    let asked = asked("remove", PanelChange::RemovePerson { who: id("parent") });
    let effects = step(&mut room, Event::Change(Box::new(asked)), Time(2));
    let closed: Vec<u64> = effects
        .iter()
        .filter_map(|effect| if let Effect::Close(conn, CloseCode::Forbidden) = effect { Some(conn.0) } else { None })
        .collect();
    assert_eq!(closed, [2, 3]);
    let after = say(&mut room, 2, "r/r1/notes", Body::QueryAwareness);
    assert!(after.is_empty());
}

fn asked(op: &str, change: PanelChange) -> AskedChange {
    AskedChange { by: CoordinatorId::new("cora").unwrap(), op: OpId::new(op).unwrap(), seen: None, change }
}

#[test]
fn a_change_of_the_coordinators_is_stored_before_it_is_told_and_answered() {
    let mut room = room(Visibility::Blind);
    let moved = PanelChange::SetMeeting {
        title: "Winter panel".to_owned(),
        held_on: "2026-12-03".to_owned(),
        meets: Meets::default(),
    };
    let effects = step(&mut room, Event::Change(Box::new(asked("move", moved.clone()))), Time(2));
    let Some(Effect::Store(rows)) = effects.first() else { panic!("it is stored first") };
    assert!(matches!(&rows[..], [Row::Decision { .. }, Row::Panel { panel }] if panel.title == "Winter panel"));
    let told = effects.iter().filter(|effect| {
        matches!(effect, Effect::Send(_, Frame::Document { body: Body::Stateless(text), .. }) if text.contains("Winter panel"))
    });
    assert_eq!(told.count(), 3, "every socket is told");
    assert!(matches!(effects.last(), Some(Effect::Changed(Ok(3)))));
    let again = step(&mut room, Event::Change(Box::new(asked("move", moved))), Time(3));
    assert!(matches!(&again[..], [Effect::Changed(Ok(3))]), "the same operation has one effect");
    let cancel = PanelChange::Cancel { reason: "Snow".to_owned(), ask: "Cora".to_owned() };
    let effects = step(&mut room, Event::Change(Box::new(asked("cancel", cancel))), Time(4));
    let readonly = |effect: &&Effect| {
        let scope = Body::Auth(AuthMessage::Authenticated(Scope::Readonly));
        matches!(effect, Effect::Send(_, Frame::Document { body, .. }) if *body == scope)
    };
    assert_eq!(effects.iter().filter(readonly).count(), 5, "notes of three sockets and the ballot of two");
}

#[test]
fn a_plan_in_which_somebody_has_written_stays_on_the_agenda() {
    let mut room = room(Visibility::Blind);
    let doc = client_doc(9);
    let write = |room: &mut Room, delete: bool| {
        let mut txn = doc.transact_mut();
        let before = txn.state_vector();
        let text = txn.get_or_insert_text("strengths/A");
        if delete {
            text.remove_range(&mut txn, 0, 1);
        } else {
            text.push(&mut txn, "a");
        }
        let change = txn.encode_diff_v1(&before);
        drop(txn);
        say(room, 2, "r/r1/notes", update(change));
    };
    let take_away = |op| {
        let review = ReviewId::new("r1").unwrap();
        asked(op, PanelChange::TakeAwayPlan { review, reason: "Not ready".to_owned() })
    };
    write(&mut room, false);
    assert_eq!(room.set_up().now.begun.len(), 1);
    let effects = step(&mut room, Event::Change(Box::new(take_away("first"))), Time(2));
    assert!(matches!(&effects[..], [Effect::Changed(Err(Denied::Begun))]));
    write(&mut room, true);
    assert!(room.set_up().now.begun.is_empty(), "what was written is taken out again");
    let effects = step(&mut room, Event::Change(Box::new(take_away("second"))), Time(3));
    assert!(matches!(effects.last(), Some(Effect::Changed(Ok(_)))));
    assert!(say(&mut room, 2, "r/r1/notes", Body::QueryAwareness).is_empty(), "its documents are closed");
}

#[test]
fn a_long_log_is_folded_into_a_snapshot_from_which_the_document_loads_again() {
    let mut room = room(Visibility::Blind);
    let doc = client_doc(9);
    let mut rows = Vec::new();
    for letter in 0..UPDATES_BEFORE_SNAPSHOT + 3 {
        let mut txn = doc.transact_mut();
        let before = txn.state_vector();
        let text = txn.get_or_insert_text("strengths/A");
        text.push(&mut txn, if letter % 2 == 0 { "a" } else { "b" });
        let change = txn.encode_diff_v1(&before);
        drop(txn);
        for effect in say(&mut room, 2, "r/r1/notes", update(change)) {
            if let Effect::Store(stored) = effect {
                rows.extend(stored);
            }
        }
    }
    let (mut snapshot, mut updates) = (None, Vec::new());
    for row in rows {
        match row {
            Row::Snapshot { seq, bytes, .. } => snapshot = Some((seq, bytes)),
            Row::Update { seq, bytes, .. } => updates.push((seq, bytes)),
            _ => {}
        }
    }
    let (folded, bytes) = snapshot.expect("the log is long enough to be folded");
    assert_eq!(folded, UPDATES_BEFORE_SNAPSHOT);
    let stored = crate::store::StoredDocument {
        document: "r/r1/notes".parse().unwrap(),
        seq: UPDATES_BEFORE_SNAPSHOT + 3,
        snapshot: Some(bytes),
        updates: updates.into_iter().filter(|(seq, _)| *seq > folded).map(|(_, bytes)| bytes).collect(),
        clients: vec![(9, id("parent"))],
    };
    assert_eq!(stored.updates.len(), 3);
    let again = Live::load(stored);
    let (live, mine) = (again.doc().transact(), doc.transact());
    let text = |txn: &yrs::Transaction| txn.get_text("strengths/A").unwrap().get_string(txn);
    assert!(!again.is_broken());
    assert_eq!(text(&live), text(&mine));
}
