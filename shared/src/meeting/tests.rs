//! Random meetings: any commands by anybody, in any order. Whatever happens, the invariants hold, and the kept
//! decisions give the same meeting again.

use proptest::prelude::*;

use super::*;
use crate::command::Envelope;
use crate::framework::{TargetId, builtin_framework};
use crate::panel::Naming;
use crate::record;
use crate::schema::Draft;
use crate::testing::{panel, person_id};

/// Drafts as everybody has them: by person a mark that is the same in every section.
pub(super) struct Drafts(BTreeMap<ParticipantId, Mark>);

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
}

pub(super) fn meeting() -> Meeting {
    Meeting::new(panel(), builtin_framework("essex-full").unwrap().clone())
}

fn section_id() -> impl Strategy<Value = SectionId> {
    prop::sample::select(vec!["A", "E", "B", "overall"]).prop_map(|id| SectionId::new(id).unwrap())
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![(0_i64..6).prop_map(Mark::Score), Just(Mark::NotApplicable), Just(Mark::Abstain)]
}

fn reason() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just("because".to_owned()), 1 => Just(" ".to_owned())]
}

fn person() -> impl Strategy<Value = ParticipantId> {
    let words = vec!["chair", "deputy", "scribe", "school", "parent", "observer", "screen"];
    // The chair has most of the commands, and random meetings are to get somewhere.
    prop_oneof![3 => Just(person_id("chair")), 2 => prop::sample::select(words).prop_map(person_id)]
}

fn consent() -> impl Strategy<Value = Consent> {
    prop_oneof![
        Just(Consent::Agree),
        Just(Consent::CanLiveWithIt),
        reason().prop_map(|reason| Consent::Dissent { reason })
    ]
}

fn answer() -> impl Strategy<Value = SignAnswer> {
    let reservation = reason().prop_map(|text| SignAnswer::Reservation { text });
    prop_oneof![2 => Just(SignAnswer::Agree), 1 => reservation, 2 => Just(SignAnswer::NotPresent)]
}

fn command() -> impl Strategy<Value = Command> {
    let r = || prop::sample::select(vec!["r1", "r1", "r1", "r2", "r9"]).prop_map(|id| ReviewId::new(id).unwrap());
    let all: Vec<SectionId> = builtin_framework("essex-full").unwrap().sections.iter().map(|s| s.id.clone()).collect();
    let some = move || prop_oneof![prop::collection::vec(section_id(), 0..3), Just(all[..12].to_vec())];
    prop_oneof![
        2 => (r(), some()).prop_map(|(review, sections)| Command::Open { review, sections }),
        2 => (r(), section_id(), any::<bool>()).prop_map(|(review, section, ready)| Command::Ready { review, section, ready }),
        2 => (r(), some(), prop::option::of(reason()))
            .prop_map(|(review, sections, without)| Command::Reveal { review, sections, without }),
        1 => (r(), section_id()).prop_map(|(review, section)| Command::NewRound { review, section }),
        2 => (r(), section_id(), mark()).prop_map(|(review, section, mark)| {
            Command::Propose { review, marks: [(TargetId::from(&section), mark)].into(), section }
        }),
        2 => (r(), section_id(), consent())
            .prop_map(|(review, section, consent)| Command::Respond { review, section, consent }),
        2 => (r(), section_id(), prop::option::of(reason()))
            .prop_map(|(review, section, without)| Command::Settle { review, section, without }),
        1 => r().prop_map(|review| Command::AcceptSame { review }),
        1 => (r(), section_id(), reason()).prop_map(|(review, section, reason)| Command::Reopen { review, section, reason }),
        1 => (r(), section_id(), reason())
            .prop_map(|(review, section, reason)| Command::RecordDissent { review, section, reason }),
        1 => r().prop_map(|review| Command::PublishView { review }),
        1 => r().prop_map(|review| Command::TakeUp { review }),
        1 => (0_u32..1_000).prop_map(|minutes| Command::SetTimer { minutes }),
        1 => person().prop_map(|to| Command::HandOver { to }),
        1 => Just(Command::TakeChair),
        1 => r().prop_map(|review| Command::OpenSigning { review }),
        1 => (r(), reason()).prop_map(|(review, reason)| Command::BackToDiscussion { review, reason }),
        4 => (r(), prop::sample::select(Agency::ALL.to_vec()), answer()).prop_map(|(review, agency, answer)| {
            Command::Sign { review, agency, answer, content_sha256: String::new() }
        }),
        2 => r().prop_map(|review| Command::Close { review }),
        1 => (r(), reason()).prop_map(|(review, reason)| Command::Correct { review, reason }),
    ]
}

