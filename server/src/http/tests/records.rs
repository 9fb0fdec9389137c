//! Closed records are handed out as they were signed, to those who may read them, and every reading is noted.

use accord_shared::api::{PanelSummary, PanelView, RecordRef};
use accord_shared::id::{ReviewId, Time};
use sqlx::Connection as _;

use super::rig::{Site, form, id_of, link_of};
use crate::store::Row;

/// Not what a record looks like, so that the test sees whether it was handed out byte by byte.
const FILE: &str = "{ \"as\" : \"it was signed\" }\n";

async fn record(site: &Site, panel: &accord_shared::panel::Panel, version: u32) -> ReviewId {
    let review = panel.agenda[0].id.clone();
    let row = Row::Record {
        panel: panel.id.clone(),
        review: review.clone(),
        version,
        sha256: "ab".repeat(32),
        closed_at: Time(5),
        reason: (version > 1).then(|| "A typing error".to_owned()),
        body: FILE.to_owned(),
    };
    site.app.store.append(vec![row]).await.unwrap().unwrap();
    review
}

async fn readings(site: &Site, action: &str) -> i64 {
    let file = site.folder.path().join("accord.sqlite");
    let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let readings = "SELECT COUNT(*) FROM audit WHERE action = $1 AND area IS NOT NULL";
    sqlx::query_scalar(readings).bind(action).fetch_one(&mut conn).await.unwrap()
}

#[tokio::test]
async fn whoever_reads_what_would_be_signed_is_noted_too() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, seat) = (id_of(&made, "Mo"), site.seat(link_of(&made, "Mo")).await);
    let path = |review: &str| format!("/api/seats/{mo}/reviews/{review}/content");
    site.ask("GET", path(made.panel.agenda[0].id.as_str())).cookie(&seat).send().await.ok();
    site.ask("GET", path("never-was")).cookie(&seat).send().await.refused(404, "not-found");
    assert_eq!(readings(&site, "draft-read").await, 1);
}

#[tokio::test]
async fn a_record_is_handed_out_as_it_was_signed() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, seat) = (id_of(&made, "Mo"), site.seat(link_of(&made, "Mo")).await);
    let review = record(&site, &made.panel, 1).await;
    record(&site, &made.panel, 2).await;

    let path = format!("/api/seats/{mo}/reviews/{review}/records");
    let list: Vec<RecordRef> = site.ask("GET", &path).cookie(&seat).send().await.ok().read();
    assert_eq!(list.iter().map(|one| one.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(list[1].reason.as_deref(), Some("A typing error"));

    let shown = site.ask("GET", format!("{path}/1")).cookie(&seat).send().await.ok();
    assert_eq!((shown.body.as_ref(), shown.header("content-type")), (FILE.as_bytes(), "application/json"));
    assert!(!shown.headers.contains_key("content-disposition"));
    let saved = site.ask("GET", format!("{path}/2?download=1")).cookie(&seat).send().await.ok();
    let name = format!("attachment; filename=\"accord-record-{review}-v2.json\"");
    assert_eq!(saved.header("content-disposition"), name);
    let panel = &made.panel.id;
    let to_coordinator = format!("/api/panels/{panel}/reviews/{review}/records/1");
    assert_eq!(site.ask("GET", to_coordinator).cookie(&cookie).send().await.ok().body, FILE);
    assert_eq!(readings(&site, "record-read").await, 3);

    for missing in [format!("{path}/3"), format!("/api/seats/{mo}/reviews/never-was/records/1"), format!("{path}/x")] {
        site.ask("GET", missing).cookie(&seat).send().await.refused(404, "not-found");
    }
    assert_eq!(readings(&site, "record-read").await, 3, "what was not handed out was not read");
    let view: PanelView = site.ask("GET", format!("/api/panels/{panel}")).cookie(&cookie).send().await.ok().read();
    assert_eq!(view.records.len(), 2);
    let panels: Vec<PanelSummary> = site.ask("GET", "/api/panels").cookie(&cookie).send().await.ok().read();
    assert_eq!(panels[0].closed, 1, "two versions are one closed review");
}

#[tokio::test]
async fn the_room_screen_and_another_panel_get_no_record() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let other = site.panel(&cookie, &form()).await;
    let review = record(&site, &made.panel, 1).await;
    for (panel, name) in [(&made, "Vi"), (&other, "Mo")] {
        let (who, seat) = (id_of(panel, name), site.seat(link_of(panel, name)).await);
        for end in ["records", "records/1"] {
            let path = format!("/api/seats/{who}/reviews/{review}/{end}");
            site.ask("GET", path).cookie(&seat).send().await.refused(404, "not-found");
        }
    }
    let crossed = format!("/api/panels/{}/reviews/{review}/records/1", other.panel.id);
    site.ask("GET", crossed).cookie(&cookie).send().await.refused(404, "not-found");
    assert_eq!(readings(&site, "record-read").await, 0);
}
