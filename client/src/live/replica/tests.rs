//! Two copies of one document, and what each says after changes of its own and of the other.

#![expect(clippy::cast_possible_truncation, reason = "the texts are short")]

use super::*;
use accord_shared::id::ReviewId;

struct Copy {
    document: Document,
    framework: Framework,
    replica: Replica,
}

fn notes() -> Document {
    Document::Notes(ReviewId::new("rev1").unwrap())
}

fn copy(client: u32) -> Copy {
    let replica = Replica::new(&notes(), client, || 1_000);
    Copy { document: notes(), framework: crate::live::engine::fixture::framework(), replica }
}

impl Copy {
    fn type_in(&mut self, at: u32, delete: u32, insert: &str) -> Vec<Vec<u8>> {
        self.replica.edit_text("areas/A", &Edit { at, delete, insert: insert.to_owned() });
        self.replica.take_heard().made
    }

    fn take(&mut self, updates: &[Vec<u8>]) -> Heard {
        for update in updates {
            self.replica.apply(update, &self.document, &self.framework).expect("an update that fits");
        }
        self.replica.take_heard()
    }

    fn text(&self) -> String {
        self.replica.text("areas/A")
    }
}

#[test]
fn changes_made_here_are_for_the_server_and_those_of_others_are_not() {
    let (mut a, mut b) = (copy(1), copy(2));
    b.replica.watch_text("areas/A");
    let made = a.type_in(0, 0, "hello 😀");
    assert_eq!(made.len(), 1);
    let heard = b.take(&made);
    assert!(heard.made.is_empty());
    assert_eq!(heard.texts, [("areas/A".to_owned(), vec![Edit { at: 0, delete: 0, insert: "hello 😀".into() }])]);
    assert_eq!(b.text(), "hello 😀");
}

#[test]
fn the_edits_told_turn_the_old_text_into_the_new_one_across_many_places() {
    let (mut a, mut b) = (copy(1), copy(2));
    b.replica.watch_text("areas/A");
    let first = a.type_in(0, 0, "one 😀 three four");
    b.take(&first);
    let mut later = a.type_in(0, 3, "ONE");
    later.extend(a.type_in(7, 5, "3"));
    later.extend(a.type_in(a.text().encode_utf16().count() as u32, 0, "!"));
    let merged = yrs::merge_updates_v1(&later).unwrap();
    let before = b.text();
    let heard = b.take(&[merged]);
    let [(_, edits)] = heard.texts.as_slice() else { panic!("one change of one text: {heard:?}") };
    assert!(edits.len() > 1, "several places at once: {edits:?}");
    assert_eq!(edits.iter().fold(before, |text, edit| edit.apply(&text)), b.text());
    assert_eq!(b.text(), a.text());
}

#[test]
fn undo_takes_back_only_what_was_written_here() {
    let (mut a, mut b) = (copy(1), copy(2));
    let first = a.type_in(0, 0, "mine");
    b.take(&first);
    let theirs = b.type_in(4, 0, " and theirs");
    a.take(&theirs);
    a.replica.undo("areas/A", false);
    let undone = a.replica.take_heard();
    assert_eq!(a.text(), " and theirs");
    assert_eq!(undone.made.len(), 1, "others are told");
    b.take(&undone.made);
    assert_eq!(b.text(), " and theirs");
    a.replica.undo("areas/A", false);
    assert_eq!(a.text(), " and theirs", "there is nothing more of ours");
    a.replica.undo("areas/A", true);
    assert_eq!(a.text(), "mine and theirs");
}

#[test]
fn what_was_typed_without_a_pause_is_taken_back_word_by_word() {
    let mut a = copy(1);
    for (at, letter) in "two words".chars().enumerate() {
        a.type_in(at as u32, 0, &letter.to_string());
    }
    a.type_in(8, 1, "");
    a.type_in(7, 1, "");
    a.replica.undo("areas/A", false);
    assert_eq!(a.text(), "two words", "what was deleted comes back first");
    a.replica.undo("areas/A", false);
    assert_eq!(a.text(), "two");
    a.replica.undo("areas/A", false);
    assert_eq!(a.text(), "");
    for _ in 0..3 {
        a.replica.undo("areas/A", true);
    }
    assert_eq!(a.text(), "two wor");
}

