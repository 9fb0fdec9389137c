//! Whole stories of people, their connections and a server, with every frame between them.

use super::fixture::{Desk, ballot, notes, seat, stage};
use super::*;
use crate::live::diff;
use accord_shared::api::SeatView;
use accord_shared::wire::{Frame, SyncMessage};

const TEXT: &str = "areas/A";

impl Desk {
    fn signals(&self, person: usize) -> Signals {
        self.people[person].engine.signals()
    }

    fn saved(&self, person: usize) -> Saved {
        self.signals(person).saved.get_untracked()
    }

    fn shown(&mut self, person: usize, document: &Document, root: &str) -> String {
        self.step(person, |engine, _| engine.follow(document, |seen| seen.text(root)).get_untracked())
    }

    fn read(&mut self, person: usize, document: &Document, root: &str) {
        self.step(person, |engine, _| engine.watch_text(document, root));
        self.settle();
    }

    fn write(&mut self, person: usize, document: &Document, at: u32, insert: &str) -> bool {
        let edit = Edit { at, delete: 0, insert: insert.to_owned() };
        self.step(person, |engine, now| engine.edit_text(document, TEXT, &edit, now)) == Edited::Made
    }

    fn mark(&mut self, person: usize, document: &Document, key: &str, value: i64) {
        self.step(person, |engine, now| engine.change_map(document, vec![(key.into(), Some(value.into()))], now));
    }

    fn updates_sent(&self, person: usize) -> usize {
        let is_update =
            |frame: &&Frame| matches!(frame, Frame::Document { body: Body::Sync(SyncMessage::Update(_)), .. });
        self.people[person].sent.iter().filter(is_update).count()
    }

    fn notices(&self, person: usize) -> Vec<Notice> {
        self.signals(person).notices.get_untracked()
    }

    /// What a field shows that makes every edit that it is told.
    fn field(&self, person: usize) -> String {
        let edits = self.people[person].effects.iter().filter_map(|effect| match effect {
            Effect::Text { edits, .. } => Some(edits),
            _ => None,
        });
        edits.flatten().fold(String::new(), |text, edit| edit.apply(&text))
    }

    fn kept(&self, person: usize) -> Vec<(Document, String, Vec<u8>)> {
        let read = |(key, bytes): (&String, &Vec<u8>)| {
            (key.split('|').nth(1).unwrap().parse().unwrap(), key.clone(), bytes.clone())
        };
        self.people[person].kept.iter().map(read).collect()
    }
}

#[test]
fn what_one_types_the_others_see_and_it_is_saved_once_acknowledged() {
    let mut desk = Desk::with(&["ann", "bob"]);
    desk.read(0, &notes(), TEXT);
    desk.read(1, &notes(), TEXT);
    assert_eq!(desk.saved(0), Saved::AllSaved);
    assert!(desk.write(0, &notes(), 0, "he"));
    assert!(desk.write(0, &notes(), 2, "llo"));
    assert_eq!(desk.saved(0), Saved::Saving);
    desk.pass(100);
    assert_eq!(desk.saved(0), Saved::AllSaved);
    assert_eq!(desk.shown(1, &notes(), TEXT), "hello");
    assert_eq!(desk.text(&notes(), TEXT), "hello");
    assert_eq!(desk.updates_sent(0), 1, "one parcel");
    let told = desk.people[1].effects.iter().filter(|effect| matches!(effect, Effect::Text { .. })).count();
    assert_eq!(told, 1);
}

#[test]
fn nothing_is_called_saved_before_the_server_says_so() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.server.answers = false;
    desk.write(0, &notes(), 0, "x");
    desk.pass(5_000);
    assert_eq!(desk.saved(0), Saved::Saving);
    assert_eq!(desk.people[0].kept.len(), 1, "and until then it is kept here");
}

#[test]
fn a_change_that_is_soon_acknowledged_is_never_kept_in_the_browser() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.write(0, &notes(), 0, "x");
    desk.pass(60_000);
    assert_eq!((desk.saved(0), desk.people[0].keeps), (Saved::AllSaved, 0));
}

