//! Panels that change after they were made: the meeting, the agenda, people, offices, cancelling and copying.

use accord_shared::api::{
    AddToAgenda, CancelPanel, ChangeMeeting, ChangeOffices, ChangePerson, CopyPanel, Invitation, OrderAgenda,
    PanelMade, PanelSummary, PanelView, PlanView, SeatView, TakeAway,
};
use accord_shared::panel::{Agency, Meets, Seat, Visibility};
use serde::Serialize;
use serde_json::json;

use super::rig::{Answer, Site, form, id_of, link_of, new_plan, secret};
use crate::limits::DAY_MS;

/// A panel and its coordinator.
struct Scene {
    site: Site,
    cookie: String,
    made: PanelMade,
}

impl Scene {
    async fn new() -> Self {
        let site = Site::new().await;
        let cookie = site.coordinator().await;
        let made = site.panel(&cookie, &form()).await;
        Self { site, cookie, made }
    }

    fn path(&self, below: &str) -> String {
        format!("/api/panels/{}{below}", self.made.panel.id)
    }

    async fn send(&self, method: &str, below: &str, body: &impl Serialize) -> Answer {
        self.site.ask(method, self.path(below)).cookie(&self.cookie).json(body).send().await
    }

    async fn view(&self) -> PanelView {
        self.site.ask("GET", self.path("")).cookie(&self.cookie).send().await.ok().read()
    }

    async fn seat(&self, cookie: &str, name: &str) -> Answer {
        self.site.ask("GET", format!("/api/seats/{}", id_of(&self.made, name))).cookie(cookie).send().await
    }

    async fn look(&self, name: &str) -> Answer {
        let claim = json!({"token": secret(link_of(&self.made, name))});
        self.site.ask("POST", "/api/invitation").json(&claim).send().await
    }
}

fn moved(seen: u64, held_on: &str) -> ChangeMeeting {
    let meets = Meets {
        begins: "10:00".into(),
        ends: "12:00".into(),
        place: " Room 4, County Hall ".into(),
        call: "https://meet.example.org/abc".into(),
    };
    ChangeMeeting { seen, title: "Winter panel".into(), held_on: held_on.into(), meets, warnings_seen: false }
}

fn addition(seen: u64, case_ref: &str) -> AddToAgenda {
    let review = accord_shared::api::NewReview { case_ref: case_ref.into(), ..form().agenda[0].clone() };
    AddToAgenda { seen, review, warnings_seen: false }
}

#[tokio::test]
async fn a_moved_meeting_keeps_its_links_and_says_when_and_where() {
    let scene = Scene::new().await;
    let seat = scene.site.seat(link_of(&scene.made, "Mo")).await;
    let view: PanelView = scene.send("PUT", "/meeting", &moved(0, "2027-01-15")).await.ok().read();
    assert_eq!((view.panel.title.as_str(), view.panel.meets.place.as_str()), ("Winter panel", "Room 4, County Hall"));
    // Five weeks later the first day and its links would be long over.
    scene.site.clock.advance_ms(35 * DAY_MS);
    let invitation: Invitation = scene.look("Mo").await.ok().read();
    assert_eq!((invitation.held_on.as_str(), invitation.meets.begins.as_str()), ("2027-01-15", "10:00"));
    let seen: SeatView = scene.seat(&seat, "Mo").await.ok().read();
    assert_eq!(seen.panel.meets.call_host(), Some("meet.example.org"));
    assert!(seen.panel.since.changes[0].words.contains("Friday 15 January 2027"));
    let cookie = scene.site.coordinator_again().await;
    let list: Vec<PanelSummary> = scene.site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!((list[0].title.as_str(), list[0].held_on.as_str()), ("Winter panel", "2027-01-15"));
}

#[tokio::test]
async fn what_is_wrong_with_a_change_is_named_and_nothing_is_changed() {
    let scene = Scene::new().await;
    let mut wrong = moved(0, "2027-02-30");
    (wrong.title, wrong.meets.ends, wrong.meets.call) = (" ".into(), "09:00".into(), "http://meet.example.org".into());
    let error = scene.send("PUT", "/meeting", &wrong).await.refused(422, "fields");
    let fields: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["title", "held_on", "ends", "call"]);
    let personal = ChangeMeeting { title: "Case 943 476 5919".into(), ..moved(0, "2027-01-15") };
    scene.send("PUT", "/meeting", &personal).await.refused(422, "looks-personal");
    let error = scene.send("POST", "/agenda", &addition(0, "")).await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "agenda.0.case_ref");
    let error = scene.send("POST", "/cancel", &CancelPanel { reason: " ".into(), ask: String::new() }).await;
    assert_eq!(error.refused(422, "fields").fields.len(), 2);
    assert_eq!(scene.view().await.panel, scene.made.panel);
}

#[tokio::test]
async fn who_decided_on_an_older_panel_looks_again() {
    let scene = Scene::new().await;
    let view: PanelView = scene.send("POST", "/agenda", &addition(0, "EX-0200")).await.ok().read();
    scene.send("PUT", "/meeting", &moved(0, "2027-01-15")).await.refused(409, "out-of-date");
    scene.send("PUT", "/meeting", &moved(view.now.seen, "2027-01-15")).await.ok();
}

