//! `GET /api/frameworks/{id}/{version}/file`: one version of a framework as the file that an import takes.

use accord_shared::framework::{Framework, FrameworkId};
use axum::extract::State;
use axum::http::{HeaderName, header};

use super::{Reader, visible};
use crate::http::body::At;
use crate::http::{App, RouteError};

/// Exports a framework, to everyone who may see it. The file can be imported, as the same framework.
#[utoipa::path(get, path = "/api/frameworks/{id}/{version}/file", tag = "frameworks",
    params(("id" = FrameworkId, Path), ("version" = String, Path)),
    responses((status = 200, body = Framework), RouteError))]
pub(in crate::http) async fn file(
    State(app): State<App>,
    reader: Reader,
    At((id, version)): At<(FrameworkId, String)>,
) -> Result<([(HeaderName, String); 2], String), RouteError> {
    let framework = visible(&app, &reader, (&id, &version)).await?;
    // What a shipped version is called is not bound to the letters that a file's name may have.
    let version: String =
        version.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let name = format!("attachment; filename=\"accord-framework-{id}-v{version}.json\"");
    let kind = (header::CONTENT_TYPE, "application/json".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], framework.to_json()))
}
