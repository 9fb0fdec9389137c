//! Plans from their entry to their issue, with everything that is judged in between: by real people over real sockets.

use accord_server::peer::{Ask, Coordinator, Person};
use accord_shared::api::{
    ApiError, AssessmentMade, Judges, NewAssessment, NewParticipant, NewWay, Of, PanelMade, PlanSummary, PlanVersion,
    PlanView, RegradeReport, Side,
};
use accord_shared::command::Command;
use accord_shared::framework::{FrameworkId, SectionId, TargetId};
use accord_shared::id::{PlanId, ReviewId};
use accord_shared::moderation::Outcome as Moderated;
use accord_shared::panel::{Agency, Seat, Way};
use accord_shared::plan::{AdviceService, AdviceState, Plan, Standing};
use accord_shared::record::RecordFile;
use accord_shared::schema::Prose;
use accord_shared::stage::{ReviewPhase, Stage};
use accord_tests::{
    Guests, Rig, Table, agree, all_sections, check_invariants, done, every_answer, find_secret, mark, new_plan,
    overall, refused, section, target,
};
use serde_json::{Value, json};

const LIGHT: &str = "essex-light-touch";
const FULL: &str = "essex-full";

fn framework(id: &str) -> FrameworkId {
    FrameworkId::new(id).unwrap()
}

fn somebody(name: &str, agency: Agency) -> NewParticipant {
    NewParticipant { name: name.to_owned(), agency, post: "Officer".to_owned(), seat: Seat::Member }
}

fn how(id: &str, side: Side, judges: Judges) -> NewAssessment {
    NewAssessment { framework: framework(id), face: None, of: Of::Plan, side, judges }
}

fn alone(name: &str) -> Judges {
    Judges::One { assessor: somebody(name, Agency::SendService) }
}

fn moderated(sees_audit: bool, changes_grade: bool) -> Judges {
    let (auditor, moderator) = (somebody("Ana", Agency::SendService), somebody("Ben", Agency::Sendiass));
    Judges::Two { auditor, moderator, sees_audit, changes_grade }
}

/// Gives the same grade in all these sections, and writes why.
async fn fill(person: &Person, review: &ReviewId, sections: &[SectionId], grade: i64, why: &str) {
    for id in sections {
        person.set_mark(review, &target(id), 1, mark(grade)).await.unwrap();
        person.append(&person.ballot(review), &Prose::Reason.private(id, 1), why).await.unwrap();
    }
}

fn every_section() -> Vec<SectionId> {
    all_sections().into_iter().chain([overall()]).collect()
}

/// Takes the seat behind a personal link and judges alone with the light-touch form.
async fn judge_lightly(rig: &Rig, made: &AssessmentMade, grade: i64, why: &str) {
    let person = Person::join(&rig.door, &made.links[0].url).await.unwrap();
    fill(&person, &made.assessment.review, &[overall()], grade, why).await;
    done(person.hand_in(&made.assessment.review).await.unwrap());
}

/// Sends a change of a plan; the status and what came back.
async fn change(coordinator: &Coordinator, plan: &PlanId, end: &str, body: &Value) -> (u16, Vec<u8>) {
    let method = if end == "feedback" || end.starts_with("advice/") { "PUT" } else { "POST" };
    let ask = Ask::new(method, format!("/api/plans/{plan}/{end}")).json(body);
    let answer = coordinator.ask(ask).await.unwrap();
    (answer.status, answer.body)
}

async fn refusal(coordinator: &Coordinator, plan: &PlanId, end: &str, body: &Value) -> (u16, String) {
    let (status, body) = change(coordinator, plan, end, body).await;
    (status, serde_json::from_slice::<ApiError>(&body).unwrap().code)
}