#[test]
fn work_goes_on_offline_and_merges_when_the_network_is_back() {
    let mut desk = Desk::with(&["ann", "bob"]);
    desk.read(0, &notes(), TEXT);
    desk.read(1, &notes(), TEXT);
    desk.write(0, &notes(), 0, "start.");
    desk.pass(1_000);
    desk.server.runs = false;
    desk.cut(0);
    assert!(desk.write(0, &notes(), 6, " Ann offline."));
    desk.pass(5_000);
    assert!(desk.write(0, &notes(), 0, "So: "));
    desk.pass(5_000);
    assert_eq!(desk.saved(0), Saved::Offline { kept: 2 });
    assert_eq!(desk.people[0].kept.len(), 2);
    desk.write(1, &notes(), 0, "Bob first. ");
    desk.pass(1_000);
    desk.server.runs = true;
    desk.pass(31_000);
    assert_eq!(desk.saved(0), Saved::AllSaved);
    assert!(desk.people[0].kept.is_empty());
    let merged = desk.text(&notes(), TEXT);
    assert!(merged.contains("Bob first. ") && merged.contains("start. Ann offline."), "{merged}");
    assert_eq!(desk.shown(0, &notes(), TEXT), merged);
    assert_eq!(desk.shown(1, &notes(), TEXT), merged);
}

#[test]
fn a_short_break_is_not_shown_and_a_long_one_is() {
    let mut desk = Desk::with(&["ann"]);
    desk.cut(0);
    assert_eq!(desk.saved(0), Saved::AllSaved);
    desk.pass(2_500);
    assert_eq!(desk.saved(0), Saved::AllSaved, "it came back");
    desk.server.runs = false;
    desk.cut(0);
    desk.pass(3_000);
    assert_eq!(desk.saved(0), Saved::Offline { kept: 0 });
}

#[test]
fn kept_changes_survive_the_page_and_are_brought_by_the_next() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.write(0, &notes(), 0, "known. ");
    desk.pass(1_000);
    desk.server.runs = false;
    desk.cut(0);
    desk.write(0, &notes(), 7, "kept");
    desk.write(0, &notes(), 0, "also ");
    desk.step(0, |engine, now| engine.leave(now));
    desk.settle();
    assert!(!desk.people[0].kept.is_empty());
    let kept = desk.kept(0);

    desk.server.runs = true;
    let next = desk.come("ann");
    for (_, key, bytes) in &kept {
        desk.people[next].kept.insert(key.clone(), bytes.clone());
    }
    desk.step(next, |engine, now| engine.kept(kept, now));
    assert_eq!(desk.saved(next), Saved::Saving, "what is kept counts as not saved");
    desk.settle();
    assert_eq!(desk.text(&notes(), TEXT), "also known. kept");
    assert_eq!(desk.saved(next), Saved::AllSaved);
    assert!(desk.people[next].kept.is_empty(), "and is kept no longer");
}

#[test]
fn a_frame_that_went_missing_is_noticed_and_asked_for() {
    let mut desk = Desk::with(&["ann", "bob"]);
    desk.read(0, &notes(), TEXT);
    desk.read(1, &notes(), TEXT);
    desk.write(0, &notes(), 0, "one");
    desk.step(0, Engine::flush);
    desk.lose_next(1);
    desk.settle();
    assert_eq!(desk.shown(1, &notes(), TEXT), "");
    desk.write(0, &notes(), 3, " two");
    desk.pass(1_000);
    assert_eq!(desk.shown(1, &notes(), TEXT), "one two");
}

