//! Forms that assessors hand in: alone, and an audit with its moderation.

use std::collections::BTreeMap;

use super::tests::carry_out_with;
use super::*;
use crate::framework::{TargetId, builtin_framework};
use crate::mark::Mark;
use crate::moderation::Outcome;
use crate::panel::Way;
use crate::record;
use crate::stage::{HowAgreed, ReviewPhase, SectionPhase};
use crate::testing::{panel, person_id};

/// The same mark in every section, by person; with a reason where asked for.
struct Forms(BTreeMap<ParticipantId, (i64, &'static str)>);

impl Outside for Forms {
    fn draft(&self, who: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let Some((mark, reason)) = self.0.get(who) else { return Draft::default() };
        let marks = [(TargetId::from(section), Mark::Score(*mark))].into();
        Draft { marks, reason: (*reason).to_owned(), ..Draft::default() }
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

fn forms(forms: &[(&str, i64, &'static str)]) -> Forms {
    Forms(forms.iter().map(|(who, mark, reason)| (person_id(who), (*mark, *reason))).collect())
}

fn review() -> ReviewId {
    ReviewId::new("r1").unwrap()
}

fn meeting(way: Way, framework: &str) -> Meeting {
    Meeting::new(Panel { way, ..panel() }, builtin_framework(framework).unwrap().clone())
}

fn moderated(sees_audit: bool, changes_grade: bool) -> Way {
    Way::Moderated { auditor: person_id("school"), moderator: person_id("parent"), sees_audit, changes_grade }
}

fn hand_in(meeting: &mut Meeting, who: &str, forms: &Forms) -> Result<(), Denied> {
    carry_out_with(meeting, who, Command::HandIn { review: review() }, forms)
}

#[test]
fn a_light_touch_judgement_is_one_mark_and_one_hand_in() {
    let mut meeting = meeting(Way::Alone { assessor: person_id("school") }, "essex-light-touch");
    hand_in(&mut meeting, "school", &forms(&[("school", 2, "")])).unwrap();
    let stage = meeting.stage().review(&review()).unwrap();
    assert_eq!((stage.phase, stage.versions), (ReviewPhase::Closed, 1));
    let agreed = stage.sections[0].agreed.as_ref().unwrap();
    assert_eq!(agreed.how, HowAgreed::OneAssessor);
}

#[test]
fn a_form_with_a_gap_is_not_handed_in() {
    let mut meeting = meeting(Way::Alone { assessor: person_id("school") }, "essex-light-touch");
    assert_eq!(hand_in(&mut meeting, "school", &forms(&[])), Err(Denied::Incomplete), "no mark");
    assert_eq!(hand_in(&mut meeting, "school", &forms(&[("school", 3, " ")])), Err(Denied::Incomplete), "no comment");
    hand_in(&mut meeting, "school", &forms(&[("school", 3, "Outcomes are vague")])).unwrap();
    assert_eq!(hand_in(&mut meeting, "school", &forms(&[("school", 3, "again")])), Err(Denied::HandedIn));
}

#[test]
fn nobody_else_hands_in() {
    let mut meeting = meeting(moderated(false, true), "essex-full");
    assert_eq!(hand_in(&mut meeting, "chair", &forms(&[("chair", 2, "")])), Err(Denied::NoBallot));
}

#[test]
fn moderation_shows_both_forms_when_the_second_is_in_and_settles_what_differs() {
    let mut meeting = meeting(moderated(false, true), "essex-light-touch");
    let both = forms(&[("school", 3, "Vague"), ("parent", 2, "Clear enough")]);
    hand_in(&mut meeting, "school", &both).unwrap();
    assert_eq!(meeting.rounds().count(), 0, "the moderator is blind until the second form is in");
    hand_in(&mut meeting, "parent", &both).unwrap();
    let round = meeting.rounds().next().unwrap().clone();
    assert_eq!(round.ballots.len(), 2);
    let finish = Command::Finish { review: review() };
    assert_eq!(carry_out_with(&mut meeting, "parent", finish.clone(), &both), Err(Denied::NotAgreed));
    let section = round.section.clone();
    let moderate = |n| Command::Moderate {
        review: review(),
        section: section.clone(),
        marks: [(TargetId::from(&section), Mark::Score(n))].into(),
    };
    assert_eq!(carry_out_with(&mut meeting, "school", moderate(2), &both), Err(Denied::NotTheModerator));
    assert_eq!(carry_out_with(&mut meeting, "parent", moderate(9), &both), Err(Denied::BadMark));
    carry_out_with(&mut meeting, "parent", moderate(2), &both).unwrap();
    assert_eq!(meeting.moderation_of(&review(), &section).unwrap().outcome, Outcome::Upgraded);
    carry_out_with(&mut meeting, "parent", finish, &both).unwrap();
    assert_eq!(meeting.stage().review(&review()).unwrap().phase, ReviewPhase::Closed);
}

#[test]
fn feedback_only_lets_the_audits_grade_stand_and_still_says_what_the_moderator_thought() {
    let mut meeting = meeting(moderated(true, false), "essex-light-touch");
    let both = forms(&[("school", 2, ""), ("parent", 4, "No provision is specified")]);
    hand_in(&mut meeting, "parent", &both).unwrap();
    hand_in(&mut meeting, "school", &both).unwrap();
    let stage = &meeting.stage().review(&review()).unwrap().sections[0];
    let (target, mark) = stage.agreed.as_ref().unwrap().marks.first_key_value().unwrap();
    assert_eq!((target.as_str(), *mark), (stage.id.as_str(), Mark::Score(2)));
    assert_eq!(meeting.moderation_of(&review(), &stage.id).unwrap().outcome, Outcome::Downgraded);
}

fn correct(meeting: &mut Meeting, who: &str, reason: &str) -> Result<(), Denied> {
    let command = Command::Correct { review: review(), reason: reason.to_owned() };
    carry_out_with(meeting, who, command, &forms(&[]))
}

/// The record that a meeting has closed last, made again from the stored decisions.
fn last_record(meeting: &Meeting, kept: &[Decision]) -> record::Record {
    let mut closed = kept.iter().flat_map(|decision| &decision.happened).filter_map(|happened| match happened {
        Happened::Closed { file, .. } => Some(file.as_ref()),
        _ => None,
    });
    let file = closed.next_back().unwrap();
    assert_eq!(meeting.stage().review(&review()).unwrap().record_sha256.as_ref(), Some(&file.sha256));
    record::verify(&record::to_file(file)).unwrap().record
}

/// Hands in and gives the decision.
fn hand_in_kept(meeting: &mut Meeting, who: &str, forms: &Forms) -> Decision {
    let (op, seen) = (OpId::new(format!("k{}", meeting.stage().version)).unwrap(), meeting.stage().version);
    let envelope = Envelope { op, seen, command: Command::HandIn { review: review() } };
    let Ok(Verdict::New(decision)) = meeting.decide(&person_id(who), &envelope, Time(8), forms) else {
        panic!("{who} cannot hand in")
    };
    meeting.apply(&decision);
    decision
}

#[test]
fn an_assessor_corrects_a_record_in_a_new_version() {
    let mut meeting = meeting(Way::Alone { assessor: person_id("school") }, "essex-light-touch");
    let first = hand_in_kept(&mut meeting, "school", &forms(&[("school", 3, "Vague")]));
    let first = last_record(&meeting, &[first]);
    assert_eq!(correct(&mut meeting, "chair", "Mistyped"), Err(Denied::NotTheAssessor));
    assert_eq!(correct(&mut meeting, "school", " "), Err(Denied::ReasonNeeded));
    correct(&mut meeting, "school", "Mistyped").unwrap();
    let stage = meeting.stage().review(&review()).unwrap();
    assert_eq!((stage.phase, stage.versions, stage.handed_in.len()), (ReviewPhase::Open, 1, 0));
    assert_eq!((stage.sections[0].phase, stage.sections[0].round), (SectionPhase::Scoring, 2));
    assert_eq!(correct(&mut meeting, "school", "Again"), Err(Denied::NotClosed));
    let second = hand_in_kept(&mut meeting, "school", &forms(&[("school", 2, "")]));
    let second = last_record(&meeting, &[second]);
    assert_eq!((second.version, second.correction.as_deref()), (2, Some("Mistyped")));
    assert_eq!(second.previous_sha256, Some(record::seal(first.clone()).sha256));
    let section = &second.content.sections[0];
    let grade = |agreed: &record::AgreedRecord| agreed.marks.values().next().copied();
    assert_eq!(section.agreed.as_ref().and_then(grade), Some(Mark::Score(2)));
    assert_eq!(Some(&section.agreed_before[0].agreed), first.content.sections[0].agreed.as_ref());
    assert_eq!(section.rounds.iter().map(|round| round.round).collect::<Vec<_>>(), [1, 2], "both forms are kept");
    assert_eq!(section.rounds[0], first.content.sections[0].rounds[0]);
}

#[test]
fn a_correction_of_a_moderated_record_asks_both_to_hand_in_again() {
    let mut meeting = meeting(moderated(false, true), "essex-light-touch");
    let both = forms(&[("school", 3, "Vague"), ("parent", 2, "Clear enough")]);
    let finish = Command::Finish { review: review() };
    let section = meeting.framework().sections[0].id.clone();
    let moderate = |n| Command::Moderate {
        review: review(),
        section: section.clone(),
        marks: [(TargetId::from(&section), Mark::Score(n))].into(),
    };
    let settle = |meeting: &mut Meeting, grade| {
        hand_in(meeting, "school", &both).unwrap();
        hand_in(meeting, "parent", &both).unwrap();
        carry_out_with(meeting, "parent", moderate(grade), &both).unwrap();
        carry_out_with(meeting, "parent", finish.clone(), &both).unwrap();
    };
    settle(&mut meeting, 2);
    assert_eq!(correct(&mut meeting, "school", "It is not good"), Err(Denied::NotTheModerator));
    correct(&mut meeting, "parent", "It is not good").unwrap();
    hand_in(&mut meeting, "parent", &both).unwrap();
    assert_eq!(meeting.rounds().count(), 1, "what is changed is seen when both have handed in again");
    assert_eq!(carry_out_with(&mut meeting, "parent", finish.clone(), &both), Err(Denied::NotHandedIn));
    hand_in(&mut meeting, "school", &both).unwrap();
    carry_out_with(&mut meeting, "parent", moderate(3), &both).unwrap();
    let agreed = meeting.stage().section(&review(), &section).unwrap().agreed.clone().unwrap();
    assert_eq!((agreed.round, agreed.how), (2, HowAgreed::Moderated));
    carry_out_with(&mut meeting, "parent", finish.clone(), &both).unwrap();
    let stage = meeting.stage().review(&review()).unwrap();
    assert_eq!((stage.phase, stage.versions, stage.correcting.as_ref()), (ReviewPhase::Closed, 2, None));
    assert_eq!(meeting.moderation_of(&review(), &section).unwrap().outcome, Outcome::Upheld);
}

#[test]
fn a_record_is_corrected_only_so_often() {
    let mut meeting = meeting(Way::Alone { assessor: person_id("school") }, "essex-light-touch");
    let form = forms(&[("school", 2, "")]);
    for _ in 1..ROUNDS_MAX {
        hand_in(&mut meeting, "school", &form).unwrap();
        correct(&mut meeting, "school", "Once more").unwrap();
    }
    hand_in(&mut meeting, "school", &form).unwrap();
    assert_eq!(correct(&mut meeting, "school", "Once more"), Err(Denied::TooOften));
}