async fn changed(coordinator: &Coordinator, plan: &PlanId, end: &str, body: &Value) -> Plan {
    let (status, body) = change(coordinator, plan, end, body).await;
    assert!((200..300).contains(&status), "{status} {}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).unwrap()
}

fn redraft() -> Value {
    json!({"author": "SEND casework team", "where_to_read": ""})
}

fn feedback() -> Value {
    json!({"text": "Say who provides the therapy, how often and until when."})
}

async fn report(rig: &Rig) -> Vec<(u32, u32, u32, u32)> {
    let answer = rig.coordinator.ask(Ask::new("GET", "/api/plans/regrades")).await.unwrap();
    let report: RegradeReport = answer.read().unwrap();
    report.months.iter().map(|m| (m.judged, m.below_good, m.regraded, m.regraded_good)).collect()
}

#[tokio::test]
async fn a_draft_below_good_goes_back_to_its_author_and_its_redraft_is_issued() {
    let rig = Rig::start().await;
    let coordinator = &rig.coordinator;
    let first = coordinator.enter_plan(&new_plan("NE-1042")).await.unwrap();
    // From the list: open it, choose the grade (below Good it needs its reason), hand in.
    let (me, seated) = coordinator.judge(&first.id, framework(LIGHT)).await.unwrap();
    me.set_mark(&seated.review, &target(&overall()), 1, mark(3)).await.unwrap();
    assert_eq!(refused(me.hand_in(&seated.review).await.unwrap()), "incomplete");
    fill(&me, &seated.review, &[overall()], 3, "Provision is not specified.").await;
    assert_eq!(refusal(coordinator, &first.id, "issue", &Value::Null).await, (422, "not-judged".to_owned()));
    done(me.hand_in(&seated.review).await.unwrap());

    let view = coordinator.plan(&first.id).await.unwrap();
    assert_eq!((view.standing, view.chain.len()), (Standing::Below, 1));
    assert_eq!(view.assessments[0].judged.as_ref().unwrap().words, "3 Requires improvement");
    assert_eq!(refusal(coordinator, &first.id, "issue", &Value::Null).await, (422, "below-good".to_owned()));
    let again = serde_json::json!({"framework": "essex-light-touch"});
    let refused = refusal(coordinator, &first.id, "judge", &again).await;
    assert_eq!(
        refused,
        (422, "judged-below".to_owned()),
        "what is below Good is redrafted, not judged until it is good"
    );
    assert_eq!(refusal(coordinator, &first.id, "redraft", &redraft()).await, (422, "no-feedback".to_owned()));
    changed(coordinator, &first.id, "feedback", &feedback()).await;
    let second = changed(coordinator, &first.id, "redraft", &redraft()).await;
    assert_eq!((second.version, second.previous.as_ref(), &second.case_ref), (2, Some(&first.id), &first.case_ref));
    assert_eq!(second.feedback, None);

    for (end, code) in [("issue", "redrafted"), ("judge", "redrafted")] {
        let body = json!({"framework": LIGHT});
        assert_eq!(refusal(coordinator, &first.id, end, &body).await, (409, code.to_owned()));
    }
    assert_eq!(refusal(coordinator, &first.id, "feedback", &feedback()).await, (409, "redrafted".to_owned()));
    let (me, again) = coordinator.judge(&second.id, framework(LIGHT)).await.unwrap();
    assert_ne!(again.review, seated.review, "the redraft has a review of its own");
    me.set_mark(&again.review, &target(&overall()), 1, mark(2)).await.unwrap();
    done(me.hand_in(&again.review).await.unwrap());
    assert_eq!(refusal(coordinator, &second.id, "redraft", &redraft()).await, (422, "needs-no-redraft".to_owned()));
    assert!(changed(coordinator, &second.id, "issue", &Value::Null).await.issued_at.is_some());
    assert_eq!(refusal(coordinator, &second.id, "issue", &Value::Null).await, (409, "issued".to_owned()));

    let chain = coordinator.plan(&second.id).await.unwrap().chain;
    let said = |version: &PlanVersion| (version.standing, version.judged.as_ref().unwrap().words.clone());
    let said: Vec<_> = chain.iter().map(said).collect();
    let grades = [(Standing::Redrafted, "3 Requires improvement"), (Standing::Issued, "2 Good")];
    assert_eq!(said, grades.map(|(standing, words)| (standing, words.to_owned())));
    assert_eq!(chain[0].plan.feedback.as_ref().unwrap().text, feedback()["text"].as_str().unwrap());
    let counted = report(&rig).await.into_iter().reduce(|a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2, a.3 + b.3));
    assert_eq!(counted, Some((2, 1, 1, 1)), "also where the month ends in between");
    let list: Vec<PlanSummary> = coordinator.ask(Ask::new("GET", "/api/plans")).await.unwrap().read().unwrap();
    assert_eq!(list.iter().map(|one| (&one.plan.id, one.open)).collect::<Vec<_>>(), [(&second.id, 0)]);
    check_invariants([&me]).await;
}