#[tokio::test]
async fn plans_come_are_ordered_and_leave_with_a_reason() {
    let scene = Scene::new().await;
    let view: PanelView = scene.send("POST", "/agenda", &addition(0, "EX-0200")).await.ok().read();
    let order = view.panel.agenda.iter().rev().map(|review| review.id.clone()).collect();
    let view: PanelView = scene.send("PUT", "/agenda", &OrderAgenda { seen: view.now.seen, order }).await.ok().read();
    let cases: Vec<_> = view.panel.agenda.iter().map(|review| review.case_ref.as_str()).collect();
    assert_eq!(cases, ["EX-0200", "EX-0142"]);
    let below = format!("/reviews/{}/take-away", view.panel.agenda[0].id);
    let seen = view.now.seen;
    scene.send("POST", &below, &TakeAway { seen, reason: " ".into() }).await.refused(422, "fields");
    let view: PanelView = scene.send("POST", &below, &TakeAway { seen, reason: "Withdrawn".into() }).await.ok().read();
    assert_eq!((view.panel.agenda.len(), view.panel.since.taken_away[0].reason.as_str()), (1, "Withdrawn"));
    scene
        .send("POST", &below, &TakeAway { seen: view.now.seen, reason: "Again".into() })
        .await
        .refused(404, "not-found");
}

#[tokio::test]
async fn a_plan_of_the_areas_is_judged_where_it_is_put_and_free_again_where_it_is_taken_away() {
    let scene = Scene::new().await;
    let plan = scene.site.plan(&scene.cookie, &new_plan()).await;
    let mut form = addition(0, "whatever");
    form.review.plan = Some(plan.id.clone());
    let view: PanelView = scene.send("POST", "/agenda", &form).await.ok().read();
    let review = &view.panel.agenda[1];
    assert_eq!(review.case_ref, plan.case_ref, "the facts are those that the area keeps");
    let page = || scene.site.ask("GET", format!("/api/plans/{}", plan.id)).cookie(&scene.cookie).send();
    let judged: PlanView = page().await.ok().read();
    assert_eq!((&judged.assessments[0].review, &judged.assessments[0].called_off), (&review.id, &None));
    let below = format!("/reviews/{}/take-away", review.id);
    scene.send("POST", &below, &TakeAway { seen: view.now.seen, reason: "Withdrawn".into() }).await.ok();
    let judged: PlanView = page().await.ok().read();
    assert_eq!(judged.assessments[0].called_off.as_deref(), Some("Withdrawn"));
}

#[tokio::test]
async fn a_person_is_somebody_else_under_the_same_link() {
    let scene = Scene::new().await;
    let seat = scene.site.seat(link_of(&scene.made, "Mo")).await;
    let below = format!("/participants/{}", id_of(&scene.made, "Mo"));
    let now = ChangePerson {
        seen: 0,
        name: " Mona Lee ".into(),
        agency: Agency::Health,
        post: "Nurse".into(),
        seat: Seat::Observer,
    };
    scene.send("PUT", &below, &ChangePerson { name: String::new(), ..now.clone() }).await.refused(422, "fields");
    scene.send("PUT", &below, &now).await.ok();
    let seen: SeatView = scene.seat(&seat, "Mo").await.ok().read();
    let person = seen.panel.participant(&seen.you).unwrap();
    assert_eq!((person.name.as_str(), person.agency, person.seat), ("Mona Lee", Agency::Health, Seat::Observer));
    let chair = format!("/participants/{}", id_of(&scene.made, "Chris"));
    let refused = ChangePerson { seen: 1, ..now };
    scene.send("PUT", &chair, &refused).await.refused(409, "holds-the-chair");
}

#[tokio::test]
async fn offices_are_said_anew_and_are_shown_as_they_are_held() {
    let scene = Scene::new().await;
    let [chris, mo, vi] = ["Chris", "Mo", "Vi"].map(|name| id_of(&scene.made, name));
    let offices = ChangeOffices { seen: 0, chair: mo.clone(), deputy: Some(chris.clone()), scribe: None };
    let view: PanelView = scene.send("PUT", "/offices", &offices).await.ok().read();
    assert_eq!((view.now.offices.chair, view.now.offices.deputy), (mo.clone(), Some(chris)));
    let screen = ChangeOffices { seen: view.now.seen, chair: vi, deputy: None, scribe: None };
    scene.send("PUT", "/offices", &screen).await.refused(422, "cannot-hold-office");
    let remove = scene.site.ask("DELETE", scene.path(&format!("/participants/{mo}"))).cookie(&scene.cookie);
    remove.send().await.refused(409, "holds-the-chair");
}

