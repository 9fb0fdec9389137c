//! One intention, one effect, one answer: however often and wherever it is sent.

use accord_server::peer::Person;
use accord_shared::command::{Command, Envelope};
use accord_shared::message::Outcome;
use accord_tests::{CHAIR, Rig, check_invariants, done, refused, section};

fn open_a(person: &Person, review: accord_shared::id::ReviewId) -> Envelope {
    let command = Command::Open { review, sections: vec![section("A")] };
    Envelope { op: person.new_op(), seen: person.stage().version, command }
}

#[tokio::test]
async fn the_same_operation_a_hundred_times_has_one_effect_and_one_answer() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let tablet = chair.second_device().await.unwrap();
    let (before, envelope) = (chair.stage().version, open_a(&chair, table.review()));
    for turn in 0..100 {
        let device = if turn % 3 == 0 { &tablet } else { &chair };
        device.post_command(&envelope).unwrap();
    }
    let seq = done(chair.answer_to(&envelope.op).await.unwrap());
    assert_eq!(done(tablet.answer_to(&envelope.op).await.unwrap()), seq);
    // A command after them is answered after them: by then nothing more can come.
    let timer = done(chair.command(Command::SetTimer { minutes: 3 }).await.unwrap());
    assert_eq!((seq, timer), (before + 1, before + 2));
    assert_eq!(chair.stage().section(&table.review(), &section("A")).unwrap().round, 1);
    check_invariants([&chair, &member, &tablet]).await;
}

#[tokio::test]
async fn the_same_operation_after_a_restart_has_the_answer_that_it_had_before() {
    let mut rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let chair = table.join(CHAIR).await;
    let envelope = open_a(&chair, table.review());
    let seq = done(chair.command_as(envelope.clone()).await.unwrap());
    let version = chair.stage().version;
    rig.stop().await;
    assert_eq!(chair.ended().await.unwrap().code, Some(1012), "the server says that it restarts");
    rig.start_again().await;
    chair.reconnect().await.unwrap();
    assert_eq!(done(chair.command_as(envelope).await.unwrap()), seq);
    assert_eq!(chair.stage().version, version);
    check_invariants([&chair]).await;
}

#[tokio::test]
async fn somebody_elses_operation_is_not_theirs_to_repeat() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let envelope = open_a(&chair, table.review());
    done(chair.command_as(envelope.clone()).await.unwrap());
    assert_eq!(refused(member.command_as(envelope).await.unwrap()), "not-found");
    check_invariants([&chair, &member]).await;
}

#[tokio::test]
async fn commands_that_race_from_many_people_are_all_answered_and_counted_without_a_gap() {
    let rig = Rig::start().await;
    let table = rig.panel_of(8).await;
    let people = table.join_scorers().await;
    done(people[CHAIR].command_as(open_a(&people[CHAIR], table.review())).await.unwrap());
    let start = people[CHAIR].stage().version;
    for person in &people {
        person.until("the section is open", |stage| stage.version >= start).await.unwrap();
    }
    let mut posted = Vec::new();
    for turn in 0..20 {
        for person in &people {
            let command = Command::Ready { review: table.review(), section: section("A"), ready: turn % 2 == 0 };
            let envelope = Envelope { op: person.new_op(), seen: start, command };
            person.post_command(&envelope).unwrap();
            posted.push((person, envelope.op));
        }
    }
    let mut seqs = Vec::new();
    for (person, op) in &posted {
        seqs.push(done(person.answer_to(op).await.unwrap()));
    }
    seqs.sort_unstable();
    let wanted: Vec<u64> = (start + 1..=start + posted.len() as u64).collect();
    assert_eq!(seqs, wanted);
    for person in &people {
        person.until("the last decision", |stage| stage.version == start + 160).await.unwrap();
    }
    check_invariants(&people).await;
}

#[tokio::test]
async fn a_person_whose_answer_was_lost_asks_again_and_gets_it() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let chair = table.join(CHAIR).await;
    for _ in 0..10 {
        let command = Command::SetTimer { minutes: 7 };
        let envelope = Envelope { op: chair.new_op(), seen: chair.stage().version, command };
        chair.post_command(&envelope).unwrap();
        chair.drop_connection();
        let before = table.join(1).await.stage().version;
        chair.reconnect().await.unwrap();
        let outcome = chair.command_as(envelope).await.unwrap();
        let Outcome::Done { seq } = outcome else { panic!("{outcome:?}") };
        // Whether the first one arrived or not, it has happened once.
        assert!(seq <= before + 1, "{seq} after {before}");
        assert_eq!(chair.stage().version, seq);
    }
    check_invariants([&chair]).await;
}