#[tokio::test]
async fn of_two_redrafts_or_two_issues_at_once_one_wins_and_the_other_is_told() {
    let rig = Rig::start().await;
    let coordinator = &rig.coordinator;
    for round in 0..6 {
        let plan = coordinator.enter_plan(&new_plan(&format!("NE-{round}"))).await.unwrap();
        let made = coordinator.assess(&plan.id, &how(LIGHT, Side::Internal, alone("Cy"))).await.unwrap();
        judge_lightly(&rig, &made, 3, "Outcomes are vague.").await;
        changed(coordinator, &plan.id, "feedback", &feedback()).await;
        let form = redraft();
        let send = || change(coordinator, &plan.id, "redraft", &form);
        let (one, two, three) = tokio::join!(send(), send(), send());
        let mut answers = [one, two, three];
        answers.sort();
        assert_eq!(answers.each_ref().map(|answer| answer.0), [201, 409, 409]);
        for (_, body) in &answers[1..] {
            assert_eq!(serde_json::from_slice::<ApiError>(body).unwrap().code, "redrafted");
        }
        let second: Plan = serde_json::from_slice(&answers[0].1).unwrap();
        assert_eq!(coordinator.plan(&plan.id).await.unwrap().chain.len(), 2);
        let made = coordinator.assess(&second.id, &how(LIGHT, Side::Internal, alone("Cy"))).await.unwrap();
        judge_lightly(&rig, &made, 1, "").await;
        let (one, two) = tokio::join!(
            change(coordinator, &second.id, "issue", &Value::Null),
            change(coordinator, &second.id, "issue", &Value::Null)
        );
        let mut statuses = [one.0, two.0];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }
}

#[tokio::test]
async fn a_judgement_goes_on_where_it_was_left_on_another_device_and_after_a_restart() {
    let mut rig = Rig::start().await;
    let plan = rig.coordinator.enter_plan(&new_plan("NE-7")).await.unwrap();
    let (laptop, seated) = rig.coordinator.judge(&plan.id, framework(LIGHT)).await.unwrap();
    fill(&laptop, &seated.review, &[overall()], 2, "Outcomes are clear").await;
    drop(laptop);
    rig.stop().await;
    rig.start_again().await;
    let (phone, again) = rig.coordinator.judge(&plan.id, framework(LIGHT)).await.unwrap();
    assert_eq!(again, seated);
    let ballot = phone.ballot(&seated.review);
    phone.attend(&ballot).await.unwrap();
    let root = Prose::Reason.private(&overall(), 1);
    assert_eq!(phone.read(&ballot, |replica| replica.text(&root)), "Outcomes are clear");
    phone.append(&ballot, &root, " and measurable.").await.unwrap();
    done(phone.hand_in(&seated.review).await.unwrap());
    let view = rig.coordinator.plan(&plan.id).await.unwrap();
    assert_eq!((view.standing, view.assessments.len(), view.assessments[0].versions), (Standing::GoodEnough, 1, 1));
    // What was handed in is not gone on with: judging again is another assessment.
    let (_, third) = rig.coordinator.judge(&plan.id, framework(LIGHT)).await.unwrap();
    assert_ne!(third.review, seated.review);
    assert_eq!(rig.coordinator.plan(&plan.id).await.unwrap().standing, Standing::GoodEnough, "nothing open counts");
    check_invariants([&phone]).await;
}

/// An audit and its moderation of the same plan, and the two people who make them.
struct Audit {
    plan: Plan,
    made: AssessmentMade,
    auditor: Person,
    moderator: Person,
}

