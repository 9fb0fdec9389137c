//! An area's own frameworks: copied, changed, published, imported, exported, and nobody else's.

use accord_shared::api::{
    ApiError, ChangeDraft, CopyFramework, DraftSummary, FrameworkDraft, FrameworkSummary, PublishDraft,
};
use accord_shared::framework::limits::FILE_BYTES_MAX;
use accord_shared::framework::{Framework, FrameworkId, builtin, builtin_framework};
use accord_shared::id::{AreaId, PanelId};
use serde_json::{Value, json};

use super::rig::{Answer, ORIGIN, Site, form, id_of, link_of};
use crate::import::limits::UPLOAD_BYTES_MAX;
use crate::limits::OWN_DRAFTS_MAX;
use crate::store::{Change, FrameworkChange};

const LIST: &str = "section,descriptor,scale\nViews,It is clear whose they are.,yes/no\n,They are recent.,\n";

fn id(text: &str) -> FrameworkId {
    FrameworkId::new(text).unwrap()
}

/// A site and the cookie of its coordinator.
struct Desk {
    site: Site,
    cookie: String,
}

impl Desk {
    async fn new() -> Self {
        let site = Site::new().await;
        let cookie = site.coordinator().await;
        Self { site, cookie }
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let ask = self.site.ask(method, format!("/api/frameworks{path}")).cookie(&self.cookie);
        if let Some(body) = body { ask.json(&body).send().await } else { ask.send().await }
    }

    async fn copy(&self, from: &str, to: &str) -> Answer {
        let form = CopyFramework { from: id(from), id: id(to), title: " Our own form ".to_owned() };
        self.ask("POST", "/drafts", Some(json!(form))).await
    }

    async fn put(&self, id: &str, revision: u32, body: Value) -> Answer {
        self.ask("PUT", &format!("/drafts/{id}"), Some(json!(ChangeDraft { revision, body }))).await
    }

    async fn publish(&self, id: &str, revision: u32, version: &str) -> Answer {
        let form = PublishDraft { revision, version: version.to_owned() };
        self.ask("POST", &format!("/drafts/{id}/publish"), Some(json!(form))).await
    }

    async fn import(&self, name: &str, bytes: impl Into<Vec<u8>>) -> Answer {
        let path = format!("/api/frameworks/import?name={name}");
        self.site.ask("POST", path).cookie(&self.cookie).raw(bytes).send().await
    }

    async fn own(&self) -> Vec<FrameworkSummary> {
        let listed: Vec<FrameworkSummary> = self.ask("GET", "", None).await.ok().read();
        assert!(listed.iter().take(builtin().len()).all(|framework| !framework.own));
        listed.into_iter().filter(|framework| framework.own).collect()
    }

    async fn drafts(&self) -> Vec<DraftSummary> {
        self.ask("GET", "/drafts", None).await.ok().read()
    }
}

