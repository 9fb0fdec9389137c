//! Personal links: looked at, used, renewed, revoked, outlived.

use accord_shared::api::{FreshLink, Invitation, PanelView};
use serde_json::json;

use super::rig::{Site, days, form, id_of, link_of, secret};
use crate::limits::SEAT_SESSIONS_MAX;

#[tokio::test]
async fn looking_at_a_link_uses_nothing_up() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let claim = json!({"token": secret(link_of(&made, "Mo"))});
    let before = site.dump().await;
    for _ in 0..3 {
        let answer = site.ask("POST", "/api/invitation").json(&claim).send().await.ok();
        assert!(!answer.headers.contains_key("set-cookie"));
        let invitation: Invitation = answer.read();
        assert_eq!((invitation.name.as_str(), invitation.panel_title.as_str()), ("Mo", "Autumn panel"));
        assert_eq!(invitation.participant, id_of(&made, "Mo"));
    }
    assert_eq!(site.dump().await, before);
}

#[tokio::test]
async fn a_link_opens_the_seat_on_a_laptop_and_on_a_phone() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, link) = (id_of(&made, "Mo"), link_of(&made, "Mo"));
    let answer = site.ask("POST", "/api/join").json(&json!({"token": secret(link)})).send().await.ok();
    let set = answer.header("set-cookie");
    // Two weeks after the day of the meeting: 24 days from now.
    let attributes = format!("; HttpOnly; SameSite=Lax; Path=/; Max-Age={}", days(24) / 1000);
    assert!(set.starts_with(&format!("accord_seat_{mo}=")) && set.ends_with(&attributes), "{set}");
    let laptop = answer.cookie();
    let phone = site.seat(link).await;
    for device in [&laptop, &phone] {
        site.ask("GET", format!("/api/seats/{mo}")).cookie(device).send().await.ok();
    }
    let view: PanelView =
        site.ask("GET", format!("/api/panels/{}", made.panel.id)).cookie(&cookie).send().await.ok().read();
    let state = view.links.iter().find(|link| link.participant == mo).unwrap();
    assert_eq!(state.used_at, Some(super::rig::beginning()));

    let out = site.ask("DELETE", format!("/api/seats/{mo}/session")).cookie(&laptop).send().await.ok();
    assert!(out.header("set-cookie").starts_with(&format!("accord_seat_{mo}=; ")));
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&laptop).send().await.refused(401, "not-signed-in");
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&phone).send().await.ok();
}

#[tokio::test]
async fn joining_again_in_the_same_browser_ends_the_session_before() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, link) = (id_of(&made, "Mo"), link_of(&made, "Mo"));
    let first = site.seat(link).await;
    let again = site.ask("POST", "/api/join").cookie(&first).json(&json!({"token": secret(link)})).send().await.ok();
    assert_ne!(again.cookie(), first);
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&first).send().await.refused(401, "not-signed-in");
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&again.cookie()).send().await.ok();
}

#[tokio::test]
async fn a_renewed_or_revoked_link_ends_with_all_that_it_opened() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, old) = (id_of(&made, "Mo"), link_of(&made, "Mo"));
    let path = format!("/api/panels/{}/participants/{mo}/link", made.panel.id);
    let seat = site.seat(old).await;
    let chair = site.seat(link_of(&made, "Chris")).await;

    let fresh: FreshLink = site.ask("POST", &path).cookie(&cookie).send().await.ok().read();
    assert_eq!(fresh.participant, mo);
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&seat).send().await.refused(401, "not-signed-in");
    let join = |link: &FreshLink| site.ask("POST", "/api/join").json(&json!({"token": secret(link)})).send();
    join(old).await.refused(404, "link-not-valid");
    let seat = site.seat(&fresh).await;

    assert_eq!(site.ask("DELETE", &path).cookie(&cookie).send().await.status, 204);
    site.ask("GET", format!("/api/seats/{mo}")).cookie(&seat).send().await.refused(401, "not-signed-in");
    join(&fresh).await.refused(404, "link-not-valid");
    let view: PanelView =
        site.ask("GET", format!("/api/panels/{}", made.panel.id)).cookie(&cookie).send().await.ok().read();
    assert_eq!(view.links.iter().find(|link| link.participant == mo).unwrap().made_at, None);
    let others = format!("/api/seats/{}", id_of(&made, "Chris"));
    site.ask("GET", others).cookie(&chair).send().await.ok();
}

#[tokio::test]
async fn links_and_sessions_end_two_weeks_after_the_meeting() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, link) = (id_of(&made, "Mo"), link_of(&made, "Mo"));
    let seat = site.seat(link).await;
    let used = || site.ask("GET", format!("/api/seats/{mo}")).cookie(&seat).send();
    site.clock.advance_ms(days(24) - 1);
    used().await.ok();
    site.clock.advance_ms(1);
    used().await.refused(401, "not-signed-in");
    let claim = json!({"token": secret(link)});
    site.ask("POST", "/api/join").json(&claim).send().await.refused(404, "link-not-valid");
}

#[tokio::test]
async fn every_link_that_does_not_work_has_the_same_answer() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let mo = id_of(&made, "Mo");
    let path = format!("/api/panels/{}/participants/{mo}/link", made.panel.id);
    site.ask("DELETE", path).cookie(&cookie).send().await.ok();
    let setup = site.setup_link().await;
    let mut answers = Vec::new();
    for token in [secret(link_of(&made, "Mo")), "A".repeat(43).as_str(), "", "../..", setup.as_str()] {
        for path in ["/api/invitation", "/api/join"] {
            let answer = site.ask("POST", path).json(&json!({"token": token})).send().await;
            assert!(!answer.headers.contains_key("set-cookie"));
            answers.push(answer.refused(404, "link-not-valid"));
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn a_seat_is_open_on_so_many_devices_and_the_oldest_ends() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel(&cookie, &form()).await;
    let (mo, link) = (id_of(&made, "Mo"), link_of(&made, "Mo"));
    let mut devices = Vec::new();
    for _ in 0..=SEAT_SESSIONS_MAX {
        site.clock.advance_ms(1);
        devices.push(site.seat(link).await);
    }
    let used = |device: &str| site.ask("GET", format!("/api/seats/{mo}")).cookie(device).send();
    used(&devices[0]).await.refused(401, "not-signed-in");
    for device in &devices[1..] {
        used(device).await.ok();
    }
}