impl Audit {
    async fn begin(rig: &Rig, framework: &str, sees_audit: bool, changes_grade: bool) -> Self {
        let plan = rig.coordinator.enter_plan(&new_plan("NE-88")).await.unwrap();
        let how = how(framework, Side::Internal, moderated(sees_audit, changes_grade));
        let made = rig.coordinator.assess(&plan.id, &how).await.unwrap();
        let auditor = Person::join(&rig.door, &made.links[0].url).await.unwrap();
        let moderator = Person::join(&rig.door, &made.links[1].url).await.unwrap();
        assert_eq!((auditor.invitation.name.as_str(), moderator.invitation.name.as_str()), ("Ana", "Ben"));
        Self { plan, made, auditor, moderator }
    }

    fn review(&self) -> &ReviewId {
        &self.made.assessment.review
    }

    /// The same as a table, to ask every address with what can be named at it.
    async fn table(&self, rig: &Rig) -> Table {
        let panel = rig.coordinator.panel(&self.made.assessment.panel).await.unwrap().panel;
        Table::of(&rig.door, PanelMade { panel, links: self.made.links.clone() })
    }

    async fn finish(&self) {
        done(self.moderator.command(Command::Finish { review: self.review().clone() }).await.unwrap());
    }

    async fn view(&self, rig: &Rig) -> PlanView {
        rig.coordinator.plan(&self.plan.id).await.unwrap()
    }
}

#[tokio::test]
async fn a_moderation_that_changes_the_grade_is_what_the_plan_stands_by() {
    let rig = Rig::start().await;
    let audit = Audit::begin(&rig, LIGHT, false, true).await;
    let review = audit.review();
    fill(&audit.auditor, review, &[overall()], 3, "Too vague.").await;
    done(audit.auditor.hand_in(review).await.unwrap());
    assert_eq!(audit.view(&rig).await.standing, Standing::NotJudged, "half of it is nothing yet");
    fill(&audit.moderator, review, &[overall()], 2, "Clear enough.").await;
    done(audit.moderator.hand_in(review).await.unwrap());
    let moderate = Command::Moderate { review: review.clone(), section: overall(), marks: agree(&overall(), 2) };
    done(audit.moderator.command(moderate).await.unwrap());
    audit.finish().await;
    let view = audit.view(&rig).await;
    let kept = &view.assessments[0];
    assert_eq!((view.standing, kept.judged.as_ref().unwrap().words.as_str()), (Standing::GoodEnough, "2 Good"));
    assert_eq!(kept.moderation.len(), 1);
    assert!(kept.moderation[0].overall && kept.moderation[0].outcome == Moderated::Upgraded);
    check_invariants([&audit.auditor, &audit.moderator]).await;
}

#[tokio::test]
async fn a_moderation_for_feedback_lets_the_audits_grade_stand_and_says_what_it_thought() {
    let rig = Rig::start().await;
    let audit = Audit::begin(&rig, FULL, false, false).await;
    let review = audit.review();
    fill(&audit.auditor, review, &every_section(), 2, "").await;
    fill(&audit.moderator, review, &every_section(), 3, "Too vague.").await;
    // In either order.
    done(audit.moderator.hand_in(review).await.unwrap());
    done(audit.auditor.hand_in(review).await.unwrap());
    audit.moderator.until("both are in", |stage| stage.reviews[0].handed_in.len() == 2).await.unwrap();
    audit.finish().await;
    let view = audit.view(&rig).await;
    let kept = &view.assessments[0];
    assert_eq!((view.standing, kept.judged.as_ref().unwrap().words.as_str()), (Standing::GoodEnough, "2 Good"));
    assert_eq!(kept.moderation.len(), 13);
    assert!(kept.moderation.iter().all(|one| one.outcome == Moderated::Downgraded));
    assert_eq!(kept.judges, "Ana, moderated by Ben");
    check_invariants([&audit.auditor, &audit.moderator]).await;
}

/// The record of a review in one of its versions.
async fn record_of(person: &Person, review: &ReviewId, version: u32) -> RecordFile {
    let path = format!("/api/seats/{}/reviews/{review}/records/{version}", person.id());
    person.ask(Ask::new("GET", path)).await.unwrap().read().unwrap()
}

