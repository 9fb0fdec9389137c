//! `GET /api/frameworks/{id}/{version}`: one version of a framework, which never changes once it is published. One
//! that is no longer shipped is there as long as a panel was made with it.

use accord_shared::framework::{Framework, FrameworkId};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{Reader, shipped, visible};
use crate::http::body::At;
use crate::http::{App, RouteError};

/// Shows a framework with all its sections and descriptors: a shipped one to anyone, an area's own to its coordinator
/// and to the people at its panels.
#[utoipa::path(get, path = "/api/frameworks/{id}/{version}", tag = "frameworks",
    params(("id" = FrameworkId, Path), ("version" = String, Path)),
    responses((status = 200, body = Framework), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    reader: Reader,
    At((id, version)): At<(FrameworkId, String)>,
) -> Result<Response, RouteError> {
    let framework = Json(visible(&app, &reader, (&id, &version)).await?);
    if shipped(&id, &version).is_none() {
        // Who may see it can change, and another area may use the same names.
        return Ok(framework.into_response());
    }
    // A day and not for ever: while the product is young, a shipped file may still be corrected in place.
    Ok(([(header::CACHE_CONTROL, "public, max-age=86400")], framework).into_response())
}
