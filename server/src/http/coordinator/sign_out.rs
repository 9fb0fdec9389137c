//! `DELETE /api/coordinator/session`: the coordinator signs out of this browser.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};

use crate::http::{App, RouteError};
use crate::identity::{CoordinatorSession, Kind, clear_cookie};
use crate::store::Change;

/// Ends the session. The browser is asked to forget its cache; cookies of seats stay, and so does what a seat has
/// not sent yet.
#[utoipa::path(delete, path = "/api/coordinator/session", tag = "coordinator",
    responses((status = 204, description = "Signed out; takes the cookie away"), RouteError))]
pub(in crate::http) async fn sign_out(
    State(app): State<App>,
    session: CoordinatorSession,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 2]), RouteError> {
    let at = app.clock.now();
    let (actor, subject) = (session.actor(), session.view.id.to_string());
    app.store
        .commit(vec![
            Change::EndSession { hash: session.hash, at },
            Change::Audit { area: session.area, panel: None, at, actor, action: "signed-out", subject },
        ])
        .await?;
    let cookie = clear_cookie(&Kind::Coordinator, app.config.is_secure());
    let forget = HeaderValue::from_static("\"cache\"");
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie), (HeaderName::from_static("clear-site-data"), forget)]))
}