#[tokio::test]
async fn a_judgement_is_corrected_in_a_new_version_which_the_plan_then_stands_by() {
    let rig = Rig::start().await;
    let coordinator = &rig.coordinator;
    let plan = coordinator.enter_plan(&new_plan("NE-90")).await.unwrap();
    let (me, seated) = coordinator.judge(&plan.id, framework(LIGHT)).await.unwrap();
    let review = &seated.review;
    fill(&me, review, &[overall()], 3, "Provision is not specified.").await;
    let closed = done(me.hand_in(review).await.unwrap());
    me.until("the record", |stage| stage.version >= closed).await.unwrap();
    let first = record_of(&me, review, 1).await;
    let correct = |reason: &str| Command::Correct { review: review.clone(), reason: reason.to_owned() };
    assert_eq!(refused(me.command(correct(" ")).await.unwrap()), "reason-needed");
    let opened = done(me.command(correct("The grade was mistyped.")).await.unwrap());
    me.until("the form", |stage| stage.version >= opened).await.unwrap();
    assert_eq!(coordinator.plan(&plan.id).await.unwrap().standing, Standing::Below, "the first version still stands");
    // The form is as it was; only what was wrong is changed.
    me.set_mark(review, &target(&overall()), 1, mark(2)).await.unwrap();
    done(me.hand_in(review).await.unwrap());
    let view = coordinator.plan(&plan.id).await.unwrap();
    assert_eq!((view.standing, view.assessments.len()), (Standing::GoodEnough, 1));
    assert_eq!((view.assessments[0].versions, &view.assessments[0].judged.as_ref().unwrap().words[..]), (2, "2 Good"));
    let second = record_of(&me, review, 2).await;
    assert_eq!(second.record.correction.as_deref(), Some("The grade was mistyped."));
    assert_eq!(second.record.previous_sha256.as_ref(), Some(&first.sha256));
    let reasons = |file: &RecordFile| file.record.content.sections[0].rounds.last().unwrap().ballots[0].reason.clone();
    assert_eq!(reasons(&second), "Provision is not specified.", "what was written is kept");
    assert_eq!(record_of(&me, review, 1).await, first, "the first version never changes");
    check_invariants([&me]).await;
}

#[tokio::test]
async fn a_moderated_record_is_corrected_by_the_moderator_and_both_hand_in_again() {
    let rig = Rig::start().await;
    let audit = Audit::begin(&rig, LIGHT, false, true).await;
    let review = audit.review();
    for (person, why) in [(&audit.auditor, "Clear."), (&audit.moderator, "Clear enough.")] {
        fill(person, review, &[overall()], 2, why).await;
        done(person.hand_in(review).await.unwrap());
    }
    audit.moderator.until("both are in", |stage| stage.reviews[0].handed_in.len() == 2).await.unwrap();
    audit.finish().await;
    let closed = |stage: &Stage| stage.reviews[0].phase == ReviewPhase::Closed;
    audit.auditor.until("the record", closed).await.unwrap();
    let correct = Command::Correct { review: review.clone(), reason: "Section F was overlooked.".to_owned() };
    assert_eq!(refused(audit.auditor.command(correct.clone()).await.unwrap()), "not-the-moderator");
    let opened = done(audit.moderator.command(correct).await.unwrap());
    for person in [&audit.auditor, &audit.moderator] {
        person.until("the forms", |stage| stage.version >= opened).await.unwrap();
        person.set_mark(review, &target(&overall()), 1, mark(3)).await.unwrap();
    }
    fill(&audit.auditor, review, &[overall()], 3, CANARY).await;
    let handed = done(audit.auditor.hand_in(review).await.unwrap());
    audit.moderator.until("the audit is in", |stage| stage.version >= handed).await.unwrap();
    assert!(audit.moderator.frames().iter().all(|bytes| find_secret(bytes, CANARY).is_none()), "blind again");
    done(audit.moderator.hand_in(review).await.unwrap());
    audit.moderator.until("both are in", |stage| stage.reviews[0].handed_in.len() == 2).await.unwrap();
    audit.finish().await;
    let view = audit.view(&rig).await;
    assert_eq!((view.standing, view.assessments[0].versions), (Standing::Below, 2));
    check_invariants([&audit.auditor, &audit.moderator]).await;
}

