//! `GET /healthz`: for a monitor of the server.

use axum::extract::State;

use crate::http::{App, RouteError};

/// Says "ok" when the store answers.
#[utoipa::path(get, path = "/healthz", tag = "server", responses((status = 200, body = str, content_type = "text/plain"), RouteError))]
pub(in crate::http) async fn show(State(app): State<App>) -> Result<&'static str, RouteError> {
    app.store.ping().await?;
    Ok("ok")
}
