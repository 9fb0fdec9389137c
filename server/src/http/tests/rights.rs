//! Who may use which route: a row for each, and a route without a row fails the test.

use accord_shared::api::PanelMade;

use super::rig::{ORIGIN, Site, form, id_of, link_of};
use super::routes::{filled, operations};

/// Whom a route is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    Anyone,
    Coordinator,
    /// The person whom the path names.
    TheSeat,
}

const ROWS: [(&str, &str, For); 50] = [
    ("GET", "/healthz", For::Anyone),
    ("POST", "/api/setup", For::Anyone),
    ("GET", "/api/coordinator", For::Coordinator),
    ("DELETE", "/api/coordinator/session", For::Coordinator),
    ("GET", "/api/frameworks", For::Anyone),
    ("GET", "/api/frameworks/{id}/{version}", For::Anyone),
    ("GET", "/api/frameworks/{id}/{version}/file", For::Anyone),
    ("POST", "/api/frameworks/import", For::Coordinator),
    ("GET", "/api/frameworks/drafts", For::Coordinator),
    ("POST", "/api/frameworks/drafts", For::Coordinator),
    ("GET", "/api/frameworks/drafts/{id}", For::Coordinator),
    ("PUT", "/api/frameworks/drafts/{id}", For::Coordinator),
    ("DELETE", "/api/frameworks/drafts/{id}", For::Coordinator),
    ("POST", "/api/frameworks/drafts/{id}/publish", For::Coordinator),
    ("GET", "/api/panels", For::Coordinator),
    ("POST", "/api/panels", For::Coordinator),
    ("GET", "/api/panels/{panel}", For::Coordinator),
    ("PUT", "/api/panels/{panel}/meeting", For::Coordinator),
    ("PUT", "/api/panels/{panel}/offices", For::Coordinator),
    ("POST", "/api/panels/{panel}/agenda", For::Coordinator),
    ("PUT", "/api/panels/{panel}/agenda", For::Coordinator),
    ("POST", "/api/panels/{panel}/reviews/{review}/take-away", For::Coordinator),
    ("POST", "/api/panels/{panel}/cancel", For::Coordinator),
    ("POST", "/api/panels/{panel}/copies", For::Coordinator),
    ("POST", "/api/panels/{panel}/participants", For::Coordinator),
    ("PUT", "/api/panels/{panel}/participants/{participant}", For::Coordinator),
    ("DELETE", "/api/panels/{panel}/participants/{participant}", For::Coordinator),
    ("POST", "/api/panels/{panel}/participants/{participant}/link", For::Coordinator),
    ("DELETE", "/api/panels/{panel}/participants/{participant}/link", For::Coordinator),
    ("GET", "/api/panels/{panel}/reviews/{review}/records/{version}", For::Coordinator),
    ("GET", "/api/plans", For::Coordinator),
    ("POST", "/api/plans", For::Coordinator),
    ("GET", "/api/plans/regrades", For::Coordinator),
    ("GET", "/api/plans/{plan}", For::Coordinator),
    ("POST", "/api/plans/{plan}/assessments", For::Coordinator),
    ("POST", "/api/plans/{plan}/assessments/{review}/sit", For::Coordinator),
    ("POST", "/api/plans/{plan}/judge", For::Coordinator),
    ("PUT", "/api/plans/{plan}/feedback", For::Coordinator),
    ("POST", "/api/plans/{plan}/redraft", For::Coordinator),
    ("POST", "/api/plans/{plan}/issue", For::Coordinator),
    ("PUT", "/api/plans/{plan}/advice/{service}", For::Coordinator),
    ("POST", "/api/invitation", For::Anyone),
    ("POST", "/api/join", For::Anyone),
    ("GET", "/api/qr.svg", For::Anyone),
    ("GET", "/api/seats/{participant}", For::TheSeat),
    ("DELETE", "/api/seats/{participant}/session", For::TheSeat),
    ("GET", "/api/seats/{participant}/socket", For::TheSeat),
    ("GET", "/api/seats/{participant}/reviews/{review}/content", For::TheSeat),
    ("GET", "/api/seats/{participant}/reviews/{review}/records", For::TheSeat),
    ("GET", "/api/seats/{participant}/reviews/{review}/records/{version}", For::TheSeat),
];

/// A site with two panels, and everyone's cookie.
struct Scene {
    site: Site,
    made: PanelMade,
    callers: Vec<(&'static str, String)>,
}

impl Scene {
    async fn new() -> Self {
        let site = Site::new().await;
        let coordinator = site.coordinator().await;
        let made = site.panel_on_a_plan(&coordinator).await;
        let other = site.panel(&coordinator, &form()).await;
        let mut callers = vec![
            ("nobody", String::new()),
            ("the coordinator", coordinator.clone()),
            ("the member", site.seat(link_of(&made, "Mo")).await),
        ];
        let mo = id_of(&made, "Mo");
        // Each of these has a session, and says that it is the member's.
        for (who, panel, name) in
            [("the chair", &made, "Chris"), ("the screen", &made, "Vi"), ("a member of another panel", &other, "Mo")]
        {
            let cookie = site.seat(link_of(panel, name)).await;
            let secret = cookie.split_once('=').unwrap().1;
            callers.push((who, format!("{cookie}; accord_seat_{mo}={secret}; accord_coordinator={secret}")));
        }
        let secret = coordinator.split_once('=').unwrap().1;
        callers.push(("the coordinator at the member's seat", format!("accord_seat_{mo}={secret}")));
        Self { site, made, callers }
    }

    async fn status(&self, method: &str, path: &str, cookie: &str) -> u16 {
        let ask = self.site.ask(method, filled(path, &self.made)).header("origin", ORIGIN).cookie(cookie);
        ask.send().await.status.as_u16()
    }
}

fn may(whom: For, caller: &str) -> bool {
    match whom {
        For::Anyone => true,
        For::Coordinator => caller == "the coordinator",
        For::TheSeat => caller == "the member",
    }
}

#[test]
fn every_route_has_a_row() {
    let mut rows: Vec<_> = ROWS.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    let mut routes = operations();
    rows.sort();
    routes.sort();
    assert_eq!(rows, routes);
}

#[tokio::test]
async fn whoever_may_not_is_not_signed_in_and_changes_nothing() {
    let scene = Scene::new().await;
    let before = scene.site.dump().await;
    for (method, path, whom) in ROWS {
        for (caller, cookie) in scene.callers.iter().filter(|(caller, _)| !may(whom, caller)) {
            assert_eq!(scene.status(method, path, cookie).await, 401, "{method} {path} by {caller}");
        }
    }
    assert_eq!(scene.site.dump().await, before);
}

#[tokio::test]
async fn whoever_may_gets_past_the_door() {
    for (method, path, whom) in ROWS {
        let scene = Scene::new().await;
        for (caller, cookie) in scene.callers.iter().filter(|(caller, _)| may(whom, caller)) {
            let status = scene.status(method, path, cookie).await;
            assert!(!matches!(status, 401 | 403 | 405 | 500..), "{method} {path} by {caller}: {status}");
        }
    }
}
