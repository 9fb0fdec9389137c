//! Panels are made, looked at, and changed.

use std::collections::BTreeSet;

use accord_shared::api::{FrameworkSummary, FreshLink, NewPanel, NewWay, PanelSummary, PanelView, SeatView};
use accord_shared::framework::{Framework, builtin_framework, builtin_version};
use accord_shared::id::{AreaId, PanelId};
use accord_shared::mark::Mark;
use accord_shared::panel::{Agency, Panel, Seat};
use serde_json::{Value, json};

use super::rig::{ORIGIN, Site, form, id_of, link_of, person};
use crate::limits::BODY_BYTES_MAX;
use crate::store::Change;

#[tokio::test]
async fn a_panel_is_made_with_a_link_for_everyone() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let answer = site.ask("POST", "/api/panels").cookie(&cookie).json(&form()).send().await;
    assert_eq!(answer.status, 201);
    let made: accord_shared::api::PanelMade = answer.read();
    assert_eq!(made.panel.offices.chair, id_of(&made, "Chris"));
    assert_eq!(made.panel.offices.deputy, Some(id_of(&made, "Mo")));
    assert_eq!(made.panel.framework_version, builtin_framework("essex-full").unwrap().version);
    let urls: BTreeSet<_> = made.links.iter().map(|link| &link.url).collect();
    assert_eq!(urls.len(), 3);
    assert!(urls.iter().all(|url| url.starts_with(&format!("{ORIGIN}/join#"))));

    let view: PanelView =
        site.ask("GET", format!("/api/panels/{}", made.panel.id)).cookie(&cookie).send().await.ok().read();
    assert_eq!(view.panel, made.panel);
    assert_eq!(view.links.len(), 3);
    assert!(view.links.iter().all(|link| link.made_at == Some(super::rig::beginning()) && link.used_at.is_none()));
    let list: Vec<PanelSummary> = site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!(list.len(), 1);
    assert_eq!((list[0].participants, list[0].reviews, list[0].closed), (3, 1, 0));
}

#[tokio::test]
async fn what_is_not_acceptable_is_named_field_by_field() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let check = async |change: fn(&mut Value), field: &str| {
        let mut body = serde_json::to_value(form()).unwrap();
        change(&mut body);
        let answer = site.ask("POST", "/api/panels").cookie(&cookie).json(&body).send().await;
        let error = answer.refused(422, "fields");
        assert!(error.fields.iter().any(|one| one.field == field), "{field}: {error:?}");
    };
    check(|body| body["title"] = json!(" "), "title").await;
    check(|body| body["held_on"] = json!("2026-02-30"), "held_on").await;
    check(|body| body["agenda"] = json!([]), "agenda").await;
    check(|body| body["agenda"][0]["case_ref"] = json!("a\u{202e}b"), "agenda.0.case_ref").await;
    check(|body| body["participants"][1]["name"] = json!("x".repeat(200)), "participants.1.name").await;
    check(|body| body["chair"] = json!(9), "chair").await;
    check(|body| body["framework"] = json!("made-up"), "framework").await;
    let list: Vec<PanelSummary> = site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!(list, [], "nothing was kept");
}

#[tokio::test]
async fn what_looks_personal_warns_until_it_was_seen() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let mut body = form();
    body.agenda[0].case_ref = "943 476 5919".to_owned();
    let answer = site.ask("POST", "/api/panels").cookie(&cookie).json(&body).send().await;
    let error = answer.refused(422, "looks-personal");
    assert_eq!(error.fields[0].field, "agenda.0.case_ref");
    body.warnings_seen = true;
    site.ask("POST", "/api/panels").cookie(&cookie).json(&body).send().await.ok();
}

