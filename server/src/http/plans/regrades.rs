//! `GET /api/plans/regrades`: how many plans were judged again after a redraft.

use accord_shared::api::RegradeReport;
use axum::Json;
use axum::extract::State;

use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Counts judgements, drafts below Good and regrades, month by month.
#[utoipa::path(get, path = "/api/plans/regrades", tag = "plans",
    responses((status = 200, body = RegradeReport), RouteError))]
pub(in crate::http) async fn regrades(
    State(app): State<App>,
    session: CoordinatorSession,
) -> Result<Json<RegradeReport>, RouteError> {
    Ok(Json(app.store.casework(&session.area, &session.view.id, None).await?.regrades()))
}
