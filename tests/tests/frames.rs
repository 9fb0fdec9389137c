//! Bad input on the socket: it ends the one who sent it, at most, and changes nothing for the others.

use accord_server::peer::{Person, Written};
use accord_shared::document::Document;
use accord_shared::schema::Prose;
use accord_shared::wire::lib0::Writer;
use accord_shared::wire::limits::{FRAME_BYTES_MAX, STATE_VECTOR_BYTES_MAX, UPDATE_BYTES_MAX};
use accord_shared::wire::{Address, Body, Frame, SyncMessage, number};
use accord_tests::{Rig, Table, append, check_invariants, forge, section};
use tokio_tungstenite::tungstenite::{Bytes, Message};
use yrs::{Any, Map, WriteTxn};

fn root() -> String {
    Prose::Areas.shared(&section("B"))
}

/// Someone who writes the notes honestly, and someone who does not.
async fn two(rig: &Rig) -> (Table, Person, Person) {
    let table = rig.panel_of(2).await;
    let (honest, other) = (table.join(0).await, table.join(1).await);
    honest.attend(&table.notes()).await.unwrap();
    honest.append(&table.notes(), &root(), "Honest.").await.unwrap();
    (table, honest, other)
}

/// The room goes on: the honest one is heard by a newcomer, and nothing else is.
async fn goes_on(table: &Table, honest: &Person) {
    let before = honest.read(&table.notes(), |replica| replica.text(&root()));
    assert!(before.starts_with("Honest."), "{before:?}");
    assert_eq!(honest.append(&table.notes(), &root(), " Still.").await.unwrap(), Written::Saved);
    let fresh = table.join(1).await;
    fresh.attend(&table.notes()).await.unwrap();
    let wanted = format!("{before} Still.");
    let same = |view: &accord_server::peer::View| (view.replicas[&table.notes()].text(&root()) == wanted).then_some(());
    fresh.wait("the honest words and nothing else", same).await.unwrap();
    check_invariants([honest, &fresh]).await;
}

/// Sends an update that is to be refused.
async fn refused(person: &Person, document: &Document, what: &str, update: Vec<u8>) {
    person.attend(document).await.unwrap();
    let ticket = person.post_update(document, update).unwrap();
    assert_eq!(person.written(document, ticket).await.unwrap(), Written::Refused, "{what}");
    person.wait("the document to be closed", |view| view.replicas[document].closed.clone()).await.unwrap();
    assert_eq!(person.look(|view| view.ended.clone()), None, "{what}: the socket stays open");
}

/// An update of one struct of this content at a root, written by hand.
fn one_struct(info: u8, content: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::new();
    for number in [1, 1, 99, 0] {
        writer.var_uint(number);
    }
    writer.var_uint(u64::from(info));
    writer.var_uint(1);
    writer.string(&root());
    content(&mut writer);
    writer.var_uint(0);
    writer.into_bytes()
}

#[tokio::test]
async fn an_update_cut_off_at_any_byte_is_refused_and_changes_nothing() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let whole = forge(99, &[0, 0], |txn| append(txn, &root(), "Cut off somewhere in here."));
    for end in 0..whole.len() {
        refused(&other, &table.notes(), &format!("the first {end} bytes"), whole[..end].to_vec()).await;
    }
    goes_on(&table, &honest).await;
}

#[tokio::test]
async fn updates_of_what_no_document_holds_are_refused() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let stranger = |change: &dyn Fn(&mut yrs::TransactionMut<'_>)| forge(99, &[0, 0], |txn| change(txn));
    let nested = |levels: usize| {
        one_struct(8, |writer| {
            writer.var_uint(1);
            for _ in 0..levels {
                writer.var_uint(117);
                writer.var_uint(1);
            }
            writer.var_uint(126);
        })
    };
    let claims = |place: usize| {
        let mut numbers = [1, 1, 99, 0];
        numbers[place] = u64::from(u32::MAX);
        let mut writer = Writer::new();
        for number in numbers {
            writer.var_uint(number);
        }
        writer.into_bytes()
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("noise", (0..200_u16).map(|n| (n * 37 % 251) as u8).collect()),
        ("an unknown root", stranger(&|txn| append(txn, "elsewhere", "x"))),
        ("a section that there is not", stranger(&|txn| append(txn, "areas/Z", "x"))),
        ("a root of ballots", stranger(&|txn| append(txn, "reason/A@1", "x"))),
        ("an item with an unknown field", stranger(&|txn| insert(txn, "items", "abc/secret", Any::from("x")))),
        ("a value that is not plain", stranger(&|txn| insert(txn, "items", "abc/kind", Any::from(vec![Any::from(1)])))),
        ("a text that is far too long", stranger(&|txn| append(txn, &root(), &"x".repeat(30_000)))),
        ("an array within an array", nested(1)),
        ("arrays nested 8,000 deep", nested(8_000)),
        ("arrays nested 30,000 deep", nested(30_000)),
        ("a nested type", one_struct(7, |writer| writer.var_uint(1))),
        (
            "a subdocument",
            one_struct(9, |writer| {
                writer.string("guid");
                writer.var_uint(127);
            }),
        ),
        (
            "a format mark",
            one_struct(6, |writer| {
                writer.string("bold");
                writer.string("true");
            }),
        ),
        ("text that is not UTF-8", one_struct(4, |writer| writer.buf(&[0xff, 0xfe, 0x61, 0xc0]))),
        ("a claim of 2^32 clients", claims(0)),
        ("a claim of 2^32 structs", claims(1)),
        ("a clock of 2^32", claims(3)),
        ("a claim of 2^32 deletions", vec![0, 1, 99, 0xff, 0xff, 0xff, 0xff, 0x0f]),
    ];
    for (what, update) in cases {
        refused(&other, &table.notes(), what, update).await;
    }
    goes_on(&table, &honest).await;
}

