//! `GET /api/frameworks/drafts/{id}`: one draft, and what must be mended before it can be published.

use accord_shared::api::FrameworkDraft;
use accord_shared::framework::FrameworkId;
use axum::Json;
use axum::extract::State;

use super::{own_draft, view};
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Shows a draft to the coordinator of its area.
#[utoipa::path(get, path = "/api/frameworks/drafts/{id}", tag = "frameworks", params(("id" = FrameworkId, Path)),
    responses((status = 200, body = FrameworkDraft), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<FrameworkId>,
) -> Result<Json<FrameworkDraft>, RouteError> {
    let row = own_draft(&app, &session, &id).await?;
    Ok(Json(view(&app, &session, row).await?))
}
