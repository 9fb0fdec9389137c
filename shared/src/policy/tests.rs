//! The policy as one table, role by action by phase, kept for review; and the rules of blindness by name.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::*;
use crate::framework::{SectionId, builtin_framework};
use crate::id::{OpId, ParticipantId, ReviewId, Time};
use crate::mark::Marks;
use crate::meeting::Meeting;
use crate::panel::Seat;
use crate::stage::{Consent, Proposal, SectionPhase, SignAnswer};
use crate::testing::{panel, person_id};

fn review() -> ReviewId {
    ReviewId::new("r1").unwrap()
}

fn section() -> SectionId {
    SectionId::new("A").unwrap()
}

/// A stage with its first section and review in these phases, a proposal where there may be one, and one published view.
fn stage(review_phase: ReviewPhase, section_phase: SectionPhase) -> Stage {
    let framework = builtin_framework("essex-full").unwrap().clone();
    let mut stage = Meeting::new(panel(), framework).stage().clone();
    stage.here = panel().participants.iter().map(|person| person.id.clone()).collect();
    let review = &mut stage.reviews[0];
    review.phase = review_phase;
    review.views_published.insert(Agency::Health);
    let section = &mut review.sections[0];
    section.phase = section_phase;
    if section_phase == SectionPhase::Revealed {
        let (id, by) = (OpId::new("p1").unwrap(), person_id("chair"));
        section.proposal =
            Some(Proposal { id, marks: Marks::new(), beyond: None, by, at: Time(0), consents: BTreeMap::new() });
    }
    stage
}

/// One of each command, and two signatures.
pub(crate) fn commands() -> Vec<(&'static str, Command)> {
    let (r, s) = (review(), section());
    let agency = Agency::EducationSetting;
    let sign = |answer| Command::Sign { review: r.clone(), agency, answer, content_sha256: String::new() };
    vec![
        ("take up", Command::TakeUp { review: r.clone() }),
        ("open", Command::Open { review: r.clone(), sections: vec![s.clone()] }),
        ("ready", Command::Ready { review: r.clone(), section: s.clone(), ready: true }),
        ("reveal", Command::Reveal { review: r.clone(), sections: vec![s.clone()], without: None }),
        ("new round", Command::NewRound { review: r.clone(), section: s.clone() }),
        ("propose", Command::Propose { review: r.clone(), section: s.clone(), marks: Marks::new(), why: None }),
        ("respond", Command::Respond { review: r.clone(), section: s.clone(), consent: Consent::Agree }),
        ("settle", Command::Settle { review: r.clone(), section: s.clone(), without: None }),
        ("accept same", Command::AcceptSame { review: r.clone() }),
        ("reopen", Command::Reopen { review: r.clone(), section: s.clone(), reason: String::new() }),
        ("record dissent", Command::RecordDissent { review: r.clone(), section: s.clone(), reason: String::new() }),
        ("publish view", Command::PublishView { review: r.clone() }),
        ("attend", Command::Attend { review: r.clone(), section: s.clone() }),
        ("set timer", Command::SetTimer { minutes: 5 }),
        ("set time box", Command::SetTimeBox { minutes: 8 }),
        ("hand over", Command::HandOver { to: person_id("school") }),
        ("take chair", Command::TakeChair),
        ("name deputy", Command::NameDeputy { to: None }),
        ("name scribe", Command::NameScribe { to: None }),
        ("open signing", Command::OpenSigning { review: r.clone() }),
        ("back to discussion", Command::BackToDiscussion { review: r.clone(), reason: String::new() }),
        ("sign for the school", sign(SignAnswer::Agree)),
        ("note the school absent", sign(SignAnswer::NotPresent)),
        ("close", Command::Close { review: r.clone() }),
        ("hand in", Command::HandIn { review: r.clone() }),
        ("moderate", Command::Moderate { review: r.clone(), section: s.clone(), marks: Marks::new() }),
        ("finish", Command::Finish { review: r.clone() }),
        ("correct", Command::Correct { review: r.clone(), reason: String::new() }),
    ]
}

fn documents() -> Vec<(&'static str, Document)> {
    let r = review();
    vec![
        ("the notes", Document::Notes(r.clone())),
        ("the record", Document::Record(r.clone())),
        ("own ballot", Document::Ballot(r.clone(), person_id("own"))),
        ("the school's ballot", Document::Ballot(r.clone(), person_id("school"))),
        ("the published view of health", Document::View(r.clone(), Agency::Health)),
        ("the unpublished view of the parents", Document::View(r, Agency::ParentCarerForum)),
    ]
}

const ROLES: [&str; 7] = ["chair", "deputy", "scribe", "school", "parent", "observer", "screen"];

fn word(result: Result<(), Denied>) -> &'static str {
    match result {
        Ok(()) => "yes",
        Err(denied) => denied.code(),
    }
}

