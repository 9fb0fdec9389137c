//! Single meetings of a panel, command by command.

use super::*;
use crate::command::Envelope;
use crate::framework::{TargetId, builtin_framework};
use crate::mark::{Mark, Marks, Sureness};
use crate::panel::Naming;
use crate::schema::Draft;
use crate::stage::{Beyond, HowAgreed, Overruled};
use crate::testing::{panel, person_id};

/// Drafts as everybody has them: by person a mark that is the same in every section.
pub(super) struct Drafts(pub(super) BTreeMap<ParticipantId, Mark>);

impl Drafts {
    /// Nobody has marked anything.
    pub(super) fn none() -> Self {
        Self(BTreeMap::new())
    }
}

impl Outside for Drafts {
    fn draft(&self, who: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let marks = self.0.get(who).map(|mark| (TargetId::from(section), *mark)).into_iter().collect();
        Draft { marks, ..Draft::default() }
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

pub(super) fn meeting() -> Meeting {
    Meeting::new(panel(), builtin_framework("essex-full").unwrap().clone())
}

/// Carries a command out, or says why not.
fn carry_out(meeting: &mut Meeting, who: &str, command: Command, drafts: &Drafts) -> Result<(), Denied> {
    carry_out_with(meeting, who, command, drafts)
}

/// Carries a command out with any drafts, or says why not.
pub(super) fn carry_out_with(
    meeting: &mut Meeting,
    who: &str,
    command: Command,
    drafts: &impl Outside,
) -> Result<(), Denied> {
    let op = OpId::new(format!("o{}", meeting.stage().version)).unwrap();
    let envelope = Envelope { op, seen: meeting.stage().version, command };
    match meeting.decide(&person_id(who), &envelope, Time(7), drafts)? {
        Verdict::New(decision) => meeting.apply(&decision),
        Verdict::Before(_) => unreachable!("every operation of this test is new"),
    }
    Ok(())
}

#[test]
fn a_section_goes_from_reading_to_an_agreement_with_dissent() {
    let (review, section) = (ReviewId::new("r1").unwrap(), SectionId::new("A").unwrap());
    let drafts = Drafts([("chair", 2), ("parent", 4)].map(|(who, n)| (person_id(who), Mark::Score(n))).into());
    let mut meeting = meeting();
    for who in ["chair", "deputy", "parent"] {
        let arrival = meeting.arrival(&person_id(who), OpId::new(who).unwrap(), Time(1)).unwrap();
        meeting.apply(&arrival);
    }
    let mut say = |who: &str, command: Command| carry_out(&mut meeting, who, command, &drafts);
    let (r, s) = (|| review.clone(), || section.clone());
    say("chair", Command::Open { review: r(), sections: vec![s()] }).unwrap();
    let reveal = |without: Option<&str>| Command::Reveal {
        review: r(),
        sections: vec![s()],
        without: without.map(str::to_owned),
    };
    assert_eq!(say("chair", reveal(None)), Err(Denied::ReasonNeeded));
    say("chair", reveal(Some("Health is delayed"))).unwrap();
    let marks: Marks = [(TargetId::from(&section), Mark::Score(3))].into();
    let propose = |why: Option<&str>| {
        let (marks, why) = (marks.clone(), why.map(str::to_owned));
        Command::Propose { review: r(), section: s(), marks, why }
    };
    for why in [None, Some(" ")] {
        assert_eq!(say("chair", propose(why)), Err(Denied::NobodyScoredItSo), "2 and 4 were scored, and not 3");
    }
    say("chair", propose(Some("Halfway"))).unwrap();
    say("chair", Command::Respond { review: r(), section: s(), consent: Consent::Agree }).unwrap();
    let dissent = Consent::Dissent { reason: "A family would not follow it".into() };
    say("parent", Command::Respond { review: r(), section: s(), consent: dissent }).unwrap();
    let settle =
        |without: Option<&str>| Command::Settle { review: r(), section: s(), without: without.map(str::to_owned) };
    assert_eq!(say("chair", settle(None)), Err(Denied::ReasonNeeded), "the deputy has come and has not answered");
    say("deputy", Command::Respond { review: r(), section: s(), consent: Consent::CanLiveWithIt }).unwrap();
    say("chair", settle(None)).unwrap();
    let agreed = meeting.stage().section(&review, &section).unwrap().agreed.clone().unwrap();
    let unscored = [TargetId::from(&section)].into();
    let beyond = Beyond { unscored, overruled: Overruled::new(), reason: "Halfway".into() };
    assert_eq!(agreed.beyond.as_ref(), Some(&beyond), "everyone sees it");
    assert_eq!((agreed.marks, agreed.how, agreed.silent.len()), (marks.clone(), HowAgreed::WithDissent, 0));
    let round = &meeting.rounds_of(&review, &section)[0];
    assert_eq!(round.without.as_deref(), Some("Health is delayed"));
    let missing = round.ballots.iter().filter(|ballot| ballot.marks.is_empty()).count();
    assert_eq!((round.ballots.len(), missing), (4, 2), "who gave no mark is there without one");
    let content = meeting.content(&review, &Written::default()).unwrap();
    let said = content.sections[0].agreed.as_ref().unwrap();
    assert_eq!((said.agree, said.can_live_with_it, said.dissents.len()), (1, 1, 1));
    assert_eq!(said.beyond, Some(beyond), "and the record says it");
}

#[test]
fn what_somebody_scored_is_proposed_without_a_reason_and_one_that_is_given_falls_away() {
    let (review, section) = (ReviewId::new("r1").unwrap(), SectionId::new("A").unwrap());
    let drafts = Drafts([("chair", 2), ("parent", 4)].map(|(who, n)| (person_id(who), Mark::Score(n))).into());
    let mut meeting = meeting();
    let mut say = |command: Command| carry_out(&mut meeting, "chair", command, &drafts);
    say(Command::Open { review: review.clone(), sections: vec![section.clone()] }).unwrap();
    let without = Some("nobody is here yet".to_owned());
    say(Command::Reveal { review: review.clone(), sections: vec![section.clone()], without }).unwrap();
    let marks: Marks = [(TargetId::from(&section), Mark::Score(4))].into();
    for why in [None, Some("Not needed".to_owned())] {
        say(Command::Propose { review: review.clone(), section: section.clone(), marks: marks.clone(), why }).unwrap();
    }
    let proposal = meeting.stage().section(&review, &section).unwrap().proposal.clone().unwrap();
    assert_eq!(proposal.beyond, None);
    let kept = serde_json::to_value(&proposal).unwrap();
    assert!(kept.get("beyond").is_none(), "as it was kept before this was asked: {kept}");
}

/// What an unsure person drafts.
struct Unsure;

impl Outside for Unsure {
    fn draft(&self, who: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let target = TargetId::from(section);
        let marks = [(target.clone(), Mark::Score(2))].into();
        if *who == person_id("parent") {
            let (sure, moved) = ([(target.clone(), Sureness::Unsure)].into(), [(target, "Heard more".into())].into());
            Draft { marks, sure, moved, ..Draft::default() }
        } else {
            Draft { marks, ..Draft::default() }
        }
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }
}

#[test]
fn how_sure_people_are_and_why_they_moved_is_in_the_record_and_counts_for_nothing() {
    let (review, section) = (ReviewId::new("r1").unwrap(), SectionId::new("A").unwrap());
    let mut meeting = meeting();
    let mut say = |who: &str, command: Command| carry_out_with(&mut meeting, who, command, &Unsure).unwrap();
    say("chair", Command::Open { review: review.clone(), sections: vec![section.clone()] });
    let without = Some("nobody is here yet".to_owned());
    say("chair", Command::Reveal { review: review.clone(), sections: vec![section.clone()], without });
    say("chair", Command::AcceptSame { review: review.clone() });
    let content = meeting.content(&review, &Written::default()).unwrap();
    let target = TargetId::from(&section);
    let unsure = |one: &&crate::stage::CastBallot| one.sure.get(&target) == Some(&Sureness::Unsure);
    let ballots = &content.sections[0].rounds[0].ballots;
    assert_eq!(
        ballots.iter().filter(unsure).map(|one| one.moved[&target].as_str()).collect::<Vec<_>>(),
        ["Heard more"]
    );
    assert!(content.sections[0].agreed.is_some(), "the same marks are the same, however sure");
    // Who said nothing leaves nothing, so that what was signed before any of this could be said is the same to the byte.
    let silent = serde_json::to_value(ballots.last().unwrap()).unwrap();
    assert!(silent.get("sure").is_none() && silent.get("moved").is_none(), "{silent}");
}

#[test]
fn a_command_decided_on_an_older_proposal_is_out_of_date() {
    let (review, section) = (ReviewId::new("r1").unwrap(), SectionId::new("A").unwrap());
    let drafts = Drafts::none();
    let mut meeting = meeting();
    let (r, s) = (|| review.clone(), || section.clone());
    let propose = |n| {
        let (marks, why) = ([(TargetId::from(&section), Mark::Score(n))].into(), Some("nobody scored".to_owned()));
        Command::Propose { review: r(), section: s(), marks, why }
    };
    carry_out(&mut meeting, "chair", Command::Open { review: r(), sections: vec![s()] }, &drafts).unwrap();
    let without = Some("nobody is here yet".to_owned());
    carry_out(&mut meeting, "chair", Command::Reveal { review: r(), sections: vec![s()], without }, &drafts).unwrap();
    carry_out(&mut meeting, "chair", propose(2), &drafts).unwrap();
    let seen = meeting.stage().version;
    carry_out(&mut meeting, "chair", propose(3), &drafts).unwrap();
    let command = Command::Respond { review: r(), section: s(), consent: Consent::Agree };
    let late = Envelope { op: OpId::new("late").unwrap(), seen, command };
    assert_eq!(meeting.decide(&person_id("parent"), &late, Time(9), &drafts), Err(Denied::OutOfDate));
}

#[test]
fn minutes_for_each_section_are_set_for_the_whole_agenda_and_do_nothing() {
    let (mut meeting, drafts) = (meeting(), Drafts::none());
    let before = meeting.stage().clone();
    assert!(serde_json::to_value(&before).unwrap().get("time_box").is_none());
    let mut set = |minutes| {
        carry_out(&mut meeting, "chair", Command::SetTimeBox { minutes }, &drafts)?;
        Ok(meeting.stage().clone())
    };
    let stage: Stage = set(8).unwrap();
    assert_eq!(stage, Stage { version: before.version + 1, time_box: Some(8), ..before.clone() });
    assert_eq!(set(TIMER_MINUTES_MAX + 1), Err(Denied::TooLong));
    assert_eq!(set(0).unwrap().time_box, None);
}

#[test]
fn a_record_joins_rounds_to_attendance_only_where_names_were_chosen() {
    let attended = |naming: Naming| {
        let framework = builtin_framework("essex-full").expect("shipped");
        let meeting = Meeting::new(Panel { naming, ..panel() }, framework.clone());
        let review = meeting.panel().agenda[0].id.clone();
        let content = meeting.content(&review, &Written::default()).expect("a review of the panel");
        content.attendance.into_iter().map(|person| person.participant).collect::<Vec<_>>()
    };
    assert!(attended(Naming::Names).iter().all(Option::is_some));
    assert!(attended(Naming::Names).contains(&Some(person_id("chair"))));
    assert!(attended(Naming::Agencies).iter().all(Option::is_none));
}

#[test]
fn the_record_names_council_document_and_date_of_its_framework() {
    let meeting = meeting();
    let review = meeting.panel().agenda[0].id.clone();
    let content = meeting.content(&review, &Written::default()).expect("a review of the panel");
    let source = content.framework.source.expect("a source");
    assert!(source.starts_with("Essex County Council, ") && source.contains(", November 2022: Annex A"), "{source}");
}

#[test]
fn what_the_framework_asks_in_words_is_missing_until_it_is_answered() {
    let framework = builtin_framework("bradford-quality-form").expect("shipped").clone();
    let asked = framework.questions[0].clone();
    let meeting = Meeting::new(panel(), framework);
    let review = meeting.panel().agenda[0].id.clone();
    let missing = |written: &Written| {
        let content = meeting.content(&review, written).expect("a review of the panel");
        content.missing.contains(&format!("“{}” has no answer.", asked.text))
    };
    assert!(missing(&Written::default()));
    let answers = [(crate::schema::answer_root(&asked.id), "It is clear.".to_owned())].into();
    assert!(!missing(&Written { answers, ..Written::default() }));
}
