//! Meetings with a framework that limits a judgement: no better than Requires improvement overall while F is Inadequate.

use super::tests::{Drafts, carry_out_with};
use super::*;
use crate::beyond::{in_force, overruled, unexplained};
use crate::framework::{TargetId, builtin_framework};
use crate::mark::{Mark, Marks};
use crate::stage::SectionPhase;
use crate::testing::{panel, person_id};

const LIMIT: &str = "The overall judgement is no better than Requires improvement while section F is Inadequate.";

fn review() -> ReviewId {
    ReviewId::new("r1").unwrap()
}

fn section(id: &str) -> SectionId {
    SectionId::new(id).unwrap()
}

/// Everyone has scored every section so; all of them are revealed.
fn scored(grade: i64) -> (Meeting, Drafts) {
    let limit = serde_json::json!({
        "id": "f", "while": {"any_of": ["F"], "or_worse": 4}, "target": "overall", "no_better_than": 3, "source": "Test"
    });
    let limits = vec![serde_json::from_value(limit).unwrap()];
    let framework = Framework { limits, ..builtin_framework("essex-full").unwrap().clone() };
    let drafts = Drafts(["chair", "parent"].map(|who| (person_id(who), Mark::Score(grade))).into());
    let mut meeting = Meeting::new(panel(), framework.clone());
    for overall in [false, true] {
        let sections = framework.sections.iter().filter(|section| section.overall == overall);
        let sections: Vec<SectionId> = sections.map(|section| section.id.clone()).collect();
        let without = Some("nobody is here yet".to_owned());
        let reveal = Command::Reveal { review: review(), sections: sections.clone(), without };
        for command in [Command::Open { review: review(), sections }, reveal] {
            carry_out_with(&mut meeting, "chair", command, &drafts).unwrap();
        }
    }
    (meeting, drafts)
}

fn propose(meeting: &mut Meeting, drafts: &Drafts, at: &str, grade: i64, why: Option<&str>) -> Result<(), Denied> {
    let marks: Marks = [(TargetId::new(at).unwrap(), Mark::Score(grade))].into();
    let command = Command::Propose { review: review(), section: section(at), marks, why: why.map(str::to_owned) };
    carry_out_with(meeting, "chair", command, drafts)
}

fn settle(meeting: &mut Meeting, drafts: &Drafts, at: &str) -> Result<(), Denied> {
    let settle = Command::Settle { review: review(), section: section(at), without: None };
    carry_out_with(meeting, "chair", settle, drafts)
}

fn limits_of(meeting: &Meeting) -> (usize, usize) {
    let review = meeting.stage().review(&review()).unwrap();
    let overall = section("overall");
    let unexplained = unexplained(meeting.framework(), review, &overall).len();
    (in_force(meeting.framework(), review, &overall).len(), unexplained)
}

#[test]
fn what_overrules_a_limit_needs_a_reason_which_everyone_and_the_record_is_told() {
    let (mut meeting, drafts) = scored(2);
    propose(&mut meeting, &drafts, "F", 4, Some("Nothing is quantified")).unwrap();
    settle(&mut meeting, &drafts, "F").unwrap();
    assert_eq!(limits_of(&meeting), (1, 0));
    assert_eq!(propose(&mut meeting, &drafts, "overall", 2, None), Err(Denied::LimitOverruled));
    propose(&mut meeting, &drafts, "overall", 3, Some("Within the limit, though nobody scored it")).unwrap();
    propose(&mut meeting, &drafts, "overall", 2, Some("F is being mended")).unwrap();
    settle(&mut meeting, &drafts, "overall").unwrap();
    assert_eq!(limits_of(&meeting), (1, 0), "it is overruled, and somebody has said why");
    let content = meeting.content(&review(), &Written::default()).unwrap();
    let overall = content.sections.last().unwrap().agreed.as_ref().unwrap();
    let beyond = overall.beyond.as_ref().unwrap();
    assert_eq!(beyond.overruled.values().collect::<Vec<_>>(), [LIMIT]);
    assert_eq!((beyond.unscored.len(), beyond.reason.as_str()), (0, "F is being mended"));
    let open = Command::OpenSigning { review: review() };
    carry_out_with(&mut meeting, "chair", open, &drafts).unwrap();
}

#[test]
fn a_limit_that_comes_to_hold_after_the_proposal_asks_for_the_reason_before_it_is_agreed() {
    let (mut meeting, drafts) = scored(2);
    propose(&mut meeting, &drafts, "overall", 2, None).unwrap();
    propose(&mut meeting, &drafts, "F", 4, Some("Nothing is quantified")).unwrap();
    settle(&mut meeting, &drafts, "F").unwrap();
    assert_eq!(settle(&mut meeting, &drafts, "overall"), Err(Denied::LimitOverruled));
    propose(&mut meeting, &drafts, "overall", 2, Some("F is being mended")).unwrap();
    settle(&mut meeting, &drafts, "overall").unwrap();
}

#[test]
fn a_limit_that_comes_to_hold_after_the_agreement_asks_for_the_reason_before_it_is_signed() {
    let (mut meeting, drafts) = scored(2);
    propose(&mut meeting, &drafts, "overall", 2, None).unwrap();
    settle(&mut meeting, &drafts, "overall").unwrap();
    propose(&mut meeting, &drafts, "F", 4, Some("Nothing is quantified")).unwrap();
    settle(&mut meeting, &drafts, "F").unwrap();
    assert_eq!(limits_of(&meeting), (1, 1));
    let missing = meeting.content(&review(), &Written::default()).unwrap().missing;
    assert_eq!(missing[0], format!("{LIMIT} It is overruled, and nobody has said why."));
    let open = || Command::OpenSigning { review: review() };
    assert_eq!(carry_out_with(&mut meeting, "chair", open(), &drafts), Err(Denied::LimitOverruled));
    let reopen = Command::Reopen { review: review(), section: section("overall"), reason: "F limits it".into() };
    carry_out_with(&mut meeting, "chair", reopen, &drafts).unwrap();
    propose(&mut meeting, &drafts, "overall", 2, Some("F is being mended")).unwrap();
    settle(&mut meeting, &drafts, "overall").unwrap();
    carry_out_with(&mut meeting, "chair", open(), &drafts).unwrap();
}

#[test]
fn what_would_overrule_a_limit_is_not_accepted_with_the_rest() {
    let (mut meeting, drafts) = scored(2);
    let marks: Marks = [(TargetId::new("overall").unwrap(), Mark::Score(2))].into();
    propose(&mut meeting, &drafts, "F", 4, Some("Nothing is quantified")).unwrap();
    settle(&mut meeting, &drafts, "F").unwrap();
    carry_out_with(&mut meeting, "chair", Command::AcceptSame { review: review() }, &drafts).unwrap();
    let stage = meeting.stage().review(&review()).unwrap();
    let open: Vec<&str> =
        stage.sections.iter().filter(|s| s.phase == SectionPhase::Revealed).map(|s| s.id.as_str()).collect();
    assert_eq!(open, ["overall"]);
    assert_eq!(overruled(meeting.framework(), stage, &section("overall"), &marks).len(), 1);
}