/// A history of people who write, take back, choose, lose their network and get it back, from a seed.
fn live_through(seed: u32) {
    let mut desk = Desk::with(&["ann", "bob", "ann"]);
    let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
    let mut upto = |most: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % most
    };
    for person in 0..3 {
        desk.read(person, &notes(), TEXT);
    }
    for _ in 0..80 {
        let person = upto(3) as usize;
        match upto(9) {
            0..=3 => {
                let insert = ["a", "bc ", "😀", "é\n", "long words "][upto(5) as usize];
                let length = diff::units(&desk.shown(person, &notes(), TEXT));
                let edit = Edit { at: upto(length + 1), delete: 0, insert: insert.to_owned() };
                desk.step(person, |engine, now| engine.edit_text(&notes(), TEXT, &edit, now));
            }
            4 => {
                let old = desk.shown(person, &notes(), TEXT);
                let keep = upto(4);
                let edit = diff::diff(&old, &old.chars().skip(1).step_by(keep as usize + 1).collect::<String>(), None);
                desk.step(person, |engine, now| engine.edit_text(&notes(), TEXT, &edit, now));
            }
            5 => {
                desk.step(person, |engine, now| engine.undo(&notes(), TEXT, now % 3 == 0, now));
            }
            6 => desk.mark(person, &notes(), ["i1/order", "i2/order"][upto(2) as usize], i64::from(upto(9))),
            7 => {
                desk.server.runs = upto(3) > 0;
                desk.cut(person);
            }
            _ => desk.pass(i64::from(upto(3_000))),
        }
    }
    desk.server.runs = true;
    desk.pass(120_000);
    let text = desk.text(&notes(), TEXT);
    for person in 0..3 {
        assert_eq!(desk.shown(person, &notes(), TEXT), text, "seed {seed}, person {person}");
        assert_eq!(desk.field(person), text, "what a field was told, seed {seed}, person {person}");
        assert_eq!(desk.saved(person), Saved::AllSaved, "seed {seed}, person {person}");
        assert!(desk.people[person].kept.is_empty(), "seed {seed}, person {person}");
        assert!(desk.notices(person).is_empty(), "seed {seed}, person {person}");
    }
}

#[test]
fn everyone_ends_with_the_same_whatever_happens() {
    for seed in 1..=60 {
        live_through(seed);
    }
}

#[test]
fn kept_changes_of_somebody_elses_meeting_are_dropped_and_said() {
    let mut desk = Desk::with(&["ann"]);
    let other: Document = "r/elsewhere/notes".parse().unwrap();
    desk.people[0].kept.insert("k".into(), vec![0, 0]);
    desk.step(0, |engine, now| engine.kept(vec![(other, "k".into(), vec![0, 0])], now));
    desk.settle();
    assert!(desk.people[0].kept.is_empty());
    assert_eq!(desk.notices(0)[0].sentence, KEPT_REFUSED);
    assert_eq!(desk.saved(0), Saved::AllSaved);
}

#[test]
fn after_a_refusal_both_sides_have_the_same_and_the_lost_text_can_be_copied() {
    let mut desk = Desk::with(&["ann", "bob"]);
    desk.read(0, &notes(), TEXT);
    desk.read(1, &notes(), TEXT);
    desk.write(0, &notes(), 0, "agreed");
    desk.pass(1_000);
    desk.server.refuses.insert(notes());
    desk.write(0, &notes(), 6, " and more");
    desk.pass(100);
    let [notice] = desk.notices(0).try_into().expect("one notice");
    assert_eq!(notice.texts, ["agreed and more"]);
    assert!(!desk.write(0, &notes(), 0, "x"), "not before the server's text is back");
    desk.server.refuses.clear();
    desk.pass(5_000);
    assert_eq!(desk.shown(0, &notes(), TEXT), "agreed");
    assert_eq!(desk.saved(0), Saved::AllSaved);
    assert!(desk.people[0].kept.is_empty());
    assert!(desk.write(0, &notes(), 6, "!"));
    desk.pass(1_000);
    assert_eq!(desk.text(&notes(), TEXT), "agreed!");
    assert_eq!(desk.shown(1, &notes(), TEXT), "agreed!");
    desk.step(0, |engine, _| engine.dismiss(notice.number));
    assert!(desk.notices(0).is_empty());
}

#[test]
fn a_text_that_does_not_fit_is_not_written_and_nothing_is_called_saved_while_it_is_kept_aside() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    assert!(!desk.write(0, &notes(), 0, &"x".repeat(60_000)));
    assert_eq!(desk.shown(0, &notes(), TEXT), "");
    let place = (notes(), TEXT.to_owned());
    desk.step(0, |engine, now| engine.keep_aside(&place, Some("x".repeat(60_000)), now));
    assert_eq!(desk.saved(0), Saved::Unfit { texts: 1 });
    desk.write(0, &notes(), 0, "short");
    desk.pass(1_000);
    assert_eq!(desk.saved(0), Saved::Unfit { texts: 1 }, "whatever else is saved");
    desk.step(0, |engine, now| engine.keep_aside(&place, Some(String::new()), now));
    assert_eq!((desk.saved(0), desk.text(&notes(), TEXT)), (Saved::AllSaved, "short".to_owned()));
}

