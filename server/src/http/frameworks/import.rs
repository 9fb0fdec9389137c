//! `POST /api/frameworks/import`: a file becomes a draft, or is refused with everything that is wrong in it.

use accord_shared::api::FrameworkDraft;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::drafts::{add, problem};
use super::ids::Ids;
use crate::http::body::Raw;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::import;

/// What is said about a file beside its bytes.
#[derive(Debug, Deserialize)]
pub(in crate::http) struct Named {
    /// What the file is called.
    #[serde(default)]
    name: String,
}

/// Imports a framework file, or a list (CSV or XLSX), as a draft. It gets the id that the file gives it, or a free one
/// where a shipped framework or another draft has that; the answer says so. Nothing of a file with an error is kept.
#[utoipa::path(post, path = "/api/frameworks/import", tag = "frameworks",
    params(("name" = Option<String>, Query, description = "what the file is called; the title and the id of a list")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = FrameworkDraft, description = "Imported as a draft"), RouteError))]
pub(in crate::http) async fn import(
    State(app): State<App>,
    session: CoordinatorSession,
    named: Result<Query<Named>, QueryRejection>,
    Raw(bytes): Raw,
) -> Result<(StatusCode, Json<FrameworkDraft>), RouteError> {
    let not_understood = |_| RouteError::BadRequest("Give the name of the file once, as name.".to_owned());
    let Query(Named { name }) = named.map_err(not_understood)?;
    // A workbook within the limits is a second's work, which must not hold up the meetings.
    let read = tokio::task::spawn_blocking(move || import::framework(&bytes, &name)).await.map_err(|error| {
        tracing::error!(%error, "an import did not run to its end");
        RouteError::Internal
    })?;
    let framework = read.map_err(|errors| {
        let fields = errors.iter().map(|error| problem(&error.place, &error.wrong, &error.remedy));
        RouteError::Fields(fields.collect())
    })?;
    let ids = Ids::of(&app, &session.area).await?;
    let asked_for = Some(framework.id.clone()).filter(|id| !ids.allow(id));
    let id = asked_for.as_ref().map_or_else(|| framework.id.clone(), |id| ids.free(id));
    let draft = add(&app, &session, (id, asked_for), &framework, "framework-imported").await?;
    Ok((StatusCode::CREATED, Json(draft)))
}
