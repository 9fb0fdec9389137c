//! `GET /api/frameworks/drafts`: the frameworks that are being written.

use accord_shared::api::DraftSummary;
use axum::Json;
use axum::extract::State;

use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Lists the drafts of the area, the one that was changed last first.
#[utoipa::path(get, path = "/api/frameworks/drafts", tag = "frameworks",
    responses((status = 200, body = [DraftSummary]), RouteError))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    session: CoordinatorSession,
) -> Result<Json<Vec<DraftSummary>>, RouteError> {
    let drafts = app.store.drafts(&session.area).await?.into_iter().map(|draft| {
        let title = draft.body["title"].as_str().unwrap_or_default().to_owned();
        DraftSummary { id: draft.id, title, changed_at: draft.changed_at }
    });
    Ok(Json(drafts.collect()))
}