#[tokio::test]
async fn a_change_with_a_gap_before_it_is_not_taken_and_what_is_missing_is_asked_for() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let notes = table.notes();
    other.attend(&notes).await.unwrap();
    let first = forge(99, &[0, 0], |txn| append(txn, &root(), "first"));
    let second = forge(99, &first, |txn| append(txn, &root(), "second"));
    let deletes_what_is_not_there = vec![0, 1, 99, 1, 0, 5];
    for gap in [second, deletes_what_is_not_there] {
        let ticket = other.post_update(&notes, gap).unwrap();
        assert_eq!(other.written(&notes, ticket).await.unwrap(), Written::Refused);
    }
    let ticket = other.post_update(&notes, first).unwrap();
    assert_eq!(other.written(&notes, ticket).await.unwrap(), Written::Saved, "the document stays open");
    let both = |view: &accord_server::peer::View| view.replicas[&notes].text(&root()).contains("first").then_some(());
    honest.wait("what came without a gap", both).await.unwrap();
    assert!(!honest.read(&notes, |replica| replica.text(&root())).contains("second"));
}

#[tokio::test]
async fn what_was_said_before_the_socket_was_closed_counts() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let notes = table.notes();
    other.attend(&notes).await.unwrap();
    let mut state = vec![0, 0];
    for number in 0..200 {
        let update = forge(99, &state, |txn| append(txn, &root(), &format!("[{number}]")));
        state = yrs::merge_updates_v1([&state, &update]).unwrap();
        other.post_update(&notes, update).unwrap();
    }
    // The client does not wait for a single answer.
    other.post_raw(Message::Close(None)).unwrap();
    let last = |view: &accord_server::peer::View| view.replicas[&notes].text(&root()).contains("[199]").then_some(());
    honest.wait("the last of what was said", last).await.unwrap();
}

fn insert(txn: &mut yrs::TransactionMut<'_>, map: &str, key: &str, value: Any) {
    let map = txn.get_or_insert_map(map);
    map.insert(txn, key, value);
}

#[tokio::test]
async fn marks_that_are_not_on_the_scale_are_refused_and_the_ballot_stays() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let ballot = other.ballot(&table.review());
    for (key, value) in [
        ("A@1", Any::from(9)),
        ("A@1", Any::from(2.5)),
        ("A@1", Any::from("maybe")),
        ("A@1", Any::Null),
        ("A@1", Any::from("na")),
        ("Z@1", Any::from(1)),
        ("A@0", Any::from(1)),
        ("A@01", Any::from(1)),
        ("A@100", Any::from(1)),
        ("A", Any::from(1)),
    ] {
        let update = forge(99, &[0, 0], |txn| insert(txn, "marks", key, value.clone()));
        refused(&other, &ballot, &format!("{key} = {value:?}"), update).await;
    }
    other.attend(&ballot).await.unwrap();
    assert_eq!(other.read(&ballot, |replica| replica.mark_keys()), Vec::<String>::new());
    goes_on(&table, &honest).await;
}

/// A message, and the code that closes the socket on which it comes.
async fn ends_with(rig: &Rig, what: &str, message: Message, code: u16) {
    let (table, honest, other) = two(rig).await;
    other.post_raw(message).unwrap();
    let ended = other.ended().await.unwrap();
    assert_eq!(ended.code, Some(code), "{what}: {ended:?}");
    honest.until("the other is gone", |stage| stage.here.len() == 1).await.unwrap();
    goes_on(&table, &honest).await;
}