#[tokio::test]
async fn the_links_of_a_cancelled_panel_say_so_and_open_nothing() {
    let scene = Scene::new().await;
    let seat = scene.site.seat(link_of(&scene.made, "Mo")).await;
    let form = CancelPanel { reason: "The chair is ill.".into(), ask: "Ann, 01234 567890".into() };
    let view: PanelView = scene.send("POST", "/cancel", &form).await.ok().read();
    assert!(view.panel.since.cancelled.is_some());
    let invitation: Invitation = scene.look("Chris").await.ok().read();
    let cancelled = invitation.cancelled.unwrap();
    assert_eq!((cancelled.reason, cancelled.ask), (form.reason.clone(), form.ask.clone()));
    let claim = json!({"token": secret(link_of(&scene.made, "Chris"))});
    scene.site.ask("POST", "/api/join").json(&claim).send().await.refused(409, "cancelled");
    let seen: SeatView = scene.seat(&seat, "Mo").await.ok().read();
    assert!(seen.stage.cancelled, "whoever is in the room already still reads");
    scene.send("POST", "/cancel", &form).await.refused(409, "cancelled");
    scene.send("POST", "/agenda", &addition(view.now.seen, "EX-0200")).await.refused(409, "cancelled");
    let link = format!("/participants/{}/link", id_of(&scene.made, "Mo"));
    let renew = scene.site.ask("POST", scene.path(&link)).cookie(&scene.cookie);
    renew.send().await.refused(409, "cancelled");
    let list: Vec<PanelSummary> = scene.site.ask("GET", "/api/panels").cookie(&scene.cookie).send().await.ok().read();
    assert!(list[0].cancelled);
}

#[tokio::test]
async fn a_copy_has_the_people_with_new_links_and_plans_of_its_own_or_none() {
    let scene = Scene::new().await;
    let [chris, mo] = ["Chris", "Mo"].map(|name| id_of(&scene.made, name));
    let offices = ChangeOffices { seen: 0, chair: mo, deputy: Some(chris), scribe: None };
    scene.send("PUT", "/offices", &offices).await.ok();
    let form = CopyPanel {
        title: "Spring panel".into(),
        held_on: "2027-03-02".into(),
        meets: Meets::default(),
        agenda: Vec::new(),
        warnings_seen: false,
    };
    let copy: PanelMade = scene.send("POST", "/copies", &form).await.ok().read();
    let names = |made: &PanelMade| made.panel.participants.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&copy), names(&scene.made));
    assert_eq!((copy.links.len(), copy.panel.agenda.len()), (3, 0));
    assert_eq!(copy.panel.offices.chair, id_of(&copy, "Mo"), "the offices are those that are held now");
    assert_eq!(
        (copy.panel.framework_sha256.as_str(), copy.panel.visibility),
        (scene.made.panel.framework_sha256.as_str(), Visibility::Blind)
    );
    for name in ["Chris", "Mo"] {
        assert_ne!(id_of(&copy, name), id_of(&scene.made, name));
        scene.site.seat(link_of(&copy, name)).await;
        scene.look(name).await.ok();
    }
    let seat = scene.site.seat(link_of(&copy, "Mo")).await;
    let path = format!("/api/seats/{}", id_of(&copy, "Mo"));
    let seen: SeatView = scene.site.ask("GET", path).cookie(&seat).send().await.ok().read();
    assert_eq!(seen.stage.current, None, "the room opens without a plan");

    let with = CopyPanel { agenda: super::rig::form().agenda, ..form.clone() };
    let copy: PanelMade = scene.send("POST", "/copies", &with).await.ok().read();
    assert_eq!(copy.panel.agenda[0].case_ref, "EX-0142");
    let error = scene.send("POST", "/copies", &CopyPanel { title: String::new(), ..form }).await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "title");
}

#[tokio::test]
async fn an_assessment_belongs_to_its_plan() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let plan = site.plan(&cookie, &new_plan()).await;
    let judge = json!({
        "framework": "essex-light-touch", "face": null, "of": "plan", "side": "internal",
        "judges": {"by": "one", "assessor": super::rig::person("Cy", Agency::Health, Seat::Member)},
    });
    let ask = site.ask("POST", format!("/api/plans/{}/assessments", plan.id)).cookie(&cookie).json(&judge);
    let made: accord_shared::api::AssessmentMade = ask.send().await.ok().read();
    let panel = made.assessment.panel;
    let view: PanelView = site.ask("GET", format!("/api/panels/{panel}")).cookie(&cookie).send().await.ok().read();
    assert_eq!(view.now.of_plan.as_ref(), Some(&plan.id));
    let path = format!("/api/panels/{panel}/agenda");
    let ask = site.ask("POST", path).cookie(&cookie).json(&addition(0, "EX-0200"));
    ask.send().await.refused(409, "belongs-to-plan");
    let cancel = json!({"reason": "Cy left the service.", "ask": "Ann"});
    site.ask("POST", format!("/api/panels/{panel}/cancel")).cookie(&cookie).json(&cancel).send().await.ok();
    let page: PlanView = site.ask("GET", format!("/api/plans/{}", plan.id)).cookie(&cookie).send().await.ok().read();
    assert_eq!(page.assessments[0].called_off.as_deref(), Some("Cy left the service."));
}
