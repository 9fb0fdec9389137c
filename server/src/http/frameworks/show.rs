//! `GET /api/frameworks/{id}/{version}`: one version of a framework, which never changes once it is published. One
//! that is no longer shipped is there as long as a panel was made with it.

use std::borrow::Cow;

use accord_shared::framework::{Framework, FrameworkId, builtin};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};

use crate::http::body::At;
use crate::http::{App, RouteError};

/// Shows a framework with all its sections and descriptors.
#[utoipa::path(get, path = "/api/frameworks/{id}/{version}", tag = "frameworks",
    params(("id" = FrameworkId, Path), ("version" = String, Path)),
    responses((status = 200, body = Framework), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    At((id, version)): At<(FrameworkId, String)>,
) -> Result<([(HeaderName, &'static str); 1], Json<Cow<'static, Framework>>), RouteError> {
    let shipped = builtin().iter().find(|framework| framework.id == id && framework.version == version);
    let framework = match shipped {
        Some(framework) => Cow::Borrowed(framework),
        None => Cow::Owned(app.store.framework(&id, &version).await?.ok_or(RouteError::NotFound)?),
    };
    // A day and not for ever: while the product is young, a shipped file may still be corrected in place.
    Ok(([(header::CACHE_CONTROL, "public, max-age=86400")], Json(framework)))
}
