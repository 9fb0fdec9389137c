//! A server without a network, people who ask it, and what they are answered.

use std::sync::Arc;

use accord_shared::api::{ApiError, FreshLink, NewPanel, NewParticipant, NewPlan, NewReview, NewWay, PanelMade};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{ParticipantId, Time};
use accord_shared::panel::{Agency, Meets, Naming, PanelKind, Seat, Visibility};
use accord_shared::plan::{Cohort, Plan, PlanChange, PlanStage};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::json;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::clock::{Clock, start_of_day};
use crate::config::Config;
use crate::http::{App, router};
use crate::identity::Token;
use crate::limits::SETUP_LINK_MS;
use crate::random::Random;
use crate::room::Rooms;
use crate::store::{Change, Store};

/// The host that the tests ask for.
pub const HOST: &str = "127.0.0.1:8080";
/// The pages of this server come from here.
pub const ORIGIN: &str = "http://127.0.0.1:8080";

/// A server of one test.
pub struct Site {
    pub app: App,
    pub clock: Clock,
    pub folder: TempDir,
    router: Router,
}

/// One request on its way.
#[derive(Clone)]
pub struct Ask {
    router: Router,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Site {
    /// A server on this machine, on 21 November 2026.
    pub async fn new() -> Self {
        Self::with_public_url(None).await
    }

    /// A server that is reached under an address.
    pub async fn with_public_url(public_url: Option<&str>) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::set_to(start_of_day("2026-11-21").unwrap());
        let random = Random::system();
        let config = Config {
            public_url: public_url.map(|url| url.parse().unwrap()),
            clock: clock.clone(),
            ..Config::for_tests(folder.path())
        };
        let store = Store::open(folder.path()).await.unwrap();
        let app = App {
            base_url: public_url.unwrap_or(ORIGIN).into(),
            rooms: Rooms::new(store.clone(), clock.clone(), random.clone()),
            config: Arc::new(config),
            clock: clock.clone(),
            store,
            random,
        };
        Self { router: router(app.clone()), app, clock, folder }
    }

    /// A one-time link's secret, as the program prints it.
    pub async fn setup_link(&self) -> String {
        let (secret, at) = (Token::fresh(&self.app.random), self.clock.now());
        let add = Change::AddSetupLink { hash: secret.hash(), at, expires_at: at.plus_ms(SETUP_LINK_MS) };
        self.app.store.commit(vec![add]).await.unwrap();
        secret.expose().to_owned()
    }

    /// Signs the coordinator in; the cookie.
    pub async fn coordinator(&self) -> String {
        let link = self.setup_link().await;
        let form = json!({"token": link, "name": "Ann Coordinator", "area": "Essex"});
        self.ask("POST", "/api/setup").json(&form).send().await.ok().cookie()
    }

    /// Signs the coordinator in again, when the session is too old; the cookie.
    pub async fn coordinator_again(&self) -> String {
        let form = json!({"token": self.setup_link().await, "name": "Ann Coordinator", "area": "Essex"});
        self.ask("POST", "/api/setup").json(&form).send().await.ok().cookie()
    }

    /// Makes a panel.
    pub async fn panel(&self, coordinator: &str, form: &NewPanel) -> PanelMade {
        self.ask("POST", "/api/panels").cookie(coordinator).json(form).send().await.ok().read()
    }

    /// Enters a plan.
    pub async fn plan(&self, coordinator: &str, form: &NewPlan) -> Plan {
        self.ask("POST", "/api/plans").cookie(coordinator).json(form).send().await.ok().read()
    }

    /// Makes a panel with a plan that the area keeps on its agenda.
    pub async fn panel_on_a_plan(&self, coordinator: &str) -> PanelMade {
        let mut form = form();
        form.agenda[0].plan = Some(self.plan(coordinator, &new_plan()).await.id);
        self.panel(coordinator, &form).await
    }

    /// Opens a seat with a link; the cookie.
    pub async fn seat(&self, link: &FreshLink) -> String {
        self.ask("POST", "/api/join").json(&json!({"token": secret(link)})).send().await.ok().cookie()
    }

    pub fn ask(&self, method: &str, path: impl Into<String>) -> Ask {
        let headers = vec![(header::HOST.to_string(), HOST.to_owned())];
        Ask { router: self.router.clone(), method: method.to_owned(), path: path.into(), headers, body: Vec::new() }
    }