#[test]
fn what_builds_on_something_missing_is_a_gap_and_changes_nothing() {
    let (mut a, mut b) = (copy(1), copy(2));
    let first = a.type_in(0, 0, "one");
    let second = a.type_in(3, 0, " two");
    let framework = crate::live::engine::fixture::framework();
    assert_eq!(b.replica.apply(&second[0], &notes(), &framework), Err(Unfit::Gap));
    assert_eq!(b.text(), "");
    b.take(&first);
    b.take(&second);
    assert_eq!(b.text(), "one two");
    let gone = a.type_in(0, 7, "");
    let mut late = copy(3);
    assert_eq!(late.replica.apply(&gone[0], &notes(), &framework), Err(Unfit::Gap), "a deletion of the unknown");
}

#[test]
fn bytes_that_are_no_update_of_such_a_document_are_bad() {
    let mut a = copy(1);
    let framework = crate::live::engine::fixture::framework();
    for bad in [&b""[..], &[1, 2, 3], b"\x01\x01\x05\x00\x04\x01\x07unknown\x02hi\x00"] {
        assert_eq!(a.replica.apply(bad, &notes(), &framework), Err(Unfit::Bad), "{bad:?}");
    }
}

#[test]
fn values_of_the_map_are_told_by_key() {
    let (mut a, mut b) = (copy(1), copy(2));
    a.replica.change_map(&[("i1/kind".into(), Some("theme".into())), ("i1/order".into(), Some(3.into()))]);
    let made = a.replica.take_heard().made;
    assert_eq!(made.len(), 1, "one change for both");
    assert_eq!(b.take(&made).keys, BTreeSet::from(["i1/kind".to_owned(), "i1/order".to_owned()]));
    assert_eq!(b.replica.value("i1/order"), Some(MapValue::Whole(3)));
    a.replica.change_map(&[("i1/order".into(), None)]);
    let made = a.replica.take_heard().made;
    assert_eq!(b.take(&made).keys, BTreeSet::from(["i1/order".to_owned()]));
    assert_eq!((b.replica.value("i1/order"), b.replica.keys()), (None, BTreeSet::from(["i1/kind".to_owned()])));
}

#[test]
fn what_is_too_long_is_not_written_not_even_a_part_of_it() {
    let mut a = copy(1);
    let edit = |at, delete, insert: &str| Edit { at, delete, insert: insert.to_owned() };
    let most = TEXT_UNITS_MAX as usize;
    let full = "😀".repeat(most / 2);
    assert_eq!(a.replica.edit_text("areas/A", &edit(0, 0, &"😀".repeat(most / 2 + 1))), Edited::NoRoom);
    assert_eq!(a.text(), "");
    assert_eq!(a.replica.edit_text("areas/A", &edit(0, 0, &full)), Edited::Made);
    assert_eq!(a.replica.edit_text("areas/A", &edit(0, 0, "x")), Edited::NoRoom);
    assert_eq!(a.replica.edit_text("areas/A", &edit(0, 2, "xyz")), Edited::NoRoom, "what was selected stays");
    assert_eq!(a.text(), full);
    assert_eq!(a.replica.edit_text("areas/A", &edit(0, 4, "xyz")), Edited::Made);
}

#[test]
fn what_was_taken_away_comes_back_only_where_there_is_room_for_it() {
    let (mut a, mut b) = (copy(1), copy(2));
    let most = TEXT_UNITS_MAX as usize;
    b.take(&a.type_in(0, 0, &"a".repeat(most)));
    b.take(&a.type_in(0, 10, ""));
    a.take(&b.type_in(0, 0, "bbbbb"));
    let text = a.text();
    assert_eq!(a.replica.undo("areas/A", false), Edited::NoRoom);
    assert_eq!(a.text(), text);
}

#[test]
fn an_edit_beyond_the_text_is_cut_to_it() {
    let mut a = copy(1);
    a.type_in(0, 0, "abc");
    a.type_in(2, 99, "X");
    a.type_in(99, 1, "Y");
    assert_eq!(a.text(), "abXY");
    a.type_in(0, 0, "😀");
    a.type_in(1, 0, "in");
    assert_eq!(a.text(), "😀inabXY", "never into a character");
}
