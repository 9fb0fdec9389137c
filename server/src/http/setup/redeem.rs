//! `POST /api/setup`: a coordinator redeems a one-time link. The first one names the area and its coordinator; later
//! ones, made by `accord link`, sign that coordinator in again, and name and area are not looked at.

use accord_shared::api::{CoordinatorView, FieldError, SetUp};
use accord_shared::fit::Limit;
use accord_shared::id::{AreaId, CoordinatorId};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};

use crate::http::body::Body;
use crate::http::{App, RouteError};
use crate::identity::{Kind, Token, TokenHash, set_cookie};
use crate::limits::COORDINATOR_SESSION_MS;
use crate::store::{Change, SessionOf, StoreError};

/// Signs a coordinator in with a one-time link. Empty names are refused without using the link up, so that a client
/// can find out whether they are needed.
#[utoipa::path(post, path = "/api/setup", tag = "coordinator", request_body = SetUp,
    responses((status = 200, body = CoordinatorView, description = "Signed in; sets the coordinator's cookie"), RouteError))]
pub(in crate::http) async fn redeem(
    State(app): State<App>,
    Body(form): Body<SetUp>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<CoordinatorView>), RouteError> {
    let link = Token::from_claim(&form.token).ok_or(RouteError::LinkNotValid)?.hash();
    if !app.store.setup_link_works(&link, app.clock.now()).await? {
        return Err(RouteError::LinkNotValid);
    }
    let (view, area, mut changes) = match app.store.coordinator().await? {
        Some((view, area)) => (view, area, Vec::new()),
        None => first_coordinator(&app, &form)?,
    };
    let session = Token::fresh(&app.random);
    changes.extend(sign_in(&app, link, &session.hash(), &view, area));
    app.store.commit(changes).await.map_err(|error| match error {
        StoreError::Stale { .. } => RouteError::LinkNotValid,
        other => other.into(),
    })?;
    let cookie = set_cookie(&Kind::Coordinator, &session, COORDINATOR_SESSION_MS / 1000, app.config.is_secure());
    Ok(([(header::SET_COOKIE, cookie)], Json(view)))
}

/// The first coordinator and their area.
fn first_coordinator(app: &App, form: &SetUp) -> Result<(CoordinatorView, AreaId, Vec<Change>), RouteError> {
    let errors: Vec<_> =
        [("name", &form.name, "Give your name."), ("area", &form.area, "Give the name of your local area.")]
            .into_iter()
            .filter_map(|(field, text, empty)| line_error(field, text, empty))
            .collect();
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let at = app.clock.now();
    let area = AreaId::from_random(app.random.bytes());
    let view = CoordinatorView {
        id: CoordinatorId::from_random(app.random.bytes()),
        name: form.name.trim().to_owned(),
        area: form.area.trim().to_owned(),
    };
    let changes = vec![
        Change::AddArea { id: area.clone(), name: view.area.clone(), at },
        Change::AddFirstCoordinator { id: view.id.clone(), area: area.clone(), name: view.name.clone(), at },
    ];
    Ok((view, area, changes))
}

fn sign_in(app: &App, link: TokenHash, session: &TokenHash, view: &CoordinatorView, area: AreaId) -> [Change; 3] {
    let at = app.clock.now();
    [
        Change::UseSetupLink { hash: link, at },
        Change::AddSession {
            hash: session.clone(),
            of: SessionOf::Coordinator(view.id.clone()),
            at,
            expires_at: at.plus_ms(COORDINATOR_SESSION_MS),
        },
        Change::Audit {
            area,
            panel: None,
            at,
            actor: format!("coordinator:{}", view.id),
            action: "signed-in",
            subject: view.id.to_string(),
        },
    ]
}

fn line_error(field: &str, text: &str, empty: &str) -> Option<FieldError> {
    let sentence = if text.trim().is_empty() {
        empty.to_owned()
    } else if let Some(long) = Limit::LINE.too_long(text) {
        format!("{long} Shorten it.")
    } else if text.chars().any(char::is_control) {
        "Use ordinary characters on one line.".to_owned()
    } else {
        return None;
    };
    Some(FieldError { field: field.to_owned(), sentence })
}