#[tokio::test]
async fn a_framework_is_copied_changed_published_and_used_and_a_panel_keeps_its_version() {
    let desk = Desk::new().await;
    let answer = desk.copy("essex-full", "ours").await;
    assert_eq!(answer.status, 201);
    let draft: FrameworkDraft = answer.read();
    assert_eq!((draft.id.as_str(), draft.revision, draft.problems.len()), ("ours", 1, 0));
    assert_eq!((draft.body["id"].as_str(), draft.body["title"].as_str()), (Some("ours"), Some("Our own form")));
    assert_eq!((draft.asked_for, draft.published), (None, vec![]));

    let mut unfinished = draft.body.clone();
    unfinished["sections"][0]["title"] = json!("");
    unfinished["scales"][0]["agreement"]["apart"] = json!("two");
    let kept: FrameworkDraft = desk.put("ours", 1, unfinished.clone()).await.ok().read();
    assert_eq!((kept.revision, &kept.body), (2, &unfinished));
    assert!(kept.problems[0].starts_with("scales.0.agreement.apart: invalid type"), "{:?}", kept.problems);
    unfinished["scales"][0]["agreement"]["apart"] = json!(2);
    let kept: FrameworkDraft = desk.put("ours", 2, unfinished.clone()).await.ok().read();
    assert_eq!(kept.problems.len(), 1);
    let error = desk.publish("ours", 3, "2026.1").await.refused(422, "fields");
    assert_eq!((error.fields.len(), error.fields[0].field.as_str()), (1, "Section A"));
    assert!(error.fields[0].sentence.starts_with("The title is empty. Write"), "{}", error.fields[0].sentence);
    assert!(desk.own().await.is_empty(), "nothing is published by halves");

    unfinished["sections"][0]["title"] = json!("Golden thread");
    let mended: FrameworkDraft = desk.put("ours", 3, unfinished.clone()).await.ok().read();
    assert_eq!(mended, desk.ask("GET", "/drafts/ours", None).await.ok().read());
    assert_eq!(mended.problems, Vec::<String>::new());
    let answer = desk.publish("ours", 4, "2026.1").await;
    assert_eq!(answer.status, 201);
    let summary: FrameworkSummary = answer.read();
    assert_eq!((summary.own, summary.version.as_str(), summary.title.as_str()), (true, "2026.1", "Our own form"));
    assert_eq!(desk.own().await, [summary]);

    let mut panel = form();
    panel.framework = id("ours");
    let made = desk.site.panel(&desk.cookie, &panel).await;
    assert_eq!(made.panel.framework_version, "2026.1");

    unfinished["sections"][0]["title"] = json!("The thread");
    desk.put("ours", 4, unfinished).await.ok();
    desk.publish("ours", 5, "2026.1").await.refused(409, "version-published");
    desk.publish("ours", 5, "2026.2").await.ok();
    let draft: FrameworkDraft = desk.ask("GET", "/drafts/ours", None).await.ok().read();
    assert_eq!(draft.published, ["2026.1", "2026.2"]);
    assert_eq!(desk.own().await[0].version, "2026.2");

    let loaded = desk.site.app.store.load_panel(&made.panel.id).await.unwrap().unwrap();
    assert_eq!(
        (loaded.framework.version.as_str(), loaded.framework.sections[0].title.as_str()),
        ("2026.1", "Golden thread")
    );
    assert_eq!(loaded.framework.hash(), made.panel.framework_sha256);
    let title = |answer: Answer| answer.ok().read::<Framework>().sections[0].title.clone();
    assert_eq!(title(desk.ask("GET", "/ours/2026.1", None).await), "Golden thread");
    assert_eq!(title(desk.ask("GET", "/ours/2026.2", None).await), "The thread");
    let next = desk.site.panel(&desk.cookie, &panel).await;
    assert_eq!(next.panel.framework_version, "2026.2");
}

#[tokio::test]
async fn of_two_who_change_one_draft_the_second_is_told() {
    let desk = Desk::new().await;
    let draft: FrameworkDraft = desk.copy("warrington", "ours").await.ok().read();
    desk.put("ours", 1, json!({"title": "First"})).await.ok();
    desk.put("ours", 1, draft.body.clone()).await.refused(409, "changed-meanwhile");
    desk.publish("ours", 1, "1").await.refused(409, "changed-meanwhile");
    let kept: FrameworkDraft = desk.ask("GET", "/drafts/ours", None).await.ok().read();
    assert_eq!((kept.revision, kept.body), (2, json!({"id": "ours", "title": "First"})));
    assert!(kept.problems[0].starts_with("The framework: missing field"), "{:?}", kept.problems);

    for (body, field) in [
        (json!([]), "body"),
        (json!("text"), "body"),
        (json!({"id": "theirs"}), "body.id"),
        (json!({"id": 7}), "body.id"),
        (json!({"about": "a".repeat(FILE_BYTES_MAX)}), "body"),
    ] {
        assert_eq!(desk.put("ours", 2, body).await.refused(422, "fields").fields[0].field, field);
    }
    assert_eq!(desk.ask("DELETE", "/drafts/ours", None).await.status, 204);
    for (method, path, body) in [
        ("GET", "/drafts/ours", None),
        ("DELETE", "/drafts/ours", None),
        ("PUT", "/drafts/ours", Some(json!({"revision": 2, "body": {}}))),
        ("POST", "/drafts/ours/publish", Some(json!({"revision": 2, "version": "1"}))),
    ] {
        desk.ask(method, path, body).await.refused(404, "not-found");
    }
}

