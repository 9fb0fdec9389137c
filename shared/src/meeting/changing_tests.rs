//! What the coordinator changes of a panel, step by step and at random.

use proptest::prelude::*;

use super::random_tests::{Attempt, beginning, drafted, step};
use super::tests::{Drafts, carry_out_with, meeting};
use super::*;
use crate::framework::{TargetId, builtin_framework};
use crate::id::CoordinatorId;
use crate::mark::{Mark, Marks};
use crate::panel::{Agency, Meets, Offices, PanelChange, Way};
use crate::stage::{ReviewPhase, SectionPhase, SignAnswer};
use crate::testing::{self, panel, person_id};

/// Documents in which nothing is written, or something in one review.
struct Texts(Option<&'static str>);

impl Outside for Texts {
    fn draft(&self, _: &ParticipantId, _: &ReviewId, _: &SectionId, _: u32) -> Draft {
        Draft::default()
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, review: &ReviewId) -> bool {
        self.0 == Some(review.as_str())
    }
}

fn coordinator() -> CoordinatorId {
    CoordinatorId::new("cora").unwrap()
}

/// Carries a change out, or says why not.
fn change_with(meeting: &mut Meeting, change: &PanelChange, outside: &impl Outside) -> Result<(), Denied> {
    let op = OpId::new(format!("c{}", meeting.stage().version)).unwrap();
    let seen = Some(meeting.set_up_at());
    match meeting.decide_change(&coordinator(), &op, seen, change, Time(50), outside)? {
        Verdict::New(decision) => meeting.apply(&decision),
        Verdict::Before(_) => unreachable!("every operation of this test is new"),
    }
    Ok(())
}

fn change(meeting: &mut Meeting, wanted: &PanelChange) -> Result<(), Denied> {
    change_with(meeting, wanted, &Texts(None))
}

fn say(meeting: &mut Meeting, who: &str, command: Command) -> Result<(), Denied> {
    carry_out_with(meeting, who, command, &Drafts::none())
}

fn review(id: &str) -> ReviewId {
    ReviewId::new(id).unwrap()
}

fn a() -> SectionId {
    SectionId::new("A").unwrap()
}

fn open_a(meeting: &mut Meeting, chair: &str) {
    say(meeting, chair, Command::Open { review: review("r1"), sections: vec![a()] }).unwrap();
}

fn plan(id: &str) -> PanelChange {
    PanelChange::AddPlan { review: Box::new(testing::review(id)) }
}

fn person(who: &str, seat: Seat) -> PanelChange {
    let before = panel().participant(&person_id(who)).unwrap().clone();
    PanelChange::ChangePerson { who: before.id, name: before.name, agency: before.agency, post: before.post, seat }
}

fn remove(who: &str) -> PanelChange {
    PanelChange::RemovePerson { who: person_id(who) }
}

fn take_away(id: &str) -> PanelChange {
    PanelChange::TakeAwayPlan { review: review(id), reason: "It is not ready".to_owned() }
}

fn offices(chair: &str, deputy: Option<&str>, scribe: Option<&str>) -> PanelChange {
    let [deputy, scribe] = [deputy, scribe].map(|who| who.map(person_id));
    PanelChange::SetOffices { offices: Offices { chair: person_id(chair), deputy, scribe } }
}

fn cancel() -> PanelChange {
    PanelChange::Cancel { reason: "The hall is flooded".to_owned(), ask: "Cora".to_owned() }
}

#[test]
fn the_meeting_moves_and_everyone_can_read_what_changed() {
    let mut meeting = meeting();
    let meets = Meets { begins: "10:00".into(), ends: "12:00".into(), place: "Room 4".into(), ..Meets::default() };
    let moved = PanelChange::SetMeeting { title: panel().title, held_on: "2026-12-03".into(), meets: meets.clone() };
    change(&mut meeting, &moved).unwrap();
    assert_eq!((meeting.panel().held_on.as_str(), &meeting.panel().meets), ("2026-12-03", &meets));
    let words: Vec<_> = meeting.panel().since.changes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(
        words,
        ["The meeting is on Thursday 3 December 2026 now. Before, it was on Saturday 21 November 2026. \
          The time is 10:00 to 12:00 now. The place is Room 4 now."]
    );
    assert_eq!(change(&mut meeting, &moved), Err(Denied::Empty), "the same again changes nothing");
}

#[test]
fn a_change_that_rests_on_an_older_panel_is_out_of_date() {
    let mut meeting = meeting();
    let seen = Some(meeting.set_up_at());
    change(&mut meeting, &plan("r3")).unwrap();
    let op = OpId::new("late").unwrap();
    let late = meeting.decide_change(&coordinator(), &op, seen, &take_away("r2"), Time(9), &Texts(None));
    assert_eq!(late, Err(Denied::OutOfDate));
    // Whoever takes access away need not have looked.
    assert!(meeting.decide_change(&coordinator(), &op, None, &remove("parent"), Time(9), &Texts(None)).is_ok());
}

#[test]
fn the_same_operation_has_one_effect() {
    let mut meeting = meeting();
    let op = OpId::new("once").unwrap();
    let decide =
        |meeting: &Meeting| meeting.decide_change(&coordinator(), &op, None, &plan("r3"), Time(9), &Texts(None));
    let Ok(Verdict::New(decision)) = decide(&meeting) else { panic!("it is new") };
    meeting.apply(&decision);
    assert_eq!(decide(&meeting), Ok(Verdict::Before(1)));
    let other = CoordinatorId::new("other").unwrap();
    let again = meeting.decide_change(&other, &op, None, &plan("r3"), Time(9), &Texts(None));
    assert_eq!(again, Err(Denied::NotFound));
}

#[test]
fn plans_come_are_ordered_and_leave_until_they_are_begun() {
    let mut meeting = meeting();
    let ids = |meeting: &Meeting| {
        let stage: Vec<_> = meeting.stage().reviews.iter().map(|review| review.id.to_string()).collect();
        let agenda: Vec<_> = meeting.panel().agenda.iter().map(|review| review.id.to_string()).collect();
        assert_eq!(stage, agenda);
        agenda
    };
    change(&mut meeting, &plan("r3")).unwrap();
    change(&mut meeting, &PanelChange::OrderPlans { order: ["r3", "r1", "r2"].map(review).into() }).unwrap();
    assert_eq!(ids(&meeting), ["r3", "r1", "r2"]);
    let lacks = PanelChange::OrderPlans { order: ["r3", "r1", "r1"].map(review).into() };
    assert_eq!(change(&mut meeting, &lacks), Err(Denied::OutOfDate));
    change(&mut meeting, &take_away("r3")).unwrap();
    assert_eq!(ids(&meeting), ["r1", "r2"]);
    let gone = &meeting.panel().since.taken_away[0];
    assert_eq!((gone.review.case_ref.as_str(), gone.reason.as_str()), ("EX-r3", "It is not ready"));
    open_a(&mut meeting, "chair");
    assert_eq!(change(&mut meeting, &take_away("r1")), Err(Denied::Begun));
    assert_eq!(change_with(&mut meeting, &take_away("r2"), &Texts(Some("r2"))), Err(Denied::Begun));
    change(&mut meeting, &take_away("r2")).unwrap();
    assert_eq!(change(&mut meeting, &take_away("r2")), Err(Denied::NotFound));
}

#[test]
fn the_table_goes_to_another_plan_and_an_empty_agenda_can_be_filled() {
    let mut meeting = meeting();
    assert_eq!(meeting.stage().current, Some(review("r1")));
    change(&mut meeting, &take_away("r1")).unwrap();
    assert_eq!(meeting.stage().current, Some(review("r2")));
    change(&mut meeting, &take_away("r2")).unwrap();
    assert_eq!(meeting.stage().current, None);
    change(&mut meeting, &plan("r3")).unwrap();
    assert_eq!(meeting.stage().current, Some(review("r3")));
    say(&mut meeting, "chair", Command::Open { review: review("r3"), sections: vec![a()] }).unwrap();
}

#[test]
fn an_ill_chair_without_a_deputy_is_replaced_by_somebody_who_is_there() {
    let mut meeting = meeting();
    change(&mut meeting, &offices("chair", None, Some("scribe"))).unwrap();
    open_a(&mut meeting, "chair");
    meeting.set_here(&person_id("school"), true);
    meeting.set_here(&person_id("observer"), true);
    for (chair, why) in [("parent", Denied::NotHere), ("observer", Denied::CannotHoldOffice)] {
        assert_eq!(change(&mut meeting, &offices(chair, None, Some("scribe"))), Err(why), "{chair}");
    }
    meeting.set_here(&person_id("chair"), true);
    assert_eq!(change(&mut meeting, &offices("school", None, Some("scribe"))), Err(Denied::ChairIsHere));
    meeting.set_here(&person_id("chair"), false);
    change(&mut meeting, &offices("school", None, Some("scribe"))).unwrap();
    say(&mut meeting, "school", Command::SetTimer { minutes: 5 }).unwrap();
    assert_eq!(say(&mut meeting, "chair", Command::SetTimer { minutes: 5 }), Err(Denied::NotTheChair));
    let words = &meeting.panel().since.changes.last().unwrap().words;
    assert_eq!(
        words,
        "The coordinator named The school (School or setting) as chair. Before, it was The chair (SEND service)."
    );
}

#[test]
fn a_deputy_who_is_there_comes_before_anybody_the_coordinator_names() {
    let mut meeting = meeting();
    open_a(&mut meeting, "chair");
    for who in ["deputy", "school"] {
        meeting.set_here(&person_id(who), true);
    }
    let named = offices("school", Some("deputy"), Some("scribe"));
    assert_eq!(change(&mut meeting, &named), Err(Denied::DeputyIsHere));
    meeting.set_here(&person_id("deputy"), false);
    change(&mut meeting, &named).unwrap();
}

#[test]
fn nobody_leaves_who_is_needed_and_offices_fall_with_a_voice() {
    let mut meeting = meeting();
    assert_eq!(change(&mut meeting, &remove("chair")), Err(Denied::HoldsTheChair));
    assert_eq!(change(&mut meeting, &person("chair", Seat::Observer)), Err(Denied::HoldsTheChair));
    change(&mut meeting, &person("deputy", Seat::Observer)).unwrap();
    change(&mut meeting, &remove("scribe")).unwrap();
    let offices = &meeting.stage().offices;
    assert_eq!((&offices.deputy, &offices.scribe), (&None, &None));
    let words: Vec<_> = meeting.panel().since.changes.iter().map(|note| note.words.as_str()).collect();
    assert_eq!(
        words,
        [
            "The deputy observes now. The deputy is deputy no longer.",
            "The scribe (SEND service) was taken off the panel. The scribe is scribe no longer."
        ]
    );
    for who in ["school", "parent"] {
        change(&mut meeting, &remove(who)).unwrap();
    }
    assert_eq!(change(&mut meeting, &person("chair", Seat::NonScoring)), Err(Denied::NobodyScores));
}

#[test]
fn whoever_scores_no_longer_is_not_waited_for() {
    let mut meeting = meeting();
    open_a(&mut meeting, "chair");
    say(&mut meeting, "parent", Command::Ready { review: review("r1"), section: a(), ready: true }).unwrap();
    change(&mut meeting, &person("parent", Seat::Observer)).unwrap();
    let section = meeting.stage().section(&review("r1"), &a()).unwrap();
    assert!(section.ready.is_empty());
    let reveal = Command::Reveal { review: review("r1"), sections: vec![a()], without: Some("now".to_owned()) };
    say(&mut meeting, "chair", reveal).unwrap();
    let ballots = &meeting.rounds_of(&review("r1"), &a())[0].ballots;
    assert!(ballots.iter().all(|ballot| ballot.participant != Some(person_id("parent"))));
}

/// Scores, reveals, settles and opens section A again, with a dissent of the parent.
fn judged_with_dissent(meeting: &mut Meeting) {
    let (r, s) = (|| review("r1"), a);
    open_a(meeting, "chair");
    let without = || Some("nobody else is here".to_owned());
    say(meeting, "chair", Command::Reveal { review: r(), sections: vec![s()], without: without() }).unwrap();
    let marks: Marks = [(TargetId::from(&s()), Mark::Score(3))].into();
    let why = Some("Nobody else could say".to_owned());
    say(meeting, "chair", Command::Propose { review: r(), section: s(), marks, why }).unwrap();
    say(meeting, "chair", Command::Settle { review: r(), section: s(), without: without() }).unwrap();
    let reason = "No family could follow it".to_owned();
    say(meeting, "parent", Command::RecordDissent { review: r(), section: s(), reason }).unwrap();
}

#[test]
fn the_record_names_everyone_as_they_were_when_they_spoke() {
    let mut meeting = meeting();
    judged_with_dissent(&mut meeting);
    let renamed = PanelChange::ChangePerson {
        who: person_id("parent"),
        name: "Bea Long".into(),
        agency: Agency::SocialCare,
        post: "Manager".into(),
        seat: Seat::Member,
    };
    change(&mut meeting, &renamed).unwrap();
    let by = "the chair".to_owned();
    say(&mut meeting, "chair", Command::Reopen { review: review("r1"), section: a(), reason: by }).unwrap();
    say(&mut meeting, "chair", Command::HandOver { to: person_id("school") }).unwrap();
    let content = meeting.content(&review("r1"), &Written::default()).unwrap();
    let before = &content.sections[0].agreed_before[0];
    let dissent = &before.agreed.dissents[0];
    assert_eq!((dissent.agency, dissent.by.as_str()), (Agency::ParentCarerForum, "The parent, Post"));
    assert_eq!(before.reopened_by, "The chair, Post");
    let now = content.attendance.iter().find(|person| person.name == "Bea Long").unwrap();
    assert_eq!((now.agency, now.post.as_str()), (Agency::SocialCare, "Manager"));
    let changes: Vec<_> = content.changes.iter().map(|change| change.words.as_str()).collect();
    assert_eq!(
        changes,
        [
            "The parent is called Bea Long now. Bea Long speaks for Social care now, not for Parent-carer forum. \
             Bea Long comes as Manager now.",
            "The chair (SEND service) handed the chair to The school (School or setting)."
        ]
    );
}

#[test]
fn what_came_before_the_work_and_other_plans_stay_off_the_record() {
    let mut meeting = meeting();
    change(&mut meeting, &person("observer", Seat::Member)).unwrap();
    open_a(&mut meeting, "chair");
    change(&mut meeting, &plan("r3")).unwrap();
    let content = meeting.content(&review("r1"), &Written::default()).unwrap();
    assert_eq!(content.changes, []);
}

#[test]
fn what_is_signed_stays_what_it_was_and_whoever_was_to_sign_signs() {
    let mut meeting = meeting();
    open_a(&mut meeting, "chair");
    say(&mut meeting, "chair", Command::OpenSigning { review: review("r1") }).unwrap();
    let frozen = meeting.frozen(&review("r1")).unwrap().clone();
    let to_sign = meeting.stage().review(&review("r1")).unwrap().to_sign.clone();
    assert_eq!(to_sign, panel().agencies());
    let newcomer = testing::person("newcomer", Agency::EarlyHelp, Seat::Member);
    change(&mut meeting, &PanelChange::AddPerson { person: newcomer }).unwrap();
    change(&mut meeting, &remove("parent")).unwrap();
    change(
        &mut meeting,
        &PanelChange::SetMeeting { title: "Another name".into(), held_on: panel().held_on, meets: Meets::default() },
    )
    .unwrap();
    assert_eq!(meeting.frozen(&review("r1")), Some(&frozen));
    let read = meeting.stage().review(&review("r1")).unwrap().content_sha256.clone().unwrap();
    let sign = |agency, answer| Command::Sign { review: review("r1"), agency, answer, content_sha256: read.clone() };
    for agency in to_sign {
        let (who, answer) = match agency {
            Agency::SendService => ("chair", SignAnswer::Agree),
            _ => ("chair", SignAnswer::NotPresent),
        };
        say(&mut meeting, who, sign(agency, answer)).unwrap();
    }
    assert_eq!(say(&mut meeting, "newcomer", sign(Agency::EarlyHelp, SignAnswer::Agree)), Err(Denied::NotFound));
    say(&mut meeting, "chair", Command::Close { review: review("r1") }).unwrap();
}

#[test]
fn once_every_record_is_closed_only_access_and_the_chair_change() {
    let mut meeting = meeting();
    change(&mut meeting, &take_away("r2")).unwrap();
    open_a(&mut meeting, "chair");
    say(&mut meeting, "chair", Command::OpenSigning { review: review("r1") }).unwrap();
    let read = meeting.stage().review(&review("r1")).unwrap().content_sha256.clone().unwrap();
    for agency in panel().agencies() {
        let answer = if agency == Agency::SendService { SignAnswer::Agree } else { SignAnswer::NotPresent };
        let content_sha256 = read.clone();
        say(&mut meeting, "chair", Command::Sign { review: review("r1"), agency, answer, content_sha256 }).unwrap();
    }
    say(&mut meeting, "chair", Command::Close { review: review("r1") }).unwrap();
    for refused in [plan("r3"), person("parent", Seat::Observer), offices("chair", None, None), cancel()] {
        assert_eq!(change(&mut meeting, &refused), Err(Denied::RecordClosed), "{refused:?}");
    }
    change(&mut meeting, &remove("parent")).unwrap();
    change(&mut meeting, &offices("school", None, None)).unwrap();
}

#[test]
fn nothing_more_is_done_in_a_cancelled_panel() {
    let mut meeting = meeting();
    open_a(&mut meeting, "chair");
    change(&mut meeting, &cancel()).unwrap();
    let cancelled = meeting.panel().since.cancelled.clone().unwrap();
    assert_eq!((cancelled.reason.as_str(), cancelled.ask.as_str()), ("The hall is flooded", "Cora"));
    let ready = Command::Ready { review: review("r1"), section: a(), ready: true };
    assert_eq!(say(&mut meeting, "parent", ready), Err(Denied::Cancelled));
    for refused in [plan("r3"), person("parent", Seat::Observer), offices("school", None, None), cancel()] {
        assert_eq!(change(&mut meeting, &refused), Err(Denied::Cancelled), "{refused:?}");
    }
    assert!(meeting.arrival(&person_id("parent"), OpId::new("arrival").unwrap(), Time(60)).is_none());
    let ballot = crate::document::Document::Ballot(review("r1"), person_id("parent"));
    let actor = meeting.actor(&person_id("parent")).unwrap();
    assert_eq!(policy::decide(&actor, Action::Write(&ballot), meeting.stage()), Err(Denied::Cancelled));
    assert_eq!(policy::decide(&actor, Action::Read(&ballot), meeting.stage()), Ok(()));
    change(&mut meeting, &remove("chair")).unwrap();
}

#[test]
fn assessors_keep_who_judges_and_a_plan_to_judge() {
    let way = Way::Alone { assessor: person_id("school") };
    let mut meeting = Meeting::new(Panel { way, ..panel() }, builtin_framework("essex-light-touch").unwrap().clone());
    assert_eq!(change(&mut meeting, &remove("school")), Err(Denied::JudgesThePlan));
    assert_eq!(change(&mut meeting, &person("school", Seat::NonScoring)), Err(Denied::JudgesThePlan));
    assert_eq!(change(&mut meeting, &offices("parent", None, None)), Err(Denied::OtherWay));
    change(&mut meeting, &take_away("r1")).unwrap();
    assert_eq!(change(&mut meeting, &take_away("r2")), Err(Denied::LastPlan));
    change(&mut meeting, &plan("r3")).unwrap();
    let section = &meeting.stage().review(&review("r3")).unwrap().sections[0];
    assert_eq!((section.phase, section.round), (SectionPhase::Scoring, 1), "an assessor begins at once");
}

#[test]
fn a_panel_is_changed_only_so_often_but_can_always_be_left_and_cancelled() {
    let mut meeting = meeting();
    for n in 0..crate::panel::CHANGES_MAX {
        let deputy = (n % 2 == 1).then_some("deputy");
        change(&mut meeting, &offices("chair", deputy, Some("scribe"))).unwrap();
    }
    assert_eq!(change(&mut meeting, &plan("r3")), Err(Denied::TooManyChanges));
    change(&mut meeting, &remove("parent")).unwrap();
    change(&mut meeting, &cancel()).unwrap();
}

fn who() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["chair", "deputy", "scribe", "school", "parent", "observer"])
}