#[test]
fn kept_changes_that_the_server_does_not_take_any_more_are_given_back() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.write(0, &notes(), 0, "known. ");
    desk.pass(1_000);
    desk.server.runs = false;
    desk.cut(0);
    desk.write(0, &notes(), 7, "kept");
    desk.step(0, |engine, now| engine.leave(now));
    desk.settle();
    let kept = desk.kept(0);
    desk.server.runs = true;
    // Others have filled the text in the meantime.
    desk.server.refuses.insert(notes());
    let next = desk.come("ann");
    desk.step(next, |engine, now| engine.kept(kept, now));
    desk.pass(1_000);
    let [notice] = desk.notices(next).try_into().expect("one notice");
    assert_eq!(notice.texts, ["known. kept"]);
}

#[test]
fn marks_are_sent_at_once_and_each_touches_its_own_signal() {
    let mut desk = Desk::with(&["ann", "ann"]);
    for device in [0, 1] {
        desk.step(device, |engine, _| engine.attend(&ballot("ann")));
    }
    desk.settle();
    let cell = |desk: &mut Desk, device: usize, key: &str| {
        desk.step(device, |engine, _| engine.follow(&ballot("ann"), |seen| seen.cell(key)).get_untracked())
    };
    desk.mark(0, &ballot("ann"), "A@1", 2);
    desk.settle();
    assert_eq!(cell(&mut desk, 1, "A@1"), Some(MapValue::Whole(2)));
    assert_eq!(cell(&mut desk, 1, "B@1"), None);
    assert_eq!(desk.saved(0), Saved::AllSaved);
}

#[test]
fn a_mark_chosen_before_the_ballot_has_arrived_wins_over_the_older_one() {
    let mut desk = Desk::with(&["ann"]);
    desk.step(0, |engine, _| engine.attend(&ballot("ann")));
    desk.settle();
    desk.mark(0, &ballot("ann"), "A@1", 4);
    desk.settle();
    let next = desk.come("ann");
    desk.step(next, |engine, _| engine.attend(&ballot("ann")));
    desk.mark(next, &ballot("ann"), "A@1", 1);
    desk.settle();
    let there = desk.step(0, |engine, _| engine.follow(&ballot("ann"), |seen| seen.cell("A@1")).get_untracked());
    assert_eq!(there, Some(MapValue::Whole(1)));
    assert_eq!(desk.saved(next), Saved::AllSaved);
}

#[test]
fn nobody_asks_for_a_ballot_that_is_not_theirs() {
    let mut desk = Desk::with(&["ann"]);
    desk.step(0, |engine, _| engine.attend(&ballot("bob")));
    desk.settle();
    let named = |frame: &Frame| matches!(frame, Frame::Document { address, .. } if address.document().contains("bob"));
    assert!(!desk.people[0].sent.iter().any(named));
}

#[test]
fn what_was_denied_is_asked_for_again_once_the_meeting_has_moved_on() {
    let mut desk = Desk::with(&["ann", "bob"]);
    desk.read(1, &notes(), TEXT);
    desk.write(1, &notes(), 0, "text");
    desk.pass(1_000);
    desk.server.denies.insert(notes());
    desk.read(0, &notes(), TEXT);
    desk.pass(60_000);
    assert_eq!(desk.shown(0, &notes(), TEXT), "");
    desk.server.denies.clear();
    desk.server.stage.version += 1;
    desk.cut(0);
    desk.pass(5_000);
    assert_eq!(desk.shown(0, &notes(), TEXT), "text");
}

#[test]
fn a_reader_sees_but_cannot_write() {
    let mut desk = Desk::with(&["bob"]);
    desk.read(0, &notes(), TEXT);
    desk.write(0, &notes(), 0, "text");
    desk.pass(1_000);
    desk.server.scope = accord_shared::wire::Scope::Readonly;
    let reader = desk.come("eve");
    desk.read(reader, &notes(), TEXT);
    assert_eq!(desk.shown(reader, &notes(), TEXT), "text");
    assert!(!desk.write(reader, &notes(), 0, "x"));
    assert_eq!(desk.saved(reader), Saved::AllSaved, "the answer to the server's step 1 says nothing");
}

