//! What a foreign page can make a browser do, and what stands in the log.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use super::rig::{ORIGIN, Site, form, id_of, link_of, secret};
use super::routes::{filled, operations};

const FOREIGN: [&str; 7] = [
    "null",
    "https://evil.example",
    "http://127.0.0.1:9090",
    "http://127.0.0.1",
    "https://127.0.0.1:8080",
    "http://127.0.0.1:8080.evil.example",
    "http://evil-127.0.0.1:8080",
];

#[tokio::test]
async fn a_foreign_page_changes_nothing() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel_on_a_plan(&cookie).await;
    let both = format!("{cookie}; {}", site.seat(link_of(&made, "Mo")).await);
    let before = site.dump().await;
    for (method, path) in operations().into_iter().filter(|(method, _)| method != "GET") {
        let ask = || site.ask(&method, filled(&path, &made)).cookie(&both).json(&form());
        for origin in FOREIGN {
            ask().header("origin", origin).send().await.refused(403, "foreign-origin");
        }
        for site in ["cross-site", "same-site", "anything"] {
            ask().header("sec-fetch-site", site).send().await.refused(403, "foreign-origin");
            ask().header("origin", ORIGIN).header("sec-fetch-site", site).send().await.refused(403, "foreign-origin");
        }
        ask().header("origin", ORIGIN).header("origin", ORIGIN).send().await.refused(403, "foreign-origin");
    }
    assert_eq!(site.dump().await, before);
    let own = site.ask("POST", "/api/panels").cookie(&cookie).json(&form()).header("origin", ORIGIN);
    own.header("sec-fetch-site", "same-origin").send().await.ok();
}

#[tokio::test]
async fn a_foreign_page_opens_no_socket() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel_on_a_plan(&cookie).await;
    let seat = site.seat(link_of(&made, "Mo")).await;
    let ask = || {
        site.ask("GET", format!("/api/seats/{}/socket", id_of(&made, "Mo")))
            .header("connection", "upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
    };
    for origin in FOREIGN {
        ask().cookie(&seat).header("origin", origin).send().await.refused(403, "foreign-origin");
    }
    ask().cookie(&seat).send().await.refused(403, "foreign-origin");
    ask().header("origin", ORIGIN).send().await.refused(401, "not-signed-in");
}

#[tokio::test]
async fn a_host_that_is_made_up_leads_nowhere() {
    let site = Site::with_public_url(Some("https://accord.example.org")).await;
    let link = site.setup_link().await;
    let ask = |path: &str| {
        site.ask("POST", path).header("x-forwarded-host", "evil.example").header("forwarded", "host=evil.example")
    };
    let body = json!({"token": link, "name": "Ann", "area": "Essex"});
    let cookie = ask("/api/setup").json(&body).send().await.ok().cookie();
    let answer = ask("/api/panels").cookie(&cookie).json(&form()).send().await.ok();
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    assert!(text.contains("https://accord.example.org/join#") && !text.contains("evil") && !text.contains("127.0.0.1"));
}

/// Everything that is logged while a test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_says_what_was_asked_and_nothing_of_what_was_said() {
    let log = Log::default();
    let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    let lines = lines.with_writer(log.clone()).finish();
    // With one subscriber alone, a line that another test's thread reaches first is switched off for all threads.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let guard = tracing::subscriber::set_default(lines);

    let site = Site::new().await;
    let setup = site.setup_link().await;
    let cookie = site.ask("POST", "/api/setup").json(&json!({"token": setup, "name": "Canary", "area": "Canary"}));
    let cookie = cookie.send().await.ok().cookie();
    let mut body = form();
    body.agenda[0].case_ref = "CANARY-1".to_owned();
    body.title = "Canary panel".to_owned();
    let made = site.panel(&cookie, &body).await;
    let link = link_of(&made, "Mo");
    let seat = site.seat(link).await;
    let mo = id_of(&made, "Mo");
    site.ask("GET", format!("/api/seats/{mo}?secret=canary")).cookie(&seat).send().await.ok();
    site.ask("GET", "/canary\u{1b}[31m".replace('\u{1b}', "%1b")).send().await;
    site.ask("POST", "/api/panels")
        .cookie(&cookie)
        .header("content-type", "application/json")
        .raw("{\"canary\":1")
        .send()
        .await;
    drop(guard);

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("route=\"/api/seats/{participant}\" status=200"), "{text}");
    assert!(text.contains("route=\"(none)\" status=404"));
    let secrets = [setup.as_str(), secret(link), cookie.split_once('=').unwrap().1, seat.split_once('=').unwrap().1];
    for line in text.lines() {
        assert!(!line.to_lowercase().contains("canary"), "{line}");
        assert!(secrets.iter().all(|secret| !line.contains(secret)), "{line}");
        assert!(!line.contains(mo.as_str()), "{line}");
    }
    assert_eq!(text.lines().filter(|line| line.contains("answered")).count(), 6);
}
