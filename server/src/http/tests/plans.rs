//! Plans are entered, looked at, and given to people to judge. What is judged over sockets is tested with the real program.

use std::collections::BTreeMap;

use accord_shared::api::{
    AdviceLine, AssessmentMade, Judges, NewAssessment, Of, PanelSummary, PlanSummary, PlanView, RegradeReport,
    SeatView, Seated, Side,
};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{AreaId, PlanId};
use accord_shared::panel::{Agency, PanelKind, Seat, Way};
use accord_shared::plan::{AdviceService, AdviceState, Plan, Standing};
use serde_json::{Value, json};
use sqlx::Connection as _;

use super::rig::{Site, beginning, form, new_plan, person, secret};
use crate::limits::{COOKIE_BYTES_MAX, OWN_SEATS_MAX};
use crate::store::{Change, PlanWrite, Row};

const LIGHT: &str = "essex-light-touch";

fn assessment(framework: &str, judges: Judges) -> NewAssessment {
    let framework = FrameworkId::new(framework).unwrap();
    NewAssessment { framework, face: None, of: Of::Plan, side: Side::Internal, judges }
}

fn two(sees_audit: bool) -> Judges {
    Judges::Two {
        auditor: person("Ana", Agency::SendService, Seat::Member),
        moderator: person("Ben", Agency::Health, Seat::Member),
        sees_audit,
        changes_grade: true,
    }
}

async fn view(site: &Site, cookie: &str, plan: &Plan) -> PlanView {
    site.ask("GET", format!("/api/plans/{}", plan.id)).cookie(cookie).send().await.ok().read()
}

async fn begin(site: &Site, cookie: &str, plan: &Plan, new: &NewAssessment) -> AssessmentMade {
    let ask = site.ask("POST", format!("/api/plans/{}/assessments", plan.id)).cookie(cookie).json(new);
    ask.send().await.ok().read()
}

/// How often something was noted in the audit log.
async fn noted(site: &Site, action: &str) -> i64 {
    let file = site.folder.path().join("accord.sqlite");
    let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let text = "SELECT COUNT(*) FROM audit WHERE action = $1 AND area IS NOT NULL AND actor LIKE 'coordinator:%'";
    sqlx::query_scalar(text).bind(action).fetch_one(&mut conn).await.unwrap()
}

#[tokio::test]
async fn a_plan_is_entered_and_listed_as_not_judged() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    assert_eq!((plan.version, plan.made_at, plan.previous.as_ref()), (1, beginning(), None));
    let list: Vec<PlanSummary> = site.ask("GET", "/api/plans").cookie(&cookie).send().await.ok().read();
    assert_eq!(list, [PlanSummary { plan: plan.clone(), standing: Standing::NotJudged, judged: None, open: 0 }]);
    let view = view(&site, &cookie, &plan).await;
    assert_eq!((view.plan, view.chain.len(), view.bundle.len()), (plan, 1, AdviceService::ALL.len()));
    let report: RegradeReport = site.ask("GET", "/api/plans/regrades").cookie(&cookie).send().await.ok().read();
    assert_eq!(report.months, []);
    assert_eq!((noted(&site, "plan-entered").await, noted(&site, "plan-read").await), (1, 1));
}

#[tokio::test]
async fn what_is_not_acceptable_in_a_plan_is_named_and_what_looks_personal_warns() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let send = async |change: fn(&mut Value)| {
        let mut body = serde_json::to_value(new_plan()).unwrap();
        change(&mut body);
        site.ask("POST", "/api/plans").cookie(&cookie).json(&body).send().await
    };
    let error = send(|body| body["case_ref"] = json!(" ")).await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "case_ref");
    let error = send(|body| body["author"] = json!("x".repeat(200))).await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "author");
    send(|body| body["version"] = json!(7)).await.refused(400, "bad-request");
    let error = send(|body| body["case_ref"] = json!("943 476 5919")).await.refused(422, "looks-personal");
    assert_eq!(error.fields[0].field, "case_ref");
    send(|body| {
        body["case_ref"] = json!("943 476 5919");
        body["warnings_seen"] = json!(true);
    })
    .await
    .ok();
}