#[tokio::test]
async fn bodies_of_another_shape_are_refused() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let ask = || site.ask("POST", "/api/panels").cookie(&cookie);
    let good = serde_json::to_string(&form()).unwrap();
    let mut extra = serde_json::to_value(form()).unwrap();
    extra["area"] = json!("another");
    let mut role = serde_json::to_value(form()).unwrap();
    role["participants"][1]["office"] = json!("chair");
    for body in [
        extra.to_string(),
        role.to_string(),
        good.replacen("\"title\"", "\"title\":\"twice\",\"title\"", 1),
        good.replacen("\"chair\":0", "\"chair\":-1", 1),
        good.replacen("\"chair\":0", "\"chair\":1e400", 1),
        good.replacen("\"chair\":0", "\"chair\":NaN", 1),
        format!("{}{}", "[".repeat(200), "]".repeat(200)),
        good[..good.len() / 2].to_owned(),
        String::new(),
        "\u{0}".to_owned(),
    ] {
        ask().header("content-type", "application/json").raw(body).send().await.refused(400, "bad-request");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"] {
        ask().header("content-type", kind).raw(good.clone()).send().await.refused(415, "not-json");
    }
    ask().raw(good.clone()).send().await.refused(415, "not-json");
    let long = vec![b' '; BODY_BYTES_MAX + 1];
    ask().header("content-type", "application/json").raw(long).send().await.refused(413, "too-long");
    ask().header("content-type", "application/json; charset=utf-8").raw(good).send().await.ok();
}

#[tokio::test]
async fn another_areas_panel_is_not_found() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let mut foreign = made.panel.clone();
    foreign.id = PanelId::new("foreign").unwrap();
    let area = AreaId::new("elsewhere").unwrap();
    let framework = builtin_framework("essex-full").unwrap();
    let changes = vec![
        Change::AddArea { id: area.clone(), name: "Elsewhere".to_owned(), at: site.clock.now() },
        Change::AddPanel {
            area,
            at: site.clock.now(),
            panel: Box::new(foreign),
            framework: Box::new(framework.clone()),
        },
    ];
    site.app.store.commit(changes).await.unwrap();
    let who = id_of(&made, "Mo");
    for (method, path) in [
        ("GET", "/api/panels/foreign".to_owned()),
        ("DELETE", format!("/api/panels/foreign/participants/{who}")),
        ("POST", format!("/api/panels/foreign/participants/{who}/link")),
        ("DELETE", format!("/api/panels/foreign/participants/{who}/link")),
        ("GET", "/api/panels/foreign/reviews/rev1/records/1".to_owned()),
        ("GET", "/api/panels/never-was".to_owned()),
        ("GET", "/api/panels/NO%2F..".to_owned()),
    ] {
        site.ask(method, path).cookie(&cookie).send().await.refused(404, "not-found");
    }
    let more = person("New", Agency::Health, Seat::Member);
    let answer = site.ask("POST", "/api/panels/foreign/participants").cookie(&cookie).json(&more).send().await;
    answer.refused(404, "not-found");
    let list: Vec<PanelSummary> = site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!(list.len(), 1);
}

#[tokio::test]
async fn someone_more_is_invited_and_the_room_knows() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let chair = site.seat(link_of(&made, "Chris")).await;
    let view = || site.ask("GET", format!("/api/seats/{}", id_of(&made, "Chris"))).cookie(&chair).send();
    assert_eq!(view().await.ok().read::<SeatView>().panel.participants.len(), 3);

    let path = format!("/api/panels/{}/participants", made.panel.id);
    let more = person("New", Agency::Health, Seat::Member);
    let answer = site.ask("POST", &path).cookie(&cookie).json(&more).send().await;
    assert_eq!(answer.status, 201);
    site.seat(&answer.read::<FreshLink>()).await;
    assert_eq!(view().await.ok().read::<SeatView>().panel.participants.len(), 4);

    let nameless = person("", Agency::Health, Seat::Member);
    let error = site.ask("POST", &path).cookie(&cookie).json(&nameless).send().await.refused(422, "fields");
    assert_eq!(error.fields[0].field, "name");
}

#[tokio::test]
async fn of_two_changes_at_once_none_is_lost_and_a_panel_does_not_grow_without_end() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let path = format!("/api/panels/{}/participants", made.panel.id);
    let add = |name: &str| site.ask("POST", &path).cookie(&cookie).json(&person(name, Agency::Health, Seat::Observer));
    let (one, two) = tokio::join!(add("One").send(), add("Two").send());
    one.ok();
    two.ok();
    for place in 5..accord_shared::check::PARTICIPANTS_MAX {
        add(&format!("Person {place}")).send().await.ok();
    }
    add("One too many").send().await.refused(422, "fields");
    let view: PanelView =
        site.ask("GET", format!("/api/panels/{}", made.panel.id)).cookie(&cookie).send().await.ok().read();
    assert_eq!(view.panel.participants.len(), accord_shared::check::PARTICIPANTS_MAX);
}