#[tokio::test]
async fn what_is_no_frame_at_all_ends_its_own_socket_with_the_code_that_says_why() {
    let rig = Rig::start().await;
    let frame = |bytes: &[u8]| Message::Binary(Bytes::copy_from_slice(bytes));
    ends_with(&rig, "a text message", Message::text("hello"), 1003).await;
    ends_with(&rig, "nothing", frame(&[]), 4401).await;
    ends_with(&rig, "noise", frame(&[0xff; 40]), 4401).await;
    ends_with(&rig, "an address that is not UTF-8", frame(&[2, 0xff, 0xfe, 0, 0, 0]), 4401).await;
    ends_with(&rig, "a blank address", frame(&[1, b' ', 0, 0, 0]), 4401).await;
    ends_with(&rig, "a control character in an address", frame(&[2, b'a', b'\n', 0, 0, 0]), 4401).await;
    ends_with(&rig, "an address without an end", frame(&[0xff, 0xff, 0xff, 0xff, 0x0f, b'a']), 4401).await;
    ends_with(&rig, "an unknown sync message", frame(&[1, b'a', 0, 7, 0]), 4401).await;
    ends_with(&rig, "bytes after the end", frame(&[1, b'a', 3, 0, 0, 0]), 4401).await;
    ends_with(&rig, "a message that is too large", frame(&vec![0; FRAME_BYTES_MAX + 1]), 1009).await;
    let address = Address::new("r/x/notes").unwrap();
    let long = |body: Body| Message::Binary(Frame::new(address.clone(), body).encode().into());
    let update = Body::Sync(SyncMessage::Update(vec![0; UPDATE_BYTES_MAX + 1]));
    ends_with(&rig, "an update that is too long", long(update), 1009).await;
    let vector = Body::Sync(SyncMessage::Step1(vec![0; STATE_VECTOR_BYTES_MAX + 1]));
    ends_with(&rig, "a state vector that is too long", long(vector), 1009).await;
    ends_with(&rig, "a reason that is too long", long(Body::Close(Some("x".repeat(10_000)))), 1009).await;
}

#[tokio::test]
async fn what_is_a_frame_but_makes_no_sense_is_passed_over_or_closes_its_document() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let (notes, room) = (table.notes(), Document::Room(table.panel()));
    other.attend(&notes).await.unwrap();
    for unknown in [4, 6, 11, 99, u64::from(u32::MAX)] {
        other.post_body(&notes, Body::Unknown(unknown)).unwrap();
    }
    for bare in [number::PING, number::PONG] {
        other.post_raw(Message::Binary(vec![u8::try_from(bare).unwrap()].into())).unwrap();
    }
    other.post_body(&notes, Body::SyncStatus(true)).unwrap();
    other.post_body(&notes, Body::Stateless("{\"say\":\"command\"}".to_owned())).unwrap();
    other.post_body(&notes, Body::QueryAwareness).unwrap();
    assert_eq!(other.append(&notes, &root(), "").await.unwrap(), Written::Saved, "the socket is alive");
    // A state vector that claims what it has not closes the document and nothing else.
    other.post_body(&notes, Body::Sync(SyncMessage::Step1(vec![0xff, 0xff, 0xff, 0xff, 0x0f]))).unwrap();
    other.wait("the document to be closed", |view| view.replicas[&notes].closed.clone()).await.unwrap();
    other.attend(&notes).await.unwrap();
    other.post_body(&notes, Body::Awareness(vec![0xff, 0xff, 0xff, 0xff, 0x0f])).unwrap();
    other.wait("the document to be closed", |view| view.replicas[&notes].closed.clone()).await.unwrap();
    // Words that the room does not know close the room for the one who said them.
    other.post_body(&room, Body::Stateless("not even JSON".to_owned())).unwrap();
    other.wait("the room to be closed", |view| view.denied.clone()).await.unwrap();
    assert_eq!(other.look(|view| view.ended.clone()), None);
    goes_on(&table, &honest).await;
}

#[tokio::test]
async fn commands_that_are_not_what_they_claim_are_not_carried_out() {
    let rig = Rig::start().await;
    let (table, honest, _) = two(&rig).await;
    let (room, version) = (Document::Room(table.panel()), honest.stage().version);
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let timer = |minutes: &str, more: &str| {
        format!(
            r#"{{"command":{{"envelope":{{"op":"abc","seen":0,"command":{{"do":"set-timer","minutes":{minutes}}}{more}}}}}}}"#
        )
    };
    for text in [
        String::new(),
        "null".to_owned(),
        deep,
        timer("-1", ""),
        timer("1e400", ""),
        timer("99999999999999999999", ""),
        timer("1", r#","chair":true"#),
        timer("1", r#","op":"def""#),
        timer("1", "").replace("abc", "../etc"),
        timer("1", "").replace("set-timer", "set-clock"),
    ] {
        let chair = table.join(0).await;
        chair.post_body(&room, Body::Stateless(text.clone())).unwrap();
        chair.wait("the room to be closed", |view| view.denied.clone()).await.unwrap();
    }
    let now = honest.stage();
    assert_eq!((now.version, now.timer), (version, None), "nothing was decided");
    goes_on(&table, &honest).await;
}

#[tokio::test]
async fn someone_who_sends_without_end_is_cut_off_and_the_others_go_on() {
    let rig = Rig::start().await;
    let (table, honest, other) = two(&rig).await;
    let flood = async {
        loop {
            // The outbox holds some thousands; the server stops reading long before.
            if other.post_raw(Message::Ping(Bytes::new())).is_err() {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let work = async {
        for _ in 0..20 {
            assert_eq!(honest.append(&table.notes(), &root(), " On.").await.unwrap(), Written::Saved);
        }
    };
    tokio::join!(flood, work);
    let ended = other.ended().await.unwrap();
    assert!(matches!(ended.code, Some(1008) | None), "{ended:?}");
    goes_on(&table, &honest).await;
}