fn any_change() -> impl Strategy<Value = PanelChange> {
    let seat = prop::sample::select(vec![Seat::Member, Seat::Member, Seat::NonScoring, Seat::Observer]);
    let id = || prop::sample::select(vec!["r1", "r2", "r3", "r4"]);
    prop_oneof![
        4 => id().prop_map(plan),
        2 => id().prop_map(take_away),
        3 => (who(), seat, prop::sample::select(Agency::ALL.to_vec())).prop_map(|(who, seat, agency)| {
            PanelChange::ChangePerson { who: person_id(who), name: who.to_owned(), agency, post: "P".into(), seat }
        }),
        1 => who().prop_map(remove),
        3 => (who(), prop::option::of(who()), prop::option::of(who())).prop_map(|(c, d, s)| offices(c, d, s)),
        1 => Just(()).prop_map(|()| PanelChange::OrderPlans { order: ["r2", "r1"].map(review).into() }),
    ]
}

/// What no change may break.
fn sound(before: &Meeting, after: &Meeting) {
    let (panel, stage) = (after.panel(), after.stage());
    assert!(panel.agenda.iter().map(|review| &review.id).eq(stage.reviews.iter().map(|review| &review.id)));
    assert!(panel.participant(&stage.offices.chair).unwrap().has_voice(), "the chair has a voice");
    for office in [&stage.offices.deputy, &stage.offices.scribe].into_iter().flatten() {
        assert!(panel.participant(office).unwrap().has_voice(), "{office} holds an office");
    }
    assert!(panel.scorers().next().is_some());
    assert!(stage.current.as_ref().is_none_or(|current| stage.review(current).is_some()));
    for old in &before.stage().reviews {
        match stage.review(&old.id) {
            Some(new) if old.phase == new.phase => {
                assert_eq!(before.frozen(&old.id), after.frozen(&old.id), "what is signed does not change");
                assert!(old.phase != ReviewPhase::Signing || old.to_sign == new.to_sign);
            }
            Some(_) => {}
            None => assert!(!old.is_begun(&stage.way), "{} was begun and is gone", old.id),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_changes_leave_a_meeting_that_can_go_on(
        script in prop::collection::vec((step(), prop::option::weighted(0.4, any_change())), 1..80)
    ) {
        let begin = || Meeting::new(panel(), builtin_framework("essex-full").unwrap().clone());
        let (mut live, mut kept, drafts) = (begin(), Vec::new(), drafted());
        let script = beginning().into_iter().map(|step| (step, None)).chain(script);
        for (step, ((_, attempts), wanted)) in script.enumerate() {
            let now = Time(i64::try_from(step).unwrap());
            if let Some(wanted) = wanted {
                let before = live.clone();
                let op = OpId::new(format!("change{step}")).unwrap();
                let verdict = live.decide_change(&coordinator(), &op, None, &wanted, now, &drafts);
                if let Ok(Verdict::New(decision)) = verdict {
                    live.apply(&decision);
                    sound(&before, &live);
                    kept.push(decision);
                }
            }
            let may = |one: &&Attempt| {
                let actor = live.actor(one.who()).unwrap();
                policy::decide(&actor, Action::Do(one.command()), live.stage()).is_ok()
            };
            let Some(attempt) = attempts.iter().find(may).cloned() else { continue };
            live.set_here(attempt.who(), attempt.here());
            let envelope = attempt.envelope(&live, step);
            if let Ok(Verdict::New(decision)) = live.decide(attempt.who(), &envelope, now, &drafts) {
                live.apply(&decision);
                kept.push(decision);
            }
        }
        let mut replayed = begin();
        for decision in &kept {
            let stored = serde_json::from_str(&serde_json::to_string(decision).unwrap()).unwrap();
            replayed.apply(&stored);
        }
        for who in live.stage().here.clone() {
            replayed.set_here(&who, true);
        }
        prop_assert_eq!(replayed.stage(), live.stage());
        prop_assert_eq!(replayed.panel(), live.panel());
    }
}