#[tokio::test]
async fn another_areas_plan_is_not_found_by_any_door() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let own = site.plan(&cookie, &new_plan()).await;
    let area = AreaId::new("elsewhere").unwrap();
    let foreign = Plan { id: PlanId::new("foreign").unwrap(), ..own.clone() };
    let add = PlanWrite::Add { area: area.clone(), plan: Box::new(foreign) };
    let add_area = Change::AddArea { id: area, name: "Elsewhere".to_owned(), at: site.clock.now() };
    site.app.store.commit(vec![add_area, Change::Plan(add)]).await.unwrap();
    let begin = serde_json::to_value(assessment(LIGHT, Judges::Me)).unwrap();
    let before = site.dump().await;
    for id in ["foreign", "never-was"] {
        for (method, path, body) in [
            ("GET", "", Value::Null),
            ("POST", "/assessments", begin.clone()),
            ("POST", "/assessments/rev1/sit", Value::Null),
            ("POST", "/judge", json!({"framework": LIGHT})),
            ("PUT", "/feedback", json!({"text": "Good."})),
            ("POST", "/redraft", json!({"author": "", "where_to_read": ""})),
            ("POST", "/issue", Value::Null),
            ("PUT", "/advice/medical", json!({"state": "absent"})),
        ] {
            let ask = site.ask(method, format!("/api/plans/{id}{path}")).cookie(&cookie).json(&body);
            ask.send().await.refused(404, "not-found");
        }
        let mut panel = form();
        panel.agenda[0].plan = Some(PlanId::new(id).unwrap());
        let error = site.ask("POST", "/api/panels").cookie(&cookie).json(&panel).send().await.refused(422, "fields");
        assert_eq!(error.fields[0].field, "agenda.0.plan");
    }
    assert_eq!(site.dump().await, before);
    let list: Vec<PlanSummary> = site.ask("GET", "/api/plans").cookie(&cookie).send().await.ok().read();
    assert_eq!(list.len(), 1);
}

#[tokio::test]
async fn whoever_judges_many_plans_does_not_end_with_more_cookies_than_are_read() {
    let site = Site::new().await;
    let mut jar: BTreeMap<String, String> = BTreeMap::new();
    let keep = |jar: &mut BTreeMap<String, String>, line: &str| {
        let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
        if value.is_empty() { drop(jar.remove(name)) } else { drop(jar.insert(name.to_owned(), value.to_owned())) }
    };
    keep(&mut jar, &site.coordinator().await);
    let header = |jar: &BTreeMap<String, String>| {
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    };
    for _ in 0..2 * OWN_SEATS_MAX {
        let plan = site.plan(&header(&jar), &new_plan()).await;
        let ask = site.ask("POST", format!("/api/plans/{}/judge", plan.id)).cookie(&header(&jar));
        let answer = ask.json(&json!({"framework": LIGHT})).send().await.ok();
        for line in answer.headers.get_all("set-cookie") {
            keep(&mut jar, line.to_str().unwrap());
        }
        let seated: Seated = answer.read();
        site.ask("GET", format!("/api/seats/{}", seated.seat)).cookie(&header(&jar)).send().await.ok();
    }
    assert!(jar.len() <= OWN_SEATS_MAX + 2, "{} cookies", jar.len());
    assert!(header(&jar).len() < COOKIE_BYTES_MAX);
}

#[tokio::test]
async fn judging_is_one_request_and_the_same_assessment_from_every_device() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let judge = |cookie: &str| {
        let ask = site.ask("POST", format!("/api/plans/{}/judge", plan.id)).cookie(cookie);
        ask.json(&json!({"framework": LIGHT})).send()
    };
    let (one, two) = tokio::join!(judge(&cookie), judge(&cookie));
    let (one, two) = (one.ok(), two.ok());
    let seated: Seated = one.read();
    assert_eq!(two.read::<Seated>(), seated, "two devices at once get one assessment");
    assert_ne!(one.cookie(), two.cookie());
    for device in [one.cookie(), two.cookie()] {
        let seat = site.ask("GET", format!("/api/seats/{}", seated.seat)).cookie(&device).send().await.ok();
        let panel = seat.read::<SeatView>().panel;
        assert_eq!(panel.way, Way::Alone { assessor: seated.seat.clone() });
        assert_eq!(
            (panel.agenda[0].plan.as_ref(), panel.participants[0].name.as_str()),
            (Some(&plan.id), "Ann Coordinator")
        );
    }
    let view = view(&site, &cookie, &plan).await;
    assert_eq!(view.assessments.len(), 1);
    assert!(view.assessments[0].own && view.assessments[0].judges == "Ann Coordinator alone");
    let list: Vec<PlanSummary> = site.ask("GET", "/api/plans").cookie(&cookie).send().await.ok().read();
    assert_eq!(list[0].open, 1);
    let sit = format!("/api/plans/{}/assessments/{}/sit", plan.id, seated.review);
    assert_eq!(site.ask("POST", sit).cookie(&cookie).send().await.ok().read::<Seated>(), seated);
    // Another framework is another assessment.
    let ask = site.ask("POST", format!("/api/plans/{}/judge", plan.id)).cookie(&cookie);
    let full: Seated = ask.json(&json!({"framework": "essex-full"})).send().await.ok().read();
    assert_ne!(full.review, seated.review);
}

