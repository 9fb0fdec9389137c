//! The reveal: one moment, for everyone, whatever else happens in it.

use accord_server::peer::{Person, Written};
use accord_shared::command::{Command, Envelope};
use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;
use accord_shared::mark::Mark;
use accord_shared::message::{FromRoom, Outcome};
use accord_shared::schema;
use accord_shared::stage::{Round, SectionPhase};
use accord_tests::{
    CHAIR, Guests, Rig, all_sections, check_invariants, done, heard, is_saved, mark, refused, section, sections,
    target, word,
};

fn reveal(review: &ReviewId, id: &SectionId) -> Command {
    Command::Reveal { review: review.clone(), sections: vec![id.clone()], without: Some("We go on.".into()) }
}

async fn round_of(person: &Person, id: &SectionId, round: u32) -> Round {
    let found = |known: &&Round| known.section == *id && known.round == round;
    person.wait("a round", |view| view.rounds.iter().find(found).cloned()).await.unwrap()
}

#[tokio::test]
async fn a_mark_saved_before_the_reveal_is_in_the_round_and_one_saved_after_it_is_not() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (chair, member) = (table.join(CHAIR).await, table.join(1).await);
    let review = table.review();
    let ballot = member.ballot(&review);
    member.attend(&ballot).await.unwrap();
    let (mut before, mut after) = (0, 0);
    for (turn, id) in all_sections().iter().cycle().take(96).enumerate() {
        let open = match chair.stage().section(&review, id).unwrap().phase {
            SectionPhase::Reading => Command::Open { review: review.clone(), sections: vec![id.clone()] },
            _ => Command::NewRound { review: review.clone(), section: id.clone() },
        };
        done(chair.command(open).await.unwrap());
        let round = chair.stage().section(&review, id).unwrap().round;
        let start = heard(&member).len();
        let vote = async {
            hesitate(turn % 12).await;
            member
                .set_mark(&review, &target(id), round, mark(1 + i64::try_from(turn % 4).expect("below four")))
                .await
                .unwrap()
        };
        let show = async {
            hesitate((turn / 12) * 3 % 12).await;
            chair.command(reveal(&review, id)).await.unwrap()
        };
        let (written, outcome) = tokio::join!(vote, show);
        done(outcome);
        assert_eq!(written, Written::Saved);
        let told = round_of(&member, id, round).await;
        // Both answers came over one socket, so that their order is the order of the room.
        let frames = heard(&member);
        let place = |wanted: &dyn Fn(&accord_tests::Heard) -> bool| {
            start + frames[start..].iter().position(wanted).expect("both came")
        };
        let saved = place(&|frame| is_saved(frame, &ballot));
        let shown = place(&|frame| matches!(word(frame), Some(FromRoom::Rounds { rounds }) if rounds.contains(&told)));
        let counted = told.ballots.iter().any(|ballot| ballot.marks.contains_key(&target(id)));
        assert_eq!(counted, saved < shown, "turn {turn}: the mark of {id} in round {round}");
        if counted { before += 1 } else { after += 1 }
    }
    assert!(before > 0 && after > 0, "the race went one way only: {before} before, {after} after");
    check_invariants([&chair, &member]).await;
}

/// Lets others go first, so many times: the race is decided by the scheduler and not by a clock.
async fn hesitate(times: usize) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn two_reveals_at_once_make_one_round_and_one_of_them_is_refused() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let (chair, other) = (table.join(CHAIR).await, table.join(1).await);
    let tablet = chair.second_device().await.unwrap();
    let review = table.review();
    for id in all_sections() {
        done(chair.command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
        let version = chair.stage().version;
        tablet.until("the same stage", |stage| stage.version == version).await.unwrap();
        let (one, two) = tokio::join!(chair.command(reveal(&review, &id)), tablet.command(reveal(&review, &id)));
        let outcomes = [one.unwrap(), two.unwrap()];
        let carried_out = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Done { .. })).count();
        assert_eq!(carried_out, 1, "{outcomes:?}");
        round_of(&other, &id, 1).await;
        assert_eq!(other.stage().section(&review, &id).unwrap().round, 1);
    }
    assert_eq!(other.rounds().len(), all_sections().len());
    check_invariants([&chair, &tablet, &other]).await;
}

#[tokio::test]
async fn several_sections_are_revealed_in_one_decision_and_arrive_in_one_message() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let people = table.join_scorers().await;
    let (review, ids) = (table.review(), sections(&["A", "E", "B"]));
    let before =
        done(people[0].command(Command::Open { review: review.clone(), sections: ids.clone() }).await.unwrap());
    for (person, grade) in people.iter().zip([1, 2, 4]) {
        for id in &ids {
            person.set_mark(&review, &target(id), 1, mark(grade)).await.unwrap();
            done(
                person
                    .command(Command::Ready { review: review.clone(), section: id.clone(), ready: true })
                    .await
                    .unwrap(),
            );
        }
    }
    let show = Command::Reveal { review: review.clone(), sections: ids.clone(), without: None };
    let seq = done(people[0].command(show).await.unwrap());
    assert_eq!(seq, before + 3 * 3 + 1, "everyone was ready, so that no reason was needed");
    for person in &people {
        person.until("the reveal", |stage| stage.version == seq).await.unwrap();
        let words: Vec<_> = heard(person).iter().filter_map(word).collect();
        let told = words.iter().filter(|said| matches!(said, FromRoom::Rounds { rounds } if rounds.len() == 3)).count();
        assert_eq!(told, 1);
        let round = round_of(person, &ids[0], 1).await;
        let mut marks: Vec<_> = round.ballots.iter().map(|ballot| ballot.marks[&target(&ids[0])]).collect();
        marks.sort();
        assert_eq!(marks, [1, 2, 4].map(Mark::Score));
        assert_eq!(round.without, None);
    }
    check_invariants(&people).await;
}

