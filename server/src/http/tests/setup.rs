//! The coordinator comes in, comes back, and goes.

use accord_shared::api::CoordinatorView;
use serde_json::json;

use super::rig::{Site, days};

fn form(token: &str) -> serde_json::Value {
    json!({"token": token, "name": " Ann ", "area": "Essex"})
}

#[tokio::test]
async fn the_setup_link_makes_the_coordinator_and_works_once() {
    let site = Site::new().await;
    let link = site.setup_link().await;
    let answer = site.ask("POST", "/api/setup").json(&form(&link)).send().await.ok();
    let view: CoordinatorView = answer.read();
    assert_eq!((view.name.as_str(), view.area.as_str()), ("Ann", "Essex"));
    let set = answer.header("set-cookie");
    assert!(set.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000"), "{set}");

    let seen: CoordinatorView = site.ask("GET", "/api/coordinator").cookie(&answer.cookie()).send().await.ok().read();
    assert_eq!(seen, view);
    site.ask("POST", "/api/setup").json(&form(&link)).send().await.refused(404, "link-not-valid");
}

#[tokio::test]
async fn of_two_who_redeem_a_link_at_once_one_gets_in() {
    let site = Site::new().await;
    let link = site.setup_link().await;
    let redeem = || site.ask("POST", "/api/setup").json(&form(&link)).send();
    let (one, two) = tokio::join!(redeem(), redeem());
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
}

#[tokio::test]
async fn names_that_are_missing_do_not_use_the_link_up() {
    let site = Site::new().await;
    let link = site.setup_link().await;
    for (name, area, fields) in
        [("", "", vec!["name", "area"]), ("Ann", "  ", vec!["area"]), ("A\u{7}n", "Essex", vec!["name"])]
    {
        let empty = json!({"token": link, "name": name, "area": area});
        let error = site.ask("POST", "/api/setup").json(&empty).send().await.refused(422, "fields");
        assert_eq!(error.fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), fields);
    }
    site.ask("POST", "/api/setup").json(&form(&link)).send().await.ok();
}

#[tokio::test]
async fn a_setup_link_that_is_too_old_or_made_up_does_not_work() {
    let site = Site::new().await;
    let link = site.setup_link().await;
    site.clock.advance_ms(days(1));
    let made_up = "A".repeat(43);
    for token in [link.as_str(), made_up.as_str(), "", "short"] {
        site.ask("POST", "/api/setup").json(&form(token)).send().await.refused(404, "link-not-valid");
    }
}

#[tokio::test]
async fn a_later_link_signs_the_same_coordinator_in() {
    let site = Site::new().await;
    let first = site.coordinator().await;
    let link = site.setup_link().await;
    let form = json!({"token": link, "name": "", "area": "Elsewhere"});
    let answer = site.ask("POST", "/api/setup").cookie(&first).json(&form).send().await.ok();
    assert_eq!(answer.read::<CoordinatorView>().area, "Essex");
    assert_ne!(answer.cookie(), first, "what a browser had before is never taken over");
    for cookie in [&first, &answer.cookie()] {
        site.ask("GET", "/api/coordinator").cookie(cookie).send().await.ok();
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let answer = site.ask("DELETE", "/api/coordinator/session").cookie(&cookie).send().await.ok();
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    assert!(
        answer.header("set-cookie").starts_with("accord_coordinator=; ")
            && answer.header("set-cookie").ends_with("Max-Age=0")
    );
    site.ask("GET", "/api/coordinator").cookie(&cookie).send().await.refused(401, "not-signed-in");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_in_any_case_after_thirty_days() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let used = || site.ask("GET", "/api/coordinator").cookie(&cookie).send();
    for _ in 0..4 {
        site.clock.advance_ms(days(7) - 1);
        used().await.ok();
    }
    site.clock.advance_ms(days(2) + 3);
    used().await.ok();
    site.clock.advance_ms(1);
    used().await.refused(401, "not-signed-in");

    let link = site.setup_link().await;
    let cookie = site.ask("POST", "/api/setup").json(&form(&link)).send().await.ok().cookie();
    site.clock.advance_ms(days(7));
    site.ask("GET", "/api/coordinator").cookie(&cookie).send().await.refused(401, "not-signed-in");
}

#[tokio::test]
async fn with_a_public_address_cookies_are_for_tls_and_this_host_only() {
    let site = Site::with_public_url(Some("https://accord.example.org")).await;
    let link = site.setup_link().await;
    let answer = site.ask("POST", "/api/setup").json(&form(&link)).send().await.ok();
    let set = answer.header("set-cookie");
    assert!(set.starts_with("__Host-accord_coordinator=") && set.contains("; Secure; Path=/;"), "{set}");
    site.ask("GET", "/api/coordinator").cookie(&answer.cookie()).send().await.ok();
    let bare = answer.cookie().replace("__Host-", "");
    site.ask("GET", "/api/coordinator").cookie(&bare).send().await.refused(401, "not-signed-in");
}
