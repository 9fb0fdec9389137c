//! `DELETE /api/frameworks/drafts/{id}`: a draft goes. What was published of it stays.

use accord_shared::framework::FrameworkId;
use axum::extract::State;
use axum::http::StatusCode;

use super::{audit, own_draft};
use crate::http::body::At;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::FrameworkChange;

/// Deletes a draft.
#[utoipa::path(delete, path = "/api/frameworks/drafts/{id}", tag = "frameworks", params(("id" = FrameworkId, Path)),
    responses((status = 204), RouteError))]
pub(in crate::http) async fn drop(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<FrameworkId>,
) -> Result<StatusCode, RouteError> {
    own_draft(&app, &session, &id).await?;
    let line = audit(&app, &session, "framework-draft-deleted", id.to_string());
    app.store.commit(vec![FrameworkChange::DropDraft { area: session.area, id }.into(), line]).await?;
    Ok(StatusCode::NO_CONTENT)
}