/// What must hold of every stage that decisions can lead to.
fn invariants(meeting: &Meeting) {
    for review in &meeting.stage.reviews {
        assert_eq!(review.phase == ReviewPhase::Signing, review.content_sha256.is_some());
        assert_eq!(review.phase == ReviewPhase::Signing, meeting.frozen(&review.id).is_some());
        assert_eq!(review.versions > 0, review.record_sha256.is_some());
        if review.phase == ReviewPhase::Closed {
            assert!(meeting.panel.agencies().iter().all(|agency| review.signatures.contains_key(agency)));
        }
        for section in &review.sections {
            assert_eq!(section.phase == SectionPhase::Agreed, section.agreed.is_some(), "{section:?}");
            assert!(section.proposal.is_none() || section.phase == SectionPhase::Revealed);
            assert_eq!(section.phase == SectionPhase::Reading, section.round == 0);
            let rounds = meeting.rounds_of(&review.id, &section.id);
            let open = u32::from(section.phase == SectionPhase::Scoring);
            assert_eq!(rounds.len(), usize::try_from(section.round - open.min(section.round)).unwrap());
            for (round, number) in rounds.iter().zip(1..) {
                assert_eq!(round.round, number);
                assert_eq!(round.ballots.len(), meeting.panel.scorers().count());
            }
        }
    }
}

/// No rule lets a section or a review jump.
fn moves_are_allowed(before: &Stage, after: &Stage) {
    for (old, new) in before.reviews.iter().zip(&after.reviews) {
        assert!(
            old.phase == new.phase || old.phase.may_become(new.phase, &before.way),
            "{:?} to {:?}",
            old.phase,
            new.phase
        );
        assert!(new.versions == old.versions || new.versions == old.versions + 1);
        for (a, b) in old.sections.iter().zip(&new.sections) {
            assert!(a.phase == b.phase || a.phase.may_become(b.phase, &before.way), "{:?} to {:?}", a.phase, b.phase);
            if old.phase != ReviewPhase::Open {
                assert_eq!(a, b, "a section changed while its review was {:?}", old.phase);
            }
        }
    }
}