#[tokio::test]
async fn assessors_get_their_links_and_only_the_coordinators_own_seat_is_sat_down_at() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let made = begin(&site, &cookie, &plan, &assessment("essex-full", two(false))).await;
    assert_eq!((made.links.len(), made.seat), (2, None));
    assert_eq!(made.assessment.judges, "Ana, moderated by Ben");
    let sit = format!("/api/plans/{}/assessments/{}/sit", plan.id, made.assessment.review);
    site.ask("POST", sit).cookie(&cookie).send().await.refused(404, "not-found");
    let seat = site.seat(&made.links[0]).await;
    let seat: SeatView =
        site.ask("GET", format!("/api/seats/{}", made.links[0].participant)).cookie(&seat).send().await.ok().read();
    assert_eq!(seat.panel.agenda[0].case_ref, plan.case_ref);
    let alone = Judges::One { assessor: person("Cy", Agency::Health, Seat::Member) };
    let made = begin(&site, &cookie, &plan, &assessment(LIGHT, alone)).await;
    assert_eq!((made.links.len(), made.assessment.judges.as_str()), (1, "Cy alone"));
    assert!(!secret(&made.links[0]).is_empty());
    site.clock.advance_ms(1);
    let own = begin(&site, &cookie, &plan, &assessment(LIGHT, Judges::Me)).await;
    assert!(own.links.is_empty() && own.seat.is_some() && own.assessment.own);
    let view = view(&site, &cookie, &plan).await;
    assert_eq!(view.assessments.len(), 3);
    assert_eq!(view.assessments[2], own.assessment);
}

#[tokio::test]
async fn a_framework_judges_what_it_is_made_for_and_people_who_judge_score() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let medical = Of::Advice(AdviceService::Medical);
    let observer = Judges::One { assessor: person("Cy", Agency::Health, Seat::Observer) };
    for (new, field) in [
        (assessment("essex-advice", Judges::Me), "framework"),
        (NewAssessment { of: medical, ..assessment(LIGHT, Judges::Me) }, "framework"),
        (assessment("made-up", Judges::Me), "framework"),
        (NewAssessment { face: Some("unheard-of".to_owned()), ..assessment(LIGHT, Judges::Me) }, "face"),
        (assessment(LIGHT, observer), "judges.assessor.seat"),
    ] {
        let ask = site.ask("POST", format!("/api/plans/{}/assessments", plan.id)).cookie(&cookie).json(&new);
        assert_eq!(ask.send().await.refused(422, "fields").fields[0].field, field);
    }
    let mut panel = form();
    panel.framework = FrameworkId::new("essex-advice").unwrap();
    panel.agenda[0].plan = Some(plan.id.clone());
    let error = site.ask("POST", "/api/panels").cookie(&cookie).json(&panel).send().await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "agenda.0.plan");
    assert_eq!(view(&site, &cookie, &plan).await.assessments, []);
}

#[tokio::test]
async fn a_panel_on_a_plan_is_its_assessment_and_stays_a_meeting() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let mut panel = form();
    panel.agenda[0].plan = Some(plan.id.clone());
    let made = site.panel(&cookie, &panel).await;
    assert_eq!(made.panel.agenda[0].case_ref, plan.case_ref, "the area's own facts stand on the agenda");
    panel.kind = PanelKind::External;
    site.panel(&cookie, &panel).await;
    begin(&site, &cookie, &plan, &assessment(LIGHT, Judges::Me)).await;
    let kept = view(&site, &cookie, &plan).await.assessments;
    let said: Vec<_> = kept.iter().map(|one| (one.judges.as_str(), one.side)).collect();
    assert_eq!(said.iter().filter(|one| **one == ("a panel of 2", Side::Internal)).count(), 1);
    assert_eq!(said.iter().filter(|one| **one == ("a panel of 2", Side::External)).count(), 1);
    assert_eq!(said.len(), 3);
    let list: Vec<PanelSummary> = site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!(list.len(), 2, "what one person judges from the plan's page is no meeting");
}