#[test]
fn a_command_is_sent_until_it_is_answered_and_has_one_id() {
    let mut desk = Desk::with(&["ann"]);
    desk.server.answers = false;
    let mut outcome = desk.step(0, |engine, now| engine.command(Command::SetTimer { minutes: 5 }, now));
    desk.settle();
    assert_eq!(desk.saved(0), Saved::Saving);
    desk.cut(0);
    desk.server.answers = true;
    desk.pass(3_000);
    assert_eq!(desk.server.commands.len(), 2);
    assert_eq!(desk.server.commands[0], desk.server.commands[1]);
    assert_eq!(outcome.try_recv(), Ok(Some(Outcome::Done { seq: 2 })));
    assert_eq!(desk.saved(0), Saved::AllSaved);
}

#[test]
fn a_link_that_has_ended_says_so_and_nothing_stays_in_the_browser() {
    let mut desk = Desk::with(&["ann"]);
    desk.server.answers = false;
    let mut outcome = desk.step(0, |engine, now| engine.command(Command::TakeChair, now));
    desk.step(0, |engine, now| engine.closed(4403, now));
    desk.settle();
    assert!(desk.people[0].effects.contains(&Effect::Probe));
    desk.step(0, |engine, now| engine.probed(Err(SeatGone), now));
    desk.settle();
    assert_eq!(desk.saved(0), Saved::Ended(LINK_ENDED.into()));
    assert!(desk.people[0].effects.contains(&Effect::ForgetSeat));
    assert_eq!(outcome.try_recv(), Ok(Some(ended(LINK_ENDED))));
    assert_eq!(desk.step(0, |engine, now| engine.due(now)), None, "nothing is tried any more");
    let mut late = desk.step(0, |engine, now| engine.command(Command::TakeChair, now));
    assert_eq!(late.try_recv(), Ok(Some(ended(LINK_ENDED))));
}

#[test]
fn a_server_of_another_version_asks_for_a_reload() {
    let mut desk = Desk::with(&["ann"]);
    let other = SeatView { protocol: PROTOCOL_VERSION + 1, ..seat("ann") };
    desk.step(0, |engine, now| engine.probed(Ok(other), now));
    desk.settle();
    assert_eq!(desk.saved(0), Saved::Reload);
    assert!(!desk.people[0].connected);
}

#[test]
fn a_connection_without_answers_is_renewed() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.server.answers = false;
    desk.write(0, &notes(), 0, "x");
    desk.pass(ANSWER_MS_MAX + 3_000);
    let joins = desk.people[0].sent.iter().filter(|frame| {
        matches!(frame, Frame::Document { address, body: Body::Auth(_) } if address.document().starts_with("p/"))
    });
    assert_eq!(joins.count(), 2);
    desk.server.answers = true;
    desk.pass(ANSWER_MS_MAX + 5_000);
    assert_eq!(desk.saved(0), Saved::AllSaved);
    assert_eq!(desk.text(&notes(), TEXT), "x");
}

#[test]
fn older_news_of_the_meeting_is_not_shown() {
    let mut desk = Desk::with(&["ann"]);
    let at = |version| {
        let mut stage = stage();
        stage.version = version;
        SeatView { stage, ..seat("ann") }
    };
    desk.step(0, |engine, now| engine.probed(Ok(at(7)), now));
    desk.step(0, |engine, now| engine.probed(Ok(at(6)), now));
    assert_eq!(desk.signals(0).stage.get_untracked().version, 7);
    assert_eq!(desk.step(0, |engine, now| engine.server_now(now)).0, desk.now + 5_000);
}

#[test]
fn a_page_out_of_the_browsers_cache_connects_again() {
    let mut desk = Desk::with(&["ann"]);
    desk.read(0, &notes(), TEXT);
    desk.write(0, &notes(), 0, "last words");
    desk.step(0, |engine, now| engine.leave(now));
    desk.settle();
    assert_eq!(desk.text(&notes(), TEXT), "last words");
    assert!(!desk.people[0].connected);
    desk.pass(100_000);
    desk.step(0, |engine, now| engine.come_back(now));
    desk.settle();
    assert!(desk.people[0].connected);
    assert_eq!(desk.saved(0), Saved::AllSaved);
}