/// One line for each role and action, with the answers that it gets in each phase.
#[test]
fn the_table_is_as_reviewed() {
    let panel = panel();
    let phases: Vec<(ReviewPhase, SectionPhase)> = SectionPhase::ALL
        .into_iter()
        .map(|phase| (ReviewPhase::Open, phase))
        .chain([(ReviewPhase::Signing, SectionPhase::Agreed), (ReviewPhase::Closed, SectionPhase::Agreed)])
        .collect();
    let mut table = String::from("role: action: reading, scoring, revealed, agreed, signing, closed\n");
    let mut line = |role: &str, what: &str, answers: Vec<&'static str>| {
        let mut answers = answers;
        if answers.iter().all(|answer| *answer == answers[0]) {
            answers.truncate(1);
        }
        writeln!(table, "{role}: {what}: {}", answers.join(", ")).unwrap();
    };
    for role in ROLES {
        let person = panel.participant(&person_id(role)).unwrap();
        let answers = |action: &dyn Fn(&Stage) -> Result<(), Denied>| -> Vec<&'static str> {
            phases.iter().map(|(review, section)| word(action(&stage(*review, *section)))).collect()
        };
        for (what, command) in commands() {
            line(role, what, answers(&|stage| decide(&Actor::of(person, stage), Action::Do(&command), stage)));
        }
        for (what, document) in documents() {
            let document = match document {
                Document::Ballot(review, who) if who == person_id("own") => Document::Ballot(review, person.id.clone()),
                other => other,
            };
            let read = |stage: &Stage| decide(&Actor::of(person, stage), Action::Read(&document), stage);
            let write = |stage: &Stage| decide(&Actor::of(person, stage), Action::Write(&document), stage);
            line(role, &format!("read {what}"), answers(&read));
            line(role, &format!("write {what}"), answers(&write));
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn nobody_reads_anothers_ballot_in_any_phase() {
    let panel = panel();
    for (review_phase, section_phase) in
        ReviewPhase::ALL.into_iter().flat_map(|r| SectionPhase::ALL.map(|section| (r, section)))
    {
        let stage = stage(review_phase, section_phase);
        for reader in &panel.participants {
            for owner in &panel.participants {
                let ballot = Document::Ballot(review(), owner.id.clone());
                let may = decide(&Actor::of(reader, &stage), Action::Read(&ballot), &stage).is_ok();
                let own = reader.id == owner.id && owner.seat == Seat::Member;
                assert_eq!(may, own, "{} reads the ballot of {}", reader.name, owner.name);
            }
        }
    }
}

#[test]
fn a_ballot_that_is_not_ones_own_is_denied_like_one_that_does_not_exist() {
    let stage = stage(ReviewPhase::Open, SectionPhase::Scoring);
    let panel = panel();
    let chair = Actor::of(panel.participant(&person_id("chair")).unwrap(), &stage);
    let real = Document::Ballot(review(), person_id("school"));
    let none = Document::Ballot(review(), ParticipantId::new("nobody").unwrap());
    let elsewhere = Document::Notes(ReviewId::new("r9").unwrap());
    for document in [real, none, elsewhere] {
        assert_eq!(decide(&chair, Action::Read(&document), &stage), Err(Denied::NotFound));
        assert_eq!(decide(&chair, Action::Write(&document), &stage), Err(Denied::NotFound));
    }
}

#[test]
fn a_deputy_takes_the_chair_only_while_the_chair_is_away() {
    let mut stage = stage(ReviewPhase::Open, SectionPhase::Reading);
    let panel = panel();
    let take = |stage: &Stage, who: &str| {
        decide(&Actor::of(panel.participant(&person_id(who)).unwrap(), stage), Action::Do(&Command::TakeChair), stage)
    };
    assert_eq!(take(&stage, "deputy"), Err(Denied::ChairIsHere));
    stage.here.remove(&person_id("chair"));
    assert_eq!(take(&stage, "deputy"), Ok(()));
    assert_eq!(take(&stage, "school"), Err(Denied::NotTheDeputy));
}

#[test]
fn every_denial_has_its_own_code() {
    let codes: std::collections::BTreeSet<_> = Denied::ALL.iter().map(|denied| denied.code()).collect();
    assert_eq!(codes.len(), Denied::ALL.len());
}

/// Reading an unknown command tells the name of every known one.
#[test]
fn the_table_has_every_command() {
    let unknown = serde_json::from_str::<Command>(r#"{"do":""}"#).unwrap_err().to_string();
    let known: std::collections::BTreeSet<&str> =
        unknown.split('`').skip(1).step_by(2).filter(|n| !n.is_empty()).collect();
    let told = commands();
    let told: Vec<_> = told.iter().map(|(_, command)| serde_json::to_value(command).unwrap()["do"].clone()).collect();
    assert!(known.contains("correct"), "{unknown}");
    assert_eq!(told.iter().filter_map(|name| name.as_str()).collect::<std::collections::BTreeSet<_>>(), known);
}

/// The page for other programs names every refusal with its sentence, and every command.
#[test]
fn the_protocol_page_tells_of_every_refusal_and_every_command() {
    let page = include_str!("../../../docs/protocol.md");
    for denied in Denied::ALL {
        assert!(page.contains(&format!("| `{}` | {} |", denied.code(), denied.sentence())), "{}", denied.code());
    }
    for (_, command) in commands() {
        let json = serde_json::to_value(&command).unwrap();
        let name = json["do"].as_str().unwrap();
        assert!(page.contains(&format!("\n| `{name}` |")), "{name}");
    }
}

fn moderated(sees_audit: bool, handed_in: &[&str]) -> Stage {
    let mut stage = stage(ReviewPhase::Open, SectionPhase::Scoring);
    let (auditor, moderator) = (person_id("school"), person_id("parent"));
    stage.way = Way::Moderated { auditor, moderator, sees_audit, changes_grade: true };
    stage.reviews[0].handed_in = handed_in.iter().map(|who| (person_id(who), Time(1))).collect();
    stage
}

#[test]
fn a_moderator_reads_the_audit_only_where_set_up_so_and_only_once_it_is_handed_in() {
    let panel = panel();
    let audit = Document::Ballot(review(), person_id("school"));
    let may = |who: &str, stage: &Stage| {
        decide(&Actor::of(panel.participant(&person_id(who)).unwrap(), stage), Action::Read(&audit), stage)
    };
    assert_eq!(may("parent", &moderated(false, &["school"])), Err(Denied::NotFound), "a blind moderator");
    assert_eq!(may("parent", &moderated(true, &[])), Err(Denied::NotFound), "a draft is private");
    assert_eq!(may("parent", &moderated(true, &["school"])), Ok(()));
    assert_eq!(may("chair", &moderated(true, &["school"])), Err(Denied::NotFound), "nobody but the moderator");
}

#[test]
fn a_form_that_was_handed_in_no_longer_changes() {
    let panel = panel();
    let stage = moderated(true, &["school"]);
    let audit = Document::Ballot(review(), person_id("school"));
    for who in ["school", "parent"] {
        let actor = Actor::of(panel.participant(&person_id(who)).unwrap(), &stage);
        assert_eq!(decide(&actor, Action::Write(&audit), &stage), Err(Denied::HandedIn), "{who}");
    }
}

#[test]
fn a_form_that_is_open_for_a_correction_is_its_writers_again() {
    let panel = panel();
    let stage = moderated(true, &[]);
    let may = |who: &str, action: Action<'_>| {
        decide(&Actor::of(panel.participant(&person_id(who)).unwrap(), &stage), action, &stage)
    };
    let audit = Document::Ballot(review(), person_id("school"));
    assert_eq!(may("school", Action::Write(&audit)), Ok(()));
    assert_eq!(may("parent", Action::Read(&audit)), Err(Denied::NotFound), "what is being changed is private again");
}

#[test]
fn a_record_is_corrected_by_whoever_closes_it() {
    let panel = panel();
    let alone = Way::Alone { assessor: person_id("school") };
    for (way, who, others) in [
        (Way::Panel, "chair", Denied::NotTheChair),
        (alone, "school", Denied::NotTheAssessor),
        (moderated(false, &[]).way, "parent", Denied::NotTheModerator),
    ] {
        let stage = Stage { way, ..stage(ReviewPhase::Closed, SectionPhase::Agreed) };
        let correct = Command::Correct { review: review(), reason: "A mistake".to_owned() };
        for role in ["chair", "deputy", "scribe", "school", "parent"] {
            let actor = Actor::of(panel.participant(&person_id(role)).unwrap(), &stage);
            let wanted = if role == who { Ok(()) } else { Err(others) };
            assert_eq!(decide(&actor, Action::Do(&correct), &stage), wanted, "{role}");
        }
    }
}

#[test]
fn assessors_do_not_reveal_and_panels_do_not_hand_in() {
    let panel = panel();
    let stages = [stage(ReviewPhase::Open, SectionPhase::Scoring), moderated(false, &[])];
    let chair = |stage: &Stage| Actor::of(panel.participant(&person_id("chair")).unwrap(), stage);
    let reveal = Command::Reveal { review: review(), sections: vec![section()], without: None };
    let hand_in = Command::HandIn { review: review() };
    assert_eq!(decide(&chair(&stages[0]), Action::Do(&hand_in), &stages[0]), Err(Denied::OtherWay));
    assert_eq!(decide(&chair(&stages[1]), Action::Do(&reveal), &stages[1]), Err(Denied::OtherWay));
}