#[tokio::test]
async fn advice_that_is_assessed_is_there_and_the_rest_is_as_it_was_said() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let put = async |service: &str, state: &str| -> AdviceLine {
        let ask = site.ask("PUT", format!("/api/plans/{}/advice/{service}", plan.id)).cookie(&cookie);
        ask.json(&json!({"state": state})).send().await.ok().read()
    };
    assert_eq!(put("social-care", "absent").await.state, AdviceState::Absent);
    put("physiotherapy", "absent").await;
    put("physiotherapy", "not-asked-for").await;
    let of = Of::Advice(AdviceService::Medical);
    begin(&site, &cookie, &plan, &NewAssessment { of, ..assessment("essex-advice", Judges::Me) }).await;
    let line = put("medical", "absent").await;
    assert_eq!((line.state, line.assessments.len()), (AdviceState::Received, 1));
    let view = view(&site, &cookie, &plan).await;
    let absent: Vec<_> =
        view.bundle.iter().filter(|line| line.state == AdviceState::Absent).map(|l| l.service).collect();
    assert_eq!(absent, [AdviceService::SocialCare]);
    let ask = site.ask("PUT", format!("/api/plans/{}/advice/astrology", plan.id)).cookie(&cookie);
    ask.json(&json!({"state": "absent"})).send().await.refused(404, "not-found");
}

#[tokio::test]
async fn nothing_is_issued_or_redrafted_before_it_is_judged() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let ask = |method, end: &str| site.ask(method, format!("/api/plans/{}/{end}", plan.id)).cookie(&cookie);
    ask("POST", "issue").send().await.refused(422, "not-judged");
    let redraft = json!({"author": "", "where_to_read": ""});
    ask("POST", "redraft").json(&redraft).send().await.refused(422, "not-judged");
    ask("PUT", "feedback").json(&json!({"text": "\n"})).send().await.refused(422, "fields");
    let personal = json!({"text": "For the child with NHS number 943 476 5919."});
    ask("PUT", "feedback").json(&personal).send().await.refused(422, "looks-personal");
    let told: Plan = ask("PUT", "feedback").json(&json!({"text": " Say who. "})).send().await.ok().read();
    assert_eq!(told.feedback.unwrap().text, "Say who.");
    assert_eq!(view(&site, &cookie, &plan).await.plan.feedback.unwrap().at, beginning());
}

#[tokio::test]
async fn whoever_judges_many_plans_keeps_no_seat_of_those_that_are_done() {
    let site = Site::new().await;
    let coordinator = site.coordinator().await;
    let mut seats: Vec<(Seated, String)> = Vec::new();
    for _ in 0..3 {
        let plan = site.plan(&coordinator, &new_plan()).await;
        let jar: Vec<&str> = seats.iter().map(|(_, cookie)| cookie.as_str()).chain([coordinator.as_str()]).collect();
        let ask = site.ask("POST", format!("/api/plans/{}/judge", plan.id)).cookie(&jar.join("; "));
        let answer = ask.json(&json!({"framework": LIGHT})).send().await.ok();
        let cleared: Vec<_> =
            answer.headers.get_all("set-cookie").iter().skip(1).map(|c| c.to_str().unwrap()).collect();
        let done: Vec<_> = seats.drain(..).map(|(seated, cookie)| (seated.seat.to_string(), cookie)).collect();
        assert_eq!(cleared.len(), done.len());
        for ((seat, cookie), cleared) in done.iter().zip(cleared) {
            assert!(
                cleared.starts_with(&format!("accord_seat_{seat}=;")) && cleared.ends_with("Max-Age=0"),
                "{cleared}"
            );
            site.ask("GET", format!("/api/seats/{seat}")).cookie(cookie).send().await.refused(401, "not-signed-in");
        }
        let (seated, cookie): (Seated, _) = (answer.read(), answer.cookie());
        let panel = site.ask("GET", format!("/api/seats/{}", seated.seat)).cookie(&cookie).send().await.ok();
        let record = Row::Record {
            panel: panel.read::<SeatView>().panel.id,
            review: seated.review.clone(),
            version: 1,
            sha256: String::new(),
            closed_at: beginning(),
            reason: None,
            body: "{}".to_owned(),
        };
        site.app.store.append(vec![record]).await.unwrap().unwrap();
        seats.push((seated, cookie));
    }
}