/// What was once agreed stays, with every dissent from it: where it was, or among what was agreed before.
fn nothing_agreed_is_lost(before: &Stage, after: &Stage) {
    let sections = |stage: &Stage| stage.reviews.iter().flat_map(|review| review.sections.clone()).collect::<Vec<_>>();
    for (old, new) in sections(before).into_iter().zip(sections(after)) {
        assert!(new.agreed_before.starts_with(&old.agreed_before), "what was agreed before changed: {new:?}");
        let Some(agreed) = old.agreed else { continue };
        if new.agreed.as_ref() == Some(&agreed) {
            assert!(old.dissents.keys().all(|who| new.dissents.contains_key(who)), "a dissent is lost: {new:?}");
        } else {
            let kept = &new.agreed_before[old.agreed_before.len()];
            assert_eq!((&kept.agreed, &kept.dissents), (&agreed, &old.dissents));
            assert!(!kept.reason.trim().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_meetings_keep_every_invariant(script in prop::collection::vec((person(), command(), 0_u64..3, any::<bool>()), 1..120)) {
        let drafts = Drafts([("chair", 2), ("deputy", 2), ("parent", 4)].map(|(who, n)| (person_id(who), Mark::Score(n))).into());
        let mut live = meeting();
        let mut kept: Vec<Decision> = Vec::new();
        for (step, (who, mut command, behind, here)) in script.into_iter().enumerate() {
            live.set_here(&who, here);
            if let Command::Sign { review, content_sha256, .. } = &mut command
                && let Some(sha256) = live.stage().review(review).and_then(|r| r.content_sha256.clone())
            {
                *content_sha256 = sha256;
            }
            let op = OpId::new(format!("op{step}")).unwrap();
            let envelope = Envelope { op, seen: live.stage().version.saturating_sub(behind), command };
            let now = Time(i64::try_from(step).unwrap());
            let before = live.clone();
            match live.decide(&who, &envelope, now, &drafts) {
                Ok(Verdict::New(decision)) => {
                    live.apply(&decision);
                    moves_are_allowed(before.stage(), live.stage());
                    nothing_agreed_is_lost(before.stage(), live.stage());
                    prop_assert_eq!(live.decide(&who, &envelope, now, &drafts), Ok(Verdict::Before(decision.seq)));
                    for happened in &decision.happened {
                        if let Happened::Closed { file, .. } = happened {
                            prop_assert!(record::verify(&record::to_file(file)).is_ok());
                        }
                    }
                    kept.push(decision);
                }
                Ok(Verdict::Before(seq)) => prop_assert!(false, "a fresh operation was decided before, as {seq}"),
                Err(_) => prop_assert_eq!(before.stage(), live.stage()),
            }
            invariants(&live);
        }
        let mut replayed = meeting();
        for decision in &kept {
            let stored = serde_json::from_str(&serde_json::to_string(decision).unwrap()).unwrap();
            replayed.apply(&stored);
        }
        for who in live.stage().here.clone() {
            replayed.set_here(&who, true);
        }
        prop_assert_eq!(replayed.stage(), live.stage());
        prop_assert_eq!(replayed.rounds().collect::<Vec<_>>(), live.rounds().collect::<Vec<_>>());
    }
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
    say("chair", Command::Propose { review: r(), section: s(), marks: marks.clone() }).unwrap();
    say("chair", Command::Respond { review: r(), section: s(), consent: Consent::Agree }).unwrap();
    let dissent = Consent::Dissent { reason: "A family would not follow it".into() };
    say("parent", Command::Respond { review: r(), section: s(), consent: dissent }).unwrap();
    let settle =
        |without: Option<&str>| Command::Settle { review: r(), section: s(), without: without.map(str::to_owned) };
    assert_eq!(say("chair", settle(None)), Err(Denied::ReasonNeeded), "the deputy has come and has not answered");
    say("deputy", Command::Respond { review: r(), section: s(), consent: Consent::CanLiveWithIt }).unwrap();
    say("chair", settle(None)).unwrap();
    let agreed = meeting.stage().section(&review, &section).unwrap().agreed.clone().unwrap();
    assert_eq!((agreed.marks, agreed.how, agreed.silent.len()), (marks, HowAgreed::WithDissent, 0));
    let round = &meeting.rounds_of(&review, &section)[0];
    assert_eq!(round.without.as_deref(), Some("Health is delayed"));
    let missing = round.ballots.iter().filter(|ballot| ballot.marks.is_empty()).count();
    assert_eq!((round.ballots.len(), missing), (4, 2), "who gave no mark is there without one");
    let content = record::content(&meeting, &review, &Written::default()).unwrap();
    let said = content.sections[0].agreed.as_ref().unwrap();
    assert_eq!((said.agree, said.can_live_with_it, said.dissents.len()), (1, 1, 1));
}

#[test]
fn a_command_decided_on_an_older_proposal_is_out_of_date() {
    let (review, section) = (ReviewId::new("r1").unwrap(), SectionId::new("A").unwrap());
    let drafts = Drafts::none();
    let mut meeting = meeting();
    let (r, s) = (|| review.clone(), || section.clone());
    let propose =
        |n| Command::Propose { review: r(), section: s(), marks: [(TargetId::from(&section), Mark::Score(n))].into() };
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
fn a_record_joins_rounds_to_attendance_only_where_names_were_chosen() {
    let attended = |naming: Naming| {
        let framework = builtin_framework("essex-full").expect("shipped");
        let meeting = Meeting::new(Panel { naming, ..panel() }, framework.clone());
        let review = meeting.panel().agenda[0].id.clone();
        let content = record::content(&meeting, &review, &Written::default()).expect("a review of the panel");
        content.attendance.into_iter().map(|person| person.participant).collect::<Vec<_>>()
    };
    assert!(attended(Naming::Names).iter().all(Option::is_some));
    assert!(attended(Naming::Names).contains(&Some(person_id("chair"))));
    assert!(attended(Naming::Agencies).iter().all(Option::is_none));
}

#[test]
fn what_the_framework_asks_in_words_is_missing_until_it_is_answered() {
    let framework = builtin_framework("bradford-quality-form").expect("shipped").clone();
    let asked = framework.questions[0].clone();
    let meeting = Meeting::new(panel(), framework);
    let review = meeting.panel().agenda[0].id.clone();
    let missing = |written: &Written| {
        let content = record::content(&meeting, &review, written).expect("a review of the panel");
        content.missing.contains(&format!("“{}” has no answer.", asked.text))
    };
    assert!(missing(&Written::default()));
    let answers = [(crate::schema::answer_root(&asked.id), "It is clear.".to_owned())].into();
    assert!(!missing(&Written { answers, ..Written::default() }));
}
