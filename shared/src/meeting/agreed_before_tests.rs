//! Sections that are opened again: what had been agreed stays on the record, and who dissented from it.

use super::tests::{Drafts, carry_out_with, meeting};
use super::*;
use crate::framework::TargetId;
use crate::mark::Mark;
use crate::record;
use crate::stage::SectionPhase;
use crate::testing::person_id;

fn review() -> ReviewId {
    ReviewId::new("r1").unwrap()
}

fn section() -> SectionId {
    SectionId::new("A").unwrap()
}

fn say(meeting: &mut Meeting, who: &str, command: Command) {
    carry_out_with(meeting, who, command, &Drafts::none()).unwrap();
}

fn propose(meeting: &mut Meeting, grade: i64) {
    let marks = [(TargetId::from(section()), Mark::Score(grade))].into();
    let why = Some("Nobody had come to score it".to_owned());
    say(meeting, "chair", Command::Propose { review: review(), section: section(), marks, why });
}

fn respond(meeting: &mut Meeting, who: &str, consent: Consent) {
    say(meeting, who, Command::Respond { review: review(), section: section(), consent });
}

fn dissent(reason: &str) -> Consent {
    Consent::Dissent { reason: reason.to_owned() }
}

fn settle(meeting: &mut Meeting) {
    let without = Some("The others have left".to_owned());
    say(meeting, "chair", Command::Settle { review: review(), section: section(), without });
}

fn reopen(reason: &str) -> Command {
    Command::Reopen { review: review(), section: section(), reason: reason.to_owned() }
}

/// Section A is agreed as Good; the school dissented at once, the parent later.
fn agreed_with_dissent() -> Meeting {
    let mut meeting = meeting();
    say(&mut meeting, "chair", Command::Open { review: review(), sections: vec![section()] });
    let without = Some("Nobody is here yet".to_owned());
    say(&mut meeting, "chair", Command::Reveal { review: review(), sections: vec![section()], without });
    propose(&mut meeting, 2);
    respond(&mut meeting, "deputy", Consent::CanLiveWithIt);
    respond(&mut meeting, "school", dissent("No hours are given"));
    settle(&mut meeting);
    let reason = "A family would not follow it".to_owned();
    say(&mut meeting, "parent", Command::RecordDissent { review: review(), section: section(), reason });
    meeting
}

fn record_of(meeting: &Meeting) -> record::SectionRecord {
    meeting.content(&review(), &Written::default()).unwrap().sections.remove(0)
}

#[test]
fn what_was_agreed_stays_on_the_record_with_every_dissent_and_why_it_was_opened_again() {
    let mut meeting = agreed_with_dissent();
    let agreed = record_of(&meeting).agreed.unwrap();
    say(&mut meeting, "chair", reopen("The plan was read wrongly"));
    let record = record_of(&meeting);
    assert_eq!((record.phase, &record.agreed), (SectionPhase::Revealed, &None));
    let before = &record.agreed_before[0];
    assert_eq!(before.agreed, agreed, "it reads as it read while it stood");
    assert_eq!((before.reason.as_str(), before.reopened_by.as_str()), ("The plan was read wrongly", "The chair, Post"));
    let reasons: Vec<_> = before.agreed.dissents.iter().map(|one| (one.by.as_str(), one.reason.as_str())).collect();
    let (parent, school) = ("The parent, Post", "The school, Post");
    assert_eq!(reasons, [(parent, "A family would not follow it"), (school, "No hours are given")]);
}

#[test]
fn every_opening_adds_to_what_is_kept_and_a_new_agreement_takes_nothing_away() {
    let mut meeting = agreed_with_dissent();
    say(&mut meeting, "chair", reopen("First"));
    propose(&mut meeting, 3);
    settle(&mut meeting);
    say(&mut meeting, "chair", reopen("Second"));
    propose(&mut meeting, 4);
    settle(&mut meeting);
    let record = record_of(&meeting);
    let grade = |agreed: &record::AgreedRecord| agreed.marks.values().next().copied();
    let kept = record.agreed_before.iter().map(|before| (before.reason.as_str(), grade(&before.agreed)));
    let wanted = [("First", Some(Mark::Score(2))), ("Second", Some(Mark::Score(3)))];
    assert_eq!(kept.collect::<Vec<_>>(), wanted);
    let now = record.agreed.unwrap();
    assert_eq!((grade(&now), now.dissents.len()), (Some(Mark::Score(4)), 0), "a dissent stays with what it was from");
}

#[test]
fn answers_to_a_proposal_fall_with_it_while_nothing_was_settled() {
    let mut meeting = agreed_with_dissent();
    say(&mut meeting, "chair", reopen("First"));
    propose(&mut meeting, 3);
    respond(&mut meeting, "parent", dissent("Not this either"));
    propose(&mut meeting, 4);
    let stage = meeting.stage().section(&review(), &section()).unwrap();
    assert!(stage.proposal.as_ref().unwrap().consents.is_empty());
    assert_eq!(stage.agreed_before.len(), 1, "what had been settled stays");
}

#[test]
fn the_record_names_who_dissented_and_nobody_elses_answer() {
    let mut meeting = agreed_with_dissent();
    say(&mut meeting, "chair", reopen("First"));
    let record = record_of(&meeting);
    let before = serde_json::to_string(&record.agreed_before).unwrap();
    assert!(before.contains("The school, Post"));
    assert!(!before.contains("deputy"), "who could live with it is counted: {before}");
    assert_eq!(record.agreed_before[0].agreed.can_live_with_it, 1);
}

#[test]
fn a_record_of_sections_that_were_never_opened_again_is_as_it_always_was() {
    let meeting = agreed_with_dissent();
    let content = meeting.content(&review(), &Written::default()).unwrap();
    let json = serde_json::to_string(&content).unwrap();
    assert!(!json.contains("agreed_before"));
    assert_eq!(serde_json::from_str::<RecordContent>(&json).unwrap(), content);
}

#[test]
fn decisions_that_were_stored_before_are_kept_the_same() {
    let mut meeting = agreed_with_dissent();
    let seq = meeting.stage().version + 1;
    let happened = r#"{"happened":"reopened","review":"r1","section":"A","reason":"Kept all along"}"#;
    let stored = format!(r#"{{"seq":{seq},"op":"old","by":"chair","at":5,"happened":[{happened}]}}"#);
    meeting.apply(&serde_json::from_str(&stored).unwrap());
    let before = &meeting.stage().section(&review(), &section()).unwrap().agreed_before[0];
    assert_eq!((before.reason.as_str(), &before.reopened_by), ("Kept all along", &person_id("chair")));
    assert_eq!((before.dissents.len(), before.reopened_at), (1, Time(5)));
}

#[test]
fn a_section_is_opened_again_only_so_often() {
    let mut meeting = agreed_with_dissent();
    for _ in 0..AGREED_BEFORE_MAX {
        say(&mut meeting, "chair", reopen("Once more"));
        propose(&mut meeting, 2);
        settle(&mut meeting);
    }
    let once_more = carry_out_with(&mut meeting, "chair", reopen("Once more"), &Drafts::none());
    assert_eq!(once_more, Err(Denied::TooOften));
}