    /// What the database holds, table by table, without the lines of the audit log.
    pub async fn dump(&self) -> Vec<String> {
        use sqlx::{Connection as _, Row as _};
        let file = self.folder.path().join("accord.sqlite");
        let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('audit', 'sqlite_sequence') \
            ORDER BY name";
        let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.unwrap();
        let mut lines = Vec::new();
        for table in tables {
            let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            let columns: Vec<String> =
                sqlx::query_scalar(sqlx::AssertSqlSafe(columns)).fetch_all(&mut conn).await.unwrap();
            let quoted: Vec<_> = columns.iter().map(|column| format!("quote({column})")).collect();
            let text = format!("SELECT {} AS line FROM {table} ORDER BY 1", quoted.join(" || ',' || "));
            for row in sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&mut conn).await.unwrap() {
                lines.push(format!("{table}: {}", row.get::<String, _>("line")));
            }
        }
        lines
    }
}

impl Ask {
    pub fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn json(self, body: &impl serde::Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json").raw(body)
    }

    pub fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub async fn send(self) -> Answer {
        let mut request = Request::builder().method(self.method.as_str()).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = self.router.oneshot(request.body(Body::from(self.body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

impl Answer {
    /// Itself, when all went well.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert!(self.status.is_success(), "{} {}", self.status, String::from_utf8_lossy(&self.body));
        self
    }

    #[track_caller]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The cookie that was set, as it is sent back.
    #[track_caller]
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
    }

    /// It was refused with this status and code, in the shape of every error.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> ApiError {
        let error: ApiError = self.read();
        assert_eq!((self.status.as_u16(), error.code.as_str()), (status, code));
        assert!(error.sentence.ends_with('.'), "{}", error.sentence);
        error
    }
}

/// The secret of a link.
pub fn secret(link: &FreshLink) -> &str {
    link.url.split_once('#').unwrap().1
}

/// The link of one person.
pub fn link_of<'a>(made: &'a PanelMade, name: &str) -> &'a FreshLink {
    let id = id_of(made, name);
    made.links.iter().find(|link| link.participant == id).unwrap()
}

/// The id of one person.
pub fn id_of(made: &PanelMade, name: &str) -> ParticipantId {
    made.panel.participants.iter().find(|person| person.name == name).unwrap().id.clone()
}

/// A person for a form.
pub fn person(name: &str, agency: Agency, seat: Seat) -> NewParticipant {
    NewParticipant { name: name.to_owned(), agency, post: "Officer".to_owned(), seat }
}

/// A form for a small panel: Chris chairs, Mo is a member, Vi shows the room screen.
pub fn form() -> NewPanel {
    NewPanel {
        title: "Autumn panel".to_owned(),
        kind: PanelKind::Locality,
        held_on: "2026-11-30".to_owned(),
        meets: Meets::default(),
        locality: "North".to_owned(),
        framework: FrameworkId::new("essex-full").unwrap(),
        visibility: Visibility::Blind,
        naming: Naming::Agencies,
        face: None,
        way: NewWay::Panel,
        agenda: vec![NewReview {
            case_ref: "EX-0142".to_owned(),
            change: PlanChange::New,
            plan_stage: PlanStage::Draft,
            cohort: Cohort::Year8AndBelow,
            locality: String::new(),
            where_to_read: String::new(),
            plan: None,
        }],
        participants: vec![
            person("Chris", Agency::SendService, Seat::Member),
            person("Mo", Agency::ParentCarerForum, Seat::Member),
            person("Vi", Agency::Other, Seat::Screen),
        ],
        chair: 0,
        deputy: Some(1),
        scribe: None,
        warnings_seen: false,
    }
}

/// A form for a plan.
pub fn new_plan() -> NewPlan {
    NewPlan {
        case_ref: "EX-0199".to_owned(),
        author: "SEND casework team".to_owned(),
        change: PlanChange::New,
        plan_stage: PlanStage::Draft,
        cohort: Cohort::Year8AndBelow,
        locality: "North".to_owned(),
        where_to_read: String::new(),
        warnings_seen: false,
    }
}

/// So many days.
pub const fn days(days: i64) -> i64 {
    days * crate::limits::DAY_MS
}

/// The moment at which every test begins.
pub fn beginning() -> Time {
    start_of_day("2026-11-21").unwrap()
}