#[tokio::test]
async fn what_is_published_stays_when_its_draft_goes_and_the_next_version_follows_it() {
    let desk = Desk::new().await;
    desk.copy("essex-light-touch", "ours").await.ok();
    desk.publish("ours", 1, "1").await.ok();
    assert_eq!(desk.copy("ours", "ours").await.refused(422, "fields").fields[0].field, "id");
    desk.ask("DELETE", "/drafts/ours", None).await.ok();
    assert_eq!(desk.own().await.len(), 1);

    assert_eq!(desk.copy("warrington", "ours").await.refused(422, "fields").fields[0].field, "id");
    let next: FrameworkDraft = desk.copy("ours", "ours").await.ok().read();
    assert_eq!((next.published, next.body["version"].as_str()), (vec!["1".to_owned()], Some("1")));
    for version in ["", "..", "2/1", "two words", "drafts", &"1".repeat(21)] {
        assert_eq!(
            desk.publish("ours", 1, version).await.refused(422, "fields").fields[0].field,
            "version",
            "{version}"
        );
    }
    desk.publish("ours", 1, "2").await.ok();
    assert_eq!(desk.own().await.iter().map(|own| own.version.as_str()).collect::<Vec<_>>(), ["2"]);
}

#[tokio::test]
async fn no_own_framework_takes_the_id_of_another() {
    let desk = Desk::new().await;
    let copy: FrameworkDraft = desk.copy("essex-full", "Essex-Full").await.ok().read();
    assert_eq!((copy.id, copy.asked_for), (id("Essex-Full-2"), Some(id("Essex-Full"))));
    for taken in ["ESSEX-FULL-2", "drafts", "_", "Essex-Full-2"] {
        let error = desk.copy("essex-full", taken).await.refused(422, "fields");
        assert_eq!(error.fields[0].field, "id", "{taken}");
    }
    assert_eq!(desk.copy("no-such-form", "ours").await.refused(422, "fields").fields[0].field, "from");

    let exported = desk.ask("GET", "/essex-full/1.0/file", None).await.ok();
    let import: FrameworkDraft = desk.import("essex-full.json", exported.body.to_vec()).await.ok().read();
    assert_eq!((import.id, import.asked_for), (id("essex-full-3"), Some(id("essex-full"))));
    for expected in ["views", "views-2", "views-3"] {
        let import: FrameworkDraft = desk.import("Views.csv", LIST).await.ok().read();
        assert_eq!((import.id, import.asked_for.is_some()), (id(expected), expected != "views"));
    }
    for place in desk.drafts().await.len()..usize::try_from(OWN_DRAFTS_MAX).unwrap() {
        desk.copy("essex-full", &format!("ours-{place}")).await.ok();
    }
    desk.copy("essex-full", "one-too-many").await.refused(409, "too-many-drafts");
    desk.import("more.csv", LIST).await.refused(409, "too-many-drafts");
    assert_eq!(desk.drafts().await.len(), usize::try_from(OWN_DRAFTS_MAX).unwrap());
}