#[tokio::test]
async fn whoever_is_taken_off_is_out_and_the_chair_cannot_be() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (chair, member) = (id_of(&made, "Chris"), id_of(&made, "Mo"));
    let seat = site.seat(link_of(&made, "Mo")).await;
    let remove = |who| site.ask("DELETE", format!("/api/panels/{}/participants/{who}", made.panel.id)).cookie(&cookie);

    remove(&chair).send().await.refused(409, "holds-the-chair");
    assert_eq!(remove(&member).send().await.status, 204);
    remove(&member).send().await.refused(404, "not-found");
    site.ask("GET", format!("/api/seats/{member}")).cookie(&seat).send().await.refused(401, "not-signed-in");
    let claim = json!({"token": super::rig::secret(link_of(&made, "Mo"))});
    for path in ["/api/invitation", "/api/join"] {
        site.ask("POST", path).json(&claim).send().await.refused(404, "link-not-valid");
    }
    let view: PanelView =
        site.ask("GET", format!("/api/panels/{}", made.panel.id)).cookie(&cookie).send().await.ok().read();
    assert!(view.panel.participant(&member).unwrap().removed, "the row stays, because decisions name it");
    assert!(view.links.iter().all(|link| link.participant != member));
}

#[tokio::test]
async fn who_judges_without_a_panel_cannot_be_removed() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &NewPanel { way: NewWay::Alone { assessor: 1 }, ..form() }).await;
    let remove = |place: usize| {
        let who = &made.panel.participants[place].id;
        site.ask("DELETE", format!("/api/panels/{}/participants/{who}", made.panel.id)).cookie(&cookie)
    };
    remove(1).send().await.refused(409, "judges-the-plan");
    assert_eq!(remove(0).send().await.status, 204, "there is no chair to keep");
}

/// A panel like one that was made, with another framework.
async fn remade(site: &Site, made: &Panel, id: &str, framework: &Framework) -> Panel {
    let mut panel = made.clone();
    panel.id = PanelId::new(id).unwrap();
    (panel.framework, panel.framework_version) = (framework.id.clone(), framework.version.clone());
    panel.framework_sha256 = framework.hash();
    let area = site.app.store.panel(&made.id).await.unwrap().unwrap().area;
    let (panel_kept, framework) = (Box::new(panel.clone()), Box::new(framework.clone()));
    let add = Change::AddPanel { area, at: site.clock.now(), panel: panel_kept, framework };
    site.app.store.commit(vec![add]).await.unwrap();
    panel
}

#[tokio::test]
async fn a_panel_of_an_earlier_version_still_marks_with_it_while_lists_offer_the_newest() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await.panel;
    let earlier = builtin_version("bradford-quality-form", "1.0").unwrap();
    let panel = remade(&site, &made, "earlier", earlier).await;

    let loaded = site.app.store.load_panel(&panel.id).await.unwrap().unwrap();
    assert_eq!((loaded.framework.hash(), &loaded.framework), (panel.framework_sha256, earlier));
    let best = loaded.framework.targets().map(|target| (target.id(), Mark::Score(2))).collect();
    assert_eq!(loaded.framework.mark(&best).total.working, "118 of 118 marks");
    let shown = site.ask("GET", "/api/frameworks/bradford-quality-form/1.0").send().await.ok();
    assert_eq!(&shown.read::<Framework>(), earlier);

    let listed: Vec<FrameworkSummary> = site.ask("GET", "/api/frameworks").send().await.ok().read();
    let offered: Vec<_> = listed.iter().filter(|one| one.id == earlier.id).map(|one| &one.version).collect();
    assert_eq!(offered, [&builtin_framework("bradford-quality-form").unwrap().version]);
    assert_ne!(offered, [&earlier.version]);
}

#[tokio::test]
async fn a_framework_that_is_no_longer_shipped_stays_with_its_panels() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let mut framework = builtin_framework("essex-full").unwrap().clone();
    framework.version = "0.9".to_owned();
    remade(&site, &made.panel, "older", &framework).await;
    let shown = site.ask("GET", "/api/frameworks/essex-full/0.9").cookie(&cookie).send().await.ok();
    assert_eq!(shown.read::<Framework>(), framework);
    site.ask("GET", "/api/frameworks/essex-full/0.9").send().await.refused(404, "not-found");
    site.ask("GET", "/api/frameworks/essex-full/0.8").cookie(&cookie).send().await.refused(404, "not-found");
}