#[tokio::test]
async fn only_the_chair_reveals_and_only_with_a_reason_while_an_agency_is_not_ready() {
    let rig = Rig::start().await;
    let table = rig.panel_of(3).await;
    let (people, observer) = (table.join_scorers().await, table.observer().await);
    let (review, id) = (table.review(), section("A"));
    done(people[0].command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
    let open = people[0].stage().version;
    for person in [&people[1], &people[2], &observer] {
        person.until("the section is open", |stage| stage.version == open).await.unwrap();
    }
    for person in &people[1..] {
        assert_eq!(refused(person.command(reveal(&review, &id)).await.unwrap()), "not-the-chair");
    }
    assert_eq!(refused(observer.command(reveal(&review, &id)).await.unwrap()), "no-voice");
    for without in [None, Some("  ".to_owned())] {
        let show = Command::Reveal { review: review.clone(), sections: vec![id.clone()], without };
        assert_eq!(refused(people[0].command(show).await.unwrap()), "reason-needed");
    }
    assert!(people.iter().all(|person| person.rounds().is_empty()), "nothing was revealed");
    done(people[0].command(reveal(&review, &id)).await.unwrap());
    assert_eq!(round_of(&observer, &id, 1).await.without.as_deref(), Some("We go on."));
    check_invariants(people.iter().chain([&observer])).await;
}

#[tokio::test]
async fn a_missing_mark_an_abstention_and_not_applicable_stay_three_different_things() {
    let rig = Rig::start().await;
    let table = rig.table(Guests::scorers(4).named()).await;
    let people = table.join_scorers().await;
    let (review, id) = (table.review(), section("G"));
    done(people[0].command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
    let marks = [mark(2), Some(Mark::NotApplicable), Some(Mark::Abstain), None];
    for (person, mark) in people.iter().zip(marks).filter(|(_, mark)| mark.is_some()) {
        person.set_mark(&review, &target(&id), 1, mark).await.unwrap();
    }
    // A mark that was taken back is missing, and one that was changed counts as it was last.
    people[3].set_mark(&review, &target(&id), 1, mark(4)).await.unwrap();
    people[3].set_mark(&review, &target(&id), 1, None).await.unwrap();
    people[0].set_mark(&review, &target(&id), 1, mark(1)).await.unwrap();
    done(people[0].command(reveal(&review, &id)).await.unwrap());
    let round = round_of(&people[1], &id, 1).await;
    for (person, wanted) in people.iter().zip([mark(1), Some(Mark::NotApplicable), Some(Mark::Abstain), None]) {
        let ballot = round.ballots.iter().find(|ballot| ballot.participant.as_ref() == Some(person.id())).unwrap();
        assert_eq!(ballot.marks.get(&target(&id)).copied(), wanted);
    }
    check_invariants(&people).await;
}

#[tokio::test]
async fn reasons_travel_with_the_ballots_and_a_new_round_leaves_the_earlier_one_as_it_was() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let people = table.join_scorers().await;
    let (review, id) = (table.review(), section("F"));
    done(people[0].command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
    people[1].set_mark(&review, &target(&id), 1, mark(4)).await.unwrap();
    let why = schema::Prose::Reason.private(&id, 1);
    people[1].append(&people[1].ballot(&review), &why, "No hours are given.").await.unwrap();
    done(people[0].command(reveal(&review, &id)).await.unwrap());
    let first = round_of(&people[0], &id, 1).await;
    assert!(first.ballots.iter().any(|ballot| ballot.reason == "No hours are given."));
    done(people[0].command(Command::NewRound { review: review.clone(), section: id.clone() }).await.unwrap());
    // What is written under the first round now changes nothing that was revealed.
    people[1].append(&people[1].ballot(&review), &why, " Changed later.").await.unwrap();
    people[1].set_mark(&review, &target(&id), 2, mark(3)).await.unwrap();
    done(people[0].command(reveal(&review, &id)).await.unwrap());
    let second = round_of(&people[0], &id, 2).await;
    assert!(second.ballots.iter().any(|ballot| ballot.marks.get(&target(&id)) == Some(&Mark::Score(3))));
    assert_eq!(table.join(0).await.rounds(), [first, second], "a late joiner gets both as they were");
    check_invariants(&people).await;
}

#[tokio::test]
async fn a_command_decided_on_an_older_stage_of_the_section_is_refused() {
    let rig = Rig::start().await;
    let table = rig.panel_of(2).await;
    let chair = table.join(CHAIR).await;
    let (review, id) = (table.review(), section("A"));
    let old = chair.stage().version;
    done(chair.command(Command::Open { review: review.clone(), sections: vec![id.clone()] }).await.unwrap());
    let late = Envelope { op: chair.new_op(), seen: old, command: reveal(&review, &id) };
    assert_eq!(refused(chair.command_as(late).await.unwrap()), "out-of-date");
    let other = Command::Open { review, sections: sections(&["B"]) };
    let elsewhere = Envelope { op: chair.new_op(), seen: old, command: other };
    done(chair.command_as(elsewhere).await.unwrap());
    check_invariants([&chair]).await;
}