#[tokio::test]
async fn what_is_exported_and_imported_elsewhere_is_the_same() {
    let (here, there) = (Desk::new().await, Desk::new().await);
    for (at, framework) in builtin().iter().enumerate() {
        let own = format!("Ours.{at}");
        let draft: FrameworkDraft = here.copy(framework.id.as_str(), &own).await.ok().read();
        here.publish(&own, draft.revision, "2026-a").await.ok();
        let file = here.ask("GET", &format!("/{own}/2026-a/file"), None).await.ok();
        assert_eq!(file.header("content-type"), "application/json");
        let name = format!("attachment; filename=\"accord-framework-{own}-v2026-a.json\"");
        assert_eq!(file.header("content-disposition"), name);

        let imported: FrameworkDraft = there.import("any.json", file.body.to_vec()).await.ok().read();
        assert_eq!((imported.id.as_str(), &imported.asked_for, imported.problems.len()), (own.as_str(), &None, 0));
        let exported: Value = serde_json::from_slice(&file.body).unwrap();
        assert_eq!(imported.body, exported);
        there.publish(&own, 1, "2026-a").await.ok();
        let again = there.ask("GET", &format!("/{own}/2026-a/file"), None).await.ok();
        assert_eq!(again.body, file.body, "to the last byte");
    }
    assert_eq!(here.own().await, there.own().await);
}

#[tokio::test]
async fn a_bad_file_is_refused_row_by_row_and_nothing_of_it_is_kept() {
    let desk = Desk::new().await;
    let before = desk.site.dump().await;
    let bad = "section,descriptor,scale\nViews,Clear.,yes/no\nViews,=1+1,yes/no\nNeeds,@Named,yes/no\n";
    let error = desk.import("list.csv", bad).await.refused(422, "fields");
    let places: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(places, ["Line 3", "Line 4"]);
    assert!(error.fields.iter().all(|field| field.sentence.ends_with('.')), "{:?}", error.fields);
    let latin = b"section,descriptor,scale\nCaf\xe9,Clear.,yes/no\n";
    let error = desk.import("list.csv", latin).await.refused(422, "fields");
    assert!(
        error.fields[0].sentence.contains("is not UTF-8") && error.fields[0].sentence.contains("Save the file again")
    );
    desk.import("list.csv", "").await.refused(422, "fields");
    desk.import("list.json", "{\"format\": 1}").await.refused(422, "fields");
    desk.import("list.csv", vec![b' '; UPLOAD_BYTES_MAX]).await.refused(422, "fields");
    desk.import("list.csv", vec![b' '; UPLOAD_BYTES_MAX + 1]).await.refused(413, "too-long");
    desk.import("a&name=b", LIST).await.refused(400, "bad-request");
    assert_eq!(desk.site.dump().await, before);
}

/// Another area on the same server, with a published framework, a draft, and a panel that was made with the former.
async fn neighbour(desk: &Desk) {
    let (area, at) = (AreaId::new("elsewhere").unwrap(), desk.site.clock.now());
    let mut framework = builtin_framework("essex-full").unwrap().clone();
    (framework.id, framework.version) = (id("theirs"), "1".to_owned());
    let mut panel = desk.site.panel(&desk.cookie, &form()).await.panel;
    panel.id = PanelId::new("foreign").unwrap();
    (panel.framework, panel.framework_version) = (framework.id.clone(), framework.version.clone());
    panel.framework_sha256 = framework.hash();
    let id = framework.id.clone();
    let body = serde_json::to_string(&framework).unwrap();
    let changes: Vec<Change> = vec![
        Change::AddArea { id: area.clone(), name: "Elsewhere".to_owned(), at },
        FrameworkChange::AddDraft { area: area.clone(), id, body, at }.into(),
        FrameworkChange::Publish { area: area.clone(), revision: 1, framework: Box::new(framework.clone()), at }.into(),
        Change::AddPanel { area, at, panel: Box::new(panel), framework: Box::new(framework) },
    ];
    desk.site.app.store.commit(changes).await.unwrap();
}

