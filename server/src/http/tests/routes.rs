//! What holds for every route, taken from the OpenAPI document, so that a new route cannot be forgotten.

use accord_shared::api::PanelMade;
use serde_json::Value;

use super::rig::{Site, id_of, link_of};
use crate::http::openapi;

/// Every operation that the document lists, as method and path.
pub fn operations() -> Vec<(String, String)> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            found.push((method.to_uppercase(), path.clone()));
        }
    }
    found
}

/// A path with the ids of a panel, of its member Mo and of the plan on its agenda in their places.
pub fn filled(path: &str, made: &PanelMade) -> String {
    path.replace("{panel}", made.panel.id.as_str())
        .replace("{participant}", id_of(made, "Mo").as_str())
        .replace("{review}", made.panel.agenda[0].id.as_str())
        .replace("{plan}", made.panel.agenda[0].plan.as_ref().unwrap().as_str())
        .replace("{service}", "medical")
        .replace("{id}", made.panel.framework.as_str())
        .replace("{version}", &made.panel.framework_version)
}

/// How often a text stands in the source files of a folder and of those below it.
fn occurrences(folder: &std::path::Path, text: &str) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| !path.ends_with("tests") && !path.ends_with("tests.rs"))
        .map(|path| {
            if path.is_dir() {
                occurrences(&path, text)
            } else {
                std::fs::read_to_string(path).unwrap().matches(text).count()
            }
        })
        .sum()
}

#[tokio::test]
async fn the_document_lists_every_handler_and_every_path_is_answered() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http");
    assert_eq!(operations().len(), occurrences(&folder, "#[utoipa::path("));
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel_on_a_plan(&cookie).await;
    for (method, path) in operations() {
        let answer = site.ask(&method, filled(&path, &made)).send().await;
        assert_ne!(answer.status, 405, "{method} {path}");
        let unrouted = answer.status == 404 && String::from_utf8_lossy(&answer.body).contains("\"not-found\"");
        assert!(!unrouted, "{method} {path}");
    }
}

#[tokio::test]
async fn every_type_that_the_document_names_is_described_in_it() {
    let site = Site::new().await;
    let answer = site.ask("GET", "/api/openapi.json").send().await.ok();
    let document: Value = answer.read();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for part in text.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
    assert!(schemas.contains_key("ApiError"));
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel_on_a_plan(&cookie).await;
    let mut asked: Vec<_> = operations().into_iter().map(|(method, path)| (method, filled(&path, &made))).collect();
    for path in ["/", "/join", "/room/abc", "/favicon.svg", "/nothing", "/api/nothing", "/api/openapi.json"] {
        asked.push(("GET".to_owned(), path.to_owned()));
    }
    asked.push(("PUT".to_owned(), "/api/panels".to_owned()));
    for (method, path) in asked {
        let answer = site.ask(&method, &path).send().await;
        let csp = answer.header("content-security-policy");
        assert!(csp.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"));
        assert!(!csp.contains("unsafe-inline") && !csp.contains("'unsafe-eval'") && !csp.contains('*'), "{csp}");
        assert!(csp.contains("frame-ancestors 'none'") && csp.contains("base-uri 'none'"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{method} {path}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert_eq!(answer.header("x-request-id").len(), 16);
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
        assert!(!answer.headers.contains_key("strict-transport-security"), "there is no TLS here");
        let public = path.contains("frameworks/") || path == "/api/openapi.json" || path == "/api/qr.svg";
        if (path.starts_with("/api") && !public) || path == "/healthz" {
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
        }
        if answer.status.is_client_error() && path.starts_with("/api") {
            answer.read::<accord_shared::api::ApiError>();
        }
    }
    let secure = Site::with_public_url(Some("https://accord.example.org")).await;
    let answer = secure.ask("GET", "/").send().await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
}

#[tokio::test]
async fn reading_changes_nothing() {
    let site = Site::new().await;
    let cookie = site.coordinator().await;
    let made = site.panel_on_a_plan(&cookie).await;
    let both = format!("{cookie}; {}", site.seat(link_of(&made, "Mo")).await);
    let before = site.dump().await;
    for _ in 0..2 {
        for (method, path) in operations() {
            if method == "GET" {
                site.ask("GET", filled(&path, &made)).cookie(&both).send().await;
            }
        }
        for path in ["/", "/setup", "/join", "/api/openapi.json"] {
            site.ask("GET", path).cookie(&both).send().await.ok();
        }
        assert_eq!(site.dump().await, before);
    }
}

#[tokio::test]
async fn the_page_is_there_for_the_clients_routes_and_for_no_other() {
    let site = Site::new().await;
    for path in
        ["/", "/setup", "/join", "/panels/new", "/panels/abc", "/room/abc", "/room/abc/record/rev1", "/screen/abc"]
    {
        let answer = site.ask("GET", path).send().await.ok();
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    for path in
        ["/nothing", "/room", "/room/", "/index.html.br", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/.git/config"]
    {
        assert_eq!(site.ask("GET", path).send().await.status, 404, "{path}");
    }
    for path in ["/api", "/api/", "/api/nothing", "/api/panels/a/b/c"] {
        site.ask("GET", path).send().await.refused(404, "not-found");
    }
    site.ask("PATCH", "/api/panels").send().await.refused(405, "method-not-allowed");
    assert_eq!(site.ask("POST", "/").send().await.status, 405);
}

#[tokio::test]
async fn health_is_the_stores() {
    let site = Site::new().await;
    assert_eq!(site.ask("GET", "/healthz").send().await.ok().body, "ok");
    site.app.store.close().await;
    site.ask("GET", "/healthz").send().await.refused(503, "unavailable");
}

#[tokio::test]
async fn the_square_on_the_screen_leads_here_and_nowhere_else() {
    let site = Site::new().await;
    let plain = site.ask("GET", "/api/qr.svg").send().await.ok();
    assert_eq!(plain.header("content-type"), "image/svg+xml");
    assert!(plain.body.starts_with(b"<svg"));
    let asked = site.ask("GET", "/api/qr.svg?text=https://evil.example").header("x-forwarded-host", "evil.example");
    assert_eq!(asked.send().await.ok().body, plain.body);
    let elsewhere = Site::with_public_url(Some("https://accord.example.org")).await;
    assert_ne!(elsewhere.ask("GET", "/api/qr.svg").send().await.ok().body, plain.body);
}
