//! `GET /api/plans`: the plans of the coordinator's area.

use accord_shared::api::PlanSummary;
use axum::Json;
use axum::extract::State;

use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Lists the newest version of each plan, those entered last first.
#[utoipa::path(get, path = "/api/plans", tag = "plans", responses((status = 200, body = [PlanSummary]), RouteError))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    session: CoordinatorSession,
) -> Result<Json<Vec<PlanSummary>>, RouteError> {
    Ok(Json(app.store.casework(&session.area, &session.view.id, None).await?.summaries()))
}