#[tokio::test]
async fn another_area_sees_none_of_it() {
    let desk = Desk::new().await;
    neighbour(&desk).await;
    assert!(desk.own().await.is_empty() && desk.drafts().await.is_empty());
    for path in ["/theirs/1", "/theirs/1/file", "/drafts/theirs"] {
        desk.ask("GET", path, None).await.refused(404, "not-found");
    }
    desk.ask("DELETE", "/drafts/theirs", None).await.refused(404, "not-found");
    assert_eq!(desk.copy("theirs", "ours").await.refused(422, "fields").fields[0].field, "from");
    let mut panel = form();
    panel.framework = id("theirs");
    let refused = desk.site.ask("POST", "/api/panels").cookie(&desk.cookie).json(&panel).send().await;
    assert_eq!(refused.refused(422, "fields").fields[0].field, "framework");
    // The same names are free here, and mean something else.
    desk.copy("warrington", "theirs").await.ok();
    desk.publish("theirs", 1, "1").await.ok();
    let ours: Framework = desk.ask("GET", "/theirs/1", None).await.ok().read();
    assert_eq!(ours.sections.len(), builtin_framework("warrington").unwrap().sections.len());
}

#[tokio::test]
async fn the_people_of_a_panel_read_its_framework_and_nobody_else_does() {
    let desk = Desk::new().await;
    desk.copy("essex-full", "ours").await.ok();
    desk.publish("ours", 1, "1").await.ok();
    desk.publish("ours", 1, "2").await.ok();
    let mut panel = form();
    panel.framework = id("ours");
    let made = desk.site.panel(&desk.cookie, &panel).await;
    let other = desk.site.panel(&desk.cookie, &form()).await;
    let seat = desk.site.seat(link_of(&made, "Mo")).await;
    let elsewhere = desk.site.seat(link_of(&other, "Mo")).await;
    let status = async |path: &str, cookie: &str| {
        let answer = desk.site.ask("GET", format!("/api/frameworks{path}")).cookie(cookie).send().await;
        if path != "/essex-full/1.0" {
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        answer.status.as_u16()
    };
    let both = format!("{elsewhere}; {seat}");
    for (path, cookie, expected) in [
        ("/ours/2", seat.as_str(), 200),
        ("/ours/2", both.as_str(), 200),
        ("/ours/2/file", seat.as_str(), 200),
        ("/ours/1", seat.as_str(), 404),
        ("/ours/2", elsewhere.as_str(), 404),
        ("/ours/2", "", 404),
        ("/ours/2/file", "", 404),
        ("/drafts/ours", seat.as_str(), 401),
        ("/drafts", seat.as_str(), 401),
        ("/essex-full/1.0", "", 200),
    ] {
        assert_eq!(status(path, cookie).await, expected, "{path} with {cookie:?}");
    }
    let nobody: Vec<FrameworkSummary> = desk.site.ask("GET", "/api/frameworks").cookie(&seat).send().await.ok().read();
    assert!(nobody.iter().all(|framework| !framework.own));
    let out = format!("/api/seats/{}/session", id_of(&made, "Mo"));
    desk.site.ask("DELETE", out).header("origin", ORIGIN).cookie(&seat).send().await.ok();
    assert_eq!(status("/ours/2", &seat).await, 404);
}

#[tokio::test]
async fn every_change_is_in_the_audit_log() {
    use sqlx::Connection as _;
    let desk = Desk::new().await;
    desk.copy("essex-full", "ours").await.ok();
    desk.put("ours", 1, json!({})).await.ok();
    desk.ask("DELETE", "/drafts/ours", None).await.ok();
    desk.import("views.csv", LIST).await.ok();
    desk.publish("views", 1, "1").await.ok();
    let refused: ApiError = desk.publish("views", 1, "1").await.read();
    assert_eq!(refused.code, "version-published");
    let file = desk.site.folder.path().join("accord.sqlite");
    let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let lines: Vec<String> = sqlx::query_scalar(
        "SELECT action || ' ' || subject FROM audit WHERE action LIKE 'framework-%' AND actor LIKE 'coordinator:%' ORDER BY seq",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    let expected = [
        "framework-copied ours",
        "framework-draft-changed ours",
        "framework-draft-deleted ours",
        "framework-imported views",
        "framework-published views/1",
    ];
    assert_eq!(lines, expected);
}