const CANARY: &str = "cañary-audit «1» zwölf";

#[tokio::test]
async fn a_blind_moderator_gets_no_byte_of_the_audit_before_handing_in() {
    let rig = Rig::start().await;
    let audit = Audit::begin(&rig, LIGHT, false, true).await;
    let review = audit.review().clone();
    fill(&audit.auditor, &review, &[overall()], 4, CANARY).await;
    let table = audit.table(&rig).await;
    let last = done(audit.auditor.hand_in(&review).await.unwrap());
    audit.moderator.until("the audit is in", |stage| stage.version >= last).await.unwrap();
    audit.moderator.attend(&audit.auditor.ballot(&review)).await.unwrap_err();
    fill(&audit.moderator, &review, &[overall()], 2, "Clear.").await;
    audit.moderator.drop_connection();
    audit.moderator.reconnect().await.unwrap();
    let mut told: Vec<Vec<u8>> = audit.moderator.frames();
    told.extend(table.every_answer_to(&audit.moderator).await.into_iter().map(|answer| answer.body));
    let asked = every_answer(&table, |ask| async { rig.coordinator.ask(ask).await.unwrap() }).await;
    told.extend(asked.into_iter().map(|answer| answer.body));
    for bytes in &told {
        assert_eq!(find_secret(bytes, CANARY), None, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(audit.moderator.rounds(), []);
    // Once both are in, both lie on the table, and the same search finds it.
    done(audit.moderator.hand_in(&review).await.unwrap());
    audit.moderator.wait("both forms", |view| (view.rounds.len() == 1).then_some(())).await.unwrap();
    assert!(audit.moderator.frames().iter().any(|bytes| find_secret(bytes, CANARY).is_some()));
    check_invariants([&audit.auditor, &audit.moderator]).await;
}

#[tokio::test]
async fn a_moderator_who_sees_the_audit_gets_it_only_once_it_is_handed_in() {
    let rig = Rig::start().await;
    let audit = Audit::begin(&rig, LIGHT, true, true).await;
    let review = audit.review().clone();
    fill(&audit.auditor, &review, &[overall()], 4, CANARY).await;
    let ballot = audit.auditor.ballot(&review);
    audit.moderator.attend(&ballot).await.unwrap_err();
    assert!(audit.moderator.frames().iter().all(|bytes| find_secret(bytes, CANARY).is_none()));
    let last = done(audit.auditor.hand_in(&review).await.unwrap());
    audit.moderator.until("the audit is in", |stage| stage.version >= last).await.unwrap();
    audit.moderator.attend(&ballot).await.unwrap();
    let root = Prose::Reason.private(&overall(), 1);
    assert_eq!(audit.moderator.read(&ballot, |replica| replica.text(&root)), CANARY);
    let change = audit.moderator.append(&ballot, &root, " Not so.").await.unwrap();
    assert_eq!(change, accord_server::peer::Written::Refused);
    check_invariants([&audit.auditor, &audit.moderator]).await;
}

#[tokio::test]
async fn internal_and_external_stand_side_by_side_and_only_the_areas_own_decides() {
    let rig = Rig::start().await;
    let plan = rig.coordinator.enter_plan(&new_plan("NE-5")).await.unwrap();
    for (side, name, grade) in [(Side::External, "Eve", 4), (Side::Internal, "Ian", 2)] {
        let made = rig.coordinator.assess(&plan.id, &how(FULL, side, alone(name))).await.unwrap();
        let person = Person::join(&rig.door, &made.links[0].url).await.unwrap();
        fill(&person, &made.assessment.review, &every_section(), grade, &format!("{name} says so.")).await;
        done(person.hand_in(&made.assessment.review).await.unwrap());
    }
    let view = rig.coordinator.plan(&plan.id).await.unwrap();
    assert_eq!(view.standing, Standing::GoodEnough);
    let table = &view.side_by_side[0];
    let judges: Vec<_> = table.columns.iter().map(|column| column.judges.as_str()).collect();
    assert_eq!(judges, ["Ian alone", "Eve alone"]);
    assert_eq!(table.rows.len(), 13);
    for row in &table.rows {
        assert_eq!((row.cells[0].words.as_str(), row.cells[0].outcome), ("2 Good", None));
        assert_eq!(row.cells[1].outcome, Some(Moderated::Downgraded));
        assert_eq!(row.cells[1].differ, [TargetId::from(&row.section)]);
        assert_eq!(row.cells[1].rationale, "Eve says so.");
    }
    let k = view.section_k.unwrap();
    assert_eq!((k.words.as_str(), k.rationale.as_str()), ("2 Good", "Ian says so."));
}

#[tokio::test]
async fn the_advice_that_fed_a_plan_stands_beside_it_with_what_is_absent() {
    let rig = Rig::start().await;
    let plan = rig.coordinator.enter_plan(&new_plan("NE-6")).await.unwrap();
    let of = Of::Advice(AdviceService::EducationalPsychology);
    let how = NewAssessment { of, ..how("essex-advice", Side::Internal, alone("Cy")) };
    let made = rig.coordinator.assess(&plan.id, &how).await.unwrap();
    let person = Person::join(&rig.door, &made.links[0].url).await.unwrap();
    assert_eq!(person.panel().agenda[0].advice, Some(AdviceService::EducationalPsychology));
    let parts = ["presentation", "views", "needs", "outcomes", "provision"].map(section);
    fill(&person, &made.assessment.review, &parts, 3, "Too general.").await;
    done(person.hand_in(&made.assessment.review).await.unwrap());
    let (status, _) = change(&rig.coordinator, &plan.id, "advice/social-care", &json!({"state": "absent"})).await;
    assert_eq!(status, 200);
    let view = rig.coordinator.plan(&plan.id).await.unwrap();
    assert_eq!(view.standing, Standing::NotJudged, "advice is not the plan");
    let with =
        |state| view.bundle.iter().filter(|line| line.state == state).map(|line| line.service).collect::<Vec<_>>();
    assert_eq!(with(AdviceState::Absent), [AdviceService::SocialCare]);
    assert_eq!(with(AdviceState::Received), [AdviceService::EducationalPsychology]);
    let line = view.bundle.iter().find(|line| !line.assessments.is_empty()).unwrap();
    assert!(line.assessments[0].judged.as_ref().unwrap().words.contains("3 Requires improvement"));
}

#[tokio::test]
async fn one_assessor_with_a_list_of_drafts_hands_in_one_by_one() {
    let rig = Rig::start().await;
    let mut form = Guests::scorers(1).with_reviews(3).panel();
    form.way = NewWay::Alone { assessor: 0 };
    form.framework = framework(LIGHT);
    let mut plans = Vec::new();
    for review in form.agenda.iter_mut().skip(1) {
        let plan = rig.coordinator.enter_plan(&new_plan(&review.case_ref)).await.unwrap();
        review.plan = Some(plan.id.clone());
        plans.push(plan.id);
    }
    let made = rig.coordinator.make_panel(&form).await.unwrap();
    let table = Table::of(&rig.door, made);
    let person = table.join(0).await;
    assert_eq!(person.panel().way, Way::Alone { assessor: person.id().clone() });
    for (place, review) in table.made.panel.agenda.iter().enumerate() {
        fill(&person, &review.id, &[overall()], 2, "").await;
        done(person.hand_in(&review.id).await.unwrap());
        let closed = person.stage().reviews.iter().filter(|review| review.versions == 1).count();
        assert_eq!(closed, place + 1, "the others stay open");
    }
    assert_eq!(refused(person.hand_in(&table.review()).await.unwrap()), "handed-in");
    for plan in &plans {
        let view = rig.coordinator.plan(plan).await.unwrap();
        assert_eq!((view.standing, view.assessments[0].judges.as_str()), (Standing::GoodEnough, "Guest 0 alone"));
    }
    assert_eq!(rig.coordinator.panels().await.unwrap().len(), 1, "a list of drafts is among the meetings");
    check_invariants([&person]).await;
}
